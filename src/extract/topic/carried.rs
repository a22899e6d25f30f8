//! The indicators that a text speaks of already, for a number whose own words name none.

use super::Candidate;
use super::rate::rate_of_economy;
use super::slices::item_fits;
use super::units::{compatible, dimension, in_basis_points};
use super::wholes::{more_of_another, of_other_whole, of_people, of_told_whole};
use crate::extract::discourse::{Discourse, Last, Spoken};
use crate::extract::mention::{AreaMention, At, covering, ending, starting, within};
use crate::extract::quantity::Counted;
use crate::extract::scene::{Origin, Scene};
use crate::lang::reading::IndicatorWord;
use crate::lang::{AreaRole, ChangeKind, Link, Reading, StatusKind, Strength};
use crate::model::{Indicator, ObsStatus};
use crate::text::Kind;

/// What the text speaks of already: the figure before, an indicator named just now, the heading.
pub(super) fn carried(scene: &Scene<'_>, counted: Counted) -> Vec<Candidate> {
    // "16 thousand tractors": things are only of what is counted in them.
    let things = matches!(counted, Counted::Unit(unit, _) if unit.code() == "units");
    let alike = || scene.discourse.last.as_ref().is_some_and(|l| l.counted == counted);
    if of_other_whole(scene)
        || of_told_whole(scene)
        || more_of_another(scene)
        || of_people(scene)
        || of_product_alone(scene)
        || things && !alike()
    {
        return Vec::new();
    }
    let words = [
        broken_down(scene),
        again(scene),
        summed(scene),
        taken_up(scene, counted),
        subject(scene),
        named(scene),
        rejoined(scene),
        headed(scene),
        economy(scene),
        rate_of_economy(scene),
        output_in(scene, counted),
        traded_with(scene, counted),
        aimed_at(scene),
        resumed(scene),
    ];
    // "Unemployment was 5 %. My bet: 25 bps off": nor is what moves in basis points a rate of those who work unless that is named.
    let here = scene.discourse.last.as_ref().is_some_and(|l| l.sentence == scene.local.index);
    let labour = |i: Indicator| matches!(i.code(), "unemployment" | "employment" | "labour_participation");
    let moved = |i: Indicator| in_basis_points(counted) && (labour(i) && !here || i.is_price_rate());
    let fits = |carried: &Carried| {
        let indicator = carried.0.indicator;
        compatible(indicator, counted) && !no_rate(scene, carried.0) && !moved(indicator)
    };
    let candidate =
        |(word, item, cost): Carried| Candidate { cost, word, item, place: None, origin: Origin::Carried, tied: false };
    words.into_iter().flatten().filter(fits).map(candidate).collect()
}

