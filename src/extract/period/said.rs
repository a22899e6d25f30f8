//! Expressions of time that say when something was said, foreseen or decided, and are no time of a figure.

use chrono::Datelike;

use super::words::unit;
use super::{Expr, Period, Use, Year};
use crate::extract::page::Page;
use crate::lang::{ChangeKind, Kinds, Link, Match, Reading, Speech, StatusKind, Strength, Time};
use crate::model::{ObsStatus, Published, TimePeriod};
use crate::text::Kind;

/// "At its last meeting of the year", "на последнем в этом году заседании": the year among whose events something is counted is no
/// time of a figure.
pub(super) fn counted_among(page: &Page<'_>, at: usize, expr: Expr) -> bool {
    let year =
        matches!(expr, Expr::Relative { months: 12, offset: 0 } | Expr::Months { from: 1, to: 12, year: Year::That });
    let led = at.checked_sub(1).filter(|i| page.one_of(*i, &[Link::In, Link::Of]));
    let counts = |m: &Match| matches!(m.reading, Reading::Time(Time::First | Time::Final));
    let counted = |i: usize| page.any(i, Reading::TIME, counts);
    year && led.is_some_and(|led| (led.saturating_sub(2)..led).any(counted))
}

/// "After the float of July 2024 the birr lost half of its value": the time of an event behind which something has happened, where the noun
/// that "of" leads from is nothing that is measured.
pub(super) fn behind_event(page: &Page<'_>, at: usize) -> bool {
    const REACH: usize = 5;
    const MEASURES: Kinds = Reading::CHANGE
        | Reading::INDICATOR
        | Reading::TIME
        | Reading::NUMBER
        | Reading::LINK
        | Reading::STATUS
        | Reading::UNIT
        | Reading::ITEM
        | Reading::MONTH
        | Reading::AREA;
    let of = at.checked_sub(1).filter(|i| page.link(*i, Link::Of) && !page.grammar(at).no_articles);
    let noun = |i: &usize| page.tokens[*i].kind == Kind::Word && !page.has(*i, MEASURES);
    let Some(of) = of else { return false };
    let start = (of.saturating_sub(REACH)..of).rev().take_while(noun).last();
    let the = start.and_then(|start| start.checked_sub(1)).filter(|i| page.one_of(*i, &[Link::The, Link::Article]));
    the.and_then(|the| the.checked_sub(1)).is_some_and(|i| page.link(i, Link::After))
}

/// "The minister said in December that 95 % of payments are made in roubles": the time between a verb of saying and what is said is
/// that of the saying.
pub(super) fn told_then(page: &Page<'_>, at: usize, last: usize) -> bool {
    let says = |m: &Match| *m.reading == Reading::Speech(Speech::Verb) && m.last + 1 == at;
    let said = (at.saturating_sub(4)..at).any(|i| page.any(i, Reading::SPEECH, says));
    let next = last + usize::from(page.is(last, b','));
    let that = page.time(next, Time::That);
    said && page.before_is(at, Link::In) && (that || page.one_of(next, &[Link::Clause, Link::Relative]))
}

/// "In April, the bank had projected that remittances would fall": the month or day with which a sentence opens, where somebody says
/// or foresees something in the clause behind it.
pub(super) fn opens_telling(page: &Page<'_>, at: usize, last: usize, expr: Expr) -> bool {
    const REACH: usize = 10;
    let short = is_month(expr) || matches!(expr, Expr::Day { .. });
    let Some(sentence) = page.sentences.get(page.sentence_of(at)).filter(|_| short) else { return false };
    let fronted = at <= sentence.first + 1 && page.is(last, b',');
    let number = |i: &usize| page.tokens[*i].kind == Kind::Number;
    let end = (last..sentence.last.min(last + REACH)).find(number).unwrap_or(sentence.last.min(last + REACH));
    let tells = |m: &Match| {
        let says = matches!(m.reading, Reading::Speech(Speech::Verb));
        let foresees = matches!(m.reading, Reading::Status(ObsStatus::Forecast, StatusKind::Verb));
        let that = page.time(m.last, Time::That);
        (says || foresees) && (that || page.one_of(m.last, &[Link::Clause, Link::Relative]))
    };
    fronted && (last + 1..end).any(|i| page.any(i, Reading::SPEECH | Reading::STATUS, tells))
}

