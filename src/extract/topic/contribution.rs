//! Contributions: the points by which a part moves the whole.

use super::Candidate;
use super::slices::item_fits;
use crate::extract::mention::{At, covering, within};
use crate::extract::quantity::Quantity;
use crate::extract::scene::{Origin, Scene};
use crate::lang::reading::IndicatorWord;
use crate::lang::{ChangeKind, ItemWord, Link, Strength};

/// "Net exports added 0.3 percentage points to growth, while consumption subtracted 0.1": points that a part contributes are a
/// change of the whole, and none of the part. The whole is named behind the number, by a word for a contribution it is the one
/// that the text speaks of.
pub(super) fn contributed(scene: &Scene<'_>) -> Option<Candidate> {
    let (place, name, word) = parts(scene)?;
    let item = Some(name?);
    let word = IndicatorWord { item: None, sign: 0, ..word };
    Some(Candidate { cost: 0, word, item, place: Some(place), origin: Origin::Clause, tied: true })
}

/// "Consumption contributed 52 percent to growth", "消费对经济增长的贡献率是52%": whether a percentage says how much of the whole's
/// growth a part makes up.
pub fn part_of_growth(scene: &Scene<'_>) -> bool {
    scene.quantity().is_percent() && parts(scene).is_some()
}

/// First and one past the last token.
type Place = (usize, usize);

/// The part that a number of points or percent is contributed by, with its name, and the whole.
fn parts(scene: &Scene<'_>) -> Option<(Place, Option<&'static str>, IndicatorWord)> {
    let quantity = scene.quantity();
    let (place, name) = named_part(scene)?;
    let rate = |i: usize| scene.page.link(i, Link::ContributionRate);
    if quantity.is_percent() && (place.1..quantity.lead.max(place.1)).any(rate) {
        let indicator = "gdp".parse().ok()?;
        let word = IndicatorWord { indicator, item: None, measure: None, sign: 0, strength: Strength::Weak };
        return Some((place, name, word));
    }
    let verb = |from: usize| (from..quantity.lead).any(|i| scene.page.link(i, Link::Contribute));
    let from = place.1.min(quantity.lead);
    if quantity.is_percent() {
        let word = if verb(from) { whole(scene, quantity) } else { None };
        return word.map(|word| (place, name, word));
    }
    let here = whole(scene, quantity);
    // "Domestic demand contributed 0.5 points to growth and external demand 0.1 points".
    let listed = || {
        let page = scene.page;
        let after = scene.previous().is_some_and(|q| (q.last..quantity.lead).any(|i| page.link(i, Link::And)));
        let moved = within(scene.changes(), from, quantity.lead).iter().any(|c| c.what.direction != 0);
        let before = scene.discourse.last.as_ref().filter(|l| l.sentence == scene.local.index);
        after && !moved && before.is_some_and(|l| l.word.indicator.code() == "gdp" && l.item.is_some())
    };
    let goes_on = || {
        (verb(from) || listed())
            && scene.before().iter().find_map(|q| whole(scene, q)).or_else(|| spoken(scene)).is_some()
    };
    let word = here.or_else(|| {
        let before = || scene.before().iter().rev().find_map(|q| whole(scene, q));
        before().or_else(|| spoken(scene)).filter(|_| goes_on())
    })?;
    quantity.is_points().then_some((place, name, word))
}

/// The part that the number's clause names before it, with what it is called as a slice of the whole. Inventories are no
/// indicator of their own.
fn named_part(scene: &Scene<'_>) -> Option<(Place, Option<&'static str>)> {
    let from = scene.previous().map_or(scene.local.first, |q| q.last);
    let parts = within(&scene.mentions.indicators, from, scene.quantity().first);
    let part = parts.iter().rfind(|i| !matches!(i.what.indicator.code(), "gdp" | "inflation"));
    let slices = within(&scene.mentions.items, from, scene.quantity().first);
    let gdp = "gdp".parse().ok()?;
    let slice = slices.iter().rfind(|m| part.is_none_or(|i| m.first >= i.last) && item_fits(m.what, gdp).is_some());
    let slice = slice.map(|m| (m.place(), item_fits(m.what, gdp)));
    slice.or_else(|| part.map(|i| (i.place(), name(i))))
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
    let mark = |i: usize| matches!(scene.page.mark(i), b',' | b';' | b'(');
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
        (code, _) => return branch(code),
    })
}

/// The branch of an economy that an indicator is of.
pub(super) fn branch(code: &str) -> Option<&'static str> {
    Some(match code {
        "services" => "services",
        "manufacturing" => "manufacturing",
        "industrial_production" => "industry",
        "construction" => "construction",
        "agricultural_production" => "agriculture",
        "oil_production" => "oil",
        "gas_production" => "gas",
        _ => return None,
    })
}

/// "Trade of private firms grew by 7.3 %, making up 57.3 % of the total": a verb of sharing behind the comma of the number before has
/// the slice of that one as its subject.
pub(super) fn shares_whole(scene: &Scene<'_>, best: &Candidate) -> Option<&'static str> {
    let (previous, last) = (scene.previous()?, scene.told()?);
    let verb = previous.last + 1;
    let shares = scene.page.is(previous.last, b',') && scene.page.link(verb, Link::Share);
    let whole = best.place.is_some_and(|p| p.0 > verb) && last.word.indicator == best.word.indicator;
    last.item.filter(|_| shares && whole)
}

/// "The share of renewables in power generation": the slice of which a share is told stands before its whole.
pub(super) fn share_in(scene: &Scene<'_>, at: &At<IndicatorWord>, item: &At<&'static ItemWord>) -> bool {
    let page = scene.page;
    let small = |i: usize| page.one_of(i, &[Link::The, Link::Article, Link::Its, Link::We, Link::Epithet]);
    let led = item.last < at.first && at.first - item.last <= 4 && page.link(item.last, Link::In);
    let of = (item.first.saturating_sub(2)..item.first).rfind(|&i| !small(i)).filter(|&i| page.link(i, Link::Of));
    led && (item.last + 1..at.first).all(small)
        && of.and_then(|i| i.checked_sub(1)).is_some_and(|i| page.link(i, Link::Share))
}

/// "Machinery accounted for 40 % of total exports", "exports of oil, which make up 60 % of the total": what stands directly before a
/// verb of sharing is the part, where the whole of one indicator stands behind the number.
pub(super) fn makes_up(scene: &Scene<'_>, at: &At<IndicatorWord>, item: &At<&'static ItemWord>) -> bool {
    const REACH: usize = 4;
    let (page, number) = (scene.page, scene.quantity());
    let whole = number.is_percent() && at.first >= number.last && at.first - number.last <= REACH;
    let verb = |i: &usize| page.link(*i, Link::Share) && !page.link(*i, Link::Of);
    let verb = (number.lead.saturating_sub(REACH).max(scene.local.first)..number.lead).rev().find(verb);
    let same = |i: usize| covering(scene.indicators(), i).is_some_and(|i| i.what.indicator == at.what.indicator);
    let small = |i: usize| page.is(i, b',') || page.one_of(i, &[Link::Relative, Link::Have]) || same(i);
    // "About 40 % of exports were machinery".
    let is =
        covering(scene.changes(), at.last).is_some_and(|c| c.what.kind == ChangeKind::Verb && c.what.direction == 0);
    let predicate = is && item.first == at.last + 1 && page.link(number.last, Link::Of);
    let part = |verb: usize| item.last <= verb && verb - item.last <= REACH && (item.last..verb).all(small);
    whole && (predicate || verb.is_some_and(part))
}
