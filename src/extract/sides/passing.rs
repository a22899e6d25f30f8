//! Areas that a sentence names in passing: where somebody has a seat, what is left out, what belongs to a source's name.

use super::{Named, Sides, leads};
use crate::extract::measure::of_average;
use crate::extract::mention::{AreaMention, At, covering};
use crate::extract::page::Page;
use crate::extract::scene::{Origin, Scene};
use crate::extract::topic::Topic;
use crate::lang::{AreaRole, ChangeKind, Link, Match, Reading};
use crate::model::codelist::AreaKind;
use crate::text::Kind;

/// "The Manila-based lender": whether an area is but where somebody has a seat.
pub(super) fn seat(page: &Page<'_>, area: &Named) -> bool {
    let dash = page.tokens.get(area.last).is_some_and(|t| t.kind == Kind::Dash && !t.spaced);
    page.link(area.last + usize::from(dash), Link::Based)
}

/// "Excluding China, the region grew", "without oil and the OPEC+ deal": whether an area is but what is left out.
pub(super) fn left_out(page: &Page<'_>, area: &Named) -> bool {
    const REACH: usize = 6;
    let start = page.sentences.get(page.sentence_of(area.first)).map_or(0, |s| s.first);
    let from = area.first.saturating_sub(REACH).max(start);
    let without = (from..area.first).rfind(|&i| page.link(i, Link::Without));
    let parts = |i: usize| {
        let verb = |m: &Match| matches!(m.reading, Reading::Change(c) if c.kind == ChangeKind::Verb);
        page.tokens[i].kind != Kind::Word || page.any(i, Reading::CHANGE, verb)
    };
    // Behind "and" stands what is left out, too.
    let listed =
        |without: usize| (without..area.first).any(|i| page.link(i, Link::And)) && !(without..area.first).any(parts);
    page.before_is(area.first, Link::Without) || excepted(page, area) || without.is_some_and(listed)
}

/// "Countries other than the United States": whether a phrase of several words that leaves something out ends before an area.
fn excepted(page: &Page<'_>, area: &Named) -> bool {
    const LONGEST: usize = 4;
    let end = area.first - usize::from(area.first > 0 && page.one_of(area.first - 1, &[Link::The, Link::Article]));
    let ends = |m: &Match| *m.reading == Reading::Link(Link::Without) && m.last == end;
    (end.saturating_sub(LONGEST)..end).any(|i| page.any(i, Reading::LINK, ends))
}

/// "Exports to countries other than the United States rose": trade with all but one, which has no partner by name.
pub(super) fn with_others(scene: &Scene<'_>, topic: &Topic, named: &[Named]) -> Option<Sides> {
    const REACH: usize = 6;
    const LED: [Link; 4] = [Link::To, Link::From, Link::With, Link::Into];
    let (page, place) = (scene.page, topic.place.filter(|_| topic.word.indicator.two_sided())?);
    let left = |a: &&Named| a.first >= place.1 && a.first - place.1 <= REACH && excepted(page, a);
    let one = scene.areas().iter().find(left)?;
    let led = (place.1 - 1..one.first).any(|i| page.one_of(i, &LED));
    let whose = named.iter().rfind(|a| a.last <= place.0 && a.what.area != one.what.area).map(|a| a.what.area);
    let told = scene.discourse.sides.map(|s| s.0).filter(|a| *a != one.what.area);
    let area = whose.or(told).or_else(|| scene.discourse.home()).filter(|_| led)?;
    Some(Sides::new(Some(area), None, Origin::Sentence, "with all but one").at(one.place()))
}

/// "Turkmenistan's gas supplies to Azerbaijan through Iran": whether an area is but one that goods pass through.
pub(super) fn passage(page: &Page<'_>, area: &Named) -> bool {
    page.before_is(area.first, Link::Until) && !page.before_one(area.first, &[Link::To, Link::Into, Link::In])
}

/// "A quota under the deal between OPEC and its allies": whether an area is but one of the sides of what was agreed, of whose others no
/// area is named.
pub(super) fn party(scene: &Scene<'_>, area: &Named) -> bool {
    let page = scene.page;
    let allies = page.link(area.last, Link::And) && page.link(area.last + 1, Link::Its);
    allies && page.before_is(area.first, Link::Between) && covering(scene.areas(), area.last + 2).is_none()
}

