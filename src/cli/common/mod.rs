//! What the commands share: the project, the store, documents read in parallel, series by name, rows out.

pub mod fields;
pub mod files;
pub mod find;
pub mod known;
pub mod ledger;
pub mod options;
mod pages;
pub mod picture;
pub mod print;
mod progress;
pub mod project;
pub mod read;
pub mod standing;
pub mod tally;

pub use known::Known;
pub use ledger::{Entries, Ledger};
pub use options::{AsOf, Asking, Chosen, Named, Rows, StoreAt};
pub use pages::{Charts, Pages};
pub use project::{PROJECT_FILE, Project};
