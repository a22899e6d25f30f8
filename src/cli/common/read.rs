//! Files read and searched for figures in parallel, and handed on in the order of their naming.

use std::collections::{HashMap, HashSet};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use anyhow::Result;
use rayon::prelude::*;

use super::Asking;
use super::progress::Progress;
use crate::extract;
use crate::ingest::web::{Answer, Version, Web};
use crate::ingest::{self, Bytes, FileHash, IngestError, Limits, Names, Planned};
use crate::model::{Document, Extraction};

/// How many files are read as one batch, and how many batches may wait: together with the bytes below, what is in memory
/// at once.
const FILES_AT_ONCE: usize = 256;
const BATCHES_WAITING: usize = 1;
/// A batch ends when its files have this many bytes.
const BYTES_AT_ONCE: u64 = 16 << 20;

/// What became of one file, in the order of their naming.
#[derive(Debug)]
pub enum Outcome {
    /// Its bytes are known, so that it was not read any further; with what a server said to know it by.
    Known(Planned, FileHash, Version),
    /// It was read.
    Read(Read),
    /// It could not be opened. That has been reported.
    Failed(IngestError),
}

/// A file that was read.
#[derive(Debug)]
pub struct Read {
    /// The file.
    pub file: Planned,
    /// The hash of its bytes.
    pub hash: FileHash,
    /// What a server said to know it by.
    pub version: Version,
    /// Its documents that are wanted, with the figures in them.
    pub documents: Vec<(Document, Extraction)>,
    /// The names of those that are not wanted.
    pub left_out: Vec<String>,
    /// Why others could not be read. That has been reported.
    pub failures: Vec<IngestError>,
}

/// Which files need not be read, which documents are wanted, and how addresses of the web are asked.
pub struct Wanted<'a> {
    /// The files whose documents are known.
    pub known: HashSet<FileHash>,
    /// What servers said of addresses that were fetched before, with the file that was there.
    pub versions: HashMap<String, (Version, FileHash)>,
    /// Whether a document is wanted.
    pub document: &'a (dyn Fn(&Document) -> bool + Sync),
    /// Who asks.
    pub web: Web,
    /// What one file may cost.
    pub limits: Limits,
}

impl Wanted<'_> {
    /// Every document of every file.
    pub fn all(asking: Asking) -> Self {
        let (web, limits) = (asking.web(), asking.limits());
        Self { known: HashSet::new(), versions: HashMap::new(), document: &|_| true, web, limits }
    }

    /// What is at an address; `None` if it is what is known.
    fn fetch(&self, url: &str) -> Result<(Option<Bytes>, Version, FileHash), IngestError> {
        let before = self.versions.get(url).filter(|(version, file)| version.is_known() && self.known.contains(file));
        match (self.web.get(url, before.map(|(version, _)| version))?, before) {
            (Answer::Page(bytes, version), _) => {
                let hash = bytes.hash();
                Ok((Some(bytes), version, hash))
            }
            (Answer::Unchanged, Some((version, file))) => Ok((None, version.clone(), *file)),
            (Answer::Unchanged, None) => {
                let problem = "the server answers that nothing has changed, and was not asked".to_owned();
                Err(IngestError::Web { url: url.to_owned(), problem })
            }
        }
    }
}

type Planning = Result<Planned, IngestError>;

/// Reads what was planned, and hands on what became of it in batches; the batch after the one that is worked on is read
/// meanwhile.
pub fn read(plan: Vec<Planning>, wanted: &Wanted, mut each: impl FnMut(Vec<Outcome>) -> Result<()>) -> Result<()> {
    let progress = Progress::new(plan.len());
    let (mut names, (to, from)) = (Names::default(), sync_channel(BATCHES_WAITING));
    std::thread::scope(|scope| {
        scope.spawn(|| produce(plan, wanted, to, &progress));
        consume(from, |batch| {
            let batch: Vec<Outcome> = batch.into_iter().map(|outcome| named(&mut names, outcome)).collect();
            for failure in batch.iter().flat_map(Outcome::failures) {
                progress.aside(|| tracing::error!("{failure}"));
            }
            each(batch)
        })
    })
}

