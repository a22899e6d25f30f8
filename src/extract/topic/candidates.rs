//! The indicators of which a number may be: those that its sentence names, slices that stand by themselves, and what the
//! text speaks of already.

use super::Candidate;
use super::ratio::denominator;
use super::units::{compatible, dimension};
use crate::extract::discourse::Last;
use crate::extract::mention::{At, within};
use crate::extract::quantity::Counted;
use crate::extract::scene::{Found, Origin, Scene, overlaps};
use crate::lang::reading::IndicatorWord;
use crate::lang::{ChangeKind, Link, Reading, Strength};
use crate::model::Indicator;
use crate::text::Kind;

/// Indicators that the sentence names, with their distance.
pub(super) fn stated(scene: &Scene<'_>, counted: Counted) -> Vec<Candidate> {
    let quantity = scene.quantity();
    let indicators = scene.indicators();
    let mut all = Vec::new();
    for at in indicators {
        if overlaps((at.first, at.last), (quantity.first, quantity.last))
            || !compatible(at.what.indicator, counted)
            || denominator(scene.found, scene.local, at)
        {
            continue;
        }
        // "growth", "expansion" name an indicator of their own only as a rate.
        let moves =
            scene.page.at(at.first).iter().any(|m| m.last == at.last && matches!(m.reading, Reading::Change(_)));
        if moves && dimension(counted) != "percent" {
            continue;
        }
        let cost = cost(scene, at);
        let origin = if cost < 12 { Origin::Clause } else { Origin::Sentence };
        let tied = at.first >= quantity.last && tied(scene, quantity.last, at.first);
        all.push(Candidate {
            cost,
            word: at.what,
            item: item_of(scene, at),
            place: Some((at.first, at.last)),
            origin,
            tied,
        });
    }
    all
}

/// How far an indicator stands from a quantity; behind it only when the words between tie the two.
fn cost(scene: &Scene<'_>, at: &At<IndicatorWord>) -> u32 {
    let quantity = scene.quantity();
    let base = scene.distance((at.first, at.last));
    let weak = if at.what.strength == Strength::Weak { 6 } else { 0 };
    if at.last <= quantity.first {
        let between = scene.local.quantities[..scene.n].iter().filter(|q| q.first >= at.last).count() as u32;
        // The subject may stand far from its verb, as long as nothing else comes between.
        let parted = (at.last..quantity.first).any(|i| scene.page.word(i) == ";" || scene.page.link(i, Link::Clause));
        let rival = within(&scene.mentions.indicators, at.last, quantity.first)
            .iter()
            .any(|i| i.what.strength == Strength::Strong);
        let subject = at.what.strength == Strength::Strong && between == 0 && !parted && !rival;
        return if subject { base.min(20) } else { base } + weak + between;
    }
    let between = scene.local.quantities[scene.n + 1..].iter().filter(|q| q.last <= at.first).count() as u32;
    if tied(scene, quantity.last, at.first) && between == 0 {
        return base / 2 + weak;
    }
    base + weak + 9 + 6 * between
}

/// Whether only small words, areas and words of change stand between a number and what follows: "2% growth in
/// industrial output", "$93 billion in trade".
fn tied(scene: &Scene<'_>, from: usize, to: usize) -> bool {
    to - from <= 7
        && (from..to).all(|at| {
            scene.page.at(at).iter().any(|m| {
                matches!(
                    m.reading,
                    Reading::Link(Link::Of | Link::In | Link::The | Link::For | Link::Per | Link::With)
                        | Reading::Area(..)
                        | Reading::Basis { .. }
                        | Reading::Unit(..)
                ) || matches!(m.reading, Reading::Change(c) if c.kind != ChangeKind::Verb)
            }) || matches!(scene.page.tokens[at].kind, Kind::Possessive | Kind::Dash)
                || ["worth", "off", "total", "annual", "combined", "overall", "real", "nominal"]
                    .iter()
                    .any(|w| scene.page.is_word(at, w))
        })
        && (from == to || !matches!(scene.page.word(from), "," | ";"))
}

/// The slice that the words round an indicator name: "coal exports", "exports of coal".
pub(super) fn item_of(scene: &Scene<'_>, at: &At<IndicatorWord>) -> Option<String> {
    if let Some(item) = at.what.item {
        return Some(item.to_owned());
    }
    let fits = |number: u16| item_fits(scene.found, number, at.what.indicator);
    let items = scene.items();
    let beside = |m: &&At<u16>| {
        let before = m.last == at.first || m.last + 1 == at.first && scene.page.tokens[m.last].kind == Kind::Dash;
        let of = m.first == at.last + 1 && scene.page.link(at.last, Link::Of);
        before || of
    };
    items.iter().filter(beside).find_map(|m| fits(m.what))
}

/// The slice of a word, where it slices the indicator.
pub fn item_fits(found: &Found<'_, '_>, number: u16, indicator: Indicator) -> Option<String> {
    let word = found.page.lexicon.item(number)?;
    word.indicators.split('|').any(|i| i == indicator.code()).then(|| word.item.to_owned())
}

