//! The areas to which and from which goods go, by what leads to them.

use super::passing::owns_trade;
use super::{Named, leads};
use crate::extract::mention::{At, within};
use crate::extract::quantity::Quantity;
use crate::extract::scene::Scene;
use crate::extract::topic::Topic;
use crate::lang::reading::IndicatorWord;
use crate::lang::{AreaRole, Link};
use crate::text::Kind;

/// "Celles vers les États-Unis ont chuté de 20 %, celles vers l'UE ont progressé de 8,4 %": where a number goes on with what was
/// told, the area to which it goes stands between it and the number before. "Exports to the EU were up 14.8 %, to Africa 28 %".
pub(super) fn own_destination<'n>(scene: &Scene<'_>, topic: &Topic, named: &'n [Named]) -> Option<&'n Named> {
    let before = scene.previous().filter(|q| topic.place.is_none_or(|p| p.1 <= q.first))?.last;
    // "A deficit of 5.8 billion with Russia, with China of 2.9 billion".
    let with = |a: &Named| topic.word.indicator.code() == "trade_balance" && !owns_trade(topic, a);
    let led = |a: &Named| {
        let at = leads(scene, a);
        scene.page.before_one(at, &[Link::To, Link::Into]) || with(a) && scene.page.before_is(at, Link::With)
    };
    named.iter().rfind(|a| led(a) && a.first >= before && a.last <= scene.quantity().first && !framed(scene, a))
}

/// "Iran's imports from the UAE were 21.9 billion, from China 17.9": where a number goes on with what was told, the area from which it
/// comes stands between it and the number before, too.
pub(super) fn own_source<'n>(scene: &Scene<'_>, topic: &Topic, named: &'n [Named]) -> Option<&'n Named> {
    let led = |a: &Named| scene.page.before_is(leads(scene, a), Link::From);
    // "Imports from the US stood at zero, while those from Brazil rose by 29 %".
    if scene.before().is_empty() {
        let mut sources = named.iter().filter(|a| led(a) && a.last <= scene.quantity().first).rev();
        let (last, other) = (sources.next()?, sources.next()?);
        let clause = (other.last..last.first).any(|i| scene.page.link(i, Link::Clause));
        return Some(last).filter(|_| clause);
    }
    let before = scene.previous().filter(|q| topic.place.is_none_or(|p| p.1 <= q.first))?.last;
    named.iter().rfind(|a| led(a) && a.first >= before && a.last <= scene.quantity().first)
}

/// "6 million cubic metres of Russian gas": whether an area only says where goods come from that are bought.
pub(super) fn origin_of_goods(scene: &Scene<'_>, topic: &Topic, area: &Named) -> bool {
    let adjective = area.what.role == AreaRole::Adjective && scene.page.before_is(area.first, Link::Of);
    let goods = scene.items().iter().any(|m| m.first == area.last);
    // "It bought 440 billion of Chinese goods and sold China 144 billion".
    let wares = scene.page.link(area.last, Link::Wares);
    let counted = scene.before().iter().any(|q| area.first >= q.last && area.first - q.last <= 2);
    let sold = topic.word.indicator.code() == "exports" && (goods || wares) && counted;
    adjective && (topic.word.indicator.code() == "imports" && goods || sold)
}

/// "It sold China 143.5 billion worth of goods": who is named directly behind the verb is the one to whom is sold.
pub(super) fn given<'n>(scene: &Scene<'_>, topic: &Topic, named: &'n [Named]) -> Option<&'n Named> {
    let verb = topic.place.filter(|p| topic.word.indicator.code() == "exports" && scene.page.link(p.0, Link::Deals))?;
    named.iter().find(|a| a.first == verb.1 && a.what.role == AreaRole::Name && !a.what.possessive)
}

