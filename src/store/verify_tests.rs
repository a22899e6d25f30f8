//! Damage is found and named.

use super::kept::{Kept, Packing, Text};
use super::tests::{LEVEL, document, extraction};
use super::written::Written;
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
    after_all(|store| store.connection.execute_batch(damage).expect(damage))
}

/// The same after other damage to the figure of a number.
fn after_change(change: impl Fn(&mut Kept<'_>)) -> String {
    after_all(|store| {
        rewrite(store, |nr, kept| {
            if nr == 16_777_217 {
                change(kept);
            }
        });
    })
}

fn after_all(damage: impl FnOnce(&Store)) -> String {
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
    damage(&store);
    let found = store.verify();
    // The triggers had to go for the damage to be done.
    found.iter().filter(|f| !f.place.starts_with("trigger ")).map(|f| format!("{}: {}\n", f.place, f.problem)).collect()
}

/// Packs every figure anew, with changes.
fn rewrite(store: &Store, change: impl Fn(i64, &mut Kept<'_>)) {
    Written::each(&store.connection, |written| {
        let mut packing = Packing::default();
        for figure in written.figures() {
            let (nr, mut kept) = figure?;
            change(nr, &mut kept);
            packing.push(&kept);
        }
        let row = rusqlite::params![packing.bytes(), written.numbers().start];
        store.connection.execute("UPDATE figures SET cells = ?1 WHERE nr = ?2", row)?;
        Ok(())
    })
    .expect("packed anew");
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
        ("UPDATE observations SET sentence = 'Something else.'", "a sentence that is not that of the text"),
        ("INSERT INTO mentions VALUES (16777217, 1, 45, 58, '$83.7 billion', 35, 59)", SAYS_ANOTHER),
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
        ("UPDATE series SET area = 'KZ' WHERE nr = 1", "has the parts of"),
        ("DELETE FROM series WHERE nr = 1", "leads to a row that is not in series"),
        ("INSERT INTO hidden VALUES (16777217)", "which stands"),
        ("DELETE FROM readings", "has no reading"),
        ("DELETE FROM figures", "table observations: row 16777217 leads to a row that is not in figures"),
        ("DELETE FROM figures", "table unresolved: row 16777218 leads to a row that is not in figures"),
        ("INSERT INTO hidden VALUES (16777219)", "table hidden: row 16777219 leads to a row that is not in figures"),
        ("UPDATE figures SET count = 1", "row 16777217: has a cell that makes no sense"),
        ("UPDATE figures SET count = 3", "row 16777217: has a cell that makes no sense"),
        ("UPDATE figures SET corrects = 9", "corrects a figure of another name"),
        ("UPDATE figures SET corrects = 9", "table figures: row 9 leads to a row that is not in figures"),
        ("UPDATE readings SET document = 2", "has figures that were read in another document"),
        ("INSERT INTO unresolved VALUES (16777217, 'area')", "or neither"),
        (
            "INSERT INTO observations SELECT series, period_first, period_last + 1, figure, cells, sentence FROM observations",
            "is an observation of another series or period than the figure",
        ),
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
fn no_byte_of_a_figure_changes_unseen() {
    let store = store();
    let cells: Vec<u8> = store.connection.query_row("SELECT cells FROM figures", [], |row| row.get(0)).expect("cells");
    store.connection.execute_batch("DROP TRIGGER figures_no_update").expect("dropped");
    for at in 0..cells.len() {
        let mut damaged = cells.clone();
        damaged[at] ^= 1;
        store.connection.execute("UPDATE figures SET cells = ?1", [damaged]).expect("damaged");
        let found = store.verify();
        assert!(found.iter().any(|fault| fault.place == "document a"), "byte {at}: {found:?}");
    }
}

type Change = fn(&mut Kept<'_>);

#[test]
fn a_figure_that_says_something_else_is_found_and_named() {
    let cases: [(Change, &str); 10] = [
        (|kept| kept.set(Text::Surface, Some("$9 billion")), "reads `$9 billion`"),
        (|kept| kept.set(Text::Value, Some("9")), SAYS_ANOTHER),
        (|kept| kept.set(Text::Speaker, Some("Nobody")), SAYS_ANOTHER),
        (|kept| kept.set(Text::Speaker, Some("Nobody")), "document a: is not as it was written"),
        (|kept| kept.span.start -= 1, SAYS_ANOTHER),
        (|kept| kept.days = Some((19_723, 20_087)), "want a day, or a run of whole months"),
        (|kept| kept.days = Some((19_358, 19_722)), "its dimensions say"),
        (|kept| kept.set(Text::Area, Some("KZ")), "its dimensions say"),
        (|kept| kept.set(Text::Value, Some("about much")), "document a"),
        (|kept| kept.series = Some(7), "row 7: is not there"),
    ];
    for (nth, (change, wanted)) in cases.into_iter().enumerate() {
        let found = after_change(change);
        assert!(found.contains(wanted), "{nth}: want `{wanted}`, found:\n{found}");
    }
}

#[test]
fn a_stored_text_that_is_not_read_any_more_is_named() {
    let mut store = Store::in_memory().expect("store");
    let document = document("a", "2024-12");
    let extraction = extraction(&[LEVEL]);
    store.ingest(&document, &extraction).expect("ingest");
    let (id, _) = extraction.named(&document.id).next().expect("a figure");
    store.connection.execute_batch("DROP TRIGGER figures_no_update").expect("spoilt");
    rewrite(&store, |_, kept| kept.set(Text::Area, Some("XK2")));
    let error = store.figure(&id).expect_err("spoilt").to_string();
    assert!(error.starts_with(&format!("the store's table figures, row {id}: `XK2` is not an area code")), "{error}");
}
