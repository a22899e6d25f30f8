//! Documents read again: by later rules, or by somebody from elsewhere.

use rustc_hash::FxHashSet;

use super::rows::Rows;
use super::seals::{Seal, Target};
use super::write::{EXTRACTOR, Writer, next};
use super::written::Written;
use super::{Store, StoreError, seals};
use crate::model::{Document, DocumentId, Figure, FigureId};
use crate::review::{Difference, Moment};

/// What reads a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader<'a> {
    /// The rules of this program, with the words of the lexicon that the store was given.
    Rules,
    /// Somebody who offers claims, by name.
    Claims(&'a str),
}

const READINGS: Target = Target { table: "readings", sql: "INSERT INTO readings VALUES (?, ?, ?, ?, ?, ?)" };

impl Store {
    /// The same store, which notes the hash of this lexicon beside what the rules read from now on.
    #[must_use]
    pub fn with_lexicon(mut self, lexicon: impl Into<String>) -> Self {
        self.lexicon = Some(lexicon.into());
        self
    }

    /// Writes down that a document was read, which its seal takes in, and gives back the reading's number.
    pub(super) fn reading(
        &self,
        document: i64,
        reader: Reader<'_>,
        at: Option<Moment>,
        seal: &mut Seal,
    ) -> Result<i64, StoreError> {
        let (kind, origin, lexicon) = match reader {
            Reader::Rules => ("rules", EXTRACTOR, self.lexicon.as_deref()),
            Reader::Claims(origin) => ("claims", origin, None),
        };
        let nr = next(&self.connection, "SELECT max(nr) FROM readings")?;
        let mut row = Rows::default();
        row.whole(nr).whole(document).text(kind).text(origin).text_or_null(lexicon).shown_or_null(at.as_ref()).end();
        seals::insert(&self.connection, READINGS, &row, seal)?;
        Ok(nr)
    }

    /// Applies what later rules read otherwise in a document: as new rows, with what they do not read any more kept out
    /// of the present. Decisions are put on the new readings. To be called inside of [`Store::at_once`].
    pub fn reread(&self, document: &Document, differences: &[Difference<'_>], at: Moment) -> Result<(), StoreError> {
        let Some(nr) = self.number_of(&document.id)? else { return Ok(()) };
        if differences.is_empty() {
            return Ok(());
        }
        let reading = self.reading(nr, Reader::Rules, Some(at), &mut Seal::default())?;
        let originals = self.originals(&document.id)?;
        let mut writer = Writer::of(&self.connection, document, nr, reading)?;
        for difference in differences {
            if let Some((id, _)) = difference.before() {
                let gone = originals.iter().filter(|(_, stored)| stored.id == *id);
                for (figure, _) in gone {
                    let sql = "INSERT INTO reread VALUES (?1, ?2)";
                    self.connection.prepare_cached(sql)?.execute([*figure, reading])?;
                }
            }
            if let Some((id, figure)) = difference.after() {
                writer.figure(id, figure)?;
            }
        }
        writer.finish()?;
        self.bring_to_present(&document.id)
    }

    /// Adds the figures that somebody offers of a document, but for those that are there already; gives back how many
    /// are new. To be called inside of [`Store::at_once`].
    pub fn claim(
        &self,
        document: &Document,
        origin: &str,
        figures: &[(&FigureId, &Figure)],
        at: Moment,
    ) -> Result<usize, StoreError> {
        let Some(nr) = self.number_of(&document.id)? else { return Ok(0) };
        // A name follows from the document: no other one has it.
        let mut known = FxHashSet::default();
        for written in Written::of_document(&self.connection, nr)? {
            for figure in written.figures() {
                known.insert(FigureId::of_number(figure?.1.name));
            }
        }
        let mut writer: Option<Writer<'_>> = None;
        let mut new = 0;
        for (id, figure) in figures {
            if !known.insert((*id).clone()) {
                continue;
            }
            if writer.is_none() {
                let reading = self.reading(nr, Reader::Claims(origin), Some(at), &mut Seal::default())?;
                writer = Some(Writer::of(&self.connection, document, nr, reading)?);
            }
            if let Some(writer) = &mut writer {
                writer.figure(id, figure)?;
                new += 1;
            }
        }
        if let Some(writer) = writer {
            writer.finish()?;
            seals::document(&self.connection, nr)?;
            if !self.decisions_of(&document.id)?.is_empty() {
                self.bring_to_present(&document.id)?;
            }
        }
        Ok(new)
    }

    pub(super) fn number_of(&self, document: &DocumentId) -> Result<Option<i64>, StoreError> {
        use rusqlite::OptionalExtension;
        let mut statement = self.connection.prepare_cached("SELECT nr FROM documents WHERE id = ?1")?;
        Ok(statement.query_row([document.as_str()], |row| row.get(0)).optional()?)
    }
}
