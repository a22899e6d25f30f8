//! What the text has spoken of so far: what a sentence leaves out is taken from it.

use super::assemble::Parts;
use super::mention::within;
use super::period::{Anchor, Expr, Use};
use super::quantity::{Counted, Quantity};
use super::scene::{Found, Local};
use super::topic::{denominator, dimension};
use crate::lang::reading::IndicatorWord;
use crate::lang::{Money, Reading};
use crate::model::codelist::AreaKind;
use crate::model::{Area, Claim, ObsStatus, TimePeriod, Transformation};

/// What a figure carried.
#[derive(Debug, Clone)]
pub struct Last {
    /// The indicator word.
    pub word: IndicatorWord,
    /// The slice.
    pub item: Option<&'static str>,
    /// Whose.
    pub area: Option<Area>,
    /// With whom.
    pub counterpart: Option<Area>,
    /// When.
    pub period: Option<TimePeriod>,
    /// How measured.
    pub measure: Transformation,
    /// Actual, forecast ...
    pub status: ObsStatus,
    /// What it was counted in.
    pub counted: Counted,
    /// The power of ten of its scale.
    pub exponent: i8,
    /// Whether its period was only a side glance.
    pub aside: bool,
    /// Its line.
    pub line: usize,
    /// Its sentence.
    pub sentence: usize,
}

/// An indicator that figures were of.
#[derive(Debug, Clone, Copy)]
pub struct Spoken {
    /// The indicator word.
    pub word: IndicatorWord,
    /// What they were counted in.
    pub counted: Counted,
    /// Their line.
    pub line: usize,
}

/// What the text has spoken of so far.
#[derive(Debug, Default)]
pub struct Discourse {
    /// The last figure.
    pub last: Option<Last>,
    /// The last indicator that was named without a figure, with its sentence.
    pub named: Option<(IndicatorWord, usize)>,
    /// The line of that sentence.
    pub named_line: usize,
    /// The last sentence that is no more than a label: "Construction."
    pub label: Option<usize>,
    /// The area of the heading or the last one named.
    pub area: Option<Area>,
    /// The two sides last spoken of.
    pub sides: Option<(Area, Option<Area>)>,
    /// The period that the text is about, with the last sentence that used it.
    pub period: Option<(TimePeriod, usize)>,
    /// Whether that period was only named so far, and no figure was about it.
    pub said_only: bool,
    /// The period that this line has turned to, with the line.
    pub turned: Option<(TimePeriod, usize)>,
    /// The indicator of the first line.
    pub title: Option<IndicatorWord>,
    /// The period of a heading or of a line that introduces a list.
    pub frame: Option<TimePeriod>,
    /// The sentence of that heading.
    pub frame_sentence: usize,
    /// The country last named.
    pub country: Option<(Area, usize)>,
    /// The indicator of a heading or introducing line.
    pub topic: Option<IndicatorWord>,
    /// The sentence of that heading.
    pub topic_sentence: usize,
    /// Its line.
    pub topic_line: usize,
    /// What a heading says the numbers below it are counted in.
    pub unit: Option<(Counted, i8)>,
    /// The document's main area.
    pub main: Option<Area>,
    /// The currency last used.
    pub money: Option<Money>,
    /// The area of which the last sentence without numbers spoke, with that sentence.
    pub subject: Option<(Area, usize)>,
    /// The area of the section's heading.
    pub section: Option<Area>,
    /// The indicators that figures were of, with their lines.
    pub history: Vec<Spoken>,
    /// The run of months that figures were last about.
    pub run: Option<TimePeriod>,
    /// What a heading says of what is below: forecasts, estimates.
    pub frame_status: Option<(ObsStatus, usize)>,
    /// The area of which a sentence speaks as a whole before it lists parts.
    pub whole: Option<(Area, usize)>,
    /// The first indicator of the sentence before, with that sentence.
    pub before: Option<(IndicatorWord, usize)>,
    /// The bloc or region last named.
    pub bloc: Option<Area>,
    /// The line in which that period stands.
    pub mentioned_line: usize,
    /// The period last named, in whatever role.
    pub mentioned: Option<TimePeriod>,
    /// The sentence whose percentages are ratios to GDP, as the one before said.
    pub ratio: Option<usize>,
    /// The line of the present sentence.
    pub line: usize,
    /// The year of an undated document.
    pub year: Option<i32>,
}

