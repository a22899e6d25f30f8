//! Figures of one area: the nearest area, or the one that the indicator's own words name.

use super::alike::{labelled_list, of_label_before};
use super::inside::bloc;
use super::{Named, Sides, fallback, speaker_area};
use crate::extract::mention::{AreaMention, At, covering, within};
use crate::extract::quantity::{Counted, Quantity};
use crate::extract::scaled::RECEIPTS;
use crate::extract::scene::{Origin, Scene};
use crate::extract::topic::Topic;
use crate::lang::reading::IndicatorWord;
use crate::lang::{AreaRole, Link, Match, Reading};
use crate::model::codelist::AreaKind;
use crate::model::{ObsStatus, Unit};
use crate::text::Kind;

/// The area nearest to the number or attached to the indicator.
pub(super) fn one_sided(scene: &Scene<'_>, topic: &Topic, named: &[Named]) -> Sides {
    let labelled = route(scene, topic, named).or_else(|| labelled_list(scene, topic, named));
    if let Some(sides) = labelled.or_else(|| of_label_before(scene, topic, named)) {
        return sides;
    }
    let best = named.iter().map(|a| (area_cost(scene, topic, a), a)).min_by_key(|(cost, _)| *cost);
    let held = scene.discourse.last.as_ref().is_some_and(|l| l.line == scene.discourse.line && l.area.is_some())
        || bloc(scene).is_some();
    let limit = if held { 26 } else { 60 };
    // "The union's output grew by 1.8 percent, with the largest rise in Kyrgyzstan": what stands behind the number is a part.
    let number = scene.quantity();
    let part = |area: &Named| {
        let whole = |at: usize| scene.page.link(at, Link::Bloc);
        // "By 11.9 % in the EU", beside a word on its members: what stands directly behind the number is its own.
        let own = leads_to(scene, number.last, area.first);
        area.first >= number.last && !own && bloc(scene).is_some() && (scene.local.first..number.first).any(whole)
    };
    // "Faster than the world average": what the number is set against is no area of its own.
    let average = |area: &Named| area.what.area.code() == "WORLD" && scene.page.before_is(area.first, Link::Than);
    // "We have a population of 281 million, a market for Russian business": nor is one behind the number, in what somebody says of
    // his own country.
    let we = || scene.links().iter().any(|l| l.what == Link::We && l.last <= number.first);
    let ours = |area: &Named| {
        let behind = area.first >= number.last && (number.last..area.first).any(|i| scene.page.is(i, b','));
        behind && scene.found.speakers.transcript && we()
    };
    // "Despite the state of the global economy, our output grew": what is called ours is the speaker's, not all the world's.
    let our = |place: (usize, usize)| (place.0.saturating_sub(2)..place.0).any(|i| scene.page.link(i, Link::We));
    // "The BRICS grow faster. Our economy grew by 3.6 percent": nor of any other area that it does not name itself.
    let named_there = |place: (usize, usize)| named.iter().any(|a| a.last + 4 >= place.0 && a.first <= place.1 + 4);
    let own = topic.place.is_some_and(|p| our(p) && p.1 <= number.first && !named_there(p));
    if let Some(own) = speaker_area(scene).filter(|_| own) {
        return Sides::new(Some(own), None, Origin::Carried, "the speaker's own country");
    }
    let world = best.is_some_and(|(_, area)| area.what.area.code() == "WORLD" && Some(area.place()) != topic.place);
    if let Some((_, area)) = best.filter(|(_, area)| world && we_amid(scene, area)) {
        let own = speaker_area(scene).or(scene.discourse.home()).filter(|own| *own != area.what.area);
        return Sides::context(own, None, "the speaker's own country");
    }
    if world
        && topic.place.is_some_and(our)
        && let Some(own) = speaker_area(scene).or(scene.discourse.home())
    {
        return Sides::new(Some(own), None, Origin::Carried, "the speaker's own country");
    }
    match best.filter(|(cost, area)| *cost < limit && !part(area) && !average(area) && !ours(area)) {
        Some((cost, area)) => Sides {
            area: Some(area.what.area),
            counterpart: None,
            place: Some(area.place()),
            origin: if cost < 14 { Origin::Clause } else { Origin::Sentence },
            rule: "the nearest area",
            label: owner(scene, area) == Some(scene.n),
            beside: beside(scene, topic, area),
        },
        None => fallback(scene, topic),
    }
}

