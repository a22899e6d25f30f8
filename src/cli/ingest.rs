//! `attested ingest`: documents and their figures into the store.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::Outcome;
use super::common::{Rows, StoreAt, print, read};
use crate::ingest::IngestError;
use crate::model::{Document, Extraction};
use crate::report::Table;
use crate::store::{Ingested, Store, StoreError};

/// Arguments of `attested ingest`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: attested ingest data/sources\n\
    The same document again changes nothing. A document that cannot be read is reported, and the others go on.")]
pub struct Args {
    /// Files and folders to read
    #[arg(required_unless_present = "manifest")]
    pub paths: Vec<PathBuf>,
    /// A manifest that names the documents and their sources
    #[arg(long, value_name = "FILE")]
    pub manifest: Option<PathBuf>,
    /// Where the store is.
    #[command(flatten)]
    pub store: StoreAt,
    /// How rows are printed.
    #[command(flatten)]
    pub rows: Rows,
}

/// Runs the command.
pub fn run(args: &Args, out: &mut impl Write) -> Result<Outcome> {
    let mut store = args.store.make()?;
    let tally = ingest(&mut store, &args.paths, args.manifest.as_deref())?;
    args.rows.print(&tally.table, out)?;
    tracing::info!("{}", tally.summary());
    Ok(if tally.failed > 0 { Outcome::Failures } else { Outcome::of_rows(tally.new + tally.known) })
}

/// What became of the documents that were to go in.
#[derive(Debug)]
pub struct Tally {
    /// How many are new in the store.
    pub new: usize,
    /// How many were there before.
    pub known: usize,
    /// How many could not be read or stored.
    pub failed: usize,
    /// How many figures are new.
    pub figures: usize,
    /// A row for each document.
    pub table: Table,
}

/// Reads documents into a store, each in a transaction of its own.
pub fn ingest(store: &mut Store, paths: &[PathBuf], manifest: Option<&Path>) -> Result<Tally> {
    let columns = ["document", "outcome", "figures", "observations", "unresolved", "why"];
    let mut tally = Tally { new: 0, known: 0, failed: 0, figures: 0, table: Table::new(columns) };
    let failures = read::read(paths, manifest, |document, found| tally.store(store, document, found))?;
    for failure in &failures {
        tally.unreadable(failure);
    }
    Ok(tally)
}

impl Tally {
    fn store(&mut self, store: &mut Store, document: &Document, found: &Extraction) -> Result<()> {
        let id = document.source.id.as_str();
        match store.ingest(document, found) {
            Ok(Ingested::New { figures, observations, unresolved }) => {
                self.new += 1;
                self.figures += figures;
                let counts = [figures, observations, unresolved].map(|count| count.to_string());
                let [figures, observations, unresolved] = counts;
                self.table.row([id, "new", &figures, &observations, &unresolved]);
            }
            Ok(Ingested::Known) => {
                self.known += 1;
                self.table.row([id, "known"]);
            }
            Err(error) if concerns_document(&error) => {
                tracing::error!("{error}");
                self.failure(id, &error.to_string());
            }
            Err(error) => return Err(error.into()),
        }
        Ok(())
    }

    fn unreadable(&mut self, failure: &IngestError) {
        let message = failure.to_string();
        let (place, why) = message.split_once(": ").unwrap_or(("", &message));
        self.failure(place, why);
    }

    fn failure(&mut self, document: &str, why: &str) {
        self.failed += 1;
        self.table.row([document, "failed", "", "", "", why]);
    }

    /// What became of all of them, in a line.
    pub fn summary(&self) -> String {
        let Self { new, known, failed, figures, .. } = self;
        format!("{new} new with {}, {known} known, {failed} failed", print::counted(*figures, "figure"))
    }
}

/// Whether an error lies in one document, so that the others can go on.
fn concerns_document(error: &StoreError) -> bool {
    use StoreError::{Misplaced, SourceIdTaken, Unmentioned};
    matches!(error, SourceIdTaken { .. } | Misplaced { .. } | Unmentioned { .. })
}
