//! Days and ends of years that a text does not write out: of a price that was quoted, of a rate in brackets, of
//! runs from the start of a year.

use chrono::{Datelike, Days, NaiveDate};

use super::Timed;
use super::nearest::{modifies, owner};
use crate::extract::measure::{Kind, Measured};
use crate::extract::mention::At;
use crate::extract::period::{EndOf, Expr, Period, Use, Year};
use crate::extract::quantity::Quantity;
use crate::extract::scene::Scene;
use crate::extract::topic::{Topic, equation};
use crate::lang::{ChangeKind, Link, Match, Reading, Speech, StatusKind, Time};
use crate::model::{IndicatorKind, Month, ObsStatus, Published, TimePeriod};

/// The day of the week of a reading, Monday being the first.
pub(super) fn weekday(reading: &Reading) -> Option<u32> {
    if let Reading::Time(Time::Weekday(day)) = reading { Some(*day) } else { None }
}

/// The number of yesterday among the days of the week.
const YESTERDAY: u32 = 0;

/// The last day of the week of this name that is no later than a date, or the day before it.
pub(super) fn counted_back(date: NaiveDate, day: u32) -> Option<NaiveDate> {
    let back = if day == YESTERDAY { 1 } else { (date.weekday().number_from_monday() + 7 - day) % 7 };
    date.checked_sub_days(Days::new(u64::from(back)))
}

/// "The basket changed hands at 66.25 dollars on Monday; on the Friday before it had been 70.85", "($1 = 7.33 yuan)": the day of
/// a price or an exchange rate by the day of the week, and that of publication for the rate by which amounts are converted.
pub(super) fn quoted(scene: &Scene<'_>, topic: &Topic, measured: &Measured) -> Option<TimePeriod> {
    const REACH: u32 = 16;
    let published = scene.discourse.published.and_then(Published::day)?;
    if equation(scene) {
        return Some(TimePeriod::Day(published));
    }
    let priced = matches!(topic.word.indicator.code(), "commodity_price" | "exchange_rate");
    if !priced || measured.kind == Kind::Share || !scene.local.periods.is_empty() || !scene.bases().is_empty() {
        return None;
    }
    // "He said on Monday that oil would cost 60 dollars" says when he spoke.
    let says = |m: &Match| matches!(m.reading, Reading::Speech(Speech::Verb) | Reading::Link(Link::Said));
    let told = |at: usize| (at.saturating_sub(2)..at).any(|i| scene.page.any(i, Reading::SPEECH | Reading::LINK, says));
    let number = scene.quantity();
    let cost = |at: usize| {
        let between = |q: &Quantity| q.first > at && q.last <= number.first || q.last <= at && q.first >= number.last;
        let parted = scene.local.quantities.iter().any(|q| !q.is_plain() && between(q));
        scene.distance((at, at + 1)) + if parted { REACH } else { 0 }
    };
    let days = (scene.local.first..scene.local.last).filter(|at| !told(*at));
    let named =
        days.filter_map(|at| scene.page.find_of(at, Reading::TIME, weekday).map(|(last, day)| (cost(at), last, day)));
    let (_, last, day) = named.min_by_key(|(cost, ..)| *cost).filter(|(cost, ..)| *cost < REACH)?;
    let before = scene.page.time(last, Time::Ago);
    let from = match scene.discourse.last.as_ref().and_then(|l| l.period) {
        Some(TimePeriod::Day(day)) if before => day.pred_opt()?,
        _ if before => return None,
        _ => published,
    };
    counted_back(from, day).map(TimePeriod::Day)
}

/// "Since the start of the year 646.8 million tonnes were carried": what flows is counted from January on, to the end of the
/// time of which the text speaks.
pub fn runs_from_new_year(scene: &Scene<'_>, topic: &Topic) -> bool {
    let prices = topic.word.indicator.code().contains("inflation") || topic.word.indicator.code().contains("price");
    // Prices that have risen "since the start of the year" have done so on December.
    let reach = if prices { 6 } else { 25 };
    let flows = topic.word.indicator.kind() == IndicatorKind::Flow || prices && scene.quantity().is_percent();
    flows && from_new_year(scene, prices).is_some_and(|distance| distance <= reach) || summed_up(scene, topic)
}

