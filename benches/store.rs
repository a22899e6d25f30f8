//! What a store of many observations costs: to fill it, and to read it as of a day. `cargo bench --bench store` prints the
//! times for 200,000 observations; `ATTESTED_OBSERVATIONS=1000000` asks for more, and `ATTESTED_STORE=file` keeps the store that
//! is read there, or reads the one that is.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use attested::dataset::observed_frame;
use attested::model::{
    Claim, Confidence, Document, Extraction, Figure, Mention, ObsStatus, PeriodOrigin, Quantity, SeriesKey, Source,
    Span, UnitMult,
};
use attested::store::{Store, Wanted};
use chrono::NaiveDate;
use divan::Bencher;
use divan::counter::ItemsCount;

const AREAS: [&str; 25] = [
    "RU", "KZ", "UZ", "BY", "AM", "KG", "AZ", "TJ", "TM", "MD", "GE", "CN", "IN", "TR", "IR", "US", "GB", "DE", "FR",
    "IT", "ES", "BR", "ZA", "EG", "AE",
];
/// How many figures a document gives.
const FIGURES: usize = 50;
/// How many documents go in together.
const BATCH: usize = 2048;

#[expect(clippy::print_stderr, reason = "a bench is read by people")]
fn main() {
    let store = filled();
    eprintln!("{} observations, {} MB", observations(), std::fs::metadata(store).map_or(0, |file| file.len() >> 20));
    let [middle, most] = percentiles(&Store::open_existing(store).expect("a store"), [50, 99]);
    eprintln!("one series as of a day: half of the reads within {middle:?}, 99 in 100 within {most:?}");
    divan::main();
}

/// Within which time so many of a hundred reads of one series are done, in a store that has just been opened.
fn percentiles<const N: usize>(store: &Store, of_hundred: [usize; N]) -> [std::time::Duration; N] {
    const READS: usize = 5000;
    let read = |nth: usize| {
        let key = key(nth * 397);
        let start = std::time::Instant::now();
        let series = store.series(&key, day()).expect("read");
        (start.elapsed(), divan::black_box(series).is_some()).0
    };
    let mut times: Vec<_> = (0..READS).map(read).collect();
    times.sort_unstable();
    of_hundred.map(|part| times[READS * part / 100])
}

fn observations() -> usize {
    std::env::var("ATTESTED_OBSERVATIONS").ok().and_then(|text| text.parse().ok()).unwrap_or(200_000)
}

/// How many observations a series has, on average.
const PER_SERIES: usize = 50;

/// The series of a figure: exports of 25 areas to 24 others, of so many kinds of goods, in levels.
fn key(nth: usize) -> SeriesKey {
    let kinds = (observations() / PER_SERIES / 600).max(1);
    let (area, step, item) = (nth % 25, 1 + nth / 25 % 24, nth / 600 % kinds);
    format!("exports:goods+{item}.{}.{}.level.USD", AREAS[area], AREAS[(area + step) % 25]).parse().expect("a key")
}

/// A document of fifty sentences, each with a figure; every number is a function of its place.
fn document(nth: usize) -> (Document, Extraction) {
    let (mut text, mut figures) = (format!("Release number {nth} of the yearbook.\n"), Vec::new());
    for at in 0..FIGURES {
        let (start, nr) = (text.len(), nth * FIGURES + at);
        // No two sentences share a run of words: what is measured is not the search for reprints.
        let _ = write!(
            text,
            "Line {nr} of table {nth}: goods {:x} came {:x} to ",
            nr * 7919 % 65_521,
            nr * 104_729 % 65_537
        );
        let from = text.len();
        let value = format!("{}.{}", 10 + nr * 7 % 90, nr % 10);
        let _ = write!(text, "${value} billion");
        let span = Span::new(from, text.len());
        text.push('.');
        let (surface, sentence) = (text[span.start..span.end].to_owned(), Span::new(start, text.len()));
        text.push('\n');
        let key = key(nr * 31);
        figures.push(Figure {
            claim: Claim {
                quantity: Quantity { stated: value.parse().expect("a value"), mult: UnitMult(9), unit: key.unit },
                indicator: Some(key.indicator),
                item: key.item,
                measure: key.measure,
                area: Some(key.area),
                counterpart: key.counterpart,
                period: format!("{}", 1990 + nr / 4800 % 30).parse().ok(),
                period_origin: PeriodOrigin::Stated,
                status: ObsStatus::Actual,
                speaker: None,
            },
            mentions: vec![Mention { span, surface, sentence }],
            confidence: Confidence::High,
            derivation: vec!["quantity stated".to_owned(), "indicator of the clause".to_owned()],
        });
    }
    let published = NaiveDate::from_ymd_opt(2000, 1, 1).map(|day| day + chrono::Days::new(nth as u64 % 9000));
    let source = Source {
        id: format!("document-{nth}"),
        publisher: Some("A publisher".to_owned()),
        published: published.and_then(|day| day.to_string().parse().ok()),
        media_type: "text/plain".to_owned(),
        ..Source::default()
    };
    (Document::new(source, text), Extraction { figures })
}

