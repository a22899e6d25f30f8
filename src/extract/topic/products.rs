//! Words for output, consumption and revenue that are said of one product or trade, and not of an economy or a state.

use super::Candidate;
use super::slices::item_fits;
use super::weigh::produced;
use crate::extract::mention::At;
use crate::extract::scene::Scene;
use crate::lang::{ItemWord, Link, Match, Reading, Strength};
use crate::text::Kind;

/// Whether a word is that of one product or trade which no row makes a slice of its indicator.
pub(super) fn of_product(scene: &Scene<'_>, candidate: &Candidate) -> bool {
    let weak = candidate.word.strength == Strength::Weak;
    weak && produced(scene, candidate) && of_goods(scene, candidate)
        || consumed(scene, candidate)
        || earned(scene, candidate)
}

/// "Carpet output": whether the name of goods that are no slice of the indicator stands directly before its word.
fn of_goods(scene: &Scene<'_>, candidate: &Candidate) -> bool {
    let place = candidate.place.unwrap_or_default();
    let product =
        |m: &At<&'static ItemWord>| m.last == place.0 && item_fits(m.what, candidate.word.indicator).is_none();
    scene.items().iter().any(product)
}

/// "Steel consumption grew by 11 %": what is used up of a material is nothing that households consume.
fn consumed(scene: &Scene<'_>, candidate: &Candidate) -> bool {
    let alone = candidate.place.is_some_and(|p| p.1 == p.0 + 1);
    candidate.word.indicator.code() == "consumption" && candidate.item.is_none() && alone && of_goods(scene, candidate)
}

/// "Hotel revenue rose by 8 %", in a text on no budget: what a trade takes in, whose name stands before a word that else is said of a state.
fn earned(scene: &Scene<'_>, candidate: &Candidate) -> bool {
    let page = scene.page;
    let state = matches!(candidate.word.indicator.code(), "budget_revenue" | "budget_expenditure");
    let Some(place) = candidate.place.filter(|_| state && candidate.word.strength == Strength::Weak) else {
        return false;
    };
    let trade = |i: usize| {
        let foreign = |word: &'static ItemWord| item_fits(word, candidate.word.indicator).is_none();
        let other = |m: &Match| match *m.reading {
            Reading::Item(word) => !foreign(word),
            reading => reading != Reading::Link(Link::Other),
        };
        let word = page.tokens[i].kind == Kind::Word && page.tokens[place.0].spaced && page.tokens[place.0].breaks == 0;
        word && !page.dated(i) && !page.at(i).iter().any(other)
    };
    let before = place.0.checked_sub(1).filter(|i| *i >= scene.local.first);
    before.is_some_and(trade) && !page.grammar(place.0).bare_genitive && !of_state(scene)
}

/// Whether the text has told of what a state takes in or spends, or says the word for its budget near the number.
fn of_state(scene: &Scene<'_>) -> bool {
    const BACK: usize = 4;
    let told = scene.discourse.history.iter().any(|h| h.word.indicator.code().starts_with("budget_"));
    let says = |at: usize| {
        let sentence = scene.page.sentences[at];
        (sentence.first..sentence.last).any(|i| scene.page.link(i, Link::Budget))
    };
    told || (scene.local.index.saturating_sub(BACK)..=scene.local.index).any(says)
}
