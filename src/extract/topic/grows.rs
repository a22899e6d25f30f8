//! Growth of which no word, or only a far one, says of what.

use super::candidates::tied;
use super::outlook::foreseen_behind_fall;
use super::{Candidate, moves};
use crate::extract::mention::{At, within};
use crate::extract::scene::Scene;
use crate::lang::reading::IndicatorWord;
use crate::lang::{Change, ChangeKind, Link, Match, Reading, Speech, Strength};
use crate::model::{Indicator, Transformation};
use crate::text::Kind;

/// "The economy recovers from floods and inflation, and is expected to grow by 2.7 %": prices in a clause that closes before a verb which is
/// said of an economy, where that opens the sentence, are not what grows.
pub(super) fn outgrown(scene: &Scene<'_>, candidate: &Candidate) -> bool {
    const NEAR: usize = 2;
    let (page, lead) = (scene.page, scene.quantity().lead);
    let Some(place) = candidate.place.filter(|p| candidate.word.indicator.is_price_rate() && p.1 < lead) else {
        return false;
    };
    // "By 2.7 % this year and 3.1 % in the next": the verb leads to all that follows it.
    let leads = |verb: usize| {
        let numbers = &scene.local.quantities[..=scene.n];
        numbers.iter().any(|q| q.lead > verb && q.lead - verb <= NEAR + 1)
    };
    let verb = (place.1..lead).rfind(|&i| page.link(i, Link::Grows)).filter(|verb| leads(*verb));
    let parts = |i: usize| matches!(page.mark(i), b',' | b';') || page.one_of(i, &[Link::And, Link::Clause]);
    let economy = |i: &At<IndicatorWord>| i.what.indicator.code() == "gdp" && !moves(scene, Some(i.place()));
    let before = within(&scene.mentions.indicators, scene.local.first, place.0);
    verb.is_some_and(|verb| (place.1..verb).any(parts)) && before.first().is_some_and(economy)
}

/// "El crédito aceleró su crecimiento al 4,8 %", "credit sped up its growth to 4.8 %": whether "its" ties growth to what the sentence has
/// named before the verb, which is no economy.
pub(super) fn of_subject(scene: &Scene<'_>, candidate: &Candidate) -> bool {
    let page = scene.page;
    let Some((first, _)) = candidate.place.filter(|_| candidate.word.indicator.code() == "gdp") else { return false };
    let its = first.checked_sub(1).filter(|i| page.link(*i, Link::Its) && moves(scene, candidate.place));
    let verb = its.and_then(|its| {
        let ends = |c: &&At<Change>| c.last == its && c.what.kind == ChangeKind::Verb && c.what.direction != 0;
        scene.changes().iter().find(ends)
    });
    let parts = |i: usize| matches!(page.mark(i), b',' | b';' | b':') || page.link(i, Link::Clause);
    let grown = |i: &At<IndicatorWord>, verb: usize| {
        let grows = i.what.indicator.percent_means() == "growth" && i.what.indicator.code() != "gdp";
        grows && i.last <= verb && !(i.last..verb).any(parts)
    };
    verb.is_some_and(|verb| {
        within(&scene.mentions.indicators, scene.local.first, verb.first).last().is_some_and(|i| grown(i, verb.first))
    })
}

/// "Inflation hit 23 %, and the economy shrank by 2.4 %": whether an economy that stands behind another number is a subject of its
/// own. "The rate stayed at 2 %, and she said growth would be 1.2 %": so is growth behind a rate, where a verb of saying leads to it and its own
/// verb follows: rates do not grow.
pub(super) fn new_subject(scene: &Scene<'_>, candidate: &Candidate) -> bool {
    let first = scene.quantity().first;
    let behind = |p: (usize, usize)| scene.previous().is_some_and(|q| p.0 >= q.last && p.1 <= first);
    let economy = candidate.word.indicator.code() == "gdp" && !moves(scene, candidate.place);
    let rate = |i: Indicator| i.percent_means() == "level" || i.is_price_rate();
    let said = |m: &Match| *m.reading == Reading::Speech(Speech::Verb);
    let clause = |p: (usize, usize)| {
        let led =
            p.0.checked_sub(1)
                .is_some_and(|i| scene.page.any(i, Reading::SPEECH, said) || scene.page.link(i, Link::Clause));
        led && scene.page.has(p.1, Reading::STATUS | Reading::CHANGE)
    };
    let grows = candidate.word.indicator.code() == "gdp" && scene.told().is_some_and(|l| rate(l.word.indicator));
    (economy || grows && candidate.place.is_some_and(clause)) && candidate.place.is_some_and(behind)
        || foreseen_behind_fall(scene, candidate.place)
}

