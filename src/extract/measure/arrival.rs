//! Whether a number is what a change arrives at, rather than what it changed by.

use super::change::said_up_to;
use crate::extract::mention::{At, covering, within};
use crate::extract::quantity::{Counted, Quantity};
use crate::extract::scene::Scene;
use crate::lang::{Bound, ChangeKind, Link, Reading, StatusKind};
use crate::model::{Indicator, ObsStatus};
use crate::text::Kind;

/// Whether the number is what a change arrives at: "to", "at" before it.
pub fn goes_to(scene: &Scene<'_>) -> bool {
    let paired = scene.lists.in_pair(scene.n);
    paired || arrives(scene) || listed_behind_target(scene) || aimed(scene)
}

/// "Within the target band of 6 to 10 %": what is aimed at is no step, whatever moved before.
fn aimed(scene: &Scene<'_>) -> bool {
    const REACH: usize = 4;
    let lead = scene.quantity().lead;
    let target = |s: &At<(ObsStatus, StatusKind)>| s.what == (ObsStatus::Target, StatusKind::Noun);
    let last = scene.quantity().last;
    if scene.statuses().iter().any(|s| s.first == last && target(s)) {
        return true;
    }
    let near = within(scene.statuses(), lead.saturating_sub(REACH), lead).iter().rfind(|s| target(s));
    near.is_some_and(|s| {
        let by = |i: usize| scene.page.one_of(i, &[Link::By, Link::To]) || scene.page.is(i, b',');
        !(s.last..lead).any(by)
    })
}

/// "To 2.8% in 2026 and 2.5% in 2027": what a list goes on with behind a number at which a change arrives.
fn listed_behind_target(scene: &Scene<'_>) -> bool {
    let (page, quantity) = (scene.page, scene.quantity());
    let Some(before) = scene.previous().filter(|q| q.counted == quantity.counted) else { return false };
    let small = |i: usize| {
        let gdp = || covering(scene.indicators(), i).is_some_and(|i| i.what.indicator.code() == "gdp");
        let link = page.one_of(i, &[Link::And, Link::In, Link::For, Link::By, Link::The, Link::Of, Link::Toward]);
        page.dated(i) || page.is(i, b',') || link || gdp()
    };
    // "To 6.8 % in 2025, 2026 – 4 %": so does what a dash leads to from its time.
    let dash = |i: usize| page.tokens[i].kind == Kind::Dash && page.tokens[i].spaced;
    let labelled = quantity.lead > before.last + 1 && dash(quantity.lead - 1) && page.dated(quantity.lead - 2);
    let end = quantity.lead - usize::from(labelled);
    let list = before.last < quantity.lead
        && (before.last..end).all(small)
        && (labelled || (before.last..end).any(|i| page.link(i, Link::And)));
    list && goes_to(&Scene { n: scene.n - 1, ..*scene })
}

/// The same, by the words before the number itself.
fn arrives(scene: &Scene<'_>) -> bool {
    let Quantity { lead, first, .. } = *scene.quantity();
    // "Une baisse annuelle de 4,7 %", "ont reculé de 0,4 %": behind a word of change the word that is "from", "by" and "of"
    // leads to how much.
    let moves = |at: usize| {
        within(&scene.mentions.changes, at.saturating_sub(6), at).iter().any(|c| {
            let epithet = |i: usize| {
                // "Se redujeron en marzo en un 2,7 %".
                scene.page.dated(i)
                    || scene.page.any(i, Reading::BASIS | Reading::TIME, |m| {
                        matches!(m.reading, Reading::Basis { .. } | Reading::Time(_))
                    })
            };
            // "Subió en junio en 76.720".
            let time = |i: usize| {
                let leads = scene.page.one_of(i, &[Link::In, Link::The, Link::Of]);
                scene.page.dated(i) || leads && (scene.page.dated(i + 1) || scene.page.dated(i + 2))
            };
            let near = at - c.first <= 3 && (c.last..at).all(epithet);
            c.what.direction != 0 && c.last <= at && (near || (c.last..at).all(|i| epithet(i) || time(i)))
        })
    };
    // But "de 2,48 % à 2,40 %" is a pair of old and new.
    let last = scene.quantity().last;
    let to = |q: &Quantity| q.first > last && (last..q.first).all(|i| scene.page.one_of(i, &[Link::To, Link::Arrival]));
    // "Ont reculé de 4,1 % à 7,4 milliards", "de 32 % à 26,2 tonnes": what is counted in something was no percentage before.
    let other = |q: &Quantity| {
        let counted = matches!(q.counted, Counted::Scaled | Counted::Unit(..)) && !q.is_percent();
        scene.quantity().is_percent() && (q.is_money() || counted)
    };
    let pair = scene.next().is_some_and(|q| to(q) && !other(q));
    // "Se redujo el mes pasado en un 4,8 %": a time may stand between.
    let time = |at: usize| scene.page.link(at, Link::By) && at > 0 && scene.page.dated(at - 1);
    let moves = |at: usize| moves(at) || (scene.page.link(at, Link::Of) || time(at)) && moved_ahead(scene, at);
    // "A diminué de 25,7 % sur un an et de 0,9 % sur un mois": so does the same word behind "and", as it did before.
    let again = |at: usize| {
        let before = scene.previous().filter(|q| at > 0 && q.counted == scene.quantity().counted)?;
        let led = (before.lead.saturating_sub(1)..before.first).any(|i| scene.page.word(i) == scene.page.word(at));
        let moved = led && scene.page.link(at - 1, Link::And) && !arrives_before(scene);
        moved.then_some(())
    };
    let by = |at: usize| {
        let led = scene.page.one_of(at, &[Link::Of, Link::By]) && (moves(at) || again(at).is_some());
        !pair && (led || likewise(scene, at))
    };
    // "Fell to 1.9 percent, after 2.2 percent": what stands behind "after" is what there was before.
    let before = scene.n > 0 && goes_to(&Scene { n: scene.n - 1, ..*scene });
    let arrives =
        |at: usize| scene.page.link(at, Link::Arrival) && !by(at) || before && scene.page.link(at, Link::After);
    // "Down from its previous estimate of 1.5 %".
    let came = !scene.page.before_is(lead, Link::From) && scene.page.comes_from(lead);
    let one = came || lead.checked_sub(1).is_some_and(arrives);
    let small = |at: usize| scene.page.link(at, Link::The) || scene.page.dated(at);
    // "Will raise output from November by 137,000 barrels": what "by" stands before is how much.
    let how_much = (lead..first).any(|at| scene.page.link(at, Link::By) && !scene.page.link(at, Link::Arrival));
    // "Ont diminué de janvier à novembre de 12,1 %": what joins the two ends of a time leads to none.
    let two = !how_much && lead.checked_sub(2).is_some_and(|at| arrives(at) && small(at + 1) && !scene.page.dated(at));
    // "Will fall below 65 per cent", "rose above 5 percent": a limit that something passes is where it arrives.
    // "Fiel im Mai unter 1 Prozent": a time may stand between the two.
    let verb = |at: usize| {
        let time = |i: usize| scene.page.dated(i) || scene.page.one_of(i, &[Link::In, Link::The, Link::For]);
        let from = (at.saturating_sub(4)..at).rev().find(|i| !time(*i)).map_or(at, |i| i + 1);
        scene.page.moves_before(at) || from < at && scene.page.moves_before(from)
    };
    let passes = |at: usize| scene.page.one_of(at, &[Link::Exceed, Link::Beyond]) && verb(at);
    let within = (lead..first).any(arrives);
    let up = lead.checked_sub(1).is_some_and(|i| scene.page.link(i, Link::Up));
    let bound = scene.quantity().bound == Some(Bound::Below) && said_up_to(scene);
    (one || two || within || ranked(scene, lead)) && !bound
        || up && within
        || (lead.saturating_sub(1)..first).any(passes)
}

