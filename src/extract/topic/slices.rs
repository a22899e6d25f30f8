//! Slices of an indicator: those that its words name, and those that stand by themselves.

use super::Candidate;
use super::candidates::{jobs_of, slice_of_trade};
use super::clauses::in_relative;
use super::counted::{inside_slice, of_both_sexes};
use super::goods::cargo;
use super::introduced::summed;
use super::labels::{group, labels_prices, opens_on_prices};
use super::shares::{makes_up, share_in};
use super::units::{compatible, dimension, of_sector};
use super::weigh::of_which;
use super::worth::{object, source};
use crate::extract::discourse::{Discourse, Last};
use crate::extract::mention::{At, covering, within};
use crate::extract::quantity::{Counted, Quantity};
use crate::extract::scaled::GUESTS;
use crate::extract::scene::{Origin, Scene};
use crate::lang::reading::IndicatorWord;
use crate::lang::{AreaRole, Change, ChangeKind, ItemWord, Link, Match, Reading, Strength};
use crate::model::{Indicator, Unit};
use crate::text::Kind;

/// The slice that the words round an indicator name: "coal exports", "exports of coal".
pub(super) fn item_of(scene: &Scene<'_>, at: &At<IndicatorWord>) -> Option<&'static str> {
    // "Arrivals by air", "tourists in hotels": what names guests leaves their slice to the words beside it.
    let own = at.what.item;
    if own.is_some_and(|item| !GUESTS.contains(&item)) {
        return own;
    }
    let fits = |word: &'static ItemWord| item_fits(word, at.what.indicator);
    let items = scene.items();
    let beside = |m: &&At<&'static ItemWord>| {
        // "电子产品的出口额": where what describes stands first, "of" leads from the slice to the indicator.
        let of = || scene.page.grammar(at.first).year_first && scene.page.link(m.last, Link::Of);
        let joint = m.last + 1 == at.first && (scene.page.tokens[m.last].kind == Kind::Dash || of());
        let before = m.last == at.first || joint;
        before
            || behind(scene, at.last, m.first)
            || between(scene, at, m)
            || opening(scene, at, m)
            || share_in(scene, at, m)
            || makes_up(scene, at, m)
            || summed(scene, at, m)
            || object(scene, at, m)
            || source(scene, at, m)
            || antecedent(scene, at, m)
    };
    items.iter().filter(beside).find_map(|m| fits(m.what)).or(own)
}

/// "Much of it came from food, which slipped into deflation of 0.2 %": the slice of which a relative clause tells.
fn antecedent(scene: &Scene<'_>, at: &At<IndicatorWord>, item: &At<&'static ItemWord>) -> bool {
    const REACH: usize = 6;
    let (page, comma) = (scene.page, item.last);
    let relative = page.is(comma, b',') && page.link(comma + 1, Link::Relative) && at.first > comma;
    let within = |to: usize| to - comma <= REACH && !(comma + 1..to).any(|i| page.is(i, b','));
    relative && within(at.first) && scene.quantity().first >= at.last && scene.before().iter().all(|q| q.last <= comma)
}

/// "Inflation was highest in education, at 73.3 %": a slice behind "in" on the way from an indicator to its number.
fn between(scene: &Scene<'_>, at: &At<IndicatorWord>, item: &At<&'static ItemWord>) -> bool {
    let (page, first) = (scene.page, scene.quantity().first);
    let Some(before) = item.first.checked_sub(1) else { return false };
    let lead = before.saturating_sub(usize::from(page.one_of(before, &[Link::The, Link::Article])));
    let way = at.last..lead;
    let parts =
        |i: usize| matches!(page.mark(i), b',' | b';' | b':' | b'(') || page.one_of(i, &[Link::And, Link::Clause]);
    at.last <= lead
        && item.last <= first
        && page.link(lead, Link::In)
        && !way.clone().any(parts)
        && !scene.before().iter().any(|q| q.first >= at.last)
}

