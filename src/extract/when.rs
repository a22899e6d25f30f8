//! When: the period of a figure, and whether it has happened.

use super::assemble::{Found, Local, Origin};
use super::context::Discourse;
use super::measure::{Kind, Measured};
use super::mention::{At, within};
use super::period::{Anchor, Expr, Period, Use};
use super::quantity::Quantity;
use super::sides::Sides;
use super::topic::{Lists, Topic};
use crate::lang::{Link, StatusKind};
use crate::model::{IndicatorKind, ObsStatus, Published, TimePeriod};

/// The period of a figure.
#[derive(Debug, Clone)]
pub struct Timed {
    /// The period.
    pub period: Option<TimePeriod>,
    /// The period of comparison, if the sentence names one.
    pub compared: Option<TimePeriod>,
    /// Where it stands.
    pub place: Option<(usize, usize)>,
    /// How it was found.
    pub origin: Origin,
    /// What relative expressions counted from.
    pub anchor: Anchor,
    /// Whether it is only a side glance at another time, after which the text goes on as before.
    pub aside: bool,
    /// Whether it opens the sentence, so that the line goes on with it.
    pub frames: bool,
    /// Whether it is the step from one month to the next.
    pub step: bool,
    /// Whether it is a forecast that another has replaced.
    pub replaced: bool,
}

/// Finds the period of a quantity.
#[allow(clippy::too_many_arguments)]
pub fn find(
    found: &Found<'_, '_>,
    local: &Local<'_>,
    n: usize,
    topic: &Topic,
    measured: &Measured,
    sides: &Sides,
    status: ObsStatus,
    lists: &Lists,
    discourse: &Discourse,
) -> Timed {
    let ahead = matches!(status, ObsStatus::Forecast | ObsStatus::Target);
    let mut anchor = discourse.anchor(found, sides.area, ahead);
    let quantity = &local.quantities[n];
    let listed = lists.periods.get(n).copied().flatten().map(|i| &local.periods[i]);
    let own = listed.or_else(|| nearest(found, local, n, topic, discourse.running(local.index).is_some()));
    let outer = frame_of(found, local, own, &anchor);
    if let Some(outer) = outer {
        anchor.period = Some(outer);
    }
    let mut timed = Timed {
        period: None,
        compared: None,
        place: None,
        origin: Origin::Absent,
        anchor,
        aside: false,
        frames: false,
        step: false,
        replaced: false,
    };
    if let Some(own) = own {
        timed.period = timed.anchor.resolve(own.expr).map(|p| point(p, own, found, topic, measured));
        timed.step = step(found, own, measured);
        if timed.step
            && let Some(TimePeriod::Months { first, count }) = timed.period
        {
            timed.period = Some(TimePeriod::month(first.plus(count as i32 - 1)));
        }
        timed.place = Some((own.first, own.last));
        timed.origin = if found.distance((own.first, own.last), (quantity.lead, quantity.last)) < 14 {
            Origin::Clause
        } else {
            Origin::Sentence
        };
        timed.frames = own.last <= quantity.first && own.first <= local.first + 6;
        timed.aside = aside(found, own)
            || found.page.word(own.first.saturating_sub(1)) == "("
            || based(found, quantity)
            || matches!(status, ObsStatus::Target)
            || own.used == Use::By && status == ObsStatus::Forecast;
    }
    if timed.period.is_none() && own.is_none() && !replaced(found, quantity, topic) {
        carry(found, local, topic, measured, sides, discourse, &mut timed);
        if timed.period.is_none() {
            decided(found, discourse, topic, status, &mut timed);
        }
    }
    if let Some(period) = timed.period {
        timed.anchor.period = Some(period);
    }
    let base = local
        .periods
        .iter()
        .filter(|p| p.used == Use::Compared)
        .min_by_key(|p| found.distance((p.first, p.last), (quantity.lead, quantity.last)));
    if let Some(base) = base.filter(|p| found.distance((p.first, p.last), (quantity.lead, quantity.last)) < 25) {
        timed.compared = timed.anchor.resolve(base.expr);
        // "8.2 percent on 2023" is the growth of the year after.
        if timed.period.is_none()
            && measured.kind == Kind::Growth
            && matches!(base.expr, Expr::Fixed(_) | Expr::Months { .. })
        {
            let next = timed.compared.map(|c| c.plus_years(1));
            timed.period = next.filter(|p| found.context.published.is_none_or(|d| p.last_day() <= d.vintage()));
            timed.origin = Origin::Sentence;
        }
    }
    // What has been reached "this year" has not reached the year's end: the run is not said.
    let ongoing = own.is_some_and(|p| matches!(p.expr, Expr::Relative { months: 12, offset: 0 }))
        && status == ObsStatus::Actual
        && matches!(measured.kind, Kind::Level | Kind::Change);
    if ongoing && found.context.published.is_some_and(|d| timed.period.is_some_and(|p| p.last_day() > d.vintage())) {
        timed.period = None;
    }
    earlier_forecast(found, local, own, discourse, &mut timed);
    timed
}

