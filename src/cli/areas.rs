//! `attested areas`: the areas of the code list.

use std::io::Write;

use anyhow::Result;

use super::Outcome;
use super::common::Rows;
use super::common::find::has_words;
use crate::model::codelist::lists;
use crate::report::Table;

/// Arguments of `attested areas`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: attested areas economic union")]
pub struct Args {
    /// Words that must all stand in a code or the name
    #[arg(value_name = "PATTERN")]
    pub pattern: Vec<String>,
    /// How rows are printed.
    #[command(flatten)]
    pub rows: Rows,
}

/// Runs the command.
pub fn run(args: &Args, out: &mut impl Write) -> Result<Outcome> {
    let pattern = args.pattern.join(" ");
    let mut table = Table::new(["area", "alpha3", "name", "kind"]);
    for area in lists().areas() {
        let text = format!("{} {} {}", area.code(), area.alpha3(), area.name());
        if has_words(&text, &pattern) {
            let kind = format!("{:?}", area.kind()).to_lowercase();
            table.row([area.code(), area.alpha3(), area.name(), &kind]);
        }
    }
    args.rows.print(&table, out)?;
    Ok(Outcome::of_rows(table.rows.len()))
}
