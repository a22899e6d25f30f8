//! Forecasts that a verb moves, named behind the numbers by which and to which it moves them.

use crate::extract::mention::{At, within};
use crate::extract::scene::Scene;
use crate::lang::{ChangeKind, Link, Match, Reading, StatusKind, Strength};
use crate::model::ObsStatus;

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