/// "2023's data": when something was measured that was said.
pub(super) fn owns_data(page: &Page<'_>, last: usize) -> bool {
    let possessive = page.tokens.get(last).is_some_and(|t| t.kind == Kind::Possessive);
    possessive && page.any(last + 1, Reading::SPEECH, |m| *m.reading == Reading::Speech(Speech::Noun))
}

/// "The Economic Survey 2025", "the 2025 World Economic Outlook": whether a year only tells apart the issues of a publication, whose name is
/// written with capitals.
pub(super) fn names_issue(page: &Page<'_>, at: usize, last: usize, expr: Expr) -> bool {
    const REACH: usize = 3;
    let year = matches!(expr, Expr::Fixed(period) if period.length() == Some(12));
    let noun = |i: usize, end: usize| {
        let told = |m: &Match| *m.reading == Reading::Speech(Speech::Noun) && m.last == end;
        page.tokens[i].upper && page.any(i, Reading::SPEECH, told) && !page.has(i, Reading::STATUS)
    };
    let before = at.checked_sub(1).is_some_and(|i| noun(i, at)) && page.tokens[at].breaks == 0;
    let capital = |i: &usize| page.tokens[*i].upper && page.tokens[*i].breaks == 0;
    let end = page.tokens.len().min(last + REACH);
    year && (before || (last..end).take_while(capital).any(|i| i > last && noun(i, i + 1)))
}

/// "its October forecast": a month in front of a forecast is when it was made.
pub(super) fn dates_data(page: &Page<'_>, last: usize, expr: Expr) -> bool {
    let month = is_month(expr);
    // "The September meeting": nor is a month in front of an occasion one of a figure.
    // "8月估的4.45%": nor is one before the attribute that says when something was foreseen.
    let foreseen = |m: &Match| {
        let verb = matches!(m.reading, Reading::Status(ObsStatus::Forecast, StatusKind::Verb));
        verb && (page.link(m.last - 1, Link::Of) || page.link(m.last, Link::Of))
    };
    month && page.grammar(last).year_first && page.any(last, Reading::STATUS, foreseen)
        || month && page.any(last, Reading::SPEECH, |m| *m.reading == Reading::Speech(Speech::Noun))
        || month && page.link(last, Link::Occasion) && page.tokens[last].breaks == 0
}

/// "the 4.8% that it had projected in September": when somebody made a forecast.
pub(super) fn dates_forecast(page: &Page<'_>, at: usize) -> bool {
    let Some(verb) = at.checked_sub(2).filter(|_| page.before_is(at, Link::In)) else { return false };
    let forecast = |m: &Match| {
        let tells = matches!(m.reading, Reading::Status(_, StatusKind::Verb) | Reading::Speech(Speech::Verb));
        tells && m.last == verb + 1
    };
    let subject = if page.before_is(verb, Link::Have) { verb.saturating_sub(2) } else { verb.saturating_sub(1) };
    // "The 1.9 per cent I presented in March".
    let who = page.one_of(subject, &[Link::It, Link::He, Link::We]);
    verb > 0 && page.any(verb, Reading::STATUS | Reading::SPEECH, forecast) && who
}

/// "By 0.3 percent, and not by 0.1 as had been thought in July": when somebody took something for so.
pub(super) fn thought_then(page: &Page<'_>, at: usize) -> bool {
    const REACH: usize = 5;
    let as_had = |i: usize| page.link(i, Link::Alike) && (page.link(i + 1, Link::Had) || page.link(i + 2, Link::Had));
    let stops = |i: &usize| page.tokens[*i].kind != Kind::Word || page.has(*i, Reading::CHANGE | Reading::NUMBER);
    let led = at.checked_sub(1).filter(|i| page.link(*i, Link::In));
    led.is_some_and(|led| (led.saturating_sub(REACH)..led).rev().take_while(|i| !stops(i)).any(as_had))
}

