//! Quantities: numbers with their scale and unit, as a text writes them. Whether one is an economic figure is
//! decided later.

mod bound;
mod compound;
mod cover;
mod fraction;
mod number;
mod range;
mod unit;

use rust_decimal::Decimal;

use crate::extract::groups;
use crate::extract::page::Page;
use crate::extract::period::marked_year;
use crate::lang::{Bound, Kinds, Link, Money, Reading, Time};
use crate::model::{Span, Unit};
use crate::text::Kind;
use bound::{lead, trailing};
use compound::{further, hundredths, points, tenths};
use number::{number, number_words};
use range::{band, range_end, written_out};
use unit::{after, of_one, same_family, scale, scale_inside, word_unit};

pub use cover::covers_imports;
pub use number::cardinal;

/// What a number is counted in, as far as its own words say.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Counted {
    /// An amount of money.
    Money(Money),
    /// Percent, tonnes, persons ...; with the power of ten that the unit word carries (bcm is 9).
    Unit(Unit, i8),
    /// A multiple: doubled, 2.5 times, 1.6-fold.
    Times,
    /// A fraction in words: a third.
    Fraction,
    /// A scale, and no unit: "44 billion".
    Scaled,
    /// A number alone.
    Bare,
}

/// A number with its scale and unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// The first token: currency sign or number.
    pub first: usize,
    /// One past the last token.
    pub last: usize,
    /// The bytes of number, scale and unit; a minus directly before the number belongs to it.
    pub span: Span,
    /// The number as written; the low end of a range.
    pub low: Decimal,
    /// The high end of a range.
    pub high: Option<Decimal>,
    /// The power of ten of the scale word.
    pub exponent: i8,
    /// What it is counted in.
    pub counted: Counted,
    /// The bound word, if there is one.
    pub bound: Option<Bound>,
    /// -1 for a minus sign before it, 1 for a plus sign, 0 for none.
    pub sign: i8,
    /// The first token of hedge and sign words before the number.
    pub lead: usize,
}

impl Quantity {
    /// Its first and one past its last token.
    pub fn place(&self) -> (usize, usize) {
        (self.first, self.last)
    }

    /// Whether it is a percentage.
    pub fn is_percent(&self) -> bool {
        matches!(self.counted, Counted::Unit(Unit::PERCENT, _))
    }

    /// Whether it is in percentage points.
    pub fn is_points(&self) -> bool {
        matches!(self.counted, Counted::Unit(Unit::PERCENTAGE_POINTS, _))
    }

    /// Whether its own words name no unit.
    pub fn is_plain(&self) -> bool {
        matches!(self.counted, Counted::Bare | Counted::Scaled)
    }

    /// Whether it is money.
    pub fn is_money(&self) -> bool {
        matches!(self.counted, Counted::Money(_))
    }
}

/// One number of a possible range, with what stands around it.
struct Part {
    last: usize,
    value: Decimal,
    exponent: Option<i8>,
    counted: Option<Counted>,
    sign: i8,
    number_at: usize,
    /// The bound of words between number and unit: "7 с лишним процентов", "30多亿元".
    bound: Option<Bound>,
}

/// Every quantity of a page, in text order.
pub fn read(page: &Page<'_>) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut at = 0;
    loop {
        at = page.next_of(at, groups::NUMBER);
        if at >= page.tokens.len() {
            return found;
        }
        match quantity(page, at) {
            Some(quantity) if of_one(page, found.last(), &quantity) => at = quantity.last.max(at + 1),
            Some(mut quantity) => {
                at = quantity.last.max(at + 1);
                if let Some(before) = found.last_mut() {
                    // "100 milliards de 2 %": what ends a number leads to no other.
                    quantity.lead = quantity.lead.max(before.last.min(quantity.first));
                    shared_scale(page, before, &quantity);
                }
                found.push(quantity);
            }
            None => at = skip(page, at),
        }
    }
}