/// "Excluding energy, the index rose by 2.7 %", "Ohne Energie lag die Inflation bei 2,7 %": what is left out opens the
/// sentence, and the indicator follows.
fn opening(scene: &Scene<'_>, at: &At<IndicatorWord>, item: &At<&'static ItemWord>) -> bool {
    /// A verb, an article and an area may stand before the indicator.
    const REACH: usize = 4;
    let from = item.last + usize::from(scene.page.is(item.last, b','));
    let way = from..at.first;
    let between = |i: usize| scene.page.is(i, b',') || scene.indicators().iter().any(|m| m.first == i);
    let left_out = item.first == scene.local.first
        && scene.page.link(item.first, Link::Without)
        && from <= at.first
        && way.len() <= REACH
        && !way.into_iter().any(between);
    left_out || framing(scene, at, item)
}

/// "Among the young (15 to 24 years), the rate was 10.1 %", "In rural areas, prices rose by 4 %": the slice of which a sentence
/// speaks, set before it with a comma.
fn framing(scene: &Scene<'_>, at: &At<IndicatorWord>, item: &At<&'static ItemWord>) -> bool {
    /// What stands before the slice, and between it and its comma.
    const REACH: (usize, usize) = (2, 9);
    let (page, first) = (scene.page, scene.local.first);
    let led = page.one_of(first, &[Link::In, Link::For, Link::At])
        && item.first - first <= REACH.0
        && (first + 1..item.first).all(|i| page.one_of(i, &[Link::The, Link::Article]));
    let comma = (item.last..at.first.min(item.last + REACH.1)).find(|i| page.is(*i, b','));
    let other = |i: usize| scene.indicators().iter().any(|m| m.first == i && m.first != at.first);
    // "Entre los menores de 25 años la tasa de paro roza el 25 %": in some languages the comma is left out.
    // "По услугам сложилось положительное сальдо".
    let free = |i: usize| page.grammar(i).verb_final || page.grammar(i).no_articles;
    let verb = |i: usize| free(i) && scene.changes().iter().any(|c| c.first == i && c.last == i + 1);
    let direct = (item.last..at.first).len() <= 2
        && (item.last..at.first).all(|i| page.one_of(i, &[Link::The, Link::Article]) || verb(i));
    let comma = comma.is_some_and(|comma| !(item.last..at.first).any(other) && at.first > comma);
    led && (comma || at.first >= item.last && direct) && scene.before().iter().all(|q| q.last <= at.first)
}

/// Whether nothing but areas to which "from" or "to" leads fills a stretch.
fn partner_between(scene: &Scene<'_>, from: usize, to: usize) -> bool {
    let led = scene.page.one_of(from, &[Link::From, Link::To, Link::Into]);
    let area = covering(scene.areas(), from + 1).filter(|a| led && a.first == from + 1 && a.last <= to);
    area.is_some_and(|a| a.last == to || partner_between(scene, a.last, to))
}

/// Whether only "of", "for", "in" with an article stand between an indicator or a number and a slice: "exports of coal",
/// "inflation for goods", "5.9 percent in the cities"; a comma may stand before what is left out: "pay, excluding
/// bonuses".
pub(super) fn behind(scene: &Scene<'_>, from: usize, to: usize) -> bool {
    let page = scene.page;
    // "Las exportaciones peruanas de cobre": an adjective of a country may follow what it describes.
    let adjective = covering(scene.areas(), from).filter(|a| a.first == from && a.what.role == AreaRole::Adjective);
    let from = adjective.map(|a| a.last).filter(|last| *last < to && page.link(*last, Link::Of)).unwrap_or(from);
    let leads = page.one_of(from, &[Link::Of, Link::For, Link::In, Link::At]);
    let sliced = |m: &Match| matches!(m.reading, Reading::Item(_)) && m.last > to + 1;
    // A genitive needs no word before it.
    let genitive = || page.grammar(to).bare_genitive;
    match to.checked_sub(from) {
        Some(0) if genitive() => true,
        // "Экспорт российского зерна".
        Some(1) if genitive() && covering(scene.areas(), from).is_some_and(|a| a.what.role == AreaRole::Adjective) => {
            true
        }
        // "Импортировала из России нефтепродуктов": the other side may stand between.
        Some(_) if genitive() && partner_between(scene, from, to) => true,
        Some(1) => leads || page.is(from, b',') && page.link(to, Link::Without),
        // "Exports of Kazakh grain".
        Some(2) => {
            let whose = || covering(scene.areas(), from + 1).is_some_and(|a| a.what.role == AreaRole::Adjective);
            leads && (page.one_of(from + 1, &[Link::The, Link::Article]) || whose())
        }
        // "Lending to the private sector": the slice may bring its preposition along.
        Some(0) => {
            // "Joblessness on the harmonised measure".
            let led = page.one_of(to, &[Link::To, Link::On, Link::By]);
            page.link(to, Link::Without) || from > 0 && led && page.any(to, Reading::ITEM, sliced)
        }
        _ => false,
    }
}

