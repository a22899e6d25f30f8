//! The names of bodies: the full one behind a short one, the area that belongs to it, what a noun is called.

use super::{Reader, Who};
use crate::extract::mention::starting;
use crate::lang::Link;
use crate::model::Area;
use crate::text::{Kind, Token};

impl Reader<'_, '_> {
    /// The full name of a body.
    pub(super) fn full(&self, first: usize, last: usize) -> (usize, usize) {
        let word = self.page.span(first, last).of(self.page.text);
        let spelt = || self.initials(first, word).or_else(|| self.bank(first, last));
        self.titles.alias(word).or_else(spelt).unwrap_or((first, last))
    }

    /// "Die Europäische Zentralbank ... Die Notenbank erwartet": the central bank that the page has named before one that is called by
    /// what it is.
    fn bank(&self, first: usize, last: usize) -> Option<(usize, usize)> {
        let sets = |(first, last): (usize, usize)| (first..last).any(|at| self.page.link(at, Link::RateSetter));
        let own = starting(&self.mentions.bodies, first).filter(|m| m.last == last)?;
        // "Банк России ... ЦБ прогнозирует": or by a short name that others have, too.
        let short = |at: usize, end: usize| end == at + 1 && self.page.link(at, Link::ShortName);
        let plain = own.what.is_none() || short(first, last);
        if !plain || !sets((first, last)) {
            return None;
        }
        let alike = |area: Option<Area>| area.is_some() && (own.what.is_none() || own.what == area);
        let named = |b: &&(usize, usize)| {
            starting(&self.mentions.bodies, b.0).is_some_and(|m| alike(m.what)) && sets(**b) && !short(b.0, b.1)
        };
        self.bodies_in(0, first).iter().rfind(named).copied()
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
            let named = self.page.tokens.get(at).is_some_and(letters) && !known && self.page.at(at).is_empty();
            named && self.page.word(at).chars().all(char::is_uppercase)
        };
        match area(skip).filter(|_| of) {
            Some(end) => (first, end),
            None if !self.page.tokens[last - 1].upper && acronym(last) => (first, last + 1),
            None => (first, self.longer(first, last).unwrap_or(last)),
        }
    }

    /// "The Ministry of Trade and Industry", "the Ministry of Trade, Industry and Resources": where the name of an office goes on behind
    /// "and" with another field that it has, words with capitals which the lexicon knows, and which are nobody's name.
    fn longer(&self, first: usize, last: usize) -> Option<usize> {
        const LONGEST: usize = 4;
        let page = self.page;
        let of = (first..last).any(|i| page.one_of(i, &[Link::Of, Link::For])) && page.tokens[last - 1].upper;
        let field = |i: usize| {
            let token = page.tokens.get(i).filter(|t| t.kind == Kind::Word && t.upper && t.breaks == 0);
            let named = starting(&self.mentions.bodies, i).is_some()
                || starting(&self.mentions.areas, i).is_some()
                || starting(&self.mentions.offices, i).is_some();
            token.is_some() && !named && !self.marks.may_name(i)
        };
        let fields = |from: usize| (from..from + LONGEST).find(|i| !field(*i)).unwrap_or(from + LONGEST);
        let mut at = last;
        while of && page.is(at, b',') && field(at + 1) {
            at = fields(at + 1);
        }
        let and = at + usize::from(page.is(at, b','));
        let joint = of && (page.link(and, Link::And) || page.is(and, b'&')) && page.tokens[and].breaks == 0;
        let end = fields(and + 1);
        (joint && end > and + 1).then_some(end)
    }

    /// Whether a noun of a body in small letters stands before the name that it has.
    pub(super) fn names(&self, first: usize, last: usize, next: &(usize, usize)) -> bool {
        // "Des Statistikamts Rosstat": where every noun has a capital, one alone is no name.
        let common = || starting(&self.mentions.bodies, first).is_some_and(|b| b.last == last && b.what.is_none());
        let noun = self.page.grammar(first).verb_final && last - first == 1 && common();
        let small = noun || self.page.tokens[first..last].iter().all(|t| !t.upper && t.kind == Kind::Word);
        let next = &self.page.tokens[next.0];
        small && !self.uncased(first) && next.upper && next.breaks == 0
    }
}
