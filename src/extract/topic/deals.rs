//! Who buys, sells and invests where: verbs of dealing that tell of trade, sales that are exports, and economies that money goes to.

use super::Candidate;
use super::slices::of_trade;
use super::units::dimension;
use crate::extract::mention::{AreaMention, At, covering, within};
use crate::extract::quantity::Counted;
use crate::extract::scene::Scene;
use crate::lang::reading::IndicatorWord;
use crate::lang::{Change, ChangeKind, Link, Strength};
use crate::text::Kind;

/// "Las ventas de México a Estados Unidos", "sales to China": what is sold to an area is exported.
pub(super) fn sold_abroad(scene: &Scene<'_>, at: &At<IndicatorWord>) -> Option<IndicatorWord> {
    const REACH: usize = 5;
    let page = scene.page;
    if at.what.indicator.code() != "retail_sales" || at.what.strength != Strength::Weak {
        return None;
    }
    let area = |i: usize| covering(scene.areas(), i).is_some();
    let small = |i: usize| area(i) || page.one_of(i, &[Link::Of, Link::The, Link::Article, Link::To, Link::Into]);
    let mut way = (at.last..scene.local.last.min(at.last + REACH)).take_while(|i| small(*i));
    let led = |a: &At<_>| page.before_one(a.first, &[Link::To, Link::Into]);
    let sold = way.any(|i| scene.areas().iter().any(|a| a.first == i && led(a)));
    let word = IndicatorWord { indicator: "exports".parse().ok()?, strength: Strength::Strong, ..at.what };
    sold.then_some(word)
}

/// "The EU bought goods worth 153 billion", "China sold us 178 billion" in a text on trade: whether a verb of buying or selling tells
/// of the trade of areas, and not of bonds, reserves or houses.
pub(super) fn deals_in_goods(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    const REACH: usize = 8;
    let (page, number) = (scene.page, scene.quantity());
    let end = (number.last + REACH).min(scene.next().map_or(scene.local.last, |q| q.first));
    let goods = (at.last..end).any(|i| page.link(i, Link::Wares));
    let trade = |word: IndicatorWord| {
        matches!(word.indicator.code(), "trade_turnover" | "exports" | "imports" | "trade_balance")
    };
    let spoken = scene.discourse.last.as_ref().is_some_and(|l| l.line == scene.discourse.line && trade(l.word));
    let area = within(&scene.mentions.areas, scene.local.first, at.first).iter().any(|a| !a.what.in_title);
    // "It bought 2.1 times more gas".
    let more = |c: &At<Change>| c.first == number.last && c.what.kind == ChangeKind::Adverb && c.what.direction != 0;
    let relative = number.counted == Counted::Times || number.is_percent();
    let behind = |last: usize| scene.items().iter().any(|m| m.first == last && of_trade(scene, m.what));
    if spoken && relative && at.last + 1 >= number.lead && scene.changes().iter().any(|c| more(c) && behind(c.last)) {
        return true;
    }
    let good = |last: usize| scene.items().iter().any(|m| m.first == last && m.what.slices(at.what.indicator));
    // "Pakistan bought $350 million worth of tea".
    let of = number.last + usize::from(page.link(number.last, Link::Epithet));
    let bought = at.last + 1 >= number.lead && page.leads_of(of) && good(of + 1);
    // "Uzbekistan bought 5.7 bcm of Russian gas".
    let ware = covering(&scene.mentions.areas, of + 1).map_or(of + 1, |a| a.last);
    let weighed =
        matches!(number.counted, Counted::Unit(unit, _) if matches!(unit.code(), "tonnes" | "cubic_metres" | "kWh"));
    if weighed && at.last + 1 >= number.lead && page.leads_of(of) && good(ware) && area {
        return true;
    }
    // "Rusia envió a China 8,1 millones de toneladas de carbón": so is what is counted by its weight and goes to somebody.
    let partner =
        |a: &At<AreaMention>| a.first >= at.last && page.before_one(a.first, &[Link::To, Link::Into, Link::From]);
    let weighed = dimension(number.counted) == "physical" && scene.areas().iter().any(partner);
    at.last <= number.first && (number.is_money() && (goods || (spoken || bought) && area) || weighed && area)
}

/// "Russian investment in the Belarusian economy": whether an economy is but where another indicator's money goes.
pub(super) fn receiver(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    let page = scene.page;
    let whose = |i: &usize| {
        page.one_of(*i, &[Link::The, Link::Article, Link::Neighbour, Link::Its])
            || page.tokens[*i].kind == Kind::Possessive
            || covering(scene.areas(), *i).is_some()
    };
    let from = (scene.local.first..at.first).rev().take_while(whose).last().unwrap_or(at.first);
    let led = from.checked_sub(1).filter(|i| page.one_of(*i, &[Link::In, Link::Into]));
    let flow =
        |i: &At<IndicatorWord>| matches!(i.what.indicator.code(), "investment" | "fdi" | "fixed_capital_investment");
    let money = |led: usize| {
        within(&scene.mentions.indicators, scene.local.first, led).iter().any(|i| i.last + 1 >= led && flow(i))
    };
    // "FDI into the manufacturing sector rose".
    let branch = at.what.indicator.code() == "gdp" || at.what.indicator.is_branch();
    branch && led.is_some_and(money)
}

/// "Purchases of flats were up by a tenth": whether what is bought is no import, in a text that has told of no trade, and names
/// nobody in the sentence.
pub(super) fn no_trade(scene: &Scene<'_>, candidate: &Candidate) -> bool {
    let part = scene.quantity().is_percent() || scene.quantity().counted == Counted::Fraction;
    let bought = candidate.word.indicator.code() == "imports" && part;
    let two = |word: IndicatorWord| word.indicator.two_sided() && word.indicator.code() != "exchange_rate";
    let title = || scene.discourse.title.is_some_and(two);
    let homes = scene.discourse.recent(scene.local.index).is_some_and(|l| l.word.indicator.code() == "house_prices");
    bought && !homes && scene.areas().is_empty() && !title() && !scene.discourse.history.iter().any(|h| two(h.word))
}
