//! Percentages of a whole that their sentence names or leaves out: GDP, an average.

use crate::extract::discourse::Last;
use crate::extract::mention::within;
use crate::extract::quantity::Counted;
use crate::extract::scene::Scene;
use crate::extract::topic::Topic;
use crate::lang::Link;
use crate::model::Transformation;

/// The rule by which a percentage is a part by its indicator's own words, one of an average, or goes on as one of GDP.
pub(super) fn of_whole(scene: &Scene<'_>, counted: Counted, topic: &Topic, moved: bool) -> Option<&'static str> {
    if topic.word.measure == Some("share") && !moved {
        return Some("the indicator is a share");
    }
    if !moved && slice_among(scene, topic) {
        return Some("the part of a slice among all");
    }
    if topic.word.indicator.code() == "gdp_per_capita" && of_average(scene) {
        return Some("a part of an average");
    }
    let signed = scene.quantity().sign != 0 && goes_on_of_gdp(scene, counted, topic);
    signed.then_some("a ratio to GDP, as the figure before")
}

/// "The share of rural residents among the unemployed was 34.1 %": whether a word of a part leads to a slice and the whole follows it. Where it
/// leads to the whole itself ("the share of the unemployed among the young") the number is a rate.
fn slice_among(scene: &Scene<'_>, topic: &Topic) -> bool {
    let Some((first, last)) = topic.place.filter(|p| p.1 <= scene.quantity().lead) else { return false };
    let word = within(scene.links(), scene.local.first, first).iter().rfind(|m| m.what == Link::Share);
    let Some(word) = word.filter(|w| scene.before().iter().all(|q| q.last <= w.first)) else { return false };
    let from = word.last + usize::from(scene.page.one_of(word.last, &[Link::Of, Link::The, Link::Article]));
    let slice = within(scene.items(), word.last, first).iter().find(|m| m.first <= from + 1);
    let whole = slice.is_some_and(|m| m.what.slices(topic.word.indicator) && scene.page.link(m.last, Link::In));
    let parts = |i: usize| matches!(scene.page.mark(i), b',' | b';' | b':');
    whole && topic.word.indicator.allows("share") && !(word.last..last).any(parts)
}

/// "The balance in 2024: -9.3 % of GDP; in 2025: -8.4 %": the sign of a balance, with no verb that moves between, is not that of a growth.
fn goes_on_of_gdp(scene: &Scene<'_>, counted: Counted, topic: &Topic) -> bool {
    let balance = matches!(topic.word.indicator.code(), "budget_balance" | "current_account" | "trade_balance");
    let Some(from) = scene.previous().map(|q| q.last).filter(|_| balance) else { return false };
    let ratio = |l: &&Last| l.measure == Transformation::Share && l.word.indicator == topic.word.indicator;
    let told = scene.told().filter(ratio).is_some_and(|l| l.counted == counted);
    told && within(scene.changes(), from, scene.quantity().lead).iter().all(|c| c.what.direction == 0)
}

/// "77 percent of the EU average": whether the average of other areas stands behind the number as its whole.
pub fn of_average(scene: &Scene<'_>) -> bool {
    const REACH: usize = 6;
    let (page, last) = (scene.page, scene.quantity().last);
    let end = (last..(last + REACH).min(scene.local.last)).find(|&i| page.link(i, Link::Average));
    let apart = |i: usize| matches!(page.mark(i), b',' | b';' | b':') || page.one_of(i, &[Link::In, Link::At]);
    let whole = |end: &usize| page.link(last, Link::Of) && !(last..*end).any(apart);
    end.filter(whole).is_some_and(|end| scene.areas().iter().any(|a| a.first > last && a.last <= end))
}
