//! The text file in which a project keeps the decisions about its figures.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};

use super::{Project, StoreAt, files, print};
use crate::review::{Decision, SheetError, ledger};
use crate::store::Store;

/// The ledger of a store; a store that belongs to no project has none, and keeps its decisions alone.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    path: Option<PathBuf>,
}

impl Ledger {
    /// The ledger of a project.
    pub fn of_project(project: &Project) -> Self {
        Self { path: Some(project.path(&project.settings.reviews)) }
    }

    /// The ledger of the project around, if the store is that project's.
    pub fn of(store: &StoreAt) -> Result<Self> {
        Ok(store.project()?.as_ref().map(Self::of_project).unwrap_or_default())
    }

    /// Its decisions; none if there is no file.
    pub fn read(&self) -> Result<Vec<Decision>> {
        let Some(path) = &self.path else { return Ok(Vec::new()) };
        match fs::read(path) {
            Ok(bytes) => ledger::read(&bytes).map_err(|error| first_of(path, &error)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
            Err(error) => Err(error).with_context(|| format!("{}: cannot be read", path.display())),
        }
    }

    /// Puts its decisions into force in a store, inside of [`Store::at_once`].
    pub fn put_into_force(&self, store: &Store) -> Result<()> {
        store.decide(&self.read()?)?;
        Ok(())
    }

    /// Writes down the decisions of a store that it does not have yet.
    pub fn keep(&self, store: &Store) -> Result<()> {
        let more = self.add(store.decisions()?)?;
        tracing::debug!("{} written down", print::counted(more, "decision"));
        Ok(())
    }

    /// Adds decisions that it does not have yet, and gives back how many those are.
    pub fn add(&self, decisions: Vec<Decision>) -> Result<usize> {
        let Some(path) = &self.path else { return Ok(0) };
        let (all, more) = ledger::join(self.read()?, decisions);
        if more > 0 {
            files::replace(path, ledger::write(&all).as_bytes())?;
        }
        Ok(more)
    }

    /// Where it is, for messages.
    pub fn name(&self) -> String {
        self.path.as_ref().map_or_else(String::new, |path| path.display().to_string())
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
