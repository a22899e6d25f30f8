//! How alike two texts are: the share of runs of three words that they have in common, whatever their case, marks and
//! spaces. Likeness is computed exactly; min-hashes (Broder 1997) only say which pairs are worth computing, so that the
//! cost of finding reprints among many texts grows with their number and not with its square.

use std::cmp::Ordering;

/// How many words make a run.
const RUN: usize = 3;
/// Hashes for one place in the index: two texts meet there if all of them are equal.
const ROWS: usize = 3;
/// Places in the index for one text. Texts that are alike by 0.8 meet in one of them with a probability of 0.997, by 0.6
/// of 0.85.
pub const BANDS: usize = 8;

/// The runs of words of a text, and its numbers, as hashes in order, each once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shingles {
    runs: Vec<u64>,
    numbers: Vec<u64>,
}

impl Shingles {
    /// The runs of a text; a shorter text is one run.
    pub fn of(text: &str) -> Self {
        Self::with_fingerprint(text).0
    }

    /// The runs of a text, and its fingerprint.
    pub fn with_fingerprint(text: &str) -> (Self, u64) {
        let (mut words, mut numbers, mut print) = (Vec::new(), Vec::new(), SEED);
        for word in self::words(text) {
            print = joined(print, &word);
            words.push(word.hash);
            numbers.extend(word.number.then_some(word.hash));
        }
        let run = |words: &[u64]| words.iter().fold(SEED, |hash, word| mixed(hash ^ word));
        let mut runs: Vec<u64> = match words.len() {
            0 => Vec::new(),
            1..=RUN => vec![run(&words)],
            _ => words.windows(RUN).map(run).collect(),
        };
        for set in [&mut runs, &mut numbers] {
            set.sort_unstable();
            set.dedup();
        }
        (Self { runs, numbers }, print)
    }

    /// The share of common runs among all (Jaccard), from 0 to 1.
    pub fn likeness(&self, other: &Self) -> f64 {
        let common = common(&self.runs, &other.runs);
        ratio(common, self.runs.len() + other.runs.len() - common)
    }

    /// The share of the shorter text's runs that the longer has too, from 0 to 1.
    pub fn overlap(&self, other: &Self) -> f64 {
        ratio(common(&self.runs, &other.runs), self.runs.len().min(other.runs.len()))
    }

    /// Whether the numbers of the text that has fewer stand in the other, but for one in five: dates and times of a
    /// reprint differ. Releases of two months are alike in every word, and not in this.
    pub fn same_numbers(&self, other: &Self) -> bool {
        let fewer = self.numbers.len().min(other.numbers.len());
        common(&self.numbers, &other.numbers) * 5 >= fewer * 4
    }

    /// How many runs there are.
    pub fn len(&self) -> usize {
        self.runs.len()
    }

    /// Whether the text has no words.
    pub fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// The places where the text stands in an index. Texts without words have none in common with any other.
    pub fn bands(&self) -> [u64; BANDS] {
        let salts: [u64; BANDS * ROWS] = std::array::from_fn(|nth| mixed(SEED.wrapping_add(nth as u64)));
        let mut lowest = if self.runs.is_empty() { salts } else { [u64::MAX; BANDS * ROWS] };
        // The first step of mixing is the same for what is joined as for its parts, and is done once for each of them.
        let salts = salts.map(folded);
        for run in &self.runs {
            let run = folded(*run);
            // Run by run, the hashes do not wait for each other.
            lowest.iter_mut().zip(&salts).for_each(|(lowest, salt)| *lowest = mixed_further(run ^ salt).min(*lowest));
        }
        std::array::from_fn(|band| {
            let rows = &lowest[band * ROWS..(band + 1) * ROWS];
            rows.iter().fold(band as u64, |hash, lowest| mixed(hash ^ lowest))
        })
    }
}

/// What is equal for texts that have the same words in the same order.
pub fn fingerprint(text: &str) -> u64 {
    words(text).fold(SEED, |print, word| joined(print, &word))
}

/// A fingerprint with one word more.
fn joined(print: u64, word: &Word) -> u64 {
    mixed(print ^ word.hash).wrapping_mul(PRIME)
}

