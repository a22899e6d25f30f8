//! Reports and tables for people: Markdown and HTML that lead every value back to its sentence, values and periods in words,
//! and one way to print rows as terminal table, CSV or JSON.
//!
//! A report is a function of what the caller hands in: it reads no store and no clock, and judges nothing itself.

mod block;
pub mod format;
mod html;
mod input;
mod markdown;
mod sections;
pub mod table;

pub use input::{Chart, DeltaLine, DocumentLine, Finding, ReportInput, SeriesSection, UnresolvedLine};
pub use markdown::plain;
pub use table::{Format, Table};

use block::Block;
use sections::Index;

/// The whole report in Markdown. Sections that would be empty are left out; the same input gives the same bytes.
pub fn render(input: &ReportInput) -> String {
    markdown::render(&blocks(input))
}

/// The whole report as a page of HTML that stands alone: it loads nothing and runs nothing.
pub fn render_html(input: &ReportInput) -> String {
    html::render(input, &blocks(input))
}

/// What needs an eye comes first, then what there is, then what is missing.
fn blocks(input: &ReportInput) -> Vec<Block> {
    let index = Index::of(input);
    let empty = input.series.is_empty() && input.documents.is_empty();
    [
        sections::head(input),
        if empty { Vec::new() } else { sections::findings(input.findings, &index) },
        sections::charts(&input.charts),
        sections::indicators(input, &index),
        sections::unresolved(input.unresolved, &index),
        sections::documents(input.documents),
        sections::reproduction(input),
    ]
    .concat()
}

#[cfg(test)]
mod tests;
