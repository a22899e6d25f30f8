//! Files of word processors: the paragraphs, lists and tables of DOCX and ODT, and what their properties say.

use quick_xml::events::BytesStart;

use super::super::encoding::{self, Decoded};
use super::super::{IngestError, Origin, date, origin};
use super::writer::Writer;
use super::xml::{self, Piece, attribute};
use super::{Given, Limits, Raw, archive};

const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const ODT: &str = "application/vnd.oasis.opendocument.text";

/// The document in a file of Word.
pub(super) fn docx(given: &Given, limits: &Limits) -> Result<Raw, IngestError> {
    let mut word = Word::default();
    let parts = ["word/document.xml", "word/footnotes.xml"];
    read(given, limits, &parts, "docProps/core.xml", |piece| word.piece(piece))
        .map(|origin| Raw::whole(given.bytes, DOCX, word.writer.finish(), origin))
        .map_err(|problem| given.fault(problem))
}

/// The document in an OpenDocument text.
pub(super) fn odt(given: &Given, limits: &Limits) -> Result<Raw, IngestError> {
    let mut open = OpenDocument::default();
    read(given, limits, &["content.xml"], "meta.xml", |piece| open.piece(piece))
        .map(|origin| Raw::whole(given.bytes, ODT, open.writer.finish(), origin))
        .map_err(|problem| given.fault(problem))
}

/// Reads the parts of an archive that hold its text, and its properties. The first part must be there.
fn read(
    given: &Given,
    limits: &Limits,
    parts: &[&str],
    properties: &str,
    mut each: impl FnMut(Piece<'_>),
) -> Result<Origin, String> {
    let mut archive = archive::open(given.bytes)?;
    let mut left = limits.unpacked;
    let mut part = |name: &str| archive::file(&mut archive, name, &mut left);
    for (nth, name) in parts.iter().enumerate() {
        match part(name) {
            Some(bytes) => {
                let text = decoded(&bytes?)?;
                xml::read(&text, limits, &mut each).map_err(|problem| format!("{name} in it {problem}"))?;
            }
            None if nth == 0 => return Err(format!("has no {name}: want a file of a word processor")),
            None => {}
        }
    }
    let mut found = Properties::default();
    if let Some(bytes) = part(properties) {
        xml::read(&decoded(&bytes?)?, limits, |piece| found.piece(piece))
            .map_err(|problem| format!("{properties} in it {problem}"))?;
    }
    Ok(found.origin())
}

fn decoded(bytes: &[u8]) -> Result<String, String> {
    let Decoded { text, .. } =
        encoding::decode(bytes, None).map_err(|(at, found)| format!("is not text: byte {at} is {found}"))?;
    Ok(text.trim_start_matches('\u{feff}').to_owned())
}

/// The elements of WordprocessingML.
#[derive(Default)]
struct Word {
    writer: Writer,
    /// Whether the characters that come are words.
    words: bool,
    /// How many elements are open whose text is not read: what was deleted, what a field calculates, a fallback picture.
    hidden: usize,
}

impl Word {
    fn piece(&mut self, piece: Piece<'_>) {
        match piece {
            Piece::Open("del" | "moveFrom" | "Fallback", _) => self.hidden += 1,
            Piece::Close("del" | "moveFrom" | "Fallback") => self.hidden = self.hidden.saturating_sub(1),
            Piece::Text(text) if self.words && self.hidden == 0 => self.writer.words(text),
            Piece::Open("t", _) => self.words = true,
            Piece::Close("t") => self.words = false,
            Piece::Open("numPr", _) => self.writer.item(),
            Piece::Open("tab", _) => self.writer.tab(),
            Piece::Open("br" | "cr", _) => self.writer.open("br"),
            Piece::Open("noBreakHyphen", _) => self.writer.words("-"),
            Piece::Open(name, _) => drop(html(name).map(|name| self.writer.open(name))),
            Piece::Close(name) => drop(html(name).map(|name| self.writer.close(name))),
            Piece::Text(_) => {}
        }
    }
}

/// The name in HTML of an element of WordprocessingML.
fn html(name: &str) -> Option<&'static str> {
    match name {
        "p" => Some("p"),
        "tbl" => Some("table"),
        "tr" => Some("tr"),
        "tc" => Some("td"),
        _ => None,
    }
}

