//! Chained indices, parts between cumulative values, and areas in order.

use std::collections::BTreeMap;
use std::io::Write;

use anyhow::{Result, bail};
use rust_decimal::Decimal;

use super::Args;
use crate::analysis::{self, Ranked, Shape, words};
use crate::cli::Outcome;
use crate::cli::common::{find, print};
use crate::model::{Area, Interval, Observation, Series, SeriesKey, TimePeriod};
use crate::report::Table;
use crate::report::format::{self, Bounds};
use crate::store::Store;

/// Decimals of an index as people read it; it is rounded outwards.
const PLACES: u32 = 2;

/// Prints the chains of series of growth, or the parts of series of levels.
pub(super) fn chain(series: &[Series], args: &Args, out: &mut impl Write) -> Result<Outcome> {
    let table = if args.chain { chains(series, args.like.map(Shape::of_period)) } else { parts(series) };
    args.rows.print(&table, out)?;
    if table.rows.is_empty() {
        let wanted =
            if args.chain { "a series of growth on a year earlier" } else { "a flow with two runs from one month on" };
        tracing::warn!("nothing to show: want {wanted}");
    }
    Ok(Outcome::of_rows(table.rows.len()))
}

fn chains(series: &[Series], wanted: Option<Shape>) -> Table {
    let mut table = Table::new(["series", "period", "growth", "index_low", "index_high", "base", "figure"]);
    for series in series {
        for chain in analysis::chains(series, wanted) {
            let base = chain.first().map(|link| link.growth.period.plus_years(-1).to_string()).unwrap_or_default();
            for link in chain {
                let [low, high] = ends(link.index.rounded(PLACES));
                let base = format!("{base} = 100");
                let growth = format::quantity(&link.growth.quantity, Bounds::Words);
                let (period, figure) = (link.growth.period.to_string(), link.growth.id.to_string());
                table.row([series.key.to_string(), period, growth, low, high, base, figure]);
            }
        }
    }
    table
}

fn ends(interval: Interval) -> [String; 2] {
    [interval.low, interval.high].map(|end: Option<Decimal>| print::maybe(end))
}

fn parts(series: &[Series]) -> Table {
    let mut table = Table::new(["series", "period", "value", "low", "high", "from", "to", "figures"]);
    for series in series {
        for part in analysis::parts(series) {
            let said = |o: &Observation| format!("{} in {}", format::quantity(&o.quantity, Bounds::Words), o.period);
            let value = words::amount(part.interval, &part.longer.quantity);
            let [low, high] = ends(part.interval);
            table.row([
                series.key.to_string(),
                part.period.to_string(),
                value.unwrap_or_else(|| "neither end is known".to_owned()),
                low,
                high,
                said(part.shorter),
                said(part.longer),
                format!("{} {}", part.shorter.id, part.longer.id),
            ]);
        }
    }
    table
}

/// Prints the areas of the series that the words fit, in the order of their values for a period.
pub(super) fn rank(store: &Store, args: &Args, period: TimePeriod, out: &mut impl Write) -> Result<Outcome> {
    let (keys, policy) = (alike(store, &args.series)?, args.chosen.policy()?);
    let mut series = Vec::new();
    for key in keys {
        series.extend(store.series(&key, args.as_of.day)?.map(|series| series.under(policy.clone())));
    }
    let ranked = analysis::ranking(&series, period);
    let two_sided = ranked.iter().any(|ranked| ranked.observation.key.counterpart.is_some());
    let mut columns = vec!["rank", "area"];
    if two_sided {
        columns.push("counterpart");
    }
    columns.extend(["value", "status", "public since", "source", "figure"]);
    let mut table = Table::new(columns);
    for Ranked { observation: o, best, worst } in &ranked {
        let mut row = vec![if best == worst { best.to_string() } else { format!("{best} to {worst}") }];
        row.push(o.key.area.name().to_owned());
        if two_sided {
            row.push(o.key.counterpart.map(Area::name).unwrap_or_default().to_owned());
        }
        row.extend([
            format::quantity(&o.quantity, Bounds::Words),
            o.status.to_string(),
            print::maybe(o.vintage),
            o.source_id.clone(),
            o.id.to_string(),
        ]);
        table.row(row);
    }
    args.rows.print(&table, out)?;
    if ranked.is_empty() {
        tracing::warn!("no series that fits has a value for {period}");
    }
    Ok(Outcome::of_rows(ranked.len()))
}

/// The series that words fit, which must measure one thing in one unit.
fn alike(store: &Store, patterns: &[String]) -> Result<Vec<SeriesKey>> {
    let mut kinds = BTreeMap::<String, Vec<SeriesKey>>::new();
    let pattern = patterns.join(" ");
    for summary in find::summaries(store, &pattern, None)? {
        let key = summary.key;
        let item = key.item.as_ref().map(|item| format!(":{item}")).unwrap_or_default();
        let sides = if key.counterpart.is_some() { " with a counterpart" } else { "" };
        let kind = format!("{}{item} {} {}{sides}", key.indicator.code(), key.measure, key.unit.code());
        kinds.entry(kind).or_default().push(key);
    }
    // A word that is an indicator's code means that indicator alone.
    let named =
        |keys: &[SeriesKey]| keys.iter().any(|key| pattern.split_whitespace().any(|w| w == key.indicator.code()));
    if kinds.values().any(|keys| named(keys)) {
        kinds.retain(|_, keys| named(keys));
    }
    match kinds.len() {
        0 => {
            bail!(find::unknown(&store.series_keys()?, &pattern))
        }
        1 => Ok(kinds.into_values().next().unwrap_or_default()),
        several => {
            let names: Vec<_> = kinds.into_keys().collect();
            bail!("`{pattern}` fits series of {several} kinds: want words that one fits: {}", print::some_of(&names))
        }
    }
}
