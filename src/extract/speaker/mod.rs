//! Speakers: who is made responsible for what a sentence says.

mod bodies;
mod capitals;
mod credit;
mod figure;
mod head;
mod listener;
mod named;
mod names;
mod pronoun;
mod quoted;
mod release;
mod scope;
mod signs;
mod source;

use rustc_hash::FxHashSet;

use capitals::{capitals, plain};
use credit::BALLOON;
use named::{Families, Marks, Named, Titles};

use crate::extract::mention::{Mentions, starting};
use crate::extract::page::Page;
use crate::extract::places::Quantities;
use crate::lang::{Known, Link, Reading};
use crate::model::Area;
use crate::model::codelist::AreaKind;
use crate::text::Sentence;

pub use figure::{of_figure, said_by};

/// A person as a document names them.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Person {
    /// The first and last token of the fullest naming.
    first: usize,
    last: usize,
    /// The family name, without its ending of case.
    family: String,
    /// Who it is, if the lexicon knows.
    known: Option<&'static Known>,
    /// Whether that naming stands in another case than the nominative.
    bent: bool,
    /// The office held, lower case ("president"), with the area's code.
    office: Option<(&'static str, Option<&'static str>)>,
}

/// Who speaks in each sentence.
#[derive(Debug, Default)]
pub struct Speakers {
    /// The name for each sentence; `None` where the document itself speaks.
    pub by_sentence: Vec<Option<String>>,
    /// The country of the speaker, where it is known.
    pub area: Vec<Option<Area>>,
    /// The names that are bodies' rather than persons'.
    pub bodies: FxHashSet<String>,
    /// Whether the headline names no source, and has that of the text.
    pub lent: bool,
    /// Whether the document is a transcript, in which persons speak in the first person.
    pub transcript: bool,
    /// The two countries for which all speak or act whom the page names with their offices, in the order of their naming.
    pub met: Option<(Area, Area)>,
}

impl Speakers {
    /// The one country for which anybody speaks in a transcript.
    pub fn host(&self) -> Option<Area> {
        let mut areas = self.area.iter().flatten();
        let first = *areas.next().filter(|a| self.transcript && a.kind() == AreaKind::Country)?;
        areas.all(|a| *a == first).then_some(first)
    }

    /// The two countries of a talk between two.
    pub fn pair(&self) -> Option<(Area, Area)> {
        let mut areas: Vec<_> = self.area.iter().copied().flatten().collect();
        let first = *areas.first()?;
        areas.retain(|a| *a != first);
        let second = *areas.first()?;
        let countries = [first, second].iter().all(|a| a.kind() == AreaKind::Country);
        (self.transcript && countries && areas.iter().all(|a| *a == second)).then_some((first, second))
    }
}

/// Finds who speaks in each sentence of a page; `posts` are the lines at which posts begin.
pub fn read(page: &Page<'_>, mentions: &Mentions, quantities: &Quantities, posts: &[usize]) -> Speakers {
    let mut reader = Reader {
        page,
        mentions,
        people: Vec::new(),
        families: Families::default(),
        bodies: Vec::new(),
        marks: Marks::new(page, mentions),
        titles: Titles::default(),
        named: Named::default(),
        quantities,
        posts,
    };
    reader.meet();
    reader.attribute()
}

struct Reader<'p, 't> {
    page: &'p Page<'t>,
    mentions: &'p Mentions,
    people: Vec<Person>,
    /// Their places by family name.
    families: Families,
    bodies: Vec<(usize, usize)>,
    /// What mentions say of each token.
    marks: Marks,
    /// What bodies are called for short, and who holds which office.
    titles: Titles,
    /// Who is named at each token, once everybody has been met.
    named: Named<'t>,
    quantities: &'p Quantities,
    /// The lines that say when a post was written.
    posts: &'p [usize],
}

