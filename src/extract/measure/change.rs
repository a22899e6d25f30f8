//! The word of change that governs a number, and whether the number is what it changed by or what it arrived at.

use super::against::set_against;
use super::arrival::{goes_to, rate_is_up};
use super::compared::{compares, exceeds_by, than_foreseen};
use super::gap::{bracketed, exchanged, in_other_brackets, serves_both};
use crate::extract::discourse::Last;
use crate::extract::mention::{At, covering, within};
use crate::extract::page::Page;
use crate::extract::quantity::{Counted, Quantity};
use crate::extract::scene::Scene;
use crate::extract::topic::{Topic, balance_indicator};
use crate::extract::when::noted;
use crate::lang::{Bound, Change, ChangeKind, Link, Match, Reading, StatusKind};
use crate::model::{ObsStatus, Transformation};
use crate::text::Kind;

/// The word of change that governs a quantity: directly before or behind it, else the verb of its clause.
pub(super) fn governing(scene: &Scene<'_>, topic: &Topic) -> Option<At<Change>> {
    if noted(scene).is_some() && !moved_then(scene) || exchanged(scene) || in_other_brackets(scene) {
        return None;
    }
    // "More than it collected" names a balance, and no change; "trimmed mean inflation was 2.7 %": a participle with which an
    // indicator's name opens moves nothing; nor does an adverb anywhere in one ("live below the poverty line").
    let named = |c: &At<Change>| {
        covering(&scene.mentions.indicators, c.first).is_some_and(|i| {
            // "Employment losses": a fall by its name is one word.
            let opens = i.first == c.first && c.what.past || i.what.sign != 0;
            i.last >= c.last && i.last - i.first > c.last - c.first && (opens || c.what.kind == ChangeKind::Adverb)
        })
    };
    // "Cut its growth forecast by 0.4 points": a noun before another only says what is foreseen.
    let ahead = |at: usize| scene.statuses().iter().any(|s| s.first == at && s.what.1 == StatusKind::Noun);
    let foreseen = |c: &At<Change>| c.what.kind == ChangeKind::Noun && ahead(c.last);
    // "Cut its forecast for growth by 0.8 points": so does one for which a forecast is that has been moved.
    let moved = |s: &At<(ObsStatus, StatusKind)>| {
        let verb = within(&scene.mentions.changes, s.first.saturating_sub(3), s.first);
        s.what.1 == StatusKind::Noun && verb.iter().any(|c| c.what.kind == ChangeKind::Verb && c.what.direction != 0)
    };
    let of_forecast = |c: &At<Change>| {
        let led = scene.statuses().iter().any(|s| s.last <= c.first && c.first - s.last <= 3 && moved(s));
        topic.place == Some(c.place()) && by_before(scene) && led
    };
    let moves = |c: &&At<Change>| c.what.direction != 0 && !named(c) && !foreseen(c) && !of_forecast(c);
    let moving = scene.changes().iter().filter(moves);
    let costs = moving.filter_map(|c| change_cost(scene, c, topic).map(|cost| (cost, *c)));
    costs.min_by_key(|(cost, _)| *cost).filter(|(cost, _)| *cost < 27).map(|(_, change)| change)
}

/// "On the quarter before, when it shrank by 0.2 %": whether the clause behind a time that says what was so then has a verb of its
/// own that moves.
fn moved_then(scene: &Scene<'_>) -> bool {
    let from = scene.previous().map_or(scene.local.first, |q| q.last);
    let lead = scene.quantity().lead;
    let when = (from..lead).rfind(|i| scene.page.link(*i, Link::AtWhich));
    let verb = |c: &At<Change>| c.what.kind == ChangeKind::Verb && c.what.direction != 0;
    when.is_some_and(|when| within(&scene.mentions.changes, when, lead).iter().any(verb))
}

