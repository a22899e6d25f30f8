//! The order of drawing: what stands behind is drawn first.

use plotters::style::RGBColor;

use super::canvas::{At, Canvas, Drawing, PX};
use super::ends::Ends;
use super::footer::Footer;
use super::frame::{self, Frame};
use super::geometry::Rect;
use super::header::Header;
use super::lying::Rows;
use super::panels::Grid;
use super::place::{self, Placed};
use super::plan::{Form, Mark, Plan};
use super::shapes::{self, Look};
use super::style::{self, MARGIN, PAPER, STEM, STROKE};
use super::words::{self, PeriodLabel};
use super::{ChartError, ChartSpec, Kind, Language, alt, footer, labels, names};
use crate::model::Series;

/// The height of a chart over time, in pixels, unless another is asked for.
const USUAL: i32 = 450;
/// The least height of its plot with the words below it.
const PLOT: i32 = 250 * PX;
/// More columns than these have no stems: they would be a fence.
const STEMS: usize = 24;
/// The greatest height of a picture, in pixels.
const HIGHEST: i32 = 9_900;

/// A chart being drawn: what is shown, and how wide.
#[derive(Clone, Copy)]
pub(super) struct Stage<'s, 'a> {
    /// What was asked for.
    pub(super) spec: &'s ChartSpec,
    /// What is shown.
    pub(super) plan: &'s Plan<'a>,
    /// The width of the picture.
    pub(super) across: i32,
    /// The language of its words.
    pub(super) language: Language,
}

/// What stands between header and footer, by how the places lie.
enum Body {
    Upright(Option<Ends>),
    Lying(Rows),
    Panels(Grid),
}

/// Draws the chart in one language.
pub(super) fn draw(spec: &ChartSpec, series: &[Series], language: Language) -> Result<Drawing, ChartError> {
    spec.check()?;
    let plan = Plan::new(spec, series, language)?;
    let across = spec.width as i32 * PX;
    let body = match plan.form() {
        Form::Upright => Body::Upright(Ends::of(&plan, across)),
        Form::Lying => Body::Lying(Rows::of(&plan, across)),
        Form::Panels => Body::Panels(Grid::of(&plan, across)),
    };
    let direct = matches!(body, Body::Upright(Some(_)));
    let header = Header::of(spec, &plan, across, direct, language);
    let footer = Footer::of(spec, &plan, across, language);
    let around = header.bottom + 16 * PX + footer.height() + 8 * PX;
    let height = height(spec, &body, around)?;
    let mut canvas = Canvas::new((spec.width, (height / PX).unsigned_abs()));
    canvas.rectangle([(0, 0), (across, height)], PAPER)?;
    header.draw(&mut canvas)?;
    footer.draw(&mut canvas, height)?;
    let stage = Stage { spec, plan: &plan, across, language };
    let room = (header.bottom + 16 * PX, height - footer.height() - 8 * PX);
    match body {
        Body::Upright(ends) => stage.upright(&mut canvas, ends.as_ref(), room)?,
        Body::Lying(rows) => rows.draw(&mut canvas, &stage, room)?,
        Body::Panels(grid) => grid.draw(&mut canvas, &stage, room)?,
    }
    let (short, long) = (alt::short(spec, &plan, language), alt::long(spec, &plan, language));
    Ok(canvas.finish(&spec.title, short, &long, language.say("code")))
}

/// The height that was asked for, or the one that the chart needs, in units of the canvas.
fn height(spec: &ChartSpec, body: &Body, around: i32) -> Result<i32, ChartError> {
    if let Some(height) = spec.height {
        return Ok(height as i32 * PX);
    }
    let needed = match body {
        Body::Upright(_) => (around + PLOT).max(USUAL * PX),
        Body::Lying(rows) => around + rows.height(),
        Body::Panels(grid) => around + grid.height(),
    };
    let pixels = (needed + PX - 1) / PX;
    if pixels > HIGHEST {
        return Err(ChartError::TooMuch { pixels: pixels.unsigned_abs() });
    }
    Ok(pixels * PX)
}

