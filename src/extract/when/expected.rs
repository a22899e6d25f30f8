//! What is expected or aimed at, of which the time at hand may be over.

use super::{Timed, open};
use crate::extract::discourse::Last;
use crate::extract::measure::{Kind, Measured};
use crate::extract::mention::within;
use crate::extract::scene::Scene;
use crate::extract::topic::Topic;
use crate::lang::Link;
use crate::model::{ObsStatus, Published, TimePeriod};

/// "We intend to bring it to $30 billion": the amount that is aimed at is none of a time that is over. "It has grown by 19.8 % in
/// ten months. Output will rise by 5.3 %": nor is what is foreseen, which goes on with the year of the forecasts before.
pub(super) fn not_over(scene: &Scene<'_>, topic: &Topic, measured: &Measured, status: ObsStatus, timed: &mut Timed) {
    let Some(over) = timed.period.filter(|p| !open(scene, *p)) else { return };
    // "The surplus was 62 billion yen. Economists had expected a deficit of 122 billion": what was expected of a run that has been
    // told of is of no other.
    let last = scene.discourse.recent(scene.local.index).filter(|l| l.period == Some(over));
    let told = |l: &Last| l.status == ObsStatus::Actual && l.word.indicator == topic.word.indicator;
    if status == ObsStatus::Forecast && last.is_some_and(told) && (passed(scene) || set_beside(scene)) {
        return;
    }
    if measured.kind == Kind::Level && scene.quantity().is_money() {
        timed.carried(None);
    } else if status == ObsStatus::Forecast
        && measured.kind == Kind::Growth
        && matches!(over.length(), Some(2 | 4 | 5 | 7..12))
    {
        timed.carried(scene.discourse.foreseen.filter(|p| open(scene, *p)));
    }
}

/// "Crecieron un 20,7 %, mientras que los analistas esperaban un 26,9 %": whether a clause of its own sets what was expected beside what
/// its sentence has told, and says of nothing that it moves.
fn set_beside(scene: &Scene<'_>) -> bool {
    let Some(before) = scene.previous() else { return false };
    let lead = scene.quantity().lead.max(before.last);
    let clause = (before.last..lead).any(|i| scene.page.is(i, b',') && scene.page.link(i + 1, Link::Clause));
    clause && within(scene.changes(), before.last, lead).iter().all(|c| c.what.direction == 0)
}

/// "Had expected": whether an auxiliary of the past stands before the word of the forecast.
fn passed(scene: &Scene<'_>) -> bool {
    let forecast =
        scene.statuses().iter().rfind(|s| s.what.0 == ObsStatus::Forecast && s.last <= scene.quantity().first);
    forecast.is_some_and(|s| (s.first.saturating_sub(2)..s.last).any(|i| scene.page.link(i, Link::Had)))
}

/// Whether a run is not over on the day of a text. Offices give the results of a year in its last days.
pub fn lies_open(period: TimePeriod, published: Published) -> bool {
    const LAST_DAYS: i64 = 10;
    let left = (period.last_day() - published.vintage()).num_days();
    left > if period.length() == Some(12) { LAST_DAYS } else { 0 }
}
