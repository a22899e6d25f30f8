//! Indicators that stand in the sentence of a number for something else: what a tariff is put on, what something is for, in what
//! loans are counted, what a clause on another area tells.

use super::slices::item_fits;
use crate::extract::mention::{At, covering, ending, within};
use crate::extract::quantity::Quantity;
use crate::extract::scene::Scene;
use crate::lang::reading::IndicatorWord;
use crate::lang::{ChangeKind, ItemWord, Link, Match, Reading, Strength};
use crate::model::Indicator;
use crate::text::Kind;

/// "Tariffs on Indian imports were raised to 50 %": what a tariff is put on is not what a percentage is of.
pub(super) fn under_tariff(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    const REACH: usize = 4;
    let trade = matches!(at.what.indicator.code(), "imports" | "exports");
    let tariff = |i: &&At<IndicatorWord>| i.what.indicator.code() == "tariff" && i.last <= at.first;
    // "Пошлины в размере 50% на импорт": the number of the tariff itself may stand between the two.
    let (first, last) = scene.quantity().place();
    let apart = |i: &At<IndicatorWord>| (i.last..at.first).filter(|t| !(first..last).contains(t)).count();
    let before = scene.indicators().iter().rfind(tariff).filter(|i| trade && apart(i) <= REACH);
    let led = |i: usize| scene.page.one_of(i, &[Link::On, Link::Into, Link::For]);
    before.is_some_and(|i| (i.first..at.first).any(led) && scene.before().iter().all(|q| q.last <= i.first))
}

/// "Loadings of coal: for domestic use +2.8 %, for export +14.8 %": where the text tells what is carried or produced, export is
/// what for.
pub(super) fn purpose(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    const MADE: [&str; 4] = ["freight", "coal", "oil_production", "gas_production"];
    let exports = at.what.indicator.code() == "exports" && at.last - at.first == 1;
    let last = scene.discourse.recent(scene.local.index).map(|l| l.word.indicator);
    let led = at.first.checked_sub(1).is_some_and(|i| scene.page.link(i, Link::For));
    exports && led && last.is_some_and(|i| MADE.contains(&i.code()))
}

/// "Loans in the national currency grew": whether the currency only says in what the loans directly before it are counted.
pub(super) fn denominates(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    const STOCKS: [&str; 4] = ["credit", "deposits", "money_supply", "public_debt"];
    at.what.indicator.code() == "national_currency_share"
        && scene.indicators().iter().any(|i| i.last == at.first && STOCKS.contains(&i.what.indicator.code()))
}

/// "Manufacturing, where value added rose by 7.6 %": whether a clause behind a comma tells how much of an economy a branch directly before
/// the comma makes.
pub(super) fn of_antecedent(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    let Some(comma) = at.first.checked_sub(2) else { return false };
    at.what.indicator.code() == "gdp"
        && scene.page.one_of(comma + 1, &[Link::AtWhich, Link::Relative, Link::Clause])
        && scene.page.is(comma, b',')
        && ending(&scene.mentions.indicators, comma).is_some_and(|i| i.what.indicator.is_branch())
}

/// Whether "and" and a preposition lead from the number to an area and an indicator, behind which a number of their own follows.
pub(super) fn of_other_area(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    let (page, last) = (scene.page, scene.quantity().last);
    let area = |i: usize| covering(scene.areas(), i).is_some();
    let opens = |i: usize| page.link(i, Link::And) && page.one_of(i + 1, &[Link::In, Link::For]) && area(i + 2);
    (last..at.first).any(opens) && scene.next().is_some_and(|q| q.first >= at.last)
}

/// "Indonesia, which exports little": behind a word for "which" it is what somebody does.
pub(super) fn is_verb(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    let trade = matches!(at.what.indicator.code(), "exports" | "imports") && at.last - at.first == 1;
    // "Die Exporte": an article is no such word.
    let which = |i: usize| scene.page.link(i, Link::Relative) && !scene.page.one_of(i, &[Link::Article, Link::The]);
    // "7.6 billion, of which exports were 4.2".
    let of_which =
        at.first >= 2 && (scene.page.link(at.first - 2, Link::PartOfRun) || scene.page.link(at.first - 2, Link::Of));
    trade && at.first > scene.local.first && which(at.first - 1) && !of_which
}

/// "Investment in infrastructure was up by 5.6 percent, that in manufacturing by 8.5 percent": whether a pronoun takes up what the number
/// before is of, and leads to a branch that is but a slice of it.
pub(super) fn of_that(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    let told =
        scene.told().filter(|_| taken_up(scene, at.first) && at.what.indicator.is_branch()).map(|l| l.word.indicator);
    let slice = || scene.items().iter().find(|m| m.place() == at.place());
    told.is_some_and(|told| told != at.what.indicator && slice().is_some_and(|m| m.what.slices(told)))
}

