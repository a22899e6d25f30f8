//! How an expression of time stands to the figures beside it.

use super::base::{comes_from_run, measured_on, outdone, passed, risen_over, those_of};
use super::named::own_year;
use super::relative::since_new_year;
use super::said::{
    behind_event, counted_among, dateline, dates_data, dates_forecast, dates_projection, foretold, names_issue,
    opens_telling, owned, owns_data, polled_then, revised_then, thought_then, told_by_clause, told_then, values_at,
};
use super::words::{month, opens_clause, told_of, unit, year_end, year_number};
use super::{Expr, Use, Year};
use crate::extract::page::Page;
use crate::lang::{ChangeKind, Link, Match, NumberKind, Reading, Time};
use crate::text::Kind;

/// How the expression at a token stands to figures, by the words before it.
pub(super) fn used(page: &Page<'_>, at: usize, last: usize, expr: Expr) -> Use {
    let directly = |links: &[Link]| at.checked_sub(1).is_some_and(|i| page.one_of(i, links));
    if owns_data(page, last)
        || dates_data(page, last, expr)
        || names_issue(page, at, last, expr)
        || dates_forecast(page, at)
        || thought_then(page, at)
        || values_at(page, at, last, expr)
        || foretold(page, at, last, expr)
        || dates_projection(page, at, last, expr)
        || ranks(page, last)
        || equalled(page, at, expr)
        || polled_then(page, at)
        || dateline(page, at, last, expr)
        || directly(&[Link::In, Link::On]) && leads(page, at, Link::Said) && !said_of_number(page, at)
        || told_then(page, at, last)
        || opens_telling(page, at, last, expr)
        || revised_then(page, at, last, expr)
        || counted_among(page, at, expr)
        || behind_event(page, at)
    {
        Use::Said
    } else if outdone(page, at, last) {
        Use::Compared
    } else if dates_number(page, at, last)
        || owns_number(page, last)
        || told_of(page, last)
        || told_by_clause(page, last)
        || as_whole(page, last)
    {
        Use::When
    } else if since_new_year(page, at)
        || since(page, at) && !opens_run(page, at) && !leads(page, at, Link::Against)
        || since_behind(page, last)
    {
        Use::Since
    } else if compared(page, at, last, expr)
        || set_beside(page, at, last)
        || beaten(page, at, last)
        || measured_on(page, at, expr)
        || risen_over(page, at, expr)
        || passed(page, at)
        || those_of(page, at)
        || in_basis(page, at, last, expr)
    {
        Use::Compared
    } else if directly(&[Link::Toward]) && !matches!(expr, Expr::End(_)) || comes_from_run(page, at, last, expr) {
        Use::Toward
    } else if directly(&[Link::By, Link::Toward]) && !directly(&[Link::In]) {
        // A word that is "by" and "in" leads to when ("crecerá en 2026").
        Use::By
    } else {
        Use::When
    }
}

/// "Over 2024 as a whole": the year itself, and no base.
fn as_whole(page: &Page<'_>, last: usize) -> bool {
    page.time(last, Time::AsWhole)
}

/// "The 4.5 percent posted in April": what is said of a number directly before is when it was measured.
fn said_of_number(page: &Page<'_>, at: usize) -> bool {
    let Some(said) = (at.saturating_sub(3)..at).find(|i| page.link(*i, Link::Said)) else { return false };
    let number = |i: usize| {
        page.tokens[i].kind == Kind::Number || page.any(i, Reading::COUNTS, |m| m.last == said && m.reading.counts())
    };
    said.checked_sub(1).is_some_and(number)
}

/// "从2015年的1.6万亿美元增加到2024年的2.6万亿美元": behind a word that is "since" and "from", or "towards" and "to", the time that
/// its number has before it is the number's own.
fn dates_number(page: &Page<'_>, at: usize, last: usize) -> bool {
    let both = |i: usize, a: Link, b: Link| page.link(i, a) && page.link(i, b);
    let leads = |i: usize| both(i, Link::From, Link::Since) || both(i, Link::To, Link::Toward);
    let digits = |i: usize| page.tokens.get(i).is_some_and(|t| t.kind == Kind::Number);
    // "同比由上月下降0.3%转为上涨0.2%": so is the one whose verb stands between the two.
    let verb = || {
        let moves = |m: &&Match| matches!(m.reading, Reading::Change(c) if c.direction != 0);
        let end = page.at(last).iter().filter(moves).map(|m| m.last).max();
        end.is_some_and(digits)
    };
    let of = usize::from(page.link(last, Link::Of));
    // "由第二季的3.5%上升至3.9%".
    let leads_on =
        || page.grammar(at).year_first && page.before_is(at, Link::From) && (verb() || of > 0 && digits(last + of));
    let from = at.checked_sub(1).is_some_and(leads);
    // "До 12,4 % с октябрьских 12,6 %": so is the adjective of a month directly before its number.
    let adjective = page.grammar(at).bare_genitive && last == at + 1 && digits(last);
    if adjective && at.checked_sub(1).is_some_and(|i| page.one_of(i, &[Link::From, Link::Against])) {
        return true;
    }
    from && of > 0 && digits(last + of) || leads_on()
}