/// How far a word of change stands from the number; `None` when it cannot govern it.
fn change_cost(scene: &Scene<'_>, change: &At<Change>, topic: &Topic) -> Option<u32> {
    let quantity = scene.quantity();
    let hedged = change.first >= quantity.lead && change.last <= quantity.first;
    // "more than", "up to" before a number are bounds; "up to" may still be "up, to".
    let bound = if hedged { bound_word(scene, change) } else { overlaps_hedge(scene, change) };
    let governs = if change.last <= quantity.first {
        governs_ahead(scene, change, topic) && !(change.last..quantity.first).any(|i| scene.page.is(i, b';'))
    } else {
        serves_both(scene, change) || governs_back(scene, change) || closes_clause(scene, change)
    };
    let noun = change.what.kind == ChangeKind::Noun && change.last <= quantity.first;
    // "Nahmen um 1,1 % auf 58,4 Milliarden Euro ab": what closes the clause says which way its verb goes.
    if governs && !bound && change.first >= quantity.last && by_before(scene) && closes_clause(scene, change) {
        return Some(0);
    }
    (governs && !bound).then(|| 1 + scene.distance(change.place()) + u32::from(noun))
}

/// Whether a word of change before the number governs it. A level word between ("the decline was") keeps the noun;
/// another indicator between does not.
fn governs_ahead(scene: &Scene<'_>, change: &At<Change>, topic: &Topic) -> bool {
    let between = topic.place.is_some_and(|p| p.0 >= change.last && p.1 <= scene.quantity().first);
    let adverb = change.what.kind == ChangeKind::Adverb;
    let lead = scene.quantity().lead;
    if adverb && compares(scene, change) {
        return false;
    }
    // "Slashing an earlier forecast of 1.2 %": nor is what was foreseen.
    let foreseen = |s: &At<(ObsStatus, StatusKind)>| s.what.1 == StatusKind::Noun && s.last == of_at(scene.page, lead);
    if change.last < lead && scene.statuses().iter().any(|s| s.first >= change.last && foreseen(s)) {
        return false;
    }
    if eases_before_colon(scene, change, topic) {
        return false;
    }
    // "It will drop to 7 % by December, in 2026 it will be 4 %": behind a comma a verb of state has taken over.
    let number = scene.quantity();
    let state = within(&scene.mentions.changes, change.last, number.lead);
    // So it has in "below the middle of the target, which is 5 %" and "it has come down, the median is 4 %".
    let state = state.iter().rfind(|c| c.what.direction == 0 && c.what.kind == ChangeKind::Verb);
    let comma = |to: usize| (change.last..to).any(|i| scene.page.is(i, b','));
    // And behind "and": "it has been falling and stood at 20 % in August, against 22 % in July".
    let and = |s: &At<Change>| s.first.checked_sub(1).is_some_and(|i| scene.page.link(i, Link::And));
    // And behind a dash: "the ratio has come down — a year earlier it was 37.8 %".
    let dash =
        |to: usize| (change.last..to).any(|i| scene.page.tokens[i].kind == Kind::Dash && scene.page.tokens[i].spaced);
    if state.is_some_and(|s| comma(s.first) || and(s) || dash(s.first)) {
        return false;
    }
    // "It fell to 2.1 %, above the 1.9 % expected": what the number is set against at which something has arrived has not fallen, too.
    if !adverb && set_against(scene, change) {
        return false;
    }
    // "It will fall to 2.1 % next year and average 2.3 % in 2026".
    if scene.page.link(lead.saturating_sub(1), Link::Average) && scene.page.before_is(lead - 1, Link::And) {
        return false;
    }
    let other = between && !governs_object(scene, change, topic) && (adverb || !by_before(scene));
    // "It got smaller: by 0.2 % on the quarter and by 0.3 % on the year".
    let and =
        |i: usize| scene.page.link(i, Link::By) && i.checked_sub(1).is_some_and(|i| scene.page.link(i, Link::And));
    let joined = by_before(scene) && (number.lead.saturating_sub(1)..number.first).any(and);
    !other && (!adverb || joined || scene.before().iter().all(|q| q.first < change.last))
}

