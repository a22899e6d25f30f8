//! Of whom a sentence speaks, for those that follow.

use super::Discourse;
use super::frame::of_paper;
use super::hear::introduces;
use crate::extract::mention::{AreaMention, At, within};
use crate::extract::page::Page;
use crate::extract::scene::{Found, Local};
use crate::extract::sides::{by_cause, nobody_in, on_the_way, venue};
use crate::extract::table;
use crate::lang::reading::IndicatorWord;
use crate::lang::{Change, ChangeKind, Link, Match, Reading, Strength};
use crate::model::Area;
use crate::model::codelist::AreaKind;
use crate::text::Kind;

impl Discourse {
    /// Whose figures these are when nothing nearer says so: the section's area, else the document's.
    pub fn home(&self) -> Option<Area> {
        self.section.or(self.main)
    }

    /// "How much did China and the five states of Central Asia trade? It was 106 billion": the two that a sentence without
    /// numbers names beside their trade are the sides of what follows.
    pub(super) fn leave_sides(&mut self, found: &Found<'_, '_>, local: &Local<'_>, indicators: &[At<IndicatorWord>]) {
        let areas = found.areas_of(local);
        if areas.is_empty() {
            return;
        }
        let asked = found.page.is(local.last - 1, b'?');
        let trade = |i: &At<IndicatorWord>| {
            i.what.indicator.code() == "trade_turnover" && (asked || i.what.strength == Strength::Strong)
        };
        let trade = indicators.iter().any(trade);
        // "How large is the foreign trade of the country?"
        if let ([whole], true) = (areas, asked && trade && local.quantities.is_empty()) {
            self.sides = Some((whole.what.area, None));
        }
        if let ([one], true) = (areas, local.quantities.is_empty() && !asked) {
            // "Exports to the United States have fallen": an article may stand between.
            let small = |i: usize| found.page.one_of(i, &[Link::The, Link::Article]);
            let led = (0..one.first).rev().find(|i| !small(*i)).unwrap_or(0);
            let with = found.page.one_of(led, &[Link::With, Link::To, Link::From])
                && indicators.iter().any(|i| i.what.indicator.two_sided() && (led..=led + 1).contains(&i.last));
            let spoken = self.last.as_ref().filter(|l| l.word.indicator.two_sided()).and_then(|l| l.area);
            let home = spoken.or(self.home()).filter(|home| with && *home != one.what.area);
            if let Some(home) = home {
                self.partner = Some((one.what.area, local.index));
                self.sides = Some((home, Some(one.what.area)));
            }
        }
        self.leave_partner(found, local, areas);
        let [a, b] = areas else { return };
        // "Der deutsch-russische Handel": two adjectives in one word make even a weak word one of trade.
        let compound = found.page.tokens[a.last].kind == Kind::Dash
            && b.first == a.last + 1
            && indicators.iter().any(|i| i.first == b.last && i.what.indicator.code() == "trade_turnover");
        let trade = trade || compound;
        let joins = [Link::And, Link::With, Link::Between];
        let joined = a.last == b.first
            || b.first - a.last <= 3 && (a.last..b.first).any(|i| found.page.one_of(i, &joins))
            || found.page.tokens[a.last].kind == Kind::Dash && b.first == a.last + 1;
        if trade && joined && local.quantities.is_empty() && a.what.area != b.what.area {
            self.sides = Some((a.what.area, Some(b.what.area)));
        }
    }

