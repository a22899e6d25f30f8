//! Bytes into characters: declared, seen or guessed; and text that somebody decoded wrongly before it came here.

mod mojibake;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

use super::Origin;
use mojibake::Repair;
pub use mojibake::Repairs;

/// A text with what it was in.
#[derive(Debug, Clone)]
pub(super) struct Decoded {
    /// The characters.
    pub text: String,
    /// The encoding that the bytes were read in.
    pub charset: &'static Encoding,
    /// What was repaired in it.
    pub repairs: Vec<Repair>,
}

/// The first byte that is not text, and what is wrong with it.
pub(super) type NotText = (usize, &'static str);

/// More control characters than one in so many bytes, and the bytes are no text.
const CONTROLS: usize = 200;

/// Decodes bytes: by a byte order mark, as UTF-16 by the pattern of its NULs, as UTF-8 if they are valid, in the charset
/// that is declared for them if they fit it, and else in the one that they look like.
pub(super) fn decode(bytes: &[u8], declared: Option<&'static Encoding>) -> Result<Decoded, NotText> {
    let charset = match marked(bytes).or_else(|| utf_16(bytes)) {
        Some(charset) => charset,
        None => {
            refuse_binary(bytes)?;
            charset_of(bytes, declared)
        }
    };
    let bytes = if charset == UTF_8 { bytes } else { Encoding::for_bom(bytes).map_or(bytes, |(_, n)| &bytes[n..]) };
    // A byte order mark of UTF-8 stays: offsets count in the whole file.
    let (text, _) = charset.decode_without_bom_handling(bytes);
    if charset != UTF_8 && text.contains('\0') {
        return Err((bytes.iter().position(|b| *b == 0).unwrap_or_default(), "NUL"));
    }
    Ok(Decoded { text: text.into_owned(), charset, repairs: Vec::new() })
}

fn marked(bytes: &[u8]) -> Option<&'static Encoding> {
    Encoding::for_bom(bytes).map(|(charset, _)| charset).filter(|charset| *charset != UTF_8)
}

/// UTF-16 without a mark: its spaces, digits and line ends have a NUL on one side, and always on the same.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(8192) & !1];
    let mut nuls = [0usize; 2];
    for (at, _) in head.iter().enumerate().filter(|(_, b)| **b == 0) {
        nuls[at % 2] += 1;
    }
    let many = head.len() / 40 + 2;
    match nuls {
        [0, odd] if odd >= many => Some(UTF_16LE),
        [even, 0] if even >= many => Some(UTF_16BE),
        _ => None,
    }
    .filter(|charset| head.len() >= 8 && !charset.decode_without_bom_handling(head).0.contains('\u{fffd}'))
}

/// A NUL is valid in most encodings, but no text has one: it is the mark of a binary file, as many controls are.
fn refuse_binary(bytes: &[u8]) -> Result<(), NotText> {
    // Whole stretches are counted without a stop, which is faster than byte by byte.
    const AT_ONCE: usize = u8::MAX as usize;
    let first = |wrong: fn(&u8) -> bool| bytes.iter().position(wrong).unwrap_or_default();
    if bytes.contains(&0) {
        return Err((first(|byte| *byte == 0), "NUL"));
    }
    let control = |byte: &u8| matches!(byte, 1..=8 | 14..=26 | 28..=31 | 127);
    let controls = |part: &[u8]| usize::from(part.iter().map(|byte| u8::from(control(byte))).sum::<u8>());
    let count: usize = bytes.chunks(AT_ONCE).map(controls).sum();
    if count > bytes.len() / CONTROLS { Err((first(control), "a control character")) } else { Ok(()) }
}

fn charset_of(bytes: &[u8], declared: Option<&'static Encoding>) -> &'static Encoding {
    let broken = match std::str::from_utf8(bytes) {
        Ok(_) => return UTF_8,
        Err(_) => bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count(),
    };
    // A cut or damaged file is still UTF-8 if nearly all of its longer characters are right.
    let right: usize = bytes.utf8_chunks().map(|chunk| chunk.valid().chars().filter(|c| !c.is_ascii()).count()).sum();
    if right >= 20 * broken {
        return UTF_8;
    }
    let fits = |charset: &&'static Encoding| {
        *charset != UTF_8 && charset.decode_without_bom_handling_and_without_replacement(bytes).is_some()
    };
    declared.filter(fits).unwrap_or_else(|| guessed(bytes))
}

fn guessed(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    match detector.guess(None, Utf8Detection::Deny) {
        // The larger set has the smaller one in it.
        charset if charset == GBK => GB18030,
        charset => charset,
    }
}

/// The charset that a media type declares: `text/html; charset=windows-1251`.
pub(super) fn charset(media_type: &str) -> Option<&'static Encoding> {
    let (_, value) = media_type.to_ascii_lowercase().split_once("charset=").map(|(a, b)| (a.len(), b.to_owned()))?;
    let label = value.trim_matches(['"', '\'', ' ']).split([';', '"', '\'', ' ', '>', '/']).next()?.to_owned();
    Encoding::for_label(label.as_bytes())
}

impl Decoded {
    /// Characters that another reader has decoded.
    pub fn of(text: String) -> Self {
        Self { text, charset: UTF_8, repairs: Vec::new() }
    }

    /// A page's text: what is declared in it counts as well.
    pub fn for_page(self, bytes: &[u8]) -> Self {
        let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).into_owned();
        let declared = charset(&head).filter(|declared| *declared != self.charset);
        match declared.map(|declared| decode(bytes, Some(declared))) {
            Some(Ok(decoded)) => decoded,
            _ => self,
        }
    }

    /// The text with what was decoded wrongly set right.
    pub fn repaired(self) -> Self {
        match mojibake::repair(&self.text) {
            Some((text, repairs)) => Self { text, repairs, ..self },
            None => self,
        }
    }

    /// Notes the encoding where it is not UTF-8, and what was repaired.
    pub fn noted(&self, mut origin: Origin) -> Origin {
        if self.charset != UTF_8 {
            origin.extra.insert("charset".to_owned(), self.charset.name().to_ascii_lowercase());
        }
        if !self.repairs.is_empty() {
            let repairs: Vec<_> = self.repairs.iter().map(ToString::to_string).collect();
            origin.extra.insert("repaired".to_owned(), repairs.join("; "));
        }
        origin
    }
}

#[cfg(test)]
mod tests;
