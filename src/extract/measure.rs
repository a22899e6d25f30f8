//! How a number measures: level, share, growth or change, and with which sign.

use rust_decimal::Decimal;

use super::assemble::{Found, Local};
use super::context::Discourse;
use super::mention::{At, within};
use super::period::{Expr, Use};
use super::quantity::{Counted, Quantity};
use super::topic::Topic;
use super::when::Timed;
use crate::lang::{Bound, Change, ChangeKind, Link, Reading};
use crate::model::{Base, IndicatorKind, Month, ObsStatus, Since, TimePeriod, Transformation};

/// How a number measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The amount.
    Level,
    /// A part.
    Share,
    /// A relative change.
    Growth,
    /// An absolute change.
    Change,
}

/// What was found of it.
#[derive(Debug, Clone)]
pub struct Measured {
    /// Level, share, growth or change.
    pub kind: Kind,
    /// Whether the value is negative: a decrease.
    pub negative: bool,
    /// Whether the sign of a balance word (deficit) holds for the value.
    pub signed_level: bool,
    /// Whether it is an index of the year before, so that growth is what it exceeds a hundred by.
    pub index: bool,
    /// Whether "up to" before it means "up, to" and is no bound.
    pub up_to: bool,
    /// The word of change.
    pub place: Option<(usize, usize)>,
    /// The rule that decided.
    pub rule: &'static str,
}

/// Finds how the quantity measures its indicator.
pub fn find(
    found: &Found<'_, '_>,
    local: &Local<'_>,
    n: usize,
    counted: Counted,
    topic: &Topic,
    discourse: &Discourse,
) -> Measured {
    let quantity = &local.quantities[n];
    let change = governing(found, local, n, topic);
    let up_to = up_to(found, local, quantity, n);
    let target = goes_to(found, quantity);
    let falls = change.is_some_and(|c| c.what.direction < 0) || quantity.sign < 0;
    let (kind, rule) = kind(found, local, n, counted, topic, change, target, discourse);
    let near = change.filter(|c| found.distance((c.first, c.last), (quantity.lead, quantity.last)) < 8);
    let index = kind == Kind::Growth && is_index(quantity, counted, topic, near, target);
    let signed = match kind {
        Kind::Growth => falls && !(target && !is_rate_growth_change(topic, change)) && !index,
        Kind::Change => falls,
        Kind::Level | Kind::Share => quantity.sign < 0,
    };
    Measured {
        kind,
        negative: signed,
        signed_level: matches!(kind, Kind::Level | Kind::Share),
        index,
        up_to,
        place: change.map(|c| (c.first, c.last)),
        rule,
    }
}

/// "growth slowed to 3.1 percent" is a growth of 3.1; "fell to -0.3%" keeps its own sign.
fn is_rate_growth_change(_topic: &Topic, _change: Option<At<Change>>) -> bool {
    false
}

#[allow(clippy::too_many_arguments)]
fn kind(
    found: &Found<'_, '_>,
    local: &Local<'_>,
    n: usize,
    counted: Counted,
    topic: &Topic,
    change: Option<At<Change>>,
    target: bool,
    discourse: &Discourse,
) -> (Kind, &'static str) {
    let quantity = &local.quantities[n];
    let _indicator = topic.word.indicator;
    match counted {
        Counted::Unit(crate::model::Unit::PERCENTAGE_POINTS, _) => (Kind::Change, "points are a change"),
        Counted::Times => (Kind::Growth, "a multiple is a growth"),
        Counted::Unit(crate::model::Unit::PERCENT, _) | Counted::Fraction => {
            percent(found, local, quantity, counted, topic, change, target, discourse)
        }
        Counted::Unit(crate::model::Unit::INDEX, _) => (Kind::Level, "an index number"),
        _ => {
            let by = by_amount(found, local, n, change, discourse);
            if by { (Kind::Change, "an amount by which it changed") } else { (Kind::Level, "an amount") }
        }
    }
}

