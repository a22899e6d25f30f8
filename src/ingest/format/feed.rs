//! RSS, Atom and JSON Feed: every item a document.

use chrono::{DateTime, NaiveTime, Utc};
use feed_rs::model::{Entry, Feed, Link, Text};
use feed_rs::parser;

use super::super::{IngestError, Origin, date, origin};
use super::contain::contained;
use super::html::{deepest, host, of_fragment, one_line};
use super::{Given, Limits, Raw, Raws};
use crate::model::{DocumentId, Published};

const MEDIA_TYPE: &str = "application/feed";

/// The items of a feed, in its order.
pub(super) fn documents(given: &Given, limits: &Limits, text: &str) -> Result<Raws, IngestError> {
    let (text, nesting) = (unmarked(text), limits.nesting);
    let read = contained(limits, move || parsed(&text, nesting));
    read.and_then(|raws| raws).map(|raws| raws.into_iter().map(Ok).collect()).map_err(|problem| given.fault(problem))
}

/// The text without its byte order mark and without the encoding that it was in before it was decoded.
fn unmarked(text: &str) -> String {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    match text.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")) {
        Some((_, rest)) => format!("<?xml version=\"1.0\"?>{rest}"),
        None => text.to_owned(),
    }
}

fn parsed(text: &str, nesting: usize) -> Result<Vec<Raw>, String> {
    if deepest(text) > nesting {
        return Err(format!("nests elements more than {nesting} deep: want less"));
    }
    let parser = parser::Builder::new().sanitize_content(false).timestamp_parser(day).build();
    let feed = parser.parse(text.as_bytes()).map_err(|error| format!("is no feed that can be read: {error}"))?;
    feed.entries.iter().map(|entry| raw(&feed, entry, nesting)).filter_map(Result::transpose).collect()
}

/// A time with the day that stands there, whatever the time zone.
fn day(text: &str) -> Option<DateTime<Utc>> {
    let exact = DateTime::parse_from_rfc3339(text).or_else(|_| DateTime::parse_from_rfc2822(text));
    match exact {
        Ok(time) => Some(time.naive_local().and_utc()),
        Err(_) => Some(date::parse(text)?.day()?.and_time(NaiveTime::MIN).and_utc()),
    }
}

/// An item; `None` if it has neither a text nor a title.
fn raw(feed: &Feed, entry: &Entry, nesting: usize) -> Result<Option<Raw>, String> {
    let content = entry.content.as_ref().and_then(|content| content.body.clone()).unwrap_or_default();
    let summary = entry.summary.as_ref().map(|text| text.content.clone()).unwrap_or_default();
    let media = || entry.media.iter().find_map(|media| media.description.as_ref().map(|text| text.content.clone()));
    let title = entry.title.as_ref().map(of_text);
    let longest = if content.len() >= summary.len() { content } else { summary };
    let markup = Some(longest).filter(|text| !text.trim().is_empty()).or_else(media).unwrap_or_default();
    if deepest(&markup) > nesting {
        return Err(format!("nests elements more than {nesting} deep: want less"));
    }
    let text = of_fragment(&markup);
    let Some(text) = Some(text).filter(|text| !text.is_empty()).or_else(|| title.clone()) else { return Ok(None) };
    let mut origin = source(feed, entry);
    origin.title = title;
    origin.note_all("feed");
    let digits: String = DocumentId::of(entry.id.as_bytes()).as_str().chars().take(8).collect();
    Ok(Some(Raw::part(digits, MEDIA_TYPE, text, origin)))
}

fn source(feed: &Feed, entry: &Entry) -> Origin {
    let url = link(&entry.links);
    let home = link(&feed.links);
    let name = feed.title.as_ref().map(of_text).filter(|title| !title.is_empty());
    let mut origin = Origin {
        publisher: name.or_else(|| url.as_deref().or(home.as_deref()).and_then(host)),
        language: entry.language.as_deref().or(feed.language.as_deref()).and_then(|tag| origin::language(tag).ok()),
        published: entry.published.or(entry.updated).map(|time| Published::Day(time.date_naive())),
        url,
        ..Origin::default()
    };
    let authors: Vec<_> =
        entry.authors.iter().filter_map(|author| author.name.clone()).filter(|name| !name.is_empty()).collect();
    let time = entry.published.or(entry.updated).map(|time| time.format("%Y-%m-%dT%H:%M:%S").to_string());
    let edited = entry.updated.filter(|updated| entry.published.is_some_and(|first| first < *updated));
    let extra = [
        ("author", Some(authors.join(", ")).filter(|names| !names.is_empty())),
        ("published_time", time.filter(|time| !time.ends_with("T00:00:00"))),
        ("edited", edited.map(|time| time.format("%Y-%m-%dT%H:%M:%S").to_string())),
    ];
    origin.extra.extend(extra.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))));
    origin
}

