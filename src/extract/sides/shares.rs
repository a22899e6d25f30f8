//! Shares that a partner holds: in the trade of another, in what flows between two.

use super::inside::bloc;
use super::labels::member_part;
use super::way::genitive;
use super::{Named, Sides, inside, one, other_of};
use crate::extract::discourse::Last;
use crate::extract::measure::{definite, in_likewise};
use crate::extract::mention::covering;
use crate::extract::quantity::Counted;
use crate::extract::scene::{Origin, Scene};
use crate::extract::topic::Topic;
use crate::lang::{AreaRole, Link, Match, Reading};
use crate::model::Transformation;
use crate::text::Kind;

/// "The share of A in B's exports", "A's share in exports": who holds a share of a two-sided indicator is the partner.
pub(super) fn share_holder(scene: &Scene<'_>, topic: &Topic, named: &[Named]) -> Option<Sides> {
    if let Some(sides) = grown_share(scene).filter(|_| topic.word.indicator.two_sided()) {
        return Some(sides);
    }
    let place = topic.place.filter(|_| {
        topic.word.indicator.two_sided()
            && (scene.quantity().is_percent() || scene.quantity().counted == Counted::Fraction)
    })?;
    let last = scene.discourse.last.as_ref().filter(|l| l.sentence == scene.local.index);
    let last = last.filter(|l| l.measure == Transformation::Share && in_likewise(scene, topic));
    if let Some((area, holder)) = last.and_then(|l| l.area.zip(l.counterpart)) {
        return Some(Sides::carried(area, holder, "a share held by the same partner"));
    }
    if let Some(sides) = next_share(scene, named) {
        return Some(sides);
    }
    let behind_share = |a: &&Named| {
        if a.what.possessive && scene.page.link(a.last + 1, Link::Share) && a.last < place.0 {
            return Some(());
        }
        let small = |i: usize| scene.page.one_of(i, &[Link::Of, Link::The, Link::Members]);
        // "La part de la Turquie".
        let first = (a.first.saturating_sub(3)..a.first).rev().find(|i| !small(*i))?;
        let whose = |i: usize| covering(scene.areas(), i).is_some() || scene.page.tokens[i].kind == Kind::Possessive;
        // "Der Anteil Chinas an den deutschen Importen".
        let whole = [Link::In, Link::On, Link::The, Link::Its, Link::Epithet, Link::Volume];
        let inside = (a.last..place.0).all(|i| whose(i) || scene.page.one_of(i, &whole));
        (scene.page.link(first, Link::Share) && a.last < place.0 && place.0 - a.last <= 4 && inside).then_some(())
    };
    let holder = named.iter().find(|a| behind_share(a).is_some()).map(|a| (a.what.area, a.place()));
    // "Part du continent dans les exportations russes".
    let group = || {
        let (area, at) = (bloc(scene)?, scene.links().iter().find(|l| matches!(l.what, Link::Region | Link::Bloc))?);
        let small = |i: usize| scene.page.one_of(i, &[Link::Of, Link::The]);
        let share = (at.first.saturating_sub(2)..at.first + 1).rev().find(|i| *i < at.first && !small(*i))?;
        (at.last < place.0 && scene.page.link(share, Link::Share)).then_some((area, at.place()))
    };
    let (holder, at) = holder.or_else(group)?;
    let whole = named.iter().find(|a| a.first >= place.1 && a.first - place.1 <= 2).map(|a| a.what.area);
    // "Canada's share of US imports".
    let owner = |a: &&Named| {
        a.what.area != holder
            && a.what.area.code() != "WORLD"
            && a.first > at.0
            && a.last <= place.1
            && place.1 - a.last <= 4
    };
    let whole = whole.or_else(|| named.iter().rfind(owner).map(|a| a.what.area));
    // "China's share in the trade of the republic": of the two of whom the line has told, the other.
    let line = |l: &&Last| l.line == scene.discourse.line && l.word.indicator.two_sided();
    let told = || scene.discourse.last.as_ref().filter(line).and_then(|l| l.area.zip(l.counterpart));
    let whole = whole.or_else(|| told().and_then(|pair| other_of(pair, holder)));
    let whole = whole.or(scene.discourse.home()).filter(|w| *w != holder)?;
    Some(Sides::new(Some(whole), Some(holder), Origin::Sentence, "a share held by a partner").at(at))
}

