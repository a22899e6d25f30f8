//! Scales, units and currencies beside a number.

use rust_decimal::Decimal;

use super::cover::months_of_imports;
use super::fraction::fraction_fits;
use super::number::{SCALED, verbal};
use super::{Counted, Part, Quantity};
use crate::extract::page::Page;
use crate::extract::topic::past_units;
use crate::lang::{AreaRole, ChangeKind, Link, Match, Money, NumberKind, Reading};
use crate::model::Unit;
use crate::text::Kind;

/// The unit of a fraction or multiple in words. "a quarter of a percentage point" is in points, half a percent in
/// percent, "half a million" has a scale; a quarter of the year is a period.
pub(super) fn word_unit(page: &Page<'_>, part: &mut Part, last: usize, kind: NumberKind) -> Option<()> {
    part.last = last;
    if kind == NumberKind::Multiple {
        if !verbal(page, part.number_at) {
            return None;
        }
        part.counted = Some(Counted::Times);
        return Some(());
    }
    // "A quarter-point cut" is no quarter of a year.
    let dash = page.tokens.get(last).is_some_and(|t| t.kind == Kind::Dash && !t.spaced);
    let time = page.dated(part.number_at) && !(dash && page.link(last + 1, Link::Point));
    if time || !fraction_fits(page, part.number_at, last) {
        return None;
    }
    // "Um einen Viertelpunkt": the fraction may be one word with its unit.
    let own = page.find_of(last - 1, Reading::UNIT, Reading::unit).filter(|(end, _)| *end == last);
    if let Some((_, (unit @ Unit::PERCENTAGE_POINTS, exponent @ 0))) = own {
        part.counted = Some(Counted::Unit(unit, exponent));
        return Some(());
    }
    let of = if page.link(last, Link::Of) || dash { last + 1 } else { last };
    // "One-half of one percent".
    let one = |r: &Reading| matches!(r, Reading::Number(v, NumberKind::Cardinal) if *v == Decimal::ONE).then_some(());
    let counted = page.word(of) == "1"
        || page.has(of, Reading::NUMBER) && page.find(of, one).is_some_and(|(last, ())| last == of + 1);
    let of = if page.one_of(of, &[Link::Per, Link::The]) || counted && of > last { of + 1 } else { of };
    if let Some((end, (unit, exponent))) = page.find_of(of, Reading::UNIT, Reading::unit)
        && matches!(unit, Unit::PERCENTAGE_POINTS | Unit::PERCENT)
    {
        part.last = end;
        part.counted = Some(Counted::Unit(unit, exponent));
        return Some(());
    }
    if page.link(of, Link::Point) {
        part.last = of + 1;
        part.counted = Some(Counted::Unit(Unit::PERCENTAGE_POINTS, 0));
        return Some(());
    }
    if let Some((end, exponent)) = scale(page, of) {
        part.last = end;
        part.exponent = Some(exponent);
        unit_after(page, part);
        return Some(());
    }
    part.counted = Some(Counted::Fraction);
    Some(())
}

/// The scale word at a token.
pub(super) fn scale(page: &Page<'_>, at: usize) -> Option<(usize, i8)> {
    page.find_of(at, Reading::SCALE, Reading::scale)
}

/// The letters of an abbreviated scale; behind a word that is written out, a full stop ends the sentence.
const ABBREVIATED: usize = 5;

