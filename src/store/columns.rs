//! All observations at once, column by column: for whoever wants millions of them, without the sentences.

use std::cmp::Ordering;

use chrono::NaiveDate;
use rayon::prelude::*;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, Statement, params};
use rustc_hash::FxHashSet;

use super::cells::{Cells, KEY, key};
use super::{Store, StoreError};
use crate::model::{Columns, Observations, SeriesKey};

/// Which observations of a period are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// Every one.
    All,
    /// The one that the policy `latest` shows: of the latest vintage, an unknown one counting as the earliest; of one
    /// vintage the first by the name of its document, then by its own.
    Latest,
}

/// How many series one reader takes, at least: fewer are not worth another connection.
const SERIES_OF_A_READER: i64 = 500;

impl Store {
    /// Every observation of the present as columns; with `as_of`, as it was known on that day.
    pub fn columns(&self, as_of: Option<NaiveDate>, wanted: Wanted) -> Result<Observations, StoreError> {
        let sql = format!(
            "SELECT o.series, o.period_first, o.period_last, o.vintage, o.value, o.unit_mult, o.status, o.id, o.figure \
             FROM observations o WHERE o.series > ?2 AND o.series <= ?3 AND {} AND {} \
             ORDER BY o.series, o.period_first, o.period_last, o.figure",
            if as_of.is_some() { "o.vintage <= ?1" } else { "?1 IS NULL" },
            self.public("?1")?
        );
        let last: i64 = self.connection.query_row("SELECT coalesce(max(nr), 0) FROM series", [], |row| row.get(0))?;
        let whole = |store: &Self, from, to| store.part(&sql, as_of, (from, to), wanted);
        let readers = (last / SERIES_OF_A_READER).clamp(1, rayon::current_num_threads() as i64);
        let path = self.connection.path().filter(|path| !path.is_empty()).map(std::path::PathBuf::from);
        let parts = match path {
            Some(path) if readers > 1 => {
                let each = last / readers + 1;
                let part = |nth: i64| {
                    let store = Self::open_existing(&path)?;
                    whole(&store, nth * each, (nth + 1) * each)
                };
                (0..readers).into_par_iter().map(part).collect::<Result<Vec<_>, StoreError>>()?
            }
            _ => vec![whole(self, 0, last)?],
        };
        // Where somebody wrote meanwhile, the readers have not all seen the same store, and one of them reads it all.
        let parts = match parts.iter().all(|(_, state)| Some(state) == parts.first().map(|(_, state)| state)) {
            true => parts,
            false => vec![whole(self, 0, i64::MAX)?],
        };
        self.named(parts.into_iter().map(|(part, _)| part).collect())
    }

    /// The observations of the series of a range of rows, beginning after the first, and the state of the store in which
    /// they were read.
    fn part(
        &self,
        sql: &str,
        as_of: Option<NaiveDate>,
        (from, to): (i64, i64),
        wanted: Wanted,
    ) -> Result<(Columns, String), StoreError> {
        let transaction = self.connection.unchecked_transaction()?;
        let state = state(&transaction)?;
        let mut names = transaction.prepare_cached("SELECT source_id FROM documents WHERE nr = ?1")?;
        // Asking a set is several times as fast as asking the table for each row.
        let mut hidden = transaction.prepare_cached("SELECT figure FROM hidden")?;
        let hidden: FxHashSet<i64> = hidden.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        let mut statement = transaction.prepare_cached(sql)?;
        let mut rows = statement.query(params![as_of.map(|day| day.to_epoch_days()), from, to])?;
        let mut part = Part::default();
        while let Some(row) = rows.next()? {
            let whole = |at: usize| row.get_ref(at)?.as_i64().map_err(rusqlite::Error::from);
            let words = |at: usize| row.get_ref(at)?.as_str().map_err(rusqlite::Error::from);
            let vintage = match row.get_ref(3)? {
                ValueRef::Null => None,
                day => Some(day.as_i64().map_err(rusqlite::Error::from)? as i32),
            };
            let place = (whole(0)? as u32, whole(1)? as i32, whole(2)? as i32);
            let figure = whole(8)?;
            if hidden.contains(&figure) {
                continue;
            }
            let (id, document) = (words(7)?, figure >> 24);
            if wanted == Wanted::Latest && part.columns.place() == Some(place) {
                if !part.is_later((vintage, document, id), &mut names)? {
                    continue;
                }
                part.columns.pop();
                part.documents.pop();
            }
            let columns = &mut part.columns;
            columns.series.push(place.0);
            columns.first.push(place.1);
            columns.last.push(place.2);
            columns.vintage.push(vintage);
            columns.value.push(words(4)?);
            columns.unit_mult.push(whole(5)? as i32);
            columns.status.push(words(6)?);
            columns.figure.push(id);
            part.documents.push(document);
        }
        Ok((part.columns, state))
    }

