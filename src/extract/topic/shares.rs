//! The slice of which a share is told.

use super::Candidate;
use super::contribution::{branch, part_of_growth};
use crate::extract::discourse::Last;
use crate::extract::mention::{At, covering, within};
use crate::extract::quantity::Counted;
use crate::extract::scene::Scene;
use crate::lang::reading::IndicatorWord;
use crate::lang::{Change, ChangeKind, ItemWord, Link};
use crate::model::Transformation;

/// "Trade of private firms grew by 7.3 %, making up 57.3 % of the total": a verb of sharing behind the comma of the number before has
/// the slice of that one as its subject.
pub(super) fn shares_whole(scene: &Scene<'_>, best: &Candidate) -> Option<&'static str> {
    let (previous, last) = (scene.previous()?, scene.told()?);
    let verb = previous.last + 1;
    let shares = scene.page.is(previous.last, b',') && scene.page.link(verb, Link::Share);
    let whole = best.place.is_some_and(|p| p.0 > verb) && last.word.indicator == best.word.indicator;
    last.item.filter(|_| shares && whole)
}

/// "The share of services in GDP was 47.3 %, of industry 26.2 %": what a branch holds of an economy is a part of GDP, the first one by
/// the words before that, the next by the number before.
pub(super) fn branch_of_gdp(scene: &Scene<'_>, best: &Candidate) -> Option<&'static str> {
    const NEAR: usize = 2;
    let (page, number) = (scene.page, scene.quantity());
    let part = number.is_percent() || number.counted == Counted::Fraction;
    let from = scene.previous().map_or(scene.local.first, |q| q.last);
    let gdp = |i: &&At<IndicatorWord>| i.what.indicator.code() == "gdp";
    let own = |i: &&At<IndicatorWord>| i.what.item.is_none() && branch(i.what.indicator.code()).is_some();
    let named = within(scene.indicators(), from, number.lead).iter().rfind(own).filter(|_| part)?;
    let moved = |c: &At<Change>| c.first >= named.last && c.last <= number.lead && c.what.direction != 0;
    let told = |l: &Last| l.word.indicator.code() == "gdp" && l.item.is_some() && l.measure == Transformation::Share;
    let listed = scene.told().is_some_and(told) && best.place == Some(named.place());
    let share = (named.first.saturating_sub(1)..named.last).any(|i| page.link(i, Link::Share));
    // "В структуре ВВП доля услуг": the whole may stand before its part.
    let within_whole =
        |i: &At<IndicatorWord>| (i.first.saturating_sub(NEAR)..i.first).any(|at| page.link(at, Link::In));
    let whole = within(scene.indicators(), scene.local.first, number.lead).iter().find(gdp).filter(|i| within_whole(i));
    let of_whole = share && whole.is_some_and(|i| i.last <= named.first || i.first - named.last <= NEAR);
    let fits = of_whole || listed && !scene.changes().iter().any(moved);
    branch(named.what.indicator.code()).filter(|_| fits)
}

/// "Manufacturing GVA rose by 4.6 %", "in farming, output shrank by 2 %": what the part of an economy that a branch is has grown by, that
/// branch has.
pub(super) fn branch_grown(scene: &Scene<'_>, best: &Candidate) -> Option<(IndicatorWord, Option<&'static str>)> {
    let item = best.item.filter(|_| best.word.indicator.code() == "gdp" && scene.quantity().is_percent())?;
    let code = grown(item).filter(|_| best.word.measure.is_none() && !part_of_growth(scene))?;
    let share = (scene.local.first..scene.local.last).any(|i| scene.page.link(i, Link::Share));
    let moved = scene.changes().iter().any(|c| c.what.direction != 0);
    let word = IndicatorWord { indicator: code.parse().ok()?, item: None, ..best.word };
    (moved && !share).then_some((word, None))
}

/// The indicator of what a branch of an economy produces.
fn grown(branch: &str) -> Option<&'static str> {
    Some(match branch {
        "agriculture" => "agricultural_production",
        "construction" => "construction",
        "industry" => "industrial_production",
        "manufacturing" => "manufacturing",
        "services" => "services",
        _ => return None,
    })
}

/// "The share of renewables in power generation": the slice of which a share is told stands before its whole.
pub(super) fn share_in(scene: &Scene<'_>, at: &At<IndicatorWord>, item: &At<&'static ItemWord>) -> bool {
    let page = scene.page;
    let small = |i: usize| page.one_of(i, &[Link::The, Link::Article, Link::Its, Link::We, Link::Epithet]);
    // "Der Anteil der Windkraft an der Stromerzeugung": what something is a part of may have another word before it.
    let part = page.one_of(item.last, &[Link::In, Link::On]);
    let led = item.last < at.first && at.first - item.last <= 4 && part;
    let lead = (item.first.saturating_sub(2)..item.first).rfind(|&i| !small(i));
    let of = lead.filter(|&i| page.link(i, Link::Of) && !page.link(i, Link::Share));
    // "Доля малого бизнеса в ВВП": a case may say what "of" says.
    let case = lead.map(|i| i + 1).filter(|&i| page.grammar(i).bare_genitive);
    let share = |i: Option<usize>| i.and_then(|i| i.checked_sub(1)).is_some_and(|i| page.link(i, Link::Share));
    led && (item.last + 1..at.first).all(small) && (share(of) || share(case))
}

/// "Machinery accounted for 40 % of total exports", "exports of oil, which make up 60 % of the total": what stands directly before a
/// verb of sharing is the part, where the whole of one indicator stands behind the number.
pub(super) fn makes_up(scene: &Scene<'_>, at: &At<IndicatorWord>, item: &At<&'static ItemWord>) -> bool {
    const REACH: usize = 4;
    let (page, number) = (scene.page, scene.quantity());
    let whole = number.is_percent() && at.first >= number.last && at.first - number.last <= REACH;
    let verb = |i: &usize| page.link(*i, Link::Share) && !page.link(*i, Link::Of);
    let verb = (number.lead.saturating_sub(REACH).max(scene.local.first)..number.lead).rev().find(verb);
    let same = |i: usize| covering(scene.indicators(), i).is_some_and(|i| i.what.indicator == at.what.indicator);
    let small = |i: usize| page.is(i, b',') || page.one_of(i, &[Link::Relative, Link::Have]) || same(i);
    // "About 40 % of exports were machinery".
    let is =
        covering(scene.changes(), at.last).is_some_and(|c| c.what.kind == ChangeKind::Verb && c.what.direction == 0);
    let predicate = is && item.first == at.last + 1 && page.link(number.last, Link::Of);
    let part = |verb: usize| item.last <= verb && verb - item.last <= REACH && (item.last..verb).all(small);
    whole && (predicate || verb.is_some_and(part))
}
