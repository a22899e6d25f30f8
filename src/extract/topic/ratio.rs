//! Ratios: percentages of GDP, where GDP is the whole and not what is measured.

use crate::extract::measure::goes_to;
use crate::extract::mention::{AreaMention, At, within};
use crate::extract::page::Page;
use crate::extract::quantity::{Counted, Quantity};
use crate::extract::scene::{Found, Local, Scene};
use crate::lang::reading::IndicatorWord;
use crate::lang::{Link, Match, Reading};
use crate::model::Unit;
use crate::text::Kind;

/// Whether an indicator is only the whole of a ratio: "2.8 percent of GDP", "debt to GDP". What stands in brackets behind the name of
/// the same thing ("du produit intérieur brut (PIB)") is its short form.
pub fn denominator(found: &Found<'_, '_>, local: &Local<'_>, at: &At<IndicatorWord>) -> bool {
    let page = found.page;
    let at = spelt_out(found, local, at).unwrap_or(at);
    // What households save is a part of what they have.
    let saved = || {
        let saving = |i: &At<IndicatorWord>| i.what.indicator.code() == "saving_rate";
        at.what.indicator.code() == "real_incomes"
            && within(&found.mentions.indicators, local.first, at.first).iter().any(saving)
    };
    // The unemployed are a part of the labour force.
    let jobless = || {
        let rate = |i: &At<IndicatorWord>| i.what.indicator.code() == "unemployment";
        let part = |q: &Quantity| q.is_percent() && q.last <= at.first && at.first - q.last <= 3;
        at.what.indicator.code() == "employment"
            && local.quantities.iter().any(part)
            && within(&found.mentions.indicators, local.first, at.first).iter().any(rate)
    };
    if !(matches!(at.what.indicator.code(), "gdp" | "population") || saved() || jobless()) || at.what.measure.is_some()
    {
        return false;
    }
    // "40 % of world GDP" is a share of the world's, and no ratio of another thing.
    let world = |a: &At<AreaMention>| a.what.area.code() == "WORLD";
    // But debt may well be one to it.
    let debt = |i: &At<IndicatorWord>| matches!(i.what.indicator.code(), "public_debt" | "external_debt" | "credit");
    if within(&found.mentions.areas, at.first, at.last).iter().any(world)
        && !within(&found.mentions.indicators, local.first, at.first).iter().any(debt)
    {
        return false;
    }
    // "Um 0,2 Prozent geschrumpft": what moves is no whole.
    let moves = |m: &Match| m.last == at.last && matches!(m.reading, Reading::Change(c) if c.direction != 0);
    let Some(whole) = before_whole(page, local, at.first) else { return false };
    if page.any(at.first, Reading::CHANGE, moves) || grown(found, local, at, whole) {
        return false;
    }
    let percent = |q: &Quantity| q.last == whole && (q.is_percent() || q.is_points() || q.counted == Counted::Fraction);
    let genitive = page.grammar(at.first).bare_genitive && local.quantities.iter().any(percent);
    if genitive || ratio_with(page, local, (whole, at.last)) {
        return true;
    }
    let Some(link) = whole.checked_sub(1) else { return false };
    // "预计为逆差，占国内生产总值的0.5%": where the whole stands before its part, a verb of sharing leads to it from what is measured.
    let measured = |i: &At<IndicatorWord>| {
        matches!(
            i.what.indicator.code(),
            "current_account" | "budget_balance" | "trade_balance" | "public_debt" | "external_debt"
        )
    };
    if page.grammar(link).year_first
        && shares_whole(page, whole)
        && (within(&found.mentions.indicators, local.first, at.first).iter().any(measured)
            // "政府支出为16.3亿美元，占GDP的23.2%".
            || local.quantities.iter().any(|q| q.is_money() && q.last <= link && link - q.last <= 3))
    {
        return true;
    }
    // "В долях ВВП это 1,2 и 1,3 процента".
    let parts = page.link(link, Link::Share) && link.checked_sub(1).is_some_and(|i| page.link(i, Link::In));
    if parts && page.grammar(at.first).bare_genitive {
        return true;
    }
    let percent = |q: &Quantity| q.last == link && (q.is_percent() || q.is_points() || q.counted == Counted::Fraction);
    let relation = || link.checked_sub(1).is_some_and(|i| page.link(i, Link::Ratio));
    page.one_of(link, &[Link::Of, Link::To, Link::Toward]) && (local.quantities.iter().any(percent) || relation())
        || page.tokens[link].kind == Kind::Dash && page.link(link.saturating_sub(1), Link::To)
}

/// "Une hausse de 0,7 % du PIB", "un crecimiento del 2,7% del PIB": whether what stands behind a percentage has moved by it, as a noun before
/// the number says. Where the sentence has named what may be a part of an economy before that, it has not.
fn grown(found: &Found<'_, '_>, local: &Local<'_>, at: &At<IndicatorWord>, whole: usize) -> bool {
    let percent = |q: &&Quantity| q.is_percent() && whole.saturating_sub(q.last) <= 1 && q.last <= whole;
    let Some(number) = local.quantities.iter().rfind(percent) else { return false };
    let part = |i: &At<IndicatorWord>| i.what.indicator != at.what.indicator && i.what.indicator.allows("share");
    let named = within(&found.mentions.indicators, local.first, number.lead).iter().any(part);
    at.what.indicator.code() == "gdp" && !named && found.page.moved_by_noun(number.lead, number.first)
}

/// "与同期国内生产总值之比为3.2%": whether "with" leads to a whole, past a time at most, and a word for a ratio stands directly behind it.
fn ratio_with(page: &Page<'_>, local: &Local<'_>, (first, last): (usize, usize)) -> bool {
    let led = || (local.first..first).rev().find(|i| !page.dated(*i)).is_some_and(|i| page.link(i, Link::With));
    page.grammar(last - 1).year_first && page.link(last, Link::Ratio) && led()
}

