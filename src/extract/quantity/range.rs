//! Ranges: a number and where it ends, or what it may differ by.

use rust_decimal::Decimal;

use super::unit::same_family;
use super::{Counted, Part, Quantity, of_year, part};
use crate::extract::page::Page;
use crate::lang::{ChangeKind, Link, Match, Reading};
use crate::text::Kind;

/// "2.5±1 percent", "4 % ± 2 %": a value with what it may differ by is the range of the two.
pub(super) fn band(page: &Page<'_>, at: usize, first: &Part) -> Option<Quantity> {
    let sign = page.tokens.get(first.last).filter(|t| t.breaks == 0 && page.word(first.last) == "±")?;
    let by = part(page, first.last + 1).filter(|_| !sign.gap)?;
    let counted = first.counted.or(by.counted)?;
    Some(Quantity {
        first: at,
        last: by.last,
        span: page.span(at, by.last),
        low: first.value - by.value,
        high: Some(first.value + by.value),
        exponent: first.exponent.or(by.exponent).unwrap_or(0),
        counted,
        bound: None,
        sign: first.sign,
        lead: at,
    })
}

/// "800.000 bis 1,2 Millionen": the low end that is written out, in the scale of the high end.
pub(super) fn written_out(first: &Part, second: &Part) -> Option<Decimal> {
    let power =
        second.exponent.filter(|e| first.exponent.is_none() && first.value >= Decimal::ONE_THOUSAND && *e > 0)?;
    let low = first.value / (0..power).fold(Decimal::ONE, |p, _| p * Decimal::TEN);
    (low < second.value).then(|| low.normalize())
}

/// The high end of a range that starts with `first` at token `at`.
pub(super) fn range_end(page: &Page<'_>, at: usize, first: &Part) -> Option<Part> {
    // "Шесть–семь процентов": a number in words ends at one in words.
    let in_words = |i: usize| page.tokens.get(i).is_some_and(|t| t.kind == Kind::Word);
    // "A 2-to-3 percent rise".
    let glued = |i: usize| page.tokens.get(i).is_some_and(|t| t.kind == Kind::Dash && !t.spaced && t.breaks == 0);
    if glued(first.last) && page.link(first.last + 1, Link::To) && glued(first.last + 2) {
        let second = part(page, first.last + 3)?;
        let plain = first.counted.is_none() && first.exponent.is_none() && second.sign == 0;
        return (plain && first.value < second.value && second.counted.is_some()).then_some(second);
    }
    // A gap parts two columns of a table, of which the second has a minus.
    let dash = page.tokens.get(first.last).is_some_and(|t| t.kind == Kind::Dash && !t.gap);
    let to = page.link(first.last, Link::To);
    let and = page.link(first.last, Link::And) && page.before_is(at, Link::Between);
    // "15,3 Milliarden Euro nach 16,9 Milliarden": a word that is "to" and "after" joins no range.
    // "(+$1.12 to $36.31)": what is added is no low end.
    let added = first.sign > 0 || at.checked_sub(1).is_some_and(|i| page.is(i, b'+'));
    // "Um 3,9 Mrd auf 7,9 Mrd": nor does one that is "to" and "on", and does not say "until".
    let onto = page.link(first.last, Link::On) && !page.link(first.last, Link::Until);
    let to = to && !onto && !page.link(first.last, Link::After) && !added;
    // "Von 6 bis 7 Prozent": a word that is "until" and no arrival joins a range behind "from", too.
    let until = page.link(first.last, Link::Until) && !page.link(first.last, Link::Arrival);
    // "由「2%至3%」上調至3.2%": what marks of quotation hold is one value.
    let quoted = at.checked_sub(1).is_some_and(|i| matches!(page.word(i), "\u{300c}" | "\u{201c}" | "\""));
    let or = either(page, first);
    // "Below 6 percent, 5.7 to 5.8": behind a comma so are two numbers with decimals and no unit.
    // "The goal was 5.5 to 6.5": and behind a verb of state.
    let state = |m: &Match| {
        m.last == at && matches!(m.reading, Reading::Change(c) if c.direction == 0 && c.kind == ChangeKind::Verb)
    };
    let stated = || (at.saturating_sub(2)..at).any(|i| page.any(i, Reading::CHANGE, state));
    let bare = to && (at.checked_sub(1).is_some_and(|i| page.is(i, b',')) || stated());
    if !(dash || to || and || or)
        || (to && !until && !quoted && page.opens_change(at) && !moves_on(page, first.last + 1))
        || in_words(first.number_at) && dash && !in_words(first.last + 1)
    {
        return None;
    }
    // "Entre el 2 % y el 3 %": the article of the second number.
    let article = usize::from(and && page.one_of(first.last + 1, &[Link::The, Link::Article]));
    let number = page.tokens.get(first.last + 1 + article)?;
    if dash && number.spaced != page.tokens[first.last].spaced || number.gap {
        return None;
    }
    let second = part(page, first.last + 1 + article)?;
    let compatible = match (first.counted, second.counted) {
        (Some(a), Some(b)) => agree(a, b),
        (Some(Counted::Money(_)), None) => second.exponent.is_some() || first.exponent.is_none(),
        (Some(_), None) => false,
        (None, Some(Counted::Times | Counted::Fraction)) => false,
        (None, None) if first.value.scale() > 0 && second.value.scale() > 0 || of_year(page, at) => {
            first.value < second.value && (dash || bare)
        }
        (None, b) => {
            (b.is_some() || second.exponent.is_some()) && (first.exponent.is_none() || second.exponent.is_some())
        }
    };
    // "Um 44.000 auf 2,911 Millionen": what is written out in thousands is no end of a range in millions.
    if to && first.exponent.is_none() && first.value >= Decimal::ONE_THOUSAND && second.exponent.is_some() {
        return None;
    }
    let power = |e: Option<i8>| e.or(second.exponent).unwrap_or(0);
    let ordered = power(first.exponent) < power(second.exponent)
        || first.value < second.value
        || written_out(first, &second).is_some();
    if to && moved_to(page, at, first, &second) {
        return None;
    }
    (compatible && ordered && second.sign == 0 && !page.dated(first.number_at)).then_some(second)
}

