//! Lists: what "respectively" and as many names as numbers tie together.

use super::joint::{joined_names, named_last};
use super::spread::{again, named_slices, named_times, one_run, over_years, tie_times, timed_pair, times_before};
use crate::extract::mention::{AreaMention, At, covering, within};
use crate::extract::quantity::{Counted, Quantity, counter};
use crate::extract::scene::{Found, Local, Scene};
use crate::lang::reading::IndicatorWord;
use crate::lang::{ChangeKind, ItemWord, Link, Match, NumberKind, Reading, Strength};
use crate::model::Area;
use crate::text::Kind;

/// What "respectively" and parallel lists tie to each quantity of a sentence.
#[derive(Debug, Default)]
pub struct Lists {
    /// The indicator of a quantity.
    pub topics: Vec<Option<At<IndicatorWord>>>,
    /// The slice of a quantity.
    pub items: Vec<Option<At<&'static ItemWord>>>,
    /// The area of a quantity.
    pub areas: Vec<Option<(Area, (usize, usize))>>,
    /// The number of the expression of time of a quantity.
    pub periods: Vec<Option<usize>>,
    /// The quantity whose period another repeats: "0.9% this year and 1.2% in 2026, down from 1.1% and 1.4%".
    pub mirrors: Vec<Option<usize>>,
    /// The last quantity of the enumeration that a quantity stands in; itself where it stands alone.
    pub ends: Vec<usize>,
    /// Where "to" stands behind a quantity that is the old value of a pair: "from 2.4 percent of GDP in 2024 to 3.1 percent".
    pub moved: Vec<Option<usize>>,
    /// The numbers, from the first to one past the last, that "respectively" spreads over the years of one expression of
    /// time, and that expression.
    pub spread: Vec<((usize, usize), usize)>,
    /// The numbers, from the first to one past the last, that stand "in the same order" as what the text told before.
    pub ordered: Option<(usize, usize)>,
}

/// What "respectively", and lists of as many names as numbers, tie together.
pub fn lists(found: &Found<'_, '_>, local: &Local<'_>) -> Lists {
    let count = local.quantities.len();
    if count == 0 {
        return Lists::default();
    }
    let mut lists = Lists {
        topics: vec![None; count],
        items: vec![None; count],
        areas: vec![None; count],
        periods: vec![None; count],
        mirrors: vec![None; count],
        ends: (0..count).collect(),
        moved: (0..count).map(|n| pair(found, local, n)).collect(),
        spread: Vec::new(),
        ordered: None,
    };
    mirror(found, local, &mut lists.mirrors);
    let marks = within(&found.mentions.links, local.first, local.last);
    for mark in marks.iter().filter(|m| m.what == Link::Respectively) {
        respectively(found, local, mark.first, &mut lists);
    }
    parallel(found, local, &mut lists);
    again(found, local, &mut lists);
    lists
}

impl Lists {
    /// Whether a quantity is the new value of a pair.
    pub fn is_new(&self, n: usize) -> bool {
        n.checked_sub(1).is_some_and(|old| self.moved[old].is_some())
    }

    /// Whether a quantity is the old or the new value of a pair.
    pub fn in_pair(&self, n: usize) -> bool {
        self.moved[n].is_some() || self.is_new(n)
    }
}

