//! What is said of a document's source, before it is one.

use std::collections::BTreeMap;

use super::date;
use crate::model::{DateOrigin, Language, Published, Source};
use crate::text;

/// What a manifest row or a file's front matter says of a source. What it does not say is `None`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Origin {
    /// A name for people.
    pub id: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// When it was published.
    pub published: Option<Published>,
    /// Where that date comes from.
    pub dated_by: Option<DateOrigin>,
    /// Its language, ISO 639-1.
    pub language: Option<String>,
    /// Whatever else is said, by name.
    pub extra: BTreeMap<String, String>,
}

/// The fields of which it is noted where their value was found.
const FIELDS: [&str; 5] = ["publisher", "title", "url", "published", "language"];

impl Origin {
    /// Takes in one value by its name; an empty one says nothing. The error says what was wanted.
    pub(super) fn set(&mut self, name: &str, value: &str) -> Result<(), String> {
        let value = value.trim();
        if value.is_empty() {
            return Ok(());
        }
        match name {
            "id" => self.id = Some(value.to_owned()),
            "publisher" => self.publisher = Some(value.to_owned()),
            "title" => self.title = Some(value.to_owned()),
            "url" => self.url = Some(value.to_owned()),
            "published" => self.published = Some(value.parse::<Published>().map_err(|e| e.to_string())?),
            "language" => self.language = Some(language(value)?),
            other => {
                self.extra.insert(other.to_owned(), value.to_owned());
            }
        }
        Ok(())
    }

    /// What is said here, and where nothing is said, what `other` says.
    #[must_use]
    pub(super) fn or(self, mut other: Self) -> Self {
        // What is said here was not found where the other found it.
        for field in FIELDS.into_iter().filter(|field| self.says(field)) {
            other.extra.remove(&format!("{field}_from"));
        }
        other.extra.extend(self.extra);
        Self {
            id: self.id.or(other.id),
            publisher: self.publisher.or(other.publisher),
            title: self.title.or(other.title),
            url: self.url.or(other.url),
            dated_by: if self.published.is_some() { self.dated_by } else { other.dated_by },
            published: self.published.or(other.published),
            language: self.language.or(other.language),
            extra: other.extra,
        }
    }

    /// Notes where the value of a field was found, if there is one and it is not noted already.
    pub(super) fn note(&mut self, field: &str, from: &str) {
        if self.says(field) {
            self.extra.entry(format!("{field}_from")).or_insert_with(|| from.to_owned());
        }
    }

    /// Notes where all fields were found.
    pub(super) fn note_all(&mut self, from: &str) {
        FIELDS.into_iter().for_each(|field| self.note(field, from));
    }

    fn says(&self, field: &str) -> bool {
        match field {
            "publisher" => self.publisher.is_some(),
            "title" => self.title.is_some(),
            "url" => self.url.is_some(),
            "published" => self.published.is_some(),
            "language" => self.language.is_some(),
            _ => false,
        }
    }

    /// The same, where a date that it gives is not marked yet, with what gave it.
    #[must_use]
    pub(super) fn dated_by(self, origin: DateOrigin) -> Self {
        Self { dated_by: self.dated_by.or(self.published.map(|_| origin)), ..self }
    }

    /// What is said here, and of what is not said, what address, name and text give away: date and language. What they do
    /// not give away stays unknown.
    #[must_use]
    pub fn or_found_in(mut self, name: &str, body: &str) -> Self {
        if self.published.is_none()
            && let Some(dated) = date::find(self.url.as_deref(), Some(name), body)
        {
            (self.published, self.dated_by) = (Some(dated.published), Some(dated.origin));
        }
        self.language = self.language.or_else(|| text::language(body).map(Language::code).map(str::to_owned));
        self
    }

    /// The source of a document of this media type, which goes by `name` unless it has an id.
    pub(super) fn source(self, name: &str, media_type: &str) -> Source {
        Source {
            id: self.id.unwrap_or_else(|| name.to_owned()),
            publisher: self.publisher,
            title: self.title,
            url: self.url,
            published: self.published,
            dated_by: self.dated_by,
            language: self.language,
            media_type: media_type.to_owned(),
            extra: self.extra,
        }
    }
}

/// The language of a tag such as `en`, `EN` or `en-GB`: which country's variety it is makes no difference to numbers.
pub(super) fn language(tag: &str) -> Result<String, String> {
    let language = tag.split(['-', '_']).next().unwrap_or_default();
    if matches!(language.len(), 2 | 3) && language.bytes().all(|b| b.is_ascii_alphabetic()) {
        Ok(language.to_ascii_lowercase())
    } else {
        Err(format!("`{tag}` is not a language: want ISO 639-1, such as en or ru"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_values_say_nothing_and_further_ones_are_kept() {
        let mut origin = Origin::default();
        for (name, value) in
            [("title", " A title "), ("url", ""), ("region", "CIS"), ("note", " "), ("language", "EN-gb")]
        {
            origin.set(name, value).expect(name);
        }
        let extra = BTreeMap::from([("region".to_owned(), "CIS".to_owned())]);
        let want = Origin { title: Some("A title".into()), language: Some("en".into()), extra, ..Origin::default() };
        assert_eq!(origin, want);
    }

    #[test]
    fn wrong_values_say_what_was_wanted() {
        for (name, value, want) in [
            ("published", "26.12.2024", "`26.12.2024` is not a publication date: want 2024-12-26, or 2024-12"),
            ("published", "2024", "`2024` is not a publication date: want 2024-12-26, or 2024-12"),
            ("language", "English", "`English` is not a language: want ISO 639-1, such as en or ru"),
        ] {
            assert_eq!(Origin::default().set(name, value), Err(want.to_owned()));
        }
    }

    #[test]
    fn the_first_to_speak_wins() {
        let said = |id: Option<&str>, title: Option<&str>, extra: &[(&str, &str)]| Origin {
            id: id.map(str::to_owned),
            title: title.map(str::to_owned),
            extra: extra.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect(),
            ..Origin::default()
        };
        let merged = said(Some("a"), None, &[("x", "1")]).or(said(Some("b"), Some("t"), &[("x", "2"), ("y", "3")]));
        assert_eq!(merged, said(Some("a"), Some("t"), &[("x", "1"), ("y", "3")]));
    }
}