/// "The slowdown in inflation goes on: 9.4 % in June": what a colon introduces are the rates of prices themselves, and none of the steps
/// by which a rate comes down.
fn eases_before_colon(scene: &Scene<'_>, change: &At<Change>, topic: &Topic) -> bool {
    let number = scene.quantity();
    let rate = matches!(topic.word.indicator.code(), "inflation" | "core_inflation") && topic.word.measure.is_none();
    let colon = || (change.last..number.lead).any(|i| scene.page.is(i, b':'));
    let rated = number.is_percent() || number.counted == Counted::Bare;
    change.what.direction < 0 && rate && rated && !by_before(scene) && colon()
}

/// The place of the word for "of" that leads to a number, else that of the number.
fn of_at(page: &Page<'_>, lead: usize) -> usize {
    let of = |i: &usize| page.link(*i, Link::Of);
    [lead, lead.saturating_sub(1)].into_iter().find(of).unwrap_or(usize::MAX)
}

/// "um 27 Milliarden auf 8,4 Milliarden Euro gefallen": the verb at the end of the clause, with no other verb before it.
pub(super) fn closes_clause(scene: &Scene<'_>, change: &At<Change>) -> bool {
    const REACH: usize = 8;
    let last = past_bracket(scene.page, scene.quantity().last);
    let parts =
        |i: usize| matches!(scene.page.mark(i), b',' | b';' | b':' | b'(' | b')') || scene.page.link(i, Link::And);
    scene.page.grammar(scene.quantity().last.saturating_sub(1)).verb_final
        && change.first >= last
        && change.what.kind == ChangeKind::Verb
        && change.first - last <= REACH
        && (!(last..change.first).any(parts) || coordinated(scene, change))
        && !opens_phrase(scene, change)
}

/// "Um 0,8 % (2023) gesunken": what stands behind a bracket that opens at a token and has but a few words in it.
fn past_bracket(page: &Page<'_>, at: usize) -> usize {
    const WORDS: usize = 6;
    let close = (at..at + WORDS).find(|i| page.is(*i, b')')).filter(|_| page.is(at, b'('));
    close.map_or(at, |close| close + 1)
}

/// "Die Exporte sind um 0,6 % und die Importe um 0,1 % gesunken": whether "and" leads to one more number behind "by", so that the
/// verb at the end is that of both. "Um 0,8 % (2023) bzw. 0,7 % (2024)": or directly to it.
fn coordinated(scene: &Scene<'_>, change: &At<Change>) -> bool {
    let (page, number) = (scene.page, scene.quantity());
    let next = scene.next().filter(|q| q.last <= change.first && q.counted == number.counted);
    let and = past_bracket(page, number.last);
    let joined = |m: &&Match| *m.reading == Reading::Link(Link::And);
    let behind = page.at(and).iter().filter(joined).map(|m| m.last).max();
    let direct = |q: &Quantity| behind.is_some_and(|i| q.first == i + usize::from(page.is(i, b'.')));
    let also = next.is_some_and(|q| direct(q) || by_before(&Scene { n: scene.n + 1, ..*scene }));
    let both = also && by_before(scene);
    // "Stiegen um 2 Prozent und die Löhne nahmen um 3 Prozent ab": a clause with a verb of its own shares no other.
    let verb = |c: &At<Change>| c.what.kind == ChangeKind::Verb && c.what.direction != 0;
    let own = within(&scene.mentions.changes, scene.local.first, number.lead).iter().any(verb);
    // "Nahm die Produktion um 7 % und der Absatz um 8 % ab": but a particle is of the verb before both.
    const PARTICLE: usize = 3;
    let particle = page.word(change.first).len() <= PARTICLE;
    let own = own && (!particle || within(&scene.mentions.changes, number.last, change.first).iter().any(verb));
    let marks = |i: usize| matches!(page.mark(i), b',' | b';' | b':' | b'(' | b')');
    let clear = |q: &Quantity| !(and..q.last).chain(past_bracket(page, q.last)..change.first).any(marks);
    both && !own && behind.is_some() && next.is_some_and(clear)
}

