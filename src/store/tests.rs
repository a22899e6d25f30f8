//! What goes into a store comes out of it, and what must not go in does not.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use rusqlite::Connection;

use super::*;
use crate::model::{
    Claim, Confidence, Document, DocumentId, Extraction, Figure, FigureId, Mention, Missing, ObsStatus, Observation,
    PeriodOrigin, Quantity, Resolution, SeriesKey, Source, Span, Unresolved,
};

const TEXT: &str =
    "---\nid: a\n---\nТорговля выросла. Trade was $83.7 billion. Again: $83.7 billion. Coal rose 7 percent.";

/// A document of this name and date, whose text is its own.
pub(super) fn document(id: &str, published: &str) -> Document {
    let text = format!("{TEXT} {id}");
    let source = Source {
        id: id.to_owned(),
        published: (!published.is_empty()).then(|| published.parse().expect(published)),
        media_type: "text/plain".to_owned(),
        ..Source::default()
    };
    Document { id: DocumentId::of(text.as_bytes()), source, body: 14..text.len(), text }
}

fn span(of: &str, from: usize) -> Span {
    let start = from + TEXT[from..].find(of).expect(of);
    Span::new(start, start + of.len())
}

fn mention(surface: &str, sentence: &str) -> Mention {
    let sentence = span(sentence, 0);
    Mention { span: span(surface, sentence.start), surface: surface.to_owned(), sentence }
}

/// "trade_turnover RU CIS level USD 83.7 9 2024": what a figure says, in words; `-` where it says nothing.
fn claim(words: &str) -> Claim {
    let words: Vec<_> = words.split(' ').collect();
    let [indicator, area, counterpart, measure, unit, stated, mult, period] = words.as_slice() else {
        panic!("want eight words: {words:?}")
    };
    let stated = stated.parse().expect("value");
    Claim {
        quantity: Quantity { stated, mult: mult.parse().expect("mult"), unit: unit.parse().expect("unit") },
        indicator: (*indicator != "-").then(|| indicator.parse().expect("indicator")),
        item: None,
        measure: measure.parse().expect("measure"),
        area: (*area != "-").then(|| area.parse().expect("area")),
        counterpart: (*counterpart != "-").then(|| counterpart.parse().expect("counterpart")),
        period: (*period != "-").then(|| period.parse().expect("period")),
        period_origin: PeriodOrigin::Stated,
        status: ObsStatus::Actual,
        speaker: None,
    }
}

fn figure(words: &str) -> Figure {
    let mentions = vec![mention("$83.7 billion", "Trade was $83.7 billion.")];
    Figure { claim: claim(words), mentions, confidence: Confidence::High, derivation: Vec::new() }
}

pub(super) fn extraction(claims: &[&str]) -> Extraction {
    Extraction { figures: claims.iter().map(|words| figure(words)).collect() }
}

pub(super) const LEVEL: &str = "trade_turnover RU CIS level USD 83.7 9 2024";
const LEVEL_BEFORE: &str = "trade_turnover RU CIS level USD ~79.50 9 2023-01-01/P10M";

/// A figure with every field set, mentioned twice.
fn full_figure() -> Figure {
    let mentions =
        vec![mention("$83.7 billion", "Trade was $83.7 billion."), mention("$83.7 billion", "Again: $83.7 billion.")];
    let derivation = vec!["value: \"83.7\" (number)".to_owned(), "period: «2024» (year)".to_owned()];
    let claim = Claim {
        item: Some("hard coal".to_owned()),
        period_origin: PeriodOrigin::Carried,
        status: ObsStatus::Estimate,
        speaker: Some("Vladimir Putin".to_owned()),
        ..claim("trade_turnover RU CIS growth-since-2023-12 USD 28..30.0 9 2024-Q2")
    };
    Figure { claim, mentions, confidence: Confidence::Medium, derivation }
}

