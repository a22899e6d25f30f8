//! A report as Markdown: its marks, and words made safe to stand between them.

use super::block::{Block, Inline, Row};

/// Blocks as Markdown, a blank line between them.
pub(super) fn render(blocks: &[Block]) -> String {
    let mut parts: Vec<String> = blocks.iter().map(block).filter(|part| !part.is_empty()).collect();
    parts.iter_mut().for_each(|part| part.truncate(part.trim_end().len()));
    parts.join("\n\n") + "\n"
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading(depth, words) => format!("{} {}", "#".repeat(usize::from(*depth)), text(words)),
        Block::Paragraph(line) => inline(line),
        Block::Table(_, columns, rows) => table(columns, rows.iter().map(cells)),
        Block::List(lines) => lines.iter().map(|line| format!("- {}\n", inline(line))).collect(),
        Block::Chart(chart) => chart.path.as_ref().map_or_else(String::new, |path| image(&chart.alt, path)),
        Block::Shell(lines) => format!("```sh\n{lines}```"),
    }
}

fn cells(row: &Row) -> Vec<String> {
    row.cells.iter().map(|cell| inline(cell)).collect()
}

fn inline(line: &[Inline]) -> String {
    let part = |part: &Inline| match part {
        Inline::Text(words) => edged(words, text),
        Inline::Strong(words) => format!("**{}**", text(words)),
        Inline::Marked(words) => format!("**{}**", text(words)),
        Inline::Code(words) => code(words),
        Inline::Link(words, url) => link(words, url.as_deref()),
        Inline::Figure(figure) => code(figure.as_str()),
    };
    let line: String = line.iter().map(part).collect();
    line.trim().to_owned()
}

/// Words made safe that keep a blank at either end, where the words beside them begin.
pub(super) fn edged(words: &str, safe: impl Fn(&str) -> String) -> String {
    let inner = safe(words);
    let blank = |there: bool| if there { " " } else { "" };
    if inner.is_empty() {
        return blank(!words.is_empty()).to_owned();
    }
    let (first, last) = (words.starts_with(char::is_whitespace), words.ends_with(char::is_whitespace));
    format!("{}{inner}{}", blank(first), blank(last))
}

/// Words on one line, without characters that steer a terminal or turn the direction of a text.
pub fn plain(words: &str) -> String {
    let steers = |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let steered: String = words.chars().map(|c| if steers(c) { ' ' } else { c }).collect();
    steered.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words that Markdown shows as they are, in a paragraph and in a table. `$` is a mark as well where formulas are
/// rendered, and money stands on both sides of a sentence.
fn text(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for c in plain(words).chars() {
        if r"\`*_{}[]<>#|!~&$".contains(c) {
            text.push('\\');
        }
        text.push(c);
    }
    text
}

/// A code span, fenced by more backticks than it holds. In a table it is for words without bars only: Markdown shows
/// the escape of a bar inside code in a table, and nowhere else, as a bare bar.
fn code(words: &str) -> String {
    let words = plain(words);
    let longest = words.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let (fence, pad) = ("`".repeat(longest + 1), if longest > 0 { " " } else { "" });
    format!("{fence}{pad}{words}{pad}{fence}")
}

/// A link to an address of the web; for any other address the words alone, so that no script can hide in a report.
fn link(words: &str, url: Option<&str>) -> String {
    let web = |url: &&str| url.starts_with("https://") || url.starts_with("http://");
    match url.filter(web) {
        Some(url) => format!("[{}]({})", text(words), target(url)),
        None => text(words),
    }
}

/// An image by its path relative to the report.
fn image(words: &str, path: &str) -> String {
    format!("![{}]({})", text(words), target(path))
}

/// An address with what would end it, or the table's cell around it, percent-encoded; what is encoded stays so.
fn target(address: &str) -> String {
    let odd = |c: char| c.is_whitespace() || c.is_control() || r#"()<>[]|\"'`*{}$!"#.contains(c);
    let mut target = String::with_capacity(address.len());
    for c in address.chars() {
        if odd(c) {
            let mut bytes = [0; 4];
            c.encode_utf8(&mut bytes).bytes().for_each(|byte| target.push_str(&format!("%{byte:02X}")));
        } else {
            target.push(c);
        }
    }
    target
}

/// A table; its cells are Markdown already.
fn table(columns: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let head = line(columns.iter().map(|&c| c.to_owned()).collect());
    let rule = format!("|{}\n", " --- |".repeat(columns.len()));
    rows.into_iter().fold(head + &rule, |table, row| table + &line(row))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_words() {
        for (words, shown) in [
            ("a|b\nc", r"a\|b c"),
            ("<script>", r"\<script\>"),
            ("$5 to $6", r"\$5 to \$6"),
            ("[x](y) *z* &amp;", r"\[x\](y) \*z\* \&amp;"),
            ("\u{1b}[2J", r"\[2J"),
        ] {
            assert_eq!(text(words), shown);
        }
    }

    #[test]
    fn links_survive_odd_characters() {
        for (url, shown) in [
            (Some("https://x.org/a(b)|c d"), "[t](https://x.org/a%28b%29%7Cc%20d)"),
            (Some("https://x.org/?p=1&q=%20_"), "[t](https://x.org/?p=1&q=%20_)"),
            (Some("javascript:alert(1)"), "t"),
            (None, "t"),
        ] {
            assert_eq!(link("t", url), shown);
        }
        assert_eq!(image("a]b", "charts/x y.svg"), r"![a\]b](charts/x%20y.svg)");
    }

    #[test]
    fn code_is_fenced_by_more_than_it_holds() {
        assert_eq!(code("abc"), "`abc`");
        assert_eq!(code("a`b``|c"), "``` a`b``|c ```");
    }
}
