//! Percentages that are indices of the year before, where growth is what exceeds a hundred.

use rust_decimal::Decimal;

use super::change::by_before;
use crate::extract::discourse::Last;
use crate::extract::period::{Period, Use};
use crate::extract::quantity::{Counted, Quantity};
use crate::extract::scene::Scene;
use crate::extract::topic::Topic;
use crate::lang::Link;
use crate::model::Unit;

/// "Темп роста – 119,8 %", "темп роста …, экспорт – 421,8 млн (121,3 %)": where statistics call the ratio to the year before a rate
/// of growth, a percentage that is no step is one.
pub(super) fn is_rate_of_growth(scene: &Scene<'_>, topic: &Topic) -> bool {
    let quantity = scene.quantity();
    // Prices may well rise by some hundred percent, and fall by few.
    let prices = matches!(topic.word.indicator.code(), "inflation" | "core_inflation");
    let (least, most) = if prices { (95, 130) } else { (50, 300) };
    // "Индекс потребительских цен – 107 %": a whole number is a ratio only where it stands near a hundred.
    let (least, most) = if quantity.low.scale() > 0 { (least, most) } else { (90.max(least), 130.min(most)) };
    let ratio = (Decimal::from(least)..=Decimal::from(most)).contains(&quantity.low);
    let called = || (scene.local.first..quantity.first).any(|i| scene.page.link(i, Link::GrowthRatio));
    ratio && quantity.is_percent() && quantity.sign == 0 && !by_before(scene) && (called() || prices && set_on(scene))
}

/// "Уровень инфляции (июль к декабрю прошлого года) составил 104,8 %": whether the sentence says before the number against what time prices
/// are held.
fn set_on(scene: &Scene<'_>) -> bool {
    let lead = scene.quantity().lead;
    let base = |p: &Period| p.last <= lead && matches!(p.used, Use::Compared | Use::Toward);
    scene.before().is_empty() && scene.local.periods.iter().any(base)
}

/// "– промышленность – темп роста 110,3 %; ¶ – строительство – 136,9 %": whether a line of a list, or the same line, has told such a ratio
/// just before.
fn listed_too(scene: &Scene<'_>) -> bool {
    let number = scene.quantity();
    let near = (Decimal::from(50)..=Decimal::from(300)).contains(&number.low) && number.low.scale() > 0;
    let close = |l: &&Last| l.index && scene.discourse.line - l.line <= 1 && l.counted == number.counted;
    near && !by_before(scene) && scene.discourse.last.as_ref().filter(close).is_some()
}

/// "29 billion, 98 % к уровню прошлого года": whether a percentage is that of the base to which the word behind it leads.
fn of_base(scene: &Scene<'_>) -> bool {
    let quantity = scene.quantity();
    let near = (Decimal::from(70)..=Decimal::from(200)).contains(&quantity.low);
    let last = quantity.last;
    let base = |p: &Period| p.used == Use::Compared && (last + 1..=last + 2).contains(&p.first);
    near && !by_before(scene) && scene.page.link(last, Link::Toward) && scene.local.periods.iter().any(base)
}

/// "Turnover 516 billion (98.1 % of the nine months of 2024), exports 301 billion (96.4 %)": whether a percentage alone in brackets behind
/// an amount is an index, as the one of the sentence is that a bracket before it sets against a base.
pub(super) fn index_too(scene: &Scene<'_>) -> bool {
    let (page, number) = (scene.page, scene.quantity());
    let opens = |q: &Quantity| q.lead > 0 && page.is(q.lead - 1, b'(') && q.is_percent() && q.sign == 0;
    let near = |q: &Quantity| (Decimal::from(50)..=Decimal::from(300)).contains(&q.low);
    let base = |p: &Period, q: &Quantity| (q.last + 1..=q.last + 2).contains(&p.first);
    let based = |q: &Quantity| {
        let to = page.one_of(q.last, &[Link::Toward, Link::To, Link::Of]);
        to && scene.local.periods.iter().any(|p| base(p, q))
    };
    let alone = opens(number) && near(number) && page.is(number.last, b')');
    let amount = scene.previous().is_some_and(|q| !q.is_percent() && q.last + 1 == number.lead);
    alone && amount && scene.before().iter().any(|q| opens(q) && near(q) && based(q))
}

/// "103.1%" after "index", or beside growth rates: an index of the corresponding period of the year before.
pub(super) fn is_index(scene: &Scene<'_>, counted: Counted, topic: &Topic) -> bool {
    let quantity = scene.quantity();
    let hundred = (Decimal::from(90)..=Decimal::from(120)).contains(&quantity.low) && quantity.low.scale() > 0;
    let flow = topic.word.indicator.percent_means() == "growth" && topic.word.indicator.code() != "inflation";
    let hundred = hundred || of_base(scene) || index_too(scene) || listed_too(scene);
    hundred && flow && matches!(counted, Counted::Unit(Unit::PERCENT, _)) && quantity.sign == 0
}
