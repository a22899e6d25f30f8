//! Counts of guests that are written out, without a word for people behind them.

use rust_decimal::Decimal;

use super::Candidate;
use super::units::{ends, small_follows};
use crate::extract::mention::{At, within};
use crate::extract::quantity::Counted;
use crate::extract::scaled::STAYS;
use crate::extract::scene::{Origin, Scene};
use crate::lang::reading::IndicatorWord;
use crate::lang::{ChangeKind, Link, Reading, Strength};
use crate::model::Unit;
use crate::text::{Kind, Token};

/// "The number of tourists reached 848,000", "citizens of Uzbekistan (1.3 million), Kazakhstan (420,000)", "15.3 million visitors; 655,000 of
/// them": whether a number with its groups of three digits counts guests, by the verb that arrives at it or by what was counted last.
pub(super) fn guests(scene: &Scene<'_>, last: Option<Counted>) -> bool {
    /// The label of a bracket has at most so many words.
    const LABEL: usize = 4;
    let (page, number) = (scene.page, scene.quantity());
    if !grouped(scene) {
        return false;
    }
    let people = last == Some(Counted::Unit(Unit::PERSONS, 0));
    let open = number.lead.checked_sub(1).filter(|&i| page.is(i, b'(') && page.is(number.last, b')'));
    let labelled = people && open.is_some_and(|open| scene.areas().iter().any(|a| a.last == open));
    // "820,000 arrivals (June 2024: 788,000)", "22,000 jobs (expected: 75,000)": so is what a bracket says of another time, or of what
    // was foreseen.
    let colon = number.lead.checked_sub(1).filter(|&i| people && page.is(i, b':') && page.is(number.last, b')'));
    let label = |i: usize| page.dated(i) || page.has(i, Reading::STATUS);
    let opens =
        |colon: usize| (colon.saturating_sub(LABEL)..colon).rfind(|&i| !label(i)).is_some_and(|i| page.is(i, b'('));
    let labelled = labelled || colon.is_some_and(|colon| label(colon - 1) && opens(colon));
    labelled || people && page.link(number.last, Link::PartOfRun) || arrives(scene)
}

/// "They stayed for 9.9 million nights", "the domestic market contributed 3.6 million nights": many nights are those that guests stay.
pub(super) fn nights(scene: &Scene<'_>, counted: Counted) -> Option<Candidate> {
    let many = scene.quantity().exponent >= 3 || scene.quantity().low >= Decimal::ONE_THOUSAND;
    let stays = many && matches!(counted, Counted::Unit(unit, _) if unit.code() == "nights");
    let indicator = "tourism".parse().ok().filter(|_| stays)?;
    let word = IndicatorWord { indicator, item: Some(STAYS), measure: None, sign: 0, strength: Strength::Strong };
    Some(Candidate { cost: 0, word, item: Some(STAYS), place: None, origin: Origin::Clause, tied: true })
}

/// "251,900 homes were built. The government had wanted 400,000": a number of much the same size as what was counted just before, in a
/// sentence that names nothing else and with nothing behind it that it counts, counts the same.
pub(super) fn counted_again(scene: &Scene<'_>) -> Option<(Counted, i8)> {
    const SIZE: Decimal = Decimal::from_parts(10, 0, 0, false, 0);
    let number = scene.quantity();
    let counts = |c: Counted| matches!(c, Counted::Unit(unit, 0) if matches!(unit.code(), "persons" | "units"));
    let last = scene.discourse.history.iter().rfind(|h| counts(h.counted) && !h.word.indicator.two_sided())?;
    let found = scene.found.quantities;
    let before = &found[..found.partition_point(|q| q.first < number.first)];
    let told = before.iter().rfind(|q| q.counted == last.counted)?;
    let alike = told.exponent == 0 && told.low <= number.low * SIZE && number.low <= told.low * SIZE;
    let same = |i: &At<IndicatorWord>| i.what.indicator == last.word.indicator;
    let spoken = scene.discourse.recent(scene.local.index).is_some_and(|l| l.word.indicator == last.word.indicator);
    let alone = spoken && scene.indicators().iter().all(same) && ends(scene);
    (grouped(scene) && alike && alone && number.high.is_none()).then_some((last.counted, 0))
}

/// "Permits rose to 19,300", "der Bauüberhang liegt bei gut 760.000": homes are counted, where nothing else is named behind the number.
pub(super) fn homes(scene: &Scene<'_>) -> Option<(Counted, i8)> {
    let (page, number) = (scene.page, scene.quantity());
    let housing = |i: &At<IndicatorWord>| i.what.indicator.code() == "housing" && i.what.strength == Strength::Strong;
    let named = within(&scene.mentions.indicators, scene.local.first, number.first).last().is_some_and(housing);
    let led = (number.lead.saturating_sub(1)..number.first).any(|i| page.one_of(i, &[Link::To, Link::At, Link::By]));
    let units = "units".parse().ok().filter(|_| named && led && grouped(scene) && ends(scene));
    units.map(|unit| (Counted::Unit(unit, 0), 0))
}

/// "848,000", "848.000", "848 000": whether a number is written with its groups of three digits.
pub(super) fn grouped(scene: &Scene<'_>) -> bool {
    let number = scene.quantity();
    let marked = scene.page.word(number.first).contains([',', '.']) || number.last > number.first + 1;
    marked && number.low >= Decimal::ONE_THOUSAND && number.low.scale() == 0
}

/// Whether a verb arrives at the number, behind a word for guests or other people, and nothing is counted behind it.
fn arrives(scene: &Scene<'_>) -> bool {
    let (page, number) = (scene.page, scene.quantity());
    // "Net migration was 685,000", "registered jobs came to 719,000".
    let kind = |i: &At<IndicatorWord>| i.what.indicator.has_dimension("persons");
    let moved = |i: usize| page.one_of(i, &[Link::Arrival, Link::From, Link::At]);
    let level = |i: usize| scene.changes().iter().any(|c| c.last == i + 1 && c.what.kind == ChangeKind::Verb);
    let led = number.lead.checked_sub(1).is_some_and(|i| moved(i) || level(i));
    let mark = |t: &Token| t.kind == Kind::Mark || t.breaks > 0;
    let ends = page.tokens.get(number.last).is_none_or(mark);
    let ends = ends || small_follows(scene, number.last) || page.dated(number.last) || page.link(number.last, Link::On);
    led && ends && within(&scene.mentions.indicators, scene.local.first, number.first).iter().any(kind)
}
