//! The step in which something changed, within the run or before the day of which the text speaks.

use chrono::{Datelike, NaiveDate};

use super::Timed;
use super::nearest::owner;
use crate::extract::measure::{Kind, Measured};
use crate::extract::mention::{At, covering, within};
use crate::extract::page::Page;
use crate::extract::period::Period;
use crate::extract::scene::{Origin, Scene};
use crate::extract::topic::Topic;
use crate::lang::{Change, ChangeKind, Link, Match, Reading, Time};
use crate::model::{Base, IndicatorKind, Month, Since, TimePeriod, Transformation};

/// "Up 24.8 % in ten months. The largest rise in the month was that of transport (3.5 %)": what grew on the month before grew
/// in the last month of the run of which the text speaks.
/// "In the three months to July output rose by 0.2 %. Services rose by 0.1 % on the month": so did what a word for a month says so of.
/// "On 1 January debt was 29 billion, up 3 billion over the year": what a stock has gained in a year it gained in the one that ends then.
pub fn last_step(scene: &Scene<'_>, topic: &Topic, mut timed: Timed, measure: Transformation) -> Timed {
    if let (Some(TimePeriod::Day(day)), Some(Base::YearAgo)) = (timed.period, measure.base())
        && topic.word.indicator.kind() == IndicatorKind::Stock
        && scene.bases().iter().any(|b| b.what)
        && let Some(year) = run_until(day, 12)
    {
        timed.period = Some(year);
        timed.aside = true;
    }
    if let Some(run) = since_new_year(&timed, measure) {
        timed.period = Some(run);
    }
    let month = |m: &Match| matches!(m.reading, Reading::Time(Time::Unit(1)));
    let monthly =
        || scene.bases().iter().any(|b| !b.what && (b.first..b.last).any(|i| scene.page.any(i, Reading::TIME, month)));
    // "43.4 billion on 1 February, having grown by 2.2 billion over the month": what it has gained in a month it gained in that one.
    if let (Some(TimePeriod::Day(day)), Some(Base::PreviousPeriod)) = (timed.period, measure.base())
        && topic.word.indicator.kind() == IndicatorKind::Stock
        && monthly()
        && let Some(month) = run_until(day, 1)
    {
        timed.period = Some(month);
        timed.aside = true;
    }
    if let (Origin::Carried, Some(TimePeriod::Months { first, count })) = (timed.origin, timed.period)
        && ((4..12).contains(&count) || count == 3 && monthly())
        && measure == Transformation::Growth(Base::PreviousPeriod)
    {
        timed.period = Some(TimePeriod::month(first.plus(count as i32 - 1)));
    }
    timed
}

/// "In September prices were 4.5 % higher than in December": what has grown since the turn of the year did so from January on.
fn since_new_year(timed: &Timed, measure: Transformation) -> Option<TimePeriod> {
    let Some(TimePeriod::Months { first, count: 1 }) = timed.period else { return None };
    let Transformation::Growth(Base::Since(since)) = measure else { return None };
    let before = since == Since::Month(Month::new(first.year() - 1, 12)?);
    TimePeriod::months(first.plus(1 - first.month() as i32), first.month()).filter(|_| before)
}

/// "2,9 % este año, cuatro décimas más de lo que estimaba en julio": points by which a number before is more or less than another are of
/// the time of that number.
pub(super) fn beside_told(scene: &Scene<'_>, own: Option<&Period>) -> Option<TimePeriod> {
    const REACH: usize = 8;
    let (page, number) = (scene.page, scene.quantity());
    let before = scene.previous().filter(|q| q.is_percent() && number.is_points())?;
    let way = before.last..number.lead;
    let small = |i: usize| {
        page.is(i, b',')
            || page.dated(i)
            || page.one_of(i, &[Link::In, Link::The, Link::For, Link::Article, Link::Of])
            || covering(scene.indicators(), i).is_some()
            || covering(scene.areas(), i).is_some()
    };
    let comma = number.lead.checked_sub(1).is_some_and(|i| page.is(i, b','));
    let more = |c: &At<Change>| {
        let behind = c.first == number.last || c.first == number.last + 1 && page.link(number.last, Link::Of);
        behind && c.what.kind == ChangeKind::Adverb && c.what.direction != 0
    };
    let compares =
        scene.changes().iter().any(more) || page.one_of(number.last, &[Link::Exceed, Link::Beyond, Link::Compare]);
    // "1,2 puntos más en 2026": a time directly behind is its own.
    let dated = own.is_some_and(|own| owner(scene, own) == Some(scene.n));
    let told = scene.told().filter(|l| l.counted == before.counted)?;
    let direct = comma && way.len() <= REACH && way.into_iter().all(small);
    told.period.filter(|_| direct && compares && !dated)
}

/// So many months that end with a day, or with the one before the first of a month.
fn run_until(day: NaiveDate, months: i32) -> Option<TimePeriod> {
    let last = if day.day() == 1 { day.pred_opt()? } else { day };
    let ends = last.succ_opt().is_some_and(|next| next.day() == 1);
    let month = Month::new(last.year(), last.month()).filter(|_| ends)?;
    TimePeriod::months(month.plus(1 - months), u32::try_from(months).ok()?)
}

/// "1,047 million in 2024. The year before it had been 998, which makes a growth of 4.99 %": a growth in a clause that sums up what a look
/// back is set beside is of the time of what the text told before.
pub(super) fn makes_growth(scene: &Scene<'_>, measured: &Measured) -> Option<TimePeriod> {
    let (page, previous, lead) = (scene.page, scene.previous()?, scene.quantity().lead);
    let (told, opened) = (scene.told()?, scene.discourse.told.as_ref()?);
    let clause = page.is(previous.last, b',') && page.link(previous.last + 1, Link::Relative);
    let noun = |c: &At<Change>| c.what.kind == ChangeKind::Noun && c.what.direction != 0 && c.last <= lead;
    let growth = measured.kind == Kind::Growth && scene.quantity().is_percent() && !previous.is_percent();
    let named = clause && within(scene.changes(), previous.last, lead).iter().any(noun);
    let back = told.period.zip(opened.period).is_some_and(|(back, own)| back.last_day() < own.first_day());
    let same = opened.word.indicator == told.word.indicator && opened.line == scene.discourse.line;
    opened.period.filter(|_| growth && named && back && same)
}

/// "For the year as a whole payrolls grew by 2.2 million. Wages rose by 0.3 % on the month": what grew on the month before is of the last
/// month of which the text has told, and of no year.
pub(super) fn month_again(scene: &Scene<'_>, measured: &Measured, period: Option<TimePeriod>) -> Option<TimePeriod> {
    const REACH: usize = 3;
    let last = scene.quantity().last;
    let year = period.filter(|p| p.length() == Some(12) && measured.kind == Kind::Growth)?;
    let month = |b: &At<bool>| !b.what && (b.first..b.last).any(|i| unit_of_month(scene.page, i));
    let said = within(&scene.mentions.bases, last, last + REACH).first().is_some_and(month);
    scene.discourse.month.filter(|m| said && m.last_day() <= year.last_day() && m.first_day() >= year.first_day())
}

/// Whether a word is that for a month.
fn unit_of_month(page: &Page<'_>, at: usize) -> bool {
    page.any(at, Reading::TIME, |m| *m.reading == Reading::Time(Time::Unit(1)))
}
