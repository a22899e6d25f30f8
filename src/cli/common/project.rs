//! Projects: a folder with an `attested.toml` that says where its parts are.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::dataset::About;
use crate::lang;
use crate::model::Policy;
use crate::model::codelist::{self, CodeLists};

/// The name of the file that makes a folder a project.
pub const PROJECT_FILE: &str = "attested.toml";

/// What `attested.toml` says; paths count from its folder.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The dataset's name for programs.
    #[serde(default = "name")]
    pub name: String,
    /// The title of dataset and report.
    #[serde(default = "title")]
    pub title: String,
    /// What the dataset holds.
    #[serde(default)]
    pub description: String,
    /// The store.
    #[serde(default = "store")]
    pub store: PathBuf,
    /// The folder of documents, with their sources.csv.
    #[serde(default = "sources")]
    pub sources: PathBuf,
    /// The folder into which datasets go.
    #[serde(default = "datasets")]
    pub datasets: PathBuf,
    /// The folder of chart specs, beside which charts go.
    #[serde(default = "charts")]
    pub charts: PathBuf,
    /// The report in Markdown.
    #[serde(default = "report")]
    pub report: PathBuf,
    /// The report as a page that stands alone; beside the other by default.
    pub html: Option<PathBuf>,
    /// A folder into which the charts of single series go as files; without it they are in the page only.
    pub series_charts: Option<PathBuf>,
    /// The decisions about figures.
    #[serde(default = "reviews")]
    pub reviews: PathBuf,
    /// The decisions about whole documents.
    #[serde(default = "withdrawals")]
    pub withdrawals: PathBuf,
    /// Which of several values for one period is shown.
    #[serde(default)]
    pub policy: Policy,
    /// The folder of claims from elsewhere.
    #[serde(default = "claims")]
    pub claims: PathBuf,
    /// The folder of official statistics.
    #[serde(default = "official")]
    pub official: PathBuf,
    /// A folder of further code lists, named as the shipped ones: areas.csv, indicators.csv ...
    pub codelists: Option<PathBuf>,
    /// A folder of further words, a folder for each language, with files named as the shipped ones: en/areas.csv ...
    pub lexicon: Option<PathBuf>,
}

fn name() -> String {
    "quoted-figures".to_owned()
}

fn title() -> String {
    "Quoted economic figures".to_owned()
}

fn store() -> PathBuf {
    "attested.db".into()
}

fn sources() -> PathBuf {
    "data/sources".into()
}

fn datasets() -> PathBuf {
    "data/datasets".into()
}

fn charts() -> PathBuf {
    "charts".into()
}

fn report() -> PathBuf {
    "report.md".into()
}

fn reviews() -> PathBuf {
    "reviews.csv".into()
}

fn withdrawals() -> PathBuf {
    "withdrawals.csv".into()
}

fn claims() -> PathBuf {
    "data/claims".into()
}

fn official() -> PathBuf {
    "data/official".into()
}

/// A project: its folder and what its `attested.toml` says.
#[derive(Debug, Clone)]
pub struct Project {
    /// The folder; empty for the working directory.
    pub folder: PathBuf,
    /// What its file says.
    pub settings: Settings,
}

impl Project {
    /// The project in a folder.
    pub fn at(folder: &Path) -> Result<Self> {
        let file = folder.join(PROJECT_FILE);
        let text = match fs::read_to_string(&file) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                bail!("{}: no such file: `attested init` makes a project", file.display())
            }
            Err(error) => return Err(error).with_context(|| format!("{}: cannot be read", file.display())),
        };
        let settings = toml::from_str(&text).map_err(|error| unreadable(&file, &text, &error))?;
        Ok(Self { folder: folder.to_owned(), settings })
    }

    /// The project of the working directory or of the nearest folder above it.
    pub fn around() -> Result<Option<Self>> {
        let here = std::env::current_dir().context("the working directory cannot be read")?;
        // The way up is kept relative, so that no message or file depends on where the project lies.
        let mut up = PathBuf::new();
        for folder in here.ancestors() {
            if folder.join(PROJECT_FILE).is_file() {
                return Self::at(&up).map(Some);
            }
            up.push("..");
        }
        Ok(None)
    }

    /// The store's path.
    pub fn store(&self) -> PathBuf {
        self.folder.join(&self.settings.store)
    }

    /// The path of a part.
    pub fn path(&self, part: &Path) -> PathBuf {
        self.folder.join(part)
    }

    /// The path of the report's page: its own, or beside the Markdown.
    pub fn html(&self) -> PathBuf {
        match &self.settings.html {
            Some(html) => self.path(html),
            None => self.path(&self.settings.report).with_extension("html"),
        }
    }

    /// What its dataset says of itself.
    pub fn about(&self) -> About {
        let Settings { name, title, description, .. } = self.settings.clone();
        About { name, title, description }
    }

    /// What a dataset says of itself where there is no project.
    pub fn about_nobody() -> About {
        About { name: name(), title: title(), description: String::new() }
    }

    /// Puts the project's code lists and words into force beside the shipped ones; to be called before any is looked up.
    pub fn install(&self) -> Result<()> {
        if let Some(folder) = &self.settings.codelists {
            let folder = self.path(folder);
            let mut lists = CodeLists::builtin()?;
            for (class, text) in texts(&folder)? {
                lists.add(&format!("{class}.csv"), &text).with_context(|| folder.display().to_string())?;
            }
            codelist::install(lists)?;
        }
        if let Some(folder) = &self.settings.lexicon {
            let folder = self.path(folder);
            if !folder.is_dir() {
                bail!("{}: no such folder", folder.display());
            }
            for language in lang::languages() {
                let words = folder.join(language.code());
                if words.is_dir() {
                    lang::extend(language, &texts(&words)?).with_context(|| words.display().to_string())?;
                }
            }
        }
        Ok(())
    }
}

/// The CSV files in a folder that must be there: stem and text.
fn texts(folder: &Path) -> Result<Vec<(String, String)>> {
    if !folder.is_dir() {
        bail!("{}: no such folder", folder.display());
    }
    let read = |file: &PathBuf| {
        let text = fs::read_to_string(file).with_context(|| format!("{}: cannot be read", file.display()))?;
        Ok((file.file_stem().unwrap_or_default().to_string_lossy().into_owned(), text))
    };
    super::files::with_extension(folder, "csv")?.iter().map(read).collect()
}

/// The place and the problem, without the drawing that toml makes of it.
fn unreadable(file: &Path, text: &str, error: &toml::de::Error) -> anyhow::Error {
    let start = error.span().map_or(0, |span| span.start);
    let line = text.get(..start).unwrap_or_default().matches('\n').count() + 1;
    anyhow::anyhow!("{}:{line}: {}", file.display(), error.message().trim())
}
