//! Front matter: `key: value` lines between two `---` lines at the head of a file.

use super::Origin;

/// One entry of a block, with its line from 1.
#[derive(Debug, PartialEq, Eq)]
struct Entry {
    line: u64,
    key: String,
    value: String,
}

/// A line of front matter that cannot be read, and why.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct BadLine {
    /// The line, from 1.
    pub line: u64,
    /// What is wrong, and what was wanted.
    pub problem: String,
}

/// What the front matter at the head of `text` says, and where the body begins: at 0 if there is no front matter.
///
/// A text that opens with a rule (`---`) and prose is all body: only a closed block of `key: value` lines is taken off,
/// so that no sentence is lost.
pub(super) fn split(text: &str) -> Result<(Origin, usize), BadLine> {
    let Some((entries, end)) = block(text) else {
        return Ok((Origin::default(), 0));
    };
    let mut origin = Origin::default();
    for (at, Entry { line, key, value }) in entries.iter().enumerate() {
        let bad = |problem| BadLine { line: *line, problem };
        if entries[..at].iter().any(|earlier| earlier.key == *key) {
            return Err(bad(format!("`{key}` is given twice: want it once")));
        }
        origin.set(key, value).map_err(bad)?;
    }
    Ok((origin, end))
}

fn block(text: &str) -> Option<(Vec<Entry>, usize)> {
    let mut lines = (1..).zip(text.split_inclusive('\n'));
    let (_, opening) = lines.next().filter(|(_, line)| line.trim_end() == "---")?;
    let (mut end, mut entries) = (opening.len(), Vec::new());
    for (number, line) in lines {
        end += line.len();
        if line.trim_end() == "---" {
            return (!entries.is_empty()).then_some((entries, end));
        }
        take_in(&mut entries, number, line.trim_end())?;
    }
    None
}

/// Takes in one line; `None` if it is none of front matter's.
fn take_in(entries: &mut Vec<Entry>, line: u64, text: &str) -> Option<()> {
    let inner = text.trim_start();
    if inner.is_empty() || inner.starts_with('#') {
        return Some(());
    }
    if inner.len() < text.len() || inner.starts_with("- ") {
        entries.last_mut()?.go_on(inner);
        return Some(());
    }
    let (key, value) = text.split_once(':').filter(|(key, _)| is_key(key))?;
    if !value.is_empty() && !value.starts_with([' ', '\t']) {
        return None;
    }
    entries.push(Entry { line, key: key.to_ascii_lowercase(), value: unquoted(value.trim()).to_owned() });
    Some(())
}

impl Entry {
    /// Takes in a further line of the value: an item of a list, or an indented line.
    fn go_on(&mut self, text: &str) {
        let item = text.strip_prefix("- ");
        if matches!(self.value.as_str(), ">" | "|" | ">-" | "|-") {
            self.value.clear();
        }
        if !self.value.is_empty() {
            self.value.push_str(if item.is_some() { ", " } else { " " });
        }
        self.value.push_str(unquoted(item.unwrap_or(text).trim()));
    }
}

fn is_key(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
}

fn unquoted(value: &str) -> &str {
    let inside = |quote: char| value.strip_prefix(quote)?.strip_suffix(quote);
    inside('"').or_else(|| inside('\'')).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_is_taken_off_and_read() {
        let text = "---\r\nTitle: \"Trade: a report\"\npublished: 2024-12\n# a comment\n\ntags:\n  - cis\n- trade\nabstract: >\n  two\n  lines\n---\nBody.\n";
        let (origin, start) = split(text).expect("front matter");
        assert_eq!(&text[start..], "Body.\n");
        assert_eq!(origin.title.as_deref(), Some("Trade: a report"));
        assert_eq!(origin.published.map(|p| p.to_string()).as_deref(), Some("2024-12"));
        assert_eq!(origin.extra.get("tags").map(String::as_str), Some("cis, trade"));
        assert_eq!(origin.extra.get("abstract").map(String::as_str), Some("two lines"));
    }

    #[test]
    fn prose_between_rules_is_body() {
        for text in [
            "",
            "Body\n---\nid: x\n---\n",
            "---\nTrade grew: by 5 percent.\n---\n",
            "---\nid: x\nno end",
            "---\n# Heading\n---\nBody",
            "---\n---\nBody",
            "---\nhttps://example.org\n---\n",
            "---\n  - no key before\n---\n",
        ] {
            assert_eq!(split(text), Ok((Origin::default(), 0)), "{text:?}");
        }
    }

    #[test]
    fn a_bad_line_is_named() {
        let bad = |text: &str| split(text).map(|_| ()).map_err(|bad| (bad.line, bad.problem));
        let (line, problem) = bad("---\nid: x\npublished: yesterday\n---\nBody").expect_err("date");
        assert_eq!(line, 3);
        assert!(problem.starts_with("`yesterday` is not a publication date"), "{problem}");
        assert_eq!(bad("---\nid: x\nID: y\n---\n"), Err((3, "`id` is given twice: want it once".to_owned())));
    }
}
