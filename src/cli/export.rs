//! `attested export`: the dataset files.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;

use super::Outcome;
use super::common::{AsOf, Chosen, Known, Project, Rows, StoreAt, files};
use crate::report::Table;

/// Arguments of `attested export`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: attested export out --as-of 2024-12-31")]
pub struct Args {
    /// The folder into which the files go
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// As of which day.
    #[command(flatten)]
    pub as_of: AsOf,
    /// Which of several values is shown.
    #[command(flatten)]
    pub chosen: Chosen,
    /// Where the store is.
    #[command(flatten)]
    pub store: StoreAt,
    /// How rows are printed.
    #[command(flatten)]
    pub rows: Rows,
}

/// Runs the command.
pub fn run(args: &Args, out: &mut impl Write) -> Result<Outcome> {
    let known = Known::of(&args.store.open()?, args.as_of.day, args.chosen.policy()?)?;
    let about = Project::around()?.map_or_else(Project::about_nobody, |project| project.about());
    let mut table = Table::new(["file", "bytes"]);
    for file in known.dataset(&about)? {
        let path = args.folder.join(&file.name);
        files::write(&path, &file.bytes)?;
        table.row([path.display().to_string(), file.bytes.len().to_string()]);
    }
    args.rows.print(&table, out)?;
    Ok(Outcome::Done)
}
