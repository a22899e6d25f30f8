//! Whose numbers somebody else gives: the sources that a release or a speech names, and those of tables.

use super::{Reader, Speakers, Who};
use crate::lang::{Link, Match, Reading, Speech, StatusKind};
use crate::model::ObsStatus;
use crate::text::Sentence;

/// So many tokens of what follows a word for a source may have its name.
const REACH: usize = 7;

impl Reader<'_, '_> {
    /// The speakers of a body's own release: nobody but those from whom it says that it has its numbers ("Nach Angaben des Statistischen
    /// Bundesamtes", in a release of the employment agency), to the end of their paragraph.
    pub(super) fn of_others(&self, speakers: &mut Speakers) {
        let head = self.release_head();
        let same = |a: (usize, usize), b: (usize, usize)| self.named_alike(self.full(a.0, a.1), self.full(b.0, b.1));
        let own = |who: &Who| match *who {
            Who::Body(first, last) => self.bodies_in(0, head).iter().any(|b| same(*b, (first, last))),
            Who::Person(_) => true,
        };
        let (mut said, mut before, mut line) = (None, None, usize::MAX);
        for (index, sentence) in self.page.sentences.iter().enumerate() {
            said = self.other_source(index).filter(|who| !own(who)).or(said.filter(|_| sentence.line == line));
            line = sentence.line;
            self.push(speakers, said, before);
            before = said;
        }
    }

    /// Whether two stretches have the same words.
    fn named_alike(&self, a: (usize, usize), b: (usize, usize)) -> bool {
        let text = |(first, last): (usize, usize)| self.page.span(first, last).of(self.page.text);
        text(a).eq_ignore_ascii_case(text(b))
    }

    /// The body that a sentence with numbers names behind "according to".
    fn other_source(&self, index: usize) -> Option<Who> {
        if !self.page.names(index, Reading::SPEECH) {
            return None;
        }
        let Sentence { first, last, .. } = self.page.sentences[index];
        let source = |m: &Match| *m.reading == Reading::Speech(Speech::Source);
        let named = |at: &usize| self.page.has(*at, Reading::SPEECH);
        let source_at = |at: usize| self.page.at(at).iter().find(|m| source(m)).map(|m| m.last);
        let mut sources = (first..last).filter(named).filter_map(source_at);
        let body = |end: usize| self.after(end, last, REACH).filter(|who| self.is_named_body(who));
        sources.find_map(body).filter(|_| self.counts(first, last))
    }

    /// Whether somebody is a body that has a name of its own.
    pub(super) fn is_named_body(&self, who: &Who) -> bool {
        matches!(*who, Who::Body(first, _) if self.page.tokens[first].upper)
    }

    /// "Le STATEC table sur 1,5 %", said by a minister: the body whose forecast a sentence of a speech gives, or that it names as its
    /// source.
    pub(super) fn taken_from(&self, index: usize) -> Option<Who> {
        let Sentence { first, last, .. } = self.page.sentences[index];
        if !self.page.names(index, Reading::SPEECH) {
            return None;
        }
        let source = self.other_source(index);
        let expects = |m: &Match| *m.reading == Reading::Status(ObsStatus::Forecast, StatusKind::Verb);
        let says = |m: &Match| *m.reading == Reading::Speech(Speech::Verb);
        let verb =
            |at: &usize| self.page.any(*at, Reading::STATUS, expects) && self.page.any(*at, Reading::SPEECH, says);
        let foreseen = || {
            let verb = (first..last).find(verb).filter(|_| self.counts(first, last))?;
            self.subject(first, verb).filter(|who| self.is_named_body(who))
        };
        source.or_else(foreseen)
    }

    /// "The ECB cut its rate. New staff projections:": who makes what a list is said to be of without a name; the body last
    /// named in the paragraph.
    pub(super) fn projected(&self, first: usize, last: usize) -> Option<Who> {
        const LONGEST: usize = 6;
        let noun = |at: usize| self.page.any(at, Reading::SPEECH, |m| *m.reading == Reading::Speech(Speech::Noun));
        let heads = self.page.is(last - 1, b':') && last - first <= LONGEST && (first..last).any(noun);
        let line = self.page.sentences.get(self.page.sentence_of(first)).map_or(0, |s| s.line);
        let from = self.page.lines.get(line).map_or(first, |l| l.first);
        self.bodies_in(from, first).last().filter(|_| heads).map(|&(start, end)| self.body(start, end))
    }

    /// "FUENTE: BANXICO": the body whose numbers the lines directly above give, as the label below them says.
    pub(super) fn below_tables(&self, speakers: &mut Speakers) {
        for (index, sentence) in self.page.sentences.iter().enumerate() {
            let (first, last) = (sentence.first, sentence.last);
            let label = self.page.link(first, Link::SourceLabel) && self.page.is(first + 1, b':');
            let Some(&(start, end)) = self.bodies_in(first, last).first().filter(|b| label && b.0 == first + 2) else {
                continue;
            };
            let who = self.body(start, end);
            let mut below = sentence.line;
            for above in (0..index).rev() {
                let line = self.page.sentences[above].line;
                if line != below && self.page.lines[below].after_blank || speakers.by_sentence[above].is_some() {
                    break;
                }
                below = line;
                speakers.by_sentence[above] = Some(self.name_of(&who));
                speakers.area[above] = self.area(&who);
            }
        }
    }
}
