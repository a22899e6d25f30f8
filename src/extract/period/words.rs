//! The word classes of which expressions of time are made: units, months, ordinals, years.

use super::Year;
use crate::extract::page::Page;
use crate::lang::{Kinds, Link, Match, NumberKind, Reading, Speech, Time};
use crate::text::{Kind, Token};

/// The end of a word of time of this class.
pub(super) fn time(page: &Page<'_>, at: usize, class: Time) -> Option<usize> {
    page.find_of(at, Reading::TIME, |r| matches!(r, Reading::Time(word) if *word == class).then_some(()))
        .map(|(last, ())| last)
}

/// A unit of time, with its length in months.
pub(super) fn unit(page: &Page<'_>, at: usize) -> Option<(usize, u32)> {
    let (last, months) = page.find_of(at, Reading::TIME, |r| match r {
        Reading::Time(Time::Unit(months)) => Some(*months),
        _ => None,
    })?;
    // An abbreviation takes its full stop where a year in digits follows: "9 мес. 2025 г.".
    let short = || page.grammar(at).abbreviations.get(page.word(last - 1)).is_some() && !page.tokens[last].spaced;
    let year =
        page.tokens.get(last + 1).is_some_and(|t| t.kind == Kind::Number && t.breaks == 0 && t.end - t.start == 4);
    let stop = year && page.is(last, b'.') && short();
    Some((last + usize::from(stop), months))
}

/// A month's name.
pub(super) fn month(page: &Page<'_>, at: usize) -> Option<(usize, u32)> {
    let (last, month) = page.find_of(at, Reading::MONTH, |r| match r {
        Reading::Month(month) => Some(*month),
        _ => None,
    })?;
    // An abbreviation takes its full stop: "Jan. 5".
    let stop = page.is(last, b'.')
        && !page.tokens[last].spaced
        && page.grammar(at).abbreviations.get(page.word(last - 1)).is_some()
        && page.tokens.get(last + 1).is_some_and(|t| matches!(t.kind, Kind::Number | Kind::Dash) && !t.gap);
    // "Sur sept mois": the short form of a month that is a number as well stands beside a day, a year or another month.
    let beside = |i: usize| page.tokens.get(i).is_some_and(|t| matches!(t.kind, Kind::Number | Kind::Dash));
    let number = |m: &Match| matches!(m.reading, Reading::Number(_, NumberKind::Cardinal)) && m.last == last;
    let counts = page.any(at, Reading::NUMBER, number);
    let short = page.is(last, b'.') && !page.tokens[last].spaced;
    if counts && !short && !beside(last) && !at.checked_sub(1).is_some_and(beside) {
        return None;
    }
    Some((if stop { last + 1 } else { last }, month))
}

/// A count in digits or words.
pub(super) fn count(page: &Page<'_>, at: usize) -> Option<(usize, u32)> {
    let token = page.tokens.get(at)?;
    if token.kind == Kind::Number {
        return page.word(at).parse().ok().filter(|n| (1..=60).contains(n)).map(|n| (at + 1, n));
    }
    page.find_of(at, Reading::NUMBER, |r| match r {
        Reading::Number(value, NumberKind::Cardinal) => u32::try_from(*value).ok().filter(|n| *n > 0),
        _ => None,
    })
}

/// An ordinal in words or digits; -1 counts from the end.
pub(super) fn ordinal(page: &Page<'_>, at: usize) -> Option<(usize, i32)> {
    if page.tokens.get(at)?.kind != Kind::Number && !page.has(at, Reading::TIME | Reading::NUMBER) {
        return None;
    }
    if let Some(last) = time(page, at, Time::First) {
        return Some((last, 1));
    }
    if let Some(last) = time(page, at, Time::Final) {
        return Some((last, -1));
    }
    if page.tokens.get(at)?.kind == Kind::Number {
        let dash = usize::from(page.tokens.get(at + 1).is_some_and(|t| t.kind == Kind::Dash && !t.spaced));
        let suffix = ordinal_ending(page, at + 1 + dash);
        return if suffix { page.word(at).parse().ok().map(|n| (at + 2 + dash, n)) } else { None };
    }
    page.find_of(at, Reading::NUMBER, |r| match r {
        Reading::Number(value, NumberKind::Ordinal) => i32::try_from(*value).ok(),
        _ => None,
    })
}

