//! Places that are no periods: rows of values, of sources, and days of publication.

use std::cmp::Reverse;

use super::super::{ChartSpec, Language, footer, words};
use super::{Chosen, Column, Line, Mark, Plan, Role, marks};
use crate::model::{ObsStatus, TimePeriod};

/// What stands between the parts of a row's detail.
const BETWEEN: &str = " · ";

/// So many days stand side by side, whatever lies between them, for each has its date below it.
const EVEN: usize = 12;

/// A row for each value: of one period the largest first, else series by series in the order of time.
pub(super) fn rows(plan: &mut Plan, spec: &ChartSpec, language: Language) {
    let single = plan.only().is_some();
    if single {
        let value = |line: &Line| line.marks.iter().find(|m| m.role != Role::Rival).map(Mark::middle);
        plan.lines.sort_by_key(|line| Reverse(value(line)));
    }
    let one_series = plan.lines.len() == 1;
    let mut columns = Vec::new();
    for line in &mut plan.lines {
        let periods: Vec<_> = line.marks.iter().map(Mark::period).collect();
        let mut last = String::new();
        for mark in &mut line.marks {
            mark.column = columns.len();
            if mark.role == Role::Unlike {
                mark.role = Role::Main;
            }
            let period = words::PeriodLabel::of(mark.period(), language).on_one_line();
            let rivals = periods.iter().filter(|p| **p == mark.period()).count() > 1;
            let mut name = if one_series { period.clone() } else { line.name.clone() };
            let detail = [
                (!single && !one_series).then_some(period),
                status(mark.status, language),
                rivals.then(|| footer::source_of(spec, mark.latest, language)),
            ];
            if name == last {
                name.clear();
            } else {
                last.clone_from(&name);
            }
            columns.push(Column::Row { name, detail: joined(detail) });
        }
    }
    plan.columns = columns;
}

fn joined(parts: impl IntoIterator<Item = Option<String>>) -> String {
    parts.into_iter().flatten().collect::<Vec<_>>().join(BETWEEN)
}

/// What a value is, unless it is what one would think.
fn status(status: ObsStatus, language: Language) -> Option<String> {
    (status != ObsStatus::Actual).then(|| words::status(status, language).to_owned())
}

/// A row for each source and what it said, the earliest first, those without a day last.
pub(super) fn sources<'a>(plan: &mut Plan<'a>, spec: &ChartSpec, chosen: &[Chosen<'a>], language: Language) {
    let several = chosen.len() > 1;
    let periods = plan.periods.len() > 1;
    let mut said = Vec::new();
    for (series, (_, observations)) in chosen.iter().enumerate() {
        for mark in observations.iter().filter_map(|o| marks::single(o, plan.mult)) {
            let same = |(other, earlier): &(usize, Mark)| {
                *other == series
                    && earlier.stated == mark.stated
                    && earlier.status == mark.status
                    && earlier.period() == mark.period()
                    && earlier.latest.source_id == mark.latest.source_id
            };
            if !said.iter().any(same) {
                said.push((series, mark));
            }
        }
    }
    said.sort_by_key(|(series, mark)| (mark.period(), mark.latest.vintage.is_none(), mark.latest.vintage, *series));
    let names: Vec<_> = plan.lines.iter().map(|line| line.name.clone()).collect();
    plan.lines.iter_mut().for_each(|line| line.marks.clear());
    for (at, (series, mut mark)) in said.into_iter().enumerate() {
        mark.column = at;
        let detail = [
            periods.then(|| words::PeriodLabel::of(mark.period(), language).on_one_line()),
            Some(footer::dated(mark.latest.vintage, language)),
            several.then(|| names[series].clone()),
            status(mark.status, language),
            mark.latest.speaker.clone(),
        ];
        let name = footer::source_name(spec, &mark.latest.source_id).to_owned();
        plan.columns.push(Column::Row { name, detail: joined(detail) });
        plan.lines[series].marks.push(mark);
    }
}

/// A place for each day on which something was said of the period.
pub(super) fn vintages<'a>(plan: &mut Plan<'a>, chosen: &[Chosen<'a>]) {
    let mut days: Vec<_> = chosen.iter().flat_map(|(_, all)| all).filter_map(|o| o.vintage).collect();
    days.sort_unstable();
    days.dedup();
    for (line, (_, observations)) in plan.lines.iter_mut().zip(chosen) {
        line.marks.clear();
        for (column, day) in days.iter().enumerate() {
            let of_day = observations.iter().copied().filter(|o| o.vintage == Some(*day));
            for mut mark in marks::merged(of_day, plan.mult) {
                mark.column = column;
                line.marks.push(mark);
            }
        }
    }
    let undated = chosen.iter().flat_map(|(_, all)| all).filter(|o| o.vintage.is_none());
    plan.undated = undated.map(|o| o.source_id.as_str()).collect();
    let even = days.len() <= EVEN;
    let column = |day| if even { Column::Period(TimePeriod::Day(day)) } else { Column::Day(day) };
    plan.columns = days.into_iter().map(column).collect();
}
