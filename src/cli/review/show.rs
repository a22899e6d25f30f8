//! `attested review show`: one figure with all that a reviewer needs.

use std::io::Write;

use anyhow::Result;
use serde_json::json;

use super::list;
use crate::cli::Outcome;
use crate::cli::common::standing::{self, Standing};
use crate::cli::common::{Rows, StoreAt, find, print};
use crate::cli::trace::marked;
use crate::report::{self, Format, Table};
use crate::review::{Decision, Field};
use crate::store::Store;

/// Arguments of `attested review show`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: attested review show 3f0a")]
pub struct Args {
    /// The figure's id, or the first of its digits
    #[arg(value_name = "FIGURE")]
    pub figure: String,
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
    let id = find::figure(&store, &args.figure)?;
    let standing = standing::of_figure(&store, &id)?;
    let reasons = standing.reasons(&standing::conflicts(&store)?);
    let decisions = history(&store, &standing)?;
    match args.rows.format {
        Format::Table => for_people(&standing, &reasons, &decisions, out)?,
        Format::Csv => args.rows.print(&fields(&standing), out)?,
        Format::Json => print::text(out, &object(&standing, &reasons, &decisions))?,
    }
    Ok(Outcome::Done)
}

/// The decisions about a figure, the first first.
fn history(store: &Store, standing: &Standing) -> Result<Vec<Decision>> {
    let mut decisions = store.decisions_of(&standing.stored.document)?;
    let holds = standing.decision.as_ref();
    decisions.retain(|decision| {
        decision.place.figure == standing.stored.id || holds.is_some_and(|holds| holds.is_same_entry(decision))
    });
    Ok(decisions)
}

fn for_people(standing: &Standing, reasons: &[String], decisions: &[Decision], out: &mut impl Write) -> Result<()> {
    let stored = &standing.stored;
    let why = if reasons.is_empty() { String::new() } else { format!(" ({})", reasons.join("; ")) };
    writeln!(out, "{} {}{why}", stored.id, standing.state())?;
    let source = [
        Some(stored.source.id.clone()),
        stored.source.publisher.clone(),
        stored.source.published.map(|day| day.to_string()),
        stored.source.url.clone(),
    ];
    writeln!(out, "{}", report::plain(&source.into_iter().flatten().collect::<Vec<_>>().join(", ")))?;
    for (mention, sentence) in stored.figure.mentions.iter().zip(&stored.sentences) {
        writeln!(out, "\nbytes {} to {}:", mention.span.start, mention.span.end)?;
        writeln!(out, "  {}", report::plain(&marked(mention, sentence)))?;
    }
    writeln!(out)?;
    print::text(out, &fields(standing).terminal(print::width()))?;
    let lexicon = stored.lexicon.as_ref().map(|hash| format!(", lexicon {hash}")).unwrap_or_default();
    writeln!(out, "\nread by {}{lexicon}, confidence {}:", report::plain(&stored.reader), stored.figure.confidence)?;
    for line in &stored.figure.derivation {
        writeln!(out, "  {}", report::plain(line))?;
    }
    for Decision { verdict, changes, by, why, at, .. } in decisions {
        let changes = if changes.is_empty() { String::new() } else { format!(" {changes}") };
        let why = if why.is_empty() { String::new() } else { format!(": {why}") };
        writeln!(out, "\n{}", report::plain(&format!("{at} {by}: {verdict}{changes}{why}")))?;
    }
    Ok(())
}

/// The fields as they were read, and as they stand where that differs.
fn fields(standing: &Standing) -> Table {
    let read = &standing.stored.figure.claim;
    let mut table = Table::new(["field", "read", "stands"]);
    for field in Field::ALL {
        let was = field.of(read);
        let stands = match &standing.claim {
            None => "rejected".to_owned(),
            Some(claim) => field.of(claim),
        };
        if was.is_empty() && (stands.is_empty() || standing.claim.is_none()) {
            continue;
        }
        let stands = match stands {
            same if same == was => String::new(),
            empty if empty.is_empty() => "(unknown)".to_owned(),
            other => other,
        };
        table.row([field.name().to_owned(), was, stands]);
    }
    table
}

fn object(standing: &Standing, reasons: &[String], decisions: &[Decision]) -> String {
    let stored = &standing.stored;
    let named = |claim: &crate::model::Claim| -> serde_json::Map<String, serde_json::Value> {
        let value = |text: String| if text.is_empty() { serde_json::Value::Null } else { text.into() };
        Field::ALL.into_iter().map(|field| (field.name().to_owned(), value(field.of(claim)))).collect()
    };
    let places = stored.figure.mentions.iter().zip(&stored.sentences);
    let mentions: Vec<_> = places
        .map(|(m, sentence)| json!({"start": m.span.start, "end": m.span.end, "surface": m.surface, "sentence": sentence}))
        .collect();
    let decisions: Vec<_> = decisions.iter().map(decided).collect();
    let object = json!({
        "figure": stored.id,
        "state": standing.state(),
        "reasons": reasons,
        "of": list::of(standing),
        "document": stored.source.id,
        "sha256": stored.document,
        "mentions": mentions,
        "read": named(&stored.figure.claim),
        "stands": standing.claim.as_ref().map(named),
        "confidence": stored.figure.confidence,
        "reader": stored.reader,
        "lexicon": stored.lexicon,
        "derivation": stored.figure.derivation,
        "decisions": decisions,
    });
    format!("{object:#}\n")
}

fn decided(decision: &Decision) -> serde_json::Value {
    json!({
        "decision": decision.verdict.to_string(),
        "changes": decision.changes.to_string(),
        "by": decision.by,
        "why": decision.why,
        "at": decision.at.to_string(),
    })
}
