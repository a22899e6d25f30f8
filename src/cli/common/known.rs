//! What a store knows, now or on a day, as datasets and reports want it.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use chrono::NaiveDate;

use super::Named;
use crate::analysis::{self, Delta, Finding, Outlook, Shown, shown};
use crate::chart::indicator_of;
use crate::dataset::{self, About, DeltaRow, DocumentRow, File, UnresolvedRow, WideCell};
use crate::model::{Policy, Series, SeriesKey};
use crate::report::{self, Chart, DeltaLine, SeriesSection, UnresolvedLine};
use crate::store::{Store, StoredDocument, UnresolvedFigure};

/// Decimals that a computed percentage keeps; it is rounded outwards.
const PLACES_OF_PERCENT: u32 = 4;

/// The documents, series and unresolved figures of a store.
#[derive(Debug)]
pub struct Known {
    /// The day whose knowledge this is; `None`: all that is known.
    pub as_of: Option<NaiveDate>,
    /// Which of several values for one period is shown.
    pub policy: Policy,
    /// The documents, by name.
    pub documents: Vec<DocumentRow>,
    /// The series, in key order.
    pub series: Vec<Series>,
    /// The same with each statement once, however many print it.
    pub once: Vec<Series>,
    /// The figures that are no observations.
    pub unresolved: Vec<UnresolvedFigure>,
}

impl Known {
    /// All that the store knows; with `as_of`, what it knew on that day.
    pub fn of(store: &Store, as_of: Option<NaiveDate>, policy: Policy) -> Result<Self> {
        let absences = store.absences()?;
        let absent = |document: &StoredDocument, day| {
            absences.get(&document.id).is_some_and(|of| of.iter().any(|absence| absence.holds(day)))
        };
        let public = |document: &StoredDocument| match as_of {
            None => document.withdrawn.is_none(),
            Some(day) => {
                let published = document.source.published.is_some_and(|published| published.vintage() <= day);
                published && !absent(document, day)
            }
        };
        let documents: Vec<_> = store.documents()?.into_iter().filter(public).collect();
        let unresolved = store.unresolved(as_of)?;
        let documents = documents.into_iter().map(|document| with_text(store, document)).collect::<Result<_>>()?;
        let series: Vec<_> = store.all_series(as_of)?.into_iter().map(|series| series.under(policy.clone())).collect();
        Ok(Self { as_of, policy, documents, once: analysis::statement::once(&series), series, unresolved })
    }

    /// The files of the dataset.
    pub fn dataset(&self, about: &About) -> Result<Vec<File>> {
        let unresolved: Vec<_> = self.unresolved.iter().map(unresolved_row).collect();
        let deltas: Vec<_> = self.series.iter().flat_map(deltas).map(|delta| delta_row(&delta)).collect();
        let mut tables = vec![dataset::deltas(&deltas)];
        tables.extend(dataset::wide(&self.series.iter().flat_map(wide).collect::<Vec<_>>(), &self.policy));
        let input = dataset::Input {
            about,
            series: &self.series,
            documents: &self.documents,
            unresolved: &unresolved,
            tables: &tables,
        };
        Ok(dataset::export(&input)?)
    }

    /// What cannot hold together.
    pub fn findings(&self) -> Vec<Finding<'_>> {
        analysis::check(&self.once)
    }

    /// The series as a report shows them, each with its chart.
    pub fn sections(&self, charts: &BTreeMap<SeriesKey, Chart>, named: Named) -> Vec<SeriesSection> {
        self.series.iter().map(|series| section(series, charts.get(&series.key), named)).collect()
    }

    /// The findings as a report shows them.
    pub fn finding_lines(&self) -> Vec<report::Finding> {
        self.findings().iter().map(finding_line).collect()
    }

    /// The figures in no series as a report shows them.
    pub fn unresolved_lines(&self) -> Vec<UnresolvedLine> {
        self.unresolved.iter().map(unresolved_line).collect()
    }
}

fn with_text(store: &Store, document: StoredDocument) -> Result<DocumentRow> {
    let whole = store.document(document.id.as_str())?;
    let text = whole.with_context(|| format!("the document {} has gone from the store", document.source.id))?.text;
    let StoredDocument { id, source, figures, observations, unresolved, .. } = document;
    Ok(DocumentRow { id, source, text, figures, observations, unresolved })
}

/// The changes of a series, over periods of each shape that it has.
pub fn deltas(series: &Series) -> Vec<Delta<'_>> {
    let mut shapes: Vec<_> = shown(series).iter().map(|shown| shown.slot.shape).collect();
    shapes.sort();
    shapes.dedup();
    shapes.into_iter().flat_map(|shape| analysis::develop(series, Some(shape)).deltas).collect()
}

/// The value that is shown of each period of a series.
fn wide(series: &Series) -> Vec<WideCell> {
    let cell = |shown: Shown<'_>| WideCell {
        series: series.key.clone(),
        period: shown.slot.period,
        outlook: match shown.slot.outlook {
            Outlook::Happened => "happened",
            Outlook::Forecast => "forecast",
            Outlook::Target => "target",
        },
        quantity: shown.observation.quantity,
    };
    shown(series).into_iter().map(cell).collect()
}

fn delta_row(delta: &Delta<'_>) -> DeltaRow {
    DeltaRow {
        series: delta.to.key.clone(),
        from_period: delta.from.period,
        to_period: delta.to.period,
        from_figure: delta.from.id.clone(),
        to_figure: delta.to.id.clone(),
        absolute: delta.absolute,
        relative: delta.relative_percent.map(|relative| relative.rounded(PLACES_OF_PERCENT)),
        like_for_like: delta.like_for_like,
    }
}

fn unresolved_row(figure: &UnresolvedFigure) -> UnresolvedRow {
    let UnresolvedFigure { id, document, claim, missing, surface, sentence, span, .. } = figure.clone();
    UnresolvedRow { figure: id, document, claim, missing, surface, sentence, span }
}

fn section(series: &Series, chart: Option<&Chart>, named: Named) -> SeriesSection {
    let deltas = deltas(series).iter().map(delta_line).collect();
    SeriesSection {
        series: series.clone(),
        name: named.series(&series.key),
        indicator: indicator_of(series.key.indicator, named.lang).to_owned(),
        deltas,
        charts: chart.cloned().into_iter().collect(),
    }
}

fn delta_line(delta: &Delta<'_>) -> DeltaLine {
    DeltaLine {
        from: delta.from.period,
        to: delta.to.period,
        from_figure: delta.from.id.clone(),
        to_figure: delta.to.id.clone(),
        absolute: delta.absolute,
        relative: delta.relative_percent.map(|relative| relative.rounded(1)),
        like_for_like: delta.like_for_like,
    }
}

fn finding_line(finding: &Finding<'_>) -> report::Finding {
    report::Finding {
        rule: finding.rule.to_string(),
        severity: finding.severity.to_string(),
        message: finding.message.clone(),
        figures: finding.observations.iter().map(|observation| observation.id.clone()).collect(),
    }
}

fn unresolved_line(figure: &UnresolvedFigure) -> UnresolvedLine {
    let UnresolvedFigure { id, source_id, claim, missing, surface, sentence, .. } = figure.clone();
    UnresolvedLine { figure: id, source_id, claim, missing, surface, sentence }
}
