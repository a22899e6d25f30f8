//! Stocks that go on from the day on which one before them stood.

use crate::extract::discourse::Last;
use crate::extract::measure::{Kind, Measured};
use crate::extract::mention::{At, within};
use crate::extract::period::Period;
use crate::extract::scene::Scene;
use crate::extract::topic::Topic;
use crate::lang::{Change, ChangeKind, Link, StatusKind, Time};
use crate::model::{Indicator, IndicatorKind, Month, ObsStatus, TimePeriod, Transformation};
use chrono::{Datelike, NaiveDate};

/// "At the end of September total financing stood at 437 trillion. Money supply was 335 trillion": one stock after the other, in a paragraph
/// that opens with the day, stood so on that.
pub(super) fn of_same_day(scene: &Scene<'_>, last: &Last, indicator: Indicator) -> Option<TimePeriod> {
    let stock = |i: Indicator| i.kind() == IndicatorKind::Stock;
    let opened = scene.discourse.opened.filter(|(line, ..)| *line == last.line && *line == scene.discourse.line);
    let told = match last.period {
        Some(TimePeriod::Day(_)) => true,
        _ => matches!(last.measure, Transformation::Growth(_)),
    };
    let next = told && last.sentence + 1 == scene.local.index && stock(indicator) && stock(last.word.indicator);
    opened.and_then(|o| o.1).filter(|day| next && matches!(day, TimePeriod::Day(_)))
}

/// "Debt was 29 billion on 1 January. Of this sum 25 billion is owed abroad": what a sentence calls the parts of a stock stood on the day on
/// which the whole did.
pub(super) fn of_which(scene: &Scene<'_>, indicator: Indicator, measured: &Measured) -> Option<TimePeriod> {
    const OPENS: usize = 3;
    let first = scene.local.first;
    let last = scene.quantity().last;
    let parts = (first..first + OPENS).chain([last]).any(|i| scene.page.link(i, Link::PartOfRun));
    let near = scene.discourse.last.as_ref().is_some_and(|l| scene.local.index - l.sentence <= 1);
    let kept = indicator.kind() == IndicatorKind::Stock && matches!(measured.kind, Kind::Level | Kind::Share);
    let debt = |i: Indicator| matches!(i.code(), "public_debt" | "external_debt");
    let whole = |other: Indicator| other == indicator || debt(other) && debt(indicator);
    scene.discourse.stood.filter(|(i, _)| parts && near && kept && whole(*i)).map(|(_, day)| day)
}

/// "As of 31 July the state debt was 8.2 billion. ¶ The external debt is 5.1 billion": what a text goes on to tell of the same kind of stock
/// stood on the day of which it has told, next to that: what is owed by a state, what banks lend and keep.
pub(super) fn stood_alike(scene: &Scene<'_>, indicator: Indicator, measured: &Measured) -> Option<TimePeriod> {
    const REACH: usize = 3;
    let debt = |i: Indicator| matches!(i.code(), "public_debt" | "external_debt");
    let banks = |i: Indicator| matches!(i.code(), "credit" | "deposits" | "money_supply");
    let kept = matches!(measured.kind, Kind::Level | Kind::Share) && (debt(indicator) || banks(indicator));
    let last = scene.discourse.last.as_ref().filter(|_| kept)?;
    let near = scene.discourse.line - last.line <= if debt(indicator) { REACH } else { 0 };
    let alike = |i: Indicator| debt(i) && debt(indicator) || banks(i) && banks(indicator);
    let told =
        matches!(last.period, Some(TimePeriod::Day(_)) | None) && !last.aside && last.status == ObsStatus::Actual;
    let day = scene.discourse.stood.filter(|(i, _)| near && told && alike(*i) && alike(last.word.indicator));
    day.map(|(_, day)| day).filter(|_| scene.local.periods.is_empty() && scene.statuses().is_empty())
}

/// "Debt was 22 billion at the end of November. That is 9.5 % less than a year earlier": what a stock has grown by until the end of a month,
/// of which the sentence before told, it has grown by in that month.
pub(super) fn grown_until(scene: &Scene<'_>, indicator: Indicator, measured: &Measured) -> Option<TimePeriod> {
    let last =
        scene.discourse.last.as_ref().filter(|l| l.word.indicator == indicator && l.line == scene.discourse.line)?;
    let moved = matches!(measured.kind, Kind::Growth | Kind::Change) && indicator.kind() == IndicatorKind::Stock;
    let level = last.measure == Transformation::Level && last.status == ObsStatus::Actual && !last.aside;
    let next = last.sentence + 1 == scene.local.index && scene.statuses().is_empty();
    match last.period? {
        TimePeriod::Day(day) if moved && level && next && day.succ_opt().is_some_and(|d| d.day() == 1) => {
            Some(TimePeriod::month(Month::of(day)))
        }
        _ => None,
    }
}

/// The month that ends with a day, or with the one before: what statistics give "as of 1 August" is what July has left.
pub(super) fn month_of_end(day: NaiveDate) -> Option<TimePeriod> {
    let last = if day.day() == 1 { day.pred_opt()? } else { day };
    let month = TimePeriod::month(Month::of(last));
    (month.last_day() == last).then_some(month)
}

