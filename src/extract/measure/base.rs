//! The base of a growth or change: a year before, the period before, or since when.

use chrono::Datelike;
use rust_decimal::prelude::ToPrimitive;

use super::after::{annual_next, as_after, change_before, compared_anew, from_month_before, of_previous, unmoved};
use super::arrival::goes_to;
use super::month::{
    beside_run, beside_yearly, by_the_month, lent_in_a_year, monthly_by_contrast, only_steps, set_beside,
};
use super::quarter::on_quarter_before;
use super::since::{
    amassed, between_years, compared, from_to, on_december, on_the_year, over_year, since, since_december,
    since_its_start, since_the_turn, since_years_ago,
};
use super::{Kind as Measure, Measured};
use crate::extract::discourse::Last;
use crate::extract::mention::{At, covering, within};
use crate::extract::period::{Expr, Period, Use, Year};
use crate::extract::quantity::{Counted, Quantity, cardinal};
use crate::extract::scene::{Origin, Scene};
use crate::extract::topic::Topic;
use crate::extract::when::{Timed, ends_days, runs_from_new_year};
use crate::lang::reading::IndicatorWord;
use crate::lang::{ChangeKind, Link, Match, Reading, Speech, Time};
use crate::model::{Base, IndicatorKind, ObsStatus, TimePeriod, Transformation};
use crate::text::Kind;

/// The measure with its base.
pub fn transformation(
    scene: &Scene<'_>,
    measured: &Measured,
    timed: &Timed,
    topic: &Topic,
    status: ObsStatus,
) -> Transformation {
    match measured.kind {
        Measure::Level => Transformation::Level,
        Measure::Share => Transformation::Share,
        Measure::Growth if unmoved(scene, measured, timed, topic) => Transformation::Growth(Base::YearAgo),
        Measure::Growth => Transformation::Growth(base(scene, timed, topic, true, status)),
        Measure::Change => Transformation::Change(base(scene, timed, topic, false, status)),
    }
}

/// The base: the one that words or a comparison name, else the one that such figures have.
fn base(scene: &Scene<'_>, timed: &Timed, topic: &Topic, growth: bool, status: ObsStatus) -> Base {
    if topic.word.indicator.code() == "policy_rate" {
        // "We pencil in 100 bp of easing for next year": what a rate moves by over a year is no step.
        let year = timed.period.and_then(TimePeriod::length) == Some(12) && timed.place.is_some();
        return if year && status == ObsStatus::Forecast { Base::YearAgo } else { Base::PreviousPeriod };
    }
    if growth && over_years(scene, timed, topic, status) {
        return Base::Unstated;
    }
    if let Some(listed) = by_heading(scene).filter(|_| growth) {
        return listed;
    }
    if let Some(since) = stretch_of_years(scene).filter(|_| growth && !goes_to(scene)) {
        return since_years_ago(timed, since);
    }
    if growth && set_beside(scene, topic) {
        return Base::YearAgo;
    }
    if let Some(december) = since_december(scene, timed, topic, growth) {
        return december;
    }
    if let Some(december) = amassed(timed, topic).filter(|_| !growth && scene.quantity().is_money()) {
        return december;
    }
    if growth && let Some(base) = as_after(scene).or_else(|| change_before(scene, topic)) {
        return base;
    }
    let named = || {
        since(scene, timed)
            .filter(|_| !runs_from_new_year(scene, topic))
            .or_else(|| from_to(scene, timed).or_else(|| between_years(scene, timed)))
            .or_else(|| worded(scene, timed, topic, growth))
            .or_else(|| over_year(scene, timed).filter(|_| growth))
    };
    let again = growth && (goes_on(scene, timed, topic) || running(scene, timed)) || !growth && steps_on(scene, timed);
    let again = || again.then_some(Base::PreviousPeriod);
    // "From 5 to 11 November prices rose by 0.09 %": what prices rose by in a week they rose by on the week before.
    let days = || scene.local.periods.iter().any(|p| Some(p.place()) == timed.place && ends_days(scene, p));
    let told = timed.origin == Origin::Carried && timed.period.is_some();
    let week = || days() || told && timed.period == scene.discourse.week.map(TimePeriod::Day);
    // "Le chômage augmente ce trimestre de 60 000": what a month or a quarter that is at hand brings it brings on the one before.
    let at_hand = || {
        let this = |p: &Period| matches!(p.expr, Expr::Relative { months: 1 | 3, offset: 0 });
        !growth && scene.local.periods.iter().any(|p| Some(p.place()) == timed.place && this(p))
    };
    let down = || !growth && from_month_before(scene, timed);
    let step = || (timed.step || growth && week() || at_hand() || down()).then_some(Base::PreviousPeriod);
    // "同比增长38.6%，较2019年同期增长30.1%": a time of another year directly before a number is its base, whatever was said before.
    let listed = || scene.lists.periods[scene.n].is_some_and(|i| scene.local.periods[i].used == Use::Compared);
    let against = || compared(timed).filter(|_| listed() || growth && compared_anew(scene));
    let base = against()
        .or_else(named)
        .or_else(|| over_the_same(scene, timed))
        .or_else(|| since_the_turn(scene, timed, topic).filter(|_| growth))
        .or_else(again)
        .or_else(step)
        .or_else(|| compared(timed));
    base.unwrap_or_else(|| usual(scene, timed, topic, growth, status))
}

