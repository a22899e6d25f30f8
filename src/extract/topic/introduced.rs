//! Subjects that stand behind the phrase with which their sentence opens.

use crate::extract::mention::{At, within};
use crate::extract::scene::Scene;
use crate::lang::reading::IndicatorWord;
use crate::lang::{ChangeKind, ItemWord, Link, Match, Reading, Strength};

/// "After a peak of 12.3 % in March, inflation has slowed", "Mit 2,1 Prozent blieb die Inflation": whether the number stands in the
/// phrase with which its sentence opens, and an indicator is the subject behind it.
pub(super) fn introduced(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    /// How far the comma may stand behind the number, and the subject behind the comma.
    const REACH: (usize, usize) = (6, 3);
    let (page, local, last) = (scene.page, scene.local, scene.quantity().last);
    let opens = page.one_of(local.first, &[Link::After, Link::With, Link::At]) && scene.before().is_empty();
    let clear = |first: usize, to: usize| within(&scene.mentions.indicators, first, to).is_empty();
    let comma = (last..(last + REACH.0).min(local.last)).find(|i| page.is(*i, b','));
    let subject = |comma: usize| at.first > comma && at.first - comma <= REACH.1 && clear(comma, at.first);
    let strong = at.what.strength == Strength::Strong;
    opens && strong && clear(local.first, last) && comma.is_some_and(subject)
}

/// "民营企业55.6万家，合计进出口22.36万亿元": the slice that a verb of summing up, directly before the indicator, has for its subject.
pub(super) fn summed(scene: &Scene<'_>, at: &At<IndicatorWord>, item: &At<&'static ItemWord>) -> bool {
    const REACH: usize = 10;
    let page = scene.page;
    let verb = |m: &Match| matches!(m.reading, Reading::Change(c) if c.direction == 0 && c.kind == ChangeKind::Verb);
    let near = item.last < at.first && at.first - item.last <= REACH && page.grammar(at.first).year_first;
    let sums = |from: usize| page.any(from, Reading::CHANGE, |m| verb(m) && m.last == at.first);
    let other = || within(scene.indicators(), item.last, at.first).is_empty();
    near && (item.last..at.first).any(sums) && other() && !(item.last..at.first).any(|i| page.is(i, b';'))
}
