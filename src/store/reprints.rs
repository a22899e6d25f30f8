//! Which documents repeat the text of another one.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use super::rows::Rows;
use super::seals::{Seal, Target};
use super::{Store, StoreError, documents, seals};
use crate::model::Document;
use crate::text::Shingles;

/// From this likeness on, one text is another one again: with another headline, or with a paragraph more.
const NEARLY_THE_SAME: f64 = 0.6;
/// Fewer runs of words than these say too little to be repeated.
const FEWEST_RUNS: usize = 12;
/// A text that many have in common is compared with no more of them than this.
const MOST_COMPARED: usize = 8;

/// What the text of a document is known by.
#[derive(Debug)]
pub(super) struct Likeness {
    print: i64,
    shingles: Shingles,
    /// In order, each once.
    bands: Vec<i64>,
}

impl Likeness {
    /// Works it out.
    pub fn of(document: &Document) -> Self {
        let body = document.body();
        let (shingles, print) = Shingles::with_fingerprint(body);
        let mut bands: Vec<i64> = match shingles.len() >= FEWEST_RUNS {
            true => shingles.bands().into_iter().map(signed).collect(),
            false => Vec::new(),
        };
        bands.sort_unstable();
        bands.dedup();
        Self { print: signed(print), shingles, bands }
    }
}

const FINGERPRINTS: Target = Target { table: "fingerprints", sql: "INSERT INTO fingerprints VALUES (?, ?, ?)" };
const BANDS: Target = Target { table: "bands", sql: "INSERT INTO bands VALUES (?, ?)" };

/// Keeps what a new document's text is known by, and gives back the name of the first one whose text it repeats. What is
/// written is taken into the seal of the document and that of `bands`.
pub(super) fn keep(
    connection: &Connection,
    nr: i64,
    likeness: &Likeness,
    (of_document, of_bands): (&mut Seal, &mut Seal),
) -> Result<Option<String>, StoreError> {
    let Likeness { print, shingles, bands } = likeness;
    let first = match same(connection, *print)? {
        Some(first) => Some(first),
        None => nearly_same(connection, shingles, bands)?,
    };
    let mut rows = Rows::default();
    rows.whole(nr).whole(*print).whole_or_null(first).end();
    seals::insert(connection, FINGERPRINTS, &rows, of_document)?;
    // What repeats another text is found by that text.
    if first.is_none() {
        rows.clear();
        bands.iter().for_each(|band| rows.whole(*band).whole(nr).end());
        seals::insert(connection, BANDS, &rows, of_bands)?;
    }
    let mut name = connection.prepare_cached("SELECT source_id FROM documents WHERE nr = ?1")?;
    Ok(first.map(|first| name.query_row([first], |row| row.get(0))).transpose()?)
}

/// The first document with the same words.
fn same(connection: &Connection, print: i64) -> Result<Option<i64>, StoreError> {
    let sql =
        "SELECT coalesce(reprint_of, document) FROM fingerprints WHERE fingerprint = ?1 ORDER BY document LIMIT 1";
    Ok(connection.prepare_cached(sql)?.query_row([print], |row| row.get(0)).optional()?)
}

/// The first document with nearly the same words.
fn nearly_same(connection: &Connection, shingles: &Shingles, bands: &[i64]) -> Result<Option<i64>, StoreError> {
    let mut met = connection.prepare_cached("SELECT document FROM bands WHERE band = ?1 LIMIT ?2")?;
    let mut candidates = BTreeMap::<i64, usize>::new();
    for band in bands {
        let found = met.query_map(params![band, MOST_COMPARED as i64], |row| row.get::<_, i64>(0))?;
        for document in found {
            *candidates.entry(document?).or_default() += 1;
        }
    }
    // The likeliest first, and of these the oldest.
    let mut candidates: Vec<_> = candidates.into_iter().map(|(nr, bands)| (Reverse(bands), nr)).collect();
    candidates.sort_unstable();
    for (_, candidate) in candidates.into_iter().take(MOST_COMPARED) {
        let Some(other) = documents::numbered(connection, candidate)? else { continue };
        let other = Shingles::of(other.body());
        if shingles.likeness(&other) >= NEARLY_THE_SAME && shingles.same_numbers(&other) {
            return Ok(Some(candidate));
        }
    }
    Ok(None)
}

