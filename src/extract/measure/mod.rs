//! How a number measures: level, share, growth or change, and with which sign.

use crate::extract::mention::At;
use crate::extract::quantity::{Counted, Quantity};
use crate::extract::scene::Scene;
use crate::extract::topic::Topic;
use crate::lang::{Change, ChangeKind, Link};
use crate::model::Transformation;
pub use base::transformation;
use rust_decimal::Decimal;
mod base;
mod change;

use change::{by_amount, by_before, goes_to, governing, up_to};

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
pub fn find(scene: &Scene<'_>, counted: Counted, topic: &Topic) -> Measured {
    let quantity = scene.quantity();
    let change = governing(scene, topic);
    let up_to = up_to(scene);
    let target = goes_to(scene);
    let falls = change.is_some_and(|c| c.what.direction < 0) || quantity.sign < 0;
    let (kind, rule) = kind(scene, counted, topic, change, target);
    let near = change.filter(|c| scene.distance(c.place()) < 8);
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
        place: change.map(|c| c.place()),
        rule,
    }
}

/// "growth slowed to 3.1 percent" is a growth of 3.1; "fell to -0.3%" keeps its own sign.
fn is_rate_growth_change(_topic: &Topic, _change: Option<At<Change>>) -> bool {
    false
}

fn kind(
    scene: &Scene<'_>,
    counted: Counted,
    topic: &Topic,
    change: Option<At<Change>>,
    target: bool,
) -> (Kind, &'static str) {
    let _quantity = scene.quantity();
    let _indicator = topic.word.indicator;
    match counted {
        Counted::Unit(crate::model::Unit::PERCENTAGE_POINTS, _) => (Kind::Change, "points are a change"),
        Counted::Times => (Kind::Growth, "a multiple is a growth"),
        Counted::Unit(crate::model::Unit::PERCENT, _) | Counted::Fraction => {
            percent(scene, counted, topic, change, target)
        }
        Counted::Unit(crate::model::Unit::INDEX, _) => (Kind::Level, "an index number"),
        _ => {
            let by = by_amount(scene, change);
            if by { (Kind::Change, "an amount by which it changed") } else { (Kind::Level, "an amount") }
        }
    }
}

fn percent(
    scene: &Scene<'_>,
    counted: Counted,
    topic: &Topic,
    change: Option<At<Change>>,
    target: bool,
) -> (Kind, &'static str) {
    let quantity = scene.quantity();
    let indicator = topic.word.indicator;
    if topic.ratio || scene.discourse.ratio == Some(scene.local.index) && change.is_none() {
        return (Kind::Share, "a ratio to GDP");
    }
    if topic.word.measure == Some("share") && !(change.is_some() && !target) {
        return (Kind::Share, "the indicator is a share");
    }
    let moved = change.is_some() && !target;
    if indicator.percent_means() == "level" {
        let by = by_before(scene) && moved || quantity.sign != 0;
        return if by {
            (Kind::Growth, "a rate changed by so many percent")
        } else {
            (Kind::Level, "a rate in percent")
        };
    }
    if shared(scene, change) && indicator.allows("share") {
        return (Kind::Share, "words of a part");
    }
    if moved || quantity.sign != 0 {
        return (Kind::Growth, "a word of change");
    }
    if !moved
        && let Some(last) = scene.discourse.last.as_ref().filter(|l| l.sentence == scene.local.index)
        && last.counted == counted
        && last.word.indicator == indicator
        && last.measure == Transformation::Share
    {
        return (Kind::Share, "as the figure before");
    }
    if topic.place.is_none()
        && let Some(last) = scene.discourse.recent(scene.local.index)
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
        _ if counted == Counted::Fraction && scene.page.link(quantity.last, Link::Of) => {
            (Kind::Share, "a fraction of a whole")
        }
        _ => (Kind::Growth, "a bare percentage of this indicator is its growth"),
    }
}

/// Words of a part near a percentage: "85% of the total", "a share of 41.4%", "accounted for".
fn shared(scene: &Scene<'_>, change: Option<At<Change>>) -> bool {
    let quantity = scene.quantity();
    let of = scene.page.link(quantity.last, Link::Of) && !of_period(scene, quantity.last + 1);
    let words = scene.links().iter().any(|m| {
        let consists = scene.page.link(m.last - 1, Link::Up) && scene.page.link(m.last, Link::Of);
        m.what == Link::Share && !consists && {
            let behind = m.first >= quantity.last;
            let reach = if behind { 3 } else { 14 };
            let between = scene.local.quantities.iter().any(|q| {
                q.first >= m.last && q.last <= quantity.first || q.first >= quantity.last && q.last <= m.first
            });
            let near = scene.distance(m.place()) < reach && !(between && behind);
            let closer = change.is_some_and(|c| {
                scene.distance(c.place()) < scene.distance(m.place()) && c.what.kind != ChangeKind::Verb
            });
            near && !closer
        }
    });
    of || words
}

fn of_period(scene: &Scene<'_>, at: usize) -> bool {
    scene.page.dated(at) || scene.page.dated(at + 1)
}

/// "103.1%" after "index", or beside growth rates: an index of the corresponding period of the year before.
fn is_index(quantity: &Quantity, counted: Counted, topic: &Topic, change: Option<At<Change>>, _target: bool) -> bool {
    let near = quantity.low >= Decimal::from(90) && quantity.low <= Decimal::from(120) && quantity.low.scale() > 0;
    let unit = matches!(counted, Counted::Unit(crate::model::Unit::PERCENT, _));
    let flow = topic.word.indicator.percent_means() == "growth" && topic.word.indicator.code() != "inflation";
    near && unit && flow && change.is_none() && quantity.sign == 0
}
