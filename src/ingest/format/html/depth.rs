//! How deep the elements of a page lie in each other, before anything is built of them.

/// Elements that have no inside, or that others close.
const FLAT: [&str; 32] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p",
    "li", "td", "th", "tr", "dt", "dd", "option", "optgroup", "thead", "tbody", "tfoot", "colgroup", "rp", "rt",
    "html", "head", "body",
];
/// Elements whose inside is no markup.
const RAW: [&str; 4] = ["script", "style", "textarea", "title"];

/// The deepest nesting of a page's elements, as far as its tags tell. It costs one pass, where building the tree of a
/// page that nests without end would cost the square of it.
pub(in super::super) fn deepest(html: &str) -> usize {
    let (mut depth, mut deepest, mut rest) = (0usize, 0usize, html);
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
            continue;
        }
        let closing = rest.starts_with('/');
        let name = name(rest.trim_start_matches('/'));
        if name.is_empty() || FLAT.contains(&name.as_str()) {
            continue;
        }
        let end = rest.find('>').unwrap_or(rest.len());
        let empty = rest[..end].ends_with('/') && !rest[..end].contains('=');
        rest = &rest[end..];
        if closing {
            depth = depth.saturating_sub(1);
        } else if RAW.contains(&name.as_str()) {
            rest = after(rest, &name);
        } else if !empty {
            depth += 1;
            deepest = deepest.max(depth);
        }
    }
    deepest
}

fn name(tag: &str) -> String {
    let first = tag.starts_with(|c: char| c.is_ascii_alphabetic());
    let name = tag.chars().take_while(|c| first && (c.is_ascii_alphanumeric() || *c == '-')).take(16);
    name.collect::<String>().to_ascii_lowercase()
}

/// What follows the end of an element without markup inside.
fn after<'a>(text: &'a str, name: &str) -> &'a str {
    let mut rest = text;
    while let Some(at) = rest.find("</") {
        rest = &rest[at + 2..];
        if rest.get(..name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name)) {
            return rest;
        }
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_is_counted_over_what_nests() {
        for (html, depth) in [
            ("<p>a<p>b<br><img src=x><li>c", 0),
            ("<div><div></div><div></div></div>", 2),
            ("<!-- <div><div><div> --><div>", 1),
            ("<script>if (a<b) { '<div><div>' }</SCRIPT><div>", 1),
            ("a < b and <3", 0),
        ] {
            assert_eq!(deepest(html), depth, "{html}");
        }
        assert_eq!(deepest(&"<div>".repeat(100_000)), 100_000);
    }
}
