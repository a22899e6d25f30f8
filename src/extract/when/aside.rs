//! What a figure only looks back at, so that the text goes on with the time it had before.

use chrono::Datelike;

use super::day::heads_next;
use super::nearest::{closes_bracket, opens_bracket, opens_next, owner};
use super::{Timed, looks_aside};
use crate::extract::mention::{At, within};
use crate::extract::period::{Anchor, Expr, Period, Use};
use crate::extract::quantity::Quantity;
use crate::extract::scene::Scene;
use crate::extract::topic::Topic;
use crate::lang::reading::IndicatorWord;
use crate::lang::{Change, ChangeKind, Link, Match, Reading, Speech, StatusKind, Time};
use crate::model::{ObsStatus, TimePeriod};
use crate::text::Kind;

/// "Compared to 997.5 billion or 5.7 percent of GDP in 2024": what says a base once more is looked aside at as well.
pub(super) fn restates_aside(scene: &Scene<'_>) -> bool {
    let or = scene.previous().is_some_and(|q| scene.page.link(q.last, Link::Or) && scene.quantity().lead == q.last + 1);
    let last = scene.discourse.last.as_ref().filter(|l| l.sentence == scene.local.index);
    or && last.is_some_and(|l| l.aside)
}

/// "Construction, which had shrunk by 3.7 percent a year before, expanded by 5.7": what a relative clause recalls is looked aside
/// at, and its sentence goes on with the time of the text.
pub(super) fn recalled(scene: &Scene<'_>) -> bool {
    let (page, first) = (scene.page, scene.quantity().first);
    let comma = |i: &usize| page.is(*i, b',');
    let Some(open) = (scene.local.first..first).rfind(comma) else { return false };
    let relative = page.link(open + 1, Link::Relative) && (open + 1..first).any(|i| page.link(i, Link::Had));
    relative && (scene.quantity().last..scene.local.last).any(|i| comma(&i))
}

/// "En los nueve primeros meses acumulan un alza del 22 %": what prices have risen by since the year began is looked aside at, in a text
/// on the last of those months.
pub(super) fn accumulated(scene: &Scene<'_>, topic: &Topic, timed: &Timed) -> bool {
    let month = scene.discourse.running(scene.local.index).filter(|p| p.length() == Some(1));
    let prices = matches!(topic.word.indicator.code(), "inflation" | "core_inflation" | "producer_prices");
    let run = |p: TimePeriod| p.first_day().month() == 1 && p.length().is_some_and(|n| (2..12).contains(&n));
    prices && timed.period.filter(|p| run(*p)).zip(month).is_some_and(|(p, m)| p.last_day() == m.last_day())
}

/// "July was revised down from 79,000 to 72,000": what is corrected of an earlier month is looked back at.
pub(super) fn corrected(scene: &Scene<'_>, timed: &Timed) -> bool {
    let running = scene.discourse.running(scene.local.index);
    let earlier = timed.period.zip(running).is_some_and(|(own, running)| own.last_day() < running.first_day());
    let brief = timed.period.is_some_and(|p| matches!(p.length(), Some(1 | 3)));
    earlier && brief && scene.says(Link::Revised)
}

/// "In August exports had risen by only 4.4 percent": what a pluperfect tells is looked back at, unless it only reports
/// what somebody said; and so is a number that takes up the last one for a time before.
pub(super) fn pluperfect(scene: &Scene<'_>, timed: &Timed) -> bool {
    let sentence = || scene.local.first..scene.quantity().first;
    let says = |m: &Match| *m.reading == Reading::Speech(Speech::Verb);
    let had = || sentence().any(|i| scene.page.link(i, Link::Had));
    let told = || (scene.local.first..scene.local.last).any(|i| scene.page.any(i, Reading::SPEECH, says));
    let dated = scene.discourse.dated_line.is_some_and(|(_, line)| line == scene.discourse.line);
    let main = scene.discourse.running(scene.local.index);
    let earlier = timed.period.zip(main).is_some_and(|(p, main)| p.last_day() < main.last_day());
    // "Im August waren es 4,1 Prozent": so is what a sentence of its own says of an earlier time that is as long, without a name.
    let opens = timed.place.is_some_and(|p| p.0 <= scene.local.first + 1);
    let alike = timed.period.zip(main).is_some_and(|(p, main)| p.length() == main.length());
    let again = || opens && alike && scene.local.quantities.len() == 1 && scene.indicators().is_empty();
    earlier && !dated && (had() && !told() || again())
}

