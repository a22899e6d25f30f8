//! `attested report`: what the store knows, for readers.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Result, bail};

use super::Outcome;
use super::common::picture::Drawn;
use super::common::{AsOf, Charts, Chosen, Known, Named, Pages, Project, StoreAt, files};

/// Arguments of `attested report`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: attested report -o report.html --as-of 2024-12-31\n\
    The page holds its charts, loads nothing and runs nothing; Markdown has no charts but those of `attested build`.")]
pub struct Args {
    /// The report, as .html or .md
    #[arg(short, long, value_name = "FILE", default_value = "report.html")]
    pub output: PathBuf,
    /// Its title [default: that of the nearest attested.toml]
    #[arg(long)]
    pub title: Option<String>,
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
}

/// Runs the command.
pub fn run(args: &Args, out: &mut impl Write) -> Result<Outcome> {
    let known = Known::of(&args.store.open()?, args.as_of.day, args.chosen.policy()?)?;
    let title = match (&args.title, Project::around()?) {
        (Some(title), _) => title.clone(),
        (None, project) => project.map_or_else(Project::about_nobody, |project| project.about()).title,
    };
    let drawn = Drawn::of(&known.series, known.documents.iter().map(|document| &document.source));
    let mut charts = Charts::default();
    for (key, drawing) in drawn.each_series(None, args.named.lang) {
        let chart = charts.chart(&drawing?.0, None, &args.output);
        charts.of_series.insert(key.clone(), chart);
    }
    let pages = Pages::of(&known, &title, &charts, args.named);
    match args.output.extension().and_then(|extension| extension.to_str()) {
        Some("html" | "htm") => files::write(&args.output, pages.html.as_bytes())?,
        Some("md") => files::write(&args.output, pages.markdown.as_bytes())?,
        _ => bail!("{}: want a file that ends in .html or .md", args.output.display()),
    }
    writeln!(out, "{}", args.output.display())?;
    Ok(Outcome::of_rows(known.documents.len()))
}
