//! Money that a state raises by selling its papers.

use super::Candidate;
use super::slices::item_fits;
use crate::extract::mention::{At, covering, within};
use crate::extract::scene::{Origin, Scene};
use crate::lang::reading::IndicatorWord;
use crate::lang::{ItemWord, Link, Reading, Strength};
use crate::model::Indicator;
use crate::text::Kind;

/// "The treasury sold 10-year bonds worth 3 billion", "Italy sold 8 billion euros of bonds": what a country, or its treasury, sells of its own debt is
/// what it borrows. A central bank that sells bills, or a company that sells bonds, does not borrow for the state.
pub(super) fn sold_papers(scene: &Scene<'_>) -> Option<Candidate> {
    const NEAR: usize = 6;
    let (page, number) = (scene.page, scene.quantity());
    if !number.is_money() || number.exponent < 6 {
        return None;
    }
    let bought = |i: usize| scene.indicators().iter().any(|m| m.first == i && m.what.indicator.code() == "imports");
    let near = number.lead.saturating_sub(NEAR).max(scene.local.first);
    let verb = (near..number.lead).rfind(|&i| page.link(i, Link::Deals) && !bought(i))?;
    let indicator: Indicator = "government_borrowing".parse().ok()?;
    let debt: Indicator = "public_debt".parse().ok()?;
    let paper = |m: &&At<&'static ItemWord>| {
        m.what.slices(indicator) || m.what.slices(debt) || m.what.item == "government bonds"
    };
    let of = page.leads_of(number.last);
    let behind = || within(&scene.mentions.items, number.last, number.last + 4).iter().find(|m| of && paper(m));
    let papers = within(&scene.mentions.items, verb, number.lead).iter().rfind(paper).or_else(behind)?;
    let state = |i: usize| {
        page.tokens[i].kind == Kind::Possessive
            || page
                .one_of(i, &[Link::The, Link::Article, Link::Of, Link::Official, Link::Body, Link::Budget, Link::Have])
            || page.has(i, Reading::INSTITUTION)
            || page.dated(i)
            || covering(scene.areas(), i).is_some()
    };
    let setter = (scene.local.first..verb).any(|i| page.link(i, Link::RateSetter));
    let subject = verb > scene.local.first && (scene.local.first..verb).all(state) && !setter;
    let word = IndicatorWord { indicator, item: None, measure: None, sign: 0, strength: Strength::Strong };
    let (item, place) = (item_fits(papers.what, indicator), Some(papers.place()));
    subject.then_some(Candidate { cost: 0, word, item, place, origin: Origin::Clause, tied: true })
}

/// "It sold bonds worth 3 billion at a yield of 4.2 %", "bills at 13.5 percent": the interest that a state pays on the papers of which its sentence has just
/// told.
pub(super) fn sold_at(scene: &Scene<'_>) -> Option<Candidate> {
    let (page, number) = (scene.page, scene.quantity());
    let told = scene.told().filter(|l| l.word.indicator.code() == "government_borrowing" && number.is_percent())?;
    let from = scene.previous().map_or(scene.local.first, |q| q.last);
    let rate = |i: &&At<IndicatorWord>| i.what.indicator.code() == "interest_rate";
    let named = within(scene.indicators(), from, number.lead).iter().rfind(rate);
    let at = (number.lead.saturating_sub(1)..number.first).any(|i| page.link(i, Link::At));
    let place = named.map(At::place);
    let bonds = Some("government bonds");
    let word =
        IndicatorWord { indicator: "interest_rate".parse().ok()?, item: bonds, measure: Some("level"), ..told.word };
    let fits = at || named.is_some();
    fits.then_some(Candidate { cost: 0, word, item: bonds, place, origin: Origin::Clause, tied: true })
}
