//! Indicators that are others by the slice or the unit in which a number is counted, or by what a sentence leaves out.

use super::Candidate;
use super::clauses::opens_without;
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
    let code = match (best.word.indicator.code(), best.item, unit) {
        _ if same && last.is_some_and(|l| matches!(l.word.indicator.code(), "oil_production" | "oil_exports")) => {
            "oil_exports"
        }
        _ if same && last.is_some_and(|l| matches!(l.word.indicator.code(), "gas_production" | "gas_exports")) => {
            "gas_exports"
        }
        ("exports", Some("gas" | "natural gas"), _) | ("exports", None, "cubic_metres") => "gas_exports",
        ("exports", Some("oil" | "crude oil"), _) | ("exports", None, "barrels_per_day" | "barrels") => "oil_exports",
        _ => return likewise(scene, best, counted),
    };
    if let Ok(indicator) = code.parse() {
        best.word.indicator = indicator;
        best.item = None;
    }
    best
}

/// "Oil exports rose by 5.3 %, those of gas by 21.6 %, of coal by 1.9 %": a source of energy with which a sentence goes on is sold or
/// bought as the one before, where nothing but its name says what is told of it.
fn likewise(scene: &Scene<'_>, mut best: Candidate, counted: Counted) -> Candidate {
    let traded = |l: &&Last| {
        let code = l.word.indicator.code();
        matches!(code, "exports" | "imports" | "oil_exports" | "gas_exports") && l.item.is_some() != code.contains('_')
    };
    let last = scene.discourse.last.as_ref().filter(|l| l.sentence == scene.local.index && l.counted == counted);
    let bare = best.word.strength == Strength::Weak && best.item.is_none() && best.place.is_some();
    let Some(last) = last.filter(traded).filter(|_| bare) else { return best };
    let source = match best.word.indicator.code() {
        "gas_production" => "gas",
        "oil_production" => "oil",
        "coal" => "coal",
        _ => return best,
    };
    let (code, item) = match (last.word.indicator.code(), source) {
        ("imports", source) => ("imports", Some(source)),
        (_, "gas") => ("gas_exports", None),
        (_, "oil") => ("oil_exports", None),
        (_, source) => ("exports", Some(source)),
    };
    if let Ok(indicator) = code.parse() {
        best.word = IndicatorWord { indicator, ..last.word };
        best.item = item;
    }
    best
}

/// "Excluding food and energy, consumer prices rose by 3.1 %": what is left without these two is core inflation.
pub(super) fn core(scene: &Scene<'_>, best: Candidate) -> Candidate {
    let prices = best.word.indicator.code() == "inflation";
    let opens = || opens_without(scene, best.place?.0).map(|i| i.indicator.code() == "core_inflation");
    let core =
        prices && (best.item == Some("excluding food and energy") || best.item.is_none() && opens() == Some(true));
    if !core {
        return best;
    }
    match "core_inflation".parse() {
        Ok(indicator) => Candidate { word: IndicatorWord { indicator, ..best.word }, item: None, ..best },
        Err(_) => best,
    }
}
