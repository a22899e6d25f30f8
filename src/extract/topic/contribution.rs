//! Contributions: the points by which a part moves the whole.

use super::Candidate;
use super::slices::item_fits;
use crate::extract::discourse::Last;
use crate::extract::mention::{At, within};
use crate::extract::quantity::Quantity;
use crate::extract::scene::{Origin, Scene};
use crate::lang::reading::IndicatorWord;
use crate::lang::{Change, Link, Strength};
use crate::model::Transformation;
use crate::text::Kind;

/// "Net exports added 0.3 percentage points to growth, while consumption subtracted 0.1": points that a part contributes are a
/// change of the whole, and none of the part. The whole is named behind the number, by a word for a contribution it is the one
/// that the text speaks of.
pub(super) fn contributed(scene: &Scene<'_>) -> Option<Candidate> {
    let Some((place, name, word)) = parts(scene) else { return by_points(scene) };
    let item = Some(name?);
    let word = IndicatorWord { item: None, sign: 0, ..word };
    Some(Candidate { cost: 0, word, item, place: Some(place), origin: Origin::Clause, tied: true })
}

/// "最终消费支出对经济增长贡献率为56.6%，拉动2.7个百分点": the points by which a part has moved the whole, behind the percentage that it makes up
/// of its growth.
fn by_points(scene: &Scene<'_>) -> Option<Candidate> {
    let (previous, number) = (scene.previous()?, scene.quantity());
    let part = |l: &&Last| l.word.indicator.code() == "gdp" && l.item.is_some() && l.measure == Transformation::Share;
    let last = scene.told().filter(part).filter(|_| number.is_points())?;
    let moved = (previous.last..number.lead).any(|i| scene.page.link(i, Link::Contribute));
    let (word, item) = (IndicatorWord { measure: None, ..last.word }, last.item);
    moved.then_some(Candidate { cost: 0, word, item, place: None, origin: Origin::Clause, tied: true })
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
    // "Наибольший вклад внесли строительство (2,7 п.п.) и торговля": a noun may name the contribution before its parts, and the whole with it.
    let noun = || quantity.is_points() && scene.page.grammar(place.0).bare_genitive && verb(scene.local.first);
    let named = || {
        let whole = |i: &&At<IndicatorWord>| i.what.indicator.code() == "gdp";
        let word = within(scene.indicators(), scene.local.first, quantity.lead).iter().find(whole).map(|i| i.what);
        word.filter(|_| noun()).map(|word| IndicatorWord { measure: None, strength: Strength::Weak, ..word })
    };
    let goes_on = || {
        (verb(from) || listed() || noun())
            && scene.before().iter().find_map(|q| whole(scene, q)).or_else(named).or_else(|| spoken(scene)).is_some()
    };
    let word = here.or_else(|| {
        let before = || scene.before().iter().rev().find_map(|q| whole(scene, q));
        before().or_else(named).or_else(|| spoken(scene)).filter(|_| goes_on())
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
    slice.or_else(|| part.map(|i| (i.place(), name(i)))).or_else(|| told_part(scene))
}

/// "Agriculture grew by 3.84 %, contributing 5.59 % to growth": the branch of which the number before is, where nothing but the verb stands
/// between the two.
fn told_part(scene: &Scene<'_>) -> Option<(Place, Option<&'static str>)> {
    let (previous, last) = (scene.previous()?, scene.told()?);
    let name = branch(last.word.indicator.code())?;
    let ahead = |i: &&At<IndicatorWord>| i.what.indicator == last.word.indicator && i.last <= previous.first;
    let part = scene.indicators().iter().rfind(ahead)?;
    Some((part.place(), Some(name)))
}

/// "To growth", "to GDP growth", "from the quarter's growth": the whole to which points are said to be added.
fn whole(scene: &Scene<'_>, quantity: &Quantity) -> Option<IndicatorWord> {
    const REACH: usize = 7;
    let leads: &[Link] = if quantity.is_percent() { &[Link::To, Link::Of] } else { &[Link::To, Link::From] };
    if !(quantity.is_points() || quantity.is_percent()) || !scene.page.one_of(quantity.last, leads) {
        return None;
    }
    let behind = within(&scene.mentions.indicators, quantity.last, (quantity.last + REACH).min(scene.local.last));
    let whole = behind.first().filter(|i| matches!(i.what.indicator.code(), "gdp" | "inflation"));
    let Some(whole) = whole else { return overall(scene, quantity).or_else(|| grown_just_now(scene, quantity)) };
    let mark = |i: usize| matches!(scene.page.mark(i), b',' | b';' | b'(');
    (!(quantity.last..whole.first).any(mark)).then_some(whole.what)
}

/// "To the overall increase", in a text that has told of an economy: its growth.
fn overall(scene: &Scene<'_>, quantity: &Quantity) -> Option<IndicatorWord> {
    const REACH: usize = 4;
    let rises = |c: &At<Change>| c.what.direction > 0;
    let end = (quantity.last + REACH).min(scene.local.last);
    let word = |i: usize| scene.page.tokens[i].kind == Kind::Word;
    let noun = within(scene.changes(), quantity.last, end).iter().find(|c| rises(c))?;
    let led =
        quantity.is_percent() && scene.page.link(quantity.last, Link::To) && (quantity.last..noun.first).all(word);
    let told = scene.discourse.history.iter().rev().find(|h| h.word.indicator.code() == "gdp");
    told.filter(|_| led).map(|h| IndicatorWord { item: None, strength: Strength::Weak, ..h.word })
}

/// "The 5.3 percent growth is solid. Domestic demand contributed 68.8 percent to it": the growth of an economy that a pronoun takes up.
fn grown_just_now(scene: &Scene<'_>, quantity: &Quantity) -> Option<IndicatorWord> {
    let grown = scene.discourse.last.as_ref().is_some_and(|l| matches!(l.measure, Transformation::Growth(_)));
    let page = scene.page;
    let it = page.link(quantity.last, Link::To) && page.one_of(quantity.last + 1, &[Link::It, Link::Anaphor]);
    spoken(scene).filter(|_| grown && it)
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
        ("trade_turnover" | "retail_sales", _) => "trade",
        ("freight" | "passenger_traffic", _) => "transport",
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

/// "Manufacturing makes up 16 % of GDP": what a branch produces is a part of what the economy does.
pub(super) fn produced_part(
    best: &Candidate,
    item: Option<&'static str>,
) -> Option<(IndicatorWord, Option<&'static str>)> {
    let item = item.or_else(|| branch(best.word.indicator.code()))?;
    let indicator = "gdp".parse().ok()?;
    Some((
        IndicatorWord { indicator, item: None, measure: None, sign: 0, ..best.word },
        Some(best.item.unwrap_or(item)),
    ))
}
