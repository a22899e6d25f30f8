//! Dates and years in digits.

use chrono::NaiveDate;

use super::codes::letter_and_digit;
use super::spans::opens_month;
use super::words::{count, month, ordinal, ordinal_ending, time, year_after, year_end, year_number};
use super::{Expr, Year, expression};
use crate::extract::page::Page;
use crate::lang::{Link, Time};
use crate::model::{Month, ObsStatus, TimePeriod};
use crate::text::Kind;

/// Dates in digits and years: 2024-07-01, 08.10.2024, 2023-24, 2022/23, 2019-2025, 2024.
pub(super) fn numeric(page: &Page<'_>, at: usize) -> Option<(usize, Expr)> {
    let token = page.tokens.get(at)?;
    if token.kind != Kind::Number {
        return None;
    }
    let word = page.word(at);
    if let Some(day) = dotted(word) {
        return Some((at + 1, Expr::Fixed(TimePeriod::Day(day))));
    }
    if let Some((first, second)) = word.split_once('/')
        && let Some(expr) = double_year(first, second)
    {
        return Some((at + 1, expr));
    }
    // "1—10月": months by number, the word for a month behind the last.
    if let Ok(from @ 1..=12) = word.parse::<u32>()
        && page.grammar(at).year_first
        && (page.tokens.get(at + 1).is_some_and(|t| t.kind == Kind::Dash) || page.link(at + 1, Link::Until))
        && let Some((last, to)) = month(page, at + 2).filter(|(_, to)| *to > from)
    {
        return Some((last, Expr::Months { from, to, year: Year::Open }));
    }
    // A day before its month: "13 October 2024", "1 January".
    if let Ok(day @ 1..=31) = word.parse::<u32>()
        && word.len() <= 2
        && !decimals(page, at)
        && page.tokens.get(at + 1).is_some_and(|t| t.breaks == 0 || t.breaks == 1 && !t.upper && !page.tokens[at].gap)
        // "13 de octubre", "13. Oktober".
        && let behind = at + 1 + usize::from(page.link(at + 1, Link::Of) || ordinal_ending(page, at + 1))
        && let Some((last, month)) = month(page, behind)
    {
        let (last, year) = year_after(page, last);
        return Some((last, Expr::Day { day, month, year }));
    }
    if let Some(run) = run_of_days(page, at) {
        return Some(run);
    }
    if let Some(part) = year_then_part(page, at) {
        return Some(part);
    }
    if let Some((year, _)) = marked_year(page, at) {
        return Some((at + 2, Expr::Fixed(TimePeriod::year(year)?)));
    }
    let year = year_number(page, at)?;
    // "Between 2026 and 2027", "an average of 3.9 percent over 2026 and 2027": one stretch.
    // A word that is no more than "in" beside that ("en 2026 et 2027") tells of the one and of the other.
    let within = |i: usize| page.link(i, Link::In) && !page.one_of(i, &[Link::Compare, Link::Between]);
    let over = |link: Link| page.before_is(at, link) && !at.checked_sub(1).is_some_and(within);
    if [Link::Between, Link::Over].into_iter().any(over)
        && page.link(at + 1, Link::And)
        && let Some(last) = year_number(page, at + 2).filter(|last| *last > year)
        && let Some(run) = Month::new(year, 1).zip(Month::new(last, 12)).and_then(|(a, b)| TimePeriod::between(a, b))
    {
        return Some((at + 3, Expr::Fixed(run)));
    }
    if let Some((last, expr)) = dashed(page, at, year).or_else(|| year_to_year(page, at, year)) {
        return Some((last, expr));
    }
    // "За 2025 финансовый год", "in the 2025 fiscal year".
    let fiscal = time(page, at + 1, Time::Fiscal).filter(|_| page.tokens[at + 1].breaks == 0);
    if let Some(last) = fiscal.and_then(|fiscal| time(page, fiscal, Time::Year)) {
        return Some((last, Expr::Fiscal(Year::Called(year))));
    }
    TimePeriod::year(year).map(|period| (year_end(page, at + 1), Expr::Fixed(period)))
}

/// "11–17 ноября", "11-17 November": the last day of a run of days whose month stands behind both.
fn run_of_days(page: &Page<'_>, at: usize) -> Option<(usize, Expr)> {
    let day = |i: usize| {
        let short = page.tokens.get(i).is_some_and(|t| t.kind == Kind::Number && t.end - t.start <= 2 && t.breaks == 0);
        page.word(i).parse::<u32>().ok().filter(|day| short && (1..=31).contains(day))
    };
    let glued = |i: usize| page.tokens.get(i).is_some_and(|t| !t.spaced);
    let dash = page.tokens.get(at + 1).is_some_and(|t| t.kind == Kind::Dash) && glued(at + 1) && glued(at + 2);
    let first = page.word(at).parse::<u32>().ok().filter(|first| dash && *first >= 1 && !decimals(page, at))?;
    let last = day(at + 2).filter(|last| *last > first)?;
    let (end, month) = month(page, at + 3)?;
    let (end, year) = year_after(page, end);
    if opens_month(first, last) {
        return Some((end, Expr::Months { from: month, to: month, year }));
    }
    Some((end, Expr::Day { day: last, month, year }))
}