/// The elements of an OpenDocument text.
#[derive(Default)]
struct OpenDocument {
    writer: Writer,
    /// How many paragraphs and headings are open.
    paragraphs: usize,
    /// How many elements are open whose text is not read: notes of reviewers, what was deleted.
    hidden: usize,
}

impl OpenDocument {
    fn piece(&mut self, piece: Piece<'_>) {
        match piece {
            Piece::Open("annotation" | "tracked-changes", _) => self.hidden += 1,
            Piece::Close("annotation" | "tracked-changes") => self.hidden = self.hidden.saturating_sub(1),
            _ if self.hidden > 0 => {}
            Piece::Text(text) if self.paragraphs > 0 => self.writer.words(text),
            Piece::Text(_) => {}
            Piece::Open("p" | "h", _) => {
                self.paragraphs += 1;
                self.writer.open("p");
            }
            Piece::Close("p" | "h") => {
                self.paragraphs = self.paragraphs.saturating_sub(1);
                self.writer.close("p");
            }
            Piece::Open("list-item", _) => self.writer.open("li"),
            Piece::Close("list-item") => self.writer.close("li"),
            Piece::Open("table", _) => self.writer.open("table"),
            Piece::Close("table") => self.writer.close("table"),
            Piece::Open("table-row", _) => self.writer.open("tr"),
            Piece::Close("table-row") => self.writer.close("tr"),
            Piece::Open("table-cell", _) => self.writer.open("td"),
            Piece::Close("table-cell") => self.writer.close("td"),
            Piece::Open("line-break", _) => self.writer.open("br"),
            Piece::Open("tab", _) => self.writer.tab(),
            Piece::Open("s", _) => self.writer.words(" "),
            Piece::Open(..) | Piece::Close(_) => {}
        }
    }
}

/// What the properties of a file say, by the name of the element.
#[derive(Default)]
struct Properties {
    element: String,
    title: String,
    author: String,
    publisher: String,
    language: String,
    created: String,
    changed: String,
}

impl Properties {
    fn piece(&mut self, piece: Piece<'_>) {
        match piece {
            Piece::Open(name, start) => self.element = Self::name(name, start),
            Piece::Close(_) => self.element.clear(),
            Piece::Text(text) => {
                let into = match self.element.as_str() {
                    "title" => &mut self.title,
                    "creator" | "initial-creator" if self.author.is_empty() => &mut self.author,
                    "publisher" | "Company" => &mut self.publisher,
                    "language" => &mut self.language,
                    "created" | "creation-date" => &mut self.created,
                    "modified" | "date" => &mut self.changed,
                    _ => return,
                };
                into.push_str(text.trim());
            }
        }
    }

    /// The name of an element; for one that a user has defined, the name that the user gave it.
    fn name(name: &str, start: &BytesStart<'_>) -> String {
        if name == "user-defined" { attribute(start, "name").unwrap_or_default() } else { name.to_owned() }
    }

    /// The source. A text is as old as its first version: the last change may be of any later day.
    fn origin(self) -> Origin {
        let some = |text: String| Some(text).filter(|text| !text.is_empty());
        let day = |text: &str| text.get(..10).and_then(date::parse);
        let mut origin = Origin {
            title: some(self.title),
            publisher: some(self.publisher),
            language: origin::language(&self.language).ok(),
            published: day(&self.created).or_else(|| day(&self.changed)),
            ..Origin::default()
        };
        if let Some(author) = some(self.author) {
            origin.extra.insert("author".to_owned(), author);
        }
        origin.note_all("properties");
        origin
    }
}
