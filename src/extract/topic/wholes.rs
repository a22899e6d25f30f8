//! Parts and growths of what the text has not told of.

use crate::extract::discourse::Last;
use crate::extract::mention::covering;
use crate::extract::scene::Scene;
use crate::lang::{ChangeKind, Link, Match, Reading};
use crate::text::Kind;

/// "10 % of declarations": a part of a whole that is named, and that no lexicon knows, is no part of what was spoken of.
pub(super) fn of_other_whole(scene: &Scene<'_>) -> bool {
    let (quantity, page) = (scene.quantity(), scene.page);
    let whole = quantity.last + 1 + usize::from(page.one_of(quantity.last + 1, &[Link::The, Link::Article]));
    let unknown = || page.tokens.get(whole).is_some_and(|t| t.kind == Kind::Word) && page.at(whole).is_empty();
    quantity.is_percent() && page.leads_of(quantity.last) && whole < scene.local.last && unknown()
}

/// "20 % more reclining seats": what there is more of, and no lexicon knows, is nothing of which the text has told.
pub(super) fn more_of_another(scene: &Scene<'_>) -> bool {
    let (quantity, page) = (scene.quantity(), scene.page);
    let adverb = |m: &Match| {
        matches!(m.reading, Reading::Change(c) if c.kind == ChangeKind::Adverb && c.direction != 0)
            && m.last == quantity.last + 1
    };
    let more = quantity.is_percent() && page.any(quantity.last, Reading::CHANGE, adverb);
    let thing = page.tokens.get(quantity.last + 1);
    let noun = thing.is_some_and(|t| t.kind == Kind::Word && !t.upper && t.breaks == 0 && t.spaced);
    more && noun && page.at(quantity.last + 1).is_empty() && !page.grammar(quantity.last).year_first
}

/// "31 Prozent dessen, was Konzerne anlegten", "30 % de ce que": nor is a part of a whole of which a clause tells.
pub(super) fn of_told_whole(scene: &Scene<'_>) -> bool {
    let (page, last) = (scene.page, scene.quantity().last);
    let pronoun = page.link(last, Link::Relative) && page.is(last + 1, b',') && page.link(last + 2, Link::Clause);
    scene.quantity().is_percent() && pronoun
}

/// "A quarter of the population", in a text on trade: a part of people is a part of nothing else.
pub(super) fn of_people(scene: &Scene<'_>) -> bool {
    let (quantity, page) = (scene.quantity(), scene.page);
    // "40 % населения": a case may say what "of" says.
    let genitive = page.grammar(quantity.last).bare_genitive && !page.leads_of(quantity.last);
    let behind = quantity.last + usize::from(!genitive);
    let whole = behind + usize::from(page.one_of(behind, &[Link::The, Link::Article]));
    // "70 % of Kyrgyzstan's population".
    let whole = covering(&scene.mentions.areas, whole).map_or(whole, |a| a.last);
    let whole = whole + usize::from(page.tokens.get(whole).is_some_and(|t| t.kind == Kind::Possessive));
    let counted = |r: &Reading| match r {
        Reading::Indicator(word) => (word.indicator.code() == "population").then_some(()),
        Reading::Unit(unit, _) => (unit.code() == "persons").then_some(()),
        _ => None,
    };
    let people = || {
        page.tokens.get(whole).is_some() && page.find_of(whole, Reading::INDICATOR | Reading::UNIT, counted).is_some()
    };
    let social = |l: &Last| l.word.indicator.has_dimension("persons");
    quantity.is_percent()
        && (genitive || page.leads_of(quantity.last))
        && people()
        && !scene.discourse.recent(scene.local.index).is_some_and(social)
}

/// "24.9 %, against 15.4 % overall": whether a word behind the number says that it is of all, where its indicator stands before another number.
pub(super) fn overall(scene: &Scene<'_>, place: Option<(usize, usize)>) -> bool {
    let (page, last) = (scene.page, scene.quantity().last);
    let ends = page.tokens.get(last + 1).is_none_or(|t| t.kind != Kind::Word || t.breaks > 0);
    ends && page.link(last, Link::Total) && place.is_none_or(|place| scene.parted(place))
}
