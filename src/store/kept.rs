//! Figures that were written together, in one cell: what a document says in fifty figures is one row, not fifty of 28
//! columns. Values stand in their text form. Each figure is, its numbers with the lowest byte first:
//!
//! | bytes | what |
//! |---|---|
//! | 0..6 | its name, the digits in order |
//! | 6..10 | the number of its series; 0 if it is no observation |
//! | 10..12 | a bit for each of [`Text`]: whether it differs from that of the figure before |
//! | then | each text that differs: 0 for none, else its length and one more, and the text |
//! | to the end | the power of ten of the value; for an observation, the first day of the period and how many follow it; start and length of the first mention; start and length of its sentence, the one counted back from the mention |
//!
//! Numbers after byte 12 are of seven bits a byte, as in [`super::packed`]; those that may be negative are doubled, and count
//! back from there if they are odd.

use super::packed::{counted, number};
use crate::model::Span;

/// How many bytes of a figure are of fixed length.
const HEAD: usize = 12;
/// Where among them the number of the series is.
const SERIES: usize = 6;

/// What is kept of a figure as text. The place of each is its bit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Text {
    /// The value as stated.
    Value,
    /// The unit.
    Unit,
    /// What is measured.
    Indicator,
    /// A slice of it.
    Item,
    /// Level, share, growth or change.
    Measure,
    /// Whose it is.
    Area,
    /// With whom.
    Counterpart,
    /// What it is about in time, as it was read.
    Period,
    /// Where that was read.
    PeriodOrigin,
    /// Actual, estimate, forecast or target.
    Status,
    /// Who says it.
    Speaker,
    /// How sure the derivation is.
    Confidence,
    /// The derivation, as JSON.
    Derivation,
    /// Where the period of the observation comes from: stated, carried or publication.
    PeriodFrom,
    /// The words of the first mention.
    Surface,
}

/// How many texts are kept of a figure.
const TEXTS: usize = Text::ALL.len();

impl Text {
    /// Each, in the order of their places.
    pub const ALL: [Self; 15] = [
        Self::Value,
        Self::Unit,
        Self::Indicator,
        Self::Item,
        Self::Measure,
        Self::Area,
        Self::Counterpart,
        Self::Period,
        Self::PeriodOrigin,
        Self::Status,
        Self::Speaker,
        Self::Confidence,
        Self::Derivation,
        Self::PeriodFrom,
        Self::Surface,
    ];
}

/// A figure as it is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Kept<'a> {
    /// Its name, as a number.
    pub name: i64,
    /// The number of the series of the observation that it is.
    pub series: Option<u32>,
    /// Its texts, by their places.
    pub texts: [Option<&'a str>; TEXTS],
    /// The power of ten by which the value is multiplied.
    pub mult: i8,
    /// The first and the last day of the period of the observation that it is.
    pub days: Option<(i32, i32)>,
    /// Where it is said first.
    pub span: Span,
    /// The sentence of that place.
    pub sentence: Span,
}

impl<'a> Kept<'a> {
    /// One of its texts.
    pub fn text(&self, which: Text) -> Option<&'a str> {
        self.texts[which as usize]
    }

    /// Sets one of its texts.
    pub fn set(&mut self, which: Text, text: Option<&'a str>) {
        self.texts[which as usize] = text;
    }
}

/// Figures on their way into a cell.
#[derive(Debug, Default)]
pub(super) struct Packing {
    bytes: Vec<u8>,
    /// Where the texts of the last figure are.
    texts: [Option<(usize, usize)>; TEXTS],
    count: usize,
}

impl Packing {
    /// None yet, and room for so many of so many bytes.
    pub fn with_room(figures: usize, bytes: usize) -> Self {
        Self { bytes: Vec::with_capacity(figures * bytes), ..Self::default() }
    }

    /// Adds a figure, and gives back where the number of its series is.
    pub fn push(&mut self, kept: &Kept<'_>) -> usize {
        let start = self.bytes.len();
        self.bytes.extend_from_slice(&kept.name.to_be_bytes()[2..]);
        self.bytes.extend_from_slice(&kept.series.unwrap_or_default().to_le_bytes());
        let mut differ = 0u16;
        self.bytes.extend_from_slice(&differ.to_le_bytes());
        for (nth, text) in kept.texts.iter().enumerate() {
            let before = self.texts[nth].map(|(from, to)| &self.bytes[from..to]);
            if text.map(str::as_bytes) != before {
                differ |= 1 << nth;
                self.texts[nth] = self.write(*text);
            }
        }
        self.bytes[start + HEAD - 2..start + HEAD].copy_from_slice(&differ.to_le_bytes());
        number(&mut self.bytes, turned(kept.mult.into()));
        if let Some((first, last)) = kept.days {
            number(&mut self.bytes, turned(first));
            number(&mut self.bytes, turned(last.wrapping_sub(first)));
        }
        number(&mut self.bytes, kept.span.start);
        number(&mut self.bytes, kept.span.end - kept.span.start);
        number(&mut self.bytes, kept.span.start - kept.sentence.start);
        number(&mut self.bytes, kept.sentence.end - kept.sentence.start);
        self.count += 1;
        start + SERIES
    }

    fn write(&mut self, text: Option<&str>) -> Option<(usize, usize)> {
        let Some(text) = text else {
            number(&mut self.bytes, 0);
            return None;
        };
        number(&mut self.bytes, text.len() + 1);
        let start = self.bytes.len();
        self.bytes.extend_from_slice(text.as_bytes());
        Some((start, self.bytes.len()))
    }

