//! Words for what a country is known for, which measure nothing.

use crate::extract::page::Page;
use crate::lang::{Classes, Link};
use crate::text::Kind;

/// "The gold, oil and cocoa producer", "the oil-exporting nation": whether a word only says for what the country of which the text speaks
/// is known.
pub(super) fn of_nation(page: &Page<'_>, first: usize, last: usize) -> bool {
    const REACH: usize = 7;
    let plain = |i: usize| {
        let token = &page.tokens[i];
        let word = token.kind == Kind::Word && !token.upper && !page.any_of(i, const { SMALL });
        token.breaks == 0 && (word || token.kind == Kind::Dash || page.is(i, b',') || page.link(i, Link::And))
    };
    let end = page.tokens.len().min(last + REACH);
    let nation = (last..end).take_while(|&i| plain(i)).any(|i| page.link(i, Link::Nation));
    let start = || (first.saturating_sub(REACH)..first).rev().find(|&i| !plain(i));
    nation && start().is_some_and(|i| page.link(i, Link::Article))
}

/// The small words that end the epithets of a noun.
const SMALL: Classes = Link::classes(&[
    Link::Of,
    Link::In,
    Link::To,
    Link::For,
    Link::By,
    Link::With,
    Link::From,
    Link::The,
    Link::Clause,
]);
