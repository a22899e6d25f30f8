//! Months, quarters, halves and fiscal years by their names and codes.

use chrono::Datelike;

use super::numeric::{next_year, numeric};
use super::spans::{closing_month, opens_month};
use super::words::{
    count, day_after, last_of_days, month, ordinal, relative, skip_of, skip_the, time, unit, year_after, year_number,
};
use super::{EndOf, Expr, Year};
use crate::extract::page::Page;
use crate::lang::{Link, Match, Reading, Time};
use crate::model::{Month, TimePeriod};
use crate::text::Kind;

/// Months by name: January, January-October 2023, from January through October, May 2024, October 13, 2024.
pub(super) fn months(page: &Page<'_>, at: usize) -> Option<(usize, Expr)> {
    let (last, from) = month(page, at)?;
    if let Some((last, day)) = day_after(page, last) {
        // "August 4 to 6, 2025": what lasted some days was decided on the last of them.
        // "Sept. 1-20", "Sept. 5-11": a run of days is known by its last one, as it is where the month stands behind them.
        let dash = page.tokens.get(last).is_some_and(|t| t.kind == Kind::Dash && t.breaks == 0 && !t.spaced);
        let run = if dash { day_after(page, last + 1).filter(|(_, to)| *to > day) } else { None };
        if let Some((end, to)) = run {
            let (end, year) = year_after(page, end);
            let month = Expr::Months { from, to: from, year };
            return Some((end, if opens_month(day, to) { month } else { Expr::Day { day: to, month: from, year } }));
        }
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
    let dash = |at: usize| page.tokens.get(at).is_some_and(|t| t.kind == Kind::Dash && t.breaks == 0);
    // "The October-to-December period".
    let spelled = dash(from_end) && page.link(from_end + 1, Link::To) && dash(from_end + 2);
    let from_end = from_end + if spelled { 2 } else { 0 };
    let joint = dash(from_end)
        || page.one_of(from_end, &[Link::To, Link::Until])
        || (page.link(from_end, Link::And) && page.before_is(at, Link::Between));
    // "In January and February": the two months with which a year opens are told of as one.
    let opening =
        || from == 1 && page.link(from_end, Link::And) && month(page, from_end + 1).is_some_and(|(_, to)| to == 2);
    if (joint || opening())
        && let Some((last, to)) = month(page, from_end + 1).map(|second| third(page, from, second))
    {
        let (last, year) = year_after(page, last);
        // "Entre noviembre y octubre": a month beside the one before it is compared with that.
        let to = if from == to + 1 && page.before_is(at, Link::Between) { from } else { to };
        if let (Some(start), Year::Of(end)) = (from_year, year)
            && let Some(run) =
                Month::new(start, from).zip(Month::new(end, to)).and_then(|(a, b)| TimePeriod::between(a, b))
        {
            return Some((last, Expr::Fixed(run)));
        }
        let last = if year == Year::Open { of_this_fiscal(page, last) } else { last };
        return Some((last, Expr::Months { from, to, year }));
    }
    let (last, year) = year_after(page, last);
    Some((last, Expr::Months { from, to: from, year }))
}

/// "Junio-julio-agosto": the third of three months in a row, behind the second.
fn third(page: &Page<'_>, from: u32, (last, to): (usize, u32)) -> (usize, u32) {
    let next = |month: u32| month % 12 + 1;
    let dash = page.tokens.get(last).is_some_and(|t| t.kind == Kind::Dash && t.breaks == 0 && !t.spaced);
    let row = dash && to == next(from);
    let third = if row { month(page, last + 1).filter(|(_, third)| *third == next(to)) } else { None };
    third.unwrap_or((last, to))
}

/// The year directly behind a month: "October 2023 to May 2024".
pub(super) fn own_year(page: &Page<'_>, at: usize) -> (usize, Option<i32>) {
    match year_number(page, at) {
        Some(year) => (at + 1, Some(year)),
        None => (at, None),
    }
}

/// Months in a bracket of their own, with what follows it: "(July-September)".
pub(super) fn in_bracket(page: &Page<'_>, at: usize) -> Option<(usize, (u32, u32))> {
    let inside = (page.is(at, b'(') && page.tokens[at].breaks == 0).then(|| months(page, at + 1)).flatten()?;
    let (end, Expr::Months { from, to, year: Year::Open }) = inside else { return None };
    (page.is(end, b')') && from <= to).then_some((end + 1, (from, to)))
}

/// "April-November this fiscal", "April to June of the current fiscal year": past the fiscal year at hand, in which months lie that
/// say which they are.
fn of_this_fiscal(page: &Page<'_>, at: usize) -> usize {
    match fiscal(page, skip_of(page, at)) {
        Some((last, Expr::Fiscal(Year::Offset(0)))) if page.tokens[at].breaks == 0 => last,
        _ => at,
    }
}

/// "The last three months" are not the first three of a year: whether a word for those that have just gone by leads to a count.
fn recent(page: &Page<'_>, first: usize, count: usize) -> bool {
    [Time::Recent, Time::Final].into_iter().any(|word| time(page, first, word) == Some(count))
        || relative(page, first).is_some_and(|(end, _)| end == count)
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
    if trailing.is_none() && at.checked_sub(1).is_some_and(|i| recent(page, i, at)) {
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
    let (end, length) = unit(page, first.unwrap_or(next)).filter(|(_, length)| matches!(length, 1 | 3 | 6))?;
    if ranked_over(page, at, end) || matures(page, next, end) || is_stretch(page, end) {
        return None;
    }
    let to = n * length;
    // "Three-month-on-three-month" is a base, and no months of a year.
    let on = page.tokens.get(end).is_some_and(|t| t.kind == Kind::Dash && !t.spaced) && page.link(end + 1, Link::On);
    // "In the 12 months to June": what a yearly rate is read at the end of.
    let closes = run_closes(page, end);
    if to == 12
        && let Some((last, month)) = closes.and_then(|at| closing_month(page, at))
    {
        let (last, year) = year_after(page, last);
        return Some((last, Expr::Months { from: month, to: month, year }));
    }
    // "One-half of one percent": a number before the word for a half or quarter makes a fraction of it.
    let fraction = length > 1 && n == 1 && first.is_none() && page.tokens[at].kind == Kind::Word && half().is_none();
    if !(2..12).contains(&to) || length == 3 && n > 1 && first.is_none() || on || fraction {
        return None;
    }
    if let Some((last, month)) = closes.and_then(|at| closing_month(page, behind_end(page, at))) {
        // "the three months to March": a run by its last month.
        let (last, year) = year_after(page, last);
        let from = (month + 11 + 12 - (to - 1)) % 12 + 1;
        return Some((last, Expr::Months { from, to: month, year }));
    }
    // "It rose in seven months to 4.9 trillion": "to" leads to a number that is no day, and no year.
    let day = |i: usize| year_number(page, i).is_some() || (i + 1..i + 3).any(|i| month(page, i).is_some());
    let arrives = page.tokens.get(end + 1).is_some_and(|t| t.kind == Kind::Number) && !day(end + 1);
    let to_other = page.link(end, Link::To) && !(arrives && page.before_is(at, Link::In));
    // "A five-month high" and "a four-month losing streak" rank a value.
    let ranks = page.link(end, Link::Superlative) && !page.grammar(at).year_first;
    if time(page, end, Time::Ago).is_some() || page.is(end, b'\'') || to_other || ranks {
        return None;
    }
    of_count(page, end, to, trailing.is_some())
}

/// So many months, of the year behind them or of the one at hand: the first ones, unless a word for the last stands before them, which a year must
/// follow ("the last three months of 2024").
fn of_count(page: &Page<'_>, end: usize, to: u32, trailing: bool) -> Option<(usize, Expr)> {
    /// "The last ten months of the year" may be those that have passed.
    const FEW: u32 = 4;
    let (last, year) = year_after(page, end);
    let closing = trailing && to <= FEW && matches!(year, Year::Of(_) | Year::Offset(..0));
    let (from, to) = if closing { (13 - to, 12) } else { (1, to) };
    (!trailing || last > end).then_some((last, Expr::Months { from, to, year }))
}

/// "To June", "through June 30", "ended on June 30": where the month or day stands that closes a run of so many months.
fn run_closes(page: &Page<'_>, at: usize) -> Option<usize> {
    if page.one_of(at, &[Link::To, Link::Until]) {
        return Some(at + 1);
    }
    let verb = time(page, at, Time::That).unwrap_or(at);
    let next = time(page, verb, Time::Ended).or_else(|| time(page, verb, Time::Ends))?;
    Some(next + usize::from(page.one_of(next, &[Link::On, Link::In])))
}

/// Past the word for an end, and what joins it to its month: "to end-October".
fn behind_end(page: &Page<'_>, at: usize) -> usize {
    let behind = time(page, at, Time::End).map_or(at, |last| skip_of(page, last));
    let dash = page.tokens.get(behind).is_some_and(|t| t.kind == Kind::Dash && !t.spaced);
    behind + usize::from(dash)
}

/// "The biggest fall in ten months" ranks a value over them; "the biggest fall in the first ten months of 2024" is one of that time.
fn ranked_over(page: &Page<'_>, at: usize, end: usize) -> bool {
    let ranks = |i: usize| page.link(i, Link::Superlative) && page.tokens[i].breaks == 0;
    let led = at.checked_sub(1).is_some_and(|i| page.one_of(i, &[Link::In, Link::For]));
    let dated = matches!(year_after(page, end).1, Year::Of(_));
    led && !dated
        && page.sentences.get(page.sentence_of(at)).is_some_and(|s| {
            let from = at.saturating_sub(6).max(s.first);
            let parts = |i: usize| page.tokens[i].kind == Kind::Number || page.is(i, b',');
            (from..at).rfind(|i| ranks(*i)).is_some_and(|rank| !(rank..at).any(parts))
        })
}

/// "六个月来首次": so long it has been so, where the word for that stands behind the months.
fn lasts(page: &Page<'_>, end: usize) -> bool {
    page.grammar(end - 1).year_first && page.link(end, Link::Since)
}

/// Whether so many months say how long something lasts.
fn is_stretch(page: &Page<'_>, end: usize) -> bool {
    of_imports(page, end) || of_moves(page, end) || lasts(page, end)
}

/// "The three-month Treasury bill rate": so long a debt or a deposit runs, where a dash joins the months to the rate that it bears.
fn matures(page: &Page<'_>, unit: usize, end: usize) -> bool {
    const REACH: usize = 2;
    let dash = unit.checked_sub(1).is_some_and(|i| page.tokens[i].kind == Kind::Dash);
    let rate = |r: &Reading| match r {
        Reading::Indicator(word) => word.indicator.is_interest_rate().then_some(()),
        _ => None,
    };
    dash && (end..end + REACH).any(|i| page.find_of(i, Reading::INDICATOR, rate).is_some())
}

/// "Reserves cover six months of imports": so long they would last.
fn of_imports(page: &Page<'_>, end: usize) -> bool {
    let imports = |r: &Reading| match r {
        Reading::Indicator(word) => (word.indicator.code() == "imports").then_some(()),
        _ => None,
    };
    page.leads_of(end) && page.link(end, Link::Of) && page.find_of(end + 1, Reading::INDICATOR, imports).is_some()
}

/// "After two months of decline": so long something has moved one way.
fn of_moves(page: &Page<'_>, end: usize) -> bool {
    let moves = |m: &Match| matches!(m.reading, Reading::Change(c) if c.direction != 0 && !c.past);
    page.leads_of(end) && page.link(end, Link::Of) && page.any(end + 1, Reading::CHANGE, moves)
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
        return Some((at + 1, Expr::Fiscal(Year::Called(year))));
    }
    fiscal_words(page, at)
}

/// The months of a fiscal year that is named behind them: "the first quarter of 2025-26", "Q1 FY26".
pub(super) fn of_fiscal(page: &Page<'_>, at: usize, from: u32, to: u32) -> Option<(usize, Expr)> {
    // "Q1:2025-26".
    let colon = page.is(at, b':') && page.tokens.get(at + 1).is_some_and(|t| !t.spaced);
    let behind = if colon { at + 1 } else { skip_of(page, at) };
    page.tokens.get(behind).filter(|t| t.breaks == 0)?;
    // "The first ten months of the fiscal year": the last one of which they are over.
    let alone = || {
        let noun = skip_the(page, behind);
        // "Of the Ethiopian fiscal year".
        let area = page.find_of(noun, Reading::AREA, |r| r.area().map(|_| ())).map_or(noun, |(last, ())| last);
        // "Of India's fiscal year".
        let area = area + usize::from(page.tokens.get(area).is_some_and(|t| t.kind == Kind::Possessive));
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
        (last, Expr::Fixed(period)) => Some((last, Expr::Fiscal(Year::Called(period.last_day().year())))),
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
    let ended = time(page, verb, Time::Ended) == Some(next);
    let next = if page.one_of(next, &[Link::On, Link::In]) { next + 1 } else { next };
    let (last, to) = closing_month(page, next)?;
    let (last, year) = year_after(page, last);
    let year = if ended && year == Year::Open { Year::Over } else { year };
    Some((last, Expr::Months { from: to % 12 + 1, to, year }))
}
