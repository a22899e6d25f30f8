//! Headlines repeat, often rounded, what the text says in full: what they leave out is in the text.

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use super::assemble::Draft;
use super::page::Page;
use crate::model::{Area, Claim, Indicator, ObsStatus, PeriodOrigin, Quantity, TimePeriod};

/// Completes the figures of the first line by the first figure below of which they are a repetition. Where the headline has its
/// speaker from the text, it is that of the figure.
pub fn headings(page: &Page<'_>, drafts: &mut [Draft], lent: bool) {
    // The head of a text is what stands before its first full sentence.
    let ends = |l: &&crate::text::Line| !matches!(page.word(l.last - 1), "." | "!" | "\u{201d}" | "\"");
    let head = page.lines.iter().take(6).take_while(ends).last();
    let Some(end) = head.and_then(|l| page.tokens.get(l.last - 1)).map(|t| t.end as usize) else { return };
    let split = drafts.partition_point(|d| d.mention.span.start < end);
    let (head, body) = drafts.split_at_mut(split);
    for draft in head {
        if let Some(full) = body.iter().find(|d| repeats(&draft.claim, &d.claim)) {
            let first = page.lines.first().map_or(0, |l| page.tokens[l.last - 1].end as usize);
            if lent && draft.mention.span.start < first {
                draft.claim.speaker = None;
            }
            complete(&mut draft.claim, &full.claim);
        }
    }
}

/// What a claim is of.
type Key = (Option<Indicator>, Option<Area>, Option<TimePeriod>);

/// Where and when a claim is of.
type Place = (Option<Area>, Option<TimePeriod>);

/// "Selon une première estimation, ... 2,2 %. La baisse à 2,2 %": what has been called an estimate is one wherever the text says it again.
pub fn estimates(drafts: &mut [Draft]) {
    let mut told = FxHashMap::<Place, Vec<Claim>>::default();
    // What has been counted of each: the first number that was given, and whether another one was, too.
    let mut counted = FxHashMap::<Key, (Quantity, bool)>::default();
    for draft in drafts {
        let claim = &mut draft.claim;
        let same = |e: &Claim| {
            let alike = e.quantity == claim.quantity && e.indicator == claim.indicator;
            alike && (&e.item, e.measure) == (&claim.item, claim.measure)
        };
        // "Selon une première estimation, le PIB a crû de 0,5 %. Les exportations ont bondi de 2,6 %": so is what the same release says of the
        // parts in the same time.
        let part = |e: &Claim| claim.counterpart.is_none() && of_release(e, claim);
        let (place, key) = ((claim.area, claim.period), (claim.indicator, claim.area, claim.period));
        let anew = |&&(first, others): &&(Quantity, bool)| others || first != claim.quantity;
        match claim.status {
            ObsStatus::Estimate if counted.get(&key).filter(anew).is_none() => {
                let here = told.entry(place).or_default();
                if !here.iter().any(same) {
                    here.push(claim.clone());
                }
            }
            ObsStatus::Actual
                if claim.period.is_some()
                    && told.get(&place).is_some_and(|here| here.iter().any(|e| same(e) || part(e))) =>
            {
                claim.status = ObsStatus::Estimate;
            }
            // What has been counted anew was an estimate, and none of its release is one any more.
            ObsStatus::Actual => {
                let (first, others) = counted.entry(key).or_insert((claim.quantity, false));
                *others |= *first != claim.quantity;
            }
            _ => {}
        }
    }
}

/// Whether the first release, be it of a quarter's output or of a month's prices, gives both.
fn of_release(whole: &Claim, part: &Claim) -> bool {
    const USES: [&str; 4] = ["consumption", "fixed_capital_investment", "exports", "imports"];
    let code = |claim: &Claim| claim.indicator.map(Indicator::code);
    let (Some(of), Some(own)) = (code(whole), code(part)) else { return false };
    match (of, whole.period.and_then(TimePeriod::length)) {
        ("gdp", Some(3)) => USES.contains(&own),
        ("inflation", Some(1)) => matches!(own, "inflation" | "core_inflation"),
        _ => false,
    }
}

/// Whether a headline's number can be the rounding of another of the same kind.
fn repeats(head: &Claim, body: &Claim) -> bool {
    let (a, b) = (&head.quantity, &body.quantity);
    let same_sign = a.value().is_sign_negative() == b.value().is_sign_negative();
    let kind = head.measure.measure() == body.measure.measure() && head.indicator == body.indicator;
    let rounds = a.interval().meets(b.interval()) && a.value().abs() * Decimal::TWO > b.value().abs();
    a.unit == b.unit && same_sign && kind && rounds
}

/// Fills in what a headline's figure leaves out.
fn complete(head: &mut Claim, body: &Claim) {
    if head.period.is_none() || head.period_origin == PeriodOrigin::Carried {
        head.period = body.period;
        head.period_origin = PeriodOrigin::Carried;
        head.measure = body.measure;
    }
    // "Inflation in December: 2.8 %": the text says on what the very same number is.
    if head.period == body.period && head.quantity == body.quantity {
        head.measure = body.measure;
    }
    // What a text foresees or aims at its headline leaves open.
    if head.period == body.period && head.status == ObsStatus::Actual {
        head.status = body.status;
    }
    if head.speaker.is_none() {
        head.speaker.clone_from(&body.speaker);
    }
    // A headline that is of one area is not of that of a number near its own.
    if head.counterpart.is_none() && (body.counterpart.is_some() || head.quantity == body.quantity) {
        head.counterpart = body.counterpart;
        head.area = body.area;
    }
    head.area = head.area.or(body.area);
    if head.item.is_none() {
        head.item.clone_from(&body.item);
    }
}
