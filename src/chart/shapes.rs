//! The shapes of values: points, bars, ranges and open ends.

use plotters::style::RGBColor;

use super::ChartError;
use super::canvas::{At, Canvas, PX};
use super::geometry::Rect;
use super::place::Placed;
use super::plan::Role;
use super::style::{self, PAPER, STROKE, Shape};

/// How a shape is filled and edged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Look {
    /// The colour of its series, lighter for what has not happened.
    pub(super) colour: RGBColor,
    /// Whether only its edge is drawn.
    pub(super) hollow: bool,
    /// Whether its edge is broken.
    pub(super) dashed: bool,
}

impl Look {
    /// The look of a mark in the colour of its series.
    pub(super) fn of(role: Role, expected: bool, colour: RGBColor) -> Self {
        let colour = if expected { style::mixed(colour, PAPER, 25) } else { colour };
        Self { colour, hollow: expected || role != Role::Main, dashed: expected }
    }
}

/// Draws a mark with its bound.
pub(super) fn draw(canvas: &mut Canvas, placed: &Placed, look: Look) -> Result<(), ChartError> {
    match placed.body() {
        Some(body) => bar(canvas, placed, body, look)?,
        None if placed.mark.stated.value_high().is_some() => range(canvas, placed, look)?,
        None => {
            whisker(canvas, placed, look)?;
            point(canvas, style::shape(placed.shape), placed.at, placed.half, look)?;
        }
    }
    open_end(canvas, placed, look)
}

/// A bar from zero. The part of a range that is not certain is lighter.
fn bar(canvas: &mut Canvas, placed: &Placed, body: Rect, look: Look) -> Result<(), ChartError> {
    filled(canvas, body, look)?;
    if placed.mark.stated.value_high().is_some() {
        let unsure = Rect { top: placed.high, bottom: placed.low, ..body };
        canvas.rectangle([(unsure.left, unsure.top), (unsure.right, unsure.bottom)], PAPER)?;
        let light = style::mixed(look.colour, PAPER, 65);
        canvas.rectangle([(unsure.left, unsure.top), (unsure.right, unsure.bottom)], light)?;
        return edge(canvas, unsure, look);
    }
    whisker(canvas, placed, Look { colour: style::mixed(look.colour, style::INK, 50), ..look })
}

fn filled(canvas: &mut Canvas, body: Rect, look: Look) -> Result<(), ChartError> {
    let corners = [(body.left, body.top), (body.right, body.bottom)];
    if look.hollow {
        canvas.rectangle(corners, PAPER)?;
        return edge(canvas, body, look);
    }
    canvas.rectangle(corners, look.colour)
}

fn edge(canvas: &mut Canvas, body: Rect, look: Look) -> Result<(), ChartError> {
    let inside = body.grown(-STROKE / 2);
    let Rect { left, top, right, bottom } = inside;
    let corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)];
    outlined(canvas, &corners, look)
}

fn outlined(canvas: &mut Canvas, corners: &[At], look: Look) -> Result<(), ChartError> {
    let dashes = if look.dashed { "35 25" } else { "none" };
    canvas.open(&[("stroke-dasharray", dashes), ("stroke-linejoin", "round")]);
    canvas.path(corners, look.colour, STROKE)?;
    canvas.close();
    Ok(())
}

/// The reach of "about": lighter than the value, which is what the text says.
fn whisker(canvas: &mut Canvas, placed: &Placed, look: Look) -> Result<(), ChartError> {
    if placed.low == placed.high {
        return Ok(());
    }
    let x = placed.at.0;
    let light = style::mixed(look.colour, PAPER, 45);
    canvas.path(&[(x, placed.low), (x, placed.high)], light, STROKE)?;
    for end in [placed.low, placed.high] {
        canvas.path(&[(x - 3 * PX, end), (x + 3 * PX, end)], light, STROKE)?;
    }
    Ok(())
}

/// A range as a bar between its ends; no value inside it is stated, so none is marked.
fn range(canvas: &mut Canvas, placed: &Placed, look: Look) -> Result<(), ChartError> {
    let x = placed.at.0;
    if look.dashed {
        outlined(canvas, &[(x, placed.high), (x, placed.low)], look)?;
    } else {
        let body = Rect { left: x - 3 * PX, right: x + 3 * PX, top: placed.high, bottom: placed.low };
        filled(canvas, body, look)?;
    }
    for end in [placed.low, placed.high] {
        canvas.path(&[(x - 6 * PX, end), (x + 6 * PX, end)], look.colour, STROKE)?;
    }
    Ok(())
}

/// An arrow from the value into the side on which the true one lies.
fn open_end(canvas: &mut Canvas, placed: &Placed, look: Look) -> Result<(), ChartError> {
    let Some((from, tip)) = placed.arrow() else {
        return Ok(());
    };
    let on_bar = placed.opens_inwards() && !look.hollow;
    let colour = if on_bar { PAPER } else { look.colour };
    arrow(canvas, from, tip, colour)
}

/// An arrow straight up or down.
fn arrow(canvas: &mut Canvas, from: At, tip: At, colour: RGBColor) -> Result<(), ChartError> {
    let back = if tip.1 < from.1 { 5 * PX } else { -5 * PX };
    canvas.path(&[from, (tip.0, tip.1 + back / 2)], colour, STROKE)?;
    let side = 4 * PX;
    canvas.area(&[tip, (tip.0 - side, tip.1 + back + back / 4), (tip.0 + side, tip.1 + back + back / 4)], colour)
}

/// The shape of a point.
pub(super) fn point(canvas: &mut Canvas, shape: Shape, at: At, half: i32, look: Look) -> Result<(), ChartError> {
    if shape == Shape::Circle {
        return disc(canvas, at, half, look);
    }
    let mut corners = corners(shape, at, half);
    if look.hollow {
        canvas.area(&corners, PAPER)?;
        corners.extend(corners.first().copied());
        return outlined(canvas, &corners, look);
    }
    canvas.area(&corners, look.colour)
}

fn disc(canvas: &mut Canvas, at: At, half: i32, look: Look) -> Result<(), ChartError> {
    if !look.hollow {
        return canvas.circle(at, half, look.colour, None);
    }
    canvas.circle(at, half, PAPER, None)?;
    canvas.open(&[("stroke-dasharray", if look.dashed { "30 22" } else { "none" })]);
    canvas.circle(at, half - STROKE / 2, look.colour, Some(STROKE))?;
    canvas.close();
    Ok(())
}

fn corners(shape: Shape, (x, y): At, half: i32) -> Vec<At> {
    let (wide, tall) = (half * 11 / 10, half * 12 / 10);
    match shape {
        Shape::Circle => Vec::new(),
        Shape::Square => {
            let side = half * 9 / 10;
            vec![(x - side, y - side), (x + side, y - side), (x + side, y + side), (x - side, y + side)]
        }
        Shape::Triangle => vec![(x, y - tall), (x + wide, y + half * 8 / 10), (x - wide, y + half * 8 / 10)],
        Shape::Diamond => vec![(x, y - tall), (x + tall, y), (x, y + tall), (x - tall, y)],
        Shape::Wedge => vec![(x, y + tall), (x + wide, y - half * 8 / 10), (x - wide, y - half * 8 / 10)],
    }
}