/// "Its trade came to 9.1 billion. Russia's share is 24 %": the one whose share it is is the partner of the one of whose trade the text has
/// just told.
pub(super) fn whose_share(scene: &Scene<'_>, topic: &Topic, named: &[Named]) -> Option<Sides> {
    let trade = matches!(topic.word.indicator.code(), "trade_turnover" | "exports" | "imports" | "food_trade");
    // "Imports stand at 12.5 billion, wherein the share of India is 5.3 %": so may the same sentence.
    let before = |p: (usize, usize)| scene.previous().is_some_and(|q| p.1 <= q.first);
    let fits = trade && topic.place.is_none_or(before) && scene.quantity().is_percent();
    let share = |at: usize| scene.page.link(at, Link::Share) || scene.page.link(at + 1, Link::Share);
    let of = |at: usize| at > 1 && scene.page.link(at - 1, Link::Of) && scene.page.link(at - 2, Link::Share);
    let led = |a: &Named| topic.place.is_some() && of(a.first);
    let own = |a: &&Named| {
        let behind = scene.previous().is_none_or(|q| a.first >= q.last) || topic.place.is_none();
        (a.what.possessive && share(a.last) || led(a)) && a.last <= scene.quantity().lead && behind
    };
    let holder = named.iter().rfind(own).filter(|_| fits)?;
    let last = scene.discourse.last.as_ref().filter(|l| l.line == scene.discourse.line)?;
    let whole = last.area.filter(|area| *area != holder.what.area)?;
    let sides = Sides::new(Some(whole), Some(holder.what.area), Origin::Sentence, "a share held by a partner");
    Some(sides.at(holder.place()))
}

/// "The share of the EAEU in the trade of Kyrgyzstan was 29.4 %, and the share of China 34.6 %": the next one whose share is told.
fn next_share(scene: &Scene<'_>, named: &[Named]) -> Option<Sides> {
    let (previous, last) = (scene.previous()?, scene.told()?);
    let shared = last.measure == Transformation::Share && last.counterpart.is_some();
    let whole = last.area.filter(|_| shared)?;
    let mut between = named.iter().filter(|a| a.first >= previous.last && a.last <= scene.quantity().lead);
    let holder = between.next().filter(|a| a.what.area != whole && between.next().is_none())?;
    let small = |i: usize| scene.page.one_of(i, &[Link::Of, Link::The, Link::Members]);
    let share = (holder.first.saturating_sub(3)..holder.first).rev().find(|i| !small(*i))?;
    let sides = Sides::new(Some(whole), Some(holder.what.area), Origin::Sentence, "the share of the next partner");
    (share >= previous.last && scene.page.link(share, Link::Share)).then(|| sides.at(holder.place()))
}

/// "The share of China rose from 39 % to 41 %": the new value of a share has the holder of the old one.
fn grown_share(scene: &Scene<'_>) -> Option<Sides> {
    let last = scene.told().filter(|l| scene.lists.is_new(scene.n) && l.measure == Transformation::Share)?;
    last.area
        .zip(last.counterpart)
        .map(|(area, holder)| Sides::carried(area, holder, "a share held by the same partner"))
}

