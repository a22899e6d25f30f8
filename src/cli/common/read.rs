//! Files read and searched for figures in parallel, and handed on in the order of their naming.

use std::collections::HashSet;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use anyhow::Result;
use rayon::prelude::*;

use super::progress::Progress;
use crate::extract;
use crate::ingest::{FileHash, IngestError, Names, Planned};
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
    /// Its bytes are known, so that it was not read any further.
    Known(Planned, FileHash),
    /// Its documents, as far as they are wanted.
    Read(Read),
    /// It gave no document. That has been reported.
    Failed(IngestError),
}

/// A file that was read.
#[derive(Debug)]
pub struct Read {
    /// The file.
    pub file: Planned,
    /// The hash of its bytes.
    pub hash: FileHash,
    /// Its document with the figures in it; `None` where it is not wanted.
    pub found: Option<(Document, Extraction)>,
}

/// Which files need not be read, and which documents are wanted.
pub struct Wanted<'a> {
    /// The files whose documents are known.
    pub known: HashSet<FileHash>,
    /// Whether a document is wanted.
    pub document: &'a (dyn Fn(&Document) -> bool + Sync),
}

impl Wanted<'_> {
    /// Every document of every file.
    pub fn all() -> Self {
        Self { known: HashSet::new(), document: &|_| true }
    }
}

type Planning = Result<Planned, IngestError>;

/// Reads what was planned, and hands on what became of it in batches; the batch after the one that is worked on is read
/// meanwhile.
pub fn read(plan: Vec<Planning>, wanted: &Wanted, mut each: impl FnMut(Vec<Outcome>) -> Result<()>) -> Result<()> {
    let progress = Progress::new(plan.len());
    let (mut names, (to, from)) = (Names::default(), sync_channel(BATCHES_WAITING));
    std::thread::scope(|scope| {
        scope.spawn(move || produce(plan, wanted, &to));
        consume(&from, |batch| {
            let batch: Vec<Outcome> = batch.into_iter().map(|outcome| named(&mut names, outcome)).collect();
            for outcome in &batch {
                if let Outcome::Failed(failure) = outcome {
                    progress.aside(|| tracing::error!("{failure}"));
                }
            }
            let files = batch.len();
            each(batch)?;
            progress.step(files);
            Ok(())
        })
    })
}

/// Takes in batches until there are no more, or one fails; the reader stops when nobody takes in any more.
fn consume(from: &Receiver<Vec<Outcome>>, mut each: impl FnMut(Vec<Outcome>) -> Result<()>) -> Result<()> {
    from.iter().try_for_each(&mut each)
}

fn produce(plan: Vec<Planning>, wanted: &Wanted, to: &SyncSender<Vec<Outcome>>) {
    let mut plan = plan.into_iter().peekable();
    while plan.peek().is_some() {
        let (mut batch, mut bytes) = (Vec::new(), 0);
        while batch.len() < FILES_AT_ONCE && bytes < BYTES_AT_ONCE {
            let Some(next) = plan.next() else { break };
            bytes += next.as_ref().map_or(0, size);
            batch.push(next);
        }
        let batch = batch.into_par_iter().map(|planned| outcome(planned, wanted)).collect();
        if to.send(batch).is_err() {
            return;
        }
    }
}

fn size(planned: &Planned) -> u64 {
    planned.path.metadata().map_or(0, |data| data.len())
}

fn outcome(planned: Planning, wanted: &Wanted) -> Outcome {
    planned.and_then(|file| one(file, wanted)).unwrap_or_else(Outcome::Failed)
}

fn one(file: Planned, wanted: &Wanted) -> Result<Outcome, IngestError> {
    let bytes = file.bytes()?;
    let hash = bytes.hash();
    if wanted.known.contains(&hash) {
        return Ok(Outcome::Known(file, hash));
    }
    let document = file.document(bytes)?;
    let found = (wanted.document)(&document).then(|| {
        let figures = extract::extract(&document);
        (document, figures)
    });
    Ok(Outcome::Read(Read { file, hash, found }))
}

/// The outcome with the document under a name of its own.
fn named(names: &mut Names, outcome: Outcome) -> Outcome {
    let Outcome::Read(Read { file, hash, found: Some((document, figures)) }) = outcome else { return outcome };
    match names.settle(&file, document) {
        Ok(document) => Outcome::Read(Read { file, hash, found: Some((document, figures)) }),
        Err(failure) => Outcome::Failed(failure),
    }
}
