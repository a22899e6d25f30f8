//! Reports and tables for people: Markdown that leads every value back to its sentence, values and periods in words,
//! and one way to print rows as terminal table, CSV or JSON.
//!
//! A report is a function of what the caller hands in: it reads no store and no clock, and judges nothing itself.

pub mod format;
mod input;
mod markdown;
mod sections;
pub mod table;

pub use input::{Chart, DeltaLine, DocumentLine, Finding, ReportInput, SeriesSection, UnresolvedLine};
pub use markdown::plain;
pub use table::{Format, Table};

/// The whole report in Markdown. Sections that would be empty are left out; the same input gives the same bytes.
pub fn render(input: &ReportInput) -> String {
    let sections = [
        sections::head(input),
        sections::charts(&input.charts),
        sections::documents(input.documents),
        sections::indicators(input),
        sections::findings(input.findings),
        sections::unresolved(input.unresolved),
    ];
    let mut text = sections.into_iter().filter(|section| !section.is_empty()).collect::<Vec<_>>().join("\n\n");
    text.push('\n');
    text
}

#[cfg(test)]
mod tests;
