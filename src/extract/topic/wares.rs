//! Goods that no lexicon knows: the words of the text that say what is traded.

use super::Candidate;
use crate::extract::mention::covering;
use crate::extract::quantity::Counted;
use crate::extract::scene::Scene;
use crate::lang::reading::IndicatorWord;
use crate::lang::{AreaRole, Link, Match, Reading, Strength, interned};
use crate::text::Kind;

/// "Exports of mechanical and electronic products", "a tariff on electric vehicles": the slice of a figure of trade that the text
/// names with words of its own, in small letters.
pub(super) fn named_wares(scene: &Scene<'_>, best: Candidate) -> Candidate {
    let trade = matches!(best.word.indicator.code(), "exports" | "imports" | "tariff");
    let place = best.place.filter(|p| trade && best.item.is_none() && p.1 > p.0);
    // "Exported 12,300 tonnes of apricots".
    let number = scene.quantity();
    let weighed = matches!(number.counted, Counted::Unit(unit, _) if unit.code() == "tonnes");
    let amount = |p: (usize, usize)| p.1 <= number.lead && number.lead - p.1 <= 2 && weighed;
    let behind = |p: (usize, usize)| if amount(p) { phrase(scene, number.last) } else { None };
    let Some((first, last)) = place.and_then(|p| phrase(scene, p.1).or_else(|| behind(p))) else { return best };
    let words = scene.page.tokens[first..last].iter();
    let mut text = String::new();
    for token in words {
        if token.spaced && !text.is_empty() {
            text.push(' ');
        }
        text.extend(token.of(scene.page.text).chars().flat_map(char::to_lowercase));
    }
    Candidate { item: interned(&text), ..best }
}

/// The words behind "of" or "on" that name goods: none that the lexicon knows otherwise, joined by commas, dashes and "and".
fn phrase(scene: &Scene<'_>, at: usize) -> Option<(usize, usize)> {
    const LONGEST: usize = 8;
    let page = scene.page;
    // "A tariff on": the preposition may be a part of the indicator's name.
    let own = at.checked_sub(1).is_some_and(|i| page.link(i, Link::On));
    if !own && !page.one_of(at, &[Link::Of, Link::On]) || page.tokens.get(at)?.breaks > 0 {
        return None;
    }
    // "Einfuhren von dort" are of no goods.
    if page.link(at, Link::There) {
        return None;
    }
    let mut first = at + usize::from(!own);
    while page.one_of(first, &[Link::The, Link::Article]) {
        first += 1;
    }
    // "On Chinese-made vehicles", "of Chinese vehicles": whence they come is no part of what they are.
    if let Some(area) = covering(scene.areas(), first).filter(|a| a.what.role == AreaRole::Adjective) {
        let dash = page.tokens.get(area.last).is_some_and(|t| t.kind == Kind::Dash && !t.spaced);
        first = area.last + if dash { 2 } else { 0 };
    }
    let good = |i: usize| {
        let token = &page.tokens[i];
        let item = page.has(i, Reading::ITEM);
        let plain = |reading: &Reading| {
            let word = matches!(reading, Reading::Item(_) | Reading::Link(Link::Wares | Link::Epithet | Link::Other));
            let weak = matches!(reading, Reading::Indicator(i) if i.strength == Strength::Weak);
            word || weak || matches!(reading, Reading::NotFigure(_)) || item && matches!(reading, Reading::Unit(..))
        };
        token.kind == Kind::Word
            && !page.dated(i)
            && covering(scene.areas(), i).is_none()
            && page.at(i).iter().all(|m| plain(m.reading))
    };
    let joint = |i: usize| {
        let next = i + 1 < scene.local.last && good(i + 1);
        let token = &page.tokens[i];
        let dash = token.kind == Kind::Dash && !token.spaced && !page.tokens[i + 1].spaced;
        // "E&E products".
        let glued = page.is(i, b'&') && !token.spaced && !page.tokens[i + 1].spaced;
        next && (page.link(i, Link::And) || page.is(i, b',') || dash || glued)
    };
    let inside = |i: &usize| page.tokens[*i].breaks == 0 && (good(*i) || *i > first && joint(*i));
    let last = (first..scene.local.last.min(first + LONGEST)).take_while(inside).last()? + 1;
    // Behind a comma without "and" an apposition begins, and what goes on with a word that is known names no goods.
    let and = (first..last).rfind(|&i| page.link(i, Link::And));
    let comma = (first..last).find(|&i| page.is(i, b',')).filter(|comma| and.is_none_or(|and| and < *comma));
    let last = comma.unwrap_or(last);
    let ends = page.tokens.get(last).is_none_or(|t| t.kind != Kind::Word || t.breaks > 0 || !page.at(last).is_empty());
    // "On goods from Brazil": the word for goods as such, which a slice may be called by, too, says nothing of them.
    let item = |i: usize| page.has(i, Reading::ITEM) && !page.link(i, Link::Wares);
    let good = |i: usize| page.tokens[i].kind == Kind::Word && (page.at(i).is_empty() || item(i));
    let unknown = (first..last).any(good);
    let small = page.tokens[first..last].iter().any(|t| t.kind == Kind::Word && !t.upper);
    (last > first && ends && unknown && small).then_some((first, last))
}

/// "Traffic came to 56,500 TEU": what is counted in the size of a container is carried in containers.
pub(super) fn in_containers(word: IndicatorWord, counted: Counted) -> Option<&'static str> {
    let boxes = matches!(counted, Counted::Unit(unit, _) if unit.code() == "TEU");
    (boxes && word.indicator.code() == "freight").then_some("container")
}

/// "Loading on the railways came to 97.6 million tonnes": what railways carry, where the sentence or the first lines of the text name them, inside
/// of a company's name as well.
pub(super) fn by_rail(scene: &Scene<'_>, word: IndicatorWord) -> Option<&'static str> {
    const RAIL: &str = "rail";
    const HEAD: usize = 3;
    if !matches!(word.indicator.code(), "freight" | "passenger_traffic") {
        return None;
    }
    let page = scene.page;
    let rail = |m: &Match| matches!(m.reading, Reading::Item(item) if item.item == RAIL);
    let said = |first: usize, last: usize| (first..last).any(|i| page.any(i, Reading::ITEM, rail));
    let head = page.lines.iter().take(HEAD.min(scene.discourse.line)).any(|line| said(line.first, line.last));
    (said(scene.local.first, scene.quantity().lead) || head).then_some(RAIL)
}
