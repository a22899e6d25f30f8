//! PDF: the text layer, page by page, and what the file says of itself.
//!
//! Pages are parted by a form feed, so that every figure has a page. Words that were cut at the end of a line are joined.

use std::io::Read;

use flate2::read::ZlibDecoder;
use pdf_extract::{Dictionary, Document, MediaBox, Object, OutputDev, OutputError, Transform, output_doc_page};

use super::super::{IngestError, Origin, date};
use super::contain::contained;
use super::detect::find;
use super::{Given, Limits, Raw};

const MEDIA_TYPE: &str = "application/pdf";

/// Between two pages.
const PAGE: char = '\u{c}';

/// The document of a file.
pub(super) fn document(given: &Given, limits: &Limits) -> Result<Raw, IngestError> {
    let (bytes, pages, unpacked) = (given.bytes.to_vec(), limits.pages, limits.unpacked);
    let read = contained(limits, move || parsed(&bytes, pages, unpacked));
    let (text, origin) = read.and_then(|result| result).map_err(|problem| given.fault(problem))?;
    Ok(Raw::whole(given.bytes, MEDIA_TYPE, text, origin))
}

fn parsed(bytes: &[u8], most: usize, unpacked: usize) -> Result<(String, Origin), String> {
    measure(bytes, unpacked)?;
    let document = Document::load_mem(bytes).map_err(|error| match error.to_string() {
        what if what.contains("ncrypt") || what.contains("assword") => locked(),
        what => format!("is a broken PDF: {what}"),
    })?;
    let pages = document.get_pages();
    if document.is_encrypted() || pages.is_empty() && find(bytes, b"/Encrypt").is_some() {
        return Err(locked());
    }
    if pages.is_empty() {
        return Err("is a PDF without a page that can be read".to_owned());
    }
    if pages.len() > most {
        return Err(format!("has {} pages: want at most {most}", pages.len()));
    }
    let mut texts = Vec::with_capacity(pages.len());
    for number in pages.keys() {
        let mut page = Lines::default();
        output_doc_page(&document, &mut page, *number)
            .map_err(|error| format!("page {number} of it cannot be read: {error}"))?;
        texts.push(joined(&page.text));
    }
    if texts.iter().all(|text| text.trim().is_empty()) {
        let wanted = "want one with a text layer, as an OCR program makes it";
        let pages = if texts.len() == 1 { "page".to_owned() } else { format!("{} pages", texts.len()) };
        return Err(format!("is a scan, or has no letters else on its {pages}: {wanted}"));
    }
    Ok((texts.join(&PAGE.to_string()), origin(&document)))
}

/// The characters of a page as lines, in the order in which the page draws them: column by column, as a rule.
#[derive(Default)]
struct Lines {
    text: String,
    /// Where the last character ended, and the line on which it stood.
    end: f64,
    y: f64,
    /// Whether a word begins.
    word: bool,
}

/// Distances, in sizes of the letters: from here on a blank, the columns of a table, another line, another paragraph.
const BLANK: f64 = 0.1;
const COLUMNS: f64 = 1.5;
const LINE: f64 = 0.5;
const PARAGRAPH: f64 = 1.5;

impl OutputDev for Lines {
    fn begin_page(&mut self, _: u32, _: &MediaBox, _: Option<(f64, f64, f64, f64)>) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        place: &Transform,
        width: f64,
        _spacing: f64,
        font_size: f64,
        letter: &str,
    ) -> Result<(), OutputError> {
        let size = font_size * (place.m11 * place.m22 - place.m12 * place.m21).abs().sqrt();
        let (x, y) = (place.m31, place.m32);
        if self.word && !self.text.is_empty() {
            let down = (y - self.y).abs();
            if down > size * PARAGRAPH {
                self.text.push_str("\n\n");
            } else if down > size * LINE && x < self.end {
                self.text.push('\n');
            } else if x > self.end + size * COLUMNS {
                self.text.push_str("   ");
            } else if x > self.end + size * BLANK {
                self.text.push(' ');
            }
        }
        self.text.push_str(letter);
        self.word = false;
        (self.y, self.end) = (y, x + width * size);
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        self.word = true;
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}