/// Where "to" stands between the `n`th quantity and the next one, if these are the old and the new value of one thing:
/// "from 2.4 percent of GDP in 2024 to 3.1 percent this year", "从2015年的1.6万亿美元增加到2024年的2.6万亿美元".
fn pair(found: &Found<'_, '_>, local: &Local<'_>, n: usize) -> Option<usize> {
    const REACH: usize = 12;
    let page = found.page;
    let (old, new) = (&local.quantities[n], local.quantities.get(n + 1)?);
    // "Sank by 3.9 %, to 679.6 billion": what is counted in billions is no percentage.
    let scaled = |q: &Quantity| q.counted == Counted::Scaled;
    let plain = || [old, new].iter().any(|q| q.is_plain()) && !(old.is_percent() && scaled(new));
    let alike = old.counted == new.counted || old.is_money() && new.is_money() || plain();
    let time = |at: usize| page.dated(at) || page.link(at, Link::Of);
    let from = page.comes_from(old.lead)
        || (old.lead..old.first).any(|at| page.link(at, Link::From))
        || (old.lead.saturating_sub(8)..old.lead)
            .rfind(|&at| !time(at))
            .is_some_and(|at| page.link(at, Link::From) && page.dated(at + 1));
    // "Augmente de 58 milliards, à 2 785 milliards": behind a verb that moves, a word that is "from" and "by" leads to how much,
    // where a comma parts the number from where that arrived.
    let by = |at: usize| page.link(at, Link::By) && page.moves_before(at);
    let stepped = page.is(old.last, b',') && (old.lead.saturating_sub(1)..old.first).any(by);
    // "La inflación, que en enero fue de 3,5 %, cerraría el año en 4 %": a relative clause that closes behind it keeps its number.
    let comma = |at: &usize| page.is(*at, b',');
    let open = (local.first..old.lead).rfind(comma).filter(|at| page.link(at + 1, Link::Relative));
    let inserted = open.is_some() && page.is(old.last, b',');
    if !alike || !from || stepped || inserted || new.first - old.last > REACH {
        return None;
    }
    // "Augmentent de 2,1 % contre 2,4 %": what a value is set against is no new one. "Von 2,0 Prozent, für 2026 von 1,6":
    // nor is what a second "from" leads to.
    const COMPARES: [Link; 6] = [Link::Against, Link::From, Link::Than, Link::Compare, Link::Exceed, Link::Beyond];
    let arrival = |at: usize| page.one_of(at, &[Link::To, Link::Arrival, Link::Until]) && !page.one_of(at, &COMPARES);
    // "Creció del 3 % en el segundo trimestre": nor does it lead to a time.
    let timed = |at: usize| page.link(at, Link::In) && (at + 1..at + 3).any(|i| page.dated(i));
    let leads = |at: &usize| arrival(*at) && !page.dated(*at) && !timed(*at);
    // "In the week from 6 to 13 June reserves rose by 4.2 billion": the day with which a run of days begins is no value.
    let day = (old.last..new.first).any(|i| page.dated(i) && i <= old.last + 1) && old.counted == Counted::Bare;
    let to = (old.last..new.first).rfind(leads).filter(|_| !day)?;
    // "Del 3,3 % en Colombia, del 23,8 % en Turquía": a word that leads to an area leads to no new value.
    // "De 3,4 % au second semestre, alors que les analystes attendaient 6,7 %": nor does one that a comma parts from its number.
    let parted = (to..new.lead).any(|i| page.is(i, b','));
    if parted || !within(&found.mentions.areas, to, new.lead).is_empty() {
        return None;
    }
    let whole = |at: usize| covering(&found.mentions.indicators, at).is_some_and(|i| i.what.indicator.code() == "gdp");
    let verb = |at: usize| page.grammar(at).year_first && covering(&found.mentions.changes, at).is_some();
    // "From 7 percent on average in 2023 to 3.6 percent last year".
    const SMALL: [Link; 10] = [
        Link::In,
        Link::For,
        Link::Of,
        Link::The,
        Link::On,
        Link::At,
        Link::Article,
        Link::Over,
        Link::Led,
        Link::Average,
    ];
    let fits = |at: usize| {
        let words = |m: &Match| matches!(m.reading, Reading::Time(_) | Reading::Number(_, NumberKind::Ordinal));
        let noun = page.any(at, Reading::TIME | Reading::NUMBER, words);
        let mark = matches!(page.mark(at), b'(' | b')' | b',');
        page.dated(at) || noun || page.one_of(at, &SMALL) || whole(at) || verb(at) || mark
    };
    // "Von 1,65 Mrd. auf 3,17 Mrd. Euro".
    let stop = usize::from(page.is(old.last, b'.') && !page.tokens[old.last].spaced);
    (old.last + stop..to).all(fits).then_some(to)
}