fn full_document() -> Document {
    let mut document = document("tass-1", "2024-12");
    document.source = Source {
        publisher: Some("TASS".to_owned()),
        title: Some("Trade, \"again\"".to_owned()),
        url: Some("https://example.org/1".to_owned()),
        language: Some("en".to_owned()),
        extra: BTreeMap::from([("desk".to_owned(), "экономика".to_owned())]),
        ..document.source
    };
    document
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect(text)
}

fn store_path() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("attested.db");
    (folder, path)
}

#[test]
fn every_field_comes_back() {
    let (_folder, path) = store_path();
    let (document, extraction) = (full_document(), Extraction { figures: vec![full_figure(), figure(LEVEL)] });
    let ingested = Store::open(&path).expect("store").ingest(&document, &extraction).expect("ingest");
    assert_eq!(ingested, Ingested::New { figures: 2, observations: 2, unresolved: 0, reprint_of: None });
    let store = Store::open_existing(&path).expect("store");
    for name in ["tass-1", "ta", document.id.as_str(), &document.id.as_str()[..8]] {
        assert_eq!(store.document(name).expect(name), Some(document.clone()), "{name}");
    }
    for (id, figure) in extraction.named(&document.id) {
        let stored = store.figure(&id).expect("figure").expect("stored");
        assert_eq!(stored.figure, *figure);
        assert_eq!((stored.document, stored.source), (document.id.clone(), document.source.clone()));
        assert_eq!(stored.resolution, crate::model::resolve(&figure.claim, document.source.published));
        assert_eq!(stored.sentences[0], "Trade was $83.7 billion.");
        assert_eq!(store.figure_ids(&id.as_str()[..6]).expect("ids"), [id]);
    }
    let figures = store.figures_of(&document.id).expect("figures").into_iter().map(|f| f.figure);
    assert_eq!(Vec::from_iter(figures), extraction.figures);
}

#[test]
fn an_observation_carries_its_provenance() {
    let mut store = Store::in_memory().expect("store");
    let (document, figure) = (full_document(), full_figure());
    let extraction = Extraction { figures: vec![figure.clone()] };
    store.ingest(&document, &extraction).expect("ingest");
    let key: SeriesKey = "trade_turnover:hard+coal.RU.CIS.growth-since-2023-12.USD".parse().expect("key");
    let series = store.series(&key, None).expect("series").expect("stored");
    let want = Observation {
        id: extraction.named(&document.id).next().expect("a figure").0,
        key: key.clone(),
        period: figure.claim.period.expect("period"),
        period_origin: PeriodOrigin::Carried,
        quantity: figure.claim.quantity,
        status: ObsStatus::Estimate,
        vintage: Some(day("2024-12-31")),
        document: document.id.clone(),
        source_id: "tass-1".to_owned(),
        publisher: Some("TASS".to_owned()),
        speaker: figure.claim.speaker.clone(),
        mentions: figure.mentions.clone(),
        sentence: "Trade was $83.7 billion.".to_owned(),
        confidence: Confidence::Medium,
    };
    assert_eq!((series.key, series.observations), (key, vec![want]));
}

#[test]
fn the_same_bytes_again_change_nothing() {
    let mut store = Store::in_memory().expect("store");
    let mut document = full_document();
    store.ingest(&document, &extraction(&[LEVEL])).expect("ingest");
    let before = store.documents().expect("documents");
    document.source.id = "another-name".to_owned();
    assert!(store.knows(&document.id).expect("knows"));
    assert_eq!(store.ingest(&document, &extraction(&[LEVEL, LEVEL_BEFORE])).expect("again"), Ingested::Known);
    assert_eq!(store.documents().expect("documents"), before);
}

#[test]
fn other_bytes_under_a_known_name_are_refused() {
    let mut store = Store::in_memory().expect("store");
    let (first, mut second) = (document("a", ""), document("b", ""));
    second.source.id = "a".to_owned();
    store.ingest(&first, &extraction(&[LEVEL])).expect("ingest");
    let error = store.ingest(&second, &extraction(&[LEVEL])).expect_err("taken").to_string();
    assert!(error.starts_with(&format!("the id `a` is that of another document in the store (SHA-256 {}", first.id)));
    assert_eq!(store.documents().expect("documents").len(), 1);
}

