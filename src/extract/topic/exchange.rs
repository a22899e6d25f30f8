//! Rates of exchange: numbers for one unit of another currency.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::quotes::{clause_of, going_on, rate_again};
use super::slices::item_fits;
use super::units::ends;
use super::{Candidate, Topic};
use crate::extract::discourse::Last;
use crate::extract::mention::{At, covering, within};
use crate::extract::page::Page;
use crate::extract::quantity::{Counted, Quantity};
use crate::extract::scene::{Origin, Scene};
use crate::lang::reading::IndicatorWord;
use crate::lang::{Change, ChangeKind, Link, Match, Money, Reading, Strength};
use crate::model::{Area, Currency, Unit};
use crate::text::Kind;

/// "Asia's growth at constant exchange rates was 4 %": whether rates of exchange are but those at which a growth is worked out, whose words
/// stand directly before.
pub(super) fn worked_out_at(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    const REACH: usize = 4;
    let rates = at.what.indicator.code() == "exchange_rate" && scene.quantity().is_percent();
    let whose =
        |i: usize| covering(scene.areas(), i).is_some() || scene.page.one_of(i, &[Link::In, Link::Of, Link::The]);
    let own = |o: &At<IndicatorWord>| o.what.indicator != at.what.indicator;
    let of = |i: usize| scene.indicators().iter().any(|o| own(o) && o.last <= i && (o.last..i).all(whose));
    let led = |i: usize| scene.page.one_of(i, &[Link::At, Link::To]) && of(i);
    rates && at.last <= scene.quantity().first && (at.first.saturating_sub(REACH)..at.first).any(led)
}

/// "The rupiah traded at 16,400 per dollar", "it was quoted at 129.03 to the dollar": a number for one unit of another currency is
/// counted in the one of which the sentence, or the one before, speaks. Gives that currency, and where the sentence names it.
pub fn rate_of(scene: &Scene<'_>) -> Option<(Money, Option<(usize, usize)>)> {
    const REACH: usize = 14;
    if weighed(scene) {
        return None;
    }
    let (page, last) = (scene.page, past_units(scene.page, scene.quantity().last).unwrap_or(scene.quantity().last));
    // "À 41,1 pour un dollar".
    let for_one = page.link(last, Link::For) && page.link(last + 1, Link::Article);
    let led = page.one_of(last, &[Link::Per, Link::To, Link::Against]) || for_one;
    let behind = last + 1 + usize::from(page.link(last + 1, Link::The) || for_one);
    let other = (behind..=behind + 1)
        .find_map(|i| page.find_of(i, Reading::MONEY, Reading::money))
        .filter(|_| led)
        .map(|(_, money)| money);
    if let (Counted::Money(own), Some(_)) = (scene.quantity().counted, other) {
        return Some((own, None));
    }
    let Some(other) = other else {
        let told = coded_pair(scene).or_else(|| named_pair(scene)).or_else(|| rate_again(scene));
        return told.map(|own| (own, None)).or_else(|| stands_at(scene).map(|(own, place)| (own, Some(place))));
    };
    let from = scene.quantity().lead.saturating_sub(REACH).max(scene.local.first);
    let named =
        |i: usize| page.find_of(i, Reading::MONEY, Reading::money).map(|(last, money)| (money, Some((i, last))));
    let own = (from..scene.quantity().lead).find_map(named);
    let spoken = || {
        let rate = |(word, at): (IndicatorWord, usize)| {
            at + 1 == scene.local.index && word.indicator.code() == "exchange_rate"
        };
        let home = scene.discourse.home().and_then(Area::currency);
        let here = || {
            let ahead = within(&scene.mentions.indicators, scene.local.first, scene.quantity().first);
            ahead.iter().any(|i| i.what.indicator.code() == "exchange_rate")
        };
        home.filter(|_| scene.discourse.before.is_some_and(rate) || here()).map(|c| (Money::Currency(c), None))
    };
    own.or_else(spoken).filter(|(own, _)| *own != other)
}

