//! Where things begin in a text, by stretches of its tokens: what lies at a token is found without a search through all
//! that a long text has.

use std::ops::Deref;

use super::mention::At;
use super::quantity::Quantity;

/// How many tokens a stretch has; a power of two.
const STRETCH: usize = 16;

/// For each stretch of tokens how many things begin before it.
#[derive(Debug, Default)]
pub struct Places {
    before: Vec<u32>,
}

impl Places {
    /// Forgets all places.
    pub fn clear(&mut self) {
        self.before.clear();
    }

    /// Notes that the next thing, before which there are so many, begins at a token. Things come in text order.
    pub fn note(&mut self, count: usize, first: usize) {
        let stretches = first / STRETCH + 1;
        if self.before.len() < stretches {
            self.before.resize(stretches, count as u32);
        }
    }

    /// How many of the things begin before the stretch of a token; `all` behind the last one.
    fn near(&self, at: usize, all: usize) -> usize {
        self.before.get(at / STRETCH).map_or(all, |count| *count as usize)
    }

    /// How many of the things lie before what `passed` does not hold for any more; it holds for those before the stretch of a
    /// token.
    pub fn count<T>(&self, list: &[T], at: usize, passed: impl Fn(&T) -> bool) -> usize {
        let near = self.near(at, list.len());
        near + list[near..].iter().take_while(|thing| passed(thing)).count()
    }
}

/// Mentions of one class in text order, none of which overlap, with their places.
#[derive(Debug)]
pub struct Listed<T> {
    all: Vec<At<T>>,
    places: Places,
}

impl<T> Default for Listed<T> {
    fn default() -> Self {
        Self { all: Vec::new(), places: Places::default() }
    }
}

impl<T> Listed<T> {
    /// Adds a mention behind those that are there.
    pub fn push(&mut self, mention: At<T>) {
        self.places.note(self.all.len(), mention.first);
        self.all.push(mention);
    }

    /// Has the last mention end farther on, as one of something else.
    pub fn lengthen(&mut self, last: usize, what: T) {
        if let Some(mention) = self.all.last_mut() {
            mention.last = last;
            mention.what = what;
        }
    }

    /// Changes what the mentions are of, which stay where they are.
    pub fn change(&mut self, change: impl Fn(&mut T)) {
        self.all.iter_mut().for_each(|mention| change(&mut mention.what));
    }

    /// Changes what a mention is of by the one before it.
    pub fn follow(&mut self, change: impl Fn(&At<T>, &At<T>) -> Option<T>) {
        for place in 1..self.all.len() {
            if let Some(what) = change(&self.all[place - 1], &self.all[place]) {
                self.all[place].what = what;
            }
        }
    }

    /// Keeps the mentions that pass a test.
    pub fn retain(&mut self, test: impl Fn(&At<T>) -> bool) {
        let all = self.all.len();
        self.all.retain(test);
        if self.all.len() < all {
            self.places.clear();
            self.all.iter().enumerate().for_each(|(count, mention)| self.places.note(count, mention.first));
        }
    }
}

impl<T> FromIterator<At<T>> for Listed<T> {
    fn from_iter<I: IntoIterator<Item = At<T>>>(mentions: I) -> Self {
        let mut listed = Self::default();
        mentions.into_iter().for_each(|mention| listed.push(mention));
        listed
    }
}

impl<T> Deref for Listed<T> {
    type Target = [At<T>];

    fn deref(&self) -> &[At<T>] {
        &self.all
    }
}

/// The numbers of a text, with their places.
#[derive(Debug, Default)]
pub struct Quantities {
    all: Vec<Quantity>,
    places: Places,
}

impl Quantities {
    /// Those of a text, in its order.
    pub fn new(all: Vec<Quantity>) -> Self {
        let mut places = Places::default();
        all.iter().enumerate().for_each(|(count, q)| places.note(count, q.first));
        Self { all, places }
    }

    /// How many of them begin before a token.
    pub fn before(&self, at: usize) -> usize {
        self.places.count(&self.all, at, |q| q.first < at)
    }

    /// How many of them have ended at a token.
    pub fn ended(&self, at: usize) -> usize {
        let before = self.before(at);
        let open = before.checked_sub(1).is_some_and(|last| self.all[last].last > at);
        before - usize::from(open)
    }
}

impl Deref for Quantities {
    type Target = [Quantity];

    fn deref(&self) -> &[Quantity] {
        &self.all
    }
}

/// Mentions of one class, of a whole text or of a part of it.
pub trait Mentioned<T> {
    /// The mentions in text order.
    fn all(&self) -> &[At<T>];
    /// How many of them begin before a token.
    fn before(&self, at: usize) -> usize;
}

impl<T> Mentioned<T> for Listed<T> {
    fn all(&self) -> &[At<T>] {
        &self.all
    }

    fn before(&self, at: usize) -> usize {
        self.places.count(&self.all, at, |m| m.first < at)
    }
}

impl<T> Mentioned<T> for [At<T>] {
    fn all(&self) -> &[At<T>] {
        self
    }

    fn before(&self, at: usize) -> usize {
        self.partition_point(|m| m.first < at)
    }
}

/// The part of a list that lies between two tokens.
pub fn within<T>(list: &(impl Mentioned<T> + ?Sized), first: usize, last: usize) -> &[At<T>] {
    let from = list.before(first);
    let behind = &list.all()[from..];
    &behind[..behind.iter().take_while(|m| m.first < last).count()]
}

/// The mention that starts at a token.
pub fn starting<T>(list: &(impl Mentioned<T> + ?Sized), at: usize) -> Option<&At<T>> {
    list.all().get(list.before(at)).filter(|m| m.first == at)
}

/// The mention that ends directly before a token.
pub fn ending<T>(list: &(impl Mentioned<T> + ?Sized), at: usize) -> Option<&At<T>> {
    let before = list.before(at).checked_sub(1)?;
    Some(&list.all()[before]).filter(|m| m.last == at)
}

/// The mention in which a token lies.
pub fn covering<T>(list: &(impl Mentioned<T> + ?Sized), at: usize) -> Option<&At<T>> {
    let last = list.before(at + 1).checked_sub(1)?;
    Some(&list.all()[last]).filter(|m| m.last > at)
}
