//! Code lists: the areas, currencies, units and indicators that exist. Rows are data (`data/codelists/*.csv`),
//! compiled into the program; a project may add rows of its own before the lists are first used.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;
use std::sync::OnceLock;

use chrono::NaiveDate;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::forms::serde_by_text;
use super::unit::{Unit, UnitCode};

/// The code lists as shipped: file name and text.
const BUILTIN: [(&str, &str); 6] = [
    ("areas.csv", include_str!("../../data/codelists/areas.csv")),
    ("members.csv", include_str!("../../data/codelists/members.csv")),
    ("currencies.csv", include_str!("../../data/codelists/currencies.csv")),
    ("currency_families.csv", include_str!("../../data/codelists/currency_families.csv")),
    ("units.csv", include_str!("../../data/codelists/units.csv")),
    ("indicators.csv", include_str!("../../data/codelists/indicators.csv")),
];

/// What is wrong with a code or a code list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// A code that no list has.
    #[error("`{code}` is not {wanted}")]
    Unknown {
        /// The code that was looked up.
        code: String,
        /// What would have been accepted.
        wanted: &'static str,
    },
    /// A row that cannot be read.
    #[error("{file}:{line}: {problem}")]
    Row {
        /// The code list's file name.
        file: String,
        /// The line in the file, from 1.
        line: u64,
        /// What is wrong with it.
        problem: String,
    },
    /// A file that is none of the code lists.
    #[error(
        "{0}: not a code list: want areas.csv, members.csv, currencies.csv, currency_families.csv, units.csv or indicators.csv"
    )]
    File(String),
    /// The lists are in use already and cannot be extended any more.
    #[error("the code lists are in use already and cannot be extended")]
    InUse,
}

/// A row of `areas.csv`.
#[derive(Debug, Deserialize)]
pub struct AreaRow {
    code: String,
    alpha3: String,
    name: String,
    kind: AreaKind,
    currency: String,
    fiscal_year_start: Option<u32>,
}

/// Whether an area is one country or several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AreaKind {
    /// A country or territory of ISO 3166-1.
    Country,
    /// An organisation or currency area with members.
    Bloc,
    /// A geographic or income group.
    Region,
    /// A transport corridor.
    Corridor,
}

#[derive(Debug, Deserialize)]
struct MemberRow {
    bloc: String,
    member: String,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    role: String,
}

/// A row of `currencies.csv`.
#[derive(Debug, Deserialize)]
pub struct CurrencyRow {
    code: String,
    name: String,
    family: String,
}

#[derive(Debug, Deserialize)]
struct FamilyRow {
    family: String,
    default: String,
}

#[derive(Debug, Deserialize)]
struct UnitRow {
    code: String,
}

/// A row of `indicators.csv`.
#[derive(Debug, Deserialize)]
pub struct IndicatorRow {
    code: String,
    name: String,
    name_ru: String,
    definition: String,
    kind: IndicatorKind,
    measures: String,
    percent_means: String,
    sides: String,
    dimension: String,
}

/// What a missing period means, how points join in a chart, and what may be added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum IndicatorKind {
    /// Accumulates over a period: trade, output.
    Flow,
    /// Stands at a point in time: reserves, debt.
    Stock,
    /// A rate or share: unemployment, a policy rate.
    Rate,
    /// An index number: PMI.
    Index,
}