/// Ties the numbers of a list to as many names before them: "Exports and imports rose by 5% and 7%", "Russia and Belarus
/// grew by 2.4% and 2.6%". Where more than one list of names has the length of the list of numbers, none is tied.
fn parallel(found: &Found<'_, '_>, local: &Local<'_>, lists: &mut Lists) {
    let quantities = local.quantities;
    let gap = |i: usize| (quantities[i - 1].last, quantities[i].lead);
    let plain = |i: usize| enumerates(found, gap(i).0, gap(i).1) || two_bases(found, gap(i));
    let mut start = 0;
    while start < quantities.len() {
        let end = (start + 1..quantities.len()).find(|&i| !plain(i)).unwrap_or(quantities.len());
        let alike = quantities[start..end].iter().all(|q| q.counted == quantities[end - 1].counted);
        if alike {
            lists.ends[start..end].fill(end - 1);
        }
        if end - start >= 2 && alike {
            tie_times(found, local, (start, end), lists);
        }
        if end - start >= 2 && alike && lists.areas[start].is_none() && lists.topics[start].is_none() {
            tie_names(found, local, (start, end), lists);
            over_years(local, (start, end), lists);
        }
        start = end;
    }
}

/// "0.65% mm / 10.34% yy": whether a base and a stroke part two numbers, which then say two things of one time.
fn two_bases(found: &Found<'_, '_>, (from, to): (usize, usize)) -> bool {
    let page = found.page;
    let stroke = to.checked_sub(1).filter(|i| *i > from && page.is(*i, b'/'));
    let base =
        |end: usize| page.any(from, Reading::BASIS, |m| m.last == end && matches!(m.reading, Reading::Basis { .. }));
    stroke.is_some_and(base)
}

/// The names before a list of numbers, tied to it if they are a list of its length.
fn tie_names(found: &Found<'_, '_>, local: &Local<'_>, (start, end): (usize, usize), lists: &mut Lists) {
    const REACH: usize = 12;
    let first = local.quantities[start].lead;
    let from = if start > 0 { local.quantities[start - 1].last } else { local.first };
    let near = |last: usize| {
        let parted =
            |at: usize| matches!(found.page.mark(at), b';' | b':' | b'.' | b'(') || found.page.link(at, Link::Clause);
        first - last <= REACH && !(last..first).any(parted)
    };
    let indicators = within(&found.mentions.indicators, from, first);
    let areas = areas_between(found, from, first);
    let between = |a: &At<_>| found.page.before_is(a.first, Link::Between);
    let pair = named_last(indicators).filter(|_| end - start == 2).and_then(|phrase| joined_names(found.page, phrase));
    let indicators = pair.as_ref().map_or(indicators, |pair| pair);
    let topics = series(found, indicators, end - start).filter(|list| near(list[list.len() - 1].last));
    let areas = series(found, &areas, end - start).filter(|list| near(list[list.len() - 1].last) && !between(&list[0]));
    match (topics, areas) {
        (Some(topics), None) => tie(&mut lists.topics[start..end], topics.iter().copied()),
        (None, Some(areas)) => tie_areas(&mut lists.areas[start..end], areas),
        _ => {}
    }
}

/// The last names of a row, if they are an enumeration of just this length.
fn series<'m, T>(found: &Found<'_, '_>, names: &'m [At<T>], length: usize) -> Option<&'m [At<T>]> {
    let start = names.len().checked_sub(length)?;
    let joined = |i: usize| enumerates(found, names[i - 1].last, names[i].first);
    let whole = (start + 1..names.len()).all(joined) && (start == 0 || !joined(start));
    whole.then_some(&names[start..])
}

/// Whether two members of an enumeration are parted by a comma or "and" alone, articles and prepositions allowed.
pub(super) fn enumerates(found: &Found<'_, '_>, from: usize, to: usize) -> bool {
    const SMALL: &[Link] = &[Link::And, Link::The, Link::In, Link::To, Link::By, Link::For];
    let comma = |at: usize| found.page.is(at, b',');
    (from..to).all(|at| comma(at) || found.page.one_of(at, SMALL))
        && (from..to).any(|at| comma(at) || found.page.link(at, Link::And))
}

/// Ties the numbers of a list behind "from" to as many numbers before it, in their order.
fn mirror(found: &Found<'_, '_>, local: &Local<'_>, mirrors: &mut [Option<usize>]) {
    let quantities = local.quantities;
    for start in 2..quantities.len() {
        let from = quantities[start].lead.checked_sub(1).is_some_and(|i| found.page.link(i, Link::From));
        let joined = |i: usize| list_gap(found, local, quantities[i - 1].last, quantities[i].lead);
        let run = 1 + (start + 1..quantities.len()).take_while(|&i| joined(i)).count();
        let from = from || timed_pair(found, local, (start, run), mirrors);
        let alike = run >= 2 && start >= run && (start - run..start).all(|i| alike_in(quantities, i, start + run - 1));
        if from && alike {
            for i in 0..run {
                mirrors[start + i] = Some(start - run + i);
            }
        }
    }
}

