//! What goods are worth: verbs that give the value of trade, goods that are told in tonnes and in money, duties on a unit of them.

use super::Candidate;
use super::slices::{item_fits, item_of};
use crate::extract::mention::{At, covering, within};
use crate::extract::quantity::Counted;
use crate::extract::scene::{Origin, Scene};
use crate::lang::reading::IndicatorWord;
use crate::lang::{AreaRole, Change, ChangeKind, ItemWord, Link, Match, Other, Reading, Strength};
use crate::model::Indicator;

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
    at.what.indicator.two_sided()
        && at.first < item.first
        && (item.first == from + usize::from(article) || behind_time(scene, at, item))
}

/// "Deutschland exportierte 2025 Weizen", "im Mai importierte Indien Kohle": whether no more than a time, and who buys or sells, stands
/// between a verb of trade, in small letters, and the goods.
fn behind_time(scene: &Scene<'_>, at: &At<IndicatorWord>, item: &At<&'static ItemWord>) -> bool {
    const REACH: usize = 8;
    let page = scene.page;
    let small = |i: usize| page.one_of(i, &[Link::In, Link::The, Link::Article]) || page.dated(i);
    let area = |i: usize| covering(scene.areas(), i).is_some_and(|a| a.what.role != AreaRole::Adjective);
    let verb = !page.tokens[at.first].upper && at.last == at.first + 1 && page.grammar(at.first).verb_final;
    let led = item.first.checked_sub(1).is_some_and(|i| page.link(i, Link::In) && !page.dated(i));
    let way = at.last..item.first.max(at.last);
    let trade = matches!(at.what.indicator.code(), "exports" | "imports");
    trade
        && verb
        && !led
        && way.len() <= REACH
        && item.last <= scene.quantity().lead
        && way.into_iter().all(|i| small(i) || area(i))
}

/// "Chemische Erzeugnisse wurden für 143 Milliarden Euro exportiert": whether the verb of trade closes the clause of the one number.
pub(super) fn closes_on_trade(scene: &Scene<'_>, best: &Candidate) -> bool {
    let page = scene.page;
    let side = matches!(best.word.indicator.code(), "exports" | "imports");
    let closes = |p: (usize, usize)| {
        let verb = !page.tokens[p.0].upper && page.grammar(p.0).verb_final && p.0 >= scene.quantity().last;
        verb && scene.next().is_none_or(|q| q.first > p.0)
    };
    side && scene.before().is_empty() && best.place.is_some_and(closes)
}

/// "Revenue from income tax rose by 7 %", "增值税57980亿元，同比增长4%": whether a percentage beside a tax is by how much that what it brings in
/// has grown, and no rate that a law sets.
pub(super) fn brings_in(scene: &Scene<'_>, tax: &At<Other>) -> bool {
    let revenue = |i: Indicator| i.code() == "budget_revenue";
    let ahead = within(scene.indicators(), scene.local.first, tax.first);
    let named = ahead.iter().rfind(|i| revenue(i.what.indicator));
    let from = |i: &At<IndicatorWord>| {
        let led = || tax.first - i.last <= 2 && scene.page.one_of(i.last, &[Link::From, Link::Of]);
        i.last <= tax.first && (led() || tax.first == i.last)
    };
    let lead = scene.quantity().lead;
    let moves = |c: &At<Change>| c.what.direction != 0 && c.last <= lead && lead - c.last <= 1;
    let told = scene.told().is_some_and(|l| revenue(l.word.indicator) && matches!(l.counted, Counted::Money(_)));
    named.is_some_and(from) || told && scene.changes().iter().any(moves)
}

/// "Einnahmen aus der Lohnsteuer", "der Einzelhandel mit Bekleidung": what revenue comes from, and with what shops trade.
pub(super) fn source(scene: &Scene<'_>, at: &At<IndicatorWord>, item: &At<&'static ItemWord>) -> bool {
    let page = scene.page;
    let leads = match at.what.indicator.code() {
        "budget_revenue" => page.link(at.last, Link::From),
        "retail_sales" => page.link(at.last, Link::With),
        _ => false,
    };
    let small = usize::from(page.one_of(at.last + 1, &[Link::The, Link::Article]));
    leads && item.first == at.last + 1 + small
}

/// "Die Löhne stiegen nominal um 4,2 Prozent und real um 1,9": whether wages are told at the prices of then or now directly before the number.
pub(super) fn valued(scene: &Scene<'_>, best: &Candidate) -> Option<&'static str> {
    let wages = best.word.indicator.code() == "wages" && best.item.is_none();
    let word = scene.items().iter().find(|m| m.last == scene.quantity().lead).filter(|_| wages)?;
    item_fits(word.what, best.word.indicator).filter(|item| matches!(*item, "real" | "nominal"))
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

/// "Current cost households 28.72 euros per 100 kWh": whether an amount for a unit of goods is said to be of what is no price, as the words beside
/// it may name it.
pub fn priced_by_unit(scene: &Scene<'_>, indicator: Indicator) -> bool {
    let (page, number) = (scene.page, scene.quantity());
    if !number.is_money() || number.exponent != 0 || !page.link(number.last, Link::Per) {
        return false;
    }
    let behind = number.last + 1;
    let unit = |m: &Match| {
        m.reading.unit().is_some_and(|(unit, _)| {
            matches!(unit.code(), "kWh" | "tonnes" | "kg" | "litres" | "barrels" | "cubic_metres")
        })
    };
    let counted = scene
        .next()
        .is_some_and(|q| q.first == behind && matches!(q.counted, Counted::Unit(unit, _) if unit.code() == "kWh"));
    (counted || page.any(behind, Reading::UNIT, unit))
        && !indicator.has_dimension("price")
        && indicator.code() != "tariff"
}

/// "Earned $1.4 billion from exporting 300,000 tonnes of coffee": the goods of the amount behind the verb of trade to which the money leads.
pub(super) fn by_weight(scene: &Scene<'_>, best: &Candidate) -> Option<&'static str> {
    let (number, next, place) = (scene.quantity(), scene.next()?, best.place?);
    let trade = matches!(best.word.indicator.code(), "exports" | "imports") && number.is_money();
    let weighed = matches!(next.counted, Counted::Unit(unit, _) if matches!(unit.code(), "tonnes" | "cubic_metres"));
    let led = place.0 > number.last && place.1 == next.lead && scene.page.leads_of(next.last);
    let goods = scene.items().iter().find(|m| m.first == next.last + 1).filter(|_| trade && weighed && led)?;
    item_fits(goods.what, best.word.indicator)
}
