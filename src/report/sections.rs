//! The sections of a report: what it says, whether as Markdown or as HTML.

use std::collections::BTreeMap;

use crate::model::{FigureId, Indicator, Observation, PeriodOrigin, Source, Unit};

use super::block::{Block, Inline, Row, cell, text};
use super::format::{self, Bounds};
use super::input::{Chart, DeltaLine, DocumentLine, Finding, ReportInput, SeriesSection, UnresolvedLine};

/// What the sections look up: the documents by name, the observations by figure.
pub(super) struct Index<'a> {
    sources: BTreeMap<&'a str, &'a Source>,
    observations: BTreeMap<&'a FigureId, &'a Observation>,
}

impl<'a> Index<'a> {
    /// The index of a report.
    pub(super) fn of(input: &'a ReportInput) -> Self {
        let observations = input.series.iter().flat_map(|section| &section.series.observations);
        Self {
            sources: input.documents.iter().map(|d| (d.source.id.as_str(), &d.source)).collect(),
            observations: observations.map(|o| (&o.id, o)).collect(),
        }
    }

    /// The name of a document, leading to its original.
    fn source(&self, id: &str) -> Inline {
        Inline::Link(id.to_owned(), self.sources.get(id).and_then(|source| source.url.clone()))
    }
}

/// Title, and what the reader has before them.
pub(super) fn head(input: &ReportInput) -> Vec<Block> {
    let known = input.as_of.map(|day| format!(" It shows what was public on {}.", format::day(day)));
    let counts = format!(
        "Figures quoted in {}, {} of {}, each with its bound, its period and its sentence as the document gives them. \
         The report says who said what; it endorses none of it. \
         Of several values for one period it compares {}.{}",
        counted(input.documents.len(), "document", "documents"),
        counted(input.series.iter().map(|s| s.series.observations.len()).sum(), "observation", "observations"),
        counted(input.series.len(), "series", "series"),
        input.policy.words(),
        known.unwrap_or_default(),
    );
    vec![Block::Heading(1, input.title.clone()), Block::Paragraph(cell(counts))]
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// What the check found, in the caller's order, each with the sentences that it is about.
pub(super) fn findings(findings: &[Finding], index: &Index) -> Vec<Block> {
    let mut blocks = vec![Block::Heading(2, "Findings".to_owned())];
    if findings.is_empty() {
        blocks.push(Block::Paragraph(cell("Nothing was found that cannot hold together.")));
        return blocks;
    }
    let counted = |(severity, one, many): &(&str, &str, &str)| {
        let count = findings.iter().filter(|finding| finding.severity == *severity).count();
        (count > 0).then(|| counted(count, one, many))
    };
    let severities = [("error", "error", "errors"), ("warning", "warning", "warnings"), ("info", "note", "notes")];
    let counts: Vec<_> = severities.iter().filter_map(counted).collect();
    let intro = format!("What the documents say that cannot all hold, or that changed: {}.", counts.join(", "));
    blocks.push(Block::Paragraph(cell(intro)));
    for finding in findings {
        blocks.push(Block::Paragraph(vec![
            Inline::Strong(finding.severity.clone()),
            text(" "),
            Inline::Code(finding.rule.clone()),
            text(format!(": {}", finding.message)),
        ]));
        let said: Vec<_> = finding.figures.iter().map(|figure| witness(figure, index)).collect();
        if !said.is_empty() {
            blocks.push(Block::List(said));
        }
    }
    blocks
}

fn witness(figure: &FigureId, index: &Index) -> Vec<Inline> {
    let mut line = vec![Inline::Figure(figure.clone())];
    if let Some(observation) = index.observations.get(figure) {
        line.push(text(" "));
        line.extend(sentence(observation));
        line.extend([text(", "), index.source(&observation.source_id)]);
    }
    line
}

/// Pictures, one under the other.
pub(super) fn charts(charts: &[Chart]) -> Vec<Block> {
    match charts {
        [] => Vec::new(),
        charts => {
            let heading = Block::Heading(2, "Charts".to_owned());
            [heading].into_iter().chain(charts.iter().cloned().map(Block::Chart)).collect()
        }
    }
}

/// A heading for each indicator, in the order of their first series, and the series under it.
pub(super) fn indicators(input: &ReportInput, index: &Index) -> Vec<Block> {
    let mut order: Vec<Indicator> = Vec::new();
    for section in input.series {
        if !order.contains(&section.series.key.indicator) {
            order.push(section.series.key.indicator);
        }
    }
    let mut blocks = Vec::new();
    for indicator in order {
        let of_it = input.series.iter().filter(|section| section.series.key.indicator == indicator);
        let name = of_it.clone().next().map_or_else(|| indicator.name().to_owned(), |s| s.indicator.clone());
        blocks.push(Block::Heading(2, name));
        blocks.push(Block::Paragraph(cell(indicator.definition())));
        blocks.extend(of_it.flat_map(|section| series(section, index)));
    }
    blocks
}

fn series(section: &SeriesSection, index: &Index) -> Vec<Block> {
    let key = &section.series.key;
    let mut blocks = vec![
        Block::Heading(3, section.name.clone()),
        Block::Paragraph(vec![text("Series "), Inline::Code(key.to_string())]),
    ];
    blocks.extend(section.charts.iter().cloned().map(Block::Chart));
    blocks.push(observations(&section.series.observations, index));
    if !section.deltas.is_empty() {
        blocks.push(deltas(&section.deltas, key.unit));
    }
    let told = |o: &Observation| {
        let mut line = vec![Inline::Figure(o.id.clone()), text(" ")];
        line.extend(sentence(o));
        line
    };
    let sentences: Vec<_> = section.series.observations.iter().filter(|o| !o.sentence.is_empty()).map(told).collect();
    if !sentences.is_empty() {
        blocks.push(Block::List(sentences));
    }
    blocks
}

fn observations(observations: &[Observation], index: &Index) -> Block {
    let row = |o: &Observation| Row {
        figure: Some(o.id.clone()),
        cells: vec![
            cell(period(o)),
            cell(format::quantity(&o.quantity, Bounds::Words)),
            cell(o.status.to_string()),
            cell(o.vintage.map_or_else(unknown, |day| day.to_string())),
            cell(o.speaker.clone().unwrap_or_else(|| "the document".to_owned())),
            vec![index.source(&o.source_id)],
            vec![Inline::Code(o.id.as_str().to_owned())],
        ],
    };
    let columns = vec!["Period", "Value", "Status", "Public since", "Said by", "Source", "Figure"];
    Block::Table("What was said".to_owned(), columns, observations.iter().map(row).collect())
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

fn unknown() -> String {
    "unknown".to_owned()
}

fn deltas(deltas: &[DeltaLine], unit: Unit) -> Block {
    let row = |delta: &DeltaLine| Row {
        figure: None,
        cells: vec![
            cell(format::period(delta.from)),
            cell(format::period(delta.to)),
            cell(format::interval(delta.absolute, difference(unit))),
            cell(delta.relative.map_or_else(unknown, |relative| format::interval(relative, Unit::PERCENT))),
            if delta.like_for_like { cell("yes") } else { vec![Inline::Strong("no".to_owned())] },
            vec![Inline::Figure(delta.from_figure.clone()), text(" → "), Inline::Figure(delta.to_figure.clone())],
        ],
    };
    let columns = vec!["From", "To", "Change", "Relative", "Like for like", "Figures"];
    Block::Table("How it changed".to_owned(), columns, deltas.iter().map(row).collect())
}

/// Two percentages differ by percentage points.
fn difference(unit: Unit) -> Unit {
    if unit == Unit::PERCENT { Unit::PERCENTAGE_POINTS } else { unit }
}

/// The sentence of an observation in quotation marks, its figure marked.
fn sentence(observation: &Observation) -> Vec<Inline> {
    let surface = observation.mentions.first().map_or("", |mention| mention.surface.as_str());
    let start = observation.mentions.first().and_then(|m| m.span.start.checked_sub(m.sentence.start));
    quoted(&observation.sentence, surface, start)
}

/// A sentence with the words of its figure marked: at the place that is known, else where they stand first.
fn quoted(sentence: &str, surface: &str, start: Option<usize>) -> Vec<Inline> {
    let there = start.filter(|at| sentence.get(*at..).is_some_and(|rest| rest.starts_with(surface)));
    let at = there.or_else(|| sentence.find(surface)).filter(|_| !surface.is_empty());
    let mut line = vec![text("“")];
    match at {
        Some(at) => line.extend([
            text(&sentence[..at]),
            Inline::Marked(surface.to_owned()),
            text(&sentence[at + surface.len()..]),
        ]),
        None => line.push(text(sentence)),
    }
    line.push(text("”"));
    line
}

/// The figures that are in no series, and what they lack.
pub(super) fn unresolved(unresolved: &[UnresolvedLine], index: &Index) -> Vec<Block> {
    if unresolved.is_empty() {
        return Vec::new();
    }
    let row = |line: &UnresolvedLine| {
        let missing: Vec<_> = line.missing.iter().map(ToString::to_string).collect();
        let indicator = line.claim.indicator.map_or_else(unknown, |indicator| indicator.name().to_owned());
        Row {
            figure: Some(line.figure.clone()),
            cells: vec![
                vec![Inline::Code(line.figure.as_str().to_owned())],
                vec![index.source(&line.source_id)],
                cell(indicator),
                cell(format::quantity(&line.claim.quantity, Bounds::Words)),
                cell(missing.join(", ")),
                quoted(&line.sentence, &line.surface, None),
            ],
        }
    };
    let columns = vec!["Figure", "Document", "Indicator", "Value", "Missing", "Sentence"];
    let rows = unresolved.iter().map(row).collect();
    vec![
        Block::Heading(2, "Unresolved figures".to_owned()),
        Block::Paragraph(cell("Figures that lack a dimension without which they belong to no series.")),
        Block::Table("Figures that are in no series".to_owned(), columns, rows),
    ]
}

/// The documents with their publishers and days.
pub(super) fn documents(documents: &[DocumentLine]) -> Vec<Block> {
    if documents.is_empty() {
        return Vec::new();
    }
    let row = |document: &DocumentLine| {
        let source = &document.source;
        Row {
            figure: None,
            cells: vec![
                cell(&source.id),
                cell(source.publisher.clone().unwrap_or_else(unknown)),
                vec![Inline::Link(source.title.clone().unwrap_or_else(|| "untitled".to_owned()), source.url.clone())],
                cell(source.published.map_or_else(unknown, |published| published.to_string())),
                cell(document.figures.to_string()),
                vec![Inline::Code(document.id.chars().take(12).collect())],
            ],
        }
    };
    let columns = vec!["Document", "Publisher", "Title", "Published", "Figures", "SHA-256"];
    let rows = documents.iter().map(row).collect();
    vec![Block::Heading(2, "Documents".to_owned()), Block::Table("What was read".to_owned(), columns, rows)]
}

/// How anyone makes the same report.
pub(super) fn reproduction(input: &ReportInput) -> Vec<Block> {
    if input.made_by.is_empty() {
        return Vec::new();
    }
    let words = format!(
        "Made by {} from the documents above alone; no clock and no setting of a machine has a part in it. In the folder \
         of the project, the first command gives the same bytes again, and the second leads a figure back to its sentence.",
        input.made_by
    );
    let mut commands = String::from("attested build\n");
    let figure = input.series.first().and_then(|section| section.series.observations.first());
    commands.push_str(&figure.map_or_else(String::new, |o| format!("attested trace {}\n", o.id)));
    vec![Block::Heading(2, "How to reproduce this".to_owned()), Block::Paragraph(cell(words)), Block::Shell(commands)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_figure_is_marked_where_it_stands() {
        let marked = |sentence, surface, start| {
            let parts = quoted(sentence, surface, start);
            let at = parts.iter().position(|part| matches!(part, Inline::Marked(_)))?;
            Some(
                parts[..at]
                    .iter()
                    .map(|part| if let Inline::Text(words) = part { words.len() } else { 0 })
                    .sum::<usize>(),
            )
        };
        let mark = "“".len();
        assert_eq!(marked("2 % and 2 %", "2 %", Some(8)), Some(mark + 8));
        assert_eq!(marked("2 % and 2 %", "2 %", Some(3)), Some(mark), "what is not there is looked for");
        assert_eq!(marked("é 2 %", "2 %", Some(1)), Some(mark + 3), "inside a letter");
        assert_eq!(marked("nothing", "2 %", None), None);
    }
}
