//! The time of a value that another has come from, or is set directly against.

use chrono::{Datelike, Days};

use super::{Timed, ends_days, open};
use crate::extract::mention::covering;
use crate::extract::period::{Period, Use};
use crate::extract::quantity::{Counted, Quantity};
use crate::extract::scene::Scene;
use crate::extract::topic::Topic;
use crate::lang::Link;
use crate::model::{ObsStatus, Published, TimePeriod};

/// "Slowed to 8.0% from 8.2%": the month or quarter of a number behind "from" is the one before that of its pair; of
/// longer runs the text does not say which one it was.
pub(super) fn came_from(scene: &Scene<'_>, topic: &Topic, timed: &mut Timed) {
    let quantity = scene.quantity();
    let led = |q: &Quantity| (q.lead.saturating_sub(1)..q.first).any(|i| scene.page.link(i, Link::To));
    let alike = |q: &Quantity| q.counted == quantity.counted || quantity.counted == Counted::Bare;
    let to = |q: &Quantity| led(q) && alike(q);
    // "2.1 % in May after 2.4 %": the time of the first may stand between.
    let after = |q: &Quantity| {
        // "43.5 % of GDP, after 45.2 %": so may what it is a part of.
        let whole = |i: usize| covering(scene.indicators(), i).is_some_and(|i| i.what.indicator.code() == "gdp");
        let of = |i: usize| scene.page.link(i, Link::Of) && (i + 1..i + 3).any(whole);
        let small = |i: usize| {
            scene.page.dated(i) || scene.page.is(i, b',') || scene.page.link(i, Link::In) || of(i) || whole(i)
        };
        let from = (q.last..quantity.lead).find(|i| !small(*i)).unwrap_or(q.last);
        scene.page.link(from, Link::After) && (from + 1..=from + 2).contains(&quantity.lead) && alike(q)
    };
    // "To 4.8 % in the three months to August, from 4.7 %": the time of the new value may stand between.
    let way = |q: &Quantity| {
        let dated = |i: usize| scene.page.dated(i) || scene.page.is(i, b',') || way_word(scene, i);
        (q.last..quantity.lead).all(dated)
    };
    // "Growth for 2024 was 5.7 %, up from 3.1 %": so may a word of change.
    let turned = |q: &Quantity| {
        let turns = |i: usize| covering(scene.changes(), i).is_some_and(|c| c.what.direction != 0);
        let small = |i: usize| turns(i) || scene.page.dated(i) || scene.page.is(i, b',') || way_word(scene, i);
        alike(q) && (q.last..quantity.lead).all(small) && (q.last..quantity.lead).any(turns)
    };
    let behind = |q: &&Quantity| {
        versus(scene, topic) || to(q) && (quantity.lead - q.last <= 3 || way(q)) || after(q) || turned(q)
    };
    let ahead = |q: &&Quantity| to(q) && q.lead - quantity.last <= 1;
    // "Plus 3.5 % after 3.4 %".
    let after = scene.previous().is_some_and(after) || versus(scene, topic);
    if !(scene.page.comes_from(quantity.lead) || after) || timed.compared.is_some() {
        return;
    }
    let period = match (scene.previous().filter(behind), scene.next().filter(ahead)) {
        (Some(_), _) => scene.discourse.said.last().and_then(|said| said.1),
        (None, Some(_)) => timed.period,
        (None, None) => return,
    };
    // What lies ahead is a forecast, which came from one of the same period, and so did what was revised.
    // A month may be told of in a first estimate before it is over.
    let published = scene.discourse.published.map(Published::vintage);
    let told = |p: TimePeriod| p.length() == Some(1) && published.is_some_and(|day| p.first_day() <= day);
    if period.is_some_and(|p| open(scene, p) && !told(p)) || scene.says(Link::Revised) {
        return;
    }
    if let Some(week) = week_before(scene, topic, timed) {
        timed.period = Some(week);
        timed.place = None;
        timed.aside = true;
        return;
    }
    // What the months of a year to date have come from was that of the same months of the year before.
    timed.period = period.and_then(|p| match p.length()? {
        1 | 3 => p.previous(),
        2..=12 if p.first_day().month() == 1 => Some(p.plus_years(-1)),
        _ => None,
    });
    timed.aside = true;
}

/// "Raised its 2025 forecast to 3.0 % from 2.8 % and its 2026 forecast to 3.1 % from 3.0 %": what a forecast directly before has come from
/// was foreseen of the same time, where no time of its own stands behind it.
pub(super) fn came_from_foreseen(scene: &Scene<'_>, own: Option<&Period>, timed: &mut Timed) {
    let (page, number) = (scene.page, scene.quantity());
    let told = scene.told().filter(|l| l.status == ObsStatus::Forecast && l.counted == number.counted);
    let from = scene.previous().filter(|q| number.first <= q.last + 2 && page.comes_from(number.lead));
    let behind = own.is_some_and(|own| own.first >= number.last);
    if let Some(period) = told.and_then(|l| l.period).filter(|_| from.is_some() && !behind) {
        timed.carried(Some(period));
        timed.aside = true;
    }
}

/// "From 18 to 24 November prices rose by 0.14 %, after 0.11 %": what prices have moved by in a week comes from the week before, of which the
/// last day is given.
fn week_before(scene: &Scene<'_>, topic: &Topic, timed: &Timed) -> Option<TimePeriod> {
    const WEEK: u64 = 7;
    let lead = scene.quantity().lead;
    let days = |p: &&Period| p.last <= lead && ends_days(scene, p);
    let run = scene.local.periods.iter().rfind(days).filter(|_| topic.word.indicator.is_price_rate())?;
    match timed.anchor.resolve(run.expr)? {
        TimePeriod::Day(day) => day.checked_sub_days(Days::new(WEEK)).map(TimePeriod::Day),
        TimePeriod::Months { .. } => None,
    }
}

/// "24.2 % y/y vs 24.5 % y/y": whether a rate is set directly against the one before it, of which the sentence does not say when it was so, as
/// that of the month before.
fn versus(scene: &Scene<'_>, topic: &Topic) -> bool {
    let (page, number) = (scene.page, scene.quantity());
    let indicator = topic.word.indicator;
    let rate = indicator.is_price_rate() || matches!(indicator.code(), "unemployment" | "pmi" | "confidence");
    let Some(before) = scene.previous().filter(|q| rate && q.counted == number.counted) else { return false };
    let small = |i: usize| covering(&scene.mentions.bases, i).is_some() || page.is(i, b',');
    let from = (before.last..number.lead).find(|i| !small(*i)).unwrap_or(before.last);
    let dated = scene.local.periods.iter().any(|p| p.first >= before.last && p.used != Use::Since);
    page.link(from, Link::Against) && from + 1 == number.lead && !dated && scene.statuses().is_empty()
}

/// Whether a word may stand between the new value and the old one, with the time of the new.
fn way_word(scene: &Scene<'_>, at: usize) -> bool {
    scene.page.one_of(at, &[Link::In, Link::For, Link::The, Link::On, Link::From, Link::Over])
}
