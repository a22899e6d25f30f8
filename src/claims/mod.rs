//! Claims from elsewhere: figures that another extractor, a language model or a person offers, in the fields of
//! `extract --format jsonl` with the words that they quote. A claim is taken only if its words stand in the document
//! and its value can be read from them; who offers it is not believed.

mod offer;
mod quote;
#[cfg(test)]
mod tests;
mod witness;

pub use offer::Offer;
pub use witness::{Taken, Witness};
