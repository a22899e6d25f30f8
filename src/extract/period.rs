//! Periods: expressions of time, read without knowing when the document was published, and resolved later.

use chrono::{Datelike, NaiveDate};

use super::page::Page;
use crate::lang::{Link, NumberKind, Reading, Time};
use crate::model::{Area, Month, Published, TimePeriod};
use crate::text::Kind;

/// The year of an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Year {
    /// Written out.
    Of(i32),
    /// Counted from the year of publication: this year 0, last year -1.
    Offset(i32),
    /// Not said: the context or the date of publication decides.
    Open,
    /// "that year": the year last spoken of.
    That,
}

/// An expression of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expr {
    /// A period that needs no context.
    Fixed(TimePeriod),
    /// Months `from` to `to` of a year: January-October, the second quarter, the first ten months.
    Months {
        /// The first month of the year, 1 to 12.
        from: u32,
        /// The last month.
        to: u32,
        /// The year in which the last month lies.
        year: Year,
    },
    /// A day of a year.
    Day {
        /// The day of the month.
        day: u32,
        /// The month.
        month: u32,
        /// The year.
        year: Year,
    },
    /// A run counted from the one of publication: last month is 1 month at -1.
    Relative {
        /// The length in months.
        months: u32,
        /// How many such runs away.
        offset: i32,
    },
    /// A fiscal year, named by the calendar year in which it ends.
    Fiscal(Year),
    /// The same months, in another year: "the same period of 2023"; counted from the figure's own year if open.
    Same(Year),
    /// So many years before the period at hand: "a year earlier".
    YearsAgo(i32),
    /// The month, quarter or run before the one at hand.
    Before,
    /// The last day of a run: "at the end of 2025".
    End(EndOf),
    /// The day of publication.
    Today,
    /// "that month", "the same quarter": the run of this length last spoken of.
    That(u32),
}

/// What an expression of an end ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EndOf {
    /// The last month of a year, or a month of it.
    Month {
        /// The month, 1 to 12.
        month: u32,
        /// The year.
        year: Year,
    },
    /// The first day of a year or month.
    Start {
        /// The month, 1 to 12.
        month: u32,
        /// The year.
        year: Year,
    },
}

/// How an expression stands to the figure beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// The figure is about it.
    When,
    /// The figure is measured against it: "than in 2023", "against the same period".
    Compared,
    /// Growth since then.
    Since,
    /// A date by which something is to be: "by 2030".
    By,
    /// When something was published or signed, and no time of a figure.
    Said,
}

/// An expression of time in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The first token.
    pub first: usize,
    /// One past the last token.
    pub last: usize,
    /// What it says.
    pub expr: Expr,
    /// How it stands to figures.
    pub used: Use,
    /// Whether it is cumulative ("in ten months") rather than a named run.
    pub possessive: bool,
}

/// Every expression of time of a page, in text order.
pub fn read(page: &Page<'_>) -> Vec<Period> {
    let mut found: Vec<Period> = Vec::new();
    let mut at = 0;
    while at < page.tokens.len() {
        match expression(page, at) {
            Some((last, expr)) => {
                let possessive = page.tokens.get(last).is_some_and(|t| t.kind == Kind::Possessive);
                found.push(Period { first: at, last, expr, used: used(page, at, last, expr), possessive });
                at = last;
            }
            None => at += 1,
        }
    }
    found
}

/// Marks the tokens that belong to expressions of time, and the digits of dates and references.
pub fn mark(page: &Page<'_>, periods: &[Period], dated: &mut Vec<bool>) {
    dated.clear();
    dated.resize(page.tokens.len(), false);
    for period in periods {
        dated[period.first..period.last].fill(true);
    }
}

fn time(page: &Page<'_>, at: usize, class: Time) -> Option<usize> {
    page.find(at, |r| (*r == Reading::Time(class)).then_some(())).map(|(last, ())| last)
}

fn unit(page: &Page<'_>, at: usize) -> Option<(usize, u32)> {
    page.find(at, |r| match r {
        Reading::Time(Time::Unit(months)) => Some(*months),
        _ => None,
    })
}

fn month(page: &Page<'_>, at: usize) -> Option<(usize, u32)> {
    let (last, month) = page.find(at, |r| match r {
        Reading::Month(month) => Some(*month),
        _ => None,
    })?;
    // An abbreviation takes its full stop: "Jan. 5".
    let stop = page.word(last) == "."
        && !page.tokens[last].spaced
        && page.word(at).len() <= 4
        && page.tokens.get(last + 1).is_some_and(|t| t.kind == Kind::Number && !t.gap);
    Some((if stop { last + 1 } else { last }, month))
}

fn count(page: &Page<'_>, at: usize) -> Option<(usize, u32)> {
    let token = page.tokens.get(at)?;
    if token.kind == Kind::Number {
        return page.word(at).parse().ok().filter(|n| (1..=60).contains(n)).map(|n| (at + 1, n));
    }
    page.find(at, |r| match r {
        Reading::Number(value, NumberKind::Cardinal) => u32::try_from(*value).ok().filter(|n| *n > 0),
        _ => None,
    })
}