/// A Roman numeral from one to four, as statistical offices number quarters.
pub fn roman(page: &Page<'_>, at: usize) -> Option<u32> {
    page.tokens.get(at).filter(|t| t.upper)?;
    match page.word(at) {
        "I" => Some(1),
        "II" => Some(2),
        "III" => Some(3),
        "IV" => Some(4),
        _ => None,
    }
}

/// "I квартал – 0,1 %, II – 1,6 %": the number and the months of a quarter that is counted on from the one before it, whose
/// unit is not said again.
pub(super) fn counted_on(page: &Page<'_>, at: usize) -> Option<(u32, u32)> {
    const REACH: usize = 14;
    let n = roman(page, at).filter(|n| *n > 1)?;
    let before = (at.saturating_sub(REACH)..at).rev().find(|&i| roman(page, i).is_some())?;
    let (number, months) = match unit(page, before + 1) {
        Some((_, months)) => (roman(page, before)?, months),
        None => counted_on(page, before)?,
    };
    (number + 1 == n && n <= 12 / months.max(3)).then_some((n, months))
}

/// "В 3 квартале 2025 г.", "за 3 кв. 2025 г.": the number of a quarter or half in digits without an ending, behind "in" and before its
/// singular, or before its short form.
pub(super) fn in_digits(page: &Page<'_>, at: usize) -> Option<u32> {
    const SHORT: usize = 2;
    let grammar = page.grammar(at);
    let led = grammar.no_articles && at.checked_sub(1).is_some_and(|i| page.link(i, Link::In));
    let short = || grammar.no_articles && !grammar.year_first && page.word(at + 1).chars().count() <= SHORT;
    let digit = page.word(at).parse().ok().filter(|n| (1..=4).contains(n) && (led || short()))?;
    let (end, _) = unit(page, at + 1).filter(|(_, length)| matches!(length, 3 | 6))?;
    time(page, end - 1, Time::Plural).is_none().then_some(digit)
}

/// "0.5 % in the third quarter, after 0.3 % in the second": where an ordinal without a noun ends, its number, and the months
/// of the part of a year that stands before it.
pub(super) fn elliptic(page: &Page<'_>, at: usize) -> Option<(usize, u32, u32)> {
    const REACH: usize = 48;
    let (last, n) = ordinal(page, at)?;
    let led = at.checked_sub(1).is_some_and(|i| page.one_of(i, &[Link::The, Link::Article, Link::In, Link::Of]));
    if !led {
        return None;
    }
    let mark = |t: &Token| t.breaks > 0 || !matches!(t.kind, Kind::Word | Kind::Number);
    // "From 0.7 % in the first but above": so does one behind which a new clause begins.
    let clause = || page.one_of(last, &[Link::And, Link::Clause]) && at >= 2 && page.link(at - 2, Link::In);
    // "Im zweiten Quartal um 0,5, im dritten um 0,2 Prozent".
    let number = || {
        page.one_of(last, &[Link::By, Link::At, Link::Arrival])
            && page.tokens.get(last + 1).is_some_and(|t| t.kind == Kind::Number)
    };
    // "The first-half figure" is of a half, and not of the quarters told of before.
    let half =
        page.tokens.get(last).is_some_and(|t| t.kind == Kind::Dash && !t.spaced) && unit(page, last + 1).is_some();
    let alone = !half && (page.tokens.get(last).is_none_or(mark) || number() || clause());
    if !alone {
        return None;
    }
    let before = (at.saturating_sub(REACH)..at).rev().find_map(|i| {
        let (end, _) = ordinal(page, i).filter(|(end, _)| *end <= at)?;
        unit(page, end).map(|(_, months)| months).filter(|months| matches!(months, 3 | 6))
    })?;
    let n = u32::try_from(n).ok().filter(|n| (1..=12 / before).contains(n))?;
    Some((last, n, before))
}

