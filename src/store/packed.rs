//! What is asked of an observation, in one cell: to read millions of them, one cell each is read where there were nine, and
//! to write one takes as many fewer steps. The layout, whose numbers have their lowest byte first:
//!
//! | bytes | what |
//! |---|---|
//! | 0..4, 4..8, 8..12, 12..20 | series, first and last day of the period, figure: the key of the row |
//! | 20..24 | the vintage, as a day; the least number there is for none |
//! | 24..30 | the name of the figure, its digits in order |
//! | 30 | the power of ten by which the value is multiplied |
//! | 31 | status, origin of the period and confidence, two bits each from the lowest; 64 if there is a speaker |
//! | then | the length of the value, and the value in its text form |
//! | then | start and length of the first mention; start and length of its sentence, the one counted back from the mention; how many mentions there are |
//! | to the end | the speaker |
//!
//! Numbers after byte 31 are of seven bits a byte, the lowest first, with the eighth set where another byte follows.

use super::observations::Place;
use crate::model::{Confidence, ObsStatus, PeriodOrigin, Span, UNDATED};

/// How many bytes are of fixed length.
const HEAD: usize = 32;
/// What marks that there is a speaker.
const SPOKEN: u8 = 64;

// The place of each is its code.
const STATUSES: [ObsStatus; 4] = [ObsStatus::Actual, ObsStatus::Estimate, ObsStatus::Forecast, ObsStatus::Target];
const ORIGINS: [PeriodOrigin; 3] = [PeriodOrigin::Stated, PeriodOrigin::Carried, PeriodOrigin::Publication];
const CONFIDENCES: [Confidence; 3] = [Confidence::Low, Confidence::Medium, Confidence::High];

/// What is kept of an observation beside its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Facts<'a> {
    /// The day on which it became public.
    pub vintage: Option<i32>,
    /// The name of the figure, as a number.
    pub name: i64,
    /// The value as stated, in its text form.
    pub value: &'a str,
    /// The power of ten by which it is multiplied.
    pub mult: i8,
    /// Actual, estimate, forecast or target.
    pub status: ObsStatus,
    /// Where the period comes from.
    pub origin: PeriodOrigin,
    /// How sure the derivation is.
    pub confidence: Confidence,
    /// Where it is said first.
    pub span: Span,
    /// The sentence of that place.
    pub sentence: Span,
    /// How many mentions there are.
    pub mentions: usize,
    /// To whom it is attributed.
    pub speaker: Option<&'a str>,
}

impl Facts<'_> {
    /// Writes them with a place that is yet to be set.
    pub fn write(&self, to: &mut Vec<u8>) {
        let code = |at: Option<usize>| at.unwrap_or_default() as u8;
        let codes = code(STATUSES.iter().position(|status| *status == self.status))
            | code(ORIGINS.iter().position(|origin| *origin == self.origin)) << 2
            | code(CONFIDENCES.iter().position(|confidence| *confidence == self.confidence)) << 4
            | if self.speaker.is_some() { SPOKEN } else { 0 };
        let mut head = [0; HEAD];
        head[20..24].copy_from_slice(&self.vintage.unwrap_or(UNDATED).to_le_bytes());
        head[24..30].copy_from_slice(&self.name.to_be_bytes()[2..]);
        head[30] = self.mult.to_le_bytes()[0];
        head[31] = codes;
        to.extend_from_slice(&head);
        number(to, self.value.len());
        to.extend_from_slice(self.value.as_bytes());
        number(to, self.span.start);
        number(to, self.span.end - self.span.start);
        number(to, self.span.start - self.sentence.start);
        number(to, self.sentence.end - self.sentence.start);
        number(to, self.mentions);
        to.extend_from_slice(self.speaker.unwrap_or_default().as_bytes());
    }
}

/// Sets the place in what [`Facts::write`] wrote.
pub(super) fn set_place(cells: &mut [u8], (series, first, last, figure): Place) {
    // A store has four thousand million series at most.
    cells[..4].copy_from_slice(&(series as u32).to_le_bytes());
    cells[4..8].copy_from_slice(&first.to_le_bytes());
    cells[8..12].copy_from_slice(&last.to_le_bytes());
    cells[12..20].copy_from_slice(&figure.to_le_bytes());
}

/// Adds a number, seven bits a byte.
pub(super) fn number(to: &mut Vec<u8>, mut number: usize) {
    while number >= 128 {
        to.push(number as u8 | 128);
        number >>= 7;
    }
    to.push(number as u8);
}

/// The number at the start of some bytes, and the rest.
pub(super) fn counted(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let mut number = 0;
    for (at, byte) in bytes.iter().enumerate().take(9) {
        number |= usize::from(byte & 127) << (7 * at);
        if byte & 128 == 0 {
            return Some((number, &bytes[at + 1..]));
        }
    }
    None
}

/// The cell of an observation, of which each thing is read when it is asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Packed<'a> {
    head: &'a [u8; HEAD],
    value: &'a [u8],
    rest: &'a [u8],
}

