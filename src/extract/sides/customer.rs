//! Trade with the partner that a sentence ranks: its best customer, its first supplier.

use super::{Named, Sides};
use crate::extract::scene::{Origin, Scene};
use crate::extract::topic::Topic;
use crate::lang::{AreaRole, Link};

/// "Mali is the first customer of Senegal, with 802 billion", "the main destination of Peru's exports is China, with 25 billion":
/// the one whose customer it is, or of which the text speaks, trades with the one that is ranked. Behind another number the
/// next area is the next of them ("followed by France with 115 billion").
pub(super) fn customer(scene: &Scene<'_>, topic: &Topic, named: &[Named]) -> Option<Sides> {
    const REACH: usize = 8;
    let (page, number) = (scene.page, scene.quantity());
    let trade = matches!(topic.word.indicator.code(), "exports" | "imports" | "trade_turnover" | "tourism");
    // Whence guests come is no area of the guests' own.
    let named = if topic.word.indicator.code() == "tourism" { scene.areas() } else { named };
    if let Some(sides) = followed(scene, named).filter(|_| trade) {
        return Some(sides);
    }
    let word = |i: usize| page.one_of(i, &[Link::Partner, Link::Market]);
    // "The United Kingdom, with 16.8 million, was the main market".
    let behind = || if scene.n == 0 { (number.last..scene.local.last).find(|&i| word(i)) } else { None };
    let noun = (scene.local.first..number.lead).find(|&i| word(i)).or_else(behind)?;
    let ranked = (noun.saturating_sub(3).max(scene.local.first)..=noun).any(|i| page.link(i, Link::Superlative));
    let moves = scene.changes().iter().any(|c| c.what.direction != 0 && c.first >= noun && c.last <= number.lead);
    let counts = number.is_money() || number.is_percent() || topic.word.indicator.code() == "tourism";
    if !trade || !ranked || moves || !counts {
        return None;
    }
    let whole = |a: &&Named| {
        let led = page.before_is(a.first, Link::Of) || a.what.role == AreaRole::Adjective || a.what.possessive;
        let near = a.first > noun && a.first - noun <= REACH;
        led && near && (a.last <= number.lead || noun > number.last)
    };
    // "东盟为我国第一大贸易伙伴": where the year stands first, so does the one whose partner another is.
    let ahead = |a: &&Named| {
        let owns = page.grammar(a.first).year_first && a.last < noun && noun - a.last <= 4;
        owns && named.iter().any(|b| b.last <= a.first && b.what.area != a.what.area)
    };
    let host = named.iter().find(whole).or_else(|| named.iter().rfind(ahead)).map(|a| a.what.area);
    let last = scene.discourse.last.as_ref().filter(|l| l.line == scene.discourse.line && l.counterpart.is_some());
    let home = host.or(last.and_then(|l| l.area)).or(scene.discourse.home())?;
    // The area that "with", a comma or a bracket parts from the number, and no other number.
    let from = scene.previous().map_or(scene.local.first, |q| q.last);
    let small = |i: usize| {
        matches!(page.word(i), "," | "(" | ":")
            || page.dated(i)
            || page.one_of(i, &[Link::With, Link::In, Link::At, Link::For])
    };
    let other = |a: &&Named| a.what.area != home && a.first >= from && a.last <= number.lead;
    let label = named.iter().rfind(other).filter(|a| (a.last..number.lead).all(small));
    let subject = || named.iter().find(|a| a.last <= noun && a.what.area != home).filter(|_| scene.before().is_empty());
    if let Some(holder) = label.or_else(subject) {
        let sides = Sides::new(Some(home), Some(holder.what.area), Origin::Sentence, "with the partner that is ranked");
        return Some(sides.at(holder.place()));
    }
    // "…, a fifth of its exports": what the sentence goes on to say of it.
    let last = scene.discourse.last.as_ref().filter(|l| l.sentence == scene.local.index && l.area == Some(home))?;
    let none = named.iter().all(|a| a.first < from || a.last > number.lead);
    last.counterpart.filter(|_| none).map(|partner| Sides::carried(home, partner, "with the partner that is ranked"))
}

/// "Le siguen Estados Unidos, con 9.400 millones, e India, con 4.500": behind trade with one partner, the next of them.
fn followed(scene: &Scene<'_>, named: &[Named]) -> Option<Sides> {
    let (page, number) = (scene.page, scene.quantity());
    let said = (scene.local.first..number.lead).any(|i| page.link(i, Link::Followed));
    let last =
        scene.discourse.last.as_ref().filter(|l| said && l.line == scene.discourse.line && l.counterpart.is_some())?;
    let from = scene.previous().map_or(scene.local.first, |q| q.last);
    let home = last.area?;
    let next = |a: &&Named| a.what.area != home && a.first >= from && a.last <= number.lead;
    let holder = named.iter().rfind(next)?;
    let sides = Sides::new(Some(home), Some(holder.what.area), Origin::Sentence, "the next of the partners");
    Some(sides.at(holder.place()))
}