/// "In the first half GDP grew by 1.2 %. Unemployment stays at 2.2 %": whether a rate that is surveyed month by month is told in the present,
/// behind what a half-year or a year was.
pub(super) fn stands_now(scene: &Scene<'_>, topic: &Topic, period: TimePeriod) -> bool {
    const REACH: usize = 8;
    let (page, number) = (scene.page, scene.quantity());
    let rate =
        matches!(topic.word.indicator.code(), "unemployment" | "labour_participation" | "inflation" | "core_inflation");
    let other = |l: &Last| l.sentence < scene.local.index && l.word.indicator != topic.word.indicator;
    let told = scene.discourse.last.as_ref().is_some_and(other);
    let long = period.length().is_some_and(|n| n >= 6) && !page.grammar(number.first).year_first;
    let Some(place) = topic.place.filter(|p| rate && told && long && p.1 <= number.lead) else { return false };
    let verbs = within(scene.changes(), place.1, number.lead);
    let now = |c: &At<Change>| c.what.kind == ChangeKind::Verb && c.what.direction == 0 && !c.what.past;
    let parts = |i: usize| matches!(page.mark(i), b',' | b';' | b':');
    let near = number.lead - place.1 <= REACH && scene.statuses().is_empty() && scene.before().is_empty();
    near && matches!(verbs, [one] if now(one)) && !(place.1..number.lead).any(parts)
}

/// "Debt was 34 % of GDP in 2010 and is now 92 %": whether a word for the present stands between the time of the number before and this number,
/// which is a stock or a rate that nobody foresees.
pub(super) fn then_and_now(scene: &Scene<'_>, period: &Period, topic: &Topic) -> bool {
    let indicator = topic.word.indicator;
    let stands = indicator.kind() == IndicatorKind::Stock || indicator.percent_means() == "level";
    let (page, lead) = (scene.page, scene.quantity().lead);
    let told = scene.previous().is_some_and(|q| q.last <= period.first);
    let now = |i: usize| page.time(i, Time::Today);
    let foreseen = || !within(&scene.mentions.statuses, period.last, lead).is_empty();
    stands && told && period.last <= lead && !foreseen() && (period.last..lead).any(now)
}

/// "Bonds for 150 billion will be issued each year. The ratio of debt to GDP will stay at 12 %": whether a part of a whole is foreseen in the
/// paragraph that has just foreseen something else, for the same years.
pub(super) fn foreseen_too(scene: &Scene<'_>, last: &Last, measured: &Measured) -> bool {
    let ahead = |s: &At<(ObsStatus, StatusKind)>| s.what.0 == ObsStatus::Forecast && s.last <= scene.quantity().first;
    let years = last.period.and_then(TimePeriod::length).is_some_and(|n| n >= 12);
    measured.kind == Kind::Share
        && last.line == scene.discourse.line
        && last.status == ObsStatus::Forecast
        && years
        && scene.statuses().iter().any(ahead)
}

/// What stands on a day has its day only where the text still speaks of the same.
pub(super) fn held(scene: &Scene<'_>, last: &Last, indicator: Indicator) -> bool {
    last.sentence == scene.local.index || last.word.indicator == indicator
}

/// "In the first three quarters prices fell by 0.1 %. In September they fell by 0.3 %. Unemployment averaged 5.2 %": an average is of the run
/// with which its paragraph opened, and not of the month with which that ends.
pub(super) fn averaged_run(scene: &Scene<'_>, period: Option<TimePeriod>) -> Option<TimePeriod> {
    const NEAR: usize = 3;
    let (page, lead) = (scene.page, scene.quantity().lead);
    let near = lead.saturating_sub(NEAR).max(scene.local.first)..scene.quantity().first;
    let averaged = near.into_iter().any(|i| page.link(i, Link::Average));
    let month = period.filter(|p| p.length() == Some(1) && averaged)?;
    let opened = scene.discourse.opened.filter(|(line, ..)| *line == scene.discourse.line).and_then(|o| o.1);
    opened.filter(|run| run.length().is_some_and(|n| n > 1) && run.last_day() == month.last_day())
}

/// "GDP grew by 8 % in nine months. Inflation was 3.6 % in September. Budget revenue came to 40 billion": whether what flows stands behind the rate
/// of a month, of which it is not, in a text on the run of months that ends with it; gives the run.
pub(super) fn back_to_run(scene: &Scene<'_>, topic: &Topic, period: TimePeriod) -> Option<TimePeriod> {
    let monthly = |l: &Last| l.word.indicator.is_price_rate() || l.word.indicator.code() == "unemployment";
    let rate = scene.discourse.last.as_ref().is_some_and(|l| monthly(l) && l.sentence < scene.local.index);
    let indicator = topic.word.indicator;
    let flow = indicator.kind() == IndicatorKind::Flow && !indicator.is_price_rate();
    let run = scene.discourse.period.map(|p| p.0).filter(|run| matches!(run.length(), Some(2..=11)))?;
    let within = period.length() == Some(1) && period.last_day() == run.last_day();
    (flow && rate && within).then_some(run)
}
