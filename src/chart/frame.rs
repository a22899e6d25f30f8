//! The frame of a plot: axis, grid and the words below the columns.

use rust_decimal::Decimal;

use super::canvas::{Anchor, Canvas, PX, width};
use super::geometry::Rect;
use super::plan::{Form, Plan};
use super::scale::{Axis, Base};
use super::style::{AXIS, GRID, ZERO};
use super::text::widest;
use super::ticks::{self, Tick};
use super::words;
use super::{ChartError, Language};
use crate::model::{Stated, Transformation, Unit};

/// The least height at which a plot can still be read.
pub(super) const LEAST: i32 = 100 * PX;
/// The height of a line below the columns.
const LINE: i32 = 15 * PX;

/// The plot with its axis.
pub(super) struct Frame {
    /// The box between the axis's ends.
    pub(super) plot: Rect,
    /// The vertical axis.
    pub(super) axis: Axis,
    /// The middle of each column.
    pub(super) xs: Vec<i32>,
    ticks: Vec<Tick>,
    left: i32,
}

impl Frame {
    /// The frame in the room that header and footer leave.
    pub(super) fn of(plan: &Plan, axis: Axis, room: Rect, language: Language) -> Result<Self, ChartError> {
        let numbers: Vec<_> =
            axis.ticks().iter().map(|tick| words::tick(*tick, plan.unit, plan.mult, language)).collect();
        let mut plot = Rect { left: room.left + widest(&numbers, AXIS) + 8 * PX, ..room };
        let xs = ticks::columns(plan, plot.left, plot.right);
        let ticks = ticks::ticks(plan, &xs, (plot.left, plot.right), language);
        let lines = ticks.iter().map(|tick| tick.lines.len()).max().unwrap_or(1) as i32;
        plot.bottom -= lines * LINE + 8 * PX;
        if plot.height() < LEAST {
            let lacking = (LEAST - plot.height()) / PX + 1;
            return Err(ChartError::NoRoom { lacking: lacking.unsigned_abs() });
        }
        Ok(Self { plot, axis, xs, ticks, left: room.left })
    }

    /// Draws grid and words.
    pub(super) fn draw(&self, canvas: &mut Canvas, plan: &Plan, language: Language) -> Result<(), ChartError> {
        let plot = self.plot;
        for tick in self.axis.ticks() {
            let y = self.axis.place(tick, plot.top, plot.bottom);
            canvas.path(&[(plot.left, y), (plot.right, y)], grid(tick), weight(tick))?;
            let text = words::tick(tick, plan.unit, plan.mult, language);
            canvas.text(&text, AXIS, (plot.left - 8 * PX, y + 4 * PX + 3), Anchor::End)?;
        }
        let few = self.ticks.len() < plan.columns.len();
        for Tick { x, lines } in &self.ticks {
            if few {
                canvas.path(&[(*x, plot.bottom), (*x, plot.bottom + 4 * PX)], ZERO, 8)?;
            }
            for (nth, line) in lines.iter().enumerate() {
                let y = plot.bottom + 6 * PX + LINE * (nth as i32 + 1) - 3 * PX;
                let half = width(line, AXIS) / 2;
                let x = (*x).max(self.left + half).min(plot.right + 16 * PX - half);
                canvas.text(line, AXIS, (x, y), Anchor::Middle)?;
            }
        }
        Ok(())
    }
}

/// The colour of a grid line; that of zero is the base of all.
pub(super) fn grid(tick: Decimal) -> plotters::style::RGBColor {
    if tick.is_zero() { ZERO } else { GRID }
}

/// The width of a grid line.
pub(super) fn weight(tick: Decimal) -> i32 {
    if tick.is_zero() { 12 } else { 8 }
}

/// The axis that holds every value of a plan, so many units of the canvas long.
pub(super) fn axis(plan: &Plan, length: i32, tick_room: i32) -> Axis {
    let ends = plan.marks().flat_map(|m| [Some(m.stated.value()), m.stated.value_high()]).flatten();
    let (low, high) = ends.fold((Decimal::MAX, Decimal::MIN), |(low, high), v| (low.min(v), high.max(v)));
    let share = plan.unit == Unit::PERCENT && plan.lines.iter().all(|line| line.key.measure == Transformation::Share);
    let moves = |m: Transformation| matches!(m, Transformation::Growth(_) | Transformation::Change(_));
    let one_period = matches!(plan.kind, super::Kind::Sources | super::Kind::Vintages);
    let base = match () {
        () if plan.bars => Base::Zero,
        () if one_period => Base::Near,
        () if share => Base::Whole,
        () if plan.amounts() => Base::Zero,
        () if plan.lines.iter().any(|line| moves(line.key.measure)) => Base::Zero,
        () => Base::Near,
    };
    let wanted = (length / tick_room).clamp(2, 8).unsigned_abs();
    let open = plan.marks().any(|mark| matches!(mark.stated, Stated::Above(_) | Stated::Below(_)));
    let standing = plan.form() != Form::Lying;
    Axis::spanning(low, high, base, wanted, if open && standing { 7 } else { 3 })
}
