//! What numbers may be counted in: the unit of a bare number, and the units that an indicator may have.

use rust_decimal::Decimal;

use super::exchange::{rate_level, rate_of};
use super::guests::{counted_again, grouped, guests, homes};
use super::jobs::{of_other_time, tallied};
use super::labels::of_title;
use super::lists::{list_gap, more_behind};
use super::points::index_indicator;
use super::quotes::for_currency;
use crate::extract::discourse::Last;
use crate::extract::mention::{At, within};
use crate::extract::period::Period;
use crate::extract::quantity::{Counted, Quantity};
use crate::extract::scene::Scene;
use crate::lang::reading::IndicatorWord;
use crate::lang::{Change, ChangeKind, Link, Reading, Strength};
use crate::model::{Indicator, IndicatorKind, Transformation, Unit};
use crate::text::Kind;

/// The unit of a bare number: that of the list in which it stands, of the numbers beside it, or of the heading.
pub fn list_unit(scene: &Scene<'_>) -> Option<(Counted, i8)> {
    let quantity = scene.quantity();
    if let Some(counted) = listed(scene) {
        return Some((counted, 0));
    }
    if let Some((money, _)) = rate_of(scene) {
        return Some((Counted::Money(money), 0));
    }
    if for_currency(scene) {
        return None;
    }
    if let Some(own) = index_indicator(scene) {
        return Some((own, 0));
    }
    let index = |l: &&Last| l.counted == Counted::Unit(Unit::INDEX, 0);
    let told = scene.discourse.recent(scene.local.index).or_else(|| of_title(scene));
    if let Some(last) = told.filter(index).filter(|_| quantity.low.scale() > 0) {
        return Some((last.counted, 0));
    }
    if let Some(people) = people(scene).or_else(|| of_other_time(scene)) {
        return Some((people, 0));
    }
    let counted = || elliptic(scene).or_else(|| framed(scene)).or_else(|| spoken(scene));
    counted().or_else(|| rate_level(scene)).or_else(|| homes(scene)).or_else(|| counted_again(scene))
}

/// "Unemployment was 2.7 percent in March. A year ago it was 3.5": who speaks leaves out the unit that was named just now.
fn spoken(scene: &Scene<'_>) -> Option<(Counted, i8)> {
    let percent = Counted::Unit(Unit::PERCENT, 0);
    let last = scene.discourse.recent(scene.local.index).filter(|l| l.counted == percent)?;
    let (quantity, near) = (scene.quantity(), scene.discourse.line - last.line <= 2);
    let decimals = quantity.low.scale() == 1 && quantity.low < Decimal::ONE_HUNDRED;
    let led = |i: usize| scene.page.one_of(i, &[Link::From, Link::Arrival]);
    let placed = || quantity.lead.checked_sub(1).is_some_and(led) || (quantity.lead..quantity.first).any(led);
    // "Letztes Jahr waren es noch 6,3".
    let then = || {
        let state = |c: &At<Change>| c.what.direction == 0 && c.what.kind == ChangeKind::Verb;
        let verb = within(&scene.mentions.changes, scene.local.first, quantity.lead).iter().any(state);
        // "Inzwischen sind es 3,8 (November)".
        let bracket = |p: &Period| scene.page.is(quantity.last, b'(') && p.first == quantity.last + 1;
        let timed = |p: &Period| p.last <= quantity.lead && scene.local.quantities.len() == 1 || bracket(p);
        verb && scene.n == 0 && scene.local.periods.iter().any(timed)
    };
    // "The target is 2.5 to 7.5".
    let ranged = quantity.high.is_some() && !scene.statuses().is_empty();
    // "2024 waren es 77".
    let state = |i: usize| scene.changes().iter().any(|c| c.last == i && c.what.direction == 0);
    let it = quantity.lead.checked_sub(1).is_some_and(|i| scene.page.link(i, Link::It) && state(i));
    let named = it && scene.local.periods.iter().any(|p| p.last <= quantity.lead);
    let decimals = decimals || named && quantity.low < Decimal::ONE_HUNDRED && quantity.high.is_none();
    let spoken = named || scene.found.speakers.transcript || labelled(scene) || placed() || then() || ranged;
    // "The cash rate is 4.35 per cent. It was 4.1 since June".
    let since = was_it(scene) && scene.page.link(quantity.last, Link::Since);
    ((spoken && ends(scene) || since) && near && decimals).then_some((percent, 0))
}

