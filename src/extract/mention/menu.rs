//! The menus of a site: rows of its sections, which tell of no area and no indicator.

use std::ops::Range;

use crate::extract::page::Page;
use crate::lang::{Link, Match, Reading};
use crate::text::Kind;

/// So many sections are a menu, with marks or wide gaps between them.
const FEWEST: usize = 3;
/// So many are one without either.
const MANY: usize = 5;

/// One row of a text, by its words.
#[derive(Debug, Clone, Copy, Default)]
struct Row {
    sections: usize,
    words: usize,
    /// The words that belong to the names of sections.
    named: usize,
    /// The marks and wide gaps between them.
    parted: usize,
    /// Whether it has a number, or a mark that stands in sentences only.
    told: bool,
}

impl Row {
    fn on(page: &Page<'_>, row: Range<usize>) -> Self {
        let mut found = Self::default();
        let mut named = row.start;
        for at in row.clone() {
            let token = &page.tokens[at];
            found.parted += usize::from(token.gap && at > row.start);
            match token.kind {
                Kind::Number => found.told = true,
                Kind::Word => {
                    found.words += 1;
                    if let Some(last) = section(page, at).filter(|last| *last <= row.end && at >= named) {
                        found.sections += 1;
                        found.named += last - at;
                        named = last;
                    }
                }
                Kind::Mark if matches!(token.mark, b'.' | b'!' | b'?' | b',' | b';' | b':') => found.told = true,
                Kind::Mark => found.parted += 1,
                _ => {}
            }
        }
        found
    }

    /// "News | Business | Sports | World": whether the row lists sections.
    fn lists(&self) -> bool {
        let most = 2 * self.named >= self.words;
        let parted = self.sections >= FEWEST && self.parted + 1 >= FEWEST && most;
        !self.told && (parted || self.sections >= MANY && self.named == self.words)
    }

    /// Whether the row is the name of one section.
    fn one(&self) -> bool {
        !self.told && self.sections == 1 && self.named == self.words
    }
}

/// One past the name of a section that begins at a token.
fn section(page: &Page<'_>, at: usize) -> Option<usize> {
    if !page.link(at, Link::Section) {
        return None;
    }
    let of = |m: &&Match| *m.reading == Reading::Link(Link::Section);
    page.at(at).iter().filter(of).map(|m| m.last).max()
}

/// The stretches of tokens that are menus: rows of at least three sections, or as many rows of one each.
pub(super) fn menus(page: &Page<'_>) -> Vec<Range<usize>> {
    let mut menus = Vec::new();
    let Some(mut at) = (0..page.tokens.len()).find(|at| section(page, *at).is_some()) else { return menus };
    while at > 0 && page.tokens[at].breaks == 0 {
        at -= 1;
    }
    let mut column: Option<(Range<usize>, usize)> = None;
    while at < page.tokens.len() {
        let end = (at + 1..page.tokens.len()).find(|i| page.tokens[*i].breaks > 0).unwrap_or(page.tokens.len());
        let row = Row::on(page, at..end);
        if row.one() {
            let (start, count) = column.map_or((at, 0), |(rows, count)| (rows.start, count));
            column = Some((start..end, count + 1));
        } else {
            menus.extend(column.take().filter(|(_, count)| *count >= FEWEST).map(|(rows, _)| rows));
            if row.lists() {
                menus.push(at..end);
            }
        }
        at = end;
    }
    menus.extend(column.filter(|(_, count)| *count >= FEWEST).map(|(rows, _)| rows));
    menus
}
