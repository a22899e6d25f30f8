//! How long the check takes over ten thousand observations in five hundred series. `cargo bench --bench check` prints
//! the time.

use attested::analysis::{check, statement};
use attested::model::{
    Confidence, DocumentId, FigureId, ObsStatus, Observation, PeriodOrigin, Quantity, Series, SeriesKey, Span, UnitMult,
};
use divan::Bencher;

fn main() {
    divan::main();
}

const AREAS: [&str; 25] = [
    "RU", "KZ", "UZ", "BY", "AM", "KG", "AZ", "TJ", "TM", "MD", "GE", "CN", "IN", "TR", "IR", "US", "GB", "DE", "FR",
    "IT", "ES", "BR", "ZA", "EG", "AE",
];
const SERIES: usize = 500;
const OBSERVATIONS: usize = 20;

/// Levels and growth of exports, each value a function of its numbers, some of them in conflict.
fn all() -> Vec<Series> {
    let said = |nth: usize, at: usize| {
        let (area, other) = (AREAS[nth % 25], AREAS[(nth + 1 + nth / 50) % 25]);
        let measure = if (nth / 25).is_multiple_of(2) { "level.USD" } else { "growth-yoy.percent" };
        let key: SeriesKey = format!("exports.{area}.{other}.{measure}").parse().expect("a key");
        let document = DocumentId::of(format!("{nth} {at}").as_bytes());
        Observation {
            id: FigureId::of(&document, Span::new(at, at + 1), 0),
            period: format!("{}", 2010 + at % 12).parse().expect("a year"),
            period_origin: PeriodOrigin::Stated,
            quantity: Quantity {
                stated: format!("{}.{}", 20 + (nth * 7 + at * 13) % 90, at % 10).parse().expect("a value"),
                mult: UnitMult(if key.unit.code() == "percent" { 0 } else { 9 }),
                unit: key.unit,
            },
            key,
            status: ObsStatus::Actual,
            vintage: format!("{}-02-01", 2011 + at).parse().ok(),
            document,
            source_id: format!("source-{}", at % 5),
            publisher: None,
            speaker: Some(format!("Speaker {}", at % 7)),
            mentions: Vec::new(),
            sentence: format!("A sentence, the {at}th of series {nth}, that says as much as sentences of news say."),
            confidence: Confidence::High,
        }
    };
    Series::group((0..SERIES).flat_map(|nth| (0..OBSERVATIONS).map(move |at| (nth, at))).map(|(nth, at)| said(nth, at)))
}

#[divan::bench(sample_count = 10)]
fn ten_thousand_observations(bencher: Bencher) {
    let series = all();
    bencher.bench(|| check(&statement::once(&series)).len());
}
