//! The dimensions of a figure that a reviewer may set, and sets of them.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;

use crate::model::{
    Base, Claim, ObsStatus, ParseError, PeriodOrigin, Quantity, Since, Stated, TimePeriod, Transformation, UnitMult,
};

/// How many decimals digits under their old scale word may have before plain units are clearer.
const DECIMALS: u32 = 3;

/// A dimension of a figure, under its name in the JSON Lines of `extract`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The number in units, `83700000000`, or with its digits as written and their power of ten, `83.7e9`.
    Value,
    /// The high end of a range.
    ValueHigh,
    /// exact, about, above, below or range.
    Bound,
    /// ISO 4217, or a code of `units.csv`.
    Unit,
    /// A code of `indicators.csv`.
    Indicator,
    /// A slice of the indicator in lower-case words.
    Item,
    /// level, share, growth or change; with its base as in a series key, if wanted: `growth-yoy`.
    Measure,
    /// yoy, pop or `since:2015`; nothing where the text does not say.
    Basis,
    /// An area code.
    Area,
    /// The area code of the other side.
    Counterpart,
    /// SDMX `TIME_PERIOD`.
    Period,
    /// stated, carried or publication.
    PeriodOrigin,
    /// actual, estimate, forecast or target.
    Status,
    /// To whom the document attributes it.
    Speaker,
}

/// What cannot be set.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {problem}")]
pub struct FieldError {
    /// The dimension.
    pub field: Field,
    /// What is wrong, and what was wanted.
    pub problem: String,
}

impl Field {
    /// Every dimension.
    pub const ALL: [Self; 14] = [
        Self::Value,
        Self::ValueHigh,
        Self::Bound,
        Self::Unit,
        Self::Indicator,
        Self::Item,
        Self::Measure,
        Self::Basis,
        Self::Area,
        Self::Counterpart,
        Self::Period,
        Self::PeriodOrigin,
        Self::Status,
        Self::Speaker,
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::ValueHigh => "value_high",
            Self::Bound => "bound",
            Self::Unit => "unit",
            Self::Indicator => "indicator",
            Self::Item => "item",
            Self::Measure => "measure",
            Self::Basis => "basis",
            Self::Area => "area",
            Self::Counterpart => "counterpart",
            Self::Period => "period",
            Self::PeriodOrigin => "period_origin",
            Self::Status => "status",
            Self::Speaker => "speaker",
        }
    }

    /// What a claim has in this dimension; empty for what is unknown. Values are in units, as `extract` prints them.
    pub fn of(self, claim: &Claim) -> String {
        fn maybe(value: Option<impl ToString>) -> String {
            value.map(|value| value.to_string()).unwrap_or_default()
        }
        match self {
            Self::Value => claim.quantity.value().to_string(),
            Self::ValueHigh => maybe(claim.quantity.value_high()),
            Self::Bound => claim.quantity.stated.bound().to_owned(),
            Self::Unit => claim.quantity.unit.to_string(),
            Self::Indicator => maybe(claim.indicator),
            Self::Item => maybe(claim.item.as_ref()),
            Self::Measure => claim.measure.measure().to_owned(),
            Self::Basis => maybe(claim.measure.basis()),
            Self::Area => maybe(claim.area),
            Self::Counterpart => maybe(claim.counterpart),
            Self::Period => maybe(claim.period),
            Self::PeriodOrigin => claim.period_origin.to_string(),
            Self::Status => claim.status.to_string(),
            Self::Speaker => maybe(claim.speaker.as_ref()),
        }
    }

    /// What a claim has in this dimension, with the digits as written, so that setting it gives the same claim.
    fn exactly_of(self, claim: &Claim) -> String {
        let with_power = |digits: Decimal| format!("{digits}e{}", claim.quantity.mult.0);
        match self {
            Self::Value if claim.quantity.mult.0 != 0 => with_power(claim.quantity.stated.value()),
            Self::ValueHigh if claim.quantity.mult.0 != 0 => {
                claim.quantity.stated.value_high().map(with_power).unwrap_or_default()
            }
            _ => self.of(claim),
        }
    }
}

/// Dimensions and what they are set to; an empty text is "not known". Text form: `area=KZ; period=2024`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changes(BTreeMap<Field, String>);

impl Changes {
    /// Sets a dimension, instead of what it was set to before.
    pub fn set(&mut self, field: Field, text: impl Into<String>) {
        self.0.insert(field, text.into());
    }

    /// What a dimension is set to.
    pub fn get(&self, field: Field) -> Option<&str> {
        self.0.get(&field).map(String::as_str)
    }

    /// Whether nothing is set.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The dimensions that are set, in order.
    pub fn fields(&self) -> impl Iterator<Item = (Field, &str)> {
        self.0.iter().map(|(field, text)| (*field, text.as_str()))
    }

