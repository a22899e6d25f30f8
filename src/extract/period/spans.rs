//! Runs that are told by their first and last day, by their end, or by the two years in which they lie.

use chrono::{Datelike, NaiveDate};

use super::words::{count, day_after, month, unit};
use super::{Expr, Period, Year, expression};
use crate::extract::page::Page;
use crate::lang::Link;
use crate::model::{Month, TimePeriod};
use crate::text::Kind;

/// "From Jan 1 to Aug 31", "с 1 января по 30 июня 2025 года": from the first day of a month to the last one of another, or of the same, are whole
/// months.
pub(super) fn whole_months(page: &Page<'_>, (last, expr): (usize, Expr)) -> Option<(usize, Expr)> {
    let Expr::Day { day: 1, month: from, year: opens } = expr else { return None };
    let token = page.tokens.get(last);
    let dash = token.is_some_and(|t| t.kind == Kind::Dash && t.breaks == 0);
    // "По" is "by" as well as "to", and "bis" is "until".
    let to = dash || page.one_of(last, &[Link::To, Link::Until, Link::By, Link::Toward]);
    match if to { expression(page, last + 1) } else { None } {
        Some((end, Expr::Day { day, month: to, year })) if day >= 28 && from <= to => {
            let named = if year == Year::Open { opens } else { year };
            let alike = year == Year::Open || opens == Year::Open || opens == year;
            (alike && ends_month(day, to, named)).then_some((end, Expr::Months { from, to, year: named }))
        }
        // "From September 1 to September 20".
        Some((end, Expr::Day { day, month: to, year })) if from == to && opens_month(1, day) => {
            Some((end, Expr::Months { from, to, year: if year == Year::Open { opens } else { year } }))
        }
        _ => None,
    }
}

/// "The year to March 31", "that ended on 20 March", "to July 7": the last whole month of a run that ends in a month or on a day of one, which
/// for the first days of a month is the month before.
pub(super) fn closing_month(page: &Page<'_>, at: usize) -> Option<(usize, u32)> {
    const FIRST_DAYS: u32 = 15;
    // "Bis zum 31. März".
    let led = page.one_of(at, &[Link::The, Link::On]) && day_after(page, at + 1).is_some();
    let at = at + usize::from(led);
    let before = day_after(page, at);
    let (last, to) = month(page, before.map_or(at, |(next, _)| next))?;
    let (last, day) =
        before.map(|(_, day)| (last, day)).or_else(|| day_after(page, last)).unwrap_or((last, FIRST_DAYS));
    Some((last, if day < FIRST_DAYS && to > 1 { to - 1 } else { to }))
}

/// Whether a day is the last one of its month; that of February in any year where none is named.
fn ends_month(day: u32, month: u32, year: Year) -> bool {
    let ends = |year: i32| {
        let date = NaiveDate::from_ymd_opt(year, month, day);
        date.and_then(|date| date.succ_opt()).is_some_and(|next| next.day() == 1)
    };
    match year {
        Year::Of(year) => ends(year),
        _ => ends(2023) || ends(2024),
    }
}

/// "截至2024年8月止三个月": so many months, by the last of them, where the year stands first.
pub(super) fn ending(page: &Page<'_>, (last, expr): (usize, Expr)) -> (usize, Expr) {
    let Expr::Months { from, to, year } = expr else { return (last, expr) };
    let until = from == to && page.grammar(last - 1).year_first && page.link(last, Link::Until);
    let behind = last + 1 + usize::from(page.link(last + 1, Link::Of));
    let run = || {
        let (next, months) = count(page, behind)?;
        let (end, length) = unit(page, next)?;
        (length == 1 && (2..=12).contains(&months)).then_some((end, months))
    };
    match until.then(run).flatten() {
        Some((end, months)) => (end, Expr::Months { from: (to + 12 - months) % 12 + 1, to, year }),
        None => (last, expr),
    }
}

/// "40.6 million tonnes in the 2024/25 season, down from 51.0 million in 2023/24": two years behind a season in which a harvest is sold, in the
/// same sentence, are another such season.
pub(super) fn in_crop(page: &Page<'_>, at: usize, expr: Expr, before: Option<&Period>) -> Expr {
    const JULY: u32 = 7;
    let end = match expr {
        Expr::Years(end) => end,
        Expr::Fiscal(Year::Of(end)) if page.word(at).contains('/') => end,
        _ => return expr,
    };
    let season = |p: &&Period| match p.expr {
        Expr::Fixed(TimePeriod::Months { first, count: 12 }) => {
            first.month() == JULY && page.sentence_of(p.first) == page.sentence_of(at)
        }
        _ => false,
    };
    let sold = before.filter(season).and_then(|_| TimePeriod::months(Month::new(end - 1, JULY)?, 12));
    sold.map_or(expr, Expr::Fixed)
}

/// "In March and April 2020", "в июле и августе прошлого года", "in March and April of that year": the year behind the second of two months that
/// "and" joins is that of the first.
pub(super) fn share_year(page: &Page<'_>, at: usize, expr: Expr, before: Option<&mut Period>) {
    let Expr::Months { from, to, year: year @ (Year::Of(_) | Year::Offset(_) | Year::That) } = expr else { return };
    let Some(before) = before.filter(|p| p.last + 1 == at && page.link(p.last, Link::And)) else { return };
    if let Expr::Months { from: first, to: same, year: open @ Year::Open } = &mut before.expr
        && (*first == *same && from == to && *first < from)
    {
        *open = year;
    }
}

/// "Sept. 1-20": whether a run of days is the larger part of its month from its first day on, which "the first 20 days of September" is, too.
pub(super) fn opens_month(from: u32, to: u32) -> bool {
    const MOST: u32 = 16;
    from == 1 && to >= MOST
}
