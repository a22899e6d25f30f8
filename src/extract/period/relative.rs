//! Expressions that count from another time: ends and starts, the same period, a year ago, last month.

use super::ago::{ago, same_again};
use super::codes::coded;
use super::named::{fiscal, months};
use super::numeric::{numeric, short_year};
use super::parts::part_of_year;
use super::spans::closing_month;
use super::words::{
    count, leads_on, month, relative, said_year, skip_of, skip_the, time, unit, year_after, year_end, year_number,
};
use super::{EndOf, Expr, Year};
use crate::extract::page::Page;
use crate::lang::{Link, Match, Reading, StatusKind, Time, When};
use crate::model::{ObsStatus, Unit};
use crate::text::Kind;

/// What a phrase of the lexicon says by itself; the year of its months may stand behind it.
pub(super) fn phrase(page: &Page<'_>, at: usize) -> Option<(usize, Expr)> {
    let (last, when) = page.find_of(at, Reading::TIME, |r| match r {
        Reading::Time(Time::Phrase(when)) => Some(*when),
        _ => None,
    })?;
    let same = |offset: Option<i32>| Expr::Same(offset.map_or(Year::Open, Year::Offset));
    if matches!(when, When::YearsAgo(..0)) && leads_on(page, last) {
        return None;
    }
    Some(match when {
        When::YearsAgo(years) => (same_again(page, last), Expr::YearsAgo(years)),
        When::Before => (last, Expr::Before),
        When::Vague => (last, Expr::Vague),
        When::Days(days) => (last, Expr::Days(days)),
        When::WeeksAgo(weeks) => (last, Expr::WeeksAgo(weeks)),
        When::NewYear => (last, Expr::End(EndOf::Start { month: 1, year: Year::Open })),
        When::End => {
            let (last, year) = year_after(page, last);
            (last, Expr::End(EndOf::Month { month: 12, year }))
        }
        When::Same(offset) => (last, same(offset)),
        When::Season(offset) => (last, Expr::Season(offset)),
        When::Run(months, offset) => (last, Expr::Relative { months, offset }),
        When::Months(from, to, Some(offset)) => (last, Expr::Months { from, to, year: Year::Offset(offset) }),
        // "全年": the whole of the year at hand, unless one stands behind it.
        When::Months(from @ 1, to @ 12, None) => match year_after(page, last) {
            (last, Year::Open) => (last, Expr::Months { from, to, year: Year::That }),
            (last, year) => (last, Expr::Months { from, to, year }),
        },
        When::Months(from, to, None) => {
            // "Wintersaison 2023/24": a season over New Year has the number of both years.
            let (last, year) = match numeric(page, last).filter(|_| from > to) {
                Some((last, Expr::Years(year) | Expr::Fiscal(Year::Of(year)))) => (last, Year::Of(year)),
                _ => year_after(page, last),
            };
            // "Los ocho primeros meses del año pasado": the adjective of a year with which the phrase ends.
            let ends = unit(page, last - 1).is_some_and(|(end, months)| end == last && months == 12);
            let (last, year) = match relative(page, last).filter(|_| ends && page.tokens[last].breaks == 0) {
                Some((behind, offset)) if year == Year::Open => (behind, Year::Offset(offset)),
                _ => (last, year),
            };
            (last, Expr::Months { from, to, year })
        }
    })
}

/// "En lo que va de año": a phrase that says by itself "since the start of the year".
pub(super) fn since_new_year(page: &Page<'_>, at: usize) -> bool {
    page.any(at, Reading::TIME, |m| *m.reading == Reading::Time(Time::Phrase(When::NewYear)))
}

/// The end (or start) of a year or month: "the end of 2025", "end-June", "the close of last year".
pub(super) fn end_or_start(page: &Page<'_>, at: usize) -> Option<(usize, Expr)> {
    let (last, end) = page.find_of(at, Reading::TIME, |r| match r {
        Reading::Time(Time::End) => Some(true),
        Reading::Time(Time::Start) => Some(false),
        _ => None,
    })?;
    let dash = page.tokens.get(last).map(|t| t.kind == Kind::Dash && !t.spaced)?;
    let next = skip_the(page, skip_of(page, last + usize::from(dash)));
    // The verb "ended" has a year behind it, in digits or at hand ("closed the year at"), or is no word of time.
    let year = year_number(page, next).is_some() || said_year(page, next).is_some();
    if time(page, at, Time::Ended).is_some() && !year {
        return None;
    }
    // "the end of H1 2024" is that half: what was reached by then was reached over it.
    let ends = coded(page, next).or_else(|| part_of_year(page, next)).or_else(|| edge(page, next, end));
    // "Remittances close FY25 at a high": a verb directly before a fiscal year names no end of it.
    let glued = page.tokens[next - 1].kind == Kind::Dash && !page.tokens[next - 1].spaced;
    let of = dash || glued || page.link(next - 1, Link::Of) || page.before_is(next, Link::Of);
    ends.filter(|(_, expr)| of || !matches!(expr, Expr::End(EndOf::Fiscal(_))))
}

