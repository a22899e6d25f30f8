//! What is drawn: the observations of a chart sorted into places, with the role that each of them plays.

mod columns;
mod kind;
mod marks;
mod rows;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::{ChartError, ChartSpec, Kind, Language, names};
use crate::model::{
    IndicatorKind, ObsStatus, Observation, PeriodOrigin, Policy, Series, SeriesKey, Stated, TimePeriod, Transformation,
    Unit, UnitMult,
};

pub(super) use columns::{Shape, follows};

/// What a place along the chart stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Column {
    /// A period, of all series; the places follow one another.
    Period(TimePeriod),
    /// A day on an axis of days.
    Day(NaiveDate),
    /// A row with what it is called and what is to be known besides; an empty name is that of the row before.
    Row {
        /// The series, or the source.
        name: String,
        /// Period, status, source, speaker: what the rows of the chart do not share.
        detail: String,
    },
}

/// How the places of a chart lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Side by side on one plot.
    Upright,
    /// One under the other.
    Lying,
    /// Side by side, on a plot for each series.
    Panels,
}

/// How a value stands to the others of its series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    /// What is shown of a period like the others: the latest vintage, or what the policy says; drawn solid.
    Main,
    /// The same for a period that is not like the others: drawn hollow, joined to nothing unlike it.
    Unlike,
    /// What else was said of a period, mostly in an earlier vintage: drawn hollow and smaller.
    Rival,
}

/// A value to be drawn, with every observation that gives it.
#[derive(Debug, Clone)]
pub(super) struct Mark<'a> {
    /// The place along the chart.
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
    /// Its name for readers.
    pub(super) name: String,
    /// What is drawn of it.
    pub(super) marks: Vec<Mark<'a>>,
}

/// Everything that a chart shows, before it has a place.
#[derive(Debug, Clone)]
pub(super) struct Plan<'a> {
    /// The series, in the order of the spec.
    pub(super) lines: Vec<Line<'a>>,
    /// The places along the chart, in order.
    pub(super) columns: Vec<Column>,
    /// The periods that values are given for, in order.
    pub(super) periods: Vec<TimePeriod>,
    /// The unit of the axis.
    pub(super) unit: Unit,
    /// The multiplier of the axis.
    pub(super) mult: UnitMult,
    /// What the chart shows; never `Auto`.
    pub(super) kind: Kind,
    /// Whether values are bars from zero.
    pub(super) bars: bool,
    /// The sources that were left out because their day is not known, on an axis of days of publication.
    pub(super) undated: Vec<&'a str>,
    /// The rule by which one of several values for one period is drawn solid.
    pub(super) policy: Option<&'a Policy>,
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
        let chosen = kind::of_one_period(spec, chosen);
        let (unit, mult) = (one_unit(&chosen)?, common_mult(&chosen));
        let keys: Vec<_> = chosen.iter().map(|(series, _)| &series.key).collect();
        let mut lines = Vec::new();
        for ((series, observations), name) in chosen.iter().zip(names::names(spec, &keys, language)) {
            let marks = marks::marks(observations, mult, &spec.shown);
            if marks.is_empty() {
                return Err(no_data(spec, &series.key));
            }
            lines.push(Line { key: &series.key, name, marks });
        }
        let kind = kind::resolved(spec.kind, &lines);
        let periods: BTreeSet<_> = chosen.iter().flat_map(|(_, all)| all).map(|o| o.period).collect();
        let mut plan = Self {
            bars: kind::has_bars(kind, &lines),
            lines,
            columns: Vec::new(),
            periods: periods.into_iter().collect(),
            unit,
            mult,
            kind,
            undated: Vec::new(),
            policy: chosen.first().map(|(series, _)| &series.policy).filter(|_| !spec.shown.is_empty()),
        };
        plan.order(spec, &chosen, language);
        match plan.columns.is_empty() {
            false => Ok(plan),
            true => Err(ChartError::Undated(keys.first().map(ToString::to_string).unwrap_or_default())),
        }
    }

    /// Gives every mark its place.
    fn order(&mut self, spec: &ChartSpec, chosen: &[Chosen<'a>], language: Language) {
        match self.kind {
            Kind::Sources => rows::sources(self, spec, chosen, language),
            Kind::Vintages => rows::vintages(self, chosen),
            Kind::Rows => rows::rows(self, spec, language),
            _ => self.along_time(&columns::periods(chosen, self.bars)),
        }
    }

    fn along_time(&mut self, periods: &[TimePeriod]) {
        let days: Option<Vec<_>> = periods.iter().map(|p| p.length().is_none().then(|| p.first_day())).collect();
        self.columns = match days {
            Some(days) if days.len() > 1 => days.into_iter().map(Column::Day).collect(),
            _ => periods.iter().map(|period| Column::Period(*period)).collect(),
        };
        for mark in self.lines.iter_mut().flat_map(|line| &mut line.marks) {
            mark.column = periods.iter().position(|p| *p == mark.period()).unwrap_or_default();
        }
    }

    /// Every mark, in the order of the series.
    pub(super) fn marks(&self) -> impl Iterator<Item = &Mark<'a>> {
        self.lines.iter().flat_map(|line| &line.marks)
    }

    /// How the places lie.
    pub(super) fn form(&self) -> Form {
        match self.kind {
            Kind::Rows | Kind::Sources => Form::Lying,
            Kind::Panels => Form::Panels,
            _ => Form::Upright,
        }
    }

    /// Whether series are told apart by colour and shape: in rows and panels they stand apart already.
    pub(super) fn coloured(&self) -> bool {
        self.form() == Form::Upright && self.lines.len() > 1
    }

    /// The one period of the chart, if it has one only.
    pub(super) fn only(&self) -> Option<TimePeriod> {
        self.periods.first().copied().filter(|_| self.periods.len() == 1)
    }

    /// The same chart of one series alone, in the same places.
    pub(super) fn alone(&self, series: usize) -> Self {
        Self { lines: vec![self.lines[series].clone()], ..self.clone() }
    }

    /// Whether the values are accumulated amounts, which stand on zero.
    pub(super) fn amounts(&self) -> bool {
        self.lines.iter().all(|line| kind::is_amount(line.key))
    }
}

type Chosen<'a> = (&'a Series, Vec<&'a Observation>);

fn no_data(spec: &ChartSpec, key: &SeriesKey) -> ChartError {
    ChartError::NoData { key: key.to_string(), months: spec.months, period: spec.period }
}

fn choose<'a>(spec: &ChartSpec, series: &'a [Series], key: &SeriesKey) -> Result<Chosen<'a>, ChartError> {
    let missing = || no_data(spec, key);
    let series = series.iter().find(|s| s.key == *key).ok_or_else(missing)?;
    let shown = |o: &&Observation| {
        spec.months.is_none_or(|months| o.period.length() == Some(months))
            && spec.period.is_none_or(|period| o.period == period)
    };
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