/// Whether a candidate is a rate that is named before the word of growth: rates have a level, and no growth. "Inflation at 28.5 % and
/// growth of 3.3 %": nor has inflation, which has a number of its own.
pub(super) fn rate_before(scene: &Scene<'_>, candidate: &Candidate, grown: (usize, usize)) -> bool {
    let level = candidate.word.indicator.percent_means() == "level";
    let told = |p: (usize, usize)| scene.previous().is_some_and(|q| q.first >= p.1 && q.last <= grown.0);
    let prices = candidate.word.indicator.code() == "inflation" && candidate.place.is_some_and(told);
    (level || prices) && candidate.place.is_some_and(|p| p.1 < grown.0)
}

/// "It came through a year of tariffs with growth of 3.6 percent": where the word of growth stands to which "of" or "by" ties
/// the number.
pub(super) fn grown_by(scene: &Scene<'_>, candidate: &Candidate) -> Option<(usize, usize)> {
    let lead = scene.quantity().lead;
    let joint = |last: usize| last == lead || last + 1 == lead && scene.page.one_of(last, &[Link::Of, Link::By]);
    let noun = |p: &(usize, usize)| {
        let moves =
            |m: &Match| matches!(m.reading, Reading::Change(c) if c.kind == ChangeKind::Noun && c.direction != 0);
        scene.page.any(p.0, Reading::CHANGE, |m| m.last == p.1 && moves(m))
    };
    candidate.place.filter(|p| candidate.word.indicator.code() == "gdp" && joint(p.1) && noun(p))
}

/// "With growth of 3.6 %, after 2.9 % in 2024": the place of what growth is said to come from.
pub(super) fn grown_from(scene: &Scene<'_>) -> Option<(usize, usize)> {
    let (previous, lead) = (scene.previous()?, scene.quantity().lead);
    let last = scene.discourse.last.as_ref().filter(|l| l.sentence == scene.local.index)?;
    let from = previous.last + usize::from(scene.page.is(previous.last, b','));
    let came = scene.page.one_of(from, &[Link::After, Link::From]) && lead == from + 1;
    (came && last.word.indicator.code() == "gdp").then(|| previous.place())
}

/// "Revenue came to 18 % of GDP. ¶ In Bangladesh growth is expected to slow": a paragraph that opens with a country and its growth, behind a
/// part of a whole, speaks of its economy: parts have no growth.
pub(super) fn of_area(scene: &Scene<'_>, place: (usize, usize)) -> bool {
    const OPENS: usize = 3;
    let line = scene.page.lines[scene.discourse.line].first;
    let opens = within(&scene.mentions.areas, line, line + OPENS).first().is_some_and(|a| a.last <= place.0);
    let named = within(&scene.mentions.indicators, line, place.0).is_empty();
    let share = scene.discourse.last.as_ref().is_some_and(|l| l.measure == Transformation::Share);
    opens && named && share && scene.local.first == line
}

