//! Names that a phrase joins: "exports and imports", which is the trade of a country unless as many numbers follow.

use crate::extract::mention::At;
use crate::extract::page::Page;
use crate::lang::reading::IndicatorWord;
use crate::lang::{Link, Match, Reading, Strength};

/// "Exports and imports rose by 7.2 and 2.3 percent, respectively": the two indicators whose names "and" joins in one phrase; each may
/// have an article ("las exportaciones y las importaciones").
pub(super) fn joined_names(page: &Page<'_>, phrase: &At<IndicatorWord>) -> Option<[At<IndicatorWord>; 2]> {
    let and = (phrase.first + 1..phrase.last.saturating_sub(1)).find(|&i| page.link(i, Link::And))?;
    let named = |first: usize, last: usize| {
        let word = |m: &Match| match *m.reading {
            Reading::Indicator(what) if m.last == last => Some(At { first, last, what }),
            _ => None,
        };
        page.at(first).iter().find_map(word)
    };
    let article = usize::from(page.one_of(and + 1, &[Link::The, Link::Article]));
    let first = phrase.first + usize::from(page.one_of(phrase.first, &[Link::The, Link::Article]));
    let (one, other) = (named(first, and)?, named(and + 1 + article, phrase.last)?);
    (one.what.indicator != other.what.indicator).then_some([one, other])
}

/// "Las exportaciones e importaciones crecieron": the last of several indicators that is named outright, and not by a verb of growing.
pub(super) fn named_last(indicators: &[At<IndicatorWord>]) -> Option<&At<IndicatorWord>> {
    indicators.iter().rfind(|i| i.what.strength == Strength::Strong)
}
