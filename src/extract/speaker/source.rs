//! The source of a sentence: who says it, by a verb of saying, a colon or the owner of the data.

use super::{Person, Reader, Who};
use crate::lang::{ChangeKind, Link, Match, Reading, Speech};
use crate::text::{Kind, Sentence};

impl Reader<'_, '_> {
    /// Who a sentence is attributed to; `None` leaves the speaker as before.
    pub(super) fn source(&self, index: usize, current: Option<&Who>) -> Option<Who> {
        let Sentence { first, last, .. } = self.page.sentences[index];
        // Most sentences have no word of saying, and no noun for what is said.
        let speech = self.page.names(index, Reading::SPEECH);
        let spoken = |rule: &dyn Fn() -> Option<Who>| if speech { rule() } else { None };
        spoken(&|| self.said(first, last, current))
            .or_else(|| self.signed_off(first, last))
            .or_else(|| self.colon(first, last))
            .or_else(|| spoken(&|| self.states(first, last)))
            .or_else(|| spoken(&|| self.owner(first, last)))
            .or_else(|| spoken(&|| self.projected(first, last)))
            .filter(|who| !self.only_reports(who))
    }

    /// "（记者 陈思源）": whether somebody is named as who wrote the report, and says nothing in it.
    fn only_reports(&self, who: &Who) -> bool {
        matches!(who, Who::Person(person) if self.people[*person].office.is_some_and(|(office, _)| office == "journalist"))
    }

    /// The name that is the subject of a verb of saying in a stretch.
    pub(super) fn said_by(&self, first: usize, last: usize) -> Option<Who> {
        self.said(first, last, None)
    }

    /// Who a verb of saying, or words like "according to", make responsible; persons before bodies.
    fn said(&self, first: usize, last: usize, current: Option<&Who>) -> Option<Who> {
        let mut person: Option<Who> = None;
        let mut body: Option<Who> = None;
        for at in (first..last).filter(|&at| self.page.has(at, Reading::SPEECH)) {
            let speech = self.page.at(at).iter().find_map(|m| match *m.reading {
                Reading::Speech(kind @ (Speech::Verb | Speech::Source)) => Some((m.last, kind == Speech::Source)),
                _ => None,
            });
            let Some((end, source)) = speech else { continue };
            // "less than expected" quotes nobody.
            if at.checked_sub(1).is_some_and(|i| self.page.link(i, Link::Than)) {
                continue;
            }
            // "Macro Notes ¶": what closes a line with a capital is a name, and no verb.
            let names = self.page.tokens[at].upper && self.page.tokens.get(end).is_none_or(|t| t.breaks > 0);
            if !source && (names || self.acts(at, end)) {
                continue;
            }
            // "growth of 2 %, said the minister": a verb behind a comma has its subject behind it where word order is free.
            let behind = at.checked_sub(1).is_some_and(|i| self.page.is(i, b',')) && self.page.grammar(at).no_articles;
            let found = if source && (at..end).any(|i| self.page.link(i, Link::Its)) {
                self.body_before(first, at).or_else(|| self.antecedent(first, at, current))
            } else if source {
                // "According to the ministry".
                // "Según los datos difundidos este miércoles por el ministerio".
                let by = (end..(end + 8).min(last))
                    .any(|i| self.page.one_of(i, &[Link::By, Link::Led]) && !self.page.link(i, Link::Of));
                self.after(end, last, if by { 10 } else { 7 }).or_else(|| self.by_noun(at, end))
            } else if let Some(who) = self.of_pronoun(first, at, current) {
                who
            } else {
                let inverted = || self.inverted(end, last).or_else(|| self.farther(end, last));
                behind
                    .then(inverted)
                    .flatten()
                    .or_else(|| self.subject(first, at))
                    .or_else(inverted)
                    .or_else(|| self.by_noun(at, end).filter(|_| !matches!(current, Some(Who::Body(..)))))
                    .or_else(|| self.dropped(at, end))
            };
            match found {
                Some(who) if self.only_reports(&who) => {}
                Some(who @ Who::Person(_)) => person = Some(who),
                Some(who) => body = body.or(Some(who)),
                None => {}
            }
        }
        person.or(body)
    }