/// "18,92 unidades por dólar": past the word for units, where those are of a currency that stands before one of another.
pub fn past_units(page: &Page<'_>, at: usize) -> Option<usize> {
    let units = |r: &Reading| r.unit().filter(|(unit, _)| unit.code() == "units");
    let last = page.find_of(at, Reading::UNIT, units).map(|(last, _)| last)?;
    (page.link(last, Link::Per) && page.has(last + 1, Reading::MONEY)).then_some(last)
}

/// "The rouble's share in payments for exports was 57.7 %. In imports 55.4 % fell to the rouble": in a paragraph on the currencies in which
/// trade is settled, a percentage whose clause names a currency is of those.
pub(super) fn settled_in(scene: &Scene<'_>) -> Option<Candidate> {
    let (page, number) = (scene.page, scene.quantity());
    let shares = |l: &&Last| l.line == scene.discourse.line && l.word.indicator.code() == "national_currency_share";
    let last = scene.discourse.last.as_ref().filter(shares).filter(|_| number.is_percent())?;
    let from = scene.previous().map_or(scene.local.first, |q| q.last);
    let currency = |i: usize| {
        let inside = scene.local.quantities.iter().any(|q| q.first <= i && i < q.last);
        !inside && (page.find_of(i, Reading::MONEY, Reading::money).is_some() || page.link(i, Link::Currency))
    };
    let end = number.last + 3;
    let share = (from..end.min(scene.local.last)).any(|i| page.link(i, Link::Share));
    let named = (from..number.lead).chain(number.last..end.min(scene.local.last)).any(currency);
    let own = |i: &At<IndicatorWord>| i.what.indicator == last.word.indicator;
    let again = within(scene.indicators(), from, end).iter().any(own);
    let (word, item) = (last.word, last.item);
    (share && named && !again).then_some(Candidate {
        cost: 0,
        word,
        item,
        place: None,
        origin: Origin::Clause,
        tied: true,
    })
}

/// "Tk 93.45 a dollar", "Rs 166 to the dollar": whether an amount is told for one unit of another currency, whose name follows alone.
pub(super) fn for_other(scene: &Scene<'_>, at: usize) -> bool {
    let (page, quantity) = (scene.page, scene.quantity());
    if weighed(scene) {
        return false;
    }
    let led = page.one_of(at, &[Link::Per, Link::To]) && page.tokens.get(at).is_some_and(|t| t.breaks == 0);
    let behind = at + 1 + usize::from(page.link(at + 1, Link::The));
    let Counted::Money(own) = quantity.counted else { return false };
    let other = page.find_of(behind, Reading::MONEY, Reading::money).filter(|(_, money)| *money != own);
    let alone = |last: usize| scene.next().is_none_or(|q| q.first >= last);
    led && quantity.exponent == 0 && other.is_some_and(|(last, _)| alone(last))
}

/// "Copper at $4.98 a pound", "coffee fell to 385 cents per pound": whether the clause names goods before an amount for one pound, which is
/// what they weigh.
fn weighed(scene: &Scene<'_>) -> bool {
    let (page, number) = (scene.page, scene.quantity());
    let pound = |i: usize| page.find_of(i, Reading::MONEY, Reading::money).filter(|_| !page.is_sign(i)).map(|(_, m)| m);
    let one = page.link(number.last, Link::Per) && pound(number.last + 1) == Some(Money::Family("pound"));
    let from = scene.previous().map_or(scene.local.first, |q| q.last);
    let goods = || !within(&scene.mentions.items, from, number.lead).is_empty();
    let price = |i: &At<IndicatorWord>| i.what.indicator.code() == "commodity_price";
    number.is_money() && one && (goods() || within(&scene.mentions.indicators, from, number.lead).iter().any(price))
}

