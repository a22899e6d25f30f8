//! What the words of a text were found to be in a lexicon, kept for the next time that they come: most words of a text are
//! few, and to fold a word and to try its stems costs far more than to know it again.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use super::lexicon::Ids;

/// In bytes; longer words are looked up each time.
const LONGEST: usize = 43;
/// How many words are kept; a power of two.
const SLOTS: usize = 8192;
/// So many words are worth the room.
const ENOUGH: usize = 64;

/// Words with what they are in a lexicon; a word takes the place of the one before it at its place.
#[derive(Debug, Default)]
pub(super) struct Recent {
    slots: Vec<Slot>,
}

/// As large as a line of the cache.
#[derive(Debug, Clone)]
#[repr(align(64))]
struct Slot {
    /// Which lexicon was asked for which kind of word.
    asked: u32,
    ids: Ids,
    length: u8,
    word: [u8; LONGEST],
}

impl Recent {
    /// Makes room, where there are words enough to come.
    pub(super) fn make_room(&mut self, words: usize) {
        if self.slots.is_empty() && words >= ENOUGH {
            let free = Slot { asked: u32::MAX, ids: Ids::default(), length: 0, word: [0; LONGEST] };
            self.slots.resize(SLOTS, free);
        }
    }

    /// What a word is, as it was found before or as `find` finds now.
    pub(super) fn get(&mut self, asked: u32, word: &[u8], find: impl FnOnce() -> Ids) -> Ids {
        if self.slots.is_empty() || word.len() > LONGEST {
            return find();
        }
        let mut hasher = FxHasher::default();
        hasher.write_u32(asked);
        hasher.write(word);
        let place = hasher.finish() as usize % SLOTS;
        let slot = &mut self.slots[place];
        if slot.asked == asked && slot.length as usize == word.len() && slot.word[..word.len()] == *word {
            return slot.ids;
        }
        slot.ids = find();
        slot.asked = asked;
        slot.length = word.len() as u8;
        slot.word[..word.len()].copy_from_slice(word);
        slot.ids
    }
}
