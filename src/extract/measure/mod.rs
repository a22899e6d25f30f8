//! How a number measures: level, share, growth or change, and with which sign.

mod after;
mod against;
mod arrival;
mod base;
mod change;
mod compared;
mod gap;
mod index;
mod jobs;
mod month;
mod noun;
mod part;
mod quarter;
mod ratio;
mod since;

use rust_decimal::Decimal;

use crate::extract::discourse::Last;
use crate::extract::mention::{At, within};
use crate::extract::quantity::{Counted, Quantity};
use crate::extract::scene::Scene;
use crate::extract::topic::Topic;
use crate::lang::{Change, ChangeKind, Link, Match, Reading};
use crate::model::{Transformation, Unit};
use crate::text::Kind as TokenKind;
use after::change_before;
use change::{as_noun, by_amount, by_before, governing, up_to};
use compared::more_than;
use gap::{fell_before, gapped, of_fall, steps_down};
use index::{is_index, is_rate_of_growth};
use jobs::{creates, heads_brackets, sector_in_brackets};
use noun::{decline, fall_amounts, of_noun};
use part::{bracketed_or_each, led_to_partner, part_of, ranked, shared};
pub use part::{definite, in_likewise};
pub use since::on_the_year;

pub use arrival::goes_to;
pub use base::transformation;
pub use ratio::of_average;
use ratio::of_whole;
pub use since::since_period;

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
    let gap = gapped(scene, topic);
    let change = gap.or_else(|| governing(scene, topic)).or_else(|| heads_brackets(scene, topic));
    let target = gap.is_none() && goes_to(scene);
    // "A slowdown in the prices of services (+2.1 %)": a sign that is written is the number's.
    let way = change.map_or_else(
        || steps_down(scene, topic) || fell_before(scene),
        |c| (c.what.direction < 0) ^ of_fall(scene, &c),
    );
    let falls = way && quantity.sign == 0 || quantity.sign < 0;
    let behind = change.is_some_and(|c| c.first >= quantity.last && as_noun(scene, &c));
    let (kind, rule) = kind(scene, counted, topic, Moved { change, target, gap: gap.is_some() });
    let near = change.filter(|c| scene.distance(c.place()) < 8);
    let index = kind == Kind::Growth && near.is_none() && is_index(scene, counted, topic)
        || kind == Kind::Growth && is_rate_of_growth(scene, topic);
    let noun = of_noun(scene).filter(|_| quantity.sign == 0 && !index);
    // "Deflation of 0.11 %": prices that fall are so called.
    let deflation = topic.word.sign < 0 && topic.word.indicator.is_price_rate() && topic.place.is_some();
    let negative = match kind {
        Kind::Growth if deflation => quantity.sign <= 0,
        Kind::Growth | Kind::Change if noun.is_some() => noun.is_some_and(|direction| direction < 0),
        // "growth slowed to 3.1 percent" is a growth of 3.1.
        // "Revised to a 0.1 % drop" arrives at a fall; so does a word that itself comes to so much, as in "同比降幅达到20.8%".
        Kind::Growth => {
            let stated = || was_by(scene, Moved { change, target, gap: gap.is_some() });
            let fallen = || target && decline(scene) || fall_amounts(scene, topic);
            !index && (falls && (!target || quantity.sign < 0 || behind || stated()) || fallen())
        }
        // "Marked down from 79,000 to 72,000": what has been revised down was a rise before and after.
        Kind::Change if rule == RECOUNTED && scene.says(Link::Revised) => {
            falls && change.is_some_and(|c| c.what.kind == ChangeKind::Noun)
        }
        // "Hiring fell from a revised 147,000", "down from 168,000 jobs a month": where jobs that came have come from, they came, too.
        Kind::Change if matches!(rule, RECOUNTED | NAMED) && (target || left_behind(scene)) => quantity.sign < 0,
        Kind::Change => falls,
        Kind::Level | Kind::Share => quantity.sign < 0,
    };
    Measured {
        kind,
        negative,
        // "60% of the deficit" is a part of it, and no balance.
        signed_level: kind == Kind::Level || kind == Kind::Share && (topic.ratio || !part_of(scene, topic)),
        index,
        up_to: up_to(scene),
        place: change.map(|c| c.place()),
        rule,
    }
}

