//! What a page says of its source: JSON-LD, Open Graph, Dublin Core and other `meta`, `<time>`, headings and `<title>`.

use dom_query::Document as Page;

use super::super::super::Origin;
use super::super::super::date;
use super::super::super::origin::language;
use super::json_ld::{self, Declared};

/// The `meta` that names a thing, the most trusted first; `LD` stands for JSON-LD.
const TITLE: [&str; 8] =
    ["LD", "og:title", "citation_title", "dc.title", "dcterms.title", "twitter:title", "parsely-title", "headline"];
const PUBLISHER: [&str; 7] =
    ["og:site_name", "LD", "citation_publisher", "dc.publisher", "dcterms.publisher", "publisher", "application-name"];
const AUTHOR: [&str; 9] = [
    "LD",
    "author",
    "citation_author",
    "dc.creator",
    "dcterms.creator",
    "article:author",
    "parsely-author",
    "byl",
    "sailthru.author",
];
const PUBLISHED: [&str; 24] = [
    "LD",
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "citation_publication_date",
    "citation_online_date",
    "citation_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.available",
    "dc.date",
    "dcterms.date",
    "dcterms.created",
    "dc.date.created",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "published",
    "article.published",
    "date",
];
const LANGUAGE: [&str; 6] = ["LD", "og:locale", "dc.language", "dcterms.language", "content-language", "language"];

/// What a page says of its source.
pub(super) fn origin(page: &Page, url: Option<&str>) -> Origin {
    let said = Said { metas: metas(page), ld: json_ld::read(page) };
    let mut origin = Origin::default();
    address(page, &said, url, &mut origin);
    publisher(&said, &mut origin);
    title(page, &said, &mut origin);
    published(page, &said, &mut origin);
    spoken(page, &said, &mut origin);
    let author = said.with_ld(&AUTHOR, said.ld.author.as_deref(), |name, value| {
        (!value.starts_with("http")).then(|| (value.to_owned(), name))
    });
    let author = author.map(|(author, _)| author).or_else(|| text_of(page, "[rel='author'], [itemprop='author']"));
    if let Some(author) = author.filter(|author| author.chars().count() <= 120) {
        origin.extra.insert("author".to_owned(), author);
    }
    origin
}

/// All that the page says of itself by name.
struct Said {
    metas: Vec<(String, String)>,
    ld: Declared,
}