/// "Since the start of the year reserves have grown by 3.5 billion (39 %)": whether a stock that has moved by so much has done so since
/// then, on the end of the year before.
pub fn grown_from_new_year(scene: &Scene<'_>, topic: &Topic) -> bool {
    const REACH: u32 = 25;
    let stock = topic.word.indicator.kind() == IndicatorKind::Stock;
    stock && from_new_year(scene, false).is_some_and(|distance| distance <= REACH)
}

/// How far the start of the year stands from the number, where the number is counted since then.
fn from_new_year(scene: &Scene<'_>, prices: bool) -> Option<u32> {
    // "0.4 % in May, since the start of the year 3.8 %": what leads to the next number is that number's.
    let behind = scene.quantity().last;
    let leads = |p: &Period| scene.next().is_some_and(|q| q.lead >= p.last && q.lead - p.last <= 3);
    // "43.5 % over twelve months and so far this year 13.3 %".
    let parts = |i: usize| scene.page.is(i, b',') || scene.page.link(i, Link::And);
    let parted_by = |p: &Period| (behind..p.first).any(parts);
    // "In August; since the start of the year by 4.3 %": a semicolon parts clauses.
    let clause = |p: &Period| p.first >= behind && (behind..p.first).any(|i| scene.page.is(i, b';'));
    let of_next = |p: &&Period| p.first >= behind && parted_by(p) && leads(p) || heads_next(scene, p) || clause(p);
    // "The first rise since the start of the year": what is ranked so is of its own time.
    let ranked = |p: &&Period| (p.first.saturating_sub(3)..p.first).any(|i| scene.page.link(i, Link::Superlative));
    // "It was 8.8 % and adds up to 65 % since the start of the year": nor is what another number parts from it this one's, of prices.
    let parted = |p: &&Period| prices && scene.parted(p.place());
    let since =
        scene.local.periods.iter().filter(|p| p.since_new_year()).filter(|p| !of_next(p) && !ranked(p) && !parted(p));
    // "С начала года по 24 ноября цены выросли": the day that ends the run stands with its start.
    let whole =
        |p: &Period| scene.local.periods.iter().find(|day| ends_run(scene, p, day)).map_or(p.last, |day| day.last);
    since.map(|p| scene.distance((p.first, whole(p)))).min()
}

/// "It was 43.5 %, and since the start of the year prices have risen by 13.3 %": whether a time opens the clause of the next number.
pub fn heads_next(scene: &Scene<'_>, period: &Period) -> bool {
    let page = scene.page;
    let mark = |i: usize| matches!(page.mark(i), b',' | b';' | b'(');
    let and = page.before_is(period.first, Link::And) || period.first.checked_sub(1).is_some_and(|i| page.is(i, b','));
    let next = scene.next().filter(|q| and && q.lead >= period.last && period.first >= scene.quantity().last);
    next.is_some_and(|q| !(period.last..q.lead).any(mark))
}

/// "In October freight fell by 1.3 %, since the start of the year by 0.7 %": whether the start of the year leads from the number
/// before to this one.
pub(super) fn new_year_leads(scene: &Scene<'_>) -> bool {
    let (Some(previous), lead) = (scene.previous(), scene.quantity().lead) else { return false };
    let leads = |p: &Period| p.since_new_year() && p.first >= previous.last && p.last <= lead;
    scene.local.periods.iter().rfind(|p| p.first >= previous.last && p.last <= lead).is_some_and(leads)
}

/// "Since the start of the year to 13 October prices have risen by 4.8 %": whether a day ends what runs from the start of the year.
pub(super) fn until_day(scene: &Scene<'_>, own: &Period) -> bool {
    scene.local.periods.iter().any(|start| ends_run(scene, start, own))
}

/// Whether a day stands directly behind the start of the year and a word for "until".
fn ends_run(scene: &Scene<'_>, start: &Period, day: &Period) -> bool {
    const UNTIL: [Link; 5] = [Link::To, Link::Until, Link::By, Link::Toward, Link::On];
    let until = day.first == start.last + 1 && scene.page.one_of(start.last, &UNTIL);
    start.since_new_year() && until && matches!(day.expr, Expr::Day { .. })
}

