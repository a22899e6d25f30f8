//! Figures out of the store: each with its sentences, and what became of it.

use chrono::NaiveDate;
use rusqlite::{Row, ToSql, params};

use super::cells::{CLAIM, Cells, KEY, MENTION, OF_DOCUMENT, QUANTITY, SOURCE, claim, key, mention, source};
use super::documents::Texts;
use super::withdrawals::absent;
use super::{Store, StoreError};
use crate::model::{
    Claim, DocumentId, Figure, FigureId, Mention, Missing, PeriodOrigin, Resolution, Source, Span, Unresolved,
};

/// A figure in the store, with all that leads back to its sentences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredFigure {
    /// Its name.
    pub id: FigureId,
    /// The document that gives it.
    pub document: DocumentId,
    /// Where that document came from.
    pub source: Source,
    /// The figure.
    pub figure: Figure,
    /// The sentence of each of its mentions.
    pub sentences: Vec<String>,
    /// The series and period to which it belongs, or what it lacks.
    pub resolution: Resolution,
    /// Who read it: a version of the program, or whoever claims it.
    pub reader: String,
    /// Whether it is claimed by somebody rather than read by rules.
    pub is_claim: bool,
    /// The hash of the lexicon with whose words the rules read it, if it was kept.
    pub lexicon: Option<String>,
    /// Whether it is the reading of the rules or of somebody who claims it, rather than a correction of such.
    pub is_original: bool,
}

/// A figure that is no observation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnresolvedFigure {
    /// Its name.
    pub id: FigureId,
    /// The document that gives it.
    pub document: DocumentId,
    /// The name of that document.
    pub source_id: String,
    /// What is said.
    pub claim: Claim,
    /// What it lacks.
    pub missing: Vec<Missing>,
    /// The text of its first mention.
    pub surface: String,
    /// The sentence of that mention.
    pub sentence: String,
    /// Where that mention stands.
    pub span: Span,
}

impl Store {
    /// The figure of a name, as it stands: corrected if it was. One that has left the present is given as it was last
    /// read.
    pub fn figure(&self, id: &FigureId) -> Result<Option<StoredFigure>, StoreError> {
        let mut present = self.figures("f.id = ?1 AND f.nr NOT IN (SELECT figure FROM hidden)", id.as_str())?;
        if present.is_empty() {
            present = self.figures("f.id = ?1 AND f.corrects IS NULL", id.as_str())?;
        }
        Ok(present.pop().map(|(_, stored)| stored))
    }

    /// The figures of a document as they stand, in text order.
    pub fn figures_of(&self, document: &DocumentId) -> Result<Vec<StoredFigure>, StoreError> {
        let present = self.figures("d.id = ?1 AND f.nr NOT IN (SELECT figure FROM hidden)", document.as_str())?;
        Ok(present.into_iter().map(|(_, stored)| stored).collect())
    }

    /// The names of figures that begin so, in order.
    pub fn figure_ids(&self, prefix: &str) -> Result<Vec<FigureId>, StoreError> {
        let sql = "SELECT DISTINCT id FROM figures WHERE id >= lower(?1) AND id < lower(?1) || 'g' ORDER BY id";
        let mut statement = self.connection.prepare_cached(sql)?;
        statement.query_and_then([prefix], |row| Cells::of(row, "figures").read())?.collect()
    }

    /// The figures that are no observations, by the name of their document and in text order; with `as_of`, as it was
    /// known on that day.
    pub fn unresolved(&self, as_of: Option<NaiveDate>) -> Result<Vec<UnresolvedFigure>, StoreError> {
        let sql = format!(
            "SELECT f.id, d.id, d.source_id, u.missing, {MENTION}, {QUANTITY}, {CLAIM}, f.nr FROM unresolved u \
             JOIN figures f ON f.nr = u.figure JOIN documents d ON d.nr = f.document \
             JOIN mentions m ON m.figure = f.nr AND m.nth = 0 \
             WHERE f.nr NOT IN (SELECT figure FROM hidden) AND (?1 IS NULL OR d.vintage <= ?1) \
             AND d.nr NOT IN ({}) ORDER BY d.source_id, m.\"start\", f.nr",
            absent("?1")
        );
        let day = as_of.map(|day| day.to_string());
        let mut texts = Texts::of(&self.connection);
        let mut statement = self.connection.prepare_cached(&sql)?;
        statement.query_and_then(params![day], |row| unresolved(row, &mut texts))?.collect()
    }

