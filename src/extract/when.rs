//! When: the period of a figure, and whether it has happened.

use super::assemble::{Found, Local, Origin};
use super::context::Discourse;
use super::measure::{Kind, Measured};
use super::mention::within;
use super::period::{Anchor, Expr, Period, Use};
use super::quantity::Quantity;
use super::sides::Sides;
use super::topic::{Lists, Topic};
use crate::lang::ChangeKind;
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
    let own = listed.or_else(|| nearest(found, local, n));
    let outer = frame_of(found, local, own, &anchor);
    if let Some(outer) = outer {
        anchor.period = Some(outer);
    }
    let mut timed = Timed { period: None, compared: None, place: None, origin: Origin::Absent, anchor };
    if let Some(own) = own {
        timed.period = timed.anchor.resolve(own.expr).map(|p| point(p, own.expr, topic, measured));
        timed.place = Some((own.first, own.last));
        timed.origin = if found.distance((own.first, own.last), (quantity.lead, quantity.last)) < 14 { Origin::Clause } else { Origin::Sentence };
    }
    if timed.period.is_none() && own.is_none() {
        carry(found, local, topic, measured, discourse, &mut timed);
    }
    if let Some(period) = timed.period {
        timed.anchor.period = Some(period);
    }
    let base = local.periods.iter().filter(|p| p.used == Use::Compared).min_by_key(|p| found.distance((p.first, p.last), (quantity.lead, quantity.last)));
    if let Some(base) = base.filter(|p| found.distance((p.first, p.last), (quantity.lead, quantity.last)) < 25) {
        timed.compared = timed.anchor.resolve(base.expr);
    }
    timed
}

/// The expression of time nearest to a quantity in its sentence.
fn nearest<'p>(found: &Found<'_, '_>, local: &Local<'p>, n: usize) -> Option<&'p Period> {
    let quantity = &local.quantities[n];
    let usable = |p: &&Period| matches!(p.used, Use::When | Use::By) || p.used == Use::Compared && belongs(found, local, n, p);
    local.periods.iter().filter(usable).min_by_key(|p| cost(found, local, quantity, p))
}

/// A base of comparison belongs to the number that stands directly before it ("against $2.39 billion in the same
/// months of 2023", "up from 3.8 % in 2023").
fn belongs(_found: &Found<'_, '_>, _local: &Local<'_>, _n: usize, _period: &Period) -> bool {
    false
}

fn cost(found: &Found<'_, '_>, local: &Local<'_>, quantity: &Quantity, period: &Period) -> u32 {
    let place = (period.first, period.last);
    let distance = found.distance(place, (quantity.lead, quantity.last));
    let before = period.last <= quantity.first;
    let between = local.quantities.iter().filter(|q| if before { q.first >= period.last && q.last <= quantity.first } else { q.first >= quantity.last && q.last <= period.first }).count() as u32;
    let day = if matches!(period.expr, Expr::Day { .. } | Expr::Today) { 14 } else { 0 };
    distance + between * if before { 3 } else { 6 } + u32::from(!before) + day
}

/// A month or quarter without a year takes the year that the same sentence names: "In 2024 ..., in December ...".
fn frame_of(found: &Found<'_, '_>, local: &Local<'_>, own: Option<&Period>, anchor: &Anchor) -> Option<TimePeriod> {
    let own = own?;
    if !matches!(own.expr, Expr::YearsAgo(_) | Expr::Before | Expr::Same(_)) {
        return None;
    }
    let earlier = local.periods.iter().filter(|p| p.first < own.first && p.used == Use::When && !matches!(p.expr, Expr::YearsAgo(_) | Expr::Before | Expr::Same(_) | Expr::Day { .. })).next_back()?;
    let _ = found;
    anchor.resolve(earlier.expr)
}

/// The end of a run is a point for what stands on a day: a stock, or a rate that a central bank sets.
fn point(period: TimePeriod, expr: Expr, topic: &Topic, measured: &Measured) -> TimePeriod {
    let indicator = topic.word.indicator;
    let level = matches!(measured.kind, Kind::Level | Kind::Share);
    let on_a_day = indicator.kind() == IndicatorKind::Stock || indicator.code() == "policy_rate";
    match expr {
        Expr::End(super::period::EndOf::Month { .. }) if on_a_day && level => TimePeriod::Day(period.last_day()),
        _ => period,
    }
}

/// The period of the context: of the figure before, of the line that introduces this one, of the heading.
fn carry(found: &Found<'_, '_>, local: &Local<'_>, topic: &Topic, measured: &Measured, discourse: &Discourse, timed: &mut Timed) {
    let rate = matches!(topic.word.indicator.kind(), IndicatorKind::Stock | IndicatorKind::Rate) && topic.word.measure != Some("growth");
    let _ = (found, measured);
    let last = discourse.recent(local.index).filter(|l| !rate || l.word.indicator == topic.word.indicator || l.line == discourse.line);
    let from_last = last.and_then(|l| l.period);
    let frame = discourse.frame;
    let named = discourse.period.filter(|_| !rate).map(|p| p.0);
    timed.period = from_last.or(frame).or(named);
    if timed.period.is_some() {
        timed.origin = Origin::Carried;
    }
}

/// Whether a figure has happened, by the words near it.
pub fn status(found: &Found<'_, '_>, local: &Local<'_>, quantity: &Quantity, discourse: &Discourse) -> ObsStatus {
    let statuses = within(&found.mentions.statuses, local.first, local.last);
    let best = statuses
        .iter()
        .map(|s| (found.distance((s.first, s.last), (quantity.lead, quantity.last)) + if s.first > quantity.first { 6 } else { 0 }, s.what))
        .min_by_key(|(d, _)| *d)
        .filter(|(d, _)| *d < 22);
    let past = within(&found.mentions.changes, local.first, quantity.first).iter().any(|c| c.what.kind == ChangeKind::Verb && past_tense(found, c.first));
    let _ = (past, discourse);
    best.map_or(ObsStatus::Actual, |(_, status)| status)
}

fn past_tense(found: &Found<'_, '_>, at: usize) -> bool {
    found.page.word(at).ends_with("ed")
}

/// A forecast of what was over long before publication is a mistake of the words; a period that lies wholly ahead
/// makes a figure a forecast.
pub fn settle(status: ObsStatus, timed: &Timed, published: Option<Published>) -> ObsStatus {
    let (Some(period), Some(published)) = (timed.period, published) else { return status };
    let ahead = period.last_day() > published.vintage();
    match status {
        ObsStatus::Actual if ahead && period.first_day() > published.vintage() => ObsStatus::Forecast,
        other => other,
    }
}