/// "The official dollar closed at 1,056 pesos", "a dollar bought 156.5 shillings", "a dollar is worth 7.1 yuan": whether an amount is what
/// one unit of another currency costs, which is the subject of its verb.
pub(super) fn costs(scene: &Scene<'_>) -> bool {
    const REACH: usize = 5;
    let (page, number) = (scene.page, scene.quantity());
    if !number.is_money() || number.exponent != 0 || number.high.is_some() {
        return false;
    }
    let amount = |i: usize| scene.local.quantities.iter().any(|q| (q.lead..q.last).contains(&i));
    let other = |i: usize| {
        let (last, money) = page.find_of(i, Reading::MONEY, Reading::money)?;
        (!page.is_sign(i) && !amount(i) && Counted::Money(money) != number.counted).then_some(last)
    };
    let from = number.lead.saturating_sub(REACH).max(scene.local.first);
    let Some(verb) = (from..number.lead).rev().find_map(other) else { return false };
    // "With the dollar at 155 yen".
    if verb == number.lead && page.link(verb, Link::At) && number.first == verb + 1 {
        return page.one_of(verb - 2, &[Link::The, Link::Article, Link::Per]);
    }
    // "Dólar: 3,66 soles": it may be a label.
    if page.is(verb, b':') && verb + 1 == number.lead && verb <= scene.local.first + 3 {
        return true;
    }
    let words = (verb..number.first).all(|i| page.tokens[i].kind == Kind::Word && !page.tokens[i].upper);
    // "The dollar averaged 31.2 baht", "the euro changes hands at about 60 birr": so may any verb of state be, with a subject of its own.
    let level = |m: &Match| {
        let state = matches!(m.reading, Reading::Change(c) if c.direction == 0 && c.kind == ChangeKind::Verb);
        state && (number.lead..=number.first).contains(&m.last)
    };
    let subject = |i: usize| i == scene.local.first || page.one_of(i - 1, &[Link::The, Link::Article, Link::Per]);
    let stands = subject(verb - 1) && page.any(verb, Reading::CHANGE, level);
    let direct = verb + 1 >= number.lead && page.one_of(verb, &[Link::Deals, Link::Arrival]);
    let sold = page.link(verb, Link::Deals) && page.link(verb + 1, Link::For) && verb + 2 == number.lead;
    let arrives = sold || (verb + 1..number.first).any(|i| page.one_of(i, &[Link::At, Link::To, Link::Epithet]));
    let near = verb + 3 >= number.first && (direct || arrives);
    words && verb < number.lead && (near || stands) && !page.link(verb, Link::And)
}

/// "Zambia's kwacha has lost 5 %", "the euro was up 1.5 %": where the name of a currency stands that is the subject of the verb by which a
/// percentage moves, and is no unit of an amount.
pub fn moves_itself(scene: &Scene<'_>) -> Option<(Money, (usize, usize))> {
    const REACH: usize = 6;
    let (page, number) = (scene.page, scene.quantity());
    // "Lost half its value".
    if !number.is_percent() && number.counted != Counted::Fraction {
        return None;
    }
    let from = number.lead.saturating_sub(REACH).max(scene.local.first + 1);
    // "The euro was up 1.5 %".
    let adverb = |c: &At<Change>| c.what.kind == ChangeKind::Adverb && c.last == number.lead;
    let turns = |c: &&At<Change>| c.what.direction != 0 && (c.what.kind == ChangeKind::Verb || adverb(c));
    let verb = within(scene.changes(), from, number.lead).iter().find(turns)?;
    let state = |m: &Match| matches!(m.reading, Reading::Change(c) if c.direction == 0 && c.kind == ChangeKind::Verb);
    let helps = |i: usize| page.one_of(i, &[Link::Have, Link::Modal]) || page.any(i, Reading::CHANGE, state);
    let name = |i: usize| page.find_of(i, Reading::MONEY, Reading::money).filter(|(last, _)| *last <= verb.first);
    let (last, _) = (from..verb.first).rev().find_map(name)?;
    // "The Turkish lira": the longest name is meant, which is the one of a country.
    let whole = |at: usize| name(at).filter(|(end, _)| *end == last).map(|(_, money)| (at, money));
    let (at, money) = (from..last).find_map(whole)?;
    let amount = scene.local.quantities.iter().any(|q| q.first <= at && at < q.last || q.last == at);
    let owned = page.tokens[at - 1].kind == Kind::Possessive || page.one_of(at - 1, &[Link::The, Link::Article]);
    let direct = (last..verb.first).all(helps) && (verb.last..number.first).all(|i| page.tokens[i].kind == Kind::Word);
    (owned && direct && !amount && !page.is_sign(at)).then_some((money, (at, last)))
}

