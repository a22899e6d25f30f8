//! Points of an index, which are no percentage points.

use super::grows::moves_in_points;
use crate::extract::mention::{At, within};
use crate::extract::quantity::Counted;
use crate::extract::scene::Scene;
use crate::lang::reading::IndicatorWord;
use crate::lang::{Link, Match, Reading};
use crate::model::{IndicatorKind, Unit};

/// "The index rose to 88.4 points, after 87.7 points": whether the points of a number are those of an index of which its
/// sentence speaks, or the number before.
pub fn index_points(scene: &Scene<'_>) -> bool {
    let quantity = scene.quantity();
    let unit = |m: &Match| m.last == quantity.last && m.reading.unit().is_some();
    let word = quantity.last.saturating_sub(1);
    let alone = || {
        scene.page.link(word, Link::Point)
            && !(quantity.first..quantity.last).any(|at| scene.page.any(at, Reading::UNIT, unit))
    };
    let index = |i: &At<IndicatorWord>| i.what.indicator.kind() == IndicatorKind::Index;
    // "The PMI of manufacturing stood at 48.2 points": nor does a branch that it surveys count any.
    let from = scene.previous().map_or(scene.local.first, |q| q.last);
    let surveyed = |i: &At<IndicatorWord>| {
        let named = within(&scene.mentions.indicators, from, i.first);
        !index(i) && !moves_in_points(i.what.indicator) && named.iter().any(index)
    };
    let before_it = |i: &&At<IndicatorWord>| i.first < quantity.first && !surveyed(i);
    let near = || scene.indicators().iter().rfind(before_it).or(scene.indicators().first());
    let before = || {
        let last = scene.discourse.recent(scene.local.index);
        last.is_some_and(|l| l.counted == Counted::Unit(Unit::INDEX, 0))
    };
    quantity.is_points() && alone() && near().map_or_else(before, index)
}