    /// Puts the number of a series where [`Packing::push`] said that it is.
    pub fn set_series(&mut self, at: usize, series: i64) {
        // A store has four thousand million series at most.
        self.bytes[at..at + 4].copy_from_slice(&(series as u32).to_le_bytes());
    }

    /// How many figures there are.
    pub fn len(&self) -> usize {
        self.count
    }

    /// The cell.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// A whole number as one that is not negative.
fn turned(number: i32) -> usize {
    ((number << 1) ^ (number >> 31)) as u32 as usize
}

fn turned_back(number: usize) -> Option<i32> {
    let number = u32::try_from(number).ok()?;
    Some((number >> 1) as i32 ^ -((number & 1) as i32))
}

/// The figures of a cell, in order. One that makes no sense is an error, and the last.
#[derive(Debug)]
pub(super) struct Figures<'a> {
    rest: &'a [u8],
    texts: [Option<&'a str>; TEXTS],
}

/// That a cell makes no sense.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Senseless;

impl<'a> Figures<'a> {
    /// Those in these bytes.
    pub fn of(bytes: &'a [u8]) -> Self {
        Self { rest: bytes, texts: [None; TEXTS] }
    }

    fn number(&mut self) -> Option<usize> {
        let (number, rest) = counted(self.rest)?;
        self.rest = rest;
        Some(number)
    }

    fn take(&mut self) -> Option<Kept<'a>> {
        let (head, rest) = self.rest.split_first_chunk::<HEAD>()?;
        self.rest = rest;
        let name = head[..SERIES].iter().fold(0, |name, byte| name << 8 | i64::from(*byte));
        let series = u32::from_le_bytes([head[6], head[7], head[8], head[9]]);
        let differ = u16::from_le_bytes([head[10], head[11]]);
        if usize::from(differ) >> TEXTS != 0 {
            return None;
        }
        for nth in (0..TEXTS).filter(|nth| differ >> nth & 1 == 1) {
            self.texts[nth] = match self.number()? {
                0 => None,
                length => {
                    let (text, rest) = self.rest.split_at_checked(length - 1)?;
                    self.rest = rest;
                    Some(std::str::from_utf8(text).ok()?)
                }
            };
        }
        let mult = i8::try_from(turned_back(self.number()?)?).ok()?;
        let series = Some(series).filter(|series| *series > 0);
        let days = match series {
            None => None,
            Some(_) => {
                let first = turned_back(self.number()?)?;
                Some((first, first.checked_add(turned_back(self.number()?)?)?))
            }
        };
        let (start, length, back, long) = (self.number()?, self.number()?, self.number()?, self.number()?);
        let from = start.checked_sub(back)?;
        let (span, sentence) = (Span::new(start, start.checked_add(length)?), Span::new(from, from.checked_add(long)?));
        Some(Kept { name, series, texts: self.texts, mult, days, span, sentence })
    }
}

impl<'a> Iterator for Figures<'a> {
    type Item = Result<Kept<'a>, Senseless>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let kept = self.take();
        if kept.is_none() {
            self.rest = &[];
        }
        Some(kept.ok_or(Senseless))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three figures, the second like the first in most, the third with as little as there can be.
    fn figures() -> [Kept<'static>; 3] {
        let mut first = Kept {
            name: 0xfedc_ba98_7654,
            series: Some(70_000),
            mult: -6,
            days: Some((-40, 70_000)),
            span: Span::new(70_000, 70_012),
            sentence: Span::new(69_872, 70_400),
            ..Kept::default()
        };
        let words = ["28..30.0", "USD", "", "Каменный уголь", "level"];
        let words = words.into_iter().chain(std::iter::repeat_n("a text of its own", 10));
        Text::ALL.into_iter().zip(words).for_each(|(which, text)| first.set(which, Some(text)));
        let mut second = Kept { name: 1, mult: 9, ..first };
        second.set(Text::Item, None);
        let third = Kept { span: Span::new(0, 1), sentence: Span::new(0, 1), ..Kept::default() };
        [first, second, third]
    }

    fn packed() -> Packing {
        let mut packing = Packing::default();
        let [first, second, third] = figures();
        let at = packing.push(&Kept { series: Some(1), ..first });
        packing.push(&second);
        packing.push(&third);
        packing.set_series(at, 70_000);
        packing
    }

    #[test]
    fn what_is_packed_is_read() {
        let packing = packed();
        let read: Vec<_> = Figures::of(packing.bytes()).collect();
        assert_eq!((read, packing.len()), (figures().map(Ok).to_vec(), 3));
    }

    #[test]
    fn half_a_cell_is_none() {
        let packing = packed();
        let whole: Vec<usize> = {
            let mut figures = Figures::of(packing.bytes());
            std::iter::from_fn(|| figures.next().map(|_| packing.bytes().len() - figures.rest.len())).collect()
        };
        for length in (1..packing.bytes().len()).filter(|length| !whole.contains(length)) {
            assert_eq!(Figures::of(&packing.bytes()[..length]).last(), Some(Err(Senseless)), "{length}");
        }
    }

    #[test]
    fn the_place_of_a_text_is_that_of_the_file() {
        let places: Vec<_> = Text::ALL.iter().map(|which| *which as usize).collect();
        assert_eq!(places, Vec::from_iter(0..15));
    }
}
