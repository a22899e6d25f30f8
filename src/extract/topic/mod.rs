//! What a number measures: the indicator with its slice, nearest first.

mod candidates;
mod carried;
mod contribution;
mod lists;
mod other;
mod ratio;
mod setter;
mod units;

use crate::extract::mention::{At, covering, within};
use crate::extract::quantity::{Counted, Quantity};
use crate::extract::scene::{Origin, Scene};
use crate::lang::reading::IndicatorWord;
use crate::lang::{ItemWord, Link, Match, Reading, StatusKind, Strength};
use crate::model::{Indicator, ObsStatus};
use candidates::{behind, item_behind, item_of, of_prices, past_verb, sliced, stated, taken_over};
use carried::{carried, glance};
use contribution::contributed;
use ratio::ratio;
use units::in_basis_points;

pub use candidates::item_fits;
pub use lists::{Lists, lists};
pub use other::{beside_another, not_a_figure};
pub use ratio::{denominator, of_pair_in_points, points_of_whole};
pub use units::{compatible, dimension, equation, index_points, list_unit, physical, rate_of};

/// What a number measures.
#[derive(Debug, Clone)]
pub struct Topic {
    /// The indicator word.
    pub word: IndicatorWord,
    /// The slice.
    pub item: Option<&'static str>,
    /// Where the indicator is named in this sentence.
    pub place: Option<(usize, usize)>,
    /// How it was found.
    pub origin: Origin,
    /// Whether another indicator was about as near.
    pub rivals: bool,
    /// A second indicator of which the same number is said.
    pub both: Option<IndicatorWord>,
    /// Whether the number is a ratio to GDP.
    pub ratio: bool,
    /// The power of ten that a heading gives the bare numbers below it.
    pub power: i8,
}

/// The indicator of a quantity.
pub fn find(scene: &Scene<'_>, counted: Counted) -> Option<Topic> {
    let quantity = scene.quantity();
    if let Some(listed) = scene.lists.topics.get(scene.n).copied().flatten() {
        return Some(topic(scene, with_slice(scene, at_place(scene, &listed)), false));
    }
    let rate = || if scene.quantity().counted == Counted::Bare { rate_of(scene).map(|(_, place)| place) } else { None };
    if let Some(place) = if equation(scene) { Some(None) } else { rate() }
        && let Ok(indicator) = "exchange_rate".parse()
    {
        let word = IndicatorWord { indicator, item: None, measure: None, sign: 0, strength: Strength::Strong };
        let rate = Candidate { cost: 0, word, item: None, place, origin: Origin::Clause, tied: true };
        return Some(topic(scene, rate, false));
    }
    if let Some(part) = contributed(scene).or_else(|| glance(scene)) {
        return Some(topic(scene, part, false));
    }
    if let Some(same) = restated(scene, counted) {
        return Some(topic(scene, same, false));
    }
    if let Some(rate) = setter::decided(scene, counted) {
        return Some(topic(scene, rate, false));
    }
    let mut candidates = stated(scene, counted);
    let places: Vec<_> = candidates.iter().filter_map(|c| c.place).filter(|p| p.1 <= quantity.first).collect();
    // "Food rose by 1.1 %, other goods by 0.2 %": an indicator named before the number before stands behind the slice.
    let parted = |a: usize, b: usize| scene.before().iter().any(|q| q.first >= a && q.last <= b);
    // "Food prices rose by 5 %, services by 4 %": what may be an indicator itself names none for the slice that it is.
    let itself = |p: (usize, usize), slice: (usize, usize)| p.0 < slice.1 && slice.0 < p.1;
    let named = |c: &Candidate| {
        let of_prices = matches!(c.word.indicator.code(), "inflation" | "producer_prices");
        let names =
            |p: &(usize, usize), slice: (usize, usize)| !(parted(p.1, slice.0) || of_prices && itself(*p, slice));
        places.iter().any(|p| c.place.is_none_or(|slice| names(p, slice)))
    };
    let slices = sliced(scene, counted);
    candidates.extend(slices.into_iter().map(|c| Candidate { cost: c.cost + if named(&c) { 10 } else { 0 }, ..c }));
    candidates.extend(carried(scene, counted));
    let mut candidates = weighed(scene, candidates, counted);
    candidates.sort_by_key(|c| c.cost);
    let mut all = candidates.into_iter();
    let best = all.next().filter(|c| c.cost < 90 && !of_product(scene, c))?;
    let best = with_slice(scene, best);
    let rivals = all.next().is_some_and(|c| c.cost <= best.cost + 2 && c.word.indicator != best.word.indicator);
    Some(topic(scene, energy(best, counted), rivals))
}