/// The months from January on of what is counted since the start of the year; gives whether the number is.
pub(super) fn counted_so_far(
    scene: &Scene<'_>,
    topic: &Topic,
    measured: &Measured,
    own: Option<&Period>,
    timed: &mut Timed,
) -> bool {
    let others = |own: &Period| owner(scene, own).is_some_and(|i| i < scene.n);
    let until = own.is_some_and(|own| until_day(scene, own));
    let run = own.is_none_or(others) || new_year_leads(scene) || until;
    let stock = run_of_stock(scene, own, measured) && grown_from_new_year(scene, topic);
    let flow = run && runs_from_new_year(scene, topic);
    let counted = flow || stock || summed_up(scene, topic) || moved_since_new_year(scene, topic);
    if counted {
        timed.period = so_far(scene, topic, timed.period.or(timed.anchor.period)).and_then(to_date);
        // What prices have risen by since then, and stocks, is said in passing.
        timed.aside |= topic.word.indicator.kind() != IndicatorKind::Flow;
    }
    counted && until
}

/// "It was 15.7 billion on 1 July, having fallen since the start of the year by 0.5, or by 2.9 %": whether no time of its own stands nearer
/// to what a stock has moved by than the time since which it has.
fn run_of_stock(scene: &Scene<'_>, own: Option<&Period>, measured: &Measured) -> bool {
    let since = |p: &&Period| p.used == Use::Since;
    let since = || scene.local.periods.iter().filter(since).map(|p| scene.distance(p.place())).min();
    let nearer = |own: &Period| since().is_some_and(|since| since < scene.distance(own.place()));
    matches!(measured.kind, Kind::Growth | Kind::Change) && own.is_none_or(nearer)
}

/// "La inflación acumulada a julio", "la acumulada alcanza 2,6 %", "acumula 65 % en lo que va del año": prices whose rise is summed up,
/// or that have the start of the year directly behind their number, have risen since December.
pub(super) fn summed_up(scene: &Scene<'_>, topic: &Topic) -> bool {
    let quantity = scene.quantity();
    if !topic.word.indicator.is_price_rate() || !quantity.is_percent() {
        return false;
    }
    let direct = |p: &Period| {
        let start = matches!(p.expr, Expr::End(EndOf::Start { month: 1, .. }));
        p.used == Use::Since && start && p.first == quantity.last
    };
    if scene.local.periods.iter().any(direct) {
        return true;
    }
    let from = scene.previous().map_or(scene.local.first, |q| q.last);
    let summed = || (from..quantity.first).find(|&i| scene.page.link(i, Link::Amassed)).map(|i| (i, i + 1));
    let place = topic.place.filter(|p| scene.page.link(p.0, Link::Amassed)).or_else(summed);
    let Some((first, _)) = place else { return false };
    let beside = |b: &At<bool>| b.first <= quantity.last && b.last > first.min(quantity.first);
    !scene.bases().iter().any(beside)
}

/// "The cedi has gained 37 % since the start of the year": whether a currency has moved since then, and the sentence names no other time.
pub(super) fn moved_since_new_year(scene: &Scene<'_>, topic: &Topic) -> bool {
    let rate = topic.word.indicator.code() == "exchange_rate" && scene.quantity().is_percent();
    rate && matches!(scene.local.periods, [only] if only.since_new_year())
}

/// "The rupee has lost half of its value since March": what a currency has moved by since a time behind which no other stands it has moved by up
/// to the day of the text.
pub(super) fn moved_until_now(
    scene: &Scene<'_>,
    topic: &Topic,
    measured: &Measured,
    status: ObsStatus,
) -> Option<TimePeriod> {
    let moved = topic.word.indicator.code() == "exchange_rate" && measured.kind == Kind::Growth;
    let since = |p: &Period| p.used == Use::Since && !p.since_new_year();
    let alone = matches!(scene.local.periods, [only] if since(only));
    let day = scene.discourse.published.and_then(Published::day).filter(|_| moved && status == ObsStatus::Actual);
    day.filter(|_| alone).map(TimePeriod::Day)
}

/// "Inflation will be 6 % in December. The cedi has gained 37 % since the start of the year": what has been counted so far has not been to
/// a time that lies ahead, and what a currency has done it has done up to the day of the text.
pub(super) fn so_far(scene: &Scene<'_>, topic: &Topic, period: Option<TimePeriod>) -> Option<TimePeriod> {
    let now = scene.discourse.published.map(|day| TimePeriod::month(day.month()));
    let rate = topic.word.indicator.code() == "exchange_rate" && scene.quantity().is_percent();
    let later = |p: &TimePeriod| now.is_some_and(|now| p.first_day() > now.last_day());
    // "2.5 % this year. Loans have grown by 4 % since its start": nor to the end of a year that is not over.
    let whole = |p: &TimePeriod| p.length() == Some(12) && now.is_some_and(|now| p.last_day() > now.last_day());
    let period = period.filter(|p| rate || !whole(p));
    if rate && scene.local.periods.len() <= 1 || period.as_ref().is_some_and(later) { now } else { period }
}