/// How many hashes two sorted sets have in common.
fn common(a: &[u64], b: &[u64]) -> usize {
    let (mut a, mut b, mut common) = (a.iter().peekable(), b.iter().peekable(), 0);
    while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
        match x.cmp(y) {
            Ordering::Less => drop(a.next()),
            Ordering::Greater => drop(b.next()),
            Ordering::Equal => {
                common += 1;
                a.next();
                b.next();
            }
        }
    }
    common
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// Splits bits over the whole number (the end of SplitMix64), the same on every machine.
fn mixed(hash: u64) -> u64 {
    mixed_further(folded(hash))
}

/// The first step of that.
fn folded(hash: u64) -> u64 {
    hash ^ (hash >> 30)
}

fn mixed_further(hash: u64) -> u64 {
    let hash = hash.wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

/// A word as a hash of its letters and digits in lower case.
struct Word {
    hash: u64,
    number: bool,
}

/// The words of a text. A Chinese character is a word.
fn words(text: &str) -> impl Iterator<Item = Word> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut first = next(&mut rest)?;
        while !first.is_alphanumeric() {
            first = next(&mut rest)?;
        }
        let (mut hash, mut number) = (step(SEED, first), first.is_ascii_digit());
        if !is_sign(first) {
            let mut after = rest;
            while let Some(c) = next(&mut after).filter(|c| c.is_alphanumeric() && !is_sign(*c)) {
                hash = step(hash, c);
                number |= c.is_ascii_digit();
                rest = after;
            }
        }
        Some(Word { hash: mixed(hash), number })
    })
}

/// Takes the first character of a text, and gives it back in lower case.
#[inline]
fn next(text: &mut &str) -> Option<char> {
    let first = *text.as_bytes().first()?;
    if first.is_ascii() {
        *text = &text[1..];
        return Some(char::from(first.to_ascii_lowercase()));
    }
    let mut chars = text.chars();
    let c = chars.next()?;
    *text = chars.as_str();
    Some(lower(c))
}

/// A letter in lower case; of the few that are two letters then, the first.
fn lower(c: char) -> char {
    if c.is_ascii() { c.to_ascii_lowercase() } else { c.to_lowercase().next().unwrap_or(c) }
}

fn step(hash: u64, c: char) -> u64 {
    (hash ^ u64::from(u32::from(c))).wrapping_mul(PRIME)
}

fn is_sign(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Trade between the two countries reached $83.7 billion in ten months, the minister said on Friday, \
        and will reach a hundred billion in two years if payments between the banks go on as they do now.";

    #[test]
    fn case_marks_and_spaces_make_no_difference() {
        let other = TEXT.to_uppercase().replace(", ", " — ").replace(' ', "\n  ");
        assert_eq!(fingerprint(TEXT), fingerprint(&other));
        assert_eq!(Shingles::of(TEXT), Shingles::of(&other));
        assert_ne!(fingerprint(TEXT), fingerprint(&TEXT.replace("83.7", "83.8")));
        assert_ne!(fingerprint("a b"), fingerprint("b a"));
    }

    #[test]
    fn likeness_is_the_share_of_common_runs() {
        let (a, b) = (Shingles::of("one two three four"), Shingles::of("one two three five"));
        // {123, 234} and {123, 235}: one of three.
        assert!((a.likeness(&b) - 1.0 / 3.0).abs() < 1e-9);
        assert!((a.overlap(&b) - 0.5).abs() < 1e-9);
        assert!((a.likeness(&a) - 1.0).abs() < 1e-9);
        assert!(Shingles::of("").is_empty());
        assert_eq!(Shingles::of("前10个月").len(), Shingles::of("a 10 b c").len());
    }

    #[test]
    fn other_numbers_are_another_text() {
        let (a, b) =
            (Shingles::of("Prices rose by 2.3 % in May 2024"), Shingles::of("Prices rose by 2.9 % in May 2025"));
        assert!(!a.same_numbers(&b));
        assert!(a.same_numbers(&Shingles::of("Again: prices rose by 2.3 % in May 2024, as in 17 other places")));
    }

    #[test]
    fn reprints_meet_in_the_index_and_others_do_not() {
        let text = |nth: usize| format!("{TEXT} It was report {nth} of {} on case {}.", nth * 7 + 1, nth * 13 + 5);
        let (a, b) = (Shingles::of(&text(1)), Shingles::of(&text(2)));
        assert!(a.likeness(&b) > 0.6);
        assert!(a.bands().iter().zip(b.bands()).any(|(x, y)| *x == y));
        let far = Shingles::of("Inflation fell to 2.3 percent in October, down from 2.4 percent in September.");
        assert!(!a.bands().iter().zip(far.bands()).any(|(x, y)| *x == y));
    }
}
