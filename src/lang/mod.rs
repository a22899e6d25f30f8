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

use crate::model::DocumentId;

/// The files of one language, by class.
pub type Files<'a> = &'a [(&'a str, &'a str)];

macro_rules! files {
    ($language:literal; $($class:literal),+ $(,)?) => {
        &[$(($class, include_str!(concat!("../../data/lexicon/", $language, "/", $class, ".csv")))),+]
    };
}

const ENGLISH: Files<'static> = files!("en"; "areas", "basis", "changes", "currencies", "hedges", "indicators", "institutions",
    "items", "links", "months", "not_figures", "numbers", "roles", "scales", "speech", "statuses", "time", "units");

/// The files that [`extend`] has added.
static MORE: OnceLock<Vec<(String, String)>> = OnceLock::new();

static ENGLISH_LEXICON: OnceLock<Lexicon> = OnceLock::new();

/// The English lexicon, built on first use: the shipped words, unless [`extend`] came first.
pub fn english() -> &'static Lexicon {
    ENGLISH_LEXICON.get_or_init(|| match Lexicon::from_files(ENGLISH) {
        Ok(lexicon) => lexicon,
        Err(error) => panic!("the shipped lexicon is broken: {error}"),
    })
}

/// Adds words to the English lexicon for this process: files by class, with the columns of the shipped ones. Fails when
/// the lexicon is in use already.
pub fn extend(files: &[(String, String)]) -> Result<(), LexiconError> {
    let more = files.iter().map(|(class, text)| (class.as_str(), text.as_str()));
    let lexicon = Lexicon::from_files(&ENGLISH.iter().copied().chain(more).collect::<Vec<_>>())?;
    let in_use = |_| LexiconError { class: "lexicon".to_owned(), line: 0, problem: "is in use already".to_owned() };
    ENGLISH_LEXICON.set(lexicon).map_err(in_use)?;
    // The lexicon was free, so that nothing was added before.
    MORE.get_or_init(|| files.to_vec());
    Ok(())
}

/// The hash of the words in force, as sixteen hexadecimal digits: readings with one hash were made with the same words.
pub fn fingerprint() -> String {
    let mut all = String::new();
    let more = MORE.get().into_iter().flatten().map(|(class, text)| (class.as_str(), text.as_str()));
    for (class, text) in ENGLISH.iter().copied().chain(more) {
        all.push_str(&format!("{class}:{}\n{text}\n", text.len()));
    }
    let mut hash = DocumentId::of(all.as_bytes()).to_string();
    hash.truncate(16);
    hash
}
