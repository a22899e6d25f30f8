//! Languages: which words say what. Words are rows of `data/lexicon/<language>/*.csv`, compiled into the program;
//! the grammar over their classes is written once, in `extract`.

pub mod lexicon;
pub mod link;
mod load;
pub mod reading;

pub use lexicon::{Lexicon, Match};
pub use link::Link;
pub use load::LexiconError;
pub use reading::{
    AreaRole, Bound, Change, ChangeKind, Money, NumberKind, Reading, Role, Speech, StatusKind, Strength, Time,
};

use std::sync::OnceLock;

/// The files of one language, by class.
pub type Files = &'static [(&'static str, &'static str)];

macro_rules! files {
    ($language:literal; $($class:literal),+ $(,)?) => {
        &[$(($class, include_str!(concat!("../../data/lexicon/", $language, "/", $class, ".csv")))),+]
    };
}

const ENGLISH: Files = files!("en"; "areas", "basis", "changes", "currencies", "hedges", "indicators", "institutions",
    "items", "links", "months", "not_figures", "numbers", "roles", "scales", "speech", "statuses", "time", "units");

/// The English lexicon, built on first use.
pub fn english() -> &'static Lexicon {
    static ENGLISH_LEXICON: OnceLock<Lexicon> = OnceLock::new();
    ENGLISH_LEXICON.get_or_init(|| match Lexicon::from_files(ENGLISH) {
        Ok(lexicon) => lexicon,
        Err(error) => panic!("the shipped lexicon is broken: {error}"),
    })
}
