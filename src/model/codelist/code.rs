//! Areas, currencies and indicators: codes that exist, each with its row. They are made by look-up only.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use chrono::NaiveDate;

use super::rows::{AreaKind, AreaRow, CurrencyRow, IndicatorKind, IndicatorRow};
use super::{CodeError, lists};
use crate::model::forms::serde_by_text;

macro_rules! code {
    ($(#[$doc:meta])* $name:ident, $row:ty, $list:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy)]
        pub struct $name(pub(super) &'static $row);

        impl $name {
            /// The code.
            pub fn code(self) -> &'static str {
                &self.0.code
            }

            /// The English name.
            pub fn name(self) -> &'static str {
                &self.0.name
            }
        }
        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                std::ptr::eq(self.0, other.0)
            }
        }
        impl Eq for $name {}
        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }
        impl Ord for $name {
            fn cmp(&self, other: &Self) -> std::cmp::Ordering {
                self.code().cmp(other.code())
            }
        }
        impl Hash for $name {
            fn hash<H: Hasher>(&self, state: &mut H) {
                self.code().hash(state);
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.code())
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.code())
            }
        }
        impl FromStr for $name {
            type Err = CodeError;

            fn from_str(text: &str) -> Result<Self, CodeError> {
                lists().$list(text)
            }
        }
        serde_by_text!($name);
    };
}

code! {
    /// A country, bloc, region or corridor. Made by look-up only: `"RU".parse::<Area>()`; alpha-3 is understood.
    Area, AreaRow, area
}
code! {
    /// A currency of ISO 4217. Made by look-up only.
    Currency, CurrencyRow, currency
}
code! {
    /// An indicator of `indicators.csv`. Made by look-up only.
    Indicator, IndicatorRow, indicator
}

impl Area {
    /// ISO 3166-1 alpha-3; empty for what is not a country.
    pub fn alpha3(self) -> &'static str {
        &self.0.alpha3
    }

    /// The Russian name; the English one where the list has none.
    pub fn name_ru(self) -> &'static str {
        if self.0.name_ru.is_empty() { &self.0.name } else { &self.0.name_ru }
    }

    /// Country, bloc, region or corridor.
    pub fn kind(self) -> AreaKind {
        self.0.kind
    }

    /// The currency in use, if there is one.
    pub fn currency(self) -> Option<Currency> {
        lists().currency(&self.0.currency).ok()
    }

    /// The month in which the government's fiscal year starts.
    pub fn fiscal_year_start(self) -> u32 {
        self.0.fiscal_year_start.unwrap_or(1)
    }

    /// Whether a fiscal year that is called by one year has the name of the calendar year in which it starts: "fiscal 2025" of
    /// Japan runs from April 2025. Elsewhere it has that of the year in which it ends.
    pub fn fiscal_year_named_by_start(self) -> bool {
        self.0.fiscal_year_named == "start"
    }

    /// Whether "the second quarter" and "H1", where no year is named, are those of the fiscal year: July to September in India.
    pub fn numbers_fiscal_quarters(self) -> bool {
        self.0.numbered_quarters == "fiscal"
    }

    /// Whether the growth of its output in a quarter, where no base is given, is on the quarter before.
    pub fn grows_by_the_quarter(self) -> bool {
        self.0.quarterly == "pop"
    }

    /// Whether the rate of its prices in a month, where no base is given, is on the month before.
    pub fn prices_by_the_month(self) -> bool {
        self.0.quarterly == "prices"
    }

    /// The full members of a bloc on a day, in code order; nothing for a country.
    pub fn members(self, on: NaiveDate) -> Vec<Area> {
        lists().members(self, on)
    }

    /// Whether this area lies in `bloc`, now or ever: a member, associate or observer.
    pub fn ever_in(self, bloc: Area) -> bool {
        lists().members.iter().any(|m| m.bloc == bloc.code() && m.member == self.code())
    }
}

impl Currency {
    /// Whether it is one of the currencies that a generic word may mean: dollar, peso, yuan.
    pub fn in_family(self, family: &str) -> bool {
        !family.is_empty() && lists_code(&self.0.family, family)
    }

    /// The country or currency union that issues it, by the first two letters of its code (ISO 4217); `None` where these
    /// are of several states, as in XOF.
    pub fn issuer(self) -> Option<Area> {
        match self.code() {
            "EUR" => "EA".parse().ok(),
            code => code.get(..2)?.parse().ok(),
        }
    }

    /// Whether a generic word may mean both currencies.
    pub fn akin(self, other: Self) -> bool {
        self.0.family.split('|').any(|family| other.in_family(family))
    }
}

impl Indicator {
    /// The Russian name.
    pub fn name_ru(self) -> &'static str {
        &self.0.name_ru
    }

    /// One sentence that says what is measured.
    pub fn definition(self) -> &'static str {
        &self.0.definition
    }

    /// Flow, stock, rate or index.
    pub fn kind(self) -> IndicatorKind {
        self.0.kind
    }

    /// Whether values of this indicator may be a level, share, growth or change.
    pub fn allows(self, measure: &str) -> bool {
        lists_code(&self.0.measures, measure)
    }

    /// The family of indicators that are looked at together: trade, prices, labour ...; `other` where the list names none.
    pub fn family(self) -> &'static str {
        if self.0.family.is_empty() { "other" } else { &self.0.family }
    }

    /// What a bare percentage beside the indicator is: growth, level or share.
    pub fn percent_means(self) -> &'static str {
        &self.0.percent_means
    }

    /// Whether the indicator has a counterpart.
    pub fn two_sided(self) -> bool {
        self.0.sides == "two"
    }

    /// Whether the indicator is the output of one branch of the economy, of which that of the whole is made up.
    pub fn is_branch(self) -> bool {
        matches!(
            self.code(),
            "construction" | "industrial_production" | "manufacturing" | "agricultural_production" | "services"
        )
    }

    /// Whether it is a rate of interest, set by a central bank or asked by the market.
    pub fn is_interest_rate(self) -> bool {
        matches!(self.code(), "policy_rate" | "interest_rate")
    }

    /// Whether it is a rate at which prices of consumers or producers rise.
    pub fn is_price_rate(self) -> bool {
        matches!(self.code(), "inflation" | "core_inflation" | "producer_prices")
    }

    /// Whether a level of the indicator may be counted in this dimension: money, percent, physical, persons, index, price.
    pub fn has_dimension(self, dimension: &str) -> bool {
        lists_code(&self.0.dimension, dimension)
    }
}

/// Whether a code is one of those that bars part.
pub fn lists_code(codes: &str, code: &str) -> bool {
    // Codes are short, and so are lists: a search for the bars would cost more than it finds.
    codes.as_bytes().split(|b| *b == b'|').any(|one| one == code.as_bytes())
}