    /// "The government continued to lose jobs", "it added 7,000 jobs": whether a verb that may be one of saying leads to what is done, or
    /// to how much is added.
    fn acts(&self, at: usize, end: usize) -> bool {
        let page = self.page;
        let verb =
            |m: &Match| matches!(m.reading, Reading::Change(c) if c.direction != 0 && c.kind == ChangeKind::Verb);
        let done = |i: usize| page.any(i, Reading::CHANGE, verb) || page.one_of(i, &[Link::Decides, Link::Deals]);
        let adds = page.any(at, Reading::CHANGE, |m| m.last == end && verb(m));
        let amount = page.tokens.get(end).is_some_and(|t| t.kind == Kind::Number) || page.is_sign(end);
        page.link(end, Link::To) && done(end + 1) || adds && amount
    }

    /// "El ministro, Germán Ávila, no lo ocultó. “Es caro”, afirmó. Recordó que ...": who a verb of saying without any subject, that
    /// opens its sentence or closes a quotation, speaks of: the person whom its paragraph has named last as a subject.
    fn dropped(&self, verb: usize, end: usize) -> Option<Who> {
        const REACH: usize = 200;
        let sentence = self.page.sentences.get(self.page.sentence_of(verb))?;
        let opens = sentence.first == verb && self.page.one_of(end, &[Link::Clause, Link::Relative]);
        let quote = |i: usize| matches!(self.page.word(i), "\u{201d}" | "\"" | "\u{bb}" | "\u{201c}");
        let closes = verb >= 2 && self.page.is(verb - 1, b',') && quote(verb - 2);
        if !opens && !closes {
            return None;
        }
        let from = self.page.lines.get(sentence.line)?.first.max(verb.saturating_sub(REACH));
        let subject = |at: usize| match self.who(at) {
            Some((_, who @ Who::Person(_))) if !self.object(self.name_start(at, &who)) => Some(who),
            _ => None,
        };
        (from..verb).rev().find_map(subject)
    }

    /// "The analysts of the centre are more cautious. By their data ...": the body that opens the sentence before, which names
    /// nobody else, or opens this one.
    fn body_before(&self, first: usize, verb: usize) -> Option<Who> {
        const OPENS: usize = 3;
        let sentence = self.page.sentence_of(first);
        let before = &self.page.sentences[sentence.saturating_sub(1)];
        let from = if before.line == self.page.sentences[sentence].line { before.first } else { first };
        let person = (from..verb).any(|at| matches!(self.who(at), Some((_, Who::Person(_)))));
        let body = self.bodies_in(from, verb).first().filter(|b| b.0 < from + OPENS);
        body.filter(|_| !person).map(|&(first, last)| self.body(first, last))
    }

    /// Where the name begins in which somebody is named at a token: what leads to it stands before the first name.
    pub(super) fn name_start(&self, at: usize, who: &Who) -> usize {
        const LONGEST: usize = 4;
        let same = |i: &usize| self.who(*i).is_some_and(|(_, other)| other == *who);
        (at.saturating_sub(LONGEST)..at).rev().take_while(same).last().unwrap_or(at)
    }

    /// "the company said", "сообщила компания": the body last named, in this sentence or the one before. A noun of its
    /// own kind ("the ministry") is no name of a body of another.
    fn by_noun(&self, verb: usize, end: usize) -> Option<Who> {
        let noun = |at: usize| {
            let definite = || at.checked_sub(1).is_some_and(|i| self.page.link(i, Link::The));
            let own = self.page.tokens.get(at).is_some_and(|_| !self.marks.in_body(at));
            own && self.page.link(at, Link::Body) && (self.page.grammar(at).no_articles || definite())
        };
        let behind = end + usize::from(self.page.link(end, Link::The));
        let at = verb.checked_sub(1).into_iter().chain([behind]).find(|&at| noun(at))?;
        let sentence = self.page.sentence_of(verb);
        // "El Banco", with a capital: the one of this noun that the page has named, however long ago.
        let capital =
            self.page.tokens[at].upper && !self.page.grammar(at).verb_final && at > self.page.sentences[sentence].first;
        let from = if capital { 0 } else { self.page.sentences[sentence.saturating_sub(1)].first };
        let word = self.page.word(at).to_lowercase();
        let same = |i: usize| self.page.link(i, Link::Body) && self.page.word(i).to_lowercase() == word;
        // "The company" may be any body's noun, "the ministry" only a ministry's.
        let suits = |b: &&(usize, usize)| !self.page.link(at, Link::Official) || (b.0..b.1).any(same);
        self.bodies_in(from, verb).iter().rev().find(suits).map(|&(first, last)| self.body(first, last))
    }

