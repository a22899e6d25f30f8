//! Text to the writer, and words for cells.

use std::io::{IsTerminal, Write};

use anyhow::Result;

/// Narrower than this, wrapped tables are harder to read than long lines.
const NARROWEST: u16 = 60;

/// Writes text as it is.
pub fn text(out: &mut impl Write, text: &str) -> Result<()> {
    Ok(out.write_all(text.as_bytes())?)
}

/// The width of the terminal that reads the output; `None` where something else does.
pub fn width() -> Option<u16> {
    let (_, columns) = std::io::stdout().is_terminal().then(|| console::Term::stdout().size_checked()).flatten()?;
    Some(columns.max(NARROWEST))
}

/// The text form of what may be unknown; an empty cell if it is.
pub fn maybe(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// A list in words: the first few, and how many more there are.
pub fn some_of(items: &[String]) -> String {
    const SHOWN: usize = 6;
    let shown = items.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(", ");
    match items.len().saturating_sub(SHOWN) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

/// A count with its noun: `1 document`, `2 documents`.
pub fn counted(count: usize, noun: &str) -> String {
    if count == 1 || noun.ends_with("series") { format!("{count} {noun}") } else { format!("{count} {noun}s") }
}
