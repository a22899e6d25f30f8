//! Words found in a text, whatever the white space and the shape of the quotation marks.

use crate::model::Span;

/// A text laid out for finding words in it.
#[derive(Debug)]
pub(super) struct Plain {
    /// The text with one blank for each run of white space, and plain marks.
    text: String,
    /// Where each byte of it stands in the original, and one entry for the end.
    places: Vec<usize>,
}

impl Plain {
    pub fn of(text: &str) -> Self {
        let mut plain = Self { text: String::with_capacity(text.len()), places: Vec::with_capacity(text.len() + 1) };
        for (at, c) in text.char_indices() {
            match mark(c) {
                ' ' if plain.text.ends_with(' ') => {}
                c => {
                    plain.text.push(c);
                    plain.places.resize(plain.text.len(), at);
                }
            }
        }
        plain.places.push(text.len());
        plain
    }

    /// Every place of some words, in text order.
    pub fn find(&self, words: &str) -> Vec<Span> {
        let words = Self::of(words.trim()).text;
        if words.is_empty() {
            return Vec::new();
        }
        let place = |at: usize| self.places.get(at).copied().unwrap_or_default();
        let found = self.text.match_indices(&words);
        found.map(|(at, _)| Span::new(place(at), place(at + words.len()))).collect()
    }
}

fn mark(c: char) -> char {
    match c {
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{ab}' | '\u{bb}' => '"',
        '\u{2018}' | '\u{2019}' | '\u{2bc}' => '\'',
        '\u{2011}' | '\u{2013}' | '\u{2014}' | '\u{2212}' => '-',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_over_breaks_and_marks() {
        let text = "He said: \u{201c}trade  rose\nto\u{a0}$5 billion\u{201d}, he said.";
        for (words, found) in [
            ("\"trade rose to $5 billion\"", "\u{201c}trade  rose\nto\u{a0}$5 billion\u{201d}"),
            ("$5 billion", "$5 billion"),
            (" he  said. ", "he said."),
        ] {
            let places = Plain::of(text).find(words);
            assert_eq!(places.iter().map(|span| span.of(text)).collect::<Vec<_>>(), [found], "{words}");
        }
        assert!(Plain::of(text).find("trade fell").is_empty());
        assert!(Plain::of(text).find(" ").is_empty());
    }
}