    /// A headline such as "Putin: the share exceeded 85%".
    pub(super) fn colon(&self, first: usize, last: usize) -> Option<Who> {
        let limit = (first + 12).min(last);
        let at = (first..limit).find(|&i| self.page.is(i, b':'))?;
        // "Reference Number: 2025-402": nobody says a number alone.
        if self.page.tokens.get(at + 1).is_some_and(|t| t.kind == Kind::Number) && self.bare(at + 1) {
            return None;
        }
        let direct = (first..at).find_map(|i| match self.who(i) {
            Some((end, who)) if end == at && self.met(&who, at) => Some(who),
            _ => None,
        });
        direct.or_else(|| self.opens(first, at)).or_else(|| self.gives(first, at))
    }

    /// "The customs give a higher estimate: more than 9 billion": a body that opens a sentence about what it says of the numbers
    /// behind the colon.
    fn gives(&self, first: usize, colon: usize) -> Option<Who> {
        let noun = |at: usize| self.page.any(at, Reading::SPEECH, |m| *m.reading == Reading::Speech(Speech::Noun));
        let opens = |b: &&(usize, usize)| b.0 <= first + 1 && !self.object(b.0) && self.page.tokens[b.0].upper;
        let body = self.bodies_in(first, colon).first().filter(opens)?;
        let told = (body.1..colon).any(noun) && !self.counts(first, colon);
        told.then(|| self.body(body.0, body.1))
    }

    /// "The minister, in Minsk, 15 August: trade has grown": a person who opens what a colon introduces.
    fn opens(&self, first: usize, colon: usize) -> Option<Who> {
        let title = |to: usize| {
            let from =
                first + usize::from(self.page.link(first, Link::At) || self.page.tokens[first].kind == Kind::Mark);
            from <= to && self.only_title(from, to)
        };
        let person = |at: usize| self.who(at).filter(|(end, w)| matches!(w, Who::Person(_)) && *end <= colon);
        let at = (first..colon).find(|&at| person(at).is_some())?;
        let (end, who) = person(at)?;
        // "Чолпон-Ата" may be a place as well as a name.
        let joint = |i: usize, end: usize| end - i == 3 && self.page.tokens[i + 1].kind == Kind::Dash;
        let other = (end..colon).any(|i| person(i).is_some_and(|(end, _)| !joint(i, end)));
        (title(at) && !other && !self.object(at) && !self.counts(first, colon) && self.met(&who, colon)).then_some(who)
    }

    /// Whether capitalised words before a colon are somebody. With a particle between them they may be any phrase
    /// ("Camino de Kazán: ..."), and need an office, or a text that names the person again as more than a place.
    pub(super) fn met(&self, who: &Who, colon: usize) -> bool {
        let Who::Person(person) = *who else { return true };
        let Person { first, last, known, office, .. } = &self.people[person];
        let phrase = (*first..*last).any(|at| self.page.link(at, Link::Particle));
        let known = || known.is_some() || office.is_some() || self.last_seen(person) >= Some(colon);
        !self.has_done(*last, colon) && (!phrase || known())
    }

    /// "The minister, A. Person, presented a review of the year in an interview": a person who opens a sentence about
    /// a statement.
    pub(super) fn states(&self, first: usize, last: usize) -> Option<Who> {
        let noun = |at: usize| self.page.any(at, Reading::SPEECH, |m| *m.reading == Reading::Speech(Speech::Noun));
        // "At the end of the visit, Ms. Person issued the following statement:"
        let reach = if self.page.is(last - 1, b':') { 14 } else { 9 };
        let person = (first..last.min(first + reach)).find_map(|at| match self.who(at) {
            Some((end, who @ Who::Person(_))) if !self.object(at) => Some((end, who)),
            _ => None,
        });
        let whole = matches!(self.page.word(last - 1), "." | "!" | ":" | "\u{201d}" | "\"");
        person.filter(|(end, _)| whole && (*end..last).any(noun)).map(|(_, who)| who)
    }