impl Said {
    /// The first value that `read` takes, in the order of the names.
    fn first<T>(&self, names: &[&'static str], read: impl Fn(&'static str, &str) -> Option<T>) -> Option<T> {
        let of = |name: &&'static str| {
            let values = self.metas.iter().filter(|(meta, _)| meta == name).map(|(_, value)| value.as_str());
            values.filter(|value| !value.is_empty()).find_map(|value| read(name, value))
        };
        names.iter().find_map(of)
    }

    /// The same, where JSON-LD has its place among the names.
    fn with_ld<T>(
        &self,
        names: &[&'static str],
        ld: Option<&str>,
        read: impl Fn(&'static str, &str) -> Option<T>,
    ) -> Option<T> {
        names.iter().find_map(|name| match *name {
            "LD" => ld.and_then(|value| read("JSON-LD", value)),
            _ => self.first(&[name], &read),
        })
    }
}

/// The `meta` elements by name in lower case; `dcterms:date` is `dcterms.date`.
fn metas(page: &Page) -> Vec<(String, String)> {
    let mut metas = Vec::new();
    for node in page.select("meta[content]").nodes().iter().take(500) {
        let content = one_line(&node.attr_or("content", ""));
        for attribute in ["property", "name", "itemprop", "http-equiv"] {
            if let Some(name) = node.attr(attribute) {
                let name = name.trim().to_ascii_lowercase().replace("dcterms:", "dcterms.").replace("dc:", "dc.");
                metas.push((name, content.clone()));
            }
        }
    }
    metas
}

fn address(page: &Page, said: &Said, given: Option<&str>, origin: &mut Origin) {
    let absolute = |url: &str| url.starts_with("http").then(|| url.to_owned());
    let canonical = page.select_single("link[rel='canonical']").attr("href").and_then(|href| absolute(href.trim()));
    let og = || said.first(&["og:url"], |_, value| absolute(value));
    // A canonical address of the whole site is a template's mistake.
    let deep = |url: &String| url.trim_end_matches('/').matches('/').count() > 2;
    let found = [
        (canonical.clone().filter(deep), "canonical link"),
        (og().filter(deep), "og:url"),
        (given.map(str::to_owned), "address"),
        (said.ld.url.as_deref().and_then(absolute), "JSON-LD"),
        (saved_from(page), "saved from"),
        (canonical, "canonical link"),
        (og(), "og:url"),
    ];
    if let Some((url, from)) = found.into_iter().find_map(|(url, from)| Some((url?, from))) {
        origin.url = Some(url);
        origin.note("url", from);
    }
}

/// The address in the comment that browsers leave in saved pages: `<!-- saved from url=(0023)https://... -->`.
fn saved_from(page: &Page) -> Option<String> {
    let root = page.root();
    let comments = root.children().into_iter().chain(root.children().into_iter().flat_map(|node| node.children()));
    let html = comments.filter(|node| node.is_comment()).map(|node| node.html());
    let url = html.into_iter().find_map(|comment| {
        let (_, url) = comment.split_once("saved from url=(")?;
        Some(url.split_once(')')?.1.split([' ', '-']).next()?.trim().to_owned())
    });
    url.filter(|url| url.starts_with("http"))
}

fn publisher(said: &Said, origin: &mut Origin) {
    let named = |name: &'static str, value: &str| {
        let is_name = value.chars().count() <= 100 && !value.starts_with("http") && !value.starts_with('@');
        is_name.then(|| (value.to_owned(), name))
    };
    let found = said.with_ld(&PUBLISHER, said.ld.publisher.as_deref(), named);
    let found = found.or_else(|| said.ld.site.as_deref().and_then(|site| named("JSON-LD", site)));
    let host = || origin.url.as_deref().and_then(host).map(|host| (host, "host"));
    if let Some((publisher, from)) = found.or_else(host) {
        origin.publisher = Some(publisher);
        origin.note("publisher", from);
    }
}

/// The host of an address, without `www`.
pub(in super::super) fn host(url: &str) -> Option<String> {
    let rest = url.split_once("://")?.1;
    let host = rest.split(['/', '?', '#', ':']).next()?.rsplit('@').next()?;
    let host = host.strip_prefix("www.").unwrap_or(host).to_lowercase();
    (!host.is_empty()).then_some(host)
}

fn title(page: &Page, said: &Said, origin: &mut Origin) {
    let publisher = origin.publisher.clone().unwrap_or_default();
    let clean = |text: &str| without_site(text, &publisher);
    let declared = said.with_ld(&TITLE, said.ld.title.as_deref(), |name, value| Some((clean(value), name)));
    let headings: Vec<String> = page.select("h1").nodes().iter().take(20).map(|h| one_line(&h.text())).collect();
    let headings: Vec<String> = headings.into_iter().filter(|h| !h.is_empty()).collect();
    let tag = text_of(page, "head > title, title").map(|text| clean(&text)).filter(|text| !text.is_empty());
    // The heading that readers see, where it is the same title in other words or at other length.
    let base = declared.as_ref().map(|(title, _)| title.as_str()).or(tag.as_deref()).unwrap_or_default();
    let seen = headings.iter().find(|h| alike(h, base)).map(|h| (h.clone(), "h1"));
    let alone = match headings.as_slice() {
        [one] if declared.is_none() && (one != &publisher) => Some((one.clone(), "h1")),
        _ => None,
    };
    let found = seen.or(declared).or(alone).or(tag.map(|title| (title, "title")));
    if let Some((title, from)) = found.filter(|(title, _)| !title.is_empty()) {
        origin.title = Some(title);
        origin.note("title", from);
    }
}

