//! The part of a country of which a text speaks, or a number: a region, a town.

use super::{Topic, item_fits};
use crate::extract::mention::{AreaMention, At, Mentions, covering, within};
use crate::extract::page::Page;
use crate::extract::places::Quantities;
use crate::extract::quantity::Quantity;
use crate::extract::scene::Scene;
use crate::lang::{AreaRole, ChangeKind, ItemWord, Link, Match, Reading, interned};
use crate::model::Area;
use crate::model::codelist::AreaKind;
use crate::text::Kind;

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
    if let Some(subject) = subject_part(scene, topic) {
        return Some(subject);
    }
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

/// "Unemployment in Catalonia was 8.9 %", "California's unemployment rate", "In Vancouver, prices rose by 2 %", "5 % in Madrid": the region or town whose
/// figure it is, as a slice of its country's. It is named as in the text, where that is in Latin letters; what is decided or traded in a town is
/// none of its own.
pub fn of_place(scene: &Scene<'_>, topic: &Topic) -> Option<&'static str> {
    const TOLD: [&str; 20] = [
        "agricultural_production",
        "construction",
        "employment",
        "fixed_capital_investment",
        "gas_production",
        "gdp",
        "gdp_per_capita",
        "grain_harvest",
        "house_prices",
        "housing",
        "industrial_production",
        "inflation",
        "labour_participation",
        "manufacturing",
        "oil_production",
        "population",
        "poverty",
        "retail_sales",
        "unemployment",
        "wages",
    ];
    let own = topic.item.is_some() && topic.place.is_some();
    if own || !TOLD.contains(&topic.word.indicator.code()) {
        return None;
    }
    let (first, last) = span(scene, topic)?;
    // The lexicon has names of its own for some.
    let known = scene.items().iter().find(|m| m.first == first && m.last >= last);
    if let Some(item) = known.and_then(|m| item_fits(m.what, topic.word.indicator)) {
        return Some(item);
    }
    let tokens = &scene.page.tokens[first..last];
    let name = &scene.page.text[tokens.first()?.start as usize..tokens.last()?.end as usize];
    let latin = name.chars().all(|c| c < '\u{250}');
    interned(&name.to_lowercase()).filter(|_| latin)
}

/// "GDP growth in Guangdong was 3.5 %": the country of the region or town whose figure it is, for a text that names none.
pub fn country_of_place(scene: &Scene<'_>, topic: &Topic) -> Option<Area> {
    let (first, last) = span(scene, topic)?;
    let country = |reading: &Reading| if let Reading::Place(area) = *reading { Some(area) } else { None };
    let (end, area) = scene.page.find_of(first, Reading::PLACE, country)?;
    (end == last).then_some(area)
}

/// Where the region or town stands whose figure it is.
fn span(scene: &Scene<'_>, topic: &Topic) -> Option<(usize, usize)> {
    let beside = topic.place.and_then(|p| led_to(scene, p.1, &[Link::In, Link::Of]).or_else(|| whose(scene, p.0)));
    let behind = || led_to(scene, scene.quantity().last, &[Link::In]);
    bracketed(scene).or(beside).or_else(|| opening(scene, topic)).or_else(|| subject(scene, topic)).or_else(behind)
}

/// "Sales fell in Quebec (-0.9 %)": the region or town behind which a number stands in brackets.
fn bracketed(scene: &Scene<'_>) -> Option<(usize, usize)> {
    let number = scene.quantity();
    let open = number.lead.checked_sub(1).filter(|&i| scene.page.is(i, b'(') && scene.page.is(number.last, b')'))?;
    whose(scene, open)
}

/// "Alberta slipped by 1.1 %": the region or town that opens a sentence as the subject of its verb, where that goes on with what was told.
fn subject(scene: &Scene<'_>, topic: &Topic) -> Option<(usize, usize)> {
    let first = scene.local.first;
    let last = place(scene, first).filter(|_| topic.place.is_none() && scene.before().is_empty())?;
    let verb = scene.changes().iter().any(|c| c.first == last && c.what.kind == ChangeKind::Verb);
    verb.then_some((first, last))
}

/// The region or town to which one of some prepositions leads from a token.
fn led_to(scene: &Scene<'_>, at: usize, by: &[Link]) -> Option<(usize, usize)> {
    let led = scene.page.one_of(at, by);
    let first = at + 1 + usize::from(scene.page.link(at + 1, Link::The));
    let town = || scene.areas().iter().find(|a| a.first == first && a.what.role == AreaRole::Capital).map(|a| a.last);
    led.then(|| place(scene, first).or_else(town).map(|last| (first, last)))?
}

/// The region or town directly before an indicator, with the sign of what is its own or without: none that is a part of a longer name.
fn whose(scene: &Scene<'_>, at: usize) -> Option<(usize, usize)> {
    const LONGEST: usize = 3;
    let page = scene.page;
    let end = at - usize::from(at > 0 && page.tokens[at - 1].kind == Kind::Possessive);
    let from = end.saturating_sub(LONGEST).max(scene.local.first);
    let first = (from..end).find(|&i| place(scene, i) == Some(end))?;
    let name = |i: usize| page.link(i, Link::Of) || page.tokens[i].kind == Kind::Word && page.tokens[i].upper;
    let part = first > scene.local.first && name(first - 1);
    (!part).then_some((first, end))
}

/// The region or town with which "in" opens a sentence, or what follows the number before, where nothing but a comma parts it from the indicator, and
/// no more than a verb from a number that goes on with what was told.
fn opening(scene: &Scene<'_>, topic: &Topic) -> Option<(usize, usize)> {
    const REACH: usize = 6;
    let (page, lead) = (scene.page, scene.quantity().lead);
    let joint = |i: usize| matches!(page.mark(i), b',' | b';') || page.one_of(i, &[Link::And, Link::Clause]);
    let next = |q: &Quantity| (q.last + 1..lead).find(|&i| joint(i - 1) && page.link(i, Link::In));
    let at = scene.previous().map_or(Some(scene.local.first), next)?;
    let (first, last) = led_to(scene, at, &[Link::In])?;
    let told = topic.place.is_none_or(|p| p.1 <= first);
    let to = topic.place.filter(|_| !told).map_or(lead, |p| p.0);
    let small = |i: usize| page.is(i, b',') || page.one_of(i, &[Link::The, Link::Article]);
    let verb = |i: usize| scene.changes().iter().any(|c| c.first <= i && i < c.last);
    let goes_on = |i: usize| page.one_of(i, &[Link::It, Link::Anaphor, Link::To, Link::At, Link::By]) || verb(i);
    let way = (last..to.max(last)).all(|i| small(i) || told && goes_on(i));
    (to >= last && to - last <= REACH && way).then_some((first, last))
}

/// Where the name of a region or town ends that begins at a token, and is no part of a body's.
fn place(scene: &Scene<'_>, at: usize) -> Option<usize> {
    let named = |m: &&Match| matches!(m.reading, Reading::Place(_));
    let found = scene.page.at(at).iter().find(named).filter(|_| scene.page.has(at, Reading::PLACE))?;
    covering(&scene.mentions.bodies, at).is_none().then_some(found.last)
}

/// "The Rostov region, the eternal champion, brought in 9.4 million tonnes": the part of a country that opens the sentence or a clause of
/// its own with no preposition before it, and no other number behind.
fn subject_part(scene: &Scene<'_>, topic: &Topic) -> Option<&'static str> {
    let (page, number) = (scene.page, scene.quantity());
    let from = scene.previous().map_or(scene.local.first, |q| q.last);
    let mark = |i: usize| matches!(page.mark(i), b',' | b':' | b';' | b'.') || page.tokens[i].kind == Kind::Dash;
    let opens = |at: usize| at == scene.local.first || mark(at - 1);
    let parts = scene.items().iter().filter(|m| is_part(m.what) && m.first >= from && m.last <= number.lead);
    let part = parts.rev().find(|m| opens(m.first))?;
    let named = within(&scene.mentions.areas, part.last, number.lead).iter().any(|a| !a.what.in_title);
    let clause = (part.last..number.lead).any(|i| page.link(i, Link::Clause) || page.is(i, b';'));
    part.what.of(topic.word.indicator).filter(|_| !named && !clause)
}
