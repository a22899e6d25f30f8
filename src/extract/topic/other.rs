//! Numbers that are no figures of an economy: stakes, votes, answers to surveys, a company's result, the prices of its
//! shares.

use rust_decimal::Decimal;

use super::answers::answers;
use super::company::of_company;
use super::described::described_subject;
use super::links::{below_label, of_links, reactions};
use super::worth::{brings_in, gives_worth};
use crate::extract::discourse::Last;
use crate::extract::mention::{At, covering, within};
use crate::extract::page::Page;
use crate::extract::quantity::{Counted, Quantity};
use crate::extract::scene::Scene;
use crate::lang::StatusKind;
use crate::lang::reading::IndicatorWord;
use crate::lang::{AreaRole, Change, ChangeKind, Link, Match, Other, Reading, Time};
use crate::model::{ObsStatus, Unit};
use crate::text::Kind;

/// Whether words beside a number make it another kind of number.
pub fn not_a_figure(scene: &Scene<'_>) -> bool {
    let line = &scene.page.lines[scene.page.sentences[scene.local.index].line];
    // "〔廣告〕": the word may stand in a bracket.
    let opens = line.first + usize::from(scene.page.tokens[line.first].kind == Kind::Mark);
    // "Suscríbase por $9.900" may close a paragraph.
    let closes = || scene.page.link(scene.local.first, Link::Boilerplate) && scene.indicators().is_empty();
    let boilerplate = scene.page.link(opens, Link::Boilerplate) || closes() || below_label(scene);
    boilerplate
        || of_links(scene)
        || reactions(scene)
        || priced(scene.quantity())
        || subscription(scene)
        || measure_of_price(scene)
        || counted_by_sign(scene)
        || counts_things(scene)
        || tolerance(scene)
        || once(scene.quantity())
        || how_often(scene)
        || epithet(scene)
        || counts_decisions(scene)
        || single(scene.quantity())
        || words(scene).any(|m| beside(scene, m))
        || below_other(scene)
        || of_other_subject(scene)
        || described_subject(scene)
        || elaborates(scene)
        || answers(scene)
        || outvoted(scene)
        || deviates(scene)
        || of_company(scene)
}

/// The words of the sentence for other kinds of numbers, but for those inside an indicator's name ("surveyed jobless
/// rate").
pub(super) fn words<'s>(scene: &Scene<'s>) -> impl Iterator<Item = &'s At<Other>> {
    let indicators = scene.indicators();
    let inside = |m: &At<Other>| indicators.iter().any(|i| i.first <= m.first && m.last <= i.last);
    // "Earnings excluding bonuses": what is left out is not what is told of.
    let left_out = |m: &At<Other>| m.first.checked_sub(1).is_some_and(|i| scene.page.link(i, Link::Without));
    // "机票" is a slice, and "票" in it no vote.
    let sliced = |m: &At<Other>| {
        covering(scene.items(), m.first).is_some_and(|i| m.last <= i.last && i.last - i.first > m.last - m.first)
    };
    // "Of which income tax is $291 billion": an amount is what a tax brings in.
    let percent = !scene.quantity().is_money();
    let levied = move |m: &At<Other>| m.what == Other::Levy && (!percent || brings_in(scene, m));
    let kind = move |m: &At<Other>| m.what != Other::Minority && !levied(m);
    scene
        .not_figures()
        .iter()
        .filter(move |m| kind(m) && !inside(m) && !left_out(m) && !sliced(m) && !gives_worth(scene, m))
}

/// "9. Response rate: prices were collected from 99.9 % of villages": whether a word for another kind of number labels the paragraph.
fn below_other(scene: &Scene<'_>) -> bool {
    const LONGEST: usize = 6;
    let (page, line) = (scene.page, scene.page.lines[scene.discourse.line]);
    let label = within(&scene.mentions.not_figures, line.first, line.first + LONGEST);
    let named = |m: &At<Other>| {
        let first = (line.first..m.first).all(|i| page.tokens[i].kind != Kind::Word);
        m.what == Other::Thing && first && page.is(m.last, b':') && m.last < scene.quantity().first
    };
    label.iter().any(named)
}

/// "Two members preferred to reduce Bank Rate by 0.25 points, to 4 %": the rate that a minority of those who decide would have had
/// is none that was set.
fn outvoted(scene: &Scene<'_>) -> bool {
    let rate = |i: &At<IndicatorWord>| i.what.indicator.code() == "policy_rate";
    let spoken = || {
        let last = scene.discourse.recent(scene.local.index);
        scene.indicators().iter().any(rate) || last.is_some_and(|l| l.word.indicator.code() == "policy_rate")
    };
    let voiced = |m: &At<Other>| m.what == Other::Minority && m.last <= scene.quantity().lead;
    scene.not_figures().iter().any(voiced) && spoken()
}