/// "While the world economy slowed, we grew by 5 percent": whether a sentence only says amid what those who speak have fared so, as a comma and "we"
/// lead from the world to the number.
fn we_amid(scene: &Scene<'_>, world: &Named) -> bool {
    const REACH: usize = 6;
    let (page, lead) = (scene.page, scene.quantity().lead);
    let comma = |i: &usize| page.is(*i, b',');
    let Some(we) = (world.last..lead).find(|&i| page.link(i, Link::We)) else { return false };
    let parted = (world.last..we).rev().take(REACH).any(|i| comma(&i));
    // "The world slows, and we now expect 3.1 percent": what they foresee may be that of others.
    let foresee = within(scene.statuses(), we, lead).iter().any(|s| s.what.0 != ObsStatus::Actual);
    parted && !foresee && scene.before().is_empty()
}

/// "Rail freight between Russia and China", "China-Europe trains": of the two ends of a route, the one of which the text speaks, else the one
/// named first.
fn route(scene: &Scene<'_>, topic: &Topic, named: &[Named]) -> Option<Sides> {
    let page = scene.page;
    let [a, b] = named else { return None };
    let traffic = matches!(topic.word.indicator.code(), "freight" | "passenger_traffic" | "tourism");
    let dash = b.first == a.last + 1 && page.tokens[a.last].kind == Kind::Dash && !page.tokens[a.last].spaced;
    let and = b.first - a.last <= 3 && (a.last..b.first).any(|i| page.link(i, Link::And));
    let between = page.before_is(a.first, Link::Between) && and;
    let home = scene.discourse.home().filter(|home| *home == b.what.area);
    let fits = traffic && (dash || between) && a.what.area.kind() != AreaKind::Corridor;
    let end = if home.is_some() { b } else { a };
    let sides = Sides::new(Some(end.what.area), None, Origin::Clause, "one end of the route");
    fits.then(|| sides.at(end.place()))
}

/// "In the euro area it was 3.1 percent": whether a sentence only sets another area beside the one of which the text speaks, without
/// naming again what it measures.
fn beside(scene: &Scene<'_>, topic: &Topic, area: &Named) -> bool {
    let (page, first) = (scene.page, scene.local.first);
    // "Higher than in the euro area, where it was 0.9 %".
    let than = area.first >= 2 && page.before_is(area.first, Link::In) && page.link(area.first - 2, Link::Than);
    if than && area.last <= scene.quantity().first {
        return true;
    }
    let opens = area.first <= first + 2 && page.before_is(area.first, Link::In) && scene.before().is_empty();
    let it = (area.last..scene.quantity().lead).any(|i| page.one_of(i, &[Link::It, Link::Anaphor]));
    opens && it && topic.place.is_none()
}

/// The quantity that an area labels, by standing directly beside it: "Tonga 38%", "38% in Tonga", "Tonga (38%)".
pub(super) fn owner(scene: &Scene<'_>, area: &Named) -> Option<usize> {
    let next = scene.local.quantities.iter().position(|q| q.lead >= area.last).filter(|&i| {
        let q = &scene.local.quantities[i];
        // "Кыргызстана — с 8,7 % до 10,3 %": the word for "from" leads the number.
        let from = q.lead > area.last && scene.page.link(q.lead - 1, Link::From);
        q.lead - usize::from(from) - area.last <= 1 && !matches!(scene.page.mark(area.last), b',' | b';')
    });
    let before = scene.local.quantities.iter().rposition(|q| q.last <= area.first).filter(|&i| {
        // "2 million men and women in Peru".
        let last = scene.local.quantities[i].last;
        let both = scene.page.link(last, Link::And) && scene.page.has(last + 1, Reading::UNIT);
        let from = if both { last + 2 } else { last };
        let only_small = (from..area.first)
            .all(|t| scene.page.one_of(t, &[Link::In, Link::For, Link::The, Link::To, Link::On, Link::At, Link::From]));
        area.first > from && area.first - from <= 2 && only_small
    });
    before.or(next)
}