/// "Russia accounts for 77 percent of the total": who makes up a part of what flows between two is the partner of the one
/// that the text speaks of, or of the whole that the number is of.
pub(super) fn accounts(scene: &Scene<'_>, topic: &Topic, named: &[Named]) -> Option<Sides> {
    let (quantity, page) = (scene.quantity(), scene.page);
    let flows = matches!(topic.word.indicator.code(), "remittances" | "fdi" | "investment");
    let payments = topic.word.indicator.code() == "national_currency_share";
    let part = quantity.is_percent() || quantity.counted == Counted::Fraction;
    if !part || payments || !(flows || topic.word.indicator.two_sided()) {
        return None;
    }
    if let Some(sides) = member_part(scene, named).filter(|_| flows) {
        return Some(sides);
    }
    if let Some(sides) = taken(scene, topic, named) {
        return Some(sides);
    }
    if let Some(sides) = listed_holder(scene, named).or_else(|| falls_to(scene, topic, named)) {
        return Some(sides);
    }
    if let Some(sides) = labelled(scene, topic, named).filter(|_| !flows) {
        return Some(sides);
    }
    // "Representó en el conjunto de 2024 el 6,1 %": a time may stand between the verb and its number.
    let small = |i: &usize| {
        let whole = |m: &Match| matches!(m.reading, Reading::Time(_));
        page.dated(*i)
            || page.one_of(*i, &[Link::In, Link::Of, Link::The, Link::Article])
            || page.any(*i, Reading::TIME, whole)
    };
    let time = (scene.local.first..quantity.lead).rev().take_while(small).count();
    let reach = if page.grammar(quantity.first).year_first { 12 } else { 3 }.max(time + 1);
    let verb = (quantity.lead.saturating_sub(reach).max(scene.local.first)..quantity.lead).rev().find(|i| {
        let timed = (*i + 1..quantity.lead).any(|at| page.dated(at));
        let within = page.link(*i + 1, Link::In) && !timed;
        page.link(*i, Link::Share) && !page.link(*i, Link::Of) && !within
    })?;
    let mut before = named.iter().filter(|a| a.last <= verb);
    // "Trade with the EAEU came to 5.3 billion, of which Russia accounts for 96 %": other areas are of other numbers.
    let told = scene.told().and_then(|l| l.area);
    let apart = |a: &Named| scene.previous().is_some_and(|q| a.last <= q.first) || Some(a.what.area) == told;
    let holder = before.next_back().filter(|a| !a.what.possessive && before.all(apart))?;
    if let Some(sides) = of_the_pair(scene, named, verb) {
        return Some(sides);
    }
    let end =
        (quantity.last..scene.local.last).find(|i| matches!(page.mark(*i), b',' | b';')).unwrap_or(scene.local.last);
    // "33 % внешней торговли России": a case is enough.
    let case = |a: &Named| topic.place.is_some_and(|p| p.0 >= quantity.last) && genitive(scene, topic, a);
    let led = |a: &Named| (quantity.last..a.first).any(|i| page.link(i, Link::Of)) || a.what.possessive || case(a);
    let of = |a: &&Named| a.first >= quantity.last && a.last <= end && a.what.area != holder.what.area && led(a);
    // "德国占加拿大出口的7.8%": where the whole stands before its part, it does so behind the verb.
    let ahead = |a: &&Named| {
        page.grammar(verb).year_first && a.first > verb && a.last <= quantity.lead && a.what.area != holder.what.area
    };
    let whole = named.iter().find(of).or_else(|| named.iter().find(ahead)).map(|a| a.what.area);
    let carried = || scene.discourse.last.as_ref().filter(|l| l.word.indicator.two_sided() || flows)?.area;
    let mutual = scene.discourse.bloc.filter(|_| inside::mutual(scene));
    let whole =
        whole.or(mutual).or_else(carried).or(scene.discourse.home()).filter(|whole| *whole != holder.what.area)?;
    let sides = Sides::new(Some(whole), Some(holder.what.area), Origin::Sentence, "a part that a partner makes up");
    Some(sides.at(holder.place()))
}

