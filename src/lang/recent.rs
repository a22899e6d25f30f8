//! What the words of a text were found to be in a lexicon, kept for the next time that they come: most words of a text are
//! few, and to fold a word and to try its stems costs far more than to know it again.

use super::lexicon::{Ids, Start};

/// In bytes; longer words are looked up each time.
const LONGEST: usize = 32;
/// How many words are kept; a power of two.
const SLOTS: usize = 1 << SLOT_BITS;
const SLOT_BITS: u32 = 13;
/// So many words are worth the room.
const ENOUGH: usize = 64;

/// Words with what they are in a lexicon; a word takes the place of the one before it at its place.
#[derive(Debug, Default)]
pub(super) struct Recent {
    slots: Vec<Slot>,
}

/// What a word is in a lexicon.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Known {
    /// Its numbers.
    pub(super) ids: Ids,
    /// What begins with it.
    pub(super) begins: Begins,
}

/// What begins with a word.
#[derive(Debug, Clone, Copy, Default)]
pub(super) enum Begins {
    /// No phrase.
    #[default]
    Nothing,
    /// The phrases of one node, with the number of what the word alone is.
    One(&'static Start, u32),
    /// The phrases of several nodes, or some that depend on how it is written.
    Several,
}

/// A word, its bytes as two numbers with zeros behind them, so that two words are compared in two steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Word(u128, u128);

#[derive(Debug, Clone)]
struct Slot {
    word: Word,
    /// Which lexicon was asked for which kind of word.
    asked: u32,
    known: Known,
}

impl Word {
    /// The word that stands in a text between two bytes; `None` for a longer one than are kept.
    #[inline]
    fn of(text: &[u8], start: usize, end: usize) -> Option<Self> {
        const HALF: usize = LONGEST / 2;
        let length = end - start;
        // What stands behind a short word is read with it and cut away.
        match text.get(start..start + HALF) {
            Some(near) if length <= HALF => Some(Self(number(near, length), 0)),
            Some(near) if length <= LONGEST => {
                let far = match text.get(start + HALF..start + LONGEST) {
                    Some(far) => number(far, length - HALF),
                    None => padded(&text[start + HALF..end]),
                };
                Some(Self(number(near, HALF), far))
            }
            Some(_) => None,
            None => Some(Self(padded(&text[start..end]), 0)),
        }
    }

    /// The slot of a word.
    fn place(self, asked: u32) -> usize {
        const FACTORS: [u64; 4] =
            [0x9e37_79b9_7f4a_7c15, 0xc2b2_ae3d_27d4_eb4f, 0x1656_67b1_9e37_79f9, 0x27d4_eb2f_1656_67c5];
        let mix = |half: u128, a: u64, b: u64| (half as u64).wrapping_mul(a) ^ ((half >> 64) as u64).wrapping_mul(b);
        let mixed = mix(self.0, FACTORS[0], FACTORS[1]) ^ mix(self.1, FACTORS[2], FACTORS[3]) ^ u64::from(asked) << 53;
        (mixed ^ mixed >> 29).wrapping_mul(FACTORS[0]) as usize >> (u64::BITS - SLOT_BITS)
    }
}

/// The first bytes of sixteen as a number.
#[inline]
fn number(sixteen: &[u8], length: usize) -> u128 {
    let whole = sixteen.try_into().map_or(0, u128::from_le_bytes);
    if length < 16 { whole & ((1 << (8 * length)) - 1) } else { whole }
}

/// Fewer than sixteen bytes as a number.
#[cold]
fn padded(few: &[u8]) -> u128 {
    few.iter().rev().fold(0, |number, byte| number << 8 | u128::from(*byte))
}

impl Recent {
    /// Makes room, where there are words enough to come.
    pub(super) fn make_room(&mut self, words: usize) {
        if self.slots.is_empty() && words >= ENOUGH {
            let free = Slot { asked: u32::MAX, known: Known::default(), word: Word(0, 0) };
            self.slots.resize(SLOTS, free);
        }
    }

    /// What the word between two bytes of a text is, as it was found before or as `find` finds now.
    #[inline]
    pub(super) fn get(
        &mut self,
        asked: u32,
        text: &[u8],
        (start, end): (u32, u32),
        find: impl FnOnce() -> Known,
    ) -> Known {
        let Some(word) = Word::of(text, start as usize, end as usize).filter(|_| !self.slots.is_empty()) else {
            return find();
        };
        let slot = &mut self.slots[word.place(asked)];
        if slot.word == word && slot.asked == asked {
            return slot.known;
        }
        *slot = Slot { word, asked, known: find() };
        slot.known
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_the_same_wherever_they_stand() {
        let text = "trade, and the trade of a long word: ausfuhrgenehmigungen; ausfuhrgenehmigungen trade".as_bytes();
        for word in ["trade", "ausfuhrgenehmigungen"] {
            let starts = (0..text.len()).filter(|at| text[*at..].starts_with(word.as_bytes()));
            let all: Vec<_> = starts.map(|at| Word::of(text, at, at + word.len())).collect();
            assert!(all.len() >= 2 && all[0].is_some(), "{word}");
            assert!(all.iter().all(|w| *w == all[0]), "{word}: {all:?}");
        }
        assert_ne!(Word::of(text, 0, 5), Word::of(text, 0, 4));
        assert_eq!(Word::of(text, 0, LONGEST + 1), None);
    }
}
