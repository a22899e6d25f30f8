//! The tables of what was quoted: documents, series, observations, citations, and figures that lack something.

use crate::model::speaker::identity;
use crate::model::{DocumentId, FigureId, Mention, Missing, Observation, Series, Stated, TimePeriod};

use super::DatasetError;
use super::input::{Input, Named, Names, UnresolvedRow};
use super::sheet::Sheet;
use super::table::{Cell, Table};

/// `documents.csv`: where the figures come from, by the document's name.
pub fn documents(input: &Input) -> Table {
    Sheet::<Named>::new("documents", "The documents that the figures were read from.")
        .text("id", "The document's name, by which the other tables refer to it.", |d| d.name.into())
        .code("sha256", "The SHA-256 of the document's bytes.", |d| Cell::text(&d.row.id))
        .text("publisher", "Who published it.", |d| d.row.source.publisher.as_ref().into())
        .text("title", "Its title.", |d| d.row.source.title.as_ref().into())
        .text("url", "Its address.", |d| d.row.source.url.as_ref().into())
        .code("published", "The day, or only the month, of its publication.", |d| {
            d.row.source.published.map(Cell::text).unwrap_or_default()
        })
        .text("language", "Its language, ISO 639-1.", |d| d.row.source.language.as_ref().into())
        .text("media_type", "The media type of its bytes.", |d| d.row.source.media_type.as_str().into())
        .integer("figures", "How many figures were found in it.", |d| d.row.figures.into())
        .integer("observations", "How many of them are observations.", |d| d.row.observations.into())
        .integer("unresolved", "How many of them lack a dimension.", |d| d.row.unresolved.into())
        .rows(Names::of(input.documents).sorted())
        .key(&["id"])
}

/// `series.csv`: what is measured, by series key.
pub fn series(input: &Input) -> Table {
    let mut all: Vec<&Series> = input.series.iter().collect();
    all.sort_by(|a, b| a.key.cmp(&b.key));
    let last = |s: &&Series| s.observations.iter().map(|o| (o.period.last_day(), o.period)).max().map(|(_, p)| p);
    Sheet::<(&Series, Option<TimePeriod>)>::new("series", "The series that the observations belong to.")
        .text("key", "The series key: indicator and item, area, counterpart, measure and basis, unit.", |(s, _)| {
            Cell::text(&s.key)
        })
        .text("title", "The series in words.", |(s, _)| s.key.title().into())
        .code("indicator", "The indicator's code.", |(s, _)| s.key.indicator.code().into())
        .text("indicator_name", "The indicator's name.", |(s, _)| s.key.indicator.name().into())
        .code("unit_measure", "The unit: a currency of ISO 4217, or percent, tonnes and the like.", |(s, _)| {
            s.key.unit.code().into()
        })
        .integer("observations", "The number of observations.", |(s, _)| s.observations.len().into())
        .code("first_period", "The first period observed.", |(s, _)| {
            s.observations.iter().map(|o| o.period).min().map(Cell::text).unwrap_or_default()
        })
        .code("last_period", "The period observed that ends last.", |(_, last)| {
            last.map(Cell::text).unwrap_or_default()
        })
        .rows(all.into_iter().map(|s| (s, last(&s))))
        .key(&["key"])
}

/// An observation with its document.
pub(super) struct Quoted<'a> {
    pub(super) observation: &'a Observation,
    pub(super) document: Named<'a>,
}

/// Every observation with its document, by series, period, vintage (unknown first) and figure.
pub(super) fn quoted<'a>(input: &Input<'a>, names: &'a Names) -> Result<Vec<Quoted<'a>>, DatasetError> {
    let mut all: Vec<&Observation> = input.series.iter().flat_map(|series| &series.observations).collect();
    all.sort_by(|a, b| (&a.key, a.period, a.vintage, &a.id).cmp(&(&b.key, b.period, b.vintage, &b.id)));
    all.into_iter().map(|o| Ok(Quoted { observation: o, document: named(names, &o.id, &o.document)? })).collect()
}

fn named<'a>(names: &'a Names, figure: &FigureId, document: &DocumentId) -> Result<Named<'a>, DatasetError> {
    let missing = || DatasetError::Document { figure: figure.clone(), document: document.clone() };
    names.get(document).ok_or_else(missing)
}

/// `observations.csv`: every value that was quoted for a series and a period.
pub fn observations(input: &Input) -> Result<Table, DatasetError> {
    let names = Names::of(input.documents);
    let sheet = what(Sheet::new("observations", "What the documents say of each series, period by period."));
    let table = said(sheet)
        .text("document", "The document that says so.", |q| q.document.name.into())
        .text("publisher", "Who published it.", |q| q.document.row.source.publisher.as_ref().into())
        .text("url", "Its address.", |q| q.document.row.source.url.as_ref().into())
        .code("published", "When it was published.", |q| {
            q.document.row.source.published.map(Cell::text).unwrap_or_default()
        })
        .text("sentence", "The sentence in which it first says so, its line breaks made blanks.", |q| {
            one_line(&q.observation.sentence).into()
        })
        .rows(quoted(input, &names)?);
    Ok(table.key(&["figure"]).refers("series", "series", "key").refers("document", "documents", "id"))
}