/// "40 % импорта Грузии приходится на Турцию": to whom a part of what is sold or bought falls, behind a verb of sharing, is the partner of the one
/// whose trade it is.
fn falls_to(scene: &Scene<'_>, topic: &Topic, named: &[Named]) -> Option<Sides> {
    const REACH: usize = 4;
    let (page, last) = (scene.page, scene.quantity().last);
    let place = topic.place.filter(|p| p.0 >= last && p.0 - last <= REACH)?;
    let end = (last..scene.local.last).find(|i| matches!(page.mark(*i), b',' | b';')).unwrap_or(scene.local.last);
    let verb = (place.1..end).find(|i| page.link(*i, Link::Share))?;
    // "На долю Турции".
    let to = |at: usize| page.before_one(at, &[Link::Into, Link::To, Link::On]);
    let led = |a: &&Named| to(a.first) || page.before_is(a.first, Link::Share) && to(a.first - 1);
    let holder = named.iter().find(|a| a.first > verb && a.last <= end && led(a))?;
    let own = named.iter().find(|a| a.first >= place.0 && a.last <= verb).map(|a| a.what.area);
    let told = || scene.discourse.last.as_ref().filter(|l| l.sentence == scene.local.index).and_then(|l| l.area);
    let whole = own.or_else(told).or(scene.discourse.home()).filter(|whole| *whole != holder.what.area)?;
    let sides = Sides::new(Some(whole), Some(holder.what.area), Origin::Sentence, "a part that falls to a partner");
    Some(sides.at(holder.place()))
}

/// "China: 20.6 % of turnover", "Китай — 20,6% оборота": whose label stands before a part of the whole that is named behind the number is
/// the partner of the one that the text speaks of.
fn labelled(scene: &Scene<'_>, topic: &Topic, named: &[Named]) -> Option<Sides> {
    const MARKS: [u8; 3] = *b":(,";
    let (page, quantity) = (scene.page, scene.quantity());
    let mark = quantity
        .lead
        .checked_sub(1)
        .filter(|i| page.tokens[*i].kind == Kind::Dash && page.tokens[*i].spaced || MARKS.contains(&page.mark(*i)))?;
    let holder = named.iter().find(|a| a.last == mark && a.what.role == AreaRole::Name)?;
    let small = |i: usize| page.one_of(i, &[Link::Of, Link::The, Link::Article, Link::Total, Link::Epithet]);
    let whole = topic.place.filter(|p| p.0 >= quantity.last && (quantity.last..p.0).all(small))?;
    let opens = holder.first == scene.local.first || !page.before_one(holder.first, &[Link::Of, Link::In]);
    let home = scene.discourse.home().filter(|home| *home != holder.what.area && opens)?;
    // "Китай — 20,6% экспорта Ирана" names whose whole it is.
    let other =
        named.iter().find(|a| a.first == whole.1 + usize::from(page.link(whole.1, Link::Of))).map(|a| a.what.area);
    let area = other.filter(|area| *area != holder.what.area).unwrap_or(home);
    let sides = Sides::new(Some(area), Some(holder.what.area), Origin::Sentence, "a part that a partner makes up");
    Some(sides.at(holder.place()))
}

/// "中乌贸易额20.3亿美元，占乌外贸总额的19.1%": what the two traded, of whom the sentence has just told, is a part of the trade of the one
/// that is named as the whole behind the verb, and the other is the partner.
fn of_the_pair(scene: &Scene<'_>, named: &[Named], verb: usize) -> Option<Sides> {
    let page = scene.page;
    let whole = named.iter().find(|a| a.first > verb && a.last <= scene.quantity().lead)?;
    let pair = scene.told().and_then(|l| l.area.zip(l.counterpart)).filter(|_| page.grammar(verb).year_first)?;
    let direct = scene.previous().is_some_and(|q| !named.iter().any(|a| a.first >= q.last && a.last <= verb));
    let holder = other_of(pair, whole.what.area).filter(|_| direct)?;
    let sides = Sides::new(Some(whole.what.area), Some(holder), Origin::Sentence, "a part that a partner makes up");
    Some(sides.at(whole.place()))
}

/// "..., followed by Singapore with 7.2 percent": in a sentence on the parts that partners make up, the next one.
pub(super) fn listed_holder(scene: &Scene<'_>, named: &[Named]) -> Option<Sides> {
    let share =
        |l: &&Last| l.sentence == scene.local.index && l.measure == Transformation::Share && l.counterpart.is_some();
    let whole = scene.discourse.last.as_ref().filter(share)?.area?;
    let other = |a: &&Named| a.what.area != whole;
    // "(second, behind China only, 31.2 %)": so is one that only a comma parts from its number.
    let (from, lead) = (scene.previous().map_or(scene.local.first, |q| q.last), scene.quantity().lead);
    let before = |a: &&Named| a.first >= from && a.last < lead && scene.page.is(a.last, b',') && a.last + 1 == lead;
    let own = named.iter().filter(other).find(|a| one::owner(scene, a) == Some(scene.n));
    let holder = own.or_else(|| named.iter().filter(other).find(before))?;
    let sides = Sides::new(Some(whole), Some(holder.what.area), Origin::Sentence, "a part that a partner makes up");
    Some(sides.at(holder.place()))
}

