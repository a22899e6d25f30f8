//! Review: what people decide about figures, as entries that are only ever added to.
//!
//! A [`Decision`] is tied to a place in a document, so that it outlives the extractor whose reading it judged.
//! [`settle`] puts decisions on a document's figures and says which have lost what they were about. Decisions stand in
//! a text file of the project, the [`ledger`]; people take many at once in a spreadsheet, the [`sheet`]. Nothing here
//! does IO or reads a clock.

mod cell;
mod changes;
mod decision;
pub mod ledger;
mod reread;
mod settle;
pub mod sheet;
mod table;
#[cfg(test)]
mod tests;
pub mod withdrawal;

pub use changes::{Changes, Field, FieldError};
pub use decision::{Decision, Moment, Place, Verdict};
pub use reread::{Difference, differences};
pub use settle::{Gone, Settled, Standing, settle};
pub use table::{Fault, SheetError};
pub use withdrawal::{Stand, Withdrawal};

/// Two lists of entries as one, by their times: of entries that are the same the first stays. Gives back how many stood in
/// `second` alone.
fn join<E>(
    mut first: Vec<E>,
    second: Vec<E>,
    same: impl Fn(&E, &E) -> bool,
    at: impl Fn(&E) -> Moment,
) -> (Vec<E>, usize) {
    let before = first.len();
    for entry in second {
        if !first.iter().any(|known| same(known, &entry)) {
            first.push(entry);
        }
    }
    first.sort_by_key(at);
    let more = first.len() - before;
    (first, more)
}