/// "The AUD/USD pair trades at 0.6498", "USD/TRY 43.3": the second of two codes joined by a stroke, in which one unit of the first
/// is counted, before a number with decimals and no unit.
fn coded_pair(scene: &Scene<'_>) -> Option<Money> {
    const REACH: usize = 8;
    let (page, number) = (scene.page, scene.quantity());
    if number.counted != Counted::Bare {
        return None;
    }
    let directly = number.lead.checked_sub(1).and_then(|i| joined_pair(page, i));
    if let Some((_, own)) = directly.filter(|_| number.exponent == 0) {
        return Some(Money::Currency(own));
    }
    // "EUR/HUF dipped to 403".
    let arrives = (number.lead.saturating_sub(1)..number.first).any(|i| page.one_of(i, &[Link::To, Link::At]));
    if number.low.scale() == 0 && !arrives || number.high.is_some() {
        return None;
    }
    let from = number.lead.saturating_sub(REACH).max(scene.local.first);
    let clause = |i: usize| matches!(page.mark(i), b',' | b';');
    let joined = |at: usize| joined_pair(page, at).filter(|_| !(at + 1..number.lead).any(clause));
    if let Some((_, own)) = (from..number.lead).rev().find_map(joined) {
        return Some(Money::Currency(own));
    }
    // "Dollar/yen at 154.9": so may names be.
    let code = |at: usize| {
        let name = page.word(at).len() >= 3 && page.word(at).bytes().all(|b| b.is_ascii_alphabetic());
        page.find_of(at, Reading::MONEY, Reading::money).filter(|(last, _)| name && *last == at + 1)
    };
    let joined = |at: usize| page.is(at + 1, b'/') && !page.tokens[at + 1].spaced;
    let pair = (from..number.lead.saturating_sub(2)).rfind(|&at| code(at).is_some() && joined(at))?;
    code(pair + 2).filter(|_| !(pair + 3..number.lead).any(clause)).map(|(_, money)| money)
}

/// "人民币对美元中间价报7.0973": the currency in which a bare number with decimals is quoted behind the names of two, the one of which so many
/// go into a dollar; a few currencies are quoted in dollars themselves.
fn named_pair(scene: &Scene<'_>) -> Option<Money> {
    const REACH: usize = 16;
    let (page, number) = (scene.page, scene.quantity());
    // "The rate of the dram against the dollar was 477.05": elsewhere a word for the rate says so.
    let rate = |i: &At<IndicatorWord>| i.what.indicator.code() == "exchange_rate" && i.last <= number.lead;
    let told = page.grammar(number.first).year_first || scene.indicators().iter().any(rate);
    if number.counted != Counted::Bare || number.low.scale() < 2 || !told {
        return None;
    }
    let named = |at: usize| page.find_of(at, Reading::MONEY, Reading::money);
    let from = number.lead.saturating_sub(REACH).max(scene.local.first);
    let pair = |at: usize| {
        let (to, one) = named(at)?;
        let behind = to + 1 + usize::from(page.link(to + 1, Link::The));
        let (last, other) = named(behind).filter(|_| page.one_of(to, &[Link::To, Link::Per, Link::Against]))?;
        Some((last, code(one)?, code(other)?))
    };
    let (last, one, other) = (from..number.lead).rev().find_map(pair)?;
    let parts = |i: usize| matches!(page.mark(i), b',' | b';') || page.word(i) == "\u{ff0c}";
    let dollars = other.code() == "USD" && !in_dollars(one);
    (last <= number.lead && !(last..number.lead).any(parts)).then_some(Money::Currency(if dollars {
        one
    } else {
        other
    }))
}

/// Whether one unit of a currency is quoted in dollars, as that of a few is by custom.
fn in_dollars(currency: Currency) -> bool {
    matches!(currency.code(), "EUR" | "GBP" | "AUD" | "NZD")
}

