//! Dates as people and programs write them, wherever they stand in a text.

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate, Weekday};
use rustc_hash::FxHashMap;

use crate::model::{Month, Published, Span};

/// What a text gives of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// A day, or a month of a year.
    Full(Published),
    /// A day of a month whose year is left out.
    WithoutYear {
        /// 1 to 12.
        month: u32,
        /// 1 to 31.
        day: u32,
    },
}

/// A date in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub when: When,
    pub span: Span,
}

impl Found {
    /// The date, where its year is known.
    pub fn full(self) -> Option<Published> {
        match self.when {
            When::Full(published) => Some(published),
            When::WithoutYear { .. } => None,
        }
    }

    /// The day, where all of it is known.
    pub fn day(self) -> Option<NaiveDate> {
        self.full().and_then(Published::day)
    }
}

/// The words of the calendar: the month from 1, or the day of the week.
static CALENDAR: LazyLock<FxHashMap<&'static str, Word>> = LazyLock::new(|| {
    let row = |line: &'static str| {
        let mut cells = line.split(',');
        let (word, what, number) = (cells.next()?, cells.next()?, cells.next()?.parse().ok()?);
        Some((word, if what == "month" { Word::Month(number) } else { Word::Weekday(number) }))
    };
    include_str!("../../../data/languages/calendar.csv").lines().skip(1).filter_map(row).collect()
});

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    Month(u32),
    /// From 1, Monday.
    Weekday(u32),
}

fn word(text: &str) -> Option<Word> {
    // Nothing in the calendar is longer than this.
    if text.len() > 24 { None } else { CALENDAR.get(text.to_lowercase().as_str()).copied() }
}

/// The day of the week that a word names.
pub(super) fn weekday(text: &str) -> Option<Weekday> {
    match word(text) {
        Some(Word::Weekday(number)) => u8::try_from(number - 1).ok().and_then(|number| Weekday::try_from(number).ok()),
        _ => None,
    }
}

/// Whether a word is one of the calendar's: a month or a day of the week.
pub(super) fn of_calendar(text: &str) -> bool {
    word(text).is_some()
}

/// A piece of a text, with white space left out.
#[derive(Debug, Clone, Copy)]
struct Piece<'a> {
    text: &'a str,
    start: usize,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Digits,
    Letters,
    Mark,
}

fn kind(c: char) -> Kind {
    match c {
        '0'..='9' => Kind::Digits,
        // Chinese signs are marks of their own here: 年, 月 and 日 stand beside digits without a space.
        '\u{2e80}'..='\u{9fff}' => Kind::Mark,
        c if c.is_alphabetic() => Kind::Letters,
        _ => Kind::Mark,
    }
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut last = None;
    for (at, c) in text.char_indices() {
        if c.is_whitespace() {
            last = None;
            continue;
        }
        let kind = kind(c);
        match pieces.last_mut().filter(|_| last == Some(kind) && kind != Kind::Mark) {
            Some(piece) => piece.text = &text[piece.start..at + c.len_utf8()],
            None => pieces.push(Piece { text: &text[at..at + c.len_utf8()], start: at, kind }),
        }
        last = Some(kind);
    }
    pieces
}

/// Every date in a text, from left to right.
pub(super) fn dates(text: &str) -> Vec<Found> {
    let pieces = pieces(text);
    let (mut found, mut at) = (Vec::new(), 0);
    while at < pieces.len() {
        match date_at(&Reader { pieces: &pieces[at..] }) {
            Some((when, taken)) => {
                let last = &pieces[at + taken - 1];
                found.push(Found { when, span: Span::new(pieces[at].start, last.start + last.text.len()) });
                at += taken;
            }
            None => at += 1,
        }
    }
    found
}

/// The pieces from one on.
struct Reader<'p, 'a> {
    pieces: &'p [Piece<'a>],
}

impl Reader<'_, '_> {
    fn number(&self, at: usize, digits: std::ops::RangeInclusive<usize>) -> Option<u32> {
        let piece = self.pieces.get(at).filter(|p| p.kind == Kind::Digits && digits.contains(&p.text.len()))?;
        piece.text.parse().ok()
    }

    fn year(&self, at: usize) -> Option<i32> {
        let year = self.number(at, 4..=4).filter(|year| (1950..2100).contains(year))?;
        i32::try_from(year).ok()
    }

    fn month(&self, at: usize) -> Option<u32> {
        match word(self.pieces.get(at).filter(|p| p.kind == Kind::Letters)?.text) {
            Some(Word::Month(month)) => Some(month),
            _ => None,
        }
    }

    fn is(&self, at: usize, texts: &[&str]) -> bool {
        self.pieces.get(at).is_some_and(|piece| texts.contains(&piece.text))
    }

    /// Where the next part is, behind one of these.
    fn past(&self, at: usize, texts: &[&str]) -> usize {
        if self.is(at, texts) { at + 1 } else { at }
    }

    /// Whether a piece and the next stand together without a space.
    fn joined(&self, at: usize) -> bool {
        match (self.pieces.get(at), self.pieces.get(at + 1)) {
            (Some(a), Some(b)) => a.start + a.text.len() == b.start,
            _ => false,
        }
    }
}

fn date_at(reader: &Reader) -> Option<(When, usize)> {
    let first = reader.pieces.first()?;
    match first.kind {
        Kind::Digits => numeric(reader).or_else(|| chinese(reader)).or_else(|| day_first(reader)),
        Kind::Letters => month_first(reader),
        Kind::Mark => None,
    }
}

