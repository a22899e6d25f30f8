//! A time that stands apart from its number: before a bracket, before a clause that tells of it, behind a base or at the head of the
//! sentence.

use chrono::Datelike;

use super::before::is_base;
use super::nearest::{closes_bracket, opens_bracket, owner};
use crate::extract::period::{Anchor, Expr, Period, Use, Year};
use crate::extract::quantity::Quantity;
use crate::extract::scene::Scene;
use crate::lang::{Link, Match, NumberKind, Reading, Time};
use crate::model::TimePeriod;
use crate::text::Kind as TokenKind;

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
pub(super) fn then_told<'p>(scene: &Scene<'p>) -> Option<&'p Period> {
    const REACH: usize = 8;
    let lead = scene.quantity().lead;
    let from = scene.previous().map_or(scene.local.first, |q| q.last).max(lead.saturating_sub(REACH));
    let which = |i: usize| scene.page.link(i, Link::Relative) && i > 0 && scene.page.is(i - 1, b',');
    let when = (from..lead).rfind(|&i| scene.page.link(i, Link::AtWhich) || which(i))?;
    let plain = !(when + 1..lead).any(|i| scene.page.dated(i) || scene.page.is(i, b','));
    let end = when - usize::from(when > 0 && scene.page.is(when - 1, b','));
    // A word that is "than", too, opens a clause behind a comma only.
    let opens = end < when || !scene.page.link(when, Link::Than);
    // "Compared with the fourth quarter of 2017, which saw growth of 2.1 %": a base of which a relative clause tells.
    let fits = |p: &Period| scene.page.link(when, Link::AtWhich) || is_base(scene, p) && !scene.quantity().is_points();
    // "Of April, when the fund had seen growth of 1.2 % for this year": a number with a time of its own is of that.
    let own = |p: &Period| p.used == Use::When && owner(scene, p) == Some(scene.n) && p.first >= scene.quantity().last;
    let none = !scene.local.periods.iter().any(own);
    scene.local.periods.iter().find(|p| p.last == end).filter(|p| plain && opens && none && fits(p))
}

/// "In May output grew by 0.7 %, in April it had fallen by 2.9 %; on the month it grew by 5.6 %": behind a semicolon a clause without a
/// time goes on with the one with which its sentence opened, and not with what that looked back to.
pub(super) fn opened_with<'s>(scene: &Scene<'s>, own: &Period, anchor: &Anchor) -> Option<&'s Period> {
    let parted = (own.last..scene.quantity().first).any(|i| scene.page.is(i, b';'));
    let opened = scene.local.periods.first().filter(|p| parted && p.used == Use::When && p.first < own.first)?;
    let later = anchor.resolve(opened.expr)?.last_day() > anchor.resolve(own.expr)?.last_day();
    let alike = anchor.resolve(opened.expr)?.length() == anchor.resolve(own.expr)?.length();
    (later && alike).then_some(opened)
}

/// "The country starts 2025 with growth of 3.1 % in January": a month of a year that stands before the number, behind it in the
/// same clause.
pub(super) fn narrowed<'s>(scene: &Scene<'s>, own: &Period, anchor: &Anchor) -> Option<&'s Period> {
    const REACH: usize = 4;
    let last = scene.quantity().last;
    let year = anchor.resolve(own.expr).filter(|p| own.last <= scene.quantity().lead && p.length() == Some(12))?;
    let month = |p: &&Period| {
        let near = p.first > last && p.first - last <= REACH && scene.page.before_one(p.first, &[Link::In, Link::For]);
        let words = |i: usize| scene.page.tokens[i].kind == TokenKind::Word && !scene.page.link(i, Link::Clause);
        near && p.used == Use::When
            && matches!(p.expr, Expr::Months { from, to, year: Year::Open } if from == to)
            && (last..p.first).all(words)
    };
    let inside = |p: &&Period| anchor.resolve(p.expr).is_some_and(|m| m.first_day().year() == year.first_day().year());
    scene.local.periods.iter().filter(month).find(inside)
}

/// "By 9 percent, year on year, in the first half of 2024": whether but a base, set between commas, parts the number from a time
/// behind it.
pub(super) fn behind_base(scene: &Scene<'_>, period: &Period) -> bool {
    let (page, last) = (scene.page, scene.quantity().last);
    let base = |i: usize| scene.bases().iter().any(|b| (b.first..b.last).contains(&i));
    let small =
        |i: usize| page.is(i, b',') || base(i) || page.one_of(i, &[Link::In, Link::For, Link::The, Link::Article]);
    let gap = last..period.first;
    page.is(last, b',')
        && period.used == Use::When
        && gap.len() <= 8
        && gap.clone().any(base)
        && gap.into_iter().all(small)
}

/// "Its fourth cut this year", "the third rise in 2025": whether a time only says within what so many moves are counted.
pub(super) fn counts_moves(scene: &Scene<'_>, period: &Period) -> bool {
    let page = scene.page;
    let led = page.one_of(period.first.saturating_sub(1), &[Link::In, Link::Of]);
    let Some(noun) = period.first.checked_sub(1 + usize::from(led)).filter(|i| *i > scene.local.first) else {
        return false;
    };
    let moves = |m: &Match| matches!(m.reading, Reading::Change(c) if c.direction != 0 && !c.past);
    let ordinal = |m: &Match| matches!(m.reading, Reading::Number(_, NumberKind::Ordinal));
    let counted = |i: usize| page.any(i, Reading::NUMBER, ordinal);
    let straight = |i: usize| page.time(i, Time::Running);
    page.any(noun, Reading::CHANGE, moves) && (counted(noun - 1) || straight(noun - 1) && counted(noun.max(2) - 2))
}

/// "They will grow less in 2023 than they did in 2022: South America by 0.6 % (compared with 3.7 %)": the one base that a sentence names before
/// its first number, where this one is alone in brackets as what another is compared with.
pub(super) fn base_named(scene: &Scene<'_>, anchor: &Anchor) -> Option<TimePeriod> {
    let (page, number) = (scene.page, scene.quantity());
    let closes = page.is(number.last, b')') && page.before_is(number.lead, Link::Against);
    let first = scene.local.quantities.first().map_or(0, |q| q.lead);
    let mut bases = scene.local.periods.iter().filter(|p| p.used == Use::Compared && p.last <= first && closes);
    let base = bases.next().filter(|_| bases.next().is_none())?;
    anchor.resolve(base.expr)
}

/// "The harvest, which last year exceeded 10 million tons, is put at 3.8": whether a time stands in the relative clause between commas in which
/// the number does.
pub(super) fn inside_insertion(scene: &Scene<'_>, own: &Period) -> bool {
    let comma = |i: &usize| scene.page.is(*i, b',');
    (scene.local.first..scene.quantity().lead).rfind(comma).is_some_and(|open| own.first > open)
}

/// "In Greece (17.0 % in June) and Spain (13.8 %)": whether a bracket holds the number with its time, which the next one has not.
pub(super) fn bracketed_time(scene: &Scene<'_>, own: &Period) -> bool {
    let (page, number) = (scene.page, scene.quantity());
    let (first, last) = (number.lead.min(own.first), number.last.max(own.last));
    first > 0 && page.is(first - 1, b'(') && page.is(last, b')')
}