    /// The same parts, with places among the keys where the rows of series were.
    fn named(&self, mut parts: Vec<Columns>) -> Result<Observations, StoreError> {
        let sql = format!("SELECT k.key, {KEY}, k.nr FROM series k ORDER BY k.nr");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let read = |row: &rusqlite::Row| -> Result<(SeriesKey, usize), StoreError> {
            let mut cells = Cells::of(row, "series");
            cells.plain::<String>()?;
            Ok((key(&mut cells)?, cells.number()?))
        };
        let (mut keys, mut places) = (Vec::new(), Vec::new());
        for row in statement.query_and_then([], read)? {
            let (key, nr) = row?;
            places.resize(nr + 1, 0);
            places[nr] = keys.len() as u32;
            keys.push(key);
        }
        for series in parts.iter_mut().flat_map(|part| &mut part.series) {
            *series = places.get(*series as usize).copied().unwrap_or_default();
        }
        Ok(Observations { keys, parts })
    }
}

/// Observations, and the rows of the documents in which they were read.
#[derive(Debug, Default)]
struct Part {
    columns: Columns,
    documents: Vec<i64>,
}

impl Part {
    /// Whether an observation of the period of the last one is shown rather than that.
    fn is_later(
        &self,
        (vintage, document, id): (Option<i32>, i64, &str),
        names: &mut Statement<'_>,
    ) -> Result<bool, StoreError> {
        let Some((known, shown)) = self.columns.vintage.last().zip(self.documents.last()) else { return Ok(true) };
        Ok(match vintage.cmp(known) {
            Ordering::Equal if document == *shown => id < self.columns.figure.last(),
            Ordering::Equal => {
                let mut name = |nr: i64| names.query_row([nr], |row| row.get::<_, String>(0)).optional();
                name(document)? < name(*shown)?
            }
            order => order == Ordering::Greater,
        })
    }
}

