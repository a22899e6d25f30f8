//! What a file is, from its content; its name decides only what the content leaves open.

use std::ffi::OsStr;
use std::path::Path;

/// A format that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// A web page.
    Html,
    /// PDF.
    Pdf,
    /// A file of Word: Office Open XML.
    Docx,
    /// An OpenDocument text.
    Odt,
    /// A mail, or a page saved with its pictures (MHTML).
    Mail,
    /// `result.json` of an export of Telegram Desktop.
    TelegramJson,
    /// `messages.html` of an export of Telegram Desktop.
    TelegramHtml,
    /// RSS or Atom.
    Feed,
    /// JSON Feed.
    JsonFeed,
    /// Documents as JSON: one a line, or in an array.
    JsonLines,
    /// An archive of other files.
    Zip,
}

/// What a file begins with that is not read, and what it is.
const NOT_READ: [(&[u8], &str); 14] = [
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a file of an old Office (.doc, .xls)"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"SQLite format 3\x00", "a database (SQLite)"),
];

/// What is wanted in the place of what is not read.
pub(super) const WANTED: &str = "want text, Markdown, HTML, PDF, DOCX, ODT, EML, MHTML, a Telegram export, a feed, JSON \
                                 Lines, or a ZIP of these";

/// The format of bytes that are no text.
pub(super) fn of_bytes(bytes: &[u8]) -> Option<Format> {
    let head = &bytes[..bytes.len().min(1024)];
    if find(head, b"%PDF-").is_some_and(|at| at == 0 || !head[..at].contains(&b'<')) {
        return Some(Format::Pdf);
    }
    if !(bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")) {
        return None;
    }
    // OpenDocument begins with its media type; in the other archive the directory at the end names what it holds.
    let odt = find(head, b"mimetypeapplication/vnd.oasis.opendocument.text").is_some();
    let directory = &bytes[bytes.len().saturating_sub(1 << 16)..];
    let docx = [head, directory].iter().any(|part| find(part, b"word/document.xml").is_some());
    Some(if odt {
        Format::Odt
    } else if docx {
        Format::Docx
    } else {
        Format::Zip
    })
}

/// What the bytes are, if it is known that they are not read. Marks of two letters count only before bytes that are no
/// text.
pub(super) fn not_read(bytes: &[u8]) -> Option<&'static str> {
    let binary = bytes.iter().take(512).any(|b| matches!(b, 0..=8 | 14..=26));
    let begins = |mark: &[u8]| bytes.starts_with(mark) && (mark.len() > 3 || binary);
    NOT_READ.iter().find(|(mark, _)| begins(mark)).map(|(_, what)| *what)
}

/// The format of a text; the error says what it is instead.
pub(super) fn of_text(text: &str, path: &Path, media_type: Option<&str>) -> Result<Format, &'static str> {
    let head = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    match head.chars().next() {
        Some('<') => markup(head, path, media_type),
        Some('{' | '[') => json(head).or_else(|what| match by_name(path, media_type) {
            Some(format @ (Format::Text | Format::Markdown)) => Ok(format),
            _ => Err(what),
        }),
        _ if super::mail::has_headers(head) => Ok(Format::Mail),
        _ => Ok(match by_name(path, media_type) {
            Some(format @ (Format::Markdown | Format::Html)) => format,
            _ => Format::Text,
        }),
    }
}

fn markup(head: &str, path: &Path, media_type: Option<&str>) -> Result<Format, &'static str> {
    let start = &head[..head.floor_char_boundary(4096)];
    let lower = start.to_ascii_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    if has(&["<!doctype html", "<html", "<head", "<body"]) {
        let telegram = has(&["<title>exported data", "page_wrap"]) && head.contains("class=\"message");
        return Ok(if telegram { Format::TelegramHtml } else { Format::Html });
    }
    if has(&["<rss", "<feed", "<rdf:rdf"]) {
        return Ok(Format::Feed);
    }
    let elements = ["<p", "<div", "<table", "<h1", "<h2", "<article", "<main", "<section", "<meta", "<title", "<span"];
    match by_name(path, media_type) {
        Some(format @ (Format::Html | Format::Text | Format::Markdown)) => Ok(format),
        _ if lower.starts_with("<?xml") => Err("XML, but neither a feed nor a page"),
        _ if elements.iter().any(|element| lower.starts_with(element)) => Ok(Format::Html),
        _ => Ok(Format::Text),
    }
}

/// Tells what JSON holds by the names of its first values, without reading all of it.
fn json(head: &str) -> Result<Format, &'static str> {
    let start = &head[..head.floor_char_boundary(1 << 16)];
    let names = |name: &str| start.contains(&format!("\"{name}\""));
    if start.contains("jsonfeed.org/version") {
        return Ok(Format::JsonFeed);
    }
    if (names("messages") || names("chats")) && (names("type") || names("about")) && !names("text_only") {
        return Ok(Format::TelegramJson);
    }
    let first = start.lines().next().unwrap_or_default();
    let line = first.starts_with('{') && serde_json::from_str::<serde::de::IgnoredAny>(first).is_ok();
    if names("text") && (line || start.starts_with('[') || start.starts_with('{')) {
        return Ok(Format::JsonLines);
    }
    Err("JSON, but neither documents with a `text`, nor a feed, nor a Telegram export")
}

/// What the server or the name says.
fn by_name(path: &Path, media_type: Option<&str>) -> Option<Format> {
    match media_type.map(|t| t.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()).as_deref() {
        Some("text/html" | "application/xhtml+xml") => return Some(Format::Html),
        Some("text/markdown") => return Some(Format::Markdown),
        _ => {}
    }
    Some(match extension(path).as_deref()? {
        "txt" => Format::Text,
        "md" | "markdown" => Format::Markdown,
        "html" | "htm" | "xhtml" => Format::Html,
        _ => return None,
    })
}

/// Whether a file found in a folder is taken for a document.
pub fn is_document(path: &Path) -> bool {
    let extensions = [
        "txt", "md", "markdown", "html", "htm", "xhtml", "pdf", "docx", "odt", "eml", "mht", "mhtml", "json", "jsonl",
        "ndjson", "xml", "rss", "atom", "zip",
    ];
    extension(path).is_some_and(|e| extensions.contains(&e.as_str()))
}

fn extension(path: &Path) -> Option<String> {
    path.extension().and_then(OsStr::to_str).map(str::to_ascii_lowercase)
}

/// Where a piece stands in bytes.
pub(super) fn find(bytes: &[u8], piece: &[u8]) -> Option<usize> {
    bytes.windows(piece.len()).position(|window| window == piece)
}