#[allow(clippy::too_many_arguments)]
fn percent(
    found: &Found<'_, '_>,
    local: &Local<'_>,
    quantity: &Quantity,
    counted: Counted,
    topic: &Topic,
    change: Option<At<Change>>,
    target: bool,
    discourse: &Discourse,
) -> (Kind, &'static str) {
    let indicator = topic.word.indicator;
    if topic.ratio || discourse.ratio == Some(local.index) && change.is_none() {
        return (Kind::Share, "a ratio to GDP");
    }
    if topic.word.measure == Some("share") && !(change.is_some() && !target) {
        return (Kind::Share, "the indicator is a share");
    }
    let moved = change.is_some() && !target;
    if indicator.percent_means() == "level" {
        let by = by_before(found, quantity) && moved || quantity.sign != 0;
        return if by {
            (Kind::Growth, "a rate changed by so many percent")
        } else {
            (Kind::Level, "a rate in percent")
        };
    }
    if shared(found, local, quantity, change) && indicator.allows("share") {
        return (Kind::Share, "words of a part");
    }
    if moved || quantity.sign != 0 {
        return (Kind::Growth, "a word of change");
    }
    if !moved
        && let Some(last) = discourse.last.as_ref().filter(|l| l.sentence == local.index)
        && last.counted == counted
        && last.word.indicator == indicator
        && last.measure == Transformation::Share
    {
        return (Kind::Share, "as the figure before");
    }
    if topic.place.is_none()
        && let Some(last) = discourse.recent(local.index)
        && last.counted == counted
    {
        match last.measure {
            Transformation::Share => return (Kind::Share, "as the figure before"),
            Transformation::Growth(_) => return (Kind::Growth, "as the figure before"),
            _ => {}
        }
    }
    match (topic.word.measure, indicator.percent_means()) {
        (Some("growth"), _) => (Kind::Growth, "the indicator is a growth rate"),
        (Some("level"), _) => (Kind::Level, "the indicator is a rate"),
        (_, "share") => (Kind::Share, "a bare percentage of this indicator is a share"),
        (_, "level") => (Kind::Level, "a bare percentage of this indicator is its level"),
        _ if counted == Counted::Fraction && found.page.link(quantity.last, Link::Of) => {
            (Kind::Share, "a fraction of a whole")
        }
        _ => (Kind::Growth, "a bare percentage of this indicator is its growth"),
    }
}

/// Words of a part near a percentage: "85% of the total", "a share of 41.4%", "accounted for".
fn shared(found: &Found<'_, '_>, local: &Local<'_>, quantity: &Quantity, change: Option<At<Change>>) -> bool {
    let of = found.page.link(quantity.last, Link::Of) && !of_period(found, quantity.last + 1);
    let words = within(&found.mentions.links, local.first, local.last).iter().any(|m| {
        let consists = found.page.is_word(m.last - 1, "up") && found.page.link(m.last, Link::Of);
        m.what == Link::Share && !consists && {
            let behind = m.first >= quantity.last;
            let reach = if behind { 3 } else { 14 };
            let between = local.quantities.iter().any(|q| {
                q.first >= m.last && q.last <= quantity.first || q.first >= quantity.last && q.last <= m.first
            });
            let near =
                found.distance((m.first, m.last), (quantity.lead, quantity.last)) < reach && !(between && behind);
            let closer = change.is_some_and(|c| {
                found.distance((c.first, c.last), (quantity.lead, quantity.last))
                    < found.distance((m.first, m.last), (quantity.lead, quantity.last))
                    && c.what.kind != ChangeKind::Verb
            });
            near && !closer
        }
    });
    of || words
}

fn of_period(found: &Found<'_, '_>, at: usize) -> bool {
    found.page.dated(at) || found.page.dated(at + 1)
}

/// The word of change that governs a quantity: directly before or behind it, else the verb of its clause.
fn governing(found: &Found<'_, '_>, local: &Local<'_>, n: usize, topic: &Topic) -> Option<At<Change>> {
    let _quantity = &local.quantities[n];
    let changes = within(&found.mentions.changes, local.first, local.last);
    let mut best: Option<(u32, At<Change>)> = None;
    for change in changes.iter().filter(|c| c.what.direction != 0) {
        let Some(cost) = change_cost(found, local, n, change, topic) else { continue };
        if best.is_none_or(|(b, _)| cost < b) {
            best = Some((cost, *change));
        }
    }
    best.filter(|(cost, _)| *cost < 26).map(|(_, change)| change)
}