/// "From 4.8 to 5.6 percent to 4.7 to 5.5 percent", "由4.8%至5.6%下调为4.7%至5.5%": whether what a number at a token ends goes on to
/// move to another range, so that "from" leads to both its ends.
fn moves_on(page: &Page<'_>, second: usize) -> bool {
    const REACH: usize = 8;
    let to = |i: usize| {
        let turn = |m: &Match| matches!(m.reading, Reading::Change(c) if c.direction != 0);
        page.one_of(i, &[Link::To, Link::Arrival, Link::Decides]) || page.at(i).iter().any(turn)
    };
    let Some(end) = part(page, second).filter(|p| p.counted.is_some()).map(|p| p.last) else { return false };
    let number = |i: &usize| page.tokens.get(*i).is_some_and(|t| t.kind == Kind::Number);
    let Some(next) = (end..end + REACH).find(number) else { return false };
    let range =
        part(page, next).is_some_and(|low| page.one_of(low.last, &[Link::To, Link::Until]) && number(&(low.last + 1)));
    // "从1.5%至2.5%调高到4%": where "to" stands before the first end already, the verb that raises both leads to one number, too.
    let turned =
        page.grammar(second).year_first && (end..next).any(|i| page.link(i, Link::Decides) || page.moves_before(i));
    (range || turned) && (end..next).any(to) && (end..next).all(|i| page.tokens[i].kind != Kind::Mark)
}

/// "Some 64 or 65 billion dollars": whether "or" joins two numbers that are next to each other, with one unit behind them.
fn either(page: &Page<'_>, first: &Part) -> bool {
    let whole = |value: Decimal| value.fract().is_zero();
    let plain = first.counted.is_none() && first.exponent.is_none() && first.sign == 0;
    let next = || part(page, first.last + 1).filter(|second| second.counted.is_some() || second.exponent.is_some());
    plain
        && whole(first.value)
        && page.link(first.last, Link::Or)
        && next().is_some_and(|second| second.value == first.value + Decimal::ONE)
}

/// "Declined by $3.7 billion to $701.18 billion": behind "by", an amount many times the first is no end of its range but
/// where it arrived.
fn moved_to(page: &Page<'_>, at: usize, first: &Part, second: &Part) -> bool {
    const WIDEST: i64 = 5;
    // "Slipped 0.03 million barrels to 8.91 million barrels": behind a verb that moves, two amounts with a unit each.
    // "回落到3%至4%": but a verb that leads to where something arrived leads to both ends.
    let arrived = at.checked_sub(1).is_some_and(|i| page.one_of(i, &[Link::Arrival, Link::To]));
    // "失業人數增加約10 400人至240 700人": so do they behind a bound.
    let bound = |m: &Match| m.last == at && matches!(m.reading, Reading::Hedge { .. });
    let led = (at.saturating_sub(2)..at).find(|i| page.any(*i, Reading::HEDGE, bound)).unwrap_or(at);
    if first.counted.is_some() && second.counted.is_some() && page.moves_before(led) && !arrived {
        return true;
    }
    let counted = |part: &Part| part.counted.is_some();
    let times = |part: &Part| part.exponent.unwrap_or(0);
    let apart = times(second) > times(first)
        || times(second) == times(first) && second.value >= first.value * Decimal::from(WIDEST);
    // "Rose by 190,000 to 1.6 million": so is a number that is written out, before one with a scale.
    let plain = || {
        let total = |part: &Part| (0..times(part)).fold(part.value, |value, _| value * Decimal::TEN);
        let written = first.exponent.is_none() && first.value >= Decimal::ONE_THOUSAND;
        written && !counted(first) && total(second) >= total(first) * Decimal::from(WIDEST)
    };
    let fall = || counted(first) && counted(second) && apart && of_change(page, at);
    page.before_is(at, Link::By) && (counted(first) && counted(second) && apart || plain()) || fall()
}

/// "A decrease in the goods deficit of $16.8 billion to $85.6 billion": whether "of" leads to an amount from a rise or fall that an article
/// and no number stand before.
fn of_change(page: &Page<'_>, at: usize) -> bool {
    const REACH: usize = 8;
    let noun = |i: &usize| {
        let moves = |m: &Match| matches!(m.reading, Reading::Change(c) if c.direction != 0 && c.kind != ChangeKind::Adverb && !c.past);
        page.any(*i, Reading::CHANGE, moves)
    };
    let led = |i: usize| page.one_of(i, &[Link::Per, Link::The, Link::Article]);
    let from = at.saturating_sub(REACH);
    let noun = (from..at).rev().take_while(|i| page.tokens[*i].kind == Kind::Word).find(noun);
    page.before_is(at, Link::Of) && noun.is_some_and(|i| led(i) || i > 0 && led(i - 1))
}

/// Whether the two ends of a range are counted in the same.
fn agree(a: Counted, b: Counted) -> bool {
    match (a, b) {
        (Counted::Money(a), Counted::Money(b)) => same_family(a, b),
        (a, b) => a == b,
    }
}