/// Whose turn it is to speak.
#[derive(Debug, Default)]
struct Turn {
    who: Option<Who>,
    /// Whether it is the turn of a transcript, which lasts until the next one.
    transcript: bool,
    /// Whether the page is one speech, which rules and asterisks divide and do not end.
    oration: bool,
    /// Whether it is that of a paper or station which asks, and may quote others.
    asks: bool,
    /// In a release: who spoke before the paragraph that is somebody's words in marks of quotation.
    before_quote: Option<Option<Who>>,
    /// The list in which the text is.
    listed: Option<List>,
    /// Who spoke before the first of the paragraphs that have headings of their own.
    sections: Option<Option<Who>>,
    /// The body that last spoke.
    office: Option<Who>,
    /// To whom the text as a whole is credited: who speaks in a paragraph that names nobody.
    credited: Option<Who>,
    /// Whether the person who speaks has said something without a number, and nothing else since.
    remarked: bool,
}

impl Turn {
    /// Who goes on to speak in a new line: a remark without a number, behind others of the text, ends with its paragraph.
    fn begin_line(&mut self) {
        let over = self.remarked && matches!(self.who, Some(Who::Person(_)));
        self.who = self.credited.or(self.who.take().filter(|_| !over));
    }
}

/// A list of lines with bullets: whom an item names speaks in that item.
#[derive(Debug)]
struct List {
    /// The bullet.
    bullet: char,
    /// Who spoke before.
    before: Option<Who>,
    /// How many items it has had so far.
    items: usize,
}

/// Who is named at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Who {
    Person(usize),
    Body(usize, usize),
}

impl Reader<'_, '_> {
    /// Gives each sentence its speaker.
    fn attribute(&self) -> Speakers {
        let mut speakers = Speakers::default();
        if self.own_release() {
            self.of_others(&mut speakers);
            return speakers;
        }
        let orator = self.orator();
        let mut turn = Turn { transcript: orator.is_some(), oration: orator.is_some(), who: orator, ..Turn::default() };
        let (mut last_line, mut before) = (usize::MAX, None);
        for (index, sentence) in self.page.sentences.iter().enumerate() {
            let said = self.hear(&mut turn, (index, sentence), sentence.line != last_line);
            last_line = sentence.line;
            speakers.transcript |= turn.transcript;
            self.push(&mut speakers, said, before);
            before = said;
            if self.page.says(index, Link::Thus.class()) {
                self.credit_back(&mut speakers, sentence, turn.transcript);
            }
        }
        self.below_tables(&mut speakers);
        self.lead(&mut speakers);
        speakers.met = self.met_in();
        speakers.bodies = self.bodies.iter().map(|&(a, b)| self.name_of(&Who::Body(a, b))).collect();
        self.headline(&mut speakers);
        speakers
    }

    /// The countries of those who are named with their offices, where these are two.
    fn met_in(&self) -> Option<(Area, Area)> {
        let area = |p: &Person| p.office.as_ref()?.1?.parse::<Area>().ok().filter(|a| a.kind() == AreaKind::Country);
        let mut areas = self.people.iter().filter_map(area);
        let first = areas.next()?;
        let second = areas.find(|a| *a != first)?;
        areas.all(|a| a == first || a == second).then_some((first, second))
    }

