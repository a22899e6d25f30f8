//! Assembly: mentions joined round one number. For each quantity of a sentence the rules look for what it measures,
//! of whom, when, how and by whose word, nearest first, and carry over from the context what the sentence leaves out.

use rust_decimal::Decimal;

use super::brackets::{bracketed, past_bracket};
use super::discourse::{Discourse, Last};
use super::measure::{self, Measured};
use super::quantity::{Counted, Quantity};
use super::scaled::{by_the_day, scaled, spent};
use super::scene::{Found, Local, Origin, Scene};
use super::sides::{self, Sides};
use super::topic::{self, Topic};
use super::trail::Trail;
use super::when::{self, Timed};
use super::{cell, speaker, table};
use crate::lang::{Bound, Link, Match, Money, NumberKind, Reading, Strength};
use crate::model::{
    Area, Claim, Confidence, Currency, Indicator, Mention, ObsStatus, PeriodOrigin, Quantity as Value, Span, Stated,
    Transformation, Unit, UnitMult, codelist,
};
use crate::text::Kind;

/// One number with all that is said of it, before repeats are joined.
#[derive(Debug, Clone)]
pub struct Draft {
    /// What is said.
    pub claim: Claim,
    /// Where.
    pub mention: Mention,
    /// How each dimension was found.
    pub trail: Trail,
    /// How sure that is.
    pub confidence: Confidence,
}

/// What is said of one number, before it is put together.
#[derive(Debug, Clone)]
pub struct Parts {
    /// What it is counted in.
    pub counted: Counted,
    /// What it measures.
    pub topic: Topic,
    /// How.
    pub measured: Measured,
    /// The measure with its base.
    pub transformation: Transformation,
    /// Of whom.
    pub sides: Sides,
    /// When.
    pub timed: Timed,
    /// Whether it has happened.
    pub status: ObsStatus,
}

/// Every figure of a page, in text order.
pub fn drafts(found: &Found<'_, '_>) -> Vec<Draft> {
    let mut drafts = Vec::with_capacity(found.quantities.len());
    let mut discourse = Discourse::new(found);
    for index in 0..found.page.sentences.len() {
        let local = found.local(index);
        discourse.enter(found, &local);
        if !local.quantities.is_empty() {
            sentence(found, &local, &mut discourse, &mut drafts);
        }
        discourse.leave(found, &local);
    }
    drafts
}

/// The figures of a sentence, number by number: each may take up what the one before it said.
fn sentence(found: &Found<'_, '_>, local: &Local<'_>, discourse: &mut Discourse, drafts: &mut Vec<Draft>) {
    let lists = topic::lists(found, local);
    let mut outer = None;
    for n in 0..local.quantities.len() {
        outer = past_bracket(found, local, n, (outer, discourse));
        let scene = Scene { found, page: found.page, mentions: found.mentions, local, n, discourse, lists: &lists };
        if let Some(cell) = table::cell(found, local, n) {
            drafts.extend(cell::read(&scene, cell).and_then(|parts| tabular(&scene, &parts)));
        } else if topic::not_a_figure(&scene) {
            // How often something has happened is said of what is.
            let counts = scene.quantity().counted == Counted::Times;
            discourse.rejected = Some(scene.quantity().last).filter(|_| !counts).or(discourse.rejected);
        } else if let Some(parts) = parts(&scene)
            && let Some(claim) = claim(&scene, &parts, speaker::of_figure(&scene, &parts))
        {
            let added = drafts.len();
            add(&scene, claim, &parts, drafts);
            let claim = &drafts[added].claim;
            let (bracketed, first) = (bracketed(&scene), scene.quantity().first);
            discourse.said.push((first, claim.period, claim.status));
            if lists.is_new(n) {
                discourse.note_pair();
            }
            discourse.take(claim, &parts, local.index, bracketed);
        }
    }
}

