//! Core inflation: what is left of prices without food and energy.

use super::Candidate;
use super::clauses::opens_without;
use crate::extract::mention::At;
use crate::extract::scene::Scene;
use crate::lang::reading::IndicatorWord;
use crate::lang::{ItemWord, Link};

/// "Sin contar los alimentos frescos y la energía": a second slice that "and" joins to one that is left out is left out, too.
pub(super) fn left_out_both(scene: &Scene<'_>, best: Candidate) -> Candidate {
    const REACH: usize = 6;
    let left = matches!(best.item, Some("excluding food" | "excluding energy" | "food" | "energy"));
    let items = scene.items();
    let out = items.iter().find(|m| matches!(m.what.item, "excluding food" | "excluding energy")).filter(|_| left);
    let Some(out) = out else { return best };
    let other = if out.what.item == "excluding food" { "energy" } else { "food" };
    let end = (out.last + REACH).min(scene.local.last);
    let next = |m: &&At<&'static ItemWord>| m.first >= out.last && m.last <= end && m.what.item == other;
    let and = |m: &At<&'static ItemWord>| (out.last..m.first).any(|i| scene.page.link(i, Link::And));
    let number =
        |m: &At<&'static ItemWord>| scene.local.quantities.iter().any(|q| q.first >= out.last && q.last <= m.first);
    let both = items.iter().find(next).is_some_and(|m| and(m) && !number(m));
    if both { Candidate { item: Some("excluding food and energy"), ..best } } else { best }
}

/// "Excluding food and energy, consumer prices rose by 3.1 %": what is left without these two is core inflation.
pub(super) fn core(scene: &Scene<'_>, best: Candidate) -> Candidate {
    let prices = best.word.indicator.code() == "inflation";
    let opens = || opens_without(scene, best.place?.0).map(|i| i.indicator.code() == "core_inflation");
    let bare = |item: Option<&str>| item.is_none_or(|item| item.starts_with("excluding food and energy"));
    let core = prices && (best.item == Some("excluding food and energy") || bare(best.item) && opens() == Some(true));
    if !core {
        return best;
    }
    match "core_inflation".parse() {
        Ok(indicator) => Candidate { word: IndicatorWord { indicator, ..best.word }, item: None, ..best },
        Err(_) => best,
    }
}
