//! Colours, letter sizes and shapes. Colours are those of Okabe and Ito, which stay apart for colour-blind readers.

use plotters::style::RGBColor;

use super::canvas::{Font, PX};
use super::typeset::Weight;

/// The colours of series, the strongest first.
const SERIES: [RGBColor; 7] = [
    RGBColor(0, 114, 178),
    RGBColor(213, 94, 0),
    RGBColor(0, 158, 115),
    RGBColor(204, 121, 167),
    RGBColor(230, 159, 0),
    RGBColor(86, 180, 233),
    RGBColor(0, 0, 0),
];

/// The ground of the picture, and the inside of hollow shapes.
pub(super) const PAPER: RGBColor = RGBColor(255, 255, 255);
/// Titles and values.
pub(super) const INK: RGBColor = RGBColor(34, 34, 34);
/// Everything that explains.
pub(super) const GREY: RGBColor = RGBColor(95, 95, 95);
/// Grid lines.
pub(super) const GRID: RGBColor = RGBColor(226, 226, 226);
/// Stems of points.
pub(super) const STEM: RGBColor = RGBColor(190, 200, 208);
/// The zero line.
pub(super) const ZERO: RGBColor = RGBColor(70, 70, 70);

/// The margin of the picture.
pub(super) const MARGIN: i32 = 20 * PX;
/// Half the size of the shape of a point.
pub(super) const RADIUS: i32 = 5 * PX;
/// The length of an open end with its head.
pub(super) const ARROW: i32 = 17 * PX;
/// The width of lines that carry values.
pub(super) const STROKE: i32 = 18;

const fn font(weight: Weight, size: i32, colour: RGBColor) -> Font {
    Font { weight, size, colour }
}

/// The title.
pub(super) const TITLE: Font = font(Weight::SemiBold, 190, INK);
/// The line below the title.
pub(super) const SUBTITLE: Font = font(Weight::Regular, 135, GREY);
/// The legend.
pub(super) const LEGEND: Font = font(Weight::Regular, 120, INK);
/// Ticks and periods.
pub(super) const AXIS: Font = font(Weight::Regular, 120, GREY);
/// The note and the sources.
pub(super) const FOOT: Font = font(Weight::Regular, 105, GREY);

/// The shape of a point, so that series can be told apart without colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// A circle.
    Circle,
    /// A square.
    Square,
    /// A triangle that stands on its side.
    Triangle,
    /// A square that stands on its corner.
    Diamond,
    /// A triangle that stands on its corner.
    Wedge,
}

/// The colour of the nth series.
pub(super) fn colour(series: usize) -> RGBColor {
    SERIES[series % SERIES.len()]
}

/// The shape of the nth series.
pub(super) fn shape(series: usize) -> Shape {
    [Shape::Circle, Shape::Square, Shape::Triangle, Shape::Diamond, Shape::Wedge][series % 5]
}

/// A colour mixed with `parts` hundredths of another.
pub(super) fn mixed(colour: RGBColor, with: RGBColor, parts: u16) -> RGBColor {
    let mix = |a: u8, b: u8| ((u16::from(a) * (100 - parts) + u16::from(b) * parts) / 100) as u8;
    RGBColor(mix(colour.0, with.0), mix(colour.1, with.1), mix(colour.2, with.2))
}

/// The font of a value: dark enough to be read in the colour of its series.
pub(super) fn value_font(colour: RGBColor, strong: bool) -> Font {
    let weight = if strong { Weight::SemiBold } else { Weight::Regular };
    font(weight, 120, mixed(colour, RGBColor(0, 0, 0), 35))
}
