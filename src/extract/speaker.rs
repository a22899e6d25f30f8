//! Speakers: who is made responsible for what a sentence says.

use super::mention::{At, Mentions, covering, starting, within};
use super::page::Page;
use super::quantity::Quantity;
use crate::lang::{Link, Reading, Role, Speech};
use crate::text::Kind;

/// A person as a document names them.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Person {
    /// The first and last token of the fullest naming.
    first: usize,
    last: usize,
    /// The family name, as written.
    family: String,
    /// The office held, lower case ("president"), with the area's code.
    office: Option<(String, Option<&'static str>)>,
}

/// Who speaks in each sentence.
#[derive(Debug, Default)]
pub struct Speakers {
    /// The name for each sentence; `None` where the document itself speaks.
    pub by_sentence: Vec<Option<String>>,
    /// The country of the speaker, where it is known.
    pub area: Vec<Option<crate::model::Area>>,
    /// The names that are bodies' rather than persons'.
    pub bodies: Vec<String>,
    /// Whether the document is a transcript, in which persons speak in the first person.
    pub transcript: bool,
}

impl Speakers {
    /// The two countries of a talk between two.
    pub fn pair(&self) -> Option<(crate::model::Area, crate::model::Area)> {
        let mut areas: Vec<_> = self.area.iter().copied().flatten().collect();
        let first = *areas.first()?;
        areas.retain(|a| *a != first);
        let second = *areas.first()?;
        let countries = [first, second].iter().all(|a| a.kind() == crate::model::codelist::AreaKind::Country);
        (self.transcript && countries && areas.iter().all(|a| *a == second)).then_some((first, second))
    }
}

/// Finds who speaks in each sentence of a page.
pub fn read(page: &Page<'_>, mentions: &Mentions, quantities: &[Quantity]) -> Speakers {
    let mut covered = vec![false; page.tokens.len()];
    for body in &mentions.bodies {
        covered[body.first..body.last].fill(true);
    }
    let mut reader =
        Reader { page, mentions, people: Vec::new(), bodies: Vec::new(), covered, aliases: Vec::new(), quantities };
    reader.meet();
    reader.attribute()
}

struct Reader<'p, 't> {
    page: &'p Page<'t>,
    mentions: &'p Mentions,
    people: Vec<Person>,
    bodies: Vec<(usize, usize)>,
    /// Which tokens lie in a body's name.
    covered: Vec<bool>,
    quantities: &'p [Quantity],
    /// Short names of bodies, with the place of the long ones.
    aliases: Vec<(String, (usize, usize))>,
}

/// Who is named at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Who {
    Person(usize),
    Body(usize, usize),
}

impl Reader<'_, '_> {
    /// Collects the people that the page names in full, with the offices beside them.
    fn meet(&mut self) {
        let mut at = 0;
        while at < self.page.tokens.len() {
            match self.name(at) {
                Some(last) => {
                    self.remember(at, last);
                    at = last;
                }
                None => at += 1,
            }
        }
        self.bodies = self.mentions.bodies.iter().map(|b| self.body_span(b.first, b.last)).collect();
        self.alias();
    }

    /// "National Bureau of Statistics (NBS)": the short name stands for the long one.
    fn alias(&mut self) {
        for i in 0..self.bodies.len() {
            let (first, last) = self.bodies[i];
            let Some(&(short, end)) = self.bodies.get(i + 1) else { break };
            if self.page.word(last) == "(" && short == last + 1 && self.page.word(end) == ")" {
                let word = self.page.span(short, end).of(self.page.text).to_owned();
                self.aliases.push((word, (first, last)));
            }
        }
    }

    /// The full name of a body.
    fn full(&self, first: usize, last: usize) -> (usize, usize) {
        let word = self.page.span(first, last).of(self.page.text);
        let alias = self.aliases.iter().find(|(short, _)| short == word).map(|(_, full)| *full);
        alias.or_else(|| self.initials(first, word)).unwrap_or((first, last))
    }

    /// The body named before whose initials an acronym is.
    fn initials(&self, before: usize, word: &str) -> Option<(usize, usize)> {
        let acronym = word.len() >= 2 && word.chars().all(char::is_uppercase);
        let spells = |&&(first, last): &&(usize, usize)| {
            let capitals = self.page.tokens[first..last]
                .iter()
                .filter(|t| t.upper)
                .filter_map(|t| t.of(self.page.text).chars().next());
            first < before && last - first >= 2 && capitals.eq(word.chars())
        };
        self.bodies.iter().find(spells).copied().filter(|_| acronym)
    }

