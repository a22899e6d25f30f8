//! Quantities: numbers with their scale and unit, as a text writes them. Whether one is an economic figure is
//! decided later.

use rust_decimal::Decimal;

use super::page::Page;
use crate::lang::{Bound, Link, Money, NumberKind, Reading};
use crate::model::{Span, Unit};
use crate::text::Kind;

/// What a number is counted in, as far as its own words say.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Counted {
    /// An amount of money.
    Money(Money),
    /// Percent, tonnes, persons ...; with the power of ten that the unit word carries (bcm is 9).
    Unit(Unit, i8),
    /// A multiple: doubled, 2.5 times, 1.6-fold.
    Times,
    /// A fraction in words: a third.
    Fraction,
    /// A scale, and no unit: "44 billion".
    Scaled,
    /// A number alone.
    Bare,
}

/// A number with its scale and unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// The first token: currency sign or number.
    pub first: usize,
    /// One past the last token.
    pub last: usize,
    /// The bytes of number, scale and unit; a minus directly before the number belongs to it.
    pub span: Span,
    /// The number as written; the low end of a range.
    pub low: Decimal,
    /// The high end of a range.
    pub high: Option<Decimal>,
    /// The power of ten of the scale word.
    pub exponent: i8,
    /// What it is counted in.
    pub counted: Counted,
    /// The bound word, if there is one.
    pub bound: Option<Bound>,
    /// -1 for a minus sign before it, 1 for a plus sign, 0 for none.
    pub sign: i8,
    /// The first token of hedge and sign words before the number.
    pub lead: usize,
}

impl Quantity {
    /// Whether it is a percentage.
    pub fn is_percent(&self) -> bool {
        matches!(self.counted, Counted::Unit(Unit::PERCENT, _))
    }

    /// Whether it is in percentage points.
    pub fn is_points(&self) -> bool {
        matches!(self.counted, Counted::Unit(Unit::PERCENTAGE_POINTS, _))
    }

    /// Whether it is money.
    pub fn is_money(&self) -> bool {
        matches!(self.counted, Counted::Money(_))
    }
}

/// One number of a possible range, with what stands around it.
struct Part {
    last: usize,
    value: Decimal,
    exponent: Option<i8>,
    counted: Option<Counted>,
    sign: i8,
    number_at: usize,
}

/// Every quantity of a page, in text order.
pub fn read(page: &Page<'_>) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < page.tokens.len() {
        match quantity(page, at) {
            Some(quantity) => {
                at = quantity.last.max(at + 1);
                found.push(quantity);
            }
            None => at = skip(page, at),
        }
    }
    found
}

/// The next token from which a quantity may start: the digits of dates, years and references are passed as a whole.
fn skip(page: &Page<'_>, at: usize) -> usize {
    let bracketed = page.word(at) == "[" && page.word(at + 2) == "]";
    if bracketed { at + 3 } else { at + 1 }
}

fn quantity(page: &Page<'_>, at: usize) -> Option<Quantity> {
    let part = part(page, at)?;
    let mut built = build(page, at, part)?;
    built.lead = lead(page, &mut built);
    trailing(page, &mut built);
    Some(built)
}

/// Reads the number at `at`, and what may follow it: the high end of a range, a unit after either.
fn build(page: &Page<'_>, at: usize, first: Part) -> Option<Quantity> {
    if let Some(second) = range_end(page, at, &first) {
        let counted = second.counted.or(first.counted).or(second.exponent.map(|_| Counted::Scaled))?;
        let exponent = second.exponent.or(first.exponent).unwrap_or(0);
        return Some(new(page, at, second.last, first.value, Some(second.value), exponent, counted, first.sign));
    }
    let counted = first.counted.or(first.exponent.map(|_| Counted::Scaled)).unwrap_or(Counted::Bare);
    if counted == Counted::Bare && !bare(page, at, &first) {
        return None;
    }
    Some(new(page, at, first.last, first.value, None, first.exponent.unwrap_or(0), counted, first.sign))
}

#[allow(clippy::too_many_arguments)]
fn new(
    page: &Page<'_>,
    first: usize,
    last: usize,
    low: Decimal,
    high: Option<Decimal>,
    exponent: i8,
    counted: Counted,
    sign: i8,
) -> Quantity {
    let span = page.span(first, last);
    Quantity { first, last, span, low, high, exponent, counted, bound: None, sign, lead: first }
}

