//! `attested review accept`, `reject` and `correct`.

use std::io::Write;

use anyhow::{Result, bail};

use super::list;
use crate::cli::Outcome;
use crate::cli::common::options::words;
use crate::cli::common::standing::{self, now};
use crate::cli::common::{Ledger, StoreAt, find};
use crate::model::FigureId;
use crate::report;
use crate::report::format::{self, Bounds};
use crate::review::{Changes, Verdict};
use crate::store::Store;

/// Who decides, and why.
#[derive(Debug, Clone, clap::Args)]
pub struct Author {
    /// Who decides
    #[arg(long, value_name = "NAME", value_parser = words)]
    pub by: String,
    /// Why
    #[arg(long, value_name = "REASON", value_parser = words)]
    pub why: Option<String>,
}

/// Arguments of `attested review accept` and `attested review reject`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: attested review accept 3f0a 71bc --by \"A. Reader\"\n\
    A reason is asked for where a figure is rejected.")]
pub struct Judge {
    /// The figures' ids, or the first of their digits
    #[arg(value_name = "FIGURE", required = true)]
    pub figures: Vec<String>,
    /// Who and why.
    #[command(flatten)]
    pub author: Author,
    /// Where the store is.
    #[command(flatten)]
    pub store: StoreAt,
}

/// Arguments of `attested review correct`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: attested review correct 3f0a value=84.2e9 bound=above counterpart= --why \"misread\" --by \"A. Reader\"\n\
    Fields: value, value_high, bound, unit, indicator, item, measure, basis, area, counterpart, period, period_origin,\n\
    status, speaker, as `attested extract` prints them. An empty one is not known. Values are in units; 84.2e9 keeps the\n\
    digits that were written, and with them the rounding."
)]
pub struct Correct {
    /// The figure's id, or the first of its digits
    #[arg(value_name = "FIGURE")]
    pub figure: String,
    /// What is right: area=KZ period=2024
    #[arg(value_name = "FIELD=VALUE", required = true)]
    pub fields: Vec<String>,
    /// Who and why.
    #[command(flatten)]
    pub author: Author,
    /// Where the store is.
    #[command(flatten)]
    pub store: StoreAt,
}

/// Accepts figures.
pub fn accept(args: &Judge, out: &mut impl Write) -> Result<Outcome> {
    decide(&args.store, &args.figures, Verdict::Accept, &Changes::default(), &args.author, out)
}

/// Rejects figures.
pub fn reject(args: &Judge, out: &mut impl Write) -> Result<Outcome> {
    decide(&args.store, &args.figures, Verdict::Reject, &Changes::default(), &args.author, out)
}

/// Corrects a figure.
pub fn correct(args: &Correct, out: &mut impl Write) -> Result<Outcome> {
    let mut changes = Changes::default();
    for field in &args.fields {
        let Some((name, value)) = field.split_once('=') else {
            bail!("`{field}` sets no field: want FIELD=VALUE, such as area=KZ");
        };
        let name = name.trim().parse()?;
        if changes.get(name).is_some() {
            bail!("`{field}`: {name} is set twice: want it once");
        }
        changes.set(name, value.trim());
    }
    decide(&args.store, std::slice::from_ref(&args.figure), Verdict::Correct, &changes, &args.author, out)
}

fn decide(
    at: &StoreAt,
    figures: &[String],
    verdict: Verdict,
    changes: &Changes,
    author: &Author,
    out: &mut impl Write,
) -> Result<Outcome> {
    let Some(why) = author.why.as_deref().or((verdict == Verdict::Accept).then_some("")) else {
        bail!("no reason is given: want --why, for a decision to {verdict} is an entry that others will read");
    };
    let (store, ledger) = (at.change()?, Ledger::of(at)?);
    let ids = store.at_once(|store| {
        ledger.put_into_force(store)?;
        let mut ids: Vec<FigureId> = Vec::new();
        for figure in figures {
            let id = find::figure(store, figure)?;
            let decision = standing::of_figure(store, &id)?.decide(verdict, changes, &author.by, why, now())?;
            store.decide(&[decision])?;
            ids.push(id);
        }
        // The text is written last: if that fails, the store has not changed.
        ledger.keep(store)?;
        Ok::<_, anyhow::Error>(ids)
    })?;
    ids.iter().try_for_each(|id| print(&store, id, out))?;
    Ok(Outcome::Done)
}

/// A figure as it stands after the decision.
fn print(store: &Store, id: &FigureId, out: &mut impl Write) -> Result<()> {
    let standing = standing::of_figure(store, id)?;
    let value = format::quantity(&standing.shown().quantity, Bounds::Words);
    let missing: Vec<_> = standing.missing().iter().map(ToString::to_string).collect();
    let missing = if missing.is_empty() { String::new() } else { format!(", without {}", missing.join(", ")) };
    let line = format!("{id} {}: {value} {}{missing}", standing.state(), list::of(&standing));
    Ok(writeln!(out, "{}", report::plain(&line))?)
}
