//! The indicators of which a number may be: those that its sentence names, slices that stand by themselves, and what the
//! text speaks of already.

use super::aside::{event, in_definition, names_paper, set_apart};
use super::balances::{leads_balance, of_gap, where_balanced};
use super::beside::{
    dealt, denominates, goods_dealt, is_verb, moved_in, of_antecedent, of_other_area, of_that, purpose, under_tariff,
};
use super::cause::brings_about;
use super::clauses::{
    apposed, between_dashes, consumed_goods, fronted, part_of_all, resumed, set_aside, verb_of_other,
};
use super::counted::{counted_before, inside_slice, quantity_produced, unit_again};
use super::deals::{deals_in_goods, receiver, sold_abroad};
use super::exchange::worked_out_at;
use super::goods::cargo;
use super::grows::{core_of_another, growth_of_another, priced_in_points};
use super::introduced::introduced;
use super::jobs::{paid_to, workforce};
use super::labels::group;
use super::ratio::denominator;
use super::slices::{excluded, item_of, of_trade};
use super::units::{compatible, dimension, in_basis_points};
use super::{Candidate, moves};
use crate::extract::discourse::Last;
use crate::extract::mention::{At, covering, within};
use crate::extract::quantity::{Counted, Quantity};
use crate::extract::scene::{Origin, Scene, overlaps};
use crate::extract::when::moved_forecast;
use crate::lang::reading::IndicatorWord;
use crate::lang::{Change, ChangeKind, Link, Match, Reading, Strength};
use crate::text::Kind;

/// Indicators that the sentence names, with their distance.
pub(super) fn stated(scene: &Scene<'_>, counted: Counted) -> Vec<Candidate> {
    let quantity = scene.quantity();
    // "growth", "expansion" name an indicator of their own only as a rate.
    let moves = |at: &At<IndicatorWord>| {
        let moves = |m: &Match| matches!(m.reading, Reading::Change(c) if c.direction != 0);
        scene.page.any(at.first, Reading::CHANGE, |m| m.last == at.last && moves(m))
    };
    // What another number is counted in names nothing for this one.
    let of_other = |at: &At<IndicatorWord>| {
        // "16.8 billion cubic metres of gas, 0.8 billion more".
        let behind = |q: &Quantity| q.last + 1 == at.first && scene.page.link(q.last, Link::Of) && !q.is_percent();
        let other = |q: &Quantity| q.first != quantity.first && (overlaps(at.place(), q.place()) || behind(q));
        // "5.5 million tonnes of rice worth 2.8 billion, up 3 %": nor do the goods of an amount that was sold.
        let sold =
            |l: &Last| l.sentence == scene.local.index && matches!(l.word.indicator.code(), "exports" | "imports");
        let goods = at.what.strength == Strength::Weak && at.last <= quantity.first;
        let goods = goods && dimension(counted) == "percent" && scene.discourse.last.as_ref().is_some_and(sold);
        let amount = dimension(counted) == "physical" || counted == Counted::Scaled;
        (amount || goods) && scene.local.quantities.iter().any(other) || counted_before(scene, at)
    };
    let fits = |at: &&At<IndicatorWord>| {
        if of_other(at) {
            return false;
        }
        // "8.2 million foreign visitors": the unit itself says what is counted.
        // So does "140.20 yen per dollar", or "5 million tonnes of goods".
        // And "89 million square metres of homes".
        let rate =
            matches!(at.what.indicator.code(), "exchange_rate" | "freight" | "housing") && at.last > quantity.last;
        (!overlaps(at.place(), quantity.place()) || dimension(counted) == "persons" || rate)
            && compatible(at.what.indicator, counted)
            && !denominator(scene.found, scene.local, at)
            && !inside_slice(scene, at)
            && !under_tariff(scene, at)
            && !slice_of_trade(scene, at)
            && !(in_basis_points(counted) && at.what.indicator.is_price_rate() && !priced_in_points(scene, at))
            && !(at.what.strength == Strength::Weak && group(scene, at.place()))
            && !(in_base(scene, at) || workforce(scene, at) || paid_to(scene, at) || verb_of_other(scene, at))
            && !(event(scene, at) || names_paper(scene, at) || core_of_another(scene, at) || growth_of_another(scene, at))
            && !(set_apart(scene, at) || between_dashes(scene, at) || in_definition(scene, at))
            && !(brings_about(scene, at) || where_balanced(scene, at) || of_gap(scene, at) || worked_out_at(scene, at))
            && (!scene.page.link(at.last - 1, Link::Deals) || deals_in_goods(scene, at))
            && !purpose(scene, at)
            && !cargo(scene, at)
            && !denominates(scene, at)
            && !of_antecedent(scene, at)
            && !of_that(scene, at)
            && !goods_dealt(scene, at)
            && !is_verb(scene, at)
            && !(apposed(scene, at) || consumed_goods(scene, at))
            && !receiver(scene, at)
            && !jobs_of(scene, at, counted)
            && (at.what.item.is_none() && !set_aside(scene, at) || !excluded(scene, at.first))
            && (dimension(counted) == "percent" || !moves(at))
            // No price of a barrel or an ounce is counted in millions.
            && (at.what.indicator.code() != "commodity_price" || quantity.exponent < 6)
    };
    let candidate = |at: &At<IndicatorWord>| {
        let cost = cost(scene, at);
        let origin = if cost < 12 { Origin::Clause } else { Origin::Sentence };
        let tied = at.first >= quantity.last && (tied(scene, quantity.last, at.first) || fronted(scene, at))
            || counted_in(scene, at)
            || closes_clause(scene, at);
        let word = sold_abroad(scene, at).unwrap_or(at.what);
        Candidate { cost, word, item: item_of(scene, at), place: Some(at.place()), origin, tied }
    };
    scene.indicators().iter().filter(fits).map(candidate).chain(quantity_produced(scene, counted)).collect()
}

