//! Trade inside of a bloc, or of a member with it.

use super::{Named, Sides};
use crate::extract::mention::{covering, within};
use crate::extract::scene::Scene;
use crate::extract::topic::Topic;
use crate::lang::Link;
use crate::model::Area;
use crate::model::codelist::AreaKind;

/// "For Belarus, trade with the Union countries came to": the bloc of which the text speaks, where "with" leads to a word for it.
pub(super) fn with_bloc(scene: &Scene<'_>, topic: &Topic) -> Option<Area> {
    const SMALL: usize = 2;
    let (_, last) = topic.place.filter(|p| scene.page.link(p.1, Link::With))?;
    let says = (last + 1..=last + 1 + SMALL).any(|i| scene.page.one_of(i, &[Link::Bloc, Link::Members]));
    scene.discourse.bloc.filter(|bloc| says && bloc.kind() == AreaKind::Bloc)
}

/// "mutual", "bilateral", "our", "with each other", "between the countries".
pub(super) fn mutual(scene: &Scene<'_>) -> bool {
    // The label before ("Mutual trade.") belongs to the sentence.
    let labelled = scene.local.index > 0 && scene.discourse.label == Some(scene.local.index - 1);
    let first = if labelled { scene.page.sentences[scene.local.index - 1].first } else { scene.local.first };
    let last = next_clause(scene);
    let words = within(&scene.mentions.links, first, last).iter().any(|l| l.what == Link::We);
    words || (first..last).any(|i| scene.page.link(i, Link::Mutual))
}

/// "Trade with others grew to 800 billion, and mutual trade doubled": where what follows a number is told of the next one, behind a comma
/// and "and".
fn next_clause(scene: &Scene<'_>) -> usize {
    let (page, number) = (scene.page, scene.quantity());
    let Some(next) = scene.next() else { return scene.local.last };
    let parts = |i: &usize| page.is(*i, b',') && page.link(*i + 1, Link::And);
    (number.last..next.first).find(parts).unwrap_or(scene.local.last)
}

/// "Of the payments within the bloc 93 %": whether a word for inside leads to one for the bloc of which the text speaks.
pub(super) fn within_bloc(scene: &Scene<'_>) -> Option<Sides> {
    const SMALL: usize = 3;
    let page = scene.page;
    let led = |i: usize| page.link(i, Link::Inside) && (i + 1..=i + SMALL).any(|at| page.link(at, Link::Bloc));
    let says = (scene.local.first..scene.local.last).any(led);
    let bloc = scene.discourse.bloc.filter(|bloc| says && bloc.kind() == AreaKind::Bloc)?;
    Some(Sides::carried(bloc, bloc, "inside the bloc"))
}

/// "between the CIS countries", "within the EAEU", "among the members of".
pub(super) fn inside_bloc(scene: &Scene<'_>, area: &Named) -> bool {
    let from = area.first.saturating_sub(6);
    let behind = area.last..(area.last + 4).min(scene.local.last);
    (from..area.first).any(|i| scene.page.one_of(i, &[Link::Between, Link::Inside]))
        || scene.page.grammar(area.first).year_first && behind.into_iter().any(|i| scene.page.link(i, Link::Between))
}

/// "成员国之间的贸易额", "trade between the member states": where the members of the bloc of which the text speaks, whose name is left out, are
/// said to trade among themselves, it is both sides.
pub(super) fn among(scene: &Scene<'_>, sides: Sides) -> Sides {
    const NEAR: usize = 3;
    let (page, first) = (scene.page, scene.local.first);
    let among = |i: usize| page.one_of(i, &[Link::Between, Link::Inside]);
    let near = |i: usize| (i.saturating_sub(NEAR).max(first)..=i + NEAR).any(among);
    let members = || (first..scene.quantity().lead).any(|i| page.link(i, Link::Bloc) && near(i));
    match sides.area {
        Some(bloc) if bloc.kind() == AreaKind::Bloc && sides.counterpart.is_none() && members() => {
            Sides::carried(bloc, bloc, "inside the bloc")
        }
        _ => sides,
    }
}

/// Of a bloc and its member, the bloc: trade "with one another" in a text on the two is the bloc's own.
pub(super) fn whole(a: Area, b: Area) -> Option<Area> {
    if a.ever_in(b) {
        Some(b)
    } else if b.ever_in(a) {
        Some(a)
    } else {
        None
    }
}

/// "the bloc", "member states": the bloc of which the text speaks. "The highest in the region" only ranks one of its members.
pub(super) fn bloc(scene: &Scene<'_>) -> Option<Area> {
    const REACH: usize = 6;
    let last = scene.quantity().last;
    let ranks = |at: usize| {
        at >= last && (at.saturating_sub(REACH).max(last)..at).any(|i| scene.page.link(i, Link::Superlative))
    };
    let says = |link: Link| scene.links().iter().any(|l| l.what == link && !ranks(l.first));
    // "The ten members are home to": so are they all who belong to it.
    let (page, first) = (scene.page, scene.local.first);
    let named = |i: usize| covering(scene.areas(), i).is_some();
    let members = (first..first + 3).any(|i| page.link(i, Link::Members) && !named(i)) && page.link(first, Link::The);
    let members = members && !page.link(first + 1, Link::Other);
    let region = scene.discourse.region.filter(|_| says(Link::Region));
    region.or(scene.discourse.bloc.filter(|_| says(Link::Bloc) || says(Link::Region) || members))
}

/// Whether the sentence before told of several areas, none of which is the one that the text is about, and of which it has told.
pub(super) fn listed_others(scene: &Scene<'_>, home: Area) -> bool {
    let discourse = scene.discourse;
    let before = &discourse.named_in_turn.1;
    let next = discourse.last.as_ref().is_some_and(|l| l.sentence < scene.local.index && l.line == discourse.line);
    next && before.len() > 1 && !before.contains(&home) && discourse.named_in_turn.0.is_empty()
}
