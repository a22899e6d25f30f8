//! The sections of a report.

use std::collections::BTreeMap;

use crate::model::{Indicator, Observation, PeriodOrigin, Source, Unit};

use super::format::{self, Bounds};
use super::input::{Chart, DeltaLine, DocumentLine, Finding, ReportInput, SeriesSection, UnresolvedLine};
use super::markdown::{self, code, link, text};

/// The parts of a section, those left out that are empty, with a blank line between them.
fn parts(parts: impl IntoIterator<Item = String>) -> String {
    let kept = parts.into_iter().filter(|part| !part.is_empty());
    kept.map(|part| part.trim_end().to_owned()).collect::<Vec<_>>().join("\n\n")
}

/// Title, and what the reader has before them.
pub(super) fn head(input: &ReportInput) -> String {
    let known = input.as_of.map(|day| format!(" It shows what was public on {}.", format::day(day)));
    let counts = format!(
        "Figures quoted in {}, {} of {}, each with its bound, its period and its sentence as the document gives them. \
         The report says who said what; it endorses none of it.{}",
        counted(input.documents.len(), "document", "documents"),
        counted(input.series.iter().map(|s| s.series.observations.len()).sum(), "observation", "observations"),
        counted(input.series.len(), "series", "series"),
        known.unwrap_or_default(),
    );
    parts([format!("# {}", text(&input.title)), counts])
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// Pictures, one under the other.
pub(super) fn charts(charts: &[Chart]) -> String {
    parts(charts.iter().map(|chart| markdown::image(&chart.title, &chart.path)))
}

/// The documents with their publishers and days.
pub(super) fn documents(documents: &[DocumentLine]) -> String {
    if documents.is_empty() {
        return String::new();
    }
    let row = |document: &DocumentLine| {
        let source = &document.source;
        vec![
            text(&source.id),
            known(source.publisher.as_deref()),
            link(source.title.as_deref().unwrap_or("untitled"), source.url.as_deref()),
            source.published.map_or_else(unknown, |published| published.to_string()),
            document.figures.to_string(),
        ]
    };
    let columns = ["Document", "Publisher", "Title", "Published", "Figures"];
    parts(["## Documents".to_owned(), markdown::table(&columns, documents.iter().map(row))])
}

fn known(words: Option<&str>) -> String {
    words.map_or_else(unknown, text)
}

fn unknown() -> String {
    "unknown".to_owned()
}

/// A heading for each indicator, in the order of their first series, and the series under it.
pub(super) fn indicators(input: &ReportInput) -> String {
    let sources: Sources = input.documents.iter().map(|d| (d.source.id.as_str(), &d.source)).collect();
    let mut order: Vec<Indicator> = Vec::new();
    for section in input.series {
        if !order.contains(&section.series.key.indicator) {
            order.push(section.series.key.indicator);
        }
    }
    parts(order.into_iter().map(|indicator| {
        let of_it = input.series.iter().filter(|section| section.series.key.indicator == indicator);
        let head = format!("## {}", text(indicator.name()));
        parts([head, text(indicator.definition())].into_iter().chain(of_it.map(|section| series(section, &sources))))
    }))
}

type Sources<'a> = BTreeMap<&'a str, &'a Source>;

fn series(section: &SeriesSection, sources: &Sources) -> String {
    let key = &section.series.key;
    parts([
        format!("### {}", text(&key.title())),
        format!("Series {}", code(&key.to_string())),
        charts(&section.charts),
        observations(&section.series.observations, sources),
        deltas(&section.deltas, key.unit),
        sentences(&section.series.observations),
    ])
}

fn observations(observations: &[Observation], sources: &Sources) -> String {
    let row = |o: &Observation| {
        vec![
            period(o),
            text(&format::quantity(&o.quantity, Bounds::Words)),
            o.status.to_string(),
            o.vintage.map_or_else(unknown, |day| day.to_string()),
            o.speaker.as_deref().map_or_else(|| "the document".to_owned(), text),
            link(&o.source_id, sources.get(o.source_id.as_str()).and_then(|source| source.url.as_deref())),
            code(o.id.as_str()),
        ]
    };
    let columns = ["Period", "Value", "Status", "Public since", "Said by", "Source", "Figure"];
    markdown::table(&columns, observations.iter().map(row))
}

/// A period that the sentence does not state is marked, so that nobody takes it for one that was said.
fn period(observation: &Observation) -> String {
    let words = format::period(observation.period);
    match observation.period_origin {
        PeriodOrigin::Stated => words,
        PeriodOrigin::Carried => format!("{words} (from the context)"),
        PeriodOrigin::Publication => format!("{words} (day of publication)"),
    }
}

fn deltas(deltas: &[DeltaLine], unit: Unit) -> String {
    if deltas.is_empty() {
        return String::new();
    }
    let row = |delta: &DeltaLine| {
        vec![
            format::period(delta.from),
            format::period(delta.to),
            text(&format::interval(delta.absolute, difference(unit))),
            delta.relative.map_or_else(unknown, |relative| text(&format::interval(relative, Unit::PERCENT))),
            if delta.like_for_like { "yes" } else { "**no**" }.to_owned(),
            format!("{} → {}", code(delta.from_figure.as_str()), code(delta.to_figure.as_str())),
        ]
    };
    let columns = ["From", "To", "Change", "Relative", "Like for like", "Figures"];
    markdown::table(&columns, deltas.iter().map(row))
}

/// Two percentages differ by percentage points.
fn difference(unit: Unit) -> Unit {
    if unit == Unit::PERCENT { Unit::PERCENTAGE_POINTS } else { unit }
}

fn sentences(observations: &[Observation]) -> String {
    let line = |o: &Observation| format!("- {} “{}”\n", code(o.id.as_str()), text(&o.sentence));
    observations.iter().filter(|o| !o.sentence.is_empty()).map(line).collect()
}

/// What the check found, in the caller's order.
pub(super) fn findings(findings: &[Finding]) -> String {
    if findings.is_empty() {
        return String::new();
    }
    let line = |finding: &Finding| {
        let figures: Vec<_> = finding.figures.iter().map(|figure| code(figure.as_str())).collect();
        let cited = if figures.is_empty() { String::new() } else { format!(" ({})", figures.join(", ")) };
        format!("- **{}** {}: {}{cited}\n", text(&finding.severity), code(&finding.rule), text(&finding.message))
    };
    parts(["## Findings".to_owned(), findings.iter().map(line).collect()])
}

/// The figures that are in no series, and what they lack.
pub(super) fn unresolved(unresolved: &[UnresolvedLine]) -> String {
    if unresolved.is_empty() {
        return String::new();
    }
    let row = |line: &UnresolvedLine| {
        let missing: Vec<_> = line.missing.iter().map(ToString::to_string).collect();
        vec![
            code(line.figure.as_str()),
            text(&line.source_id),
            line.claim.indicator.map_or_else(unknown, |indicator| text(indicator.name())),
            text(&format::quantity(&line.claim.quantity, Bounds::Words)),
            missing.join(", "),
            text(&line.sentence),
        ]
    };
    let columns = ["Figure", "Document", "Indicator", "Value", "Missing", "Sentence"];
    parts(["## Unresolved figures".to_owned(), markdown::table(&columns, unresolved.iter().map(row))])
}
