//! `attested review`: what people decide about figures.

mod decide;
mod list;
mod sheets;
mod show;

use std::io::Write;

use anyhow::Result;
use clap::Subcommand;

use super::Outcome;

/// Arguments of `attested review`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: attested review correct 3f0a area=KZ period=2024 --why \"the sentence names Kazakhstan\" --by \"A. Reader\"\n\
    Decisions are entries with author, time and reason; none is overwritten, and a later one about the same figure\n\
    holds. In a project they are written to reviews.csv as well, from which `attested build` puts them into force again."
)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub action: Action,
}

/// What can be done.
#[derive(Debug, Subcommand)]
pub enum Action {
    /// List the figures that somebody should look at: unresolved, of low confidence, in conflict, read anew
    List(list::Args),
    /// Show one figure: its sentence, how it was read, its fields, and what was decided
    Show(show::Args),
    /// Decide that figures are right as they stand
    Accept(decide::Judge),
    /// Decide that figures are none, or wrong beyond repair; they leave the present and stay in the history
    Reject(decide::Judge),
    /// Set fields of a figure right; the original is kept and shown
    Correct(decide::Correct),
    /// Write figures as a CSV for a spreadsheet
    Export(sheets::Export),
    /// Take over the decisions that were made in such a CSV
    Import(sheets::Import),
}

/// Runs the command.
pub fn run(args: &Args, out: &mut impl Write) -> Result<Outcome> {
    match &args.action {
        Action::List(args) => list::run(args, out),
        Action::Show(args) => show::run(args, out),
        Action::Accept(args) => decide::accept(args, out),
        Action::Reject(args) => decide::reject(args, out),
        Action::Correct(args) => decide::correct(args, out),
        Action::Export(args) => sheets::export(args, out),
        Action::Import(args) => sheets::import(args, out),
    }
}
