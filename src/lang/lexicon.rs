//! The lexicon: one trie over words for all classes, matched in one pass over the tokens of a text.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use super::Files;
use super::classes::{Classes, Kinds};
use super::grammar::Grammar;
use super::layout::{Layout, NO_WORD, Value, bit, fold, is_acronym, lay_out};
use super::load::{self, LexiconError};
use super::reading::{ItemWord, Reading};
use super::recent::{Begins, Known, Recent};
use super::scan::{Begun, Match, Scan};
use crate::text::token::{Kind, Token};

/// The words of one language.
#[derive(Debug)]
pub struct Lexicon {
    /// What its grammar does differently.
    pub grammar: Grammar,
    /// Its number, by which what was looked up in it is known from what was looked up in others.
    number: u32,
    layout: Layout,
    files: Vec<(&'static str, &'static str)>,
    /// What the rows mean, each read when a text first has a phrase of it. Words live as long as the process.
    readings: Box<[OnceLock<&'static Reading>]>,
    /// What begins with the words that lead from the root, by their nodes, each worked out when a text first has it.
    starts: Box<[OnceLock<&'static Start>]>,
}

/// What begins with a word, however it is written.
#[derive(Debug)]
pub(super) struct Start {
    /// Its node.
    node: u32,
    /// What the word alone means, the row that comes last first.
    alone: Box<[&'static Reading]>,
    /// The words with which a phrase may go on, as bits.
    next: u64,
}

/// What a word of a text may be in a lexicon: the word itself, and two of its stems.
pub(super) type Ids = [u32; 3];

/// How many words are looked up at a time: those of a long text would take as much room as its tokens.
const AT_ONCE: usize = 1 << 12;
/// In words; no phrase is longer.
const LONGEST: usize = 64;

/// How many lexicons there have been.
static LEXICONS: AtomicU32 = AtomicU32::new(0);

impl Lexicon {
    /// The lexicon of a set of CSV files, each named by its class. Every row is read, so that what is wrong with one is known.
    pub fn from_files(files: Files<'_>) -> Result<Self, LexiconError> {
        let (numbers, letters) = lay_out(files).map_err(|(class, error)| load::no_csv(&class, &error))?;
        let layout = Layout::new(numbers.leak(), letters.leak());
        let kept = |(class, text): &(&str, &str)| (&*class.to_string().leak(), &*text.to_string().leak());
        let lexicon = Self::laid_out(layout, files.iter().map(kept).collect())?;
        (0..layout.readings()).try_for_each(|reading| lexicon.read(reading as u32).map(|_| ()))?;
        Ok(lexicon)
    }

    /// The lexicon of files that were laid out before.
    pub(super) fn laid_out(layout: Layout, files: Vec<(&'static str, &'static str)>) -> Result<Self, LexiconError> {
        let mut own = Grammar::default();
        for (_, text) in files.iter().filter(|(class, _)| *class == "grammar") {
            load::grammar(text, &mut own)?;
        }
        let readings = std::iter::repeat_with(OnceLock::new).take(layout.readings()).collect();
        let starts = std::iter::repeat_with(OnceLock::new).take(layout.starts()).collect();
        Ok(Self { grammar: own, number: LEXICONS.fetch_add(1, Ordering::Relaxed), layout, files, readings, starts })
    }

    /// What a row means.
    #[inline]
    fn reading(&self, reading: u32) -> &'static Reading {
        match self.readings[reading as usize].get() {
            Some(reading) => reading,
            None => self.first_read(reading),
        }
    }

    /// What a row means that no text had before.
    #[cold]
    fn first_read(&self, reading: u32) -> &'static Reading {
        match self.read(reading) {
            Ok(reading) => reading,
            Err(error) => panic!("the shipped lexicon is broken: {error}"),
        }
    }

    fn read(&self, reading: u32) -> Result<&'static Reading, LexiconError> {
        let row = self.layout.row(reading);
        let (class, text) = self.files[row.file];
        let mut read = load::row(class, text, row.start)?;
        if let (Reading::Item(word), Some(also)) = (&mut read, row.also)
            && let Reading::Item(before) = self.read(also)?
        {
            // Where the same phrase slices something else by another name, it goes on to do so.
            *word = Box::leak(Box::new(ItemWord { also: Some(before), ..word.clone() }));
        }
        Ok(self.readings[reading as usize].get_or_init(|| Box::leak(Box::new(read))))
    }

