//! Documents that are taken back: from a day on they are out of the present and stay in the history.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;

use super::cell::protect;
use super::table::{Table, fault};
use super::{Moment, SheetError};
use crate::model::{DocumentId, ParseError};

const COLUMNS: [&str; 7] = ["document", "source", "decision", "day", "by", "why", "at"];

/// What becomes of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stand {
    /// It is withdrawn.
    Withdraw,
    /// It was withdrawn, and is not any more.
    Restore,
}

impl fmt::Display for Stand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Withdraw => "withdraw",
            Self::Restore => "restore",
        })
    }
}

impl FromStr for Stand {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        match text {
            "withdraw" => Ok(Self::Withdraw),
            "restore" => Ok(Self::Restore),
            _ => Err(ParseError { text: text.to_owned(), wanted: "a decision: want withdraw or restore" }),
        }
    }
}

/// A decision about a whole document: who, when and why, and from which day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawal {
    /// The SHA-256 of the document's bytes.
    pub document: DocumentId,
    /// The document's name for people, at the time.
    pub source_id: String,
    /// What becomes of it.
    pub stand: Stand,
    /// The first day on which that holds.
    pub day: NaiveDate,
    /// Who decided.
    pub by: String,
    /// Why.
    pub why: String,
    /// When it was decided.
    pub at: Moment,
}

impl Withdrawal {
    /// Whether two entries are one: the same author at the same moment about the same document.
    pub fn is_same_entry(&self, other: &Self) -> bool {
        self.document == other.document && self.by == other.by && self.at == other.at
    }
}

/// The entries in the text of a project's file, in the order of their taking.
pub fn read(bytes: &[u8]) -> Result<Vec<Withdrawal>, SheetError> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Ok(Vec::new());
    }
    let table = Table::read(bytes, &COLUMNS, &COLUMNS)?;
    let (mut entries, mut faults) = (Vec::new(), Vec::new());
    for row in &table.rows {
        match entry(|column| table.cell(row, column).unwrap_or_default()) {
            Ok(entry) => entries.push(entry),
            Err((column, problem)) => faults.push(fault(row.line, column, problem)),
        }
    }
    entries.sort_by_key(|entry| entry.at);
    SheetError::unless_none(entries, faults)
}

fn entry<'r>(cell: impl Fn(&'static str) -> &'r str) -> Result<Withdrawal, (&'static str, String)> {
    fn read<T: FromStr<Err: fmt::Display>>(
        column: &'static str,
        text: &str,
        wanted: &str,
    ) -> Result<T, (&'static str, String)> {
        text.parse().map_err(|error: T::Err| (column, format!("{error}{wanted}")))
    }
    let words = |column: &'static str| match cell(column) {
        "" => Err((column, "is empty".to_owned())),
        words => Ok(words.to_owned()),
    };
    Ok(Withdrawal {
        document: read("document", cell("document"), "")?,
        source_id: words("source")?,
        stand: read("decision", cell("decision"), "")?,
        day: read("day", cell("day"), ": want a day such as 2024-12-26")?,
        by: words("by")?,
        why: words("why")?,
        at: read("at", cell("at"), "")?,
    })
}

/// The text of a project's file: by document and time. The same entries give the same bytes.
pub fn write(entries: &[Withdrawal]) -> String {
    let mut sorted: Vec<_> = entries.iter().collect();
    sorted.sort_by_key(|e| (&e.source_id, &e.document, e.at, &e.by));
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    let row = |e: &Withdrawal| {
        let (day, at) = (e.day.to_string(), e.at.to_string());
        [e.document.to_string(), protect(&e.source_id), e.stand.to_string(), day, protect(&e.by), protect(&e.why), at]
    };
    // Writing into memory cannot fail; a row always has as many cells as the head.
    let written =
        writer.write_record(COLUMNS).and_then(|()| sorted.iter().try_for_each(|e| writer.write_record(row(e))));
    debug_assert!(written.is_ok(), "{written:?}");
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

/// Two lists as one: what stands in both stays as it is in `first`. Gives back how many stood in `second` alone.
pub fn join(first: Vec<Withdrawal>, second: Vec<Withdrawal>) -> (Vec<Withdrawal>, usize) {
    super::join(first, second, Withdrawal::is_same_entry, |entry| entry.at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn withdrawn(source: &str, day: &str, at: &str) -> Withdrawal {
        Withdrawal {
            document: DocumentId::of(source.as_bytes()),
            source_id: source.to_owned(),
            stand: Stand::Withdraw,
            day: day.parse().expect(day),
            by: "A. Reader".to_owned(),
            why: "=the ministry took it back, \"for now\"".to_owned(),
            at: at.parse().expect(at),
        }
    }

    #[test]
    fn what_is_written_is_read_back() {
        let first = withdrawn("b", "2025-02-01", "2025-02-03T10:00:00Z");
        let then = Withdrawal { stand: Stand::Restore, at: first.at.next(), ..first.clone() };
        let other = withdrawn("a", "2025-03-01", "2025-03-03T10:00:00Z");
        let text = write(&[other.clone(), then.clone(), first.clone()]);
        assert!(text.starts_with("document,source,decision,day,by,why,at\n"), "{text}");
        assert_eq!(read(text.as_bytes()), Ok(vec![first.clone(), then.clone(), other.clone()]));
        assert_eq!(read(b" \n"), Ok(vec![]));
        let (all, more) = join(vec![first.clone(), other.clone()], vec![then.clone(), other.clone()]);
        assert_eq!((all, more), (vec![first, then, other], 1));
    }

    #[test]
    fn every_fault_of_a_file_is_named() {
        let text = write(&[withdrawn("b", "2025-02-01", "2025-02-03T10:00:00Z")]);
        for (from, to, wanted) in [
            ("withdraw,2025", "away,2025", "2: decision: "),
            ("2025-02-01", "1.2.2025", "2: day: "),
            ("A. Reader", "", "2: by: is empty"),
            ("2025-02-03T10:00:00Z", "then", "2: at: "),
        ] {
            let changed = text.replace(from, to);
            let error = read(changed.as_bytes()).expect_err(to).to_string();
            assert!(error.starts_with(wanted), "{error}");
        }
    }
}
