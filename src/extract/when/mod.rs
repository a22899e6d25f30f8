//! When: the period of a figure, and whether it has happened.

mod carry;
mod nearest;
mod status;

use crate::extract::measure::{Kind, Measured};
use crate::extract::mention::{At, within};
use crate::extract::period::{Anchor, EndOf, Expr, Period, Use, Year};
use crate::extract::quantity::Quantity;
use crate::extract::scene::{Origin, Scene};
use crate::extract::sides::Sides;
use crate::extract::topic::Topic;
use crate::lang::{Change, Link};
use crate::model::{Base, Indicator, IndicatorKind, ObsStatus, Published, TimePeriod, Transformation};
use carry::carry;
use chrono::NaiveDate;
use nearest::{in_bracket, nearest, owner};

pub use nearest::noted;
pub use status::{continued, settle, status};

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
    /// Whether it opens the sentence, so that the line goes on with it.
    pub frames: bool,
    /// Whether it is the step from one month to the next.
    pub step: bool,
    /// Whether it is a forecast that another has replaced.
    pub replaced: bool,
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
            frames: false,
            step: false,
            replaced: false,
        }
    }

    /// A period that is not the sentence's own.
    fn carried(&mut self, period: Option<TimePeriod>) {
        self.period = period;
        if period.is_some() {
            self.origin = Origin::Carried;
        }
    }
}

/// Finds the period of a quantity.
pub fn find(scene: &Scene<'_>, topic: &Topic, measured: &Measured, sides: &Sides, status: ObsStatus) -> Timed {
    let ahead = matches!(status, ObsStatus::Forecast | ObsStatus::Target);
    let mut anchor = scene.discourse.anchor(scene.found, sides.area, ahead);
    let listed = scene.lists.periods.get(scene.n).copied().flatten().map(|i| &scene.local.periods[i]);
    let own = listed.or_else(|| noted(scene)).or_else(|| nearest(scene, topic, scene.discourse.running(scene.local.index).is_some()));
    let own = own.filter(|own| !standing_target(topic, status) || owner(scene, own) == Some(scene.n));
    // What is aimed at is none of the time of a number that has been reached.
    let reached = |own: &Period| {
        owner(scene, own).is_some_and(|i| i < scene.n) && anchor.resolve(own.expr).is_some_and(|p| !open(scene, p))
    };
    let own = own.filter(|own| status != ObsStatus::Target || !scene.quantity().is_money() || !reached(own));
    anchor.period = own.and_then(|own| frame_of(scene, own, &anchor)).or(anchor.period);
    if let Some(own) = own {
        refer(scene, own, &mut anchor);
    }
    let mut timed = Timed::unknown(anchor);
    match own {
        Some(own) => stated(scene, own, (topic, measured, status), &mut timed),
        None if replaced(scene, topic) || standing_target(topic, status) => {}
        None => {
            match distributed(scene) {
                Some(period) => timed.carried(Some(period)),
                None => carry(scene, topic, measured, sides, &mut timed),
            }
            // "We intend to bring it to $30 billion": the amount that is aimed at is none of a time that is over.
            if ahead
                && measured.kind == Kind::Level
                && scene.quantity().is_money()
                && timed.period.is_some_and(|p| !open(scene, p))
            {
                timed.carried(None);
            }
            if timed.period.is_none() {
                decided(scene, topic, status, &mut timed);
            }
        }
    }
    if own.is_none() && runs_from_new_year(scene, topic) {
        timed.period = timed.period.or(timed.anchor.period).and_then(year_to_date);
    }
    timed.anchor.period = timed.period.or(timed.anchor.period);
    compare(scene, measured, &mut timed);
    if own.is_some_and(|own| unfinished(scene, own, measured, status, &timed)) {
        timed.period = None;
    }
    if status == ObsStatus::Actual && own.is_none_or(|own| owner(scene, own) != Some(scene.n)) {
        came_from(scene, &mut timed);
    }
    earlier_forecast(scene, own, &mut timed);
    mirrored(scene, &mut timed);
    timed
}

