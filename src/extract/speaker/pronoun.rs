//! Who a pronoun stands for as the subject of a verb of saying.

use super::{Reader, Who};
use crate::extract::mention::covering;
use crate::lang::Link;

impl Reader<'_, '_> {
    /// Who "he" or "it" is before a verb of saying, if either stands there.
    pub(super) fn of_pronoun(&self, first: usize, verb: usize, current: Option<&Who>) -> Option<Option<Who>> {
        if self.pronoun(first, verb) {
            return Some(self.antecedent(first, verb, current));
        }
        self.body_spoken_of(first, verb).map(Some)
    }

    /// "The Reserve Bank kept its rate. It now sees growth of 3 %": the body with which the sentence before has opened, where "it" opens this
    /// one.
    fn body_spoken_of(&self, first: usize, verb: usize) -> Option<Who> {
        const FRONT: usize = 4;
        const NEAR: usize = 2;
        let it =
            self.page.link(first, Link::It) && !self.page.link(first, Link::He) && verb > first && verb - first <= NEAR;
        let index = self.page.sentence_of(first).checked_sub(1).filter(|_| it)?;
        let (before, here) = (self.page.sentences[index], self.page.sentences[index + 1]);
        let named = |b: &&(usize, usize)| b.0 <= before.first + FRONT && !self.object(b.0);
        let &(start, end) = self.bodies_in(before.first, before.last).iter().find(named)?;
        (before.line == here.line).then(|| self.body(start, end))
    }

    /// Who "he said" speaks of: the person last named as a subject, in this sentence or the two before, else the
    /// speaker so far.
    pub(super) fn antecedent(&self, first: usize, verb: usize, current: Option<&Who>) -> Option<Who> {
        if let Some(Who::Person(_)) = current {
            return current.copied();
        }
        let sentence = self.page.sentence_of(first);
        let from = self.page.sentences[sentence.saturating_sub(2)].first;
        (from..verb)
            .rev()
            .find_map(|at| match self.who(at) {
                Some((_, who @ Who::Person(_))) if !self.object(self.name_start(at, &who)) => Some(who),
                _ => None,
            })
            .or_else(|| current.copied())
    }

    /// Whether a verb of saying has a pronoun as its subject.
    fn pronoun(&self, first: usize, verb: usize) -> bool {
        let from = verb.saturating_sub(3).max(first);
        (from..verb).any(|i| self.page.link(i, Link::He))
    }

    /// "Total Government revenue is estimated at 3.9 billion": whether a name is but the beginning of what is measured.
    pub(super) fn in_name(&self, first: usize, last: usize) -> bool {
        covering(&self.mentions.indicators, first).is_some_and(|i| i.last > last)
    }
}