/// Whether no word of its own stands behind the number.
pub(super) fn ends(scene: &Scene<'_>) -> bool {
    let last = scene.quantity().last;
    let next = scene.page.tokens.get(last);
    next.is_none_or(|t| matches!(t.kind, Kind::Mark) || t.breaks > 0 || small_follows(scene, last))
}

/// "Services — 13.8 %", and below it "food — 6.2", "industry +10.3": whether the number has a name before it as a label, behind which
/// a dash, a colon or a sign leads to it.
fn labelled(scene: &Scene<'_>) -> bool {
    let (page, quantity) = (scene.page, scene.quantity());
    let mark = quantity
        .lead
        .checked_sub(1)
        .filter(|&i| page.tokens[i].kind == Kind::Dash && page.tokens[i].spaced || page.is(i, b':'));
    let end = mark.unwrap_or(quantity.lead);
    // What has a price, or an index, is counted in no percentages.
    let rate = |i: &At<IndicatorWord>| {
        !matches!(i.what.indicator.code(), "exchange_rate" | "commodity_price")
            && i.what.indicator.kind() != IndicatorKind::Index
    };
    let named = scene.indicators().iter().any(|i| i.last == end && rate(i));
    let named = named || scene.items().iter().any(|i| i.last == end);
    named && (mark.is_some() || quantity.sign != 0)
}

/// "4.3, 7.4 and 7.7 percent", "38, Russia almost 34 ... and Belarus 22.5 percent": the unit follows the last.
pub(super) fn listed(scene: &Scene<'_>) -> Option<Counted> {
    let mut at = scene.n;
    while let Some(next) = scene.local.quantities.get(at + 1) {
        let from = scene.local.quantities[at].last;
        // "From 4.24 to 4.43 percent".
        let to = (from..next.first).all(|i| scene.page.one_of(i, &[Link::To, Link::Until, Link::The, Link::Arrival]));
        let led = |i: usize| scene.page.link(i, Link::From);
        let led = (scene.quantity().lead.saturating_sub(1)..scene.quantity().first).any(led);
        let to = to && (1..=2).contains(&(next.first - from)) && led;
        // "Bei 1,4 statt 1,2 Prozent".
        let instead = next.lead == from + 1 && scene.page.link(from, Link::Instead);
        if !to && !instead && !list_gap(scene.found, scene.local, from, next.lead) {
            return None;
        }
        match next.counted {
            Counted::Bare => at += 1,
            // "Fell by 236,100, 8.47 % less": no percentage is counted in thousands.
            Counted::Unit(Unit::PERCENT, _) if scene.quantity().low >= Decimal::ONE_THOUSAND => return None,
            Counted::Unit(..) => return Some(next.counted),
            _ => return None,
        }
    }
    None
}

/// Words behind which a number is what another one is set against.
const SET_AGAINST: [Link; 5] = [Link::Against, Link::Than, Link::Meets, Link::From, Link::Compare];