/// "From $1.6 to $2.6 trillion": the scale behind the second number of a pair is that of the first, too.
fn shared_scale(page: &Page<'_>, before: &mut Quantity, second: &Quantity) {
    let sized = before.low <= second.low * Decimal::TEN && second.low <= before.low * Decimal::TEN;
    // "Pasó de 1,6 a 2,6 billones de dólares": so is the currency.
    let counted = before.is_money() || before.counted == Counted::Bare;
    // "De 460 a 470 dólares": and so it is of two numbers of one size without a scale.
    let scaled = second.exponent >= 6 || second.exponent == 0 && before.counted == Counted::Bare && sized;
    let money = counted && second.is_money() && before.exponent == 0 && scaled;
    // "De 58.000 a 64.000 millones": two thousands of millions are alike.
    let thousands = second.low >= Decimal::ONE_THOUSAND && second.low <= before.low * Decimal::TEN;
    let small = before.high.is_none() && (before.low < Decimal::ONE_THOUSAND || thousands);
    let to = (before.last..second.first).all(|i| page.one_of(i, &[Link::To, Link::Until, Link::Arrival]));
    // "De 1,6 a 2,6": the word for "from" may be among those that lead the number.
    let from = page.before_is(before.lead, Link::From) || (before.lead..before.first).any(|i| page.link(i, Link::From));
    let pair = second.first > before.last && to && from;
    let same = match (before.counted, second.counted) {
        (Counted::Money(a), Counted::Money(b)) => same_family(a, b),
        (counted, _) => counted == Counted::Bare,
    };
    // "С 90 до 87,7 млн тонн": so are those of a pair in tonnes or barrels, which are of one size.
    let unit = match second.counted {
        Counted::Scaled => true,
        Counted::Unit(unit, _) => !matches!(unit, Unit::PERCENT | Unit::PERCENTAGE_POINTS | Unit::INDEX),
        _ => false,
    };
    let units = unit && before.counted == Counted::Bare && second.exponent >= 3 && sized;
    if (money || units) && small && pair && same {
        before.exponent = second.exponent;
        before.counted = if before.is_money() { before.counted } else { second.counted };
    }
}

/// The next token from which a quantity may start: a reference such as "[3]" is passed as a whole.
fn skip(page: &Page<'_>, at: usize) -> usize {
    let bracketed = page.is(at, b'[') && page.is(at + 2, b']');
    if bracketed { at + 3 } else { at + 1 }
}

/// The quantity that starts at a token.
fn quantity(page: &Page<'_>, at: usize) -> Option<Quantity> {
    if !may_start(page, at) {
        return None;
    }
    let mut built = build(page, at, part(page, at)?)?;
    if is_year(page, &built) {
        return None;
    }
    built.lead = lead(page, &mut built);
    trailing(page, &mut built);
    Some(built)
}

/// Whether a quantity can start at a token: at digits, a sign before them, a vulgar fraction, a number in words, a currency or a
/// unit that stands first. Most words and marks are none of these.
fn may_start(page: &Page<'_>, at: usize) -> bool {
    const WORDS: Kinds = Reading::NUMBER | Reading::MONEY | Reading::UNIT_BEFORE;
    let word = || page.has(at, WORDS) || page.has(at, Reading::LINK) && page.link(at, Link::Per);
    match page.tokens[at].kind {
        Kind::Number => true,
        Kind::Dash => sign_at(page, at).is_some(),
        Kind::Mark => word() || !page.word(at).is_ascii(),
        Kind::Word | Kind::Possessive => word(),
    }
}

/// "In calendar year 2022 tourists spent more": whether a year has been taken for a number of people; or "2024p" at the head of
/// a column for one of pence.
fn is_year(page: &Page<'_>, quantity: &Quantity) -> bool {
    if marked_year(page, quantity.first).is_some() && quantity.last == quantity.first + 2 {
        return true;
    }
    let digits = page.word(quantity.first);
    let people =
        quantity.counted == Counted::Unit(Unit::PERSONS, 0) && quantity.high.is_none() && quantity.exponent == 0;
    let year = digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
    let noun = |i: usize| {
        page.find_of(i, Reading::TIME, |r| matches!(r, Reading::Time(Time::Year | Time::Unit(12))).then_some(()))
            .is_some()
    };
    people && year && (page.dated(quantity.first) || quantity.first.checked_sub(1).is_some_and(noun))
}