/// What ends or starts: a month, a year in digits, a run counted from now, the year at hand.
fn edge(page: &Page<'_>, at: usize, end: bool) -> Option<(usize, Expr)> {
    let edge = |month: u32, year: Year| {
        Expr::End(if end { EndOf::Month { month, year } } else { EndOf::Start { month, year } })
    };
    let of_year = |year: Year| edge(if end { 12 } else { 1 }, year);
    if let Some((stop, month)) = month(page, at) {
        let (stop, year) = year_after(page, stop);
        return Some((stop, edge(month, year)));
    }
    if let Some((stop, Expr::Fiscal(year))) = fiscal(page, at).filter(|_| end) {
        return Some((stop, Expr::End(EndOf::Fiscal(year))));
    }
    // "The end of the 2025/26 fiscal year", "the end of 2025-26".
    if let Some((stop, Expr::Fiscal(Year::Of(year)) | Expr::Years(year))) = numeric(page, at).filter(|_| end) {
        return Some((stop, Expr::End(EndOf::Fiscal(Year::Of(year)))));
    }
    if let Some(year) = year_number(page, at) {
        return Some((year_end(page, at + 1), of_year(Year::Of(year))));
    }
    if let Some(year) = short_year(page, at) {
        return Some((at + 2, of_year(Year::Of(year))));
    }
    // "The end of that year".
    if let Some((stop, 12)) = time(page, at, Time::That).and_then(|next| unit(page, next)) {
        return Some((stop, of_year(Year::That)));
    }
    let Some((stop, offset)) = relative(page, at) else {
        return said_year(page, at).map(|(stop, _)| (stop, of_year(Year::Open)));
    };
    let alone = page.tokens.get(stop).is_none_or(|t| matches!(t.kind, Kind::Mark | Kind::Dash));
    match unit(page, stop) {
        Some((stop, 12)) => Some((stop, of_year(Year::Offset(offset)))),
        Some((stop, months)) if months > 0 => Some((stop, Expr::Relative { months, offset })),
        None if offset == 1 && alone => Some((stop, of_year(Year::Offset(1)))),
        _ => None,
    }
}

/// "the same period of 2023", "the corresponding months a year earlier", "the same month of last year".
pub(super) fn same(page: &Page<'_>, at: usize) -> Option<(usize, Expr)> {
    let last = time(page, at, Time::Same)?;
    // "In the same July-March period" names its months.
    if let Some((end, expr @ Expr::Months { from, to, year: Year::Open })) = months(page, last)
        && from != to
    {
        return Some((time(page, end, Time::Run).unwrap_or(end), expr));
    }
    let mut next = last;
    // "Выше аналогичного показателя прошлого года".
    let level = page.one_of(next, &[Link::Level, Link::Anaphor]) && page.tokens[next].breaks == 0;
    if let (end, year @ (Year::Of(_) | Year::Offset(_))) = year_after(page, next + 1)
        && level
    {
        return Some((end, Expr::Same(year)));
    }
    let run = time(page, next, Time::Run).is_some();
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
    // "The same period of FY25": so many months into another fiscal year.
    let behind = skip_of(page, next);
    if behind > next
        && let Some((end, Expr::Fiscal(_))) = fiscal(page, behind)
    {
        return Some((end, Expr::Same(Year::Offset(-1))));
    }
    if let Some((end, expr)) = ago(page, skip_of(page, next)) {
        return Some((end, if let Expr::YearsAgo(years) = expr { Expr::Same(Year::Offset(-years)) } else { expr }));
    }
    // "At the same time, inflation has come down": this joins sentences, and tells no time.
    let opens = page.sentences.get(page.sentence_of(at)).is_some_and(|s| at <= s.first + 3);
    let joins = run && page.before_is(at, Link::At) && (opens || page.is(next, b',')) && page.tokens[at].breaks == 0;
    if joins {
        return None;
    }
    // "the same period" alone repeats the period at hand; after a word of comparison it is a year before.
    Some((next, Expr::Same(Year::Open)))
}

