//! Web pages: the text of the article, and what the page says of itself.

mod declared;
mod depth;
mod json_ld;
mod render;
mod visible;

pub(super) use depth::deepest;
pub(super) use render::text as rendered;

use dom_query::Document as Page;
use dom_smoothie::Readability;

use super::super::encoding::Decoded;
use super::super::{IngestError, Origin};
use super::contain::contained;
use super::{Given, Limits, Raw};

const MEDIA_TYPE: &str = "text/html";

/// The one document of a page.
pub(super) fn document(given: &Given, limits: &Limits, decoded: Decoded) -> Result<Raw, IngestError> {
    let (text, origin) = read(given.url, limits, decoded).map_err(|problem| given.fault(problem))?;
    Ok(Raw::whole(given.bytes, MEDIA_TYPE, text, origin))
}

/// The text of a page, and what it says of itself; the error says what is wrong with it.
pub(super) fn read(url: Option<&str>, limits: &Limits, decoded: Decoded) -> Result<(String, Origin), String> {
    let decoded = decoded.repaired();
    let nesting = depth::deepest(&decoded.text);
    if nesting > limits.nesting {
        return Err(format!("nests elements {nesting} deep: want at most {}", limits.nesting));
    }
    let (url, html) = (url.map(str::to_owned), decoded.text.clone());
    let (text, origin) = contained(limits, move || parsed(&html, url.as_deref()))?;
    Ok((text, decoded.noted(origin)))
}

fn parsed(html: &str, url: Option<&str>) -> (String, Origin) {
    let page = Page::from(html);
    let mut origin = declared::origin(&page, url);
    let dates = origin.published.is_none().then(|| visible::dates(&page));
    let whole = whole_text(&page);
    let text = article(page).filter(|text| !text.trim().is_empty()).unwrap_or(whole);
    if let Some(published) = dates.and_then(|dates| visible::first(&dates, &text)) {
        origin.published = Some(published);
        origin.note("published", "visible date");
    }
    (text, origin)
}

/// The article of a page without what stands round it.
fn article(page: Page) -> Option<String> {
    let mut reader = Readability::with_document(page, None, None).ok()?;
    reader.parse().ok()?;
    let found = reader.doc.select_single("#readability-page-1");
    found.nodes().first().map(render::text)
}

/// All text of a page but its furniture: for pages in which no article is found.
fn whole_text(page: &Page) -> String {
    page.select_single("body").nodes().first().map(render::text).unwrap_or_default()
}

#[cfg(test)]
mod tests;
