//! `attested reextract`: what the present rules read otherwise in stored documents.

use std::io::Write;

use anyhow::{Context, Result};
use rayon::prelude::*;

use super::Outcome;
use super::common::standing::{self, now};
use super::common::{Rows, StoreAt, print};
use crate::extract;
use crate::model::{Document, Figure, FigureId};
use crate::report::format::{self, Bounds};
use crate::report::{self, Table};
use crate::review::{Decision, Difference, differences, settle};
use crate::store::Store;

/// How many documents are in memory at once.
const AT_ONCE: usize = 256;

/// Arguments of `attested reextract`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: attested reextract && attested reextract --apply\n\
    + is a figure that the present rules add, - one that they do not read any more, ~ one that they read otherwise.\n\
    Exit code 1 if there are differences that were not applied. Decisions hold: what was corrected stays corrected.")]
pub struct Args {
    /// Only these documents: their ids, or hashes [default: all]
    #[arg(value_name = "DOCUMENT")]
    pub documents: Vec<String>,
    /// Write the differences into the store, as new records
    #[arg(long)]
    pub apply: bool,
    /// Where the store is.
    #[command(flatten)]
    pub store: StoreAt,
    /// How rows are printed.
    #[command(flatten)]
    pub rows: Rows,
}

/// Runs the command.
pub fn run(args: &Args, out: &mut impl Write) -> Result<Outcome> {
    let store = if args.apply { args.store.change()? } else { args.store.open()? };
    let mut diff = Diff { for_people: args.rows.for_people(), table: Table::new(COLUMNS), counts: [0; 3] };
    let ids = documents(&store, &args.documents)?;
    for some in ids.chunks(AT_ONCE) {
        let some = some.iter().map(|id| whole(&store, id)).collect::<Result<Vec<_>>>()?;
        let read: Vec<_> = some.into_par_iter().map(|document| (named(&document), document)).collect();
        for (new, document) in &read {
            diff.document(&store, document, new, args.apply, out)?;
        }
    }
    if !diff.for_people {
        args.rows.print(&diff.table, out)?;
    }
    standing::warn_of(&standing::of_all(&store)?.1);
    let [added, gone, changed] = diff.counts;
    let done = if args.apply { "applied" } else { "not applied" };
    tracing::info!(
        "{added} added, {gone} gone, {changed} changed in {}; {done}",
        print::counted(ids.len(), "document")
    );
    let pending = added + gone + changed > 0 && !args.apply;
    Ok(if pending { Outcome::Findings } else { Outcome::Done })
}

fn documents(store: &Store, named: &[String]) -> Result<Vec<String>> {
    if named.is_empty() {
        return Ok(store.documents()?.into_iter().map(|document| document.id.to_string()).collect());
    }
    Ok(named.to_vec())
}

fn whole(store: &Store, name: &str) -> Result<Document> {
    store.document(name)?.with_context(|| format!("no document `{name}` in the store: `attested sources` lists them"))
}

fn named(document: &Document) -> Vec<(FigureId, Figure)> {
    let found = extract::extract(document);
    found.named(&document.id).map(|(id, figure)| (id, figure.clone())).collect()
}

/// What the rules of the store have read in a document.
fn read_before(store: &Store, document: &Document) -> Result<Vec<(FigureId, Figure)>> {
    let rules = store.readings_of(&document.id)?.into_iter().filter(|stored| !stored.is_claim);
    Ok(rules.map(|stored| (stored.id, stored.figure)).collect())
}

const COLUMNS: [&str; 8] = ["document", "difference", "figure", "start", "end", "surface", "what", "decision"];

/// The differences found so far.
struct Diff {
    for_people: bool,
    table: Table,
    /// Added, gone, changed.
    counts: [usize; 3],
}

impl Diff {
    fn document(
        &mut self,
        store: &Store,
        document: &Document,
        new: &[(FigureId, Figure)],
        apply: bool,
        out: &mut impl Write,
    ) -> Result<()> {
        let (old, decisions) = if apply {
            store.at_once(|store| {
                let old = read_before(store, document)?;
                store.reread(document, &differences(&old, new), now())?;
                Ok::<_, anyhow::Error>((old, store.decisions_of(&document.id)?))
            })?
        } else {
            (read_before(store, document)?, store.decisions_of(&document.id)?)
        };
        let differences = differences(&old, new);
        if self.for_people && !differences.is_empty() {
            writeln!(out, "{}", report::plain(&document.source.id))?;
        }
        let before = settle(&old, &decisions);
        for difference in differences {
            let decided = difference.before().and_then(|(id, _)| before.standing.iter().find(|s| s.id == id));
            self.difference(document, difference, decided.and_then(|standing| standing.decision), out)?;
        }
        Ok(())
    }

    fn difference(
        &mut self,
        document: &Document,
        difference: Difference<'_>,
        decision: Option<&Decision>,
        out: &mut impl Write,
    ) -> Result<()> {
        let (nth, sign, word) = match difference {
            Difference::Added(_) => (0, "+", "added"),
            Difference::Gone(_) => (1, "-", "gone"),
            Difference::Changed { .. } => (2, "~", "changed"),
        };
        self.counts[nth] += 1;
        let Some((id, figure)) = difference.before().or(difference.after()) else { return Ok(()) };
        let Some(mention) = figure.mentions.first() else { return Ok(()) };
        let words = difference.words();
        let what = if words.is_empty() { of(figure) } else { words.join("; ") };
        let decided = decision.map(|decision| format!("{} by {}", decision.verdict, decision.by)).unwrap_or_default();
        if self.for_people {
            let decided = if decided.is_empty() { String::new() } else { format!(" [{decided}]") };
            let line = format!("{sign} {id} \u{201c}{}\u{201d}: {what}{decided}", mention.surface);
            return Ok(writeln!(out, "  {}", report::plain(&line))?);
        }
        let (start, end) = (mention.span.start.to_string(), mention.span.end.to_string());
        let id = id.to_string();
        self.table.row([document.source.id.as_str(), word, &id, &start, &end, &mention.surface, &what, &decided]);
        Ok(())
    }
}

/// What a figure says, in a line.
fn of(figure: &Figure) -> String {
    let claim = &figure.claim;
    let parts = [
        format::quantity(&claim.quantity, Bounds::Words),
        print::maybe(claim.indicator),
        print::maybe(claim.item.as_ref()),
        claim.measure.to_string(),
        print::maybe(claim.area),
        print::maybe(claim.counterpart),
        print::maybe(claim.period),
    ];
    parts.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" ")
}
