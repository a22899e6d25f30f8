//! What stands between a verb of saying and the name behind it: to whom, and on which day.

use super::Reader;
use crate::lang::{Link, Reading, Time};

impl Reader<'_, '_> {
    /// "A indiqué à Sputnik le centre": past the one name to whom something was said.
    pub(super) fn past_listener(&self, end: usize, last: usize) -> usize {
        let name = |i: usize| self.page.tokens[i].upper && self.page.tokens[i].breaks == 0;
        let told = end + 2 < last && self.page.link(end, Link::To) && name(end + 1) && !name(end + 2);
        if told && self.page.one_of(end + 2, &[Link::The, Link::Article]) { end + 2 } else { end }
    }

    /// "Informó este martes el Banco Central": past the day on which something was said.
    pub(super) fn past_day(&self, end: usize, last: usize) -> usize {
        let day = |r: &Reading| matches!(r, Reading::Time(Time::Weekday(_) | Time::Day)).then_some(());
        let small = |i: usize| self.page.time(i, Time::This) || self.page.one_of(i, &[Link::The, Link::On, Link::In]);
        // "Informó esta tarde": so may a part of that day.
        let past = |from: usize| self.page.find_of(from, Reading::TIME, day).map(|(end, ())| end);
        past(end).or_else(|| past(end + usize::from(small(end)))).filter(|end| *end < last).unwrap_or(end)
    }
}
