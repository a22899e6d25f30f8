//! What each token of a page may begin, in one byte: rules that go over a whole text look at these first, since most words begin
//! nothing for them.

use crate::lang::scan::Scan;
use crate::lang::{Classes, Kinds, Link, Reading};
use crate::text::{Kind, Token};

/// An expression of time: a word of time, a count or an article, digits, a code, or a mark.
pub const TIME: u8 = 1;
/// A number: digits, a number in words, what stands before one, or a mark.
pub const NUMBER: u8 = 1 << 1;
/// An indicator, an area, a body, a word of change: what is mentioned.
pub const MENTION: u8 = 1 << 2;
/// A name: a capital, or a letter beyond ASCII.
pub const NAME: u8 = 1 << 3;
/// The noun of a body.
pub const BODY: u8 = 1 << 4;
/// The name of a section of a site.
pub const SECTION: u8 = 1 << 5;

/// The function words that are mentioned.
pub const MENTIONED_LINKS: [Link; 9] = [
    Link::Share,
    Link::Each,
    Link::Respectively,
    Link::We,
    Link::You,
    Link::Bloc,
    Link::Region,
    Link::Revised,
    Link::Valued,
];

/// What may stand before a word of time: "a year ago", "the month before".
pub const ARTICLES: Classes = Link::Per.class() | Link::The.class();

/// The kinds of readings that are mentions.
const MENTIONED: Kinds = Reading::INDICATOR
    | Reading::ITEM
    | Reading::AREA
    | Reading::INSTITUTION
    | Reading::CHANGE
    | Reading::BASIS
    | Reading::STATUS
    | Reading::NOT_FIGURE
    | Reading::ROLE
    | Reading::SPEECH;

/// The groups of the tokens of a page, and of the sets of what begins at tokens, which are kept from one text to the next.
#[derive(Debug, Default)]
pub struct Groups {
    of_sets: Vec<u8>,
    of_tokens: Vec<u8>,
}

impl Groups {
    /// Works out the groups of the tokens of a text.
    pub fn lay(&mut self, text: &str, tokens: &[Token], scan: &Scan) {
        let known = self.of_sets.len();
        self.of_sets.extend(scan.sets().skip(known).map(of_set));
        self.of_tokens.clear();
        self.of_tokens.reserve_exact(tokens.len());
        let of = |(token, set): (&Token, usize)| self.of_sets[set] | of_shape(text, token);
        self.of_tokens.extend(tokens.iter().zip(scan.numbers()).map(of));
    }

    /// The groups of each token.
    pub fn of_tokens(&self) -> &[u8] {
        &self.of_tokens
    }
}

fn of_set((classes, kinds): (Classes, Kinds)) -> u8 {
    let group = |group: u8, holds: bool| if holds { group } else { 0 };
    let linked = |links: &[Link]| classes & Link::classes(links) != 0;
    let timed = kinds & (Reading::TIME | Reading::MONTH | Reading::NUMBER) != 0 || classes & ARTICLES != 0;
    let counted = kinds & (Reading::NUMBER | Reading::MONEY | Reading::UNIT_BEFORE) != 0 || linked(&[Link::Per]);
    group(TIME, timed)
        | group(NUMBER, counted)
        | group(MENTION, kinds & MENTIONED != 0 || linked(&MENTIONED_LINKS))
        | group(BODY, linked(&[Link::Body]))
        | group(SECTION, linked(&[Link::Section]))
}

fn of_shape(text: &str, token: &Token) -> u8 {
    match token.kind {
        Kind::Number => TIME | NUMBER,
        Kind::Word if token.upper => TIME | NAME,
        Kind::Word | Kind::Dash | Kind::Mark | Kind::Possessive => match text.as_bytes()[token.start as usize] {
            // "'24", "[3]", "-5": the marks that may stand before digits and are looked at.
            b'\'' => TIME,
            b'[' | b'-' => NUMBER,
            0..0x80 => 0,
            _ if token.kind == Kind::Word => NAME,
            _ => TIME | NUMBER,
        },
    }
}
