//! `attested trace`: from a figure's id to the sentence that says it.

use std::io::Write;

use anyhow::{Context, Result};

use super::Outcome;
use super::common::{Rows, StoreAt, find, print};
use crate::model::{Mention, Resolution, Span};
use crate::report::format::{self, Bounds};
use crate::report::{self, Format, Table};
use crate::store::StoredFigure;

/// Arguments of `attested trace`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: attested trace 3f0a\n\
    The ids stand in the column `figure` of the datasets, of `attested show` and of `attested check`.")]
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
    let figure = store.figure(&id)?.with_context(|| format!("the figure {id} has gone from the store"))?;
    let document = store.document(figure.document.as_str())?;
    let page = |mention: &Mention| document.as_ref().and_then(|document| document.page(mention.span.start));
    match args.rows.format {
        Format::Table => for_people(&figure, page, out)?,
        _ => args.rows.print(&for_programs(&figure, page), out)?,
    }
    Ok(Outcome::Done)
}

fn for_people(figure: &StoredFigure, page: impl Fn(&Mention) -> Option<usize>, out: &mut impl Write) -> Result<()> {
    for (name, value) in fields(figure).iter().filter(|(_, value)| !value.is_empty()) {
        writeln!(out, "{name:<14} {}", report::plain(value))?;
    }
    for (mention, sentence) in figure.figure.mentions.iter().zip(&figure.sentences) {
        let page = page(mention).map(|page| format!("page {page}, ")).unwrap_or_default();
        writeln!(out, "\n{page}bytes {} to {}:", mention.span.start, mention.span.end)?;
        writeln!(out, "  {}", report::plain(&marked(mention, sentence)))?;
    }
    writeln!(out, "\nread by:")?;
    for line in &figure.figure.derivation {
        writeln!(out, "  {}", report::plain(line))?;
    }
    Ok(())
}

/// One row, with all that leads back to the text.
fn for_programs(figure: &StoredFigure, page: impl Fn(&Mention) -> Option<usize>) -> Table {
    let mut fields = fields(figure);
    let joined = |parts: Vec<String>| parts.join(" | ");
    let place = |mention: &Mention| format!("{}..{}", mention.span.start, mention.span.end);
    let pages = figure.figure.mentions.iter().filter_map(&page).map(|page| page.to_string());
    fields.push(("pages", joined(pages.collect())));
    fields.push(("bytes", joined(figure.figure.mentions.iter().map(place).collect())));
    fields.push(("sentences", joined(figure.sentences.clone())));
    fields.push(("derivation", joined(figure.figure.derivation.clone())));
    let mut table = Table::new(fields.iter().map(|(name, _)| *name));
    table.row(fields.into_iter().map(|(_, value)| value));
    table
}

fn fields(figure: &StoredFigure) -> Vec<(&'static str, String)> {
    let (claim, source) = (&figure.figure.claim, &figure.source);
    let (series, period, origin, missing) = match &figure.resolution {
        Resolution::Resolved { key, period, origin } => {
            (key.to_string(), period.to_string(), origin.to_string(), String::new())
        }
        Resolution::Unresolved(unresolved) => {
            let missing: Vec<_> = unresolved.missing.iter().map(ToString::to_string).collect();
            (String::new(), print::maybe(claim.period), String::new(), missing.join(", "))
        }
    };
    let corrected = || format!("corrected: `attested review show {}` shows how it was read", figure.id);
    let review = if figure.is_original { String::new() } else { corrected() };
    vec![
        ("figure", figure.id.to_string()),
        ("value", format::quantity(&claim.quantity, Bounds::Words)),
        ("bound", claim.quantity.stated.bound().to_owned()),
        ("indicator", print::maybe(claim.indicator)),
        ("item", print::maybe(claim.item.as_ref())),
        ("measure", claim.measure.to_string()),
        ("area", print::maybe(claim.area)),
        ("counterpart", print::maybe(claim.counterpart)),
        ("period", period),
        ("period from", origin),
        ("status", claim.status.to_string()),
        ("speaker", print::maybe(claim.speaker.as_ref())),
        ("confidence", figure.figure.confidence.to_string()),
        ("claimed by", if figure.is_claim { figure.reader.clone() } else { String::new() }),
        ("review", review),
        ("series", series),
        ("missing", missing),
        ("document", source.id.clone()),
        ("publisher", print::maybe(source.publisher.as_ref())),
        ("title", print::maybe(source.title.as_ref())),
        ("published", print::maybe(source.published)),
        ("dated by", print::maybe(source.dated_by)),
        ("url", print::maybe(source.url.as_ref())),
        ("sha256", figure.document.to_string()),
    ]
}

/// The sentence with the figure between marks.
pub(in crate::cli) fn marked(mention: &Mention, sentence: &str) -> String {
    let from = mention.sentence.start;
    let inside = Span::new(mention.span.start.saturating_sub(from), mention.span.end.saturating_sub(from));
    let before = Span::new(0, inside.start).of(sentence);
    let after = Span::new(inside.end, sentence.len()).of(sentence);
    format!("{before}[[{}]]{after}", inside.of(sentence))
}
