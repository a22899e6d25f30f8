//! Which goods a text on trade tells of, where a number's own words do not say.

use super::Candidate;
use super::units::dimension;
use crate::extract::discourse::Last;
use crate::extract::mention::{At, within};
use crate::extract::quantity::Counted;
use crate::extract::scene::Scene;
use crate::lang::reading::IndicatorWord;
use crate::lang::{ItemWord, Link, Reading, Strength};

/// "Wheat shipments came to 4.6 million tonnes. In August exports totaled 4.1 million tonnes": goods that are weighed are those of which
/// the text has told.
pub(super) fn weighed_goods(scene: &Scene<'_>, best: Candidate, counted: Counted) -> Candidate {
    let trade = matches!(best.word.indicator.code(), "exports" | "imports");
    let physical = dimension(counted) == "physical" && trade && best.item.is_none();
    let last =
        scene.discourse.recent(scene.local.index).filter(|l| physical && l.word.indicator == best.word.indicator);
    // "47.6 billion tonnes of coal were mined, imports came to 5.4": so are goods that have been produced.
    let product = || {
        let made = scene.discourse.recent(scene.local.index).filter(|l| physical && l.counted == counted)?;
        match made.word.indicator.code() {
            "coal" => Some("coal"),
            "grain_harvest" => made.item.or(Some("grain")),
            _ => None,
        }
    };
    let told = last.filter(|l| l.counted == counted).and_then(|l| l.item);
    Candidate { item: best.item.or(told).or_else(product), ..best }
}

/// "Watch exports slump", and below it "deliveries to China fell by 26 %": a weak word, one with a partner, or none goes on with the
/// slice of trade that the title names, until the text has told of another or of all of it.
pub(super) fn titled(scene: &Scene<'_>, best: Candidate) -> Candidate {
    let word = best.word;
    let trade = matches!(word.indicator.code(), "exports" | "imports") && best.item.is_none();
    let head = scene.page.lines.first().map_or(0, |l| l.last);
    let sliced = |i: &&At<IndicatorWord>| trade && i.what.indicator == word.indicator && i.what.item.is_some();
    let title = within(&scene.mentions.indicators, 0, head).iter().find(sliced).map(|i| i.what);
    let leads = |i: usize| scene.page.one_of(i, &[Link::To, Link::Into, Link::From]);
    let partner = |(_, last): (usize, usize)| leads(last) || leads(last - 1);
    let weak = word.strength == Strength::Weak || best.place.is_none_or(partner);
    let last = scene.discourse.last.as_ref().filter(|l| l.word.indicator == word.indicator);
    let all =
        |(first, last): (usize, usize)| (first.saturating_sub(2)..last + 2).any(|i| scene.page.link(i, Link::Total));
    let title = title.filter(|t| weak && last.is_none_or(|l| l.item == t.item) && !best.place.is_some_and(all));
    match title {
        Some(title) => Candidate { item: title.item, ..best },
        None => best,
    }
}

/// "Merchandise exports", in a text that tells of exports of services, too: the trade in goods is a part of it there.
pub(super) fn goods(scene: &Scene<'_>, best: Candidate) -> Candidate {
    let trade = matches!(best.word.indicator.code(), "exports" | "imports" | "trade_balance");
    if !scene.found.context.services || !trade || best.item.is_some() {
        return best;
    }
    let page = scene.page;
    let wares =
        |at: usize| page.any(at, Reading::LINK, |m| m.last == at + 1 && *m.reading == Reading::Link(Link::Wares));
    let services = |m: &At<&'static ItemWord>| m.what.item == "services";
    let last = scene.discourse.last.as_ref().filter(|l| l.word.indicator == best.word.indicator);
    // "Merchandise exports grew by 9 %. Imports rose by 7.7 %, widening the deficit": the other side, and the balance of both, are of
    // goods, too.
    let other = |l: &Last| {
        let trade = matches!(l.word.indicator.code(), "exports" | "imports" | "trade_balance");
        trade && l.item == Some("goods") && scene.discourse.line - l.line <= 1
    };
    let goes_on = scene.discourse.last.as_ref().is_some_and(other);
    let all = |(first, last): (usize, usize)| (first.saturating_sub(2)..last + 2).any(|i| page.link(i, Link::Total));
    let apart = match best.place {
        Some((a, b)) => {
            let sliced = within(&scene.mentions.items, a.saturating_sub(2), b + 3).iter().any(services);
            ((a..b).any(wares) || goes_on && !all((a, b))) && !sliced
        }
        None => last.is_some_and(|l| l.item == Some("goods")),
    };
    if apart { Candidate { item: Some("goods"), ..best } } else { best }
}