/// Whether one of two titles is the other, or begins it.
fn alike(a: &str, b: &str) -> bool {
    let folded = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let (a, b): (String, String) = (folded(a), folded(b));
    let shorter = a.chars().count().min(b.chars().count());
    !a.is_empty() && (a == b || (shorter >= 20 && (a.starts_with(&b) || b.starts_with(&a))))
}

/// A title without the name of its site at either end: `Trade grows | TASS`.
fn without_site(title: &str, site: &str) -> String {
    let folded = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let site: String = folded(site);
    for mark in [" | ", " - ", " – ", " — ", " :: ", " · ", " » ", " / "] {
        if let Some((head, tail)) = title.rsplit_once(mark) {
            let end: String = folded(tail);
            if !site.is_empty() && !end.is_empty() && (site.contains(&end) || end.contains(&site)) {
                return without_site(head.trim(), &site);
            }
        }
        if let Some((head, tail)) = title.split_once(mark) {
            let start: String = folded(head);
            if !site.is_empty() && start == site {
                return tail.trim().to_owned();
            }
        }
    }
    title.trim().to_owned()
}

fn published(page: &Page, said: &Said, origin: &mut Origin) {
    let read = |name: &'static str, value: &str| Some((date::parse(value)?, value.to_owned(), name));
    let meta = said.with_ld(&PUBLISHED, said.ld.published.as_deref(), read);
    let marked = || {
        let selectors = "time[pubdate], time[itemprop='datePublished'], [itemprop='datePublished'], .published[title], \
                         abbr.published";
        attributes(page, selectors).find_map(|value| read("datePublished", &value))
    };
    // Several times of an overview say nothing of the page; the first within the article or beside its heading does.
    let time = || {
        let near = ["article header time", "header time", "h1 ~ time", "h1 ~ * time", "article time", "main time"];
        let near = near.iter().find_map(|selector| attributes(page, selector).find_map(|value| read("time", &value)));
        let all: Vec<_> = attributes(page, "time").filter_map(|value| read("time", &value)).collect();
        near.or_else(|| all.into_iter().next())
    };
    if let Some((published, value, from)) = meta.or_else(marked).or_else(time) {
        origin.published = Some(published);
        origin.note("published", from);
        if value.len() > 10 && value.contains(':') {
            origin.extra.insert("published_time".to_owned(), value);
        }
    }
}

/// What elements say in `datetime`, `content` or `title`, or in words.
fn attributes(page: &Page, selector: &str) -> impl Iterator<Item = String> {
    let nodes = page.select(selector).nodes().iter().take(50).copied().collect::<Vec<_>>();
    let value = |node: dom_query::NodeRef| {
        let attribute = ["datetime", "content", "title"].iter().find_map(|name| node.attr(name));
        one_line(&attribute.filter(|value| !value.trim().is_empty()).unwrap_or_else(|| node.text()))
    };
    nodes.into_iter().map(value).collect::<Vec<_>>().into_iter()
}

fn spoken(page: &Page, said: &Said, origin: &mut Origin) {
    let html = page.select_single("html");
    let lang = html.attr("lang").or_else(|| html.attr("xml:lang")).and_then(|tag| language(tag.trim()).ok());
    let meta = || said.with_ld(&LANGUAGE, said.ld.language.as_deref(), |name, tag| Some((language(tag).ok()?, name)));
    if let Some((language, from)) = lang.map(|language| (language, "html lang")).or_else(meta) {
        origin.language = Some(language);
        origin.note("language", from);
    }
}

fn text_of(page: &Page, selector: &str) -> Option<String> {
    let text = page.select_single(selector).nodes().first().map(|node| one_line(&node.text()))?;
    (!text.is_empty()).then_some(text)
}

/// A text on one line, with single blanks.
pub(in super::super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
