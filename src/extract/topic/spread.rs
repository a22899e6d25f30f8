//! Times that go over a list of numbers.

use super::lists::{Lists, enumerates, tie};
use crate::extract::mention::{At, within};
use crate::extract::period::{Period, Use};
use crate::extract::scene::{Found, Local};
use crate::lang::ItemWord;

/// "Growth of 5.6 % and 5.1 % in 2025 and 2026, inflation of 11.1 % and 9.5 %": a list without times behind one of the same length whose
/// numbers have theirs goes over the same times.
pub(super) fn again(found: &Found<'_, '_>, local: &Local<'_>, lists: &mut Lists) {
    let mut start = 0;
    while start < local.quantities.len() {
        let end = lists.ends[start] + 1;
        let run = end - start;
        let named = |from: usize, to: usize| !within(&found.mentions.indicators, from, to).is_empty();
        if run >= 2 && start >= run && lists.periods[start..end].iter().all(Option::is_none) {
            let (from, to) = (local.quantities[start - 1].last, local.quantities[end - 1].last);
            let times: Vec<_> = lists.periods[start - run..start].to_vec();
            let dated = local.periods.iter().any(|p| p.first >= from && p.last <= to + 3);
            if times.iter().all(Option::is_some) && !dated && named(from, local.quantities[start].lead) {
                lists.periods[start..end].copy_from_slice(&times);
            }
            let spread = lists.spread.iter().find(|(list, _)| *list == (start - run, start)).map(|s| s.1);
            if let Some(time) = spread.filter(|_| !dated && named(from, local.quantities[start].lead)) {
                lists.spread.push(((start, end), time));
            }
        }
        start = end;
    }
}

/// "By 5% and 7% in 2021 and 2022": ties a list of numbers to as many expressions of time directly behind it.
pub(super) fn tie_times(found: &Found<'_, '_>, local: &Local<'_>, (start, end): (usize, usize), lists: &mut Lists) {
    const REACH: usize = 2;
    let last = local.quantities[end - 1].last;
    let from = local.periods.partition_point(|p| p.first < last);
    let joined = |i: usize| enumerates(found, local.periods[i - 1].last, local.periods[i].first);
    let run = (from + 1..local.periods.len()).take_while(|&i| joined(i)).count() + 1;
    let near = local.periods.get(from).is_some_and(|p| p.first - last <= REACH);
    if near && run == end - start && lists.periods[start].is_none() {
        tie(&mut lists.periods[start..end], from..end - start + from);
    }
}

/// "Growth in 2025–2026 is put at 7.8 % and 7.4 %": spreads numbers that no names tell apart over the one time beside them.
pub(super) fn over_years(local: &Local<'_>, (start, end): (usize, usize), lists: &mut Lists) {
    const REACH: usize = 4;
    let free = lists.spread.is_empty() && lists.ordered.is_none() && lists.periods[start].is_none();
    if free && lists.areas[start].is_none() && lists.topics[start].is_none() {
        let run = one_run(local, (start, end), local.quantities[end - 1].last + REACH);
        lists.spread.extend(run.map(|time| ((start, end), time)));
    }
}

/// "Growth of 2.2 % this year and 1.6 % next, and inflation of 0.0 and 0.5 %", "and in Brazil 2.4 and 1.9": whether a list without times
/// stands behind as many numbers of the same sentence, each with a time of its own.
pub(super) fn timed_pair(
    found: &Found<'_, '_>,
    local: &Local<'_>,
    (start, run): (usize, usize),
    mirrors: &[Option<usize>],
) -> bool {
    let Some(first) = start.checked_sub(run).filter(|_| run == 2) else { return false };
    let quantities = local.quantities;
    let end = |i: usize| quantities.get(i + 1).map_or(local.last, |q| q.lead);
    let time = |i: usize| local.periods.iter().any(|p| p.first >= quantities[i].last && p.last <= end(i));
    let gap = (quantities[start - 1].last, quantities[start].lead);
    let named = !within(&found.mentions.indicators, gap.0, gap.1).is_empty()
        || !within(&found.mentions.areas, gap.0, gap.1).is_empty();
    let timed = |i: usize| time(i) || mirrors[i].is_some();
    named && (first..start).all(timed) && !(start..start + run).any(time) && quantities[start + run - 1].is_percent()
}

/// "It will grow by 8 % this year and by 5.3 % next year, prices by 8.1 % and 6.5 % respectively": the times that the sentence has
/// named before a list, where they are as many.
pub(super) fn times_before(local: &Local<'_>, start: usize, run: usize) -> Option<Vec<usize>> {
    let before = |i: &usize| start >= run && local.periods[*i].last <= local.quantities[start - 1].last + 4;
    let times: Vec<usize> = (0..local.periods.len()).filter(|i| local.periods[*i].used == Use::When).collect();
    (times.len() == run && times.iter().all(before)).then_some(times)
}

/// "In 2025–2026 by 2.6 % and 2.8 %, respectively": the one expression of time beside a list of numbers.
pub(super) fn one_run(local: &Local<'_>, (start, end): (usize, usize), mark: usize) -> Option<usize> {
    let (first, last) = (local.quantities[start].lead, local.quantities[end - 1].last);
    let from = if start > 0 { local.quantities[start - 1].last } else { local.first };
    let beside = |p: &Period| p.first >= from && p.last <= first || p.first >= last && p.last <= mark;
    let mut all = (0..local.periods.len()).filter(|&i| beside(&local.periods[i]));
    all.next().filter(|_| all.next().is_none())
}

/// The times named in a stretch before a list, if they are as many as its numbers, or the last of them are an enumeration of as many.
pub(super) fn named_times(
    found: &Found<'_, '_>,
    local: &Local<'_>,
    (from, to): (usize, usize),
    run: usize,
) -> Option<Vec<usize>> {
    let inside = |i: &usize| local.periods[*i].last <= to && local.periods[*i].first >= from;
    let times: Vec<usize> = (0..local.periods.len()).filter(inside).collect();
    let last = times.get(times.len().checked_sub(run)?..)?;
    let joined = last.windows(2).all(|w| enumerates(found, local.periods[w[0]].last, local.periods[w[1]].first));
    (times.len() == run || joined).then(|| last.to_vec())
}

/// "其他用品、衣着、生活用品价格分别上涨12.8%、1.7%和2.2%", "food, clothing and rents rose by 1, 2 and 3 % respectively": as many slices, one
/// after the other, as numbers take their turn.
pub(super) fn named_slices(
    found: &Found<'_, '_>,
    (from, to): (usize, usize),
    run: usize,
) -> Option<Vec<At<&'static ItemWord>>> {
    let items = within(&found.mentions.items, from, to);
    let joined = |pair: &[At<&'static ItemWord>]| enumerates(found, pair[0].last, pair[1].first);
    let alike = |pair: &[At<&'static ItemWord>]| pair[0].what.item == pair[1].what.item;
    let named = (items.len() == run && items.windows(2).all(|p| joined(p) && !alike(p))).then_some(items)?;
    Some(named.to_vec())
}
