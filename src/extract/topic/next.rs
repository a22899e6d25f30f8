//! Numbers that go on with what the number before is of: the next area, the next label, the same in another unit.

use super::Candidate;
use super::contribution::branch;
use super::units::{compatible, dimension};
use crate::extract::discourse::Last;
use crate::extract::mention::within;
use crate::extract::quantity::Counted;
use crate::extract::scene::{Origin, Scene};
use crate::lang::Link;
use crate::lang::reading::IndicatorWord;
use crate::model::Transformation;

/// "Kazakhstan should expand by 5.7 % on the back of higher oil output, and Uzbekistan by 6.7 %": behind "and" an area with its number
/// goes on with what the number before is of.
pub(super) fn next_area(scene: &Scene<'_>, counted: Counted) -> Option<Candidate> {
    let (previous, quantity) = (scene.previous()?, scene.quantity());
    let area = scene.areas().iter().rfind(|a| a.first >= previous.last && a.last == quantity.lead)?;
    let and = area.first.checked_sub(1).is_some_and(|i| scene.page.link(i, Link::And));
    let by = (quantity.lead..quantity.first).any(|i| scene.page.one_of(i, &[Link::By, Link::To, Link::At]));
    let last = scene.told().filter(|l| l.counted == counted)?;
    let (word, item) = (last.word, last.item);
    let fits = and && by && last.area.is_some_and(|own| own != area.what.area);
    fits.then_some(Candidate { cost: 0, word, item, place: None, origin: Origin::Clause, tied: true })
}

/// "Tajikistan: growth of 8.1 %. Uzbekistan: 6.8 %, with inflation of 6.7 %": a number directly behind the name of a country and a colon
/// is of what the first number of the sentence before was, where that stood behind another one.
pub(super) fn next_label(scene: &Scene<'_>, counted: Counted) -> Option<Candidate> {
    let (page, first) = (scene.page, scene.local.first);
    let area = scene.areas().iter().find(|a| a.first == first && page.is(a.last, b':'))?;
    let told = scene.discourse.first_told.as_ref().filter(|l| l.sentence + 1 == scene.local.index)?;
    let before = page.sentences[told.sentence].first;
    let labelled = within(&scene.mentions.areas, before, before + 1).iter().any(|a| page.is(a.last, b':'));
    let fits = labelled && scene.quantity().lead == area.last + 1 && told.counted == counted;
    let (word, item) = (told.word, told.item);
    fits.then_some(Candidate { cost: 0, word, item, place: None, origin: Origin::Carried, tied: true })
}

/// "By 8 cents, or 0.2 percent": what "or" puts directly behind a number is the same in another unit.
pub(super) fn restated(scene: &Scene<'_>, counted: Counted) -> Option<Candidate> {
    let (previous, lead) = (scene.previous()?, scene.quantity().lead);
    let last = scene.told()?;
    let comma = usize::from(scene.page.is(previous.last, b','));
    let or = scene.page.link(previous.last + comma, Link::Or) && lead == previous.last + comma + 1;
    let other = dimension(counted) != dimension(last.counted) && compatible(last.word.indicator, counted);
    let (word, item) = (last.word, last.item);
    (or && other).then_some(Candidate { cost: 0, word, item, place: None, origin: Origin::Clause, tied: true })
}

/// "Reserves stood at 2.4 billion, enough to cover 1.1 months of imports": months of imports are how long reserves last, of which the sentence or the text
/// has told.
pub(super) fn covered(scene: &Scene<'_>, counted: Counted) -> Option<Candidate> {
    if !matches!(counted, Counted::Unit(unit, _) if unit.code() == "months") {
        return None;
    }
    let reserves = |word: &IndicatorWord| word.indicator.code() == "reserves";
    let named = scene.indicators().iter().rfind(|i| reserves(&i.what)).map(|i| (i.what, Some(i.place())));
    let spoken = || scene.discourse.recent(scene.local.index).map(|l| (l.word, None)).filter(|(w, _)| reserves(w));
    let (word, place) = named.or_else(spoken)?;
    Some(Candidate { cost: 0, word, item: word.item, place, origin: Origin::Clause, tied: true })
}

/// "Industry had 30 percent of the employed, construction 9 and farming 4 percent": the next branch of those in which people work, which
/// stands directly before its number.
pub(super) fn next_branch(scene: &Scene<'_>, counted: Counted) -> Option<Candidate> {
    let (previous, lead) = (scene.previous()?, scene.quantity().lead);
    let part = |l: &&Last| l.measure == Transformation::Share && l.item.is_some() && l.counted == counted;
    let last = scene.told().filter(part).filter(|l| l.word.indicator.code() == "employment")?;
    let named = within(scene.indicators(), previous.last, lead).last().filter(|i| i.last == lead)?;
    let item = branch(named.what.indicator.code())?;
    let direct = scene.changes().iter().all(|c| c.last <= previous.last || c.first >= lead);
    let place = Some(named.place());
    direct.then_some(Candidate {
        cost: 0,
        word: last.word,
        item: Some(item),
        place,
        origin: Origin::Clause,
        tied: true,
    })
}
