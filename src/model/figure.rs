//! Figures: numbers that a document gives for an indicator, with all that the text says of them.

use std::fmt;
use std::io::Write as _;
use std::str::FromStr;

use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

use super::document::hexadecimal;
use super::forms::serde_by_text;
use super::{
    Area, DocumentId, Indicator, ObsStatus, ParseError, PeriodOrigin, Quantity, Span, TimePeriod, Transformation,
};

/// What a text says in one figure. Every dimension that the text does not give is `None`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Claim {
    /// The number, with bound, multiplier and unit.
    pub quantity: Quantity,
    /// What is measured.
    pub indicator: Option<Indicator>,
    /// A slice of the indicator, in lower-case words; `None` for the total.
    pub item: Option<String>,
    /// Level, share, growth or change.
    pub measure: Transformation,
    /// Whose indicator.
    pub area: Option<Area>,
    /// The other side of a two-sided indicator.
    pub counterpart: Option<Area>,
    /// What it is about in time.
    pub period: Option<TimePeriod>,
    /// Where the period was read.
    pub period_origin: PeriodOrigin,
    /// Actual, estimate, forecast or target.
    pub status: ObsStatus,
    /// The person or body to whom the document attributes it, as written; `None` if the document itself asserts it.
    pub speaker: Option<String>,
}

/// An occurrence of a figure in a text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Mention {
    /// The number with its scale and unit.
    pub span: Span,
    /// The text of that span.
    pub surface: String,
    /// The sentence around it.
    pub sentence: Span,
}

/// How sure the derivation is: low, medium or high. Computed from how each dimension was found, never set by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// A dimension was taken from far away, or several candidates competed.
    Low,
    /// Some dimension was carried over from the context.
    Medium,
    /// Every dimension stands in the figure's own clause or sentence.
    High,
}

/// One figure of a document, with every place where the document says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// What is said.
    pub claim: Claim,
    /// Where it is said, in text order; at least one.
    pub mentions: Vec<Mention>,
    /// How sure the derivation is.
    pub confidence: Confidence,
    /// The derivation: one line for each dimension, with the words and the rule that gave it.
    pub derivation: Vec<String>,
}

/// The stable name of a figure: twelve hexadecimal digits, the same in every store and on every machine.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FigureId(String);

impl FigureId {
    /// The name of the figure that is the `nth` (from 0) of those first mentioned at `span` of a document: the start
    /// of the SHA-256 over the document's id, the span and that number.
    pub fn of(document: &DocumentId, span: Span, nth: usize) -> Self {
        Self::within(Sha256::new_with_prefix(document.as_str()), span, nth)
    }

    /// The same for a digest that has taken in the document's id: what many figures have in common is taken in once.
    fn within(mut digest: Sha256, span: Span, nth: usize) -> Self {
        let mut place = [0; 64];
        let mut rest = &mut place[..];
        // Three numbers of twenty digits at most have room there.
        let _ = write!(rest, ":{}:{}:{nth}", span.start, span.end);
        let length = 64 - rest.len();
        digest.update(&place[..length]);
        Self(hexadecimal(&digest.finalize()[..6]))
    }

    /// The twelve digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The digits as a number.
    pub fn number(&self) -> i64 {
        i64::from_str_radix(&self.0, 16).unwrap_or_default()
    }

    /// The name whose digits are a number.
    pub fn of_number(number: i64) -> Self {
        Self(Self::digits(number).map(char::from).iter().collect())
    }

    /// The digits of a name that is kept as a number.
    pub fn digits(number: i64) -> [u8; 12] {
        std::array::from_fn(|at| b"0123456789abcdef"[(number >> (44 - 4 * at) & 15) as usize])
    }
}

impl fmt::Display for FigureId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for FigureId {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        let right = text.len() == 12 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        if right {
            Ok(Self(text.to_owned()))
        } else {
            Err(ParseError::new(text, "a figure id: want 12 hexadecimal digits"))
        }
    }
}

/// What the extractor found in one document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Extraction {
    /// The figures, in order of their first mention.
    pub figures: Vec<Figure>,
}

impl Extraction {
    /// The figures with their stable names.
    pub fn named<'a>(&'a self, document: &'a DocumentId) -> impl Iterator<Item = (FigureId, &'a Figure)> {
        let (mut met, digest) = (FxHashMap::<Span, usize>::default(), Sha256::new_with_prefix(document.as_str()));
        self.figures.iter().map(move |figure| {
            let first = figure.mentions.first().map_or(Span::default(), |mention| mention.span);
            let nth = met.entry(first).and_modify(|nth| *nth += 1).or_default();
            (FigureId::within(digest.clone(), first, *nth), figure)
        })
    }
}

impl fmt::Display for Confidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        })
    }
}

impl FromStr for Confidence {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        match text {
            "low" => Ok(Self::Low),
            "medium" => Ok(Self::Medium),
            "high" => Ok(Self::High),
            _ => Err(ParseError::new(text, "a confidence: want low, medium or high")),
        }
    }
}

serde_by_text!(Confidence, FigureId);
