//! What the text says beside its figures, before and after those of each sentence are read.

use chrono::Datelike;
use rust_decimal::Decimal;

use super::Discourse;
use super::frame::of_data;
use crate::extract::mention::{At, covering};
use crate::extract::period::{Expr, Period, Use, Year};
use crate::extract::quantity::{Counted, Quantity};
use crate::extract::scene::{Found, Local};
use crate::extract::topic::{denominator, item_fits};
use crate::lang::reading::IndicatorWord;
use crate::lang::{Link, Reading, Strength};
use crate::model::{Claim, Indicator, Month, ObsStatus, Published, TimePeriod};
use crate::text::Kind;

/// Expressions that say which run is spoken of, rather than how far something lies back.
pub(super) fn lasting(expr: Expr) -> bool {
    !matches!(
        expr,
        Expr::YearsAgo(_)
            | Expr::Before
            | Expr::Same(_)
            | Expr::Today
            | Expr::Days(_)
            | Expr::WeeksAgo(_)
            | Expr::Vague
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
    // A heading may be of two sentences: "With whom China trades. Results of 2025", "Table 2. Main partners".
    let before = || found.local(local.index - 1);
    let labelled =
        |label: &Local<'_>| label.first == line.first && label.last == local.first && label.last - label.first <= 4;
    let whole = line.first == local.first || line.first == 0 || labelled(&before());
    end == ":"
        || whole
            && local.last - local.first <= 20
            && !matches!(end, "." | "!" | "?" | ";" | ",")
            && local.quantities.is_empty()
}

/// "Host: Deposits seem to be safe.": whether a turn of a talk is but one sentence that opens with an indicator, to which the answer goes on.
fn remarked(found: &Found<'_, '_>, local: &Local<'_>, at: &At<IndicatorWord>) -> bool {
    const NAME: usize = 4;
    const SHORT: usize = 12;
    let page = found.page;
    let line = &page.lines[page.sentences[local.index].line];
    let alone = local.first == line.first && local.last == line.last && local.last - local.first <= SHORT;
    let name = (line.first..line.last.min(line.first + NAME)).find(|&i| page.is(i, b':'));
    let first = name.filter(|_| alone && found.speakers.transcript && local.quantities.is_empty()).map(|i| i + 1);
    first.is_some_and(|i| at.first == i + usize::from(page.one_of(i, &[Link::The, Link::Article])))
}

/// "* Sales abroad dip again": whether a line is one of those, each behind a mark, that sum a text up between its title and its
/// first paragraph. It heads nothing.
fn summary(found: &Found<'_, '_>, line: usize, prose: usize) -> bool {
    let page = found.page;
    let mark = matches!(page.tokens[page.lines[line].first].kind, Kind::Mark | Kind::Dash);
    prose < page.lines.len() && (1..=prose).contains(&line) && mark && !page.is(page.lines[line].last - 1, b':')
}

/// The unit and scale that a heading gives: "in per cent", "billions of dollars", "mln USD".
pub(super) fn heading_unit(found: &Found<'_, '_>, local: &Local<'_>) -> Option<(Counted, i8)> {
    // "Top 5 partners ($ mln):" counts them, and says the unit behind that.
    let counts = |q: &Quantity| q.counted == Counted::Bare && q.low < Decimal::ONE_HUNDRED && q.exponent == 0;
    let first = local.quantities.last().map_or(local.first, |q| q.last);
    let colon = found.page.is(local.last - 1, b':');
    let heads = local.quantities.is_empty() || colon && local.quantities.iter().all(counts);
    if heads { unit_in(found, (first, local.last)) } else { None }
}

/// The unit and scale that words without a number give: "mln USD", "in per cent". A length of time ("year-on-year") is
/// not what figures are counted in.
pub fn unit_in(found: &Found<'_, '_>, region: (usize, usize)) -> Option<(Counted, i8)> {
    let mut exponent = 0;
    let mut counted = None;
    for (first, m) in (region.0..region.1).flat_map(|at| found.page.at(at).iter().map(move |m| (at, m))) {
        match *m.reading {
            Reading::Unit(unit, power) if counted.is_none() && !matches!(unit.code(), "years" | "hours") => {
                counted = Some(Counted::Unit(unit, power));
            }
            // The currency in "Euro Area" is none.
            Reading::Money(money) if counted.is_none() && covering(&found.mentions.areas, first).is_none() => {
                counted = Some(Counted::Money(money));
            }
            // "Курс доллара, руб.": what a row is counted in stands behind a comma at its end.
            Reading::Money(money)
                if matches!(counted, Some(Counted::Money(_)))
                    && first.checked_sub(1).is_some_and(|i| found.page.is(i, b',')) =>
            {
                counted = Some(Counted::Money(money));
            }
            Reading::Scale(power) if exponent == 0 && found.page.word(first).len() > 1 => exponent = power,
            Reading::Scales(power) if exponent == 0 => exponent = power,
            _ => {}
        }
    }
    counted.map(|c| (c, exponent))
}

/// Whether a line names the columns of a table, whose times are theirs alone: words without a number, with gaps between.
pub(super) fn columns(found: &Found<'_, '_>, local: &Local<'_>) -> bool {
    local.quantities.is_empty() && (local.first + 1..local.last).any(|i| found.page.tokens[i].gap)
}

/// The slice directly before an indicator: "food inflation".
fn slice_before(found: &Found<'_, '_>, local: &Local<'_>, at: &At<IndicatorWord>) -> Option<&'static str> {
    let items = found.items_of(local);
    items.iter().find(|m| m.last == at.first).and_then(|m| item_fits(m.what, at.what.indicator))
}

/// The lines in which a title may stand.
pub const HEAD: usize = 4;

impl Discourse {
    /// Whether the head of the text names a fiscal year.
    pub fn headed_by_fiscal(&self) -> bool {
        self.fiscal.is_some() && self.fiscal_line <= HEAD
    }

    /// Remembers the times of the pair that the present sentence has just told.
    pub fn note_pair(&mut self) {
        if let [.., (_, Some(old), _), (_, Some(new), _)] = self.said[..] {
            self.paired = Some((old, new, self.line));
        }
    }

    /// Called before the figures of a sentence are read.
    pub fn enter(&mut self, found: &Found<'_, '_>, local: &Local<'_>) {
        self.line = found.page.sentences[local.index].line;
        let first = found.page.tokens[found.page.lines[self.line].first].kind;
        self.item = first != Kind::Word && self.framed(local.index).is_some();
        if !self.named_in_turn.0.is_empty() {
            self.named_in_turn.1 = std::mem::take(&mut self.named_in_turn.0);
        }
        std::mem::swap(&mut self.said, &mut self.said_before);
        self.said.clear();
        self.rejected = None;
        self.open_post(found, local);
        self.hear_years(found, local);
        // A letterhead or the name of a section may stand above the title.
        if self.line <= self.start + HEAD && self.last.is_none() && self.title.is_none() {
            let first = found.indicators_of(local);
            self.title = first.first().map(|i| i.what);
        }
        self.close_list(found, local);
        self.close_label(found, local);
        if introduces(found, local) && !summary(found, self.line, self.prose) {
            self.frame_by(found, local);
        }
    }

    /// Remembers that what the text gives of a month, quarter or half is an estimate, unless it has given a later reading before
    /// ("49.6, above the flash reading of 49.5"). A title leaves out what its text says of that.
    pub(super) fn note_estimate(&mut self, indicator: Indicator, claim: &Claim) {
        let year = |p: &TimePeriod| p.length() == Some(12) && indicator.code() == "gdp";
        let Some(period) = claim.period.filter(|p| matches!(p.length(), Some(1 | 3 | 6)) || year(p)) else { return };
        let told = (indicator, period);
        match claim.status {
            ObsStatus::Estimate if !self.settled.contains(&told) => self.estimated = Some(told),
            ObsStatus::Actual if self.line >= self.prose.max(1) && self.settled.last() != Some(&told) => {
                self.settled.push(told)
            }
            _ => {}
        }
    }

    /// Called after the figures of a sentence have been read: what it named without a number is remembered.
    pub fn leave(&mut self, found: &Found<'_, '_>, local: &Local<'_>) {
        let indicators = found.indicators_of(local);
        self.before = indicators.first().map(|i| (i.what, local.index));
        self.before_item = indicators.first().and_then(|i| i.what.item.or_else(|| slice_before(found, local, i)));
        // "* Weaker demand from Russia is a risk": nor does what sums a text up before it has begun say what it goes on with.
        let bullet =
            matches!(found.page.word(found.page.lines[self.line].first), "*" | "•" | "·" | "▪" | "-" | "–" | "—");
        let summed_up = bullet && local.quantities.is_empty() && summary(found, self.line, self.prose);
        if !summed_up {
            self.leave_indicator(found, local, indicators);
        }
        let whole = local.quantities.is_empty() && indicators.iter().any(|i| denominator(found, local, i));
        // What is told so goes on to the end of its paragraph.
        let next = found.page.sentences.get(local.index + 1).is_some_and(|s| s.line == self.line);
        if whole || self.ratio == Some(local.index) && next {
            self.ratio = Some(local.index + 1);
        }
        if !summed_up {
            self.leave_area(found, local);
        }
        self.leave_sides(found, local, indicators);
        self.leave_period(found, local);
        self.leave_legend(found, local);
        let status = found.statuses_of(local).first();
        let asks = found.page.is(local.last - 1, b'?') && local.quantities.is_empty();
        self.asked = status.filter(|s| asks && s.what.0 != ObsStatus::Actual).map(|s| (s.what.0, local.index));
    }

    /// "In brackets the same period of 2024": the time that a sentence without figures gives to numbers in brackets.
    fn leave_legend(&mut self, found: &Found<'_, '_>, local: &Local<'_>) {
        if local.periods.is_empty() {
            return;
        }
        let period = bracketed(found, local).and_then(|p| self.anchor(None, false).resolve(p.expr));
        self.legend = period.filter(|_| local.quantities.is_empty()).or(self.legend);
    }

    /// The strongest indicator that a sentence names last; a short sentence without numbers is a label.
    fn leave_indicator(&mut self, found: &Found<'_, '_>, local: &Local<'_>, indicators: &[At<IndicatorWord>]) {
        let strong = |i: &&At<IndicatorWord>| i.what.strength == Strength::Strong;
        let Some(last) = indicators.iter().rfind(strong).or(indicators.last()) else { return };
        // "Thinner remittances, less consumption, less investment": an enumeration is no subject.
        let mut kinds: Vec<_> = indicators.iter().map(|i| i.what.indicator.code()).collect();
        kinds.sort_unstable();
        kinds.dedup();
        if kinds.len() >= 3 && local.quantities.is_empty() {
            return;
        }
        // "Finally, our debt.": so is one that ends with what it is about.
        let ends = local.last - local.first <= 6 && last.last + 1 == local.last;
        let label = (local.last - local.first <= 4 || ends) && local.quantities.is_empty();
        let asked = matches!(found.page.mark(local.last - 1), b'?' | b':');
        // "The economy of no member shrank. The fastest growth was that of Kyrgyzstan": the subject of a sentence by itself.
        let subject = last.what.indicator.code() == "gdp" && last.first == local.first && indicators.len() == 1;
        // "Quant à la dépense, elle redescend": so is what a sentence without numbers takes up as its only subject.
        let taken_up = (last.last..local.last).any(|i| found.page.link(i, Link::It)) && found.page.is(last.last, b',');
        let subject = subject || (taken_up || remarked(found, local, last)) && indicators.len() == 1;
        if label || asked || strong(&last) || subject && local.quantities.is_empty() {
            self.named = Some((last.what, local.index));
            self.named_line = self.line;
            let other = |i: &&At<IndicatorWord>| strong(i) && i.what.indicator != last.what.indicator;
            let ratio = indicators.iter().any(|i| denominator(found, local, i));
            self.named_alone = (strong(&last) || subject) && !ratio && !indicators.iter().any(|i| other(&i));
        }
        let question = asked && (self.named_alone || indicators.len() == 1) && local.last - local.first <= 8;
        if label || question && local.quantities.is_empty() {
            self.label = Some(local.index);
        }
    }

    /// The year that does not run with the calendar, where a sentence names one.
    fn leave_fiscal(&mut self, local: &Local<'_>) {
        let fiscal = local
            .periods
            .iter()
            .rfind(|p| matches!(p.expr, Expr::Fiscal(Year::Of(_) | Year::Called(_)) | Expr::Years(_)));
        let resolved = fiscal.and_then(|p| self.anchor(None, false).resolve(p.expr));
        if self.fiscal.is_none() || self.line > HEAD && self.fiscal_line > HEAD {
            let year = resolved.filter(|p| p.length() == Some(12) && p.first_day().month() > 1);
            self.fiscal_line = year.map_or(self.fiscal_line, |_| self.line);
            self.fiscal = year.or(self.fiscal);
        }
    }

    /// The run that a sentence without numbers states is the line's; any run or dated day is one that was mentioned.
    fn leave_period(&mut self, found: &Found<'_, '_>, local: &Local<'_>) {
        if local.periods.is_empty() || columns(found, local) {
            return;
        }
        let stated = self.main_run(found, local);
        let legend = bracketed(found, local).map(Period::place);
        if let Some(period) = stated.filter(|p| self.said.is_empty() && Some(p.place()) != legend)
            && let Some(resolved) = self.anchor(None, false).resolve(period.expr)
            && !self.passing(found, local, period, resolved)
        {
            self.turn_to(found, local, (period, resolved));
        }
        // "Unchanged in June after a rise of 0.3 % in May": a sentence whose one number only looks back goes on with its own time.
        let back = self.last.as_ref().filter(|l| l.sentence == local.index && l.aside && self.said.len() == 1);
        if let Some(before) = back.and_then(|l| l.period) {
            let anchor = self.anchor(None, false);
            let runs = local.periods.iter().filter(|p| p.used == Use::When && lasting(p.expr));
            let mut runs = runs.filter_map(|p| anchor.resolve(p.expr));
            let alike = |p: &TimePeriod| p.length() == before.length() && p.first_day() > before.last_day();
            if let Some(main) = runs.find(alike) {
                self.turned = Some((main, self.line));
                self.period = Some((main, local.index));
            }
        }
        let label = local.first == found.page.lines[self.line].first && local.last - local.first <= 4;
        if label
            && local.quantities.is_empty()
            && let [Period { expr: Expr::Fixed(year), .. }] = local.periods
            && year.length() == Some(12)
        {
            self.dated_line = Some((year.last_day().year(), self.line));
        }
        self.leave_fiscal(local);
        let dated = |e: Expr| matches!(e, Expr::Day { year: Year::Of(_), .. });
        // The end of a year is a day looked back at, and no year that the text goes on with.
        let runs = |e: Expr| lasting(e) && !matches!(e, Expr::End(_));
        // "Against 4.5 % in the fourth quarter of 2024": so is the time of a number that another is compared with.
        let compared = |p: &Period| {
            let number = local.quantities.iter().rfind(|q| q.last <= p.first);
            let against = |at: usize| found.page.before_one(at, &[Link::Against, Link::Than]);
            number.is_some_and(|q| p.first - q.last <= 2 && against(q.lead))
        };
        // "高于8月的2.0%": so is one that stands behind the word for "above" or "below".
        let beyond = |p: &Period| found.page.before_one(p.first, &[Link::Exceed, Link::Beyond, Link::Than]);
        let aside = |p: &Period| matches!(p.used, Use::Since | Use::Compared | Use::Toward) || compared(p) || beyond(p);
        // "It fell to 31.6 %, from 38.1 % in the second half of 2024": nor is the time of what there was before.
        let before = |p: &Period| {
            let own = local.quantities.iter().rfind(|q| q.last <= p.first && p.first - q.last <= 2);
            own.is_some_and(|q| found.page.comes_from(q.lead))
        };
        let named = local.periods.iter().rfind(|p| !aside(p) && !before(p) && (runs(p.expr) || dated(p.expr)));
        // "It is forecast to peak in September": a month that has not come yet is none of the year before.
        let ahead = self.last.as_ref().is_some_and(|l| l.sentence == local.index && l.status == ObsStatus::Forecast);
        if let Some(resolved) = named.and_then(|p| self.anchor(None, ahead).resolve(p.expr)) {
            // "It peaked in September": a month whose year only follows from the day of the text says nothing of the years of others.
            let open = named.is_some_and(|p| matches!(p.expr, Expr::Months { year: Year::Open, .. }));
            let year = self.mentioned.is_none_or(|p| p.length() == Some(12));
            let fresh = year || self.mentioned_line != self.line;
            self.mentioned_open = open && (self.mentioned_open || fresh);
            self.mentioned = Some(resolved);
            self.mentioned_line = self.line;
        }
    }

    /// "She pointed to the storm, which struck in September": whether the month or day of a sentence that speaks of no indicator,
    /// which it does not open with, is only that of an event.
    fn passing(&self, found: &Found<'_, '_>, local: &Local<'_>, period: &Period, resolved: TimePeriod) -> bool {
        const FRONT: usize = 3;
        // "The minimum wage was lifted in June": so is what sets a rate or a wage, in a text that has a time already.
        let set = |i: &At<IndicatorWord>| {
            let wage = i.what.indicator.code() == "wages" && i.what.item == Some("minimum");
            self.period.is_some() && (wage || matches!(i.what.indicator.code(), "policy_rate" | "tariff"))
        };
        let named = !found.indicators_of(local).iter().all(set);
        let short = resolved.length().is_none_or(|months| months == 1);
        // "In February there was hardly any wind", in a text on the half-year: nor is one that lies within that the text's.
        let within = |main: TimePeriod| {
            let inside = main.first_day() <= resolved.first_day() && resolved.last_day() <= main.last_day();
            inside && main.length() > resolved.length() && main.length().is_some()
        };
        // "December was a mixed bag" opens what follows.
        const SHORT: usize = 8;
        let long = local.last - local.first > SHORT;
        let inside = long && resolved.length().is_some_and(|n| n < 3) && self.period.is_some_and(|m| within(m.0));
        let opens = period.first <= local.first + FRONT;
        let passes = !named && (short && !opens || inside) && !introduces(found, local);
        // "Exporters suffered a setback in July": of a month just over the first sentence of a text tells as its own.
        let lines = &found.page.lines;
        let prose = lines.get(self.prose).or(lines.first().filter(|_| lines.len() == 1));
        // "The president was in Georgia in July": what a person did then is an event.
        let person = |i: usize| found.page.has(i, Reading::ROLE | Reading::PERSON | Reading::SPEECH);
        let lead = self.period.is_none() && prose.is_some_and(|line| line.first == local.first);
        let lead = lead && !(local.first..local.last).any(person);
        let over = |day: Published| day.month().since(Month::of(resolved.first_day()));
        let recent = resolved.length() == Some(1) && self.published.is_some_and(|d| (1..=2).contains(&over(d)));
        passes && !(lead && recent) && !of_data(found, period)
    }

    /// The time that a sentence without figures states is the line's, and the text's where it has none.
    fn turn_to(&mut self, found: &Found<'_, '_>, local: &Local<'_>, (period, resolved): (&Period, TimePeriod)) {
        let sentence = matches!(found.page.word(local.last - 1), "." | "!" | "?" | "。" | "！" | "？");
        let past = sentence && self.long_past(resolved);
        // "In 2015 the country was in crisis": one that opens its sentence sets out from there.
        if !past || period.first <= local.first + 2 {
            self.turned = Some((resolved, self.line));
        }
        if !past && (self.period.is_none() || local.last - local.first <= 8) {
            self.period = Some((resolved, local.index));
            self.said_only = true;
        }
    }

    /// "Only 2022 was better", "the country joined in 2015": whether a time was over more than two years before the day of
    /// the text. What a sentence without numbers says of it is background, and no time of what follows.
    fn long_past(&self, period: TimePeriod) -> bool {
        self.published.is_some_and(|day| period.plus_years(2).last_day() < day.vintage())
    }
}

/// "In brackets the same period of 2024", "with 2023 in brackets": the time that a sentence gives to numbers in brackets.
fn bracketed<'s>(found: &Found<'_, '_>, local: &Local<'s>) -> Option<&'s Period> {
    const NEAR: usize = 2;
    if !found.page.says(local.index, Link::Bracketed.class()) {
        return None;
    }
    let at = (local.first..local.last).find(|&at| found.page.link(at, Link::Bracketed))?;
    let behind = local.periods.iter().rfind(|p| p.first > at && lasting(p.expr));
    behind.or_else(|| local.periods.iter().find(|p| p.last <= at && at - p.last <= NEAR && lasting(p.expr)))
}
