//! Decisions in the store, and the present that follows from them.

use rusqlite::{Connection, Row, Transaction, TransactionBehavior, params};

use super::cells::Cells;
use super::write::{Writer, int};
use super::written::Written;
use super::{Store, StoreError, StoredFigure, documents, seals};
use crate::model::{Claim, Document, DocumentId, Figure, FigureId};
use crate::review::{Decision, Place, settle};

const DECISION: &str = "nr, document, source_id, \"start\", \"end\", surface, figure, read, verdict, changes, decided_by, \
    why, decided_at";

impl Store {
    /// Runs steps that read and write as one: no other process writes meanwhile, and if a step fails, none was done.
    pub fn at_once<T, E: From<StoreError>>(&self, steps: impl FnOnce(&Self) -> Result<T, E>) -> Result<T, E> {
        let transaction = Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate);
        let transaction = transaction.map_err(StoreError::from)?;
        let done = steps(self)?;
        transaction.commit().map_err(StoreError::from)?;
        Ok(done)
    }

    /// Every decision, in the order in which they were taken.
    pub fn decisions(&self) -> Result<Vec<Decision>, StoreError> {
        let sql = format!("SELECT {DECISION} FROM decisions ORDER BY decided_at, nr");
        self.connection.prepare_cached(&sql)?.query_and_then([], decision)?.collect()
    }

    /// The decisions about a document, in the order in which they were taken.
    pub fn decisions_of(&self, document: &DocumentId) -> Result<Vec<Decision>, StoreError> {
        let sql = format!("SELECT {DECISION} FROM decisions WHERE document = ?1 ORDER BY decided_at, nr");
        self.connection.prepare_cached(&sql)?.query_and_then([document.as_str()], decision)?.collect()
    }

    /// Adds decisions and puts them into force; those that are there already change nothing. Gives back how many are
    /// new. To be called inside of [`Store::at_once`].
    pub fn decide(&self, decisions: &[Decision]) -> Result<usize, StoreError> {
        let mut new = 0;
        let mut documents: Vec<&DocumentId> = Vec::new();
        for decision in decisions {
            if insert(&self.connection, decision)? {
                new += 1;
                documents.push(&decision.place.document);
            }
        }
        documents.sort();
        documents.dedup();
        for document in documents {
            self.bring_to_present(document)?;
        }
        Ok(new)
    }

    /// What is read in a document now, by rules and claims, whatever was decided about it; in text order.
    pub fn readings_of(&self, document: &DocumentId) -> Result<Vec<StoredFigure>, StoreError> {
        Ok(self.originals(document)?.into_iter().map(|(_, stored)| stored).collect())
    }

    /// The same, with the numbers of their rows.
    pub(super) fn originals(&self, document: &DocumentId) -> Result<Vec<(i64, StoredFigure)>, StoreError> {
        let Some(nr) = self.number_of(document)? else { return Ok(Vec::new()) };
        let gone = self.among("reread", nr)?;
        self.stored_figures(nr, |figure, written| written.corrects.is_none() && !gone.contains(&figure))
    }

    /// Makes the present of a document what follows from its readings and the decisions about it.
    pub(super) fn bring_to_present(&self, id: &DocumentId) -> Result<(), StoreError> {
        let Some(nr) = self.number_of(id)? else { return Ok(()) };
        let Some(document) = documents::numbered(&self.connection, nr)? else { return Ok(()) };
        let originals = self.originals(id)?;
        let read: Vec<(FigureId, Figure)> =
            originals.iter().map(|(_, stored)| (stored.id.clone(), stored.figure.clone())).collect();
        let decisions = self.decisions_of(id)?;
        let settled = settle(&read, &decisions);
        let mut shown = Vec::new();
        for ((nr, _), standing) in originals.iter().zip(&settled.standing) {
            match &standing.claim {
                None => {}
                Some(claim) if *claim == standing.figure.claim => shown.push(*nr),
                Some(claim) => shown.push(self.correction(&document, *nr, standing.id, standing.figure, claim)?),
            }
        }
        self.show_only(nr, &shown)?;
        seals::document(&self.connection, nr)
    }

    /// The row of a correction, written if it is not there yet.
    fn correction(
        &self,
        document: &Document,
        original: i64,
        id: &FigureId,
        read: &Figure,
        claim: &Claim,
    ) -> Result<i64, StoreError> {
        let known = self.stored_figures(original >> 24, |_, written| written.corrects == Some(original))?;
        if let Some((nr, _)) = known.iter().find(|(_, stored)| stored.figure.claim == *claim) {
            return Ok(*nr);
        }
        let corrected = Figure { claim: claim.clone(), ..read.clone() };
        let mut writer = Writer::again(&self.connection, document, original)?;
        let nr = writer.figure(id, &corrected)?;
        writer.finish()?;
        Ok(nr)
    }

    /// Hides every figure of a document but these.
    fn show_only(&self, document: i64, shown: &[i64]) -> Result<(), StoreError> {
        for nr in Written::of_document(&self.connection, document)?.iter().flat_map(Written::numbers) {
            let sql = if shown.contains(&nr) {
                "DELETE FROM hidden WHERE figure = ?1"
            } else {
                "INSERT INTO hidden VALUES (?1) ON CONFLICT DO NOTHING"
            };
            self.connection.prepare_cached(sql)?.execute([nr])?;
        }
        Ok(())
    }
}

fn insert(connection: &Connection, decision: &Decision) -> Result<bool, StoreError> {
    let Decision { place: Place { document, source_id, span, surface, figure }, read, verdict, changes, by, why, at } =
        decision;
    let sql = "INSERT INTO decisions (document, source_id, \"start\", \"end\", surface, figure, read, verdict, changes, \
        decided_by, why, decided_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) \
        ON CONFLICT (figure, decided_by, decided_at) DO NOTHING";
    let new = connection.prepare_cached(sql)?.execute(params![
        document.as_str(),
        source_id,
        int(span.start),
        int(span.end),
        surface,
        figure.as_str(),
        read.to_string(),
        verdict.to_string(),
        changes.to_string(),
        by,
        why,
        at.to_string(),
    ])?;
    if new > 0 {
        let row = seals::Rows { table: "decisions", which: "nr = ?1" };
        seals::toggle(connection, row, [[connection.last_insert_rowid()]])?;
    }
    Ok(new > 0)
}

fn decision(row: &Row) -> Result<Decision, StoreError> {
    let mut cells = Cells::of(row, "decisions");
    cells.plain::<i64>()?;
    Ok(Decision {
        place: Place {
            document: cells.read()?,
            source_id: cells.plain()?,
            span: cells.span()?,
            surface: cells.plain()?,
            figure: cells.read()?,
        },
        read: cells.read()?,
        verdict: cells.read()?,
        changes: cells.read()?,
        by: cells.plain()?,
        why: cells.plain()?,
        at: cells.read()?,
    })
}
