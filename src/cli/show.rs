//! `attested show`: the observations of a series.

mod vintages;

use std::collections::BTreeSet;
use std::io::Write;

use anyhow::Result;

use super::Outcome;
use super::common::{AsOf, Chosen, Named, Rows, StoreAt, find, print};
use crate::analysis::{self, Statement};
use crate::model::speaker::identity;
use crate::model::{FigureId, Observation, PeriodOrigin, Series};
use crate::report::format::{self, Bounds};
use crate::report::{self, Table};

/// Arguments of `attested show`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: attested show trade_turnover.RU.CIS.level --as-of 2024-12-31")]
pub struct Args {
    /// The series: its key, a part of it that no other has, or words of its title
    #[arg(value_name = "SERIES")]
    pub series: String,
    /// Show how the value of each period changed, with the days on which each was the one to be shown
    #[arg(long, conflicts_with = "day")]
    pub vintages: bool,
    /// As of which day.
    #[command(flatten)]
    pub as_of: AsOf,
    /// Which of several values is shown.
    #[command(flatten)]
    pub chosen: Chosen,
    /// What series are called.
    #[command(flatten)]
    pub named: Named,
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
    let (key, policy) = (find::series(&store, &args.series)?, args.chosen.policy()?);
    let known = if args.vintages { store.history(&key)? } else { store.series(&key, args.as_of.day)? };
    let Some(series) = known.map(|series| series.under(policy.clone())) else {
        match args.as_of.day {
            Some(day) => tracing::warn!("nothing was public of {key} on {day}"),
            None => tracing::warn!("every document that speaks of {key} is withdrawn: `--vintages` shows what it was"),
        }
        return Ok(Outcome::Nothing);
    };
    if args.rows.for_people() {
        let mark = if args.vintages { "" } else { ", marked with *" };
        print::text(out, &format!("{key}\n{}\n", report::plain(&args.named.series(&key))))?;
        print::text(out, &format!("Of several values for one period {} is shown{mark}.\n\n", policy.words()))?;
    }
    if args.vintages {
        return vintages::print(&series, &store.absences()?, args.rows, out);
    }
    let shown = shown(&series);
    let table = match args.rows.for_people() {
        true => for_people(&analysis::statements(&series), &shown),
        false => for_programs(&series, &shown),
    };
    args.rows.print(&table, out)?;
    Ok(Outcome::Done)
}

/// The figures that stand for their periods.
fn shown(series: &Series) -> BTreeSet<FigureId> {
    analysis::shown(series).iter().map(|shown| shown.observation.id.clone()).collect()
}

/// A row for each statement, with the others that print it.
fn for_people(statements: &[Statement], shown: &BTreeSet<FigureId>) -> Table {
    let mut columns = vec!["", "period", "value", "status", "public since", "speaker", "source", "figure"];
    let reprinted = statements.iter().any(|statement| !statement.others().is_empty());
    if reprinted {
        columns.push("also in");
    }
    let mut table = Table::new(columns);
    for statement in statements {
        let Some(o) = statement.first() else { continue };
        let stands = statement.citations.iter().any(|o| shown.contains(&o.id));
        let mut row = vec![
            if stands { "*".to_owned() } else { String::new() },
            period(o),
            format::quantity(&o.quantity, Bounds::Words),
            o.status.to_string(),
            print::maybe(o.vintage),
            print::maybe(o.speaker.as_ref()),
            o.source_id.clone(),
            o.id.to_string(),
        ];
        if reprinted {
            row.push(print::some_of(&sources(statement)));
        }
        table.row(row);
    }
    table
}

/// The further documents that print a statement, each with its day.
fn sources(statement: &Statement) -> Vec<String> {
    let own = statement.first().map(|first| &first.document);
    let mut sources: Vec<_> = statement.others().iter().filter(|o| Some(&o.document) != own).copied().collect();
    sources.dedup_by_key(|o| &o.document);
    let named = |o: &&Observation| match o.vintage {
        Some(day) => format!("{} ({day})", o.source_id),
        None => format!("{} (undated)", o.source_id),
    };
    sources.iter().map(named).collect()
}

/// A period that the sentence does not state is marked, so that nobody takes it for one that was said.
fn period(observation: &Observation) -> String {
    let period = observation.period;
    match observation.period_origin {
        PeriodOrigin::Stated => period.to_string(),
        PeriodOrigin::Carried => format!("{period} (from the context)"),
        PeriodOrigin::Publication => format!("{period} (day of publication)"),
    }
}

/// The columns of the dataset's observations, so that one program reads both; every citation, with the figure that made
/// its statement first.
fn for_programs(series: &Series, shown: &BTreeSet<FigureId>) -> Table {
    let first = analysis::statement::first_of(std::slice::from_ref(series));
    let columns = [
        "figure",
        "series",
        "time_period",
        "period_origin",
        "obs_value",
        "obs_value_high",
        "bound",
        "unit_measure",
        "obs_status",
        "vintage",
        "speaker",
        "speaker_identity",
        "document",
        "sentence",
        "statement",
        "shown",
    ];
    let mut table = Table::new(columns);
    for o in &series.observations {
        table.row([
            o.id.to_string(),
            o.key.to_string(),
            o.period.to_string(),
            o.period_origin.to_string(),
            o.quantity.value().to_string(),
            print::maybe(o.quantity.value_high()),
            o.quantity.stated.bound().to_owned(),
            o.key.unit.code().to_owned(),
            o.status.to_string(),
            print::maybe(o.vintage),
            print::maybe(o.speaker.as_ref()),
            print::maybe(o.speaker.as_deref().map(identity)),
            o.source_id.clone(),
            o.sentence.clone(),
            first.get(&o.id).unwrap_or(&o.id).to_string(),
            shown.contains(&o.id).to_string(),
        ]);
    }
    table
}
