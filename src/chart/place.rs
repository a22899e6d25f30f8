//! Where values stand: from columns and exact values to places on the canvas.

use super::Kind;
use super::canvas::{At, PX};
use super::geometry::Rect;
use super::plan::{Column, Form, Line, Mark, Plan, Role, follows};
use super::scale::Axis;
use super::style::{ARROW, RADIUS};
use crate::model::Stated;

/// The least length of an open end.
const LEAST: i32 = 8 * PX;
/// More columns than these have points that are hardly more than the line through them.
const DENSE: usize = 60;

/// A mark with its place.
#[derive(Debug, Clone)]
pub(super) struct Placed<'p, 'a> {
    /// The mark.
    pub(super) mark: &'p Mark<'a>,
    /// The number of its series.
    pub(super) series: usize,
    /// Where its value stands; the middle of a range.
    pub(super) at: At,
    /// The height of the low end of a range, or of the reach of "about"; the value's own height else.
    pub(super) low: i32,
    /// The height of its high end.
    pub(super) high: i32,
    /// The height of zero, or of the end of the axis on its side.
    pub(super) zero: i32,
    /// The upper and the lower end of the plot.
    pub(super) ends: (i32, i32),
    /// The number of its shape; all have the first where series are not told apart by it.
    pub(super) shape: usize,
    /// Half the width of its bar or shape.
    pub(super) half: i32,
    /// Whether it is a bar.
    pub(super) bar: bool,
}

/// Which way an open end points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Open {
    /// The value lies higher.
    Up,
    /// The value lies lower.
    Down,
}

/// The way a bound is open on the axis; for a negative number "over" means lower.
pub(super) fn open_end(stated: Stated) -> Option<Open> {
    match stated {
        Stated::Above(v) => Some(if v.is_sign_negative() { Open::Down } else { Open::Up }),
        Stated::Below(v) => Some(if v.is_sign_negative() { Open::Up } else { Open::Down }),
        _ => None,
    }
}

impl Placed<'_, '_> {
    /// Whether the bar hangs below zero.
    pub(super) fn hangs(&self) -> bool {
        self.bar && self.at.1 > self.zero
    }

    /// The open end, from the shape's or bar's edge to the tip; shortened where the plot ends: a share over
    /// 96 % does not point beyond the whole.
    pub(super) fn arrow(&self) -> Option<(At, At)> {
        let (x, y) = self.at;
        let gap = if self.bar { 2 * PX } else { self.half };
        match open_end(self.mark.stated)? {
            Open::Up => Some(((x, y - gap), (x, (y - gap - ARROW).max(self.ends.0).min(y - gap - LEAST)))),
            Open::Down => Some(((x, y + gap), (x, (y + gap + ARROW).min(self.ends.1).max(y + gap + LEAST)))),
        }
    }

    /// Whether the open end lies on the bar itself.
    pub(super) fn opens_inwards(&self) -> bool {
        self.bar
            && matches!((open_end(self.mark.stated), self.hangs()), (Some(Open::Down), false) | (Some(Open::Up), true))
    }

    /// The bar; nothing for a point.
    pub(super) fn body(&self) -> Option<Rect> {
        let far = match (self.mark.stated.value_high(), self.hangs()) {
            (None, _) => self.at.1,
            (Some(_), true) => self.low,
            (Some(_), false) => self.high,
        };
        let (top, bottom) = (far.min(self.zero), far.max(self.zero));
        self.bar.then_some(Rect { left: self.at.0 - self.half, right: self.at.0 + self.half, top, bottom })
    }

    /// The box of all that is drawn for the mark.
    pub(super) fn extent(&self) -> Rect {
        let mut extent = match self.body() {
            Some(body) => body,
            None => Rect::around(self.at, self.half, self.half),
        };
        extent.top = extent.top.min(self.high);
        extent.bottom = extent.bottom.max(self.low);
        if let Some((_, tip)) = self.arrow() {
            extent.top = extent.top.min(tip.1);
            extent.bottom = extent.bottom.max(tip.1);
        }
        extent
    }
}

/// Gives every mark its place inside the plot, whose columns have their middles at `xs`.
pub(super) fn place<'p, 'a>(plan: &'p Plan<'a>, axis: &Axis, plot: Rect, xs: &[i32]) -> Vec<Placed<'p, 'a>> {
    let slots = Slots::of(plan, plot, xs);
    let zero = axis.place(rust_decimal::Decimal::ZERO, plot.top, plot.bottom);
    let mut placed = Vec::new();
    for (series, line) in plan.lines.iter().enumerate() {
        for (nth, mark) in line.marks.iter().enumerate() {
            let y = |value| axis.place(value, plot.top, plot.bottom);
            let (low, high) = reach(mark);
            let at = (slots.x(plan, series, nth, mark), y(mark.middle()));
            let small = if mark.role == Role::Rival { RADIUS - PX } else { RADIUS };
            let bar = slots.bar.is_some();
            let half = slots
                .bar
                .map_or(slots.point(small), |wide| if mark.role == Role::Rival { wide * 7 / 10 } else { wide });
            let ends = (plot.top, plot.bottom);
            let shape = if plan.coloured() { series } else { 0 };
            placed.push(Placed { mark, series, shape, at, low: y(low), high: y(high), zero, ends, half, bar });
        }
    }
    placed
}

