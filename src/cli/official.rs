//! `attested official`: quoted figures beside official statistics.

use std::io::Write;

use anyhow::Result;

use super::Outcome;
use super::common::{AsOf, Rows, StoreAt, find, print};
use crate::analysis::words;
use crate::model::{Series, SeriesKey};
use crate::official::{Beside, Value, Verdict, beside};
use crate::report::Table;
use crate::store::Store;

/// Arguments of `attested official`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: attested official \"russia cis\"\n\
    Beside a quoted figure stands the official value that was public when it was quoted, or the first one after it.\n\
    `attested import official` imports official statistics.")]
pub struct Args {
    /// Words of the series' keys or titles [default: all]
    #[arg(value_name = "PATTERN", default_value = "")]
    pub pattern: String,
    /// Only those that cannot both be true
    #[arg(long)]
    pub differing: bool,
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
    let official = store.official()?;
    let series = store.all_series(args.as_of.day)?;
    let mut pairs = pairs(&series, &official, args.as_of);
    pairs.retain(|pair| find::fits(&pair.quoted.key, &args.pattern));
    pairs.retain(|pair| !args.differing || pair.verdict == Verdict::Differs);
    args.rows.print(&table(&pairs), out)?;
    Ok(Outcome::of_rows(pairs.len()))
}

/// Every quoted observation that has an official value beside it, in the order of series.
pub fn pairs<'a>(series: &'a [Series], official: &'a [Value], as_of: AsOf) -> Vec<Beside<'a>> {
    let observations = series.iter().flat_map(|series| &series.observations);
    observations.filter_map(|quoted| beside(quoted, of(official, &quoted.key), as_of.day)).collect()
}

/// The values of one series; all come by series.
fn of<'a>(official: &'a [Value], key: &SeriesKey) -> &'a [Value] {
    let name = key.to_string();
    let from = official.partition_point(|value| value.key.to_string() < name);
    let to = official.partition_point(|value| value.key.to_string() <= name);
    official.get(from..to).unwrap_or_default()
}

fn table(pairs: &[Beside<'_>]) -> Table {
    let columns =
        ["series", "period", "quoted", "quoted on", "by", "figure", "official", "public since", "publisher", "verdict"];
    let mut table = Table::new(columns);
    for pair in pairs {
        table.row([
            pair.quoted.key.to_string(),
            pair.quoted.period.to_string(),
            words::quantity(&pair.quoted.quantity),
            print::maybe(pair.quoted.vintage),
            pair.quoted.source_id.clone(),
            pair.quoted.id.to_string(),
            words::quantity(&pair.official.quantity),
            print::maybe(pair.official.vintage),
            pair.official.publisher.clone(),
            verdict(pair),
        ]);
    }
    table
}

fn verdict(pair: &Beside<'_>) -> String {
    let word = match pair.verdict {
        Verdict::Agrees => "agrees",
        Verdict::Differs => "differs",
    };
    if pair.later { format!("{word}, published later") } else { word.to_owned() }
}

/// What official statistics say beside the quoted figures of some series, for people.
pub fn print_beside(store: &Store, series: &[Series], as_of: AsOf, out: &mut impl Write) -> Result<()> {
    let official = store.official()?;
    let pairs = pairs(series, &official, as_of);
    if pairs.is_empty() {
        return Ok(());
    }
    writeln!(out, "\nOfficial statistics of the same vintage")?;
    print::text(out, &table(&pairs).terminal(print::width()))
}
