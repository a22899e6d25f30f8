//! `attested build`: a project's store, datasets, charts and report, made anew from its documents.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::Outcome;
use super::common::picture::{Drawn, Picture};
use super::common::tally::Tally;
use super::common::{
    Asking, Charts, Entries, Known, Ledger, Named, PROJECT_FILE, Pages, Project, Rows, files, print, standing,
};
use super::import;
use super::ingest::{Choice, ingest};
use crate::chart::Language;
use crate::lang;
use crate::report::Table;
use crate::store::Store;

/// Arguments of `attested build`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: attested build\n\
    Everything is made from the documents and specs alone: the same inputs give the same bytes.")]
pub struct Args {
    /// The project's folder [default: that of the nearest attested.toml]
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// How rows are printed.
    #[command(flatten)]
    pub rows: Rows,
}

/// Runs the command.
pub fn run(args: &Args, out: &mut impl Write) -> Result<Outcome> {
    let project = match &args.folder {
        Some(folder) => Project::at(folder)?,
        None => match Project::around()? {
            Some(project) => project,
            None => bail!("no {PROJECT_FILE} here or in a folder above: `attested init` makes a project"),
        },
    };
    project.install()?;
    let tally = fresh_store(&project)?;
    let known = Known::of(&Store::open(&project.store())?, None, project.settings.policy.clone())?;
    let mut made = Made { table: Table::new(["made", "bytes"]), failed: 0 };
    made.datasets(&project, &known)?;
    made.report(&project, &known)?;
    args.rows.print(&made.table, out)?;
    tracing::info!("{}; {}", tally.summary(), summary(&known));
    Ok(if tally.failed + made.failed > 0 { Outcome::Failures } else { Outcome::Done })
}

fn summary(known: &Known) -> String {
    let observations = known.series.iter().map(|series| series.observations.len()).sum();
    format!(
        "{} in {}, {}, {}",
        print::counted(observations, "observation"),
        print::counted(known.series.len(), "series"),
        print::counted(known.unresolved.len(), "unresolved figure"),
        print::counted(known.findings().len(), "finding"),
    )
}

/// Makes the store beside its place and moves it there when it is whole, so that what was removed from the sources is
/// gone, and a build that breaks off leaves the old one.
fn fresh_store(project: &Project) -> Result<Tally> {
    let sources = project.path(&project.settings.sources);
    if !sources.is_dir() {
        bail!("{}: no such folder: want the project's documents there", sources.display());
    }
    let (place, unfinished) = (project.store(), beside(&project.store(), ".new"));
    remove(&unfinished)?;
    if let Some(folder) = place.parent().filter(|folder| *folder != Path::new("")) {
        fs::create_dir_all(folder).with_context(|| format!("{}: cannot be made", folder.display()))?;
    }
    refuse_to_replace_what_is_no_store(&place)?;
    let ledger = Ledger::of_project(project);
    take_along(&place, &ledger)?;
    let mut store = Store::open(&unfinished)?.with_lexicon(lang::fingerprint());
    let tally = ingest(&mut store, &[sources], None, &Choice::default(), Asking::default())?;
    let refused = store.at_once(|store| {
        let claims = import::take_claims(store, &project.path(&project.settings.claims))?;
        import::take_official(store, &project.path(&project.settings.official))?;
        ledger.put_into_force(store)?;
        Ok::<_, anyhow::Error>(claims.refused)
    })?;
    refused.iter().for_each(|refused| tracing::warn!("{refused}"));
    standing::warn_of(&standing::of_all(&store)?.1);
    drop(store);
    remove(&place)?;
    fs::rename(&unfinished, &place).with_context(|| format!("{}: cannot be put in place", place.display()))?;
    Ok(tally)
}

/// Decisions that stand in the old store alone, as after a review without the project's file, are written down before it
/// goes.
fn take_along(place: &Path, ledger: &Ledger) -> Result<()> {
    if place.exists() {
        // Opening it for writing brings an older one up to date.
        let more = ledger.add(Entries::of(&Store::open(place)?)?)?;
        if more > 0 {
            tracing::warn!("{} stood in the store alone: now in {}", print::counted(more, "decision"), ledger.name());
        }
    } else {
        ledger.read()?;
    }
    Ok(())
}

