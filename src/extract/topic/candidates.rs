//! The indicators of which a number may be: those that its sentence names, slices that stand by themselves, and what the
//! text speaks of already.

use super::Candidate;
use super::ratio::denominator;
use super::units::{compatible, dimension};
use crate::extract::discourse::{Discourse, Last, Spoken};
use crate::extract::mention::{At, covering, within};
use crate::extract::quantity::Counted;
use crate::extract::scene::{Origin, Scene, overlaps};
use crate::lang::reading::IndicatorWord;
use crate::lang::{ChangeKind, ItemWord, Link, Reading, Strength};
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
            && (at.what.item.is_none() || !excluded(scene, at.first))
            && (dimension(counted) == "percent" || !moves(at))
    };
    let candidate = |at: &At<IndicatorWord>| {
        let cost = cost(scene, at);
        let origin = if cost < 12 { Origin::Clause } else { Origin::Sentence };
        let tied = at.first >= quantity.last && tied(scene, quantity.last, at.first) || counted_in(scene, at);
        Candidate { cost, word: at.what, item: item_of(scene, at), place: Some(at.place()), origin, tied }
    };
    scene.indicators().iter().filter(fits).map(candidate).collect()
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
        0 if tied(scene, quantity.last, at.first) => base / 2 + weak,
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
    to - from <= 7 && (from..to).all(small)
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
        before || behind(scene, at.last, m.first) || between(scene, at, m)
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
            && (!inside_indicator(scene, at, counted) || of_prices(scene, item));
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
    let leads = scene.page.one_of(last, &[Link::In, Link::For]) && behind(scene, last, next.first);
    // "155 million tonnes by rail": the slice brings its preposition along.
    let adverb = next.first == last && scene.page.one_of(last, &[Link::By, Link::In, Link::For]);
    item_fits(next.what, indicator).filter(|_| leads || adverb)
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

/// Whether a slice is a part of an indicator's own name.
fn inside_indicator(scene: &Scene<'_>, at: &At<&'static ItemWord>, counted: Counted) -> bool {
    covering(&scene.mentions.indicators, at.first)
        .is_some_and(|i| at.last <= i.last && i.what.item.is_none() && compatible(i.what.indicator, counted))
}

/// What the text speaks of already: the figure before, an indicator named just now, the heading.
pub(super) fn carried(scene: &Scene<'_>, counted: Counted) -> Vec<Candidate> {
    if of_other_whole(scene) {
        return Vec::new();
    }
    let words = [
        again(scene),
        summed(scene),
        taken_up(scene, counted),
        subject(scene),
        named(scene),
        headed(scene),
        economy(scene),
    ];
    let fits = |carried: &Carried| compatible(carried.0.indicator, counted);
    let candidate =
        |(word, item, cost): Carried| Candidate { cost, word, item, place: None, origin: Origin::Carried, tied: false };
    words.into_iter().flatten().filter(fits).map(candidate).collect()
}

/// "10 % of declarations": a part of a whole that is named, and that no lexicon knows, is no part of what was spoken of.
fn of_other_whole(scene: &Scene<'_>) -> bool {
    let (quantity, page) = (scene.quantity(), scene.page);
    let whole = quantity.last + 1;
    let unknown = || page.tokens.get(whole).is_some_and(|t| t.kind == Kind::Word) && page.at(whole).is_empty();
    quantity.is_percent() && page.link(quantity.last, Link::Of) && whole < scene.local.last && unknown()
}

