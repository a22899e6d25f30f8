//! The point or run that an expression of time stands for, by what is measured.

use chrono::Datelike;
use rust_decimal::Decimal;

use super::Timed;
use super::day::year_to_date;
use super::pair::between;
use crate::extract::measure::{Kind, Measured};
use crate::extract::mention::{At, starting, within};
use crate::extract::period::{Anchor, EndOf, Expr, Period, Use};
use crate::extract::quantity::{Counted, cardinal};
use crate::extract::scene::Scene;
use crate::extract::topic::{Topic, balance_indicator};
use crate::lang::{Link, Reading, Time};
use crate::model::{Indicator, IndicatorKind, Month, TimePeriod, Unit};
use crate::text::Kind as TokenKind;

/// "In the 12 months to April exports came to 4.1 billion": the twelve months, in all of which what flows did so.
fn twelve_months(scene: &Scene<'_>, period: TimePeriod, own: &Period) -> Option<TimePeriod> {
    // "2024年11月" opens with its year.
    let twelve = |i: usize| {
        let number = scene.page.tokens[i].kind == TokenKind::Number;
        number && scene.page.word(i).parse().is_ok_and(|n: u32| n == 12)
            || scene.page.find_of(i, Reading::NUMBER, cardinal).is_some()
    };
    // "En los últimos doce meses a octubre": a word for "last" may stand before the count.
    let counted = (own.first..own.last.min(own.first + 2)).any(twelve);
    // "在截至2024年11月的12个月里": where the count stands behind the month, it does so, too.
    let twelve_behind = || {
        let at = own.last + 1;
        let count = scene.page.link(own.last, Link::Of) && scene.page.word(at).parse().is_ok_and(|n: u32| n == 12);
        count && scene.page.any(at + 1, Reading::TIME, |m| *m.reading == Reading::Time(Time::Unit(1)))
    };
    let ended =
        scene.page.any(own.first, Reading::TIME, |m| matches!(m.reading, Reading::Time(Time::Year | Time::Unit(12))));
    let (Expr::Months { from, to, .. }, TimePeriod::Months { first, count: 1 }) = (own.expr, period) else {
        return None;
    };
    let length = own.last - own.first;
    let summed = from == to && (length >= 4 && counted || length >= 3 && ended || twelve_behind());
    TimePeriod::months(first.plus(-11), 12).filter(|_| summed)
}

/// Whether what flows is summed up, so that its growth "in the 12 months to June" is that of the twelve months; output and prices are read in
/// the last one.
fn summed_up(indicator: Indicator) -> bool {
    let code = indicator.code();
    let flows = ["remittances", "tourism", "fdi", "current_account", "trade_balance"];
    indicator.two_sided() || flows.contains(&code) || code.starts_with("budget_")
}

/// "An average of 2.9 % a year from 2026 to 2029", "from 2025-26 to 2029-30 bonds for 150 billion will be issued each year": the whole
/// stretch between two years, of which a sentence tells an average or what happens in each of them.
fn each_of_years(scene: &Scene<'_>, period: TimePeriod, own: &Period, anchor: &Anchor) -> Option<TimePeriod> {
    const NEAR: usize = 2;
    let page = scene.page;
    let year = |p: TimePeriod| p.length() == Some(12);
    let until = page.before_one(own.first, &[Link::To, Link::Until]);
    let from = |p: &&Period| {
        let led = page.before_one(p.first, &[Link::From, Link::Between]);
        p.last < own.first && own.first - p.last <= NEAR && led && p.expr != own.expr
    };
    let start = scene.local.periods.iter().rfind(from).filter(|_| until && year(period))?;
    let each =
        |i: usize| page.one_of(i, &[Link::Average, Link::Each]) || scene.bases().iter().any(|b| b.first == i && b.what);
    let start = anchor.resolve(start.expr).filter(|p| year(*p) && p.first_day() < period.first_day())?;
    let told = (scene.local.first..scene.local.last).any(each);
    TimePeriod::between(Month::of(start.first_day()), Month::of(period.last_day())).filter(|_| told)
}

