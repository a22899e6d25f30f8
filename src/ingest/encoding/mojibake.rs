//! Text that was decoded in the wrong encoding before it came here: `Êàçàõñòàí` for `Казахстан`, `Ñ‚Ð¾Ñ€Ð³` for `торг`.
//!
//! What is wrong is put back into bytes in the encoding that it was read in, and read again in the right one. A line is
//! repaired only if nothing of it speaks against it, and every repair keeps where it stood in the text as it came.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use encoding_rs::{Encoding, IBM866, KOI8_R, UTF_8, WINDOWS_1251, WINDOWS_1252};

use crate::model::{ParseError, Span};

/// A stretch of text that was repaired.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Repair {
    /// Where it stands now.
    pub span: Span,
    /// Where it stood in the text as it came.
    pub original: Span,
    /// The encoding that it was in.
    pub was: &'static Encoding,
    /// The encoding that it was read in.
    pub read_as: &'static Encoding,
}

/// The right encoding and the wrong one, for one byte a character.
const SINGLE: [(&Encoding, &Encoding); 6] = [
    (WINDOWS_1251, WINDOWS_1252),
    (KOI8_R, WINDOWS_1252),
    (WINDOWS_1251, KOI8_R),
    (KOI8_R, WINDOWS_1251),
    (IBM866, WINDOWS_1251),
    (IBM866, WINDOWS_1252),
];
/// What UTF-8 is read in by those who do not know it.
const FOR_UTF_8: [&Encoding; 4] = [WINDOWS_1252, WINDOWS_1251, KOI8_R, IBM866];
/// Fewer letters than these in a text may be a name.
const FEWEST: usize = 5;

/// The text with its wrongly decoded lines repaired, and what was repaired; `None` if nothing is wrong.
pub(super) fn repair(text: &str) -> Option<(String, Vec<Repair>)> {
    if !may_be_wrong(text.as_bytes()) {
        return None;
    }
    let single = single(text);
    // What is not repaired is copied only once something behind it is.
    let (mut mended, mut repairs, mut at, mut copied) = (String::new(), Vec::<Repair>::new(), 0, 0);
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        let found = may_be_wrong(line.as_bytes())
            .then(|| of_utf_8(line).or_else(|| single.and_then(|pair| in_pair(line, pair))));
        if let Some((right, (was, read_as))) = found.flatten() {
            // What was read wrongly is longer than what it becomes.
            mended.reserve_exact(if repairs.is_empty() { text.len() } else { 0 });
            mended.push_str(&text[copied..at]);
            copied = end;
            let span = Span::new(mended.len(), mended.len() + right.len());
            let here = Repair { span, original: Span::new(at, end), was, read_as };
            match repairs.last_mut().filter(|last| last.goes_on(&here)) {
                Some(last) => (last.span.end, last.original.end) = (span.end, end),
                None => repairs.push(here),
            }
            mended.push_str(&right);
        }
        at = end;
    }
    mended.push_str(if repairs.is_empty() { "" } else { &text[copied..] });
    (!repairs.is_empty()).then_some((mended, repairs))
}

/// Whether a text has any of the characters that wrongly decoded letters leave: those of Europe, Cyrillic, or the frames of
/// tables. What has only quotation marks and dashes beyond ASCII is as it should be.
fn may_be_wrong(text: &[u8]) -> bool {
    const AT_ONCE: usize = 1024;
    if text.is_ascii() {
        return false;
    }
    const FRAME: u8 = 0xe2;
    let letter = |byte: u8| (0xc3..=0xdf).contains(&byte);
    let frame = |two: (&u8, &u8)| *two.0 == FRAME && (0x94..=0x97).contains(two.1);
    let framed = |from: usize| {
        let part = &text[from..text.len().min(from + AT_ONCE + 1)];
        part.contains(&FRAME) && part.iter().zip(part.iter().skip(1)).any(frame)
    };
    // Whole stretches are looked through without a stop, which is faster than byte by byte.
    let letters = text.chunks(AT_ONCE).any(|part| part.iter().fold(false, |any, byte| any | letter(*byte)));
    letters || (0..text.len()).step_by(AT_ONCE).any(framed)
}

type Pair = (&'static Encoding, &'static Encoding);

/// Whether the first two characters beyond ASCII can be bytes of UTF-8 that were read in an encoding: so few tell nearly
/// every line that is as it should be.
fn begins_as_utf_8(line: &str, read_as: &'static Encoding) -> bool {
    let Some(at) = line.bytes().position(|byte| !byte.is_ascii()) else { return false };
    let behind = &line[at..];
    let two = behind.char_indices().nth(2).map_or(behind, |(end, _)| &behind[..end]);
    let Some(bytes) = bytes(two, read_as) else { return false };
    std::str::from_utf8(&bytes).err().is_none_or(|error| error.valid_up_to() > 0 || error.error_len().is_none())
}