/// One unit of a currency is a price list's, not an economy's.
fn priced(quantity: &Quantity) -> bool {
    quantity.is_money() && quantity.exponent == 0 && quantity.high.is_none() && quantity.low <= Decimal::ONE
}

/// "$3/month or $30/year": what a subscription costs.
fn subscription(scene: &Scene<'_>) -> bool {
    let (page, quantity) = (scene.page, scene.quantity());
    let small = quantity.is_money() && quantity.exponent == 0 && quantity.low < Decimal::ONE_THOUSAND;
    let unit = |m: &Match| matches!(m.reading, Reading::Time(Time::Unit(_) | Time::Year));
    let stroke = page.is(quantity.last, b'/') && !page.tokens[quantity.last].spaced;
    small && stroke && page.any(quantity.last + 1, Reading::TIME, unit)
}

/// "$330 per 1,000 cubic metres", "183 per 1,000 inhabitants": what a price is paid for, or a ratio is of.
fn measure_of_price(scene: &Scene<'_>) -> bool {
    let (page, lead) = (scene.page, scene.quantity().lead);
    let per = lead.checked_sub(1).is_some_and(|i| page.link(i, Link::Per));
    let unit = matches!(scene.quantity().counted, Counted::Unit(unit, _) if unit != Unit::PERCENT);
    // "A yield of 15.5 centners per hectare".
    let last = scene.quantity().last;
    let area = |m: &Match| matches!(m.reading, Reading::Unit(unit, _) if unit.code() == "hectares");
    let yields = unit && page.link(last, Link::Per) && page.any(last + 1, Reading::UNIT, area);
    let round = || [100, 1_000, 10_000, 100_000].iter().any(|base| scene.quantity().low == Decimal::from(*base));
    yields || per && unit && scene.previous().is_some_and(|q| (q.is_money() || round()) && lead - q.last <= 1)
}

/// "A target of 3 %, plus or minus one point": the band round a target.
fn tolerance(scene: &Scene<'_>) -> bool {
    is_band(scene.page, scene.quantity())
}

/// Whether "plus or minus" leads to a number.
pub fn is_band(page: &Page<'_>, quantity: &Quantity) -> bool {
    let band = |i: usize| page.link(i, Link::Plus) && page.link(i + 1, Link::Or) && page.link(i + 2, Link::Minus);
    // "In a corridor of +/- 1 point".
    let before = page.tokens.get(quantity.first).map_or("", |t| &page.text[..t.start as usize]).trim_end();
    let signs = ["+/-", "+/\u{2013}", "+/\u{2212}", "+\u{2212}", "\u{b1}"];
    // "±0,0 %" is a value, and no band.
    let zero = quantity.low.is_zero();
    !zero && signs.iter().any(|sign| before.ends_with(sign))
        || (quantity.lead.saturating_sub(3)..quantity.first).any(band)
}

/// "Por una vez": what happens once has not grown.
fn once(quantity: &Quantity) -> bool {
    let times = quantity.counted == Counted::Times && quantity.high.is_none();
    // "Viewed 48,000 times": nothing that is measured grows so often.
    times && (quantity.low == Decimal::ONE || quantity.low >= Decimal::ONE_THOUSAND || quantity.exponent >= 3)
}

/// "The word stands in it eleven times", "meetings are held eight times a year": how often something happens, where nothing grows
/// or shrinks so many times.
fn how_often(scene: &Scene<'_>) -> bool {
    const REACH: usize = 2;
    let (page, quantity) = (scene.page, scene.quantity());
    let moves = |c: &At<Change>| c.what.direction != 0;
    let comma = |to: usize| (quantity.last..to).any(|i| page.is(i, b','));
    let behind = |c: &At<Change>| c.first >= quantity.last && c.first <= quantity.last + REACH && !comma(c.first);
    let told = |c: &At<Change>| moves(c) && (c.first < quantity.last || behind(c));
    // "Doubled" is a word of its own, and so is 翻一番.
    let counted = quantity.last - quantity.first > 1 && !page.grammar(quantity.first).year_first;
    quantity.counted == Counted::Times && counted && !scene.changes().iter().any(told)
}