/// "The Trans-Caspian route carried 6.1 million tonnes (up 8 %)": whether a percentage stands in brackets directly behind the number before.
fn in_bracket_behind(scene: &Scene<'_>) -> bool {
    let number = scene.quantity();
    let relative = number.is_percent() || number.counted == Counted::Times;
    relative && scene.previous().is_some_and(|q| scene.page.is(q.last, b'(') && number.lead - q.last <= 3)
}

/// How far an area stands from the number or from the indicator's own words, whichever is nearer.
pub(super) fn area_cost(scene: &Scene<'_>, topic: &Topic, area: &Named) -> u32 {
    let last = scene.quantity().last;
    let owner = owner(scene, area);
    // "Кыргызстана — с 8,7 % до 10,3 %": the label of an old value is that of the new one, too.
    // So is that of the first of two times: "China slows to 4.8 % in 2025 and 4.2 % in 2026".
    let goes_on = scene.lists.is_new(scene.n) || in_bracket_behind(scene) || next_time(scene);
    let owner = owner.map(|i| if i + 1 == scene.n && goes_on { scene.n } else { i });
    let labels = owner.is_some_and(|i| i != scene.n);
    // "Inflation in Kazakhstan is put at 10.9 %, in Russia at 7.2 %": behind another number a label is nearer than the whole.
    let own = owner == Some(scene.n) && area.last <= scene.quantity().first;
    // "In Germany there was no growth, in France 0.5 %": so it is in a clause of its own.
    let comma = |i: usize| matches!(scene.page.mark(i), b',' | b';');
    let led = || scene.page.before_is(area.first, Link::In) && scene.before().is_empty();
    let clause = || topic.place.is_some_and(|p| p.1 <= area.first && (p.1..area.first).any(comma));
    // "Among the members growth came to: Armenia – 5.9 %, Belarus – 2.1 %": so is the first label of a list that a colon opens.
    let opens = || area.first > 0 && scene.page.is(area.first - 1, b':') && area.first > scene.local.first;
    if own && (scene.before().iter().any(|q| q.last <= area.first) || led() && clause() || opens()) {
        return 1;
    }
    if turned_to(scene, topic, area) {
        return 2;
    }
    let between = scene.local.quantities.iter().filter(|q| lies_between(q, area, scene.quantity())).count() as u32;
    let behind = match area.first >= last {
        true if leads_to(scene, last, area.first) => 3,
        true => 18,
        false => 0,
    };
    // "2.3 percent, one of the lowest among the G20": what a rank is given in is no subject.
    let ranked = area.first >= last && (last..area.first).any(|i| scene.page.link(i, Link::Superlative));
    // "1.45 million, below the OPEC quota": nor is what the number is set against.
    let against = |i: usize| scene.page.one_of(i, &[Link::Exceed, Link::Than, Link::Against]);
    let set =
        area.first >= last && (last..area.first).any(|i| scene.page.is(i, b',')) && (last..area.first).any(against);
    // In a text on another country it is none at all: "38,066 dollars, overtaking Japan".
    let home = scene.discourse.home().is_some_and(|home| home != area.what.area);
    let ranked = match ranked || set {
        true if set && home => 60,
        true => 30,
        false => 0,
    };
    // "Up by 1.4 %, in Kyrgyzstan by 10.9 %": what a comma parts from the number and the next number has as a label is its own.
    let comma = |to: usize| (last..to).any(|i| matches!(scene.page.mark(i), b',' | b';'));
    let next = labels && area.first >= last && owner.is_some_and(|i| i > scene.n) && comma(area.first);
    // "By a third since 2015; Britain's have risen by 6 %": nor is an area behind a semicolon, where that opens a clause with a number.
    let stop = |to: usize| (last..to).any(|i| scene.page.is(i, b';'));
    let later = area.first >= last && stop(area.first) && scene.next().is_some_and(|q| q.first >= area.last);
    let labels_cost = if next || later || opens_clause(scene, area) {
        60
    } else if labels {
        15
    } else {
        0
    };
    let apart = other_side(scene, area) + bound_for(scene, topic, area) + remoteness(area) + ranked + labels_cost;
    let to_number = scene.distance(area.place()) + behind + 5 * between + apart;
    if labels && area.first >= last {
        return to_number;
    }
    topic.place.map_or(to_number, |place| to_number.min(attachment(scene, area, place, labels, apart)))
}

