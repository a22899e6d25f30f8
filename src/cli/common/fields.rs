//! Mentions and amounts as the fields of one JSON line.

use std::borrow::Cow;

use serde::Serialize;

use crate::extract::amounts::Amount;
use crate::ingest::Repairs;
use crate::model::{Document, Figure, FigureId, Mention, Span};

/// One mention of a figure, flat: what `extract --format jsonl` prints.
#[derive(Debug, Serialize)]
pub struct MentionFields<'f> {
    /// The document's id for people.
    pub document: &'f str,
    /// The figure's stable name.
    pub figure: FigureId,
    /// The first byte of the surface in the document's text.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// The page, in a document that has pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<usize>,
    /// The number with its scale and unit, as written.
    pub surface: Cow<'f, str>,
    /// The value in units, exact; the low end of a range.
    pub value: String,
    /// The high end of a range.
    pub value_high: Option<String>,
    /// ISO 4217, a code that others know, or `other:` with the words for it.
    pub unit: Cow<'static, str>,
    /// exact, about, above, below or range.
    pub bound: &'static str,
    /// The indicator's code.
    pub indicator: Option<&'static str>,
    /// The slice.
    pub item: Option<&'f str>,
    /// level, share, growth or change.
    pub measure: &'static str,
    /// Whose.
    pub area: Option<&'static str>,
    /// With whom.
    pub counterpart: Option<&'static str>,
    /// SDMX `TIME_PERIOD`.
    pub period: Option<String>,
    /// stated, carried or publication.
    pub period_origin: String,
    /// yoy, pop or since:YEAR.
    pub basis: Option<String>,
    /// actual, estimate, forecast or target.
    pub status: String,
    /// To whom the document attributes it.
    pub speaker: Option<&'f str>,
    /// low, medium or high.
    pub confidence: String,
    /// The words and the rule that gave each dimension, when it is asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub derivation: Option<&'f [String]>,
}

impl<'f> MentionFields<'f> {
    /// The fields of one mention.
    pub fn new(
        (document, repairs): (&'f Document, &Repairs),
        id: FigureId,
        figure: &'f Figure,
        mention: &'f Mention,
    ) -> Self {
        let claim = &figure.claim;
        let quantity = &claim.quantity;
        let (span, surface) = as_it_came(document, repairs, mention.span);
        Self {
            document: &document.source.id,
            figure: id,
            start: span.start,
            end: span.end,
            page: document.page(mention.span.start),
            surface,
            value: quantity.value().to_string(),
            value_high: quantity.value_high().map(|v| v.to_string()),
            unit: quantity.unit.exchanged(),
            bound: quantity.stated.bound(),
            indicator: claim.indicator.map(|i| i.code()),
            item: claim.item.as_deref(),
            measure: claim.measure.measure(),
            area: claim.area.map(|a| a.code()),
            counterpart: claim.counterpart.map(|a| a.code()),
            period: claim.period.map(|p| p.to_string()),
            period_origin: claim.period_origin.to_string(),
            basis: claim.measure.basis(),
            status: claim.status.to_string(),
            speaker: claim.speaker.as_deref(),
            confidence: figure.confidence.to_string(),
            derivation: None,
        }
    }

    /// The same with the derivation of its figure.
    #[must_use]
    pub fn explained(self, figure: &'f Figure) -> Self {
        Self { derivation: Some(&figure.derivation), ..self }
    }
}

/// One amount of a text, flat: what `extract --amounts` prints.
#[derive(Debug, Serialize)]
pub struct AmountFields<'d> {
    /// The document's id for people.
    pub document: &'d str,
    /// The first byte of the surface in the document's text.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// The number with its scale and unit, as written.
    pub surface: Cow<'d, str>,
    /// The value in units, exact; the low end of a range.
    pub value: String,
    /// The high end of a range.
    pub value_high: Option<String>,
    /// ISO 4217, a code that others know, or `other:` with the words for it.
    pub unit: Cow<'static, str>,
    /// exact, about, above, below or range.
    pub bound: &'static str,
}

impl<'d> AmountFields<'d> {
    /// The fields of one amount.
    pub fn new(document: &'d Document, repairs: &Repairs, amount: &Amount) -> Self {
        let quantity = &amount.quantity;
        let (span, surface) = as_it_came(document, repairs, amount.span);
        Self {
            document: &document.source.id,
            start: span.start,
            end: span.end,
            surface,
            value: quantity.value().to_string(),
            value_high: quantity.value_high().map(|v| v.to_string()),
            unit: quantity.unit.exchanged(),
            bound: quantity.stated.bound(),
        }
    }
}

/// Where a span of a document stands in its text as it came, and how it reads there: a text that was decoded wrongly on
/// its way is read repaired, and its figures lead back to what lies in the file.
fn as_it_came<'d>(document: &'d Document, repairs: &Repairs, span: Span) -> (Span, Cow<'d, str>) {
    let moved = if repairs.is_empty() { None } else { repairs.original(&document.text, span) };
    match moved {
        Some((span, surface)) => (span, Cow::Owned(surface)),
        None => (span, Cow::Borrowed(span.of(&document.text))),
    }
}

/// What was repaired in a document.
pub fn repairs(document: &Document) -> Repairs {
    document.source.extra.get("repaired").map(|repaired| Repairs::of(repaired)).unwrap_or_default()
}
