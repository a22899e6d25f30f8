//! Exports of Telegram Desktop: every post a document, with its channel, its day, whom it is forwarded from and when it
//! was edited.

mod json;
mod page;

pub(super) use json::export;
pub(super) use page::page;

use super::super::{Origin, date};
use super::{Raw, Raws};

const MEDIA_TYPE: &str = "application/x-telegram-export";

/// A post as either kind of export gives it.
#[derive(Debug, Default, PartialEq, Eq)]
struct Post {
    /// Its number in the channel, with the channel's before it where the export holds several.
    number: String,
    channel: Option<String>,
    /// When it was sent, in the export's words.
    date: Option<String>,
    edited: Option<String>,
    forwarded_from: Option<String>,
    author: Option<String>,
    /// The line in bold that heads it.
    title: Option<String>,
    text: String,
}

impl Post {
    fn raw(self) -> Raw {
        let mut origin = Origin { publisher: self.channel.clone(), title: self.title, ..Origin::default() };
        origin.note("title", "first line in bold");
        origin.note("publisher", "channel");
        origin.published = self.date.as_deref().and_then(date::parse);
        origin.note("published", "post");
        let extra = [
            ("channel", self.channel),
            ("published_time", self.date),
            ("edited", self.edited),
            ("forwarded_from", self.forwarded_from),
            ("author", self.author),
        ];
        origin.extra.extend(extra.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))));
        Raw::part(self.number, MEDIA_TYPE, self.text, origin)
    }
}

/// The posts that say something; a picture alone is no document.
fn raws(posts: Vec<Post>) -> Raws {
    posts.into_iter().filter(|post| !post.text.trim().is_empty()).map(|post| Ok(post.raw())).collect()
}

#[cfg(test)]
mod tests;
