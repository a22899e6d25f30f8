//! `attested show`: the observations of a series.

use std::io::Write;

use anyhow::Result;

use super::Outcome;
use super::common::{AsOf, Rows, StoreAt, find, print};
use crate::analysis::{self, Statement};
use crate::model::{Observation, PeriodOrigin, Series};
use crate::report::format::{self, Bounds};
use crate::report::{self, Table};

/// Arguments of `attested show`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: attested show trade_turnover.RU.CIS.level --as-of 2024-12-31")]
pub struct Args {
    /// The series: its key, a part of it that no other has, or words of its title
    #[arg(value_name = "SERIES")]
    pub series: String,
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

/// Runs the command.
pub fn run(args: &Args, out: &mut impl Write) -> Result<Outcome> {
    let store = args.store.open()?;
    let key = find::series(&store, &args.series)?;
    let Some(series) = store.series(&key, args.as_of.day)? else {
        tracing::warn!("nothing was public of {key} on {}", print::maybe(args.as_of.day));
        return Ok(Outcome::Nothing);
    };
    let table = if args.rows.for_people() {
        print::text(out, &format!("{key}\n{}\n\n", report::plain(&key.title())))?;
        for_people(&analysis::statements(&series))
    } else {
        for_programs(&series)
    };
    args.rows.print(&table, out)?;
    Ok(Outcome::Done)
}

/// A row for each statement, with the others that print it.
fn for_people(statements: &[Statement]) -> Table {
    let mut columns = vec!["period", "value", "status", "public since", "speaker", "source", "figure"];
    let reprinted = statements.iter().any(|statement| !statement.others().is_empty());
    if reprinted {
        columns.push("also in");
    }
    let mut table = Table::new(columns);
    for statement in statements {
        let Some(o) = statement.first() else { continue };
        let mut row = vec![
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
fn for_programs(series: &Series) -> Table {
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
        "document",
        "sentence",
        "statement",
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
            o.source_id.clone(),
            o.sentence.clone(),
            first.get(&o.id).unwrap_or(&o.id).to_string(),
        ]);
    }
    table
}
