//! Contributions: the points by which a part moves the whole.

use super::Candidate;
use crate::extract::mention::{At, within};
use crate::extract::quantity::Quantity;
use crate::extract::scene::{Origin, Scene};
use crate::lang::reading::IndicatorWord;
use crate::lang::{Link, Strength};

/// "Net exports added 0.3 percentage points to growth, while consumption subtracted 0.1": points that a part contributes are a
/// change of the whole, and none of the part. The whole is named behind the number, by a word for a contribution it is the one
/// that the text speaks of.
pub(super) fn contributed(scene: &Scene<'_>) -> Option<Candidate> {
    let (part, word) = parts(scene)?;
    let item = Some(name(&part)?);
    let word = IndicatorWord { item: None, sign: 0, ..word };
    Some(Candidate { cost: 0, word, item, place: Some(part.place()), origin: Origin::Clause, tied: true })
}

/// "Consumption contributed 52 percent to growth", "消费对经济增长的贡献率是52%": whether a percentage says how much of the whole's
/// growth a part makes up.
pub fn part_of_growth(scene: &Scene<'_>) -> bool {
    scene.quantity().is_percent() && parts(scene).is_some()
}

/// The part that a number of points or percent is contributed by, and the whole.
fn parts(scene: &Scene<'_>) -> Option<(At<IndicatorWord>, IndicatorWord)> {
    let quantity = scene.quantity();
    let part = named_part(scene)?;
    let rate = |i: usize| scene.page.link(i, Link::ContributionRate);
    if quantity.is_percent() && (part.last..quantity.lead.max(part.last)).any(rate) {
        let indicator = "gdp".parse().ok()?;
        let word = IndicatorWord { indicator, item: None, measure: None, sign: 0, strength: Strength::Weak };
        return Some((part, word));
    }
    let verb = |from: usize| (from..quantity.lead).any(|i| scene.page.link(i, Link::Contribute));
    if quantity.is_percent() {
        return whole(scene, quantity).filter(|_| verb(part.last.min(quantity.lead))).map(|word| (part, word));
    }
    let from = part.last.min(quantity.lead);
    let here = whole(scene, quantity);
    let goes_on =
        || verb(from) && scene.before().iter().find_map(|q| whole(scene, q)).or_else(|| spoken(scene)).is_some();
    let word = here.or_else(|| {
        let before = || scene.before().iter().rev().find_map(|q| whole(scene, q));
        before().or_else(|| spoken(scene)).filter(|_| goes_on())
    })?;
    quantity.is_points().then_some((part, word))
}

/// The part that the number's clause names before it.
fn named_part(scene: &Scene<'_>) -> Option<At<IndicatorWord>> {
    let from = scene.previous().map_or(scene.local.first, |q| q.last);
    let parts = within(&scene.mentions.indicators, from, scene.quantity().first);
    parts.iter().rfind(|i| !matches!(i.what.indicator.code(), "gdp" | "inflation")).copied()
}

/// "To growth", "to GDP growth", "from the quarter's growth": the whole to which points are said to be added.
fn whole(scene: &Scene<'_>, quantity: &Quantity) -> Option<IndicatorWord> {
    const REACH: usize = 7;
    let leads: &[Link] = if quantity.is_percent() { &[Link::To, Link::Of] } else { &[Link::To, Link::From] };
    if !(quantity.is_points() || quantity.is_percent()) || !scene.page.one_of(quantity.last, leads) {
        return None;
    }
    let behind = within(&scene.mentions.indicators, quantity.last, (quantity.last + REACH).min(scene.local.last));
    let whole = behind.first().filter(|i| matches!(i.what.indicator.code(), "gdp" | "inflation"))?;
    let mark = |i: usize| matches!(scene.page.word(i), "," | ";" | "(");
    (!(quantity.last..whole.first).any(mark)).then_some(whole.what)
}

/// The whole of which the text speaks.
fn spoken(scene: &Scene<'_>) -> Option<IndicatorWord> {
    let last = scene.discourse.recent(scene.local.index)?;
    let gdp = last.word.indicator.code() == "gdp";
    gdp.then_some(IndicatorWord { strength: Strength::Weak, ..last.word })
}

/// What the part is called as a slice of the whole.
fn name(part: &At<IndicatorWord>) -> Option<&'static str> {
    Some(match (part.what.indicator.code(), part.what.item) {
        ("trade_balance", _) => "net exports",
        ("consumption", Some("household" | "private")) => "household consumption",
        ("consumption", Some("government" | "public")) => "government consumption",
        ("consumption", _) => "consumption",
        ("exports", _) => "exports",
        ("imports", _) => "imports",
        ("investment", _) => "investment",
        ("fixed_capital_investment", _) => "fixed capital investment",
        ("services", _) => "services",
        ("manufacturing", _) => "manufacturing",
        ("industrial_production", _) => "industry",
        ("construction", _) => "construction",
        ("agricultural_production", _) => "agriculture",
        _ => return None,
    })
}
