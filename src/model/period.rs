//! Time periods: runs of whole months, or one day, written as SDMX `TIME_PERIOD`.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};

use super::ParseError;
use super::forms::serde_by_text;

const WANTED: &str = "a period: want 2024, 2024-S1, 2024-Q2, 2024-05, 2024-07-01, 2023-01-01/P10M or 2023-01/2023-10";

/// A calendar month, counted from January of year 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(i32);

impl Month {
    /// The month `month` (1 to 12) of `year`; `None` outside 1..=12 or outside the years 1 to 9999.
    pub fn new(year: i32, month: u32) -> Option<Self> {
        ((1..=12).contains(&month) && (1..=9999).contains(&year)).then(|| Self(year * 12 + month as i32 - 1))
    }

    /// The month in which `date` lies.
    pub fn of(date: NaiveDate) -> Self {
        Self(date.year() * 12 + date.month0() as i32)
    }

    /// The calendar year.
    pub fn year(self) -> i32 {
        self.0.div_euclid(12)
    }

    /// The month of the year, 1 to 12.
    pub fn month(self) -> u32 {
        self.0.rem_euclid(12) as u32 + 1
    }

    /// The month `months` later (earlier if negative).
    #[must_use]
    pub fn plus(self, months: i32) -> Self {
        Self(self.0 + months)
    }

    /// How many months `self` lies after `other`.
    pub fn since(self, other: Self) -> i32 {
        self.0 - other.0
    }

    fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year(), self.month(), 1).unwrap_or_default()
    }

    fn last_day(self) -> NaiveDate {
        let (year, month) = (self.year(), self.month());
        let last = match month {
            2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        NaiveDate::from_ymd_opt(year, month, last).unwrap_or_default()
    }
}

/// The English name of month `month` (1 to 12) of the year; empty outside that.
pub fn month_name(month: u32) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    (month as usize).checked_sub(1).and_then(|at| NAMES.get(at)).copied().unwrap_or_default()
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.month())
    }
}

/// What an observation is about in time: a run of whole months (a flow), or one day (a stock or a rate in force).
///
/// The text form is SDMX `TIME_PERIOD`; equal runs have one form, whatever was read.
///
/// ```
/// use attested::model::TimePeriod;
/// let quarter: TimePeriod = "2025-04-01/P3M".parse()?;
/// assert_eq!(quarter, "2025-Q2".parse()?);
/// assert_eq!(quarter.to_string(), "2025-Q2");
/// assert_eq!("2023-01/2023-10".parse::<TimePeriod>()?.to_string(), "2023-01-01/P10M");
/// # Ok::<(), attested::model::ParseError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TimePeriod {
    /// `count` whole months from `first` on; `count` is at least 1.
    Months {
        /// The first month.
        first: Month,
        /// The number of months.
        count: u32,
    },
    /// One day.
    Day(NaiveDate),
}

impl TimePeriod {
    /// The calendar year.
    pub fn year(year: i32) -> Option<Self> {
        Self::months(Month::new(year, 1)?, 12)
    }

    /// Quarter `quarter` (1 to 4) of a year.
    pub fn quarter(year: i32, quarter: u32) -> Option<Self> {
        if !(1..=4).contains(&quarter) {
            return None;
        }
        Self::months(Month::new(year, quarter * 3 - 2)?, 3)
    }

    /// Half `half` (1 or 2) of a year.
    pub fn half(year: i32, half: u32) -> Option<Self> {
        if !(1..=2).contains(&half) {
            return None;
        }
        Self::months(Month::new(year, half * 6 - 5)?, 6)
    }

    /// One month.
    pub fn month(month: Month) -> Self {
        Self::Months { first: month, count: 1 }
    }

    /// `count` months from `first` on; `None` for an empty run.
    pub fn months(first: Month, count: u32) -> Option<Self> {
        (1..=2400).contains(&count).then_some(Self::Months { first, count })
    }

    /// The run from one month to another, both included; `None` if it ends before it begins.
    pub fn between(first: Month, last: Month) -> Option<Self> {
        u32::try_from(last.since(first) + 1).ok().and_then(|count| Self::months(first, count))
    }

    /// The period from one day to another, both included: that day if they are one, else the run of whole months;
    /// `None` if they bound no such run.
    pub fn of_days(first: NaiveDate, last: NaiveDate) -> Option<Self> {
        if first == last {
            return Some(Self::Day(first));
        }
        let period = Self::between(Month::of(first), Month::of(last))?;
        ((period.first_day(), period.last_day()) == (first, last)).then_some(period)
    }

    /// The first day of the period.
    pub fn first_day(self) -> NaiveDate {
        match self {
            Self::Months { first, .. } => first.first_day(),
            Self::Day(day) => day,
        }
    }

    /// The last day of the period.
    pub fn last_day(self) -> NaiveDate {
        match self {
            Self::Months { first, count } => first.plus(count as i32 - 1).last_day(),
            Self::Day(day) => day,
        }
    }

    /// The number of whole months; `None` for a day.
    pub fn length(self) -> Option<u32> {
        match self {
            Self::Months { count, .. } => Some(count),
            Self::Day(_) => None,
        }
    }

    /// Whether two periods may be compared without a warning: same first month of the year and same length (for
    /// days, the same day of the year), in whatever years.
    pub fn like_for_like(self, other: Self) -> bool {
        match (self, other) {
            (Self::Months { first: a, count: n }, Self::Months { first: b, count: m }) => {
                a.month() == b.month() && n == m
            }
            (Self::Day(a), Self::Day(b)) => (a.month(), a.day()) == (b.month(), b.day()),
            _ => false,
        }
    }

