//! The words below a plot: periods under their columns, or the marks of a calendar.

use chrono::{Datelike, NaiveDate};

use super::Language;
use super::canvas::PX;
use super::plan::{Column, Plan, Shape};
use super::style::AXIS;
use super::text::widest;
use super::words::{self, PeriodLabel};
use crate::model::{Month, TimePeriod};

/// The room that is kept between two labels.
const GAP: i32 = 6 * PX;

/// A label: where its middle stands, and its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tick {
    /// From the left of the picture.
    pub(super) x: i32,
    /// One line or two.
    pub(super) lines: Vec<String>,
}

/// Where each column of a plot that reaches from `left` to `right` has its middle.
pub(super) fn columns(plan: &Plan, left: i32, right: i32) -> Vec<i32> {
    let (count, across) = (plan.columns.len().max(1) as i32, right - left);
    let days = days(plan);
    match (days.first(), days.last()) {
        (Some(first), Some(last)) if first < last => {
            let calendar = Calendar { first: *first, last: *last, left, right };
            days.iter().map(|day| calendar.x(*day)).collect()
        }
        _ => (0..count)
            .map(|nth| left + (i64::from(across) * (2 * i64::from(nth) + 1) / (2 * i64::from(count))) as i32)
            .collect(),
    }
}

fn days(plan: &Plan) -> Vec<NaiveDate> {
    let day = |column: &Column| match column {
        Column::Day(day) => Some(*day),
        _ => None,
    };
    plan.columns.iter().filter_map(day).collect()
}

/// An axis of days.
struct Calendar {
    first: NaiveDate,
    last: NaiveDate,
    left: i32,
    right: i32,
}

impl Calendar {
    fn x(&self, day: NaiveDate) -> i32 {
        let air = ((self.right - self.left) / 10).min(34 * PX);
        let across = i64::from(self.right - self.left - 2 * air);
        let span = (self.last - self.first).num_days().max(1);
        self.left + air + ((day - self.first).num_days() * across / span) as i32
    }

    /// The first days of every so many months, as far as they lie on the axis.
    fn boundaries(&self, months: i32) -> Vec<NaiveDate> {
        let start = Month::of(self.first);
        let start = start.plus(-((start.year() * 12 + start.month() as i32 - 1).rem_euclid(months)));
        let first_day = |nth: i32| TimePeriod::month(start.plus(nth * months)).first_day();
        (0..600).map(first_day).skip_while(|day| *day < self.first).take_while(|day| *day <= self.last).collect()
    }
}

/// The labels of the columns whose middles are given.
pub(super) fn ticks(plan: &Plan, xs: &[i32], (left, right): (i32, i32), language: Language) -> Vec<Tick> {
    let period = |column: &Column| match column {
        Column::Period(period) => *period,
        Column::Day(day) => TimePeriod::Day(*day),
        Column::Row { .. } => TimePeriod::Day(NaiveDate::default()),
    };
    let periods: Vec<_> = plan.columns.iter().map(period).collect();
    let labels: Vec<_> = periods.iter().map(|period| PeriodLabel::of(*period, language)).collect();
    let all = |lines: &dyn Fn(&PeriodLabel) -> Vec<String>| -> Vec<Tick> {
        xs.iter().zip(&labels).map(|(x, label)| Tick { x: *x, lines: lines(label) }).collect()
    };
    let whole = [all(&|label| vec![label.on_one_line()]), all(&PeriodLabel::on_two_lines)];
    if let Some(fits) = whole.into_iter().find(|ticks| are_apart(ticks)) {
        return fits;
    }
    if matches!(plan.columns.first(), Some(Column::Day(_))) {
        return calendar(plan, left, right, language);
    }
    thinned(&periods, xs, language)
}

/// Whether labels keep clear of one another.
fn are_apart(ticks: &[Tick]) -> bool {
    let half = |tick: &Tick| widest(&tick.lines, AXIS) / 2;
    ticks.windows(2).all(|pair| pair[0].x + half(&pair[0]) + GAP <= pair[1].x - half(&pair[1]))
}

/// The marks of a calendar, as many as there is room for.
fn calendar(plan: &Plan, left: i32, right: i32, language: Language) -> Vec<Tick> {
    let days = days(plan);
    let (Some(first), Some(last)) = (days.first(), days.last()) else {
        return Vec::new();
    };
    let calendar = Calendar { first: *first, last: *last, left, right };
    let label = |day: &NaiveDate, months: i32| {
        let month = PeriodLabel::of(TimePeriod::month(Month::of(*day)), language);
        let year = vec![day.year().to_string()];
        Tick { x: calendar.x(*day), lines: if months < 12 { month.on_two_lines() } else { year } }
    };
    let marks = |months: i32| calendar.boundaries(months).iter().map(|day| label(day, months)).collect::<Vec<_>>();
    let some = [1, 3, 6, 12, 24, 60, 120, 240].into_iter().map(marks).find(|ticks| are_apart(ticks));
    some.filter(|ticks| ticks.len() > 1).unwrap_or_else(|| {
        let end = |day: &NaiveDate| Tick { x: calendar.x(*day), lines: vec![words::day(*day, language)] };
        vec![end(first), end(last)]
    })
}

/// Labels of some of the columns: those at which years or decades begin, or else every nth from the last.
fn thinned(periods: &[TimePeriod], xs: &[i32], language: Language) -> Vec<Tick> {
    let step = periods.first().and_then(|p| Shape::of(*p).step()).filter(|step| *step <= 12);
    let alike = periods.windows(2).all(|pair| Shape::of(pair[0]) == Shape::of(pair[1]));
    let by_years = |months: i32| -> Vec<Tick> {
        let index = |period: &TimePeriod| {
            let month = Month::of(period.first_day());
            month.year() * 12 + month.month() as i32 - 1
        };
        let starts = |(_, period): &(&i32, &TimePeriod)| index(period).rem_euclid(months) < step.unwrap_or(1) as i32;
        let label = |(x, period): (&i32, &TimePeriod)| {
            let whole_years = months >= 12;
            let label = PeriodLabel::of(*period, language);
            let year = vec![period.first_day().year().to_string()];
            Tick { x: *x, lines: if whole_years { year } else { label.on_two_lines() } }
        };
        xs.iter().zip(periods).filter(starts).map(label).collect()
    };
    let fits = |ticks: &Vec<Tick>| ticks.len() > 1 && are_apart(ticks);
    if alike
        && step.is_some()
        && let Some(ticks) = [3, 6, 12, 24, 60, 120, 240, 600, 1200].into_iter().map(by_years).find(fits)
    {
        return ticks;
    }
    let last = periods.len().saturating_sub(1);
    let every = |nth: usize| -> Vec<Tick> {
        let kept = xs.iter().zip(periods).enumerate().filter(|(at, _)| (last - at).is_multiple_of(nth));
        kept.map(|(_, (x, p))| Tick { x: *x, lines: PeriodLabel::of(*p, language).on_two_lines() }).collect()
    };
    (2..=periods.len()).map(every).find(|ticks| are_apart(ticks)).unwrap_or_default()
}
