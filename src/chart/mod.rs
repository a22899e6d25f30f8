//! Charts: series of quoted figures as SVG and PNG, with their bounds, conflicts and sources in sight.
//!
//! [`render_svg`] draws what a [`ChartSpec`] asks for; [`render_png`] rasterises that SVG. A value is drawn as it was
//! said: "over" and "almost" as open ends, a range as a bar between its ends, a forecast hollow and dashed, an earlier
//! vintage beside the later one. Only periods that are alike are joined. Every mark carries the ids of its figures and
//! its sentence. The picture is a function of the spec and the series alone: no font of the machine is looked at.
//!
//! This is the only place that knows plotters and resvg.

mod alt;
mod canvas;
mod draw;
mod ends;
mod footer;
mod frame;
mod geometry;
mod header;
mod labels;
mod lying;
mod names;
mod panels;
mod place;
mod plan;
mod png;
mod scale;
mod shapes;
mod spec;
mod style;
mod text;
mod ticks;
mod typeset;
mod words;

#[cfg(test)]
mod tests;

pub use canvas::{Drawing, outline_definitions};
pub use png::render_png;
pub use spec::{ChartSpec, Kind};
pub use words::Language;

use crate::model::{Indicator, Series, SeriesKey, TimePeriod};

/// Why a chart cannot be drawn.
#[derive(Debug, thiserror::Error)]
pub enum ChartError {
    /// The spec is not one.
    #[error("chart spec, line {line}: {problem}")]
    Spec {
        /// The line of the spec, from 1.
        line: usize,
        /// What is wrong with it.
        problem: String,
    },
    /// The title is empty.
    #[error("the chart has no title")]
    NoTitle,
    /// The spec asks for nothing.
    #[error("the chart \"{0}\" has no series: want at least one series key")]
    NoSeries(String),
    /// A series is asked for more than once.
    #[error("`{0}` is in the chart twice")]
    Twice(String),
    /// A label for a series that is not drawn.
    #[error("`{0}` has a label but is not in the chart")]
    StrayLabel(String),
    /// A series has nothing to draw.
    #[error("`{key}` has no observation to draw{}{}", of_months(*.months), of_period(*.period))]
    NoData {
        /// The series.
        key: String,
        /// The length of the periods that were asked for.
        months: Option<u32>,
        /// The period that was asked for.
        period: Option<TimePeriod>,
    },
    /// On an axis of days nothing has a day.
    #[error("`{0}` has no dated observation to draw: its sources have no day of publication")]
    Undated(String),
    /// There is more to show than a picture holds.
    #[error("the chart would be {pixels} pixels high: want fewer series or periods")]
    TooMuch {
        /// How high it would be.
        pixels: u32,
    },
    /// Two series do not fit one axis.
    #[error("`{first}` and `{other}` have different units: a chart has one axis")]
    Units {
        /// The first series of the chart.
        first: String,
        /// The one in another unit.
        other: String,
    },
    /// The picture would be too small or too large.
    #[error("a {side} of {pixels} pixels cannot be drawn: want 240 to 4000")]
    Size {
        /// Width or height.
        side: &'static str,
        /// What was asked for.
        pixels: u32,
    },
    /// Title, legend and sources leave no room for the values.
    #[error("there is no room for the plot: make the chart at least {lacking} pixels higher")]
    NoRoom {
        /// How many pixels are lacking.
        lacking: u32,
    },
    /// The PNG would be too small or too large.
    #[error("a scale of {0} cannot be drawn: want a picture of 1 to 20000 pixels")]
    Scale(f32),
    /// What should be rasterised is not an SVG.
    #[error("not an SVG: {0}")]
    Svg(String),
    /// The drawing itself failed.
    #[error("the chart could not be drawn: {0}")]
    Draw(String),
}

fn of_months(months: Option<u32>) -> String {
    months.map_or_else(String::new, |months| format!(" for a period of {months} months"))
}

fn of_period(period: Option<TimePeriod>) -> String {
    period.map_or_else(String::new, |period| format!(" for {period}"))
}

/// A title for a chart of these series that has none: what they share.
pub fn title_of(keys: &[&SeriesKey], language: Language) -> String {
    names::title(keys, language)
}

/// What a series is called in a language: in English its title, else what its chart would be called, with the measure and
/// the unit behind it.
pub fn name_of(key: &SeriesKey, language: Language) -> String {
    if language == Language::En { key.title() } else { names::in_full(key, language) }
}

/// What an indicator is called in a language.
pub fn indicator_of(indicator: Indicator, language: Language) -> &'static str {
    if language.is_russian() { indicator.name_ru() } else { indicator.name() }
}

/// Draws the chart in one language. Titles and labels of the spec stay as they are.
pub fn draw_in(spec: &ChartSpec, series: &[Series], language: Language) -> Result<Drawing, ChartError> {
    draw::draw(spec, series, language)
}

/// Draws the chart in the first language of its spec, as a self-contained SVG.
pub fn render_svg(spec: &ChartSpec, series: &[Series]) -> Result<String, ChartError> {
    Ok(draw::draw(spec, series, spec.language())?.svg())
}

/// Draws the chart in one language, as a self-contained SVG. Titles and labels of the spec stay as they are.
pub fn render_svg_in(spec: &ChartSpec, series: &[Series], language: Language) -> Result<String, ChartError> {
    Ok(draw::draw(spec, series, language)?.svg())
}
