//! What is drawn: the observations of a chart sorted into columns, with the role that each of them plays.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::{ChartError, ChartSpec, Kind, Language, words};
use crate::model::{
    IndicatorKind, ObsStatus, Observation, PeriodOrigin, Series, SeriesKey, Stated, TimePeriod, Transformation, Unit,
    UnitMult,
};

/// What a place on the horizontal axis stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Column {
    /// A period, of all series.
    Period(TimePeriod),
    /// A series, where the chart has one period only.
    Series(String),
}

/// How a value stands to the others of its series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    /// The latest vintage for a period like the others: drawn solid.
    Main,
    /// The latest vintage for a period that is not like the others: drawn hollow, joined to nothing unlike it.
    Unlike,
    /// An earlier vintage, or another source, for a period that a later one also gives: drawn hollow and smaller.
    Rival,
}

/// A value to be drawn, with every observation that gives it.
#[derive(Debug, Clone)]
pub(super) struct Mark<'a> {
    /// The place on the horizontal axis.
    pub(super) column: usize,
    /// The value as written, in the multiplier of the axis.
    pub(super) stated: Stated,
    /// What it is among the values of its series.
    pub(super) role: Role,
    /// Actual, estimate, forecast or target.
    pub(super) status: ObsStatus,
    /// The observations, latest vintage first; never empty.
    pub(super) observations: Vec<&'a Observation>,
    /// The latest of them.
    pub(super) latest: &'a Observation,
}

/// A series with its marks in the order of time, rivals side by side.
#[derive(Debug, Clone)]
pub(super) struct Line<'a> {
    /// The series.
    pub(super) key: &'a SeriesKey,
    /// Its name in the legend.
    pub(super) name: String,
    /// What is drawn of it.
    pub(super) marks: Vec<Mark<'a>>,
}

/// Everything that a chart shows, before it has a place.
#[derive(Debug, Clone)]
pub(super) struct Plan<'a> {
    /// The series, in the order of the spec.
    pub(super) lines: Vec<Line<'a>>,
    /// The places on the horizontal axis, in the order of time.
    pub(super) columns: Vec<Column>,
    /// The unit of the axis.
    pub(super) unit: Unit,
    /// The multiplier of the axis.
    pub(super) mult: UnitMult,
    /// Points or bars; never `Auto`.
    pub(super) kind: Kind,
    /// The one period of a chart whose columns are series.
    pub(super) only: Option<TimePeriod>,
}

impl Mark<'_> {
    /// The period of the value.
    pub(super) fn period(&self) -> TimePeriod {
        self.latest.period
    }

    /// Whether somebody expects the value or aims at it, so that it has not happened.
    pub(super) fn expected(&self) -> bool {
        matches!(self.status, ObsStatus::Forecast | ObsStatus::Target)
    }

    /// Whether the value was said of the present and is dated by its publication only.
    pub(super) fn dated_by_publication(&self) -> bool {
        self.observations.iter().all(|o| o.period_origin == PeriodOrigin::Publication)
    }

    /// The value on the axis: the middle of a range, else the number said.
    pub(super) fn middle(&self) -> Decimal {
        let low = self.stated.value();
        self.stated.value_high().map_or(low, |high| (low + high) / Decimal::TWO)
    }
}