fn what<'a>(sheet: Sheet<Quoted<'a>>) -> Sheet<Quoted<'a>> {
    sheet
        .text("series", "The series key.", |q| Cell::text(&q.observation.key))
        .code("indicator", "The indicator's code.", |q| q.observation.key.indicator.code().into())
        .text("item", "A slice of the indicator; empty for the total.", |q| q.observation.key.item.as_ref().into())
        .code("measure", MEASURE, |q| q.observation.key.measure.measure().into())
        .code("basis", BASIS, |q| q.observation.key.measure.basis().into())
        .code("ref_area", AREA, |q| q.observation.key.area.code().into())
        .code("counterpart_area", COUNTERPART, |q| q.observation.key.counterpart.map(|a| a.code()).into())
        .code("time_period", PERIOD, |q| Cell::text(q.observation.period))
        .code("period_origin", ORIGIN, |q| Cell::text(q.observation.period_origin))
}

fn said<'a>(sheet: Sheet<Quoted<'a>>) -> Sheet<Quoted<'a>> {
    sheet
        .number("obs_value", VALUE, |q| q.observation.quantity.value().into())
        .number("obs_value_high", HIGH, |q| q.observation.quantity.value_high().into())
        .code("bound", BOUND, |q| q.observation.quantity.stated.bound().into())
        .code("unit_measure", UNIT, |q| q.observation.quantity.unit.code().into())
        .integer("unit_mult", MULT, |_| Cell::Integer(0))
        .code("value_as_written", DIGITS, |q| as_written(q.observation.quantity.stated).into())
        .integer("unit_mult_as_written", SCALE, |q| Cell::Integer(q.observation.quantity.mult.0.into()))
        .code("obs_status", STATUS, |q| Cell::text(q.observation.status))
        .date("vintage", "The day from which on it was public.", |q| q.observation.vintage.into())
        .text("speaker", SPEAKER, |q| q.observation.speaker.as_ref().into())
        .text("speaker_identity", IDENTITY, |q| {
            q.observation.speaker.as_deref().map(|name| identity(name).into_owned()).into()
        })
        .code("confidence", "How sure the reading is: low, medium or high.", |q| Cell::text(q.observation.confidence))
        .code("figure", "The figure: the value's name in every store.", |q| Cell::text(&q.observation.id))
}

const MEASURE: &str = "level, share, growth or change.";
const BASIS: &str = "What a growth or change is measured against: yoy, pop or since:2015.";
const AREA: &str = "Whose indicator: ISO 3166 alpha-2, or a bloc.";
const COUNTERPART: &str = "The other side of a two-sided indicator.";
const PERIOD: &str = "What the value is about in time (SDMX TIME_PERIOD): 2024, 2024-Q2, 2023-01-01/P10M.";
const ORIGIN: &str = "Where the period was read: stated, carried (over from the context) or publication (said of the \
                      present).";
const VALUE: &str = "The number in units, not in thousands or billions; the low end of a range.";
const HIGH: &str = "The high end of a range.";
const BOUND: &str = "What the words make of the number: exact, about, above, below or range. For a negative number the \
                     bound speaks of its size.";
const UNIT: &str = "The unit: a currency of ISO 4217, or percent, tonnes and the like.";
const MULT: &str = "The power of ten by which obs_value is to be multiplied: always 0, as obs_value is in units.";
const DIGITS: &str = "The digits as they were written; the ends of a range are joined by two dots.";
const SCALE: &str = "The power of ten of the scale word after the digits: 9 for billions.";
const STATUS: &str = "actual, estimate, forecast or target.";
const SPEAKER: &str = "To whom the document attributes it; empty if it speaks for itself.";
const IDENTITY: &str =
    "The one name of the speaker across languages and scripts: that of the list, else in Latin letters.";

/// The digits without their bound, which has a column of its own.
fn as_written(stated: Stated) -> String {
    match stated {
        Stated::Between(..) => stated.to_string(),
        _ => stated.value().to_string(),
    }
}

/// Text on one line, so that tools that read lines read rows.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// One mention of an observation.
struct Citation<'a> {
    quoted: &'a Quoted<'a>,
    nth: usize,
    mention: &'a Mention,
}

impl Citation<'_> {
    /// The sentence, from the document's text, or from the observation for those that share its first sentence.
    fn sentence(&self) -> String {
        let first = self.quoted.observation.mentions.first().map(|m| m.sentence);
        if first == Some(self.mention.sentence) {
            return one_line(&self.quoted.observation.sentence);
        }
        one_line(self.mention.sentence.of(&self.quoted.document.row.text))
    }
}

