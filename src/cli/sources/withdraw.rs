//! `attested sources withdraw` and `restore`.

use std::io::Write;

use anyhow::{Result, bail};
use chrono::NaiveDate;

use crate::cli::Outcome;
use crate::cli::common::options::{day, words};
use crate::cli::common::standing::now;
use crate::cli::common::{Ledger, StoreAt, print};
use crate::model::DocumentId;
use crate::review::{Moment, Stand, Withdrawal};
use crate::store::Store;

/// Arguments of `attested sources withdraw` and `attested sources restore`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: attested sources withdraw minister-2024 --on 2025-03-01 --why \"taken back\" --by \"A. Reader\"\n\
    Views as of an earlier day show the document still. Such entries are never overwritten; in a project they are lines\n\
    of withdrawals.csv as well, from which `attested build` puts them into force again."
)]
pub struct Args {
    /// The document's name or SHA-256, or the beginning of one
    #[arg(value_name = "DOCUMENT")]
    pub document: String,
    /// Why
    #[arg(long, value_name = "REASON", value_parser = words)]
    pub why: String,
    /// Who decides
    #[arg(long, value_name = "NAME", value_parser = words)]
    pub by: String,
    /// The first day on which that holds [default: today]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub on: Option<NaiveDate>,
    /// Where the store is.
    #[command(flatten)]
    pub store: StoreAt,
}

/// Runs the command.
pub fn run(args: &Args, stand: Stand, out: &mut impl Write) -> Result<Outcome> {
    let (store, ledger) = (args.store.change()?, Ledger::of(&args.store)?);
    let entry = store.at_once(|store| {
        ledger.put_into_force(store)?;
        let entry = entry(store, args, stand)?;
        store.withdraw(std::slice::from_ref(&entry))?;
        // The text is written last: if that fails, the store has not changed.
        ledger.keep(store)?;
        Ok::<_, anyhow::Error>(entry)
    })?;
    let done = match stand {
        Stand::Withdraw => "withdrawn from",
        Stand::Restore => "restored from",
    };
    let figures = store.figures_of(&entry.document)?.len();
    writeln!(out, "{}: {done} {} on, with {}", entry.source_id, entry.day, print::counted(figures, "figure"))?;
    Ok(Outcome::Done)
}

fn entry(store: &Store, args: &Args, stand: Stand) -> Result<Withdrawal> {
    let Some(document) = store.document(&args.document)? else {
        bail!("no document `{}` in the store: `attested sources` lists all", args.document)
    };
    let (id, source) = (document.id, document.source.id);
    let before = latest(store, &id)?;
    match (stand, before.as_ref().map(|entry| entry.stand)) {
        (Stand::Withdraw, Some(Stand::Withdraw)) => bail!("{source}: is withdrawn already"),
        (Stand::Restore, None | Some(Stand::Restore)) => bail!("{source}: is not withdrawn"),
        _ => {}
    }
    // Entries are put in order by their time: two in one second would leave it open which holds.
    let at: Moment = before.as_ref().map_or_else(now, |last| now().max(last.at.next()));
    let day = args.on.unwrap_or_else(|| at.day());
    if let Some(before) = before.filter(|before| day < before.day) {
        bail!("--on {day}: the entry before holds from {} on: want that day or a later one", before.day);
    }
    let (by, why) = (args.by.clone(), args.why.clone());
    Ok(Withdrawal { document: id, source_id: source, stand, day, by, why, at })
}

/// The entry about a document that holds.
fn latest(store: &Store, document: &DocumentId) -> Result<Option<Withdrawal>> {
    Ok(store.withdrawals()?.into_iter().rfind(|entry| entry.document == *document))
}
