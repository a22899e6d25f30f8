//! Which way something flows between two: from whom, and to whom.

use super::Named;
use super::passing::leads_to_words;
use crate::extract::mention::{At, ending};
use crate::extract::scene::Scene;
use crate::extract::topic::Topic;
use crate::lang::reading::IndicatorWord;
use crate::lang::{AreaRole, Link};

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
