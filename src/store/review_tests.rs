//! A store of the version before, brought up to date; and the present as what follows from readings and decisions.

use rusqlite::Connection;

use super::*;
use crate::model::{Document, DocumentId, Extraction, Source};
use crate::review::{Changes, Decision, Difference, Moment, Place, Verdict};

const TEXT: &str = "Trade of Chile was $5 billion in 2024.";

/// A store as version 1 wrote it, with one document, one figure and one observation.
fn version_one() -> (tempfile::TempDir, std::path::PathBuf) {
    version(1)
}

/// The same as a later version made of it.
fn version(version: usize) -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("attested.db");
    let connection = Connection::open(&path).expect("opens");
    connection.execute_batch(schema::MIGRATIONS[0]).expect("tables");
    let id = DocumentId::of(TEXT.as_bytes());
    let rows = format!(
        "INSERT INTO documents VALUES (7, '{id}', 'then', NULL, NULL, NULL, '2025-01-02', '2025-01-02', 'en', \
         'text/plain', '{{}}', '{TEXT}', 0, {len}, 'attested 0.1.0'); \
         INSERT INTO sentences VALUES (3, 7, 0, {len}, '{TEXT}'); \
         INSERT INTO figures VALUES (5, '0123456789ab', 7, '5', 9, 'USD', 'trade_turnover', NULL, 'level', 'CL', NULL, \
         '2024', 'stated', 'actual', NULL, 'high', '[]'); \
         INSERT INTO mentions VALUES (5, 0, 19, 29, '$5 billion', 3), (5, 1, 20, 29, '5 billion', 3); \
         INSERT INTO series VALUES (2, 'trade_turnover.CL._Z.level.USD', 'trade_turnover', NULL, 'CL', NULL, 'level', \
         'USD'); \
         INSERT INTO observations VALUES (5, 2, '2024', '2024-01-01', '2024-12-31', 'stated', '2025-01-02'); \
         PRAGMA application_id = {}; PRAGMA user_version = {version};",
        schema::APPLICATION_ID,
        len = TEXT.len(),
    );
    connection.execute_batch(&rows).expect("rows");
    connection.pragma_update(None, "foreign_keys", false).expect("set");
    for (step, nr) in schema::MIGRATIONS[..version].iter().zip(1..).skip(1) {
        schema::take(&connection, step, nr).expect("a step");
    }
    (folder, path)
}

fn document() -> Document {
    Document::new(Source { id: "then".to_owned(), ..Source::default() }, TEXT.to_owned())
}

fn moment(day: u32) -> Moment {
    format!("2026-01-{day:02}T00:00:00Z").parse().expect("a moment")
}

fn decide(store: &Store, verdict: Verdict, changes: &str, day: u32) {
    let stored = store.readings_of(&document().id).expect("readings").remove(0);
    let mention = &stored.figure.mentions[0];
    let decision = Decision {
        place: Place {
            document: stored.document.clone(),
            source_id: "then".to_owned(),
            span: mention.span,
            surface: mention.surface.clone(),
            figure: stored.id.clone(),
        },
        read: Changes::whole(&stored.figure.claim),
        verdict,
        changes: changes.parse().expect(changes),
        by: "A".to_owned(),
        why: "w".to_owned(),
        at: moment(day),
    };
    let new = store.at_once(|store| store.decide(&[decision.clone(), decision])).expect("decided");
    assert_eq!(new, 1);
}

/// The values of the observations, and how many rows of figures there are.
fn present(store: &Store) -> (Vec<String>, i64) {
    let series = store.all_series(None).expect("series");
    let of = |series: &crate::model::Series| {
        series.observations.iter().map(|o| format!("{} {}", o.key.area, o.quantity.stated)).collect::<Vec<_>>()
    };
    let sql = "SELECT coalesce(sum(count), 0) FROM figures";
    let rows = store.connection.query_row(sql, [], |row| row.get(0)).expect("a count");
    (series.iter().flat_map(of).collect(), rows)
}

