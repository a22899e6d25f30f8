//! Jobs that come and go.

use crate::extract::mention::{At, covering, within};
use crate::extract::quantity::Quantity;
use crate::extract::scene::Scene;
use crate::extract::topic::Topic;
use crate::lang::{Change, ChangeKind, Link, Reading};
use crate::text::Kind;

/// "The economy created 503,300 jobs": what is created adds to employment.
pub(super) fn creates(scene: &Scene<'_>, topic: &Topic) -> bool {
    const BETWEEN: usize = 3;
    let number = scene.quantity();
    // "43,000 new jobs".
    // "Added a solid 139,000 jobs", "generated an average of 124,000 jobs": what describes the number may stand between.
    let small = |i: &usize| {
        let names = scene.page.has(*i, Reading::AREA | Reading::INDICATOR | Reading::CHANGE | Reading::SPEECH);
        scene.page.tokens[*i].kind == Kind::Word && !names && !scene.page.dated(*i) && !scene.page.link(*i, Link::And)
    };
    let from = (number.lead.saturating_sub(BETWEEN)..number.lead).rev().take_while(small).last().unwrap_or(number.lead);
    let makes = |i: usize| scene.page.link(i, Link::Creates);
    let verb = || (number.lead.saturating_sub(2)..number.last).any(makes) || (from.max(1) - 1..number.lead).any(makes);
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