/// "GDP at constant 2013 prices", "PIB a precios constantes de 2013": the year in whose prices something is valued.
pub(super) fn values_at(page: &Page<'_>, at: usize, last: usize, expr: Expr) -> bool {
    const LONGEST: usize = 6;
    if !matches!(expr, Expr::Fixed(period) if period.length() == Some(12)) {
        return false;
    }
    let of = at - usize::from(page.before_is(at, Link::Of));
    let valued = |m: &Match| m.last == of && *m.reading == Reading::Link(Link::Valued);
    if (at.saturating_sub(LONGEST)..of).any(|i| page.any(i, Reading::LINK, valued)) {
        return true;
    }
    let price = |m: &Match| matches!(m.reading, Reading::Indicator(word) if word.indicator.code() == "inflation" && word.strength == Strength::Weak);
    // "At 2013 prices", and no "in 2013 prices rose".
    let led = page.before_is(at, Link::At);
    let word = |i: usize| page.tokens[i].kind == Kind::Word && !page.tokens[i].upper && !page.has(i, Reading::TIME);
    let beside = at > 1
        && word(at - 1)
        && page.one_of(at - 2, &[Link::At, Link::In])
        && !page.one_of(at - 1, &[Link::The, Link::Article]);
    (led || beside) && page.any(last, Reading::INDICATOR, price) && page.tokens[last].breaks == 0
}

/// "It comes after April's bounce, which was revised up to 1.8 %": the time whose noun a relative clause with a number tells of.
pub(super) fn told_by_clause(page: &Page<'_>, last: usize) -> bool {
    const NOUN: usize = 3;
    const REACH: usize = 8;
    if page.tokens.get(last).is_none_or(|t| t.kind != Kind::Possessive) {
        return false;
    }
    let stops = |i: &usize| page.tokens.get(*i).is_none_or(|t| t.kind != Kind::Word);
    let comma = (last + 1..=last + 1 + NOUN).find(stops).filter(|&i| page.is(i, b','));
    let ends = |i: &usize| page.tokens.get(*i).is_none_or(|t| t.kind == Kind::Mark);
    let number =
        |comma: usize| (comma + 2..comma + REACH).take_while(|i| !ends(i)).any(|i| page.tokens[i].kind == Kind::Number);
    comma.is_some_and(|comma| page.link(comma + 1, Link::Relative) && number(comma))
}

/// "The projections in April were 4.9 and 4.7 %": the month behind the noun for a forecast, and before a verb of state, is when it
/// was made.
pub(super) fn dates_projection(page: &Page<'_>, at: usize, last: usize, expr: Expr) -> bool {
    let month = is_month(expr);
    let noun = |m: &Match| m.reading.is_forecast_noun() && m.last + 1 == at;
    let led = at > 1 && page.one_of(at - 1, &[Link::In, Link::Of]);
    let state = |m: &Match| matches!(m.reading, Reading::Change(c) if c.kind == ChangeKind::Verb && c.direction == 0);
    month && led && page.any(at - 2, Reading::STATUS, noun) && page.any(last, Reading::CHANGE, state)
}

/// "МВФ в октябре оценил рост в 3,2 %": a month between a body and its verb of saying is when it said so.
pub(super) fn foretold(page: &Page<'_>, at: usize, last: usize, expr: Expr) -> bool {
    let month =
        matches!(expr, Expr::Months { from, to, .. } if from == to || (from + 2) % 12 == to % 12 && from % 3 == 0);
    let Some(led) = at.checked_sub(1).filter(|i| page.link(*i, Link::In) && month) else { return false };
    let body = |m: &Match| matches!(m.reading, Reading::Institution(..)) && m.last == led;
    let bodies = || (led.saturating_sub(4)..led).any(|i| page.any(i, Reading::INSTITUTION, body));
    let says = |m: &Match| *m.reading == Reading::Speech(Speech::Verb);
    // "В октябре понизил оценку до 0,9 %": so is one before the verb by which a forecast is revised.
    let forecast = |i: usize| {
        let noun = |m: &Match| m.reading.is_forecast_noun() || *m.reading == Reading::Speech(Speech::Noun);
        page.any(i, Reading::STATUS | Reading::SPEECH, noun)
    };
    let moves = |m: &&Match| matches!(m.reading, Reading::Change(c) if c.kind == ChangeKind::Verb && c.direction != 0);
    let revises = page.at(last).iter().find(moves).is_some_and(|verb| forecast(verb.last));
    revises || page.any(last, Reading::SPEECH, says) && bodies()
}