/// "Una habitación doble": a multiple that directly follows a noun, with no article and nothing that grows, describes it.
fn epithet(scene: &Scene<'_>) -> bool {
    let (page, quantity) = (scene.page, scene.quantity());
    let noun = |i: usize| {
        let token = &page.tokens[i];
        token.kind == Kind::Word && !token.upper && page.at(i).is_empty() && token.of(page.text).len() > 3
    };
    let alone = quantity.lead == quantity.first && quantity.last == quantity.first + 1;
    let led = quantity.first > scene.local.first && noun(quantity.first - 1) && page.tokens[quantity.first].spaced;
    let grown = |c: &At<Change>| c.what.direction != 0 && c.first < quantity.last;
    quantity.counted == Counted::Times && alone && led && !scene.changes().iter().any(grown)
}

/// "The bank has cut rates five times": how often a rate has been set says nothing of by how much.
fn counts_decisions(scene: &Scene<'_>) -> bool {
    const REACH: usize = 5;
    let (page, quantity) = (scene.page, scene.quantity());
    let near = quantity.lead.saturating_sub(REACH).max(scene.local.first);
    let decides = (near..quantity.lead).any(|i| page.link(i, Link::Decides));
    let rate = |i: &At<IndicatorWord>| i.what.indicator.is_interest_rate();
    let setter = || (scene.local.first..near).any(|i| page.link(i, Link::RateSetter));
    quantity.counted == Counted::Times
        && decides
        && (setter() || within(scene.indicators(), scene.local.first, quantity.last).iter().any(rate))
}

/// "一度大减": one kilowatt-hour, which is also a word for "once", is no economy's; nor is one person ("в расчёте на одного жителя").
fn single(quantity: &Quantity) -> bool {
    let one = matches!(quantity.counted, Counted::Unit(unit, 0) if matches!(unit.code(), "kWh" | "persons"));
    one && quantity.exponent == 0 && quantity.high.is_none() && quantity.low <= Decimal::ONE
}

/// "👁 41.2K": the count of a post's views, behind a sign.
fn counted_by_sign(scene: &Scene<'_>) -> bool {
    let quantity = scene.quantity();
    let short = quantity.exponent > 0 && scene.page.tokens[quantity.last - 1].of(scene.page.text).len() == 1;
    let pictured = |i: usize| {
        let word = scene.page.word(i);
        scene.page.tokens[i].kind == Kind::Mark && word.chars().any(|c| c >= '\u{2600}')
    };
    short && quantity.sign == 0 && !quantity.is_money() && quantity.lead.checked_sub(1).is_some_and(pictured)
}

/// "20 тысяч предприятий", "16 thousand tractors": what stands in thousands before a noun that no lexicon knows counts things.
fn counts_things(scene: &Scene<'_>) -> bool {
    let (page, quantity) = (scene.page, scene.quantity());
    let noun = page.tokens.get(quantity.last);
    let noun = noun.is_some_and(|t| t.kind == Kind::Word && !t.upper && !t.gap && t.breaks == 0);
    let thing = |m: &Match| {
        matches!(m.reading, Reading::NotFigure(_) | Reading::Institution(..) | Reading::Role(_) | Reading::Item(_))
            || matches!(m.reading, Reading::Link(Link::Other | Link::Body | Link::Official))
    };
    // "80 тысяч вьетнамских специалистов": of whose kind they are.
    let adjective = |r: &Reading| matches!(r, Reading::Area(_, AreaRole::Adjective)).then_some(());
    let last = page.find_of(quantity.last, Reading::AREA, adjective).map_or(quantity.last, |(end, ())| end);
    let whole = last == quantity.last || page.tokens.get(last).is_some_and(|t| t.kind == Kind::Word && t.breaks == 0);
    // "135 млн тонн зерна, из них 88 млн пшеницы": a slice of what the number before it counts is counted alike.
    let slice = |m: &Match| match m.reading {
        Reading::Item(word) => {
            scene.told().is_some_and(|l| word.slices(l.word.indicator) && matches!(l.counted, Counted::Unit(..)))
        }
        _ => false,
    };
    let known =
        || !whole || !page.at(last).iter().all(thing) || page.dated(last) || page.any(last, Reading::ITEM, slice);
    // "9.3 million cases"; but "1.5 million foreign visitors" are counted.
    let counted = |at: usize| page.has(at, Reading::INDICATOR | Reading::UNIT | Reading::ITEM);
    // "11 million tourists came, and 8 million arrived by air": behind people it goes on with them.
    let people = |l: &Last| l.line == scene.discourse.line && matches!(l.counted, Counted::Unit(Unit::PERSONS, _));
    let goes_on = scene.discourse.last.as_ref().is_some_and(people);
    let large = quantity.exponent >= 6 && !goes_on && !counted(last + 1) && !page.grammar(quantity.first).year_first;
    quantity.counted == Counted::Scaled && (quantity.exponent == 3 || large) && noun && !known()
}