/// "Um 5 Prozent ab Januar": whether a particle of a verb rather leads to a time or a number behind it.
fn opens_phrase(scene: &Scene<'_>, change: &At<Change>) -> bool {
    let next = |i: usize| scene.page.dated(i) || scene.page.tokens.get(i).is_some_and(|t| t.kind == Kind::Number);
    next(change.last) || scene.page.link(change.last, Link::The)
}

/// Whether an adverb or noun stands directly behind the number: "5% more", "a 5% year-on-year increase".
fn governs_back(scene: &Scene<'_>, change: &At<Change>) -> bool {
    let last = scene.quantity().last;
    let small = |at: usize| {
        let base = scene.page.has(at, Reading::BASIS);
        base || scene.page.one_of(at, &[Link::In, Link::The, Link::Per])
    };
    // "This is 390.9 million, or 15.6 percent, less than": the comma closes what "or" has put in.
    let or = scene.quantity().lead.checked_sub(1).is_some_and(|i| scene.page.link(i, Link::Or));
    let adverb = change.what.kind == ChangeKind::Adverb && change.first == last + 1 && scene.page.is(last, b',');
    if or && adverb {
        return true;
    }
    // "9,2 % после снижения на 15,8 %", "25 billion due to growth in prices": a word for what came before, or for a cause, leads to
    // what is none of the number's.
    let leads = scene.page.one_of(last, &[Link::After, Link::Cause]);
    let near = match change.first.checked_sub(last) {
        Some(1) if leads || scene.page.is(last, b';') => false,
        Some(0 | 1) if !matches!(scene.page.mark(last), b',' | b'(') => true,
        Some(gap) => gap <= 3 && (last..change.first).all(small),
        None => false,
    };
    let verb = change.what.kind == ChangeKind::Verb;
    near && (!verb || as_noun(scene, change)) && !opens_next(scene, change) && !than_foreseen(scene, change)
}

/// "A 0.3 % drop in April", "the 100 bps cut on 2 October": behind a number with an article, or behind points, a word that may be
/// a verb of the present is a noun.
pub(super) fn as_noun(scene: &Scene<'_>, change: &At<Change>) -> bool {
    let Quantity { lead, first, last, .. } = *scene.quantity();
    // "A downwardly revised 147,000 gain".
    let revised = lead.checked_sub(1).is_some_and(|i| scene.page.link(i, Link::Revised));
    let from = lead.saturating_sub(if revised { 3 } else { 1 });
    let article = (from..first).any(|i| scene.page.one_of(i, &[Link::Per, Link::The, Link::Article]));
    let article = article || scene.page.described(lead).is_some();
    // "The previous month's 8.9 per cent decrease".
    let owned = |i: usize| scene.page.tokens[i].kind == Kind::Possessive;
    let article = article || lead.checked_sub(1).is_some_and(owned);
    let cut = scene.quantity().is_points() && change.last - change.first == 1;
    (article || cut) && !change.what.past && change.first - last <= 1
}

/// "boosted exports by 14%": the verb governs the indicator between it and the number.
fn governs_object(scene: &Scene<'_>, change: &At<Change>, topic: &Topic) -> bool {
    let reach = match change.what.kind {
        ChangeKind::Adverb => 1,
        ChangeKind::Verb => 2,
        ChangeKind::Noun => 4,
    };
    topic.place.is_some_and(|p| scene.found.distance(change.place(), p) <= reach)
}

/// Whether a word behind a number rather belongs to the next number: "$5 bn, up 3%".
fn opens_next(scene: &Scene<'_>, change: &At<Change>) -> bool {
    let Some(next) = scene.next() else { return false };
    // "(more than 15.4 billion)": the word is the next number's bound.
    if next.lead <= change.first && change.first < next.first && next.bound.is_some() {
        return true;
    }
    let near = (change.first..=change.last + 1).contains(&next.lead) && next.first - change.first <= 3;
    let last = scene.quantity().last;
    let comma = scene.page.is(last, b',') || scene.page.link(last, Link::And);
    // "25 basis points less, 7 %": before a comma the adverb ends the clause of the number that it stands behind.
    let ends = scene.page.is(change.last, b',');
    // "Un 9,6 % menos que los 2,4 millones": nor does one that "than" follows or ends.
    let than = scene.page.link(change.last, Link::Than) || scene.page.link(change.last - 1, Link::Than);
    near && (comma || change.what.kind == ChangeKind::Adverb && !ends && !than)
}

