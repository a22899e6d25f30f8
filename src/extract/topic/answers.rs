//! The answers of those who were asked in a survey.

use super::other::words;
use crate::extract::mention::At;
use crate::extract::scene::Scene;
use crate::lang::{Link, Other, Reading, Speech};
use crate::model::ObsStatus;
use crate::text::Kind;

/// "In a survey of 140 customers, 72% rated punctuality as good", "61 percent of them asked for it": the answers of
/// those who were asked.
pub(super) fn answers(scene: &Scene<'_>) -> bool {
    let (page, quantity) = (scene.page, scene.quantity());
    if !quantity.is_percent() {
        return false;
    }
    // "Im September hatte sie 0,6 % erwartet": a participle that closes its clause has its subject before the number.
    let helps = |at: usize| at + usize::from(page.one_of(at, &[Link::Have, Link::Had]));
    let ends = |at: usize| page.tokens.get(at).is_none_or(|t| t.kind == Kind::Mark);
    let closes = |at: usize| page.grammar(at).verb_final && ends(helps(at + 1));
    let says =
        |at: usize| page.any(at, Reading::SPEECH, |m| *m.reading == Reading::Speech(Speech::Verb)) && !closes(at);
    let of_them = if page.leads_of(quantity.last) { quantity.last + 2 } else { quantity.last };
    let asked = |m: &At<Other>| m.what == Other::Survey && m.last <= quantity.lead;
    let foreseen = scene.statuses().iter().any(|s| s.what.0 == ObsStatus::Forecast);
    says(of_them) && !participle(scene, of_them)
        || words(scene).any(asked) && scene.indicators().is_empty() && !foreseen
}

/// "Up from the 0.9% expected in June", "the 4.1% forecast earlier": behind a number with an article, or before a time, a verb
/// of saying is a participle and says when the number was given.
fn participle(scene: &Scene<'_>, verb: usize) -> bool {
    let (page, quantity) = (scene.page, scene.quantity());
    // "Up from 5.7 % expected previously": nor do those answer whose number another one is set against.
    // "Vs. 3.7 % expected": the word may end with a full stop of its own.
    let stop = usize::from(quantity.lead > 1 && page.is(quantity.lead - 1, b'.'));
    let before =
        |links: &[Link]| (quantity.lead.saturating_sub(1 + stop)..quantity.first).any(|i| page.one_of(i, links));
    let foreseen = scene.statuses().iter().any(|s| s.first == verb && s.what.0 == ObsStatus::Forecast);
    let article = before(&[Link::The, Link::Article]) || foreseen && before(&[Link::From, Link::Than, Link::Against]);
    let end = page.at(verb).iter().map(|m| m.last).max().unwrap_or(verb + 1);
    let dated = page.link(end, Link::In) && page.dated(end + 1);
    verb == quantity.last && (article || dated)
}
