//! What words say of what a number counts: tonnes of grain, cubic metres of gas, names inside of slices.

use super::Candidate;
use crate::extract::mention::{At, covering, within};
use crate::extract::quantity::{Counted, Quantity};
use crate::extract::scene::{Origin, Scene, overlaps};
use crate::lang::reading::IndicatorWord;
use crate::lang::{ItemWord, Strength};
use crate::model::{Indicator, Unit};

/// "Exported 49 million tonnes of oil worth $25 billion, 10.7 % less": words that only say what a number before counts name
/// nothing for the next one, where that number was of something else.
pub(super) fn counted_before(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    let physical = |q: &Quantity| matches!(q.counted, Counted::Unit(unit, _) if unit != Unit::PERCENT);
    let weak = at.what.strength == Strength::Weak;
    let of_unit = |q: &Quantity| physical(q) && (weak && q.last == at.first || overlaps(at.place(), q.place()));
    let other = || scene.told().is_some_and(|l| l.word.indicator != at.what.indicator);
    scene.before().iter().any(of_unit) && other()
}

/// "Azerbaijan extracted 23 million tonnes of oil and 42 billion cubic metres of gas": what is extracted in cubic metres of gas is gas,
/// behind a verb that else stands for oil.
pub(super) fn extracted(scene: &Scene<'_>, counted: Counted) -> Option<Candidate> {
    let number = scene.quantity();
    let cubic = matches!(counted, Counted::Unit(unit, _) if unit.code() == "cubic_metres");
    let gas = |i: &&At<IndicatorWord>| {
        let beside = i.first == number.last || overlaps(i.place(), number.place()) && i.last > number.last;
        i.what.indicator.code() == "gas_production" && beside
    };
    let gas = scene.indicators().iter().find(gas).filter(|_| cubic)?;
    let before = within(scene.indicators(), scene.local.first, number.lead);
    let object =
        |i: &At<IndicatorWord>| scene.before().iter().any(|q| q.last == i.first || overlaps(i.place(), q.place()));
    let verb = before.iter().rfind(|i| !object(i))?;
    let (word, place) = (IndicatorWord { strength: Strength::Strong, ..gas.what }, Some(gas.place()));
    let made = verb.what.indicator.code() == "oil_production" && verb.what.strength == Strength::Weak;
    made.then_some(Candidate { cost: 0, word, item: None, place, origin: Origin::Clause, tied: true })
}

/// "Urban settlements" are a slice, and "settlements" in it no payments.
pub(super) fn inside_slice(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    let longer = |m: &&At<&'static ItemWord>| m.last >= at.last && m.last - m.first > at.last - at.first;
    let code = |i: Indicator| matches!(i.code(), "wages" | "employment" | "unemployment");
    // "In manufacturing output fell": where nobody speaks of those who work, a branch behind "in" is no slice of them.
    let jobs =
        |m: &At<&'static ItemWord>| ["wages", "employment"].iter().any(|c| c.parse().is_ok_and(|i| m.what.slices(i)));
    let told = || {
        let words = [scene.discourse.last.as_ref().map(|l| l.word), scene.discourse.topic, scene.discourse.title];
        words.into_iter().flatten().any(|w| code(w.indicator))
            || scene.indicators().iter().any(|i| code(i.what.indicator))
    };
    // "Imported products worth 16 million" are bought, though consumers pay more for imported products.
    let traded = scene.quantity().is_money() && at.what.indicator.two_sided();
    let inside = |m: &At<&'static ItemWord>| !(traded && !m.what.slices(at.what.indicator)) && (!jobs(m) || told());
    covering(scene.items(), at.first).filter(longer).is_some_and(inside)
}
