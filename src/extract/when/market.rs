//! The day of what is traded every day.

use crate::extract::discourse::Last;
use crate::extract::measure::{Kind, Measured};
use crate::extract::period::Use;
use crate::extract::scene::Scene;
use crate::extract::topic::Topic;
use crate::model::{Indicator, Published, TimePeriod, Transformation};

/// "The ECB decides on 18 December. Brent stood at $62.80": a price, a rate of exchange or a yield without a time of its own is of the day of the
/// text, where the text has told of a day on which something else was or will be, or of the day before.
pub(super) fn of_market(
    scene: &Scene<'_>,
    topic: &Topic,
    measured: &Measured,
    carried: Option<TimePeriod>,
) -> Option<TimePeriod> {
    let (code, day) = (topic.word.indicator.code(), scene.discourse.published.and_then(Published::day)?);
    let priced = matches!(code, "commodity_price" | "exchange_rate" | "interest_rate");
    let market = |i: Indicator| matches!(i.code(), "commodity_price" | "exchange_rate" | "interest_rate");
    let other = scene.discourse.last.as_ref().is_some_and(|l| !market(l.word.indicator));
    let moved = |l: &Last| l.sentence == scene.local.index && l.measure != Transformation::Level;
    // Nor is the time of the text that of the price before, which had a day of its own.
    let apart = |l: &Last| l.period != carried && matches!(l.period, None | Some(TimePeriod::Day(_)));
    let other = other || scene.discourse.last.as_ref().is_some_and(|l| moved(l) || apart(l));
    let dated = match carried {
        Some(TimePeriod::Day(told)) => told > day || other,
        Some(run @ TimePeriod::Months { .. }) => {
            let over = run.last_day() <= day || run.length() > Some(1) && run.first_day() <= day;
            let own = scene.local.periods.iter().all(|p| p.used == Use::Since);
            over && other && code != "interest_rate" && own
        }
        None => false,
    };
    let stated = topic.place.is_some() && scene.statuses().is_empty() && scene.bases().is_empty();
    (priced && dated && stated && measured.kind == Kind::Level).then_some(TimePeriod::Day(day))
}
