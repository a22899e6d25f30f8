//! The command line: one file for each command, and what they share in [`common`].
//!
//! Data goes to the writer that a command is given; messages go through `tracing`, progress to the terminal. Nothing
//! below this layer knows of clocks, environments or working directories.

pub mod areas;
pub mod backup;
pub mod build;
pub mod chart;
pub mod check;
pub mod common;
pub mod compare;
pub mod export;
pub mod extract;
pub mod import;
pub mod indicators;
pub mod ingest;
pub mod init;
pub mod official;
pub mod reextract;
pub mod report;
pub mod review;
pub mod series;
pub mod show;
pub mod sources;
pub mod trace;
pub mod unresolved;
pub mod verify;

use std::io::Write;

use anyhow::Result;
use clap::{Parser, Subcommand};

use common::Project;

/// What became of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It did what was asked.
    Done,
    /// There was nothing to show.
    Nothing,
    /// A check has something to report.
    Findings,
    /// A part could not be done; each was reported, and the rest was done.
    Failures,
}

impl Outcome {
    /// The exit code: 0, 1 or 2.
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Nothing | Self::Findings => 1,
            Self::Failures => 2,
        }
    }

    /// Done, unless there was nothing.
    pub(crate) fn of_rows(rows: usize) -> Self {
        if rows == 0 { Self::Nothing } else { Self::Done }
    }
}

/// Quoted economic figures: from documents to time series, each value with its bound, its speaker and its sentence.
#[derive(Debug, Parser)]
#[command(
    version,
    after_help = "Example: attested build && attested series \"russia cis\"\n\
    Exit codes: 0 done, 1 nothing found or findings reported, 2 an error."
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print the figures that documents quote; nothing is stored
    Extract(extract::Args),
    /// Read documents and store their figures
    Ingest(ingest::Args),
    /// List the documents of the store
    Sources(sources::Args),
    /// List and search the series
    Series(series::Args),
    /// Print the observations of a series, or those known on a day
    Show(show::Args),
    /// Lead a figure back to its document and sentence
    Trace(trace::Args),
    /// Put series side by side: levels with changes, growth with the bases that it implies
    Compare(compare::Args),
    /// Report what cannot hold together
    Check(check::Args),
    /// Decide about figures, here or in a spreadsheet
    Review(review::Args),
    /// Show, or apply, what the present rules read otherwise
    Reextract(reextract::Args),
    /// Import claims from elsewhere, or official statistics
    Import(import::Args),
    /// Set quoted figures beside official statistics
    Official(official::Args),
    /// List the figures that lack a dimension, and what they lack
    Unresolved(unresolved::Args),
    /// Draw series as SVG or PNG
    Chart(chart::Args),
    /// Write the report: a page that stands alone, or Markdown
    Report(report::Args),
    /// Write the datasets: CSV with a datapackage.json
    Export(export::Args),
    /// Regenerate everything in a project: store, datasets, charts, report
    Build(build::Args),
    /// Report what is wrong with the store
    Verify(verify::Args),
    /// Copy the store to a file, while others write
    Backup(backup::Args),
    /// Make a project folder
    Init(init::Args),
    /// List the indicators of the code list
    Indicators(indicators::Args),
    /// List the areas of the code list
    Areas(areas::Args),
}

impl Cli {
    /// Runs the command; data goes to `out`.
    pub fn run(&self, out: &mut impl Write) -> Result<Outcome> {
        if !matches!(self.command, Command::Build(_) | Command::Init(_))
            && let Some(project) = Project::around()?
        {
            project.install()?;
        }
        match &self.command {
            Command::Extract(args) => extract::run(args, out),
            Command::Ingest(args) => ingest::run(args, out),
            Command::Sources(args) => sources::run(args, out),
            Command::Series(args) => series::run(args, out),
            Command::Show(args) => show::run(args, out),
            Command::Trace(args) => trace::run(args, out),
            Command::Compare(args) => compare::run(args, out),
            Command::Check(args) => check::run(args, out),
            Command::Review(args) => review::run(args, out),
            Command::Reextract(args) => reextract::run(args, out),
            Command::Import(args) => import::run(args, out),
            Command::Official(args) => official::run(args, out),
            Command::Unresolved(args) => unresolved::run(args, out),
            Command::Chart(args) => chart::run(args, out),
            Command::Report(args) => report::run(args, out),
            Command::Export(args) => export::run(args, out),
            Command::Build(args) => build::run(args, out),
            Command::Verify(args) => verify::run(args, out),
            Command::Backup(args) => backup::run(args),
            Command::Init(args) => init::run(args, out),
            Command::Indicators(args) => indicators::run(args, out),
            Command::Areas(args) => areas::run(args, out),
        }
    }
}
