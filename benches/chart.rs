//! How long one chart takes as SVG and as PNG, and a report of five hundred series with a chart of each.
//! `cargo bench --bench chart` prints the times.

use std::collections::BTreeMap;

use attested::chart::{ChartSpec, Drawing, Kind, Language, draw_in, outline_definitions, render_png};
use attested::model::Policy;
use attested::model::{
    Confidence, DocumentId, FigureId, ObsStatus, Observation, PeriodOrigin, Quantity, Series, SeriesKey, Span, UnitMult,
};
use attested::report::{Chart, ReportInput, SeriesSection, render_html};
use divan::Bencher;
use rayon::prelude::*;

fn main() {
    divan::main();
}

const AREAS: [&str; 25] = [
    "RU", "KZ", "UZ", "BY", "AM", "KG", "AZ", "TJ", "TM", "MD", "GE", "CN", "IN", "TR", "IR", "US", "GB", "DE", "FR",
    "IT", "ES", "BR", "ZA", "EG", "AE",
];

/// A series of years, its values a function of its number.
fn series(nth: usize, years: usize) -> Series {
    let (area, other) = (AREAS[nth % 25], AREAS[(nth + 1 + nth / 25) % 25]);
    let key: SeriesKey = format!("exports.{area}.{other}.level.USD").parse().expect("a key");
    let document = DocumentId::of(format!("{nth}").as_bytes());
    let said = |year: usize| Observation {
        id: FigureId::of(&document, Span::new(year, year + 1), 0),
        key: key.clone(),
        period: format!("{}", 2025 - year).parse().expect("a year"),
        period_origin: PeriodOrigin::Stated,
        quantity: Quantity {
            stated: format!("{}{}.{}", ["", ">", "<", "~"][year % 4], 20 + (nth * 7 + year * 13) % 90, year % 10)
                .parse()
                .expect("a value"),
            mult: UnitMult(9),
            unit: key.unit,
        },
        status: ObsStatus::Actual,
        vintage: format!("{}-02-01", 2026 - year).parse().ok(),
        document: document.clone(),
        source_id: format!("source-{}", year % 5),
        publisher: None,
        speaker: None,
        mentions: Vec::new(),
        sentence: "A sentence that says as much as sentences say, with its figure and with what it is about."
            .to_owned(),
        confidence: Confidence::High,
    };
    Series { key: key.clone(), observations: (0..years).rev().map(said).collect(), policy: Policy::default() }
}

fn drawn(series: &Series, kind: Kind) -> Drawing {
    let spec = ChartSpec { title: series.key.title(), series: vec![series.key.clone()], kind, ..ChartSpec::default() };
    draw_in(&spec, std::slice::from_ref(series), Language::En).expect("a chart")
}

#[divan::bench(args = [1, 20, 200])]
fn one_svg(bencher: Bencher, years: usize) {
    let series = series(3, years);
    bencher.bench(|| drawn(&series, Kind::Line).svg());
}

#[divan::bench(args = [1, 20, 200])]
fn one_png(bencher: Bencher, years: usize) {
    let series = series(3, years);
    bencher.bench(|| render_png(&drawn(&series, Kind::Line).svg(), 2.0).expect("a picture"));
}

/// Ten thousand observations in five hundred series: a chart of each, and the page with all of them.
#[divan::bench(sample_count = 3)]
fn a_page_of_500_series(bencher: Bencher) {
    let all: Vec<_> = (0..500).map(|nth| series(nth, 20)).collect();
    bencher.bench(|| {
        let drawings: Vec<_> = all.par_iter().map(|series| drawn(series, Kind::Auto)).collect();
        let outlines: BTreeMap<_, _> = drawings.iter().flat_map(|d| d.outlines.clone()).collect();
        let chart = |drawing: &Drawing| Chart { alt: drawing.alt.clone(), path: None, svg: drawing.inline() };
        let section = |(series, drawing): (&Series, &Drawing)| SeriesSection {
            series: series.clone(),
            name: series.key.title(),
            indicator: series.key.indicator.name().to_owned(),
            deltas: Vec::new(),
            charts: vec![chart(drawing)],
        };
        let sections: Vec<_> = all.iter().zip(&drawings).map(section).collect();
        let shared = outline_definitions(&outlines);
        render_html(&ReportInput { series: &sections, shared, ..ReportInput::default() })
    });
}
