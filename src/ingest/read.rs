//! A file, and its documents.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::format::{self, Given, Limits, Raw};
use super::{IngestError, ManifestRow, encoding};
use crate::model::Document;

/// The SHA-256 of a file's bytes: what says that a file is known, whatever its name and its time.
pub type FileHash = [u8; 32];

/// What lies in a file, or came over a wire.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bytes {
    /// All of it.
    pub bytes: Vec<u8>,
    /// What a server said that it is.
    pub media_type: Option<String>,
    /// The address that it came from, at the end of all redirects.
    pub url: Option<String>,
}

impl Bytes {
    /// The hash of the bytes.
    pub fn hash(&self) -> FileHash {
        Sha256::digest(&self.bytes).into()
    }

    /// The same, as it would lie at `path`.
    pub(super) fn given<'a>(&'a self, path: &'a Path) -> Given<'a> {
        Given { path, bytes: &self.bytes, media_type: self.media_type.as_deref(), url: self.url.as_deref() }
    }
}

/// The documents in the file at `path`, with what its manifest row says of them. The row goes before what the file says
/// of itself.
pub fn read(path: &Path, row: Option<&ManifestRow>, limits: &Limits) -> Vec<Result<Document, IngestError>> {
    match bytes(path, limits) {
        Ok(bytes) => documents_of(&Given::file(path, &bytes), row, limits),
        Err(error) => vec![Err(error)],
    }
}

/// The documents of these bytes, in their order, and why others could not be read.
pub fn documents_of(given: &Given, row: Option<&ManifestRow>, limits: &Limits) -> Vec<Result<Document, IngestError>> {
    let raws = format::documents(given, limits);
    let document = |mut raw: Raw| {
        raw.origin.url = raw.origin.url.or_else(|| given.url.map(str::to_owned));
        raw.document(given.path, row)
    };
    raws.into_iter().map(|raw| raw.map(document)).collect()
}

/// Reads a file whole, with errors that tell a missing file and a folder from what the system refuses, and before
/// anything is read whether it is too long.
pub(super) fn bytes(path: &Path, limits: &Limits) -> Result<Vec<u8>, IngestError> {
    let failed = |error: std::io::Error| match error.kind() {
        ErrorKind::NotFound => IngestError::Missing { path: path.to_owned() },
        _ => IngestError::Unreadable { path: path.to_owned(), reason: error.to_string() },
    };
    let fault = |problem: String| IngestError::Fault { path: path.to_owned(), problem };
    let about = fs::metadata(path).map_err(failed)?;
    if about.is_dir() {
        return Err(IngestError::Folder { path: path.to_owned() });
    }
    if !about.is_file() {
        return Err(fault("is a device or a pipe: want a file".to_owned()));
    }
    if about.len() > limits.file as u64 {
        return Err(fault(format!("has {} bytes: want at most {}", about.len(), limits.file)));
    }
    fs::read(path).map_err(failed)
}

/// The text of a file that is not a document, such as a manifest.
pub(super) fn text(path: &Path, bytes: &[u8]) -> Result<String, IngestError> {
    let decoded = encoding::decode(bytes, None);
    let decoded = decoded.map_err(|(offset, found)| IngestError::NotText { path: path.to_owned(), offset, found })?;
    Ok(decoded.text)
}
