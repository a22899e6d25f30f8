//! In a talk of two: whose is what is said of the one to whom somebody speaks, and for which two they speak.

use super::inside::mutual;
use super::{Named, Sides, other_of};
use crate::extract::mention::covering;
use crate::extract::scene::{Origin, Scene};
use crate::extract::topic::Topic;
use crate::lang::{Link, Reading};
use crate::model::Area;
use crate::model::codelist::AreaKind;

/// "The union bought 2.9 billion dollars worth of your goods": in a talk of two, what is the other's has the other side for its
/// partner.
pub(super) fn yours(scene: &Scene<'_>, topic: &Topic, sides: Sides) -> Sides {
    const REACH: usize = 6;
    let number = scene.quantity();
    let near = number.lead.saturating_sub(REACH).max(scene.local.first)..(number.last + REACH).min(scene.local.last);
    let said = topic.word.indicator.two_sided() && near.into_iter().any(|i| scene.page.link(i, Link::You));
    let open = sides.counterpart.is_none() || sides.counterpart == sides.area;
    match addressed(scene).filter(|other| said && open && sides.area != Some(*other)) {
        Some(other) => Sides { counterpart: Some(other), rule: "with the one to whom is spoken", ..sides },
        None => sides,
    }
}

/// In a talk of two: the one to whom is spoken.
pub(super) fn addressed(scene: &Scene<'_>) -> Option<Area> {
    let pair = scene.found.context.talk.filter(|_| scene.found.speakers.transcript)?;
    other_of(pair, speaker_area(scene)?)
}

/// Of the two whose payments a text goes on with, the one that speaks comes first.
pub(super) fn speaker_first(scene: &Scene<'_>, sides: Sides) -> Sides {
    let speaks = speaker_area(scene).filter(|own| sides.counterpart == Some(*own) && sides.origin >= Origin::Carried);
    if speaks.is_some() { Sides { area: speaks, counterpart: sides.area, ..sides } } else { sides }
}

/// The country of the person who speaks.
pub(super) fn speaker_area(scene: &Scene<'_>) -> Option<Area> {
    scene.found.speakers.area.get(scene.local.index).copied().flatten()
}

/// The country of the person who speaks in a transcript.
pub(super) fn talker(scene: &Scene<'_>) -> Option<Area> {
    speaker_area(scene).filter(|_| scene.found.speakers.transcript)
}

/// Whether the last figure of a transcript was told by another than the one who speaks now.
fn turned(scene: &Scene<'_>) -> bool {
    let speakers = scene.found.speakers;
    let who = |sentence: usize| speakers.by_sentence.get(sentence).and_then(Option::as_deref);
    let other = |last: usize| who(last).is_some() && who(last) != who(scene.local.index);
    speakers.transcript && scene.discourse.last.as_ref().is_some_and(|l| other(l.sentence))
}

/// "Mr Tokayev: Our exports grew by 5 %. Mr Pashinyan: Activity rose by 8 %": who takes the floor behind another's figures
/// speaks of the own country, where the turn has named no other.
pub(super) fn next_speaker(scene: &Scene<'_>) -> Option<Area> {
    let own = speaker_area(scene).filter(|own| own.kind() == AreaKind::Country && turned(scene))?;
    let last = scene.discourse.last.as_ref()?;
    scene.discourse.subject.is_none_or(|(_, named)| named <= last.sentence).then_some(own)
}

/// "Ms Sandu: Unemployment is 4 percent", in a talk that names Europe most: where all who speak in a transcript do so for one country, a
/// figure without an area is that one's, and no other country's or part of the world.
pub(super) fn of_hosts(scene: &Scene<'_>, home: Area) -> Option<Area> {
    let host = scene.found.speakers.host().filter(|host| *host != home)?;
    let turn = scene.found.speakers.by_sentence.get(scene.local.index).is_some_and(Option::is_some);
    (turn && matches!(home.kind(), AreaKind::Country | AreaKind::Region)).then_some(host)
}

/// "Chile's central bank kept its rate": where nothing else names an area, the one of a body or office before the number.
pub(super) fn office_area(scene: &Scene<'_>) -> Option<Area> {
    let before = |a: &&Named| a.what.in_title && a.last <= scene.quantity().first;
    // "The sector grew by 4 %, data from Kenya's statistics office showed".
    let source = || scene.areas().iter().find(|a| a.what.in_title);
    scene.areas().iter().rfind(before).or_else(source).map(|a| a.what.area)
}

/// "The president met his colleague Xi Jinping. Bilateral trade exceeded 240 billion": trade of two whom the text only names by those
/// who met is that of their countries, and the one of who speaks comes first.
pub(super) fn met(scene: &Scene<'_>, sides: Sides) -> Sides {
    let open = sides.counterpart.is_none() && sides.place.is_none();
    let Some(pair) = scene.found.speakers.met.filter(|_| open && mutual(scene)) else { return sides };
    let own = |area: &Area| *area == pair.0 || *area == pair.1;
    let area = speaker_area(scene).filter(own).unwrap_or(pair.0);
    let Some(other) = other_of(pair, area).filter(|_| sides.area.as_ref().is_none_or(own)) else { return sides };
    Sides::carried(area, other, "the countries of those who met")
}

/// "President Xi and the Kazakh President will raise two-way trade": the two countries whose offices and known persons a sentence
/// names, where it names no third one.
pub(super) fn leaders(scene: &Scene<'_>) -> Option<(Area, Area)> {
    let (first, lead) = (scene.local.first, scene.quantity().lead);
    let person = |at: usize| {
        let area = |r: &Reading| if let Reading::Person(known) = r { known.area.parse::<Area>().ok() } else { None };
        scene.page.find_of(at, Reading::PERSON, area).map(|(_, area)| area)
    };
    let titled = |at: usize| covering(scene.areas(), at).filter(|a| a.first == at).map(|a| a.what.area);
    let country = |area: &Area| area.kind() == AreaKind::Country;
    let mut areas = (first..lead).filter_map(|at| person(at).or_else(|| titled(at))).filter(country);
    let a = areas.next()?;
    let b = areas.find(|area| *area != a)?;
    let people = (first..lead).any(|at| person(at).is_some()) || scene.areas().iter().any(|m| m.what.in_title);
    (people && areas.all(|area| area == a || area == b)).then_some((a, b))
}

/// "El embajador de China en Perú": whether an area is that in which an office of another country sits.
pub(super) fn seated(scene: &Scene<'_>, area: &Named) -> bool {
    let office = |o: &Named| o.what.in_title && o.last + 1 == area.first && o.what.area != area.what.area;
    scene.areas().iter().any(|o| office(o) && scene.page.link(o.last, Link::In))
}
