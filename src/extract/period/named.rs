//! Months, quarters, halves and fiscal years by their names and codes.

use chrono::Datelike;

use super::numeric::{next_year, numeric};
use super::words::{
    count, counted_on, day_after, elliptic, in_digits, last_of_days, month, ordinal, relative, roman, skip_of,
    skip_the, time, unit, year_after, year_number,
};
use super::{EndOf, Expr, Year};
use crate::extract::page::Page;
use crate::lang::{Link, Reading, Time};
use crate::model::{Month, TimePeriod};
use crate::text::Kind;

/// Months by name: January, January-October 2023, from January through October, May 2024, October 13, 2024.
pub(super) fn months(page: &Page<'_>, at: usize) -> Option<(usize, Expr)> {
    let (last, from) = month(page, at)?;
    if let Some((last, day)) = day_after(page, last) {
        // "August 4 to 6, 2025": what lasted some days was decided on the last of them.
        let (last, day) = last_of_days(page, last, day).unwrap_or((last, day));
        let (last, year) = year_after(page, last);
        return Some((last, Expr::Day { day, month: from, year }));
    }
    // "The June 2025 quarter": the three months that end with it.
    if from % 3 == 0
        && let (behind, Some(year)) = own_year(page, last)
        && let Some((last, 3)) = unit(page, behind)
    {
        return Some((last, Expr::Months { from: from - 2, to: from, year: Year::Of(year) }));
    }
    // "The September quarter 2025".
    if let Some((last, 3)) = unit(page, last)
        && from % 3 == 0
    {
        let (last, year) = year_after(page, last);
        return Some((last, Expr::Months { from: from - 2, to: from, year }));
    }
    // "10月末": where the year stands first, the end does last.
    if page.grammar(at).year_first
        && let Some(last) = time(page, last, Time::End)
    {
        return Some((last, Expr::End(EndOf::Month { month: from, year: Year::Open })));
    }
    let (from_end, from_year) = own_year(page, last);
    let joint = page.tokens.get(from_end).is_some_and(|t| t.kind == Kind::Dash && t.breaks == 0)
        || page.one_of(from_end, &[Link::To, Link::Until])
        || (page.link(from_end, Link::And) && page.before_is(at, Link::Between));
    if joint && let Some((last, to)) = month(page, from_end + 1) {
        let (last, year) = year_after(page, last);
        // "Entre noviembre y octubre": a month beside the one before it is compared with that.
        let to = if from == to + 1 && page.before_is(at, Link::Between) { from } else { to };
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
pub(super) fn own_year(page: &Page<'_>, at: usize) -> (usize, Option<i32>) {
    match year_number(page, at) {
        Some(year) => (at + 1, Some(year)),
        None => (at, None),
    }
}

/// Q3 2024, 3Q24, H1 2024, 1H24, 9M 2024, Q1-Q3 2024: letters that the language has for parts of the year.
pub(super) fn coded(page: &Page<'_>, at: usize) -> Option<(usize, Expr)> {
    let token = page.tokens.get(at)?;
    // "III 2024" above a column.
    if let Some(n) = roman(page, at).filter(|_| token.gap || token.breaks > 0)
        && let Some(year) = year_number(page, at + 1)
    {
        return Some((at + 2, Expr::Months { from: n * 3 - 2, to: n * 3, year: Year::Of(year) }));
    }
    if let Some((n, months)) = counted_on(page, at)
        && matches!(months, 3 | 6)
    {
        return Some((at + 1, Expr::Months { from: (n - 1) * months + 1, to: n * months, year: Year::Open }));
    }
    if let Some((last, n, months)) = elliptic(page, at) {
        return Some((last, Expr::Months { from: (n - 1) * months + 1, to: n * months, year: Year::Open }));
    }
    match token.kind {
        Kind::Word => letter_first(page, at).or_else(|| unit_first(page, at)),
        Kind::Number if token.end - token.start <= 2 => digits_first(page, at),
        _ => None,
    }
}

/// Q3, H1 and their ranges: Q32024 is not written, Q3'24 is.
fn letter_first(page: &Page<'_>, at: usize) -> Option<(usize, Expr)> {
    let (from, to) = letter_and_digit(page, at)?;
    if page.tokens.get(at + 1).is_some_and(|t| t.kind == Kind::Dash)
        && let Some((_, to)) = letter_and_digit(page, at + 2)
    {
        let (last, year) = year_after(page, at + 3);
        return Some((last, Expr::Months { from, to, year }));
    }
    // "Q4:2024".
    let colon = page.is(at + 1, b':') && !page.tokens[at + 1].spaced && year_number(page, at + 2).is_some();
    let next = bracketed_months(page, at + 1, (from, to)).unwrap_or(at + 1 + usize::from(colon));
    let (last, year) = year_after(page, next);
    of_fiscal(page, at + 1, from, to).or(Some((last, Expr::Months { from, to, year })))
}

/// "Quarter 2 (Apr to June) 2025", "quarter 3 of 2024": the number behind the noun.
fn unit_first(page: &Page<'_>, at: usize) -> Option<(usize, Expr)> {
    let (next, length) = unit(page, at).filter(|(_, length)| matches!(length, 3 | 6))?;
    let digit = page.tokens.get(next).filter(|t| t.kind == Kind::Number && t.breaks == 0 && t.end - t.start == 1)?;
    let (from, to) = numbered(length, digit.of(page.text).parse().ok()?)?;
    let named = bracketed_months(page, next + 1, (from, to)).unwrap_or(next + 1);
    let (last, year) = year_after(page, named);
    (named > next + 1 || last > named).then_some((last, Expr::Months { from, to, year }))
}

/// Past the months in a bracket that say which a quarter has: "Q2 (April to June) 2025".
fn bracketed_months(page: &Page<'_>, at: usize, run: (u32, u32)) -> Option<usize> {
    in_bracket(page, at).filter(|(_, months)| *months == run).map(|(end, _)| end)
}

/// Months in a bracket of their own, with what follows it: "(July-September)".
fn in_bracket(page: &Page<'_>, at: usize) -> Option<(usize, (u32, u32))> {
    let inside = (page.is(at, b'(') && page.tokens[at].breaks == 0).then(|| months(page, at + 1)).flatten()?;
    let (end, Expr::Months { from, to, year: Year::Open }) = inside else { return None };
    (page.is(end, b')') && from <= to).then_some((end + 1, (from, to)))
}

/// The months of a quarter or half such as Q3 or H1.
pub(super) fn letter_and_digit(page: &Page<'_>, at: usize) -> Option<(u32, u32)> {
    let mut letters = page.word(at).chars();
    let (letter, digit) = (letters.next()?, letters.next()?.to_digit(10)?);
    let length = page.grammar(at).code_months(letter).filter(|length| letters.next().is_none() && *length > 1)?;
    numbered(length, digit)
}

/// 3Q24, 9M 2024, 1H 2024: digits, then a letter with the year perhaps joined.
fn digits_first(page: &Page<'_>, at: usize) -> Option<(usize, Expr)> {
    let next = page.tokens.get(at + 1).filter(|t| t.kind == Kind::Word && !t.spaced)?;
    let mut letters = next.of(page.text).chars();
    let length = page.grammar(at).code_months(letters.next()?)?;
    let (from, to) = numbered(length, page.word(at).parse().ok()?)?;
    let tail = letters.as_str();
    if let Some(year) = tail.parse::<i32>().ok().filter(|_| matches!(tail.len(), 2 | 4)) {
        let year = if year < 100 { year + 2000 } else { year };
        return Some((at + 2, Expr::Months { from, to, year: Year::Of(year) }));
    }
    let (last, year) = year_after(page, at + 2);
    (tail.is_empty() && (length > 1 || last > at + 2)).then_some((last, Expr::Months { from, to, year }))
}

/// The months of the nth run of a length in its year; of months, the first n.
fn numbered(length: u32, n: u32) -> Option<(u32, u32)> {
    match length {
        1 if (1..=12).contains(&n) => Some((1, n)),
        2..=12 if (1..=12 / length).contains(&n) => Some(((n - 1) * length + 1, n * length)),
        _ => None,
    }
}

/// "the first quarter of 2024", "second half of last year", "the first ten months", "the final quarter", "half-year".
pub(super) fn part_of_year(page: &Page<'_>, at: usize) -> Option<(usize, Expr)> {
    if page.link(at, Link::The) {
        return None;
    }
    let quarter = || roman(page, at).filter(|_| unit(page, at + 1).is_some_and(|(_, length)| matches!(length, 3 | 6)));
    let quarter = || quarter().or_else(|| in_digits(page, at));
    let (mut next, mut n) = match ordinal(page, at).or_else(|| quarter().map(|n| (at + 1, n as i32))) {
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
    if time(page, end, Time::Running).is_some() && length == 1 && !page.link(end + 1, Link::Article) {
        return None;
    }
    let n = u32::try_from(n).ok().filter(|n| (1..=per_year).contains(n))?;
    let (last, year) = year_after(page, end);
    // "for a third month" counts months; "the third month of the year" is March.
    if length == 1 && times == 1 && year == Year::Open && !page.link(end, Link::Of) {
        return None;
    }
    let (from, to) = if times > 1 { (1, length * times) } else { ((n - 1) * length + 1, n * length) };
    if to > 12
        || (times > 1 && n != 1)
        || (length == 1 && times == 1 && n == 1 && time(page, end - 1, Time::Plural).is_some())
    {
        return None;
    }
    // "The first quarter (July-September) of the fiscal year": the months in the bracket say which they are.
    if let Some((end, named)) = in_bracket(page, end).filter(|(_, (a, b))| b + 1 - a == to + 1 - from) {
        let behind = skip_of(page, end);
        let fiscal = fiscal(page, behind).map(|(last, _)| last);
        let (last, year) = if let Some(last) = fiscal { (last, Year::Open) } else { year_after(page, end) };
        return Some((last, Expr::Months { from: named.0, to: named.1, year }));
    }
    of_fiscal(page, end, from, to).or(Some((last, Expr::Months { from, to, year })))
}

/// "the last quarter of 2024" names a quarter of that year; "last quarter" is the one before publication.
fn last_of_year(page: &Page<'_>, at: usize) -> bool {
    let the = at.checked_sub(1).is_some_and(|i| page.link(i, Link::Article));
    the && unit(page, at + 1).is_some_and(|(end, length)| matches!(length, 3 | 6) && page.link(end, Link::Of))
}

/// "ten months of 2023", "over seven months", "the nine-month result", "half-year", "for eleven months".
pub(super) fn counted_months(page: &Page<'_>, at: usize) -> Option<(usize, Expr)> {
    let trailing = time(page, at, Time::Last);
    let at = trailing.unwrap_or(at);
    let half = || (trailing.is_none() && half_year(page, at)).then_some((at, 1));
    let (mut next, n) = count(page, at).or_else(half)?;
    // "连续第6个月" counts months in a row and names none.
    let counts = |i: usize| page.link(i, Link::Reference) || time(page, i, Time::Running).is_some_and(|end| end <= at);
    if page.grammar(at).year_first && (at.saturating_sub(2)..at).any(counts) {
        return None;
    }
    // "Lleva tres meses por arriba de 4 %", "depuis trois mois": so long it has been so.
    if trailing.is_none()
        && at.checked_sub(1).is_some_and(|i| page.link(i, Link::Since))
        && ordinal(page, next).is_none()
    {
        return None;
    }
    // "The last three months" are not the first three of a year.
    let recent = |i: usize| {
        [Time::Recent, Time::Final].into_iter().any(|word| time(page, i, word) == Some(at))
            || relative(page, i).is_some_and(|(end, _)| end == at)
    };
    if trailing.is_none() && at.checked_sub(1).is_some_and(recent) {
        return None;
    }
    if ranked_over(page, at) {
        return None;
    }
    // "Hace tres meses", "il y a trois mois", "vor drei Monaten": so long ago.
    let ago = |i: usize| time(page, i, Time::Ago) == Some(at);
    if (at.saturating_sub(3)..at).any(ago) {
        return None;
    }
    if page.tokens.get(next).is_some_and(|t| t.kind == Kind::Dash && !t.spaced) {
        next += 1;
    }
    // "Les dix premiers mois", "los diez primeros meses": the ordinal stands behind the count.
    let first = ordinal(page, next).filter(|(_, n)| *n == 1).map(|(last, _)| last);
    next = first.unwrap_or(next);
    let (end, length) = unit(page, next).filter(|(_, length)| matches!(length, 1 | 3 | 6))?;
    let to = n * length;
    // "Three-month-on-three-month" is a base, and no months of a year.
    let on = page.tokens.get(end).is_some_and(|t| t.kind == Kind::Dash && !t.spaced) && page.link(end + 1, Link::On);
    // "In the 12 months to June": what a yearly rate is read at the end of.
    if to == 12
        && page.one_of(end, &[Link::To, Link::Until])
        && let Some((last, month)) = month(page, end + 1)
    {
        let (last, year) = year_after(page, last);
        return Some((last, Expr::Months { from: month, to: month, year }));
    }
    if !(2..12).contains(&to) || length == 3 && n > 1 && first.is_none() || on {
        return None;
    }
    if page.one_of(end, &[Link::To, Link::Until])
        && let Some((last, month)) = month(page, end + 1)
    {
        // "the three months to March": a run by its last month.
        let (last, year) = year_after(page, last);
        let from = (month + 11 + 12 - (to - 1)) % 12 + 1;
        return Some((last, Expr::Months { from, to: month, year }));
    }
    if time(page, end, Time::Ago).is_some() || page.is(end, b'\'') || page.link(end, Link::To) {
        return None;
    }
    let (last, year) = year_after(page, end);
    (trailing.is_none() || last > end).then_some((last, Expr::Months { from: 1, to, year }))
}

/// "The biggest fall in ten months" ranks a value over them.
fn ranked_over(page: &Page<'_>, at: usize) -> bool {
    let ranks = |i: usize| page.link(i, Link::Superlative) && page.tokens[i].breaks == 0;
    let led = at.checked_sub(1).is_some_and(|i| page.one_of(i, &[Link::In, Link::For]));
    led && page.sentences.get(page.sentence_of(at)).is_some_and(|s| {
        let from = at.saturating_sub(6).max(s.first);
        let parts = |i: usize| page.tokens[i].kind == Kind::Number || page.is(i, b',');
        (from..at).rfind(|i| ranks(*i)).is_some_and(|rank| !(rank..at).any(parts))
    })
}

/// "half-year", cut into its words.
fn half_year(page: &Page<'_>, at: usize) -> bool {
    unit(page, at) == Some((at + 1, 6))
        && page.tokens.get(at + 1).is_some_and(|t| t.kind == Kind::Dash)
        && time(page, at + 2, Time::Year).is_some()
}

/// "fiscal 2024", "FY2024-25", "fiscal year 2023", "FY25".
pub(super) fn fiscal(page: &Page<'_>, at: usize) -> Option<(usize, Expr)> {
    let codes = &page.grammar(at).fiscal_codes;
    let word = page.word(at);
    if let Some(rest) = codes.iter().find_map(|code| word.strip_prefix(&**code)) {
        let year: i32 = match rest.len() {
            2 => rest.parse::<i32>().ok()? + 2000,
            4 => rest.parse().ok()?,
            _ => return fiscal_words(page, at),
        };
        let glued = |at: usize| page.tokens.get(at).is_some_and(|t| !t.spaced && t.breaks == 0);
        let dash = page.tokens.get(at + 1).is_some_and(|t| t.kind == Kind::Dash);
        let dash = dash || page.is(at + 1, b'/');
        if dash && glued(at + 1) && glued(at + 2) && next_year(year, page.word(at + 2)) {
            return Some((at + 3, Expr::Fiscal(Year::Of(year + 1))));
        }
        return Some((at + 1, Expr::Fiscal(Year::Of(year))));
    }
    fiscal_words(page, at)
}

/// The months of a fiscal year that is named behind them: "the first quarter of 2025-26", "Q1 FY26".
fn of_fiscal(page: &Page<'_>, at: usize, from: u32, to: u32) -> Option<(usize, Expr)> {
    // "Q1:2025-26".
    let colon = page.is(at, b':') && page.tokens.get(at + 1).is_some_and(|t| !t.spaced);
    let behind = if colon { at + 1 } else { skip_of(page, at) };
    page.tokens.get(behind).filter(|t| t.breaks == 0)?;
    // "The first ten months of the fiscal year": the last one of which they are over.
    let alone = || {
        let noun = skip_the(page, behind);
        // "Of the Ethiopian fiscal year".
        let area = page.find_of(noun, Reading::AREA, |r| r.area().map(|_| ())).map_or(noun, |(last, ())| last);
        let noun = if time(page, area, Time::Fiscal).is_some() { area } else { noun };
        let last = time(page, noun, Time::Fiscal).filter(|_| behind > at)?;
        Some((time(page, last, Time::Year).unwrap_or(last), Expr::Fiscal(Year::Open)))
    };
    match fiscal(page, behind).or_else(|| numeric(page, behind)).or_else(alone)? {
        (last, Expr::Fiscal(year)) => Some((last, Expr::PartOfFiscal { from, to, year })),
        (last, Expr::Years(year)) => Some((last, Expr::PartOfFiscal { from, to, year: Year::Of(year) })),
        _ => None,
    }
}

/// "fiscal year 2023", "the current fiscal year".
fn fiscal_words(page: &Page<'_>, at: usize) -> Option<(usize, Expr)> {
    let (at, offset) = relative(page, at).map_or((at, None), |(last, offset)| (last, Some(offset)));
    let fiscal = time(page, at, Time::Fiscal)?;
    let next = time(page, fiscal, Time::Year).unwrap_or(fiscal);
    if let Some(offset) = offset {
        return Some((next, Expr::Fiscal(Year::Offset(offset))));
    }
    if let Some(ended) = year_ended(page, next) {
        return Some(ended);
    }
    let named = numeric(page, next)?;
    // "Fiscal year 2022, which ends on 31 March 2023".
    let inserted = named.0 + usize::from(matches!(page.mark(named.0), b',' | b'('));
    let verb = inserted + usize::from(page.link(inserted, Link::Relative));
    if inserted > named.0
        && let Some((last, run @ Expr::Months { year: Year::Of(_), .. })) = year_ended(page, verb)
    {
        return Some((last, run));
    }
    match named {
        (last, Expr::Fixed(period)) => Some((last, Expr::Fiscal(Year::Of(period.last_day().year())))),
        (last, Expr::Years(year)) => Some((last, Expr::Fiscal(Year::Of(year)))),
        (last, expr @ Expr::Fiscal(_)) => Some((last, expr)),
        _ => None,
    }
}

/// "The fiscal year that ended Sept. 30": twelve months to the one in which it ended.
fn year_ended(page: &Page<'_>, at: usize) -> Option<(usize, Expr)> {
    let verb = time(page, at, Time::That).unwrap_or(at);
    let to = || page.one_of(verb, &[Link::To, Link::Until]).then_some(verb + 1);
    let next = time(page, verb, Time::Ends).or_else(|| time(page, verb, Time::Ended)).or_else(to)?;
    let next = if page.one_of(next, &[Link::On, Link::In]) { next + 1 } else { next };
    // "31 March 2023".
    let before = page.tokens.get(next).is_some_and(|t| t.kind == Kind::Number) && page.word(next).len() <= 2;
    let (last, to) = month(page, next + usize::from(before))?;
    let day = usize::from(page.tokens.get(last).is_some_and(|t| t.kind == Kind::Number) && page.word(last).len() <= 2);
    let (last, year) = year_after(page, last + day);
    Some((last, Expr::Months { from: to % 12 + 1, to, year }))
}
