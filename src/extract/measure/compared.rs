//! Words of more and less that hold a number against another, and do not say by how much something has changed.

use super::change::by_before;
use crate::extract::mention::{At, covering, within};
use crate::extract::period::{Expr, Period, Use};
use crate::extract::scene::Scene;
use crate::lang::{Change, ChangeKind, Link, Match, Reading, StatusKind};
use crate::model::ObsStatus;
use crate::text::Kind;

/// Whether the number behind a word of more or less is what something is compared with.
pub(super) fn compares(scene: &Scene<'_>, change: &At<Change>) -> bool {
    /// So few words may say with what something is compared.
    const REACH: usize = 5;
    let (page, number) = (scene.page, scene.quantity());
    let (lead, last) = (number.lead, number.last);
    // "Far less than the 7.4 % of 2022": what something is compared with has not changed by so much.
    if page.before_is(lead, Link::Than) && (change.last..lead).any(|i| page.link(i, Link::Than)) {
        return true;
    }
    // "Las tasas más bajas se registraron en Chipre (0,5 %)": nor is what is only the lowest.
    let ranks = |m: &Match| *m.reading == Reading::Link(Link::Superlative) && m.last == change.last;
    if page.any(change.first, Reading::LINK, ranks) && !by_before(scene) {
        return true;
    }
    // "Energie verteuerte sich um 4,7 %, darunter Strom um 35,3 %": nor what a word for "below it" and "among them" leads to.
    if page.link(change.first, Link::PartOfRun) {
        return true;
    }
    // "Next year a bit less: 2.2 %", "it was below the first: 1.1 %": a colon behind the word leads to where it stands.
    let reach = if change.what.kind == ChangeKind::Adverb { REACH } else { 1 };
    let colon = (change.last..lead.min(change.last + reach)).find(|&i| page.is(i, b':'));
    if colon.is_some_and(|colon| colon + 1 == lead) && !by_before(scene) {
        return true;
    }
    // "Below the 4.5 % recorded in May": nor by what has an article behind the word.
    if change.last == lead && lead < number.first && page.link(lead, Link::The) {
        return true;
    }
    // "Well down on the 0.7 % of the quarter before".
    let on = |i: usize| page.link(i, Link::On) && page.link(i + 1, Link::The);
    if change.last <= lead && (change.last..=lead).take(2).any(on) {
        return true;
    }
    // "低于国会设定的4.5%至5%的目标": so is a number that "of" leads on to the target.
    if page.grammar(last).year_first && page.link(last, Link::Of) && aim(scene, last + 1) {
        return true;
    }
    // "Two tenths less than in the second quarter, and 2.8 %": what stands directly behind a number is its own.
    of_named(scene, change)
        || owned(scene, change)
        || scene.before().iter().any(|q| q.last == change.first && q.is_points())
}

/// "The deficit exceeded that of the year before by 2.6 billion": whether an amount is that by which a verb of its clause says that
/// something goes beyond what there was in a time that is its base.
pub(super) fn exceeds_by(scene: &Scene<'_>) -> bool {
    const LINKS: [Link; 2] = [Link::Exceed, Link::Compare];
    let (page, number) = (scene.page, scene.quantity());
    let from = scene.previous().map_or(scene.local.first, |q| q.last);
    let to = scene.next().map_or(scene.local.last, |q| q.lead);
    let parts = |i: usize| matches!(page.mark(i), b',' | b';' | b':' | b'(');
    let verb = |c: &&At<Change>| {
        let (a, b) = if c.first < number.lead { (c.last, number.lead) } else { (number.last, c.first) };
        c.what.kind == ChangeKind::Verb && page.one_of(c.first, &LINKS) && !(a..b).any(parts)
    };
    let verb = || within(&scene.mentions.changes, from, to).iter().find(verb);
    let base = |p: &Period| {
        let back =
            matches!(p.expr, Expr::Same(_) | Expr::YearsAgo(_) | Expr::Before | Expr::Relative { offset: ..0, .. });
        back || p.used == Use::Compared
    };
    let based = |c: &At<Change>| scene.local.periods.iter().any(|p| p.first >= c.last && p.last <= to && base(p));
    by_before(scene) && verb().is_some_and(based)
}

/// "With 4.7 percent the deficit was even higher than feared": whether what stands behind a number holds it against what had been
/// foreseen, where "with" or "at" leads to the number, which is no difference then.
pub(super) fn than_foreseen(scene: &Scene<'_>, change: &At<Change>) -> bool {
    let (page, number) = (scene.page, scene.quantity());
    let than = change.last + usize::from(page.link(change.last, Link::Than));
    let foreseen = |s: &At<(ObsStatus, StatusKind)>| {
        (change.last..=than).contains(&s.first) && s.what.0 != ObsStatus::Estimate && page.link(than - 1, Link::Than)
    };
    let stands = (number.lead.saturating_sub(1)..number.first).any(|i| page.one_of(i, &[Link::With, Link::At]));
    stands && scene.statuses().iter().any(foreseen)
}

/// Whether a word for what is aimed at stands at a token.
fn aim(scene: &Scene<'_>, at: usize) -> bool {
    scene.statuses().iter().any(|s| s.first == at && s.what == (ObsStatus::Target, StatusKind::Noun))
}

/// "Below the ceiling of 4.5 %", "below the peak above 75 % reached in May": whether what is aimed at or the highest and lowest stands
/// behind the word, with the number for it.
fn of_named(scene: &Scene<'_>, change: &At<Change>) -> bool {
    let (page, lead) = (scene.page, scene.quantity().lead);
    let small = usize::from(page.one_of(change.last, &[Link::The, Link::Its, Link::Article]));
    let named = change.last + small;
    let of = page.before_is(lead, Link::Of);
    let extreme = small > 0 && page.link(named, Link::Superlative) && (named + 1 == lead || named + 2 == lead && of);
    of && (named..=named + 1).any(|i| aim(scene, i)) || extreme
}

/// "Below July's 7.2 %": whether the number is that of a time or area which stands behind the word.
fn owned(scene: &Scene<'_>, change: &At<Change>) -> bool {
    let (page, lead) = (scene.page, scene.quantity().lead);
    let owned = |i: usize| page.tokens[i].kind == Kind::Possessive || page.link(i, Link::Of);
    let named = |i: usize| page.dated(i) || covering(scene.areas(), i).is_some();
    let compares = |m: &&Match| matches!(m.reading, Reading::Link(Link::Compare | Link::Exceed));
    let from = page.at(change.first).iter().filter(compares).map(|m| m.last).max().unwrap_or(change.last);
    let inside = lead < scene.quantity().first && page.link(lead, Link::Of);
    let end = if inside { lead } else { lead.saturating_sub(1) };
    from <= end && from > 0 && from < lead && (from..end).all(named) && owned(end)
}

/// "310,000 people are without work, 5.5 % more than a year ago": whether a word for more or less, and "than", follow the number directly.
pub(super) fn more_than(scene: &Scene<'_>, change: Option<At<Change>>) -> bool {
    let adverb = |c: At<Change>| {
        let more = c.what.kind == ChangeKind::Adverb && c.what.direction != 0 && c.first == scene.quantity().last;
        more && scene.page.link(c.last, Link::Than)
    };
    change.is_some_and(adverb)
}