/// `citations.csv`: every place where a document says an observation.
pub fn citations(input: &Input) -> Result<Table, DatasetError> {
    let names = Names::of(input.documents);
    let quoted = quoted(input, &names)?;
    let mentions = |q| Quoted::mentions(q).map(|(nth, mention)| Citation { quoted: q, nth, mention });
    let mut rows: Vec<_> = quoted.iter().flat_map(mentions).collect();
    rows.sort_by_key(|c| (c.quoted.document.name, c.mention.span, &c.quoted.observation.id, c.nth));
    let table = Sheet::<Citation>::new("citations", "Every place where a document says a figure.")
        .code("figure", "The figure.", |c| Cell::text(&c.quoted.observation.id))
        .text("document", "The document.", |c| c.quoted.document.name.into())
        .integer("nth", "Which of the figure's mentions in the document it is, from 1.", |c| c.nth.into())
        .integer("start", START, |c| c.mention.span.start.into())
        .integer("end", END, |c| c.mention.span.end.into())
        .text("surface", SURFACE, |c| c.mention.surface.as_str().into())
        .text("sentence", SENTENCE, |c| c.sentence().into())
        .rows(rows);
    Ok(table.key(&["figure", "nth"]).refers("figure", "observations", "figure").refers("document", "documents", "id"))
}

const START: &str = "The first byte of the number in the document's text (UTF-8).";
const END: &str = "One past its last byte.";
const SURFACE: &str =
    "The number with its scale and unit, as written. An apostrophe guards what a spreadsheet would run.";
const SENTENCE: &str = "The sentence around it, its line breaks made blanks; empty if the text is not at hand.";

impl<'a> Quoted<'a> {
    fn mentions(&self) -> impl Iterator<Item = (usize, &'a Mention)> + use<'a> {
        (1..).zip(&self.observation.mentions)
    }
}

/// A figure that lacks something, with its document.
struct Open<'a> {
    row: &'a UnresolvedRow,
    document: Named<'a>,
}

/// `unresolved.csv`: figures that are no observations, and what they lack.
pub fn unresolved(input: &Input) -> Result<Table, DatasetError> {
    let names = Names::of(input.documents);
    let mut rows = Vec::with_capacity(input.unresolved.len());
    for row in input.unresolved {
        rows.push(Open { row, document: named(&names, &row.figure, &row.document)? });
    }
    rows.sort_by_key(|o| (o.document.name, o.row.span, &o.row.figure));
    let table = claimed(Sheet::new("unresolved", "Figures that lack a dimension without which they are in no series."))
        .number("obs_value", VALUE, |o| o.row.claim.quantity.value().into())
        .number("obs_value_high", HIGH, |o| o.row.claim.quantity.value_high().into())
        .code("bound", BOUND, |o| o.row.claim.quantity.stated.bound().into())
        .code("unit_measure", UNIT, |o| o.row.claim.quantity.unit.code().into())
        .code("value_as_written", DIGITS, |o| as_written(o.row.claim.quantity.stated).into())
        .code("obs_status", STATUS, |o| Cell::text(o.row.claim.status))
        .text("speaker", SPEAKER, |o| o.row.claim.speaker.as_ref().into())
        .integer("start", START, |o| o.row.span.start.into())
        .integer("end", END, |o| o.row.span.end.into())
        .text("surface", SURFACE, |o| o.row.surface.as_str().into())
        .text("sentence", SENTENCE, |o| one_line(&o.row.sentence).into())
        .rows(rows);
    Ok(table.key(&["figure"]).refers("document", "documents", "id"))
}

fn claimed<'a>(sheet: Sheet<Open<'a>>) -> Sheet<Open<'a>> {
    sheet
        .code("figure", "The figure.", |o| Cell::text(&o.row.figure))
        .text("document", "The document that says so.", |o| o.document.name.into())
        .code("missing", "What it lacks: indicator, area, period, joined by bars.", |o| missing(&o.row.missing).into())
        .code("indicator", "The indicator's code.", |o| o.row.claim.indicator.map(|i| i.code()).into())
        .text("item", "A slice of the indicator; empty for the total.", |o| o.row.claim.item.as_ref().into())
        .code("measure", MEASURE, |o| o.row.claim.measure.measure().into())
        .code("basis", BASIS, |o| o.row.claim.measure.basis().into())
        .code("ref_area", AREA, |o| o.row.claim.area.map(|a| a.code()).into())
        .code("counterpart_area", COUNTERPART, |o| o.row.claim.counterpart.map(|a| a.code()).into())
        .code("time_period", PERIOD, |o| o.row.claim.period.map(Cell::text).unwrap_or_default())
}

fn missing(missing: &[Missing]) -> String {
    missing.iter().map(ToString::to_string).collect::<Vec<_>>().join("|")
}
