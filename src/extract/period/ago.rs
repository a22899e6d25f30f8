//! Times that are counted in years and months from the one at hand: a year ago, in two years.

use super::relative::same;
use super::words::{count, skip_the, time, unit};
use super::{Expr, Year};
use crate::extract::page::Page;
use crate::lang::{Link, Reading, Time};
use crate::model::ObsStatus;
use crate::text::Kind;

/// "a year earlier", "twelve months ago", "two years before", "the year before", "the month before".
pub(super) fn ago(page: &Page<'_>, at: usize) -> Option<(usize, Expr)> {
    let mut next = at;
    let mut number = 1;
    if page.one_of(next, &[Link::Per, Link::The]) {
        next += 1;
    } else if let Some((end, n)) = count(page, next) {
        number = n as i32;
        next = end;
    } else if !page.grammar(at).no_articles {
        return None;
    }
    if page.tokens.get(next).is_some_and(|t| t.kind == Kind::Dash) {
        next += 1;
    }
    let (end, months) = unit(page, next)?;
    // "The year-ago period", "the year-earlier quarter".
    let dash = page.tokens.get(end).is_some_and(|t| t.kind == Kind::Dash && !t.spaced);
    let mut last = time(page, end + usize::from(dash), Time::Ago)?;
    if dash {
        last = time(page, last, Time::Run).or_else(|| unit(page, last).map(|(run, _)| run)).unwrap_or(last);
    }
    last = same_again(page, last);
    match months * number as u32 {
        12 if !page.link(at, Link::Article) || number == 1 => Some((last, Expr::YearsAgo(1))),
        n if n > 12 && n % 12 == 0 => Some((last, Expr::YearsAgo((n / 12) as i32))),
        1 | 3 if number == 1 => Some((last, Expr::Before)),
        _ => None,
    }
}

/// "A year ago in the same period it was 9.4 %": past the words that only say once more which time it is, a year before.
pub(super) fn same_again(page: &Page<'_>, at: usize) -> usize {
    let led = at + usize::from(page.is(at, b',')) + 1;
    let leads = page.one_of(led - 1, &[Link::In, Link::For, Link::Over]) && page.tokens[led - 1].breaks == 0;
    let again = |first: usize| match same(page, first)? {
        (last, Expr::Same(Year::Open)) => Some(last),
        _ => None,
    };
    if leads { again(led).or_else(|| again(skip_the(page, led))).unwrap_or(at) } else { at }
}

/// "In two years we see trade crossing 15 billion": so many years from now, where a sentence that opens so looks ahead.
pub(super) fn years_ahead(page: &Page<'_>, at: usize) -> Option<(usize, Expr)> {
    const REACH: usize = 6;
    let opens = at > 0 && (page.tokens[at - 1].upper || page.tokens[at - 1].breaks > 0) && page.link(at - 1, Link::In);
    let (next, years) = count(page, at).filter(|(_, years)| opens && (1..=10).contains(years))?;
    let (end, _) = unit(page, next).filter(|(_, months)| *months == 12)?;
    let ahead = |r: &Reading| matches!(r, Reading::Status(ObsStatus::Forecast | ObsStatus::Target, _));
    let said = (end..end + REACH).any(|i| page.any(i, Reading::STATUS, |m| ahead(m.reading)));
    said.then_some((end, Expr::Relative { months: 12, offset: i32::try_from(years).ok()? }))
}