#[test]
fn a_store_of_any_version_keeps_everything() {
    for nr in 1..schema::MIGRATIONS.len() {
        let (_folder, path) = version(nr);
        assert!(matches!(Store::open_existing(&path), Err(StoreError::Older { .. })));
        let mut store = Store::open(&path).expect("is brought up to date");
        store.catch_up().expect("caught up");
        assert_eq!(present(&store), (vec!["CL 5".to_owned()], 1), "version {nr}");
        let figure = store.figures_of(&document().id).expect("figures").remove(0);
        assert_eq!((figure.reader.as_str(), figure.lexicon, figure.is_original), ("attested 0.1.0", None, true));
        let places: Vec<_> = figure.figure.mentions.iter().map(|m| (m.span.start, m.surface.as_str())).collect();
        assert_eq!(places, [(19, "$5 billion"), (20, "5 billion")]);
        let observation = store.all_series(None).expect("series").remove(0).observations.remove(0);
        assert_eq!((&observation.id, &observation.mentions), (&figure.id, &figure.figure.mentions));
        assert_eq!((observation.sentence.as_str(), observation.speaker), (TEXT, None));
        assert_eq!(store.figure_ids("0123").expect("names"), [figure.id]);
        assert_eq!(store.verify(), [], "version {nr}");
        for sql in ["DELETE FROM figures", "UPDATE figures SET cells = zeroblob(9)", "DELETE FROM readings"] {
            assert!(store.connection.execute(sql, []).is_err(), "{sql}");
        }
        assert!(store.connection.execute("UPDATE figures SET reading = 99", []).is_err());
        drop(store);
        assert!(Store::open_existing(&path).is_ok());
    }
}

#[test]
fn what_was_there_is_kept_beside_a_store_brought_up_to_date() {
    let (folder, path) = version_one();
    let kept = |name: &str| folder.path().join(name);
    let user_version = |path: &Path| -> i64 {
        let connection = Connection::open(path).expect("opens");
        connection.query_row("SELECT user_version FROM pragma_user_version", [], |row| row.get(0)).expect("a number")
    };
    std::fs::copy(&path, kept("again.db")).expect("copied");
    drop(Store::open(&path).expect("is brought up to date"));
    assert_eq!(user_version(&path), schema::VERSION);
    assert_eq!(user_version(&kept("attested.db.version-1")), 1);
    drop(Store::open(&path).expect("opens"));
    std::fs::rename(kept("again.db"), &path).expect("moved");
    drop(Store::open(&path).expect("is brought up to date"));
    let names: std::collections::BTreeSet<_> =
        std::fs::read_dir(folder.path()).expect("a folder").map(|entry| entry.expect("an entry").file_name()).collect();
    let names: Vec<_> = names.iter().filter_map(|name| name.to_str()).collect();
    assert_eq!(names, ["attested.db", "attested.db.version-1", "attested.db.version-1-2"], "a copy replaces none");
}

#[test]
fn a_store_where_nothing_can_be_written_is_read() {
    let (folder, path) = version_one();
    drop(Store::open(&path).expect("is brought up to date"));
    let names = || std::fs::read_dir(folder.path()).expect("a folder").count();
    let before = names();
    let store = Store::unchanging(&path).expect("opens");
    assert_eq!(present(&store), (vec!["CL 5".to_owned()], 1));
    assert_eq!(names(), before, "nothing but the file itself is needed");
}

#[test]
fn what_an_interrupted_program_left_is_taken_back_before_anybody_reads() {
    let (folder, path) = version_one();
    let cut = folder.path().join("cut.db");
    let journal = |path: &Path| std::path::PathBuf::from(format!("{}-journal", path.display()));
    let writer = Connection::open(&path).expect("opens");
    // A cache of no pages has them written before the transaction ends, as a large one does.
    let half = "PRAGMA journal_mode = delete; PRAGMA cache_size = 1; BEGIN IMMEDIATE; CREATE TABLE half AS \
        WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 9999) SELECT n FROM n";
    writer.execute_batch(half).expect("half a transaction");
    std::fs::copy(&path, &cut).expect("a copy");
    std::fs::copy(journal(&path), journal(&cut)).expect("a copy");
    drop(writer);
    let reader = Store::connect(&cut, OpenFlags::SQLITE_OPEN_READ_ONLY).expect("opens");
    let refused = schema::require_current(&reader.connection, &cut);
    assert!(matches!(refused, Err(StoreError::Sqlite(error)) if super::is_interrupted(&error)));
    drop(reader);
    assert!(matches!(Store::open_existing(&cut), Err(StoreError::Older { found: 1, .. })));
    assert!(!journal(&cut).exists());
}