/// "El trimestre móvil a octubre", "the quarter that ended in September": the three months that end with one. "The year ended
/// September 2025", "the year to June": a yearly rate is read in its last month, and what flows did so in all of it.
pub(super) fn year_to(page: &Page<'_>, at: usize) -> Option<(usize, Expr)> {
    let (end, length) = unit(page, at).filter(|(_, months)| matches!(months, 3 | 6 | 12))?;
    let verb = time(page, end, Time::That).unwrap_or(end);
    let ended = time(page, verb, Time::Ended).or_else(|| time(page, verb, Time::Ends).filter(|_| length != 6));
    let ended = ended.map(|last| last + usize::from(page.one_of(last, &[Link::In, Link::On])));
    // "The quarter" alone is one of the year; the moving one is named as such.
    let alone = at.checked_sub(1).is_some_and(|i| page.one_of(i, &[Link::The, Link::Article]));
    let moving = length != 3 || end - at >= 2 || alone && page.link(end, Link::To);
    let next = ended.or_else(|| (moving && page.one_of(end, &[Link::To, Link::Until])).then_some(end + 1))?;
    let (last, month) = closing_month(page, next)?;
    let (last, year) = year_after(page, last);
    let from = if length < 12 { (month + 12 - length) % 12 + 1 } else { month };
    Some((last, Expr::Months { from, to: month, year }))
}

/// "The four quarters to the end of Q3 2024": so many months, by the quarter in which they end.
pub(super) fn to_quarter(page: &Page<'_>, at: usize) -> Option<(usize, Expr)> {
    let (next, quarters) = count(page, at)?;
    let (at, _) = unit(page, next).filter(|(_, length)| *length == 3)?;
    let months = quarters * 3;
    if !page.one_of(at, &[Link::To, Link::Until]) || !(6..=12).contains(&months) {
        return None;
    }
    let next = time(page, at + 1, Time::End).unwrap_or_else(|| skip_the(page, at + 1));
    match coded(page, next).or_else(|| part_of_year(page, next))? {
        (last, Expr::Months { from, to, year }) if to == from + 2 => {
            Some((last, Expr::Months { from: (to + 12 - months) % 12 + 1, to, year }))
        }
        _ => None,
    }
}

/// "last year", "this quarter", "the previous month", "the whole of last year".
pub(super) fn relative_run(page: &Page<'_>, at: usize) -> Option<(usize, Expr)> {
    let (last, offset) = relative(page, at)?;
    let next = time(page, last, Time::Whole).unwrap_or(last);
    if time(page, at, Time::Recent).is_some() && time(page, next, Time::Year).is_some() {
        return None;
    }
    let (end, months) = match unit(page, next) {
        Some((end, months @ (1 | 3 | 6 | 12))) => (end, months),
        _ if offset == -1 && based(page, at) && run_of_months(page, next).is_some() => {
            return run_of_months(page, next).map(|end| (end, Expr::Before));
        }
        _ if left_out(page, at, next, offset) => return Some((next, Expr::Relative { months: 12, offset })),
        _ if offset == 1 && behind_percent(page, at) && follows(page, at, |i| year_said(page, i)) => {
            let fiscal = follows(page, at, |i| time(page, i, Time::Fiscal).is_some());
            let next_year = if fiscal { Expr::Fiscal(Year::Offset(1)) } else { Expr::Relative { months: 12, offset } };
            return Some((next, next_year));
        }
        _ if let Some(months) = named_ahead(page, at, next) => return Some((next, Expr::Relative { months, offset })),
        _ => return last_month(page, next, offset),
    };
    time(page, end - 1, Time::Plural).is_none().then_some((end, Expr::Relative { months, offset }))
}

/// Whether a word of comparison stands before an expression.
fn based(page: &Page<'_>, at: usize) -> bool {
    page.before_one(at, &[Link::From, Link::Than, Link::Against, Link::With, Link::Over])
}

/// "(the previous) three months": the end of a number of months.
fn run_of_months(page: &Page<'_>, at: usize) -> Option<usize> {
    let (next, _) = count(page, at)?;
    unit(page, next).filter(|(_, length)| *length == 1).map(|(end, _)| end)
}

