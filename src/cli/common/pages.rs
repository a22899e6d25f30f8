//! The report of what is known: its charts, and the two forms of it.

use std::collections::BTreeMap;
use std::path::Path;

use super::picture::Picture;
use super::{Known, Named, files};
use crate::chart::{Drawing, outline_definitions};
use crate::model::SeriesKey;
use crate::report::{self, Chart, DocumentLine, ReportInput};

/// What made the report, for those who want to make it again.
const MADE_BY: &str = concat!("attested ", env!("CARGO_PKG_VERSION"));

/// The charts of a report, and what their drawings share.
#[derive(Debug, Default)]
pub struct Charts {
    /// Charts of the whole.
    pub whole: Vec<Chart>,
    /// Charts of a series each.
    pub of_series: BTreeMap<SeriesKey, Chart>,
    outlines: BTreeMap<String, String>,
}

impl Charts {
    /// A chart for the report, whose files lie beside it.
    pub fn chart(&mut self, drawing: &Drawing, picture: Option<&Picture>, report: &Path) -> Chart {
        self.outlines.extend(drawing.outlines.clone());
        let path = picture.map(|picture| files::way(report, &picture.files[0]));
        Chart { alt: drawing.alt.clone(), path, svg: drawing.inline() }
    }
}

/// A report as Markdown and as HTML.
#[derive(Debug)]
pub struct Pages {
    /// For a repository.
    pub markdown: String,
    /// For a reader.
    pub html: String,
}

impl Pages {
    /// The report of all that is known.
    pub fn of(known: &Known, title: &str, charts: &Charts, named: Named) -> Self {
        let line = |d: &crate::dataset::DocumentRow| DocumentLine {
            id: d.id.to_string(),
            source: d.source.clone(),
            figures: d.figures,
        };
        let documents: Vec<_> = known.documents.iter().map(line).collect();
        let sections: Vec<_> = known.sections(&charts.of_series, named);
        let (findings, unresolved) = (known.finding_lines(), known.unresolved_lines());
        let input = ReportInput {
            title: title.to_owned(),
            as_of: known.as_of,
            policy: known.policy.clone(),
            documents: &documents,
            series: &sections,
            charts: charts.whole.clone(),
            findings: &findings,
            unresolved: &unresolved,
            made_by: MADE_BY.to_owned(),
            shared: outline_definitions(&charts.outlines),
        };
        Self { markdown: report::render(&input), html: report::render_html(&input) }
    }
}
