//! Numbers in digits and in words.

use rust_decimal::Decimal;

use super::bound::hedge_before;
use super::cover::months_of_imports;
use super::unit::{more_people, scale};
use crate::extract::page::Page;
use crate::lang::{ChangeKind, Link, Match, NumberKind, Reading, Time};
use crate::model::Unit;
use crate::text::{Kind, Token};

/// The cardinal of a reading.
pub fn cardinal(reading: &Reading) -> Option<Decimal> {
    match reading {
        Reading::Number(value, NumberKind::Cardinal) => Some(*value),
        _ => None,
    }
}

/// The fraction or multiple of a reading.
fn worded(reading: &Reading) -> Option<(Decimal, NumberKind)> {
    match reading {
        Reading::Number(value, kind @ (NumberKind::Fraction | NumberKind::Multiple)) => Some((*value, *kind)),
        _ => None,
    }
}

/// A fraction or multiple in words: where it ends, and which it is.
pub(super) fn number_words(page: &Page<'_>, at: usize) -> Option<(usize, NumberKind)> {
    page.find_of(at, Reading::NUMBER, worded).map(|(last, (_, kind))| (last, kind))
}

/// A number in digits (with a vulgar fraction after it) or in words.
pub(super) fn number(page: &Page<'_>, at: usize, money: bool) -> Option<(usize, Decimal)> {
    let token = page.tokens.get(at)?;
    match token.kind {
        Kind::Number => {
            // "Employed (000)": zeros alone are the scale of a column.
            if page.word(at).len() > 1 && page.word(at).bytes().all(|b| b == b'0') {
                return None;
            }
            let mut last = at + 1;
            let mut value = digits(page.word(at), page.decimal_comma(at))?;
            if let Some((end, grouped)) = blank_groups(page, at, money) {
                return Some((end, grouped));
            }
            if let Some((end, part)) = vulgar(page, last).map(|part| (last + 1, part)).or_else(|| mixed(page, last)) {
                value += part;
                last = end;
            }
            Some((last, value))
        }
        Kind::Mark => vulgar(page, at).map(|value| (at + 1, value)),
        Kind::Word => in_words(page, at, money),
        _ => None,
    }
}

/// "40 000 tonnes": groups of three digits with blanks between, where a currency, scale or unit shows that they are one
/// number. Decimals may stand behind the last group.
fn blank_groups(page: &Page<'_>, at: usize, money: bool) -> Option<(usize, Decimal)> {
    let whole = |i: usize| page.word(i).bytes().all(|b| b.is_ascii_digit());
    let group = |i: usize| {
        let word = page.word(i);
        page.tokens.get(i).is_some_and(|t| t.kind == Kind::Number && t.spaced && !t.gap && t.breaks == 0)
            && word.split([',', '.']).next().is_some_and(|head| head.len() == 3)
            && (word.len() == 3 || word.len() > 4 && word.matches([',', '.']).count() == 1)
    };
    if page.word(at).len() > 3 || !whole(at) || !group(at + 1) {
        return None;
    }
    let last = (at + 1..at + 5).find(|i| !group(*i) || !whole(*i - 1) && *i > at + 1)?;
    let counted = page.find_of(last, Reading::COUNTS, |r| r.counts().then_some(())).is_some();
    let text: String = (at..last).map(|i| page.word(i)).collect();
    // In a table nothing else shows where a number ends: a bar, the end of the line, or gaps on both sides of it.
    let gaps = |t: &Token| t.gap && page.tokens[at].gap;
    let cell = page.is(last, b'|') || page.tokens.get(last).is_none_or(|t| t.breaks > 0 || gaps(t));
    // "A augmenté de 44 000 en novembre": between words there is but one number, and "by 29 000" leads to no other.
    let before = at.checked_sub(1);
    let by = before.is_some_and(|i| page.link(i, Link::By)) && whole(last - 1) && !page.dated(at);
    let word = |i: usize| page.tokens.get(i).is_some_and(|t| t.kind != Kind::Number && !t.gap);
    let led = before.is_some_and(|i| page.one_of(i, &[Link::By, Link::Of, Link::To, Link::At, Link::Arrival]));
    // "In finance (232 000)", "up by 1.9 % (+756 000)": nor is there another in a bracket of its own.
    let plus = |i: usize| i > 0 && page.is(i, b'+') && !page.tokens[at].spaced;
    // "(Juni 2024: 788 000)".
    let opens = |i: usize| matches!(page.mark(i), b'(' | b':');
    let alone = before.is_some_and(|i| opens(if plus(i) { i - 1 } else { i })) && page.is(last, b')');
    // "Avec +223 000 nuitées".
    let signed = before.is_some_and(plus) || more_people(page, last);
    let prose = (led || alone || signed) && word(last) && page.tokens[at].breaks == 0 && !page.tokens[at].gap;
    if money || counted || by || (cell || prose) && page.decimal_comma(at) {
        Some((last, digits(&text.replace(',', "."), false)?))
    } else {
        None
    }
}