/// "3,2 % в этом году и 3,1 % в следующем": the noun is left out behind "last" and "next".
fn left_out(page: &Page<'_>, at: usize, next: usize, offset: i32) -> bool {
    let ends = page.tokens.get(next).is_none_or(|t| matches!(t.kind, Kind::Mark | Kind::Dash) || t.breaks > 0)
        || page.has(next, Reading::CHANGE)
        // "5 % for this year and 4.5 % for next and asked for more".
        || page.link(next, Link::And)
        // "In diesem Jahr bei 2,1 und im nächsten bei 1,9 Prozent", "und im kommenden um 1,5 Prozent".
        || page.one_of(next, &[Link::At, Link::Arrival, Link::By])
            && page.tokens.get(next + 1).is_some_and(|t| t.kind == Kind::Number);
    // "为下降2.9%": nor is a word left out where the one for "next" is but the beginning of another.
    let longer = page.any(at, Reading::CHANGE, |m| m.last > next);
    // "На этот год — 1 %, на следующий — 1,3 %".
    let led = |i: usize| page.one_of(i, &[Link::In, Link::For]);
    let cases = page.grammar(at).no_articles && at.checked_sub(1).is_some_and(led);
    // "С 9,4 % в прошлом году до 7 % в текущем": so may it be behind the word for the present one, but not behind "this".
    let present = || cases && !page.link(at, Link::The) && follows(page, at, |i| year_said(page, i));
    (offset != 0 || present()) && ends && !longer && (cases || follows_year(page, at))
}

/// "2,1 Prozent in diesem und 1,9 Prozent im kommenden Jahr": the length of the run that two words for this, last or next share,
/// where it is named behind the second.
fn named_ahead(page: &Page<'_>, at: usize, next: usize) -> Option<u32> {
    const REACH: usize = 12;
    let led = at.checked_sub(1).is_some_and(|i| page.one_of(i, &[Link::In, Link::For, Link::The]));
    let joined = page.one_of(next, &[Link::And, Link::Or, Link::Clause]) && page.tokens[next].breaks == 0;
    let stops = |i: &usize| matches!(page.mark(*i), b'.' | b';' | b':' | b'?' | b'!') || page.tokens[*i].breaks > 0;
    let end =
        (next + 1..page.tokens.len().min(next + REACH)).find(stops).unwrap_or(page.tokens.len().min(next + REACH));
    let run = |i: usize| {
        if let Some((_, Expr::Relative { months, .. })) = phrase(page, i) {
            return Some(months);
        }
        let (noun, _) = relative(page, i)?;
        let (last, months) = unit(page, noun).filter(|(_, months)| matches!(months, 1 | 3 | 6 | 12))?;
        time(page, last - 1, Time::Plural).is_none().then_some(months)
    };
    (next + 1..end).find_map(run).filter(|_| led && joined)
}

/// "1,0 % este año y 1,5 % el próximo": whether an article stands before, and a year somewhere before that.
fn follows_year(page: &Page<'_>, at: usize) -> bool {
    // "Im nächsten": the article may be one with the word before it.
    let article = at.checked_sub(1).is_some_and(|i| page.one_of(i, &[Link::Article, Link::The, Link::In]));
    article && follows(page, at, |i| year_said(page, i))
}

/// Whether a year is named at a token.
fn year_said(page: &Page<'_>, at: usize) -> bool {
    year_number(page, at).is_some() || time(page, at, Time::Year).is_some()
}

/// Whether a token of the clauses before another passes a test.
fn follows(page: &Page<'_>, at: usize, test: impl Fn(usize) -> bool) -> bool {
    const REACH: usize = 16;
    let from = at.saturating_sub(REACH);
    let stop = (from..at).rfind(|i| matches!(page.mark(*i), b'.' | b';' | b':' | b'?' | b'!')).map_or(from, |i| i + 1);
    (stop..at).any(test)
}

/// "1.6% this year and 1.5% next", "5 % for this year and 4.5 % for next": whether a word stands alone behind a percentage.
fn behind_percent(page: &Page<'_>, at: usize) -> bool {
    let ends = |i: usize| page.tokens.get(i).is_none_or(|t| t.kind == Kind::Mark || t.breaks > 0);
    let alone = ends(at + 1) || page.link(at + 1, Link::And);
    let led = at.checked_sub(1).filter(|i| page.one_of(*i, &[Link::For, Link::In]));
    let last = led.unwrap_or(at);
    let percent = |m: &Match| m.last == last && matches!(m.reading.unit(), Some((Unit::PERCENT, _)));
    alone && last.checked_sub(1).is_some_and(|i| page.any(i, Reading::UNIT, percent))
}

/// "last October", "this January".
fn last_month(page: &Page<'_>, at: usize, offset: i32) -> Option<(usize, Expr)> {
    let (end, month) = month(page, at)?;
    let year = if offset == 0 { Year::Offset(0) } else { Year::Open };
    Some((end, Expr::Months { from: month, to: month, year }))
}

