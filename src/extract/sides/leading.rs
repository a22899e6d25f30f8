//! What leads to an area: where its preposition stands.

use super::{Named, tied};
use crate::extract::page::Page;
use crate::extract::quantity::cardinal;
use crate::extract::scene::Scene;
use crate::lang::{Link, Reading};
use crate::text::Kind;

/// Where an area is led in: the preposition before an enumeration holds for all its members.
pub(super) fn leads(scene: &Scene<'_>, area: &Named) -> usize {
    let own = tied(scene, scene.n).is_some_and(|(_, place)| place == area.place());
    let head = || scene.lists.areas.iter().flatten().map(|(_, place)| place.0).min();
    members(scene, head().filter(|_| own).unwrap_or(area.first))
}

/// "With the member states of the CIS": where the words for members stand before a bloc, the place at which they begin.
pub(super) fn members(scene: &Scene<'_>, at: usize) -> usize {
    let small = |i: usize| scene.page.one_of(i, &[Link::Of, Link::The, Link::Article]);
    let at = behind_count(scene.page, at);
    let end = (at.saturating_sub(3)..at).rfind(|i| !small(*i)).map_or(at, |i| i + 1);
    let member = |first: &usize| {
        scene
            .page
            .at(*first)
            .iter()
            .any(|m| m.last == end && matches!(m.reading, Reading::Link(Link::Bloc | Link::Members)))
    };
    let Some(first) = (end.saturating_sub(4)..end).find(member) else { return at };
    first
        - usize::from(
            first > 0
                && scene.page.one_of(first - 1, &[Link::The, Link::Article])
                && !scene.page.link(first - 1, Link::With),
        )
}

/// "To the 10-member ASEAN bloc", "with the 27-nation EU": where the count of its members, which stands before a bloc, begins.
fn behind_count(page: &Page<'_>, at: usize) -> usize {
    let Some(first) = at.checked_sub(3) else { return at };
    let dash = page.tokens[first + 1].kind == Kind::Dash && !page.tokens[first + 1].spaced;
    let count = page.tokens[first].kind == Kind::Number || page.find_of(first, Reading::NUMBER, cardinal).is_some();
    if dash && count && page.tokens[first + 2].kind == Kind::Word { first } else { at }
}