/// The end of a run is a point for what stands on a day: a stock, or a rate that a central bank sets. What flows "by
/// the end of April" flowed from January on.
pub(super) fn point(
    scene: &Scene<'_>,
    period: TimePeriod,
    (own, anchor): (&Period, &Anchor),
    topic: &Topic,
    measured: &Measured,
) -> TimePeriod {
    if let Some(run) = each_of_years(scene, period, own, anchor) {
        return run;
    }
    let indicator = topic.word.indicator;
    let level = matches!(measured.kind, Kind::Level | Kind::Share);
    let flow = indicator.kind() == IndicatorKind::Flow;
    if let Some(run) = average_of_days(scene, period, own).filter(|_| indicator.code() == "policy_rate" && level)
        && averaged(scene, topic)
    {
        return run;
    }
    // A policy rate expected for a year is the one at its end, unless an average is meant.
    if indicator.code() == "policy_rate" && level && period.length() == Some(12) && !averaged(scene, topic) {
        return TimePeriod::Day(period.last_day());
    }
    if let Some(run) = twelve_months(scene, period, own).filter(|_| flow)
        // "…added up to 5 billion, 9 percent more than a year earlier": so did what has just been summed up.
        && (level || summed_up(indicator) || scene.discourse.said.last().is_some_and(|said| said.1 == Some(run)))
    {
        return run;
    }
    // "Debt stood at 3.3 trillion at the end of the first quarter".
    if level
        && indicator.kind() == IndicatorKind::Stock
        && matches!(period.length(), Some(3 | 6))
        && ends_run(scene, own)
    {
        return TimePeriod::Day(period.last_day());
    }
    // "76.5 million tourists through September", "hasta septiembre": so did what flows until the end of a month.
    if let (Expr::Months { .. }, TimePeriod::Months { count: 1 | 3, .. }) = (own.expr, period)
        && flow
        && led_until(scene, own)
    {
        return year_to_date(period).unwrap_or(period);
    }
    let (Expr::End(EndOf::Month { .. } | EndOf::Fiscal(_)), TimePeriod::Months { first, count: 1 }) =
        (own.expr, period)
    else {
        return period;
    };
    let stands = stands_on_day(scene, topic);
    let until = own.used == Use::By || runs_until(scene, own.first);
    let share_of_year = measured.kind == Kind::Share && flow && first.month() == 12;
    // "At the end of last year our trade came to 68.4 billion": so is what two trade with each other.
    let traded = indicator.two_sided() && flow && first.month() == 12 && !until && !stands;
    // "Ecuador cerró 2024 con exportaciones por 24.821 millones, un 9 % más": what flowed in a year that is closed did so in all of it.
    let ended = scene.page.time(own.first, Time::Ended);
    let closed = ended && flow && first.month() == 12 && !stands;
    // "El déficit cerró 2025 en el 2,5 % del PIB": a balance is one of all the year.
    if share_of_year && !until && balance_indicator(indicator) || traded && scene.quantity().is_money() || closed {
        TimePeriod::months(first.plus(-11), 12).unwrap_or(period)
    } else if stands && level || share_of_year && !until {
        TimePeriod::Day(period.last_day())
    } else if flow && until {
        TimePeriod::months(first.plus(1 - first.month() as i32), first.month()).unwrap_or(period)
    } else {
        period
    }
}

/// Whether what is measured at the end of a month is so on its last day.
fn stands_on_day(scene: &Scene<'_>, topic: &Topic) -> bool {
    let indicator = topic.word.indicator;
    // "At the end of September 4,900 people were registered as unemployed": so are people who are counted then.
    let people = scene.quantity().counted == Counted::Unit(Unit::PERSONS, 0);
    // "The stock of direct investment at the end of 2023": what has flowed in stands on a day.
    indicator.kind() == IndicatorKind::Stock
        || matches!(indicator.code(), "policy_rate" | "exchange_rate")
        || people && matches!(indicator.code(), "unemployment" | "employment")
        || topic.item == Some("stock")
        || topic.place.is_some_and(|place| amassed(scene, place))
}

