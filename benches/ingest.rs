//! How many small documents a second go from a folder into a store, figures and all; how long it takes to see that all of
//! them are known; and how fast languages are told. `cargo bench --bench ingest` prints it.

use std::fs;
use std::path::PathBuf;

use attested::cli::common::Asking;
use attested::cli::ingest::{Choice, ingest};
use attested::model::Span;
use attested::store::Store;
use attested::text::passages;
use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};

const DOCUMENTS: usize = 2_000;

fn main() {
    divan::main();
}

/// The shipped digests, one after the other.
fn digests() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/data/sources");
    let mut paths: Vec<_> = fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path()).collect();
    paths.sort();
    let texts = paths.iter().filter(|p| p.extension().is_some_and(|e| e == "md"));
    texts.filter_map(|p| fs::read_to_string(p).ok()).collect()
}

/// A folder of documents that all differ: the digests, each time with another number of its own.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (nth, text) in digests().iter().cycle().take(DOCUMENTS).enumerate() {
        fs::write(
            folder.path().join(format!("{nth:05}.md")),
            format!("{text}\n\nNumber {nth} of the series {}.\n", nth * 7),
        )
        .expect("a document");
    }
    folder
}

fn take_in(store: &mut Store, folder: &tempfile::TempDir) -> usize {
    let paths: [PathBuf; 1] = [folder.path().to_owned()];
    let tally = ingest(store, &paths, None, &Choice::default(), Asking::default()).expect("ingested");
    tally.new + tally.known
}

#[divan::bench(sample_count = 3)]
fn new_documents(bencher: Bencher<'_, '_>) {
    let folder = folder();
    let store = || Store::open(&tempfile::tempdir().expect("a folder").keep().join("store.db")).expect("a store");
    bencher
        .counter(ItemsCount::new(DOCUMENTS))
        .with_inputs(store)
        .bench_local_values(|mut store| take_in(&mut store, &folder));
}

#[divan::bench(sample_count = 3)]
fn known_documents(bencher: Bencher<'_, '_>) {
    let (folder, mut store) = (folder(), Store::in_memory().expect("a store"));
    take_in(&mut store, &folder);
    bencher.counter(ItemsCount::new(DOCUMENTS)).bench_local(|| take_in(&mut store, &folder));
}

#[divan::bench(sample_count = 10)]
fn languages_of_2_mb(bencher: Bencher<'_, '_>) {
    let all = digests().join("\n\n");
    let text = all.repeat(2_000_000 / all.len() + 1);
    bencher.counter(BytesCount::new(text.len())).bench(|| passages(&text, Span::new(0, text.len())));
}
