//! The expression of time nearest to a number.

use super::against::{foresees_next, foresees_other};
use super::aside::{
    accompanies, adds, beside_another, fronts_next, happened_first, inserted, of_other_clause, said_next,
};
use super::before::{based, is_base};
use super::days::{ends_days, is_day, read_on, told_on_day};
use super::decision::{comes_into_force, set_behind};
use super::noted::{behind_base, counts_moves};
use super::stocks::then_and_now;
use super::turn::{aimed_before, dash_leads, of_next_alone, opening};
use super::{looks_aside, on_a_day, runs_until};
use crate::extract::mention::{At, starting};
use crate::extract::period::{EndOf, Expr, Period, Use};
use crate::extract::quantity::{Counted, Quantity};
use crate::extract::scene::Scene;
use crate::extract::topic::{Topic, is_band};
use crate::lang::{ChangeKind, Link, Match, Reading, Speech, StatusKind, Time};
use crate::model::{IndicatorKind, ObsStatus, TimePeriod};
use crate::text::Kind;

/// The expression of time nearest to a quantity in its sentence.
pub(super) fn nearest<'p>(scene: &Scene<'p>, topic: &Topic, running: bool) -> Option<&'p Period> {
    // "Устанавливает курс с 12 ноября": the day from which a rate holds is its own.
    // "С 28 октября находится на уровне 21%": so is the one since which the rate of a central bank stands.
    let quoted = match topic.word.indicator.code() {
        "exchange_rate" => scene.quantity().is_money(),
        "policy_rate" => !scene.quantity().is_points(),
        // "A tariff of 100 % from 1 November": nor is that on which a tariff comes into force.
        "tariff" => scene.quantity().is_percent(),
        _ => false,
    };
    let holds = |p: &Period| {
        quoted && p.used == Use::Since && matches!(p.expr, Expr::Day { .. } | Expr::Fixed(TimePeriod::Day(_)))
    };
    let usable = |p: &&Period| {
        holds(p)
            || matches!(p.used, Use::When | Use::By)
            || p.used != Use::Since && p.used != Use::Said && !is_base(scene, p)
    };
    let insertion = scene.insertion();
    let own = |p: &&Period| insertion.is_none_or(|close| p.first < close) && !compared(scene, p);
    let apart = |p: &Period| {
        comes_into_force(scene, p) || set_behind(scene, topic, p.last) || counts_moves(scene, p) || said_next(scene, p)
    };
    // "At its peak in May 2024": what no calendar gives says nothing where a date directly behind it does.
    let dated = |p: &Period| {
        let date = |d: &Period| d.first >= p.last && d.first - p.last <= 1 && d.expr != Expr::Vague;
        p.expr == Expr::Vague && scene.local.periods.iter().any(date)
    };
    let usable = |p: &&Period| usable(p) && own(p) && !apart(p) && !dated(p) && !adds(scene, p);
    let costs = scene.local.periods.iter().filter(usable).map(|p| (cost(scene, p, topic), p));
    let limit = if topic.word.indicator.code() == "policy_rate" {
        40
    } else if running && !on_a_day(topic.word.indicator) {
        30
    } else {
        70
    };
    let near = costs.clone().filter(|(cost, _)| *cost < limit).min_by_key(|(cost, _)| *cost);
    near.or_else(|| opening(scene, costs)).map(|(_, p)| p)
}

/// "Cuatro décimas por encima de la registrada el mes anterior": whether a time that looks back stands behind points and a word that
/// compares, so that it is their base.
fn compared(scene: &Scene<'_>, period: &Period) -> bool {
    const LINKS: [Link; 5] = [Link::Compare, Link::Exceed, Link::Than, Link::Beyond, Link::Against];
    let (page, last) = (scene.page, scene.quantity().last);
    let mark = |i: usize| matches!(page.mark(i), b',' | b';' | b'(');
    scene.quantity().is_points()
        && looks_aside(period.expr)
        && period.first > last
        && (last..period.first).any(|i| page.one_of(i, &LINKS))
        && !(last..period.first).any(mark)
}