impl Discourse {
    /// The start of a document.
    pub fn new(found: &Found<'_, '_>) -> Self {
        Self { main: found.context.main, money: found.context.money, year: found.context.year, ..Self::default() }
    }

    /// Called before the figures of a sentence are read.
    pub fn enter(&mut self, found: &Found<'_, '_>, local: &Local<'_>) {
        self.line = found.page.sentences[local.index].line;
        if self.line == 0 && self.title.is_none() {
            let first = within(&found.mentions.indicators, local.first, local.last);
            self.title = first.first().map(|i| i.what);
        }
        if introduces(found, local) {
            self.frame_by(found, local);
        }
    }

    /// Called after the figures of a sentence have been read: what it named without a number is remembered.
    pub fn leave(&mut self, found: &Found<'_, '_>, local: &Local<'_>) {
        let indicators = within(&found.mentions.indicators, local.first, local.last);
        self.before = indicators.first().map(|i| (i.what, local.index));
        if let Some(strong) =
            indicators.iter().rev().find(|i| i.what.strength == crate::lang::Strength::Strong).or(indicators.last())
        {
            let label = local.last - local.first <= 4 && local.quantities.is_empty();
            let asked = matches!(found.page.word(local.last - 1), "?" | ":");
            if label || asked || strong.what.strength == crate::lang::Strength::Strong {
                self.named = Some((strong.what, local.index));
                self.named_line = self.line;
            }
            if label {
                self.label = Some(local.index);
            }
        }
        if local.quantities.is_empty() && indicators.iter().any(|i| denominator(found, local, i))
            || self.ratio == Some(local.index)
        {
            self.ratio = Some(local.index + 1);
        }
        self.leave_area(found, local);
        let stated = local.periods.iter().rfind(|p| p.used == Use::When && lasting(p.expr));
        if let Some(period) = stated.filter(|_| local.quantities.is_empty())
            && let Some(resolved) = self.anchor(found, None, false).resolve(period.expr)
        {
            self.turned = Some((resolved, self.line));
            if self.period.is_none() || local.last - local.first <= 8 {
                self.period = Some((resolved, local.index));
                self.said_only = true;
            }
        }
        let day = |e: Expr| matches!(e, Expr::Day { year: super::period::Year::Of(_), .. });
        if let Some(period) = local.periods.iter().rfind(|p| p.used != Use::Since && (lasting(p.expr) || day(p.expr)))
            && let Some(resolved) = self.anchor(found, None, false).resolve(period.expr)
        {
            self.mentioned = Some(resolved);
            self.mentioned_line = self.line;
        }
    }

    /// A sentence without numbers that names one area is about it, and so are those that follow.
    fn leave_area(&mut self, found: &Found<'_, '_>, local: &Local<'_>) {
        let areas = within(&found.mentions.areas, local.first, local.last);
        let mut named = areas.iter().filter(|a| !a.what.in_title && a.what.area.code() != "WORLD").map(|a| a.what.area);
        let country = areas.iter().rev().find(|a| !a.what.in_title && a.what.area.kind() == AreaKind::Country);
        if let Some(country) = country {
            self.country = Some((country.what.area, local.index));
        }
        if let Some(bloc) =
            areas.iter().map(|a| a.what.area).find(|a| a.kind() != AreaKind::Country && a.code() != "WORLD")
        {
            self.bloc = Some(bloc);
        }
        if let Some(area) = named.next().filter(|_| local.quantities.is_empty())
            && named.all(|other| other == area)
        {
            self.subject = Some((area, local.index));
        }
    }

