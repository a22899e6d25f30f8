//! From the rows of a lexicon's files to its layout.

use rustc_hash::FxHashMap;

use super::{CROWD, NO_WORD, NODE, READING, ROOT, Sections, VALUE, Value, bit, crowd, fold, hash, is_acronym};
use crate::text::token::{Kind, Token, tokenize};

/// The mark behind a stem in a row.
const STEM: &str = "*";

/// A phrase that is to be laid out: the node where it ends, and what it means there.
#[derive(Debug)]
struct Ending {
    node: u32,
    value: Value,
}

/// What is laid out, while its rows are read.
#[derive(Debug, Default)]
struct Builder {
    words: FxHashMap<Box<str>, u32>,
    stems: FxHashMap<Box<str>, u32>,
    /// Both in the order in which they came.
    all: Vec<(Box<str>, bool)>,
    /// The steps of the trie, with nodes in the order in which they came.
    next: FxHashMap<(u32, u32), u32>,
    endings: Vec<Ending>,
    /// Readings by their file, their cells and what they go on with; many phrases mean the same.
    known: FxHashMap<(usize, Box<str>, u32), u32>,
    readings: Vec<[u32; READING]>,
    /// The slices that phrases name, by the nodes where they end and their capitals.
    slices: FxHashMap<(u32, u32), u32>,
    tokens: Vec<Token>,
    buffer: String,
    meaning: String,
}

/// Lays out the files of a language, each named by its class: the numbers, and the letters of the words. Fails with the name of the
/// file where one is no CSV.
pub(in super::super) fn lay_out(files: &[(&str, &str)]) -> Result<(Vec<u8>, String), (String, csv::Error)> {
    let mut builder = Builder::default();
    for (file, (class, text)) in files.iter().enumerate().filter(|(_, (class, _))| *class != "grammar") {
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let mut record = csv::StringRecord::new();
        while reader.read_record(&mut record).map_err(|error| ((*class).to_owned(), error))? {
            let start = record.position().map_or(0, csv::Position::byte) as u32;
            builder.add(file, class, start, &record);
        }
    }
    Ok(builder.finish())
}

impl Builder {
    fn add(&mut self, file: usize, class: &str, start: u32, record: &csv::StringRecord) {
        // An office without a name of its own is called as the phrase is.
        let own = class == "roles" && record.get(2).is_none_or(str::is_empty);
        self.meaning.clear();
        for cell in record.iter().skip(usize::from(!own)) {
            self.meaning.push_str(cell);
            self.meaning.push('\n');
        }
        let (node, upper, acronym) = self.phrase(record.get(0).unwrap_or_default());
        let slice = class == "items";
        let also = self.slices.get(&(node, upper)).copied().filter(|_| slice).map_or(0, |before| before + 1);
        let fresh = self.readings.len() as u32;
        let reading = *self.known.entry((file, self.meaning.as_str().into(), also)).or_insert(fresh);
        if reading == fresh {
            self.readings.push([file as u32, start, also]);
        }
        if slice {
            self.slices.insert((node, upper), reading);
        }
        self.endings.push(Ending { node, value: Value { reading, upper, acronym } });
    }

    /// The node where a phrase ends, with its capitals and acronyms.
    fn phrase(&mut self, row: &str) -> (u32, u32, u32) {
        let phrase = row.trim_end_matches('.');
        let phrase = if phrase.contains('.') { row } else { phrase };
        let mut tokens = std::mem::take(&mut self.tokens);
        tokenize(phrase, &mut tokens);
        let mut node = ROOT;
        let (mut upper, mut acronym) = (0, 0);
        let mut place = 0;
        for (at, token) in tokens.iter().enumerate() {
            let word = token.of(phrase);
            if word == STEM && !token.spaced {
                continue;
            }
            let stem = tokens.get(at + 1).is_some_and(|next| next.of(phrase) == STEM && !next.spaced);
            upper |= u32::from(token.upper) << place.min(31);
            acronym |= u32::from(is_acronym(word)) << place.min(31);
            place += 1;
            let word = self.word(if token.kind == Kind::Dash { "-" } else { word }, stem);
            let fresh = self.next.len() as u32 + 1;
            node = *self.next.entry((node, word)).or_insert(fresh);
        }
        self.tokens = tokens;
        (node, upper, acronym)
    }

    fn word(&mut self, word: &str, stem: bool) -> u32 {
        fold(word, &mut self.buffer);
        let list = if stem { &mut self.stems } else { &mut self.words };
        // Most words have come before, and need no room of their own.
        if let Some(id) = list.get(self.buffer.as_str()) {
            return *id;
        }
        let id = self.all.len() as u32;
        list.insert(self.buffer.as_str().into(), id);
        self.all.push((self.buffer.as_str().into(), stem));
        id
    }

