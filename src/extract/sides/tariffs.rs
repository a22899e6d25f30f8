//! Tariffs: who levies them, and on whose goods.

use super::{Named, Sides, leads};
use crate::extract::scene::{Origin, Scene};
use crate::extract::topic::Topic;
use crate::lang::{AreaRole, Link, Reading};
use crate::model::Area;

/// "The US has put a tariff of 25 % on Indian goods", "the president announced 30 % on imports from Mexico and the EU": who
/// levies is the subject, the country of the office or body, or the one that the text speaks of; what it is levied on
/// comes from the other side, where that is one.
pub(super) fn levied(scene: &Scene<'_>, topic: &Topic, named: &[Named]) -> Option<Sides> {
    if topic.word.indicator.code() != "tariff" {
        return None;
    }
    if let Some(sides) = on_market(scene, named).or_else(|| borne(scene, named)) {
        return Some(sides);
    }
    // "The president has doubled the tariff to 50 %", in a text on another country.
    if named.is_empty() {
        return person(scene)
            .map(|area| Sides::new(Some(area), None, Origin::Sentence, "levied by a person's country"));
    }
    // "Los aranceles de Estados Unidos a los productos brasileños": a word that is "of" and "from" leads from the tariff to who levies it.
    let levies = |at: usize| {
        let owned = topic.place.is_some_and(|p| at >= p.1 && at - p.1 <= 2);
        owned && scene.page.before_is(at, Link::Of)
    };
    let marked = |a: &Named| {
        let at = leads(scene, a);
        scene.page.before_is(at, Link::From) && !levies(at)
    };
    let first = named.iter().position(marked);
    let joined = |i: usize| {
        let gap = named[i - 1].last..named[i].first;
        gap.len() <= 2 && gap.clone().all(|t| scene.page.is(t, b',') || scene.page.link(t, Link::And))
    };
    let from = first.map(|at| at..(at + 1..named.len()).find(|&i| !joined(i)).unwrap_or(named.len()));
    let plain =
        |a: &&Named| a.what.role != AreaRole::Adjective && a.last <= scene.quantity().first && !put_on(scene, a);
    // "On most goods from the European Union the US now levies 15 %": who levies may stand behind those whose goods they are.
    let behind = from.as_ref().map_or(named.len(), |range| range.end);
    let subject = named[..first.unwrap_or(named.len())].iter().chain(&named[behind..]).find(plain);
    let adjective = || {
        let on = |a: &&Named| a.what.role == AreaRole::Adjective && subject.is_some() || put_on(scene, a);
        named.iter().find(|a| on(a) && subject.is_none_or(|s| s.place() != a.place()))
    };
    let partners = match from {
        Some(range) => &named[range],
        None => std::slice::from_ref(adjective()?),
    };
    let other = |area: &Area| partners.iter().all(|p| p.what.area != *area);
    let body = || scene.areas().iter().rfind(|a| a.what.in_title && a.last <= scene.quantity().first);
    // "A 50 % U.S. tariff".
    let near = topic.place.map_or(scene.quantity().last, |p| p.1);
    let own = || named.iter().find(|a| a.what.role == AreaRole::Adjective && a.last <= near && other(&a.what.area));
    let area = subject.or_else(body).or_else(own).map(|a| a.what.area);
    let area = area.or_else(|| person(scene)).or_else(|| scene.discourse.home()).filter(other);
    let one = partners.iter().all(|p| p.what.area == partners[0].what.area).then_some(partners[0].what.area);
    let one = one.filter(|p| Some(*p) != area);
    if area.is_none() && !partners.iter().all(|p| put_on(scene, p)) {
        return None;
    }
    let sides = Sides::new(area, one, Origin::Sentence, "levied by the one on the other");
    Some(sides.at(subject.unwrap_or(&partners[0]).place()))
}

/// "The duty on EAEU goods on the Iranian market fell to 4.5 %": who levies is the one whose market it is, on the goods of the other one.
fn on_market(scene: &Scene<'_>, named: &[Named]) -> Option<Sides> {
    let page = scene.page;
    let market = named.iter().find(|a| a.what.role == AreaRole::Adjective && page.link(a.last, Link::Market))?;
    let goods = |a: &&Named| a.what.area != market.what.area && page.link(a.last, Link::Wares);
    let whose = named.iter().find(goods).map(|a| a.what.area);
    let sides = Sides::new(Some(market.what.area), whose, Origin::Sentence, "levied on the way to its market");
    Some(sides.at(market.place())).filter(|_| whose.is_some())
}

