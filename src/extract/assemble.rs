//! Assembly: mentions joined round one number. For each quantity of a sentence the rules look for what it measures,
//! of whom, when, how and by whose word, nearest first, and carry over from the context what the sentence leaves out.

use rust_decimal::Decimal;

use super::context::{Context, Discourse};
use super::mention::{At, Mentions, within};
use super::page::Page;
use super::period::{Expr, Period, Use};
use super::quantity::{Counted, Quantity};
use super::sides::{self, Sides};
use super::speaker::Speakers;
use super::{cell, measure, table, topic, when};
use crate::lang::reading::IndicatorWord;
use crate::lang::{Bound, Money};
use crate::model::{
    Area, Claim, Confidence, Mention, ObsStatus, PeriodOrigin, Quantity as Value, Span, Stated, TimePeriod, Unit,
    UnitMult, codelist,
};

/// One number with all that is said of it, before repeats are joined.
#[derive(Debug, Clone)]
pub struct Draft {
    /// What is said.
    pub claim: Claim,
    /// Where.
    pub mention: Mention,
    /// How each dimension was found.
    pub derivation: Vec<String>,
    /// How sure that is.
    pub confidence: Confidence,
}

/// How a dimension was found; the farther, the less sure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// In the figure's own clause.
    Clause,
    /// In its sentence.
    Sentence,
    /// From the context.
    Carried,
    /// Not at all.
    Absent,
}

impl Origin {
    fn words(self) -> &'static str {
        match self {
            Self::Clause => "own clause",
            Self::Sentence => "own sentence",
            Self::Carried => "carried over",
            Self::Absent => "not found",
        }
    }
}

/// Everything that was found on a page, for the rules of assembly.
pub struct Found<'p, 't> {
    /// The page.
    pub page: &'p Page<'t>,
    /// Mentions by class.
    pub mentions: &'p Mentions,
    /// Expressions of time.
    pub periods: &'p [Period],
    /// Numbers.
    pub quantities: &'p [Quantity],
    /// Who speaks.
    pub speakers: &'p Speakers,
    /// What is known of the document.
    pub context: &'p Context,
    /// The cells of tables.
    pub cells: table::Cells,
    /// The weight of what stands before each token, for distances.
    pub weights: Vec<u32>,
}

/// One sentence with what lies in it.
pub struct Local<'p> {
    /// Its number.
    pub index: usize,
    /// Its first token.
    pub first: usize,
    /// One past its last token.
    pub last: usize,
    /// Its quantities.
    pub quantities: &'p [Quantity],
    /// Its expressions of time.
    pub periods: &'p [Period],
}

impl<'p> Found<'p, '_> {
    /// The distance between two places, in words; marks and conjunctions that part clauses count more.
    pub fn distance(&self, a: (usize, usize), b: (usize, usize)) -> u32 {
        let (from, to) = if a.1 <= b.0 { (a.1, b.0) } else { (b.1, a.0) };
        if from >= to {
            return 0;
        }
        self.weights[to].saturating_sub(self.weights[from])
    }

    fn local(&self, index: usize) -> Local<'p> {
        let sentence = self.page.sentences[index];
        let quantities = slice(self.quantities, |q| q.first, sentence.first, sentence.last);
        let periods = slice(self.periods, |p| p.first, sentence.first, sentence.last);
        Local { index, first: sentence.first, last: sentence.last, quantities, periods }
    }
}

fn slice<T>(list: &[T], first: impl Fn(&T) -> usize, from: usize, to: usize) -> &[T] {
    let a = list.partition_point(|x| first(x) < from);
    let b = list.partition_point(|x| first(x) < to);
    &list[a..b.max(a)]
}

/// The weight of each token as a separator, summed up from the start.
pub fn weigh(page: &Page<'_>) -> Vec<u32> {
    let mut sum = 0;
    let mut weights = Vec::with_capacity(page.tokens.len() + 1);
    for at in 0..page.tokens.len() {
        weights.push(sum);
        sum += separation(page, at);
    }
    weights.push(sum);
    weights
}

