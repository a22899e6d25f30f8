//! Areas that are no side of a figure: all the world, and who only levies tariffs.

use super::inside::mutual;
use super::{Named, Sides};
use crate::extract::discourse::Last;
use crate::extract::mention::{AreaMention, At, starting};
use crate::extract::scene::{Origin, Scene};
use crate::extract::topic::Topic;
use crate::lang::reading::IndicatorWord;
use crate::lang::{AreaRole, Link};
use crate::model::Area;
use crate::model::codelist::AreaKind;
use crate::text::Kind;

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
        // "Exported 53 million tonnes of wheat worldwide".
        let behind = a.what.role == AreaRole::Adjective && a.first >= number.last && a.first - number.last <= 4;
        let ends = scene.page.tokens.get(a.last).is_none_or(|t| t.kind == Kind::Mark);
        // "China's customs agency said global exports reached 328 billion": so is what an office of the country says of it.
        let before = a.what.role == AreaRole::Adjective && a.last == place.0 && by_own_office(scene, named, a);
        a.what.area.code() == "WORLD" && (near && (led || adverb) || behind && ends || before)
    };
    let whole = named.iter().find(whole)?;
    let other = |a: &&Named| a.what.area != whole.what.area && a.last <= number.first;
    let area = named.iter().rfind(other).map(|a| a.what.area).or_else(|| scene.discourse.home());
    Some(Sides::new(Some(area?), None, Origin::Sentence, "with all the world").at(whole.place()))
}

/// Whether the sentence has named the text's own country as the owner of a body or office before an area.
fn by_own_office(scene: &Scene<'_>, named: &[Named], area: &Named) -> bool {
    let home = scene.discourse.home();
    let owns = |b: &&Named| Some(b.what.area) == home && b.what.possessive && b.last <= area.first;
    named.iter().any(|b| owns(&b)) || scene.areas().iter().any(|b| owns(&b))
}

/// "It withstood U.S. tariffs with growth of 8 percent": whether an area only levies the tariffs of which a sentence speaks.
pub(super) fn levies(scene: &Scene<'_>, topic: &Topic, area: &Named) -> bool {
    topic.word.indicator.code() != "tariff" && leads_tariff(scene.indicators(), area.last)
}

/// "U.S. tariffs": whether the word for a tariff stands directly behind an area that ends before a token.
pub fn leads_tariff(indicators: &[At<IndicatorWord>], at: usize) -> bool {
    starting(indicators, at).is_some_and(|i| i.what.indicator.code() == "tariff")
}

/// "Trade with ASEAN came to 6 trillion. Private companies traded 21 trillion": in a text that opens with all trade, a slice of
/// which a new sentence tells is one of the whole, and no trade with the partner named last.
pub(super) fn slice_of_all(scene: &Scene<'_>, topic: &Topic, sides: Sides) -> Sides {
    let new = |l: &Last| l.sentence < scene.local.index && l.item != topic.item;
    let discourse = scene.discourse;
    let whole = discourse.whole_first == Some(true) && topic.item.is_some() && topic.place.is_some();
    // "Sales of beef to Japan rose": a partner that the sentence names is its own.
    let named = || scene.areas().iter().any(|a| Some(a.what.area) == sides.counterpart);
    let carried =
        sides.place.is_none() && sides.counterpart.is_some() && scene.found.context.talk.is_none() && !named();
    // "Among these, exports came to": what a sentence calls a part of what was told goes on with its partner.
    let part = (scene.local.first..scene.quantity().first).any(|i| scene.page.link(i, Link::PartOfRun));
    let fresh = discourse.last.as_ref().is_some_and(new) && !part && !mutual(scene);
    if whole && carried && fresh { Sides { counterpart: None, rule: "a slice of all trade", ..sides } } else { sides }
}

/// "The UAE's total foreign trade hit 3 trillion", "el comercio exterior de Rusia", in a text on its trade with one other: what is
/// called the total, or trade with abroad, has no partner.
pub(super) fn total_trade(scene: &Scene<'_>, topic: &Topic, sides: Sides) -> Sides {
    const REACH: usize = 3;
    let traded = sides.counterpart.is_some() && topic.word.indicator.two_sided();
    // "Our foreign trade came close to 800 billion", in a talk of two: what one of them calls so is his country's with all the world.
    let abroad = |i: usize| scene.page.link(i, Link::Outward);
    let ours = topic.place.is_some_and(|(first, last)| {
        let we = (first.saturating_sub(2)..first).any(|i| scene.page.link(i, Link::We));
        let both = [Link::With, Link::You, Link::Mutual, Link::Between].into_iter().any(|l| scene.says(l));
        we && (first..last).any(abroad) && !both
    });
    let carried = traded && (ours || scene.found.context.talk.is_none());
    let Some((first, last)) = topic.place.filter(|_| carried && topic.word.indicator.code() == "trade_turnover") else {
        return sides;
    };
    let page = scene.page;
    let total = (first.saturating_sub(REACH).max(scene.local.first)..last).any(|i| page.link(i, Link::Total));
    let all = (first..last).any(abroad);
    let small = |i: usize| page.one_of(i, &[Link::Of, Link::The, Link::Article]);
    let of = |at: usize| at >= last && at - last <= REACH && (last..at).all(small);
    let whose = |a: &At<AreaMention>| a.last <= last && a.what.possessive || all && (a.last == first || of(a.first));
    let nation = || all && (last + 1..last + REACH).any(|i| page.link(i, Link::Nation) && of(i));
    let own = nation() || scene.areas().iter().any(|a| Some(a.what.area) == sides.area && whose(a));
    let total = total || all;
    // "Private firms contributed 64.5 % of the province's foreign trade".
    let part = all && scene.quantity().is_percent() && page.link(scene.quantity().last, Link::Of);
    let own = own || ours || part && scene.areas().is_empty();
    let alone = scene.areas().iter().all(|a| Some(a.what.area) == sides.area || a.what.in_title);
    // "Внешнеторговый оборот Грузии", "le commerce extérieur de la France": so is foreign trade of one that stands behind it.
    if alone && total && own { Sides { counterpart: None, rule: "all the trade of an area", ..sides } } else { sides }
}

/// "China's trade with ASEAN up 9.6 %", and below it "Our foreign trade came to 33.6 trillion": whether a text that only its headline says
/// is on the trade with another opens with all the trade of its own country.
pub(super) fn whole_of_home(scene: &Scene<'_>, area: Area) -> bool {
    let discourse = scene.discourse;
    let opens = discourse.line > 0 && discourse.last.as_ref().is_none_or(|l| l.line == 0);
    let own = discourse.home() == Some(area) && area.kind() == AreaKind::Country;
    let alone = scene.areas().iter().all(|a| a.what.area == area || a.what.in_title);
    let others = |i: usize| scene.page.one_of(i, &[Link::Bloc, Link::Members, Link::Neighbour, Link::Partner]);
    let others = (scene.local.first..scene.local.last).any(others);
    opens && own && alone && !others && scene.found.context.talk.is_none()
}

/// All the trade of an area that the sentence names.
pub(super) fn all_trade(area: &Named) -> Sides {
    let sides = Sides::new(Some(area.what.area), None, Origin::Sentence, "all the trade of the text's area");
    sides.at(area.place())
}
