//! Rows of a table of official statistics as values.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::str::FromStr;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::field::{Column, Field};
use super::map::OneOrMany;
use super::{Map, Value};
use crate::model::{Month, ObsStatus, Quantity, SeriesKey, Stated, TimePeriod, Transformation, Unit, UnitMult};

/// What is wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{line}: {column}: {problem}")]
pub struct RowFault {
    /// The line of the file, from 1.
    pub line: u64,
    /// The column, or the dimension where no column gives it.
    pub column: String,
    /// What is wrong, and what was wanted.
    pub problem: String,
}

/// The values in a table, or every fault of it. Rows that the map leaves out, and rows without a value, give none.
pub fn read(text: &str, map: &Map) -> Result<Vec<Value>, Vec<RowFault>> {
    // The reader of rows counts the lines of one kind of line end alone.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n");
    let head = text.lines().next().unwrap_or_default();
    let delimiter =
        *[b',', b';', b'\t'].iter().max_by_key(|d| head.bytes().filter(|b| b == *d).count()).unwrap_or(&b',');
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(text.as_bytes());
    let whole = |problem: String| vec![RowFault { line: 1, column: "head".to_owned(), problem }];
    let columns = Columns::of(reader.headers().map_err(|error| whole(error.to_string()))?);
    columns.check(map).map_err(whole)?;
    let (mut values, mut faults) = (Vec::new(), Vec::new());
    for record in reader.records() {
        let line = |position: Option<&csv::Position>| position.map_or(0, csv::Position::line);
        match record {
            Err(error) => {
                let line = line(error.position());
                faults.push(RowFault { line, column: "row".to_owned(), problem: error.to_string() });
            }
            Ok(record) => {
                let row = Row { columns: &columns, map, line: line(record.position()), record: &record };
                match row.value() {
                    Ok(value) => values.extend(value),
                    Err(fault) => faults.push(fault),
                }
            }
        }
    }
    if faults.is_empty() { Ok(values) } else { Err(faults) }
}

/// The columns of the table by their ids. SDMX-CSV may write `REF_AREA: Reference area`, and then `RU: Russia` below.
struct Columns(BTreeMap<String, (usize, bool)>);

impl Columns {
    fn of(head: &csv::StringRecord) -> Self {
        let column = |(at, name): (usize, &str)| match name.split_once(':') {
            Some((id, _)) => (id.trim().to_owned(), (at, true)),
            None => (name.trim().to_owned(), (at, false)),
        };
        Self(head.iter().enumerate().map(column).collect())
    }

    /// Whether every column that the map names is there.
    fn check(&self, map: &Map) -> Result<(), String> {
        let named = map.fields.columns().map(|column| &column.column);
        let missing: Vec<_> =
            named.chain(map.only.keys()).filter(|name| !self.0.contains_key(*name)).cloned().collect();
        if missing.is_empty() {
            return Ok(());
        }
        let there: Vec<_> = self.0.keys().cloned().collect();
        Err(format!("has no column {}: want one of {}", missing.join(", "), there.join(", ")))
    }
}

struct Row<'a> {
    columns: &'a Columns,
    map: &'a Map,
    line: u64,
    record: &'a csv::StringRecord,
}

