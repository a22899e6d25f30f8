//! Numbers that go on in a smaller scale, in the hundredths of their currency or of a tenth.

use rust_decimal::Decimal;

use super::number::{cardinal, number};
use super::unit::{after, same_family};
use super::{Counted, Part};
use crate::extract::page::Page;
use crate::lang::{Link, NumberKind, Reading};
use crate::model::Unit;
use crate::text::Kind;

/// "1 трлн 229 млрд", "$6 млрд 56 млн", "21 mil 430.5 millones", "1万2500亿": a number with a scale goes on in a smaller one, or
/// the two are counted in the scale behind the second.
pub(super) fn further(page: &Page<'_>, part: &mut Part) {
    // A currency that stands before the number holds for all of it; one behind it ends it.
    let led = matches!(part.counted, Some(Counted::Money(_))) && part.exponent.is_some() && scale_ends(page, part);
    let Some(larger) = part.exponent.filter(|_| part.counted.is_none() || led) else { return };
    let at = part.last;
    let goes_on = |t: &crate::text::Token| {
        let in_words = t.kind == Kind::Word && page.tokens[part.number_at].kind == Kind::Word;
        (t.kind == Kind::Number || in_words) && t.breaks == 0 && !t.gap
    };
    let goes_on = page.tokens.get(at).is_some_and(goes_on);
    let Some((last, value)) = number(page, at, false).filter(|_| goes_on && !page.dated(at)) else { return };
    let mut rest = Part { last, value, exponent: None, counted: None, sign: 0, number_at: at, bound: None };
    after(page, &mut rest);
    // "22 millones 330 mil 587 puestos", "un billón 381 mil 200 millones": what is left may go on in the same way.
    let thousands = rest.exponent == Some(3);
    further(page, &mut rest);
    // "3萬8748美元": units behind tens of thousands.
    let touches = page.tokens[at].start == page.tokens[at - 1].end;
    let units = rest.exponent.is_none() && larger <= 4 && rest.counted.is_some() && touches;
    let units = units || thousands && rest.exponent.is_none() || larger == 3 && ones(page, at, &rest);
    let Some(smaller) = rest.exponent.or(units.then_some(0)) else { return };
    let counted = match (part.counted, rest.counted) {
        (Some(Counted::Money(a)), Some(Counted::Money(b))) if !same_family(a, b) => return,
        (Some(Counted::Money(_)), Some(Counted::Unit(..) | Counted::Times | Counted::Fraction)) => return,
        (before, behind) => behind.or(before),
    };
    let shift = |value: Decimal, power: i8| (0..power).fold(value, |v, _| v * Decimal::TEN);
    let power = match larger - smaller {
        gap if gap > 0 => gap,
        gap if gap < 0 && larger <= 4 => larger,
        _ => return,
    };
    if rest.value >= shift(Decimal::ONE, power) {
        return;
    }
    let value = shift(part.value, power) + rest.value;
    *part = Part { value, counted, number_at: part.number_at, sign: part.sign, ..rest };
}

/// "45 mil 624 empleos": whether the ones follow a number of thousands, as three digits or with what is counted behind them.
fn ones(page: &Page<'_>, at: usize, rest: &Part) -> bool {
    let digits = page.word(at);
    let plain = digits.len() <= 3 && digits.bytes().all(|b| b.is_ascii_digit()) && rest.value < Decimal::ONE_THOUSAND;
    let counted = matches!(rest.counted, Some(Counted::Money(_)))
        || matches!(rest.counted, Some(Counted::Unit(unit, 0)) if !matches!(unit, Unit::PERCENT | Unit::PERCENTAGE_POINTS));
    plain && rest.exponent.is_none() && (counted || digits.len() == 3 && rest.counted.is_none())
}

/// Whether a scale is the last word of a number, with no currency behind it.
fn scale_ends(page: &Page<'_>, part: &Part) -> bool {
    let scale = |i: usize| page.find_of(i, Reading::SCALE, Reading::scale).is_some_and(|(end, _)| end == part.last);
    part.last.checked_sub(1).is_some_and(scale)
}

/// "33 рубля 30 копеек", "5 euros 40 centimes": an amount goes on in the hundredths of its currency.
pub(super) fn hundredths(page: &Page<'_>, part: &mut Part) {
    let Some(Counted::Money(money)) = part.counted.filter(|_| part.exponent.is_none()) else { return };
    // "64 руб. 12 коп.": the full stop of an abbreviation.
    let at = part.last + usize::from(page.is(part.last, b'.') && !page.tokens[part.last].spaced);
    let digits = page.tokens.get(at).is_some_and(|t| t.kind == Kind::Number && t.breaks == 0 && !t.gap);
    let Some((last, value)) = number(page, at, false).filter(|(_, v)| digits && *v < Decimal::ONE_HUNDRED) else {
        return;
    };
    if let Some((last, (small, -2))) = page.find_of(last, Reading::MONEY | Reading::MONEY_AFTER, Reading::money_after)
        && same_family(money, small)
    {
        part.value += value / Decimal::ONE_HUNDRED;
        part.last = last;
    }
}

/// "Un punto y cuatro décimas": points go on in their tenths.
pub(super) fn points(page: &Page<'_>, part: &mut Part) {
    if part.counted != Some(Counted::Unit(Unit::PERCENTAGE_POINTS, 0)) || !page.link(part.last, Link::And) {
        return;
    }
    let tenths = |r: &Reading| r.unit().filter(|(unit, power)| *unit == Unit::PERCENTAGE_POINTS && *power == -1);
    let Some((end, value)) = number(page, part.last + 1, false) else { return };
    if let Some((last, _)) = page.find_of(end, Reading::UNIT, tenths).filter(|_| value < Decimal::TEN) {
        part.value += value / Decimal::TEN;
        part.last = last;
    }
}

/// "一成二", "三成半": tenths of a whole go on in its hundredths.
pub(super) fn tenths(page: &Page<'_>, part: &mut Part) {
    if !matches!(part.counted, Some(Counted::Unit(Unit::PERCENT, 1))) || page.dated(part.last) {
        return;
    }
    let touches = page.tokens.get(part.last).is_some_and(|t| t.start == page.tokens[part.last - 1].end);
    let half = |r: &Reading| matches!(r, Reading::Number(value, NumberKind::Fraction) if *value == Decimal::new(5, 1));
    let digit = page.find_of(part.last, Reading::NUMBER, cardinal).filter(|(_, d)| *d < Decimal::TEN);
    let more = digit.or_else(|| page.find(part.last, |r| half(r).then_some(Decimal::from(5))));
    if let Some((last, more)) = more.filter(|_| touches) {
        part.value += more / Decimal::TEN;
        part.last = last;
    }
}
