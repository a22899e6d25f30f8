//! What an expression of time counts from, and the period that it then is.

use chrono::{Datelike, NaiveDate, TimeDelta};

use super::{EndOf, Expr, Year};
use crate::model::{Area, Month, Published, TimePeriod};

/// How many months a time has been over of which a forecast means the next one.
const LONG_OVER: u32 = 6;

/// What is known when an expression is resolved.
#[derive(Debug, Clone, Copy, Default)]
pub struct Anchor {
    /// When the document was published.
    pub published: Option<Published>,
    /// The year that the context speaks of.
    pub year: Option<i32>,
    /// The period at hand: that of the figure before.
    pub period: Option<TimePeriod>,
    /// The period last named.
    pub mentioned: Option<TimePeriod>,
    /// The year of a month or day that this line has named.
    pub line_year: Option<i32>,
    /// Whose fiscal year counts.
    pub area: Option<Area>,
    /// The fiscal year that the head of the text names.
    pub fiscal: Option<TimePeriod>,
    /// Whether the figure lies in the future.
    pub ahead: bool,
}

impl Anchor {
    /// Resolves an expression; `None` when what it needs is not known.
    pub fn resolve(&self, expr: Expr) -> Option<TimePeriod> {
        match expr {
            Expr::Fixed(period) => Some(period),
            // "For the full year", in a text on a fiscal year that has not turned to one of the calendar.
            Expr::Months { from: 1, to: 12, year: Year::That } if self.fiscal.is_some() && !self.in_calendar() => {
                self.fiscal
            }
            Expr::Months { from, to, year } => self.months(from, to, year),
            Expr::Day { day, month, year: Year::Open } if self.shortly(month, day).is_some() => {
                self.shortly(month, day).map(TimePeriod::Day)
            }
            Expr::Day { day, month, year } => {
                let year = self.year_for(year, month, day)?;
                NaiveDate::from_ymd_opt(year, month, day).map(TimePeriod::Day)
            }
            // "Consumption contributes 0.3 points this quarter": of a quarter that is over, the text speaks of that one.
            Expr::Relative { months: 3, offset: 0 } if !self.ahead && self.spoken_quarter().is_some() => {
                self.spoken_quarter()
            }
            Expr::Relative { months, offset } => self.relative(months, offset),
            Expr::Season(offset) => self.season(offset),
            Expr::Fiscal(year) => self.fiscal(year),
            Expr::Years(end) => match self.area.map_or(1, Area::fiscal_year_start) {
                1 => TimePeriod::between(Month::new(end - 1, 1)?, Month::new(end, 12)?),
                _ => self.fiscal(Year::Of(end)),
            },
            Expr::PartOfFiscal { from, to, year } => self.part_of_fiscal(from, to, year),
            Expr::Same(year) => self.same(year),
            Expr::YearsAgo(years) => self.years_ago(years),
            Expr::Before => self.period?.previous(),
            Expr::End(end) => self.edge(end),
            Expr::Vague => None,
            Expr::Today => self.published?.day().map(TimePeriod::Day),
            Expr::Days(days) => later(self.published?.day()?, days),
            Expr::WeeksAgo(weeks) => match self.period? {
                TimePeriod::Day(day) => later(day, -7 * weeks),
                TimePeriod::Months { .. } => None,
            },
            Expr::That(months) => self.mentioned.filter(|p| p.length() == Some(months)),
        }
    }

    /// Whether the period at hand is a year of the calendar.
    fn in_calendar(&self) -> bool {
        self.period.is_some_and(|p| p.length() == Some(12) && p.first_day().month() == 1)
    }

    /// The period at hand, so many years before. Two years and more before a run to date, or where none is at hand, it is the
    /// whole of that year.
    fn years_ago(&self, years: i32) -> Option<TimePeriod> {
        let whole = |year: i32| TimePeriod::year(year - years);
        match self.period {
            Some(p) if years > 1 && matches!(p.length(), Some(2 | 4 | 5 | 7..12)) => whole(p.last_day().year()),
            Some(p) => Some(p.plus_years(-years)),
            None if years > 1 => whole(self.published?.month().year()),
            None => None,
        }
    }