/// How far an expression of time stands from a quantity.
fn cost(scene: &Scene<'_>, period: &Period, topic: &Topic) -> u32 {
    let Quantity { first, last, .. } = *scene.quantity();
    // "平均为5.2%，9月份为5.2%": where times stand before their numbers, one behind a comma is the next number's.
    let next = period.first >= last && scene.page.grammar(last).year_first && opens_next(scene, period);
    let told = told_on_day(scene, period, topic);
    let next = next && owner(scene, period) != Some(scene.n) || of_next_alone(scene, period);
    let next = next || of_other_clause(scene, period, topic) || then_and_now(scene, period, topic);
    if told || aimed_before(scene, period) || bracketed(scene, period) || modifies_next(scene, period) || next {
        return u32::MAX;
    }
    match of_pair(scene, period) {
        Some(n) if n == scene.n => return 0,
        Some(n) if n + 1 == scene.n => return u32::MAX,
        _ => {}
    }
    let Some(owned) = owned(scene, period).filter(|_| !behind_base(scene, period)) else { return 0 };
    // "2026: 13–15 (12–13)": the year with which a line opens is that of all its numbers.
    if period.first == scene.local.first && scene.page.is(period.last, b':') && scene.local.periods.len() == 1 {
        return scene.distance(period.place()).min(12);
    }
    // "It is now 16.5 %, in January it was 21 %": a rate of which the text gives no day is that of today.
    let rate = topic.word.indicator.code() == "policy_rate" && period.first >= last;
    let owned = owned + if rate && owner(scene, period).is_none() && opens_next(scene, period) { 20 } else { 0 };
    let owned = owned + if inserted(scene, period) || behind_insertion(scene, period) { 40 } else { 0 };
    let before = period.last <= first;
    // What stands behind an enumeration of numbers stands behind each of them.
    let end = &scene.local.quantities[scene.lists.ends[scene.n]];
    let (from, to) = if before { (period.last, first) } else { (end.last.max(last), period.first) };
    let parts = |q: &&Quantity| q.first >= from && q.last <= to && !accompanies(scene, period, q);
    let between = scene.local.quantities.iter().filter(parts).count() as u32;
    // The old value of a pair stands between the new one and its time, and parts nothing.
    let between = between.saturating_sub(u32::from(before && scene.lists.is_new(scene.n)));
    let read = read_on(scene, period, topic);
    // Those who work are counted over a month.
    let surveyed = matches!(topic.word.indicator.code(), "employment" | "unemployment");
    let wrong_kind = if is_day(period) && (surveyed || !on_a_day(topic.word.indicator)) && !read { 70 } else { 0 };
    // "At the end of July a fall of 0.1 % was still expected": what flows is of no day at which a month ends.
    let end = matches!(period.expr, Expr::End(EndOf::Month { month: 1..=11, .. })) && period.used == Use::When;
    let end = end && !runs_until(scene, period.first);
    let flow = topic.word.indicator.kind() == IndicatorKind::Flow;
    let wrong_kind = wrong_kind + if end && flow && before && !beside(scene, period) { 30 } else { 0 };
    // What a semicolon parts from the number is of the next clause.
    let parted = !before && ((last..period.first).any(|i| scene.page.is(i, b';')) || foresees_other(scene, period));
    // "8.6 percent on what we expect for this year": so is what a clause behind a comma says, or a sentence of its own: "it is
    // 5.2 percent, it was 3.9 in December".
    let opens = |i: usize| scene.page.one_of(i, &[Link::Clause, Link::Relative, Link::It]);
    let clause = |i: usize| scene.page.is(i, b',') && opens(i + 1) && i + 1 < period.first;
    let aside = !before && (last..period.first).any(clause);
    // "It kept the rate at 4.25 % and expects inflation of 2 % in 2026": so is what a forecast of something else is of.
    let next = |s: &At<(ObsStatus, StatusKind)>| {
        s.first >= last
            && s.last <= period.first
            && s.what.0 == ObsStatus::Forecast
            && (scene.page.link(s.first - 1, Link::And) || foresees_next(scene, s))
    };
    let parted = parted || !before && between > 0 && scene.statuses().iter().any(next);
    // "A surplus of 24.8 billion, smaller than the 28.4 billion booked in 2023": and so is that of what the number is compared with.
    let than = |q: &Quantity| q.first >= last && q.last <= period.first && scene.page.before_is(q.lead, Link::Than);
    let parted = parted || !before && scene.local.quantities.iter().any(than);
    let parted = parted
        || !before
            && (fronts_next(scene, period) || scene.page.link(last, Link::After) && happened_first(scene, period));
    let owned = owned + if parted { 40 } else { 0 } + if aside { 25 } else { 0 };
    let apart = match (before, topic.word.indicator.code()) {
        (true, "policy_rate") => 20,
        (true, _) => 1,
        (false, _) => 5,
    };
    let owned = owned + beside_another(scene, period, before);
    // What no calendar gives comes behind a time that one does.
    let vague = if period.expr == Expr::Vague { 8 } else { 0 };
    scene.distance(period.place()) + between * apart + u32::from(!before) + wrong_kind + owned + vague
}