/// An indicator with its slice, and how far it is carried.
pub(super) type Carried = (IndicatorWord, Option<&'static str>, u32);

/// The indicator of the figure before. A new sentence that names an area speaks of the whole again, not of its slice.
fn again(scene: &Scene<'_>) -> Option<Carried> {
    let last = scene.discourse.recent(scene.local.index)?;
    if last.sentence == scene.local.index {
        return Some((last.word, last.item, 22));
    }
    let names_area = !within(&scene.mentions.areas, scene.local.first, scene.quantity().first).is_empty();
    // "Food rose by 1.6 %, services by 2.1. On the month the index rose by 0.4 %": behind several slices of prices none is taken
    // up without a pronoun.
    let before = scene.page.sentences[last.sentence];
    let told = within(&scene.mentions.items, before.first, before.last);
    let prices = matches!(last.word.indicator.code(), "inflation" | "producer_prices");
    let several = prices && told.iter().any(|m| m.what.item != told[0].what.item && m.what.slices(last.word.indicator));
    // "Inflation slowed to 7.8 %, the core rate to 7.1. The bank expects 6.5 % next year": nor is the core of prices what is
    // foreseen where the whole has been told with it.
    let core = last.word.indicator.code() == "core_inflation" && last.word.item.is_none();
    let whole = within(&scene.mentions.indicators, before.first, before.last).iter().find(|i| {
        core && i.what.indicator.code() == "inflation" && i.what.item.is_none() && i.what.strength == Strength::Strong
    });
    let foreseen = scene.statuses().iter().any(|s| s.what.0 == ObsStatus::Forecast);
    // "Prices rose by 3 %. The core rate is 4 %. We expect 2 % in March": so it is where a sentence before that told the whole.
    let line = |h: &&Spoken| h.line == last.line && h.word.indicator.code() == "inflation" && h.word.item.is_none();
    let earlier = scene.discourse.history.iter().rev().find(line);
    let earlier = earlier.map(|h| IndicatorWord { indicator: h.word.indicator, ..last.word });
    let whole = whole.map(|i| i.what).or(earlier.filter(|_| core && last.line == scene.discourse.line));
    if let Some(whole) = whole.filter(|_| foreseen) {
        return Some((whole, None, 26));
    }
    // "Reserves shrank to 2.8 billion, of which gold makes up 2.6. In 2014 they were 15.1": behind a part "they" are the whole.
    let number = scene.found.quantities.partition_point(|q| q.first < before.last);
    let from = number.checked_sub(1).map_or(before.first, |i| scene.found.quantities[i].first);
    let part = (before.first..from).any(|i| scene.page.link(i, Link::PartOfRun) && scene.page.link(i, Link::Of));
    if part && last.item.is_some() && scene.items().is_empty() {
        return Some((IndicatorWord { item: None, ..last.word }, None, 26));
    }
    if let Some(headline) = compared_with(scene, last).or_else(|| around_insertion(scene, last)) {
        return Some((headline, None, 20));
    }
    let it = (scene.local.first..scene.quantity().first.min(scene.local.first + 5))
        .any(|i| scene.page.one_of(i, &[Link::It, Link::He, Link::Anaphor]));
    // "Exported 369,000 tonnes of rice. China was the top buyer with 96,000 tonnes": what is counted alike is of the same goods.
    let weighed = matches!(last.counted, Counted::Unit(unit, _) if matches!(unit.code(), "tonnes" | "cubic_metres" | "barrels_per_day"));
    let alike = weighed && last.counted == scene.quantity().counted && last.word.indicator.two_sided();
    Some((last.word, last.item.filter(|_| alike || !names_area && (it || !several)), 26))
}

/// "The Kyrgyz economy grew by 11.7 %, construction even by a third. In neighbouring Kazakhstan it was 6.2 %": a sentence that names
/// nothing but another area goes on with the economy or the prices with which the one before opened, and not with a part of them.
fn compared_with(scene: &Scene<'_>, last: &Last) -> Option<IndicatorWord> {
    let before = scene.page.sentences[last.sentence];
    let next = last.sentence + 1 == scene.local.index && scene.indicators().is_empty() && scene.items().is_empty();
    let other = |a: &&At<AreaMention>| !a.what.in_title && Some(a.what.area) != last.area;
    let named = within(&scene.mentions.areas, scene.local.first, scene.quantity().last + 3);
    named.iter().find(other).filter(|_| next && scene.quantity().is_percent())?;
    let opened = within(&scene.mentions.indicators, before.first, before.last).first()?.what;
    let part = match opened.indicator.code() {
        "gdp" => last.word.indicator.is_branch(),
        "inflation" => last.word.indicator == opened.indicator && last.item.is_some(),
        _ => false,
    };
    (part && opened.item.is_none()).then_some(opened)
}

/// "GDP grew by 6 %. The Kyrgyz Republic, where construction soared by a third, leads. Turkmenistan is projected at 6.3 %": what a relative
/// clause inserts is not what the text goes on with, but what it told of before.
fn around_insertion(scene: &Scene<'_>, last: &Last) -> Option<IndicatorWord> {
    let (page, before) = (scene.page, scene.page.sentences[last.sentence]);
    let [number] = scene.found.local(last.sentence).quantities else { return None };
    let comma = |i: &usize| page.is(*i, b',');
    let open = (before.first..number.lead).rfind(comma)?;
    let closed = (number.last..before.last).any(|i| comma(&i));
    let earlier = scene.discourse.history.iter().rev().find(|h| h.word.indicator != last.word.indicator)?;
    let near = scene.discourse.line - earlier.line <= 2 && compatible(earlier.word.indicator, scene.quantity().counted);
    let inserted = closed && page.link(open + 1, Link::Relative) && last.sentence + 1 == scene.local.index;
    (inserted && near && scene.indicators().is_empty()).then_some(IndicatorWord { item: None, ..earlier.word })
}

/// "House sales fell by 7.2 %. Carpet production slipped by 10 %": whether a new sentence opens with a product that is no slice of what
/// the text spoke of, as the subject of its verb.
fn of_product_alone(scene: &Scene<'_>) -> bool {
    let Some(last) = scene.discourse.recent(scene.local.index).filter(|l| l.sentence < scene.local.index) else {
        return false;
    };
    let first = scene.local.first;
    let opens = within(&scene.mentions.items, first, first + 2).first().filter(|_| scene.before().is_empty());
    let verb = |at: usize| {
        scene.changes().iter().any(|c| c.first == at && c.what.kind == ChangeKind::Verb && c.what.direction != 0)
    };
    opens.is_some_and(|m| {
        let moved = (m.last..=m.last + 1).any(verb) && !scene.page.link(m.first, Link::In);
        moved && item_fits(m.what, last.word.indicator).is_none()
    })
}

/// "分季度看，一季度增长5.4%": a sentence that opens with the parts of the time speaks of what its line opened with.
fn broken_down(scene: &Scene<'_>) -> Option<Carried> {
    let first = scene.local.first;
    let said = (first..first + 3).any(|i| scene.page.link(i, Link::Breakdown));
    let line = scene.page.lines[scene.discourse.line].first;
    let opened =
        within(&scene.mentions.indicators, line, first).iter().find(|i| i.what.strength == Strength::Strong)?;
    said.then_some((opened.what, opened.what.item, 10))
}

/// "Mining edged up by 1.2 %. ¶ We are back near 4 %, the minister said": behind the branches of an economy of which the text is,
/// a new paragraph goes on with the whole.
fn rejoined(scene: &Scene<'_>) -> Option<Carried> {
    let discourse = scene.discourse;
    let used = |l: &Last| {
        matches!(l.word.indicator.code(), "consumption" | "fixed_capital_investment" | "exports" | "imports")
    };
    let part = |l: &&Last| l.word.indicator.is_branch() || used(l) && l.counterpart.is_none();
    let last = discourse.last.as_ref().filter(|l| l.line < discourse.line).filter(part)?;
    let mut spoken = discourse.history.iter().rev().take_while(|h| discourse.line - h.line <= 4);
    let output = |h: &&Spoken| h.word.indicator.code() == "gdp" && h.word.item.is_none();
    let whole = spoken.find(output)?.word;
    let told = discourse.title.is_some_and(|t| t.indicator == whole.indicator);
    let paragraph = (last.line + 1..=discourse.line).any(|line| scene.page.lines[line].after_blank);
    (told && paragraph && scene.quantity().is_percent()).then_some((whole, None, 24))
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
    if compatible(last.word.indicator, counted) && !no_rate(scene, last.word) {
        return None;
    }
    let near = |h: &&Spoken| scene.discourse.line - h.line <= 4;
    let fitting = scene.discourse.history.iter().rev().take_while(near);
    let mut fitting = fitting.filter(|h| compatible(h.word.indicator, counted) && !no_rate(scene, h.word));
    let alike = |h: &&Spoken| dimension(h.counted) == dimension(counted);
    let earlier = fitting.clone().find(alike).or_else(|| fitting.next())?;
    Some((earlier.word, None, 27))
}

/// "The peso firmed to 1,180. Economists see 28.6 % for the year": whether a percentage that moves nothing is none of a rate of exchange.
fn no_rate(scene: &Scene<'_>, word: IndicatorWord) -> bool {
    let moves = || scene.changes().iter().any(|c| c.what.direction != 0);
    word.indicator.code() == "exchange_rate" && scene.quantity().is_percent() && !moves()
}

/// What the sentence before spoke of without a figure, where this one goes on with "it".
fn subject(scene: &Scene<'_>) -> Option<Carried> {
    // "In 2025, it is expected to grow": a time may open the sentence.
    let dated = |i: usize| {
        scene.page.dated(i)
            || scene.page.is(i, b',')
            || scene.page.one_of(i, &[Link::In, Link::For, Link::The, Link::On, Link::At])
    };
    let from = (scene.local.first..scene.quantity().first).find(|i| !dated(*i)).unwrap_or(scene.local.first);
    let opening = from..(from + 4).min(scene.quantity().first);
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
    // "The region will grow by 4.2 percent".
    let groups = scene.links().iter().filter(|l| matches!(l.what, Link::Region | Link::Bloc));
    // "He recalled that the region grew by 0.9 % on average": so it may open a clause.
    let opens = |at: usize| at == scene.local.first || scene.page.link(at - 1, Link::Clause);
    let group = groups.clone().find(|l| opens(l.first) && l.last <= verb && verb - l.last <= 2);
    if group.is_some() && quantity.is_percent() && quantity.lead - verb <= 3 {
        return Some((economy_word()?, None, 12));
    }
    let area = scene.areas().iter().rfind(|a| a.last <= verb && !a.what.in_title)?;
    // What no preposition leads to is a subject: "the bank said that Kenya would grow", "he reckons Poland will expand".
    const LED: [Link; 11] = [
        Link::Of,
        Link::In,
        Link::To,
        Link::Into,
        Link::From,
        Link::With,
        Link::For,
        Link::By,
        Link::Against,
        Link::Than,
        Link::Between,
    ];
    // "Indonesia, which exports little, grew by 5 %": what a relative clause inserts parts nothing.
    let comma = |i: &usize| scene.page.is(*i, b',');
    let close = (area.last + 1..verb).rfind(comma).filter(|_| {
        comma(&area.last) && scene.page.link(area.last + 1, Link::Relative) && area.first == scene.local.first
    });
    let from = close.map_or(area.last, |close| close + 1);
    // "El comercio ruso-chino creció", "der deutsch-chinesische Handel wuchs": nor is it said of what an adjective describes.
    let word = |i: usize| ending(scene.indicators(), i).is_some() || starting(scene.indicators(), i).is_some();
    let chain = |i: &usize| covering(scene.areas(), *i).is_some() || scene.page.tokens[*i].kind == Kind::Dash;
    let start = (scene.local.first..area.first).rev().take_while(chain).last().unwrap_or(area.first);
    if area.what.role == AreaRole::Adjective && (word(start) || word(area.last)) {
        return None;
    }
    // "俄罗斯、哈萨克斯坦今年分别增长": a time, and the word for "respectively", may stand between.
    let words = |i: &usize| !scene.page.dated(*i) && !scene.page.link(*i, Link::Respectively);
    let near = (area.last..verb).filter(words).count() <= 2;
    let opens =
        area.first == scene.local.first || !LED.into_iter().any(|l| scene.page.before_is(area.first, l)) && near;
    let aside = |i: usize| {
        matches!(scene.page.mark(i), b',' | b';' | b':') || !within(&scene.mentions.indicators, i, i + 1).is_empty()
    };
    let spoken = scene.discourse.recent(scene.local.index).map(|l| l.word.indicator);
    let grows = spoken.is_some_and(|i| i.percent_means() == "growth" && i.code() != "inflation");
    let tied = opens && quantity.lead - verb <= 2 && !(from..quantity.lead).any(aside) && !area.what.possessive;
    let output = economy_word()?;
    // "The IMF sees Vietnam slowing to 6 %", in a text on exports: what is foreseen of a country is its output.
    let foreseen =
        scene.statuses().iter().any(|s| s.what == (ObsStatus::Forecast, StatusKind::Verb) && s.last <= area.first);
    // "¶ Viet Nam grew by 7 % in 2024", in a talk on trade: so is what a paragraph opens with.
    let line = scene.page.lines[scene.discourse.line].first;
    let turns = area.first == line && scene.discourse.last.as_ref().is_none_or(|l| l.line < scene.discourse.line);
    (tied && quantity.is_percent() && (!grows || foreseen || turns)).then_some((output, None, 20))
}

/// "Crude exports rose to 6.2 million barrels a day. Production was up at 9.0 million": output that is counted in barrels is that
/// of oil, in cubic metres of gas, in kilowatt-hours of power.
fn output_in(scene: &Scene<'_>, counted: Counted) -> Option<Carried> {
    let Counted::Unit(unit, _) = counted else { return None };
    let code = match unit.code() {
        "barrels_per_day" | "barrels" => "oil_production",
        "cubic_metres" => "gas_production",
        "kWh" => "electricity",
        _ => return None,
    };
    // "The kingdom will cut output by a further million barrels a day".
    let from = scene.previous().map_or(scene.local.first, |q| q.last);
    let said = (from..scene.quantity().lead).any(|i| scene.page.link(i, Link::Output));
    let word =
        IndicatorWord { indicator: code.parse().ok()?, item: None, measure: None, sign: 0, strength: Strength::Weak };
    said.then_some((word, None, 14))
}

/// "With Kazakhstan we have passed four billion dollars": what a text on trade says of an amount with a country is said of trade.
fn traded_with(scene: &Scene<'_>, counted: Counted) -> Option<Carried> {
    let (page, first) = (scene.page, scene.local.first);
    let area = within(&scene.mentions.areas, first, first + 4).first()?;
    let opens = page.link(first, Link::With) && area.first <= first + 2 && area.last <= scene.quantity().lead;
    let named = !within(&scene.mentions.indicators, first, scene.quantity().lead).is_empty();
    let trade = scene.discourse.history.iter().rfind(|h| h.word.indicator.code() == "trade_turnover")?;
    let amount = matches!(counted, Counted::Money(_) | Counted::Scaled);
    let word = IndicatorWord { item: None, strength: Strength::Weak, ..trade.word };
    (opens && !named && amount).then_some((word, None, 12))
}

/// "Inflation was 9.8 %. The bank, which has kept its rate at 6.5 %, expects the number to be 9.6": behind what a relative clause
/// inserts, "the number" is that of which the sentence before spoke.
fn resumed(scene: &Scene<'_>) -> Option<Carried> {
    let (page, previous) = (scene.page, scene.previous()?);
    let comma = |i: &usize| page.is(*i, b',');
    let open = (scene.local.first..previous.first).rfind(comma)?;
    let close = (previous.last..scene.quantity().lead).find(comma)?;
    let anaphor =
        |i: usize| page.any(i, Reading::LINK, |m| *m.reading == Reading::Link(Link::Anaphor) && m.last >= i + 2);
    let (word, sentence) = scene.discourse.before?;
    let said = page.link(open + 1, Link::Relative) && (close..scene.quantity().lead).any(anaphor);
    (said && sentence + 1 == scene.local.index).then_some((word, word.item, 6))
}

/// "The bank left its rate at 14 %. By the end of the year the regulator expects 8 %, and the target is 5 %": what a body that sets a
/// rate expects or aims at, in a text on both, are prices and no rate.
fn aimed_at(scene: &Scene<'_>) -> Option<Carried> {
    let (page, lead) = (scene.page, scene.quantity().lead);
    let from = scene.previous().map_or(scene.local.first, |q| q.last);
    let last = scene.discourse.recent(scene.local.index).filter(|l| {
        let aim = scene.told().is_some() && l.status != ObsStatus::Actual && l.word.indicator.code() == "inflation";
        l.word.indicator.code() == "policy_rate" || aim
    })?;
    let spoken = scene.discourse.history.iter().rfind(|h| h.word.indicator.code() == "inflation")?;
    let setter = |at: usize| (from..at).any(|i| page.link(i, Link::RateSetter));
    let aims = |s: &At<(ObsStatus, StatusKind)>| match s.what {
        (ObsStatus::Forecast, StatusKind::Verb) => setter(s.first),
        (ObsStatus::Target, StatusKind::Noun) => true,
        _ => false,
    };
    let said = scene.statuses().iter().any(|s| s.first >= from && s.last <= lead && aims(s));
    let named = !within(&scene.mentions.indicators, from, lead).is_empty();
    let apart = last.sentence < scene.local.index || last.status != ObsStatus::Actual;
    let word = IndicatorWord { item: None, ..spoken.word };
    (said && !named && apart && scene.quantity().is_percent()).then_some((word, None, 12))
}

/// The growth of an economy that no word names.
pub(super) fn economy_word() -> Option<IndicatorWord> {
    let indicator = "gdp".parse().ok()?;
    Some(IndicatorWord { indicator, item: None, measure: Some("growth"), sign: 0, strength: Strength::Weak })
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