/// The ends between which a value is drawn: of a range as stated, of "about" a unit of the last digit either way.
fn reach(mark: &Mark) -> (rust_decimal::Decimal, rust_decimal::Decimal) {
    let value = mark.stated.value();
    match mark.stated {
        Stated::Between(a, b) => (a.min(b), a.max(b)),
        Stated::About(v) => {
            let unit = rust_decimal::Decimal::new(1, v.scale());
            (v - unit, v + unit)
        }
        _ => (value, value),
    }
}

/// How a column is shared by the marks that stand in it.
struct Slots<'x> {
    xs: &'x [i32],
    column: i32,
    step: i32,
    series: i32,
    bar: Option<i32>,
}

impl<'x> Slots<'x> {
    fn of(plan: &Plan, plot: Rect, xs: &'x [i32]) -> Self {
        let column = room(plan, plot, xs);
        let columns = plan.columns.len();
        let most = |count: &dyn Fn(usize) -> usize| (0..columns).map(count).max().unwrap_or(1).max(1) as i32;
        if plan.bars {
            let widest = most(&|c| plan.marks().filter(|m| m.column == c).count());
            let step = (column * 8 / 10 / widest).min(56 * PX);
            return Self { xs, column, step, series: 0, bar: Some((step * 43 / 100).max(PX)) };
        }
        let in_line = |line: &Line, c: usize| line.marks.iter().filter(|m| m.column == c).count();
        let widest = most(&|c| plan.lines.iter().map(|line| in_line(line, c)).max().unwrap_or(1));
        let several = if plan.coloured() { plan.lines.len() as i32 } else { 1 };
        let series = if several > 1 && columns < 16 { (column * 4 / 10 / several).min(7 * PX) } else { 0 };
        Self { xs, column, step: (column * 6 / 10 / widest).min(18 * PX), series, bar: None }
    }

    /// Half the size of a point: smaller where columns are narrow, so that neighbours stay apart.
    fn point(&self, half: i32) -> i32 {
        let least = if self.xs.len() > DENSE { half * 3 / 10 } else { half * 6 / 10 };
        half.min(self.column * 35 / 100).max(least)
    }

    fn x(&self, plan: &Plan, series: usize, nth: usize, mark: &Mark) -> i32 {
        let middle = self.xs.get(mark.column).copied().unwrap_or_default();
        let here = |line: &Line| line.marks.iter().filter(|m| m.column == mark.column).count();
        let before = plan.lines[series].marks[..nth].iter().filter(|m| m.column == mark.column).count();
        if self.bar.is_some() {
            let earlier: usize = plan.lines[..series].iter().map(here).sum();
            let all: usize = plan.lines.iter().map(here).sum();
            return middle + centred(earlier + before, all, self.step);
        }
        let lateral = centred(series, plan.lines.len(), self.series);
        middle + lateral + centred(before, here(&plan.lines[series]), self.step)
    }
}

/// The room of a column: all of it where columns share a plot evenly, else the least distance of two.
fn room(plan: &Plan, plot: Rect, xs: &[i32]) -> i32 {
    let even = plot.width() / plan.columns.len().max(1) as i32;
    match plan.columns.first() {
        Some(Column::Day(_) | Column::Row { .. }) => {
            let least = xs.windows(2).map(|pair| pair[1] - pair[0]).min().unwrap_or(even);
            least.clamp(7 * PX, 26 * PX)
        }
        _ => even,
    }
}

/// The distance of the nth of several places from their common middle.
fn centred(nth: usize, of: usize, step: i32) -> i32 {
    (2 * nth as i32 - (of as i32 - 1)) * step / 2
}

/// The lines that join points: pairs of marks, by their numbers among the placed ones.
///
/// Only solid points of periods alike are joined, and only where none is missing between them. On an axis of days of
/// publication each value is joined to the one that replaced it.
pub(super) fn joints(plan: &Plan, placed: &[Placed]) -> Vec<(usize, usize)> {
    if plan.bars || plan.form() == Form::Lying {
        return Vec::new();
    }
    let mut joints = Vec::new();
    for series in 0..plan.lines.len() {
        let leads = leads(placed, series);
        let joined = |pair: &&[usize]| {
            let (before, after) = (placed[pair[0]].mark, placed[pair[1]].mark);
            match plan.kind {
                Kind::Vintages => before.expected() == after.expected(),
                _ => follows(before.period(), after.period()),
            }
        };
        joints.extend(leads.windows(2).filter(joined).map(|pair| (pair[0], pair[1])));
    }
    joints
}

/// One solid mark for each period of a series.
fn leads(placed: &[Placed], series: usize) -> Vec<usize> {
    let mut leads: Vec<usize> = Vec::new();
    for (at, one) in placed.iter().enumerate() {
        if one.series != series || one.mark.role != Role::Main {
            continue;
        }
        if leads.last().is_none_or(|last| placed[*last].mark.column != one.mark.column) {
            leads.push(at);
        }
    }
    leads
}
