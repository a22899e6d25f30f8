//! Many documents at once: what is wrong with one leaves the others, and what cannot be written leaves nothing.

use rusqlite::Connection;

use super::tests::{LEVEL, document, extraction};
use super::{Ingested, Prepared, Store, StoreError};

fn count(connection: &Connection, table: &str) -> i64 {
    connection.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).expect(table)
}

fn references_are_checked(store: &Store) -> bool {
    store.connection.query_row("PRAGMA foreign_keys", [], |row| row.get(0)).expect("foreign_keys")
}

#[test]
fn many_documents_go_in_as_one_after_the_other() {
    let documents: Vec<_> = ["a", "b", "c"].map(|id| document(id, "2024-12")).into();
    let (good, mut bad) = (extraction(&[LEVEL]), extraction(&[LEVEL]));
    bad.figures[0].mentions.clear();
    let mut one = Store::in_memory().expect("store");
    for id in [0, 2, 0] {
        one.ingest(&documents[id], &good).expect("ingested");
    }
    let mut many = Store::in_memory().expect("store");
    let mut batch = many.batch().expect("a batch");
    let all = [(&documents[0], &good), (&documents[1], &bad), (&documents[2], &good), (&documents[0], &good)];
    let went = batch.ingest_all(all);
    batch.commit().expect("committed");
    assert!(matches!(
        &went[..],
        [
            Ok(Ingested::New { figures: 1, observations: 1, unresolved: 0, .. }),
            Err(StoreError::Unmentioned { .. }),
            Ok(Ingested::New { .. }),
            Ok(Ingested::Known)
        ]
    ));
    assert_eq!(many.all_series(None).expect("series"), one.all_series(None).expect("series"));
    assert_eq!(many.verify(), []);
}

#[test]
fn what_cannot_be_written_leaves_nothing_of_its_batch() {
    let mut store = Store::in_memory().expect("store");
    let (a, b, good) = (document("a", "2024-12"), document("b", "2024-12"), extraction(&[LEVEL]));
    let refuses = "CREATE TRIGGER full BEFORE INSERT ON fingerprints WHEN new.document = 2 BEGIN \
        SELECT raise(ABORT, 'full'); END";
    store.connection.execute_batch(refuses).expect("a trigger");
    let mut batch = store.batch().expect("a batch");
    batch.put(Prepared::of(&a, &good).expect("prepared")).expect("written");
    assert!(matches!(batch.ingest(&b, &good), Err(StoreError::Sqlite(_))));
    assert!(matches!(batch.commit(), Err(StoreError::Torn)));
    for table in ["documents", "texts", "figures", "mentions", "series", "observations", "readings"] {
        assert_eq!(count(&store.connection, table), 0, "{table}");
    }
    assert!(references_are_checked(&store));
    // Nor is anything of it remembered.
    store.connection.execute_batch("DROP TRIGGER full").expect("dropped");
    store.ingest(&a, &extraction(&["trade_turnover KZ CIS level USD 8 9 2023"])).expect("ingested");
    store.ingest(&b, &good).expect("ingested");
    assert_eq!((count(&store.connection, "series"), store.verify()), (2, vec![]));
}

#[test]
fn references_are_checked_again_after_a_batch() {
    let mut store = Store::in_memory().expect("store");
    let batch = store.batch().expect("a batch");
    batch.commit().expect("committed");
    assert!(references_are_checked(&store));
    drop(store.batch().expect("a batch"));
    assert!(references_are_checked(&store));
}
