//! Oil and gas that are sold, which are indicators of their own; prices without those of energy.

use super::Candidate;
use crate::extract::discourse::Last;
use crate::extract::quantity::Counted;
use crate::extract::scene::{Origin, Scene};
use crate::lang::reading::IndicatorWord;
use crate::lang::{Link, Strength};

/// Exports of oil and of gas are indicators of their own, known by the slice or by the unit in which they are counted.
pub(super) fn energy(scene: &Scene<'_>, mut best: Candidate, counted: Counted) -> Candidate {
    let unit = match counted {
        Counted::Unit(unit, _) => unit.code(),
        _ => "",
    };
    // "Oil production fell by 2.8 %, exports by 0.4 % to 240 million tonnes": what is sold is what was produced.
    let last = scene.discourse.last.as_ref().filter(|l| l.sentence == scene.local.index && best.item.is_none());
    let same = !matches!(counted, Counted::Money(_)) && best.word.indicator.code() == "exports";
    let last = last.or_else(|| scene.discourse.last.as_ref().filter(|l| extracted(scene, &best, counted, l)));
    // "Gas exports to Europe rose in May. In five months, supplies grew by 11 %": a weak word goes on with what is sold.
    let weak = best.word.strength == Strength::Weak && best.item.is_none();
    let fuel = |l: &&Last| matches!(l.word.indicator.code(), "gas_exports" | "oil_exports");
    let near = |l: &&Last| l.line == scene.discourse.line && scene.local.index - l.sentence <= 2;
    let told = scene.discourse.last.as_ref().filter(near).filter(fuel);
    if let Some(told) = told.filter(|_| weak && best.word.indicator.code() == "exports") {
        best.word.indicator = told.word.indicator;
        return best;
    }
    if best.word.indicator.code() == "consumption" && unit == "kWh" {
        best.word.indicator = "electricity".parse().unwrap_or(best.word.indicator);
        best.item = Some("consumption");
        return best;
    }
    let code = match (best.word.indicator.code(), best.item, unit) {
        _ if same && last.is_some_and(|l| matches!(l.word.indicator.code(), "oil_production" | "oil_exports")) => {
            "oil_exports"
        }
        _ if same && last.is_some_and(|l| matches!(l.word.indicator.code(), "gas_production" | "gas_exports")) => {
            "gas_exports"
        }
        // "Imports came to 3.6 billion kWh".
        ("exports" | "imports", None, "kWh") => {
            best.item = Some("electricity");
            return best;
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

/// "Oil production rose to 90 million tonnes. Exports came to 70": whether what is sold, and named without more, is counted as what the
/// sentence before says was extracted.
fn extracted(scene: &Scene<'_>, best: &Candidate, counted: Counted, last: &Last) -> bool {
    let bare = best.item.is_none() && best.place.is_some() && matches!(counted, Counted::Unit(..));
    let near = last.sentence + 1 == scene.local.index && last.counted == counted;
    bare && near && scene.items().is_empty()
}

/// "Production declined by 5.4 % to 17.9 billion cubic metres": what is put out, and counted as gas, oil or current are.
pub(super) fn output_of(scene: &Scene<'_>, counted: Counted) -> Option<Candidate> {
    const REACH: usize = 8;
    let (page, number) = (scene.page, scene.quantity());
    let word = scene.indicators().iter().rfind(|i| i.last <= number.lead)?;
    let alone = word.last == word.first + 1 && page.link(word.first, Link::Output) && number.lead - word.last <= REACH;
    // The growth stands before the amount at which it arrives.
    let next =
        scene.next().filter(|q| number.is_percent() && page.link(number.last, Link::To) && q.lead <= number.last + 2);
    let unit = |counted: Counted| match counted {
        Counted::Unit(unit, _) => match unit.code() {
            "cubic_metres" => Some("gas_production"),
            "barrels_per_day" | "barrels" => Some("oil_production"),
            "kWh" => Some("electricity"),
            _ => None,
        },
        _ => None,
    };
    // "Oil production was 5 million barrels, gas production ...": a slice before the word says what it is of.
    let bare = !scene.items().iter().any(|m| m.last == word.first) && word.what.item.is_none();
    let made = unit(counted).or_else(|| next.and_then(|q| unit(q.counted))).filter(|_| alone && bare)?;
    let same = scene.before().iter().all(|q| q.last <= word.first || next.is_none());
    let word_of = IndicatorWord { indicator: made.parse().ok()?, item: None, measure: None, sign: 0, ..word.what };
    let place = Some(word.place());
    same.then_some(Candidate { cost: 0, word: word_of, item: None, place, origin: Origin::Clause, tied: true })
}

/// "Refinery runs rose to 14.8 million barrels a day": oil that is refined is an output of industry, though it is counted as what is extracted.
pub(super) fn refined(scene: &Scene<'_>, counted: Counted) -> Option<Candidate> {
    let barrels = matches!(counted, Counted::Unit(unit, _) if matches!(unit.code(), "barrels_per_day" | "barrels"));
    let word = scene.indicators().iter().rfind(|i| barrels && i.last <= scene.quantity().lead)?;
    let refining = word.what.item == Some("petroleum refining");
    let (item, place) = (word.what.item, Some(word.place()));
    refining.then_some(Candidate { cost: 0, word: word.what, item, place, origin: Origin::Clause, tied: true })
}

/// "Mutual FDI reached 48.8 billion. Russia is the largest investor with 39.8": a weak word for who invests goes on with direct investment.
pub(super) fn invested(scene: &Scene<'_>, best: Candidate) -> Candidate {
    // "Azerbaijan has invested 21.5 billion" says no more than that.
    let verb = best.place.is_some_and(|p| scene.page.link(p.0, Link::Invests));
    let weak = best.word.strength == Strength::Weak && best.word.indicator.code() == "investment" && !verb;
    let direct = |l: &&Last| l.line == scene.discourse.line && l.word.indicator.code() == "fdi";
    match scene.discourse.last.as_ref().filter(direct).filter(|_| weak) {
        Some(told) => Candidate { word: IndicatorWord { indicator: told.word.indicator, ..best.word }, ..best },
        None => best,
    }
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
