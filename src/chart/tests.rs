//! Whole charts: what is in the SVG, and that it is the same every time.

mod fixture;
mod large_fixture;

use super::*;
use fixture::*;
use large_fixture::{gaps, panels, sources, vintages};

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
        assert!(svg.len() < 900_000, "{name}: {} bytes", svg.len());
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
        "Trade turnover, Russia and CIS, US$ billion, 2023–2025",
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
    assert!(labels(&svg).contains(&"95%†"), "what publication dates is marked");
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
    for text in ["Товарооборот, US$ млрд, 2022–2030", "190,3", "Китай", "прогноз или цель"]
    {
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
    let low = ChartSpec { height: Some(240), width: 300, ..narrow().0 };
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

/// The boxes of the texts of a drawing, as far as they can be told from it: place, size and letters.
fn boxes(svg: &str) -> Vec<(String, [i32; 4])> {
    let texts = svg.split("<g role=\"img\" aria-label=\"").skip(1);
    let number = |text: &str| text.parse::<f64>().unwrap_or_default();
    let read = |text: &str| {
        let (label, rest) = text.split_once('"')?;
        let place = rest.split_once("translate(")?.1;
        let (x, rest) = place.split_once(' ')?;
        let (y, rest) = rest.split_once(") scale(")?;
        let scale = number(rest.split_once(')')?.0);
        let size = scale * f64::from(super::typeset::EM);
        let letters = rest.split("</g>").next()?.split(" x=\"").skip(1).filter_map(|x| x.split('"').next());
        let width = letters.map(number).fold(0.0, f64::max) * scale + size / 2.0;
        let (x, y) = (number(x), number(y));
        Some((label.to_owned(), [x as i32, (y - size * 0.7) as i32, (x + width) as i32, y as i32]))
    };
    texts.filter_map(read).collect()
}

#[test]
fn no_two_texts_meet_at_any_size() {
    for (name, case) in cases() {
        let svg = drawn(&case);
        let boxes = boxes(&svg);
        assert!(boxes.len() > 3, "{name}: {boxes:?}");
        let width = case.0.width as i32 * 10;
        for (at, (text, a)) in boxes.iter().enumerate() {
            assert!(a[0] >= 0 && a[2] <= width + 30, "{name}: {text} {a:?} leaves the picture");
            for (other, b) in &boxes[at + 1..] {
                let apart = a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1];
                assert!(apart, "{name}: {text} {a:?} and {other} {b:?}");
            }
        }
    }
}

#[test]
fn no_line_crosses_a_gap() {
    let count = |svg: &str| svg.matches("class=\"joint\"").count();
    assert_eq!(count(&drawn(&gaps())), 2, "2022 to 2023 and 2023 to 2024 only");
    assert!(labels(&drawn(&gaps())).contains(&"2020"), "what nobody spoke of has its place");
}

#[test]
fn each_kind_shows_what_it_is_for() {
    let svg = drawn(&sources());
    let said = labels(&svg);
    for text in ["wall-street-observer", "13 Jan 2025 · Lyu Daliang", "5 Mar 2024 · forecast", "(undated)", "237–245"]
    {
        assert!(said.contains(&text), "no {text:?} in {said:?}");
    }
    let svg = drawn(&vintages());
    assert!(labels(&svg).iter().any(|line| line.contains("not shown: 1.")), "{:?}", labels(&svg));
    let first = svg.find("data-date=\"2024-03-05\"").zip(svg.find("data-date=\"2025-03-05\""));
    assert!(first.is_some_and(|(first, last)| first < last), "in the order of publication");
    let svg = drawn(&panels(9, 8));
    let names = |svg: &str| labels(svg).iter().filter(|text| ["Russia", "Turkmenistan"].contains(text)).count();
    assert_eq!(names(&svg), 2, "each panel has its name once");
    let rows = drawn(&quarter());
    let place = |name: &str| labels(&rows).iter().position(|text| *text == name);
    assert!(place("Kyrgyzstan") < place("CIS") && place("CIS") < place("Azerbaijan"), "the largest first");
}

#[test]
fn a_drawing_says_in_words_what_it_shows() {
    let (spec, series) = levels();
    let drawing = draw_in(&spec, &series, Language::En).expect("a chart");
    assert!(
        drawing.alt.ends_with("4 values, from 83.7 in Jan–Oct 2023 to <90 in Jan–Oct 2025; lowest 63.2, highest >93."),
        "{}",
        drawing.alt
    );
    let (inline, whole) = (drawing.inline(), drawing.svg());
    assert!(!inline.contains("<defs>") && whole.contains("<defs>"));
    for used in inline.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(drawing.outlines.contains_key(used), "{used}");
    }
}
