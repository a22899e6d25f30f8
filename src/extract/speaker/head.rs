//! What the head of a page, or a heading in it, says of who speaks below: speeches, headlines.

use super::{Reader, Speakers, Who};
use crate::extract::mention::covering;
use crate::lang::{Link, Match, Reading, Speech};
use crate::text::{Kind, Line, Sentence};

/// So many lines a head has at most.
const HEAD: usize = 8;

impl Reader<'_, '_> {
    /// The person whose speech the page is, as its head says: "Budget speech, delivered by ...".
    pub(super) fn orator(&self) -> Option<Who> {
        // "Remarks by Dr A. Person, Deputy Governor, 21 October 2025.": a line that says whose speech it is may end so.
        // A paragraph with figures is no head.
        let speech = |l: &&Line| (l.first..l.last).any(|at| self.oration(at)) && !self.counts(l.first, l.last);
        let head = self.page.lines.iter().take(HEAD).take_while(|l| !self.page.is(l.last - 1, b'.') || speech(l));
        let head = head.last().map_or(0, |l| l.last);
        let officer = || self.page.lines.iter().take(HEAD).find_map(|l| self.officer(l));
        if self.called_speech()
            && let Some(officer) = officer()
        {
            return Some(officer);
        }
        let person = (0..head).find_map(|at| self.who(at).map(|(_, who)| who).filter(|w| matches!(w, Who::Person(_))));
        person.filter(|_| (0..head).any(|at| self.oration(at)))
    }

    /// "Milei hat die Inflation gezähmt: ...": whether the one whose name ends before a token has done something else than say what a colon
    /// introduces.
    pub(super) fn has_done(&self, end: usize, colon: usize) -> bool {
        let says = |i: usize| self.page.has(i, Reading::SPEECH);
        self.page.one_of(end, &[Link::Have, Link::Had]) && !(end..colon).any(says)
    }

    /// Whether a word for a speech stands at a token: "la tasa de intervención" is none, since it names an indicator.
    fn oration(&self, at: usize) -> bool {
        self.page.link(at, Link::Oration) && covering(&self.mentions.indicators, at).is_none()
    }

    /// "Speech", "Remarks": whether a line of the head is but the word for what somebody has said.
    fn called_speech(&self) -> bool {
        let noun = |m: &Match, l: &Line| m.last == l.last && *m.reading == Reading::Speech(Speech::Noun);
        self.page.lines.iter().take(HEAD).any(|l| self.page.any(l.first, Reading::SPEECH, |m| noun(m, l)))
    }

    /// "Governor A. B. Person", "A. Person, President of the bank,": who a line names with an office and with no more.
    fn officer(&self, line: &Line) -> Option<Who> {
        let office = |at: usize| self.page.has(at, Reading::ROLE);
        let (at, (end, who)) = (line.first..line.last).find_map(|at| self.who(at).map(|found| (at, found)))?;
        let before = at == line.first || (line.first..at).all(|i| office(i) || self.page.tokens[i].upper);
        let behind = end >= line.last || self.page.is(end, b',') && (end..line.last).any(office);
        let told = (line.first..line.last).any(office) && !self.counts(line.first, line.last);
        (matches!(who, Who::Person(_)) && before && behind && told).then_some(who)
    }

    /// "Introductory speech of President A. Person": who a heading within the page says speaks below it.
    pub(super) fn heads_speech(&self, sentence: &Sentence) -> Option<Who> {
        let (first, last) = (sentence.first, sentence.last);
        let whole = self.page.lines.get(sentence.line).is_some_and(|l| l.first == first && l.last == last);
        if !whole || !self.heading(sentence.line) || !(first..last).any(|at| self.oration(at)) {
            return None;
        }
        let mut people = (first..last).filter_map(|at| self.who(at)).filter(|(_, who)| matches!(who, Who::Person(_)));
        let (end, who) = people.next()?;
        people.all(|(other, _)| other == end).then_some(who)
    }

    /// A text that quotes nobody takes its numbers from the body that its first sentences speak of.
    pub(super) fn lead(&self, speakers: &mut Speakers) {
        let first_named = speakers.by_sentence.iter().position(Option::is_some).unwrap_or(speakers.by_sentence.len());
        // "We keep our forecast": nor does one in which its author speaks.
        let own = |(at, s): (usize, &Sentence)| self.page.says(at, Link::OwnView.class()) && self.own_view(s);
        if first_named <= 6 || speakers.transcript || self.page.sentences.iter().enumerate().any(own) {
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
        const FRONT: usize = 8;
        let page = self.page;
        let owns = page.tokens.get(last).is_some_and(|t| t.kind == Kind::Possessive);
        let noun = |at: usize| page.any(at, Reading::SPEECH, |m| *m.reading == Reading::Speech(Speech::Noun));
        let made = page.before_is(first, Link::By) && (first.saturating_sub(REACH)..first).any(noun);
        // "That's the last labor print the Fed gets": nor one that sets rates, where another subject opens the sentence.
        let sentence = page.sentences.get(page.sentence_of(first)).map_or(first, |s| s.first);
        let opens = first - sentence <= FRONT || !(first..last).any(|i| page.link(i, Link::RateSetter));
        let named = page.tokens[first].upper || self.uncased(first) || page.grammar(first).verb_final;
        named && !owns && (made || opens && !self.object(first) && !page.before_is(first, Link::Of))
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
