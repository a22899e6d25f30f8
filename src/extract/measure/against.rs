//! Numbers that are set against the one before them, and have not moved with it.

use super::arrival::goes_to;
use super::change::closes_clause;
use crate::extract::mention::{At, within};
use crate::extract::quantity::Quantity;
use crate::extract::scene::Scene;
use crate::lang::{Change, Link, Match, Reading, StatusKind};
use crate::model::ObsStatus;

/// Whether a number is set against the one before, at which a word of change leads to has arrived.
pub(super) fn set_against(scene: &Scene<'_>, change: &At<Change>) -> bool {
    let lead = scene.quantity().lead;
    let small = usize::from(lead > 0 && scene.page.one_of(lead - 1, &[Link::The, Link::Article]));
    let against = [Link::Against, Link::Than, Link::Meets, Link::Compare, Link::Exceed];
    // "Замедлился до 9,5 %, тогда как аналитики ожидали 19,8 %": so is one that was foreseen.
    let before = scene.previous().map_or(lead, |q| q.last);
    let foreseen = |s: &At<(ObsStatus, StatusKind)>| s.what.0 == ObsStatus::Forecast && lead <= s.last + 1;
    // "Cayó al 2,7 %, por encima del 2,3 % previsto": the words may be those of a bound.
    let bound = (lead..scene.quantity().first).any(|i| scene.page.one_of(i, &against));
    // "Fiel auf 8,6 %, während Analysten 8,1 Prozent erwartet hatten": so is one whose verb closes the clause.
    let last = scene.quantity().last;
    let closes = |s: &At<(ObsStatus, StatusKind)>| s.what == (ObsStatus::Forecast, StatusKind::Verb) && s.first == last;
    let clause = || (before.min(lead)..lead).any(|i| scene.page.is(i, b','));
    let closed = scene.page.grammar(lead).verb_final && clause() && scene.statuses().iter().any(closes);
    // "En comparación con el 9,3 %", "高于8.3%": or a phrase of several words.
    const LONGEST: usize = 4;
    let compares = |m: &Match| matches!(m.reading, Reading::Link(l) if against.contains(l)) && m.last == lead - small;
    let phrase = (lead.saturating_sub(LONGEST)..lead).any(|i| scene.page.any(i, Reading::LINK, compares));
    let led = scene.page.before_one(lead - small, &against)
        || phrase
        || bound
        || closed
        || within(&scene.mentions.statuses, before.min(lead), lead).iter().any(foreseen);
    // "Ging auf 6,4 Prozent zurück, verglichen mit 7,5 Prozent": a particle behind the first is of its verb.
    let arrived = |before: &Quantity| {
        let told = Scene { n: scene.n - 1, ..*scene };
        let its = change.last <= before.lead || change.first >= before.last && closes_clause(&told, change);
        its && goes_to(&told)
    };
    led && scene.previous().is_some_and(arrived)
}