    /// The same period `years` later (earlier if negative). 29 February becomes 28 where there is no such day.
    #[must_use]
    pub fn plus_years(self, years: i32) -> Self {
        match self {
            Self::Months { first, count } => Self::Months { first: first.plus(12 * years), count },
            Self::Day(day) => {
                let year = day.year() + years;
                Self::Day(day.with_year(year).or_else(|| NaiveDate::from_ymd_opt(year, 2, 28)).unwrap_or(day))
            }
        }
    }

    /// The run of the same length that ends where this one begins; a day has none.
    pub fn previous(self) -> Option<Self> {
        match self {
            Self::Months { first, count } => Some(Self::Months { first: first.plus(-(count as i32)), count }),
            Self::Day(_) => None,
        }
    }

    /// Whether the run is a named one (year, half, quarter, month) rather than a cumulative stretch.
    pub fn is_named(self) -> bool {
        match self {
            Self::Months { first, count } => {
                matches!((count, (first.month() - 1) % count.max(1)), (1, _) | (3 | 6 | 12, 0))
            }
            Self::Day(_) => true,
        }
    }
}

impl PartialOrd for TimePeriod {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// Periods are ordered by their first day, then by their last.
impl Ord for TimePeriod {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let rank = |p: &Self| (p.first_day(), p.last_day(), matches!(p, Self::Day(_)));
        rank(self).cmp(&rank(other))
    }
}

impl fmt::Display for TimePeriod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Day(day) => write!(f, "{}", day.format("%Y-%m-%d")),
            Self::Months { first, count } => match (count, first.month()) {
                (12, 1) => write!(f, "{:04}", first.year()),
                (6, 1 | 7) => write!(f, "{:04}-S{}", first.year(), first.month() / 6 + 1),
                (3, 1 | 4 | 7 | 10) => write!(f, "{:04}-Q{}", first.year(), first.month() / 3 + 1),
                (1, _) => write!(f, "{first}"),
                _ => write!(f, "{first}-01/P{count}M"),
            },
        }
    }
}

fn two(text: &str) -> Option<u32> {
    (text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

fn four(text: &str) -> Option<i32> {
    (text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

fn month_of(text: &str) -> Option<Month> {
    let (year, month) = text.split_once('-')?;
    Month::new(four(year)?, two(month)?)
}

fn day_of(text: &str) -> Option<NaiveDate> {
    let (year, rest) = text.split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    NaiveDate::from_ymd_opt(four(year)?, two(month)?, two(day)?)
}

fn run_of(start: &str, end: &str) -> Option<TimePeriod> {
    if let Some(duration) = end.strip_prefix('P') {
        let first = month_of(start.strip_suffix("-01")?)?;
        let (count, factor) = match (duration.strip_suffix('M'), duration.strip_suffix('Y')) {
            (Some(months), _) => (months, 1),
            (_, Some(years)) => (years, 12),
            _ => return None,
        };
        return TimePeriod::months(first, count.parse::<u32>().ok()?.checked_mul(factor)?);
    }
    TimePeriod::between(month_of(start)?, month_of(end)?)
}

fn parse(text: &str) -> Option<TimePeriod> {
    if let Some((start, end)) = text.split_once('/') {
        return run_of(start, end);
    }
    if text.len() == 10 {
        return day_of(text).map(TimePeriod::Day);
    }
    let Some((year, part)) = text.split_once('-') else {
        return TimePeriod::year(four(text)?);
    };
    let year = four(year)?;
    match part.as_bytes() {
        [b'Q', q] => TimePeriod::quarter(year, u32::from(q.wrapping_sub(b'0'))),
        [b'S', s] => TimePeriod::half(year, u32::from(s.wrapping_sub(b'0'))),
        _ => Some(TimePeriod::month(Month::new(year, two(part)?)?)),
    }
}

impl FromStr for TimePeriod {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        parse(text).ok_or_else(|| ParseError::new(text, WANTED))
    }
}

serde_by_text!(TimePeriod);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_form_for_equal_runs() {
        for (read, form) in [
            ("2024", "2024"),
            ("2024-01/2024-12", "2024"),
            ("2024-S2", "2024-S2"),
            ("2024-07/2024-12", "2024-S2"),
            ("2024-Q4", "2024-Q4"),
            ("2024-05", "2024-05"),
            ("2024-05-01/P1M", "2024-05"),
            ("2024-07-01", "2024-07-01"),
            ("2023-01-01/P10M", "2023-01-01/P10M"),
            ("2023-04/2024-03", "2023-04-01/P12M"),
            ("2000-01-01/P20Y", "2000-01-01/P240M"),
        ] {
            assert_eq!(read.parse::<TimePeriod>().map(|p| p.to_string()).as_deref(), Ok(form), "{read}");
        }
    }

    #[test]
    fn wrong_texts_are_refused() {
        for text in ["", "24", "2024-13", "2024-Q5", "2024-S0", "2024-02-30", "2024-05/2024-04", "2024-01-01/P0M", "x"]
        {
            assert!(text.parse::<TimePeriod>().is_err(), "{text}");
        }
    }

    #[test]
    fn like_for_like_needs_the_same_months() {
        let p = |text: &str| text.parse::<TimePeriod>().expect(text);
        assert!(p("2023-01-01/P10M").like_for_like(p("2025-01-01/P10M")));
        assert!(!p("2024-01-01/P7M").like_for_like(p("2025-01-01/P10M")));
        assert!(!p("2024-Q1").like_for_like(p("2024-Q2")));
        assert!(p("2024-01-01").like_for_like(p("2025-01-01")));
    }
}
