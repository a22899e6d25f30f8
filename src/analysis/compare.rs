//! Several series side by side: a row for each period, a column for each series.

use std::collections::BTreeMap;

use super::delta::Delta;
use super::growth::{BaseCheck, ImpliedBase};
use super::shown::{Outlook, Shape, Shown, Slot, shown};
use super::words;
use crate::model::{Series, SeriesKey, Transformation};

/// A table of several series over time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison<'a> {
    /// The period shape whose rows are like for like; `None` for series without observations.
    pub anchor: Option<Shape>,
    /// The series, in the order given.
    pub columns: Vec<&'a SeriesKey>,
    /// The rows, by period.
    pub rows: Vec<ComparisonRow<'a>>,
}

/// One period of a comparison. What is forecast or aimed at for a period has a row of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparisonRow<'a> {
    /// The period, its shape and its outlook.
    pub slot: Slot,
    /// Whether the row is of the anchor's shape and has happened.
    pub like_for_like: bool,
    /// Why it is not, in words.
    pub reason: Option<String>,
    /// A cell for each column; `None` where a series has no value.
    pub cells: Vec<Option<Cell<'a>>>,
}

/// The value of one series for one period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell<'a> {
    /// The observation shown, and the others.
    pub shown: Shown<'a>,
    /// The change from the last row of the same shape and outlook that has a value of this series; for a growth, its
    /// acceleration.
    pub delta: Option<Delta<'a>>,
    /// For a growth, the base that it implies with each level of its period in the table.
    pub implied: Vec<Implied<'a>>,
}

/// An implied base, with the level that the table has for that period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Implied<'a> {
    /// The base.
    pub base: ImpliedBase<'a>,
    /// The level quoted for the base period, and whether it agrees.
    pub quoted: Option<BaseCheck<'a>>,
}

type Column<'a> = BTreeMap<Slot, Shown<'a>>;

/// Puts series side by side. Rows of the shape asked for, or else of the most frequent one, are like for like.
///
/// A growth series is related to a level series of the same indicator, slice and areas when both are given.
pub fn compare<'a>(series: &[&'a Series], wanted: Option<Shape>) -> Comparison<'a> {
    let columns: Vec<Column<'a>> =
        series.iter().map(|s| shown(s).into_iter().map(|shown| (shown.slot, shown)).collect()).collect();
    let mut slots: Vec<Slot> = columns.iter().flat_map(|column| column.keys().copied()).collect();
    let anchor = wanted.or_else(|| anchor(&slots));
    slots.sort();
    slots.dedup();
    let rows = slots.into_iter().map(|slot| row(slot, anchor, &columns)).collect();
    Comparison { anchor, columns: series.iter().map(|s| &s.key).collect(), rows }
}

/// The shape that most values have; one that has happened where there is any.
fn anchor(slots: &[Slot]) -> Option<Shape> {
    let happened = slots.iter().filter(|s| s.outlook == Outlook::Happened).map(|s| s.shape);
    Shape::most_frequent(happened).or_else(|| Shape::most_frequent(slots.iter().map(|s| s.shape)))
}

fn row<'a>(slot: Slot, anchor: Option<Shape>, columns: &[Column<'a>]) -> ComparisonRow<'a> {
    let (kind, wanted) = ((slot.shape, slot.outlook), (anchor.unwrap_or(slot.shape), Outlook::Happened));
    let like_for_like = kind == wanted;
    let cells = columns.iter().map(|column| cell(slot, column, columns)).collect();
    ComparisonRow { slot, like_for_like, reason: (!like_for_like).then(|| words::apart(kind, wanted)), cells }
}

