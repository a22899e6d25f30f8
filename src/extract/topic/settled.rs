//! What a percentage is a part of, where the nearest word for an indicator is but its whole: payments in trade, exports in turnover, what
//! the number before has told of.

use super::slices::item_fits;
use super::{Candidate, units};
use crate::extract::discourse::Last;
use crate::extract::mention::{At, covering, within};
use crate::extract::quantity::{Counted, Quantity};
use crate::extract::scene::{Origin, Scene};
use crate::lang::reading::IndicatorWord;
use crate::lang::{AreaRole, ItemWord, Link, Reading, Strength};
use crate::model::{Transformation, Unit};
use crate::text::Kind;

/// The candidate that takes the place of a whole.
pub(super) fn part_of_whole(scene: &Scene<'_>, counted: Counted) -> Option<Candidate> {
    if !units::shares(counted) {
        return next_goods(scene, counted).or_else(|| still(scene, counted));
    }
    let part = next_goods(scene, counted)
        .or_else(|| in_currencies(scene))
        .or_else(|| share_of_side(scene))
        .or_else(|| with_goods(scene))
        .or_else(|| of_told(scene));
    part.or_else(|| still(scene, counted))
}

fn candidate(word: IndicatorWord, place: Option<(usize, usize)>, item: Option<&'static str>) -> Candidate {
    Candidate { cost: 0, word, item, place, origin: Origin::Clause, tied: true }
}

/// "Sunflower oil accounted for 33 % of shipments, wheat for 22 %", "oil products accounting for 756 million and coal for 612 million": goods
/// that stand directly before a number behind one of trade are the next part of it.
fn next_goods(scene: &Scene<'_>, counted: Counted) -> Option<Candidate> {
    const REACH: usize = 4;
    let (page, previous, number) = (scene.page, scene.previous()?, scene.quantity());
    let trade = |l: &&Last| matches!(l.word.indicator.code(), "exports" | "imports");
    let told = scene.told().filter(|l| {
        trade(l) && (l.counted == counted || l.item.is_some() && units::shares(counted)) || in_parts(l, counted)
    })?;
    // "And imports of goods and services by 2.6 %": what is but a word in the name of trade is no part of what was told.
    let inside = |m: &At<&'static ItemWord>| {
        let whole = |i: &At<IndicatorWord>| i.what.indicator.two_sided() || !trade(&told);
        let longer = |i: &At<IndicatorWord>| whole(i) && i.last - i.first > m.last - m.first;
        covering(scene.indicators(), m.first).is_some_and(longer)
    };
    let behind = |m: &&At<&'static ItemWord>| m.first >= previous.last && m.last <= number.lead;
    let goods = scene.items().iter().rfind(behind).filter(|m| !inside(m))?;
    let item = item_fits(goods.what, told.word.indicator)?;
    let joint = |i: usize| {
        let dash = page.tokens[i].kind == Kind::Dash && page.tokens[i].spaced;
        let share = page.link(i, Link::Share) && !page.link(i, Link::Of);
        // "La agricultura el 22 %".
        let small = [Link::For, Link::At, Link::With, Link::The, Link::Article];
        dash || share || page.is(i, b'(') || page.one_of(i, &small)
    };
    let near = number.lead - goods.last <= REACH && (goods.last..number.lead).all(joint);
    let opens = |i: usize| page.is(i, b',') || page.is(i, b';') || page.one_of(i, &[Link::And, Link::With]);
    let article = goods.first > 0 && page.one_of(goods.first - 1, &[Link::The, Link::Article]);
    let listed = goods.first.checked_sub(1 + usize::from(article)).is_some_and(opens);
    (near && listed).then(|| candidate(told.word, None, Some(item)))
}

