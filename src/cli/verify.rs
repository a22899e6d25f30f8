//! `attested verify`: whether the store holds what it promises.

use std::io::Write;

use anyhow::Result;

use super::Outcome;
use super::common::{Rows, StoreAt};
use crate::report::Table;

/// Arguments of `attested verify`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Checks the file, that every row leads where it says, that every figure stands in its text and every \
    observation in its series, period and vintage, and that what is shown follows from readings and decisions. \
    Exit code 1 if something is wrong.\n\nExample: attested verify"
)]
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
    let faults = args.store.open()?.verify();
    if faults.is_empty() {
        tracing::info!("the store is sound");
        return Ok(Outcome::Done);
    }
    let mut table = Table::new(vec!["place", "problem"]);
    for fault in faults {
        table.row(vec![fault.place, fault.problem]);
    }
    args.rows.print(&table, out)?;
    Ok(Outcome::Findings)
}
