//! `result.json`.

use serde::Deserialize;
use serde_json::Value;

use super::super::super::IngestError;
use super::super::{Given, Raws};
use super::{Post, raws};

/// An export of one chat, or of an account with many.
#[derive(Deserialize)]
struct Export {
    chats: Option<Chats>,
    #[serde(flatten)]
    chat: Chat,
}

#[derive(Deserialize)]
struct Chats {
    list: Vec<Chat>,
}

#[derive(Deserialize)]
struct Chat {
    name: Option<String>,
    id: Option<Value>,
    #[serde(default)]
    messages: Vec<Message>,
}

#[derive(Deserialize)]
struct Message {
    id: Value,
    #[serde(rename = "type", default)]
    kind: String,
    date: Option<String>,
    edited: Option<String>,
    from: Option<String>,
    author: Option<String>,
    forwarded_from: Option<String>,
    #[serde(default)]
    text: Value,
}

/// The posts of an export.
pub(in super::super) fn export(given: &Given, text: &str) -> Result<Raws, IngestError> {
    let text = text.trim_start_matches('\u{feff}');
    let Export { chats, chat } = serde_json::from_str(text)
        .map_err(|error| given.fault(format!("is no Telegram export that can be read: {error}")))?;
    let several = chats.is_some();
    let chats = chats.map_or_else(|| vec![chat], |chats| chats.list);
    Ok(raws(chats.into_iter().flat_map(|chat| chat.posts(several)).collect()))
}

impl Chat {
    fn posts(self, several: bool) -> Vec<Post> {
        let Self { name, id, messages } = self;
        let prefix = id.filter(|_| several).map(|id| format!("{id}/")).unwrap_or_default();
        let post = |message: Message| {
            let (text, title) = (plain(&message.text), bold_line(&message.text));
            Post {
                number: format!("{prefix}{}", message.id),
                channel: name.clone().or_else(|| message.from.clone()),
                date: message.date,
                edited: message.edited,
                forwarded_from: message.forwarded_from,
                author: message.author.or(message.from.filter(|from| Some(from) != name.as_ref())),
                title,
                text,
            }
        };
        messages.into_iter().filter(|message| message.kind != "service").map(post).collect()
    }
}

/// The text of a post: a string, or a list of strings and of stretches with a style.
fn plain(text: &Value) -> String {
    match text {
        Value::String(text) => text.clone(),
        Value::Array(parts) => parts.iter().map(|part| part.get("text").map_or_else(|| plain(part), plain)).collect(),
        _ => String::new(),
    }
}

/// The first line, if all of it is in bold.
fn bold_line(text: &Value) -> Option<String> {
    let first = text.as_array()?.iter().find(|part| !part.as_str().is_some_and(|text| text.trim().is_empty()))?;
    let bold = first.get("type")?.as_str()? == "bold";
    let line = first.get("text")?.as_str()?.trim();
    let rest = plain(text).trim_start().strip_prefix(line)?.to_owned();
    (bold && !line.contains('\n') && rest.trim_start_matches([' ', '.']).starts_with('\n')).then(|| line.to_owned())
}