#[test]
fn an_error_in_the_middle_leaves_nothing() {
    let mut store = Store::in_memory().expect("store");
    let document = document("a", "2024-12");
    let mut extraction = extraction(&[LEVEL, LEVEL_BEFORE]);
    extraction.figures[1].mentions[0].surface = "$84 billion".to_owned();
    let error = store.ingest(&document, &extraction).expect_err("misplaced");
    assert!(matches!(error, StoreError::Misplaced { .. }), "{error}");
    extraction.figures[1].mentions.clear();
    let error = store.ingest(&document, &extraction).expect_err("unmentioned");
    assert!(matches!(error, StoreError::Unmentioned { .. }), "{error}");
    for table in ["documents", "texts", "figures", "mentions", "series", "observations", "unresolved"] {
        let count: i64 =
            store.connection.query_row(&format!("SELECT count(*) FROM {table}"), [], |r| r.get(0)).expect(table);
        assert_eq!(count, 0, "{table}");
    }
}

#[test]
fn a_mention_must_stand_in_its_sentence() {
    let mut store = Store::in_memory().expect("store");
    let mut extraction = extraction(&[LEVEL]);
    extraction.figures[0].mentions[0].sentence = span("Again: $83.7 billion.", 0);
    assert!(matches!(store.ingest(&document("a", ""), &extraction), Err(StoreError::Misplaced { .. })));
    // A span that cuts a letter in two is no place in the text.
    let cut = Span::new(15, 18);
    extraction.figures[0].mentions[0] = Mention { span: cut, surface: String::new(), sentence: cut };
    assert!(matches!(store.ingest(&document("a", ""), &extraction), Err(StoreError::Misplaced { .. })));
}

#[test]
fn as_of_a_day_is_what_documents_up_to_it_said() {
    let mut store = Store::in_memory().expect("store");
    store.ingest(&document("late", "2025-03-01"), &extraction(&[LEVEL, LEVEL_BEFORE])).expect("late");
    store.ingest(&document("early", "2024-12"), &extraction(&[LEVEL])).expect("early");
    store.ingest(&document("undated", ""), &extraction(&[LEVEL])).expect("undated");
    let key: SeriesKey = "trade_turnover.RU.CIS.level.USD".parse().expect("key");
    for (as_of, want) in [
        (None, "late undated early late"),
        (Some("2024-12-30"), ""),
        (Some("2024-12-31"), "early"),
        (Some("2025-02-28"), "early"),
        (Some("2025-03-01"), "late early late"),
    ] {
        let as_of = as_of.map(day);
        let series = store.series(&key, as_of).expect("series");
        let sources: Vec<_> = series.iter().flat_map(|s| &s.observations).map(|o| o.source_id.as_str()).collect();
        assert_eq!(sources.join(" "), want, "{as_of:?}");
        assert_eq!(store.all_series(as_of).expect("all"), Vec::from_iter(series));
    }
    let has = |key: &str| store.has_series(&key.parse().expect("key")).expect("read");
    assert!(has("trade_turnover.RU.CIS.level.USD") && !has("trade_turnover.RU.EAEU.level.USD"));
    let [summary] = store.series_summaries(None).expect("summaries").try_into().expect("one series");
    assert_eq!((summary.key, summary.count, summary.latest_vintage), (key, 4, Some(day("2025-03-01"))));
    assert_eq!(format!("{} {}", summary.first, summary.last), "2023-01-01/P10M 2024");
}