/// "Since the start of the year 646.8 million tonnes were carried": what flows is counted from January on, to the end of the
/// time of which the text speaks.
pub fn runs_from_new_year(scene: &Scene<'_>, topic: &Topic) -> bool {
    let new_year = |p: &&Period| p.used == Use::Since && matches!(p.expr, Expr::End(EndOf::Start { month: 1, .. }));
    let prices = topic.word.indicator.code().contains("inflation") || topic.word.indicator.code().contains("price");
    let nearest = scene.local.periods.iter().filter(new_year).map(|p| scene.distance(p.place())).min();
    topic.word.indicator.kind() == IndicatorKind::Flow && !prices && nearest.is_some_and(|distance| distance <= 25)
}

/// The months from January to the end of a run of months.
fn year_to_date(period: TimePeriod) -> Option<TimePeriod> {
    let TimePeriod::Months { first, count } = period else { return None };
    let last = first.plus(count as i32 - 1);
    TimePeriod::months(last.plus(1 - last.month() as i32), last.month())
}

/// "The official target is 3%": an inflation target stands until it is changed, whatever year the text speaks of.
fn standing_target(topic: &Topic, status: ObsStatus) -> bool {
    status == ObsStatus::Target && matches!(topic.word.indicator.code(), "inflation" | "core_inflation")
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

/// "Slowed to 8.0% from 8.2%": the month or quarter of a number behind "from" is the one before that of its pair; of
/// longer runs the text does not say which one it was.
fn came_from(scene: &Scene<'_>, timed: &mut Timed) {
    let quantity = scene.quantity();
    let led = |q: &Quantity| (q.lead.saturating_sub(1)..q.first).any(|i| scene.page.link(i, Link::To));
    let alike = |q: &Quantity| q.counted == quantity.counted;
    let to = |q: &Quantity| led(q) && alike(q);
    let after = |q: &Quantity| {
        let from = q.last + usize::from(scene.page.word(q.last) == ",");
        scene.page.link(from, Link::After) && quantity.lead == from + 1 && alike(q)
    };
    let behind = |q: &&Quantity| to(q) && quantity.lead - q.last <= 3 || after(q);
    let ahead = |q: &&Quantity| to(q) && q.lead - quantity.last <= 1;
    // "Plus 3.5 % after 3.4 %".
    let after = scene.previous().is_some_and(after);
    if !(scene.page.before_is(quantity.lead, Link::From) || after) || timed.compared.is_some() {
        return;
    }
    let period = match (scene.previous().filter(behind), scene.next().filter(ahead)) {
        (Some(_), _) => scene.discourse.said.last().and_then(|said| said.1),
        (None, Some(_)) => timed.period,
        (None, None) => return,
    };
    // What lies ahead is a forecast, which came from one of the same period, and so did what was revised.
    if period.is_some_and(|p| open(scene, p)) || scene.says(Link::Revised) {
        return;
    }
    let short = period.filter(|p| matches!(p.length(), Some(1 | 3)));
    timed.period = short.and_then(TimePeriod::previous);
    timed.aside = true;
}

/// "Up 24.8 % in ten months. The largest rise in the month was that of transport (3.5 %)": what grew on the month before grew
/// in the last month of the run of which the text speaks.
pub fn last_step(mut timed: Timed, measure: Transformation) -> Timed {
    if let (Origin::Carried, Some(TimePeriod::Months { first, count })) = (timed.origin, timed.period)
        && (4..12).contains(&count)
        && measure == Transformation::Growth(Base::PreviousPeriod)
    {
        timed.period = Some(TimePeriod::month(first.plus(count as i32 - 1)));
    }
    timed
}

/// The period that the sentence itself states.
fn stated(scene: &Scene<'_>, own: &Period, said: (&Topic, &Measured, ObsStatus), timed: &mut Timed) {
    let (topic, measured, status) = said;
    let quantity = scene.quantity();
    timed.period = timed.anchor.resolve(years_back(scene, own)).map(|p| point(scene, p, own, topic, measured));
    timed.step = step(scene, own, measured);
    if timed.step
        && let Some(TimePeriod::Months { first, count }) = timed.period
    {
        timed.period = Some(TimePeriod::month(first.plus(count as i32 - 1)));
    }
    timed.place = Some(own.place());
    timed.origin = if scene.distance(own.place()) < 14 { Origin::Clause } else { Origin::Sentence };
    timed.frames = own.last <= quantity.first && own.first <= scene.local.first + 6;
    timed.aside = looks_aside(own.expr)
        || in_bracket(scene)
        || based(scene, quantity)
        || status == ObsStatus::Target
        || matches!(own.used, Use::By | Use::Toward) && status == ObsStatus::Forecast;
}

/// "A year ago he spoke of 93 billion for January to October": the months are those of the year from which a sentence
/// sets out.
fn years_back(scene: &Scene<'_>, own: &Period) -> Expr {
    let opens = |p: &&Period| p.first <= scene.local.first + 1 && p.last < own.first;
    match (own.expr, scene.local.periods.first().filter(opens).map(|p| p.expr)) {
        (Expr::Months { from, to, year: Year::Open }, Some(Expr::YearsAgo(years))) => {
            Expr::Months { from, to, year: Year::Offset(-years) }
        }
        (expr, _) => expr,
    }
}

/// The period of comparison that the sentence names.
fn compare(scene: &Scene<'_>, measured: &Measured, timed: &mut Timed) {
    // "31 percent more than in 2020 and 14.6 percent above the level of 2019": a base stands behind its number.
    let behind_other =
        |p: &Period| scene.before().iter().any(|q| q.last <= p.first) && p.last <= scene.quantity().first;
    let cost = |p: &Period| scene.distance(p.place()) + if behind_other(p) { 8 } else { 0 };
    // "2.3 % in October, 0.1 points less than in September": what another number is less than is no base of this one.
    let end = scene.local.quantities[scene.lists.ends[scene.n]].last.max(scene.quantity().last);
    let of_next = |p: &Period| scene.local.quantities.iter().any(|q| q.first >= end && q.is_points() && q.last <= p.first);
    let bases = scene.local.periods.iter().filter(|p| is_base(scene, p) && !of_next(p)).map(|p| (cost(p), p));
    let Some((_, base)) = bases.min_by_key(|(cost, _)| *cost).filter(|(cost, _)| *cost < 25) else { return };
    timed.compared = timed.anchor.resolve(base.expr);
    // "8.2 percent on 2023" is the growth of the year after.
    let year_after = measured.kind == Kind::Growth && matches!(base.expr, Expr::Fixed(_) | Expr::Months { .. });
    if timed.period.is_none() && year_after {
        timed.period = timed.compared.map(|c| c.plus_years(1)).filter(|p| !open(scene, *p));
        timed.origin = Origin::Sentence;
    }
}

/// Whether figures are measured against an expression: one that is compared with, or one behind "towards" that is over.
fn is_base(scene: &Scene<'_>, period: &Period) -> bool {
    let over = || {
        let anchor = scene.discourse.anchor(scene.found, None, false);
        anchor.resolve(period.expr).is_some_and(|p| !open(scene, p))
    };
    period.used == Use::Compared || period.used == Use::Toward && over()
}

/// Whether a period was not over when the document was published.
fn open(scene: &Scene<'_>, period: TimePeriod) -> bool {
    scene.found.context.published.is_some_and(|d| period.last_day() > d.vintage())
}

/// What has been reached "this year" has not reached the year's end: the run is not said.
fn unfinished(scene: &Scene<'_>, own: &Period, measured: &Measured, status: ObsStatus, timed: &Timed) -> bool {
    // "So far this year exports have risen": the same goes for a growth that a verb of the past tells.
    let past = |c: &At<Change>| Some(c.place()) == measured.place && c.what.past;
    matches!(own.expr, Expr::Relative { months: 12, offset: 0 })
        && status == ObsStatus::Actual
        && (matches!(measured.kind, Kind::Level | Kind::Change) || scene.changes().iter().any(past))
        && timed.period.is_some_and(|p| open(scene, p))
}

/// "2.1% (Sept: 2.0%)": behind a forecast, a month in front of the number says when it was made; what it is about is
/// what the forecast before is about.
fn earlier_forecast(scene: &Scene<'_>, own: Option<&Period>, timed: &mut Timed) {
    let Some(last) =
        scene.discourse.last.as_ref().filter(|l| l.sentence == scene.local.index && l.status == ObsStatus::Forecast)
    else {
        return;
    };
    // "It now projects 4.9% this year, up from 4.6% in November": so does one behind what a forecast has come from.
    let from = scene.page.before_is(scene.quantity().lead, Link::From)
        && own.is_some_and(|own| owner(scene, own) == Some(scene.n));
    let month = own.is_some_and(|p| {
        matches!(p.expr, Expr::Months { from, to, .. } if from == to) && (from || scene.page.word(p.last) == ":")
    });
    let over = |p: TimePeriod| {
        p.length() == Some(12) || p.last_day() > timed.anchor.published.map_or(NaiveDate::MIN, Published::vintage)
    };
    if month && last.period.is_none_or(over) {
        timed.period = last.period;
        timed.aside = true;
        timed.replaced = true;
    }
}

/// The numbers of a list behind "from" are of the periods of the numbers that they were before.
fn mirrored(scene: &Scene<'_>, timed: &mut Timed) {
    let mirror = scene.lists.mirrors.get(scene.n).copied().flatten().map(|i| scene.local.quantities[i].first);
    let before = mirror.and_then(|first| scene.discourse.said.iter().find(|s| s.0 == first));
    if let Some((_, period @ Some(_), status)) = before {
        timed.period = *period;
        timed.aside = true;
        timed.replaced = *status == ObsStatus::Forecast;
    }
}

/// "From October to November prices rose": the step from the one to the other.
fn step(scene: &Scene<'_>, own: &Period, measured: &Measured) -> bool {
    let next = matches!(own.expr, Expr::Months { from, to, .. } if to == from + 1);
    let from = own.first.checked_sub(1).is_some_and(|i| scene.page.link(i, Link::From));
    next && from && matches!(measured.kind, Kind::Growth | Kind::Change)
}

/// Expressions that look aside: a year earlier, the same period of another year.
pub fn looks_aside(expr: Expr) -> bool {
    matches!(expr, Expr::YearsAgo(_) | Expr::Before | Expr::Same(_))
}

/// A number behind "from", "against", "after", "compared with" is a base, and so is one behind "after a fall of".
fn based(scene: &Scene<'_>, quantity: &Quantity) -> bool {
    let change = within(&scene.mentions.changes, quantity.lead.saturating_sub(3), quantity.lead).first();
    [Link::Against, Link::From, Link::Than].into_iter().any(|link| scene.page.before_is(quantity.lead, link))
        || change.is_some_and(|c| {
            let small = [Link::Have, Link::Article, Link::The];
            let from = (c.first.saturating_sub(2)..c.first).rev().find(|i| !scene.page.one_of(*i, &small));
            from.is_some_and(|i| scene.page.link(i, Link::Against))
        })
}

/// The rate that a decision replaces ("from 15% to 16%", "instead of 50%") has no period.
fn replaced(scene: &Scene<'_>, topic: &Topic) -> bool {
    let quantity = scene.quantity();
    let rate = topic.word.indicator.code() == "policy_rate";
    let instead = quantity.lead.checked_sub(2).is_some_and(|i| scene.page.link(i, Link::Instead));
    // What a rate moves by in points replaces nothing.
    rate && !quantity.is_points() && (based(scene, quantity) || instead)
}

/// A central bank's decision that the text does not date was taken on the day of the dateline or of publication.
fn decided(scene: &Scene<'_>, topic: &Topic, status: ObsStatus, timed: &mut Timed) {
    let last = scene.discourse.last.as_ref().filter(|l| l.line == scene.discourse.line);
    let rate = match topic.word.indicator.code() {
        "policy_rate" => true,
        "interest_rate" => last.is_some_and(|l| l.word.indicator.code() == "policy_rate"),
        _ => false,
    };
    if !rate || status != ObsStatus::Actual {
        return;
    }
    let head = scene.found.periods.iter().take_while(|p| scene.page.sentence_of(p.first) <= 6);
    let dateline = head
        .filter(|p| matches!(p.expr, Expr::Day { .. } | Expr::Fixed(TimePeriod::Day(_))))
        .find_map(|p| timed.anchor.resolve(p.expr));
    timed.carried(dateline.or_else(|| timed.anchor.published.and_then(Published::day).map(TimePeriod::Day)));
    timed.aside |= timed.period.is_some();
}

/// "Quoted at the October 2022 summit for the first half of that year": what an expression points back to is what its
/// sentence has named last, or for "the same period" what the number before is of.
fn refer(scene: &Scene<'_>, own: &Period, anchor: &mut Anchor) {
    match own.expr {
        Expr::Months { year: Year::That, .. } | Expr::That(_) => {
            let named = scene.local.periods.iter().rfind(|p| p.last <= own.first);
            anchor.mentioned = named.and_then(|p| anchor.resolve(p.expr)).or(anchor.mentioned);
        }
        Expr::Same(Year::Open) if own.used == Use::When => {
            let last = scene.discourse.recent(scene.local.index).filter(|l| !l.aside);
            anchor.period = last.and_then(|l| l.period).or(anchor.period);
        }
        _ => {}
    }
}

/// What an expression that looks aside counts from: the run that its sentence names before it.
fn frame_of(scene: &Scene<'_>, own: &Period, anchor: &Anchor) -> Option<TimePeriod> {
    if !looks_aside(own.expr) {
        return None;
    }
    let names_run = |p: &&Period| {
        p.first < own.first && p.used == Use::When && !looks_aside(p.expr) && !matches!(p.expr, Expr::Day { .. })
    };
    anchor.resolve(scene.local.periods.iter().rfind(names_run)?.expr)
}

/// The end of a run is a point for what stands on a day: a stock, or a rate that a central bank sets. What flows "by
/// the end of April" flowed from January on.
fn point(scene: &Scene<'_>, period: TimePeriod, own: &Period, topic: &Topic, measured: &Measured) -> TimePeriod {
    let indicator = topic.word.indicator;
    let level = matches!(measured.kind, Kind::Level | Kind::Share);
    // A policy rate expected for a year is the one at its end, unless an average is meant.
    if indicator.code() == "policy_rate" && level && period.length() == Some(12) && !averaged(scene) {
        return TimePeriod::Day(period.last_day());
    }
    let (Expr::End(EndOf::Month { .. }), TimePeriod::Months { first, count: 1 }) = (own.expr, period) else {
        return period;
    };
    let stands =
        indicator.kind() == IndicatorKind::Stock || matches!(indicator.code(), "policy_rate" | "exchange_rate");
    let until = own.used == Use::By || runs_until(scene, own.first);
    let share_of_year = measured.kind == Kind::Share && indicator.kind() == IndicatorKind::Flow && first.month() == 12;
    if stands && level || share_of_year && !until {
        TimePeriod::Day(period.last_day())
    } else if indicator.kind() == IndicatorKind::Flow && until {
        TimePeriod::months(first.plus(1 - first.month() as i32), first.month()).unwrap_or(period)
    } else {
        period
    }
}

/// Whether the sentence speaks of an average.
fn averaged(scene: &Scene<'_>) -> bool {
    (scene.local.first..scene.local.last).any(|i| scene.page.link(i, Link::Average))
}

/// Whether "to" or "by" stands shortly before an expression: what is said ran until then.
fn runs_until(scene: &Scene<'_>, at: usize) -> bool {
    (1..=3).filter_map(|back| at.checked_sub(back)).any(|i| scene.page.one_of(i, &[Link::To, Link::By]))
}

/// Whether an indicator is read on a day rather than over a run.
pub fn on_a_day(indicator: Indicator) -> bool {
    indicator.kind() == IndicatorKind::Stock
        || matches!(indicator.code(), "policy_rate" | "exchange_rate" | "interest_rate" | "commodity_price")
}