fn separation(page: &Page<'_>, at: usize) -> u32 {
    let token = &page.tokens[at];
    let mark = match token.of(page.text) {
        "," => 3,
        ";" => 9,
        ":" => 2,
        "(" | ")" | "[" | "]" => 2,
        "." | "?" | "!" => 9,
        "\u{2013}" | "\u{2014}" | "-" if token.spaced => 4,
        _ if page.link(at, crate::lang::Link::Clause) => 6,
        _ => 1,
    };
    mark + if token.gap { 2 } else { 0 }
}

/// Every figure of a page, in text order.
pub fn drafts(found: &Found<'_, '_>) -> Vec<Draft> {
    let mut drafts: Vec<(usize, Draft)> = Vec::new();
    let mut discourse = Discourse::new(found);
    for index in 0..found.page.sentences.len() {
        let local = found.local(index);
        discourse.enter(found, &local);
        sentence(found, &local, &mut discourse, &mut drafts);
        discourse.leave(found, &local);
    }
    drafts.into_iter().map(|(_, draft)| draft).collect()
}

fn sentence(found: &Found<'_, '_>, local: &Local<'_>, discourse: &mut Discourse, drafts: &mut Vec<(usize, Draft)>) {
    let lists = topic::lists(found, local);
    for (n, quantity) in local.quantities.iter().enumerate() {
        if let Some(cell) = table::cell(found, quantity) {
            if let Some(read) = cell::read(found, quantity, cell, discourse) {
                drafts.extend(tabular(found, local, quantity, read, discourse).map(|d| (quantity.first, d)));
            }
            continue;
        }
        let Some((counted, power)) = units(found, local, n, discourse) else { continue };
        if topic::not_a_figure(found, local, quantity) {
            continue;
        }
        let Some(mut topic) = topic::find(found, local, n, counted, &lists, discourse) else { continue };
        topic.power = power;
        let Some(counted) = scaled(found, local, n, counted, &topic, discourse) else { continue };
        for draft in figures(found, local, n, counted, &topic, &lists, discourse) {
            drafts.push((quantity.first, draft));
        }
    }
}

/// The unit of a quantity: its own, or for a bare number that of its list or of the sentence before.
fn units(found: &Found<'_, '_>, local: &Local<'_>, n: usize, discourse: &Discourse) -> Option<(Counted, i8)> {
    let quantity = &local.quantities[n];
    match quantity.counted {
        Counted::Bare => topic::list_unit(found, local, n, discourse),
        counted => Some((counted, 0)),
    }
}

/// The unit of "44 billion": that of the numbers beside it, of the figure before, or the one that the indicator has.
fn scaled(
    found: &Found<'_, '_>,
    local: &Local<'_>,
    n: usize,
    counted: Counted,
    topic: &topic::Topic,
    discourse: &Discourse,
) -> Option<Counted> {
    if counted != Counted::Scaled {
        return Some(counted);
    }
    let indicator = topic.word.indicator;
    let fits = |c: &Counted| match c {
        Counted::Money(_) => indicator.has_dimension("money"),
        Counted::Unit(unit, _) => {
            topic::physical(indicator, *c) || unit.code() == "persons" && indicator.has_dimension("persons")
        }
        _ => false,
    };
    let word = money_word(found, local, n).map(Counted::Money).filter(fits);
    let beside = local.quantities[..n].iter().rev().chain(&local.quantities[n + 1..]).map(|q| q.counted).find(fits);
    let before = discourse.last.as_ref().map(|l| l.counted).filter(fits);
    let money = discourse.money.map(Counted::Money).filter(fits);
    let persons = Counted::Unit(Unit::PERSONS, 0);
    word.or(beside).or(before).or(money).or(Some(persons).filter(fits))
}

/// A currency that the sentence names before a number and apart from others: "In yuan it came to 1.74 trillion".
fn money_word(found: &Found<'_, '_>, local: &Local<'_>, n: usize) -> Option<Money> {
    let from = if n > 0 { local.quantities[n - 1].last } else { local.first };
    (from..local.quantities[n].first)
        .rev()
        .find_map(|at| {
            found.page.find(at, |r| match r {
                crate::lang::Reading::Money(money) => Some(*money),
                _ => None,
            })
        })
        .map(|(_, money)| money)
}

