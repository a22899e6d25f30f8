//! Chart specs drawn into files.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::{files, find};
use crate::chart::{ChartSpec, render_png, render_svg};
use crate::model::{Series, SeriesKey, Source};

/// How many pixels of the PNG stand for one of the spec: screens are finer than they count.
const SCALE: f32 = 2.0;

/// The spec in a file.
pub fn spec(path: &Path) -> Result<ChartSpec> {
    let text = fs::read_to_string(path).with_context(|| format!("{}: cannot be read", path.display()))?;
    text.parse::<ChartSpec>().with_context(|| path.display().to_string())
}

/// What charts are drawn from.
#[derive(Debug, Clone, Copy)]
pub struct Drawn<'a> {
    /// The series.
    pub series: &'a [Series],
    /// The sources of their documents.
    pub sources: &'a [Source],
}

impl Drawn<'_> {
    /// The SVG of a spec; every series that it names must be there. A source that it does not name goes by its
    /// publisher.
    pub fn svg(&self, mut spec: ChartSpec) -> Result<String> {
        let all: Vec<SeriesKey> = self.series.iter().map(|series| series.key.clone()).collect();
        if let Some(key) = spec.series.iter().find(|key| !all.contains(key)) {
            bail!(find::unknown(&all, &key.to_string()));
        }
        for source in self.sources {
            if let Some(publisher) = &source.publisher {
                spec.sources.entry(source.id.clone()).or_insert_with(|| publisher.clone());
            }
        }
        Ok(render_svg(&spec, self.series)?)
    }

    /// Draws the spec in a file as SVG and PNG beside it, and gives back the title and the two paths.
    pub fn beside(&self, path: &Path) -> Result<(String, [PathBuf; 2])> {
        let spec = spec(path)?;
        let title = spec.title.clone();
        let svg = self.svg(spec).with_context(|| path.display().to_string())?;
        let paths = [path.with_extension("svg"), path.with_extension("png")];
        for path in &paths {
            write(&svg, path)?;
        }
        Ok((title, paths))
    }
}

/// Writes a drawing as what the file's extension says.
pub fn write(svg: &str, path: &Path) -> Result<()> {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("svg") => files::write(path, svg.as_bytes()),
        Some("png") => files::write(path, &render_png(svg, SCALE)?),
        _ => bail!("{}: want a file that ends in .svg or .png", path.display()),
    }
}