    /// A sentence without numbers that names one area is about it, and so are those that follow.
    pub(super) fn leave_area(&mut self, found: &Found<'_, '_>, local: &Local<'_>) {
        let areas = found.areas_of(local);
        let bodies = found.bodies_of(local);
        if areas.is_empty() && bodies.is_empty() && !found.page.says(local.index, Link::Bloc.class()) {
            return;
        }
        let own = || areas.iter().filter(|a| !a.what.in_title).map(|a| a.what.area);
        if let Some(country) = own().rfind(|a| a.kind() == AreaKind::Country) {
            self.country = Some((country, local.index));
        }
        // A row of a table speaks for itself, and a footnote of one row.
        let first = found.page.lines[self.line].first;
        let note = (0..local.quantities.len()).any(|n| table::cell(found, local, n).is_some())
            || found.page.is(first, b'(') && found.page.is(first + 2, b')');
        let group = |a: &Area| a.kind() != AreaKind::Country && a.code() != "WORLD";
        // "The bloc", "the union" is one with members, where the text has named one.
        let union = |a: &Area| a.kind() == AreaKind::Bloc;
        let mut groups = areas.iter().map(|a| a.what.area).filter(group);
        // "The Supreme Eurasian Economic Council": so is one whose body the text names.
        let body = bodies.iter().filter_map(|b| b.what).find(union);
        let named_union = groups.clone().find(union).or(body.filter(|_| self.bloc.is_none()));
        self.bloc = named_union.or(self.bloc.filter(union)).or_else(|| groups.next()).or(self.bloc);
        let home = self.home();
        // "The central banks of advanced economies are cautious".
        let other = |a: &At<AreaMention>| {
            let country = |area: Area| area.kind() == AreaKind::Country;
            // "The country became the second fastest in the G20": a group behind the country of which it is one.
            let own = |h: &At<AreaMention>| Some(h.what.area) == home && h.first < a.first;
            let member = || found.page.before_is(a.first, Link::In) && areas.iter().any(own);
            let alike = country(a.what.area)
                || a.what.area.code() == "WORLD"
                || found.page.before_is(a.first, Link::Of)
                || member();
            home.is_some_and(|home| home != a.what.area && country(home) && alike)
        };
        let caused = |a: &At<AreaMention>| home != Some(a.what.area) && by_cause(found.page, a);
        let passing = |a: &&At<AreaMention>| other(a) && in_passing(found, local, a) || caused(a);
        // "It is the fourth in Africa, behind Egypt and Algeria": nor is the part of the world that holds those.
        let beside = areas.iter().any(|a| passing(&a)) && home.is_some_and(|home| home.kind() == AreaKind::Country);
        let wide = |a: &&At<AreaMention>| {
            let region = a.what.area.kind() == AreaKind::Region;
            region && (beside || around(found, a, home) || nobody_in(found.page, a))
        };
        let place = |a: &At<AreaMention>| venue(found.page, a) || on_the_way(found.page, a);
        let own_place = |a: &&At<AreaMention>| !place(a) || answers(found, local, a);
        let kept =
            |a: &&At<AreaMention>| !a.what.in_title && own_place(a) && !passing(a) && !wide(a) && !included(found, a);
        let neighbour = |a: &&At<AreaMention>| other(a) && of_neighbour(found.page, local.first, a);
        let placed = areas.iter().filter(kept).filter(|a| !of_paper(found, a) && !neighbour(a)).map(|a| a.what.area);
        self.region = own().rfind(|a| a.kind() == AreaKind::Region && a.code() != "WORLD").or(self.region);
        // "The union has proved itself. Its output grew": so is one that calls a bloc by that word.
        let called = (local.first..local.first + 2).any(|i| found.page.link(i, Link::Bloc)) && areas.is_empty();
        let bloc = self.bloc.or(self.home()).filter(|a| called && a.kind() == AreaKind::Bloc);
        let label = label_of_line(found, local, first, areas);
        let placed = placed.filter(|a| a.code() != "WORLD" && label.is_none());
        let mut named = label.into_iter().chain(placed).chain(bloc).chain(label_of_body(local, bodies, areas));
        let note = note || compared_with(found, local, areas) || is_partner(found, local, areas, home);
        if let Some(area) = named.next().filter(|_| self.said.is_empty() && !note)
            && named.all(|other| other == area)
        {
            self.subject = Some((area, local.index));
        }
    }
}

/// "No other market in Central Asia draws as many delegations", in a text on one of its countries: whether a part of the world is but that in
/// which the text's country lies.
fn around(found: &Found<'_, '_>, area: &At<AreaMention>, home: Option<Area>) -> bool {
    found.page.before_is(area.first, Link::In) && home.is_some_and(|home| home.ever_in(area.what.area))
}

/// "Two of the club's states, which include Oman, will pump less": whether an area stands in a relative clause behind another, of which
/// the sentence is.
fn included(found: &Found<'_, '_>, area: &At<AreaMention>) -> bool {
    const REACH: usize = 8;
    let page = found.page;
    let comma = (area.first.saturating_sub(REACH)..area.first).rfind(|&i| page.is(i, b','));
    let relative = comma.filter(|&i| page.link(i + 1, Link::Relative));
    let sentence = page.sentences[page.sentence_of(area.first)];
    let named = |comma: usize| !within(&found.mentions.areas, sentence.first, comma).is_empty();
    relative.is_some_and(|comma| comma > sentence.first && named(comma))
}

/// "In Vilnius, definitely.", "And in Riga?": whether a few words without a number say where, so that the capital behind "in" is no venue.
fn answers(found: &Found<'_, '_>, local: &Local<'_>, area: &At<AreaMention>) -> bool {
    const WORDS: usize = 6;
    let page = found.page;
    // "Person: In Vilnius, definitely.": behind the name of the one whose turn it is.
    let turn = (local.first..local.last.min(local.first + WORDS)).find(|i| page.is(*i, b':'));
    let first = turn.map_or(local.first, |colon| colon + 1);
    let short = local.last - first <= WORDS && local.quantities.is_empty() && (first..first + 3).contains(&area.first);
    let plain = !(first..local.last).any(|i| page.dated(i) || page.has(i, Reading::SPEECH));
    short && plain && matches!(page.mark(local.last - 1), b'.' | b'?' | b'!')
}