    /// "By the World Bank's reckoning", "IMF estimates", "his bank's data": the body whose data they are.
    fn owner(&self, first: usize, last: usize) -> Option<Who> {
        let noun = |at: usize| self.page.any(at, Reading::SPEECH, |m| *m.reading == Reading::Speech(Speech::Noun));
        // "the government report" does not say whose.
        let named = |start: usize| self.page.tokens[start].upper;
        let bodies = self.bodies_in(first, last);
        // "Bloomberg — The IMF raised its forecast": the agency before the dash spreads what the next one says.
        let spreads = |end: usize| {
            let dash = |i: usize| self.page.tokens[i].kind == Kind::Dash && self.page.tokens[i].spaced;
            end <= first + 5 && bodies.last().is_some_and(|b| b.0 > end) && (end..(end + 3).min(last)).any(dash)
        };
        bodies.iter().find(|(start, end)| named(*start) && !spreads(*end)).and_then(|&(start, end)| {
            let own = usize::from(self.page.tokens.get(end).is_some_and(|t| t.kind == Kind::Possessive));
            let near = (end + own..end + own + if own > 0 { 5 } else { 3 }).any(|at| at < last && noun(at));
            // "Mi-février, Bercy avait abaissé sa prévision": a time may stand before the subject.
            let time = || (first..start).any(|i| self.page.dated(i)) && self.page.is(start - 1, b',');
            let opens = start <= first + 3 || start <= first + 6 && time();
            let subject =
                opens && (end..last).any(|at| self.page.link(at, Link::Its) && (noun(at + 1) || noun(at + 2)));
            let near = near || subject;
            near.then(|| self.body(start, end))
        })
    }

    /// The subject of a verb of saying at `verb`: the nearest name, body or office before it in its clause.
    pub(super) fn subject(&self, first: usize, verb: usize) -> Option<Who> {
        // Signs are less than words.
        let reach = if self.uncased(verb) { 48 } else { 24 };
        let from = verb.saturating_sub(reach).max(first);
        let mut found = None;
        let mut at = from;
        while at < verb {
            if matches!(self.page.mark(at), b';' | b':') {
                found = None;
            }
            if let Some((last, who)) = self.who(at).filter(|(last, _)| *last <= verb) {
                // A body that only says where a person works does not speak itself.
                let works = matches!(who, Who::Body(..))
                    && matches!(found, Some(Who::Person(_)))
                    && self.page.before_is(at, Link::Of);
                if !works && !self.in_name(at, last) && !self.object(at) && !self.only_reports(&who) {
                    found = Some(who);
                }
                at = last;
                continue;
            }
            if let Some((last, Some(person))) = self.holder(at)
                && last <= verb
                && !matches!(found, Some(Who::Person(_)))
            {
                found = Some(Who::Person(person));
                at = last;
                continue;
            }
            at += 1;
        }
        found
    }

    /// Whether the name at a token is the object of a preposition and so no subject.
    pub(super) fn object(&self, at: usize) -> bool {
        // The agency in the brackets of a dateline spreads what others say.
        let bracketed = at.checked_sub(1).is_some_and(|i| self.page.is(i, b'('));
        // "У Токаева счёт свой: 28 млрд": a word that is "at" as well as "from" leads to whoever has what is told.
        let from = self.page.before_is(at, Link::From) && !self.page.before_is(at, Link::At);
        bracketed
            || from
            || self.page.before_one(at, &[Link::By, Link::With, Link::To, Link::In, Link::For, Link::Between])
    }

    /// A name behind its verb: "said Putin", "said the finance minister, Madi Takiev".
    fn inverted(&self, end: usize, last: usize) -> Option<Who> {
        let end = self.past_day(self.past_listener(end, last), last);
        self.titled(end, last).or_else(|| self.after(end, last.min(end + 4), 3))
    }