/// What changes with every write that can change an observation of the present.
fn state(connection: &Connection) -> Result<String, StoreError> {
    let sql = "SELECT (SELECT max(nr) FROM readings) || '/' || (SELECT count(*) FROM decisions) || '/' \
        || (SELECT count(*) FROM withdrawals)";
    let state: Option<String> = connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?;
    Ok(state.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use std::cmp::Reverse;
    use std::collections::BTreeMap;

    use super::super::figure_rows::days;
    use super::super::tests::{document, extraction};
    use super::*;
    use crate::model::{Observation, Texts};

    const AREAS: &str = "RU KZ UZ BY AM KG AZ TJ TM MD GE CN IN TR IR US GB DE FR IT ES BR ZA EG AE JP KR VN ID PH TH MY SG AU \
        CA MX AR CL CO PE";

    /// Exports of forty countries to each other, so that several readers share them; each pair in two documents of one day
    /// or of two, some of which are hidden or withdrawn.
    fn store(path: &std::path::Path) -> Store {
        let areas: Vec<_> = AREAS.split(' ').collect();
        let mut store = Store::open(path).expect("a store");
        for (nth, area) in areas.iter().enumerate() {
            let others = areas.iter().enumerate().filter(|(_, other)| *other != area);
            for (day, name) in [(1 + nth % 9, "b"), (4, "a"), (0, "undated")] {
                let said = |(at, other): (usize, &&str)| {
                    format!("exports {area} {other} level USD {}.{day} 9 {}", at + 3, 2000 + at % 2)
                };
                let said: Vec<String> = others.clone().map(said).collect();
                let said: Vec<&str> = said.iter().map(String::as_str).collect();
                let published = if day == 0 { String::new() } else { format!("2024-01-0{day}") };
                store.ingest(&document(&format!("{name}-{nth}"), &published), &extraction(&said)).expect("ingested");
            }
        }
        let damage = "INSERT INTO hidden SELECT nr FROM figures WHERE nr % 17 = 0; \
            INSERT INTO withdrawals SELECT NULL, id, source_id, 'withdraw', '2024-01-05', 'A', 'w', 'at' FROM documents \
            WHERE nr % 5 = 0";
        store.connection.execute_batch(damage).expect("hidden and withdrawn");
        store
    }

    /// What is to be in a row.
    type Cells = (String, i32, i32, Option<i32>, String, i32, String, String);

    fn cells(o: &Observation) -> Cells {
        let (first, last) = days(o.period);
        let (value, status) = (o.quantity.stated.to_string(), o.status.to_string());
        let mult = i32::from(o.quantity.mult.0);
        (
            o.key.to_string(),
            first,
            last,
            o.vintage.map(|day| day.to_epoch_days()),
            value,
            mult,
            status,
            o.id.to_string(),
        )
    }

    fn rows(all: &Observations) -> Vec<Cells> {
        let texts = |texts: &Texts| texts.iter().map(str::to_owned).collect::<Vec<_>>();
        let of = |columns: &Columns| {
            let (value, status, figure) = (texts(&columns.value), texts(&columns.status), texts(&columns.figure));
            let row = |at: usize| {
                let key = all.keys[columns.series[at] as usize].to_string();
                let days = (columns.first[at], columns.last[at], columns.vintage[at]);
                let mult = columns.unit_mult[at];
                (key, days.0, days.1, days.2, value[at].clone(), mult, status[at].clone(), figure[at].clone())
            };
            (0..columns.len()).map(row).collect::<Vec<_>>()
        };
        let mut rows: Vec<_> = all.parts.iter().flat_map(of).collect();
        rows.sort();
        assert_eq!(rows.len(), all.len());
        rows
    }

    #[test]
    fn columns_hold_what_the_series_hold() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = store(&folder.path().join("attested.db"));
        for as_of in [None, Some("2023-12-31"), Some("2024-01-04"), Some("2024-01-05"), Some("2024-01-09")] {
            let as_of = as_of.map(|day| day.parse().expect(day));
            let series = store.all_series(as_of).expect("series");
            let all: Vec<_> = series.iter().flat_map(|series| &series.observations).collect();
            let mut latest = BTreeMap::new();
            for o in &all {
                let rank = |o: &Observation| (o.vintage, Reverse(o.source_id.clone()), Reverse(o.id.clone()));
                let shown = latest.entry((&o.key, o.period)).or_insert(*o);
                if rank(o) > rank(shown) {
                    *shown = *o;
                }
            }
            let want = |observations: &mut dyn Iterator<Item = &&Observation>| {
                let mut want: Vec<_> = observations.map(|o| cells(o)).collect();
                want.sort();
                want
            };
            let read = |wanted| rows(&store.columns(as_of, wanted).expect("columns"));
            assert_eq!(read(Wanted::All), want(&mut all.iter()), "{as_of:?}");
            assert_eq!(read(Wanted::Latest), want(&mut latest.values()), "{as_of:?}");
            assert_eq!(all.is_empty(), as_of.is_some_and(|day: NaiveDate| day.to_string() == "2023-12-31"));
        }
    }
}
