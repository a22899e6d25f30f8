//! Numbers behind one name, for the years of which a text gives forecasts in turn.

use super::Timed;
use super::nearest::owner;
use super::step::{beside_told, makes_growth};
use crate::extract::measure::Measured;
use crate::extract::period::{Expr, Period, Use};
use crate::extract::quantity::{Counted, Quantity};
use crate::extract::scene::Scene;
use crate::lang::Link;
use crate::model::{ObsStatus, TimePeriod};

/// "España crecerá un 2,6 % y un 2 %", behind forecasts for 2025 and 2026: which of the numbers that "and" alone joins this is, where the
/// text has foreseen as many years one after the other, and names no time for them.
pub fn turn(scene: &Scene<'_>) -> Option<usize> {
    const NEAR: usize = 6;
    let (_, count, _) = scene.discourse.years.filter(|(.., line)| scene.discourse.line - line <= NEAR)?;
    let (page, numbers) = (scene.page, scene.local.quantities);
    let joined = |n: usize| {
        let (Some(a), Some(b)) = (numbers.get(n), numbers.get(n + 1)) else { return false };
        let small =
            |i: usize| page.is(i, b'.') || page.one_of(i, &[Link::The, Link::Article, Link::Per, Link::By, Link::Led]);
        // "Bei 2,2 und 2,1 Prozent": the unit may stand behind the second alone.
        let bare = a.counted == Counted::Bare && a.low.scale() > 0;
        // "2,1 %, 1,9 % puis 1,8 %": three of them have a comma first.
        let joint = page.one_of(a.last, &[Link::And, Link::Then]) || count > 2 && page.is(a.last, b',');
        b.is_percent()
            && (a.counted == b.counted || bare)
            && joint
            && b.first - a.last <= 3
            && (a.last + 1..b.first).all(small)
    };
    let start = (0..=scene.n).rev().find(|n| *n == 0 || !joined(n - 1))?;
    let end = (scene.n..numbers.len()).find(|n| !joined(*n))?;
    if (end + 1 - start) as i32 != count {
        return None;
    }
    // "5.5, 9.3, 8.1 and 6.8 per cent": nor is a longer list one of years.
    let listed = |q: &Quantity| numbers[start].lead == q.last + 1 && page.is(q.last, b',');
    if start.checked_sub(1).is_some_and(|i| listed(&numbers[i])) {
        return None;
    }
    // "(4.4 % and 4.4 %)": what a bracket holds is of another time.
    let bracket = numbers[start].lead.checked_sub(1).is_some_and(|i| page.is(i, b'('));
    let from = if start > 0 { numbers[start - 1].last } else { scene.local.first };
    let to = numbers.get(end + 1).map_or(scene.local.last, |q: &Quantity| q.lead);
    let timed = |p: &Period| {
        let own = owner(scene, p).is_none_or(|i| i >= start);
        own && p.first >= from && p.last <= to && matches!(p.used, Use::When | Use::By)
    };
    // "Argentina y Brasil crecerán un 4,5 % y un 2,4 %": two names before two numbers have one each.
    let tied = |n: usize| {
        let (area, place) = scene.lists.areas.get(n).copied().flatten()?;
        (place.0 >= from && place.1 <= numbers[start].first).then_some(area)
    };
    let listed = tied(start).zip(tied(end)).is_some_and(|(a, b)| a != b);
    // "The three rates will from 12 March carry 2.5 %, 2.65 % and 2.9 %": nor is what holds from a day on.
    let from_day = |p: &Period| p.last <= numbers[start].first && matches!(p.expr, Expr::Day { .. });
    let timed = scene.local.periods.iter().any(|p| timed(p) || from_day(p));
    (!listed && !bracket && !timed).then_some(scene.n - start)
}

/// The times of points beside a figure, and of the years in turn that a text has foreseen.
pub(super) fn points_beside(
    scene: &Scene<'_>,
    measured: &Measured,
    own: Option<&Period>,
    status: ObsStatus,
    timed: &mut Timed,
) {
    if let Some(period) = beside_told(scene, own).or_else(|| makes_growth(scene, measured)) {
        timed.carried(Some(period));
    }
    let last = scene.discourse.last.as_ref().filter(|l| l.line == scene.discourse.line);
    let foreseen = status == ObsStatus::Forecast || last.is_some_and(|l| l.status == ObsStatus::Forecast);
    if let Some((years, place)) = scene.discourse.years.zip(turn(scene)).filter(|_| foreseen) {
        timed.carried(Some(years.0.plus_years(place as i32)));
    }
}

/// Whether a period is a year.
pub(super) fn whole_year(period: Option<TimePeriod>) -> bool {
    period.and_then(TimePeriod::length) == Some(12)
}