/// "Services accounted for 58 % of the employed, agriculture for 23", "houses were up 13 % and flats 8 %": whether the number before told of a part of
/// what a text tells part by part. Of output it tells by branches, which are indicators of their own, but where they are its shares.
fn in_parts(last: &Last, counted: Counted) -> bool {
    const WHOLES: [&str; 10] = [
        "budget_expenditure",
        "budget_revenue",
        "credit",
        "deposits",
        "employment",
        "house_prices",
        "retail_sales",
        "tourism",
        "unemployment",
        "wages",
    ];
    let output = last.word.indicator.code() == "gdp" && last.measure == Transformation::Share;
    let parted = output || WHOLES.contains(&last.word.indicator.code());
    parted && last.item.is_some() && last.counted == counted
}

/// "Imports of energy fell, with crude oil down 12 %": goods to which "with" leads from exports or imports of which no number was told are a
/// part of them.
fn with_goods(scene: &Scene<'_>) -> Option<Candidate> {
    const REACH: usize = 4;
    let (page, lead) = (scene.page, scene.quantity().lead);
    let comma = (scene.local.first..lead).rfind(|&i| page.is(i, b',') && page.link(i + 1, Link::With))?;
    let trade = within(scene.indicators(), scene.local.first, comma).last().filter(traded)?;
    let goods = scene.items().iter().find(|m| m.first == comma + 2 && m.last <= lead && lead - m.last <= REACH)?;
    let longer = |i: &At<IndicatorWord>| i.last > goods.last;
    let bare = !covering(&scene.mentions.indicators, goods.first).is_some_and(longer);
    let clause = (goods.last..lead).any(|i| page.is(i, b',') || page.one_of(i, &[Link::And, Link::Clause]));
    let item = item_fits(goods.what, trade.what.indicator).filter(|_| bare && !clause && scene.before().is_empty())?;
    Some(candidate(trade.what, Some(trade.place()), Some(item)))
}

/// Whether an indicator is trade, or what is paid for it.
fn traded(at: &&At<IndicatorWord>) -> bool {
    matches!(at.what.indicator.code(), "trade_turnover" | "exports" | "imports")
}

/// "95 % of their trade in national currencies", "the share of the rouble in trade exceeds 90 %": a part of trade that is told by the
/// money in which it is paid.
fn in_currencies(scene: &Scene<'_>) -> Option<Candidate> {
    let (page, number) = (scene.page, scene.quantity());
    let payments = |i: &&At<IndicatorWord>| i.what.indicator.code() == "national_currency_share";
    let end = scene.next().map_or(scene.local.last, |q| q.lead);
    let behind = within(&scene.mentions.indicators, number.last, end);
    let mark = |i: usize| matches!(page.mark(i), b',' | b';') || page.link(i, Link::Clause);
    let paid = behind.iter().find(payments).filter(|p| page.leads_of(number.last) && !(number.last..p.first).any(mark));
    if let Some(paid) = paid {
        behind.iter().find(traded).filter(|t| t.last <= paid.first)?;
        return Some(candidate(paid.what, Some(paid.place()), None));
    }
    let from = scene.previous().map_or(scene.local.first, |q| q.last);
    let before = within(&scene.mentions.indicators, from, number.lead);
    let told_share = |p: &At<IndicatorWord>| {
        let share = (p.first.saturating_sub(3)..p.last).any(|i| page.link(i, Link::Share));
        share && p.what.measure == Some("share") && p.what.strength == Strength::Strong
    };
    // "The share of payments in roubles for exports reached 57 %".
    if let Some(paid) = before.iter().find(payments).filter(|p| told_share(p)) {
        let led = |i: &At<IndicatorWord>| {
            let to = (paid.last..i.first.max(paid.last)).any(|at| page.one_of(at, &[Link::For, Link::In]));
            to && traded(&i)
        };
        let for_trade = before.iter().all(|i| i.first <= paid.first || i.last <= paid.last || led(i));
        return for_trade.then(|| candidate(paid.what, Some(paid.place()), None));
    }
    // "With Vietnam, the share is 60 %": what goes on with payments.
    let share = (from..number.lead).rfind(|&i| page.link(i, Link::Share) && !page.link(i, Link::Of))?;
    let last = scene.discourse.last.as_ref().filter(|l| l.line == scene.discourse.line);
    let goes_on = last.filter(|l| l.word.indicator.code() == "national_currency_share")?;
    let bare = !page.link(share + 1, Link::Of) && before.iter().all(|i| i.last <= share);
    bare.then(|| candidate(goes_on.word, None, None))
}

