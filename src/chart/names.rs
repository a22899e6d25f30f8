//! The names of series, and what a chart says above the plot.

use super::plan::Plan;
use super::words;
use super::{ChartSpec, Language};
use crate::model::codelist::AreaKind;
use crate::model::{Area, IndicatorKind, SeriesKey, Transformation, UnitMult};

/// The name of each series: the spec's own, else what tells it apart from the others.
pub(super) fn names(spec: &ChartSpec, keys: &[&SeriesKey], language: Language) -> Vec<String> {
    let name = |key: &&SeriesKey| {
        let own = spec.labels.get(*key).cloned();
        own.unwrap_or_else(|| apart(key, keys, language))
    };
    keys.iter().map(name).collect()
}

fn apart(key: &SeriesKey, keys: &[&SeriesKey], language: Language) -> String {
    let differs = |same: fn(&SeriesKey, &SeriesKey) -> bool| keys.iter().any(|other| !same(key, other));
    let mut parts = Vec::new();
    if keys.len() == 1 || differs(|a, b| a.indicator == b.indicator) {
        parts.push(indicator(key, language));
    }
    if differs(|a, b| a.item == b.item) {
        parts.push(key.item.clone().unwrap_or_else(|| language.say("item.total").to_owned()));
    }
    if keys.len() == 1 || differs(|a, b| (a.area, a.counterpart) == (b.area, b.counterpart)) {
        let sides = differs(|a, b| a.area == b.area) && !differs(|a, b| a.counterpart == b.counterpart);
        parts.push(if sides { area_name(key.area, language).to_owned() } else { areas(key, language) });
    }
    if differs(|a, b| a.measure == b.measure) {
        let measure = words::measure(key.measure, language);
        parts.push(if measure.is_empty() { language.say("measure.level").to_owned() } else { measure });
    }
    parts.join(", ")
}

fn indicator(key: &SeriesKey, language: Language) -> String {
    let name = if language.is_russian() { key.indicator.name_ru() } else { key.indicator.name() };
    if name.is_empty() { key.indicator.name().to_owned() } else { name.to_owned() }
}

/// The name of an area. A bloc with a long name is known by its letters, and the name would not fit.
fn area_name(area: Area, language: Language) -> &'static str {
    if language.is_russian() {
        return area.name_ru();
    }
    let letters = area.code().len() <= 6 && area.name().len() > 16;
    if area.kind() == AreaKind::Bloc && letters { area.code() } else { area.name() }
}

/// "Russia", "Russia and CIS", "within EAEU".
fn areas(key: &SeriesKey, language: Language) -> String {
    let area = area_name(key.area, language);
    match key.counterpart {
        Some(other) if other == key.area => language.fill("sides.within", &[area]),
        Some(other) => language.fill("sides.and", &[area, area_name(other, language)]),
        None => area.to_owned(),
    }
}

/// The line below the title: what is measured and of whom, unless the title says so already, the unit, the periods.
pub(super) fn subtitle(spec: &ChartSpec, plan: &Plan, language: Language) -> String {
    let keys: Vec<_> = plan.lines.iter().map(|line| line.key).collect();
    let own = || Some(what(&keys, language)).filter(|what| !says(&spec.title, what));
    let mut parts: Vec<String> = spec.subtitle.clone().or_else(own).into_iter().collect();
    let said = |parts: &[String], word: &str| parts.iter().any(|part| says(part, word));
    let unit = unit(plan, language);
    if !said(&parts, &unit) {
        parts.push(unit);
    }
    let span = words::span(&plan.periods, language);
    if !said(&parts, &span) && !says(&spec.title, &span) {
        parts.push(span);
    }
    parts.retain(|part| !part.is_empty());
    parts.join(", ")
}

/// Whether a text says a part of it already, in any case of its letters.
fn says(text: &str, part: &str) -> bool {
    text.to_lowercase().contains(&part.to_lowercase())
}

/// A title for a chart that has none of its own: what its series share.
pub(super) fn title(keys: &[&SeriesKey], language: Language) -> String {
    what(keys, language)
}

/// A series with its measure and unit: "Внешнеторговый оборот, Россия — СНГ, прирост к году ранее, %".
pub(super) fn in_full(key: &SeriesKey, language: Language) -> String {
    let measure = words::measure(key.measure, language);
    let parts = [title(&[key], language), measure, words::unit(key.unit, UnitMult(0), language)];
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}

/// The unit with what the measure adds to it: "percent, year on year".
pub(super) fn unit(plan: &Plan, language: Language) -> String {
    let unit = words::unit(plan.unit, plan.mult, language);
    let measures: Vec<_> = plan.lines.iter().map(|line| line.key.measure).collect();
    let measure = match measures.split_first() {
        // The name of such an indicator says already that it is a share.
        Some((Transformation::Share, _))
            if plan.lines.iter().all(|l| l.key.indicator.kind() == IndicatorKind::Rate) =>
        {
            String::new()
        }
        Some((first, rest)) if rest.iter().all(|m| m == first) => words::measure(*first, language),
        _ => String::new(),
    };
    if measure.is_empty() { unit } else { format!("{unit}, {measure}") }
}

fn what(keys: &[&SeriesKey], language: Language) -> String {
    let Some(first) = keys.first() else {
        return String::new();
    };
    let mut parts = Vec::new();
    if keys.iter().all(|key| key.indicator == first.indicator) {
        parts.push(indicator(first, language));
    }
    if keys.iter().all(|key| key.item == first.item) {
        parts.extend(first.item.clone());
    }
    if keys.iter().all(|key| (key.area, key.counterpart) == (first.area, first.counterpart)) {
        parts.push(areas(first, language));
    } else if keys.iter().all(|key| key.area == first.area) {
        parts.push(area_name(first.area, language).to_owned());
    }
    parts.join(", ")
}