/// Whether a number alone may be a value: not a year, a date, a time, a reference or a count of things. What it is
/// counted in must come from a list, a heading or the sentence.
fn bare(page: &Page<'_>, at: usize, part: &Part) -> bool {
    let token = &page.tokens[part.number_at];
    let word = page.word(part.number_at);
    if token.kind != Kind::Number || word.contains([':', '/']) || page.dated(part.number_at) {
        return false;
    }
    // The number of a list's point or of a heading.
    let opens_line = (token.breaks > 0 || at == 0) && matches!(page.word(part.last), "." | ")" | "/");
    if opens_line {
        return false;
    }
    let joined = |i: usize| page.tokens.get(i).is_some_and(|t| !t.spaced && t.kind != Kind::Mark);
    let before = at.checked_sub(1).map(|i| page.word(i)).unwrap_or_default();
    !joined(part.last) && !matches!(before, "#" | "@" | "№" | "/" | "No" | "no") && !page.glued(at)
}

/// A currency before the number, the number, a scale and a unit after it.
fn part(page: &Page<'_>, at: usize) -> Option<Part> {
    let mut next = at;
    let mut counted = None;
    let mut sign = 0;
    if let Some((last, minus)) = sign_at(page, next) {
        sign = minus;
        next = last;
    }
    if let Some((last, money)) = page.find(next, money) {
        let number = page.tokens.get(last).is_some_and(|t| t.kind == Kind::Number);
        let words = page.find(last, cardinal).is_some()
            && page.find(last, cardinal).is_some_and(|(l, _)| scale(page, l).is_some());
        let minus =
            sign_at(page, last).is_some_and(|(l, _)| page.tokens.get(l).is_some_and(|t| t.kind == Kind::Number));
        if !(number || words || minus) || page.tokens.get(last).is_some_and(|t| t.breaks > 0 && !page.is_sign(next)) {
            return None;
        }
        counted = Some(Counted::Money(money));
        next = last;
        if minus && let Some((last, value)) = sign_at(page, next) {
            sign = value;
            next = last;
        }
    }
    let number_at = next;
    let (last, value) = number(page, next, counted.is_some())?;
    let mut part = Part { last, value, exponent: None, counted, sign, number_at };
    match number_words(page, next) {
        Some((last, kind)) if part.counted.is_none() => word_unit(page, &mut part, last, kind)?,
        _ => after(page, &mut part),
    }
    Some(part)
}

/// A minus that stands directly before a number or its currency, and not between two words or numbers.
fn sign_at(page: &Page<'_>, at: usize) -> Option<(usize, i8)> {
    let token = page.tokens.get(at)?;
    let next = page.tokens.get(at + 1)?;
    let opens = token.spaced || at == 0 || matches!(page.word(at - 1), "(" | "[" | "\u{201c}" | "\"");
    let number = next.kind == Kind::Number || page.is_sign(at + 1);
    (token.kind == Kind::Dash && !next.spaced && opens && number && !page.list_dash(at)).then_some((at + 1, -1))
}

fn money(reading: &Reading) -> Option<Money> {
    match reading {
        Reading::Money(money) => Some(*money),
        _ => None,
    }
}

fn cardinal(reading: &Reading) -> Option<Decimal> {
    match reading {
        Reading::Number(value, NumberKind::Cardinal) => Some(*value),
        _ => None,
    }
}

fn worded(reading: &Reading) -> Option<(Decimal, NumberKind)> {
    match reading {
        Reading::Number(value, kind @ (NumberKind::Fraction | NumberKind::Multiple)) => Some((*value, *kind)),
        _ => None,
    }
}

/// A fraction or multiple in words: where it ends, and which it is.
fn number_words(page: &Page<'_>, at: usize) -> Option<(usize, NumberKind)> {
    page.find(at, worded).map(|(last, (_, kind))| (last, kind))
}

