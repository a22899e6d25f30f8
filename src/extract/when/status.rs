//! Whether a figure has happened: actual, estimate, forecast or target.

use chrono::Days;

use super::against::{
    behind_from, behind_than, behind_than_time, bracketed, describes_aim, foresees_next, in_other_bracket, inserted,
    noun_leads, of_next_clause, of_other, only_met, parted, planned, promised, tipped,
};
use super::day::year_to_date;
use super::decision::{decides, parts_aim, sets_then};
use super::expected::{asked, of_foreseen};
use super::revised::{moved_forecast, of_one_release, was_revised};
use super::years::whole_year;
use super::{Timed, lies_open, open};
use crate::extract::context::Context;
use crate::extract::discourse::Last;
use crate::extract::measure::{Kind, Measured};
use crate::extract::mention::{At, covering, within};
use crate::extract::period::{Expr, Period};
use crate::extract::quantity::Quantity;
use crate::extract::scene::{Origin, Scene};
use crate::extract::topic::Topic;
use crate::lang::reading::IndicatorWord;
use crate::lang::{Change, ChangeKind, Link, Match, Reading, Speech, StatusKind, Strength};
use crate::model::{ObsStatus, Published, TimePeriod, Transformation};
use crate::text::Kind as TokenKind;

/// Whether a figure has happened, by the words near it. A verb in the past between such a word and the number says
/// that it has ("I would note that trade has expanded to"); a noun ("a target of 3%") speaks of the number beside it.
pub fn status(scene: &Scene<'_>, topic: &Topic) -> ObsStatus {
    // What stands behind a forecast that was moved may be a rate that was set.
    if moved_forecast(scene).is_some() && topic.word.indicator.code() != "policy_rate" {
        return ObsStatus::Forecast;
    }
    // In "the 12 months to May" nothing may be.
    let insertion = scene.insertion();
    let words = scene.statuses().iter().filter(|s| {
        (!scene.page.dated(s.first) || ends_time(scene, s))
            && !leads_to_time(scene, s)
            && insertion.is_none_or(|close| s.first < close)
            && reaches(scene, s)
            && !over(scene, s)
            && !names_rate(scene, s)
            && !behind_than(scene, s)
            && !decides(scene, topic, s)
            && !sets_then(scene, topic, s)
            && !only_met(scene, s)
            && !marks_object(scene, s)
            && !leads_there(scene, s)
            && !only_estimated(scene, s)
    });
    let nearest = words.map(|s| (nearness(scene, s), s)).min_by_key(|(d, _)| *d).filter(|(d, _)| *d < 22);
    let nearest = nearest.map(|(d, s)| (d, if planned(scene, topic, s) { ObsStatus::Forecast } else { s.what.0 }));
    let below = |from: usize| scene.local.index > from && scene.local.index <= from + 20;
    // "The outlook for prices. Inflation declined to 2.1 % in June": what a verb of the past tells has happened.
    let past = |c: &At<Change>| c.what.past && c.last <= scene.quantity().first;
    let told = || within(scene.changes(), scene.local.first, scene.quantity().first).iter().any(past);
    let framed = scene.discourse.frame_status.filter(|(_, from)| below(*from) && !told());
    let framed = framed.or(asked(scene));
    let nearest =
        nearest.map(|(distance, status)| (distance, if promised(scene, status) { ObsStatus::Target } else { status }));
    nearest.map(|(_, status)| status).or(framed.map(|(status, _)| status)).unwrap_or(ObsStatus::Actual)
}

/// "Cerrará el año en 30 %", "terminera l'année à 29 %": whether a verb that lies ahead opens the words for the end of a time, which it ends.
fn ends_time(scene: &Scene<'_>, word: &Word) -> bool {
    let ends = |p: &Period| p.first == word.first && matches!(p.expr, Expr::End(_));
    word.what.1 == StatusKind::Verb && scene.local.periods.iter().any(ends)
}