/// "The main partners in exports are Italy (21.3% of the total), China (18.9%)": who labels a number behind the word for
/// partners is the partner of the one that the text speaks of.
pub(super) fn ranked_holder(scene: &Scene<'_>, topic: &Topic, named: &[Named]) -> Option<Sides> {
    let place = topic.place?;
    let label = named.iter().find(|a| one::owner(scene, a) == Some(scene.n) && a.last <= scene.quantity().first)?;
    let partner = |i: usize| scene.page.one_of(i, &[Link::Partner, Link::Market]);
    let said = (scene.local.first..label.first).any(partner) && place.1 <= label.first;
    let home = scene.discourse.home().filter(|home| *home != label.what.area)?;
    let moved = scene.changes().iter().any(|c| c.what.direction != 0 && c.first >= label.last);
    let sides = Sides::new(Some(home), Some(label.what.area), Origin::Sentence, "one of the partners");
    (said && !moved).then(|| sides.at(label.place()))
}

/// "The Russian market takes 60% of Belarusian exports": the whole is that of the area before its words, the partner the
/// one named before the number.
fn taken(scene: &Scene<'_>, topic: &Topic, named: &[Named]) -> Option<Sides> {
    let (quantity, place) = (scene.quantity(), topic.place?);
    let of = scene.page.link(quantity.last, Link::Of) && place.0 >= quantity.last && place.0 - quantity.last <= 4;
    let inside = |a: &&Named| a.first > quantity.last && a.last <= place.1 && !a.what.in_title;
    let whole = scene.areas().iter().find(inside).filter(|_| of)?;
    let holder = named.iter().rfind(|a| a.last <= quantity.lead && a.what.area != whole.what.area)?;
    let areas = (Some(whole.what.area), Some(holder.what.area));
    Some(Sides::new(areas.0, areas.1, Origin::Sentence, "a part that a partner makes up").at(holder.place()))
}

/// "Exports of 475 billion, of which a third went to China", "y el 91 % tuvo como destino China": where a part of what was told goes.
pub(super) fn went_to(scene: &Scene<'_>, topic: &Topic, named: &[Named]) -> Option<Sides> {
    const REACH: usize = 12;
    let (page, quantity) = (scene.page, scene.quantity());
    let share = quantity.is_percent() || quantity.counted == Counted::Fraction;
    let part = share && (quantity.lead.saturating_sub(REACH)..quantity.first).any(|i| page.link(i, Link::PartOfRun));
    // "El 12 % de sus exportaciones va a Estados Unidos": so is a part of them that goes on to somebody.
    let of = share && page.leads_of(quantity.last) && topic.place.is_some_and(|p| p.0 >= quantity.last);
    let part = part || share && definite(scene) || of;
    let led = |a: &&Named| {
        let to = page.before_one(a.first, &[Link::To, Link::Into, Link::Market]);
        to && a.first >= quantity.last && a.first - quantity.last <= REACH
    };
    let partner = named.iter().find(led).filter(|_| part && topic.word.indicator.two_sided())?;
    let last = scene.discourse.last.as_ref().filter(|l| l.sentence == scene.local.index).and_then(|l| l.area);
    let own =
        named.iter().find(|a| of && a.first > quantity.last && a.last <= partner.first && a.place() != partner.place());
    let home = own.map(|a| a.what.area).or(last).or(scene.discourse.home().filter(|_| of));
    let home = home.filter(|home| *home != partner.what.area)?;
    let sides = Sides::new(Some(home), Some(partner.what.area), Origin::Sentence, "a part that goes to a partner");
    Some(sides.at(partner.place()))
}

