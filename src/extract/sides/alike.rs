//! Sides that a number shares with the one directly before it.

use super::Sides;
use crate::extract::mention::within;
use crate::extract::scene::Scene;
use crate::extract::topic::Topic;

/// "Imports from Russia came to 1.2 billion (up 7 %)": what a bracket directly behind a number adds has the sides of that number,
/// unless it names an area itself.
pub(super) fn inside_bracket(scene: &Scene<'_>, topic: &Topic) -> Option<Sides> {
    let (previous, last, lead) = (scene.previous()?, scene.told()?, scene.quantity().lead);
    let inside = (previous.last..lead).all(|i| !scene.page.is(i, b')')) && scene.page.is(previous.last, b'(');
    let named = !within(&scene.mentions.areas, previous.last, scene.quantity().last).is_empty();
    let told = (last.area, last.counterpart);
    let same = last.word.indicator == topic.word.indicator && told != (None, None);
    (inside && !named && same).then(|| Sides::context(told.0, told.1, "as the number before its bracket"))
}