    /// These changes, with later ones over them.
    #[must_use]
    pub fn then(mut self, later: &Self) -> Self {
        self.0.extend(later.0.clone());
        self
    }

    /// Every dimension that a claim has, with the digits as written: setting them gives the claim again.
    pub fn whole(claim: &Claim) -> Self {
        let all = Field::ALL.into_iter().map(|field| (field, field.exactly_of(claim)));
        Self(all.filter(|(_, text)| !text.is_empty()).collect())
    }

    /// The dimensions in which `to` differs from `from`.
    pub fn between(from: &Claim, to: &Claim) -> Self {
        let differs = |field: &Field| field.exactly_of(from) != field.exactly_of(to);
        Self(Field::ALL.into_iter().filter(differs).map(|field| (field, field.exactly_of(to))).collect())
    }

    /// A claim with these dimensions set.
    pub fn apply(&self, claim: &Claim) -> Result<Claim, FieldError> {
        let mut claim = claim.clone();
        claim.quantity = self.quantity(&claim.quantity)?;
        claim.measure = self.measure(claim.measure)?;
        for (field, text) in self.fields() {
            set(&mut claim, field, text).map_err(|problem| FieldError { field, problem })?;
        }
        if self.0.contains_key(&Field::Period) && !self.0.contains_key(&Field::PeriodOrigin) {
            claim.period_origin = PeriodOrigin::Stated;
        }
        Ok(claim)
    }

    fn parsed<T>(&self, field: Field, read: impl Fn(&str) -> Result<T, String>) -> Result<Option<T>, FieldError> {
        self.get(field).map(read).transpose().map_err(|problem| FieldError { field, problem })
    }

    fn quantity(&self, old: &Quantity) -> Result<Quantity, FieldError> {
        let unit = self.parsed(Field::Unit, |text| text.parse().map_err(text_of))?.unwrap_or(old.unit);
        let numbers = [Field::Value, Field::ValueHigh, Field::Bound];
        if !numbers.iter().any(|field| self.0.contains_key(field)) {
            return Ok(Quantity { unit, ..*old });
        }
        let kept = Number { digits: old.stated.value(), power: old.mult.0 };
        let low = self.parsed(Field::Value, |text| Number::read(text, old.mult))?.unwrap_or(kept);
        let high = |text: &str| (!text.is_empty()).then(|| Number::read(text, old.mult)).transpose();
        let kept = || old.stated.value_high().map(|digits| Number { digits, power: old.mult.0 });
        let set = self.parsed(Field::ValueHigh, high)?;
        let bound = self.get(Field::Bound);
        let high = set.unwrap_or_else(|| kept().filter(|_| bound.is_none_or(|bound| bound == "range")));
        let bound = bound.unwrap_or(match (high, set) {
            (Some(_), _) => "range",
            (None, Some(_)) if old.stated.bound() == "range" => "exact",
            _ => old.stated.bound(),
        });
        let (stated, power) =
            stated(bound, low, high).map_err(|problem| FieldError { field: Field::Bound, problem })?;
        Ok(Quantity { stated, mult: UnitMult(power), unit })
    }

    fn measure(&self, old: Transformation) -> Result<Transformation, FieldError> {
        let kept = |measure: Transformation| match (measure, old.base()) {
            (Transformation::Growth(Base::Unstated), Some(base)) => Transformation::Growth(base),
            (Transformation::Change(Base::Unstated), Some(base)) => Transformation::Change(base),
            _ => measure,
        };
        let named = self.parsed(Field::Measure, |text| text.parse().map_err(text_of))?;
        let measure = named.map_or(old, kept);
        let Some(base) = self.parsed(Field::Basis, base)? else { return Ok(measure) };
        match (measure, base) {
            (Transformation::Growth(_), base) => Ok(Transformation::Growth(base)),
            (Transformation::Change(_), base) => Ok(Transformation::Change(base)),
            (other, Base::Unstated) => Ok(other),
            (other, _) => {
                let problem = format!("a {other} has no basis: want an empty one, or measure=growth or change");
                Err(FieldError { field: Field::Basis, problem })
            }
        }
    }
}

fn text_of(error: impl fmt::Display) -> String {
    error.to_string()
}

/// Sets a dimension that stands by itself; those of the quantity and the measure are set together.
fn set(claim: &mut Claim, field: Field, text: &str) -> Result<(), String> {
    match field {
        Field::Indicator => claim.indicator = maybe(text)?,
        Field::Item => claim.item = words(text),
        Field::Area => claim.area = maybe(text)?,
        Field::Counterpart => claim.counterpart = maybe(text)?,
        Field::Period => claim.period = maybe::<TimePeriod>(text)?,
        Field::PeriodOrigin => claim.period_origin = text.parse().map_err(text_of)?,
        Field::Status => claim.status = text.parse::<ObsStatus>().map_err(text_of)?,
        Field::Speaker => claim.speaker = words(text),
        Field::Value | Field::ValueHigh | Field::Bound | Field::Unit | Field::Measure | Field::Basis => {}
    }
    Ok(())
}

