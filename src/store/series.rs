//! Series out of the store, as they are known now or were known on a day.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use rusqlite::{Params, Row, params};

use super::cells::{Cells, KEY, MENTION, QUANTITY, key, mention, quantity};
use super::withdrawals::absent;
use super::{Store, StoreError};
use crate::model::{Observation, Series, SeriesKey, TimePeriod};

/// A series in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeriesSummary {
    /// What is measured, of whom, how.
    pub key: SeriesKey,
    /// How many observations it has.
    pub count: usize,
    /// Its first period.
    pub first: TimePeriod,
    /// Its last period.
    pub last: TimePeriod,
    /// The newest vintage in it; `None` if no document of it has a date.
    pub latest_vintage: Option<NaiveDate>,
}

impl Store {
    /// Every series in a line, in key order; with `as_of`, as it was known on that day.
    pub fn series_summaries(&self, as_of: Option<NaiveDate>) -> Result<Vec<SeriesSummary>, StoreError> {
        let sql = format!(
            "SELECT k.key, {KEY}, o.period, count(*), max(o.vintage) FROM series k \
             JOIN observations o ON o.series = k.nr WHERE (?1 IS NULL OR o.vintage <= ?1) AND {} \
             GROUP BY k.nr, o.period_first, o.period_last, o.period",
            self.of_present("?1")?
        );
        let day = as_of.map(|day| day.to_string());
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut summaries = BTreeMap::<SeriesKey, SeriesSummary>::new();
        for part in statement.query_and_then(params![day], summary)? {
            let part = part?;
            match summaries.get_mut(&part.key) {
                Some(summary) => summary.take_in(&part),
                None => drop(summaries.insert(part.key.clone(), part)),
            }
        }
        Ok(summaries.into_values().collect())
    }

    /// A series; with `as_of`, as it was known on that day, when documents without a date count for nothing.
    pub fn series(&self, key: &SeriesKey, as_of: Option<NaiveDate>) -> Result<Option<Series>, StoreError> {
        let day = as_of.map(|day| day.to_string());
        let which = format!("k.key = ?1 AND (?2 IS NULL OR o.vintage <= ?2) AND {}", self.of_present("?2")?);
        Ok(self.observed(&which, params![key.to_string(), day])?.pop())
    }

    /// A series with all that was ever public of it: what documents say that were withdrawn later is there, too.
    pub fn history(&self, key: &SeriesKey) -> Result<Option<Series>, StoreError> {
        let which = format!("k.key = ?1 AND {STANDS}");
        Ok(self.observed(&which, params![key.to_string()])?.pop())
    }

    /// The key of every series that ever had an observation which still stands as it was read or corrected, in order.
    pub fn series_keys(&self) -> Result<Vec<SeriesKey>, StoreError> {
        let sql = format!(
            "SELECT k.key, {KEY} FROM series k WHERE EXISTS (SELECT 1 FROM observations o WHERE o.series = k.nr \
             AND o.figure NOT IN (SELECT figure FROM hidden))"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let keys = statement.query_and_then([], |row| {
            let mut cells = Cells::of(row, "series");
            cells.plain::<String>()?;
            key(&mut cells)
        })?;
        let mut keys: Vec<SeriesKey> = keys.collect::<Result<_, StoreError>>()?;
        keys.sort();
        Ok(keys)
    }

    /// Every series, in key order; with `as_of`, as it was known on that day.
    pub fn all_series(&self, as_of: Option<NaiveDate>) -> Result<Vec<Series>, StoreError> {
        let day = as_of.map(|day| day.to_string());
        let which = format!("(?1 IS NULL OR o.vintage <= ?1) AND {}", self.of_present("?1")?);
        self.observed(&which, params![day])
    }

    /// That an observation `o` is of the present of the day in a parameter, or in NULL: of all that is known.
    fn of_present(&self, day: &str) -> Result<String, StoreError> {
        // Hardly a store has withdrawals, and without them nothing has to be looked up for them.
        if !self.connection.prepare_cached("SELECT 1 FROM withdrawals")?.exists([])? {
            return Ok(STANDS.to_owned());
        }
        let absent = absent(day);
        Ok(format!("{STANDS} AND o.figure NOT IN (SELECT nr FROM figures WHERE document IN ({absent}))"))
    }

    /// The series of the observations of a condition, in key order.
    fn observed(&self, which: &str, params: impl Params) -> Result<Vec<Series>, StoreError> {
        let sql = format!(
            "SELECT f.id, k.nr, {MENTION}, {KEY}, o.period, o.origin, {QUANTITY}, f.status, o.vintage, d.id, d.source_id, \
             d.publisher, f.speaker, f.confidence FROM observations o JOIN series k ON k.nr = o.series \
             JOIN figures f ON f.nr = o.figure JOIN documents d ON d.nr = f.document \
             JOIN mentions m ON m.figure = f.nr JOIN sentences s ON s.nr = m.sentence \
             WHERE {which} ORDER BY o.figure, m.nth"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let (mut rows, mut series) = (statement.query(params)?, HashMap::new());
        while let Some(row) = rows.next()? {
            take_in(&mut series, row)?;
        }
        let mut series: Vec<_> =
            series.into_values().map(|(key, observations)| Series::of(key, observations)).collect();
        series.sort_by(|a, b| a.key.cmp(&b.key));
        Ok(series)
    }
}

/// That an observation `o` stands as it was read or corrected.
const STANDS: &str = "NOT EXISTS (SELECT 1 FROM hidden h WHERE h.figure = o.figure)";

impl SeriesSummary {
    /// Takes in the summary of further periods.
    fn take_in(&mut self, other: &Self) {
        self.count += other.count;
        self.first = self.first.min(other.first);
        self.last = self.last.max(other.last);
        self.latest_vintage = self.latest_vintage.max(other.latest_vintage);
    }
}

/// The summary of one period of a series.
fn summary(row: &Row) -> Result<SeriesSummary, StoreError> {
    let mut cells = Cells::of(row, "series");
    cells.plain::<String>()?;
    let (key, period) = (key(&mut cells)?, cells.read()?);
    Ok(SeriesSummary { key, first: period, last: period, count: cells.number()?, latest_vintage: cells.maybe()? })
}

/// The observations of series, by the rows of their keys, so that each key is read once.
type BySeries = HashMap<i64, (SeriesKey, Vec<Observation>)>;

/// Takes in one mention: of the last observation of its series, or the first of a new one.
fn take_in(series: &mut BySeries, row: &Row) -> Result<(), StoreError> {
    let mut cells = Cells::of(row, "observations");
    let (id, nr) = (cells.read()?, cells.plain()?);
    let (mention, sentence) = mention(&mut cells)?;
    let (key, observations) = match series.entry(nr) {
        Entry::Occupied(known) => {
            cells.skip(KEY);
            known.into_mut()
        }
        Entry::Vacant(new) => new.insert((key(&mut cells)?, Vec::new())),
    };
    match observations.last_mut().filter(|observation| observation.id == id) {
        Some(observation) => observation.mentions.push(mention),
        None => observations.push(Observation {
            id,
            mentions: vec![mention],
            sentence,
            key: key.clone(),
            period: cells.read()?,
            period_origin: cells.read()?,
            quantity: quantity(&mut cells)?,
            status: cells.read()?,
            vintage: cells.maybe()?,
            document: cells.read()?,
            source_id: cells.plain()?,
            publisher: cells.plain()?,
            speaker: cells.plain()?,
            confidence: cells.read()?,
        }),
    }
    Ok(())
}