/// "The rate, which was cut in June, remains at 2%": whether an expression stands in a relative clause that closes
/// before the number.
pub(super) fn inserted(scene: &Scene<'_>, period: &Period) -> bool {
    let comma = |t: usize| scene.page.is(t, b',');
    let Some(start) = (scene.local.first..period.first).rfind(|&t| comma(t)) else { return false };
    // "Trade, a year ago still swollen by gold, has shrunk by 32 %": so does one that looks back between commas.
    let close = (period.last..scene.quantity().first).find(|&t| comma(t));
    let participle = close.is_some_and(|close| close - start > 2 + period.last - period.first)
        && matches!(period.expr, Expr::YearsAgo(1..))
        && !scene.before().iter().any(|q| q.first > start);
    (scene.page.link(start + 1, Link::Relative) || participle) && close.is_some()
}

/// "May prices: 35.4 %. Consensus was 36.1 %, April: 37.9 %": an earlier month with which nothing but its number stands, inside of a
/// line on a later one.
pub(super) fn labelled_aside(scene: &Scene<'_>, own: &Period, timed: &Timed) -> bool {
    let label = scene.page.is(own.last, b':') && own.last + 1 == scene.quantity().lead;
    let inside = own.first > scene.page.lines[scene.discourse.line].first + 1;
    let opened = scene.discourse.opened.filter(|(line, ..)| *line == scene.discourse.line).and_then(|o| o.1);
    let later = |p: TimePeriod| opened.is_some_and(|o| o.length() == p.length() && o.first_day() > p.first_day());
    label && inside && timed.period.is_some_and(later)
}

/// What an expression that looks aside counts from: the run that its sentence names before it.
pub(super) fn frame_of(scene: &Scene<'_>, own: &Period, anchor: &Anchor) -> Option<TimePeriod> {
    let counts = |expr: Expr| looks_aside(expr) || matches!(expr, Expr::YearsAgo(_));
    if !counts(own.expr) {
        return None;
    }
    // "Rose by 0.2 % (0.4 % in May), the yearly rate to 9.4 % from 9.9 % a month before": what a bracket has said by the way is no run.
    let bracket = |i: usize| matches!(scene.page.mark(i), b'(' | b')');
    let bracketed = |p: &Period| (p.last..own.first).find(|i| bracket(*i)).is_some_and(|i| scene.page.is(i, b')'));
    let names_run = |p: &&Period| {
        let run = p.first < own.first && p.used == Use::When && !counts(p.expr) && !matches!(p.expr, Expr::Day { .. });
        run && !bracketed(p) && !of_joined_base(scene, p)
    };
    let run = scene.local.periods.iter().rfind(names_run)?;
    // "From October to November prices rose by 2.6 %, less than the 2.7 % of the month before": the step was that of November.
    let step = matches!((own.expr, run.expr), (Expr::Before, Expr::Months { from, to, .. }) if to == from + 1);
    let period = match anchor.resolve(run.expr)? {
        TimePeriod::Months { first, count: 2 } if step => return TimePeriod::months(first.plus(1), 1),
        period => period,
    };
    // "In the fiscal year, which ended in June, by 4.4 %, after 2.4 % the year before": the whole run of the number before.
    let said = scene.discourse.said.last().and_then(|said| said.1);
    let whole = said.filter(|p| p.last_day() == period.last_day() && p.length() == Some(12));
    Some(whole.unwrap_or(period))
}

/// "It left its rate at 3.5 % on Thursday and said it saw inflation at 2.5 % this year": whether a time stands behind "and" and a verb of saying
/// or foreseeing, in what that says with a number of its own.
pub(super) fn said_next(scene: &Scene<'_>, period: &Period) -> bool {
    let (page, last) = (scene.page, scene.quantity().last);
    let says = |m: &Match| {
        matches!(m.reading, Reading::Speech(Speech::Verb) | Reading::Status(ObsStatus::Forecast, StatusKind::Verb))
    };
    let verb = |i: &usize| page.link(*i, Link::And) && page.any(i + 1, Reading::SPEECH | Reading::STATUS, says);
    let own =
        |verb: usize| scene.local.quantities[scene.n + 1..].iter().any(|q| q.first > verb && q.last <= period.first);
    period.first > last && (last..period.first).find(verb).is_some_and(own)
}