/// Whether but a time and "and" part the number from the one before it, and another time stands behind it.
fn next_time(scene: &Scene<'_>) -> bool {
    let (page, number) = (scene.page, scene.quantity());
    let Some(before) = scene.previous().filter(|q| q.counted == number.counted) else { return false };
    let small =
        |i: usize| page.dated(i) || page.is(i, b',') || page.one_of(i, &[Link::And, Link::In, Link::For, Link::The]);
    let gap = before.last..number.lead;
    let timed = gap.clone().any(|i| page.dated(i)) && (number.last..number.last + 3).any(|i| page.dated(i));
    timed && gap.clone().any(|i| page.link(i, Link::And)) && gap.into_iter().all(small)
}

/// "For China it was revised up to 4.8 percent, and for India growth is projected at 6.4 percent": whether "and" and a preposition lead
/// from the number to an area, behind which a number of its own follows.
fn opens_clause(scene: &Scene<'_>, area: &Named) -> bool {
    let (page, last) = (scene.page, scene.quantity().last);
    let led = area.first.checked_sub(2).filter(|and| *and >= last && page.link(*and, Link::And));
    let own = scene.next().is_some_and(|q| q.first >= area.last);
    led.is_some_and(|and| page.one_of(and + 1, &[Link::In, Link::For])) && own && topic_between(scene, area)
}

/// Whether an indicator stands between an area behind the number and the next number.
fn topic_between(scene: &Scene<'_>, area: &Named) -> bool {
    let next = scene.next().map_or(area.last, |q| q.lead);
    !within(&scene.mentions.indicators, area.last, next.max(area.last)).is_empty()
}

/// "In Russia inflation slowed to 8.1 %, in the EU it stayed at 2.4 %": whether a comma parts an area behind "in" from the number before, and
/// nothing is named between it and this one.
fn turned_to(scene: &Scene<'_>, topic: &Topic, area: &Named) -> bool {
    const REACH: usize = 6;
    let (page, lead) = (scene.page, scene.quantity().lead);
    let Some(previous) = scene.previous().filter(|q| q.last < area.first && area.last <= lead) else { return false };
    let comma = |i: usize| matches!(page.mark(i), b',' | b';');
    let parted = (previous.last..area.first).any(comma) && !(area.last..lead).any(comma) && lead - area.last <= REACH;
    let led = page.before_is(area.first, Link::In) && topic.place.is_none_or(|p| p.1 <= previous.lead);
    let other = |a: &AreaMention| a.area != area.what.area;
    led && parted && !within(scene.areas(), previous.last, lead).iter().any(|a| other(&a.what))
}

/// How far an area stands from the words of the indicator; "of" or standing directly before ties it to them.
fn attachment(scene: &Scene<'_>, area: &Named, topic: (usize, usize), labels: bool, apart: u32) -> u32 {
    if area.first >= topic.0 && area.last <= topic.1 {
        return 2;
    }
    let distance = scene.found.distance(area.place(), topic);
    let small = |i: usize| scene.page.one_of(i, &[Link::Of, Link::In, Link::The]);
    let of = area.first >= topic.1 && area.first - topic.1 <= 3 && (topic.1..area.first).all(small);
    let before = area.last <= topic.0 && distance <= 3;
    if of || before { 3 + distance + if labels { 8 } else { 0 } } else { distance + 4 + apart }
}

/// Whether a number stands between an area and another number.
fn lies_between(other: &Quantity, area: &Named, quantity: &Quantity) -> bool {
    other.first >= area.last && other.last <= quantity.first || other.first >= quantity.last && other.last <= area.first
}

