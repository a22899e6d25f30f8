//! The names of persons and bodies, and the offices that persons hold.

use std::borrow::Cow;

use super::Reader;
use super::capitals::{capitals, plain};
use super::named::Titles;
use super::signs::{LONGEST_PART, is_dot};
use super::{Person, Who};
use crate::extract::groups;
use crate::extract::mention::{At, covering, starting, within};
use crate::extract::page::Page;
use crate::lang::reading::IndicatorWord;
use crate::lang::{Kinds, Known, Link, Match, Reading, Speech, Time};
use crate::model::Area;
use crate::text::Kind;

/// Whether the lexicon tells a capitalised word at a token from a name.
fn explained(page: &Page<'_>, at: usize) -> bool {
    const NO_NAMES: Kinds = Reading::AREA
        | Reading::MONTH
        | Reading::INSTITUTION
        | Reading::ROLE
        | Reading::SPEECH
        | Reading::NUMBER
        | Reading::SCALE
        | Reading::SCALES
        | Reading::INDICATOR
        | Reading::CHANGE
        | Reading::HEDGE
        | Reading::STATUS
        | Reading::ITEM;
    let time = |m: &Match| matches!(*m.reading, Reading::Time(time) if time != Time::Ordinal);
    page.has(at, NO_NAMES) || page.any_of(at, !Link::Particle.class()) || page.any(at, Reading::TIME, time)
}

impl Reader<'_, '_> {
    /// Collects the people that the page names in full, with the offices beside them.
    pub(super) fn meet(&mut self) {
        self.mark_names();
        let mut at = 0;
        loop {
            at = self.page.next_of(at, groups::NAME);
            if at >= self.page.tokens.len() {
                break;
            }
            match if self.marks.may_begin(at) { self.name(at) } else { None } {
                Some(last) => {
                    if !self.dateline(at, last) && !self.names_work(at, last) {
                        self.remember(at, last);
                    }
                    at = last;
                }
                None => at += 1,
            }
        }
        self.mark_parts();
        let speaks = |b: &&At<Option<Area>>| !self.describes(b.first, b.last);
        self.bodies = self.mentions.bodies.iter().filter(speaks).map(|b| self.body_span(b.first, b.last)).collect();
        self.titles = Titles::new(self.page, &self.bodies, &self.people);
        // Most words are none that anybody is called.
        let called = |at: &usize| self.page.tokens[*at].upper || self.marks.may_begin(*at) || self.marks.in_body(*at);
        let who = |at: usize| self.find_who(at).map(|(end, who)| (at as u32, end as u32, who));
        let mut places: Vec<_> = self.page.all_of(groups::NAME).filter(called).collect();
        places.extend(self.bodies.iter().map(|body| body.0));
        places.sort();
        places.dedup();
        let named = places.into_iter().filter_map(who).collect();
        self.named.note(self.page.tokens.len(), self.people.len(), named);
    }

    /// "A general government surplus": whether a body without a name, in small letters, lies in an indicator's name, so that it
    /// only says whose that is.
    fn describes(&self, first: usize, last: usize) -> bool {
        let small = last == first + 1 && !self.page.tokens[first].upper && !self.uncased(first);
        let inside = |i: &At<IndicatorWord>| i.first < first && last <= i.last;
        small && covering(&self.mentions.indicators, first).is_some_and(inside)
    }

    /// "Río de Janeiro, 6 jul (EFE).-": a name that opens its line before a date is where a report was written.
    fn dateline(&self, first: usize, last: usize) -> bool {
        let line = self.page.sentences.get(self.page.sentence_of(first)).map_or(0, |s| self.page.lines[s.line].first);
        let next = last + usize::from(self.page.is(last, b','));
        first == line && next > last && self.page.dated(next) && self.known(first).is_none()
    }

    /// "The Regional Update, Taxing Times, projects": whether capitalised words between commas are what a report is called.
    fn names_work(&self, first: usize, last: usize) -> bool {
        let page = self.page;
        let report = |i: usize| {
            let noun = |m: &Match| m.last == i + 1 && *m.reading == Reading::Speech(Speech::Noun);
            page.tokens[i].upper && page.any(i, Reading::SPEECH, noun)
        };
        let between = first >= 2 && page.is(first - 1, b',') && page.is(last, b',');
        between && report(first - 2) && self.known(first).is_none()
    }

