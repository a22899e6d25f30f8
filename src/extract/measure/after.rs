//! Bases that a number has from what stands between it and the number before.

use crate::extract::mention::within;
use crate::extract::period::{Period, Use};
use crate::extract::scene::Scene;
use crate::lang::Link;
use crate::model::{Base, Transformation};

/// "Grew by 10.9 % on May of last year, after 10.8 % in April": what a growth comes after is on the same base, where nothing behind it
/// names another.
pub(super) fn as_after(scene: &Scene<'_>) -> Option<Base> {
    let (told, number) = (scene.told()?, scene.quantity());
    let after = scene.page.before_is(number.lead, Link::After) && scene.previous()?.counted == number.counted;
    let own = scene.bases().iter().any(|b| b.first >= number.last)
        || scene.local.periods.iter().any(|p| p.first >= number.last && p.used != Use::When);
    let base = match told.measure {
        Transformation::Growth(base @ (Base::YearAgo | Base::PreviousPeriod)) => Some(base),
        _ => None,
    };
    base.filter(|_| after && !own)
}

/// Whether what a number is measured against stands between the number before and this one, with no base in words, where bases stand
/// before their numbers.
pub(super) fn compared_anew(scene: &Scene<'_>) -> bool {
    let Some(before) = scene.previous() else { return false };
    let lead = scene.quantity().lead;
    let own = |p: &Period| p.used == Use::Compared && p.first >= before.last && p.last <= lead;
    let ahead = scene.page.grammar(lead).year_first;
    ahead && scene.local.periods.iter().any(own) && within(&scene.mentions.bases, before.last, lead).is_empty()
}