/// Scale and unit after a number, perhaps with a word of its bound between: "7 с лишним процентов".
pub(super) fn after(page: &Page<'_>, part: &mut Part) {
    let hedge = page.find_of(part.last, Reading::HEDGE, |r| match r {
        Reading::Hedge { bound, after: true } => Some(*bound),
        _ => None,
    });
    let counts = |at: usize| {
        page.find_of(at, Reading::COUNTS, |r| r.counts().then_some(())).is_some() && page.tokens[at].breaks == 0
    };
    if let Some((last, bound)) = hedge.filter(|(last, _)| counts(*last)) {
        part.last = last;
        part.bound = Some(bound);
    }
    // "2&nbsp;%": a blank that a page was saved with.
    let blank = page.is(part.last, b'&') && page.word(part.last + 1) == "nbsp" && page.is(part.last + 2, b';');
    if blank && counts(part.last + 3) {
        part.last += 3;
    }
    // "Apr–Jun 2025 ¶ Thousand": a year at the end of a line is not counted by what heads the next one.
    let year = page.dated(part.number_at) && page.tokens.get(part.last).is_some_and(|t| t.breaks > 0);
    if let Some((last, exponent)) = scale(page, part.last)
        && !year
        && scale_fits(page, part, last)
    {
        part.exponent = Some(exponent);
        // "83,7 млрд. долл.": the full stop of an abbreviation, with the currency behind it.
        let short = page.word(last - 1).chars().count() <= ABBREVIATED;
        // "Rs 500 crore. Rs 35,000 more": what stands before a further number is that one's.
        let opens = |at: usize| {
            let behind = page.find_of(at, Reading::MONEY, Reading::money).map_or(at, |(end, _)| end);
            let behind = behind + usize::from(page.is(behind, b'.'));
            page.tokens.get(behind).is_some_and(|t| t.kind == Kind::Number)
        };
        let stop = short && page.is(last, b'.') && !page.tokens[last].spaced && counts(last + 1) && !opens(last + 1);
        part.last = last + usize::from(stop);
    } else if let Some((last, exponent)) = hyphened(page, part.last) {
        part.exponent = Some(exponent);
        part.last = last;
    }
    and_half(page, part);
    unit_after(page, part);
    // "Desde los 17.200 millones de agosto": what leads to the time of an amount is no part of it.
    let of = part.last - 1;
    let time = page.link(of, Link::Of) && page.has(part.last, Reading::MONTH | Reading::TIME);
    if part.exponent.is_some() && part.counted.is_none() && time {
        part.last = of;
    }
}

/// "A billion and a half dollars", "un milliard et demi d'euros": half of the scale more.
fn and_half(page: &Page<'_>, part: &mut Part) {
    if part.exponent.is_none() || !page.link(part.last, Link::And) {
        return;
    }
    let half = |r: &Reading| matches!(r, Reading::Number(value, NumberKind::Fraction) if *value == Decimal::new(5, 1));
    if let Some((last, ())) = page.find(part.last + 1, |r| half(r).then_some(())) {
        part.value += Decimal::new(5, 1);
        part.last = last;
    }
}

/// "the $1.5-billion plan", "a 500-million-euro loan": a scale word joined by a hyphen.
fn hyphened(page: &Page<'_>, at: usize) -> Option<(usize, i8)> {
    let joint = page.tokens.get(at).is_some_and(|t| t.kind == Kind::Dash && !t.spaced);
    let word = page.tokens.get(at + 1).is_some_and(|t| !t.spaced && page.word(at + 1).len() > 3);
    if joint && word { scale(page, at + 1) } else { None }
}

/// Scales of one letter must touch their number, and a month count such as "9M 2024" is none.
fn scale_fits(page: &Page<'_>, part: &Part, last: usize) -> bool {
    let word = page.word(part.last);
    let spaced = page.tokens[part.last].spaced;
    if word.len() > 1 {
        return !page.tokens[part.last].gap || part.counted.is_some();
    }
    let whole = part.value.fract().is_zero();
    let months = word == "M" && part.counted.is_none() && part.value <= Decimal::from(12) && whole;
    // "$2.3t" are trillions, "9.8t" tonnes.
    let tonnes = word == "t" && part.counted.is_none();
    !spaced && !months && !tonnes && !page.tokens.get(last).is_some_and(|t| !t.spaced && t.kind == Kind::Word)
}

