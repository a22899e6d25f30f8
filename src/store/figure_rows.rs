//! Figures as rows: all that is worked out of them before anything is written.

use super::observations::{Pending, Place, Said};
use super::packed::Facts;
use super::rows::{HEAD, Rows, WHOLE};
use super::write::int;
use super::{StoreError, names};
use crate::model::{
    Claim, Document, Figure, FigureId, Mention, PeriodOrigin, Resolution, SeriesKey, TimePeriod, resolve,
};

/// The figures of one document as rows of the tables in which they go. Their numbers count within the document, from 1,
/// until [`FigureRows::number`] is told what they follow.
#[derive(Debug, Default)]
pub(super) struct FigureRows {
    /// For `figures`.
    pub figures: Rows,
    /// For `mentions`: those beyond the first of a figure.
    pub mentions: Rows,
    /// For `unresolved`.
    pub unresolved: Rows,
    /// For `observations`.
    said: Said,
    /// For `names`: that of each figure.
    pub names: Vec<u8>,
    /// Where the row of each figure has the number of the reading that gives it.
    readings: Vec<usize>,
    /// The observations in the order of their rows.
    observed: Vec<Observed>,
}

/// A figure that is an observation.
#[derive(Debug)]
struct Observed {
    /// Which of the rows of figures is its.
    figure: usize,
    /// Where that row has the number of the series.
    series_at: usize,
    key: SeriesKey,
    days: (i32, i32),
}

/// Where the row of a figure has the number of its document: after its own number and its name of twelve letters.
const DOCUMENT: usize = WHOLE + HEAD + 12;

/// How many bytes the row of a figure mostly has.
const ROW: usize = 400;

impl FigureRows {
    /// No rows yet, and room for those of so many figures.
    pub fn with_room(figures: usize) -> Self {
        Self { figures: Rows::with_room(figures, ROW), said: Said::with_room(figures, ROW / 2), ..Self::default() }
    }

    /// Adds a figure, which corrects the one of a row of the store or none. A figure that does not lead back to the text is
    /// an error, and not added.
    pub fn add(
        &mut self,
        document: &Document,
        id: &FigureId,
        figure: &Figure,
        corrects: Option<i64>,
    ) -> Result<Resolution, StoreError> {
        let Some(first) = figure.mentions.first() else {
            return Err(StoreError::Unmentioned { document: document.source.id.clone(), figure: id.clone() });
        };
        for mention in &figure.mentions {
            in_place(document, id, mention)?;
        }
        let resolution = resolve(&figure.claim, document.source.published);
        let nr = self.readings.len() as i64 + 1;
        let stated = figure.claim.quantity.stated.to_string();
        self.claim(nr, (id, &stated), (figure, first), corrects, &resolution)?;
        for (nth, further) in figure.mentions.iter().enumerate().skip(1) {
            mention(self.mentions.whole(nr).whole(int(nth)), further).end();
        }
        match &resolution {
            Resolution::Resolved { origin, .. } => {
                let facts = facts(document, id, (figure, first), (*origin, &stated));
                self.said.push(&facts, first.sentence.of(&document.text));
            }
            Resolution::Unresolved(unresolved) => {
                let missing: Vec<_> = unresolved.missing.iter().map(ToString::to_string).collect();
                self.unresolved.whole(nr).text(&missing.join(",")).end();
            }
        }
        Ok(resolution)
    }

