//! Figures as rows: all that is worked out of them before anything is written.

use super::kept::{Kept, Packing, Text};
use super::observations::{Pending, Place, Said};
use super::packed::Facts;
use super::rows::Rows;
use super::write::{int, json};
use super::{StoreError, names};
use crate::model::{
    Claim, Document, Figure, FigureId, Mention, PeriodOrigin, Resolution, SeriesKey, TimePeriod, resolve,
};

/// The figures of one document as rows of the tables in which they go. Their numbers count within the document, from 1,
/// until [`FigureRows::number`] is told what they follow.
#[derive(Debug, Default)]
pub(super) struct FigureRows {
    /// For `figures`: the cell.
    figures: Packing,
    /// For `figures`: the row, once it is numbered.
    pub row: Rows,
    /// For `mentions`: those beyond the first of a figure.
    pub mentions: Rows,
    /// For `unresolved`.
    pub unresolved: Rows,
    /// For `observations`.
    said: Said,
    /// For `names`: that of each figure.
    pub names: Vec<u8>,
    /// The observations in the order of their rows.
    observed: Vec<Observed>,
}

/// A figure that is an observation.
#[derive(Debug)]
struct Observed {
    /// Which of the figures it is.
    figure: usize,
    /// Where the number of the series is in their cell.
    series_at: usize,
    key: SeriesKey,
    days: (i32, i32),
}

/// Where figures go.
#[derive(Debug, Clone, Copy)]
pub(super) struct Into {
    /// The number of the figure that they follow.
    pub before: i64,
    /// The document that gives them.
    pub document: i64,
    /// The reading that does.
    pub reading: i64,
    /// The figure that they correct.
    pub corrects: Option<i64>,
}

/// How many bytes the cell of an observation with its sentence mostly has.
const ROW: usize = 200;

impl FigureRows {
    /// No rows yet, and room for those of so many figures.
    pub fn with_room(figures: usize) -> Self {
        Self { figures: Packing::with_room(figures, ROW), said: Said::with_room(figures, ROW), ..Self::default() }
    }

    /// Adds a figure. One that does not lead back to the text is an error, and not added.
    pub fn add(&mut self, document: &Document, id: &FigureId, figure: &Figure) -> Result<Resolution, StoreError> {
        let Some(first) = figure.mentions.first() else {
            return Err(StoreError::Unmentioned { document: document.source.id.clone(), figure: id.clone() });
        };
        for mention in &figure.mentions {
            in_place(document, id, mention)?;
        }
        let resolution = resolve(&figure.claim, document.source.published);
        let stated = figure.claim.quantity.stated.to_string();
        self.claim((id, &stated), (figure, first), &resolution)?;
        let nr = int(self.figures.len());
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
        (id, stated): (&FigureId, &str),
        (figure, first): (&Figure, &Mention),
        resolution: &Resolution,
    ) -> Result<(), StoreError> {
        let Claim { quantity, indicator, item, measure, area, counterpart, period, period_origin, status, speaker } =
            &figure.claim;
        let (period, origin) = (period.map(|period| period.to_string()), period_origin.to_string());
        let (measure, status, confidence) = (measure.to_string(), status.to_string(), figure.confidence.to_string());
        let derivation = json(&figure.derivation)?;
        let observed = match resolution {
            Resolution::Resolved { key, period, origin } => Some((key, days(*period), origin.to_string())),
            Resolution::Unresolved(_) => None,
        };
        let (mult, span, sentence) = (quantity.mult.0, first.span, first.sentence);
        let days = observed.as_ref().map(|(_, days, _)| *days);
        let mut kept = Kept { name: id.number(), mult, days, span, sentence, ..Kept::default() };
        for (which, text) in [
            (Text::Value, Some(stated)),
            (Text::Unit, Some(quantity.unit.code())),
            (Text::Indicator, indicator.map(|indicator| indicator.code())),
            (Text::Item, item.as_deref()),
            (Text::Measure, Some(&*measure)),
            (Text::Area, area.map(|area| area.code())),
            (Text::Counterpart, counterpart.map(|area| area.code())),
            (Text::Period, period.as_deref()),
            (Text::PeriodOrigin, Some(&*origin)),
            (Text::Status, Some(&*status)),
            (Text::Speaker, speaker.as_deref()),
            (Text::Confidence, Some(&*confidence)),
            (Text::Derivation, Some(&*derivation)),
            (Text::PeriodFrom, observed.as_ref().map(|(.., origin)| &**origin)),
            (Text::Surface, Some(&*first.surface)),
        ] {
            kept.set(which, text);
        }
        let (figure, series_at) = (self.figures.len(), self.figures.push(&kept));
        if let Some((key, days, _)) = observed {
            self.observed.push(Observed { figure, series_at, key: key.clone(), days });
        }
        names::push(&mut self.names, id);
        Ok(())
    }

    /// How many figures there are, and how many of them are observations.
    pub fn counts(&self) -> (usize, usize) {
        (self.figures.len(), self.observed.len())
    }

    /// Gives the figures the numbers and the reading with which they go in; `series` finds the row of a key. The observations
    /// among them are left pending.
    pub fn number(
        &mut self,
        into: Into,
        mut series: impl FnMut(&SeriesKey) -> Result<i64, StoreError>,
        pending: &mut Pending,
    ) -> Result<(), StoreError> {
        let Into { before, document, reading, corrects } = into;
        for rows in [&mut self.mentions, &mut self.unresolved] {
            (0..rows.len()).for_each(|row| rows.set_whole(row, 0, before + rows.whole_at(row, 0)));
        }
        let mut said = std::mem::take(&mut self.said);
        let mut places = Vec::with_capacity(self.observed.len());
        for (nth, Observed { figure, series_at, key, days: (first, last) }) in self.observed.iter().enumerate() {
            let series = series(key)?;
            self.figures.set_series(*series_at, series);
            let place: Place = (series, *first, *last, before + int(*figure) + 1);
            said.set_place(nth, place);
            places.push(place);
        }
        pending.append(&places, &said);
        let figures = std::mem::take(&mut self.figures);
        if figures.len() > 0 {
            self.row.whole(before + 1).whole(document).whole(reading).whole_or_null(corrects).whole(int(figures.len()));
            self.row.blob(figures.bytes()).end();
        }
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
