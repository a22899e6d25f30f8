//! How the value of each period changed from vintage to vintage.

use std::collections::BTreeMap;
use std::io::Write;

use anyhow::Result;

use super::period;
use crate::analysis::{self, Delta, Vintage, Vintages, words};
use crate::cli::Outcome;
use crate::cli::common::{Rows, print};
use crate::model::{Absence, DocumentId, Series};
use crate::report::Table;
use crate::report::format::{self, Bounds};

/// The end of an interval that has none, as ALFRED writes it.
const FOR_EVER: &str = "9999-12-31";

/// Prints the vintages of a series with all that was ever public of it.
pub fn print(
    series: &Series,
    absences: &BTreeMap<DocumentId, Vec<Absence>>,
    rows: Rows,
    out: &mut impl Write,
) -> Result<Outcome> {
    let all = analysis::vintages(series, absences);
    let count = all.iter().map(|of| of.values.len()).sum();
    if rows.for_people() {
        rows.print(&for_people(&all), out)?;
        revisions(&all, out)?;
    } else {
        rows.print(&for_programs(series, &all), out)?;
    }
    let undated: usize = all.iter().map(|of| of.undated.len()).sum();
    if undated > 0 {
        tracing::warn!(
            "{} of documents without a date: they have no place in time",
            print::counted(undated, "observation")
        );
    }
    Ok(Outcome::of_rows(count))
}

fn for_people(all: &[Vintages]) -> Table {
    let mut table =
        Table::new(["period", "value", "from", "to", "revised by", "status", "speaker", "source", "figure"]);
    for of in all {
        let befores = std::iter::once(None).chain(of.values.iter().map(Some));
        for (before, vintage) in befores.zip(&of.values) {
            let o = vintage.observation;
            table.row([
                period(o),
                format::quantity(&o.quantity, Bounds::Words),
                vintage.start.to_string(),
                print::maybe(vintage.end),
                vintage.revision.and(before).map(|before| by(before, vintage)).unwrap_or_default(),
                o.status.to_string(),
                print::maybe(o.speaker.as_ref()),
                o.source_id.clone(),
                o.id.to_string(),
            ]);
        }
    }
    table
}

/// By how much a vintage differs from the one before, in words.
fn by(before: &Vintage, vintage: &Vintage) -> String {
    let size = Delta::between(before.observation, vintage.observation).absolute_words();
    size.unwrap_or_else(|| "neither end is known".to_owned())
}

/// First release and latest value of each period that was revised.
fn revisions(all: &[Vintages], out: &mut impl Write) -> Result<()> {
    for of in all.iter().filter(|of| of.revisions() > 0) {
        let Some(first) = of.first() else { continue };
        let number = |vintage: &Vintage| words::number(&vintage.observation.quantity);
        let latest = match of.latest() {
            Some(latest) => format!("latest {} ({}), {}", number(latest), latest.start, by(first, latest)),
            None => "withdrawn".to_owned(),
        };
        let line = format!("{}: first release {} ({}), {latest}", of.slot.period, number(first), first.start);
        print::text(out, &format!("\n{line} in {}\n", print::counted(of.revisions(), "revision")))?;
    }
    Ok(())
}

/// The columns of ALFRED with those of the dataset's observations.
fn for_programs(series: &Series, all: &[Vintages]) -> Table {
    let columns = [
        "series",
        "time_period",
        "realtime_start",
        "realtime_end",
        "obs_value",
        "obs_value_high",
        "bound",
        "unit_measure",
        "obs_status",
        "speaker",
        "document",
        "figure",
        "release",
        "latest",
        "revision_low",
        "revision_high",
    ];
    let mut table = Table::new(columns);
    for of in all {
        for (nth, vintage) in of.values.iter().enumerate() {
            let (o, size) = (vintage.observation, vintage.revision);
            table.row([
                series.key.to_string(),
                o.period.to_string(),
                vintage.start.to_string(),
                vintage.end.map_or_else(|| FOR_EVER.to_owned(), |end| end.to_string()),
                o.quantity.value().to_string(),
                print::maybe(o.quantity.value_high()),
                o.quantity.stated.bound().to_owned(),
                o.key.unit.code().to_owned(),
                o.status.to_string(),
                print::maybe(o.speaker.as_ref()),
                o.source_id.clone(),
                o.id.to_string(),
                (nth + 1).to_string(),
                vintage.end.is_none().to_string(),
                print::maybe(size.and_then(|size| size.low)),
                print::maybe(size.and_then(|size| size.high)),
            ]);
        }
    }
    table
}
