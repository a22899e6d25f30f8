//! What single bytes and characters are to the cutting of a text into words.

/// ASCII letters and digits.
pub(super) const ALPHANUMERIC: u8 = 1;
/// ASCII digits.
pub(super) const DIGIT: u8 = 2;
/// What ends a word wherever it stands: all of ASCII but letters, digits, the full stop and the apostrophe.
pub(super) const ENDS_WORD: u8 = 4;

/// What each byte is.
pub(super) static CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 0x80 {
        classes[byte] = match byte as u8 {
            b'0'..=b'9' => ALPHANUMERIC | DIGIT,
            b'a'..=b'z' | b'A'..=b'Z' => ALPHANUMERIC,
            b'.' | b'\'' => 0,
            _ => ENDS_WORD,
        };
        byte += 1;
    }
    classes
};

/// The mark for which one of full width stands; 0 if it is none.
pub(super) fn narrow(mark: Option<char>) -> u8 {
    match mark {
        Some('，' | '、') => b',',
        Some('；') => b';',
        Some('：') => b':',
        Some('（') => b'(',
        Some('）') => b')',
        Some('。') => b'.',
        Some('？') => b'?',
        Some('！') => b'!',
        _ => 0,
    }
}

/// A character that is a word, or part of one, without blanks round it.
pub(super) fn is_sign(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{3007}' | '\u{3040}'..='\u{30ff}')
}

/// Punctuation of full width, which needs no blank behind it.
pub(super) fn is_wide_mark(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{ff01}' | '\u{ff08}' | '\u{ff09}' | '\u{ff0c}' | '\u{ff1a}' | '\u{ff1b}' | '\u{ff1f}')
}

/// Whether a character is a letter; those of the usual scripts need no table.
pub(super) fn is_letter(c: char) -> bool {
    match c {
        '\u{c0}'..='\u{24f}' => !matches!(c, '\u{d7}' | '\u{f7}'),
        '\u{400}'..='\u{481}' => true,
        c => c.is_alphabetic(),
    }
}

pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}
