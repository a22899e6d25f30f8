//! Areas that a sentence names in passing: where somebody has a seat, what is left out, what belongs to a source's name.

use super::Named;
use crate::extract::page::Page;
use crate::extract::scene::Scene;
use crate::lang::{ChangeKind, Link, Match, Reading};
use crate::text::Kind;

/// "The Manila-based lender": whether an area is but where somebody has a seat.
pub(super) fn seat(page: &Page<'_>, area: &Named) -> bool {
    let dash = page.tokens.get(area.last).is_some_and(|t| t.kind == Kind::Dash && !t.spaced);
    page.link(area.last + usize::from(dash), Link::Based)
}

/// "Excluding China, the region grew", "without oil and the OPEC+ deal": whether an area is but what is left out.
pub(super) fn left_out(page: &Page<'_>, area: &Named) -> bool {
    const REACH: usize = 6;
    let start = page.sentences.get(page.sentence_of(area.first)).map_or(0, |s| s.first);
    let from = area.first.saturating_sub(REACH).max(start);
    let without = (from..area.first).rfind(|&i| page.link(i, Link::Without));
    let parts = |i: usize| {
        let verb = |m: &Match| matches!(m.reading, Reading::Change(c) if c.kind == ChangeKind::Verb);
        page.tokens[i].kind != Kind::Word || page.any(i, Reading::CHANGE, verb)
    };
    // Behind "and" stands what is left out, too.
    let listed =
        |without: usize| (without..area.first).any(|i| page.link(i, Link::And)) && !(without..area.first).any(parts);
    page.before_is(area.first, Link::Without) || without.is_some_and(listed)
}

/// "..., según el informe Perspectivas de la Economía Mundial": whether an area behind the number belongs to the name of a
/// source.
pub(super) fn sourced(scene: &Scene<'_>, area: &Named) -> bool {
    const REACH: usize = 8;
    let (last, page) = (scene.quantity().last, scene.page);
    let from = last.max(area.first.saturating_sub(REACH));
    let told = (from..area.first.max(from)).rfind(|&i| page.names_source(i));
    told.is_some_and(|told| !(told..area.first).any(|i| matches!(page.mark(i), b',' | b';' | b':')))
}
