//! Mails (EML) and pages saved with their pictures (MHTML).

use mail_parser::{Address, Message, MessageParser, MimeHeaders, PartType};

use super::super::encoding::Decoded;
use super::super::{IngestError, Origin};
use super::detect::is_document;
use super::html::{host, one_line};
use super::{Given, Limits, Raw, Raws, html, within};
use crate::model::Published;

const MAIL: &str = "message/rfc822";
const PAGE: &str = "multipart/related";

/// Headers by which a mail is known.
const HEADERS: [&str; 16] = [
    "from",
    "to",
    "date",
    "subject",
    "mime-version",
    "message-id",
    "received",
    "return-path",
    "content-type",
    "delivered-to",
    "reply-to",
    "sender",
    "snapshot-content-location",
    "x-mailer",
    "dkim-signature",
    "list-id",
];

/// Whether a text begins with the headers of a mail: two that mails have, and nothing but headers before the first blank
/// line.
pub(super) fn has_headers(head: &str) -> bool {
    const LINES: usize = 60;
    let mut known = 0;
    for line in head.lines().take(LINES).take_while(|line| !line.trim().is_empty()) {
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let Some((name, _)) = line.split_once(':').filter(|(name, _)| is_name(name)) else { return false };
        known += usize::from(HEADERS.contains(&name.to_ascii_lowercase().as_str()));
    }
    known >= 2
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

/// The text of a mail or saved page, and the documents that are attached to it.
pub(super) fn documents(given: &Given, limits: &Limits, depth: usize) -> Result<Raws, IngestError> {
    let broken = || given.fault("is no mail that can be read: want headers and a body");
    let message = MessageParser::default().parse(given.bytes).ok_or_else(broken)?;
    let mut raws = vec![body(given, limits, &message).map_err(|problem| given.fault(problem))];
    let empty = raws.iter().all(|raw| raw.as_ref().is_ok_and(|raw| raw.text.trim().is_empty()));
    for attachment in message.attachments() {
        raws.extend(attached(given, limits, depth, attachment));
    }
    // A mail may be no more than a cover of what is attached to it.
    if empty && raws.len() > 1 {
        raws.drain(..1);
    }
    Ok(raws)
}

/// The document that is attached to a mail, if it may be one.
fn attached(given: &Given, limits: &Limits, depth: usize, part: &mail_parser::MessagePart<'_>) -> Raws {
    let Some(name) = part.attachment_name().filter(|name| is_document(name.as_ref())) else { return Raws::new() };
    let bytes = match &part.body {
        PartType::Binary(bytes) | PartType::InlineBinary(bytes) => bytes.as_ref(),
        PartType::Text(text) | PartType::Html(text) => text.as_bytes(),
        PartType::Message(_) | PartType::Multipart(_) => return Raws::new(),
    };
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let path = given.path.join(name);
    if depth >= limits.archives {
        let problem = format!("is attached {depth} archives deep: want at most {}", limits.archives);
        return vec![Err(IngestError::Fault { path, problem })];
    }
    let inner = Given { path: &path, bytes, media_type: None, url: None };
    let named = |raw: Raw| {
        let part = raw.part.as_ref().map_or_else(|| name.to_owned(), |part| format!("{name}/{part}"));
        Raw { part: Some(part), ..raw }
    };
    within(&inner, limits, depth + 1).into_iter().map(|raw| raw.map(named)).collect()
}

/// The text itself: of a saved page its article, of a mail its plain text, or its markup where it has none.
fn body(given: &Given, limits: &Limits, message: &Message<'_>) -> Result<Raw, String> {
    let saved = address(message);
    let markup = message.html_bodies().find_map(|part| match &part.body {
        PartType::Html(markup) => Some(markup.as_ref()),
        _ => None,
    });
    let plain = message.text_bodies().find_map(|part| match &part.body {
        PartType::Text(text) => Some(text.as_ref()),
        _ => None,
    });
    let origin = headers(message);
    let page = saved.is_some() || plain.is_none();
    match (markup.filter(|_| page), plain) {
        (Some(markup), _) => {
            let decoded = Decoded::of(markup.to_owned());
            let (text, declared) = html::read(saved.as_deref().or(given.url), limits, decoded)?;
            let mut origin = if saved.is_some() { declared.or(origin) } else { origin.or(declared) };
            origin.url = origin.url.or(saved);
            let media_type = if page && origin.url.is_some() { PAGE } else { MAIL };
            Ok(Raw::whole(given.bytes, media_type, text, origin))
        }
        (None, Some(plain)) => {
            let decoded = Decoded::of(plain.replace("\r\n", "\n")).repaired();
            let origin = decoded.noted(origin);
            Ok(Raw::whole(given.bytes, MAIL, decoded.text, origin))
        }
        (None, None) => Err("has no text: want a mail or a saved page with one".to_owned()),
    }
}

/// The address of the page that was saved.
fn address(message: &Message<'_>) -> Option<String> {
    let header = message.header_raw("Snapshot-Content-Location").or_else(|| message.header_raw("Content-Location"));
    let own = header.map(|value| value.trim().to_owned());
    let related =
        message.content_type().is_some_and(|t| t.subtype().is_some_and(|s| s.eq_ignore_ascii_case("related")));
    let root = || message.parts.iter().find_map(|part| part.content_location().map(str::to_owned)).filter(|_| related);
    own.or_else(root).filter(|url| url.starts_with("http"))
}

/// What the headers say: who wrote, when, about what.
fn headers(message: &Message<'_>) -> Origin {
    let from = message.from().and_then(Address::first);
    let sender = from.and_then(|from| from.name().map(str::to_owned));
    let mailbox = from.and_then(|from| from.address()).and_then(|address| address.split_once('@'));
    let domain = mailbox.and_then(|(_, domain)| host(&format!("https://{domain}/")));
    let published = message
        .date()
        .and_then(|date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day).parse::<Published>().ok());
    let mut origin = Origin {
        title: message.subject().map(one_line).filter(|subject| !subject.is_empty()),
        publisher: sender.clone().or(domain),
        published,
        ..Origin::default()
    };
    if let Some(sender) = sender {
        origin.extra.insert("author".to_owned(), sender);
    }
    origin.note_all("headers");
    origin
}
