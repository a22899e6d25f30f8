//! The day of a central bank's decision, where its sentence does not date it.

use chrono::NaiveDate;

use super::day::{counted_back, weekday};
use super::status::Word;
use super::{Timed, open};
use crate::extract::discourse::Last;
use crate::extract::mention::{At, within};
use crate::extract::period::{Expr, Period, Use};
use crate::extract::scene::Scene;
use crate::extract::topic::Topic;
use crate::lang::{Change, ChangeKind, Link, Match, Reading, Speech, StatusKind, Time};
use crate::model::{ObsStatus, Published, TimePeriod};

/// A central bank's decision that the text does not date was taken on the day of the dateline or of publication.
pub(super) fn decided(scene: &Scene<'_>, topic: &Topic, status: ObsStatus, timed: &mut Timed) {
    let last = scene.discourse.last.as_ref().filter(|l| l.line == scene.discourse.line);
    let rate = match topic.word.indicator.code() {
        "policy_rate" => true,
        // What a bank lends and takes at is set with its key rate, in the same line or the next of a list.
        "interest_rate" => {
            let near = |l: &Last| scene.discourse.line - l.line <= 1 && l.word.indicator.code() == "policy_rate";
            scene.discourse.last.as_ref().is_some_and(near) || set_beside(scene, topic)
        }
        _ => false,
    };
    // "It has kept the rate at 0.5 % since January": what has stood for months has no day.
    let end = scene.quantity().last;
    let day = |p: &Period| matches!(p.expr, Expr::Day { .. } | Expr::Fixed(TimePeriod::Day(_)));
    let stood = |p: &Period| p.used == Use::Since && !day(p) && (end..=end + 2).contains(&p.first);
    if !rate || status != ObsStatus::Actual || scene.local.periods.iter().any(stood) {
        return;
    }
    // The day of another number is none of the decision.
    let counted = |sentence: usize| sentence != scene.local.index && !scene.found.local(sentence).quantities.is_empty();
    let head = scene.found.periods.iter().take_while(|p| scene.page.sentence_of(p.first) <= 6);
    let head = head.filter(|p| !counted(scene.page.sentence_of(p.first)));
    let dateline = head
        .filter(|p| matches!(p.expr, Expr::Day { .. } | Expr::Fixed(TimePeriod::Day(_))))
        .filter_map(|p| timed.anchor.resolve(p.expr))
        // What is to come into force has been decided before.
        .find(|p| timed.anchor.published.is_none_or(|day| p.last_day() <= day.vintage()));
    let published = timed.anchor.published.and_then(Published::day);
    // "6 de noviembre. ¶ El 31 de octubre se llevó a cabo la reunión": minutes say when the meeting was of which they tell.
    let dateline = met_on(scene, timed, published).or(dateline);
    // The day of publication above a report is none of the decision where a day of the week tells of it.
    let dateline = dateline.filter(|p| published.is_none_or(|day| p.last_day() < day));
    let head = || scene.page.sentences.iter().take(HEAD).next_back().map_or(0, |s| s.last);
    let day = published.map(|day| announced(scene, (0, head()), day).unwrap_or(day)).map(TimePeriod::Day);
    // "So the committee decided on Wednesday", in a report of Thursday; what is said of it next is of the same day.
    let own =
        published.and_then(|day| announced(scene, (scene.local.first, scene.local.last), day)).map(TimePeriod::Day);
    let own = own.or_else(|| met(scene, timed));
    let before = last.filter(|l| l.word.indicator.code() == "policy_rate" && l.sentence < scene.local.index);
    let before = before.and_then(|l| l.period).filter(|p| p.length().is_none());
    if scene.found.speakers.transcript && own.or(before).is_none() && !speaks_for_setter(scene) {
        return;
    }
    // A post tells of the day on which it was written.
    let posted = scene.discourse.posted.map(TimePeriod::Day);
    timed.carried(own.or(before).or(posted).or(dateline).or(day));
    timed.aside |= timed.period.is_some();
}

/// "Meanwhile the key rate has been cut to 18 %", says a president: whether one who speaks of a rate tells of a decision of those for whom
/// he speaks, or of the day on which he does.
fn speaks_for_setter(scene: &Scene<'_>) -> bool {
    let page = scene.page;
    let today = |m: &Match| matches!(m.reading, Reading::Time(Time::Today | Time::Day));
    let said = |i: usize| page.one_of(i, &[Link::RateSetter, Link::We]) || page.any(i, Reading::TIME, today);
    (scene.local.first..scene.local.last).any(said)
}