/// "Last month the bank lowered its growth outlook for the year to 2.2 percent", "the fund last month trimmed its projection": whether
/// a month or run that is over stands in front of the verb by which somebody has changed a forecast.
pub(super) fn revised_then(page: &Page<'_>, at: usize, last: usize, expr: Expr) -> bool {
    const REACH: usize = 9;
    const OBJECT: usize = 4;
    // "The forecast for 2025 has been raised by 36 million tonnes this month".
    let now = matches!(expr, Expr::Relative { months: 1 | 3, offset: 0 }) && revised_by(page, at);
    if now {
        return true;
    }
    let over = matches!(expr, Expr::Relative { months: 1 | 3, offset: -1 } | Expr::Before)
        || is_month(expr)
        || matches!(expr, Expr::Day { .. });
    let Some(sentence) = page.sentences.get(page.sentence_of(at)).filter(|_| over) else { return false };
    let moves = |m: &&Match| matches!(m.reading, Reading::Change(c) if c.kind == ChangeKind::Verb && c.direction != 0);
    let verb = |i: usize| page.at(i).iter().filter(moves).map(|m| m.last).max();
    let opens = at <= sentence.first + 1;
    let reach = if opens { REACH } else { 1 };
    let stops = |i: &usize| page.tokens[*i].kind == Kind::Number;
    let end = (last..sentence.last.min(last + reach)).find(stops).unwrap_or(sentence.last.min(last + reach));
    let Some(object) = (last..end).find_map(verb) else { return false };
    let noun = |m: &Match| m.reading.is_forecast_noun();
    let foreseen = |i: usize| page.any(i, Reading::STATUS, noun);
    let close = (object..sentence.last.min(object + OBJECT)).find(stops).unwrap_or(sentence.last.min(object + OBJECT));
    (object..close).any(foreseen)
}

/// Whether a noun for a forecast is the subject of a verb that moves, behind which a number and a time stand, in a sentence that names another.
fn revised_by(page: &Page<'_>, at: usize) -> bool {
    let Some(sentence) = page.sentences.get(page.sentence_of(at)) else { return false };
    let moves = |m: &Match| matches!(m.reading, Reading::Change(c) if c.kind == ChangeKind::Verb && c.direction != 0);
    let Some(verb) = (sentence.first..at).rfind(|&i| page.any(i, Reading::CHANGE, moves)) else { return false };
    let noun = |i: usize| page.any(i, Reading::STATUS, |m| m.reading.is_forecast_noun());
    (sentence.first..verb).any(noun) && (verb..at).any(|i| page.tokens[i].kind == Kind::Number)
}

/// Whether an expression names one month.
fn is_month(expr: Expr) -> bool {
    matches!(expr, Expr::Months { from, to, .. } if from == to)
}

/// "Between the second quarter of 2024 and that of 2025": the same part of another year, where a pronoun takes it up behind "and".
pub(super) fn taken_up(page: &Page<'_>, at: usize, expr: Expr, before: Option<&Period>) -> Expr {
    const LONGEST: usize = 3;
    let Expr::Fixed(TimePeriod::Months { first, count: 12 }) = expr else { return expr };
    let pronoun = |m: &Match| m.last == at && *m.reading == Reading::Link(Link::Level);
    let Some(from) = (at.saturating_sub(LONGEST)..at).find(|&i| page.any(i, Reading::LINK, pronoun)) else {
        return expr;
    };
    let joined = |p: &&Period| p.last + 1 == from && page.link(p.last, Link::And);
    match before.filter(joined).map(|p| p.expr) {
        Some(Expr::Months { from, to, year: Year::Of(_) }) => Expr::Months { from, to, year: Year::Of(first.year()) },
        _ => expr,
    }
}