fn change_cost(found: &Found<'_, '_>, local: &Local<'_>, n: usize, change: &At<Change>, topic: &Topic) -> Option<u32> {
    let quantity = &local.quantities[n];
    let hedged = change.first >= quantity.lead && change.last <= quantity.first;
    if overlaps_hedge(found, change, quantity) && !hedged {
        return None;
    }
    let distance = found.distance((change.first, change.last), (quantity.lead, quantity.last));
    if change.last <= quantity.first {
        // "more than", "up to" before a number are bounds; "up to" may still be "up, to".
        if hedged && bound_word(found, change, quantity) {
            return None;
        }
        // A level word between ("the decline was") keeps the noun; another indicator between does not.
        let other = topic.place.is_some_and(|p| p.0 >= change.last && p.1 <= quantity.first)
            && !governs_object(found, change, topic)
            && !by_before(found, quantity);
        let taken =
            local.quantities[..n].iter().any(|q| q.first >= change.last) && change.what.kind == ChangeKind::Adverb;
        return (!other && !taken).then_some(distance + if change.what.kind == ChangeKind::Noun { 1 } else { 0 });
    }
    let comma = found.page.word(quantity.last) == ",";
    let direct = change.first - quantity.last <= 1 && !comma
        || change.first - quantity.last <= 3
            && (quantity.last..change.first).all(|at| {
                found.page.at(at).iter().any(|m| {
                    matches!(m.reading, Reading::Basis { .. } | Reading::Link(Link::In | Link::The | Link::Per))
                })
            });
    // "17.2% or $870.1m lower": the word serves both.
    let shared = local.quantities.get(n + 1).is_some_and(|q| {
        q.last == change.first && q.first - quantity.last <= 2 && found.page.link(quantity.last, Link::Or)
    });
    let behind = shared
        || matches!(change.what.kind, ChangeKind::Adverb | ChangeKind::Noun)
            && direct
            && !opens_next(found, local, n, change);
    behind.then_some(distance)
}

/// "boosted exports by 14%": the verb governs the indicator between it and the number.
fn governs_object(found: &Found<'_, '_>, change: &At<Change>, topic: &Topic) -> bool {
    topic.place.is_some_and(|p| {
        let between = found.distance((change.first, change.last), p);
        (change.what.kind == ChangeKind::Verb && between <= 2)
            || (change.what.kind == ChangeKind::Noun && between <= 4)
            || change.what.kind == ChangeKind::Adverb && between <= 1
    })
}

/// Whether a word behind a number rather belongs to the next number: "$5 bn, up 3%".
fn opens_next(found: &Found<'_, '_>, local: &Local<'_>, n: usize, change: &At<Change>) -> bool {
    // "(more than 15.4 billion)": the word is the next number's bound.
    if local
        .quantities
        .get(n + 1)
        .is_some_and(|q| q.lead <= change.first && change.first < q.first && q.bound.is_some())
    {
        return true;
    }
    let comma = found.page.word(local.quantities[n].last) == ",";
    let next = local
        .quantities
        .get(n + 1)
        .is_some_and(|q| q.lead >= change.first && q.lead <= change.last + 1 && q.first - change.first <= 3);
    comma && next || next && change.what.kind == ChangeKind::Adverb && !found.page.link(change.last, Link::Than)
}

fn overlaps_hedge(found: &Found<'_, '_>, change: &At<Change>, quantity: &Quantity) -> bool {
    found
        .page
        .at(change.first)
        .iter()
        .any(|m| matches!(m.reading, Reading::Hedge { .. }) && m.last >= change.last && m.last <= quantity.first)
        && change.last > quantity.lead
}

/// Whether a word of change before a number is part of its bound: "more than", "less than", "up to".
fn bound_word(found: &Found<'_, '_>, change: &At<Change>, quantity: &Quantity) -> bool {
    found.page.at(change.first).iter().any(|m| {
        matches!(m.reading, Reading::Hedge { bound, .. } if bound != Bound::Exact)
            && m.last > change.last
            && m.last <= quantity.first
    })
}

/// "grew by 7.7% - up to USD 63.2 bn": after a growth, "up to" an amount says where it arrived.
fn up_to(found: &Found<'_, '_>, local: &Local<'_>, quantity: &Quantity, n: usize) -> bool {
    let written = quantity.first >= 2
        && found.page.is_word(quantity.first - 2, "up")
        && found.page.is_word(quantity.first - 1, "to");
    written && quantity.is_money() && n > 0 && local.quantities[n - 1].is_percent()
}