    /// Notes the words that may be names, the last one first, since an initial is one if what stands behind it is.
    fn mark_names(&mut self) {
        for at in self.page.all_of(groups::NAME).rev() {
            let token = &self.page.tokens[at];
            if token.upper && self.is_name_word(at) {
                self.marks.note_name(at);
            } else if !token.upper && !self.page.text.as_bytes()[token.start as usize].is_ascii() {
                // The letters of Europe have capitals, and need no table.
                let cased = |c: char| matches!(c, '\u{c0}'..='\u{17f}' | '\u{400}'..='\u{52f}');
                let uncased = |c: char| !cased(c) && c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase();
                if self.page.word(at).chars().next().is_some_and(uncased) {
                    let surname = |r: &Reading| matches!(r, Reading::Person(_) | Reading::Link(Link::Surname));
                    let parted = (at + 1..=at + LONGEST_PART).find(|&i| !self.marks.uncased(i));
                    let dotted = parted.is_some_and(|i| is_dot(self.page.word(i)));
                    let begins = dotted || self.page.at(at).iter().any(|m| surname(m.reading));
                    self.marks.note_uncased(at, begins);
                }
            }
        }
        self.mark_capitals();
    }

    /// Notes a person by the fullest name and the first office that the page gives.
    fn remember(&mut self, first: usize, last: usize) {
        let family = self.page.word(last - 1);
        let stem = self.family(first, last).into_owned();
        let known = (first..last).find_map(|at| self.known(at));
        // "President Tokayev": an office without a country is that of the country for which the person is known.
        // "Putin met with the President of Uzbekistan": one of another country is somebody else's.
        let own = |area: Option<&str>| area.zip(known).is_none_or(|(area, known)| area == known.area);
        let beside = self.office_beside(first, last).filter(|(_, area)| own(*area));
        let beside = beside.map(|(office, area)| (office, area.or(known.map(|k| k.area))));
        let office = beside.or(known.map(|k| (k.office, Some(k.area))));
        let bent = self.bent(first);
        match self.families.person(&stem) {
            Some(place) => {
                let person = &mut self.people[place];
                // The fullest naming counts; among those, the one in the shortest form, which is the nominative.
                let form = |at: usize| self.page.word(at).len();
                let longer = last - first > person.last - person.first;
                let alike = last - first == person.last - person.first && family.len() < form(person.last - 1);
                if longer && (!bent || person.bent) || alike || person.bent && !bent && last - first > 1 {
                    (person.first, person.last, person.bent) = (first, last, bent);
                }
                if person.office.is_none() {
                    person.office = office;
                }
            }
            None => {
                self.families.add(&stem, self.people.len());
                self.note_parts(first, last);
                self.people.push(Person { first, last, family: stem, office, known, bent });
            }
        }
    }