/// Reads the number at `at`, and what may follow it: the high end of a range, a unit after either.
fn build(page: &Page<'_>, at: usize, first: Part) -> Option<Quantity> {
    if let Some(band) = band(page, at, &first) {
        return Some(band);
    }
    let second = range_end(page, at, &first);
    let end = second.as_ref().unwrap_or(&first);
    let scaled = end.exponent.map(|_| Counted::Scaled);
    let counted = end.counted.or(first.counted).or(scaled).unwrap_or(Counted::Bare);
    // "El gasto medio" is an average, "medio punto" half a point.
    if counted == Counted::Fraction && end.last == at + 1 && page.link(at, Link::Average) {
        return None;
    }
    // "18.8–19.6" is a range of values; "13–15" may be anything.
    let decimals = second.as_ref().is_none_or(|s| s.value.scale() > 0 && first.value.scale() > 0);
    if counted == Counted::Bare && !((decimals || of_year(page, at)) && bare(page, at, &first)) {
        return None;
    }
    Some(Quantity {
        first: at,
        last: end.last,
        span: page.span(at, end.last),
        low: second.as_ref().and_then(|s| written_out(&first, s)).unwrap_or(first.value),
        high: second.as_ref().map(|s| s.value),
        exponent: end.exponent.or(first.exponent).unwrap_or(0),
        counted,
        bound: end.bound.or(first.bound),
        sign: first.sign,
        lead: at,
    })
}

/// "2026: 13–15 (12–13)": whether a number stands in a line that opens with a year and a colon.
pub(super) fn of_year(page: &Page<'_>, at: usize) -> bool {
    const REACH: usize = 12;
    let opens = |i: &usize| page.tokens[*i].breaks > 0 || *i == 0;
    let Some(first) = (at.saturating_sub(REACH)..at).rev().find(opens) else { return false };
    let label = (first..at).find(|&i| !page.dated(i));
    label.is_some_and(|label| label > first && page.is(label, b':'))
}

/// Whether a number alone may be a value: not a year, a date, a time, a reference or a count of things. What it is
/// counted in must come from a list, a heading or the sentence.
fn bare(page: &Page<'_>, at: usize, part: &Part) -> bool {
    let token = &page.tokens[part.number_at];
    let word = page.word(part.number_at);
    let worded = token.kind == Kind::Word && part.value.scale() > 0;
    if token.kind != Kind::Number && !worded || word.contains([':', '/']) || page.dated(part.number_at) {
        return false;
    }
    // The number of a list's point or of a heading.
    let opens_line = (token.breaks > 0 || at == 0) && matches!(page.mark(part.last), b'.' | b')' | b'/');
    if opens_line {
        return false;
    }
    let joined = |i: usize| page.tokens.get(i).is_some_and(|t| !t.spaced && t.kind != Kind::Mark);
    let refers = |i: usize| {
        let stop = page.is(i, b'.') && i.checked_sub(1).is_some_and(|i| page.link(i, Link::Reference));
        matches!(page.word(i), "#" | "@" | "№" | "/") || page.link(i, Link::Reference) || stop
    };
    let ranges = page.tokens.get(part.last).is_some_and(|t| t.kind == Kind::Dash)
        && (part.value.scale() > 0 || of_year(page, at));
    let alone = !joined(part.last) || ranges || counter(page, part.last);
    alone && !at.checked_sub(1).is_some_and(refers) && !page.glued(at)
}

/// "高1.3个和1.5个百分点": whether a word behind a number is only the one that counts its unit, which is told behind the next number.
pub fn counter(page: &Page<'_>, at: usize) -> bool {
    let and = page.is(at + 1, b',') || page.link(at + 1, Link::And);
    let number = page.tokens.get(at + 2).is_some_and(|t| t.kind == Kind::Number && t.breaks == 0);
    let unit = |r: &Reading| r.unit().filter(|_| page.word(at + 3) == page.word(at));
    page.grammar(at).year_first && and && number && page.find_of(at + 3, Reading::UNIT, unit).is_some()
}

/// A currency before the number, the number, a scale and a unit after it.
fn part(page: &Page<'_>, at: usize) -> Option<Part> {
    let (next, sign) = sign_at(page, at).unwrap_or((at, 0));
    let money = page
        .find_of(next, Reading::MONEY, Reading::money)
        .filter(|(last, _)| !quoted(page, next, *last) && !ends_pair(page, next) && !before_percent(page, next, *last))
        .filter(|_| !in_name(page, next));
    let (number_at, sign, counted) = match money {
        Some((last, money)) => {
            let (number_at, inner) = behind_money(page, next, last)?;
            (number_at, if inner == 0 { sign } else { inner }, Some(Counted::Money(money)))
        }
        None => match page.find_of(next, Reading::UNIT_BEFORE, unit_before) {
            // "Se multiplica por nueve".
            Some((number_at, unit)) if unit.code() == "times" => (number_at, sign, Some(Counted::Times)),
            Some((number_at, unit)) => (number_at, sign, Some(Counted::Unit(unit, 0))),
            None => (next, sign, None),
        },
    };
    let (last, value) = number(page, number_at, counted.is_some())?;
    let mut part = Part { last, value, exponent: None, counted, sign, number_at, bound: None };
    match number_words(page, number_at) {
        Some((last, kind)) if counted.is_none() => word_unit(page, &mut part, last, kind)?,
        _ => {
            after(page, &mut part);
            scale_inside(page, &mut part);
            further(page, &mut part);
            hundredths(page, &mut part);
            tenths(page, &mut part);
            points(page, &mut part);
        }
    }
    Some(part)
}

