//! How the dimensions of a figure were found. The words for it are made only for figures that are kept: a text says most
//! of its figures more than once.

use super::assemble::Parts;
use super::page::Page;
use super::scene::Scene;
use crate::model::{Area, Claim, Indicator, Stated, TimePeriod, Transformation};

/// What was found for one number, and where in the text.
#[derive(Debug, Clone)]
pub struct Trail {
    stated: Stated,
    number: (usize, usize),
    indicator: Indicator,
    measure: Transformation,
    area: Option<Area>,
    period: Option<TimePeriod>,
    /// Whether the sentence has a speaker.
    spoken: bool,
    /// The places of indicator, measure, area and period.
    places: [Option<(usize, usize)>; 4],
    /// What gave each of them.
    rules: [&'static str; 4],
}

impl Trail {
    /// What was found for a claim.
    pub fn new(scene: &Scene<'_>, claim: &Claim, parts: &Parts) -> Self {
        let Parts { topic, measured, sides, timed, .. } = parts;
        let quantity = scene.quantity();
        Self {
            stated: claim.quantity.stated,
            number: (quantity.lead, quantity.last),
            indicator: topic.word.indicator,
            measure: claim.measure,
            area: sides.area,
            period: claim.period,
            spoken: claim.speaker.is_some(),
            places: [topic.place, measured.place, sides.place, timed.place],
            rules: [topic.origin.words(), measured.rule, sides.rule, timed.origin.words()],
        }
    }

    /// How each dimension was found, a line for each.
    pub fn lines(&self, page: &Page<'_>, claim: &Claim) -> Vec<String> {
        let words = |(first, last): (usize, usize)| page.span(first, last).of(page.text);
        // Each line in one allocation.
        let line = |what: &str, value: &str, of: usize| {
            let [open, said, close] = self.places[of].map_or(["-", "", ""], |at| ["\u{201c}", words(at), "\u{201d}"]);
            [what, value, " from ", open, said, close, ": ", self.rules[of]].concat()
        };
        let period = self.period.map_or_else(|| "-".to_owned(), |p| p.to_string());
        let speaker = claim.speaker.as_deref().filter(|_| self.spoken).unwrap_or("-");
        vec![
            ["quantity ", &self.stated.to_string(), " from \u{201c}", words(self.number), "\u{201d}"].concat(),
            line("indicator ", self.indicator.code(), 0),
            line("measure ", &self.measure.to_string(), 1),
            line("area ", self.area.map_or("-", Area::code), 2),
            line("period ", &period, 3),
            ["speaker ", speaker].concat(),
        ]
    }
}