/// "Growth of 4.8 %, end-year inflation of 8 %": whether an expression behind the number only says more of the indicator that
/// follows it in a clause of its own.
fn modifies_next(scene: &Scene<'_>, period: &Period) -> bool {
    period.first >= scene.quantity().last
        && modifies(scene, period)
        && scene.next().is_some_and(|q| q.first >= period.last)
        && opens_next(scene, period)
}

/// Whether an expression stands directly before an indicator, of which it says more: "end-year inflation".
pub(super) fn modifies(scene: &Scene<'_>, period: &Period) -> bool {
    starting(scene.indicators(), period.last).is_some()
}

/// Whether an expression stands directly beside the number.
fn beside(scene: &Scene<'_>, period: &Period) -> bool {
    scene.distance(period.place()) <= 2
}

/// The old value of a pair to which an expression between the two belongs: "from 9.1 % of GDP in 2023 to 7.3 % in 2024".
fn of_pair(scene: &Scene<'_>, period: &Period) -> Option<usize> {
    let old = |(n, to): (usize, &Option<usize>)| {
        let quantity = &scene.local.quantities[n];
        to.filter(|to| quantity.last <= period.first && period.last <= *to).map(|_| n)
    };
    scene.lists.moved.iter().enumerate().find_map(old)
}

/// One past a base in words that stands directly behind a number: "10 percent year-on-year in the first nine months".
fn basis_behind(scene: &Scene<'_>, at: usize) -> usize {
    let bases = scene.page.at(at).iter().filter(|m| matches!(m.reading, Reading::Basis { .. }));
    bases.map(|m| m.last).max().unwrap_or(at)
}

/// One past the whole of which a percentage behind it is: "9.1 percent of GDP in 2023".
fn whole_behind(scene: &Scene<'_>, at: usize) -> usize {
    let whole =
        |at: usize| starting(scene.indicators(), at).filter(|i| i.what.indicator.code() == "gdp").map(|i| i.last);
    let small = |at: usize| scene.page.one_of(at, &[Link::Of, Link::The, Link::Article]);
    (at..=at + 2).take_while(|i| *i == at || small(i - 1)).find_map(whole).unwrap_or(at)
}

/// Whether a token opens a bracket.
pub(super) fn opens_bracket(scene: &Scene<'_>, at: usize) -> bool {
    scene.page.is(at, b'(')
}

/// Whether a token closes one.
pub(super) fn closes_bracket(scene: &Scene<'_>, at: usize) -> bool {
    scene.page.is(at, b')')
}

