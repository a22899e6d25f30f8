//! Names that a phrase joins: "exports and imports", which is the trade of a country unless as many numbers follow.

use crate::extract::mention::At;
use crate::extract::page::Page;
use crate::lang::reading::IndicatorWord;
use crate::lang::{Link, Match, Reading};

/// "Exports and imports rose by 7.2 and 2.3 percent, respectively": the two indicators whose names "and" joins in one phrase.
pub(super) fn joined_names(page: &Page<'_>, phrase: &At<IndicatorWord>) -> Option<[At<IndicatorWord>; 2]> {
    let and = (phrase.first + 1..phrase.last.saturating_sub(1)).find(|&i| page.link(i, Link::And))?;
    let named = |first: usize, last: usize| {
        let word = |m: &Match| match *m.reading {
            Reading::Indicator(what) if m.last == last => Some(At { first, last, what }),
            _ => None,
        };
        page.at(first).iter().find_map(word)
    };
    let (one, other) = (named(phrase.first, and)?, named(and + 1, phrase.last)?);
    (one.what.indicator != other.what.indicator).then_some([one, other])
}