/// "By 8 cents, or 0.2 percent": what "or" puts directly behind a number is the same in another unit.
fn restated(scene: &Scene<'_>, counted: Counted) -> Option<Candidate> {
    let (previous, lead) = (scene.previous()?, scene.quantity().lead);
    let last = scene.discourse.last.as_ref().filter(|l| l.sentence == scene.local.index)?;
    let said = scene.discourse.said.last().is_some_and(|said| said.0 == previous.first);
    let comma = usize::from(scene.page.word(previous.last) == ",");
    let or = scene.page.link(previous.last + comma, Link::Or) && lead == previous.last + comma + 1;
    let other = dimension(counted) != dimension(last.counted) && compatible(last.word.indicator, counted);
    let (word, item) = (last.word, last.item);
    (said && or && other).then_some(Candidate { cost: 0, word, item, place: None, origin: Origin::Clause, tied: true })
}

/// A candidate without a slice of its own, with the one behind the number or the one that the text goes on with.
fn with_slice(scene: &Scene<'_>, best: Candidate) -> Candidate {
    let over = || best.place.and_then(|place| taken_over(scene, best.word, place));
    let best = Candidate { word: IndicatorWord { sign: sign_of(scene, &best), ..best.word }, ..best };
    // A slice that is carried over gives way to one that stands here.
    let own = best.item.filter(|_| best.place.is_some());
    let item = own.or_else(|| item_behind(scene, best.word.indicator)).or(best.item).or_else(over);
    let item = item.or_else(|| with_number_before(scene, &best)).or_else(|| part_before(scene, &best));
    let item = item.or_else(|| priced_before(scene, &best));
    Candidate { item, ..best }
}

