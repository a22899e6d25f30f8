//! Jobs that a text goes on to count without a word for what it counts.

use rust_decimal::Decimal;

use super::Candidate;
use super::glances::share_bracket;
use super::slices::item_fits;
use super::units::{shares, small_follows};
use crate::extract::discourse::Last;
use crate::extract::mention::{At, within};
use crate::extract::quantity::{Counted, Quantity};
use crate::extract::scene::{Origin, Scene};
use crate::lang::reading::IndicatorWord;
use crate::lang::{ChangeKind, Link, Match, Reading, Strength, Time};
use crate::model::Unit;
use crate::text::Kind;

/// "July was marked down from 79,000 to 72,000", "bars and restaurants added 37,000": in thousands, behind jobs or people that have
/// just been counted, a number without a word of its own counts them, too.
pub(super) fn tallied(scene: &Scene<'_>) -> bool {
    const LED: [Link; 6] = [Link::By, Link::To, Link::From, Link::At, Link::Of, Link::The];
    let (page, quantity) = (scene.page, scene.quantity());
    let last = scene.discourse.last.as_ref();
    let persons = |l: &Last| l.counted == Counted::Unit(Unit::PERSONS, 0);
    let work = |l: &Last| match l.word.indicator.code() {
        "employment" => true,
        "unemployment" => persons(l),
        _ => false,
    };
    let near = |l: &Last| l.line == scene.discourse.line || scene.local.index - l.sentence <= 1;
    let grouped =
        quantity.low >= Decimal::ONE_THOUSAND && page.word(quantity.first).contains(|c: char| !c.is_ascii_digit());
    let next = page.tokens.get(quantity.last);
    let ends = next.is_none_or(|t| t.kind == Kind::Mark || t.breaks > 0)
        || small_follows(scene, quantity.last)
        || page.one_of(quantity.last, &[Link::On, Link::By, Link::Of, Link::Relative, Link::Clause])
        || page.time(quantity.last, Time::That);
    let before = quantity.lead.saturating_sub(1);
    let moves = |m: &Match| matches!(m.reading, Reading::Change(c) if c.kind == ChangeKind::Verb && c.direction != 0);
    let led = (before..quantity.first).any(|i| page.one_of(i, &LED) || page.link(i, Link::Creates))
        || page.any(before, Reading::CHANGE, moves);
    // "(-15,000; -0.9%)".
    let led = led || scene.next().is_some_and(|share| share_bracket(page, quantity, share));
    last.is_some_and(|l| work(l) && near(l)) && grouped && ends && led
}

/// "La desocupación fue de 2,7 % de la población económicamente activa": whether those who take part in working life are but the whole
/// of which the unemployed, named before, are a part.
pub(super) fn workforce(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    let page = scene.page;
    // "... (PEA)": so is its short form in brackets.
    let open = at.first.checked_sub(1).filter(|i| page.is(*i, b'('));
    let long = open.and_then(|open| scene.indicators().iter().find(|i| i.last == open && i.what == at.what));
    if let Some(long) = long {
        return workforce(scene, long);
    }
    let part = |q: &Quantity| at.first > q.last && at.first - q.last <= 2 && page.link(q.last, Link::Of);
    let number = scene.local.quantities.iter().find(|q| q.is_percent() && part(q));
    let work = |i: &At<IndicatorWord>, lead: usize| {
        i.last <= lead && matches!(i.what.indicator.code(), "unemployment" | "employment")
    };
    let named = |q: &Quantity| scene.indicators().iter().any(|i| work(i, q.lead));
    at.what.indicator.code() == "labour_participation" && number.is_some_and(named)
}

