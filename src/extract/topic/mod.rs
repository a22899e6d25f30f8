//! What a number measures: the indicator with its slice, nearest first.

mod added;
mod answers;
mod aside;
mod balances;
mod beside;
mod candidates;
mod carried;
mod cause;
mod clauses;
mod company;
mod contribution;
mod core;
mod counted;
mod deals;
mod described;
mod destined;
mod energy;
mod exchange;
mod given;
mod glances;
mod goods;
mod grows;
mod guests;
mod introduced;
mod issued;
mod jobs;
mod joint;
mod labels;
mod links;
mod lists;
mod multiples;
mod next;
mod other;
mod outlook;
mod points;
mod products;
mod quotes;
mod rate;
mod ratio;
mod regional;
mod renamed;
mod setter;
mod settled;
mod shares;
mod slices;
mod spread;
mod trade;
mod units;
mod wares;
mod weigh;
mod wholes;
mod worth;
mod written;

use crate::extract::discourse::Last;
use crate::extract::mention::{At, within};
use crate::extract::quantity::Counted;
use crate::extract::scaled::GUESTS;
use crate::extract::scene::{Origin, Scene};
use crate::lang::reading::IndicatorWord;
use crate::lang::{ItemWord, Link, Reading, Strength};
use crate::model::{Indicator, Unit};
use balances::sign_of;
pub use balances::told_negative;
use beside::of_pronoun;
use candidates::stated;
use carried::carried;
pub use contribution::part_of_growth;
use contribution::{contributed, produced_part};
use core::{core, left_out_both};
use counted::kind_counted;
use energy::{energy, invested};
use exchange::{costs, for_other, settled_in};
pub use exchange::{equation, joined_pair, moves_itself, on_market, past_units, rate_of, too_dear};
use glances::{fell_to, glance, grows_on, part_of_told};
use goods::{goods, titled, weighed_goods};
use labels::{before_bracket, of_label};
pub use lists::{Lists, lists};
pub use multiples::{beside_another, beside_number};
use next::{covered, next_area, next_branch, next_label, restated};
pub use other::{is_band, not_a_figure};
pub use points::index_points;
use products::of_product;
use ratio::ratio;
pub use ratio::{denominator, of_pair_in_points, points_of_whole, tenths};
pub use regional::{Part, country_of_place, of_place, of_region, part_of_country};
use shares::{branch_grown, branch_of_gdp, shares_whole};
use slices::{item_behind, item_of, sliced, taken_over, way_behind};
pub use slices::{item_fits, part_in_brackets};
pub use units::{compatible, dimension, list_unit, physical};
use wares::{by_rail, in_containers, named_wares};
use weigh::{of_which, weighed};
pub use worth::priced_by_unit;
pub use written::written;

/// What a number measures.
#[derive(Debug, Clone)]
pub struct Topic {
    /// The indicator word.
    pub word: IndicatorWord,
    /// The slice.
    pub item: Option<&'static str>,
    /// Where the indicator is named in this sentence.
    pub place: Option<(usize, usize)>,
    /// How it was found.
    pub origin: Origin,
    /// Whether another indicator was about as near.
    pub rivals: bool,
    /// A second indicator of which the same number is said.
    pub both: Option<IndicatorWord>,
    /// Whether the number is a ratio to GDP.
    pub ratio: bool,
    /// The power of ten that a heading gives the bare numbers below it.
    pub power: i8,
}

