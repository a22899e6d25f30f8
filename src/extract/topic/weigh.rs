//! How much each indicator that a number may be of costs, beside what the text speaks of already.

use super::added::{added, goes_on};
use super::balances::{balance_of, idle_balance, with_partner};
use super::candidates::economy_moves;
use super::deals::no_trade;
use super::grows::{
    apposed, grown_by, grown_from, new_subject, of_area, of_subject, outgrown, rate_before, whose_rate,
};
use super::outlook::{self, foreseen};
use super::rate::names_prices;
use super::ratio::ratio;
use super::renamed::{earned, renamed};
use super::slices::{behind, item_fits, of_prices, past_verb};
use super::units::{dimension, in_basis_points};
use super::{Candidate, balance, balance_indicator, budgetary, moves};
use crate::extract::discourse::Last;
use crate::extract::mention::{At, covering, within};
use crate::extract::period::Period;
use crate::extract::quantity::{Counted, Quantity};
use crate::extract::scene::Scene;
use crate::lang::reading::IndicatorWord;
use crate::lang::{AreaRole, ChangeKind, ItemWord, Link, Reading, Strength};
use crate::model::{Indicator, IndicatorKind};
use crate::text::Kind;

/// Whether a weak word gives way to what the text speaks of, where that is of the kind for which it stands.
fn gives_way(
    scene: &Scene<'_>,
    candidate: &Candidate,
    (word, spoken): (IndicatorWord, Indicator),
    counted: Counted,
) -> bool {
    spoken != candidate.word.indicator
        && (candidate.word.indicator.code() != "gdp" || moves(scene, candidate.place))
        && !foreseen(scene, candidate.place)
        && !titled_growth(scene, word, candidate.place.unwrap_or_default())
        && !outlook::foreseen_behind_fall(scene, candidate.place)
        && (stands_for(candidate.word.indicator, spoken)
            || stock_grown(scene, candidate.word.indicator, spoken)
            || added(scene, candidate)
            || goes_on(scene, candidate))
        && !own_name(scene, candidate.word.indicator)
        && !(spoken.code() == "gdp" && rate_told(scene, candidate))
        && !(balance(candidate.word) && ratio(scene))
        && dimension(counted) == "percent"
        && !in_basis_points(counted)
        && !set_by_body(scene, candidate)
}

/// Weak words ("rate", "gap", "growth") take up what the text speaks of already, where that is of their kind; and what
/// stands behind a number untied gives way to what stands before it.
pub(super) fn weighed(scene: &Scene<'_>, mut candidates: Vec<Candidate>, counted: Counted) -> Vec<Candidate> {
    let ahead = |c: &Candidate| c.place.is_some_and(|p| p.1 <= scene.quantity().first);
    let spoken = scene.discourse.recent(scene.local.index).map(|l| l.word.indicator);
    let labelled = labelled(scene);
    let strong = candidates.iter().any(|c| c.word.strength == Strength::Strong && ahead(c));
    let before = candidates.iter().any(|c| c.place.is_none() || ahead(c));
    let prices = strong && candidates.iter().any(|c| ahead(c) && names_prices(scene, c));
    let grown = candidates.iter().find_map(|c| grown_by(scene, c)).or_else(|| grown_from(scene));
    for candidate in &mut candidates {
        candidate.cost += if grown.is_some_and(|grown| rate_before(scene, candidate, grown)) { 40 } else { 0 };
        let others = outgrown(scene, candidate) || whose_rate(scene, candidate) || of_subject(scene, candidate);
        candidate.cost += if others { 40 } else { 0 };
        let word = candidate.word;
        let economy = candidate.place.is_some_and(|(a, b)| economy_moves(scene, &At { first: a, last: b, what: word }));
        let weak = candidate.word.strength == Strength::Weak
            && candidate.place.is_some()
            && (!economy || made(scene, candidate, spoken) || its(scene, candidate).is_some());
        if weak
            && word.indicator.code() == "policy_rate"
            && let Some(titled) = rate_of_title(scene)
        {
            candidate.word.indicator = titled;
        }
        if weak && balance(candidate.word) && trade_told_before(scene, candidate) {
            candidate.cost = candidate.cost.min(1);
        }
        if weak
            && balance(candidate.word)
            && let Some(told) = balance_of(scene, candidate, spoken)
        {
            candidate.word.indicator = told;
        } else if weak
            && let Some(label) = labelled.or_else(|| its(scene, candidate)).filter(|_| produced(scene, candidate))
        {
            candidate.word.indicator = label;
        } else if weak && let Some(spoken) = spoken {
            let output = produced(scene, candidate) && spoken.code().ends_with("production");
            if output || balance(candidate.word) && balance_indicator(spoken) {
                candidate.word.indicator = spoken;
            } else if gives_way(scene, candidate, (word, spoken), counted) {
                candidate.cost += 24;
            }
        }
        if weak && strong && anaphoric(candidate.word.indicator) && !candidate.tied && !new_subject(scene, candidate) {
            candidate.cost += 14;
        }
        candidate.cost += if weak && idle(scene, candidate, spoken) { 200 } else { 0 };
        renamed(scene, candidate, weak);
        let behind = candidate.place.is_some_and(|p| p.0 >= scene.quantity().last);
        candidate.cost += if prices && weak && behind && word.indicator.code() == "policy_rate" { 30 } else { 0 };
        candidate.cost += if slices_before(scene, candidate) { 20 } else { 0 };
        if apposed(scene, candidate) {
            candidate.cost = candidate.cost.min(2);
        } else if before && !candidate.tied && behind {
            candidate.cost += 16;
        }
    }
    candidates
}

