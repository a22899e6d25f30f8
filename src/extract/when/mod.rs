//! When: the period of a figure, and whether it has happened.

use crate::extract::measure::{Kind, Measured};
use crate::extract::period::{Anchor, Expr, Period, Use};
use crate::extract::quantity::Quantity;
use crate::extract::scene::{Found, Origin, Scene};
use crate::extract::sides::Sides;
use crate::extract::topic::Topic;
use crate::lang::Link;
use crate::model::{IndicatorKind, ObsStatus, Published, TimePeriod};
pub use status::{continued, settle, status};
mod carry;
mod nearest;
mod status;

use carry::carry;
use nearest::nearest;

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

/// Finds the period of a quantity.
pub fn find(scene: &Scene<'_>, topic: &Topic, measured: &Measured, sides: &Sides, status: ObsStatus) -> Timed {
    let ahead = matches!(status, ObsStatus::Forecast | ObsStatus::Target);
    let mut anchor = scene.discourse.anchor(scene.found, sides.area, ahead);
    let quantity = scene.quantity();
    let listed = scene.lists.periods.get(scene.n).copied().flatten().map(|i| &scene.local.periods[i]);
    let own = listed.or_else(|| nearest(scene, topic, scene.discourse.running(scene.local.index).is_some()));
    let outer = frame_of(scene, own, &anchor);
    if let Some(outer) = outer {
        anchor.period = Some(outer);
    }
    let mut timed = Timed {
        period: None,
        compared: None,
        place: None,
        origin: Origin::Absent,
        anchor,
        aside: false,
        frames: false,
        step: false,
        replaced: false,
    };
    if let Some(own) = own {
        timed.period = timed.anchor.resolve(own.expr).map(|p| point(scene, p, own, topic, measured));
        timed.step = step(scene, own, measured);
        if timed.step
            && let Some(TimePeriod::Months { first, count }) = timed.period
        {
            timed.period = Some(TimePeriod::month(first.plus(count as i32 - 1)));
        }
        timed.place = Some((own.first, own.last));
        timed.origin = if scene.distance((own.first, own.last)) < 14 { Origin::Clause } else { Origin::Sentence };
        timed.frames = own.last <= quantity.first && own.first <= scene.local.first + 6;
        timed.aside = aside(scene.found, own)
            || scene.page.word(own.first.saturating_sub(1)) == "("
            || based(scene.found, quantity)
            || matches!(status, ObsStatus::Target)
            || own.used == Use::By && status == ObsStatus::Forecast;
    }
    if timed.period.is_none() && own.is_none() && !replaced(scene, topic) {
        carry(scene, topic, measured, sides, &mut timed);
        if timed.period.is_none() {
            decided(scene, topic, status, &mut timed);
        }
    }
    if let Some(period) = timed.period {
        timed.anchor.period = Some(period);
    }
    let base = scene
        .local
        .periods
        .iter()
        .filter(|p| p.used == Use::Compared)
        .min_by_key(|p| scene.distance((p.first, p.last)));
    if let Some(base) = base.filter(|p| scene.distance((p.first, p.last)) < 25) {
        timed.compared = timed.anchor.resolve(base.expr);
        // "8.2 percent on 2023" is the growth of the year after.
        if timed.period.is_none()
            && measured.kind == Kind::Growth
            && matches!(base.expr, Expr::Fixed(_) | Expr::Months { .. })
        {
            let next = timed.compared.map(|c| c.plus_years(1));
            timed.period = next.filter(|p| scene.found.context.published.is_none_or(|d| p.last_day() <= d.vintage()));
            timed.origin = Origin::Sentence;
        }
    }
    // What has been reached "this year" has not reached the year's end: the run is not said.
    let ongoing = own.is_some_and(|p| matches!(p.expr, Expr::Relative { months: 12, offset: 0 }))
        && status == ObsStatus::Actual
        && matches!(measured.kind, Kind::Level | Kind::Change);
    if ongoing
        && scene.found.context.published.is_some_and(|d| timed.period.is_some_and(|p| p.last_day() > d.vintage()))
    {
        timed.period = None;
    }
    earlier_forecast(scene, own, &mut timed);
    timed
}

/// "2.1% (Sept: 2.0%)": behind a forecast, a month in front of the number says when it was made; what it is about is
/// what the forecast before is about.
fn earlier_forecast(scene: &Scene<'_>, own: Option<&Period>, timed: &mut Timed) {
    let Some(last) =
        scene.discourse.last.as_ref().filter(|l| l.sentence == scene.local.index && l.status == ObsStatus::Forecast)
    else {
        return;
    };
    let month = own.is_some_and(|p| {
        matches!(p.expr, Expr::Months { from, to, .. } if from == to) && scene.page.word(p.last) == ":"
    });
    if month {
        timed.period = last.period;
        timed.aside = true;
        timed.replaced = true;
    }
}

/// "From October to November prices rose": the step from the one to the other.
fn step(scene: &Scene<'_>, own: &Period, measured: &Measured) -> bool {
    let next = matches!(own.expr, Expr::Months { from, to, .. } if to == from + 1);
    let from = own.first.checked_sub(1).is_some_and(|i| scene.page.is_word(i, "from"));
    next && from && matches!(measured.kind, Kind::Growth | Kind::Change)
}

