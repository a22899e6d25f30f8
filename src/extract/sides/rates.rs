//! Whose prices and rates are: the world market's, those of the body that sets them, of the country of a currency.

use super::Sides;
use crate::extract::assemble::currency;
use crate::extract::discourse::Last;
use crate::extract::mention::{AreaMention, At, within};
use crate::extract::quantity::{Counted, Quantity};
use crate::extract::scene::{Origin, Scene};
use crate::extract::topic::{Topic, equation, joined_pair, moves_itself, rate_of};
use crate::lang::reading::IndicatorWord;
use crate::lang::{Link, Match, Reading};
use crate::model::codelist::AreaKind;
use crate::model::{Area, Currency};

/// The rule by which a price is that of no country.
pub const WORLD_PRICE: &str = "a price of the world market";

/// The rule by which a rate is that of a country's currency.
pub const ISSUED: &str = "of the one that issues its currency";

/// "Brent should average $107 a barrel": a price of the world market is that of no region which only the context gives.
pub(super) fn of_world(scene: &Scene<'_>, topic: &Topic, sides: Sides) -> Sides {
    let last = scene.discourse.recent(scene.local.index).filter(|l| l.word.indicator == topic.word.indicator);
    let nobody = last.is_some_and(|l| l.area.is_none());
    let price = topic.word.indicator.code() == "commodity_price" && (topic.place.is_some() || nobody);
    let group = sides.area.is_some_and(|a| a.kind() != AreaKind::Country) && !scene.says(Link::Bloc);
    let carried = sides.origin >= Origin::Carried && (nobody || last.is_none()) && group;
    if let Some(world) = of_world_index(scene, topic).filter(|_| price && sides.origin >= Origin::Carried) {
        return Sides::new(Some(world), None, Origin::Carried, "an index of the world's prices");
    }
    // "Gold has gone past $4,000 an ounce", in a text on Ghana: nor is it a country's.
    let world = sides.origin >= Origin::Carried && topic.place.is_some() && topic.item.is_some_and(traded);
    let dollars =
        matches!(scene.quantity().counted, Counted::Money(money) if currency(money, None) == "USD".parse().ok());
    // "U.S. crude settled at $67 and Brent at $70": nor is one whose sentence names the area of another price alone.
    let other = |i: &At<IndicatorWord>, p: (usize, usize)| {
        let apart = Some(i.place()) != topic.place && i.what.indicator == topic.word.indicator;
        apart && (i.first == p.1 || i.first <= p.0 && p.1 <= i.last)
    };
    let borrowed = sides.place.is_some_and(|p| price && scene.indicators().iter().any(|i| other(i, p)));
    let world = world || borrowed && topic.place.is_some() && topic.item.is_some_and(traded);
    // "Brent rose by 1.2 % in London": nor does the place of a market make its moves those of a country.
    let moves = scene.quantity().is_percent() && topic.item.is_some_and(|item| item.ends_with(" oil"));
    if price && (carried || world && (dollars || moves) || world && borrowed) {
        Sides::context(None, None, WORLD_PRICE)
    } else {
        sides
    }
}

/// "The FAO index was at 118 points. ¶ Rice rose by 3 %": the world, whose prices the index of a body of no one country sums
/// up, and of which a text goes on to tell.
fn of_world_index(scene: &Scene<'_>, topic: &Topic) -> Option<Area> {
    const LINES: usize = 8;
    const NEAR: usize = 3;
    let world = "WORLD".parse().ok()?;
    // "The central bank's index" is a country's.
    let every = |i: usize| scene.page.one_of(i, &[Link::Body, Link::Official, Link::RateSetter]);
    let common = |b: &At<Option<Area>>| b.what.is_none() && !(b.first..b.last).any(every);
    let near = |p: (usize, usize)| within(&scene.mentions.bodies, p.0, p.1 + NEAR).iter().any(common);
    // "FAO Food Price Index" is a name of its own.
    let named = |m: &Match| matches!(*m.reading, Reading::Institution(None, _));
    let inside = |p: (usize, usize)| scene.page.any(p.0, Reading::INSTITUTION, named) && !every(p.0);
    let index = topic.place.is_some_and(|p| near(p) || inside(p));
    let told = |l: &Last| {
        l.word.indicator == topic.word.indicator && l.area == Some(world) && scene.discourse.line - l.line <= LINES
    };
    (index || scene.discourse.last.as_ref().is_some_and(told)).then_some(world)
}

