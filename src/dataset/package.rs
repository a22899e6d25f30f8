//! The description of a dataset: `datapackage.json`, Data Package v2.

use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::input::{Input, Names};
use super::table::{Column, Kind, Reference, Table};
use super::{DatasetError, File};
use crate::model::document::hexadecimal;

/// The bytes of `datapackage.json` for these tables and the files that hold them, in the same order.
pub(super) fn describe(input: &Input, tables: &[Table], files: &[File]) -> Result<Vec<u8>, DatasetError> {
    let resources: Vec<_> = tables.iter().zip(files).map(|(table, file)| resource(table, file)).collect();
    let mut package = json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": input.about.name,
        "title": input.about.title,
        "description": input.about.description,
        "licenses": [{
            "name": "CC-BY-4.0",
            "path": "https://creativecommons.org/licenses/by/4.0/",
            "title": "Creative Commons Attribution 4.0 International",
        }],
    });
    let sources = sources(input);
    // The profile wants at least one item in a list that is there.
    if !sources.is_empty() {
        package["sources"] = sources.into();
    }
    package["resources"] = resources.into();
    let hash = whole(files);
    package["version"] = hash[..12].into();
    package["citation"] = citation(input, &hash).into();
    let mut bytes = serde_json::to_vec_pretty(&package)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// The hash of all files of a dataset, by name.
fn whole(files: &[File]) -> String {
    let lines: String = files.iter().map(|file| format!("{}  {}\n", sha256(&file.bytes), file.name)).collect();
    sha256(lines.as_bytes())
}

/// How to cite the dataset: its title, what it is made of, and the hash by which it can be told from any other.
fn citation(input: &Input, hash: &str) -> String {
    let count = |n: usize, thing: &str| format!("{n} {thing}{}", if n == 1 { "" } else { "s" });
    let observations = input.series.iter().map(|series| series.observations.len()).sum();
    let published = input.documents.iter().filter_map(|d| d.source.published.map(|p| p.vintage())).max();
    let until = published.map(|day| format!(", published up to {day}")).unwrap_or_default();
    format!(
        "{}. {} quoted in {}{until}. attested {}, sha256:{hash}",
        input.about.title,
        count(observations, "observation"),
        count(input.documents.len(), "document"),
        env!("CARGO_PKG_VERSION"),
    )
}

fn sources(input: &Input) -> Vec<Value> {
    let source = |document: super::input::Named| {
        let source = &document.row.source;
        let mut entry = Map::new();
        entry.insert("title".to_owned(), source.title.as_deref().unwrap_or(document.name).into());
        // A path may only be an address of the web: one on this machine would lead nobody anywhere.
        if let Some(url) = source.url.as_ref().filter(|url| url.starts_with("https://") || url.starts_with("http://")) {
            entry.insert("path".to_owned(), url.as_str().into());
        }
        Value::Object(entry)
    };
    let mut sources = Vec::new();
    for entry in Names::of(input.documents).sorted().into_iter().map(source) {
        if !sources.contains(&entry) {
            sources.push(entry);
        }
    }
    sources
}

fn resource(table: &Table, file: &File) -> Value {
    json!({
        "name": table.name,
        "type": "table",
        "path": file.name,
        "description": table.about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.bytes.len(),
        "hash": format!("sha256:{}", sha256(&file.bytes)),
        "schema": schema(table),
    })
}

pub(super) fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

fn schema(table: &Table) -> Value {
    let fields: Vec<_> = table.columns.iter().map(|column| field(column, &table.key)).collect();
    let mut schema = json!({ "fields": fields, "missingValues": [""] });
    if !table.key.is_empty() {
        schema["primaryKey"] = json!(table.key);
    }
    if !table.references.is_empty() {
        schema["foreignKeys"] = table.references.iter().map(foreign_key).collect();
    }
    schema
}

fn field(column: &Column, key: &[&str]) -> Value {
    let mut field = json!({ "name": column.name, "type": kind(column.kind), "description": column.about });
    if key.contains(&column.name.as_ref()) {
        field["constraints"] =
            if key.len() == 1 { json!({ "required": true, "unique": true }) } else { json!({ "required": true }) };
    }
    field
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Code | Kind::Text => "string",
        Kind::Number => "number",
        Kind::Integer => "integer",
        Kind::Date => "date",
        Kind::Flag => "boolean",
    }
}

fn foreign_key(reference: &Reference) -> Value {
    json!({
        "fields": [reference.column],
        "reference": { "resource": reference.table, "fields": [reference.target] },
    })
}