    /// What a token's word is in this lexicon.
    fn word(
        &self,
        text: &str,
        token: &Token,
        recent: &mut Recent,
        (buffer, begun): (&mut String, &mut Begun),
    ) -> Known {
        let kind = u32::from(token.kind == Kind::Word) + 2 * u32::from(token.kind == Kind::Dash);
        let place = (token.start, token.end);
        recent.get(self.number * 4 + kind, text.as_bytes(), place, || {
            let ids = self.look_up(token.of(text), token.kind, buffer);
            Known { ids, begins: self.begins(ids, begun) }
        })
    }

    /// What begins with a word of these numbers.
    fn begins(&self, ids: Ids, begun: &mut Begun) -> Begins {
        let mut nodes = ids.iter().filter_map(|id| self.layout.start_with(*id));
        let (Some(node), None) = (nodes.next(), nodes.next()) else {
            let any = ids.iter().any(|id| self.layout.start_with(*id).is_some());
            return if any { Begins::Several } else { Begins::Nothing };
        };
        if self.layout.at(node).any(|value| value.upper | value.acronym != 0) {
            return Begins::Several;
        }
        let start = self.starts[node as usize].get_or_init(|| {
            let mut alone: Vec<_> = self.layout.at(node).map(|value| self.reading(value.reading)).collect();
            alone.reverse();
            Box::leak(Box::new(Start { node, alone: alone.into(), next: self.layout.next(node) }))
        });
        let all = start.alone.iter().fold((0, 0), |all, reading| with(all, reading));
        Begins::One(start, begun.number(all))
    }

    fn look_up(&self, word: &str, kind: Kind, buffer: &mut String) -> Ids {
        if kind == Kind::Dash {
            return [self.layout.word("-"), NO_WORD, NO_WORD];
        }
        if word.contains('\u{ad}') {
            fold(&word.replace('\u{ad}', ""), buffer);
        } else {
            fold(word, buffer);
        }
        let mut ids = [self.layout.word(buffer), NO_WORD, NO_WORD];
        if kind == Kind::Word && self.layout.has_stems() {
            let known = self.grammar.stems(buffer).map(|stem| self.layout.stem(stem)).filter(|id| *id != NO_WORD);
            for (place, id) in ids[1..].iter_mut().zip(known) {
                *place = id;
            }
        }
        ids
    }

    /// Every phrase that starts at any of the tokens that follow those scanned already, longest first for each start;
    /// `starts[i]` is where token `i`'s begin. Phrases end where the tokens do.
    pub fn scan(&self, text: &str, tokens: &[Token], scan: &mut Scan) {
        let done = scan.starts.len();
        scan.recent.make_room(tokens.len() - done);
        for from in (done..tokens.len()).step_by(AT_ONCE) {
            let to = (from + AT_ONCE).min(tokens.len());
            let ahead = &tokens[from..(to + LONGEST).min(tokens.len())];
            let Scan { words, recent, buffer, kinds, .. } = scan;
            words.clear();
            words.extend(ahead.iter().map(|token| self.word(text, token, recent, (buffer, kinds))));
            self.scan_words(text, tokens, (from, to), scan);
        }
    }

    /// Every phrase that starts at any of so many tokens, whose words have been looked up.
    fn scan_words(&self, text: &str, tokens: &[Token], (skipped, to): (usize, usize), scan: &mut Scan) {
        let Scan { words, matches, starts, begun, kinds, .. } = scan;
        let page = Walked { text, tokens, words, skipped };
        for first in skipped..to {
            let from = matches.len();
            starts.push(from as u32);
            let known = &words[first - skipped];
            let number = match known.begins {
                Begins::Nothing => 0,
                Begins::One(start, number) if start.next == 0 || !self.goes_on(&page, first, start) => {
                    let alone = start.alone.iter().map(|reading| Match { last: first + 1, reading });
                    alone.for_each(|found| Scan::push(matches, found));
                    number
                }
                _ => {
                    let mut here = (0, 0);
                    for &id in known.ids.iter().filter(|id| **id != NO_WORD) {
                        if let Some(node) = self.layout.start_with(id) {
                            self.walk(&page, first, first, node, (matches, &mut here));
                        }
                    }
                    if matches.len() - from > 1 {
                        if self.layout.has_stems() {
                            matches[from..].sort_by_key(|m| m.last);
                        }
                        matches[from..].reverse();
                    }
                    kinds.number(here)
                }
            };
            begun.push(number);
        }
    }

