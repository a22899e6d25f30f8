//! The lexicon: one trie over words for all classes, matched in one pass over the tokens of a text.

use rustc_hash::FxHashMap;

use super::Files;
use super::link::Link;
use super::load::{LexiconError, Row, read};
use super::reading::Reading;
use crate::model::Indicator;
use crate::text::token::{Kind, Token, tokenize};

/// A phrase of the lexicon.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// What it means.
    pub reading: Reading,
    /// Bit `i`: the phrase's word `i` is written with a capital, so the text's must be too.
    upper: u32,
    /// Bit `i`: the phrase's word `i` is an acronym, so the text's must have no lower-case letter.
    acronym: u32,
}

/// A phrase found in a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Match {
    /// The first token.
    pub first: usize,
    /// One past the last token.
    pub last: usize,
    /// What it means.
    pub reading: Reading,
}

/// The words of one language.
#[derive(Debug, Default)]
pub struct Lexicon {
    words: FxHashMap<Box<str>, u32>,
    next: FxHashMap<(u32, u32), u32>,
    entries: Vec<Vec<Entry>>,
    /// The words of the items, by number.
    items: Vec<ItemWord>,
}

/// A slice and the indicators that it slices.
#[derive(Debug)]
pub struct ItemWord {
    /// The slice in lower-case words.
    pub item: &'static str,
    /// The codes of the indicators, separated by `|`.
    pub indicators: &'static str,
}

impl ItemWord {
    /// Whether it slices an indicator.
    pub fn slices(&self, indicator: Indicator) -> bool {
        self.indicators.split('|').any(|code| code == indicator.code())
    }
}

/// The number of words that the lexicon does not know.
const NO_WORD: u32 = 0;

impl Lexicon {
    /// The lexicon of a set of CSV files, each named by its class.
    pub fn from_files(files: Files<'_>) -> Result<Self, LexiconError> {
        let mut lexicon = Self { entries: vec![Vec::new()], ..Self::default() };
        let mut tokens = Vec::new();
        for (class, text) in files {
            for row in read(class, text, &mut lexicon.items)? {
                lexicon.add(&row, &mut tokens);
            }
        }
        Ok(lexicon)
    }

    fn add(&mut self, row: &Row, tokens: &mut Vec<Token>) {
        let phrase = row.phrase.trim_end_matches('.');
        let phrase = if phrase.contains('.') { row.phrase.as_str() } else { phrase };
        tokenize(phrase, tokens);
        let mut node = 0;
        let (mut upper, mut acronym) = (0, 0);
        for (at, token) in tokens.iter().enumerate() {
            let word = token.of(phrase);
            upper |= u32::from(token.upper) << at.min(31);
            acronym |= u32::from(is_acronym(word)) << at.min(31);
            let id = self.word_id(*token, word);
            node = self.child(node, id);
        }
        let entry = Entry { reading: row.reading, upper, acronym };
        if let Some(entries) = self.entries.get_mut(node as usize) {
            entries.push(entry);
        }
    }

    fn word_id(&mut self, token: Token, word: &str) -> u32 {
        let key = if token.kind == Kind::Dash { "-".to_owned() } else { word.to_lowercase() };
        let next = self.words.len() as u32 + 1;
        *self.words.entry(key.into_boxed_str()).or_insert(next)
    }

    fn child(&mut self, node: u32, word: u32) -> u32 {
        let fresh = self.entries.len() as u32;
        let child = *self.next.entry((node, word)).or_insert(fresh);
        if child == fresh {
            self.entries.push(Vec::new());
        }
        child
    }

    /// The slice of an item reading.
    pub fn item(&self, number: u16) -> Option<&ItemWord> {
        self.items.get(usize::from(number))
    }

    /// The number of a token's word in this lexicon; `NO_WORD` if the lexicon does not know it.
    fn word(&self, text: &str, token: &Token, buffer: &mut String) -> u32 {
        let word = token.of(text);
        if token.kind == Kind::Dash {
            return self.words.get("-").copied().unwrap_or(NO_WORD);
        }
        buffer.clear();
        if word.is_ascii() {
            buffer.push_str(word);
            buffer.make_ascii_lowercase();
        } else {
            buffer.extend(word.chars().map(|c| if c == '\u{2019}' { '\'' } else { c }).flat_map(char::to_lowercase));
        }
        self.words.get(buffer.as_str()).copied().unwrap_or(NO_WORD)
    }

    /// Every phrase that starts at any token, longest first for each start; `starts[i]` is where token `i`'s begin.
    pub fn scan(&self, text: &str, tokens: &[Token], scan: &mut Scan) {
        let Scan { words, matches, starts, links, buffer } = scan;
        words.clear();
        words.extend(tokens.iter().map(|token| self.word(text, token, buffer)));
        matches.clear();
        starts.clear();
        links.clear();
        for first in 0..tokens.len() {
            starts.push(matches.len() as u32);
            let from = matches.len();
            self.match_from(text, tokens, words, first, matches);
            matches[from..].reverse();
            links.push(matches[from..].iter().fold(0, |mask, m| match m.reading {
                Reading::Link(link) => mask | link.bit(),
                _ => mask,
            }));
        }
        starts.push(matches.len() as u32);
    }

    fn match_from(&self, text: &str, tokens: &[Token], words: &[u32], first: usize, matches: &mut Vec<Match>) {
        let mut node = 0;
        for (at, &word) in words.iter().enumerate().skip(first) {
            // A phrase does not run over an empty line.
            if word == NO_WORD || at > first && tokens[at].breaks > 1 {
                return;
            }
            let Some(&next) = self.next.get(&(node, word)) else { return };
            node = next;
            for entry in &self.entries[node as usize] {
                if entry.fits(text, &tokens[first..=at]) {
                    matches.push(Match { first, last: at + 1, reading: entry.reading });
                }
            }
        }
    }
}

impl Entry {
    fn fits(&self, text: &str, tokens: &[Token]) -> bool {
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

/// What was found in one text, and the room to find it in, kept from one text to the next.
#[derive(Debug, Default)]
pub struct Scan {
    words: Vec<u32>,
    matches: Vec<Match>,
    starts: Vec<u32>,
    /// The classes of function words that start at each token, as bits.
    links: Vec<u128>,
    buffer: String,
}

impl Scan {
    /// The phrases that start at a token, longest first.
    pub fn at(&self, token: usize) -> &[Match] {
        match (self.starts.get(token), self.starts.get(token + 1)) {
            (Some(&from), Some(&to)) => &self.matches[from as usize..to as usize],
            _ => &[],
        }
    }

    /// Whether a function word of this class starts at a token.
    pub fn link(&self, token: usize, link: Link) -> bool {
        self.links.get(token).is_some_and(|mask| mask & link.bit() != 0)
    }

    /// All phrases, in the order of the tokens they start at, longest first for each.
    pub fn matches(&self) -> &[Match] {
        &self.matches
    }

    /// The longest phrase at a token whose reading passes `pick`, with what `pick` gives.
    pub fn find<T>(&self, token: usize, pick: impl Fn(&Reading) -> Option<T>) -> Option<(usize, T)> {
        self.at(token).iter().find_map(|m| pick(&m.reading).map(|found| (m.last, found)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::english;

    fn readings(text: &str) -> Vec<(usize, Reading)> {
        let (mut tokens, mut scan) = (Vec::new(), Scan::default());
        tokenize(text, &mut tokens);
        english().scan(text, &tokens, &mut scan);
        (0..tokens.len()).flat_map(|i| scan.at(i).iter().map(|m| (m.last - m.first, m.reading))).collect()
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
    }
}
