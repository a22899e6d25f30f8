//! Text as outlines of the two embedded faces, so that a chart looks the same on every machine.
//!
//! A text element that only names its font looks different wherever the font is missing, and an embedded face would
//! be larger than the chart. Here each letter is an outline that the drawing holds once and uses many times.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

use resvg::tiny_skia::{PathSegment, Point};
use resvg::usvg::{self, Group, Node, Options, Tree};

use super::ChartError;
use super::canvas::escaped;

/// The units of the em square in which outlines and widths are held.
pub(super) const EM: i32 = 2048;

const FACES: [&[u8]; 2] = [include_bytes!("fonts/Inter-Regular.ttf"), include_bytes!("fonts/Inter-SemiBold.ttf")];

/// The weight of a face.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Weight {
    /// Inter Regular.
    Regular,
    /// Inter SemiBold.
    SemiBold,
}

/// A line of text as letters with their places, in units of [`EM`].
#[derive(Debug, Clone, Default)]
pub(super) struct Run {
    /// Each letter and where it begins.
    pub(super) letters: Vec<(String, i32)>,
    /// The advance of the whole line.
    pub(super) width: i32,
}

/// Sets text in the embedded faces; no face of the machine is ever looked at.
pub(super) struct Typesetter {
    options: Options<'static>,
    runs: BTreeMap<(Weight, String), Run>,
}

impl Typesetter {
    /// A typesetter that knows the embedded faces only.
    pub(super) fn new() -> Self {
        let mut fonts = usvg::fontdb::Database::new();
        for face in FACES {
            fonts.load_font_data(face.to_vec());
        }
        let options = Options { fontdb: Arc::new(fonts), font_family: "Inter".to_owned(), ..Options::default() };
        Self { options, runs: BTreeMap::new() }
    }

    /// The letters of a line, kerned.
    pub(super) fn run(&mut self, text: &str, weight: Weight) -> Result<&Run, ChartError> {
        let key = (weight, text.to_owned());
        if !self.runs.contains_key(&key) {
            let run = self.shape(text, weight)?;
            self.runs.insert(key.clone(), run);
        }
        self.runs.get(&key).ok_or_else(|| ChartError::Draw("a text was lost".to_owned()))
    }

    fn shape(&self, text: &str, weight: Weight) -> Result<Run, ChartError> {
        let tree = self.lay(text, weight)?;
        let Some(shaped) = text_of(tree.root()) else {
            return Ok(Run::default());
        };
        let mut letters: Vec<(String, i32)> = Vec::new();
        for glyph in shaped.layouted().iter().flat_map(|span| &span.positioned_glyphs) {
            // A letter with marks is several glyphs that all name the whole cluster: it is drawn once, as one.
            let marked = glyph.text.chars().nth(1).is_some();
            if !(marked && letters.last().is_some_and(|(last, _)| *last == glyph.text)) {
                letters.push((glyph.text.clone(), glyph.transform().tx.round() as i32));
            }
        }
        Ok(Run { letters, width: shaped.bounding_box().right().ceil() as i32 })
    }

    /// The outline of a letter as SVG path data in units of [`EM`]; empty for a blank.
    pub(super) fn outline(&self, letter: &str, weight: Weight) -> Result<String, ChartError> {
        let tree = self.lay(letter, weight)?;
        let mut data = String::new();
        if let Some(shaped) = text_of(tree.root()) {
            trace(shaped.flattened(), &mut data);
        }
        Ok(data)
    }

    fn lay(&self, text: &str, weight: Weight) -> Result<Tree, ChartError> {
        let weight = match weight {
            Weight::Regular => 400,
            Weight::SemiBold => 600,
        };
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"><text xml:space=\"preserve\" \
             font-family=\"Inter\" font-weight=\"{weight}\" font-size=\"{EM}\">{}</text></svg>",
            escaped(text)
        );
        Tree::from_str(&svg, &self.options).map_err(|error| ChartError::Draw(error.to_string()))
    }
}

fn text_of(group: &Group) -> Option<&usvg::Text> {
    group.children().iter().find_map(|node| match node {
        Node::Text(text) => Some(&**text),
        Node::Group(group) => text_of(group),
        _ => None,
    })
}

fn trace(group: &Group, data: &mut String) {
    for node in group.children() {
        match node {
            Node::Path(path) => path.data().segments().for_each(|segment| push_segment(data, segment)),
            Node::Group(group) => trace(group, data),
            _ => {}
        }
    }
}

fn push_segment(data: &mut String, segment: PathSegment) {
    let mut push = |command: char, points: &[Point]| {
        data.push(command);
        let numbers = points.iter().flat_map(|p| [p.x, p.y]);
        for (at, number) in numbers.enumerate() {
            let gap = if at == 0 { "" } else { " " };
            // Writing to a string cannot fail.
            let _ = write!(data, "{gap}{}", number.round() as i32);
        }
    };
    match segment {
        PathSegment::MoveTo(p) => push('M', &[p]),
        PathSegment::LineTo(p) => push('L', &[p]),
        PathSegment::QuadTo(c, p) => push('Q', &[c, p]),
        PathSegment::CubicTo(c, d, p) => push('C', &[c, d, p]),
        PathSegment::Close => push('Z', &[]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_three_scripts_have_outlines() {
        let set = Typesetter::new();
        for letter in ["A", "Ж", "Ω", "−", "–", "₽", "↑", "~"] {
            let outline = set.outline(letter, Weight::Regular).expect(letter);
            assert!(outline.starts_with('M') && outline.ends_with('Z'), "{letter}: {outline}");
        }
        assert_eq!(set.outline(" ", Weight::Regular).expect("a blank"), "");
    }

    #[test]
    fn the_two_weights_differ_and_pairs_are_kerned() {
        let mut set = Typesetter::new();
        let regular = set.run("Trade", Weight::Regular).expect("a run").width;
        let heavy = set.run("Trade", Weight::SemiBold).expect("a run").width;
        assert!(heavy > regular);
        let pair = set.run("AV", Weight::Regular).expect("a run").width;
        let apart: i32 = ["A", "V"].map(|l| set.run(l, Weight::Regular).expect("a run").width).iter().sum();
        assert!(pair < apart, "{pair} {apart}");
    }

    #[test]
    fn a_letter_with_marks_is_one_letter() {
        let mut set = Typesetter::new();
        let run = set.run("u\u{308}u\u{308}b", Weight::Regular).expect("a run");
        assert!(run.letters.len() <= 3, "{:?}", run.letters);
    }
}
