//! Bases that a number has from what stands between it and the number before.

use rust_decimal::Decimal;

use super::Measured;
use crate::extract::mention::{At, within};
use crate::extract::period::{Period, Use};
use crate::extract::quantity::Counted;
use crate::extract::scene::Scene;
use crate::extract::topic::Topic;
use crate::extract::when::Timed;
use crate::lang::Link;
use crate::lang::reading::IndicatorWord;
use crate::model::{Base, TimePeriod, Transformation, Unit};

/// "Grew by 10.9 % on May of last year, after 10.8 % in April": what a growth comes after is on the same base, where nothing behind it
/// names another.
pub(super) fn as_after(scene: &Scene<'_>) -> Option<Base> {
    let (told, number) = (scene.told()?, scene.quantity());
    let after = scene.page.before_is(number.lead, Link::After) && scene.previous()?.counted == number.counted;
    let own = scene.bases().iter().any(|b| b.first >= number.last)
        || scene.local.periods.iter().any(|p| p.first >= number.last && p.used != Use::When);
    let base = match told.measure {
        Transformation::Growth(base @ (Base::YearAgo | Base::PreviousPeriod)) => Some(base),
        _ => None,
    };
    base.filter(|_| after && !own)
}

/// Whether what a number is measured against stands between the number before and this one, with no base in words, where bases stand
/// before their numbers; or directly behind this one: "up 0.1 % month-on-month and 0.6 % compared with October last year".
pub(super) fn compared_anew(scene: &Scene<'_>) -> bool {
    const REACH: usize = 4;
    let Some(before) = scene.previous() else { return false };
    let number = scene.quantity();
    let ahead = scene.page.grammar(number.lead).year_first;
    let end = scene.next().map_or(scene.local.last, |q| q.lead);
    let (from, to) = if ahead { (before.last, number.lead) } else { (number.last, end.min(number.last + REACH)) };
    let own = |p: &Period| p.used == Use::Compared && p.first >= from && p.first < to && p.last <= end;
    scene.local.periods.iter().any(own) && within(&scene.mentions.bases, from, if ahead { to } else { end }).is_empty()
}

/// "Inflation came to 0.63 % in July, against 0.37 % in June. In annual terms it was 4.3 %": whether the next sentence of the paragraph opens
/// with the yearly rate of all prices, which is more than twice the one told here, so that this one is on the month before.
pub(super) fn annual_next(scene: &Scene<'_>, topic: &Topic) -> bool {
    const OPENS: usize = 4;
    let (found, next) = (scene.found, scene.local.index + 1);
    let Some(sentence) = found.page.sentences.get(next).filter(|s| s.line == scene.page.sentences[next - 1].line)
    else {
        return false;
    };
    let yearly = within(&scene.mentions.bases, sentence.first, sentence.first + OPENS).iter().any(|b| b.what);
    let whole = |i: &IndicatorWord| i.indicator == topic.word.indicator && i.item.is_none();
    let same = within(&scene.mentions.indicators, sentence.first, sentence.last).iter().all(|i| whole(&i.what));
    let items = within(&scene.mentions.items, sentence.first, sentence.last);
    let more = found.local(next).quantities.first().is_some_and(|q| {
        q.is_percent() && q.low > scene.quantity().low * Decimal::TWO && q.sign == scene.quantity().sign
    });
    let own = within(&scene.mentions.bases, scene.local.first, scene.local.last);
    yearly && same && more && items.is_empty() && own.is_empty() && topic.item.is_none()
}

/// "Rose by 1.8 % in annual terms and by 1.3 % in monthly": whether a base stands behind the number before, with no comma between, and
/// another one directly behind this number.
pub(super) fn of_previous(scene: &Scene<'_>, base: &At<bool>) -> bool {
    const BEHIND: usize = 3;
    let (Some(before), number) = (scene.previous(), scene.quantity()) else { return false };
    // "By 33,000 (0.1 %) on the month and by 106,000 (0.3 %) on the year": how much of all that is stands between, in a bracket.
    let page = scene.page;
    let twin =
        scene.next().filter(|q| q.lead == number.last + 1 && page.is(number.last, b'(') && page.is(q.last, b')'));
    let last = twin.map_or(number.last, |q| q.last + 1);
    let next = scene.local.quantities.get(scene.n + 1 + usize::from(twin.is_some()));
    let end = next.map_or(scene.local.last, |q| q.lead);
    let own = |b: &At<bool>| b.what != base.what && b.first >= last && b.first - last <= BEHIND && b.last <= end;
    let stands = base.first >= before.last && base.last <= number.lead;
    stands
        && !scene.page.grammar(number.lead).year_first
        && !(before.last..base.first).any(|i| scene.page.is(i, b','))
        && scene.bases().iter().any(own)
}

/// "The unemployed are 60,100 more (2.36 %)": the base of a change of people directly before a percentage alone in brackets, which says how
/// much of them that is.
pub(super) fn change_before(scene: &Scene<'_>, topic: &Topic) -> Option<Base> {
    let (page, number, told) = (scene.page, scene.quantity(), scene.told()?);
    let open = number.lead.checked_sub(1).filter(|&i| page.is(i, b'(') && page.is(number.last, b')'))?;
    let behind = scene.previous().is_some_and(|q| q.last == open);
    let people = matches!(told.counted, Counted::Unit(Unit::PERSONS, _)) && told.word.indicator == topic.word.indicator;
    let Transformation::Change(base) = told.measure else { return None };
    (behind && people && number.is_percent()).then_some(base)
}

/// "The deficit was $59.6 billion in August, down $18.6 billion from $78.2 billion in July": whether "from" leads on to what there was in the
/// month before.
pub(super) fn from_month_before(scene: &Scene<'_>, timed: &Timed) -> bool {
    const NEAR: usize = 2;
    let Some(next) = scene.next().filter(|q| scene.page.comes_from(q.lead)) else { return false };
    let anchor = scene.discourse.anchor(None, false);
    let before = |p: &Period| {
        let own = p.first >= next.last && p.first - next.last <= NEAR;
        own && anchor.resolve(p.expr).is_some_and(|then| timed.period.and_then(TimePeriod::previous) == Some(then))
    };
    next.lead - scene.quantity().last <= NEAR && scene.local.periods.iter().any(before)
}

/// "11月通胀率为2.3%，与10月持平": whether a rate of prices that a verb of state tells is only said to be what it was a month before, so that it is no
/// growth on that month.
pub(super) fn unmoved(scene: &Scene<'_>, measured: &Measured, timed: &Timed, topic: &Topic) -> bool {
    let rate = matches!(topic.word.indicator.code(), "inflation" | "core_inflation") && measured.place.is_none();
    let last = scene.quantity().last;
    let end = scene.next().map_or(scene.local.last, |q| q.lead);
    let level = (last..end).any(|i| scene.page.link(i, Link::Meets));
    rate && level && timed.compared.is_some() && scene.bases().is_empty()
}