/// "that month", "that year", "the same year", "the year as a whole", "the full year", "its full-year forecast".
pub(super) fn that_run(page: &Page<'_>, at: usize) -> Option<(usize, Expr)> {
    let year = |year: Year| Expr::Months { from: 1, to: 12, year };
    let word = |last: &usize| page.tokens.get(*last).is_some_and(|t| t.kind == Kind::Word);
    if let Some(end) = time(page, at, Time::WholeYear).filter(word) {
        return Some((end, year(Year::That)));
    }
    if let Some(end) = time(page, at, Time::Year) {
        // "Its growth outlook for the year".
        if foreseen_for(page, at) {
            return Some((end, year(Year::That)));
        }
        // "In the year now closing": the one at hand, in which a budget for the next is told.
        if let Some(closes) = time(page, end, Time::Today).and_then(|now| time(page, now, Time::Ends)) {
            return Some((closes, Expr::Fiscal(Year::Offset(0))));
        }
        // "the year that ended last night": the last one that is over.
        let over = time(page, end, Time::That).and_then(|verb| time(page, verb, Time::Ends));
        let whole = || time(page, end, Time::AsWhole);
        return over.map(|end| (end, year(Year::Open))).or_else(|| whole().map(|end| (end, year(Year::That))));
    }
    if let Some(next) = time(page, at, Time::That) {
        let (end, months) = unit(page, next).filter(|(_, months)| *months > 0)?;
        return Some((end, if months == 12 { year(Year::That) } else { Expr::That(months) }));
    }
    let end = time(page, at, Time::Whole).filter(|_| time(page, at, Time::Every).is_none())?;
    let end = end + usize::from(page.tokens.get(end).is_some_and(|t| t.kind == Kind::Dash));
    let end = if page.link(end, Link::Of) { skip_the(page, end + 1) } else { end };
    time(page, end, Time::Year).map(|end| (end, year(Year::That)))
}

/// Whether "for the" leads from a word for a forecast to a token.
fn foreseen_for(page: &Page<'_>, at: usize) -> bool {
    let led = at >= 2 && page.one_of(at - 1, &[Link::The, Link::Article]) && page.link(at - 2, Link::For);
    // "The goal for the year was 6.5 %".
    let ahead = |r: &Reading| matches!(r, Reading::Status(ObsStatus::Forecast | ObsStatus::Target, StatusKind::Noun));
    let noun = |m: &Match| ahead(m.reading) && m.last == at - 2;
    // "Плановый дефицит на год", "прогноз по ВВП на год": without an article the word stands anywhere in the phrase.
    const PHRASE: usize = 4;
    let plain = page.grammar(at).no_articles && at >= 2 && page.link(at - 1, Link::For) && page.link(at - 1, Link::On);
    let from = if plain { at.saturating_sub(PHRASE + 1) } else { at };
    let words = |i: usize| page.tokens[i].kind == Kind::Word && !page.has(i, Reading::CHANGE);
    let phrase = (from..at.saturating_sub(1)).rev().take_while(|&i| words(i));
    // "На год вперёд" is no year of the calendar.
    let small = [Link::From, Link::To, Link::In, Link::At, Link::And];
    let plainly = page.tokens.get(at + 1).is_none_or(|t| t.kind != Kind::Word || t.breaks > 0)
        || page.one_of(at + 1, &small)
        || page.has(at + 1, Reading::CHANGE | Reading::STATUS);
    if plainly && phrase.into_iter().any(|i| page.any(i, Reading::STATUS, |m| ahead(m.reading))) {
        return true;
    }
    led && ((at.saturating_sub(5)..at - 2).any(|i| page.any(i, Reading::STATUS, noun)) || closes(page, at + 1))
}

/// "Bringing growth for the year to 5.1 %", "28.6 % for the year.": whether behind the word for a year a clause ends, or a number follows
/// at which something arrives.
fn closes(page: &Page<'_>, at: usize) -> bool {
    let Some(next) = page.tokens.get(at).filter(|t| t.breaks == 0) else { return true };
    let number = |i: usize| page.tokens.get(i).is_some_and(|t| t.kind == Kind::Number);
    let arrives = page.one_of(at, &[Link::To, Link::At]) && number(at + 1) && month(page, at + 2).is_none();
    next.kind == Kind::Mark && matches!(page.mark(at), b'.' | b',' | b';') || arrives
}

/// The day of publication.
pub(super) fn today(page: &Page<'_>, at: usize) -> Option<(usize, Expr)> {
    time(page, at, Time::Day).map(|last| (last, Expr::Today))
}
