//! Sentences and lines over tokens.

use rustc_hash::{FxHashMap, FxHashSet};

use super::token::{Kind, Token};

/// A sentence: a run of tokens that lies in one line (a paragraph, a bullet, a heading).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// The first token.
    pub first: usize,
    /// One past the last token.
    pub last: usize,
    /// The line, counted from 0.
    pub line: usize,
}

/// A line: what stands between line breaks, hard-wrapped lines joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// The first token.
    pub first: usize,
    /// One past the last token.
    pub last: usize,
    /// Whether a blank line stands before it.
    pub after_blank: bool,
}

/// Words that end in a full stop without ending a sentence, in lower case.
#[derive(Debug, Default, Clone)]
pub struct Abbreviations {
    /// Each with whether it may also be the last word of a sentence.
    words: FxHashMap<Box<str>, bool>,
    longest: usize,
    /// Words that a number with a full stop counts: "3. Quartal", "9. Oktober".
    ordered: FxHashSet<Box<str>>,
}

impl Abbreviations {
    /// Adds a word. One that is `clipped` ("bn.", "etc.") ends a sentence when the next word starts one.
    pub fn add(&mut self, word: &str, clipped: bool) {
        self.longest = self.longest.max(word.len());
        self.words.insert(word.to_lowercase().into_boxed_str(), clipped);
    }

    /// Adds a word that a number with a full stop before it counts.
    pub fn add_ordered(&mut self, word: &str) {
        self.ordered.insert(word.into());
    }

    /// Whether a number with a full stop before a word counts it.
    pub fn orders(&self, word: &str) -> bool {
        self.ordered.contains(word)
    }

    /// Whether a word is one; if so, whether it is clipped.
    pub fn get(&self, word: &str) -> Option<bool> {
        if word.len() > self.longest + 2 {
            return None;
        }
        self.words.get(word.to_lowercase().as_str()).copied()
    }
}

/// Cuts tokens into lines and sentences. `abbreviations` gives those of the language that is written at a byte.
pub fn split<'a>(
    text: &str,
    tokens: &[Token],
    abbreviations: impl Fn(u32) -> &'a Abbreviations,
    lines: &mut Vec<Line>,
    sentences: &mut Vec<Sentence>,
) {
    lines.clear();
    sentences.clear();
    let mut line = Line { first: 0, last: 0, after_blank: true };
    let mut start = 0;
    for at in 1..=tokens.len() {
        // Behind a word, a number or another mark than those at which sentences end, only a new line ends one.
        if tokens.get(at).is_some_and(|next| next.breaks == 0 && (!next.spaced || goes_on(&tokens[at - 1]))) {
            continue;
        }
        let ends_line = at == tokens.len() || (tokens[at].breaks > 0 && !wrapped(text, tokens, at));
        if ends_line || ends_sentence(text, tokens, at - 1, &abbreviations) {
            sentences.push(Sentence { first: start, last: at, line: lines.len() });
            start = at;
        }
        if ends_line {
            line.last = at;
            lines.push(line);
            line = Line { first: at, last: at, after_blank: tokens.get(at).is_some_and(|t| t.breaks > 1) };
        }
    }
}

/// Whether no sentence can end with a token, whatever follows it in its line.
fn goes_on(token: &Token) -> bool {
    matches!(token.kind, Kind::Word | Kind::Number) || matches!(token.mark, b',' | b'%' | b'(' | b'/' | b'-')
}

/// Whether the line break before token `at` only wraps a line: a lower-case word follows, and no stop stands before.
fn wrapped(text: &str, tokens: &[Token], at: usize) -> bool {
    let (before, after) = (tokens[at - 1], tokens[at]);
    let lower = after.kind == Kind::Word && after.of(text).chars().next().is_some_and(char::is_lowercase);
    let open = matches!(before.kind, Kind::Word | Kind::Number | Kind::Dash) || before.of(text) == ",";
    // A number goes on with a line that ended in the middle of a sentence: "revenue next year –\n40 billion".
    let number = after.kind == Kind::Number && unfinished(text, tokens, at - 1);
    after.breaks == 1 && (lower && open || number) && !indented(text, after) && !fills_column(text, tokens, at - 1)
}

/// "agosto ......... 2,7": whether a number stands behind a gap or a leader of dots, as the last of a row.
fn fills_column(text: &str, tokens: &[Token], last: usize) -> bool {
    let dot = |back: usize| last.checked_sub(back).is_some_and(|i| tokens[i].of(text) == ".");
    tokens[last].kind == Kind::Number && (tokens[last].gap || dot(1) && dot(2))
}

/// Whether a line of prose ends at a token without ending its sentence: on a dash, a comma or a word in small letters,
/// with words enough before it.
fn unfinished(text: &str, tokens: &[Token], last: usize) -> bool {
    const PROSE: usize = 8;
    let token = tokens[last];
    let dangling = token.kind == Kind::Dash && token.spaced || token.of(text) == ",";
    let small = token.kind == Kind::Word && token.of(text).chars().next().is_some_and(char::is_lowercase);
    let before = &tokens[(last + 1).saturating_sub(PROSE)..=last];
    let prose = before.len() == PROSE && before[1..].iter().all(|t| t.breaks == 0 && !t.gap);
    (dangling || small) && prose
}

/// Whether a token stands deeper than the line's edge, as the second level of a list does.
fn indented(text: &str, token: Token) -> bool {
    text.as_bytes().get((token.start as usize).wrapping_sub(1)).is_some_and(|b| matches!(b, b' ' | b'\t'))
}

