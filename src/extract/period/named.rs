//! Months, quarters, halves and fiscal years by their names and codes.

use chrono::Datelike;

use super::numeric::{next_year, numeric};
use super::words::{count, month, ordinal, ordinal_ending, relative, roman, skip_of, time, unit, year_after, year_number};
use super::{Expr, Year};
use crate::extract::page::Page;
use crate::lang::{Link, Reading, Time};
use crate::model::{Month, TimePeriod};
use crate::text::Kind;

/// Months by name: January, January-October 2023, from January through October, May 2024, October 13, 2024.
pub(super) fn months(page: &Page<'_>, at: usize) -> Option<(usize, Expr)> {
    let (last, from) = month(page, at)?;
    if let Some((last, day)) = day_after(page, last) {
        let (last, year) = year_after(page, last);
        return Some((last, Expr::Day { day, month: from, year }));
    }
    let (from_end, from_year) = own_year(page, last);
    let joint = page.tokens.get(from_end).is_some_and(|t| t.kind == Kind::Dash && t.breaks == 0)
        || page.one_of(from_end, &[Link::To, Link::Until])
        || (page.link(from_end, Link::And) && page.before_is(at, Link::Between));
    if joint && let Some((last, to)) = month(page, from_end + 1) {
        let (last, year) = year_after(page, last);
        if let (Some(start), Year::Of(end)) = (from_year, year)
            && let Some(run) =
                Month::new(start, from).zip(Month::new(end, to)).and_then(|(a, b)| TimePeriod::between(a, b))
        {
            return Some((last, Expr::Fixed(run)));
        }
        return Some((last, Expr::Months { from, to, year }));
    }
    let (last, year) = year_after(page, last);
    Some((last, Expr::Months { from, to: from, year }))
}

/// The year directly behind a month: "October 2023 to May 2024".
pub(super) fn own_year(page: &Page<'_>, at: usize) -> (usize, Option<i32>) {
    match year_number(page, at) {
        Some(year) => (at + 1, Some(year)),
        None => (at, None),
    }
}

/// The day of the month behind a month's name.
fn day_after(page: &Page<'_>, at: usize) -> Option<(usize, u32)> {
    let token = page.tokens.get(at).filter(|t| t.kind == Kind::Number && t.breaks == 0 && !t.gap)?;
    let day: u32 = token.of(page.text).parse().ok().filter(|d| (1..=31).contains(d))?;
    let suffix = ordinal_ending(page, at + 1);
    let last = if suffix { at + 2 } else { at + 1 };
    let counted = page.find(last, |r| matches!(r, Reading::Scale(_) | Reading::Unit(..)).then_some(())).is_some();
    (!counted && token.of(page.text).len() <= 2).then_some((last, day))
}

/// Q3 2024, 3Q24, H1 2024, 1H24, 9M 2024, Q1-Q3 2024, I quarter.
pub(super) fn coded(page: &Page<'_>, at: usize) -> Option<(usize, Expr)> {
    let word = page.word(at);
    let bytes = word.as_bytes();
    let token = page.tokens.get(at)?;
    // "III 2024" above a column.
    if let Some(n) = roman(page, at).filter(|_| token.gap)
        && let Some(year) = year_number(page, at + 1)
    {
        return Some((at + 2, Expr::Months { from: n * 3 - 2, to: n * 3, year: Year::Of(year) }));
    }
    // Q3, H1 and their joined years: Q32024 is not written, Q3'24 is.
    if token.kind == Kind::Word && bytes.len() == 2 && matches!(bytes[0], b'Q' | b'H' | b'S') {
        let n = u32::from(bytes[1].wrapping_sub(b'0'));
        let (from, to) = numbered(bytes[0], n)?;
        if page.tokens.get(at + 1).is_some_and(|t| t.kind == Kind::Dash)
            && let [b'Q', q @ b'1'..=b'4'] = page.word(at + 2).as_bytes()
        {
            let (last, year) = year_after(page, at + 3);
            return Some((last, Expr::Months { from, to: u32::from(q - b'0') * 3, year }));
        }
        let (last, year) = year_after(page, at + 1);
        return of_fiscal(page, at + 1, from, to).or(Some((last, Expr::Months { from, to, year })));
    }
    // 3Q24, 9M 2024, 1H 2024: digits, then a letter with the year perhaps joined.
    if token.kind == Kind::Number && bytes.len() <= 2 {
        let next = page.tokens.get(at + 1).filter(|t| t.kind == Kind::Word && !t.spaced)?;
        let tail = next.of(page.text);
        let letter = *tail.as_bytes().first().filter(|b| matches!(b, b'Q' | b'H' | b'M'))?;
        let n: u32 = word.parse().ok()?;
        let (from, to) = numbered(letter, n)?;
        let short = tail[1..].parse::<i32>().ok().filter(|_| matches!(tail.len(), 3 | 5));
        if let Some(year) = short {
            let year = if year < 100 { year + 2000 } else { year };
            return Some((at + 2, Expr::Months { from, to, year: Year::Of(year) }));
        }
        let (last, year) = year_after(page, at + 2);
        return (tail.len() == 1 && (letter != b'M' || last > at + 2))
            .then_some((last, Expr::Months { from, to, year }));
    }
    None
}

