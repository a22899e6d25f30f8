//! `messages.html`.

use dom_query::{Document as Page, NodeRef};

use super::super::super::IngestError;
use super::super::contain::contained;
use super::super::html::{deepest, one_line, rendered};
use super::super::{Given, Limits, Raws};
use super::{Post, raws};

/// The posts of a page of an export.
pub(in super::super) fn page(given: &Given, limits: &Limits, html: &str) -> Result<Raws, IngestError> {
    let nesting = deepest(html);
    if nesting > limits.nesting {
        return Err(given.fault(format!("nests elements {nesting} deep: want at most {}", limits.nesting)));
    }
    let html = html.to_owned();
    let posts = contained(limits, move || posts(&Page::from(html))).map_err(|problem| given.fault(problem))?;
    Ok(raws(posts))
}

fn posts(page: &Page) -> Vec<Post> {
    let header = page.select_single(".page_header .text");
    let channel = header.nodes().first().map(|node| one_line(&node.text())).filter(|name| !name.is_empty());
    let mut posts: Vec<Post> = Vec::new();
    // A post that follows another of the same hand does not name it again.
    let mut from = None;
    for message in page.select(".message.default").nodes() {
        let parts = Parts::of(message);
        if !parts.joined {
            from.clone_from(&parts.from);
        }
        let id = message.attr_or("id", "");
        posts.push(Post {
            number: id.trim_start_matches("message").to_owned(),
            channel: channel.clone().or_else(|| from.clone()),
            date: parts.date.as_deref().map(iso),
            edited: parts.edited,
            forwarded_from: parts.forwarded_from,
            author: parts.signature.or_else(|| from.clone().filter(|from| Some(from) != channel.as_ref())),
            title: parts.title,
            text: parts.text,
        });
    }
    posts
}

/// What the elements of a message say.
#[derive(Default)]
struct Parts {
    joined: bool,
    from: Option<String>,
    date: Option<String>,
    edited: Option<String>,
    forwarded_from: Option<String>,
    signature: Option<String>,
    title: Option<String>,
    text: String,
}

impl Parts {
    fn of(message: &NodeRef) -> Self {
        let mut parts = Self { joined: message.has_class("joined"), ..Self::default() };
        for node in message.descendants_it().filter(NodeRef::is_element) {
            let said = || Some(one_line(&node.text())).filter(|text| !text.is_empty());
            let forwarded = || node.parent().is_some_and(|parent| parent.has_class("forwarded"));
            if node.has_class("date") && parts.date.is_none() {
                parts.date = node.attr("title").map(|title| title.to_string());
                parts.edited = said().filter(|said| said.contains("edited"));
            } else if node.has_class("from_name") && forwarded() {
                let name: String =
                    node.children().iter().filter(|c| c.is_text()).map(|c| c.text().to_string()).collect();
                parts.forwarded_from = Some(one_line(&name)).filter(|name| !name.is_empty());
            } else if node.has_class("from_name") && parts.from.is_none() {
                parts.from = said();
            } else if node.has_class("signature") {
                parts.signature = said();
            } else if node.has_class("text") && parts.text.is_empty() {
                parts.text = rendered(&node);
                parts.title = bold_line(&node, &parts.text);
            }
        }
        parts
    }
}

/// The first line, if all of it is in bold.
fn bold_line(node: &NodeRef, text: &str) -> Option<String> {
    let bold = node.children_it(false).find(|child| !child.text().trim().is_empty())?;
    let is_bold = bold.node_name().is_some_and(|name| matches!(name.as_ref(), "strong" | "b"));
    let line = one_line(&bold.text());
    (is_bold && text.lines().count() > 1 && text.lines().next() == Some(line.as_str())).then_some(line)
}

/// `08.10.2024 12:30:00 UTC+03:00` in the order of ISO 8601.
fn iso(title: &str) -> String {
    let (day, time) = title.split_once(' ').unwrap_or((title, ""));
    let parts: Vec<_> = day.split('.').collect();
    match parts.as_slice() {
        [day, month, year] => format!("{year}-{month}-{day} {time}").trim_end().to_owned(),
        _ => title.to_owned(),
    }
}