/// "The ECB cut its key rate to 2 %", in a text on one of its members: a rate whose sentence names no area is that of the body
/// that sets it.
pub(super) fn set_by_body(scene: &Scene<'_>, topic: &Topic, sides: Sides) -> Sides {
    let rate = topic.word.indicator.code() == "policy_rate" && sides.origin >= Origin::Carried;
    let bodies = within(&scene.mentions.bodies, scene.local.first, scene.quantity().first);
    // "Warsaw's Monetary Policy Council": the area that stands before a body that has none of its own.
    let whose = |body: usize| scene.areas().iter().find(|a| a.what.in_title && a.last <= body && body - a.last <= 1);
    let area = |b: &At<Option<Area>>| {
        let sets = (b.first..b.last).any(|i| scene.page.link(i, Link::RateSetter));
        // "哈央行": the area with which the body's name opens goes before what the name stands for elsewhere.
        let opens = scene.areas().iter().find(|a| a.what.in_title && a.last == b.first).map(|a| a.what.area);
        // "ЦБ": a short name that many have is that of the country of which the text speaks.
        let glued = |at: usize| scene.page.tokens[at].end == scene.page.tokens[at + 1].start;
        let one = (b.first..b.last - 1).all(glued) && b.last - b.first <= 2;
        let short = one && scene.page.link(b.first, Link::ShortName);
        let country = |home: &Area| short && home.kind() == AreaKind::Country;
        let opens = opens.or(scene.discourse.home().filter(country));
        b.what.and(opens.or(b.what)).or_else(|| whose(b.first).filter(|_| sets).map(|a| a.what.area))
    };
    let named = bodies.iter().rev().filter(|_| rate).find_map(|b| area(b).map(|area| (area, b.place())));
    match named {
        Some((area, place)) => {
            Sides::new(Some(area), None, Origin::Sentence, "the area of the body that sets it").at(place)
        }
        None => match of_setter(scene).filter(|_| rate) {
            Some(area) => Sides::new(Some(area.what.area), None, Origin::Sentence, "the area of the bank that sets it")
                .at(area.place()),
            None => sides,
        },
    }
}

/// "The deposit rate is 2 %", in a text on Germany: who has no currency of its own sets no rate; the one that issues it does.
pub(super) fn of_issuer(topic: &Topic, sides: Sides) -> Sides {
    let country = |area: &Area| area.kind() == AreaKind::Country && topic.word.indicator.code() == "policy_rate";
    let issuer = sides.area.filter(country).and_then(Area::currency).and_then(Currency::issuer);
    match issuer.filter(|issuer| issuer.kind() != AreaKind::Country && Some(*issuer) != sides.area) {
        Some(issuer) => Sides { area: Some(issuer), rule: ISSUED, ..sides },
        None => sides,
    }
}

/// "El banco central de Chile rebajó", "die chilenische Zentralbank senkte": the area that a bank's description names, the last
/// one before the number.
fn of_setter(scene: &Scene<'_>) -> Option<At<AreaMention>> {
    const REACH: usize = 3;
    let page = scene.page;
    let beside = |a: &&At<AreaMention>| {
        let before = (a.first.saturating_sub(REACH)..a.first).any(|i| page.link(i, Link::RateSetter));
        let behind = (a.last..a.last + REACH).any(|i| page.link(i, Link::RateSetter));
        a.what.in_title && a.last <= scene.quantity().first && (before || behind)
    };
    scene.areas().iter().rfind(beside).copied()
}

