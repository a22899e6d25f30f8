//! Decisions on a rate that leave the rate out: "the Fed held at 4.25-4.50 %", "the bank cut by 25 basis points to 2 %".

use super::Candidate;
use super::clauses::in_relative;
use super::units::{dimension, in_basis_points};
use crate::extract::mention::{At, covering, within};
use crate::extract::quantity::Counted;
use crate::extract::scene::{Origin, Scene, overlaps};
use crate::lang::reading::IndicatorWord;
use crate::lang::{Change, ChangeKind, Kinds, Link, Match, Reading, StatusKind, Strength};
use crate::text::Kind;

/// The rate of the body that sets it, where the verb of its decision leads to the number and moves nothing else.
pub(super) fn decided(scene: &Scene<'_>, counted: Counted) -> Option<Candidate> {
    /// How far the subject may stand from its verb: names of months, votes and adverbs come between.
    const REACH: usize = 14;
    let (page, number) = (scene.page, scene.quantity());
    if dimension(counted) != "percent" || counted == Counted::Times {
        return None;
    }
    let step = step_as_noun(scene, counted).or_else(|| step_in_points(scene, counted));
    if let Some(step) = step.or_else(|| next_step(scene, counted)) {
        return Some(step);
    }
    if let Some(standing) = stands_at(scene) {
        return Some(standing);
    }
    let verb = (scene.local.first..number.lead).rev().find(|&i| page.link(i, Link::Decides))?;
    let and = verb > 0 && page.link(verb - 1, Link::And);
    let from = verb.saturating_sub(if and { 2 * REACH } else { REACH }).max(scene.local.first);
    let setter = (from..verb).rev().find(|&i| page.link(i, Link::RateSetter)).or_else(|| before(scene, verb))?;
    // "Inflation in Poland, where the bank raised its rate, slowed to 9 %": nor is a body of a relative clause the subject behind it.
    if in_relative(scene, (setter, setter + 1)) {
        return None;
    }
    // "Cut the rate from 5 to 4.75 %": the word that only says "rate" is the one that is set.
    let weak = |i: &At<IndicatorWord>| is_bare_rate(&i.what);
    let named =
        |a: usize, b: usize| within(&scene.mentions.indicators, a.max(scene.local.first), b).iter().any(|i| !weak(i));
    let said =
        (setter.max(scene.local.first)..verb).any(|i| page.has(i, Reading::SPEECH) && !page.link(i, Link::RateSetter));
    // "The committee decided on 1 January to cut the rate": what leads to an infinitive is the body's own.
    let said = said && !page.before_is(verb, Link::To);
    // "Cut, as expected, by 250 basis points".
    let inserted = (page.is(verb + 1, b',')).then(|| (verb + 2..number.lead).find(|&i| page.is(i, b','))).flatten();
    // "The bank raised its forecast by 0.2 points": a forecast or target moves, and no rate.
    let from = inserted.unwrap_or(verb);
    let aim = within(&scene.mentions.statuses, from, number.lead).iter().any(|s| s.what.1 == StatusKind::Noun);
    let points = number.is_points();
    // "Statu quo à 2 %", "ne bouge pas : 4 %": the phrase may have several words, and a colon lead from it to the rate.
    let decides = |m: &&Match| *m.reading == Reading::Link(Link::Decides);
    let end = page.at(verb).iter().filter(decides).map(|m| m.last).max().unwrap_or(verb + 1);
    let start = if from == verb { end } else { from + 1 };
    let colon = start + 1 == number.lead && page.is(start, b':');
    let way = colon || (start..number.lead).all(|i| points && !page.link(i, Link::Clause) || leads(scene, i));
    // "Cut by 25 bps", "a 25 bps cut", "held at 2 %": a percentage is a rate only where it is arrived at.
    let to = |i: usize| page.one_of(i, &[Link::At, Link::To, Link::Arrival]);
    let paired = scene.lists.moved[scene.n].is_some();
    // "Нацбанк держит 15,25 %": nor may the rate that is held stand elsewhere than directly behind its verb.
    let closes = page.tokens.get(number.last).is_none_or(|t| t.kind == Kind::Mark || t.breaks > 0);
    let held = (verb + 1 == number.lead || colon) && closes;
    let arrives = || paired || held || (number.lead.saturating_sub(1)..number.first).any(to);
    // "It expects growth of 2 % and held the rate at 4.75 %": behind "and" the verb that moves "the rate" is the body's own.
    // "It did what everyone expected and held at 4.5 %": so is the one that leads directly to the number.
    let rate = within(&scene.mentions.indicators, verb, number.lead).iter().any(weak);
    let own = and && (rate || verb + 2 >= number.first && number.is_percent());
    let from = if own { verb } else { setter };
    if said && !own || aim || named(from, number.lead) || !way || !(points || arrives()) {
        return None;
    }
    let word = policy_rate()?;
    let place = Some((setter, setter + 1));
    Some(Candidate { cost: 0, word, item: None, place, origin: Origin::Clause, tied: true })
}

