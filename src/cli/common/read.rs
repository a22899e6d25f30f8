//! Documents read in parallel and handed on in the order of their naming.

use std::path::{Path, PathBuf};

use anyhow::Result;
use rayon::prelude::*;

use super::progress::Progress;
use crate::extract;
use crate::ingest::{self, IngestError};
use crate::model::{Document, Extraction};

/// How many documents are in memory at once.
const AT_ONCE: usize = 256;

/// Reads these files and folders, hands each document with its figures to `each`, and gives back why others could not
/// be read. Each such failure has been reported when this returns.
pub fn read(
    paths: &[PathBuf],
    manifest: Option<&Path>,
    mut each: impl FnMut(&Document, &Extraction) -> Result<()>,
) -> Result<Vec<IngestError>> {
    let mut documents = ingest::documents(paths, manifest);
    let progress = Progress::new(documents.size_hint().0);
    let mut failures = Vec::new();
    loop {
        let some: Vec<_> = documents.by_ref().take(AT_ONCE).collect();
        if some.is_empty() {
            return Ok(failures);
        }
        let some: Vec<_> = some.into_par_iter().map(with_figures).collect();
        for document in some {
            match document {
                Ok((document, figures)) => each(&document, &figures)?,
                Err(failure) => {
                    progress.aside(|| tracing::error!("{failure}"));
                    failures.push(failure);
                }
            }
            progress.step();
        }
    }
}

fn with_figures(document: Result<Document, IngestError>) -> Result<(Document, Extraction), IngestError> {
    let document = document?;
    let figures = extract::extract(&document);
    Ok((document, figures))
}
