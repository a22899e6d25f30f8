//! The sheet: figures as a table that people edit in a spreadsheet, and the decisions that they made in it.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::cell::protect;
use super::table::{Row, Table, fault};
use super::{Changes, Decision, Fault, Field, SheetError, Verdict};
use crate::model::{Claim, DocumentId, FigureId, Span, TimePeriod};

/// What a row says beside the dimensions of its figure.
const BEFORE: [&str; 7] = ["figure", "decision", "why", "by", "state", "document", "sentence"];
/// Not to be edited: for orientation, and to tell whether the figure has changed since.
const AFTER: [&str; 7] = ["note", "confidence", "surface", "start", "end", "published", "stamp"];

/// A figure as a row of the sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetRow {
    /// Its name.
    pub figure: FigureId,
    /// What stands now: the original where it was rejected.
    pub claim: Claim,
    /// `open`, or the decision that holds.
    pub state: String,
    /// Why it is listed.
    pub note: String,
    /// How sure the derivation is.
    pub confidence: String,
    /// The document's name.
    pub document: String,
    /// The document's bytes.
    pub sha256: DocumentId,
    /// The document's date.
    pub published: String,
    /// Where the figure stands.
    pub span: Span,
    /// Its text.
    pub surface: String,
    /// The sentence, with the figure between double brackets.
    pub sentence: String,
}

impl SheetRow {
    /// Eight digits that change whenever what stands changes.
    fn stamp(&self) -> String {
        let what = format!("{}:{}:{}", self.figure, self.state, Changes::whole(&self.claim));
        let mut stamp = DocumentId::of(what.as_bytes()).to_string();
        stamp.truncate(8);
        // A letter in front keeps a spreadsheet from taking it for a number.
        format!("s{stamp}")
    }

    fn cell(&self, column: &str) -> String {
        match column {
            "figure" => self.figure.to_string(),
            "state" => self.state.clone(),
            "document" => self.document.clone(),
            "sentence" => self.sentence.clone(),
            "note" => self.note.clone(),
            "confidence" => self.confidence.clone(),
            "surface" => self.surface.clone(),
            "start" => self.span.start.to_string(),
            "end" => self.span.end.to_string(),
            "published" => self.published.clone(),
            "stamp" => self.stamp(),
            field => field.parse::<Field>().map(|field| field.of(&self.claim)).unwrap_or_default(),
        }
    }
}

fn columns() -> Vec<&'static str> {
    BEFORE.into_iter().chain(Field::ALL.map(Field::name)).chain(AFTER).collect()
}

/// The sheet, with a byte order mark so that spreadsheets know its encoding.
pub fn write(rows: &[SheetRow]) -> String {
    let columns = columns();
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    let cells = |row: &SheetRow| columns.iter().map(|column| protect(&row.cell(column))).collect::<Vec<_>>();
    // Writing into memory cannot fail; a row always has as many cells as the head.
    let written = writer
        .write_record(&columns)
        .and_then(|()| rows.iter().map(cells).try_for_each(|row| writer.write_record(row)));
    debug_assert!(written.is_ok(), "{written:?}");
    format!("\u{feff}{}", String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default())
}

/// What a row of an edited sheet decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ruling {
    /// The line of the file.
    pub line: u64,
    /// The figure.
    pub figure: FigureId,
    /// What is decided.
    pub verdict: Verdict,
    /// The cells that were edited.
    pub changes: Changes,
    /// Who decided; `None` for whoever imports.
    pub by: Option<String>,
    /// Why; `None` for the reason of the whole import.
    pub why: Option<String>,
}

/// The decisions in an edited sheet. Rows without a decision and without an edit say nothing. `known` gives what stands
/// now of a figure; `default_why` stands in for an empty reason. Every fault is reported, and then nothing is taken.
pub fn read(
    bytes: &[u8],
    known: impl Fn(&FigureId) -> Option<SheetRow>,
    default_why: Option<&str>,
) -> Result<Vec<Ruling>, SheetError> {
    let table = Table::read(bytes, &columns(), &["figure"])?;
    let (mut rulings, mut faults, mut seen) = (Vec::new(), Vec::new(), BTreeSet::new());
    for row in &table.rows {
        let reader = Reader { table: &table, row, faults: Vec::new() };
        let (ruling, more) = reader.ruling(&known, default_why);
        if let Some(figure) = ruling.as_ref().map(|ruling| ruling.figure.clone())
            && !seen.insert(figure.clone())
        {
            faults.push(fault(
                row.line,
                "figure",
                format!("{figure} is decided about on an earlier line: want one row"),
            ));
        }
        faults.extend(more);
        rulings.extend(ruling);
    }
    SheetError::unless_none(rulings, faults)
}

struct Reader<'a> {
    table: &'a Table,
    row: &'a Row,
    faults: Vec<Fault>,
}

