//! Dates that a page shows to readers, for pages that declare none.

use dom_query::Document as Page;

use super::super::super::date;
use super::declared::one_line;
use crate::model::Published;

/// Longer texts are no date lines.
const LONGEST: usize = 120;

/// The short texts of elements that are called a date, and the lines beside the first heading, in the order of the page.
pub(super) fn dates(page: &Page) -> Vec<String> {
    let called = "[class*='date'], [class*='Date'], [id*='date'], [class*='time'], [class*='publish'], \
                  [class*='posted'], [class*='meta'], [class*='byline'], h1 + *, h1 ~ p, h1 ~ div, h1 ~ span";
    let short = |text: &String| !text.is_empty() && text.len() <= LONGEST;
    page.select(called).nodes().iter().take(400).map(|node| one_line(&node.text())).filter(short).collect()
}

/// The first that is a date; a dateline in the text itself has its own way.
pub(super) fn first(lines: &[String], text: &str) -> Option<Published> {
    let day = |line: &String| date::find(None, None, line).map(|dated| dated.published).filter(|p| p.day().is_some());
    match date::find(None, None, text).filter(|dated| dated.published.day().is_some()) {
        Some(_) => None,
        None => lines.iter().find_map(day),
    }
}