/// "It fell to 6.1 % in July from 6.3 % in June and 7.0 % a year earlier": whether a time is that of a base to which "and" joins the number,
/// as another base: both are set against the number before, and counted back from its time.
fn of_joined_base(scene: &Scene<'_>, period: &Period) -> bool {
    const NEAR: usize = 2;
    let (page, lead) = (scene.page, scene.quantity().lead);
    let based = |at: usize| page.comes_from(at) || page.before_one(at, &[Link::Against, Link::Than]);
    let base = |q: &Quantity| q.last <= period.first && period.first - q.last <= NEAR && based(q.lead);
    let way = period.last..lead.max(period.last);
    let joined = way.len() <= NEAR
        && page.link(period.last, Link::And)
        && !way.into_iter().any(|i| page.has(i, Reading::CHANGE));
    joined && scene.before().iter().any(base)
}

/// "Last year trade set a record of 40 billion, and this year it is not going down": whether an expression opens the next clause of a
/// sentence that has told its time before the number.
pub(super) fn fronts_next(scene: &Scene<'_>, period: &Period) -> bool {
    let page = scene.page;
    let and = period.first.checked_sub(1).filter(|i| page.link(*i, Link::And) && *i > scene.quantity().last);
    let comma = and.is_some_and(|i| page.is(i - 1, b','));
    let told = |p: &Period| p.last <= scene.quantity().first && p.used == Use::When;
    comma && scene.local.periods.iter().any(told)
}

/// "Debt comes to 74 % of GDP, the deficit should reach 5 % this year": whether an expression behind the number stands in a clause behind a
/// comma that tells of another indicator, with a verb before it and a number of its own behind it.
fn in_clause_of_next(scene: &Scene<'_>, period: &Period, topic: &Topic) -> bool {
    let (page, last) = (scene.page, scene.quantity().last);
    let mark = |i: &usize| matches!(page.mark(*i), b',' | b';');
    let Some(comma) = (last..period.first.max(last)).rfind(mark) else { return false };
    let other = |i: &At<IndicatorWord>| i.what.indicator != topic.word.indicator;
    let verb = || {
        within(scene.changes(), comma, period.first).iter().any(|c| c.what.kind == ChangeKind::Verb)
            || within(scene.statuses(), comma, period.first).iter().any(|s| s.what.1 == StatusKind::Verb)
    };
    within(scene.indicators(), comma, period.first).iter().any(other)
        && scene.next().is_some_and(|q| q.lead >= period.last)
        && verb()
}

/// "Inflation was 5.2 % in September, the key rate is 9.25 %": whether an expression stands in a clause before a comma that tells of another
/// indicator, with a number of its own, where this number is of a rate that is set and named anew.
fn in_clause_before(scene: &Scene<'_>, period: &Period, topic: &Topic) -> bool {
    let set = matches!(topic.word.indicator.code(), "policy_rate" | "tariff");
    let Some(place) = topic.place.filter(|p| set && p.1 <= scene.quantity().first) else { return false };
    let Some(previous) = scene.previous().filter(|q| q.last <= place.0 && period.first < q.last) else { return false };
    let mark = |i: usize| matches!(scene.page.mark(i), b',' | b';');
    let other = |i: &At<IndicatorWord>| i.what.indicator != topic.word.indicator;
    period.last <= place.0
        && !accompanies(scene, period, previous)
        && (previous.last..place.0).any(mark)
        && within(scene.indicators(), scene.local.first, previous.first).iter().any(other)
}

/// "The plan for the whole year (amended in June) is 3.8 trillion": whether a bracket behind another time only says when something was done,
/// with a verb of its own and no number.
pub(super) fn adds(scene: &Scene<'_>, period: &Period) -> bool {
    const REACH: usize = 4;
    let page = scene.page;
    let Some(open) = (period.first.saturating_sub(REACH)..period.first).rfind(|i| opens_bracket(scene, *i)) else {
        return false;
    };
    let word = |i: usize| page.tokens[i].kind == Kind::Word && !page.dated(i) && !page.one_of(i, &[Link::In, Link::On]);
    let behind = scene.local.periods.iter().any(|p| p.last <= open && p.used == Use::When);
    behind && closes_bracket(scene, period.last) && scene.quantity().lead > period.last && word(open + 1)
}

