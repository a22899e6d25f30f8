//! What the rules for speakers ask for again and again, worked out once for a page: which words are names, who is named
//! at each of them, what bodies are called for short, who holds which office.

use std::cell::{OnceCell, RefCell};

use rustc_hash::FxHashMap;

use super::{Person, Who};
use crate::extract::mention::Mentions;
use crate::extract::page::Page;

/// What is known of each token.
#[derive(Debug, Default)]
pub(super) struct Marks(Vec<u8>);

impl Marks {
    const BODY: u8 = 1;
    const NO_NAME: u8 = 2;
    const NAME: u8 = 4;
    const UNCASED: u8 = 8;
    const SURNAME: u8 = 16;

    /// The marks that mentions leave.
    pub(super) fn new(page: &Page<'_>, mentions: &Mentions) -> Self {
        let mut marks = Self(vec![0; page.tokens.len()]);
        for body in mentions.bodies.iter() {
            marks.fill(body.first, body.last, Self::BODY | Self::NO_NAME);
        }
        // "El Producto Interior Bruto".
        for long in mentions.indicators.iter().filter(|i| i.last - i.first >= 2) {
            marks.fill(long.first, long.last, Self::NO_NAME);
        }
        for office in mentions.offices.iter() {
            marks.fill(office.first + 1, office.last, Self::NO_NAME);
        }
        marks
    }

    fn fill(&mut self, first: usize, last: usize, mark: u8) {
        self.0[first..last].iter_mut().for_each(|m| *m |= mark);
    }

    /// Notes that a word may be part of a name.
    pub(super) fn note_name(&mut self, at: usize) {
        self.0[at] |= Self::NAME;
    }

    /// Notes that a word is of a script without capitals, and whether it may be a surname.
    pub(super) fn note_uncased(&mut self, at: usize, surname: bool) {
        self.0[at] |= Self::UNCASED | if surname { Self::SURNAME } else { 0 };
    }

    /// Whether a word is of a script without capitals.
    pub(super) fn uncased(&self, at: usize) -> bool {
        self.0.get(at).is_some_and(|m| m & Self::UNCASED != 0)
    }

    /// Whether a name may begin with a token.
    pub(super) fn may_begin(&self, at: usize) -> bool {
        self.0[at] & (Self::NAME | Self::SURNAME) != 0
    }

    /// Whether a token lies in a body's name.
    pub(super) fn in_body(&self, at: usize) -> bool {
        self.0[at] & Self::BODY != 0
    }

    /// Whether a token lies in a body's or indicator's name, or in that of an office behind its first word.
    pub(super) fn is_no_name(&self, at: usize) -> bool {
        self.0[at] & Self::NO_NAME != 0
    }

    /// Whether a word may be part of a name.
    pub(super) fn may_name(&self, at: usize) -> bool {
        self.0.get(at).is_some_and(|m| m & Self::NAME != 0)
    }
}

/// The places of people by their family names.
#[derive(Debug, Default)]
pub(super) struct Families {
    people: FxHashMap<String, usize>,
    /// A bit for the first two letters of each, by which most words are known to be none.
    first: [u64; 4],
    /// Names with the places of those whose they are, by the first letter.
    letters: FxHashMap<char, Vec<(String, usize)>>,
}

impl Families {
    /// Notes a person.
    pub(super) fn add(&mut self, family: &str, person: usize) {
        self.people.insert(family.to_owned(), person);
        if let Some((part, bit)) = first_letters(family) {
            self.first[part] |= bit;
        }
        if let Some(first) = family.chars().next().filter(|c| !c.is_ascii()) {
            self.letters.entry(first).or_default().push((family.to_owned(), person));
        }
    }

    /// Whether a word begins as one of the names does.
    pub(super) fn may_be(&self, word: &str) -> bool {
        first_letters(word).is_some_and(|(part, bit)| self.first[part] & bit != 0)
    }

    /// Whose name it is.
    pub(super) fn person(&self, family: &str) -> Option<usize> {
        self.people.get(family).copied()
    }

    /// The first name met with which, in other letters than those of English, a text starts.
    pub(super) fn at_start(&self, text: &str) -> Option<&str> {
        let names = self.letters.get(&text.chars().next()?)?;
        names.iter().map(|(name, _)| name.as_str()).find(|name| text.starts_with(name))
    }
}