/// "Employment rose by 72,000": a count of people, where the indicator counts them.
fn people(scene: &Scene<'_>) -> Option<Counted> {
    let quantity = scene.quantity();
    let counts = within(&scene.mentions.indicators, scene.local.first, quantity.first).iter().any(|i| {
        matches!(
            i.what.indicator.code(),
            "employment" | "unemployment" | "population" | "tourism" | "passenger_traffic"
        )
    });
    // "By an upwardly revised 79,000".
    let small = |i: usize| scene.page.one_of(i, &[Link::Article, Link::The, Link::Per, Link::Revised, Link::Epithet]);
    // "To a seasonally adjusted 218,000".
    let word = |i: &usize| scene.page.tokens[*i].kind == Kind::Word && scene.page.tokens[*i].breaks == 0;
    let near = quantity.lead.saturating_sub(4).max(scene.local.first)..quantity.lead;
    let behind = |i: &usize| !small(*i);
    let led = near.clone().rev().find(behind).unwrap_or(quantity.lead);
    let to = near.rev().take_while(word).find(|i| scene.page.one_of(*i, &[Link::By, Link::To]));
    let led = if scene.page.one_of(led, &SET_AGAINST) { led } else { to.unwrap_or(led) };
    let by = (quantity.lead.saturating_sub(1)..quantity.first)
        .chain([led])
        .any(|i| scene.page.one_of(i, &[Link::By, Link::To, Link::Of]));
    // "Das sind 120.000 mehr als vor einem Jahr".
    let more = scene.changes().iter().any(|c| c.first == quantity.last && c.what.kind == ChangeKind::Adverb);
    // "After a downwardly revised 147,000 gain in April".
    let more = more || scene.changes().iter().any(|c| c.first == quantity.last && !c.what.past);
    let last = scene.discourse.recent(scene.local.index).map(|l| l.counted);
    // "The largest job losses were recorded in trade (194,000)".
    let work = within(&scene.mentions.indicators, scene.local.first, quantity.first)
        .iter()
        .any(|i| i.what.indicator.code() == "employment" && i.what.strength == Strength::Strong);
    if (last == Some(Counted::Unit(Unit::PERSONS, 0)) || work) && of_sector(scene).is_some() {
        return Some(Counted::Unit(Unit::PERSONS, 0));
    }
    let counts = counts || more && last == Some(Counted::Unit(Unit::PERSONS, 0));
    if tallied(scene) {
        return Some(Counted::Unit(Unit::PERSONS, 0));
    }
    // "Unemployed in November: -26,000 (+111,000 on the year)": a sign, and groups of three digits.
    let signed = quantity.sign != 0 && quantity.low >= Decimal::from(10_000);
    // "Payrolls: +50,000 ¶ October: -173,000": a sign is enough behind people by whom a number has changed.
    let changed =
        |l: &Last| l.counted == Counted::Unit(Unit::PERSONS, 0) && matches!(l.measure, Transformation::Change(_));
    if signed && scene.discourse.recent(scene.local.index).is_some_and(changed) {
        return Some(Counted::Unit(Unit::PERSONS, 0));
    }
    // "Added 73,000 jobs, below the 110,000 that economists had expected", "compared with 147,000 in June": behind a count of
    // people another one stands for what it is set against.
    let set_against =
        last == Some(Counted::Unit(Unit::PERSONS, 0)) && grouped(scene) && scene.page.one_of(led, &SET_AGAINST);
    let set_against = set_against || guests(scene, last);
    let counts = counts || set_against;
    let by = by || set_against;
    (counts && (by || more || signed) && quantity.low >= Decimal::ONE_THOUSAND)
        .then_some(Counted::Unit(Unit::PERSONS, 0))
}

/// "Services gained 412,600 jobs, industry 65,400 and construction, 38,800", "in industry (8,000)": whether a number that is
/// written out stands behind a sector, given with its place, of those who work, or behind what a sector has gained or lost, with nothing behind it
/// that it counts.
pub(super) fn of_sector(scene: &Scene<'_>) -> Option<(usize, usize)> {
    const REACH: usize = 4;
    let (page, number) = (scene.page, scene.quantity());
    let jobs = "employment".parse::<Indicator>().ok()?;
    let from = scene.previous().map_or(scene.local.first, |q| q.last);
    let sector = scene.items().iter().rfind(|m| m.first >= from && m.last <= number.lead && m.what.slices(jobs));
    let sector = sector?;
    let verb = |i: usize| {
        page.link(i, Link::Creates)
            || page.any(i, Reading::CHANGE, |m| matches!(m.reading, Reading::Change(c) if c.kind == ChangeKind::Verb))
    };
    let small = |i: usize| {
        matches!(page.mark(i), b',' | b'(' | b':')
            || page.one_of(i, &[Link::In, Link::Have, Link::Article, Link::By, Link::Of])
            || verb(i)
    };
    let near = number.lead - sector.last <= REACH && (sector.last..number.lead).all(small);
    let ends = page.tokens.get(number.last).is_none_or(|t| t.kind == Kind::Mark || t.breaks > 0)
        || page.one_of(number.last, &[Link::And, Link::Clause, Link::In]);
    let written = number.counted == Counted::Bare && number.low >= Decimal::ONE_THOUSAND && number.high.is_none();
    (near && ends && written).then(|| sector.place())
}