/// "4-1/4", "4 1/4": a fraction in digits behind a whole number.
fn mixed(page: &Page<'_>, at: usize) -> Option<(usize, Decimal)> {
    let whole = at.checked_sub(1).is_some_and(|i| page.word(i).bytes().all(|b| b.is_ascii_digit()));
    let dash = page.tokens.get(at).is_some_and(|t| t.kind == Kind::Dash && !t.spaced);
    let part = if dash { at + 1 } else { at };
    let token = page.tokens.get(part).filter(|t| t.kind == Kind::Number && t.breaks == 0 && t.spaced != dash)?;
    let fraction = token.of(page.text).contains('/') && whole;
    fraction.then(|| digits(token.of(page.text), false)).flatten().map(|value| (part + 1, value))
}

/// A vulgar fraction that stands directly behind a number, or alone.
fn vulgar(page: &Page<'_>, at: usize) -> Option<Decimal> {
    let (over, under) = match page.word(at) {
        "½" => (1, 2),
        "¼" => (1, 4),
        "¾" => (3, 4),
        "⅓" => (1, 3),
        "⅔" => (2, 3),
        "⅛" => (1, 8),
        "⅜" => (3, 8),
        "⅝" => (5, 8),
        "⅞" => (7, 8),
        _ => return None,
    };
    Decimal::from(over).checked_div(Decimal::from(under)).map(|v| v.round_dp(4).normalize())
}

/// A number in words that a scale or unit follows; by itself "four" counts things.
fn in_words(page: &Page<'_>, at: usize, money: bool) -> Option<(usize, Decimal)> {
    if let Some((last, (value, _))) = page.find_of(at, Reading::NUMBER, worded) {
        return Some((last, value));
    }
    // "A billion dollars", "a million and a half tonnes".
    let article = page.link(at, Link::Per) && !page.grammar(at).no_articles;
    if article && scale(page, at + 1).is_some_and(|(_, exponent)| exponent >= 6) {
        return Some((at + 1, Decimal::ONE));
    }
    if let Some(last) = whole_point(page, at).filter(|_| article) {
        return Some((last, Decimal::ONE));
    }
    let (last, value) = composed(page, at)?;
    let last = whole_point(page, last - 1).filter(|last| *last > at + 1).unwrap_or(last);
    let (last, value) = thousand_digits(page, last, value).unwrap_or((last, value));
    // "Два с небольшим процента": a word of the bound may stand between.
    let behind = page.find_of(last, Reading::HEDGE, |r| matches!(r, Reading::Hedge { after: true, .. }).then_some(()));
    let counted = behind.map_or(last, |(end, ())| end);
    let followed = scale(page, counted).is_some()
        || page.find_of(counted, Reading::UNIT, Reading::unit).is_some()
        || page.find_of(counted, Reading::MONEY | Reading::MONEY_AFTER, Reading::money_after).is_some()
        || months_of_imports(page, at, counted).is_some();
    let times = page.tokens.get(last).is_some_and(|t| t.kind == Kind::Dash)
        && page.find_of(last + 1, Reading::UNIT, Reading::unit).is_some();
    // "Порядка миллиарда долларов": a scale in the singular is one of it, where a unit follows; people only behind a bound, since
    // "на миллион жителей" counts nobody.
    if last == at + 1 && page.has(at, Reading::SCALE) && scale(page, last).is_none() {
        let people = |r: &Reading| r.unit().filter(|(unit, _)| *unit == Unit::PERSONS);
        let by = at - usize::from(at > 0 && page.link(at - 1, Link::By));
        let bound = || [at, by].into_iter().any(|i| hedge_before(page, i).is_some());
        let counts = page.find_of(last, Reading::UNIT, people).is_none() || bound();
        return (money || followed && counts).then_some((last, value));
    }
    // "Полмиллиарда": a word that is a number and its scale counts by itself.
    let scaled = last == at + 1 && value >= SCALED;
    // "Five point two, on the flash numbers": decimals only measure.
    let decimals = value.scale() > 0 && (at + 1..last).any(|i| page.link(i, Link::Decimal));
    // "Шесть–семь процентов": the unit behind the high end is that of the low one.
    let dash = page.tokens.get(last).is_some_and(|t| t.kind == Kind::Dash && !t.spaced && t.breaks == 0);
    let ranged = || dash && in_words(page, last + 1, false).is_some_and(|(_, high)| high > value);
    let counts = followed || money || times || scaled || decimals;
    (counts || ranged() || moved_points(page, at, last) || low_end(page, at, last)).then_some((last, value))
}