    /// The stem of a family name, the same in all its cases.
    pub(super) fn stem(&self, at: usize) -> Cow<'_, str> {
        let stem = self.page.grammar(at).name_stem(self.page.word(at));
        if capitals(stem) { Cow::Owned(plain(stem)) } else { Cow::Borrowed(stem) }
    }

    /// Whom the lexicon knows by the word at a token.
    fn known(&self, at: usize) -> Option<&'static Known> {
        let person = |r: &Reading| if let Reading::Person(known) = r { Some(*known) } else { None };
        self.page.find_of(at, Reading::PERSON, person).map(|(_, known)| known)
    }

    /// Whether a name at a token stands in another case than the nominative: behind a preposition, or the words that
    /// name a source.
    fn bent(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let source = |m: &Match| m.last == at && *m.reading == Reading::Speech(Speech::Source);
        self.page.grammar(at).no_articles
            && (self.page.one_of(before, &[Link::With, Link::From, Link::For, Link::At, Link::To, Link::Toward])
                || (at.saturating_sub(4)..at).any(|i| self.page.any(i, Reading::SPEECH, source)))
    }

    /// The end of a full name that starts at a token: two or more capitalised words that nothing else explains, or
    /// one behind a title.
    fn name(&self, at: usize) -> Option<usize> {
        if self.uncased(at) {
            return self.signed(at);
        }
        if !self.name_word(at) {
            return None;
        }
        let mut last = at + 1;
        while last < at + 6 {
            let token = self.page.tokens.get(last)?;
            let hyphen = token.kind == Kind::Dash
                && !token.spaced
                && self.page.tokens.get(last + 1).is_some_and(|t| !t.spaced && t.upper);
            let initial = token.mark == b'.' && self.page.word(last - 1).chars().nth(1).is_none();
            // "Die Zahl der Kurzarbeiter": an article that joins two nouns, where each has a capital, is no part of a name.
            let article = self.page.grammar(last).verb_final && self.page.one_of(last, &[Link::The, Link::Article]);
            let particle = self.page.link(last, Link::Particle) && !article;
            if token.breaks > 0 {
                break;
            }
            if hyphen {
                last += 2;
            } else if initial && self.initials_end(at, last) {
                last += 1;
                break;
            } else if initial || self.name_word(last) || particle && self.name_word(last + 1) {
                last += 1;
            } else {
                break;
            }
        }
        let titled =
            at.checked_sub(1).is_some_and(|i| self.title_ends(i + 1)) && !self.page.link(at - 1, Link::Article);
        (last - at >= 2 || titled || self.known(at).is_some()).then_some(last)
    }

    /// Whether a token is of a script without capitals.
    pub(super) fn uncased(&self, at: usize) -> bool {
        self.marks.uncased(at)
    }

    /// What tells a person from others: the stem of the family name, the whole of a name in signs.
    fn family(&self, first: usize, last: usize) -> Cow<'_, str> {
        if self.uncased(first) {
            Cow::Borrowed(self.page.span(first, last).of(self.page.text))
        } else {
            self.stem(last - 1)
        }
    }

    /// "Силуанов А. Г.": whether a full stop ends the second of two initials behind a family name.
    fn initials_end(&self, first: usize, stop: usize) -> bool {
        let letter = |i: usize| self.page.word(i).chars().count() == 1 && self.page.is(i + 1, b'.');
        stop == first + 4 && !letter(first) && letter(first + 1) && letter(first + 3)
    }

    /// Whether an office or honorific ends directly before a token.
    pub(super) fn title_ends(&self, at: usize) -> bool {
        (1..=5).any(|n| {
            at.checked_sub(n).is_some_and(|first| {
                let ends = |m: &Match| m.last == at && matches!(m.reading, Reading::Role(_));
                self.page.any(first, Reading::ROLE, ends)
            })
        }) || at.checked_sub(1).is_some_and(|i| self.page.is(i, b'.') && i > 0 && self.title_ends(i))
    }

    /// A capitalised word that the lexicon does not explain as something else.
    fn name_word(&self, at: usize) -> bool {
        self.marks.may_name(at)
    }

    /// Whether a word is such a one, once those behind it have been told.
    fn is_name_word(&self, at: usize) -> bool {
        let Some(token) = self.page.tokens.get(at).filter(|t| t.upper) else { return false };
        let word = token.of(self.page.text);
        // Most words have two letters of ASCII to begin with, and are no initials.
        if let [first, second, ..] = word.as_bytes()
            && first.is_ascii()
            && second.is_ascii()
        {
            return token.kind == Kind::Word && second.is_ascii_lowercase() && self.may_be_called(at);
        }
        // "В. Путин", "A. Smith": an initial is no preposition and no article.
        let dot = |i: usize| self.page.is(i, b'.') && self.page.tokens.get(i).is_some_and(|t| !t.spaced);
        let letter = |i: usize| {
            let token = self.page.tokens.get(i);
            token.is_some_and(|t| t.upper && t.kind == Kind::Word && t.breaks == 0)
                && self.page.word(i).chars().nth(1).is_none()
                && dot(i + 1)
        };
        if word.chars().nth(1).is_none() && dot(at + 1) && !self.page.has(at, Reading::ROLE) {
            // "К.-Ж. Токаев": initials of a double name.
            let joint = self.page.tokens.get(at + 2).is_some_and(|t| t.kind == Kind::Dash && !t.spaced);
            let next = at + 2 + usize::from(joint);
            let behind = if letter(next) { next + 2 } else { next };
            return self.page.word(behind).chars().count() > 1 && self.name_word(behind);
        }
        let capital = token.kind == Kind::Word && word.chars().nth(1).is_none_or(char::is_lowercase);
        capital
            && self.may_be_called(at)
            && (word.chars().nth(1).is_some() || self.page.word(at + 1).starts_with('.') || self.bare_initial(at))
    }

    /// Whether nothing else explains a word that may be a name by its letters.
    pub(super) fn may_be_called(&self, at: usize) -> bool {
        !self.marks.is_no_name(at) && !explained(self.page, at) && !self.page.dated(at)
    }

    /// "R K Subramaniam": whether a capital without its full stop stands before another one or a name.
    fn bare_initial(&self, at: usize) -> bool {
        let next = self.page.tokens.get(at + 1);
        let word = self.page.word(at + 1);
        let letter = word.chars().nth(1).is_none_or(char::is_lowercase);
        next.is_some_and(|t| t.kind == Kind::Word && t.upper && t.breaks == 0) && letter && self.name_word(at + 1)
    }

    /// The office that stands before ("President of Russia Vladimir Putin") or after ("Elvira Nabiullina, governor").
    fn office_beside(&self, first: usize, last: usize) -> Option<(&'static str, Option<&'static str>)> {
        let offices = &self.mentions.offices;
        let ended = offices.partition_point(|o| o.last <= first);
        let before = offices[..ended].last().filter(|o| first - o.last <= 6 && self.only_title(o.last, first));
        let after = || {
            let from = last + usize::from(self.page.is(last, b','));
            within(offices, from, from + 3).iter().find(|o| self.only_title(from, o.first))
        };
        let office = before.or_else(after)?;
        let near = |a: &&At<crate::extract::mention::AreaMention>| {
            a.first >= office.first.saturating_sub(2)
                && a.last <= office.last + 4
                && a.first < first.max(office.last + 4)
        };
        let around = within(&self.mentions.areas, office.first.saturating_sub(2), first.max(office.last + 4));
        let area = around.iter().filter(near).min_by_key(|a| a.first.abs_diff(office.first));
        Some((office.what, area.map(|a| a.what.area.code())))
    }

    /// Whether only an office's own words stand between two tokens: "of", "the", areas, capitalised nouns.
    pub(super) fn only_title(&self, from: usize, to: usize) -> bool {
        (from..to).all(|i| {
            let token = &self.page.tokens[i];
            token.upper
                || self.page.one_of(i, &[Link::Of, Link::The, Link::And])
                || covering(&self.mentions.areas, i).is_some()
                || covering(&self.mentions.offices, i).is_some()
        })
    }

    /// Who is named at a token: a known person by full or family name, or a body.
    pub(super) fn who(&self, at: usize) -> Option<(usize, Who)> {
        self.named.at(at)
    }

    /// Finds who is named at a token.
    fn find_who(&self, at: usize) -> Option<(usize, Who)> {
        if self.marks.in_body(at)
            && let Ok(body) = self.bodies.binary_search_by_key(&at, |b| b.0)
        {
            let (_, last) = self.bodies[body];
            // "The statistics institute IBGE": what a noun is called stands behind it.
            let called = self.bodies.get(body + 1).filter(|next| next.0 == last && self.names(at, last, next));
            return Some(called.map_or((last, self.body(at, last)), |&(first, end)| (end, self.body(first, end))));
        }
        if self.marks.may_begin(at)
            && let Some(last) = self.name(at)
        {
            let person = self.families.person(&self.family(at, last))?;
            return Some((last, Who::Person(person)));
        }
        self.page.tokens.get(at).filter(|t| t.upper && self.families.may_be(t.of(self.page.text)))?;
        let person = self.families.person(&self.stem(at))?;
        Some((at + 1, Who::Person(person)))
    }

    /// The last place at which a person is named as more than an object or a part of something.
    pub(super) fn last_seen(&self, person: usize) -> Option<usize> {
        let seen = |at: usize| !self.object(at) && !self.page.before_is(at, Link::Of);
        self.named.last_seen(person, seen)
    }

    /// Who holds the office named at a token: "the President of Russia", "the Russian leader", "the minister".
    pub(super) fn holder(&self, at: usize) -> Option<(usize, Option<usize>)> {
        let office = starting(&self.mentions.offices, at)?;
        let near = |a: &&At<crate::extract::mention::AreaMention>| {
            // A bare genitive needs no "of": "президента Казахстана".
            let genitive = self.page.grammar(office.first).bare_genitive && a.first == office.last;
            let of = a.first >= office.last && a.first <= office.last + 2 && self.page.link(office.last, Link::Of);
            a.last == office.first || genitive || of
        };
        let around = within(&self.mentions.areas, office.first.saturating_sub(4), office.last + 3);
        let area = around.iter().find(near).map(|a| a.what.area.code());
        let suits = |place: &usize| {
            let of = self.people[*place].office.and_then(|(_, of)| of);
            area.is_none() || of.is_none() || of == area
        };
        let person = self.titles.holders(office.what).find(suits);
        Some((office.last, person))
    }
}
