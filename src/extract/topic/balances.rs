//! Balances, of which weak words take up the one that a text speaks of.

use super::ratio::ratio;
use super::weigh::{of_budget, of_trade};
use super::{Candidate, Topic, balance, balance_indicator, budgetary};
use crate::extract::discourse::Spoken;
use crate::extract::mention::{At, covering, starting, within};
use crate::extract::quantity::Counted;
use crate::extract::scene::{Origin, Scene};
use crate::lang::reading::IndicatorWord;
use crate::lang::{Bound, Link, Match, Reading, Strength};
use crate::model::Indicator;
use crate::text::Kind;

/// "The current account, which recorded a surplus of": the balance that the sentence names before the weak word.
fn named_balance(scene: &Scene<'_>, candidate: &Candidate) -> Option<Indicator> {
    let (first, _) = candidate.place?;
    let strong = |i: &&At<IndicatorWord>| i.what.strength == Strength::Strong && balance_indicator(i.what.indicator);
    within(&scene.mentions.indicators, scene.local.first, first).iter().rfind(strong).map(|i| i.what.indicator)
}

/// The balance that a word for a deficit or surplus stands for: the one that its sentence names, that of the trade or the budget of
/// which the text speaks, or the last one of which it has told.
pub(super) fn balance_of(scene: &Scene<'_>, candidate: &Candidate, spoken: Option<Indicator>) -> Option<Indicator> {
    let of_trade = || "trade_balance".parse().ok().filter(|_| of_trade(scene, candidate, spoken));
    let of_budget = || "budget_balance".parse().ok().filter(|_| spoken.is_some_and(budgetary));
    // A text on a balance goes on with it, unless it has turned to another.
    let titled = || {
        let title = scene.discourse.title.map(|t| t.indicator).filter(|i| balance_indicator(*i))?;
        let other = |h: &Spoken| balance_indicator(h.word.indicator) && h.word.indicator != title;
        (!scene.discourse.history.iter().any(other)).then_some(title)
    };
    // "The general government recorded a surplus": a word for the state's accounts before it says whose it is.
    let place = candidate.place.map_or(scene.local.first, |p| p.0);
    let states = (scene.local.first..place).any(|i| scene.page.link(i, Link::Budget));
    let own = || "budget_balance".parse().ok().filter(|_| states);
    // "The current account gap widened. Gold imports were the culprit; without these there was a surplus": imports of one good turn a
    // paragraph to no trade balance.
    let resumed = || {
        let last = scene.discourse.last.as_ref().filter(|l| l.item.is_some() && l.line == scene.discourse.line)?;
        let here = |h: &&Spoken| h.line == scene.discourse.line && h.word.indicator != last.word.indicator;
        let told = scene.discourse.history.iter().rev().filter(here).map(|h| h.word.indicator);
        told.take(1).find(|i| i.code() == "current_account")
    };
    // "Armenia's deficit in trade with Russia".
    let behind = || {
        let (_, last) = candidate.place?;
        let trade = within(&scene.mentions.indicators, last, last + 8).iter().any(|i| where_balanced(scene, i));
        "trade_balance".parse().ok().filter(|_| trade)
    };
    named_balance(scene, candidate)
        .or_else(behind)
        .or_else(own)
        .or_else(resumed)
        .or_else(of_trade)
        .or_else(|| told_balance(scene))
        .or_else(of_budget)
        .or_else(titled)
}

/// "The current account deficit narrowed. Visitors numbered 52 million. The January deficit": the one balance of which the last
/// sentences have told, where they speak of no budget.
fn told_balance(scene: &Scene<'_>) -> Option<Indicator> {
    const LINES: usize = 2;
    let near = |h: &&Spoken| scene.discourse.line - h.line <= LINES;
    let history = || scene.discourse.history.iter().rev().take_while(near).map(|h| h.word.indicator);
    let other = |i: Indicator| budgetary(i) || matches!(i.code(), "exports" | "imports" | "trade_turnover");
    let told = history().find(|i| balance_indicator(*i))?;
    let one = history().all(|i| !balance_indicator(i) || i == told) && !history().any(other);
    (one && !of_budget(scene)).then_some(told)
}