    /// "доложил на заседании правительства вице-премьер": the person behind a verb and what stands between them where the
    /// order of words is free: a place, an occasion, to whom. What a preposition leads to is not who speaks.
    fn farther(&self, end: usize, last: usize) -> Option<Who> {
        const LONGEST: usize = 14;
        if !self.page.grammar(end).no_articles || self.uncased(end) {
            return None;
        }
        let led = |at: usize| self.object(at) || self.page.before_is(at, Link::At);
        let mut at = end;
        while at < last.min(end + LONGEST) {
            if self.page.one_of(at, &[Link::Clause])
                || self.page.tokens[at].kind == Kind::Mark
                || self.counts(at, at + 1)
            {
                return None;
            }
            let titled =
                self.page.find_of(at, Reading::ROLE, |r| matches!(r, Reading::Role(_)).then_some(())).is_some();
            let named = titled.then(|| self.titled(at, last)).flatten().or_else(|| match self.who(at) {
                Some((_, who @ Who::Person(_))) => Some(who),
                _ => None,
            });
            match named {
                Some(who) if !led(at) => return Some(who),
                Some(who) => at = (at..last).find(|&i| self.who(i).is_some_and(|(_, w)| w == who))?.max(at),
                None => {}
            }
            at = self.who(at).map_or(at + 1, |(ends, _)| ends);
        }
        None
    }

    /// "Начальник отдела макроэкономического анализа": whether a word may say more of an office, in a language whose genitives follow it.
    fn of_office(&self, at: usize) -> bool {
        const LEADS: [Link; 8] =
            [Link::With, Link::To, Link::In, Link::From, Link::At, Link::Clause, Link::Relative, Link::Against];
        let says = Reading::CHANGE | Reading::SPEECH | Reading::STATUS | Reading::NUMBER;
        let plain = self.page.tokens[at].kind == Kind::Word && !self.page.has(at, says);
        plain && self.page.grammar(at).no_articles && !self.uncased(at) && !self.page.one_of(at, &LEADS)
    }

    /// "Говорит аналитик ФГ «Финам» Ольга Белова": past the short word in capitals, or the name in quotation marks, of the firm for which one
    /// works.
    fn firm(&self, at: usize, last: usize) -> Option<usize> {
        const LONGEST: usize = 6;
        let (page, word) = (self.page, self.page.word(at));
        let capitals = (2..=4).contains(&word.chars().count()) && word.chars().all(char::is_uppercase);
        let opens = matches!(word, "\u{ab}" | "\u{201e}" | "\u{201c}" | "\"");
        let closes = |i: &usize| matches!(page.word(*i), "\u{bb}" | "\u{201c}" | "\u{201d}" | "\"");
        let quoted = || (at + 2..last.min(at + 2 + LONGEST)).find(closes).map(|close| close + 1);
        if capitals { Some(at + 1) } else { opens.then(quoted).flatten() }
    }

    /// "Informó la ministra de Comercio Exterior y Turismo, Teresa Mera": the person behind a verb and a title, however
    /// long.
    fn titled(&self, end: usize, last: usize) -> Option<Who> {
        const LONGEST: usize = 14;
        let office =
            |at: usize| self.page.at(at).iter().find(|m| matches!(m.reading, Reading::Role(_))).map(|m| m.last);
        let from = end + usize::from(self.page.one_of(end, &[Link::The, Link::Article]));
        let mut at = office(from)?;
        while at < last.min(end + LONGEST) {
            if let Some((_, who @ Who::Person(_))) = self.who(at) {
                return Some(who);
            }
            let firm = self.firm(at, last);
            if firm.is_none() && !self.page.is(at, b',') && !self.only_title(at, at + 1) && !self.of_office(at) {
                return None;
            }
            at = firm.unwrap_or(at + 1);
        }
        None
    }

    /// The first name or office within reach behind a token.
    pub(super) fn after(&self, from: usize, last: usize, reach: usize) -> Option<Who> {
        let mut at = from;
        while at < last.min(from + reach) {
            if let Some((end, who)) = self.who(at) {
                // "according to Elvira Nabiullina, governor of the Bank of Russia": the first name counts; a body
                // whose person follows ("chief economist of the World Bank Indermit Gill") gives way.
                if matches!(who, Who::Body(..))
                    && let Some((_, person @ Who::Person(_))) = self.who(end)
                {
                    return Some(person);
                }
                return Some(who);
            }
            if let Some((end, Some(person))) = self.holder(at) {
                if let Some((_, named @ Who::Person(_))) = self.who(end) {
                    return Some(named);
                }
                return Some(Who::Person(person));
            }
            if matches!(self.page.mark(at), b';' | b'.' | b':') {
                return None;
            }
            at += 1;
        }
        None
    }
}