/// Whether a token is the ending of an ordinal, glued to its digits: "3rd", "3. Quartal".
pub(super) fn ordinal_ending(page: &Page<'_>, at: usize) -> bool {
    let stop = || page.is(at, b'.') && page.grammar(at).abbreviations.orders(page.word(at + 1));
    page.tokens.get(at).is_some_and(|t| !t.spaced) && (time(page, at, Time::Ordinal).is_some() || stop())
}

/// A calendar year in four digits, which nothing makes another kind of number.
pub(super) fn year_number(page: &Page<'_>, at: usize) -> Option<i32> {
    let token = page.tokens.get(at)?;
    let word = page.word(at);
    if token.kind != Kind::Number || word.len() != 4 {
        return None;
    }
    let year: i32 = word.parse().ok().filter(|y| (1900..=2099).contains(y))?;
    let next = page.tokens.get(at + 1);
    // "2015 = 100": the base of an index is no time of it.
    if page.is(at + 1, b'=') {
        return None;
    }
    let counted = page
        .find_of(at + 1, Reading::SCALE | Reading::UNIT, |r| {
            matches!(r, Reading::Scale(_) | Reading::Unit(..)).then_some(())
        })
        .is_some()
        && next.is_some_and(|t| t.breaks == 0);
    // "In calendar year 2022 tourists spent more": behind "in" and "year" a number is one, whatever follows.
    let named = at.checked_sub(1).is_some_and(|i| page.link(i, Link::In) || ends_in_year(page, i));
    let people = page.find_of(at + 1, Reading::UNIT, |r| {
        matches!(r, Reading::Unit(unit, _) if unit.code() == "persons").then_some(())
    });
    // "Grew by 17 % in 2024 year on year".
    let counted = counted && !(named && (people.is_some() || time(page, at + 1, Time::Year).is_some()));
    let signed = at.checked_sub(1).is_some_and(|i| page.is_sign(i)) && !token.spaced;
    let glued = next.is_some_and(|t| t.kind == Kind::Word && !t.spaced);
    let counted = counted && !(page.grammar(at).year_noun && time(page, at + 1, Time::Year).is_some());
    (!counted && !signed && !glued).then_some(year)
}

/// Whether a noun for a year ends with a token.
fn ends_in_year(page: &Page<'_>, at: usize) -> bool {
    (at.saturating_sub(1)..=at).any(|i| unit(page, i).is_some_and(|(end, length)| length == 12 && end == at + 1))
}

/// Past an article.
pub(super) fn skip_the(page: &Page<'_>, at: usize) -> usize {
    if page.link(at, Link::The) { at + 1 } else { at }
}

/// Past "of", "in", "for" or a comma, and an article behind it.
pub(super) fn skip_of(page: &Page<'_>, at: usize) -> usize {
    let joint = page.one_of(at, &[Link::Of, Link::In, Link::For]) || page.is(at, b',');
    if joint && time(page, at + 1, Time::That).is_some() {
        at + 1
    } else if joint {
        skip_the(page, at + 1)
    } else {
        at
    }
}

/// The year after an expression: "2024", "of last year", "this year", "of the year", "of that year".
pub(super) fn year_after(page: &Page<'_>, at: usize) -> (usize, Year) {
    let behind = skip_of(page, at);
    let joined = || behind > at && page.tokens.get(behind).is_some_and(|t| t.breaks == 0);
    // "Im Januar jenes Jahres": where a case is enough, nothing leads to it.
    let bare = || that_year(page, at).filter(|_| page.tokens[at].breaks == 0);
    let said = || said_year(page, behind).filter(|_| joined()).or_else(bare);
    plain_year(page, at).or_else(|| plain_year(page, behind)).or_else(said).unwrap_or((at, Year::Open))
}

