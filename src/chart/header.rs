//! Above the plot: title, subtitle and legend.

use super::canvas::{Anchor, At, Canvas, Font, PX};
use super::plan::{Mark, Plan, Role};
use super::shapes::{self, Look};
use super::style::{self, GREY, LEGEND, MARGIN, RADIUS, SUBTITLE, TITLE};
use super::{ChartError, ChartSpec, Kind, Language, names};
use crate::model::ObsStatus;

/// A line of the legend: a sample and what it means.
struct Entry {
    series: usize,
    look: Look,
    half: i32,
    text: String,
}

/// Draws all that stands above the plot; returns where it ends.
pub(super) fn draw(
    canvas: &mut Canvas,
    spec: &ChartSpec,
    plan: &Plan,
    width: i32,
    language: Language,
) -> Result<i32, ChartError> {
    let room = width - 2 * MARGIN;
    let mut y = MARGIN - 4 * PX;
    y = paragraph(canvas, &spec.title, TITLE, y, room)?;
    y = paragraph(canvas, &names::subtitle(spec, plan, language), SUBTITLE, y + 2 * PX, room)?;
    legend(canvas, plan, &entries(plan, language), y, room)
}

fn paragraph(canvas: &mut Canvas, text: &str, font: Font, top: i32, room: i32) -> Result<i32, ChartError> {
    let mut y = top;
    for line in wrapped(canvas, text, font, room)? {
        canvas.text(&line, font, (MARGIN, y + font.size), Anchor::Start)?;
        y += font.size * 13 / 10;
    }
    Ok(y)
}

/// A text broken at its plain blanks, not at those that keep words together, into lines no wider than the room; a word that is wider stands alone.
pub(super) fn wrapped(canvas: &mut Canvas, text: &str, font: Font, room: i32) -> Result<Vec<String>, ChartError> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split([' ', '\n']).filter(|word| !word.is_empty()) {
        let longer = lines.last().map(|line| format!("{line} {word}"));
        match longer {
            Some(longer) if canvas.width(&longer, font)? <= room => {
                if let Some(last) = lines.last_mut() {
                    *last = longer;
                }
            }
            _ => lines.push(word.to_owned()),
        }
    }
    Ok(lines)
}

fn entries(plan: &Plan, language: Language) -> Vec<Entry> {
    let mut entries = Vec::new();
    if plan.lines.len() > 1 && !plan.by_series() {
        for (series, line) in plan.lines.iter().enumerate() {
            let look = Look { colour: style::colour(series), hollow: false, dashed: false };
            entries.push(Entry { series, look, half: RADIUS, text: line.name.clone() });
        }
    }
    let mut key = |holds: &dyn Fn(&Mark) -> bool, role: Role, expected: bool, text: &str| {
        if plan.marks().any(holds) {
            let half = if role == Role::Rival { RADIUS - PX } else { RADIUS };
            entries.push(Entry { series: 0, look: Look::of(role, expected, GREY), half, text: text.to_owned() });
        }
    };
    let unlike = language.pick("period unlike the others", "период иной длины");
    key(&|m| m.role == Role::Unlike && !m.expected(), Role::Unlike, false, unlike);
    let rival = language.pick("earlier vintage or other source", "более ранняя дата или иной источник");
    key(&|m| m.role == Role::Rival && !m.expected(), Role::Rival, false, rival);
    key(&|m| m.expected(), Role::Main, true, expectation(plan, language));
    entries
}

fn expectation(plan: &Plan, language: Language) -> &'static str {
    let has = |status| plan.marks().any(|m| m.status == status);
    match (has(ObsStatus::Forecast), has(ObsStatus::Target)) {
        (true, true) => language.pick("forecast or target", "прогноз или цель"),
        (false, true) => language.pick("target", "цель"),
        _ => language.pick("forecast", "прогноз"),
    }
}

fn legend(canvas: &mut Canvas, plan: &Plan, entries: &[Entry], top: i32, room: i32) -> Result<i32, ChartError> {
    let (mut x, mut y) = (MARGIN, top + 8 * PX);
    for entry in entries {
        let width = 18 * PX + canvas.width(&entry.text, LEGEND)?;
        if x > MARGIN && x + width > MARGIN + room {
            (x, y) = (MARGIN, y + 19 * PX);
        }
        sample(canvas, plan, entry, (x + 6 * PX, y + 8 * PX))?;
        canvas.text(&entry.text, LEGEND, (x + 18 * PX, y + 12 * PX), Anchor::Start)?;
        x += width + 18 * PX;
    }
    Ok(if entries.is_empty() { top } else { y + 15 * PX })
}

/// A sample as it is drawn in the plot: a small bar where there are bars.
fn sample(canvas: &mut Canvas, plan: &Plan, entry: &Entry, at: At) -> Result<(), ChartError> {
    let shape = if plan.kind == Kind::Bars { style::Shape::Square } else { style::shape(entry.series) };
    shapes::point(canvas, shape, at, entry.half, entry.look)
}
