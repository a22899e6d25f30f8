//! What flows to an area from another: remittances, investment; tariffs.

use super::alike::{next_sender, tied_sender};
use super::labels::member_part;
use super::one::{area_cost, one_sided, owner};
use super::shares::{invested_as_before, top_investor};
use super::tariffs::levied;
use super::way::{into, sends};
use super::{Named, Sides, leads, other_of, speaker_area};
use crate::extract::discourse::Last;
use crate::extract::quantity::Quantity;
use crate::extract::scene::{Origin, Scene};
use crate::extract::topic::Topic;
use crate::lang::{AreaRole, Link, Reading};
use crate::model::Area;
use crate::model::codelist::AreaKind;

/// Remittances, investment, tariffs: the area receives (levies), the counterpart sends.
pub(super) fn flows(scene: &Scene<'_>, topic: &Topic, named: &[Named]) -> Sides {
    if let Some(sides) = levied(scene, topic, named) {
        return sides;
    }
    let told = worked_abroad(scene, topic, named).or_else(|| tied_sender(scene, named));
    let told = told.or_else(|| each_from(scene, named)).or_else(|| part_of_sender(scene, topic, named));
    if let Some(sides) = told.or_else(|| next_sender(scene, topic)) {
        return sides;
    }
    let receives = |a: &&Named| into(scene, a);
    let sends = |a: &Named| sends(scene, topic, a);
    // "Spain has invested 450 million in Kazakhstan": the subject sends, what stands behind the number receives.
    let number = scene.quantity();
    let flows_in = topic.word.indicator.code() != "remittances";
    let next = scene.next().map_or(scene.local.last, |q| q.first);
    // "China recorded a decline of 29 %, while FDI in ASEAN rose": a new clause has sides of its own.
    let clause =
        |a: &Named| (number.last..a.first).any(|i| scene.page.is(i, b',') && scene.page.link(i + 1, Link::Clause));
    let behind = named.iter().find(|a| receives(a) && a.first >= number.last && a.last <= next && !clause(a));
    if let Some(into) = behind.filter(|_| flows_in)
        && let Some(from) =
            named.iter().rfind(|a| a.last <= number.first && a.what.area != into.what.area && !receives(a))
    {
        return received(into, from.what.area, BY_THE_OTHER);
    }
    if let Some(sides) = paired(scene, topic, named).filter(|_| flows_in) {
        return sides;
    }
    // "中国对中亚国家直接投资": where nothing marks the sender, it stands before the one that receives.
    let receiver =
        named.iter().find(|a| scene.page.before_is(a.first, Link::To) && scene.page.grammar(a.first).year_first);
    if let Some(to) = receiver.filter(|_| flows_in)
        && let Some(from) = named.iter().rfind(|a| a.last < to.first && a.what.area != to.what.area)
    {
        return received(to, from.what.area, BY_THE_OTHER);
    }
    if let Some(sides) = invested(scene, topic, named) {
        return sides;
    }
    // "Russian investment exceeds 520 million" in a text on two: the other one receives it.
    let sender = named.iter().find(|a| sends(a) && a.last <= scene.quantity().first);
    if let Some(from) = sender.filter(|_| named.iter().all(sends))
        && let Some(receiver) = scene.pair().and_then(|pair| other_of(pair, from.what.area))
    {
        let areas = (Some(receiver), Some(from.what.area));
        return Sides::new(areas.0, areas.1, Origin::Sentence, "received by the other of the two").at(from.place());
    }
    let told = by_adjective(scene, topic, named).filter(|_| flows_in).or_else(|| member_part(scene, named));
    let told = told.or_else(|| top_investor(scene, named)).or_else(|| mutually(scene, named).filter(|_| flows_in));
    let told = told.or_else(|| invested_as_before(scene, topic, named).filter(|_| flows_in));
    let told = told.or_else(|| other_invested(scene, topic, named)).or_else(|| sender_to_told(scene, topic, named));
    if let Some(sides) = told {
        return sides;
    }
    sent(scene, topic, named).or_else(|| counted_by_sender(scene, topic, named)).unwrap_or_else(|| {
        // "They sent home 18.9 billion, four fifths of it from Russia": where the next number comes from is no receiver.
        let from = |a: &Named| a.first >= number.last && scene.page.before_is(a.first, Link::From);
        let receivers: Vec<Named> = named.iter().filter(|a| !from(a)).copied().collect();
        one_sided(scene, topic, &receivers)
    })
}