/// "2.1% (Sept: 2.0%)": behind a forecast, a month in front of the number says when it was made; what it is about is
/// what the forecast before is about.
fn earlier_forecast(
    found: &Found<'_, '_>,
    local: &Local<'_>,
    own: Option<&Period>,
    discourse: &Discourse,
    timed: &mut Timed,
) {
    let Some(last) = discourse.last.as_ref().filter(|l| l.sentence == local.index && l.status == ObsStatus::Forecast)
    else {
        return;
    };
    let month = own.is_some_and(|p| {
        matches!(p.expr, Expr::Months { from, to, .. } if from == to) && found.page.word(p.last) == ":"
    });
    if month {
        timed.period = last.period;
        timed.aside = true;
        timed.replaced = true;
    }
}

/// "From October to November prices rose": the step from the one to the other.
fn step(found: &Found<'_, '_>, own: &Period, measured: &Measured) -> bool {
    let next = matches!(own.expr, Expr::Months { from, to, .. } if to == from + 1);
    let from = own.first.checked_sub(1).is_some_and(|i| found.page.is_word(i, "from"));
    next && from && matches!(measured.kind, Kind::Growth | Kind::Change)
}

/// Expressions that look aside: a year earlier, the same period of another year.
fn aside(_found: &Found<'_, '_>, period: &Period) -> bool {
    matches!(period.expr, Expr::YearsAgo(_) | Expr::Before | Expr::Same(_))
}

/// A number behind "from", "against", "after", "compared with" is a base.
fn based(found: &Found<'_, '_>, quantity: &Quantity) -> bool {
    let before = |link: Link| found.page.before_is(quantity.lead, link);
    before(Link::Against) || before(Link::From) || before(Link::Than)
}

/// The rate that a decision replaces ("from 15% to 16%", "instead of 50%") has no period.
fn replaced(found: &Found<'_, '_>, quantity: &Quantity, topic: &Topic) -> bool {
    let rate = topic.word.indicator.code() == "policy_rate";
    let instead = quantity.lead >= 2 && found.page.is_word(quantity.lead - 2, "instead");
    rate && (based(found, quantity) || instead)
}

/// A central bank's decision that the text does not date was taken on the day of the dateline or of publication.
fn decided(found: &Found<'_, '_>, discourse: &Discourse, topic: &Topic, status: ObsStatus, timed: &mut Timed) {
    let decided_before =
        discourse.last.as_ref().is_some_and(|l| l.line == discourse.line && l.word.indicator.code() == "policy_rate");
    let rate = (topic.word.indicator.code() == "policy_rate"
        || topic.word.indicator.code() == "interest_rate" && decided_before)
        && status == ObsStatus::Actual;
    if !rate {
        return;
    }
    let head = found.periods.iter().take_while(|p| found.page.sentence_of(p.first) <= 6);
    let dateline = head
        .filter(|p| matches!(p.expr, Expr::Day { .. } | Expr::Fixed(TimePeriod::Day(_))))
        .find_map(|p| timed.anchor.resolve(p.expr));
    timed.period = dateline.or_else(|| timed.anchor.published.and_then(Published::day).map(TimePeriod::Day));
    if timed.period.is_some() {
        timed.origin = Origin::Carried;
        timed.aside = true;
    }
}

