//! When: the period of a figure, and whether it has happened.

mod against;
mod aside;
mod before;
mod came;
mod carry;
mod day;
mod days;
mod decision;
mod expected;
mod fiscal;
mod market;
mod nearest;
mod noted;
mod pair;
mod point;
mod refer;
mod revised;
mod status;
mod step;
mod stocks;
mod turn;
mod years;

use crate::extract::measure::Measured;
use crate::extract::period::{Anchor, Expr, Period, Use, Year};
use crate::extract::quantity::{Counted, Quantity};
use crate::extract::scene::{Origin, Scene};
use crate::extract::sides::Sides;
use crate::extract::topic::Topic;
use crate::lang::Link;
use crate::model::{Area, ObsStatus, TimePeriod};
use aside::{accumulated, corrected, frame_of, fronts_base, labelled_aside, pluperfect, recalled, restates_aside};
use before::{
    based, before_at_hand, compare, earlier_forecast, follows, forecast_then, foreseen_from, gave_way, gave_way_to,
    mirrored, next_in_turn, part_of_run, replaced,
};
use came::{came_from, came_from_foreseen};
use carry::{carry, spread};
use day::{counted_so_far, flowed, gathered, moved_until_now, now, quoted, since_then, years_back};
use decision::{decided, set_behind};
use expected::{by_now, lies_ahead, not_over, of_clause_over, step, unfinished};
use fiscal::{fiscal_part, numbered, season};
use nearest::{in_bracket, nearest, owner};
use noted::{base_named, bracketed_time, inside_insertion, narrowed, opened_with, then_told};
use pair::{both_years, joined, over_both, paired};
use point::{point, runs_until, stands_alike, summed_over_year, year_on};
use refer::refer;
use turn::{as_planned, before_colon, in_turn};

pub use carry::on_a_day;
pub use day::{grown_from_new_year, heads_next, runs_from_new_year};
pub use days::{closes_days, ends_days, months_of_days};
pub use expected::lies_open;
pub use market::told_by_somebody;
pub use noted::noted;
pub use pair::{also, between};
pub use revised::moved_forecast;
pub use status::{continued, settle, status};
pub use step::last_step;
use years::points_beside;
pub use years::turn;

/// The period of a figure.
#[derive(Debug, Clone)]
pub struct Timed {
    /// The period.
    pub period: Option<TimePeriod>,
    /// The period of comparison, if the sentence names one.
    pub compared: Option<TimePeriod>,
    /// Where it stands.
    pub place: Option<(usize, usize)>,
    /// How it was found.
    pub origin: Origin,
    /// What relative expressions counted from.
    pub anchor: Anchor,
    /// Whether it is only a side glance at another time, after which the text goes on as before.
    pub aside: bool,
    /// Whether the sentence looks back at it, and the next one does no more.
    pub back: bool,
    /// Whether it opens the sentence, so that the line goes on with it.
    pub frames: bool,
    /// Whether it is the step from one month to the next.
    pub step: bool,
    /// Whether it is a forecast that another has replaced.
    pub replaced: bool,
    /// Whether it is the end of a month or year that has not come yet.
    pub ends: bool,
    /// Whether it is the day on which a report tells of what was traded.
    pub quoted: bool,
    /// Whether it is the year of a harvest that is in before the year is over, or what has been counted of the year to a day.
    pub gathered: bool,
}

impl Timed {
    /// No period yet, with what relative expressions count from.
    fn unknown(anchor: Anchor) -> Self {
        Self {
            period: None,
            compared: None,
            place: None,
            origin: Origin::Absent,
            anchor,
            aside: false,
            back: false,
            frames: false,
            step: false,
            replaced: false,
            ends: false,
            quoted: false,
            gathered: false,
        }
    }

    /// A period that is not the sentence's own.
    fn carried(&mut self, period: Option<TimePeriod>) {
        self.period = period;
        if period.is_some() {
            self.origin = Origin::Carried;
        }
    }

    /// The period that a legend tells, if there is one.
    fn told_by(&mut self, legend: Option<TimePeriod>) {
        if legend.is_some() {
            self.carried(legend);
            self.aside = true;
        }
    }
}