/// "Remittances to Uzbekistan came to 14 billion. Of that, 78 % fell to Russia", "Russia's share is 78 %": the one area that a sentence on a
/// part names is who sends it to the receiver of which the text has just told.
fn part_of_sender(scene: &Scene<'_>, topic: &Topic, named: &[Named]) -> Option<Sides> {
    let [from] = named else { return None };
    let (line, index) = (scene.discourse.line, scene.local.index);
    let near = |l: &&Last| l.line == line && l.sentence < index && l.word.indicator == topic.word.indicator;
    let last = scene.discourse.last.as_ref().filter(near).filter(|l| l.counterpart.is_none())?;
    let receiver = last.area.filter(|area| *area != from.what.area && area.kind() == AreaKind::Country)?;
    let part = scene.quantity().is_percent() && scene.says(Link::Share) && scene.bases().is_empty();
    let rule = "a part of what its sender has sent";
    part.then(|| Sides::new(Some(receiver), Some(from.what.area), Origin::Sentence, rule).at(from.place()))
}

/// "Italy's central bank says that remittances to Romania came to 600 million": what a bank or an office of another country counts as going to
/// one has left its own.
fn counted_by_sender(scene: &Scene<'_>, topic: &Topic, named: &[Named]) -> Option<Sides> {
    let [to] = named else { return None };
    let office = |a: &&Named| a.what.in_title && a.what.area.kind() == AreaKind::Country && a.last <= to.first;
    let from = scene.areas().iter().find(office).filter(|from| from.what.area != to.what.area)?;
    let sent = topic.word.indicator.code() == "remittances" && to.last <= scene.quantity().lead;
    let led = scene.page.before_is(to.first, Link::To) && to.what.area.kind() == AreaKind::Country;
    (sent && led).then(|| received(to, from.what.area, "counted by the one that sends"))
}

/// "649 million came from Russia, 9.3 million from the USA": behind a number that has told from whom it came, what "from" leads to directly
/// behind the next one sends that.
fn each_from(scene: &Scene<'_>, named: &[Named]) -> Option<Sides> {
    let last = scene.told()?;
    let own = |a: &&Named| {
        a.first >= scene.quantity().last
            && scene.page.before_is(leads(scene, a), Link::From)
            && owner(scene, a) == Some(scene.n)
    };
    let from = named.iter().find(own)?;
    let receiver = last.area.filter(|area| *area != from.what.area && last.counterpart.is_some())?;
    Some(Sides::new(Some(receiver), Some(from.what.area), Origin::Sentence, BY_THE_OTHER).at(from.place()))
}

/// What somebody is said to invest by an adjective: in the speaker's own country or from it, in the one that the sentence is about, or in the
/// one of which the line has told.
fn by_adjective(scene: &Scene<'_>, topic: &Topic, named: &[Named]) -> Option<Sides> {
    let number = scene.quantity();
    let sends = |a: &Named| sends(scene, topic, a);
    let by = |area: Area, from: &Named, rule: &'static str| {
        let sides = Sides::new(Some(area), Some(from.what.area), Origin::Sentence, rule).at(from.place());
        (area != from.what.area).then_some(sides)
    };
    // "Our investments in Russia have reached 9 billion", "Russian investments amount to 27 billion", says Kazakhstan's president.
    let own = speaker_area(scene).filter(|own| own.kind() == AreaKind::Country);
    let our = topic.place.is_some_and(|p| (p.0.saturating_sub(2)..p.0).any(|i| scene.page.link(i, Link::We)));
    let abroad = named.iter().find(|a| into(scene, a)).filter(|to| our && own != Some(to.what.area));
    if let (Some(own), Some(to)) = (own, abroad) {
        return Some(received(to, own, "invested by the speaker's country"));
    }
    let direct = |a: &&Named| sends(a) && topic.place.is_some_and(|p| p.0 == a.last);
    let alone = named.iter().rfind(direct).filter(|_| named.iter().all(sends));
    let speaks = own.filter(|_| scene.found.speakers.transcript).zip(alone);
    if let Some(sides) = speaks.and_then(|(own, from)| by(own, from, "received by the speaker's country")) {
        return Some(sides);
    }
    // "Uzbekistan's economy has received 7 billion of Saudi investment".
    let subject = |a: &&Named| a.last <= number.lead && !sends(a) && a.what.role != AreaRole::Capital;
    let behind_number = |a: &&Named| direct(a) && a.first >= number.last;
    let pair = named.iter().find(subject).zip(named.iter().find(behind_number));
    if let Some((to, from)) = pair.filter(|(to, from)| to.what.area != from.what.area) {
        return Some(received(to, from.what.area, BY_THE_OTHER));
    }
    // "The EU has invested most in Kazakhstan. Dutch investment reached 1.6 billion".
    let told = scene.discourse.last.as_ref().filter(|l| l.line == scene.discourse.line && l.word.indicator.two_sided());
    let receiver = told.filter(|l| l.counterpart.is_some()).and_then(|l| l.area);
    let near = alone.filter(|from| from.last <= number.first);
    receiver.zip(near).and_then(|(receiver, from)| by(receiver, from, "received by the one of whom is told"))
}