/// Whether only small words and other areas stand between a number and an area behind it.
fn leads_to(scene: &Scene<'_>, from: usize, to: usize) -> bool {
    const SMALL: [Link; 8] = [Link::In, Link::For, Link::The, Link::To, Link::Of, Link::Each, Link::Both, Link::And];
    (from..to).all(|i| {
        SMALL.into_iter().any(|l| scene.page.link(i, l))
            || matches!(scene.page.mark(i), b'(' | b',')
            || covering(&scene.mentions.areas, i).is_some()
    })
}

/// What an area costs by its kind: a capital is often only a venue, and the world the whole of which another is part.
fn remoteness(area: &Named) -> u32 {
    let capital = if area.what.role == AreaRole::Capital && !area.what.possessive { 6 } else { 0 };
    capital + if area.what.area.code() == "WORLD" { 4 } else { 0 }
}

/// "The railway to China carried 9 million passengers": where goods and people are carried is not whose traffic it is.
fn bound_for(scene: &Scene<'_>, topic: &Topic, area: &Named) -> u32 {
    let traffic = matches!(topic.word.indicator.code(), "freight" | "passenger_traffic");
    let led = scene.page.before_one(area.first, &[Link::To, Link::From]);
    let other = scene.discourse.home().is_some_and(|home| home != area.what.area);
    // "We will carry 5.2 million tonnes and open a line to Baku": nor is where something else goes, of which a clause behind "and" tells.
    let last = scene.quantity().last;
    let next = area.first > last && (last..area.first).any(|i| scene.page.link(i, Link::And));
    if traffic && led && other && (area.last <= scene.quantity().first || next) { 60 } else { 0 }
}

/// Areas behind "with", "against", "than" are the other side of something, not the figure's own.
fn other_side(scene: &Scene<'_>, area: &Named) -> u32 {
    let links = [Link::With, Link::Against, Link::Than, Link::From, Link::To];
    let led = |l: Link| scene.page.before_is(area.first, l);
    // "Orders from the euro area rose": whence something comes is none of whose it is.
    let from = |i: usize| scene.page.link(i, Link::From) && !scene.page.one_of(i, &[Link::Of, Link::In]);
    let whence = led(Link::From) && (area.first.saturating_sub(2)..area.first).any(from);
    let home = || scene.discourse.home().is_some_and(|home| home != area.what.area);
    match links.into_iter().any(led) {
        true if whence && home() => 30,
        true => 8,
        false => 0,
    }
}

/// "1.2 million tourists from Azerbaijan", "Britons were the largest group": an area from which guests come is not where they go.
pub(super) fn comes(scene: &Scene<'_>, area: &Named) -> bool {
    // "Chinese visitors", "turistas rusos".
    let beside = |i: &At<IndicatorWord>| i.first == area.last || i.last == area.first;
    let person = |m: &Match| matches!(m.reading, Reading::Unit(unit, _) if *unit == Unit::PERSONS);
    let who = |i: &At<IndicatorWord>| (i.first..i.last).any(|t| scene.page.any(t, Reading::UNIT, person));
    // "Greek tourism revenue" is earned in Greece, "spending by Greek tourists" comes from there.
    let earned = |i: &At<IndicatorWord>| i.what.item == Some(RECEIPTS) && !who(i);
    // "Greek tourism", "Spanish overnight stays" are what the country has; "Czech stays in Poland" are not.
    let whither = |i: &At<IndicatorWord>| {
        let led = scene.page.one_of(i.last, &[Link::To, Link::Into, Link::In]);
        led && scene.areas().iter().any(|a| a.first > i.last && a.first - i.last <= 2)
    };
    let branch = |m: &Match| matches!(m.reading, Reading::Item(word) if word.item == "tourism");
    let had = |i: &At<IndicatorWord>| {
        let stays = i.what.item == Some("overnight stays");
        (stays || scene.page.any(i.first, Reading::ITEM, branch)) && !who(i) && !whither(i)
    };
    let tourism = |i: &At<IndicatorWord>| i.what.indicator.code() == "tourism" && beside(i);
    if scene.indicators().iter().any(|i| tourism(i) && had(i)) {
        return false;
    }
    let guests = |i: &At<IndicatorWord>| tourism(i) && !earned(i);
    let adjective = || area.what.role == AreaRole::Adjective && scene.indicators().iter().any(guests);
    // "Citizens of Uzbekistan".
    let of = || {
        // "Citizens of other Gulf states".
        let small = |i: &usize| scene.page.one_of(*i, &[Link::Other, Link::The, Link::Article]);
        let led = (scene.local.first..area.first).rev().find(|i| !small(i)).filter(|i| scene.page.link(*i, Link::Of));
        let persons = |of: usize| scene.page.any(of - 1, Reading::UNIT, |m| person(m) && m.last == of);
        led.is_some_and(|of| of > scene.local.first && persons(of))
    };
    area.what.role == AreaRole::People || scene.page.before_is(area.first, Link::From) || adjective() || of()
}