/// Puts documents in, a batch at a time.
fn fill(store: &mut Store, documents: &[(Document, Extraction)]) {
    let mut batch = store.batch().expect("a batch");
    let ingested = batch.ingest_all(documents.iter().map(|(document, extraction)| (document, extraction)));
    ingested.into_iter().for_each(|ingested| drop(ingested.expect("ingested")));
    batch.commit().expect("committed");
}

/// The store that is read, made once.
fn filled() -> &'static PathBuf {
    static STORE: OnceLock<(tempfile::TempDir, PathBuf)> = OnceLock::new();
    let made = || {
        let folder = tempfile::tempdir().expect("a folder");
        let kept = std::env::var_os("ATTESTED_STORE").map(PathBuf::from);
        let path = kept.unwrap_or_else(|| folder.path().join("attested.db"));
        if !path.exists() {
            fill_up(&path);
        }
        (folder, path)
    };
    &STORE.get_or_init(made).1
}

/// Makes the store. What its documents are made with does not count.
#[expect(clippy::print_stderr, reason = "a bench is read by people")]
fn fill_up(path: &Path) {
    let mut store = Store::open(path).expect("a store");
    let (all, mut spent) = (observations() / FIGURES, std::time::Duration::ZERO);
    for first in (0..all).step_by(BATCH) {
        let documents: Vec<_> = (first..all.min(first + BATCH)).map(document).collect();
        let start = std::time::Instant::now();
        fill(&mut store, &documents);
        spent += start.elapsed();
    }
    let start = std::time::Instant::now();
    store.settle().expect("settled");
    spent += start.elapsed();
    eprintln!("filled with {:.0} observations a second", observations() as f64 / spent.as_secs_f64());
}

fn day() -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(2012, 6, 30)
}

/// Into an empty store, a batch of documents.
#[divan::bench(sample_count = 5)]
fn load(bencher: Bencher) {
    let documents: Vec<_> = (0..BATCH).map(document).collect();
    bencher.counter(ItemsCount::new(BATCH * FIGURES)).with_inputs(tempfile::tempdir).bench_refs(|folder| {
        let path = folder.as_ref().expect("a folder").path().join("attested.db");
        fill(&mut Store::open(&path).expect("a store"), &documents);
    });
}

/// One series with all that leads back to its sentences.
#[divan::bench(sample_count = 200)]
fn one_series_as_of_a_day(bencher: Bencher) {
    let (store, mut nth) = (Store::open_existing(filled()).expect("a store"), 0);
    let next = move || {
        nth += 397;
        key(nth)
    };
    bencher.with_inputs(next).bench_local_values(|key| store.series(&key, day()).expect("read"));
}

/// Opening the store and reading one series, as a command does.
#[divan::bench(sample_count = 50)]
fn open_and_one_series(bencher: Bencher) {
    let key = key(31);
    bencher.bench(|| Store::open_existing(filled()).and_then(|store| store.series(&key, None)).expect("read"));
}

/// The value of every period of every series on a day, without what leads back to the sentences.
#[divan::bench(sample_count = 5)]
fn every_value_as_of_a_day(bencher: Bencher) {
    let store = Store::open_existing(filled()).expect("a store");
    let read = || store.columns(day(), Wanted::Latest).expect("read").len();
    bencher.counter(ItemsCount::new(observations())).bench_local(read);
}

/// Every observation, as a polars frame.
#[divan::bench(sample_count = 5)]
fn all_into_a_frame(bencher: Bencher) {
    let store = Store::open_existing(filled()).expect("a store");
    let read = || observed_frame(store.columns(None, Wanted::All).expect("read")).expect("a frame").height();
    bencher.counter(ItemsCount::new(observations())).bench_local(read);
}

/// Every series on a day, with all that leads back to its sentences.
#[divan::bench(sample_count = 3)]
fn every_series_as_of_a_day(bencher: Bencher) {
    let store = Store::open_existing(filled()).expect("a store");
    bencher.counter(ItemsCount::new(observations())).bench_local(|| store.all_series(day()).expect("read").len());
}