/// "33.88" after "34.60 per cent in November; in October it was": the unit of the number before, where the numbers
/// are alike in their decimals.
fn elliptic(scene: &Scene<'_>) -> Option<(Counted, i8)> {
    let quantity = scene.quantity();
    let before = scene.local.quantities[..scene.n].iter().rev().find(|q| q.counted != Counted::Bare)?;
    // "It grew by 7 percent, and in seven months by 17".
    let by = |q: &Quantity| (q.lead.saturating_sub(1)..q.first).any(|i| scene.page.link(i, Link::By));
    let moved = before.is_percent() && by(before) && by(quantity);
    let alike = quantity.low.scale() > 0 || matches!(before.counted, Counted::Money(_)) || moved;
    let next = scene.page.tokens.get(quantity.last);
    let ends = next.is_none_or(|t| {
        matches!(t.kind, Kind::Mark | Kind::Dash)
            || t.breaks > 0
            || small_follows(scene, quantity.last)
            || scene.page.dated(quantity.last)
            || scene.changes().iter().any(|c| c.first == quantity.last && c.what.direction == 0)
    });
    // "Lima vendió 1.800 millones y compró 3.100", "24.500 millones, de los que 18.000 fueron": so is a whole number of one size.
    let sized = before.exponent >= 6
        && matches!(before.counted, Counted::Money(_) | Counted::Unit(..))
        && !before.is_percent()
        && quantity.high.is_none()
        && quantity.low <= before.low * Decimal::TEN
        && before.low <= quantity.low * Decimal::TEN;
    // In a list each number goes on from the one before it.
    let said = |q: &Quantity| scene.discourse.said.iter().any(|s| s.0 == q.first);
    let nearest = scene.previous().filter(|q| said(q)).unwrap_or(before);
    let state = scene.found.distance(nearest.place(), quantity.place()) < 40;
    // "In Kazakhstan 5.9 %, in Kyrgyzstan — 8.7, in Turkmenistan — 6": so does the next of those that a dash labels.
    let dash = |i: usize| scene.page.tokens[i].kind == Kind::Dash && scene.page.tokens[i].spaced;
    let label = |q: &Quantity| {
        let area = |end: usize| scene.areas().iter().any(|a| a.last == end);
        q.lead.checked_sub(1).is_some_and(|i| dash(i) && area(i))
    };
    // "19 % of GDP, far from Honduras (26) and Nicaragua (27)": or a bracket behind it.
    let bracket = |q: &Quantity| {
        let open = q.lead.checked_sub(1).filter(|&i| scene.page.is(i, b'(') && scene.page.is(q.last, b')'));
        open.is_some_and(|open| scene.areas().iter().any(|a| a.last == open))
    };
    let labelled = before.is_percent() && (label(quantity) && label(nearest) && said(nearest) || bracket(quantity));
    // "De 115 points de PIB en 2025 à 117 en 2026".
    let paired = scene.lists.is_new(scene.n) && matches!(before.counted, Counted::Unit(..));
    // "It reached 27.9 % in July, and among the young it was over 58".
    let it = before.is_percent() && was_it(scene);
    let own = alike && ends && state && (quantity.low.scale() > 0 || moved)
        || sized && ends && state
        || alike && ends && insisted(scene)
        || (labelled || it) && ends && state
        || paired && ends;
    // "Cut by 350 basis points to 21.5": where a change in points arrives is a percentage.
    let arrives = |at: usize| scene.page.one_of(at, &[Link::To, Link::At, Link::Arrival]);
    if before.is_points() && (quantity.lead.saturating_sub(1)..quantity.first).any(arrives) {
        return own.then_some((Counted::Unit(Unit::PERCENT, 0), 0));
    }
    own.then_some((before.counted, before.exponent))
}

/// Whether "it" with a verb of state leads to a number below a hundred.
fn was_it(scene: &Scene<'_>) -> bool {
    let quantity = scene.quantity();
    let state = |c: &At<Change>| c.what.direction == 0 && c.what.kind == ChangeKind::Verb && c.last == quantity.lead;
    let verb = scene.changes().iter().find(|c| state(c)).and_then(|c| c.first.checked_sub(1));
    verb.is_some_and(|i| scene.page.link(i, Link::It)) && quantity.low < Decimal::ONE_HUNDRED && quantity.exponent == 0
}

/// Whether a small word follows, so that the number has no word of its own behind it.
pub(super) fn small_follows(scene: &Scene<'_>, at: usize) -> bool {
    const SMALL: [Link; 8] =
        [Link::In, Link::And, Link::From, Link::To, Link::For, Link::Against, Link::Clause, Link::Relative];
    scene.page.one_of(at, &SMALL) || more_behind(scene, at)
}

