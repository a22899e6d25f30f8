//! Charts of rows: a name, a value that reaches to the right, and its number. Nothing can meet, whatever the data.

use plotters::style::RGBColor;

use super::canvas::{Anchor, Canvas, Font, PX, width};
use super::draw::Stage;
use super::geometry::{Rect, Turn};
use super::place::{self, Placed};
use super::plan::{Column, Plan};
use super::scale::Axis;
use super::style::{self, AXIS, GREY, INK, LEGEND, MARGIN};
use super::text::{widest, within};
use super::{ChartError, Language, frame, labels, words};

/// The height of a line of a row's name.
const LINE: i32 = 14 * PX;
/// What a row keeps free above and below.
const AIR: i32 = 4 * PX;
/// The words of a row beside its name.
const DETAIL: Font = Font { size: 110, colour: GREY, ..LEGEND };
/// The room of the ticks below the rows.
const TICKS: i32 = 22 * PX;

/// The rows of a chart with their words broken into lines, and where the plot begins.
pub(super) struct Rows {
    names: Vec<Vec<String>>,
    details: Vec<Vec<String>>,
    name_room: i32,
    left: i32,
    below: bool,
    heights: Vec<i32>,
}

impl Rows {
    /// The rows of a picture so wide.
    pub(super) fn of(plan: &Plan, across: i32) -> Self {
        let words = |pick: fn(&Column) -> Option<&String>| -> Vec<String> {
            plan.columns.iter().map(|column| pick(column).cloned().unwrap_or_default()).collect()
        };
        let names = words(|column| if let Column::Row { name, .. } = column { Some(name) } else { None });
        let details = words(|column| if let Column::Row { detail, .. } = column { Some(detail) } else { None });
        // On a narrow picture, and where few rows have any, the detail stands below the name, else beside it.
        let room = across * 30 / 100;
        let (name_room, detail_room) = (widest(&names, LEGEND).min(room), widest(&details, DETAIL).min(room));
        let detailed = details.iter().filter(|detail| !detail.is_empty()).count();
        let wide = across < 560 * PX || name_room + detail_room > across * 45 / 100;
        let below = detail_room > 0 && (wide || 2 * detailed < details.len());
        let room = if below { across * 42 / 100 } else { room };
        let names: Vec<_> = names.iter().map(|name| within(name, LEGEND, room, 2)).collect();
        let details: Vec<_> = details.iter().map(|detail| within(detail, DETAIL, room, 2)).collect();
        let gap = if detail_room > 0 && !below { 12 * PX } else { 0 };
        let (name_room, detail_room) =
            (widest(names.iter().flatten(), LEGEND), widest(details.iter().flatten(), DETAIL));
        let text = if below { name_room.max(detail_room) } else { name_room + gap + detail_room };
        let lines = |(name, detail): (&Vec<String>, &Vec<String>)| {
            if below { name.len() + detail.len() } else { name.len().max(detail.len()) }
        };
        let heights = names.iter().zip(&details).map(|row| lines(row).max(1) as i32 * LINE + 2 * AIR).collect();
        let left = MARGIN + text + 10 * PX;
        Self { names, details, name_room: name_room + gap, left, below, heights }
    }

    /// The height of all rows with the ticks below them.
    pub(super) fn height(&self) -> i32 {
        self.heights.iter().sum::<i32>() + TICKS
    }

