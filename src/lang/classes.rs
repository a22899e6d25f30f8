//! Classes of function words and kinds of readings as bits, so that a rule can ask in one test whether a token begins
//! anything that it may start with.

use super::reading::Reading;

/// A set of classes of function words, one bit each.
pub type Classes = u128;

/// A set of kinds of readings, one bit each.
pub type Kinds = u32;

impl Reading {
    /// Names, adjectives, people and capitals of areas.
    pub const AREA: Kinds = 1;
    /// Currencies.
    pub const MONEY: Kinds = 1 << 1;
    /// Words of currencies that stand only behind a number.
    pub const MONEY_AFTER: Kinds = 1 << 2;
    /// Units.
    pub const UNIT: Kinds = 1 << 3;
    /// Units that stand before their number.
    pub const UNIT_BEFORE: Kinds = 1 << 4;
    /// Powers of ten.
    pub const SCALE: Kinds = 1 << 5;
    /// Powers of ten in the plural.
    pub const SCALES: Kinds = 1 << 6;
    /// Numbers in words.
    pub const NUMBER: Kinds = 1 << 7;
    /// Names of months.
    pub const MONTH: Kinds = 1 << 8;
    /// Indicators.
    pub const INDICATOR: Kinds = 1 << 9;
    /// Slices.
    pub const ITEM: Kinds = 1 << 10;
    /// Bounds.
    pub const HEDGE: Kinds = 1 << 11;
    /// Words of change and of state.
    pub const CHANGE: Kinds = 1 << 12;
    /// Bases in words.
    pub const BASIS: Kinds = 1 << 13;
    /// Words of time.
    pub const TIME: Kinds = 1 << 14;
    /// Words of saying.
    pub const SPEECH: Kinds = 1 << 15;
    /// Titles of persons.
    pub const ROLE: Kinds = 1 << 16;
    /// Bodies.
    pub const INSTITUTION: Kinds = 1 << 17;
    /// Words that make forecasts, targets and estimates.
    pub const STATUS: Kinds = 1 << 18;
    /// Persons of public life.
    pub const PERSON: Kinds = 1 << 19;
    /// Words that make a number no figure.
    pub const NOT_FIGURE: Kinds = 1 << 20;
    /// Function words.
    pub const LINK: Kinds = 1 << 21;
    /// Places that lie in an area.
    pub const PLACE: Kinds = 1 << 22;
    /// What may stand behind a number and say what it counts.
    pub const COUNTS: Kinds = Self::SCALE | Self::UNIT | Self::MONEY | Self::MONEY_AFTER;

    /// Its kind.
    pub(super) fn kind(&self) -> Kinds {
        match self {
            Self::Area(..) => Self::AREA,
            Self::Money(_) => Self::MONEY,
            Self::MoneyAfter(..) => Self::MONEY_AFTER,
            Self::Unit(..) => Self::UNIT,
            Self::UnitBefore(_) => Self::UNIT_BEFORE,
            Self::Scale(_) => Self::SCALE,
            Self::Scales(_) => Self::SCALES,
            Self::Number(..) => Self::NUMBER,
            Self::Month(_) => Self::MONTH,
            Self::Indicator(_) => Self::INDICATOR,
            Self::Item(_) => Self::ITEM,
            Self::Hedge { .. } => Self::HEDGE,
            Self::Change(_) => Self::CHANGE,
            Self::Basis { .. } => Self::BASIS,
            Self::Time(_) => Self::TIME,
            Self::Speech(_) => Self::SPEECH,
            Self::Role(_) => Self::ROLE,
            Self::Institution(..) => Self::INSTITUTION,
            Self::Status(..) => Self::STATUS,
            Self::Person(_) => Self::PERSON,
            Self::NotFigure(_) => Self::NOT_FIGURE,
            Self::Link(_) => Self::LINK,
            Self::Place(_) => Self::PLACE,
        }
    }
}