    fn finish(self) -> (Vec<u8>, String) {
        let whole = self.words.len() as u32;
        // Words get the first numbers and stems those behind, from 1, each in the order in which they came.
        let (mut ids, mut word, mut stem) = (Vec::with_capacity(self.all.len()), NO_WORD, whole);
        for (_, is_stem) in &self.all {
            let counter = if *is_stem { &mut stem } else { &mut word };
            *counter += 1;
            ids.push(*counter);
        }
        let slots = (2 * self.all.len() + 1).next_power_of_two();
        let mut children: FxHashMap<u32, u32> = FxHashMap::default();
        self.next.keys().filter(|step| step.0 != ROOT).for_each(|step| *children.entry(step.0).or_default() += 1);
        let crowded: u32 = children.values().filter(|count| **count > CROWD).sum();
        let crowds = (2 * crowded as usize + 1).next_power_of_two();
        let (stems, nodes) = (self.stems.len(), self.next.len() + 1);
        let head = [slots, whole as usize, stems, nodes, self.endings.len(), self.readings.len(), crowds];
        let sections = Sections::new(head.map(|n| n as u32));
        let mut numbers = vec![0; sections.end];
        for (at, n) in head.into_iter().enumerate() {
            numbers[at] = n as u32;
        }
        let mut letters = String::new();
        let mut order: Vec<_> = (0..self.all.len()).collect();
        order.sort_unstable_by_key(|at| ids[*at]);
        for at in order {
            let ((word, stem), id) = (&self.all[at], ids[at]);
            numbers[sections.words + id as usize] = letters.len() as u32;
            letters.push_str(word);
            numbers[sections.words + id as usize + 1] = letters.len() as u32;
            let mut slot = hash(word, *stem) & sections.mask;
            while numbers[sections.slots + slot as usize] != NO_WORD {
                slot = (slot + 1) & sections.mask;
            }
            numbers[sections.slots + slot as usize] = id;
        }
        self.trie(&ids, sections, &mut numbers);
        for (at, reading) in self.readings.iter().enumerate() {
            let at = sections.readings + READING * at;
            numbers[at..at + READING].copy_from_slice(reading);
        }
        (numbers.into_iter().flat_map(u32::to_le_bytes).collect(), letters)
    }

    /// Lays out the nodes in the order of their depth, those behind one in the order of their words.
    fn trie(&self, ids: &[u32], sections: Sections, numbers: &mut [u32]) {
        let mut edges: Vec<_> = self.next.iter().map(|((node, word), to)| (*node, ids[*word as usize], *to)).collect();
        edges.sort_unstable();
        let mut values: Vec<_> = self.endings.iter().collect();
        // The sort keeps the order of the rows.
        values.sort_by_key(|ending| ending.node);
        let mut order = vec![ROOT];
        let (mut at, mut value) = (0, 0);
        while let Some(&node) = order.get(at) {
            let place = sections.nodes + NODE * at;
            numbers[place] = order.len() as u32;
            numbers[place + 1] = value;
            let from = edges.partition_point(|edge| edge.0 < node);
            let mut bits = 0;
            for (_, word, to) in edges[from..].iter().take_while(|edge| edge.0 == node) {
                let child = order.len() as u32;
                bits |= bit(*word);
                numbers[sections.steps + child as usize] = *word;
                if node == ROOT {
                    numbers[sections.roots + *word as usize] = child;
                }
                order.push(*to);
            }
            numbers[place + 2] = bits as u32;
            numbers[place + 3] = (bits >> 32) as u32;
            let (first, end) = (numbers[place], order.len() as u32);
            if node != ROOT && end - first > CROWD {
                (first..end).for_each(|child| join_crowd(sections, numbers, first, child));
            }
            let from = values.partition_point(|ending| ending.node < node);
            for ending in values[from..].iter().take_while(|ending| ending.node == node) {
                let place = sections.values + VALUE * value as usize;
                let Value { reading, upper, acronym } = ending.value;
                numbers[place..place + VALUE].copy_from_slice(&[reading, upper, acronym]);
                value += 1;
            }
            at += 1;
        }
        let end = sections.nodes + NODE * at;
        numbers[end] = order.len() as u32;
        numbers[end + 1] = value;
    }
}

/// Adds a child to the table of those whose nodes have many.
fn join_crowd(sections: Sections, numbers: &mut [u32], first: u32, child: u32) {
    let word = numbers[sections.steps + child as usize];
    let mut slot = crowd(first, word) & sections.crowd_mask;
    while numbers[sections.crowds + slot as usize] != ROOT {
        slot = (slot + 1) & sections.crowd_mask;
    }
    numbers[sections.crowds + slot as usize] = child;
}
