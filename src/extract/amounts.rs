//! Amounts: every money amount, percentage and physical quantity of a text, whether or not it is an economic figure.

use rust_decimal::Decimal;

use super::page::Page;
use super::places::Quantities;
use super::quantity::{self, Counted, Quantity};
use super::{about, mention, period};
use crate::lang::{AreaRole, Bound, Link, Match, Reading};
use crate::model::{Area, Document, Quantity as Value, Span, Stated, Unit, UnitMult};
use crate::text::Kind;

/// One amount at its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amount {
    /// The bytes of number, scale and unit.
    pub span: Span,
    /// The value with its bound and unit.
    pub quantity: Value,
}

/// Every amount of a document, in text order. A bare "dollar" is the currency of the country that the text is about.
pub fn amounts(document: &Document) -> Vec<Amount> {
    let offset = document.body.start;
    super::with_page(document, |page, periods| {
        let dated = period::mark(page, periods);
        let page = page.with_dated(&dated);
        let quantities = Quantities::new(quantity::read(&page));
        let mentions = mention::read(&page, &quantities);
        let (main, _) = about::survey(&page, &mentions, &quantities, (None, None));
        // A country of which only an adjective tells, once, is hardly the one that the text is about.
        let named = |area: &Area| {
            let mut of = mentions.areas.iter().filter(|m| m.what.area == *area);
            of.next().is_some_and(|m| m.what.role != AreaRole::Adjective) || of.next().is_some()
        };
        let about = (main.filter(named), main);
        let amount = |n: usize| amount(&page, &quantities, n, about, offset);
        (0..quantities.len()).filter_map(amount).collect()
    })
}

/// The country that a text is surely about, and the one that it may be about: that tells pesos apart, and a dollar is
/// one of the United States without the former.
type About = (Option<Area>, Option<Area>);

fn amount(page: &Page<'_>, quantities: &[Quantity], n: usize, about: About, offset: usize) -> Option<Amount> {
    let quantity = &quantities[n];
    let counted = match quantity.counted {
        Counted::Bare | Counted::Scaled => shared(page, quantities, n)?,
        counted => counted,
    };
    let (unit, power) = match counted {
        Counted::Money(money) => {
            let (sure, main) = about;
            let area = if super::assemble::currency(money, None).is_some() { sure } else { main };
            (Unit::Money(super::assemble::currency(money, area)?), 0)
        }
        Counted::Unit(Unit::PERCENTAGE_POINTS, _) if is_index(page, quantities, n) => return None,
        Counted::Unit(unit, power) => (unit, power),
        _ => return None,
    };
    let signed = |v: Decimal| if quantity.sign < 0 { -v } else { v };
    let low = signed(quantity.low);
    let stated = match (quantity.high, quantity.bound) {
        (Some(high), _) => Stated::Between(low, signed(high)),
        (None, Some(Bound::Above)) => Stated::Above(low),
        (None, Some(Bound::Below)) => Stated::Below(low),
        (None, Some(Bound::About)) => Stated::About(low),
        _ => Stated::Exactly(low),
    };
    let mult = UnitMult(quantity.exponent.checked_add(power)?);
    let span = Span::new(quantity.span.start + offset, quantity.span.end + offset);
    Some(Amount { span, quantity: Value { stated, mult, unit } })
}

/// Whether points are those of an index: the word alone, in a sentence without percentages.
fn is_index(page: &Page<'_>, quantities: &[Quantity], n: usize) -> bool {
    let sentence = |q: &Quantity| page.sentence_of(q.first);
    let here = &quantities[n];
    let unit = |m: &Match| m.last == here.last && m.reading.unit().is_some();
    let alone =
        page.link(here.last - 1, Link::Point) && !(here.first..here.last).any(|at| page.any(at, Reading::UNIT, unit));
    let beside = quantities.iter().filter(|q| sentence(q) == sentence(here));
    alone && !beside.into_iter().any(Quantity::is_percent)
}

/// What a number without a unit of its own is counted in: what the next one of its list or pair is ("4.3, 7.4 and 7.7
/// percent", "to 4.2 from 4.5 percent", "с 41 млрд до 53 млрд рублей"), or what an amount before it in its sentence is
/// ("6.4 billion crowns, versus 5.1 billion a year ago").
fn shared(page: &Page<'_>, quantities: &[Quantity], n: usize) -> Option<Counted> {
    let here = &quantities[n];
    let ahead = quantities.get(n + 1).filter(|next| joined(page, here, next)).and_then(|next| match next.counted {
        Counted::Money(_) if here.counted == Counted::Bare && !moves(page, here, next) => None,
        Counted::Bare | Counted::Scaled => shared(page, quantities, n + 1),
        Counted::Money(_) | Counted::Unit(..) => Some(next.counted),
        _ => None,
    });
    ahead.or_else(|| {
        let sentence = page.sentence_of(here.first);
        let before = quantities[..n].iter().rev().take_while(|q| page.sentence_of(q.first) == sentence);
        let after = quantities[n + 1..].iter().take_while(|q| page.sentence_of(q.first) == sentence);
        match here.counted {
            Counted::Scaled if !of_things(page, here) => before.chain(after).find(|q| q.is_money()).map(|q| q.counted),
            Counted::Bare => quantities[..n].last().filter(|q| opposed(page, q, here)).map(|q| q.counted),
            _ => None,
        }
    })
}

/// Whether nothing but the joints of a list or a pair stands between two quantities.
fn joined(page: &Page<'_>, here: &Quantity, next: &Quantity) -> bool {
    const JOINTS: [Link; 6] = [Link::And, Link::Or, Link::From, Link::To, Link::Until, Link::Arrival];
    let joint = |at: usize| page.is(at, b',') || page.one_of(at, &JOINTS) || page.tokens[at].kind == Kind::Dash;
    let gap = here.last..next.first;
    let small = |at: usize| joint(at) || at >= next.lead;
    let near = (1..=3).contains(&gap.len()) && page.tokens[next.first].breaks == 0;
    near && gap.clone().any(joint) && gap.into_iter().all(small)
}

/// Whether two quantities are the old and the new value of one thing: "from 22 to 24 pesos".
fn moves(page: &Page<'_>, here: &Quantity, next: &Quantity) -> bool {
    page.before_is(here.lead, Link::From) && page.one_of(here.last, &[Link::To, Link::Until, Link::Arrival])
        || here.low.scale() > 0 && next.low.scale() > 0
}

/// Whether a percentage or an amount and the bare number behind it are compared: "2,5 Prozent, nach 1,7 im Vorjahr".
fn opposed(page: &Page<'_>, before: &Quantity, here: &Quantity) -> bool {
    let gap = before.last..here.lead;
    let counted = matches!(before.counted, Counted::Unit(Unit::PERCENT, _)) && here.low.scale() > 0;
    let compares = |at: usize| page.one_of(at, &[Link::After, Link::Against, Link::From, Link::Than]);
    let small = |at: usize| page.is(at, b',') || compares(at) || page.link(at, Link::Led);
    counted && gap.len() <= 3 && gap.clone().any(compares) && gap.into_iter().all(small)
}

/// Whether a number is of the things that the word behind it names: "1.2 billion people".
fn of_things(page: &Page<'_>, here: &Quantity) -> bool {
    let token = page.tokens.get(here.last).filter(|t| t.kind == Kind::Word && t.breaks == 0);
    let small = |m: &Match| matches!(m.reading, Reading::Link(_) | Reading::Time(_) | Reading::Hedge { .. });
    token.is_some()
        && !page.any(here.last, Reading::LINK | Reading::TIME | Reading::HEDGE, small)
        && !page.dated(here.last)
}
