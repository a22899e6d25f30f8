//! Subjects that a clause parts from their number, and wholes that stand behind it.

use super::candidates::tied;
use crate::extract::mention::{At, covering, ending, starting, within};
use crate::extract::scene::Scene;
use crate::lang::reading::IndicatorWord;
use crate::lang::{Change, ChangeKind, Link, Match, Reading, Strength};
use crate::text::Kind;

/// "Having shrunk by 7 % in 2022 and by 2 % in 2023, the economy grew by 5 %": whether the number stands in a clause without a
/// subject that opens its sentence, and an indicator opens the main clause.
pub(super) fn fronted(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    let (page, first) = (scene.page, scene.local.first);
    let moves = |c: &At<Change>| c.what.kind == ChangeKind::Verb && c.what.direction != 0;
    // "After 5 % in 2023, real GDP increased by 4.2 %".
    let direct = scene.quantity().lead == first + 1;
    let verb = || direct || within(scene.changes(), first, scene.quantity().lead).iter().any(moves);
    let alone = || within(&scene.mentions.indicators, first, at.first).is_empty();
    let comma = || (scene.quantity().last..at.first).rfind(|&i| page.is(i, b','));
    let small = |i: usize| page.one_of(i, &[Link::The, Link::Article]) || covering(scene.areas(), i).is_some();
    let opens = |comma: usize| (comma + 1..at.first).all(small);
    at.first >= scene.quantity().last
        && page.link(first, Link::After)
        && alone()
        && verb()
        && comma().is_some_and(opens)
}

/// "Agriculture, which employs a third of the workforce, picked up to": whether an indicator opens its sentence, and the clause
/// that a comma opens behind it closes with nothing else named before the number.
pub(super) fn resumed(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    const OPENS: usize = 4;
    let first = scene.quantity().first;
    let comma = |i: &usize| scene.page.is(*i, b',');
    let parts =
        |i: usize| matches!(scene.page.mark(i), b';' | b':') || scene.page.one_of(i, &[Link::And, Link::Clause]);
    let close = (at.last + 1..first).rfind(comma);
    // "Core inflation, which strips out food".
    let which = |i: usize| scene.page.one_of(i, &[Link::Relative, Link::Without]);
    let relative = |close: usize| (at.last..close).any(|i| comma(&i) && which(i + 1));
    let opens = at.first <= scene.local.first + OPENS
        || at.first > 0 && scene.page.one_of(at.first - 1, &[Link::Clause, Link::Relative]);
    let direct = opens
        && comma(&at.last)
        && close.is_some_and(|close| {
            relative(close) && !(close..first).any(parts) && within(&scene.mentions.indicators, close, first).is_empty()
        });
    direct || opens && relative_behind(scene, at.last).is_some()
}

/// "Exports to India, which taxes cars, fell by 3 %": the commas between which a relative clause stands behind the area to which words that
/// end at a place belong, where a verb behind the clause leads to the number.
fn relative_behind(scene: &Scene<'_>, last: usize) -> Option<(usize, usize)> {
    const LED: [Link; 6] = [Link::To, Link::In, Link::Into, Link::From, Link::With, Link::Of];
    let (page, lead) = (scene.page, scene.quantity().lead);
    let area = |i: usize| covering(scene.areas(), i).is_some();
    let small = |i: usize| area(i) || page.one_of(i, &LED) || page.one_of(i, &[Link::The, Link::Article]);
    let open = (last..lead).find(|&i| !small(i)).filter(|&i| i > last && page.is(i, b',') && area(i - 1))?;
    let opens = (open + 1..=open + 2).any(|i| page.link(i, Link::Relative));
    let close = (open + 1..lead).rfind(|&i| page.is(i, b',')).filter(|_| opens)?;
    let verb = scene.changes().iter().find(|c| c.first > close && c.first < lead && c.what.kind == ChangeKind::Verb)?;
    let parts = |i: usize| matches!(page.mark(i), b';' | b':') || page.one_of(i, &[Link::And, Link::Clause]);
    let named = within(scene.indicators(), close, verb.first).is_empty();
    (named && !(close..lead).any(parts)).then_some((open, close))
}

/// "Exports to Egypt, which had banned rice, grew by 9 %": whether a slice stands in a relative clause on a partner of the indicator with
/// which the sentence opens, and the number behind that clause.
pub(super) fn in_relative(scene: &Scene<'_>, (first, last): (usize, usize)) -> bool {
    let inside = |(open, close): (usize, usize)| open < first && last <= close;
    let before = scene.indicators().iter().filter(|i| i.last <= first);
    before.into_iter().any(|i| relative_behind(scene, i.last).is_some_and(inside))
}