impl<'a> Plan<'a> {
    /// Sorts what the spec asks for out of the series.
    pub(super) fn new(spec: &ChartSpec, series: &'a [Series], language: Language) -> Result<Self, ChartError> {
        let chosen = spec.series.iter().map(|key| choose(spec, series, key)).collect::<Result<Vec<_>, _>>()?;
        let unit = one_unit(&chosen)?;
        let mult = common_mult(&chosen);
        let periods = periods(&chosen);
        let keys: Vec<_> = chosen.iter().map(|(series, _)| &series.key).collect();
        let names = super::names::names(spec, &keys, language);
        let by_series = periods.len() == 1 && chosen.len() > 1;
        let mut lines = Vec::new();
        for (at, ((series, observations), name)) in chosen.iter().zip(names).enumerate() {
            let place = |o: &Observation| {
                if by_series { at } else { periods.iter().position(|p| *p == o.period).unwrap_or_default() }
            };
            let marks = marks(observations, mult, place);
            if marks.is_empty() {
                return Err(ChartError::NoData { key: series.key.to_string(), months: spec.months });
            }
            lines.push(Line { key: &series.key, name, marks });
        }
        let columns = if by_series {
            lines.iter().map(|line| Column::Series(line.name.clone())).collect()
        } else {
            periods.iter().map(|period| Column::Period(*period)).collect()
        };
        let only = (periods.len() == 1).then(|| periods[0]);
        Ok(Self { kind: kind(spec.kind, &keys), lines, columns, unit, mult, only })
    }

    /// Every mark, in the order of the series.
    pub(super) fn marks(&self) -> impl Iterator<Item = &Mark<'a>> {
        self.lines.iter().flat_map(|line| &line.marks)
    }

    /// Whether the columns are series, which then need no colour and no legend.
    pub(super) fn by_series(&self) -> bool {
        matches!(self.columns.first(), Some(Column::Series(_)))
    }

    /// Whether the values are accumulated amounts, which stand on zero.
    pub(super) fn amounts(&self) -> bool {
        let amount = |key: &SeriesKey| {
            key.measure == Transformation::Level
                && (key.unit.currency().is_some()
                    || matches!(key.indicator.kind(), IndicatorKind::Flow | IndicatorKind::Stock))
        };
        self.lines.iter().all(|line| amount(line.key))
    }
}

type Chosen<'a> = (&'a Series, Vec<&'a Observation>);

fn choose<'a>(spec: &ChartSpec, series: &'a [Series], key: &SeriesKey) -> Result<Chosen<'a>, ChartError> {
    let missing = || ChartError::NoData { key: key.to_string(), months: spec.months };
    let series = series.iter().find(|s| s.key == *key).ok_or_else(missing)?;
    let shown = |o: &&Observation| spec.months.is_none_or(|months| o.period.length() == Some(months));
    let observations: Vec<_> = series.observations.iter().filter(shown).collect();
    if observations.is_empty() { Err(missing()) } else { Ok((series, observations)) }
}

fn one_unit(chosen: &[Chosen]) -> Result<Unit, ChartError> {
    let Some((first, _)) = chosen.first() else {
        return Err(ChartError::NoSeries(String::new()));
    };
    match chosen.iter().find(|(series, _)| series.key.unit != first.key.unit) {
        Some((other, _)) => Err(ChartError::Units { first: first.key.to_string(), other: other.key.to_string() }),
        None => Ok(first.key.unit),
    }
}

/// The multiplier that most values are written with, among those that have a word; the larger of two.
fn common_mult(chosen: &[Chosen]) -> UnitMult {
    let mut counts = BTreeMap::<i8, usize>::new();
    for observation in chosen.iter().flat_map(|(_, observations)| observations) {
        *counts.entry((observation.quantity.mult.0.div_euclid(3) * 3).clamp(0, 12)).or_default() += 1;
    }
    let most = counts.into_iter().max_by_key(|(mult, count)| (*count, *mult));
    UnitMult(most.map_or(0, |(mult, _)| mult))
}

/// The periods of a chart in the order in which they end: a run up to July stands before one up to October.
fn periods(chosen: &[Chosen]) -> Vec<TimePeriod> {
    let distinct: BTreeSet<_> = chosen.iter().flat_map(|(_, observations)| observations).map(|o| o.period).collect();
    let mut periods: Vec<_> = distinct.into_iter().collect();
    periods.sort_by_key(|p| (p.last_day(), p.first_day()));
    periods
}