/// Expressions that look aside: a year earlier, the same period of another year.
fn aside(_found: &Found<'_, '_>, period: &Period) -> bool {
    matches!(period.expr, Expr::YearsAgo(_) | Expr::Before | Expr::Same(_))
}

/// A number behind "from", "against", "after", "compared with" is a base.
fn based(found: &Found<'_, '_>, quantity: &Quantity) -> bool {
    let before = |link: Link| found.page.before_is(quantity.lead, link);
    before(Link::Against) || before(Link::From) || before(Link::Than)
}

/// The rate that a decision replaces ("from 15% to 16%", "instead of 50%") has no period.
fn replaced(scene: &Scene<'_>, topic: &Topic) -> bool {
    let quantity = scene.quantity();
    let rate = topic.word.indicator.code() == "policy_rate";
    let instead = quantity.lead >= 2 && scene.page.is_word(quantity.lead - 2, "instead");
    rate && (based(scene.found, quantity) || instead)
}

/// A central bank's decision that the text does not date was taken on the day of the dateline or of publication.
fn decided(scene: &Scene<'_>, topic: &Topic, status: ObsStatus, timed: &mut Timed) {
    let decided_before = scene
        .discourse
        .last
        .as_ref()
        .is_some_and(|l| l.line == scene.discourse.line && l.word.indicator.code() == "policy_rate");
    let rate = (topic.word.indicator.code() == "policy_rate"
        || topic.word.indicator.code() == "interest_rate" && decided_before)
        && status == ObsStatus::Actual;
    if !rate {
        return;
    }
    let head = scene.found.periods.iter().take_while(|p| scene.page.sentence_of(p.first) <= 6);
    let dateline = head
        .filter(|p| matches!(p.expr, Expr::Day { .. } | Expr::Fixed(TimePeriod::Day(_))))
        .find_map(|p| timed.anchor.resolve(p.expr));
    timed.period = dateline.or_else(|| timed.anchor.published.and_then(Published::day).map(TimePeriod::Day));
    if timed.period.is_some() {
        timed.origin = Origin::Carried;
        timed.aside = true;
    }
}

/// A month or quarter without a year takes the year that the same sentence names: "In 2024 ..., in December ...".
fn frame_of(scene: &Scene<'_>, own: Option<&Period>, anchor: &Anchor) -> Option<TimePeriod> {
    let own = own?;
    if !matches!(own.expr, Expr::YearsAgo(_) | Expr::Before | Expr::Same(_)) {
        return None;
    }
    let earlier = scene
        .local
        .periods
        .iter()
        .filter(|p| {
            p.first < own.first
                && p.used == Use::When
                && !matches!(p.expr, Expr::YearsAgo(_) | Expr::Before | Expr::Same(_) | Expr::Day { .. })
        })
        .next_back()?;
    let _ = scene.found;
    anchor.resolve(earlier.expr)
}

/// The end of a run is a point for what stands on a day: a stock, or a rate that a central bank sets. What flows "by
/// the end of April" flowed from January on.
fn point(scene: &Scene<'_>, period: TimePeriod, own: &Period, topic: &Topic, measured: &Measured) -> TimePeriod {
    let indicator = topic.word.indicator;
    let level = matches!(measured.kind, Kind::Level | Kind::Share);
    let on_a_day =
        indicator.kind() == IndicatorKind::Stock || matches!(indicator.code(), "policy_rate" | "exchange_rate");
    let share_of_year = measured.kind == Kind::Share && indicator.kind() == IndicatorKind::Flow;
    // A policy rate expected for a year is the one at its end, unless an average is meant.
    let average = scene
        .page
        .sentences
        .get(scene.page.sentence_of(own.first))
        .is_some_and(|s| (s.first..s.last).any(|i| scene.page.is_word(i, "average")));
    if indicator.code() == "policy_rate" && level && period.length() == Some(12) && !average {
        return TimePeriod::Day(period.last_day());
    }
    let Expr::End(crate::extract::period::EndOf::Month { .. }) = own.expr else { return period };
    let TimePeriod::Months { first, count: 1 } = period else { return period };
    let until = own.used == Use::By
        || (1..=3).any(|b| {
            own.first >= b && (scene.page.is_word(own.first - b, "to") || scene.page.is_word(own.first - b, "by"))
        });
    if on_a_day && level || share_of_year && first.month() == 12 && !until {
        TimePeriod::Day(period.last_day())
    } else if indicator.kind() == IndicatorKind::Flow && until {
        TimePeriod::months(first.plus(1 - first.month() as i32), first.month()).unwrap_or(period)
    } else {
        period
    }
}

/// Whether an indicator is read on a day rather than over a run.
pub fn on_a_day(indicator: crate::model::Indicator) -> bool {
    indicator.kind() == IndicatorKind::Stock
        || matches!(indicator.code(), "policy_rate" | "exchange_rate" | "interest_rate" | "commodity_price")
}
