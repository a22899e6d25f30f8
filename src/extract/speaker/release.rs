//! Releases, in which the body that publishes them speaks and nobody is quoted.

use super::{Reader, Who};
use crate::lang::Link;
use crate::text::{Kind, Line, Sentence};

impl Reader<'_, '_> {
    /// Whether the page is a body's own release, in which the body itself speaks and nobody is quoted for its numbers. One
    /// that speaks of the body as of another ("ADB now expects") is read like news.
    pub(super) fn own_release(&self) -> bool {
        let head = self.release_head();
        let says = |s: &Sentence| self.counts(s.first, s.last) && self.said_by(s.first, s.last).is_some();
        let announces = |s: &Sentence| self.page.is(s.last - 1, b':') && self.states(s.first, s.last).is_some();
        let mut lead = self.page.sentences.iter().take(8);
        let released = self.letterhead() || (0..head).any(|at| self.page.link(at, Link::Release));
        // "PRESIDENTE JUAN DÍAZ.- Buenos días": nor is a speech that it prints what the body itself says.
        let speaks = || {
            let opens = |s: &&Sentence| self.page.lines.get(s.line).is_some_and(|l| l.first == s.first);
            self.page.sentences.iter().take(8).filter(opens).any(|s| self.turn(s.first).is_some())
        };
        let told = lead.any(|s| says(s) || announces(s));
        released && !told && !speaks() && !self.page.lines.iter().any(|l| self.takes_turn(l))
    }

    /// "“The region needs reforms,” said the vice president": whether a paragraph of a release opens with somebody's words in marks of
    /// quotation: with it these are over, and the body goes on.
    pub(super) fn quotes_in_release(&self, first: usize) -> bool {
        let quote = matches!(self.page.word(first), "\u{201c}" | "\"" | "\u{ab}" | "\u{201e}");
        quote && (0..self.release_head()).any(|at| self.page.link(at, Link::Release))
    }

    /// Where the head of a release ends.
    pub(super) fn release_head(&self) -> usize {
        const LINES: usize = 4;
        self.page.lines.iter().take(LINES).next_back().map_or(0, |l| l.last)
    }

    /// "А.Лицо: Добрый день": whether a line is the turn of a person in a transcript, which a body may publish below its name.
    fn takes_turn(&self, line: &Line) -> bool {
        let Some(Who::Person(_)) = self.turn(line.first) else { return false };
        let colon = (line.first..line.last).find(|i| self.page.is(*i, b':'));
        colon.is_some_and(|colon| colon + 1 == line.last || self.page.tokens[colon + 1].kind == Kind::Word)
    }

    /// Whether the page begins with a line that is nothing but a body's name, be it longer than the one that the lexicon knows:
    /// "Ministry of Commerce & Industry".
    fn letterhead(&self) -> bool {
        const LONGEST: usize = 10;
        let (page, Some(line)) = (self.page, self.page.lines.first()) else { return false };
        let Some(end) = (line.first..line.last).rev().find(|at| self.marks.in_body(*at)).map(|at| at + 1) else {
            return false;
        };
        let joins = |at: usize| page.is(at, b'&') || page.one_of(at, &[Link::And, Link::Of, Link::For]);
        let named = |at: usize| page.tokens[at].upper || page.tokens[at].kind != Kind::Word || joins(at);
        let longer = end == line.last || joins(end) && (end..line.last).all(named);
        (line.first..end).all(|at| self.marks.in_body(at) || page.tokens[at].kind != Kind::Word)
            && longer
            && line.last - line.first <= LONGEST
    }
}
