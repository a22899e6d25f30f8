//! `attested unresolved`: the figures that are no observations, and what they lack.

use std::io::Write;

use anyhow::Result;

use super::Outcome;
use super::common::{Rows, StoreAt, print};
use crate::report::Table;
use crate::report::format::{self, Bounds};
use crate::store::UnresolvedFigure;

/// Arguments of `attested unresolved`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: attested unresolved --format csv")]
pub struct Args {
    /// Where the store is.
    #[command(flatten)]
    pub store: StoreAt,
    /// How rows are printed.
    #[command(flatten)]
    pub rows: Rows,
}

/// Runs the command.
pub fn run(args: &Args, out: &mut impl Write) -> Result<Outcome> {
    let figures = args.store.open()?.unresolved()?;
    let columns =
        ["figure", "missing", "value", "indicator", "measure", "area", "counterpart", "period", "document", "sentence"];
    let mut table = Table::new(columns);
    for figure in &figures {
        table.row(row(figure));
    }
    args.rows.print(&table, out)?;
    Ok(Outcome::of_rows(figures.len()))
}

fn row(figure: &UnresolvedFigure) -> [String; 10] {
    let claim = &figure.claim;
    let missing: Vec<_> = figure.missing.iter().map(ToString::to_string).collect();
    [
        figure.id.to_string(),
        missing.join(", "),
        format::quantity(&claim.quantity, Bounds::Words),
        print::maybe(claim.indicator),
        claim.measure.to_string(),
        print::maybe(claim.area),
        print::maybe(claim.counterpart),
        print::maybe(claim.period),
        figure.source_id.clone(),
        figure.sentence.clone(),
    ]
}
