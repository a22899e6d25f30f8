//! The part of a country of which a text speaks.

use super::Topic;
use crate::extract::mention::{Mentions, within};
use crate::extract::page::Page;
use crate::extract::scene::Scene;
use crate::lang::{ItemWord, Link};

/// The part of a country that the head of a text names: "Retail sales of the Novosibirsk region".
pub fn part_of_country(page: &Page<'_>, mentions: &Mentions) -> Option<&'static ItemWord> {
    const LINES: usize = 6;
    const KINDS: [&str; 4] = [" region", " territory", " district", " province"];
    let end = page.lines.iter().take(LINES).next_back().map_or(0, |l| l.last);
    let part = |word: &&'static ItemWord| KINDS.iter().any(|kind| word.item.ends_with(kind));
    within(&mentions.items, 0, end).iter().map(|m| m.what).find(part)
}

/// "Pay in the region rose by 18.9 %. Unemployment was 2.1 %", in a text on one part of a country: what is said of "the region", and what
/// the same paragraph goes on with where it names no area, is a slice of the country's.
pub fn of_region(scene: &Scene<'_>, topic: &Topic) -> Option<&'static str> {
    let part = scene.found.context.part.filter(|part| part.slices(topic.word.indicator))?;
    let named = (scene.local.first..scene.local.last).any(|i| scene.page.link(i, Link::Region));
    let goes_on = || {
        let last = scene.discourse.last.as_ref();
        last.is_some_and(|l| l.item == Some(part.item) && l.line == scene.discourse.line)
    };
    (scene.areas().iter().all(|a| a.what.in_title) && (named || goes_on())).then_some(part.item)
}
