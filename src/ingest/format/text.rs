//! Plain text and Markdown, with front matter.

use super::super::front_matter::{self, BadLine};
use super::super::{IngestError, Origin};
use super::{Format, Given, Raw};
use crate::model::DocumentId;

const BOM: &str = "\u{feff}";

/// The one document of a text.
pub(super) fn document(given: &Given, text: String, format: Format, read: Origin) -> Result<Raw, IngestError> {
    let after_bom = if text.starts_with(BOM) { BOM.len() } else { 0 };
    let (front, taken) = front_matter::split(&text[after_bom..])
        .map_err(|BadLine { line, problem }| IngestError::Line { path: given.path.to_owned(), line, problem })?;
    let start = after_bom + taken;
    let mut origin = front.or(read);
    let markdown = format == Format::Markdown;
    if origin.title.is_none() && markdown {
        origin.title = heading(&text[start..]);
        origin.note("title", "first heading");
    }
    let media_type = if markdown { "text/markdown" } else { "text/plain" };
    let body = start..text.len();
    Ok(Raw { id: DocumentId::of(given.bytes), part: None, origin, media_type, text, body })
}

/// The first heading of the first level, outside of code.
fn heading(body: &str) -> Option<String> {
    let mut in_code = false;
    for line in body.lines() {
        if line.starts_with("```") || line.starts_with("~~~") {
            in_code = !in_code;
        }
        let title = line.strip_prefix("# ").map(|t| t.trim().trim_end_matches('#').trim_end());
        if let Some(title) = title.filter(|t| !in_code && !t.is_empty()) {
            return Some(title.to_owned());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_in_code_are_no_titles() {
        assert_eq!(heading("```\n# comment\n```\n\n## Second\n# Title\n").as_deref(), Some("Title"));
        assert_eq!(heading("#Title\ntext"), None);
    }
}