/// "96.9 million tonnes of goods were loaded, 0.1 % more": a word in the phrase of the number before names what that one
/// measures, with the slice that it has.
fn with_number_before(scene: &Scene<'_>, best: &Candidate) -> Option<&'static str> {
    let (previous, place) = (scene.previous()?, best.place?);
    let inside = place.0 <= previous.last && place.1 > previous.last;
    let last = scene.discourse.last.as_ref().filter(|l| inside && l.sentence == scene.local.index)?;
    last.item.filter(|_| last.word.indicator == best.word.indicator)
}

/// "Brent fell by 1.2 %, to $62.9 a barrel": the weak word behind the number says no more than in what it is counted.
fn priced_before(scene: &Scene<'_>, best: &Candidate) -> Option<&'static str> {
    let behind = best.place.is_some_and(|p| p.0 >= scene.quantity().first) && best.word.strength == Strength::Weak;
    let last = scene.discourse.last.as_ref().filter(|l| behind && l.sentence == scene.local.index)?;
    let price = last.word.indicator == best.word.indicator && best.word.indicator.code() == "commodity_price";
    last.item.filter(|_| price)
}

/// "Electronics accounted for 60 percent of total exports", "vehicles remained the top export with 5 billion": the slice that
/// opens the sentence is what the whole behind it is told of.
fn part_before(scene: &Scene<'_>, best: &Candidate) -> Option<&'static str> {
    let (page, first, place) = (scene.page, scene.local.first, best.place?);
    let opens =
        |m: &&At<&'static ItemWord>| m.first <= first + 1 && (first..m.first).all(|i| page.link(i, Link::Article));
    let item = scene.items().iter().find(opens).filter(|m| m.last < place.0)?;
    let clause = |i: usize| matches!(page.word(i), "," | ";" | ":") || page.one_of(i, &[Link::Clause, Link::And]);
    let whole = place.0 >= scene.quantity().last && page.link(scene.quantity().last, Link::Of);
    let led = place.1 <= scene.quantity().first && scene.before().is_empty();
    // "Oil: 10.2 million tonnes lifted, 8.5 million exported": a label slices all that its sentence names.
    if page.word(item.last) == ":" && place.0 > item.last && best.word.indicator.two_sided() {
        return item_fits(item.what, best.word.indicator);
    }
    let way = item.last..place.0.min(scene.quantity().first);
    item_fits(item.what, best.word.indicator).filter(|_| (whole || led) && !way.into_iter().any(clause))
}

/// "The trade balance recorded a deficit of 17 million": the sign of a balance that a word behind it gives.
fn sign_of(scene: &Scene<'_>, best: &Candidate) -> i8 {
    let Some(place) = best.place.filter(|_| best.word.sign == 0 && balance_indicator(best.word.indicator)) else {
        return best.word.sign;
    };
    let (from, to) = (place.1, scene.quantity().first);
    let parted = scene.before().iter().any(|q| q.first >= from);
    let said = within(&scene.mentions.indicators, from, to.max(from)).iter().rfind(|i| balance(i.what));
    // "El déficit de la cuenta corriente": one before it leads to the balance that it is of.
    let small = |at: usize| scene.page.one_of(at, &[Link::Of, Link::The, Link::Article, Link::In]);
    let leads = |i: &&At<IndicatorWord>| i.last < place.0 && place.0 - i.last <= 3 && (i.last..place.0).all(small);
    let before = within(&scene.mentions.indicators, place.0.saturating_sub(6), place.0);
    let before = before.iter().rfind(|i| balance(i.what)).filter(leads);
    said.filter(|_| !parted).or(before).map_or(0, |i| i.what.sign)
}

/// Weak words ("rate", "gap", "growth") take up what the text speaks of already, where that is of their kind; and what
/// stands behind a number untied gives way to what stands before it.
fn weighed(scene: &Scene<'_>, mut candidates: Vec<Candidate>, counted: Counted) -> Vec<Candidate> {
    let quantity = scene.quantity();
    let spoken = scene.discourse.recent(scene.local.index).map(|l| l.word.indicator);
    let strong = candidates
        .iter()
        .any(|c| c.word.strength == Strength::Strong && c.place.is_some_and(|p| p.1 <= quantity.first));
    let before = candidates.iter().any(|c| c.place.is_none_or(|p| p.1 <= quantity.first));
    for candidate in &mut candidates {
        let weak = candidate.word.strength == Strength::Weak && candidate.place.is_some();
        if weak
            && balance(candidate.word)
            && let Some(named) = named_balance(scene, candidate)
        {
            candidate.word.indicator = named;
        } else if weak && balance(candidate.word) && of_trade(scene, candidate, spoken) {
            candidate.word.indicator = "trade_balance".parse().unwrap_or(candidate.word.indicator);
        } else if weak && balance(candidate.word) && spoken.is_some_and(budgetary) {
            candidate.word.indicator = "budget_balance".parse().unwrap_or(candidate.word.indicator);
        } else if weak && let Some(spoken) = spoken {
            let output = produced(scene, candidate) && spoken.code().ends_with("production");
            if output || balance(candidate.word) && balance_indicator(spoken) {
                candidate.word.indicator = spoken;
            } else if spoken != candidate.word.indicator
                && (candidate.word.indicator.code() != "gdp" || moves(scene, candidate.place))
                && !foreseen(scene, candidate.place)
                && stands_for(candidate.word.indicator, spoken)
                && !(balance(candidate.word) && ratio(scene))
                && dimension(counted) == "percent"
                && !in_basis_points(counted)
                && !set_by_body(scene, candidate)
            {
                candidate.cost += 24;
            }
        }
        if weak && strong && anaphoric(candidate.word.indicator) && !candidate.tied {
            candidate.cost += 14;
        }
        if weak && budgetary(candidate.word.indicator) && !of_budget(scene) {
            candidate.cost += 200;
        }
        // "In the twelve months to May, inflows amounted to 70.5 billion", of investment.
        let flows = weak && candidate.word.indicator.code() == "remittances";
        if let Some(spoken) = spoken.filter(|s| flows && matches!(s.code(), "fdi" | "investment")) {
            candidate.word.indicator = spoken;
        }
        // "Russian sales to the South American giant": in a text on trade, what is sold is exported.
        let sold = weak && candidate.word.indicator.code() == "retail_sales" && candidate.item.is_none();
        let title = scene.discourse.title.map(|t| t.indicator);
        if sold && spoken.or(title).is_some_and(Indicator::two_sided) {
            candidate.word.indicator = "exports".parse().unwrap_or(candidate.word.indicator);
        }
        // "Neue Kredite: 89,9 Mrd. €" below a heading on the budget: what a state takes up as credit it borrows.
        if candidate.word.indicator.code() == "credit" && scene.discourse.topic.is_some_and(|w| budgetary(w.indicator))
        {
            candidate.word.indicator = "government_borrowing".parse().unwrap_or(candidate.word.indicator);
        }
        if slices_before(scene, candidate) {
            candidate.cost += 20;
        }
        if before && !candidate.tied && candidate.place.is_some_and(|p| p.0 >= quantity.last) {
            candidate.cost += 16;
        }
    }
    candidates
}

/// "The deficit with Germany", or one of which a text on exports and imports speaks: whether a weak word of balance is that
/// of trade.
fn of_trade(scene: &Scene<'_>, candidate: &Candidate, spoken: Option<Indicator>) -> bool {
    let partner = |last: usize| {
        let area = |i: usize| covering(scene.areas(), i).is_some();
        scene.page.link(last, Link::With) && (area(last + 1) || area(last + 2))
    };
    let trade = |i: Indicator| matches!(i.code(), "exports" | "imports" | "trade_turnover" | "trade_balance");
    candidate.place.is_some_and(|p| partner(p.1)) || spoken.is_some_and(trade)
}

/// "The Federal Reserve cut its rate by a quarter point": whether a rate is that of a body of its sentence.
fn set_by_body(scene: &Scene<'_>, candidate: &Candidate) -> bool {
    let rate = candidate.word.indicator.code() == "policy_rate";
    let place = candidate.place.filter(|p| rate && p.0 > 0 && scene.page.link(p.0 - 1, Link::Its));
    let body =
        |p: (usize, usize)| within(&scene.mentions.bodies, scene.local.first, p.0).iter().any(|b| b.what.is_some());
    place.is_some_and(body)
}

/// Whether a word is but a slice: of the prices on which its sentence goes on, or directly behind the number, as in "0.5 % for
/// goods and 2 % for services", of what the figure before is of.
fn slices_before(scene: &Scene<'_>, candidate: &Candidate) -> bool {
    let prices = matches!(candidate.word.indicator.code(), "inflation" | "producer_prices");
    let here = |m: &&At<&'static ItemWord>| candidate.place == Some(m.place());
    let last = scene.discourse.last.as_ref().filter(|l| l.sentence == scene.local.index).map(|l| l.word.indicator);
    let follows = |m: &At<&'static ItemWord>| {
        let number = |q: &Quantity| past_verb(scene, q.last);
        let leads = |at: usize| scene.page.one_of(at, &[Link::In, Link::For]) && behind(scene, at, m.first);
        scene.local.quantities[..=scene.n].iter().map(number).any(leads)
            && last.is_some_and(|i| item_fits(m.what, i).is_some())
    };
    // "Services: plus 3.5 %" in a list on prices: the label of a line slices what the text speaks of.
    let labels = |m: &At<&'static ItemWord>| {
        let spoken = scene.discourse.recent(scene.local.index).map(|l| l.word.indicator);
        const WHOLES: [&str; 5] = ["inflation", "producer_prices", "freight", "exports", "imports"];
        let spoken = spoken.filter(|i| WHOLES.contains(&i.code()));
        let label = m.first <= scene.local.first + 2 && matches!(scene.page.word(m.last), ":" | ",");
        let weak = candidate.word.strength == Strength::Weak;
        label && weak && spoken.is_some_and(|i| item_fits(m.what, i).is_some())
    };
    let slice = scene.items().iter().find(here);
    !prices && slice.is_some_and(|m| of_prices(scene, m.what) || follows(m) || labels(m))
}

/// "Output", "production": that of whatever the text speaks of, be it oil, industry or the economy.
fn produced(scene: &Scene<'_>, candidate: &Candidate) -> bool {
    let output = |first: usize, last: usize| (first..last).any(|i| scene.page.link(i, Link::Output));
    candidate.place.is_some_and(|(first, last)| last == first + 1 && output(first, last))
}

/// "The current account, which recorded a surplus of": the balance that the sentence names before the weak word.
fn named_balance(scene: &Scene<'_>, candidate: &Candidate) -> Option<Indicator> {
    let (first, _) = candidate.place?;
    let strong = |i: &&At<IndicatorWord>| i.what.strength == Strength::Strong && balance_indicator(i.what.indicator);
    within(&scene.mentions.indicators, scene.local.first, first).iter().rfind(strong).map(|i| i.what.indicator)
}

/// "Staff projects growth of 7.5 percent": the growth that is forecast without a word on whose it is is the economy's.
fn foreseen(scene: &Scene<'_>, place: Option<(usize, usize)>) -> bool {
    let verb =
        |m: &Match| matches!(m.reading, Reading::Status(ObsStatus::Forecast | ObsStatus::Target, StatusKind::Verb));
    let Some((first, last)) = place else { return false };
    if first.checked_sub(1).is_some_and(|i| scene.page.at(i).iter().any(verb)) {
        return true;
    }
    // "The government reckons with growth of 0.2 percent for 2025", "it kept its forecast of growth of 0.6": so is one that
    // the forecast of its sentence leads to, where that names nothing else.
    let before = within(&scene.mentions.statuses, scene.local.first, first);
    let leads = before.last().is_some_and(|s| s.what.0 == ObsStatus::Forecast && first - s.last <= 6);
    let else_ = |i: &At<IndicatorWord>| i.what.strength == Strength::Strong && i.last <= first;
    leads && moves(scene, Some((first, last))) && !scene.indicators().iter().any(else_)
}

/// Exports of oil and of gas are indicators of their own, known by the slice or by the unit in which they are counted.
fn energy(mut best: Candidate, counted: Counted) -> Candidate {
    let unit = match counted {
        Counted::Unit(unit, _) => unit.code(),
        _ => "",
    };
    let code = match (best.word.indicator.code(), best.item, unit) {
        ("exports", Some("gas" | "natural gas"), _) | ("exports", None, "cubic_metres") => "gas_exports",
        ("exports", Some("oil" | "crude oil"), _) | ("exports", None, "barrels_per_day" | "barrels") => "oil_exports",
        _ => return best,
    };
    if let Ok(indicator) = code.parse() {
        best.word.indicator = indicator;
        best.item = None;
    }
    best
}

/// The indicator that a list ties to the number.
fn at_place(scene: &Scene<'_>, at: &At<IndicatorWord>) -> Candidate {
    let item = item_of(scene, at);
    Candidate { cost: 0, word: at.what, item, place: Some(at.place()), origin: Origin::Clause, tied: true }
}

/// The best candidate, with what the words round the number add.
fn topic(scene: &Scene<'_>, best: Candidate, rivals: bool) -> Topic {
    let both = best.place.and_then(|place| second(scene, place));
    Topic {
        word: best.word,
        item: best.item,
        place: best.place,
        origin: best.origin,
        rivals,
        both,
        ratio: ratio(scene),
        power: 0,
    }
}

/// "Consumer prices and producer prices both slipped by 0.1%": the indicator that shares the number.
fn second(scene: &Scene<'_>, place: (usize, usize)) -> Option<IndicatorWord> {
    let quantity = scene.quantity();
    let both = (place.1..quantity.first).any(|at| scene.page.one_of(at, &[Link::Both, Link::Each]));
    if !both {
        return None;
    }
    let indicators = within(&scene.mentions.indicators, scene.local.first, place.0);
    let other = indicators.last()?;
    (other.last < place.0 && (other.last..place.0).any(|at| scene.page.link(at, Link::And))).then_some(other.what)
}

/// "Copper output": whether a word of output is that of one product, which no indicator is of.
fn of_product(scene: &Scene<'_>, candidate: &Candidate) -> bool {
    let place = candidate.place.unwrap_or_default();
    let product =
        |m: &At<&'static ItemWord>| m.last == place.0 && item_fits(m.what, candidate.word.indicator).is_none();
    candidate.word.strength == Strength::Weak && produced(scene, candidate) && scene.items().iter().any(product)
}

/// Words that name a balance without saying whose: deficit, surplus, gap, shortfall.
fn balance(word: IndicatorWord) -> bool {
    word.sign != 0 && balance_indicator(word.indicator)
}

/// Indicators that are balances.
pub fn balance_indicator(indicator: Indicator) -> bool {
    matches!(indicator.code(), "trade_balance" | "budget_balance" | "current_account")
}

/// What a government takes in and spends: the gap of which a text on these speaks is the budget's.
fn budgetary(indicator: Indicator) -> bool {
    matches!(indicator.code(), "budget_revenue" | "budget_expenditure")
}

/// Whether the text speaks of a budget: what is called income or spending there is the government's.
fn of_budget(scene: &Scene<'_>) -> bool {
    let budget = |w: &IndicatorWord| w.indicator.code().starts_with("budget_");
    let discourse = scene.discourse;
    let near = discourse.history.iter().rev().take(4).map(|h| h.word);
    near.chain(discourse.title).chain(discourse.topic).any(|w| budget(&w))
}

/// Whether a word is one of change ("growth"), which may be that of anything.
fn moves(scene: &Scene<'_>, place: Option<(usize, usize)>) -> bool {
    place.is_some_and(|(first, last)| {
        scene.page.at(first).iter().any(|m| m.last == last && matches!(m.reading, Reading::Change(_)))
    })
}

/// Whether a weak word ("the rate", "growth", "the gap") may stand for the indicator spoken of.
fn stands_for(word: Indicator, spoken: Indicator) -> bool {
    match word.code() {
        // Prices and rates of exchange have no growth of their own.
        "gdp" => {
            let prices = ["inflation", "price", "exchange"].into_iter().any(|part| spoken.code().contains(part));
            spoken.percent_means() == "growth" && !prices && !balance_indicator(spoken)
        }
        "budget_balance" | "trade_balance" => spoken.code().contains("inflation"),
        _ => anaphoric(word),
    }
}

/// Indicators whose weak words ("rate", "gap", "economy") often stand for another one.
fn anaphoric(indicator: Indicator) -> bool {
    matches!(indicator.code(), "policy_rate" | "gdp" | "interest_rate" | "commodity_price")
}

struct Candidate {
    cost: u32,
    word: IndicatorWord,
    item: Option<&'static str>,
    place: Option<(usize, usize)>,
    origin: Origin,
    /// Whether the words between tie it to the number.
    tied: bool,
}