/// "The 12-month deficit reached 18.9 billion", "le déficit cumulé sur douze mois atteint 2,7 % du PIB à fin mai": what flows as the sum of
/// a year is of the twelve months that end with the month at hand, where the words for that stand before its name or directly behind it.
pub(super) fn summed_over_year(scene: &Scene<'_>, topic: &Topic, measured: &Measured, timed: &mut Timed) {
    const REACH: (usize, usize) = (4, 2);
    let Some(TimePeriod::Months { first, count }) = timed.period else { return };
    // "A mayo": what else would have flowed from January on.
    let ends = count == 1 || count < 12 && first.month() == 1;
    let amount = measured.kind == Kind::Level && scene.quantity().is_money();
    let flow = topic.word.indicator.kind() == IndicatorKind::Flow && (amount || measured.kind == Kind::Share);
    let Some(place) = topic.place.filter(|_| flow && ends) else { return };
    let twelve = |i: usize| {
        let word = scene.page.find_of(i, Reading::NUMBER, cardinal);
        scene.page.word(i).parse().is_ok_and(|n: u32| n == 12) || word.is_some_and(|w| w.1 == Decimal::from(12))
    };
    let months = |b: &At<bool>| b.what && (b.first..b.last).any(twelve);
    let bases = &scene.mentions.bases;
    let before = within(bases, place.0.saturating_sub(REACH.0), place.1).iter().any(|b| months(b) && count == 1);
    let behind = (place.1..=place.1 + REACH.1).filter_map(|at| starting(bases, at)).any(months);
    if (before || behind)
        && let Some(year) = TimePeriod::months(first.plus(count as i32 - 12), 12)
    {
        timed.period = Some(year);
    }
}

/// "Reserves fell to 3.27 trillion at the end of November from 3.26 a month earlier": a stock that a sentence sets beside one at the end of a
/// month stands at the end of its own month, too.
pub(super) fn stands_alike(scene: &Scene<'_>, topic: &Topic, measured: &Measured, timed: &mut Timed) {
    let level = measured.kind == Kind::Level && topic.word.indicator.kind() == IndicatorKind::Stock;
    let month = timed.period.filter(|p| level && p.length() == Some(1));
    let last = scene.discourse.last.as_ref().filter(|l| l.sentence == scene.local.index);
    let alike = last.filter(|l| l.word.indicator == topic.word.indicator && l.counted == scene.quantity().counted);
    let ends = |day: TimePeriod| match day {
        TimePeriod::Day(day) => day.succ_opt().is_some_and(|next| next.day() == 1),
        TimePeriod::Months { .. } => false,
    };
    if let Some(month) = month.filter(|_| alike.and_then(|l| l.period).is_some_and(ends)) {
        timed.period = Some(TimePeriod::Day(month.last_day()));
    }
}

/// "С 1 января по 24 июля средняя ставка равна 13,1%": the months of a run from a day to another day or to the end of a year.
fn average_of_days(scene: &Scene<'_>, period: TimePeriod, own: &Period) -> Option<TimePeriod> {
    const REACH: usize = 3;
    let page = scene.page;
    let until = (own.first.saturating_sub(REACH)..=own.first)
        .any(|i| page.one_of(i, &[Link::Until, Link::To, Link::By]) && page.tokens[i].breaks == 0);
    let from = |p: &&Period| {
        p.last <= own.first && own.first - p.last <= REACH && page.before_one(p.first, &[Link::From, Link::Since])
    };
    let start = scene.local.periods.iter().rfind(from).filter(|_| until)?;
    let Expr::Day { month, .. } = start.expr else { return None };
    let last = period.last_day();
    let first = Month::new(last.year(), month).filter(|_| month <= last.month())?;
    TimePeriod::months(first, last.month() - month + 1)
}

/// Whether a word for an end leads to a quarter or half, or stands in its expression.
fn ends_run(scene: &Scene<'_>, own: &Period) -> bool {
    const REACH: usize = 4;
    let page = scene.page;
    let end = |i: usize| page.time(i, Time::End);
    let small = |i: &usize| page.one_of(*i, &[Link::Of, Link::The, Link::Article, Link::In]);
    let lead = (own.first.saturating_sub(REACH)..own.first).rev().find(|i| !small(i));
    // "第三季度末": so does one directly behind it.
    let behind = page.grammar(own.first).year_first && end(own.last);
    lead.is_some_and(end) || (own.first..own.last).any(end) || behind
}