/// "Or 37 % of total exports": whether a percentage is that of all that is sold, bought or traded, as directly behind it is said.
pub(super) fn part_of_all(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    const REACH: usize = 5;
    let quantity = scene.quantity();
    let trade = matches!(at.what.indicator.code(), "exports" | "imports" | "trade_turnover");
    trade
        && quantity.is_percent()
        && at.first >= quantity.last
        && at.first - quantity.last <= REACH
        && scene.page.leads_of(quantity.last)
        && tied(scene, quantity.last, at.first)
}

/// "Shipments to China, the top trading partner, rose by 3 %": whether a word for a partner only says what the one is of whom the
/// sentence has told something.
pub(super) fn apposed(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    const REACH: usize = 7;
    let page = scene.page;
    let comma = (at.first.saturating_sub(REACH).max(scene.local.first)..at.first).rfind(|i| page.is(*i, b','));
    let closes = page.is(at.last, b',') && at.last < scene.quantity().lead;
    let partner = (at.first..at.last).any(|i| page.link(i, Link::Partner));
    let area = |comma: usize| scene.areas().iter().any(|a| a.last == comma);
    let before = |comma: usize| scene.indicators().iter().any(|i| i.last <= comma);
    partner && closes && comma.is_some_and(|comma| area(comma) && before(comma))
}

/// "Output in industry, excluding construction, fell": whether what a word leaves out follows what the number is of.
pub(super) fn set_aside(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    let without = at.first.checked_sub(1).filter(|i| scene.page.link(*i, Link::Without));
    without.is_some_and(|i| scene.indicators().iter().any(|other| other.last <= i))
}

/// "Excluding food and energy components, the index rose by 0.3 %": what a sentence that opens with what it leaves out names by that,
/// where a comma leads on to the subject, which ends before a place.
pub(super) fn opens_without(scene: &Scene<'_>, subject: usize) -> Option<IndicatorWord> {
    let (page, first) = (scene.page, scene.local.first);
    let left = starting(scene.indicators(), first).filter(|_| page.link(first, Link::Without))?;
    // "Excluding food and energy prices, ...".
    const MORE: usize = 2;
    let comma = (left.last..=left.last + MORE).find(|&i| page.tokens[i].kind != Kind::Word);
    comma.is_some_and(|i| page.is(i, b',') && i < subject).then_some(left.what)
}

/// "El comercio ruso-chino creció", "der Handel Russlands mit Afrika wuchs": whether a verb that may be said of an economy has another
/// indicator for its subject, with no more than areas, and what leads to those, between the two.
pub(super) fn verb_of_other(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    let page = scene.page;
    let verb = |m: &Match| m.last == at.last && matches!(m.reading, Reading::Change(c) if c.kind == ChangeKind::Verb);
    const LED: [Link; 7] = [Link::Of, Link::With, Link::To, Link::Into, Link::Between, Link::And, Link::The];
    let small =
        |i: usize| covering(scene.areas(), i).is_some() || page.tokens[i].kind == Kind::Dash || page.one_of(i, &LED);
    let subject = |i: &At<IndicatorWord>| {
        i.what.indicator != at.what.indicator && i.last <= at.first && (i.last..at.first).all(small)
    };
    let economy = at.what.indicator.code() == "gdp" && at.what.strength == Strength::Weak;
    economy && page.any(at.first, Reading::CHANGE, verb) && scene.indicators().iter().any(subject)
}

/// "Borrowing – the gap between spending and income – was 17.4 billion": whether an indicator stands in what two dashes insert, without a
/// number, directly behind another.
pub(super) fn between_dashes(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    let (page, first) = (scene.page, scene.quantity().first);
    // "The saving rate—saving as a percentage of income—was": a long one has no blanks round it.
    let dash =
        |i: &usize| page.tokens[*i].kind == Kind::Dash && (page.tokens[*i].spaced || page.word(*i) == "\u{2014}");
    let Some(open) = (scene.local.first..at.first).rfind(dash) else { return false };
    let close = (at.last..first.max(at.last)).find(dash);
    let counted = |close: usize| scene.before().iter().any(|q| q.first > open && q.last <= close);
    let subject = |i: &At<IndicatorWord>| i.last == open;
    close.is_some_and(|close| !counted(close)) && scene.indicators().iter().any(subject)
}

/// "Consumption of clothing fell by 4 %": whether words for the prices of goods only say what is consumed, as "of" leads to them
/// directly from the word for that.
pub(super) fn consumed_goods(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    let prices = at.what.indicator.code() == "inflation" && at.what.item.is_some();
    let of = at.first.checked_sub(1).filter(|&i| prices && scene.page.link(i, Link::Of));
    let used = |i: &At<IndicatorWord>| i.what.indicator.code() == "consumption";
    of.and_then(|of| ending(scene.indicators(), of)).is_some_and(used)
}
