//! The indicators of which a number may be: those that its sentence names, slices that stand by themselves, and what the
//! text speaks of already.

use super::Candidate;
use super::ratio::denominator;
use super::units::{compatible, dimension};
use crate::extract::discourse::{Discourse, Last};
use crate::extract::mention::{At, covering, within};
use crate::extract::quantity::Counted;
use crate::extract::scene::{Origin, Scene, overlaps};
use crate::lang::reading::IndicatorWord;
use crate::lang::{Change, ChangeKind, ItemWord, Link, Match, Reading, Strength};
use crate::model::Indicator;
use crate::text::Kind;

/// Indicators that the sentence names, with their distance.
pub(super) fn stated(scene: &Scene<'_>, counted: Counted) -> Vec<Candidate> {
    let quantity = scene.quantity();
    // "growth", "expansion" name an indicator of their own only as a rate.
    let moves = |at: &At<IndicatorWord>| {
        scene.page.at(at.first).iter().any(|m| m.last == at.last && matches!(m.reading, Reading::Change(_)))
    };
    let fits = |at: &&At<IndicatorWord>| {
        // "8.2 million foreign visitors": the unit itself says what is counted.
        (!overlaps(at.place(), quantity.place()) || dimension(counted) == "persons")
            && compatible(at.what.indicator, counted)
            && !denominator(scene.found, scene.local, at)
            && !inside_slice(scene, at)
            && !under_tariff(scene, at)
            && !event(scene, at)
            && !purpose(scene, at)
            && (at.what.item.is_none() || !excluded(scene, at.first))
            && (dimension(counted) == "percent" || !moves(at))
            // No price of a barrel or an ounce is counted in millions.
            && (at.what.indicator.code() != "commodity_price" || quantity.exponent < 6)
    };
    let candidate = |at: &At<IndicatorWord>| {
        let cost = cost(scene, at);
        let origin = if cost < 12 { Origin::Clause } else { Origin::Sentence };
        let tied = at.first >= quantity.last && tied(scene, quantity.last, at.first)
            || counted_in(scene, at)
            || closes_clause(scene, at);
        Candidate { cost, word: at.what, item: item_of(scene, at), place: Some(at.place()), origin, tied }
    };
    scene.indicators().iter().filter(fits).map(candidate).collect()
}

/// "Tariffs on Indian imports were raised to 50 %": what a tariff is put on is not what a percentage is of.
fn under_tariff(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    const REACH: usize = 4;
    let trade = matches!(at.what.indicator.code(), "imports" | "exports");
    let tariff = |i: &&At<IndicatorWord>| i.what.indicator.code() == "tariff" && i.last <= at.first;
    let before = scene.indicators().iter().rfind(tariff).filter(|i| trade && at.first - i.last <= REACH);
    let led = |i: usize| scene.page.one_of(i, &[Link::On, Link::Into, Link::For]);
    before.is_some_and(|i| (i.first..at.first).any(led) && scene.before().iter().all(|q| q.last <= i.first))
}

/// "Loadings of coal: for domestic use +2.8 %, for export +14.8 %": where the text tells what is carried or produced, export is
/// what for.
fn purpose(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    const MADE: [&str; 4] = ["freight", "coal", "oil_production", "gas_production"];
    let exports = at.what.indicator.code() == "exports" && at.last - at.first == 1;
    let last = scene.discourse.recent(scene.local.index).map(|l| l.word.indicator);
    let led = at.first.checked_sub(1).is_some_and(|i| scene.page.link(i, Link::For));
    exports && led && last.is_some_and(|i| MADE.contains(&i.code()))
}

/// "In spring, after the tariffs of April, it was 2.8": an indicator that a phrase between commas names as what had come
/// before is what had happened, and not what is measured.
fn event(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    const REACH: usize = 4;
    let comma = |i: &usize| scene.page.word(*i) == ",";
    let open = (scene.local.first..at.first).rfind(comma).filter(|i| at.first - i <= REACH);
    let close = (at.last..scene.local.last.min(at.last + REACH)).find(comma);
    let counted = |(from, to): (usize, usize)| scene.local.quantities.iter().any(|q| q.first >= from && q.last <= to);
    open.zip(close).is_some_and(|stretch| scene.page.link(stretch.0 + 1, Link::After) && !counted(stretch))
}

/// "Urban settlements" are a slice, and "settlements" in it no payments.
fn inside_slice(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    covering(scene.items(), at.first).is_some_and(|m| m.last >= at.last && m.last - m.first > at.last - at.first)
}

