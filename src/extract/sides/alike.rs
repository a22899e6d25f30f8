//! Sides that a number shares with the one directly before it.

use super::one::owner;
use super::{Named, Sides, tied};
use crate::extract::assemble::currency;
use crate::extract::discourse::Last;
use crate::extract::mention::within;
use crate::extract::quantity::Counted;
use crate::extract::scene::{Origin, Scene};
use crate::extract::topic::{Topic, rate_of};
use crate::lang::Link;
use crate::model::{Area, Currency};
use crate::text::Kind;

/// "Imports from Russia came to 1.2 billion (up 7 %)": what a bracket directly behind a number adds has the sides of that number,
/// unless it names an area itself.
pub(super) fn inside_bracket(scene: &Scene<'_>, topic: &Topic) -> Option<Sides> {
    let (previous, last, lead) = (scene.previous()?, scene.told()?, scene.quantity().lead);
    let inside = (previous.last..lead).all(|i| !scene.page.is(i, b')')) && scene.page.is(previous.last, b'(');
    let named = !within(&scene.mentions.areas, previous.last, scene.quantity().last).is_empty();
    let told = (last.area, last.counterpart);
    let same = last.word.indicator == topic.word.indicator && told != (None, None);
    (inside && !named && same).then(|| Sides::context(told.0, told.1, "as the number before its bracket"))
}

/// "China by 4.8 % this year and 4.2 % next, India by 6.6 % and 6.2 %": the label of an enumeration is that of all its numbers.
pub(super) fn labelled_list(scene: &Scene<'_>, topic: &Topic, named: &[Named]) -> Option<Sides> {
    let end = scene.lists.ends[scene.n];
    let head = scene.lists.ends.iter().position(|e| *e == end).filter(|head| *head > 0 && *head < scene.n)?;
    let first = &scene.local.quantities[head];
    let label = named.iter().find(|a| a.last <= first.lead && owner(scene, a) == Some(head))?;
    let fresh = label.first >= scene.local.quantities[head - 1].last && topic.place.is_none_or(|p| p.1 <= first.lead);
    let sides = Sides::new(Some(label.what.area), None, Origin::Clause, "the label of the list").at(label.place());
    fresh.then_some(Sides { label: true, ..sides })
}

/// "In Russia by 6.2 %, to 5.3 million tonnes": what the number before arrived at is of the area that labels that number.
pub(super) fn of_label_before(scene: &Scene<'_>, topic: &Topic, named: &[Named]) -> Option<Sides> {
    let (page, previous, number) = (scene.page, scene.previous()?, scene.quantity());
    let small = |i: usize| {
        page.is(i, b',') || page.tokens[i].kind == Kind::Dash || page.one_of(i, &[Link::To, Link::Arrival, Link::And])
    };
    let near = (previous.last..number.lead).all(small) && previous.last < number.first;
    // "Kazakhstan fell by 155,000 barrels, to 1.69 million".
    let by = (previous.lead.saturating_sub(1)..previous.first).any(|i| page.link(i, Link::By));
    let moved = near && (previous.is_percent() && !number.is_percent() || by);
    let to = (previous.last..number.first).any(|i| page.one_of(i, &[Link::To, Link::Arrival]));
    // "Kyrgyzstan, 8 % (in April it was put at 6.8 %)": a bracket behind a number is of its label, too.
    const REACH: usize = 5;
    let gap = previous.last..number.lead;
    let inside = page.is(previous.last, b'(') && !gap.clone().any(|i| page.is(i, b')')) && gap.len() <= REACH;
    let bracket = inside && within(scene.areas(), previous.last, number.last).is_empty();
    let told = moved && to || bracket;
    let label = named.iter().find(|a| told && owner(scene, a) == Some(scene.n - 1))?;
    let behind = label.last <= previous.lead && topic.place.is_none_or(|p| p.1 <= previous.lead);
    let sides = Sides::new(Some(label.what.area), None, Origin::Clause, "the label of the number before");
    behind.then(|| Sides { label: true, ..sides.at(label.place()) })
}