/// Whether a weak word that may be an indicator is but a slice of the trade of which the text has just told.
pub(super) fn slice_of_trade(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    let sector = matches!(scene.quantity().counted, Counted::Scaled | Counted::Bare) && !is_jobs(at.what);
    let own =
        at.what.strength == Strength::Weak && matches!(at.what.indicator.code(), "inflation" | "services") || sector;
    let slice = scene.items().iter().find(|m| m.first == at.first && m.last == at.last);
    own && slice.is_some_and(|m| of_trade(scene, m.what))
}

/// "Aumentó 0.31 % a tasa mensual y 4.23 % a tasa anual": whether a word lies inside of a longer phrase for the base.
fn in_base(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    let longer = |b: &At<bool>| b.last >= at.last && b.last - b.first > at.last - at.first;
    covering(scene.bases(), at.first).is_some_and(longer)
}

/// Whether an indicator counts those who work, or who do not.
fn is_jobs(word: IndicatorWord) -> bool {
    matches!(word.indicator.code(), "employment" | "unemployment")
}

/// "Health care +55K. Manufacturing -11K": in a text that counts jobs, a branch before a number of them is where they are.
pub(super) fn jobs_of(scene: &Scene<'_>, at: &At<IndicatorWord>, counted: Counted) -> bool {
    let jobs = |l: &Last| l.word.indicator.code() == "employment" && dimension(l.counted) == "persons";
    let open = matches!(counted, Counted::Scaled | Counted::Bare) || dimension(counted) == "persons";
    let branch =
        || covering(scene.items(), at.first).is_some_and(|m| "employment".parse().is_ok_and(|i| m.what.slices(i)));
    if employed_in(scene, at) && branch() {
        return true;
    }
    open && !at.what.indicator.has_dimension("persons")
        && scene.discourse.recent(scene.local.index).is_some_and(jobs)
        && branch()
}

/// "El índice de ocupación en el sector del comercio minorista": whether a branch stands behind those who work, and "in".
fn employed_in(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    const REACH: usize = 6;
    let page = scene.page;
    let before =
        within(&scene.mentions.indicators, at.first.saturating_sub(REACH + 4).max(scene.local.first), at.first);
    let work = |i: &&At<IndicatorWord>| {
        i.what.indicator.code() == "employment" && i.what.strength == Strength::Strong && i.last <= at.first
    };
    let Some(work) = before.last().filter(work).filter(|w| at.first - w.last <= REACH) else { return false };
    let parts = |i: usize| page.tokens[i].kind != Kind::Word || page.has(i, Reading::CHANGE);
    page.link(work.last, Link::In) && !(work.last..at.first).any(parts)
}