/// "98.2 % (in 2024 it was 105.4 %) or $208 billion": a bracket with a number of its own keeps its times for itself.
fn bracketed(scene: &Scene<'_>, period: &Period) -> bool {
    let (local, quantity) = (scene.local, scene.quantity());
    let mark = |i: &usize| opens_bracket(scene, *i) || closes_bracket(scene, *i);
    let open = (local.first..period.first).rfind(mark).filter(|i| opens_bracket(scene, *i));
    let Some(open) = open else { return false };
    let close = (period.last..local.last).find(mark).filter(|i| closes_bracket(scene, *i)).unwrap_or(local.last);
    let inside = |q: &Quantity| q.first > open && q.last <= close;
    !inside(quantity) && local.quantities.iter().any(inside)
}

/// Whether the number stands in a bracket that a number before it opens.
pub(super) fn in_bracket(scene: &Scene<'_>) -> bool {
    let first = scene.quantity().first;
    let mark = |i: &usize| opens_bracket(scene, *i) || closes_bracket(scene, *i);
    let open = (scene.local.first..first).rfind(mark).filter(|i| opens_bracket(scene, *i));
    open.is_some_and(|open| scene.before().iter().any(|q| q.last <= open))
}

/// "The bank, which has kept its rate at 6.5 %, expects 9.6 % at the end of the year": whether the number stands in a relative
/// clause that closes before an expression of another number.
fn behind_insertion(scene: &Scene<'_>, period: &Period) -> bool {
    let Quantity { first, last, .. } = *scene.quantity();
    let comma = |t: &usize| scene.page.is(*t, b',');
    let open = (scene.local.first..first).rfind(comma).is_some_and(|i| scene.page.link(i + 1, Link::Relative));
    open && period.first >= last
        && (last..period.first).any(|t| comma(&t))
        && scene.next().is_some_and(|q| q.first >= last && q.last <= period.first)
}

/// What it costs that an expression belongs to another number; `None` when it belongs to this one. One that stands
/// directly behind a number belongs to it, and to others only if it is not a side glance.
fn owned(scene: &Scene<'_>, period: &Period) -> Option<u32> {
    let before = period.last <= scene.quantity().first;
    let Some(owner) = owner(scene, period) else {
        // "It stood at 45.34 %, a month before at 47.13 %": a side glance that opens a clause is that of its number.
        let next = if looks_aside(period.expr) { 45 } else { 25 };
        return Some(if !before && opens_next(scene, period) { next } else { 0 });
    };
    let glance = looks_aside(period.expr) || based(scene, &scene.local.quantities[owner]);
    let joined = owner == scene.n + 1 && !comma_before_next(scene) || owner == scene.lists.ends[scene.n];
    let led = scene.local.quantities[owner].first > period.first;
    let bracketed = !before && scene.n == owner + 1 && opens_bracket(scene, scene.local.quantities[owner].last);
    match before {
        _ if owner == scene.n || bracketed && closes_bracket(scene, scene.quantity().last) => None,
        _ if glance || led => Some(80),
        true => Some(5),
        false if joined => Some(3),
        false => Some(14),
    }
}

/// Whether a comma parts the number from the next one.
fn comma_before_next(scene: &Scene<'_>) -> bool {
    let from = scene.quantity().last;
    scene.next().is_some_and(|q| (from..q.first).any(|t| matches!(scene.page.mark(t), b',' | b';')))
}

/// Whether an expression behind the number opens the next number's clause, and so belongs to that one.
pub(super) fn opens_next(scene: &Scene<'_>, period: &Period) -> bool {
    let parts = |t: usize| {
        matches!(scene.page.mark(t), b',' | b';' | b':' | b'(') || scene.page.one_of(t, &[Link::And, Link::Clause])
    };
    // "Soit 1 % du PIB, au terme des deux premiers mois de 2025, contre 580 MDT": what is set against a number stands behind that one's time.
    let against = scene.page.is(period.last, b',') && scene.page.link(period.last + 1, Link::Against);
    !against
        && scene.local.quantities.iter().any(|q| q.first >= period.last)
        && (scene.quantity().last..period.first).any(parts)
}