/// Whether the number is what a change arrives at: "to", "at" before it.
fn goes_to(found: &Found<'_, '_>, quantity: &Quantity) -> bool {
    let before = |back: usize| quantity.lead.checked_sub(back).filter(|_| back > 0);
    let to = |at: usize| {
        (found.page.is_word(at, "to")
            || found.page.is_word(at, "at")
            || found.page.is_word(at, "from")
            || found.page.is_word(at, "reach")
            || found.page.is_word(at, "reached"))
            && at < quantity.first
    };
    let lead_to =
        (quantity.lead..quantity.first).any(|at| found.page.is_word(at, "to") || found.page.is_word(at, "at"));
    let up_to = quantity.lead.checked_sub(1).is_some_and(|i| found.page.is_word(i, "up")) && lead_to;
    (before(1).is_some_and(to) || lead_to || before(2).is_some_and(|at| to(at) && found.page.link(at + 1, Link::The)))
        && !up_to_hedge(found, quantity)
        || up_to
}

fn up_to_hedge(found: &Found<'_, '_>, quantity: &Quantity) -> bool {
    quantity.bound == Some(Bound::Below)
        && quantity.first >= 2
        && found.page.is_word(quantity.first - 2, "up")
        && found.page.is_word(quantity.first - 1, "to")
}

fn by_before(found: &Found<'_, '_>, quantity: &Quantity) -> bool {
    (quantity.lead.saturating_sub(1)..quantity.first).any(|at| found.page.is_word(at, "by"))
}

/// Whether an amount is one by which something changed: "by $12bn", "shed $7 bln", "$12bn more", "an increase of $12bn".
fn by_amount(
    found: &Found<'_, '_>,
    local: &Local<'_>,
    n: usize,
    change: Option<At<Change>>,
    discourse: &Discourse,
) -> bool {
    let quantity = &local.quantities[n];
    let growth = n > 0
        && local.quantities[n - 1].is_percent()
        && discourse
            .last
            .as_ref()
            .is_some_and(|l| l.sentence == local.index && matches!(l.measure, Transformation::Growth(_)));
    let bracketed = found.page.word(quantity.lead.saturating_sub(1)) == "("
        && n > 0
        && quantity.lead - local.quantities[n - 1].last <= 1;
    let Some(change) = change else { return quantity.sign != 0 || growth && (by_before(found, quantity) || bracketed) };
    if growth && bracketed {
        return true;
    }
    if goes_to(found, quantity) {
        return false;
    }
    if change.first >= quantity.last {
        return true;
    }
    let by = by_before(found, quantity);
    let direct = change.last == quantity.lead || change.last >= quantity.lead && change.last <= quantity.first;
    let of = change.what.kind == ChangeKind::Noun
        && quantity.lead.checked_sub(1).is_some_and(|i| found.page.link(i, Link::Of));
    let level_between =
        within(&found.mentions.changes, change.last, quantity.first).iter().any(|c| c.what.direction == 0);
    (by || direct || of) && !level_between
}

/// "103.1%" after "index", or beside growth rates: an index of the corresponding period of the year before.
fn is_index(quantity: &Quantity, counted: Counted, topic: &Topic, change: Option<At<Change>>, _target: bool) -> bool {
    let near = quantity.low >= Decimal::from(90) && quantity.low <= Decimal::from(120) && quantity.low.scale() > 0;
    let unit = matches!(counted, Counted::Unit(crate::model::Unit::PERCENT, _));
    let flow = topic.word.indicator.percent_means() == "growth" && topic.word.indicator.code() != "inflation";
    near && unit && flow && change.is_none() && quantity.sign == 0
}

/// The measure with its base.
pub fn transformation(
    found: &Found<'_, '_>,
    local: &Local<'_>,
    quantity: &Quantity,
    measured: &Measured,
    timed: &Timed,
    topic: &Topic,
    status: ObsStatus,
    discourse: &Discourse,
) -> Transformation {
    match measured.kind {
        Kind::Level => Transformation::Level,
        Kind::Share => Transformation::Share,
        Kind::Growth => Transformation::Growth(base(found, local, quantity, timed, topic, true, status, discourse)),
        Kind::Change => Transformation::Change(base(found, local, quantity, timed, topic, false, status, discourse)),
    }
}

