//! The part of a country of which a text speaks.

use super::Topic;
use crate::extract::mention::{AreaMention, At, Mentions, within};
use crate::extract::page::Page;
use crate::extract::places::Quantities;
use crate::extract::scene::Scene;
use crate::lang::{AreaRole, ItemWord, Link};
use crate::model::codelist::AreaKind;
use crate::text::Kind;

/// The part of a country that the head of a text names.
#[derive(Debug, Clone, Copy)]
pub struct Part {
    /// The part, as a slice of the country.
    pub word: &'static ItemWord,
    /// Whether the text is about nothing else.
    pub whole: bool,
}

/// The part of a country that the head of a text names: "Retail sales of the Novosibirsk region". Where a heading names it and the text
/// never names a country, all of the text is about it: "The social and economic position of the Republic of Tatarstan".
pub fn part_of_country(page: &Page<'_>, mentions: &Mentions, quantities: &Quantities) -> Option<Part> {
    const LINES: usize = 6;
    let end = page.lines.iter().take(LINES).next_back().map_or(0, |l| l.last);
    let named = within(&mentions.items, 0, end).iter().filter(|m| is_part(m.what));
    let first = named.clone().next()?;
    let line_of = |at: usize| page.lines.partition_point(|l| l.last <= at);
    let heads = |m: &At<&'static ItemWord>| {
        let line = page.lines[line_of(m.first)];
        let stops = matches!(page.mark(line.last - 1), b'.' | b'!' | b'?' | b';');
        let counted = quantities.get(quantities.before(line.first)).is_some_and(|q| q.first < line.last);
        m.what.item == first.what.item && !stops && !counted
    };
    let country = |a: &At<AreaMention>| {
        a.what.area.kind() == AreaKind::Country && a.what.role == AreaRole::Name && !a.what.in_title
    };
    let whole = named.into_iter().any(heads) && !mentions.areas.iter().any(country);
    Some(Part { word: first.what, whole })
}

/// Whether a slice is a part of a country that is no town, which may be no more than where something was said.
fn is_part(word: &ItemWord) -> bool {
    const KINDS: [&str; 4] = [" region", " territory", " district", " province"];
    KINDS.iter().any(|kind| word.item.ends_with(kind))
}

/// "Pay in the region rose by 18.9 %. Unemployment was 2.1 %", in a text on one part of a country: what is said of "the region", and what
/// the same paragraph goes on with where it names no area, is a slice of the country's; in a text on nothing else so is all that
/// names no other.
pub fn of_region(scene: &Scene<'_>, topic: &Topic) -> Option<&'static str> {
    if let Some(subject) = subject_part(scene, topic) {
        return Some(subject);
    }
    let part = scene.found.context.part.filter(|part| part.word.slices(topic.word.indicator))?;
    let item = part.word.item;
    let named = (scene.local.first..scene.local.last).any(|i| scene.page.link(i, Link::Region));
    let goes_on = || {
        let last = scene.discourse.last.as_ref();
        last.is_some_and(|l| l.item == Some(item) && l.line == scene.discourse.line)
    };
    let other = || scene.items().iter().any(|m| is_part(m.what) && m.what.item != item);
    let whole = || part.whole && !other();
    (scene.areas().iter().all(|a| a.what.in_title) && (named || goes_on() || whole())).then_some(item)
}

/// "The Rostov region, the eternal champion, brought in 9.4 million tonnes": the part of a country that opens the sentence or a clause of
/// its own with no preposition before it, and no other number behind.
fn subject_part(scene: &Scene<'_>, topic: &Topic) -> Option<&'static str> {
    let (page, number) = (scene.page, scene.quantity());
    let from = scene.previous().map_or(scene.local.first, |q| q.last);
    let mark = |i: usize| matches!(page.mark(i), b',' | b':' | b';' | b'.') || page.tokens[i].kind == Kind::Dash;
    let opens = |at: usize| at == scene.local.first || mark(at - 1);
    let parts = scene.items().iter().filter(|m| is_part(m.what) && m.first >= from && m.last <= number.lead);
    let part = parts.rev().find(|m| opens(m.first))?;
    let named = within(&scene.mentions.areas, part.last, number.lead).iter().any(|a| !a.what.in_title);
    let clause = (part.last..number.lead).any(|i| page.link(i, Link::Clause) || page.is(i, b';'));
    part.what.of(topic.word.indicator).filter(|_| !named && !clause)
}