/// The base that the heading of a list gives to each number of its lines.
fn by_heading(scene: &Scene<'_>) -> Option<Base> {
    const REACH: usize = 20;
    let (head, bases) = scene.discourse.bases.as_ref()?;
    let below = scene.local.index > *head && scene.local.index <= head + REACH;
    let fits = below && scene.local.quantities.len() == bases.len();
    let yearly = bases.get(scene.n).filter(|_| fits)?;
    Some(if *yearly { Base::YearAgo } else { Base::PreviousPeriod })
}

/// The base in words that stands nearest: year on year, month on month.
fn worded(scene: &Scene<'_>, timed: &Timed, topic: &Topic, growth: bool) -> Option<Base> {
    let last = scene.quantity().last;
    // "The yearly rate rose by a tenth": what a rate moved by in points is on the month before, whatever the rate is on.
    let points = !growth && scene.quantity().is_points();
    // "It was 0.34 %, the yearly rate 7.98 %": a word that leads to the next number is that number's.
    let of_next = |b: &At<bool>| {
        let next = scene.next().is_some_and(|q| b.first >= last && b.last <= q.lead && q.lead - b.last <= 8);
        // So is one that leads to a number farther on: "0.3 %, since January 5.6 %, on the year 6.9 %".
        let leads = |q: &Quantity| b.first >= last && b.last <= q.lead && q.lead - b.last <= 2;
        let next = next || scene.local.quantities[scene.n + 1..].iter().any(leads);
        next && (last..b.first).any(|i| matches!(scene.page.mark(i), b',' | b';'))
            && !scene
                .page
                .any(b.first, Reading::CHANGE, |m| m.last == b.last && matches!(m.reading, Reading::Change(_)))
    };
    // "0.3 % in August and 2.7 % on a year-over-year basis": so is one directly behind it, where this one has a time of its own.
    let dated = |q: &Quantity| (last..q.lead).any(|i| scene.page.dated(i));
    let beside = |b: &At<bool>| scene.next().is_some_and(|q| b.first >= q.last && b.first - q.last <= 1 && dated(q));
    // "0.3 percent for the fourth month running and 3.3 percent over the year": so is one that stands behind it.
    // So it is where the number has a base of its own: "0.30 % from April and 4.06 % on the year".
    let own = |p: &Period| p.used == Use::Compared && (last..=last + 2).contains(&p.first);
    let has_base = running(scene, timed) || scene.local.periods.iter().any(own);
    // And so is any where bases stand before their numbers: "增长3.7%；12月份环比下降0.12%".
    let ahead = scene.page.grammar(last).year_first;
    let of_later = |b: &At<bool>| {
        (has_base || ahead)
            && scene.next().is_some_and(|q| q.last <= b.first || ahead && b.first >= last && b.last <= q.lead)
    };
    // "The monthly index of activity grew by 2.2 %": what an indicator is called says nothing of the base.
    // But "month-on-month inflation" names its base.
    let named = |b: &At<bool>| {
        // Nor does what a report is called: "les comptes nationaux trimestriels".
        let report = |first: usize| {
            let noun = |m: &Match| *m.reading == Reading::Speech(Speech::Noun) && m.last >= b.last && first < b.first;
            scene.page.any(first, Reading::SPEECH, noun)
        };
        // "The third highest since monthly records began".
        if (b.first.saturating_sub(3)..b.first).any(report) || scene.page.before_is(b.first, Link::Since) {
            return true;
        }
        // "Average monthly wages rose by 14.5 %": nor does the time for which wages are paid.
        let paid = |p: (usize, usize)| topic.word.indicator.code() == "wages" && p.0 <= b.last + 1 && p.1 >= b.last;
        if b.last - b.first == 1 && topic.place.is_some_and(paid) {
            return true;
        }
        let inside = |i: &At<IndicatorWord>| i.last - i.first > 2 && i.last >= b.last;
        b.last - b.first == 1 && covering(scene.indicators(), b.first).is_some_and(inside)
    };
    // "En el mes de agosto" only names the month.
    let month = |b: &At<bool>| {
        let page = scene.page;
        page.link(b.first, Link::In) && page.link(b.last, Link::Of) && page.dated(b.last + 1)
    };
    // "Two tenths in its annual rate" moved that rate, and "two tenths year-on-year" did so in a year.
    let of_rate = || {
        scene.page.link(last, Link::Its)
            || scene.page.link(last, Link::In) && scene.page.one_of(last + 1, &[Link::Its, Link::The, Link::Article])
    };
    let behind = |b: &At<bool>| b.first >= last && b.first - last <= 3 && !of_rate();
    let fits = |b: &&At<bool>| {
        !of_next(b)
            && !of_previous(scene, b)
            && !beside(b)
            && !of_later(b)
            && !within_month(scene, topic, growth, b)
            && !named(b)
            && !month(b)
            && (!points || behind(b) || !b.what)
    };
    let near = scene.bases().iter().filter(|b| scene.distance(b.place()) < 30).filter(fits);
    let nearest = near.min_by_key(|b| scene.distance(b.place()))?;
    Some(if nearest.what { Base::YearAgo } else { Base::PreviousPeriod })
}

