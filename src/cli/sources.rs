//! `attested sources`: the documents of the store.

use std::io::Write;

use anyhow::Result;

use super::Outcome;
use super::common::{Rows, StoreAt, print};
use crate::report::Table;

/// Arguments of `attested sources`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: attested sources --format csv")]
pub struct Args {
    /// Where the store is.
    #[command(flatten)]
    pub store: StoreAt,
    /// How rows are printed.
    #[command(flatten)]
    pub rows: Rows,
}

/// Runs the command.
pub fn run(args: &Args, out: &mut impl Write) -> Result<Outcome> {
    let store = args.store.open()?;
    let (documents, reprints) = (store.documents()?, store.reprints()?);
    let mut columns = vec!["document", "publisher", "published", "figures", "observations", "unresolved", "title"];
    if !args.rows.for_people() {
        columns.extend(["url", "language", "media_type", "sha256", "dated_by", "reprint_of"]);
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
        table.row(row);
    }
    args.rows.print(&table, out)?;
    Ok(Outcome::of_rows(documents.len()))
}