/// "With the BoJ at 0.5 %", "the Fed sits at 4.25 to 4.5 %": the body itself, directly before "at" and the number, or with a word
/// of standing between.
fn stands_at(scene: &Scene<'_>) -> Option<Candidate> {
    let (page, number) = (scene.page, scene.quantity());
    let before = number.lead.saturating_sub(1)..number.first;
    let at = before.rev().find(|&i| page.link(i, Link::At)).filter(|_| number.is_percent())?;
    let sits = |i: usize| covering(&scene.mentions.changes, i).is_some_and(|c| c.what.direction == 0);
    let ends = |i: usize| {
        let whole = |m: &Match| *m.reading == Reading::Link(Link::RateSetter) && m.last == i;
        (i.saturating_sub(4).max(scene.local.first)..i)
            .rev()
            .find(|&first| page.link(first, Link::RateSetter) && page.any(first, Reading::LINK, whole))
    };
    let setter = ends(at).or_else(|| at.checked_sub(1).filter(|&i| sits(i)).and_then(ends))?;
    // "Das Inflationsziel der EZB liegt bei 2 Prozent": what is called the body's own stands there, and no rate.
    let small = |i: &usize| page.one_of(*i, &[Link::Of, Link::The, Link::Article]);
    let whose = (scene.local.first..setter).rev().take_while(small).last();
    let owned = whose.and_then(|i| i.checked_sub(1)).and_then(|i| covering(&scene.mentions.indicators, i));
    if owned.is_some_and(|i| !is_bare_rate(&i.what) && !i.what.indicator.is_interest_rate()) {
        return None;
    }
    let place = Some((setter, setter + 1));
    Some(Candidate { cost: 0, word: policy_rate()?, item: None, place, origin: Origin::Clause, tied: true })
}

/// Whether a word only says "rate" or "interest rate", and not of what.
fn is_bare_rate(word: &IndicatorWord) -> bool {
    word.strength == Strength::Weak && word.indicator.is_interest_rate()
}

/// The rate that a central bank sets.
fn policy_rate() -> Option<IndicatorWord> {
    let indicator = "policy_rate".parse().ok()?;
    Some(IndicatorWord { indicator, item: None, measure: None, sign: 0, strength: Strength::Strong })
}

/// "Having front-loaded cuts of 100 bps, we can wait": a cut or rise in basis points, in a text on a rate that is set, where
/// nothing else is named to move.
fn step_in_points(scene: &Scene<'_>, counted: Counted) -> Option<Candidate> {
    const REACH: usize = 3;
    let (page, number) = (scene.page, scene.quantity());
    let from = scene.previous().map_or(scene.local.first, |q| q.last);
    let near = number.lead.saturating_sub(REACH).max(from);
    let verb = (near..number.lead).rev().find(|&i| page.link(i, Link::Decides))?;
    let named = |a: usize, b: usize| !within(&scene.mentions.indicators, a, b).is_empty();
    let spoken = scene.discourse.history.iter().any(|h| h.word.indicator.code() == "policy_rate");
    let behind = named(number.last, (number.last + REACH).min(scene.local.last));
    let place = Some((verb, verb + 1));
    let step = in_basis_points(counted) && spoken && !named(scene.local.first, number.lead) && !behind;
    let candidate = Candidate { cost: 0, word: policy_rate()?, item: None, place, origin: Origin::Clause, tied: true };
    step.then_some(candidate)
}