/// "China, including Hong Kong and Macao, was the top buyer": whether an area is but a part of the one named before it, between commas.
pub(super) fn included(scene: &Scene<'_>, area: &Named) -> bool {
    const REACH: usize = 8;
    let page = scene.page;
    let from = area.first.saturating_sub(REACH).max(scene.local.first);
    let Some(comma) = (from..area.first).rfind(|&i| page.is(i, b',') && page.link(i + 1, Link::PartOfRun)) else {
        return false;
    };
    let small = |i: usize| {
        page.one_of(i, &[Link::And, Link::The, Link::Article])
            || covering(scene.areas(), i).is_some()
            || page.is(i, b',')
    };
    let end = (area.last..scene.local.last.min(area.last + REACH)).find(|&i| !small(i));
    let named = scene.areas().iter().any(|a| a.last == comma);
    named && (comma + 2..area.first).all(small) && end.is_some_and(|end| page.is(end - 1, b','))
}

/// "In Poland, which borders Germany, joblessness rose to 3 %": whether an area stands in a relative clause that commas part from the
/// number, behind the name of another.
pub(super) fn inserted(scene: &Scene<'_>, area: &Named) -> bool {
    const REACH: usize = 14;
    let (page, lead) = (scene.page, scene.quantity().lead);
    let from = area.first.saturating_sub(REACH).max(scene.local.first);
    let opens = |i: &usize| page.is(*i, b',') && page.link(i + 1, Link::Relative);
    let Some(comma) = (from..area.first).rfind(opens) else { return false };
    let end = (area.last..lead.min(area.last + REACH)).find(|&i| page.is(i, b','));
    let named = scene.areas().iter().any(|a| a.last == comma);
    let told = |end: usize| scene.before().iter().any(|q| q.first > comma && q.last <= end);
    // "Sales to India, which taxes Nepali tea at 40 %, fell by 3 %": a number of the clause is no other's where a verb goes on behind it.
    let verb = |m: &Match| matches!(m.reading, Reading::Change(c) if c.kind == ChangeKind::Verb && c.direction != 0);
    let goes_on = |end: usize| (end + 1..lead.min(end + 4)).any(|i| page.any(i, Reading::CHANGE, verb));
    let closes = |end: usize| !told(end) || goes_on(end);
    named && !(comma + 1..area.first).any(|i| page.is(i, b',')) && end.is_some_and(closes)
}

/// "..., según el informe Perspectivas de la Economía Mundial": whether an area behind the number belongs to the name of a
/// source.
pub(super) fn sourced(scene: &Scene<'_>, area: &Named) -> bool {
    const REACH: usize = 8;
    let (last, page) = (scene.quantity().last, scene.page);
    let from = last.max(area.first.saturating_sub(REACH));
    let told = (from..area.first.max(from)).rfind(|&i| page.names_source(i));
    told.is_some_and(|told| !(told..area.first).any(|i| matches!(page.mark(i), b',' | b';' | b':')))
}

/// "Prices rose by 3.5 % (euro area: 2.1 %), and will rise by 2.4 %": whether an area stands in a bracket with a number of its own, so that
/// it is of none outside.
pub(super) fn in_other_bracket(scene: &Scene<'_>, area: &Named) -> bool {
    scene.in_other_bracket(area.place())
}

/// "Trade came to 680 billion, up 17 %, of which that with China 187 billion": whether an area behind the number stands behind "of which",
/// with a number of its own.
pub(super) fn of_part_behind(scene: &Scene<'_>, area: &Named) -> bool {
    let (page, last) = (scene.page, scene.quantity().last);
    let own = || scene.local.quantities[scene.n + 1..].iter().any(|q| q.lead >= area.last);
    let comma = |i: usize| matches!(page.mark(i), b',' | b';') || page.word(i) == "\u{ff0c}";
    let part = || (last + 1..area.first).any(|i| page.link(i, Link::PartOfRun) && comma(i - 1));
    // "13.9 billion in remittances, most of it from ours in Russia": so is one from which a part comes.
    let source = || page.before_is(area.first, Link::From) || page.before_is(area.first, Link::In);
    area.first > last && (own() || source()) && part()
}

/// "77 percent of the EU average": whether an area stands behind the number as the whole that it is measured by.
pub(super) fn averaged(scene: &Scene<'_>, area: &Named) -> bool {
    const REACH: usize = 3;
    let last = scene.quantity().last;
    area.first > last && area.first - last <= REACH && scene.quantity().is_percent() && of_average(scene)
}

