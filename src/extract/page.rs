//! A page: one document's text with its tokens, lines, sentences and the phrases of the lexicon found in it. The
//! rules look at nothing else.

use super::groups::Groups;
use super::places::Places;
use super::signs::part_signs;
use crate::lang::scan::Scan;
use crate::lang::{self, Classes, Grammar, Kinds, Lexicon, Link, Match, Reading, Speech, Time, Times};
use crate::model::{Language, Span};
use crate::text::{Kind, Line, Sentence, Token, passages, split, tokenize};

/// The room in which pages are laid out, kept from one document to the next.
#[derive(Debug, Default)]
pub struct Desk {
    tokens: Vec<Token>,
    room: Vec<Token>,
    lines: Vec<Line>,
    sentences: Vec<Sentence>,
    places: Places,
    said: Vec<(Classes, Kinds)>,
    scan: Scan,
    groups: Groups,
    trial: Scan,
    lexicons: Vec<Written>,
}

/// The lexicon of the language in which a part of a text is written.
#[derive(Debug, Clone, Copy)]
struct Written {
    /// One past the last byte of the part.
    end: usize,
    /// One past its last token.
    last: usize,
    lexicon: &'static Lexicon,
    /// Whether its numbers have a decimal comma.
    decimal_comma: bool,
}

/// A text laid out for the rules.
pub struct Page<'t> {
    /// The text.
    pub text: &'t str,
    /// Its tokens.
    pub tokens: &'t [Token],
    /// Its lines.
    pub lines: &'t [Line],
    /// Its sentences.
    pub sentences: &'t [Sentence],
    /// Where they begin.
    places: &'t Places,
    /// The classes of the function words, and the kinds of the phrases, that begin in each of them.
    said: &'t [(Classes, Kinds)],
    /// The phrases found.
    pub scan: &'t Scan,
    /// What each token may begin.
    groups: &'t [u8],
    /// The lexicons in which they stand.
    lexicons: &'t [Written],
    /// Which tokens belong to a period or date.
    dated: &'t [bool],
}

impl Desk {
    /// Lays out a text: each of its passages in the language that it is written in; where that cannot be told, in the
    /// one that is given, else in the one whose lexicon knows its words.
    pub fn lay<'t>(&'t mut self, text: &'t str, given: Option<Language>) -> Page<'t> {
        let told = given.and_then(lang::lexicon);
        let given = told.unwrap_or_else(lang::english);
        tokenize(text, &mut self.tokens);
        let parts = passages(text, Span::new(0, text.len()));
        // Without a language that is given, signs are those of the one in which the text begins.
        let signs = told.or_else(|| lang::lexicon(parts.first()?.language?)).unwrap_or(given);
        part_signs(text, &mut self.tokens, signs, &mut self.room);
        self.lexicons.clear();
        for passage in parts {
            let last = self.tokens.partition_point(|t| (t.start as usize) < passage.span.end);
            let first = self.lexicons.last().map_or(0, |p| p.last);
            let lexicon = match (passage.language, told) {
                (None, None) => knows_most(text, &self.tokens[first..last], &mut self.trial),
                (language, _) => language.and_then(lang::lexicon).unwrap_or(given),
            };
            let decimal_comma = decimal_comma(text, &self.tokens[first..last], lexicon.grammar.decimal_comma);
            self.lexicons.push(Written { end: passage.span.end, last, lexicon, decimal_comma });
        }
        let lexicons = &self.lexicons;
        let abbreviations = |at: u32| {
            let part = lexicons.partition_point(|p| p.end <= at as usize);
            &lexicons.get(part).map_or(given, |p| p.lexicon).grammar.abbreviations
        };
        split(text, &self.tokens, abbreviations, &mut self.lines, &mut self.sentences);
        self.scan.clear();
        self.scan.reserve(self.tokens.len());
        for part in &self.lexicons {
            part.lexicon.scan(text, &self.tokens[..part.last], &mut self.scan);
        }
        self.groups.lay(text, &self.tokens, &self.scan);
        join_amounts(&self.tokens, &self.scan, &mut self.sentences);
        self.places.clear();
        self.sentences.iter().enumerate().for_each(|(count, s)| self.places.note(count, s.first));
        self.said.clear();
        self.said.extend(self.sentences.iter().map(|s| self.scan.begun(s.first, s.last)));
        // Passages that are read alike are one part from here on, so that most texts have few.
        self.lexicons.dedup_by(|next, part| {
            let alike = std::ptr::eq(next.lexicon, part.lexicon) && next.decimal_comma == part.decimal_comma;
            if alike {
                (part.end, part.last) = (next.end, next.last);
            }
            alike
        });
        Page {
            text,
            tokens: &self.tokens,
            lines: &self.lines,
            sentences: &self.sentences,
            places: &self.places,
            said: &self.said,
            scan: &self.scan,
            groups: self.groups.of_tokens(),
            lexicons: &self.lexicons,
            dated: &[],
        }
    }
}

