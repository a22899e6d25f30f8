//! Sources without a verb: the line below a headline, the end of a sentence behind a dash, a bracket.

use super::{Reader, Speakers, Who};
use crate::extract::mention::within;
use crate::lang::{Link, Reading};
use crate::text::{Kind, Line, Sentence};

impl Reader<'_, '_> {
    /// "China Customs / ГТУ КНР": whose numbers a text gives, as a line below its headline says that is nothing but a
    /// body's name; of names in several languages the one in the script of the text.
    pub(super) fn credited(&self, sentence: &Sentence) -> Option<Who> {
        const LINES: usize = 3;
        const LONGEST: usize = 14;
        let line =
            self.page.lines.get(sentence.line).filter(|l| l.first == sentence.first && l.last == sentence.last)?;
        let head = (1..=LINES).contains(&sentence.line) && line.last - line.first <= LONGEST;
        let named = head && self.bodies_in(line.first, line.last).iter().any(|b| self.fills(line.first, line.last, *b));
        let named = named && self.below_headline(sentence.line);
        let stroke = |i: &usize| self.page.is(*i, b'/') && self.page.tokens[*i].spaced;
        let mut names = Vec::new();
        let mut from = line.first;
        for end in (line.first..line.last).filter(stroke).chain([line.last]).filter(|_| named) {
            names.push((from, end));
            from = end + 1;
        }
        let own = self.script(0);
        let name = names.iter().find(|(first, _)| self.script(*first) == own).or(names.first())?;
        Some(Who::Body(name.0, name.1))
    }

    /// Whether a headline stands above a line: more words than a letterhead has, or what is measured.
    fn below_headline(&self, line: usize) -> bool {
        const WORDS: usize = 5;
        let headline = |l: &Line| {
            let named = !within(&self.mentions.indicators, l.first, l.last).is_empty();
            named || l.last - l.first >= WORDS && !self.bodies_in(l.first, l.last).iter().any(|b| b.0 == l.first)
        };
        self.page.lines[..line].iter().any(headline)
    }

    /// Whether a body's name is all that a line has, or all between the strokes of a line.
    fn fills(&self, from: usize, to: usize, (first, last): (usize, usize)) -> bool {
        let edge = |at: usize| self.page.is(at, b'/');
        (first == from || edge(first - 1)) && (last == to || edge(last))
    }

    /// What sort of letters a word has: signs, those of English, or others.
    fn script(&self, at: usize) -> (bool, bool) {
        (self.uncased(at), self.page.word(at).is_ascii())
    }

    /// "The deficit came to 3.4 trillion — Ministry of Finance": who stands alone behind the last dash of a sentence with
    /// numbers, or behind the stroke that some posts have there.
    pub(super) fn signed_off(&self, first: usize, last: usize) -> Option<Who> {
        const LONGEST: usize = 6;
        let end = if self.page.is(last - 1, b'.') { last - 1 } else { last };
        let mark = |i: &usize| {
            let token = &self.page.tokens[*i];
            token.spaced && (token.kind == Kind::Dash || matches!(token.of(self.page.text), "/" | "|"))
        };
        let dash = (end.saturating_sub(LONGEST).max(first)..end).rev().find(mark)?;
        let who = self.who(dash + 1).filter(|(ends, _)| *ends == end).map(|(_, who)| who)?;
        self.counts(first, dash).then_some(who)
    }

    /// "Output rose by 7.1 % (presidential aide A. Person, October)": who is named in the bracket that ends a sentence, and
    /// has no numbers in it. A body must be all that the bracket has, and be no short form of a name before it.
    pub(super) fn bracketed(&self, first: usize, last: usize) -> Option<Who> {
        const LONGEST: usize = 16;
        let end = (last.saturating_sub(2)..last).rev().find(|&i| self.page.is(i, b')'))?;
        let open = (end.saturating_sub(LONGEST).max(first)..end).rev().find(|&i| self.page.is(i, b'('))?;
        if self.counts(open, end) || !self.counts(first, open) {
            return None;
        }
        let person = |at: usize| self.who(at).filter(|(_, w)| matches!(w, Who::Person(_))).map(|(_, w)| w);
        let spoken = (open + 1..end).find(|&at| person(at).is_some() && !self.object(at)).and_then(person);
        let body = || {
            let source = |at: usize| {
                let word = |r: &Reading| matches!(r, Reading::Speech(_)).then_some(());
                self.page.find_of(at, Reading::SPEECH, word).map_or(at, |(ends, ())| ends)
            };
            let (ends, who) = self.who(source(open + 1))?;
            let alias = self.bodies_in(first, open).last().is_some_and(|b| b.1 == open);
            (ends == end && !alias).then_some(who)
        };
        spoken.or_else(body)
    }