    /// The quarter at hand, where it was over when the document was published.
    fn spoken_quarter(&self) -> Option<TimePeriod> {
        let over = |p: &TimePeriod| self.published.is_some_and(|day| p.last_day() < day.vintage());
        self.period.filter(|p| p.length() == Some(3)).filter(over)
    }

    /// "The rate for 15 November", on the 14th: a day without a year that lies just ahead is not that of the year before.
    fn shortly(&self, month: u32, day: u32) -> Option<NaiveDate> {
        const AHEAD: i64 = 31;
        let published = self.published.and_then(Published::day)?;
        let near = |date: &NaiveDate| (1..=AHEAD).contains(&(*date - published).num_days());
        let dates = [0, 1].into_iter().filter_map(|next| NaiveDate::from_ymd_opt(published.year() + next, month, day));
        dates
            .into_iter()
            .find(near)
            .filter(|_| self.year.is_none() && self.line_year.is_none_or(|y| y >= published.year()))
    }

    /// A run of months of a year.
    fn months(&self, from: u32, to: u32, year: Year) -> Option<TimePeriod> {
        // A run is over only when its last month is, of which first readings come in its last days; a single month may be spoken of
        // while it lasts.
        const LAST_DAYS: u32 = 28;
        let open = year == Year::Open;
        let year = self.year_for(year, to, if from == to { 1 } else { LAST_DAYS })?;
        // "6.5 percent for the fiscal year ending March", said in October: what is foreseen of twelve months is of those to come.
        let over = self.published.is_some_and(|p| (year, to) < (p.month().year(), p.month().month()));
        let next = open && self.ahead && over && from > to && to + 1 == from;
        let year = year + i32::from(next);
        let start = if from > to { year - 1 } else { year };
        TimePeriod::between(Month::new(start, from)?, Month::new(year, to)?)
    }

    /// The year in which a month (or day) lies: the written one; else the context's; else the latest that is over
    /// when the document is published.
    fn year_for(&self, year: Year, month: u32, day: u32) -> Option<i32> {
        match (year, self.published) {
            (Year::Of(year) | Year::Called(year), _) => Some(year),
            (Year::Over, _) => Anchor { ahead: false, ..*self }.year_for(Year::Open, month, day),
            (Year::That, published) => {
                let year_of = |p: TimePeriod| p.last_day().year();
                let named = self.mentioned.or(self.period).map(year_of);
                let now = published.map(|p| p.month());
                // What is foreseen of "the whole year" is of none that is over, but for the last one, of which estimates are still
                // made in January.
                let last = now.filter(|now| now.month() <= 2).map(|now| now.year() - 1);
                let open = |year: &i32| now.is_none_or(|now| *year >= now.year()) || Some(*year) == last;
                let named = match self.period.map(year_of) {
                    _ if !self.ahead => named,
                    at_hand @ Some(_) if at_hand == last => at_hand,
                    _ => named.filter(open),
                };
                let year = named.or(now.map(|now| now.year()))?;
                // A whole year of which a text of January tells is the one that is over, whatever day it names.
                let begun = now.is_some_and(|now| !self.ahead && year == now.year() && now.month() <= 3);
                Some(year - i32::from(month == 12 && begun))
            }
            (Year::Offset(offset), Some(published)) => Some(published.month().year() + offset),
            (Year::Offset(_), None) => None,
            (Year::Open, _) if self.year.is_some() => self.year,
            (Year::Open, Some(published)) => {
                let now = published.month();
                let over = month < now.month() || (month == now.month() && (day <= now_day(published)));
                // "It will be around 33 % in the first quarter", said in December: what is foreseen of a time that has long been over
                // is of the next one.
                let next = self.ahead && month + LONG_OVER <= now.month();
                let over = over || self.ahead;
                let latest = now.year() - i32::from(!over) + i32::from(next);
                Some(self.line_year.filter(|y| *y < latest && !self.ahead).unwrap_or(latest))
            }
            (Year::Open, None) => None,
        }
    }