    /// A heading or a line that ends in a colon frames what follows.
    fn frame_by(&mut self, found: &Found<'_, '_>, local: &Local<'_>) {
        let indicators = within(&found.mentions.indicators, local.first, local.last);
        if let Some(first) = indicators.first() {
            self.topic = Some(first.what);
            self.topic_sentence = local.index;
            self.topic_line = self.line;
        }
        let areas = within(&found.mentions.areas, local.first, local.last);
        if let Some(area) = areas.iter().find(|a| !a.what.in_title) {
            self.area = Some(area.what.area);
            self.subject = Some((area.what.area, local.index));
            let leads = area.first <= found.page.lines[self.line].first + 3;
            if self.line > 2 && leads {
                self.section = Some(area.what.area);
                self.sides = None;
            }
        }
        let section = self.section.is_some_and(|s| areas.iter().any(|a| a.what.area == s));
        let names = section || !indicators.is_empty() || found.page.word(local.last - 1) == ":";
        if let Some(period) = local.periods.iter().find(|p| names && p.used == Use::When && lasting(p.expr)) {
            let anchor = self.anchor(found, None, false);
            self.frame = anchor.resolve(period.expr);
            self.frame_sentence = local.index;
            self.period = self.frame.map(|p| (p, local.index));
            self.said_only = true;
            self.turned = None;
        }
        let status = within(&found.mentions.statuses, local.first, local.last).first();
        self.frame_status = status
            .filter(|s| s.what.1 == crate::lang::StatusKind::Noun && self.line > 0)
            .map(|s| (s.what.0, local.index));
        self.unit = heading_unit(found, local);
    }

    /// What relative expressions of time count from at this place.
    pub fn anchor(&self, found: &Found<'_, '_>, area: Option<Area>, ahead: bool) -> Anchor {
        let turned = self.turned.filter(|(_, line)| *line == self.line).map(|p| p.0);
        let period = turned.or(self.period.map(|p| p.0)).or(self.frame);
        let year = if found.context.published.is_some() {
            None
        } else {
            period.map(|p| chrono::Datelike::year(&p.last_day())).or(self.year)
        };
        let near = self.mentioned_line == self.line;
        let line_year =
            self.mentioned.filter(|p| near && p.length() != Some(12)).map(|p| chrono::Datelike::year(&p.last_day()));
        Anchor {
            line_year,
            published: found.context.published,
            year,
            period,
            mentioned: self.mentioned.or(period),
            area: area.or(self.main),
            ahead,
        }
    }

    /// Remembers a figure. What a bracket converts into is not the currency of the text.
    pub fn take(&mut self, claim: &Claim, parts: &Parts, quantity: &Quantity, sentence: usize, bracketed: bool) {
        let Parts { counted, topic, sides, timed, .. } = parts;
        if let Counted::Money(money) = *counted
            && !bracketed
        {
            self.money = Some(money);
        }
        if let Some(area) = claim.area.filter(|_| topic.word.indicator.two_sided()) {
            self.sides = Some((area, claim.counterpart));
        }
        if let Some(period) = claim.period.filter(|_| !timed.aside) {
            self.turn(period, sentence, timed.frames);
        }
        self.record(topic.word, *counted);
        if claim.period.is_some_and(|p| p.length().is_some()) {
            self.run = claim.period;
        }
        let area = self.whole_of(claim, sentence, sides.label);
        self.last = Some(Last {
            word: topic.word,
            item: topic.item,
            area,
            counterpart: claim.counterpart,
            period: claim.period,
            measure: claim.measure,
            status: claim.status,
            counted: *counted,
            exponent: quantity.exponent,
            aside: timed.aside,
            line: self.line,
            sentence,
        });
    }

    /// Adds an indicator to the history, unless its last entry is the same.
    fn record(&mut self, word: IndicatorWord, counted: Counted) {
        let alike = |h: &Spoken| h.word.indicator == word.indicator && dimension(h.counted) == dimension(counted);
        if !self.history.last().is_some_and(alike) {
            self.history.push(Spoken { word, counted, line: self.line });
        }
    }

    /// The area of which the text goes on to speak: in a list of countries, the whole of which they are parts.
    fn whole_of(&mut self, claim: &Claim, sentence: usize, label: bool) -> Option<Area> {
        let known = self.whole.filter(|(_, at)| *at == sentence).map(|(area, _)| area);
        let listed =
            self.last.as_ref().filter(|l| label && l.sentence == sentence && l.area.is_some() && l.area != claim.area);
        let area = listed.map_or(claim.area, |l| known.or(l.area));
        if let Some(area) = area.filter(|_| !label) {
            self.whole = Some((area, sentence));
        }
        area
    }

