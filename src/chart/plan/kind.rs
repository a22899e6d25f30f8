//! Which kind of chart suits what there is to show.

use std::collections::BTreeSet;

use super::{Chosen, IndicatorKind, Kind, Line, SeriesKey, TimePeriod, Transformation, follows};
use crate::chart::ChartSpec;

/// The most bars over time that can still be told apart at a glance.
const BARS: usize = 16;
/// The most lines that one plot holds.
const LINES: usize = 6;
/// The most values that are listed as rows where they could be drawn over time.
const ROWS: usize = 30;

/// For a chart about one period, the observations of that period: the one asked for, else that of which most was said;
/// of several, the latest.
pub(super) fn of_one_period<'a>(spec: &ChartSpec, chosen: Vec<Chosen<'a>>) -> Vec<Chosen<'a>> {
    if !matches!(spec.kind, Kind::Sources | Kind::Vintages) || spec.period.is_some() {
        return chosen;
    }
    let all: Vec<TimePeriod> = chosen.iter().flat_map(|(_, observations)| observations).map(|o| o.period).collect();
    let said = |period: &TimePeriod| (all.iter().filter(|p| *p == period).count(), *period);
    let Some(most) = all.iter().copied().max_by_key(said) else {
        return chosen;
    };
    let of_it = |(series, mut observations): Chosen<'a>| {
        observations.retain(|o| o.period == most);
        (series, observations)
    };
    chosen.into_iter().map(of_it).filter(|(_, observations)| !observations.is_empty()).collect()
}

/// The kind asked for, or the one that suits the series.
pub(super) fn resolved(wanted: Kind, lines: &[Line]) -> Kind {
    if wanted != Kind::Auto {
        return wanted;
    }
    let marks: Vec<_> = lines.iter().flat_map(|line| &line.marks).collect();
    let periods: BTreeSet<_> = marks.iter().map(|mark| mark.period()).collect();
    let moves = lines.iter().all(|line| is_movement(line.key));
    match (lines.len(), periods.len()) {
        (1, 1) => Kind::Sources,
        (_, 1) => Kind::Rows,
        (1, count) if moves && count <= BARS => Kind::Bars,
        (1, _) => Kind::Line,
        (_, 2) if marks.len() <= ROWS => Kind::Rows,
        _ if moves && marks.len() > lines.len() * BARS && lines.len() <= LINES => Kind::Line,
        _ if moves => Kind::Panels,
        (series, _) if series <= LINES && lines.iter().all(runs_on) => Kind::Line,
        _ if marks.len() <= ROWS => Kind::Rows,
        _ => Kind::Panels,
    }
}

/// Whether most periods of a series follow one another, so that a line can be drawn.
fn runs_on(line: &Line) -> bool {
    let periods: BTreeSet<_> = line.marks.iter().map(super::Mark::period).collect();
    let periods: Vec<_> = periods.into_iter().collect();
    let joined = periods.windows(2).filter(|pair| follows(pair[0], pair[1])).count();
    2 * joined >= periods.len()
}

/// Whether values of this kind are drawn as bars from zero.
pub(super) fn has_bars(kind: Kind, lines: &[Line]) -> bool {
    let moves = lines.iter().all(|line| is_movement(line.key));
    let periods: BTreeSet<_> = lines.iter().flat_map(|line| &line.marks).map(super::Mark::period).collect();
    let one = lines.iter().map(|line| line.marks.len()).sum::<usize>() == 1;
    match kind {
        Kind::Bars => true,
        Kind::Rows | Kind::Sources if kind == Kind::Rows || one => {
            moves || lines.iter().all(|line| is_amount(line.key))
        }
        Kind::Panels => moves && periods.len() <= BARS,
        _ => false,
    }
}

fn is_movement(key: &SeriesKey) -> bool {
    matches!(key.measure, Transformation::Growth(_) | Transformation::Change(_))
}

/// Whether values of a series are accumulated amounts, which stand on zero.
pub(super) fn is_amount(key: &SeriesKey) -> bool {
    key.measure == Transformation::Level
        && (key.unit.currency().is_some() || matches!(key.indicator.kind(), IndicatorKind::Flow | IndicatorKind::Stock))
}