/// Whether a sentence ends after token `at`.
fn ends_sentence<'a>(
    text: &str,
    tokens: &[Token],
    at: usize,
    abbreviations: &impl Fn(u32) -> &'a Abbreviations,
) -> bool {
    let Some(next) = tokens.get(at + 1) else { return true };
    if !next.spaced || matches!(tokens[at].kind, Kind::Word | Kind::Number) {
        return false;
    }
    let mark = match tokens[at].of(text) {
        "\"" | "\u{201d}" | "\u{bb}" | ")" | "]" if at > 0 && !tokens[at].spaced => tokens[at - 1],
        _ => tokens[at],
    };
    match mark.of(text) {
        "!" | "?" | "\u{3002}" | "\u{ff01}" | "\u{ff1f}" => true,
        // "+++ Euro-Zone: BIP +0,1 % +++ USA: 22.000 neue Stellen +++": so do the signs that part the reports of a ticker.
        "+" => (1..=2).all(|back| at >= back && tokens[at - back].of(text) == "+" && !tokens[at + 1 - back].spaced),
        // "Grandes cadenas . . . . 3,4%": the dots that lead to the number of a row end no sentence.
        "." if leader(text, tokens, at) => false,
        "." => starts_sentence(text, *next) && !abbreviated(text, tokens, at, abbreviations(tokens[at].start)),
        _ => false,
    }
}

/// Whether a full stop is one of several with blanks between.
fn leader(text: &str, tokens: &[Token], at: usize) -> bool {
    let dot = |i: usize| tokens.get(i).is_some_and(|t| t.of(text) == "." && t.spaced && t.breaks == 0);
    dot(at) && at.checked_sub(1).is_some_and(|i| tokens[i].of(text) == "." || dot(at + 1))
}

fn starts_sentence(text: &str, token: Token) -> bool {
    let quote = matches!(token.of(text), "\"" | "\u{201c}" | "\u{ab}" | "(" | "[" | "'" | "\u{2018}");
    token.upper
        || quote
        || matches!(token.kind, Kind::Number | Kind::Dash)
        || token.of(text).chars().next().is_some_and(|c| !c.is_ascii() && !c.is_lowercase())
        || token.of(text) == "$"
}

fn abbreviated(text: &str, tokens: &[Token], at: usize, abbreviations: &Abbreviations) -> bool {
    let Some(before) = at.checked_sub(1).map(|i| tokens[i]) else { return false };
    // "2. AZERBAIJAN": the number of a heading or a list.
    let numbers_line = before.kind == Kind::Number && (at == 1 || before.breaks > 0) && before.end - before.start <= 3;
    if numbers_line {
        return true;
    }
    if tokens[at].spaced {
        return false;
    }
    // "Im 3. Quartal", "am 9. Oktober": the full stop of an ordinal in digits.
    if before.kind == Kind::Number {
        let counted = tokens.get(at + 1).is_some_and(|t| abbreviations.orders(t.of(text)));
        return counted && before.end - before.start <= 2;
    }
    if before.kind != Kind::Word {
        return false;
    }
    let word = before.of(text);
    let initial = word.chars().count() == 1 && before.upper;
    // "100 млрд. «Порядка 96 %": a quotation mark may stand before the capital letter.
    let quote = tokens.get(at + 1).is_some_and(|t| matches!(t.of(text), "\"" | "\u{201c}" | "\u{ab}" | "\u{201e}"));
    let starts = tokens.get(at + 1 + usize::from(quote)).is_some_and(|t| t.upper);
    initial || abbreviations.get(word).is_some_and(|clipped| !clipped || !starts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(text: &str) -> Vec<String> {
        let (mut tokens, mut lines, mut sentences) = (Vec::new(), Vec::new(), Vec::new());
        super::super::tokenize(text, &mut tokens);
        let mut abbreviations = Abbreviations::default();
        abbreviations.add("mr", false);
        abbreviations.add("jan", false);
        abbreviations.add("bn", true);
        abbreviations.add_ordered("Quartal");
        split(text, &tokens, |_| &abbreviations, &mut lines, &mut sentences);
        let span = |s: &Sentence| &text[tokens[s.first].start as usize..tokens[s.last - 1].end as usize];
        sentences.iter().map(|s| span(s).to_owned()).collect()
    }

    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        for (text, parts) in [
            ("It grew. Then it fell.", vec!["It grew.", "Then it fell."]),
            ("Mr. Putin said so. Yes.", vec!["Mr. Putin said so.", "Yes."]),
            ("By 2.5 percent. In 2024.", vec!["By 2.5 percent.", "In 2024."]),
            ("worth $15\nbillion", vec!["worth $15\nbillion"]),
            ("A heading\nThe text", vec!["A heading", "The text"]),
            ("\"It rose.\" He left.", vec!["\"It rose.\"", "He left."]),
            ("the U.S. economy grew", vec!["the U.S. economy grew"]),
            ("reached $5 bn. Imports fell", vec!["reached $5 bn.", "Imports fell"]),
            ("A +0.1 % +++ B 4.3 % +++ C", vec!["A +0.1 % +++", "B 4.3 % +++", "C"]),
            ("Large chains . . . . 3.4%", vec!["Large chains . . . . 3.4%"]),
            ("Jan. 5 was cold", vec!["Jan. 5 was cold"]),
            ("Im 3. Quartal. Platz 3. Das ist gut.", vec!["Im 3. Quartal.", "Platz 3.", "Das ist gut."]),
        ] {
            assert_eq!(sentences(text), parts, "{text}");
        }
    }
}
