//! Figures out of the store: each with its sentences, and what became of it.

use chrono::NaiveDate;
use rusqlite::{Row, ToSql, params};

use super::cells::{CLAIM, Cells, KEY, MENTION, OF_DOCUMENT, QUANTITY, SOURCE, claim, key, mention, source};
use super::documents::Texts;
use super::withdrawals::absent;
use super::{Store, StoreError, names};
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
        let rows = names::between(&self.connection, (id, id))?;
        let (mut present, mut read) = (Vec::new(), Vec::new());
        for (_, nr) in rows {
            present.extend(self.figures_numbered("f.nr = ?1 AND f.nr NOT IN (SELECT figure FROM hidden)", &nr)?);
            read.extend(self.figures_numbered("f.nr = ?1 AND f.corrects IS NULL", &nr)?);
        }
        // In text order, as those of one name and place were read.
        let last = |rows: Vec<(i64, StoredFigure)>| {
            rows.into_iter().max_by_key(|(nr, stored)| (stored.figure.mentions.first().map(|m| m.span.start), *nr))
        };
        Ok(last(present).or_else(|| last(read)).map(|(_, stored)| stored))
    }

    /// The figures of a document as they stand, in text order.
    pub fn figures_of(&self, document: &DocumentId) -> Result<Vec<StoredFigure>, StoreError> {
        let present = self.figures("d.id = ?1 AND f.nr NOT IN (SELECT figure FROM hidden)", document.as_str())?;
        Ok(present.into_iter().map(|(_, stored)| stored).collect())
    }

    /// The names of figures that begin so, in order.
    pub fn figure_ids(&self, prefix: &str) -> Result<Vec<FigureId>, StoreError> {
        let missing = 12usize.saturating_sub(prefix.len());
        let padded = |with: &str| (prefix.to_lowercase() + &with.repeat(missing)).parse().ok();
        let (Some(from), Some(to)) = (padded("0"), padded("f")) else { return Ok(Vec::new()) };
        let mut ids: Vec<_> = names::between(&self.connection, (&from, &to))?.into_iter().map(|(id, _)| id).collect();
        ids.sort();
        ids.dedup();
        Ok(ids)
    }

    /// The figures that are no observations, by the name of their document and in text order; with `as_of`, as it was
    /// known on that day.
    pub fn unresolved(&self, as_of: Option<NaiveDate>) -> Result<Vec<UnresolvedFigure>, StoreError> {
        let sql = format!(
            "SELECT f.id, d.id, d.source_id, u.missing, {MENTION}, {QUANTITY}, {CLAIM}, f.nr FROM unresolved u \
             JOIN figures f ON f.nr = u.figure JOIN documents d ON d.nr = f.document \
             WHERE f.nr NOT IN (SELECT figure FROM hidden) AND (?1 IS NULL OR d.vintage <= ?1) \
             AND d.nr NOT IN ({}) ORDER BY d.source_id, f.\"start\", f.nr",
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
             f.period_last, f.period_from, {KEY}, r.origin AS reader, r.kind, r.lexicon, f.corrects, f.nr, {MENTION} FROM figures f \
             JOIN documents d ON {OF_DOCUMENT} JOIN readings r ON r.nr = f.reading \
             LEFT JOIN unresolved u ON u.figure = f.nr LEFT JOIN series k ON k.nr = f.series WHERE {which} ORDER BY f.\"start\", f.nr"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let found: Vec<_> = statement.query_and_then([value], stored)?.collect::<Result<_, StoreError>>()?;
        let mut texts = Texts::of(&self.connection);
        found.into_iter().map(|(nr, figure)| Ok((nr, self.with_mentions(nr, figure, &mut texts)?))).collect()
    }

    fn with_mentions(&self, nr: i64, mut stored: StoredFigure, texts: &mut Texts) -> Result<StoredFigure, StoreError> {
        stored.figure.mentions.extend(self.further_mentions(nr)?);
        for mention in &stored.figure.mentions {
            stored.sentences.push(texts.around(nr, mention.sentence)?);
        }
        Ok(stored)
    }

    /// The mentions of a figure beyond the first.
    pub(super) fn further_mentions(&self, nr: i64) -> Result<Vec<Mention>, StoreError> {
        let sql = format!("SELECT figure || '/' || nth, {MENTION} FROM mentions WHERE figure = ?1 ORDER BY nth");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_and_then([nr], |row| {
            let mut cells = Cells::of(row, "mentions");
            cells.plain::<String>()?;
            mention(&mut cells)
        })?;
        rows.collect()
    }
}

/// A figure with its first mention alone, and its row's number.
fn stored(row: &Row) -> Result<(i64, StoredFigure), StoreError> {
    let mut cells = Cells::of(row, "figures");
    let mut stored = StoredFigure {
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
    // The cells of its reader were read by name.
    cells.skip("reader, kind, lexicon, corrects");
    let nr = cells.plain()?;
    stored.figure.mentions.push(mention(&mut cells)?);
    Ok((nr, stored))
}

fn resolution(cells: &mut Cells) -> Result<Resolution, StoreError> {
    let lacking = missing(cells)?;
    let place = (cells.period()?, cells.maybe::<PeriodOrigin>()?);
    match place {
        (Some(period), Some(origin)) => Ok(Resolution::Resolved { key: key(cells)?, period, origin }),
        _ => {
            cells.skip(KEY);
            Ok(Resolution::Unresolved(Unresolved { missing: lacking }))
        }
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
