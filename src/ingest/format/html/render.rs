//! A tree of elements as text: a paragraph a line, list items behind a dash, table rows with bars between their cells.

use dom_query::NodeRef;

use super::super::writer::Writer;

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