/// The indicator of a quantity.
pub fn find(scene: &Scene<'_>, counted: Counted) -> Option<Topic> {
    let quantity = scene.quantity();
    if let Some(listed) = scene.lists.topics.get(scene.n).copied().flatten() {
        return Some(topic(scene, with_slice(scene, at_place(scene, &listed)), false));
    }
    // "跌至16315盾兑1美元": so many units of one currency for one of another.
    let one = |i: usize| scene.page.link(i, Link::Per) && scene.page.is(i + 1, b'1') || for_other(scene, i);
    let bare = quantity.counted == Counted::Bare || quantity.is_money() && one(quantity.last);
    let rate = || if bare { rate_of(scene).map(|(_, place)| place) } else { None };
    let moved = || moves_itself(scene).map(|(_, place)| Some(place));
    if let Some(place) = if equation(scene) || costs(scene) { Some(None) } else { rate().or_else(moved) }
        && let Ok(indicator) = "exchange_rate".parse()
    {
        let word = IndicatorWord { indicator, item: None, measure: None, sign: 0, strength: Strength::Strong };
        let rate = Candidate { cost: 0, word, item: None, place, origin: Origin::Clause, tied: true };
        return Some(topic(scene, rate, false));
    }
    if let Some(told) = outright(scene, counted) {
        return Some(topic(scene, goods::of_part(scene, told, counted), false));
    }
    let mut candidates = stated(scene, counted);
    // "137 million tonnes in clean weight, wheat 91": what stands directly behind a number says more of that alone.
    let behind = |p: &(usize, usize)| scene.before().iter().any(|q| q.last == p.0);
    let places = candidates.iter().filter_map(|c| c.place).filter(|p| p.1 <= quantity.first && !behind(p));
    let places: Vec<_> = places.collect();
    // "Food rose by 1.1 %, other goods by 0.2 %": an indicator named before the number before stands behind the slice.
    let parted = |a: usize, b: usize| scene.before().iter().any(|q| q.first >= a && q.last <= b);
    // "Food prices rose by 5 %, services by 4 %": what may be an indicator itself names none for the slice that it is.
    let itself = |p: (usize, usize), slice: (usize, usize)| p.0 < slice.1 && slice.0 < p.1;
    let named = |c: &Candidate| {
        let of_prices = matches!(c.word.indicator.code(), "inflation" | "producer_prices")
            || c.place.is_some_and(|slice| of_which(scene, slice.0));
        let names =
            |p: &(usize, usize), slice: (usize, usize)| !(parted(p.1, slice.0) || of_prices && itself(*p, slice));
        places.iter().any(|p| c.place.is_none_or(|slice| names(p, slice)))
    };
    let slice = |c: Candidate| Candidate { cost: c.cost + if c.cost > 0 && named(&c) { 10 } else { 0 }, ..c };
    candidates.extend(sliced(scene, counted).into_iter().map(slice));
    candidates.extend(carried(scene, counted));
    let mut candidates = weighed(scene, candidates, counted);
    candidates.sort_by_key(|c| c.cost);
    let mut all = candidates.into_iter();
    let best = all.next().filter(|c| c.cost < 90 && !of_product(scene, c))?;
    let best = of_all(scene, with_slice(scene, best), counted);
    let rivals = all.next().is_some_and(|c| c.cost <= best.cost + 2 && c.word.indicator != best.word.indicator);
    let item = goods_of(scene, &best, counted);
    let best = Candidate { item, ..best };
    let best = settled::sold_product(scene, invested(scene, best), counted);
    let best = trade::goes_on(scene, best, counted);
    let best = weighed_goods(scene, energy(scene, best, counted), counted);
    let best = goods(scene, titled(scene, core(scene, left_out_both(scene, best))));
    let best = named_wares(scene, best);
    let turn = scene.lists.items[scene.n].and_then(|m| item_fits(m.what, best.word.indicator));
    let item = turn.or(best.item).or_else(|| in_containers(best.word, counted));
    let item = item.or_else(|| by_rail(scene, best.word));
    Some(topic(scene, Candidate { item, ..best }, rivals))
}