/// The expression of time nearest to a quantity in its sentence.
fn nearest<'p>(found: &Found<'_, '_>, local: &Local<'p>, n: usize, topic: &Topic, running: bool) -> Option<&'p Period> {
    let usable = |p: &&Period| matches!(p.used, Use::When | Use::By);
    let costs = local.periods.iter().filter(usable).map(|p| (cost(found, local, n, p, topic), p));
    let limit = if topic.word.indicator.code() == "policy_rate" {
        40
    } else if running && !on_a_day(topic.word.indicator) {
        30
    } else {
        70
    };
    costs.filter(|(cost, _)| *cost < limit).min_by_key(|(cost, _)| *cost).map(|(_, p)| p)
}

/// Whether an indicator is read on a day rather than over a run.
pub fn on_a_day(indicator: crate::model::Indicator) -> bool {
    indicator.kind() == IndicatorKind::Stock
        || matches!(indicator.code(), "policy_rate" | "exchange_rate" | "interest_rate" | "commodity_price")
}

/// How far an expression of time stands from a quantity. One that stands directly behind a number belongs to it, and
/// to others only if it is not a side glance.
fn cost(found: &Found<'_, '_>, local: &Local<'_>, n: usize, period: &Period, topic: &Topic) -> u32 {
    let quantity = &local.quantities[n];
    let distance = found.distance((period.first, period.last), (quantity.lead, quantity.last));
    let before = period.last <= quantity.first;
    let between = local
        .quantities
        .iter()
        .filter(|q| {
            if before {
                q.first >= period.last && q.last <= quantity.first
            } else {
                q.first >= quantity.last && q.last <= period.first
            }
        })
        .count() as u32;
    let day = matches!(period.expr, Expr::Day { .. } | Expr::Today | Expr::Fixed(TimePeriod::Day(_)));
    let wrong_kind = if day && !on_a_day(topic.word.indicator) { 70 } else { 0 };
    let owned = match owner(found, local, period) {
        Some(i) if i == n => return 0,
        Some(i) => {
            let glance = aside(found, period) || based(found, &local.quantities[i]);
            let comma = local
                .quantities
                .get(n + 1)
                .is_some_and(|q| (quantity.last..q.first).any(|t| matches!(found.page.word(t), "," | ";")));
            let joined = !before && i == n + 1 && !glance && !comma;
            if glance {
                80
            } else if joined {
                3
            } else if before {
                5
            } else {
                14
            }
        }
        // An expression behind the number that opens the next number's clause belongs to that one.
        None if !before
            && local.quantities.iter().any(|q| q.first >= period.last)
            && (quantity.last..period.first).any(|t| {
                matches!(found.page.word(t), "," | ";" | ":" | "(")
                    || found.page.link(t, Link::And)
                    || found.page.link(t, Link::Clause)
            }) =>
        {
            25
        }
        None => 0,
    };
    let apart = if topic.word.indicator.code() == "policy_rate" { 20 } else { 1 };
    distance + between * if before { apart } else { 5 } + u32::from(!before) + wrong_kind + owned
}

/// The quantity directly behind which an expression of time stands: "5% in 2024", "5% a year earlier".
fn owner(found: &Found<'_, '_>, local: &Local<'_>, period: &Period) -> Option<usize> {
    let i = local.quantities.iter().rposition(|q| q.last <= period.first)?;
    let from = local.quantities[i].last;
    let small = |t: usize| {
        [Link::In, Link::For, Link::Of, Link::The, Link::At, Link::By, Link::On, Link::Over]
            .into_iter()
            .any(|l| found.page.link(t, l))
            || found.page.word(t) == "("
    };
    (period.first - from <= 3 && (from..period.first).all(small)).then_some(i)
}

/// A month or quarter without a year takes the year that the same sentence names: "In 2024 ..., in December ...".
fn frame_of(found: &Found<'_, '_>, local: &Local<'_>, own: Option<&Period>, anchor: &Anchor) -> Option<TimePeriod> {
    let own = own?;
    if !matches!(own.expr, Expr::YearsAgo(_) | Expr::Before | Expr::Same(_)) {
        return None;
    }
    let earlier = local
        .periods
        .iter()
        .filter(|p| {
            p.first < own.first
                && p.used == Use::When
                && !matches!(p.expr, Expr::YearsAgo(_) | Expr::Before | Expr::Same(_) | Expr::Day { .. })
        })
        .next_back()?;
    let _ = found;
    anchor.resolve(earlier.expr)
}

