//! How far a speaker's words go: turns of a talk, headings, labels and forwarded posts.

use super::Reader;
use super::Who;
use crate::lang::{ChangeKind, Link, Match, Reading, Speech};
use crate::text::{Kind, Sentence};

impl Reader<'_, '_> {
    /// A line that says when a post was written, one of hashtags, or one that forwards another's post: what was said before it is over.
    pub(super) fn ends_post(&self, first: usize, last: usize) -> bool {
        let line = self.page.sentences.get(self.page.sentence_of(first)).map_or(0, |s| s.line);
        if self.posts.binary_search(&line).is_ok() {
            return true;
        }
        let rule =
            (first..last).all(|i| self.page.tokens[i].kind != Kind::Word && self.page.tokens[i].kind != Kind::Number);
        // The rules of a table have corners, and end nothing.
        let corner = |i: usize| matches!(self.page.mark(i), b'+' | b'|');
        if rule && last - first >= 3 && !corner(first) && !corner(last - 1) {
            return true;
        }
        let tags = (first..last).filter(|&i| self.page.is(i, b'#')).count();
        tags > 0 && last - first <= tags * 2 || self.page.link(first, Link::Post)
    }

    /// Whether a stretch has numbers in it.
    pub(super) fn counts(&self, first: usize, last: usize) -> bool {
        let from = self.quantities.before(first);
        self.quantities.get(from).is_some_and(|q| q.first < last)
    }

    /// The bodies named in a stretch.
    pub(super) fn bodies_in(&self, first: usize, last: usize) -> &[(usize, usize)] {
        let from = self.bodies.partition_point(|b| b.0 < first);
        let to = self.bodies.partition_point(|b| b.0 < last);
        &self.bodies[from..to.max(from)]
    }

    /// A short line without a full stop, that stands alone.
    pub(super) fn heading(&self, line: usize) -> bool {
        let Some(line) = self.page.lines.get(line) else { return false };
        let last = self.page.word(line.last.saturating_sub(1));
        let short = line.last - line.first <= 5;
        let columns = (line.first..line.last).any(|i| self.page.tokens[i].gap);
        !columns
            && line.after_blank
            && line.last - line.first <= 12
            && (self.page.tokens[line.first].upper || self.numbered(line.first))
            && !matches!(last, "." | "!" | "\u{201d}" | "\"" | ":")
            && (short || self.page.tokens.get(line.last).is_none_or(|t| t.breaks > 1))
    }

    /// Whether a heading's number stands here: "5. RUSSIA, debt and money".
    fn numbered(&self, at: usize) -> bool {
        let title = self.page.tokens.get(at + 2).is_some_and(|t| t.upper && t.breaks == 0);
        self.page.tokens[at].kind == Kind::Number && matches!(self.page.mark(at + 1), b'.' | b')') && title
    }

    /// A label in capitals that opens a paragraph: "SOUTH AFRICA."
    pub(super) fn label(&self, first: usize, last: usize) -> bool {
        let words = &self.page.tokens[first..last];
        let capitals =
            words.iter().filter(|t| t.kind == Kind::Word).all(|t| t.of(self.page.text).chars().all(char::is_uppercase));
        let figures = self.counts(first, last);
        // "2027: 4.0" is a row, and no numbered heading.
        let row = self.page.dated(first) && self.page.is(first + 1, b':');
        let numbered = words.first().is_some_and(|t| t.kind == Kind::Number) && last - first <= 3 && !row;
        !figures && capitals && last - first <= 6 && words.iter().any(|t| t.kind == Kind::Word) || numbered
    }

    /// "Tourism. The flow of visitors has recovered.": whether a sentence of a few words without a verb or a number heads the
    /// paragraph that it opens, as others of the page are headed.
    pub(super) fn heads_paragraph(&self, sentence: &Sentence) -> bool {
        const OTHERS: usize = 2;
        let heads = |s: &&Sentence| {
            const LONGEST: usize = 5;
            let opens = self.page.lines.get(s.line).is_some_and(|l| l.first == s.first && l.last > s.last);
            let verb = |m: &Match| match m.reading {
                Reading::Change(change) => change.kind == ChangeKind::Verb,
                reading => *reading == Reading::Speech(Speech::Verb),
            };
            let words = s.first..s.last - 1;
            let plain = |i: usize| {
                self.page.tokens[i].kind == Kind::Word && !self.page.any(i, Reading::CHANGE | Reading::SPEECH, verb)
            };
            opens && s.last - s.first <= LONGEST && self.page.is(s.last - 1, b'.') && words.into_iter().all(plain)
        };
        heads(&sentence) && self.page.sentences.iter().filter(heads).nth(OTHERS).is_some()
    }

    /// Who forwarded a post: "Forwarded from Government of Russia".
    pub(super) fn forwarded(&self, first: usize, last: usize) -> Option<Who> {
        self.bodies_in(first, last).first().map(|&(a, b)| Who::Body(a, b))
    }

    /// The person last named before a token, in the line above.
    pub(super) fn last_person(&self, before: usize) -> Option<Who> {
        let sentence = self.page.sentence_of(before);
        let from = self.page.sentences[sentence.saturating_sub(1)].first;
        (from..before).find_map(|at| match self.who(at) {
            Some((_, who @ Who::Person(_))) => Some(who),
            _ => None,
        })
    }