/// "535 tenge per dollar", "the euro stood at 1.16 dollars": an exchange rate is that of the country in whose currency it is
/// counted, and the other side is the country of the other currency that its sentence names, the one nearest before it.
pub(super) fn quoted(scene: &Scene<'_>, topic: &Topic, sides: Sides) -> Sides {
    if topic.word.indicator.code() != "exchange_rate" || sides.counterpart.is_some() {
        return sides;
    }
    let (page, number) = (scene.page, scene.quantity());
    if let Some(one) = scene.previous().filter(|_| equation(scene)) {
        let issuer = |q: &Quantity| match q.counted {
            Counted::Money(money) => currency(money, None).and_then(Currency::issuer),
            _ => None,
        };
        return Sides::new(issuer(number), issuer(one), Origin::Sentence, "of the one currency in the other");
    }
    let counted = match number.counted {
        Counted::Money(_) if in_pesos(scene, sides.area) => sides.area.and_then(Area::currency),
        Counted::Money(money) => currency(money, sides.area),
        _ => {
            let money = rate_of(scene).map(|(money, _)| money).or_else(|| moves_itself(scene).map(|(money, _)| money));
            money.and_then(|money| currency(money, sides.area))
        }
    };
    // "$3.670 por dólar": a sign that many currencies share is not that of the dollar itself.
    let counted = counted
        .filter(|c| c.code() != "USD" || sides.area.is_none_or(|a| a.currency() == counted || !per_dollar(scene)));
    // "El rublo se depreció un 5 % frente al dólar": what moved is the currency that opens the clause.
    let moved = || {
        let percent = number.is_percent() && sides.area.is_none();
        (scene.local.first..number.first).filter(|_| percent).find_map(|at| currency_at(scene, at, None))
    };
    let counted = counted.or_else(moved);
    let issuer = counted.and_then(Currency::issuer).filter(|_| sides.area.and_then(Area::currency) != counted);
    let area = issuer.or(sides.area);
    let own = counted.or(area.and_then(Area::currency));
    let other = |at: usize| {
        // The last part of a name is no currency of its own ("美元", "the Egyptian pound").
        let inside =
            |from: usize| page.find_of(from, Reading::MONEY, Reading::money).is_some_and(|(last, _)| last > at);
        if (at.saturating_sub(2)..at).any(inside) {
            return None;
        }
        let currency = joined_pair(scene.page, at).map(|(one, _)| one).or_else(|| currency_at(scene, at, None))?;
        currency.issuer().filter(|issuer| Some(currency) != own && Some(*issuer) != area)
    };
    // "The pound traded at 49.7 to the dollar", in Egypt: what it is counted in is no other currency.
    let same = |at: usize| own.is_some() && currency_at(scene, at, area) == own;
    // "81 to the dollar, and 14.3 against the yuan": the currency to which a number leads comes before all others.
    let led = scene.page.one_of(number.last, &[Link::Per, Link::To, Link::Against]);
    let led = (number.last + 1..number.last + 4).take_while(|_| led).filter(|at| !same(*at)).find_map(other);
    let before = || (scene.local.first..number.first).rev().filter(|at| !same(*at)).find_map(other);
    let counterpart = led.or_else(before).or_else(|| (number.last..scene.local.last).find_map(other));
    // "Kept near 30.85 to the dollar, it has weakened to 50.5": the next number of a sentence is in the same currency of the other.
    let last = || scene.discourse.last.as_ref().filter(|l| l.sentence == scene.local.index && l.area == area);
    let again = || last().filter(|l| l.word.indicator == topic.word.indicator)?.counterpart;
    let counterpart = counterpart.or_else(again);
    // Without a second currency nothing says that the area named is not the one whose currency is quoted.
    // But a currency that is the subject, where no country is named, is that of its own.
    let subject = topic.place.is_some_and(|p| own.is_some() && currency_at(scene, p.0, area) == own);
    let alone = subject && sides.area.is_none();
    let area = if counterpart.is_some() || alone { area } else { sides.area };
    Sides { area, counterpart, ..sides }
}