/// "Доллар 87,45 сома, рубль 1,12": whether the name of a currency, in small letters, stands before a number with decimals that is
/// what one unit of it is worth: no scale follows, and an amount has its currency's name behind it.
fn quoted(page: &Page<'_>, first: usize, last: usize) -> bool {
    let name = page.grammar(first).bare_genitive && !page.is_sign(first) && !page.tokens[first].upper;
    let behind = last + 1;
    let decimals =
        page.tokens.get(last).is_some_and(|t| t.kind == Kind::Number && t.of(page.text).contains([',', '.']));
    name && page.word(first).len() > 4 && decimals && scale(page, behind).is_none()
}

/// "Las remuneraciones reales 3,3 %": whether the name of a currency stands before a percentage, of which it is none.
fn before_percent(page: &Page<'_>, first: usize, last: usize) -> bool {
    let digits = page.tokens.get(last).is_some_and(|t| t.kind == Kind::Number && t.breaks == 0);
    let percent = |r: &Reading| r.unit().filter(|(unit, _)| *unit == Unit::PERCENT);
    digits && !page.is_sign(first) && page.find_of(last + 1, Reading::UNIT, percent).is_some()
}

/// "EUR/USD 1,1625": whether a currency is the second of two codes joined by a stroke, which name a rate and count no amount.
fn ends_pair(page: &Page<'_>, at: usize) -> bool {
    let joined = |at: usize| page.tokens.get(at).is_some_and(|t| !t.spaced && t.breaks == 0);
    at >= 2 && page.is(at - 1, b'/') && joined(at) && joined(at - 1) && page.has(at - 2, Reading::MONEY)
}

/// "S&P 500": whether letters are glued to a name before them.
fn in_name(page: &Page<'_>, at: usize) -> bool {
    at > 0 && page.is(at - 1, b'&') && !page.tokens[at].spaced && !page.tokens[at - 1].spaced && !page.is_sign(at)
}

/// The unit of a reading that stands before its number.
fn unit_before(reading: &Reading) -> Option<Unit> {
    if let Reading::UnitBefore(unit) = reading { Some(*unit) } else { None }
}

/// The number behind a currency that ends at `last`, with a minus between the two.
fn behind_money(page: &Page<'_>, first: usize, last: usize) -> Option<(usize, i8)> {
    // "Rs. 24,548 crore": the full stop of an abbreviation.
    let stop = page.is(last, b'.') && !page.tokens[last].spaced && !page.is_sign(first);
    let last =
        last + usize::from(stop && page.tokens[first].upper && page.tokens.get(last + 1).is_some_and(|t| t.spaced));
    let digits = |at: usize| page.tokens.get(at).is_some_and(|t| t.kind == Kind::Number);
    let minus = sign_at(page, last).filter(|(at, _)| digits(*at));
    let words = || page.find_of(last, Reading::NUMBER, cardinal).is_some_and(|(end, _)| scale(page, end).is_some());
    // "млн долларов США     2020 г.": nor does a gap between columns join a name to a number.
    let broken = page.tokens.get(last).is_some_and(|t| t.breaks > 0 || t.gap) && !page.is_sign(first);
    let follows = minus.is_some() || digits(last) || words();
    (follows && !broken).then(|| minus.unwrap_or((last, 0)))
}

/// A minus that stands directly before a number or its currency, and not between two words or numbers.
fn sign_at(page: &Page<'_>, at: usize) -> Option<(usize, i8)> {
    let token = page.tokens.get(at).filter(|t| t.kind == Kind::Dash)?;
    let next = page.tokens.get(at + 1)?;
    let opens = token.spaced || at == 0 || matches!(page.word(at - 1), "(" | "[" | "\u{201c}" | "\"");
    let number = next.kind == Kind::Number || page.is_sign(at + 1);
    (!next.spaced && opens && number && !page.list_dash(at)).then_some((at + 1, -1))
}
