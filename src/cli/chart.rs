//! `attested chart`: series as a picture.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;

use super::Outcome;
use super::common::picture::{self, Drawn};
use super::common::{AsOf, Chosen, StoreAt, find};
use crate::chart::{ChartSpec, Kind, Language, title_of};
use crate::model::TimePeriod;
use crate::store::Store;

/// Arguments of `attested chart`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples: attested chart trade_turnover.RU.CIS.level -o trade.svg --months 10\n          \
    attested chart trade_turnover.CN.RU.level.USD --kind sources -o who-said-what.png\n          \
    attested chart --spec charts/russia-cis-trade.toml -o trade.png")]
pub struct Args {
    /// The series: their keys, parts of them, or words of their titles
    #[arg(value_name = "SERIES", required_unless_present = "spec", conflicts_with = "spec")]
    pub series: Vec<String>,
    /// A chart spec
    #[arg(long, value_name = "FILE")]
    pub spec: Option<PathBuf>,
    /// The picture, as .svg or .png [default with --spec: both, beside it]
    #[arg(short, long, value_name = "FILE", required_unless_present = "spec")]
    pub output: Option<PathBuf>,
    /// What the chart says [default: what the series share]
    #[arg(long, conflicts_with = "spec")]
    pub title: Option<String>,
    /// Show only periods of this many months, so that all of them are alike
    #[arg(long, conflicts_with = "spec")]
    pub months: Option<u32>,
    /// Show only this period, such as 2024, 2024-Q2 or 2023-01-01/P10M
    #[arg(long, conflicts_with = "spec")]
    pub period: Option<TimePeriod>,
    /// auto, line, bars, rows (of values), panels (a small chart for each series), sources (who said what about one
    /// period) or vintages (how the figure for one period evolved)
    #[arg(long, default_value = "auto", conflicts_with = "spec")]
    pub kind: Kind,
    /// The language of the chart's words: en or ru
    #[arg(long, value_name = "LANGUAGE", requires = "output")]
    pub lang: Option<Language>,
    /// As of which day.
    #[command(flatten)]
    pub as_of: AsOf,
    /// Which of several values is drawn solid.
    #[command(flatten)]
    pub chosen: Chosen,
    /// Where the store is.
    #[command(flatten)]
    pub store: StoreAt,
}

/// Runs the command.
pub fn run(args: &Args, out: &mut impl Write) -> Result<Outcome> {
    let store = args.store.open()?;
    let policy = args.chosen.policy()?;
    let series = store.all_series(args.as_of.day)?.into_iter().map(|series| series.under(policy.clone()));
    let series: Vec<_> = series.collect();
    let sources: Vec<_> = store.documents()?.into_iter().map(|document| document.source).collect();
    let drawn = Drawn::of(&series, &sources);
    let made = match (&args.spec, &args.output) {
        (Some(spec), None) => drawn.beside(spec)?.files.to_vec(),
        (spec, Some(output)) => {
            let mut spec = match spec {
                Some(path) => picture::spec(path)?,
                None => asked_for(args, &store)?,
            };
            if let Some(language) = args.lang {
                spec.languages = vec![language];
            }
            picture::write(&drawn.drawing(spec)?, output)?;
            vec![output.clone()]
        }
        (None, None) => Vec::new(),
    };
    for path in &made {
        writeln!(out, "{}", path.display())?;
    }
    Ok(Outcome::of_rows(made.len()))
}

/// The spec of the series on the command line.
fn asked_for(args: &Args, store: &Store) -> Result<ChartSpec> {
    let series = args.series.iter().map(|text| find::series(store, text)).collect::<Result<Vec<_>>>()?;
    let language = args.lang.unwrap_or_default();
    let title = args.title.clone().unwrap_or_else(|| title_of(&series.iter().collect::<Vec<_>>(), language));
    let (kind, period, months) = (args.kind, args.period, args.months);
    Ok(ChartSpec { title, series, kind, period, months, ..ChartSpec::default() })
}