/// "On 1 August it was 12.4 billion. Since the start of the year it has grown by 3.5": the months from January to the one that ends with
/// the day on which a stock stood, or with the time at hand.
pub(super) fn to_date(period: TimePeriod) -> Option<TimePeriod> {
    let TimePeriod::Day(day) = period else { return year_to_date(period) };
    let first = day.day() == 1;
    year_to_date(TimePeriod::month(Month::of(if first { day.pred_opt()? } else { day })))
}

/// The months from January to the end of a run of months.
pub(super) fn year_to_date(period: TimePeriod) -> Option<TimePeriod> {
    let TimePeriod::Months { first, count } = period else { return None };
    let last = first.plus(count as i32 - 1);
    TimePeriod::months(last.plus(1 - last.month() as i32), last.month())
}

/// "End-year inflation of 8 percent for 2026": the end of the year that the sentence names, or of one ahead of which the text
/// speaks already.
fn year_end_of(scene: &Scene<'_>, own: &Period) -> Expr {
    let anchor = scene.discourse.anchor(None, true);
    let year = |p: TimePeriod| (p.length() == Some(12)).then(|| p.last_day().year());
    let named = |p: &Period| (p.used == Use::When).then(|| anchor.resolve(p.expr)).flatten().and_then(year);
    let here = scene.local.periods.iter().filter(|p| p.place() != own.place()).find_map(named);
    let ahead = |p: &TimePeriod| scene.discourse.published.is_some_and(|day| p.first_day() > day.vintage());
    let running = || scene.discourse.running(scene.local.index).filter(ahead).and_then(year);
    match here.or_else(running) {
        Some(year) => Expr::End(EndOf::Month { month: 12, year: Year::Of(year) }),
        // "Lifted its year-end inflation estimate": what is foreseen of the end of a year is of the next one to come.
        None => match scene.discourse.published {
            Some(day) if foreseen_behind(scene, own) => {
                Expr::End(EndOf::Month { month: 12, year: Year::Of(day.month().year()) })
            }
            _ => own.expr,
        },
    }
}

/// Whether a noun for a forecast, a target or an estimate stands behind an expression and the indicator of which that says more.
fn foreseen_behind(scene: &Scene<'_>, own: &Period) -> bool {
    const REACH: usize = 4;
    let noun = |s: &At<(ObsStatus, StatusKind)>| {
        s.what.1 == StatusKind::Noun && s.first >= own.last && s.first - own.last <= REACH
    };
    modifies(scene, own) && scene.statuses().iter().any(noun)
}

/// "A year ago he spoke of 93 billion for January to October": the months are those of the year from which a sentence
/// sets out.
pub(super) fn years_back(scene: &Scene<'_>, own: &Period, ahead: bool) -> Expr {
    let opens = |p: &&Period| p.first <= scene.local.first + 1 && p.last < own.first;
    let alone = ahead && scene.local.periods.len() == 1;
    match (own.expr, scene.local.periods.first().filter(opens).map(|p| p.expr)) {
        (Expr::Months { from, to, year: Year::Open }, Some(Expr::YearsAgo(years))) => {
            Expr::Months { from, to, year: Year::Offset(-years) }
        }
        // "In 2026 GDP will grow by 5.5 %. Inflation will slow to 9.7 % by the end of the year".
        (Expr::End(EndOf::Month { month: 12, year: Year::Open }), _) if alone || modifies(scene, own) => {
            year_end_of(scene, own)
        }
        (Expr::Months { from, to, year: Year::Open }, _)
            if from == to
                && let Some(offset) = named_from_now(scene, own, from) =>
        {
            Expr::Months { from, to, year: Year::Offset(offset) }
        }
        (Expr::Months { from: 1, to, year: Year::Open }, _) if definite(scene, own, to) => Expr::That(to),
        (Expr::Months { from: 1, to, year: Year::Open }, _) => fiscal_months(scene, own, to).unwrap_or(own.expr),
        (expr, _) => expr,
    }
}