fn full(year: i32, month: u32, day: u32) -> Option<When> {
    NaiveDate::from_ymd_opt(year, month, day).map(|day| When::Full(Published::Day(day)))
}

fn without_year(month: u32, day: u32) -> Option<When> {
    // A leap year has every day.
    NaiveDate::from_ymd_opt(2000, month, day).map(|_| When::WithoutYear { month, day })
}

fn whole_month(year: i32, month: u32) -> Option<When> {
    NaiveDate::from_ymd_opt(year, month, 1).map(|day| When::Full(Published::Month(Month::of(day))))
}

/// `2024-12-26`, `2024/12/26`, `2024.12.26`, `26.12.2024`, `26/12/2024` where no other order is possible, `20241226`.
fn numeric(reader: &Reader) -> Option<(When, usize)> {
    if let Some(number) = reader.number(0, 8..=8) {
        let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
        return (1950..2100).contains(&year).then(|| full(year as i32, month, day)).flatten().map(|when| (when, 1));
    }
    let mark = reader.pieces.get(1).filter(|p| matches!(p.text, "-" | "/" | "."))?.text;
    if !reader.is(3, &[mark]) || !(0..4).all(|at| reader.joined(at)) {
        return None;
    }
    let middle = reader.number(2, 1..=2)?;
    if let Some(year) = reader.year(0) {
        return Some((full(year, middle, reader.number(4, 1..=2)?)?, 5));
    }
    let (first, year) = (reader.number(0, 1..=2)?, reader.year(4)?);
    let when = match mark {
        "/" if first > 12 => full(year, middle, first),
        "/" if middle > 12 => full(year, first, middle),
        // Which of the two is the month depends on the country.
        "/" if first != middle => None,
        _ => full(year, middle, first),
    };
    Some((when?, 5))
}

/// `2024年10月8日`, `10月8日`, `2024年10月`.
fn chinese(reader: &Reader) -> Option<(When, usize)> {
    const DAY: [&str; 2] = ["日", "号"];
    if let Some(year) = reader.year(0).filter(|_| reader.is(1, &["年"])) {
        let month = reader.number(2, 1..=2).filter(|_| reader.is(3, &["月"]))?;
        return match reader.number(4, 1..=2).filter(|_| reader.is(5, &DAY)) {
            Some(day) => Some((full(year, month, day)?, 6)),
            None => Some((whole_month(year, month)?, 4)),
        };
    }
    let month = reader.number(0, 1..=2).filter(|_| reader.is(1, &["月"]))?;
    let day = reader.number(2, 1..=2).filter(|_| reader.is(3, &DAY))?;
    Some((without_year(month, day)?, 4))
}

/// `26 December 2024`, `26th of December, 2024`, `26. Dezember 2024`, `26 de diciembre de 2024`, `1er mars 2024`,
/// `8 октября 2024`, and all of them without a year.
fn day_first(reader: &Reader) -> Option<(When, usize)> {
    let day = reader.number(0, 1..=2)?;
    let at = reader.past(1, &["st", "nd", "rd", "th", "er", ".", "º", "°", "-", "«", "»"]);
    let at = reader.past(at, &["of", "de", "-"]);
    let month = reader.month(at)?;
    let marked = reader.past(at + 1, &[".", ",", "-"]);
    let with_of = reader.past(marked, &["de", "del", ","]);
    match reader.year(with_of) {
        Some(year) => Some((full(year, month, day)?, with_of + 1)),
        None => Some((without_year(month, day)?, at + 1)),
    }
}

/// `December 26, 2024`, `Dec. 26th 2024`, `December 26`, `December 2024`, `diciembre de 2024`.
fn month_first(reader: &Reader) -> Option<(When, usize)> {
    let month = reader.month(0)?;
    let at = reader.past(1, &[".", ","]);
    let of = reader.past(at, &["de", "del"]);
    if let Some(year) = reader.year(of) {
        return Some((whole_month(year, month)?, of + 1));
    }
    let day = reader.number(at, 1..=2)?;
    let after = reader.past(at + 1, &["st", "nd", "rd", "th"]);
    let year_at = reader.past(after, &[",", "."]);
    match reader.year(year_at) {
        Some(year) => Some((full(year, month, day)?, year_at + 1)),
        // `October 13.5`, `May 10 percent` and `March 25–26`: only what ends there is a day.
        None if reader.is(after, &["%", "percent", "per"]) => None,
        None => Some((without_year(month, day)?, after)),
    }
}

/// The date in a cell of metadata: all of it has to be a date, with or without a time.
pub(super) fn whole(text: &str) -> Option<Published> {
    let text = text.trim();
    if let Ok(published) = text.parse() {
        return Some(published);
    }
    // 2024-12-26T10:00:00+03:00: the day as its publisher counts.
    let head = text.split_once(['T', 't']).map(|(day, _)| day).and_then(|day| day.parse::<Published>().ok());
    if let Some(Published::Day(_)) = head {
        return head;
    }
    let mut found = dates(text).into_iter().filter_map(Found::full);
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}

/// Every year that a text names, in digits.
pub(super) fn years(text: &str) -> Vec<i32> {
    let pieces = pieces(text);
    let mut years: Vec<_> = (0..pieces.len()).filter_map(|at| Reader { pieces: &pieces[at..] }.year(0)).collect();
    years.sort_unstable();
    years.dedup();
    years
}

/// Whether a day falls on this day of the week.
pub(super) fn falls_on(day: NaiveDate, weekday: Weekday) -> bool {
    day.weekday() == weekday
}
