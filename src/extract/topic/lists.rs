//! Lists: what "respectively" and as many names as numbers tie together.

use crate::extract::mention::{At, covering, within};
use crate::extract::scene::{Found, Local};
use crate::lang::Link;
use crate::lang::reading::IndicatorWord;
use crate::model::Area;
use crate::text::Kind;

/// What "respectively" and parallel lists tie to each quantity of a sentence.
#[derive(Debug, Default)]
pub struct Lists {
    /// The indicator of a quantity.
    pub topics: Vec<Option<At<IndicatorWord>>>,
    /// The area of a quantity.
    pub areas: Vec<Option<(Area, (usize, usize))>>,
    /// The number of the expression of time of a quantity.
    pub periods: Vec<Option<usize>>,
    /// The quantity whose period another repeats: "0.9% this year and 1.2% in 2026, down from 1.1% and 1.4%".
    pub mirrors: Vec<Option<usize>>,
}

/// What "respectively", and lists of as many names as numbers, tie together.
pub fn lists(found: &Found<'_, '_>, local: &Local<'_>) -> Lists {
    let count = local.quantities.len();
    let mut lists = Lists {
        topics: vec![None; count],
        areas: vec![None; count],
        periods: vec![None; count],
        mirrors: vec![None; count],
    };
    mirror(found, local, &mut lists.mirrors);
    let marks = within(&found.mentions.links, local.first, local.last);
    for mark in marks.iter().filter(|m| m.what == Link::Respectively) {
        respectively(found, local, mark.first, &mut lists);
    }
    lists
}

/// Ties the numbers of a list behind "from" to as many numbers before it, in their order.
fn mirror(found: &Found<'_, '_>, local: &Local<'_>, mirrors: &mut [Option<usize>]) {
    let quantities = local.quantities;
    for start in 2..quantities.len() {
        let from = quantities[start].lead.checked_sub(1).is_some_and(|i| found.page.link(i, Link::From));
        let joined = |i: usize| list_gap(found, local, quantities[i - 1].last, quantities[i].lead);
        let run = 1 + (start + 1..quantities.len()).take_while(|&i| joined(i)).count();
        let alike = run >= 2
            && start >= run
            && (start - run..start).all(|i| quantities[i].counted == quantities[start].counted);
        if from && alike {
            for i in 0..run {
                mirrors[start + i] = Some(start - run + i);
            }
        }
    }
}

/// Ties the numbers before "respectively" to as many indicators, areas or times named before them.
fn respectively(found: &Found<'_, '_>, local: &Local<'_>, mark: usize, lists: &mut Lists) {
    let end = local.quantities.partition_point(|q| q.first < mark);
    let start = list_start(found, local, end);
    let run = end - start;
    if run < 2 {
        return;
    }
    let first = local.quantities[start].lead;
    let from = if start > 0 { local.quantities[start - 1].last } else { local.first };
    let indicators = within(&found.mentions.indicators, from, first);
    let areas: Vec<_> = within(&found.mentions.areas, from, first).iter().filter(|a| !a.what.in_title).collect();
    let inside = |i: &usize| local.periods[*i].last <= first && local.periods[*i].first >= from;
    let periods: Vec<usize> = (0..local.periods.len()).filter(inside).collect();
    if indicators.len() == run {
        tie(&mut lists.topics[start..end], indicators.iter().copied());
    } else if areas.len() == run {
        tie(&mut lists.areas[start..end], areas.iter().map(|at| (at.what.area, at.place())));
    } else if periods.len() == run {
        tie(&mut lists.periods[start..end], periods.into_iter());
    }
}

/// The first number of the list that ends before number `end`.
fn list_start(found: &Found<'_, '_>, local: &Local<'_>, end: usize) -> usize {
    let joined = |i: usize| list_gap(found, local, local.quantities[i - 1].last, local.quantities[i].lead);
    let mut start = end.saturating_sub(1);
    while start > 0 && joined(start) {
        start -= 1;
    }
    start
}

/// Ties names to numbers in their order.
fn tie<T>(places: &mut [Option<T>], named: impl Iterator<Item = T>) {
    for (place, what) in places.iter_mut().zip(named) {
        *place = Some(what);
    }
}

/// Whether what stands between two numbers is no more than a list has: commas, "and", "or", areas, small words.
pub(super) fn list_gap(found: &Found<'_, '_>, local: &Local<'_>, from: usize, to: usize) -> bool {
    const SMALL: &[Link] = &[Link::And, Link::Or, Link::The, Link::In, Link::For, Link::To, Link::From];
    let page = found.page;
    let areas = within(&found.mentions.areas, local.first, local.last);
    let comma = |at: usize| page.word(at) == ",";
    let part = |at: usize| {
        comma(at) || page.one_of(at, SMALL) || page.tokens[at].kind == Kind::Dash || covering(areas, at).is_some()
    };
    let joint = |at: usize| comma(at) || page.one_of(at, &[Link::And, Link::Or, Link::To]);
    (from..to).all(part) && (from..to).any(joint)
}