/// "Wird auf 22,5 Millionen Tonnen geschätzt": a verb that may be "will" only makes a passive of the estimate that closes its clause.
fn only_estimated(scene: &Scene<'_>, word: &Word) -> bool {
    let last = scene.quantity().last;
    let auxiliary = word.what == (ObsStatus::Forecast, StatusKind::Verb) && word.last <= scene.quantity().lead;
    let closes = |s: &Word| s.first == last && s.what.0 == ObsStatus::Estimate && s.what.1 == StatusKind::Verb;
    auxiliary && scene.page.grammar(last.saturating_sub(1)).verb_final && scene.statuses().iter().any(closes)
}

/// "El 80 % va a Estados Unidos": a word for "will" that ends in "to" has a verb behind it, and no place.
fn leads_there(scene: &Scene<'_>, word: &Word) -> bool {
    let page = scene.page;
    let place = |i: usize| covering(scene.areas(), i).is_some();
    let article = page.one_of(word.last, &[Link::The, Link::Article]);
    word.last > word.first + 1 && page.link(word.last - 1, Link::To) && (article || place(word.last))
}

/// "Gingen von Januar bis Mai zurück", "ging von 0,3 % auf 0,1 % zurück": whether a word ends in "from", behind which a time stands, or the
/// old value of a pair.
fn leads_to_time(scene: &Scene<'_>, word: &Word) -> bool {
    const NEAR: usize = 2;
    let old = |(n, q): (usize, &Quantity)| {
        scene.lists.moved[n].is_some() && q.last > word.last && q.first.saturating_sub(word.last) <= NEAR
    };
    let pair = || scene.local.quantities.iter().enumerate().any(old);
    scene.page.link(word.last - 1, Link::From) && (scene.page.dated(word.last) || pair())
}

/// "央行将利率下调10个基点": a word for "will" that stands before a thing, and that before its verb, only marks the object.
fn marks_object(scene: &Scene<'_>, word: &Word) -> bool {
    let page = scene.page;
    let marks = word.what.0 == ObsStatus::Forecast && page.link(word.first, Link::ObjectMark);
    let number = scene.quantity();
    let verb = |c: &At<Change>| c.what.direction != 0 && c.what.kind == ChangeKind::Verb;
    let Some(verb) = within(&scene.mentions.changes, word.last, number.first).iter().find(|c| verb(c)) else {
        return false;
    };
    marks && !within(&scene.mentions.indicators, word.last, verb.first).is_empty()
}

/// "The target range for the federal funds rate": a rate that is set is called a target, and is none.
/// So are the expectations of prices that a survey measures.
fn names_rate(scene: &Scene<'_>, word: &Word) -> bool {
    // "Pledged investment climbed": so is what an indicator's own name has in it.
    let inside = |i: &At<IndicatorWord>| i.last >= word.last && i.last - i.first > word.last - word.first;
    covering(scene.indicators(), word.first).is_some_and(|i| {
        let expected = i.what.item == Some("expectations");
        let named = i.what.indicator.code() == "policy_rate" || inside(i) && i.what.item.is_some();
        named && i.what.strength == Strength::Strong || expected
    })
}

pub(super) type Word = At<(ObsStatus, StatusKind)>;

/// How far a word of status stands from the number.
fn apart(scene: &Scene<'_>, word: &Word) -> u32 {
    // "Within the 2.5 % target" speaks of its number, wherever else a forecast is.
    let last = scene.quantity().last;
    // "全年5%的目标": but a noun directly behind a number speaks of it.
    let of = scene.page.grammar(last).year_first && scene.page.link(last, Link::Of);
    let behind = word.first > last && !(of && word.first == last + 1 && word.what.1 == StatusKind::Noun);
    let behind = behind && !describes_aim(scene, word);
    scene.distance(word.place()) + if behind { 8 } else { 0 }
}

