//! A tree of elements as text: a paragraph a line, list items behind a dash, table rows with bars between their cells.

use dom_query::NodeRef;

/// What parts paragraphs.
const BLOCKS: [&str; 33] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "ul",
    "caption",
    "footer",
];
/// What is not for readers of the text.
const HIDDEN: [&str; 17] = [
    "script", "style", "noscript", "template", "head", "nav", "iframe", "object", "svg", "math", "button", "select",
    "textarea", "canvas", "audio", "video", "map",
];

enum Step<'a> {
    Open(NodeRef<'a>),
    Close(String),
}

/// The text below a node.
pub(in super::super) fn text(node: &NodeRef) -> String {
    let mut writer = Writer::default();
    let mut steps: Vec<Step> = node.children_it(true).map(Step::Open).collect();
    while let Some(step) = steps.pop() {
        match step {
            Step::Close(name) => writer.close(&name),
            Step::Open(node) if node.is_text() => writer.words(&node.text()),
            Step::Open(node) => {
                let Some(name) = node.node_name() else { continue };
                if HIDDEN.contains(&name.as_ref()) {
                    continue;
                }
                writer.open(&name);
                steps.push(Step::Close(name.to_string()));
                steps.extend(node.children_it(true).map(Step::Open));
            }
        }
    }
    writer.finish()
}

#[derive(Default)]
struct Writer {
    text: String,
    /// Line ends that come before the next words.
    breaks: usize,
    /// Whether a blank comes before them.
    blank: bool,
    /// What comes before the next words: the dash of an item, the bar before a cell.
    mark: &'static str,
    /// How many elements that keep their line ends are open.
    kept: usize,
    /// How many cells are open: paragraphs in a cell do not break its row.
    cells: usize,
    /// Whether the row has a cell before this one.
    after_cell: bool,
}

impl Writer {
    fn open(&mut self, name: &str) {
        match name {
            "br" if self.cells > 0 => self.blank = true,
            "br" => self.breaks = self.breaks.max(1),
            "li" => {
                self.line(1);
                self.mark = "- ";
            }
            "tr" => {
                self.line(1);
                self.after_cell = false;
            }
            "td" | "th" => {
                if self.after_cell {
                    self.text.push_str(" |");
                    self.blank = true;
                }
                self.cells += 1;
                self.after_cell = true;
            }
            "pre" => {
                self.line(2);
                self.kept += 1;
            }
            "table" => {
                self.cells = 0;
                self.line(2);
            }
            _ if BLOCKS.contains(&name) => self.line(2),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "li" | "tr" => self.line(1),
            "td" | "th" => self.cells = self.cells.saturating_sub(1),
            "pre" => {
                self.kept = self.kept.saturating_sub(1);
                self.line(2);
            }
            _ if BLOCKS.contains(&name) => self.line(2),
            _ => {}
        }
    }

    /// Ends the line, and leaves one blank if it is a paragraph's.
    fn line(&mut self, breaks: usize) {
        if self.cells > 0 {
            self.blank = true;
        } else if !self.text.is_empty() {
            self.breaks = self.breaks.max(breaks);
        }
    }

    fn words(&mut self, text: &str) {
        if self.kept > 0 && self.cells == 0 {
            return self.kept_lines(text);
        }
        for piece in text.split_inclusive(is_blank) {
            let word = piece.trim_end_matches(is_blank);
            if !word.is_empty() {
                self.before_words();
                self.text.extend(word.chars().filter(|c| !is_invisible(*c)));
            }
            self.blank |= word.len() < piece.len();
        }
    }

    fn kept_lines(&mut self, text: &str) {
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.breaks += 1;
            }
            if !line.trim().is_empty() {
                self.breaks = self.breaks.min(2);
                self.before_words();
                self.text.push_str(line.trim_end());
            }
        }
    }

    fn before_words(&mut self) {
        if self.breaks > 0 {
            let breaks = if self.text.is_empty() { 0 } else { self.breaks };
            self.text.extend(std::iter::repeat_n('\n', breaks));
        } else if self.blank && !self.text.is_empty() {
            self.text.push(' ');
        }
        self.text.push_str(std::mem::take(&mut self.mark));
        (self.breaks, self.blank) = (0, false);
    }

    fn finish(mut self) -> String {
        self.text.truncate(self.text.trim_end().len());
        self.text
    }
}

/// White space of markup. A no-break space is none of it: it holds numbers together.
fn is_blank(c: char) -> bool {
    c.is_ascii_whitespace()
}

/// Where a word may be broken, and other marks without a width.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}