/// What an indicator costs that only the unit of the number names.
const IN_UNIT: u32 = 14;

/// How far an indicator stands from a quantity; behind it only when the words between tie the two.
fn cost(scene: &Scene<'_>, at: &At<IndicatorWord>) -> u32 {
    let quantity = scene.quantity();
    if overlaps(at.place(), quantity.place()) {
        return IN_UNIT;
    }
    let base = scene.distance(at.place());
    if counted_in(scene, at) && !tied(scene, quantity.last, at.first) {
        return 8;
    }
    // "Followed by trade with 7.1 % and industry with 6.1 %": behind another number a name that "with" leads on labels its own.
    let led =
        quantity.lead.saturating_sub(at.last) == 1 && scene.page.link(at.last, Link::With) || at.last == quantity.lead;
    if led && at.last <= quantity.lead && at.last < quantity.first && scene.before().iter().any(|q| q.last <= at.first)
    {
        return 2;
    }
    let base = base + if inserted_at(scene, at) { 20 } else { 0 };
    let weak = if at.what.strength == Strength::Weak { 6 } else { 0 };
    if at.last <= quantity.first {
        let between = scene.before().iter().filter(|q| q.first >= at.last).count() as u32;
        let subject = between == 0 && subject_of(scene, at);
        // "The economy of Kyrgyzstan will by the end of the year have grown by": what opens the sentence is its subject.
        let economy = at.what.indicator.code() == "gdp" && at.first <= scene.local.first + 1 && between == 0;
        let near = if economy && subject_alone(scene, at) { 6 } else { 20 };
        return if subject || near == 6 { base.min(near) } else { base } + weak + between;
    }
    let after = &scene.local.quantities[scene.n + 1..];
    match after.iter().filter(|q| q.last <= at.first).count() as u32 {
        0 if tied(scene, quantity.last, at.first) || closes_clause(scene, at) => base / 2 + weak,
        between => base + weak + 9 + 6 * between,
    }
}

/// The subject may stand far from its verb, as long as no new clause and no other subject comes between.
fn subject_of(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    let first = scene.quantity().first;
    let strong = |i: &At<IndicatorWord>| i.what.strength == Strength::Strong;
    // "Core inflation, which worries the bank, rose to": a relative clause that closes before the number parts nothing.
    let comma = |i: usize| scene.page.word(i) == ",";
    let inserted = |i: usize| comma(i.saturating_sub(1)) && scene.page.link(i, Link::Relative) && (i..first).any(comma);
    let parts = |i: usize| scene.page.word(i) == ";" || scene.page.link(i, Link::Clause) && !inserted(i);
    let others = within(&scene.mentions.indicators, at.last, first);
    strong(at) && !(at.last..first).any(parts) && !others.iter().any(|i| strong(i) && !inserted_at(scene, i))
}

/// Whether a weak word stands before the number with no other indicator and no new clause between.
fn subject_alone(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    let first = scene.quantity().first;
    let parts = |i: usize| matches!(scene.page.word(i), ";" | ",") || scene.page.link(i, Link::Clause);
    let moves = |at: &At<IndicatorWord>| {
        scene.page.at(at.first).iter().any(|m| m.last == at.last && matches!(m.reading, Reading::Change(_)))
    };
    within(&scene.mentions.indicators, at.last, first).iter().all(moves) && !(at.last..first).any(parts)
}

/// "96 % of payments are made in national currencies": nothing else is counted in them.
fn counted_in(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    const REACH: usize = 8;
    let last = scene.quantity().last;
    let parts = |i: usize| matches!(scene.page.word(i), "," | ";" | ":" | "(") || scene.page.link(i, Link::Clause);
    at.what.indicator.code() == "national_currency_share"
        && scene.quantity().is_percent()
        && (last..=last + REACH).contains(&at.first)
        && !(last..at.first).any(parts)
}

/// "Core inflation, which leaves out the prices of energy, was 2.6 %": whether an indicator stands in a relative clause that
/// closes before the number.
fn inserted_at(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    let comma = |i: usize| scene.page.word(i) == ",";
    let open = (scene.local.first..at.first).rfind(|&i| comma(i));
    let closes = || (at.last..scene.quantity().first).any(comma);
    open.is_some_and(|i| scene.page.link(i + 1, Link::Relative)) && closes()
}

