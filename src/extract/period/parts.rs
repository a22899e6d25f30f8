//! Parts of a year: quarters, halves, its first or last months.

use super::named::{fiscal, in_bracket, of_fiscal};
use super::words::{count, in_digits, ordinal, roman, skip_of, time, unit, year_after};
use super::{Expr, Year};
use crate::extract::page::Page;
use crate::lang::{Link, Time};
use crate::text::Kind;

/// "the first quarter of 2024", "second half of last year", "the first ten months", "the final quarter", "half-year".
pub(super) fn part_of_year(page: &Page<'_>, at: usize) -> Option<(usize, Expr)> {
    // "The last quarter of 2023", where the article belongs to the words for "last".
    let the_last = || time(page, at, Time::Last).filter(|next| *next > at + 1 && closes_year(page, *next));
    let opened = page.link(at, Link::The).then(the_last);
    if opened == Some(None) {
        return None;
    }
    let quarter = || roman(page, at).filter(|_| unit(page, at + 1).is_some_and(|(_, length)| matches!(length, 3 | 6)));
    let quarter = || quarter().or_else(|| in_digits(page, at));
    let counted = || ordinal(page, at).or_else(|| quarter().map(|n| (at + 1, n as i32)));
    let opened = opened.flatten().map(|next| (next, -1));
    let (mut next, mut n) = match opened.or_else(counted) {
        Some(found) => found,
        None => (time(page, at, Time::Last).filter(|_| last_of_year(page, at))?, -1),
    };
    let closing = n == -1;
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
    // "for a third month" counts months; "the third month of the year" is March.
    let of_year = last > end || page.link(end, Link::Of) && of_fiscal(page, end, n, n).is_some();
    if length == 1 && times == 1 && year == Year::Open && !of_year {
        return None;
    }
    // "The final three months of 2023".
    let final_run = closing && times > 1 && length * times < 12 && year != Year::Open;
    let (from, to) = match times {
        _ if final_run => (13 - length * times, 12),
        1 => ((n - 1) * length + 1, n * length),
        _ => (1, length * times),
    };
    if to > 12
        || (times > 1 && n != 1 && !final_run)
        || (length == 1 && times == 1 && n == 1 && time(page, end - 1, Time::Plural).is_some())
    {
        return None;
    }
    let months = length == 1 && times > 1 && n == 1;
    let said = bracketed(page, end, to + 1 - from).or_else(|| first_of_part(page, end, to).filter(|_| months));
    if said.is_some() {
        return said;
    }
    of_fiscal(page, end, from, to).or(Some((last, Expr::Months { from, to, year })))
}

/// "the last quarter of 2024" names a quarter of that year; "last quarter" is the one before publication.
fn last_of_year(page: &Page<'_>, at: usize) -> bool {
    let the = at.checked_sub(1).is_some_and(|i| page.link(i, Link::Article));
    the && closes_year(page, at + 1)
}

/// Whether a quarter or half is named of which a year follows.
fn closes_year(page: &Page<'_>, at: usize) -> bool {
    unit(page, at).is_some_and(|(end, length)| matches!(length, 3 | 6) && page.link(end, Link::Of))
}

/// "The first quarter (July-September) of the fiscal year": the months in the bracket say which they are.
fn bracketed(page: &Page<'_>, at: usize, length: u32) -> Option<(usize, Expr)> {
    let (end, (from, to)) = in_bracket(page, at).filter(|(_, (a, b))| b + 1 - a == length)?;
    let fiscal = fiscal(page, skip_of(page, end)).map(|(last, _)| last);
    let (last, year) = if let Some(last) = fiscal { (last, Year::Open) } else { year_after(page, end) };
    Some((last, Expr::Months { from, to, year }))
}

/// "The first two months of the third quarter": so many first months of a part of a year that "of" leads to.
fn first_of_part(page: &Page<'_>, at: usize, count: u32) -> Option<(usize, Expr)> {
    let part = if page.link(at, Link::Of) { part_of_year(page, skip_of(page, at)) } else { None };
    match part? {
        (last, Expr::Months { from, to, year }) if count < to + 1 - from => {
            Some((last, Expr::Months { from, to: from + count - 1, year }))
        }
        _ => None,
    }
}
