//! The bound words and signs round a number: over, almost, or more.

use super::Quantity;
use crate::extract::page::Page;
use crate::lang::{Bound, ChangeKind, Link, Match, NumberKind, Reading, StatusKind};
use crate::model::ObsStatus;
use crate::text::Kind;

/// The bound word and plus sign before a quantity; gives the first of their tokens.
pub(super) fn lead(page: &Page<'_>, quantity: &mut Quantity) -> usize {
    let mut at = quantity.first;
    for _ in 0..3 {
        let Some(before) = at.checked_sub(1) else { return at };
        if page.tokens[at].breaks > 1 {
            return at;
        }
        if let Some((first, bound)) = hedge_before(page, at).or_else(|| passed(page, at)) {
            // "Меньше почти на одну пятую": a comparative says which way the number differs by so much, and bounds nothing.
            let by = led_by(page, at, quantity.first);
            let differs = by && (is_comparative(page, first, at) || bound == Bound::Above && exceeds(page, at));
            // "Subió hasta el 2,9 %": with an article, the number is where something arrived.
            let arrives = at < quantity.first || page.link(first, Link::Until) && moved(page, first);
            let reached = bound == Bound::Below && arrives && page.link(first, Link::To);
            if differs || reached && !page.link(first, Link::Beyond) {
                return at;
            }
            if compared(page, quantity, (first, at)) {
                return at;
            }
            quantity.bound = quantity.bound.or(Some(bound));
            at = first;
            continue;
        }
        match page.word(before) {
            "+" | "➕" => quantity.sign = 1,
            "➖" | "▼" if quantity.sign == 0 => quantity.sign = -1,
            "▲" => quantity.sign = 1,
            // "±0,0 %": nothing, neither up nor down.
            "±" if quantity.low.is_zero() => {}
            // "(-) 0.69 per cent".
            ")" if bracketed_minus(page, before) && quantity.sign == 0 => {
                quantity.sign = -1;
                return before - 2;
            }
            _ if page.link(before, Link::Minus) && quantity.sign == 0 => quantity.sign = -1,
            // "增加1.6万亿元": a sign within a word is none.
            _ if page.link(before, Link::Plus) && !within_word(page, before) => quantity.sign = 1,
            _ if page.link(before, Link::Led) && !page.tokens[before].upper && quantity.bound.is_none() => {}
            _ => return at,
        }
        at = before;
    }
    at
}

/// Whether a bound, from `first` to `at`, leads to a definite number: one with which another is compared.
fn compared(page: &Page<'_>, quantity: &Quantity, (first, at): (usize, usize)) -> bool {
    // "Lower than the 4.5 % of April": what a definite number is compared with is no bound of it.
    // "Above the 2 % target", "below the 7.2 % expected", "above the 4.5 % recorded": nor is a target, nor what was
    // foreseen or measured.
    let aim = |m: &Match| matches!(m.reading, Reading::Status(ObsStatus::Target, StatusKind::Noun));
    let target = || page.any(quantity.last, Reading::STATUS, aim);
    let article = at < quantity.first && page.link(at, Link::Article);
    // "Por encima del 7,6 % previsto", "dépassant les 7,6 % prévus": the article may end the words of the bound.
    let inside = at - first > 1 && page.one_of(at - 1, &[Link::Article, Link::The]);
    let told = |m: &Match| match m.reading {
        Reading::Change(c) => c.kind == ChangeKind::Verb && c.past,
        reading => matches!(reading, Reading::Status(_, StatusKind::Verb)),
    };
    let expected = || expected_behind(page, quantity.last);
    // "Above the 6.7 % median estimate".
    let noun = |m: &Match| m.reading.is_forecast_noun();
    let estimate = || goes_on(page, quantity.last) && page.any(quantity.last, Reading::STATUS, noun);
    let participle = || {
        (page.link(at, Link::The) || inside)
            && (page.any(quantity.last, Reading::CHANGE | Reading::STATUS, told) || estimate() || expected())
    };
    // "Por debajo del 2,0 % que esperaba el mercado".
    let from = quantity.last + usize::from(page.link(quantity.last, Link::Relative));
    let relative =
        from > quantity.last && (from..from + 3).any(|i| page.any(i, Reading::CHANGE | Reading::STATUS, told));
    let led = article || page.link(first, Link::Beyond) && at - first > 1;
    let earlier = (inside || led) && of_time(page, quantity);
    relative && page.link(first, Link::Beyond)
        || article && (page.link(at - 1, Link::Than) || target() || participle())
        || inside && (estimate() || expected())
        || earlier
}

