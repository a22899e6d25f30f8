//! The lexicon: one trie over words for all classes, matched in one pass over the tokens of a text.

use std::sync::atomic::{AtomicU32, Ordering};

use rustc_hash::FxHashMap;

use super::Files;
use super::classes::{Classes, Kinds};
use super::grammar::Grammar;
use super::link::Link;
use super::load::{LexiconError, grammar, read};
use super::reading::{ItemWord, Reading};
use super::recent::Recent;
use super::scan::{Match, Scan};
use super::trie::{Trie, TrieBuilder};
use crate::text::token::{Kind, Token, tokenize};

/// A phrase of the lexicon.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// What it means. Words live as long as the process.
    pub reading: &'static Reading,
    /// Bit `i`: the phrase's word `i` is written with a capital, so the text's must be too.
    upper: u32,
    /// Bit `i`: the phrase's word `i` is an acronym, so the text's must have no lower-case letter.
    acronym: u32,
    /// The kind of the reading.
    kind: Kinds,
    /// The class of a function word.
    link: Option<Link>,
}

/// The words of one language.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// What its grammar does differently.
    pub grammar: Grammar,
    /// Its number, by which what was looked up in it is known from what was looked up in others.
    number: u32,
    words: FxHashMap<Box<str>, u32>,
    /// Stems, which any of the language's endings may follow.
    stems: FxHashMap<Box<str>, u32>,
    phrases: Trie<Entry>,
}

/// The number of words that the lexicon does not know.
pub(super) const NO_WORD: u32 = 0;

/// What a word of a text may be in a lexicon: the word itself, and two of its stems.
pub(super) type Ids = [u32; 3];

/// For how many words there is room from one text to the next.
const KEPT: usize = 1 << 14;

/// How many lexicons there have been.
static LEXICONS: AtomicU32 = AtomicU32::new(0);

impl Lexicon {
    /// The lexicon of a set of CSV files, each named by its class.
    pub fn from_files(files: Files<'_>) -> Result<Self, LexiconError> {
        let mut lexicon = Self { number: LEXICONS.fetch_add(1, Ordering::Relaxed), ..Self::default() };
        let mut phrases = TrieBuilder::default();
        let mut room = Room::default();
        for (class, text) in files {
            if *class == "grammar" {
                grammar(text, &mut lexicon.grammar)?;
                continue;
            }
            read(class, text, |phrase, reading| lexicon.add(phrase, reading, &mut room, &mut phrases))?;
        }
        lexicon.phrases = phrases.finish(lexicon.words.len() + lexicon.stems.len());
        Ok(lexicon)
    }

