//! Which way something flows between two: from whom, and to whom.

use super::Named;
use super::passing::leads_to_words;
use super::toward::absolute;
use crate::extract::mention::{covering, ending};
use crate::extract::scene::Scene;
use crate::extract::topic::Topic;
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

/// "Marruecos compró a España bienes": whether an area is the one from which the verb of its clause buys, behind a word for "to" that
/// follows the verb, where the one that buys stands before it.
pub(super) fn bought(scene: &Scene<'_>, topic: &Topic, area: &Named) -> bool {
    let Some((first, last)) = topic.place.filter(|p| p.1 <= area.first) else { return false };
    let article = usize::from(scene.page.before_one(area.first, &[Link::The, Link::Article]));
    let led = area.first - article <= last + 1 && scene.page.before_is(area.first - article, Link::To);
    let buyer = first.checked_sub(1).is_some_and(|i| covering(scene.areas(), i).is_some_and(|a| a.last == first));
    led && buyer && !scene.page.tokens[first].upper
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