/// What an indicator costs that only the unit of the number names.
const IN_UNIT: u32 = 14;

/// How far an indicator stands from a quantity; behind it only when the words between tie the two.
fn cost(scene: &Scene<'_>, at: &At<IndicatorWord>) -> u32 {
    let quantity = scene.quantity();
    if overlaps(at.place(), quantity.place()) {
        return if unit_again(scene, at) { IN_UNIT + 20 } else { IN_UNIT };
    }
    if counted_in(scene, at) && !tied(scene, quantity.last, at.first) {
        return 8;
    }
    // "Followed by trade with 7.1 % and industry with 6.1 %": behind another number a name that "with" leads on labels its own.
    let led =
        quantity.lead.saturating_sub(at.last) == 1 && scene.page.link(at.last, Link::With) || at.last == quantity.lead;
    if led && at.last <= quantity.lead && at.last < quantity.first && scene.before().iter().any(|q| q.last <= at.first)
    {
        return 2;
    }
    let base = scene.distance(at.place()) + if inserted_at(scene, at) { 20 } else { 0 };
    let weak = if light(scene, at) { 6 } else { 0 };
    if at.last <= quantity.first {
        let between = scene.before().iter().filter(|q| q.first >= at.last).count() as u32;
        let subject = between == 0 && subject_of(scene, at);
        // "The economy of Kyrgyzstan will by the end of the year have grown by": what opens the sentence is its subject.
        let economy = at.what.indicator.code() == "gdp" && at.first <= scene.local.first + 1 && between == 0;
        let near = if economy && subject_alone(scene, at) || resumed(scene, at) { 6 } else { 20 };
        // "Sales rose by 3.8 % and construction by 11 %": behind another number the next name, joined by "and", is nearer.
        let and = |i: &At<IndicatorWord>| {
            let article = usize::from(i.first > 1 && scene.page.one_of(i.first - 1, &[Link::The, Link::Article]));
            i.first > article && scene.page.link(i.first - 1 - article, Link::And)
        };
        let joined = scene
            .previous()
            .filter(|q| between > 0 && q.first >= at.last)
            .is_some_and(|q| within(&scene.mentions.indicators, q.last, quantity.lead).iter().any(and));
        let between = between + if joined { 8 } else { 0 };
        if between == 0 && at.what.strength == Strength::Strong && taken_up_by_it(scene, at) {
            return base.min(18);
        }
        return if subject || near == 6 { base.min(near) } else { base } + weak + between;
    }
    if introduced(scene, at) {
        return 3;
    }
    if dealt(scene, at) || moved_in(scene, at) {
        return 0;
    }
    // "Elevó en dos décimas, hasta el 2,6 %, su previsión de crecimiento".
    if moved_forecast(scene).is_some_and(|(first, last)| first == at.first || last <= at.first && at.first - last <= 2)
    {
        return 4;
    }
    if fronted(scene, at) {
        return 10;
    }
    if part_of_all(scene, at) {
        return 0;
    }
    // "Lost 8,000 jobs and the unemployment rate rose": what a number is counted in comes before what only follows it.
    let weak = weak + if scene.indicators().iter().any(|i| overlaps(i.place(), quantity.place())) { 8 } else { 0 };
    // "Revised up to 4.8 percent, and for India growth is projected at 6.4": so is what a clause on another area names.
    let weak = weak + if of_other_area(scene, at) { 30 } else { 0 };
    let after = &scene.local.quantities[scene.n + 1..];
    match after.iter().filter(|q| q.last <= at.first).count() as u32 {
        // "Für 131 Milliarden exportiert und für 115 Milliarden eingeführt": behind another number the verb that closes is its own.
        0 if closes_clause(scene, at) && scene.n > 0 => base / 2,
        0 if tied(scene, quantity.last, at.first) || closes_clause(scene, at) => base / 2 + weak,
        between => base + weak + 9 + 6 * between,
    }
}

/// Whether a word is weak, and neither an economy that moves nor a balance that leads to its amount.
fn light(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    at.what.strength == Strength::Weak && !economy_moves(scene, at) && !leads_balance(scene, at)
}