/// "With over 17 percent of Kazakhstan's trade, Russia is among its partners": the whole is the area, the holder the
/// counterpart.
pub(super) fn partner_share(scene: &Scene<'_>, named: &[Named]) -> bool {
    let quantity = scene.quantity();
    let words = scene.says(Link::Share);
    let of = scene.page.link(quantity.last, Link::Of);
    quantity.is_percent() && (words || of) && named.len() >= 2
}

/// The holder of a share in another's trade.
pub(super) fn partner(scene: &Scene<'_>, named: &[Named]) -> Option<Sides> {
    let mut whole = named.iter().filter(|a| !holds_weight(scene, a));
    let whole =
        whole.clone().find(|a| a.what.possessive).or_else(|| whole.find(|a| a.what.role == AreaRole::Adjective))?;
    let holder = named.iter().find(|a| a.what.area != whole.what.area)?;
    let sides = Sides::new(Some(whole.what.area), Some(holder.what.area), Origin::Sentence, "a partner's share");
    Some(sides.at(whole.place()))
}

/// "Russia's weight in Armenia's turnover": the holder of the weight is the partner.
fn holds_weight(scene: &Scene<'_>, area: &Named) -> bool {
    let next = if area.what.possessive { area.last + 1 } else { area.last };
    scene.page.link(next, Link::Share)
}

/// "Singapore was the top investor with 7.5 billion, followed by China with 4.3": who is ranked among those who send, in a text
/// on what one country receives.
pub(super) fn top_investor(scene: &Scene<'_>, named: &[Named]) -> Option<Sides> {
    let number = scene.quantity();
    let noun = (scene.local.first..number.first).rfind(|&i| scene.page.link(i, Link::Partner))?;
    // "Korea is Vietnam's largest investor, with 92 billion".
    let whose = |a: &&Named| a.what.possessive && a.last <= noun && noun - a.last <= 4;
    // "The largest investor in Vietnam", "le premier investisseur d'Asie centrale".
    let inside = |a: &&Named| {
        let led = scene.page.before_one(a.first, &[Link::In, Link::Of]);
        a.first > noun && a.first - noun <= 6 && led && a.last <= number.lead
    };
    let host = named.iter().rfind(whose).or_else(|| named.iter().find(inside));
    let other = |a: &&Named| a.last <= number.first && host.is_none_or(|host| host.place() != a.place());
    let sender = named.iter().rfind(other)?;
    if let Some(host) = host.filter(|host| host.what.area != sender.what.area) {
        let areas = (Some(host.what.area), Some(sender.what.area));
        return Some(
            Sides::new(areas.0, areas.1, Origin::Sentence, "from one of the largest senders").at(host.place()),
        );
    }
    let last = scene.discourse.last.as_ref().filter(|l| l.line == scene.discourse.line);
    // "Our trade grew. Russia is one of the largest investors": in the other one of the two, where the text has told of two.
    let both = last.map(|l| [l.area, l.counterpart]).unwrap_or_default();
    let mut receivers = both.into_iter().chain([scene.discourse.home()]).flatten();
    let receiver = receivers.find(|area| *area != sender.what.area)?;
    let sides = Sides::new(Some(receiver), Some(sender.what.area), Origin::Sentence, "from one of the largest senders");
    Some(sides.at(sender.place()))
}

/// "Russia's direct investment in Kyrgyzstan grew. Accumulated investment exceeds 2 billion": of the two of whom the line has told.
pub(super) fn invested_as_before(scene: &Scene<'_>, topic: &Topic, named: &[Named]) -> Option<Sides> {
    let same = |l: &&Last| l.line == scene.discourse.line && matches!(l.word.indicator.code(), "fdi" | "investment");
    let told = scene.discourse.last.as_ref().filter(same).and_then(|l| l.area.zip(l.counterpart));
    // What a branch receives comes from everywhere.
    let sector = topic.place.is_some() && topic.item.is_some();
    let (area, from) = told.filter(|_| named.is_empty() && scene.quantity().is_money() && !sector)?;
    Some(Sides::carried(area, from, "received by the one from the other, as before"))
}