/// The months of Q3, H1 or 9M.
fn numbered(letter: u8, n: u32) -> Option<(u32, u32)> {
    match (letter, n) {
        (b'Q', 1..=4) => Some((n * 3 - 2, n * 3)),
        (b'H' | b'S', 1..=2) => Some((n * 6 - 5, n * 6)),
        (b'M', 1..=12) => Some((1, n)),
        _ => None,
    }
}

/// "the first quarter of 2024", "second half of last year", "the first ten months", "the final quarter", "half-year".
pub(super) fn part_of_year(page: &Page<'_>, at: usize) -> Option<(usize, Expr)> {
    if page.link(at, Link::The) {
        return None;
    }
    let quarter = || roman(page, at).filter(|_| unit(page, at + 1).is_some_and(|(_, length)| matches!(length, 3 | 6)));
    let (mut next, mut n) = match ordinal(page, at).or_else(|| quarter().map(|n| (at + 1, n as i32))) {
        Some(found) => found,
        None => (time(page, at, Time::Last).filter(|_| last_of_year(page, at))?, -1),
    };
    if page.tokens.get(next).is_some_and(|t| t.kind == Kind::Dash) {
        next += 1;
    }
    let mut times = 1;
    if let Some((end, count)) = count(page, next) {
        times = count;
        next = end;
    }
    if page.tokens.get(next).is_some_and(|t| t.kind == Kind::Dash) {
        next += 1;
    }
    let (end, length) = unit(page, next).filter(|(_, length)| (1..12).contains(length))?;
    let per_year = 12 / length;
    if n == -1 {
        n = per_year as i32;
    }
    // "for the fourth month running" counts months and names none.
    if time(page, end, Time::Running).is_some() && length == 1 && !page.link(end + 1, Link::Article) {
        return None;
    }
    let n = u32::try_from(n).ok().filter(|n| (1..=per_year).contains(n))?;
    let (last, year) = year_after(page, end);
    let (from, to) = if times > 1 { (1, length * times) } else { ((n - 1) * length + 1, n * length) };
    if to > 12 || (times > 1 && n != 1) || (length == 1 && times == 1 && n == 1 && !page.is_word(end - 1, "month")) {
        return None;
    }
    of_fiscal(page, end, from, to).or(Some((last, Expr::Months { from, to, year })))
}

/// "the last quarter of 2024" names a quarter of that year; "last quarter" is the one before publication.
fn last_of_year(page: &Page<'_>, at: usize) -> bool {
    let the = at.checked_sub(1).is_some_and(|i| page.link(i, Link::Article));
    the && unit(page, at + 1).is_some_and(|(end, length)| matches!(length, 3 | 6) && page.link(end, Link::Of))
}