/// "A decline of 34 basis points in headline inflation", "inflation eased by 30 basis points": whether points in which rates are set are said
/// of how fast prices rise: that stands behind them, or is the subject of what moves by them, and of no decision.
pub(super) fn priced_in_points(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    const REACH: usize = 5;
    let (page, number) = (scene.page, scene.quantity());
    // "A decline of 79 basis points is observed in food inflation".
    // "A sharp decline of": a form that may be a verb is a noun before "of".
    let noun = |c: &At<Change>| {
        let named = c.what.kind == ChangeKind::Noun || page.link(c.last, Link::Of);
        named && c.what.direction != 0 && number.lead - c.last <= 1
    };
    let way = number.last..at.first.max(number.last);
    let plain = || way.clone().all(|i| page.tokens[i].kind == Kind::Word) && way.len() <= REACH;
    if at.first >= number.last {
        let led = within(scene.changes(), scene.local.first, number.lead).last().is_some_and(noun);
        return tied(scene, number.last, at.first) || led && page.before_is(at.first, Link::In) && plain();
    }
    let parts = |i: usize| {
        matches!(page.mark(i), b',' | b';')
            || page.one_of(i, &[Link::Clause, Link::And, Link::Decides, Link::RateSetter])
    };
    let way = at.last..number.lead.max(at.last);
    let moves = within(scene.changes(), at.last, number.lead).iter().any(|c| c.what.direction != 0);
    let alone = within(&scene.mentions.indicators, at.last, number.lead).is_empty();
    moves && alone && scene.before().iter().all(|q| q.last <= at.first) && !way.into_iter().any(parts)
}

/// Whether an indicator may move in the points in which rates are set: rates themselves, how fast prices rise, the balance of a budget.
pub(super) fn moves_in_points(indicator: Indicator) -> bool {
    let rate = indicator.percent_means() == "level" || indicator.is_price_rate();
    rate || indicator.code() == "budget_balance"
}

/// "Core machinery orders rose by 4.2 %, and core orders by 11.6 %": whether the word for the core of prices only describes a noun of
/// another kind directly behind it.
pub(super) fn core_of_another(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    let page = scene.page;
    let noun = page.tokens.get(at.last).is_some_and(|t| t.kind == Kind::Word && !t.upper && t.breaks == 0);
    let core = at.what.indicator.code() == "core_inflation" && at.what.strength == Strength::Weak;
    core && noun && at.last == at.first + 1 && page.at(at.last).is_empty() && at.last < scene.quantity().first
}

/// "We have cut the growth of crime by nearly 90 percent": whether growth is that of something behind "of" for which no word of the
/// lexicon stands, and so not that of an economy.
pub(super) fn growth_of_another(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    let page = scene.page;
    let small = |i: &usize| !page.one_of(*i, &[Link::The, Link::Article, Link::Its]);
    let noun = (at.last + 1..scene.local.last).find(small);
    let unknown = |i: usize| {
        let token = &page.tokens[i];
        token.kind == Kind::Word && !token.upper && page.at(i).is_empty()
    };
    let growth =
        at.what.indicator.code() == "gdp" && at.what.strength == Strength::Weak && moves(scene, Some(at.place()));
    growth && page.link(at.last, Link::Of) && !page.link(at.last, Link::From) && noun.is_some_and(unknown)
}

/// "The unemployment rate of the total population fell by 0.7 points": whether a people is named behind a rate as that of which it is.
pub(super) fn whose_rate(scene: &Scene<'_>, candidate: &Candidate) -> bool {
    const REACH: usize = 4;
    let Some(place) = candidate.place.filter(|_| candidate.word.indicator.code() == "population") else { return false };
    let rate = scene.indicators().iter().rfind(|i| i.last <= place.0 && place.0 - i.last <= REACH);
    let led = |last: usize| scene.page.one_of(last, &[Link::Of, Link::For, Link::In]);
    rate.is_some_and(|i| i.what.indicator.percent_means() == "level" && led(i.last))
}

/// "Practically all of it, 97 percent, is settled in national currencies": whether what a verb of state says behind a number between commas
/// is said of that number.
pub(super) fn apposed(scene: &Scene<'_>, candidate: &Candidate) -> bool {
    const REACH: usize = 3;
    let (page, number) = (scene.page, scene.quantity());
    let between = number.lead > 0 && page.is(number.lead - 1, b',') && page.is(number.last, b',');
    let state = |c: &At<Change>| c.what.direction == 0 && c.what.kind == ChangeKind::Verb;
    let verb = || scene.changes().iter().find(|c| c.first == number.last + 1 && state(c));
    let said =
        |p: (usize, usize)| verb().is_some_and(|verb| p.0 >= verb.first && p.0.saturating_sub(verb.last) <= REACH);
    let strong = candidate.word.strength == Strength::Strong && candidate.word.measure == Some("share");
    between && strong && number.is_percent() && candidate.place.is_some_and(said)
}