fn maybe<T: FromStr<Err: fmt::Display>>(text: &str) -> Result<Option<T>, String> {
    if text.is_empty() { Ok(None) } else { text.parse().map(Some).map_err(text_of) }
}

fn words(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn base(text: &str) -> Result<Base, String> {
    let wanted = || format!("`{text}` is not a basis: want yoy, pop, since:2015, or nothing");
    match text {
        "" => Ok(Base::Unstated),
        "yoy" => Ok(Base::YearAgo),
        "pop" => Ok(Base::PreviousPeriod),
        _ => {
            let since = text.strip_prefix("since:").and_then(|since| since.parse::<Since>().ok());
            since.map(Base::Since).ok_or_else(wanted)
        }
    }
}

/// Digits and the power of ten by which they are multiplied.
#[derive(Debug, Clone, Copy)]
struct Number {
    digits: Decimal,
    power: i8,
}

impl Number {
    /// A number in units, or with its power of ten. Plain units are put under the old scale word where they fit it.
    fn read(text: &str, scale: UnitMult) -> Result<Self, String> {
        let wanted = || format!("`{text}` is not a number: want units such as 83700000000, or 83.7e9");
        let decimal = |text: &str| Decimal::from_str_exact(text).map_err(|_| wanted());
        if let Some((digits, power)) = text.split_once(['e', 'E']) {
            let power = power.strip_prefix('+').unwrap_or(power).parse::<UnitMult>().map_err(|_| wanted())?;
            return Ok(Self { digits: decimal(digits)?, power: power.0 });
        }
        let plain = Self { digits: decimal(text)?, power: 0 };
        Ok(plain.under(scale.0).unwrap_or(plain))
    }

    /// The same number under another power of ten, where its digits stay few.
    fn under(self, power: i8) -> Option<Self> {
        if power == self.power {
            return Some(self);
        }
        let digits = UnitMult(self.power.checked_sub(power)?).apply(self.digits)?.normalize();
        (digits.scale() <= DECIMALS).then_some(Self { digits, power })
    }

    fn in_units(self) -> Option<Decimal> {
        UnitMult(self.power).apply(self.digits)
    }
}

fn stated(bound: &str, low: Number, high: Option<Number>) -> Result<(Stated, i8), String> {
    let one = |make: fn(Decimal) -> Stated| match high {
        None => Ok((make(low.digits), low.power)),
        Some(_) => Err(format!("a value that is {bound} has no high end: want value_high empty, or bound=range")),
    };
    match bound {
        "exact" => one(Stated::Exactly),
        "about" => one(Stated::About),
        "above" => one(Stated::Above),
        "below" => one(Stated::Below),
        "range" => {
            let high = high.ok_or("a range needs its high end: want value_high")?;
            let too_large = || "the ends of the range are too far apart to be written with one power of ten".to_owned();
            let low = low.under(high.power).or_else(|| Some(Number { digits: low.in_units()?, power: 0 }));
            let low = low.ok_or_else(too_large)?;
            let high = if low.power == high.power { Some(high.digits) } else { high.in_units() };
            Ok((Stated::Between(low.digits, high.ok_or_else(too_large)?), low.power))
        }
        _ => Err(format!("`{bound}` is not a bound: want exact, about, above, below or range")),
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Field {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        const WANTED: &str = "a field: want value, value_high, bound, unit, indicator, item, measure, basis, area, \
            counterpart, period, period_origin, status or speaker";
        let found = Self::ALL.into_iter().find(|field| field.name() == text);
        found.ok_or_else(|| ParseError { text: text.to_owned(), wanted: WANTED })
    }
}

impl fmt::Display for Changes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, (field, text)) in self.fields().enumerate() {
            let text = text.replace('\\', "\\\\").replace(';', "\\;");
            write!(f, "{}{field}={text}", if at == 0 { "" } else { "; " })?;
        }
        Ok(())
    }
}

impl FromStr for Changes {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        let wrong = || ParseError { text: text.to_owned(), wanted: "a list of fields: want area=KZ; period=2024" };
        let mut changes = Self::default();
        for part in parts(text) {
            let (field, value) = part.split_once('=').ok_or_else(wrong)?;
            changes.set(field.trim().parse()?, value);
        }
        Ok(changes)
    }
}

/// The parts between semicolons, each without the blank before it; a backslash takes the next character as it is.
fn parts(text: &str) -> Vec<String> {
    let (mut parts, mut characters) = (vec![String::new()], text.chars());
    while let Some(c) = characters.next() {
        let last = parts.len() - 1;
        match c {
            '\\' => parts[last].extend(characters.next()),
            ';' => parts.push(String::new()),
            ' ' if parts[last].is_empty() => {}
            other => parts[last].push(other),
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}