    /// Who says a sentence, and whose turn it is from there on.
    fn hear(&self, turn: &mut Turn, (index, sentence): (usize, &Sentence), new_line: bool) -> Option<Who> {
        let (first, last) = (sentence.first, sentence.last);
        turn.office = turn.who.filter(|who| matches!(who, Who::Body(..))).or(turn.office);
        if new_line && !turn.oration && self.ends_post(first, last) {
            *turn = Turn { who: self.forwarded(first, last), ..Turn::default() };
        } else if let Some((who, asks)) = new_line.then(|| self.takes_over(turn, sentence)).flatten() {
            *turn = Turn { who: Some(who), transcript: true, oration: turn.oration, asks, ..Turn::default() };
        } else if new_line && self.page.word(first) == BALLOON && !turn.transcript {
            let said = self.colon(first, last).or_else(|| self.last_person(first)).or(turn.who.take());
            turn.who = said;
            turn.listed = None;
        } else if !turn.transcript {
            if new_line {
                self.open_line(turn, first);
            }
            // What a paragraph with a heading of its own says ends with it; who spoke before them all goes on.
            if new_line && self.heads_paragraph(sentence) {
                turn.who = *turn.sections.get_or_insert(turn.who);
            }
            // Nor does the word above an advertisement.
            let beside = |at: usize| self.caption(at) || self.page.link(at, Link::Boilerplate);
            let heads = || (self.heading(sentence.line) || self.label(first, last)) && !beside(first);
            let background = self.page.says(index, Link::Background.class()) && self.background(first, last, turn.who);
            if background || new_line && (heads() || self.lettered(first)) {
                // "Data show", behind what somebody has said of them, are those of the body that gave them.
                turn.who = turn.office.filter(|_| self.page.link(first, Link::Data) && !heads());
            }
            let own_view = || self.page.says(index, Link::OwnView.class()) && self.own_view(sentence);
            if matches!(turn.who, Some(Who::Body(..))) && own_view() {
                turn.who = None;
            }
            if let Some(who) = self.credited(sentence) {
                turn.credited = Some(who);
                turn.who = Some(who);
                return turn.who;
            }
            // What stands in a bracket at the end of a sentence speaks of that sentence only.
            if let Some(who) = self.bracketed(first, last) {
                return Some(who);
            }
            let said = self.source(index, turn.who.as_ref());
            // What a person says without a number leaves the numbers with the body that gave them, unless the sentence
            // announces that person's statement.
            let aside = matches!((&turn.who, &said), (Some(Who::Body(..)), Some(Who::Person(_))))
                && !new_line
                && !self.counts(first, last)
                && self.states(first, last).is_none();
            // "Economists polled by Reuters had expected 3.1 %": the text goes on with its source.
            let polled = || {
                self.page.says(index, Link::Polled.class()) && (first..last).any(|at| self.page.link(at, Link::Polled))
            };
            let poll = matches!(said, Some(Who::Body(..))) && polled();
            if aside || poll {
                // "GDP grew by 0.4 %, above the 0.3 % forecast in a Reuters poll": what the text tells by itself is not the pollster's.
                return said.filter(|_| turn.who.is_some() || self.counted_in(first, last) < 2);
            }
            turn.remarked = self.remarks(sentence, said.is_some() || turn.remarked);
            turn.who = said.or(turn.who.take());
        } else if turn.oration && (!new_line || self.counts(first, last)) {
            // "The IMF expects growth of 4 %", in a speech: the forecast is theirs.
            let quoted = self.said_by(first, last).filter(|who| self.is_named_body(who));
            return quoted.or(turn.who);
        }
        let other = if turn.transcript { self.taken_from(index) } else { None };
        let asked = || if turn.asks { self.said_by(first, last) } else { None };
        other.or_else(asked).or(turn.who)
    }

    /// How many numbers a stretch has.
    fn counted_in(&self, first: usize, last: usize) -> usize {
        self.quantities.before(last) - self.quantities.before(first)
    }

    /// Who takes the floor at the start of a line, and whether it is a paper or station that asks.
    fn takes_over(&self, turn: &Turn, sentence: &Sentence) -> Option<(Who, bool)> {
        let asker = || if turn.transcript { self.asker(sentence.first) } else { None };
        let speaker = self.turn(sentence.first).map(|who| (who, false));
        speaker
            .or_else(|| asker().map(|who| (who, true)))
            .or_else(|| self.heads_speech(sentence).map(|who| (who, false)))
    }

    /// At the start of a line: whom the text as a whole is credited to speaks, and in a release who spoke before somebody's words in marks
    /// of quotation.
    fn open_line(&self, turn: &mut Turn, first: usize) {
        turn.begin_line();
        turn.who = turn.before_quote.take().unwrap_or(turn.who);
        turn.before_quote = Some(turn.who).filter(|_| self.quotes_in_release(first));
        self.item(turn, first);
    }