/// "..., with Italy as the top market", "..., with Vietnam posting a surplus of 104 billion": whether an area behind the number only
/// opens what the sentence adds of it, or is the subject of its balance.
pub(super) fn absolute(scene: &Scene<'_>, topic: &Topic, area: &Named) -> bool {
    let with = leads(scene, area).checked_sub(1).filter(|&i| scene.page.link(i, Link::With));
    let balance = || {
        let word = scene.page.tokens.get(area.last).is_some_and(|t| t.kind == Kind::Word && !t.upper);
        word && topic.word.indicator.code() == "trade_balance" && topic.place.is_some_and(|p| p.0 > area.last)
    };
    let own = area.first >= scene.quantity().last || balance();
    // "With the majority coming from Indonesia".
    let last = scene.quantity().last;
    let adds = |i: usize| scene.page.is(i, b',') && scene.page.link(i + 1, Link::With);
    own && with.is_some_and(|i| i > 0 && scene.page.is(i - 1, b',')) || (last..area.first).any(adds)
}

/// "Au Maroc, les exportations": whether an area opens the sentence behind a word that is "to" and "in", so that all happens there.
pub(super) fn framed(scene: &Scene<'_>, area: &Named) -> bool {
    let next = area.last + usize::from(scene.page.is(area.last, b','));
    // "Поставки в США, которые ввели пошлину": words for what is traded that stand before lead to it.
    let alone = || within(&scene.mentions.indicators, scene.local.first, area.first).is_empty();
    let opens = area.first <= scene.local.first + 2 && scene.page.before_is(area.first, Link::In) && alone();
    // "В Турции экспорт вырос": so it is where a case says that.
    let case = || scene.page.grammar(area.first).is_locative(scene.page.word(area.last - 1));
    opens && (next > area.last || scene.page.one_of(next, &[Link::The, Link::Article]) || case())
}

/// "Exports to Uzbekistan held, while imports rose by 14.5 %": whether a preposition ties an area to another indicator, which has a
/// number of its own.
pub(super) fn of_other(scene: &Scene<'_>, topic: &Topic, area: &Named) -> bool {
    const PARTNER: [Link; 5] = [Link::In, Link::To, Link::Into, Link::With, Link::From];
    let Some(place) = topic.place.filter(|p| p.0 >= area.last) else { return false };
    let led = PARTNER.into_iter().any(|l| scene.page.before_is(area.first, l));
    // "Wurden aus Deutschland ausgeführt und Waren für 115 Milliarden eingeführt": so is one directly before a verb that closes.
    let closes = |i: &At<IndicatorWord>| {
        i.first >= area.last
            && i.last <= place.0
            && scene.page.grammar(i.first).verb_final
            && i.what.indicator.two_sided()
    };
    let before = |i: &At<IndicatorWord>| i.last < area.first && area.first - i.last <= 2;
    let beside = |i: &At<IndicatorWord>| (before(i) || closes(i)) && i.place() != place;
    let between = |q: &Quantity| q.first >= area.last && q.last <= place.0;
    let counted = scene.before().iter().any(between);
    let own = scene.previous().is_some_and(|q| q.last <= area.first) && between(scene.quantity());
    let indicators = scene.indicators();
    led && (counted && indicators.iter().any(beside)
        || own && indicators.iter().any(|i| closes(i) && i.place() != place))
}

/// "Exports rose by 8.3 %, even as shipments to the US fell": whether an area behind the number is the partner of other words for trade,
/// which stand behind the number, too.
pub(super) fn of_word_behind(scene: &Scene<'_>, topic: &Topic, area: &Named) -> bool {
    const REACH: usize = 3;
    let number = scene.quantity().last;
    if area.first < number || topic.place.is_none_or(|p| p.1 > number) {
        return false;
    }
    let two_sided = |i: &At<IndicatorWord>| i.what.indicator.two_sided() && i.what.indicator.code() != "tariff";
    let leads = |i: &At<IndicatorWord>| i.first >= number && i.last <= area.first && area.first - i.last <= REACH;
    // "出口额同比增长3.6%，对美出口下降3.1%": in some languages the words stand behind their partner.
    let ahead = |i: &At<IndicatorWord>| i.first == area.last && scene.page.grammar(i.first).year_first;
    scene.indicators().iter().any(|i| two_sided(i) && (leads(i) || ahead(i)))
}
