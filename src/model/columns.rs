//! Observations by column, for whoever wants millions of them.

use super::ObsStatus;

/// The vintage of an observation of a document whose date is not known: before all others.
pub const UNDATED: i32 = i32::MIN;

/// Text cells, end to end.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Texts {
    bytes: String,
    ends: Vec<usize>,
}

impl Texts {
    /// Adds a cell.
    pub fn push(&mut self, text: &str) {
        self.bytes.push_str(text);
        self.ends.push(self.bytes.len());
    }

    /// Takes the last cell away.
    pub fn pop(&mut self) {
        self.ends.pop();
        self.bytes.truncate(self.ends.last().copied().unwrap_or_default());
    }

    /// The cells in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| self.bytes.get(start..*end).unwrap_or_default())
    }
}

/// Observations as columns, in as many parts as were read side by side: by series in the order of their first being seen,
/// then by period.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Observations {
    /// The keys of all series of the store, in their text form.
    pub keys: Vec<String>,
    /// The observations; no series is in two parts.
    pub parts: Vec<Columns>,
}

impl Observations {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.parts.iter().map(Columns::len).sum()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.parts.iter().all(Columns::is_empty)
    }
}

/// Columns of one length. Days are counted from 1970-01-01.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    /// The series, as a place among the keys.
    pub series: Vec<u32>,
    /// The first day of the period.
    pub first: Vec<i32>,
    /// The last day of the period.
    pub last: Vec<i32>,
    /// The vintage, or [`UNDATED`].
    pub vintage: Vec<i32>,
    /// The value as stated, in its text form, before the multiplier.
    pub value: Texts,
    /// The power of ten by which the value is multiplied.
    pub unit_mult: Vec<i32>,
    /// Actual, estimate, forecast or target.
    pub status: Vec<ObsStatus>,
    /// The name of the figure, which leads back to its sentence: its digits as a number.
    pub figure: Vec<i64>,
}

impl Columns {
    /// How many observations there are.
    pub fn len(&self) -> usize {
        self.series.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.series.is_empty()
    }

    /// The series and the days of the last observation.
    pub fn place(&self) -> Option<(u32, i32, i32)> {
        Some((*self.series.last()?, *self.first.last()?, *self.last.last()?))
    }

    /// Takes the last observation away.
    pub fn pop(&mut self) {
        self.series.pop();
        self.first.pop();
        self.last.pop();
        self.vintage.pop();
        self.value.pop();
        self.unit_mult.pop();
        self.status.pop();
        self.figure.pop();
    }
}
