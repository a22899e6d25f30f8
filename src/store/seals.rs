//! Seals: what makes a byte known that has changed without the store's doing.
//!
//! A seal is the exclusive or of the SHA-256s of the rows that it covers, each with its table's name and the kind and
//! length of every cell. The order of rows does not matter, so that a row may be added to a table's seal, or taken from it,
//! alone; no two rows of a table are equal, since each has its key.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, Params, params};
use sha2::{Digest, Sha256};

use super::StoreError;

/// The digest of some rows.
type Seal = [u8; 32];

/// What is kept of a document: the tables, and which of their rows belong to the document of row `?1`.
const DOCUMENT: [(&str, &str); 10] = [
    ("documents", "nr = ?1"),
    ("fingerprints", "document = ?1"),
    ("readings", "document = ?1"),
    ("sentences", "document = ?1"),
    ("figures", "document = ?1"),
    ("mentions", "figure IN (SELECT nr FROM figures WHERE document = ?1)"),
    ("observations", "figure IN (SELECT nr FROM figures WHERE document = ?1)"),
    ("unresolved", "figure IN (SELECT nr FROM figures WHERE document = ?1)"),
    ("reread", "figure IN (SELECT nr FROM figures WHERE document = ?1)"),
    ("hidden", "figure IN (SELECT nr FROM figures WHERE document = ?1)"),
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
    let cells = statement.column_count();
    let mut rows = statement.query(params)?;
    while let Some(row) = rows.next()? {
        let mut digest = Sha256::new_with_prefix(table);
        for nth in 0..cells {
            cell(&mut digest, row.get_ref(nth)?);
        }
        seal.iter_mut().zip(digest.finalize()).for_each(|(sealed, byte)| *sealed ^= byte);
    }
    Ok(())
}

/// Takes a cell into a digest, so that no two rows of different cells are written alike.
fn cell(digest: &mut Sha256, cell: ValueRef<'_>) {
    let (kind, bytes): (u8, &[u8]) = match cell {
        ValueRef::Null => (0, &[]),
        ValueRef::Integer(number) => return whole(digest, 1, &number.to_be_bytes()),
        ValueRef::Real(number) => return whole(digest, 2, &number.to_be_bytes()),
        ValueRef::Text(text) => (3, text),
        ValueRef::Blob(bytes) => (4, bytes),
    };
    whole(digest, kind, bytes);
}

fn whole(digest: &mut Sha256, kind: u8, bytes: &[u8]) {
    digest.update([kind]);
    digest.update((bytes.len() as u64).to_be_bytes());
    digest.update(bytes);
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
