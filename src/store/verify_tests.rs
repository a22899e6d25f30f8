//! Damage is found and named.

use super::tests::{LEVEL, document, extraction};
use super::*;

/// A store of one document with one observation and one figure that lacks an area.
fn store() -> Store {
    let mut store = Store::in_memory().expect("store");
    let claims = [LEVEL, "trade_turnover - - level USD 83.7 9 2024"];
    store.ingest(&document("a", "2024-12-26"), &extraction(&claims)).expect("ingested");
    store
}

/// The problems found after some damage, joined.
fn after(damage: &str) -> String {
    let store = store();
    store.connection.pragma_update(None, "foreign_keys", false).expect("off");
    let triggers: Vec<String> = store
        .connection
        .prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        .and_then(|mut s| s.query_map([], |row| row.get(0))?.collect())
        .expect("triggers");
    for name in triggers {
        store.connection.execute_batch(&format!("DROP TRIGGER {name}")).expect("dropped");
    }
    store.connection.execute_batch(damage).expect(damage);
    let found = store.verify();
    // The triggers had to go for the damage to be done.
    found.iter().filter(|f| !f.place.starts_with("trigger ")).map(|f| format!("{}: {}\n", f.place, f.problem)).collect()
}

#[test]
fn a_sound_store_has_no_fault() {
    assert_eq!(store().verify(), []);
    assert_eq!(after("SELECT 1"), "");
}

const SAYS_ANOTHER: &str = "is an observation that says something else than the figure";

#[test]
fn no_byte_of_an_observation_changes_unseen() {
    let store = store();
    let cells: Vec<u8> =
        store.connection.query_row("SELECT cells FROM observations", [], |row| row.get(0)).expect("cells");
    store.connection.execute_batch("DROP TRIGGER observations_no_update").expect("dropped");
    for at in 0..cells.len() {
        let mut damaged = cells.clone();
        damaged[at] ^= 1;
        store.connection.execute("UPDATE observations SET cells = ?1", [damaged]).expect("damaged");
        let found = store.verify();
        assert!(found.iter().any(|fault| fault.problem == SAYS_ANOTHER), "byte {at}: {found:?}");
    }
}

#[test]
fn damage_is_found_and_named() {
    let cases = [
        ("UPDATE texts SET text = replace(text, '83.7', '84.7')", "its fingerprint differs"),
        ("UPDATE texts SET text = replace(text, '83.7', '84.7')", "reads `$83.7 billion` where the text has `$84.7"),
        ("UPDATE documents SET body_end = 100000", "a body that is not in its text"),
        ("UPDATE figures SET surface = '$9 billion' WHERE nr = 16777217", "reads `$9 billion`"),
        ("UPDATE observations SET sentence = 'Something else.'", "a sentence that is not that of the text"),
        (
            "INSERT INTO mentions SELECT nr, 1, \"start\", \"end\", surface, sentence_start, sentence_end FROM figures",
            SAYS_ANOTHER,
        ),
        ("DELETE FROM names", "is not found by its name"),
        ("UPDATE names SET names = zeroblob(12)", "is not found by its name"),
        ("UPDATE names SET names = substr(names, 1, 6)", "is not found by its name"),
        ("UPDATE names SET names = CAST(names || names AS BLOB)", "is not found by its name"),
        ("UPDATE names SET figure = figure + 1", "is not found by its name"),
        ("UPDATE names SET figure = figure + 100", "leads to a row that is not in figures"),
        ("DELETE FROM observations", "is not among the observations of its series"),
        ("DELETE FROM unresolved", "or neither"),
        ("UPDATE observations SET cells = zeroblob(length(cells))", SAYS_ANOTHER),
        ("UPDATE observations SET cells = zeroblob(3)", SAYS_ANOTHER),
        ("UPDATE documents SET vintage = '2020-01-01', published = '2020-01-01'", SAYS_ANOTHER),
        ("UPDATE observations SET period_last = 20119", "is not among the observations of its series"),
        ("UPDATE figures SET value = '9' WHERE nr = 16777217", SAYS_ANOTHER),
        ("UPDATE figures SET speaker = 'Nobody' WHERE nr = 16777217", SAYS_ANOTHER),
        ("UPDATE figures SET \"start\" = \"start\" - 1 WHERE nr = 16777217", SAYS_ANOTHER),
        ("UPDATE figures SET period_last = 20118 WHERE nr = 16777217", "want a day, or a run of whole months"),
        ("UPDATE figures SET period_first = 19358, period_last = 19722 WHERE nr = 16777217", "its dimensions say"),
        ("UPDATE series SET area = 'KZ' WHERE nr = 1", "has the parts of"),
        ("UPDATE figures SET area = 'KZ' WHERE nr = 16777217", "its dimensions say"),
        ("DELETE FROM series WHERE nr = 1", "leads to a row that is not in series"),
        ("INSERT INTO hidden VALUES (16777217)", "which stands"),
        ("UPDATE figures SET value = 'about much' WHERE nr = 16777217", "document a"),
        ("DELETE FROM readings", "has no reading"),
        ("UPDATE figures SET speaker = 'Nobody' WHERE nr = 16777217", "document a: is not as it was written"),
        ("UPDATE documents SET extra = '{\"a\":1}'", "document a: is not as it was written"),
        ("DELETE FROM seals", "document a: has no seal"),
        ("INSERT INTO seals SELECT what, 7, sha256 FROM seals", "documents 7: has a seal and is not there"),
        ("INSERT INTO files VALUES (randomblob(32), '[]')", "table files: is not as it was written"),
        ("DROP INDEX readings_by_document", "index readings_by_document: is not there as it must be"),
        ("CREATE TABLE more (x)", "table more: is not one of a store"),
    ];
    for (damage, wanted) in cases {
        let found = after(damage);
        assert!(found.contains(wanted), "{damage}: want `{wanted}`, found:\n{found}");
    }
}

#[test]
fn a_stored_text_that_is_not_read_any_more_is_named() {
    let mut store = Store::in_memory().expect("store");
    let document = document("a", "2024-12");
    let extraction = extraction(&[LEVEL]);
    store.ingest(&document, &extraction).expect("ingest");
    let (id, _) = extraction.named(&document.id).next().expect("a figure");
    store.connection.execute_batch("DROP TRIGGER figures_no_update; UPDATE figures SET area = 'XK2'").expect("spoilt");
    let error = store.figure(&id).expect_err("spoilt").to_string();
    assert!(error.starts_with(&format!("the store's table figures, row {id}: `XK2` is not an area code")), "{error}");
}