/// "The base rate is now 18 %. Accordingly, the rate of the lending facility will be 19 %, that of the deposit facility 17 %": whether the rates
/// at which a central bank lends and takes money overnight are told next to its key rate, or to one of them that is.
fn set_beside(scene: &Scene<'_>, topic: &Topic) -> bool {
    const FACILITIES: [&str; 4] =
        ["overnight lending rate", "overnight deposit rate", "marginal lending rate", "main refinancing rate"];
    let facility = |item: Option<&str>| item.is_some_and(|item| FACILITIES.contains(&item));
    let set = |l: &Last| match l.word.indicator.code() {
        "policy_rate" => true,
        "interest_rate" => facility(l.item),
        _ => false,
    };
    let near = |l: &Last| scene.discourse.line - l.line <= 1 && l.status == ObsStatus::Actual && set(l);
    topic.word.indicator.code() == "interest_rate"
        && facility(topic.item)
        && scene.discourse.last.as_ref().is_some_and(near)
}

/// "央行3月20日召开例会，决定上调基准利率": the day on which the body met, which its sentence names before what it decided.
fn met(scene: &Scene<'_>, timed: &Timed) -> Option<TimePeriod> {
    let lead = scene.quantity().lead;
    let day = |p: &&Period| {
        let written = matches!(p.expr, Expr::Day { .. } | Expr::Fixed(TimePeriod::Day(_)));
        written && p.last <= lead && matches!(p.used, Use::When | Use::Said) && !comes_into_force(scene, p)
    };
    let decides = (scene.local.first..lead).rfind(|&i| scene.page.link(i, Link::Decides))?;
    let setter = (scene.local.first..decides).any(|i| scene.page.link(i, Link::RateSetter));
    let day = scene.local.periods.iter().find(day).filter(|p| setter && p.last <= decides)?;
    let day = timed.anchor.resolve(day.expr)?;
    timed.anchor.published.is_none_or(|published| day.last_day() <= published.vintage()).then_some(day)
}

/// The day before that of publication on which a meeting was, as one of the first sentences says without a number.
fn met_on(scene: &Scene<'_>, timed: &Timed, published: Option<NaiveDate>) -> Option<TimePeriod> {
    let (page, day) = (scene.page, published?);
    let meets = |sentence: usize| {
        let local = scene.found.local(sentence);
        local.quantities.is_empty() && (local.first..local.last).any(|i| page.link(i, Link::Occasion))
    };
    let head = scene.found.periods.iter().take_while(|p| page.sentence_of(p.first) <= HEAD);
    head.filter(|p| {
        matches!(p.expr, Expr::Day { .. }) && p.last <= scene.local.first && meets(page.sentence_of(p.first))
    })
    .filter_map(|p| timed.anchor.resolve(p.expr))
    .find(|p| p.last_day() < day)
}

/// The sentences in which a report says on which day of the week a decision was taken.
const HEAD: usize = 5;

/// "The committee, which met on Wednesday, ...": the day of the week that a report on a decision names, counted back from
/// publication.
fn announced(scene: &Scene<'_>, (first, last): (usize, usize), published: NaiveDate) -> Option<NaiveDate> {
    let (_, day) = (first..last).find_map(|at| scene.page.find_of(at, Reading::TIME, weekday))?;
    counted_back(published, day)
}

/// "Con efectos a partir del 26 de septiembre": the day, yet to come, from which what has been decided holds.
pub(super) fn comes_into_force(scene: &Scene<'_>, period: &Period) -> bool {
    const LONGEST: usize = 7;
    let effect = |m: &Match| m.last == period.first && *m.reading == Reading::Link(Link::Effect);
    let led = (period.first.saturating_sub(LONGEST)..period.first).any(|i| scene.page.any(i, Reading::LINK, effect));
    let day = || scene.discourse.anchor(None, false).resolve(period.expr);
    led && day().is_some_and(|day| open(scene, day))
}