/// Whether a word of another kind of number stands directly before or behind the number, or behind a noun that does.
fn beside(scene: &Scene<'_>, word: &At<Other>) -> bool {
    let quantity = scene.quantity();
    // "A share of 17 percent" is no price of a share.
    let part = scene.page.link(word.first, Link::Per) && scene.page.one_of(word.last, &[Link::Of, Link::In]);
    let small = |i: usize| scene.page.one_of(i, &[Link::In, Link::To, Link::The, Link::Of]);
    // "A 4.8% jump in shares of", "a 180 billion yen hit to operating profit".
    let of_noun = || word.first - quantity.last == 2 && small(word.first - 1) && !small(quantity.last);
    // "98 % of Oman's tariff lines": whose they are may stand between.
    let whose = |i: usize| {
        let possessive = scene.page.tokens[i].kind == Kind::Possessive;
        possessive || scene.page.one_of(i, &[Link::The, Link::Its]) || covering(scene.areas(), i).is_some()
    };
    let owned = || scene.page.link(quantity.last, Link::Of) && (quantity.last + 1..word.first).all(whose);
    // "An 18 percent stake": the words may begin with the number's unit.
    let holds = word.first > quantity.first && word.first < quantity.last && word.last > quantity.last;
    let after = holds || word.first >= quantity.last && (word.first <= quantity.last + 1 || of_noun() || owned());
    // "Earnings of employees amounted to": what stands behind "of" only says whose the subject is.
    let of = scene.page.link(word.first, Link::Of);
    // "The dollar fell on the exchange to 78.5 roubles": behind the place where it did, a verb has another subject.
    let moved = within(scene.changes(), word.last, quantity.lead).first().is_some_and(|c| c.last == quantity.lead);
    let place = moved && scene.page.before_one(word.first, &[Link::In, Link::On, Link::At]);
    let before = word.last <= quantity.lead && quantity.lead - word.last <= 1 && !of && !place;
    // "Readings above 50": the words may end with the number's bound.
    let bounds = word.first < quantity.lead && word.last > quantity.lead && word.last <= quantity.first;
    !part && (after || before || bounds)
}

/// "Shares of the lender lost 4.6%": whether the subject of the number's clause is what no figure is of. An indicator or
/// a mark between the two starts another subject, and what stands behind "of" is none.
fn of_other_subject(scene: &Scene<'_>) -> bool {
    const REACH: usize = 10;
    let (lead, last) = (scene.quantity().lead, scene.quantity().last);
    let Some(subject) = words(scene).filter(|m| m.last <= lead).last() else { return false };
    let parts = |at: usize| {
        let dash = scene.page.tokens[at].kind == Kind::Dash && scene.page.tokens[at].spaced;
        dash || matches!(scene.page.mark(at), b',' | b';' | b':' | b'(' | b')')
            || scene.page.one_of(at, &[Link::Clause, Link::And])
    };
    // "Der Dax war um 10 Prozent auf 18.489 Punkte eingebrochen": a verb may close the clause.
    let closes = |c: &At<Change>| {
        let way = last..c.first.min(last + REACH);
        scene.page.grammar(last).verb_final
            && c.first <= last + REACH
            && c.what.kind == ChangeKind::Verb
            && !way.into_iter().any(parts)
    };
    let said =
        |c: &At<Change>| c.first >= subject.last && (c.last <= lead || c.first == last || c.first > last && closes(c));
    // "Der Dax fiel": an article that opens the sentence leads to its subject, whatever else it may be.
    let opens = |i: usize| i == scene.local.first && scene.page.one_of(i, &[Link::The, Link::Article]);
    let preposition = |i: usize| scene.page.one_of(i, &[Link::Of, Link::In, Link::At, Link::By]) && !opens(i);
    let from = subject.first.saturating_sub(3).max(scene.local.first);
    let object = (from..subject.first + 1).any(preposition);
    // "VAT, which went from 8 to 18 %": a relative clause directly behind the subject goes on with it.
    let relative = scene.page.is(subject.last, b',') && scene.page.link(subject.last + 1, Link::Relative);
    let from = subject.last + usize::from(relative);
    lead - subject.last <= REACH
        && !object
        && scene.changes().iter().any(said)
        && !(from..lead).any(parts)
        && !scene.indicators().iter().any(|i| i.first >= subject.last && i.last <= lead)
}