/// The end of a run is a point for what stands on a day: a stock, or a rate that a central bank sets. What flows "by
/// the end of April" flowed from January on.
fn point(period: TimePeriod, own: &Period, found: &Found<'_, '_>, topic: &Topic, measured: &Measured) -> TimePeriod {
    let indicator = topic.word.indicator;
    let level = matches!(measured.kind, Kind::Level | Kind::Share);
    let on_a_day =
        indicator.kind() == IndicatorKind::Stock || matches!(indicator.code(), "policy_rate" | "exchange_rate");
    let share_of_year = measured.kind == Kind::Share && indicator.kind() == IndicatorKind::Flow;
    // A policy rate expected for a year is the one at its end, unless an average is meant.
    let average = found
        .page
        .sentences
        .get(found.page.sentence_of(own.first))
        .is_some_and(|s| (s.first..s.last).any(|i| found.page.is_word(i, "average")));
    if indicator.code() == "policy_rate" && level && period.length() == Some(12) && !average {
        return TimePeriod::Day(period.last_day());
    }
    let Expr::End(super::period::EndOf::Month { .. }) = own.expr else { return period };
    let TimePeriod::Months { first, count: 1 } = period else { return period };
    let until = own.used == Use::By
        || (1..=3).any(|b| {
            own.first >= b && (found.page.is_word(own.first - b, "to") || found.page.is_word(own.first - b, "by"))
        });
    if on_a_day && level || share_of_year && first.month() == 12 && !until {
        TimePeriod::Day(period.last_day())
    } else if indicator.kind() == IndicatorKind::Flow && until {
        TimePeriod::months(first.plus(1 - first.month() as i32), first.month()).unwrap_or(period)
    } else {
        period
    }
}

/// The period of the context: of the figure before, of the line that introduces this one, of the heading.
fn carry(
    found: &Found<'_, '_>,
    local: &Local<'_>,
    topic: &Topic,
    measured: &Measured,
    sides: &Sides,
    discourse: &Discourse,
    timed: &mut Timed,
) {
    let indicator = topic.word.indicator;
    let of_a_day = indicator.kind() == IndicatorKind::Stock
        || matches!(indicator.code(), "national_currency_share" | "policy_rate" | "tariff" | "exchange_rate");
    let last = discourse.recent(local.index);
    let _ = (found, measured);
    // What stands on a day has its day only where the text still speaks of the same.
    let held = last.filter(|l| l.sentence == local.index || l.word.indicator == indicator).is_some();
    let level = matches!(measured.kind, Kind::Level | Kind::Share);
    if of_a_day && level && !held {
        return;
    }
    let in_sentence = last.filter(|l| l.sentence == local.index && !l.aside).and_then(|l| l.period);
    let listed = last
        .filter(|l| l.line + 1 == discourse.line && short_line(found, discourse.line) && short_line(found, l.line))
        .and_then(|l| l.period);
    if matches!(indicator.code(), "policy_rate" | "interest_rate")
        && level
        && in_sentence.is_some_and(|p| p.length().is_some())
    {
        return;
    }
    // Trade with another partner, in another paragraph, is another subject.
    let elsewhere = last.is_some_and(|l| {
        l.line != discourse.line
            && indicator.two_sided()
            && sides.origin <= Origin::Sentence
            && sides.counterpart.is_some()
            && l.counterpart.is_some()
            && sides.counterpart != l.counterpart
            && sides.counterpart != l.area
    });
    // What the line said before of the same subject had no period either.
    let undated = last
        .is_some_and(|l| l.line == discourse.line && l.period.is_none() && l.word.indicator == indicator && !of_a_day);
    if elsewhere || undated {
        return;
    }
    let held = if of_a_day && level { last.and_then(|l| l.period) } else { None };
    let running =
        if of_a_day && level { held } else { discourse.running(local.index).or(discourse.framed(local.index)) };
    timed.period = in_sentence.or(listed).or(running);
    if !level && matches!(timed.period, Some(TimePeriod::Day(_))) {
        timed.period = discourse.run;
    }
    if timed.period.is_some() {
        timed.origin = Origin::Carried;
    }
}