#[test]
fn a_share_of_the_present_waits_for_a_date() {
    let mut store = Store::in_memory().expect("store");
    let share = "trade_turnover RU CIS share percent >85 0 -";
    store.ingest(&document("dated", "2024-12-26"), &extraction(&[share])).expect("dated");
    store.ingest(&document("undated", ""), &extraction(&[share, "- - - level USD 5 9 -"])).expect("undated");
    let series = store.all_series(None).expect("series");
    let [series] = series.as_slice() else { panic!("want one series: {series:?}") };
    assert_eq!(series.observations[0].period.to_string(), "2024-12-26");
    assert_eq!(series.observations[0].period_origin, PeriodOrigin::Publication);
    let unresolved = store.unresolved(None).expect("unresolved");
    let all = vec![Missing::Indicator, Missing::Area, Missing::Period];
    let missing: Vec<_> = unresolved.iter().map(|u| (u.source_id.as_str(), u.missing.clone())).collect();
    assert_eq!(missing, [("undated", vec![Missing::Period]), ("undated", all.clone())]);
    assert_eq!(unresolved[0].claim, claim(share));
    assert_eq!((unresolved[0].surface.as_str(), unresolved[0].span), ("$83.7 billion", span("$83.7 billion", 0)));
    assert_eq!(unresolved[0].sentence, "Trade was $83.7 billion.");
    let stored = store.figure(&unresolved[1].id).expect("figure").expect("stored");
    assert_eq!(stored.resolution, Resolution::Unresolved(Unresolved { missing: all }));
    let counts: Vec<_> = store.documents().expect("documents").into_iter().collect();
    assert_eq!(
        counts.iter().map(|d| (d.figures, d.observations, d.unresolved)).collect::<Vec<_>>(),
        [(1, 1, 0), (2, 0, 2)]
    );
}

#[test]
fn the_order_of_reading_does_not_depend_on_that_of_writing() {
    let contents = |order: [&str; 3]| {
        let mut store = Store::in_memory().expect("store");
        for id in order {
            store.ingest(&document(id, "2024-12-26"), &extraction(&[LEVEL, "- - - level USD 5 9 -"])).expect(id);
        }
        let documents = store.documents().expect("documents");
        (documents, store.all_series(None).expect("series"), store.unresolved(None).expect("unresolved"))
    };
    assert_eq!(contents(["a", "b", "c"]), contents(["c", "a", "b"]));
}

#[test]
fn a_beginning_must_fit_one_document() {
    let mut store = Store::in_memory().expect("store");
    for id in ["tass", "tass-1", "tass-2"] {
        store.ingest(&document(id, ""), &Extraction::default()).expect(id);
    }
    assert_eq!(store.document("tass").expect("exact").expect("stored").source.id, "tass");
    assert_eq!(store.document("tass-2").expect("exact").expect("stored").source.id, "tass-2");
    let error = store.document("ta").expect_err("ambiguous").to_string();
    assert_eq!(error, "`ta` fits several documents: want one of tass, tass-1, tass-2");
    for name in ["", "none", "%", "TASS"] {
        assert_eq!(store.document(name).expect(name), None, "{name}");
    }
    assert_eq!(store.figure(&"0123456789ab".parse::<FigureId>().expect("id")).expect("figure"), None);
    let key = "trade_turnover.RU.CIS.level.USD".parse().expect("key");
    assert_eq!(store.series(&key, None).expect("series"), None);
}

#[test]
fn nothing_is_changed_or_taken_out() {
    let mut store = Store::in_memory().expect("store");
    let figures = vec![full_figure(), figure("- - - level USD 5 9 -")];
    store.ingest(&document("a", "2024-12"), &Extraction { figures }).expect("ingest");
    for table in ["documents", "texts", "figures", "mentions", "names", "series", "observations", "unresolved"] {
        let column: String = store
            .connection
            .query_row("SELECT name FROM pragma_table_info(?1) LIMIT 1", [table], |row| row.get(0))
            .expect(table);
        for sql in [format!("UPDATE {table} SET {column} = {column}"), format!("DELETE FROM {table}")] {
            let error = store.connection.execute(&sql, []).expect_err(&sql).to_string();
            assert_eq!(error, format!("{table}: a store is append-only"), "{sql}");
        }
    }
}