/// The unit of a fraction or multiple in words. "a quarter of a percentage point" is in points, "half a million" has
/// a scale; a quarter of the year is a period.
fn word_unit(page: &Page<'_>, part: &mut Part, last: usize, kind: NumberKind) -> Option<()> {
    part.last = last;
    if kind == NumberKind::Multiple {
        if !verbal(page, part.number_at) {
            return None;
        }
        part.counted = Some(Counted::Times);
        return Some(());
    }
    if page.is_time(part.number_at) || !fraction_fits(page, part.number_at, last) {
        return None;
    }
    let of = if page.link(last, Link::Of) { last + 1 } else { last };
    let of = if page.link(of, Link::Per) || page.link(of, Link::The) { of + 1 } else { of };
    if let Some((end, (unit, exponent))) = page.find(of, unit)
        && unit == Unit::PERCENTAGE_POINTS
    {
        part.last = end;
        part.counted = Some(Counted::Unit(unit, exponent));
        return Some(());
    }
    if page.is_word(of, "point") {
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

/// A fraction is a quantity where it measures something: "a third of", "a third more", "by a third", "a quarter point".
/// "A third series" counts, and a quarter by itself is a stretch of time.
fn fraction_fits(page: &Page<'_>, at: usize, last: usize) -> bool {
    let quarter = last == at + 1 && page.is_word(at, "quarter");
    let before = at.checked_sub(1).is_some_and(|i| page.link(i, Link::By)) || hedge_before(page, at).is_some();
    let after = page.link(last, Link::Of)
        || page
            .find(last, |r| {
                matches!(r, Reading::Change(c) if c.direction != 0 && c.kind == crate::lang::ChangeKind::Adverb)
                    .then_some(())
            })
            .is_some()
        || page.find(last, |r| matches!(r, Reading::Scale(_)).then_some(())).is_some()
        || page.is_word(last, "point")
        || page.find(last, unit).is_some();
    let point = page.is_word(last, "point")
        || page.find(last, unit).is_some()
        || page.link(last, Link::Of) && page.find(last + 2, unit).is_some();
    let joined = page.tokens.get(last).is_some_and(|t| t.kind == Kind::Dash && !t.spaced);
    !joined && (if quarter { point } else { before || after && (last > at + 1 || point) })
}

/// "doubled" is a verb by itself; "double" and "triple" are verbs behind "to", "will" and the like.
fn verbal(page: &Page<'_>, at: usize) -> bool {
    let base = ["double", "triple", "treble", "quadruple", "halve"].iter().any(|w| page.is_word(at, w));
    let before = at.checked_sub(1).map(|i| page.word(i)).unwrap_or_default();
    let fold = page.word(at).ends_with("fold") || page.is_word(at + 2, "fold");
    !base
        || fold
        || matches!(
            before,
            "to" | "will" | "would" | "could" | "should" | "may" | "might" | "almost" | "nearly" | "than" | "can"
        )
}

fn unit(reading: &Reading) -> Option<(Unit, i8)> {
    match reading {
        Reading::Unit(unit, exponent) => Some((*unit, *exponent)),
        _ => None,
    }
}

/// The scale word at a token.
fn scale(page: &Page<'_>, at: usize) -> Option<(usize, i8)> {
    page.find(at, |reading| match reading {
        Reading::Scale(exponent) => Some(*exponent),
        _ => None,
    })
}

/// A number in digits (with a vulgar fraction after it) or in words.
fn number(page: &Page<'_>, at: usize, money: bool) -> Option<(usize, Decimal)> {
    let token = page.tokens.get(at)?;
    match token.kind {
        Kind::Number => {
            let mut last = at + 1;
            let mut value = digits(page.word(at))?;
            if let Some(part) = vulgar(page, last) {
                value += part;
                last += 1;
            }
            Some((last, value))
        }
        Kind::Mark => vulgar(page, at).map(|value| (at + 1, value)),
        Kind::Word => in_words(page, at, money),
        _ => None,
    }
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
    if let Some((last, (value, _))) = page.find(at, worded) {
        return Some((last, value));
    }
    let (mut last, mut value) = page.find(at, cardinal)?;
    let tens = value >= Decimal::from(20) && value < Decimal::from(100);
    let joint = if page.tokens.get(last).is_some_and(|t| t.kind == Kind::Dash && !t.spaced) { last + 1 } else { last };
    if tens
        && let Some((end, ones)) = page.find(joint, cardinal)
        && ones < Decimal::TEN
    {
        value += ones;
        last = end;
    }
    let followed =
        scale(page, last).is_some() || page.find(last, unit).is_some() || page.find(last, self::money).is_some();
    let times = page.tokens.get(last).is_some_and(|t| t.kind == Kind::Dash) && page.find(last + 1, unit).is_some();
    (followed || money || times).then_some((last, value))
}

/// The decimal that digits write: groups of three after commas are thousands, one comma is else a decimal comma.
pub(crate) fn digits(word: &str) -> Option<Decimal> {
    if let Some((over, under)) = word.split_once('/') {
        let value = digits(over)?.checked_div(digits(under)?)?;
        return (over.len() <= 2 && under.len() <= 2 && value < Decimal::ONE).then(|| value.round_dp(4).normalize());
    }
    let mut clean = String::with_capacity(word.len());
    let commas = word.matches(',').count();
    let dots = word.matches('.').count();
    let grouped = |mark: char| {
        let mut groups = word.split(mark);
        let first = groups.next().unwrap_or_default();
        (1..=3).contains(&first.len())
            && first != "0"
            && groups.all(|g| g.split(['.', ',']).next().is_some_and(|g| g.len() == 3))
    };
    for c in word.chars() {
        match c {
            '0'..='9' => clean.push(c),
            ',' if grouped(',') || dots > 0 => {}
            ',' if commas == 1 => clean.push('.'),
            '.' if dots == 1 => clean.push('.'),
            '.' if grouped('.') => {}
            '\u{a0}' | '\u{2009}' | '\u{202f}' => {}
            _ => return None,
        }
    }
    Decimal::from_str_exact(&clean).ok()
}

/// Scale and unit after a number.
fn after(page: &Page<'_>, part: &mut Part) {
    if let Some((last, exponent)) = scale(page, part.last)
        && scale_fits(page, part, last)
    {
        part.exponent = Some(exponent);
        part.last = last;
    }
    unit_after(page, part);
}

/// Scales of one letter must touch their number, and a month count such as "9M 2024" is none.
fn scale_fits(page: &Page<'_>, part: &Part, last: usize) -> bool {
    let word = page.word(part.last);
    let spaced = page.tokens[part.last].spaced;
    if word.len() > 1 {
        return !page.tokens[part.last].gap || part.counted.is_some();
    }
    let months = word == "M" && part.counted.is_none() && part.value <= Decimal::from(12);
    !spaced && !months && !page.tokens.get(last).is_some_and(|t| !t.spaced && t.kind == Kind::Word)
}

fn unit_after(page: &Page<'_>, part: &mut Part) {
    let at = part.last;
    let Some(token) = page.tokens.get(at) else { return };
    if token.gap && token.kind == Kind::Word || token.breaks > 1 {
        return;
    }
    let hyphen = token.kind == Kind::Dash && !token.spaced;
    let at = if hyphen { at + 1 } else { at };
    if part.counted.is_none()
        && let Some((last, (unit, exponent))) = page.find(at, unit)
    {
        let fits = !hyphen || page.tokens.get(at).is_some_and(|t| !t.spaced);
        if fits {
            part.last = last;
            part.counted = Some(if unit.code() == "times" { Counted::Times } else { Counted::Unit(unit, exponent) });
        }
        return;
    }
    if let Some((last, money)) = page.find(at, money)
        && !hyphen
        && money_after(page, part, last, money)
    {
        part.last = last;
        part.counted = Some(Counted::Money(money));
    } else if page.is_word(at, "point") || page.is_word(at, "points") {
        points(page, part, at);
    }
}

/// "0.2 points" are percentage points; whether the indicator allows that is seen later.
fn points(page: &Page<'_>, part: &mut Part, at: usize) {
    let small = part.value < Decimal::from(100) && part.exponent.is_none() && part.counted.is_none();
    if small && page.tokens[at].spaced {
        part.last = at + 1;
        part.counted = Some(Counted::Unit(Unit::PERCENTAGE_POINTS, 0));
    }
}

/// A currency after a number belongs to it, unless a further number follows to which it belongs ("44 $50").
fn money_after(page: &Page<'_>, part: &Part, last: usize, money: Money) -> bool {
    let sign_of_next =
        page.is_sign(part.last) && page.tokens.get(last).is_some_and(|t| t.kind == Kind::Number && !t.spaced);
    let agrees = match part.counted {
        None => true,
        Some(Counted::Money(before)) => same_family(before, money),
        _ => false,
    };
    agrees && !sign_of_next
}

/// Whether two currency words of one amount agree: "US$ 5 bn dollars".
fn same_family(before: Money, after: Money) -> bool {
    let family = |m: Money| match m {
        Money::Currency(c) => c.family(),
        Money::Family(f) => f,
    };
    before == after || (!family(before).is_empty() && family(before) == family(after))
}

/// The high end of a range that starts with `first` at token `at`.
fn range_end(page: &Page<'_>, at: usize, first: &Part) -> Option<Part> {
    let dash = page.tokens.get(first.last).is_some_and(|t| t.kind == Kind::Dash);
    let to = page.link(first.last, Link::To) && page.is_word(first.last, "to");
    let and = page.link(first.last, Link::And) && page.before_is(at, Link::Between);
    if !(dash || to || and) || (to && page.opens_change(at)) || page.tokens[first.number_at].kind == Kind::Word && dash
    {
        return None;
    }
    let number = page.tokens.get(first.last + 1)?;
    if dash && number.spaced != page.tokens[first.last].spaced || number.gap {
        return None;
    }
    let second = part(page, first.last + 1)?;
    let compatible = match (first.counted, second.counted) {
        (Some(a), Some(b)) => agree(a, b),
        (Some(Counted::Money(_)), None) => second.exponent.is_some() || first.exponent.is_none(),
        (Some(_), None) => false,
        (None, Some(Counted::Times | Counted::Fraction)) => false,
        (None, b) => {
            (b.is_some() || second.exponent.is_some()) && (first.exponent.is_none() || second.exponent.is_some())
        }
    };
    let power = |e: Option<i8>| e.or(second.exponent).unwrap_or(0);
    let ordered = power(first.exponent) < power(second.exponent) || first.value < second.value;
    (compatible && ordered && second.sign == 0 && !page.dated(first.number_at)).then_some(second)
}

fn agree(a: Counted, b: Counted) -> bool {
    match (a, b) {
        (Counted::Money(a), Counted::Money(b)) => same_family(a, b) || a == b,
        (a, b) => a == b,
    }
}

/// The bound word and plus sign before a quantity; gives the first of their tokens.
fn lead(page: &Page<'_>, quantity: &mut Quantity) -> usize {
    let mut at = quantity.first;
    for _ in 0..3 {
        let Some(before) = at.checked_sub(1) else { return at };
        if page.tokens[at].breaks > 1 {
            return at;
        }
        if let Some((first, bound)) = hedge_before(page, at) {
            quantity.bound = quantity.bound.or(Some(bound));
            at = first;
            continue;
        }
        match page.word(before) {
            "+" | "➕" => quantity.sign = 1,
            "minus" | "Minus" | "➖" | "▼" if quantity.sign == 0 => quantity.sign = -1,
            "plus" | "Plus" | "▲" => quantity.sign = 1,
            "a" | "the" | "by" | "to" | "at" | "another" | "an" | "record" | "modest" if quantity.bound.is_none() => {}
            _ => return at,
        }
        at = before;
    }
    at
}

/// The bound word that ends directly before a token.
fn hedge_before(page: &Page<'_>, at: usize) -> Option<(usize, Bound)> {
    (1..=5).rev().find_map(|length| {
        let first = at.checked_sub(length)?;
        page.scan.at(first).iter().find_map(|m| match m.reading {
            Reading::Hedge { bound, after: false } if m.last == at && !compares(page, first) => Some((first, bound)),
            _ => None,
        })
    })
}

/// "a third more than the $11.1 billion": behind a number, "more than" compares.
fn compares(page: &Page<'_>, at: usize) -> bool {
    let than = page.link(at + 1, Link::Than);
    let number = |m: &crate::lang::Match| {
        m.last == at && matches!(m.reading, Reading::Unit(..) | Reading::Number(_, NumberKind::Fraction))
    };
    than && (1..=3).any(|back| at.checked_sub(back).is_some_and(|i| page.at(i).iter().any(number)))
}

/// The bound word after a quantity: "or more", "+".
fn trailing(page: &Page<'_>, quantity: &mut Quantity) {
    let after = page.find(quantity.last, |reading| match reading {
        Reading::Hedge { bound, after: true } => Some(*bound),
        _ => None,
    });
    let plus = page.word(quantity.last) == "+" && !page.tokens[quantity.last].spaced;
    let number_follows = page.tokens.get(quantity.last + 1).is_some_and(|t| t.kind == Kind::Number);
    match after {
        Some((_, bound)) if page.word(quantity.last) != "plus" => quantity.bound = Some(bound),
        _ if plus && !number_follows => quantity.bound = Some(Bound::Above),
        _ => {}
    }
}