    /// Draws the rows from `top` on, in a height that may be larger than they need.
    pub(super) fn draw(&self, canvas: &mut Canvas, stage: &Stage, (top, bottom): (i32, i32)) -> Result<(), ChartError> {
        let Stage { plan, across, language, .. } = *stage;
        let spare = bottom - top - self.height();
        if spare < 0 {
            return Err(ChartError::NoRoom { lacking: (-spare / PX + 1).unsigned_abs() });
        }
        let more = spare / self.heights.len().max(1) as i32;
        let xs = middles(&self.heights, more);
        let plot = self.plot(plan, across, language);
        let axis = frame::axis(plan, plot.1 - plot.0, 90 * PX);
        let lying = Rect { left: plot.0, right: plot.1, top, bottom: bottom - TICKS };
        grid(canvas, plan, &axis, lying, language)?;
        for (at, middle) in xs.iter().enumerate() {
            self.words(canvas, at, top + middle)?;
        }
        let turn = Turn { corner: (0, lying.width()), lies_at: (lying.left, lying.top) };
        let standing = Rect { left: 0, top: 0, right: lying.height(), bottom: lying.width() };
        for one in place::place(plan, &axis, standing, &xs) {
            canvas.turn(Some(turn));
            stage.mark(canvas, &one, style::colour(0))?;
            canvas.turn(None);
            value(canvas, plan, &one, turn, language)?;
        }
        Ok(())
    }

    /// The two ends of the plot: beside it is room for the longest value, on both sides if some lie below zero.
    fn plot(&self, plan: &Plan, across: i32, language: Language) -> (i32, i32) {
        let font = style::value_font(INK, true);
        let widest =
            plan.marks().map(|mark| width(&labels::said(plan, mark, language), font)).max().unwrap_or_default();
        let beside = widest + style::ARROW + 8 * PX;
        let below = plan.bars && plan.marks().any(|mark| mark.middle().is_sign_negative());
        (self.left + if below { beside } else { 4 * PX }, across - MARGIN / 2 - beside)
    }

    fn words(&self, canvas: &mut Canvas, at: usize, middle: i32) -> Result<(), ChartError> {
        let (name, detail) = (&self.names[at], &self.details[at]);
        let block = |lines: usize| middle - LINE * lines as i32 / 2 + LINE - 3 * PX;
        let name_top = block(if self.below { name.len() + detail.len() } else { name.len() });
        let (detail_left, detail_top) = match self.below {
            true => (MARGIN, name_top + LINE * name.len() as i32),
            false => (MARGIN + self.name_room, block(detail.len())),
        };
        for (nth, line) in name.iter().enumerate() {
            canvas.text(line, LEGEND, (MARGIN, name_top + LINE * nth as i32), Anchor::Start)?;
        }
        for (nth, line) in detail.iter().enumerate() {
            canvas.text(line, DETAIL, (detail_left, detail_top + LINE * nth as i32), Anchor::Start)?;
        }
        Ok(())
    }
}

/// The middles of rows of these heights, each so much higher.
fn middles(heights: &[i32], more: i32) -> Vec<i32> {
    let mut top = 0;
    let middle = |height: &i32| {
        top += height + more;
        top - (height + more) / 2
    };
    heights.iter().map(middle).collect()
}

fn grid(canvas: &mut Canvas, plan: &Plan, axis: &Axis, plot: Rect, language: Language) -> Result<(), ChartError> {
    for tick in axis.ticks() {
        let x = plot.left + plot.width() - axis.place(tick, 0, plot.width());
        canvas.path(&[(x, plot.top), (x, plot.bottom)], frame::grid(tick), frame::weight(tick))?;
        let text = words::tick(tick, plan.unit, plan.mult, language);
        canvas.text(&text, AXIS, (x, plot.bottom + 16 * PX), Anchor::Middle)?;
    }
    Ok(())
}

/// The number behind the end of a value.
fn value(canvas: &mut Canvas, plan: &Plan, one: &Placed, turn: Turn, language: Language) -> Result<(), ChartError> {
    let text = labels::said(plan, one.mark, language);
    let ink: RGBColor = style::colour(0);
    let font = style::value_font(ink, true);
    let extent = turn.rect(one.extent());
    let (x, anchor) =
        if one.hangs() { (extent.left - 5 * PX, Anchor::End) } else { (extent.right + 5 * PX, Anchor::Start) };
    let middle = turn.at(one.at).1;
    let across = width(&text, font);
    let left = if one.hangs() { x - across } else { x };
    canvas.rectangle([(left - 2 * PX, middle - 7 * PX), (left + across + 2 * PX, middle + 7 * PX)], style::PAPER)?;
    canvas.text(&text, font, (x, middle + 4 * PX + 3), anchor)
}