/// "The bank sped up with a half-point cut", "the poll had pointed to a 25-basis-point hike": a step in points that the noun of a decision directly
/// follows, in a sentence on the body that takes it or in a text on its rate, unless that is a step of something else.
fn step_as_noun(scene: &Scene<'_>, counted: Counted) -> Option<Candidate> {
    const REACH: usize = 6;
    let (page, number) = (scene.page, scene.quantity());
    let dash = page.tokens.get(number.last).is_some_and(|t| t.kind == Kind::Dash && !t.spaced);
    let rate = |i: &At<IndicatorWord>| i.what.indicator.is_interest_rate();
    // "A half-point cut", "a quarter-point rate cut" are names of their own.
    let own = scene.indicators().iter().find(|i| rate(i) && overlaps(i.place(), number.place()));
    let noun = own.map_or(number.last + usize::from(dash), |own| own.last - 1);
    let moves = |m: &Match| matches!(m.reading, Reading::Change(c) if c.kind == ChangeKind::Noun && c.direction != 0);
    let step = page.link(noun, Link::Decides) || in_basis_points(counted) && page.any(noun, Reading::CHANGE, moves);
    if !number.is_points() || !step {
        return None;
    }
    let setter = (scene.local.first..scene.local.last).find(|&i| page.link(i, Link::RateSetter));
    let spoken = scene.discourse.recent(scene.local.index).is_some_and(|l| l.word.indicator.code() == "policy_rate");
    // "A half-point cut in its growth forecast", "a rate of 5 % after a half-point cut".
    let end = (noun + REACH).min(scene.local.last);
    let behind = page.one_of(noun + 1, &[Link::In, Link::Of, Link::To])
        && (within(&scene.mentions.indicators, noun, end).iter().any(|i| !rate(i))
            || within(&scene.mentions.statuses, noun, end).iter().any(|s| s.what.1 == StatusKind::Noun));
    if let Some(own) = own.filter(|_| !behind) {
        let (word, place) = (own.what, Some(own.place()));
        return Some(Candidate { cost: 0, word, item: None, place, origin: Origin::Clause, tied: true });
    }
    let named = scene.indicators().iter().any(rate);
    let place = setter.map(|i| (i, i + 1));
    let origin = if setter.is_some() { Origin::Clause } else { Origin::Carried };
    let whose = setter.is_some() || spoken;
    (whose && !behind && !named).then_some(Candidate {
        cost: 0,
        word: policy_rate()?,
        item: None,
        place,
        origin,
        tied: true,
    })
}

/// "The bank meets on Thursday. My bet: 25 bps off, to 4.50 %": a step in basis points in a sentence that names nothing else that moves, behind
/// one on the body that takes it.
fn next_step(scene: &Scene<'_>, counted: Counted) -> Option<Candidate> {
    let page = scene.page;
    let last = page.sentences[scene.local.index.checked_sub(1)?];
    let same = last.line == page.sentences[scene.local.index].line;
    let setter = (last.first..last.last).rev().find(|&i| same && page.link(i, Link::RateSetter))?;
    let alone = scene.indicators().is_empty() && within(&scene.mentions.indicators, last.first, last.last).is_empty();
    let place = Some((setter, setter + 1));
    let step = in_basis_points(counted) && alone && scene.before().is_empty();
    step.then_some(Candidate { cost: 0, word: policy_rate()?, item: None, place, origin: Origin::Carried, tied: true })
}

/// "Does the Fed care? They cut by 25 basis points": the body of which the sentence before in the same line has spoken, where
/// "it" or "they" opens this one.
fn before(scene: &Scene<'_>, verb: usize) -> Option<usize> {
    let (page, sentence) = (scene.page, scene.local.index.checked_sub(1)?);
    let last = page.sentences[sentence];
    let it = verb.checked_sub(1).is_some_and(|i| i == scene.local.first && page.one_of(i, &[Link::It, Link::He]));
    let same = last.line == page.sentences[scene.local.index].line;
    (last.first..last.last).rev().find(|&i| it && same && page.link(i, Link::RateSetter))
}

/// Whether a token may stand between a decision and the rate: small words, times, adverbs, the points of the step before it.
fn leads(scene: &Scene<'_>, at: usize) -> bool {
    const SMALL: Kinds = Reading::NUMBER | Reading::TIME | Reading::MONTH;
    let page = scene.page;
    let step = scene.before().iter().any(|q| q.is_points() && (q.lead..q.last).contains(&at));
    let adverb = |m: &Match| match *m.reading {
        Reading::Link(link) => !link.is_content() && link != Link::Clause,
        Reading::Change(Change { kind, .. }) => kind == ChangeKind::Adverb,
        Reading::Hedge { .. } => true,
        _ => false,
    };
    let rate = |m: &Match| matches!(m.reading, Reading::Indicator(word) if is_bare_rate(word));
    let old = scene.lists.is_new(scene.n) && scene.previous().is_some_and(|q| (q.lead..q.last).contains(&at));
    step || old
        || page.any(at, Reading::INDICATOR, rate)
        || page.dated(at)
        || page.has(at, SMALL)
        || page.tokens[at].kind == Kind::Dash
        || page.is(at, b',')
        || page.at(at).iter().any(adverb)
}
