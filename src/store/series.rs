//! Series out of the store, as they are known now or were known on a day.

use chrono::NaiveDate;
use rusqlite::{Params, Row, params};

use super::cells::{Cells, KEY, key};
use super::columns::{NO_CELL, is_public};
use super::packed::Packed;
use super::withdrawals::absent;
use super::{Store, StoreError};
use crate::model::{
    FigureId, Mention, Observation, ParseError, Quantity, Series, SeriesKey, TimePeriod, UNDATED, UnitMult,
};

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

/// That a series `k` ever had an observation which still stands as it was read or corrected.
const EVER: &str = "EXISTS (SELECT 1 FROM observations o WHERE o.series = k.nr \
    AND o.figure NOT IN (SELECT figure FROM hidden)) OR EXISTS (SELECT 1 FROM recent o WHERE o.series = k.nr \
    AND o.figure NOT IN (SELECT figure FROM hidden))";

impl Store {
    /// Every series in a line, in key order; with `as_of`, as it was known on that day.
    pub fn series_summaries(&self, as_of: Option<NaiveDate>) -> Result<Vec<SeriesSummary>, StoreError> {
        // All that is read is of one moment.
        let snapshot = self.connection.is_autocommit().then(|| self.connection.unchecked_transaction());
        let _snapshot = snapshot.transpose()?;
        let mut summaries = Vec::<Summed>::new();
        self.each_observation(as_of, (0, i64::MAX), |packed| {
            let (series, first, last) = packed.place();
            if summaries.last().is_none_or(|summed| summed.series != series) {
                summaries.push(Summed { series, periods: Vec::new(), count: 0, latest_vintage: UNDATED });
            }
            let Some(summed) = summaries.last_mut() else { return Ok(()) };
            if summed.periods.last() != Some(&(first, last)) {
                summed.periods.push((first, last));
            }
            summed.count += 1;
            summed.latest_vintage = summed.latest_vintage.max(packed.vintage());
            Ok(())
        })?;
        let (keys, places) = self.keys_by_number()?;
        let key = |series: u32| places.get(series as usize).and_then(|place| keys.get(*place as usize));
        let summaries = summaries.into_iter().filter_map(|summed| key(summed.series).map(|key| summed.of(key)));
        let mut summaries: Vec<_> = summaries.collect::<Result<_, _>>()?;
        summaries.sort_by(|a, b| a.key.cmp(&b.key));
        Ok(summaries)
    }

    /// A series; with `as_of`, as it was known on that day, when documents without a date count for nothing.
    pub fn series(&self, key: &SeriesKey, as_of: Option<NaiveDate>) -> Result<Option<Series>, StoreError> {
        let day = as_of.map(|day| day.to_epoch_days());
        let which = format!("k.key = ?2 AND {}", self.of_present("?1")?);
        Ok(self.observed(&which, as_of, params![day, key.to_string()])?.pop())
    }

    /// A series with all that was ever public of it: what documents say that were withdrawn later is there, too.
    pub fn history(&self, key: &SeriesKey) -> Result<Option<Series>, StoreError> {
        let which = format!("k.key = ?1 AND {}", self.stands()?);
        Ok(self.observed(&which, None, params![key.to_string()])?.pop())
    }

