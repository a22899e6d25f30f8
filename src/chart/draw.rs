//! The order of drawing: what stands behind is drawn first.

use plotters::style::RGBColor;

use super::canvas::{At, Canvas, PX};
use super::geometry::Rect;
use super::place::{self, Placed};
use super::plan::{Line, Mark, Plan};
use super::shapes::{self, Look};
use super::style::{self, PAPER, STEM, STROKE};
use super::words::{self, PeriodLabel};
use super::{ChartError, ChartSpec, Kind, Language, footer, frame, header, labels, names};
use crate::model::Series;

/// Draws the chart in one language as a self-contained SVG.
pub(super) fn draw(spec: &ChartSpec, series: &[Series], language: Language) -> Result<String, ChartError> {
    spec.check()?;
    let plan = Plan::new(spec, series, language)?;
    let (width, height) = (spec.width as i32 * PX, spec.height as i32 * PX);
    let mut canvas = Canvas::new((spec.width, spec.height));
    canvas.rectangle([(0, 0), (width, height)], PAPER)?;
    let top = header::draw(&mut canvas, spec, &plan, width, language)?;
    let bottom = footer::draw(&mut canvas, spec, &plan, (width, height), language)?;
    let frame = frame::draw(&mut canvas, &plan, frame::room(width, top, bottom), language)?;
    let placed = place::place(&plan, &frame.axis, frame.plot);
    let lines = join(&mut canvas, &plan, &placed)?;
    for one in &placed {
        mark(&mut canvas, spec, &plan, one, language)?;
    }
    let room = Rect { left: frame.plot.left, right: width - 4 * PX, top: frame.plot.top - 14 * PX, ..frame.plot };
    labels::draw(&mut canvas, &placed, &lines, room, |one| ink(&plan, one.series), language)?;
    Ok(canvas.finish(&spec.title, &description(spec, &plan, language), language.pick("en", "ru")))
}

/// The colour of a series; where columns are series, none needs one of its own.
fn ink(plan: &Plan, series: usize) -> RGBColor {
    style::colour(if plan.by_series() { 0 } else { series })
}

/// Draws stems and joining lines; returns them, so that labels can keep clear of them.
fn join(canvas: &mut Canvas, plan: &Plan, placed: &[Placed]) -> Result<Vec<(At, At)>, ChartError> {
    let mut drawn = Vec::new();
    if plan.kind == Kind::Line && plan.amounts() && (plan.lines.len() == 1 || plan.by_series()) {
        for one in placed {
            canvas.path(&[(one.at.0, one.zero), one.at], STEM, 12)?;
            drawn.push(((one.at.0, one.zero), one.at));
        }
    }
    for (before, after) in place::joints(plan, placed) {
        let (a, b) = (&placed[before], &placed[after]);
        let expected = a.mark.expected() || b.mark.expected();
        canvas.open(&[("stroke-dasharray", if expected { "60 40" } else { "none" }), ("class", "joint")]);
        canvas.path(&[a.at, b.at], ink(plan, a.series), STROKE)?;
        canvas.close();
        drawn.push((a.at, b.at));
    }
    Ok(drawn)
}

/// Draws a mark in a group that leads back to its figures and their sentences.
fn mark(
    canvas: &mut Canvas,
    spec: &ChartSpec,
    plan: &Plan,
    one: &Placed,
    language: Language,
) -> Result<(), ChartError> {
    let mark = one.mark;
    let figures: Vec<_> = mark.observations.iter().map(|o| o.id.as_str()).collect();
    let sources: Vec<_> = mark.observations.iter().map(|o| o.source_id.as_str()).collect();
    let dates: Vec<_> = mark.observations.iter().filter_map(|o| Some(o.vintage?.to_string())).collect();
    canvas.open(&[
        ("class", &format!("mark {}", mark.stated.bound())),
        ("data-figure", &figures.join(" ")),
        ("data-series", &mark.latest.key.to_string()),
        ("data-period", &mark.period().to_string()),
        ("data-value", &mark.stated.to_string()),
        ("data-unit-mult", &plan.mult.to_string()),
        ("data-status", &mark.status.to_string()),
        ("data-source", &sources.join(" ")),
        ("data-date", &dates.join(" ")),
    ]);
    canvas.title(&tale(spec, plan, mark, language));
    shapes::draw(canvas, one, Look::of(mark.role, mark.expected(), ink(plan, one.series)))?;
    canvas.close();
    Ok(())
}

/// What a reader sees under the pointer: the value, its source, and the sentence that says it.
fn tale(spec: &ChartSpec, plan: &Plan, mark: &Mark, language: Language) -> String {
    let latest = mark.latest;
    let more = match mark.observations.len().saturating_sub(1) {
        0 => String::new(),
        more => language.pick(format!(" and {more} more"), format!(" и ещё {more}")),
    };
    format!(
        "{}: {} {} ({}; {}{more}): “{}”",
        PeriodLabel::of(mark.period(), language).on_one_line(),
        words::stated(mark.stated, language),
        names::unit(plan, language),
        mark.status,
        footer::source_of(spec, latest, language),
        latest.sentence.trim()
    )
}

/// The chart in words, for those who cannot see it.
fn description(spec: &ChartSpec, plan: &Plan, language: Language) -> String {
    let mut parts = vec![format!("{}.", names::subtitle(spec, plan, language))];
    parts.extend(plan.lines.iter().map(|line| told(spec, line, language)));
    parts.join(" ")
}

fn told(spec: &ChartSpec, line: &Line, language: Language) -> String {
    let value = |mark: &Mark| {
        format!(
            "{} {} ({}; {})",
            PeriodLabel::of(mark.period(), language).on_one_line(),
            words::stated(mark.stated, language),
            mark.status,
            footer::source_of(spec, mark.latest, language)
        )
    };
    let values: Vec<_> = line.marks.iter().map(value).collect();
    format!("{}: {}.", line.name, values.join(", "))
}
