//! Figures out of the store: each with its sentences, and what became of it.

use chrono::NaiveDate;
use rusqlite::{Row, params};
use rustc_hash::FxHashSet;

use super::cells::{Cells, KEY, MENTION, SOURCE, key, mention, source};
use super::documents::Texts;
use super::kept::Kept;
use super::withdrawals::absent;
use super::written::Written;
use super::{Store, StoreError, names};
use crate::model::{Claim, DocumentId, Figure, FigureId, Mention, Missing, Resolution, Source, Span, Unresolved};

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
        let (mut present, mut read) = (Vec::new(), Vec::new());
        for (_, nr) in names::between(&self.connection, (id, id))? {
            let Some(written) = Written::with(&self.connection, nr)? else { continue };
            let is_original = written.corrects.is_none();
            let found = self.stored(&[written], |figure, _| figure == nr)?;
            if !self.is_hidden(nr)? {
                present.extend(found.iter().cloned());
            }
            if is_original {
                read.extend(found);
            }
        }
        // In text order, as those of one name and place were read.
        let last = |rows: Vec<(i64, StoredFigure)>| {
            rows.into_iter().max_by_key(|(nr, stored)| (stored.figure.mentions.first().map(|m| m.span.start), *nr))
        };
        Ok(last(present).or_else(|| last(read)).map(|(_, stored)| stored))
    }

    /// The figures of a document as they stand, in text order.
    pub fn figures_of(&self, document: &DocumentId) -> Result<Vec<StoredFigure>, StoreError> {
        let Some(nr) = self.number_of(document)? else { return Ok(Vec::new()) };
        let hidden = self.among("hidden", nr)?;
        let present = self.stored_figures(nr, |figure, _| !hidden.contains(&figure))?;
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
            "SELECT d.id, d.source_id, u.figure, u.missing FROM unresolved u JOIN documents d ON d.nr = u.figure >> 24 \
             WHERE u.figure NOT IN (SELECT figure FROM hidden) AND (?1 IS NULL OR d.vintage <= ?1) \
             AND d.nr NOT IN ({}) ORDER BY u.figure",
            absent("?1")
        );
        let day = as_of.map(|day| day.to_string());
        let mut statement = self.connection.prepare_cached(&sql)?;
        let lacking: Vec<_> = statement.query_and_then(params![day], Lacking::of)?.collect::<Result<_, _>>()?;
        let (mut texts, mut found) = (Texts::of(&self.connection), Vec::with_capacity(lacking.len()));
        let mut lacking = lacking.into_iter().peekable();
        // Those of one row are read from it one after the other.
        while let Some(Lacking { figure, .. }) = lacking.peek() {
            let written = Written::with(&self.connection, *figure)?.ok_or_else(|| astray(*figure))?;
            for figure in written.figures() {
                let (nr, kept) = figure?;
                if let Some(lacking) = lacking.next_if(|lacking| lacking.figure == nr) {
                    found.push((nr, lacking.with(&kept, texts.around(nr, kept.sentence)?)?));
                }
            }
        }
        found.sort_by(|(a, one), (b, other)| {
            (&one.source_id, one.span.start, a).cmp(&(&other.source_id, other.span.start, b))
        });
        Ok(found.into_iter().map(|(_, figure)| figure).collect())
    }

    /// Which figures of a document are in a table.
    pub(super) fn among(&self, table: &str, document: i64) -> Result<FxHashSet<i64>, StoreError> {
        let sql = format!("SELECT figure FROM {table} WHERE figure > ?1 << 24 AND figure < (?1 + 1) << 24");
        Ok(self.connection.prepare_cached(&sql)?.query_map([document], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    fn is_hidden(&self, figure: i64) -> Result<bool, StoreError> {
        Ok(self.connection.prepare_cached("SELECT 1 FROM hidden WHERE figure = ?1")?.exists([figure])?)
    }

    /// The figures of a document that are wanted, with their numbers, in text order.
    pub(super) fn stored_figures(
        &self,
        document: i64,
        wanted: impl Fn(i64, &Written) -> bool,
    ) -> Result<Vec<(i64, StoredFigure)>, StoreError> {
        self.stored(&Written::of_document(&self.connection, document)?, wanted)
    }

    /// The same of some rows of one document.
    fn stored(
        &self,
        rows: &[Written],
        wanted: impl Fn(i64, &Written) -> bool,
    ) -> Result<Vec<(i64, StoredFigure)>, StoreError> {
        let Some(document) = rows.first().map(Written::document) else { return Ok(Vec::new()) };
        let (document, source) = self.source_of(document)?;
        let (mut texts, mut found) = (Texts::of(&self.connection), Vec::new());
        for written in rows {
            let reader = self.reader(written.reading)?;
            for figure in written.figures() {
                let (nr, kept) = figure?;
                if !wanted(nr, written) {
                    continue;
                }
                let mut figure = kept.figure()?;
                figure.mentions.extend(self.further_mentions(nr)?);
                let sentences = figure.mentions.iter().map(|mention| texts.around(nr, mention.sentence));
                let stored = StoredFigure {
                    id: FigureId::of_number(kept.name),
                    document: document.clone(),
                    source: source.clone(),
                    sentences: sentences.collect::<Result<_, _>>()?,
                    figure,
                    resolution: self.resolution(nr, &kept)?,
                    reader: reader.origin.clone(),
                    is_claim: reader.is_claim,
                    lexicon: reader.lexicon.clone(),
                    is_original: written.corrects.is_none(),
                };
                found.push((nr, stored));
            }
        }
        found.sort_by_key(|(nr, stored)| (stored.figure.mentions.first().map(|first| first.span.start), *nr));
        Ok(found)
    }

    /// The document of a row, and where it came from.
    fn source_of(&self, document: i64) -> Result<(DocumentId, Source), StoreError> {
        let sql = format!("SELECT d.id, {SOURCE} FROM documents d WHERE d.nr = ?1");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let found = statement.query_and_then([document], |row| {
            let mut cells = Cells::of(row, "documents");
            Ok((cells.read()?, source(&mut cells)?))
        })?;
        only(found, || astray(document << 24))
    }

    /// Who gave a reading.
    fn reader(&self, reading: i64) -> Result<Of, StoreError> {
        let mut statement =
            self.connection.prepare_cached("SELECT origin, kind = 'claims', lexicon FROM readings WHERE nr = ?1")?;
        let found = statement.query_and_then([reading], |row| {
            Ok(Of { origin: row.get(0)?, is_claim: row.get(1)?, lexicon: row.get(2)? })
        })?;
        only(found, || StoreError::Stored { table: "readings", id: reading.to_string(), problem: GONE.to_owned() })
    }

    /// The series and period to which a figure belongs, or what it lacks.
    fn resolution(&self, nr: i64, kept: &Kept<'_>) -> Result<Resolution, StoreError> {
        let Some((series, (period, origin))) = kept.series.zip(kept.observed()?) else {
            let mut lacks =
                self.connection.prepare_cached("SELECT figure, missing FROM unresolved WHERE figure = ?1")?;
            let missing = lacks
                .query_and_then([nr], |row| {
                    let mut cells = Cells::of(row, "unresolved");
                    cells.skip("figure");
                    missing(&mut cells)
                })?
                .next();
            return Ok(Resolution::Unresolved(Unresolved { missing: missing.transpose()?.unwrap_or_default() }));
        };
        let sql = format!("SELECT k.key, {KEY} FROM series k WHERE k.nr = ?1");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let found = statement.query_and_then([series], |row| {
            let mut cells = Cells::of(row, "series");
            cells.skip("key");
            key(&mut cells)
        })?;
        let gone = || StoreError::Stored { table: "series", id: series.to_string(), problem: GONE.to_owned() };
        Ok(Resolution::Resolved { key: only(found, gone)?, period, origin })
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

/// Who gave a reading.
struct Of {
    origin: String,
    is_claim: bool,
    lexicon: Option<String>,
}

/// What is wrong with a row that others lead to.
const GONE: &str = "is not there";

fn astray(figure: i64) -> StoreError {
    StoreError::Stored { table: "figures", id: figure.to_string(), problem: GONE.to_owned() }
}

/// The only row that was found.
fn only<T>(
    mut found: impl Iterator<Item = Result<T, StoreError>>,
    gone: impl FnOnce() -> StoreError,
) -> Result<T, StoreError> {
    found.next().transpose()?.ok_or_else(gone)
}

/// A figure that lacks dimensions.
struct Lacking {
    document: DocumentId,
    source_id: String,
    figure: i64,
    missing: Vec<Missing>,
}

impl Lacking {
    fn of(row: &Row) -> Result<Self, StoreError> {
        let mut cells = Cells::of(row, "documents");
        let (document, source_id) = (cells.read()?, cells.plain()?);
        Ok(Self { document, source_id, figure: cells.plain()?, missing: missing(&mut cells)? })
    }

    fn with(self, kept: &Kept<'_>, sentence: String) -> Result<UnresolvedFigure, StoreError> {
        let Figure { claim, mentions, .. } = kept.figure()?;
        Ok(UnresolvedFigure {
            id: FigureId::of_number(kept.name),
            document: self.document,
            source_id: self.source_id,
            claim,
            missing: self.missing,
            surface: mentions.into_iter().next().map(|first| first.surface).unwrap_or_default(),
            sentence,
            span: kept.span,
        })
    }
}

/// The dimensions in a cell such as `indicator,period`.
fn missing(cells: &mut Cells) -> Result<Vec<Missing>, StoreError> {
    let text: String = cells.plain()?;
    text.split(',').map(|word| word.parse().map_err(|error| cells.wrong(error))).collect()
}
