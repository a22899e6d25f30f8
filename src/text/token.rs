//! Tokens: words, numbers and marks, as spans of the text.

use super::letters::{ALPHANUMERIC, CLASSES, DIGIT, ENDS_WORD, is_letter, is_mark, is_sign, is_wide_mark, narrow};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Letters, perhaps with digits after them: `trade`, `H1`, `U.S.`.
    Word,
    /// Digits with separators between them: `83.7`, `1,234`, `2024`.
    Number,
    /// A possessive mark: `'s`, or the apostrophe after a plural.
    Possessive,
    /// A hyphen, dash or minus.
    Dash,
    /// Any other mark, one character.
    Mark,
}

/// A word, number or mark of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// What it is.
    pub kind: Kind,
    /// Whether white space stands before it, or the boundary of a word that is written without: between Chinese
    /// characters and behind an elided article.
    pub spaced: bool,
    /// How many line breaks stand before it.
    pub breaks: u8,
    /// Whether two blanks or a tab stand before it, as between the columns of a table.
    pub gap: bool,
    /// Whether its first character is an upper-case letter.
    pub upper: bool,
    /// The mark that it is, those of full width as the ones that they stand for; 0 for what is longer than a character.
    pub mark: u8,
    /// Whether it is a word with a digit in it, as few are.
    pub digits: bool,
}

impl Token {
    /// The text of the token.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start as usize..self.end as usize).unwrap_or_default()
    }
}

/// Cuts a text into tokens. White space and zero-width characters belong to none.
pub fn tokenize(text: &str, tokens: &mut Vec<Token>) {
    tokens.clear();
    // Prose has a token for every five or six bytes; where the room is too small, it doubles.
    tokens.reserve(text.len() / 5);
    let mut lexer = Lexer { text, bytes: text.as_bytes(), at: 0, digits: false, tokens };
    lexer.run();
}

struct Lexer<'t, 'v> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    /// Whether the word that is being cut has a digit.
    digits: bool,
    tokens: &'v mut Vec<Token>,
}

/// White space before a token.
#[derive(Default, Clone, Copy)]
struct Blank {
    spaced: bool,
    breaks: u8,
    gap: bool,
}

impl Lexer<'_, '_> {
    fn run(&mut self) {
        loop {
            let blank = self.blank();
            if self.at >= self.bytes.len() {
                return;
            }
            let start = self.at;
            let apart = self.apart();
            self.digits = false;
            let (kind, upper) = self.token();
            self.tokens.push(Token {
                start: start as u32,
                end: self.at as u32,
                kind,
                spaced: blank.spaced || apart,
                breaks: blank.breaks,
                gap: blank.gap,
                upper,
                mark: self.mark(start),
                digits: self.digits,
            });
        }
    }

    /// The mark that the token is which has just been cut.
    fn mark(&self, start: usize) -> u8 {
        match self.at - start {
            1 => self.bytes[start],
            3 if matches!(self.bytes[start], 0xe3 | 0xef) => narrow(self.text[start..].chars().next()),
            _ => 0,
        }
    }

    fn blank(&mut self) -> Blank {
        // Between most tokens there is one blank or none.
        let plain = |byte: u8| (b'!'..0x80).contains(&byte);
        let mut blank = Blank { spaced: self.at == 0, ..Blank::default() };
        match self.byte(0) {
            byte if plain(byte) => return blank,
            b' ' if plain(self.byte(1)) => {
                self.at += 1;
                blank.spaced = true;
                return blank;
            }
            _ => {}
        }
        let mut width = 0;
        while let Some(&byte) = self.bytes.get(self.at) {
            match byte {
                // A form feed parts pages; what goes on over it is still one sentence.
                b' ' | b'\r' | b'\x0c' => {
                    width += usize::from(byte == b' ');
                    self.at += 1;
                }
                b'\t' => {
                    width += 2;
                    self.at += 1;
                }
                b'\n' => {
                    blank.breaks = blank.breaks.saturating_add(1);
                    width = 0;
                    self.at += 1;
                }
                0..=0x7f => break,
                _ => match self.wide_blank() {
                    Some((length, wide)) => {
                        width += usize::from(wide);
                        self.at += length;
                    }
                    None => break,
                },
            }
            blank.spaced = true;
        }
        blank.gap = width >= 2 && blank.breaks == 0;
        blank
    }