fn link(links: &[Link]) -> Option<String> {
    let page = links.iter().find(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate"));
    page.or(links.first()).map(|link| link.href.clone()).filter(|href| href.starts_with("http"))
}

fn of_text(text: &Text) -> String {
    one_line(&of_fragment(&text.content))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    const RSS: &str = "<?xml version=\"1.0\" encoding=\"windows-1251\"?><rss version=\"2.0\"><channel><title>Agency</title>\
        <link>https://agency.example/</link><language>ru</language><item><title>Экспорт вырос</title>\
        <link>https://agency.example/1</link><guid>1</guid><pubDate>Tue, 08 Oct 2024 00:30:00 +0300</pubDate>\
        <description><![CDATA[<p>Экспорт вырос на&nbsp;5 процентов.</p><p>Импорт упал.</p>]]></description></item>\
        <item><title>Только заголовок: рост на 3 процента</title></item></channel></rss>";
    const ATOM: &str = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Bank</title><id>x</id><updated>2024-10-09T00:00:00Z\
        </updated><entry><id>a</id><title>Rates</title><link href=\"https://bank.example/a\"/><published>2024-10-08T23:00:00-05:00\
        </published><updated>2024-10-10T01:00:00Z</updated><author><name>Board</name></author><content type=\"html\">\
        &lt;p&gt;The rate is 5 percent.&lt;/p&gt;</content></entry></feed>";
    const JSON: &str = "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"Office\",\"items\":[{\"id\":\"1\",\"url\":\
        \"https://office.example/1\",\"title\":\"Trade\",\"content_text\":\"Trade grew by 5 percent.\",\"date_published\":\
        \"2024-10-08T10:00:00Z\"}]}";

    fn items(name: &str, bytes: &[u8]) -> Vec<Raw> {
        let raws = super::super::documents(&Given::file(Path::new(name), bytes), &Limits::default());
        raws.into_iter().map(|raw| raw.expect("an item")).collect()
    }

    #[test]
    fn items_of_every_kind_of_feed_are_documents() {
        let rss = encoding_rs::WINDOWS_1251.encode(RSS).0.into_owned();
        for (name, bytes, count, text, publisher, title) in [
            (
                "a.xml",
                rss.as_slice(),
                2,
                "Экспорт вырос на\u{a0}5 процентов.\n\nИмпорт упал.",
                "Agency",
                "Экспорт вырос",
            ),
            ("a.atom", ATOM.as_bytes(), 1, "The rate is 5 percent.", "Bank", "Rates"),
            ("feed.json", JSON.as_bytes(), 1, "Trade grew by 5 percent.", "Office", "Trade"),
        ] {
            let items = items(name, bytes);
            assert_eq!(items.len(), count, "{name}");
            let Raw { text: read, origin, .. } = &items[0];
            assert_eq!(read, text);
            assert_eq!((origin.publisher.as_deref(), origin.title.as_deref()), (Some(publisher), Some(title)));
            assert_eq!(origin.published.map(|p| p.to_string()).as_deref(), Some("2024-10-08"), "{name}");
            assert!(origin.url.as_deref().is_some_and(|url| url.starts_with("https://")), "{name}");
        }
        assert_eq!(items("a.xml", &rss)[1].text, "Только заголовок: рост на 3 процента");
    }

    #[test]
    fn a_broken_feed_is_a_fault() {
        let bytes = &ATOM.as_bytes()[..ATOM.len() / 2];
        let raws = super::super::documents(&Given::file(Path::new("cut.xml"), bytes), &Limits::default());
        let error = raws.into_iter().next().expect("one").expect_err("cut").to_string();
        assert!(error.starts_with("cut.xml: is no feed that can be read: ") && !error.contains('\n'), "{error}");
    }
}