/// "El dólar mayorista cerró a $ 1.441": whether the sign that dollars and pesos share is that of the area's pesos, of which the
/// sentence says what a dollar costs.
pub fn in_pesos(scene: &Scene<'_>, area: Option<Area>) -> bool {
    let pesos = area.and_then(Area::currency).is_some_and(|c| c.in_family("peso"));
    let number = scene.quantity();
    let dollar = |i: usize| !scene.page.is_sign(i) && dollar_at(scene, i);
    let named = || (scene.local.first..number.lead).any(dollar) || per_dollar(scene);
    pesos && scene.page.is(number.first, b'$') && named()
}

/// Whether the sentence says of what it gives the price that it is a dollar.
fn per_dollar(scene: &Scene<'_>) -> bool {
    (scene.quantity().last..scene.local.last).any(|at| scene.page.link(at, Link::Per) && dollar_at(scene, at + 1))
}

/// The currency that a token names, its sign or its word; a name that several share is that of the area's.
fn currency_at(scene: &Scene<'_>, at: usize, area: Option<Area>) -> Option<Currency> {
    let (_, (money, _)) = scene.page.find_of(at, Reading::MONEY | Reading::MONEY_AFTER, Reading::money_after)?;
    currency(money, area)
}

/// Whether a token names the dollar of the United States.
fn dollar_at(scene: &Scene<'_>, at: usize) -> bool {
    currency_at(scene, at, None).is_some_and(|c| c.code() == "USD")
}

/// Whether a commodity has one price in the world.
pub fn traded(item: &str) -> bool {
    const WORLD: [&str; 12] = [
        "gold",
        "silver",
        "brent",
        "wti",
        "copper",
        "platinum",
        "palladium",
        "aluminium",
        "nickel",
        "cocoa",
        "coffee",
        "iron",
    ];
    // Urals and the basket of a cartel have their sellers.
    matches!(item, "oil" | "crude oil") || item.split(' ').any(|word| WORLD.contains(&word))
}

/// "Loading fell, in part for the OPEC+ deal. In December it came to 97.6 million tonnes": of those who only agree on oil a text goes on to tell
/// nothing else, but of the country that it is about.
pub(super) fn no_cartel(scene: &Scene<'_>, topic: &Topic, sides: Sides) -> Sides {
    let energy = ["oil_production", "oil_exports", "gas_production", "gas_exports", "commodity_price", "energy_other"];
    let cartel = sides.area.is_some_and(|area| matches!(area.code(), "OPEC" | "OPEC+"));
    // "It said the country planned 96 million tonnes": nor is what is said of a country theirs.
    let words = scene.local.first..scene.quantity().lead;
    let the_country =
        || words.clone().any(|i| scene.page.link(i, Link::Nation) && i > 0 && scene.page.link(i - 1, Link::The));
    let home = || scene.discourse.home().is_some_and(|home| home.kind() == AreaKind::Country);
    let other = !energy.contains(&topic.word.indicator.code()) || home() && the_country();
    // "Output fell to 0.9 million barrels, limited by the cartel's quotas", in a text on a country: nor is what it has brought about theirs.
    let last = scene.quantity().last;
    let cause = |p: (usize, usize)| p.0 > last && (last..p.0).any(|i| scene.page.one_of(i, &[Link::Cause, Link::By]));
    let caused = home() && sides.place.is_some_and(cause);
    if cartel && (caused || sides.origin >= Origin::Carried && other) {
        Sides {
            place: None,
            area: scene.discourse.home(),
            rule: "the document's area, as those agree on oil alone",
            ..sides
        }
    } else {
        sides
    }
}

/// Whether the figure before is the rate of a bank that more than one country has, and this one no rate.
pub(super) fn set_in_common(topic: &Topic, area: Area, before: Option<&Last>) -> bool {
    let told = before.is_some_and(|l| l.word.indicator.is_interest_rate());
    told && area.kind() != AreaKind::Country && !topic.word.indicator.is_interest_rate()
}
