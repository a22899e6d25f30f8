//! The menus of a site: rows of its sections, which tell of no area and no indicator.

use std::ops::Range;

use crate::extract::groups;
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
            // What is told is no menu, whatever else stands in it.
            if found.told {
                break;
            }
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
    let breaks = |at: &usize| page.tokens[*at].breaks > 0;
    let mut column: Option<(Range<usize>, usize)> = None;
    let long = |(rows, count): (Range<usize>, usize)| (count >= FEWEST).then_some(rows);
    let mut at = 0;
    // Rows without the name of a section are none of a menu.
    loop {
        let named = page.next_of(at, groups::SECTION);
        if named >= page.tokens.len() {
            break;
        }
        let start = (at..=named).rev().find(breaks).unwrap_or(at);
        let end = (named + 1..page.tokens.len()).find(breaks).unwrap_or(page.tokens.len());
        let row = Row::on(page, start..end);
        if !row.one() && !row.lists() && column.is_none() {
            at = end;
            continue;
        }
        let above = column.take();
        let (touching, apart) = match above {
            Some(above) if above.0.end == start && row.one() => (Some(above), None),
            above => (None, above),
        };
        menus.extend(apart.and_then(long));
        if row.one() {
            let (first, count) = touching.map_or((start, 0), |(rows, count)| (rows.start, count));
            column = Some((first..end, count + 1));
        } else if row.lists() {
            menus.push(start..end);
        }
        at = end;
    }
    menus.extend(column.and_then(long));
    menus
}