/// "The stock of UK direct investment": whether what flows is told as what has been amassed of it.
fn amassed(scene: &Scene<'_>, (first, last): (usize, usize)) -> bool {
    const REACH: usize = 5;
    (first.saturating_sub(REACH).max(scene.local.first)..last).any(|at| scene.page.link(at, Link::Amassed))
}

/// Whether the sentence speaks of an average, or the heading from which it takes its indicator.
fn averaged(scene: &Scene<'_>, topic: &Topic) -> bool {
    let says = |first: usize, last: usize| (first..last).any(|i| scene.page.link(i, Link::Average));
    let head = scene.page.sentences[scene.discourse.topic_sentence];
    says(scene.local.first, scene.local.last) || topic.place.is_none() && says(head.first, head.last)
}

/// Whether "to" or "by" stands shortly before an expression: what is said ran until then.
pub(super) fn runs_until(scene: &Scene<'_>, at: usize) -> bool {
    (0..=3).filter_map(|back| at.checked_sub(back)).any(|i| scene.page.one_of(i, &[Link::To, Link::By]))
}

/// Whether a month stands directly behind the word for "until", and is the end of no other run.
fn led_until(scene: &Scene<'_>, own: &Period) -> bool {
    let Some(before) = own.first.checked_sub(1) else { return false };
    let run = before.checked_sub(1).is_some_and(|i| scene.page.dated(i)) || scene.page.link(before, Link::In);
    let until = scene.page.link(before, Link::Until);
    // "Exportaciones superan los 63 000 millones a septiembre": behind the number "to" says the same.
    let number = scene.quantity();
    let to = scene.page.link(before, Link::To) && before == number.last && number.is_money();
    !run && !scene.page.link(before, Link::Toward) && (until || to)
}

/// "Entre 2023 et 2024, l'économie a créé 82.000 postes": what changes between two years has done so by the later one, unless an
/// average of the years is meant.
fn between_years(scene: &Scene<'_>, own: &Period, measured: &Measured) -> bool {
    let page = scene.page;
    let years = matches!(own.expr, Expr::Fixed(TimePeriod::Months { .. })) && page.before_is(own.first, Link::Between);
    let averaged = || (scene.local.first..scene.local.last).any(|i| page.link(i, Link::Average));
    let yearly = || scene.bases().iter().any(|b| b.what);
    years && matches!(measured.kind, Kind::Growth | Kind::Change) && !averaged() && !yearly()
}

/// "They fell between September 2024 and September 2025": what changes from a month to the same one of a later year has done so
/// by that month.
pub(super) fn year_on(scene: &Scene<'_>, own: &Period, measured: &Measured, timed: &mut Timed) {
    let led = scene.page.before_one(own.first, &[Link::From, Link::Between]);
    // "Entre noviembre y octubre": a month beside the one before it is set against that.
    let and = (own.first..own.last).any(|i| scene.page.link(i, Link::And));
    if let (Expr::Months { from, to, .. }, Some(month)) = (own.expr, timed.period)
        && from == to
        && led
        && and
    {
        timed.compared = month.previous();
    }
    // "Between the second quarter of 2024 and that of 2025 it rose by 5,000".
    if let Some((old, new)) = between(scene, timed).filter(|_| matches!(measured.kind, Kind::Growth | Kind::Change)) {
        (timed.period, timed.compared) = (Some(new), Some(old));
        return;
    }
    if let Some(TimePeriod::Months { first, count }) = timed.period
        && matches!(measured.kind, Kind::Growth | Kind::Change)
        && matches!(own.expr, Expr::Fixed(_))
        && led
        && count > 12
        && count % 12 == 1
    {
        timed.period = Some(TimePeriod::month(first.plus(count as i32 - 1)));
        timed.compared = Some(TimePeriod::month(first));
    }
    // "Between 2017 and 2024 trade had increased 2.1-fold": so has what multiplies from one year to a later one.
    if let Some(TimePeriod::Months { first, count }) = timed.period
        && (scene.quantity().counted == Counted::Times && led || between_years(scene, own, measured))
        && count > 12
        && count % 12 == 0
    {
        timed.period = TimePeriod::months(first.plus(count as i32 - 12), 12);
        timed.compared = TimePeriod::months(first, 12);
    }
}
