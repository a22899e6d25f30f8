//! What there was before: the bases of comparisons, what a number came from, and what a decision replaces.

use chrono::{Datelike, NaiveDate};

use super::decision::earlier;
use super::nearest::{in_bracket, owner};
use super::{Timed, listed_time, looks_aside, open};
use crate::extract::measure::{Kind, Measured};
use crate::extract::mention::{At, covering, within};
use crate::extract::period::{Anchor, Expr, Period, Use, Year};
use crate::extract::quantity::{Counted, Quantity};
use crate::extract::scene::{Origin, Scene};
use crate::extract::topic::Topic;
use crate::lang::{Link, Match, Reading, StatusKind};
use crate::model::{ObsStatus, Published, TimePeriod};
use crate::text::Kind as Token;

/// The period of comparison that the sentence names.
pub(super) fn compare(scene: &Scene<'_>, measured: &Measured, timed: &mut Timed) {
    // "31 percent more than in 2020 and 14.6 percent above the level of 2019": a base stands behind its number.
    let behind_other =
        |p: &Period| scene.before().iter().any(|q| q.last <= p.first) && p.last <= scene.quantity().first;
    let cost = |p: &Period| scene.distance(p.place()) + if behind_other(p) { 8 } else { 0 };
    // "2.3 % in October, 0.1 points less than in September": what another number is less than is no base of this one.
    let end = scene.local.quantities[scene.lists.ends[scene.n]].last.max(scene.quantity().last);
    let of_next =
        |p: &Period| scene.local.quantities.iter().any(|q| q.first >= end && q.is_points() && q.last <= p.first);
    // "By 0.3 % on September 2024 (in August it was 0.5 %, in July 0.7 %)": what a bracket says of another time is not
    // measured against what stands before the bracket.
    let outside = |p: &Period| {
        let open = (p.last..scene.quantity().first).rfind(|&i| matches!(scene.page.mark(i), b'(' | b')'));
        let dated = |open: usize| timed.place.is_some_and(|place| place.0 > open);
        open.is_some_and(|open| scene.page.is(open, b'(') && dated(open))
    };
    // "增长7.64%，优于预测；较第2季增长1.68%": where a base stands before its number, what stands behind this one is the next one's.
    let ahead = |p: &Period| {
        let last = scene.quantity().last;
        let mark = |i: usize| matches!(scene.page.mark(i), b',' | b';');
        let next = || scene.local.quantities[scene.n + 1..].iter().any(|q| q.lead >= p.last);
        scene.page.grammar(last).year_first && p.first >= last && next() && (last..p.first).any(mark)
    };
    let fits = |p: &&Period| is_base(scene, p) && !of_next(p) && !outside(p) && !ahead(p);
    let bases = scene.local.periods.iter().filter(fits).map(|p| (cost(p), p));
    // "分别比上月末和上年同期高1.3个和1.5个百分点": a list of bases gives each number its own.
    let listed = listed_time(scene).filter(|p| is_base(scene, p));
    let near = || bases.min_by_key(|(cost, _)| *cost).filter(|(cost, _)| *cost < 25).map(|(_, base)| base);
    let Some(base) = listed.or_else(near) else { return };
    timed.compared = timed.anchor.resolve(base.expr);
    // "In July it rose by 1.3 %, in June it had fallen. On July 2024 it was up by 1.5 %": what is measured against a month of the
    // year before is of the month of which the text speaks, where that is the same.
    let main = scene.discourse.period.map(|p| p.0).filter(|p| Some(p.plus_years(-1)) == timed.compared);
    if timed.origin == Origin::Carried && matches!(main.and_then(TimePeriod::length), Some(1 | 3)) {
        timed.period = main;
    }
    // "8.2 percent on 2023" is the growth of the year after.
    let year_after = measured.kind == Kind::Growth && matches!(base.expr, Expr::Fixed(_) | Expr::Months { .. });
    // "By 36 % on the level of 2020", said in 2025, is no growth of 2021.
    const LATELY: i32 = 3;
    let published = scene.discourse.published.map(|day| day.vintage().year());
    let lately = |c: &TimePeriod| published.is_none_or(|year| year - c.last_day().year() <= LATELY);
    if timed.period.is_none() && year_after {
        timed.period = timed.compared.filter(lately).map(|c| c.plus_years(1)).filter(|p| !open(scene, *p));
        timed.origin = Origin::Sentence;
    }
    // "In two months of this year output grew by 5 %. Investment was 17 billion, 15.7 percent less than in 2023": nor is what is
    // measured against a year further back of the months at hand.
    let whole = |p: &TimePeriod| p.length() == Some(12) && p.first_day().month() == 1;
    let written = matches!(base.expr, Expr::Fixed(_)) && timed.origin == Origin::Carried;
    let year = timed.compared.filter(|c| written && whole(c) && lately(c)).map(|c| c.plus_years(1));
    let earlier = |year: &TimePeriod| timed.period.is_some_and(|p| p.last_day().year() > year.last_day().year());
    if let Some(year) = year.filter(|year| earlier(year) && !open(scene, *year)) {
        timed.period = Some(year);
        timed.origin = Origin::Sentence;
    }
}

