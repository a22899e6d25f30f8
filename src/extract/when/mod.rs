//! When: the period of a figure, and whether it has happened.

mod before;
mod carry;
mod nearest;
mod point;
mod status;

use chrono::{Datelike, Days, NaiveDate};

use crate::extract::measure::{Kind, Measured};
use crate::extract::mention::At;
use crate::extract::period::{Anchor, EndOf, Expr, Period, Use, Year};
use crate::extract::quantity::Quantity;
use crate::extract::scene::{Origin, Scene};
use crate::extract::sides::Sides;
use crate::extract::topic::Topic;
use crate::lang::{Change, Link, Match, Reading, Speech, Time};
use crate::model::{Base, Indicator, IndicatorKind, ObsStatus, Published, TimePeriod, Transformation};
use before::{based, came_from, compare, earlier_forecast, forecast_then, gave_way, mirrored, replaced};
use carry::{carry, spread};
use nearest::{in_bracket, nearest, owner};
use point::{point, runs_until};

pub use nearest::{also, ends_days, noted};
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
    /// Whether the sentence looks back at it, and the next one does no more.
    pub back: bool,
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
            back: false,
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
    let own = listed
        .or_else(|| noted(scene))
        .or_else(|| nearest(scene, topic, scene.discourse.running(scene.local.index).is_some()));
    let own = own.filter(|own| !standing_target(topic, status) || owner(scene, own) == Some(scene.n));
    // What is aimed at is none of the time of a number that has been reached.
    let reached = |own: &Period| {
        owner(scene, own).is_some_and(|i| i < scene.n) && anchor.resolve(own.expr).is_some_and(|p| !open(scene, p))
    };
    let own = own.filter(|own| status != ObsStatus::Target || !scene.quantity().is_money() || !reached(own));
    anchor.ahead = anchor.ahead && !own.is_some_and(|own| of_measured(scene, own));
    anchor.period = own.and_then(|own| frame_of(scene, own, &anchor)).or(anchor.period);
    if let Some(own) = own {
        refer(scene, own, &mut anchor);
    }
    let mut timed = Timed::unknown(anchor);
    match own {
        _ if spread(scene, &timed.anchor).is_some() => timed.carried(spread(scene, &timed.anchor)),
        // "The board decided on 13 February to cut the rate from 16 to 15.5 %": the day is that of the new rate.
        Some(own) if gave_way(scene, topic) && owner(scene, own) != Some(scene.n) => {}
        Some(own) => stated(scene, own, (topic, measured, status), &mut timed),
        None if gave_way(scene, topic) || replaced(scene, topic) || standing_target(topic, status) => {}
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
        // What prices have risen by since then is said in passing.
        timed.aside |= topic.word.indicator.kind() != IndicatorKind::Flow;
    }
    if let Some(legend) = explained(scene, own) {
        timed.carried(Some(legend));
        timed.aside = true;
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
    forecast_then(scene, topic, own, &mut timed);
    mirrored(scene, &mut timed);
    timed
}

/// "Since the start of the year 646.8 million tonnes were carried": what flows is counted from January on, to the end of the
/// time of which the text speaks.
pub fn runs_from_new_year(scene: &Scene<'_>, topic: &Topic) -> bool {
    let new_year = |p: &&Period| p.used == Use::Since && matches!(p.expr, Expr::End(EndOf::Start { month: 1, .. }));
    let prices = topic.word.indicator.code().contains("inflation") || topic.word.indicator.code().contains("price");
    // "0.4 % in May, since the start of the year 3.8 %": what leads to the next number is that number's.
    let behind = scene.quantity().last;
    let leads = |p: &Period| scene.next().is_some_and(|q| q.lead >= p.last && q.lead - p.last <= 3);
    let of_next = |p: &&Period| p.first >= behind && (behind..p.first).any(|i| scene.page.word(i) == ",") && leads(p);
    // "The first rise since the start of the year": what is ranked so is of its own time.
    let ranked = |p: &&Period| (p.first.saturating_sub(3)..p.first).any(|i| scene.page.link(i, Link::Superlative));
    let since = scene.local.periods.iter().filter(new_year).filter(|p| !of_next(p) && !ranked(p));
    let nearest = since.map(|p| scene.distance(p.place())).min();
    // Prices that have risen "since the start of the year" have done so on December.
    let reach = if prices { 6 } else { 25 };
    let flows = topic.word.indicator.kind() == IndicatorKind::Flow || prices && scene.quantity().is_percent();
    flows && nearest.is_some_and(|distance| distance <= reach)
}

