//! Figures by name: the names of figures that were written together, in one cell.

use rusqlite::{Connection, Row, params};

use super::cells::Cells;
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

/// Fills the table of a store of the version before.
pub(super) fn fill(connection: &Connection) -> Result<(), StoreError> {
    let mut statement = connection.prepare("SELECT id, nr FROM figures ORDER BY nr")?;
    let mut rows = statement.query([])?;
    // The names since the last row of the table, and the number before the first of them.
    let (mut names, mut before) = (Vec::new(), 0);
    while let Some(row) = rows.next()? {
        let (id, nr) = figure(row)?;
        if nr != before + (names.len() / NAME) as i64 + 1 {
            insert(connection, before, &names)?;
            names.clear();
            before = nr - 1;
        }
        push(&mut names, &id);
    }
    insert(connection, before, &names)
}

fn figure(row: &Row) -> Result<(FigureId, i64), StoreError> {
    let mut cells = Cells::of(row, "figures");
    Ok((cells.read()?, cells.plain()?))
}

impl Store {
    /// The figures that are not found by their names.
    pub(super) fn unnamed(&self) -> Result<Vec<FigureId>, StoreError> {
        let mut names = self.connection.prepare("SELECT figure, names FROM names ORDER BY figure")?;
        let mut named = names.query([])?;
        let mut figures = self.connection.prepare("SELECT id, nr FROM figures ORDER BY nr")?;
        let mut figures = figures.query_and_then([], figure)?;
        let mut lost = Vec::new();
        while let Some(row) = named.next()? {
            let first: i64 = row.get(0)?;
            let names = row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
            for (name, number) in all(names).zip(first..) {
                match figures.next().transpose()? {
                    Some((id, nr)) if (&id, nr) == (&name, number) => {}
                    other => lost.extend(other.map(|(id, _)| id).or(Some(name))),
                }
            }
        }
        for figure in figures {
            lost.push(figure?.0);
        }
        Ok(lost)
    }
}
