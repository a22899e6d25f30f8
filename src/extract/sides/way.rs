//! Which way something flows between two: from whom, and to whom.

use super::passing::leads_to_words;
use super::toward::absolute;
use super::{Named, other_of};
use crate::extract::discourse::Last;
use crate::extract::mention::{At, ending};
use crate::extract::scene::Scene;
use crate::extract::topic::Topic;
use crate::lang::reading::IndicatorWord;
use crate::lang::{AreaRole, Link, Strength};
use crate::model::Area;

/// Whether an area is one from which something comes: by a preposition, as an adjective, by a case or as the one whose it is.
pub(super) fn sends(scene: &Scene<'_>, topic: &Topic, area: &Named) -> bool {
    // "Kazakhstan's investment in China".
    let whose = area.what.possessive && leads_to_words(topic, area, 2);
    let adjective = area.what.role == AreaRole::Adjective;
    // "UK direct investment in Morocco": so is a name directly before, where another is named that receives.
    let receiver = || scene.areas().iter().any(|a| a.what.area != area.what.area && into(scene, a));
    // "巴西对华投资": so is one directly before the word that leads to the other.
    let leads_on = || {
        let to = scene.page.one_of(area.last, &[Link::To, Link::Into]) && scene.page.grammar(area.last).year_first;
        to && scene.areas().iter().any(|a| a.first == area.last + 1 && a.what.area != area.what.area)
    };
    // "U.S. foreign direct investment (FDI) in India": the full name stands before its short form.
    let full = |p: (usize, usize)| {
        let open = p.0.checked_sub(1).filter(|&i| scene.page.is(i, b'(')).and_then(|i| ending(scene.indicators(), i));
        open.filter(|i| i.what.indicator == topic.word.indicator).map_or(p.0, |i| i.first)
    };
    let adjective = adjective || topic.place.is_some_and(|p| area.last == full(p)) && receiver();
    // "Прямые инвестиции России в Узбекистан".
    scene.page.before_is(area.first, Link::From) || adjective || whose || genitive(scene, topic, area) || leads_on()
}

/// Whether an area is one to which something goes.
pub(super) fn into(scene: &Scene<'_>, area: &Named) -> bool {
    scene.page.before_one(area.first, &[Link::In, Link::To, Link::Into])
}

/// "Инвестиции России", "импорт китайских автомобилей": whether an area stands directly behind the indicator's words in a language
/// where a case says what "of" says elsewhere.
pub(super) fn genitive(scene: &Scene<'_>, topic: &Topic, area: &Named) -> bool {
    scene.page.grammar(area.first).bare_genitive && topic.place.is_some_and(|p| p.1 == area.first)
}

/// "Marruecos compró a España bienes", "China kaufte in Brasilien Soja": whether an area is the one from which the verb of its clause buys,
/// behind a word for "to" or "in" that follows the verb, where the one that buys stands before it.
pub(super) fn bought(scene: &Scene<'_>, topic: &Topic, area: &Named) -> bool {
    const REACH: usize = 9;
    let page = scene.page;
    let article = usize::from(page.before_one(area.first, &[Link::The, Link::Article]));
    let led = page.before_one(area.first - article, &[Link::To, Link::In]);
    let buys = |i: &&At<IndicatorWord>| {
        let verb = i.what.indicator.code() == "imports" && (i.first..i.last).any(|at| page.link(at, Link::Deals));
        verb && !page.tokens[i.first].upper && i.last < area.first && area.first - i.last <= REACH
    };
    let verb = scene.indicators().iter().rfind(buys).filter(|_| led && topic.word.indicator.code() == "imports");
    let parts = |i: usize| matches!(page.mark(i), b',' | b';') || page.one_of(i, &[Link::Clause, Link::And]);
    let buyer = |first: usize| scene.areas().iter().any(|a| a.last == first && a.what.area != area.what.area);
    verb.is_some_and(|verb| buyer(verb.first) && !(verb.last..area.first).any(parts))
}

