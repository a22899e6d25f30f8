//! Observations: what is asked of all figures of a series, in the order in which that is asked.

use rusqlite::Connection;

use super::StoreError;
use super::rows::{self, Rows};

/// The place of an observation in the order of its table: series, first and last day of the period, figure.
pub(super) type Place = (i64, i32, i32, i64);

/// Observations that are yet to be written.
#[derive(Debug, Default)]
pub(super) struct Pending {
    places: Vec<Place>,
    /// The other cells of each.
    rows: Rows,
}

impl Pending {
    /// Adds observations: the place of each, and its other cells.
    pub fn append(&mut self, places: &[Place], rows: &Rows) {
        self.places.extend_from_slice(places);
        self.rows.append(rows);
    }

    /// Writes them in the order of their table, so that those of one page go there together.
    pub fn insert(&self, connection: &Connection) -> Result<(), StoreError> {
        let mut order: Vec<_> = self.places.iter().zip(0..).collect();
        order.sort_unstable();
        let sql = "INSERT INTO observations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        let mut insert = connection.prepare_cached(sql)?;
        let mut place = Rows::default();
        for ((series, first, last, figure), nth) in order {
            place.clear();
            place.whole(*series).whole((*first).into()).whole((*last).into()).whole(*figure).end();
            rows::insert(&mut insert, &[place.row(0), self.rows.row(nth)])?;
        }
        Ok(())
    }
}
