//! A time that stands apart from its number: before a bracket, or before a clause that tells of it.

use super::before::is_base;
use super::nearest::{closes_bracket, opens_bracket};
use crate::extract::period::{Expr, Period, Use};
use crate::extract::quantity::Quantity;
use crate::extract::scene::Scene;
use crate::lang::Link;

/// "Less than in September (2.4 %)": a number alone in brackets behind a base is what was measured then.
pub fn noted<'p>(scene: &Scene<'p>) -> Option<&'p Period> {
    if let Some(then) = then_told(scene) {
        return Some(then);
    }
    let Quantity { lead, last, .. } = *scene.quantity();
    let open = lead.checked_sub(1).filter(|i| opens_bracket(scene, *i) && closes_bracket(scene, last))?;
    // "Rose by 118,400 on the quarter before (0.53 %)": a percentage behind what is counted says the same once more; an amount behind
    // a percentage is what there was.
    // It does so of the time that stands between the two.
    let number = scene.quantity();
    if let Some(before) =
        scene.previous().filter(|q| q.counted != number.counted && !q.is_points() && number.is_percent())
    {
        let same = |p: &&Period| p.last == open && p.first >= before.last && p.used == Use::When;
        return scene.local.periods.iter().find(same);
    }
    scene.local.periods.iter().find(|p| p.last == open && (is_base(scene, p) || ranks_since(scene, p)))
}

/// "The highest since 2017 (24.8 %)": whether a time is the one since which a value is the highest or the lowest.
fn ranks_since(scene: &Scene<'_>, period: &Period) -> bool {
    const REACH: usize = 5;
    let from = period.first.saturating_sub(REACH).max(scene.local.first);
    let named = matches!(period.expr, Expr::Fixed(_) | Expr::Months { .. });
    period.used == Use::Since && named && (from..period.first).any(|i| scene.page.link(i, Link::Superlative))
}

/// "The highest since 2007, when it was 13.1 %", "desde el mes previo, cuando había sido de 2,5 %": the time of which a clause behind it tells.
fn then_told<'p>(scene: &Scene<'p>) -> Option<&'p Period> {
    const REACH: usize = 8;
    let lead = scene.quantity().lead;
    let from = scene.previous().map_or(scene.local.first, |q| q.last).max(lead.saturating_sub(REACH));
    let when = (from..lead).rfind(|i| scene.page.link(*i, Link::AtWhich))?;
    let plain = !(when + 1..lead).any(|i| scene.page.dated(i) || scene.page.is(i, b','));
    let end = when - usize::from(when > 0 && scene.page.is(when - 1, b','));
    // A word that is "than", too, opens a clause behind a comma only.
    let opens = end < when || !scene.page.link(when, Link::Than);
    scene.local.periods.iter().find(|p| p.last == end).filter(|_| plain && opens)
}
