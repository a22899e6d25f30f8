//! `attested import`: what others have worked out, beside what the rules read.

mod claims;
mod official;

use std::io::Write;

use anyhow::Result;
use clap::Subcommand;

use super::Outcome;

pub use claims::{Imported, take_folder as take_claims};
pub use official::take_folder as take_official;

/// Arguments of `attested import`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: attested import claims model.jsonl --origin \"some model\"")]
pub struct Args {
    /// What to import.
    #[command(subcommand)]
    pub what: What,
}

/// What can be imported.
#[derive(Debug, Subcommand)]
pub enum What {
    /// Figures from another extractor, a language model or a person; each is taken only if its words stand in the document
    Claims(claims::Args),
    /// Official statistics, to set quoted figures beside them
    Official(official::Args),
}

/// Runs the command.
pub fn run(args: &Args, out: &mut impl Write) -> Result<Outcome> {
    match &args.what {
        What::Claims(args) => claims::run(args, out),
        What::Official(args) => official::run(args, out),
    }
}