/// "The first of January", "the 1st of October": the day before its month.
pub(super) fn day_of_month(page: &Page<'_>, at: usize) -> Option<(usize, Expr)> {
    let (of, day) = ordinal(page, at).filter(|(_, n)| (1..=31).contains(n))?;
    let (last, month) = month(page, of + 1).filter(|_| page.link(of, Link::Of))?;
    let (last, year) = year_after(page, last);
    Some((last, Expr::Day { day: u32::try_from(day).ok()?, month, year }))
}

/// "2024e", "2025f": a year with a letter that says how sure its values are, and what it says.
pub fn marked_year(page: &Page<'_>, at: usize) -> Option<(i32, Option<ObsStatus>)> {
    let word = page.word(at);
    let year: i32 = word.parse().ok().filter(|y| word.len() == 4 && (1900..=2099).contains(y))?;
    page.tokens.get(at + 1).filter(|t| t.kind == Kind::Word && !t.spaced && t.breaks == 0)?;
    let mut letters = page.word(at + 1).chars();
    let letter = letters.next().filter(|_| letters.next().is_none())?;
    let next = page.tokens.get(at + 2);
    next.is_none_or(|t| t.spaced || t.breaks > 0 || matches!(t.kind, Kind::Mark)).then_some(())?;
    let marks = &page.grammar(at).year_marks;
    marks.iter().find(|(mark, _)| mark.eq_ignore_ascii_case(&letter)).map(|(_, status)| (year, *status))
}

/// "2025 Q3", "2025Q3", "2025-Q3": the year before the letters of a part of it.
fn year_then_part(page: &Page<'_>, at: usize) -> Option<(usize, Expr)> {
    let word = page.word(at);
    let year: i32 = word.parse().ok().filter(|y| word.len() == 4 && (1900..=2099).contains(y))?;
    let dash = page.tokens.get(at + 1).is_some_and(|t| t.kind == Kind::Dash && !t.spaced);
    let part = at + 1 + usize::from(dash);
    page.tokens.get(part).filter(|t| t.kind == Kind::Word && t.upper && t.breaks == 0 && !t.gap)?;
    let (from, to) = letter_and_digit(page, part)?;
    Some((part + 1, Expr::Months { from, to, year: Year::Of(year) }))
}

/// "At the end of '24": a year of which an apostrophe stands for the century, behind a small word.
pub(super) fn short_year(page: &Page<'_>, at: usize) -> Option<i32> {
    const LED: [Link; 6] = [Link::In, Link::Of, Link::Since, Link::Until, Link::From, Link::For];
    let mark = matches!(page.word(at), "'" | "\u{2019}" | "\u{2018}") && page.tokens[at].spaced;
    let digits =
        page.tokens.get(at + 1).filter(|t| mark && t.kind == Kind::Number && !t.spaced && t.end - t.start == 2)?;
    let alone = page.tokens.get(at + 2).is_none_or(|t| t.spaced || t.kind == Kind::Mark || t.breaks > 0);
    let led = at.checked_sub(1).is_some_and(|i| page.one_of(i, &LED));
    let year: i32 = digits.of(page.text).parse().ok().filter(|_| led && alone)?;
    Some(if year < 50 { 2000 + year } else { 1900 + year })
}

/// The same as an expression.
pub(super) fn abbreviated(page: &Page<'_>, at: usize) -> Option<(usize, Expr)> {
    short_year(page, at).and_then(TimePeriod::year).map(|year| (at + 2, Expr::Fixed(year)))
}

/// The "7" of "2,7": the digits behind a decimal mark are no day.
fn decimals(page: &Page<'_>, at: usize) -> bool {
    let glued = !page.tokens[at].spaced && page.tokens[at].breaks == 0;
    let number = |i: usize| page.tokens[i].kind == Kind::Number && !page.tokens[i + 1].spaced;
    glued && at.checked_sub(2).is_some_and(|i| matches!(page.mark(at - 1), b',' | b'.') && number(i))
}