fn cell<'a>(slot: Slot, column: &Column<'a>, columns: &[Column<'a>]) -> Option<Cell<'a>> {
    let shown = column.get(&slot)?.clone();
    let before = column.range(..slot).rev().find(|(other, _)| other.compares_with(slot));
    let delta = before.map(|(_, before)| Delta::between(before.observation, shown.observation));
    let implied = columns.iter().filter_map(|levels| implied(&shown, levels)).collect();
    Some(Cell { shown, delta, implied })
}

/// The base that a growth implies with the level of its period, where a column has one.
fn implied<'a>(growth: &Shown<'a>, levels: &Column<'a>) -> Option<Implied<'a>> {
    if !matches!(growth.observation.key.measure, Transformation::Growth(_)) {
        return None;
    }
    let base = ImpliedBase::of(growth.observation, levels.get(&growth.slot)?.observation)?;
    let earlier = levels.get(&Slot { period: base.base_period, ..growth.slot });
    let quoted = earlier.and_then(|quoted| base.against(quoted.observation));
    Some(Implied { base, quoted })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::growth::Agreement;
    use crate::analysis::testing::{RU_CIS, RU_CIS_GROWTH, Said, said, seeds};
    use crate::model::ObsStatus;

    fn table() -> Vec<Series> {
        seeds().into_iter().filter(|s| [RU_CIS, RU_CIS_GROWTH].contains(&s.key.to_string().as_str())).collect()
    }

    /// A cell as text: value, delta, implied base and what was quoted for it.
    fn text(cell: &Option<Cell<'_>>) -> String {
        let Some(cell) = cell else { return "-".to_owned() };
        let mut text = words::number(&cell.shown.observation.quantity);
        if let Some(delta) = cell.delta.as_ref().and_then(|d| d.relative_words().or_else(|| d.absolute_words())) {
            text.push_str(&format!(" ({delta})"));
        }
        for implied in &cell.implied {
            let agreement = implied.quoted.map_or_else(String::new, |q| format!(" {:?}", q.agreement));
            text.push_str(&format!(" <- {}{agreement}", implied.base.interval.rounded(0)));
        }
        text
    }

    #[test]
    fn levels_and_growth_stand_side_by_side() {
        let series = table();
        let comparison = compare(&series.iter().collect::<Vec<_>>(), None);
        let columns: Vec<_> = comparison.columns.iter().map(|c| c.to_string()).collect();
        assert_eq!(columns, [RU_CIS, RU_CIS_GROWTH]);
        let mark = |like_for_like| if like_for_like { "=" } else { "!" };
        let rows: Vec<_> = comparison
            .rows
            .iter()
            .map(|r| {
                format!("{}{} | {} | {}", mark(r.like_for_like), r.slot.period, text(&r.cells[0]), text(&r.cells[1]))
            })
            .collect();
        assert_eq!(
            rows,
            [
                "!2021 | 96 bn | -",
                "=2023-01-01/P10M | 83.7 bn | 2 % <- [81609756097, 82512315271]",
                "!2024-01-01/P7M | 63.2 bn | 7.7 % <- [58607888631, 58755225268]",
                "=2024-01-01/P10M | over 93 bn (at least +11.0 %) | \
                 10.6 % (between +8.05 and +9.15 percentage points) <- [84048802530, ..] Contradiction",
                "!2024 | 112 bn (between +15.5 % and +17.9 %) | 7 % <- [103720930232, 105633802817]",
                "=2025-01-01/P10M | almost 90 bn (−3.2 % or less) | -",
            ]
        );
        assert_eq!(comparison.rows[2].reason.as_deref(), Some("seven months against ten: not like for like"));
    }

    #[test]
    fn a_quoted_base_that_agrees_is_marked_so() {
        let series = Series::group([
            said(RU_CIS, "2023", "100.0e9"),
            said(RU_CIS, "2024", "110.0e9"),
            said(RU_CIS_GROWTH, "2024", "10.0"),
        ]);
        let comparison = compare(&series.iter().collect::<Vec<_>>(), None);
        let growth = comparison.rows[1].cells[1].as_ref().expect("the reported growth");
        assert_eq!(growth.implied[0].quoted.map(|q| q.agreement), Some(Agreement::Consistent));
    }

    #[test]
    fn a_forecast_has_a_row_of_its_own() {
        let series = Series::group([
            said(RU_CIS, "2024", "110e9"),
            said(RU_CIS, "2025", "115e9"),
            said(RU_CIS, "2025", "130e9").status(ObsStatus::Forecast),
        ]);
        let comparison = compare(&[&series[0]], None);
        assert_eq!(comparison.rows.len(), 3);
        let forecast = &comparison.rows[2];
        assert!(!forecast.like_for_like && forecast.slot.outlook == Outlook::Forecast);
        assert_eq!(forecast.cells[0].as_ref().map(|c| c.delta.is_none()), Some(true));
        assert!(compare(&[], None).rows.is_empty());
    }
}