    /// A white space or zero-width character outside ASCII: its length, and whether it takes room.
    fn wide_blank(&self) -> Option<(usize, bool)> {
        let c = self.peek()?;
        let zero = matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}' | '\u{fe0f}' | '\u{ad}');
        (zero || c.is_whitespace()).then(|| (c.len_utf8(), !zero))
    }

    fn peek(&self) -> Option<char> {
        self.text.get(self.at..)?.chars().next()
    }

    /// Whether a word ends here that nothing needs to part from the next: a Chinese character before or behind, a
    /// mark of full width, an elided article.
    fn apart(&self) -> bool {
        let plain = |b: u8| b < 0x80 && b != b'\'';
        if self.at == 0 || self.byte(0) < 0x80 && plain(self.bytes[self.at - 1]) {
            return self.at == 0 && self.byte(0) >= 0x80 && self.peek().is_some_and(|c| is_sign(c) || is_wide_mark(c));
        }
        let before = self.text[..self.at].chars().next_back();
        let wide = |c: char| is_sign(c) || is_wide_mark(c);
        let elided = || {
            let last = self.tokens.last().filter(|t| t.kind == Kind::Word && t.end as usize == self.at);
            last.is_some() && matches!(before, Some('\'' | '\u{2019}'))
        };
        before.is_some_and(wide) || self.peek().is_some_and(wide) || elided()
    }

    fn byte(&self, ahead: usize) -> u8 {
        self.bytes.get(self.at + ahead).copied().unwrap_or(0)
    }

    fn token(&mut self) -> (Kind, bool) {
        let first = self.byte(0);
        match first {
            b'0'..=b'9' => {
                self.number();
                (Kind::Number, false)
            }
            b'a'..=b'z' | b'A'..=b'Z' => {
                self.word();
                (Kind::Word, first.is_ascii_uppercase())
            }
            b'-' => self.one(1, Kind::Dash),
            b'~' if self.parts_numbers(1) => self.one(1, Kind::Dash),
            b'\'' => self.apostrophe(1),
            0..=0x7f => self.one(1, Kind::Mark),
            _ => self.wide(),
        }
    }

    fn one(&mut self, length: usize, kind: Kind) -> (Kind, bool) {
        self.at += length;
        (kind, false)
    }

    fn wide(&mut self) -> (Kind, bool) {
        let Some(c) = self.peek() else { return self.one(1, Kind::Mark) };
        match c {
            '\u{2010}'..='\u{2015}' | '\u{2212}' => self.one(c.len_utf8(), Kind::Dash),
            '\u{ff5e}' | '\u{301c}' if self.parts_numbers(c.len_utf8()) => self.one(c.len_utf8(), Kind::Dash),
            '\u{2019}' | '\u{2018}' => self.apostrophe(c.len_utf8()),
            _ if is_sign(c) => {
                self.at += c.len_utf8();
                (Kind::Word, false)
            }
            '０'..='９' => {
                self.wide_number();
                (Kind::Number, false)
            }
            _ if is_letter(c) => {
                self.word();
                (Kind::Word, c.is_uppercase())
            }
            _ => self.one(c.len_utf8(), Kind::Mark),
        }
    }

    /// "2~3%", "20%～30%": whether a tilde of so many bytes stands between two numbers, as a dash does.
    fn parts_numbers(&self, length: usize) -> bool {
        let before = self.text[..self.at].chars().next_back();
        before.is_some_and(|c| c.is_ascii_digit() || matches!(c, '%' | '％')) && self.byte(length).is_ascii_digit()
    }

    /// A possessive when an `s` or a plural's end stands beside the apostrophe; else a quotation mark.
    fn apostrophe(&mut self, length: usize) -> (Kind, bool) {
        let after_letter = self.at > 0 && self.bytes[self.at - 1].is_ascii_alphanumeric();
        let next = self.byte(length);
        let then = self.byte(length + 1);
        if after_letter && matches!(next, b's' | b'S') && !then.is_ascii_alphanumeric() {
            return self.one(length + 1, Kind::Possessive);
        }
        let plural = self.at > 0 && self.bytes[self.at - 1] == b's' && next == b' ';
        self.one(length, if plural { Kind::Possessive } else { Kind::Mark })
    }

    /// Digits, with single separators between digits: `1,234.5`, `13:30`, `08.10.2024`, `1'000`.
    fn number(&mut self) {
        loop {
            while self.byte(0).is_ascii_digit() {
                self.at += 1;
            }
            let separator = matches!(self.byte(0), b'.' | b',' | b':' | b'/') && self.byte(1).is_ascii_digit();
            let spaced = self.thousands_blank();
            if separator {
                self.at += 1;
            } else if spaced > 0 {
                self.at += spaced;
            } else {
                return;
            }
        }
    }

    /// Digits of full width, with a full stop between them: `１２．５`.
    fn wide_number(&mut self) {
        while let Some(c) = self.peek() {
            let next = self.text[self.at + c.len_utf8()..].chars().next();
            let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
            if !(digit(c) || matches!(c, '．' | '.') && next.is_some_and(digit)) {
                return;
            }
            self.at += c.len_utf8();
        }
    }

    /// A no-break or thin blank, or the apostrophe of the Swiss, between groups of three digits: its length, else 0.
    fn thousands_blank(&self) -> usize {
        let length = match self.text.get(self.at..).and_then(|rest| rest.chars().next()) {
            Some('\u{a0}' | '\u{2009}' | '\u{202f}' | '\'' | '\u{2019}') => self.peek().map_or(0, char::len_utf8),
            _ => return 0,
        };
        let group = (0..3).all(|i| self.byte(length + i).is_ascii_digit()) && !self.byte(length + 3).is_ascii_digit();
        if group { length } else { 0 }
    }

    /// Letters and digits, with the soft hyphens between them; dotted abbreviations (`U.S.`, `p.p.`) and words with an apostrophe inside are one word.
    fn word(&mut self) {
        let start = self.at;
        loop {
            let mut seen = 0;
            let ends = |byte: &&u8| {
                let class = CLASSES[usize::from(**byte)];
                seen |= class;
                class & ALPHANUMERIC != 0
            };
            self.at += self.bytes[self.at..].iter().take_while(ends).count();
            self.digits |= seen & DIGIT != 0;
            let byte = self.byte(0);
            if CLASSES[usize::from(byte)] & ENDS_WORD != 0 {
                return;
            }
            if byte >= 0x80 {
                // Two bytes from D0 or D1 on are Cyrillic letters, whatever the second is.
                if matches!(byte, 0xd0 | 0xd1) {
                    let letters = self.bytes[self.at..].chunks_exact(2).take_while(|two| matches!(two[0], 0xd0 | 0xd1));
                    self.at += 2 * letters.count();
                    continue;
                }
                match self.peek() {
                    Some(c) if (is_letter(c) || is_mark(c)) && !is_sign(c) => self.at += c.len_utf8(),
                    Some('\u{ad}') if self.text[self.at + 2..].starts_with(char::is_alphabetic) => self.at += 2,
                    Some('\u{2019}') if self.elides(start, 3) => return self.at += 3,
                    Some('\u{2019}') if self.inner_apostrophe(3) => self.at += 3,
                    _ => return,
                }
            } else if byte == b'\'' && self.elides(start, 1) {
                self.at += 1;
                return;
            } else if byte == b'\'' && self.inner_apostrophe(1) || byte == b'.' && self.abbreviation(start) {
                self.at += 1;
            } else {
                return;
            }
        }
    }

    /// Whether the apostrophe here ends an elided article, pronoun or preposition of a Romance language: `l'inflation`,
    /// `d'euros`, `dell'anno`. It is a word of its own.
    fn elides(&self, start: usize, length: usize) -> bool {
        const ELIDED: [&str; 17] = [
            "l", "d", "n", "s", "c", "j", "m", "t", "qu", "jusqu", "lorsqu", "dell", "all", "nell", "dall", "sull",
            "un",
        ];
        let word = &self.text[start..self.at];
        // The phrases of a lexicon may end in it.
        let letter = self.text[self.at + length..].chars().next().is_none_or(char::is_alphanumeric);
        // "don't" and "I'm" are cut otherwise, and a possessive is one.
        let possessive = matches!(self.byte(length), b's' | b'S') && !self.byte(length + 1).is_ascii_alphanumeric();
        letter && !possessive && word.len() <= 6 && ELIDED.iter().any(|e| e.eq_ignore_ascii_case(word))
    }

    /// Whether an apostrophe here stands inside a word ("don't") and does not start a possessive.
    fn inner_apostrophe(&self, length: usize) -> bool {
        let (next, then) = (self.byte(length), self.byte(length + 1));
        next.is_ascii_alphabetic() && (!matches!(next, b's' | b'S') || then.is_ascii_alphanumeric())
    }

    /// Whether the full stop here belongs to an abbreviation of single letters, such as `U.S.` or `p.p.`.
    fn abbreviation(&self, start: usize) -> bool {
        let so_far = &self.bytes[start..self.at];
        let single = so_far.len() == 1 || so_far.len() >= 3 && so_far[so_far.len() - 2] == b'.';
        let more = self.byte(1).is_ascii_alphabetic() && !self.byte(2).is_ascii_alphanumeric();
        single && (more || so_far.contains(&b'.'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        let mut tokens = Vec::new();
        tokenize(text, &mut tokens);
        tokens.iter().map(|t| t.of(text)).collect()
    }

    #[test]
    fn words_numbers_and_marks() {
        for (text, tokens) in [
            ("Russia's trade", vec!["Russia", "'s", "trade"]),
            ("US$83.7 billion.", vec!["US", "$", "83.7", "billion", "."]),
            ("the U.S. economy", vec!["the", "U.S.", "economy"]),
            ("9.5 p.p. lower", vec!["9.5", "p.p.", "lower"]),
            ("$45bn, 1.6-fold", vec!["$", "45", "bn", ",", "1.6", "-", "fold"]),
            ("don’t; 13:30", vec!["don’t", ";", "13:30"]),
            ("106'957 and 1’204’500", vec!["106'957", "and", "1’204’500"]),
            ("1\u{a0}234,5", vec!["1\u{a0}234,5"]),
            ("2024 125", vec!["2024", "125"]),
            ("H1 2024. Then", vec!["H1", "2024", ".", "Then"]),
            ("d’euros, l'inflation", vec!["d’", "euros", ",", "l'", "inflation"]),
            ("前10个月，增长１２．５％", vec!["前", "10", "个", "月", "，", "增", "长", "１２．５", "％"]),
            ("members' own", vec!["members", "'", "own"]),
        ] {
            assert_eq!(cut(text), tokens, "{text}");
        }
    }
}
