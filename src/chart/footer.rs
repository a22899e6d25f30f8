//! Below the plot: what the signs mean, and who said it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::canvas::{Anchor, Canvas};
use super::header::wrapped;
use super::plan::Plan;
use super::style::{FOOT, MARGIN};
use super::{ChartError, ChartSpec, Language, words};
use crate::model::{Observation, Stated};

/// A blank at which no line is broken.
const KEPT: &str = "\u{a0}";
/// The lines that the sources may take.
const LINES: usize = 3;

/// Draws the footer at the bottom of a picture; returns where it begins.
pub(super) fn draw(
    canvas: &mut Canvas,
    spec: &ChartSpec,
    plan: &Plan,
    (width, height): (i32, i32),
    language: Language,
) -> Result<i32, ChartError> {
    let lines = lines(canvas, spec, plan, width - 2 * MARGIN, language)?;
    let step = FOOT.size * 14 / 10;
    let top = height - MARGIN * 7 / 10 - step * lines.len() as i32;
    for (at, line) in lines.iter().enumerate() {
        canvas.text(line, FOOT, (MARGIN, top + step * at as i32 + FOOT.size), Anchor::Start)?;
    }
    Ok(top)
}

fn lines(
    canvas: &mut Canvas,
    spec: &ChartSpec,
    plan: &Plan,
    room: i32,
    language: Language,
) -> Result<Vec<String>, ChartError> {
    let note = spec.note.clone().unwrap_or_else(|| note(plan, language));
    let sources = sources(spec, plan, language);
    let mut lines = Vec::new();
    for shown in (1..=sources.len()).rev() {
        let source = spec.source.clone().unwrap_or_else(|| listed(&sources, shown, language));
        lines = wrapped(canvas, &format!("{source} {note}"), FOOT, room)?;
        if lines.len() <= LINES || spec.source.is_some() {
            break;
        }
    }
    Ok(lines)
}

/// The sources, each with the days on which it said something; the one that spoke last comes first.
fn sources(spec: &ChartSpec, plan: &Plan, language: Language) -> Vec<String> {
    let mut cited = BTreeMap::<&str, BTreeSet<Option<NaiveDate>>>::new();
    for observation in plan.marks().flat_map(|mark| &mark.observations) {
        cited.entry(spec.source_name(&observation.source_id)).or_default().insert(observation.vintage);
    }
    let mut cited: Vec<_> = cited.into_iter().collect();
    cited.sort_by(|(a, said_a), (b, said_b)| (said_b.last(), a).cmp(&(said_a.last(), b)));
    let told = |(name, days): (&str, BTreeSet<_>)| {
        let days: Vec<_> = days.into_iter().rev().map(|day| dated(day, language)).collect();
        format!("{name} {}", days.join(", "))
    };
    cited.into_iter().map(told).collect()
}

/// A day whose words stay on one line.
fn dated(vintage: Option<NaiveDate>, language: Language) -> String {
    let undated = || language.pick("(undated)", "(без даты)").to_owned();
    vintage.map_or_else(undated, |day| words::day(day, language)).replace(' ', KEPT)
}

/// The source of an observation with its day.
pub(super) fn source_of(spec: &ChartSpec, observation: &Observation, language: Language) -> String {
    let name = spec.source_name(&observation.source_id);
    format!("{name} {}", dated(observation.vintage, language)).replace(KEPT, " ")
}

fn listed(sources: &[String], shown: usize, language: Language) -> String {
    let word = match sources.len() {
        1 => language.pick("Source", "Источник"),
        _ => language.pick("Sources", "Источники"),
    };
    let rest = match sources.len() - shown {
        0 => String::new(),
        more => language.pick(format!(" and {more} more"), format!(" и ещё {more}")),
    };
    format!("{word}: {}{rest}.", sources[..shown].join("; "))
}

/// What the signs mean that the chart uses.
fn note(plan: &Plan, language: Language) -> String {
    let has = |holds: fn(Stated) -> bool| plan.marks().any(|mark| holds(mark.stated));
    let mut signs = Vec::new();
    if has(|s| matches!(s, Stated::Above(_))) {
        signs.push(language.pick("> over", "> свыше"));
    }
    if has(|s| matches!(s, Stated::Below(_))) {
        signs.push(language.pick("< almost or up to", "< почти или до"));
    }
    if has(|s| matches!(s, Stated::About(_))) {
        signs.push(language.pick("~ about", "~ около"));
    }
    if plan.marks().any(|m| m.dated_by_publication()) && plan.marks().any(|m| !m.dated_by_publication()) {
        signs.push(language.pick("† said of the present, on the day of publication", "† сказано о дне публикации"));
    }
    let quoted = language.pick("Values as quoted", "Значения как в источнике");
    let signs: Vec<_> = signs.iter().map(|sign| sign.replacen(' ', KEPT, 1)).collect();
    let meaning = if signs.is_empty() { String::new() } else { format!(": {}", signs.join(", ")) };
    format!("{quoted}{meaning}.")
}
