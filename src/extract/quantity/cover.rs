//! Months of imports for which the reserves of a country last.

use crate::extract::page::Page;
use crate::lang::{Link, Match, Reading, Time};
use crate::model::Unit;
use crate::text::{Kind, Token};

/// "Enough for 4.6 months of imports", "3,9 mois d'importations", "import cover of 4.2 months": where a word for months ends that stands at a
/// token, behind the number that starts at `number`, and counts no time but the imports for which reserves pay.
pub(super) fn months_of_imports(page: &Page<'_>, number: usize, at: usize) -> Option<(usize, Unit)> {
    if !page.has(at, Reading::TIME) {
        return None;
    }
    let month = |r: &Reading| (*r == Reading::Time(Time::Unit(1))).then_some(());
    let (last, ()) = page.find_of(at, Reading::TIME, month)?;
    let unit = "months".parse().ok()?;
    (bought(page, last) || !page.dated(number) && covered(page, number)).then_some((last, unit))
}

/// Whether a time that starts at a token, and ends before another, counts imports in this way: "eight months of imports".
pub fn covers_imports(page: &Page<'_>, first: usize, last: usize) -> bool {
    let month = |m: &Match| *m.reading == Reading::Time(Time::Unit(1)) && m.last == last;
    let number = page.tokens[first].kind == Kind::Number || page.has(first, Reading::NUMBER);
    number && page.any(last - 1, Reading::TIME, month) && bought(page, last)
}

/// Whether "of" leads from a place to imports, or an inflected form of their name follows: "months of merchandise imports", "месяца импорта".
fn bought(page: &Page<'_>, at: usize) -> bool {
    const REACH: usize = 6;
    let inner = |i: usize| {
        // "6.7 months of projected non-oil imports".
        let joint = |t: &Token| t.kind == Kind::Dash && !t.spaced;
        let word = |t: &Token| (matches!(t.kind, Kind::Word | Kind::Possessive) || joint(t)) && t.breaks == 0;
        let token = page.tokens.get(i).is_some_and(word);
        token && !page.one_of(i, &[Link::And, Link::Clause, Link::In, Link::With])
    };
    let goods = |i: usize| page.link(i, Link::Wares) && page.link(at, Link::Of);
    let named = |i: usize| goods(i) || page.any(i, Reading::INDICATOR, |m| imports(m, &["imports", "reserves"]));
    let Some(first) = (at..at + REACH).take_while(|i| inner(*i)).find(|i| named(*i)) else { return false };
    (at..=first).any(|i| page.link(i, Link::Of)) || first == at && page.grammar(at).bare_genitive
}

/// "Imports of 10.2 months", "import cover stood at 4.2 months": whether a number says how much of imports, or how much cover, there is.
fn covered(page: &Page<'_>, number: usize) -> bool {
    const REACH: usize = 6;
    let of = |i: usize| page.one_of(i, &[Link::Of, Link::At, Link::To, Link::Arrival]);
    let led = (number.saturating_sub(3)..number).rev().find(|&i| of(i));
    let name = |first: usize, end: usize, codes: &[&str]| {
        page.any(first, Reading::INDICATOR, |m| m.last <= end && imports(m, codes))
    };
    led.is_some_and(|led| {
        let directly = |i: usize| page.any(i, Reading::INDICATOR, |m| m.last == led && imports(m, &["imports"]));
        let from = led.saturating_sub(REACH);
        let sentence = page.sentences.get(page.sentence_of(number)).map_or(0, |s| s.first);
        page.link(led, Link::Of) && (from.max(sentence)..led).any(directly)
            || (from.max(sentence)..led).any(|i| name(i, led, &["reserves"]))
    })
}

/// Whether a match names one of these indicators.
fn imports(found: &Match, codes: &[&str]) -> bool {
    matches!(found.reading, Reading::Indicator(word) if codes.contains(&word.indicator.code()))
}