/// "Die OECD erwartet 2,8 Prozent", in a text on a country: whether a group with which a sentence opens only foresees, with a verb directly
/// behind it, what the sentence names no area for.
pub(super) fn foresees(scene: &Scene<'_>, area: &Named) -> bool {
    const OPENS: usize = 2;
    // "The OECD cut to 3.2 % its forecast of world growth": so does it where the sentence names another.
    let named = |a: &At<AreaMention>| !a.what.in_title && a.what.area != area.what.area;
    let home = scene.discourse.home().is_some_and(|home| home.kind() == AreaKind::Country);
    let other = home || scene.areas().iter().any(named);
    let verb = scene.page.has(area.last, Reading::SPEECH | Reading::STATUS | Reading::CHANGE);
    area.what.area.code() == "OECD"
        && other
        && verb
        && area.first <= scene.local.first + OPENS
        && !scene.statuses().is_empty()
}

/// "占全球约四分之一": whether the world stands behind a word of sharing, as the whole of which another area has a part.
pub(super) fn whole_of_share(page: &Page<'_>, area: &Named) -> bool {
    area.what.area.code() == "WORLD" && page.before_is(area.first, Link::Share) && page.grammar(area.first).year_first
}

/// "Our country accounts for 10 percent of global oil output": whether the world is but the whole of which those who speak hold a part.
pub(super) fn whole_of_ours(scene: &Scene<'_>, area: &Named) -> bool {
    const REACH: usize = 2;
    let last = scene.quantity().last;
    let whole = area.what.area.code() == "WORLD" && scene.quantity().is_percent() && scene.page.leads_of(last);
    let behind = area.first > last && area.first - last <= REACH;
    whole && behind && (scene.local.first..scene.quantity().lead).any(|i| scene.page.link(i, Link::We))
}

/// "Within the limit set by EU rules", "as African swine fever spread": whether an area behind the number only describes a thing that
/// the lexicon does not know, in a text on another one.
pub(super) fn described(scene: &Scene<'_>, area: &Named) -> bool {
    let page = scene.page;
    let other = scene.discourse.home().is_some_and(|home| home != area.what.area);
    if !other || area.first < scene.quantity().last {
        return false;
    }
    let word = |at: usize| page.tokens.get(at).filter(|t| t.kind == Kind::Word && t.breaks == 0 && !t.upper);
    let thing = word(area.last).is_some() && page.at(area.last).is_empty() && page.tokens[area.last].spaced;
    let measured = |at: usize| word(at).is_some() && page.has(at, Reading::INDICATOR | Reading::ITEM);
    // An adjective that stands behind its noun describes that.
    let led =
        area.first.checked_sub(1).is_some_and(|i| page.has(i, Reading::LINK) || page.tokens[i].kind == Kind::Mark);
    // "Manufacturing grew by 0.2 % as carmakers, squeezed by Chinese vehicles, cut shifts": nor is one that says where goods come from, in
    // a clause of its own.
    let goods = area.what.role == AreaRole::Adjective && covering(scene.items(), area.last).is_some();
    let clause = || (scene.quantity().last..area.first).any(|i| page.link(i, Link::Clause));
    thing && led && !measured(area.last + 1) || goods && clause()
}

/// "With India's exports at 4.6 billion": whether an area owns the trade of which the number is, so that it is no partner in it.
pub(super) fn owns_trade(topic: &Topic, area: &Named) -> bool {
    // "With Turkmen exports making up 700 million".
    let adjective = area.what.role == AreaRole::Adjective && leads_to_words(topic, area, 0);
    adjective || area.what.possessive && leads_to_words(topic, area, 3)
}

/// Whether an area stands at most so many tokens before the words for what is told: "Malaysia's total exports".
pub(super) fn leads_to_words(topic: &Topic, area: &Named, reach: usize) -> bool {
    topic.place.is_some_and(|p| p.0 >= area.last && p.0 - area.last <= reach)
}

/// "Gas exports to China rose by 30 %. Exports of LNG from Russia fell": what leaves a country goes everywhere, unless the text
/// is on its trade with one other.
pub(super) fn leaves(scene: &Scene<'_>, topic: &Topic, subject: &Named) -> bool {
    let fuel = matches!(topic.word.indicator.code(), "gas_exports" | "oil_exports");
    (fuel || scene.pair().is_none()) && scene.page.before_is(leads(scene, subject), Link::From)
}

/// "Trade came to 12.4 billion, but most of it was gold on its way to the Emirates": whether an area behind the number is but where something
/// goes of which a new clause tells.
pub(super) fn behind_clause(scene: &Scene<'_>, area: &Named) -> bool {
    let (page, last) = (scene.page, scene.quantity().last);
    let clause = |i: usize| page.is(i, b',') && page.link(i + 1, Link::Clause);
    let goes = page.before_one(area.first, &[Link::To, Link::Into]);
    let own = || scene.local.quantities[scene.n + 1..].iter().any(|q| q.lead < area.first);
    goes && area.first > last && (last..area.first).any(clause) && !own()
}
