//! Documents that are taken back, and when they were out of the present.

use std::collections::BTreeMap;

use rusqlite::{Row, params};

use super::cells::Cells;
use super::{Store, StoreError, seals};
use crate::model::{Absence, DocumentId};
use crate::review::Withdrawal;

/// The documents that are out of the present of the day in a parameter, or in NULL: of all that is known.
pub(super) fn absent(day: &str) -> String {
    format!(
        "SELECT document FROM absences WHERE ({day} IS NULL AND until IS NULL) \
         OR (since <= {day} AND (until IS NULL OR {day} < until))"
    )
}

impl Store {
    /// Every entry about whole documents, in the order of their taking.
    pub fn withdrawals(&self) -> Result<Vec<Withdrawal>, StoreError> {
        let sql = "SELECT nr, document, source_id, verdict, day, decided_by, why, decided_at FROM withdrawals \
            ORDER BY decided_at, nr";
        self.connection.prepare_cached(sql)?.query_and_then([], withdrawal)?.collect()
    }

    /// Adds entries about whole documents; those that are there already change nothing. Gives back how many are new. To
    /// be called inside of [`Store::at_once`].
    pub fn withdraw(&self, entries: &[Withdrawal]) -> Result<usize, StoreError> {
        let sql = "INSERT INTO withdrawals (document, source_id, verdict, day, decided_by, why, decided_at) \
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (document, decided_by, decided_at) DO NOTHING";
        let mut insert = self.connection.prepare_cached(sql)?;
        let mut new = 0;
        for Withdrawal { document, source_id, stand, day, by, why, at } in entries {
            let (stand, day, at) = (stand.to_string(), day.to_string(), at.to_string());
            if insert.execute(params![document.as_str(), source_id, stand, day, by, why, at])? > 0 {
                let row = seals::Rows { table: "withdrawals", which: "nr = ?1" };
                seals::toggle(&self.connection, row, [[self.connection.last_insert_rowid()]])?;
                new += 1;
            }
        }
        Ok(new)
    }

    /// When documents were out of the present, in the order of their entries; a document that never was is not among them.
    pub fn absences(&self) -> Result<BTreeMap<DocumentId, Vec<Absence>>, StoreError> {
        let sql = "SELECT d.id, a.since, a.until FROM absences a JOIN documents d ON d.nr = a.document";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut absences = BTreeMap::<DocumentId, Vec<Absence>>::new();
        let rows = statement.query_and_then([], |row| -> Result<_, StoreError> {
            let mut cells = Cells::of(row, "withdrawals");
            Ok((cells.read::<DocumentId>()?, Absence { since: cells.read()?, until: cells.maybe()? }))
        })?;
        for row in rows {
            let (document, absence) = row?;
            absences.entry(document).or_default().push(absence);
        }
        Ok(absences)
    }
}

fn withdrawal(row: &Row) -> Result<Withdrawal, StoreError> {
    let mut cells = Cells::of(row, "withdrawals");
    cells.plain::<i64>()?;
    Ok(Withdrawal {
        document: cells.read()?,
        source_id: cells.plain()?,
        stand: cells.read()?,
        day: cells.read()?,
        by: cells.plain()?,
        why: cells.plain()?,
        at: cells.read()?,
    })
}
