//! The names of series beside the ends of their lines, which spare the reader a legend.

use super::canvas::{Anchor, At, Canvas, PX};
use super::geometry::Rect;
use super::place::Placed;
use super::plan::{Form, Plan, Role};
use super::shapes::{self, Look};
use super::style::{self, GREY, LEGEND};
use super::text::{widest, within};
use super::{ChartError, Kind};

/// The height of a line of a name.
const LINE: i32 = 14 * PX;
/// What a name and its sample keep free before them.
const LEAD: i32 = 26 * PX;
/// The most series whose names stand beside a plot.
const MOST: usize = 12;

/// The names and the room that they take at the right of the plot.
pub(super) struct Ends {
    names: Vec<Vec<String>>,
    /// From the plot to the end of the longest name.
    pub(super) room: i32,
}

impl Ends {
    /// The names for a picture so wide; nothing where a chart has no lines, or too many.
    pub(super) fn of(plan: &Plan, across: i32) -> Option<Self> {
        let suits = plan.form() == Form::Upright && plan.coloured() && !plan.bars && plan.lines.len() <= MOST;
        if !suits || across < 420 * PX {
            return None;
        }
        let most = across * 24 / 100;
        let names: Vec<_> = plan.lines.iter().map(|line| within(&line.name, LEGEND, most, 2)).collect();
        let room = widest(names.iter().flatten(), LEGEND) + LEAD;
        Some(Self { names, room })
    }

    /// Draws each name at the height of the last value of its line, moved where names would meet. Returns the lines
    /// that lead to them.
    pub(super) fn draw(
        &self,
        canvas: &mut Canvas,
        plan: &Plan,
        placed: &[Placed],
        plot: Rect,
    ) -> Result<Vec<(At, At)>, ChartError> {
        let mut ends: Vec<_> =
            (0..plan.lines.len()).filter_map(|series| Some((series, last(placed, series)?))).collect();
        ends.sort_by_key(|(series, at)| (at.1, *series));
        let heights: Vec<_> = ends.iter().map(|(series, _)| LINE * self.names[*series].len() as i32 + 3 * PX).collect();
        let tops = spread(&ends.iter().map(|(_, at)| at.1).collect::<Vec<_>>(), &heights, plot);
        let mut leads = Vec::new();
        for (((series, at), top), height) in ends.into_iter().zip(tops).zip(heights) {
            let middle = top + height / 2;
            let (from, to) = ((at.0 + 7 * PX, at.1), (plot.right + 4 * PX, middle));
            if plan.kind != Kind::Bars && to.0 > from.0 {
                canvas.open(&[("stroke-dasharray", "8 20"), ("stroke-linecap", "round")]);
                canvas.path(&[from, to], style::mixed(style::colour(series), style::PAPER, 40), 8)?;
                canvas.close();
                leads.push((from, to));
            }
            let look = Look { colour: style::colour(series), hollow: false, dashed: false };
            shapes::point(canvas, style::shape(series), (plot.right + 12 * PX, middle), 4 * PX, look)?;
            for (nth, line) in self.names[series].iter().enumerate() {
                let base = top + LINE * (nth as i32 + 1) - 2 * PX;
                let font = super::canvas::Font { colour: style::mixed(style::colour(series), GREY, 45), ..LEGEND };
                canvas.text(line, font, (plot.right + 20 * PX, base), Anchor::Start)?;
            }
        }
        Ok(leads)
    }
}

/// Where the line of a series ends.
fn last(placed: &[Placed], series: usize) -> Option<At> {
    let of_it = || placed.iter().filter(|one| one.series == series);
    let lead = of_it().rfind(|one| one.mark.role != Role::Rival);
    lead.or_else(|| of_it().next_back()).map(|one| one.at)
}

/// The tops of boxes that want their middles at rising heights, moved so that none meets another and all stay inside
/// if there is room.
fn spread(wanted: &[i32], heights: &[i32], plot: Rect) -> Vec<i32> {
    let mut tops: Vec<i32> = Vec::new();
    for (at, (middle, height)) in wanted.iter().zip(heights).enumerate() {
        let free = at.checked_sub(1).map_or(plot.top - 10 * PX, |before| tops[before] + heights[before]);
        tops.push((middle - height / 2).max(free));
    }
    let mut floor = plot.bottom + 10 * PX;
    for (top, height) in tops.iter_mut().zip(heights).rev() {
        *top = (*top).min(floor - height);
        floor = *top;
    }
    tops
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_keep_clear_of_one_another() {
        let plot = Rect { left: 0, top: 0, right: 100, bottom: 1000 };
        assert_eq!(spread(&[100, 500], &[100, 100], plot), [50, 450], "where they want to be");
        assert_eq!(spread(&[100, 120, 130], &[100, 100, 100], plot), [50, 150, 250], "pushed down");
        assert_eq!(spread(&[980, 990], &[200, 200], plot), [700, 900], "and up again");
    }
}