impl Stage<'_, '_> {
    fn upright(&self, canvas: &mut Canvas, ends: Option<&Ends>, (top, bottom): (i32, i32)) -> Result<(), ChartError> {
        let Stage { plan, across, language, .. } = *self;
        let beside = ends.map_or(0, |ends| ends.room);
        let room = Rect { left: MARGIN, right: across - MARGIN - beside, top, bottom };
        let axis = frame::axis(plan, room.height(), 55 * PX);
        let frame = Frame::of(plan, axis, room, language)?;
        frame.draw(canvas, plan, language)?;
        let placed = place::place(plan, &frame.axis, frame.plot, &frame.xs);
        let mut lines = match ends {
            Some(ends) => ends.draw(canvas, plan, &placed, frame.plot)?,
            None => Vec::new(),
        };
        lines.extend(self.join(canvas, &placed)?);
        for one in &placed {
            self.mark(canvas, one, self.ink(one.series))?;
        }
        let right = if ends.is_some() { frame.plot.right + 4 * PX } else { across - 4 * PX };
        let room = Rect { right, top: frame.plot.top - 14 * PX, ..frame.plot };
        labels::draw(canvas, plan, &placed, &lines, room, |one| self.ink(one.series), language)
    }

    /// The colour of a series; where series stand apart, none needs one of its own.
    fn ink(&self, series: usize) -> RGBColor {
        style::colour(if self.plan.coloured() { series } else { 0 })
    }

    /// Draws stems and joining lines; returns them, so that labels can keep clear of them.
    pub(super) fn join(&self, canvas: &mut Canvas, placed: &[Placed]) -> Result<Vec<(At, At)>, ChartError> {
        let plan = self.plan;
        let mut drawn = Vec::new();
        let over_time = plan.kind == Kind::Line && !plan.coloured() && plan.columns.len() <= STEMS;
        if over_time && plan.amounts() {
            for one in placed {
                canvas.path(&[(one.at.0, one.zero), one.at], STEM, 12)?;
                drawn.push(((one.at.0, one.zero), one.at));
            }
        }
        for (before, after) in place::joints(plan, placed) {
            let (a, b) = (&placed[before], &placed[after]);
            let expected = a.mark.expected() || b.mark.expected();
            canvas.open(&[("stroke-dasharray", if expected { "60 40" } else { "none" }), ("class", "joint")]);
            // What was said holds until something else is said.
            let step = (b.at.0, a.at.1);
            let points = if plan.kind == Kind::Vintages { vec![a.at, step, b.at] } else { vec![a.at, b.at] };
            canvas.path(&points, self.ink(a.series), STROKE)?;
            canvas.close();
            drawn.extend(points.windows(2).map(|pair| (pair[0], pair[1])));
        }
        Ok(drawn)
    }

    /// Draws a mark in a group that leads back to its figures and their sentences.
    pub(super) fn mark(&self, canvas: &mut Canvas, one: &Placed, ink: RGBColor) -> Result<(), ChartError> {
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
            ("data-unit-mult", &self.plan.mult.to_string()),
            ("data-status", &mark.status.to_string()),
            ("data-source", &sources.join(" ")),
            ("data-date", &dates.join(" ")),
        ]);
        canvas.title(&tale(self.spec, self.plan, mark, self.language));
        shapes::draw(canvas, one, Look::of(mark.role, mark.expected(), ink))?;
        canvas.close();
        Ok(())
    }
}

/// What a reader sees under the pointer: the value, its source, and the sentence that says it.
fn tale(spec: &ChartSpec, plan: &Plan, mark: &Mark, language: Language) -> String {
    let latest = mark.latest;
    let more = match mark.observations.len().saturating_sub(1) {
        0 => String::new(),
        more => format!(" {}", language.fill("source.more", &[&more.to_string()])),
    };
    format!(
        "{}: {} {} ({}; {}{more}): “{}”",
        PeriodLabel::of(mark.period(), language).on_one_line(),
        words::stated(mark.stated, language),
        names::unit(plan, language),
        words::status(mark.status, language),
        footer::source_of(spec, latest, language),
        latest.sentence.trim()
    )
}