/// Takes in batches until there are no more, or one fails; the reader stops when there is nobody to hand on to.
fn consume(from: Receiver<Vec<Outcome>>, mut each: impl FnMut(Vec<Outcome>) -> Result<()>) -> Result<()> {
    from.iter().try_for_each(&mut each)
}

fn produce(plan: Vec<Planning>, wanted: &Wanted, to: SyncSender<Vec<Outcome>>, progress: &Progress) {
    let mut plan = plan.into_iter().peekable();
    while plan.peek().is_some() {
        let (mut batch, mut bytes) = (Vec::new(), 0);
        while batch.len() < FILES_AT_ONCE && bytes < BYTES_AT_ONCE {
            let Some(next) = plan.next() else { break };
            bytes += next.as_ref().map_or(0, cost);
            batch.push(next);
        }
        let done = |planned| {
            let outcome = outcome(planned, wanted);
            progress.step();
            outcome
        };
        let batch = batch.into_par_iter().map(done).collect();
        if to.send(batch).is_err() {
            return;
        }
    }
}

/// What a file takes of the bytes of a batch. Pages are slow to come, and few of them make a batch.
fn cost(planned: &Planned) -> u64 {
    match planned.url() {
        Some(_) => BYTES_AT_ONCE / 16,
        None => planned.path.metadata().map_or(0, |data| data.len()),
    }
}

fn outcome(planned: Planning, wanted: &Wanted) -> Outcome {
    // A file that makes any step fail is a failure of its own, and the others are read.
    let contained = |file: Planned| {
        let path = file.path.clone();
        ingest::caught(|| one(file, wanted)).unwrap_or_else(|problem| {
            Err(IngestError::Fault { path, problem: format!("makes its reading fail: {problem}") })
        })
    };
    planned.and_then(contained).unwrap_or_else(Outcome::Failed)
}

fn one(file: Planned, wanted: &Wanted) -> Result<Outcome, IngestError> {
    let limits = wanted.limits;
    let (bytes, version, hash) = match file.url() {
        Some(url) => wanted.fetch(url)?,
        None => {
            let bytes = file.bytes(&limits)?;
            let hash = bytes.hash();
            (Some(bytes), Version::default(), hash)
        }
    };
    let Some(bytes) = bytes.filter(|_| !wanted.known.contains(&hash)) else {
        return Ok(Outcome::Known(file, hash, version));
    };
    let (mut documents, mut left_out, mut failures) = (Vec::new(), Vec::new(), Vec::new());
    let found = file.documents(&bytes, &limits);
    // What is read from here on is the text.
    drop(bytes);
    for document in found {
        match document {
            Ok(document) if (wanted.document)(&document) => match ingest::caught(|| extract::extract(&document)) {
                Ok(figures) => documents.push((document, figures)),
                Err(problem) => failures.push(IngestError::Fault {
                    path: file.path.join(&document.source.id),
                    problem: format!("makes the extraction fail: {problem}"),
                }),
            },
            Ok(document) => left_out.push(document.source.id),
            Err(failure) => failures.push(failure),
        }
    }
    Ok(Outcome::Read(Read { file, hash, version, documents, left_out, failures }))
}

/// The outcome with its documents under names of their own.
fn named(names: &mut Names, outcome: Outcome) -> Outcome {
    let Outcome::Read(mut read) = outcome else { return outcome };
    let mut documents = Vec::with_capacity(read.documents.len());
    for (document, figures) in read.documents {
        match names.settle(&read.file, document) {
            Ok(document) => documents.push((document, figures)),
            Err(failure) => read.failures.push(failure),
        }
    }
    Outcome::Read(Read { documents, ..read })
}

impl Outcome {
    /// What could not be read.
    pub fn failures(&self) -> &[IngestError] {
        match self {
            Self::Known(..) => &[],
            Self::Read(read) => &read.failures,
            Self::Failed(failure) => std::slice::from_ref(failure),
        }
    }
}
