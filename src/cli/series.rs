//! `attested series`: the series of the store, all of them or those that a pattern fits.

use std::io::Write;

use anyhow::Result;

use super::Outcome;
use super::common::{AsOf, Named, Rows, StoreAt, find, print};
use crate::report::Table;

/// Arguments of `attested series`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples: attested series \"russia cis\"\n          attested series growth-yoy --format csv")]
pub struct Args {
    /// Words that must all stand in the key, or in the names of indicator and areas
    #[arg(value_name = "PATTERN")]
    pub pattern: Vec<String>,
    /// As of which day.
    #[command(flatten)]
    pub as_of: AsOf,
    /// What series are called.
    #[command(flatten)]
    pub named: Named,
    /// Where the store is.
    #[command(flatten)]
    pub store: StoreAt,
    /// How rows are printed.
    #[command(flatten)]
    pub rows: Rows,
}

/// Runs the command.
pub fn run(args: &Args, out: &mut impl Write) -> Result<Outcome> {
    let found = find::summaries(&args.store.open()?, &args.pattern.join(" "), args.as_of.day)?;
    let mut table = Table::new(["series", "observations", "first", "last", "latest_vintage", "title"]);
    for summary in &found {
        table.row([
            summary.key.to_string(),
            summary.count.to_string(),
            summary.first.to_string(),
            summary.last.to_string(),
            print::maybe(summary.latest_vintage),
            args.named.series(&summary.key),
        ]);
    }
    args.rows.print(&table, out)?;
    Ok(Outcome::of_rows(found.len()))
}
