//! Lists: what "respectively" and as many names as numbers tie together.

use crate::extract::mention::{At, within};
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
}

/// What "respectively", and lists of as many names as numbers, tie together.
pub fn lists(found: &Found<'_, '_>, local: &Local<'_>) -> Lists {
    let count = local.quantities.len();
    let mut lists = Lists { topics: vec![None; count], areas: vec![None; count], periods: vec![None; count] };
    let marks = within(&found.mentions.links, local.first, local.last);
    for mark in marks.iter().filter(|m| m.what == Link::Respectively) {
        respectively(found, local, mark.first, &mut lists);
    }
    lists
}

fn respectively(found: &Found<'_, '_>, local: &Local<'_>, mark: usize, lists: &mut Lists) {
    let end = local.quantities.partition_point(|q| q.first < mark);
    let mut start = end;
    while start > 0
        && (start == end || list_gap(found, local, local.quantities[start - 1].last, local.quantities[start].lead))
    {
        start -= 1;
    }
    let run = end - start;
    if run < 2 {
        return;
    }
    let first = local.quantities[start].lead;
    let from = if start > 0 { local.quantities[start - 1].last } else { local.first };
    let indicators = within(&found.mentions.indicators, from, first);
    if indicators.len() == run {
        for (i, at) in indicators.iter().enumerate() {
            lists.topics[start + i] = Some(*at);
        }
        return;
    }
    let areas: Vec<_> = within(&found.mentions.areas, from, first).iter().filter(|a| !a.what.in_title).collect();
    if areas.len() == run {
        for (i, at) in areas.iter().enumerate() {
            lists.areas[start + i] = Some((at.what.area, at.place()));
        }
        return;
    }
    let periods: Vec<usize> = (0..local.periods.len())
        .filter(|&i| local.periods[i].last <= first && local.periods[i].first >= from)
        .collect();
    if periods.len() == run {
        for (i, period) in periods.into_iter().enumerate() {
            lists.periods[start + i] = Some(period);
        }
    }
}

/// Whether what stands between two numbers is no more than a list has: commas, "and", "or", areas, small words.
pub(super) fn list_gap(found: &Found<'_, '_>, local: &Local<'_>, from: usize, to: usize) -> bool {
    let areas = within(&found.mentions.areas, local.first, local.last);
    let mut commas = 0;
    (from..to).all(|at| {
        let token = &found.page.tokens[at];
        let word = token.of(found.page.text);
        let small = [Link::And, Link::Or, Link::The, Link::In, Link::For, Link::To, Link::From]
            .into_iter()
            .any(|l| found.page.link(at, l));
        commas += u32::from(word == ",");
        small || word == "," || token.kind == Kind::Dash || areas.iter().any(|a| a.first <= at && at < a.last)
    }) && to > from
        && (commas > 0
            || (from..to).any(|at| {
                found.page.link(at, Link::And) || found.page.link(at, Link::Or) || found.page.link(at, Link::To)
            }))
}
