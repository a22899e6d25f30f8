//! `attested sources`: the documents of the store.

mod withdraw;

use std::io::Write;

use anyhow::Result;

use super::Outcome;
use super::common::{AsOf, Rows, StoreAt, print};
use crate::report::Table;
use crate::review::Stand;

/// Arguments of `attested sources`.
#[derive(Debug, clap::Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "Examples: attested sources --format csv\n          \
        attested sources withdraw minister-2024 --why \"the ministry took the figures back\" --by \"A. Reader\""
)]
pub struct Args {
    /// What to do with one of them.
    #[command(subcommand)]
    pub action: Option<Action>,
    /// As of which day.
    #[command(flatten)]
    pub as_of: AsOf,
    /// Where the store is.
    #[command(flatten)]
    pub store: StoreAt,
    /// How rows are printed.
    #[command(flatten)]
    pub rows: Rows,
}

/// What can be done with a document.
#[derive(Debug, clap::Subcommand)]
pub enum Action {
    /// Take a document back: what it says leaves the present and stays in the history
    Withdraw(withdraw::Args),
    /// Undo that
    Restore(withdraw::Args),
}

/// Runs the command.
pub fn run(args: &Args, out: &mut impl Write) -> Result<Outcome> {
    match &args.action {
        None => list(args, out),
        Some(Action::Withdraw(args)) => withdraw::run(args, Stand::Withdraw, out),
        Some(Action::Restore(args)) => withdraw::run(args, Stand::Restore, out),
    }
}

fn list(args: &Args, out: &mut impl Write) -> Result<Outcome> {
    let store = args.store.open()?;
    let (mut documents, reprints) = (store.documents()?, store.reprints()?);
    if let Some(day) = args.as_of.day {
        documents.retain(|d| d.source.published.is_some_and(|published| published.vintage() <= day));
    }
    let withdrawn = documents.iter().any(|document| document.withdrawn.is_some());
    let mut columns = vec!["document", "publisher", "published", "figures", "observations", "unresolved", "title"];
    if !args.rows.for_people() {
        columns.extend(["url", "language", "media_type", "sha256", "dated_by", "reprint_of"]);
    }
    if withdrawn || !args.rows.for_people() {
        columns.push("withdrawn");
    }
    let mut table = Table::new(columns);
    for document in &documents {
        let source = &document.source;
        let mut row = vec![
            source.id.clone(),
            print::maybe(source.publisher.as_ref()),
            print::maybe(source.published),
            document.figures.to_string(),
            document.observations.to_string(),
            document.unresolved.to_string(),
            print::maybe(source.title.as_ref()),
        ];
        if !args.rows.for_people() {
            let (url, language) = (print::maybe(source.url.as_ref()), print::maybe(source.language.as_ref()));
            let (dated_by, first) = (print::maybe(source.dated_by), print::maybe(reprints.get(&source.id)));
            row.extend([url, language, source.media_type.clone(), document.id.to_string(), dated_by, first]);
        }
        if withdrawn || !args.rows.for_people() {
            row.push(print::maybe(document.withdrawn));
        }
        table.row(row);
    }
    args.rows.print(&table, out)?;
    Ok(Outcome::of_rows(documents.len()))
}