/// "By next December", said in December; "38 % last May, 11.8 % this May": the year of a month that is told from the one at hand, or from the
/// same month of this year beside it.
fn named_from_now(scene: &Scene<'_>, own: &Period, month: u32) -> Option<i32> {
    let (page, now) = (scene.page, scene.discourse.published?.month());
    let this =
        |p: &Period| matches!(p.expr, Expr::Months { from, to, year: Year::Offset(0) } if from == to && from == month);
    if page.time(own.first, Time::Next) {
        return Some(i32::from(month <= now.month()));
    }
    (page.time(own.first, Time::Last) && scene.local.periods.iter().any(this)).then_some(-1)
}

/// "It was 5.4 % in the September quarter. Petrol rose by 7.2 % over the three months": whether so many months with an article before them are the
/// run of that length of which the text has spoken last.
fn definite(scene: &Scene<'_>, own: &Period, to: u32) -> bool {
    let page = scene.page;
    let months = |i: usize| page.any(i, Reading::TIME, |m| *m.reading == Reading::Time(Time::Unit(1)));
    let counted = own.last - own.first == 2 && months(own.last - 1);
    let article = own.first.checked_sub(1).is_some_and(|i| page.link(i, Link::Article) || page.time(i, Time::That));
    let mentioned = scene.discourse.anchor(None, false).mentioned.and_then(TimePeriod::length);
    counted && article && mentioned == Some(to)
}

/// "Remittances close FY25 at a high. ¶ The surplus was 1.8 billion in the first eleven months": in a text that a fiscal year heads,
/// months that are counted from the first one on are that year's.
fn fiscal_months(scene: &Scene<'_>, own: &Period, to: u32) -> Option<Expr> {
    let named = (own.first..own.last).any(|i| scene.page.has(i, Reading::MONTH));
    let coded = scene.page.word(own.last - 1).ends_with(|c: char| c.is_ascii_digit());
    let year = scene.discourse.fiscal.filter(|_| scene.discourse.headed_by_fiscal() && !named && !coded && to > 6)?;
    Some(Expr::PartOfFiscal { from: 1, to, year: Year::Of(year.last_day().year()) })
}

/// "Россия собрала в 2024 году 125 млн тонн зерна", said in December: the harvest of a year is in by its autumn.
pub(super) fn gathered(scene: &Scene<'_>, topic: &Topic, timed: &Timed) -> bool {
    const AUTUMN: u32 = 9;
    let day = scene.discourse.published.map(Published::vintage).filter(|day| day.month() >= AUTUMN);
    let this_year = |p: TimePeriod| p.length() == Some(12) && day.is_some_and(|day| p.last_day().year() == day.year());
    topic.word.indicator.code() == "grain_harvest" && timed.period.is_some_and(this_year)
}

/// "26,4 Mio. Gäste bis Ende Juni": what has flowed until then is what the text goes on to tell of.
pub(super) fn flowed(topic: &Topic, status: ObsStatus) -> bool {
    topic.word.indicator.kind() == IndicatorKind::Flow && status == ObsStatus::Actual
}

/// "They stood at 98 billion in May 2023 and have since climbed to 186": whether what has moved since a time of which its sentence tells has
/// come to be so at no time that it names.
pub(super) fn since_then(scene: &Scene<'_>) -> bool {
    let from = scene.previous().map_or(scene.local.first, |q| q.last);
    let verb = |at: usize| scene.changes().iter().any(|c| c.first == at && c.what.kind == ChangeKind::Verb);
    (from..scene.quantity().lead).any(|i| scene.page.link(i, Link::Since) && verb(i + 1))
}

/// "En 1986 eran el 18 %; hoy, el 37 %": whether a word for now stands in the clause of a part of what flows, of which nothing says in
/// what run it does.
pub(super) fn now(scene: &Scene<'_>, topic: &Topic, measured: &Measured, own: Option<&Period>) -> bool {
    let from = scene.previous().map_or(scene.local.first, |q| q.last);
    let word = |m: &Match| matches!(m.reading, Reading::Time(Time::Today | Time::Day));
    let today = |i: usize| scene.page.any(i, Reading::TIME, word);
    let flow = topic.word.indicator.kind() == IndicatorKind::Flow && measured.kind == Kind::Share;
    flow && own.is_none_or(|own| own.last <= from) && (from..scene.quantity().lead).any(today)
}