impl Row<'_> {
    /// The value of the row; `None` where it has none, or the map leaves it out.
    fn value(&self) -> Result<Option<Value>, RowFault> {
        let fields = &self.map.fields;
        if !self.is_wanted() || self.cell("ACTION").is_some_and(|action| matches!(action.trim(), "D" | "Delete")) {
            return Ok(None);
        }
        let Some(digits) = self.text(&fields.value, "OBS_VALUE") else { return Ok(None) };
        if matches!(digits.as_str(), "NaN" | ":" | ".." | "...") {
            return Ok(None);
        }
        let (Some(area), Some(indicator)) =
            (self.text(&fields.area, "REF_AREA"), self.text(&fields.indicator, "INDICATOR"))
        else {
            return Ok(None);
        };
        let key = SeriesKey {
            indicator: self.read("indicator", &indicator)?,
            item: self.text(&fields.item, ""),
            area: self.read("area", &area)?,
            counterpart: self.maybe(&fields.counterpart, "counterpart", "COUNTERPART_AREA")?,
            measure: self.maybe(&fields.measure, "measure", "")?.unwrap_or(Transformation::Level),
            unit: self.wanted(&fields.unit, "unit", "UNIT_MEASURE")?,
        };
        let stated = Stated::Exactly(self.number(&digits)?);
        let mult = self.maybe(&fields.scale, "scale", "UNIT_MULT")?.unwrap_or(UnitMult(0));
        let quantity = Quantity { stated, mult, unit: key.unit };
        if mult.apply(stated.value()).is_none() {
            return Err(self.fault("value", format!("`{digits}` with the scale {mult} has more than 28 digits")));
        }
        let Some(period) = self.text(&fields.period, "TIME_PERIOD") else {
            return Err(self.fault("period", "is empty: want a period".to_owned()));
        };
        Ok(Some(Value {
            key,
            period: self.period(&period)?,
            quantity,
            status: self.status()?,
            vintage: self.vintage()?,
            source: self.map.source().id,
            publisher: self.map.source().publisher,
            line: self.line,
        }))
    }

    fn is_wanted(&self) -> bool {
        let has = |(column, codes): (&String, &OneOrMany)| self.cell(column).is_some_and(|code| codes.has(&code));
        let listed = |column: &Column| {
            !column.strict || self.cell(&column.column).is_some_and(|code| column.codes.contains_key(&code))
        };
        self.map.only.iter().all(has) && self.map.fields.columns().all(listed)
    }

    /// A cell; its code where the column has code and name.
    fn cell(&self, column: &str) -> Option<String> {
        let (at, labelled) = *self.columns.0.get(column)?;
        let cell = self.record.get(at)?.trim();
        let code = if labelled { cell.split_once(':').map_or(cell, |(code, _)| code.trim()) } else { cell };
        Some(code.to_owned())
    }

    /// What the row says in a dimension; `None` for nothing.
    fn text(&self, field: &Option<Field>, sdmx: &str) -> Option<String> {
        let text = match field {
            Some(Field::Constant(text)) => Some(text.clone()),
            Some(Field::Power(power)) => Some(power.to_string()),
            Some(Field::Column(column)) => self.cell(&column.column).map(|cell| column.meaning(cell)),
            None => self.cell(sdmx).filter(|cell| !matches!(cell.as_str(), "_Z" | "_T" | "W0")),
        };
        text.filter(|text| !text.is_empty())
    }

    fn maybe<T: FromStr<Err: Display>>(
        &self,
        field: &Option<Field>,
        name: &str,
        sdmx: &str,
    ) -> Result<Option<T>, RowFault> {
        self.text(field, sdmx).map(|text| self.read(name, &text)).transpose()
    }

    fn wanted(&self, field: &Option<Field>, name: &str, sdmx: &str) -> Result<Unit, RowFault> {
        let missing = || self.fault(name, format!("is not given: want it in [fields], or a column {sdmx}"));
        self.maybe(field, name, sdmx)?.ok_or_else(missing)
    }

    fn read<T: FromStr<Err: Display>>(&self, name: &str, text: &str) -> Result<T, RowFault> {
        text.parse().map_err(|error: T::Err| self.fault(name, error.to_string()))
    }

    /// A fault, under the name of the column that the map has for the dimension.
    fn fault(&self, name: &str, problem: String) -> RowFault {
        RowFault { line: self.line, column: name.to_owned(), problem }
    }

    /// Digits, with groups and a decimal comma as statistical offices write them.
    fn number(&self, text: &str) -> Result<Decimal, RowFault> {
        let mut digits: String = text.chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}')).collect();
        if digits.contains(',') && !digits.contains('.') && digits.matches(',').count() == 1 {
            digits = digits.replace(',', ".");
        }
        let exact = Decimal::from_str_exact(&digits).or_else(|_| Decimal::from_scientific(&digits));
        exact.map_err(|_| self.fault("value", format!("`{text}` is not a number: want digits such as 93100.5")))
    }

    fn period(&self, text: &str) -> Result<TimePeriod, RowFault> {
        let period = sdmx_period(text).ok_or_else(|| {
            let wanted = "want 2024, 2024-S1, 2024-Q2, 2024-05, 2024-M05, 2024-05-31 or 2024-01-01/P10M";
            self.fault("period", format!("`{text}` is not a period: {wanted}"))
        })?;
        let cumulative = matches!(&self.map.fields.period, Some(Field::Column(Column { cumulative: true, .. })));
        match (cumulative, period) {
            (true, TimePeriod::Months { first, count }) => {
                let last = first.plus(i32::try_from(count).unwrap_or(1) - 1);
                let from = Month::new(last.year(), 1).and_then(|january| TimePeriod::between(january, last));
                Ok(from.unwrap_or(period))
            }
            _ => Ok(period),
        }
    }

    /// The status, from the codes of SDMX where the map says nothing.
    fn status(&self) -> Result<ObsStatus, RowFault> {
        let field = &self.map.fields.status;
        let text = self.text(field, "OBS_STATUS");
        Ok(match (field, text.as_deref()) {
            (_, None) => ObsStatus::Actual,
            (_, Some("E" | "P" | "I")) => ObsStatus::Estimate,
            (_, Some("F")) => ObsStatus::Forecast,
            (None, Some(_)) => ObsStatus::Actual,
            (Some(_), Some(text)) => self.read("status", text)?,
        })
    }

    fn vintage(&self) -> Result<Option<NaiveDate>, RowFault> {
        let Some(text) = self.text(&self.map.fields.vintage, "") else { return Ok(self.map.published()) };
        let day = text.get(..10).unwrap_or(&text);
        let day = NaiveDate::parse_from_str(day, "%Y-%m-%d");
        day.map(Some).map_err(|_| self.fault("vintage", format!("`{text}` is not a day: want 2024-02-12")))
    }
}

impl Column {
    fn meaning(&self, cell: String) -> String {
        self.codes.get(&cell).cloned().unwrap_or(cell)
    }
}

/// A period as SDMX writes it: 2024-M05 and 2024-A1 beside the forms of the model, and 2024M05, 2024Q1 of databases.
fn sdmx_period(text: &str) -> Option<TimePeriod> {
    if let Ok(period) = text.parse() {
        return Some(period);
    }
    let (year, rest) = (text.get(..4)?, text.get(4..)?);
    let rest = rest.strip_prefix('-').unwrap_or(rest);
    let number = |digits: &str| digits.parse::<u32>().ok();
    match (rest.get(..1)?, rest.get(1..)?) {
        ("M", month) => format!("{year}-{:02}", number(month)?).parse().ok(),
        ("Q", quarter) => format!("{year}-Q{}", number(quarter)?).parse().ok(),
        ("S" | "H", half) => format!("{year}-S{}", number(half)?).parse().ok(),
        ("A", "1") => year.parse().ok(),
        _ => None,
    }
}