/// Whether only small words, areas and words of change stand between a number and what follows: "2% growth in
/// industrial output", "$93 billion in trade".
fn tied(scene: &Scene<'_>, from: usize, to: usize) -> bool {
    let small = |at: usize| {
        matches!(scene.page.tokens[at].kind, Kind::Possessive | Kind::Dash)
            || scene.page.at(at).iter().any(|m| ties(m.reading))
    };
    // "A 9.1 per cent increase in imports": a verb's form that stands between the number and "in" is a noun.
    let noun = |at: usize| {
        let present = |m: &Match| matches!(m.reading, Reading::Change(c) if c.kind == ChangeKind::Verb && !c.past);
        at == from
            && scene.page.one_of(at + 1, &[Link::In, Link::Of])
            && !scene.page.grammar(at).verb_final
            && scene.page.at(at).iter().any(present)
    };
    to - from <= 7 && (from..to).all(|at| small(at) || noun(at))
}

/// "Waren für 131 Milliarden Euro exportiert und Waren für 116 Milliarden importiert": whether an indicator is the verb at the
/// end of the number's clause.
fn closes_clause(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    const REACH: usize = 5;
    let (page, last) = (scene.page, scene.quantity().last);
    let parts = |i: usize| {
        matches!(page.word(i), "," | ";" | ":" | "(" | ")") || page.one_of(i, &[Link::And, Link::Clause, Link::Than])
    };
    let closed = page.tokens.get(at.last).is_none_or(|t| t.kind == Kind::Mark) || page.link(at.last, Link::And);
    at.first >= last
        && at.first - last <= REACH
        && page.grammar(at.first).verb_final
        && !page.tokens[at.first].upper
        && closed
        && !(last..at.first).any(parts)
        && scene.next().is_none_or(|q| q.first >= at.last)
}

/// Words that may stand between a number and what it measures.
fn ties(reading: Reading) -> bool {
    match reading {
        Reading::Link(link) => {
            matches!(link, Link::Of | Link::In | Link::The | Link::For | Link::Per | Link::With | Link::Epithet)
        }
        Reading::Change(change) => change.kind != ChangeKind::Verb,
        Reading::Area(..) | Reading::Basis { .. } | Reading::Unit(..) => true,
        _ => false,
    }
}

/// The slice that the words round an indicator name: "coal exports", "exports of coal".
pub(super) fn item_of(scene: &Scene<'_>, at: &At<IndicatorWord>) -> Option<&'static str> {
    if let Some(item) = at.what.item {
        return Some(item);
    }
    let fits = |word: &'static ItemWord| item_fits(word, at.what.indicator);
    let items = scene.items();
    let beside = |m: &&At<&'static ItemWord>| {
        let before = m.last == at.first || m.last + 1 == at.first && scene.page.tokens[m.last].kind == Kind::Dash;
        before || behind(scene, at.last, m.first) || between(scene, at, m) || opening(scene, at, m)
    };
    items.iter().filter(beside).find_map(|m| fits(m.what))
}

/// "Inflation was highest in education, at 73.3 %": a slice behind "in" on the way from an indicator to its number.
fn between(scene: &Scene<'_>, at: &At<IndicatorWord>, item: &At<&'static ItemWord>) -> bool {
    let (page, first) = (scene.page, scene.quantity().first);
    let Some(before) = item.first.checked_sub(1) else { return false };
    let lead = before.saturating_sub(usize::from(page.one_of(before, &[Link::The, Link::Article])));
    let way = at.last..lead;
    let parts = |i: usize| matches!(page.word(i), "," | ";" | ":" | "(") || page.one_of(i, &[Link::And, Link::Clause]);
    at.last <= lead
        && item.last <= first
        && page.link(lead, Link::In)
        && !way.clone().any(parts)
        && !scene.before().iter().any(|q| q.first >= at.last)
}

/// "Excluding energy, the index rose by 2.7 %", "Ohne Energie lag die Inflation bei 2,7 %": what is left out opens the
/// sentence, and the indicator follows.
fn opening(scene: &Scene<'_>, at: &At<IndicatorWord>, item: &At<&'static ItemWord>) -> bool {
    /// A verb, an article and an area may stand before the indicator.
    const REACH: usize = 4;
    let from = item.last + usize::from(scene.page.word(item.last) == ",");
    let way = from..at.first;
    let between = |i: usize| scene.page.word(i) == "," || scene.indicators().iter().any(|m| m.first == i);
    let left_out = item.first == scene.local.first
        && scene.page.link(item.first, Link::Without)
        && from <= at.first
        && way.len() <= REACH
        && !way.into_iter().any(between);
    left_out || framing(scene, at, item)
}

