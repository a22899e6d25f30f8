//! Rates of exchange that go on from another one, whose currencies they leave out.

use rust_decimal::Decimal;

use super::exchange::timed;
use super::units::ends;
use crate::extract::discourse::Last;
use crate::extract::quantity::Quantity;
use crate::extract::scene::Scene;
use crate::lang::{Link, Money, Reading};
use crate::model::{Area, Transformation};
use crate::text::Kind;

/// "The pound, kept near 30.85 to the dollar for a year, has weakened to 50.5", "the dollar cost 57 birr at banks and 80 on the street, against 45 a
/// year ago": the currency of a rate of which the sentence has told, where the next number arrives, or is what that is set against, without
/// naming it.
pub(super) fn rate_again(scene: &Scene<'_>) -> Option<Money> {
    const SET_AGAINST: [Link; 5] = [Link::From, Link::Against, Link::Than, Link::For, Link::Compare];
    let last = scene.discourse.last.as_ref().filter(|l| l.sentence == scene.local.index && is_rate(l))?;
    let Quantity { lead, first, low, high, .. } = *scene.quantity();
    let led = |links: &[Link]| (lead.saturating_sub(1)..first).any(|i| scene.page.one_of(i, links));
    let arrives = led(&[Link::To, Link::At, Link::Arrival]);
    let set_against = led(&SET_AGAINST) || scene.page.before_one(lead, &SET_AGAINST);
    let close = ends(scene) || timed(scene);
    let again = low.scale() > 0 && arrives && ends(scene);
    let alike = (arrives || set_against) && close && high.is_none() && of_one_size(scene);
    let currency = last.area.and_then(Area::currency)?;
    (again || alike).then_some(Money::Currency(currency))
}

/// "The shilling has made a comeback: it is up 5 %. It traded at 144.9 on Friday": the currency of which the sentence before has told, where "it"
/// opens this one. Gives it with the place of the word.
pub(super) fn going_on(scene: &Scene<'_>) -> Option<(Money, (usize, usize))> {
    let first = scene.local.first;
    let last = scene.discourse.recent(scene.local.index).filter(|l| l.word.indicator.code() == "exchange_rate")?;
    let next = scene.page.link(first, Link::It) && last.sentence + 1 == scene.local.index;
    let alone = scene.indicators().is_empty() && scene.before().is_empty();
    let currency = last.area.and_then(Area::currency)?;
    (next && alone).then_some((Money::Currency(currency), (first, first + 1)))
}

/// "When I took office, the peso was at 20.22", "in May the peso stood at 20.22": where the subject of the clause begins whose verb leads to the
/// number, behind an article.
pub(super) fn clause_of(scene: &Scene<'_>) -> Option<usize> {
    const REACH: usize = 5;
    let (page, lead) = (scene.page, scene.quantity().lead);
    let from = lead.saturating_sub(REACH).max(scene.local.first);
    let article = (from..lead).rfind(|&i| page.one_of(i, &[Link::The, Link::Article]))?;
    (article..lead).all(|i| page.tokens[i].kind == Kind::Word).then_some(article + 1)
}

/// Whether a figure is how much one unit of a currency was worth.
fn is_rate(last: &Last) -> bool {
    last.word.indicator.code() == "exchange_rate" && last.measure == Transformation::Level
}

/// Whether a number without a scale is at most so many times as large as the one that was told before it, or as small: no currency moves
/// farther at once.
fn of_one_size(scene: &Scene<'_>) -> bool {
    const MOST: Decimal = Decimal::from_parts(3, 0, 0, false, 0);
    let number = scene.quantity();
    let told = scene.told().and(scene.previous());
    told.is_some_and(|q| {
        number.exponent == 0 && q.exponent == 0 && q.low <= number.low * MOST && number.low <= q.low * MOST
    })
}

/// "The crown fell to 25.15 to the euro": whether a number is told for one unit of a currency, though no rule knows in which other one.
pub(super) fn for_currency(scene: &Scene<'_>) -> bool {
    let (page, last) = (scene.page, scene.quantity().last);
    let behind = last + 1 + usize::from(page.one_of(last + 1, &[Link::The, Link::Article]));
    let name = page.find_of(behind, Reading::MONEY, Reading::money).is_some() && !page.is_sign(behind);
    page.one_of(last, &[Link::Per, Link::To]) && name && scene.next().is_none_or(|q| q.first > behind)
}