/// "Kyrgyz citizens working in Russia sent home 2.8 billion": what those send who work elsewhere goes to where they come from.
fn worked_abroad(scene: &Scene<'_>, topic: &Topic, named: &[Named]) -> Option<Sides> {
    const REACH: usize = 6;
    if topic.word.indicator.code() != "remittances" {
        return None;
    }
    let people = |a: &&Named| {
        let unit = scene.page.has(a.last, Reading::UNIT | Reading::INDICATOR);
        a.what.role == AreaRole::People || a.what.role == AreaRole::Adjective && unit
    };
    let home = named.iter().find(people)?;
    let inside = |a: &&Named| {
        let near = a.first >= home.last && a.first - home.last <= REACH && a.last <= scene.quantity().first;
        near && scene.page.before_is(a.first, Link::In) && a.what.area != home.what.area
    };
    let host = named.iter().find(inside)?;
    Some(received(home, host.what.area, "sent by those who work there"))
}

/// "Mutual investments of the EAEU countries came to 27 billion": what members of a bloc, or the two of whom the text has told, put into each
/// other's economies.
fn mutually(scene: &Scene<'_>, named: &[Named]) -> Option<Sides> {
    let said = (scene.local.first..scene.quantity().lead).any(|i| scene.page.link(i, Link::Mutual));
    let rule = "put into each other's economies";
    match named {
        _ if !said => None,
        [bloc] if bloc.what.area.kind() == AreaKind::Bloc => {
            let area = Some(bloc.what.area);
            Some(Sides::new(area, area, Origin::Sentence, rule).at(bloc.place()))
        }
        [a, b] if scene.page.before_is(a.first, Link::Between) && a.last <= scene.quantity().first => {
            let sides = Sides::new(Some(a.what.area), Some(b.what.area), Origin::Sentence, rule);
            Some(sides.at((a.first, b.last)))
        }
        [] => scene.discourse.sides.and_then(|(a, b)| b.map(|b| Sides::carried(a, b, rule))),
        _ => None,
    }
}

/// The rule for what flows between two whom its sentence names.
const BY_THE_OTHER: &str = "received by the one from the other";

/// What flows to an area that the sentence names.
fn received(to: &Named, from: Area, rule: &'static str) -> Sides {
    Sides::new(Some(to.what.area), Some(from), Origin::Sentence, rule).at(to.place())
}

/// "Russian investment in Uzbekistan": the one that receives and the one that sends, where the sentence names both. In "Türkiye has
/// invested 5.5 billion in Kazakhstan, while Kazakh investment in Türkiye" a clause of its own names both anew.
fn paired(scene: &Scene<'_>, topic: &Topic, named: &[Named]) -> Option<Sides> {
    let since = scene.previous().filter(|q| topic.place.is_some_and(|p| p.0 >= q.last)).map_or(0, |q| q.last);
    let pair = |from: usize| {
        let mut clause = named.iter().filter(move |a| a.first >= from);
        let to =
            if from == 0 { clause.clone().find(|a| into(scene, a)) } else { clause.clone().rfind(|a| into(scene, a)) }?;
        clause.find(|a| sends(scene, topic, a) && a.what.area != to.what.area).map(|from| (to, from))
    };
    let (to, from) = pair(since).or_else(|| if since == 0 { None } else { pair(0) })?;
    Some(received(to, from.what.area, BY_THE_OTHER))
}

/// "The company has invested 3.4 billion in Georgia's economy", in a text on two: the other one sends.
fn other_invested(scene: &Scene<'_>, topic: &Topic, named: &[Named]) -> Option<Sides> {
    let verb = topic.place.filter(|p| scene.page.link(p.0, Link::Invests));
    let [to] = named else { return None };
    let from =
        scene.pair().and_then(|pair| other_of(pair, to.what.area)).filter(|_| verb.is_some() && into(scene, to))?;
    Some(received(to, from, "sent by the other of the two"))
}