/// "Against the yen, the dollar weakened to 147.4", "the euro rose against the dollar to 1.16": of two currencies, the one in which the other
/// is quoted by custom.
fn by_custom(scene: &Scene<'_>, one: Money) -> Option<Money> {
    let page = scene.page;
    let name = |i: usize| page.find_of(i, Reading::MONEY, Reading::money).map(|(_, money)| money);
    let behind = |i: usize| (i + 1..i + 4).find_map(name).filter(|other| *other != one);
    let against = |i: usize| if page.link(i, Link::Against) { behind(i) } else { None };
    let other = (scene.local.first..scene.quantity().lead).find_map(against)?;
    let dollar =
        |money: Money| matches!(money, Money::Family("dollar")) || code(money).is_some_and(|c| c.code() == "USD");
    match (dollar(one), dollar(other)) {
        (true, false) => Some(if code(other).is_some_and(in_dollars) { one } else { other }),
        (false, true) => Some(if code(one).is_some_and(in_dollars) { other } else { one }),
        _ => Some(other),
    }
}

/// The currency that a word names for itself.
fn code(money: Money) -> Option<Currency> {
    if let Money::Currency(currency) = money { Some(currency) } else { None }
}

/// "USDJPY 147", "EURUSD fell to 1.08": two codes of currencies written as one word, as traders do.
pub fn joined_pair(page: &Page<'_>, at: usize) -> Option<(Currency, Currency)> {
    let word = page.word(at);
    let codes = word.len() == 6 && word.bytes().all(|b| b.is_ascii_uppercase());
    let (one, own) = word.split_at_checked(3).filter(|_| codes)?;
    one.parse().ok().zip(own.parse().ok()).filter(|(one, own)| one != own)
}

/// "The cedi, which has lost 3 % this year, was little changed at 11.10", "the naira weakened to 1,530.5": the currency that is the subject of
/// a sentence in which a number with decimals, and without a unit, is where it stands.
fn stands_at(scene: &Scene<'_>) -> Option<(Money, (usize, usize))> {
    const OPENS: usize = 3;
    let (page, number) = (scene.page, scene.quantity());
    if number.counted != Counted::Bare || number.low.scale() == 0 || number.high.is_some() {
        return None;
    }
    let arrives = |i: usize| page.one_of(i, &[Link::To, Link::At, Link::Arrival]);
    let led = (number.lead.saturating_sub(1)..number.first).any(arrives);
    let timed = timed(scene);
    // "Against the yen, the dollar weakened to 147.4": what it is set against may stand before it.
    let comma = (scene.local.first..scene.local.first + 2 * OPENS).find(|&i| page.is(i, b','));
    let start = comma.filter(|_| page.link(scene.local.first, Link::Against)).map_or(scene.local.first, |i| i + 1);
    let opens = start..(start + OPENS).min(number.lead);
    let name = |i: &usize| page.find_of(*i, Reading::MONEY, Reading::money).filter(|_| !page.is_sign(*i));
    let opens = opens.into_iter().find(|i| name(i).is_some());
    let clause = || clause_of(scene).filter(|i| name(i).is_some());
    let Some(at) = opens.or_else(clause).filter(|_| led && (ends(scene) || timed)) else {
        return going_on(scene).filter(|_| led && (ends(scene) || timed));
    };
    let (last, money) = name(&at)?;
    let verb = page.has(last, Reading::CHANGE) || page.one_of(last, &[Link::Have, Link::Modal]);
    let subject = verb || page.is(last, b',') && page.link(last + 1, Link::Relative);
    // "Traded" names no trade in "traded at".
    let state = |m: &Match, end: usize| {
        m.last > end && matches!(m.reading, Reading::Change(c) if c.direction == 0 && c.kind == ChangeKind::Verb)
    };
    let verbal = |i: &At<IndicatorWord>| page.any(i.first, Reading::CHANGE, |m| state(m, i.last));
    let other = |i: &At<IndicatorWord>| i.first >= last && i.what.indicator.code() != "exchange_rate" && !verbal(i);
    let named = within(&scene.mentions.indicators, last, number.lead).iter().any(other);
    let money = by_custom(scene, money).unwrap_or(money);
    (subject && !named).then_some((money, (at, last)))
}

/// "At 11.10 by 1430 GMT", "to 17.35 on Friday": whether no more than the time of a rate stands behind it.
pub(super) fn timed(scene: &Scene<'_>) -> bool {
    scene.page.one_of(scene.quantity().last, &[Link::On, Link::By, Link::In, Link::At, Link::After])
}

