//! Jobs that come and go.

use crate::extract::scene::Scene;
use crate::extract::topic::Topic;
use crate::lang::Link;

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
