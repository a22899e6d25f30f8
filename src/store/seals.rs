//! Seals: what makes a byte known that has changed without the store's doing.
//!
//! A seal is the exclusive or of the SHA-256s of the rows that it covers, each with its table's name and the kind and
//! length of every cell. The order of rows does not matter, so that a row may be added to a table's seal, or taken from it,
//! alone; no two rows of a table are equal, since each has its key.

use rusqlite::{Connection, OptionalExtension, Params, params};
use sha2::{Digest, Sha256};

use super::{StoreError, rows};

/// The digest of some rows.
pub(super) type Seal = [u8; 32];

/// What is kept of a document: the tables, and which of their rows belong to the document of row `?1`. Observations follow
/// from the figures.
const DOCUMENT: [(&str, &str); 9] = [
    ("documents", "nr = ?1"),
    ("texts", "document = ?1"),
    ("fingerprints", "document = ?1"),
    ("readings", "document = ?1"),
    ("figures", "nr >= ?1 << 24 AND nr < (?1 + 1) << 24"),
    ("mentions", "figure >= ?1 << 24 AND figure < (?1 + 1) << 24"),
    ("unresolved", "figure >= ?1 << 24 AND figure < (?1 + 1) << 24"),
    ("reread", "figure >= ?1 << 24 AND figure < (?1 + 1) << 24"),
    ("hidden", "figure >= ?1 << 24 AND figure < (?1 + 1) << 24"),
];
/// The tables that have one seal.
const TABLES: [&str; 6] = ["bands", "decisions", "fetches", "files", "official_files", "withdrawals"];

/// Rows of one table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rows {
    /// The table.
    pub table: &'static str,
    /// Which of its rows, as a condition.
    pub which: &'static str,
}

/// A table, and the statement that puts a row into it: with a parameter for each column, in the table's order.
#[derive(Debug, Clone, Copy)]
pub(super) struct Target {
    /// The table.
    pub table: &'static str,
    /// The statement.
    pub sql: &'static str,
}

/// Writes rows and takes them into a seal: to read them again for that would take as long as to write them.
pub(super) fn insert(
    connection: &Connection,
    into: Target,
    rows: &rows::Rows,
    seal: &mut Seal,
) -> Result<(), StoreError> {
    rows::insert(&mut *connection.prepare_cached(into.sql)?, rows)?;
    rows.iter().for_each(|row| blend(seal, into.table, row));
    Ok(())
}

/// Writes the seal of a document, all of whose rows it has taken in.
pub(super) fn seal(connection: &Connection, nr: i64, seal: Seal) -> Result<(), StoreError> {
    write(connection, "documents", nr, seal)
}

/// Adds the digests of new rows to the seal of their table.
pub(super) fn add(connection: &Connection, table: &str, rows: Seal) -> Result<(), StoreError> {
    if rows == Seal::default() {
        return Ok(());
    }
    let mut seal = read(connection, table, 0)?.unwrap_or_default();
    mix(&mut seal, rows);
    write(connection, table, 0, seal)
}

/// Seals all that is kept of a document, anew.
pub(super) fn document(connection: &Connection, nr: i64) -> Result<(), StoreError> {
    write(connection, "documents", nr, of_document(connection, nr)?)
}

/// Seals the values of a file of official statistics.
pub(super) fn official(connection: &Connection, file: i64) -> Result<(), StoreError> {
    write(connection, "official_values", file, of_official(connection, file)?)
}

/// Adds rows to the seal of their table, or takes them from it: the one undoes the other. `params` has a set for each time
/// that the condition is asked.
pub(super) fn toggle<P: Params>(
    connection: &Connection,
    rows: Rows,
    params: impl IntoIterator<Item = P>,
) -> Result<(), StoreError> {
    let before = read(connection, rows.table, 0)?.unwrap_or_default();
    let mut seal = before;
    params.into_iter().try_for_each(|params| join(connection, rows.table, rows.which, params, &mut seal))?;
    if seal == before { Ok(()) } else { write(connection, rows.table, 0, seal) }
}

/// Seals everything, as for a store of a version that had no seals.
pub(super) fn everything(connection: &Connection) -> Result<(), StoreError> {
    for (what, nr, seal) in all(connection)? {
        write(connection, what, nr, seal)?;
    }
    Ok(())
}