/// Whether figures are measured against an expression: one that is compared with, or one behind "towards" that is over.
pub(super) fn is_base(scene: &Scene<'_>, period: &Period) -> bool {
    // "К декабрю безработица может подняться": a month by which something is foreseen lies ahead.
    let foreseen = |s: &At<(ObsStatus, StatusKind)>| {
        let verb = s.what == (ObsStatus::Forecast, StatusKind::Verb) && s.first >= period.last;
        verb && s.first <= scene.quantity().lead
    };
    let month = matches!(period.expr, Expr::Months { from, to, year: Year::Open } if from == to);
    let ahead_of = month && scene.statuses().iter().any(foreseen);
    let over = || {
        let anchor = scene.discourse.anchor(None, false);
        !ahead_of && anchor.resolve(period.expr).is_some_and(|p| !open(scene, p))
    };
    // "1.7 per cent over 2025", before the year is over: it is when, and no base.
    let ahead = || scene.page.before_is(period.first, Link::Over) && !points_aside(period.expr) && !over();
    // "Цены к 22 июля выросли на 0,99%": a day before the number is that until which it is measured, and "0,99% к 22 июля" its base.
    let until = || {
        let day = matches!(period.expr, Expr::Day { .. } | Expr::Fixed(TimePeriod::Day(_)));
        day && period.last <= scene.quantity().lead
    };
    period.used == Use::Compared && !ahead() || period.used == Use::Toward && over() && !until()
}

/// Expressions that are measured from another time.
fn points_aside(expr: Expr) -> bool {
    looks_aside(expr) || matches!(expr, Expr::Relative { offset: ..0, .. })
}

