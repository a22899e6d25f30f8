//! Areas of what a sentence adds to its figure: what described it, what came with it, who only agreed on it.

use super::Named;
use super::dateline::{by_cause, on_the_way};
use crate::extract::discourse::Last;
use crate::extract::mention::ending;
use crate::extract::scene::Scene;
use crate::extract::topic::Topic;
use crate::lang::{ChangeKind, Link, Match, Reading};
use crate::model::codelist::AreaKind;

/// "Remittances, most of which come from Italy, fell by 3 %": whether an area stands between commas in a relative clause that describes the
/// flow itself, where a verb behind the clause leads to the number.
pub(super) fn describes_flow(scene: &Scene<'_>, topic: &Topic, area: &Named) -> bool {
    const REACH: usize = 5;
    const LED: [Link; 4] = [Link::From, Link::In, Link::To, Link::Into];
    let (page, lead) = (scene.page, scene.quantity().lead);
    let comma = (scene.local.first..area.first).rfind(|&i| page.is(i, b','));
    let flow =
        |open: &usize| ending(scene.indicators(), *open).is_some_and(|i| i.what.indicator == topic.word.indicator);
    let Some(open) = comma.filter(|open| topic.word.indicator.two_sided() && flow(open)) else { return false };
    let relative = (open + 1..open + 1 + REACH).any(|i| page.link(i, Link::Relative));
    // "Remittances, sent for the most part by workers in Italy, fell".
    let sent = || topic.word.indicator.code() == "remittances" && area.first > open + 2;
    let verb = |m: &Match| matches!(m.reading, Reading::Change(c) if c.kind == ChangeKind::Verb);
    let goes_on = |close: usize| (close + 1..lead.min(close + 4)).any(|i| page.any(i, Reading::CHANGE, verb));
    let close = (area.last..lead.max(area.last)).find(|&i| page.is(i, b','));
    page.before_one(area.first, &LED) && (relative || sent()) && close.is_some_and(goes_on)
}

/// "Cotton fell by 4 % with good rains in Benin", in a text on another country: whether an area behind the number is but where
/// something else was so, of which "with" or a clause tells.
pub(super) fn circumstance(scene: &Scene<'_>, topic: &Topic, area: &Named) -> bool {
    let (page, last) = (scene.page, scene.quantity().last);
    let world = |l: &Last| l.area.is_some_and(|area| area.code() == "WORLD");
    let other = scene.discourse.home().is_some_and(|home| home != area.what.area)
        || scene.discourse.last.as_ref().is_some_and(world);
    if !other || area.first < last || topic.word.indicator.two_sided() {
        return false;
    }
    let opens = |i: usize| page.one_of(i, &[Link::With, Link::Clause, Link::Cause]);
    let between = last..area.first - 1;
    let price = topic.word.indicator.code() == "commodity_price";
    let led = price || page.before_is(area.first, Link::In);
    let ranks = || between.clone().any(|i| page.link(i, Link::Superlative));
    let counted = || scene.local.quantities[scene.n + 1..].iter().any(|q| q.first < area.last + 4);
    led && between.clone().any(opens) && !ranks() && !counted()
}

/// "Oil is volatile because of the tensions in Libya, with Brent at $75", in a text on another country: whether an area is only where
/// something comes from that has brought this about, or a place in the name of a way ("along the Tianjin-Erenhot-Moscow line").
pub(super) fn brings_about(scene: &Scene<'_>, area: &Named) -> bool {
    let other = scene.discourse.home().is_some_and(|home| home != area.what.area);
    other && (by_cause(scene.page, area) || on_the_way(scene.page, area))
}

/// "Ecuador, the largest grower of bananas in the Americas, sold 6 million tonnes": whether an area stands in an insertion between commas that only ranks the one
/// of whom the sentence tells, as the group of which that is a member, or as the one before it.
pub(super) fn ranked_inside(scene: &Scene<'_>, area: &Named) -> bool {
    const REACH: usize = 8;
    let page = scene.page;
    let comma = |i: &usize| page.is(*i, b',');
    let from = area.first.saturating_sub(REACH).max(scene.local.first);
    let Some(open) = (from..area.first).rfind(comma) else { return false };
    let close = (area.last..scene.quantity().lead.min(area.last + REACH)).find(comma);
    let ranks = |close: usize| (open..close).any(|i| page.link(i, Link::Superlative));
    let counted = |close: usize| scene.before().iter().any(|q| q.first > open && q.last <= close);
    let led = page.before_one(area.first, &[Link::In, Link::Of]) || area.what.possessive && area.first <= open + 2;
    // "Peru, the largest producer after Chile, sold 2.7 million tonnes".
    let after = || page.before_is(area.first, Link::After) && scene.areas().iter().any(|a| a.last == open);
    let group = area.what.area.kind() != AreaKind::Country;
    (group && led || after()) && close.is_some_and(|close| ranks(close) && !counted(close))
}