/// Whether a body that sets a rate is beside a verb of saying.
pub(super) fn setter_says(scene: &Scene<'_>) -> bool {
    const REACH: usize = 4;
    let (page, local) = (scene.page, scene.local);
    let says = |i: usize| page.any(i, Reading::SPEECH, |m| *m.reading == Reading::Speech(Speech::Verb));
    let setter = |i: usize| page.link(i, Link::RateSetter);
    let near = |i: usize| (i.saturating_sub(REACH).max(local.first)..(i + REACH).min(local.last)).any(setter);
    (local.first..local.last).any(|i| says(i) && near(i))
}

/// "Afin d'atteindre son objectif, le Conseil a décidé de relever de 25 points": whether behind a comma the decision of the body that sets
/// a rate parts a word that ends at a token from the number.
pub(super) fn parts_aim(scene: &Scene<'_>, last: usize) -> bool {
    let (page, first) = (scene.page, scene.quantity().first);
    let comma = (last..first).find(|&i| page.is(i, b','));
    let setter = comma.and_then(|comma| (comma..first).find(|&i| page.link(i, Link::RateSetter)));
    setter.is_some_and(|setter| (setter..first).any(|i| page.link(i, Link::Decides)))
}

/// "Lowered its growth outlook to 2.2 percent and cut the key rate to 1.5 percent": behind "and" and a verb by which a rate is set, the
/// noun for a forecast of something else does not reach.
pub(super) fn sets_then(scene: &Scene<'_>, topic: &Topic, word: &Word) -> bool {
    word.what.1 == StatusKind::Noun && set_behind(scene, topic, word.last)
}

/// Whether a rate stands behind "and" and the verb by which it is set, and another number between these and a place before them.
pub(super) fn set_behind(scene: &Scene<'_>, topic: &Topic, from: usize) -> bool {
    if topic.word.indicator.code() != "policy_rate" {
        return false;
    }
    let lead = scene.quantity().lead;
    let Some(and) = (from..lead).rfind(|&i| scene.page.link(i, Link::And)) else { return false };
    let sets = |c: &At<Change>| c.what.kind == ChangeKind::Verb && c.what.direction != 0;
    let other = scene.before().iter().any(|q| q.first >= from && q.last <= and);
    other && within(&scene.mentions.changes, and, lead).iter().any(sets)
}

/// "The rates on the deposit facility will remain unchanged at 2.00%": what is said of the rates that a body sets is decided, and
/// no forecast.
pub(super) fn decides(scene: &Scene<'_>, topic: &Topic, word: &Word) -> bool {
    let rate = topic.word.indicator.is_interest_rate();
    let will = scene.page.link(word.first, Link::Modal) && word.what.0 == ObsStatus::Forecast;
    let remains = |i: usize| {
        within(&scene.mentions.changes, i, i + 2)
            .iter()
            .any(|c| c.what.kind == ChangeKind::Verb && c.what.direction == 0)
    };
    let anchor = scene.discourse.anchor(None, true);
    let ahead = |p: &Period| {
        let run = anchor.resolve(p.expr).filter(|p| p.length().is_some());
        p.used == Use::By || run.is_some_and(|run| open(scene, run))
    };
    // "Der Leitzins werde auf 18 Prozent gesenkt, teilte die Notenbank mit": so is what the body itself says, or what comes into
    // force on a day that is named.
    let beside = word.what == (ObsStatus::Forecast, StatusKind::Verb) && set_beside(scene, topic);
    let set = || setter_says(scene) || scene.local.periods.iter().any(|p| comes_into_force(scene, p));
    rate && (will && (remains(word.last) || set()) || beside) && !scene.local.periods.iter().any(ahead)
}

/// "Previously the key rate was 16.5 %", behind the new one: whether a sentence without a time opens with a word for what was before.
pub(super) fn earlier(scene: &Scene<'_>, topic: &Topic) -> bool {
    let ago = |i: usize| scene.page.time(i, Time::Ago);
    let told = |l: &Last| l.line == scene.discourse.line && same_rate(l, topic);
    let opens = ago(scene.local.first) && scene.local.periods.is_empty() && scene.before().is_empty();
    opens && scene.discourse.last.as_ref().is_some_and(told)
}

/// Whether the figure before is of a rate that is set with the one at hand.
fn same_rate(last: &Last, topic: &Topic) -> bool {
    last.word.indicator.is_interest_rate() && topic.word.indicator.is_interest_rate()
}