/// Whether two numbers are counted in the same, or one that shares the unit of the next.
fn alike_in(quantities: &[Quantity], one: usize, other: usize) -> bool {
    quantities[one].counted == quantities[other].counted || quantities[one].counted == Counted::Bare
}

/// Ties the numbers before "respectively" to as many indicators, areas or times named before them.
fn respectively(found: &Found<'_, '_>, local: &Local<'_>, mark: usize, lists: &mut Lists) {
    let (start, end) = told_in_turn(found, local, mark);
    let run = end - start;
    if run < 2 {
        return;
    }
    let first = local.quantities[start].lead;
    // "俄罗斯和哈萨克斯坦分列二、三位，分别为83亿美元和31亿美元": the number of a rank parts nothing.
    let counted = local.quantities[..start].iter().rfind(|q| q.counted != Counted::Bare || q.low.scale() > 0);
    let from = counted.map_or(local.first, |q| q.last);
    let mut indicators = within(&found.mentions.indicators, from, first);
    let pair = named_last(indicators).filter(|_| run == 2).and_then(|phrase| joined_names(found.page, phrase));
    if let Some(pair) = &pair {
        indicators = pair;
    }
    let areas = areas_between(found, from, first);
    // "Exports to the USA and China had a growth of 13 % and 21 % respectively": a word that only says that something grows is none
    // of two, where two areas are.
    if let [named @ .., last] = indicators
        && last.what.strength == Strength::Weak
        && (areas.len() == run || series(found, &areas, run).is_some())
    {
        indicators = named;
    }
    let periods = named_times(found, local, (from, first), run);
    let distinct = indicators.iter().any(|i| i.what.indicator != indicators[0].what.indicator);
    if indicators.len() == run && distinct {
        tie(&mut lists.topics[start..end], indicators.iter().copied());
    } else if let Some(before) = told_before(found, local, (start, run)).filter(|_| indicators.is_empty()) {
        tie(&mut lists.topics[start..end], before.into_iter());
    } else if let Some(areas) = series(found, &areas, run).or((areas.len() == run).then_some(&areas)) {
        tie_areas(&mut lists.areas[start..end], areas);
    } else if let Some(areas) = senders(found, &areas, run) {
        tie_areas(&mut lists.areas[start..end], areas);
    } else if let Some(periods) = periods
        .or_else(|| start.checked_sub(run).and_then(|from| lists.periods[from..start].iter().copied().collect()))
        .or_else(|| times_before(local, start, run))
    {
        tie(&mut lists.periods[start..end], periods.into_iter());
    } else {
        let time = one_run(local, (start, end), mark).filter(|_| areas.len() < run);
        lists.spread.extend(time.map(|time| ((start, end), time)));
        lists.ordered = areas.is_empty().then_some((start, end));
    }
    if let Some(items) = named_slices(found, (from, first), run).filter(|_| lists.topics[start].is_none()) {
        tie(&mut lists.items[start..end], items.into_iter());
    }
}

/// "日本、阿联酋、英国对华投资分别增长58.9%、37%和36%": those before the one to which a word for "to" leads.
fn senders<'a>(found: &Found<'_, '_>, areas: &'a [At<AreaMention>], run: usize) -> Option<&'a [At<AreaMention>]> {
    let (to, from) = areas.split_last()?;
    let led = found.page.before_one(to.first, &[Link::To, Link::Into]) && to.what.area != from.last()?.what.area;
    series(found, from, run).filter(|_| led && from.len() == run)
}

/// "Exports were 24.4 billion and imports 38.1 billion, up 23.8 % and 24 % respectively": what as many numbers directly
/// before a list are of, each with a name of its own.
fn told_before(
    found: &Found<'_, '_>,
    local: &Local<'_>,
    (start, run): (usize, usize),
) -> Option<Vec<At<IndicatorWord>>> {
    let name = |n: usize| {
        let from = n.checked_sub(1).map_or(local.first, |before| local.quantities[before].last);
        within(&found.mentions.indicators, from, local.quantities[n].first).last().copied()
    };
    let names: Vec<_> = (start.checked_sub(run)?..start).map_while(name).collect();
    let distinct = names.windows(2).all(|pair| pair[0].what.indicator != pair[1].what.indicator);
    (names.len() == run && distinct).then_some(names)
}

