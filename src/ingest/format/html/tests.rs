//! Pages as sites make them.

use super::*;
use std::path::Path;

fn page(html: &str) -> Raw {
    let given = Given::file(Path::new("page.html"), html.as_bytes());
    let decoded = super::super::encoding::decode(given.bytes, None).expect("text");
    document(&given, &Limits::default(), decoded).expect("a page")
}

const ARTICLE: &str = "<article><h1>Freight through the pass grows by a fifth in nine months</h1>\
<p>TESTVILLE, October 8. Freight through the mountain pass grew by 20 percent in January&ndash;September, the \
operator of the road said on Tuesday, and reached 4.2 million tonnes.</p>\
<ul><li>Coal: 1.1 million tonnes, up by 7 percent on the year before;</li><li>Grain: 0.9 million tonnes, down by 3 \
percent on the year before.</li></ul>\
<table><tr><th>Goods</th><th>2023</th><th>2024</th></tr><tr><td>Coal</td><td>1.0</td><td>1.1</td></tr></table>\
<p>The operator expects 5.6 million tonnes for the whole year, which would be a record for the road, and says that \
the second track will be ready by the summer of next year, when the old one is to be closed for repairs.</p></article>";

fn wrapped(head: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=\"en-GB\"><head>{head}</head><body><nav><a href=/>Home</a><a href=/news>News</a>\
         </nav>{body}<div class=related><h2>Related</h2><a href=/x>Another 99 percent</a></div><footer>Contacts and \
         12345 cookies</footer></body></html>"
    )
}

#[test]
fn the_article_is_kept_and_its_surroundings_are_not() {
    let raw = page(&wrapped("<title>Freight</title>", ARTICLE));
    let text = &raw.text;
    assert!(text.contains("in January–September, the operator"), "{text}");
    assert!(text.contains("\n- Coal: 1.1 million tonnes, up by 7 percent on the year before;\n- Grain"), "{text}");
    assert!(text.contains("Goods | 2023 | 2024\nCoal | 1.0 | 1.1\n"), "{text}");
    for noise in ["Home", "Related", "99", "cookies"] {
        assert!(!text.contains(noise), "{noise} in {text}");
    }
}

#[test]
fn json_ld_goes_before_other_declarations() {
    let head = "<title>Freight grows | The Pass Herald</title><meta property=og:site_name content='The Pass Herald'>\
        <meta property=og:title content='Freight through the pass grows by a fifth in nine months - The Pass Herald'>\
        <meta name=date content=2020-01-01><link rel=canonical href='https://www.herald.example/news/1.html'>\
        <script type='application/ld+json'>{\"@graph\":[{\"@type\":\"Organization\",\"@id\":\"#o\",\"name\":\"Herald \
        Media\"},{\"@type\":\"NewsArticle\",\"headline\":\"Freight through the pass grows by a fifth in nine months\",\
        \"datePublished\":\"2024-10-08T09:30:00+05:00\",\"publisher\":{\"@id\":\"#o\"},\"author\":[{\"name\":\"A. \
        Writer\"}]}]}</script>";
    let origin = page(&wrapped(head, ARTICLE)).origin;
    assert_eq!(origin.title.as_deref(), Some("Freight through the pass grows by a fifth in nine months"));
    assert_eq!(origin.publisher.as_deref(), Some("The Pass Herald"));
    assert_eq!(origin.published.map(|p| p.to_string()).as_deref(), Some("2024-10-08"));
    assert_eq!(origin.language.as_deref(), Some("en"));
    assert_eq!(origin.url.as_deref(), Some("https://www.herald.example/news/1.html"));
    let extra = |name: &str| origin.extra.get(name).map(String::as_str);
    assert_eq!(extra("author"), Some("A. Writer"));
    assert_eq!((extra("published_from"), extra("publisher_from")), (Some("JSON-LD"), Some("og:site_name")));
    assert_eq!(extra("published_time"), Some("2024-10-08T09:30:00+05:00"));
}

#[test]
fn dates_are_found_wherever_pages_put_them() {
    for (head, before, date, from) in [
        (
            "<meta property=article:published_time content=2024-10-08T01:00:00Z>",
            "",
            "2024-10-08",
            "article:published_time",
        ),
        ("<meta name='DC.date' content=2024-10-08>", "", "2024-10-08", "dc.date"),
        ("", "<time datetime='2024-10-08'>yesterday</time>", "2024-10-08", "time"),
        ("", "<span itemprop=datePublished content='2024-10-08'></span>", "2024-10-08", "datePublished"),
        ("", "<div class=news-date>8 октября 2024</div>", "2024-10-08", "visible date"),
        ("", "<span class=post__date>08.10.2024, 12:30</span>", "2024-10-08", "visible date"),
    ] {
        let text = ARTICLE.replace("TESTVILLE, October 8. ", "");
        let origin = page(&wrapped(head, &format!("{before}{text}"))).origin;
        assert_eq!(origin.published.map(|p| p.to_string()).as_deref(), Some(date), "{head}{before}");
        assert_eq!(origin.extra.get("published_from").map(String::as_str), Some(from), "{head}{before}");
    }
}

#[test]
fn the_host_stands_in_for_a_publisher_and_the_heading_for_a_title() {
    let head =
        "<link rel=canonical href='https://www.stat.example/press/2024/10/08/trade.html'><title>Statistics</title>";
    let origin = page(&wrapped(head, ARTICLE)).origin;
    assert_eq!(origin.publisher.as_deref(), Some("stat.example"));
    assert_eq!(origin.title.as_deref(), Some("Freight through the pass grows by a fifth in nine months"));
}

#[test]
fn a_short_page_and_a_page_without_an_article_give_their_text() {
    assert_eq!(
        page("<html><body><p>Exports grew by 5&nbsp;percent.</p></body></html>").text,
        "Exports grew by 5\u{a0}percent."
    );
    let table = "<html><body><table><tr><td>Exports</td><td>7</td></tr><tr><td>Imports</td><td>9</td></tr></table></body></html>";
    assert_eq!(page(table).text, "Exports | 7\nImports | 9");
}

#[test]
fn a_page_in_another_charset_is_read_in_it() {
    let html = "<html><head><meta charset=windows-1251><title>Торговля</title></head><body><p>Экспорт вырос на 5 \
                процентов, сообщило ведомство.</p></body></html>";
    let bytes = encoding_rs::WINDOWS_1251.encode(html).0.into_owned();
    let raws = super::super::documents(&Given::file(Path::new("a.html"), &bytes), &Limits::default());
    let raw = raws.into_iter().next().expect("one").expect("a page");
    assert_eq!(raw.text, "Экспорт вырос на 5 процентов, сообщило ведомство.");
    assert_eq!(raw.origin.title.as_deref(), Some("Торговля"));
    assert_eq!(raw.origin.extra.get("charset").map(String::as_str), Some("windows-1251"));
}

#[test]
fn endless_nesting_is_refused() {
    let html = format!("<html>{}</html>", "<div>".repeat(100_000));
    let raws = super::super::documents(&Given::file(Path::new("deep.html"), html.as_bytes()), &Limits::default());
    let error = raws.into_iter().next().expect("one").expect_err("too deep").to_string();
    assert_eq!(error, "deep.html: nests elements 100000 deep: want at most 512");
}