/// "Is expected to slow to 2.1 % in 2026 from 3.4 %": what a year is foreseen to arrive at it comes from in the year before,
/// where no forecast itself is said to move ("raised its forecast", "now expects 2.6 %, up from 2.4 %").
pub(super) fn foreseen_from(scene: &Scene<'_>, own: Option<&Period>, timed: &mut Timed) {
    let quantity = scene.quantity();
    let alike = |q: &&Quantity| q.counted == quantity.counted || quantity.counted == Counted::Bare;
    let Some(before) = scene.previous().filter(alike).filter(|_| !timed.replaced) else { return };
    let to = (before.lead.saturating_sub(1)..before.first).any(|i| scene.page.link(i, Link::To));
    let from = quantity.lead.checked_sub(1).filter(|i| *i >= before.last && scene.page.link(*i, Link::From));
    let whole = |i: usize| covering(scene.indicators(), i).is_some_and(|i| i.what.indicator.code() == "gdp");
    let small = |i: usize| scene.page.dated(i) || scene.page.one_of(i, &[Link::In, Link::For, Link::Of]) || whole(i);
    let way = |from: usize| (before.last..from).all(small);
    // "Is forecast to" is a verb.
    let verb = |s: &At<(ObsStatus, StatusKind)>| s.what.1 == StatusKind::Verb || scene.page.link(s.last, Link::To);
    let foreseen =
        |s: &At<(ObsStatus, StatusKind)>| s.what.0 == ObsStatus::Forecast && verb(s) && s.last + 1 < before.first;
    // "Повысил прогноз до 5 % с 4 %": so does a phrase of a verb that moves and what it moves.
    let moves = |s: &At<(ObsStatus, StatusKind)>| {
        let turn = covering(scene.changes(), s.first).is_some_and(|c| c.what.direction != 0);
        turn && s.last - s.first >= 2 && s.what.0 == ObsStatus::Forecast
    };
    let noun = scene.statuses().iter().any(|s| (!verb(s) || moves(s)) && s.first < quantity.first);
    let told = scene.statuses().iter().any(foreseen) && !noun && !scene.says(Link::Revised);
    let run = scene.discourse.said.last().filter(|said| said.0 == before.first).and_then(|said| said.1);
    let owned = own.is_some_and(|own| owner(scene, own) == Some(scene.n));
    if let Some(run) = run.filter(|run| run.length() == Some(12) && to && told && !owned && from.is_some_and(way)) {
        timed.carried(Some(run.plus_years(-1)));
        (timed.aside, timed.back, timed.place) = (true, true, None);
    }
}

/// "It should fall to 4.2 % in 2025 and then to 3.7 %": what is foreseen for a year and "then" is foreseen for the next one.
pub(super) fn next_in_turn(scene: &Scene<'_>, own: Option<&Period>, status: ObsStatus, timed: &mut Timed) {
    let (Some(previous), quantity) = (scene.previous(), scene.quantity()) else { return };
    let then = (previous.last..quantity.lead).find(|i| scene.page.link(*i, Link::Then));
    let then = then.is_some_and(|then| own.is_none_or(|own| own.last <= then));
    let stops = (previous.last..quantity.lead).any(|i| matches!(scene.page.mark(i), b';' | b':'));
    let last = scene.discourse.last.as_ref().filter(|l| {
        l.sentence == scene.local.index && l.status == ObsStatus::Forecast && l.counted == quantity.counted
    });
    let year = last.and_then(|l| l.period).filter(|p| p.length() == Some(12));
    if let Some(year) = year.filter(|_| then && !stops && status == ObsStatus::Forecast) {
        timed.carried(Some(year.plus_years(1)));
    }
}

/// "Output grew by 3.6 %, after 2.9 % in 2024", "eased to 6.3 % from 8 % in November": what a number came from is dated, and
/// the number is of the run behind it, where that is the last one that is over.
pub(super) fn follows(scene: &Scene<'_>, ahead: bool, timed: &mut Timed) {
    let (quantity, Some(next)) = (scene.quantity(), scene.next()) else { return };
    let from = quantity.last + usize::from(scene.page.is(quantity.last, b','));
    let parts = |i: usize| scene.page.tokens[i].kind == Token::Mark || scene.page.link(i, Link::Clause);
    let came = scene.page.one_of(from, &[Link::After, Link::From])
        && (from + 1..=from + 5).contains(&next.lead)
        && !(from..next.lead).any(parts);
    let owned = |p: &&Period| p.first >= next.last && p.first - next.last <= 2 && p.used == Use::When;
    let Some(own) = scene.local.periods.iter().find(owned).filter(|_| came && next.counted == quantity.counted) else {
        return;
    };
    let before = timed.anchor.resolve(own.expr);
    let Some(TimePeriod::Months { first, count }) = before.filter(|p| matches!(p.length(), Some(1 | 3 | 12))) else {
        return;
    };
    let run = |n: i32| TimePeriod::months(first.plus(n * count as i32), count);
    let over = |n: i32| run(n).is_some_and(|p| !open(scene, p));
    if timed.period.is_none() && !ahead && over(1) && !over(2) {
        timed.carried(run(1));
    }
}

