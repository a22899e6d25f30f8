//! Bytes into documents: one file per format.
//!
//! A file is what its content says; its name decides only what the content leaves open. One file may hold many
//! documents (an export, a feed, an archive), and each that cannot be read is one error beside the others. Parsers of
//! other people's formats run contained: their panics, their appetite and their slowness are a fault of the file.

mod archive;
mod contain;
mod detect;
mod feed;
mod html;
mod json_lines;
mod limits;
mod mail;
mod office;
mod pdf;
mod raw;
mod telegram;
mod text;
mod writer;
mod xml;

pub use contain::{caught, is_contained};
pub use detect::{Format, is_document};
pub use limits::Limits;
pub use raw::{Given, Raw, Raws};

use super::encoding::{self, Decoded};
use super::{IngestError, Origin};

/// The documents of a file, in its order, and why others could not be read.
pub fn documents(given: &Given, limits: &Limits) -> Raws {
    within(given, limits, 0)
}

/// The same for a file that lies `depth` archives deep.
fn within(given: &Given, limits: &Limits, depth: usize) -> Raws {
    match read(given, limits, depth) {
        Ok(raws) => raws.into_iter().map(|raw| raw.and_then(|raw| checked(given, limits, raw))).collect(),
        Err(error) => vec![Err(error)],
    }
}

fn read(given: &Given, limits: &Limits, depth: usize) -> Result<Raws, IngestError> {
    let fault = |problem: String| IngestError::Fault { path: given.path.to_owned(), problem };
    if given.bytes.len() > limits.file {
        return Err(fault(format!("has {} bytes: want at most {}", given.bytes.len(), limits.file)));
    }
    if let Some(format) = detect::of_bytes(given.bytes) {
        return match format {
            Format::Zip => archive::documents(given, limits, depth),
            Format::Pdf => pdf::document(given, limits).map(one),
            Format::Docx => office::docx(given, limits).map(one),
            _ => office::odt(given, limits).map(one),
        };
    }
    if let Some(what) = detect::not_read(given.bytes) {
        return Err(not_read(given, what));
    }
    let decoded = encoding::decode(given.bytes, given.media_type.and_then(encoding::charset))
        .map_err(|(offset, found)| IngestError::NotText { path: given.path.to_owned(), offset, found })?;
    let format = detect::of_text(&decoded.text, given.path, given.media_type).map_err(|what| not_read(given, what))?;
    of_text(given, limits, depth, format, decoded)
}

fn of_text(
    given: &Given,
    limits: &Limits,
    depth: usize,
    format: Format,
    decoded: Decoded,
) -> Result<Raws, IngestError> {
    match format {
        Format::Html => html::document(given, limits, decoded.for_page(given.bytes)).map(one),
        Format::TelegramHtml => telegram::page(given, limits, &decoded.text),
        Format::TelegramJson => telegram::export(given, &decoded.text),
        Format::Feed => feed::documents(given, limits, &decoded.text),
        Format::JsonFeed => feed::documents(given, limits, &decoded.text),
        Format::JsonLines => json_lines::documents(given, &decoded.text),
        Format::Mail => mail::documents(given, limits, depth),
        format => {
            let (decoded, origin) = (decoded.repaired(), Origin::default());
            let noted = decoded.noted(origin);
            text::document(given, decoded.text, format, noted).map(one)
        }
    }
}

fn one(raw: Raw) -> Raws {
    vec![Ok(raw)]
}

fn not_read(given: &Given, what: &'static str) -> IngestError {
    IngestError::NoFormat { path: given.path.to_owned(), what, wanted: detect::WANTED }
}

/// The document, if there is something to read and no more than may be.
fn checked(given: &Given, limits: &Limits, raw: Raw) -> Result<Raw, IngestError> {
    let body = raw.text.get(raw.body.clone()).unwrap_or_default();
    let path = match &raw.part {
        Some(part) => given.path.join(part),
        None => given.path.to_owned(),
    };
    if body.trim().is_empty() {
        return Err(IngestError::Empty { path });
    }
    if raw.text.len() > limits.text {
        let problem = format!("has a text of {} bytes: want at most {}", raw.text.len(), limits.text);
        return Err(IngestError::Fault { path, problem });
    }
    match body.split('\n').map(str::len).max().filter(|longest| *longest > limits.line) {
        Some(longest) => {
            let problem = format!("has a line of {longest} bytes: want lines of at most {}", limits.line);
            Err(IngestError::Fault { path, problem })
        }
        None => Ok(raw),
    }
}