/// "22.1 billion, of which 18.6 billion fell to exports", "55 billion in exports": of trade of both sides, the one behind the amount.
pub(super) fn side_of_trade(scene: &Scene<'_>, counted: Counted) -> Option<Candidate> {
    const REACH: usize = 4;
    let (page, last) = (scene.page, scene.quantity().last);
    let told = scene.told().filter(|l| l.word.indicator.code() == "trade_turnover")?;
    let end = scene.next().map_or(scene.local.last, |q| q.lead).min(last + REACH);
    let side = within(&scene.mentions.indicators, last, end).first()?;
    let small = |i: usize| page.tokens[i].kind == Kind::Word && !page.one_of(i, &[Link::And, Link::Clause]);
    let of_it = page.one_of(last, &[Link::In, Link::For])
        || scene.previous().is_some_and(|q| (q.last..scene.quantity().lead).any(|i| page.link(i, Link::PartOfRun)));
    let fits = matches!(side.what.indicator.code(), "exports" | "imports") && (last..side.first).all(small) && of_it;
    (fits && counted == told.counted).then(|| candidate(side.what, Some(side.place()), None))
}

/// "96 million tonnes of oil. Of these, 70.5 million will be exported": what was produced, and is sold by the verb behind the number.
pub(super) fn passive(scene: &Scene<'_>) -> Option<Candidate> {
    const REACH: usize = 5;
    let (page, number) = (scene.page, scene.quantity());
    let made = [
        "oil_production",
        "gas_production",
        "coal",
        "grain_harvest",
        "industrial_production",
        "agricultural_production",
    ];
    let told = scene.discourse.recent(scene.local.index).filter(|l| made.contains(&l.word.indicator.code()))?;
    let end = scene.next().map_or(scene.local.last, |q| q.lead).min(number.last + REACH);
    let verb = within(&scene.mentions.indicators, number.last, end).first()?;
    // "Production grew by 5.8 %, investment by 18.2 % and exports by 3.6 %": what "and" joins is of the next number.
    let small = |i: usize| {
        let word = page.has(i, Reading::CHANGE | Reading::STATUS | Reading::ITEM | Reading::LINK);
        word && !page.one_of(i, &[Link::And, Link::Clause, Link::By])
    };
    let trade =
        matches!(verb.what.indicator.code(), "exports" | "imports") && verb.first > number.last && !number.is_percent();
    let fits =
        trade && (number.last..verb.first).all(small) && matches!(number.counted, Counted::Unit(..) | Counted::Scaled);
    let alike = number.counted == told.counted || number.counted == Counted::Scaled;
    // Oil and gas that are sold are indicators of their own.
    let fuel = match (told.word.indicator.code(), verb.what.indicator.code()) {
        ("oil_production", "exports") => "oil_exports".parse().ok(),
        ("gas_production", "exports") => "gas_exports".parse().ok(),
        _ => None,
    };
    let word = IndicatorWord { indicator: fuel.unwrap_or(verb.what.indicator), ..verb.what };
    (fits && alike && verb.last == verb.first + 1).then(|| candidate(word, Some(verb.place()), None))
}