/// "2.1% (Sept: 2.0%)": behind a forecast, a month in front of the number says when it was made; what it is about is
/// what the forecast before is about.
pub(super) fn earlier_forecast(scene: &Scene<'_>, own: Option<&Period>, timed: &mut Timed) {
    let Some(last) =
        scene.discourse.last.as_ref().filter(|l| l.sentence == scene.local.index && l.status == ObsStatus::Forecast)
    else {
        return;
    };
    // "Up from 5.7 % expected previously" was foreseen of the same time.
    let foreseen =
        |s: &At<(ObsStatus, StatusKind)>| s.first == scene.quantity().last && s.what.0 == ObsStatus::Forecast;
    let previously = own.is_none_or(|own| own.expr == Expr::Before);
    // "To 1.1 % from 1.4 % previously".
    // "3.7 % this year (previously 3.9 %)".
    let alone = |own: &Period| own.first > 0 && scene.page.is(own.first - 1, b'(') && in_bracket(scene);
    let before = |own: &Period| own.expr == Expr::Before && own.last == scene.quantity().lead && alone(own);
    let then = own.is_some_and(|own| own.expr == Expr::Before && own.first == scene.quantity().last);
    let told = then || scene.statuses().iter().any(foreseen);
    // "Down from 3.3 % in May's forecast".
    let last_said = scene.quantity().last;
    let made = |p: &Period| p.used == Use::Said && p.first >= last_said && p.first - last_said <= 2;
    let told = previously && told || scene.local.periods.iter().any(made);
    let lead = scene.quantity().lead;
    let came = scene.page.comes_from(lead) || scene.page.before_is(lead, Link::Against) && then;
    if came && told || own.is_some_and(before) {
        timed.period = last.period;
        timed.aside = true;
        timed.replaced = true;
        return;
    }
    // "It now projects 4.9% this year, up from 4.6% in November": so does one behind what a forecast has come from.
    // "0.2 points less than in July": so does one that a revision is measured against.
    let from = scene.page.before_one(scene.quantity().lead, &[Link::From, Link::Against])
        && own.is_some_and(|own| owner(scene, own) == Some(scene.n))
        // "Augmenteraient de 0,9 % en juin, après +0,7 % en mai": a month beside a month is its own.
        && last.period.is_none_or(|p| p.length() != Some(1))
        || scene.quantity().is_points() && last.period.is_some_and(|p| p.length() == Some(12));
    // "To 4.0–4.5 % (in August – 3.5–4.5 %)": in a bracket a dash leads from the month to it as a colon does.
    let dash = |p: &Period| {
        in_bracket(scene) && scene.page.tokens.get(p.last).is_some_and(|t| t.kind == Token::Dash && t.spaced)
    };
    let month = own.is_some_and(|p| {
        let leads = || scene.page.is(p.last, b':') || dash(p);
        matches!(p.expr, Expr::Months { from, to, .. } if from == to) && (from || leads())
    });
    let over = |p: TimePeriod| {
        p.length() == Some(12) || p.last_day() > timed.anchor.published.map_or(NaiveDate::MIN, Published::vintage)
    };
    if month && last.period.is_none_or(over) {
        timed.period = last.period;
        timed.aside = true;
        timed.replaced = true;
    }
}

