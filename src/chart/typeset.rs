//! Text as outlines of the embedded faces, so that a chart looks the same on every machine.
//!
//! A text element that only names its font looks different wherever the font is missing, and an embedded face would
//! be larger than the chart. Here each glyph is an outline that the drawing holds once and uses many times. Latin,
//! Cyrillic and Greek are set in Inter, Chinese in a subset of Noto Sans CJK; both are parsed once.

use std::collections::HashMap;
use std::fmt::Write;
use std::sync::{LazyLock, Mutex};

use harfrust::{FontRef, ShapeOptions, ShaperData, UnicodeBuffer};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{GlyphId, MetadataProvider};

use super::ChartError;

/// The units of the em square in which outlines and widths are held.
pub(super) const EM: i32 = 2048;

/// The number of the Chinese face.
const CHINESE: usize = 2;

/// Stands for what no embedded face can show.
const STAND_IN: &str = "?";

/// The weight of a face.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Weight {
    /// Inter Regular.
    Regular,
    /// Inter SemiBold.
    SemiBold,
}

/// A glyph: the number of its face and its own. The same in every chart, so that charts may share one page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Glyph {
    face: usize,
    id: u32,
}

/// A glyph in a line of text, in units of [`EM`] from the start of its base line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Letter {
    /// What is drawn.
    pub(super) glyph: Glyph,
    /// How far to the right.
    pub(super) x: i32,
    /// How far down; zero but for marks on letters.
    pub(super) y: i32,
}

/// A line of text as letters with their places.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Run {
    /// Each letter and where it stands.
    pub(super) letters: Vec<Letter>,
    /// The advance of the whole line.
    pub(super) width: i32,
}

/// A face with what shaping needs of it.
struct Face {
    font: FontRef<'static>,
    shaping: ShaperData,
    em: i32,
}

/// A face that cannot be read is left out; a test holds that all can.
static FACES: LazyLock<Vec<Face>> = LazyLock::new(|| {
    let files: [&'static [u8]; 3] = [
        include_bytes!("fonts/Inter-Regular.ttf"),
        include_bytes!("fonts/Inter-SemiBold.ttf"),
        include_bytes!("fonts/NotoSansCJKsc-Subset.otf"),
    ];
    let read = |bytes: &'static [u8]| {
        let font = FontRef::new(bytes).ok()?;
        let em = font.metrics(Size::unscaled(), LocationRef::default()).units_per_em;
        Some(Face { shaping: ShaperData::new(&font), font, em: i32::from(em) })
    };
    files.into_iter().filter_map(read).collect()
});

/// Lines that were set before, as far as they are short: ticks, months, names and words come again in every chart.
static SET: LazyLock<Mutex<HashMap<(Weight, String), Run>>> = LazyLock::new(Mutex::default);

/// How many lines are remembered.
const REMEMBERED: usize = 4096;

/// The letters of a line, kerned.
pub(super) fn run(text: &str, weight: Weight) -> Run {
    let key = (weight, text.to_owned());
    if let Some(run) = SET.lock().ok().and_then(|set| set.get(&key).cloned()) {
        return run;
    }
    let run = shaped(text, weight);
    if let Ok(mut set) = SET.lock()
        && set.len() < REMEMBERED
    {
        set.insert(key, run.clone());
    }
    run
}

/// Whether the embedded faces can show every character of a text.
pub(super) fn can_set(text: &str) -> bool {
    text.chars().all(|c| is_mark(c) || face_of(c, Weight::Regular).is_some())
}

fn shaped(text: &str, weight: Weight) -> Run {
    let mut run = Run::default();
    for (face, part) in parts(text, weight) {
        let part = if face.is_some() { &part } else { STAND_IN };
        set(&mut run, face.unwrap_or(weight as usize), part);
    }
    run
}

/// The text cut where the face changes; without a face is what none can show.
fn parts(text: &str, weight: Weight) -> Vec<(Option<usize>, String)> {
    let mut parts: Vec<(Option<usize>, String)> = Vec::new();
    for c in text.chars().filter(|c| !c.is_control()) {
        let own = face_of(c, weight);
        match parts.last_mut() {
            Some((face, part)) if *face == own => part.push(c),
            // A mark that no face has is nothing to a reader of the letter under it.
            _ if own.is_none() && is_mark(c) => {}
            _ => parts.push((own, c.to_string())),
        }
    }
    parts
}

/// What stands on another letter, or takes no room.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

fn face_of(c: char, weight: Weight) -> Option<usize> {
    let has = |face: &usize| FACES.get(*face).is_some_and(|face| face.font.charmap().map(c).is_some());
    [weight as usize, CHINESE].into_iter().find(has)
}

