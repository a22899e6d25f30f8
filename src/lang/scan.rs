//! What a lexicon finds in a text: phrases at their tokens.

use super::classes::{Classes, Kinds};
use super::lexicon::Ids;
use super::link::Link;
use super::reading::Reading;
use super::recent::Recent;

/// A phrase found in a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Match {
    /// The first token.
    pub first: usize,
    /// One past the last token.
    pub last: usize,
    /// What it means.
    pub reading: &'static Reading,
}

/// What was found in one text, and the room to find it in, kept from one text to the next.
#[derive(Debug, Default)]
pub struct Scan {
    pub(super) words: Vec<Ids>,
    pub(super) matches: Vec<Match>,
    pub(super) starts: Vec<u32>,
    /// The kinds of the phrases that start at each token.
    pub(super) kinds: Vec<Kinds>,
    /// The classes of the function words among them.
    pub(super) classes: Vec<Classes>,
    pub(super) buffer: String,
    pub(super) recent: Recent,
}

impl Scan {
    /// Makes room for another text.
    pub fn clear(&mut self) {
        self.matches.clear();
        self.starts.clear();
        self.kinds.clear();
        self.classes.clear();
    }

    /// Makes room for the tokens of a text, no more than they take.
    pub fn reserve(&mut self, tokens: usize) {
        self.starts.reserve_exact(tokens);
        self.kinds.reserve_exact(tokens);
        self.classes.reserve_exact(tokens);
    }

    /// Adds a phrase. The list of a long text is the largest of all: it grows by a quarter, and not to twice its length.
    pub(super) fn push(matches: &mut Vec<Match>, found: Match) {
        const FEW: usize = 1 << 12;
        if matches.len() == matches.capacity() && matches.len() >= FEW {
            matches.reserve_exact(matches.len() / 4);
        }
        matches.push(found);
    }

    /// The phrases that start at a token, longest first.
    pub fn at(&self, token: usize) -> &[Match] {
        let Some(&from) = self.starts.get(token) else { return &[] };
        let to = self.starts.get(token + 1).map_or(self.matches.len(), |to| *to as usize);
        &self.matches[from as usize..to]
    }

    /// Whether a function word of this class starts at a token.
    pub fn link(&self, token: usize, link: Link) -> bool {
        self.any_of(token, link.class())
    }

    /// Whether a function word of any of these classes starts at a token.
    pub fn any_of(&self, token: usize, classes: Classes) -> bool {
        self.classes.get(token).is_some_and(|here| here & classes != 0)
    }

    /// Whether a phrase of any of these kinds starts at a token.
    pub fn has(&self, token: usize, kinds: Kinds) -> bool {
        self.kinds.get(token).is_some_and(|here| here & kinds != 0)
    }

    /// The classes of the function words, and the kinds of the phrases, that start at the tokens of a stretch.
    pub fn begun(&self, first: usize, last: usize) -> (Classes, Kinds) {
        let classes = self.classes[first..last].iter().fold(0, |all, here| all | here);
        let kinds = self.kinds[first..last].iter().fold(0, |all, here| all | here);
        (classes, kinds)
    }

    /// All phrases, in the order of the tokens they start at, longest first for each.
    pub fn matches(&self) -> &[Match] {
        &self.matches
    }

    /// The longest phrase at a token whose reading passes `pick`, with what `pick` gives.
    pub fn find<T>(&self, token: usize, pick: impl Fn(&Reading) -> Option<T>) -> Option<(usize, T)> {
        self.at(token).iter().find_map(|m| pick(m.reading).map(|found| (m.last, found)))
    }
}