/// "Exports rose and imports fell, for a deficit of 280 billion": whether a word of balance leads by "of" directly to an amount.
pub(super) fn leads_balance(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    let number = scene.quantity();
    let of = (at.last..=at.last + 1).any(|i| scene.page.link(i, Link::Of) && i < number.first);
    let near = at.last <= number.first && number.lead.saturating_sub(at.last) <= 1;
    at.what.sign != 0 && balance_indicator(at.what.indicator) && number.is_money() && near && of
}

/// "Russia's surplus in its trade with China came to 21.5 billion", "the deficit of Peru's foreign trade": whether the words for trade only say in what there was a balance, which
/// stands before them with no more than areas between.
pub(super) fn where_balanced(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    const REACH: usize = 5;
    let (page, number) = (scene.page, scene.quantity());
    let trade = at.what.indicator.code() == "trade_turnover" && number.is_money() && at.last <= number.lead;
    let led = (at.first.saturating_sub(3)..at.first).find(|&i| page.one_of(i, &[Link::In, Link::Of]));
    let Some(led) = led.filter(|_| trade) else { return false };
    let named = within(&scene.mentions.indicators, led.saturating_sub(REACH).max(scene.local.first), led);
    let side = |i: &At<IndicatorWord>| i.what.sign != 0 && balance_indicator(i.what.indicator);
    let small =
        |i: usize| page.one_of(i, &[Link::Of, Link::The, Link::Article]) || within(scene.areas(), i, i + 1).len() == 1;
    named.last().is_some_and(|i| side(i) && (i.last..led).all(small))
}

/// "Exports exceeded imports by 5 billion", "spending outran revenue by 4 trillion": an amount by which one side is said to be above the other is
/// the balance of the two.
pub(super) fn excess(scene: &Scene<'_>, counted: Counted) -> Option<Candidate> {
    let (page, number) = (scene.page, scene.quantity());
    let from = scene.previous().map_or(scene.local.first, |q| q.last);
    let by = (number.lead.saturating_sub(1)..number.first).any(|i| page.link(i, Link::By));
    let [over, under] = within(&scene.mentions.indicators, from, number.lead) else { return None };
    let (code, sign) = match (over.what.indicator.code(), under.what.indicator.code()) {
        ("exports", "imports") => ("trade_balance", 1),
        ("imports", "exports") => ("trade_balance", -1),
        ("budget_revenue", "budget_expenditure") => ("budget_balance", 1),
        ("budget_expenditure", "budget_revenue") => ("budget_balance", -1),
        _ => return None,
    };
    let above = |m: &Match| {
        let bound = matches!(m.reading, Reading::Hedge { bound: Bound::Above, .. });
        bound || matches!(m.reading, Reading::Link(Link::Exceed | Link::Compare))
    };
    let exceeds = (over.last..under.first).any(|i| page.any(i, Reading::HEDGE | Reading::LINK, above));
    // "Exports exceeded imports, which rose by 5 billion".
    let parts = |i: usize| page.tokens[i].kind == Kind::Mark || page.link(i, Link::Clause);
    let parted = (over.last..number.lead).any(parts);
    let direct = by || page.grammar(number.first).year_first && number.lead == under.last;
    let money = matches!(counted, Counted::Money(_)) && over.what.item == under.what.item;
    let indicator = code.parse().ok().filter(|_| money && direct && exceeds && !parted)?;
    let word = IndicatorWord { indicator, item: over.what.item, measure: None, sign, strength: Strength::Strong };
    let place = Some(over.place());
    Some(Candidate { cost: 0, word, item: over.what.item, place, origin: Origin::Clause, tied: true })
}

/// "Among the few in the black, rising by 5.5 %": whether a percentage that is no ratio is none of a balance of which nothing has told.
pub(super) fn idle_balance(scene: &Scene<'_>, candidate: &Candidate, spoken: Option<Indicator>) -> bool {
    let idiom = candidate.place.is_some_and(|p| scene.page.link(p.0, Link::In)) && balance(candidate.word);
    idiom && scene.quantity().is_percent() && !ratio(scene) && !spoken.is_some_and(balance_indicator)
}