fn kind(wanted: Kind, keys: &[&SeriesKey]) -> Kind {
    let moves = |key: &&SeriesKey| matches!(key.measure, Transformation::Growth(_) | Transformation::Change(_));
    match wanted {
        Kind::Auto if keys.iter().all(moves) => Kind::Bars,
        Kind::Auto => Kind::Line,
        kind => kind,
    }
}

/// The shape of a period: periods of one shape make a series in time. Months, quarters, halves and years follow one
/// another; a stretch such as January to October is like the same months of other years only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Shape {
    months: u32,
    first: u32,
}

impl Shape {
    /// The shape of a period.
    pub(super) fn of(period: TimePeriod) -> Self {
        match period {
            TimePeriod::Months { first, count } if !period.is_named() => Self { months: count, first: first.month() },
            TimePeriod::Months { count, .. } => Self { months: count, first: 0 },
            TimePeriod::Day(_) => Self { months: 0, first: 0 },
        }
    }
}

/// The shape that most periods of a series have; of two, the longer.
fn main_shape(observations: &[&Observation]) -> Option<Shape> {
    let periods: BTreeSet<_> = observations.iter().map(|o| o.period).collect();
    let mut counts = BTreeMap::<Shape, usize>::new();
    for period in periods {
        *counts.entry(Shape::of(period)).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(shape, count)| (*count, *shape)).map(|(shape, _)| shape)
}

fn marks<'a>(observations: &[&'a Observation], mult: UnitMult, place: impl Fn(&Observation) -> usize) -> Vec<Mark<'a>> {
    let main = main_shape(observations);
    let mut marks = Vec::new();
    let mut periods: Vec<_> = observations.iter().map(|o| o.period).collect();
    periods.sort_by_key(|p| (p.last_day(), p.first_day()));
    periods.dedup();
    for period in periods {
        let mut group = merged(observations.iter().copied().filter(|o| o.period == period), mult, &place);
        let lead = leading(&group);
        for mark in &mut group {
            let latest = lead == Some((mark.latest.vintage, mark.expected()));
            mark.role = match latest {
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
fn merged<'a>(
    observations: impl Iterator<Item = &'a Observation>,
    mult: UnitMult,
    place: impl Fn(&Observation) -> usize,
) -> Vec<Mark<'a>> {
    let mut marks: Vec<Mark<'a>> = Vec::new();
    for observation in observations {
        let Some(stated) = words::rescaled(&observation.quantity, mult).filter(|s| can_be_drawn(*s)) else {
            continue;
        };
        let same = |m: &&mut Mark| m.stated == stated && m.status == observation.status;
        match marks.iter_mut().find(same) {
            Some(mark) => mark.observations.push(observation),
            None => marks.push(Mark {
                column: place(observation),
                stated,
                role: Role::Main,
                status: observation.status,
                observations: vec![observation],
                latest: observation,
            }),
        }
    }
    for mark in &mut marks {
        mark.observations.sort_by(|a, b| (b.vintage, &a.source_id, &a.id).cmp(&(a.vintage, &b.source_id, &b.id)));
        mark.latest = mark.observations.first().copied().unwrap_or(mark.latest);
    }
    marks.sort_by(|a, b| (a.latest.vintage, &a.latest.source_id).cmp(&(b.latest.vintage, &b.latest.source_id)));
    marks
}

/// Whether arithmetic on an axis with this value stays exact: fifteen digits before the point are enough for anyone.
fn can_be_drawn(stated: Stated) -> bool {
    let limit = Decimal::from(1_000_000_000_000_000_i64);
    [Some(stated.value()), stated.value_high()].into_iter().flatten().all(|v| v.abs() < limit)
}

/// What the solid mark of a period is: the latest vintage that reports, or the latest expectation if none does.
fn leading(marks: &[Mark]) -> Option<(Option<chrono::NaiveDate>, bool)> {
    let rank = |mark: &&Mark| (!mark.expected(), mark.latest.vintage);
    marks.iter().max_by_key(rank).map(|mark| (mark.latest.vintage, mark.expected()))
}
