//! The drawing surface: shapes by plotters, text as outlines, and the groups that lead back to a figure.
//!
//! plotters' SVG backend counts in whole pixels, so everything here counts in tenths of one: the view box is ten
//! times the size of the picture. Groups carry what plotters' elements cannot: dashes, line caps, titles, data.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt::Write;

use plotters::backend::SVGBackend;
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Circle, PathElement, Polygon, Rectangle};
use plotters::style::{RGBColor, ShapeStyle};

use super::ChartError;
use super::geometry::Turn;
use super::typeset::{self, EM, Glyph, Weight};

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
    outlines: BTreeMap<Glyph, String>,
    turn: Option<Turn>,
}

/// A chart as it was drawn: its SVG, and what it says in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    /// What the chart shows, in a sentence or two made from its data: for those who cannot see it.
    pub alt: String,
    /// The outlines of its letters as SVG path data, by the names under which the drawing uses them. A name is the same
    /// in every drawing, so that drawings on one page may share them.
    pub outlines: BTreeMap<String, String>,
    head: String,
    body: String,
}

impl Drawing {
    /// The whole SVG, which stands by itself.
    pub fn svg(&self) -> String {
        format!("{}{}{}</svg>\n", self.head, outline_definitions(&self.outlines), self.body)
    }

    /// The SVG for a page that holds the outlines elsewhere.
    pub fn inline(&self) -> String {
        format!("{}{}</svg>\n", self.head, self.body)
    }
}

/// The definitions of outlines, as an SVG holds them.
pub fn outline_definitions(outlines: &BTreeMap<String, String>) -> String {
    let mut text = String::from("<defs>\n");
    for (name, outline) in outlines {
        let _ = writeln!(text, "<path id=\"{name}\" d=\"{outline}\"/>");
    }
    text.push_str("</defs>\n");
    text
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
        Self { size, body: String::new(), outlines: BTreeMap::new(), turn: None }
    }

    /// From here on, shapes are turned so that what would stand lies; texts are not.
    pub(super) fn turn(&mut self, turn: Option<Turn>) {
        self.turn = turn;
    }

    fn turned(&self, at: At) -> At {
        self.turn.map_or(at, |turn| turn.at(at))
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
        let points: Vec<_> = points.iter().map(|at| self.turned(*at)).collect();
        self.plot(|area| area.draw(&PathElement::new(points, style)))
    }

    /// A filled area.
    pub(super) fn area(&mut self, points: &[At], colour: RGBColor) -> Result<(), ChartError> {
        let points: Vec<_> = points.iter().map(|at| self.turned(*at)).collect();
        self.plot(|area| area.draw(&Polygon::new(points, colour)))
    }

    /// A filled rectangle.
    pub(super) fn rectangle(&mut self, corners: [At; 2], colour: RGBColor) -> Result<(), ChartError> {
        let style = ShapeStyle { color: colour.into(), filled: true, stroke_width: 0 };
        let (a, b) = (self.turned(corners[0]), self.turned(corners[1]));
        let corners = [(a.0.min(b.0), a.1.min(b.1)), (a.0.max(b.0), a.1.max(b.1))];
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
        let at = self.turned(at);
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

    /// A line of text with its base line at a place.
    pub(super) fn text(&mut self, text: &str, font: Font, at: At, anchor: Anchor) -> Result<(), ChartError> {
        let width = width(text, font);
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
        let heavy = (font.weight == Weight::SemiBold).then(|| format!("#{r:02X}{g:02X}{b:02X}"));
        for letter in typeset::run(text, font.weight).letters {
            self.letter(letter, heavy.as_deref())?;
        }
        self.close();
        Ok(())
    }

    /// Draws a letter; one of a face that has no heavy weight gets an edge in its colour where it should be heavy.
    fn letter(&mut self, letter: typeset::Letter, heavy: Option<&str>) -> Result<(), ChartError> {
        let outline = match self.outlines.entry(letter.glyph) {
            Entry::Occupied(drawn) => drawn.into_mut(),
            Entry::Vacant(new) => new.insert(letter.glyph.outline()?),
        };
        if !outline.is_empty() {
            let _ = write!(self.body, "<use href=\"#{}\" x=\"{}\"", letter.glyph.name(), letter.x);
            if letter.y != 0 {
                let _ = write!(self.body, " y=\"{}\"", letter.y);
            }
            if let Some(colour) = heavy.filter(|_| letter.glyph.has_one_weight()) {
                let _ = write!(self.body, " stroke=\"{colour}\" stroke-width=\"48\"");
            }
            self.body.push_str("/>");
        }
        Ok(())
    }

    /// The finished drawing with its title, its short and its full description.
    pub(super) fn finish(self, title: &str, alt: String, description: &str, language: &str) -> Drawing {
        let ((width, height), (w, h)) = (self.size, self.units());
        let head = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {w} {h}\" \
             role=\"img\" lang=\"{language}\" aria-label=\"{}\">\n<title>{}</title>\n<desc>{}</desc>\n",
            escaped(&alt),
            escaped(title),
            escaped(description)
        );
        let outlines = self.outlines.into_iter().filter(|(_, outline)| !outline.is_empty());
        let outlines = outlines.map(|(glyph, outline)| (glyph.name(), outline)).collect();
        Drawing { alt, outlines, head, body: self.body }
    }
}

/// The width of a line of text.
pub(super) fn width(text: &str, font: Font) -> i32 {
    let width = typeset::run(text, font.weight).width;
    (i64::from(width) * i64::from(font.size) / i64::from(EM)) as i32 + 1
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
        let svg = canvas.finish("t", "a".to_owned(), "d", "en").svg();
        assert_eq!(svg.matches("<path id=").count(), 2, "{svg}");
        assert_eq!(svg.matches("<use ").count(), 4);
        assert!(svg.contains("points=\"0,0 100,100 \"") && svg.contains("aria-label=\"sees\""), "{svg}");
        assert_eq!(svg.matches("<svg").count(), 1);
    }
}
