//! Numbers of an index: its points, which are no percentage points, and those that have no unit.

use rust_decimal::Decimal;

use super::grows::moves_in_points;
use crate::extract::mention::{At, within};
use crate::extract::quantity::Counted;
use crate::extract::scene::Scene;
use crate::lang::reading::IndicatorWord;
use crate::lang::{Link, Match, Reading};
use crate::model::{IndicatorKind, Unit};
use crate::text::Kind;

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
    // No price of goods is told in points, but their index.
    let priced = |i: &At<IndicatorWord>| i.what.indicator.code() == "commodity_price";
    let index = |i: &At<IndicatorWord>| i.what.indicator.kind() == IndicatorKind::Index || priced(i);
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

/// A PMI or confidence index is a number without a unit.
pub(super) fn index_indicator(scene: &Scene<'_>) -> Option<Counted> {
    let quantity = scene.quantity();
    let indicators = scene.indicators();
    let index =
        indicators.iter().any(|i| i.what.indicator.kind() == IndicatorKind::Index && i.first < quantity.last + 4);
    let decimal = quantity.low.scale() > 0;
    (index && decimal || stands_whole(scene)).then_some(Counted::Unit(Unit::INDEX, 0))
}

/// "Le climat des affaires s'établit à 97 en octobre", "confidence fell to 90": whether a whole number about a hundred is where an index
/// stands that is named before it in its clause.
fn stands_whole(scene: &Scene<'_>) -> bool {
    const REACH: usize = 16;
    let (page, number) = (scene.page, scene.quantity());
    let low = number.low;
    let hundred = low >= Decimal::TEN && low < Decimal::from(200) && low.scale() == 0 && number.exponent == 0;
    let plain = hundred && number.counted == Counted::Bare && number.high.is_none() && number.sign == 0;
    let led = (number.lead.saturating_sub(1)..number.first).any(|i| page.one_of(i, &[Link::At, Link::Arrival]));
    let named = || scene.indicators().iter().rfind(|i| i.last <= number.lead);
    let index = |i: &At<IndicatorWord>| i.what.indicator.code() == "confidence" && number.lead - i.last <= REACH;
    let alone = |i: &At<IndicatorWord>| scene.before().iter().all(|q| q.last <= i.first);
    let ends = page.tokens.get(number.last).is_none_or(|t| t.kind == Kind::Mark || t.breaks > 0)
        || page.dated(number.last)
        || page.one_of(number.last, &[Link::In, Link::And, Link::Against, Link::After, Link::From, Link::Clause]);
    plain && led && ends && !page.dated(number.first) && named().is_some_and(|i| index(i) && alone(i))
}
