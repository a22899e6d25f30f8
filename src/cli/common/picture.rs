//! Chart specs drawn into files.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use rayon::prelude::*;

use super::{files, find};
use crate::analysis::shown;
use crate::chart::{self, ChartSpec, Drawing, Language, render_png};
use crate::model::{FigureId, Policy, Series, SeriesKey, Source};

/// How many pixels of the PNG stand for one of the spec: screens are finer than they count.
const SCALE: f32 = 2.0;

/// The spec in a file.
pub fn spec(path: &Path) -> Result<ChartSpec> {
    let text = fs::read_to_string(path).with_context(|| format!("{}: cannot be read", path.display()))?;
    text.parse::<ChartSpec>().with_context(|| path.display().to_string())
}

/// The spec of a chart of one series that nobody wrote one for.
pub fn spec_of(key: &SeriesKey, language: Language) -> ChartSpec {
    ChartSpec {
        title: chart::title_of(&[key], language),
        series: vec![key.clone()],
        languages: vec![language],
        ..ChartSpec::default()
    }
}

/// A chart that was drawn, and the files that it went into.
#[derive(Debug)]
pub struct Picture {
    /// The chart.
    pub drawing: Drawing,
    /// Its files: SVG, then PNG.
    pub files: [PathBuf; 2],
    /// How many bytes each of them has.
    pub bytes: [usize; 2],
}

/// A drawing, and the files that it went into if there are to be any.
pub type Filed = (Drawing, Option<Picture>);

/// What charts are drawn from.
#[derive(Debug)]
pub struct Drawn<'a> {
    series: &'a [Series],
    by_key: BTreeMap<&'a SeriesKey, &'a Series>,
    publishers: BTreeMap<&'a str, &'a str>,
    /// What a policy other than the latest shows.
    shown: BTreeSet<FigureId>,
}

impl<'a> Drawn<'a> {
    /// Series, and the sources of their documents.
    pub fn of(series: &'a [Series], sources: impl IntoIterator<Item = &'a Source>) -> Self {
        let chosen = series.iter().filter(|series| series.policy != Policy::Latest);
        let publisher = |source: &'a Source| Some((source.id.as_str(), source.publisher.as_deref()?));
        Self {
            series,
            by_key: series.iter().map(|series| (&series.key, series)).collect(),
            publishers: sources.into_iter().filter_map(publisher).collect(),
            shown: chosen.flat_map(shown).map(|shown| shown.observation.id.clone()).collect(),
        }
    }

    /// The drawing of a spec; every series that it names must be there. A source that it does not name goes by its
    /// publisher.
    pub fn drawing(&self, mut spec: ChartSpec) -> Result<Drawing> {
        let mut series = Vec::new();
        for key in &spec.series {
            match self.by_key.get(key) {
                Some(found) => series.push((*found).clone()),
                None => {
                    let all: Vec<_> = self.series.iter().map(|series| series.key.clone()).collect();
                    bail!(find::unknown(&all, &key.to_string()))
                }
            }
        }
        let cited: BTreeSet<_> = series.iter().flat_map(|s| &s.observations).map(|o| o.source_id.as_str()).collect();
        for (id, publisher) in cited.into_iter().filter_map(|id| Some((id, self.publishers.get(id)?))) {
            spec.sources.entry(id.to_owned()).or_insert_with(|| (*publisher).to_owned());
        }
        spec.shown = self.shown.clone();
        let language = spec.languages.first().copied().unwrap_or_default();
        Ok(chart::draw_in(&spec, &series, language)?)
    }

    /// Draws the spec in a file as SVG and PNG beside it.
    pub fn beside(&self, path: &Path) -> Result<Picture> {
        let drawing = self.drawing(spec(path)?).with_context(|| path.display().to_string())?;
        Self::filed(drawing, path)
    }

    /// Puts a drawing into an SVG and a PNG of this name.
    fn filed(drawing: Drawing, path: &Path) -> Result<Picture> {
        let files = [path.with_extension("svg"), path.with_extension("png")];
        let bytes = [write(&drawing, &files[0])?, write(&drawing, &files[1])?];
        Ok(Picture { drawing, files, bytes })
    }

    /// Draws each spec in its file, on all cores, in the order of the files.
    pub fn all_beside(&self, specs: &[PathBuf]) -> Vec<Result<Picture>> {
        specs.par_iter().map(|spec| self.beside(spec)).collect()
    }

    /// Draws every series of which more than one thing was said, on all cores, in key order; into files in a folder if
    /// there is to be one.
    pub fn each_series(&self, folder: Option<&Path>, language: Language) -> Vec<(&'a SeriesKey, Result<Filed>)> {
        let told = |series: &&'a Series| series.observations.len() > 1;
        let draw = |series: &'a Series| {
            let drawing = self.drawing(spec_of(&series.key, language))?;
            let file = |folder: &Path| Self::filed(drawing.clone(), &folder.join(file_name(&series.key)));
            let picture = folder.map(file).transpose()?;
            Ok((drawing, picture))
        };
        let series: Vec<_> = self.series.iter().filter(told).collect();
        series.into_par_iter().map(|series| (&series.key, draw(series))).collect()
    }
}

/// The name of a series' chart: its key, with an end that is no extension, and without what a file system minds.
fn file_name(key: &SeriesKey) -> String {
    let minded = |c: char| if c.is_alphanumeric() || "._-+".contains(c) { c } else { '_' };
    format!("{}.x", key.to_string().chars().map(minded).collect::<String>())
}

/// Writes a drawing as what the file's extension says; gives back how many bytes that are.
pub fn write(drawing: &Drawing, path: &Path) -> Result<usize> {
    let svg = drawing.svg();
    let bytes = match path.extension().and_then(|extension| extension.to_str()) {
        Some("svg") => svg.into_bytes(),
        Some("png") => render_png(&svg, SCALE)?,
        _ => bail!("{}: want a file that ends in .svg or .png", path.display()),
    };
    files::write(path, &bytes)?;
    Ok(bytes.len())
}