/// Whether a weak word is none of a balance, of a budget or of trade.
fn idle(scene: &Scene<'_>, candidate: &mut Candidate, spoken: Option<Indicator>) -> bool {
    idle_balance(scene, candidate, spoken) || no_budget(scene, candidate) || no_trade(scene, candidate)
}

/// Whether a weak word of budgets is none of the state's, nor of what people earn.
fn no_budget(scene: &Scene<'_>, candidate: &mut Candidate) -> bool {
    let indicator = candidate.word.indicator;
    !earned(scene, candidate) && budgetary(indicator) && !of_state(scene, indicator) && !of_budget(scene)
}

/// "Auckland had the highest rate", in a text on unemployment: the rate of which the title speaks, where nobody sets one.
fn rate_of_title(scene: &Scene<'_>) -> Option<Indicator> {
    let history = || scene.discourse.history.iter().rev().map(|h| h.word.indicator);
    let title =
        scene.discourse.title.map(|t| t.indicator).or_else(|| history().find(|i| i.percent_means() == "level"))?;
    (title.percent_means() == "level" && !title.is_interest_rate() && !history().any(Indicator::is_interest_rate))
        .then_some(title)
}

/// "The deficit with Germany", or one of which a text on exports and imports speaks: whether a weak word of balance is that
/// of trade.
pub(super) fn of_trade(scene: &Scene<'_>, candidate: &Candidate, spoken: Option<Indicator>) -> bool {
    let partner = |last: usize| with_partner(scene, last);
    let trade = |i: Indicator| matches!(i.code(), "exports" | "imports" | "trade_turnover" | "trade_balance");
    candidate.place.is_some_and(|p| partner(p.1)) || spoken.is_some_and(trade) || trade_told_before(scene, candidate)
}

/// "Le commerce extérieur du Luxembourg s'est soldé par un déficit de 9 milliards": whether trade is the subject of a sentence in which
/// a word of balance leads directly to the number.
fn trade_told_before(scene: &Scene<'_>, candidate: &Candidate) -> bool {
    let Some((first, last)) = candidate.place else { return false };
    let lead = scene.quantity().lead;
    let direct = last <= lead && lead - last <= 1 && (last..lead).all(|i| scene.page.one_of(i, &[Link::Of, Link::By]));
    let named = within(&scene.mentions.indicators, scene.local.first, first).first();
    let trade = |i: &&At<IndicatorWord>| {
        i.what.strength == Strength::Strong
            && matches!(i.what.indicator.code(), "trade_turnover" | "exports" | "imports")
    };
    direct && named.filter(trade).is_some() && scene.before().is_empty()
}

/// "The Federal Reserve cut its rate by a quarter point": whether a rate is that of a body of its sentence.
fn set_by_body(scene: &Scene<'_>, candidate: &Candidate) -> bool {
    let rate = candidate.word.indicator.code() == "policy_rate";
    let place = candidate.place.filter(|p| rate && p.0 > 0 && scene.page.link(p.0 - 1, Link::Its));
    let body =
        |p: (usize, usize)| within(&scene.mentions.bodies, scene.local.first, p.0).iter().any(|b| b.what.is_some());
    place.is_some_and(body) || rate && candidate.place.is_some_and(|p| decided(scene, p))
}

