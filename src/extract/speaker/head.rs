//! What the head of a page says of who speaks in it: releases, speeches, headlines.

use super::{Reader, Speakers, Who};
use crate::extract::mention::covering;
use crate::lang::{Link, Reading, Speech};
use crate::text::{Kind, Line, Sentence};

impl Reader<'_, '_> {
    /// Whether the page is a body's own release, in which the body itself speaks and nobody is quoted for its numbers. One
    /// that speaks of the body as of another ("ADB now expects") is read like news.
    pub(super) fn own_release(&self) -> bool {
        let head = self.page.lines.iter().take(4).next_back().map_or(0, |l| l.last);
        let says = |s: &Sentence| self.counts(s.first, s.last) && self.said_by(s.first, s.last).is_some();
        let announces = |s: &Sentence| self.page.is(s.last - 1, b':') && self.states(s.first, s.last).is_some();
        let mut lead = self.page.sentences.iter().take(8);
        let released = self.letterhead() || (0..head).any(|at| self.page.link(at, Link::Release));
        // "PRESIDENTE JUAN DÍAZ.- Buenos días": nor is a speech that it prints what the body itself says.
        let speaks = || {
            let opens = |s: &&Sentence| self.page.lines.get(s.line).is_some_and(|l| l.first == s.first);
            self.page.sentences.iter().take(8).filter(opens).any(|s| self.turn(s.first).is_some())
        };
        released && !lead.any(|s| says(s) || announces(s)) && !speaks()
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

    /// The person whose speech the page is, as its head says: "Budget speech, delivered by ...".
    pub(super) fn orator(&self) -> Option<Who> {
        const HEAD: usize = 4;
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

    /// A text that quotes nobody takes its numbers from the body that its first sentences speak of.
    pub(super) fn lead(&self, speakers: &mut Speakers) {
        let first_named = speakers.by_sentence.iter().position(Option::is_some).unwrap_or(speakers.by_sentence.len());
        if first_named <= 6 || speakers.transcript {
            return;
        }
        let end = self.page.sentences.iter().take(5).next_back().map_or(0, |s| s.last);
        let subject = self.bodies.iter().find(|body| body.0 < end && self.leads(**body));
        if let Some(&(first, last)) = subject {
            let (first, last) = self.full(first, last);
            let from = self.page.sentence_of(first);
            let label = self.name_of(&Who::Body(first, last));
            for said in speakers.by_sentence[..first_named].iter_mut().skip(from) {
                *said = Some(label.clone());
            }
        }
    }

    /// Whether a body may be the one from which a text has its numbers: one that it names, as a subject or behind the "by" of
    /// what it has made, and no owner of something else ("the government's supply agency").
    fn leads(&self, (first, last): (usize, usize)) -> bool {
        const REACH: usize = 8;
        let page = self.page;
        let owns = page.tokens.get(last).is_some_and(|t| t.kind == Kind::Possessive);
        let noun = |at: usize| page.any(at, Reading::SPEECH, |m| *m.reading == Reading::Speech(Speech::Noun));
        let made = page.before_is(first, Link::By) && (first.saturating_sub(REACH)..first).any(noun);
        let named = page.tokens[first].upper || self.uncased(first) || page.grammar(first).verb_final;
        named && !owns && (made || !self.object(first) && !page.before_is(first, Link::Of))
    }

    /// A headline without a source of its own repeats the first one that the text names.
    pub(super) fn headline(&self, speakers: &mut Speakers) {
        let head = self.page.sentences.iter().take_while(|s| s.line == 0).count();
        let lead = speakers.by_sentence.iter().take(head + 6).position(Option::is_some);
        if let Some(lead) = lead.filter(|&l| l >= head && !speakers.transcript) {
            speakers.lent = true;
            for i in 0..head {
                speakers.by_sentence[i] = speakers.by_sentence[lead].clone();
                speakers.area[i] = speakers.area[lead];
            }
        }
    }
}
