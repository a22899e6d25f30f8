//! Subjects of which no figure is, parted from their verb by a clause of their own.

use crate::extract::scene::Scene;
use crate::lang::Other;

/// "Доля предприятий, испытывающих дефицит кадров, снизилась до 69 %": whether what opens the sentence is no figure's subject, and its verb
/// stands directly behind the clause that describes it.
pub(super) fn described_subject(scene: &Scene<'_>) -> bool {
    let (page, first, lead) = (scene.page, scene.local.first, scene.quantity().lead);
    let thing = |m: Other| m != Other::Minority;
    let Some(subject) = scene.not_figures().iter().find(|m| m.first <= first + 1 && thing(m.what)) else {
        return false;
    };
    let close = (subject.last + 1..lead).rfind(|&i| page.is(i, b','));
    let verb = |close: usize| scene.changes().iter().any(|c| c.first == close + 1 && c.last <= lead);
    page.is(subject.last, b',') && scene.before().is_empty() && close.is_some_and(verb)
}