/// Whether "by" stands among the words that lead to a number.
fn led_by(page: &Page<'_>, from: usize, first: usize) -> bool {
    (from..first).any(|i| page.link(i, Link::Led) && page.link(i, Link::By))
}

/// "Superaron en un 5% los de 2024", "ont dépassé de 5 % celles de 2024": whether a bound that ends before a token is a verb, behind which "by" says
/// how far something goes beyond another thing.
fn exceeds(page: &Page<'_>, at: usize) -> bool {
    let small = [Link::Of, Link::Than, Link::To, Link::The, Link::Article, Link::At];
    let verb = at.checked_sub(1).is_some_and(|i| !page.one_of(i, &small) && !page.grammar(i).bare_genitive);
    page.link(at, Link::By) && verb
}

/// Whether a word that may be a bound is one of change as well: "more", "lower".
fn is_comparative(page: &Page<'_>, first: usize, last: usize) -> bool {
    let adverb = |m: &Match| match m.reading {
        Reading::Change(c) => m.last == last && c.kind == ChangeKind::Adverb && c.direction != 0,
        _ => false,
    };
    page.any(first, Reading::CHANGE, adverb)
}

/// Whether a token ends a word of change that begins before it.
fn within_word(page: &Page<'_>, at: usize) -> bool {
    let ends = |m: &Match| m.last == at + 1 && matches!(m.reading, Reading::Change(_));
    at.checked_sub(1).is_some_and(|i| page.any(i, Reading::CHANGE, ends))
}

/// Whether a bracket closes that holds a minus alone.
fn bracketed_minus(page: &Page<'_>, close: usize) -> bool {
    let minus = |i: usize| page.tokens[i].kind == Kind::Dash && page.is(i - 1, b'(');
    close.checked_sub(1).is_some_and(|i| i > 0 && minus(i))
}

/// "Subió un 1,8 %, hasta 75,20 dólares": whether a rise or fall stands before the place in its sentence, with its size.
fn moved(page: &Page<'_>, at: usize) -> bool {
    let start = page.sentences.get(page.sentence_of(at)).map_or(0, |s| s.first).max(at.saturating_sub(12));
    let turns = |m: &Match| matches!(m.reading, Reading::Change(c) if c.direction != 0 && c.kind != ChangeKind::Adverb);
    let turn = (start..at).rev().find(|i| page.any(*i, Reading::CHANGE, turns));
    turn.is_some_and(|turn| (turn..at).any(|i| page.tokens[i].kind == Kind::Number) || page.moves_before(at))
}

/// So many words a bound may have: "ont dépassé pour la première fois les".
const LONGEST: usize = 7;

/// The bound word that ends directly before a token.
pub(super) fn hedge_before(page: &Page<'_>, at: usize) -> Option<(usize, Bound)> {
    // "Ca. 1.060 Euro": the full stop of an abbreviation parts nothing.
    let stop = at >= 2 && page.is(at - 1, b'.') && page.sentence_of(at - 2) == page.sentence_of(at);
    let end = if stop { at - 1 } else { at };
    (1..=LONGEST).rev().find_map(|length| {
        let first = end.checked_sub(length)?;
        let hedges = if page.has(first, Reading::HEDGE) { page.at(first) } else { &[] };
        hedges.iter().find_map(|m| match *m.reading {
            Reading::Hedge { bound, after: false } if m.last == end && !compares(page, first) => Some((first, bound)),
            _ => None,
        })
    })
}