/// "Slower than the first quarter's 4.87%": the time whose number follows.
fn owns_number(page: &Page<'_>, last: usize) -> bool {
    let possessive = page.tokens.get(last).is_some_and(|t| t.kind == Kind::Possessive);
    let digits = |i: usize| page.tokens.get(i).is_some_and(|t| t.kind == Kind::Number && t.breaks == 0);
    let bound = page.has(last + 1, Reading::HEDGE);
    // "較上季的3.1%快": so it is where the word for "of" leads from a time that stands first to its number.
    let possessive = possessive || page.grammar(last).year_first && page.link(last, Link::Of);
    // "This year's SR115 billion".
    let currency = page.has(last + 1, Reading::COUNTS);
    possessive && (digits(last + 1) || (bound || currency) && digits(last + 2))
}

/// "gegenüber dem Vormonat": an expression inside of words that give a base is one.
fn in_basis(page: &Page<'_>, at: usize, last: usize, expr: Expr) -> bool {
    let holds = |m: &Match| matches!(m.reading, Reading::Basis { .. }) && m.last >= last;
    // "Gegenüber dem Vorjahresmonat September 2024": so is one that says again which time they mean.
    let names = |i: usize| {
        let base = |m: &Match| matches!(m.reading, Reading::Basis { .. }) && m.last == at && m.last - i >= 2;
        // "En el trimestre abril-junio": months behind "in the quarter" say which it is.
        let named = page.link(i, Link::In) && page.has(at, Reading::MONTH) && unit(page, at - 1).is_some();
        // "En glissement annuel à fin août": so does the end of a month.
        let ends = page.time(at, Time::End);
        page.any(i, Reading::BASIS, base) && !named && !ends && page.tokens[at].breaks == 0 && !page.tokens[at].gap
    };
    (at.saturating_sub(3)..=at)
        .any(|i| page.any(i, Reading::BASIS, |m| holds(m) && (i < at || m.last > last || m.last - i >= 2)))
        // "At an annualised rate last quarter" says when.
        || !page.grammar(at).year_first
            // "За неделю 11–17 ноября" says which week.
            && !matches!(expr, Expr::Relative { .. } | Expr::Day { .. } | Expr::Before)
            && (at.saturating_sub(5)..at).any(names)
}

/// "Bei 4,0 Prozent, so hoch wie im Vormonat": what a rate is equal to gives it neither a time nor a base.
fn equalled(page: &Page<'_>, at: usize, expr: Expr) -> bool {
    let alike = |i: usize| page.link(i, Link::Alike) && !page.link(i, Link::And);
    // "Im September wie schon im August bei 3,8 %": of two times that are alike, the first is that of the number.
    let time = |i: usize| page.has(i, Reading::MONTH) || year_number(page, i).is_some();
    let second = |i: usize| alike(i) && i.checked_sub(1).is_some_and(time);
    // "So niedrig wie zuletzt im Mai 2020", "wie schon im August": nor does a time of which words say that it was so then, too.
    let then = |i: usize| alike(i) && page.link(i, Link::Said);
    // "Auf demselben Niveau wie im September", "gleich hoch wie im September".
    let same = |i: usize| page.find_of(i, Reading::TIME, |r| (*r == Reading::Time(Time::Same)).then_some(())).is_some();
    let level = |i: usize| page.link(i, Link::Level) || same(i) || i > 0 && same(i - 1);
    let as_much = |i: usize| alike(i) && i.checked_sub(1).is_some_and(level);
    near(at, 5, |i| then(i) || as_much(i)) && leads(page, at, Link::Alike)
        || expr == Expr::Before && near(at, 3, |i| alike(i) && only_small_words(page, i + 1, at))
        || near(at, 4, second) && leads(page, at, Link::Alike)
}