/// "Among the young (15 to 24 years), the rate was 10.1 %", "In rural areas, prices rose by 4 %": the slice of which a sentence
/// speaks, set before it with a comma.
fn framing(scene: &Scene<'_>, at: &At<IndicatorWord>, item: &At<&'static ItemWord>) -> bool {
    /// What stands before the slice, and between it and its comma.
    const REACH: (usize, usize) = (2, 9);
    let (page, first) = (scene.page, scene.local.first);
    let led = page.one_of(first, &[Link::In, Link::For])
        && item.first - first <= REACH.0
        && (first + 1..item.first).all(|i| page.one_of(i, &[Link::The, Link::Article]));
    let comma = (item.last..at.first.min(item.last + REACH.1)).find(|i| page.word(*i) == ",");
    let other = |i: usize| scene.indicators().iter().any(|m| m.first == i && m.first != at.first);
    led && comma.is_some_and(|comma| !(item.last..at.first).any(other) && at.first > comma)
        && scene.before().iter().all(|q| q.last <= at.first)
}

/// Whether only "of", "for", "in" with an article stand between an indicator or a number and a slice: "exports of coal",
/// "inflation for goods", "5.9 percent in the cities"; a comma may stand before what is left out: "pay, excluding
/// bonuses".
pub(super) fn behind(scene: &Scene<'_>, from: usize, to: usize) -> bool {
    let page = scene.page;
    let leads = page.one_of(from, &[Link::Of, Link::For, Link::In]);
    // A genitive needs no word before it.
    let genitive = || page.grammar(to).bare_genitive;
    match to.checked_sub(from) {
        Some(0) if genitive() => true,
        Some(1) => leads || page.word(from) == "," && page.link(to, Link::Without),
        Some(2) => leads && page.one_of(from + 1, &[Link::The, Link::Article]),
        Some(0) => page.link(to, Link::Without),
        _ => false,
    }
}

/// The slice of a word, where it slices the indicator.
pub fn item_fits(word: &'static ItemWord, indicator: Indicator) -> Option<&'static str> {
    word.slices(indicator).then_some(word.item)
}

/// A slice named by itself, in a text that speaks of its indicator: "Food: 39.93 per cent".
pub(super) fn sliced(scene: &Scene<'_>, counted: Counted) -> Vec<Candidate> {
    let named = scene.indicators().first().map(|i| i.what);
    let Discourse { last, topic, title, .. } = scene.discourse;
    // "Manufacturing rose by 5 percent, while mining slipped": they are the parts of one whole.
    let whole = |w: IndicatorWord| match w.indicator.code() {
        "manufacturing" => "industrial_production".parse().ok().map(|indicator| IndicatorWord { indicator, ..w }),
        "oil_exports" | "gas_exports" => "exports".parse().ok().map(|indicator| IndicatorWord { indicator, ..w }),
        _ => None,
    };
    let last = last.as_ref().map(|l| l.word);
    let mut spoken = [named, last, *topic, *title, named.or(last).and_then(whole)];
    for word in &mut spoken {
        *word = word.filter(|w| compatible(w.indicator, counted)).map(|w| IndicatorWord { item: None, ..w });
    }
    let slice = |at: &At<&'static ItemWord>| {
        let item = at.what;
        let word = spoken.iter().flatten().find(|w| item.slices(w.indicator))?;
        let negated = at.first >= 2
            && scene.page.tokens[at.first - 1].kind == Kind::Dash
            && scene.page.link(at.first - 2, Link::Without);
        // "5.9 percent in rural areas and 5.1": what stands directly behind a number is its own.
        let taken = scene.before().iter().any(|q| behind(scene, q.last, at.first) || q.last == at.first);
        let apart = !taken
            && !negated
            && at.last <= scene.quantity().first
            && !left_out(scene, at)
            && (!inside_indicator(scene, at, counted) || of_prices(scene, item) || labels_prices(scene, at));
        apart.then(|| {
            let between = scene.before().iter().filter(|q| q.first >= at.last).count() as u32;
            let cost = scene.distance(at.place()) + 4 + 4 * between;
            let place = Some(at.place());
            Candidate { cost, word: *word, item: Some(item.item), place, origin: Origin::Sentence, tied: false }
        })
    };
    scene.items().iter().filter_map(slice).collect()
}

