//! Currencies, and what is measured, in letters that are written to their numbers.

use crate::lang::{Lexicon, Reading};
use crate::text::{Kind, Token};

/// "Rs17.57", "SR27.9": a currency in letters that is written to its number is a word of its own.
pub(super) fn part_signs(text: &str, tokens: &mut Vec<Token>, lexicon: &Lexicon, room: &mut Vec<Token>) {
    let numbered = |at: usize| ends_in_digit(text, &tokens[at]) && sign_end(text, tokens, at, lexicon).is_some();
    let Some(at) = (0..tokens.len()).find(|&at| numbered(at)) else { return };
    // With the token before it, which may be a part of the sign.
    let mut at = at.saturating_sub(1);
    // The tokens from the first sign on move to a list of their own, since each sign makes one more of them.
    room.clear();
    room.extend(tokens.drain(at..));
    at = 0;
    while let Some(&token) = room.get(at) {
        at += 1;
        let end = if ends_in_digit(text, &token) { sign_end(text, room, at - 1, lexicon) } else { None };
        let Some(end) = end else {
            tokens.push(token);
            continue;
        };
        let sign = cut(text, Token { end, ..token });
        let number =
            Token { start: end, kind: Kind::Number, spaced: false, breaks: 0, gap: false, upper: false, ..token };
        let digits = number.of(text).bytes().take_while(u8::is_ascii_digit).count() as u32;
        if end + digits < token.end {
            let scale = Token { start: end + digits, kind: Kind::Word, ..number };
            tokens.extend([sign, cut(text, Token { end: end + digits, ..number }), cut(text, scale)]);
            continue;
        }
        let joined = joined_decimals(text, cut(text, number), &room[at..]);
        tokens.extend([sign, joined.0]);
        at += joined.1;
    }
}

/// Whether a token is a word with a digit at its end, or before the letters of a scale there, as most are not.
fn ends_in_digit(text: &str, token: &Token) -> bool {
    const SCALE: usize = 2;
    let bytes = &text.as_bytes()[token.start as usize..token.end as usize];
    token.digits && bytes.iter().rev().take(SCALE + 1).any(u8::is_ascii_digit)
}

/// Where the currency ends that a token has before a number.
fn sign_end(text: &str, tokens: &[Token], at: usize, lexicon: &Lexicon) -> Option<u32> {
    const LONGEST: usize = 4;
    let (token, word) = (tokens[at], tokens[at].of(text));
    let letters = word.bytes().take_while(u8::is_ascii_alphabetic).count();
    let digits = word.bytes().skip(letters).take_while(u8::is_ascii_digit).count();
    if !(1..=LONGEST).contains(&letters) || digits == 0 {
        return None;
    }
    let end = token.start + letters as u32;
    // "SAR5bn": a scale may be written to the number, too.
    let suffix = Token { start: end + digits as u32, ..token };
    let scaled_to = letters + digits < word.len();
    if scaled_to
        && (letters < 2 && word.len() < letters + digits + 2 || !lexicon.reads(text, suffix, |r| r.scale().is_some()))
    {
        return None;
    }
    // "$US5 billion": the sign may stand before its letters.
    let sign = at.checked_sub(1).map(|i| tokens[i]).filter(|t| t.kind == Kind::Mark && t.end == token.start);
    let word_of = Token { end, ..token };
    if sign.is_some_and(|sign| lexicon.reads_two(text, [sign, word_of], |r| r.money().is_some())) {
        return Some(end);
    }
    // "CPI1.67%", "GDP5%": so is what is measured, where the number has decimals or counts percent.
    let measured = || letters > 1 && lexicon.reads(text, word_of, |r| matches!(r, Reading::Indicator(_)));
    if !scaled_to && behind_digits(text, tokens, at) && measured() {
        return Some(end);
    }
    if !lexicon.reads(text, word_of, |r| r.money().is_some()) {
        return None;
    }
    // "R2" may be anything; "R2 billion" is an amount.
    let behind = || (at + 1..tokens.len()).find(|i| tokens[*i].kind == Kind::Word || tokens[*i].spaced);
    let scaled = || behind().is_some_and(|i| lexicon.reads(text, tokens[i], |r| r.scale().is_some()));
    // "R17.80" is a price, and so is "N1,536.31".
    let glued = |mark: &str, fits: &dyn Fn(&str) -> bool| {
        let mark = tokens.get(at + 1).is_some_and(|t| t.of(text) == mark && !t.spaced);
        let number = tokens.get(at + 2).filter(|t| t.kind == Kind::Number && !t.spaced);
        mark && number.is_some_and(|t| fits(t.of(text)))
    };
    let group = |n: &str| n.bytes().take_while(u8::is_ascii_digit).count() == 3;
    let priced = || glued(".", &|n| n.len() == 2) || glued(",", &group);
    (letters > 1 || scaled_to || priced() || scaled()).then_some(end)
}

/// Whether the digits at the end of a token go on with decimals, or count percent.
fn behind_digits(text: &str, tokens: &[Token], at: usize) -> bool {
    let glued = |i: usize| tokens.get(i).filter(|t| !t.spaced && t.breaks == 0);
    let decimals = || glued(at + 2).is_some_and(|t| t.kind == Kind::Number);
    glued(at + 1).is_some_and(|t| matches!(t.of(text), "%" | "\u{ff05}") || t.mark == b'.' && decimals())
}

/// A part of a token, with the mark that it is if it is of one letter.
fn cut(text: &str, token: Token) -> Token {
    let mark = if token.end - token.start == 1 { text.as_bytes()[token.start as usize] } else { 0 };
    Token { mark, digits: false, ..token }
}

/// A number with its groups and decimals, which stood apart while letters stood before it, and how many of the tokens
/// behind it they are.
fn joined_decimals(text: &str, mut number: Token, behind: &[Token]) -> (Token, usize) {
    let glued = |t: &Token| !t.spaced && t.breaks == 0;
    let mut taken = 0;
    while let [mark, digits, ..] = &behind[taken..]
        && glued(mark)
        && glued(digits)
        && matches!(mark.of(text), "." | ",")
        && digits.kind == Kind::Number
    {
        number.end = digits.end;
        taken += 2;
    }
    (cut(text, number), taken)
}
