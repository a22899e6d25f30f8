//! Whole charts: what is in the SVG, and that it is the same every time.

use super::*;
use crate::model::{
    Confidence, DocumentId, FigureId, ObsStatus, Observation, PeriodOrigin, Quantity, SeriesKey, Span, UnitMult,
};

/// Observations by hand, a line each: key, period, value, multiplier, status, day, source.
fn observed(key: &str, period: &str, value: &str, mult: i8, vintage: &str, source: &str) -> Observation {
    let key: SeriesKey = key.parse().expect(key);
    let document = DocumentId::of(source.as_bytes());
    Observation {
        id: FigureId::of(&document, Span::new(period.len(), value.len()), usize::from(vintage.len() > 9)),
        quantity: Quantity { stated: value.parse().expect(value), mult: UnitMult(mult), unit: key.unit },
        key,
        period: period.parse().expect(period),
        period_origin: PeriodOrigin::Stated,
        status: ObsStatus::Actual,
        vintage: vintage.parse().ok(),
        document,
        source_id: source.to_owned(),
        speaker: None,
        mentions: Vec::new(),
        sentence: format!("Here {source} says <{value}> & no more."),
        confidence: Confidence::High,
    }
}

fn with(status: ObsStatus, mut observation: Observation) -> Observation {
    observation.status = status;
    observation
}

fn spec(title: &str, keys: &[&str]) -> ChartSpec {
    let series = keys.iter().map(|key| key.parse().expect(key)).collect();
    ChartSpec { title: title.to_owned(), series, ..ChartSpec::default() }
}

const TRADE: &str = "trade_turnover.RU.CIS.level.USD";

/// Trade of ten months in three years, with bounds, and seven months that are unlike.
fn levels() -> (ChartSpec, Vec<Series>) {
    let data = [
        observed(TRADE, "2023-01/2023-10", "83.7", 9, "2023-12-26", "pledge-times"),
        observed(TRADE, "2024-01/2024-10", ">93", 9, "2024-12-26", "lokmat-times"),
        observed(TRADE, "2024-01/2024-10", ">93", 9, "2024-12-27", "tass"),
        observed(TRADE, "2025-01/2025-10", "<90", 9, "2025-12-22", "vzglyad"),
        observed(TRADE, "2024-01/2024-07", "63.2", 9, "2024-10-08", "tass"),
    ];
    let mut spec = spec("Russia’s trade with the CIS: over, almost and exactly", &[TRADE]);
    for (id, name) in [("pledge-times", "Pledge Times"), ("tass", "TASS"), ("vzglyad", "Взгляд")] {
        spec.sources.insert(id.to_owned(), name.to_owned());
    }
    (spec, Series::group(data))
}

/// Growth of many countries in one quarter, and of three of them over several.
fn growth(periods: &[&str], rows: &[(&str, &[&str])]) -> (ChartSpec, Vec<Series>) {
    let key = |area: &str| format!("gdp.{area}._Z.growth-yoy.percent");
    let mut data = Vec::new();
    for (area, values) in rows {
        for (period, value) in periods.iter().zip(*values) {
            data.push(observed(&key(area), period, value, 0, "2025-05-20", "24kg"));
        }
    }
    let keys: Vec<_> = rows.iter().map(|(area, _)| key(area)).collect();
    let keys: Vec<_> = keys.iter().map(String::as_str).collect();
    (spec("GDP growth in the CIS: Kyrgyzstan first", &keys), Series::group(data))
}

fn quarter() -> (ChartSpec, Vec<Series>) {
    let rows: [(&str, &[&str]); 9] = [
        ("KG", &["13.1"]),
        ("TJ", &["8.2"]),
        ("UZ", &["6.8"]),
        ("KZ", &["5.6"]),
        ("AM", &["5.2"]),
        ("BY", &["3.1"]),
        ("RU", &["1.4"]),
        ("CIS", &["~2"]),
        ("AZ", &["-0.3"]),
    ];
    growth(&["2025-Q1"], &rows)
}

