use super::*;
use crate::model::{
    Claim, Confidence, DocumentId, FigureId, Interval, Missing, ObsStatus, Observation, PeriodOrigin, Quantity, Series,
    Source, Span, Unit, UnitMult,
};

fn figure(nth: usize) -> FigureId {
    FigureId::of(&DocumentId::of(b"doc"), Span::new(nth, nth + 1), 0)
}

fn quantity(stated: &str, mult: i8, unit: &str) -> Quantity {
    Quantity { stated: stated.parse().expect(stated), mult: UnitMult(mult), unit: unit.parse().expect(unit) }
}

fn observation(nth: usize, period: &str, stated: &str, origin: PeriodOrigin) -> Observation {
    Observation {
        id: figure(nth),
        key: "trade_turnover.RU.CIS.level.USD".parse().expect("key"),
        period: period.parse().expect(period),
        period_origin: origin,
        quantity: quantity(stated, 9, "USD"),
        status: ObsStatus::Actual,
        vintage: "2024-12-26".parse().ok().filter(|_| nth > 1),
        document: DocumentId::of(b"doc"),
        source_id: "doc|1".to_owned(),
        speaker: Some("V. Putin".to_owned()).filter(|_| nth > 1),
        mentions: Vec::new(),
        sentence: "Trade was $83.7 billion |\nup <b>a lot</b>.".to_owned(),
        confidence: Confidence::High,
    }
}

fn section() -> SeriesSection {
    let earlier = observation(1, "2023-01-01/P10M", "83.7", PeriodOrigin::Stated);
    let later = observation(2, "2024-01-01/P10M", ">93", PeriodOrigin::Carried);
    let delta = DeltaLine {
        from: earlier.period,
        to: later.period,
        from_figure: earlier.id.clone(),
        to_figure: later.id.clone(),
        absolute: later.quantity.interval().minus(earlier.quantity.interval()),
        relative: Some(Interval::new("11.04".parse().ok(), None)),
        like_for_like: true,
    };
    let charts = vec![Chart { title: "Trade".to_owned(), path: "charts/trade (1).svg".to_owned() }];
    let series = Series { key: earlier.key.clone(), observations: vec![earlier, later] };
    SeriesSection { series, deltas: vec![delta], charts }
}

fn document() -> DocumentLine {
    let source = Source {
        id: "doc|1".to_owned(),
        publisher: Some("Lokmat *Times*".to_owned()),
        title: Some("Russia's [CIS] trade".to_owned()),
        url: Some("https://example.org/a_(b)|c".to_owned()),
        published: "2024-12-26".parse().ok(),
        ..Source::default()
    };
    DocumentLine { source, figures: 3 }
}

fn open() -> UnresolvedLine {
    let claim = Claim {
        quantity: Quantity { unit: Unit::PERCENT, ..quantity("<4.2", 0, "USD") },
        indicator: None,
        item: None,
        measure: "growth-yoy".parse().expect("growth"),
        area: None,
        counterpart: None,
        period: None,
        period_origin: PeriodOrigin::Stated,
        status: ObsStatus::Actual,
        speaker: None,
    };
    UnresolvedLine {
        figure: figure(3),
        source_id: "doc|1".to_owned(),
        claim,
        missing: vec![Missing::Indicator, Missing::Period],
        sentence: "It grew almost 4.2%.".to_owned(),
    }
}

fn rendered() -> String {
    let finding = Finding {
        rule: "levels".to_owned(),
        severity: "warning".to_owned(),
        message: "growth_rate and levels differ".to_owned(),
        figures: vec![figure(1), figure(2)],
    };
    let input = ReportInput {
        title: "Trade #1".to_owned(),
        as_of: "2025-01-01".parse().ok(),
        documents: &[document()],
        series: &[section()],
        charts: Vec::new(),
        findings: &[finding],
        unresolved: &[open()],
    };
    render(&input)
}

#[test]
fn a_report_leads_every_value_back() {
    let (a, b, c) = (figure(1), figure(2), figure(3));
    let report = rendered();
    for line in [
        r"# Trade \#1".to_owned(),
        r"| doc\|1 | Lokmat \*Times\* | [Russia's \[CIS\] trade](https://example.org/a_%28b%29%7Cc) | 2024-12-26 | 3 |"
            .to_owned(),
        "Series `trade_turnover.RU.CIS.level.USD`".to_owned(),
        "![Trade](charts/trade%20%281%29.svg)".to_owned(),
        format!(
            r"| January–October 2023 | 83.7 billion USD | actual | unknown | the document | [doc\|1](https://example.org/a_%28b%29%7Cc) | `{a}` |"
        ),
        format!(
            r"| January–October 2024 (from the context) | over 93 billion USD | actual | 2024-12-26 | V. Putin | [doc\|1](https://example.org/a_%28b%29%7Cc) | `{b}` |"
        ),
        format!(
            "| January–October 2023 | January–October 2024 | at least 9.25 billion USD | at least 11.04 % | yes | `{a}` → `{b}` |"
        ),
        format!(r"- `{a}` “Trade was \$83.7 billion \| up \<b\>a lot\</b\>.”"),
        format!(r"- **warning** `levels`: growth\_rate and levels differ (`{a}`, `{b}`)"),
        format!(r"| `{c}` | doc\|1 | unknown | almost 4.2 % | indicator, period | It grew almost 4.2%. |"),
    ] {
        assert!(report.lines().any(|l| l == line), "{line}\n\n{report}");
    }
    assert!(report.contains("1 document, 2 observations of 1 series") && report.contains("public on 1 January 2025"));
}

#[test]
fn every_table_row_has_the_cells_of_its_head() {
    let cells = |line: &str| line.replace(r"\|", "").matches('|').count();
    let report = rendered();
    for table in report.split("\n\n").filter(|part| part.starts_with('|')) {
        let mut counts: Vec<_> = table.lines().map(cells).collect();
        counts.dedup();
        assert_eq!(counts.len(), 1, "{table}");
    }
}

#[test]
fn twice_the_same_bytes_and_nothing_for_nothing() {
    assert_eq!(rendered(), rendered());
    let empty = render(&ReportInput { title: "Empty".to_owned(), ..ReportInput::default() });
    assert_eq!(empty.matches('#').count(), 1);
    assert!(empty.ends_with(".\n") && !empty.contains("\n\n\n"));
}