/// A year in digits, or counted from this one.
fn plain_year(page: &Page<'_>, at: usize) -> Option<(usize, Year)> {
    let token = page.tokens.get(at).filter(|t| t.breaks == 0)?;
    if let Some(year) = year_number(page, at) {
        return Some((year_end(page, at + 1), Year::Of(year)));
    }
    // "En agosto del año pasado", "en août de l'année dernière": the adjective may stand behind its noun.
    let behind = |(end, _)| relative(page, end).filter(|_| page.tokens[end].breaks == 0);
    if let Some((last, offset)) = unit(page, at).filter(|(_, months)| *months == 12).and_then(behind) {
        return Some((last, Year::Offset(offset)));
    }
    let (last, offset) = relative(page, at).filter(|_| token.kind == Kind::Word)?;
    let year = unit(page, last).filter(|(_, months)| *months == 12);
    // "семь месяцев нынешнего": the noun may be left out.
    let alone = || page.grammar(at).no_articles && page.tokens.get(last).is_none_or(|t| t.kind != Kind::Word);
    let (end, _) = year.or_else(|| alone().then_some((last, 12)))?;
    (!page.link(end, Link::Than)).then_some((end, Year::Offset(offset)))
}

/// "That year", "the same year".
fn that_year(page: &Page<'_>, at: usize) -> Option<(usize, Year)> {
    let word = time(page, at, Time::That).or_else(|| time(page, at, Time::Same))?;
    time(page, word, Time::Year).map(|end| (end, Year::That))
}

/// "year", "the year", "that year": a year that the context names.
pub(super) fn said_year(page: &Page<'_>, at: usize) -> Option<(usize, Year)> {
    let year = |at: usize| time(page, at, Time::Year);
    let the = || page.link(at, Link::Article).then(|| year(at + 1)).flatten();
    that_year(page, at).or_else(|| year(at).or_else(the).map(|end| (end, Year::Open)))
}

/// Past what may stand behind a year's number: the ending of its ordinal ("2025-го") and the noun for the year
/// ("2024 года", "2024年").
pub(super) fn year_end(page: &Page<'_>, at: usize) -> usize {
    if !page.grammar(at.saturating_sub(1)).year_noun {
        return at;
    }
    let dash = page.tokens.get(at).is_some_and(|t| t.kind == Kind::Dash && !t.spaced);
    let at = if dash && ordinal_ending(page, at + 1) { at + 2 } else { at };
    let noun = page.tokens.get(at).filter(|t| t.breaks == 0).and_then(|_| time(page, at, Time::Year));
    match noun {
        // The abbreviation takes its full stop, unless the sentence ends there.
        Some(end) if page.is(end, b'.') && page.word(at).chars().count() <= 2 => {
            let goes_on = page.sentences.get(page.sentence_of(at)).is_some_and(|s| s.last > end + 1);
            end + usize::from(goes_on)
        }
        Some(end) => end,
        None => at,
    }
}

/// this 0, last -1, next 1.
pub(super) fn relative(page: &Page<'_>, at: usize) -> Option<(usize, i32)> {
    // "日本12月": a sign that ends the name of an area says nothing of the time behind it.
    let named = |m: &Match| m.last > at && m.reading.area().is_some();
    if page.grammar(at).year_first && at > 0 && page.any(at - 1, Reading::AREA, named) {
        return None;
    }
    page.find_of(at, Reading::TIME, |r| match r {
        Reading::Time(Time::This) => Some(0),
        Reading::Time(Time::Last) => Some(-1),
        Reading::Time(Time::Next) => Some(1),
        _ => None,
    })
}

