//! When a document was published, found in what it is and in what it says.
//!
//! In order of trust: what the manifest, the page or the file says of itself (others read that; see [`parse`]), the
//! address, the name of the file, then the text: the code of a wire, a date with a label before it, a dateline, a line at
//! the head or the foot that is little more than a date. A date in the middle of prose is what the text speaks of, and
//! never taken. A dateline without a year gets one from other evidence in the document, or stays out of use.

mod scan;
mod year;

use crate::model::{DateOrigin, Published, Span};
use scan::{Found, When};

/// Further down than this many lines that are not blank, a date is no longer the head's.
const LINES_OF_HEAD: usize = 15;
/// The last lines, where a release signs off.
const LINES_OF_FOOT: usize = 4;
/// Longer than this, a line is prose.
const LONGEST_LINE: usize = 160;
/// More other words than these, and a line says something rather than when.
const WORDS_BESIDE: usize = 9;
/// Up to here, a dateline has named its day.
const LENGTH_OF_DATELINE: usize = 90;

/// A date of publication and where it was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dated {
    /// The date.
    pub published: Published,
    /// Where it was found.
    pub origin: DateOrigin,
}

/// A date as metadata has it: ISO 8601 with or without a time, RFC 2822, `26.12.2024`, `December 26, 2024`, the same in
/// other languages. The day is the one that stands there, whatever the time zone.
pub fn parse(text: &str) -> Option<Published> {
    scan::whole(text)
}

/// The date of a document that says nothing else of itself: from its address, the name of its file, or its text.
pub fn find(url: Option<&str>, name: Option<&str>, text: &str) -> Option<Dated> {
    let of = |origin| move |published| Dated { published, origin };
    let address = url.and_then(in_path);
    let file = name.and_then(in_path);
    let exact = |found: Option<Published>| found.filter(|published| published.day().is_some());
    let month = address.map(of(DateOrigin::Address)).or_else(|| file.map(of(DateOrigin::FileName)));
    let in_month = |dated: &Dated| month.is_none_or(|month| dated.published.month() == month.published.month());
    exact(address)
        .map(of(DateOrigin::Address))
        .or_else(|| exact(file).map(of(DateOrigin::FileName)))
        .or_else(|| in_text(url, text).filter(in_month))
        .or(month)
}

/// The one date in an address or the name of a file: `/2024/12/26/`, `/2024/1226/`, `-20241226-`, `2024-12-26`, `/2024/12/`.
fn in_path(path: &str) -> Option<Published> {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let parts: Vec<&str> = path.split(|c: char| !c.is_ascii_digit()).collect();
    let day = |year: &str, month: &str, day: &str| format!("{year}-{month:0>2}-{day:0>2}").parse().ok();
    let plausible = |year: &str| year.len() == 4 && (year.starts_with("19") || year.starts_with("20"));
    let mut days = Vec::new();
    for at in 0..parts.len() {
        let next = |ahead: usize| parts.get(at + ahead).copied().unwrap_or_default();
        let part = parts[at];
        let found: Option<Published> = match (part.len(), next(1).len(), next(2).len()) {
            (8, ..) if plausible(&part[..4]) => day(&part[..4], &part[4..6], &part[6..]),
            (4, 4, _) if plausible(part) => day(part, &next(1)[..2], &next(1)[2..]),
            (4, 2, 2) if plausible(part) => day(part, next(1), next(2)),
            _ => None,
        };
        days.extend(found);
    }
    days.dedup();
    match days.as_slice() {
        [one] => return Some(*one),
        [] => {}
        _ => return None,
    }
    let month = |pair: &[&str]| match pair {
        [year, month] if plausible(year) && month.len() == 2 => format!("{year}-{month}").parse().ok(),
        _ => None,
    };
    let mut months = parts.windows(2).filter_map(month);
    months.next().filter(|_| months.next().is_none())
}

/// A line with its dates.
struct Line<'a> {
    text: &'a str,
    dates: Vec<Found>,
}

impl<'a> Line<'a> {
    /// A line, and the dates in its first part.
    fn of(text: &'a str) -> Self {
        Self { text, dates: scan::dates(&text[..text.floor_char_boundary(400)]) }
    }
}

fn in_text(url: Option<&str>, text_whole: &str) -> Option<Dated> {
    let lines: Vec<&str> = text_whole.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let head: Vec<_> = lines.iter().take(LINES_OF_HEAD).map(|text| Line::of(text)).collect();
    let foot: Vec<_> = lines
        .iter()
        .skip(LINES_OF_HEAD.max(lines.len().saturating_sub(LINES_OF_FOOT)))
        .map(|text| Line::of(text))
        .collect();
    let both = || head.iter().chain(&foot);
    let month_at_head = head.iter().find_map(|line| alone(line, Wanted::Month));
    let whole = |found| year::complete(found, &year::Evidence { url, month: month_at_head, text: text_whole });
    let text = |published| Dated { published, origin: DateOrigin::Text };
    wire_code(text_whole)
        .or_else(|| both().find_map(labelled))
        .map(text)
        .or_else(|| {
            let published = head.iter().find_map(dateline).and_then(whole)?;
            Some(Dated { published, origin: DateOrigin::Dateline })
        })
        .or_else(|| head.iter().find_map(|line| alone(line, Wanted::Day)).map(text))
        .or_else(|| foot.iter().rev().find_map(|line| alone(line, Wanted::Day)).map(text))
        .or_else(|| head.iter().find_map(|line| alone(line, Wanted::Update)).map(text))
        .or(month_at_head.map(text))
}

