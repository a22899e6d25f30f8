//! A document as its format gives it, before a manifest has its say.

use std::ops::Range;
use std::path::Path;

use super::super::{IngestError, ManifestRow, Origin};
use crate::model::{DateOrigin, Document, DocumentId};

/// A file as it lies on a disk or came over a wire.
#[derive(Debug, Clone, Copy)]
pub struct Given<'a> {
    /// Where it lies, or would lie: its name is what errors are put to.
    pub path: &'a Path,
    /// All of it.
    pub bytes: &'a [u8],
    /// What a server said that it is, with the charset: `text/html; charset=windows-1251`.
    pub media_type: Option<&'a str>,
    /// The address that it came from.
    pub url: Option<&'a str>,
}

impl<'a> Given<'a> {
    /// A file of which nobody says what it is.
    pub fn file(path: &'a Path, bytes: &'a [u8]) -> Self {
        Self { path, bytes, media_type: None, url: None }
    }

    /// What is wrong with the file.
    pub(super) fn fault(&self, problem: impl Into<String>) -> IngestError {
        IngestError::Fault { path: self.path.to_owned(), problem: problem.into() }
    }

    /// What is wrong with a part of it.
    pub(super) fn fault_of(&self, part: &str, problem: impl Into<String>) -> IngestError {
        IngestError::Fault { path: self.path.join(part), problem: problem.into() }
    }
}

/// One document of a file: the text that is read, and what the file says of its source.
///
/// `origin.extra` keeps what has no field of its own: `author`, `channel`, `forwarded_from`, `edited`,
/// `published_time`, `charset`, and for `title`, `publisher`, `published`, `language` and `url` where each was found,
/// as `published_from` and so on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raw {
    /// The identity: of the file's bytes, or of what makes a part of it itself.
    pub id: DocumentId,
    /// Which part of the file it is, if the file holds several: the number of a post, the path in an archive.
    pub part: Option<String>,
    /// What the file says of the source.
    pub origin: Origin,
    /// The media type of the file or part.
    pub media_type: &'static str,
    /// The whole text. Pages of a PDF are parted by a form feed.
    pub text: String,
    /// The part of the text that is read.
    pub body: Range<usize>,
}

/// The documents of a file, in its order, and why others could not be read.
pub type Raws = Vec<Result<Raw, IngestError>>;

impl Raw {
    /// The only document of a file.
    pub(super) fn whole(bytes: &[u8], media_type: &'static str, text: String, origin: Origin) -> Self {
        Self { id: DocumentId::of(bytes), part: None, origin, media_type, body: 0..text.len(), text }
    }

    /// One of several documents of a file.
    pub(super) fn part(name: String, media_type: &'static str, text: String, origin: Origin) -> Self {
        let known_by = [name.as_str(), origin.url.as_deref().unwrap_or_default(), &text].join("\n");
        let id = DocumentId::of(known_by.as_bytes());
        Self { id, part: Some(name), origin, media_type, body: 0..text.len(), text }
    }

    /// The document: what the manifest says goes before what the file says. It goes by its id, or by the stem of the
    /// file and the name of the part.
    pub fn document(self, path: &Path, row: Option<&ManifestRow>) -> Document {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let mut origin =
            row.map(|row| row.origin.clone()).unwrap_or_default().or(self.origin.dated_by(DateOrigin::Metadata));
        let name = match &self.part {
            Some(part) => {
                // One row speaks for all parts of a file, but only a part can have an id.
                let stem = row.and_then(|row| row.origin.id.clone()).unwrap_or_else(|| stem.into_owned());
                if row.is_some_and(|row| row.origin.id.is_some()) {
                    origin.id = None;
                }
                format!("{stem}/{part}")
            }
            None => stem.into_owned(),
        };
        let body = self.text.get(self.body.clone()).unwrap_or_default();
        let source = origin.or_found_in(&name, body).source(&name, self.media_type);
        Document { id: self.id, source, text: self.text, body: self.body }
    }
}
