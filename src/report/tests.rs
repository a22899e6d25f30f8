use super::*;
use crate::model::Policy;
use crate::model::{
    Claim, Confidence, DocumentId, FigureId, Interval, Mention, Missing, ObsStatus, Observation, PeriodOrigin,
    Quantity, Series, Source, Span, Unit, UnitMult,
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
        publisher: None,
        speaker: Some("V. Putin".to_owned()).filter(|_| nth > 1),
        mentions: vec![Mention {
            span: Span::new(110, 123),
            surface: "$83.7 billion".to_owned(),
            sentence: Span::new(100, 141),
        }],
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
    let svg = "<svg role=\"img\" aria-label=\"Trade\"></svg>\n".to_owned();
    let charts = vec![Chart { alt: "Trade".to_owned(), path: Some("charts/trade (1).svg".to_owned()), svg }];
    let series = Series { key: earlier.key.clone(), observations: vec![earlier, later], policy: Policy::default() };
    let (name, indicator) = (series.key.title(), series.key.indicator.name().to_owned());
    SeriesSection { series, name, indicator, deltas: vec![delta], charts }
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
    DocumentLine { id: DocumentId::of(b"doc").to_string(), source, figures: 3 }
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
        surface: "almost 4.2%".to_owned(),
        sentence: "It grew almost 4.2%.".to_owned(),
    }
}

fn rendered() -> String {
    with_input(render)
}

fn with_input(render: fn(&ReportInput) -> String) -> String {
    let finding = Finding {
        rule: "levels".to_owned(),
        severity: "warning".to_owned(),
        message: "growth_rate and levels differ".to_owned(),
        figures: vec![figure(1), figure(2)],
    };
    let input = ReportInput {
        title: "Trade #1".to_owned(),
        policy: Policy::default(),
        as_of: "2025-01-01".parse().ok(),
        documents: &[document()],
        series: &[section()],
        charts: Vec::new(),
        findings: &[finding],
        unresolved: &[open()],
        made_by: "attested 0".to_owned(),
        shared: "<defs><path id=\"r1\"/></defs>".to_owned(),
    };
    render(&input)
}

