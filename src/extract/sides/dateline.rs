//! Places that only say where something took place or was written, and in which nobody did it.

use super::Named;
use crate::extract::page::Page;
use crate::lang::{AreaRole, Link};
use crate::model::codelist::AreaKind;
use crate::text::Kind;

/// "at the summit in Astana", "MOSCOW, January 23 –": a capital behind "in", or in a dateline, is where something took place.
pub fn venue(page: &Page<'_>, area: &Named) -> bool {
    let led = || page.before_one(area.first, &[Link::In, Link::At]);
    // "In Prague it is 2.5 %".
    let subject = page.link(area.last, Link::It);
    area.what.role == AreaRole::Capital && !area.what.possessive && (led() && !subject || dateline(page, area))
}

/// Whether a place that opens its line stands before a date or an agency's name: "明斯克6月27日电", "LONDON (Reuters) –".
pub fn dateline(page: &Page<'_>, area: &Named) -> bool {
    /// A line that says when and where a text was written has so many tokens at most.
    const STAMP: usize = 16;
    let line = page.sentences.get(page.sentence_of(area.first)).map(|s| page.lines[s.line]);
    let (first, last) = line.map_or((0, 0), |line| (line.first, line.last));
    let next = area.last + usize::from(page.is(area.last, b','));
    let day = page.dated(next) && page.tokens.get(next).is_some_and(|t| t.breaks == 0);
    // "2025-03-20 08:30 发表于北京": so does one that closes the line of the date.
    let closes = area.last == last && page.dated(first) && area.first > first;
    let opens = area.first == first && (day || page.is(area.last, b'(') || parted_from_prose(page, area, last));
    opens || closes && last - first <= STAMP
}

/// "Washington, DC: An IMF team ...", "MANILA — The bank ...": whether a colon or a dash parts a capital, with what lies beside it behind
/// a comma, from the prose of its line.
fn parted_from_prose(page: &Page<'_>, area: &Named, last: usize) -> bool {
    const PROSE: usize = 10;
    let word = |i: usize| page.tokens.get(i).is_some_and(|t| t.kind == Kind::Word && t.upper && t.breaks == 0);
    let beside = page.is(area.last, b',') && word(area.last + 1);
    let mark = if beside { area.last + 2 } else { area.last };
    let dash = page.tokens.get(mark).is_some_and(|t| t.kind == Kind::Dash && t.spaced);
    // "Moscow: 5.1 %" is a row, and "Berlin: the economy shrinks" may be of the country.
    let parts = page.is(mark, b':') && beside || dash;
    area.what.role == AreaRole::Capital && parts && last > mark + PROSE && word(mark + 1)
}

/// "No economy in Asia has seen the like": whether a sentence only says of a part of the world that nobody in it is like the one of whom
/// the text speaks.
pub fn nobody_in(page: &Page<'_>, area: &Named) -> bool {
    const NOBODY: usize = 2;
    let first = page.sentences.get(page.sentence_of(area.first)).map_or(0, |s| s.first);
    let none = |i: usize| page.link(i, Link::Without) && !page.link(i + 1, Link::Of);
    let opens = (first..area.first.min(first + NOBODY)).any(none);
    area.what.area.kind() != AreaKind::Country && opens && (first..area.first).any(|i| page.link(i, Link::In))
}

/// "Growth held up despite headwinds from Argentina and Brazil", "because of the war in Sudan": whether an area only belongs to what has brought
/// something about, or failed to.
pub fn by_cause(page: &Page<'_>, area: &Named) -> bool {
    const REACH: usize = 9;
    let first = page.sentences.get(page.sentence_of(area.first)).map_or(0, |s| s.first);
    let stops = |i: &usize| page.tokens[*i].kind != Kind::Word || page.link(*i, Link::Cause);
    let from = area.first.saturating_sub(REACH).max(first);
    (from..area.first).rev().find(stops).is_some_and(|i| page.link(i, Link::Cause))
}

/// "The Baku-Tbilisi-Ceyhan pipeline": whether a place is one of three or more that dashes join into the name of a way.
pub fn on_the_way(page: &Page<'_>, area: &Named) -> bool {
    const STATIONS: usize = 3;
    let place = |i: usize| page.tokens.get(i).is_some_and(|t| t.kind == Kind::Word && t.upper);
    let dash = |i: usize| page.tokens.get(i).is_some_and(|t| t.kind == Kind::Dash && !t.spaced) && page.glued(i + 1);
    let before = (1..=STATIONS).take_while(|n| {
        let at = |back: usize| area.first.checked_sub(back);
        at(2 * n).is_some_and(|i| place(i) && dash(i + 1))
    });
    let behind = (0..STATIONS).take_while(|n| dash(area.last + 2 * n) && place(area.last + 2 * n + 1));
    before.count() + 1 + behind.count() >= STATIONS
}
