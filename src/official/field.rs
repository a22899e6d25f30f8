//! A dimension of an official series: a constant, or a column with its codes.

use std::collections::BTreeMap;

use serde::Deserialize;

/// Where each dimension comes from. What is not mapped comes from the column that SDMX names so, where there is one.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Fields {
    pub indicator: Option<Field>,
    pub item: Option<Field>,
    pub area: Option<Field>,
    pub counterpart: Option<Field>,
    pub measure: Option<Field>,
    pub unit: Option<Field>,
    pub scale: Option<Field>,
    pub period: Option<Field>,
    pub value: Option<Field>,
    pub status: Option<Field>,
    pub vintage: Option<Field>,
}

impl Fields {
    /// The columns that are named.
    pub fn columns(&self) -> impl Iterator<Item = &Column> {
        let all = [
            &self.indicator,
            &self.item,
            &self.area,
            &self.counterpart,
            &self.measure,
            &self.unit,
            &self.scale,
            &self.period,
            &self.value,
            &self.status,
            &self.vintage,
        ];
        all.into_iter().flatten().filter_map(|field| match field {
            Field::Column(column) => Some(column),
            Field::Constant(_) | Field::Power(_) => None,
        })
    }
}

/// Where a dimension comes from.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub(super) enum Field {
    /// The same in every row.
    Constant(String),
    /// The same power of ten in every row.
    Power(i8),
    /// A column.
    Column(Column),
}

/// A column, and what its codes mean here.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Column {
    pub column: String,
    /// What a code of the column is here; a code that is not listed stands for itself, unless `strict` is set.
    #[serde(default)]
    pub codes: BTreeMap<String, String>,
    /// Whether rows with a code that is not listed are passed over.
    #[serde(default)]
    pub strict: bool,
    /// For periods: a month stands for all months of its year up to it.
    #[serde(default)]
    pub cumulative: bool,
}