/// "Prices rose 0.28 % in the month" is on the month before; what else grew in a month may be on the year.
fn within_month(scene: &Scene<'_>, topic: &Topic, growth: bool, b: &At<bool>) -> bool {
    let prices = topic.word.indicator.is_price_rate();
    // "De 13,3 % sur un an et de 0,4 % sur un mois": beside a yearly base it is one, too.
    !b.what
        && growth
        && !scene.bases().iter().any(|other| other.what)
        && b.last - b.first == 3
        && scene.page.link(b.first, Link::In)
        && scene.page.one_of(b.first + 1, &[Link::The, Link::Article])
        && (!prices || scene.page.link(b.last, Link::Of))
}

/// Whether a text that gave a monthly growth goes on with one of the same kind.
fn goes_on(scene: &Scene<'_>, timed: &Timed, topic: &Topic) -> bool {
    let short = timed.period.is_some_and(|p| matches!(p.length(), Some(1 | 3)));
    let last = scene.discourse.recent_move(scene.local.index);
    // A new paragraph does not go on with what an aside of the one before was on; the items of a list do.
    let item = scene.page.tokens[scene.page.lines[scene.discourse.line].first].kind != Kind::Word;
    let near = |l: &Last| {
        let next = scene.discourse.monthly == Some(true) && only_monthly(scene, l.line);
        l.line == scene.discourse.line || item || next
    };
    // "Up 35.4 % y/y, 1.5 % m/m. Consensus was 36.1 %": behind both the text goes back to the yearly rate.
    let both = |l: &Last| {
        let said = &scene.page.sentences[l.sentence];
        let yearly = |first: &Last| {
            let same = first.sentence == l.sentence && first.word.indicator == l.word.indicator;
            same && first.measure == Transformation::Growth(Base::YearAgo)
        };
        let both = || within(&scene.mentions.bases, said.first, said.last).iter().any(|b| b.what);
        l.sentence < scene.local.index && (both() || scene.discourse.first_told.as_ref().is_some_and(yearly))
    };
    let monthly = last.filter(|l| near(l) && !both(l)).is_some_and(|l| {
        l.word.indicator.kind() == topic.word.indicator.kind()
            && l.measure == Transformation::Growth(Base::PreviousPeriod)
    });
    short && monthly && timed.compared.is_none()
}

/// "10.4 billion below the level of the month before. The surplus in goods fell by 3.4 billion": an amount by which something moved
/// in the same month as the one told of before moved on the same base.
fn steps_on(scene: &Scene<'_>, timed: &Timed) -> bool {
    let last = scene.discourse.recent_move(scene.local.index);
    let month = timed.period.is_some_and(|p| p.length() == Some(1));
    let step = |l: &Last| l.measure == Transformation::Change(Base::PreviousPeriod) && l.period == timed.period;
    // "Exports were 0.2 billion more than in July. ¶ The deficit with China grew by 0.7 billion": so did others of a text that counts so.
    let counts = scene.discourse.stepwise == Some(true) && only_monthly(scene, scene.discourse.line);
    month && scene.quantity().is_money() && timed.compared.is_none() && (counts || last.is_some_and(step))
}