    /// A body's name with the area that belongs to it: "Central Bank of Armenia".
    fn body_span(&self, first: usize, last: usize) -> (usize, usize) {
        let of = self.page.link(last, Link::Of) || self.page.link(last, Link::In);
        let area = |at: usize| starting(&self.mentions.areas, at).map(|a| a.last);
        let skip = if self.page.link(last + 1, Link::The) { last + 2 } else { last + 1 };
        match area(skip).filter(|_| of) {
            Some(end) => (first, end),
            None => (first, last),
        }
    }

    fn remember(&mut self, first: usize, last: usize) {
        let family = self.page.word(last - 1).to_owned();
        let office = self.office_beside(first, last);
        match self.people.iter_mut().find(|p| p.family == family) {
            Some(known) => {
                if last - first > known.last - known.first {
                    (known.first, known.last) = (first, last);
                }
                if known.office.is_none() {
                    known.office = office;
                }
            }
            None => self.people.push(Person { first, last, family, office }),
        }
    }

    /// The end of a full name that starts at a token: two or more capitalised words that nothing else explains, or
    /// one behind a title.
    fn name(&self, at: usize) -> Option<usize> {
        if !self.name_word(at) {
            return None;
        }
        let mut last = at + 1;
        while last < at + 6 {
            let token = self.page.tokens.get(last)?;
            let hyphen = token.kind == Kind::Dash
                && !token.spaced
                && self.page.tokens.get(last + 1).is_some_and(|t| !t.spaced && t.upper);
            let initial = token.of(self.page.text) == "." && self.page.word(last - 1).len() == 1;
            let particle =
                matches!(token.of(self.page.text), "bin" | "al" | "de" | "van" | "von" | "da" | "del" | "ibn" | "Al");
            if token.breaks > 0 {
                break;
            }
            if hyphen {
                last += 2;
            } else if initial || self.name_word(last) || particle && self.name_word(last + 1) {
                last += 1;
            } else {
                break;
            }
        }
        let titled = at.checked_sub(1).is_some_and(|i| self.title_ends(i + 1)) && !self.page.is_word(at - 1, "the");
        (last - at >= 2 || titled).then_some(last)
    }

    fn title_ends(&self, at: usize) -> bool {
        (1..=5).any(|n| {
            at.checked_sub(n).is_some_and(|first| {
                self.page.at(first).iter().any(|m| m.last == at && matches!(m.reading, Reading::Role(_)))
            })
        }) || at.checked_sub(1).is_some_and(|i| self.page.word(i) == "." && i > 0 && self.title_ends(i))
    }

    /// A capitalised word that the lexicon does not explain as something else.
    fn name_word(&self, at: usize) -> bool {
        let Some(token) = self.page.tokens.get(at) else { return false };
        let word = token.of(self.page.text);
        let capital = token.kind == Kind::Word && token.upper && word.chars().nth(1).is_none_or(char::is_lowercase);
        capital
            && !self.covered[at]
            && !self.page.at(at).iter().any(|m| explains(&m.reading))
            && !self.page.dated(at)
            && !(word.len() == 1 && !self.page.word(at + 1).starts_with('.'))
    }

    /// The office that stands before ("President of Russia Vladimir Putin") or after ("Elvira Nabiullina, governor").
    fn office_beside(&self, first: usize, last: usize) -> Option<(String, Option<&'static str>)> {
        let offices = &self.mentions.offices;
        let ended = offices.partition_point(|o| o.last <= first);
        let before = offices[..ended].last().filter(|o| first - o.last <= 6 && self.only_title(o.last, first));
        let after = || {
            let from = last + usize::from(self.page.word(last) == ",");
            within(offices, from, from + 3).iter().find(|o| self.only_title(from, o.first))
        };
        let office = before.or_else(after)?;
        let word = self.page.span(office.first, office.last).of(self.page.text).to_lowercase();
        let near = |a: &&At<super::mention::AreaMention>| {
            a.first >= office.first.saturating_sub(2)
                && a.last <= office.last + 4
                && a.first < first.max(office.last + 4)
        };
        let around = within(&self.mentions.areas, office.first.saturating_sub(2), first.max(office.last + 4));
        let area = around.iter().filter(near).min_by_key(|a| a.first.abs_diff(office.first));
        Some((word, area.map(|a| a.what.area.code())))
    }