fn years() -> (ChartSpec, Vec<Series>) {
    let rows: [(&str, &[&str]); 4] = [
        ("RU", &["-1.2", "3.6", "4.3", "1"]),
        ("KZ", &["3.2", "5.1", "4.8", ">6"]),
        ("BY", &["-4.7", "3.9", "4.0", "1.3"]),
        ("KG", &["9.0", "9.0", "9.0", "8..9"]),
    ];
    growth(&["2022", "2023", "2024", "2025"], &rows)
}

/// The share of national currencies: bounds, and a value dated by its publication only.
fn shares() -> (ChartSpec, Vec<Series>) {
    const SHARE: &str = "national_currency_share.RU.CIS.share.percent";
    let mut data = vec![
        observed(SHARE, "2019", "63", 0, "2022-10-14", "putin-astana"),
        observed(SHARE, "2020", "~65", 0, "2022-10-14", "putin-astana"),
        observed(SHARE, "2021", "70", 0, "2022-10-14", "putin-astana"),
        observed(SHARE, "2022", ">75", 0, "2023-10-13", "putin-bishkek"),
        observed(SHARE, "2023", ">85", 0, "2024-10-08", "putin-moscow"),
        observed(SHARE, "2024", "85..90", 0, "2024-12-26", "tass"),
        observed(SHARE, "2025", ">96", 0, "2025-12-22", "menafn"),
    ];
    let mut present = observed(SHARE, "2025-10-09", "95", 0, "2025-10-09", "dushanbe");
    present.period_origin = PeriodOrigin::Publication;
    data.push(present);
    (spec("National currencies take over in trade inside the CIS", &[SHARE]), Series::group(data))
}

/// Two countries, sources in conflict, and what is expected.
fn conflict() -> (ChartSpec, Vec<Series>) {
    const CHINA: &str = "trade_turnover.RU.CN.level.USD";
    const INDIA: &str = "trade_turnover.RU.IN.level.USD";
    let data = [
        observed(CHINA, "2022", "190.3", 9, "2023-01-13", "customs"),
        observed(CHINA, "2023", "240.1", 9, "2024-01-12", "customs"),
        observed(CHINA, "2024", "244.8", 9, "2025-01-13", "customs"),
        observed(CHINA, "2024", "~245", 9, "2025-02-03", "wall-street-observer"),
        observed(CHINA, "2024", "220", 9, "2025-03-01", "mishustin"),
        observed(CHINA, "2025", "228.1", 9, "2026-01-14", "motor"),
        observed(INDIA, "2022", "35.3", 9, "2023-03-01", "rbc"),
        observed(INDIA, "2023", "<65", 9, "2024-07-09", "anadolu"),
        observed(INDIA, "2024", "63.6", 9, "2025-12-05", "rbc"),
        observed(INDIA, "2024", "68.7", 9, "2025-12-04", "anadolu"),
        with(ObsStatus::Target, observed(INDIA, "2030", "100", 9, "2025-12-04", "anadolu")),
        with(ObsStatus::Forecast, observed(CHINA, "2030", "300..400", 9, "2025-12-04", "anadolu")),
    ];
    (
        spec("Russia’s trade with China and India: what was said, and what is hoped for", &[CHINA, INDIA]),
        Series::group(data),
    )
}

/// A rate on days, which needs no zero, with a forecast.
fn rate() -> (ChartSpec, Vec<Series>) {
    const RATE: &str = "policy_rate.RU._Z.level.percent";
    let rows = [("2023-12-18", "16.00"), ("2024-07-29", "18"), ("2024-10-28", "21"), ("2025-06-09", "20")];
    let mut data: Vec<_> = rows.iter().map(|(day, rate)| observed(RATE, day, rate, 0, day, "cbr")).collect();
    data.push(observed(RATE, "2025-10-27", "16.5", 0, "2025-10-24", "prime"));
    data.push(with(ObsStatus::Forecast, observed(RATE, "2026-10-27", "13..15", 0, "2025-10-24", "prime")));
    (spec("The Bank of Russia’s key rate falls, step by short step", &[RATE]), Series::group(data))
}