/// Whether a word for "from" leads to an area, or one that says as much.
pub(super) fn led_from(
    scene: &Scene<'_>,
    topic: &Topic,
    named: &[Named],
    a: &Named,
    marked: &impl Fn(&Named, Link) -> bool,
) -> bool {
    // "У Грузии импорт вырос": one that is both "at" and "from" leads to whoever has what is named behind it.
    let has = || marked(a, Link::At) && topic.place.is_some_and(|p| a.last <= p.0);
    let from = marked(a, Link::From) && !has() && !sold_before(scene, topic, a);
    (from || bought_in(scene, topic, named, a)) && !absolute(scene, topic, a)
}

/// "Exports from Kazakhstan to China came to 8.4 billion, imports to 18 billion": whether what has been told before the number is what an area
/// sells, from which nobody buys what a second word is of.
fn sold_before(scene: &Scene<'_>, topic: &Topic, a: &Named) -> bool {
    let told = scene.told().filter(|_| topic.word.indicator.code() == "imports");
    let sold = told.is_some_and(|l| l.word.indicator.code() == "exports" && l.area == Some(a.what.area));
    let before = |p: (usize, usize)| scene.previous().is_some_and(|q| a.last <= q.first && p.0 >= q.last);
    sold && topic.place.is_some_and(before)
}

/// "Армения закупила в России товаров": whether a word for buying that is no more than that, behind the one who buys, leads by "in" to the
/// one from whom.
fn bought_in(scene: &Scene<'_>, topic: &Topic, named: &[Named], a: &Named) -> bool {
    let weak = topic.word.indicator.code() == "imports" && topic.word.strength == Strength::Weak;
    let behind = |p: (usize, usize)| a.first >= p.1 && a.first - p.1 <= 2 && scene.page.before_is(a.first, Link::In);
    let buys = |p: (usize, usize)| named.iter().any(|b| b.last <= p.0 && b.what.area != a.what.area);
    topic.place.is_some_and(|p| weak && behind(p) && buys(p))
}

/// "日韩贸易顺差": the two whose short forms stand as one word directly before a balance, which is that of the first with the other.
pub(super) fn short_pair(topic: &Topic, named: &[Named]) -> Option<(Area, Area)> {
    let place = topic.place.filter(|_| topic.word.indicator.code() == "trade_balance")?;
    let at = named.iter().position(|b| b.last == place.0).filter(|at| *at > 0)?;
    let (a, b) = (&named[at - 1], &named[at]);
    let short = a.last == b.first && [a, b].into_iter().any(|m| m.what.role == AreaRole::Short);
    (short && a.what.area != b.what.area).then_some((a.what.area, b.what.area))
}

/// "Exports to Taiwan and Hong Kong": whether one area goes on with an enumeration directly behind another.
pub(super) fn joined(scene: &Scene<'_>, one: &Named, next: &Named) -> bool {
    const REACH: usize = 2;
    let between = one.last..next.first.max(one.last);
    let small = |i: usize| scene.page.is(i, b',') || scene.page.one_of(i, &[Link::And, Link::The]);
    (1..=REACH).contains(&between.len()) && between.into_iter().all(small)
}

/// In a text on the trade of two, the exports of the one go to the other.
pub(super) fn carried_partner(scene: &Scene<'_>, area: Area) -> Option<Area> {
    // Who levies a tariff on whom says nothing of what the two trade, unless the text is about the two.
    let levied = |l: &Last| l.word.indicator.code() == "tariff" && scene.pair().is_none();
    let last = scene.discourse.recent(scene.local.index).filter(|l| !levied(l))?;
    let pair = (last.area?, last.counterpart?);
    // What members of a bloc sell inside of it is told one after the other.
    let inside = (last.line == scene.discourse.line && last.area? != pair.1).then_some(pair.1);
    other_of(pair, area).or(inside.filter(|bloc| area.ever_in(*bloc))).filter(|other| *other != area)
}