    /// Whether only an office's own words stand between two tokens: "of", "the", areas, capitalised nouns.
    fn only_title(&self, from: usize, to: usize) -> bool {
        (from..to).all(|i| {
            let token = &self.page.tokens[i];
            token.upper
                || self.page.link(i, Link::Of)
                || self.page.link(i, Link::The)
                || self.page.link(i, Link::And)
                || covering(&self.mentions.areas, i).is_some()
                || covering(&self.mentions.offices, i).is_some()
        })
    }

    /// Who is named at a token: a known person by full or family name, or a body.
    fn who(&self, at: usize) -> Option<(usize, Who)> {
        let body = self.bodies.binary_search_by_key(&at, |b| b.0).ok().map(|i| self.bodies[i]);
        if let Some((_, last)) = body {
            let (first, end) = self.full(at, last);
            return Some((last, Who::Body(first, end)));
        }
        if let Some(last) = self.name(at) {
            let family = self.page.word(last - 1);
            let person = self.people.iter().position(|p| p.family == family)?;
            return Some((last, Who::Person(person)));
        }
        let word = self.page.word(at);
        let person = self.people.iter().position(|p| p.family == word && self.page.tokens[at].upper)?;
        Some((at + 1, Who::Person(person)))
    }

    /// Who holds the office named at a token: "the President of Russia", "the Russian leader", "the minister".
    fn holder(&self, at: usize) -> Option<(usize, Option<usize>)> {
        let office = starting(&self.mentions.offices, at)?;
        let word = self.page.span(office.first, office.last).of(self.page.text).to_lowercase();
        let near = |a: &&At<super::mention::AreaMention>| {
            (a.last == office.first)
                || (a.first >= office.last && a.first <= office.last + 2 && self.page.link(office.last, Link::Of))
        };
        let around = within(&self.mentions.areas, office.first.saturating_sub(4), office.last + 3);
        let area = around.iter().find(near).map(|a| a.what.area.code());
        let suits = |p: &&Person| {
            p.office.as_ref().is_some_and(|(held, of)| {
                let same =
                    *held == word || matches!(word.as_str(), "leader" | "head of state") && held.contains("president");
                same && (area.is_none() || of.is_none() || *of == area)
            })
        };
        let person = self.people.iter().find(suits).and_then(|p| self.people.iter().position(|q| q == p));
        Some((office.last, person))
    }

    /// Whether the page is a body's own release, in which the body itself speaks and nobody is quoted for its numbers.
    fn own_release(&self) -> bool {
        let head = self.page.lines.iter().take(4).last().map_or(0, |l| l.last);
        (0..head).any(|at| self.page.link(at, Link::Release))
    }

    fn attribute(&self) -> Speakers {
        let mut speakers = Speakers::default();
        if self.own_release() {
            speakers.by_sentence = vec![None; self.page.sentences.len()];
            speakers.area = vec![None; self.page.sentences.len()];
            return speakers;
        }
        let mut current: Option<Who> = None;
        let mut transcript = false;
        let mut last_line = usize::MAX;
        for sentence in self.page.sentences {
            let new_line = sentence.line != last_line;
            last_line = sentence.line;
            if new_line && self.ends_post(sentence.first, sentence.last) {
                current = self.forwarded(sentence.first, sentence.last);
                transcript = false;
            } else if new_line
                && self.page.word(sentence.first) == "\u{1f4ac}"
                && self.turn(sentence.first).is_none()
                && !transcript
            {
                // The speech balloon of a post: the person named in the line above it speaks.
                current = self.last_person(sentence.first).or(current);
            } else if new_line && let Some(who) = self.turn(sentence.first) {
                transcript = true;
                speakers.transcript = true;
                current = Some(who);
            } else if !transcript {
                if self.page.link(sentence.first, Link::Background)
                    || new_line && (self.heading(sentence.line) || self.label(sentence.first, sentence.last))
                {
                    current = None;
                }
                if let Some(who) = self.source(sentence.first, sentence.last, current.as_ref()) {
                    // What a person says without a number leaves the numbers with the body that gave them.
                    let numbers = self.counts(sentence.first, sentence.last);
                    if matches!((&current, &who), (Some(Who::Body(..)), Who::Person(_))) && !numbers && !new_line {
                        self.push(&mut speakers, Some(&who));
                        continue;
                    }
                    current = Some(who);
                    self.push(&mut speakers, current.as_ref());
                    continue;
                }
            }
            self.push(&mut speakers, current.as_ref());
        }
        self.lead(&mut speakers);
        speakers.bodies = self.bodies.iter().map(|&(a, b)| self.name_of(&Who::Body(a, b))).collect();
        self.headline(&mut speakers);
        speakers
    }