/// "($1 = 7.3317 yuan)": whether the number is what one unit of another currency is worth, as a text says once below the amounts
/// that it has converted.
pub fn equation(scene: &Scene<'_>) -> bool {
    let one = |q: &Quantity| {
        let unit = q.is_money() && q.exponent == 0 && q.high.is_none();
        let lead = scene.quantity().lead;
        let apart = q.counted != scene.quantity().counted && lead > q.last;
        // "1美元对人民币7.0789元": the name of the other currency may stand before the number, too.
        let named = scene.page.find_of(q.last + 1, Reading::MONEY, Reading::money).is_some_and(|(end, _)| end == lead);
        let to = scene.page.one_of(q.last, &[Link::To, Link::Per]) && scene.page.grammar(q.last).year_first;
        unit && apart
            && (scene.page.is(q.last, b'=') && lead == q.last + 1 || to && (named || lead == q.last + 1))
            && matches!(q.low.to_u32(), Some(1 | 100 | 1000))
            && q.low.fract().is_zero()
    };
    scene.quantity().is_money() && scene.quantity().exponent == 0 && scene.previous().is_some_and(one)
}

/// "The bank raised its rate to 18", "inflation slowed to 8.1 from 8.8": a number without a unit at which a rate arrives, or stands, is
/// a percentage. Numbers without decimals are only said of what is set.
pub(super) fn rate_level(scene: &Scene<'_>) -> Option<(Counted, i8)> {
    const REACH: usize = 9;
    let (page, quantity) = (scene.page, scene.quantity());
    let from = scene.previous().map_or(scene.local.first, |q| q.last);
    let whole = |i: &&At<IndicatorWord>| i.last <= quantity.lead;
    let dash = |i: usize| page.tokens[i].kind == Kind::Dash && page.tokens[i].spaced || page.is(i, b':');
    let labels = |last: usize| last == quantity.lead || last + 1 == quantity.lead && dash(last);
    let rate = within(&scene.mentions.indicators, from, quantity.lead).last().filter(whole).filter(|i| {
        let decimals = quantity.low.scale() > 0;
        let set = i.what.indicator.code() == "policy_rate";
        let told = matches!(i.what.indicator.code(), "inflation" | "core_inflation" | "unemployment");
        // "Ставка – 6,75": what stands directly behind its label needs no more.
        let label = decimals && set && labels(i.last);
        (i.what.strength == Strength::Strong || label) && (set || told && decimals) && quantity.lead - i.last <= REACH
    })?;
    let leads = |i: usize| page.one_of(i, &[Link::To, Link::At, Link::Arrival]);
    let led = (quantity.lead.saturating_sub(1).max(rate.last)..quantity.first).any(leads);
    let led = led || quantity.low.scale() > 0 && labels(rate.last);
    let small = quantity.low < Decimal::ONE_HUNDRED && quantity.high.is_none();
    (led && small && ends(scene) && page.tokens[quantity.first].breaks == 0)
        .then_some((Counted::Unit(Unit::PERCENT, 0), 0))
}

/// "The bank bought 120 million dollars", in a text on a rate of exchange: whether an amount is more than any currency costs.
pub fn too_dear(scene: &Scene<'_>, counted: Counted, topic: &Topic) -> bool {
    let quantity = scene.quantity();
    let millions = quantity.exponent > 6 || quantity.exponent == 6 && quantity.low >= Decimal::TEN;
    topic.word.indicator.code() == "exchange_rate" && matches!(counted, Counted::Money(_)) && millions
}

/// "520 to the dollar on the black market, against 411 on the official window": the market on which a currency has its rate, where the words
/// round the number name it.
pub fn on_market(scene: &Scene<'_>, topic: &Topic) -> Option<&'static str> {
    let indicator = topic.word.indicator;
    let from = scene.previous().map_or(scene.local.first, |q| q.last);
    let to = scene.next().map_or(scene.local.last, |q| q.lead);
    let rate = indicator.code() == "exchange_rate" && topic.item.is_none();
    // Behind a number before, what comes first may be of that one.
    let opens = if scene.previous().is_some() { scene.quantity().last } else { from };
    let market =
        within(&scene.mentions.items, opens, to).iter().find(|m| rate && item_fits(m.what, indicator).is_some());
    market.and_then(|m| item_fits(m.what, indicator))
}
