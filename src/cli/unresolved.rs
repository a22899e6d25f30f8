//! `attested unresolved`: the figures that are no observations, and what they lack.

use std::io::Write;

use anyhow::Result;

use super::Outcome;
use super::common::{AsOf, Rows, StoreAt, print};
use crate::report::Table;
use crate::report::format::{self, Bounds};
use crate::store::UnresolvedFigure;

/// Arguments of `attested unresolved`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: attested unresolved --format csv")]
pub struct Args {
    /// As of which day.
    #[command(flatten)]
    pub as_of: AsOf,
    /// Where the store is.
    #[command(flatten)]
    pub store: StoreAt,
    /// How rows are printed.
    #[command(flatten)]
    pub rows: Rows,
}

/// Runs the command.
pub fn run(args: &Args, out: &mut impl Write) -> Result<Outcome> {
    let figures = args.store.open()?.unresolved(args.as_of.day)?;
    let table = if args.rows.for_people() { for_people(&figures) } else { for_programs(&figures) };
    args.rows.print(&table, out)?;
    Ok(Outcome::of_rows(figures.len()))
}

fn for_people(figures: &[UnresolvedFigure]) -> Table {
    let mut table = Table::new(["figure", "missing", "value", "of", "document", "sentence"]);
    for figure in figures {
        let claim = &figure.claim;
        let known = [
            print::maybe(claim.indicator),
            claim.measure.to_string(),
            print::maybe(claim.area),
            print::maybe(claim.counterpart),
            print::maybe(claim.period),
        ];
        table.row([
            figure.id.to_string(),
            missing(figure),
            format::quantity(&claim.quantity, Bounds::Words),
            known.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" "),
            figure.source_id.clone(),
            figure.sentence.clone(),
        ]);
    }
    table
}

fn for_programs(figures: &[UnresolvedFigure]) -> Table {
    let mut table = Table::new([
        "figure",
        "missing",
        "value",
        "indicator",
        "measure",
        "area",
        "counterpart",
        "period",
        "document",
        "sentence",
    ]);
    for figure in figures {
        let claim = &figure.claim;
        table.row([
            figure.id.to_string(),
            missing(figure),
            format::quantity(&claim.quantity, Bounds::Words),
            print::maybe(claim.indicator),
            claim.measure.to_string(),
            print::maybe(claim.area),
            print::maybe(claim.counterpart),
            print::maybe(claim.period),
            figure.source_id.clone(),
            figure.sentence.clone(),
        ]);
    }
    table
}

fn missing(figure: &UnresolvedFigure) -> String {
    figure.missing.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
