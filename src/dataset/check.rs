//! What a reader of the dataset may rely on: names, one row a key, and references that lead somewhere.

use std::collections::BTreeSet;

use super::DatasetError;
use super::input::About;
use super::table::{Reference, Table};

/// Holds the tables of one dataset against their names, keys and references.
pub(super) fn check(about: &About, tables: &[Table]) -> Result<(), DatasetError> {
    name(&about.name)?;
    let mut names = BTreeSet::new();
    for table in tables {
        name(&table.name)?;
        if !names.insert(&table.name) {
            return Err(DatasetError::Twice(table.name.clone()));
        }
        keys(table)?;
        table.references.iter().try_for_each(|reference| refers(table, *reference, tables))?;
    }
    Ok(())
}

fn name(name: &str) -> Result<(), DatasetError> {
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_' | '.');
    let right = !name.is_empty() && !name.starts_with('.') && name.chars().all(allowed);
    if right { Ok(()) } else { Err(DatasetError::Name(name.to_owned())) }
}

fn keys(table: &Table) -> Result<(), DatasetError> {
    if table.key.is_empty() {
        return Ok(());
    }
    let parts = table.key.iter().map(|column| values(table, column)).collect::<Result<Vec<_>, _>>()?;
    let mut seen = BTreeSet::new();
    for at in 0..table.rows.len() {
        let key: Vec<_> = parts.iter().filter_map(|values| values.get(at)).collect();
        if key.iter().any(|part| part.is_empty()) || !seen.insert(key.clone()) {
            let key = key.iter().map(|part| part.as_str()).collect::<Vec<_>>().join(" ");
            return Err(DatasetError::Key { table: table.name.clone(), row: at + 1, key });
        }
    }
    Ok(())
}

fn refers(table: &Table, reference: Reference, tables: &[Table]) -> Result<(), DatasetError> {
    let Reference { column, table: other, target } = reference;
    let missing = || DatasetError::Column { table: other.to_owned(), column: target.to_owned() };
    let found = tables.iter().find(|table| table.name == other).ok_or_else(missing)?;
    let there: BTreeSet<_> = values(found, target)?.into_iter().collect();
    match values(table, column)?.into_iter().enumerate().find(|(_, v)| !v.is_empty() && !there.contains(v)) {
        None => Ok(()),
        Some((at, value)) => {
            Err(DatasetError::Reference { table: table.name.clone(), row: at + 1, value, other, column: target })
        }
    }
}

fn values(table: &Table, column: &str) -> Result<Vec<String>, DatasetError> {
    let missing = || DatasetError::Column { table: table.name.clone(), column: column.to_owned() };
    let at = table.position(column).ok_or_else(missing)?;
    Ok(table.rows.iter().map(|row| row.get(at).map(|cell| cell.shown()).unwrap_or_default()).collect())
}