/// "By a percentage point", "a full point": where the unit begins that an article at a token, and perhaps a word for the whole
/// of it, stand before.
fn whole_point(page: &Page<'_>, at: usize) -> Option<usize> {
    let points = |r: &Reading| r.unit().filter(|(unit, power)| *unit == Unit::PERCENTAGE_POINTS && *power == 0);
    let whole = page.time(at + 1, Time::Whole);
    let last = at + 1 + usize::from(whole);
    let point = whole && page.link(last, Link::Point);
    (point || page.find_of(last, Reading::UNIT, points).is_some()).then_some(last)
}

/// "Two to three per cent", "between one and two percent": whether a number in words is the low end of a range, behind the high end of which
/// their unit stands.
fn low_end(page: &Page<'_>, at: usize, last: usize) -> bool {
    let joined =
        page.one_of(last, &[Link::To, Link::Or]) || page.link(last, Link::And) && page.before_is(at, Link::Between);
    let high =
        || page.tokens.get(last + 1).filter(|t| t.kind == Kind::Word && t.breaks == 0).and(composed(page, last + 1));
    joined && high().is_some_and(|(end, _)| page.find_of(end, Reading::UNIT, Reading::unit).is_some())
}

/// A single word for so much has a scale in it.
pub(super) const SCALED: Decimal = Decimal::from_parts(500_000, 0, 0, false, 0);

/// "De deux points", "two points more": whether a number in words counts points by which something moves.
fn moved_points(page: &Page<'_>, at: usize, last: usize) -> bool {
    const REACH: usize = 3;
    let more = |m: &Match| matches!(m.reading, Reading::Change(c) if c.kind == ChangeKind::Adverb && c.direction != 0);
    let behind = || (last + 1..(last + 1 + REACH).min(page.tokens.len())).any(|i| page.any(i, Reading::CHANGE, more));
    let by = || at.checked_sub(1).is_some_and(|i| page.link(i, Link::By) && page.moves_before(i));
    // "Disminuye un punto y cuatro décimas".
    let unit = |i: usize| page.find_of(i, Reading::UNIT, Reading::unit).is_some();
    let tenths = || {
        let next = page.find_of(last + 2, Reading::NUMBER, cardinal).filter(|_| page.link(last + 1, Link::And));
        next.is_some_and(|(end, _)| unit(end))
    };
    page.link(last, Link::Point) && page.tokens[last].breaks == 0 && (by() || behind() || tenths())
}

/// "mil 944 mdd": digits behind a thousand in words.
fn thousand_digits(page: &Page<'_>, last: usize, value: Decimal) -> Option<(usize, Decimal)> {
    let token = page.tokens.get(last).filter(|t| t.kind == Kind::Number && t.breaks == 0 && !t.gap)?;
    let rest = digits(token.of(page.text), page.decimal_comma(last)).filter(|rest| *rest < Decimal::ONE_THOUSAND)?;
    (value == Decimal::ONE_THOUSAND).then_some((last + 1, value + rest))
}

/// A cardinal of one or more words: each adds to a larger one before it ("twenty-five", "сто двадцать пять"), and a
/// hundred or more, or a Chinese ten, multiplies what stands before it ("five hundred", "二十五").
fn composed(page: &Page<'_>, at: usize) -> Option<(usize, Decimal)> {
    let (mut last, first) = page.find_of(at, Reading::NUMBER, cardinal)?;
    let (mut sum, mut part) = (Decimal::ZERO, first);
    loop {
        let hyphen = page.tokens.get(last).is_some_and(|t| t.kind == Kind::Dash && !t.spaced);
        let joined = page.link(last, Link::Joint) && page.find_of(last + 1, Reading::NUMBER, cardinal).is_some();
        let next = if hyphen || joined { last + 1 } else { last };
        let Some((end, value)) = page.find_of(next, Reading::NUMBER, cardinal).filter(|_| !page.tokens[next].gap)
        else {
            break;
        };
        if page.tokens[next].breaks > 0 {
            break;
        }
        let power = value == Decimal::ONE_HUNDRED
            || value == Decimal::ONE_THOUSAND
            || value == Decimal::TEN && !page.word(next).is_ascii() && end == next + 1 && part < Decimal::TEN;
        if power && part < value {
            part *= value;
        } else if value >= Decimal::ONE && value < Decimal::ONE_HUNDRED && fits_behind(part, value) {
            sum += part;
            part = value;
        } else {
            break;
        }
        last = end;
    }
    Some(decimals(page, last, sum + part))
}

