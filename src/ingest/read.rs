//! One file, one document.

use std::ffi::OsStr;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::front_matter::{self, BadLine};
use super::{IngestError, ManifestRow};
use crate::model::{DateOrigin, Document, DocumentId};

const BOM: &str = "\u{feff}";
const MARKDOWN: &str = "text/markdown";
const PLAIN: &str = "text/plain";

/// The bytes of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bytes(pub(super) Vec<u8>);

/// The SHA-256 of a file's bytes: what says that a file is known, whatever its name and its time.
pub type FileHash = [u8; 32];

impl Bytes {
    pub(super) fn of(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// The hash of the bytes.
    pub fn hash(&self) -> FileHash {
        Sha256::digest(&self.0).into()
    }
}

/// The document in the file at `path`, with what its manifest row says of it. The row goes before front matter, and
/// both before the first heading and the file's stem.
pub fn read(path: &Path, row: Option<&ManifestRow>) -> Result<Document, IngestError> {
    document(path, bytes(path)?, row)
}

/// The document of these bytes, which lie or would lie at `path`: its extension gives the media type, its stem the id
/// that a document without one goes by.
pub fn document(path: &Path, bytes: Vec<u8>, row: Option<&ManifestRow>) -> Result<Document, IngestError> {
    let text = text(path, bytes)?;
    let after_bom = if text.starts_with(BOM) { BOM.len() } else { 0 };
    let (front, taken) = front_matter::split(&text[after_bom..])
        .map_err(|BadLine { line, problem }| IngestError::Line { path: path.to_owned(), line, problem })?;
    let start = after_bom + taken;
    let body = &text[start..];
    if body.trim().is_empty() {
        return Err(IngestError::Empty { path: path.to_owned() });
    }
    let mut origin = row.map(|row| row.origin.clone()).unwrap_or_default().or(front.dated_by(DateOrigin::Metadata));
    let media_type = media_type(path);
    if origin.title.is_none() && media_type == MARKDOWN {
        origin.title = heading(body);
    }
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    let source = origin.or_found_in(&name, body).source(&name, media_type);
    Ok(Document { id: DocumentId::of(text.as_bytes()), source, body: start..text.len(), text })
}

/// Reads a file whole, with errors that tell a missing file and a folder from what the system refuses.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, IngestError> {
    let failed = |error: std::io::Error| match error.kind() {
        ErrorKind::NotFound => IngestError::Missing { path: path.to_owned() },
        _ => IngestError::Unreadable { path: path.to_owned(), reason: error.to_string() },
    };
    if fs::metadata(path).map_err(failed)?.is_dir() {
        return Err(IngestError::Folder { path: path.to_owned() });
    }
    fs::read(path).map_err(failed)
}

/// The text of bytes in UTF-8, or the first byte that is not text. A NUL is valid UTF-8 but no text has one: it is the
/// mark of a binary file, or of UTF-16.
pub(super) fn text(path: &Path, bytes: Vec<u8>) -> Result<String, IngestError> {
    let not_text = |offset, found| IngestError::NotText { path: path.to_owned(), offset, found };
    if let Some(offset) = bytes.iter().position(|b| *b == 0) {
        let invalid = std::str::from_utf8(&bytes[..offset]).err().map(|e| e.valid_up_to());
        return Err(invalid.map_or(not_text(offset, "NUL"), |offset| not_text(offset, "not UTF-8")));
    }
    String::from_utf8(bytes).map_err(|error| not_text(error.utf8_error().valid_up_to(), "not UTF-8"))
}

/// Whether a file found in a folder is taken for a document.
pub(super) fn is_document(path: &Path) -> bool {
    extension(path).is_some_and(|e| matches!(e.as_str(), "txt" | "md" | "markdown"))
}

fn media_type(path: &Path) -> &'static str {
    match extension(path).as_deref() {
        Some("md" | "markdown") => MARKDOWN,
        _ => PLAIN,
    }
}

fn extension(path: &Path) -> Option<String> {
    path.extension().and_then(OsStr::to_str).map(str::to_ascii_lowercase)
}

