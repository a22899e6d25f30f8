//! `attested show`: the observations of a series.

use std::io::Write;

use anyhow::Result;

use super::Outcome;
use super::common::{AsOf, Rows, StoreAt, find, print};
use crate::model::{Observation, PeriodOrigin};
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
        for_people(&series.observations)
    } else {
        for_programs(&series.observations)
    };
    args.rows.print(&table, out)?;
    Ok(Outcome::Done)
}

fn for_people(observations: &[Observation]) -> Table {
    let mut table = Table::new(["period", "value", "status", "public since", "speaker", "source", "figure"]);
    for o in observations {
        table.row([
            period(o),
            format::quantity(&o.quantity, Bounds::Words),
            o.status.to_string(),
            print::maybe(o.vintage),
            print::maybe(o.speaker.as_ref()),
            o.source_id.clone(),
            o.id.to_string(),
        ]);
    }
    table
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

/// The columns of the dataset's observations, so that one program reads both.
fn for_programs(observations: &[Observation]) -> Table {
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
    ];
    let mut table = Table::new(columns);
    for o in observations {
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
        ]);
    }
    table
}
