//! `attested compare`: series side by side over periods.

mod chained;
mod rows;
mod side_by_side;

use std::io::Write;

use anyhow::Result;

use super::Outcome;
use super::common::{AsOf, Chosen, Rows, StoreAt, find, print};
use super::official;
use crate::analysis::{self, Shape};
use crate::model::{Series, SeriesKey, TimePeriod};
use crate::store::Store;

/// Arguments of `attested compare`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: attested compare trade_turnover.RU.CIS.level --like 2024-01-01/P10M\n\
    With one series of levels, the reported growth of it is taken along. Only periods of one length and place in the\n\
    year are compared; the others are listed apart with the reason.\n\
    With --rank 2024 \"gdp growth\" puts the areas in order; --chain makes an index of growth rates; --parts shows what\n\
    lies between cumulative values, such as August to October.")]
pub struct Args {
    /// The series: their keys, parts of them, or words of their titles
    #[arg(value_name = "SERIES", required = true)]
    pub series: Vec<String>,
    /// A period such as 2024-01-01/P10M whose months are compared [default: the most frequent]
    #[arg(long, value_name = "PERIOD")]
    pub like: Option<TimePeriod>,
    /// Rank the areas of all series that the words fit, for this period
    #[arg(long, value_name = "PERIOD", conflicts_with_all = ["like", "chain", "parts"])]
    pub rank: Option<TimePeriod>,
    /// Chain reported growth rates into an index, with its error interval
    #[arg(long, conflicts_with = "parts")]
    pub chain: bool,
    /// Show what lies between cumulative values of one year
    #[arg(long)]
    pub parts: bool,
    /// As of which day.
    #[command(flatten)]
    pub as_of: AsOf,
    /// Which of several values is shown.
    #[command(flatten)]
    pub chosen: Chosen,
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
    if let Some(period) = args.rank {
        return chained::rank(&store, args, period, out);
    }
    let (mut series, policy) = (Vec::new(), args.chosen.policy()?);
    for key in keys(&store, &args.series)? {
        match store.series(&key, args.as_of.day)? {
            Some(known) => series.push(known.under(policy.clone())),
            None => tracing::warn!("nothing was public of {key} on {}", print::maybe(args.as_of.day)),
        }
    }
    if args.chain || args.parts {
        return chained::chain(&series, args, out);
    }
    let comparison = analysis::compare(&series.iter().collect::<Vec<&Series>>(), args.like.map(Shape::of_period));
    if args.rows.for_people() {
        side_by_side::print(&comparison, out)?;
        official::print_beside(&store, &series, args.as_of, out)?;
    } else {
        args.rows.print(&rows::table(&comparison), out)?;
    }
    Ok(Outcome::of_rows(comparison.rows.len()))
}

/// The series that were named; with one of levels, the growth that speaks of it.
fn keys(store: &Store, named: &[String]) -> Result<Vec<SeriesKey>> {
    let mut keys = Vec::new();
    for text in named {
        let key = find::series(store, text)?;
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    if let [level] = keys.as_slice() {
        let all = store.series_keys()?.into_iter();
        let growth: Vec<_> = all.filter(|key| analysis::speaks_of(key, level)).collect();
        keys.extend(growth);
    }
    Ok(keys)
}