/// "环比涨0.1%，是今年首次上涨": a time behind which a rank stands, with no number in the rest of its clause, is that over which
/// something is ranked, and no time of a figure.
fn ranks(page: &Page<'_>, last: usize) -> bool {
    // "是2021年第2季以來最高".
    let since = page.at(last).iter().filter(|m| *m.reading == Reading::Link(Link::Since)).map(|m| m.last).max();
    let rank = page.link(since.unwrap_or(last), Link::Superlative) && page.grammar(last).year_first;
    let ends = |i: &usize| page.tokens[*i].kind == Kind::Mark || page.tokens[*i].breaks > 0;
    let clause = || (last..page.tokens.len()).take_while(|i| !ends(i)).map(|i| &page.tokens[i]);
    rank && !clause().any(|t| t.kind == Kind::Number)
}

/// Whether a token within so many before another passes a test.
fn near(at: usize, reach: usize, test: impl Fn(usize) -> bool) -> bool {
    (at.saturating_sub(reach)..at).any(test)
}

/// Whether a function word leads to the expression, with no more than small words between.
fn leads(page: &Page<'_>, at: usize, link: Link) -> bool {
    let ends = |i: usize| page.at(i).iter().filter(|m| *m.reading == Reading::Link(link)).map(|m| m.last);
    let pronoun = |i: usize| link == Link::Than && page.link(i, Link::Relative) && opens_clause(page, i);
    // "Mientras que para 2026 sube": what closes a word for "while" compares nothing.
    let clause = |i: usize| {
        let phrase = |m: &Match| m.last == i + 1 && *m.reading == Reading::Link(Link::Clause);
        (i.saturating_sub(3)..i).any(|first| page.any(first, Reading::LINK, phrase))
    };
    let pronoun = |i: usize| pronoun(i) || link == Link::Than && clause(i);
    near(at, 5, |i| page.link(i, link) && !pronoun(i) && ends(i).any(|last| only_small_words(page, last, at)))
}

/// "than the rate recorded in August": the base of a comparison with words of its own.
fn behind_than(page: &Page<'_>, at: usize) -> bool {
    let stops = |i: &usize| page.link(*i, Link::Than) || page.tokens[*i].kind != Kind::Word;
    let opens = |i: usize| page.link(i, Link::Relative) && opens_clause(page, i);
    let thing = |i: usize| page.link(i, Link::Than) && page.link(i + 1, Link::The) && !opens(i);
    let than = (at.saturating_sub(7)..at).rev().find(stops).is_some_and(thing);
    than && at.checked_sub(1).is_some_and(|i| page.one_of(i, &[Link::In, Link::For, Link::Of]))
}

/// "since 2019", "since the Qingdao summit of 2018".
fn since(page: &Page<'_>, at: usize) -> bool {
    let stops = |i: &usize| page.link(*i, Link::Since) || matches!(page.mark(*i), b',' | b';' | b'.');
    // "Las importaciones desde China cayeron en 2024": nor is an area from which something comes.
    let whence = |i: usize| page.link(i, Link::From) && page.has(i + 1, Reading::AREA);
    let event = (at.saturating_sub(7)..at).rev().find(stops).is_some_and(|i| page.link(i, Link::Since) && !whence(i));
    // "Desde el 2,2 % de septiembre": what a number leads back from is no event.
    let counted = (at.saturating_sub(4)..at).any(|i| page.tokens[i].kind == Kind::Number && !page.dated(i));
    // "Down by 84,000 since reaching a peak in January": so is one whose noun has its time behind "in".
    let at_which = event && page.before_is(at, Link::In) && !page.grammar(at).bare_genitive && !counted;
    // "Since early 2021".
    let part = page.before_is(at, Link::Since);
    leads(page, at, Link::Since) || part || event && page.before_is(at, Link::Of) && !counted || at_which
}

/// "今年以来": a time whose word for "since" stands behind it.
fn since_behind(page: &Page<'_>, last: usize) -> bool {
    page.grammar(last.saturating_sub(1)).year_first && page.link(last, Link::Since)
}

/// "和9月比", "与2019年相比": a base between the two halves of a word of comparison.
fn set_beside(page: &Page<'_>, at: usize, last: usize) -> bool {
    let with = at.checked_sub(1).is_some_and(|i| page.one_of(i, &[Link::With, Link::And]));
    page.grammar(at).year_first && with && page.one_of(last, &[Link::Than, Link::Against])
}

