//! What a report is made of, as the caller hands it in.

use chrono::NaiveDate;

use crate::model::{Claim, FigureId, Interval, Missing, Policy, Series, Source, TimePeriod};

/// All that goes into a report.
#[derive(Debug, Clone, Default)]
pub struct ReportInput<'a> {
    /// Its title.
    pub title: String,
    /// The day whose knowledge it shows; the caller has left out what came later. `None`: all that is known.
    pub as_of: Option<NaiveDate>,
    /// Which of several values for one period stands for the others, where one has to.
    pub policy: Policy,
    /// The documents, in the order in which they are to be listed.
    pub documents: &'a [DocumentLine],
    /// The series; those of one indicator stand under one heading, in the order of its first.
    pub series: &'a [SeriesSection],
    /// Charts of the whole.
    pub charts: Vec<Chart>,
    /// What the check found.
    pub findings: &'a [Finding],
    /// The figures that are in no series.
    pub unresolved: &'a [UnresolvedLine],
    /// The program and its version, for those who want to make the report again; empty leaves that section out.
    pub made_by: String,
    /// What the drawings of all charts share, once for the page: their outlines as an SVG's definitions.
    pub shared: String,
}

/// A document of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentLine {
    /// The SHA-256 of its bytes.
    pub id: String,
    /// Where it came from. Its id is that of the observations' `source_id`.
    pub source: Source,
    /// How many figures were found in it.
    pub figures: usize,
}

/// A series with what is to be shown beside its observations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeriesSection {
    /// The series.
    pub series: Series,
    /// What it is called in the report's language.
    pub name: String,
    /// What its indicator is called there.
    pub indicator: String,
    /// How it developed.
    pub deltas: Vec<DeltaLine>,
    /// Charts of it.
    pub charts: Vec<Chart>,
}

/// How a series went from one observation to a later one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeltaLine {
    /// The earlier period.
    pub from: TimePeriod,
    /// The later period.
    pub to: TimePeriod,
    /// The earlier observation.
    pub from_figure: FigureId,
    /// The later observation.
    pub to_figure: FigureId,
    /// The later value less the earlier, in units of the series, rounded as it is to be shown.
    pub absolute: Interval,
    /// The same in percent of the earlier value, rounded as it is to be shown; `None` where that may be zero.
    pub relative: Option<Interval>,
    /// Whether the two periods are the same months of their years.
    pub like_for_like: bool,
}

/// A picture of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// What it shows, in words made from its data.
    pub alt: String,
    /// The path of its file relative to the report, if it has one: Markdown shows it by that.
    pub path: Option<String>,
    /// The drawing itself as SVG, for a page that is to stand alone; it may use what [`ReportInput::shared`] defines.
    pub svg: String,
}

/// Something that the check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule's name.
    pub rule: String,
    /// How grave it is.
    pub severity: String,
    /// What was found, in a sentence.
    pub message: String,
    /// The figures that it is about.
    pub figures: Vec<FigureId>,
}

/// A figure that is in no series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnresolvedLine {
    /// The figure.
    pub figure: FigureId,
    /// The document that says so, by its source's id.
    pub source_id: String,
    /// What is said.
    pub claim: Claim,
    /// What it lacks.
    pub missing: Vec<Missing>,
    /// The words of the figure.
    pub surface: String,
    /// The sentence around it.
    pub sentence: String,
}
