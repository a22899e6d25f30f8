//! Growth in a month that is on the month before without words of its own.

use rust_decimal::Decimal;

use super::arrival::goes_to;
use super::change::up_to;
use crate::extract::discourse::Last;
use crate::extract::mention::{At, within};
use crate::extract::period::{EndOf, Expr, Period, Use};
use crate::extract::quantity::Quantity;
use crate::extract::scene::Scene;
use crate::extract::topic::Topic;
use crate::extract::when::{Timed, noted};
use crate::model::{Area, Base, IndicatorKind, TimePeriod, Transformation};

/// "Spending fell by 1.3 % on the month ... Energy: -0.8 %": in a text that names the month or quarter before as a base, and never the
/// year before, what else grows in a month or a quarter does so on that base. The rate of prices is a yearly one without words.
pub(super) fn only_steps(scene: &Scene<'_>, timed: &Timed, topic: &Topic) -> bool {
    let short = matches!(timed.period.and_then(TimePeriod::length), Some(1 | 3));
    let prices = topic.word.indicator.is_price_rate();
    let flow = topic.word.indicator.kind() == IndicatorKind::Flow;
    // "第3季增長7.64%；經季節調整後，較第2季增長1.68%": but a base before a later number, where bases stand so, is that number's alone.
    let last = scene.quantity().last;
    let mark = |i: usize| matches!(scene.page.mark(i), b',' | b';');
    let leads = |b: &At<bool>| scene.local.quantities[scene.n + 1..].iter().any(|q| q.lead >= b.last);
    let later = |b: &At<bool>| !b.what && b.first > last && (last..b.first).any(mark) && leads(b);
    let contrast = scene.page.grammar(last).year_first && scene.bases().iter().any(later);
    // Nor is it so where the first growth of the text was a yearly one.
    let yearly = scene.discourse.monthly == Some(false);
    short && flow && !prices && scene.found.steps && !contrast && !yearly
}

/// "La inflación de diciembre fue de 2,8 %": whether what prices rose by in a month is told on the month before where they are.
pub(super) fn by_the_month(scene: &Scene<'_>, timed: &Timed, topic: &Topic) -> bool {
    let month = timed.period.and_then(TimePeriod::length) == Some(1);
    let rate = matches!(topic.word.indicator.code(), "inflation" | "core_inflation");
    // What is dearer by a third after a month is so after a year.
    const MOST: Decimal = Decimal::from_parts(30, 0, 0, false, 0);
    // "It closed the year at 31.5 %" is the rate of the year.
    let ends = |p: &Period| Some(p.place()) == timed.place && matches!(p.expr, Expr::End(_));
    month
        && rate
        && scene.quantity().low < MOST
        && timed.anchor.area.is_some_and(Area::prices_by_the_month)
        && !scene.local.periods.iter().any(ends)
}

/// "Consumer prices rose 0.2 % last month. In the 12 months through February they rose 2.8 %": where a paragraph on
/// prices marks the annual rates, what prices rose in a month by is the monthly one.
pub(super) fn monthly_by_contrast(scene: &Scene<'_>, topic: &Topic) -> bool {
    let prices = topic.word.indicator.is_price_rate();
    let line = scene.page.lines[scene.page.sentences[scene.local.index].line];
    let changes = within(&scene.mentions.changes, scene.local.first, scene.local.last);
    let moves = changes.iter().any(|c| c.what.direction != 0 && scene.distance(c.place()) < 6);
    // What prices rose to is the rate itself.
    // "Sur un an, les prix ... Ceux de l'énergie reculent de 6,2 %": behind a yearly rate the text goes on with it.
    let goes_on = within(&scene.mentions.bases, line.first, scene.local.first).iter().any(|b| b.what);
    // "0.3 % in October, on the year 6.9 %": so is the one beside which a later number has the yearly base for itself.
    let later = &scene.local.quantities[scene.n + 1..];
    let contrast = |b: &At<bool>| b.what && later.iter().any(|q| b.last <= q.lead && q.lead - b.last <= 2);
    prices
        && (moves || scene.bases().iter().any(contrast))
        && !goes_on
        && !goes_to(scene)
        && !up_to(scene)
        && within(&scene.mentions.bases, line.first, line.last).iter().any(|b| b.what)
}

/// "Five tenths more than in the quarter before (12.2 %)": whether a rate of prices is what another is so many points away from, and is on
/// the same base, most often the year before.
pub(super) fn set_beside(scene: &Scene<'_>, topic: &Topic) -> bool {
    let code = topic.word.indicator.code();
    let rate = matches!(code, "inflation" | "core_inflation" | "producer_prices" | "house_prices");
    rate && scene.previous().is_some_and(Quantity::is_points) && noted(scene).is_some()
}

/// "Over the year 8.9 %, in October 1.1 %", "over twelve months 22 %. In October they fell by 0.01 %": whether prices have been told to grow in
/// a year, so that what a month which is named for itself did to them is on the month before.
pub(super) fn beside_yearly(scene: &Scene<'_>, timed: &Timed, topic: &Topic) -> bool {
    let Some(place) = timed.place.filter(|_| topic.word.indicator.is_price_rate() && !goes_to(scene)) else {
        return false;
    };
    let alike = |l: &&Last| {
        let same = l.word.indicator == topic.word.indicator && l.item == topic.item;
        same && l.line == scene.discourse.line && l.measure == Transformation::Growth(Base::YearAgo)
    };
    let Some(last) = scene.discourse.last.as_ref().filter(alike) else { return false };
    if let Some(q) = scene.previous().filter(|_| last.sentence == scene.local.index) {
        let from = scene.before().iter().rev().nth(1).map_or(scene.local.first, |q| q.last);
        let dated = scene.local.periods.iter().any(|p| p.first >= from && p.last <= q.last && p.used == Use::When);
        let based = within(scene.bases(), from, q.lead).iter().any(|b| b.what);
        return based && !dated && place.0 >= q.last && scene.quantity().low < q.low;
    }
    let moves = within(scene.changes(), place.1, scene.quantity().lead).iter().any(|c| c.what.direction != 0);
    last.period == timed.period && scene.n == 0 && place.1 <= scene.quantity().lead && moves
}

/// "Prices rose by 0.3 % in August and by 2.9 % since the start of the year", "acumuló un 2,9% en lo que va de año": whether a later number is of
/// more than prices rose by in the month, since new year, so that this one is on the month before.
pub(super) fn beside_run(scene: &Scene<'_>, timed: &Timed, topic: &Topic) -> bool {
    let number = scene.quantity();
    let month = timed.period.and_then(TimePeriod::length) == Some(1);
    let start = |p: &&Period| {
        p.first >= number.last && p.used == Use::Since && matches!(p.expr, Expr::End(EndOf::Start { month: 1, .. }))
    };
    let since = scene.local.periods.iter().find(start);
    let own = |q: &Quantity, since: &Period| {
        let behind = since.first >= q.last && since.first - q.last <= 2;
        behind || q.lead >= since.last && q.lead - since.last <= 3
    };
    let more = |q: &Quantity| q.is_percent() && q.sign == number.sign && q.low > number.low;
    let run = |since: &Period| scene.local.quantities[scene.n + 1..].iter().any(|q| more(q) && own(q, since));
    month && topic.word.indicator.is_price_rate() && !goes_to(scene) && since.is_some_and(run)
}

/// "Credit grew by 15.3 % through September": whether a growth is more than that of what is lent in a month.
pub(super) fn lent_in_a_year(scene: &Scene<'_>) -> bool {
    const MOST: Decimal = Decimal::from_parts(6, 0, 0, false, 0);
    scene.quantity().low >= MOST
}
