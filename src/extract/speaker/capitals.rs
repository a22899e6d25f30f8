//! Names in capitals: of those whose turn it is in a transcript, and of the person whose speech a head says that it is.

use super::Reader;
use crate::lang::{Link, Reading};
use crate::text::{Kind, Line};

/// "ALBANESE": whether a word is of capitals only, and not one of them alone.
pub(super) fn capitals(word: &str) -> bool {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let upper = |c: char| c.is_uppercase();
    letters.next().is_some_and(upper) && letters.clone().next().is_some() && letters.all(upper)
}

/// "Albanese": the same word as names are written elsewhere, each part of a double name with its capital.
pub(super) fn plain(word: &str) -> String {
    let mut starts = true;
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        if starts {
            out.push(c)
        } else {
            out.extend(c.to_lowercase())
        }
        starts = !c.is_alphabetic();
    }
    out
}

impl Reader<'_, '_> {
    /// Notes the words in capitals that may be names.
    pub(super) fn mark_capitals(&mut self) {
        const HEAD: usize = 4;
        let labels: Vec<_> = self.page.lines.iter().filter_map(|line| self.label_in_capitals(line)).collect();
        let text = |&(first, last, _): &(usize, usize, bool)| self.page.span(first, last).of(self.page.text);
        let talk = labels.iter().any(|label| text(label) != text(&labels[0]));
        let head = self.page.lines.iter().take(HEAD).filter_map(|line| self.orator_in_capitals(line));
        let turns = labels.iter().filter(|label| label.2 || talk).map(|&(first, last, _)| (first, last));
        let named: Vec<_> = turns.chain(head).collect();
        for at in named.into_iter().flat_map(|(first, last)| first..last) {
            if capitals(self.page.word(at)) && self.may_be_called(at) {
                self.marks.note_name(at);
            }
        }
    }

    /// "PRIME MINISTER ANTHONY ALBANESE:", "ANDY PARK:": the words in capitals with which a line opens before a colon, and
    /// whether an office or a form of address is one of them. Those without must open more than one line.
    fn label_in_capitals(&self, line: &Line) -> Option<(usize, usize, bool)> {
        const LONGEST: usize = 10;
        let page = self.page;
        if !capitals(page.word(line.first)) {
            return None;
        }
        let word = |at: &usize| page.tokens[*at].kind != Kind::Word || capitals(page.word(*at));
        let end = (line.first..line.last.min(line.first + LONGEST))
            .find(|at| !word(at) || matches!(page.mark(*at), b':' | b'(') || self.stop_and_dash(*at))?;
        let marked = page.is(end, b':') || self.stop_and_dash(end);
        let colon = if marked { Some(end) } else { self.bracket_before_colon(end) }?;
        let role = |at: usize| page.any(at, Reading::ROLE, |m| matches!(m.reading, Reading::Role(_)));
        let titled = (line.first..end).any(role);
        let label = page.span(line.first, colon + 1).of(page.text);
        (titled || self.named.opens_lines(page, label)).then_some((line.first, end, titled))
    }

    /// "PRESIDENTA ANA DÍAZ.-": the full stop and dash that some transcripts have for a colon.
    fn stop_and_dash(&self, at: usize) -> bool {
        let dash = self.page.tokens.get(at + 1).is_some_and(|t| t.kind == Kind::Dash && t.breaks == 0);
        dash && self.page.is(at, b'.')
    }

    /// "SPEECH BY YAB DATO' SERI A. PERSON, PRIME MINISTER": the words behind those that say whose speech it is, up to the
    /// comma behind the name.
    fn orator_in_capitals(&self, line: &Line) -> Option<(usize, usize)> {
        let page = self.page;
        let speech =
            |at: usize| page.find_of(at, Reading::LINK, |r| (*r == Reading::Link(Link::Oration)).then_some(()));
        let (first, ()) = (line.first..line.last).find_map(speech)?;
        let named = |at: &usize| capitals(page.word(*at)) && self.may_be_called(*at);
        let name = (first..line.last).find(named)?;
        let end = (name..line.last).find(|&at| page.is(at, b',')).unwrap_or(line.last);
        Some((name, end))
    }
}
