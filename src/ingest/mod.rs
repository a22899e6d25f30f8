//! Documents from files: plain text and Markdown in UTF-8, with what a manifest (`sources.csv`) or the file's own front
//! matter says of their source.
//!
//! A bad file or a bad row costs that file or row only: every failure is an [`IngestError`] beside the documents that
//! could be read. What is not known of a source stays unknown; a file whose manifest row cannot be read is left out
//! rather than read without its date, because a store never forgets.

mod collect;
pub mod date;
mod encoding;
mod error;
mod format;
mod front_matter;
mod manifest;
mod origin;
mod read;
mod walk;
pub mod web;

pub use collect::{Collected, Names, Planned, collect, plan, with_digits};
pub use encoding::Repairs;
pub use error::IngestError;
pub use format::{Format, Given, Limits, Raw, Raws, caught, is_contained, is_document};
pub use manifest::{Manifest, ManifestRow, Named, manifest};
pub use origin::Origin;
pub use read::{Bytes, FileHash, documents_of, read};
pub use walk::Walk;

/// The name under which a folder keeps the manifest of its files.
pub const MANIFEST: &str = "sources.csv";