impl Reader<'_> {
    fn cell(&self, column: &str) -> Option<&str> {
        self.table.cell(self.row, column)
    }

    fn words(&self, column: &str) -> Option<String> {
        self.cell(column).filter(|words| !words.is_empty()).map(str::to_owned)
    }

    fn wrong(&mut self, column: &str, problem: impl std::fmt::Display) {
        self.faults.push(fault(self.row.line, column, problem));
    }

    fn ruling(
        mut self,
        known: &impl Fn(&FigureId) -> Option<SheetRow>,
        default_why: Option<&str>,
    ) -> (Option<Ruling>, Vec<Fault>) {
        let ruling = self.read(known, default_why);
        (ruling.filter(|_| self.faults.is_empty()), self.faults)
    }

    fn read(&mut self, known: &impl Fn(&FigureId) -> Option<SheetRow>, default_why: Option<&str>) -> Option<Ruling> {
        let name = self.cell("figure").unwrap_or_default().to_owned();
        let figure = name.parse::<FigureId>().map_err(|error| self.wrong("figure", error)).ok()?;
        let Some(stands) = known(&figure) else {
            self.wrong("figure", format!("no figure {figure} in the store"));
            return None;
        };
        let changes = self.edits(&stands);
        let verdict = self.verdict(&changes)?;
        let stamp = self.words("stamp");
        if stamp.is_some_and(|stamp| stamp != stands.stamp()) {
            self.wrong("stamp", format!("{figure} stands in another way than it was exported: export it again"));
        }
        if let Err(error) = changes.apply(&stands.claim) {
            self.wrong(error.field.name(), error.problem);
        }
        let (by, why) = (self.words("by"), self.words("why"));
        if why.is_none() && default_why.is_none() && verdict != Verdict::Accept {
            self.wrong("why", format!("is empty: want the reason to {verdict} {figure}"));
        }
        Some(Ruling { line: self.row.line, figure, verdict, changes, by, why })
    }

    /// What is decided; `None` where nothing is, or the decision does not fit the edits.
    fn verdict(&mut self, changes: &Changes) -> Option<Verdict> {
        let edited = changes.fields().map(|(field, _)| field.name()).collect::<Vec<_>>().join(", ");
        let text = self.cell("decision").unwrap_or_default().to_lowercase();
        if text.is_empty() {
            return (!changes.is_empty()).then_some(Verdict::Correct);
        }
        let verdict = text.parse::<Verdict>().map_err(|error| self.wrong("decision", error)).ok()?;
        match (verdict, changes.is_empty()) {
            (Verdict::Correct, true) => {
                self.wrong("decision", "says correct, and no field differs from what was read: want an edited cell");
                None
            }
            (Verdict::Accept | Verdict::Reject, false) => {
                self.wrong("decision", format!("says {verdict}, and {edited} was edited: want correct, or no edit"));
                None
            }
            _ => Some(verdict),
        }
    }

    /// The cells that differ from what stands, but for the ways in which a spreadsheet rewrites the same.
    fn edits(&mut self, stands: &SheetRow) -> Changes {
        let mut changes = Changes::default();
        for field in Field::ALL {
            let Some(cell) = self.cell(field.name()).map(str::to_owned) else { continue };
            let old = field.of(&stands.claim);
            match field {
                _ if cell == old => {}
                Field::Value | Field::ValueHigh => match self.number(&cell) {
                    Some(new) if is_same_number(&new, &old) => {}
                    Some(new) => changes.set(field, new),
                    None => changes.set(field, cell),
                },
                Field::Period if is_same_period(&cell, stands.claim.period) => {}
                _ => changes.set(field, cell),
            }
        }
        changes
    }

    /// A number without a decimal comma and groups of digits.
    fn number(&self, cell: &str) -> Option<String> {
        let mut digits: String = cell.chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\'')).collect();
        digits = digits.replace('\u{2212}', "-");
        if self.table.decimal_comma && digits.matches(',').count() == 1 {
            digits = digits.replace('.', "").replace(',', ".");
        }
        let (mantissa, _) = digits.split_once(['e', 'E']).unwrap_or((&digits, ""));
        Decimal::from_str_exact(mantissa).is_ok().then_some(digits)
    }
}

/// Whether a cell is the old number, in other digits, or rounded to those that a narrow column showed.
fn is_same_number(new: &str, old: &str) -> bool {
    let Ok(old) = Decimal::from_str_exact(old) else { return new == old };
    let Some((mantissa, power)) = new.split_once(['e', 'E']) else {
        return Decimal::from_str_exact(new).is_ok_and(|new| new == old);
    };
    let Ok(new) = Decimal::from_scientific(new) else { return false };
    let places = mantissa.split_once('.').map_or(0, |(_, places)| places.len());
    let power = power.trim_start_matches('+').parse::<i32>().unwrap_or_default();
    // Half a unit of the last digit shown, as a power of ten.
    let reach = Decimal::from_scientific(&format!("5e{}", power - places as i32 - 1)).unwrap_or_default();
    new == old || mantissa.len() > 2 && (new - old).abs() <= reach
}

/// Whether a cell is what a spreadsheet makes of a month or a day.
fn is_same_period(cell: &str, period: Option<TimePeriod>) -> bool {
    let Some(period) = period else { return false };
    let day = period.first_day();
    let forms: &[&str] = match period {
        TimePeriod::Day(_) => &["%d.%m.%Y", "%d/%m/%Y", "%-m/%-d/%Y", "%-d/%-m/%Y", "%m/%d/%Y", "%Y/%m/%d"],
        TimePeriod::Months { count: 1, .. } => &["%b-%y", "%b %y", "%m.%Y", "%-m/%Y", "%b-%Y", "%B-%y"],
        TimePeriod::Months { .. } => &[],
    };
    forms.iter().any(|form| day.format(form).to_string().eq_ignore_ascii_case(cell))
        || cell.parse::<TimePeriod>().is_ok_and(|same| same == period)
}

/// The state of a figure in a word: `open`, or the decision that holds.
pub fn state(decision: Option<&Decision>) -> String {
    match decision.map(|decision| decision.verdict) {
        None => "open",
        Some(Verdict::Accept) => "accepted",
        Some(Verdict::Reject) => "rejected",
        Some(Verdict::Correct) => "corrected",
    }
    .to_owned()
}
