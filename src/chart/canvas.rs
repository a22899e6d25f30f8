//! The drawing surface: shapes by plotters, text as outlines, and the groups that lead back to a figure.
//!
//! plotters' SVG backend counts in whole pixels, so everything here counts in tenths of one: the view box is ten
//! times the size of the picture. Groups carry what plotters' elements cannot: dashes, line caps, titles, data.

use std::collections::BTreeMap;
use std::fmt::Write;

use plotters::backend::SVGBackend;
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Circle, PathElement, Polygon, Rectangle};
use plotters::style::{RGBColor, ShapeStyle};

use super::ChartError;
use super::typeset::{EM, Typesetter, Weight};

/// One pixel in the units of the canvas.
pub(super) const PX: i32 = 10;

/// A place on the canvas: tenths of a pixel from the left, and from the top.
pub(super) type At = (i32, i32);

/// Which point of a text stands at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    /// Its left end.
    Start,
    /// Its middle.
    Middle,
    /// Its right end.
    End,
}

/// How a text is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Font {
    /// The weight of the face.
    pub(super) weight: Weight,
    /// The size of the em square, in tenths of a pixel.
    pub(super) size: i32,
    /// The colour.
    pub(super) colour: RGBColor,
}

/// An SVG in the making.
pub(super) struct Canvas {
    size: (u32, u32),
    body: String,
    type_: Typesetter,
    outlines: BTreeMap<(Weight, String), String>,
}

/// Text with the characters that XML reserves escaped, and without those that it forbids.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\r' | '\t' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}

impl Canvas {
    /// An empty canvas of a size in pixels.
    pub(super) fn new(size: (u32, u32)) -> Self {
        Self { size, body: String::new(), type_: Typesetter::new(), outlines: BTreeMap::new() }
    }

    /// Opens a group with attributes; [`Canvas::close`] ends it.
    pub(super) fn open(&mut self, attributes: &[(&str, &str)]) {
        self.body.push_str("<g");
        for (name, value) in attributes {
            let _ = write!(self.body, " {name}=\"{}\"", escaped(value));
        }
        self.body.push_str(">\n");
    }

    /// Says what the group just opened is; viewers show it under the pointer.
    pub(super) fn title(&mut self, text: &str) {
        let _ = writeln!(self.body, "<title>{}</title>", escaped(text));
    }

    /// Ends a group.
    pub(super) fn close(&mut self) {
        self.body.push_str("</g>\n");
    }

    /// A line through points.
    pub(super) fn path(&mut self, points: &[At], colour: RGBColor, width: i32) -> Result<(), ChartError> {
        let style = ShapeStyle { color: colour.into(), filled: false, stroke_width: width.unsigned_abs() };
        self.plot(|area| area.draw(&PathElement::new(points.to_vec(), style)))
    }

    /// A filled area.
    pub(super) fn area(&mut self, points: &[At], colour: RGBColor) -> Result<(), ChartError> {
        self.plot(|area| area.draw(&Polygon::new(points.to_vec(), colour)))
    }

    /// A filled rectangle.
    pub(super) fn rectangle(&mut self, corners: [At; 2], colour: RGBColor) -> Result<(), ChartError> {
        let style = ShapeStyle { color: colour.into(), filled: true, stroke_width: 0 };
        self.plot(|area| area.draw(&Rectangle::new(corners, style)))
    }

    /// A circle, filled or not.
    pub(super) fn circle(
        &mut self,
        at: At,
        radius: i32,
        colour: RGBColor,
        line: Option<i32>,
    ) -> Result<(), ChartError> {
        let stroke_width = line.unwrap_or_default().unsigned_abs();
        let style = ShapeStyle { color: colour.into(), filled: line.is_none(), stroke_width };
        self.plot(|area| area.draw(&Circle::new(at, radius, style)))
    }