    /// A run counted from the one of publication.
    fn relative(&self, months: u32, offset: i32) -> Option<TimePeriod> {
        let now = self.published?.month();
        if months == 12 {
            return TimePeriod::year(now.year() + offset);
        }
        let length = months as i32;
        let index = (now.month() as i32 - 1).div_euclid(length);
        let first = Month::new(now.year(), 1)?.plus((index + offset) * length);
        TimePeriod::months(first, months)
    }

    /// A season counted from the one of publication.
    fn season(&self, offset: i32) -> Option<TimePeriod> {
        const JULY: u32 = 7;
        let now = self.published?.month();
        let year = now.year() + offset - i32::from(now.month() < JULY);
        TimePeriod::months(Month::new(year, JULY)?, 12)
    }

    /// The fiscal year of the area, by the calendar year in which it ends.
    fn fiscal(&self, year: Year) -> Option<TimePeriod> {
        let start = self.area.map_or(1, Area::fiscal_year_start);
        let end = match year {
            Year::Of(year) => year,
            Year::Called(year) => year + i32::from(self.area.is_some_and(Area::fiscal_year_named_by_start)),
            Year::Offset(offset) => {
                let now = self.published?.month();
                now.year() + offset + i32::from(start > 1 && now.month() >= start)
            }
            Year::Open | Year::Over | Year::That => return None,
        };
        let first = Month::new(if start > 1 { end - 1 } else { end }, start)?;
        TimePeriod::months(first, 12)
    }

    /// Months of a fiscal year; where it is not said which, of the latest of which they are over.
    fn part_of_fiscal(&self, from: u32, to: u32, year: Year) -> Option<TimePeriod> {
        let part = |year: Year| match self.fiscal(year)? {
            TimePeriod::Months { first, .. } => TimePeriod::months(first.plus(from as i32 - 1), to + 1 - from),
            TimePeriod::Day(_) => None,
        };
        let over = |run: &TimePeriod| self.published.is_some_and(|day| run.last_day() <= day.vintage());
        match year {
            Year::Open if self.ahead => [0, 1].into_iter().filter_map(|n| part(Year::Offset(n))).find(|run| !over(run)),
            Year::Open | Year::Over | Year::That => {
                [0, -1].into_iter().filter_map(|n| part(Year::Offset(n))).find(over)
            }
            year => part(year),
        }
    }

    /// The months at hand in another year.
    fn same(&self, year: Year) -> Option<TimePeriod> {
        let period = self.period?;
        let own = period.last_day().year();
        match year {
            Year::Of(year) | Year::Called(year) => Some(period.plus_years(year - own)),
            Year::Offset(offset) => {
                let base = self.published.map_or(own, |p| p.month().year());
                let to = if base + offset < own || offset == 0 { base + offset } else { own + offset };
                Some(period.plus_years(to - own))
            }
            Year::Open | Year::Over | Year::That => Some(period),
        }
    }

    /// The end of a month or year as its last month, the start as its first day.
    fn edge(&self, end: EndOf) -> Option<TimePeriod> {
        match end {
            EndOf::Month { month, year } => {
                let year = if year == Year::Open && self.ahead {
                    // "By end-June", said in December.
                    let now = self.published?.month();
                    now.year() + i32::from(month + LONG_OVER <= now.month())
                } else {
                    self.year_for(year, month, 28)?
                };
                Some(TimePeriod::month(Month::new(year, month)?))
            }
            EndOf::Fiscal(year) => Some(TimePeriod::month(Month::of(self.fiscal(year)?.last_day()))),
            EndOf::Start { month, year } => {
                let year = self.year_for(year, month, 1)?;
                NaiveDate::from_ymd_opt(year, month, 1).map(TimePeriod::Day)
            }
        }
    }
}

/// The day of publication, or the last one of the month where only that is known.
fn now_day(published: Published) -> u32 {
    published.vintage().day()
}

/// A day so many days after another one.
fn later(day: NaiveDate, days: i32) -> Option<TimePeriod> {
    day.checked_add_signed(TimeDelta::days(days.into())).map(TimePeriod::Day)
}
