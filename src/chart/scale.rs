//! The vertical axis: its ends, its ticks, and the way from an exact value to a pixel.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::model::UnitMult;

/// An axis of values. Its ends are ticks, so that every value lies between two of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Axis {
    /// The value at the bottom.
    pub(super) low: Decimal,
    /// The value at the top.
    pub(super) high: Decimal,
    /// The distance of two ticks: 1, 2 or 5 times a power of ten.
    pub(super) step: Decimal,
}

/// What an axis must hold beside the values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Base {
    /// Zero: amounts, and everything drawn as bars.
    Zero,
    /// Zero, and a hundred percent where the values come near it: shares.
    Whole,
    /// Zero only if the values come near it: rates and index numbers.
    Near,
}

impl Axis {
    /// The axis for values from `low` to `high`, with about `wanted` intervals between ticks. `air` hundredths of it are
    /// kept beyond the outermost values, for what stands there; zero and a hundred percent need none.
    pub(super) fn spanning(low: Decimal, high: Decimal, base: Base, wanted: u32, air: i64) -> Self {
        let (low, high) = with_base(low, high, base);
        let (low, high) = with_air(low, high, base, Decimal::new(air, 2));
        let step = nice_step(high - low, Decimal::from(wanted.max(1)));
        Self { low: (low / step).floor() * step, high: (high / step).ceil() * step, step }
    }

    /// The ticks from the bottom up.
    pub(super) fn ticks(&self) -> Vec<Decimal> {
        let mut ticks = Vec::new();
        let mut at = (self.low / self.step).ceil() * self.step;
        while at <= self.high {
            ticks.push(at.normalize());
            at += self.step;
        }
        ticks
    }

    /// The height at which a value stands between the pixels `top` and `bottom`; values outside stay at the edge.
    pub(super) fn place(&self, value: Decimal, top: i32, bottom: i32) -> i32 {
        let part = (value.clamp(self.low, self.high) - self.low) / (self.high - self.low);
        let height = (part * Decimal::from(bottom - top)).round().to_i32().unwrap_or_default();
        bottom - height
    }
}

fn with_base(low: Decimal, high: Decimal, base: Base) -> (Decimal, Decimal) {
    match base {
        Base::Zero => (low.min(Decimal::ZERO), high.max(Decimal::ZERO)),
        Base::Whole if high > Decimal::from(50) => (low.min(Decimal::ZERO), high.max(Decimal::ONE_HUNDRED)),
        Base::Whole => (low.min(Decimal::ZERO), high),
        Base::Near if low > Decimal::ZERO && low > high - low => (low, high),
        Base::Near => (low.min(Decimal::ZERO), high.max(Decimal::ZERO)),
    }
}

fn with_air(low: Decimal, high: Decimal, base: Base, part: Decimal) -> (Decimal, Decimal) {
    let span = if high == low { high.abs().max(Decimal::ONE) } else { high - low };
    // Equal values away from zero need an axis at all.
    let air = if high == low { span * part.max(Decimal::new(5, 2)) } else { span * part };
    let whole = base == Base::Whole && high == Decimal::ONE_HUNDRED;
    let empty = low.is_zero() && high.is_zero();
    let high = if (high.is_zero() && !empty) || whole { high } else { high + air };
    let low = if low.is_zero() { low } else { low - air };
    (low, high)
}

/// The step of 1, 2 or 5 times a power of ten that cuts a span into nearest to the wanted number of intervals.
fn nice_step(span: Decimal, wanted: Decimal) -> Decimal {
    let ladder = (-12_i8..=24).flat_map(|power| [1, 2, 5].map(|digit| UnitMult(power).apply(Decimal::from(digit))));
    let far = |step: &Decimal| span.checked_div(*step).map_or(Decimal::MAX, |cuts| (cuts - wanted).abs());
    ladder.flatten().min_by_key(far).unwrap_or(Decimal::ONE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn axis(low: &str, high: &str, base: Base) -> Axis {
        Axis::spanning(low.parse().expect(low), high.parse().expect(high), base, 5, 3)
    }

    fn ticks(axis: &Axis) -> Vec<String> {
        axis.ticks().iter().map(Decimal::to_string).collect()
    }

    #[test]
    fn ticks_are_ones_twos_and_fives_and_hold_every_value() {
        assert_eq!(ticks(&axis("83.7", "93", Base::Zero)), ["0", "20", "40", "60", "80", "100"]);
        assert_eq!(ticks(&axis("-3.4", "4.1", Base::Zero)), ["-4", "-2", "0", "2", "4", "6"]);
        assert_eq!(ticks(&axis("0.1", "0.41", Base::Zero)), ["0", "0.1", "0.2", "0.3", "0.4", "0.5"]);
        assert_eq!(ticks(&axis("16", "21", Base::Near)), ["15", "16", "17", "18", "19", "20", "21", "22"]);
        assert_eq!(ticks(&axis("1.4", "13.1", Base::Zero)), ["0", "2", "4", "6", "8", "10", "12", "14"]);
    }

    #[test]
    fn a_share_near_the_whole_shows_the_whole() {
        assert_eq!(ticks(&axis("63", "85", Base::Whole)), ["0", "20", "40", "60", "80", "100"]);
        assert_eq!(axis("2", "7", Base::Whole).high.to_string(), "8");
    }

    #[test]
    fn equal_values_still_give_an_axis() {
        let one = axis("48.1", "48.1", Base::Near);
        assert!(one.low < one.high && one.ticks().len() > 2, "{one:?}");
        assert!(axis("0", "0", Base::Zero).high > Decimal::ZERO);
    }

    #[test]
    fn values_become_pixels_once_and_stay_inside() {
        let axis = axis("0", "88", Base::Zero);
        assert_eq!(axis.place(Decimal::ZERO, 100, 500), 500);
        assert_eq!(axis.place(axis.high, 100, 500), 100);
        assert_eq!(axis.place(Decimal::from(-5), 100, 500), 500);
        assert_eq!(axis.place(axis.high / Decimal::TWO, 100, 500), 300);
    }
}