/// The last of some days of one month: "4 to 6", "28-29".
pub(super) fn last_of_days(page: &Page<'_>, at: usize, first: u32) -> Option<(usize, u32)> {
    let dash = page.tokens.get(at).is_some_and(|t| t.kind == Kind::Dash && t.breaks == 0);
    let joint = dash || page.one_of(at, &[Link::To, Link::Until]);
    let (end, last) = day_after(page, at + 1).filter(|_| joint)?;
    // A price that moved from one day to the other is no meeting.
    let year = page.is(end, b',') && year_number(page, end + 1).is_some() || year_number(page, end).is_some();
    (last > first && last - first <= 4 && year).then_some((end, last))
}

/// The day of the month behind a month's name.
pub(super) fn day_after(page: &Page<'_>, at: usize) -> Option<(usize, u32)> {
    let token = page.tokens.get(at).filter(|t| t.kind == Kind::Number && t.breaks == 0 && !t.gap)?;
    let day: u32 = token.of(page.text).parse().ok().filter(|d| (1..=31).contains(d))?;
    let suffix = ordinal_ending(page, at + 1);
    let last = if suffix { at + 2 } else { at + 1 };
    let counted = page
        .find_of(last, Reading::SCALE | Reading::UNIT, |r| {
            matches!(r, Reading::Scale(_) | Reading::Unit(..)).then_some(())
        })
        .is_some();
    (!counted && token.of(page.text).len() <= 2).then_some((last, day))
}

/// "Down from the December quarter, when it was 0.6": the time of which a clause behind it tells its number.
pub(super) fn told_of(page: &Page<'_>, last: usize) -> bool {
    const REACH: usize = 5;
    let when = last + usize::from(page.is(last, b','));
    let digits = |i: usize| page.tokens.get(i).is_some_and(|t| t.kind == Kind::Number && t.breaks == 0);
    let stops = |i: &usize| page.tokens.get(*i).is_none_or(|t| t.kind == Kind::Mark);
    when > last
        && page.link(when, Link::Clause)
        && page.link(when + 1, Link::It)
        && (when + 2..when + REACH).take_while(|i| !stops(i)).any(digits)
}

/// Whether a word that is "than" and "that" opens a clause: behind a comma ("la inflación, que en junio había llegado a"), behind a
/// verb of saying ("explicó que en 2023 creció"), or behind "and" in a sentence that has one ("y que en 2022 había caído").
pub(super) fn opens_clause(page: &Page<'_>, at: usize) -> bool {
    const REACH: usize = 60;
    let Some(before) = at.checked_sub(1) else { return false };
    let says = |m: &Match| *m.reading == Reading::Speech(Speech::Verb);
    let said = || {
        let ends = |m: &Match| says(m) && (m.last == at || m.last == at + 1);
        (at.saturating_sub(4)..at).any(|i| page.any(i, Reading::SPEECH, ends))
    };
    let told = || {
        let first = page.sentences.get(page.sentence_of(at)).map_or(0, |s| s.first).max(at.saturating_sub(REACH));
        (first..at).any(|i| page.any(i, Reading::SPEECH, says))
    };
    page.is(before, b',') || said() || page.link(before, Link::And) && told()
}

/// "A deficit for the year after counting the proceeds", "in the year after the war": whether what stands behind "the year after" makes
/// a preposition of its last word.
pub(super) fn leads_on(page: &Page<'_>, last: usize) -> bool {
    const READ: Kinds = Reading::LINK | Reading::STATUS | Reading::CHANGE | Reading::TIME | Reading::NUMBER;
    let after = page.link(last - 1, Link::After);
    let word = page.tokens.get(last).is_some_and(|t| t.kind == Kind::Word && t.breaks == 0);
    after && word && (!page.has(last, READ) || page.one_of(last, &[Link::The, Link::Article, Link::Its]))
}