/// "The economy attracted 6.9 billion of direct foreign investment", "received 5 billion in remittances": what flows, and is named directly
/// behind its amount, and not the economy to which it goes.
pub(super) fn amount_of(scene: &Scene<'_>, counted: Counted) -> Option<Candidate> {
    const REACH: usize = 4;
    let (page, last) = (scene.page, scene.quantity().last);
    let led = page.one_of(last, &[Link::Of, Link::In]) && matches!(counted, Counted::Money(_));
    let end = scene.next().map_or(scene.local.last, |q| q.lead).min(last + REACH);
    let flow = |i: &&At<IndicatorWord>| matches!(i.what.indicator.code(), "fdi" | "investment" | "remittances");
    let flow = within(&scene.mentions.indicators, last, end).iter().find(flow).filter(|_| led)?;
    let small = |i: usize| page.tokens[i].kind == Kind::Word && !page.one_of(i, &[Link::And, Link::Clause]);
    let before = within(&scene.mentions.indicators, scene.local.first, scene.quantity().lead);
    let other =
        before.last().is_some_and(|i| !matches!(i.what.indicator.code(), "gdp") || i.what.strength == Strength::Strong);
    ((last..flow.first).all(small) && !other && !before.is_empty())
        .then(|| candidate(flow.what, Some(flow.place()), flow.what.item))
}

/// "Crude oil, at 13.8 trillion, made up 69 percent of exports": an amount that stands beside the goods with which a sentence opens is of the
/// whole of which it goes on to tell.
pub(super) fn beside_goods(scene: &Scene<'_>) -> Option<Candidate> {
    const REACH: usize = 4;
    let (page, number, next) = (scene.page, scene.quantity(), scene.next()?);
    let opens = |m: &&At<&'static ItemWord>| m.first <= scene.local.first + 1 && page.is(m.last, b',');
    let goods = scene.items().iter().find(opens).filter(|m| scene.before().is_empty() && number.lead - m.last <= 3)?;
    let led = (goods.last + 1..number.lead).all(|i| page.one_of(i, &[Link::At, Link::With, Link::For]));
    let share = page.is(number.last, b',') && (number.last..next.lead).any(|i| page.link(i, Link::Share));
    let whole = within(&scene.mentions.indicators, next.last, (next.last + REACH).min(scene.local.last));
    let whole = whole.first().filter(|i| matches!(i.what.indicator.code(), "exports" | "imports") && led && share)?;
    let item = item_fits(goods.what, whole.what.indicator)?;
    (number.is_money() && next.is_percent()).then(|| candidate(whole.what, Some(whole.place()), Some(item)))
}

/// "The share of exports in foreign trade was 14.8 %": of one side of trade in both, the side.
fn share_of_side(scene: &Scene<'_>) -> Option<Candidate> {
    let (page, lead) = (scene.page, scene.quantity().lead);
    let from = scene.previous().map_or(scene.local.first, |q| q.last);
    let before = within(&scene.mentions.indicators, from, lead);
    let side = |i: &&At<IndicatorWord>| {
        let of = page.before_is(i.first, Link::Of);
        let share = (i.first.saturating_sub(3)..i.first).any(|at| page.link(at, Link::Share));
        let share = of && share || i.what.measure == Some("share");
        matches!(i.what.indicator.code(), "exports" | "imports") && share && page.link(i.last, Link::In)
    };
    let side = before.iter().find(side)?;
    before.iter().find(|i| i.first >= side.last && i.what.indicator.code() == "trade_turnover")?;
    Some(candidate(side.what, Some(side.place()), side.what.item))
}

/// "1.7 million barrels of oil, 90 percent of which goes to China", "Ninety percent of it went to China": a part of what was told
/// just before.
fn of_told(scene: &Scene<'_>) -> Option<Candidate> {
    let (page, last) = (scene.page, scene.quantity().last);
    let which = |i: usize| page.one_of(i, &[Link::Relative, Link::It]);
    let told = scene.discourse.recent(scene.local.index)?;
    let flow = matches!(told.word.indicator.code(), "remittances" | "tourism" | "fdi" | "investment");
    // "Of them", "of these" are words of their own.
    let them = page.link(last, Link::PartOfRun) || which(last + 1);
    let fits = page.link(last, Link::Of) && them && (flow || told.word.indicator.two_sided());
    fits.then(|| candidate(told.word, None, told.item))
}