    /// "Q: ...", "A: ...": a letter that opens a line before a colon. What source one answer names is not that of the next.
    pub(super) fn lettered(&self, first: usize) -> bool {
        let mut letters = self.page.word(first).chars();
        letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none() && self.page.is(first + 1, b':')
    }

    /// "Spokesperson: ...", "发言人：…": an office that opens more than one line before a colon is who speaks there.
    fn office_turn(&self, first: usize, colon: usize) -> Option<Who> {
        let label = self.page.span(first, colon + 1).of(self.page.text);
        self.named.opens_lines(self.page, label).then_some(Who::Body(first, colon))
    }

    /// The colon directly behind a short bracket that opens at a token.
    pub(super) fn bracket_before_colon(&self, open: usize) -> Option<usize> {
        const LONGEST: usize = 8;
        let close = match self.page.word(open) {
            "(" => ")",
            "[" => "]",
            "（" => "）",
            _ => return None,
        };
        let end = (open + 1..=open + LONGEST).find(|&i| self.page.word(i) == close)?;
        matches!(self.page.word(end + 1), ":" | "：").then_some(end + 1)
    }

    /// "Bloomberg: The president said that ...": a paper or station that opens a line of a transcript before a colon, and no word that
    /// the lexicon knows otherwise.
    pub(super) fn asker(&self, first: usize) -> Option<Who> {
        const LONGEST: usize = 4;
        let page = self.page;
        let colon = (first + 1..=first + LONGEST).find(|&i| page.is(i, b':'))?;
        let own = |i: usize| {
            self.marks.in_body(i)
                || page.at(i).is_empty()
                || page.one_of(i, &[Link::The, Link::Article])
                || page.find_of(i, Reading::AREA, Reading::area).is_some()
        };
        let named = |i: usize| page.tokens[i].kind == Kind::Word && page.tokens[i].upper && own(i);
        let goes_on = page.tokens.get(colon + 1).is_some_and(|t| t.breaks == 0 && t.kind == Kind::Word);
        ((first..colon).all(named) && goes_on).then_some(Who::Body(first, colon))
    }

    /// Whether the line from a token on is but digits and marks.
    pub(super) fn bare(&self, from: usize) -> bool {
        let line = self.page.sentences.get(self.page.sentence_of(from)).map_or(0, |s| s.line);
        let end = self.page.lines.get(line).map_or(from, |l| l.last);
        (from..end).all(|i| self.page.tokens[i].kind != Kind::Word)
    }

    /// The speaker of a transcript's turn: a line that starts with a (titled) name and a colon.
    pub(super) fn turn(&self, first: usize) -> Option<Who> {
        let mut at = first;
        let mut who = None;
        let mut titled = false;
        while at < first + 12 {
            let token = self.page.tokens.get(at)?;
            if self.page.is(at, b':') {
                // "Reference Number: 2025-402": nobody says a number alone.
                let number = self.page.tokens.get(at + 1).is_some_and(|t| t.kind == Kind::Number);
                if number && self.bare(at + 1) {
                    return None;
                }
                return who.filter(|w| self.met(w, at)).or_else(|| self.office_turn(first, at).filter(|_| titled));
            }
            // "President Prabowo Subianto (through an interpreter):".
            let plain = self.page.tokens[first].kind == Kind::Word;
            if let Some(colon) = self.bracket_before_colon(at).filter(|_| who.is_some() && plain) {
                at = colon;
                continue;
            }
            // "M. Jean Dupont, ministre. Madame la présidente, ...": the records of parliaments have a full stop there.
            let goes_on = self.page.tokens.get(at + 1).is_some_and(|t| t.breaks == 0 && t.upper);
            // "Mme Dupont, ministre de l'économie. – Monsieur le président": and a dash behind it.
            // "PRESIDENTA ANA DÍAZ.- Buenos días".
            let dash = self.page.tokens.get(at + 1).is_some_and(|t| t.kind == Kind::Dash && t.breaks == 0);
            let stop = token.of(self.page.text) == "." && (goes_on || dash);
            let initials = at > first && self.page.is(at - 1, b'.') && token.breaks == 0 && token.upper;
            if who.is_some() && titled && (stop || initials) {
                return who;
            }
            if let Some((last, Who::Person(person))) = self.who(at) {
                titled |= self.page.is(last - 1, b'.');
                who = Some(Who::Person(person));
                at = last;
                continue;
            }
            let office = self.page.has(at, Reading::ROLE);
            let title = token.kind == Kind::Mark && !token.of(self.page.text).is_ascii()
                || self.only_title(at, at + 1)
                || who.is_some() && token.of(self.page.text) == ","
                || office;
            titled |= office;
            if !title {
                return None;
            }
            // "M." is a title with its full stop.
            let role = |m: &Match| matches!(m.reading, Reading::Role(_)).then_some(m.last);
            at = self.page.at(at).iter().filter_map(role).max().unwrap_or(at + 1);
            at += usize::from(who.is_none() && office && self.page.is(at, b'.'));
        }
        None
    }
}