    /// Has plotters draw into a picture of its own, and takes what it drew.
    fn plot<F, E: std::fmt::Display>(&mut self, draw: F) -> Result<(), ChartError>
    where
        F: FnOnce(&DrawingArea<SVGBackend<'_>, Shift>) -> Result<(), E>,
    {
        let mut picture = String::new();
        {
            let area = SVGBackend::with_string(&mut picture, self.units()).into_drawing_area();
            draw(&area).map_err(|error| ChartError::Draw(error.to_string()))?;
            area.present().map_err(|error| ChartError::Draw(error.to_string()))?;
        }
        self.body.extend(picture.lines().filter(|line| !line.contains("svg")).flat_map(|line| [line, "\n"]));
        Ok(())
    }

    fn units(&self) -> (u32, u32) {
        (self.size.0 * PX.unsigned_abs(), self.size.1 * PX.unsigned_abs())
    }

    /// The width of a line of text.
    pub(super) fn width(&mut self, text: &str, font: Font) -> Result<i32, ChartError> {
        let width = self.type_.run(text, font.weight)?.width;
        Ok((i64::from(width) * i64::from(font.size) / i64::from(EM)) as i32 + 1)
    }

    /// A line of text with its base line at a place.
    pub(super) fn text(&mut self, text: &str, font: Font, at: At, anchor: Anchor) -> Result<(), ChartError> {
        let width = self.width(text, font)?;
        let x = match anchor {
            Anchor::Start => at.0,
            Anchor::Middle => at.0 - width / 2,
            Anchor::End => at.0 - width,
        };
        let scale = f64::from(font.size) / f64::from(EM);
        let RGBColor(r, g, b) = font.colour;
        self.open(&[
            ("role", "img"),
            ("aria-label", &text.replace('\u{a0}', " ")),
            ("fill", &format!("#{r:02X}{g:02X}{b:02X}")),
            ("transform", &format!("translate({x} {}) scale({scale:.5})", at.1)),
        ]);
        let letters = self.type_.run(text, font.weight)?.letters.clone();
        for (letter, x) in letters {
            self.letter(letter, x, font.weight)?;
        }
        self.close();
        Ok(())
    }

    fn letter(&mut self, letter: String, x: i32, weight: Weight) -> Result<(), ChartError> {
        let id = letter_id(&letter, weight);
        let key = (weight, letter);
        if !self.outlines.contains_key(&key) {
            let outline = self.type_.outline(&key.1, weight)?;
            self.outlines.insert(key.clone(), outline);
        }
        if self.outlines.get(&key).is_some_and(|outline| !outline.is_empty()) {
            let _ = write!(self.body, "<use xlink:href=\"#{id}\" x=\"{x}\"/>");
        }
        Ok(())
    }

    /// The finished SVG with its title and description.
    pub(super) fn finish(self, title: &str, description: &str, language: &str) -> String {
        let ((width, height), (w, h)) = (self.size, self.units());
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"{width}\" \
             height=\"{height}\" viewBox=\"0 0 {w} {h}\" role=\"img\" lang=\"{language}\">\n<title>{}</title>\n\
             <desc>{}</desc>\n<defs>\n",
            escaped(title),
            escaped(description)
        );
        for ((weight, letter), outline) in self.outlines.iter().filter(|(_, outline)| !outline.is_empty()) {
            let _ = writeln!(svg, "<path id=\"{}\" d=\"{outline}\"/>", letter_id(letter, *weight));
        }
        svg.push_str("</defs>\n");
        svg.push_str(&self.body);
        svg.push_str("</svg>\n");
        svg
    }
}

/// The name of a letter's outline: it is the same in every chart, so that charts may share one page.
fn letter_id(letter: &str, weight: Weight) -> String {
    let mut id = String::from(match weight {
        Weight::Regular => "r",
        Weight::SemiBold => "s",
    });
    for c in letter.chars() {
        let _ = write!(id, "-{:x}", c as u32);
    }
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_forbids_is_kept_out() {
        assert_eq!(escaped("a<b & \"c\"\u{0}\u{1b}\n>"), "a&lt;b &amp; &quot;c&quot; &gt;");
    }

    #[test]
    fn a_canvas_draws_each_outline_once() {
        let mut canvas = Canvas::new((240, 240));
        let font = Font { weight: Weight::Regular, size: 120, colour: RGBColor(0, 0, 0) };
        canvas.text("sees", font, (0, 200), Anchor::Start).expect("text");
        canvas.path(&[(0, 0), (100, 100)], RGBColor(1, 2, 3), 15).expect("a path");
        let svg = canvas.finish("t", "d", "en");
        assert_eq!(svg.matches("<path id=").count(), 2, "{svg}");
        assert_eq!(svg.matches("<use ").count(), 4);
        assert!(svg.contains("points=\"0,0 100,100 \"") && svg.contains("aria-label=\"sees\""), "{svg}");
        assert_eq!(svg.matches("<svg").count(), 1);
    }
}
