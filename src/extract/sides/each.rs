//! The areas of which one number is said.

use super::Sides;
use crate::extract::mention::{AreaMention, At};
use crate::extract::scene::{Origin, Scene};
use crate::lang::Link;
use crate::model::Area;

/// "5.5% each in Armenia and Kazakhstan": the other areas of which the number is said.
pub fn each(scene: &Scene<'_>, sides: &Sides) -> Vec<Area> {
    let quantity = scene.quantity();
    // "By 0.1 % in both the euro area and the EU".
    let both = (quantity.last..quantity.last + 2).any(|i| scene.page.link(i, Link::Both));
    let said = both || scene.links().iter().any(|l| l.what == Link::Each && l.first.abs_diff(quantity.last) <= 2);
    // "Spain and Lithuania (both 0.6 %)".
    let opens = quantity.lead.checked_sub(2).is_some_and(|i| scene.page.is(i, b'('));
    let said = said || opens && scene.page.one_of(quantity.lead - 1, &[Link::Both, Link::Each]);
    let Some(place) = sides.place.filter(|_| said) else { return Vec::new() };
    let named = scene.areas();
    let joined = |a: &&At<AreaMention>| {
        let gap = if a.first >= place.1 { (place.1, a.first) } else { (a.last, place.0) };
        gap.1.saturating_sub(gap.0) <= 2
            && (gap.0..gap.1).any(|i| scene.page.link(i, Link::And))
            && Some(a.what.area) != sides.area
    };
    named.iter().filter(joined).map(|a| a.what.area).collect()
}

/// "La France plonge à 0,6 % (-0,2 point), l'Allemagne": points in a bracket directly behind a number are of the same area.
pub(super) fn in_bracket_behind(scene: &Scene<'_>) -> Option<Sides> {
    let number = scene.quantity();
    let open = number.lead.checked_sub(1).filter(|i| scene.page.is(*i, b'(') && scene.page.is(number.last, b')'))?;
    let last = scene.told().filter(|_| number.is_points() && scene.previous().is_some_and(|q| q.last == open))?;
    let area = scene.discourse.named_in_turn.0.last().copied().or(last.area)?;
    Some(Sides::new(Some(area), last.counterpart, Origin::Carried, "as the number before its bracket"))
}
