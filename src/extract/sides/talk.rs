//! In a talk of two: whose is what is said of the one to whom somebody speaks.

use super::{Sides, other_of};
use crate::extract::scene::{Origin, Scene};
use crate::extract::topic::Topic;
use crate::lang::Link;
use crate::model::Area;

/// "The union bought 2.9 billion dollars worth of your goods": in a talk of two, what is the other's has the other side for its
/// partner.
pub(super) fn yours(scene: &Scene<'_>, topic: &Topic, sides: Sides) -> Sides {
    const REACH: usize = 6;
    let number = scene.quantity();
    let near = number.lead.saturating_sub(REACH).max(scene.local.first)..(number.last + REACH).min(scene.local.last);
    let said = topic.word.indicator.two_sided() && near.into_iter().any(|i| scene.page.link(i, Link::You));
    let open = sides.counterpart.is_none() || sides.counterpart == sides.area;
    match addressed(scene).filter(|other| said && open && sides.area != Some(*other)) {
        Some(other) => Sides { counterpart: Some(other), rule: "with the one to whom is spoken", ..sides },
        None => sides,
    }
}

/// In a talk of two: the one to whom is spoken.
pub(super) fn addressed(scene: &Scene<'_>) -> Option<Area> {
    let pair = scene.found.context.talk.filter(|_| scene.found.speakers.transcript)?;
    other_of(pair, speaker_area(scene)?)
}

/// Of the two whose payments a text goes on with, the one that speaks comes first.
pub(super) fn speaker_first(scene: &Scene<'_>, sides: Sides) -> Sides {
    let speaks = speaker_area(scene).filter(|own| sides.counterpart == Some(*own) && sides.origin >= Origin::Carried);
    if speaks.is_some() { Sides { area: speaks, counterpart: sides.area, ..sides } } else { sides }
}

/// The country of the person who speaks.
pub(super) fn speaker_area(scene: &Scene<'_>) -> Option<Area> {
    scene.found.speakers.area.get(scene.local.index).copied().flatten()
}

/// The country of the person who speaks in a transcript.
pub(super) fn talker(scene: &Scene<'_>) -> Option<Area> {
    speaker_area(scene).filter(|_| scene.found.speakers.transcript)
}