/// "二点一", "four point two five", "four-point-six": the decimals behind a number in words, each a word of its own.
fn decimals(page: &Page<'_>, last: usize, whole: Decimal) -> (usize, Decimal) {
    let (mut end, mut value, mut place) = (last, whole, Decimal::ONE);
    let hyphen = |at: usize| {
        at + usize::from(page.tokens.get(at).is_some_and(|t| t.kind == Kind::Dash && !t.spaced && t.breaks == 0))
    };
    let point = hyphen(last);
    if page.link(point, Link::Decimal) && page.tokens[point].breaks == 0 {
        let digit = |at: usize| page.find_of(at, Reading::NUMBER, cardinal).filter(|(_, d)| *d < Decimal::TEN);
        while let Some((next, digit)) = digit(hyphen(end.max(point + 1))) {
            place /= Decimal::TEN;
            value += digit * place;
            end = next;
        }
    }
    (end, value.normalize())
}

/// Whether a number has zeros in the places of a smaller one, so that the smaller one adds to it.
fn fits_behind(part: Decimal, value: Decimal) -> bool {
    let round = if value < Decimal::TEN { Decimal::TEN } else { Decimal::ONE_HUNDRED };
    part >= round && part % round == Decimal::ZERO && !(part == Decimal::TEN && value >= Decimal::TEN)
}

/// The decimal that digits write: groups of three behind the language's thousands mark are thousands; its decimal mark,
/// or the last of two different marks, parts the decimals.
pub(crate) fn digits(word: &str, decimal_comma: bool) -> Option<Decimal> {
    const SHORT: usize = 18;
    if word.len() <= SHORT && word.bytes().all(|b| b.is_ascii_digit()) {
        return word.parse::<u64>().ok().map(Decimal::from);
    }
    if let Some((over, under)) = word.split_once('/') {
        let value = digits(over, decimal_comma)?.checked_div(digits(under, decimal_comma)?)?;
        return (over.len() <= 2 && under.len() <= 2 && value < Decimal::ONE).then(|| value.round_dp(4).normalize());
    }
    let mark = decimal_mark(word, decimal_comma);
    let mut clean = String::with_capacity(word.len());
    for c in word.chars().map(narrow) {
        match c {
            '0'..='9' => clean.push(c),
            _ if Some(c) == mark => clean.push('.'),
            ',' | '.' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '\'' | '\u{2019}' => {}
            _ => return None,
        }
    }
    Decimal::from_str_exact(&clean).ok()
}

/// A digit or full stop of full width as the usual one.
fn narrow(c: char) -> char {
    match c {
        '０'..='９' => char::from_digit(c as u32 - '０' as u32, 10).unwrap_or(c),
        '．' => '.',
        c => c,
    }
}

/// The mark that parts the decimals of a number.
fn decimal_mark(word: &str, decimal_comma: bool) -> Option<char> {
    let grouped = |mark: char| {
        let mut groups = word.split(mark);
        let first = groups.next().unwrap_or_default();
        (1..=3).contains(&first.len())
            && first != "0"
            && groups.all(|g| g.split(['.', ',']).next().is_some_and(|g| g.len() == 3))
    };
    let (comma, dot) = (word.rfind(','), word.rfind(['.', '．']));
    match (comma, dot) {
        (Some(comma), Some(dot)) => Some(if comma > dot { ',' } else { '.' }),
        (Some(_), None) if word.matches(',').count() > 1 || !decimal_comma && grouped(',') => None,
        (Some(_), None) => Some(','),
        (None, Some(_)) if word.matches(['.', '．']).count() > 1 || decimal_comma && grouped('.') => None,
        (None, Some(_)) => Some('.'),
        (None, None) => None,
    }
}

/// "doubled" is a verb by itself; "double" and "triple" are verbs behind "to", "will" and the like. "Halved its growth forecast" moves a forecast, and multiplies nothing that is measured.
pub(super) fn verbal(page: &Page<'_>, at: usize) -> bool {
    const REACH: usize = 4;
    let noun = |m: &Match| m.reading.is_forecast_noun();
    let word = |i: usize| page.tokens.get(i).is_some_and(|t| t.kind == Kind::Word && t.breaks == 0);
    let led = page.one_of(at + 1, &[Link::Its, Link::The, Link::Article]);
    if led && (at + 1..=at + REACH).take_while(|&i| word(i)).any(|i| page.any(i, Reading::STATUS, noun)) {
        return false;
    }
    let modal = |i: usize| !page.tokens[i].upper && page.link(i, Link::Modal);
    !page.link(at, Link::Infinitive) || at.checked_sub(1).is_some_and(modal)
}
