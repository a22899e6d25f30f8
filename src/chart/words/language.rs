//! The languages of charts and their words, which are rows of a file for each.

use std::collections::HashMap;
use std::str::FromStr;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::model::ParseError;

/// A language that a chart can be labelled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Russian.
    Ru,
}

impl FromStr for Language {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        match text {
            "en" => Ok(Self::En),
            "ru" => Ok(Self::Ru),
            _ => Err(ParseError { text: text.to_owned(), wanted: "a language of charts: want en or ru" }),
        }
    }
}

/// The words of charts: for each language a file of rows, a key and what is said for it.
static WORDS: LazyLock<[HashMap<String, String>; 2]> =
    LazyLock::new(|| [include_str!("en.csv"), include_str!("ru.csv")].map(rows));

fn rows(text: &str) -> HashMap<String, String> {
    let rows = csv::Reader::from_reader(text.as_bytes()).into_records().filter_map(Result::ok);
    rows.filter_map(|row| Some((row.get(0)?.to_owned(), row.get(1)?.to_owned()))).collect()
}

impl Language {
    /// What this language says for a key; English where it has nothing of its own, then the key.
    pub(in super::super) fn say(self, key: &str) -> &str {
        let words = |language: Self| WORDS[language as usize].get(key);
        words(self).or_else(|| words(Self::En)).map_or(key, String::as_str)
    }

    /// The same with each `{}` filled in, in order.
    pub(in super::super) fn fill(self, key: &str, with: &[&str]) -> String {
        with.iter().fold(self.say(key).to_owned(), |text, part| text.replacen("{}", part, 1))
    }

    /// The same with named places, `{name}`, filled in.
    pub(in super::super) fn tell(self, key: &str, with: &[(&str, &str)]) -> String {
        with.iter().fold(self.say(key).to_owned(), |text, (name, part)| text.replace(&format!("{{{name}}}"), part))
    }

    /// What this language itself says for a key.
    pub(super) fn word(self, key: &str) -> Option<&'static str> {
        WORDS[self as usize].get(key).map(String::as_str)
    }

    /// The short name of a month, counted from zero.
    pub(super) fn month(self, month0: u32) -> &'static str {
        self.word(&format!("month.{}", month0 % 12 + 1)).unwrap_or_default()
    }

    /// Whether the code lists have Russian names for this language.
    pub(in super::super) fn is_russian(self) -> bool {
        self == Self::Ru
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_every_word() {
        let keys = |rows: &HashMap<String, String>| rows.keys().cloned().collect::<std::collections::BTreeSet<_>>();
        for key in keys(&WORDS[0]) {
            assert!(WORDS[1].contains_key(&key) || key.starts_with("unit."), "no Russian for {key}");
        }
        let places = |text: &String| text.matches('{').count();
        for (key, text) in &WORDS[1] {
            if let Some(english) = WORDS[0].get(key) {
                assert_eq!(places(text), places(english), "{key}: {text}");
            }
        }
        assert_eq!(Language::Ru.say("no.such.key"), "no.such.key");
    }
}