/// "The central bank keeps the rate at 11 %", "the rate of 14 % stays": a rate that a body decides on, or that its number directly
/// follows, is that body's.
fn decided(scene: &Scene<'_>, (first, last): (usize, usize)) -> bool {
    const REACH: usize = 8;
    let from = first.saturating_sub(REACH).max(scene.local.first);
    let verb = (first.saturating_sub(2)..first).any(|i| scene.page.link(i, Link::Decides));
    let setter = || (from..first).any(|i| scene.page.link(i, Link::RateSetter));
    let direct = last == scene.quantity().lead && scene.quantity().is_percent();
    verb && setter() || direct && !told_of_prices(scene, first)
}

/// "Inflation was 9.8 % in October. We see the rate at 9.6 % by December": whether the paragraph has told of prices before a place, and
/// names nobody who sets a rate.
fn told_of_prices(scene: &Scene<'_>, at: usize) -> bool {
    let line = scene.page.lines[scene.discourse.line].first;
    let prices = |l: &Last| l.line == scene.discourse.line && l.word.indicator.is_price_rate();
    let setter = (line..at).any(|i| scene.page.link(i, Link::RateSetter));
    scene.discourse.last.as_ref().is_some_and(prices) && !setter
}

/// Whether a word is but a slice: of the prices on which its sentence goes on, or directly behind the number, as in "0.5 % for
/// goods and 2 % for services", of what the figure before is of.
fn slices_before(scene: &Scene<'_>, candidate: &Candidate) -> bool {
    let prices = matches!(candidate.word.indicator.code(), "inflation" | "producer_prices");
    let here = |m: &&At<&'static ItemWord>| candidate.place == Some(m.place());
    let last = scene.discourse.last.as_ref().filter(|l| l.sentence == scene.local.index).map(|l| l.word.indicator);
    let follows = |m: &At<&'static ItemWord>| {
        let number = |q: &Quantity| past_verb(scene, q.last);
        let leads = |at: usize| scene.page.one_of(at, &[Link::In, Link::For]) && behind(scene, at, m.first);
        scene.local.quantities[..=scene.n].iter().map(number).any(leads)
            && last.is_some_and(|i| item_fits(m.what, i).is_some())
    };
    // "Services: plus 3.5 %" in a list on prices: the label of a line slices what the text speaks of.
    let labels = |m: &At<&'static ItemWord>| {
        let spoken = scene.discourse.recent(scene.local.index).map(|l| l.word.indicator);
        const WHOLES: [&str; 5] = ["inflation", "producer_prices", "freight", "exports", "imports"];
        let headed = scene.discourse.topic.filter(|_| scene.discourse.topic_line < scene.discourse.line);
        let spoken = spoken.or(headed.map(|w| w.indicator)).filter(|i| WHOLES.contains(&i.code()));
        // "Услуги — 13,8 %".
        let dash = || scene.page.tokens.get(m.last).is_some_and(|t| t.kind == Kind::Dash && t.spaced);
        let label = m.first <= scene.local.first + 2 && (matches!(scene.page.mark(m.last), b':' | b',') || dash());
        let weak = candidate.word.strength == Strength::Weak;
        label && weak && spoken.is_some_and(|i| item_fits(m.what, i).is_some())
    };
    // "96.2 million tonnes, of which coal 28.1 million": what a total consists of is a slice of it.
    // "Imports shrank by 7 %, with crude oil 14.9 % and coal 24.6 % lower".
    let with = |m: &At<&'static ItemWord>| {
        let listed = scene.discourse.last.as_ref().is_some_and(|l| l.item.is_some());
        let led = |link: Link| scene.page.before_is(m.first, link);
        !scene.before().is_empty() && (led(Link::With) || listed && led(Link::And))
    };
    let part = |m: &At<&'static ItemWord>| {
        (of_which(scene, m.first) || with(m))
            && last.is_some_and(|i| MADE_OF.contains(&i.code()) && item_fits(m.what, i).is_some())
    };
    let slice = scene.items().iter().find(here);
    if slice.is_some_and(|m| traded(scene, m)) {
        return true;
    }
    if last != Some(candidate.word.indicator) && slice.is_some_and(part) {
        return true;
    }
    !prices && slice.is_some_and(|m| of_prices(scene, m.what) || follows(m) || labels(m))
}

