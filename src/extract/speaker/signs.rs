//! The names of persons in a script without capitals.

use super::Reader;
use crate::extract::groups;
use crate::lang::{Link, Reading, Speech};

/// The signs of the longest part of a foreign name.
pub(super) const LONGEST_PART: usize = 7;

/// Whether a mark is the point between the parts of a foreign name: "佩里·瓦尔吉约".
pub(super) fn is_dot(mark: &str) -> bool {
    matches!(mark, "\u{b7}" | "\u{2027}" | "\u{30fb}" | "\u{2022}")
}

impl Reader<'_, '_> {
    /// The end of a name in a script without capitals: one that the lexicon knows, one that the page has given before,
    /// or a surname behind an office with the one or two signs of a given name ("副署长王令浚"). What leads to a place or
    /// a verb of saying is no second sign ("总理李强在", "总理李强表示").
    pub(super) fn signed(&self, at: usize) -> Option<usize> {
        let person = |r: &Reading| matches!(r, Reading::Person(_)).then_some(());
        if let Some((last, ())) = self.page.find_of(at, Reading::PERSON, person) {
            return Some(last);
        }
        if let Some(last) = self.met_before(at).or_else(|| self.dotted(at)) {
            return Some(last);
        }
        let surname = |r: &Reading| (*r == Reading::Link(Link::Surname)).then_some(());
        let (given, ()) = self.page.find_of(at, Reading::LINK, surname)?;
        if let Some(last) = self.signed_turn(at, given) {
            return Some(last);
        }
        let second = usize::from(self.sign(given + 1) && !self.leads_on(given + 1));
        (self.title_ends(at) && !self.marks.in_body(at) && self.sign(given)).then_some(given + 1 + second)
    }

    /// "何咏前：", a surname with a sign or two before a colon that opens more than one line, and is no word: who speaks in
    /// a transcript.
    fn signed_turn(&self, at: usize, given: usize) -> Option<usize> {
        let page = self.page;
        let colon = (given + 1..given + 3).find(|&i| page.is(i, b':'))?;
        (at == 0 || page.tokens[at].breaks > 0).then_some(())?;
        let label = page.span(at, colon + 1).of(page.text);
        let word = page.at(at).iter().any(|m| m.last >= colon);
        (!word && self.named.opens_lines(page, label)).then_some(colon)
    }

    /// Whether a token is a sign that touches the one before it.
    fn sign(&self, at: usize) -> bool {
        let touches = |before: usize| self.page.tokens.get(at).is_some_and(|t| t.start == self.page.tokens[before].end);
        self.uncased(at) && at.checked_sub(1).is_some_and(touches)
    }

    /// Whether a sign leads to a place or is a verb of saying, and so none of the name before it.
    fn leads_on(&self, at: usize) -> bool {
        const PLACES: [Link; 7] = [Link::In, Link::With, Link::To, Link::For, Link::From, Link::And, Link::On];
        let said = |r: &Reading| matches!(r, Reading::Speech(Speech::Verb)).then_some(());
        self.page.one_of(at, &PLACES) || self.page.find_of(at, Reading::SPEECH, said).is_some()
    }

    /// The end of a name that the page has given before, or of a part of a foreign one.
    fn met_before(&self, at: usize) -> Option<usize> {
        let text = &self.page.text[self.page.tokens[at].start as usize..];
        let name = self.families.at_start(text)?;
        let end = self.page.tokens[at].start as usize + name.len();
        let behind = (at + 1..self.page.tokens.len()).find(|&i| self.page.tokens[i].start as usize >= end);
        Some(behind.unwrap_or(self.page.tokens.len()))
    }

    /// "行长佩里·瓦尔吉约在": the end of a foreign name with a point between its parts, behind an office or a mark.
    fn dotted(&self, at: usize) -> Option<usize> {
        let opens = !self.sign(at) || self.title_ends(at);
        if !opens || self.marks.in_body(at) {
            return None;
        }
        let mut end = self.part_ends(at);
        let mut dots = 0;
        while is_dot(self.page.word(end)) && self.uncased(end + 1) {
            end = self.part_ends(end + 1);
            dots += 1;
        }
        (dots > 0).then_some(end)
    }

    /// The end of the part of a foreign name that starts at a token: at a mark, a word of two signs and more, or what leads on.
    fn part_ends(&self, at: usize) -> usize {
        let dot = (at + 1..=at + LONGEST_PART).find(|&i| !self.sign(i)).filter(|&i| is_dot(self.page.word(i)));
        let small = |r: &Reading| matches!(r, Reading::Link(_) | Reading::Hedge { .. });
        let word = |i: usize| self.page.at(i).iter().any(|m| m.last > i + 1 && !small(m.reading));
        let ends = |i: &usize| !self.sign(*i) || self.leads_on(*i) || word(*i);
        dot.or_else(|| (at + 1..at + LONGEST_PART).find(ends)).unwrap_or(at + LONGEST_PART)
    }

    /// Notes the parts of a foreign name as names of their own: a text goes on with one of them.
    pub(super) fn note_parts(&mut self, first: usize, last: usize) {
        let name = self.page.span(first, last).of(self.page.text);
        if !self.uncased(first) || !name.chars().any(|c| is_dot(c.encode_utf8(&mut [0; 4]))) {
            return;
        }
        let long = |part: &&str| part.chars().count() >= 2;
        for part in name.split(|c: char| is_dot(c.encode_utf8(&mut [0; 4]))).filter(long) {
            self.families.add(part, self.people.len());
        }
    }

    /// Notes where a part of a foreign name stands, once all have been met.
    pub(super) fn mark_parts(&mut self) {
        for at in self.page.all_of(groups::NAME) {
            if self.uncased(at) && self.met_before(at).is_some() {
                self.marks.note_uncased(at, true);
            }
        }
    }
}