    /// The period of the heading above, as long as it is not far.
    pub fn framed(&self, sentence: usize) -> Option<TimePeriod> {
        self.frame.filter(|_| sentence <= self.frame_sentence + 20)
    }

    /// The text moves on in time, and looks back only for a line: a period that ends later than the one at hand
    /// becomes the text's; an earlier one, where it opens its sentence, only the line's.
    fn turn(&mut self, period: TimePeriod, sentence: usize, frames: bool) {
        let later = self.said_only
            || self.period.is_none_or(|(main, last)| {
                period == main || period.last_day() > main.last_day() || sentence > last + 12
            });
        if later {
            self.period = Some((period, sentence));
            self.turned = None;
            self.said_only = false;
        } else if let Some((_, last)) = &mut self.period {
            *last = sentence.max(*last);
            if frames {
                self.turned = Some((period, self.line));
            }
        }
    }

    /// The period that the text still speaks of: the one that this line has turned to, or the text's own.
    pub fn running(&self, sentence: usize) -> Option<TimePeriod> {
        let turned = self
            .turned
            .filter(|(_, line)| {
                *line == self.line || self.line - line <= 1 && self.last.as_ref().is_none_or(|l| l.line < *line)
            })
            .map(|(p, _)| p);
        turned.or(self.period.filter(|(_, last)| sentence == usize::MAX || sentence <= last + 12).map(|p| p.0))
    }

    /// Whose figures these are when nothing nearer says so: the section's area, else the document's.
    pub fn home(&self) -> Option<Area> {
        self.section.or(self.main)
    }

    /// The last figure, if the text still speaks of it: the same line, or the sentence before.
    pub fn recent(&self, sentence: usize) -> Option<&Last> {
        self.last.as_ref().filter(|l| {
            l.line == self.line
                || sentence.saturating_sub(l.sentence) <= 2
                || self.line - l.line <= 3 && sentence - l.sentence <= 8
        })
    }
}

/// Expressions that say which run is spoken of, rather than how far something lies back.
fn lasting(expr: Expr) -> bool {
    !matches!(
        expr,
        Expr::YearsAgo(_)
            | Expr::Before
            | Expr::Same(_)
            | Expr::Today
            | Expr::Day { .. }
            | Expr::Fixed(TimePeriod::Day(_))
    )
}

/// Whether a sentence is a heading, or a line that introduces a list or table: no full stop at its end.
pub fn introduces(found: &Found<'_, '_>, local: &Local<'_>) -> bool {
    let line = &found.page.lines[found.page.sentences[local.index].line];
    if local.last != line.last {
        return false;
    }
    let end = found.page.word(local.last - 1);
    let whole = line.first == local.first;
    end == ":"
        || whole
            && local.last - local.first <= 20
            && !matches!(end, "." | "!" | "?" | ";" | ",")
            && local.quantities.is_empty()
}

/// The unit and scale that a heading gives: "in per cent", "billions of dollars", "mln USD".
fn heading_unit(found: &Found<'_, '_>, local: &Local<'_>) -> Option<(Counted, i8)> {
    if local.quantities.is_empty() { unit_in(found, (local.first, local.last)) } else { None }
}

/// The unit and scale that words without a number give: "mln USD", "in per cent".
pub fn unit_in(found: &Found<'_, '_>, region: (usize, usize)) -> Option<(Counted, i8)> {
    let mut exponent = 0;
    let mut counted = None;
    for m in (region.0..region.1).flat_map(|at| found.page.at(at)) {
        match m.reading {
            Reading::Unit(unit, power) if counted.is_none() => counted = Some(Counted::Unit(unit, power)),
            Reading::Money(money) if counted.is_none() => counted = Some(Counted::Money(money)),
            Reading::Scale(power) if exponent == 0 && found.page.word(m.first).len() > 1 => exponent = power,
            Reading::Scales(power) if exponent == 0 => exponent = power,
            _ => {}
        }
    }
    counted.map(|c| (c, exponent))
}