/// The same, where a noun that opens the sentence is never far.
fn nearness(scene: &Scene<'_>, word: &Word) -> u32 {
    let estimate = word.what.0 == ObsStatus::Estimate;
    // "Officials see growth of 1.6 % this year, up from 1.4 %, and unemployment ending the year at 4.5 %".
    let sees = word.what == (ObsStatus::Forecast, StatusKind::Verb)
        && word.last <= scene.quantity().first
        && !scene.changes().iter().any(|c| c.what.past && c.first >= word.last && c.last <= scene.quantity().first)
        && !(word.last..scene.quantity().first).any(|i| scene.page.is(i, b';'));
    let opens = opens(scene, word) && (word.what.1 == StatusKind::Noun || estimate || sees);
    if opens || named_behind(scene, word) || heads(scene, word) || sourced(scene, word) {
        apart(scene, word).min(20)
    } else {
        apart(scene, word)
    }
}

/// "Prices rose by 2.1 %, according to a flash estimate by the office": an estimate that is the source of the sentence.
fn sourced(scene: &Scene<'_>, word: &Word) -> bool {
    word.what == (ObsStatus::Estimate, StatusKind::Noun) && names_source(scene, word)
}

/// Whether a word for a source begins in a word of status, or ends shortly before it.
fn names_source(scene: &Scene<'_>, word: &Word) -> bool {
    const REACH: usize = 6;
    let source = |m: &Match| *m.reading == Reading::Speech(Speech::Source) && m.last + 2 >= word.first;
    (word.first.saturating_sub(REACH)..word.last).any(|i| scene.page.any(i, Reading::SPEECH, source))
}

/// "It came to 101.3 % – such is the first estimate", "100 billion by 2030 is – a task": what a dash says that a number is,
/// with no other number between.
fn named_behind(scene: &Scene<'_>, word: &Word) -> bool {
    const REACH: usize = 3;
    let Quantity { last, .. } = *scene.quantity();
    let dash = |i: &usize| scene.page.tokens[*i].kind == TokenKind::Dash && scene.page.tokens[*i].spaced;
    let marked = (word.first.saturating_sub(REACH)..word.first).find(dash);
    let noun = word.what.1 == StatusKind::Noun && matches!(word.what.0, ObsStatus::Estimate | ObsStatus::Target);
    marked.is_some_and(|dash| {
        noun && dash >= last
            && !scene.local.quantities[scene.n + 1..].iter().any(|q| q.first < word.first)
            && !(last..dash).any(|i| matches!(scene.page.mark(i), b';' | b':'))
    })
}

/// Whether a word opens the sentence.
fn opens(scene: &Scene<'_>, word: &Word) -> bool {
    word.first <= scene.local.first + 3
}

/// Whether a verb in the past says that what the word announces has happened.
fn over(scene: &Scene<'_>, word: &Word) -> bool {
    let verbs = within(&scene.mentions.changes, word.last, scene.quantity().last);
    word.what.1 == StatusKind::Verb
        && word.what.0 != ObsStatus::Estimate
        && verbs.iter().any(|c| c.what.past && c.first >= word.last + 2 && !ahead(scene, c.first))
}

/// "To have grown", "to be reduced": whether a participle stands behind the infinitive of another verb.
fn ahead(scene: &Scene<'_>, participle: usize) -> bool {
    let be = |m: &Match| matches!(m.reading, Reading::Change(c) if c.direction == 0 && !c.past && c.kind == ChangeKind::Verb);
    let before = participle - 1;
    let infinitive = before.checked_sub(1).is_some_and(|i| scene.page.link(i, Link::To));
    scene.page.link(before, Link::Have) || infinitive && scene.page.any(before, Reading::CHANGE, be)
}

