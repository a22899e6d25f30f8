//! Parts of the fiscal year of which a text has just told.

use crate::extract::period::{Anchor, Expr, Period, Year};
use crate::extract::scene::Scene;
use crate::extract::topic::Topic;
use crate::lang::Reading;
use crate::model::{Area, Month, TimePeriod};

/// "India's GDP grew 5.4 % in Q2": a quarter or half that is only numbered, where these are counted by the fiscal year.
pub(super) fn numbered(scene: &Scene<'_>, own: &Period, anchor: &Anchor) -> Option<TimePeriod> {
    let Expr::Months { from, to, year: Year::Open } = own.expr else { return None };
    let part = (to + 1).checked_sub(from).is_some_and(|n| matches!(n, 3 | 6) && (from - 1).is_multiple_of(n));
    let named = (own.first..own.last).any(|i| scene.page.has(i, Reading::MONTH));
    let fiscal = anchor.area.is_some_and(Area::numbers_fiscal_quarters);
    if fiscal && part && !named { anchor.resolve(Expr::PartOfFiscal { from, to, year: Year::Open }) } else { None }
}

/// "World wheat production in 2024/25": the season of a harvest, from July to June, is meant by two years beside grain.
pub(super) fn season(scene: &Scene<'_>, own: &Period, topic: &Topic) -> Option<TimePeriod> {
    const JULY: u32 = 7;
    let grain = matches!(topic.word.indicator.code(), "grain_harvest" | "food_trade");
    let strokes = || scene.page.word(own.first).contains('/');
    match own.expr {
        Expr::Years(end) if grain => TimePeriod::months(Month::new(end - 1, JULY)?, 12),
        Expr::Fiscal(Year::Of(end)) if grain && strokes() => TimePeriod::months(Month::new(end - 1, JULY)?, 12),
        _ => None,
    }
}

/// "Inflation for 2025-26 is seen at 3.7 %. It is expected to be 2.9 % in the first quarter": a quarter without a year, foreseen behind a
/// forecast for a fiscal year, is one of that year. So is the second half behind a fiscal year or the first half of one, whatever is said of it:
/// "growth was 8 % in the first half of the fiscal year, which leaves 6.9 % for the second half".
pub(super) fn fiscal_part(scene: &Scene<'_>, own: &Period, anchor: &Anchor) -> Option<TimePeriod> {
    let Expr::Months { from, to, year: Year::Open } = own.expr else { return None };
    let quarter = to == from + 2 && from % 3 == 1;
    let last = scene.discourse.last.as_ref().filter(|l| l.line == scene.discourse.line);
    let told = last.and_then(|l| l.period);
    if (from, to) == (7, 12) {
        let TimePeriod::Months { first, count: count @ (6 | 12) } = told? else { return None };
        let fiscal = first.month() != 1 && (count == 12 || first.month() != 7);
        return if fiscal { TimePeriod::months(first.plus(6), 6) } else { None };
    }
    let year = |p: &TimePeriod| p.length() == Some(12);
    let TimePeriod::Months { first, .. } = last.and(told.filter(year).or(scene.discourse.fiscal))? else { return None };
    let fiscal = anchor.ahead && quarter && first.month() != 1;
    let start = first.plus(i32::try_from(from).ok()? - 1);
    if fiscal { TimePeriod::months(start, 3) } else { None }
}