/// Three years of months, more values than there is room for.
fn months() -> (ChartSpec, Vec<Series>) {
    const CPI: &str = "inflation.RU._Z.growth-yoy.percent";
    let month = |at: i64| {
        let value = rust_decimal::Decimal::new(740 + (at * 37) % 290 - at, 2);
        let period = format!("{}-{:02}", 2023 + at / 12, at % 12 + 1);
        observed(CPI, &period, &value.to_string(), 0, "2025-12-01", "rosstat")
    };
    let mut spec = spec("Inflation month by month", &[CPI]);
    spec.kind = Kind::Line;
    (spec, Series::group((0..36).map(month)))
}

/// Seven series as lines, with long names, and a great number of sources.
fn many() -> (ChartSpec, Vec<Series>) {
    let key = |area: &str| format!("reserves.{area}._Z.level.USD");
    let areas = ["RU", "KZ", "UZ", "BY", "AM", "KG", "AZ"];
    let mut data = Vec::new();
    for (nth, area) in areas.iter().enumerate() {
        for year in 0..5 {
            let value = (600 / (nth + 1) + year * 7 + nth * 3).to_string();
            let source = format!("central-bank-of-{area}-{year}");
            data.push(observed(&key(area), &format!("{}-01-01", 2021 + year), &value, 9, "2025-03-01", &source));
        }
    }
    let keys: Vec<_> = areas.iter().map(|area| key(area)).collect();
    let keys: Vec<_> = keys.iter().map(String::as_str).collect();
    let title =
        "Reserves of seven countries, in a title that is so long that it has to be broken into two lines to fit";
    (spec(title, &keys), Series::group(data))
}

/// Levels as bars: bounds, a range, conflicting sources, a target, in thousands of millions.
fn bars() -> (ChartSpec, Vec<Series>) {
    let data = [
        observed(TRADE, "2021", "96.2", 9, "2022-01-20", "a"),
        observed(TRADE, "2022", ">100", 9, "2023-01-20", "a"),
        observed(TRADE, "2022", "98.5", 9, "2023-06-20", "b"),
        observed(TRADE, "2023", "<110", 9, "2024-01-20", "a"),
        observed(TRADE, "2024", "~112", 9, "2025-01-20", "a"),
        observed(TRADE, "2024-S1", "52.1", 9, "2024-08-20", "a"),
        with(ObsStatus::Forecast, observed(TRADE, "2026", "110..120", 9, "2025-01-20", "a")),
        with(ObsStatus::Target, observed(TRADE, "2030", ">150", 9, "2025-01-20", "a")),
    ];
    let mut spec = spec("Bars with every bound", &[TRADE]);
    spec.kind = Kind::Bars;
    (spec, Series::group(data))
}

/// The conflict on a narrow page, in Russian.
fn narrow() -> (ChartSpec, Vec<Series>) {
    let (mut spec, series) = conflict();
    (spec.width, spec.height, spec.languages) = (480, 420, vec![Language::Ru]);
    spec.title = "Торговля России с Китаем и Индией".to_owned();
    spec.labels = spec.series.iter().cloned().zip(["Китай".to_owned(), "Индия".to_owned()]).collect();
    spec.subtitle = Some("Товарооборот".to_owned());
    (spec, series)
}

fn cases() -> Vec<(&'static str, (ChartSpec, Vec<Series>))> {
    vec![
        ("levels", levels()),
        ("quarter", quarter()),
        ("years", years()),
        ("shares", shares()),
        ("conflict", conflict()),
        ("rate", rate()),
        ("months", months()),
        ("many", many()),
        ("bars", bars()),
        ("narrow", narrow()),
    ]
}

fn drawn((spec, series): &(ChartSpec, Vec<Series>)) -> String {
    render_svg(spec, series).expect("a chart")
}