/// "El dato de octubre", "el 10,29 % del trimestre anterior": whether a word that is both "of" and "from" makes no base of the time behind
/// it, as what stands before it is of that time.
pub(super) fn owned(page: &Page<'_>, at: usize) -> bool {
    let owned = at.checked_sub(2).is_some_and(|i| {
        page.tokens[i].kind == Kind::Number
            || page.is(i, b'%')
            // "Au cours du mois de mai 2025".
            || unit(page, i).is_some_and(|(last, _)| last == i + 1)
            // "La de 2026", "celle de 2024".
            || page.one_of(i, &[Link::Article, Link::Anaphor])
            || page.any(i, Reading::COUNTS, |m| m.last == i + 1 && m.reading.counts())
            // "La inflación de 2025".
            || (i.saturating_sub(3)..=i).any(|from| {
                page.any(from, Reading::INDICATOR, |m| m.last == i + 1 && matches!(m.reading, Reading::Indicator(_)))
            })
    });
    // "L'ensemble de 2023" is that year.
    let whole = |m: &Match| m.last == at && *m.reading == Reading::Time(Time::Whole);
    owned || (at.saturating_sub(4)..at).any(|i| page.any(i, Reading::TIME, whole))
}

/// "¶ 18 января 2022 г., 16:24": a day that opens its line before a time of the day says when the text was put there.
pub(super) fn dateline(page: &Page<'_>, at: usize, last: usize, expr: Expr) -> bool {
    let day = matches!(expr, Expr::Day { .. } | Expr::Fixed(TimePeriod::Day(_)));
    let opens = at == 0 || page.tokens[at].breaks > 0;
    let mark = |i: usize| page.tokens[i].kind == Kind::Mark && page.tokens[i].breaks == 0;
    let next = || (last..page.tokens.len().min(last + 2)).find(|i| !mark(*i));
    let clock = |i: usize| {
        let token = &page.tokens[i];
        token.kind == Kind::Number && token.breaks == 0 && page.word(i).contains(':')
    };
    day && opens && next().is_some_and(clock)
}

/// "Аналитики, опрошенные агентством в начале июля, ждут": when others were asked, where no number stands between.
pub(super) fn polled_then(page: &Page<'_>, at: usize) -> bool {
    const REACH: usize = 8;
    let stops = |i: &usize| {
        page.link(*i, Link::Polled)
            || page.tokens[*i].kind == Kind::Number
            || matches!(page.mark(*i), b',' | b';' | b'.')
    };
    let led = at.checked_sub(1).is_some_and(|i| page.one_of(i, &[Link::In, Link::On]));
    led && (at.saturating_sub(REACH)..at).rfind(stops).is_some_and(|i| page.link(i, Link::Polled))
}

/// "As part of Vision 2030, exports rose", «Казахстан-2050»: a year that lies well ahead of a text and stands directly behind a word with a
/// capital letter is part of a programme's name, and no time of a figure. One behind which a value follows labels it.
pub fn name_programmes(page: &Page<'_>, periods: &mut [Period], published: Option<Published>) {
    const AHEAD: i32 = 2;
    const OTHER: Kinds = Reading::LINK
        | Reading::TIME
        | Reading::MONTH
        | Reading::INDICATOR
        | Reading::CHANGE
        | Reading::STATUS
        | Reading::HEDGE
        | Reading::NUMBER;
    let Some(now) = published.map(|day| day.month().year()) else { return };
    let ahead = |p: &Period| match p.expr {
        Expr::Fixed(year) => year.length() == Some(12) && year.first_day().year() >= now + AHEAD,
        _ => false,
    };
    for period in periods.iter_mut().filter(|p| ahead(p)) {
        let dash = usize::from(
            period.first > 0 && page.tokens[period.first - 1].kind == Kind::Dash && page.glued(period.first),
        );
        let named = (period.first - dash).checked_sub(1).is_some_and(|i| {
            let token = &page.tokens[i];
            token.kind == Kind::Word && token.upper && !page.has(i, OTHER) && !page.grammar(i).verb_final
        });
        let labels = page.tokens.get(period.last).is_some_and(|t| {
            t.breaks == 0 && (matches!(t.kind, Kind::Number | Kind::Dash) || page.is(period.last, b':'))
        });
        // "The Vision 2030 objective of 7 percent" is one for that year.
        let labels = labels || page.has(period.last, Reading::STATUS);
        if named && !labels && page.tokens[period.first].breaks == 0 {
            period.used = Use::Said;
        }
    }
}