/// The day in a wire's number, such as `MENAFN22122025`.
fn wire_code(text: &str) -> Option<Published> {
    let digits = |at: usize| text.get(at..at + 8).filter(|code| code.bytes().all(|b| b.is_ascii_digit()));
    let mut codes = text.match_indices("MENAFN").filter_map(|(at, word)| digits(at + word.len()));
    codes.find_map(|code| format!("{}-{}-{}", &code[4..], &code[2..4], &code[..2]).parse().ok())
}

/// What stands before a date that is the publication's, in lower case.
const LABELS: [&str; 26] = [
    "published",
    "published on",
    "publication date",
    "date of publication",
    "posted",
    "posted on",
    "released",
    "release date",
    "date",
    "issued",
    "дата",
    "дата публикации",
    "дата размещения",
    "опубликовано",
    "размещено",
    "publicado",
    "publicado el",
    "fecha",
    "fecha de publicación",
    "publié le",
    "date de publication",
    "veröffentlicht am",
    "veröffentlicht",
    "stand",
    "发布时间",
    "发布日期",
];

/// The date behind a label.
fn labelled(line: &Line) -> Option<Published> {
    line.dates.iter().find_map(|found| {
        let published = found.full()?;
        let before =
            line.text[..found.span.start].trim_end_matches(|c: char| c.is_whitespace() || "::-–—|(".contains(c));
        let before = before.rsplit(['.', '|', '·', ';', '。']).next().unwrap_or_default().trim().to_lowercase();
        // `Date` needs its colon: it is a word of headings, too.
        LABELS.contains(&before.as_str()).then_some(published)
    })
}

/// The day in `BISHKEK, October 13. /TASS/`: names in capitals, the day, and a mark that ends it.
fn dateline(line: &Line) -> Option<Found> {
    let found = *line.dates.first().filter(|found| found.span.end <= LENGTH_OF_DATELINE)?;
    if matches!(found.when, When::Full(Published::Month(_))) {
        return None;
    }
    let (before, after) = (line.text[..found.span.start].trim(), line.text[found.span.end..].trim_start());
    let after =
        ["г.", "года", "год", "р."].iter().find_map(|word| after.strip_prefix(word)).unwrap_or(after).trim_start();
    let ended = after.starts_with(['.', '—', '–', '-', '/', '(', ':', '|', ']']) && !after.starts_with("./");
    let tagged = after.contains("/") || !before.is_empty();
    (ended && tagged && is_place(before, line.text[..found.span.start].trim_end())).then_some(found)
}

/// Whether this is what a dateline has before its day: nothing, or a place, `ST. PETERSBURG,` or `Москва.`.
fn is_place(before: &str, with_mark: &str) -> bool {
    let weekdays_aside = before
        .split(|c: char| !c.is_alphabetic() && c != '-')
        .filter(|word| !word.is_empty() && scan::weekday(word).is_none());
    let words: Vec<&str> = weekdays_aside.collect();
    let named = |word: &&str| {
        word.starts_with(char::is_uppercase) || matches!(*word, "de" | "del" | "la" | "and" | "of" | "am" | "den")
    };
    let marked = before.is_empty() || with_mark.ends_with([',', '.', '/', '—', '–', ':', '(', ')']);
    let update = words.iter().any(|word| UPDATES.contains(&word.to_lowercase().as_str()));
    marked && !update && words.len() <= 7 && words.iter().all(named)
}

/// Words that say that a date is not the one of publication.
const NOT_PUBLICATION: [&str; 10] =
    ["next", "until", "deadline", "следующий", "следующая", "открыт", "nächste", "próxima", "prochaine", "expires"];

/// Words before the day of a later version: what we have was public by then, so that it stands in for a day that is not
/// given.
const UPDATES: [&str; 6] = ["update", "updated", "modified", "обновлено", "actualizado", "aktualisiert"];

/// Which date is wanted of a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Day,
    Month,
    Update,
}

/// The date in a line that is little more than one.
fn alone(line: &Line, wanted: Wanted) -> Option<Published> {
    let is_day = wanted != Wanted::Month;
    let found = line.dates.iter().find(|found| found.full().is_some_and(|p| p.day().is_some() == is_day))?;
    if line.text.len() > LONGEST_LINE || line.text.ends_with(['?', '!', ':']) {
        return None;
    }
    let Span { start, end } = found.span;
    let words = |text: &str| -> Vec<String> {
        let words =
            text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty() && !scan::of_calendar(word));
        words.map(str::to_lowercase).collect()
    };
    let before = words(line.text[..start].rsplit(['|', '·', ';']).next().unwrap_or_default());
    let has = |list: &[&str]| before.iter().any(|word| list.contains(&word.as_str()));
    let fits = !has(&NOT_PUBLICATION) && has(&UPDATES) == (wanted == Wanted::Update);
    let most = if is_day { WORDS_BESIDE } else { WORDS_BESIDE / 2 };
    let few = words(&line.text[..start]).len() + words(&line.text[end..]).len() <= most;
    // `Oct. 2025 ... 3.1` is a row of a table.
    let row = !is_day && (has_digits(&line.text[..start]) || has_digits(&line.text[end..]));
    found.full().filter(|_| fits && few && !row && !is_sentence(line.text, end))
}

fn has_digits(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
}

/// Whether the text goes on as a sentence: words in lower case, and a full stop at its end.
fn is_sentence(line: &str, end: usize) -> bool {
    let ends = line.strip_suffix(['.', '。']).is_some_and(|text| !text.ends_with('г'));
    let goes_on = line[end..].split_whitespace().filter(|word| word.starts_with(char::is_lowercase)).count() > 1;
    ends && goes_on
}

#[cfg(test)]
mod tests;
