//! When the number of a cell is of: the words of its row, of its column, of the heads that span it.

use super::Region;
use crate::extract::discourse::Discourse;
use crate::extract::period::{Anchor, Expr, Period, Use, Year, roman};
use crate::extract::scene::{Found, Origin};
use crate::extract::sides::Sides;
use crate::extract::table::Cell;
use crate::extract::topic::Topic;
use crate::extract::when::{Timed, closes_days, looks_aside, on_a_day};
use crate::lang::{Link, Match, Reading, Time};
use crate::model::{Month, TimePeriod, Unit};
use crate::text::Kind;

/// "Январь–ноябрь 2021 г., млн | В % к январю–ноябрю 2020 г.": what the heads of a column of indices name is what it is measured against,
/// and its time is that of the columns to its left.
pub(super) fn dating(found: &Found<'_, '_>, cell: &Cell, regions: &[Region]) -> Vec<Region> {
    let percent = |r: &Reading| r.unit().filter(|(unit, _)| *unit == Unit::PERCENT);
    let against = |i: usize| {
        let end = found.page.find_of(i, Reading::UNIT, percent).map(|(end, _)| end);
        end.is_some_and(|end| found.page.one_of(end, &[Link::To, Link::Toward]))
    };
    let dated = |r: &Region| {
        let from = found.periods.partition_point(|p| p.first < r.0);
        found.periods[from..].iter().take_while(|p| p.last <= r.1).any(|p| p.used == Use::When)
    };
    let index = |r: &Region| (r.0..r.1).any(against) && !dated(r);
    let Some(from) = cell.head.iter().position(index) else { return regions.to_vec() };
    let below = &cell.head[from..];
    let own = |r: &&Region| !below.contains(r);
    let (near, far): (Vec<Region>, Vec<Region>) = regions.iter().filter(own).partition(|r| !cell.caption.contains(r));
    near.into_iter().chain(cell.left.iter().copied()).chain(far).collect()
}

/// When: the first expression of time of the row, the column or the caption.
pub(super) fn timed(
    found: &Found<'_, '_>,
    topic: &Topic,
    discourse: &Discourse,
    sides: &Sides,
    regions: &[Region],
) -> Timed {
    let anchor = discourse.anchor(sides.area, false);
    // "Forecast of March 2024 | 1.4 | 1.2": behind the noun for a forecast a row says when that was made.
    let forecast = |m: &Match| m.reading.is_forecast_noun();
    let small = |i: usize| found.page.one_of(i, &[Link::Of, Link::In, Link::From, Link::The]);
    let row = regions.first().map_or((0, 0), |r| (r.0, r.1));
    let made = |p: &&Period| {
        let at = (row.0..p.first).rfind(|i| !small(*i)).map_or(row.0, |i| i + 1);
        let ends = |i: usize| found.page.any(i, Reading::STATUS, |m| m.last == at && forecast(m));
        (row.0..p.first).contains(&(at.saturating_sub(1))) && p.last <= row.1 && (row.0..at).any(ends)
    };
    let years = |r: &Region| {
        let from = found.periods.partition_point(|p| p.first < r.0);
        found.periods.get(from).is_some_and(|p| p.last <= r.1)
    };
    let headed = regions.iter().skip(1).any(years);
    let own = regions.iter().find_map(|r| {
        let from = found.periods.partition_point(|p| p.first < r.0);
        let inside = found.periods[from..]
            .iter()
            .take_while(|p| p.first < r.1)
            // "Against the month of the year before" in a label says how it was measured.
            .filter(|p| matches!(p.used, Use::When | Use::By) && !looks_aside(p.expr))
            .filter(|p| !headed || !made(p));
        let mut resolved = inside.filter_map(|p| anchor.resolve(p.expr).map(|period| (period, p.place())));
        let run = resolved.find(|(period, _)| !matches!(period, TimePeriod::Day(_)) || on_a_day(topic.word.indicator));
        run.or_else(|| week_of_prices(found, topic, &anchor, *r))
    });
    let carried = || discourse.running(usize::MAX).or(discourse.last.as_ref().and_then(|l| l.period));
    let (period, place, origin) = match own {
        Some((period, place)) => (Some(period), Some(place), Origin::Sentence),
        None => (carried(), None, Origin::Carried),
    };
    let period = period.map(|p| if at_end(found, regions, p) { ended(topic, p) } else { p });
    Timed {
        period,
        compared: None,
        place,
        origin,
        anchor,
        aside: true,
        back: false,
        frames: false,
        step: false,
        replaced: false,
        ends: false,
        quoted: false,
        gathered: false,
    }
}

