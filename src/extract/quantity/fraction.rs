//! Fractions in words, where they are quantities.

use super::bound::hedge_before;
use super::unit::scale;
use crate::extract::page::Page;
use crate::lang::{ChangeKind, Link, Match, Reading, Time};
use crate::text::Kind;

/// A fraction is a quantity where it measures something: "a third of", "a third more", "by a third", "a quarter point".
/// "A third series" counts, and a quarter by itself is a stretch of time.
pub(super) fn fraction_fits(page: &Page<'_>, at: usize, last: usize) -> bool {
    let joined = page.tokens.get(last).is_some_and(|t| t.kind == Kind::Dash && !t.spaced);
    let of = page.link(last, Link::Of);
    let unit = page.link(last, Link::Point) || page.find_of(last, Reading::UNIT, Reading::unit).is_some();
    // "By a quarter-point", "a half-point cut".
    if scaled(page, last) || joined && page.link(last + 1, Link::Point) {
        return true;
    }
    // "For the half year"; "by quarter, output grew by 5.4 %".
    let run = |m: &Match| m.last > last && matches!(m.reading, Reading::Time(Time::Unit(_)));
    let each = |m: &Match| m.last == last && *m.reading == Reading::Link(Link::Breakdown);
    let each = at.checked_sub(1).is_some_and(|i| page.any(i, Reading::LINK, each));
    if page.any(at, Reading::TIME, run) && !joined || each {
        return false;
    }
    let counted = |i: usize| page.link(i, Link::Point) || page.find_of(i, Reading::UNIT, Reading::unit).is_some();
    let a_point = page.link(last, Link::Per) && counted(last + 1);
    let point = unit || a_point || of && page.find_of(last + 2, Reading::UNIT, Reading::unit).is_some();
    let before = at.checked_sub(1).is_some_and(|i| page.link(i, Link::By)) || hedge_before(page, at).is_some();
    // "Of which a third went abroad".
    let part = |m: &Match| m.last == at && *m.reading == Reading::Link(Link::PartOfRun);
    let of_which = at >= 2 && page.link(at - 2, Link::Of) && page.any(at - 2, Reading::LINK, part);
    let before = before || of_which;
    if joined || last == at + 1 && stretch(page, at) {
        // "More than half of output" measures; "half of the year" and "almost half a year" are time.
        let time = |i: usize| page.dated(i) || stretch(page, i);
        let part = before && !(last..last + 3).any(time) && (of || !page.link(last, Link::Per));
        // "By half in 2024".
        let by = page.before_is(at, Link::By) && page.link(last, Link::In) && !page.before_is(at, Link::In);
        return !joined && (point || part || by || of && opens(page, at) && !(last..last + 5).any(time));
    }
    let after = of || unit || a_point || page.at(last).iter().any(|m| multiplies(*m.reading));
    before || after && (last > at + 1 || point) || told(page, at) || whole_behind(page, last)
}

/// "Доля составляет треть", "占四分之一": whether a verb of state or a word for a share leads directly to a fraction.
fn told(page: &Page<'_>, at: usize) -> bool {
    let ahead = page.grammar(at).year_first;
    let verb = |m: &Match| match m.reading {
        Reading::Change(c) => m.last == at && c.kind == ChangeKind::Verb && (c.direction == 0 || ahead),
        Reading::Link(link) => m.last == at && *link == Link::Share,
        _ => false,
    };
    at.checked_sub(1).is_some_and(|i| page.any(i, Reading::CHANGE | Reading::LINK, verb))
}

/// "Треть экспорта": whether the whole of which a fraction is a part follows in its case, where a language has no word for "of".
fn whole_behind(page: &Page<'_>, last: usize) -> bool {
    let grammar = page.grammar(last - 1);
    grammar.no_articles && !grammar.year_first && page.has(last, Reading::INDICATOR) && page.tokens[last].breaks == 0
}

/// "Half of its exports went abroad": whether a word opens its sentence or clause.
fn opens(page: &Page<'_>, at: usize) -> bool {
    at == 0 || page.tokens[at].breaks > 0 || page.tokens[at - 1].kind == Kind::Mark
}

/// "Half a billion", "medio millón": whether a scale follows, with an article before it or not.
fn scaled(page: &Page<'_>, last: usize) -> bool {
    let article = page.one_of(last, &[Link::Per, Link::Article]);
    scale(page, last + usize::from(article)).is_some_and(|(_, exponent)| exponent >= 6)
}

/// Whether a word is also one for a stretch of time: half, quarter.
fn stretch(page: &Page<'_>, at: usize) -> bool {
    page.any(at, Reading::TIME, |m| m.last == at + 1 && matches!(m.reading, Reading::Time(Time::Unit(_))))
}

/// What a fraction may multiply or compare: a scale, "more", "lower".
fn multiplies(reading: Reading) -> bool {
    match reading {
        Reading::Scale(_) => true,
        Reading::Change(change) => change.direction != 0 && change.kind == ChangeKind::Adverb,
        _ => false,
    }
}