/// The word of change that governs a number, and whether the number is what the change arrives at.
#[derive(Clone, Copy)]
struct Moved {
    change: Option<At<Change>>,
    target: bool,
    /// Whether it is the verb of the number before, which this one leaves out.
    gap: bool,
}

impl Moved {
    /// Whether the number says by how much something changed.
    fn by(self) -> bool {
        self.change.is_some() && !self.target
    }
}

/// How a number measures, by what it is counted in.
fn kind(scene: &Scene<'_>, counted: Counted, topic: &Topic, moved: Moved) -> (Kind, &'static str) {
    match counted {
        // "El riesgo país bajó a 600 puntos básicos": how far two rates lie apart is itself told in points.
        Counted::Unit(Unit::PERCENTAGE_POINTS, _) if topic.item == Some("spread") && !moved.by() => {
            (Kind::Level, "points between two rates")
        }
        Counted::Unit(Unit::PERCENTAGE_POINTS, _) => (Kind::Change, "points are a change"),
        Counted::Times => (Kind::Growth, "a multiple is a growth"),
        Counted::Unit(Unit::PERCENT, _) | Counted::Fraction => percent(scene, counted, topic, moved),
        Counted::Unit(Unit::INDEX, _) if scene.quantity().is_points() && by_amount(scene, topic, moved.change) => {
            (Kind::Change, "points by which an index changed")
        }
        Counted::Unit(Unit::INDEX, _) => (Kind::Level, "an index number"),
        _ if topic.word.measure == Some("change") => (Kind::Change, NAMED),
        _ if creates(scene, topic) => (Kind::Change, "jobs that were created"),
        _ if recounted(scene, topic) => (Kind::Change, RECOUNTED),
        _ if moved.gap && !moved.target => (Kind::Change, "by as much as the verb of the number before moved"),
        // Nobody counts less than none, and who are counted need no plus.
        Counted::Unit(Unit::PERSONS, _) if scene.quantity().sign < 0 => (Kind::Change, "fewer people than before"),
        _ if scene.quantity().sign > 0 && topic.word.indicator.code() == "employment" => {
            (Kind::Change, "so many people more than before")
        }
        _ if jobs_in_brackets(scene, topic, moved) => (Kind::Change, "jobs of a sector that came or went"),
        _ if jobs_of_sector(scene, counted, topic) => (Kind::Change, "jobs of a sector, as those before"),
        _ if by_amount(scene, topic, moved.change) => (Kind::Change, "an amount by which it changed"),
        _ if jobs_as_before(scene, topic) => (Kind::Change, "jobs, as the figure before"),
        _ => (Kind::Level, "an amount"),
    }
}

/// The rule for what is a change by its name.
const NAMED: &str = "the indicator is a change";

/// Whether "from" stands before a number, at most behind an article and a word that describes it.
fn left_behind(scene: &Scene<'_>) -> bool {
    const REACH: usize = 3;
    let lead = scene.quantity().lead;
    (lead.saturating_sub(REACH)..lead).any(|i| scene.page.link(i, Link::From))
}

/// The rule for jobs of which a text goes on to count the change.
const RECOUNTED: &str = "a change that was counted anew";

/// "Payrolls grew by 119,000. July was marked down from 79,000 to 72,000": behind jobs that were added, numbers in thousands that name
/// nothing of their own are such changes.
fn recounted(scene: &Scene<'_>, topic: &Topic) -> bool {
    let number = scene.quantity();
    let last = scene.discourse.recent(scene.local.index).filter(|l| l.word.indicator.code() == "employment");
    let thousands = number.exponent == 0 && number.low >= Decimal::ONE_THOUSAND && !number.is_percent();
    topic.place.is_none() && thousands && last.is_some_and(|l| matches!(l.measure, Transformation::Change(_)))
}