/// The figure of a cell.
fn tabular(
    found: &Found<'_, '_>,
    local: &Local<'_>,
    quantity: &Quantity,
    read: cell::Read,
    discourse: &mut Discourse,
) -> Option<Draft> {
    let value = value(read.counted, quantity, &read.topic, &read.measured, &read.sides, discourse)?;
    let claim = Claim {
        quantity: value,
        indicator: Some(read.topic.word.indicator),
        item: read.topic.item.clone(),
        measure: read.transformation,
        area: read.sides.area,
        counterpart: read.sides.counterpart,
        period: read.timed.period,
        period_origin: if read.timed.origin <= Origin::Sentence { PeriodOrigin::Stated } else { PeriodOrigin::Carried },
        status: read.status,
        speaker: found.speakers.by_sentence.get(local.index).cloned().flatten(),
    };
    Some(draft(found, local, quantity, claim, &read.topic, &read.sides, &read.timed, &read.measured))
}

/// The figure of a quantity; two when one number is said of each of two things.
fn figures(
    found: &Found<'_, '_>,
    local: &Local<'_>,
    n: usize,
    counted: Counted,
    topic: &topic::Topic,
    lists: &topic::Lists,
    discourse: &mut Discourse,
) -> Vec<Draft> {
    let quantity = &local.quantities[n];
    let measured = measure::find(found, local, n, counted, topic, discourse);
    let sides = sides::find(found, local, n, topic, lists, discourse);
    let each = sides::each(found, local, quantity, &sides);
    let status = when::status(found, local, quantity, discourse);
    let timed = when::find(found, local, n, topic, &measured, &sides, status, lists, discourse);
    let status = when::continued(status, &timed, discourse, found.context.published);
    let status = when::settle(status, &timed, found.context.published);
    let Some(value) = value(counted, quantity, topic, &measured, &sides, discourse) else { return Vec::new() };
    let speaker = speaker(found, local, topic, status);
    let transformation = measure::transformation(found, local, quantity, &measured, &timed, topic, status, discourse);
    let claim = Claim {
        quantity: value,
        indicator: Some(topic.word.indicator),
        item: topic.item.clone(),
        measure: transformation,
        area: sides.area,
        counterpart: sides.counterpart,
        period: timed.period,
        period_origin: if timed.origin <= Origin::Sentence { PeriodOrigin::Stated } else { PeriodOrigin::Carried },
        status,
        speaker,
    };
    let bracketed = quantity.lead.checked_sub(1).is_some_and(|i| {
        found.page.word(i) == "(" || found.page.word(i) == "about" && found.page.word(i.saturating_sub(1)) == "("
    });
    discourse.take(&claim, topic, quantity, local, counted, timed.aside, timed.frames, sides.label, bracketed);
    let draft = draft(found, local, quantity, claim, topic, &sides, &timed, &measured);
    let mut all = vec![draft];
    for area in each {
        let mut twin = all[0].clone();
        twin.claim.area = Some(area);
        all.push(twin);
    }
    if let Some(second) = topic.both {
        let mut twin = all[0].clone();
        twin.claim.indicator = Some(second.indicator);
        all.push(twin);
    }
    all
}

/// Who is made responsible. A central bank's decision is an event that the text itself reports.
fn speaker(found: &Found<'_, '_>, local: &Local<'_>, topic: &topic::Topic, status: ObsStatus) -> Option<String> {
    let speaker = found.speakers.by_sentence.get(local.index).cloned().flatten()?;
    let decision =
        matches!(topic.word.indicator.code(), "policy_rate" | "interest_rate") && status == ObsStatus::Actual;
    (!decision || !found.speakers.bodies.contains(&speaker)).then_some(speaker)
}