/// "$60 in July vs $69.7 in the budget for 2025": whether what is set against a number that has this time has another one behind it.
fn set_against(scene: &Scene<'_>, period: &Period) -> bool {
    let Quantity { first, last, .. } = *scene.quantity();
    let own = |p: &Period| p.first >= last && p.used == Use::When && !opens_next(scene, p);
    owner(scene, period).is_some_and(|i| i + 1 == scene.n)
        && (period.last..first).any(|i| scene.page.link(i, Link::Against))
        && scene.local.periods.iter().any(own)
}

/// "It grew by 1.4 % after stagnating in 2023": whether the time behind "after" is that of what had happened before, of which no
/// number is given.
pub(super) fn happened_first(scene: &Scene<'_>, period: &Period) -> bool {
    let last = scene.quantity().last;
    let counted = |q: &Quantity| q.first >= last && q.last <= period.first;
    let verb = |m: &Match| matches!(m.reading, Reading::Change(c) if c.kind == ChangeKind::Verb);
    let moved =
        (last + 1..period.first).any(|i| scene.page.link(i, Link::Have) || scene.page.any(i, Reading::CHANGE, verb));
    moved && !scene.local.quantities.iter().any(counted)
}

/// "30.1 billion vs 49.6 billion in the first nine months of 2024": whether a time stands directly behind what the number is set against, and is
/// that one's.
fn of_the_other(scene: &Scene<'_>, period: &Period) -> bool {
    let (last, next) = (scene.quantity().last, scene.next().map_or(0, |q| q.lead));
    let against = || (last..next).any(|i| scene.page.link(i, Link::Against) && !scene.page.dated(i));
    let near = next - last.min(next) <= 2 && against() || scene.next().is_some_and(|q| compared_with(scene, q));
    near && period.first >= next && owner(scene, period) == Some(scene.n + 1)
}

/// "It was 4 %, below the 4.3 % of July", "por debajo del 4,3% de julio": whether a word of comparison leads from a number to the next one,
/// behind which "of" stands.
fn compared_with(scene: &Scene<'_>, next: &Quantity) -> bool {
    const REACH: usize = 6;
    const LINKS: [Link; 4] = [Link::Compare, Link::Exceed, Link::Than, Link::Beyond];
    let way = scene.quantity().last..next.first.max(scene.quantity().last);
    way.len() <= REACH && scene.page.link(next.last, Link::Of) && way.into_iter().any(|i| scene.page.one_of(i, &LINKS))
}

/// What it costs a time that it may be that of a number which is set against this one.
pub(super) fn beside_another(scene: &Scene<'_>, period: &Period, before: bool) -> u32 {
    match before {
        true if set_against(scene, period) => 25,
        false if of_the_other(scene, period) => 60,
        _ => 0,
    }
}

/// Whether an expression stands in the clause of another number: "$66 a tonne, a year ago it was $86" has a side glance that opens that of the
/// next one.
pub(super) fn of_other_clause(scene: &Scene<'_>, period: &Period, topic: &Topic) -> bool {
    let glance = period.first >= scene.quantity().last && looks_aside(period.expr) && heads_next(scene, period);
    glance
        || in_clause_of_next(scene, period, topic)
        || in_clause_before(scene, period, topic)
        || of_base_behind(scene, period)
        || of_clause_before(scene, period)
        || fronted_base(scene, period)
        || lowered_before(scene, period)
        || done_then(scene, period)
}

/// "In July, with inflation at 2.1 percent, it cut the rate": whether a number stands in a phrase that says under what circumstances, between the
/// time that opens its clause and the comma behind which that goes on, and so parts nothing.
pub(super) fn accompanies(scene: &Scene<'_>, period: &Period, other: &Quantity) -> bool {
    let (page, lead) = (scene.page, scene.quantity().lead);
    let with = page.is(period.last, b',') && page.link(period.last + 1, Link::With);
    with && (other.last..lead.max(other.last)).any(|i| page.is(i, b','))
}

/// "Rates exceed 60 % and the cap was lowered two weeks ago": whether a day that is counted back from the text's stands behind the number in a
/// clause that "and" joins, with a verb of its own.
fn done_then(scene: &Scene<'_>, period: &Period) -> bool {
    let last = scene.quantity().last;
    let and = (last..period.first.max(last)).find(|&i| scene.page.link(i, Link::And));
    let verb = |c: &At<Change>| c.what.kind == ChangeKind::Verb && c.what.past;
    matches!(period.expr, Expr::Days(..0))
        && and.is_some_and(|and| within(scene.changes(), and, period.first).iter().any(verb))
}