/// The slice of a word, where it slices the indicator.
pub fn item_fits(word: &'static ItemWord, indicator: Indicator) -> Option<&'static str> {
    // Those out of work are told by the sectors of those who work.
    let jobs = || "employment".parse().ok().filter(|_| indicator.code() == "unemployment");
    word.of(indicator).or_else(|| word.of(jobs()?))
}

/// Whether a word that takes away and a dash stand before a token: "non-food".
fn negated(scene: &Scene<'_>, first: usize) -> bool {
    scene.page.tokens[first - 1].kind == Kind::Dash && scene.page.link(first - 2, Link::Without)
}

/// A slice named by itself, in a text that speaks of its indicator: "Food: 39.93 per cent".
pub(super) fn sliced(scene: &Scene<'_>, counted: Counted) -> Vec<Candidate> {
    let own = |i: &&At<IndicatorWord>| !inside_slice(scene, i) && !slice_of_trade(scene, i);
    let all = scene.indicators().iter();
    let ahead = all.clone().find(|i| own(i) && i.first < scene.quantity().first).map(|i| i.what);
    // "Communication rose by 5 %, on the services of telephony": what is named behind the number comes last.
    // "In all of Russia growth was 7.2 %, in Siberia 6.9 %": a bare word of growth is of what the number before was.
    let other = |word: &IndicatorWord| scene.told().is_some_and(|l| l.word.indicator != word.indicator);
    let ahead =
        ahead.filter(|word| word.strength == Strength::Strong || word.measure != Some("growth") || !other(word));
    let ahead = ahead.map(|word| exported(scene, word));
    let named = ahead.or_else(|| all.clone().find(own).map(|i| i.what).filter(|_| scene.discourse.last.is_none()));
    let later = all.clone().find(own).map(|i| i.what);
    let Discourse { last, topic, title, .. } = scene.discourse;
    let last = last.as_ref().map(|l| l.word);
    let mut spoken = [named, last, *topic, *title, named.or(last).and_then(|word| whole_of_part(word, counted)), later];
    for word in &mut spoken {
        *word = word.filter(|w| compatible(w.indicator, counted)).map(|w| IndicatorWord { item: None, ..w });
    }
    // "Unemployment fell in services (-17,023)": those out of work are told by sector, too.
    let jobs = (dimension(counted) == "persons").then(|| "employment".parse::<Indicator>().ok()).flatten();
    let jobless = named.filter(|w| w.indicator.code() == "unemployment");
    let of_sector = of_sector(scene);
    let slice = |at: &At<&'static ItemWord>| {
        let item = at.what;
        let sector = jobless.as_ref().filter(|_| jobs.is_some_and(|jobs| item.slices(jobs)));
        let word = sector.or_else(|| spoken.iter().flatten().find(|w| item.slices(w.indicator)))?;
        let negated = at.first >= 2 && negated(scene, at.first);
        // "5.9 percent in rural areas and 5.1": what stands directly behind a number is its own.
        let taken = scene.before().iter().any(|q| behind(scene, q.last, at.first) || q.last == at.first);
        let apart = !taken
            && !negated
            && !in_relative(scene, at.place())
            && !of_both_sexes(scene, at)
            && at.last <= scene.quantity().first
            && !left_out(scene, at)
            && (!inside_indicator(scene, at, counted)
                || of_prices(scene, item)
                || of_trade(scene, item)
                || labels_prices(scene, at)
                || group(scene, at.place())
                || opens_on_prices(scene, at)
                || scene
                    .indicators()
                    .iter()
                    .any(|i| i.first == at.first && (jobs_of(scene, i, counted) || cargo(scene, i)))
                || of_which(scene, at.first));
        apart.then(|| {
            let between = scene.before().iter().filter(|q| q.first >= at.last).count() as u32;
            let listed = of_sector == Some(at.place());
            let cost = if listed { 0 } else { scene.distance(at.place()) + 4 + 4 * between };
            let place = Some(at.place());
            let item = item_fits(item, word.indicator).or(Some(item.item));
            Candidate { cost, word: *word, item, place, origin: Origin::Sentence, tied: false }
        })
    };
    scene.items().iter().filter_map(slice).collect()
}

