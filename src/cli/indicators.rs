//! `attested indicators`: the indicators of the code list.

use std::io::Write;

use anyhow::Result;

use super::Outcome;
use super::common::Rows;
use super::common::find::has_words;
use crate::model::codelist::lists;
use crate::report::Table;

/// Arguments of `attested indicators`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: attested indicators trade")]
pub struct Args {
    /// Words that must all stand in the code, the name or the definition
    #[arg(value_name = "PATTERN")]
    pub pattern: Vec<String>,
    /// How rows are printed.
    #[command(flatten)]
    pub rows: Rows,
}

/// Runs the command.
pub fn run(args: &Args, out: &mut impl Write) -> Result<Outcome> {
    let pattern = args.pattern.join(" ");
    let mut table = Table::new(["indicator", "name", "definition"]);
    for indicator in lists().indicators() {
        let row = [indicator.code(), indicator.name(), indicator.definition()];
        let text = row.join(" ");
        if has_words(&text, &pattern) {
            table.row(row);
        }
    }
    args.rows.print(&table, out)?;
    Ok(Outcome::of_rows(table.rows.len()))
}