/// "insisted on 45", "gives 27": a number after a verb or "on", in a text that counts in billions.
fn insisted(scene: &Scene<'_>) -> bool {
    let quantity = scene.quantity();
    quantity.lead.checked_sub(1).is_some_and(|i| scene.page.one_of(i, &[Link::On, Link::At]))
}

/// Below a heading or after a line that gives the unit, a number at the end of a line or behind an area is in it.
fn framed(scene: &Scene<'_>) -> Option<(Counted, i8)> {
    let quantity = scene.quantity();
    let unit = scene.discourse.unit?;
    let ends =
        quantity.last == scene.local.last || matches!(scene.page.mark(quantity.last), b';' | b',' | b'.' | b')' | b'(');
    let labelled = within(&scene.mentions.areas, scene.local.first, quantity.first).len()
        + within(&scene.mentions.indicators, scene.local.first, quantity.first).len()
        // "Железной руды – 9,2": so does the name of goods.
        + within(scene.items(), scene.local.first, quantity.first).len()
        > 0
        || scene.local.periods.iter().any(|p| p.first == scene.local.first && p.last <= quantity.first);
    (ends && labelled).then_some(unit)
}

/// The dimension of a counted quantity, in the words of the code list.
pub fn dimension(counted: Counted) -> &'static str {
    match counted {
        Counted::Money(_) => "money",
        Counted::Unit(unit, _) => match unit.code() {
            "percent" | "percentage_points" => "percent",
            "persons" => "persons",
            "index" => "index",
            _ => "physical",
        },
        Counted::Times | Counted::Fraction => "percent",
        Counted::Scaled | Counted::Bare => "any",
    }
}

/// Whether a number is a part of a whole, or how much something has grown: a percentage, a fraction or a multiple.
pub(super) fn shares(counted: Counted) -> bool {
    matches!(counted, Counted::Unit(Unit::PERCENT, 0) | Counted::Fraction | Counted::Times)
}

/// Whether an indicator may be counted so.
pub fn compatible(indicator: Indicator, counted: Counted) -> bool {
    if in_basis_points(counted) {
        return super::grows::moves_in_points(indicator);
    }
    match dimension(counted) {
        "percent" => {
            indicator.code() != "exchange_rate" || !matches!(counted, Counted::Unit(Unit::PERCENTAGE_POINTS, _))
        }
        "money" => indicator.has_dimension("money") || indicator.has_dimension("price"),
        "any" => ["money", "physical", "persons"].into_iter().any(|d| indicator.has_dimension(d)),
        "physical" => physical(indicator, counted),
        // "The food price index averaged 154.2 points".
        "index" => indicator.kind() == IndicatorKind::Index || indicator.code() == "commodity_price",
        other => indicator.has_dimension(other),
    }
}

/// Physical units belong to the indicators that are counted in them.
pub fn physical(indicator: Indicator, counted: Counted) -> bool {
    let Counted::Unit(unit, _) = counted else { return false };
    let fits: &[&str] = match unit.code() {
        "barrels_per_day" | "barrels" => {
            &["oil_production", "oil_exports", "energy_other", "imports", "exports", "reserves"]
        }
        "cubic_metres" => &["gas_production", "gas_exports", "imports", "exports", "energy_other", "consumption"],
        "kWh" | "watts" => &["electricity", "energy_other", "exports", "imports", "consumption"],
        "TEU" => &["freight"],
        "square_metres" => &["housing", "construction"],
        "units" => {
            &["housing", "construction", "industrial_production", "manufacturing", "exports", "imports", "retail_sales"]
        }
        "tonnes" | "kg" | "jin" => &[
            "freight",
            "oil_production",
            "oil_exports",
            "coal",
            "grain_harvest",
            "exports",
            "imports",
            "industrial_production",
            "agricultural_production",
            "food_trade",
            "gas_exports",
            "gas_production",
            "reserves",
            "energy_other",
            "consumption",
            "trade_turnover",
        ],
        "tonne_kilometres" => &["freight"],
        "passenger_kilometres" => &["passenger_traffic"],
        // How long reserves would pay for imports.
        "months" => &["reserves"],
        "nights" => &["tourism"],
        "hectares" => &["grain_harvest", "agricultural_production"],
        _ => &[],
    };
    fits.contains(&indicator.code())
}

/// Basis points measure rates that are set, and yields.
pub(super) fn in_basis_points(counted: Counted) -> bool {
    matches!(counted, Counted::Unit(Unit::PERCENTAGE_POINTS, ..-1))
}
