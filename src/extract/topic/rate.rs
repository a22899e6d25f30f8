//! A rate of growth of which no word says of what.

use super::Candidate;
use super::carried::{Carried, economy_word};
use crate::extract::mention::{At, within};
use crate::extract::quantity::Quantity;
use crate::extract::scene::Scene;
use crate::lang::reading::IndicatorWord;
use crate::lang::{ChangeKind, Link, Match, Reading, Strength};
use crate::text::Kind;

/// "越南以8.23%的增速领先", "菲律宾受腐败案拖累，公共开支停滞，增速从5.5%掉到4%": a rate of growth of which no word says of what, in a sentence that
/// opens with a country, is that of its economy: where it is the country's own, or the text has just told of another's.
pub(super) fn rate_of_economy(scene: &Scene<'_>) -> Option<Carried> {
    let (page, number) = (scene.page, scene.quantity());
    let rate = |i: usize| {
        let noun = |m: &Match| matches!(m.reading, Reading::Change(c) if c.kind == ChangeKind::Noun && c.direction > 0);
        page.link(i, Link::Grows) && page.any(i, Reading::CHANGE, noun)
    };
    let area = within(&scene.mentions.areas, scene.local.first, scene.local.first + 3).first()?;
    let subject = !area.what.in_title && number.is_percent() && page.grammar(number.first).year_first;
    let named = |from: usize, to: usize| {
        !within(&scene.mentions.indicators, from, to).is_empty() || !within(&scene.mentions.items, from, to).is_empty()
    };
    let behind = page.leads_of(number.last) && rate(number.last + 1) && !named(area.last, number.lead);
    let last = || scene.discourse.last.as_ref().is_some_and(|l| l.word.indicator.code() == "gdp" && l.item.is_none());
    let mut clauses = (area.last..number.lead).rev();
    let ahead = clauses.find(|&i| rate(i)).filter(|i| page.is(i - 1, b',') && !named(*i + 1, number.lead) && last());
    let word = economy_word()?;
    (subject && (behind || ahead.is_some())).then_some((word, None, if behind { 12 } else { 4 }))
}

/// "Interest rates on consumer loans stood at 7.1 percent", "the rates on deposit and lending facilities": what "on" or "for" leads to behind a rate is
/// what bears it, and has not grown by so much.
pub(super) fn charged(scene: &Scene<'_>, best: &Candidate) -> Option<(IndicatorWord, Option<&'static str>)> {
    const REACH: usize = 8;
    let kind = match best.word.indicator.code() {
        "deposits" => "deposits",
        "credit" => "loans",
        _ => return None,
    };
    let (first, _) = best.place.filter(|p| scene.quantity().is_percent() && p.1 <= scene.quantity().lead)?;
    let from = first.saturating_sub(REACH).max(scene.local.first);
    let rate = |i: &&At<IndicatorWord>| i.what.indicator.is_interest_rate() && i.last < first;
    let rate = within(&scene.mentions.indicators, from, first).iter().rfind(rate)?;
    let (page, number) = (scene.page, |q: &Quantity| rate.last <= q.first && q.last <= first);
    let bears = page.one_of(rate.last, &[Link::On, Link::For, Link::Of])
        && (rate.last..first).all(|i| page.tokens[i].kind == Kind::Word && !page.link(i, Link::Clause))
        && within(scene.changes(), rate.last, first).is_empty()
        && !scene.before().iter().any(number);
    let indicator = "interest_rate".parse().ok().filter(|_| bears)?;
    let word = IndicatorWord { indicator, item: None, measure: Some("level"), ..best.word };
    Some((word, best.item.or(Some(kind))))
}

/// "Inflation will settle around the midpoint of the 2–3 % target range": whether prices are named before the number and behind the one before
/// it, so that a range behind the number is theirs.
pub(super) fn names_prices(scene: &Scene<'_>, candidate: &Candidate) -> bool {
    let told = |p: (usize, usize)| scene.previous().is_none_or(|q| q.last <= p.0);
    let prices = candidate.word.indicator.code().contains("inflation") && candidate.word.strength == Strength::Strong;
    prices && candidate.place.is_some_and(told)
}