/// "The fund expects 3.2 % in 2025. In July it had projected 3 %": the month or season in which a forecast was made, behind
/// one of the same thing for a run that is not over.
pub(super) fn forecast_then(scene: &Scene<'_>, topic: &Topic, own: Option<&Period>, timed: &mut Timed) {
    const REACH: u32 = 4;
    let (Some(own), Some(last)) = (own, scene.discourse.last.as_ref()) else { return };
    let goes_on = last.line == scene.discourse.line && last.sentence + 1 >= scene.local.index;
    let foreseen = last.status == ObsStatus::Forecast && last.word.indicator == topic.word.indicator;
    let short =
        matches!(own.expr, Expr::Months { from, to, .. } if from == to || (from + 2) % 12 == to % 12 && from % 3 == 0);
    // "April will bear the brunt, with an expected fall of 20 million": a month that is the subject itself is what is told of.
    if own.first == scene.local.first && !scene.page.grammar(own.first).year_first && !scene.page.is(own.last, b',') {
        return;
    }
    let opens = own.first <= scene.local.first + 2 && owner(scene, own).is_none_or(|n| n != scene.n);
    let told = scene.statuses().iter().any(|s| {
        let near = scene.found.distance(s.place(), own.place()) <= REACH;
        s.what == (ObsStatus::Forecast, StatusKind::Verb) && (near || opens)
    });
    let begun = |p: TimePeriod| timed.anchor.published.is_some_and(|day| p.first_day() <= day.vintage());
    let run = last.period.filter(|p| p.length() == Some(12) && open(scene, *p));
    if goes_on && foreseen && short && told && run.is_some() && timed.period.is_some_and(begun) {
        timed.period = run;
        timed.aside = true;
        timed.replaced = true;
    }
}

/// The numbers of a list behind "from" are of the periods of the numbers that they were before.
pub(super) fn mirrored(scene: &Scene<'_>, timed: &mut Timed) {
    let mirror = scene.lists.mirrors.get(scene.n).copied().flatten().map(|i| scene.local.quantities[i].first);
    let before = mirror.and_then(|first| scene.discourse.said.iter().find(|s| s.0 == first));
    if let Some((_, period @ Some(_), status)) = before {
        timed.period = *period;
        timed.aside = true;
        timed.replaced = *status == ObsStatus::Forecast;
    }
}

/// A number behind "from", "against", "after", "compared with" is a base, and so is one behind "after a fall of".
pub(super) fn based(scene: &Scene<'_>, quantity: &Quantity) -> bool {
    let change = within(&scene.mentions.changes, quantity.lead.saturating_sub(3), quantity.lead).first();
    // "同比增长6.2%": the sign for "against" in a word for a base leads to nothing.
    let inside = |i: usize| covering(&scene.mentions.bases, i).is_some();
    let before = quantity.lead.checked_sub(1).is_some_and(inside);
    // "After an upwardly revised 0.3 % rise".
    let revised = |back: &usize| {
        let word = |m: &Match| m.last == quantity.lead && *m.reading == Reading::Link(Link::Revised);
        quantity.lead.checked_sub(*back).is_some_and(|i| scene.page.any(i, Reading::LINK, word))
    };
    let lead = quantity.lead - (1..=3).rfind(revised).unwrap_or(0);
    !before && scene.page.before_one(lead, &[Link::Against, Link::Than])
        || scene.page.comes_from(quantity.lead)
        || change.is_some_and(|c| {
            if scene.page.before_is(c.first, Link::Against) && c.first > 0 && !inside(c.first - 1) {
                return true;
            }
            let small = [Link::Have, Link::Article, Link::The];
            let from = (c.first.saturating_sub(2)..c.first).rev().find(|i| !scene.page.one_of(*i, &small));
            from.is_some_and(|i| scene.page.link(i, Link::Against) && !inside(i))
        })
}

/// The rate that a decision replaces ("from 15% to 16%", "instead of 50%", "before, it was 15%") has no period.
pub(super) fn replaced(scene: &Scene<'_>, topic: &Topic) -> bool {
    let quantity = scene.quantity();
    let rate = topic.word.indicator.code() == "policy_rate";
    let instead = quantity.lead.checked_sub(2).is_some_and(|i| scene.page.link(i, Link::Instead));
    // What a rate moves by in points replaces nothing, and what stands directly behind those is where it has arrived: "abaissé de 25
    // points de base à 2,50 %".
    let arrived = scene.previous().is_some_and(|q| q.is_points() && q.last == quantity.lead);
    rate && !quantity.is_points() && !arrived && (based(scene, quantity) || instead || earlier(scene, topic))
}