/// "El salario medio de los trabajadores registrados": whether those who work are but those to whom the wages before are paid.
pub(super) fn paid_to(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    let page = scene.page;
    let small = |i: usize| page.one_of(i, &[Link::Of, Link::The, Link::Article]);
    let wages = |i: &At<IndicatorWord>| {
        let near = i.last < at.first && at.first - i.last <= 2 && page.link(i.last, Link::Of);
        i.what.indicator.code() == "wages" && near && (i.last..at.first).all(small)
    };
    at.what.indicator.code() == "employment" && scene.indicators().iter().any(wages)
}

/// "It welcomed 352,762 visitors, a shade above the 350,879 of the year before": a bare number with an article, of the size of the one before
/// and with a time behind "of", counts the same.
pub(super) fn of_other_time(scene: &Scene<'_>) -> Option<Counted> {
    const REACH: usize = 3;
    if who_work(scene) {
        return Some(Counted::Unit(Unit::PERSONS, 0));
    }
    let (page, number, before) = (scene.page, scene.quantity(), scene.previous()?);
    let article = (number.lead.saturating_sub(1)..number.first).any(|i| page.one_of(i, &[Link::The, Link::Article]));
    let led = page.one_of(number.last, &[Link::Of, Link::In, Link::For]);
    let dated = led && (number.last + 1..number.last + 1 + REACH).any(|i| page.dated(i));
    let sized = number.low <= before.low * Decimal::TEN && before.low <= number.low * Decimal::TEN;
    let alike = before.exponent == number.exponent && sized && number.low >= Decimal::ONE_HUNDRED;
    let told = scene.told().map(|l| l.counted).filter(|counted| matches!(counted, Counted::Unit(..)));
    told.filter(|_| article && dated && alike)
}

/// "While 702,000 had a job": whether what so many thousands do, behind the number, is to work or to look for work.
fn who_work(scene: &Scene<'_>) -> bool {
    let number = scene.quantity();
    let state = |i: usize| {
        let verb =
            |m: &Match| matches!(m.reading, Reading::Change(c) if c.direction == 0 && c.kind == ChangeKind::Verb);
        scene.page.any(i, Reading::CHANGE, verb)
    };
    let from = number.last + usize::from(state(number.last));
    let labour = |i: &At<IndicatorWord>| matches!(i.what.indicator.code(), "employment" | "unemployment");
    let behind = scene.indicators().iter().any(|i| i.first == from && labour(i) && i.last - i.first > 1);
    behind && number.low >= Decimal::ONE_THOUSAND && number.exponent == 0
}

/// "Agriculture employs 38 % of the workforce": the part of those who work that the branch before the verb has.
pub(super) fn employs(scene: &Scene<'_>, counted: Counted) -> Option<Candidate> {
    const REACH: usize = 5;
    let (page, number) = (scene.page, scene.quantity());
    if !shares(counted) || counted == Counted::Times || !page.leads_of(number.last) {
        return None;
    }
    let code = |i: &At<IndicatorWord>| i.what.indicator.code();
    let from = scene.previous().map_or(scene.local.first, |q| q.last);
    let verb = within(scene.indicators(), from, number.lead).iter().rfind(|i| code(i) == "employment")?;
    let end = (number.last + REACH).min(scene.next().map_or(scene.local.last, |q| q.lead));
    let whole = within(scene.indicators(), number.last, end);
    let whole = whole.first().is_some_and(|i| matches!(code(i), "employment" | "labour_participation"));
    let branch =
        scene.items().iter().rfind(|m| m.last <= verb.first && item_fits(m.what, verb.what.indicator).is_some());
    let item = branch.and_then(|m| item_fits(m.what, verb.what.indicator));
    let (word, place) =
        (IndicatorWord { measure: Some("share"), strength: Strength::Strong, ..verb.what }, Some(verb.place()));
    let small = |i: usize| page.one_of(i, &[Link::To, Link::The, Link::Article]);
    let fits = whole && (verb.last..number.lead).all(small) && verb.last == verb.first + 1 && item.is_some();
    fits.then_some(Candidate { cost: 0, word, item, place, origin: Origin::Clause, tied: true })
}