/// Whether a word for a part or a ratio ends directly before a whole: "相当于国内生产总值的15.6%".
fn shares_whole(page: &Page<'_>, whole: usize) -> bool {
    const LONGEST: usize = 4;
    let leads = |m: &Match| m.last == whole && matches!(m.reading, Reading::Link(Link::Share | Link::Ratio));
    (whole.saturating_sub(LONGEST)..whole).any(|i| page.any(i, Reading::LINK, leads))
}

/// The name behind which an indicator stands in brackets, as its short form: "produit intérieur brut (PIB)".
fn spelt_out<'f>(found: &'f Found<'_, '_>, local: &Local<'_>, at: &At<IndicatorWord>) -> Option<&'f At<IndicatorWord>> {
    let page = found.page;
    let open = at.first.checked_sub(1).filter(|open| page.is(*open, b'(') && page.is(at.last, b')'))?;
    let named = |i: &&At<IndicatorWord>| i.last == open && i.what.indicator == at.what.indicator;
    within(&found.mentions.indicators, local.first, at.first).last().filter(named)
}

/// "Un déficit de 5,4 points de PIB": points of a whole at which something stands, or at which it arrives, are percent of it.
/// What it moved by stays a change.
pub fn points_of_whole(scene: &Scene<'_>) -> bool {
    let (page, quantity) = (scene.page, scene.quantity());
    let whole = |at: &At<IndicatorWord>| {
        at.what.indicator.code() == "gdp" && (1..=2).contains(&at.first.saturating_sub(quantity.last))
    };
    let alone = quantity.last.checked_sub(1).is_some_and(|i| page.link(i, Link::Point));
    let of = alone && page.link(quantity.last, Link::Of) && scene.indicators().iter().any(whole);
    let lead = quantity.lead.saturating_sub(1);
    let by = || (lead..quantity.first).any(|i| page.link(i, Link::By) && page.moves_before(i));
    let more = || {
        scene
            .changes()
            .iter()
            .any(|c| (1..=4).contains(&c.first.saturating_sub(quantity.last)) && c.what.direction != 0)
    };
    quantity.is_points() && of && (goes_to(scene) || !by() && !more())
}

/// "Révisé à la baisse d'un dixième, à 0,3 %", "um ein Zehntel auf 2,1 Prozent": tenths by which a rate moves, or a forecast of it,
/// to a percentage are tenths of a point.
pub fn tenths(scene: &Scene<'_>) -> bool {
    const REACH: usize = 12;
    let (page, quantity) = (scene.page, scene.quantity());
    let tenth = quantity.counted == Counted::Fraction && quantity.low.scale() == 1;
    let by = (quantity.lead.saturating_sub(1)..quantity.first).any(|i| page.link(i, Link::By));
    let arrives = |q: &Quantity| {
        let to = (q.lead.saturating_sub(1)..q.first).any(|i| page.one_of(i, &[Link::To, Link::Arrival]));
        to && q.is_percent() && q.lead - quantity.last <= REACH
    };
    tenth && by && scene.next().is_some_and(arrives)
}

/// "De 5,4 points de PIB à 4,7": the unit of the new value of a pair whose old one is counted in points of a whole.
pub fn of_pair_in_points(scene: &Scene<'_>, unit: (Counted, i8)) -> (Counted, i8) {
    let points = matches!(unit.0, Counted::Unit(Unit::PERCENTAGE_POINTS, _));
    let goes_on = || scene.n > 0 && points_of_whole(&Scene { n: scene.n - 1, ..*scene });
    if points && (scene.lists.is_new(scene.n) || goes_on()) { (Counted::Unit(Unit::PERCENT, 0), 0) } else { unit }
}

/// The first token of the words before a whole that only say whose it is; `None` for that of the world.
fn before_whole(page: &Page<'_>, local: &Local<'_>, at: usize) -> Option<usize> {
    let mut first = at;
    while first > local.first {
        let area = page.find_of(first - 1, Reading::AREA, Reading::area).map(|(_, area)| area.code());
        if area == Some("WORLD") {
            return None;
        }
        let whose = area.is_some()
            || page.one_of(first - 1, &[Link::The, Link::Nation])
            || page.tokens[first - 1].kind == Kind::Possessive;
        if !whose {
            break;
        }
        first -= 1;
    }
    Some(first)
}

/// Whether a percentage is a ratio to GDP.
pub(super) fn ratio(scene: &Scene<'_>) -> bool {
    let quantity = scene.quantity();
    let points = || points_of_whole(scene);
    if !(quantity.is_percent()
        || quantity.counted == Counted::Fraction
        || quantity.counted == Counted::Bare
        || points())
    {
        return false;
    }
    // "Growth of 5 % and a debt of 24.8 % of GDP": the whole behind another percentage is of that, unless both are of one thing.
    let other = |at: &At<IndicatorWord>| {
        let next = scene.next().filter(|q| q.last <= at.first && q.is_percent());
        next.is_some_and(|q| !within(scene.indicators(), quantity.last, q.lead).is_empty())
    };
    scene.indicators().iter().any(|at| {
        at.what.indicator.code() == "gdp"
            && denominator(scene.found, scene.local, at)
            && (at.first >= quantity.last && at.first - quantity.last <= 5 && !other(at)
                || at.last <= quantity.first && !at_other(scene, at))
    })
}

/// Whether the denominator before a quantity belongs to an earlier percentage.
fn at_other(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    let quantity = scene.quantity();
    scene
        .local
        .quantities
        .iter()
        .any(|q| q.first < quantity.first && q.last <= at.first && at.first - q.last <= 4 && !q.is_money())
}
