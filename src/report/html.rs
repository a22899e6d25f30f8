//! A report as one page of HTML: headings, tables and pictures that stand alone, without scripts and without a network.
//!
//! Words from documents are data. Each passes [`words`] on its way into the page, addresses pass [`address`], and the
//! page itself forbids its reader's program to load or run anything.

use super::block::{Block, Inline, Row};
use super::input::ReportInput;
use super::markdown::{edged, plain};

const STYLE: &str = include_str!("report.css");

/// What the page may do: show its own styles. Nothing else, wherever it came from.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/// The page of some blocks.
pub(super) fn render(input: &ReportInput, blocks: &[Block]) -> String {
    let mut page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#content\">Skip to the content</a>\n",
        words(&input.title)
    );
    if !input.shared.is_empty() {
        page.push_str(&format!(
            "<svg class=\"shared\" width=\"0\" height=\"0\" aria-hidden=\"true\">{}</svg>\n",
            input.shared
        ));
    }
    page.push_str("<main id=\"content\">\n");
    let mut nth = 0;
    // The contents stand before the first section.
    let first = blocks.iter().position(|block| matches!(block, Block::Heading(2, _))).unwrap_or(blocks.len());
    blocks[..first].iter().for_each(|block| push(&mut page, block, &mut nth));
    page.push_str(&contents(blocks));
    blocks[first..].iter().for_each(|block| push(&mut page, block, &mut nth));
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

/// The headings of the second depth, to jump to.
fn contents(blocks: &[Block]) -> String {
    let headings =
        blocks.iter().filter_map(|block| if let Block::Heading(2, words) = block { Some(words) } else { None });
    let line =
        |(at, heading): (usize, &String)| format!("<li><a href=\"#part-{}\">{}</a></li>\n", at + 1, words(heading));
    let lines: String = headings.enumerate().map(line).collect();
    if lines.is_empty() { lines } else { format!("<nav aria-label=\"Contents\">\n<ol>\n{lines}</ol>\n</nav>\n") }
}

fn push(page: &mut String, block: &Block, nth: &mut usize) {
    match block {
        Block::Heading(2, heading) => {
            *nth += 1;
            page.push_str(&format!("<h2 id=\"part-{nth}\">{}</h2>\n", words(heading)));
        }
        Block::Heading(depth, heading) => page.push_str(&format!("<h{depth}>{}</h{depth}>\n", words(heading))),
        Block::Paragraph(line) => page.push_str(&format!("<p>{}</p>\n", inline(line))),
        Block::Table(caption, columns, rows) => page.push_str(&table(caption, columns, rows)),
        Block::List(lines) => {
            let lines: String = lines.iter().map(|line| format!("<li>{}</li>\n", inline(line))).collect();
            page.push_str(&format!("<ul class=\"said\">\n{lines}</ul>\n"));
        }
        Block::Chart(chart) => page.push_str(&format!("<figure>\n{}</figure>\n", chart.svg)),
        Block::Shell(lines) => page.push_str(&format!("<pre><code>{}</code></pre>\n", escaped(lines))),
    }
}

/// A table whose first column names its rows; a wide one scrolls by itself, by keyboard too.
fn table(caption: &str, columns: &[&str], rows: &[Row]) -> String {
    let head: String = columns.iter().map(|column| format!("<th scope=\"col\">{}</th>", words(column))).collect();
    let body: String = rows.iter().map(row).collect();
    format!(
        "<div class=\"wide\" role=\"region\" aria-label=\"{caption}\" tabindex=\"0\">\n<table>\n<caption>{caption}</caption>\n\
         <thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>\n</div>\n",
        caption = words(caption)
    )
}

fn row(row: &Row) -> String {
    let id = row.figure.as_ref().map_or_else(String::new, |figure| format!(" id=\"{}\"", anchor(figure.as_str())));
    let cell = |(at, cell): (usize, &Vec<Inline>)| match at {
        0 => format!("<th scope=\"row\">{}</th>", inline(cell)),
        _ => format!("<td>{}</td>", inline(cell)),
    };
    let cells: String = row.cells.iter().enumerate().map(cell).collect();
    format!("<tr{id}>{cells}</tr>\n")
}

/// The place of a figure on the page. An id is hexadecimal; anything else in it would be no id.
fn anchor(figure: &str) -> String {
    format!("f-{}", figure.chars().filter(char::is_ascii_alphanumeric).collect::<String>())
}

fn inline(line: &[Inline]) -> String {
    let part = |part: &Inline| match part {
        Inline::Text(text) => edged(text, words),
        Inline::Strong(text) => format!("<strong class=\"{}\">{}</strong>", class(text), words(text)),
        Inline::Code(text) => format!("<code>{}</code>", words(text)),
        Inline::Marked(text) => format!("<mark>{}</mark>", words(text)),
        Inline::Link(text, url) => link(text, url.as_deref()),
        Inline::Figure(figure) => {
            format!(
                "<a class=\"figure\" href=\"#{}\"><code>{}</code></a>",
                anchor(figure.as_str()),
                words(figure.as_str())
            )
        }
    };
    line.iter().map(part).collect()
}

/// A class of its own for the words of severity; the words themselves say the same.
fn class(words: &str) -> &'static str {
    match words {
        "error" => "error",
        "warning" => "warning",
        _ => "plain",
    }
}

/// A link to an address of the web; for any other the words alone.
fn link(text: &str, url: Option<&str>) -> String {
    match url.and_then(address) {
        Some(url) => format!("<a href=\"{url}\" rel=\"noopener noreferrer nofollow\">{}</a>", words(text)),
        None => words(text),
    }
}

/// An address of the web that may stand in an attribute; nothing else can be led to.
fn address(url: &str) -> Option<String> {
    let web = url.starts_with("https://") || url.starts_with("http://");
    let whole = !url.chars().any(|c| c.is_whitespace() || c.is_control());
    (web && whole).then(|| escaped(url))
}

/// Words on one line that a browser shows as they are.
fn words(text: &str) -> String {
    escaped(&plain(text))
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_words_are_only_words() {
        for (hostile, shown) in [
            ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
            ("\" onmouseover='x", "&quot; onmouseover=&#39;x"),
            ("&lt;b&gt;", "&amp;lt;b&amp;gt;"),
            ("a\u{202e}b\u{0}c", "a b c"),
            ("</style><!--", "&lt;/style&gt;&lt;!--"),
        ] {
            assert_eq!(words(hostile), shown);
        }
    }

    #[test]
    fn only_the_web_can_be_led_to() {
        for url in
            ["javascript:alert(1)", "data:text/html,x", " https://x.org", "https://x.org/a b", "//x.org", "file:///x"]
        {
            assert_eq!(link("t", Some(url)), "t", "{url}");
        }
        let led = link("<t>", Some("https://x.org/?a=1&b=\"><script>"));
        assert_eq!(
            led,
            "<a href=\"https://x.org/?a=1&amp;b=&quot;&gt;&lt;script&gt;\" rel=\"noopener noreferrer nofollow\">&lt;t&gt;</a>"
        );
    }
}
