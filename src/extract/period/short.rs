//! Quarters that are told by their number alone.

use super::words::ordinal;
use super::{Expr, Period};
use crate::extract::page::Page;
use crate::lang::{ChangeKind, Link, Match, Reading};
use crate::text::Kind;

/// "In the second quarter it grew by 1.1 percent. In the first it was 1.4": the number of a quarter behind "in", with a verb of state or a dash
/// behind it, soon after a quarter that was told by its number and its noun.
pub(super) fn by_number(page: &Page<'_>, at: usize, before: Option<&Period>) -> Option<(usize, Expr)> {
    let before = before.filter(|_| page.before_one(at, &[Link::In]))?;
    let Expr::Months { from, to, year } = before.expr else { return None };
    let quarter = to == from + 2 && from % 3 == 1 && ordinal(page, before.first).is_some();
    let near = page.sentence_of(at) - page.sentence_of(before.first) <= 1;
    let (last, number) = ordinal(page, at).filter(|_| quarter && near)?;
    let state = |m: &Match| matches!(m.reading, Reading::Change(c) if c.direction == 0 && c.kind == ChangeKind::Verb);
    let dash = page.tokens.get(last).is_some_and(|t| t.kind == Kind::Dash && t.spaced);
    let number = u32::try_from(number).ok().filter(|n| (1..=4).contains(n) && *n * 3 != to)?;
    let told = dash || page.any(last, Reading::CHANGE, state);
    told.then_some((last, Expr::Months { from: number * 3 - 2, to: number * 3, year }))
}