fn locked() -> String {
    "is locked with a password: want it without one".to_owned()
}

/// Unpacks every stream of a file for its length alone: a file that grows without bounds is refused before it is parsed.
fn measure(bytes: &[u8], most: usize) -> Result<(), String> {
    let mut left = most as u64;
    let mut at = 0;
    while let Some(found) = find(&bytes[at..], b"stream") {
        let start = at + found + b"stream".len();
        at = start;
        let data = bytes[start..].trim_ascii_start();
        if data.first().is_none_or(|b| b & 0x0f != 8) {
            continue;
        }
        let mut stream = ZlibDecoder::new(data).take(left + 1);
        // What is no stream of this kind, or a broken one, is the parser's to judge.
        let length = std::io::copy(&mut stream, &mut std::io::sink()).unwrap_or_default();
        left = match left.checked_sub(length) {
            Some(left) => left,
            None => return Err(format!("unpacks to more than {most} bytes: want a smaller one")),
        };
    }
    Ok(())
}

/// A page's lines, with the words joined that were cut at the end of a line, and without blanks before and behind lines.
fn joined(text: &str) -> String {
    let mut page = String::with_capacity(text.len());
    let mut blank = 0;
    for line in text.lines().map(str::trim) {
        if line.is_empty() {
            blank += 1;
            continue;
        }
        let cut = page.ends_with(['-', '\u{2010}', '\u{ad}']) && blank == 0;
        let word = line.chars().next().is_some_and(char::is_lowercase);
        let letter = page.chars().rev().nth(1).is_some_and(char::is_alphabetic);
        if cut && word && letter {
            page.pop();
        } else if !page.is_empty() {
            page.push_str(if blank > 0 { "\n\n" } else { "\n" });
        }
        page.push_str(line);
        blank = 0;
    }
    page
}

/// What the information dictionary says.
fn origin(document: &Document) -> Origin {
    let info = document.trailer.get(b"Info").ok();
    let info: Option<&Dictionary> = match info {
        Some(Object::Reference(id)) => document.get_dictionary(*id).ok(),
        Some(Object::Dictionary(info)) => Some(info),
        _ => None,
    };
    let value = |name: &str| info?.get(name.as_bytes()).ok()?.as_str().ok().map(string).filter(|text| !text.is_empty());
    let language = document.catalog().ok().and_then(|root| root.get(b"Lang").ok()?.as_str().ok().map(string));
    let mut origin = Origin {
        title: value("Title").filter(|title| !is_file_name(title)),
        published: value("CreationDate").as_deref().and_then(day),
        language: language.and_then(|tag| super::super::origin::language(&tag).ok()),
        ..Origin::default()
    };
    if let Some(author) = value("Author") {
        origin.extra.insert("author".to_owned(), author);
    }
    origin.note_all("properties");
    origin
}

/// A string of a PDF: UTF-16 with a mark, UTF-8 with one, or else Latin letters.
fn string(bytes: &[u8]) -> String {
    let text = match bytes {
        [0xfe, 0xff, rest @ ..] => encoding_rs::UTF_16BE.decode_without_bom_handling(rest).0.into_owned(),
        [0xff, 0xfe, rest @ ..] => encoding_rs::UTF_16LE.decode_without_bom_handling(rest).0.into_owned(),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        bytes => std::str::from_utf8(bytes)
            .map_or_else(|_| encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned(), str::to_owned),
    };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Programs put the name of their own file where a title should be.
fn is_file_name(title: &str) -> bool {
    let lower = title.to_ascii_lowercase();
    [".doc", ".docx", ".indd", ".pdf", ".qxd", ".tex", ".xls", ".xlsx", ".rtf"].iter().any(|end| lower.ends_with(end))
        || lower.starts_with("microsoft word - ")
        || matches!(lower.trim_matches(['(', ')']), "untitled" | "anonymous" | "unspecified")
}

/// The day of `D:20241008120000+03'00'`.
fn day(text: &str) -> Option<crate::model::Published> {
    let digits = text.strip_prefix("D:").unwrap_or(text).get(..8)?;
    date::parse(&format!("{}-{}-{}", digits.get(..4)?, digits.get(4..6)?, digits.get(6..8)?))
}
