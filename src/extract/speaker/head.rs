//! What the head of a page, or a heading in it, says of who speaks below.

use super::{Reader, Who};
use crate::extract::mention::covering;
use crate::lang::Link;
use crate::text::{Line, Sentence};

impl Reader<'_, '_> {
    /// The person whose speech the page is, as its head says: "Budget speech, delivered by ...".
    pub(super) fn orator(&self) -> Option<Who> {
        const HEAD: usize = 8;
        // "Remarks by Dr A. Person, Deputy Governor, 21 October 2025.": a line that says whose speech it is may end so.
        // "La tasa de intervención": a paragraph with figures is no head, and what names an indicator no speech.
        let oration =
            |at: usize| self.page.link(at, Link::Oration) && covering(&self.mentions.indicators, at).is_none();
        let speech = |l: &&Line| (l.first..l.last).any(oration) && !self.counts(l.first, l.last);
        let head = self.page.lines.iter().take(HEAD).take_while(|l| !self.page.is(l.last - 1, b'.') || speech(l));
        let head = head.last().map_or(0, |l| l.last);
        let speech = (0..head).any(oration);
        let person = (0..head).find_map(|at| self.who(at).map(|(_, who)| who).filter(|w| matches!(w, Who::Person(_))));
        person.filter(|_| speech)
    }

    /// "Introductory speech of President A. Person": who a heading within the page says speaks below it.
    pub(super) fn heads_speech(&self, sentence: &Sentence) -> Option<Who> {
        let (first, last) = (sentence.first, sentence.last);
        let whole = self.page.lines.get(sentence.line).is_some_and(|l| l.first == first && l.last == last);
        let speech = |at: usize| self.page.link(at, Link::Oration) && covering(&self.mentions.indicators, at).is_none();
        if !whole || !self.heading(sentence.line) || !(first..last).any(speech) {
            return None;
        }
        let mut people = (first..last).filter_map(|at| self.who(at)).filter(|(_, who)| matches!(who, Who::Person(_)));
        let (end, who) = people.next()?;
        people.all(|(other, _)| other == end).then_some(who)
    }
}
