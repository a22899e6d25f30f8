//! Trade whose partner opens the sentence, or is the others of a bloc that it names.

use super::{Named, Sides, leads, members};
use crate::extract::discourse::Last;
use crate::extract::mention::{AreaMention, At};
use crate::extract::quantity::Quantity;
use crate::extract::scene::{Origin, Scene};
use crate::extract::topic::Topic;
use crate::lang::{AreaRole, Link, Reading};
use crate::model::Area;
use crate::model::codelist::AreaKind;

/// "Con los BRICS, Rusia intercambió 300.000 millones", "Mit Polen handelte Deutschland": the partner opens the sentence behind
/// "with", and the one that trades follows.
pub(super) fn fronted(scene: &Scene<'_>, named: &[Named]) -> Option<Sides> {
    const LED: [Link; 7] = [Link::With, Link::In, Link::To, Link::From, Link::Of, Link::Between, Link::By];
    const REACH: usize = 12;
    let page = scene.page;
    let (with, next) = (named.first()?, named.get(1)?);
    let first = leads(scene, with);
    let opens =
        first <= scene.local.first + 2 && page.before_is(first, Link::With) && page.link(scene.local.first, Link::With);
    let led = LED.into_iter().any(|l| page.before_is(next.first, l)) || next.what.role != AreaRole::Name;
    let near = next.first - with.last <= REACH && next.last <= scene.quantity().first;
    let parted = scene.before().iter().any(|q| q.last <= next.first);
    let other = with.what.area != next.what.area;
    let sides = Sides::new(Some(next.what.area), Some(with.what.area), Origin::Sentence, "of the one with the other");
    (opens && !led && near && !parted && other).then(|| sides.at((with.first, next.last)))
}

/// "At a summit of the CIS he put Russia's trade with its neighbours at": a member's trade with the others of the bloc that its
/// sentence names.
pub(super) fn with_neighbours(scene: &Scene<'_>, named: &[Named]) -> Option<Sides> {
    const REACH: usize = 4;
    let page = scene.page;
    let around = |at: usize| {
        let from = at.saturating_sub(2);
        (from..at).any(|i| page.link(i, Link::With))
            && (from..at).all(|i| page.one_of(i, &[Link::With, Link::Its, Link::The]) || i == from)
    };
    let near = |a: &&Named| {
        let behind = a.last..(a.last + REACH).min(scene.local.last);
        behind.into_iter().any(|i| page.link(i, Link::Neighbour) && around(i))
    };
    let member = named.iter().find(|a| a.what.area.kind() == AreaKind::Country && near(a))?;
    let bloc =
        named.iter().map(|a| a.what.area).find(|b| b.kind() == AreaKind::Bloc && member.what.area.ever_in(*b))?;
    let sides = Sides::new(Some(member.what.area), Some(bloc), Origin::Sentence, "a member with the others");
    Some(sides.at(member.place()))
}

/// "It is well behind ASEAN, with which turnover amounted to 982 billion": the area before the pronoun is the partner of the one
/// that the text is about.
pub(super) fn with_which(scene: &Scene<'_>, named: &[Named]) -> Option<Sides> {
    let (page, first) = (scene.page, scene.quantity().first);
    let from = scene.previous().map_or(scene.local.first, |q| q.last);
    let relative = |i: &usize| page.link(*i, Link::With) && page.link(i + 1, Link::Relative);
    let with = (from..first).rfind(relative)?;
    let partner = named.iter().rfind(|a| a.last <= with && with - a.last <= 2)?;
    let other = |a: &Area| *a != partner.what.area;
    let near = named.iter().rfind(|a| a.last <= with && other(&a.what.area)).map(|a| a.what.area);
    let area = scene.discourse.home().filter(other).or(near)?;
    let sides = Sides::new(Some(area), Some(partner.what.area), Origin::Sentence, "with the one named before");
    Some(sides.at(partner.place()))
}

/// "Russia's trade with the states of the region", "investment in the region": the region that the text has named last, where the
/// word for it stands behind a preposition of trade.
pub(super) fn called_region(scene: &Scene<'_>, topic: &Topic, named: &mut Vec<Named>) {
    const LED: [Link; 4] = [Link::With, Link::To, Link::Into, Link::In];
    let flow = matches!(topic.word.indicator.code(), "investment" | "fdi" | "remittances");
    let Some(area) = scene.discourse.region.filter(|_| flow || topic.word.indicator.two_sided()) else { return };
    let led = |at: usize| LED.into_iter().any(|l| scene.page.before_is(members(scene, at), l));
    let Some(word) = scene.links().iter().find(|l| l.what == Link::Region && led(l.first)) else { return };
    let what = AreaMention { area, role: AreaRole::Name, in_title: false, possessive: false };
    let at = named.partition_point(|a| a.first < word.first);
    named.insert(at, At { first: word.first, last: word.last, what });
}