/// "ten months of 2023", "over seven months", "the nine-month result", "half-year", "for eleven months".
pub(super) fn counted_months(page: &Page<'_>, at: usize) -> Option<(usize, Expr)> {
    let trailing = time(page, at, Time::Last);
    let at = trailing.unwrap_or(at);
    let half = || (trailing.is_none() && half_year(page, at)).then_some((at, 1));
    let (mut next, n) = count(page, at).or_else(half)?;
    if page.tokens.get(next).is_some_and(|t| t.kind == Kind::Dash && !t.spaced) {
        next += 1;
    }
    let (end, length) = unit(page, next).filter(|(_, length)| matches!(length, 1 | 3 | 6))?;
    let to = n * length;
    if !(2..12).contains(&to) || length == 3 && n > 1 {
        return None;
    }
    if page.one_of(end, &[Link::To, Link::Until])
        && let Some((last, month)) = month(page, end + 1)
    {
        // "the three months to March": a run by its last month.
        let (last, year) = year_after(page, last);
        let from = (month + 11 + 12 - (to - 1)) % 12 + 1;
        return Some((last, Expr::Months { from, to: month, year }));
    }
    if time(page, end, Time::Ago).is_some() || page.word(end) == "'" || page.link(end, Link::To) {
        return None;
    }
    let (last, year) = year_after(page, end);
    (trailing.is_none() || last > end).then_some((last, Expr::Months { from: 1, to, year }))
}

/// "half-year", cut into its words.
fn half_year(page: &Page<'_>, at: usize) -> bool {
    page.is_word(at, "half")
        && page.tokens.get(at + 1).is_some_and(|t| t.kind == Kind::Dash)
        && time(page, at + 2, Time::Year).is_some()
}

/// "fiscal 2024", "FY2024-25", "fiscal year 2023", "FY25".
pub(super) fn fiscal(page: &Page<'_>, at: usize) -> Option<(usize, Expr)> {
    if let Some(rest) = page.word(at).strip_prefix("FY") {
        let year: i32 = match rest.len() {
            2 => rest.parse::<i32>().ok()? + 2000,
            4 => rest.parse().ok()?,
            _ => return fiscal_words(page, at),
        };
        let glued = |at: usize| page.tokens.get(at).is_some_and(|t| !t.spaced && t.breaks == 0);
        let dash = page.tokens.get(at + 1).is_some_and(|t| t.kind == Kind::Dash);
        if dash && glued(at + 1) && glued(at + 2) && next_year(year, page.word(at + 2)) {
            return Some((at + 3, Expr::Fiscal(Year::Of(year + 1))));
        }
        return Some((at + 1, Expr::Fiscal(Year::Of(year))));
    }
    fiscal_words(page, at)
}

/// The months of a fiscal year that is named behind them: "the first quarter of 2025-26", "Q1 FY26".
fn of_fiscal(page: &Page<'_>, at: usize, from: u32, to: u32) -> Option<(usize, Expr)> {
    let behind = skip_of(page, at);
    page.tokens.get(behind).filter(|t| t.breaks == 0)?;
    match fiscal(page, behind).or_else(|| numeric(page, behind))? {
        (last, Expr::Fiscal(Year::Of(year))) => Some((last, Expr::PartOfFiscal { from, to, year })),
        _ => None,
    }
}

/// "fiscal year 2023", "the current fiscal year".
fn fiscal_words(page: &Page<'_>, at: usize) -> Option<(usize, Expr)> {
    let (at, offset) = relative(page, at).map_or((at, None), |(last, offset)| (last, Some(offset)));
    let fiscal = time(page, at, Time::Fiscal)?;
    let next = time(page, fiscal, Time::Year).unwrap_or(fiscal);
    if let Some(offset) = offset {
        return Some((next, Expr::Fiscal(Year::Offset(offset))));
    }
    if let Some(ended) = year_ended(page, next) {
        return Some(ended);
    }
    match numeric(page, next)? {
        (last, Expr::Fixed(period)) => Some((last, Expr::Fiscal(Year::Of(period.last_day().year())))),
        (last, expr @ Expr::Fiscal(_)) => Some((last, expr)),
        _ => None,
    }
}

/// "The fiscal year that ended Sept. 30": twelve months to the one in which it ended.
fn year_ended(page: &Page<'_>, at: usize) -> Option<(usize, Expr)> {
    let verb = time(page, at, Time::That).unwrap_or(at);
    let next = time(page, verb, Time::Ends).or_else(|| time(page, verb, Time::Ended))?;
    let next = if page.one_of(next, &[Link::On, Link::In]) { next + 1 } else { next };
    let (last, to) = month(page, next)?;
    let day = usize::from(page.tokens.get(last).is_some_and(|t| t.kind == Kind::Number) && page.word(last).len() <= 2);
    let (last, year) = year_after(page, last + day);
    Some((last, Expr::Months { from: to % 12 + 1, to, year }))
}
