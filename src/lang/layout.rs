//! The words of a language as they lie in the program: numbers in one row of bytes, worked out when the program is built, so that
//! nothing of a lexicon is read before a text needs it. The same layout is made at run time of words that a reader adds.
//!
//! The layout is a trie over the numbers of words. Its nodes are numbered in the order of their depth, so that those that may follow
//! one are a range; a row of the files is named by where it begins, and is read when a text first has one of its phrases.
//!
//! This file, the one that makes the layout and the cutting of a text into words are also part of `build.rs`.

mod builder;

pub(super) use self::builder::lay_out;

/// The number of words that the lexicon does not know.
pub(super) const NO_WORD: u32 = 0;

/// The root of the trie, to which no word leads.
const ROOT: u32 = 0;

/// How many numbers the sections have, one behind the other: the slots of the table of words; where each word's letters begin; the
/// nodes to which words lead from the root; the nodes; the words by which they are reached; the values; the readings.
#[derive(Debug, Clone, Copy, Default)]
struct Sections {
    slots: usize,
    words: usize,
    roots: usize,
    nodes: usize,
    steps: usize,
    values: usize,
    readings: usize,
    /// The children of nodes that have many, by their node and word.
    crowds: usize,
    end: usize,
    /// How many words there are that are no stems; stems have the numbers behind.
    whole: u32,
    /// One less than the number of slots, which is a power of two.
    mask: u32,
    /// The same of those for the children of nodes that have many.
    crowd_mask: u32,
}

/// Numbers in the head: of slots, words that are no stems, stems, nodes, values, readings and slots for crowds.
const HEAD: usize = 7;
/// Nodes with more children than these find them by a table, since a search through hundreds takes long, and the commonest words have
/// hundreds.
const CROWD: u32 = 8;
/// Numbers of a node: its first successor, its first value, and the bits of the words that may follow. The one behind has the ends.
const NODE: usize = 4;
/// Numbers of a value: its reading, and which words of the phrase are written with a capital or in capitals.
const VALUE: usize = 3;
/// Numbers of a reading: its file, the byte at which its row begins, and the reading of the slice that the phrase has named before.
const READING: usize = 3;

/// A lexicon's words and phrases, laid out.
#[derive(Debug, Clone, Copy)]
pub(super) struct Layout {
    numbers: &'static [u8],
    /// The letters of all words, one behind the other.
    letters: &'static str,
    sections: Sections,
}

/// A phrase's meaning at the node where the phrase ends.
#[derive(Debug, Clone, Copy)]
pub(super) struct Value {
    /// Which reading.
    pub(super) reading: u32,
    /// Bit `i`: the phrase's word `i` is written with a capital, so the text's must be too.
    pub(super) upper: u32,
    /// Bit `i`: the phrase's word `i` is an acronym, so the text's must have no lower-case letter.
    pub(super) acronym: u32,
}

/// Where the row of a reading stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    /// The number of the file.
    pub(super) file: usize,
    /// The byte at which the row begins.
    pub(super) start: usize,
    /// The reading of the slice that the same phrase has named before, if there is one.
    pub(super) also: Option<u32>,
}

impl Sections {
    fn new([slots, whole, stems, nodes, values, readings, crowds]: [u32; HEAD]) -> Self {
        let ids = (whole + stems) as usize + 1;
        let words = HEAD + slots as usize;
        let roots = words + ids + 1;
        let nodes_at = roots + ids;
        let steps = nodes_at + NODE * (nodes as usize + 1);
        let values_at = steps + nodes as usize;
        let readings_at = values_at + VALUE * values as usize;
        let crowds_at = readings_at + READING * readings as usize;
        let (mask, crowd_mask) = (slots.wrapping_sub(1), crowds.wrapping_sub(1));
        let end = crowds_at + crowds as usize;
        let (slots, nodes, values, readings) = (HEAD, nodes_at, values_at, readings_at);
        Self { slots, words, roots, nodes, steps, values, readings, crowds: crowds_at, end, whole, mask, crowd_mask }
    }
}

impl Layout {
    /// The layout that [`lay_out`] has made.
    pub(super) fn new(numbers: &'static [u8], letters: &'static str) -> Self {
        let mut layout = Self { numbers, letters, sections: Sections::default() };
        layout.sections = Sections::new(std::array::from_fn(|i| layout.number(i)));
        assert_eq!(numbers.len(), 4 * layout.sections.end, "the layout of a lexicon is not whole");
        layout
    }

    #[inline]
    fn number(&self, at: usize) -> u32 {
        let bytes = self.numbers.get(4 * at..4 * at + 4).and_then(|bytes| bytes.try_into().ok());
        bytes.map_or(0, u32::from_le_bytes)
    }

    /// How many readings there are.
    pub(super) fn readings(&self) -> usize {
        (self.sections.crowds - self.sections.readings) / READING
    }

    /// How many nodes there are to which a word leads from the root, and the root: they have the first numbers.
    pub(super) fn starts(&self) -> usize {
        self.number(self.sections.nodes + NODE) as usize
    }

    /// Whether any word is a stem.
    pub(super) fn has_stems(&self) -> bool {
        self.sections.roots - self.sections.words > self.sections.whole as usize + 2
    }