/// "Trade with third countries grew by 38 percent": trade of the one that the text speaks of with nobody by name.
pub(super) fn abroad(scene: &Scene<'_>, topic: &Topic, named: &[Named]) -> Option<Sides> {
    // "Those to third countries fell by 4.5 % to 56.4 billion": what arrives there goes on with the number before.
    let near = |q: &&Quantity| scene.quantity().lead - q.last > 2;
    let from = scene.before().iter().rfind(near).map_or(scene.local.first, |q| q.last);
    let said = (from..scene.quantity().last).any(|i| scene.page.link(i, Link::Abroad));
    // "Las dirigidas a Estados Unidos crecieron un 5 % y las canalizadas al resto del mundo": a partner of the number before sells
    // nothing itself.
    let told = scene.told();
    let partner = |a: &&Named| told.is_some_and(|l| l.counterpart == Some(a.what.area));
    let whole = || {
        let first = named.iter().find(|a| a.last <= scene.quantity().first).filter(|a| !partner(a));
        let last = || told.filter(|l| l.counterpart.is_some()).and_then(|l| l.area.map(|area| (area, None)));
        first.map(|a| (a.what.area, Some(a.place()))).or_else(last)
    };
    // A bloc that a text on one country has named is but one of its partners.
    let told = |home: &Area| home.kind() == AreaKind::Country && scene.discourse.sides.is_some_and(|s| s.0 == *home);
    let country = scene.discourse.home().filter(told);
    // "La eurozona registró un superávit. Las exportaciones al resto del mundo": so is trade of the bloc last told of.
    let bloc = |l: &&Last| l.line == scene.discourse.line && l.area.is_some_and(|a| a.kind() == AreaKind::Bloc);
    let traded = scene.discourse.last.as_ref().filter(|l| l.word.indicator.two_sided()).filter(bloc);
    let traded = traded.and_then(|l| l.area);
    let spoken = || country.or(traded).or(scene.discourse.bloc).or(scene.discourse.home()).map(|area| (area, None));
    let (area, place) = whole().or_else(spoken).filter(|_| said && topic.word.indicator.two_sided())?;
    let sides = Sides::new(Some(area), None, Origin::Sentence, "trade with third countries");
    Some(Sides { place, ..sides })
}

/// "The main partner is Poland: trade with the neighbour grew", "exports thither": trade with the partner named before.
pub(super) fn there(scene: &Scene<'_>, topic: &Topic, named: &[Named]) -> Option<Sides> {
    const LED: [Link; 4] = [Link::With, Link::To, Link::From, Link::Into];
    let page = scene.page;
    let from = scene.previous().map_or(scene.local.first, |q| q.last);
    let said = |i: usize| {
        let word = page.at(i).iter().find(|m| *m.reading == Reading::Link(Link::There));
        // "Exports to it", but not "in response to it".
        // "Shipments there fell", but not "there were shipments".
        let trade = matches!(topic.word.indicator.code(), "exports" | "imports" | "trade_turnover");
        if page.link(i, Link::Other) && !trade {
            return false;
        }
        let own = LED.into_iter().any(|l| page.link(i, l)) || page.link(i, Link::Other);
        if own && !scene.indicators().iter().any(|m| m.last == i || m.last == i + 1 && m.first < i) {
            return false;
        }
        word.is_some_and(|m| m.last == i + 1 || LED.into_iter().any(|l| page.link(i, l) || page.before_is(i, l)))
    };
    // "Waren für 74 Milliarden Euro gingen dorthin".
    let end = topic.place.map_or(0, |p| p.1).max(scene.quantity().last);
    let place =
        (from..end).find(|i| page.link(*i, Link::There) && said(*i)).filter(|_| topic.word.indicator.two_sided())?;
    let last = scene.discourse.last.as_ref().filter(|l| l.line == scene.discourse.line);
    let home = last.and_then(|l| l.area.filter(|_| l.counterpart.is_some())).or(scene.discourse.home())?;
    let here = named.iter().rfind(|a| a.last <= place && a.what.area != home).map(|a| a.what.area);
    let country = scene.discourse.country.map(|c| c.0);
    let partner = here.or(last.and_then(|l| l.counterpart)).or(country).filter(|partner| *partner != home)?;
    let sides = Sides::new(Some(home), Some(partner), Origin::Sentence, "with the partner named before");
    Some(sides.at((place, place + 1)))
}

/// "Armenia's exports to the other union members": the bloc spoken of, of which the area is a member.
pub(super) fn bloc_partner(scene: &Scene<'_>, topic: &Topic, area: Area) -> Option<Area> {
    // The preposition may belong to the indicator's words: "exports to".
    let from = topic.place?.1.saturating_sub(1);
    let towards = |i: usize| {
        let before = i.saturating_sub(3).max(from)..i;
        before.into_iter().any(|t| scene.page.one_of(t, &[Link::To, Link::With, Link::Inside]))
    };
    let said = scene
        .links()
        .iter()
        .any(|l| l.what == Link::Bloc && l.first >= from && l.first - from <= 5 && towards(l.first));
    scene.discourse.bloc.filter(|bloc| said && area.ever_in(*bloc))
}