/// "Au cours du premier trimestre": whether a phrase that is "in" ends directly before the expression, in a word that may be "from".
fn within(page: &Page<'_>, at: usize) -> bool {
    let phrase = |m: &Match| m.last == at && *m.reading == Reading::Link(Link::In);
    (at.saturating_sub(4)..at.saturating_sub(1)).any(|i| page.any(i, Reading::LINK, phrase))
}

/// Whether figures are measured against the expression.
fn compared(page: &Page<'_>, at: usize, last: usize, expr: Expr) -> bool {
    // "after four months" is the stretch itself, no base.
    let after = matches!(expr, Expr::Months { from: 1, to: 2.., .. }) && near(at, 2, |i| page.link(i, Link::After));
    let of = || {
        (owned(page, at) || !points_back(expr))
            && at.checked_sub(1).is_some_and(|i| page.link(i, Link::Of) && page.link(i, Link::From))
    };
    let against = || {
        let from = !of() && !within(page, at) && leads(page, at, Link::From);
        from || [Link::Than, Link::Against].into_iter().any(|link| leads(page, at, link)) || behind_than(page, at)
    };
    // "На 2 % больше октября": behind "more" a case is enough.
    let more = |m: &Match| matches!(m.reading, Reading::Change(c) if c.kind == ChangeKind::Adverb && c.direction != 0);
    let genitive = page.grammar(at).bare_genitive && !page.grammar(at).year_first;
    // "Остался на прошлогоднем уровне": a phrase that names the level of another time is a base.
    if matches!(expr, Expr::Same(_)) && (at..last).any(|i| page.link(i, Link::Level)) {
        return true;
    }
    // "98.9 % of the level recorded in January".
    let small = |i: usize| page.one_of(i, &[Link::In, Link::Of, Link::The, Link::Said]);
    let said = |i: usize| {
        small(i)
            || page.any(i, Reading::CHANGE, |m| matches!(m.reading, Reading::Change(c) if c.past && c.direction == 0))
    };
    let level = (at.saturating_sub(4)..at).rfind(|i| !said(*i)).filter(|i| page.link(*i, Link::Level) && i + 1 < at);
    if level.is_some_and(|i| i > 1 && page.link(i - 1, Link::The) && page.link(i - 2, Link::Of)) {
        return true;
    }
    // "More than double that of the same period last year".
    let that = (at.saturating_sub(4)..at).rfind(|i| !small(*i)).filter(|i| *i > 0 && page.link(*i, Link::Level));
    let multiple = |m: &Match| matches!(m.reading, Reading::Number(_, NumberKind::Multiple | NumberKind::Fraction));
    if that
        .is_some_and(|i| (i.saturating_sub(2)..i).any(|n| page.any(n, Reading::NUMBER, |m| m.last == i && multiple(m))))
    {
        return true;
    }
    // "97.3 % of last year's level".
    let earlier = matches!(expr, Expr::Relative { offset: ..0, .. });
    let possessive = page.tokens.get(last).is_some_and(|t| t.kind == Kind::Possessive);
    if earlier && possessive && page.link(last + 1, Link::Level) && at > 0 && page.link(at - 1, Link::Of) {
        return true;
    }
    // "На 0,4 % больше показателя апреля".
    // "На 0,8 % выше объёма за аналогичный период".
    let led = at > 1 && page.one_of(at - 1, &[Link::In, Link::For, Link::Over]) && page.link(at - 2, Link::Level);
    let noun = at - usize::from(led);
    let end = noun - usize::from(noun > 0 && page.link(noun - 1, Link::Level));
    if genitive && end.checked_sub(1).is_some_and(|i| page.any(i, Reading::CHANGE, |m| more(m) && m.last == end)) {
        return true;
    }
    // "Отставал от прошлогоднего": what is behind the same months of a year before is measured against them.
    if genitive
        && matches!(expr, Expr::Same(_))
        && at.checked_sub(1).is_some_and(|i| page.one_of(i, &[Link::From, Link::Of]))
    {
        return true;
    }
    // "По сравнению с январем-июнем": behind words of comparison a run is a base as a whole.
    if leads(page, at, Link::Against) && !after {
        return true;
    }
    // "Sur l'ensemble de 2023": over the whole of a year.
    let whole = |i: usize| page.time(i, Time::Whole);
    let compares = |i: usize| {
        let led = page.link(i, Link::Compare) && only_small_words(page, i + 1, at) && !(i + 1..at).any(whole);
        led && !before_number(page, i, (at, last))
    };
    let toward = points_to_base(expr) && leads(page, at, Link::Toward);
    !after && (against() || toward) && !opens_run(page, at)
        || points_back(expr) && near(at, 7, compares) && !stretch(page, at, expr)
}

