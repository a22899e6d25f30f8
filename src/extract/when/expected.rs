//! What is expected or aimed at, of which the time at hand may be over.

use super::before::based;
use super::nearest::owner;
use super::{Timed, open};
use crate::extract::discourse::Last;
use crate::extract::measure::{Kind, Measured};
use crate::extract::mention::{At, within};
use crate::extract::period::{Anchor, Expr, Period, Use};
use crate::extract::quantity::Counted;
use crate::extract::scene::Scene;
use crate::extract::topic::Topic;
use crate::lang::{Change, ChangeKind, Link, Time};
use crate::model::{ObsStatus, Published, TimePeriod};

/// "We intend to bring it to $30 billion": the amount that is aimed at is none of a time that is over. "It has grown by 19.8 % in
/// ten months. Output will rise by 5.3 %": nor is what is foreseen, which goes on with the year of the forecasts before.
pub(super) fn not_over(scene: &Scene<'_>, topic: &Topic, measured: &Measured, status: ObsStatus, timed: &mut Timed) {
    let Some(over) = timed.period.filter(|p| !open(scene, *p)) else { return };
    // "The surplus was 62 billion yen. Economists had expected a deficit of 122 billion": what was expected of a run that has been
    // told of is of no other.
    let last = scene.discourse.recent(scene.local.index).filter(|l| l.period == Some(over));
    // "They had forecast a rise in exports and a fall in imports, for a deficit of 280 billion": nor is what goes with it.
    let too = |l: &Last| l.sentence == scene.local.index && l.status == ObsStatus::Forecast;
    let told = |l: &Last| l.status == ObsStatus::Actual && l.word.indicator == topic.word.indicator || too(l);
    if status == ObsStatus::Forecast && last.is_some_and(told) && (passed(scene) || set_beside(scene)) {
        return;
    }
    let told = scene.told().filter(|l| l.period == Some(over) && l.status == ObsStatus::Actual);
    let next = (over.length() == Some(12)).then(|| over.plus_years(1)).filter(|p| open(scene, *p));
    // Nor is the harvest that a ministry foresees the record of which the text has told.
    let harvest = topic.word.indicator.code() == "grain_harvest" && status == ObsStatus::Forecast;
    // "We keep our target of 10 billion": the currency may be left out.
    let scaled = status == ObsStatus::Target && scene.quantity().counted == Counted::Scaled;
    if measured.kind == Kind::Level && (scene.quantity().is_money() || scaled || harvest) {
        timed.carried(None);
    } else if status == ObsStatus::Forecast && told.is_some() && of_other(scene) && next.is_some() {
        timed.carried(next);
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
    // "Kazakhstan sold 13 million tonnes, while the EU means to ship 31" is foreseen of somebody else.
    clause && !of_other(scene) && within(scene.changes(), before.last, lead).iter().all(|c| c.what.direction == 0)
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

/// What has been reached "this year" has not reached the year's end: the run is not said.
pub(super) fn unfinished(
    scene: &Scene<'_>,
    own: &Period,
    measured: &Measured,
    status: ObsStatus,
    timed: &Timed,
) -> bool {
    // "So far this year exports have risen": the same goes for a growth that a verb of the past tells.
    let past = |c: &At<Change>| Some(c.place()) == measured.place && c.what.past;
    // "From 2.79 million in 2024 to 2.95 million this year" speaks of the whole of it.
    let paired = scene.lists.is_new(scene.n) && !scene.changes().iter().any(past);
    // "268 billion is projected, as against 225 billion for this year": so does what a forecast is set against.
    let foreseen = scene.discourse.last.as_ref().is_some_and(|l| {
        l.sentence == scene.local.index && matches!(l.status, ObsStatus::Forecast | ObsStatus::Target)
    });
    let against = foreseen && based(scene, scene.quantity());
    // "It rises to 7.5 % this year and falls to 7.3 % in 2026": so does what a sentence foresees beside the next year.
    let next = |p: &Period| {
        let ahead =
            |p: TimePeriod| p.length() == Some(12) && timed.period.is_some_and(|own| own.last_day() < p.first_day());
        p.used == Use::When && timed.anchor.resolve(p.expr).is_some_and(ahead)
    };
    // "520 billion, after 502 billion this year": nor is what a whole year is set beside.
    let beside = scene.page.before_is(scene.quantity().lead, Link::After)
        && scene
            .discourse
            .said
            .last()
            .is_some_and(|said| said.1.is_some_and(|p| p.length() == Some(12) && open(scene, p)));
    let goes_on = beside || scene.local.periods.iter().any(next) && !scene.changes().iter().any(|c| c.what.past);
    // "This year 200,000 guests have come, a growth of 30 percent": so far has what else the sentence says of it.
    let told = scene.told().is_some_and(|l| l.period.is_none() && l.status == ObsStatus::Actual);
    let so_far = told && scene.before().iter().any(|q| q.first >= own.last);
    !paired
        && !against
        && !goes_on
        && matches!(own.expr, Expr::Relative { months: 12, offset: 0 })
        && status == ObsStatus::Actual
        && (matches!(measured.kind, Kind::Level | Kind::Change) || so_far || scene.changes().iter().any(past))
        && timed.period.is_some_and(|p| open(scene, p))
}

/// "From October to November prices rose": the step from the one to the other.
pub(super) fn step(scene: &Scene<'_>, own: &Period, measured: &Measured) -> bool {
    let next = matches!(own.expr, Expr::Months { from, to, .. } if to == from + 1);
    let from = own.first.checked_sub(1).is_some_and(|i| scene.page.one_of(i, &[Link::From, Link::Between]));
    // "De 5,0 à 4,9 % entre septembre et octobre" has a number for each.
    let pair = scene.lists.in_pair(scene.n);
    next && !pair && from && matches!(measured.kind, Kind::Growth | Kind::Change)
}

/// "What is the plan for this year? – 3.8 percent of GDP": an answer is of what the question asks for. One that tells of what is over
/// answers no more than how it was: "Will there be more guests? Last year 2.2 million came".
pub(super) fn asked(scene: &Scene<'_>) -> Option<(ObsStatus, usize)> {
    let over = |p: &Period| {
        let resolved = scene.discourse.anchor(None, false).resolve(p.expr);
        resolved.zip(scene.discourse.published).is_some_and(|(p, day)| p.last_day() < day.vintage())
    };
    let next = |from: usize| scene.local.index == from + 1 && !scene.local.periods.iter().any(over);
    scene.discourse.asked.filter(|(_, from)| next(*from))
}

/// "It will grow by 0.3 % in 2025. The deficit stays at 4.6 % of GDP": whether a ratio to GDP is one of a year that the text has foreseen.
pub(super) fn of_foreseen(scene: &Scene<'_>, topic: &Topic, timed: &Timed) -> bool {
    let year = timed.period.filter(|p| p.length() == Some(12));
    topic.ratio && year.is_some() && scene.discourse.foreseen == year && !timed.aside && !timed.back
}

/// "Kazakhstan sold 13 million tonnes last season, while the EU means to ship 31": whether a time that is over stands before a number of
/// the clause before, so that what is foreseen in a new one is not of it.
pub(super) fn of_clause_over(scene: &Scene<'_>, own: &Period, anchor: &Anchor) -> bool {
    let over = || anchor.resolve(own.expr).is_some_and(|p| !open(scene, p));
    scene.previous().is_some_and(|before| own.last <= before.lead) && new_clause(scene) && over()
}

/// Whether a new clause stands between the number before and the number.
fn new_clause(scene: &Scene<'_>) -> bool {
    let clause = |i: usize| scene.page.is(i, b',') && scene.page.link(i + 1, Link::Clause);
    scene.previous().is_some_and(|before| (before.last..scene.quantity().lead).any(clause))
}

/// Whether a new clause before the number names an area of its own.
fn of_other(scene: &Scene<'_>) -> bool {
    let (lead, told) = (scene.quantity().lead, scene.told().and_then(|l| l.area));
    let from = scene.previous().map_or(scene.local.first, |q| q.last);
    let named = within(scene.areas(), from, lead);
    new_clause(scene) && named.iter().any(|a| !a.what.in_title && Some(a.what.area) != told)
}

/// "It had shot up to 52.9 % in the first half of 2024, and is now at 31.6 %": whether a word for "now" stands between a number and a time that is
/// over, so that the rate is none of that.
pub(super) fn by_now(scene: &Scene<'_>, measured: &Measured, own: Option<&Period>, timed: &Timed) -> bool {
    let from = scene.previous().map_or(scene.local.first, |q| q.last);
    let today = (from..scene.quantity().lead).rfind(|&i| scene.page.time(i, Time::Today) && !scene.page.dated(i));
    let level = matches!(measured.kind, Kind::Level | Kind::Share) && scene.quantity().is_percent();
    let told = || scene.told().is_some_and(|l| l.period == timed.period);
    let earlier = |today: usize| own.map_or_else(told, |own| own.last <= from && own.first < today);
    level && today.is_some_and(earlier) && timed.period.is_some_and(|p| !open(scene, p))
}

/// "For 2025 the law plans a deficit of 1.2 billion. Amendments raise it to 3.8": what a verb of the present says of the subject of a
/// forecast, which the sentence takes up without its name, is of the time that has been foreseen.
pub(super) fn amended(scene: &Scene<'_>, topic: &Topic) -> Option<TimePeriod> {
    let last = scene.discourse.last.as_ref().filter(|l| l.status == ObsStatus::Forecast && topic.place.is_none())?;
    let next = last.line == scene.discourse.line && last.sentence + 1 == scene.local.index;
    let moves = |c: &At<Change>| c.what.kind == ChangeKind::Verb && c.what.direction != 0 && !c.what.past;
    let verb = || within(scene.changes(), scene.local.first, scene.quantity().lead).last().is_some_and(moves);
    let same = last.word.indicator == topic.word.indicator && scene.before().is_empty();
    last.period.filter(|p| next && same && verb() && scene.discourse.published.is_some_and(|day| lies_open(*p, day)))
}

/// Whether the time of a number lies ahead: "raised its year-end forecast to 24 % from 21 %" has both as far ahead; "is seen growing 7.4 %, after
/// 8 % in April-September" has no more than the first so, and what beats a forecast has been measured.
pub(super) fn lies_ahead(scene: &Scene<'_>, own: &Period, ahead: bool) -> bool {
    let behind = || owner(scene, own) == Some(scene.n) && scene.page.comes_after(scene.quantity().lead);
    (ahead || came_from_forecast(scene, own)) && !of_measured(scene, own) && !behind()
}

/// Whether the number is what the forecast before it has come from, and the time that stands before both is theirs.
fn came_from_forecast(scene: &Scene<'_>, own: &Period) -> bool {
    let last = scene.discourse.last.as_ref().filter(|l| l.sentence == scene.local.index);
    let both = scene.previous().is_some_and(|q| own.last <= q.first);
    both && last.is_some_and(|l| l.status == ObsStatus::Forecast) && scene.page.comes_from(scene.quantity().lead)
}

/// "Pay rose by 8.6 % in December, beating the 7.2 % expected": whether a period is that of a number before that has been
/// measured, so that what was foreseen of it lies no further ahead.
fn of_measured(scene: &Scene<'_>, own: &Period) -> bool {
    let number = owner(scene, own).filter(|i| *i < scene.n).and_then(|i| scene.local.quantities.get(i));
    // "In December output fell by 1.5 %, beating expectations of 1.7 %": so is one with which the sentence opens before both.
    let fronted = || scene.previous().filter(|_| scene.before().iter().all(|q| own.last <= q.first));
    let said = |first: usize| scene.discourse.said.iter().any(|s| s.0 == first && s.2 == ObsStatus::Actual);
    number.or_else(fronted).is_some_and(|number| said(number.first))
}