/// What the words round a number say outright that it measures, before candidates are weighed.
fn outright(scene: &Scene<'_>, counted: Counted) -> Option<Candidate> {
    if let Some((whole, item)) = part_in_brackets(scene) {
        let (word, place) = (whole.what, Some(whole.place()));
        return Some(Candidate { cost: 0, word, item, place, origin: Origin::Clause, tied: true });
    }
    let told = contributed(scene)
        .or_else(|| outlook::for_country(scene, counted))
        .or_else(|| glance(scene))
        .or_else(|| grows_on(scene))
        .or_else(|| fell_to(scene, counted))
        .or_else(|| part_of_told(scene, counted))
        .or_else(|| next_area(scene, counted))
        .or_else(|| next_label(scene, counted).or_else(|| next_branch(scene, counted)))
        .or_else(|| restated(scene, counted).or_else(|| covered(scene, counted)))
        .or_else(|| settled_in(scene))
        .or_else(|| setter::decided(scene, counted).or_else(|| worth::for_a_unit(scene)))
        .or_else(|| settled::part_of_whole(scene, counted).or_else(|| balances::excess(scene, counted)))
        .or_else(|| given::given(scene, counted).or_else(|| given::spent_on(scene)))
        .or_else(|| given::whole_budget(scene).or_else(|| guests::nights(scene, counted)))
        .or_else(|| issued::sold_papers(scene).or_else(|| issued::sold_at(scene)))
        .or_else(|| destined::destined(scene, counted).or_else(|| jobs::employs(scene, counted)))
        .or_else(|| energy::output_of(scene, counted).or_else(|| energy::refined(scene, counted)));
    if told.is_some() {
        return told;
    }
    let side = settled::side_of_trade(scene, counted)
        .or_else(|| settled::amount_of(scene, counted))
        .or_else(|| settled::received(scene, counted))
        .or_else(|| settled::passive(scene).or_else(|| settled::sent(scene, counted)))
        .or_else(|| settled::beside_goods(scene))?;
    let side = settled::sold_product(scene, with_slice(scene, side), counted);
    Some(energy(scene, side, counted))
}