#[test]
fn a_store_is_marked_and_keeps_a_log() {
    let (_folder, path) = store_path();
    let store = Store::open(&path).expect("store");
    let pragma = |name: &str| -> String {
        let sql = format!("SELECT CAST({name} AS TEXT) FROM pragma_{name}");
        store.connection.query_row(&sql, [], |row| row.get(0)).expect(name)
    };
    assert_eq!(pragma("journal_mode"), "wal");
    assert_eq!(pragma("application_id"), schema::APPLICATION_ID.to_string());
    assert_eq!(pragma("user_version"), schema::VERSION.to_string());
    let on: i64 = store.connection.query_row("PRAGMA foreign_keys", [], |row| row.get(0)).expect("foreign_keys");
    assert_eq!(on, 1);
    let check: i64 = store.connection.query_row("PRAGMA busy_timeout", [], |row| row.get(0)).expect("busy_timeout");
    assert_eq!(check, 60_000);
}

/// The messages of both ways to open a file, without its folder.
fn refusals(folder: &Path, path: &Path) -> [String; 2] {
    let message = |error: StoreError| error.to_string().replace(&format!("{}/", folder.display()), "");
    [message(Store::open(path).expect_err("open")), message(Store::open_existing(path).expect_err("open_existing"))]
}

#[test]
fn other_files_are_refused_and_left_alone() {
    let (folder, path) = store_path();
    let sqlite = |sql: &str| Connection::open(&path).expect("sqlite").execute_batch(sql).expect(sql);
    drop(Store::open(&path).expect("store"));
    sqlite("PRAGMA user_version = 99");
    let newer = format!(
        "attested.db: is a store of version 99, and this program reads up to version {}: want a newer attested",
        schema::VERSION
    );
    assert_eq!(refusals(folder.path(), &path), [newer.clone(), newer]);
    std::fs::remove_file(&path).expect("removed");
    sqlite("CREATE TABLE other (x)");
    let before = std::fs::read(&path).expect("bytes");
    let foreign = "attested.db: is the SQLite file of another program, not a store of attested: want one, or the path of a new file";
    assert_eq!(refusals(folder.path(), &path), [foreign, foreign]);
    assert_eq!(std::fs::read(&path).expect("bytes"), before);
    std::fs::write(&path, "path,id\n".repeat(200)).expect("text");
    let text = "attested.db: is no SQLite file, not a store of attested: want one, or the path of a new file";
    assert_eq!(refusals(folder.path(), &path), [text, text]);
    std::fs::write(&path, "short").expect("text");
    assert_eq!(refusals(folder.path(), &path), [text, text]);
}

#[test]
fn a_missing_store_is_made_for_writing_only() {
    let (folder, path) = store_path();
    let error = Store::open_existing(&path).expect_err("missing").to_string();
    assert!(error.starts_with(&format!("no store at {}: run `attested ingest`", path.display())), "{error}");
    assert!(!path.exists());
    assert!(matches!(Store::open(folder.path()), Err(StoreError::Open { .. })));
    assert!(matches!(Store::open(&folder.path().join("none/attested.db")), Err(StoreError::Open { .. })));
    std::fs::write(&path, "").expect("empty");
    assert!(matches!(Store::open_existing(&path), Err(StoreError::Foreign { .. })));
    assert!(Store::open(&path).expect("an empty file becomes a store").documents().expect("documents").is_empty());
    let mut reader = Store::open_existing(&path).expect("store");
    assert!(reader.ingest(&document("a", ""), &Extraction::default()).is_err());
}

#[test]
fn several_connections_may_make_and_fill_one_store() {
    let (_folder, path) = store_path();
    std::thread::scope(|scope| {
        for id in ["a", "b", "c", "d", "e", "f", "g", "h"] {
            let path = &path;
            scope.spawn(move || {
                let mut store = Store::open(path).expect("store");
                store.ingest(&document(id, "2024-12"), &extraction(&[LEVEL])).expect(id);
            });
        }
    });
    let store = Store::open_existing(&path).expect("store");
    assert_eq!(store.documents().expect("documents").len(), 8);
    assert_eq!(store.all_series(None).expect("series")[0].observations.len(), 8);
}