/// Whether a line is short enough for the line of a list.
fn short_line(found: &Found<'_, '_>, line: usize) -> bool {
    let line = found.page.lines[line];
    line.last - line.first <= 16
}

/// Whether a figure has happened, by the words near it. A verb in the past between such a word and the number says
/// that it has ("I would note that trade has expanded to"); a noun ("a target of 3%") speaks of the number beside it.
pub fn status(found: &Found<'_, '_>, local: &Local<'_>, quantity: &Quantity, discourse: &Discourse) -> ObsStatus {
    let near = |s: &At<(ObsStatus, StatusKind)>| {
        found.distance((s.first, s.last), (quantity.lead, quantity.last)) + if s.first > quantity.first { 8 } else { 0 }
    };
    let past = |s: &At<(ObsStatus, StatusKind)>| {
        s.what.1 == StatusKind::Verb
            && s.what.0 != ObsStatus::Estimate
            && within(&found.mentions.changes, s.last, quantity.last)
                .iter()
                .any(|c| c.what.past && c.first >= s.last + 2 && !found.page.is_word(c.first - 1, "have"))
    };
    let beside = |s: &At<(ObsStatus, StatusKind)>| {
        let between = local
            .quantities
            .iter()
            .any(|q| q.first >= s.last && q.last <= quantity.first || q.first >= quantity.last && q.last <= s.first);
        let reach = if s.first > quantity.first { 10 } else { 16 };
        // "In the Revised Estimate for 2024-25, ...": what opens the sentence holds for all of it.
        let opens = s.first <= local.first + 3 && s.what.0 == ObsStatus::Estimate;
        s.what.1 == StatusKind::Verb || near(s) < reach && !between || opens
    };
    let opens = |s: &At<(ObsStatus, StatusKind)>| s.first <= local.first + 3 && s.what.1 == StatusKind::Noun;
    let statuses = within(&found.mentions.statuses, local.first, local.last);
    let best = statuses
        .iter()
        .filter(|s| beside(s) && !past(s))
        .map(|s| (if opens(s) { near(s).min(20) } else { near(s) }, s.what.0))
        .min_by_key(|(d, _)| *d)
        .filter(|(d, _)| *d < 22);
    let framed =
        discourse.frame_status.filter(|(_, from)| local.index > *from && local.index <= from + 20).map(|(s, _)| s);
    best.map(|(_, status)| status).or(framed).unwrap_or(ObsStatus::Actual)
}

/// What a text goes on to say of the same period in the same line is of the same status as what it said before.
pub fn continued(status: ObsStatus, timed: &Timed, discourse: &Discourse, published: Option<Published>) -> ObsStatus {
    let open = timed.period.zip(published).is_some_and(|(p, d)| p.last_day() > d.vintage());
    let last =
        discourse.last.as_ref().filter(|l| l.line == discourse.line && l.period.is_some() && l.period == timed.period);
    match last {
        Some(last)
            if open
                && status == ObsStatus::Actual
                && matches!(last.status, ObsStatus::Estimate | ObsStatus::Forecast) =>
        {
            last.status
        }
        _ => status,
    }
}

/// What is said of a run that is not over when the document is published has not happened: it is a forecast. A month
/// of publication may already be counted, and a target stays one.
pub fn settle(status: ObsStatus, timed: &Timed, published: Option<Published>) -> ObsStatus {
    if timed.replaced {
        return ObsStatus::Forecast;
    }
    let (Some(period), Some(published)) = (timed.period, published) else { return status };
    let open = period.last_day() > published.vintage()
        && period.length().is_some_and(|n| n >= 3)
        && timed.origin <= Origin::Sentence;
    let ahead = period.first_day() > published.vintage();
    match status {
        ObsStatus::Actual if open || ahead => ObsStatus::Forecast,
        other => other,
    }
}