/// "The trade balance recorded a deficit of 17 million": the sign of a balance that a word behind it gives.
pub(super) fn sign_of(scene: &Scene<'_>, best: &Candidate) -> i8 {
    let Some(place) = best.place.filter(|_| best.word.sign == 0 && balance_indicator(best.word.indicator)) else {
        return best.word.sign;
    };
    let (from, to) = (place.1, scene.quantity().first);
    let parted = scene.before().iter().any(|q| q.first >= from);
    let said = within(&scene.mentions.indicators, from, to.max(from)).iter().rfind(|i| balance(i.what));
    // "El déficit de la cuenta corriente": one before it leads to the balance that it is of.
    let whose = |at: usize| covering(scene.areas(), at).is_some();
    let small = |at: usize| scene.page.one_of(at, &[Link::Of, Link::The, Link::Article, Link::In]) || whose(at);
    let leads = |i: &&At<IndicatorWord>| i.last < place.0 && place.0 - i.last <= 3 && (i.last..place.0).all(small);
    let before = within(&scene.mentions.indicators, place.0.saturating_sub(6), place.0);
    let before = before.iter().rfind(|i| balance(i.what)).filter(leads);
    let sign = said.filter(|_| !parted).or(before).map(|i| i.what.sign);
    // "A deficit of 242 billion, against 117 expected": what a balance is set against has its sign.
    let last = scene.discourse.last.as_ref().filter(|l| l.sentence == scene.local.index);
    let same = last.filter(|l| l.word.indicator == best.word.indicator).map(|l| l.word.sign);
    let against = scene.page.before_one(scene.quantity().lead, &[Link::Against, Link::After, Link::From]);
    sign.or(same.filter(|_| against)).unwrap_or(0)
}

/// "The primary deficit was 39 billion, against a deficit of 20 billion a year before": what a balance is compared with, by a bare word for one, is
/// a balance of the same.
pub(super) fn compared(scene: &Scene<'_>, best: &Candidate) -> Option<&'static str> {
    const LED: [Link; 5] = [Link::Against, Link::From, Link::Into, Link::Than, Link::With];
    let (page, previous) = (scene.page, scene.previous()?);
    let told = scene.discourse.last.as_ref().filter(|l| l.sentence == scene.local.index)?;
    let place = best.place.filter(|p| p.1 - p.0 == 1 && p.1 <= scene.quantity().lead && p.0 > previous.last)?;
    let lead = (previous.last..place.0).rfind(|&i| !page.one_of(i, &[Link::Article, Link::The, Link::Per]))?;
    let same = told.word.indicator == best.word.indicator && super::balance(best.word);
    told.item.filter(|_| same && page.before_one(lead + 1, &LED))
}

/// "The balance was negative, at 0.9 billion": whether a word between a balance, or the number before, and the number says that it is less
/// than nothing.
pub fn told_negative(scene: &Scene<'_>, topic: &Topic) -> bool {
    let quantity = scene.quantity();
    let from = topic.place.filter(|p| p.1 <= quantity.lead).map_or(scene.local.first, |p| p.1);
    let from = scene.previous().map_or(from, |q| from.max(q.last));
    balance_indicator(topic.word.indicator) && (from..quantity.lead).any(|i| scene.page.link(i, Link::Minus))
}

/// "The government spent 3 billion more than it collected": whether a word for the one side of a budget only says with what a number begins that
/// is the gap between both, as the words directly behind it say.
pub(super) fn of_gap(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    let side = matches!(at.what.indicator.code(), "budget_expenditure" | "budget_revenue");
    let gap = starting(scene.indicators(), scene.quantity().last);
    side && at.last <= scene.quantity().first && gap.is_some_and(|i| i.what.indicator.code() == "budget_balance")
}

/// "A surplus with China", "el superávit de México con Estados Unidos", "a deficit of 47 billion with Japan": whether "with" leads to an
/// area behind a word that ends at `last`, with no more between than whose it is and the number itself.
pub(super) fn with_partner(scene: &Scene<'_>, last: usize) -> bool {
    const REACH: usize = 4;
    let (page, number) = (scene.page, scene.quantity());
    let area = |i: usize| covering(scene.areas(), i).is_some();
    let own = |i: usize| (number.lead..number.last).contains(&i);
    let small = |i: usize| page.one_of(i, &[Link::Of, Link::The, Link::Article]);
    let with = (last..scene.local.last).find(|&i| !own(i) && !small(i) && !area(i) || page.link(i, Link::With));
    let near = |with: usize| (last..with).filter(|i| !own(*i)).count() <= REACH;
    let led = |with: usize| page.link(with, Link::With) || page.link(with, Link::Against) && !page.dated(with + 1);
    with.is_some_and(|with| led(with) && near(with) && (area(with + 1) || area(with + 2)))
}