/// "Unemployment averaged 10.2 % and the economy only grew by 1.7 %": the economy that a verb makes grow or shrink is what the
/// number is of. One that a preposition leads to is where something else does.
pub(super) fn economy_moves(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    let first = scene.quantity().first;
    let verb = |m: &Match| matches!(m.reading, Reading::Change(c) if c.kind == ChangeKind::Verb && c.direction != 0);
    let turns = || (at.last..first.min(at.last + 4)).any(|i| scene.page.any(i, Reading::CHANGE, verb));
    const LEAD: [Link; 7] = [Link::In, Link::Of, Link::To, Link::For, Link::From, Link::With, Link::By];
    // "Sales from Asia's fourth-largest economy climbed".
    let ranks = |i: &usize| {
        let (page, token) = (scene.page, scene.page.tokens[*i]);
        matches!(token.kind, Kind::Possessive | Kind::Dash)
            || page.link(*i, Link::Superlative)
            || page.has(*i, Reading::NUMBER)
            || page.find_of(*i, Reading::AREA, Reading::area).is_some()
    };
    let from = (scene.local.first..at.first).rev().take_while(ranks).last().unwrap_or(at.first);
    let led = (scene.local.first..from).rev().take(2).any(|i| scene.page.one_of(i, &LEAD));
    let economy = at.what.indicator.code() == "gdp" && at.last <= first && !moves(scene, Some(at.place()));
    economy && !led && turns() && subject_alone(scene, at)
}

/// The subject may stand far from its verb, as long as no new clause and no other subject comes between.
fn subject_of(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    let first = scene.quantity().first;
    let strong = |i: &At<IndicatorWord>| i.what.strength == Strength::Strong;
    // "Core inflation, which worries the bank, rose to": a relative clause that closes before the number parts nothing.
    let comma = |i: usize| scene.page.is(i, b',');
    let inserted = |i: usize| comma(i.saturating_sub(1)) && scene.page.link(i, Link::Relative) && (i..first).any(comma);
    let parts = |i: usize| scene.page.is(i, b';') || scene.page.link(i, Link::Clause) && !inserted(i);
    let others = within(&scene.mentions.indicators, at.last, first);
    strong(at) && !(at.last..first).any(parts) && !others.iter().any(|i| strong(i) && !inserted_at(scene, i))
}

/// "Fuel prices continue to fall, though more slowly: it was 12.4 % in June": whether "it" with a verb of state leads to the
/// number, and takes up the one indicator that the sentence has named outright.
fn taken_up_by_it(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    let (page, lead) = (scene.page, scene.quantity().lead);
    let state = |c: &At<Change>| c.what.direction == 0 && c.what.kind == ChangeKind::Verb && c.last == lead;
    let verb = within(scene.changes(), at.last, lead).iter().rfind(|c| state(c));
    let it = verb.and_then(|c| c.first.checked_sub(1)).filter(|i| page.link(*i, Link::It) && *i >= at.last);
    let strong = |i: &At<IndicatorWord>| i.what.strength == Strength::Strong && i.last <= lead;
    it.is_some() && scene.indicators().iter().filter(|i| strong(i)).count() == 1
}

/// Whether a weak word stands before the number with no other indicator and no new clause between.
fn subject_alone(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    let first = scene.quantity().first;
    let parts = |i: usize| matches!(scene.page.mark(i), b';' | b',') || scene.page.link(i, Link::Clause);
    let moves = |at: &At<IndicatorWord>| {
        scene.page.any(at.first, Reading::CHANGE, |m| m.last == at.last && matches!(m.reading, Reading::Change(_)))
    };
    within(&scene.mentions.indicators, at.last, first).iter().all(moves) && !(at.last..first).any(parts)
}

/// "96 % of payments are made in national currencies": nothing else is counted in them.
fn counted_in(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    const REACH: usize = 8;
    let last = scene.quantity().last;
    let parts = |i: usize| matches!(scene.page.mark(i), b',' | b';' | b':' | b'(') || scene.page.link(i, Link::Clause);
    at.what.indicator.code() == "national_currency_share"
        && scene.quantity().is_percent()
        && (last..=last + REACH).contains(&at.first)
        && !(last..at.first).any(parts)
}

