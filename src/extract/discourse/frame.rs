//! What a heading, or a line that introduces a list, says of what stands below it.

use chrono::Datelike;

use super::Discourse;
use super::hear::{HEAD, columns, heading_unit, lasting};
use crate::extract::mention::{AreaMention, At, within};
use crate::extract::period::{Period, Use};
use crate::extract::scene::{Found, Local};
use crate::extract::sides::dateline;
use crate::extract::when::closes_days;
use crate::lang::{Change, ChangeKind, Link, Match, Reading, Speech, StatusKind};
use crate::model::TimePeriod;
use crate::model::codelist::AreaKind;
use crate::text::Kind;

impl Discourse {
    /// A heading or a line that ends in a colon frames what follows.
    pub(super) fn frame_by(&mut self, found: &Found<'_, '_>, local: &Local<'_>) {
        let indicators = found.indicators_of(local);
        if let Some(first) = indicators.first() {
            self.topic = Some(first.what);
            self.topic_sentence = local.index;
            self.topic_line = self.line;
        }
        // "By country, results differed:": a list of areas below a line that names nothing is of what the title announces.
        let title = self.title.filter(|t| self.history.iter().any(|h| h.word.indicator == t.indicator));
        if let Some(title) = title.filter(|_| indicators.is_empty() && lists_areas(found, local)) {
            (self.topic, self.topic_sentence, self.topic_line) = (Some(title), local.index, self.line);
        }
        let areas = found.areas_of(local);
        self.frame_area(found, local, areas);
        let section = self.section.is_some_and(|s| areas.iter().any(|a| a.what.area == s));
        // "With whom China trades. Results of 2025": the time that the title names is the text's.
        let heads = section || self.line == 0 || !indicators.is_empty() || found.page.is(local.last - 1, b':');
        if heads && !columns(found, local) {
            self.frame_period(local);
        }
        self.frame_week(found, local);
        let status = found.statuses_of(local).first();
        // "The bank cuts rates as the outlook improves": nor is what a headline with a verb tells of a forecast one of all below it.
        let verb = |c: &At<Change>| c.what.kind == ChangeKind::Verb && c.what.direction != 0;
        let tells = within(&found.mentions.changes, local.first, local.last).iter().any(verb);
        let heads = self.line > 0 && (!tells || found.page.is(local.last - 1, b':'));
        self.frame_status = status.filter(|s| s.what.1 == StatusKind::Noun && heads).map(|s| (s.what.0, local.index));
        self.unit = heading_unit(found, local);
        self.frame_bases(found, local);
        let share = found.page.says(local.index, Link::Share.class());
        self.parts = share.then_some(self.line);
    }

    /// "Inside (on May / on June of last year):" above lines of two numbers each: what each of them is measured against.
    fn frame_bases(&mut self, found: &Found<'_, '_>, local: &Local<'_>) {
        let anchor = self.anchor(None, false);
        let year = |p: TimePeriod| p.last_day().year();
        let at_hand = anchor.period.map(year);
        let against = |p: &&Period| matches!(p.used, Use::Toward | Use::Compared);
        let yearly = |p: &Period| anchor.resolve(p.expr).zip(at_hand).map(|(p, now)| year(p) < now);
        let named = local.periods.iter().filter(against).filter_map(|p| Some((p.first, yearly(p)?)));
        let words = within(&found.mentions.bases, local.first, local.last).iter().map(|b| (b.first, b.what));
        let mut bases: Vec<_> = named.chain(words).collect();
        bases.sort_unstable();
        let bases: Vec<_> = bases.into_iter().map(|b| b.1).collect();
        self.bases = (bases.len() == 2 && bases[0] != bases[1]).then_some((local.index, bases));
    }

