//! Above the plot: title, subtitle and what the signs of the chart mean.

use super::canvas::{Anchor, At, Canvas, Font, PX, width};
use super::plan::{Form, Mark, Plan, Role};
use super::shapes::{self, Look};
use super::style::{self, GREY, LEGEND, MARGIN, RADIUS, SUBTITLE, TITLE};
use super::text::wrapped;
use super::{ChartError, ChartSpec, Language, names};
use crate::model::ObsStatus;

/// The distance of a sample from its words.
const SAMPLE: i32 = 18 * PX;

/// A sample and what it means.
struct Entry {
    series: usize,
    look: Look,
    half: i32,
    text: String,
    at: At,
}

/// All that stands above the plot, with its places.
pub(super) struct Header {
    title: Vec<String>,
    subtitle: Vec<String>,
    legend: Vec<Entry>,
    bars: bool,
    /// Where it ends.
    pub(super) bottom: i32,
}

impl Header {
    /// The header of a chart so wide; series are explained unless their names stand beside them.
    pub(super) fn of(spec: &ChartSpec, plan: &Plan, across: i32, direct: bool, language: Language) -> Self {
        let room = across - 2 * MARGIN;
        let title = wrapped(&spec.title, TITLE, room);
        let subtitle = wrapped(&names::subtitle(spec, plan, language), SUBTITLE, room);
        let bottom =
            MARGIN - 4 * PX + line(TITLE) * title.len() as i32 + 2 * PX + line(SUBTITLE) * subtitle.len() as i32;
        let mut legend = entries(plan, direct, language);
        let bottom = arrange(&mut legend, bottom, room);
        Self { title, subtitle, legend, bars: plan.bars, bottom }
    }

    /// Draws it.
    pub(super) fn draw(&self, canvas: &mut Canvas) -> Result<(), ChartError> {
        let y = paragraph(canvas, &self.title, TITLE, MARGIN - 4 * PX)?;
        paragraph(canvas, &self.subtitle, SUBTITLE, y + 2 * PX)?;
        for entry in &self.legend {
            let shape = if self.bars { style::Shape::Square } else { style::shape(entry.series) };
            shapes::point(canvas, shape, (entry.at.0 + 6 * PX, entry.at.1 + 8 * PX), entry.half, entry.look)?;
            canvas.text(&entry.text, LEGEND, (entry.at.0 + SAMPLE, entry.at.1 + 12 * PX), Anchor::Start)?;
        }
        Ok(())
    }
}

fn line(font: Font) -> i32 {
    font.size * 13 / 10
}

fn paragraph(canvas: &mut Canvas, lines: &[String], font: Font, top: i32) -> Result<i32, ChartError> {
    let mut y = top;
    for text in lines {
        canvas.text(text, font, (MARGIN, y + font.size), Anchor::Start)?;
        y += line(font);
    }
    Ok(y)
}

/// Gives each entry its place, line by line; returns where they end.
fn arrange(entries: &mut [Entry], top: i32, room: i32) -> i32 {
    let (mut x, mut y) = (MARGIN, top + 8 * PX);
    for entry in entries.iter_mut() {
        entry.text = super::text::shortened(&entry.text, LEGEND, room - SAMPLE);
        let across = SAMPLE + width(&entry.text, LEGEND);
        if x > MARGIN && x + across > MARGIN + room {
            (x, y) = (MARGIN, y + 19 * PX);
        }
        entry.at = (x, y);
        x += across + 18 * PX;
    }
    if entries.is_empty() { top } else { y + 15 * PX }
}

fn entries(plan: &Plan, direct: bool, language: Language) -> Vec<Entry> {
    let mut entries = Vec::new();
    if plan.coloured() && !direct {
        for (series, line) in plan.lines.iter().enumerate() {
            let look = Look { colour: style::colour(series), hollow: false, dashed: false };
            entries.push(Entry { series, look, half: RADIUS, text: line.name.clone(), at: (0, 0) });
        }
    }
    // Rows say in words what they are and of when.
    let lying = plan.form() == Form::Lying;
    let mut key = |holds: &dyn Fn(&Mark) -> bool, role: Role, expected: bool, text: &str| {
        if plan.marks().any(holds) && (!lying || role == Role::Rival) {
            let half = if role == Role::Rival { RADIUS - PX } else { RADIUS };
            let look = Look::of(role, expected, GREY);
            entries.push(Entry { series: 0, look, half, text: text.to_owned(), at: (0, 0) });
        }
    };
    let rival = if plan.policy.is_some() { "role.other" } else { "role.rival" };
    key(&|m| m.role == Role::Unlike && !m.expected(), Role::Unlike, false, language.say("role.unlike"));
    key(&|m| m.role == Role::Rival && !m.expected(), Role::Rival, false, language.say(rival));
    key(&|m| m.expected(), Role::Main, true, expectation(plan, language));
    entries
}

fn expectation(plan: &Plan, language: Language) -> &'static str {
    let has = |status| plan.marks().any(|m| m.status == status);
    match (has(ObsStatus::Forecast), has(ObsStatus::Target)) {
        (true, true) => language.say("role.expected"),
        (false, true) => language.say("status.target"),
        _ => language.say("status.forecast"),
    }
}
