//! Documents: what was ingested, with its source and its text.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::forms::serde_by_text;
use super::{Month, ParseError, TimePeriod};

/// A stretch of a document's text, in UTF-8 bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` up to `end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The text that the span covers.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// Whether `other` lies inside.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// The identity of a document: the SHA-256 of its bytes, as 64 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentId(String);

impl DocumentId {
    /// The identity of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(hexadecimal(&Sha256::digest(bytes)))
    }

    /// The 64 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Bytes as hexadecimal digits, two a byte.
pub fn hexadecimal(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from(if nibble < 10 { b'0' + nibble } else { b'a' + nibble - 10 });
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

impl fmt::Display for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for DocumentId {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        let right = text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        if right { Ok(Self(text.to_owned())) } else { Err(ParseError::new(text, "a SHA-256 in 64 hexadecimal digits")) }
    }
}

/// The date on which a document was published: a day, or only its month.
///
/// ```
/// use attested::model::Published;
/// assert_eq!("2024-12-26".parse::<Published>()?.to_string(), "2024-12-26");
/// assert_eq!("2024-12".parse::<Published>()?.vintage().to_string(), "2024-12-31");
/// # Ok::<(), attested::model::ParseError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Published {
    /// The day is known.
    Day(NaiveDate),
    /// Only the month is known.
    Month(Month),
}

impl Published {
    /// The day from which on the document is known to be public; for a month its last day.
    pub fn vintage(self) -> NaiveDate {
        match self {
            Self::Day(day) => day,
            Self::Month(month) => TimePeriod::month(month).last_day(),
        }
    }

    /// The month of publication.
    pub fn month(self) -> Month {
        match self {
            Self::Day(day) => Month::of(day),
            Self::Month(month) => month,
        }
    }

    /// The day, where it is known.
    pub fn day(self) -> Option<NaiveDate> {
        match self {
            Self::Day(day) => Some(day),
            Self::Month(_) => None,
        }
    }
}

impl fmt::Display for Published {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(f, "{}", day.format("%Y-%m-%d")),
            Self::Month(month) => write!(f, "{month}"),
        }
    }
}

impl FromStr for Published {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        match text.parse() {
            Ok(TimePeriod::Day(day)) => Ok(Self::Day(day)),
            Ok(TimePeriod::Months { first, count: 1 }) => Ok(Self::Month(first)),
            _ => Err(ParseError::new(text, "a publication date: want 2024-12-26, or 2024-12")),
        }
    }
}

serde_by_text!(DocumentId, Published, DateOrigin);

/// Where the date of a document's publication comes from, the most trusted first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DateOrigin {
    /// The manifest says so.
    Manifest,
    /// The page or the file says so of itself: front matter, metadata of a page, a header of a mail.
    Metadata,
    /// The address has it: `/2024/12/26/`.
    Address,
    /// The name of the file has it.
    FileName,
    /// A dateline: `BISHKEK, October 13. /TASS/`. Its year may come from other evidence in the document.
    Dateline,
    /// A line of the text that says when it was published.
    Text,
}

const DATE_ORIGINS: [(DateOrigin, &str); 6] = [
    (DateOrigin::Manifest, "manifest"),
    (DateOrigin::Metadata, "metadata"),
    (DateOrigin::Address, "address"),
    (DateOrigin::FileName, "file-name"),
    (DateOrigin::Dateline, "dateline"),
    (DateOrigin::Text, "text"),
];

impl fmt::Display for DateOrigin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(DATE_ORIGINS.iter().find(|(origin, _)| origin == self).map_or("", |(_, name)| name))
    }
}

impl FromStr for DateOrigin {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        let found = DATE_ORIGINS.iter().find(|(_, name)| *name == text).map(|(origin, _)| *origin);
        found.ok_or_else(|| {
            ParseError::new(text, "an origin of a date: want manifest, metadata, address, file-name, dateline or text")
        })
    }
}

/// Where a document came from. What is not known is `None`, never a guess.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Source {
    /// A name for people: the manifest's id, or the file's stem.
    pub id: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// When it was published.
    pub published: Option<Published>,
    /// Where that date comes from; `None` if it is not known, or no date is.
    pub dated_by: Option<DateOrigin>,
    /// Its language, ISO 639-1.
    pub language: Option<String>,
    /// The media type of its bytes: `text/plain`, `text/markdown`.
    pub media_type: String,
    /// Further columns of the manifest, kept as they are.
    pub extra: BTreeMap<String, String>,
}

/// One ingested document. Immutable: other bytes are another document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The SHA-256 of its bytes.
    pub id: DocumentId,
    /// Where it came from.
    pub source: Source,
    /// Its whole text; offsets of mentions count in it.
    pub text: String,
    /// The part of the text that is read: all of it but front matter.
    pub body: Range<usize>,
}

impl Document {
    /// A document from its text, all of it body.
    pub fn new(source: Source, text: String) -> Self {
        Self { id: DocumentId::of(text.as_bytes()), source, body: 0..text.len(), text }
    }

    /// The text that is read.
    pub fn body(&self) -> &str {
        self.text.get(self.body.clone()).unwrap_or_default()
    }

    /// The page on which a byte stands, from 1; `None` in a text that has no pages. Form feeds part pages.
    pub fn page(&self, at: usize) -> Option<usize> {
        let feeds = |text: &str| text.bytes().filter(|b| *b == 0x0c).count();
        let paged = self.source.media_type == "application/pdf";
        paged.then(|| 1 + self.text.get(..at).map_or(0, feeds))
    }
}
