//! Which goods a text on trade tells of, where a number's own words do not say.

use super::Candidate;
use super::units::dimension;
use crate::extract::discourse::Last;
use crate::extract::mention::{At, covering, within};
use crate::extract::quantity::{Counted, Quantity};
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
    // "It exported 3.6 million tonnes of grain, 25 % more. To Uzbekistan went 1.4 million tonnes": a percentage may stand between.
    let alike = |l: &&Last| l.counted == counted || dimension(l.counted) == "percent";
    let told = last.filter(alike).and_then(|l| l.item);
    of_part(scene, Candidate { item: best.item.or(told).or_else(product), ..best }, counted)
}

/// "55 million tonnes of grain, including 45 million tonnes of wheat": goods directly behind a part of what was sold or bought.
pub(super) fn of_part(scene: &Scene<'_>, best: Candidate, counted: Counted) -> Candidate {
    const REACH: usize = 3;
    let (page, number) = (scene.page, scene.quantity());
    let trade = matches!(best.word.indicator.code(), "exports" | "imports") && dimension(counted) == "physical";
    let part = (number.lead.saturating_sub(REACH)..number.lead).any(|i| page.link(i, Link::PartOfRun));
    let from = number.last + usize::from(page.link(number.last, Link::Of));
    let goods = within(scene.items(), from, from + REACH).iter().find(|m| m.first == from);
    let goods = goods.filter(|_| trade && part).and_then(|m| m.what.of(best.word.indicator));
    Candidate { item: goods.or(best.item), ..best }
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

/// "Loadings of coal came to 28 million tonnes, of oil to 16 million": what a sentence on freight goes on to name is carried, and
/// not produced or harvested.
pub(super) fn cargo(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    const OPENS: usize = 3;
    let made =
        matches!(at.what.indicator.code(), "oil_production" | "grain_harvest" | "coal" | "agricultural_production");
    let freight = |word: IndicatorWord| word.indicator.code() == "freight";
    // The trips of freight trains are none of guests.
    let trips = at.what.indicator.code() == "tourism" && at.what.strength == Strength::Weak;
    if trips && scene.indicators().iter().any(|i| i.last <= at.first && freight(i.what)) {
        return true;
    }
    // "Rusia envió a China 8,1 millones de toneladas de carbón": what somebody sends or buys is not produced either.
    let deal = |i: &&At<IndicatorWord>| i.last <= at.first && scene.page.link(i.last - 1, Link::Deals);
    let deal = || scene.indicators().iter().find(|i| deal(i) && i.what.indicator.two_sided()).map(|i| i.what);
    // "Loadings came to 100 million tonnes. Of coal, 27 million were dispatched": nor does a weak word for sending, by itself, sell abroad what
    // is carried, or say that it was produced.
    let weak = |i: &At<IndicatorWord>| {
        matches!(i.what.indicator.code(), "exports" | "imports") && i.what.strength == Strength::Weak
    };
    let carried = scene.discourse.recent(scene.local.index).is_some_and(|l| freight(l.word));
    let abroad = || !within(&scene.mentions.areas, scene.local.first, scene.local.last).is_empty();
    let sent = weak(at) || made && scene.indicators().iter().any(weak);
    if sent && carried && !abroad() {
        return true;
    }
    // "18.5 million tonnes of oil were transported".
    let behind = |i: &&At<IndicatorWord>| i.first >= at.last && i.first - at.last <= 3 && freight(i.what);
    let moved = || scene.indicators().iter().find(behind).map(|i| i.what);
    // "Imports of iron ore came to 918 million tonnes, crude oil to 423": so is what one on goods sold or bought goes on to.
    let counted = |q: &Quantity| matches!(q.counted, Counted::Unit(unit, _) if unit.code() == "tonnes");
    let goods = |code: &str| matches!(code, "exports" | "imports") && scene.before().iter().any(counted);
    let freight = |word: IndicatorWord| freight(word) || !scene.quantity().is_percent() && goods(word.indicator.code());
    let last = scene.discourse.last.as_ref().filter(|l| l.sentence == scene.local.index).map(|l| l.word);
    let named = || scene.indicators().iter().find(|i| i.last <= at.first && freight(i.what)).map(|i| i.what);
    // "Loaded in eight months: coal 217 million tonnes ¶ oil 134 million tonnes": so does the next line of a list, by a weak word.
    let line = scene.discourse.line;
    let above = |l: &&Last| {
        let next = l.line < line && line - l.line <= 1 && l.word.indicator.code() == "freight";
        next && at.what.strength == Strength::Weak && at.first <= scene.page.lines[line].first + OPENS
    };
    let listed = || scene.discourse.last.as_ref().filter(above).map(|l| l.word);
    let told = || named().or_else(moved).or_else(deal).or_else(listed);
    let word = last.filter(|w| made && freight(*w)).or_else(|| told().filter(|_| made));
    word.is_some_and(|w| covering(scene.items(), at.first).is_some_and(|m| m.what.slices(w.indicator)))
}