/// Writes the pictures to look at: `cargo test --lib chart:: -- --ignored`.
#[test]
#[ignore = "writes pictures for the eye to the folder for temporary files"]
fn pictures_for_the_eye() {
    for (name, case) in cases() {
        let svg = drawn(&case);
        let file = |ending| std::env::temp_dir().join(format!("chart_{name}.{ending}"));
        std::fs::write(file("svg"), &svg).expect("a file");
        std::fs::write(file("png"), render_png(&svg, 1.5).expect("a picture")).expect("a file");
    }
}

/// What is drawn for the first mark with a bound.
fn mark<'s>(svg: &'s str, bound: &str) -> &'s str {
    let rest = svg.split(&format!("class=\"mark {bound}\"")).nth(1).unwrap_or_else(|| panic!("no mark {bound}"));
    rest.split("class=\"mark").flat_map(|group| group.split("aria-label")).next().unwrap_or_default()
}

fn labels(svg: &str) -> Vec<&str> {
    svg.split("aria-label=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn every_case_is_the_same_twice_and_small_and_readable() {
    for (name, case) in cases() {
        let svg = drawn(&case);
        assert_eq!(svg, drawn(&case), "{name}");
        assert!(svg.len() < 150_000, "{name}: {} bytes", svg.len());
        assert!(!svg.contains("<text"), "{name} names a font");
        let png = render_png(&svg, 1.0).expect(name);
        assert_eq!(png, render_png(&svg, 1.0).expect(name), "{name}");
        assert!(png.starts_with(b"\x89PNG"), "{name}");
    }
}

#[test]
fn a_chart_says_what_it_shows() {
    let svg = drawn(&levels());
    let labels = labels(&svg);
    for text in [
        "Trade turnover, Russia and CIS, US$ billion",
        "Jan–Oct 2023",
        "Jan–Jul 2024",
        "83.7",
        "&gt;93",
        "&lt;90",
        "63.2",
        "0",
        "period unlike the others",
    ] {
        assert!(labels.contains(&text), "no {text:?} in {labels:?}");
    }
    let foot = labels[labels.iter().position(|l| l.starts_with("Sources")).expect("sources")..].join(" ");
    assert!(foot.contains("TASS 27 Dec 2024, 8 Oct 2024; lokmat-times 26 Dec 2024"), "{foot}");
    assert!(foot.contains("Values as quoted: &gt; over, &lt; almost or up to."), "{foot}");
    assert!(svg.contains("<title>Russia’s trade with the CIS: over, almost and exactly</title>"));
    assert!(svg.contains("<desc>Trade turnover") && svg.contains("Jan–Oct 2024 &gt;93 (actual; TASS 27 Dec 2024)"));
}

#[test]
fn every_point_leads_back_to_its_sentence() {
    let (spec, series) = levels();
    let svg = render_svg(&spec, &series).expect("a chart");
    for observation in &series[0].observations {
        assert!(svg.contains(observation.id.as_str()), "{observation:?}");
    }
    let above = mark(&svg, "above");
    assert!(above.contains("data-period=\"2024-01-01/P10M\"") && above.contains("data-value=\"&gt;93\""), "{above}");
    assert!(above.contains("data-source=\"tass lokmat-times\""), "agreeing documents share a mark: {above}");
    assert!(above.contains("“Here tass says &lt;&gt;93&gt; &amp; no more.”"), "{above}");
}

#[test]
fn bounds_have_shapes() {
    let svg = drawn(&shares());
    assert_eq!(mark(&svg, "above").matches("<polygon").count(), 1, "an arrow head");
    assert_eq!(mark(&svg, "range").matches("<circle").count(), 0, "no value inside a range is stated");
    let exact = mark(&svg, "exact");
    assert!(exact.contains("<circle") && !exact.contains("<polygon") && !exact.contains("<polyline"), "{exact}");
    assert!(labels(&svg).contains(&"95†"), "what publication dates is marked");
}

#[test]
fn only_periods_alike_are_joined() {
    let count = |svg: &str| svg.matches("class=\"joint\"").count();
    assert_eq!(count(&drawn(&levels())), 2, "ten months with ten months");
    assert_eq!(count(&drawn(&shares())), 6, "years with years");
    let svg = drawn(&levels());
    let unlike = svg.split("data-period=\"2024-01-01/P7M\"").nth(1).expect("seven months");
    assert!(unlike.split("</g>").next().is_some_and(|group| group.contains("#FFFFFF")), "hollow");
}

#[test]
fn conflicts_and_expectations_are_told_apart() {
    let svg = drawn(&conflict());
    let of = |value: &str| {
        let start = svg.find(&format!("data-value=\"{value}\"")).unwrap_or_else(|| panic!("no {value}"));
        svg[start..].split("data-figure").next().unwrap_or_default()
    };
    assert!(!of("220").contains("#FFFFFF"), "the latest vintage is solid");
    assert!(of("244.8").contains("#FFFFFF") && of("~245").contains("#FFFFFF"), "earlier ones are hollow");
    assert!(of("100").contains("stroke-dasharray=\"35 25\"") && of("100").contains("data-status=\"target\""));
    assert!(labels(&svg).contains(&"forecast or target"));
}

#[test]
fn labels_of_a_language_follow_its_rules() {
    let svg = drawn(&narrow());
    let labels = labels(&svg);
    for text in ["Товарооборот, US$ млрд", "190,3", "Китай", "прогноз или цель"] {
        assert!(labels.contains(&text), "no {text:?} in {labels:?}");
    }
    let (spec, series) = conflict();
    assert_eq!(render_svg_in(&spec, &series, Language::En).ok(), render_svg(&spec, &series).ok());
}

#[test]
fn a_footer_is_shortened_and_can_be_replaced() {
    let svg = drawn(&many());
    assert!(labels(&svg).iter().any(|line| line.contains(" more. Values as quoted.")), "{:?}", labels(&svg));
    let (mut spec, series) = levels();
    (spec.source, spec.note) = (Some("Source: own work.".to_owned()), Some("No note.".to_owned()));
    assert!(labels(&render_svg(&spec, &series).expect("a chart")).contains(&"Source: own work. No note."));
}

#[test]
fn what_cannot_be_drawn_is_named() {
    let (spec, series) = levels();
    let error = |spec: &ChartSpec, series: &[Series]| render_svg(spec, series).expect_err("an error").to_string();
    assert_eq!(error(&spec, &[]), format!("`{TRADE}` has no observation to draw"));
    let halves = ChartSpec { months: Some(6), ..spec.clone() };
    assert_eq!(error(&halves, &series), format!("`{TRADE}` has no observation to draw for a period of 6 months"));
    let empty = ChartSpec { series: Vec::new(), title: "T".to_owned(), ..spec.clone() };
    assert_eq!(error(&empty, &series), "the chart \"T\" has no series: want at least one series key");
    let low = ChartSpec { height: 240, width: 300, ..narrow().0 };
    assert!(error(&low, &narrow().1).starts_with("there is no room for the plot: make the chart at least "));
    let (other, more) = quarter();
    let both = ChartSpec { series: [spec.series.clone(), other.series].concat(), ..spec.clone() };
    assert!(error(&both, &[series.clone(), more].concat()).contains("have different units: a chart has one axis"));
}

#[test]
fn a_filter_keeps_like_periods_only() {
    let (mut spec, series) = levels();
    spec.months = Some(10);
    let svg = render_svg(&spec, &series).expect("a chart");
    assert!(!svg.contains("P7M") && svg.contains("P10M"));
}

#[test]
fn a_picture_has_limits() {
    let svg = drawn(&levels());
    for scale in [0.0, -1.0, f32::NAN, 1e9] {
        assert!(matches!(render_png(&svg, scale), Err(ChartError::Scale(_))), "{scale}");
    }
    assert!(matches!(render_png("nothing", 1.0), Err(ChartError::Svg(_))));
}
