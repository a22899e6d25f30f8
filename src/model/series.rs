//! Series keys: what is measured, of whom, how.

use std::fmt;
use std::str::FromStr;

use super::forms::serde_by_text;
use super::{Area, Indicator, Month, ParseError, Unit};

/// What growth or change is measured against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Base {
    /// The same period a year before (`yoy`).
    YearAgo,
    /// The period before (`pop`: month on month, quarter on quarter).
    PreviousPeriod,
    /// A stated point further back.
    Since(Since),
    /// The text does not say.
    Unstated,
}

/// The year, or month, since which something has grown: `2015`, `2023-12`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Since {
    /// A whole year.
    Year(i32),
    /// A month.
    Month(Month),
}

/// How a value measures its indicator.
///
/// Text form: `level`, `share`, `growth`, `growth-yoy`, `growth-pop`, `growth-since-2015`, and the same for `change`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Transformation {
    /// The amount itself.
    Level,
    /// A part of a whole, in percent.
    Share,
    /// Relative change, in percent.
    Growth(Base),
    /// Absolute change, in the unit.
    Change(Base),
}

impl Transformation {
    /// level, share, growth or change.
    pub fn measure(self) -> &'static str {
        match self {
            Self::Level => "level",
            Self::Share => "share",
            Self::Growth(_) => "growth",
            Self::Change(_) => "change",
        }
    }

    /// The base of a growth or change.
    pub fn base(self) -> Option<Base> {
        match self {
            Self::Growth(base) | Self::Change(base) => Some(base),
            _ => None,
        }
    }

    /// The base as the corpus writes it: `yoy`, `pop`, `since:2015`; nothing where there is none.
    pub fn basis(self) -> Option<String> {
        match self.base()? {
            Base::YearAgo => Some("yoy".to_owned()),
            Base::PreviousPeriod => Some("pop".to_owned()),
            Base::Since(since) => Some(format!("since:{since}")),
            Base::Unstated => None,
        }
    }
}

impl fmt::Display for Since {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Month(month) => write!(f, "{month}"),
        }
    }
}

impl FromStr for Since {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        let wrong = || ParseError::new(text, "a year or month: want 2015 or 2015-06");
        match text.split_once('-') {
            None => text.parse().ok().filter(|y| (1000..=9999).contains(y)).map(Self::Year).ok_or_else(wrong),
            Some((year, month)) => {
                let month = Month::new(year.parse().map_err(|_| wrong())?, month.parse().map_err(|_| wrong())?);
                month.map(Self::Month).ok_or_else(wrong)
            }
        }
    }
}

impl fmt::Display for Transformation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.measure())?;
        match self.base() {
            Some(Base::YearAgo) => f.write_str("-yoy"),
            Some(Base::PreviousPeriod) => f.write_str("-pop"),
            Some(Base::Since(since)) => write!(f, "-since-{since}"),
            Some(Base::Unstated) | None => Ok(()),
        }
    }
}

impl FromStr for Transformation {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        let wrong = || ParseError::new(text, "a measure: want level, share, growth-yoy, change-pop, growth-since-2015");
        let (measure, base) = text.split_once('-').map_or((text, None), |(m, b)| (m, Some(b)));
        let base = match base {
            None => Base::Unstated,
            Some("yoy") => Base::YearAgo,
            Some("pop") => Base::PreviousPeriod,
            Some(other) => {
                let since = other.strip_prefix("since-").ok_or_else(wrong)?;
                Base::Since(since.parse().map_err(|_| wrong())?)
            }
        };
        match (measure, base) {
            ("level", Base::Unstated) => Ok(Self::Level),
            ("share", Base::Unstated) => Ok(Self::Share),
            ("growth", base) => Ok(Self::Growth(base)),
            ("change", base) => Ok(Self::Change(base)),
            _ => Err(wrong()),
        }
    }
}

/// What makes two observations of one series: indicator, item, area, counterpart, measure with its base, and unit.
///
/// Text form, in the manner of an SDMX key: `trade_turnover.RU.CIS.level.USD`; an item follows the indicator
/// (`freight:coal.RU._Z.growth-yoy.percent`, blanks as `+`); `_Z` is "not applicable".
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SeriesKey {
    /// What is measured.
    pub indicator: Indicator,
    /// A slice of the indicator in lower-case words; `None` for the total.
    pub item: Option<String>,
    /// Whose indicator.
    pub area: Area,
    /// The other side of a two-sided indicator; equal to `area` inside a bloc.
    pub counterpart: Option<Area>,
    /// Level, share, growth or change.
    pub measure: Transformation,
    /// What the value is counted in.
    pub unit: Unit,
}

impl SeriesKey {
    /// A title in words: "Trade turnover, Russia and CIS, growth on a year earlier, percent".
    pub fn title(&self) -> String {
        let mut title = self.indicator.name().to_owned();
        if let Some(item) = &self.item {
            title.push_str(&format!(" ({item})"));
        }
        match self.counterpart {
            Some(other) if other == self.area => title.push_str(&format!(" within {}", self.area.name())),
            Some(other) => title.push_str(&format!(", {} and {}", self.area.name(), other.name())),
            None => title.push_str(&format!(", {}", self.area.name())),
        }
        title.push_str(&match self.measure {
            Transformation::Level => String::new(),
            Transformation::Share => ", share".to_owned(),
            Transformation::Growth(base) => format!(", growth{}", base_words(base)),
            Transformation::Change(base) => format!(", change{}", base_words(base)),
        });
        title.push_str(&format!(", {}", self.unit.code().replace('_', " ")));
        title
    }
}

fn base_words(base: Base) -> String {
    match base {
        Base::YearAgo => " on a year earlier".to_owned(),
        Base::PreviousPeriod => " on the period before".to_owned(),
        Base::Since(since) => format!(" since {since}"),
        Base::Unstated => String::new(),
    }
}

impl fmt::Display for SeriesKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.indicator)?;
        if let Some(item) = &self.item {
            write!(f, ":{}", item.replace('+', "%2B").replace('.', "%2E").replace(' ', "+"))?;
        }
        let counterpart = self.counterpart.map_or("_Z", Area::code);
        write!(f, ".{}.{counterpart}.{}.{}", self.area, self.measure, self.unit)
    }
}

impl FromStr for SeriesKey {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        read_key(text)
            .ok_or_else(|| ParseError::new(text, "a series key: want indicator.AREA.COUNTERPART.measure.unit, such as trade_turnover.RU.CIS.level.USD or gdp.CIS._Z.growth-yoy.percent"))
    }
}

fn read_key(text: &str) -> Option<SeriesKey> {
    let mut parts = text.split('.');
    let mut next = || parts.next();
    let (what, area, counterpart, measure, unit) = (next()?, next()?, next()?, next()?, next()?);
    if parts.next().is_some() {
        return None;
    }
    let (indicator, item) = what.split_once(':').map_or((what, None), |(i, item)| (i, Some(item)));
    Some(SeriesKey {
        indicator: indicator.parse().ok()?,
        item: item.map(|i| i.replace('+', " ").replace("%2B", "+").replace("%2E", ".")),
        area: area.parse().ok()?,
        counterpart: if counterpart == "_Z" { None } else { Some(counterpart.parse().ok()?) },
        measure: measure.parse().ok()?,
        unit: unit.parse().ok()?,
    })
}

serde_by_text!(SeriesKey, Transformation, Since);