fn ordinal(page: &Page<'_>, at: usize) -> Option<(usize, i32)> {
    if let Some(last) = time(page, at, Time::First) {
        return Some((last, 1));
    }
    if let Some(last) = time(page, at, Time::Final) {
        return Some((last, -1));
    }
    if page.tokens.get(at)?.kind == Kind::Number {
        let suffix = matches!(page.word(at + 1), "st" | "nd" | "rd" | "th") && !page.tokens[at + 1].spaced;
        return if suffix { page.word(at).parse().ok().map(|n| (at + 2, n)) } else { None };
    }
    page.find(at, |r| match r {
        Reading::Number(value, NumberKind::Ordinal) => i32::try_from(*value).ok(),
        _ => None,
    })
}

/// A calendar year in four digits, which nothing makes another kind of number.
fn year_number(page: &Page<'_>, at: usize) -> Option<i32> {
    let token = page.tokens.get(at)?;
    let word = page.word(at);
    if token.kind != Kind::Number || word.len() != 4 {
        return None;
    }
    let year: i32 = word.parse().ok().filter(|y| (1900..=2099).contains(y))?;
    let next = page.tokens.get(at + 1);
    let counted = page.find(at + 1, |r| matches!(r, Reading::Scale(_) | Reading::Unit(..)).then_some(())).is_some()
        && next.is_some_and(|t| t.breaks == 0);
    let signed = at.checked_sub(1).is_some_and(|i| page.is_sign(i)) && !token.spaced;
    let glued = next.is_some_and(|t| t.kind == Kind::Word && !t.spaced);
    (!counted && !signed && !glued).then_some(year)
}

fn skip_the(page: &Page<'_>, at: usize) -> usize {
    if page.link(at, Link::The) { at + 1 } else { at }
}

fn skip_of(page: &Page<'_>, at: usize) -> usize {
    let joint = page.link(at, Link::Of) || page.link(at, Link::In) || page.link(at, Link::For) || page.word(at) == ",";
    if joint && page.is_word(at + 1, "that") {
        at + 1
    } else if joint {
        skip_the(page, at + 1)
    } else {
        at
    }
}

/// The year after an expression: "2024", "of last year", "this year", "of the year", "of that year".
fn year_after(page: &Page<'_>, at: usize) -> (usize, Year) {
    for start in [at, skip_of(page, at)] {
        if page.tokens.get(start).is_some_and(|t| t.breaks > 0) {
            continue;
        }
        if let Some(year) = year_number(page, start) {
            // A year that opens another expression ("in May 2024-2025") is still this month's year.
            return (start + 1, Year::Of(year));
        }
        if page.word(start) == "'" || page.word(start) == "\u{2019}" {
            continue;
        }
        if let Some((last, offset)) = relative(page, start)
            && let Some((end, 12)) = unit(page, last)
            && !page.link(end, Link::Than)
        {
            return (end, Year::Offset(offset));
        }
        let that = page.is_word(start, "that") || page.is_word(start, "year");
        if start > at && that && (page.is_word(start, "year") || page.is_word(start + 1, "year")) {
            let end = if page.is_word(start, "year") { start + 1 } else { start + 2 };
            return (end, if page.is_word(start, "that") { Year::That } else { Year::Open });
        }
        if start > at && page.is_word(start, "the") && page.is_word(start + 1, "year") {
            return (start + 2, Year::Open);
        }
    }
    (at, Year::Open)
}

/// this 0, last -1, next 1.
fn relative(page: &Page<'_>, at: usize) -> Option<(usize, i32)> {
    page.find(at, |r| match r {
        Reading::Time(Time::This) => Some(0),
        Reading::Time(Time::Last) => Some(-1),
        Reading::Time(Time::Next) => Some(1),
        _ => None,
    })
}

fn expression(page: &Page<'_>, at: usize) -> Option<(usize, Expr)> {
    numeric(page, at)
        .or_else(|| end_or_start(page, at))
        .or_else(|| same(page, at))
        .or_else(|| ago(page, at))
        .or_else(|| fiscal(page, at))
        .or_else(|| coded(page, at))
        .or_else(|| months(page, at))
        .or_else(|| part_of_year(page, at))
        .or_else(|| counted_months(page, at))
        .or_else(|| relative_run(page, at))
        .or_else(|| that_run(page, at))
        .or_else(|| today(page, at))
}

