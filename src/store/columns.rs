//! All observations at once, column by column: for whoever wants millions of them, without the sentences.

use std::cmp::Ordering;

use chrono::NaiveDate;
use rayon::prelude::*;
use rusqlite::{Connection, OptionalExtension, Statement, params};
use rustc_hash::FxHashSet;

use super::packed::Packed;
use super::{Store, StoreError};
use crate::model::{Columns, Observations, UNDATED};

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

/// How many readers a thread is given, at most: one that is done early takes from the other.
const READS_OF_A_THREAD: usize = 3;

impl Store {
    /// Every observation of the present as columns; with `as_of`, as it was known on that day.
    pub fn columns(&self, as_of: Option<NaiveDate>, wanted: Wanted) -> Result<Observations, StoreError> {
        let last: i64 = self.connection.query_row("SELECT coalesce(max(nr), 0) FROM series", [], |row| row.get(0))?;
        let whole = |store: &Self, from, to| store.part(as_of, (from, to), wanted);
        let readers = (last / SERIES_OF_A_READER).clamp(1, (rayon::current_num_threads() * READS_OF_A_THREAD) as i64);
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
        as_of: Option<NaiveDate>,
        range: (i64, i64),
        wanted: Wanted,
    ) -> Result<(Columns, String), StoreError> {
        let transaction = self.connection.unchecked_transaction()?;
        let state = state(&transaction)?;
        let mut names = transaction.prepare_cached("SELECT source_id FROM documents WHERE nr = ?1")?;
        let mut part = Part::default();
        self.each_observation(as_of, range, |packed| {
            let (place, document) = (packed.place(), packed.figure() >> 24);
            if wanted == Wanted::Latest && part.columns.place() == Some(place) {
                if !part.is_later((packed.vintage(), document, packed.name()), &mut names)? {
                    return Ok(());
                }
                part.columns.pop();
                part.documents.pop();
            }
            let columns = &mut part.columns;
            columns.series.push(place.0);
            columns.first.push(place.1);
            columns.last.push(place.2);
            columns.vintage.push(packed.vintage());
            columns.value.push(packed.value().ok_or_else(|| no_cell(packed.figure()))?);
            columns.unit_mult.push(packed.mult().into());
            columns.status.push(packed.status());
            columns.figure.push(packed.name());
            if wanted == Wanted::Latest {
                part.documents.push(document);
            }
            Ok(())
        })?;
        Ok((part.columns, state))
    }

    /// Gives each observation of the present of the series of a range of rows, beginning after the first, to `each`, by
    /// series, period and figure; with `as_of`, as it was known on that day.
    pub(super) fn each_observation(
        &self,
        as_of: Option<NaiveDate>,
        (from, to): (i64, i64),
        mut each: impl FnMut(Packed<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        // Asking a set is several times as fast as asking the table for each row.
        let mut hidden = self.connection.prepare_cached("SELECT figure FROM hidden")?;
        let hidden: FxHashSet<i64> = hidden.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        // The upper end is looked for here: SQLite would compare keys for it.
        let public = self.public("?2")?;
        let sql = |table: &str| {
            format!(
                "SELECT o.cells, o.series FROM {table} o WHERE o.series > ?1 AND ?2 IS ?2 AND {public} \
                 ORDER BY o.series, o.period_first, o.period_last, o.figure"
            )
        };
        let day = as_of.map(|day| day.to_epoch_days());
        self.in_order((sql, 0), params![from, day], |row| {
            let packed = row.get_ref(0)?.as_blob().ok().and_then(Packed::of).ok_or_else(|| no_cell(from))?;
            if i64::from(packed.place().0) > to {
                // A cell that is damaged must not end the table.
                let series: i64 = row.get(1)?;
                return if series <= to { Err(no_cell(series)) } else { Ok(false) };
            }
            if is_public(packed.vintage(), day) && !hidden.contains(&packed.figure()) {
                each(packed)?;
            }
            Ok(true)
        })
    }

    /// The same parts, with places among the keys where the rows of series were.
    fn named(&self, mut parts: Vec<Columns>) -> Result<Observations, StoreError> {
        let (keys, places) = self.keys_by_number()?;
        for series in parts.iter_mut().flat_map(|part| &mut part.series) {
            *series = places.get(*series as usize).copied().unwrap_or_default();
        }
        Ok(Observations { keys, parts })
    }

    /// The keys of all series, and the place of each among them by the number of its row.
    pub(super) fn keys_by_number(&self) -> Result<(Vec<String>, Vec<u32>), StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT key, nr FROM series ORDER BY nr")?;
        let (mut keys, mut places) = (Vec::new(), Vec::new());
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let nr = row.get::<_, u32>(1)? as usize;
            places.resize(nr + 1, 0);
            places[nr] = keys.len() as u32;
            keys.push(row.get(0)?);
        }
        Ok((keys, places))
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
        (vintage, document, id): (i32, i64, i64),
        names: &mut Statement<'_>,
    ) -> Result<bool, StoreError> {
        let Some((known, shown)) = self.columns.vintage.last().zip(self.documents.last()) else { return Ok(true) };
        Ok(match vintage.cmp(known) {
            Ordering::Equal if document == *shown => self.columns.figure.last().is_some_and(|last| id < *last),
            Ordering::Equal => {
                let mut name = |nr: i64| names.query_row([nr], |row| row.get::<_, String>(0)).optional();
                name(document)? < name(*shown)?
            }
            order => order == Ordering::Greater,
        })
    }
}

