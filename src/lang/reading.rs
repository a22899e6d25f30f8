//! Readings: what a word or phrase of the lexicon can mean. These are the word classes over which the grammar is
//! written.

use rust_decimal::Decimal;

use super::link::Link;
use super::time::Time;
use crate::model::{Area, Currency, Indicator, ObsStatus, Unit};

/// One meaning of a phrase.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Reading {
    /// A name, adjective, people or capital of an area.
    Area(Area, AreaRole),
    /// A currency's sign, code or word.
    Money(Money),
    /// A currency's word that stands only behind its number, with the power of ten that it carries: cents are -2.
    MoneyAfter(Money, i8),
    /// A unit that is not a currency, with the power of ten from the phrase to the unit's code.
    Unit(Unit, i8),
    /// A unit that stands before its number: "百分之五".
    UnitBefore(Unit),
    /// A scale word, as a power of ten.
    Scale(i8),
    /// A scale word in the plural, as a power of ten: it counts what is below a heading, and no number beside it.
    Scales(i8),
    /// A number in words.
    Number(Decimal, NumberKind),
    /// A month of the year, 1 to 12.
    Month(u32),
    /// An indicator, with what the phrase itself fixes of item, measure and sign.
    Indicator(IndicatorWord),
    /// A city or region, by the country in which it lies: what a text that names no country is about.
    Place(Area),
    /// A slice, in the indicators that it slices.
    Item(&'static ItemWord),
    /// A bound word; `after` when it follows its number.
    Hedge {
        /// The bound it gives.
        bound: Bound,
        /// Whether it stands after the number.
        after: bool,
    },
    /// A word of change or of state.
    Change(Change),
    /// A comparison base in words: year on year, month on month.
    Basis {
        /// Whether it is the same period a year before; else the previous period.
        yearly: bool,
    },
    /// A word of the grammar of periods.
    Time(Time),
    /// A word of saying, or one that names a source.
    Speech(Speech),
    /// A title of a person.
    Role(Role),
    /// A body that says things, with its area where the name fixes one.
    Institution(Option<Area>, Option<&'static str>),
    /// A word that makes a figure a forecast, target or estimate.
    Status(ObsStatus, StatusKind),
    /// A person whose country is known.
    Person(&'static Known),
    /// Words beside a number that make it another kind of number.
    NotFigure(Other),
    /// A function word.
    Link(Link),
}

/// What a number is of that is no figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Other {
    /// The answers to a survey.
    Survey,
    /// One company: its result, its shares, its owners.
    Company,
    /// What a minority of those who decide would have had.
    Minority,
    /// A rate that a law sets, as of a tax; what a tax brings in is none.
    Levy,
    /// Anything else: votes, fines, scores, the price of one product.
    Thing,
}

impl Other {
    /// By the reason that the lexicon gives.
    pub fn of(reason: &str) -> Self {
        let company = ["company result", "ownership of one company", "securities price", "valuation of one company"];
        if reason.starts_with("survey answer") {
            Self::Survey
        } else if company.iter().any(|kind| reason.starts_with(kind)) {
            Self::Company
        } else if reason.starts_with("preference of a minority") {
            Self::Minority
        } else if reason.starts_with("tax rate") {
            Self::Levy
        } else {
            Self::Thing
        }
    }
}

impl Reading {
    /// Whether it is a noun for a forecast.
    pub fn is_forecast_noun(&self) -> bool {
        *self == Self::Status(ObsStatus::Forecast, StatusKind::Noun)
    }

    /// The area, if it is one.
    pub fn area(&self) -> Option<Area> {
        match self {
            Self::Area(area, _) => Some(*area),
            _ => None,
        }
    }

    /// The currency, if it is one.
    pub fn money(&self) -> Option<Money> {
        match self {
            Self::Money(money) => Some(*money),
            _ => None,
        }
    }

    /// The currency of a word behind a number, with its power of ten, if it is one.
    pub fn money_after(&self) -> Option<(Money, i8)> {
        match self {
            Self::Money(money) => Some((*money, 0)),
            Self::MoneyAfter(money, exponent) => Some((*money, *exponent)),
            _ => None,
        }
    }

    /// Whether it is a word behind a number for what that counts: a scale, a unit, a currency.
    pub fn counts(&self) -> bool {
        self.scale().is_some() || self.unit().is_some() || self.money_after().is_some()
    }

    /// The unit with its power of ten, if it is one.
    pub fn unit(&self) -> Option<(Unit, i8)> {
        match self {
            Self::Unit(unit, exponent) => Some((*unit, *exponent)),
            _ => None,
        }
    }

    /// The power of ten, if it is a scale.
    pub fn scale(&self) -> Option<i8> {
        match self {
            Self::Scale(exponent) => Some(*exponent),
            _ => None,
        }
    }
}

/// A slice and the indicators that it slices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemWord {
    /// The slice in lower-case English words.
    pub item: &'static str,
    /// The indicators that it slices.
    pub indicators: Vec<Indicator>,
    /// What the same phrase slices by another name: "households" of consumption and those of credit.
    pub also: Option<&'static ItemWord>,
}

