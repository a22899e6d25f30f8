//! Times that a number is measured against because of what stands directly before them.

use super::Expr;
use crate::extract::page::Page;
use crate::lang::{ChangeKind, Link, Match, Reading};
use crate::model::{TimePeriod, Unit};

/// "Um 3,1 Prozent zum Juni 2025", "up 3 % on June", "up 0.1 point on the first quarter": behind a percentage or points a word that is "to" and
/// "on", or one that is "on" and compares, leads to what they are measured against.
pub(super) fn measured_on(page: &Page<'_>, at: usize, expr: Expr) -> bool {
    // "Inflación de 0,9% a octubre": but one that is "until" as well says when, as does one that is "in" or "over".
    let onto = |i: usize| page.link(i, Link::To) && page.link(i, Link::On) && !page.one_of(i, &[Link::In, Link::Until]);
    let upon =
        |i: usize| page.link(i, Link::Compare) && page.link(i, Link::On) && !page.one_of(i, &[Link::In, Link::Over]);
    let rate = |m: &Match| matches!(m.reading.unit(), Some((Unit::PERCENT | Unit::PERCENTAGE_POINTS, _)));
    let ends = |last: usize| {
        let unit = || (last.saturating_sub(2)..last).any(|i| page.any(i, Reading::UNIT, |m| m.last == last && rate(m)));
        last > 0 && (page.link(last - 1, Link::Point) || unit())
    };
    // "3 % up on the first quarter".
    let adverb =
        |m: &Match| matches!(m.reading, Reading::Change(c) if c.kind == ChangeKind::Adverb && c.direction != 0);
    let moved = |last: usize| last > 0 && page.any(last - 1, Reading::CHANGE, |m| m.last == last && adverb(m));
    let run = matches!(expr, Expr::Months { .. } | Expr::Fixed(TimePeriod::Months { .. }));
    let article = usize::from(page.before_is(at, Link::The));
    let word = (at - article).checked_sub(1).filter(|&i| page.tokens[i].breaks == 0);
    let led = |i: usize| {
        let before = if upon(i) && moved(i) { i - 1 } else { i };
        (upon(i) || onto(i) && i + 1 == at) && ends(before)
    };
    run && word.is_some_and(led)
}