/// 08.10.2024: day, month and year.
fn dotted(word: &str) -> Option<NaiveDate> {
    let mut parts = word.split(['.', '/']);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// 2023/24 and 2023/2024: a year that runs over two calendar years.
fn double_year(first: &str, second: &str) -> Option<Expr> {
    let start: i32 = first.parse().ok().filter(|y| (1900..=2099).contains(y))?;
    next_year(start, second).then_some(Expr::Fiscal(Year::Of(start + 1)))
}

/// Whether digits name the year after another, in two or four of them.
pub(super) fn next_year(year: i32, digits: &str) -> bool {
    let end = digits.parse::<i32>().ok();
    end == Some(year + 1) || digits.len() == 2 && end == Some((year + 1).rem_euclid(100))
}

/// "2013年至2024年": a stretch of years, where the year stands before its noun.
fn year_to_year(page: &Page<'_>, at: usize, year: i32) -> Option<(usize, Expr)> {
    let end = year_end(page, at + 1);
    let to = page.grammar(at).year_first && page.one_of(end, &[Link::To, Link::Until]);
    let last = year_number(page, end + 1).filter(|last| to && *last > year)?;
    let run = TimePeriod::between(Month::new(year, 1)?, Month::new(last, 12)?)?;
    Some((year_end(page, end + 2), Expr::Fixed(run)))
}

/// 2024-07-01, 2023-24 and 2019-2025 (with a hyphen or a dash).
fn dashed(page: &Page<'_>, at: usize, year: i32) -> Option<(usize, Expr)> {
    let glued = |at: usize, kind: Kind| page.tokens.get(at).is_some_and(|t| t.kind == kind && !t.spaced);
    if !glued(at + 1, Kind::Dash) || !glued(at + 2, Kind::Number) {
        return None;
    }
    let second = page.word(at + 2);
    if second.len() == 2
        && glued(at + 3, Kind::Dash)
        && let (Ok(month), Ok(day)) = (second.parse(), page.word(at + 4).parse())
    {
        return NaiveDate::from_ymd_opt(year, month, day).map(|day| (at + 5, Expr::Fixed(TimePeriod::Day(day))));
    }
    if second.len() == 2 && next_year(year, second) {
        return Some((at + 3, Expr::Years(year + 1)));
    }
    // "The 2024-2025 fiscal year".
    if next_year(year, second)
        && let Some(last) = time(page, at + 3, Time::Fiscal).filter(|_| page.tokens[at + 3].breaks == 0)
    {
        return Some((time(page, last, Time::Year).unwrap_or(last), Expr::Fiscal(Year::Of(year + 1))));
    }
    // "The 2025-2026 National Budget", "budget for 2025-2026": so is that of a budget.
    const REACH: usize = 3;
    let named = |i: usize| page.link(i, Link::Budget) && page.tokens[i].breaks == 0;
    if next_year(year, second) && ((at + 3..at + 3 + REACH).any(named) || (at.saturating_sub(REACH)..at).any(named)) {
        return Some((at + 3, Expr::Years(year + 1)));
    }
    let last = year_number(page, at + 2).or_else(|| without_century(page, at + 1, year)).filter(|last| *last > year)?;
    let run = TimePeriod::between(Month::new(year, 1)?, Month::new(last, 12)?)?;
    Some((year_end(page, at + 3), Expr::Fixed(run)))
}

/// "On average during 2019–23": the later year of a stretch in two digits, behind its dash. Behind a hyphen digits up to 12 may be a month.
fn without_century(page: &Page<'_>, dash: usize, year: i32) -> Option<i32> {
    let digits = page.word(dash + 1);
    let end: i32 = digits.parse().ok().filter(|_| digits.len() == 2)?;
    let alone = page.tokens.get(dash + 2).is_none_or(|t| t.spaced || t.kind == Kind::Mark || t.breaks > 0);
    let month = end <= 12 && page.is(dash, b'-');
    (alone && !month && end > year.rem_euclid(100)).then_some(year - year.rem_euclid(100) + end)
}

/// "一、二、三季度": a number of an enumeration whose unit stands behind its last; a number that opens a line counts the line.
pub(super) fn enumerated(page: &Page<'_>, at: usize) -> Option<(usize, Expr)> {
    let opens = at == 0 || page.tokens[at].breaks > 0;
    let (last, n) = count(page, at).filter(|_| page.grammar(at).year_first && !opens)?;
    let joint = matches!(page.word(last), "," | "\u{3001}") || page.link(last, Link::And);
    let next = if joint { expression(page, last + 1) } else { None };
    match next? {
        (_, Expr::Months { from, to, year }) if to == from + 2 && from % 3 == 1 && n < from.div_ceil(3) => {
            Some((last, Expr::Months { from: n * 3 - 2, to: n * 3, year }))
        }
        (_, Expr::Months { from, to, year }) if to == from && n < from => {
            Some((last, Expr::Months { from: n, to: n, year }))
        }
        _ => None,
    }
}