/// "Казахстанский бизнес вложил у нас девять миллиардов": who stands before a verb of investing sends, and where nobody is named who
/// receives, it is the speaker's own country, or the one of which the text speaks.
fn invested(scene: &Scene<'_>, topic: &Topic, named: &[Named]) -> Option<Sides> {
    let verb = topic.place.filter(|p| scene.page.link(p.0, Link::Invests))?;
    let sender = named.iter().rfind(|a| a.last <= verb.0 && !into(scene, a))?;
    let others = |area: &Area| *area != sender.what.area;
    let named = named.iter().find(|a| into(scene, a) && others(&a.what.area)).map(|a| a.what.area);
    let speaker = speaker_area(scene).filter(|_| scene.says(Link::We));
    let receiver = named.or(speaker.filter(others)).or(scene.discourse.home().filter(others));
    let sides = Sides::new(receiver, Some(sender.what.area), Origin::Sentence, "invested by the one named");
    Some(sides.at(sender.place()))
}

/// "Transfers to Georgia came to 3.4 billion. The share of Russia fell to 16 %. First came the USA, with 564 million": the one other area of a
/// sentence in a text that has just told what a country receives from another.
fn sender_to_told(scene: &Scene<'_>, topic: &Topic, named: &[Named]) -> Option<Sides> {
    // Where no sender has been told, others may be those who receive.
    let told = |l: &&Last| l.word.indicator == topic.word.indicator && l.counterpart.is_some();
    let last = scene.discourse.last.as_ref().filter(told)?;
    let country = |area: Area| area.kind() == AreaKind::Country;
    let receiver = last.area.filter(|area| country(*area) && topic.word.indicator.code() == "remittances")?;
    let lead = scene.quantity().lead;
    let mut before = named.iter().filter(|a| a.last <= lead);
    let one = before.next().filter(|a| country(a.what.area) && a.what.area != receiver && !into(scene, a))?;
    before.next().is_none().then(|| {
        let sides =
            Sides::new(Some(receiver), Some(one.what.area), Origin::Sentence, "sent to the one of whom is told");
        sides.at(one.place())
    })
}

/// "Transfers from Kazakhstan came to 610 million, followed by Italy with 54": what comes from an area is received by the
/// one that the text speaks of, and so is what its sentence lists.
fn sent(scene: &Scene<'_>, topic: &Topic, named: &[Named]) -> Option<Sides> {
    let marked = |a: &Named, link: Link| scene.page.before_is(leads(scene, a), link);
    let from = |a: &&Named| marked(a, Link::From);
    // "Remittances came to 3.1 billion, with 736 million coming from Saudi Arabia": what follows another number is its own.
    let clause = |i: usize| matches!(scene.page.mark(i), b',' | b';');
    let other = |a: &Named| {
        let last = scene.quantity().last;
        // So is what leads to the next one: "4.1 billion, from Russia came 2.5 billion".
        let leads = |q: &Quantity| q.lead >= a.last && q.lead - a.last <= 4;
        // But in "from Russia, 9 million from Italy" each number has its own behind it.
        let own = named.iter().any(|b| b.first >= a.last && from(&b) && owner(scene, b) == Some(scene.n + 1));
        let next = scene.local.quantities[scene.n + 1..].iter().any(|q| q.last <= a.first || leads(q) && !own);
        next && a.first > last && (last..a.first).any(clause)
    };
    let nearest = named.iter().filter(from).filter(|a| !other(a)).min_by_key(|a| area_cost(scene, topic, a))?;
    let listed = |a: &&Named| a.first > nearest.last && owner(scene, a) == Some(scene.n) && !into(scene, a);
    let sender = named.iter().find(listed).unwrap_or(nearest);
    // "На Россию пришлось 78 %; из Казахстана отправили 519 млн": to whom a part falls receives nothing.
    let part = |a: &Named| scene.page.link(a.last, Link::Share);
    let receives =
        |a: &&Named| !from(a) && !part(a) && (into(scene, a) || a.what.possessive && a.last <= nearest.first);
    let last = || scene.discourse.last.as_ref().filter(|l| l.line == scene.discourse.line)?.area;
    let receiver = named.iter().find(receives).map(|a| a.what.area).or_else(last).or_else(|| scene.discourse.home());
    // Where nothing says who receives it, the sender is still no receiver.
    let Some(receiver) = receiver else {
        let sides = Sides::new(None, Some(sender.what.area), Origin::Sentence, "sent by the one named");
        return Some(sides.at(sender.place()));
    };
    // What leaves the area of which the text speaks is sent by it.
    let sides = Sides::new(Some(receiver), Some(sender.what.area), Origin::Sentence, "received from the one named");
    (receiver != sender.what.area).then(|| sides.at(sender.place()))
}