/// "Agriculture. Output came to 30.6 billion": what is produced, where a label of its own names it.
fn labelled(scene: &Scene<'_>) -> Option<Indicator> {
    let discourse = scene.discourse;
    let newer = |at: usize| discourse.last.as_ref().is_none_or(|l| l.sentence < at);
    let (word, at) = discourse.named.filter(|(_, at)| discourse.label == Some(*at) && newer(*at))?;
    let made = word.indicator.code().ends_with("production") || word.indicator.code() == "manufacturing";
    (made && scene.local.index == at + 1).then_some(word.indicator)
}

/// "Manufacturing remains the driver. Its output went up by 4.2 %": the branch of which the sentence before spoke without a number, where
/// "its" leads to the word.
fn its(scene: &Scene<'_>, candidate: &Candidate) -> Option<Indicator> {
    let place = candidate.place.filter(|p| p.0 > 0 && scene.page.link(p.0 - 1, Link::Its))?;
    let (word, sentence) = scene.discourse.before.filter(|_| place.1 <= scene.quantity().first)?;
    let made = word.indicator.is_branch() || word.indicator.code().ends_with("production");
    (made && scene.local.index == sentence + 1).then_some(word.indicator)
}

/// "Поставки российского угля": whether what is sold, bought or carried is named in a genitive behind the word for that, with no more
/// than an adjective of a country between.
fn traded(scene: &Scene<'_>, item: &At<&'static ItemWord>) -> bool {
    const FLOWS: [&str; 3] = ["exports", "imports", "freight"];
    let genitive = scene.page.grammar(item.first).bare_genitive;
    let adjective = |i: usize| covering(scene.areas(), i).is_some_and(|a| a.what.role == AreaRole::Adjective);
    let flow = |i: &At<IndicatorWord>| {
        let direct = i.last == item.first || i.last + 1 == item.first && adjective(i.last);
        direct && FLOWS.contains(&i.what.indicator.code()) && item_fits(item.what, i.what.indicator).is_some()
    };
    genitive && scene.indicators().iter().any(flow)
}

/// Totals whose parts a text tells behind "of which".
const MADE_OF: [&str; 5] = ["freight", "exports", "imports", "food_trade", "industrial_production"];

/// Whether "of which" stands before a place in its sentence, behind the first of its numbers.
pub(super) fn of_which(scene: &Scene<'_>, at: usize) -> bool {
    let from = scene.local.quantities.first().map_or(at, |q| q.last);
    (from..at).any(|i| scene.page.link(i, Link::PartOfRun))
}

/// "Output", "production": that of whatever the text speaks of, be it oil, industry or the economy.
pub(super) fn produced(scene: &Scene<'_>, candidate: &Candidate) -> bool {
    let output = |first: usize, last: usize| (first..last).any(|i| scene.page.link(i, Link::Output));
    candidate.place.is_some_and(|(first, last)| last == first + 1 && output(first, last))
}

/// "Industrial production rose. In Armenia, output dropped": whether a word for output goes on with what is produced, and is no economy's.
fn made(scene: &Scene<'_>, candidate: &Candidate, spoken: Option<Indicator>) -> bool {
    spoken.is_some_and(|s| s.code().ends_with("production")) && produced(scene, candidate)
}

/// "The Philippine economy grows by 5.6 %", and behind a paragraph on imports "the government is aiming at growth of 6.5": growth
/// without a name that opens a paragraph of a text on an economy is that economy's.
fn titled_growth(scene: &Scene<'_>, word: IndicatorWord, place: (usize, usize)) -> bool {
    // So is that of one whose first figure was of the economy, behind a paragraph on a branch of it.
    let told = scene.discourse.history.first().is_some_and(|h| h.word.indicator == word.indicator);
    let branch = scene.discourse.last.as_ref().is_some_and(|l| l.word.indicator.is_branch());
    let title = scene.discourse.title.is_some_and(|t| t.indicator == word.indicator) || told && branch;
    let fresh = scene.discourse.last.as_ref().is_some_and(|l| l.line < scene.discourse.line);
    // "Farming shrank by 2.8 %. For the nine months, growth averaged 5.8 %": so is that of a sentence which opens with another time.
    let subject = |at: usize| {
        scene.page.any(at, Reading::CHANGE, |m| matches!(m.reading, Reading::Change(c) if c.kind == ChangeKind::Verb))
    };
    let turns = || {
        let comma = place.0.checked_sub(1).is_some_and(|i| scene.page.is(i, b','));
        let timed = scene.local.periods.first().is_some_and(|p| p.last < place.0 && p.first <= scene.local.first + 4);
        // "On a monthly basis, growth stalled": so is that of one which opens with another base.
        let based = scene.bases().first().is_some_and(|b| b.last < place.0 && b.first <= scene.local.first + 4);
        comma
            && (timed || based)
            && subject(place.1)
            && scene.discourse.last.as_ref().is_some_and(|l| l.sentence < scene.local.index)
    };
    // "On growth: the spring, at 3 percent, was good": so is one that a colon makes the label of its sentence.
    let first = scene.local.first;
    let label = scene.page.is(place.1, b':') && place.0 <= first + usize::from(scene.page.link(first, Link::On));
    word.indicator.code() == "gdp" && (label || title && (fresh || branch && turns()) || fresh && of_area(scene, place))
}

