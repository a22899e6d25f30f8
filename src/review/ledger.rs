//! The ledger: a project's decisions as a text file, sorted, one line each, made for version control.

use super::table::{Table, fault};
use super::{Decision, Place, SheetError, Verdict};
use crate::model::Span;

const COLUMNS: [&str; 12] =
    ["document", "source", "start", "end", "surface", "figure", "read", "decision", "changes", "by", "why", "at"];

/// The decisions in the text of a ledger, in the order of their taking.
pub fn read(bytes: &[u8]) -> Result<Vec<Decision>, SheetError> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Ok(Vec::new());
    }
    let table = Table::read(bytes, &COLUMNS, &COLUMNS)?;
    let (mut decisions, mut faults) = (Vec::new(), Vec::new());
    for row in &table.rows {
        let cell = |column: &'static str| table.cell(row, column).unwrap_or_default();
        match decision(&cell) {
            Ok(decision) => decisions.push(decision),
            Err((column, problem)) => faults.push(fault(row.line, column, problem)),
        }
    }
    decisions.sort_by_key(|decision| decision.at);
    SheetError::unless_none(decisions, faults)
}

type Wrong = (&'static str, String);

fn decision<'r>(cell: &impl Fn(&'static str) -> &'r str) -> Result<Decision, Wrong> {
    fn read<T: std::str::FromStr<Err: std::fmt::Display>>(column: &'static str, text: &str) -> Result<T, Wrong> {
        text.parse().map_err(|error: T::Err| (column, error.to_string()))
    }
    let words = |column: &'static str| match cell(column) {
        "" => Err((column, "is empty".to_owned())),
        words => Ok(words.to_owned()),
    };
    let parse = |column: &'static str| read::<usize>(column, cell(column));
    let decision = Decision {
        place: Place {
            document: read("document", cell("document"))?,
            source_id: words("source")?,
            span: Span::new(parse("start")?, parse("end")?),
            surface: words("surface")?,
            figure: read("figure", cell("figure"))?,
        },
        read: read("read", cell("read"))?,
        verdict: read("decision", cell("decision"))?,
        changes: read("changes", cell("changes"))?,
        by: words("by")?,
        why: cell("why").to_owned(),
        at: read("at", cell("at"))?,
    };
    if decision.verdict == Verdict::Correct && decision.changes.is_empty() {
        return Err(("changes", "is empty: want what is corrected, such as area=KZ".to_owned()));
    }
    Ok(decision)
}

/// The text of a ledger: by document, place and time. The same decisions give the same bytes.
pub fn write(decisions: &[Decision]) -> String {
    let mut sorted: Vec<_> = decisions.iter().collect();
    sorted.sort_by(|a, b| {
        let key = |d: &Decision| {
            (d.place.source_id.clone(), d.place.document.clone(), d.place.span, d.place.figure.clone(), d.at)
        };
        key(a).cmp(&key(b))
    });
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    let mut rows = sorted.into_iter().map(row);
    // Writing into memory cannot fail; a row always has as many cells as the head.
    let written = writer.write_record(COLUMNS).and_then(|()| rows.try_for_each(|row| writer.write_record(row)));
    debug_assert!(written.is_ok(), "{written:?}");
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

fn row(decision: &Decision) -> [String; 12] {
    use super::cell::protect;
    let Place { document, source_id, span, surface, figure } = &decision.place;
    [
        document.to_string(),
        protect(source_id),
        span.start.to_string(),
        span.end.to_string(),
        protect(surface),
        protect(figure.as_str()),
        protect(&decision.read.to_string()),
        decision.verdict.to_string(),
        protect(&decision.changes.to_string()),
        protect(&decision.by),
        protect(&decision.why),
        decision.at.to_string(),
    ]
}

/// Two ledgers as one: what stands in both stays as it is in `first`. Gives back how many stood in `second` alone.
pub fn join(first: Vec<Decision>, second: Vec<Decision>) -> (Vec<Decision>, usize) {
    super::join(first, second, Decision::is_same_entry, |decision| decision.at)
}