#[test]
fn a_report_leads_every_value_back() {
    let (a, b, c) = (figure(1), figure(2), figure(3));
    let report = rendered();
    for line in [
        r"# Trade \#1".to_owned(),
        r"| doc\|1 | Lokmat \*Times\* | [Russia's \[CIS\] trade](https://example.org/a_%28b%29%7Cc) | 2024-12-26 | 3 | `SHA` |"
            .replace("SHA", &DocumentId::of(b"doc").to_string()[..12]),
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
        format!(r"- `{a}` “Trade was **\$83.7 billion** \| up \<b\>a lot\</b\>.”"),
        r"**warning** `levels`: growth\_rate and levels differ".to_owned(),
        format!(
            r"- `{b}` “Trade was **\$83.7 billion** \| up \<b\>a lot\</b\>.”, [doc\|1](https://example.org/a_%28b%29%7Cc)"
        ),
        format!(
            r"| `{c}` | [doc\|1](https://example.org/a_%28b%29%7Cc) | unknown | almost 4.2 % | indicator, period | “It grew **almost 4.2%**.” |"
        ),
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
fn findings_come_first_and_the_way_to_make_it_again_last() {
    let report = rendered();
    let at = |heading: &str| report.find(&format!("\n## {heading}\n")).unwrap_or_else(|| panic!("no {heading}"));
    let order = ["Findings", "Trade turnover", "Unresolved figures", "Documents", "How to reproduce this"].map(at);
    assert!(order.is_sorted(), "{order:?}");
}

/// The tags of a page that are open at its end, or closed without having been open.
fn unbalanced(page: &str) -> Vec<String> {
    let single = ["meta", "!doctype", "path"];
    let mut open: Vec<String> = Vec::new();
    for tag in page.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
        let name: String =
            tag.trim_start_matches('/').chars().take_while(|c| c.is_alphanumeric() || *c == '!').collect();
        if single.contains(&name.as_str()) || tag.ends_with('/') {
            continue;
        }
        match tag.starts_with('/') {
            true if open.last() == Some(&name) => drop(open.pop()),
            true => return vec![format!("</{name}> after {open:?}")],
            false => open.push(name),
        }
    }
    open
}

#[test]
fn the_page_stands_alone_and_leads_back() {
    let page = with_input(render_html);
    let (a, b) = (figure(1), figure(2));
    for part in [
        "<html lang=\"en\">".to_owned(),
        "<title>Trade #1</title>".to_owned(),
        "<li><a href=\"#part-1\">Findings</a></li>".to_owned(),
        "<h2 id=\"part-1\">Findings</h2>".to_owned(),
        "<strong class=\"warning\">warning</strong> <code>levels</code>: growth_rate and levels differ".to_owned(),
        format!("<a class=\"figure\" href=\"#f-{a}\"><code>{a}</code></a> “Trade was <mark>$83.7 billion</mark> | up"),
        format!("<tr id=\"f-{b}\"><th scope=\"row\">January–October 2024 (from the context)</th>"),
        "<th scope=\"col\">Period</th>".to_owned(),
        "<caption>What was said</caption>".to_owned(),
        "<a href=\"https://example.org/a_(b)|c\" rel=\"noopener noreferrer nofollow\">doc|1</a>".to_owned(),
        "<svg role=\"img\" aria-label=\"Trade\">".to_owned(),
        "<path id=\"r1\"/>".to_owned(),
        "attested build".to_owned(),
    ] {
        assert!(page.contains(&part), "{part}\n\n{page}");
    }
    assert_eq!(unbalanced(&page), Vec::<String>::new());
    for loads in ["<script", "<link", "<img", "<iframe", "@import", "url(", "src="] {
        assert!(!page.contains(loads), "{loads}");
    }
}

#[test]
fn hostile_documents_are_inert() {
    let hostile =
        "</style></title><script>alert('x')</script><img src=x onerror=alert(1)> \u{202e}<svg onload=alert(1)>";
    let mut document = document();
    let source = &mut document.source;
    (source.publisher, source.title) = (Some(hostile.to_owned()), Some(hostile.to_owned()));
    source.url = Some("javascript:alert(1)".to_owned());
    let mut section = section();
    section.charts.clear();
    for observation in &mut section.series.observations {
        observation.sentence = hostile.to_owned();
        observation.speaker = Some(hostile.to_owned());
        observation.mentions[0].surface = "<script>".to_owned();
        observation.source_id = hostile.to_owned();
    }
    let mut open = open();
    open.sentence = hostile.to_owned();
    let input = ReportInput {
        title: hostile.to_owned(),
        documents: &[document],
        series: &[section],
        unresolved: &[open],
        ..ReportInput::default()
    };
    let page = render_html(&input);
    let tags: Vec<_> = page.split('<').skip(1).map(|rest| rest.split([' ', '>']).next().unwrap_or_default()).collect();
    assert!(!tags.iter().any(|tag| ["script", "img", "svg", "iframe", "object"].contains(tag)), "{tags:?}");
    assert!(!page.contains("javascript:") && !page.contains('\u{202e}'));
    assert!(!page.contains("<mark><"), "a marked figure is words too");
    assert_eq!(unbalanced(&page), Vec::<String>::new());
    assert_eq!(page.matches("</style>").count(), 1);
    let markdown = render(&input);
    assert!(!markdown.contains("<script>") && !markdown.contains("](javascript:"), "{markdown}");
}

#[test]
fn twice_the_same_bytes_and_nothing_for_nothing() {
    assert_eq!(rendered(), rendered());
    assert_eq!(with_input(render_html), with_input(render_html));
    let empty = render(&ReportInput { title: "Empty".to_owned(), ..ReportInput::default() });
    assert_eq!(empty.matches('#').count(), 1);
    assert!(empty.ends_with(".\n") && !empty.contains("\n\n\n"));
}