/// "The 4.5 percent recorded in May", "the 0.9 percent expected in June": whether a word says that a number was measured, told or foreseen.
fn said(m: &Match) -> bool {
    match m.reading {
        Reading::Change(change) => change.kind == ChangeKind::Verb && change.direction == 0 && change.past,
        reading => matches!(
            reading,
            Reading::Speech(Speech::Verb) | Reading::Status(_, StatusKind::Verb) | Reading::Link(Link::Said)
        ),
    }
}

/// The quantity directly behind which an expression of time stands: "5% in 2024", "5% a year earlier". Behind "8.0%
/// (was 7.7%) for 2025" it is the one before the bracket; in "(2023: 18.6%)" it is the one that the colon leads to.
pub(super) fn owner(scene: &Scene<'_>, period: &Period) -> Option<usize> {
    if let Some(next) = labelled(scene, period) {
        return Some(next);
    }
    // "From 5 to 11 November": the day with which a run of days begins is no number that owns its last one.
    let day = |q: &Quantity| q.counted == Counted::Bare && q.last + 1 == period.first && ends_days(scene, period);
    // "A target of 7 %, plus or minus two points, for the fourth quarter": nor does the band round a target own its time.
    let band = |q: &Quantity| is_band(scene.page, q);
    let mut i = scene.local.quantities.iter().rposition(|q| q.last <= period.first && !day(q) && !band(q))?;
    let banded = scene.local.quantities[i + 1..].iter().find(|q| band(q) && q.last <= period.first);
    let past = |q: &Quantity| q.last + usize::from(scene.page.is(q.last, b','));
    let number = banded.map_or(scene.local.quantities[i].last, past);
    // "9,9 млрд долл. годом ранее": the full stop of an abbreviation ends nothing.
    let number = number + usize::from(scene.page.is(number, b'.') && number < period.first);
    // "0.11 % с 11 по 17 ноября".
    if ends_days(scene, period) && scene.page.one_of(number, &[Link::From, Link::Since]) && period.first - number <= 3 {
        return Some(i);
    }
    let ends = [basis_behind(scene, number), whole_behind(scene, number)];
    let mut from = ends.into_iter().filter(|end| *end <= period.first).max().unwrap_or(number);
    let opens = |i: &usize| opens_bracket(scene, *i);
    if closes_bracket(scene, from)
        && let Some(host) = i.checked_sub(1)
        && (scene.local.quantities[host].last..from).find(opens) == Some(scene.local.quantities[host].last)
    {
        i = host;
        from += 1;
    }
    // "3.1 percent (year-on-year) in September": a bracket without a number says more of the number before it.
    if opens_bracket(scene, from)
        && let Some(closes) = (from..period.first).find(|&t| closes_bracket(scene, t))
    {
        from = closes + 1;
    }
    // "Up 0.2 % (in September it was down 0.3 %)": what a bracket says of its own number is none of the one before.
    let inside = |q: &&Quantity| q.first > from && !(from..q.first).any(|t| closes_bracket(scene, t));
    if opens_bracket(scene, from) && scene.local.quantities.get(i + 1..)?.first().as_ref().is_some_and(inside) {
        return None;
    }
    let article =
        |q: &Quantity| (q.lead.saturating_sub(1)..q.first).any(|t| scene.page.one_of(t, &[Link::The, Link::Per]));
    let noun = |t: usize| {
        let moves = |m: &Match| matches!(m.reading, Reading::Change(c) if c.direction != 0 && !c.past);
        article(&scene.local.quantities[i]) && scene.page.any(t, Reading::CHANGE, moves)
    };
    let year = |m: &Match| matches!(m.reading, Reading::Time(Time::Year | Time::Unit(12)));
    let small = |t: usize| {
        const LED: [Link; 9] =
            [Link::In, Link::For, Link::Of, Link::The, Link::At, Link::By, Link::On, Link::Over, Link::Between];
        scene.page.one_of(t, &LED)
            || opens_bracket(scene, t)
            // "36 млрд – в следующем", where nothing else follows that time.
            || t == from && scene.page.tokens[t].kind == Kind::Dash && dash_leads(scene, t, period)
            // "6,3 % к концу 2026 года".
            || matches!(period.expr, Expr::End(_)) && scene.page.link(t, Link::Toward)
            // "3.6 per cent over the year to the March quarter".
            || t == from && from > number && scene.page.link(t, Link::To)
            || t == from && scene.page.any(t, Reading::CHANGE | Reading::SPEECH | Reading::STATUS | Reading::LINK, said)
            // "The 5.8 % rise logged in July".
            || t == from && noun(t)
            || t == from + 1 && noun(from) && scene.page.any(t, Reading::CHANGE | Reading::SPEECH | Reading::STATUS | Reading::LINK, said)
            || scene.page.has(t, Reading::BASIS)
            // "7,8 Prozent im Jahr 2023".
            || t + 1 == period.first && scene.page.any(t, Reading::TIME, year)
            || scene.page.tokens[t].kind == Kind::Dash && !scene.page.tokens[t].spaced
    };
    (period.first - from <= 3 && (from..period.first).all(small)).then_some(i)
}

