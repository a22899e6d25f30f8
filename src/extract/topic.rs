//! What a number measures: the indicator with its slice, nearest first.

use super::assemble::{Found, Local, Origin, overlaps};
use super::context::{Discourse, Last};
use super::mention::{At, within};
use super::quantity::{Counted, Quantity};
use crate::lang::reading::IndicatorWord;
use crate::lang::{ChangeKind, Link, Reading, Strength};
use crate::model::{Area, Indicator, Unit};
use crate::text::Kind;

/// What a number measures.
#[derive(Debug, Clone)]
pub struct Topic {
    /// The indicator word.
    pub word: IndicatorWord,
    /// The slice.
    pub item: Option<String>,
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

/// What "respectively" and parallel lists tie to each quantity of a sentence.
#[derive(Debug, Default)]
pub struct Lists {
    /// The indicator of a quantity.
    pub topics: Vec<Option<At<IndicatorWord>>>,
    /// The area of a quantity.
    pub areas: Vec<Option<(Area, (usize, usize))>>,
    /// The number of the expression of time of a quantity.
    pub periods: Vec<Option<usize>>,
}

/// Whether words beside a number make it another kind of number: a stake, a vote, a company's result.
pub fn not_a_figure(found: &Found<'_, '_>, local: &Local<'_>, quantity: &Quantity) -> bool {
    let near = |m: &At<()>| {
        let after = m.first >= quantity.last && m.first <= quantity.last + 1;
        let before = m.last <= quantity.lead && quantity.lead - m.last <= 1;
        let covered = within(&found.mentions.indicators, local.first, local.last)
            .iter()
            .any(|i| i.first <= m.first && m.last <= i.last);
        (after || before) && !covered
    };
    let line = &found.page.lines[found.page.sentences[local.index].line];
    let boilerplate = found.page.link(line.first, Link::Boilerplate);
    // One unit of a currency is a price list's, not an economy's.
    let single = quantity.is_money()
        && quantity.exponent == 0
        && quantity.high.is_none()
        && quantity.low <= rust_decimal::Decimal::ONE;
    boilerplate || single || within(&found.mentions.not_figures, local.first, local.last).iter().any(near)
}

/// The unit of a bare number: that of the list in which it stands, of the numbers beside it, or of the heading.
pub fn list_unit(found: &Found<'_, '_>, local: &Local<'_>, n: usize, discourse: &Discourse) -> Option<(Counted, i8)> {
    let quantity = &local.quantities[n];
    if let Some(counted) = listed(found, local, n) {
        return Some((counted, 0));
    }
    let own = index_indicator(found, local, quantity);
    if let Some(own) = own {
        return Some((own, 0));
    }
    if let Some(last) = discourse.recent(local.index).filter(|l| l.counted == Counted::Unit(Unit::INDEX, 0))
        && quantity.low.scale() > 0
    {
        return Some((last.counted, 0));
    }
    if let Some(people) = people(found, local, quantity) {
        return Some((people, 0));
    }
    elliptic(found, local, n).or_else(|| framed(found, local, quantity, discourse))
}

/// "4.3, 7.4 and 7.7 percent", "38, Russia almost 34 ... and Belarus 22.5 percent": the unit follows the last.
fn listed(found: &Found<'_, '_>, local: &Local<'_>, n: usize) -> Option<Counted> {
    let mut at = n;
    while let Some(next) = local.quantities.get(at + 1) {
        if !list_gap(found, local, local.quantities[at].last, next.lead) {
            return None;
        }
        match next.counted {
            Counted::Bare => at += 1,
            Counted::Unit(..) => return Some(next.counted),
            _ => return None,
        }
    }
    None
}

/// Whether what stands between two numbers is no more than a list has: commas, "and", "or", areas, small words.
fn list_gap(found: &Found<'_, '_>, local: &Local<'_>, from: usize, to: usize) -> bool {
    let areas = within(&found.mentions.areas, local.first, local.last);
    let mut commas = 0;
    (from..to).all(|at| {
        let token = &found.page.tokens[at];
        let word = token.of(found.page.text);
        let small = [Link::And, Link::Or, Link::The, Link::In, Link::For, Link::To, Link::From]
            .into_iter()
            .any(|l| found.page.link(at, l));
        commas += u32::from(word == ",");
        small || word == "," || token.kind == Kind::Dash || areas.iter().any(|a| a.first <= at && at < a.last)
    }) && to > from
        && (commas > 0
            || (from..to).any(|at| {
                found.page.link(at, Link::And) || found.page.link(at, Link::Or) || found.page.link(at, Link::To)
            }))
}

/// "Employment rose by 72,000": a count of people, where the indicator counts them.
fn people(found: &Found<'_, '_>, local: &Local<'_>, quantity: &Quantity) -> Option<Counted> {
    let counts = within(&found.mentions.indicators, local.first, quantity.first).iter().any(|i| {
        matches!(
            i.what.indicator.code(),
            "employment" | "unemployment" | "population" | "tourism" | "passenger_traffic"
        )
    });
    let by = (quantity.lead.saturating_sub(1)..quantity.first)
        .any(|i| found.page.link(i, Link::By) || found.page.is_word(i, "to") || found.page.is_word(i, "of"));
    (counts && by && quantity.low >= rust_decimal::Decimal::ONE_THOUSAND).then_some(Counted::Unit(Unit::PERSONS, 0))
}

/// A PMI or confidence index is a number without a unit.
fn index_indicator(found: &Found<'_, '_>, local: &Local<'_>, quantity: &Quantity) -> Option<Counted> {
    let indicators = within(&found.mentions.indicators, local.first, local.last);
    let index = indicators
        .iter()
        .any(|i| i.what.indicator.kind() == crate::model::IndicatorKind::Index && i.first < quantity.last + 4);
    let decimal = quantity.low.scale() > 0;
    (index && decimal).then_some(Counted::Unit(Unit::INDEX, 0))
}

/// "33.88" after "34.60 per cent in November; in October it was": the unit of the number before, where the numbers
/// are alike in their decimals.
fn elliptic(found: &Found<'_, '_>, local: &Local<'_>, n: usize) -> Option<(Counted, i8)> {
    let quantity = &local.quantities[n];
    let before = local.quantities[..n].iter().rev().find(|q| q.counted != Counted::Bare)?;
    let alike = quantity.low.scale() > 0 || matches!(before.counted, Counted::Money(_));
    let next = found.page.tokens.get(quantity.last);
    let ends = next.is_none_or(|t| {
        matches!(t.kind, Kind::Mark | Kind::Dash) || t.breaks > 0 || small_follows(found, quantity.last)
    });
    let state = found.distance((before.first, before.last), (quantity.first, quantity.last)) < 40;
    (alike && ends && state && quantity.low.scale() > 0 || alike && ends && insisted(found, quantity))
        .then_some((before.counted, before.exponent))
}

fn small_follows(found: &Found<'_, '_>, at: usize) -> bool {
    [Link::In, Link::And, Link::From, Link::To, Link::For, Link::Against].into_iter().any(|l| found.page.link(at, l))
}

/// "insisted on 45", "gives 27": a number after a verb or "on", in a text that counts in billions.
fn insisted(found: &Found<'_, '_>, quantity: &Quantity) -> bool {
    quantity.lead.checked_sub(1).is_some_and(|i| found.page.link(i, Link::On) || found.page.link(i, Link::At))
}

/// Below a heading or after a line that gives the unit, a number at the end of a line or behind an area is in it.
fn framed(
    found: &Found<'_, '_>,
    local: &Local<'_>,
    quantity: &Quantity,
    discourse: &Discourse,
) -> Option<(Counted, i8)> {
    let unit = discourse.unit?;
    let ends = quantity.last == local.last || matches!(found.page.word(quantity.last), ";" | "," | "." | ")");
    let labelled = within(&found.mentions.areas, local.first, quantity.first).len()
        + within(&found.mentions.indicators, local.first, quantity.first).len()
        > 0;
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

/// Whether an indicator may be counted so.
pub fn compatible(indicator: Indicator, counted: Counted) -> bool {
    if in_basis_points(counted) {
        return indicator.percent_means() == "level";
    }
    match dimension(counted) {
        "percent" => {
            indicator.code() != "exchange_rate" || !matches!(counted, Counted::Unit(Unit::PERCENTAGE_POINTS, _))
        }
        "money" => indicator.has_dimension("money") || indicator.has_dimension("price"),
        "any" => ["money", "physical", "persons"].into_iter().any(|d| indicator.has_dimension(d)),
        "physical" => physical(indicator, counted),
        "index" => indicator.kind() == crate::model::IndicatorKind::Index,
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
        "square_metres" | "units" => {
            &["housing", "construction", "industrial_production", "manufacturing", "exports", "imports"]
        }
        "tonnes" | "kg" => &[
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
        "hectares" => &["grain_harvest", "agricultural_production"],
        _ => &[],
    };
    fits.contains(&indicator.code())
}

struct Candidate {
    cost: u32,
    word: IndicatorWord,
    item: Option<String>,
    place: Option<(usize, usize)>,
    origin: Origin,
    /// Whether the words between tie it to the number.
    tied: bool,
}

/// The indicator of a quantity.
pub fn find(
    found: &Found<'_, '_>,
    local: &Local<'_>,
    n: usize,
    counted: Counted,
    lists: &Lists,
    discourse: &Discourse,
) -> Option<Topic> {
    let quantity = &local.quantities[n];
    if let Some(listed) = lists.topics.get(n).copied().flatten() {
        return Some(topic(found, local, quantity, at_place(found, local, &listed), false));
    }
    let mut candidates = stated(found, local, n, counted);
    let named = candidates.iter().any(|c| c.place.is_some_and(|p| p.1 <= quantity.first));
    let slices = sliced(found, local, n, counted, discourse);
    candidates.extend(slices.into_iter().map(|c| Candidate { cost: c.cost + if named { 10 } else { 0 }, ..c }));
    candidates.extend(carried(found, local, quantity, counted, discourse));
    let mut candidates = weighed(candidates, quantity, counted, discourse, local);
    candidates.sort_by_key(|c| c.cost);
    let mut all = candidates.into_iter();
    let best = all.next().filter(|c| c.cost < 90)?;
    let rivals = all.next().is_some_and(|c| c.cost <= best.cost + 2 && c.word.indicator != best.word.indicator);
    Some(topic(found, local, quantity, energy(best, counted), rivals))
}

/// Weak words ("rate", "gap", "growth") take up what the text speaks of already, where that is of their kind; and what
/// stands behind a number untied gives way to what stands before it.
fn weighed(
    mut candidates: Vec<Candidate>,
    quantity: &Quantity,
    counted: Counted,
    discourse: &Discourse,
    local: &Local<'_>,
) -> Vec<Candidate> {
    let spoken = discourse.recent(local.index).map(|l| l.word.indicator);
    let strong = candidates
        .iter()
        .any(|c| c.word.strength == Strength::Strong && c.place.is_some_and(|p| p.1 <= quantity.first));
    let before = candidates.iter().any(|c| c.place.is_none_or(|p| p.1 <= quantity.first));
    for candidate in &mut candidates {
        let weak = candidate.word.strength == Strength::Weak && candidate.place.is_some();
        if weak && let Some(spoken) = spoken {
            if balance(candidate.word) && balance_indicator(spoken) {
                candidate.word.indicator = spoken;
            } else if spoken != candidate.word.indicator
                && stands_for(candidate.word.indicator, spoken)
                && dimension(counted) == "percent"
                && !in_basis_points(counted)
            {
                candidate.cost += 24;
            }
        }
        if weak && strong && anaphoric(candidate.word.indicator) && !candidate.tied {
            candidate.cost += 14;
        }
        if before && !candidate.tied && candidate.place.is_some_and(|p| p.0 >= quantity.last) {
            candidate.cost += 16;
        }
    }
    candidates
}

/// Basis points measure rates that are set, and yields.
fn in_basis_points(counted: Counted) -> bool {
    matches!(counted, Counted::Unit(Unit::PERCENTAGE_POINTS, power) if power < 0)
}

/// Words that name a balance without saying whose: deficit, surplus, gap, shortfall.
fn balance(word: IndicatorWord) -> bool {
    word.sign != 0 && balance_indicator(word.indicator)
}

fn balance_indicator(indicator: Indicator) -> bool {
    matches!(indicator.code(), "trade_balance" | "budget_balance" | "current_account")
}

/// Whether a weak word ("the rate", "growth", "the gap") may stand for the indicator spoken of.
fn stands_for(word: Indicator, spoken: Indicator) -> bool {
    match word.code() {
        "gdp" => spoken.percent_means() == "growth" && spoken.code() != "inflation",
        "budget_balance" | "trade_balance" => spoken.code().contains("inflation"),
        _ => anaphoric(word),
    }
}

/// Indicators whose weak words ("rate", "gap", "economy") often stand for another one.
fn anaphoric(indicator: Indicator) -> bool {
    matches!(indicator.code(), "policy_rate" | "gdp" | "interest_rate" | "commodity_price")
}

/// Exports of oil and of gas are indicators of their own, known by the slice or by the unit in which they are counted.
fn energy(mut best: Candidate, counted: Counted) -> Candidate {
    let unit = match counted {
        Counted::Unit(unit, _) => unit.code(),
        _ => "",
    };
    let code = match (best.word.indicator.code(), best.item.as_deref(), unit) {
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

fn at_place(found: &Found<'_, '_>, local: &Local<'_>, at: &At<IndicatorWord>) -> Candidate {
    let item = item_of(found, local, at);
    Candidate { cost: 0, word: at.what, item, place: Some((at.first, at.last)), origin: Origin::Clause, tied: true }
}

fn topic(found: &Found<'_, '_>, local: &Local<'_>, quantity: &Quantity, best: Candidate, rivals: bool) -> Topic {
    let both = best.place.and_then(|place| second(found, local, quantity, place));
    Topic {
        word: best.word,
        item: best.item,
        place: best.place,
        origin: best.origin,
        rivals,
        both,
        ratio: ratio(found, local, quantity),
        power: 0,
    }
}

/// "Consumer prices and producer prices both slipped by 0.1%": the indicator that shares the number.
fn second(
    found: &Found<'_, '_>,
    local: &Local<'_>,
    quantity: &Quantity,
    place: (usize, usize),
) -> Option<IndicatorWord> {
    let both = (place.1..quantity.first).any(|at| found.page.is_word(at, "both") || found.page.is_word(at, "each"));
    if !both {
        return None;
    }
    let indicators = within(&found.mentions.indicators, local.first, place.0);
    let other = indicators.last()?;
    (other.last < place.0 && (other.last..place.0).any(|at| found.page.link(at, Link::And))).then_some(other.what)
}

/// Indicators that the sentence names, with their distance.
fn stated(found: &Found<'_, '_>, local: &Local<'_>, n: usize, counted: Counted) -> Vec<Candidate> {
    let quantity = &local.quantities[n];
    let indicators = within(&found.mentions.indicators, local.first, local.last);
    let mut all = Vec::new();
    for at in indicators {
        if overlaps((at.first, at.last), (quantity.first, quantity.last))
            || !compatible(at.what.indicator, counted)
            || denominator(found, local, at)
        {
            continue;
        }
        // "growth", "expansion" name an indicator of their own only as a rate.
        let moves =
            found.page.at(at.first).iter().any(|m| m.last == at.last && matches!(m.reading, Reading::Change(_)));
        if moves && dimension(counted) != "percent" {
            continue;
        }
        let cost = cost(found, local, n, at);
        let origin = if cost < 12 { Origin::Clause } else { Origin::Sentence };
        let tied = at.first >= quantity.last && tied(found, quantity.last, at.first);
        all.push(Candidate {
            cost,
            word: at.what,
            item: item_of(found, local, at),
            place: Some((at.first, at.last)),
            origin,
            tied,
        });
    }
    all
}

/// How far an indicator stands from a quantity; behind it only when the words between tie the two.
fn cost(found: &Found<'_, '_>, local: &Local<'_>, n: usize, at: &At<IndicatorWord>) -> u32 {
    let quantity = &local.quantities[n];
    let base = found.distance((at.first, at.last), (quantity.lead, quantity.last));
    let weak = if at.what.strength == Strength::Weak { 6 } else { 0 };
    if at.last <= quantity.first {
        let between = local.quantities[..n].iter().filter(|q| q.first >= at.last).count() as u32;
        // The subject may stand far from its verb, as long as nothing else comes between.
        let parted = (at.last..quantity.first).any(|i| found.page.word(i) == ";" || found.page.link(i, Link::Clause));
        let rival = within(&found.mentions.indicators, at.last, quantity.first)
            .iter()
            .any(|i| i.what.strength == Strength::Strong);
        let subject = at.what.strength == Strength::Strong && between == 0 && !parted && !rival;
        return if subject { base.min(20) } else { base } + weak + between;
    }
    let between = local.quantities[n + 1..].iter().filter(|q| q.last <= at.first).count() as u32;
    if tied(found, quantity.last, at.first) && between == 0 {
        return base / 2 + weak;
    }
    base + weak + 9 + 6 * between
}

/// Whether only small words, areas and words of change stand between a number and what follows: "2% growth in
/// industrial output", "$93 billion in trade".
fn tied(found: &Found<'_, '_>, from: usize, to: usize) -> bool {
    to - from <= 7
        && (from..to).all(|at| {
            found.page.at(at).iter().any(|m| {
                matches!(
                    m.reading,
                    Reading::Link(Link::Of | Link::In | Link::The | Link::For | Link::Per | Link::With)
                        | Reading::Area(..)
                        | Reading::Basis { .. }
                        | Reading::Unit(..)
                ) || matches!(m.reading, Reading::Change(c) if c.kind != ChangeKind::Verb)
            }) || matches!(found.page.tokens[at].kind, Kind::Possessive | Kind::Dash)
                || ["worth", "off", "total", "annual", "combined", "overall", "real", "nominal"]
                    .iter()
                    .any(|w| found.page.is_word(at, w))
        })
        && (from == to || !matches!(found.page.word(from), "," | ";"))
}

/// Whether an indicator is only the whole of a ratio: "2.8 percent of GDP", "debt to GDP".
pub fn denominator(found: &Found<'_, '_>, local: &Local<'_>, at: &At<IndicatorWord>) -> bool {
    if !matches!(at.what.indicator.code(), "gdp" | "population") || at.what.measure.is_some() {
        return false;
    }
    let mut before = at.first;
    while before > local.first
        && (found.page.link(before - 1, Link::The)
            || found.page.tokens[before - 1].kind == Kind::Possessive
            || area_at(found, before - 1))
    {
        if found
            .page
            .at(before - 1)
            .iter()
            .any(|m| matches!(m.reading, Reading::Area(area, _) if area.code() == "WORLD"))
        {
            return false;
        }
        before -= 1;
    }
    let Some(link) = before.checked_sub(1) else { return false };
    let of = found.page.link(link, Link::Of) || found.page.link(link, Link::To) && found.page.is_word(link, "to");
    let after_percent =
        local.quantities.iter().any(|q| (q.is_percent() || q.counted == Counted::Fraction) && q.last == link);
    let word = link.checked_sub(1).map(|i| found.page.word(i)).unwrap_or_default();
    let relation = matches!(
        word,
        "relative"
            | "Relative"
            | "share"
            | "ratio"
            | "percentage"
            | "equivalent"
            | "proportion"
            | "debt"
            | "deficit"
            | "Remittances"
            | "remittances"
    );
    of && (after_percent || relation)
        || found.page.tokens[link].kind == Kind::Dash && found.page.is_word(link.saturating_sub(1), "to")
}

fn area_at(found: &Found<'_, '_>, at: usize) -> bool {
    found.page.at(at).iter().any(|m| matches!(m.reading, Reading::Area(..)))
}

/// Whether a percentage is a ratio to GDP.
fn ratio(found: &Found<'_, '_>, local: &Local<'_>, quantity: &Quantity) -> bool {
    if !(quantity.is_percent() || quantity.counted == Counted::Fraction || quantity.counted == Counted::Bare) {
        return false;
    }
    within(&found.mentions.indicators, local.first, local.last).iter().any(|at| {
        at.what.indicator.code() == "gdp"
            && denominator(found, local, at)
            && (at.first >= quantity.last && at.first - quantity.last <= 5
                || at.last <= quantity.first && !at_other(local, quantity, at))
    })
}

/// Whether the denominator before a quantity belongs to an earlier percentage.
fn at_other(local: &Local<'_>, quantity: &Quantity, at: &At<IndicatorWord>) -> bool {
    local.quantities.iter().any(|q| q.first < quantity.first && q.last <= at.first && at.first - q.last <= 4)
}

/// The slice that the words round an indicator name: "coal exports", "exports of coal".
fn item_of(found: &Found<'_, '_>, local: &Local<'_>, at: &At<IndicatorWord>) -> Option<String> {
    if let Some(item) = at.what.item {
        return Some(item.to_owned());
    }
    let fits = |number: u16| item_fits(found, number, at.what.indicator);
    let items = within(&found.mentions.items, local.first, local.last);
    let beside = |m: &&At<u16>| {
        let before = m.last == at.first || m.last + 1 == at.first && found.page.tokens[m.last].kind == Kind::Dash;
        let of = m.first == at.last + 1 && found.page.link(at.last, Link::Of);
        before || of
    };
    items.iter().filter(beside).find_map(|m| fits(m.what))
}

/// The slice of a word, where it slices the indicator.
pub fn item_fits(found: &Found<'_, '_>, number: u16, indicator: Indicator) -> Option<String> {
    let word = found.page.lexicon.item(number)?;
    word.indicators.split('|').any(|i| i == indicator.code()).then(|| word.item.to_owned())
}

/// A slice named by itself, in a text that speaks of its indicator: "Food: 39.93 per cent".
fn sliced(
    found: &Found<'_, '_>,
    local: &Local<'_>,
    n: usize,
    counted: Counted,
    discourse: &Discourse,
) -> Vec<Candidate> {
    let quantity = &local.quantities[n];
    let named = within(&found.mentions.indicators, local.first, local.last).first().map(|i| i.what);
    let spoken: Vec<IndicatorWord> = [named, discourse.last.as_ref().map(|l| l.word), discourse.topic, discourse.title]
        .into_iter()
        .flatten()
        .filter(|w| compatible(w.indicator, counted))
        .map(|w| IndicatorWord { item: None, ..w })
        .collect();
    let items = within(&found.mentions.items, local.first, local.last);
    let mut all = Vec::new();
    for at in items {
        let Some(item) = found.page.lexicon.item(at.what) else { continue };
        let Some(word) = spoken.iter().find(|w| item.indicators.split('|').any(|i| i == w.indicator.code())).copied()
        else {
            continue;
        };
        let named = within(&found.mentions.indicators, local.first, local.last).iter().any(|i| {
            i.first <= at.first && at.last <= i.last && i.what.item.is_none() && compatible(i.what.indicator, counted)
        });
        // "no food, energy or tobacco" says what the slice leaves out.
        let left_out = (1..=8).any(|back| {
            at.first.checked_sub(back).is_some_and(|i| i >= local.first && found.page.link(i, Link::Without))
        });
        if named || left_out || at.last > quantity.first {
            continue;
        }
        let between = local.quantities[..n].iter().filter(|q| q.first >= at.last).count() as u32;
        let cost = found.distance((at.first, at.last), (quantity.lead, quantity.last)) + 4 + 4 * between;
        all.push(Candidate {
            cost,
            word,
            item: Some(item.item.to_owned()),
            place: Some((at.first, at.last)),
            origin: Origin::Sentence,
            tied: false,
        });
    }
    all
}

/// What the text speaks of already: the figure before, an indicator named just now, the heading.
fn carried(
    found: &Found<'_, '_>,
    local: &Local<'_>,
    quantity: &Quantity,
    counted: Counted,
    discourse: &Discourse,
) -> Vec<Candidate> {
    let names_area = !within(&found.mentions.areas, local.first, quantity.first).is_empty();
    let mut all = Vec::new();
    let mut add = |word: IndicatorWord, item: Option<String>, cost: u32| {
        if compatible(word.indicator, counted) {
            all.push(Candidate { cost, word, item, place: None, origin: Origin::Carried, tied: false });
        }
    };
    if let Some(last) = discourse.recent(local.index) {
        let Last { word, item, .. } = last;
        let same_sentence = last.sentence == local.index;
        // A new sentence that names an area speaks of the whole again, not of the slice before.
        let whole = !same_sentence && names_area;
        add(*word, item.clone().filter(|_| !whole), if same_sentence { 22 } else { 26 });
        // What was spoken of before that is taken up again by a number that does not fit the last.
        if !compatible(word.indicator, counted) {
            let fits =
                |h: &&(IndicatorWord, usize, Counted)| compatible(h.0.indicator, counted) && discourse.line - h.1 <= 4;
            let alike = |h: &&(IndicatorWord, usize, Counted)| dimension(h.2) == dimension(counted);
            let mut before = discourse.history.iter().rev().filter(fits);
            let earlier = before.clone().find(alike).or_else(|| before.next());
            if let Some((earlier, ..)) = earlier {
                add(*earlier, None, 27);
            }
        }
    }
    let pronoun = (local.first..(local.first + 4).min(quantity.first))
        .any(|i| ["it", "they"].iter().any(|w| found.page.is_word(i, w)));
    if let Some((word, sentence)) = discourse.before
        && pronoun
        && local.index - sentence == 1
        && discourse.last.as_ref().is_none_or(|l| l.sentence != sentence)
    {
        add(word, word.item.map(str::to_owned), 16);
    }
    if let Some((word, sentence)) = discourse.named
        && (local.index - sentence <= 1 || discourse.line - discourse.named_line <= 2)
    {
        let newer = discourse.last.as_ref().is_none_or(|l| l.sentence < sentence);
        let label = discourse.label == Some(sentence);
        add(
            word,
            word.item.map(str::to_owned),
            if newer && label {
                18
            } else if newer {
                27
            } else {
                29
            },
        );
    }
    if let Some(word) = discourse.topic {
        let newer = discourse.last.as_ref().is_none_or(|l| l.sentence < discourse.topic_sentence);
        let stated = within(&found.mentions.indicators, local.first, quantity.first)
            .iter()
            .any(|i| i.what.strength == Strength::Strong);
        add(word, word.item.map(str::to_owned), if newer && !stated && discourse.topic_line > 0 { 17 } else { 30 });
    }
    let _ = quantity;
    all
}

/// What "respectively", and lists of as many names as numbers, tie together.
pub fn lists(found: &Found<'_, '_>, local: &Local<'_>) -> Lists {
    let count = local.quantities.len();
    let mut lists = Lists { topics: vec![None; count], areas: vec![None; count], periods: vec![None; count] };
    let marks = within(&found.mentions.links, local.first, local.last);
    for mark in marks.iter().filter(|m| m.what == Link::Respectively) {
        respectively(found, local, mark.first, &mut lists);
    }
    lists
}

fn respectively(found: &Found<'_, '_>, local: &Local<'_>, mark: usize, lists: &mut Lists) {
    let end = local.quantities.partition_point(|q| q.first < mark);
    let mut start = end;
    while start > 0
        && (start == end || list_gap(found, local, local.quantities[start - 1].last, local.quantities[start].lead))
    {
        start -= 1;
    }
    let run = end - start;
    if run < 2 {
        return;
    }
    let first = local.quantities[start].lead;
    let from = if start > 0 { local.quantities[start - 1].last } else { local.first };
    let indicators = within(&found.mentions.indicators, from, first);
    if indicators.len() == run {
        for (i, at) in indicators.iter().enumerate() {
            lists.topics[start + i] = Some(*at);
        }
        return;
    }
    let areas: Vec<_> = within(&found.mentions.areas, from, first).iter().filter(|a| !a.what.in_title).collect();
    if areas.len() == run {
        for (i, at) in areas.iter().enumerate() {
            lists.areas[start + i] = Some((at.what.area, (at.first, at.last)));
        }
        return;
    }
    let periods: Vec<usize> = (0..local.periods.len())
        .filter(|&i| local.periods[i].last <= first && local.periods[i].first >= from)
        .collect();
    if periods.len() == run {
        for (i, period) in periods.into_iter().enumerate() {
            lists.periods[start + i] = Some(period);
        }
    }
}
