//! Texts as sentences and tokens: spans, never copies.

pub mod language;
mod letters;
pub mod likeness;
pub mod sentence;
mod small_words;
pub mod token;

pub use language::{Passage, language, passages};
pub use likeness::{BANDS, Shingles, fingerprint};
pub use sentence::{Abbreviations, Line, Sentence, split};
pub use token::{Kind, Token, tokenize};
