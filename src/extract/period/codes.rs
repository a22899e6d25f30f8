//! Quarters, halves and months by their codes.

use super::named::{fiscal, in_bracket, of_fiscal};
use super::numeric::{next_year, numeric};
use super::words::{counted_on, elliptic, roman, skip_of, time, unit, year_after, year_number};
use super::{Expr, Year};
use crate::extract::page::Page;
use crate::lang::{Link, Time};
use crate::model::{Month, TimePeriod};
use crate::text::Kind;

/// Q3 2024, 3Q24, H1 2024, 1H24, 9M 2024, Q1-Q3 2024: letters that the language has for parts of the year.
pub(super) fn coded(page: &Page<'_>, at: usize) -> Option<(usize, Expr)> {
    let token = page.tokens.get(at)?;
    // "III 2024" above a column.
    if let Some(n) = roman(page, at).filter(|_| token.gap || token.breaks > 0)
        && let Some(year) = year_number(page, at + 1)
    {
        return Some((at + 2, Expr::Months { from: n * 3 - 2, to: n * 3, year: Year::Of(year) }));
    }
    if let Some((n, months)) = counted_on(page, at)
        && matches!(months, 3 | 6)
    {
        return Some((at + 1, Expr::Months { from: (n - 1) * months + 1, to: n * months, year: Year::Open }));
    }
    if let Some((last, n, months)) = elliptic(page, at) {
        return Some((last, Expr::Months { from: (n - 1) * months + 1, to: n * months, year: Year::Open }));
    }
    match token.kind {
        Kind::Word => letter_first(page, at).or_else(|| unit_first(page, at)),
        Kind::Number if token.end - token.start <= 2 => digits_first(page, at),
        _ => None,
    }
}

/// Q3, H1 and their ranges: Q32024 is not written, Q3'24 is.
fn letter_first(page: &Page<'_>, at: usize) -> Option<(usize, Expr)> {
    let (from, to) = letter_and_digit(page, at)?;
    if page.tokens.get(at + 1).is_some_and(|t| t.kind == Kind::Dash)
        && let Some((_, to)) = letter_and_digit(page, at + 2)
    {
        let (last, year) = year_after(page, at + 3);
        return Some((last, Expr::Months { from, to, year }));
    }
    // "Q4:2024".
    let colon = page.is(at + 1, b':') && !page.tokens[at + 1].spaced && year_number(page, at + 2).is_some();
    let next = bracketed_months(page, at + 1, (from, to)).unwrap_or(at + 1 + usize::from(colon));
    let (last, year) = year_after(page, next);
    of_fiscal(page, at + 1, from, to).or(Some((last, Expr::Months { from, to, year })))
}

/// "Quarter 2 (Apr to June) 2025", "quarter 3 of 2024": the number behind the noun.
fn unit_first(page: &Page<'_>, at: usize) -> Option<(usize, Expr)> {
    let (next, length) = unit(page, at).filter(|(_, length)| matches!(length, 3 | 6))?;
    let digit = page.tokens.get(next).filter(|t| t.kind == Kind::Number && t.breaks == 0 && t.end - t.start == 1)?;
    let (from, to) = numbered(length, digit.of(page.text).parse().ok()?)?;
    let named = bracketed_months(page, next + 1, (from, to)).unwrap_or(next + 1);
    let (last, year) = year_after(page, named);
    (named > next + 1 || last > named).then_some((last, Expr::Months { from, to, year }))
}

/// Past the months in a bracket that say which a quarter has: "Q2 (April to June) 2025".
fn bracketed_months(page: &Page<'_>, at: usize, run: (u32, u32)) -> Option<usize> {
    in_bracket(page, at).filter(|(_, months)| *months == run).map(|(end, _)| end)
}

/// The months of a quarter or half such as Q3 or H1.
pub(super) fn letter_and_digit(page: &Page<'_>, at: usize) -> Option<(u32, u32)> {
    let mut letters = page.word(at).chars();
    let (letter, digit) = (letters.next()?, letters.next()?.to_digit(10)?);
    let length = page.grammar(at).code_months(letter).filter(|length| letters.next().is_none() && *length > 1)?;
    numbered(length, digit)
}