/// The slice of a candidate, or the goods of which its number is.
fn goods_of(scene: &Scene<'_>, best: &Candidate, counted: Counted) -> Option<&'static str> {
    best.item
        .or_else(|| settled::of_amount(scene, best, counted))
        .or_else(|| worth::of_same_goods(scene, best))
        .or_else(|| worth::of_same_words(scene, best))
        .or_else(|| worth::shares(scene, best))
        .or_else(|| worth::part_of_goods(scene, best))
        .or_else(|| worth::valued(scene, best))
        .or_else(|| worth::by_weight(scene, best))
}

/// "GDP per head: 3,900 dollars. Growth slowed to 3.2 %": what grows, where an amount was each one's part of it, is all of it.
fn of_all(scene: &Scene<'_>, best: Candidate, counted: Counted) -> Candidate {
    // "This indicator grew by 4 %" is still each one's part.
    let it = |i: usize| scene.page.link(i, Link::Anaphor);
    let each = best.word.indicator.code() == "gdp_per_capita"
        && best.origin == Origin::Carried
        && !(scene.local.first..scene.quantity().lead).any(it);
    let amount = |l: &Last| l.sentence < scene.local.index && matches!(l.counted, Counted::Money(_));
    let percent = counted == Counted::Unit(Unit::PERCENT, 0);
    match "gdp".parse() {
        Ok(indicator) if each && percent && scene.discourse.last.as_ref().is_some_and(amount) => {
            Candidate { word: IndicatorWord { indicator, ..best.word }, ..best }
        }
        _ => best,
    }
}

/// A candidate without a slice of its own, with the one behind the number or the one that the text goes on with.
fn with_slice(scene: &Scene<'_>, best: Candidate) -> Candidate {
    let over = || best.place.and_then(|place| taken_over(scene, best.word, place));
    let best = Candidate { word: IndicatorWord { sign: sign_of(scene, &best), ..best.word }, ..best };
    // A slice that is carried over gives way to one that stands here.
    // "16.4 % in towns, against 6.2 % in the country": so does one of another number to one directly behind this.
    // "8.5 million tourists by air": so does what only says that guests are counted.
    let plain = |item: &&str| GUESTS.contains(item);
    let own = best.item.filter(|i| !plain(i) && best.place.is_some_and(|p| best.tied || !scene.parted(p)));
    let item = way_behind(scene, best.word.indicator)
        .or_else(|| before_bracket(scene, &best))
        .or(own)
        .or_else(|| item_behind(scene, best.word.indicator))
        .or(best.item)
        .or_else(over);
    let item = item.or_else(|| with_number_before(scene, &best)).or_else(|| part_before(scene, &best));
    let item = item.or_else(|| mirrored(scene, &best)).or_else(|| shares_whole(scene, &best));
    let item = of_pronoun(scene, best.word.indicator).or(item).or_else(|| of_label(scene, best.word.indicator));
    let item = item.filter(|_| !wholes::overall(scene, best.place)).or_else(|| kind_counted(scene, best.word));
    let item = priced_before(scene, &best).filter(|p| item.is_none_or(|item| p.ends_with(item))).or(item);
    Candidate { item, ..best }
}

/// "96.9 million tonnes of goods were loaded, 0.1 % more": a word in the phrase of the number before names what that one
/// measures, with the slice that it has.
fn with_number_before(scene: &Scene<'_>, best: &Candidate) -> Option<&'static str> {
    let (previous, place) = (scene.previous()?, best.place?);
    let inside = place.0 <= previous.last && place.1 > previous.last;
    let last = scene.discourse.last.as_ref().filter(|l| inside && l.sentence == scene.local.index)?;
    last.item.filter(|_| last.word.indicator == best.word.indicator)
}

/// "Exports of goods fell by 6 %, imports by 1 %": what the one is of in a sentence the other is of, too, where that is all goods or
/// all services.
fn mirrored(scene: &Scene<'_>, best: &Candidate) -> Option<&'static str> {
    // "Trade in services grew by 7.6 %. Of that, exports came to 2.6 trillion": so are they in a sentence that opens on the parts.
    let parts = scene.page.link(scene.local.first, Link::PartOfRun);
    let near = |l: &&Last| scene.local.index - l.sentence <= usize::from(parts && l.line == scene.discourse.line);
    let last = scene.discourse.last.as_ref().filter(near)?;
    let sides = (last.word.indicator.code(), best.word.indicator.code());
    // "Trade in services came to 65.8 billion, of which exports were 29": so are the parts of the whole.
    let which = |p: (usize, usize)| {
        let from = scene.previous().map_or(scene.local.first, |q| q.last);
        parts || (from..p.0).any(|i| scene.page.link(i, Link::PartOfRun))
    };
    let part = matches!(sides, ("trade_turnover", "exports" | "imports")) && best.place.is_some_and(which);
    let both =
        part || matches!(sides, ("exports", "imports") | ("imports", "exports" | "imports") | ("exports", "exports"));
    let item = last.item.filter(|item| both && best.place.is_some() && matches!(*item, "goods" | "services"));
    item.or_else(|| of_same_budget(scene, best)).or_else(|| balances::compared(scene, best))
}

/// "Central government expenditure came to 830 billion, revenue to 560 and the deficit to 270": whose budget a sentence opens on is
/// whose it goes on with.
fn of_same_budget(scene: &Scene<'_>, best: &Candidate) -> Option<&'static str> {
    const LEVELS: [&str; 3] = ["central government", "local government", "state and local government"];
    let budget = |i: Indicator| budgetary(i) || i.code() == "budget_balance";
    let told = scene.told().filter(|l| budget(l.word.indicator) && budget(best.word.indicator))?;
    told.item.filter(|item| LEVELS.contains(item) && best.place.is_some())
}

/// "Brent fell by 1.2 %, to $62.9 a barrel": the weak word behind the number says no more than in what it is counted.
fn priced_before(scene: &Scene<'_>, best: &Candidate) -> Option<&'static str> {
    let behind = best.place.is_some_and(|p| p.0 >= scene.quantity().first) && best.word.strength == Strength::Weak;
    // "Copper at $4.98 a pound": the goods of its clause have that price.
    let from = scene.previous().map_or(scene.local.first, |q| q.last);
    let priced = |m: &At<&'static ItemWord>| item_fits(m.what, best.word.indicator);
    let goods = within(&scene.mentions.items, from, scene.quantity().lead).iter().rev().find_map(priced);
    if behind && best.word.indicator.code() == "commodity_price" && best.item.is_none() && goods.is_some() {
        return goods;
    }
    let last = scene.discourse.last.as_ref().filter(|l| behind && l.sentence == scene.local.index)?;
    let price = last.word.indicator == best.word.indicator && best.word.indicator.code() == "commodity_price";
    last.item.filter(|_| price)
}

/// "Electronics accounted for 60 percent of total exports", "vehicles remained the top export with 5 billion": the slice that
/// opens the sentence is what the whole behind it is told of.
fn part_before(scene: &Scene<'_>, best: &Candidate) -> Option<&'static str> {
    let (page, first, place) = (scene.page, scene.local.first, best.place?);
    let opens =
        |m: &&At<&'static ItemWord>| m.first <= first + 1 && (first..m.first).all(|i| page.link(i, Link::Article));
    let item = scene.items().iter().find(opens).filter(|m| m.last < place.0)?;
    let clause = |i: usize| matches!(page.mark(i), b',' | b';' | b':') || page.one_of(i, &[Link::Clause, Link::And]);
    let whole = place.0 >= scene.quantity().last && page.link(scene.quantity().last, Link::Of);
    let led = place.1 <= scene.quantity().first && scene.before().is_empty();
    // "Oil: 10.2 million tonnes lifted, 8.5 million exported": a label slices all that its sentence names.
    if page.is(item.last, b':') && place.0 > item.last && best.word.indicator.two_sided() {
        return item_fits(item.what, best.word.indicator);
    }
    let led = led || worth::closes_on_trade(scene, best);
    let way = item.last..place.0.min(scene.quantity().first);
    item_fits(item.what, best.word.indicator).filter(|_| (whole || led) && !way.into_iter().any(clause))
}

/// The indicator that a list ties to the number.
fn at_place(scene: &Scene<'_>, at: &At<IndicatorWord>) -> Candidate {
    let item = item_of(scene, at);
    Candidate { cost: 0, word: at.what, item, place: Some(at.place()), origin: Origin::Clause, tied: true }
}

/// The best candidate, with what the words round the number add.
fn topic(scene: &Scene<'_>, best: Candidate, rivals: bool) -> Topic {
    let both = best.place.and_then(|place| second(scene, place));
    let ratio = ratio(scene);
    let part = if ratio { produced_part(&best, None) } else { branch_grown(scene, &best) };
    let part = part.or_else(|| branch_of_gdp(scene, &best).and_then(|branch| produced_part(&best, Some(branch))));
    let (word, item) = part.or_else(|| rate::charged(scene, &best)).unwrap_or((best.word, best.item));
    Topic { word, item, place: best.place, origin: best.origin, rivals, both, ratio, power: 0 }
}

/// "Consumer prices and producer prices both slipped by 0.1%": the indicator that shares the number.
fn second(scene: &Scene<'_>, place: (usize, usize)) -> Option<IndicatorWord> {
    let quantity = scene.quantity();
    // "平均为5.1%": the word for an average holds the one for each.
    let average = |at: usize| at > 0 && scene.page.link(at - 1, Link::Average);
    let each = |at: usize| scene.page.one_of(at, &[Link::Both, Link::Each]) && !average(at);
    // "A and B both posted growth of 2.8 and 5.5 percent, respectively": then each has its own.
    let both = (place.1..quantity.first).any(each);
    if !both || scene.says(Link::Respectively) {
        return None;
    }
    let indicators = within(&scene.mentions.indicators, scene.local.first, place.0);
    let other = indicators.last()?;
    (other.last < place.0 && (other.last..place.0).any(|at| scene.page.link(at, Link::And))).then_some(other.what)
}

/// Words that name a balance without saying whose: deficit, surplus, gap, shortfall.
fn balance(word: IndicatorWord) -> bool {
    word.sign != 0 && balance_indicator(word.indicator)
}

/// Indicators that are balances.
pub fn balance_indicator(indicator: Indicator) -> bool {
    matches!(indicator.code(), "trade_balance" | "budget_balance" | "current_account")
}

/// What a government takes in and spends: the gap of which a text on these speaks is the budget's.
fn budgetary(indicator: Indicator) -> bool {
    matches!(indicator.code(), "budget_revenue" | "budget_expenditure")
}

/// Whether a word is one of change ("growth"), which may be that of anything.
fn moves(scene: &Scene<'_>, place: Option<(usize, usize)>) -> bool {
    place.is_some_and(|(first, last)| {
        scene.page.any(first, Reading::CHANGE, |m| m.last == last && matches!(m.reading, Reading::Change(_)))
    })
}

struct Candidate {
    cost: u32,
    word: IndicatorWord,
    item: Option<&'static str>,
    place: Option<(usize, usize)>,
    origin: Origin,
    /// Whether the words between tie it to the number.
    tied: bool,
}