/// Whether a word of status reaches the number: a verb does anywhere in the sentence, a noun beside it. "In the Revised
/// Estimate for 2024-25, ...": an estimate that opens the sentence holds for all of it.
fn reaches(scene: &Scene<'_>, word: &Word) -> bool {
    let limit = if word.first > scene.quantity().first { 10 } else { 16 };
    // "Trade had reached $5 billion and they agreed to bring it to 15": a verb behind "and" speaks of what follows.
    let behind = scene.quantity().last..word.first;
    let parts = |i: usize| {
        let who = scene.page.is(i, b',') && scene.page.link(i + 1, Link::Relative);
        scene.page.link(i, Link::And) || who && i + 1 < word.first
    };
    let next = word.first > scene.quantity().last && (behind.into_iter().any(parts) || inserted(scene, word));
    let next = next || of_next_clause(scene, word);
    if of_other(scene, word) || foresees_next(scene, word) || in_other_bracket(scene, word) {
        return false;
    }
    let verb = word.what.1 == StatusKind::Verb;
    // "EZB senkt den Zins auf 2 Prozent – Lagarde sieht das Ende nahe": so does one behind a dash.
    let dash = |i: usize| scene.page.tokens[i].kind == TokenKind::Dash && scene.page.tokens[i].spaced;
    let next = next || word.first > scene.quantity().last && (scene.quantity().last..word.first).any(dash);
    if !verb && parts_aim(scene, word.last) {
        return false;
    }
    verb && !next
        || !verb && apart(scene, word) < limit && !parted(scene, word)
        || opens(scene, word) && word.what.0 == ObsStatus::Estimate
        || heads(scene, word)
        || named_behind(scene, word)
        || sourced(scene, word)
}

/// "The targets are maintained: growth of 4 percent, inflation of 12 percent": a noun before a colon holds for all that it lists, and one
/// that opens its sentence for the number that a dash leads to.
fn heads(scene: &Scene<'_>, word: &Word) -> bool {
    const REACH: usize = 12;
    let first = scene.quantity().first;
    let dash = |i: usize| scene.page.tokens[i].kind == TokenKind::Dash && scene.page.tokens[i].spaced;
    let led = scene.quantity().lead.checked_sub(1).is_some_and(dash) && scene.before().is_empty();
    let led = led && word.what.1 == StatusKind::Noun && word.first == scene.local.first;
    let colon = (word.last..first.min(word.last + REACH)).find(|i| scene.page.is(*i, b':'));
    let colon = colon.filter(|_| word.what.1 == StatusKind::Noun && word.last <= first);
    let listed = |colon: usize| scene.before().iter().all(|q| q.first > colon) && scene.page.tokens[colon].breaks == 0;
    led || colon.is_some_and(listed)
}