/// "Core inflation, which leaves out the prices of energy, was 2.6 %": whether an indicator stands in a relative clause that
/// closes before the number.
fn inserted_at(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    let comma = |i: usize| scene.page.is(i, b',');
    let open = (scene.local.first..at.first).rfind(|&i| comma(i));
    let closes = || (at.last..scene.quantity().first).any(comma);
    open.is_some_and(|i| scene.page.link(i + 1, Link::Relative)) && closes()
}

/// Whether only small words, areas and words of change stand between a number and what follows: "2% growth in
/// industrial output", "$93 billion in trade".
pub(super) fn tied(scene: &Scene<'_>, from: usize, to: usize) -> bool {
    // "4%左右": a bound may stand behind its number.
    let hedge = |m: &Match| matches!(m.reading, Reading::Hedge { after: true, .. }) && m.last <= to;
    let from = scene.page.at(from).iter().filter(|m| hedge(m)).map(|m| m.last).max().unwrap_or(from);
    // "23 % of the island's exports".
    let owns = |at: usize| scene.page.tokens.get(at + 1).is_some_and(|t| t.kind == Kind::Possessive);
    // "71,5 Mio. Nächtigungen": the full stop of an abbreviation.
    let stop = |at: usize| at == from && scene.page.is(at, b'.') && !scene.page.tokens[at].spaced;
    let small = |at: usize| {
        matches!(scene.page.tokens[at].kind, Kind::Possessive | Kind::Dash)
            || owns(at)
            || stop(at)
            || matches!(scene.page.word(at), "\u{201c}" | "\u{300c}" | "\u{ab}" | "\u{201e}")
            || scene.page.at(at).iter().any(|m| ties(*m.reading))
    };
    // "A 9.1 per cent increase in imports": a verb's form that stands between the number and "in" is a noun.
    let noun = |at: usize| {
        let present = |m: &Match| matches!(m.reading, Reading::Change(c) if c.kind == ChangeKind::Verb && !c.past);
        at == from
            && scene.page.one_of(at + 1, &[Link::In, Link::Of])
            && !scene.page.grammar(at).verb_final
            && scene.page.any(at, Reading::CHANGE, present)
    };
    // "Of these 25.57 trillion are net tax receipts".
    let copula = |at: usize| {
        let is = |m: &Match| matches!(m.reading, Reading::Change(c) if c.direction == 0 && c.kind == ChangeKind::Verb);
        at == from && at + 1 == to && scene.page.any(at, Reading::CHANGE, is)
    };
    // "4,6 % du PIB de déficit": so may the whole of which the number is a part.
    let whole = |at: usize| covering(scene.indicators(), at).is_some_and(|i| denominator(scene.found, scene.local, i));
    to - from <= 7 && (from..to).all(|at| small(at) || noun(at) || copula(at) || whole(at))
}

/// "Waren für 131 Milliarden Euro exportiert und Waren für 116 Milliarden importiert": whether an indicator is the verb at the
/// end of the number's clause.
fn closes_clause(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    const REACH: usize = 5;
    let (page, last) = (scene.page, scene.quantity().last);
    let parts = |i: usize| {
        matches!(page.mark(i), b',' | b';' | b':' | b'(' | b')')
            || page.one_of(i, &[Link::And, Link::Clause, Link::Than])
    };
    let closed = page.tokens.get(at.last).is_none_or(|t| t.kind == Kind::Mark) || page.link(at.last, Link::And);
    at.first >= last
        && at.first - last <= REACH
        && page.grammar(at.first).verb_final
        && !page.tokens[at.first].upper
        && closed
        && !(last..at.first).any(parts)
        && scene.next().is_none_or(|q| q.first >= at.last)
}

/// Words that may stand between a number and what it measures.
fn ties(reading: Reading) -> bool {
    match reading {
        Reading::Link(link) => {
            matches!(link, Link::Of | Link::In | Link::The | Link::For | Link::Per | Link::With | Link::Epithet)
        }
        Reading::Change(change) => change.kind != ChangeKind::Verb,
        Reading::Area(..) | Reading::Basis { .. } | Reading::Unit(..) => true,
        _ => false,
    }
}
