//! Ratios: percentages of GDP, where GDP is the whole and not what is measured.

use crate::extract::mention::At;
use crate::extract::quantity::Counted;
use crate::extract::scene::{Found, Local, Scene};
use crate::lang::reading::IndicatorWord;
use crate::lang::{Link, Reading};
use crate::text::Kind;

/// Whether an indicator is only the whole of a ratio: "2.8 percent of GDP", "debt to GDP".
pub fn denominator(found: &Found<'_, '_>, local: &Local<'_>, at: &At<IndicatorWord>) -> bool {
    if !matches!(at.what.indicator.code(), "gdp" | "population") || at.what.measure.is_some() {
        return false;
    }
    let mut before = at.first;
    while before > local.first
        && (found.page.link(before - 1, Link::The)
            || found.page.tokens[before - 1].kind == Kind::Possessive
            || area_at(found, before - 1))
    {
        if found
            .page
            .at(before - 1)
            .iter()
            .any(|m| matches!(m.reading, Reading::Area(area, _) if area.code() == "WORLD"))
        {
            return false;
        }
        before -= 1;
    }
    let Some(link) = before.checked_sub(1) else { return false };
    let of = found.page.link(link, Link::Of) || found.page.link(link, Link::To) && found.page.is_word(link, "to");
    let after_percent =
        local.quantities.iter().any(|q| (q.is_percent() || q.counted == Counted::Fraction) && q.last == link);
    let word = link.checked_sub(1).map(|i| found.page.word(i)).unwrap_or_default();
    let relation = matches!(
        word,
        "relative"
            | "Relative"
            | "share"
            | "ratio"
            | "percentage"
            | "equivalent"
            | "proportion"
            | "debt"
            | "deficit"
            | "Remittances"
            | "remittances"
    );
    of && (after_percent || relation)
        || found.page.tokens[link].kind == Kind::Dash && found.page.is_word(link.saturating_sub(1), "to")
}

fn area_at(found: &Found<'_, '_>, at: usize) -> bool {
    found.page.at(at).iter().any(|m| matches!(m.reading, Reading::Area(..)))
}

/// Whether a percentage is a ratio to GDP.
pub(super) fn ratio(scene: &Scene<'_>) -> bool {
    let quantity = scene.quantity();
    if !(quantity.is_percent() || quantity.counted == Counted::Fraction || quantity.counted == Counted::Bare) {
        return false;
    }
    scene.indicators().iter().any(|at| {
        at.what.indicator.code() == "gdp"
            && denominator(scene.found, scene.local, at)
            && (at.first >= quantity.last && at.first - quantity.last <= 5
                || at.last <= quantity.first && !at_other(scene, at))
    })
}

/// Whether the denominator before a quantity belongs to an earlier percentage.
fn at_other(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    let quantity = scene.quantity();
    scene.local.quantities.iter().any(|q| q.first < quantity.first && q.last <= at.first && at.first - q.last <= 4)
}
