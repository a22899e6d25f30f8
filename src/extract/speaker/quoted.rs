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
        for sentence in self.page.sentences {
            said = self.other_source(sentence).filter(|who| !own(who)).or(said.filter(|_| sentence.line == line));
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
    fn other_source(&self, sentence: &Sentence) -> Option<Who> {
        let (first, last) = (sentence.first, sentence.last);
        let source = |m: &Match| *m.reading == Reading::Speech(Speech::Source);
        let mut sources = (first..last).filter_map(|at| self.page.at(at).iter().find(|m| source(m)).map(|m| m.last));
        let body = |end: usize| self.after(end, last, REACH).filter(|who| self.is_named_body(who));
        sources.find_map(body).filter(|_| self.counts(first, last))
    }

    /// Whether somebody is a body that has a name of its own.
    fn is_named_body(&self, who: &Who) -> bool {
        matches!(*who, Who::Body(first, _) if self.page.tokens[first].upper)
    }

    /// "Le STATEC table sur 1,5 %", said by a minister: the body whose forecast a sentence of a speech gives, or that it names as its
    /// source.
    pub(super) fn taken_from(&self, first: usize, last: usize) -> Option<Who> {
        let source = self.page.sentences.get(self.page.sentence_of(first)).and_then(|s| self.other_source(s));
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