macro_rules! code {
    ($(#[$doc:meta])* $name:ident, $row:ty, $list:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy)]
        pub struct $name(&'static $row);

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
    /// The generic word that names it: dollar, rupee; empty if the currency's word is its own.
    pub fn family(self) -> &'static str {
        &self.0.family
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
        self.0.measures.split('|').any(|m| m == measure)
    }

    /// What a bare percentage beside the indicator is: growth, level or share.
    pub fn percent_means(self) -> &'static str {
        &self.0.percent_means
    }

    /// Whether the indicator has a counterpart.
    pub fn two_sided(self) -> bool {
        self.0.sides == "two"
    }

    /// Whether a level of the indicator may be counted in this dimension: money, percent, physical, persons, index, price.
    pub fn has_dimension(self, dimension: &str) -> bool {
        self.0.dimension.split('|').any(|d| d == dimension)
    }
}

/// All code lists in force.
#[derive(Debug, Default)]
pub struct CodeLists {
    areas: FxHashMap<&'static str, Area>,
    currencies: FxHashMap<&'static str, Currency>,
    families: FxHashMap<&'static str, &'static str>,
    units: FxHashMap<&'static str, UnitCode>,
    indicators: FxHashMap<&'static str, Indicator>,
    members: Vec<&'static MemberRow>,
}

static LISTS: OnceLock<CodeLists> = OnceLock::new();

/// The code lists in force: the shipped ones, unless [`install`] came first.
pub fn lists() -> &'static CodeLists {
    LISTS.get_or_init(|| match CodeLists::builtin() {
        Ok(lists) => lists,
        Err(error) => panic!("the shipped code lists are broken: {error}"),
    })
}

/// Puts extended lists into force for this process. Fails when the lists are in use already.
pub fn install(lists: CodeLists) -> Result<(), CodeError> {
    LISTS.set(lists).map_err(|_| CodeError::InUse)
}

impl CodeLists {
    /// The shipped lists.
    pub fn builtin() -> Result<Self, CodeError> {
        let mut lists = Self::default();
        for (file, text) in BUILTIN {
            lists.add(file, text)?;
        }
        Ok(lists)
    }

    /// Adds the rows of one CSV, named as the shipped file whose columns it has. A row with a known code replaces it.
    pub fn add(&mut self, file: &str, text: &str) -> Result<(), CodeError> {
        match file {
            "areas.csv" => self.add_areas(file, text),
            "members.csv" => {
                self.members.extend(rows::<MemberRow>(file, text)?);
                Ok(())
            }
            "currencies.csv" => {
                self.currencies.extend(rows::<CurrencyRow>(file, text)?.iter().map(|&r| (&*r.code, Currency(r))));
                Ok(())
            }
            "currency_families.csv" => {
                self.families.extend(rows::<FamilyRow>(file, text)?.iter().map(|&r| (&*r.family, &*r.default)));
                Ok(())
            }
            "units.csv" => {
                self.units.extend(rows::<UnitRow>(file, text)?.iter().map(|&r| (&*r.code, UnitCode(&r.code))));
                Ok(())
            }
            "indicators.csv" => {
                self.indicators.extend(rows::<IndicatorRow>(file, text)?.iter().map(|&r| (&*r.code, Indicator(r))));
                Ok(())
            }
            other => Err(CodeError::File(other.to_owned())),
        }
    }

    fn add_areas(&mut self, file: &str, text: &str) -> Result<(), CodeError> {
        for row in rows::<AreaRow>(file, text)? {
            self.areas.insert(&row.code, Area(row));
            if !row.alpha3.is_empty() {
                self.areas.insert(&row.alpha3, Area(row));
            }
        }
        Ok(())
    }

    /// The area of a code: ISO 3166-1 alpha-2 or alpha-3, or a bloc, region or corridor of the list.
    pub fn area(&self, code: &str) -> Result<Area, CodeError> {
        let wanted = "an area code: want ISO 3166 alpha-2 or alpha-3, or a bloc such as CIS";
        look_up(&self.areas, code, wanted)
    }

    /// The currency of an ISO 4217 code.
    pub fn currency(&self, code: &str) -> Result<Currency, CodeError> {
        look_up(&self.currencies, code, "a currency code of ISO 4217")
    }

    /// The indicator of a code.
    pub fn indicator(&self, code: &str) -> Result<Indicator, CodeError> {
        look_up(&self.indicators, code, "an indicator code: see `attested indicators`")
    }

    /// The unit of a code: a currency or a code of `units.csv`.
    pub fn unit(&self, code: &str) -> Result<Unit, CodeError> {
        if let Some(unit) = self.units.get(code) {
            return Ok(Unit::Other(*unit));
        }
        look_up(&self.currencies, code, "a unit: want ISO 4217, or a code of units.csv such as percent")
            .map(Unit::Money)
    }

