//! Observations that are not yet in their places: where they are kept meanwhile, and how they are read with the others.

use rusqlite::fallible_streaming_iterator::FallibleStreamingIterator;
use rusqlite::{Connection, Params, Row};

use super::packed::Packed;
use super::{Store, StoreError, observations};

/// From how many pages on a store is a large one: that is a gigabyte, many times what is kept in memory of it.
const LARGE: i64 = 1 << 18;
/// Fewer observations than these go to their places at once.
const MANY: usize = 1000;
/// At how many observations they are moved.
const MOST: i64 = 1 << 21;

/// When observations are kept apart.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// From how many pages of the store on.
    pub pages: i64,
    /// From how many observations on.
    pub many: usize,
    /// Up to how many there are.
    pub most: i64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { pages: LARGE, many: MANY, most: MOST }
    }
}

impl Limits {
    /// All that goes in is kept apart.
    #[cfg(test)]
    pub const APART: Self = Self { pages: 0, many: 0, most: i64::MAX };

    /// The statement that writes so many observations.
    pub fn insert(self, connection: &Connection, new: usize) -> Result<&'static str, StoreError> {
        let pages: i64 = connection.query_row("SELECT page_count FROM pragma_page_count", [], |row| row.get(0))?;
        let apart = new >= self.many && pages >= self.pages;
        Ok(if apart { "INSERT INTO recent VALUES (?, ?, ?, ?, ?, ?)" } else { observations::INSERT })
    }

    /// Moves what is kept apart if there is too much of it.
    pub fn keep(self, connection: &Connection) -> Result<(), StoreError> {
        if !are_there(connection)? {
            return Ok(());
        }
        let count: i64 = connection.query_row("SELECT count(*) FROM recent", [], |row| row.get(0))?;
        if count >= self.most { settle(connection) } else { Ok(()) }
    }
}

fn are_there(connection: &Connection) -> Result<bool, StoreError> {
    Ok(connection.prepare_cached("SELECT 1 FROM recent")?.exists([])?)
}

/// Moves every observation to its place.
fn settle(connection: &Connection) -> Result<(), StoreError> {
    let moves = "INSERT INTO observations SELECT * FROM recent ORDER BY series, period_first, period_last, figure; \
        DELETE FROM recent";
    Ok(connection.execute_batch(moves)?)
}

impl Store {
    /// Brings all observations to their places, so that they are read the fastest. To be called at the end of what goes in.
    pub fn settle(&mut self) -> Result<(), StoreError> {
        if !are_there(&self.connection)? {
            return Ok(());
        }
        let batch = self.batch()?;
        settle(&batch.transaction)?;
        batch.commit()
    }

    /// Gives the rows of a query for observations to `each`, in the order of series, period and figure, until it wants no more.
    /// `sql` makes the query for a table, in that order, with the cell of an observation at `cell`.
    pub(super) fn in_order(
        &self,
        (sql, cell): (impl Fn(&str) -> String, usize),
        params: impl Params + Clone,
        mut each: impl FnMut(&Row) -> Result<bool, StoreError>,
    ) -> Result<(), StoreError> {
        // As long as this is not read to its end, all that is read is of one moment.
        let mut moment = self.connection.prepare_cached("SELECT EXISTS (SELECT 1 FROM recent)")?;
        let mut moment = moment.query([])?;
        let any = moment.next()?.is_some_and(|row| row.get(0) == Ok(true));
        let mut settled = self.connection.prepare_cached(&sql("observations"))?;
        if !any {
            let mut settled = settled.query(params)?;
            while let Some(row) = settled.next()?
                && each(row)?
            {}
            return Ok(());
        }
        let mut recent = self.connection.prepare_cached(&sql("recent"))?;
        let (mut settled, mut recent) = (settled.query(params.clone())?, recent.query(params)?);
        settled.advance()?;
        recent.advance()?;
        loop {
            let next = match (settled.get(), recent.get()) {
                (None, None) => return Ok(()),
                (Some(_), None) => &mut settled,
                (Some(a), Some(b)) if place(a, cell) <= place(b, cell) => &mut settled,
                (_, Some(_)) => &mut recent,
            };
            if let Some(row) = next.get()
                && !each(row)?
            {
                return Ok(());
            }
            next.advance()?;
        }
    }
}

/// The place of an observation; a cell that makes no sense comes first, and is found there.
fn place(row: &Row, cell: usize) -> Option<((u32, i32, i32), i64)> {
    let packed = Packed::of(row.get_ref(cell).ok()?.as_blob().ok()?)?;
    Some((packed.place(), packed.figure()))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{LEVEL, document, extraction};
    use super::*;

    fn counts(store: &Store) -> (i64, i64) {
        let count = |table: &str| {
            let sql = format!("SELECT count(*) FROM {table}");
            store.connection.query_row(&sql, [], |row| row.get(0)).expect(table)
        };
        (count("observations"), count("recent"))
    }

    fn put(store: &mut Store, id: &str) {
        let claims = [LEVEL, "trade_turnover RU CIS level USD 80 9 2023", "trade_turnover KZ CIS level USD 8 9 2023"];
        store.ingest(&document(id, "2024-12"), &extraction(&claims)).expect(id);
    }

    #[test]
    fn what_is_kept_apart_is_read_with_the_others() {
        let (mut store, mut settled) = (Store::in_memory().expect("a store"), Store::in_memory().expect("a store"));
        let key = "trade_turnover.RU.CIS.level.USD".parse().expect("a key");
        let read = |store: &Store| {
            let series = (store.all_series(None), store.series(&key, None), store.history(&key));
            let series = (series.0.expect("all"), series.1.expect("one"), series.2.expect("history"));
            (series, store.series_keys().expect("keys"), store.series_summaries(None).expect("summaries"))
        };
        for (id, limits, wanted) in [
            ("b", Limits::APART, (0, 3)),
            ("c", Limits::default(), (3, 3)),
            ("a", Limits::APART, (3, 6)),
            ("d", Limits { most: 9, ..Limits::APART }, (12, 0)),
            ("e", Limits::APART, (12, 3)),
        ] {
            store.limits = limits;
            put(&mut store, id);
            put(&mut settled, id);
            assert_eq!(counts(&store), wanted, "{id}");
            assert_eq!(read(&store), read(&settled), "{id}");
            assert_eq!(store.verify(), [], "{id}");
        }
        store.settle().expect("settled");
        assert_eq!(counts(&store), (15, 0));
        assert_eq!(read(&store), read(&settled));
        assert_eq!(store.verify(), []);
        assert!(store.connection.execute("INSERT INTO recent SELECT * FROM observations LIMIT 1", []).is_ok());
        let found = store.verify();
        assert!(found.iter().any(|fault| fault.problem.ends_with("is among the other observations, too")), "{found:?}");
        let refused = store.connection.execute("UPDATE recent SET figure = 1", []).expect_err("refused").to_string();
        assert_eq!(refused, "recent: a store is append-only");
    }
}