/// "Manufacturing rose by 5 percent, while mining slipped": the one whole of which what is told in turn are the parts.
fn whole_of_part(word: IndicatorWord, counted: Counted) -> Option<IndicatorWord> {
    let code = match word.indicator.code() {
        "manufacturing" => "industrial_production",
        "oil_exports" | "gas_exports" => "exports",
        // "The core rate was 2.7 percent; services rose by 3.1": so are the slices of all prices.
        "core_inflation" => "inflation",
        // "Unemployment fell by 5,000; services gained 8,000": what a sector gains or loses are jobs.
        "unemployment" if dimension(counted) == "persons" => "employment",
        _ => return None,
    };
    code.parse().ok().map(|indicator| IndicatorWord { indicator, ..word })
}

/// "French exports rose; our sales without aircraft fell: pharmaceuticals held": in a text on trade what is sold is exported.
fn exported(scene: &Scene<'_>, word: IndicatorWord) -> IndicatorWord {
    let Discourse { last, title, .. } = scene.discourse;
    let spoken = last.as_ref().map(|l| l.word).filter(|w| w.indicator.code() != "exchange_rate").or(*title);
    let sold = word.indicator.code() == "retail_sales" && word.strength == Strength::Weak;
    let exports = "exports".parse().ok().filter(|_| sold && spoken.is_some_and(|w| w.indicator.two_sided()));
    exports.map_or(word, |indicator| IndicatorWord { indicator, ..word })
}

/// "The bulk of exports were oil (38 %), coal (12 %) and copper (9 %)": what a percentage alone in brackets is a part of, where what
/// stands before it is named behind exports or imports.
pub fn part_in_brackets(scene: &Scene<'_>) -> Option<(At<IndicatorWord>, Option<&'static str>)> {
    let (page, number) = (scene.page, scene.quantity());
    let open = number.lead.checked_sub(1).filter(|&i| page.is(i, b'(') && page.is(number.last, b')'))?;
    let trade = |i: &&At<IndicatorWord>| {
        matches!(i.what.indicator.code(), "exports" | "imports") && i.what.item.is_none() && i.last <= open
    };
    let whole = scene.indicators().iter().rfind(trade).filter(|_| number.is_percent() && number.sign == 0)?;
    let moves = |c: &At<Change>| c.what.direction != 0 && c.first >= whole.last && c.last <= open;
    let counted = |q: &Quantity| q.first >= whole.last && q.last <= open && !in_brackets(scene, q);
    let named = page.tokens.get(open.checked_sub(1)?).is_some_and(|t| t.kind == Kind::Word && t.spaced);
    let apart = (whole.last..open).any(|i| page.is(i, b':') || stands(scene, i));
    let clause = (whole.last..open).any(|i| page.is(i, b';') || page.link(i, Link::Clause));
    if !named || !apart || clause || scene.changes().iter().any(moves) || scene.before().iter().any(counted) {
        return None;
    }
    let from = (whole.last..open).rfind(|&i| matches!(page.mark(i), b',' | b':' | b')')).map_or(whole.last, |i| i + 1);
    let inside = |m: &&At<&'static ItemWord>| m.first >= from && m.last <= open;
    let item = scene.items().iter().filter(inside).find_map(|m| item_fits(m.what, whole.what.indicator));
    Some((*whole, item))
}

/// Whether a number stands alone in brackets.
fn in_brackets(scene: &Scene<'_>, number: &Quantity) -> bool {
    number.lead > 0 && scene.page.is(number.lead - 1, b'(') && scene.page.is(number.last, b')')
}

/// Whether a verb of state stands at a token: "were", "consisted of".
fn stands(scene: &Scene<'_>, at: usize) -> bool {
    scene.changes().iter().any(|c| c.first == at && c.what.direction == 0 && c.what.kind == ChangeKind::Verb)
}

