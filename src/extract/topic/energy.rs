//! Oil and gas that are sold, which are indicators of their own; prices without those of energy.

use super::Candidate;
use crate::extract::discourse::Last;
use crate::extract::quantity::Counted;
use crate::extract::scene::Scene;
use crate::lang::Strength;
use crate::lang::reading::IndicatorWord;

/// Exports of oil and of gas are indicators of their own, known by the slice or by the unit in which they are counted.
pub(super) fn energy(scene: &Scene<'_>, mut best: Candidate, counted: Counted) -> Candidate {
    let unit = match counted {
        Counted::Unit(unit, _) => unit.code(),
        _ => "",
    };
    // "Oil production fell by 2.8 %, exports by 0.4 % to 240 million tonnes": what is sold is what was produced.
    let last = scene.discourse.last.as_ref().filter(|l| l.sentence == scene.local.index && best.item.is_none());
    let same = !matches!(counted, Counted::Money(_)) && best.word.indicator.code() == "exports";
    // "Gas exports to Europe rose in May. In five months, supplies grew by 11 %": a weak word goes on with what is sold.
    let weak = best.word.strength == Strength::Weak && best.item.is_none() && !matches!(counted, Counted::Money(_));
    let fuel = |l: &&Last| matches!(l.word.indicator.code(), "gas_exports" | "oil_exports");
    let near = |l: &&Last| l.line == scene.discourse.line && scene.local.index - l.sentence <= 2;
    let told = scene.discourse.last.as_ref().filter(near).filter(fuel);
    if let Some(told) = told.filter(|_| weak && best.word.indicator.code() == "exports") {
        best.word.indicator = told.word.indicator;
        return best;
    }
    let code = match (best.word.indicator.code(), best.item, unit) {
        _ if same && last.is_some_and(|l| matches!(l.word.indicator.code(), "oil_production" | "oil_exports")) => {
            "oil_exports"
        }
        _ if same && last.is_some_and(|l| matches!(l.word.indicator.code(), "gas_production" | "gas_exports")) => {
            "gas_exports"
        }
        ("exports", Some("gas" | "natural gas"), _) | ("exports", None, "cubic_metres") => "gas_exports",
        ("exports", Some("oil" | "crude oil"), _) | ("exports", None, "barrels_per_day" | "barrels") => "oil_exports",
        _ => return best,
    };
    if let Ok(indicator) = code.parse() {
        best.word.indicator = indicator;
        best.item = None;
    }
    best
}

/// "Excluding food and energy, consumer prices rose by 3.1 %": what is left without these two is core inflation.
pub(super) fn core(best: Candidate) -> Candidate {
    if best.word.indicator.code() != "inflation" || best.item != Some("excluding food and energy") {
        return best;
    }
    match "core_inflation".parse() {
        Ok(indicator) => Candidate { word: IndicatorWord { indicator, ..best.word }, item: None, ..best },
        Err(_) => best,
    }
}