    /// The figures of a condition on a text, with the numbers of their rows, in text order.
    pub(super) fn figures(&self, which: &str, name: &str) -> Result<Vec<(i64, StoredFigure)>, StoreError> {
        self.figures_numbered(which, &name)
    }

    /// The figures of a condition on a value of any kind.
    pub(super) fn figures_numbered(
        &self,
        which: &str,
        value: &dyn ToSql,
    ) -> Result<Vec<(i64, StoredFigure)>, StoreError> {
        let sql = format!(
            "SELECT f.id, d.id, {SOURCE}, {QUANTITY}, {CLAIM}, f.confidence, f.derivation, u.missing, f.period_first, \
             f.period_last, f.period_from, {KEY}, r.origin AS reader, r.kind, r.lexicon, f.corrects, f.nr FROM figures f \
             JOIN documents d ON {OF_DOCUMENT} JOIN readings r ON r.nr = f.reading \
             JOIN mentions m ON m.figure = f.nr AND m.nth = 0 \
             LEFT JOIN unresolved u ON u.figure = f.nr LEFT JOIN series k ON k.nr = f.series WHERE {which} ORDER BY m.\"start\", f.nr"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let found: Vec<_> = statement.query_and_then([value], stored)?.collect::<Result<_, StoreError>>()?;
        let mut texts = Texts::of(&self.connection);
        found.into_iter().map(|(nr, figure)| Ok((nr, self.with_mentions(nr, figure, &mut texts)?))).collect()
    }

    fn with_mentions(&self, nr: i64, mut stored: StoredFigure, texts: &mut Texts) -> Result<StoredFigure, StoreError> {
        stored.figure.mentions = self.mentions(nr, 0)?;
        for mention in &stored.figure.mentions {
            stored.sentences.push(texts.around(nr, mention.sentence)?);
        }
        Ok(stored)
    }

    /// The mentions of a figure from the `from`th on, counted from 0.
    pub(super) fn mentions(&self, nr: i64, from: i64) -> Result<Vec<Mention>, StoreError> {
        let sql = format!(
            "SELECT m.figure || '/' || m.nth, {MENTION} FROM mentions m WHERE m.figure = ?1 AND m.nth >= ?2 ORDER BY m.nth"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_and_then([nr, from], |row| {
            let mut cells = Cells::of(row, "mentions");
            cells.plain::<String>()?;
            mention(&mut cells)
        })?;
        rows.collect()
    }
}

/// A figure without its mentions, and its row's number.
fn stored(row: &Row) -> Result<(i64, StoredFigure), StoreError> {
    let mut cells = Cells::of(row, "figures");
    let stored = StoredFigure {
        id: cells.read()?,
        document: cells.read()?,
        source: source(&mut cells)?,
        figure: Figure {
            claim: claim(&mut cells)?,
            mentions: Vec::new(),
            confidence: cells.read()?,
            derivation: cells.json()?,
        },
        sentences: Vec::new(),
        resolution: resolution(&mut cells)?,
        reader: row.get("reader")?,
        is_claim: row.get::<_, String>("kind")? == "claims",
        lexicon: row.get("lexicon")?,
        is_original: row.get::<_, Option<i64>>("corrects")?.is_none(),
    };
    Ok((row.get("nr")?, stored))
}

fn resolution(cells: &mut Cells) -> Result<Resolution, StoreError> {
    let lacking = missing(cells)?;
    let place = (cells.period()?, cells.maybe::<PeriodOrigin>()?);
    match place {
        (Some(period), Some(origin)) => Ok(Resolution::Resolved { key: key(cells)?, period, origin }),
        _ => Ok(Resolution::Unresolved(Unresolved { missing: lacking })),
    }
}

/// The dimensions in a cell such as `indicator,period`; none in NULL.
fn missing(cells: &mut Cells) -> Result<Vec<Missing>, StoreError> {
    let text: Option<String> = cells.plain()?;
    let words = text.iter().flat_map(|text| text.split(','));
    words.map(|word| word.parse().map_err(|error| cells.wrong(error))).collect()
}

fn unresolved(row: &Row, texts: &mut Texts) -> Result<UnresolvedFigure, StoreError> {
    let mut cells = Cells::of(row, "figures");
    let (id, document, source_id) = (cells.read()?, cells.read()?, cells.plain()?);
    let missing = missing(&mut cells)?;
    let mention = mention(&mut cells)?;
    let claim = claim(&mut cells)?;
    let sentence = texts.around(cells.plain()?, mention.sentence)?;
    Ok(UnresolvedFigure {
        id,
        document,
        source_id,
        claim,
        missing,
        surface: mention.surface,
        sentence,
        span: mention.span,
    })
}
