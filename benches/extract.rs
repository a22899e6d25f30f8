//! How fast figures are read, in bytes of text a second on one core: one long text, many short ones, and a text
//! without figures. `cargo bench` prints the throughput.

use attested::extract::{amounts::amounts, extract};
use attested::model::{Document, Source};
use divan::Bencher;
use divan::counter::BytesCount;

const MEGABYTES: usize = 2_000_000;

fn main() {
    divan::main();
}

/// The shipped digests, one after the other.
fn digests() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/data/sources");
    let mut paths: Vec<_> = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path()).collect();
    paths.sort();
    let texts = paths.iter().filter(|p| p.extension().is_some_and(|e| e == "md"));
    texts.filter_map(|p| std::fs::read_to_string(p).ok()).collect()
}

fn document(text: String) -> Document {
    let published = "2025-12-22".parse().ok();
    Document::new(Source { id: "bench".to_owned(), published, ..Source::default() }, text)
}

/// All digests, repeated to a length.
fn repeated(length: usize) -> Document {
    let all = digests().join("\n\n");
    document(all.repeat(length / all.len() + 1))
}

#[divan::bench(sample_count = 10)]
fn one_text_of_2_mb(bencher: Bencher<'_, '_>) {
    let document = repeated(MEGABYTES);
    bencher.counter(BytesCount::new(document.text.len())).bench(|| extract(&document));
}

#[divan::bench(sample_count = 10)]
fn many_texts_of_2_kb(bencher: Bencher<'_, '_>) {
    let documents: Vec<_> = digests().into_iter().cycle().take(1000).map(document).collect();
    let bytes: usize = documents.iter().map(|d| d.text.len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench(|| documents.iter().map(|d| extract(d).figures.len()).sum::<usize>());
}

#[divan::bench(sample_count = 10)]
fn a_text_without_figures(bencher: Bencher<'_, '_>) {
    let sentence = "The ministers met in the capital and spoke of trade, transport and culture. ";
    let document = document(sentence.repeat(MEGABYTES / sentence.len()));
    bencher.counter(BytesCount::new(document.text.len())).bench(|| extract(&document));
}

#[divan::bench(sample_count = 10)]
fn amounts_of_2_mb(bencher: Bencher<'_, '_>) {
    let document = repeated(MEGABYTES);
    bencher.counter(BytesCount::new(document.text.len())).bench(|| amounts(&document));
}
