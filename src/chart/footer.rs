//! Below the plot: what the signs mean, and who said it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::canvas::{Anchor, Canvas};

use super::plan::{Plan, Role};
use super::style::{FOOT, MARGIN};
use super::text::wrapped;
use super::{ChartError, ChartSpec, Language, typeset, words};
use crate::model::{Observation, Policy, Stated};

/// A blank at which no line is broken.
const KEPT: &str = "\u{a0}";
/// The lines that the sources may take.
const LINES: usize = 3;
/// More sources than these are never written out.
const MOST: usize = 24;
/// More days than these of one source are told as a span.
const DAYS: usize = 3;
/// The distance of its lines.
const STEP: i32 = FOOT.size * 14 / 10;

/// The lines of the footer, and how high they are.
pub(super) struct Footer {
    lines: Vec<String>,
}

impl Footer {
    /// The footer of a chart so wide.
    pub(super) fn of(spec: &ChartSpec, plan: &Plan, width: i32, language: Language) -> Self {
        Self { lines: lines(spec, plan, width - 2 * MARGIN, language) }
    }

    /// Its height with the margin below it.
    pub(super) fn height(&self) -> i32 {
        MARGIN * 7 / 10 + STEP * self.lines.len() as i32
    }

    /// Draws it at the bottom of a picture.
    pub(super) fn draw(&self, canvas: &mut Canvas, height: i32) -> Result<(), ChartError> {
        let top = height - self.height();
        for (at, line) in self.lines.iter().enumerate() {
            canvas.text(line, FOOT, (MARGIN, top + STEP * at as i32 + FOOT.size), Anchor::Start)?;
        }
        Ok(())
    }
}

fn lines(spec: &ChartSpec, plan: &Plan, room: i32, language: Language) -> Vec<String> {
    let note = spec.note.clone().unwrap_or_else(|| note(plan, language));
    let sources = sources(spec, plan, language);
    let mut lines = Vec::new();
    for shown in (1..=sources.len().min(MOST)).rev() {
        let source = spec.source.clone().unwrap_or_else(|| listed(&sources, shown, language));
        lines = wrapped(&format!("{source} {note}"), FOOT, room);
        if lines.len() <= LINES || spec.source.is_some() {
            break;
        }
    }
    lines
}

/// The name of a source for readers; its id where no embedded face can show the name.
pub(super) fn source_name<'a>(spec: &'a ChartSpec, id: &'a str) -> &'a str {
    spec.sources.get(id).map(String::as_str).filter(|name| typeset::can_set(name)).unwrap_or(id)
}

/// The sources, each with the days on which it said something; the one that spoke last comes first.
fn sources(spec: &ChartSpec, plan: &Plan, language: Language) -> Vec<String> {
    let mut cited = BTreeMap::<&str, BTreeSet<Option<NaiveDate>>>::new();
    for observation in plan.marks().flat_map(|mark| &mark.observations) {
        cited.entry(source_name(spec, &observation.source_id)).or_default().insert(observation.vintage);
    }
    let mut cited: Vec<_> = cited.into_iter().collect();
    cited.sort_by(|(a, said_a), (b, said_b)| (said_b.last(), a).cmp(&(said_a.last(), b)));
    let told = |(name, days): (&str, BTreeSet<_>)| format!("{name} {}", on_days(&days, language));
    cited.into_iter().map(told).collect()
}

/// The days one by one, the latest first; of many, the first and the last.
fn on_days(days: &BTreeSet<Option<NaiveDate>>, language: Language) -> String {
    match (days.first(), days.last()) {
        (Some(first), Some(last)) if days.len() > DAYS => {
            format!("{}{KEPT}– {}", dated(*first, language), dated(*last, language))
        }
        _ => days.iter().rev().map(|day| dated(*day, language)).collect::<Vec<_>>().join(", "),
    }
}

/// A day whose words stay on one line.
pub(super) fn dated(vintage: Option<NaiveDate>, language: Language) -> String {
    let undated = || language.say("source.undated").to_owned();
    vintage.map_or_else(undated, |day| words::day(day, language)).replace(' ', KEPT)
}

/// The source of an observation with its day.
pub(super) fn source_of(spec: &ChartSpec, observation: &Observation, language: Language) -> String {
    let name = source_name(spec, &observation.source_id);
    format!("{name} {}", dated(observation.vintage, language)).replace(KEPT, " ")
}

fn listed(sources: &[String], shown: usize, language: Language) -> String {
    let word = language.say(if sources.len() == 1 { "source.one" } else { "source.many" });
    let rest = match sources.len() - shown {
        0 => String::new(),
        more => format!(" {}", language.fill("source.more", &[&more.to_string()])),
    };
    format!("{word}: {}{rest}.", sources[..shown].join("; "))
}

/// What the signs mean that the chart uses.
fn note(plan: &Plan, language: Language) -> String {
    let has = |holds: fn(Stated) -> bool| plan.marks().any(|mark| holds(mark.stated));
    let mut signs = Vec::new();
    if has(|s| matches!(s, Stated::Above(_))) {
        signs.push(language.say("note.above"));
    }
    if has(|s| matches!(s, Stated::Below(_))) {
        signs.push(language.say("note.below"));
    }
    if has(|s| matches!(s, Stated::About(_))) {
        signs.push(language.say("note.about"));
    }
    if plan.marks().any(|m| m.dated_by_publication()) && plan.marks().any(|m| !m.dated_by_publication()) {
        signs.push(language.say("note.present"));
    }
    let quoted = language.say("note.quoted");
    let signs: Vec<_> = signs.iter().map(|sign| sign.replacen(' ', KEPT, 1)).collect();
    let meaning = if signs.is_empty() { String::new() } else { format!(": {}", signs.join(", ")) };
    let undated = match plan.undated.len() {
        0 => String::new(),
        count => format!("; {}", language.fill("note.undated", &[&count.to_string()])),
    };
    // Where every value has its own place, as among sources, none is drawn otherwise than the others.
    let rivals = plan.marks().any(|mark| mark.role == Role::Rival);
    let policy = match plan.policy.filter(|_| rivals) {
        Some(Policy::First) => format!("; {}", language.say("note.first")),
        Some(Policy::Publishers(names)) => format!("; {}", language.fill("note.publishers", &[&names.join(", ")])),
        Some(Policy::Consensus) => format!("; {}", language.say("note.consensus")),
        Some(Policy::Latest) | None => String::new(),
    };
    format!("{quoted}{meaning}{undated}{policy}.")
}
