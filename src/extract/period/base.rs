//! Times that a number is measured against because of what stands directly before them.

use super::{EndOf, Expr, Year};
use crate::extract::page::Page;
use crate::lang::{ChangeKind, Link, Match, Reading};
use crate::model::{TimePeriod, Unit};
use crate::text::Kind;

/// "Um 3,1 Prozent zum Juni 2025", "up 3 % on June", "up 0.1 point on the first quarter": behind a percentage or points a word that is "to" and
/// "on", or one that is "on" and compares, leads to what they are measured against.
pub(super) fn measured_on(page: &Page<'_>, at: usize, expr: Expr) -> bool {
    // "Inflación de 0,9% a octubre": but one that is "until" as well says when, as does one that is "in" or "over".
    let onto = |i: usize| page.link(i, Link::To) && page.link(i, Link::On) && !page.one_of(i, &[Link::In, Link::Until]);
    let upon =
        |i: usize| page.link(i, Link::Compare) && page.link(i, Link::On) && !page.one_of(i, &[Link::In, Link::Over]);
    // "3 % up on the first quarter".
    let adverb =
        |m: &Match| matches!(m.reading, Reading::Change(c) if c.kind == ChangeKind::Adverb && c.direction != 0);
    let moved = |last: usize| last > 0 && page.any(last - 1, Reading::CHANGE, |m| m.last == last && adverb(m));
    let run = matches!(expr, Expr::Months { .. } | Expr::Fixed(TimePeriod::Months { .. }));
    let article = usize::from(page.before_is(at, Link::The));
    let word = (at - article).checked_sub(1).filter(|&i| page.tokens[i].breaks == 0);
    let led = |i: usize| {
        let before = if upon(i) && moved(i) { i - 1 } else { i };
        (upon(i) || onto(i) && i + 1 == at) && ends_rate(page, before)
    };
    run && word.is_some_and(led)
}

/// Whether a percentage or points end directly before a token.
fn ends_rate(page: &Page<'_>, last: usize) -> bool {
    let rate = |m: &Match| matches!(m.reading.unit(), Some((Unit::PERCENT | Unit::PERCENTAGE_POINTS, _)));
    let unit = || (last.saturating_sub(2)..last).any(|i| page.any(i, Reading::UNIT, |m| m.last == last && rate(m)));
    last > 0 && (page.link(last - 1, Link::Point) || unit())
}

/// "Superaron en un 5% los del año pasado", "ont dépassé de 5 % celles de 2024": whether "those of" stand between a percentage and the time of
/// what it is set against.
pub(super) fn those_of(page: &Page<'_>, at: usize) -> bool {
    let article = usize::from(at > 0 && page.one_of(at - 1, &[Link::The, Link::Article]));
    // The expression may begin with "of": "los del año pasado".
    let of = if page.link(at, Link::Of) { Some(at) } else { (at - article).checked_sub(1) };
    let Some(of) = of.filter(|&i| i > 0 && page.link(i, Link::Of)) else { return false };
    let level = |m: &Match| m.last == of + 1 && *m.reading == Reading::Link(Link::Level);
    let those = page.link(of - 1, Link::Article) || page.any(of - 1, Reading::LINK, level);
    // "A las de 2024": "to" may lead to them.
    let end = of - 1 - usize::from(of > 1 && page.link(of - 2, Link::To));
    those && page.tokens[end].breaks == 0 && ends_rate(page, end)
}

/// "An increase of 3.7 % over Q2 of 2017", "a rise of 16.1 billion over end-March": a month, quarter or end whose year is told is what the amount
/// of a move behind its noun is measured against.
pub(super) fn risen_over(page: &Page<'_>, at: usize, expr: Expr) -> bool {
    const REACH: usize = 6;
    let short = match expr {
        Expr::End(EndOf::Month { .. }) => true,
        Expr::Months { from, to, year: Year::Of(_) | Year::Offset(_) } => matches!(to.wrapping_sub(from), 0 | 2),
        Expr::Fixed(period) => matches!(period.length(), Some(1 | 3)),
        _ => false,
    };
    let over = at.checked_sub(1).filter(|&i| short && page.link(i, Link::Over) && page.link(i, Link::Compare));
    let Some(over) = over else { return false };
    let counts = |i: &usize| {
        let token = &page.tokens[*i];
        token.breaks == 0 && (token.kind != Kind::Word || page.has(*i, Reading::COUNTS)) && !page.dated(*i)
    };
    let first = (over.saturating_sub(REACH)..over).rev().take_while(counts).last();
    let of = first.and_then(|first| first.checked_sub(1)).filter(|&i| page.link(i, Link::Of));
    let moves = |m: &Match| matches!(m.reading, Reading::Change(c) if c.kind == ChangeKind::Noun && c.direction != 0);
    of.is_some_and(|of| (of.saturating_sub(3)..of).any(|i| page.any(i, Reading::CHANGE, |m| m.last == of && moves(m))))
}