/// What a text goes on to say of the same period in the same line is of the same status as what it said before.
pub fn continued(scene: &Scene<'_>, topic: &Topic, measured: &Measured, status: ObsStatus, timed: &Timed) -> ObsStatus {
    let open = timed.period.is_some_and(|p| open(scene, p));
    let goes_on = open && timed.origin == Origin::Carried;
    let same =
        |l: &&Last| l.line == scene.discourse.line && (l.period == timed.period || goes_on && whole_year(l.period));
    let ahead = |l: &&Last| matches!(l.status, ObsStatus::Estimate | ObsStatus::Forecast);
    // "Provisional data show that GDP expanded by 6.3 percent. Without oil it was 7.8 percent."
    let wide = |l: &Last| {
        let sentence = scene.page.sentences[l.sentence];
        let words = within(&scene.mentions.statuses, sentence.first, sentence.last);
        words.iter().any(|w| w.what == (ObsStatus::Estimate, StatusKind::Verb) && !bracketed(scene, w))
    };
    let again = |l: &Last| {
        l.status == ObsStatus::Estimate && l.word.indicator == topic.word.indicator && !timed.aside && wide(l)
    };
    let later = |l: &Last, timed: &Timed| {
        let ends = |p: Option<TimePeriod>| p.map(TimePeriod::last_day);
        l.sentence == scene.local.index
            && !scene.says(Link::Revised)
            && ends(l.period) > ends(timed.period)
            && timed.period.is_some()
    };
    // "An estimated 2.1 % in October, against 2.2 % in September": what there was before is no estimate any more.
    if status == ObsStatus::Estimate && timed.aside && scene.discourse.last.as_ref().is_some_and(|l| later(l, timed)) {
        return ObsStatus::Actual;
    }
    // "It will grow by 2.4 % this year.\n\nMexico is left with 0.4 %": nor does a new paragraph that takes up the year of a forecast.
    let taken_up = |l: &&Last| {
        let year = whole_year(timed.period) && whole_year(l.period);
        let alike = (measured.kind == Kind::Growth) == matches!(l.measure, Transformation::Growth(_));
        goes_on && year && alike && l.status == ObsStatus::Forecast && l.word.indicator == topic.word.indicator
    };
    if status == ObsStatus::Forecast && !noun_leads(scene) && estimated(scene, topic, timed) {
        // What an estimate is set against has been measured.
        return if timed.aside { ObsStatus::Actual } else { ObsStatus::Estimate };
    }
    match scene.discourse.last.as_ref().filter(|l| same(l) || taken_up(l)).filter(ahead) {
        // "51.1, topping forecasts for 50.7. Services eased to 50.7": an estimate goes on as one.
        Some(last)
            if open
                && status == ObsStatus::Actual
                && !(last.status == ObsStatus::Forecast && of_one_release(scene, topic, timed)) =>
        {
            last.status
        }
        // "From $100 billion in 2018 to $200 billion by 2024": where a target sets out from has happened.
        _ if status == ObsStatus::Target && behind_from(scene) && timed.period.is_some() && !open => ObsStatus::Actual,
        _ if status == ObsStatus::Forecast && timed.place.is_some() && !open && behind_us(scene, timed) => {
            ObsStatus::Actual
        }
        // "Likely grew by 4.8 %, slower than the first quarter's 4.9 %": what a forecast is compared with has been measured.
        _ if status == ObsStatus::Forecast && timed.place.is_some() && !open && behind_than_time(scene, timed) => {
            ObsStatus::Actual
        }
        // "Is expected to slow to 2.1 % this year from 3.4 %": where a forecast sets out from has been measured.
        _ if status == ObsStatus::Forecast && timed.place.is_none() && timed.back && !open => ObsStatus::Actual,
        // "5.8 billion in 2024. That would equal 45.3 % of GDP": a modal makes no forecast of what has been counted.
        _ if status == ObsStatus::Forecast && timed.place.is_none() && !open && counted(scene, timed) => {
            ObsStatus::Actual
        }
        Some(last) if again(last) && status == ObsStatus::Actual => last.status,
        _ if status == ObsStatus::Actual && goes_on && of_foreseen(scene, topic, timed) => ObsStatus::Forecast,
        _ if status == ObsStatus::Actual && of_one_release(scene, topic, timed) => ObsStatus::Estimate,
        // "The second quarter was revised to 7.0% from 6.9%": what was revised was an estimate.
        _ if status == ObsStatus::Actual && !open && was_revised(scene) => ObsStatus::Estimate,
        _ => status,
    }
}

/// Whether a modal alone makes a forecast of what the figure before has measured, in the same time that is over.
fn counted(scene: &Scene<'_>, timed: &Timed) -> bool {
    let modal = |w: &Word| w.what.0 != ObsStatus::Forecast || scene.page.link(w.first, Link::Modal);
    let same = |l: &Last| {
        l.line == scene.discourse.line
            && l.period == timed.period
            && l.status == ObsStatus::Actual
            && l.period.is_some()
    };
    scene.statuses().iter().all(modal) && scene.discourse.last.as_ref().is_some_and(same)
}

/// "L'inflation ne serait plus que de 1 % en octobre, selon une première estimation": what a conditional says of a month or a
/// quarter that is over is the estimate that its sentence, or the text before, names as the source.
fn estimated(scene: &Scene<'_>, topic: &Topic, timed: &Timed) -> bool {
    // A month is estimated at its end already.
    let published = scene.discourse.published.map(Published::vintage);
    let short = timed.period.is_some_and(|p| match p.length() {
        Some(1) => published.is_none_or(|day| p.first_day() <= day),
        Some(3) => !open(scene, p),
        _ => false,
    });
    let source = |s: &Word| s.what == (ObsStatus::Estimate, StatusKind::Noun) && names_source(scene, s);
    let modal = || scene.statuses().iter().any(|s| s.what.0 == ObsStatus::Forecast && !tipped(scene, s));
    // "Analysts had expected 2.1 %": what had been foreseen is told as that.
    short
        && modal()
        && !scene.says(Link::Had)
        && (scene.statuses().iter().any(source) || of_one_release(scene, topic, timed))
}

