//! Stated values: what a text says of a number, with its bound, its digits as written and its multiplier.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;

use super::forms::serde_by_text;
use super::{Interval, ParseError, Unit};

/// A number as a text states it, in the digits that were written.
///
/// For a negative number the bound speaks of its size, as language does: "almost halved" is `Below(-50)`.
///
/// The text form puts the bound before the number: `83.7`, `~90`, `>85`, `<30`, `28..30`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stated {
    /// No bound word: exact to the digits written.
    Exactly(Decimal),
    /// "about", "some", "around".
    About(Decimal),
    /// "over", "more than", "at least".
    Above(Decimal),
    /// "almost", "nearly", "up to", "less than".
    Below(Decimal),
    /// "28 to 30": the low end, then the high end.
    Between(Decimal, Decimal),
}

impl Stated {
    /// The number said; the low end of a range.
    pub fn value(self) -> Decimal {
        match self {
            Self::Exactly(v) | Self::About(v) | Self::Above(v) | Self::Below(v) | Self::Between(v, _) => v,
        }
    }

    /// The high end of a range.
    pub fn value_high(self) -> Option<Decimal> {
        match self {
            Self::Between(_, high) => Some(high),
            _ => None,
        }
    }

    /// The name of the bound: exact, about, above, below or range.
    pub fn bound(self) -> &'static str {
        match self {
            Self::Exactly(_) => "exact",
            Self::About(_) => "about",
            Self::Above(_) => "above",
            Self::Below(_) => "below",
            Self::Between(..) => "range",
        }
    }

    /// The same bound on other numbers.
    #[must_use]
    pub fn map(self, f: impl Fn(Decimal) -> Decimal) -> Self {
        match self {
            Self::Exactly(v) => Self::Exactly(f(v)),
            Self::About(v) => Self::About(f(v)),
            Self::Above(v) => Self::Above(f(v)),
            Self::Below(v) => Self::Below(f(v)),
            Self::Between(low, high) => Self::Between(f(low), f(high)),
        }
    }
}

impl fmt::Display for Stated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exactly(v) => write!(f, "{v}"),
            Self::About(v) => write!(f, "~{v}"),
            Self::Above(v) => write!(f, ">{v}"),
            Self::Below(v) => write!(f, "<{v}"),
            Self::Between(low, high) => write!(f, "{low}..{high}"),
        }
    }
}

impl FromStr for Stated {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        let number = |t: &str| {
            Decimal::from_str_exact(t)
                .map_err(|_| ParseError::new(text, "a stated value: want 83.7, ~90, >85, <30 or 28..30"))
        };
        if let Some((low, high)) = text.split_once("..") {
            return Ok(Self::Between(number(low)?, number(high)?));
        }
        let mut rest = text.chars();
        match rest.next() {
            Some('~') => number(rest.as_str()).map(Self::About),
            Some('>') => number(rest.as_str()).map(Self::Above),
            Some('<') => number(rest.as_str()).map(Self::Below),
            _ => number(text).map(Self::Exactly),
        }
    }
}

/// The power of ten by which the written digits are multiplied (SDMX `UNIT_MULT`): 9 for billions, -2 for basis points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct UnitMult(pub i8);

impl UnitMult {
    /// `value` times this power of ten, exactly; trailing zeros of the written digits go with the multiplication.
    /// `None` when the result needs more than 28 digits.
    pub fn apply(self, value: Decimal) -> Option<Decimal> {
        let mut power = Decimal::ONE;
        for _ in 0..self.0.unsigned_abs() {
            power = power.checked_mul(Decimal::TEN)?;
        }
        if self.0 < 0 {
            return Decimal::try_from_i128_with_scale(
                value.mantissa(),
                value.scale() + u32::from(self.0.unsigned_abs()),
            )
            .ok();
        }
        let scaled = value.checked_mul(power)?;
        let scale = value.scale().saturating_sub(u32::from(self.0.unsigned_abs()));
        Some(scaled.round_dp(scale))
    }
}

impl fmt::Display for UnitMult {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl FromStr for UnitMult {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        match text.parse() {
            Ok(power @ -12..=18) => Ok(Self(power)),
            _ => Err(ParseError::new(text, "a unit multiplier: want a power of ten from -12 to 18")),
        }
    }
}

/// A stated number with its multiplier and unit: "almost US$30 billion" is `<30`, 9, USD.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Quantity {
    /// The digits as written, with their bound.
    pub stated: Stated,
    /// The power of ten of the scale word.
    pub mult: UnitMult,
    /// The unit after the multiplication.
    pub unit: Unit,
}

impl Quantity {
    /// The number said, in units (83700000000); the low end of a range.
    pub fn value(&self) -> Decimal {
        self.mult.apply(self.stated.value()).unwrap_or_default()
    }

    /// The high end of a range, in units.
    pub fn value_high(&self) -> Option<Decimal> {
        self.stated.value_high().and_then(|v| self.mult.apply(v))
    }

    /// Where the true value lies if the statement holds.
    ///
    /// The written digits give the rounding: half a unit of the last digit written either way (83.7 bn is 83.65 to
    /// 83.75). "About" gives a whole unit of the last digit either way. A one-sided bound has no other end: none is
    /// invented. For a negative number the bound speaks of its size, so "almost -50" lies above -50.
    pub fn interval(&self) -> Interval {
        let ulp = |v: Decimal| self.mult.apply(Decimal::new(1, v.scale())).unwrap_or_default();
        let at = |v: Decimal| self.mult.apply(v).unwrap_or_default();
        let around = |v: Decimal, reach: Decimal| Interval::new(Some(at(v) - reach), Some(at(v) + reach));
        match self.stated {
            Stated::Exactly(v) => around(v, ulp(v) / Decimal::TWO),
            Stated::About(v) => around(v, ulp(v)),
            Stated::Above(v) if v.is_sign_negative() => Interval::new(None, Some(at(v))),
            Stated::Above(v) => Interval::new(Some(at(v)), None),
            Stated::Below(v) if v.is_sign_negative() => Interval::new(Some(at(v)), None),
            Stated::Below(v) => Interval::new(None, Some(at(v))),
            Stated::Between(low, high) => Interval::new(Some(at(low).min(at(high))), Some(at(low).max(at(high)))),
        }
    }
}

serde_by_text!(Stated, UnitMult);

#[cfg(test)]
mod tests {
    use super::*;

    fn quantity(stated: &str, mult: i8) -> Quantity {
        Quantity { stated: stated.parse().expect(stated), mult: UnitMult(mult), unit: Unit::PERCENT }
    }

    #[test]
    fn the_digits_written_give_the_interval() {
        for (stated, mult, interval) in [
            ("83.7", 9, "[83650000000, 83750000000]"),
            ("2.0", 0, "[1.95, 2.05]"),
            ("~90", 0, "[89, 91]"),
            (">85", 0, "[85, ..]"),
            ("<30", 9, "[.., 30000000000]"),
            ("<-50", 0, "[-50, ..]"),
            ("28..30", 9, "[28000000000, 30000000000]"),
            ("0.9", 2, "[85, 95]"),
            ("25", -2, "[0.245, 0.255]"),
        ] {
            assert_eq!(quantity(stated, mult).interval().to_string(), interval, "{stated} {mult}");
        }
    }

    #[test]
    fn multiplication_keeps_the_digits() {
        assert_eq!(quantity("83.7", 9).value().to_string(), "83700000000");
        assert_eq!(quantity("5.60", 0).value().to_string(), "5.60");
        assert_eq!(quantity("25", -2).value().to_string(), "0.25");
        assert_eq!(quantity("100", -2).value().to_string(), "1.00");
    }
}
