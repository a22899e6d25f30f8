//! Amounts with a scale alone: "44 billion" is counted in what the text counts in.

use rust_decimal::Decimal;

use super::discourse::Last;
use super::quantity::{Counted, Quantity};
use super::scene::Scene;
use super::topic::{self, Topic};
use crate::lang::{Money, Reading, Time};
use crate::model::Unit;

/// What guests leave in a country, as a slice of tourism.
pub const RECEIPTS: &str = "receipts";

/// The nights that guests stay, as a slice of tourism.
pub const STAYS: &str = "overnight stays";

/// How many come, as slices of tourism: what their words name where the text names no other slice of them.
pub const GUESTS: [&str; 3] = ["arrivals", "foreign arrivals", "trips"];

/// The unit of "44 billion": that of the numbers beside it, of the figure before, or the one that the indicator has.
pub fn scaled(scene: &Scene<'_>, counted: Counted, topic: &Topic) -> Option<Counted> {
    if counted != Counted::Scaled {
        return Some(counted);
    }
    let indicator = topic.word.indicator;
    let fits = |c: &Counted| match c {
        Counted::Money(_) => indicator.has_dimension("money"),
        Counted::Unit(unit, _) => {
            topic::physical(indicator, *c) || unit.code() == "persons" && indicator.has_dimension("persons")
        }
        _ => false,
    };
    let after = &scene.local.quantities[scene.n + 1..];
    let word = || money_word(scene).map(Counted::Money).filter(fits);
    let beside = || scene.before().iter().rev().chain(after).map(|q| q.counted).find(fits);
    // Tonnes of freight are none of trade.
    let rate = |l: &Last| matches!(l.word.indicator.code(), "exchange_rate" | "commodity_price");
    let alike = |l: &&Last| l.word.indicator == indicator || matches!(l.counted, Counted::Money(_)) && !rate(l);
    let before = || scene.discourse.last.as_ref().filter(alike).map(|l| l.counted).filter(fits);
    let money = || scene.discourse.money.map(Counted::Money).filter(fits);
    let persons = || Some(Counted::Unit(Unit::PERSONS, 0)).filter(fits);
    let people = || {
        persons().filter(|_| {
            matches!(indicator.code(), "tourism" | "passenger_traffic" | "population" | "employment" | "unemployment")
        })
    };
    // "Tourism brought in 76 billion", "receipts topped 10 billion dollars, against 9 billion": so many billions are no guests where
    // the text counts in a currency.
    let guests = topic.item != Some(RECEIPTS) && !(indicator.code() == "tourism" && billions(scene));
    // "26 million overnight stays": so many nights are no guests either.
    let stays = || "nights".parse().ok().map(|unit| Counted::Unit(unit, 0)).filter(|_| topic.item == Some(STAYS));
    let people = || if guests { stays().or_else(people) } else { None };
    // "Trade came close to 90 billion": the currency that a headline leaves out its text gives with the same number.
    let number = scene.quantity();
    let alike = |q: &&Quantity| q.is_money() && (q.low, q.exponent) == (number.low, number.exponent);
    let below = || scene.found.quantities.iter().find(alike).map(|q| q.counted).filter(fits);
    let headline = || if scene.discourse.line == 0 { below() } else { None };
    word().or_else(headline).or_else(people).or_else(beside).or_else(before).or_else(money).or_else(persons)
}

/// "Daily crude output was 1.4 million barrels": barrels behind or before a word for each day, in the clause of the number, are so many a day.
pub fn by_the_day(scene: &Scene<'_>, counted: Counted) -> Counted {
    let Counted::Unit(Unit::BARRELS, power) = counted else { return counted };
    let number = scene.quantity();
    let stop = (scene.local.first..number.lead).rfind(|&i| scene.page.is(i, b';'));
    let daily = |i: usize| scene.page.time(i, Time::Daily);
    let said = (stop.unwrap_or(scene.local.first)..number.lead).any(daily) || daily(number.last);
    if said { Counted::Unit(Unit::BARRELS_PER_DAY, power) } else { counted }
}

/// A currency that the sentence names before a number and apart from others: "In yuan it came to 1.74 trillion".
fn money_word(scene: &Scene<'_>) -> Option<Money> {
    let from = scene.previous().map_or(scene.local.first, |q| q.last);
    (from..scene.quantity().first)
        .rev()
        .find_map(|at| scene.page.find_of(at, Reading::MONEY, Reading::money))
        .map(|(_, money)| money)
}

/// Whether a number is more than a billion or two.
fn billions(scene: &Scene<'_>) -> bool {
    let number = scene.quantity();
    number.exponent >= 9 || number.exponent >= 6 && number.low >= Decimal::TWO * Decimal::ONE_THOUSAND
}

/// "Tourism brought in $4.4 billion", "tourists spent $4.4 billion": what guests spend is told apart from how many they are, by what
/// tourism is counted in.
pub fn spent(counted: Counted, topic: &Topic) -> Option<&'static str> {
    let plain = topic.item.is_none_or(|item| GUESTS.contains(&item)) && topic.word.indicator.code() == "tourism";
    match counted {
        Counted::Money(_) if plain => Some(RECEIPTS),
        Counted::Unit(Unit::PERSONS, _) if plain => topic.item.or(Some(GUESTS[0])),
        _ => None,
    }
}