#[test]
fn the_present_follows_from_the_decisions() {
    let (_folder, path) = version_one();
    let store = Store::open(&path).expect("opens");
    decide(&store, Verdict::Correct, "area=PE", 1);
    assert_eq!(present(&store), (vec!["PE 5".to_owned()], 2));
    decide(&store, Verdict::Reject, "", 2);
    assert_eq!(present(&store), (vec![], 2));
    decide(&store, Verdict::Accept, "", 3);
    assert_eq!(present(&store), (vec!["CL 5".to_owned()], 2));
    decide(&store, Verdict::Correct, "area=PE", 4);
    assert_eq!(present(&store), (vec!["PE 5".to_owned()], 2), "the same correction is one row");
    assert_eq!(store.decisions().expect("decisions").len(), 4);
}

#[test]
fn what_is_not_read_any_more_leaves_the_present_alone() {
    let (_folder, path) = version_one();
    let store = Store::open(&path).expect("opens").with_lexicon("feed");
    let stored = store.readings_of(&document().id).expect("readings").remove(0);
    let old = (stored.id.clone(), stored.figure.clone());
    let mut better = stored.figure.clone();
    better.claim.area = "AR".parse().ok();
    let new = (stored.id, better);
    decide(&store, Verdict::Correct, "value=6e9", 1);
    let changed = [Difference::Changed { old: &old, new: &new }];
    store.at_once(|store| store.reread(&document(), &changed, moment(2))).expect("read again");
    assert_eq!(present(&store).0, ["AR 6"], "the correction is put on the new reading");
    let figure = store.figures_of(&document().id).expect("figures").remove(0);
    assert_eq!(figure.lexicon.as_deref(), Some("feed"));
    store.at_once(|store| store.reread(&document(), &[Difference::Gone(&new)], moment(3))).expect("read again");
    assert!(present(&store).0.is_empty());
    store.at_once(|store| store.reread(&document(), &[Difference::Added(&new)], moment(4))).expect("read again");
    assert_eq!(present(&store).0, ["AR 6"]);
}

#[test]
fn a_decision_may_be_there_before_its_document() {
    let (_folder, path) = version_one();
    let first = Store::open(&path).expect("opens");
    let figures = first.readings_of(&document().id).expect("readings");
    decide(&first, Verdict::Reject, "", 1);
    let mut second = Store::in_memory().expect("a store");
    second.at_once(|store| store.decide(&first.decisions()?)).expect("decided");
    let extraction = Extraction { figures: figures.into_iter().map(|stored| stored.figure).collect() };
    second.ingest(&document(), &extraction).expect("ingested");
    assert!(present(&second).0.is_empty());
    assert_eq!(second.readings_of(&document().id).expect("readings").len(), 1);
}

#[test]
fn steps_that_fail_leave_nothing() {
    let (_folder, path) = version_one();
    let store = Store::open(&path).expect("opens");
    let other = Store::open(&path).expect("opens");
    decide(&other, Verdict::Reject, "", 1);
    let decisions = other.decisions().expect("decisions");
    let mut later = decisions[0].clone();
    (later.verdict, later.at) = (Verdict::Accept, moment(2));
    let failed: Result<(), StoreError> = store.at_once(|store| {
        store.decide(&[later])?;
        Err(StoreError::Busy)
    });
    assert!(failed.is_err());
    assert_eq!(store.decisions().expect("decisions"), decisions);
    assert!(present(&store).0.is_empty());
}
