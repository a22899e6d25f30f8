//! What a figure leaves behind: its currency, its sides, its indicator.

use super::{Discourse, Last, Spoken};
use crate::extract::mention::{AreaMention, At};
use crate::extract::period::coming_years;
use crate::extract::quantity::Counted;
use crate::extract::scene::{Found, Local};
use crate::extract::sides::{ISSUED, Sides};
use crate::extract::topic::dimension;
use crate::lang::reading::IndicatorWord;
use crate::lang::{Link, Reading};
use crate::model::codelist::AreaKind;
use crate::model::{Area, Base, Claim, IndicatorKind, ObsStatus, TimePeriod, Transformation, Unit};

impl Discourse {
    /// The area of which the text goes on to speak: in a list of countries, the whole of which they are parts.
    pub(super) fn whole_of(&mut self, claim: &Claim, sentence: usize, sides: &Sides) -> Option<Area> {
        let label = sides.label || sides.beside;
        let known = self.whole.filter(|(_, at)| *at == sentence).map(|(area, _)| area);
        // The members of a bloc are told in sentences of their own, too.
        let member = |l: &Last| l.line == self.line && l.area.zip(claim.area).is_some_and(|(a, b)| b.ever_in(a));
        let other = |l: &&Last| label && l.area.is_some() && l.area != claim.area;
        // "In the euro area it was 3.1 percent. Inflation will slow": a text goes on with its own country.
        let home = |l: &Last| sides.beside && l.line == self.line && l.area == self.home();
        // So it does behind what all of a region receives, and behind the rate of the bank that it shares with others.
        let region = claim.indicator.is_some_and(|i| i.two_sided())
            && claim.area.is_some_and(|area| area.kind() == AreaKind::Region);
        let own = self.home().filter(|home| home.kind() == AreaKind::Country && Some(*home) != claim.counterpart);
        if let Some(own) = own.filter(|_| region || sides.rule == ISSUED) {
            return Some(own);
        }
        let listed = self.last.as_ref().filter(other).filter(|l| l.sentence == sentence || member(l) || home(l));
        let area = listed.map_or(claim.area, |l| known.or(l.area));
        if let Some(area) = area.filter(|_| !label) {
            self.whole = Some((area, sentence));
        }
        area
    }

    /// Remembers the years in turn that a text foresees; `further` says that a figure looks further ahead than the text does.
    pub(super) fn note_years(&mut self, claim: &Claim, further: bool) {
        let ahead = claim.status == ObsStatus::Forecast && !further;
        let year = claim.period.filter(|p| claim.status == ObsStatus::Forecast && p.length() == Some(12));
        let next = |first: TimePeriod, count: i32| year == Some(first.plus_years(count));
        self.years = match (self.years, self.foreseen) {
            (Some((first, count, line)), _) if self.line - line <= 1 && next(first, count) => {
                Some((first, count + 1, self.line))
            }
            // Numbers in turn for the years that are known already make no new ones.
            (Some((first, count, line)), _) if self.line - line <= 1 && (0..count).any(|n| next(first, n)) => {
                Some((first, count, line))
            }
            (_, Some(first)) if next(first, 1) => Some((first, 2, self.line)),
            (years, _) => years,
        };
        self.foreseen = claim.period.filter(|p| ahead && p.length() == Some(12)).or(self.foreseen);
    }

    /// "In the next two years it will grow by 1.3 % and 1.6 %": the years to come that a sentence counts.
    pub(super) fn hear_years(&mut self, found: &Found<'_, '_>, local: &Local<'_>) {
        let Some(published) = self.published else { return };
        let time = |i: &usize| found.page.has(*i, Reading::TIME | Reading::NUMBER) || found.page.link(*i, Link::Both);
        let named = (local.first..local.last).filter(time).find_map(|i| coming_years(found.page, i));
        if let Some((first, count)) = TimePeriod::year(published.month().year() + 1).zip(named) {
            self.years = Some((first, count as i32, self.line));
        }
    }