/// 3Q24, 9M 2024, 1H 2024: digits, then a letter with the year perhaps joined.
fn digits_first(page: &Page<'_>, at: usize) -> Option<(usize, Expr)> {
    let next = page.tokens.get(at + 1).filter(|t| t.kind == Kind::Word && !t.spaced)?;
    let mut letters = next.of(page.text).chars();
    let length = page.grammar(at).code_months(letters.next()?)?;
    let (from, to) = numbered(length, page.word(at).parse().ok()?)?;
    let tail = letters.as_str();
    if let Some(year) = tail.parse::<i32>().ok().filter(|_| matches!(tail.len(), 2 | 4)) {
        let year = if year < 100 { year + 2000 } else { year };
        return Some((at + 2, Expr::Months { from, to, year: Year::Of(year) }));
    }
    let (last, year) = year_after(page, at + 2);
    // "За 9М", "9М: 73,2 млн".
    let before = |links: &[Link]| at > 0 && (page.one_of(at - 1, links) || page.is(at - 1, b':'));
    let labels =
        || page.is(at + 2, b':') || page.tokens.get(at + 2).is_some_and(|t| t.kind == Kind::Number && t.spaced);
    let said = length == 1 && to > 2 && (before(&[Link::Over, Link::For, Link::In]) || labels());
    (tail.is_empty() && (length > 1 || last > at + 2 || said)).then_some((last, Expr::Months { from, to, year }))
}

/// The months of the nth run of a length in its year; of months, the first n.
fn numbered(length: u32, n: u32) -> Option<(u32, u32)> {
    match length {
        1 if (1..=12).contains(&n) => Some((1, n)),
        2..=12 if (1..=12 / length).contains(&n) => Some(((n - 1) * length + 1, n * length)),
        _ => None,
    }
}

/// "July-May FY25", "April-December 2024-25": months of the calendar with the fiscal year behind them in which they lie. A year that runs
/// from April or July has all its months from July to December in the calendar year before the one in which it ends.
pub(super) fn calendar_months(page: &Page<'_>, (last, expr): (usize, Expr)) -> (usize, Expr) {
    let Expr::Months { from, to, year: Year::Open } = expr else { return (last, expr) };
    let behind = skip_of(page, last);
    if from == to || page.tokens.get(behind).is_none_or(|t| t.breaks > 0) {
        return (last, expr);
    }
    let (end, ends) = match fiscal(page, behind).or_else(|| numeric(page, behind)) {
        Some((end, Expr::Fiscal(Year::Of(year) | Year::Called(year)) | Expr::Years(year))) => (end, year),
        _ => return (last, expr),
    };
    let before = from >= 7 || from == 4 && to >= 7;
    match () {
        () if from > to => (end, Expr::Months { from, to, year: Year::Of(ends) }),
        () if before => (end, Expr::Months { from, to, year: Year::Of(ends - 1) }),
        () if to <= 3 => (end, Expr::Months { from, to, year: Year::Of(ends) }),
        () => (last, expr),
    }
}

/// "Сезон-2024/25", "в 2024/25 маркетинговом году": the year in which a harvest is sold, from July to June.
pub(super) fn crop_year(page: &Page<'_>, at: usize) -> Option<(usize, Expr)> {
    if let Some(noun) = time(page, at, Time::Crop) {
        let dash = page.tokens.get(noun).is_some_and(|t| t.kind == Kind::Dash && !t.spaced);
        let bracket = page.is(noun, b'(');
        let (last, start) = two_years(page, if dash || bracket { noun + 1 } else { skip_of(page, noun) })?;
        return Some((last + usize::from(bracket && page.is(last, b')')), sold_from(start)?));
    }
    let (last, start) = two_years(page, at)?;
    page.tokens.get(last).filter(|t| t.breaks == 0)?;
    Some((time(page, last, Time::Crop)?, sold_from(start)?))
}

/// "2024/25", "24/25", "2024-2025": the first of two years that follow one another, in one stroke or with a dash.
fn two_years(page: &Page<'_>, at: usize) -> Option<(usize, i32)> {
    const CENTURY: i32 = 2000;
    page.tokens.get(at).filter(|t| t.kind == Kind::Number)?;
    let dash = page.tokens.get(at + 1).is_some_and(|t| t.kind == Kind::Dash && !t.spaced);
    let (last, first, second) = match page.word(at).split_once('/') {
        Some((first, second)) => (at + 1, first, second),
        None if dash => (at + 3, page.word(at), page.word(at + 2)),
        None => return None,
    };
    let year: i32 = first.parse().ok()?;
    let year = if first.len() == 2 { year + CENTURY } else { year };
    (matches!(first.len(), 2 | 4) && next_year(year, second)).then_some((last, year))
}

/// The twelve months from July of a year.
fn sold_from(year: i32) -> Option<Expr> {
    const JULY: u32 = 7;
    TimePeriod::months(Month::new(year, JULY)?, 12).map(Expr::Fixed)
}
