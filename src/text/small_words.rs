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

/// Which bytes are in words. Every byte beyond ASCII passes for a letter: what is no letter there stands at the edge of few
/// small words.
static LETTERS: [bool; 256] = {
    let mut letters = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        letters[byte] = byte >= 0x80 || (byte as u8).is_ascii_alphabetic();
        byte += 1;
    }
    letters
};

/// A word as a number, with its length; only the last bytes of a longer one are in it.
#[derive(Debug, Clone, Copy, Default)]
struct Word {
    number: u128,
    length: usize,
}

impl Word {
    fn push(&mut self, byte: u8) {
        self.number = self.number << 8 | u128::from(byte);
        self.length += 1;
    }

    /// Its first byte, where it is no longer than the longest.
    fn first(self) -> Option<u8> {
        (1..=LONGEST).contains(&self.length).then(|| (self.number >> (8 * (self.length - 1))) as u8)
    }
}

impl SmallWords {
    fn add(&mut self, text: &[u8], users: u16) {
        let free = self.places.iter().filter(|(number, _)| *number == 0).count();
        let mut word = Word::default();
        text.iter().for_each(|byte| word.push(*byte));
        if let Some(first) = word.first().filter(|_| free > 1) {
            self.lengths[usize::from(first)] |= 1 << word.length;
            let place = self.place(word.number);
            self.places[place].0 = word.number;
            self.places[place].1 |= users;
        }
    }

    /// The place at which a word stands or would stand.
    fn place(&self, number: u128) -> usize {
        let mixed = (number as u64 ^ (number >> 64) as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut place = (mixed >> 54) as usize % PLACES;
        while self.places[place].0 != number && self.places[place].0 != 0 {
            place = (place + 1) % PLACES;
        }
        place
    }

    /// Gives the languages of each small word of a text, as bits.
    pub(super) fn in_text(&self, text: &str, mut take: impl FnMut(u16)) {
        let mut word = Word::default();
        let mut end = |word: Word| {
            let lengths = word.first().map_or(0, |first| self.lengths[usize::from(first)]);
            if lengths >> word.length.min(31) & 1 != 0 {
                take(self.places[self.place(word.number)].1);
            }
        };
        // "m/m", "y/y": a letter beside a slash is short for a word, and none itself.
        let mut short = false;
        for byte in text.bytes() {
            if LETTERS[usize::from(byte)] {
                word.push(byte);
            } else {
                if word.length != 1 || !short && byte != b'/' {
                    end(word);
                }
                word = Word::default();
                short = byte == b'/';
            }
        }
        end(word);
    }
}