/// "6,6 млрд долл. США", "12,4 млрд. Долларов": joins what a full stop has parted within the words for what a number counts.
fn join_amounts(tokens: &[Token], scan: &Scan, sentences: &mut Vec<Sentence>) {
    const REACH: usize = 3;
    let phrase = |at: usize| {
        let over = |m: &Match| m.last > at && m.reading.counts();
        (at.saturating_sub(REACH)..at).any(|i| scan.has(i, Reading::COUNTS) && scan.at(i).iter().any(over))
    };
    // A power of ten is counted by what follows it.
    let scale = |at: usize| {
        let word = at.checked_sub(2).filter(|i| scan.has(*i, Reading::SCALE) && !tokens[at - 1].spaced);
        word.is_some() && scan.has(at, Reading::MONEY)
    };
    sentences.dedup_by(|next, before| {
        let joined = next.line == before.line && (phrase(next.first) || scale(next.first));
        if joined {
            before.last = next.last;
        }
        joined
    });
}

/// The lexicon that knows most words of a passage of which too little is there to tell its language otherwise; English if
/// none knows more, or if none knows half of them.
fn knows_most(text: &str, tokens: &[Token], scan: &mut Scan) -> &'static Lexicon {
    let english = lang::english();
    let words = tokens.iter().filter(|t| t.kind == Kind::Word).count();
    let known = english.known(text, tokens, scan);
    if known == words {
        return english;
    }
    let others = lang::languages().filter(|l| *l != Language::English).filter_map(lang::lexicon);
    let best = others.map(|lexicon| (lexicon.known(text, tokens, scan), lexicon)).max_by_key(|(known, _)| *known);
    best.filter(|(most, _)| *most > known && most * 2 >= words).map_or(english, |(_, lexicon)| lexicon)
}

/// Whether the numbers of a passage have a decimal comma: as most of those that can be read in one way only have it, else
/// as is usual in the language.
fn decimal_comma(text: &str, tokens: &[Token], usual: bool) -> bool {
    let mut lead = 0_i32;
    for word in tokens.iter().filter(|t| t.kind == Kind::Number && t.end - t.start > 2).map(|t| t.of(text)) {
        let mut parts = word.split([',', '.']);
        let (Some(_), Some(decimals), None) = (parts.next(), parts.next(), parts.next()) else { continue };
        if decimals.len() != 3 && !decimals.contains([':', '/']) {
            lead += if word.contains(',') { 1 } else { -1 };
        }
    }
    if lead == 0 { usual } else { lead > 0 }
}

impl<'t> Page<'t> {
    /// The same page, with the tokens of its periods marked.
    pub fn with_dated(&self, dated: &'t [bool]) -> Page<'t> {
        Page { dated, ..*self }
    }

    /// The text of a token, marks of full width as the ones that they stand for; nothing past the end.
    pub fn word(&self, at: usize) -> &'t str {
        match self.tokens.get(at) {
            Some(token) if token.mark != 0 => one_byte(token.mark),
            Some(token) => token.of(self.text),
            None => "",
        }
    }