    /// A text that quotes nobody takes its numbers from the body that its first sentences speak of.
    fn lead(&self, speakers: &mut Speakers) {
        let first_named = speakers.by_sentence.iter().position(Option::is_some).unwrap_or(speakers.by_sentence.len());
        if first_named <= 6 || speakers.transcript {
            return;
        }
        let end = self.page.sentences.iter().take(5).last().map_or(0, |s| s.last);
        let subject = self
            .bodies
            .iter()
            .find(|(first, _)| *first < end && !self.object(*first) && !self.page.before_is(*first, Link::Of));
        if let Some(&(first, last)) = subject {
            let (first, last) = self.full(first, last);
            let from = self.page.sentence_of(first);
            let label = self.name_of(&Who::Body(first, last));
            for said in speakers.by_sentence[..first_named].iter_mut().skip(from) {
                *said = Some(label.clone());
            }
        }
    }

    /// A headline without a source of its own repeats the first one that the text names.
    fn headline(&self, speakers: &mut Speakers) {
        let head = self.page.sentences.iter().take_while(|s| s.line == 0).count();
        let lead = speakers.by_sentence.iter().take(head + 6).position(Option::is_some);
        if let Some(lead) = lead.filter(|&l| l >= head && !speakers.transcript) {
            for i in 0..head {
                speakers.by_sentence[i] = speakers.by_sentence[lead].clone();
                speakers.area[i] = speakers.area[lead];
            }
        }
    }

    fn push(&self, speakers: &mut Speakers, who: Option<&Who>) {
        speakers.by_sentence.push(who.map(|w| self.name_of(w)));
        speakers.area.push(who.and_then(|w| self.area(w)));
    }