/// "Creció en 355.200 personas en los servicios, en la industria en 76.700 y en la construcción en 23.400": whether a word that is
/// "by" and "at" leads to the next of several numbers by each of which the same verb moves something.
fn likewise(scene: &Scene<'_>, at: usize) -> bool {
    let Some(before) = scene.previous().filter(|_| scene.page.link(at, Link::By)) else { return false };
    let by = |q: &Quantity| (q.lead.saturating_sub(1)..q.first).any(|i| scene.page.word(i) == scene.page.word(at));
    let verb = !within(&scene.mentions.changes, before.last, at).is_empty();
    let parts = |i: usize| scene.page.mark(i) == b';' || scene.page.link(i, Link::Clause);
    by(before)
        && !verb
        && !(before.last..at).any(parts)
        && before.is_percent() == scene.quantity().is_percent()
        && !goes_to(&Scene { n: scene.n - 1, ..*scene })
}

/// Whether the number before is one at which a change arrives.
fn arrives_before(scene: &Scene<'_>) -> bool {
    scene.n > 0 && goes_to(&Scene { n: scene.n - 1, ..*scene })
}

/// "Fell to a 77-month low of 2.1 %": whether the number is the low or high at which a change arrives.
fn ranked(scene: &Scene<'_>, lead: usize) -> bool {
    const REACH: usize = 8;
    let page = scene.page;
    let Some(noun) = lead.checked_sub(2).filter(|i| page.link(i + 1, Link::Of)) else { return false };
    let arrival = (noun.saturating_sub(REACH)..noun).rfind(|i| page.link(*i, Link::Arrival));
    let parts = |i: usize| matches!(page.mark(i), b',' | b';' | b':') || page.link(i, Link::Clause);
    page.link(noun, Link::Superlative) && arrival.is_some_and(|at| !(at..noun).any(parts))
}

/// "Reculent en revanche de 2,4 %", "fell scarcely faster, by 0.5 %": whether a verb of change stands before the word for
/// "by" with no number, no state and no other thing in between.
fn moved_ahead(scene: &Scene<'_>, at: usize) -> bool {
    const REACH: usize = 14;
    let from = at.saturating_sub(REACH).max(scene.local.first);
    let Some(verb) = within(&scene.mentions.changes, from, at).iter().rfind(|c| c.what.kind == ChangeKind::Verb) else {
        return false;
    };
    let way = verb.last..at;
    let between = |first: usize| way.contains(&first);
    let other = scene.before().iter().any(|q| between(q.first)) || scene.indicators().iter().any(|i| between(i.first));
    verb.what.direction != 0 && !other && !way.clone().any(|i| scene.page.link(i, Link::Clause))
}

/// "Annual inflation up to 2.2 %": whether a rate that has been measured stands directly before "up to", so that it has risen to there.
pub(super) fn rate_is_up(scene: &Scene<'_>) -> bool {
    let Some(up) = scene.quantity().first.checked_sub(2) else { return false };
    let rate = |i: Indicator| i.is_price_rate() || i.code() == "unemployment";
    let named = scene.indicators().iter().any(|i| i.last == up && rate(i.what.indicator));
    named && scene.statuses().is_empty() && scene.quantity().is_percent()
}
