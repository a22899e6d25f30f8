//! What a language's grammar does differently: its decimal mark, the endings of its inflected words, the order of its
//! words. `grammar.csv` names the options; the rules in `extract` ask for them by name.

use rustc_hash::FxHashSet;

use crate::model::{ObsStatus, ParseError};
use crate::text::Abbreviations;

/// The options of one language.
#[derive(Debug, Default)]
pub struct Grammar {
    /// Whether a comma parts the whole from its decimals, and a full stop the thousands.
    pub decimal_comma: bool,
    /// Whether a genitive follows its noun with no word for "of" between: "объём торговли", "8 % ВВП".
    pub bare_genitive: bool,
    /// Whether a noun for the year may stand behind its number: "2024 года", "2024年".
    pub year_noun: bool,
    /// Whether a language has no articles, so that a noun alone is "a year" or "the year".
    pub no_articles: bool,
    /// Whether verbs may stand at the end of their clause: "um 27 Milliarden gefallen".
    pub verb_final: bool,
    /// Whether a multiple behind a word of growth is what was added: "增长2倍" is threefold.
    pub times_added: bool,
    /// Whether the year stands before the part of it: "2022年上半年".
    pub year_first: bool,
    /// The letters that name a part of a year beside its number, with the length in months: Q3, 1H24, 9M.
    pub codes: Vec<(char, u32)>,
    /// The letters that say of a year to which they are joined how sure its values are: 2024e, 2025f. Some, as p, stand for
    /// more than one thing.
    pub year_marks: Vec<(char, Option<ObsStatus>)>,
    /// What a fiscal year's number may be joined to: FY25.
    pub fiscal_codes: Vec<Box<str>>,
    /// The endings that a stem of the lexicon (`торговл*`) may take.
    endings: FxHashSet<Box<str>>,
    /// The length of the longest ending, in characters.
    longest: usize,
    /// The endings of declined names with those of the nominative: `-ым` of "Путиным" is none in it.
    name_endings: Vec<(Box<str>, Box<str>)>,
    /// The endings of names behind a word that is both "in" and "into", where it means "in": "в Турции".
    locatives: Vec<Box<str>>,
    /// Words with a full stop that ends no sentence.
    pub abbreviations: Abbreviations,
}

impl Grammar {
    /// Takes over one row of `grammar.csv`.
    pub(super) fn add(&mut self, option: &str, value: &str, other: &str) -> Result<(), String> {
        let switch = || match value {
            "yes" => Ok(true),
            "no" => Ok(false),
            _ => Err(format!("`{value}`: want yes or no")),
        };
        match option {
            "decimal_comma" => self.decimal_comma = switch()?,
            "bare_genitive" => self.bare_genitive = switch()?,
            "year_noun" => self.year_noun = switch()?,
            "no_articles" => self.no_articles = switch()?,
            "verb_final" => self.verb_final = switch()?,
            "times_added" => self.times_added = switch()?,
            "year_first" => self.year_first = switch()?,
            "quarter_code" => self.code(value, 3)?,
            "half_code" => self.code(value, 6)?,
            "month_code" => self.code(value, 1)?,
            "year_mark" => {
                let status = (!other.is_empty()).then(|| other.parse()).transpose();
                self.year_marks.push((one_letter(value)?, status.map_err(|error: ParseError| error.to_string())?));
            }
            "fiscal_code" => self.fiscal_codes.push(value.into()),
            "ending" => {
                self.longest = self.longest.max(value.chars().count());
                self.endings.insert(value.into());
            }
            "locative" => self.locatives.push(value.into()),
            "abbreviation" => self.abbreviations.add(value, false),
            "ordered" => self.abbreviations.add_ordered(value),
            "clipped" => self.abbreviations.add(value, true),
            "name_ending" => {
                self.name_endings.push((value.into(), other.into()));
                self.name_endings.sort_by_key(|(ending, _)| std::cmp::Reverse(ending.len()));
            }
            other => return Err(format!("`{other}` is no option of the grammar")),
        }
        Ok(())
    }

    fn code(&mut self, value: &str, months: u32) -> Result<(), String> {
        self.codes.push((one_letter(value)?, months));
        Ok(())
    }

    /// Whether a name has the ending that it has behind "in", and not behind "into".
    pub fn is_locative(&self, name: &str) -> bool {
        self.locatives.iter().any(|ending| name.ends_with(&**ending))
    }

    /// The months that a letter counts.
    pub fn code_months(&self, letter: char) -> Option<u32> {
        self.codes.iter().find(|(l, _)| *l == letter).map(|(_, months)| *months)
    }

    /// A name without its ending of case; the same for all its cases.
    pub fn name_stem<'w>(&self, name: &'w str) -> &'w str {
        let ending = self.name_endings.iter().find(|(ending, _)| ends_name(name, ending));
        ending.map_or(name, |(ending, _)| &name[..name.len() - ending.len()])
    }

    /// A name in the nominative, of one that stands in another case.
    pub fn nominative(&self, name: &str) -> String {
        match self.name_endings.iter().find(|(ending, _)| ends_name(name, ending)) {
            Some((ending, nominative)) => format!("{}{nominative}", &name[..name.len() - ending.len()]),
            None => name.to_owned(),
        }
    }

    /// The ways to part a word into a stem and one of the language's endings, the longest stem first.
    pub(super) fn stems<'w>(&self, word: &'w str) -> impl Iterator<Item = &'w str> {
        let parts = word.char_indices().rev().map(|(at, _)| at).take(self.longest);
        let ends = std::iter::once(word.len()).chain(parts).filter(|at| *at > 0);
        ends.filter(|at| self.endings.contains(&word[*at..])).map(|at| &word[..at])
    }
}

fn one_letter(value: &str) -> Result<char, String> {
    let mut letters = value.chars();
    letters.next().filter(|_| letters.next().is_none()).ok_or_else(|| format!("`{value}`: want one letter"))
}

/// Whether a name ends so, and enough of it is left.
fn ends_name(name: &str, ending: &str) -> bool {
    name.strip_suffix(ending).is_some_and(|stem| stem.chars().count() >= 3)
}
