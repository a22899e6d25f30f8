//! Slices of prices that label a line, open a sentence or are named as groups of goods; the index that a title names.

use super::Candidate;
use super::slices::item_fits;
use crate::extract::discourse::Last;
use crate::extract::mention::{At, covering, within};
use crate::extract::scene::Scene;
use crate::lang::{ChangeKind, ItemWord, Link};
use crate::model::{Indicator, IndicatorKind};
use crate::text::Kind;

/// "• Vivienda, cuya tasa anual del 5,0 %", "la tasa anual del grupo Vivienda": whether a word is the name of a group of goods in a
/// text that tells of prices: it opens its line before a comma and a word that goes on with it, or has a capital inside of a
/// sentence where nouns have none.
pub(super) fn group(scene: &Scene<'_>, (first, last): (usize, usize)) -> bool {
    const NEAR: usize = 4;
    let (page, discourse) = (scene.page, scene.discourse);
    let prices = |l: &&Last| {
        let near = discourse.line - l.line <= NEAR;
        near && matches!(l.word.indicator.code(), "inflation" | "core_inflation")
            && scene.quantity().counted == l.counted
            || near && l.word.indicator.code() == "inflation" && scene.quantity().is_points()
    };
    let slices = || "inflation".parse().is_ok_and(|i| covering(scene.items(), first).is_some_and(|m| m.what.slices(i)));
    let opens = first <= page.lines[discourse.line].first + 1
        && page.is(last, b',')
        && page.one_of(last + 1, &[Link::Relative, Link::With]);
    let capital = page.tokens[first].upper && first > scene.local.first + 1 && !page.grammar(first).verb_final;
    (opens || capital) && discourse.last.as_ref().filter(prices).is_some() && slices()
}

/// "Services: +0.02 % m/m" below a line on other prices: whether a slice labels its line in a list of them.
pub(super) fn labels_prices(scene: &Scene<'_>, at: &At<&'static ItemWord>) -> bool {
    let dash = || scene.page.tokens.get(at.last).is_some_and(|t| t.kind == Kind::Dash && t.spaced);
    let label = at.first <= scene.local.first + 2 && (scene.page.is(at.last, b':') || dash());
    let discourse = scene.discourse;
    let last = discourse.last.as_ref().filter(|l| l.line + 1 == discourse.line && l.item.is_some()).map(|l| l.word);
    let headed = discourse.topic.filter(|_| discourse.topic_line < discourse.line);
    label && last.or(headed).is_some_and(|w| w.indicator.code() == "inflation" && at.what.slices(w.indicator))
}

/// "Inflation was 1.9 %. Services cooled to 3.2 %": in a text that has just told of prices, the slice with which a sentence opens
/// before a verb that says at what rate they rise.
pub(super) fn opens_on_prices(scene: &Scene<'_>, at: &At<&'static ItemWord>) -> bool {
    let verb = scene.changes().iter().find(|c| c.first == at.last && c.what.kind == ChangeKind::Verb);
    let first = scene.quantity().first;
    let to = verb.is_some_and(|c| (c.last..=c.last + 1).contains(&first) && scene.page.before_is(first, Link::To));
    let prices = |l: &&Last| {
        let near = l.line == scene.discourse.line && scene.local.index - l.sentence == 1;
        near && l.word.indicator.code() == "inflation" && at.what.slices(l.word.indicator)
    };
    at.first == scene.local.first && to && scene.discourse.last.as_ref().filter(prices).is_some()
}

/// "Rural inflation: prices keep falling. The headline rate is 2.6 %", "Housing: inflation was 3.2 %. The rate for April was 3.1 %": the slice
/// that labels a paragraph, alone or with the name of its indicator, is that of what the paragraph tells of that indicator without one.
pub(super) fn of_label(scene: &Scene<'_>, indicator: Indicator) -> Option<&'static str> {
    const LONGEST: usize = 8;
    let (page, line) = (scene.page, scene.page.lines[scene.discourse.line]);
    let colon = (line.first..line.last.min(line.first + LONGEST)).find(|&i| page.is(i, b':'))?;
    let named = within(&scene.mentions.items, line.first, colon);
    let [item] = named else { return None };
    let words = within(&scene.mentions.indicators, line.first, colon);
    let alone = item.last == colon || words.iter().any(|i| i.last == colon && i.what.indicator == indicator);
    let first = (line.first..item.first).all(|i| page.tokens[i].kind != Kind::Word);
    let prices = indicator.is_price_rate() && scene.quantity().first > colon;
    let other = within(scene.items(), scene.local.first.max(colon), scene.quantity().lead.max(colon));
    let other = other.iter().any(|m| m.what.slices(indicator) && m.what.item != item.what.item);
    (alone && first && prices && !other).then(|| item_fits(item.what, indicator)).flatten()
}

/// "PMI at a low ¶ The index fell to 47.0 ¶ ... ¶ Services: 48.6": the last figure of a text whose title names the index of which a sentence
/// gives a part.
pub(super) fn of_title<'s>(scene: &Scene<'s>) -> Option<&'s Last> {
    let title = scene.discourse.title.filter(|t| t.indicator.kind() == IndicatorKind::Index)?;
    let part = scene.items().iter().any(|m| m.what.slices(title.indicator));
    scene.discourse.last.as_ref().filter(|l| part && l.word.indicator == title.indicator)
}

/// "The most came from services (+1.49 points), followed by food (+0.58 pp) and energy (-0.03 pp)": the slice of prices directly before the
/// bracket in which a number stands alone.
pub(super) fn before_bracket(scene: &Scene<'_>, best: &Candidate) -> Option<&'static str> {
    const LONGEST: usize = 5;
    let (page, number, indicator) = (scene.page, scene.quantity(), best.word.indicator);
    // "Most are mineral products (59.8 % of all exports)": so is the slice of trade.
    let trade = matches!(indicator.code(), "exports" | "imports") && number.is_percent();
    let told = indicator.is_price_rate() || trade;
    let open = number.lead.checked_sub(1).filter(|&i| page.is(i, b'(') && told)?;
    if best.place.is_some_and(|p| p.1 == open) {
        return None;
    }
    let closes = (number.last..number.last + LONGEST).any(|i| page.is(i, b')'));
    let item = scene.items().iter().find(|m| m.last == open)?;
    let left_out = item.first > 0 && page.link(item.first - 1, Link::Without);
    item_fits(item.what, indicator).filter(|_| closes && !left_out)
}
