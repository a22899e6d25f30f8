//! Languages: which one a text is in.

use std::fmt;
use std::str::FromStr;

use super::ParseError;
use super::forms::serde_by_text;

/// A language that texts are told apart by, whether or not their figures can be read. Its text form is ISO 639-1.
///
/// ```
/// use attested::model::Language;
/// assert_eq!("ru".parse::<Language>()?, Language::Russian);
/// assert_eq!(Language::Chinese.code(), "zh");
/// # Ok::<(), attested::model::ParseError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// Arabic.
    Arabic,
    /// Belarusian.
    Belarusian,
    /// Bulgarian.
    Bulgarian,
    /// Chinese, in either set of characters.
    Chinese,
    /// Dutch.
    Dutch,
    /// English.
    English,
    /// French.
    French,
    /// German.
    German,
    /// Italian.
    Italian,
    /// Japanese.
    Japanese,
    /// Korean.
    Korean,
    /// Polish.
    Polish,
    /// Portuguese.
    Portuguese,
    /// Russian.
    Russian,
    /// Spanish.
    Spanish,
    /// Turkish.
    Turkish,
    /// Ukrainian.
    Ukrainian,
}

const CODES: [(Language, &str); 17] = [
    (Language::Arabic, "ar"),
    (Language::Belarusian, "be"),
    (Language::Bulgarian, "bg"),
    (Language::Chinese, "zh"),
    (Language::Dutch, "nl"),
    (Language::English, "en"),
    (Language::French, "fr"),
    (Language::German, "de"),
    (Language::Italian, "it"),
    (Language::Japanese, "ja"),
    (Language::Korean, "ko"),
    (Language::Polish, "pl"),
    (Language::Portuguese, "pt"),
    (Language::Russian, "ru"),
    (Language::Spanish, "es"),
    (Language::Turkish, "tr"),
    (Language::Ukrainian, "uk"),
];

impl Language {
    /// The code of ISO 639-1.
    pub fn code(self) -> &'static str {
        CODES.iter().find(|(language, _)| *language == self).map_or("", |(_, code)| code)
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

impl FromStr for Language {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        let found = CODES.iter().find(|(_, code)| *code == text).map(|(language, _)| *language);
        found.ok_or_else(|| ParseError::new(text, "a language: want its code of ISO 639-1, such as en or ru"))
    }
}

serde_by_text!(Language);
