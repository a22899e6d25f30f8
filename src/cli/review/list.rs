//! `attested review list`: the figures that somebody should look at.

use std::fmt;
use std::io::Write;

use anyhow::Result;
use clap::ValueEnum;

use crate::cli::Outcome;
use crate::cli::common::standing::{self, Conflicts, Lost, Standing};
use crate::cli::common::{Rows, StoreAt, find, print};
use crate::model::{Confidence, Resolution, resolve};
use crate::report::Table;
use crate::report::format::{self, Bounds};
use crate::review::Field;
use crate::store::Store;

/// Arguments of `attested review list`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: attested review list --why low --why unresolved --sort published")]
pub struct Args {
    /// Which figures.
    #[command(flatten)]
    pub which: Which,
    /// Where the store is.
    #[command(flatten)]
    pub store: StoreAt,
    /// How rows are printed.
    #[command(flatten)]
    pub rows: Rows,
}

/// Which figures, in which order.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Which {
    /// Only figures that are listed for this reason; may be given several times
    #[arg(long, value_name = "REASON")]
    pub why: Vec<Reason>,
    /// Figures about which this was decided [default: open, and those decided about that are read anew]
    #[arg(long, value_name = "STATE")]
    pub state: Option<State>,
    /// Every figure, whether or not there is a reason to look at it
    #[arg(long)]
    pub all: bool,
    /// Only figures of this document
    #[arg(long, value_name = "DOCUMENT")]
    pub document: Option<String>,
    /// Only figures whose fields or series hold these words
    #[arg(long, value_name = "WORDS")]
    pub about: Option<String>,
    /// In which order
    #[arg(long, value_name = "ORDER", default_value_t = Order::Document)]
    pub sort: Order,
    /// At most so many
    #[arg(long, value_name = "COUNT")]
    pub limit: Option<usize>,
}

/// Why a figure is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Reason {
    /// It lacks a dimension
    Unresolved,
    /// Its confidence is low
    Low,
    /// It cannot hold together with another
    Conflict,
    /// The rules read something else now than what was decided about
    Anew,
    /// Decisions that have lost what they were about
    Gone,
}

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum State {
    /// Nothing yet
    Open,
    /// Right as it stands
    Accepted,
    /// No figure
    Rejected,
    /// Set right
    Corrected,
    /// Something
    Decided,
    /// Whatever
    Any,
}

/// In which order figures are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Order {
    /// By document, in text order
    #[default]
    Document,
    /// The least sure first
    Confidence,
    /// The latest published first
    Published,
    /// By series and period
    Series,
    /// By the reason for which they are listed
    Reason,
}

impl fmt::Display for Order {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.to_possible_value().as_ref().map_or("", |value| value.get_name()))
    }
}

/// A figure with the reasons to look at it.
pub struct Listed {
    /// The figure.
    pub standing: Standing,
    /// Why it is listed.
    pub reasons: Vec<String>,
}

/// Runs the command.
pub fn run(args: &Args, out: &mut impl Write) -> Result<Outcome> {
    let store = args.store.open()?;
    let (listed, lost) = listed(&store, &args.which)?;
    if args.which.why.contains(&Reason::Gone) {
        args.rows.print(&lost_table(&lost), out)?;
        return Ok(Outcome::of_rows(lost.len()));
    }
    standing::warn_of(&lost);
    args.rows.print(&table(&listed, args.rows.for_people()), out)?;
    Ok(Outcome::of_rows(listed.len()))
}

/// The figures that were asked for.
pub fn listed(store: &Store, which: &Which) -> Result<(Vec<Listed>, Vec<Lost>)> {
    let conflicts = standing::conflicts(store)?;
    let (figures, lost) = standing::of_all(store)?;
    let document = match &which.document {
        Some(name) => match store.document(name)? {
            Some(document) => Some(document.id),
            None => anyhow::bail!("no document `{name}` in the store: `attested sources` lists them"),
        },
        None => None,
    };
    let wanted = |standing: &Standing| document.as_ref().is_none_or(|id| standing.stored.document == *id);
    let mut listed: Vec<_> =
        figures.into_iter().filter(wanted).map(|standing| with_reasons(standing, &conflicts)).collect();
    listed.retain(|listed| which.admits(listed));
    which.put_in_order(&mut listed);
    listed.truncate(which.limit.unwrap_or(usize::MAX));
    Ok((listed, lost))
}

fn with_reasons(standing: Standing, conflicts: &Conflicts) -> Listed {
    let reasons = standing.reasons(conflicts);
    Listed { standing, reasons }
}