fn set(run: &mut Run, number: usize, text: &str) {
    let Some(face) = FACES.get(number) else {
        return;
    };
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    let set = face.shaping.shaper(&face.font).build().shape(buffer, ShapeOptions::new());
    let scaled = |units: i32| (i64::from(units) * i64::from(EM) / i64::from(face.em)) as i32;
    let mut x = 0;
    for (info, place) in set.glyph_infos().iter().zip(set.glyph_positions()) {
        run.letters.push(Letter {
            glyph: Glyph { face: number, id: info.glyph_id },
            x: run.width + scaled(x + place.x_offset),
            y: -scaled(place.y_offset),
        });
        x += place.x_advance;
    }
    run.width += scaled(x);
}

impl Glyph {
    /// The name of its outline in a drawing: a letter for the face, then the glyph's number in it.
    pub(super) fn name(self) -> String {
        let face = ["r", "s", "c"].get(self.face).copied().unwrap_or("x");
        format!("{face}{}", self.id)
    }

    /// Whether its face comes in one weight only.
    pub(super) fn has_one_weight(self) -> bool {
        self.face == CHINESE
    }

    /// Its outline as SVG path data in units of [`EM`]; empty for a blank.
    pub(super) fn outline(self) -> Result<String, ChartError> {
        let face = FACES.get(self.face);
        let glyph = face.and_then(|face| face.font.outline_glyphs().get(GlyphId::new(self.id)));
        let (Some(face), Some(glyph)) = (face, glyph) else {
            return Ok(String::new());
        };
        let mut pen = Pen { data: String::new(), scale: EM as f32 / face.em as f32 };
        glyph
            .draw(DrawSettings::unhinted(Size::unscaled(), LocationRef::default()), &mut pen)
            .map_err(|error| ChartError::Draw(error.to_string()))?;
        Ok(pen.data)
    }
}

/// Writes an outline down as path data, turned so that down is positive.
struct Pen {
    data: String,
    scale: f32,
}

impl Pen {
    fn push(&mut self, command: char, numbers: &[f32]) {
        self.data.push(command);
        for (at, number) in numbers.iter().enumerate() {
            let turned = if at % 2 == 1 { -number } else { *number };
            let gap = if at == 0 { "" } else { " " };
            // Writing to a string cannot fail.
            let _ = write!(self.data, "{gap}{}", (turned * self.scale).round() as i32);
        }
    }
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.push('M', &[x, y]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.push('L', &[x, y]);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.push('Q', &[cx, cy, x, y]);
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.push('C', &[ax, ay, bx, by, x, y]);
    }

    fn close(&mut self) {
        self.data.push('Z');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outlines(text: &str) -> Vec<String> {
        let run = shaped(text, Weight::SemiBold);
        run.letters.iter().map(|letter| letter.glyph.outline().expect(text)).collect()
    }

    #[test]
    fn letters_of_four_scripts_have_outlines() {
        assert_eq!(FACES.len(), 3);
        for letter in ["A", "Ж", "Ω", "−", "–", "₽", "↑", "~", "中", "亿", "億", "，", "梵"] {
            assert!(can_set(letter), "{letter}");
            for outline in outlines(letter) {
                assert!(outline.starts_with('M') && outline.ends_with('Z'), "{letter}: {outline}");
            }
        }
        assert_eq!(outlines(" "), [""]);
    }

    #[test]
    fn the_two_weights_differ_and_pairs_are_kerned() {
        let width = |text, weight| run(text, weight).width;
        assert!(width("Trade", Weight::SemiBold) > width("Trade", Weight::Regular));
        let apart: i32 = ["A", "V"].map(|letter| width(letter, Weight::Regular)).iter().sum();
        assert!(width("AV", Weight::Regular) < apart);
    }

    #[test]
    fn scripts_stand_side_by_side_on_one_line() {
        let run = shaped("中国 GDP 增长", Weight::Regular);
        let faces: Vec<_> = run.letters.iter().map(|letter| letter.glyph.face).collect();
        assert_eq!(faces, [2, 2, 0, 0, 0, 0, 0, 2, 2]);
        assert!(run.letters.windows(2).all(|pair| pair[0].x < pair[1].x));
    }

    #[test]
    fn what_no_face_shows_is_no_box() {
        assert!(!can_set("Արմենպրես") && !can_set("연합뉴스"));
        let shown = shaped("연합 TV", Weight::Regular);
        let stand_in = shaped("? TV", Weight::Regular);
        assert_eq!(shown.letters.first().map(|l| l.glyph), stand_in.letters.first().map(|l| l.glyph));
    }

    #[test]
    fn a_mark_stands_on_its_letter() {
        let run = shaped("b\u{308}", Weight::Regular);
        assert!(run.letters.len() <= 2 && run.width < EM, "{run:?}");
    }
}
