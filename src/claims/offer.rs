//! One line of a file of claims.

use serde::Deserialize;
use serde_json::Value;

use crate::review::{Changes, Field};

/// A figure as it is offered: the fields of `extract --format jsonl`, and the words that it quotes. What is absent or
/// null is not claimed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Offer {
    /// The document: its id for people, or its SHA-256 or the first digits of it.
    #[serde(deserialize_with = "words")]
    pub document: Option<String>,
    /// The words of the document that say it: the sentence, or enough of it to find it.
    #[serde(default, deserialize_with = "words")]
    pub quote: Option<String>,
    /// The number with its scale and unit, as it stands in the quote.
    #[serde(default, deserialize_with = "words")]
    pub surface: Option<String>,
    /// The first byte of the surface.
    #[serde(default)]
    pub start: Option<usize>,
    /// One past its last byte.
    #[serde(default)]
    pub end: Option<usize>,
    /// The value in units, exact; the low end of a range.
    #[serde(default, deserialize_with = "words")]
    pub value: Option<String>,
    /// The high end of a range.
    #[serde(default, deserialize_with = "words")]
    pub value_high: Option<String>,
    #[serde(default, deserialize_with = "words")]
    bound: Option<String>,
    #[serde(default, deserialize_with = "words")]
    unit: Option<String>,
    #[serde(default, deserialize_with = "words")]
    indicator: Option<String>,
    #[serde(default, deserialize_with = "words")]
    item: Option<String>,
    #[serde(default, deserialize_with = "words")]
    measure: Option<String>,
    #[serde(default, deserialize_with = "words")]
    basis: Option<String>,
    #[serde(default, deserialize_with = "words")]
    area: Option<String>,
    #[serde(default, deserialize_with = "words")]
    counterpart: Option<String>,
    #[serde(default, deserialize_with = "words")]
    period: Option<String>,
    #[serde(default, deserialize_with = "words")]
    period_origin: Option<String>,
    #[serde(default, deserialize_with = "words")]
    status: Option<String>,
    #[serde(default, deserialize_with = "words")]
    speaker: Option<String>,
    /// Who or what offers it, where the file has several.
    #[serde(default, deserialize_with = "words")]
    pub origin: Option<String>,
    /// Fields that `extract` prints and that are worked out here anew.
    #[serde(default, rename = "figure")]
    _figure: Value,
    #[serde(default, rename = "confidence")]
    _confidence: Value,
    #[serde(default, rename = "derivation")]
    _derivation: Value,
}

/// A text, or a number in its digits.
fn words<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    match Value::deserialize(deserializer)? {
        Value::Null => Ok(None),
        Value::String(text) => Ok(Some(text).filter(|text| !text.trim().is_empty())),
        Value::Number(number) => Ok(Some(number.to_string())),
        other => Err(serde::de::Error::custom(format!("`{other}` is neither a text nor a number"))),
    }
}

impl Offer {
    /// Reads a line of JSON.
    pub fn read(line: &str) -> Result<Self, String> {
        if !line.trim_start().starts_with('{') {
            return Err("no claim can be read: want a JSON object on the line".to_owned());
        }
        serde_json::from_str(line).map_err(|error| {
            // The line is named by the caller; serde_json counts from the start of it.
            let message = error.to_string();
            let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(message, _)| message);
            format!("no claim can be read: {message}")
        })
    }

    /// The dimensions that are claimed, but for the value with its bound and unit.
    pub(super) fn dimensions(&self) -> Changes {
        self.changes(&[
            (Field::Indicator, &self.indicator),
            (Field::Item, &self.item),
            (Field::Measure, &self.measure),
            (Field::Basis, &self.basis),
            (Field::Area, &self.area),
            (Field::Counterpart, &self.counterpart),
            (Field::Period, &self.period),
            (Field::PeriodOrigin, &self.period_origin),
            (Field::Status, &self.status),
            (Field::Speaker, &self.speaker),
        ])
    }

    /// What is claimed of value, bound and unit.
    pub(super) fn quantity(&self) -> Changes {
        self.changes(&[
            (Field::Value, &self.value),
            (Field::ValueHigh, &self.value_high),
            (Field::Bound, &self.bound),
            (Field::Unit, &self.unit),
        ])
    }

    fn changes(&self, fields: &[(Field, &Option<String>)]) -> Changes {
        let mut changes = Changes::default();
        for (field, text) in fields {
            if let Some(text) = text {
                changes.set(*field, text.trim());
            }
        }
        changes
    }

    /// Whether a bound is claimed.
    pub(super) fn has_bound(&self) -> bool {
        self.bound.is_some()
    }

    /// To whom the claim ascribes the figure.
    pub(super) fn speaker(&self) -> Option<&str> {
        self.speaker.as_deref()
    }
}
