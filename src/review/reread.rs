//! What one reading of a document has that another has not.

use super::Changes;
use crate::model::{Figure, FigureId};

/// A figure with its name.
type Named = (FigureId, Figure);

/// A figure that two readings of a document read otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difference<'a> {
    /// Only the new reading has it.
    Added(&'a Named),
    /// Only the old reading has it.
    Gone(&'a Named),
    /// Both have a figure at this place, and say something else of it.
    Changed {
        /// As it was read before.
        old: &'a Named,
        /// As it is read now.
        new: &'a Named,
    },
}

impl<'a> Difference<'a> {
    /// The figure as it was read before.
    pub fn before(self) -> Option<&'a Named> {
        match self {
            Self::Gone(old) | Self::Changed { old, .. } => Some(old),
            Self::Added(_) => None,
        }
    }

    /// The figure as it is read now.
    pub fn after(self) -> Option<&'a Named> {
        match self {
            Self::Added(new) | Self::Changed { new, .. } => Some(new),
            Self::Gone(_) => None,
        }
    }

    /// What is said otherwise, in words: `area RU -> KZ`.
    pub fn words(self) -> Vec<String> {
        let Self::Changed { old: (_, old), new: (_, new) } = self else { return Vec::new() };
        let shown = |text: &str| if text.is_empty() { "-".to_owned() } else { text.to_owned() };
        let changes = Changes::between(&old.claim, &new.claim);
        let mut words: Vec<_> = changes
            .fields()
            .map(|(field, _)| (field, field.of(&old.claim), field.of(&new.claim)))
            .map(|(field, old, new)| format!("{field} {} -> {}", shown(&old), shown(&new)))
            .collect();
        if old.confidence != new.confidence {
            words.push(format!("confidence {} -> {}", old.confidence, new.confidence));
        }
        if old.mentions != new.mentions {
            let places = |figure: &Figure| -> Vec<String> {
                figure.mentions.iter().map(|m| format!("{}..{}", m.span.start, m.span.end)).collect()
            };
            let (old, new) = (places(old).join(", "), places(new).join(", "));
            words.push(if old == new { "sentence".to_owned() } else { format!("place {old} -> {new}") });
        }
        words
    }
}

/// What a new reading has otherwise, in text order. How a reading was derived makes no difference, what it says does.
pub fn differences<'a>(old: &'a [Named], new: &'a [Named]) -> Vec<Difference<'a>> {
    let same = |a: &Named, b: &Named| {
        a.0 == b.0 && a.1.claim == b.1.claim && a.1.mentions == b.1.mentions && a.1.confidence == b.1.confidence
    };
    let mut gone: Vec<&Named> = old.iter().filter(|old| !new.iter().any(|new| same(old, new))).collect();
    // A figure that keeps its name is paired with itself, not with a neighbour that has moved over it.
    let later = new;
    let mut found = Vec::new();
    for new in new.iter().filter(|new| !old.iter().any(|old| same(old, new))) {
        let named = gone.iter().position(|old| old.0 == new.0);
        let moved = |old: &&Named| overlap(&old.1, &new.1) && !later.iter().any(|other| other.0 == old.0);
        let placed = || gone.iter().position(moved);
        found.push(match named.or_else(placed) {
            Some(at) => Difference::Changed { old: gone.remove(at), new },
            None => Difference::Added(new),
        });
    }
    found.extend(gone.into_iter().map(Difference::Gone));
    found.sort_by_key(|difference| {
        let figure = difference.after().or(difference.before());
        figure.and_then(|(_, figure)| figure.mentions.first()).map(|mention| mention.span)
    });
    found
}

fn overlap(a: &Figure, b: &Figure) -> bool {
    let first = |figure: &Figure| figure.mentions.first().map(|mention| mention.span).unwrap_or_default();
    let (a, b) = (first(a), first(b));
    a.start < b.end && b.start < a.end
}
