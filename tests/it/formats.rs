//! Documents in every format: the same figures as from their plain text, and what their files say of their source.

use serde_json::Value;

use crate::made::{XML, deflated, docx, mail, odt, page, pdf, zip};
use crate::support::{Folder, Run};

/// Two paragraphs with three figures.
const FIRST: &str = "Russia's trade with the CIS countries reached $83.7 billion in January-October 2023.";
const SECOND: &str = "Kazakhstan's inflation was 9.4 percent in March 2024, and the base rate 14.75 percent.";

/// What `extract` says of each figure, but for its place and the name of its document.
fn figures(run: &Run) -> Vec<[String; 5]> {
    let field = |line: &Value, name: &str| line[name].as_str().unwrap_or("-").to_owned();
    let of = |line: &str| {
        let line: Value = serde_json::from_str(line).expect("JSON");
        ["value", "indicator", "area", "counterpart", "period"].map(|name| field(&line, name))
    };
    run.out.lines().map(of).collect()
}

fn paragraphs(open: &str, close: &str) -> String {
    [FIRST, SECOND].map(|text| format!("{open}{text}{close}")).concat()
}

fn word() -> Vec<u8> {
    let body = paragraphs("<w:p><w:r><w:t>", "</w:t></w:r></w:p>");
    let deleted = "<w:p><w:del><w:r><w:delText>99 percent</w:delText></w:r></w:del></w:p>";
    docx(&format!("{XML}<w:document xmlns:w=\"w\"><w:body>{body}{deleted}</w:body></w:document>"))
}

fn open_document() -> Vec<u8> {
    let body = paragraphs("<text:p>", "</text:p>");
    odt(&format!("{XML}<office:document-content xmlns:office=\"o\" xmlns:text=\"t\">{body}</office:document-content>"))
}

/// A page of PDF with a paragraph a line, letters half as wide as they are high.
fn portable() -> Vec<u8> {
    let line = |text: &str, y: usize| format!("BT /F1 8 Tf 30 {y} Td ({text}) Tj ET\n");
    let contents = format!("{}{}", line(FIRST, 700), line(SECOND, 660));
    pdf(
        &page(&deflated(contents.as_bytes()), "/Filter /FlateDecode"),
        "/Info << /Title (Trade and prices) /CreationDate (D:20240408120000Z) >>",
    )
}

fn web_page() -> String {
    let menu = "<nav><a href=\"/\">Home</a> <a href=\"/a\">Inflation 55 percent</a></nav>";
    let meta = "<meta property=\"og:site_name\" content=\"The Office\"><meta property=\"article:published_time\" content=\"2024-04-08T09:00:00Z\">";
    let body = paragraphs("<p>", "</p>");
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><title>Trade and prices</title>{meta}</head><body>{menu}<article><h1>Trade and prices</h1>{body}</article><footer>Fees of 12 percent</footer></body></html>"
    )
}

#[test]
fn every_format_gives_the_figures_of_its_text() {
    let folder = Folder::empty();
    let text = format!("{FIRST}\n\n{SECOND}\n");
    folder.write("plain.txt", &text);
    let wanted = figures(&folder.line("extract plain.txt"));
    assert_eq!(wanted.len(), 3);
    let html = web_page();
    let saved =
        mail("Content-Type: text/html; charset=utf-8\r\nSnapshot-Content-Location: https://office.example/1", &html);
    let utf_16: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let lines = format!("{}\n", serde_json::json!({ "id": "a", "text": text }));
    let feed = serde_json::json!({ "version": "https://jsonfeed.org/version/1.1", "title": "F", "items": [{ "id": "1", "content_text": text }] });
    let posts = serde_json::json!({ "name": "C", "type": "public_channel", "id": 1, "messages": [
        { "id": 1, "type": "message", "date": "2024-04-08T10:00:00", "from": "C", "text": text, "text_entities": [{ "type": "plain", "text": text }] }] });
    let documents: Vec<(&str, Vec<u8>)> = vec![
        ("a.md", format!("---\ntitle: T\n---\n{text}").into_bytes()),
        ("b.html", html.into_bytes()),
        ("c.pdf", portable()),
        ("d.docx", word()),
        ("e.odt", open_document()),
        ("f.eml", mail("Content-Type: text/plain; charset=utf-8", &text)),
        ("g.mhtml", saved),
        ("h.txt", utf_16),
        ("i.jsonl", lines.into_bytes()),
        ("j.json", feed.to_string().into_bytes()),
        ("result.json", posts.to_string().into_bytes()),
        ("k.zip", zip(&[("in/plain.txt", text.as_bytes())])),
        // What a file is called says nothing against what it holds.
        ("l.txt", word()),
    ];
    for (name, bytes) in documents {
        folder.write(name, bytes);
        let run = folder.line(&format!("extract {name}"));
        assert_eq!((run.code, figures(&run)), (0, wanted.clone()), "{name}: {run:?}");
    }
}

#[test]
fn figures_of_a_pdf_have_a_page() {
    let folder = Folder::empty();
    folder.write("c.pdf", portable());
    let pages: Vec<_> = folder.line("extract c.pdf").out.lines().map(|line| line.contains("\"page\":1,")).collect();
    assert_eq!(pages, [true; 3]);
    folder.line("ingest c.pdf");
    let first = folder.line("extract c.pdf").out;
    let id = first.split('"').skip_while(|part| *part != "figure").nth(2).expect("an id").to_owned();
    assert!(folder.line(&format!("trace {id}")).out.contains("\npage 1, bytes "));
    assert!(!folder.line("extract c.pdf").err.contains("panicked"));
}

#[test]
fn files_say_of_what_source_they_are() {
    let folder = Folder::empty();
    folder.write("b.html", web_page());
    folder.write("c.pdf", portable());
    folder.write("f.eml", mail("Date: Mon, 08 Apr 2024 10:00:00 +0000\r\nContent-Type: text/plain", FIRST));
    folder.write(
        "k.zip",
        zip(&[("d.eml", &mail("Date: Mon, 08 Apr 2024 23:30:00 -0500\r\nContent-Type: text/plain", SECOND))]),
    );
    folder.line("ingest b.html c.pdf f.eml k.zip");
    let sources = folder.line("sources --format csv").out;
    for (id, wanted) in [("b,", "The Office"), ("c,", "Trade and prices"), ("f,", ",A,"), ("k/d.eml,", ",A,")] {
        let line = sources.lines().find(|line| line.starts_with(id)).unwrap_or_default();
        assert!(line.contains(wanted) && line.contains("2024-04-08"), "{id} {sources}");
    }
}
