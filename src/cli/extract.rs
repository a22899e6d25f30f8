//! `attested extract`: documents in, figures out; nothing is stored.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use super::fields::MentionFields;
use crate::{extract, ingest};

/// Arguments of `attested extract`.
#[derive(Debug, Args)]
pub struct Extract {
    /// Files and folders to read.
    pub paths: Vec<PathBuf>,
    /// A manifest that names the documents and their sources.
    #[arg(long)]
    pub manifest: Option<PathBuf>,
    /// jsonl.
    #[arg(long, default_value = "jsonl")]
    pub format: String,
    /// List every amount instead of figures.
    #[arg(long)]
    pub amounts: bool,
    /// Print which rules made each figure.
    #[arg(long)]
    pub explain: bool,
}

/// Runs the command.
pub fn run(args: &Extract, out: &mut impl Write) -> Result<()> {
    for document in ingest::documents(&args.paths, args.manifest.as_deref()) {
        let document = document?;
        if args.amounts {
            for a in extract::amounts::amounts(&document) {
                writeln!(
                    out,
                    "{:?} {} {} {} {}",
                    a.span.of(&document.text),
                    a.quantity.value(),
                    a.quantity.value_high().map(|v| v.to_string()).unwrap_or_default(),
                    a.quantity.unit,
                    a.quantity.stated.bound()
                )?;
            }
            continue;
        }
        let found = extract::extract(&document);
        let mut mentions: Vec<_> = found
            .named(&document.id)
            .flat_map(|(id, f)| f.mentions.iter().map(move |m| (m.span, id.clone(), f, m)))
            .collect();
        mentions.sort_by_key(|m| m.0);
        for (_, id, figure, mention) in mentions {
            serde_json::to_writer(&mut *out, &MentionFields::new(&document, id, figure, mention))?;
            writeln!(out)?;
            if args.explain {
                for line in &figure.derivation {
                    writeln!(out, "    {line}")?;
                }
            }
        }
    }
    Ok(())
}