/// Dates in digits and years: 2024-07-01, 08.10.2024, 2023-24, 2022/23, 2019-2025, 2024.
fn numeric(page: &Page<'_>, at: usize) -> Option<(usize, Expr)> {
    let token = page.tokens.get(at)?;
    if token.kind != Kind::Number {
        return None;
    }
    let word = page.word(at);
    if let Some(day) = dotted(word) {
        return Some((at + 1, Expr::Fixed(TimePeriod::Day(day))));
    }
    if let Some((first, second)) = word.split_once('/')
        && let Some(expr) = double_year(first, second)
    {
        return Some((at + 1, expr));
    }
    // A day before its month: "13 October 2024", "1 January".
    if let Ok(day @ 1..=31) = word.parse::<u32>()
        && word.len() <= 2
        && page.tokens.get(at + 1).is_some_and(|t| t.breaks == 0)
        && let Some((last, month)) = month(page, if page.link(at + 1, Link::Of) { at + 2 } else { at + 1 })
    {
        let (last, year) = year_after(page, last);
        return Some((last, Expr::Day { day, month, year }));
    }
    let year = year_number(page, at)?;
    if page.before_is(at, Link::Between)
        && page.link(at + 1, Link::And)
        && let Some(last) = year_number(page, at + 2).filter(|last| *last > year)
        && let Some(run) = Month::new(year, 1).zip(Month::new(last, 12)).and_then(|(a, b)| TimePeriod::between(a, b))
    {
        return Some((at + 3, Expr::Fixed(run)));
    }
    if let Some((last, expr)) = dashed(page, at, year) {
        return Some((last, expr));
    }
    TimePeriod::year(year).map(|period| (at + 1, Expr::Fixed(period)))
}