/// Whether what is of a vintage was public on a day, if one is given.
pub(super) fn is_public(vintage: i32, day: Option<i32>) -> bool {
    day.is_none_or(|day| vintage <= day && vintage != UNDATED)
}

/// What is wrong with an observation that cannot be read.
pub(super) const NO_CELL: &str = "has a cell that makes no sense";

fn no_cell(row: i64) -> StoreError {
    StoreError::Stored { table: "observations", id: row.to_string(), problem: NO_CELL.to_owned() }
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
    use super::super::recent::Limits;
    use super::super::tests::{document, extraction};
    use super::*;
    use crate::model::Observation;

    const AREAS: &str = "RU KZ UZ BY AM KG AZ TJ TM MD GE CN IN TR IR US GB DE FR IT ES BR ZA EG AE JP KR VN ID PH TH MY SG AU \
        CA MX AR CL CO PE";

    /// Exports of forty countries to each other, so that several readers share them; each pair in two documents of one day
    /// or of two, some of which are hidden or withdrawn. Those of half of the documents may be kept apart.
    fn store(path: &std::path::Path, apart: bool) -> Store {
        let areas: Vec<_> = AREAS.split(' ').collect();
        let mut store = Store::open(path).expect("a store");
        for (nth, area) in areas.iter().enumerate() {
            store.limits = if apart && nth % 2 == 0 { Limits::APART } else { Limits::default() };
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
        let damage = "INSERT INTO hidden SELECT figure FROM observations WHERE figure % 17 = 0 \
            UNION ALL SELECT figure FROM recent WHERE figure % 17 = 0; \
            INSERT INTO withdrawals SELECT NULL, id, source_id, 'withdraw', '2024-01-05', 'A', 'w', 'at' FROM documents \
            WHERE nr % 5 = 0";
        store.connection.execute_batch(damage).expect("hidden and withdrawn");
        store
    }

    /// What is to be in a row.
    type Cells = (String, i32, i32, i32, String, i32, String, String);

    fn cells(o: &Observation) -> Cells {
        let (first, last) = days(o.period);
        let (value, status) = (o.quantity.stated.to_string(), o.status.to_string());
        let mult = i32::from(o.quantity.mult.0);
        (
            o.key.to_string(),
            first,
            last,
            o.vintage.map_or(UNDATED, |day| day.to_epoch_days()),
            value,
            mult,
            status,
            o.id.to_string(),
        )
    }

    fn id(name: i64) -> String {
        format!("{name:012x}")
    }

    fn rows(all: &Observations) -> Vec<Cells> {
        let of = |columns: &Columns| {
            let value: Vec<_> = columns.value.iter().map(str::to_owned).collect();
            let row = |at: usize| {
                let key = all.keys[columns.series[at] as usize].clone();
                let days = (columns.first[at], columns.last[at], columns.vintage[at]);
                let mult = columns.unit_mult[at];
                (
                    key,
                    days.0,
                    days.1,
                    days.2,
                    value[at].clone(),
                    mult,
                    columns.status[at].to_string(),
                    id(columns.figure[at]),
                )
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
        let path = |name: &str| folder.path().join(name);
        let (settled, apart) = (store(&path("settled.db"), false), store(&path("apart.db"), true));
        assert_eq!(apart.all_series(None).expect("series"), settled.all_series(None).expect("series"));
        hold_the_same(&settled);
        hold_the_same(&apart);
    }

    fn hold_the_same(store: &Store) {
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
