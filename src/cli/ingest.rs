//! `attested ingest`: documents and their figures into the store.

use std::collections::HashMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow};
use chrono::NaiveDate;

use super::Outcome;
use super::common::options::day;
use super::common::read::{self, Wanted};
use super::common::tally::Tally;
use super::common::{Asking, Rows, StoreAt};
use crate::ingest::web::Version;
use crate::ingest::{self, FileHash, IngestError, Planned, Walk};
use crate::model::{Document, Language};
use crate::store::{Fetched, Store};

/// Arguments of `attested ingest`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: attested ingest data/sources https://example.org/news --since 2024-01-01\n\
    The same document again changes nothing. A document that cannot be read is reported, and the others go on.")]
pub struct Args {
    /// Files, folders and addresses to read
    #[arg(required_unless_present = "manifest")]
    pub paths: Vec<PathBuf>,
    /// A manifest that names the documents and their sources
    #[arg(long, value_name = "FILE")]
    pub manifest: Option<PathBuf>,
    /// What is taken of them.
    #[command(flatten)]
    pub choice: Choice,
    /// How addresses of the web are asked.
    #[command(flatten)]
    pub asking: Asking,
    /// Say what would be done, and change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Where the store is.
    #[command(flatten)]
    pub store: StoreAt,
    /// How rows are printed.
    #[command(flatten)]
    pub rows: Rows,
}

/// What is taken of files and folders.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Choice {
    /// Leave out the files and folders that a pattern fits: `drafts`, `*.old.md`, `2019/**/*.txt`
    #[arg(long, value_name = "GLOB")]
    pub exclude: Vec<String>,
    /// Leave out documents published before this day, and those without a date
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub since: Option<NaiveDate>,
    /// Leave out documents in other languages, and those whose language is not known: `en`, `ru` ...
    #[arg(long, value_name = "LANGUAGE", value_delimiter = ',')]
    pub language: Vec<Language>,
}

impl Choice {
    /// Which files of a folder are read.
    pub fn walk(&self) -> Result<Walk> {
        Walk::excluding(&self.exclude).map_err(|problem| anyhow!("--exclude: {problem}"))
    }

    /// Whether a document is wanted.
    fn takes(&self, document: &Document) -> bool {
        let source = &document.source;
        let young = self.since.is_none_or(|day| source.published.is_some_and(|published| published.vintage() >= day));
        let spoken = |wanted: &Language| source.language.as_deref() == Some(wanted.code());
        young && (self.language.is_empty() || self.language.iter().any(spoken))
    }
}

/// Runs the command.
pub fn run(args: &Args, out: &mut impl Write) -> Result<Outcome> {
    let mut store = if args.dry_run { args.store.copy()? } else { args.store.make()? };
    let tally = ingest(&mut store, &args.paths, args.manifest.as_deref(), &args.choice, args.asking)?;
    args.rows.print(&if args.rows.for_people() { tally.for_people() } else { tally.rows.clone() }, out)?;
    let would = if args.dry_run { "dry run: " } else { "" };
    tracing::info!("{would}{}", tally.summary());
    Ok(if tally.failed > 0 { Outcome::Failures } else { Outcome::of_rows(tally.new + tally.known) })
}

/// Reads documents into a store, in batches that go in whole or not at all.
pub fn ingest(
    store: &mut Store,
    paths: &[PathBuf],
    manifest: Option<&Path>,
    choice: &Choice,
    asking: Asking,
) -> Result<Tally> {
    let plan = ingest::plan(paths, manifest, &choice.walk()?);
    store.catch_up()?;
    let wanted = Wanted {
        known: store.files()?,
        versions: versions(store, &plan)?,
        document: &|document| choice.takes(document),
        web: asking.web(),
        limits: asking.limits(),
    };
    let mut tally = Tally::default();
    read::read(plan, &wanted, |files| {
        let known = tally.names_of_known(store, &files)?;
        let mut batch = store.batch()?;
        for file in files {
            tally.file(&mut batch, file, &known)?;
        }
        Ok(batch.commit()?)
    })?;
    store.settle()?;
    Ok(tally)
}

/// What servers said of the addresses in a plan when they were last fetched.
fn versions(store: &Store, plan: &[Result<Planned, IngestError>]) -> Result<HashMap<String, (Version, FileHash)>> {
    let mut versions = HashMap::new();
    for url in plan.iter().filter_map(|planned| planned.as_ref().ok()?.url()) {
        if let Some(Fetched { etag, last_modified, file }) = store.fetched(url)? {
            versions.insert(url.to_owned(), (Version { etag, last_modified }, file));
        }
    }
    Ok(versions)
}