/// "Revenue climbed to 13.7 % of GDP": what is taken in or spent beside a whole economy is the government's.
fn of_state(scene: &Scene<'_>, indicator: Indicator) -> bool {
    matches!(indicator.code(), "budget_revenue" | "budget_expenditure") && ratio(scene)
}

/// Whether the text speaks of a budget: what is called income or spending there is the government's.
pub(super) fn of_budget(scene: &Scene<'_>) -> bool {
    let budget = |w: &IndicatorWord| w.indicator.code().starts_with("budget_");
    let discourse = scene.discourse;
    let near = discourse.history.iter().rev().take(4).map(|h| h.word);
    let named = discourse.named.filter(|(_, at)| scene.local.index - at <= 2).map(|n| n.0);
    // "A budget of effort. Revenue is set at 6,188 billion": so does one that only says the word, here, in the sentences before or
    // in its title.
    const BACK: usize = 4;
    let says = |at: usize| {
        let sentence = scene.page.sentences[at];
        (sentence.first..sentence.last).any(|i| scene.page.link(i, Link::Budget))
    };
    let at = scene.local.index;
    near.chain(named).chain(discourse.title).chain(discourse.topic).any(|w| budget(&w))
        || (at.saturating_sub(BACK)..=at).chain([0]).any(says)
}

/// "Growth is put at 3.4 %. ¶ We cut our rate forecast to 3.5 %", in a text that has told of one that is set: an economy has no rate.
fn rate_told(scene: &Scene<'_>, candidate: &Candidate) -> bool {
    // "It grew by 5 %. In the whole of 2023 the rate was 7 %": but its growth has, in the same paragraph.
    let fresh = scene.discourse.last.as_ref().is_some_and(|l| l.line < scene.discourse.line);
    candidate.word.indicator.is_interest_rate()
        && fresh
        && scene.discourse.history.iter().any(|h| h.word.indicator.is_interest_rate())
}

/// "Ставка", "利率": whether a word for a rate is none of prices or jobs, as it is in a language that calls those by another.
fn own_name(scene: &Scene<'_>, word: Indicator) -> bool {
    let rate = word.is_interest_rate();
    rate && scene.page.grammar(scene.quantity().first).no_articles
}

/// Whether a weak word ("the rate", "growth", "the gap") may stand for the indicator spoken of.
fn stands_for(word: Indicator, spoken: Indicator) -> bool {
    match word.code() {
        // Prices, but for those of houses, and rates of exchange have no growth of their own.
        "gdp" => {
            let prices = ["inflation", "price", "exchange"].into_iter().any(|part| spoken.code().contains(part));
            let prices = prices && spoken.code() != "house_prices";
            // Nor is what the stock of a central bank or the number of a people comes to called growth without their name.
            let stock = matches!(spoken.code(), "reserves" | "population" | "employment");
            spoken.percent_means() == "growth" && !prices && !stock && !balance_indicator(spoken)
        }
        "budget_balance" | "trade_balance" => spoken.code().contains("inflation"),
        _ => anaphoric(word),
    }
}

/// "Reserves stood at 55 billion on 1 October. Since the start of the year the growth is 30 %": whether "growth" is said of what has grown since
/// then, behind a stock of which the paragraph has told: economies do not grow so.
fn stock_grown(scene: &Scene<'_>, word: Indicator, spoken: Indicator) -> bool {
    let line = scene.discourse.last.as_ref().is_some_and(|l| l.line == scene.discourse.line);
    let stock = word.code() == "gdp" && spoken.kind() == IndicatorKind::Stock;
    stock && line && scene.local.periods.iter().any(Period::since_new_year)
}

/// Indicators whose weak words ("rate", "gap", "economy") often stand for another one.
fn anaphoric(indicator: Indicator) -> bool {
    matches!(indicator.code(), "policy_rate" | "gdp" | "interest_rate" | "commodity_price")
}