    /// The mark that a token is, those of full width as the ones that they stand for; 0 for words and past the end.
    pub fn mark(&self, at: usize) -> u8 {
        self.tokens.get(at).map_or(0, |t| t.mark)
    }

    /// Whether a token is this mark, be it of full width.
    pub fn is(&self, at: usize, mark: u8) -> bool {
        self.tokens.get(at).is_some_and(|t| t.mark == mark)
    }

    /// The part of the text in which a token lies.
    fn part(&self, at: usize) -> Option<&'t Written> {
        if let [part] = self.lexicons {
            return Some(part);
        }
        let part = self.lexicons.partition_point(|p| p.last <= at).min(self.lexicons.len().saturating_sub(1));
        self.lexicons.get(part)
    }

    /// The lexicon of the language in which the text begins.
    pub fn lexicon(&self) -> &'static Lexicon {
        self.lexicons.first().map_or_else(lang::english, |p| p.lexicon)
    }

    /// What the grammar of the language at a token does differently.
    pub fn grammar(&self, at: usize) -> &'t Grammar {
        self.part(at).map_or_else(|| &lang::english().grammar, |p| &p.lexicon.grammar)
    }

    /// Whether a comma parts the decimals of a number at a token.
    pub fn decimal_comma(&self, at: usize) -> bool {
        self.part(at).is_some_and(|p| p.decimal_comma)
    }

    /// The longest phrase at a token that `pick` accepts.
    pub fn find<T>(&self, at: usize, pick: impl Fn(&Reading) -> Option<T>) -> Option<(usize, T)> {
        self.scan.find(at, pick)
    }

    /// The longest phrase of these kinds at a token that `pick` accepts.
    pub fn find_of<T>(&self, at: usize, kinds: Kinds, pick: impl Fn(&Reading) -> Option<T>) -> Option<(usize, T)> {
        if self.scan.has(at, kinds) { self.scan.find(at, pick) } else { None }
    }

    /// Whether a phrase of any of these kinds starts at a token.
    pub fn has(&self, at: usize, kinds: Kinds) -> bool {
        self.scan.has(at, kinds)
    }

    /// The first token from one on that may begin any of these groups; the number of tokens where none does.
    pub fn next_of(&self, from: usize, groups: u8) -> usize {
        let rest = self.groups.get(from..).unwrap_or_default();
        from + rest.iter().position(|here| here & groups != 0).unwrap_or(rest.len())
    }

    /// The tokens that may begin any of these groups.
    pub fn all_of(&self, groups: u8) -> impl DoubleEndedIterator<Item = usize> + use<'t> {
        let here = move |(at, of): (usize, &u8)| (of & groups != 0).then_some(at);
        self.groups.iter().enumerate().filter_map(here)
    }

    /// Whether a phrase of these kinds that passes a test starts at a token.
    pub fn any(&self, at: usize, kinds: Kinds, test: impl Fn(&Match) -> bool) -> bool {
        self.scan.has(at, kinds) && self.scan.at(at).iter().any(test)
    }

    /// Whether a function word of any of these classes starts at a token.
    pub fn any_of(&self, at: usize, classes: Classes) -> bool {
        self.scan.any_of(at, classes)
    }

    /// Whether a function word of any of these classes starts in a sentence: what most sentences lack need not be looked for.
    pub fn says(&self, sentence: usize, classes: Classes) -> bool {
        self.said.get(sentence).is_some_and(|(here, _)| here & classes != 0)
    }

    /// Whether a phrase of any of these kinds starts in a sentence.
    pub fn names(&self, sentence: usize, kinds: Kinds) -> bool {
        self.said.get(sentence).is_some_and(|(_, here)| here & kinds != 0)
    }

    /// The phrases that start at a token.
    pub fn at(&self, at: usize) -> &'t [Match] {
        self.scan.at(at)
    }

    /// The classes of the words of time that start at a token.
    pub fn times(&self, at: usize) -> Times {
        if !self.has(at, Reading::TIME) {
            return 0;
        }
        let bit = |m: &Match| if let Reading::Time(time) = m.reading { time.bit() } else { 0 };
        self.at(at).iter().map(bit).fold(0, |all, bit| all | bit)
    }

    /// Whether a function word of this class starts at a token.
    pub fn link(&self, at: usize, link: Link) -> bool {
        self.scan.link(at, link)
    }

    /// Whether a word of time of this kind starts at a token.
    pub fn time(&self, at: usize, time: Time) -> bool {
        self.any(at, Reading::TIME, |m| *m.reading == Reading::Time(time))
    }

    /// Whether a function word of one of these classes starts at a token.
    pub fn one_of(&self, at: usize, links: &[Link]) -> bool {
        self.scan.any_of(at, Link::classes(links))
    }

    /// The first line behind the title that is long enough for a paragraph of prose; the number of lines where none is.
    pub fn first_prose(&self) -> usize {
        const PROSE: usize = 16;
        let lines = self.lines;
        (1..lines.len()).find(|&line| lines[line].last - lines[line].first > PROSE).unwrap_or(lines.len())
    }

    /// Whether a token is a currency sign.
    pub fn is_sign(&self, at: usize) -> bool {
        let word = self.word(at);
        !word.is_empty() && self.has(at, Reading::MONEY) && !word.starts_with(|c: char| c.is_alphabetic())
    }

    /// Whether a token belongs to a period or date, as the fraction of "third quarter" does.
    pub fn dated(&self, at: usize) -> bool {
        self.dated.get(at).copied().unwrap_or(false)
    }

    /// Whether a word that names a source ("according to") begins at a token.
    pub fn names_source(&self, at: usize) -> bool {
        self.any(at, Reading::SPEECH, |m| *m.reading == Reading::Speech(Speech::Source))
    }

    /// Whether the dash at a token is the bullet of a line.
    pub fn list_dash(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.breaks > 0 && self.tokens.get(at + 1).is_some_and(|n| n.spaced))
    }

    /// Whether a number is glued to what stands before it, as in "COVID-19" or "G-7".
    pub fn glued(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        let Some(before) = at.checked_sub(1).map(|i| self.tokens[i]) else { return false };
        !token.spaced && (before.kind == Kind::Word || (before.kind == Kind::Dash && !before.spaced))
    }

    /// The bytes from one token to another.
    pub fn span(&self, first: usize, last: usize) -> Span {
        let start = self.tokens.get(first).map_or(0, |t| t.start as usize);
        let end = last.checked_sub(1).and_then(|i| self.tokens.get(i)).map_or(start, |t| t.end as usize);
        Span::new(start, end)
    }

    /// The sentence in which a token lies.
    pub fn sentence_of(&self, token: usize) -> usize {
        let begun = self.places.count(self.sentences, token, |s| s.first <= token);
        let inside = begun.checked_sub(1).filter(|last| token < self.sentences[*last].last);
        inside.unwrap_or(begun.min(self.sentences.len().saturating_sub(1)))
    }
}

/// The characters of one byte, one behind the other.
const BYTES: [u8; 128] = {
    let mut all = [0; 128];
    let mut byte = 0;
    while byte < 128 {
        all[byte] = byte as u8;
        byte += 1;
    }
    all
};

static ONE_BYTE: &str = match std::str::from_utf8(&BYTES) {
    Ok(all) => all,
    Err(_) => "",
};

fn one_byte(byte: u8) -> &'static str {
    ONE_BYTE.get(byte as usize..=byte as usize).unwrap_or_default()
}