/// "Exported 8.3 million tonnes of rice, 23 % more", "carried in the transport sector, down 1.8 %": what a comma parts from an amount, with no
/// word of its own for what it measures, is of what the amount is, and not of the goods or the branch named behind that.
fn still(scene: &Scene<'_>, counted: Counted) -> Option<Candidate> {
    let (page, previous, told) = (scene.page, scene.previous()?, scene.told()?);
    let number = scene.quantity();
    let amount = told.measure == Transformation::Level && !matches!(told.counted, Counted::Unit(Unit::PERCENT, _));
    // "An 8.6 % drop compared to the 1.2 billion cubic metres bought a year before".
    let against =
        page.before_one(number.lead, &[Link::Against, Link::From, Link::Than]) && counted == told_amount(scene)?;
    let comma = if against { number.lead } else { (previous.last..number.lead).rfind(|&i| page.is(i, b','))? };
    let end = scene.next().map_or(scene.local.last, |q| q.lead);
    // "Tonnes of rice" begins with the unit.
    let between = within(&scene.mentions.indicators, previous.first, end);
    let ware = |i: &At<IndicatorWord>| {
        let of = i.first < previous.last
            || (previous.last..i.first).any(|at| page.link(at, Link::Of)) && i.first - previous.last <= 3;
        let weak = i.what.strength == Strength::Weak;
        i.last <= comma && (of || weak) || against && weak && i.first >= number.last
    };
    let own = |i: usize| page.has(i, Reading::ITEM) || page.link(i, Link::Clause) || page.is(i, b';');
    let small = number.lead - comma <= 8 && !(comma + 1..number.lead).any(own);
    // "31 billion cubic metres of gas, and this year it will be 38.8 billion".
    let alike = against || units::shares(counted) || counted == told.counted || counted == Counted::Scaled;
    let fits = (amount || against) && alike && small && !between.is_empty() && between.iter().all(ware);
    fits.then(|| candidate(told.word, None, told.item))
}

/// "Türkiye received 1.3 bcm of Turkmen gas", "… of gas from Turkmenistan": what is told in tonnes or cubic metres of the goods of another, behind a verb that names nothing
/// that is measured, has been bought.
pub(super) fn received(scene: &Scene<'_>, counted: Counted) -> Option<Candidate> {
    let (page, number) = (scene.page, scene.quantity());
    let physical =
        matches!(counted, Counted::Unit(unit, _) if matches!(unit.code(), "tonnes" | "cubic_metres" | "kWh"));
    let verb = number.lead.checked_sub(1).filter(|&i| page.tokens[i].kind == Kind::Word && !page.tokens[i].upper)?;
    let known = page.has(verb, Reading::INDICATOR | Reading::CHANGE | Reading::HEDGE | Reading::LINK);
    let adjective = covering(scene.areas(), number.last + 1).filter(|a| a.what.role == AreaRole::Adjective);
    let goods = scene.items().iter().find(|m| m.first == adjective.map_or(number.last + 1, |a| a.last))?;
    // "… received 5.6 bcm of gas from Russia".
    let from = || scene.areas().iter().find(|a| a.first == goods.last + 1 && page.link(goods.last, Link::From));
    let whose = adjective.or_else(from)?;
    let buyer = covering(scene.areas(), verb.checked_sub(1)?).is_some_and(|a| a.what.area != whose.what.area);
    let indicator = "imports".parse().ok()?;
    let item = item_fits(goods.what, indicator)?;
    let word = IndicatorWord { indicator, item: None, measure: None, sign: 0, strength: Strength::Weak };
    let fits = physical && !known && buyer && page.leads_of(number.last);
    fits.then(|| candidate(word, Some((verb, number.lead)), Some(item)))
}

