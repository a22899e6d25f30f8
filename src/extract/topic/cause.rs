//! Indicators that a text only names as the cause of something.

use crate::extract::mention::At;
use crate::extract::scene::Scene;
use crate::lang::Link;
use crate::lang::reading::IndicatorWord;

/// "Hit by the tariffs, trade fell by 20.8 %", "受关税冲击，同比降幅达到20.8%": whether a phrase that ends at a comma, with no number in it,
/// names an indicator as the cause of what the number says.
pub(super) fn brings_about(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    const REACH: usize = 6;
    let (page, first) = (scene.page, scene.quantity().first);
    let cause = (at.first.saturating_sub(REACH).max(scene.local.first)..at.first).rfind(|i| page.link(*i, Link::Cause));
    let close = (at.last..first.min(at.last + REACH)).find(|i| page.is(*i, b','));
    let counted = |(from, to): (usize, usize)| scene.local.quantities.iter().any(|q| q.first >= from && q.last <= to);
    cause.zip(close).is_some_and(|(from, to)| !counted((from, to)) && !(from..to).any(|i| page.is(i, b',')))
}