impl Which {
    fn admits(&self, listed: &Listed) -> bool {
        let Listed { standing, reasons } = listed;
        let has = |reason: &Reason| match reason {
            Reason::Unresolved => !standing.missing().is_empty(),
            Reason::Low => standing.stored.figure.confidence == Confidence::Low,
            Reason::Conflict => reasons.iter().any(|reason| reason.starts_with("conflict")),
            Reason::Anew => standing.read_anew,
            Reason::Gone => false,
        };
        let wanted = if self.why.is_empty() { self.all || !reasons.is_empty() } else { self.why.iter().any(has) };
        let state = standing.state();
        let fits = match self.state {
            None => self.all || state == "open" || standing.read_anew,
            Some(State::Any) => true,
            Some(State::Decided) => state != "open",
            Some(other) => other.to_possible_value().is_some_and(|value| value.get_name() == state),
        };
        wanted && fits && self.about.as_ref().is_none_or(|words| find::has_words(&text(standing), words))
    }

    fn put_in_order(&self, listed: &mut [Listed]) {
        match self.sort {
            Order::Document => {}
            Order::Confidence => listed.sort_by_key(|listed| listed.standing.stored.figure.confidence),
            Order::Published => {
                let day = |listed: &Listed| listed.standing.stored.source.published.map(|day| day.vintage());
                listed.sort_by_key(|listed| std::cmp::Reverse(day(listed)));
            }
            Order::Series => listed.sort_by_cached_key(|listed| series(&listed.standing)),
            Order::Reason => listed.sort_by_cached_key(|listed| listed.reasons.join("; ")),
        }
    }
}

fn series(standing: &Standing) -> (String, String) {
    match resolve(standing.shown(), standing.stored.source.published) {
        Resolution::Resolved { key, period, .. } => (key.to_string(), period.to_string()),
        Resolution::Unresolved(_) => (print::maybe(standing.shown().indicator), String::new()),
    }
}

/// What `--about` looks through.
fn text(standing: &Standing) -> String {
    let claim = standing.shown();
    let fields = Field::ALL.map(|field| field.of(claim)).join(" ");
    let title = match resolve(claim, standing.stored.source.published) {
        Resolution::Resolved { key, .. } => format!("{key} {}", key.title()),
        Resolution::Unresolved(_) => String::new(),
    };
    format!("{fields} {title}")
}

/// What a figure is of, in a line.
pub fn of(standing: &Standing) -> String {
    let claim = standing.shown();
    let parts = [
        print::maybe(claim.indicator),
        print::maybe(claim.item.as_ref()),
        claim.measure.to_string(),
        print::maybe(claim.area),
        print::maybe(claim.counterpart),
        print::maybe(claim.period),
    ];
    parts.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" ")
}

fn table(listed: &[Listed], for_people: bool) -> Table {
    let mut columns = vec!["figure", "state", "why", "confidence", "value", "of", "document", "sentence"];
    if !for_people {
        columns.extend(["reader", "decided_by", "decided_at", "reason", "start", "end", "sha256"]);
    }
    let mut table = Table::new(columns);
    for Listed { standing, reasons } in listed {
        let stored = &standing.stored;
        let mut row = vec![
            stored.id.to_string(),
            standing.state(),
            reasons.join("; "),
            stored.figure.confidence.to_string(),
            format::quantity(&standing.shown().quantity, Bounds::Words),
            of(standing),
            stored.source.id.clone(),
            stored.sentences.first().cloned().unwrap_or_default(),
        ];
        if !for_people {
            let decision = standing.decision.as_ref();
            let span = stored.figure.mentions.first().map(|mention| mention.span).unwrap_or_default();
            row.extend([
                stored.reader.clone(),
                print::maybe(decision.map(|decision| &decision.by)),
                print::maybe(decision.map(|decision| decision.at)),
                print::maybe(decision.map(|decision| &decision.why)),
                span.start.to_string(),
                span.end.to_string(),
                stored.document.to_string(),
            ]);
        }
        table.row(row);
    }
    table
}

fn lost_table(lost: &[Lost]) -> Table {
    let mut table = Table::new([
        "figure",
        "decision",
        "surface",
        "document",
        "start",
        "end",
        "by",
        "at",
        "reason",
        "what has become of it",
        "sha256",
    ]);
    for (decision, why) in lost {
        let place = &decision.place;
        table.row([
            place.figure.to_string(),
            decision.verdict.to_string(),
            place.surface.clone(),
            place.source_id.clone(),
            place.span.start.to_string(),
            place.span.end.to_string(),
            decision.by.clone(),
            decision.at.to_string(),
            decision.why.clone(),
            why.clone(),
            place.document.to_string(),
        ]);
    }
    table
}