/// What the last amount of goods before the number was counted in.
fn told_amount(scene: &Scene<'_>) -> Option<Counted> {
    let told = |q: &&Quantity| scene.discourse.said.iter().any(|s| s.0 == q.first) && !q.is_percent();
    scene.before().iter().rfind(told).map(|q| q.counted)
}

/// "Coal production fell to 427 million tonnes; exports were 196 million": what is sold in tonnes behind what was produced is the same
/// product.
pub(super) fn sold_product(scene: &Scene<'_>, best: Candidate, counted: Counted) -> Candidate {
    let trade = matches!(best.word.indicator.code(), "exports" | "imports") && best.item.is_none();
    let physical = matches!(counted, Counted::Unit(unit, _) if unit.code() == "tonnes");
    let told = scene.discourse.last.as_ref().filter(|l| l.line == scene.discourse.line && trade && physical);
    let item = told.and_then(|l| match l.word.indicator.code() {
        "coal" => Some("coal"),
        "grain_harvest" => l.item.or(Some("grain")),
        "industrial_production" | "agricultural_production" => l.item,
        _ => None,
    });
    Candidate { item: item.or(best.item), ..best }
}

/// The good of an amount: "86.3 million tonnes of wheat".
pub(super) fn of_amount(scene: &Scene<'_>, best: &Candidate, counted: Counted) -> Option<&'static str> {
    let (page, last) = (scene.page, scene.quantity().last);
    let physical = matches!(counted, Counted::Unit(unit, _) if matches!(unit.code(), "tonnes" | "cubic_metres"));
    let code = best.word.indicator.code();
    let harvest = matches!(code, "grain_harvest" | "exports" | "imports" | "freight") && best.item.is_none();
    let unknown = |i: usize| page.tokens.get(i).is_some_and(|t| t.kind == Kind::Word) && !page.has(i, Reading::ITEM);
    let first = last + 1 + usize::from(unknown(last + 1));
    let first = covering(&scene.mentions.areas, last + 1).map_or(first, |a| a.last);
    let good = scene.items().iter().find(|m| m.first > last && m.first <= first)?;
    item_fits(good.what, best.word.indicator).filter(|_| physical && harvest && page.link(last, Link::Of))
}

/// "50.8 million tonnes of grain went abroad": goods counted behind "of" are sold, or bought, where the verb that closes their phrase says so, and
/// are no harvest.
pub(super) fn sent(scene: &Scene<'_>, counted: Counted) -> Option<Candidate> {
    const REACH: usize = 7;
    let (page, number) = (scene.page, scene.quantity());
    let weighed = matches!(counted, Counted::Unit(unit, _) if matches!(unit.code(), "tonnes" | "kg"));
    if !weighed || !page.link(number.last, Link::Of) {
        return None;
    }
    let end = scene.next().map_or(scene.local.last, |q| q.lead).min(number.last + REACH);
    let verb = |i: &&At<IndicatorWord>| i.what.indicator.code() == "exports" && i.last <= end;
    let verb = within(&scene.mentions.indicators, number.last, end).iter().find(verb)?;
    let slice = |i: usize| covering(scene.items(), i).and_then(|m| item_fits(m.what, verb.what.indicator));
    // "71 million tonnes of steel, and sold 30": behind "and" a verb has goods of its own.
    let small = |i: usize| {
        let joins = page.link(i, Link::And) && i + 1 < verb.first;
        joins || page.one_of(i, &[Link::Of, Link::The]) || page.has(i, Reading::CHANGE | Reading::STATUS)
    };
    let goods = (number.last..verb.first).find_map(slice)?;
    let named = |i: usize| covering(scene.items(), i).is_some() || covering(scene.indicators(), i).is_some();
    (number.last + 1..verb.first)
        .all(|i| small(i) || named(i) || page.tokens[i].kind == Kind::Word && page.at(i).is_empty())
        .then(|| candidate(verb.what, Some(verb.place()), Some(goods)))
}