/// "Growth is expected to reach 3.5 % this year, after 2.9 % in the last": what a sentence foresees is of its time to come,
/// and what it says of a time that is over has happened. Where all is over ("they had expected 3.8 % in 2024"), or the
/// times of two forecasts are told, the words of forecast hold. The old value of a pair has happened in any case.
fn behind_us(scene: &Scene<'_>, timed: &Timed) -> bool {
    let run = |period: Option<TimePeriod>| period.filter(|p| p.length().is_some());
    // "Up from 6.5 % in 2024, and we see debt at 59.7": what "and" goes on to foresee behind the number is of something else.
    let last = scene.quantity().last;
    let next = |s: &Word| s.first >= last && (last..s.first).any(|i| scene.page.link(i, Link::And));
    let foreseen = |s: &&Word| s.what.0 == ObsStatus::Forecast && !next(s);
    let to_come = |p: &Period| {
        Some(p.place()) != timed.place && run(timed.anchor.resolve(p.expr)).is_some_and(|period| open(scene, period))
    };
    // What ended a few weeks ago has not been counted yet.
    const COUNTED: u64 = 25;
    let known = |period: TimePeriod| {
        let day = period.last_day().checked_add_days(Days::new(COUNTED)).unwrap_or(period.last_day());
        period.length() == Some(1) || scene.discourse.published.is_none_or(|p| p.vintage() >= day)
    };
    // "Is expected to climb ..., it said in its forecast": a noun beside the verb says it once more.
    let verbs = scene.statuses().iter().filter(foreseen).filter(|s| s.what.1 == StatusKind::Verb).count();
    let foretold = if verbs > 0 { verbs } else { scene.statuses().iter().filter(foreseen).count() };
    // "Down from 218 billion at the end of 2024": so has what stood on a day.
    let then = run(timed.period).or(timed.period.filter(|p| p.length().is_none() && behind_from(scene)));
    scene.lists.moved[scene.n].is_some()
        || then.is_some_and(known) && foretold == 1 && scene.local.periods.iter().any(to_come)
}

/// What is said of a run that is not over when the document is published has not happened: it is a forecast. A month
/// of publication may already be counted, and a target stays one.
pub fn settle(status: ObsStatus, timed: &Timed, (context, published): (&Context, Option<Published>)) -> ObsStatus {
    if timed.replaced {
        return ObsStatus::Forecast;
    }
    let status = match status {
        ObsStatus::Actual if timed.period.is_some() && timed.period == context.preliminary => ObsStatus::Estimate,
        // So is the year to date that ends with the month whose data are preliminary.
        ObsStatus::Actual if context.preliminary.and_then(year_to_date).is_some_and(|p| timed.period == Some(p)) => {
            ObsStatus::Estimate
        }
        status => status,
    };
    let (Some(period), Some(published)) = (timed.period, published) else { return status };
    let open = lies_open(period, published)
        && period.length().is_some_and(|n| n >= 3)
        && timed.origin <= Origin::Sentence
        && !timed.gathered;
    // A rate that is set for tomorrow has been set.
    let set = |p: TimePeriod| matches!(p, TimePeriod::Day(day) if (day - published.vintage()).num_days() <= 14);
    let ahead = period.first_day() > published.vintage() && !set(period);
    match status {
        ObsStatus::Actual if open || ahead || timed.ends => ObsStatus::Forecast,
        // What is estimated of a year that has not begun is foreseen.
        ObsStatus::Estimate if ahead && period.length().is_some() => ObsStatus::Forecast,
        other => other,
    }
}