/// Whether a paragraph gives no yearly base.
fn only_monthly(scene: &Scene<'_>, line: usize) -> bool {
    let line = scene.page.lines[line];
    !within(&scene.mentions.bases, line.first, line.last).iter().any(|b| b.what)
}

/// "Rose by 0.3 percent for the fourth month running": what has grown month after month grew on the month before.
fn running(scene: &Scene<'_>, timed: &Timed) -> bool {
    const REACH: usize = 7;
    let behind = scene.quantity().last;
    let again = |i: usize| scene.page.time(i, Time::Running);
    let month = |i: usize| scene.page.any(i, Reading::TIME, |m| *m.reading == Reading::Time(Time::Unit(1)));
    let end = (behind + REACH).min(scene.local.last);
    timed.period.and_then(TimePeriod::length) == Some(1)
        && !goes_to(scene)
        && scene.page.link(behind, Link::For)
        && (behind..end).any(again)
        && (behind..end).any(month)
}

/// "Trade rose by 87% from 2015 to 2022. GDP: 7.3%, industry: 16.9%": what a list goes on to say of the same run grew
/// since the same time.
fn over_the_same(scene: &Scene<'_>, timed: &Timed) -> Option<Base> {
    let last = scene.discourse.recent_move(scene.local.index)?;
    let opens = scene.page.lines[scene.discourse.line].first;
    let item = last.line <= scene.discourse.line && scene.page.tokens[opens].kind != Kind::Word;
    let same = |p: &Period| Some(p.place()) == timed.place && p.expr == Expr::Same(Year::Open);
    let carried = timed.origin == Origin::Carried || scene.local.periods.iter().any(same);
    let carried = carried && timed.compared.is_none() && item;
    // "Loans fell by 0.3 %, since the start of the year by 3.5": what has been told beside the month at hand is of its line alone.
    let since = last.measure.base().filter(|base| matches!(base, Base::Since(_)) && !on_december(base));
    since.filter(|_| carried && last.period == timed.period && scene.bases().is_empty())
}

/// The base that goes without saying.
fn usual(scene: &Scene<'_>, timed: &Timed, topic: &Topic, growth: bool, status: ObsStatus) -> Base {
    if !growth && on_the_year(scene, topic) && matches!(status, ObsStatus::Actual | ObsStatus::Estimate) {
        return Base::YearAgo;
    }
    let stock = topic.word.indicator.kind() == IndicatorKind::Stock;
    let short = timed.period.is_some_and(|p| p.length().is_none_or(|n| n <= 3));
    let day = matches!(timed.period, Some(TimePeriod::Day(_)));
    // "Brent was up 1.2 % on Monday".
    if growth && topic.word.indicator.code() == "commodity_price" && day {
        return Base::PreviousPeriod;
    }
    if growth && topic.word.indicator.code() == "exchange_rate" {
        return since_its_start(timed);
    }
    // "Growth in lending improved to 3.3 % in July": the rate at which credit and money grow is a yearly one.
    let lent = matches!(topic.word.indicator.code(), "credit" | "money_supply" | "deposits");
    if growth && lent && (goes_to(scene) || lent_in_a_year(scene)) {
        return Base::YearAgo;
    }
    match (growth, status) {
        // What a stock gained in a month or a week it gained on the month or week before.
        (_, ObsStatus::Actual | ObsStatus::Estimate) if stock && short => Base::PreviousPeriod,
        (true, _)
            if timed.period.and_then(TimePeriod::length) == Some(1)
                && (monthly_by_contrast(scene, topic) || beside_yearly(scene, timed, topic)) =>
        {
            Base::PreviousPeriod
        }
        (true, _)
            if timed.period.and_then(TimePeriod::length) == Some(1)
                && topic.word.indicator.is_price_rate()
                && annual_next(scene, topic) =>
        {
            Base::PreviousPeriod
        }
        (true, _) if beside_run(scene, timed, topic) => Base::PreviousPeriod,
        (true, _) if on_quarter_before(scene, timed, topic) => Base::PreviousPeriod,
        (true, _) if by_the_month(scene, timed, topic) => Base::PreviousPeriod,
        (true, _) if only_steps(scene, timed, topic) => Base::PreviousPeriod,
        (true, _) => Base::YearAgo,
        (false, ObsStatus::Forecast) if short && topic.word.indicator.code() == "employment" => Base::PreviousPeriod,
        (false, ObsStatus::Forecast | ObsStatus::Target) => Base::Unstated,
        (false, _) if scene.quantity().is_points() => Base::PreviousPeriod,
        // "In December OPEC pumped 166,000 barrels a day more": what a month's daily output moves by is on the month before.
        (false, _) if topic.word.indicator.code() == "oil_production" && of_month(scene, timed) => Base::PreviousPeriod,
        // "81.55 roubles (+26 kopecks)": a rate that is set day by day moves on the day before.
        (false, _) if topic.word.indicator.code() == "exchange_rate" && day => Base::PreviousPeriod,
        // "36,000 people found a job in November": so is the number of those who work, as surveys count them.
        (false, _)
            if (short || timed.period.is_none())
                && matches!(topic.word.indicator.code(), "employment" | "unemployment") =>
        {
            Base::PreviousPeriod
        }
        (false, _) => Base::YearAgo,
    }
}

