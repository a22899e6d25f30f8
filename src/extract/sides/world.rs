//! Areas that are no side of a figure: all the world, and who only levies tariffs.

use super::two::mutual;
use super::{Named, Sides};
use crate::extract::discourse::Last;
use crate::extract::mention::At;
use crate::extract::page::Page;
use crate::extract::scene::{Origin, Scene};
use crate::extract::topic::Topic;
use crate::lang::reading::IndicatorWord;
use crate::lang::{AreaRole, Link};

/// "China's exports to the world grew", "shipments to the rest of the world": trade with everybody has no partner.
pub(super) fn everywhere(scene: &Scene<'_>, topic: &Topic, named: &[Named]) -> Option<Sides> {
    const LED: [Link; 5] = [Link::With, Link::To, Link::From, Link::Into, Link::In];
    const REACH: usize = 5;
    let place = topic.place.filter(|_| topic.word.indicator.two_sided() && topic.word.indicator.code() != "tariff")?;
    let number = scene.quantity();
    let first = place.1.min(number.last);
    let whole = |a: &&Named| {
        let led = (a.first.saturating_sub(REACH).max(place.1 - 1)..a.first).any(|i| scene.page.one_of(i, &LED));
        // "Exports worldwide", "imports globally".
        let adverb = a.what.role == AreaRole::Adjective && a.first == place.1;
        let near = a.first >= first && a.first - place.1.min(a.first) <= REACH;
        a.what.area.code() == "WORLD" && near && (led || adverb)
    };
    let whole = named.iter().find(whole)?;
    let other = |a: &&Named| a.what.area != whole.what.area && a.last <= number.first;
    let area = named.iter().rfind(other).map(|a| a.what.area).or_else(|| scene.discourse.home());
    Some(Sides::new(Some(area?), None, Origin::Sentence, "with all the world").at(whole.place()))
}

/// "It withstood U.S. tariffs with growth of 8 percent": whether an area only levies the tariffs of which a sentence speaks.
pub(super) fn levies(scene: &Scene<'_>, topic: &Topic, area: &Named) -> bool {
    let tariff = |i: &At<IndicatorWord>| i.first == area.last && i.what.indicator.code() == "tariff";
    topic.word.indicator.code() != "tariff" && scene.indicators().iter().any(tariff)
}

/// "Trade with ASEAN came to 6 trillion. Private companies traded 21 trillion": in a text that opens with all trade, a slice of
/// which a new sentence tells is one of the whole, and no trade with the partner named last.
pub(super) fn slice_of_all(scene: &Scene<'_>, topic: &Topic, sides: Sides) -> Sides {
    let new = |l: &Last| l.sentence < scene.local.index && l.item != topic.item;
    let discourse = scene.discourse;
    let whole = discourse.whole_first == Some(true) && topic.item.is_some() && topic.place.is_some();
    let carried = sides.place.is_none() && sides.counterpart.is_some() && scene.found.context.talk.is_none();
    // "Among these, exports came to": what a sentence calls a part of what was told goes on with its partner.
    let part = (scene.local.first..scene.quantity().first).any(|i| scene.page.link(i, Link::PartOfRun));
    let fresh = discourse.last.as_ref().is_some_and(new) && !part && !mutual(scene);
    if whole && carried && fresh { Sides { counterpart: None, rule: "a slice of all trade", ..sides } } else { sides }
}

/// "Excluding China, the region grew": whether an area is but what is left out.
pub(super) fn left_out(page: &Page<'_>, area: &Named) -> bool {
    page.before_is(area.first, Link::Without)
}

/// "..., según el informe Perspectivas de la Economía Mundial": whether an area behind the number belongs to the name of a
/// source.
pub(super) fn sourced(scene: &Scene<'_>, area: &Named) -> bool {
    const REACH: usize = 8;
    let (last, page) = (scene.quantity().last, scene.page);
    let from = last.max(area.first.saturating_sub(REACH));
    let told = (from..area.first.max(from)).rfind(|&i| page.names_source(i));
    told.is_some_and(|told| !(told..area.first).any(|i| matches!(page.word(i), "," | ";" | ":")))
}
