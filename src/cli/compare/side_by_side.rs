//! A comparison for people: a column for each series, like for like first, then what stands apart.

use std::io::Write;

use anyhow::Result;

use super::rows;
use crate::analysis::{Cell, Comparison, ComparisonRow, Delta, Implied, words};
use crate::cli::common::print;
use crate::model::{Observation, Transformation};
use crate::report::{self, Table};

/// Prints a comparison.
pub(super) fn print(comparison: &Comparison<'_>, out: &mut impl Write) -> Result<()> {
    for (letter, key) in letters().zip(&comparison.columns) {
        writeln!(out, "{letter}  {key}  ({})", report::plain(&key.title()))?;
    }
    let (alike, apart): (Vec<_>, Vec<_>) = comparison.rows.iter().partition(|row| row.like_for_like);
    if let Some(anchor) = comparison.anchor.filter(|_| !alike.is_empty()) {
        writeln!(out, "\nLike for like: {}", words::shape(anchor))?;
        print::text(out, &side_by_side(comparison, &alike, false).terminal(print::width()))?;
        spans(comparison, &alike, out)?;
    }
    if !apart.is_empty() {
        writeln!(out, "\nApart: not compared with these")?;
        print::text(out, &side_by_side(comparison, &apart, true).terminal(print::width()))?;
    }
    bases(comparison, out)
}

fn letters() -> impl Iterator<Item = String> {
    (0_usize..).map(|at| match at {
        0..26 => char::from(b'A' + at as u8).to_string(),
        more => format!("S{}", more + 1),
    })
}

fn side_by_side(comparison: &Comparison<'_>, rows: &[&ComparisonRow<'_>], reasons: bool) -> Table {
    let mut columns = vec!["period".to_owned()];
    for letter in letters().take(comparison.columns.len()) {
        columns.extend([letter.clone(), format!("{letter} change"), format!("{letter} figure")]);
    }
    if reasons {
        columns.push("why apart".to_owned());
    }
    let mut table = Table::new(columns);
    for row in rows {
        let mut cells = vec![row.slot.period.to_string()];
        cells.extend(row.cells.iter().flat_map(|cell| cell.as_ref().map_or_else(Default::default, three)));
        if reasons {
            cells.push(row.reason.clone().unwrap_or_default());
        }
        table.row(cells);
    }
    table
}

/// Value, change and figure.
fn three(cell: &Cell<'_>) -> [String; 3] {
    let observation = cell.shown.observation;
    let more = cell.shown.others.iter().map(|other| said(other)).filter(|other| *other != said(observation));
    let mut value = said(observation);
    for other in more {
        value.push_str(&format!("; also {other}"));
    }
    let change = cell.delta.as_ref().map(|delta| format!("{} on {}", change(delta), delta.from.period));
    [value, change.unwrap_or_default(), observation.id.to_string()]
}

fn said(observation: &Observation) -> String {
    match observation.key.measure {
        Transformation::Growth(_) => words::growth(&observation.quantity),
        _ => words::quantity(&observation.quantity),
    }
}

fn change(delta: &Delta<'_>) -> String {
    let known = delta.relative_words().or_else(|| delta.absolute_words());
    known.unwrap_or_else(|| "neither end is known".to_owned())
}

/// The change of each series from its first like-for-like period to its last, where others lie between.
fn spans(comparison: &Comparison<'_>, alike: &[&ComparisonRow<'_>], out: &mut impl Write) -> Result<()> {
    for (at, letter) in letters().take(comparison.columns.len()).enumerate() {
        let values: Vec<_> =
            alike.iter().filter_map(|row| row.cells[at].as_ref()).map(|cell| cell.shown.observation).collect();
        if let [first, _, .., last] = values.as_slice() {
            let delta = Delta::between(first, last);
            writeln!(out, "{letter} from {} to {}: {}", first.period, last.period, delta.describe())?;
        }
    }
    Ok(())
}

/// What each reported growth says of the year before, and what was quoted for it.
fn bases(comparison: &Comparison<'_>, out: &mut impl Write) -> Result<()> {
    let cells = comparison.rows.iter().flat_map(|row| row.cells.iter().flatten());
    let implied: Vec<_> = cells.flat_map(|cell| &cell.implied).collect();
    if implied.is_empty() {
        return Ok(());
    }
    writeln!(out, "\nBases that reported growth implies")?;
    for implied in implied {
        writeln!(out, "  {}", report::plain(&base(implied)))?;
    }
    Ok(())
}

fn base(implied: &Implied<'_>) -> String {
    let described = implied.base.describe();
    match &implied.quoted {
        None => described,
        Some(check) => {
            let quoted = check.quoted;
            let (said, source) = (words::quantity(&quoted.quantity), words::source(quoted));
            format!("{described}; quoted was {said} by {source}: {}", rows::agreement(check.agreement))
        }
    }
}