/// What a sentence says of a number; `None` when it is no figure.
fn parts(scene: &Scene<'_>) -> Option<Parts> {
    let (counted, power) = units(scene)?;
    let mut topic = topic::find(scene, counted)?;
    topic.power = power;
    let counted = by_the_day(scene, scaled(scene, counted, &topic)?);
    topic.item = topic::of_place(scene, &topic)
        .or_else(|| spent(counted, &topic))
        .or(topic.item)
        .or_else(|| topic::on_market(scene, &topic))
        .or_else(|| topic::of_region(scene, &topic));
    let measured = measure::find(scene, counted, &topic);
    topic.item = topic.item.or_else(|| part_told(scene, &topic, &measured));
    let sides = sides::find(scene, &topic);
    // A number of which neither the area is known nor its sentence names an indicator outright is no economy's.
    let named = topic.place.is_some() && topic.word.strength == Strength::Strong;
    let indicator = |l: &Last| l.word.indicator == topic.word.indicator;
    let named = named
        || economy_grows(scene, &topic, &measured)
        || scene.discourse.recent(scene.local.index).is_some_and(indicator);
    if sides.area.is_none() && !named && sides.rule != sides::WORLD_PRICE
        || too_small(scene, counted, &topic)
        || topic::too_dear(scene, counted, &topic)
        || topic::priced_by_unit(scene, topic.word.indicator)
        || of_others(scene, &topic, &measured)
        || footnote(scene, &topic)
        || counted == Counted::Times && topic::beside_another(scene, &topic)
        || topic::beside_number(scene)
    {
        return None;
    }
    let status = when::status(scene, &topic);
    let timed = when::find(scene, &topic, &measured, &sides, status);
    let status = when::continued(scene, &topic, &measured, status, &timed);
    let status = when::settle(status, &timed, (scene.found.context, scene.discourse.published));
    let transformation = measure::transformation(scene, &measured, &timed, &topic, status);
    let timed = when::last_step(scene, &topic, timed, transformation);
    Some(Parts { counted, topic, measured, transformation, sides, timed, status })
}

/// "The economy grew by 4.8 %": though that word is said of much else, what grows by so much is one, where no other word stands before it
/// or between the two. Fuel economy and the economy class of an airline are none.
fn economy_grows(scene: &Scene<'_>, topic: &Topic, measured: &Measured) -> bool {
    let page = scene.page;
    let gdp = topic.word.indicator.code() == "gdp" && topic.item.is_none() && scene.quantity().is_percent();
    topic.place.filter(|_| gdp && measured.kind == measure::Kind::Growth).is_some_and(|(first, last)| {
        let alone =
            first == scene.local.first || page.one_of(first - 1, &[Link::The, Link::Article, Link::We, Link::Its]);
        alone && page.has(last, Reading::CHANGE)
    })
}

