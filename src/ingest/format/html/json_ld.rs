//! What a page says of itself in JSON-LD (schema.org).

use dom_query::Document as Page;
use serde_json::Value;

/// Types of schema.org that are a text with an author and a date, the most telling first.
const ARTICLES: [&str; 8] =
    ["Article", "Posting", "Report", "PressRelease", "SpecialAnnouncement", "CreativeWork", "Dataset", "WebPage"];

/// What the page's article is, in schema.org's terms.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Declared {
    pub title: Option<String>,
    pub publisher: Option<String>,
    pub author: Option<String>,
    pub published: Option<String>,
    pub language: Option<String>,
    pub url: Option<String>,
    /// The name of the site, where no publisher is named.
    pub site: Option<String>,
}

/// What the page's JSON-LD says of its article.
pub(super) fn read(page: &Page) -> Declared {
    let scripts = page.select("script[type*='ld+json']");
    let values: Vec<Value> = scripts.nodes().iter().filter_map(|script| parse(&script.text())).collect();
    let mut things = Vec::new();
    values.iter().for_each(|value| flatten(value, 0, &mut things));
    let rank = |thing: &Value| ARTICLES.iter().position(|kind| is(thing, kind));
    let article = things.iter().filter(|thing| rank(thing).is_some()).min_by_key(|thing| rank(thing)).copied();
    let find = |of: &str| article.and_then(|article| named(article.get(of)?, &things));
    let site = things.iter().find(|thing| is(thing, "WebSite") || is(thing, "Organization"));
    Declared {
        title: string(article, "headline").or_else(|| string(article, "name")),
        publisher: find("publisher").or_else(|| find("sourceOrganization")),
        author: find("author").or_else(|| find("creator")),
        published: string(article, "datePublished").or_else(|| string(article, "dateCreated")),
        language: article.and_then(|article| named(article.get("inLanguage")?, &things)),
        url: string(article, "url").or_else(|| {
            let entity = article?.get("mainEntityOfPage")?;
            entity.as_str().or_else(|| entity.get("@id")?.as_str()).map(str::to_owned)
        }),
        site: site.and_then(|site| string(Some(site), "name")),
    }
}

/// Reads a script, with what careless templates leave in it taken out.
fn parse(script: &str) -> Option<Value> {
    let text =
        script.trim().trim_start_matches("<!--").trim_start_matches("//<![CDATA[").trim_start_matches("<![CDATA[");
    let text =
        text.trim_end_matches("-->").trim_end_matches("//]]>").trim_end_matches("]]>").trim().trim_end_matches(';');
    serde_json::from_str(text).ok().or_else(|| {
        // Line ends within strings are the commonest fault, and mean no more than a blank anywhere.
        let without: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        serde_json::from_str(&without).ok()
    })
}

/// All things of a value: itself, those of an array, of a graph, and those that pages are about.
fn flatten<'v>(value: &'v Value, depth: usize, things: &mut Vec<&'v Value>) {
    if depth > 8 {
        return;
    }
    match value {
        Value::Array(values) => values.iter().for_each(|value| flatten(value, depth + 1, things)),
        Value::Object(fields) => {
            things.push(value);
            for of in ["@graph", "mainEntity", "itemReviewed"] {
                if let Some(inner) = fields.get(of) {
                    flatten(inner, depth + 1, things);
                }
            }
        }
        _ => {}
    }
}

fn is(thing: &Value, kind: &str) -> bool {
    let matches = |value: &Value| value.as_str().is_some_and(|name| name.ends_with(kind));
    match thing.get("@type") {
        Some(Value::Array(types)) => types.iter().any(matches),
        Some(one) => matches(one),
        None => false,
    }
}

fn string(thing: Option<&Value>, field: &str) -> Option<String> {
    let value = thing?.get(field)?;
    let value = value.as_array().map_or(Some(value), |values| values.first())?;
    value.as_str().map(plain).filter(|text| !text.is_empty())
}

/// The name of a person or body: in place, in a list, or elsewhere in the page under its id.
fn named(value: &Value, things: &[&Value]) -> Option<String> {
    match value {
        Value::String(name) => Some(plain(name)).filter(|name| !name.is_empty() && !name.starts_with("http")),
        Value::Array(values) => {
            let names: Vec<_> = values.iter().filter_map(|value| named(value, things)).collect();
            (!names.is_empty()).then(|| names.join(", "))
        }
        Value::Object(_) => string(Some(value), "name").or_else(|| {
            let id = value.get("@id")?;
            let thing = things.iter().find(|thing| thing.get("@id") == Some(id) && thing.get("name").is_some())?;
            string(Some(thing), "name")
        }),
        _ => None,
    }
}

/// A value without markup's entities and needless blanks.
fn plain(text: &str) -> String {
    super::declared::one_line(&html_escape::decode_html_entities(text))
}
