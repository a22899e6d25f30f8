//! Figures by name: the names of figures that were written together, in one cell.

use rusqlite::{Connection, OptionalExtension, params};

use super::written::Written;
use super::{Store, StoreError};
use crate::model::FigureId;

/// How many bytes a name has.
const NAME: usize = 6;

/// Adds a name to a cell.
pub(super) fn push(names: &mut Vec<u8>, id: &FigureId) {
    names.extend_from_slice(&id.number().to_be_bytes()[8 - NAME..]);
}

/// The names in a cell.
fn all(names: &[u8]) -> impl Iterator<Item = FigureId> {
    names.chunks_exact(NAME).map(|name| FigureId::of_number(name.iter().fold(0, |n, byte| n << 8 | i64::from(*byte))))
}

/// Writes the names of figures whose numbers follow the one of the number `before`.
pub(super) fn insert(connection: &Connection, before: i64, names: &[u8]) -> Result<(), StoreError> {
    if !names.is_empty() {
        connection.prepare_cached("INSERT INTO names VALUES (?1, ?2)")?.execute(params![before + 1, names])?;
    }
    Ok(())
}

/// The figures whose names are from one to another: the name and the number of each.
pub(super) fn between(
    connection: &Connection,
    (from, to): (&FigureId, &FigureId),
) -> Result<Vec<(FigureId, i64)>, StoreError> {
    let bytes = |id: &FigureId| id.number().to_be_bytes();
    let (from, to) = (bytes(from), bytes(to));
    let mut statement = connection.prepare_cached("SELECT figure, names FROM names ORDER BY figure")?;
    let (mut rows, mut found) = (statement.query([])?, Vec::new());
    while let Some(row) = rows.next()? {
        let names = row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
        let fits = |name: &[u8]| name >= &from[8 - NAME..] && name <= &to[8 - NAME..];
        for nth in names.chunks_exact(NAME).enumerate().filter(|(_, name)| fits(name)).map(|(nth, _)| nth) {
            found.extend(all(&names[nth * NAME..]).next().zip(Some(row.get::<_, i64>(0)? + nth as i64)));
        }
    }
    Ok(found)
}

/// Fills the table of a store of an earlier version.
pub(super) fn fill(connection: &Connection) -> Result<(), StoreError> {
    Written::each(connection, |written| insert(connection, written.numbers().start - 1, &of(written)?))
}

/// The names of figures that were written together.
fn of(written: &Written) -> Result<Vec<u8>, StoreError> {
    let mut names = Vec::new();
    for figure in written.figures() {
        push(&mut names, &FigureId::of_number(figure?.1.name));
    }
    Ok(names)
}

impl Store {
    /// The figures that are not found by their names.
    pub(super) fn unnamed(&self) -> Result<Vec<FigureId>, StoreError> {
        let mut named = self.connection.prepare("SELECT names FROM names WHERE figure = ?1")?;
        let mut lost = Vec::new();
        Written::each(&self.connection, |written| {
            let wanted = of(written)?;
            let found: Option<Vec<u8>> = named.query_row([written.numbers().start], |row| row.get(0)).optional()?;
            let found = found.unwrap_or_default();
            let mut found = all(&found);
            lost.extend(all(&wanted).filter(|name| found.next().as_ref() != Some(name)));
            lost.extend(found);
            Ok(())
        })?;
        Ok(lost)
    }
}
