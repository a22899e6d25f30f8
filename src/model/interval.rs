//! Intervals: where a value lies, when what is known of it is a rounding or a bound.

use std::fmt;

use rust_decimal::Decimal;

/// A closed interval of exact decimals; an end that is not known is open to infinity.
///
/// Arithmetic gives the smallest interval that holds every result (interval arithmetic, Moore 1966). Division by an
/// interval that touches zero has no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// The low end; `None`: nothing is known below.
    pub low: Option<Decimal>,
    /// The high end; `None`: nothing is known above.
    pub high: Option<Decimal>,
}

impl Interval {
    /// The interval between two ends.
    pub fn new(low: Option<Decimal>, high: Option<Decimal>) -> Self {
        Self { low, high }
    }

    /// Whether two intervals share a value: then the two statements can both be true.
    pub fn meets(self, other: Self) -> bool {
        let apart = |high: Option<Decimal>, low: Option<Decimal>| matches!((high, low), (Some(h), Some(l)) if h < l);
        !apart(self.high, other.low) && !apart(other.high, self.low)
    }

    /// `self` minus `other`.
    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        let sub = |a: Option<Decimal>, b: Option<Decimal>| a?.checked_sub(b?);
        Self::new(sub(self.low, other.high), sub(self.high, other.low))
    }

    /// `self` plus `other`.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        let add = |a: Option<Decimal>, b: Option<Decimal>| a?.checked_add(b?);
        Self::new(add(self.low, other.low), add(self.high, other.high))
    }

    /// `self` over `other`, for a dividend and a divisor that cannot be negative; `None` when `other` may be zero.
    /// An unknown low end counts as zero, which is where such a quantity ends.
    pub fn over(self, other: Self) -> Option<Self> {
        let divisor_low = other.low.filter(|low| *low > Decimal::ZERO);
        let dividend_low = self.low.unwrap_or_default().max(Decimal::ZERO);
        if other.high.is_some_and(|high| high <= Decimal::ZERO) || self.high.is_some_and(|h| h < Decimal::ZERO) {
            return None;
        }
        let low = match (self.low, other.high) {
            (Some(_), Some(high)) => dividend_low.checked_div(high),
            _ => None,
        };
        let high = match (self.high, divisor_low) {
            (Some(high), Some(low)) => high.checked_div(low),
            _ => None,
        };
        (low.is_some() || high.is_some()).then(|| Self::new(low, high))
    }

    /// Every value times a factor; a negative factor swaps the ends.
    #[must_use]
    pub fn times(self, factor: Decimal) -> Self {
        let mul = |v: Option<Decimal>| v?.checked_mul(factor);
        let (low, high) = (mul(self.low), mul(self.high));
        if factor.is_sign_negative() { Self::new(high, low) } else { Self::new(low, high) }
    }

    /// Every value plus a constant.
    #[must_use]
    pub fn shift(self, by: Decimal) -> Self {
        let add = |v: Option<Decimal>| v?.checked_add(by);
        Self::new(add(self.low), add(self.high))
    }

    /// Both ends rounded outwards to `places` decimals, so that the interval still holds every value.
    #[must_use]
    pub fn rounded(self, places: u32) -> Self {
        use rust_decimal::RoundingStrategy::{ToNegativeInfinity, ToPositiveInfinity};
        Self::new(
            self.low.map(|v| v.round_dp_with_strategy(places, ToNegativeInfinity)),
            self.high.map(|v| v.round_dp_with_strategy(places, ToPositiveInfinity)),
        )
    }
}

/// `[83.65, 83.75]`, `[85, ..]`, `[.., 30]`.
impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = |v: Option<Decimal>| v.map_or_else(|| "..".to_owned(), |v| v.normalize().to_string());
        write!(f, "[{}, {}]", end(self.low), end(self.high))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn interval(low: Option<i64>, high: Option<i64>) -> Interval {
        Interval::new(low.map(Decimal::from), high.map(Decimal::from))
    }

    #[test]
    fn open_ends_stay_open() {
        let almost_ninety = interval(None, Some(90));
        let about_eighty_four = interval(Some(83), Some(84));
        assert_eq!(almost_ninety.minus(about_eighty_four).to_string(), "[.., 7]");
        assert_eq!(interval(Some(93), None).minus(about_eighty_four).to_string(), "[9, ..]");
        assert_eq!(almost_ninety.over(interval(Some(45), Some(60))).map(|i| i.to_string()).as_deref(), Some("[.., 2]"));
    }

    #[test]
    fn intervals_meet_when_they_share_a_value() {
        assert!(interval(Some(1), Some(3)).meets(interval(Some(3), None)));
        assert!(!interval(Some(1), Some(2)).meets(interval(Some(3), None)));
        assert!(interval(None, Some(3)).meets(interval(None, Some(1))));
    }

    #[test]
    fn division_by_what_may_be_zero_has_no_high_end() {
        assert_eq!(
            interval(Some(4), Some(8)).over(interval(None, Some(2))).map(|i| i.to_string()).as_deref(),
            Some("[2, ..]")
        );
        assert_eq!(interval(Some(4), Some(8)).over(interval(Some(-2), Some(0))), None);
    }
}
