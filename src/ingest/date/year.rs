//! The year that a dateline leaves out, from other evidence in the document.

use chrono::NaiveDate;

use super::scan::{self, Found, When};
use crate::model::Published;

/// How far apart in days the parts of one story lie.
const ONE_STORY: i64 = 10;
/// How much of a text tells on which day of the week something was said.
const LEAD: usize = 600;

/// What a document gives beside the dateline.
pub(super) struct Evidence<'a> {
    /// Its address.
    pub url: Option<&'a str>,
    /// The month that a line at its head names.
    pub month: Option<Published>,
    /// Its text.
    pub text: &'a str,
}

/// The whole date; `None` if nothing, or not only one thing, can be made of the evidence.
///
/// Evidence is, in this order: the same day with its year anywhere in the document; a day with its year close to it; a
/// line at the head with the month and its year; the year of a copyright or of the address; the day of the week that the
/// lead names, held against the years that the document speaks of.
pub(super) fn complete(found: Found, evidence: &Evidence) -> Option<Published> {
    let (month, day) = match found.when {
        When::Full(published) => return Some(published),
        When::WithoutYear { month, day } => (month, day),
    };
    let Evidence { url, text, .. } = *evidence;
    let of = |year: i32| NaiveDate::from_ymd_opt(year, month, day);
    let named: Vec<NaiveDate> = scan::dates(text).into_iter().filter_map(Found::day).collect();
    let years = scan::years(text);
    let only = |days: Vec<NaiveDate>| -> Option<NaiveDate> {
        let first = *days.first()?;
        days.iter().all(|day| *day == first).then_some(first)
    };
    let same: Vec<_> =
        named.iter().copied().filter(|other| of(chrono::Datelike::year(other)) == Some(*other)).collect();
    let headed = || evidence.month.map(Published::month).filter(|m| m.month() == month).and_then(|m| of(m.year()));
    let close = || named.iter().filter_map(|other| nearest(*other, of)).collect();
    let marked = || copyright(text).into_iter().chain(path_years(url)).filter_map(of).collect();
    let by_weekday = || {
        weekdays(text).and_then(|weekday| {
            only(years.iter().filter_map(|y| of(*y)).filter(|d| scan::falls_on(*d, weekday)).collect())
        })
    };
    only(same)
        .or_else(|| only(close()))
        .or_else(headed)
        .or_else(|| only(marked()))
        .or_else(by_weekday)
        .map(Published::Day)
}

/// The day of the dateline in the year of another day, if the two belong to one story.
fn nearest(other: NaiveDate, of: impl Fn(i32) -> Option<NaiveDate>) -> Option<NaiveDate> {
    let year = chrono::Datelike::year(&other);
    let near = |day: &NaiveDate| (*day - other).num_days().abs() <= ONE_STORY;
    [year - 1, year, year + 1].into_iter().filter_map(of).find(near)
}

/// The year of `© 2024`, where there is only one.
fn copyright(text: &str) -> Option<i32> {
    let signs = ["©", "(c)", "(C)", "Copyright"];
    let after = |sign: &str| {
        text.rfind(sign).and_then(|at| {
            let rest = &text[at + sign.len()..];
            let near = scan::years(&rest[..rest.floor_char_boundary(30)]);
            (near.len() == 1).then(|| near[0])
        })
    };
    signs.iter().find_map(|sign| after(sign))
}

/// The years that are parts of an address of their own, `/2024/`; one among words is what the page speaks of.
fn path_years(url: Option<&str>) -> Vec<i32> {
    let parts = url.unwrap_or_default().split('/').filter(|part| part.len() == 4);
    parts.filter_map(|part| part.parse().ok()).filter(|year| (1990..2100).contains(year)).collect()
}

/// The only day of the week that the lead names.
fn weekdays(text: &str) -> Option<chrono::Weekday> {
    let lead = &text[..text.floor_char_boundary(LEAD)];
    let mut named = lead.split(|c: char| !c.is_alphabetic() && c != '-').filter_map(scan::weekday);
    let first = named.next()?;
    named.all(|other| other == first).then_some(first)
}
