//! The rows of the code lists, as the CSV files hold them.

use chrono::NaiveDate;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::CodeError;

/// A row of `areas.csv`.
#[derive(Debug, Deserialize)]
pub struct AreaRow {
    pub(super) code: String,
    pub(super) alpha3: String,
    pub(super) name: String,
    #[serde(default)]
    pub(super) name_ru: String,
    pub(super) kind: AreaKind,
    pub(super) currency: String,
    pub(super) fiscal_year_start: Option<u32>,
    /// `start` where a fiscal year called by one year has the name of the year in which it starts; empty where that in which it ends.
    #[serde(default)]
    pub(super) fiscal_year_named: String,
    /// `fiscal` where a quarter or half that is only numbered is one of the fiscal year; empty where it is one of the calendar year.
    #[serde(default)]
    pub(super) numbered_quarters: String,
    /// `pop` where the growth of a quarter that is published first is on the quarter before, as the Quarterly National Accounts
    /// of the OECD have it; empty where it is on the year before.
    #[serde(default)]
    pub(super) quarterly: String,
}

/// Whether an area is one country or several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AreaKind {
    /// A country or territory of ISO 3166-1.
    Country,
    /// An organisation or currency area with members.
    Bloc,
    /// A geographic or income group.
    Region,
    /// A transport corridor.
    Corridor,
}

#[derive(Debug, Deserialize)]
pub(super) struct MemberRow {
    pub(super) bloc: String,
    pub(super) member: String,
    pub(super) from: Option<NaiveDate>,
    pub(super) to: Option<NaiveDate>,
    pub(super) role: String,
}

/// A row of `currencies.csv`.
#[derive(Debug, Deserialize)]
pub struct CurrencyRow {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) family: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct FamilyRow {
    pub(super) family: String,
    pub(super) default: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct UnitRow {
    pub(super) code: String,
}

/// A row of `indicators.csv`.
#[derive(Debug, Deserialize)]
pub struct IndicatorRow {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) name_ru: String,
    pub(super) definition: String,
    pub(super) kind: IndicatorKind,
    pub(super) measures: String,
    pub(super) percent_means: String,
    pub(super) sides: String,
    pub(super) dimension: String,
    #[serde(default)]
    pub(super) family: String,
}

/// What a missing period means, how points join in a chart, and what may be added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum IndicatorKind {
    /// Accumulates over a period: trade, output.
    Flow,
    /// Stands at a point in time: reserves, debt.
    Stock,
    /// A rate or share: unemployment, a policy rate.
    Rate,
    /// An index number: PMI.
    Index,
}

/// Reads the rows of a CSV for the life of the process: code lists are loaded once.
pub(super) fn rows<T: DeserializeOwned>(file: &str, text: &str) -> Result<Vec<&'static T>, CodeError> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let row = |row: Result<T, csv::Error>| match row {
        Ok(row) => Ok(&*Box::leak(Box::new(row))),
        Err(error) => {
            let line = error.position().map_or(0, csv::Position::line);
            Err(CodeError::Row { file: file.to_owned(), line, problem: error.to_string() })
        }
    };
    reader.deserialize().map(row).collect()
}