/// The first heading of the first level, outside of code.
fn heading(body: &str) -> Option<String> {
    let mut in_code = false;
    for line in body.lines() {
        if line.starts_with("```") || line.starts_with("~~~") {
            in_code = !in_code;
        }
        let title = line.strip_prefix("# ").map(|t| t.trim().trim_end_matches('#').trim_end());
        if let Some(title) = title.filter(|t| !in_code && !t.is_empty()) {
            return Some(title.to_owned());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(name: &str, bytes: &[u8]) -> Result<Document, IngestError> {
        document(Path::new(name), bytes.to_vec(), None)
    }

    #[test]
    fn a_plain_text_is_all_body() {
        let document = parse("in/report.txt", b"# Trade grew.\n").expect("text");
        assert_eq!(document.body(), "# Trade grew.\n");
        assert_eq!(document.id, DocumentId::of(b"# Trade grew.\n"));
        assert_eq!((document.source.id.as_str(), document.source.media_type.as_str()), ("report", PLAIN));
        assert_eq!(document.source.title, None);
    }

    #[test]
    fn media_types_go_by_extension() {
        for (name, media_type) in [("a.md", MARKDOWN), ("a.MARKDOWN", MARKDOWN), ("a.txt", PLAIN), ("a", PLAIN)] {
            assert_eq!(parse(name, b"text").expect(name).source.media_type, media_type, "{name}");
        }
    }

    #[test]
    fn offsets_count_in_the_whole_text() {
        let bytes = "\u{feff}---\nid: tass-1\ndesk: economy\n---\n# Торговля #\nBody".as_bytes();
        let document = parse("a.md", bytes).expect("text");
        assert_eq!(document.text.as_bytes(), bytes);
        assert_eq!(document.body(), "# Торговля #\nBody");
        assert_eq!(document.body.end, bytes.len());
        assert_eq!(document.source.id, "tass-1");
        assert_eq!(document.source.title.as_deref(), Some("Торговля"));
        assert_eq!(document.source.extra.get("desk").map(String::as_str), Some("economy"));
    }

    #[test]
    fn a_byte_order_mark_is_kept_but_not_read() {
        let document = parse("a.txt", "\u{feff}Body".as_bytes()).expect("text");
        assert_eq!((document.body(), document.text.len()), ("Body", 7));
    }

    #[test]
    fn what_is_not_text_is_named_by_its_byte() {
        for (bytes, message) in [
            (&b"ab\xff"[..], "a.txt: is not text: byte 2 is not UTF-8: want text in UTF-8"),
            (b"abc\0d\xff", "a.txt: is not text: byte 3 is NUL: want text in UTF-8"),
            (b"\xff\xfea\0", "a.txt: is not text: byte 0 is not UTF-8: want text in UTF-8"),
            (b"", "a.txt: is empty: want a text to read"),
            (b" \r\n\t", "a.txt: is empty: want a text to read"),
            (b"\xef\xbb\xbf \n", "a.txt: is empty: want a text to read"),
            (b"---\nid: x\n---\n\n", "a.txt: is empty: want a text to read"),
        ] {
            assert_eq!(parse("a.txt", bytes).expect_err(message).to_string(), message);
        }
    }

    #[test]
    fn front_matter_that_cannot_be_read_is_named_by_its_line() {
        let error = parse("a.md", b"---\npublished: 2024-13\n---\nBody").expect_err("date").to_string();
        assert_eq!(error, "a.md:2: `2024-13` is not a publication date: want 2024-12-26, or 2024-12");
    }

    #[test]
    fn missing_files_and_folders_are_told_apart() {
        let folder = tempfile::tempdir().expect("folder");
        let missing = read(&folder.path().join("none.txt"), None).expect_err("missing");
        assert!(matches!(missing, IngestError::Missing { .. }), "{missing}");
        let error = read(folder.path(), None).expect_err("folder");
        assert!(matches!(error, IngestError::Folder { .. }), "{error}");
    }

    #[test]
    fn headings_in_code_are_no_titles() {
        assert_eq!(heading("```\n# comment\n```\n\n## Second\n# Title\n").as_deref(), Some("Title"));
        assert_eq!(heading("#Title\ntext"), None);
    }
}
