//! What a lexicon finds in a text: phrases at their tokens.

use rustc_hash::FxHashMap;

use super::classes::{Classes, Kinds};
use super::link::Link;
use super::reading::Reading;
use super::recent::{Known, Recent};

/// A phrase found in a text; it starts at the token at which it is asked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Match {
    /// One past the last token.
    pub last: usize,
    /// What it means.
    pub reading: &'static Reading,
}

/// What was found in one text, and the room to find it in, kept from one text to the next.
#[derive(Debug, Default)]
pub struct Scan {
    pub(super) words: Vec<Known>,
    pub(super) matches: Vec<Match>,
    pub(super) starts: Vec<u32>,
    /// For each token the number of what begins there.
    pub(super) begun: Vec<u32>,
    pub(super) kinds: Begun,
    pub(super) buffer: String,
    pub(super) recent: Recent,
}

/// What begins at tokens: the classes of function words and the kinds of phrases. Tokens by the million have the same few thousand sets
/// of them, so that a number says which a token has. They are kept from one text to the next.
#[derive(Debug)]
pub(super) struct Begun {
    sets: Vec<(Classes, Kinds)>,
    numbers: FxHashMap<(Classes, Kinds), u32>,
}

impl Default for Begun {
    fn default() -> Self {
        Self { sets: vec![(0, 0)], numbers: FxHashMap::default() }
    }
}

impl Begun {
    /// The number of a set; that of the empty one is 0.
    pub(super) fn number(&mut self, set: (Classes, Kinds)) -> u32 {
        if set == (0, 0) {
            return 0;
        }
        let next = self.sets.len() as u32;
        let number = *self.numbers.entry(set).or_insert(next);
        if number == next {
            self.sets.push(set);
        }
        number
    }
}

impl Scan {
    /// Makes room for another text.
    pub fn clear(&mut self) {
        self.matches.clear();
        self.starts.clear();
        self.begun.clear();
    }

    /// Makes room for the tokens of a text, no more than they take.
    pub fn reserve(&mut self, tokens: usize) {
        self.starts.reserve_exact(tokens);
        self.begun.reserve_exact(tokens);
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
        self.set(token).0 & classes != 0
    }

    /// Whether a phrase of any of these kinds starts at a token.
    pub fn has(&self, token: usize, kinds: Kinds) -> bool {
        self.set(token).1 & kinds != 0
    }

    /// The sets of what begins at tokens, by their numbers. Further ones may join them with the next text.
    pub fn sets(&self) -> impl Iterator<Item = (Classes, Kinds)> {
        self.kinds.sets.iter().copied()
    }

    /// For each token the number of its set.
    pub fn numbers(&self) -> impl Iterator<Item = usize> {
        self.begun.iter().map(|number| *number as usize)
    }

    /// The classes of the function words, and the kinds of the phrases, that start at a token; nothing past the last.
    #[inline]
    pub fn set(&self, token: usize) -> (Classes, Kinds) {
        self.begun.get(token).map_or((0, 0), |number| self.kinds.sets[*number as usize])
    }

    /// The classes of the function words, and the kinds of the phrases, that start at the tokens of a stretch.
    pub fn begun(&self, first: usize, last: usize) -> (Classes, Kinds) {
        (first..last).fold((0, 0), |all, token| {
            let here = self.set(token);
            (all.0 | here.0, all.1 | here.1)
        })
    }

    /// All phrases with the tokens at which they start, in the order of these, longest first for each.
    pub fn matches(&self) -> impl Iterator<Item = (usize, &Match)> {
        (0..self.starts.len()).flat_map(|first| self.at(first).iter().map(move |m| (first, m)))
    }

    /// The longest phrase at a token whose reading passes `pick`, with what `pick` gives.
    pub fn find<T>(&self, token: usize, pick: impl Fn(&Reading) -> Option<T>) -> Option<(usize, T)> {
        self.at(token).iter().find_map(|m| pick(m.reading).map(|found| (m.last, found)))
    }
}