/// "2.5 percent below the peak that they reached in April", "higher than the low it hit in 2019", "up 80 percent from the low of 2013": the time that a
/// clause or a superlative gives to what a word of comparison leads to.
pub(super) fn passed(page: &Page<'_>, at: usize) -> bool {
    const REACH: usize = 10;
    let ranked = |i: usize| page.link(i, Link::Superlative);
    let verb = |m: &Match| match m.reading {
        Reading::Change(change) => change.kind == ChangeKind::Verb && change.past && change.direction == 0,
        _ => false,
    };
    let stood = |i: usize| page.one_of(i, &[Link::Had, Link::Have]) || page.any(i, Reading::CHANGE, verb);
    let clause = |i: usize| page.one_of(i, &[Link::Relative, Link::It, Link::He]);
    let stops = |i: usize| match page.tokens[i].kind {
        Kind::Word => page.dated(i) || page.link(i, Link::And) || page.has(i, Reading::STATUS),
        // "Unter dem Höchststand, den sie im April erreicht hatten".
        _ => {
            let joins = page.grammar(i).verb_final || i > 0 && ranked(i - 1);
            let leads = page.link(i + 1, Link::Relative) || page.any(i + 1, Reading::CHANGE, verb);
            !(page.is(i, b',') && joins && leads)
        }
    };
    let small = |i: usize| page.one_of(i, &[Link::In, Link::Of, Link::The]);
    let named = (at.saturating_sub(3)..at).rfind(|&i| !small(i)).filter(|&i| ranked(i) && i + 1 < at);
    let (mut told, mut verbal, mut noun) = (false, false, named.is_some());
    for i in (at.saturating_sub(REACH)..at).rev() {
        // "Spent 2 billion more than they took in last year" has one time for both.
        if page.link(i, Link::Than) && !page.link(i, Link::Relative) {
            return (told || verbal) && noun || named.is_some();
        }
        if page.one_of(i, &[Link::Exceed, Link::Beyond]) || page.link(i, Link::From) && noun {
            return told || verbal || noun;
        }
        if stops(i) || page.tokens[i].breaks > 0 {
            return false;
        }
        told |= clause(i);
        verbal |= stood(i);
        noun |= ranked(i) || page.link(i, Link::Level);
    }
    false
}

/// "By 40 points from April-May to 4.1 %": whether "to" leads from a run to a number with a unit, so that the run is what something came from.
pub(super) fn comes_from_run(page: &Page<'_>, at: usize, last: usize, expr: Expr) -> bool {
    let run = matches!(expr, Expr::Months { from, to, .. } if from != to) && page.link(last, Link::To);
    let run = run && page.before_is(at, Link::From);
    run && page.tokens.get(last + 1).is_some_and(|t| t.kind == Kind::Number) && page.has(last + 2, Reading::COUNTS)
}

/// "低于9月0.6个百分点": whether the points behind a time, which a word for "above" or "below" leads to, are by how much it was passed.
pub(super) fn outdone(page: &Page<'_>, at: usize, last: usize) -> bool {
    let led = page.grammar(at).year_first && page.before_one(at, &[Link::Exceed, Link::Beyond, Link::Than]);
    let number = page.tokens.get(last).is_some_and(|t| t.kind == Kind::Number && t.breaks == 0);
    let points = |i: usize| {
        page.find_of(i, Reading::UNIT, |r| r.unit().filter(|(unit, _)| *unit == Unit::PERCENTAGE_POINTS).map(|_| ()))
            .is_some()
    };
    led && number && (last + 1..last + 5).any(points)
}