/// A store of a newer program or another file under the store's name is not ours to overwrite.
fn refuse_to_replace_what_is_no_store(place: &Path) -> Result<()> {
    use crate::store::StoreError::Older;
    match place.exists().then(|| Store::open_existing(place)) {
        None | Some(Ok(_) | Err(Older { .. })) => Ok(()),
        Some(Err(error)) => Err(error.into()),
    }
}

/// Removes a store with its log, where there is one.
fn remove(store: &Path) -> Result<()> {
    for suffix in ["-wal", "-shm", ""] {
        let path = beside(store, suffix);
        if path.exists() {
            fs::remove_file(&path).with_context(|| format!("{}: cannot be removed", path.display()))?;
        }
    }
    Ok(())
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// The files made so far, and how many parts could not be made.
struct Made {
    table: Table,
    failed: usize,
}

impl Made {
    fn file(&mut self, path: &Path, bytes: &[u8]) -> Result<()> {
        files::write(path, bytes)?;
        self.row(path, bytes.len());
        Ok(())
    }

    fn row(&mut self, path: &Path, bytes: usize) {
        self.table.row([path.display().to_string(), bytes.to_string()]);
    }

    fn datasets(&mut self, project: &Project, known: &Known) -> Result<()> {
        let folder = project.path(&project.settings.datasets);
        for file in known.dataset(&project.about())? {
            self.file(&folder.join(&file.name), &file.bytes)?;
        }
        Ok(())
    }

    /// Draws the charts and writes the report in both its forms.
    fn report(&mut self, project: &Project, known: &Known) -> Result<()> {
        let report = project.path(&project.settings.report);
        let charts = self.charts(project, known, &report)?;
        let pages = Pages::of(known, &project.settings.title, &charts, Named::default());
        self.file(&report, pages.markdown.as_bytes())?;
        self.file(&project.html(), pages.html.as_bytes())
    }

    /// Draws every spec and every series; what cannot be drawn is reported, and the others go on.
    fn charts(&mut self, project: &Project, known: &Known, report: &Path) -> Result<Charts> {
        let drawn = Drawn::of(&known.series, known.documents.iter().map(|document| &document.source));
        let mut specs = files::with_extension(&project.path(&project.settings.charts), "toml")?;
        specs.retain(|spec| !is_blank(spec));
        let mut charts = Charts::default();
        for picture in drawn.all_beside(&specs) {
            if let Some(picture) = self.drawn(picture) {
                self.pictures(&picture);
                let chart = charts.chart(&picture.drawing, Some(&picture), report);
                charts.whole.push(chart);
            }
        }
        let folder = project.settings.series_charts.as_ref().map(|folder| project.path(folder));
        for (key, result) in drawn.each_series(folder.as_deref(), Language::default()) {
            if let Some((drawing, picture)) = self.drawn(result.with_context(|| key.to_string())) {
                picture.iter().for_each(|picture| self.pictures(picture));
                let chart = charts.chart(&drawing, picture.as_ref(), report);
                charts.of_series.insert(key.clone(), chart);
            }
        }
        Ok(charts)
    }

    fn drawn<T>(&mut self, result: Result<T>) -> Option<T> {
        result.map_err(|error| self.fail(&error)).ok()
    }

    fn fail(&mut self, error: &anyhow::Error) {
        tracing::error!("{error:#}");
        self.failed += 1;
    }

    fn pictures(&mut self, picture: &Picture) {
        for (path, bytes) in picture.files.iter().zip(picture.bytes) {
            self.row(path, bytes);
        }
    }
}

/// Whether a spec holds nothing but comments, as that of a new project does.
fn is_blank(spec: &Path) -> bool {
    let text = fs::read_to_string(spec).unwrap_or_else(|_| "unreadable".to_owned());
    text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'))
}
