//! The small words that tell languages apart, looked up at the pace at which a text is read.

use std::sync::LazyLock;

use crate::model::Language;

/// In bytes; no small word is longer.
const LONGEST: usize = 16;
/// A power of two, with room for several times as many words as there are.
const PLACES: usize = 1 << 10;

/// The words with the languages that use them.
#[derive(Debug)]
pub(super) struct SmallWords {
    /// The languages that the bits stand for.
    pub(super) languages: Vec<Language>,
    /// For each first byte the lengths of the words that begin with it, as bits: most words of a text are none of them.
    lengths: [u32; 256],
    /// Each word as a number, at the place that follows from it or the next free one, with the bits of its languages.
    places: Vec<(u128, u16)>,
}

/// The shipped words.
pub(super) static SMALL_WORDS: LazyLock<SmallWords> = LazyLock::new(|| {
    let mut all = SmallWords { languages: Vec::new(), lengths: [0; 256], places: vec![(0, 0); PLACES] };
    for row in include_str!("../../data/languages/function_words.csv").lines().skip(1) {
        let Some((Ok(language), word)) = row.split_once(',').map(|(code, word)| (code.parse(), word)) else { continue };
        let at = all.languages.iter().position(|known| *known == language).unwrap_or_else(|| {
            all.languages.push(language);
            all.languages.len() - 1
        });
        all.add(word.as_bytes(), 1 << at);
    }
    all
});

impl SmallWords {
    fn add(&mut self, word: &[u8], users: u16) {
        let free = self.places.iter().filter(|(number, _)| *number == 0).count();
        if let Some(first) = word.first().filter(|_| word.len() <= LONGEST && free > 1) {
            self.lengths[usize::from(*first)] |= 1 << word.len();
            let (number, place) = self.find(word);
            self.places[place].0 = number;
            self.places[place].1 |= users;
        }
    }

    /// The number of a word, and the place at which it stands or would stand.
    fn find(&self, word: &[u8]) -> (u128, usize) {
        let number = word.iter().fold(0, |number, b| number << 8 | u128::from(*b));
        let mixed = (number as u64 ^ (number >> 64) as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut place = (mixed >> 54) as usize % PLACES;
        while self.places[place].0 != number && self.places[place].0 != 0 {
            place = (place + 1) % PLACES;
        }
        (number, place)
    }

    /// The languages that use a word, as bits.
    pub(super) fn users(&self, word: &[u8]) -> u16 {
        let lengths = word.first().map_or(0, |first| self.lengths[usize::from(*first)]);
        let known = word.len() <= LONGEST && lengths & 1 << word.len() != 0;
        if known { self.places[self.find(word).1].1 } else { 0 }
    }
}
