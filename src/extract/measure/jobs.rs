//! Jobs that come and go.

use crate::extract::mention::{At, covering, within};
use crate::extract::quantity::Quantity;
use crate::extract::scene::Scene;
use crate::extract::topic::Topic;
use crate::lang::{Change, ChangeKind, Link};

/// "The economy created 503,300 jobs": what is created adds to employment.
pub(super) fn creates(scene: &Scene<'_>, topic: &Topic) -> bool {
    let number = scene.quantity();
    // "43,000 new jobs".
    let verb = || (number.lead.saturating_sub(2)..number.last).any(|i| scene.page.link(i, Link::Creates));
    // "Sind 584.000 Stellen entstanden": where verbs close the clause, so does the verb behind it.
    let closes = || {
        let end = number.last;
        scene.page.grammar(end - 1).verb_final && (end..=end + 1).any(|i| scene.page.link(i, Link::Creates))
    };
    topic.word.indicator.code() == "employment" && !number.is_percent() && (verb() || closes())
}

/// Whether the number stands alone in brackets, behind a sector in which people work.
pub(super) fn sector_in_brackets(scene: &Scene<'_>, topic: &Topic) -> bool {
    let Quantity { lead, last, .. } = *scene.quantity();
    let bracket = lead.checked_sub(1).is_some_and(|i| scene.page.is(i, b'(')) && scene.page.is(last, b')');
    topic.word.indicator.code() == "employment" && topic.item.is_some() && bracket
}

/// "The largest increases were in finance (232,000), manufacturing (41,000)": the noun with which a sentence heads such a list.
pub(super) fn heads_brackets(scene: &Scene<'_>, topic: &Topic) -> Option<At<Change>> {
    if !sector_in_brackets(scene, topic) {
        return None;
    }
    // "Employment losses" are a fall by their name.
    let signed = |c: &At<Change>| covering(scene.indicators(), c.first).is_some_and(|i| i.what.sign != 0);
    let noun = |c: &&At<Change>| c.what.kind == ChangeKind::Noun && c.what.direction != 0 && !signed(c);
    within(&scene.mentions.changes, scene.local.first, scene.quantity().lead).iter().find(noun).copied()
}