/// "Core inflation without energy and food": what a word of exclusion before it leaves out.
fn excluded(scene: &Scene<'_>, at: usize) -> bool {
    let from = at.saturating_sub(5).max(scene.local.first);
    let without = (from..at).rfind(|&i| scene.page.link(i, Link::Without));
    without.is_some_and(|i| !(i..at).any(|t| matches!(scene.page.word(t), "," | ";")))
}

/// "no food, energy or tobacco" says what the slice leaves out.
fn left_out(scene: &Scene<'_>, at: &At<&'static ItemWord>) -> bool {
    (at.first.saturating_sub(12).max(scene.local.first)..at.first).any(|i| scene.page.link(i, Link::Without))
}

/// "5.87 per cent in rural areas and 5.05 per cent in cities": the slice that stands directly behind the number.
pub(super) fn item_behind(scene: &Scene<'_>, indicator: Indicator) -> Option<&'static str> {
    let last = scene.quantity().last;
    let next = scene.items().iter().find(|m| m.first >= last)?;
    let from = past_verb(scene, last);
    let leads = scene.page.one_of(from, &[Link::In, Link::For]) && behind(scene, from, next.first);
    // "155 million tonnes by rail": the slice brings its preposition along.
    let adverb = next.first == last && scene.page.one_of(last, &[Link::By, Link::In, Link::For]);
    // "90 млн тонн пшеницы": what is counted in tonnes has what it is of behind it, in a case of its own.
    let physical = matches!(scene.quantity().counted, Counted::Unit(..)) && !scene.quantity().is_percent();
    let genitive = next.first == last && physical && scene.page.grammar(last).bare_genitive;
    item_fits(next.what, indicator).filter(|_| leads || adverb || genitive)
}

/// Past the verb of state behind a number: "61 percent were in services", "61 percent worked in services".
pub(super) fn past_verb(scene: &Scene<'_>, last: usize) -> usize {
    let verb = |c: &&At<Change>| c.first == last && c.what.kind == ChangeKind::Verb && c.what.direction == 0;
    let end = scene.changes().iter().find(verb).map_or(last, |c| c.last);
    let employed = scene.indicators().iter().find(|i| i.first == end && end > last).map_or(end, |i| i.last);
    employed.min(last + 3)
}

/// "Food inflation softened. The annual rate was 3.9 %": a weak word behind an article takes up the slice of which the
/// sentence before spoke.
pub(super) fn taken_over(scene: &Scene<'_>, word: IndicatorWord, place: (usize, usize)) -> Option<&'static str> {
    let definite = (place.0.saturating_sub(2)..place.0).any(|i| scene.page.one_of(i, &[Link::The, Link::Article]));
    let (before, sentence) = scene.discourse.before?;
    let next = scene.local.index == sentence + 1 && before.indicator == word.indicator;
    let last = scene.discourse.last.as_ref().filter(|l| l.sentence == sentence && l.word.indicator == word.indicator);
    let item = last.map_or(scene.discourse.before_item, |l| l.item);
    item.filter(|_| definite && next && word.strength == Strength::Weak)
}

/// "Highest in education, at 73 %, followed by housing with 65 %": in a sentence on slices of prices the next one is no
/// indicator of its own.
pub(super) fn of_prices(scene: &Scene<'_>, item: &'static ItemWord) -> bool {
    let prices = |l: &&Last| match l.word.indicator.code() {
        "inflation" | "producer_prices" => l.item.is_some(),
        code => code == "core_inflation",
    };
    let last = scene.discourse.last.as_ref().filter(prices).filter(|l| l.sentence == scene.local.index);
    let slices = |l: &Last| item.slices(l.word.indicator) || "inflation".parse().is_ok_and(|i| item.slices(i));
    last.is_some_and(slices)
}

/// "Services: +0.02 % m/m" below a line on other prices: whether a slice labels its line in a list of them.
fn labels_prices(scene: &Scene<'_>, at: &At<&'static ItemWord>) -> bool {
    let label = at.first <= scene.local.first + 2 && scene.page.word(at.last) == ":";
    let last = scene.discourse.last.as_ref().filter(|l| l.line + 1 == scene.discourse.line && l.item.is_some());
    label && last.is_some_and(|l| l.word.indicator.code() == "inflation" && at.what.slices(l.word.indicator))
}

/// Whether a slice is a part of an indicator's own name.
fn inside_indicator(scene: &Scene<'_>, at: &At<&'static ItemWord>, counted: Counted) -> bool {
    covering(&scene.mentions.indicators, at.first)
        .is_some_and(|i| at.last <= i.last && i.what.item.is_none() && compatible(i.what.indicator, counted))
}