/// The number with its scale.
fn size(quantity: &Quantity) -> Decimal {
    quantity.low * Decimal::from(10_i64.pow(quantity.exponent.clamp(0, 9) as u32))
}

/// So many times as large as a change that was told just before, a number is none of its kind.
const MOST: Decimal = Decimal::from_parts(30, 0, 0, false, 0);

/// "Payrolls rose by 73,000. Consensus was 104,000": a number of jobs of much the same size as the one by which employment has
/// changed just now is such a change, too, unless something arrives at it.
fn jobs_as_before(scene: &Scene<'_>, topic: &Topic) -> bool {
    let number = scene.quantity();
    let found = scene.found.quantities;
    let before = found.partition_point(|q| q.first < number.first).checked_sub(1).map(|i| &found[i]);
    let alike = |q: &&Quantity| !q.is_percent() && !q.is_money() && size(number) <= size(q) * MOST;
    let jobs = |l: &&Last| {
        let next = scene.discourse.line - l.line <= 1;
        next && l.word.indicator.code() == "employment" && matches!(l.measure, Transformation::Change(_))
    };
    topic.word.indicator.code() == "employment"
        && before.filter(alike).is_some()
        && scene.discourse.recent(scene.local.index).filter(jobs).is_some()
        && (!goes_to(scene) || scene.says(Link::Revised))
}

/// "Employment rose in transport (67,000)": a bracket behind a sector says by how much what has come or gone there.
fn jobs_in_brackets(scene: &Scene<'_>, topic: &Topic, moved: Moved) -> bool {
    moved.change.is_some() && sector_in_brackets(scene, topic)
}

/// "Services gained 412,600, industry 65,400; agriculture (-13,500)": where a text tells how many jobs came or went, a bare
/// number beside a sector is of those.
fn jobs_of_sector(scene: &Scene<'_>, counted: Counted, topic: &Topic) -> bool {
    let moved = scene.discourse.recent_move(scene.local.index);
    let jobs = |l: &Last| matches!(l.measure, Transformation::Change(_)) && l.counted == counted;
    let found = scene.found.quantities;
    let before = found.partition_point(|q| q.first < scene.quantity().first).checked_sub(1).map(|i| &found[i]);
    // "Up by 71,000. 2.9 million young persons were unemployed" counts them all.
    let alike = before.is_none_or(|q| q.is_percent() || size(scene.quantity()) <= size(q) * MOST);
    let bare = matches!(scene.quantity().counted, Counted::Bare | Counted::Scaled)
        && topic.item.is_some()
        && !goes_to(scene)
        && alike;
    bare && matches!(topic.word.indicator.code(), "employment" | "unemployment") && moved.is_some_and(jobs)
}