/// Whether the number is the rate that its sentence says a new one has taken the place of: the old value of a pair, in any
/// case one that words for "from" and nothing else lead to.
pub(super) fn gave_way(scene: &Scene<'_>, topic: &Topic) -> bool {
    let quantity = scene.quantity();
    // What is expected of a rate comes from what was expected before of the same time.
    let foreseen =
        scene.told().is_some_and(|l| l.status == ObsStatus::Forecast && l.word.indicator == topic.word.indicator);
    let rate = topic.word.indicator.code() == "policy_rate" && !quantity.is_points() && !foreseen;
    let of = scene.page.before_is(quantity.lead, Link::Of);
    rate && (scene.lists.moved[scene.n].is_some() || replaced(scene, topic) && !of)
}

/// "Of which in September it grew by 6.5 %", "in September alone": whether an expression names but a part of the run of which the
/// text goes on to speak.
pub(super) fn part_of_run(scene: &Scene<'_>, own: &Period) -> bool {
    let page = scene.page;
    let before = (own.first.saturating_sub(2)..own.first).any(|i| page.link(i, Link::PartOfRun));
    before || page.link(own.last, Link::PartOfRun) && page.tokens[own.last].breaks == 0
}

/// "Lowered the rate to 20 % from 21 % on 6 June": whether the new rate stands directly before, so that the day is its own.
pub(super) fn gave_way_to(scene: &Scene<'_>) -> bool {
    let (page, quantity) = (scene.page, scene.quantity());
    let to = |q: &Quantity| (q.lead.saturating_sub(1)..q.first).any(|i| page.link(i, Link::To));
    let new = scene.previous().is_some_and(|q| to(q) && quantity.lead == q.last + 1);
    new && page.comes_from(quantity.lead)
}

/// "第三季升3.8%，較上季的3.1%快": the last month or quarter, told beside the one that is over, is the one before that.
pub(super) fn before_at_hand(scene: &Scene<'_>, own: &Period, anchor: &Anchor, period: TimePeriod) -> TimePeriod {
    let last = matches!(own.expr, Expr::Relative { months: 1 | 3, offset: -1 });
    // "10.6 billion in FY 2024-25, as compared to 8.9 billion in the previous fiscal": so is the one before a fiscal year.
    let fiscal = own.expr == Expr::Fiscal(Year::Offset(-1));
    let year = |p: &Period| p.last <= own.first && p.expr != own.expr && anchor.resolve(p.expr) == Some(period);
    if fiscal && scene.local.periods.iter().any(year) {
        return period.plus_years(-1);
    }
    // "4.3 percent in the March quarter, compared with 4.0 percent last quarter".
    let against = [Link::Than, Link::Against, Link::From, Link::With, Link::After];
    // "После 4,8 % в предыдущем квартале": a small word may stand between.
    let last_of = scene.quantity().last + usize::from(scene.page.link(scene.quantity().last, Link::In));
    let behind = own.first == last_of && scene.page.before_one(scene.quantity().lead, &against);
    let than = scene.page.before_one(own.first, &[Link::Than, Link::Against]) || behind;
    let named = |p: &Period| p.last <= own.first && anchor.resolve(p.expr) == Some(period) && p.expr != own.expr;
    // "It was 4.1 %, after 4.5 % in the previous quarter": the text may have told of the one at hand before.
    let told = || scene.told().is_some_and(|l| l.period == Some(period));
    let beside = last && than && (scene.local.periods.iter().any(named) || told());
    if beside { period.previous().unwrap_or(period) } else { period }
}