fn dotted(word: &str) -> Option<NaiveDate> {
    let mut parts = word.split(['.', '/']);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// 2023/24 and 2023/2024: a year that runs over two calendar years.
fn double_year(first: &str, second: &str) -> Option<Expr> {
    let start: i32 = first.parse().ok().filter(|y| (1900..=2099).contains(y))?;
    let end: i32 = second.parse().ok()?;
    let next = end == start + 1 || (second.len() == 2 && end == (start + 1).rem_euclid(100));
    next.then_some(Expr::Fiscal(Year::Of(start + 1)))
}

/// 2024-07-01, 2023-24 and 2019-2025 (with a hyphen or a dash).
fn dashed(page: &Page<'_>, at: usize, year: i32) -> Option<(usize, Expr)> {
    let dash = page.tokens.get(at + 1).filter(|t| t.kind == Kind::Dash && !t.spaced)?;
    let next = page.tokens.get(at + 2).filter(|t| t.kind == Kind::Number && !t.spaced)?;
    let _ = (dash, next);
    let second = page.word(at + 2);
    if second.len() == 2
        && page.tokens.get(at + 3).is_some_and(|t| t.kind == Kind::Dash && !t.spaced)
        && let (Ok(month), Ok(day)) = (second.parse(), page.word(at + 4).parse())
    {
        return NaiveDate::from_ymd_opt(year, month, day).map(|day| (at + 5, Expr::Fixed(TimePeriod::Day(day))));
    }
    if let Some(expr @ Expr::Fiscal(_)) = double_year(page.word(at), second)
        && second.len() == 2
    {
        return Some((at + 3, expr));
    }
    let last = year_number(page, at + 2).filter(|last| *last > year)?;
    let run = TimePeriod::between(Month::new(year, 1)?, Month::new(last, 12)?)?;
    Some((at + 3, Expr::Fixed(run)))
}

/// The end (or start) of a year or month: "the end of 2025", "end-June", "the close of last year".
fn end_or_start(page: &Page<'_>, at: usize) -> Option<(usize, Expr)> {
    let (last, end) = page.find(at, |r| match r {
        Reading::Time(Time::End) => Some(true),
        Reading::Time(Time::Start) => Some(false),
        _ => None,
    })?;
    let mut next = last;
    if page.tokens.get(next)?.kind == Kind::Dash && !page.tokens[next].spaced {
        next += 1;
    }
    next = skip_the(page, skip_of(page, next));
    let edge = |month: u32, year: Year| {
        Expr::End(if end { EndOf::Month { month, year } } else { EndOf::Start { month, year } })
    };
    // The verb "ended" has a year behind it, or is no word of time.
    if matches!(page.word(at), "closed" | "ended" | "finished") && year_number(page, next).is_none() {
        return None;
    }
    // "the end of H1 2024" is that half: what was reached by then was reached over it.
    if let Some((stop, expr)) = coded(page, next).or_else(|| part_of_year(page, next)) {
        return Some((stop, expr));
    }
    if let Some((stop, month)) = month(page, next) {
        let (stop, year) = year_after(page, stop);
        return Some((stop, edge(month, year)));
    }
    let edge_month = if end { 12 } else { 1 };
    if let Some(year) = year_number(page, next) {
        return Some((next + 1, edge(edge_month, Year::Of(year))));
    }
    if let Some((stop, offset)) = relative(page, next) {
        let length = unit(page, stop);
        return match length {
            Some((stop, 12)) => Some((stop, edge(edge_month, Year::Offset(offset)))),
            Some((stop, months)) if months > 0 => Some((stop, Expr::Relative { months, offset })),
            None if offset == 1 && page.tokens.get(stop).is_none_or(|t| t.kind == Kind::Mark) => {
                Some((stop, edge(edge_month, Year::Offset(1))))
            }
            _ => None,
        };
    }
    let the_year = page.is_word(next, "year") || page.is_word(next, "that") && page.is_word(next + 1, "year");
    the_year.then(|| {
        let stop = if page.is_word(next, "year") { next + 1 } else { next + 2 };
        (stop, edge(edge_month, Year::Open))
    })
}

/// "the same period of 2023", "the corresponding months a year earlier", "the same month of last year".
fn same(page: &Page<'_>, at: usize) -> Option<(usize, Expr)> {
    let last = time(page, at, Time::Same)?;
    let mut next = last;
    let run = ["period", "stretch", "time", "timeframe", "span"].iter().any(|w| page.is_word(next, w));
    if run {
        next += 1;
    } else {
        if let Some((end, _)) = count(page, next) {
            next = end;
        }
        let (end, _) = unit(page, next).or_else(|| month(page, next))?;
        next = end;
    }
    let (end, year) = year_after(page, next);
    if end > next {
        return Some((end, Expr::Same(year)));
    }
    if let Some((end, expr)) = ago(page, skip_of(page, next)) {
        return Some((end, if let Expr::YearsAgo(years) = expr { Expr::Same(Year::Offset(-years)) } else { expr }));
    }
    // "the same period" alone repeats the period at hand; after a word of comparison it is a year before.
    Some((next, Expr::Same(Year::Open)))
}

/// "a year earlier", "twelve months ago", "two years before", "the year before", "the month before".
fn ago(page: &Page<'_>, at: usize) -> Option<(usize, Expr)> {
    let mut next = at;
    let mut number = 1;
    if page.link(next, Link::Per) || page.link(next, Link::The) {
        next += 1;
    } else if let Some((end, n)) = count(page, next) {
        number = n as i32;
        next = end;
    } else {
        return None;
    }
    if page.tokens.get(next).is_some_and(|t| t.kind == Kind::Dash) {
        next += 1;
    }
    let (end, months) = unit(page, next)?;
    let last = time(page, end, Time::Ago)?;
    match months * number as u32 {
        12 if !page.is_word(at, "the") || number == 1 => Some((last, Expr::YearsAgo(1))),
        n if n > 12 && n % 12 == 0 => Some((last, Expr::YearsAgo((n / 12) as i32))),
        1 | 3 if number == 1 => Some((last, Expr::Before)),
        _ => None,
    }
}

/// "fiscal 2024", "FY2024-25", "fiscal year 2023", "FY25".
fn fiscal(page: &Page<'_>, at: usize) -> Option<(usize, Expr)> {
    if let Some(rest) = page.word(at).strip_prefix("FY") {
        let year: i32 = match rest.len() {
            2 => rest.parse::<i32>().ok()? + 2000,
            4 => rest.parse().ok()?,
            _ => return fiscal_words(page, at),
        };
        return Some((at + 1, Expr::Fiscal(Year::Of(year))));
    }
    fiscal_words(page, at)
}

fn fiscal_words(page: &Page<'_>, at: usize) -> Option<(usize, Expr)> {
    let (at, offset) = relative(page, at).map_or((at, None), |(last, offset)| (last, Some(offset)));
    let mut next = time(page, at, Time::Fiscal)?;
    if page.is_word(next, "year") {
        next += 1;
    }
    if let Some(offset) = offset {
        return Some((next, Expr::Fiscal(Year::Offset(offset))));
    }
    match numeric(page, next)? {
        (last, Expr::Fixed(period)) => Some((last, Expr::Fiscal(Year::Of(period.last_day().year())))),
        (last, expr @ Expr::Fiscal(_)) => Some((last, expr)),
        _ => None,
    }
}

/// Q3 2024, 3Q24, H1 2024, 1H24, 9M 2024, Q1-Q3 2024, I quarter.
fn coded(page: &Page<'_>, at: usize) -> Option<(usize, Expr)> {
    let word = page.word(at);
    let bytes = word.as_bytes();
    let token = page.tokens.get(at)?;
    // Q3, H1 and their joined years: Q32024 is not written, Q3'24 is.
    if token.kind == Kind::Word && bytes.len() == 2 && matches!(bytes[0], b'Q' | b'H' | b'S') {
        let n = u32::from(bytes[1].wrapping_sub(b'0'));
        let (from, to) = numbered(bytes[0], n)?;
        if page.tokens.get(at + 1).is_some_and(|t| t.kind == Kind::Dash)
            && let [b'Q', q @ b'1'..=b'4'] = page.word(at + 2).as_bytes()
        {
            let (last, year) = year_after(page, at + 3);
            return Some((last, Expr::Months { from, to: u32::from(q - b'0') * 3, year }));
        }
        let (last, year) = year_after(page, at + 1);
        return Some((last, Expr::Months { from, to, year }));
    }
    // 3Q24, 9M 2024, 1H 2024: digits, then a letter with the year perhaps joined.
    if token.kind == Kind::Number && bytes.len() <= 2 {
        let next = page.tokens.get(at + 1).filter(|t| t.kind == Kind::Word && !t.spaced)?;
        let tail = next.of(page.text);
        let letter = *tail.as_bytes().first().filter(|b| matches!(b, b'Q' | b'H' | b'M'))?;
        let n: u32 = word.parse().ok()?;
        let (from, to) = numbered(letter, n)?;
        let short = tail[1..].parse::<i32>().ok().filter(|_| matches!(tail.len(), 3 | 5));
        if let Some(year) = short {
            let year = if year < 100 { year + 2000 } else { year };
            return Some((at + 2, Expr::Months { from, to, year: Year::Of(year) }));
        }
        let (last, year) = year_after(page, at + 2);
        return (tail.len() == 1 && (letter != b'M' || last > at + 2))
            .then_some((last, Expr::Months { from, to, year }));
    }
    None
}

/// The months of Q3, H1 or 9M.
fn numbered(letter: u8, n: u32) -> Option<(u32, u32)> {
    match (letter, n) {
        (b'Q', 1..=4) => Some((n * 3 - 2, n * 3)),
        (b'H' | b'S', 1..=2) => Some((n * 6 - 5, n * 6)),
        (b'M', 1..=12) => Some((1, n)),
        _ => None,
    }
}

/// Months by name: January, January-October 2023, from January through October, May 2024, October 13, 2024.
fn months(page: &Page<'_>, at: usize) -> Option<(usize, Expr)> {
    let (last, from) = month(page, at)?;
    if page.word(at) == "May" && at > 0 && !page.tokens[at].upper || page.word(at) == "may" {
        return None;
    }
    if let Some((last, day)) = day_after(page, last) {
        let (last, year) = year_after(page, last);
        return Some((last, Expr::Day { day, month: from, year }));
    }
    let (from_end, from_year) = own_year(page, last);
    let joint = page.tokens.get(from_end).is_some_and(|t| t.kind == Kind::Dash && t.breaks == 0)
        || page.link(from_end, Link::To)
        || page.link(from_end, Link::Until)
        || (page.link(from_end, Link::And) && page.before_is(at, Link::Between));
    if joint && let Some((last, to)) = month(page, from_end + 1) {
        let (last, year) = year_after(page, last);
        if let (Some(start), Year::Of(end)) = (from_year, year)
            && let Some(run) =
                Month::new(start, from).zip(Month::new(end, to)).and_then(|(a, b)| TimePeriod::between(a, b))
        {
            return Some((last, Expr::Fixed(run)));
        }
        return Some((last, Expr::Months { from, to, year }));
    }
    let (last, year) = year_after(page, last);
    Some((last, Expr::Months { from, to: from, year }))
}

/// The year directly behind a month: "October 2023 to May 2024".
fn own_year(page: &Page<'_>, at: usize) -> (usize, Option<i32>) {
    match year_number(page, at) {
        Some(year) => (at + 1, Some(year)),
        None => (at, None),
    }
}

/// The day of the month behind a month's name.
fn day_after(page: &Page<'_>, at: usize) -> Option<(usize, u32)> {
    let token = page.tokens.get(at).filter(|t| t.kind == Kind::Number && t.breaks == 0 && !t.gap)?;
    let day: u32 = token.of(page.text).parse().ok().filter(|d| (1..=31).contains(d))?;
    let suffix = matches!(page.word(at + 1), "st" | "nd" | "rd" | "th") && !page.tokens[at + 1].spaced;
    let last = if suffix { at + 2 } else { at + 1 };
    let counted = page.find(last, |r| matches!(r, Reading::Scale(_) | Reading::Unit(..)).then_some(())).is_some();
    (!counted && token.of(page.text).len() <= 2).then_some((last, day))
}

/// "the first quarter of 2024", "second half of last year", "the first ten months", "the final quarter", "half-year".
fn part_of_year(page: &Page<'_>, at: usize) -> Option<(usize, Expr)> {
    if page.link(at, Link::The) && !page.is_word(at, "last") {
        return None;
    }
    let (mut next, mut n) = match ordinal(page, at) {
        Some(found) => found,
        None => (time(page, at, Time::Last).filter(|_| last_of_year(page, at))?, -1),
    };
    if page.tokens.get(next).is_some_and(|t| t.kind == Kind::Dash) {
        next += 1;
    }
    let mut times = 1;
    if let Some((end, count)) = count(page, next) {
        times = count;
        next = end;
    }
    if page.tokens.get(next).is_some_and(|t| t.kind == Kind::Dash) {
        next += 1;
    }
    let (end, length) = unit(page, next).filter(|(_, length)| (1..12).contains(length))?;
    let per_year = 12 / length;
    if n == -1 {
        n = per_year as i32;
    }
    // "for the fourth month running" counts months and names none.
    if ["running", "straight", "in", "consecutive"].iter().any(|w| page.is_word(end, w))
        && length == 1
        && !page.is_word(end + 1, "the")
    {
        return None;
    }
    let n = u32::try_from(n).ok().filter(|n| (1..=per_year).contains(n))?;
    let (last, year) = year_after(page, end);
    let (from, to) = if times > 1 { (1, length * times) } else { ((n - 1) * length + 1, n * length) };
    if to > 12 || (times > 1 && n != 1) || (length == 1 && times == 1 && n == 1 && !page.is_word(end - 1, "month")) {
        return None;
    }
    Some((last, Expr::Months { from, to, year }))
}

/// "the last quarter of 2024" names a quarter of that year; "last quarter" is the one before publication.
fn last_of_year(page: &Page<'_>, at: usize) -> bool {
    let the = at.checked_sub(1).is_some_and(|i| page.is_word(i, "the"));
    the && unit(page, at + 1).is_some_and(|(end, length)| matches!(length, 3 | 6) && page.link(end, Link::Of))
}

/// "ten months of 2023", "over seven months", "the nine-month result", "half-year", "for eleven months".
fn counted_months(page: &Page<'_>, at: usize) -> Option<(usize, Expr)> {
    let trailing = time(page, at, Time::Last);
    let at = trailing.unwrap_or(at);
    let (mut next, n) = match count(page, at) {
        Some(found) => found,
        None if trailing.is_none() && half_year(page, at) => (at, 1),
        None => return None,
    };
    if page.tokens.get(next).is_some_and(|t| t.kind == Kind::Dash && !t.spaced) {
        next += 1;
    }
    let (end, length) = unit(page, next).filter(|(_, length)| matches!(length, 1 | 3 | 6))?;
    let to = n * length;
    if to < 2 || to > 12 || time(page, end, Time::Ago).is_some() || page.word(end) == "'" {
        return None;
    }
    let (last, year) = year_after(page, end);
    if page.link(end, Link::To) || to == 12 || (length == 3 && n > 1) {
        return None;
    }
    (trailing.is_none() || year != Year::Open || last > end).then_some((last, Expr::Months { from: 1, to, year }))
}

fn half_year(page: &Page<'_>, at: usize) -> bool {
    page.is_word(at, "half")
        && page.tokens.get(at + 1).is_some_and(|t| t.kind == Kind::Dash)
        && page.is_word(at + 2, "year")
}

/// "last year", "this quarter", "the previous month", "the whole of last year".
fn relative_run(page: &Page<'_>, at: usize) -> Option<(usize, Expr)> {
    let (last, offset) = relative(page, at)?;
    let next = time(page, last, Time::Whole).unwrap_or(last);
    if page.is_word(at, "past") && page.is_word(next, "year") {
        return None;
    }
    let (end, months) = match unit(page, next) {
        Some((end, months @ (1 | 3 | 6 | 12))) => (end, months),
        _ => return last_month(page, next, offset),
    };
    (!page.is_word(end - 1, "years") && !page.is_word(end - 1, "months") && !page.is_word(end - 1, "quarters"))
        .then_some((end, Expr::Relative { months, offset }))
}

/// "last October", "this January".
fn last_month(page: &Page<'_>, at: usize, offset: i32) -> Option<(usize, Expr)> {
    let (end, month) = month(page, at)?;
    let year = if offset == 0 { Year::Offset(0) } else { Year::Open };
    Some((end, Expr::Months { from: month, to: month, year }))
}

/// "that month", "that year", "the same year", "the year as a whole", "the full year".
fn that_run(page: &Page<'_>, at: usize) -> Option<(usize, Expr)> {
    // "the year that ended last night": the last one that is over.
    let ends = ["ended", "ends", "closed"].iter().any(|w| page.is_word(at + 2, w));
    if page.is_word(at, "year") && page.is_word(at + 1, "that") && ends {
        return Some((at + 3, Expr::Months { from: 1, to: 12, year: Year::Open }));
    }
    if page.is_word(at, "that") {
        let (end, months) = unit(page, at + 1).filter(|(_, m)| *m > 0)?;
        return Some((
            end,
            if months == 12 { Expr::Months { from: 1, to: 12, year: Year::That } } else { Expr::That(months) },
        ));
    }
    let whole = Expr::Months { from: 1, to: 12, year: Year::That };
    if page.is_word(at, "year") && time(page, at + 1, Time::Whole).is_some() && page.is_word(at + 1, "as") {
        return time(page, at + 1, Time::Whole).map(|end| (end, whole));
    }
    let end = time(page, at, Time::Whole)?;
    let end = if page.tokens.get(end).is_some_and(|t| t.kind == Kind::Dash) { end + 1 } else { end };
    let end = if page.link(end, Link::Of) { skip_the(page, end + 1) } else { end };
    (page.is_word(end, "year") && !page.word(at).is_empty() && !page.is_word(at, "all")).then_some((end + 1, whole))
}

fn today(page: &Page<'_>, at: usize) -> Option<(usize, Expr)> {
    (page.is_word(at, "today") || page.is_word(at, "today's")).then_some((at + 1, Expr::Today))
}

/// How the expression at a token stands to figures, by the word before it.
fn used(page: &Page<'_>, at: usize, last: usize, expr: Expr) -> Use {
    let before = |link: Link| {
        (1..=4).any(|back| {
            at.checked_sub(back).is_some_and(|i| {
                page.at(i).iter().any(|m| m.reading == Reading::Link(link) && only_small_words(page, m.last, at))
            })
        })
    };
    // "after four months" is the stretch itself, no base.
    let after = (1..=2).any(|back| at.checked_sub(back).is_some_and(|i| page.is_word(i, "after")))
        && matches!(expr, Expr::Months { from: 1, to: 2.., .. });
    let compared = !after && [Link::Than, Link::Against, Link::From].into_iter().any(before);
    let comparison = (1..=3).any(|back| {
        at.checked_sub(back).is_some_and(|i| {
            ["above", "below", "over", "on", "under", "exceeding", "beat"].iter().any(|w| page.is_word(i, w))
                && only_small_words(page, i + 1, at)
        })
    });
    let dated = at.checked_sub(1).is_some_and(|i| page.link(i, Link::In) || page.link(i, Link::On));
    // "since the Qingdao summit of 2018".
    let since = (1..=7).find(|back| {
        at.checked_sub(*back).is_none_or(|i| page.link(i, Link::Since) || matches!(page.word(i), "," | ";" | "."))
    });
    let since = since.and_then(|back| at.checked_sub(back)).is_some_and(|i| page.link(i, Link::Since))
        && page.before_is(at, Link::Of);
    let owned = |last: usize| {
        page.tokens.get(last).is_some_and(|t| t.kind == Kind::Possessive)
            && page.at(last + 1).iter().any(|m| m.reading == Reading::Speech(crate::lang::Speech::Noun))
    };
    if owned(last) {
        return Use::Said;
    }
    if dated && before(Link::Said) {
        Use::Said
    } else if since || before(Link::Since) {
        Use::Since
    } else if compared && !opens_run(page, at) || (comparison && points_back(expr) && !stretch(page, at, expr)) {
        Use::Compared
    } else if at.checked_sub(1).is_some_and(|i| page.is_word(i, "by")) {
        Use::By
    } else {
        Use::When
    }
}

/// "over ten months": the stretch over which something came together, and no base.
fn stretch(page: &Page<'_>, at: usize, expr: Expr) -> bool {
    let long = matches!(expr, Expr::Months { from, to, .. } if from < to)
        || matches!(expr, Expr::Fixed(p) if p.length() != Some(12));
    long && !(1..=2).any(|back| {
        at.checked_sub(back).is_some_and(|i| ["above", "below", "exceeding", "beat"].iter().any(|w| page.is_word(i, w)))
    })
}

/// "from January through October" opens a run; "from 2022" is a base.
fn opens_run(page: &Page<'_>, at: usize) -> bool {
    let from = (1..=2).any(|back| at.checked_sub(back).is_some_and(|i| page.is_word(i, "from")));
    let long = month(page, at).map(|(last, m)| (own_year(page, last).0, m)).is_some_and(|(last, _)| {
        page.link(last, Link::Until)
            || page.link(last, Link::To)
            || page.tokens.get(last).is_some_and(|t| t.kind == Kind::Dash)
    });
    from && long
}

/// Expressions that can only be a base after "over", "above" or "on".
fn points_back(expr: Expr) -> bool {
    matches!(
        expr,
        Expr::Same(_)
            | Expr::YearsAgo(_)
            | Expr::Before
            | Expr::Relative { offset: -1, .. }
            | Expr::Fixed(_)
            | Expr::Months { year: Year::Of(_) | Year::Offset(_), .. }
    )
}

/// Whether only articles and prepositions stand between two tokens.
fn only_small_words(page: &Page<'_>, from: usize, to: usize) -> bool {
    (from..to).all(|i| {
        page.at(i).iter().any(|m| {
            matches!(
                m.reading,
                Reading::Link(Link::The | Link::In | Link::Of | Link::For | Link::Per | Link::On | Link::At)
            ) || matches!(m.reading, Reading::Time(Time::Whole | Time::Start | Time::End))
        }) || ["level", "levels", "figure", "figures", "result", "value"].iter().any(|w| page.is_word(i, w))
    })
}

/// What is known when an expression is resolved.
#[derive(Debug, Clone, Copy, Default)]
pub struct Anchor {
    /// When the document was published.
    pub published: Option<Published>,
    /// The year that the context speaks of.
    pub year: Option<i32>,
    /// The period at hand: that of the figure before.
    pub period: Option<TimePeriod>,
    /// The period last named.
    pub mentioned: Option<TimePeriod>,
    /// The year of a month or day that this line has named.
    pub line_year: Option<i32>,
    /// Whose fiscal year counts.
    pub area: Option<Area>,
    /// Whether the figure lies in the future.
    pub ahead: bool,
}

impl Anchor {
    /// Resolves an expression; `None` when what it needs is not known.
    pub fn resolve(&self, expr: Expr) -> Option<TimePeriod> {
        match expr {
            Expr::Fixed(period) => Some(period),
            Expr::Months { from, to, year } => self.months(from, to, year),
            Expr::Day { day, month, year } => {
                let year = self.year_for(year, month, day)?;
                NaiveDate::from_ymd_opt(year, month, day).map(TimePeriod::Day)
            }
            Expr::Relative { months, offset } => self.relative(months, offset),
            Expr::Fiscal(year) => self.fiscal(year),
            Expr::Same(year) => self.same(year),
            Expr::YearsAgo(years) => Some(self.period?.plus_years(-years)),
            Expr::Before => self.period?.previous(),
            Expr::End(end) => self.edge(end),
            Expr::Today => self.published?.day().map(TimePeriod::Day),
            Expr::That(months) => self.mentioned.filter(|p| p.length() == Some(months)),
        }
    }

    fn months(&self, from: u32, to: u32, year: Year) -> Option<TimePeriod> {
        // A run is over only when its last month is; a single month may be spoken of while it lasts.
        let year = self.year_for(year, to, if from == to { 1 } else { 31 })?;
        let start = if from > to { year - 1 } else { year };
        TimePeriod::between(Month::new(start, from)?, Month::new(year, to)?)
    }

    /// The year in which a month (or day) lies: the written one; else the context's; else the latest that is over
    /// when the document is published.
    fn year_for(&self, year: Year, month: u32, day: u32) -> Option<i32> {
        match (year, self.published) {
            (Year::Of(year), _) => Some(year),
            (Year::That, _) => {
                self.mentioned.or(self.period).map(|p| p.last_day().year()).or(self.published.map(|p| p.month().year()))
            }
            (Year::Offset(offset), Some(published)) => Some(published.month().year() + offset),
            (Year::Offset(_), None) => None,
            (Year::Open, _) if self.year.is_some() => self.year,
            (Year::Open, Some(published)) => {
                let now = published.month();
                let over = month < now.month() || (month == now.month() && (day <= now_day(published)));
                let over = over || self.ahead;
                let latest = now.year() - i32::from(!over);
                Some(self.line_year.filter(|y| *y < latest && !self.ahead).unwrap_or(latest))
            }
            (Year::Open, None) => None,
        }
    }

    fn relative(&self, months: u32, offset: i32) -> Option<TimePeriod> {
        let now = self.published?.month();
        if months == 12 {
            return TimePeriod::year(now.year() + offset);
        }
        let length = months as i32;
        let index = (now.month() as i32 - 1).div_euclid(length);
        let first = Month::new(now.year(), 1)?.plus((index + offset) * length);
        TimePeriod::months(first, months)
    }

    fn fiscal(&self, year: Year) -> Option<TimePeriod> {
        let start = self.area.map_or(1, Area::fiscal_year_start);
        let end = match year {
            Year::Of(year) => year,
            Year::Offset(offset) => {
                let now = self.published?.month();
                now.year() + offset + i32::from(start > 1 && now.month() >= start)
            }
            Year::Open | Year::That => return None,
        };
        let first = Month::new(if start > 1 { end - 1 } else { end }, start)?;
        TimePeriod::months(first, 12)
    }

    fn same(&self, year: Year) -> Option<TimePeriod> {
        let period = self.period?;
        let own = period.last_day().year();
        match year {
            Year::Of(year) => Some(period.plus_years(year - own)),
            Year::Offset(offset) => {
                let base = self.published.map_or(own, |p| p.month().year());
                let to = if base + offset < own || offset == 0 { base + offset } else { own + offset };
                Some(period.plus_years(to - own))
            }
            Year::Open | Year::That => Some(period),
        }
    }

    fn edge(&self, end: EndOf) -> Option<TimePeriod> {
        match end {
            EndOf::Month { month, year } => {
                let year = if year == Year::Open && self.ahead {
                    self.published?.month().year()
                } else {
                    self.year_for(year, month, 28)?
                };
                Some(TimePeriod::month(Month::new(year, month)?))
            }
            EndOf::Start { month, year } => {
                let year = self.year_for(year, month, 1)?;
                NaiveDate::from_ymd_opt(year, month, 1).map(TimePeriod::Day)
            }
        }
    }
}

/// The day of publication, or the last one of the month where only that is known.
fn now_day(published: Published) -> u32 {
    published.vintage().day()
}
