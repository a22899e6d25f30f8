//! Sides that a number has from the one before it.

use super::Sides;
use crate::extract::discourse::Last;
use crate::extract::scene::{Origin, Scene};
use crate::extract::topic::Topic;
use crate::lang::Link;
use crate::model::Area;

/// "India's grew 19.8 percent to $2.3 billion": where a growth arrives is of the same sides, where nothing but "to" parts the two.
pub(super) fn arrived(scene: &Scene<'_>, topic: &Topic) -> Option<Sides> {
    let (previous, number) = (scene.previous()?, scene.quantity());
    let told = scene.told().filter(|l| l.word.indicator == topic.word.indicator && l.measure.base().is_some())?;
    let to = |i: usize| scene.page.one_of(i, &[Link::To, Link::Arrival]);
    let direct = number.first - previous.last <= 2 && (previous.last..number.first).all(to);
    let other = previous.is_percent() && !number.is_percent() && number.first > previous.last;
    let rule = "of the same sides as the growth that arrives there";
    (direct && other).then(|| Sides::new(told.area, told.counterpart, Origin::Sentence, rule))
}

/// "Bangladesh's garment exports to the US rose by 25 %. Vietnam's grew by 17 %": the partner to whom a paragraph has told that a good goes,
/// where another area sells the same.
pub(super) fn same_market(scene: &Scene<'_>, topic: &Topic, area: Area) -> Option<Area> {
    let last = scene.discourse.last.as_ref().filter(|l| l.line == scene.discourse.line)?;
    let same = |l: &Last| l.word.indicator == topic.word.indicator && l.item == topic.item && topic.item.is_some();
    let other = last.area.is_some_and(|seller| seller != area) && same(last);
    last.counterpart.filter(|partner| other && *partner != area)
}
