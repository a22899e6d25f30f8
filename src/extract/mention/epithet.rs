//! Words for what a country is known for, or within a name, which say nothing of a number.

use super::{At, Listed, covering, starting};
use crate::extract::page::Page;
use crate::lang::reading::IndicatorWord;
use crate::lang::{Classes, ItemWord, Link, Reading, StatusKind};
use crate::model::ObsStatus;
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

/// "People looking for work": whether a verb of what is foreseen is but the beginning of a name for what is measured.
fn names_work(indicators: &Listed<IndicatorWord>, status: &At<(ObsStatus, StatusKind)>) -> bool {
    const WORDS: usize = 3;
    let longer = |i: &At<IndicatorWord>| i.last > status.last && i.last - i.first == WORDS;
    status.what.1 == StatusKind::Verb && starting(indicators, status.first).is_some_and(longer)
}

/// Leaves out words of what is foreseen, and of what is measured, that are but pieces of longer names.
pub(super) fn keep_whole(
    page: &Page<'_>,
    items: &Listed<&'static ItemWord>,
    statuses: &mut Listed<(ObsStatus, StatusKind)>,
    indicators: &mut Listed<IndicatorWord>,
) {
    statuses.retain(|s| !(names_work(indicators, s) || cut_out(page, items, s, false)));
    indicators.retain(|i| !cut_out(page, items, i, true));
}

/// "饮料制造业", "压延加工业增长": where words are not parted, what begins inside of a longer name of goods or of a branch is a piece of that. What
/// goes on behind the name is one, too, where it goes on with a verb of change.
fn cut_out<T>(page: &Page<'_>, items: &Listed<&'static ItemWord>, word: &At<T>, ends_behind: bool) -> bool {
    let inside = |name: &At<&'static ItemWord>| {
        let behind = word.last > name.last && page.has(name.last, Reading::CHANGE);
        name.first < word.first && if ends_behind { behind } else { word.last <= name.last }
    };
    page.grammar(word.first).year_first && covering(items, word.first).is_some_and(inside)
}