/// Whether a word of change is part of the words of a bound before the number.
fn overlaps_hedge(scene: &Scene<'_>, change: &At<Change>) -> bool {
    let Quantity { lead, first, .. } = *scene.quantity();
    let hedge = |m: &Match| matches!(m.reading, Reading::Hedge { .. }) && m.last >= change.last && m.last <= first;
    // "It brought in 6.3 billion and more".
    let behind = |m: &Match| matches!(m.reading, Reading::Hedge { .. }) && m.last == change.last;
    let last = scene.quantity().last;
    change.last > lead && scene.page.any(change.first, Reading::HEDGE, hedge)
        || change.first > last && scene.page.any(last, Reading::HEDGE, behind)
}

/// Whether a word of change before a number is part of its bound: "more than", "less than", "up to".
fn bound_word(scene: &Scene<'_>, change: &At<Change>) -> bool {
    let quantity = scene.quantity();
    scene.page.at(change.first).iter().any(|m| {
        matches!(*m.reading, Reading::Hedge { bound, .. } if bound != Bound::Exact)
            && m.last >= change.last
            && m.last <= quantity.first
    })
}

/// "grew by 7.7% - up to USD 63.2 bn": after a growth, "up to" an amount says where it arrived.
pub(super) fn up_to(scene: &Scene<'_>) -> bool {
    let verb = || scene.quantity().first.checked_sub(2).is_some_and(|up| part_of_verb(scene, up));
    let after_growth = scene.quantity().is_money() && scene.previous().is_some_and(Quantity::is_percent);
    // "The rate is up to 4.6 %, from 4.4 %".
    let last = scene.quantity().last;
    let pair = || scene.next().is_some_and(|q| q.lead.saturating_sub(last) <= 2 && scene.page.comes_from(q.lead));
    said_up_to(scene) && (after_growth || verb() || pair() || rate_is_up(scene))
}

/// "Picks up to 5.49%": whether "up" belongs to a verb before it.
fn part_of_verb(scene: &Scene<'_>, up: usize) -> bool {
    covering(&scene.mentions.changes, up).is_some_and(|c| c.first < up && c.what.kind == ChangeKind::Verb)
}

/// Whether "up to" stands directly before the number.
pub(super) fn said_up_to(scene: &Scene<'_>) -> bool {
    scene.quantity().first.checked_sub(2).is_some_and(|i| scene.page.link(i, Link::UpTo))
}

/// Whether "by" stands before the number.
pub(super) fn by_before(scene: &Scene<'_>) -> bool {
    let Quantity { lead, first, .. } = *scene.quantity();
    (lead.saturating_sub(1)..first).any(|at| scene.page.link(at, Link::By))
}

