//! What stands before a token and leads to it: "from", "of", articles between, verbs of moving.

use super::page::Page;
use crate::lang::{ChangeKind, Classes, Link, Match, Reading, StatusKind};
use crate::text::Kind;

impl Page<'_> {
    /// Whether "from" leads to a number, be it by way of what it was: "from 5.6 percent", "from a peak of 5.6 percent", "from
    /// a downwardly revised 5.6 percent", "from its previous estimate of 5.6 percent".
    pub fn comes_from(&self, at: usize) -> bool {
        const REACH: usize = 5;
        let noun = |m: &Match| matches!(m.reading, Reading::Status(_, StatusKind::Noun));
        let told = |i: usize| {
            i + 2 == at
                && self.link(i + 1, Link::Of)
                && (self.any(i, Reading::STATUS, noun) || self.has(i, Reading::SPEECH))
        };
        let words = |i: &usize| self.tokens[*i].kind == Kind::Word && !self.link(*i, Link::From) && !self.dated(*i);
        let from = (at.saturating_sub(REACH)..at).rev().find(|i| !words(i)).filter(|&i| self.link(i, Link::From));
        let ranked = |i: usize| self.link(at - 1, Link::Of) && self.one_of(i, &[Link::Superlative, Link::Level]);
        let revised = |i: usize| i + 1 == at && self.link(i, Link::Revised);
        self.before_is(at, Link::From)
            || from.is_some_and(|from| (from + 1..at).any(|i| ranked(i) || revised(i) || told(i)))
    }

    /// "After a surprisingly strong 1.2 % expansion": whether "after" leads to a number by way of an article and what describes it.
    pub fn comes_after(&self, at: usize) -> bool {
        self.before_is(at, Link::After) || self.described(at).is_some_and(|i| i > 0 && self.link(i - 1, Link::After))
    }

    /// "A surprisingly strong 1.2 %": where the article stands that leads to a number by way of words that describe it.
    pub fn described(&self, at: usize) -> Option<usize> {
        const REACH: usize = 4;
        let plain = |i: usize| {
            let token = &self.tokens[i];
            token.kind == Kind::Word && !token.upper && token.breaks == 0 && self.at(i).is_empty()
        };
        let article = (at.saturating_sub(REACH)..at).rfind(|&i| !plain(i))?;
        self.one_of(article, &[Link::The, Link::Article, Link::Per]).then_some(article)
    }

    /// Whether a function word of this class stands directly before a token, an article between them allowed.
    pub fn before_is(&self, at: usize, link: Link) -> bool {
        self.before_one(at, &[link])
    }

    /// Whether a function word of one of these classes does.
    #[inline]
    pub fn before_one(&self, at: usize, links: &[Link]) -> bool {
        // Where the classes are known when the program is built, so is their sum.
        self.before_any(at, Link::classes(links))
    }

    fn before_any(&self, at: usize, classes: Classes) -> bool {
        let direct = at.checked_sub(1).is_some_and(|i| self.any_of(i, classes));
        // "La tasa de interés en 4,75 %": what lies inside of an indicator's name leads to nothing.
        let inside = |i: usize| {
            let whole = |m: &Match| m.last == at && matches!(m.reading, Reading::Indicator(_));
            (i.saturating_sub(3)..i).any(|first| self.any(first, Reading::INDICATOR, whole))
        };
        direct
            || at.checked_sub(2).is_some_and(|i| {
                self.any_of(i, classes)
                    && !self.tokens[i + 1].upper
                    && self.tokens[i + 1].kind != Kind::Number
                    && !inside(i)
            })
    }

    /// Whether a word for "of" leads to something here: not a particle at the end of its clause ("hob die Prognose auf 1,4 Prozent
    /// an und rechnet").
    pub fn leads_of(&self, at: usize) -> bool {
        let next = self.tokens.get(at + 1).is_some_and(|t| t.kind != Kind::Mark && t.breaks == 0);
        self.link(at, Link::Of) && next && !self.one_of(at + 1, &[Link::And, Link::Clause])
    }

    /// Whether a verb by which something rises or falls stands directly before a token.
    pub fn moves_before(&self, at: usize) -> bool {
        let moves = |m: &Match| {
            m.last == at && matches!(m.reading, Reading::Change(c) if c.direction != 0 && c.kind == ChangeKind::Verb)
        };
        (at.saturating_sub(3)..at).any(|i| self.any(i, Reading::CHANGE, moves))
    }

    /// "Una caída del 0,7 % del PIB", "une hausse annuelle de 2 % des exportations": whether a noun by which something rises or falls leads to
    /// a number, by a word that is "of" and "from" at once; what "of" leads to behind the number is then what has moved, and no whole.
    pub fn moved_by_noun(&self, lead: usize, first: usize) -> bool {
        const LONGEST: usize = 4;
        let leads = |i: &usize| self.link(*i, Link::Of) && self.link(*i, Link::From) && !self.grammar(*i).verb_final;
        let Some(of) = (lead.saturating_sub(1)..first).find(leads) else { return false };
        let noun = |end: usize| {
            let moves = |m: &Match| {
                m.last == end
                    && matches!(m.reading, Reading::Change(c) if c.direction != 0 && c.kind == ChangeKind::Noun)
            };
            (end.saturating_sub(LONGEST)..end).any(|i| self.any(i, Reading::CHANGE, moves))
        };
        let plain = |i: usize| {
            let token = &self.tokens[i];
            let word = token.kind == Kind::Word && !token.upper && token.breaks == 0;
            word && (self.at(i).is_empty() || self.has(i, Reading::BASIS) || self.link(i, Link::Epithet))
        };
        noun(of) || of.checked_sub(1).is_some_and(|i| plain(i) && noun(i))
    }

    /// Whether "from" opens a pair of old and new value here ("from 4 to 5 percent"), so that "to" makes no range.
    pub fn opens_change(&self, at: usize) -> bool {
        // "Au lieu de 7 à 8 %": nor does the last word of "instead of".
        let instead = |i: usize| {
            let ends = |m: &Match| m.last == i + 1 && *m.reading == Reading::Link(Link::Instead);
            (i.saturating_sub(2)..i).any(|at| self.any(at, Reading::LINK, ends))
        };
        (1..=4).any(|back| {
            at.checked_sub(back).is_some_and(|i| {
                self.link(i, Link::From)
                    && !instead(i)
                    && self.tokens[i..at].iter().all(|t| t.kind == Kind::Word || t.kind == Kind::Mark)
                    // "La croissance de la France atteindrait 0,6 à 0,8 %": nor does a word for "of" with an area behind it.
                    && !(self.link(i, Link::Of) && (i + 1..at).any(|i| self.has(i, Reading::AREA)))
                    // "In a band of 4 to 5 percent", "makes up 12 to 15 percent": what spans or is a part moves nowhere.
                    && !(i > 0 && self.link(i - 1, Link::Spread))
                    && !(i + 1..at).any(|i| self.link(i, Link::Share))
            })
        })
    }
}