/// A line of UTF-8 that was read in an encoding of one byte a character.
fn of_utf_8(line: &str) -> Option<(String, Pair)> {
    let marks = |line: &str| line.contains(['Ã', 'Â', 'Ð', 'Ñ', 'â', 'Р', 'С', 'â', 'п', 'т', '╨', '╤', 'å', 'ä', 'ç']);
    if !marks(line) {
        return None;
    }
    let mended = FOR_UTF_8.iter().filter(|read_as| begins_as_utf_8(line, read_as)).find_map(|read_as| {
        let bytes = bytes(line, read_as)?;
        let right = String::from_utf8(bytes).ok()?;
        // One sign of two characters may be meant; two are not.
        let fewer = line.chars().count() - right.chars().count();
        (fewer >= 2 || (fewer == 1 && *read_as == WINDOWS_1252)).then_some((right, (UTF_8, *read_as)))
    });
    mended.or_else(|| words_of_utf_8(line))
}

/// The same where the line has other characters beside: word by word.
fn words_of_utf_8(line: &str) -> Option<(String, Pair)> {
    let mut mended = String::new();
    let mut words = 0;
    for word in line.split_inclusive(' ') {
        let promises = !word.is_ascii() && begins_as_utf_8(word, WINDOWS_1252);
        let right = promises.then(|| bytes(word, WINDOWS_1252)).flatten().and_then(|b| String::from_utf8(b).ok());
        match right.filter(|right| right.chars().count() + 2 <= word.chars().count()) {
            Some(right) => {
                words += 1;
                mended.push_str(&right);
            }
            None => mended.push_str(word),
        }
    }
    // A line that is mended word by word cannot be put back whole: it is kept only if all of it can.
    let back = put_back(&mended, UTF_8, WINDOWS_1252);
    (words > 0 && back.is_some_and(|back| back == line)).then_some((mended, (UTF_8, WINDOWS_1252)))
}

fn in_pair(line: &str, pair: Pair) -> Option<(String, Pair)> {
    let (was, read_as) = pair;
    let right = was.decode_without_bom_handling(&bytes(line, read_as)?).0.into_owned();
    let better = russian(&right) > russian(line);
    (better && right != line).then_some((right, pair))
}

/// The pair of encodings, both of one byte a character, that makes Russian out of a text which is not.
fn single(text: &str) -> Option<Pair> {
    let sample: String =
        text.lines().filter(|line| may_be_wrong(line.as_bytes())).take(200).collect::<Vec<_>>().join("\n");
    let words = || sample.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_ascii());
    let letters = words().flat_map(str::chars).filter(|c| !c.is_ascii()).count();
    let beside = words().flat_map(str::chars).filter(char::is_ascii).count();
    // Words of a language with accents have plain letters as well; what was Cyrillic has none.
    if letters < FEWEST || beside * 8 > letters {
        return None;
    }
    let before = russian(&sample);
    let mended = SINGLE.iter().filter_map(|(was, read_as)| {
        let good: Vec<_> = sample.lines().filter_map(|line| bytes(line, read_as)).collect();
        let right: Vec<_> = good.iter().map(|bytes| was.decode_without_bom_handling(bytes).0).collect();
        let right = right.join("\n");
        let enough = right.chars().filter(|c| is_cyrillic(*c)).count() * 10 >= letters * 8;
        enough.then(|| (russian(&right), (*was, *read_as)))
    });
    let best = mended.max_by(|(a, _), (b, _)| a.total_cmp(b))?;
    (best.0 >= RUSSIAN && best.0 > before + BETTER).then_some(best.1)
}

/// How often letters stand in Russian texts, in hundredths of a percent; the last four are Ukrainian.
const LETTERS: [(char, f64); 37] = [
    ('о', 1097.0),
    ('е', 845.0),
    ('а', 801.0),
    ('и', 735.0),
    ('н', 670.0),
    ('т', 626.0),
    ('с', 547.0),
    ('р', 473.0),
    ('в', 454.0),
    ('л', 440.0),
    ('к', 349.0),
    ('м', 321.0),
    ('д', 298.0),
    ('п', 281.0),
    ('у', 262.0),
    ('я', 201.0),
    ('ы', 190.0),
    ('ь', 174.0),
    ('г', 170.0),
    ('з', 165.0),
    ('б', 159.0),
    ('ч', 144.0),
    ('й', 121.0),
    ('х', 97.0),
    ('ж', 94.0),
    ('ш', 73.0),
    ('ю', 64.0),
    ('ц', 48.0),
    ('щ', 36.0),
    ('э', 32.0),
    ('ф', 26.0),
    ('ъ', 4.0),
    ('ё', 4.0),
    ('і', 200.0),
    ('ї', 60.0),
    ('є', 60.0),
    ('ґ', 4.0),
];
/// The first letter of Cyrillic.
const CYRILLIC: usize = 0x400;
/// The logarithms of how often they stand there, for all letters of Cyrillic.
static LOGARITHMS: LazyLock<[f64; 0x100]> = LazyLock::new(|| {
    let mut logarithms = [FOREIGN; 0x100];
    for (letter, often) in LETTERS {
        logarithms[letter as usize - CYRILLIC] = (often / 10_000.0).ln();
    }
    logarithms
});
/// What a letter outside of ASCII counts that Russian does not have.
const FOREIGN: f64 = -7.6;
/// Texts that score less are not Russian: true ones have about -3.
const RUSSIAN: f64 = -3.4;
/// A reading must be better by this.
const BETTER: f64 = 0.5;