/// An indicator with its slice, and how far it is carried.
type Carried = (IndicatorWord, Option<&'static str>, u32);

/// The indicator of the figure before. A new sentence that names an area speaks of the whole again, not of its slice.
fn again(scene: &Scene<'_>) -> Option<Carried> {
    let last = scene.discourse.recent(scene.local.index)?;
    if last.sentence == scene.local.index {
        return Some((last.word, last.item, 22));
    }
    let names_area = !within(&scene.mentions.areas, scene.local.first, scene.quantity().first).is_empty();
    Some((last.word, last.item.filter(|_| !names_area), 26))
}

/// "It came to 106 billion: exports of 71 and imports of 35. A year earlier it was 95": behind both of its parts the text goes
/// on with the whole.
fn summed(scene: &Scene<'_>) -> Option<Carried> {
    let last = scene.discourse.last.as_ref().filter(|l| l.sentence < scene.local.index)?;
    let spoken = || scene.discourse.history.iter().rev().take_while(|h| h.line == last.line).map(|h| h.word);
    let part = |w: &IndicatorWord| matches!(w.indicator.code(), "exports" | "imports");
    let both = ["exports", "imports"].iter().all(|c| spoken().take_while(part).any(|w| w.indicator.code() == *c));
    let whole = spoken().find(|w| !part(w)).filter(|w| both && w.indicator.code() == "trade_turnover")?;
    Some((whole, None, 24))
}

/// What was spoken of before that, taken up again by a number that does not fit the last figure.
fn taken_up(scene: &Scene<'_>, counted: Counted) -> Option<Carried> {
    let last = scene.discourse.recent(scene.local.index)?;
    if compatible(last.word.indicator, counted) {
        return None;
    }
    let near = |h: &&Spoken| scene.discourse.line - h.line <= 4;
    let fitting = scene.discourse.history.iter().rev().take_while(near);
    let mut fitting = fitting.filter(|h| compatible(h.word.indicator, counted));
    let alike = |h: &&Spoken| dimension(h.counted) == dimension(counted);
    let earlier = fitting.clone().find(alike).or_else(|| fitting.next())?;
    Some((earlier.word, None, 27))
}

/// What the sentence before spoke of without a figure, where this one goes on with "it".
fn subject(scene: &Scene<'_>) -> Option<Carried> {
    let opening = scene.local.first..(scene.local.first + 4).min(scene.quantity().first);
    let (word, sentence) = scene.discourse.before?;
    let next = scene.local.index - sentence == 1 && scene.discourse.last.as_ref().is_none_or(|l| l.sentence < sentence);
    (next && opening.into_iter().any(|i| scene.page.link(i, Link::It))).then_some((word, word.item, 16))
}

/// The indicator last named without a figure; a label such as "Construction." leads what follows.
fn named(scene: &Scene<'_>) -> Option<Carried> {
    let (word, sentence) = scene.discourse.named?;
    let near = scene.local.index - sentence <= 1 || scene.discourse.line - scene.discourse.named_line <= 2;
    let newer = scene.discourse.last.as_ref().is_none_or(|l| l.sentence < sentence);
    // "On GDP the picture is no brighter. In April the ministry expected 2.5 percent": the next sentence goes on with it.
    let only = newer && scene.local.index == sentence + 1 && scene.discourse.named_alone;
    let cost = match (newer, scene.discourse.label == Some(sentence)) {
        (true, true) => 18,
        (true, false) if only => 25,
        (true, false) => 27,
        (false, _) => 29,
    };
    near.then_some((word, word.item, cost))
}

/// "Southeast Asia is projected to grow 4.5%": what is said of a country alone is said of its output, unless the text
/// speaks of something that grows itself.
fn economy(scene: &Scene<'_>) -> Option<Carried> {
    let quantity = scene.quantity();
    let verb = (scene.local.first..quantity.lead).rfind(|&i| scene.page.link(i, Link::Grows))?;
    let area = scene.areas().iter().rfind(|a| a.last <= verb && !a.what.in_title)?;
    let opens = scene.page.one_of(area.first.saturating_sub(1), &[Link::The, Link::And, Link::Clause])
        || area.first == scene.local.first
        || scene.page.word(area.first - 1) == ",";
    let aside = |i: usize| {
        matches!(scene.page.word(i), "," | ";" | ":") || !within(&scene.mentions.indicators, i, i + 1).is_empty()
    };
    let spoken = scene.discourse.recent(scene.local.index).map(|l| l.word.indicator);
    let grows = spoken.is_some_and(|i| i.percent_means() == "growth" && i.code() != "inflation");
    let tied = opens && quantity.lead - verb <= 2 && !(area.last..quantity.lead).any(aside) && !area.what.possessive;
    let output = IndicatorWord {
        indicator: "gdp".parse().ok()?,
        item: None,
        measure: Some("growth"),
        sign: 0,
        strength: Strength::Weak,
    };
    (tied && quantity.is_percent() && !grows).then_some((output, None, 20))
}

/// The indicator of the heading.
fn headed(scene: &Scene<'_>) -> Option<Carried> {
    let word = scene.discourse.topic?;
    let newer = scene.discourse.last.as_ref().is_none_or(|l| l.sentence < scene.discourse.topic_sentence);
    let stated = || {
        within(&scene.mentions.indicators, scene.local.first, scene.quantity().first)
            .iter()
            .any(|i| i.what.strength == Strength::Strong)
    };
    let Discourse { named, named_alone, topic_sentence, .. } = &scene.discourse;
    let other = named.is_some_and(|(_, at)| at > *topic_sentence && *named_alone && scene.local.index == at + 1);
    let leads = newer && scene.discourse.topic_line > 0 && !stated() && !other;
    Some((word, word.item, if leads { 17 } else { 30 }))
}