    fn claim(
        &mut self,
        nr: i64,
        (id, stated): (&FigureId, &str),
        (figure, first): (&Figure, &Mention),
        corrects: Option<i64>,
        resolution: &Resolution,
    ) -> Result<(), StoreError> {
        let Claim { quantity, indicator, item, measure, area, counterpart, period, speaker, .. } = &figure.claim;
        let rows = &mut self.figures;
        rows.whole(nr).text(id.as_str()).whole(0).text(stated).whole(quantity.mult.0.into());
        rows.text(quantity.unit.code()).text_or_null(indicator.map(|indicator| indicator.code()));
        rows.text_or_null(item.as_deref()).shown(measure).text_or_null(area.map(|area| area.code()));
        rows.text_or_null(counterpart.map(|area| area.code())).shown_or_null(period.as_ref());
        rows.shown(&figure.claim.period_origin).shown(&figure.claim.status).text_or_null(speaker.as_deref());
        rows.shown(&figure.confidence);
        if let Err(error) = rows.json(&figure.derivation) {
            rows.abandon();
            return Err(error);
        }
        let reading = rows.at();
        rows.whole(0).whole_or_null(corrects);
        let series_at = rows.at();
        match resolution {
            Resolution::Resolved { key, period, origin } => {
                let days = days(*period);
                rows.whole(0).whole(days.0.into()).whole(days.1.into()).shown(origin);
                let (figure, key) = (self.readings.len(), key.clone());
                self.observed.push(Observed { figure, series_at, key, days });
            }
            Resolution::Unresolved(_) => {
                rows.whole_or_null(None).whole_or_null(None).whole_or_null(None).text_or_null(None);
            }
        }
        mention(rows, first).end();
        names::push(&mut self.names, id);
        self.readings.push(reading);
        Ok(())
    }

    /// How many figures there are, and how many of them are observations.
    pub fn counts(&self) -> (usize, usize) {
        (self.readings.len(), self.observed.len())
    }

    /// Gives the figures the numbers after `before`, and the document and the reading that they are of; `series` finds the row
    /// of a key. The observations among them are left pending.
    pub fn number(
        &mut self,
        before: i64,
        (document, reading): (i64, i64),
        mut series: impl FnMut(&SeriesKey) -> Result<i64, StoreError>,
        pending: &mut Pending,
    ) -> Result<(), StoreError> {
        for (row, reading_at) in self.readings.iter().enumerate() {
            self.figures.set_whole(row, DOCUMENT, document);
            self.figures.set_whole(row, *reading_at, reading);
        }
        for rows in [&mut self.figures, &mut self.mentions, &mut self.unresolved] {
            (0..rows.len()).for_each(|row| rows.set_whole(row, 0, before + rows.whole_at(row, 0)));
        }
        let mut said = std::mem::take(&mut self.said);
        let mut places = Vec::with_capacity(self.observed.len());
        for (nth, Observed { figure, series_at, key, days: (first, last) }) in self.observed.iter().enumerate() {
            let series = series(key)?;
            self.figures.set_whole(*figure, *series_at, series);
            let place: Place = (series, *first, *last, before + *figure as i64 + 1);
            said.set_place(nth, place);
            places.push(place);
        }
        pending.append(&places, &said);
        Ok(())
    }
}

/// Adds the cells of a mention to a row.
fn mention<'a>(rows: &'a mut Rows, Mention { span, surface, sentence }: &Mention) -> &'a mut Rows {
    rows.whole(int(span.start)).whole(int(span.end)).text(surface);
    rows.whole(int(sentence.start)).whole(int(sentence.end))
}

/// What is kept of the observation that a figure is: with its first mention, where its period comes from, and its value in
/// its text form.
pub(super) fn facts<'a>(
    document: &Document,
    id: &FigureId,
    (figure, first): (&'a Figure, &Mention),
    (origin, value): (PeriodOrigin, &'a str),
) -> Facts<'a> {
    Facts {
        vintage: document.source.published.map(|published| published.vintage().to_epoch_days()),
        name: id.number(),
        value,
        mult: figure.claim.quantity.mult.0,
        status: figure.claim.status,
        origin,
        confidence: figure.confidence,
        span: first.span,
        sentence: first.sentence,
        mentions: figure.mentions.len(),
        speaker: figure.claim.speaker.as_deref(),
    }
}

/// That a mention leads back to the text of its document.
fn in_place(document: &Document, id: &FigureId, mention: &Mention) -> Result<(), StoreError> {
    let Mention { span, surface, sentence } = mention;
    let placed = !surface.is_empty() && span.of(&document.text) == surface && sentence.contains(*span);
    if placed && !sentence.of(&document.text).is_empty() {
        return Ok(());
    }
    Err(StoreError::Misplaced {
        document: document.source.id.clone(),
        figure: id.clone(),
        surface: surface.clone(),
        start: span.start,
        end: span.end,
    })
}

/// The first and the last day of a period, counted as the store counts days: from 1970-01-01.
pub(super) fn days(period: TimePeriod) -> (i32, i32) {
    (period.first_day().to_epoch_days(), period.last_day().to_epoch_days())
}
