//! The rules' examples: `tests/corpus/<language>/<dimension>.txt`, a reading over the texts that must give it.
//!
//! ```text
//! # A comment.
//! value=83700000000 unit=USD bound=exact
//!     Russia's trade with the CIS countries reached $83.7 billion in 2023.
//!     Russia's trade with the CIS countries reached US$83.7 billion in 2023.
//! nothing
//!     See page 83 of the report.
//! ```
//!
//! A line at the margin is a reading: fields as `attested extract` names them, each `name=value`; `-` is none, `"` goes
//! round blanks. Fields that a reading leaves out are not looked at. Several readings in a row are the mentions that the
//! texts give, in text order; `nothing` is no mention at all. `published=2024-12-26` gives the day of the document, `publisher=Eurostat` who
//! published it, `title=...` what it is called beside the text, `url=https://...` where.
//!
//! `known_failures.txt` holds what should pass and does not yet; what has started to pass must be moved out of it.

use std::fs;

use attested::cli::common::fields::MentionFields;
use attested::extract::extract;
use attested::ingest::Repairs;
use attested::model::{Document, Source};
use attested::store::Prepared;
use serde_json::Value;

use crate::support::repository;

const KNOWN_FAILURES: &str = "known_failures.txt";

/// A text with the readings that it must give.
struct Example {
    place: String,
    readings: Vec<Vec<(String, String)>>,
    published: Option<String>,
    publisher: Option<String>,
    title: Option<String>,
    url: Option<String>,
    text: String,
}

#[test]
fn the_examples_give_their_readings() {
    let mut failures = Vec::new();
    let mut count = 0;
    for example in examples(|file| file != KNOWN_FAILURES) {
        count += 1;
        failures.extend(example.check().err());
    }
    assert!(count > 60, "only {count} examples were found");
    assert!(failures.is_empty(), "{} of {count}:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn known_failures_still_fail() {
    let passing: Vec<_> =
        examples(|file| file == KNOWN_FAILURES).iter().filter(|e| e.check().is_ok()).map(|e| e.place.clone()).collect();
    assert!(passing.is_empty(), "pass now, move them to the file of their dimension:\n{}", passing.join("\n"));
}

fn examples(wanted: impl Fn(&str) -> bool) -> Vec<Example> {
    let mut files = Vec::new();
    for language in fs::read_dir(repository().join("tests/corpus")).expect("a corpus").flatten() {
        files.extend(fs::read_dir(language.path()).expect("a language").flatten().map(|entry| entry.path()));
    }
    files.sort();
    files.retain(|path| wanted(&path.file_name().unwrap_or_default().to_string_lossy()));
    files
        .iter()
        .flat_map(|path| {
            let name = path.strip_prefix(repository()).expect("below").display().to_string();
            parse(&name, &fs::read_to_string(path).expect("readable"))
        })
        .collect()
}

fn parse(file: &str, text: &str) -> Vec<Example> {
    let (mut examples, mut readings, mut published, mut publisher) = (Vec::new(), Vec::new(), None, None);
    let (mut title, mut url) = (None, None);
    let mut in_texts = false;
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#')) {
        let place = format!("{file}:{}", at + 1);
        match line.strip_prefix("    ") {
            Some(text) => {
                in_texts = true;
                let (readings, published) = (Vec::clone(&readings), Option::clone(&published));
                let (publisher, title, url) = (Option::clone(&publisher), Option::clone(&title), Option::clone(&url));
                examples.push(Example {
                    place,
                    readings,
                    published,
                    publisher,
                    title,
                    url,
                    text: text.trim().replace("\\n", "\n"),
                });
            }
            None => {
                if std::mem::take(&mut in_texts) {
                    (readings, published, publisher, title, url) = (Vec::new(), None, None, None, None);
                }
                let mut fields = fields(&place, line);
                let mut take = |wanted: &str, into: &mut Option<String>| {
                    if let Some(at) = fields.iter().position(|(name, _)| name == wanted) {
                        *into = Some(fields.remove(at).1);
                    }
                };
                take("published", &mut published);
                take("publisher", &mut publisher);
                take("title", &mut title);
                take("url", &mut url);
                readings.extend((line != "nothing").then_some(fields));
            }
        }
    }
    examples
}

fn fields(place: &str, line: &str) -> Vec<(String, String)> {
    if line == "nothing" {
        return Vec::new();
    }
    let mut quoted = false;
    let parts = line.split(|c| {
        quoted ^= c == '"';
        c == ' ' && !quoted
    });
    let field = |part: &str| {
        let (name, value) = part.split_once('=').unwrap_or_else(|| panic!("{place}: `{part}`: want name=value"));
        (name.to_owned(), value.trim_matches('"').to_owned())
    };
    parts.filter(|part| !part.is_empty()).map(field).collect()
}

impl Example {
    fn check(&self) -> Result<(), String> {
        let found = self.mentions();
        let short = |found: &[Value]| found.iter().map(|f| f["surface"].to_string()).collect::<Vec<_>>().join(", ");
        if found.len() != self.readings.len() {
            let (place, wanted) = (&self.place, self.readings.len());
            return Err(format!("{place}: want {wanted} mentions, found {}: {}", found.len(), short(&found)));
        }
        for (reading, mention) in self.readings.iter().zip(&found) {
            for (name, wanted) in reading {
                let value = mention.get(name).ok_or_else(|| format!("{}: there is no field `{name}`", self.place))?;
                let value = value.as_str().unwrap_or("-");
                if value != wanted {
                    let surface = &mention["surface"];
                    return Err(format!("{}: {surface}: {name}: want {wanted}, found {value}", self.place));
                }
            }
        }
        Ok(())
    }

    /// The mentions that are found, as JSON objects, in text order.
    fn mentions(&self) -> Vec<Value> {
        let published =
            self.published.as_ref().map(|day| day.parse().unwrap_or_else(|e| panic!("{}: {e}", self.place)));
        let (publisher, title, url) = (self.publisher.clone(), self.title.clone(), self.url.clone());
        let source = Source { id: "corpus".to_owned(), published, publisher, title, url, ..Source::default() };
        let document = Document::new(source, self.text.clone());
        let found = extract(&document);
        // What is read must be fit to be kept: each amount stands in the text, inside of its sentence.
        Prepared::of(&document, &found).unwrap_or_else(|error| panic!("{}: {error}", self.place));
        let mut mentions: Vec<Value> = Vec::new();
        for (id, figure) in found.named(&document.id) {
            let fields = figure
                .mentions
                .iter()
                .map(|m| MentionFields::new((&document, &Repairs::default()), id.clone(), figure, m));
            mentions.extend(fields.map(|fields| serde_json::to_value(fields).expect("JSON")));
        }
        mentions.sort_by_key(|mention| mention["start"].as_u64());
        mentions
    }
}