/// How a percentage measures: by its words first, then as the figure before, then as the indicator's code list has it.
fn percent(scene: &Scene<'_>, counted: Counted, topic: &Topic, moved: Moved) -> (Kind, &'static str) {
    let indicator = topic.word.indicator;
    let signed = scene.quantity().sign != 0;
    if topic.ratio
        || scene.discourse.ratio == Some(scene.local.index) && !moved.by() && indicator.percent_means() != "level"
    {
        return (Kind::Share, "a ratio to GDP");
    }
    if let Some(rule) = of_whole(scene, counted, topic, moved.by()) {
        return (Kind::Share, rule);
    }
    // "The ratio of bad loans fell to 2.5 %": loans that are not paid back are told as a part of all.
    if topic.item == Some("non-performing") && !moved.by() {
        return (Kind::Share, "a part of what was lent");
    }
    if let Some(told) = bracketed_or_each(scene, counted) {
        return told;
    }
    // "Les prélèvements augmenteront de 43,6 à 43,9 %": what a state takes and spends has its old and its new part of GDP.
    let paired = scene.lists.in_pair(scene.n);
    if paired && matches!(indicator.code(), "budget_revenue" | "budget_expenditure" | "public_debt") {
        return (Kind::Share, "a pair of ratios to GDP");
    }
    if change_before(scene, topic).is_some() {
        return (Kind::Growth, "as much as the change before it");
    }
    if indicator.percent_means() == "level" {
        // "Its short-term rate at minus 0.1 %": what a bank asks for money may be less than nothing.
        // "The balance of answers was -2.9 %": so may be what a survey finds.
        let survey = indicator.code() == "confidence" && !moved.by();
        let negative = indicator.is_interest_rate() && at_before(scene) || survey;
        let grown = by_before(scene) && moved.by() || was_by(scene, moved) || more_than(scene, moved.change);
        return match grown || signed && !negative {
            true => (Kind::Growth, "a rate changed by so many percent"),
            false => (Kind::Level, "a rate in percent"),
        };
    }
    // "3.9 % of growth", "3,9 % de croissance": what is named behind "of" is itself the growth.
    let growth = |p: (usize, usize)| p.0 >= scene.quantity().last && p.0 - scene.quantity().last <= 2;
    if topic.word.measure == Some("growth") && topic.place.is_some_and(growth) {
        return (Kind::Growth, "the indicator is a growth rate");
    }
    // A part is no more than its whole.
    let part = scene.quantity().low <= Decimal::ONE_HUNDRED;
    // "222 million tonnes (+3.3 %)": no part has a sign.
    if part && (!signed || topic.word.sign != 0) && shared(scene, moved.change) && indicator.allows("share") {
        return (Kind::Share, "words of a part");
    }
    if moved.by() || signed || was_by(scene, moved) {
        return (Kind::Growth, "a word of change");
    }
    let flows = indicator.two_sided() || matches!(indicator.code(), "remittances" | "fdi" | "investment" | "tourism");
    if part && flows && indicator.allows("share") && (ranked(scene) || definite(scene) || led_to_partner(scene)) {
        return (Kind::Share, "the part of one of the partners");
    }
    if part && of_amount(scene, counted) && indicator.allows("share") {
        return (Kind::Share, "a part of the amount before it");
    }
    if scene.discourse.parts.is_some_and(|head| head < scene.discourse.line) && indicator.allows("share") {
        return (Kind::Share, "the heading says that these are shares");
    }
    match as_before(scene, counted, topic) {
        Some(kind) => (kind, "as the figure before"),
        None => bare(scene, counted, topic),
    }
}

/// Whether "at" or "to" leads to the number.
fn at_before(scene: &Scene<'_>) -> bool {
    let Quantity { lead, first, .. } = *scene.quantity();
    (lead.saturating_sub(1)..first).any(|i| scene.page.one_of(i, &[Link::At, Link::To]))
}

/// "4.5 billion, of which a quarter went into hotels", "2.4 million, or 26 percent": whether "of which" leads from an amount to the percentage.
fn of_amount(scene: &Scene<'_>, counted: Counted) -> bool {
    let amount = |l: &&Last| l.measure == Transformation::Level && l.counted != counted;
    let (told, previous) = (scene.told().filter(amount), scene.previous());
    let lead = |q: &Quantity| {
        let own = scene.quantity().lead;
        let or = own > q.last && own - q.last <= 2 && scene.page.link(own - 1, Link::Or);
        or || (q.last..own).any(|i| scene.page.link(i, Link::PartOfRun))
    };
    told.is_some() && previous.is_some_and(lead)
}

/// "Chez les jeunes, la hausse est de 6,1 %": whether a rise or a fall is itself what the number states.
fn was_by(scene: &Scene<'_>, moved: Moved) -> bool {
    let Some(noun) = moved.change.filter(|c| c.what.kind == ChangeKind::Noun && c.what.direction != 0) else {
        return false;
    };
    let lead = scene.quantity().lead;
    let verb = |i: usize| {
        let state =
            |m: &Match| matches!(m.reading, Reading::Change(c) if c.direction == 0 && c.kind == ChangeKind::Verb);
        scene.page.any(i, Reading::CHANGE, state)
    };
    let state = |i: usize| verb(i) || scene.page.one_of(i, &[Link::Of, Link::By, Link::The]);
    // "跌幅为5.4%": the word for "was" may be among those that lead the number.
    let within = noun.last == lead && (lead..scene.quantity().first).any(verb);
    let way = noun.last..lead.max(noun.last);
    (noun.last < lead || within) && way.len() <= 3 && way.into_iter().all(state)
}

