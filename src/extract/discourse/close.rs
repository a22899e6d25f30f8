//! What ends with a list or with the label of a paragraph.

use super::Discourse;
use crate::extract::scene::{Found, Local};
use crate::text::Kind;

impl Discourse {
    /// What a line that ends in a colon says of its list holds to the end of the list: the next paragraph that is no
    /// item of it.
    pub(super) fn close_list(&mut self, found: &Found<'_, '_>, local: &Local<'_>) {
        let parts = self.parts.is_some_and(|head| self.line > head + 1 && found.page.lines[self.line].after_blank);
        self.parts = self.parts.filter(|_| !parts);
        let Some((_, head)) = self.frame_status else { return };
        let (head, page) = (found.page.sentences[head], found.page);
        let listed = page.is(head.last - 1, b':') && self.line > head.line + 1;
        let item = !page.tokens[local.first].upper || page.tokens[local.first].kind != Kind::Word;
        if listed && page.lines[self.line].after_blank && !item {
            self.frame_status = None;
        }
    }

    /// "1. Easier trade. A certificate is adopted ...", "2. Small firms. A line of credit ...": a label that names nothing that is
    /// measured ends what the label of a paragraph before it has named.
    pub(super) fn close_label(&mut self, found: &Found<'_, '_>, local: &Local<'_>) {
        const LONGEST: usize = 8;
        let page = found.page;
        let labels = |first: usize, last: usize, line: usize| {
            let line = &page.lines[line];
            first <= line.first + 2 && last < line.last && last - first <= LONGEST && page.is(last - 1, b'.')
        };
        let named = self.label.map(|at| page.sentences[at]).filter(|_| self.named.map(|n| n.1) == self.label);
        let before = named.is_some_and(|s| s.line < self.line && labels(s.first, s.last, s.line));
        let names = !found.indicators_of(local).is_empty();
        if before && !names && local.quantities.is_empty() && labels(local.first, local.last, self.line) {
            self.named = None;
        }
    }
}
