//! Decisions on a rate that leave the rate out: "the Fed held at 4.25-4.50 %", "the bank cut by 25 basis points to 2 %".

use super::{Candidate, units::dimension};
use crate::extract::mention::{At, within};
use crate::extract::quantity::Counted;
use crate::extract::scene::{Origin, Scene};
use crate::lang::reading::IndicatorWord;
use crate::lang::{Change, ChangeKind, Classes, Link, Match, Reading, StatusKind, Strength};
use crate::text::Kind;

/// The rate of the body that sets it, where the verb of its decision leads to the number and moves nothing else.
pub(super) fn decided(scene: &Scene<'_>, counted: Counted) -> Option<Candidate> {
    /// How far the subject may stand from its verb: names of months, votes and adverbs come between.
    const REACH: usize = 14;
    let (page, number) = (scene.page, scene.quantity());
    if dimension(counted) != "percent" || counted == Counted::Times {
        return None;
    }
    let verb = (scene.local.first..number.lead).rev().find(|&i| page.link(i, Link::Decides))?;
    let and = verb > 0 && page.link(verb - 1, Link::And);
    let from = verb.saturating_sub(if and { 2 * REACH } else { REACH }).max(scene.local.first);
    let setter = (from..verb).rev().find(|&i| page.link(i, Link::RateSetter))?;
    // "Cut the rate from 5 to 4.75 %": the word that only says "rate" is the one that is set.
    let weak = |i: &At<IndicatorWord>| i.what.strength == Strength::Weak && i.what.indicator.code() == "policy_rate";
    let named = |a: usize, b: usize| within(&scene.mentions.indicators, a, b).iter().any(|i| !weak(i));
    let said = (setter..verb).any(|i| page.any_of(i, Reading::SPEECH) && !page.link(i, Link::RateSetter));
    // "Cut, as expected, by 250 basis points".
    let inserted =
        (page.word(verb + 1) == ",").then(|| (verb + 2..number.lead).find(|&i| page.word(i) == ",")).flatten();
    // "The bank raised its forecast by 0.2 points": a forecast or target moves, and no rate.
    let from = inserted.unwrap_or(verb);
    let aim = within(&scene.mentions.statuses, from, number.lead).iter().any(|s| s.what.1 == StatusKind::Noun);
    let points = number.is_points();
    let way = (from + 1..number.lead).all(|i| points && !page.link(i, Link::Clause) || leads(scene, i));
    // "Cut by 25 bps", "a 25 bps cut", "held at 2 %": a percentage is a rate only where it is arrived at.
    let to = |i: usize| page.one_of(i, &[Link::At, Link::To, Link::Arrival]);
    let paired = scene.lists.moved[scene.n].is_some();
    let arrives = || paired || (number.lead.saturating_sub(1)..number.first).any(to);
    // "It expects growth of 2 % and held the rate at 4.75 %": behind "and" the verb that moves "the rate" is the body's own.
    let rate = within(&scene.mentions.indicators, verb, number.lead).iter().any(weak);
    let own = rate && and;
    let from = if own { verb } else { setter };
    if said && !own || aim || named(from, number.lead) || !way || !(points || arrives()) {
        return None;
    }
    let word = IndicatorWord {
        indicator: "policy_rate".parse().ok()?,
        item: None,
        measure: None,
        sign: 0,
        strength: Strength::Strong,
    };
    let place = Some((setter, setter + 1));
    Some(Candidate { cost: 0, word, item: None, place, origin: Origin::Clause, tied: true })
}

/// Whether a token may stand between a decision and the rate: small words, times, adverbs, the points of the step before it.
fn leads(scene: &Scene<'_>, at: usize) -> bool {
    const SMALL: Classes = Reading::NUMBER | Reading::TIME | Reading::MONTH;
    let page = scene.page;
    let step = scene.before().iter().any(|q| q.is_points() && (q.lead..q.last).contains(&at));
    let adverb = |m: &Match| match *m.reading {
        Reading::Link(link) => !link.is_content() && link != Link::Clause,
        Reading::Change(Change { kind, .. }) => kind == ChangeKind::Adverb,
        Reading::Hedge { .. } => true,
        _ => false,
    };
    let rate = |m: &Match| matches!(m.reading, Reading::Indicator(i) if i.strength == Strength::Weak && i.indicator.code() == "policy_rate");
    let old = scene.lists.is_new(scene.n) && scene.previous().is_some_and(|q| (q.lead..q.last).contains(&at));
    step || old
        || page.at(at).iter().any(rate)
        || page.dated(at)
        || page.any_of(at, SMALL)
        || page.tokens[at].kind == Kind::Dash
        || page.word(at) == ","
        || page.at(at).iter().any(adverb)
}