    /// Whether the word behind the one at `at` may go on with a phrase from a node.
    #[inline]
    fn goes_on(&self, page: &Walked<'_>, at: usize, start: &Start) -> bool {
        let child = |id: u32| id != NO_WORD && start.next & bit(id) != 0 && self.layout.child(start.node, id).is_some();
        page.next(at).is_some_and(|known| known.ids.into_iter().any(child))
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
        let nodes = ids.iter().filter_map(|id| self.layout.start_with(*id));
        let mut values = nodes.flat_map(|node| self.layout.at(node));
        values.any(|value| value.fits(text, &[token]) && test(self.reading(value.reading)))
    }

    /// Whether two words, one behind the other, have a reading that passes a test.
    pub fn reads_two(&self, text: &str, two: [Token; 2], test: impl Fn(&Reading) -> bool) -> bool {
        let mut buffer = String::new();
        let first = self.look_up(two[0].of(text), two[0].kind, &mut buffer);
        let mut buffer = String::new();
        let second = self.look_up(two[1].of(text), two[1].kind, &mut buffer);
        let nodes = first.iter().filter_map(|id| self.layout.start_with(*id));
        let mut ends = nodes.flat_map(|node| second.iter().filter_map(move |id| self.layout.child(node, *id)));
        let fits = |value: Value| value.fits(text, &two) && test(self.reading(value.reading));
        ends.any(|node| self.layout.at(node).any(fits))
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
        for value in self.layout.at(node) {
            if value.fits(page.text, &page.tokens[first..=at]) {
                let reading = self.reading(value.reading);
                Scan::push(matches, Match { last: at + 1, reading });
                *begun = with(*begun, reading);
            }
        }
        if self.layout.next(node) == 0 {
            return;
        }
        let Some(known) = page.next(at) else { return };
        for &id in known.ids.iter().filter(|id| **id != NO_WORD) {
            if let Some(node) = self.layout.child(node, id) {
                self.walk(page, first, at + 1, node, (matches, begun));
            }
        }
    }
}

/// What begins at a token, with another reading.
fn with((classes, kinds): (Classes, Kinds), reading: &Reading) -> (Classes, Kinds) {
    let class = if let Reading::Link(link) = reading { link.class() } else { 0 };
    (classes | class, kinds | reading.kind())
}

/// The words that a scan goes over.
struct Walked<'a> {
    text: &'a str,
    tokens: &'a [Token],
    /// What the words are, behind those of so many tokens that were scanned before.
    words: &'a [Known],
    skipped: usize,
}

impl<'a> Walked<'a> {
    /// What the word behind a token is, where a phrase may go on with it: it does not run over an empty line, nor from one column of a
    /// table into the next.
    #[inline]
    fn next(&self, at: usize) -> Option<&'a Known> {
        const COLUMN: u32 = 4;
        let token = self.tokens.get(at + 1)?;
        let near = token.breaks == 1 || token.breaks == 0 && token.start - self.tokens[at].end < COLUMN;
        if near { self.words.get(at + 1 - self.skipped) } else { None }
    }
}

impl Value {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::english;
    use crate::text::tokenize;

    fn readings(text: &str) -> Vec<(usize, Reading)> {
        let (mut tokens, mut scan) = (Vec::new(), Scan::default());
        tokenize(text, &mut tokens);
        english().scan(text, &tokens, &mut scan);
        scan.matches().map(|(first, m)| (m.last - first, *m.reading)).collect()
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
        for language in crate::lang::languages() {
            let lexicon = crate::lang::lexicon(language).expect("a lexicon");
            assert!(lexicon.readings.len() > 100, "{language}");
            let read = (0..lexicon.readings.len()).try_for_each(|reading| lexicon.read(reading as u32).map(|_| ()));
            assert_eq!(read, Ok(()), "{language}");
        }
    }
}