/// Whether an amount is one by which something changed: "by $12bn", "shed $7 bln", "$12bn more", "an increase of $12bn".
pub(super) fn by_amount(scene: &Scene<'_>, topic: &Topic, change: Option<At<Change>>) -> bool {
    let quantity = scene.quantity();
    // "The balance was +16.3 billion", "минус 3,7 млрд": a sign, or the word for one, is that of the balance itself.
    let sign = |c: &At<Change>| scene.page.one_of(c.first, &[Link::Minus, Link::Plus]);
    let verb = change.is_some_and(|c| c.what.direction != 0 && !sign(&c));
    if balance_indicator(topic.word.indicator) && quantity.sign != 0 && !verb {
        return false;
    }
    // "With 46.15 million it was lower by 18,000": what a sentence opens with behind "with" is where it stands.
    let opens = scene.local.first + 1 == quantity.lead && scene.page.link(scene.local.first, Link::With);
    if opens && change.is_some_and(|c| c.first >= quantity.last) {
        return false;
    }
    if of_base(scene) {
        return false;
    }
    let growth = grew_before(scene);
    let bracketed = growth && bracketed(scene);
    // "Cayeron un 27,6 % y se situaron en 11,2 millones": a verb of state behind "and" says where the amount stands.
    let and = |c: &At<Change>| c.first > 0 && scene.page.link(c.first - 1, Link::And);
    let state = |c: &At<Change>| c.what.direction == 0 && c.what.kind == ChangeKind::Verb && and(c);
    let stands = |q: &Quantity| within(&scene.mentions.changes, q.last, quantity.first).iter().any(state);
    let beside = |q: &Quantity| within(&scene.mentions.indicators, q.last, quantity.first).is_empty() && !stands(q);
    let goes_on = growth && scene.previous().is_some_and(beside);
    // "It went up by 7.6 %, or 22.1 billion": the same in another unit.
    let or = |q: &Quantity| {
        let at = q.last + usize::from(scene.page.is(q.last, b','));
        scene.page.link(at, Link::Or) && quantity.lead == at + 1
    };
    if growth && scene.previous().is_some_and(or) {
        return true;
    }
    // "It fell by 48,920, or 2 %, and stood at 2,405,963": behind a verb of state even a word that is "by", too, is "at".
    let stands = || {
        let from = scene.previous().map_or(scene.local.first, |q| q.last);
        let at = (quantity.lead.saturating_sub(1)..quantity.first).any(|i| scene.page.link(i, Link::Arrival));
        at && within(&scene.mentions.changes, from, quantity.lead).iter().any(|c| c.what.direction == 0)
    };
    let Some(change) = change else {
        return quantity.sign != 0 || goes_on && by_before(scene) && !stands() || bracketed || exceeds_by(scene);
    };
    if bracketed || goes_to(scene) {
        return bracketed;
    }
    // "It rose by a third, but gold was sold for 9.9 billion": behind a verb of trade "by" may be "for", where what moved had its number.
    let parted = |p: (usize, usize)| scene.before().iter().any(|q| q.first >= change.last && q.last <= p.0);
    if topic.place.is_some_and(|p| p.1 == quantity.lead && change.last <= p.0 && parted(p)) {
        return false;
    }
    // "We came to 25 billion, with a growth of 2 percent" says where the amount stands.
    let behind = change.first >= quantity.last;
    // "37 тыс. б/с больше": nor does what ends in the number's own unit.
    let beside_it = change.first != quantity.last && scene.page.before_is(change.first, Link::With);
    if behind { !beside_it } else { names_amount(scene, &change) }
}

/// "比去年同期的232亿美元少": whether a time that something is compared with owns the number, which is what there was then.
fn of_base(scene: &Scene<'_>) -> bool {
    let (page, quantity) = (scene.page, scene.quantity());
    let of = (quantity.lead.saturating_sub(1)..quantity.first).find(|i| page.link(*i, Link::Of));
    let start = of.and_then(|of| (scene.local.first..of).rev().take_while(|i| page.dated(*i)).last());
    let than = start.and_then(|start| start.checked_sub(1));
    page.grammar(quantity.first).year_first
        && than.is_some_and(|i| page.one_of(i, &[Link::Than, Link::Against, Link::Compare]))
}

/// Whether the number before is a growth in the same sentence.
fn grew_before(scene: &Scene<'_>) -> bool {
    let growth = |l: &Last| l.sentence == scene.local.index && matches!(l.measure, Transformation::Growth(_));
    scene.previous().is_some_and(Quantity::is_percent) && scene.discourse.last.as_ref().is_some_and(growth)
}

/// Whether a word of change before an amount names it as its own, and no word of state comes between.
fn names_amount(scene: &Scene<'_>, change: &At<Change>) -> bool {
    let Quantity { lead, first, .. } = *scene.quantity();
    let direct = change.last == lead || change.last >= lead && change.last <= first;
    let of = change.what.kind == ChangeKind::Noun && lead.checked_sub(1).is_some_and(|i| scene.page.link(i, Link::Of));
    let state = within(&scene.mentions.changes, change.last, first).iter().any(|c| c.what.direction == 0);
    by_before(scene) || (direct || of) && !state
}
