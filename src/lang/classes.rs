//! Classes of readings as bits, so that a rule can ask in one test whether a token begins anything that it may start with.

use super::reading::Reading;

/// A set of classes of readings, one bit each; every class of function words has a bit of its own.
pub type Classes = u128;

impl Reading {
    /// The classes that the rules ask for at many tokens, counted from the top: function words count from the bottom.
    pub const TIME: Classes = 1 << 127;
    /// Names of months.
    pub const MONTH: Classes = 1 << 126;
    /// Numbers in words.
    pub const NUMBER: Classes = 1 << 125;
    /// Words of saying.
    pub const SPEECH: Classes = 1 << 124;
    /// Titles of persons.
    pub const ROLE: Classes = 1 << 122;
    /// Currencies.
    pub const MONEY: Classes = 1 << 121;
    /// Units that stand before their number.
    pub const UNIT_BEFORE: Classes = 1 << 120;

    /// Its class; none for those that no rule asks for by their class.
    pub(super) fn class(&self) -> Classes {
        match self {
            Self::Link(link) => link.class(),
            Self::Time(_) => Self::TIME,
            Self::Month(_) => Self::MONTH,
            Self::Number(..) => Self::NUMBER,
            Self::Speech(_) => Self::SPEECH,
            Self::Role(_) => Self::ROLE,
            Self::Money(_) => Self::MONEY,
            Self::UnitBefore(_) => Self::UNIT_BEFORE,
            _ => 0,
        }
    }
}