/// Whether a number in barrels a day is of a month.
fn of_month(scene: &Scene<'_>, timed: &Timed) -> bool {
    let daily = matches!(scene.quantity().counted, Counted::Unit(unit, _) if unit.code() == "barrels_per_day");
    daily && timed.period.and_then(TimePeriod::length) == Some(1)
}

/// "To double by 2030", "will grow by 25 % by 2030": what is to be reached in years to come is no growth on the year before.
fn over_years(scene: &Scene<'_>, timed: &Timed, topic: &Topic, status: ObsStatus) -> bool {
    let by = scene.local.periods.iter().any(|p| Some(p.place()) == timed.place && p.used == Use::By);
    let ahead = matches!(status, ObsStatus::Forecast | ObsStatus::Target);
    let published = scene.discourse.published.map(|p| p.vintage().year());
    let far = timed.period.zip(published).is_some_and(|(p, year)| p.last_day().year() > year + 1);
    let rate = matches!(topic.word.indicator.code(), "gdp" | "inflation" | "core_inflation" | "policy_rate");
    let times = scene.quantity().counted == Counted::Times;
    by && ahead && (times || far && !rate && !goes_to(scene) && scene.bases().is_empty())
}

/// "Over ten years remittances have risen by 57 %", "trade doubled in five years": the years in which something grew, where
/// they open the sentence or stand directly behind the number, and no average is meant.
fn stretch_of_years(scene: &Scene<'_>) -> Option<i32> {
    const FURTHEST: i32 = 60;
    let (page, last) = (scene.page, scene.quantity().last);
    let past = |i: usize| {
        let lately = |m: &Match| matches!(m.reading, Reading::Time(Time::Last | Time::Recent | Time::Final));
        page.any(i, Reading::TIME, lately)
    };
    let years = |at: usize| {
        // "过去五年".
        let bare = page.grammar(at).year_first && past(at);
        let led = page.one_of(at, &[Link::In, Link::Over]) || bare;
        let small = |i: usize| page.one_of(i, &[Link::The, Link::Article]) || past(i);
        let next = (at + 1..at + 4).find(|i| !small(*i)).filter(|_| led)?;
        let count =
            page.word(next).parse().ok().or_else(|| page.find_of(next, Reading::NUMBER, cardinal)?.1.to_i32())?;
        let unit = |m: &Match| *m.reading == Reading::Time(Time::Unit(12));
        let stretch = page.any(next + 1, Reading::TIME, unit) && (2..FURTHEST).contains(&count);
        stretch.then_some((next + 2, count))
    };
    let averaged = (scene.local.first..scene.local.last).any(|i| page.link(i, Link::Average));
    // "Mr Rahmon: Over the last five years trade has grown": what opens the sentence stands behind the name of who speaks.
    let opens = (scene.local.first..scene.local.first + 8).find(|i| page.is(*i, b':')).map_or(0, |i| i + 1);
    let spoken = || years(opens.max(scene.local.first)).filter(|_| scene.found.speakers.transcript);
    // "Output over the last five years has grown by 35 %": so do those directly before the verb that leads to the number.
    let verb = scene.changes().iter().rfind(|c| c.last <= scene.quantity().lead && c.what.kind == ChangeKind::Verb);
    let before = || {
        const LONGEST: usize = 6;
        let verb = verb.filter(|c| c.what.direction != 0)?.first;
        let verb = verb - usize::from(verb > 0 && page.link(verb - 1, Link::Have));
        let ends = |at: &usize| years(*at).is_some_and(|(end, _)| end == verb);
        (verb.saturating_sub(LONGEST).max(scene.local.first)..verb).find(ends).and_then(years)
    };
    let found = years(scene.local.first).or_else(spoken).or_else(|| years(last)).or_else(before);
    found.map(|(_, count)| count).filter(|_| !averaged && scene.bases().is_empty())
}