/// "Compared with the estimate for Q2 of 2023, put at 144 billion": whether a time stands in a comparison with which its sentence opens.
pub(super) fn fronts_base(scene: &Scene<'_>, period: &Period) -> bool {
    const FRONT: usize = 1;
    let (page, first) = (scene.page, scene.local.first);
    let against = (first..=first + FRONT).any(|i| page.link(i, Link::Against) && !page.link(i, Link::After));
    against && (first..period.first).all(|i| !page.is(i, b','))
}

/// "Compared with the estimate for Q2 of 2023, put at 144 billion, an increase of 17.4 % is recorded": whether a time is that of such a comparison,
/// and this number stands behind its comma and is no more than what that was.
fn fronted_base(scene: &Scene<'_>, period: &Period) -> bool {
    let (page, number) = (scene.page, scene.quantity());
    let comma = || (period.last..number.lead.max(period.last)).find(|&i| page.is(i, b','));
    let put = |comma: usize| !number.is_percent() && scene.before().iter().all(|q| q.first < comma);
    fronts_base(scene, period)
        && comma().is_some_and(|comma| !put(comma) && scene.before().iter().all(|q| q.first > period.first))
}

/// "In the third quarter farming was up by 20.7 % from a base that the storm had lowered in July": whether a time behind the number stands in a
/// clause on what had happened before, where the sentence has one of its own before the number.
fn lowered_before(scene: &Scene<'_>, period: &Period) -> bool {
    let page = scene.page;
    let Quantity { first, last, .. } = *scene.quantity();
    let clause = |i: usize| page.link(i, Link::Relative) || page.time(i, Time::That);
    let told = |p: &Period| p.last <= first && p.used == Use::When;
    let open = (last..period.first.max(last)).find(|&i| clause(i));
    let had = open.is_some_and(|open| (open + 1..period.first).any(|i| page.link(i, Link::Had)));
    let counted = |q: &Quantity| q.first >= last && q.last <= period.first;
    had && scene.local.periods.iter().any(told) && !scene.local.quantities.iter().any(counted)
}

/// "Because the allowance was overhauled in January, pay went up by 10.4 %": whether a time stands in the clause with which the sentence opens, in
/// which nothing is counted and behind whose comma the number stands.
fn of_clause_before(scene: &Scene<'_>, period: &Period) -> bool {
    let (page, first) = (scene.page, scene.local.first);
    let opens =
        page.one_of(first, &[Link::Clause, Link::Cause]) && !page.one_of(first, &[Link::In, Link::Since, Link::After]);
    let comma = (period.last..scene.quantity().lead.max(period.last)).find(|&i| page.is(i, b','));
    let fronted = period.first > first + 2;
    opens && fronted && comma.is_some_and(|comma| scene.local.quantities.iter().all(|q| q.first > comma))
}

/// "A jump of 18 percent from the $349 million received in January last year", "to 70.5 % from 70.1 % in October and 51.7 % in 2013": whether a
/// time stands behind the number that this one came from, or behind one that "and" joins to it.
fn of_base_behind(scene: &Scene<'_>, period: &Period) -> bool {
    let (page, number) = (scene.page, scene.quantity());
    let from = scene.n + 1;
    let Some(last) = scene.local.quantities.iter().rposition(|q| q.last <= period.first).filter(|i| *i >= from) else {
        return false;
    };
    let parts = |i: usize| matches!(page.mark(i), b',' | b';' | b':' | b'(') || page.link(i, Link::Clause);
    let behind = &scene.local.quantities[from..=last];
    // "From exporting 300,000 tonnes" leads to no number.
    let based = |q: &Quantity| {
        let article = usize::from(page.one_of(q.lead.saturating_sub(1), &[Link::The, Link::Article]));
        page.one_of(q.lead.saturating_sub(1 + article), &[Link::From, Link::Than, Link::Against])
    };
    let joined = |q: &Quantity| page.link(q.lead - 1, Link::And);
    let all = || behind.first().is_some_and(based) && behind.iter().skip(1).all(joined);
    all() && !(number.last..period.first).any(parts)
}
