//! The description of a dataset for CSV on the Web: `csv-metadata.json` (W3C, Metadata Vocabulary for Tabular Data).

use serde_json::{Value, json};

use super::DatasetError;
use super::input::About;
use super::table::{Column, Kind, Reference, Table};

/// The bytes of `csv-metadata.json` for these tables.
pub(super) fn describe(about: &About, tables: &[Table]) -> Result<Vec<u8>, DatasetError> {
    let group = json!({
        "@context": ["http://www.w3.org/ns/csvw", { "@language": "en" }],
        "dc:title": about.title,
        "dc:description": about.description,
        "dc:license": { "@id": "https://creativecommons.org/licenses/by/4.0/" },
        "tables": tables.iter().map(table).collect::<Vec<_>>(),
    });
    let mut bytes = serde_json::to_vec_pretty(&group)?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn table(table: &Table) -> Value {
    let mut schema = json!({ "columns": table.columns.iter().map(column).collect::<Vec<_>>() });
    if !table.key.is_empty() {
        schema["primaryKey"] = table.key.iter().map(|key| name(key)).collect();
    }
    if !table.references.is_empty() {
        schema["foreignKeys"] = table.references.iter().map(foreign_key).collect();
    }
    json!({ "url": table.file(), "dc:description": table.about, "tableSchema": schema })
}

fn column(column: &Column) -> Value {
    json!({
        "name": name(&column.name),
        "titles": column.name,
        "dc:description": column.about,
        "datatype": datatype(column.kind),
        "null": "",
    })
}

/// A name as a variable of a URI template may be: other characters are percent-encoded.
fn name(title: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'_' || b == b'.';
    title.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

fn datatype(kind: Kind) -> &'static str {
    match kind {
        Kind::Code | Kind::Text => "string",
        Kind::Number => "decimal",
        Kind::Integer => "integer",
        Kind::Date => "date",
        Kind::Flag => "boolean",
    }
}

fn foreign_key(reference: &Reference) -> Value {
    json!({
        "columnReference": name(reference.column),
        "reference": { "resource": format!("{}.csv", reference.table), "columnReference": name(reference.target) },
    })
}