/// The unit or currency directly behind a number.
fn unit_after(page: &Page<'_>, part: &mut Part) {
    let at = part.last;
    let Some(token) = page.tokens.get(at) else { return };
    // In a table the word below a number belongs to the next row.
    let column = || page.tokens[part.number_at].gap && token.breaks > 0;
    if token.gap && token.kind == Kind::Word || token.breaks > 1 || column() {
        return;
    }
    let hyphen = token.kind == Kind::Dash && !token.spaced;
    let many = part.exponent.is_some() || part.value >= Decimal::ONE_HUNDRED;
    if part.counted.is_none() && many && more_people(page, at) {
        part.counted = Some(Counted::Unit(Unit::PERSONS, 0));
        return;
    }
    let at = if hyphen { at + 1 } else { at };
    if part.counted.is_none()
        && part.exponent.is_none()
        && let Some((last, unit)) = months_of_imports(page, part.number_at, at)
    {
        part.last = last;
        part.counted = Some(Counted::Unit(unit, 0));
        return;
    }
    if part.counted.is_none()
        && let Some((last, (unit, exponent))) = page.find_of(at, Reading::UNIT, Reading::unit)
    {
        if past_units(page, at).is_some() {
            return;
        }
        let fits = !hyphen || page.tokens.get(at).is_some_and(|t| !t.spaced);
        if fits {
            part.last = last;
            part.counted = Some(if unit.code() == "times" { Counted::Times } else { Counted::Unit(unit, exponent) });
        }
        return;
    }
    if let Some(last) = people(page, part, at) {
        part.last = last;
        part.counted = Some(Counted::Unit(Unit::PERSONS, 0));
        return;
    }
    let joined = !hyphen || page.tokens.get(at).is_some_and(|t| !t.spaced && t.kind == Kind::Word);
    if let Some((last, (money, power))) = page.find_of(at, Reading::MONEY | Reading::MONEY_AFTER, Reading::money_after)
        && (joined || part.exponent.is_some())
        && money_after(page, part, (at, last), money)
        && (power == 0 || part.exponent.is_none_or(|e| e < 6 && power > 0))
        && (power >= 0 || touches(page, at, last))
    {
        part.last = last;
        part.counted = Some(Counted::Money(money));
        if power != 0 {
            part.exponent = Some(part.exponent.unwrap_or(0) + power);
        }
    } else if page.link(at, Link::Point) {
        points(page, part, at);
    }
}

/// "19,000 more employed persons", "12,000 fewer jobseekers": whether a word for more or fewer stands between a number and the people whom
/// it counts.
pub(super) fn more_people(page: &Page<'_>, at: usize) -> bool {
    let adverb =
        |r: &Reading| matches!(r, Reading::Change(c) if c.kind == ChangeKind::Adverb && c.direction != 0).then_some(());
    let people = |r: &Reading| r.unit().filter(|(unit, _)| *unit == Unit::PERSONS);
    let more = page.find_of(at, Reading::CHANGE, adverb);
    more.is_some_and(|(last, ())| page.find_of(last, Reading::UNIT, people).is_some())
}

/// "50p", "94 cents": a word of one letter for hundredths stands at its number, and no word goes on behind it ("5 p.m.").
fn touches(page: &Page<'_>, at: usize, last: usize) -> bool {
    let long =
        last > at + 1 || page.word(at).chars().nth(1).is_some() || !page.word(at).starts_with(char::is_alphabetic);
    let stop = page.is(last, b'.') && page.tokens.get(last + 1).is_some_and(|t| !t.spaced);
    long || !page.tokens[at].spaced && !stop
}

/// "501,000 Indian tourists": people of a nation, where they are many.
fn people(page: &Page<'_>, part: &Part, at: usize) -> Option<usize> {
    let many = part.counted.is_none() && (part.exponent.is_some() || part.value >= Decimal::ONE_THOUSAND);
    let nation = |r: &Reading| matches!(r, Reading::Area(_, AreaRole::Adjective)).then_some(());
    // "2.54M Filipinos": or people by the name of their nation.
    let people = |r: &Reading| matches!(r, Reading::Area(_, AreaRole::People)).then_some(());
    if many && !page.grammar(at).bare_genitive && page.find_of(at, Reading::AREA, people).is_some() {
        return Some(at);
    }
    let (next, ()) = page.find_of(at, Reading::AREA, nation).filter(|_| many)?;
    page.find_of(next, Reading::UNIT, |r| r.unit().filter(|(unit, _)| *unit == Unit::PERSONS)).map(|(last, _)| last)
}

