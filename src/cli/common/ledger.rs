//! The text file in which a project keeps the decisions about its figures.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};

use super::{Project, StoreAt, files, print};
use crate::review::{Decision, SheetError, Withdrawal, ledger, withdrawal};
use crate::store::Store;

/// The ledger of a store; a store that belongs to no project has none, and keeps its decisions alone.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    files: Option<Files>,
}

#[derive(Debug, Clone)]
struct Files {
    /// The decisions about figures.
    reviews: PathBuf,
    /// Those about whole documents.
    withdrawals: PathBuf,
}

/// What a ledger holds.
#[derive(Debug, Clone, Default)]
pub struct Entries {
    /// The decisions about figures.
    pub decisions: Vec<Decision>,
    /// Those about whole documents.
    pub withdrawals: Vec<Withdrawal>,
}

impl Entries {
    /// What a store holds.
    pub fn of(store: &Store) -> Result<Self> {
        Ok(Self { decisions: store.decisions()?, withdrawals: store.withdrawals()? })
    }
}

impl Ledger {
    /// The ledger of a project.
    pub fn of_project(project: &Project) -> Self {
        let path = |of: &Path| project.path(of);
        let settings = &project.settings;
        let files = Files { reviews: path(&settings.reviews), withdrawals: path(&settings.withdrawals) };
        Self { files: Some(files) }
    }

    /// The ledger of the project around, if the store is that project's.
    pub fn of(store: &StoreAt) -> Result<Self> {
        Ok(store.project()?.as_ref().map(Self::of_project).unwrap_or_default())
    }

    /// Its entries; none if there is no file.
    pub fn read(&self) -> Result<Entries> {
        let Some(Files { reviews, withdrawals }) = &self.files else { return Ok(Entries::default()) };
        Ok(Entries {
            decisions: ledger::read(&bytes_of(reviews)?).map_err(|error| first_of(reviews, &error))?,
            withdrawals: withdrawal::read(&bytes_of(withdrawals)?).map_err(|error| first_of(withdrawals, &error))?,
        })
    }

    /// Puts its entries into force in a store, inside of [`Store::at_once`].
    pub fn put_into_force(&self, store: &Store) -> Result<()> {
        let entries = self.read()?;
        store.decide(&entries.decisions)?;
        store.withdraw(&entries.withdrawals)?;
        Ok(())
    }

    /// Writes down the entries of a store that it does not have yet.
    pub fn keep(&self, store: &Store) -> Result<()> {
        let more = self.add(Entries::of(store)?)?;
        tracing::debug!("{} written down", print::counted(more, "decision"));
        Ok(())
    }

    /// Adds entries that it does not have yet, and gives back how many those are.
    pub fn add(&self, entries: Entries) -> Result<usize> {
        let Some(Files { reviews, withdrawals }) = &self.files else { return Ok(0) };
        let known = self.read()?;
        let (decisions, decided) = ledger::join(known.decisions, entries.decisions);
        let (all, withdrawn) = withdrawal::join(known.withdrawals, entries.withdrawals);
        if decided > 0 {
            files::replace(reviews, ledger::write(&decisions).as_bytes())?;
        }
        if withdrawn > 0 {
            files::replace(withdrawals, withdrawal::write(&all).as_bytes())?;
        }
        Ok(decided + withdrawn)
    }

    /// Where the decisions about figures are, for messages.
    pub fn name(&self) -> String {
        self.files.as_ref().map_or_else(String::new, |files| files.reviews.display().to_string())
    }
}

/// The bytes of a file; none if it is not there.
fn bytes_of(path: &Path) -> Result<Vec<u8>> {
    match fs::read(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
        bytes => bytes.with_context(|| format!("{}: cannot be read", path.display())),
    }
}

/// The first fault of a file, and how many more there are.
pub fn first_of(path: &Path, error: &SheetError) -> anyhow::Error {
    let first = error.faults.first().map(ToString::to_string).unwrap_or_default();
    match error.faults.len() {
        0 | 1 => anyhow!("{}:{first}", path.display()),
        more => anyhow!("{}:{first} (and {} more)", path.display(), print::counted(more - 1, "fault")),
    }
}
