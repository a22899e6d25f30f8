//! Times that numbers take over in their order.

use crate::extract::period::{Anchor, Use};
use crate::extract::scene::Scene;
use crate::model::TimePeriod;

/// "Growth will be 6.6 % in 2025 and 6.7 % in 2026. Inflation will be 8 % and 7 %, respectively": the times of the sentence before, in
/// their order, where it has named as many.
pub(super) fn in_turn(scene: &Scene<'_>, anchor: &Anchor) -> Option<TimePeriod> {
    let (start, end) = scene.lists.ordered.filter(|(start, end)| (*start..*end).contains(&scene.n))?;
    let before = scene.local.index.checked_sub(1)?;
    let line = |sentence: usize| scene.page.sentences[sentence].line;
    let mut times: Vec<TimePeriod> = Vec::new();
    for period in scene.found.local(before).periods.iter().filter(|p| p.used == Use::When) {
        let time = anchor.resolve(period.expr)?;
        if !times.contains(&time) {
            times.push(time);
        }
    }
    let fits = line(before) == line(scene.local.index) && times.len() == end - start;
    times.get(scene.n - start).copied().filter(|_| fits)
}
