//! How a text moves on in time.

use super::Discourse;
use super::frame::of_data;
use super::hear::lasting;
use crate::extract::mention::At;
use crate::extract::period::{Period, Use};
use crate::extract::scene::{Found, Local};
use crate::lang::{Link, StatusKind};
use crate::model::{ObsStatus, TimePeriod};

impl Discourse {
    /// Which of the runs that a sentence states it is about: the last one, unless a forecast or target owns that ("it ran its widest November
    /// deficit, though it is still to meet its full-year goal"), or it lies within one named before ("output of the second quarter reflected
    /// orders that were lifted in June").
    pub(super) fn main_run<'s>(&self, found: &Found<'_, '_>, local: &Local<'s>) -> Option<&'s Period> {
        const NEAR: usize = 1;
        let when = |p: &Period| p.used == Use::When || p.used == Use::Said && of_data(found, p);
        let stated = |p: &&Period| when(p) && lasting(p.expr);
        let last = local.periods.iter().rfind(stated)?;
        let ahead = |s: &At<(ObsStatus, StatusKind)>| {
            s.what.1 == StatusKind::Noun && matches!(s.what.0, ObsStatus::Forecast | ObsStatus::Target)
        };
        let owned = |p: &Period| {
            let behind = |s: &At<_>| (p.last..=p.last + NEAR).contains(&s.first);
            found.statuses_of(local).iter().any(|s| ahead(s) && behind(s))
        };
        let before = || local.periods.iter().filter(|p| p.first < last.first).filter(stated).filter(|p| !owned(p));
        let anchor = self.anchor(None, false);
        let inner = anchor.resolve(last.expr);
        // "The two-month result conceals a poor January" goes on with that.
        let clause = |i: usize| found.page.is(i, b',') || found.page.one_of(i, &[Link::Clause, Link::Relative]);
        let apart = |p: &Period| (p.last..last.first).any(clause);
        let holds = |p: &&Period| {
            let run = anchor.resolve(p.expr).filter(|p| p.length().is_some()).zip(inner);
            run.is_some_and(|(run, inner)| {
                let within = run.first_day() <= inner.first_day() && inner.last_day() <= run.last_day();
                within && run.length() > inner.length()
            })
        };
        let other = if owned(last) { before().next_back() } else { before().rfind(|p| holds(p) && apart(p)) };
        other.or(Some(last))
    }

    /// The text moves on in time, and looks back only for a line: a period that ends later than the one at hand
    /// becomes the text's; an earlier one, where it opens its sentence, only the line's.
    /// `fresh` is whether the text has told of the indicator for the first time.
    pub(super) fn turn(
        &mut self,
        period: TimePeriod,
        sentence: usize,
        (frames, fresh): (bool, bool),
        status: ObsStatus,
    ) {
        let later = self.said_only
            || self.period.is_none_or(|(main, last)| {
                period == main || period.last_day() > main.last_day() || sentence > last + 12
            });
        // "The bank left its rate at 14 % on 23 October", in a text on nine months: what is done on a day turns no run into one.
        let day = matches!(period, TimePeriod::Day(_))
            && self
                .period
                .is_some_and(|(main, _)| main.length().is_some_and(|n| n < 12) && main.last_day() < period.last_day());
        if later && day {
            self.turned = Some((period, self.line));
        } else if later {
            self.period = Some((period, sentence));
            self.turned = None;
            self.said_only = false;
        } else if let Some((main, last)) = &mut self.period {
            *last = sentence.max(*last);
            // A longer run that ends at the same time is the paragraph's: "in March ...; in the first quarter ...".
            let longer = main.last_day() == period.last_day() && period.first_day() < main.first_day();
            // Of what lies ahead, a nearer year follows a farther one as well as the other way round.
            let ahead = |p: TimePeriod| self.published.is_some_and(|day| p.last_day() > day.vintage());
            let forecasts = period.length() == Some(12) && main.length() == Some(12) && ahead(period) && ahead(*main);
            // "In September output rose by 10.6 %, in nine months by 8.1 %. Trade came in nine months to 14.9 billion": the run is the text's where
            // a later sentence tells of it again.
            let again = self.longer.is_some_and(|(run, at)| run == period && at < sentence);
            self.longer =
                if longer { self.longer.filter(|l| l.0 == period).or(Some((period, sentence))) } else { self.longer };
            // A line that opens with what has been measured goes on with it, whatever year has been foreseen before.
            let told = matches!(status, ObsStatus::Actual | ObsStatus::Estimate) && period.length().is_some();
            let opens = self.opened.is_some_and(|(line, opened, _)| line == self.line && opened == Some(period));
            let measured = told && opens && ahead(*main) && !ahead(period);
            // "Inflation was 2.3 % in August. ¶ The trade surplus widened to 4.2 billion in July. Exports jumped by 10 %": so does a paragraph that
            // opens with the latest month or quarter of statistics of which the text has not told, and looks back on none.
            let short = |p: TimePeriod| p.length().is_some_and(|months| months < 12);
            let other = told && opens && fresh && short(period) && short(*main) && period.length() >= main.length();
            let measured = measured || other;
            // "In 2029 it is to be below 3 %. For 2026 we expect growth of 1 %": a sentence that opens with the nearer one goes back.
            if frames && forecasts || again && longer {
                *main = period;
            }
            if frames || longer || forecasts || measured {
                self.turned = Some((period, self.line));
            }
        }
    }
}
