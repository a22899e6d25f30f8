//! Value labels: placed where they cover nothing, and left out where there is no such place.

use super::canvas::{Anchor, At, Canvas, PX, width};
use super::geometry::Rect;
use super::place::Placed;
use super::plan::{Mark, Plan, Role};
use super::style::{self, PAPER};
use super::{ChartError, Kind, Language, words};

/// The height of a line of figures, from the base line to the top of a digit.
const DIGITS: i32 = 9 * PX;
/// The space kept free round a label.
const AIR: i32 = 2 * PX;

/// From how many columns on only telling values are written.
const LONG: usize = 16;
/// From how many values on.
const MANY: usize = 36;

/// What a label must not cover, and what it should not.
struct Field<'s> {
    room: Rect,
    taken: Vec<Rect>,
    lines: &'s [(At, At)],
    several: bool,
}

/// Writes the values beside their marks, the solid ones first.
pub(super) fn draw(
    canvas: &mut Canvas,
    plan: &Plan,
    placed: &[Placed],
    lines: &[(At, At)],
    room: Rect,
    ink: impl Fn(&Placed) -> plotters::style::RGBColor,
    language: Language,
) -> Result<(), ChartError> {
    let mut field = Field {
        room,
        taken: placed.iter().map(|one| one.extent().grown(AIR)).collect(),
        lines,
        several: placed.iter().any(|one| one.series > 0),
    };
    let font = style::value_font(PAPER, true);
    let widest = placed.iter().map(|one| width(&said(plan, one.mark, language), font)).max().unwrap_or_default();
    // A small chart has room for what matters; a large one is searched for room for all.
    let crowded = plan.kind == Kind::Panels && placed.iter().any(|one| one.bar && widest > one.half * 5 / 2);
    let mut order = telling(placed, crowded);
    order.sort_by_key(|one| one.mark.role);
    for one in order {
        let text = said(plan, one.mark, language);
        let font = style::value_font(ink(one), one.mark.role != Role::Rival);
        let Some(at) = field.best(one, width(&text, font)) else {
            continue;
        };
        canvas.rectangle([(at.left, at.top), (at.right, at.bottom)], PAPER)?;
        canvas.text(&text, font, (at.left + AIR, at.bottom - AIR), Anchor::Start)?;
        field.taken.push(at);
    }
    Ok(())
}

/// The value of a mark as it is written beside it.
pub(super) fn said(plan: &Plan, mark: &Mark, language: Language) -> String {
    let mut text = words::with_sign(words::stated(mark.stated, language), plan.unit, language);
    if mark.dated_by_publication() && plan.marks().any(|other| !other.dated_by_publication()) {
        text.push('†');
    }
    text
}

/// The marks whose value is written: all of them, or in a long series its ends, its extremes and its bounds.
fn telling<'s, 'p, 'a>(placed: &'s [Placed<'p, 'a>], crowded: bool) -> Vec<&'s Placed<'p, 'a>> {
    let columns = placed.iter().map(|one| one.mark.column).max().unwrap_or_default();
    if columns < LONG && placed.len() <= MANY && !crowded {
        return placed.iter().collect();
    }
    let worth = |one: &&Placed| {
        let series = || placed.iter().filter(|other| other.series == one.series);
        let is = |other: Option<&Placed>| other.is_some_and(|other| std::ptr::eq(other, *one));
        is(series().next())
            || is(series().next_back())
            || is(series().min_by_key(|other| other.at.1))
            || is(series().max_by_key(|other| other.at.1))
            || super::place::open_end(one.mark.stated).is_some()
    };
    placed.iter().filter(worth).collect()
}

impl Field<'_> {
    /// The first of the free places, those across no line before the others. A label on the line of another series
    /// would be read as its value, so with several series there is none.
    fn best(&self, one: &Placed, width: i32) -> Option<Rect> {
        let free: Vec<_> = places(one, width).into_iter().filter(|at| self.is_free(*at)).collect();
        let crossed = |at: &Rect| self.lines.iter().any(|(from, to)| at.is_crossed(*from, *to));
        let spare = free.first().filter(|_| !self.several);
        free.iter().find(|at| !crossed(at)).or(spare).copied()
    }

    fn is_free(&self, at: Rect) -> bool {
        self.room.contains(at) && !self.taken.iter().any(|other| other.overlaps(at))
    }
}

/// The places for a label round its mark, the best first.
fn places(one: &Placed, width: i32) -> Vec<Rect> {
    let (w, h) = (width + 2 * AIR, DIGITS + 2 * AIR);
    let extent = one.extent();
    let gap = 3 * PX;
    let (x, y) = one.at;
    let above = extent.top - gap - h / 2;
    let below = extent.bottom + gap + h / 2;
    let (right, left) = (extent.right + gap + w / 2, extent.left - gap - w / 2);
    let mut middles = if one.hangs() { vec![(x, below), (x, above)] } else { vec![(x, above)] };
    if !one.bar {
        middles.extend([(x, below), (right, y), (left, y)]);
        middles.extend([(right, above), (left, above), (right, below), (left, below)]);
        middles.extend([(right, y - h), (left, y - h), (right, y + h), (left, y + h)]);
    }
    middles.push((x, above - h));
    if !one.bar {
        middles.extend([(right, above - h), (left, above - h)]);
    }
    middles.into_iter().map(|at| Rect::around(at, w / 2, h / 2)).collect()
}