/// The quantity before which an expression of time stands as its label.
fn labelled(scene: &Scene<'_>, period: &Period) -> Option<usize> {
    let led = |q: &Quantity| q.lead == period.last + 1;
    // "С октябрьских 12,6 %": the adjective of a month is that of the number behind it.
    let from = period.first.checked_sub(1).is_some_and(|i| scene.page.one_of(i, &[Link::From, Link::Against]));
    let adjective = from && period.last == period.first + 1 && scene.page.grammar(period.first).bare_genitive;
    if adjective && let Some(next) = scene.local.quantities.iter().position(|q| q.lead == period.last) {
        return Some(next);
    }
    // "前值49.2%": so is the word for the reading before.
    if period.expr == Expr::Before && scene.page.tokens[period.last - 1].breaks == 0 {
        return scene.local.quantities.iter().position(|q| q.lead == period.last);
    }
    let bracketed = period.first.checked_sub(1).is_some_and(|i| opens_bracket(scene, i));
    // "2025: 2.3 %   2026: 2.1 %": each number stands behind its label.
    let labels = || {
        let before = period.first.saturating_sub(1);
        const LED: [Link; 5] = [Link::In, Link::For, Link::Of, Link::By, Link::On];
        // "In the fiscal year ended March 2025: ...".
        let led = scene.page.one_of(before, &LED)
            || scene.page.link(before, Link::The) && LED.into_iter().any(|l| scene.page.before_is(before, l));
        let run =
            matches!(period.expr, Expr::Months { .. } | Expr::Fiscal(_) | Expr::Years(_) | Expr::PartOfFiscal { .. });
        !led && (run || matches!(period.expr, Expr::Fixed(_) | Expr::YearsAgo(_)))
    };
    if (bracketed || labels())
        && scene.page.is(period.last, b':')
        && let Some(next) = scene.local.quantities.iter().position(led)
    {
        return Some(next);
    }
    // "With the second quarter at 1.8 %, the third at 2.1 %": so does each number that "at" leads to from its time.
    if labels()
        && scene.page.link(period.last, Link::At)
        && let Some(next) = scene.local.quantities.iter().position(|q| q.first == period.last + 1)
    {
        return Some(next);
    }
    // "The first quarter's 4.87 %".
    let possessive = scene.page.tokens.get(period.last).is_some_and(|t| t.kind == Kind::Possessive);
    scene.local.quantities.iter().position(led).filter(|_| possessive)
}