/// How much a text looks like Russian: the mean logarithm of how often its letters stand there. Capitals after a small
/// letter count against it, because the two KOI8 and windows-1251 have them the other way round.
fn russian(text: &str) -> f64 {
    let (mut score, mut all) = (0.0, 0.0);
    let logarithms = &*LOGARITHMS;
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_ascii()) {
        let small = word.starts_with(char::is_lowercase);
        for c in word.chars().filter(|c| !c.is_ascii()) {
            score += logarithms.get((lower(c) as usize).wrapping_sub(CYRILLIC)).copied().unwrap_or(FOREIGN);
            score -= if small && c.is_uppercase() { 2.0 } else { 0.0 };
            all += 1.0;
        }
    }
    if all == 0.0 { FOREIGN } else { score / all }
}

fn lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{4ff}')
}

/// The bytes that give `text` in an encoding; `None` if none do. Controls stand for the bytes that windows-1252 leaves
/// open, as they do in Latin-1.
fn bytes(text: &str, encoding: &'static Encoding) -> Option<Vec<u8>> {
    let (bytes, _, unmappable) = encoding.encode(text);
    match bytes {
        _ if unmappable => None,
        Cow::Owned(bytes) => Some(bytes),
        Cow::Borrowed(bytes) => Some(bytes.to_owned()),
    }
}

fn put_back(right: &str, was: &'static Encoding, read_as: &'static Encoding) -> Option<String> {
    let bytes = bytes(right, was)?;
    Some(read_as.decode_without_bom_handling(&bytes).0.into_owned())
}

/// What was repaired in a text, from its first line to its last.
#[derive(Debug, Clone, Default)]
pub struct Repairs(Vec<Repair>);

impl Repairs {
    /// What a document's source keeps of them under that name.
    pub fn of(repaired: &str) -> Self {
        Self(repaired.split("; ").filter_map(|repair| repair.parse().ok()).collect())
    }

    /// Whether nothing was repaired.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Where a span of the repaired text stood in the text as it came, and how it read there.
    pub fn original(&self, text: &str, span: Span) -> Option<(Span, String)> {
        let next = self.0.partition_point(|repair| repair.span.end <= span.start);
        if let Some(repair) = self.0.get(next).filter(|repair| repair.span.contains(span)) {
            let before = put_back(Span::new(repair.span.start, span.start).of(text), repair.was, repair.read_as)?;
            let here = put_back(span.of(text), repair.was, repair.read_as)?;
            let start = repair.original.start + before.len();
            return Some((Span::new(start, start + here.len()), here));
        }
        // What stands behind a repair has moved by as much as its end.
        let (now, then) =
            next.checked_sub(1).and_then(|at| self.0.get(at)).map_or((0, 0), |r| (r.span.end, r.original.end));
        let moved = |at: usize| (at + then).checked_sub(now);
        Some((Span::new(moved(span.start)?, moved(span.end)?), span.of(text).to_owned()))
    }
}

impl Repair {
    fn goes_on(&self, next: &Self) -> bool {
        self.span.end == next.span.start
            && self.original.end == next.original.start
            && (self.was, self.read_as) == (next.was, next.read_as)
    }
}

impl fmt::Display for Repair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { span, original, was, read_as } = self;
        let (was, read_as) = (was.name().to_ascii_lowercase(), read_as.name().to_ascii_lowercase());
        write!(f, "{}..{} was {}..{}, {was} read as {read_as}", span.start, span.end, original.start, original.end)
    }
}

impl FromStr for Repair {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        let wrong = || ParseError { text: text.to_owned(), wanted: "a repair: want `0..9 was 0..18, utf-8 read as x`" };
        let span = |text: &str| {
            let (start, end) = text.split_once("..")?;
            Some(Span::new(start.parse().ok()?, end.parse().ok()?))
        };
        let parsed = || {
            let (here, rest) = text.split_once(" was ")?;
            let (there, rest) = rest.split_once(", ")?;
            let (was, read_as) = rest.split_once(" read as ")?;
            let label = |name: &str| Encoding::for_label(name.as_bytes());
            Some(Self { span: span(here)?, original: span(there)?, was: label(was)?, read_as: label(read_as)? })
        };
        parsed().ok_or_else(wrong)
    }
}
