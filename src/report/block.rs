//! What a report is made of, before it is Markdown or HTML.

use super::input::Chart;
use crate::model::FigureId;

/// Words on a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Inline {
    /// Words as they are.
    Text(String),
    /// Words that matter.
    Strong(String),
    /// A name for programs.
    Code(String),
    /// The figure in its sentence.
    Marked(String),
    /// Words that lead to an address of the web, if there is one.
    Link(String, Option<String>),
    /// A figure of the report, by its id.
    Figure(FigureId),
}

/// A row of a table, and the figure that it shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// The figure to which others of the report lead.
    pub(super) figure: Option<FigureId>,
    /// The cells.
    pub(super) cells: Vec<Vec<Inline>>,
}

/// A part of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    /// A heading and its depth; 1 is the report's title.
    Heading(u8, String),
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A table: what it shows, its columns, its rows.
    Table(String, Vec<&'static str>, Vec<Row>),
    /// A list.
    List(Vec<Vec<Inline>>),
    /// A picture.
    Chart(Chart),
    /// Lines for a shell.
    Shell(String),
}

/// Words as they are.
pub(super) fn text(words: impl Into<String>) -> Inline {
    Inline::Text(words.into())
}

/// A cell of plain words.
pub(super) fn cell(words: impl Into<String>) -> Vec<Inline> {
    vec![text(words)]
}