/// The numbers that stand before "respectively", or on both sides of it ("1,2 beziehungsweise 1,4 Prozent"), or behind it
/// ("分别增长1.4%和1.9%").
fn told_in_turn(found: &Found<'_, '_>, local: &Local<'_>, mark: usize) -> (usize, usize) {
    const REACH: usize = 14;
    let behind = local.quantities.partition_point(|q| q.first < mark);
    let next = local.quantities.get(behind);
    // "5 Prozent bzw. 3 Prozent": the word may be cut short, by a full stop.
    let stop = usize::from(found.page.is(mark + 1, b'.') && !found.page.tokens[mark + 1].spaced);
    let end = behind + usize::from(next.is_some_and(|q| behind > 0 && q.lead == mark + 1 + stop));
    let start = list_start(found, local, end);
    let near = next.is_some_and(|q| q.lead - mark <= REACH);
    // "分别增长2.9%和3.7%，通胀率分别为4.7%和5.8%": where the word stands before its numbers, none before it are its own.
    let ahead = found.page.grammar(mark).year_first && next.is_some_and(|q| q.lead == mark + 2);
    if end - start >= 2 && !ahead || !near {
        return (start, end);
    }
    let joined = |i: usize| list_gap(found, local, local.quantities[i - 1].last, local.quantities[i].lead);
    let run = (behind + 1..local.quantities.len()).take_while(|&i| joined(i)).count();
    (behind, behind + run + 1)
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

/// The areas named between two tokens, without those of titles and bodies.
fn areas_between(found: &Found<'_, '_>, from: usize, to: usize) -> Vec<At<AreaMention>> {
    within(&found.mentions.areas, from, to).iter().filter(|a| !a.what.in_title).copied().collect()
}

/// Ties areas to numbers in their order.
fn tie_areas(places: &mut [Option<(Area, (usize, usize))>], areas: &[At<AreaMention>]) {
    tie(places, areas.iter().map(|a| (a.what.area, a.place())));
}

/// Ties names to numbers in their order.
pub(super) fn tie<T>(places: &mut [Option<T>], named: impl Iterator<Item = T>) {
    for (place, what) in places.iter_mut().zip(named) {
        *place = Some(what);
    }
}

/// Whether what stands between two numbers is no more than a list has: commas, "and", "or", areas, small words.
pub(super) fn list_gap(found: &Found<'_, '_>, local: &Local<'_>, from: usize, to: usize) -> bool {
    const SMALL: &[Link] = &[Link::And, Link::Or, Link::The, Link::In, Link::For, Link::To, Link::From];
    let page = found.page;
    let areas = within(&found.mentions.areas, local.first, local.last);
    let comma = |at: usize| page.is(at, b',');
    // "5 Prozent bzw. 3 Prozent".
    let stop = |at: usize| page.is(at, b'.') && !page.tokens[at].spaced && page.one_of(at - 1, SMALL);
    let part = |at: usize| {
        comma(at)
            || at > from && stop(at)
            || page.one_of(at, SMALL)
            || page.tokens[at].kind == Kind::Dash
            || covering(areas, at).is_some()
    };
    let joint = |at: usize| comma(at) || page.one_of(at, &[Link::And, Link::Or, Link::To]);
    let from = from + usize::from(counter(page, from));
    (from..to).all(part) && (from..to).any(joint)
}

/// "На 11,1 больше": whether a number that "by" leads to has a word for more or less behind it.
pub(super) fn more_behind(scene: &Scene<'_>, at: usize) -> bool {
    let quantity = scene.quantity();
    let more = |m: &Match| matches!(m.reading, Reading::Change(c) if c.kind == ChangeKind::Adverb && c.direction != 0);
    let by = (quantity.lead.saturating_sub(1)..quantity.first).any(|i| scene.page.link(i, Link::By));
    by && at == quantity.last && quantity.low.scale() > 0 && scene.page.at(at).iter().any(more)
}