#[allow(clippy::too_many_arguments)]
fn draft(
    found: &Found<'_, '_>,
    local: &Local<'_>,
    quantity: &Quantity,
    claim: Claim,
    topic: &topic::Topic,
    sides: &Sides,
    timed: &when::Timed,
    measured: &measure::Measured,
) -> Draft {
    let text = found.page.text;
    let words = |first: usize, last: usize| found.page.span(first, last).of(text).to_owned();
    let place = |place: Option<(usize, usize)>| {
        place.map_or_else(|| "-".to_owned(), |(a, b)| format!("\u{201c}{}\u{201d}", words(a, b)))
    };
    let derivation = vec![
        format!("quantity {} from \u{201c}{}\u{201d}", claim.quantity.stated, words(quantity.lead, quantity.last)),
        format!("indicator {} from {}: {}", topic.word.indicator, place(topic.place), topic.origin.words()),
        format!("measure {} from {}: {}", claim.measure, place(measured.place), measured.rule),
        format!("area {} from {}: {}", sides.area.map_or("-", Area::code), place(sides.place), sides.rule),
        format!(
            "period {} from {}: {}",
            claim.period.map_or_else(|| "-".to_owned(), |p| p.to_string()),
            place(timed.place),
            timed.origin.words()
        ),
        format!("speaker {}", claim.speaker.as_deref().unwrap_or("-")),
    ];
    let worst = topic.origin.max(sides.origin).max(if timed.period.is_some() { timed.origin } else { Origin::Clause });
    let confidence = match (worst, topic.rivals) {
        (Origin::Clause | Origin::Sentence, false) => Confidence::High,
        (Origin::Clause | Origin::Sentence, true) | (Origin::Carried, false) => Confidence::Medium,
        _ => Confidence::Low,
    };
    let sentence = found.page.span(local.first, local.last);
    let mention = Mention { span: quantity.span, surface: quantity.span.of(text).to_owned(), sentence };
    Draft { claim, mention, derivation, confidence }
}

/// The value with its sign, bound, multiplier and unit.
fn value(
    counted: Counted,
    quantity: &Quantity,
    topic: &topic::Topic,
    measured: &measure::Measured,
    sides: &Sides,
    discourse: &Discourse,
) -> Option<Value> {
    let (unit, power) = match counted {
        Counted::Money(money) => (Unit::Money(currency(money, sides.area.or(discourse.main))?), 0),
        Counted::Unit(unit, power) => (unit, power),
        Counted::Times | Counted::Fraction => (Unit::PERCENT, 2),
        Counted::Scaled | Counted::Bare => return None,
    };
    // A deficit that grew is a balance that fell.
    let turned = topic.word.sign < 0
        && (measured.signed_level
            || measured.kind == measure::Kind::Change && !matches!(unit, Unit::PERCENTAGE_POINTS));
    let negative = measured.negative ^ turned;
    let base = |v: Decimal| if counted == Counted::Times { v - Decimal::ONE } else { v };
    let signed = |v: Decimal| if negative && v.is_sign_positive() { -v } else { v };
    let index = |v: Decimal| if measured.index { v - Decimal::ONE_HUNDRED } else { v };
    let low = index(signed(base(quantity.low)));
    let stated = match (quantity.high, quantity.bound) {
        (Some(high), _) if negative => Stated::Between(signed(high), low),
        (Some(high), _) => Stated::Between(low, index(signed(base(high)))),
        (None, Some(Bound::Above)) if !measured.up_to => Stated::Above(low),
        (None, Some(Bound::Below)) if !measured.up_to => Stated::Below(low),
        (None, Some(Bound::About)) => Stated::About(low),
        _ => Stated::Exactly(low),
    };
    let mult = quantity.exponent.checked_add(power)?.checked_add(topic.power)?;
    Some(Value { stated, mult: UnitMult(mult), unit })
}

/// The currency of a word, in a country.
pub fn currency(money: Money, area: Option<Area>) -> Option<crate::model::Currency> {
    match money {
        Money::Currency(currency) => Some(currency),
        Money::Family(family) => codelist::lists().family(family, area),
    }
}

/// Whether one place lies in another.
pub fn overlaps(a: (usize, usize), b: (usize, usize)) -> bool {
    a.0 < b.1 && b.0 < a.1
}

/// The bytes of a sentence.
pub fn sentence_span(found: &Found<'_, '_>, local: &Local<'_>) -> Span {
    found.page.span(local.first, local.last)
}

#[allow(unused)]
fn unused(_: &At<IndicatorWord>, _: Expr, _: Use, _: ObsStatus, _: TimePeriod) {
    let _ = within::<()>;
}