fn base(
    found: &Found<'_, '_>,
    local: &Local<'_>,
    quantity: &Quantity,
    timed: &Timed,
    topic: &Topic,
    growth: bool,
    status: ObsStatus,
    discourse: &Discourse,
) -> Base {
    let rate = topic.word.indicator.code() == "policy_rate";
    if rate {
        return Base::PreviousPeriod;
    }
    if let Some(base) = since(found, local, quantity, timed).or_else(|| from_to(found, local, timed)) {
        return base;
    }
    let nearest = within(&found.mentions.bases, local.first, local.last)
        .iter()
        .map(|b| (found.distance((b.first, b.last), (quantity.lead, quantity.last)), b.what))
        .filter(|(d, _)| *d < 30)
        .min_by_key(|(d, _)| *d);
    let again = discourse
        .recent(local.index)
        .filter(|l| l.word.indicator == topic.word.indicator || l.word.indicator.kind() == topic.word.indicator.kind());
    let monthly = timed.period.is_some_and(|p| matches!(p.length(), Some(1 | 3)))
        && matches!(again.and_then(|l| l.measure.base()), Some(Base::PreviousPeriod))
        && growth;
    match nearest {
        None if monthly && timed.compared.is_none() => return Base::PreviousPeriod,
        Some((_, true)) => return Base::YearAgo,
        Some((_, false)) => return Base::PreviousPeriod,
        None => {}
    }
    if timed.step {
        return Base::PreviousPeriod;
    }
    if let Some(base) = compared(timed) {
        return base;
    }
    let stock = topic.word.indicator.kind() == IndicatorKind::Stock;
    let short = timed.period.is_some_and(|p| p.length().is_none_or(|n| n <= 3));
    match (growth, status) {
        // What a stock gained in a month or a week it gained on the month or week before.
        (_, ObsStatus::Actual | ObsStatus::Estimate) if stock && short => Base::PreviousPeriod,
        (true, _) => Base::YearAgo,
        (false, ObsStatus::Forecast | ObsStatus::Target) => Base::Unstated,
        (false, _) if quantity.is_points() => Base::PreviousPeriod,
        (false, _) => Base::YearAgo,
    }
}

/// The base that a comparison names: a year before, the period before, or further back.
fn compared(timed: &Timed) -> Option<Base> {
    let (period, other) = timed.period.zip(timed.compared)?;
    if period.plus_years(-1) == other || other.plus_years(1) == period {
        return Some(Base::YearAgo);
    }
    if period.previous() == Some(other) {
        return Some(Base::PreviousPeriod);
    }
    let earlier = other.last_day() < period.first_day();
    match other {
        TimePeriod::Months { count: 12, first } if earlier && period.length() == Some(12) => {
            Some(Base::Since(Since::Year(first.year())))
        }
        TimePeriod::Months { count: 1, first } if earlier => Some(Base::Since(Since::Month(first))),
        TimePeriod::Months { first, .. } if earlier => {
            let years = chrono::Datelike::year(&period.last_day()) - chrono::Datelike::year(&other.last_day());
            Some(if years == 1 { Base::YearAgo } else { Base::Since(Since::Year(first.year())) })
        }
        _ => None,
    }
}

/// "from $44.5 billion in 2015 to $83.3 billion in 2022, i.e. 87%": growth over more than a year, since the first.
fn from_to(found: &Found<'_, '_>, local: &Local<'_>, timed: &Timed) -> Option<Base> {
    let period = timed.period?;
    let from =
        local.quantities.iter().find(|q| q.lead.checked_sub(1).is_some_and(|i| found.page.is_word(i, "from")))?;
    let start = local.periods.iter().find(|p| p.first >= from.last && p.first - from.last <= 2)?;
    let TimePeriod::Months { first, count: 12 } = timed.anchor.resolve(start.expr)? else { return None };
    let years = chrono::Datelike::year(&period.last_day()) - first.year();
    (years > 1).then_some(Base::Since(Since::Year(first.year())))
}

fn since(found: &Found<'_, '_>, local: &Local<'_>, quantity: &Quantity, timed: &Timed) -> Option<Base> {
    let since = local
        .periods
        .iter()
        .filter(|p| p.used == Use::Since)
        .min_by_key(|p| found.distance((p.first, p.last), (quantity.lead, quantity.last)))?;
    if found.distance((since.first, since.last), (quantity.lead, quantity.last)) > 25 {
        return None;
    }
    // "the best since 2019" ranks the value and gives no base.
    let ranked = (1..=6).any(|back| {
        since.first.checked_sub(back).is_some_and(|i| i >= quantity.last && found.page.link(i, Link::Superlative))
    });
    if ranked {
        return None;
    }
    let base = match since.expr {
        Expr::Fixed(period) => period,
        Expr::Months { .. } | Expr::End(_) => timed.anchor.resolve(since.expr)?,
        _ => return None,
    };
    Some(match base {
        TimePeriod::Months { first, count: 12 } => Base::Since(Since::Year(first.year())),
        TimePeriod::Months { first, .. } => Base::Since(Since::Month(first)),
        TimePeriod::Day(day) => Base::Since(Since::Month(Month::of(day))),
    })
}
