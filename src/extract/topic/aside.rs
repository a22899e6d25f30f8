//! Indicators that a sentence names beside what it measures.

use crate::extract::mention::{At, covering, within};
use crate::extract::scene::Scene;
use crate::lang::reading::IndicatorWord;
use crate::lang::{ChangeKind, Link, Match, Reading, Speech, StatusKind, Strength};

/// "In spring, after the tariffs of April, it was 2.8": an indicator that a phrase between commas names as what had come
/// before is what had happened, and not what is measured.
pub(super) fn event(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    const REACH: usize = 6;
    let comma = |i: &usize| scene.page.is(*i, b',');
    let open = (scene.local.first..at.first).rfind(comma).filter(|i| at.first - i <= REACH);
    let close = (at.last..scene.local.last.min(at.last + REACH)).find(comma);
    let counted = |(from, to): (usize, usize)| scene.local.quantities.iter().any(|q| q.first >= from && q.last <= to);
    open.zip(close).is_some_and(|stretch| scene.page.link(stretch.0 + 1, Link::After) && !counted(stretch))
}

/// "In the MPR projection the economy slows", "in its inflation report the bank sees growth of 3 %": whether an indicator only says of what kind
/// a paper or forecast is in which something is said of another thing that the clause names.
pub(super) fn names_paper(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    const REACH: usize = 3;
    let (page, first) = (scene.page, scene.quantity().first);
    let paper = |m: &Match| *m.reading == Reading::Speech(Speech::Noun) || m.reading.is_forecast_noun();
    let led = (at.first.saturating_sub(REACH).max(scene.local.first)..at.first).any(|i| page.link(i, Link::In));
    let opens = at.first <= scene.local.first + REACH && led;
    let other = |i: &&At<IndicatorWord>| i.first > at.last && i.last <= first && i.what.indicator != at.what.indicator;
    let named = || {
        let area = scene.areas().iter().any(|a| a.first > at.last && a.last <= first);
        area || scene.indicators().iter().find(other).is_some()
    };
    opens && at.last < first && page.any(at.last, Reading::SPEECH | Reading::STATUS, paper) && named()
}

/// "The unemployment rate (those out of work as a part of the labour force) was 2.2 %": whether an indicator stands in a bracket that says at
/// length what is meant by the one before it, and closes before the number.
pub(super) fn in_definition(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    const SHORT: usize = 3;
    let (page, first) = (scene.page, scene.quantity().first);
    let bracket = |i: &usize| matches!(page.mark(*i), b'(' | b')');
    let open = (scene.local.first..at.first).rfind(bracket).filter(|&i| page.is(i, b'('));
    let close = (at.last..first.max(at.last)).find(bracket).filter(|&i| page.is(i, b')'));
    let Some((open, close)) = open.zip(close) else { return false };
    let counted = scene.local.quantities.iter().any(|q| q.first > open && q.last <= close);
    // "Уровень безработицы в России (отношение …)": whose it is may stand between.
    let whose = |i: usize| page.one_of(i, &[Link::In, Link::Of, Link::The]) || covering(scene.areas(), i).is_some();
    let named = |i: &At<IndicatorWord>| i.last <= open && (i.last..open).all(whose);
    close - open > SHORT && !counted && scene.indicators().iter().any(named)
}

/// "Imports from Russia, most of them oil and coal, rose by 1 %", "investment, driven by housing, rose by 18 %": whether an
/// indicator stands in what commas set apart between a subject and its verb.
pub(super) fn set_apart(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    const REACH: usize = 8;
    let (page, first) = (scene.page, scene.quantity().first);
    let verb = |i: usize| {
        page.any(i, Reading::CHANGE, |m| matches!(m.reading, Reading::Change(c) if c.kind == ChangeKind::Verb))
            || page.any(i, Reading::STATUS, |m| matches!(m.reading, Reading::Status(_, StatusKind::Verb)))
    };
    let comma = |i: &usize| page.is(*i, b',');
    let from = scene.before().iter().rfind(|q| q.last <= at.first).map_or(scene.local.first, |q| q.last);
    let close = (at.last..first.min(at.last + REACH)).find(|i| comma(i) && (i + 1..i + 4).any(verb));
    let Some(close) = close.filter(|close| (at.last..*close).all(|i| !verb(i))) else { return false };
    let strong = |i: &&At<IndicatorWord>| i.what.strength == Strength::Strong && i.first >= from;
    let subject = within(&scene.mentions.indicators, from, at.first).iter().find(strong);
    let Some(subject) = subject else { return false };
    let open = (subject.last..at.first).find(comma);
    // The subject has its own commas alone: a verb or another clause before the first ends what it is the subject of.
    let parts = |i: usize| verb(i) || page.is(i, b';') || page.link(i, Link::And);
    open.is_some_and(|open| {
        open - subject.last <= REACH && !(subject.last..open).any(parts) && !(open..close).any(verb)
    })
}