/// "0.2 points" are percentage points; whether the indicator allows that is seen later.
pub(super) fn points(page: &Page<'_>, part: &mut Part, at: usize) {
    // "The index of consumer sentiment was 108 points": what a survey finds may lie above a hundred.
    let most = if surveyed(page, at) { Decimal::from(200) } else { Decimal::ONE_HUNDRED };
    let small = part.value < most && part.exponent.is_none() && part.counted.is_none();
    // "A 0.5-point cut", but a 10-point plan.
    let moves = || page.has(at + 1, Reading::CHANGE) || page.link(at + 1, Link::Decides);
    let dash = page.tokens[at - 1].kind == Kind::Dash && moves();
    if small && page.tokens[at].spaced != dash {
        part.last = at + 1;
        part.counted = Some(Counted::Unit(Unit::PERCENTAGE_POINTS, 0));
    }
}

/// Whether an index is named in the words before a token.
fn surveyed(page: &Page<'_>, at: usize) -> bool {
    const REACH: usize = 12;
    let start = page.sentences.get(page.sentence_of(at)).map_or(0, |s| s.first).max(at.saturating_sub(REACH));
    let index = |m: &Match| match m.reading {
        Reading::Indicator(word) => matches!(word.indicator.code(), "confidence" | "pmi" | "commodity_price"),
        _ => false,
    };
    (start..at).any(|i| page.any(i, Reading::INDICATOR, index))
}

/// A currency after a number belongs to it, unless a further number follows to which it belongs ("44 $50").
fn money_after(page: &Page<'_>, part: &Part, (first, last): (usize, usize), money: Money) -> bool {
    let sign_of_next =
        page.is_sign(first) && page.tokens.get(last).is_some_and(|t| t.kind == Kind::Number && !t.spaced);
    let agrees = match part.counted {
        None => true,
        Some(Counted::Money(before)) => same_family(before, money),
        _ => false,
    };
    agrees && !sign_of_next
}

/// Whether two currency words of one amount agree: "US$ 5 bn dollars".
pub(super) fn same_family(before: Money, after: Money) -> bool {
    match (before, after) {
        (Money::Currency(a), Money::Currency(b)) => a == b || a.akin(b),
        (Money::Currency(c), Money::Family(f)) | (Money::Family(f), Money::Currency(c)) => c.in_family(f),
        (Money::Family(a), Money::Family(b)) => a == b,
    }
}

/// "Полмиллиарда": the scale that a number in one word has in it, where nothing behind it names what it counts.
pub(super) fn scale_inside(page: &Page<'_>, part: &mut Part) {
    let word = page.tokens[part.number_at].kind == Kind::Word && part.last == part.number_at + 1;
    if word && part.value >= SCALED && part.exponent.is_none() && part.counted.is_none() {
        let million = Decimal::from(1_000_000);
        part.value = (part.value / million).normalize();
        part.exponent = Some(6);
    }
}

/// "765元一吨": whether a quantity is the one unit for which the amount that it touches is paid.
pub(super) fn of_one(page: &Page<'_>, before: Option<&Quantity>, quantity: &Quantity) -> bool {
    let word = page.tokens[quantity.first].kind == Kind::Word && page.grammar(quantity.first).year_first;
    let physical =
        matches!(quantity.counted, Counted::Unit(unit, _) if !matches!(unit, Unit::PERCENT | Unit::PERCENTAGE_POINTS));
    let touches = before.is_some_and(|b| b.is_money() && b.last == quantity.first);
    word && physical && touches && quantity.low == Decimal::ONE
}