    /// Whether somebody who speaks, or has made a remark before, says something without a number behind others of the text.
    fn remarks(&self, sentence: &Sentence, speaks: bool) -> bool {
        speaks && !self.counts(sentence.first, sentence.last) && self.counts(0, sentence.first)
    }

    /// At the start of a line: what an item of a list says ends with it, so that the next one goes on with whoever spoke
    /// before the list. Its items have the same bullet; a line with one of its own is no list.
    fn item(&self, turn: &mut Turn, first: usize) {
        let bullet = self.bullet(first);
        match (bullet, turn.listed.take()) {
            (Some(bullet), Some(list)) if bullet == list.bullet => {
                turn.who = list.before;
                turn.listed = Some(List { items: list.items + 1, ..list });
                return;
            }
            (_, Some(list)) if list.items > 1 => turn.who = list.before,
            _ => {}
        }
        turn.listed = bullet.map(|bullet| List { bullet, before: turn.who, items: 1 });
    }

    /// Notes the speaker of the next sentence, who is most often that of the one before.
    fn push(&self, speakers: &mut Speakers, who: Option<Who>, before: Option<Who>) {
        let (name, area) = match speakers.by_sentence.last().zip(speakers.area.last()).filter(|_| who == before) {
            Some((name, area)) => (name.clone(), *area),
            None => (who.map(|w| self.name_of(&w)), who.and_then(|w| self.area(&w))),
        };
        speakers.by_sentence.push(name);
        speakers.area.push(area);
    }

    /// The name as written, on one line.
    fn name_of(&self, who: &Who) -> String {
        let (first, last) = match who {
            Who::Person(person) => {
                let Person { first, last, known, bent, .. } = &self.people[*person];
                let grammar = self.page.grammar(*first);
                let initials = (*first..*last).any(|i| self.page.is(i, b'.'));
                // "Владимира Путина": a known person's name in any case begins as it does in the nominative.
                let begins = |k: &Known| {
                    let common = self.page.word(*first).chars().zip(k.written.chars());
                    common.take_while(|(a, b)| a == b).count() >= 3
                };
                let plain = |k: &&Known| grammar.no_articles && (*bent || initials || last - first < 2 || begins(k));
                if let Some(known) = known.filter(plain) {
                    return known.written.to_owned();
                }
                if *bent {
                    let words = (*first..*last).map(|i| grammar.nominative(self.page.word(i)));
                    return words.collect::<Vec<_>>().join(" ");
                }
                (*first, *last)
            }
            Who::Body(first, last) => {
                let name = |r: &Reading| if let Reading::Institution(_, name) = r { *name } else { None };
                if let Some((_, name)) =
                    self.page.find_of(*first, Reading::INSTITUTION, name).filter(|(end, _)| end == last)
                {
                    return name.to_owned();
                }
                let article = self.page.one_of(*first, &[Link::Article]) && last - first > 1;
                (first + usize::from(article), *last)
            }
        };
        let text = self.page.span(first, last).of(self.page.text);
        if matches!(who, Who::Person(_)) && text.split_whitespace().all(capitals) {
            return text.split_whitespace().map(plain).collect::<Vec<_>>().join(" ");
        }
        // "李 强": a blank sets a short Chinese name to the width of others, and is no part of it.
        let sign = |c: char| matches!(c, '\u{4e00}'..='\u{9fff}') || c.is_whitespace();
        let joint = if text.chars().all(sign) { "" } else { " " };
        text.split_whitespace().collect::<Vec<_>>().join(joint)
    }

    /// The country for which somebody speaks.
    fn area(&self, who: &Who) -> Option<Area> {
        match who {
            Who::Person(person) => self.people[*person].office.as_ref()?.1?.parse().ok(),
            Who::Body(first, _) => starting(&self.mentions.bodies, *first)?.what,
        }
    }
}