/// "日本、阿联酋对华投资分别增长58.9%、37%": the sender that a list ties to a number, where the sentence names one to which all send.
pub(super) fn tied_sender(scene: &Scene<'_>, named: &[Named]) -> Option<Sides> {
    let (sender, place) = tied(scene, scene.n)?;
    let led = |a: &&Named| scene.page.before_one(a.first, &[Link::To, Link::Into]) && a.what.area != sender;
    let to = named.iter().find(led).filter(|to| to.first >= place.1 && scene.page.grammar(to.first).year_first)?;
    Some(Sides::new(Some(to.what.area), Some(sender), Origin::Sentence, "in the order of the list").at(to.place()))
}

/// "Russia's investment in Kazakhstan reached $4 billion, that of the Netherlands $2.8 billion": the next one who sends in a sentence on what
/// one receives, and what it goes on with that names nobody.
pub(super) fn next_sender(scene: &Scene<'_>, topic: &Topic) -> Option<Sides> {
    let (previous, number) = (scene.previous()?, scene.quantity());
    let last = scene.told().filter(|l| l.word.indicator == topic.word.indicator)?;
    let (receiver, sender) = last.area.zip(last.counterpart)?;
    if topic.place.is_some_and(|p| p.0 >= previous.last) {
        return None;
    }
    let areas = within(&scene.mentions.areas, previous.last, number.last);
    let led = |a: &Named| scene.page.before_one(a.first, &[Link::In, Link::To, Link::Into]);
    match areas {
        [] => Some(Sides::carried(receiver, sender, "from the sender of the number before")),
        [next] if next.last <= number.lead && !led(next) && next.what.area != receiver => {
            let sides = Sides::new(Some(receiver), Some(next.what.area), Origin::Sentence, "from the next sender");
            Some(sides.at(next.place()))
        }
        _ => None,
    }
}

/// "India's grew 19.8 percent to $2.3 billion": where a growth arrives is of the same sides, where nothing but "to" parts the two.
pub(super) fn arrived(scene: &Scene<'_>, topic: &Topic) -> Option<Sides> {
    let (previous, number) = (scene.previous()?, scene.quantity());
    let told = scene.told().filter(|l| l.word.indicator == topic.word.indicator && l.measure.base().is_some())?;
    let to = |i: usize| scene.page.one_of(i, &[Link::To, Link::Arrival]);
    let direct = number.first - previous.last <= 2 && (previous.last..number.first).all(to);
    let other = previous.is_percent() && !number.is_percent() && number.first > previous.last;
    if !(direct && other) {
        return None;
    }
    let rule = "of the same sides as the growth that arrives there";
    // "The euro rose by 1.5 % to $1.16": a rate of exchange is that of the country in whose currency it is counted.
    let counted = || match number.counted {
        Counted::Money(money) => currency(money, None).and_then(Currency::issuer),
        _ => rate_of(scene).and_then(|(money, _)| currency(money, told.counterpart)).and_then(Currency::issuer),
    };
    let rate = topic.word.indicator.code() == "exchange_rate" && told.counterpart.is_some();
    let turned = rate && counted() == told.counterpart;
    let (area, counterpart) = if turned { (told.counterpart, told.area) } else { (told.area, told.counterpart) };
    Some(Sides::new(area, counterpart, Origin::Sentence, rule))
}

/// "Bangladesh's garment exports to the US rose by 25 %. Vietnam's grew by 17 %": the partner to whom a paragraph has told that a good goes,
/// where another area sells the same.
pub(super) fn same_market(scene: &Scene<'_>, topic: &Topic, area: Area) -> Option<Area> {
    let last = scene.discourse.last.as_ref().filter(|l| l.line == scene.discourse.line)?;
    let same = |l: &Last| l.word.indicator == topic.word.indicator && l.item == topic.item && topic.item.is_some();
    let other = last.area.is_some_and(|seller| seller != area) && same(last);
    last.counterpart.filter(|partner| other && *partner != area)
}