    /// Remembers the currency last used. "US$56 billion, with $18 billion": a sign that many currencies share is the one that its line
    /// has named.
    pub(super) fn note_currency(&mut self, claim: &Claim, counted: Counted, bracketed: bool) {
        // What a rate of exchange, or the price of goods, is counted in is no currency of the text.
        if let Counted::Money(money) = counted
            && !bracketed
            && claim.indicator.is_none_or(|i| !matches!(i.code(), "exchange_rate" | "commodity_price"))
        {
            self.money = Some(money);
        }
        if let Unit::Money(currency) = claim.quantity.unit {
            self.shared = Some((currency, self.line));
        }
    }

    /// Remembers whose figure it is, and with whom: how the line opened, and whether partners are told one after the other.
    pub(super) fn note_sides(&mut self, claim: &Claim, sentence: usize) {
        if let Some(area) = claim.area.filter(|area| !self.named_in_turn.0.contains(area)) {
            self.named_in_turn.0.push(area);
        }
        let two = |l: &&Last| l.counterpart.is_some() && claim.counterpart.is_some();
        let other = |l: &&Last| l.area == claim.area && l.counterpart != claim.counterpart;
        if let Some(last) = self.last.as_ref().filter(two).filter(other) {
            self.listed = if self.line - last.line <= 1 { claim.area } else { self.listed };
            self.partners = if last.sentence == sentence { Some(sentence) } else { self.partners };
            self.varied =
                if last.line == self.line && last.sentence != sentence { Some(self.line) } else { self.varied };
        }
        if self.opened.is_none_or(|(line, ..)| line != self.line) {
            self.opened = Some((self.line, claim.period, claim.counterpart));
        }
    }

    /// "Kazakhstan is Kyrgyzstan's second-largest trading partner", "China is our first partner": whose partner a sentence without numbers says
    /// that another is, so that what follows is of the two.
    pub(super) fn leave_partner(&mut self, found: &Found<'_, '_>, local: &Local<'_>, areas: &[At<AreaMention>]) {
        const REACH: usize = 10;
        let page = found.page;
        if !page.says(local.index, Link::Partner.class()) {
            return;
        }
        let Some(noun) = (local.first..local.last).find(|&i| page.link(i, Link::Partner)) else { return };
        let is = |a: &&At<AreaMention>| a.last <= noun && !a.what.in_title && !a.what.possessive;
        let near = |a: &&At<AreaMention>| local.quantities.is_empty() && noun - a.last <= REACH;
        let Some(partner) = areas.iter().rfind(is).filter(near) else { return };
        let own = |a: &&At<AreaMention>| a.what.possessive && a.first >= partner.last && a.last <= noun;
        let owner = areas.iter().find(own).map(|a| a.what.area);
        let our = (partner.last..noun).any(|i| page.link(i, Link::We));
        // "Transfers to Georgia came to 356 million. Italy is still the largest sender": of whose flows the text has just told.
        let told = |l: &Last| l.word.indicator.two_sided() && l.area.is_some() && l.area == self.home();
        let flows = self.last.as_ref().is_some_and(told);
        let office = areas.iter().find(|a| a.last <= partner.first && (a.what.in_title || a.what.possessive));
        let home = owner.or(office.map(|a| a.what.area).filter(|_| our)).or(self.home().filter(|_| our || flows));
        let country = |a: Area| a.kind() == AreaKind::Country;
        if let Some(home) = home.filter(|home| *home != partner.what.area && country(*home)) {
            // "Russia, in turn, is China's fifth partner", says Russia's president: who speaks for one of the two goes on with what that does.
            let speaks = found.speakers.area.get(local.index).copied().flatten() == Some(partner.what.area);
            let (home, other) = if speaks { (partner.what.area, home) } else { (home, partner.what.area) };
            self.sides = Some((home, Some(other)));
            self.partner = Some((other, local.index));
        }
    }