impl<'a> Packed<'a> {
    /// The cell in these bytes; `None` if there is none in them.
    pub fn of(bytes: &'a [u8]) -> Option<Self> {
        let (head, rest) = bytes.split_first_chunk()?;
        let (length, rest) = counted(rest)?;
        let (value, rest) = rest.split_at_checked(length)?;
        Some(Self { head, value, rest })
    }

    fn four(&self, at: usize) -> [u8; 4] {
        [self.head[at], self.head[at + 1], self.head[at + 2], self.head[at + 3]]
    }

    /// The series and the days of the period.
    pub fn place(&self) -> (u32, i32, i32) {
        let day = |at| i32::from_le_bytes(self.four(at));
        (u32::from_le_bytes(self.four(0)), day(4), day(8))
    }

    /// The number of the figure.
    pub fn figure(&self) -> i64 {
        let (low, high) = (u32::from_le_bytes(self.four(12)), i32::from_le_bytes(self.four(16)));
        i64::from(high) << 32 | i64::from(low)
    }

    /// The day on which it became public, or [`UNDATED`].
    pub fn vintage(&self) -> i32 {
        i32::from_le_bytes(self.four(20))
    }

    /// The name of the figure, as a number.
    pub fn name(&self) -> i64 {
        self.head[24..30].iter().fold(0, |name, byte| name << 8 | i64::from(*byte))
    }

    /// The power of ten by which the value is multiplied.
    pub fn mult(&self) -> i8 {
        i8::from_le_bytes([self.head[30]])
    }

    /// Actual, estimate, forecast or target.
    pub fn status(&self) -> ObsStatus {
        STATUSES[usize::from(self.head[31] & 3)]
    }

    /// The value as stated, in its text form.
    pub fn value(&self) -> Option<&'a str> {
        std::str::from_utf8(self.value).ok()
    }

    /// All of it; `None` if it makes no sense.
    pub fn facts(&self) -> Option<Facts<'a>> {
        let (start, rest) = counted(self.rest)?;
        let (length, rest) = counted(rest)?;
        let (back, rest) = counted(rest)?;
        let (long, rest) = counted(rest)?;
        let (mentions, rest) = counted(rest)?;
        let sentence = Span::new(start.checked_sub(back)?, start.checked_sub(back)?.checked_add(long)?);
        let codes = usize::from(self.head[31]);
        Some(Facts {
            vintage: Some(self.vintage()).filter(|day| *day != UNDATED),
            name: self.name(),
            value: self.value()?,
            mult: self.mult(),
            status: self.status(),
            origin: *ORIGINS.get(codes >> 2 & 3)?,
            confidence: *CONFIDENCES.get(codes >> 4 & 3)?,
            span: Span::new(start, start.checked_add(length)?),
            sentence,
            mentions,
            speaker: if self.head[31] & SPOKEN == 0 { None } else { Some(std::str::from_utf8(rest).ok()?) },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts() -> Facts<'static> {
        Facts {
            vintage: Some(-3),
            name: 0xfedc_ba98_7654,
            value: "28..30.0",
            mult: -6,
            status: ObsStatus::Target,
            origin: PeriodOrigin::Publication,
            confidence: Confidence::High,
            span: Span::new(70_000, 70_012),
            sentence: Span::new(69_872, 70_400),
            mentions: 300,
            speaker: Some("Владимир Путин"),
        }
    }

    #[test]
    fn what_is_packed_is_read() {
        let place = (70_000, -5, 19_000, 7 << 40 | 9);
        let least = Facts {
            vintage: None,
            name: 0,
            value: "",
            mult: 0,
            status: ObsStatus::Actual,
            origin: PeriodOrigin::Stated,
            confidence: Confidence::Low,
            span: Span::new(0, 1),
            sentence: Span::new(0, 1),
            mentions: 1,
            speaker: None,
        };
        for facts in [facts(), least, Facts { speaker: Some(""), ..least }] {
            let mut cells = vec![7; 3];
            facts.write(&mut cells);
            set_place(&mut cells[3..], place);
            let packed = Packed::of(&cells[3..]).expect("a cell");
            assert_eq!((packed.place(), packed.figure()), ((70_000, -5, 19_000), 7 << 40 | 9));
            assert_eq!(packed.facts(), Some(facts));
        }
    }

    #[test]
    fn codes_are_those_of_the_file() {
        let code = |facts: Facts<'_>| {
            let mut cells = Vec::new();
            facts.write(&mut cells);
            cells[31]
        };
        assert_eq!(code(facts()), 3 | 2 << 2 | 2 << 4 | 64);
        assert_eq!(code(Facts { status: ObsStatus::Estimate, ..facts() }), 1 | 2 << 2 | 2 << 4 | 64);
        assert_eq!(code(Facts { origin: PeriodOrigin::Carried, ..facts() }), 3 | 1 << 2 | 2 << 4 | 64);
        assert_eq!(code(Facts { confidence: Confidence::Medium, speaker: None, ..facts() }), 3 | 2 << 2 | 1 << 4);
    }

    #[test]
    fn half_a_cell_is_none() {
        let mut cells = Vec::new();
        Facts { speaker: None, ..facts() }.write(&mut cells);
        for length in 0..cells.len() {
            assert_eq!(Packed::of(&cells[..length]).and_then(|packed| packed.facts()), None, "{length}");
        }
    }
}