    /// The area of a heading; one that the heading starts with opens a section of its own.
    fn frame_area(&mut self, found: &Found<'_, '_>, local: &Local<'_>, areas: &[At<AreaMention>]) {
        let Some(area) = areas.iter().find(|a| !a.what.in_title && !dateline(found.page, a) && !of_paper(found, a))
        else {
            return;
        };
        // "Foreign trade with EU countries" heads what the text's own country trades with them.
        let led = |l: Link| found.page.before_is(area.first, l);
        let trade =
            within(&found.mentions.indicators, local.first, area.first).iter().any(|i| i.what.indicator.two_sided());
        let home = self.main.filter(|home| *home != area.what.area && home.kind() == AreaKind::Country);
        if let Some(home) = home
            .filter(|_| self.line > 0 && trade && [Link::With, Link::To, Link::Into, Link::From].into_iter().any(led))
        {
            (self.area, self.subject) = (Some(home), Some((home, local.index)));
            (self.section, self.sides) = (None, Some((home, Some(area.what.area))));
            return;
        }
        self.area = Some(area.what.area);
        self.subject = Some((area.what.area, local.index));
        if self.line > 2 && area.first <= found.page.lines[self.line].first + 3 {
            self.section = Some(area.what.area);
            self.sides = None;
        }
    }

    /// "On prices ¶ 7–13 October 2025": the week that the head of a text names is that of what prices have moved by in it.
    fn frame_week(&mut self, found: &Found<'_, '_>, local: &Local<'_>) {
        let days = |p: &&Period| closes_days(found.page, local.first, p);
        let last = local.periods.iter().find(days).filter(|_| self.line <= self.start + HEAD && self.week.is_none());
        if let Some(TimePeriod::Day(last)) = last.and_then(|p| self.anchor(None, false).resolve(p.expr)) {
            (self.week, self.headed_by_week) = (Some(last), true);
        }
    }

    /// The period of a heading is the text's from there on.
    fn frame_period(&mut self, local: &Local<'_>) {
        let stated = || local.periods.iter().filter(|p| p.used == Use::When && lasting(p.expr));
        let Some(period) = stated().next() else { return };
        let anchor = self.anchor(None, false);
        self.frame = anchor.resolve(period.expr);
        self.frames = stated().filter_map(|p| anchor.resolve(p.expr)).collect();
        self.frame_sentence = local.index;
        self.period = self.frame.map(|p| (p, local.index));
        self.said_only = true;
        self.turned = None;
    }
}

/// Whether a line ends in a colon and the two below it open with an area each.
fn lists_areas(found: &Found<'_, '_>, local: &Local<'_>) -> bool {
    const OPENS: usize = 3;
    let line = found.page.sentences[local.index].line;
    let opens = |at: usize| {
        let below = found.page.lines.get(at);
        below.is_some_and(|l| !within(&found.mentions.areas, l.first, (l.first + OPENS).min(l.last)).is_empty())
    };
    found.page.is(local.last - 1, b':') && opens(line + 1) && opens(line + 2)
}

/// "The office has released data for October", "公布10月份的数据", "a fresh report of the bank on lending for July": whether the data of which
/// a sentence speaks are those of a time.
pub(super) fn of_data(found: &Found<'_, '_>, period: &Period) -> bool {
    const REACH: usize = 8;
    let page = found.page;
    let small = |i: usize| page.one_of(i, &[Link::Of, Link::For, Link::In]);
    let behind = period.last + usize::from(page.link(period.last, Link::Of));
    let before = period.first.checked_sub(1).filter(|i| small(*i)).and_then(|i| i.checked_sub(1));
    let report = |m: &Match| *m.reading == Reading::Speech(Speech::Noun);
    let told = |i: usize| page.link(i, Link::Data) || page.any(i, Reading::SPEECH, report);
    let ends = |i: &usize| matches!(page.tokens[*i].kind, Kind::Mark) || page.has(*i, Reading::CHANGE);
    let reported = |at: usize| (at.saturating_sub(REACH)..=at).rev().take_while(|i| !ends(i)).any(told);
    let led = before.filter(|at| page.link(at + 1, Link::For)).is_some_and(reported);
    page.link(behind, Link::Data) || before.is_some_and(|i| page.link(i, Link::Data)) || led
}

/// "Eurasia Digest": whether a part of the world stands in the name of the paper or channel, and heads nothing.
pub(super) fn of_paper(found: &Found<'_, '_>, area: &At<AreaMention>) -> bool {
    let page = found.page;
    let Some(name) = found.context.publisher.as_deref().filter(|_| area.what.area.kind() == AreaKind::Region) else {
        return false;
    };
    let span = page.span(area.first, area.last);
    page.text.match_indices(name).any(|(at, _)| at <= span.start && span.end <= at + name.len())
}
