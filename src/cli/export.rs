//! `attested export`: the dataset files.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Result, bail};

use super::Outcome;
use super::common::{AsOf, Chosen, Known, Project, Rows, StoreAt, files};
use crate::dataset::{self, File};
use crate::model::Policy;
use crate::report::Table;
use crate::store::{Store, Wanted};

/// Arguments of `attested export`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples: attested export out --as-of 2024-12-31\n          attested export out --values --shown"
)]
pub struct Args {
    /// The folder into which the files go
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// Write one table instead, values.parquet: every observation with its value, without sentences and comparisons,
    /// which is quick for millions of them
    #[arg(long)]
    pub values: bool,
    /// With --values: only the observation that is shown for each period, under the policy latest
    #[arg(long, requires = "values")]
    pub shown: bool,
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
    let (store, policy) = (args.store.open()?, args.chosen.policy()?);
    let files = if args.values {
        vec![values(args, &store, &policy)?]
    } else {
        let about = Project::around()?.map_or_else(Project::about_nobody, |project| project.about());
        Known::of(&store, args.as_of.day, policy)?.dataset(&about)?
    };
    let mut table = Table::new(["file", "bytes"]);
    for file in files {
        let path = args.folder.join(&file.name);
        files::write(&path, &file.bytes)?;
        table.row([path.display().to_string(), file.bytes.len().to_string()]);
    }
    args.rows.print(&table, out)?;
    Ok(Outcome::Done)
}

/// The one table of values.
fn values(args: &Args, store: &Store, policy: &Policy) -> Result<File> {
    if args.shown && *policy != Policy::Latest {
        bail!("--shown with the policy {policy}: want latest, since another one asks for the sentences");
    }
    let wanted = if args.shown { Wanted::Latest } else { Wanted::All };
    let columns = store.columns(args.as_of.day, wanted)?;
    Ok(File { name: "values.parquet".to_owned(), bytes: dataset::observed_parquet(columns)? })
}
