//! The marks of a series: what was said of each period, and which of it is drawn solid.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::super::words;
use super::{Mark, Role, Shape};
use crate::model::{FigureId, Observation, Stated, UnitMult};

/// The marks of some observations of one series, period by period; of a period solid is what is shown, else the latest.
pub(super) fn marks<'a>(observations: &[&'a Observation], mult: UnitMult, shown: &BTreeSet<FigureId>) -> Vec<Mark<'a>> {
    let main = Shape::most_common(observations);
    let mut marks = Vec::new();
    let mut periods: Vec<_> = observations.iter().map(|o| o.period).collect();
    periods.sort_by_key(|p| (p.last_day(), p.first_day()));
    periods.dedup();
    for period in periods {
        let mut group = merged(observations.iter().copied().filter(|o| o.period == period), mult);
        let lead = leading(&group);
        let is_shown = |mark: &Mark| mark.observations.iter().any(|observation| shown.contains(&observation.id));
        // Where something has happened, what was expected stands beside it, whichever is shown of that.
        let happened = group.iter().any(|mark| is_shown(mark) && !mark.expected());
        for mark in &mut group {
            let leads = match shown.is_empty() {
                true => lead == Some((mark.latest.vintage, mark.expected())),
                false => is_shown(mark) && !(happened && mark.expected()),
            };
            mark.role = match leads {
                false => Role::Rival,
                true if main == Some(Shape::of(period)) => Role::Main,
                true => Role::Unlike,
            };
        }
        marks.append(&mut group);
    }
    marks
}

/// One mark for each value and status of a period: documents that agree share it.
pub(super) fn merged<'a>(observations: impl Iterator<Item = &'a Observation>, mult: UnitMult) -> Vec<Mark<'a>> {
    let mut marks: Vec<Mark<'a>> = Vec::new();
    for observation in observations {
        let Some(mark) = single(observation, mult) else {
            continue;
        };
        match marks.iter_mut().find(|m| m.stated == mark.stated && m.status == mark.status) {
            Some(same) => same.observations.push(observation),
            None => marks.push(mark),
        }
    }
    for mark in &mut marks {
        mark.observations.sort_by(|a, b| (b.vintage, &a.source_id, &a.id).cmp(&(a.vintage, &b.source_id, &b.id)));
        mark.latest = mark.observations.first().copied().unwrap_or(mark.latest);
    }
    marks.sort_by(|a, b| (a.latest.vintage, &a.latest.source_id).cmp(&(b.latest.vintage, &b.latest.source_id)));
    marks
}

/// The mark of one observation; nothing for a value that no axis holds.
pub(super) fn single(observation: &Observation, mult: UnitMult) -> Option<Mark<'_>> {
    let stated = words::rescaled(&observation.quantity, mult).filter(|s| can_be_drawn(*s))?;
    Some(Mark {
        column: 0,
        stated,
        role: Role::Main,
        status: observation.status,
        observations: vec![observation],
        latest: observation,
    })
}

/// Whether arithmetic on an axis with this value stays exact: fifteen digits before the point are enough for anyone.
fn can_be_drawn(stated: Stated) -> bool {
    let limit = rust_decimal::Decimal::from(1_000_000_000_000_000_i64);
    [Some(stated.value()), stated.value_high()].into_iter().flatten().all(|v| v.abs() < limit)
}

/// What the solid mark of a period is: the latest vintage that reports, or the latest expectation if none does.
fn leading(marks: &[Mark]) -> Option<(Option<NaiveDate>, bool)> {
    let rank = |mark: &&Mark| (!mark.expected(), mark.latest.vintage);
    marks.iter().max_by_key(rank).map(|mark| (mark.latest.vintage, mark.expected()))
}
