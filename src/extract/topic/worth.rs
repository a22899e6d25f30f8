//! What goods are worth: verbs that give the value of trade, goods that are told in tonnes and in money, duties on a unit of them.

use super::Candidate;
use super::slices::{item_fits, item_of};
use crate::extract::mention::{At, covering, within};
use crate::extract::scene::{Origin, Scene};
use crate::lang::reading::IndicatorWord;
use crate::lang::{AreaRole, ChangeKind, ItemWord, Link, Match, Other, Reading, Strength};

/// "Exports were valued at 5 billion": whether a word for what a company is worth is the verb that gives the worth of trade.
pub(super) fn gives_worth(scene: &Scene<'_>, word: &At<Other>) -> bool {
    let from = scene.previous().map_or(scene.local.first, |q| q.last);
    let verb = |c: &Match| c.last == word.last && matches!(c.reading, Reading::Change(c) if c.direction == 0);
    let trade = |i: &At<IndicatorWord>| i.what.indicator.two_sided() || i.what.indicator.code() == "food_trade";
    scene.page.any(word.first, Reading::CHANGE, verb)
        && within(&scene.mentions.indicators, from.min(word.first), word.first).iter().any(trade)
}

/// "12,300 tonnes of apricots worth 9.8 million": the slice of the amount before, whose worth this one gives.
pub(super) fn of_same_goods(scene: &Scene<'_>, best: &Candidate) -> Option<&'static str> {
    let (told, previous) = (scene.told()?, scene.previous()?);
    let place = best.place.filter(|p| p.1 <= previous.first);
    let same = told.word.indicator == best.word.indicator && place.is_some() && best.word.indicator.two_sided();
    let money = scene.quantity().is_money() && !previous.is_money() && !previous.is_percent();
    // "Exported 369,000 tonnes of rice, earning 260 million".
    let page = scene.page;
    let parts = |i: usize| page.is(i, b';') || page.one_of(i, &[Link::Clause, Link::And]);
    let apart = (previous.last..scene.quantity().lead).any(parts);
    told.item.filter(|_| same && money && !apart)
}

/// "In the structure of exports, mineral products accounted for 56.4 %": the goods directly before a verb of sharing and its number.
pub(super) fn shares(scene: &Scene<'_>, best: &Candidate) -> Option<&'static str> {
    const REACH: usize = 3;
    let (page, lead) = (scene.page, scene.quantity().lead);
    let trade = matches!(best.word.indicator.code(), "exports" | "imports") && best.item.is_none();
    let from = scene.previous().map_or(scene.local.first, |q| q.last);
    let goods = scene.items().iter().rfind(|m| m.first >= from && m.last < lead).filter(|_| trade)?;
    let verb = page.link(goods.last, Link::Share) && !page.link(goods.last, Link::Of) && lead - goods.last <= REACH;
    item_fits(goods.what, best.word.indicator).filter(|_| verb)
}

/// "Turkey imports 40 percent of its natural gas from Russia": the goods of which a part is bought.
pub(super) fn part_of_goods(scene: &Scene<'_>, best: &Candidate) -> Option<&'static str> {
    let (page, last) = (scene.page, scene.quantity().last);
    let trade = matches!(best.word.indicator.code(), "exports" | "imports") && best.item.is_none();
    let led = page.link(last, Link::Of) && page.one_of(last + 1, &[Link::Its, Link::The]);
    let goods = scene.items().iter().find(|m| m.first == last + 2).filter(|_| trade && led)?;
    item_fits(goods.what, best.word.indicator).filter(|_| scene.quantity().is_percent())
}

/// "Purchases from the US doubled to 370,000 barrels": the slice of the number before, where the same words are of both.
pub(super) fn of_same_words(scene: &Scene<'_>, best: &Candidate) -> Option<&'static str> {
    let (told, previous) = (scene.told()?, scene.previous()?);
    let place = best.place.filter(|p| p.1 <= previous.first);
    let same = told.word.indicator == best.word.indicator && place.is_some() && best.word.indicator.two_sided();
    let other = scene.items().iter().any(|m| m.first >= previous.last && m.last <= scene.quantity().lead);
    told.item.filter(|_| same && !other)
}

/// "It imported natural gas worth 1.7 billion", "bought Russian gas", "vendió a Estados Unidos autos": the goods directly behind a verb of
/// trade, or behind the one to whom they go.
pub(super) fn object(scene: &Scene<'_>, at: &At<IndicatorWord>, item: &At<&'static ItemWord>) -> bool {
    let page = scene.page;
    let adjective = scene.areas().iter().find(|a| a.first == at.last && a.what.role == AreaRole::Adjective);
    let to = covering(scene.areas(), at.last + 1).filter(|_| page.link(at.last, Link::To));
    let verb = |m: &Match| m.last == at.last && matches!(m.reading, Reading::Change(c) if c.kind == ChangeKind::Verb);
    let from = adjective.or(to).map_or(at.last, |a| a.last);
    let article = page.one_of(from, &[Link::The, Link::Article]) && page.any(at.first, Reading::CHANGE, verb);
    at.what.indicator.two_sided() && item.first == from + usize::from(article) && at.first < item.first
}

/// "The export duty on wheat will fall to 76.1 roubles a tonne": an amount for a unit of goods, in a clause on a duty that names no price, is
/// the duty.
pub(super) fn for_a_unit(scene: &Scene<'_>) -> Option<Candidate> {
    let number = scene.quantity();
    let is = |i: &At<IndicatorWord>, code: &str| i.what.indicator.code() == code;
    let unit = |i: &At<IndicatorWord>| is(i, "commodity_price") && i.what.strength == Strength::Weak;
    let per = within(&scene.mentions.indicators, number.last, number.last + 3).first().is_some_and(unit);
    if !number.is_money() || !per {
        return None;
    }
    let from = scene.previous().map_or(scene.local.first, |q| q.last);
    let named = within(&scene.mentions.indicators, from, number.lead);
    let duty = named.last().filter(|i| is(i, "tariff"))?;
    let (item, place) = (item_of(scene, duty), Some(duty.place()));
    Some(Candidate { cost: 0, word: duty.what, item, place, origin: Origin::Clause, tied: true })
}
