//! Code lists: the areas, currencies, units and indicators that exist. Rows are data (`data/codelists/*.csv`),
//! compiled into the program; a project may add rows of its own before the lists are first used.

mod code;
mod rows;

use std::sync::OnceLock;

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use super::unit::{OTHER, Unit, UnitCode};
use rows::{AreaRow, CurrencyRow, FamilyRow, IndicatorRow, MemberRow, UnitRow, rows};

pub use code::{Area, Currency, Indicator, lists_code};
pub use rows::{AreaKind, IndicatorKind};

/// The code lists as shipped: file name and text.
const BUILTIN: [(&str, &str); 6] = [
    ("areas.csv", include_str!("../../../data/codelists/areas.csv")),
    ("members.csv", include_str!("../../../data/codelists/members.csv")),
    ("currencies.csv", include_str!("../../../data/codelists/currencies.csv")),
    ("currency_families.csv", include_str!("../../../data/codelists/currency_families.csv")),
    ("units.csv", include_str!("../../../data/codelists/units.csv")),
    ("indicators.csv", include_str!("../../../data/codelists/indicators.csv")),
];

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

    /// The unit of a code: a currency or a code of `units.csv`, also as it is exchanged (`other:square metres`).
    pub fn unit(&self, code: &str) -> Result<Unit, CodeError> {
        let other = code.strip_prefix(OTHER).and_then(|name| self.units.get(name.replace(' ', "_").as_str()));
        if let Some(unit) = other {
            return Ok(Unit::Other(*unit));
        }
        if let Some(unit) = self.units.get(code) {
            return Ok(Unit::Other(*unit));
        }
        look_up(&self.currencies, code, "a unit: want ISO 4217, or a code of units.csv such as percent")
            .map(Unit::Money)
    }

    /// The currency that a generic word such as "dollar" means in a country: the country's own where it belongs to
    /// the family, else the one that the word means by itself, if any.
    pub fn family(&self, family: &str, country: Option<Area>) -> Option<Currency> {
        let own = country.and_then(|area| self.currency(&area.0.currency).ok()).filter(|c| c.in_family(family));
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