/// "Swiss goods face a 39 % tariff in the US", "the 25 % that Canada faces from Washington": who bears a tariff is the one on
/// whose goods another levies it; where nobody else is named, the text does not say who that is.
fn borne(scene: &Scene<'_>, named: &[Named]) -> Option<Sides> {
    // "Taiwan was hit with 20 % and Switzerland with 39 %": behind another number the next one bears its own.
    let from = scene.previous().map_or(scene.local.first, |q| q.last);
    let next = |a: &&Named| {
        let led = (a.last..scene.quantity().first).any(|i| scene.page.one_of(i, &[Link::With, Link::At]));
        a.first >= from && a.last <= scene.quantity().lead && scene.quantity().first - a.last <= 2 && led
    };
    let listed = || named.iter().find(next).filter(|_| named.iter().any(|a| a.last <= from && bears(scene, a)));
    let bearer = listed().or_else(|| named.iter().find(|a| bears(scene, a)))?;
    let other = |area: &Area| *area != bearer.what.area;
    let bearing = |a: &Named| {
        bears(scene, a) || a.first > scene.quantity().last && scene.next().is_some_and(|q| a.last <= q.lead)
    };
    let partner = |a: &&Named| other(&a.what.area) && !a.what.in_title && !bearing(a);
    let led = |a: &&Named| {
        let by = [Link::From, Link::By, Link::In, Link::To, Link::Into];
        partner(a) && by.into_iter().any(|l| scene.page.before_is(leads(scene, a), l))
    };
    let levies = named.iter().find(led).or_else(|| named.iter().find(partner)).map(|a| a.what.area);
    let before = || {
        let last = scene.discourse.last.as_ref().filter(|l| l.line == scene.discourse.line)?;
        last.area.filter(|_| last.word.indicator.code() == "tariff")
    };
    let area = levies.or_else(|| person(scene)).or_else(before).filter(other);
    let sides = Sides::new(area, Some(bearer.what.area), Origin::Sentence, "borne by the one, levied by the other");
    Some(sides.at(bearer.place()))
}

/// Whether an area, or its goods, is the subject of a verb for bearing a tariff: "India, however, faces", "most Korean goods
/// will be subject to".
fn bears(scene: &Scene<'_>, area: &Named) -> bool {
    const REACH: usize = 8;
    let page = scene.page;
    let end = (area.last + REACH).min(scene.local.last);
    let Some(verb) = (area.last..end).find(|i| page.link(*i, Link::Bears)) else { return false };
    // "Exports, worth 237 million, face a tariff of 15 %": what commas enclose parts nothing.
    let comma = |from: usize, to: usize| (from..to).any(|i| page.is(i, b','));
    let aside = |i: usize| comma(area.last, i) && comma(i, verb);
    let number = |i: usize| scene.local.quantities.iter().any(|q| q.first == i) && !aside(i);
    let area_between = scene.areas().iter().any(|a| a.first >= area.last && a.last <= verb && !led_to(scene, a));
    let parts = |i: usize| number(i) || matches!(page.mark(i), b';' | b':' | b'(') || page.link(i, Link::And);
    !led_to(scene, area) && !area_between && !(area.last..verb).any(parts)
}

/// Whether a preposition leads to an area, which is no subject then: "exports to the US face a duty".
fn led_to(scene: &Scene<'_>, area: &Named) -> bool {
    scene.page.before_one(leads(scene, area), &[Link::To, Link::Into, Link::In, Link::With, Link::On])
}

/// Whether a tariff is put on an area's goods: "on Vietnamese exports", "on most goods from India", "on Brazil".
fn put_on(scene: &Scene<'_>, area: &Named) -> bool {
    const REACH: usize = 4;
    let page = scene.page;
    let from = area.first.saturating_sub(REACH).max(scene.local.first);
    let number = |i: usize| scene.local.quantities.iter().any(|q| (q.first..q.last).contains(&i));
    let parts = |i: usize| number(i) || matches!(page.mark(i), b',' | b';' | b':');
    // "对巴西商品征收50%的关税".
    let to = |i: usize| page.link(i, Link::Into) && page.grammar(i).year_first;
    // "Los aranceles a los productos brasileños".
    let goods = |i: usize| {
        let wares = (i + 1..area.last + 1).any(|i| page.link(i, Link::Wares));
        page.link(i, Link::To) && wares && !page.grammar(i).year_first
    };
    let on = (from..area.first).rfind(|&i| (page.link(i, Link::On) || to(i) || goods(i)) && !page.dated(i + 1));
    on.is_some_and(|on| !(on + 1..area.first).any(parts))
}

/// The country of a person of public life whom the sentence names before the number: "Trump imposed a 50 % tariff".
fn person(scene: &Scene<'_>) -> Option<Area> {
    let known = |i: usize| {
        let person = |r: &Reading| if let Reading::Person(known) = r { Some(known.area) } else { None };
        scene.page.find_of(i, Reading::PERSON, person).and_then(|(_, code)| code.parse().ok())
    };
    (scene.local.first..scene.quantity().first).rev().find_map(known)
}