/// "我国出口机电产品11.03万亿元，增长8%，占出口总值的59.3%": the slice of which the sentence has just told is the one whose part in the whole
/// comes next.
fn part_told(scene: &Scene<'_>, topic: &Topic, measured: &Measured) -> Option<&'static str> {
    let share = measured.kind == measure::Kind::Share && !topic.ratio;
    let last = scene.told().filter(|l| share && l.word.indicator == topic.word.indicator && l.counterpart.is_none())?;
    let other = || scene.areas().iter().any(|a| a.first >= scene.previous().map_or(0, |q| q.last));
    // "Exports of cars rose by 8.7 % and made up 5 % of exports".
    let (page, from) = (scene.page, scene.previous().map_or(0, |q| q.last));
    let lead = scene.quantity().lead.max(from);
    let plain = || (from..lead).all(|i| page.tokens[i].kind == Kind::Word || page.dated(i));
    let joined = (from..lead).any(|i| page.link(i, Link::And)) && plain() || page.is(from, b',') && lead == from + 1;
    // "Garment exports rose to 7.5 billion in the half-year, making up 48 % of exports".
    let participle = |i: usize| page.is(i, b',') && page.link(i + 1, Link::Share);
    let joined = joined || (from..lead).any(participle);
    let again = || joined && page.leads_of(scene.quantity().last);
    let takes = last.measure != Transformation::Share && (page.grammar(scene.quantity().first).year_first || again());
    last.item.filter(|_| takes && !other())
}

/// "[1] A billion is a thousand million here": whether the line is a footnote that goes on with what the text spoke of.
fn footnote(scene: &Scene<'_>, topic: &Topic) -> bool {
    let first = scene.page.lines[scene.discourse.line].first;
    let marked = scene.page.is(first, b'[') && scene.page.is(first + 2, b']');
    marked && topic.origin == Origin::Carried
}

/// "80 percent of the shops are open", "ten percent of declarations": a share of those who trade, or of what no rule knows
/// where the text only spoke of an indicator before, is none of the indicator.
fn of_others(scene: &Scene<'_>, topic: &Topic, measured: &Measured) -> bool {
    const AGENTS: [&str; 6] =
        ["retail_sales", "manufacturing", "agricultural_production", "construction", "consumption", "housing"];
    let (page, last) = (scene.page, scene.quantity().last);
    let small = |i: usize| page.one_of(i, &[Link::Of, Link::The, Link::Article]);
    // "Duties were lifted on 90 % of goods" counts the goods.
    if topic.word.indicator.code() == "tariff" && page.link(last, Link::Of) && page.link(last + 1, Link::Wares) {
        return true;
    }
    if measured.kind != measure::Kind::Share || !page.link(last, Link::Of) && !page.link(last, Link::The) {
        return false;
    }
    let noun = (last..last + 3).find(|i| !small(*i)).unwrap_or(last);
    let agents = topic.word.strength == Strength::Weak && AGENTS.contains(&topic.word.indicator.code());
    let economic = |m: &Match| !matches!(m.reading, Reading::Speech(_) | Reading::Role(_) | Reading::Institution(..));
    let word = page.tokens.get(noun).is_some_and(|t| t.kind == Kind::Word && !t.upper);
    let unknown = word && !page.at(noun).iter().any(economic);
    agents && topic.place.is_some_and(|p| p.0 == noun)
        || unknown && topic.origin == Origin::Carried && topic.item.is_none()
}

/// "Registration: $450": whether an amount is too small for what an economy trades, owes or spends, and no heading counts it
/// in a larger unit.
fn too_small(scene: &Scene<'_>, counted: Counted, topic: &Topic) -> bool {
    const LEAST: Decimal = Decimal::from_parts(100_000, 0, 0, false, 0);
    let quantity = scene.quantity();
    // What one person earns, produces or spends is no aggregate.
    let each = ["wages", "gdp_per_capita", "real_incomes", "labour_productivity", "consumption"];
    let indicator = topic.word.indicator;
    // "Schulden von 30 062 Euro pro Kopf": nor is what falls to one of all.
    let head = topic.item == Some("per capita");
    let aggregate = indicator.has_dimension("money") && !indicator.has_dimension("price") && !head;
    let aggregate = aggregate && !each.contains(&indicator.code());
    // "Episode one hundred and seventeen": nor is a hundred that only the context could make a figure.
    let hundred = counted == Counted::Scaled && quantity.exponent == 2 && topic.origin == Origin::Carried;
    if is_firm(scene, indicator) || hundred {
        return true;
    }
    let most = quantity.high.unwrap_or(quantity.low);
    // "每人1万元": in tens of thousands, too.
    let scaled = if quantity.exponent == 4 { most * Decimal::from(10_000) } else { most };
    let counted_out = quantity.exponent <= 0 || quantity.exponent == 4;
    // Some hundreds of thousands that only the context could make one are none.
    let least = if topic.origin == Origin::Carried { Decimal::TEN * LEAST } else { LEAST };
    let small = counted_out && topic.power == 0 && scaled < least && quantity.is_money();
    // "Tea went up from 5 to 7 thousand": nor are some thousands that only the context could make one.
    let thousands = quantity.exponent == 3 && most * Decimal::ONE_THOUSAND < LEAST;
    let thousands = thousands && topic.origin == Origin::Carried && !quantity.is_money();
    let bare = quantity.counted == Counted::Bare && topic.origin == Origin::Carried && most < Decimal::TEN;
    let next = || scene.next().is_some_and(|q| q.exponent == 3 && q.counted == Counted::Scaled);
    let small = small || thousands || bare && next();
    matches!(counted, Counted::Money(_)) && aggregate && small && scene.discourse.unit.is_none()
}

/// "Whose 740 employees include 90 from abroad": a few hundred who work, behind a word for whose they are, are those of a firm.
fn is_firm(scene: &Scene<'_>, indicator: Indicator) -> bool {
    let quantity = scene.quantity();
    let few = quantity.exponent == 0 && quantity.low < Decimal::ONE_THOUSAND && quantity.sign == 0;
    let owned = |i: usize| scene.page.one_of(i, &[Link::Its, Link::Relative]);
    let counted = matches!(quantity.counted, Counted::Unit(Unit::PERSONS, _));
    indicator.code() == "employment" && counted && few && quantity.lead.checked_sub(1).is_some_and(owned)
}

/// The unit of a quantity: its own, or for a bare number that of its list or of the sentence before.
fn units(scene: &Scene<'_>) -> Option<(Counted, i8)> {
    match scene.quantity().counted {
        Counted::Bare => topic::list_unit(scene).map(|unit| topic::of_pair_in_points(scene, unit)),
        _ if topic::points_of_whole(scene) => Some((Counted::Unit(Unit::PERCENT, 0), 0)),
        _ if topic::tenths(scene) => Some((Counted::Unit(Unit::PERCENTAGE_POINTS, 0), 0)),
        _ if topic::index_points(scene) => Some((Counted::Unit(Unit::INDEX, 0), 0)),
        counted => Some((counted, 0)),
    }
}

/// The figure of a cell.
fn tabular(scene: &Scene<'_>, parts: &Parts) -> Option<Draft> {
    let claim = claim(scene, parts, speaker::said_by(scene))?;
    Some(draft(scene, claim, parts))
}

/// The parts as one claim; `None` when the number has no unit.
fn claim(scene: &Scene<'_>, parts: &Parts, speaker: Option<String>) -> Option<Claim> {
    let stated = parts.timed.origin <= Origin::Sentence;
    Some(Claim {
        quantity: value(scene, parts)?,
        indicator: Some(parts.topic.word.indicator),
        item: parts.topic.item.map(str::to_owned).or_else(|| topic::written(scene, parts)),
        measure: parts.transformation,
        area: parts.sides.area,
        counterpart: parts.sides.counterpart,
        period: when::months_of_days(scene.found, &parts.topic, &parts.timed, parts.transformation)
            .or(parts.timed.period),
        period_origin: if stated { PeriodOrigin::Stated } else { PeriodOrigin::Carried },
        status: parts.status,
        speaker,
    })
}

/// Adds the figure of a quantity; more than one when the number is said of each of several areas, of two indicators or times.
fn add(scene: &Scene<'_>, claim: Claim, parts: &Parts, drafts: &mut Vec<Draft>) {
    let own = draft(scene, claim, parts);
    let twin = |change: &dyn Fn(&mut Claim)| {
        let mut twin = own.clone();
        change(&mut twin.claim);
        twin
    };
    let mut twins: Vec<Draft> =
        sides::each(scene, &parts.sides).into_iter().map(|area| twin(&|claim| claim.area = Some(area))).collect();
    twins.extend(when::also(scene, &parts.timed).map(|second| twin(&|claim| claim.period = Some(second))));
    twins.extend(parts.topic.both.map(|second| twin(&|claim| claim.indicator = Some(second.indicator))));
    drafts.push(own);
    drafts.append(&mut twins);
}

/// The figure at its place in the text.
fn draft(scene: &Scene<'_>, claim: Claim, parts: &Parts) -> Draft {
    let span = scene.quantity().span;
    let sentence = scene.page.span(scene.local.first, scene.local.last);
    // Whatever has been taken for the end of a sentence, an amount lies within its own.
    let sentence = Span::new(sentence.start, sentence.end.max(span.end));
    let mention = Mention { span, surface: span.of(scene.page.text).to_owned(), sentence };
    Draft { trail: Trail::new(scene, &claim, parts), claim, mention, confidence: confidence(parts) }
}

/// How sure a figure is, by what can go wrong: an indicator carried over counts two, an area or period carried over one,
/// a period not found three, a share (whose whole may be another) two, a rival one. A cell of a table has its row,
/// column and caption.
fn confidence(parts: &Parts) -> Confidence {
    let Parts { topic, sides, timed, measured, .. } = parts;
    if measured.rule == cell::RULE {
        return Confidence::High;
    }
    let carried = |origin: Origin, count: u32| if origin >= Origin::Carried { count } else { 0 };
    let missing = if timed.period.is_none() { 2 } else { 0 };
    let share = if measured.kind == measure::Kind::Share { 2 } else { 0 };
    let doubts = carried(topic.origin, 2)
        + carried(sides.origin, 1)
        + carried(timed.origin, 1)
        + missing
        + share
        + u32::from(topic.rivals);
    match doubts {
        0 => Confidence::High,
        1..=3 => Confidence::Medium,
        _ => Confidence::Low,
    }
}

/// The value with its sign, bound, multiplier and unit.
fn value(scene: &Scene<'_>, parts: &Parts) -> Option<Value> {
    let Parts { counted, topic, measured, sides, .. } = parts;
    let (unit, power) = match *counted {
        Counted::Money(money) => {
            let rate = topic.word.indicator.code() == "exchange_rate" && sides::in_pesos(scene, sides.area);
            let pesos = sides.area.and_then(Area::currency).filter(|_| rate);
            let shared = scene.discourse.shared.filter(|(c, line)| {
                *line == scene.discourse.line && matches!(money, Money::Family(family) if c.in_family(family))
            });
            let own = || currency(money, sides.area.or(scene.discourse.main));
            (Unit::Money(pesos.or(shared.map(|(currency, _)| currency)).or_else(own)?), 0)
        }
        // "制造业PMI为50.1%": where offices write a sign for percent behind it, too, an index that is spread round 50 is one.
        Counted::Unit(Unit::PERCENT, power) if in_points(topic, measured) => (Unit::INDEX, power),
        Counted::Unit(unit, power) => (unit, power),
        Counted::Times | Counted::Fraction => (Unit::PERCENT, 2),
        Counted::Scaled | Counted::Bare => return None,
    };
    let mult = scene.quantity().exponent.checked_add(power)?.checked_add(topic.power)?;
    // "翻了一倍" says by itself what came of it.
    let word = |m: &Match| matches!(m.reading, Reading::Number(_, NumberKind::Multiple));
    let first = scene.quantity().first;
    let added = scene.page.grammar(first).times_added
        && measured.place.is_some()
        && !scene.page.any(first, Reading::NUMBER, word)
        // "是前年的两倍", "增至1.5倍": so many times what there was, and not so much more.
        && !first.checked_sub(1).is_some_and(|i| scene.page.one_of(i, &[Link::Of, Link::To, Link::Arrival]));
    let turned = topic.word.sign < 0 || topic.word.sign == 0 && topic::told_negative(scene, topic);
    let stated = stated(scene.quantity(), (*counted, added, turned), measured);
    Some(Value { stated, mult: UnitMult(mult), unit })
}

/// Whether what a number measures is the level of an index of purchasing managers.
fn in_points(topic: &Topic, measured: &Measured) -> bool {
    topic.word.indicator.code() == "pmi" && measured.kind == measure::Kind::Level
}

/// The number with its sign and bound. A multiple may be what was added.
fn stated(quantity: &Quantity, (counted, added, turned): (Counted, bool, bool), measured: &Measured) -> Stated {
    // A deficit that grew is a balance that fell.
    let turned = turned && quantity.sign == 0 && (measured.signed_level || measured.kind == measure::Kind::Change);
    let negative = measured.negative ^ turned;
    // What fell threefold lost two thirds.
    let base = |v: Decimal| match counted {
        Counted::Times if negative && v > Decimal::ONE => (Decimal::ONE - Decimal::ONE / v).round_dp(4).normalize(),
        Counted::Times if added => v,
        Counted::Times => v - Decimal::ONE,
        _ => v,
    };
    let signed = |v: Decimal| if negative && v.is_sign_positive() { -v } else { v };
    let index = |v: Decimal| if measured.index { v - Decimal::ONE_HUNDRED } else { v };
    let low = index(signed(base(quantity.low)));
    match (quantity.high, quantity.bound) {
        (Some(high), _) if negative => Stated::Between(signed(high), low),
        (Some(high), _) => Stated::Between(low, index(signed(base(high)))),
        (None, Some(Bound::Above)) if !measured.up_to => Stated::Above(low),
        (None, Some(Bound::Below)) if !measured.up_to => Stated::Below(low),
        (None, Some(Bound::About)) => Stated::About(low),
        _ => Stated::Exactly(low),
    }
}

/// The currency of a word, in a country.
pub fn currency(money: Money, area: Option<Area>) -> Option<Currency> {
    match money {
        Money::Currency(currency) => Some(currency),
        Money::Family(family) => codelist::lists().family(family, area),
    }
}
