//! What became of the documents that were to go into a store.

use std::collections::{BTreeMap, HashMap};

use anyhow::Result;

use super::print;
use super::read::{Outcome, Read};
use crate::ingest::web::Version;
use crate::ingest::{FileHash, IngestError, Planned, with_digits};
use crate::model::{Document, Extraction};
use crate::report::Table;
use crate::store::{Batch, Fetched, Ingested, Store, StoreError};

/// As many documents a person will read about one by one.
const FEW: usize = 60;

/// A row for each document, and the sums.
#[derive(Debug)]
pub struct Tally {
    /// How many are new in the store.
    pub new: usize,
    /// How many of these repeat the text of another one.
    pub reprints: usize,
    /// How many were there before.
    pub known: usize,
    /// How many could be read and were not wanted.
    pub left_out: usize,
    /// How many could not be read or stored.
    pub failed: usize,
    /// How many figures are new.
    pub figures: usize,
    /// A row for each document.
    pub rows: Table,
    /// How many failed for which reason.
    reasons: BTreeMap<String, usize>,
}

impl Default for Tally {
    fn default() -> Self {
        let columns = ["document", "outcome", "figures", "observations", "unresolved", "why"];
        let rows = Table::new(columns);
        Self { new: 0, reprints: 0, known: 0, left_out: 0, failed: 0, figures: 0, rows, reasons: BTreeMap::new() }
    }
}

impl Tally {
    /// The names of the documents in the files of a batch that are known.
    pub fn names_of_known(&self, store: &Store, files: &[Outcome]) -> Result<HashMap<FileHash, Vec<String>>> {
        let mut names = HashMap::new();
        for file in files {
            if let Outcome::Known(_, hash, _) = file {
                names.insert(*hash, store.documents_of_file(hash)?);
            }
        }
        Ok(names)
    }

    /// Takes in what became of one file, and puts what is new in it into the store.
    pub fn file(
        &mut self,
        batch: &mut Batch,
        file: Outcome,
        known: &HashMap<FileHash, Vec<String>>,
    ) -> Result<(), StoreError> {
        match file {
            Outcome::Known(file, hash, version) => {
                known.get(&hash).into_iter().flatten().for_each(|name| self.known(name));
                fetched(batch, &file, version, hash)
            }
            Outcome::Read(read) => self.read(batch, read),
            Outcome::Failed(failure) => {
                self.unreadable(&failure);
                Ok(())
            }
        }
    }

    fn read(&mut self, batch: &mut Batch, read: Read) -> Result<(), StoreError> {
        let Read { file, hash, version, documents, left_out, failures } = read;
        let mut whole = left_out.is_empty() && failures.is_empty();
        let mut names = Vec::with_capacity(documents.len());
        for (mut document, figures) in documents {
            whole &= self.store(batch, &file, &mut document, &figures)?;
            names.push(document.source.id);
        }
        for name in &left_out {
            self.left_out += 1;
            self.rows.row([name.as_str(), "left out"]);
        }
        failures.iter().for_each(|failure| self.unreadable(failure));
        if !whole {
            return Ok(());
        }
        fetched(batch, &file, version, hash)?;
        batch.file(&hash, &names)
    }

    /// Puts a document in; whether it is in the store now. One that goes by the name of its file gets another name where
    /// the store has given that one away.
    fn store(
        &mut self,
        batch: &mut Batch,
        file: &Planned,
        document: &mut Document,
        found: &Extraction,
    ) -> Result<bool, StoreError> {
        let mut ingested = batch.ingest(document, found);
        if matches!(ingested, Err(StoreError::SourceIdTaken { .. })) && file.named_by_file(document) {
            document.source.id = with_digits(document);
            ingested = batch.ingest(document, found);
        }
        match ingested {
            Ok(ingested) => self.ingested(&document.source.id, &ingested),
            Err(error) if concerns_document(&error) => {
                tracing::error!("{error}");
                self.failure(&document.source.id, &error.to_string());
                return Ok(false);
            }
            Err(error) => return Err(error),
        }
        Ok(true)
    }

    fn ingested(&mut self, id: &str, ingested: &Ingested) {
        let Ingested::New { figures, observations, unresolved, reprint_of } = ingested else { return self.known(id) };
        self.new += 1;
        self.figures += figures;
        let [figures, observations, unresolved] = [figures, observations, unresolved].map(ToString::to_string);
        let why = reprint_of.as_ref().map(|first| format!("repeats {first}")).unwrap_or_default();
        self.reprints += usize::from(reprint_of.is_some());
        self.rows.row([id, "new", &figures, &observations, &unresolved, &why]);
    }

    fn known(&mut self, id: &str) {
        self.known += 1;
        self.rows.row([id, "known"]);
    }

    fn unreadable(&mut self, failure: &IngestError) {
        let message = failure.to_string();
        let (place, why) = message.split_once(": ").unwrap_or(("", &message));
        self.failure(place, why);
    }

    fn failure(&mut self, document: &str, why: &str) {
        self.failed += 1;
        *self.reasons.entry(why.to_owned()).or_default() += 1;
        self.rows.row([document, "failed", "", "", "", why]);
    }

    /// Every document if there are few; else how many there are of each outcome.
    pub fn for_people(&self) -> Table {
        if self.rows.rows.len() <= FEW {
            return self.rows.clone();
        }
        let mut table = Table::new(["outcome", "documents", "figures", "why"]);
        let mut row = |outcome: &str, count: usize, figures: &str, why: &str| {
            if count > 0 {
                table.row([outcome, &count.to_string(), figures, why]);
            }
        };
        row("new", self.new - self.reprints, &self.figures.to_string(), "");
        row("new", self.reprints, "", "repeat another document");
        row("known", self.known, "", "");
        row("left out", self.left_out, "", "");
        for (why, count) in &self.reasons {
            row("failed", *count, "", why);
        }
        table
    }

    /// What became of all of them, in a line.
    pub fn summary(&self) -> String {
        let Self { new, known, failed, figures, .. } = self;
        let some = |count: usize, what: &str| if count > 0 { format!(", {count} {what}") } else { String::new() };
        let (repeated, left_out) = (some(self.reprints, "of them reprints"), some(self.left_out, "left out"));
        let figures = print::counted(*figures, "figure");
        format!("{new} new with {figures}{repeated}, {known} known{left_out}, {failed} failed")
    }
}

/// Keeps what a server said of a page.
fn fetched(batch: &mut Batch, page: &Planned, version: Version, file: FileHash) -> Result<(), StoreError> {
    match page.url() {
        Some(url) => {
            let Version { etag, last_modified } = version;
            batch.fetched(url, &Fetched { etag, last_modified, file })
        }
        None => Ok(()),
    }
}

/// Whether an error lies in one document, so that the others can go on.
fn concerns_document(error: &StoreError) -> bool {
    use StoreError::{Misplaced, SourceIdTaken, Unmentioned};
    matches!(error, SourceIdTaken { .. } | Misplaced { .. } | Unmentioned { .. })
}
