//! What the text has spoken of so far: what a sentence leaves out is taken from it.

mod close;
mod frame;
mod hear;
mod note;
mod post;
mod turn;
mod whose;

use chrono::{Datelike, NaiveDate};

use crate::extract::assemble::Parts;
use crate::extract::period::Anchor;
use crate::extract::quantity::Counted;
use crate::extract::scene::Found;
use crate::extract::when::lies_open;
use crate::lang::Money;
use crate::lang::reading::IndicatorWord;
use crate::model::{Area, Base, Claim, Currency, Indicator, ObsStatus, Published, Since, TimePeriod, Transformation};

pub use hear::{HEAD, unit_in};

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
    /// Whether its period was only a side glance.
    pub aside: bool,
    /// Whether it was told as a ratio to the year before.
    pub index: bool,
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
    /// The day for which a level was last given, with what stood there.
    pub stood: Option<(Indicator, TimePeriod)>,
    /// The figures of the present sentence: their first token, period and status.
    pub said: Vec<(usize, Option<TimePeriod>, ObsStatus)>,
    /// Those of the sentence before.
    pub said_before: Vec<(usize, Option<TimePeriod>, ObsStatus)>,
    /// Whether the first change of those who work, or who do not, in a month or a quarter was on the year before.
    pub stepped: Option<bool>,
    /// The times of the old and the new value of the pair that the text told last, with its line.
    pub paired: Option<(TimePeriod, TimePeriod, usize)>,
    /// The last month for which something was measured.
    pub month: Option<TimePeriod>,
    /// The areas of the figures of the present sentence, and those of the one before that had any.
    pub named_in_turn: (Vec<Area>, Vec<Area>),
    /// The end of the number of the present sentence that was found last to be no figure.
    pub rejected: Option<usize>,
    /// The last figure.
    pub last: Option<Last>,
    /// The last figure that is no side glance.
    pub told: Option<Last>,
    /// The last figure that is a growth or a change.
    pub moved: Option<Last>,
    /// Whether the first growth of the text was one on the month or quarter before.
    pub monthly: Option<bool>,
    /// Whether the first amount by which something moved in a month was on the month before.
    pub stepwise: Option<bool>,
    /// The last line that looked back on an earlier month than the one above it.
    pub receded: Option<usize>,
    /// The last indicator that was named without a figure, with its sentence.
    pub named: Option<(IndicatorWord, usize)>,
    /// Whether it is the only one that the sentence names outright.
    pub named_alone: bool,
    /// The line of that sentence.
    pub named_line: usize,
    /// The last sentence that is no more than a label: "Construction."
    pub label: Option<usize>,
    /// The area of the heading or the last one named.
    pub area: Option<Area>,
    /// The sentence in which one area was last said to trade with several partners, one after the other.
    pub partners: Option<usize>,
    /// The partner that a sentence without numbers has named for what follows: "Trade with India tells a different story."
    pub partner: Option<(Area, usize)>,
    /// The line that has told of trade with more than one partner, each in a sentence of its own.
    pub varied: Option<usize>,
    /// The country whose partners the text has told line by line.
    pub listed: Option<Area>,
    /// The two sides last spoken of.
    pub sides: Option<(Area, Option<Area>)>,
    /// The period that the text is about, with the last sentence that used it.
    pub period: Option<(TimePeriod, usize)>,
    /// Whether that period was only named so far, and no figure was about it.
    pub said_only: bool,
    /// The longer run that a line has turned to, with the sentence that did so.
    pub longer: Option<(TimePeriod, usize)>,
    /// The period that this line has turned to, with the line.
    pub turned: Option<(TimePeriod, usize)>,
    /// The month or quarter of which the text last gave an estimate, and of what.
    pub estimated: Option<(Indicator, TimePeriod)>,
    /// The months and quarters of which the text has given what is no estimate, and of what.
    settled: Vec<(Indicator, TimePeriod)>,
    /// The indicator of the first line.
    pub title: Option<IndicatorWord>,
    /// The period of a heading or of a line that introduces a list.
    pub frame: Option<TimePeriod>,
    /// The time of which numbers in brackets are, as a sentence has said.
    pub legend: Option<TimePeriod>,
    /// All periods of that heading, for the numbers of its list in their order: "forecasts for 2025 and 2026:".
    pub frames: Vec<TimePeriod>,
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
    /// The same as a currency by itself, with its line.
    pub shared: Option<(Currency, usize)>,
    /// The area of which the last sentence without numbers spoke, with that sentence.
    pub subject: Option<(Area, usize)>,
    /// The last figure that had an area: which, and its sentence.
    pub placed: Option<(Area, usize)>,
    /// The area of the section's heading.
    pub section: Option<Area>,
    /// The indicators that figures were of, with their lines.
    pub history: Vec<Spoken>,
    /// The run that was over when the document was published, of which figures were last.
    pub over: Option<TimePeriod>,
    /// The fiscal year of the title, else the one last named, where it is no calendar year.
    pub fiscal: Option<TimePeriod>,
    /// The line that names it.
    fiscal_line: usize,
    /// The year of which the text last gave a forecast.
    pub foreseen: Option<TimePeriod>,
    /// The first of the years of which the text last gave forecasts one after the other, how many they are, and the line.
    pub years: Option<(TimePeriod, i32, usize)>,
    /// The run of months that figures were last about.
    pub run: Option<TimePeriod>,
    /// What a heading says of what is below: forecasts, estimates.
    pub frame_status: Option<(ObsStatus, usize)>,
    /// The bases of the numbers in each line below a heading, in their order ("m/m / y/y:"), whether yearly; with its sentence.
    pub bases: Option<(usize, Vec<bool>)>,
    /// What a question without numbers asks for: a target, a forecast; with its sentence.
    pub asked: Option<(ObsStatus, usize)>,
    /// The line of a heading that says that the list below it is one of shares.
    pub parts: Option<usize>,
    /// The last day of the latest week over which prices have been told to move.
    pub week: Option<NaiveDate>,
    /// The line that last told of such a week.
    pub week_line: usize,
    /// Whether the head of the text says that it is on that week.
    pub headed_by_week: bool,
    /// The first figure of the sentence that last had one.
    pub first_told: Option<Last>,
    /// The area of which a sentence speaks as a whole before it lists parts.
    pub whole: Option<(Area, usize)>,
    /// The first indicator of the sentence before, with that sentence.
    pub before: Option<(IndicatorWord, usize)>,
    /// The slice of which that sentence spoke.
    pub before_item: Option<&'static str>,
    /// The bloc or region last named.
    pub bloc: Option<Area>,
    /// Whether the first figure of trade was that of all of it, with no partner.
    pub whole_first: Option<bool>,
    /// The region last named.
    pub region: Option<Area>,
    /// The line in which that period stands.
    pub mentioned_line: usize,
    /// The year that the label of a line gives it, with the line: "LOOKING BACK AT 2023. From January to July ...".
    pub dated_line: Option<(i32, usize)>,
    /// The figure that opened its line: the line, the period and the partner.
    pub opened: Option<(usize, Option<TimePeriod>, Option<Area>)>,
    /// Whether no period that its line has named says of which year it is.
    pub mentioned_open: bool,
    /// The period last named, in whatever role.
    pub mentioned: Option<TimePeriod>,
    /// The sentence whose percentages are ratios to GDP, as the one before said.
    pub ratio: Option<usize>,
    /// The line of the present sentence.
    pub line: usize,
    /// The line at which the text, or the post at hand, begins.
    start: usize,
    /// The first line of prose behind the title.
    prose: usize,
    /// Whether that line is an item of a list below a heading with a period.
    pub item: bool,
    /// The day on which the post at hand was written, in a text of several.
    pub posted: Option<NaiveDate>,
    /// When the document was published.
    pub published: Option<Published>,
    /// The year of an undated document.
    pub year: Option<i32>,
}