/// Finds the period of a quantity.
pub fn find(scene: &Scene<'_>, topic: &Topic, measured: &Measured, sides: &Sides, status: ObsStatus) -> Timed {
    let ahead = matches!(status, ObsStatus::Forecast | ObsStatus::Target);
    let mut anchor = scene.discourse.anchor(years_of(scene, sides), ahead);
    let own = own_time(scene, topic, status, &anchor);
    anchor.ahead = own.map_or(anchor.ahead, |own| lies_ahead(scene, own, anchor.ahead));
    anchor.period = own.and_then(|own| frame_of(scene, own, &anchor)).or(anchor.period);
    own.iter().for_each(|own| refer(scene, own, &mut anchor));
    let mut timed = Timed::unknown(anchor);
    match own {
        _ if now(scene, topic, measured, own) || since_then(scene) => {}
        _ if let Some(base) = base_named(scene, &timed.anchor) => {
            timed.carried(Some(base));
            timed.aside = true;
        }
        _ if let Some(period) = of_bracketed(scene, topic) => timed.carried(Some(period)),
        _ if let Some((first, _)) = both_years(scene) => timed.carried(Some(first)),
        _ if spread(scene, &timed.anchor).is_some() => timed.carried(spread(scene, &timed.anchor)),
        // "The board decided on 13 February to cut the rate from 16 to 15.5 %": the day is that of the new rate.
        Some(own) if gave_way(scene, topic) && (owner(scene, own) != Some(scene.n) || gave_way_to(scene)) => {}
        Some(own) => stated(scene, own, (topic, measured, status), &mut timed),
        None if gave_way(scene, topic) || replaced(scene, topic) || standing_target(scene, topic, status) => {}
        None if set_behind(scene, topic, scene.local.first) => decided(scene, topic, status, &mut timed),
        None => {
            let turn = || in_turn(scene, &timed.anchor);
            match distributed(scene).or_else(turn).or_else(|| quoted(scene, topic, measured)) {
                Some(period) => {
                    timed.carried(Some(period));
                    timed.aside |= matches!(period, TimePeriod::Day(_));
                }
                None => carry(scene, topic, measured, sides, &mut timed),
            }
            if ahead {
                not_over(scene, topic, measured, status, &mut timed);
            }
            if timed.period.is_none() {
                decided(scene, topic, status, &mut timed);
                follows(scene, ahead, &mut timed);
                timed.period = timed.period.or_else(|| as_planned(scene, topic, status));
            }
        }
    }
    let so_far = counted_so_far(scene, topic, measured, own, &mut timed);
    timed.told_by(moved_until_now(scene, topic, measured, status).or_else(|| explained(scene, own)));
    timed.anchor.period = timed.period.or(timed.anchor.period);
    compare(scene, measured, &mut timed);
    if own.is_some_and(|own| unfinished(scene, own, measured, status, &timed)) || by_now(scene, measured, own, &timed) {
        timed.period = None;
    }
    let told = timed.period;
    // "The flash reading was 1.9 %, after 2.2 %".
    let measured_then = matches!(status, ObsStatus::Actual | ObsStatus::Estimate);
    if measured_then && own.is_none_or(|own| owner(scene, own) != Some(scene.n)) {
        came_from(scene, topic, &mut timed);
    }
    beside_others(scene, (topic, measured, status), (own, told), &mut timed);
    came_from_foreseen(scene, own, &mut timed);
    over_both(scene, topic, measured, &mut timed);
    timed.gathered = so_far || gathered(scene, topic, &timed);
    timed
}

/// What a time is beside those of other numbers: of a pair, of a series, of a forecast that has moved, of points, of years in turn.
fn beside_others(
    scene: &Scene<'_>,
    (topic, measured, status): (&Topic, &Measured, ObsStatus),
    (own, told): (Option<&Period>, Option<TimePeriod>),
    timed: &mut Timed,
) {
    paired(scene, topic, status, (own, told), timed);
    next_in_turn(scene, own, status, timed);
    earlier_forecast(scene, own, timed);
    forecast_then(scene, topic, own, timed);
    foreseen_from(scene, own, timed);
    mirrored(scene, timed);
    stands_alike(scene, topic, measured, timed);
    summed_over_year(scene, topic, measured, timed);
    points_beside(scene, measured, own, status, timed);
}

/// "834 million tonnes since January (-6.7 %)": a growth in brackets directly behind the amount that grew has the time of that.
fn of_bracketed(scene: &Scene<'_>, topic: &Topic) -> Option<TimePeriod> {
    let (page, number) = (scene.page, scene.quantity());
    let told = scene.told().filter(|l| l.word.indicator == topic.word.indicator && l.counted != number.counted)?;
    let open = number.lead.checked_sub(1).filter(|&i| page.is(i, b'('))?;
    let behind = scene.previous().is_some_and(|q| q.last == open);
    let close = (number.last..scene.local.last).find(|&i| page.is(i, b')'))?;
    let own = |p: &Period| p.first > open && p.last <= close && p.used == Use::When;
    told.period
        .filter(|p| p.length().is_some() && behind && number.is_percent() && !scene.local.periods.iter().any(own))
}

/// The expression of time that a list ties to the number.
fn listed_time<'s>(scene: &Scene<'s>) -> Option<&'s Period> {
    scene.lists.periods.get(scene.n).copied().flatten().map(|i| &scene.local.periods[i])
}

