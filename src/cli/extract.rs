//! `attested extract`: documents in, figures out; nothing is stored.

use std::fmt;
use std::io::Write;
use std::path::PathBuf;
use std::str::FromStr;

use anyhow::Result;
use serde::Serialize;

use super::Outcome;
use super::common::Asking;
use super::common::fields::{AmountFields, MentionFields, repairs};
use super::common::read::{Read, Wanted};
use super::common::{print, read};
use crate::extract;
use crate::ingest::{self, Walk};
use crate::model::{Document, Extraction, ParseError};
use crate::report::{self, Table};

/// Arguments of `attested extract`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: attested extract data/sources --format table\n\
    Offsets are UTF-8 bytes of the document's text. A folder's sources.csv says where its documents came from.")]
pub struct Args {
    /// Files, folders and addresses to read
    #[arg(required_unless_present = "manifest")]
    pub paths: Vec<PathBuf>,
    /// A manifest that names the documents and their sources
    #[arg(long, value_name = "FILE")]
    pub manifest: Option<PathBuf>,
    /// How addresses of the web are asked.
    #[command(flatten)]
    pub asking: Asking,
    /// How figures are printed: jsonl, csv or table
    #[arg(long, value_name = "FORMAT", default_value_t = Format::Jsonl)]
    pub format: Format,
    /// Print which words and rules made each figure
    #[arg(long)]
    pub explain: bool,
    /// Print every amount of money, percentage and physical quantity, whether or not it is an economic figure
    #[arg(long, conflicts_with = "explain")]
    pub amounts: bool,
}

/// How figures are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One JSON object a line.
    Jsonl,
    /// Comma-separated values.
    Csv,
    /// For a terminal.
    Table,
}

/// Runs the command.
pub fn run(args: &Args, out: &mut impl Write) -> Result<Outcome> {
    let Args { format, explain, amounts, .. } = *args;
    let mut printer = Printer { format, explain, amounts, printed: 0, rows: Vec::new() };
    let plan = ingest::plan(&args.paths, args.manifest.as_deref(), &Walk::default());
    let mut failed = false;
    read::read(plan, &Wanted::all(args.asking), |batch| {
        failed |= batch.iter().any(|outcome| !outcome.failures().is_empty());
        batch.iter().try_for_each(|outcome| printer.outcome(outcome, out))
    })?;
    printer.finish(out)?;
    Ok(if failed { Outcome::Failures } else { Outcome::of_rows(printer.printed) })
}

/// Prints figures or amounts as they come, or keeps them where a table needs them all.
struct Printer {
    format: Format,
    explain: bool,
    amounts: bool,
    printed: usize,
    rows: Vec<serde_json::Value>,
}

impl Printer {
    fn outcome(&mut self, outcome: &read::Outcome, out: &mut impl Write) -> Result<()> {
        match outcome {
            read::Outcome::Read(Read { documents, .. }) => {
                documents.iter().try_for_each(|(document, figures)| self.document(document, figures, out))
            }
            _ => Ok(()),
        }
    }

    fn document(&mut self, document: &Document, found: &Extraction, out: &mut impl Write) -> Result<()> {
        if self.amounts {
            let amounts = extract::amounts::amounts(document);
            let repairs = repairs(document);
            return amounts.iter().try_for_each(|amount| self.row(&AmountFields::new(document, &repairs, amount), out));
        }
        for fields in mentions(document, found, self.explain) {
            if (self.format, self.explain) == (Format::Table, true) {
                self.printed += 1;
                explained(&fields, out)?;
            } else {
                self.row(&fields, out)?;
            }
        }
        Ok(())
    }

    fn row(&mut self, fields: &impl Serialize, out: &mut impl Write) -> Result<()> {
        self.printed += 1;
        match self.format {
            Format::Jsonl => writeln!(out, "{}", serde_json::to_string(fields)?)?,
            Format::Csv | Format::Table => self.rows.push(serde_json::to_value(fields)?),
        }
        Ok(())
    }

    fn finish(&self, out: &mut impl Write) -> Result<()> {
        match self.format {
            Format::Jsonl => Ok(()),
            Format::Csv => print::text(out, &self.table().csv()),
            Format::Table if self.rows.is_empty() => Ok(()),
            Format::Table => print::text(out, &self.table().terminal(print::width())),
        }
    }

    fn columns(&self) -> Vec<&'static str> {
        match (self.amounts, self.format) {
            (true, _) => AMOUNT_COLUMNS.to_vec(),
            (false, Format::Table) => PEOPLES_COLUMNS.to_vec(),
            (false, _) => EVERY_COLUMN.iter().copied().chain(self.explain.then_some("derivation")).collect(),
        }
    }

    fn table(&self) -> Table {
        let columns = self.columns();
        let mut table = Table::new(columns.iter().copied());
        for row in &self.rows {
            table.row(columns.iter().map(|column| cell(&row[*column])));
        }
        table
    }
}

const AMOUNT_COLUMNS: [&str; 8] = ["document", "start", "end", "surface", "value", "value_high", "unit", "bound"];

const PEOPLES_COLUMNS: [&str; 9] =
    ["document", "surface", "indicator", "measure", "area", "counterpart", "period", "status", "speaker"];

const EVERY_COLUMN: [&str; 20] = [
    "document",
    "figure",
    "start",
    "end",
    "surface",
    "value",
    "value_high",
    "unit",
    "bound",
    "indicator",
    "item",
    "measure",
    "area",
    "counterpart",
    "period",
    "period_origin",
    "basis",
    "status",
    "speaker",
    "confidence",
];

fn cell(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::Null => String::new(),
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Array(lines) => lines.iter().map(cell).collect::<Vec<_>>().join("; "),
        other => other.to_string(),
    }
}

/// The mentions of all figures of a document, in text order.
fn mentions<'f>(document: &'f Document, found: &'f Extraction, explain: bool) -> Vec<MentionFields<'f>> {
    let (mut mentions, repairs) = (Vec::new(), repairs(document));
    for (id, figure) in found.named(&document.id) {
        for mention in &figure.mentions {
            let fields = MentionFields::new((document, &repairs), id.clone(), figure, mention);
            mentions.push(if explain { fields.explained(figure) } else { fields });
        }
    }
    mentions.sort_by_cached_key(|fields| (fields.start, fields.end));
    mentions
}

/// A figure in a line, and under it how it was read.
fn explained(fields: &MentionFields<'_>, out: &mut impl Write) -> Result<()> {
    let said = report::plain(&fields.surface);
    writeln!(out, "{} {}..{} {said} ({})", fields.document, fields.start, fields.end, fields.figure)?;
    for line in fields.derivation.unwrap_or_default() {
        writeln!(out, "    {}", report::plain(line))?;
    }
    Ok(())
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
            Self::Table => "table",
        })
    }
}

impl FromStr for Format {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        match text {
            "jsonl" => Ok(Self::Jsonl),
            "csv" => Ok(Self::Csv),
            "table" => Ok(Self::Table),
            _ => Err(ParseError { text: text.to_owned(), wanted: "a format: want jsonl, csv or table" }),
        }
    }
}