/// "У соседей в Грузии 36": whether an area is but a neighbour of the one of which the text speaks.
fn of_neighbour(page: &Page<'_>, from: usize, area: &At<AreaMention>) -> bool {
    const REACH: usize = 3;
    let near = area.first.saturating_sub(REACH).max(from)..area.first;
    near.into_iter().any(|i| page.link(i, Link::Neighbour))
}

/// "ECB. The deposit rate was cut": the area of whom a label speaks that is a bank's or an office's name, and names no area.
fn label_of_body(local: &Local<'_>, bodies: &[At<Option<Area>>], areas: &[At<AreaMention>]) -> Option<Area> {
    let label = local.last - local.first <= 4 && local.quantities.is_empty() && areas.is_empty();
    let body = bodies.first().filter(|b| label && b.first == local.first && b.last + 1 == local.last)?;
    body.what
}

/// "Factories ran at full tilt, as buyers in America stocked up": what a later clause of a text on another country only names in passing
/// is not what the text goes on with.
fn in_passing(found: &Found<'_, '_>, local: &Local<'_>, area: &At<AreaMention>) -> bool {
    let led = found.page.before_one(area.first, &[Link::In, Link::From, Link::To, Link::Into]);
    let clause = |i: usize| found.page.is(i, b',') || found.page.link(i, Link::Clause);
    led && (local.first + 3..area.first).any(clause) || !opens(found, local, area)
}

/// Whether a sentence is about an area, rather than names it in passing: it opens with it, at most behind one fronted phrase
/// ("As chair, Laos has chosen a theme"), or is a heading or label.
fn opens(found: &Found<'_, '_>, local: &Local<'_>, area: &At<AreaMention>) -> bool {
    const FRONT: usize = 6;
    const LABEL: usize = 8;
    let page = found.page;
    let small = |i: usize| {
        page.tokens[i].kind != Kind::Word || page.one_of(i, &[Link::The, Link::In, Link::Of, Link::For, Link::And])
    };
    // "他坦言，美国…": a clause that says who tells what follows is no such phrase.
    let says = || (local.first..area.first).any(|i| page.has(i, Reading::SPEECH));
    let fronted = || area.first - local.first <= FRONT && page.is(area.first - 1, b',') && !says();
    (local.first..area.first).all(small) || fronted() || local.last - local.first <= LABEL || introduces(found, local)
}

/// "Im Euroraum ist sie niedriger", "in the euro area it is lower": a sentence without a subject of its own that only holds
/// against an area what the text speaks of, and turns to no other.
fn compared_with(found: &Found<'_, '_>, local: &Local<'_>, areas: &[At<AreaMention>]) -> bool {
    const SHORT: usize = 10;
    let page = found.page;
    let words = || local.first..local.last;
    let it = || words().any(|i| page.link(i, Link::It));
    let more = |m: &Match| matches!(m.reading, Reading::Change(c) if c.kind == ChangeKind::Adverb && c.direction != 0);
    let led = || areas.iter().all(|a| page.before_is(a.first, Link::In));
    local.last - local.first <= SHORT && it() && led() && words().any(|i| page.any(i, Reading::CHANGE, more))
}

/// "Germany is the most important trading partner": whether a sentence says of the area that it opens with that it is the partner of the
/// country of which the text speaks.
fn is_partner(found: &Found<'_, '_>, local: &Local<'_>, areas: &[At<AreaMention>], home: Option<Area>) -> bool {
    const OPENS: usize = 2;
    let [area] = areas else { return false };
    let country = home.is_some_and(|home| home != area.what.area && home.kind() == AreaKind::Country);
    let partner = || (area.last..local.last).any(|i| found.page.link(i, Link::Partner));
    let state = |c: &At<Change>| c.what.direction == 0 && c.what.kind == ChangeKind::Verb;
    let is = || within(&found.mentions.changes, area.last, local.last).first().is_some_and(state);
    country && area.first <= local.first + OPENS && is() && partner()
}

/// "Spanien: Konjunkturlokomotive der Eurozone": the area with which a line opens before a colon.
fn label_of_line(found: &Found<'_, '_>, local: &Local<'_>, line: usize, areas: &[At<AreaMention>]) -> Option<Area> {
    let labels = |a: &&At<AreaMention>| a.first <= line + 1 && found.page.is(a.last, b':') && local.first == line;
    areas.first().filter(labels).map(|a| a.what.area)
}