/// The expression of time that the number has in its sentence.
fn own_time<'s>(scene: &Scene<'s>, topic: &Topic, status: ObsStatus, anchor: &Anchor) -> Option<&'s Period> {
    let listed = listed_time(scene).filter(|p| p.used != Use::Compared);
    // What stands behind a forecast that has been moved is its time; what stands before it is when that was done.
    let foreseen = || {
        let (_, last) = moved_forecast(scene)?;
        scene.local.periods.iter().find(|p| p.first >= last && p.used == Use::When)
    };
    let own = listed
        .or_else(|| noted(scene))
        .or_else(|| joined(scene))
        .or_else(foreseen)
        .or_else(|| nearest(scene, topic, scene.discourse.running(scene.local.index).is_some()))
        .or_else(|| before_colon(scene));
    let own = own.filter(|own| !standing_target(scene, topic, status) || owner(scene, own) == Some(scene.n));
    // What is aimed at is none of the time of a number that has been reached.
    let before = |own: &Period| scene.before().iter().any(|q| own.last <= q.first);
    let reached = |own: &Period| {
        let other = owner(scene, own).is_some_and(|i| i < scene.n) || before(own);
        other && anchor.resolve(own.expr).is_some_and(|p| !open(scene, p))
    };
    let own = own.filter(|own| status != ObsStatus::Forecast || !of_clause_over(scene, own, anchor));
    let own = own.filter(|own| status != ObsStatus::Target || scene.quantity().is_percent() || !reached(own));
    own.map(|own| opened_with(scene, own, anchor).or_else(|| narrowed(scene, own, anchor)).unwrap_or(own))
}

/// "In brackets the first half of last year": the time that a legend gives to numbers alone in brackets behind others.
fn explained(scene: &Scene<'_>, own: Option<&Period>) -> Option<TimePeriod> {
    let Quantity { lead, last, counted, .. } = *scene.quantity();
    let open = lead.checked_sub(1).filter(|&i| scene.page.is(i, b'(') && scene.page.is(last, b')'))?;
    let shares = matches!(counted, Counted::Scaled | Counted::Bare);
    let behind = scene.previous().is_some_and(|q| q.last == open && (q.counted == counted || shares));
    // Of a forecast the legend says when it was made before.
    let foreseen = scene.discourse.last.as_ref().is_some_and(|l| l.status == ObsStatus::Forecast);
    let behind = behind && !foreseen;
    scene.discourse.legend.filter(|_| behind && own.is_none_or(|own| own.last < open))
}

/// "The official target is 3%": an inflation target stands until it is changed, whatever year the text speaks of. "This year's targets are: growth of 5 %, inflation of 2 %" sets one for the year that stands before the colon.
fn standing_target(scene: &Scene<'_>, topic: &Topic, status: ObsStatus) -> bool {
    if status != ObsStatus::Target || !matches!(topic.word.indicator.code(), "inflation" | "core_inflation") {
        return false;
    }
    // "The target for the end of 2026 is 16 %": nor does one to which a time is tied.
    let lead = scene.quantity().lead;
    let tied = |p: &Period| p.last <= lead && scene.page.before_is(p.first, Link::For);
    let aims = |p: &Period| scene.statuses().iter().any(|s| s.what.0 == ObsStatus::Target && s.last < p.first);
    if scene.local.periods.iter().any(|p| tied(p) && aims(p)) {
        return false;
    }
    let colon = (scene.local.first..lead).rfind(|&i| scene.page.is(i, b':'));
    let named = |colon: usize| scene.statuses().iter().any(|s| s.what.0 == ObsStatus::Target && s.last <= colon);
    let dated = |colon: usize| scene.local.periods.iter().any(|p| p.last <= colon && p.used != Use::Said);
    !colon.is_some_and(|colon| named(colon) && dated(colon))
}

/// "Forecasts for 2025 and 2026:" above lines of two numbers each: the periods of a heading in their order.
fn distributed(scene: &Scene<'_>) -> Option<TimePeriod> {
    let discourse = scene.discourse;
    let end = scene.lists.ends[scene.n];
    let start = scene.lists.ends.iter().position(|e| *e == end)?;
    let below = scene.local.index > discourse.frame_sentence && discourse.framed(scene.local.index).is_some();
    let fits = discourse.frames.len() >= 2 && end + 1 - start == discourse.frames.len();
    discourse.frames.get(scene.n - start).copied().filter(|_| below && fits)
}

