//! Exports of a channel and of an account.

use std::path::Path;

use super::super::{Given, Limits, documents};
use super::*;

fn posts(name: &str, text: &str) -> Vec<Raw> {
    let raws = documents(&Given::file(Path::new(name), text.as_bytes()), &Limits::default());
    raws.into_iter().map(|raw| raw.expect("a post")).collect()
}

const RESULT: &str = r##"{
 "name": "Ministry of Trade", "type": "public_channel", "id": 1234,
 "messages": [
  {"id": 1, "type": "service", "date": "2024-10-01T09:00:00", "actor": "Ministry", "action": "create_channel", "text": ""},
  {"id": 2, "type": "message", "date": "2024-10-08T12:30:00", "date_unixtime": "1728379800", "from": "Ministry of Trade",
   "edited": "2024-10-08T12:45:10", "forwarded_from": "Press office",
   "text": [{"type": "bold", "text": "Trade grows"}, "\n\nTrade grew by 5 percent, ", {"type": "link", "text": "https://example.org"}, "."]},
  {"id": 3, "type": "message", "date": "2024-10-09T08:00:00", "photo": "photos/1.jpg", "text": ""},
  {"id": 4, "type": "message", "date": "2024-10-09T08:01:00", "text": "Exports: $5 billion."}
 ]}"##;

#[test]
fn every_post_of_a_channel_is_a_document() {
    let posts = posts("result.json", RESULT);
    let [first, second] = posts.as_slice() else { panic!("{posts:?}") };
    assert_eq!(first.text, "Trade grows\n\nTrade grew by 5 percent, https://example.org.");
    assert_eq!(first.origin.title.as_deref(), Some("Trade grows"));
    assert_eq!(first.origin.publisher.as_deref(), Some("Ministry of Trade"));
    assert_eq!(first.origin.published.map(|p| p.to_string()).as_deref(), Some("2024-10-08"));
    let extra = |name: &str| first.origin.extra.get(name).map(String::as_str);
    assert_eq!(extra("forwarded_from"), Some("Press office"));
    assert_eq!(extra("edited"), Some("2024-10-08T12:45:10"));
    assert_eq!((second.part.as_deref(), second.origin.title.as_deref()), (Some("4"), None));
}

#[test]
fn posts_of_an_account_go_by_chat_and_number() {
    let text = format!("{{\"about\": \"x\", \"chats\": {{\"about\": \"y\", \"list\": [{RESULT}]}}}}");
    let posts = posts("result.json", &text);
    assert_eq!(posts.iter().filter_map(|post| post.part.as_deref()).collect::<Vec<_>>(), ["1234/2", "1234/4"]);
}

#[test]
fn posts_of_a_page_are_read_like_those_of_json() {
    let message = |id: u8, kind: &str, body: &str| {
        format!(
            "<div class=\"message default clearfix{kind}\" id=\"message{id}\"><div class=\"body\"><div class=\"pull_right \
             date details\" title=\"08.10.2024 12:30:00 UTC+03:00\">12:30</div>{body}</div></div>"
        )
    };
    let html = format!(
        "<!DOCTYPE html><html><head><title>Exported Data</title></head><body><div class=\"page_wrap\"><div \
         class=\"page_header\"><div class=\"content\"><div class=\"text bold\">Ministry of Trade</div></div></div><div \
         class=\"history\"><div class=\"message service\" id=\"message-1\"><div class=\"body details\">8 October \
         2024</div></div>{}{}{}</div></div></body></html>",
        message(
            2,
            "",
            "<div class=\"from_name\">Ministry of Trade</div><div class=\"text\"><strong>Trade grows</strong>\
                        <br><br>Trade grew by 5&nbsp;percent.</div>"
        ),
        message(
            3,
            " joined",
            "<div class=\"forwarded body\"><div class=\"from_name\">Press office <span class=\"date \
                               details\" title=\"07.10.2024\">07.10.2024</span></div><div class=\"text\">Exports: $5 \
                               billion.</div></div>"
        ),
        message(4, " joined", "<div class=\"media_wrap clearfix\">photo</div>"),
    );
    let posts = posts("messages.html", &html);
    let [first, second] = posts.as_slice() else { panic!("{posts:?}") };
    assert_eq!(first.text, "Trade grows\nTrade grew by 5\u{a0}percent.");
    assert_eq!(first.origin.title.as_deref(), Some("Trade grows"));
    assert_eq!(first.origin.published.map(|p| p.to_string()).as_deref(), Some("2024-10-08"));
    assert_eq!(second.text, "Exports: $5 billion.");
    assert_eq!(second.origin.publisher.as_deref(), Some("Ministry of Trade"));
    assert_eq!(second.origin.extra.get("forwarded_from").map(String::as_str), Some("Press office"));
}
