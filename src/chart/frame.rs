//! The plot's frame: axis, grid and the words below the columns.

use rust_decimal::Decimal;

use super::canvas::{Anchor, Canvas, PX};
use super::geometry::Rect;
use super::header::wrapped;
use super::plan::{Column, Plan};
use super::scale::{Axis, Base};
use super::style::{AXIS, GRID, MARGIN, ZERO};
use super::words::{self, PeriodLabel};
use super::{ChartError, Kind, Language};
use crate::model::{Transformation, Unit};

/// The least height at which a plot can still be read.
const LEAST: i32 = 110 * PX;
/// The height of a line below the columns.
const LINE: i32 = 15 * PX;

/// The plot with its axis.
pub(super) struct Frame {
    /// The box between the axis's ends.
    pub(super) plot: Rect,
    /// The vertical axis.
    pub(super) axis: Axis,
}

/// Draws the frame into the room that header and footer leave.
pub(super) fn draw(canvas: &mut Canvas, plan: &Plan, room: Rect, language: Language) -> Result<Frame, ChartError> {
    let axis = axis(plan, room.height());
    let mut left = 0;
    for tick in axis.ticks() {
        left = left.max(canvas.width(&words::number(tick, language), AXIS)?);
    }
    let mut plot = Rect { left: room.left + left + 8 * PX, ..room };
    let labels = column_labels(canvas, plan, plot.width() / plan.columns.len().max(1) as i32, language)?;
    let lines = labels.iter().map(Vec::len).max().unwrap_or(1) as i32;
    plot.bottom -= lines * LINE + 8 * PX;
    if plot.height() < LEAST {
        let lacking = (LEAST - plot.height()) / PX + 1;
        return Err(ChartError::NoRoom { lacking: lacking.unsigned_abs() });
    }
    grid(canvas, &axis, plot, language)?;
    write_columns(canvas, &labels, plot)?;
    Ok(Frame { plot, axis })
}

fn axis(plan: &Plan, height: i32) -> Axis {
    let ends = plan.marks().flat_map(|m| [Some(m.stated.value()), m.stated.value_high()]).flatten();
    let (low, high) = ends.fold((Decimal::MAX, Decimal::MIN), |(low, high), v| (low.min(v), high.max(v)));
    let share = plan.unit == Unit::PERCENT && plan.lines.iter().all(|line| line.key.measure == Transformation::Share);
    let moves = |m: Transformation| matches!(m, Transformation::Growth(_) | Transformation::Change(_));
    let base = match () {
        () if share => Base::Whole,
        () if plan.kind == Kind::Bars || plan.amounts() => Base::Zero,
        () if plan.lines.iter().any(|line| moves(line.key.measure)) => Base::Zero,
        () => Base::Near,
    };
    let wanted = (height / (55 * PX)).clamp(3, 8).unsigned_abs();
    Axis::spanning(low, high, base, wanted)
}

fn grid(canvas: &mut Canvas, axis: &Axis, plot: Rect, language: Language) -> Result<(), ChartError> {
    for tick in axis.ticks() {
        let y = axis.place(tick, plot.top, plot.bottom);
        let (colour, width) = if tick.is_zero() { (ZERO, 12) } else { (GRID, 8) };
        canvas.path(&[(plot.left, y), (plot.right, y)], colour, width)?;
        let text = words::number(tick, language);
        canvas.text(&text, AXIS, (plot.left - 8 * PX, y + 4 * PX + 3), Anchor::End)?;
    }
    Ok(())
}

/// The lines below each column: on one line where all fit, else on two, else only below every nth column.
fn column_labels(
    canvas: &mut Canvas,
    plan: &Plan,
    column: i32,
    language: Language,
) -> Result<Vec<Vec<String>>, ChartError> {
    let period = |column: &Column| match column {
        Column::Period(period) => Some(PeriodLabel::of(*period, language)),
        Column::Series(_) => None,
    };
    let room = column - 6 * PX;
    let Some(labels) = plan.columns.iter().map(period).collect::<Option<Vec<_>>>() else {
        return plan.columns.iter().map(|column| series_label(canvas, column, room)).collect();
    };
    let single: Vec<_> = labels.iter().map(|label| vec![label.on_one_line()]).collect();
    if widest(canvas, &single)? <= room {
        return Ok(single);
    }
    let double: Vec<_> = labels.iter().map(PeriodLabel::on_two_lines).collect();
    let every = (widest(canvas, &double)? + 6 * PX).div_euclid(column.max(1)) as usize + 1;
    let every = if widest(canvas, &double)? <= room { 1 } else { every };
    let last = double.len().saturating_sub(1);
    let thinned = double.into_iter().enumerate();
    Ok(thinned.map(|(at, lines)| if (last - at).is_multiple_of(every) { lines } else { Vec::new() }).collect())
}

/// The name of a series below its column, on at most three lines.
fn series_label(canvas: &mut Canvas, column: &Column, room: i32) -> Result<Vec<String>, ChartError> {
    let Column::Series(name) = column else {
        return Ok(Vec::new());
    };
    let mut lines = wrapped(canvas, name, AXIS, room)?;
    lines.truncate(3);
    for line in &mut lines {
        shorten(canvas, line, room)?;
    }
    Ok(lines)
}

fn shorten(canvas: &mut Canvas, line: &mut String, room: i32) -> Result<(), ChartError> {
    let mut kept = line.chars().count();
    let whole = line.clone();
    while kept > 1 && canvas.width(line, AXIS)? > room {
        kept -= 1;
        *line = whole.chars().take(kept).chain(['…']).collect();
    }
    Ok(())
}

fn widest(canvas: &mut Canvas, labels: &[Vec<String>]) -> Result<i32, ChartError> {
    let mut widest = 0;
    for line in labels.iter().flatten() {
        widest = widest.max(canvas.width(line, AXIS)?);
    }
    Ok(widest)
}

fn write_columns(canvas: &mut Canvas, labels: &[Vec<String>], plot: Rect) -> Result<(), ChartError> {
    let column = plot.width() / labels.len().max(1) as i32;
    for (at, lines) in labels.iter().enumerate() {
        let x = plot.left + column * at as i32 + column / 2;
        for (nth, line) in lines.iter().enumerate() {
            let y = plot.bottom + 6 * PX + LINE * (nth as i32 + 1) - 3 * PX;
            canvas.text(line, AXIS, (x, y), Anchor::Middle)?;
        }
    }
    Ok(())
}

/// The room between header and footer.
pub(super) fn room(width: i32, header: i32, footer: i32) -> Rect {
    Rect { left: MARGIN, right: width - MARGIN, top: header + 16 * PX, bottom: footer - 8 * PX }
}
