//! Languages: which words say what. Words are rows of `data/lexicon/<language>/*.csv`, compiled into the program; the
//! grammar over their classes is written once, in `extract`, and asks a language's `grammar.csv` where languages differ.

mod classes;
pub mod grammar;
mod layout;
pub mod lexicon;
pub mod link;
mod load;
pub mod reading;
mod recent;
pub mod scan;
mod time;

pub use classes::{Classes, Kinds};
pub use grammar::Grammar;
pub use lexicon::Lexicon;
pub use link::Link;
pub use load::LexiconError;
pub use reading::{
    AreaRole, Bound, Change, ChangeKind, ItemWord, Known, Money, NumberKind, Other, Reading, Role, Speech, StatusKind,
    Strength,
};
pub use scan::Match;
pub use time::{Time, Times, When};

use std::fmt::Write;
use std::sync::{OnceLock, RwLock};

use rustc_hash::FxHashSet;

use self::layout::Layout;
use crate::model::{DocumentId, Language};

/// The files of one language, by class.
pub type Files<'a> = &'a [(&'a str, &'a str)];

/// What is shipped of one language: its code, its files by class, and their words as `build.rs` has laid them out.
type Shipped = (&'static str, Files<'static>, &'static [u8], &'static str);

/// The shipped files by language.
const SHIPPED: &[Shipped] = include!(concat!(env!("OUT_DIR"), "/lexicons.rs"));

/// The lexicons in use, each built when a text first needs it.
static LEXICONS: [OnceLock<Lexicon>; SHIPPED.len()] = [const { OnceLock::new() }; SHIPPED.len()];

/// The languages whose figures can be read.
pub fn languages() -> impl Iterator<Item = Language> {
    SHIPPED.iter().filter_map(|(code, ..)| code.parse().ok())
}

/// The files that [`extend`] has added, by language.
static MORE: [OnceLock<Vec<(String, String)>>; SHIPPED.len()] = [const { OnceLock::new() }; SHIPPED.len()];

/// The lexicon of a language, built on first use: the shipped words, unless [`extend`] came first.
pub fn lexicon(language: Language) -> Option<&'static Lexicon> {
    let at = SHIPPED.iter().position(|(code, ..)| *code == language.code())?;
    let (_, files, numbers, letters) = SHIPPED[at];
    Some(LEXICONS[at].get_or_init(|| match Lexicon::laid_out(Layout::new(numbers, letters), files.to_vec()) {
        Ok(lexicon) => lexicon,
        Err(error) => panic!("the shipped lexicon of {language} is broken: {error}"),
    }))
}

/// The English lexicon, which is also that of texts in a language that has none.
pub fn english() -> &'static Lexicon {
    match lexicon(Language::English) {
        Some(lexicon) => lexicon,
        None => panic!("the English lexicon is not shipped"),
    }
}

/// Adds words to a language for this process: files by class, with the columns of the shipped ones. Fails when there is
/// no such language, or when its lexicon is in use already.
pub fn extend(language: Language, files: &[(String, String)]) -> Result<(), LexiconError> {
    let problem = |problem: &str| LexiconError { class: "lexicon".to_owned(), line: 0, problem: problem.to_owned() };
    let at = SHIPPED.iter().position(|(code, ..)| *code == language.code());
    let at = at.ok_or_else(|| problem(&format!("no words of `{language}` are shipped")))?;
    let more = files.iter().map(|(class, text)| (class.as_str(), text.as_str()));
    let lexicon = Lexicon::from_files(&SHIPPED[at].1.iter().copied().chain(more).collect::<Vec<_>>())?;
    LEXICONS[at].set(lexicon).map_err(|_| problem("is in use already"))?;
    // The lexicon was free, so that nothing was added before.
    MORE[at].get_or_init(|| files.to_vec());
    Ok(())
}

/// The hash of the words in force, as sixteen hexadecimal digits: readings with one hash were made with the same words.
pub fn fingerprint() -> String {
    let mut all = String::new();
    for ((language, shipped, ..), more) in SHIPPED.iter().zip(&MORE) {
        let more = more.get().into_iter().flatten().map(|(class, text)| (class.as_str(), text.as_str()));
        for (class, text) in shipped.iter().copied().chain(more) {
            let _ = writeln!(all, "{language}/{class}:{}\n{text}", text.len());
        }
    }
    let mut hash = DocumentId::of(all.as_bytes()).to_string();
    hash.truncate(16);
    hash
}

/// Words of a text that stand for a slice which no lexicon has, kept for as long as the process lives and once each. `None` where so
/// many are kept that further ones would be a burden.
pub fn interned(text: &str) -> Option<&'static str> {
    const MOST: usize = 100_000;
    static KEPT: RwLock<Option<FxHashSet<&'static str>>> = RwLock::new(None);
    let known = |kept: &Option<FxHashSet<&'static str>>| kept.as_ref().and_then(|kept| kept.get(text).copied());
    if let Some(found) = KEPT.read().ok().and_then(|kept| known(&kept)) {
        return Some(found);
    }
    let mut kept = KEPT.write().ok()?;
    if let Some(found) = known(&kept) {
        return Some(found);
    }
    let kept = kept.get_or_insert_with(FxHashSet::default);
    if kept.len() >= MOST {
        return None;
    }
    let text: &'static str = Box::leak(text.to_owned().into_boxed_str());
    kept.insert(text);
    Some(text)
}
