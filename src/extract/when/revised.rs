//! Forecasts that a verb moves, named behind the numbers by which and to which it moves them; what a release revises or tells first.

use super::Timed;
use super::against::behind_from;
use super::day::year_to_date;
use crate::extract::mention::{At, within};
use crate::extract::scene::Scene;
use crate::extract::topic::Topic;
use crate::lang::{ChangeKind, Link, Match, Reading, StatusKind, Strength};
use crate::model::{Indicator, ObsStatus, TimePeriod};

/// "El banco elevó el mes pasado en dos décimas, hasta el 2,6 %, su previsión de crecimiento para 2025": the place of the forecast
/// that stands behind the numbers of its sentence as the object of the verb before them, where nothing else is told there.
pub fn moved_forecast(scene: &Scene<'_>) -> Option<(usize, usize)> {
    const REACH: usize = 14;
    let (page, first, number) = (scene.page, scene.local.first, scene.quantity());
    let noun = |s: &&At<(ObsStatus, StatusKind)>| {
        s.what == (ObsStatus::Forecast, StatusKind::Noun) && s.first >= number.last && s.first - number.last <= REACH
    };
    let noun = scene.statuses().iter().find(noun)?;
    let turns = |m: &Match| matches!(m.reading, Reading::Change(c) if c.direction != 0 && c.kind == ChangeKind::Verb);
    let moves = |i: usize| page.one_of(i, &[Link::Decides, Link::Revised]) || page.at(i).iter().any(turns);
    let lead = scene.local.quantities[0].lead;
    let verb = (first..lead).any(moves);
    let told = within(&scene.mentions.indicators, first, noun.first);
    let other = told.iter().any(|i| i.what.strength == Strength::Strong && i.last <= noun.first);
    // "Grew by 5.4 %, beating expectations": nor is a forecast that what has been told is set against moved by its verb.
    const APART: [Link; 6] = [Link::Clause, Link::Meets, Link::Against, Link::Than, Link::Compare, Link::Exceed];
    let against = |i: usize| page.one_of(i, &APART) || i + 1 == noun.first && page.link(i, Link::At);
    let parted = (number.last..noun.first).any(|i| page.is(i, b';') || against(i));
    (verb && !other && !parted).then(|| noun.place())
}

/// Whether the number is what a revision replaces: it came from it, or a verb of revision leads to the next number.
pub(super) fn was_revised(scene: &Scene<'_>) -> bool {
    scene.says(Link::Revised) && (behind_from(scene) || revised_away(scene))
}

/// "Imports, reported at $71.6 billion before, were revised to $71.5 billion": what a verb of revision that leads to the next number
/// replaces was an estimate.
fn revised_away(scene: &Scene<'_>) -> bool {
    let (page, number) = (scene.page, scene.quantity());
    let Some(next) = scene.next().filter(|q| q.counted == number.counted) else { return false };
    let verb = |i: usize| page.link(i, Link::Revised);
    let said = |i: usize| page.link(i, Link::Said);
    (next.lead.saturating_sub(1)..next.first).any(|i| page.link(i, Link::To))
        && (number.last..next.lead).any(verb)
        && (scene.local.first..number.lead).any(said)
}

/// "Prices rose by 3.1 % in October, a flash estimate shows. Energy rose by 2 %": what a text goes on to say of the same thing
/// in the same month or quarter is of the same release.
pub(super) fn of_one_release(scene: &Scene<'_>, topic: &Topic, timed: &Timed) -> bool {
    let prices = |i: Indicator| matches!(i.code(), "inflation" | "core_inflation");
    // "По предварительным данным, ВВП вырос на 6,5%. ВВП на душу населения — 39 млн": so is each one's part of an economy beside the whole.
    let accounts = |i: Indicator| matches!(i.code(), "gdp" | "gdp_per_capita");
    // "Reported at 71.6 billion, it was revised to 71.5": nor is what has been revised.
    let anew = scene.says(Link::Revised) && scene.told().is_some_and(|l| l.status == ObsStatus::Estimate);
    let indicator = topic.word.indicator;
    let alike = |of: Indicator| prices(of) && prices(indicator) || of.code() == "gdp" && accounts(indicator);
    // "For the first nine months the economy is 0.8 % larger": so is the year to date that ends with the quarter.
    let within = |p: TimePeriod| timed.period == Some(p) || timed.period.is_some() && timed.period == year_to_date(p);
    scene
        .discourse
        .estimated
        .is_some_and(|(of, period)| within(period) && !timed.aside && !anew && (of == indicator || alike(of)))
}