/// A slice named by itself, in a text that speaks of its indicator: "Food: 39.93 per cent".
pub(super) fn sliced(scene: &Scene<'_>, counted: Counted) -> Vec<Candidate> {
    let quantity = scene.quantity();
    let named = scene.indicators().first().map(|i| i.what);
    let spoken: Vec<IndicatorWord> =
        [named, scene.discourse.last.as_ref().map(|l| l.word), scene.discourse.topic, scene.discourse.title]
            .into_iter()
            .flatten()
            .filter(|w| compatible(w.indicator, counted))
            .map(|w| IndicatorWord { item: None, ..w })
            .collect();
    let items = scene.items();
    let mut all = Vec::new();
    for at in items {
        let Some(item) = scene.page.lexicon.item(at.what) else { continue };
        let Some(word) = spoken.iter().find(|w| item.indicators.split('|').any(|i| i == w.indicator.code())).copied()
        else {
            continue;
        };
        let named = scene.indicators().iter().any(|i| {
            i.first <= at.first && at.last <= i.last && i.what.item.is_none() && compatible(i.what.indicator, counted)
        });
        // "no food, energy or tobacco" says what the slice leaves out.
        let left_out = (1..=8).any(|back| {
            at.first.checked_sub(back).is_some_and(|i| i >= scene.local.first && scene.page.link(i, Link::Without))
        });
        if named || left_out || at.last > quantity.first {
            continue;
        }
        let between = scene.local.quantities[..scene.n].iter().filter(|q| q.first >= at.last).count() as u32;
        let cost = scene.distance((at.first, at.last)) + 4 + 4 * between;
        all.push(Candidate {
            cost,
            word,
            item: Some(item.item.to_owned()),
            place: Some((at.first, at.last)),
            origin: Origin::Sentence,
            tied: false,
        });
    }
    all
}

/// What the text speaks of already: the figure before, an indicator named just now, the heading.
pub(super) fn carried(scene: &Scene<'_>, counted: Counted) -> Vec<Candidate> {
    let quantity = scene.quantity();
    let names_area = !within(&scene.mentions.areas, scene.local.first, quantity.first).is_empty();
    let mut all = Vec::new();
    let mut add = |word: IndicatorWord, item: Option<String>, cost: u32| {
        if compatible(word.indicator, counted) {
            all.push(Candidate { cost, word, item, place: None, origin: Origin::Carried, tied: false });
        }
    };
    if let Some(last) = scene.discourse.recent(scene.local.index) {
        let Last { word, item, .. } = last;
        let same_sentence = last.sentence == scene.local.index;
        // A new sentence that names an area speaks of the whole again, not of the slice before.
        let whole = !same_sentence && names_area;
        add(*word, item.clone().filter(|_| !whole), if same_sentence { 22 } else { 26 });
        // What was spoken of before that is taken up again by a number that does not fit the last.
        if !compatible(word.indicator, counted) {
            let fits = |h: &&(IndicatorWord, usize, Counted)| {
                compatible(h.0.indicator, counted) && scene.discourse.line - h.1 <= 4
            };
            let alike = |h: &&(IndicatorWord, usize, Counted)| dimension(h.2) == dimension(counted);
            let mut before = scene.discourse.history.iter().rev().filter(fits);
            let earlier = before.clone().find(alike).or_else(|| before.next());
            if let Some((earlier, ..)) = earlier {
                add(*earlier, None, 27);
            }
        }
    }
    let pronoun = (scene.local.first..(scene.local.first + 4).min(quantity.first))
        .any(|i| ["it", "they"].iter().any(|w| scene.page.is_word(i, w)));
    if let Some((word, sentence)) = scene.discourse.before
        && pronoun
        && scene.local.index - sentence == 1
        && scene.discourse.last.as_ref().is_none_or(|l| l.sentence != sentence)
    {
        add(word, word.item.map(str::to_owned), 16);
    }
    if let Some((word, sentence)) = scene.discourse.named
        && (scene.local.index - sentence <= 1 || scene.discourse.line - scene.discourse.named_line <= 2)
    {
        let newer = scene.discourse.last.as_ref().is_none_or(|l| l.sentence < sentence);
        let label = scene.discourse.label == Some(sentence);
        add(
            word,
            word.item.map(str::to_owned),
            if newer && label {
                18
            } else if newer {
                27
            } else {
                29
            },
        );
    }
    if let Some(word) = scene.discourse.topic {
        let newer = scene.discourse.last.as_ref().is_none_or(|l| l.sentence < scene.discourse.topic_sentence);
        let stated = within(&scene.mentions.indicators, scene.local.first, quantity.first)
            .iter()
            .any(|i| i.what.strength == Strength::Strong);
        add(
            word,
            word.item.map(str::to_owned),
            if newer && !stated && scene.discourse.topic_line > 0 { 17 } else { 30 },
        );
    }
    let _ = quantity;
    all
}