impl Discourse {
    /// The start of a document.
    pub fn new(found: &Found<'_, '_>) -> Self {
        let (main, year, published) = (found.context.main, found.context.year, found.context.published);
        // The first of several posts is about what its own title names.
        let main = found.posts.first().and_then(|end| post::about(found, 0, *end)).or(main);
        Self { main, year, published, prose: found.page.first_prose(), ..Self::default() }
    }

    /// What relative expressions of time count from at this place.
    pub fn anchor(&self, area: Option<Area>, ahead: bool) -> Anchor {
        let published = self.published;
        let turned = self.turned.filter(|(_, line)| *line == self.line).map(|p| p.0);
        let period = turned.or(self.period.map(|p| p.0)).or(self.frame);
        let year_of = |p: TimePeriod| p.last_day().year();
        let near = |p: &TimePeriod| self.mentioned_line == self.line && p.length() != Some(12) && !self.mentioned_open;
        Anchor {
            published,
            year: if published.is_some() { None } else { period.map(year_of).or(self.year) },
            period,
            mentioned: self.mentioned.or(period),
            line_year: self
                .dated_line
                .filter(|(_, line)| *line == self.line)
                .map(|(year, _)| year)
                .or(self.mentioned.filter(near).map(year_of)),
            area: area.or(self.main),
            fiscal: self.fiscal.filter(|_| self.headed_by_fiscal()),
            ahead,
        }
    }