/// The places whose rows are not as they were when they were sealed, and what is wrong with each.
pub(super) fn broken(connection: &Connection) -> Result<Vec<(String, &'static str)>, StoreError> {
    let mut kept = connection.prepare("SELECT what, nr, sha256 FROM seals")?;
    let kept =
        kept.query_map([], |row| Ok(((row.get::<_, String>(0)?, row.get::<_, i64>(1)?), row.get::<_, Seal>(2)?)))?;
    let mut kept: std::collections::BTreeMap<_, _> = kept.collect::<Result<_, _>>()?;
    let mut broken = Vec::new();
    for (what, nr, seal) in all(connection)? {
        match kept.remove(&(what.to_owned(), nr)) {
            Some(was) if was == seal => {}
            Some(_) => broken.push((place(connection, what, nr)?, "is not as it was written: its seal is another one")),
            // A table without rows needs no seal.
            None if seal == Seal::default() => {}
            None => broken.push((place(connection, what, nr)?, "has no seal: want that of its rows")),
        }
    }
    let astray = kept.into_keys().map(|(what, nr)| (format!("{what} {nr}"), "has a seal and is not there"));
    broken.extend(astray);
    Ok(broken)
}

/// What a seal covers, for people.
fn place(connection: &Connection, what: &str, nr: i64) -> Result<String, StoreError> {
    let sql = match what {
        "documents" => "SELECT 'document ' || source_id FROM documents WHERE nr = ?1",
        "official_values" => "SELECT 'official statistics ' || source_id FROM official_files WHERE nr = ?1",
        _ => return Ok(format!("table {what}")),
    };
    Ok(connection.prepare_cached(sql)?.query_row([nr], |row| row.get(0)).optional()?.unwrap_or_default())
}

/// Every seal as the rows give it now.
fn all(connection: &Connection) -> Result<Vec<(&'static str, i64, Seal)>, StoreError> {
    let mut seals = Vec::new();
    for nr in numbers(connection, "SELECT nr FROM documents ORDER BY nr")? {
        seals.push(("documents", nr, of_document(connection, nr)?));
    }
    for nr in numbers(connection, "SELECT nr FROM official_files ORDER BY nr")? {
        seals.push(("official_values", nr, of_official(connection, nr)?));
    }
    for table in TABLES {
        let mut seal = Seal::default();
        join(connection, table, "true", [], &mut seal)?;
        seals.push((table, 0, seal));
    }
    Ok(seals)
}

fn numbers(connection: &Connection, sql: &str) -> Result<Vec<i64>, StoreError> {
    Ok(connection.prepare(sql)?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

fn of_document(connection: &Connection, nr: i64) -> Result<Seal, StoreError> {
    let mut seal = Seal::default();
    for (table, which) in DOCUMENT {
        join(connection, table, which, [nr], &mut seal)?;
    }
    Ok(seal)
}

fn of_official(connection: &Connection, file: i64) -> Result<Seal, StoreError> {
    let mut seal = Seal::default();
    join(connection, "official_values", "file = ?1", [file], &mut seal)?;
    Ok(seal)
}

/// Joins the digests of some rows of a table to a seal.
fn join(
    connection: &Connection,
    table: &str,
    which: &str,
    params: impl Params,
    seal: &mut Seal,
) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(&format!("SELECT * FROM {table} WHERE {which}"))?;
    let (cells, mut bytes) = (statement.column_count(), Vec::new());
    let mut found = statement.query(params)?;
    while let Some(row) = found.next()? {
        bytes.clear();
        for nth in 0..cells {
            rows::cell(&mut bytes, row.get_ref(nth)?);
        }
        blend(seal, table, &bytes);
    }
    Ok(())
}

/// Takes the digest of a row into a seal.
pub(super) fn blend(seal: &mut Seal, table: &str, row: &[u8]) {
    mix(seal, Sha256::new().chain_update(table).chain_update(row).finalize().into());
}

/// Takes what other rows are sealed with into a seal.
pub(super) fn mix(seal: &mut Seal, other: Seal) {
    seal.iter_mut().zip(other).for_each(|(sealed, byte)| *sealed ^= byte);
}

fn read(connection: &Connection, what: &str, nr: i64) -> Result<Option<Seal>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT sha256 FROM seals WHERE what = ?1 AND nr = ?2")?;
    Ok(statement.query_row(params![what, nr], |row| row.get(0)).optional()?)
}

fn write(connection: &Connection, what: &str, nr: i64, seal: Seal) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached("INSERT OR REPLACE INTO seals VALUES (?1, ?2, ?3)")?;
    statement.execute(params![what, nr, seal])?;
    Ok(())
}
