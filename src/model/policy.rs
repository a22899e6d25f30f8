//! Which of several values for one period is shown.

use std::fmt;
use std::str::FromStr;

use super::ParseError;
use super::forms::serde_by_text;

/// By what rule one of the values that several documents give for a period is shown; the others stay beside it.
///
/// Text form: `latest`, `first`, `consensus`, `publishers:TASS;Interfax`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Policy {
    /// The one published last.
    #[default]
    Latest,
    /// The one published first.
    First,
    /// That of the first of these publishers who gives one, and of theirs the last; where none of them does, the one that
    /// was published last.
    Publishers(Vec<String>),
    /// The narrowest of those that most sources can agree on: the largest number of statements whose intervals have a
    /// point in common. Of equally many the later ones.
    Consensus,
}

impl Policy {
    /// The rule in words, after "of several values for one period": "the latest published".
    pub fn words(&self) -> String {
        match self {
            Self::Latest => "the latest published".to_owned(),
            Self::First => "the first published".to_owned(),
            Self::Publishers(names) => format!("that of {}, else the latest published", names.join(", else of ")),
            Self::Consensus => "the narrowest on which most sources agree".to_owned(),
        }
    }

    /// The place of a publisher in the list of preferred ones.
    pub fn rank(&self, publisher: Option<&str>) -> Option<usize> {
        let (Self::Publishers(names), Some(publisher)) = (self, publisher) else { return None };
        let publisher = publisher.to_lowercase();
        names.iter().position(|name| name.to_lowercase() == publisher)
    }
}

impl fmt::Display for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Latest => f.write_str("latest"),
            Self::First => f.write_str("first"),
            Self::Publishers(names) => write!(f, "publishers:{}", names.join(";")),
            Self::Consensus => f.write_str("consensus"),
        }
    }
}

impl FromStr for Policy {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        const WANTED: &str = "a policy: want latest, first, consensus, or publishers:TASS;Interfax";
        match text {
            "latest" => return Ok(Self::Latest),
            "first" => return Ok(Self::First),
            "consensus" => return Ok(Self::Consensus),
            _ => {}
        }
        let names = text.strip_prefix("publishers:").ok_or_else(|| ParseError::new(text, WANTED))?;
        let names: Vec<_> = names.split(';').map(|name| name.trim().to_owned()).collect();
        if names.iter().any(String::is_empty) {
            Err(ParseError::new(text, WANTED))
        } else {
            Ok(Self::Publishers(names))
        }
    }
}

serde_by_text!(Policy);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_form_is_read_back() {
        for text in ["latest", "first", "consensus", "publishers:TASS", "publishers:Rosstat;Bank of Russia;TASS"] {
            assert_eq!(text.parse::<Policy>().map(|policy| policy.to_string()).as_deref(), Ok(text));
        }
        for text in ["", "newest", "publishers", "publishers:", "publishers:TASS;;Interfax"] {
            assert!(text.parse::<Policy>().is_err(), "{text}");
        }
    }

    #[test]
    fn publishers_are_ranked_whatever_their_case() {
        let policy: Policy = "publishers:Rosstat;TASS".parse().expect("a policy");
        assert_eq!(
            [policy.rank(Some("tass")), policy.rank(Some("Tass Online")), policy.rank(None)],
            [Some(1), None, None]
        );
    }
}
