//! `attested review export` and `import`: decisions taken in a spreadsheet.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use super::list::{self, Listed, Which};
use crate::cli::Outcome;
use crate::cli::common::standing::{self, Standing, now};
use crate::cli::common::{Ledger, Rows, StoreAt, files, print};
use crate::cli::trace::marked;
use crate::model::FigureId;
use crate::report::Table;
use crate::review::SheetError;
use crate::review::sheet::{self, Ruling, SheetRow};
use crate::store::Store;

/// Arguments of `attested review export`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: attested review export review.csv --why low\n\
    In the spreadsheet: write accept, reject or correct under `decision`, or edit a field, and say why. Rows that are\n\
    left alone decide nothing. Columns may be moved or left out, rows too.")]
pub struct Export {
    /// The CSV [default: standard output]
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// Which figures.
    #[command(flatten)]
    pub which: Which,
    /// Where the store is.
    #[command(flatten)]
    pub store: StoreAt,
}

/// Arguments of `attested review import`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: attested review import review.csv --by \"A. Reader\"\n\
    If any cell is wrong, all that are wrong are named by line and column, and nothing is taken over.")]
pub struct Import {
    /// The CSV, as `attested review export` writes it and a spreadsheet saves it
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Who decided, where the column `by` is empty
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    /// Why, where the column `why` is empty
    #[arg(long, value_name = "REASON")]
    pub why: Option<String>,
    /// Where the store is.
    #[command(flatten)]
    pub store: StoreAt,
    /// How rows are printed.
    #[command(flatten)]
    pub rows: Rows,
}

/// Writes figures for a spreadsheet.
pub fn export(args: &Export, out: &mut impl Write) -> Result<Outcome> {
    let store = args.store.open()?;
    let (listed, lost) = list::listed(&store, &args.which)?;
    standing::warn_of(&lost);
    let rows: Vec<_> = listed.iter().map(row).collect();
    let text = sheet::write(&rows);
    match &args.file {
        Some(file) => files::write(file, text.as_bytes())?,
        None => print::text(out, &text)?,
    }
    tracing::info!("{} to look at", print::counted(rows.len(), "figure"));
    Ok(Outcome::of_rows(rows.len()))
}

fn row(Listed { standing, reasons }: &Listed) -> SheetRow {
    SheetRow { note: reasons.join("; "), ..sheet_row(standing) }
}

fn sheet_row(standing: &Standing) -> SheetRow {
    let stored = &standing.stored;
    let mention = stored.figure.mentions.first();
    let sentence = mention.zip(stored.sentences.first()).map(|(mention, sentence)| marked(mention, sentence));
    SheetRow {
        figure: stored.id.clone(),
        claim: standing.shown().clone(),
        state: standing.state(),
        note: String::new(),
        confidence: stored.figure.confidence.to_string(),
        document: stored.source.id.clone(),
        sha256: stored.document.clone(),
        published: print::maybe(stored.source.published),
        span: mention.map(|mention| mention.span).unwrap_or_default(),
        surface: mention.map(|mention| mention.surface.clone()).unwrap_or_default(),
        sentence: sentence.unwrap_or_default(),
    }
}

/// Takes over decisions.
pub fn import(args: &Import, out: &mut impl Write) -> Result<Outcome> {
    let bytes = fs::read(&args.file).with_context(|| format!("{}: cannot be read", args.file.display()))?;
    let (store, ledger) = (args.store.change()?, Ledger::of(&args.store)?);
    let mut table = Table::new(["figure", "decision", "changes", "by", "why"]);
    let taken = store.at_once(|store| {
        ledger.put_into_force(store)?;
        let known = |id: &FigureId| standing::of_figure(store, id).ok().map(|standing| sheet_row(&standing));
        let rulings = match sheet::read(&bytes, known, args.why.as_deref()) {
            Ok(rulings) => rulings,
            Err(error) => return Ok::<_, anyhow::Error>(Err(error)),
        };
        for ruling in &rulings {
            table.row(take(store, args, ruling)?);
        }
        ledger.keep(store)?;
        Ok(Ok(rulings.len()))
    })?;
    match taken {
        Ok(count) => {
            args.rows.print(&table, out)?;
            tracing::info!("{} taken over", print::counted(count, "decision"));
            Ok(Outcome::of_rows(count))
        }
        Err(SheetError { faults }) => {
            for fault in &faults {
                tracing::error!("{}:{fault}", args.file.display());
            }
            bail!("{}: nothing was taken over: {}", args.file.display(), print::counted(faults.len(), "fault"))
        }
    }
}

fn take(store: &Store, args: &Import, ruling: &Ruling) -> Result<[String; 5]> {
    let Some(by) = ruling.by.as_deref().or(args.by.as_deref()).filter(|by| !by.trim().is_empty()) else {
        bail!("{}:{}: by: is empty: want who decided, there or with --by", args.file.display(), ruling.line);
    };
    let why = ruling.why.as_deref().or(args.why.as_deref()).unwrap_or_default();
    let standing = standing::of_figure(store, &ruling.figure)?;
    let decision = standing.decide(ruling.verdict, &ruling.changes, by, why, now())?;
    let row = [
        ruling.figure.to_string(),
        ruling.verdict.to_string(),
        ruling.changes.to_string(),
        by.to_owned(),
        why.to_owned(),
    ];
    store.decide(&[decision])?;
    Ok(row)
}