/// "Core inflation without energy and food": what a word of exclusion before it leaves out.
pub(super) fn excluded(scene: &Scene<'_>, at: usize) -> bool {
    let from = at.saturating_sub(5).max(scene.local.first);
    let without = (from..at).rfind(|&i| scene.page.link(i, Link::Without));
    without.is_some_and(|i| !(i..at).any(|t| matches!(scene.page.mark(t), b',' | b';')))
}

/// "no food, energy or tobacco" says what the slice leaves out.
fn left_out(scene: &Scene<'_>, at: &At<&'static ItemWord>) -> bool {
    // "Hors énergie, les ventes reculent de 3,8 % : les produits pharmaceutiques ...": behind a number and a mark nothing is left out.
    let counted = |q: &&Quantity| q.last <= at.first && matches!(scene.page.mark(q.last), b':' | b';');
    let from = scene.local.quantities.iter().rfind(counted).map_or(scene.local.first, |q| q.last);
    (at.first.saturating_sub(12).max(from)..at.first).any(|i| scene.page.link(i, Link::Without))
}

/// "5.87 per cent in rural areas and 5.05 per cent in cities": the slice that stands directly behind the number.
pub(super) fn item_behind(scene: &Scene<'_>, indicator: Indicator) -> Option<&'static str> {
    let last = scene.quantity().last;
    let next = scene.items().iter().find(|m| m.first >= last)?;
    // "A 24.7 % drop in cars".
    let noun = |c: &&At<Change>| c.first == last && c.what.direction != 0 && c.what.kind != ChangeKind::Adverb;
    let from = scene.changes().iter().find(noun).map_or(past_verb(scene, last), |c| c.last);
    let leads = scene.page.one_of(from, &[Link::In, Link::For]) && behind(scene, from, next.first);
    // "155 million tonnes by rail": the slice brings its preposition along.
    let adverb = next.first == last && scene.page.one_of(last, &[Link::By, Link::In, Link::For]);
    // "90 млн тонн пшеницы": what is counted in tonnes has what it is of behind it, in a case of its own.
    // "135 млн тонн, из них 88 млн пшеницы": so has what goes on with a number in them.
    let told =
        || scene.told().is_some_and(|l| matches!(l.counted, Counted::Unit(..)) && dimension(l.counted) != "percent");
    let scaled = scene.quantity().counted == Counted::Scaled && told();
    let physical = matches!(scene.quantity().counted, Counted::Unit(..)) && !scene.quantity().is_percent() || scaled;
    let genitive = next.first == last && physical && scene.page.grammar(last).bare_genitive;
    // "We shipped 108 million tonnes of oil", "it imported $350 million worth of tea".
    let of = last + usize::from(scene.page.link(last, Link::Epithet));
    let goods = matches!(indicator.code(), "exports" | "imports") || physical && indicator.code() == "grain_harvest";
    let traded = goods && scene.page.leads_of(of);
    let measured = traded && (physical || scene.quantity().is_money()) && next.first == of + 1;
    item_fits(next.what, indicator).filter(|_| leads || adverb || genitive || measured)
}

/// "8.5 million arrived by air", "2,6 millones lo hicieron en crucero": how what was counted moved, which the slice behind its verb
/// says.
pub(super) fn way_behind(scene: &Scene<'_>, indicator: Indicator) -> Option<&'static str> {
    let (page, last) = (scene.page, scene.quantity().last);
    let next = scene.items().iter().find(|m| m.first >= last)?;
    // "7.3 million tonnes of cargo were carried by rail".
    let reach = if page.link(next.first, Link::By) { 5 } else { 2 };
    let word = |i: usize| page.tokens[i].kind == Kind::Word && !page.tokens[i].upper;
    let plain = |i: usize| word(i) && !page.one_of(i, &[Link::And, Link::Or, Link::Clause, Link::Than]);
    let moved = matches!(indicator.code(), "tourism" | "passenger_traffic" | "freight");
    let brings = next.last - next.first > 1 && page.one_of(next.first, &[Link::By, Link::In, Link::For, Link::With]);
    let near = (1..=reach).contains(&(next.first - last)) && (last..next.first).all(plain);
    item_fits(next.what, indicator).filter(|_| moved && brings && near)
}

/// Past the verb of state behind a number: "61 percent were in services", "61 percent worked in services".
pub(super) fn past_verb(scene: &Scene<'_>, last: usize) -> usize {
    let verb = |c: &&At<Change>| c.first == last && c.what.kind == ChangeKind::Verb && c.what.direction == 0;
    let end = scene.changes().iter().find(verb).map_or(last, |c| c.last);
    let employed = scene.indicators().iter().find(|i| i.first == end && end > last).map_or(end, |i| i.last);
    employed.min(last + 3)
}

/// "Food inflation softened. The annual rate was 3.9 %": a weak word behind an article takes up the slice of which the
/// sentence before spoke.
pub(super) fn taken_over(scene: &Scene<'_>, word: IndicatorWord, place: (usize, usize)) -> Option<&'static str> {
    let definite = (place.0.saturating_sub(2)..place.0).any(|i| scene.page.one_of(i, &[Link::The, Link::Article]));
    let (before, sentence) = scene.discourse.before?;
    let next = scene.local.index == sentence + 1 && before.indicator == word.indicator;
    // A sentence on several slices leaves none to take up.
    let page = scene.page.sentences[sentence];
    let told = within(&scene.mentions.items, page.first, page.last);
    let several = told.iter().any(|m| m.what.item != told[0].what.item);
    let last = scene.discourse.last.as_ref().filter(|l| l.sentence == sentence && l.word.indicator == word.indicator);
    let item = last.map_or(scene.discourse.before_item, |l| l.item);
    item.filter(|_| definite && next && !several && word.strength == Strength::Weak)
}

/// "Highest in education, at 73 %, followed by housing with 65 %": in a sentence on slices of prices the next one is no
/// indicator of its own.
pub(super) fn of_prices(scene: &Scene<'_>, item: &'static ItemWord) -> bool {
    let prices = |l: &&Last| match l.word.indicator.code() {
        "inflation" | "producer_prices" => l.item.is_some(),
        code => code == "core_inflation",
    };
    let last = scene.discourse.last.as_ref().filter(prices).filter(|l| l.sentence == scene.local.index);
    let slices = |l: &Last| item.slices(l.word.indicator) || "inflation".parse().is_ok_and(|i| item.slices(i));
    last.is_some_and(slices)
}

/// "Among the exports food stands out: 391 million, with rises in apples (14 %)", "in services it was 310 million": in a text that has
/// just told of trade or of producer prices, a slice of them is no indicator of its own.
pub(super) fn of_trade(scene: &Scene<'_>, item: &'static ItemWord) -> bool {
    let told = ["exports", "imports", "producer_prices", "trade_turnover"];
    // "Food prices rose by 5.7 %, and paid services went up by 13.9 %".
    let prices = |l: &Last| l.word.indicator.code() == "inflation" && l.item.is_some();
    let trade = |l: &Last| (told.contains(&l.word.indicator.code()) || prices(l)) && item.slices(l.word.indicator);
    // "Global trade hits record": a text on trade goes on with its slices in a new paragraph, too.
    let titled = scene.discourse.title.is_some_and(|t| told.contains(&t.indicator.code()));
    let lines = usize::from(titled);
    let near = |l: &&Last| scene.discourse.line - l.line <= lines && scene.local.index - l.sentence <= 1;
    // "The economy lost 12,000 jobs; services gained 3,000": so it is of those who work.
    let bare = matches!(scene.quantity().counted, Counted::Scaled | Counted::Bare);
    let jobs = |l: &Last| {
        let people = matches!(l.word.indicator.code(), "employment" | "unemployment");
        people
            && l.counted == Counted::Unit(Unit::PERSONS, 0)
            && "employment".parse().is_ok_and(|jobs| item.slices(jobs))
    };
    scene.discourse.last.as_ref().filter(near).is_some_and(|l| trade(l) || bare && jobs(l))
}

/// Whether a slice is a part of an indicator's own name.
fn inside_indicator(scene: &Scene<'_>, at: &At<&'static ItemWord>, counted: Counted) -> bool {
    covering(&scene.mentions.indicators, at.first)
        .is_some_and(|i| at.last <= i.last && i.what.item.is_none() && compatible(i.what.indicator, counted))
}