    /// The currency that a generic word such as "dollar" means in a country: the country's own where it belongs to
    /// the family, else the one that the word means by itself, if any.
    pub fn family(&self, family: &str, country: Option<Area>) -> Option<Currency> {
        let own = country.and_then(|area| self.currency(&area.0.currency).ok()).filter(|c| c.0.family == family);
        own.or_else(|| self.families.get(family).and_then(|default| self.currency(default).ok()))
    }

    /// Every indicator, by code.
    pub fn indicators(&self) -> Vec<Indicator> {
        let mut all: Vec<_> = self.indicators.values().copied().collect();
        all.sort();
        all
    }

    /// Every area, by code.
    pub fn areas(&self) -> Vec<Area> {
        let mut all: Vec<_> = self.areas.values().copied().collect();
        all.sort();
        all.dedup();
        all
    }

    fn members(&self, bloc: Area, on: NaiveDate) -> Vec<Area> {
        let held = |m: &MemberRow| m.from.is_none_or(|from| from <= on) && m.to.is_none_or(|to| on <= to);
        let rows = self.members.iter().filter(|m| m.bloc == bloc.code() && m.role == "member" && held(m));
        let mut members: Vec<_> = rows.filter_map(|m| self.area(&m.member).ok()).collect();
        members.sort();
        members
    }
}

fn look_up<T: Copy>(map: &FxHashMap<&'static str, T>, code: &str, wanted: &'static str) -> Result<T, CodeError> {
    map.get(code).copied().ok_or_else(|| CodeError::Unknown { code: code.to_owned(), wanted })
}

/// Reads the rows of a CSV for the life of the process: code lists are loaded once.
fn rows<T: DeserializeOwned>(file: &str, text: &str) -> Result<Vec<&'static T>, CodeError> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let row = |row: Result<T, csv::Error>| match row {
        Ok(row) => Ok(&*Box::leak(Box::new(row))),
        Err(error) => {
            let line = error.position().map_or(0, csv::Position::line);
            Err(CodeError::Row { file: file.to_owned(), line, problem: error.to_string() })
        }
    };
    reader.deserialize().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_are_found_by_either_code() {
        assert_eq!("RU".parse::<Area>(), "RUS".parse());
        assert_eq!("CIS".parse::<Area>().map(Area::kind), Ok(AreaKind::Bloc));
        let error = "XK2".parse::<Area>().expect_err("no such area").to_string();
        assert!(error.starts_with("`XK2` is not an area code"), "{error}");
    }

    #[test]
    fn members_hold_from_a_day_to_a_day() {
        let brics: Area = "BRICS".parse().expect("BRICS");
        let on = |y| NaiveDate::from_ymd_opt(y, 6, 1).expect("a day");
        let egypt = "EG".parse::<Area>().expect("EG");
        assert!(!brics.members(on(2023)).contains(&egypt));
        assert!(brics.members(on(2024)).contains(&egypt));
    }

    #[test]
    fn a_generic_currency_word_is_read_by_the_country() {
        let lists = lists();
        let area = |code| lists.area(code).ok();
        assert_eq!(lists.family("dollar", area("AU")).map(Currency::code), Some("AUD"));
        assert_eq!(lists.family("dollar", area("RU")).map(Currency::code), Some("USD"));
        assert_eq!(lists.family("ruble", area("BY")).map(Currency::code), Some("BYN"));
    }

    #[test]
    fn a_project_extends_the_lists() {
        let mut lists = CodeLists::builtin().expect("shipped lists");
        lists
            .add("areas.csv", "code,alpha3,name,kind,currency,fiscal_year_start\nLALALAND,,La La,region,,\n")
            .expect("row");
        assert_eq!(lists.area("LALALAND").map(Area::name), Ok("La La"));
        let error = lists
            .add("areas.csv", "code,alpha3,name,kind,currency,fiscal_year_start\nX,,X,planet,,1\n")
            .expect_err("kind");
        assert!(error.to_string().starts_with("areas.csv:2:"), "{error}");
        assert!(lists.add("planets.csv", "").is_err());
    }
}