    fn add(&mut self, row: &str, reading: &'static Reading, room: &mut Room, phrases: &mut TrieBuilder<Entry>) {
        let phrase = row.trim_end_matches('.');
        let phrase = if phrase.contains('.') { row } else { phrase };
        let Room { tokens, buffer, items } = room;
        tokenize(phrase, tokens);
        let mut node = 0;
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
            let id = self.word_id(*token, word, stem, buffer);
            node = phrases.child(node, id);
        }
        let reading = match reading {
            Reading::Item(word) => {
                let whole = joined(word, items.get(&(node, upper)).copied());
                items.insert((node, upper), whole);
                if std::ptr::eq(whole, *word) { reading } else { Box::leak(Box::new(Reading::Item(whole))) }
            }
            _ => reading,
        };
        let link = if let Reading::Link(link) = reading { Some(*link) } else { None };
        phrases.add(node, Entry { reading, upper, acronym, kind: reading.kind(), link });
    }

    fn word_id(&mut self, token: Token, word: &str, stem: bool, buffer: &mut String) -> u32 {
        fold(if token.kind == Kind::Dash { "-" } else { word }, buffer);
        let next = (self.words.len() + self.stems.len()) as u32 + 1;
        let list = if stem { &mut self.stems } else { &mut self.words };
        // Most words have come before, and need no room of their own.
        list.get(buffer.as_str()).copied().unwrap_or_else(|| *list.entry(buffer.as_str().into()).or_insert(next))
    }

    /// The numbers of a token's word in this lexicon; `NO_WORD` where the lexicon does not know it.
    fn word(&self, text: &str, token: &Token, recent: &mut Recent, buffer: &mut String) -> Ids {
        let kind = u32::from(token.kind == Kind::Word) + 2 * u32::from(token.kind == Kind::Dash);
        let place = (token.start, token.end);
        recent.get(self.number * 4 + kind, text.as_bytes(), place, || self.look_up(token.of(text), token.kind, buffer))
    }

    fn look_up(&self, word: &str, kind: Kind, buffer: &mut String) -> Ids {
        if kind == Kind::Dash {
            return [self.words.get("-").copied().unwrap_or(NO_WORD), NO_WORD, NO_WORD];
        }
        if word.contains('\u{ad}') {
            fold(&word.replace('\u{ad}', ""), buffer);
        } else {
            fold(word, buffer);
        }
        let mut ids = [self.words.get(buffer.as_str()).copied().unwrap_or(NO_WORD), NO_WORD, NO_WORD];
        if !self.stems.is_empty() && kind == Kind::Word {
            let known = self.grammar.stems(buffer).filter_map(|stem| self.stems.get(stem).copied());
            for (place, id) in ids[1..].iter_mut().zip(known) {
                *place = id;
            }
        }
        ids
    }

    /// Every phrase that starts at any of the tokens that follow those scanned already, longest first for each start;
    /// `starts[i]` is where token `i`'s begin. Phrases end where the tokens do.
    pub fn scan(&self, text: &str, tokens: &[Token], scan: &mut Scan) {
        let Scan { words, matches, starts, begun, kinds, buffer, recent } = scan;
        let done = starts.len();
        words.clear();
        recent.make_room(tokens.len() - done);
        words.extend(tokens[done..].iter().map(|token| self.word(text, token, recent, buffer)));
        let page = Walked { text, tokens, words, skipped: done };
        for first in done..tokens.len() {
            let from = matches.len();
            starts.push(from as u32);
            let mut here = (0, 0);
            for &id in words[first - done].iter().filter(|id| **id != NO_WORD) {
                if let Some(node) = self.phrases.start_with(id) {
                    self.walk(&page, first, first, node, (matches, &mut here));
                }
            }
            if matches.len() - from > 1 {
                if !self.stems.is_empty() {
                    matches[from..].sort_by_key(|m| m.last);
                }
                matches[from..].reverse();
            }
            begun.push(kinds.number(here));
        }
        // The numbers of the words of a long text take as much room as its tokens.
        words.clear();
        words.shrink_to(KEPT);
    }

    /// How many of the words are in phrases of the lexicon. Uses the room of `scan`.
    pub fn known(&self, text: &str, tokens: &[Token], scan: &mut Scan) -> usize {
        scan.clear();
        self.scan(text, tokens, scan);
        let (mut known, mut covered) = (0, 0);
        for (at, token) in tokens.iter().enumerate() {
            covered = covered.max(scan.at(at).iter().map(|m| m.last).max().unwrap_or_default());
            known += usize::from(token.kind == Kind::Word && at < covered);
        }
        known
    }

    /// Whether a word by itself has a reading that passes a test.
    pub fn reads(&self, text: &str, token: Token, test: impl Fn(&Reading) -> bool) -> bool {
        let mut buffer = String::new();
        let ids = self.look_up(token.of(text), token.kind, &mut buffer);
        let nodes = ids.iter().filter_map(|id| self.phrases.start_with(*id));
        let mut entries = nodes.flat_map(|node| self.phrases.at(node));
        entries.any(|entry| entry.fits(text, &[token]) && test(entry.reading))
    }

    /// Whether two words, one behind the other, have a reading that passes a test.
    pub fn reads_two(&self, text: &str, two: [Token; 2], test: impl Fn(&Reading) -> bool) -> bool {
        let mut buffer = String::new();
        let first = self.look_up(two[0].of(text), two[0].kind, &mut buffer);
        let mut buffer = String::new();
        let second = self.look_up(two[1].of(text), two[1].kind, &mut buffer);
        let nodes = first.iter().filter_map(|id| self.phrases.start_with(*id));
        let mut ends = nodes.flat_map(|node| second.iter().filter_map(move |id| self.phrases.child(node, *id)));
        ends.any(|node| self.phrases.at(node).iter().any(|entry| entry.fits(text, &two) && test(entry.reading)))
    }

    /// Notes the phrases that end with the word at `at`, which has led to a node, and follows the words behind it.
    fn walk(
        &self,
        page: &Walked<'_>,
        first: usize,
        at: usize,
        node: u32,
        (matches, begun): (&mut Vec<Match>, &mut (Classes, Kinds)),
    ) {
        for entry in self.phrases.at(node) {
            if entry.fits(page.text, &page.tokens[first..=at]) {
                Scan::push(matches, Match { first, last: at + 1, reading: entry.reading });
                begun.0 |= entry.link.map_or(0, Link::class);
                begun.1 |= entry.kind;
            }
        }
        if !self.phrases.goes_on(node) {
            return;
        }
        // A phrase does not run over an empty line, nor from one column of a table into the next.
        const COLUMN: u32 = 4;
        let next = at + 1;
        let goes_on = || {
            let token = &page.tokens[next];
            token.breaks == 1 || token.breaks == 0 && token.start - page.tokens[at].end < COLUMN
        };
        let Some(ids) = page.words.get(next - page.skipped).filter(|_| goes_on()) else { return };
        for &id in ids.iter().filter(|id| **id != NO_WORD) {
            if let Some(node) = self.phrases.child(node, id) {
                self.walk(page, first, next, node, (matches, begun));
            }
        }
    }
}

