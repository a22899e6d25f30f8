//! Options that several commands have.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result};
use chrono::NaiveDate;
use clap::Args;

use super::{Project, print};
use crate::chart::{self, Language};
use crate::ingest::Limits;
use crate::ingest::web::{Web, WebLimits};
use crate::lang;
use crate::model::{Policy, SeriesKey};
use crate::report::{Format, Table};
use crate::store::{Store, StoreError};

/// Where the store is where no project says otherwise.
const DEFAULT_STORE: &str = "attested.db";

/// Which store.
#[derive(Debug, Clone, Default, Args)]
pub struct StoreAt {
    /// The store [default: that of the nearest attested.toml, else attested.db]
    #[arg(long, value_name = "FILE")]
    pub store: Option<PathBuf>,
}

impl StoreAt {
    /// The path of the store.
    pub fn path(&self) -> Result<PathBuf> {
        match &self.store {
            Some(path) => Ok(path.clone()),
            None => Ok(Project::around()?.map_or_else(|| PathBuf::from(DEFAULT_STORE), |project| project.store())),
        }
    }

    /// The store, which must be there. One of an earlier version is brought up to date first, if it can be written.
    pub fn open(&self) -> Result<Store> {
        let path = self.path()?;
        match Store::open_existing(&path) {
            Err(older @ StoreError::Older { .. }) => match Store::open(&path) {
                Ok(_) => Ok(Store::open_existing(&path)?),
                Err(StoreError::Open { .. }) => Err(older.into()),
                Err(error) => Err(error.into()),
            },
            opened => Ok(opened?),
        }
    }

    /// A copy in memory of the store, or of an empty one if it is not there: nothing that is done to it stays.
    pub fn copy(&self) -> Result<Store> {
        let path = self.path()?;
        Ok(if path.exists() { Store::copy_of(&path)? } else { Store::in_memory()? })
    }

    /// The project around, if the store is that project's.
    pub fn project(&self) -> Result<Option<Project>> {
        let same = |project: &Project| self.store.as_ref().is_none_or(|path| is_same(path, &project.store()));
        Ok(Project::around()?.filter(same))
    }

    /// The store, which must be there, for changing it.
    pub fn change(&self) -> Result<Store> {
        self.open()?;
        self.make()
    }

    /// The store, made if it is not there.
    pub fn make(&self) -> Result<Store> {
        let path = self.path()?;
        if let Some(folder) = path.parent().filter(|folder| *folder != Path::new("")) {
            std::fs::create_dir_all(folder).with_context(|| format!("{}: cannot be made", folder.display()))?;
        }
        Ok(Store::open(&path)?.with_lexicon(lang::fingerprint()))
    }
}

/// Whether two paths lead to one file.
fn is_same(a: &Path, b: &Path) -> bool {
    match (a.canonicalize(), b.canonicalize()) {
        (Ok(a), Ok(b)) => a == b,
        _ => a == b,
    }
}

/// How addresses of the web are asked, and what one file may cost.
#[derive(Debug, Clone, Copy, Default, Args)]
pub struct Asking {
    /// Fetch from addresses of private networks and of this machine, too
    #[arg(long)]
    pub allow_private: bool,
    /// Refuse files of more than so many megabytes [default: 64]
    #[arg(long, value_name = "MB", value_parser = clap::value_parser!(u32).range(1..=4096))]
    pub max_file: Option<u32>,
    /// Refuse archives and PDFs that unpack to more than so many megabytes [default: 128]
    #[arg(long, value_name = "MB", value_parser = clap::value_parser!(u32).range(1..=16384))]
    pub max_unpacked: Option<u32>,
    /// Give up on a file that takes longer than so many seconds to parse [default: 20]
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u32).range(1..=3600))]
    pub max_seconds: Option<u32>,
}

impl Asking {
    /// The guest that asks.
    pub fn web(self) -> Web {
        Web::new(WebLimits { private: self.allow_private, ..WebLimits::default() })
    }

    /// What one file may cost.
    pub fn limits(self) -> Limits {
        let usual = Limits::default();
        let bytes = |megabytes: Option<u32>, usual| megabytes.map_or(usual, |mb| (mb as usize) << 20);
        Limits {
            file: bytes(self.max_file, usual.file),
            unpacked: bytes(self.max_unpacked, usual.unpacked),
            time: self.max_seconds.map_or(usual.time, |seconds| Duration::from_secs(u64::from(seconds))),
            ..usual
        }
    }
}

/// As of which day.
#[derive(Debug, Clone, Copy, Default, Args)]
pub struct AsOf {
    /// Show what documents published up to this day said; undated documents count for nothing then
    #[arg(long = "as-of", value_name = "DATE", value_parser = day)]
    pub day: Option<NaiveDate>,
}

/// What series are called.
#[derive(Debug, Clone, Copy, Default, Args)]
pub struct Named {
    /// The language in which series, indicators and areas are named: en or ru
    #[arg(long, value_name = "LANGUAGE", default_value = "en")]
    pub lang: Language,
}

impl Named {
    /// The name of a series.
    pub fn series(self, key: &SeriesKey) -> String {
        chart::name_of(key, self.lang)
    }
}

/// Which of several values for one period is shown.
#[derive(Debug, Clone, Default, Args)]
pub struct Chosen {
    /// Of several values for one period show the latest published (latest), the first (first), that of the first of some
    /// publishers (publishers:Rosstat;TASS), or the narrowest on which most sources agree (consensus) [default: `policy` of
    /// the project, else latest]
    #[arg(long, value_name = "POLICY")]
    pub policy: Option<Policy>,
}

impl Chosen {
    /// The policy that was asked for, else the project's.
    pub fn policy(&self) -> Result<Policy> {
        match &self.policy {
            Some(policy) => Ok(policy.clone()),
            None => Ok(Project::around()?.map(|project| project.settings.policy).unwrap_or_default()),
        }
    }
}

/// Words, of which there must be some.
pub fn words(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() { Err("is empty: want words".to_owned()) } else { Ok(text.to_owned()) }
}

/// A day such as 2024-12-26.
pub fn day(text: &str) -> Result<NaiveDate, String> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| "want a day such as 2024-12-26".to_owned())
}

/// How rows are printed.
#[derive(Debug, Clone, Copy, Default, Args)]
pub struct Rows {
    /// How rows are printed: table, csv or json
    #[arg(long, value_name = "FORMAT", default_value_t = Format::Table)]
    pub format: Format,
}

impl Rows {
    /// Prints a table.
    pub fn print(self, table: &Table, out: &mut impl Write) -> Result<()> {
        // Nothing but a head would look like a row to a reader; a program still wants the head.
        if table.rows.is_empty() && self.format == Format::Table {
            return Ok(());
        }
        print::text(out, &table.render(self.format, print::width()))
    }

    /// Whether people read the rows.
    pub fn for_people(self) -> bool {
        self.format == Format::Table
    }
}