/// "In brackets the first half of last year": the time that a legend gives to numbers alone in brackets behind others.
fn explained(scene: &Scene<'_>, own: Option<&Period>) -> Option<TimePeriod> {
    let Quantity { lead, last, counted, .. } = *scene.quantity();
    let open = lead.checked_sub(1).filter(|&i| scene.page.word(i) == "(" && scene.page.word(last) == ")")?;
    let behind = scene.previous().is_some_and(|q| q.last == open && q.counted == counted);
    // Of a forecast the legend says when it was made before.
    let foreseen = scene.discourse.last.as_ref().is_some_and(|l| l.status == ObsStatus::Forecast);
    let behind = behind && !foreseen;
    scene.discourse.legend.filter(|_| behind && own.is_none_or(|own| own.last < open))
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

/// "Pay rose by 8.6 % in December, beating the 7.2 % expected": whether a period is that of a number before that has been
/// measured, so that what was foreseen of it lies no further ahead.
fn of_measured(scene: &Scene<'_>, own: &Period) -> bool {
    let number = owner(scene, own).filter(|i| *i < scene.n).and_then(|i| scene.local.quantities.get(i));
    let said = |first: usize| scene.discourse.said.iter().any(|s| s.0 == first && s.2 == ObsStatus::Actual);
    number.is_some_and(|number| said(number.first))
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
    timed.back = pluperfect(scene, timed);
    // "It was worse in autumn: in ten months trade had fallen by": so does one that opens what a colon introduces.
    let introduced = (own.first.saturating_sub(3)..own.first).any(|i| scene.page.word(i) == ":");
    timed.frames = own.last <= quantity.first && (own.first <= scene.local.first + 6 || introduced);
    timed.aside = looks_aside(own.expr)
        || in_bracket(scene)
        || based(scene, quantity)
        || status == ObsStatus::Target
        || matches!(own.used, Use::By | Use::Toward) && status == ObsStatus::Forecast;
}

/// "In August exports had risen by only 4.4 percent": what a pluperfect tells is looked back at, unless it only reports
/// what somebody said.
fn pluperfect(scene: &Scene<'_>, timed: &Timed) -> bool {
    let sentence = || scene.local.first..scene.quantity().first;
    let says = |m: &Match| m.reading == Reading::Speech(Speech::Verb);
    let had = sentence().any(|i| scene.page.link(i, Link::Had));
    let told = (scene.local.first..scene.local.last).any(|i| scene.page.at(i).iter().any(says));
    let dated = scene.discourse.dated_line.is_some_and(|(_, line)| line == scene.discourse.line);
    let main = scene.discourse.period.map(|p| p.0);
    let earlier = timed.period.zip(main).is_some_and(|(p, main)| p.last_day() < main.last_day());
    had && earlier && !told && !dated
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

/// Whether a period was not over when the document was published.
fn open(scene: &Scene<'_>, period: TimePeriod) -> bool {
    scene.found.context.published.is_some_and(|d| period.last_day() > d.vintage())
}

/// What has been reached "this year" has not reached the year's end: the run is not said.
fn unfinished(scene: &Scene<'_>, own: &Period, measured: &Measured, status: ObsStatus, timed: &Timed) -> bool {
    // "So far this year exports have risen": the same goes for a growth that a verb of the past tells.
    let past = |c: &At<Change>| Some(c.place()) == measured.place && c.what.past;
    // "From 2.79 million in 2024 to 2.95 million this year" speaks of the whole of it.
    let paired = scene.lists.is_new(scene.n) && !scene.changes().iter().any(past);
    !paired
        && matches!(own.expr, Expr::Relative { months: 12, offset: 0 })
        && status == ObsStatus::Actual
        && (matches!(measured.kind, Kind::Level | Kind::Change) || scene.changes().iter().any(past))
        && timed.period.is_some_and(|p| open(scene, p))
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
    let published = timed.anchor.published.and_then(Published::day);
    let day = published.map(|day| announced(scene, day).unwrap_or(day)).map(TimePeriod::Day);
    timed.carried(dateline.or(day));
    timed.aside |= timed.period.is_some();
}

/// "The committee, which met on Wednesday, ...": the day of the week that a report on a decision names in its head, counted
/// back from publication.
fn announced(scene: &Scene<'_>, published: NaiveDate) -> Option<NaiveDate> {
    const HEAD: usize = 5;
    let weekday = |r: &Reading| if let Reading::Time(Time::Weekday(day)) = r { Some(*day) } else { None };
    let head = scene.page.sentences.iter().take(HEAD).next_back().map_or(0, |s| s.last);
    let (_, day) = (0..head).find_map(|at| scene.page.find(at, weekday))?;
    let back = (published.weekday().number_from_monday() + 7 - day) % 7;
    published.checked_sub_days(Days::new(u64::from(back)))
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

/// Whether an indicator is read on a day rather than over a run.
pub fn on_a_day(indicator: Indicator) -> bool {
    indicator.kind() == IndicatorKind::Stock
        || matches!(indicator.code(), "policy_rate" | "exchange_rate" | "interest_rate" | "commodity_price")
}