/// The same bits as SQLite counts.
fn signed(hash: u64) -> i64 {
    i64::from_ne_bytes(hash.to_ne_bytes())
}

impl Store {
    /// Does for documents that an earlier version of the program stored what is done for new ones.
    pub fn catch_up(&mut self) -> Result<(), StoreError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let behind = "SELECT nr FROM documents WHERE nr NOT IN (SELECT document FROM fingerprints) ORDER BY nr";
        let behind: Vec<i64> =
            transaction.prepare(behind)?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        let mut bands = Seal::default();
        for nr in behind {
            if let Some(document) = documents::numbered(&transaction, nr)? {
                keep(&transaction, nr, &Likeness::of(&document), (&mut Seal::default(), &mut bands))?;
                seals::document(&transaction, nr)?;
            }
        }
        seals::add(&transaction, "bands", bands)?;
        Ok(transaction.commit()?)
    }

    /// The documents that repeat another one's text, by name, each with the name of the first that had it.
    pub fn reprints(&self) -> Result<BTreeMap<String, String>, StoreError> {
        let sql = "SELECT d.source_id, first.source_id FROM fingerprints p JOIN documents d ON d.nr = p.document \
                   JOIN documents first ON first.nr = p.reprint_of ORDER BY d.source_id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let pairs = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(pairs.collect::<Result<_, _>>()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Extraction, Source};
    use crate::store::Ingested;

    const TEXT: &str = "The minister told the council on Friday that trade between the two countries had reached 83.7 billion \
        dollars in ten months, and that payments in national currencies now made up 85 percent of it.";

    fn reprint_of(store: &mut Store, id: &str, text: &str) -> Option<String> {
        let document = Document::new(Source { id: id.to_owned(), ..Source::default() }, text.to_owned());
        match store.ingest(&document, &Extraction::default()).expect("ingested") {
            Ingested::New { reprint_of, .. } => reprint_of,
            Ingested::Known => panic!("{id} is known"),
        }
    }

    #[test]
    fn reprints_lead_to_the_first() {
        let mut store = Store::in_memory().expect("store");
        assert_eq!(reprint_of(&mut store, "a", TEXT), None);
        assert_eq!(reprint_of(&mut store, "b", &TEXT.to_uppercase()).as_deref(), Some("a"));
        assert_eq!(reprint_of(&mut store, "c", &format!("Trade is up\n\n{TEXT}")).as_deref(), Some("a"));
        assert_eq!(reprint_of(&mut store, "d", &TEXT.replace("83.7", "93.4").replace("85", "91")), None);
        assert_eq!(reprint_of(&mut store, "e", "Short."), None);
        let want = BTreeMap::from([("b", "a"), ("c", "a")].map(|(a, b)| (a.to_owned(), b.to_owned())));
        assert_eq!(store.reprints().expect("reprints"), want);
    }

    #[test]
    fn what_an_earlier_version_stored_is_made_up_for() {
        let mut store = Store::in_memory().expect("store");
        reprint_of(&mut store, "a", TEXT);
        reprint_of(&mut store, "b", &TEXT.to_uppercase());
        store.connection.execute_batch("DELETE FROM fingerprints; DELETE FROM bands").expect("emptied");
        store.catch_up().expect("caught up");
        assert_eq!(store.reprints().expect("reprints").len(), 1);
        assert_eq!(reprint_of(&mut store, "c", &format!("{TEXT} So he said.")).as_deref(), Some("a"));
    }
}