/// "Und damit weit über der polnischen": whether an adjective without its noun is what words for "above" or "below" set a figure against.
fn of_standard(scene: &Scene<'_>, area: &Named) -> bool {
    const BEYOND: [Link; 5] = [Link::Exceed, Link::Beyond, Link::Than, Link::Compare, Link::Over];
    let page = scene.page;
    let ends = page.tokens.get(area.last).is_none_or(|t| t.kind == Kind::Mark || t.breaks > 0);
    let led = area.first >= 2 && page.one_of(area.first - 1, &[Link::The, Link::Article]);
    area.what.role == AreaRole::Adjective && ends && led && page.one_of(area.first - 2, &BEYOND)
}

/// "The highest unemployment rate in the EU, 10.6 %", "de las más bajas del mundo": whether a group is only that among whose
/// members another area, which the sentence or the text names, is ranked.
pub(super) fn ranked_among(scene: &Scene<'_>, topic: &Topic, area: &Named) -> bool {
    const REACH: usize = 7;
    let page = scene.page;
    // "Nach dem rumänischen höchsten": nor is the one of which it is said before whom another ranks; nor that whose record it is
    // ("EU-Rekord").
    let dash = page.tokens.get(area.last).is_some_and(|t| t.kind == Kind::Dash && !t.spaced);
    let standard = area.what.role == AreaRole::Adjective && page.link(area.last, Link::Superlative)
        || dash && page.link(area.last + 1, Link::Superlative)
        || of_standard(scene, area);
    if standard && scene.quantity().last <= area.first && !topic.word.indicator.two_sided() {
        return true;
    }
    let group = area.what.area.kind() != AreaKind::Country && !topic.word.indicator.two_sided();
    let led = || page.before_one(area.first, &[Link::Of, Link::In]) || page.grammar(area.first).bare_genitive;
    // "Стран «двадцатки»".
    let quote = |i: usize| matches!(page.word(i), "«" | "“" | "„" | "\"");
    let parts =
        |i: usize| page.tokens[i].kind != Kind::Word && !quote(i) || page.one_of(i, &[Link::Clause, Link::Relative]);
    let from = area.first.saturating_sub(REACH).max(scene.local.first);
    // "In the first half of the year", "last year the GDP of the union": what tells of a time ranks nothing.
    let rank = || (from..area.first).rfind(|&i| page.link(i, Link::Superlative) && !page.dated(i));
    // "No one in the EU spends more": so does a word for none of its members.
    let none = || (from..area.first).rfind(|&i| page.link(i, Link::Without) && !page.link(i + 1, Link::Of));
    let nobody = || none().is_some_and(|none| none + 1 < area.first && !(none + 1..area.first).any(parts));
    let other = |a: &Named| !a.what.in_title && a.what.area != area.what.area;
    let another = || {
        let home = scene.discourse.home().or(speaker_area(scene));
        // "Our rate is one of the lowest in the G20".
        let ours = (scene.local.first..area.first).any(|i| page.link(i, Link::We));
        area.what.area.code() == "WORLD"
            || ours
            || scene.areas().iter().any(other)
            || home.is_some_and(|home| home != area.what.area)
    };
    // "The highest in the euro area since 2022" is a rank in time.
    let since = || page.link(area.last, Link::Since);
    let alone = || !scene.indicators().iter().any(|i| i.first <= area.last && area.first < i.last);
    let ranked = || rank().is_some_and(|rank| !(rank + 1..area.first).any(parts)) || nobody();
    group && led() && alone() && !since() && another() && ranked()
}
