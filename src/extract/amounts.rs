//! Amounts: every money amount, percentage and physical quantity of a text, whether or not it is an economic figure.

use rust_decimal::Decimal;

use super::page::Page;
use super::quantity::{self, Counted, Quantity};
use super::{context, mention, period};
use crate::lang::{Bound, Link};
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
        let quantities = quantity::read(&page);
        let mentions = mention::read(&page, &quantities);
        let (main, _) = context::survey(&mentions, &quantities);
        let amount = |n: usize| amount(&page, &quantities, n, main, offset);
        (0..quantities.len()).filter_map(amount).collect()
    })
}

fn amount(page: &Page<'_>, quantities: &[Quantity], n: usize, main: Option<Area>, offset: usize) -> Option<Amount> {
    let quantity = &quantities[n];
    let (unit, power) = match quantity.counted {
        Counted::Money(money) => (Unit::Money(super::assemble::currency(money, main)?), 0),
        Counted::Unit(unit, power) => (unit, power),
        Counted::Bare => listed(page, quantities, n)?,
        Counted::Times | Counted::Fraction | Counted::Scaled => return None,
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

/// "4.3, 7.4 and 7.7 percent", "to 4.2 from 4.5 percent": the unit that follows the last number of a list.
fn listed(page: &Page<'_>, quantities: &[Quantity], n: usize) -> Option<(Unit, i8)> {
    let (here, next) = (quantities.get(n)?, quantities.get(n + 1)?);
    let joint = |at: usize| {
        let word = page.word(at);
        word == "," || page.one_of(at, &[Link::And, Link::Or, Link::From]) || page.tokens[at].kind == Kind::Dash
    };
    let gap = here.last..if page.link(next.lead, Link::From) { next.first } else { next.lead };
    if gap.is_empty() || gap.len() > 2 || !gap.into_iter().all(joint) || page.tokens[next.first].breaks > 0 {
        return None;
    }
    match next.counted {
        Counted::Unit(unit, power) => Some((unit, power)),
        Counted::Bare => listed(page, quantities, n + 1),
        _ => None,
    }
}
