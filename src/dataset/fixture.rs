//! A small dataset for the tests of this module.

use crate::model::Policy;
use crate::model::{
    Claim, Confidence, DocumentId, FigureId, Mention, Missing, ObsStatus, Observation, PeriodOrigin, Quantity, Series,
    Source, Span, UnitMult,
};

use super::{About, DeltaRow, DocumentRow, Input, Table, UnresolvedRow, deltas};

pub(super) const TEXT: &str = "Trade, \"our\ntrade\", was $83.7 billion. Again: 83.7 billion. Almost 90 billion later.";

pub(super) struct Fixture {
    pub(super) about: About,
    pub(super) series: Vec<Series>,
    pub(super) documents: Vec<DocumentRow>,
    pub(super) unresolved: Vec<UnresolvedRow>,
    pub(super) tables: Vec<Table>,
}

impl Fixture {
    pub(super) fn input(&self) -> Input<'_> {
        Input {
            about: &self.about,
            series: &self.series,
            documents: &self.documents,
            unresolved: &self.unresolved,
            tables: &self.tables,
        }
    }
}

pub(super) fn document(name: &str, bytes: &str) -> DocumentRow {
    let source = Source {
        id: name.to_owned(),
        publisher: Some("TASS, agency".to_owned()),
        title: Some("=cmd|' /C calc'!A0".to_owned()),
        url: Some("https://example.org/a?b=1".to_owned()),
        published: "2023-12".parse().ok(),
        language: Some("en".to_owned()),
        media_type: "text/plain".to_owned(),
        ..Source::default()
    };
    let id = DocumentId::of(bytes.as_bytes());
    DocumentRow { id, source, text: bytes.to_owned(), figures: 3, observations: 2, unresolved: 1 }
}

fn quantity(stated: &str, unit: &str) -> Quantity {
    Quantity { stated: stated.parse().expect(stated), mult: UnitMult(9), unit: unit.parse().expect(unit) }
}

fn mention(surface: &str, nth: usize, sentence: Span) -> Mention {
    let start = TEXT.match_indices(surface).nth(nth).expect(surface).0;
    Mention { span: Span::new(start, start + surface.len()), surface: surface.to_owned(), sentence }
}

fn observation(document: &DocumentRow, period: &str, stated: &str, mentions: Vec<Mention>) -> Observation {
    Observation {
        id: FigureId::of(&document.id, mentions[0].span, 0),
        key: "trade_turnover.RU.CIS.level.USD".parse().expect("key"),
        period: period.parse().expect(period),
        period_origin: PeriodOrigin::Stated,
        quantity: quantity(stated, "USD"),
        status: ObsStatus::Actual,
        vintage: "2023-12-31".parse().ok(),
        document: document.id.clone(),
        source_id: document.source.id.clone(),
        publisher: None,
        speaker: Some("@Putin".to_owned()),
        sentence: mentions[0].sentence.of(TEXT).to_owned(),
        mentions,
        confidence: Confidence::High,
    }
}

fn open(document: &DocumentRow) -> UnresolvedRow {
    let claim = Claim {
        quantity: quantity("-4.20", "percent"),
        indicator: None,
        item: Some("-coal".to_owned()),
        measure: "growth-yoy".parse().expect("growth"),
        area: None,
        counterpart: None,
        period: None,
        period_origin: PeriodOrigin::Stated,
        status: ObsStatus::Target,
        speaker: None,
    };
    UnresolvedRow {
        figure: FigureId::of(&document.id, Span::new(1, 2), 0),
        document: document.id.clone(),
        claim,
        missing: vec![Missing::Indicator, Missing::Period],
        surface: "-4.20 percent".to_owned(),
        sentence: "-4.20\r\npercent".to_owned(),
        span: Span::new(1, 2),
    }
}

pub(super) fn fixture() -> Fixture {
    let document = document("doc-1", TEXT);
    let first = Span::new(0, TEXT.find(" Again").expect("sentence"));
    let second = Span::new(first.end + 1, TEXT.find(" Almost").expect("sentence"));
    let third = Span::new(second.end + 1, TEXT.len());
    let said = vec![mention("$83.7 billion", 0, first), mention("83.7 billion", 1, second)];
    let later = observation(&document, "2024-01-01/P10M", "<90", vec![mention("90 billion", 0, third)]);
    let earlier = observation(&document, "2023-01-01/P10M", "83.7", said);
    let delta = DeltaRow {
        series: earlier.key.clone(),
        from_period: earlier.period,
        to_period: later.period,
        from_figure: earlier.id.clone(),
        to_figure: later.id.clone(),
        absolute: later.quantity.interval().minus(earlier.quantity.interval()),
        relative: None,
        like_for_like: true,
    };
    Fixture {
        about: About { name: "trade".to_owned(), title: "Trade".to_owned(), description: "Quoted trade.".to_owned() },
        unresolved: vec![open(&document)],
        // The later observation comes first, so that the tests see the sorting.
        series: vec![Series {
            key: earlier.key.clone(),
            observations: vec![later, earlier],
            policy: Policy::default(),
        }],
        documents: vec![document],
        tables: vec![deltas(&[delta])],
    }
}