    /// The key of every series that ever had an observation which still stands as it was read or corrected, in order.
    pub fn series_keys(&self) -> Result<Vec<SeriesKey>, StoreError> {
        let sql = format!("SELECT k.key, {KEY} FROM series k WHERE {EVER}");
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

    /// Whether there is such a series.
    pub fn has_series(&self, key: &SeriesKey) -> Result<bool, StoreError> {
        let sql = format!("SELECT 1 FROM series k WHERE k.key = ?1 AND ({EVER})");
        Ok(self.connection.prepare_cached(&sql)?.exists([key.to_string()])?)
    }

    /// Every series, in key order; with `as_of`, as it was known on that day.
    pub fn all_series(&self, as_of: Option<NaiveDate>) -> Result<Vec<Series>, StoreError> {
        // The day is bound, whether it is asked for or not.
        let which = format!("?1 IS ?1 AND {}", self.of_present("?1")?);
        self.observed(&which, as_of, params![as_of.map(|day| day.to_epoch_days())])
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

    /// The series of the observations of a condition that were public on a day, in key order.
    fn observed(
        &self,
        which: &str,
        as_of: Option<NaiveDate>,
        params: impl Params + Clone,
    ) -> Result<Vec<Series>, StoreError> {
        // The tables are crossed in this order: a series is one run of observations. What is not crossed so is sometimes
        // planned the other way round.
        let sql = |table: &str| {
            format!(
                "SELECT k.key, {KEY}, o.cells, o.sentence FROM series k CROSS JOIN {table} o ON o.series = k.nr \
                 WHERE {which} ORDER BY k.nr, o.period_first, o.period_last, o.figure"
            )
        };
        let (day, mut series) = (as_of.map(|day| day.to_epoch_days()), Vec::new());
        self.in_order((sql, CELLS), params, |row| self.take_in(&mut series, row, day).map(|()| true))?;
        let mut series: Vec<_> =
            series.into_iter().map(|(_, key, observations)| Series::of(key, observations)).collect();
        series.sort_by(|a, b| a.key.cmp(&b.key));
        Ok(series)
    }

    /// Takes in one observation, of the last series or of a new one, if it was public on a day.
    fn take_in(&self, series: &mut Vec<Observed>, row: &Row, day: Option<i32>) -> Result<(), StoreError> {
        let mut cells = Cells::of(row, "observations");
        cells.skip("key");
        let packed = row.get_ref(CELLS)?.as_blob().ok().and_then(Packed::of);
        let packed = packed.ok_or_else(|| cells.wrong(NO_CELL))?;
        if !is_public(packed.vintage(), day) {
            return Ok(());
        }
        let Some(origin) = self.origins.of(&self.connection, packed.figure() >> 24)? else { return Ok(()) };
        let nr = packed.place().0;
        if series.last().is_some_and(|(last, ..)| *last == nr) {
            cells.skip(KEY);
        } else {
            series.push((nr, key(&mut cells)?, Vec::new()));
        }
        let Some((_, key, observations)) = series.last_mut() else { return Ok(()) };
        let said = packed.facts().ok_or_else(|| cells.wrong(NO_CELL))?;
        cells.skip("cells");
        let sentence: String = cells.plain()?;
        let from = |place: usize| place.checked_sub(said.sentence.start);
        let within = from(said.span.start).zip(from(said.span.end)).and_then(|(start, end)| sentence.get(start..end));
        let surface = within.ok_or_else(|| cells.wrong("its first mention is not in its sentence"))?.to_owned();
        let mut mentions = vec![Mention { span: said.span, surface, sentence: said.sentence }];
        if said.mentions > 1 {
            mentions.extend(self.further_mentions(packed.figure())?);
        }
        let (_, first, last) = packed.place();
        observations.push(Observation {
            id: FigureId::of_number(packed.name()),
            key: key.clone(),
            period: period(first, last).map_err(|problem| cells.wrong(problem))?,
            period_origin: said.origin,
            quantity: Quantity {
                stated: said.value.parse().map_err(|error| cells.wrong(error))?,
                mult: UnitMult(said.mult),
                unit: key.unit,
            },
            status: said.status,
            vintage: said.vintage.map(day_of).transpose().map_err(|problem| cells.wrong(problem))?,
            document: origin.document,
            source_id: origin.source_id,
            publisher: origin.publisher,
            speaker: said.speaker.map(str::to_owned),
            confidence: said.confidence,
            mentions,
            sentence,
        });
        Ok(())
    }
}

/// Where the row of an observation has its cell, after the series with its key.
const CELLS: usize = 7;

/// A series whose observations are being counted.
struct Summed {
    series: u32,
    /// The first and the last day of each, in order.
    periods: Vec<(i32, i32)>,
    count: usize,
    latest_vintage: i32,
}

impl Summed {
    fn of(self, key: &str) -> Result<SeriesSummary, StoreError> {
        let wrong = |problem| StoreError::Stored { table: "series", id: key.to_owned(), problem };
        let key: SeriesKey = key.parse().map_err(|error: ParseError| wrong(error.to_string()))?;
        let periods = self.periods.iter().map(|(first, last)| period(*first, *last));
        let periods: Vec<_> = periods.collect::<Result<_, _>>().map_err(wrong)?;
        let (first, last) = (periods.iter().min(), periods.iter().max());
        let (Some(first), Some(last)) = (first.copied(), last.copied()) else {
            return Err(wrong("has no period".into()));
        };
        let dated = Some(self.latest_vintage).filter(|day| *day != UNDATED);
        let latest_vintage = dated.map(day_of).transpose().map_err(wrong)?;
        Ok(SeriesSummary { count: self.count, first, last, latest_vintage, key })
    }
}

fn day_of(number: i32) -> Result<NaiveDate, String> {
    NaiveDate::from_epoch_days(number).ok_or_else(|| format!("{number} is no day"))
}

/// The period from one day to another.
pub(super) fn period(first: i32, last: i32) -> Result<TimePeriod, String> {
    let (first, last) = (day_of(first)?, day_of(last)?);
    TimePeriod::of_days(first, last).ok_or_else(|| format!("{first} to {last}: want a day, or a run of whole months"))
}

/// The row of a series, its key, and its observations.
type Observed = (u32, SeriesKey, Vec<Observation>);
