//! Posts of a channel: each is a text of its own.

use super::Discourse;
use crate::extract::mention::within;
use crate::extract::period::Expr;
use crate::extract::post::flag;
use crate::extract::scene::{Found, Local};
use crate::model::{Published, TimePeriod};

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
        let lines = &found.page.lines[self.line + 1..end];
        let opens = |first: usize| within(&found.mentions.areas, first, first + 1).first();
        let about = lines.iter().take(2).find_map(|l| opens(l.first)).filter(|a| flag(found.page, a.first));
        let fresh = Self::new(found);
        *self = Self {
            line: self.line,
            main: about.map(|a| a.what.area).or(fresh.main),
            posted,
            published: posted.map(Published::Day).or(fresh.published),
            ..fresh
        };
    }
}