    /// The number of a word; `NO_WORD` where there is none.
    pub(super) fn word(&self, word: &str) -> u32 {
        self.find(word, false)
    }

    /// The number of a stem; `NO_WORD` where there is none.
    pub(super) fn stem(&self, stem: &str) -> u32 {
        self.find(stem, true)
    }

    fn find(&self, word: &str, stem: bool) -> u32 {
        let Sections { slots, words, mask, whole, .. } = self.sections;
        let mut slot = hash(word, stem) & mask;
        loop {
            let id = self.number(slots + slot as usize);
            if id == NO_WORD {
                return NO_WORD;
            }
            let place = words + id as usize;
            let letters = self.number(place) as usize..self.number(place + 1) as usize;
            if (id > whole) == stem && self.letters.as_bytes().get(letters) == Some(word.as_bytes()) {
                return id;
            }
            slot = (slot + 1) & mask;
        }
    }

    /// The node to which a word leads from the root.
    #[inline]
    pub(super) fn start_with(&self, word: u32) -> Option<u32> {
        Some(self.number(self.sections.roots + word as usize)).filter(|node| *node != ROOT)
    }

    #[inline]
    fn node(&self, node: u32) -> usize {
        self.sections.nodes + NODE * node as usize
    }

    /// The same for a node that begins at a number.
    #[inline]
    fn bits(&self, at: usize) -> u64 {
        u64::from(self.number(at + 2)) | u64::from(self.number(at + 3)) << 32
    }

    /// The words that may follow a node, as bits.
    #[inline]
    pub(super) fn next(&self, node: u32) -> u64 {
        self.bits(self.node(node))
    }

    /// The node to which a word leads from another.
    #[inline]
    pub(super) fn child(&self, node: u32, word: u32) -> Option<u32> {
        let at = self.node(node);
        if self.bits(at) & bit(word) == 0 { None } else { self.step(at, word) }
    }

    fn step(&self, at: usize, word: u32) -> Option<u32> {
        let (from, to) = (self.number(at), self.number(at + NODE));
        let leads = |child: &u32| self.number(self.sections.steps + *child as usize) == word;
        if to - from <= CROWD {
            return (from..to).find(leads);
        }
        let mut slot = crowd(from, word) & self.sections.crowd_mask;
        loop {
            let child = self.number(self.sections.crowds + slot as usize);
            if child == ROOT {
                return None;
            }
            if (from..to).contains(&child) && leads(&child) {
                return Some(child);
            }
            slot = (slot + 1) & self.sections.crowd_mask;
        }
    }

    /// The values of a node, in the order of their rows.
    #[inline]
    pub(super) fn at(&self, node: u32) -> impl Iterator<Item = Value> + use<> {
        let (layout, at) = (*self, self.node(node) + 1);
        (layout.number(at)..layout.number(at + NODE)).map(move |value| {
            let at = layout.sections.values + VALUE * value as usize;
            Value { reading: layout.number(at), upper: layout.number(at + 1), acronym: layout.number(at + 2) }
        })
    }

    /// Where the row of a reading stands.
    pub(super) fn row(&self, reading: u32) -> Row {
        let at = self.sections.readings + READING * reading as usize;
        let also = self.number(at + 2).checked_sub(1);
        Row { file: self.number(at) as usize, start: self.number(at + 1) as usize, also }
    }
}

/// The bit of a word.
#[inline]
pub(super) fn bit(word: u32) -> u64 {
    1 << (word % 64)
}

/// Where a child of a node with many is looked for first, by the node's first child.
fn crowd(first: u32, word: u32) -> u32 {
    let mixed = first.wrapping_mul(0x9e37_79b1) ^ word.wrapping_mul(0x85eb_ca6b);
    mixed ^ mixed >> 15
}

/// FNV-1a over the bytes of a word: the same whatever machine builds the program.
fn hash(word: &str, stem: bool) -> u32 {
    let start = 0x811c_9dc5 ^ u32::from(stem);
    let mixed = word.bytes().fold(start, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    mixed ^ mixed >> 15
}

/// A word as the lexicon keeps it: in lower case, with one kind of apostrophe, `ё` written as most texts do and `ß` as the Swiss
/// and all who write in capitals do.
pub(super) fn fold(word: &str, buffer: &mut String) {
    buffer.clear();
    if word.is_ascii() {
        buffer.push_str(word);
        buffer.make_ascii_lowercase();
    } else {
        for c in word.chars().flat_map(char::to_lowercase) {
            match c {
                'ß' => buffer.push_str("ss"),
                c => buffer.push(folded(c)),
            }
        }
    }
}

fn folded(c: char) -> char {
    match c {
        '\u{2019}' => '\'',
        'ё' => 'е',
        c => c,
    }
}

/// Whether a word is written in capitals throughout, with at least two of them.
pub(super) fn is_acronym(word: &str) -> bool {
    let mut capitals = 0;
    for c in word.chars() {
        if c.is_lowercase() {
            return false;
        }
        capitals += u32::from(c.is_uppercase());
    }
    capitals >= 2
}
