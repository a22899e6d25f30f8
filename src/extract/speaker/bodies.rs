//! The names of bodies: the full one behind a short one, the area that belongs to it, what a noun is called.

use super::{Reader, Who};
use crate::extract::mention::starting;
use crate::lang::Link;
use crate::text::{Kind, Token};

impl Reader<'_, '_> {
    /// The full name of a body.
    pub(super) fn full(&self, first: usize, last: usize) -> (usize, usize) {
        let word = self.page.span(first, last).of(self.page.text);
        self.titles.alias(word).or_else(|| self.initials(first, word)).unwrap_or((first, last))
    }

    /// A body as a speaker, by its full name.
    pub(super) fn body(&self, first: usize, last: usize) -> Who {
        let (first, last) = self.full(first, last);
        Who::Body(first, last)
    }

    /// The body named before whose initials an acronym is.
    fn initials(&self, before: usize, word: &str) -> Option<(usize, usize)> {
        let acronym = word.len() >= 2 && word.chars().all(char::is_uppercase);
        acronym.then(|| self.titles.spelt(word)).flatten().filter(|(first, _)| *first < before)
    }

    /// A body's name with the area that belongs to it: "Central Bank of Armenia".
    pub(super) fn body_span(&self, first: usize, last: usize) -> (usize, usize) {
        let of = self.page.one_of(last, &[Link::Of, Link::In]);
        let area = |at: usize| starting(&self.mentions.areas, at).map(|a| a.last);
        let skip = if self.page.link(last + 1, Link::The) { last + 2 } else { last + 1 };
        // "The state statistics agency INEI": so does the acronym that names the one that a common noun describes, where no name
        // of a body is known by it.
        let acronym = |at: usize| {
            let letters = |t: &Token| t.kind == Kind::Word && t.breaks == 0 && t.spaced && t.end - t.start > 1;
            let known = starting(&self.mentions.areas, at).is_some() || starting(&self.mentions.bodies, at).is_some();
            let named = self.page.tokens.get(at).is_some_and(letters) && !known;
            named && self.page.word(at).chars().all(char::is_uppercase)
        };
        match area(skip).filter(|_| of) {
            Some(end) => (first, end),
            None if !self.page.tokens[last - 1].upper && acronym(last) => (first, last + 1),
            None => (first, last),
        }
    }

    /// Whether a noun of a body in small letters stands before the name that it has.
    pub(super) fn names(&self, first: usize, last: usize, next: &(usize, usize)) -> bool {
        let small = self.page.tokens[first..last].iter().all(|t| !t.upper && t.kind == Kind::Word);
        let next = &self.page.tokens[next.0];
        small && !self.uncased(first) && next.upper && next.breaks == 0
    }
}
