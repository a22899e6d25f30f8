//! The part of a country of which a text speaks.

use super::Topic;
use crate::extract::mention::{AreaMention, At, Mentions, within};
use crate::extract::page::Page;
use crate::extract::places::Quantities;
use crate::extract::scene::Scene;
use crate::lang::{AreaRole, ItemWord, Link};
use crate::model::codelist::AreaKind;

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