/// "Los ingresos superaron en 2024 los 10.900 millones": the verb of passing a number behind which a time and an article stand.
fn passed(page: &Page<'_>, at: usize) -> Option<(usize, Bound)> {
    const REACH: usize = 5;
    let article = at.checked_sub(1).filter(|i| page.one_of(*i, &[Link::The, Link::Article]))?;
    let time = |i: &usize| page.dated(*i) || page.one_of(*i, &[Link::In, Link::On, Link::At]);
    let from = (article.saturating_sub(REACH)..article).rev().take_while(time).last()?;
    let dated = (from..article).any(|i| page.dated(i));
    let beyond =
        |(first, bound): &(usize, Bound)| *bound == Bound::Above && !page.link(from - 1, Link::Than) && *first < from;
    hedge_before(page, from).filter(|hedge| dated && beyond(hedge))
}

/// "a third more than the $11.1 billion": behind a number, "more than" compares.
fn compares(page: &Page<'_>, at: usize) -> bool {
    let than = page.link(at + 1, Link::Than);
    let number =
        |m: &Match| m.last == at && matches!(m.reading, Reading::Unit(..) | Reading::Number(_, NumberKind::Fraction));
    than && (1..=3)
        .any(|back| at.checked_sub(back).is_some_and(|i| page.any(i, Reading::UNIT | Reading::NUMBER, number)))
}

/// The bound word after a quantity: "or more", "+", "30 percent of GDP and more", "3 billion a month or close to it", "97 billion, give or
/// take".
pub(super) fn trailing(page: &Page<'_>, quantity: &mut Quantity) {
    let hedge = |at: usize| {
        page.find_of(at, Reading::HEDGE, |reading| match reading {
            Reading::Hedge { bound, after: true } => Some(*bound),
            _ => None,
        })
    };
    let last = quantity.last;
    let output = |m: &Match| matches!(m.reading, Reading::Indicator(i) if i.indicator.code() == "gdp");
    let whole = || page.at(last + 1).iter().find(|m| output(m)).map(|m| m.last);
    let per = || page.link(last, Link::Per) && page.has(last + 1, Reading::TIME) && goes_on(page, last + 1);
    // What stands behind a comma must close there, so that it belongs to nothing else.
    let closes = |end: usize| page.tokens.get(end).is_none_or(|t| t.kind == Kind::Mark || t.breaks > 0);
    let behind_comma = || hedge(last + 1).filter(|(end, _)| end - last > 2 && closes(*end));
    let after = if page.is(last, b',') {
        behind_comma()
    } else if page.link(last, Link::Of) {
        whole().and_then(hedge)
    } else {
        hedge(if per() { last + 2 } else { last })
    };
    let plus = page.is(quantity.last, b'+') && !page.tokens[quantity.last].spaced;
    let number_follows = page.tokens.get(quantity.last + 1).is_some_and(|t| t.kind == Kind::Number);
    match after {
        Some((_, bound)) if !page.link(quantity.last, Link::Plus) => quantity.bound = Some(bound),
        _ if plus && !number_follows => quantity.bound = Some(Bound::Above),
        _ => {}
    }
}

/// "Above the 0.5 % of 2023", "por debajo del 4,3 % de julio": whether "of" leads from a definite number to the time of which it is,
/// so that something is compared with it.
fn of_time(page: &Page<'_>, quantity: &Quantity) -> bool {
    let (of, small) = (quantity.last, [Link::The, Link::Article]);
    let time = of + 1 + usize::from(page.one_of(of + 1, &small));
    page.link(of, Link::Of) && goes_on(page, of) && (page.dated(of + 1) || page.dated(time))
}

/// Whether a token is a word of the line that goes on.
fn goes_on(page: &Page<'_>, at: usize) -> bool {
    page.tokens.get(at).is_some_and(|t| t.kind == Kind::Word && t.breaks == 0)
}

/// "Below the 110,000 economists had expected": whether a verb of expecting stands in the words behind a number.
fn expected_behind(page: &Page<'_>, last: usize) -> bool {
    const REACH: usize = 7;
    let foreseen = |m: &Match| matches!(m.reading, Reading::Status(ObsStatus::Forecast, StatusKind::Verb));
    (last..last + REACH).take_while(|i| goes_on(page, *i)).any(|i| page.any(i, Reading::STATUS, foreseen))
}
