//! Documents as JSON: an object a line, an array of objects, or one object, with the columns of a manifest and `text`.

use serde_json::{Map, Value};

use super::super::{IngestError, Origin};
use super::{Given, Raw, Raws};

const MEDIA_TYPE: &str = "application/jsonl";

/// The documents, in their order, and why others cannot be read.
pub(super) fn documents(given: &Given, text: &str) -> Result<Raws, IngestError> {
    let text = text.trim_start_matches('\u{feff}');
    if let Ok(whole) = serde_json::from_str::<Value>(text) {
        let values = match whole {
            Value::Array(values) => values,
            value => vec![value],
        };
        return Ok((1..).zip(values).map(|(number, value)| of_value(given, number, value)).collect());
    }
    let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
    Ok(lines.map(|(number, line)| of_line(given, number, line)).collect())
}

fn of_line(given: &Given, number: u64, line: &str) -> Result<Raw, IngestError> {
    match serde_json::from_str(line) {
        Ok(value) => of_value(given, number, value),
        Err(error) => Err(bad(given, number, format!("is not JSON: {error}"))),
    }
}

fn of_value(given: &Given, number: u64, value: Value) -> Result<Raw, IngestError> {
    let Value::Object(mut fields) = value else {
        return Err(bad(given, number, "is not an object: want one with a `text`".to_owned()));
    };
    let Some(Value::String(text)) = fields.remove("text") else {
        return Err(bad(given, number, "has no `text`: want a string".to_owned()));
    };
    let origin = origin(fields).map_err(|problem| bad(given, number, problem))?;
    Ok(Raw::part(number.to_string(), MEDIA_TYPE, text, origin))
}

fn origin(fields: Map<String, Value>) -> Result<Origin, String> {
    let mut origin = Origin::default();
    for (name, value) in fields.into_iter().filter(|(name, _)| name != "path") {
        match value {
            Value::Null => {}
            Value::String(text) => origin.set(&name, &text)?,
            other => origin.set(&name, &other.to_string())?,
        }
    }
    Ok(origin)
}

fn bad(given: &Given, line: u64, problem: String) -> IngestError {
    IngestError::Line { path: given.path.to_owned(), line, problem }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn good_lines_are_documents_and_bad_ones_are_named() {
        let text = "{\"id\":\"a\",\"text\":\"Trade grew.\",\"published\":\"2024-10-08\",\"desk\":7}\n\n{\"text\":1}\n{\"text\"\n\
                    {\"text\":\"B\",\"published\":\"soon\"}\n";
        let raws = documents(&Given::file(Path::new("d.jsonl"), text.as_bytes()), text).expect("lines");
        let first = raws[0].as_ref().expect("a document");
        assert_eq!((first.text.as_str(), first.origin.id.as_deref()), ("Trade grew.", Some("a")));
        assert_eq!(first.origin.extra.get("desk").map(String::as_str), Some("7"));
        let errors: Vec<_> = raws[1..].iter().map(|raw| raw.as_ref().expect_err("bad").to_string()).collect();
        assert_eq!(errors[0], "d.jsonl:3: has no `text`: want a string");
        assert!(errors[1].starts_with("d.jsonl:4: is not JSON: "), "{}", errors[1]);
        assert_eq!(errors[2], "d.jsonl:5: `soon` is not a publication date: want 2024-12-26, or 2024-12");
    }
}