/// Whether a pronoun that takes up what the number before is of leads to a token: "that in", "those of".
fn taken_up(scene: &Scene<'_>, at: usize) -> bool {
    let pronoun = |m: &Match| m.last == at && *m.reading == Reading::Link(Link::Level);
    (at.saturating_sub(2)..at).any(|i| scene.page.any(i, Reading::LINK, pronoun))
}

/// "Exports fell, those of cars by 5 %": the slice to which a pronoun leads between the number before and this one.
pub(super) fn of_pronoun(scene: &Scene<'_>, indicator: Indicator) -> Option<&'static str> {
    let from = scene.previous().map_or(scene.local.first, |q| q.last);
    let slices = within(&scene.mentions.items, from, scene.quantity().lead);
    let slice = slices.iter().rfind(|m| taken_up(scene, m.first));
    slice.or_else(|| owner(scene, indicator)).and_then(|m| item_fits(m.what, indicator))
}

/// "Youth remain vulnerable: their unemployment rate came to 46.1 %": the slice that opens a sentence as its subject, where the indicator is said
/// to be its own.
fn owner<'s>(scene: &Scene<'s>, indicator: Indicator) -> Option<&'s At<&'static ItemWord>> {
    const OPENS: usize = 1;
    let page = scene.page;
    let own = |i: &&At<IndicatorWord>| i.first > 0 && page.link(i.first - 1, Link::Its);
    let ahead = within(scene.indicators(), scene.local.first, scene.quantity().lead);
    let place = ahead.iter().rfind(|i| i.what.indicator == indicator).filter(own)?;
    let subject = |m: &&At<&'static ItemWord>| m.first <= scene.local.first + OPENS && m.last < place.first;
    let people = |m: &&At<&'static ItemWord>| item_fits(m.what, indicator).is_some();
    let rates = scene.before().iter().any(Quantity::is_percent);
    let here = scene.items().iter().find(subject).filter(|_| !rates);
    here.or_else(|| owner_before(scene, place.first)).filter(people)
}

/// "The garment industry did the heavy lifting. Its shipments rose by 10 %": the slice that opens the sentence before as its subject, where that
/// names no area and counts nothing, and this one opens on what is its own.
fn owner_before<'s>(scene: &Scene<'s>, own: usize) -> Option<&'s At<&'static ItemWord>> {
    const OPENS: usize = 1;
    let before = scene.page.sentences[scene.local.index.checked_sub(1)?];
    let opens = own == scene.local.first + 1 && before.first >= scene.page.lines[scene.discourse.line].first;
    let counted = !scene.found.local(scene.local.index - 1).quantities.is_empty();
    let subject = within(&scene.mentions.items, before.first, before.last).first();
    let subject = subject.filter(|m| opens && !counted && m.first <= before.first + OPENS)?;
    within(&scene.mentions.areas, before.first, before.last).iter().all(|a| a.what.in_title).then_some(subject)
}

/// "A 1.1 % rise in exports and a 0.7 % fall in imports": whether the word for a rise or fall stands directly behind the number, with its
/// article before that, and "in" or "of" leads from it to the indicator.
pub(super) fn moved_in(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    let (page, number) = (scene.page, scene.quantity());
    let noun = scene.changes().iter().find(|c| c.first == number.last && c.what.direction != 0 && !c.what.past);
    let led = |from: usize| {
        let small = |i: usize| page.one_of(i, &[Link::The, Link::Article, Link::Epithet]);
        page.one_of(from, &[Link::In, Link::Of]) && at.first > from && (from + 1..at.first).all(small)
    };
    let article = |i: usize| page.one_of(i, &[Link::Per, Link::The, Link::Article]);
    let opens = (number.lead.saturating_sub(1)..number.first).any(article);
    opens && at.what.strength == Strength::Strong && noun.is_some_and(|c| led(c.last))
}

/// "11.5 million tons of oil were exported": whether a verb of trade in the passive follows the number and its goods.
pub(super) fn dealt(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    const REACH: usize = 5;
    let (page, last) = (scene.page, scene.quantity().last);
    let is = |m: &Match| matches!(m.reading, Reading::Change(c) if c.direction == 0 && c.kind == ChangeKind::Verb);
    let helped = at.first > last && page.any(at.first - 1, Reading::CHANGE, |m| m.last == at.first && is(m));
    let trade = matches!(at.what.indicator.code(), "exports" | "imports" | "oil_exports" | "gas_exports");
    let word = |i: usize| page.tokens[i].kind == Kind::Word && !page.link(i, Link::And);
    trade && helped && at.last == at.first + 1 && at.first - last <= REACH && (last..at.first).all(word)
}

/// Whether an indicator is but what is sold or bought in the passive behind the number: "of oil were exported".
pub(super) fn goods_dealt(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    let last = scene.quantity().last;
    let made = matches!(at.what.indicator.code(), "oil_production" | "gas_production" | "coal" | "grain_harvest");
    let goods = made && at.last > last && at.first <= last + 2;
    goods && scene.indicators().iter().any(|i| i.first >= at.last && dealt(scene, i))
}