    /// Adds an indicator to the history, unless its last entry is the same.
    pub(super) fn record(&mut self, word: IndicatorWord, counted: Counted) {
        let alike = |h: &Spoken| h.word.indicator == word.indicator && dimension(h.counted) == dimension(counted);
        if !self.history.last().is_some_and(alike) {
            self.history.push(Spoken { word, counted, line: self.line });
        }
    }

    /// "To 100 billion by 2030": whether what is aimed at lies ahead, so that the text goes on with what it told of before.
    pub(super) fn aims(&self, claim: &Claim) -> bool {
        let begun = |p: TimePeriod| self.published.is_none_or(|day| p.first_day() <= day.vintage());
        let told = self.period.is_some_and(|(main, _)| begun(main));
        claim.status == ObsStatus::Target && told && claim.period.is_some_and(|p| !begun(p))
    }

    /// "2.4 % this year and 2.3 % next year": whether a forecast is of a later year than one before it in its sentence; the text goes on
    /// with the first of the years that it looks ahead to.
    pub(super) fn looks_further(&self, claim: &Claim, word: IndicatorWord, sentence: usize) -> bool {
        let further = |l: &Last| {
            l.sentence == sentence
                && l.word.indicator == word.indicator
                && l.status == ObsStatus::Forecast
                && l.period.zip(claim.period).is_some_and(|(a, b)| a.last_day() < b.first_day())
        };
        claim.status == ObsStatus::Forecast && self.last.as_ref().is_some_and(further)
    }

    /// "Payrolls: +50,000 ¶ October: -173,000 ¶ Rate: 4.4 %": whether a line tells of an earlier month than the line above it did of the same;
    /// the text goes on with the one from which the lines look back.
    pub(super) fn looks_back(&self, claim: &Claim, word: IndicatorWord) -> bool {
        let above = |l: &&Last| l.line + 1 == self.line && l.word.indicator == word.indicator;
        let month = |p: &TimePeriod| p.length() == Some(1);
        let told = self.last.as_ref().filter(above).and_then(|l| l.period).filter(month);
        told.zip(claim.period.filter(month)).is_some_and(|(told, own)| own.last_day() < told.first_day())
    }

    /// Remembers the figure just taken by what it opened and by how it measured.
    pub(super) fn note_last(&mut self, claim: &Claim, aside: bool, sentence: usize) {
        if let (Some(TimePeriod::Day(day)), Transformation::Growth(Base::PreviousPeriod)) =
            (claim.period, claim.measure)
        {
            self.week = self.week.filter(|week| *week > day).or(Some(day));
            self.week_line = self.line;
        }
        if self.first_told.as_ref().is_none_or(|l| l.sentence != sentence) {
            self.first_told.clone_from(&self.last);
        }
        if let Transformation::Growth(base) = claim.measure {
            // A headline leaves its base to the text.
            let monthly = Some(base == Base::PreviousPeriod).filter(|monthly| *monthly || self.line > 0);
            self.monthly = self.monthly.or(monthly);
        }
        let people = claim.indicator.is_some_and(|i| matches!(i.code(), "employment" | "unemployment"));
        if let (Transformation::Change(base), Some(1 | 3), true) =
            (claim.measure, claim.period.and_then(TimePeriod::length), people)
        {
            self.stepped = self.stepped.or(Some(base == Base::YearAgo));
        }
        let flow = claim.indicator.is_some_and(|i| i.kind() == IndicatorKind::Flow) && !people;
        if let (Transformation::Change(base), Some(1), true) =
            (claim.measure, claim.period.and_then(TimePeriod::length), flow)
        {
            self.stepwise = self.stepwise.or(Some(base == Base::PreviousPeriod));
        }
        if !aside {
            self.told.clone_from(&self.last);
        }
        if claim.measure.base().is_some() {
            self.moved.clone_from(&self.last);
        }
    }
}