/// A percentage without words of its own measures as the one before did.
fn as_before(scene: &Scene<'_>, counted: Counted, topic: &Topic) -> Option<Kind> {
    let alike = |l: &&Last| l.counted == counted;
    let same = |l: &&Last| l.sentence == scene.local.index && l.word.indicator == topic.word.indicator;
    let last = scene.discourse.last.as_ref().filter(alike);
    // "The share of Russia in exports is 12.8 %, in imports 18.3 %".
    let also = |l: &&Last| l.sentence == scene.local.index && in_likewise(scene, topic);
    // "The share of services is 52.3 %, of industry – 17.1 %, of farming – 9.4 %": so is one that a dash leads to in a list of shares.
    let listed = |l: &&Last| l.sentence == scene.local.index && in_list(scene);
    if last.filter(|l| same(l) || also(l) || listed(l)).is_some_and(|l| l.measure == Transformation::Share) {
        return Some(Kind::Share);
    }
    let spoken = scene.discourse.recent(scene.local.index).filter(|_| topic.place.is_none());
    // "Remittances made up 48 % of GDP, that is 5.7 billion. In Kyrgyzstan it was 26 %": so is one behind an amount that said the same.
    let first = scene.discourse.first_told.as_ref().filter(|l| spoken.is_some_and(|s| s.sentence == l.sentence));
    let again = |l: &&Last| l.sentence < scene.local.index && l.word.indicator == topic.word.indicator && alike(l);
    let amount = spoken.is_some_and(|s| s.measure == Transformation::Level && !alike(&s));
    if amount && first.filter(again).is_some_and(|l| l.measure == Transformation::Share) {
        return Some(Kind::Share);
    }
    match spoken.filter(alike)?.measure {
        // "Debt is 53 % of GDP. Prices? 3.6 % in August": what another indicator is a part of, this one is not.
        Transformation::Share if spoken?.word.indicator == topic.word.indicator => Some(Kind::Share),
        Transformation::Growth(_) => Some(Kind::Growth),
        _ => None,
    }
}

/// Whether a dash leads to a number from its label, with no word of change behind the number before.
fn in_list(scene: &Scene<'_>) -> bool {
    let (page, lead) = (scene.page, scene.quantity().lead);
    let dash = lead.checked_sub(1).is_some_and(|i| page.tokens[i].kind == TokenKind::Dash && page.tokens[i].spaced);
    let from = scene.previous().map_or(scene.local.first, |q| q.last);
    dash && page.is(from, b',') && within(scene.changes(), from, lead).iter().all(|c| c.what.direction == 0)
}

/// What a bare percentage of an indicator is.
fn bare(scene: &Scene<'_>, counted: Counted, topic: &Topic) -> (Kind, &'static str) {
    match (topic.word.measure, topic.word.indicator.percent_means()) {
        (Some("growth"), _) => (Kind::Growth, "the indicator is a growth rate"),
        (Some("level"), _) => (Kind::Level, "the indicator is a rate"),
        // "Desempleo, 7,4 %; empleo, 59,9 %": so many percent are a rate, and no growth of those who work.
        _ if topic.word.indicator.code() == "employment" && scene.quantity().low >= Decimal::from(25) => {
            (Kind::Level, "a rate of those who work")
        }
        (_, "share") => (Kind::Share, "a bare percentage of this indicator is a share"),
        _ if counted == Counted::Fraction && scene.page.link(scene.quantity().last, Link::Of) => {
            (Kind::Share, "a fraction of a whole")
        }
        _ => (Kind::Growth, "a bare percentage of this indicator is its growth"),
    }
}