    fn name_of(&self, who: &Who) -> String {
        let (first, last) = match who {
            Who::Person(person) => (self.people[*person].first, self.people[*person].last),
            Who::Body(first, last) => (*first, *last),
        };
        let text = self.page.span(first, last).of(self.page.text);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn area(&self, who: &Who) -> Option<crate::model::Area> {
        match who {
            Who::Person(person) => self.people[*person].office.as_ref()?.1?.parse().ok(),
            Who::Body(first, _) => starting(&self.mentions.bodies, *first)?.what,
        }
    }

    /// A line of hashtags, or one that forwards another's post: what was said before it is over.
    fn ends_post(&self, first: usize, last: usize) -> bool {
        let tags = (first..last).filter(|&i| self.page.word(i) == "#").count();
        tags > 0 && last - first <= tags * 2 || self.page.link(first, Link::Post)
    }

    /// Whether a stretch has numbers in it.
    fn counts(&self, first: usize, last: usize) -> bool {
        let from = self.quantities.partition_point(|q| q.first < first);
        self.quantities.get(from).is_some_and(|q| q.first < last)
    }

    /// The bodies named in a stretch.
    fn bodies_in(&self, first: usize, last: usize) -> &[(usize, usize)] {
        let from = self.bodies.partition_point(|b| b.0 < first);
        let to = self.bodies.partition_point(|b| b.0 < last);
        &self.bodies[from..to.max(from)]
    }

    /// A short line without a full stop, that stands alone.
    fn heading(&self, line: usize) -> bool {
        let Some(line) = self.page.lines.get(line) else { return false };
        let last = self.page.word(line.last.saturating_sub(1));
        let short = line.last - line.first <= 5;
        let columns = (line.first..line.last).any(|i| self.page.tokens[i].gap);
        !columns
            && line.after_blank
            && line.last - line.first <= 12
            && self.page.tokens[line.first].upper
            && !matches!(last, "." | "!" | "\u{201d}" | "\"" | ":")
            && (short || self.page.tokens.get(line.last).is_none_or(|t| t.breaks > 1))
    }

    /// A label in capitals that opens a paragraph: "SOUTH AFRICA."
    fn label(&self, first: usize, last: usize) -> bool {
        let words = &self.page.tokens[first..last];
        let capitals =
            words.iter().filter(|t| t.kind == Kind::Word).all(|t| t.of(self.page.text).chars().all(char::is_uppercase));
        let figures = self.counts(first, last);
        let numbered = words.first().is_some_and(|t| t.kind == Kind::Number) && last - first <= 3;
        !figures && capitals && last - first <= 6 && words.iter().any(|t| t.kind == Kind::Word) || numbered
    }

    /// Who forwarded a post: "Forwarded from Government of Russia".
    fn forwarded(&self, first: usize, last: usize) -> Option<Who> {
        self.bodies_in(first, last).first().map(|&(a, b)| Who::Body(a, b))
    }

    /// The person last named before a token, in the line above.
    fn last_person(&self, before: usize) -> Option<Who> {
        let sentence = self.page.sentence_of(before);
        let from = self.page.sentences[sentence.saturating_sub(1)].first;
        (from..before).find_map(|at| match self.who(at) {
            Some((_, who @ Who::Person(_))) => Some(who),
            _ => None,
        })
    }

    /// The speaker of a transcript's turn: a line that starts with a (titled) name and a colon.
    fn turn(&self, first: usize) -> Option<Who> {
        let mut at = first;
        let mut who = None;
        while at < first + 12 {
            let token = self.page.tokens.get(at)?;
            if token.of(self.page.text) == ":" {
                return who;
            }
            if let Some((last, Who::Person(person))) = self.who(at) {
                who = Some(Who::Person(person));
                at = last;
                continue;
            }
            let title = token.kind == Kind::Mark && !token.of(self.page.text).is_ascii()
                || self.only_title(at, at + 1)
                || self.page.at(at).iter().any(|m| matches!(m.reading, Reading::Role(_)));
            if !title {
                return None;
            }
            at += 1;
        }
        None
    }

    /// Who a sentence is attributed to; `None` leaves the speaker as before.
    fn source(&self, first: usize, last: usize, current: Option<&Who>) -> Option<Who> {
        let mut person: Option<Who> = None;
        let mut body: Option<Who> = None;
        for at in first..last {
            let speech = self.page.at(at).iter().find_map(|m| match m.reading {
                Reading::Speech(kind @ (Speech::Verb | Speech::Source)) => Some((m.last, kind == Speech::Source)),
                _ => None,
            });
            let Some((end, source)) = speech else { continue };
            let found = if source {
                self.after(end, last, 7)
            } else if self.pronoun(first, at) {
                self.antecedent(first, at, current)
            } else {
                self.subject(first, at).or_else(|| self.inverted(end, last))
            };
            match found {
                Some(who @ Who::Person(_)) => person = Some(who),
                Some(who) => body = body.or(Some(who)),
                None => {}
            }
        }
        person
            .or(body)
            .or_else(|| self.colon(first, last))
            .or_else(|| self.states(first, last))
            .or_else(|| self.owner(first, last))
    }

    /// Who "he said" speaks of: the person last named as a subject, in this sentence or the two before, else the
    /// speaker so far.
    fn antecedent(&self, first: usize, verb: usize, current: Option<&Who>) -> Option<Who> {
        if let Some(Who::Person(_)) = current {
            return current.cloned();
        }
        let sentence = self.page.sentence_of(first);
        let from = self.page.sentences[sentence.saturating_sub(2)].first;
        (from..verb)
            .rev()
            .find_map(|at| match self.who(at) {
                Some((_, who @ Who::Person(_))) if !self.object(at) => Some(who),
                _ => None,
            })
            .or_else(|| current.cloned())
    }

    /// A headline such as "Putin: the share exceeded 85%".
    fn colon(&self, first: usize, last: usize) -> Option<Who> {
        let limit = (first + 8).min(last);
        let at = (first..limit).find(|&i| self.page.word(i) == ":")?;
        (first..at).find_map(|i| match self.who(i) {
            Some((end, who)) if end == at => Some(who),
            _ => None,
        })
    }

    /// "X, who chairs the office, gave part of the answer at a briefing": a person who opens a sentence about a
    /// statement.
    fn states(&self, first: usize, last: usize) -> Option<Who> {
        let noun = |at: usize| self.page.at(at).iter().any(|m| m.reading == Reading::Speech(Speech::Noun));
        let person = (first..last.min(first + 9)).find_map(|at| match self.who(at) {
            Some((end, who @ Who::Person(_))) if !self.object(at) => Some((end, who)),
            _ => None,
        });
        let whole = matches!(self.page.word(last - 1), "." | "!" | "\u{201d}" | "\"");
        person.filter(|(end, _)| whole && (*end..last).any(noun)).map(|(_, who)| who)
    }

    /// "By the World Bank's reckoning", "IMF estimates", "his bank's data": the body whose data they are.
    fn owner(&self, first: usize, last: usize) -> Option<Who> {
        let noun = |at: usize| self.page.at(at).iter().any(|m| m.reading == Reading::Speech(Speech::Noun));
        // "the government report" does not say whose.
        let named = |start: usize| self.page.tokens[start].upper;
        self.bodies_in(first, last).iter().find(|(start, _)| named(*start)).and_then(|&(start, end)| {
            let own = usize::from(self.page.tokens.get(end).is_some_and(|t| t.kind == Kind::Possessive));
            let near = (end + own..end + own + if own > 0 { 5 } else { 3 }).any(|at| at < last && noun(at));
            let subject = start <= first + 3
                && (end..last)
                    .any(|at| matches!(self.page.word(at), "its" | "their") && (noun(at + 1) || noun(at + 2)));
            let near = near || subject;
            let (first, last) = self.full(start, end);
            near.then_some(Who::Body(first, last))
        })
    }

    /// The subject of a verb of saying at `verb`: the nearest name, body or office before it in its clause.
    fn subject(&self, first: usize, verb: usize) -> Option<Who> {
        let from = verb.saturating_sub(24).max(first);
        let mut found = None;
        let mut at = from;
        while at < verb {
            if matches!(self.page.word(at), ";" | ":") {
                found = None;
            }
            if let Some((last, who)) = self.who(at).filter(|(last, _)| *last <= verb) {
                // A body that only says where a person works does not speak itself.
                let works = matches!(who, Who::Body(..))
                    && matches!(found, Some(Who::Person(_)))
                    && self.page.before_is(at, Link::Of);
                if !works && !self.object(at) {
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
    fn object(&self, at: usize) -> bool {
        [Link::With, Link::To, Link::In, Link::From, Link::For, Link::Between]
            .into_iter()
            .any(|l| self.page.before_is(at, l))
    }

    /// A name behind its verb: "said Putin", "said the finance minister, Madi Takiev".
    fn inverted(&self, end: usize, last: usize) -> Option<Who> {
        self.after(end, last.min(end + 4), 3)
    }

    fn after(&self, from: usize, last: usize, reach: usize) -> Option<Who> {
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
            if matches!(self.page.word(at), ";" | "." | ":") {
                return None;
            }
            at += 1;
        }
        None
    }

    fn pronoun(&self, first: usize, verb: usize) -> bool {
        let from = verb.saturating_sub(3).max(first);
        (from..verb).any(|i| ["he", "she", "they"].iter().any(|w| self.page.is_word(i, w)))
    }
}

/// Readings that tell a capitalised word from a name.
fn explains(reading: &Reading) -> bool {
    match reading {
        Reading::Area(..)
        | Reading::Month(_)
        | Reading::Institution(_)
        | Reading::Role(Role::Office | Role::Honorific)
        | Reading::Link(_)
        | Reading::Time(_)
        | Reading::Number(..)
        | Reading::Indicator(_)
        | Reading::Speech(Speech::Verb | Speech::Source)
        | Reading::Change(_)
        | Reading::Hedge { .. }
        | Reading::Status(..)
        | Reading::Item(_) => true,
        Reading::Speech(Speech::Noun)
        | Reading::Money(_)
        | Reading::Unit(..)
        | Reading::Scale(_)
        | Reading::Basis { .. }
        | Reading::NotFigure => false,
    }
}
