//! Goods of which a part goes to another country: so much of them is sold there.

use super::Candidate;
use super::energy::energy;
use super::slices::item_fits;
use super::units::shares;
use crate::extract::mention::covering;
use crate::extract::quantity::Counted;
use crate::extract::scene::{Origin, Scene};
use crate::lang::reading::IndicatorWord;
use crate::lang::{Link, Match, Reading, Strength};
use crate::text::Kind;

/// "A third of Kenya's tea goes to Pakistan", "70 % of the coffee is shipped to Germany": a part of goods that a verb takes to an area is of what is
/// exported of them.
pub(super) fn destined(scene: &Scene<'_>, counted: Counted) -> Option<Candidate> {
    const WHOSE: usize = 4;
    const VERB: usize = 3;
    let (page, number) = (scene.page, scene.quantity());
    if !shares(counted) || counted == Counted::Times || !page.leads_of(number.last) || number.sign != 0 {
        return None;
    }
    let exports = "exports".parse().ok()?;
    let goods = scene.items().iter().find(|m| m.first > number.last)?;
    let item = item_fits(goods.what, exports)?;
    let owner = |i: usize| {
        page.one_of(i, &[Link::The, Link::Article, Link::Its, Link::Of])
            || page.tokens[i].kind == Kind::Possessive
            || covering(scene.areas(), i).is_some()
    };
    let near = goods.first - number.last <= WHOSE && (number.last..goods.first).all(owner);
    // "El cacao de Ghana": the owner may stand behind.
    let end = (goods.last..scene.local.last).find(|i| !owner(*i)).unwrap_or(goods.last);
    let way = |i: &usize| page.one_of(*i, &[Link::To, Link::Into]) && !page.link(*i, Link::Of);
    let to = (end..(end + 1 + VERB).min(scene.local.last)).find(way).filter(|to| *to > end)?;
    let verb = |i: usize| {
        let moves = |m: &Match| matches!(m.reading, Reading::Change(c) if c.direction != 0);
        page.tokens[i].kind == Kind::Word && !page.tokens[i].upper && !page.any(i, Reading::CHANGE, moves)
    };
    let at = to + 1 + usize::from(page.one_of(to + 1, &[Link::The, Link::Article]));
    let place = Some(goods.place());
    let fits = near && (end..to).all(verb) && covering(scene.areas(), at).is_some();
    let word =
        IndicatorWord { indicator: exports, item: None, measure: Some("share"), sign: 0, strength: Strength::Strong };
    let part = Candidate { cost: 0, word, item: Some(item), place, origin: Origin::Clause, tied: true };
    fits.then(|| energy(scene, part, counted))
}
