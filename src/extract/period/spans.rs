//! Runs that are told by their first and last day.

use chrono::{Datelike, NaiveDate};

use super::{Expr, Year, expression};
use crate::extract::page::Page;
use crate::lang::Link;
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
        _ => None,
    }
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
