//! Posts of a channel: each is a text of its own.

use super::Discourse;
use super::hear::HEAD;
use crate::extract::mention::{AreaMention, At, within};
use crate::extract::period::Expr;
use crate::extract::post::flag;
use crate::extract::scene::{Found, Local};
use crate::model::codelist::AreaKind;
use crate::model::{Area, Published, TimePeriod};

impl Discourse {
    /// The line that says when a post was written ends what the one before it spoke of. A post is about the country whose
    /// flag it opens with, and tells of its own day.
    pub(super) fn open_post(&mut self, found: &Found<'_, '_>, local: &Local<'_>) {
        let Ok(place) = found.posts.binary_search(&self.line) else { return };
        if local.first != found.page.lines[self.line].first {
            return;
        }
        let anchor = self.anchor(None, false);
        let days =
            local.periods.iter().filter(|p| matches!(p.expr, Expr::Day { .. } | Expr::Fixed(TimePeriod::Day(_))));
        let day = days.filter_map(|p| anchor.resolve(p.expr)).next();
        // What a post forwards, as the line below its time says, is of that time where it has none of its own.
        let below = place.checked_sub(1).is_some_and(|before| found.posts[before] + 1 == self.line);
        let posted = day.map(|p| p.last_day()).or(self.posted.filter(|_| below));
        let end = found.posts.get(place + 1).map_or(found.page.lines.len(), |next| *next);
        let fresh = Self::new(found);
        *self = Self {
            line: self.line,
            start: self.line + 1,
            main: about(found, self.line + 1, end).or(fresh.main),
            posted,
            published: posted.map(Published::Day).or(fresh.published),
            ..fresh
        };
    }
}

/// The country whose flag a post opens with, or the only one that its title names.
pub(super) fn about(found: &Found<'_, '_>, start: usize, end: usize) -> Option<Area> {
    const WORDS: usize = 3;
    let lines = found.page.lines.get(start..end)?;
    let opens = |first: usize| within(&found.mentions.areas, first, first + 1).first();
    let flagged = lines.iter().take(2).find_map(|l| opens(l.first)).filter(|a| flag(found.page, a.first));
    let title = || {
        let line = lines.iter().take(HEAD).find(|l| l.last - l.first >= WORDS)?;
        let country = |a: &&At<AreaMention>| a.what.area.kind() == AreaKind::Country;
        let mut named = within(&found.mentions.areas, line.first, line.last).iter().filter(country);
        let heads = !matches!(found.page.mark(line.last - 1), b'.' | b'!' | b'?');
        named.next().filter(|_| heads && named.next().is_none())
    };
    flagged.or_else(title).map(|a| a.what.area)
}
