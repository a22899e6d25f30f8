//! `attested backup`: a copy of the store, while others write.

use std::path::PathBuf;

use anyhow::Result;

use super::Outcome;
use super::common::StoreAt;

/// Arguments of `attested backup`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: attested backup 2026-01-31.db")]
pub struct Args {
    /// The file to write, which must not be there yet.
    #[arg(value_name = "FILE")]
    pub to: PathBuf,
    /// Where the store is.
    #[command(flatten)]
    pub store: StoreAt,
}

/// Runs the command.
pub fn run(args: &Args) -> Result<Outcome> {
    args.store.open()?.back_up(&args.to)?;
    tracing::info!("{}: written", args.to.display());
    Ok(Outcome::Done)
}