/// "Превысил в 2024 году 28 млрд": whether a time that "in" leads to stands between a verb and its number, and says when.
fn before_number(page: &Page<'_>, verb: usize, (at, last): (usize, usize)) -> bool {
    let digits = |i: usize| page.tokens.get(i).is_some_and(|t| t.kind == Kind::Number && t.breaks == 0);
    verb + 2 == at && page.link(verb + 1, Link::In) && (last..last + 3).any(digits)
}

/// "beat November's by 7.1%": the possessive alone stands for what was measured then; so does "exceeding the figure for January".
fn beaten(page: &Page<'_>, at: usize, last: usize) -> bool {
    let small = |i: usize| page.one_of(i, &[Link::For, Link::Of, Link::In, Link::The]);
    let end = (0..at).rev().take(3).find(|i| !small(*i)).map_or(0, |i| i + 1);
    let figure = |m: &Match| *m.reading == Reading::Link(Link::Anaphor) && m.last == end;
    let noun = (end.saturating_sub(3)..end).find(|&i| page.any(i, Reading::LINK, figure)).filter(|_| end < at);
    if noun.is_some_and(|noun| page.before_is(noun, Link::Exceed)) {
        return true;
    }
    let possessive = page.tokens.get(last).is_some_and(|t| t.kind == Kind::Possessive);
    possessive && page.link(last + 1, Link::By) && at.checked_sub(1).is_some_and(|i| page.link(i, Link::Exceed))
}

/// "over ten months": the stretch over which something came together, and no base.
fn stretch(page: &Page<'_>, at: usize, expr: Expr) -> bool {
    let long = match expr {
        Expr::Months { from, to, .. } => from < to,
        Expr::Fixed(period) => period.length() != Some(12),
        // "Over the same years" is the time of which the text speaks, and no base.
        Expr::Same(Year::Open) => near(at, 2, |i| page.link(i, Link::Over)),
        _ => false,
    };
    long && !near(at, 2, |i| page.link(i, Link::Exceed))
}

/// "from January through October" opens a run; "from 2022" is a base.
fn opens_run(page: &Page<'_>, at: usize) -> bool {
    // "Fell by 31 % from August to about 4,000 tonnes": what "to" leads to is a time, or the run has no end.
    let time = |i: usize| page.has(i, Reading::MONTH | Reading::TIME) || year_number(page, i).is_some();
    let runs = |last: usize| {
        let to = page.link(last, Link::To) && (last + 1..last + 4).any(time);
        to || page.link(last, Link::Until) || page.tokens.get(last).is_some_and(|t| t.kind == Kind::Dash)
    };
    near(at, 2, |i| page.one_of(i, &[Link::From, Link::Since]))
        && month(page, at).is_some_and(|(last, _)| match own_year(page, last) {
            // "С октября 2022-го": the ending of a year opens nothing.
            (last, Some(_)) => runs(year_end(page, last)),
            (last, None) => runs(last),
        })
}

/// Expressions that are a base behind a word that else says by when: "к прошлому году", and no "к 2030 году".
fn points_to_base(expr: Expr) -> bool {
    matches!(expr, Expr::Same(_) | Expr::YearsAgo(_) | Expr::Before | Expr::Relative { offset: ..0, .. })
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
    let mut at = from;
    while at < to {
        let small = page.at(at).iter().filter(|m| is_small(*m.reading) && m.last <= to);
        match small.map(|m| m.last).max() {
            Some(last) => at = last,
            // "Than in drought-hit 2024": so may a word of two parts that says which year it was.
            None if at + 3 == to && page.tokens[at + 1].kind == Kind::Dash && page.glued(at + 2) => at = to,
            None => return false,
        }
    }
    true
}

/// Words that may stand between a word of comparison and the expression.
fn is_small(reading: Reading) -> bool {
    match reading {
        Reading::Link(link) => {
            matches!(link, Link::The | Link::In | Link::Of | Link::For | Link::Per | Link::On | Link::At | Link::Level)
        }
        // "Above that of March 2020".
        Reading::Time(time) => matches!(time, Time::Whole | Time::Start | Time::End | Time::That),
        _ => false,
    }
}
