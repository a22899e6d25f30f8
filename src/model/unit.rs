//! Units of measure: a currency, or a unit of the code list.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use super::codelist::{self, CodeError, Currency};
use super::forms::serde_by_text;

/// What a value is counted in, after its multiplier: a currency (ISO 4217) or a code of `units.csv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// An amount of money.
    Money(Currency),
    /// A code of `units.csv`: percent, percentage_points, persons, tonnes ...
    Other(UnitCode),
}

/// What stands before a unit that others know no code for.
pub(super) const OTHER: &str = "other:";

/// A unit of the code list that is not a currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitCode(pub(super) &'static str);

impl UnitCode {
    /// The code, as in `units.csv`.
    pub fn code(self) -> &'static str {
        self.0
    }
}

impl Unit {
    /// Percent.
    pub const PERCENT: Self = Self::Other(UnitCode("percent"));
    /// Percentage points.
    pub const PERCENTAGE_POINTS: Self = Self::Other(UnitCode("percentage_points"));
    /// An index number.
    pub const INDEX: Self = Self::Other(UnitCode("index"));
    /// Barrels of oil.
    pub const BARRELS: Self = Self::Other(UnitCode("barrels"));
    /// Barrels of oil a day.
    pub const BARRELS_PER_DAY: Self = Self::Other(UnitCode("barrels_per_day"));
    /// People.
    pub const PERSONS: Self = Self::Other(UnitCode("persons"));

    /// The code: `USD`, `percent`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Money(currency) => currency.code(),
            Self::Other(code) => code.0,
        }
    }

    /// The unit in lists of figures that are exchanged with others, which know but a few codes: `USD`, `percent`,
    /// `other:square metres`. [`FromStr`] reads it, too.
    pub fn exchanged(self) -> Cow<'static, str> {
        const SHARED: [&str; 9] = [
            "percent",
            "percentage_points",
            "index",
            "persons",
            "TEU",
            "tonnes",
            "cubic_metres",
            "barrels_per_day",
            "kWh",
        ];
        match self {
            Self::Other(code) if !SHARED.contains(&code.0) => {
                Cow::Owned(format!("{OTHER}{}", code.0.replace('_', " ")))
            }
            _ => Cow::Borrowed(self.code()),
        }
    }

    /// The currency, for an amount of money.
    pub fn currency(self) -> Option<Currency> {
        match self {
            Self::Money(currency) => Some(currency),
            Self::Other(_) => None,
        }
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Unit {
    type Err = CodeError;

    fn from_str(text: &str) -> Result<Self, CodeError> {
        codelist::lists().unit(text)
    }
}

serde_by_text!(Unit);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_is_read_as_it_is_exchanged() {
        for (code, exchanged) in [("percent", "percent"), ("USD", "USD"), ("square_metres", "other:square metres")] {
            let unit: Unit = code.parse().expect(code);
            assert_eq!(unit.exchanged(), exchanged);
            assert_eq!(exchanged.parse(), Ok(unit));
        }
        assert!("other:bushels of nothing".parse::<Unit>().is_err());
    }
}