    /// "Exports rose by 5 %. This was announced by the ministry": who a sentence says has told what stands before it in its paragraph, or
    /// in the one above where it opens one of its own, says that if nobody else does.
    pub(super) fn credit_back(&self, speakers: &mut Speakers, sentence: &Sentence, transcript: bool) {
        const OPENS: usize = 2;
        let says = |at: usize| self.page.has(at, Reading::SPEECH);
        let thus = (sentence.first..sentence.first + OPENS).any(|at| self.page.link(at, Link::Thus));
        let Some(here) = speakers.by_sentence.len().checked_sub(1).filter(|_| thus && !transcript) else { return };
        let Some(name) = speakers.by_sentence[here].clone().filter(|_| (sentence.first..sentence.last).any(says))
        else {
            return;
        };
        let opens = self.page.lines.get(sentence.line).is_some_and(|l| l.first == sentence.first);
        let line = sentence.line - usize::from(opens && sentence.line > 0);
        for before in (0..here).rev() {
            if self.page.sentences[before].line != line || speakers.by_sentence[before].is_some() {
                return;
            }
            speakers.by_sentence[before] = Some(name.clone());
            speakers.area[before] = speakers.area[here];
        }
    }

    /// The bullet with which a line begins: a dot, square, arrow, tick or other picture. A dash may open what somebody says.
    pub(super) fn bullet(&self, first: usize) -> Option<char> {
        let drawn = |c: &char| {
            matches!(c, '\u{b7}' | '\u{2022}' | '\u{2023}' | '\u{2190}'..='\u{21ff}' | '\u{25a0}'..='\u{27bf}')
                || matches!(c, '\u{2b00}'..='\u{2bff}' | '\u{1f000}'..)
        };
        self.page.word(first).chars().next().filter(drawn).filter(|_| self.page.word(first) != BALLOON)
    }

    /// Whether a sentence is of the text's own: "for reference", "as a reminder", in front of it or between commas.
    /// "Data show" behind a body are its data.
    pub(super) fn background(&self, first: usize, last: usize, who: Option<Who>) -> bool {
        let from = || first + usize::from(self.bullet(first).is_some());
        let own = |at: usize| matches!(who, Some(Who::Body(..))) && self.page.link(at, Link::Data);
        let mut words = (first..last).filter(|at| self.page.link(*at, Link::Background) && !own(*at));
        words.any(|at| at <= from() || self.page.is(at - 1, b','))
    }

    /// "The office put it at 5 %. In our view it is 6 %": whether the text turns to what it thinks itself, and no quotation is open.
    pub(super) fn own_view(&self, sentence: &Sentence) -> bool {
        const OPENS: usize = 2;
        let page = self.page;
        let Some(line) = page.lines.get(sentence.line) else { return false };
        let says = |at: &usize| {
            let opens = *at <= sentence.first + OPENS || page.is(at - 1, b',');
            page.link(*at, Link::OwnView) && opens
        };
        let Some(at) = (sentence.first..sentence.last).find(says) else { return false };
        let marks = |set: &[&str]| (line.first..at).filter(|i| set.contains(&page.word(*i))).count();
        let straight = marks(&["\""]);
        straight % 2 == 0 && marks(&["«", "“", "„", "「", "『"]) <= marks(&["»", "”", "」", "』"])
    }

    /// "Table 2. Partners": the heading of a table or chart, which has the source of the text round it.
    pub(super) fn caption(&self, first: usize) -> bool {
        self.page.link(first, Link::Caption)
    }
}

/// The speech balloon of a post: the person named in the line above it speaks.
pub(super) const BALLOON: &str = "\u{1f4ac}";