impl ItemWord {
    /// Whether it slices an indicator.
    pub fn slices(&self, indicator: Indicator) -> bool {
        self.of(indicator).is_some()
    }

    /// The slice of an indicator, by the name that it has there.
    pub fn of(&self, indicator: Indicator) -> Option<&'static str> {
        let own = self.indicators.contains(&indicator).then_some(self.item);
        own.or_else(|| self.also.and_then(|also| also.of(indicator)))
    }
}

/// A person of public life, known by the same name in every language and script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The name in English.
    pub name: &'static str,
    /// The name in the lexicon's own language, in the nominative.
    pub written: &'static str,
    /// The code of the country or body for which they speak.
    pub area: &'static str,
    /// Their office, by the word that stands for it.
    pub office: &'static str,
}

/// How far a word of status reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatusKind {
    /// "will", "expects to": the clause.
    Verb,
    /// "a target of": the number beside it.
    Noun,
}

/// How a word of saying is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Speech {
    /// said, announced
    Verb,
    /// according to
    Source,
    /// data, estimate, report: behind the name of a body
    Noun,
}

/// How a phrase names an area.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AreaRole {
    /// Its name.
    Name,
    /// An adjective.
    Adjective,
    /// Its people.
    People,
    /// Its capital, or another word that stands for its government.
    Capital,
    /// "Our country", which is that of the publisher where that is another one: 我国.
    Own,
    /// A short form that names it only beside another one or behind a preposition: 中俄, 对美.
    Short,
}

/// A currency, or a generic word such as "dollar" that the country decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Money {
    /// A currency by its own word.
    Currency(Currency),
    /// A family of currencies: dollar, rupee.
    Family(&'static str),
}

/// The kinds of numbers in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberKind {
    /// four
    Cardinal,
    /// fourth
    Ordinal,
    /// a quarter
    Fraction,
    /// doubled, threefold
    Multiple,
}

/// An indicator phrase.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct IndicatorWord {
    /// The indicator.
    pub indicator: Indicator,
    /// The slice that the phrase itself names.
    pub item: Option<&'static str>,
    /// The measure that the phrase itself fixes: level, share, growth.
    pub measure: Option<&'static str>,
    /// -1 for a deficit, 1 for a surplus, 0 otherwise.
    pub sign: i8,
    /// Whether the phrase alone names the indicator.
    pub strength: Strength,
}

/// How surely a phrase names its indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// Only beside a quantity of the right kind, with nothing stronger there.
    Weak,
    /// By itself.
    Strong,
}

/// The bound that a hedge gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// No bound after all ("exactly").
    Exact,
    /// about
    About,
    /// over
    Above,
    /// almost
    Below,
}

/// A word of change or state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// 1 up, -1 down, 0 for words of state ("amounted to").
    pub direction: i8,
    /// Verb, noun or adverb.
    pub kind: ChangeKind,
    /// Whether a verb is in the past.
    pub past: bool,
}

/// The part of speech of a word of change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    /// grew
    Verb,
    /// an increase
    Noun,
    /// up, more
    Adverb,
}

/// Titles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// An office, by the word that stands for it in all its forms and languages: president, governor.
    Office(&'static str),
    /// Mr, Dr.
    Honorific,
}