/// The period that the sentence itself states.
fn stated(scene: &Scene<'_>, own: &Period, said: (&Topic, &Measured, ObsStatus), timed: &mut Timed) {
    let (topic, measured, status) = said;
    let quantity = scene.quantity();
    let resolved = timed
        .anchor
        .resolve(years_back(scene, own, timed.anchor.ahead))
        .map(|p| before_at_hand(scene, own, &timed.anchor, p))
        .map(|p| if reached_by(scene, own, &timed.anchor, p) { p.plus_years(1) } else { p });
    let fiscal = || fiscal_part(scene, own, &timed.anchor).or_else(|| numbered(scene, own, &timed.anchor));
    let resolved = season(scene, own, topic).or_else(fiscal).or(resolved);
    timed.period = resolved.map(|p| point(scene, p, (own, &timed.anchor), topic, measured));
    timed.step = step(scene, own, measured);
    year_on(scene, own, measured, timed);
    if timed.step
        && let Some(TimePeriod::Months { first, count }) = timed.period
    {
        timed.period = Some(TimePeriod::month(first.plus(count as i32 - 1)));
    }
    timed.place = Some(own.place());
    timed.origin = if scene.distance(own.place()) < 14 { Origin::Clause } else { Origin::Sentence };
    timed.back = pluperfect(scene, timed);
    // "It was worse in autumn: in ten months trade had fallen by": so does one that opens what a colon introduces.
    let introduced = (own.first.saturating_sub(3)..own.first).any(|i| scene.page.is(i, b':'));
    // "501 billion, up 3.7 %; in December up 0.9 %": one behind another number opens nothing.
    let opens = own.first <= scene.local.first + 6 && scene.before().iter().all(|q| q.first >= own.last);
    timed.frames = own.last <= quantity.first && (opens || introduced);
    timed.ends = matches!(own.expr, Expr::End(_)).then_some(timed.period).flatten().is_some_and(|p| open(scene, p));
    timed.aside = is_aside(scene, own, (topic, status), timed);
}

/// Whether a time is only a side glance of its sentence.
fn is_aside(scene: &Scene<'_>, own: &Period, (topic, status): (&Topic, ObsStatus), timed: &Timed) -> bool {
    looks_aside(own.expr)
        || in_bracket(scene)
        || bracketed_time(scene, own)
        // "It raised its rate in February. Unemployment is stuck at 15.5 %": the month of a decision is that of an event.
        || topic.word.indicator.code() == "policy_rate" && timed.period.is_some_and(|p| p.length() == Some(1))
        || then_told(scene).is_some_and(|then| then.place() == own.place())
        || scene.insertion().is_some_and(|close| own.last <= close && inside_insertion(scene, own))
        || restates_aside(scene)
        || fronts_base(scene, own)
        || recalled(scene)
        || corrected(scene, timed)
        || accumulated(scene, topic, timed)
        || labelled_aside(scene, own, timed)
        || based(scene, scene.quantity())
        || scene.page.comes_after(scene.quantity().lead)
        || part_of_run(scene, own) && !opens_paragraph(scene, own)
        || status == ObsStatus::Target
        || matches!(own.used, Use::By | Use::Toward) && status == ObsStatus::Forecast
        // "It will stay above 3 percent until the end of the year": so does how long it lasts.
        || matches!(own.expr, Expr::End(_)) && scene.page.before_is(own.first, Link::Until) && !flowed(topic, status)
}

/// "¶ In December alone it was in surplus": whether a time opens a paragraph of prose, which then goes on with it.
fn opens_paragraph(scene: &Scene<'_>, own: &Period) -> bool {
    const SHORT: usize = 16;
    let line = scene.page.lines[scene.discourse.line];
    own.first <= line.first + 2
        && own.last <= scene.quantity().first
        && line.after_blank
        && line.last - line.first > SHORT
}

/// "It should slow to 4 percent by March", said in August: what lies ahead is not reached by a month that is over.
fn reached_by(scene: &Scene<'_>, own: &Period, anchor: &Anchor, period: TimePeriod) -> bool {
    let month = matches!(own.expr, Expr::Months { from, to, year: Year::Open } if from == to);
    anchor.ahead && month && matches!(own.used, Use::By | Use::Toward) && !open(scene, period)
}

/// Whether a period was not over when the document was published.
fn open(scene: &Scene<'_>, period: TimePeriod) -> bool {
    scene.discourse.published.is_some_and(|day| lies_open(period, day))
}

/// Whose years are counted in: for the trade of two those of the country that the text is about, where these are no calendar years.
fn years_of(scene: &Scene<'_>, sides: &Sides) -> Option<Area> {
    let home = scene.discourse.main.filter(|m| sides.counterpart == Some(*m) && m.fiscal_year_start() > 1);
    home.or(sides.area)
}

/// Expressions that look aside: a year earlier, the same period of another year. "A year later" goes on.
pub fn looks_aside(expr: Expr) -> bool {
    matches!(expr, Expr::YearsAgo(1..) | Expr::Before | Expr::WeeksAgo(_) | Expr::Same(_) | Expr::Vague)
}
