//! Small multiples: a chart for each series, all on one scale and over the same periods.

use super::canvas::{Anchor, Canvas, Font, PX};
use super::draw::Stage;
use super::frame::{self, Frame};
use super::geometry::Rect;
use super::plan::Plan;
use super::style::{self, INK, LEGEND, MARGIN};
use super::text::shortened;
use super::typeset::Weight;
use super::{ChartError, labels, place};

/// The least width of a panel.
const NARROWEST: i32 = 190 * PX;
/// The height of a panel with its name.
const HEIGHT: i32 = 185 * PX;
/// What lies between two panels.
const GAP: i32 = 18 * PX;
/// The name of a panel.
const NAME: Font = Font { weight: Weight::SemiBold, colour: INK, ..LEGEND };

/// How panels share a picture.
pub(super) struct Grid {
    across: i32,
    columns: i32,
    rows: i32,
}

impl Grid {
    /// As near to a square as the width allows.
    pub(super) fn of(plan: &Plan, across: i32) -> Self {
        let count = plan.lines.len().max(1) as i32;
        let fit = ((across - 2 * MARGIN + GAP) / (NARROWEST + GAP)).max(1);
        let wanted = (1..=count).find(|columns| columns * columns >= count).unwrap_or(1);
        let columns = wanted.max(2).min(fit).min(count);
        Self { across, columns, rows: (count + columns - 1) / columns }
    }

    /// The height of all.
    pub(super) fn height(&self) -> i32 {
        self.rows * HEIGHT
    }

    /// Draws the panels between two heights.
    pub(super) fn draw(&self, canvas: &mut Canvas, stage: &Stage, (top, bottom): (i32, i32)) -> Result<(), ChartError> {
        let width = (self.across - 2 * MARGIN - (self.columns - 1) * GAP) / self.columns;
        let height = (bottom - top) / self.rows;
        let axis = frame::axis(stage.plan, height - 60 * PX, 38 * PX);
        for series in 0..stage.plan.lines.len() {
            let (column, row) = (series as i32 % self.columns, series as i32 / self.columns);
            let (left, top) = (MARGIN + column * (width + GAP), top + row * height);
            let name = shortened(&stage.plan.lines[series].name, NAME, width);
            canvas.text(&name, NAME, (left, top + 14 * PX), Anchor::Start)?;
            let room = Rect { left, top: top + 32 * PX, right: left + width, bottom: top + height - 10 * PX };
            let plan = stage.plan.alone(series);
            let frame = Frame::of(&plan, axis.clone(), room, stage.language)?;
            frame.draw(canvas, &plan, stage.language)?;
            let placed = place::place(&plan, &frame.axis, frame.plot, &frame.xs);
            let part = Stage { plan: &plan, ..*stage };
            let lines = part.join(canvas, &placed)?;
            for one in &placed {
                part.mark(canvas, one, style::colour(0))?;
            }
            let labelled = Rect { top: frame.plot.top - 14 * PX, right: room.right + GAP / 2, ..frame.plot };
            labels::draw(canvas, &plan, &placed, &lines, labelled, |_| style::colour(0), stage.language)?;
        }
        Ok(())
    }
}