/// Room for the rows of a lexicon while it is built.
#[derive(Debug, Default)]
struct Room {
    tokens: Vec<Token>,
    buffer: String,
    /// The slices by the phrases that name them.
    items: FxHashMap<(u32, u32), &'static ItemWord>,
}

/// A slice with what the same phrase has named before: where it slices something else by another name, it goes on to do so.
fn joined(word: &'static ItemWord, before: Option<&'static ItemWord>) -> &'static ItemWord {
    match before {
        Some(before) => Box::leak(Box::new(ItemWord { also: Some(before), ..word.clone() })),
        None => word,
    }
}

/// The words that a scan goes over.
struct Walked<'a> {
    text: &'a str,
    tokens: &'a [Token],
    /// The numbers of the words, behind those of so many tokens that were scanned before.
    words: &'a [Ids],
    skipped: usize,
}

/// The mark behind a stem in a row.
const STEM: &str = "*";

/// A word as the lexicon keeps it: in lower case, with one kind of apostrophe, `ё` written as most texts do and `ß` as the Swiss
/// and all who write in capitals do.
fn fold(word: &str, buffer: &mut String) {
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

impl Entry {
    #[inline]
    fn fits(&self, text: &str, tokens: &[Token]) -> bool {
        self.upper | self.acronym == 0 || self.fits_capitals(text, tokens)
    }

    fn fits_capitals(&self, text: &str, tokens: &[Token]) -> bool {
        let wanted = |mask: u32, at: usize| mask >> at.min(31) & 1 == 1;
        tokens.iter().enumerate().all(|(at, token)| {
            (!wanted(self.upper, at) || token.upper) && (!wanted(self.acronym, at) || is_acronym(token.of(text)))
        })
    }
}

/// Whether a word is written in capitals throughout, with at least two of them.
fn is_acronym(word: &str) -> bool {
    let mut capitals = 0;
    for c in word.chars() {
        if c.is_lowercase() {
            return false;
        }
        capitals += u32::from(c.is_uppercase());
    }
    capitals >= 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::english;

    fn readings(text: &str) -> Vec<(usize, Reading)> {
        let (mut tokens, mut scan) = (Vec::new(), Scan::default());
        tokenize(text, &mut tokens);
        english().scan(text, &tokens, &mut scan);
        (0..tokens.len()).flat_map(|i| scan.at(i).iter().map(|m| (m.last - m.first, *m.reading))).collect()
    }

    #[test]
    fn the_longest_phrase_comes_first_and_capitals_count() {
        let area = |text: &str| {
            readings(text).iter().find_map(|(_, r)| match r {
                Reading::Area(area, _) => Some(area.code()),
                _ => None,
            })
        };
        assert_eq!(area("the Commonwealth of Independent States"), Some("CIS"));
        assert_eq!(area("the US economy"), Some("US"));
        assert_eq!(area("told us that"), None);
        assert_eq!(area("TURKEY"), Some("TR"));
        assert_eq!(area("turkey with chestnuts"), None);
    }

    #[test]
    fn every_file_of_the_lexicon_loads() {
        assert!(english().words.len() > 2000);
        for language in crate::lang::languages() {
            assert!(!crate::lang::lexicon(language).expect("a lexicon").words.is_empty(), "{language}");
        }
    }
}