    /// Remembers a figure. What a bracket converts into is not the currency of the text.
    pub fn take(&mut self, claim: &Claim, parts: &Parts, sentence: usize, bracketed: bool) {
        let Parts { counted, topic, sides, timed, .. } = parts;
        // The text goes on with the last of the days in which prices have moved.
        let day = timed.period.filter(|p| matches!(p, TimePeriod::Day(_)) && claim.period != Some(*p));
        let read = read_in(claim).or(day).map(|read| Claim { period: Some(read), ..claim.clone() });
        let claim = read.as_ref().unwrap_or(claim);
        self.note_currency(claim, *counted, bracketed);
        self.note_sides(claim, sentence);
        let whole = Some(claim.counterpart.is_none()).filter(|_| topic.word.indicator.two_sided());
        self.whole_first = self.whole_first.or(whole);
        // Whose currency one is counted in is no partner in trade.
        let partners = topic.word.indicator.two_sided() && topic.word.indicator.code() != "exchange_rate";
        if let Some(area) = claim.area.filter(|_| partners && !sides.label) {
            self.sides = Some((area, claim.counterpart.filter(|_| self.partners != Some(sentence))));
        }
        let month = claim.period.filter(|p| p.length() == Some(1) && claim.status == ObsStatus::Actual && !timed.aside);
        self.month = month.or(self.month);
        let further = self.looks_further(claim, topic.word, sentence);
        // "Unemployment was 8.9 % in the March-May quarter": the quarters in which it is surveyed are its own.
        let surveyed = topic.word.indicator.code() == "unemployment"
            && claim.period.is_some_and(|p| p.length() == Some(3))
            && self.period.is_some_and(|(main, _)| main.length() == Some(1));
        let receded = self.looks_back(claim, topic.word);
        self.receded = if receded { Some(self.line) } else { self.receded };
        if let Some(period) = claim
            .period
            .filter(|_| !timed.aside || read.is_some() && self.period.is_none())
            .filter(|_| !timed.back && !receded && !further && !surveyed && !self.aims(claim))
        {
            let fresh = !self.history.iter().any(|h| h.word.indicator == topic.word.indicator);
            self.turn(period, sentence, (timed.frames, fresh), claim.status);
        }
        self.record(topic.word, *counted);
        self.note_years(claim, further);
        if claim.period.is_some_and(|p| p.length().is_some()) {
            self.run = claim.period.filter(|_| !timed.aside).or(self.run);
            let ended = |p: &TimePeriod| self.published.is_some_and(|day| !lies_open(*p, day));
            // What a sentence goes on to say of an earlier time is none that the next one goes on with.
            let told = self.over.filter(|_| self.last.as_ref().is_some_and(|l| l.sentence == sentence));
            let back = |p: &TimePeriod| told.is_some_and(|over| p.last_day() < over.last_day());
            self.over = claim.period.filter(|p| !timed.aside && ended(p) && !back(p)).or(self.over);
        } else if let Some(day) = claim.period.filter(|_| claim.measure == Transformation::Level && !timed.aside) {
            self.stood = Some((topic.word.indicator, day));
        }
        self.note_estimate(topic.word.indicator, claim);
        let area = self.whole_of(claim, sentence, sides);
        self.placed = area.map(|area| (area, sentence)).or(self.placed);
        self.last = Some(Last {
            word: topic.word,
            item: topic.item,
            area,
            counterpart: claim.counterpart,
            period: claim.period,
            measure: claim.measure,
            status: claim.status,
            counted: *counted,
            aside: timed.aside,
            index: parts.measured.index,
            line: self.line,
            sentence,
        });
        self.note_last(claim, timed.aside, sentence);
    }

    /// The period of the heading above, as long as it is not far.
    pub fn framed(&self, sentence: usize) -> Option<TimePeriod> {
        self.frame.filter(|_| sentence <= self.frame_sentence + 20)
    }

    /// The period that the text still speaks of: the one that this line has turned to, or the text's own.
    pub fn running(&self, sentence: usize) -> Option<TimePeriod> {
        let turned = self
            .turned
            .filter(|(_, line)| {
                *line == self.line
                    || !self.item && self.line - line <= 1 && self.last.as_ref().is_none_or(|l| l.line < *line)
            })
            .map(|(p, _)| p);
        turned.or(self.period.filter(|(_, last)| sentence == usize::MAX || sentence <= last + 12).map(|p| p.0))
    }

    /// The last figure, if the text still speaks of it: the same line, or the sentence before.
    pub fn recent(&self, sentence: usize) -> Option<&Last> {
        self.last.as_ref().filter(|l| self.is_recent(l, sentence))
    }

    /// The same of the last growth or change.
    pub fn recent_move(&self, sentence: usize) -> Option<&Last> {
        self.moved.as_ref().filter(|l| self.is_recent(l, sentence))
    }

    fn is_recent(&self, last: &Last, sentence: usize) -> bool {
        last.line == self.line
            || sentence.saturating_sub(last.sentence) <= 2
            || self.line - last.line <= 3 && sentence - last.sentence <= 8
    }
}

/// "In September prices were 4.5 % higher than in December": the month in which was read what has grown since the turn of the year, with
/// which the text goes on.
fn read_in(claim: &Claim) -> Option<TimePeriod> {
    let Transformation::Growth(Base::Since(Since::Month(since))) = claim.measure else { return None };
    let Some(TimePeriod::Months { first, count }) = claim.period else { return None };
    (count > 1 && since.plus(1) == first).then(|| TimePeriod::month(first.plus(count as i32 - 1)))
}
