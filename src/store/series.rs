//! Series out of the store, as they are known now or were known on a day.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::{Params, Row, params};

use super::cells::{Cells, KEY, key};
use super::withdrawals::absent;
use super::{Store, StoreError};
use crate::model::{Mention, Observation, Quantity, Series, SeriesKey, TimePeriod, UnitMult};

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
            "SELECT k.key, {KEY}, o.period_first, o.period_last, count(*), max(o.vintage) FROM series k \
             JOIN observations o ON o.series = k.nr WHERE (?1 IS NULL OR o.vintage <= ?1) AND {} \
             GROUP BY k.nr, o.period_first, o.period_last",
            self.of_present("?1")?
        );
        let day = as_of.map(|day| day.to_epoch_days());
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
        let day = as_of.map(|day| day.to_epoch_days());
        let which = format!("k.key = ?1 AND (?2 IS NULL OR o.vintage <= ?2) AND {}", self.of_present("?2")?);
        Ok(self.observed(&which, params![key.to_string(), day])?.pop())
    }

    /// A series with all that was ever public of it: what documents say that were withdrawn later is there, too.
    pub fn history(&self, key: &SeriesKey) -> Result<Option<Series>, StoreError> {
        let which = format!("k.key = ?1 AND {}", self.stands()?);
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
        let day = as_of.map(|day| day.to_epoch_days());
        let which = format!("(?1 IS NULL OR o.vintage <= ?1) AND {}", self.of_present("?1")?);
        self.observed(&which, params![day])
    }

    /// That an observation `o` is of the present of the day in a parameter, or in NULL: of all that is known.
    pub(super) fn of_present(&self, day: &str) -> Result<String, StoreError> {
        Ok(format!("{} AND {}", self.stands()?, self.public(day)?))
    }

    /// That an observation `o` stands as it was read or corrected. Where nothing was ever read otherwise nor decided, nothing
    /// has to be looked up for that.
    fn stands(&self) -> Result<&'static str, StoreError> {
        let any = self.connection.prepare_cached("SELECT 1 FROM hidden")?.exists([])?;
        Ok(if any { "NOT EXISTS (SELECT 1 FROM hidden h WHERE h.figure = o.figure)" } else { "true" })
    }

    /// That the document of an observation `o` is not withdrawn on the day in a parameter. Hardly a store has withdrawals.
    pub(super) fn public(&self, day: &str) -> Result<String, StoreError> {
        if !self.connection.prepare_cached("SELECT 1 FROM withdrawals")?.exists([])? {
            return Ok("true".to_owned());
        }
        let absent = absent(&format!("date({day} * 86400, 'unixepoch')"));
        Ok(format!("o.figure >> 24 NOT IN ({absent})"))
    }

    /// The series of the observations of a condition, in key order.
    fn observed(&self, which: &str, params: impl Params) -> Result<Vec<Series>, StoreError> {
        // The tables are crossed in this order: a series is one run of observations, and all that leads back from one of
        // them is found by its number. What is not crossed so is sometimes planned the other way round.
        let sql = format!(
            "SELECT o.id, k.nr, {KEY}, o.period_first, o.period_last, o.period_from, o.value, o.unit_mult, o.status, \
             o.vintage, d.id, d.source_id, d.publisher, o.speaker, o.confidence, o.\"start\", o.\"end\", \
             o.sentence_start, o.sentence_end, o.sentence, o.mentions, o.figure FROM series k \
             CROSS JOIN observations o ON o.series = k.nr CROSS JOIN documents d ON d.nr = o.figure >> 24 \
             WHERE {which} ORDER BY k.nr, o.period_first, o.period_last, o.figure"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let (mut rows, mut series) = (statement.query(params)?, Vec::new());
        while let Some(row) = rows.next()? {
            self.take_in(&mut series, row)?;
        }
        let mut series: Vec<_> =
            series.into_iter().map(|(_, key, observations)| Series::of(key, observations)).collect();
        series.sort_by(|a, b| a.key.cmp(&b.key));
        Ok(series)
    }

    /// Takes in one observation, of the last series or of a new one.
    fn take_in(&self, series: &mut Vec<Observed>, row: &Row) -> Result<(), StoreError> {
        let mut cells = Cells::of(row, "observations");
        let (id, nr) = (cells.read()?, cells.plain()?);
        if series.last().is_some_and(|(last, ..)| *last == nr) {
            cells.skip(KEY);
        } else {
            series.push((nr, key(&mut cells)?, Vec::new()));
        }
        let Some((_, key, observations)) = series.last_mut() else { return Ok(()) };
        let mut observation = Observation {
            id,
            key: key.clone(),
            period: period(&mut cells)?,
            period_origin: cells.read()?,
            quantity: Quantity { stated: cells.read()?, mult: UnitMult(cells.plain()?), unit: key.unit },
            status: cells.read()?,
            vintage: cells.day()?,
            document: cells.read()?,
            source_id: cells.plain()?,
            publisher: cells.plain()?,
            speaker: cells.plain()?,
            confidence: cells.read()?,
            mentions: Vec::new(),
            sentence: String::new(),
        };
        let (span, sentence) = (cells.span()?, cells.span()?);
        observation.sentence = cells.plain()?;
        let from = |place: usize| place.checked_sub(sentence.start);
        let within = from(span.start).zip(from(span.end)).and_then(|(start, end)| observation.sentence.get(start..end));
        let surface = within.ok_or_else(|| cells.wrong("its first mention is not in its sentence"))?.to_owned();
        observation.mentions.push(Mention { span, surface, sentence });
        if cells.number()? > 1 {
            observation.mentions.extend(self.mentions(cells.plain()?, 1)?);
        }
        observations.push(observation);
        Ok(())
    }
}

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
    let (key, period) = (key(&mut cells)?, period(&mut cells)?);
    Ok(SeriesSummary { key, first: period, last: period, count: cells.number()?, latest_vintage: cells.day()? })
}

fn period(cells: &mut Cells) -> Result<TimePeriod, StoreError> {
    cells.period()?.ok_or_else(|| cells.wrong("NULL: want two days"))
}

/// The row of a series, its key, and its observations.
type Observed = (i64, SeriesKey, Vec<Observation>);
