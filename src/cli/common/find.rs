//! Series and figures by what people type.

use std::collections::BTreeSet;

use anyhow::{Result, bail};
use chrono::NaiveDate;

use super::print;
use crate::chart::{Language, name_of};
use crate::model::{FigureId, SeriesKey};
use crate::store::{SeriesSummary, Store};

/// Whether every word of a pattern stands in a text, in any case.
pub fn has_words(text: &str, pattern: &str) -> bool {
    let text = text.to_lowercase();
    pattern.to_lowercase().split_whitespace().all(|word| text.contains(word))
}

/// Whether every word of a pattern stands in a series' key or in its title.
pub fn fits(key: &SeriesKey, pattern: &str) -> bool {
    has_words(&format!("{key} {} {}", key.title(), name_of(key, Language::Ru)), pattern)
}

/// The series that a text names: by its key, by a part of it, or by words of its title.
pub fn series(store: &Store, text: &str) -> Result<SeriesKey> {
    // Of millions of series none but the one that is meant is looked at.
    if let Ok(key) = text.parse()
        && store.has_series(&key)?
    {
        return Ok(key);
    }
    let all = store.series_keys()?;
    if let Some(key) = all.iter().find(|key| key.to_string().eq_ignore_ascii_case(text)) {
        return Ok(key.clone());
    }
    let part = text.to_lowercase();
    let mut candidates: Vec<_> = all.iter().filter(|key| key.to_string().to_lowercase().contains(&part)).collect();
    if candidates.is_empty() {
        candidates = all.iter().filter(|key| fits(key, text)).collect();
    }
    match candidates.as_slice() {
        [one] => Ok((*one).clone()),
        [] => bail!(unknown(&all, text)),
        several => {
            let names: Vec<_> = several.iter().map(ToString::to_string).collect();
            bail!("`{text}` fits {} series: want one of {}", names.len(), print::some_of(&names))
        }
    }
}

/// Why there is no such series, and which are the nearest.
pub fn unknown(all: &[SeriesKey], text: &str) -> String {
    let near = nearest(all, text);
    match (all.is_empty(), near.is_empty()) {
        (true, _) => format!("no series `{text}`: the store has none: run `attested ingest` with documents first"),
        (_, true) => format!("no series `{text}`: `attested series` lists all"),
        _ => format!("no series `{text}`: the nearest are {}", near.join(", ")),
    }
}

fn nearest(all: &[SeriesKey], text: &str) -> Vec<String> {
    let wanted = pairs(text);
    let mut ranked: Vec<_> = all
        .iter()
        .map(|key| key.to_string())
        .map(|name| (likeness(&pairs(&name), &wanted), name))
        .filter(|(likeness, _)| *likeness >= 400)
        .collect();
    ranked.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    ranked.into_iter().take(3).map(|(_, name)| name).collect()
}

/// How much of two sets of letter pairs is shared, in thousandths (Dice).
fn likeness(a: &BTreeSet<(char, char)>, b: &BTreeSet<(char, char)>) -> usize {
    2000 * a.intersection(b).count() / (a.len() + b.len()).max(1)
}

fn pairs(text: &str) -> BTreeSet<(char, char)> {
    let letters: Vec<_> = text.to_lowercase().chars().collect();
    letters.windows(2).map(|pair| (pair[0], pair[1])).collect()
}

/// The summaries of the series that a pattern fits, as they were known on a day.
pub fn summaries(store: &Store, pattern: &str, as_of: Option<NaiveDate>) -> Result<Vec<SeriesSummary>> {
    let mut all = store.series_summaries(as_of)?;
    all.retain(|summary| fits(&summary.key, pattern));
    Ok(all)
}

/// The figure whose id begins so.
pub fn figure(store: &Store, text: &str) -> Result<FigureId> {
    if text.is_empty() || text.len() > 12 || !text.bytes().all(|b| b.is_ascii_hexdigit()) {
        bail!("`{text}` is not a figure id: want 12 hexadecimal digits, or the first of them");
    }
    let found = store.figure_ids(text)?;
    match found.as_slice() {
        [one] => Ok(one.clone()),
        [] => bail!("no figure `{text}` in the store: `attested show SERIES` lists figures"),
        several => {
            let names: Vec<_> = several.iter().map(ToString::to_string).collect();
            bail!("`{text}` fits {} figures: want one of {}", names.len(), print::some_of(&names))
        }
    }
}