/// The bit of the first two letters, and which part it is in; the same where a name is written in capitals.
fn first_letters(word: &str) -> Option<(usize, u64)> {
    let small = |c: char| if c.is_ascii() { Some(c.to_ascii_lowercase()) } else { c.to_lowercase().next() };
    let mut letters = word.chars().filter_map(small).map(u32::from);
    let mixed = letters.next()? ^ letters.next().unwrap_or_default().wrapping_mul(7);
    Some(((mixed / u64::BITS % 4) as usize, 1 << (mixed % u64::BITS)))
}

/// Short names of bodies, and the holders of offices.
#[derive(Debug, Default)]
pub(super) struct Titles {
    aliases: FxHashMap<String, (usize, usize)>,
    initials: FxHashMap<String, (usize, usize)>,
    holders: FxHashMap<&'static str, Vec<usize>>,
}

impl Titles {
    /// The names and offices of a page.
    pub(super) fn new(page: &Page<'_>, bodies: &[(usize, usize)], people: &[Person]) -> Self {
        let mut titles = Self::default();
        for (i, &(first, last)) in bodies.iter().enumerate() {
            // "National Bureau of Statistics (NBS)": the short name stands for the long one.
            if let Some(&(short, end)) = bodies.get(i + 1)
                && page.is(last, b'(')
                && short == last + 1
                && page.is(end, b')')
            {
                let word = page.span(short, end).of(page.text).to_owned();
                titles.aliases.entry(word).or_insert((first, last));
            }
            if last - first >= 2 {
                let capitals = page.tokens[first..last].iter().filter(|t| t.upper);
                let letters = capitals.filter_map(|t| t.of(page.text).chars().next()).collect();
                titles.initials.entry(letters).or_insert((first, last));
            }
        }
        for (place, held) in people.iter().enumerate().filter_map(|(i, p)| p.office.map(|(held, _)| (i, held))) {
            titles.holders.entry(held).or_default().push(place);
            for other in ["leader", "head of state"] {
                if held.contains("president") && held != other {
                    titles.holders.entry(other).or_default().push(place);
                }
            }
        }
        titles
    }

    /// The body whose name in brackets a word is.
    pub(super) fn alias(&self, word: &str) -> Option<(usize, usize)> {
        self.aliases.get(word).copied()
    }

    /// The first body with these initials.
    pub(super) fn spelt(&self, initials: &str) -> Option<(usize, usize)> {
        self.initials.get(initials).copied()
    }

    /// The people who may be meant by an office, in the order in which they were met.
    pub(super) fn holders(&self, office: &str) -> impl Iterator<Item = usize> {
        self.holders.get(office).into_iter().flatten().copied()
    }
}

/// Who is named where.
#[derive(Debug, Default)]
pub(super) struct Named<'t> {
    /// For each token one more than the place of what is named there; 0 for most.
    tokens: Vec<u32>,
    /// Where each starts and ends, and who it is.
    all: Vec<(u32, u32, Who)>,
    people: usize,
    /// The last place at which each person is seen.
    seen: OnceCell<Vec<Option<usize>>>,
    /// Whether a label opens more than one line.
    labels: RefCell<FxHashMap<&'t str, bool>>,
}

impl<'t> Named<'t> {
    /// Takes over who is named where, in the order of the text.
    pub(super) fn note(&mut self, tokens: usize, people: usize, all: Vec<(u32, u32, Who)>) {
        self.tokens = vec![0; tokens];
        for (place, (at, ..)) in all.iter().enumerate() {
            self.tokens[*at as usize] = place as u32 + 1;
        }
        (self.all, self.people) = (all, people);
    }

    /// Who is named at a token, and where the name ends.
    pub(super) fn at(&self, at: usize) -> Option<(usize, Who)> {
        let place = self.tokens.get(at)?.checked_sub(1)?;
        let (_, end, who) = self.all[place as usize];
        Some((end as usize, who))
    }

    /// The last place at which a person is named, of those that pass a test.
    pub(super) fn last_seen(&self, person: usize, test: impl Fn(usize) -> bool) -> Option<usize> {
        let seen = self.seen.get_or_init(|| {
            let mut seen = vec![None; self.people];
            for &(at, _, who) in self.all.iter().rev() {
                if let Who::Person(person) = who
                    && seen[person].is_none()
                    && test(at as usize)
                {
                    seen[person] = Some(at as usize);
                }
            }
            seen
        });
        seen[person]
    }

    /// Whether a label opens more than one line of a page.
    pub(super) fn opens_lines(&self, page: &Page<'t>, label: &'t str) -> bool {
        *self.labels.borrow_mut().entry(label).or_insert_with(|| {
            let opens = |l: &&crate::text::Line| page.text[page.span(l.first, l.last).start..].starts_with(label);
            page.lines.iter().filter(opens).nth(1).is_some()
        })
    }
}