/// "30 сен – 6 окт", "7–13 окт": the last day of the days at the head of a column, in which prices have moved.
fn week_of_prices(
    found: &Found<'_, '_>,
    topic: &Topic,
    anchor: &Anchor,
    region: Region,
) -> Option<(TimePeriod, (usize, usize))> {
    let from = found.periods.partition_point(|p| p.first < region.0);
    let inside = found.periods[from..].iter().take_while(|p| p.last <= region.1);
    let days: Vec<&Period> = inside.filter(|p| matches!(p.expr, Expr::Day { .. })).collect();
    let dash = |a: &Period, b: &Period| b.first == a.last + 1 && found.page.tokens[a.last].kind == Kind::Dash;
    let last = match days[..] {
        [one] if closes_days(found.page, region.0, one) => one,
        [first, last] if dash(first, last) => last,
        _ => return None,
    };
    let day = anchor.resolve(last.expr).filter(|_| topic.word.indicator.is_price_rate())?;
    Some((day, last.place()))
}

/// "Consumer prices, end of period (percent)": whether a row or column gives a year's values as they were at its end.
fn at_end(found: &Found<'_, '_>, regions: &[Region], period: TimePeriod) -> bool {
    let end = |i: usize| found.page.time(i, Time::End) && !found.page.dated(i);
    period.length() == Some(12) && regions.iter().any(|r| (r.0..r.1).any(end))
}

/// The last day of a year for what stands on a day, else its last month.
fn ended(topic: &Topic, year: TimePeriod) -> TimePeriod {
    if on_a_day(topic.word.indicator) {
        TimePeriod::Day(year.last_day())
    } else {
        TimePeriod::month(Month::of(year.last_day()))
    }
}

/// "2025" above "III", "Q3" or "July": the part of the year that the lower head of the column names.
pub(super) fn in_quarter(found: &Found<'_, '_>, cell: &Cell, mut timed: Timed) -> Timed {
    let Some(TimePeriod::Months { first, count: 12 }) = timed.period.filter(|_| timed.place.is_some()) else {
        return timed;
    };
    let numbered = |r: &Region| roman(found.page, r.0).filter(|_| r.1 == r.0 + 1).map(|n| (n * 3 - 2, n * 3));
    let named = |r: &Region| {
        let from = found.periods.partition_point(|p| p.first < r.0);
        let inside = found.periods[from..].iter().take_while(|p| p.last <= r.1).map(|p| p.expr);
        inside.into_iter().find_map(|e| match e {
            Expr::Months { from, to, year: Year::Open } if is_part(from, to) => Some((from, to)),
            _ => None,
        })
    };
    let part = cell.head.iter().find_map(|r| numbered(r).or_else(|| named(r)));
    if let Some((from, to)) = part.filter(|_| first.month() == 1) {
        timed.period = TimePeriod::months(first.plus(from as i32 - 1), to - from + 1);
    }
    timed
}

/// "Sep. 25 | Okt. 25 | Nov. 25": heads of one number behind several months are months of that year, and no days.
pub(super) fn by_month(found: &Found<'_, '_>, cell: &Cell, mut timed: Timed) -> Timed {
    let head = |r: &Region| {
        let from = found.periods.partition_point(|p| p.first < r.0);
        found.periods.get(from).filter(|p| p.last <= r.1).and_then(|p| match p.expr {
            Expr::Day { day, month, year: Year::Open } => Some((day, month)),
            _ => None,
        })
    };
    let own = cell.head.iter().find_map(head);
    let alike = |(day, month): (u32, u32)| cell.columns.iter().filter_map(head).any(|h| h.0 == day && h.1 != month);
    if let Some((day, month)) = own.filter(|own| alike(*own)) {
        timed.period = Month::new(2000 + day as i32, month).map(TimePeriod::month).or(timed.period);
    }
    timed
}

/// Whether months are a quarter, a half or a month of the year, and no season.
fn is_part(from: u32, to: u32) -> bool {
    to.checked_sub(from).is_some_and(|more| more < 11 && (from - 1).is_multiple_of(more + 1))
}