/// "A quarterly profit of 165.6 billion rupees, 5 per cent less than a year earlier": what is said of a number that is
/// no figure is none.
fn elaborates(scene: &Scene<'_>) -> bool {
    let quantity = scene.quantity();
    // "The Dow closed at 38,120, down 0.3 percent".
    let quoted = |q: &Quantity| {
        let reach = |m: &At<Other>| m.what == Other::Company && m.last <= q.first && q.first - m.last <= 4;
        words(scene).any(reach)
    };
    let rejected = |q: &&Quantity| {
        let paired = scene.lists.is_new(scene.n);
        scene.discourse.rejected == Some(q.last)
            && !priced(q)
            && !single(q)
            && (q.counted != Counted::Bare || quoted(q) || paired)
    };
    let Some(before) = scene.previous().filter(rejected) else { return false };
    let named = |first: usize, last: usize| scene.indicators().iter().any(|i| i.first >= first && i.last <= last);
    let clause = |i: usize| scene.page.link(i, Link::Clause) || scene.page.is(i, b';');
    // "Growth will slow in 60 percent of economies, averaging 3.8 percent": a verb of state goes on with an indicator that was
    // named before.
    let state = |c: &At<Change>| c.last == quantity.lead && c.what.direction == 0 && c.what.kind == ChangeKind::Verb;
    if before.is_percent() && scene.changes().iter().any(state) && named(scene.local.first, before.first) {
        return false;
    }
    // "An 83 % chance that the bank will cut its rate, up from 38 %": what a number has come from is of the same as that number.
    let came = quantity.lead.checked_sub(3).is_some_and(|i| {
        let page = scene.page;
        page.link(i + 2, Link::From) && page.has(i + 1, Reading::CHANGE) && page.is(i, b',') && i >= before.last
    });
    if came && before.counted == quantity.counted {
        return true;
    }
    // "Le taux marginal passe de 38 à 37 %": the new value of a pair is of what the old one is.
    scene.lists.is_new(scene.n) && !named(before.last, quantity.lead)
        || !named(before.last, quantity.lead)
            && !(before.last..quantity.lead).any(clause)
            && !named(quantity.last, (quantity.last + 4).min(scene.local.last))
}

/// "Missing the target of 2.0 trillion by 4.8 percent", "7.5 % more than targeted": by how much something differs from what was
/// aimed at or expected is no growth.
fn deviates(scene: &Scene<'_>) -> bool {
    let (page, quantity) = (scene.page, scene.quantity());
    let end = |s: &At<(ObsStatus, StatusKind)>| if s.what.0 == ObsStatus::Actual { None } else { Some(s.last) };
    let by =
        quantity.lead.checked_sub(usize::from(!page.link(quantity.lead, Link::By))).filter(|i| page.link(*i, Link::By));
    let number = |i: usize| scene.before().iter().any(|q| q.last == i && i > 0);
    let aimed = |by: usize| {
        let noun =
            scene.statuses().iter().filter(|s| s.what.0 == ObsStatus::Target).filter_map(end).rfind(|e| *e <= by);
        // "L'objectif de 2 %": a word that is "by" and "of" leads from a target to its number.
        let of = page.link(by, Link::Of);
        noun.is_some_and(|noun| noun == by && !of || by > noun && by - noun <= NUMBER && number(by))
    };
    let than =
        scene.changes().iter().find(|c| c.first == quantity.last).map(|c| c.last).filter(|i| page.link(*i, Link::Than));
    let expected = |than: usize| {
        let verb = scene.statuses().iter().find(|s| (than + 1..=than + 2).contains(&s.first));
        verb.and_then(end).is_some_and(|end| scene.next().is_none_or(|q| q.lead > end + 1))
    };
    // "Revenue came in 3 % below target", "3 % short of its target".
    let noun = |s: &At<(ObsStatus, StatusKind)>| s.what.1 == StatusKind::Noun && s.what.0 == ObsStatus::Target;
    let exceed = |m: &Match| *m.reading == Reading::Link(Link::Exceed);
    let beyond = page.at(quantity.last).iter().filter(|m| exceed(m)).map(|m| m.last).max();
    let whose = |i: usize| i + usize::from(page.one_of(i, &[Link::Its, Link::The, Link::Article]));
    let short = beyond.map(whose).is_some_and(|i| scene.statuses().iter().any(|s| s.first == i && noun(s)));
    // In points it is what a forecast was revised by.
    !quantity.is_points() && (short || by.is_some_and(aimed) || than.is_some_and(expected))
}

/// The words of an amount with what leads to it.
const NUMBER: usize = 7;
