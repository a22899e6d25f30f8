//! The map: which columns of a table of official statistics are which dimension.

use std::collections::BTreeMap;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::Deserialize;

use super::OfficialSource;
use super::field::Fields;

/// What a mapping file in TOML says.
///
/// ```
/// let map: attested::official::Map = r#"
///     id = "customs"
///     publisher = "Customs Service"
///     published = "2024-02-12"
///     [fields]
///     indicator = "trade_turnover"
///     unit = "USD"
///     scale = 6
///     area = { column = "REPORTER", codes = { RUS = "RU" } }
///     period = { column = "TIME_PERIOD", cumulative = true }
/// "#.parse()?;
/// assert_eq!(map.source().publisher, "Customs Service");
/// # Ok::<(), attested::official::MapError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Map {
    id: String,
    publisher: String,
    title: Option<String>,
    url: Option<String>,
    /// The day on which the file became public, for rows that do not say.
    published: Option<NaiveDate>,
    #[serde(default)]
    pub(super) fields: Fields,
    /// The rows that are taken: a column, and the codes that it may have.
    #[serde(default, rename = "where")]
    pub(super) only: BTreeMap<String, OneOrMany>,
}

/// A code, or several.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub(super) enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl OneOrMany {
    pub fn has(&self, code: &str) -> bool {
        match self {
            Self::One(one) => one == code,
            Self::Many(many) => many.iter().any(|one| one == code),
        }
    }
}

/// What is wrong with a mapping file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{line}: {problem}")]
pub struct MapError {
    /// The line of the file, from 1.
    pub line: usize,
    /// What is wrong, and what was wanted.
    pub problem: String,
}

impl Map {
    /// Where its values come from.
    pub fn source(&self) -> OfficialSource {
        let Self { id, publisher, title, url, .. } = self.clone();
        OfficialSource { id, publisher, title, url }
    }

    /// The day on which the file became public.
    pub fn published(&self) -> Option<NaiveDate> {
        self.published
    }
}

impl FromStr for Map {
    type Err = MapError;

    fn from_str(text: &str) -> Result<Self, MapError> {
        let map: Self = toml::from_str(text).map_err(|error| {
            let start = error.span().map_or(0, |span| span.start);
            let line = text.get(..start).unwrap_or_default().matches('\n').count() + 1;
            MapError { line, problem: error.message().trim().replace('\n', " ") }
        })?;
        let names = [("id", &map.id), ("publisher", &map.publisher)];
        if let Some((name, _)) = names.into_iter().find(|(_, text)| text.trim().is_empty()) {
            return Err(MapError { line: 1, problem: format!("{name} is empty: want a name") });
        }
        Ok(map)
    }
}
