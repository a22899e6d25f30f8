//! The figure of a table's cell: what the row, the column and the caption say of it, in that order.

mod status;
mod when;
mod whose;

use rust_decimal::Decimal;

use status::status;
use when::{by_month, dating, in_quarter, timed};
use whose::sides;

use crate::extract::assemble::Parts;
use crate::extract::discourse::{Discourse, unit_in};
use crate::extract::measure::{self, Measured};
use crate::extract::mention::{At, within};
use crate::extract::period::Use;
use crate::extract::quantity::{Counted, Quantity};
use crate::extract::scene::{Found, Origin, Scene};
use crate::extract::table::Cell;
use crate::extract::topic::{Topic, balance_indicator, compatible, item_fits, of_region};
use crate::extract::when::settle;
use crate::lang::reading::IndicatorWord;
use crate::lang::{Link, Reading, Strength};
use crate::model::{Base, Indicator, IndicatorKind, ObsStatus, Transformation, Unit};

type Region = (usize, usize);

/// The rule by which a cell's measure is known.
pub const RULE: &str = "a cell of a table";

/// Reads a cell; `None` when nothing says what it measures or is counted in.
pub fn read(scene: &Scene<'_>, cell: &Cell) -> Option<Parts> {
    let Scene { found, discourse, .. } = *scene;
    let quantity = scene.quantity();
    let regions: Vec<Region> = std::iter::once(cell.row)
        .chain(cell.group)
        .chain(cell.head.iter().copied())
        .chain(cell.caption.iter().copied())
        .collect();
    // "Exports | Change (%) | Imports | Change (%)": a column that names nothing is of the one to its left.
    let own = 1 + usize::from(cell.group.is_some()) + cell.head.len();
    let (near, far) = regions.split_at(own.min(regions.len()));
    let wider: Vec<Region> =
        near.iter().chain(&cell.parent).chain(&cell.left).chain(far).chain(&cell.columns).copied().collect();
    let (counted, power) = counted(found, quantity, discourse, (&cell.head, &regions))?;
    let mut topic = topic(found, counted, cell, discourse, &wider)?;
    topic.power = power;
    topic.item = topic.item.or_else(|| of_region(scene, &topic));
    let measured = measured(found, quantity, counted, &topic, cell);
    let sides = sides(found, &topic, cell, discourse, &regions);
    let timed = timed(found, &topic, discourse, &sides, &dating(found, cell, &regions));
    let timed = by_month(found, cell, in_quarter(found, cell, timed));
    // "Observed inflation and forecast" above years: what was over when the text was written has been observed.
    let over = || timed.period.zip(discourse.published).is_some_and(|(p, day)| p.last_day() < day.vintage());
    let status = match status(found, &regions, cell) {
        (ObsStatus::Forecast, true) if over() => ObsStatus::Actual,
        (status, _) => status,
    };
    let status = settle(status, &timed, (found.context, discourse.published));
    let transformation = transformation(found, &measured, &regions, cell, &topic, &timed.anchor);
    Some(Parts { counted, topic, measured, transformation, sides, timed, status })
}

/// What a cell is counted in: its own unit, the one that its row, column, caption or heading gives, or an index.
fn counted(
    found: &Found<'_, '_>,
    quantity: &Quantity,
    discourse: &Discourse,
    (head, regions): (&[Region], &[Region]),
) -> Option<(Counted, i8)> {
    if !matches!(quantity.counted, Counted::Bare | Counted::Scaled) {
        return Some((quantity.counted, 0));
    }
    // "Turnover, bn | in % of October 2024": a column of percentages is one whatever its rows are counted in.
    let percent =
        |unit: &(Counted, i8)| unit.0 == Counted::Unit(Unit::PERCENT, 0) && quantity.low < Decimal::ONE_THOUSAND;
    let ratio = head.iter().find_map(|r| unit_in(found, *r)).filter(percent);
    let said = ratio.or_else(|| regions.iter().find_map(|r| unit_in(found, *r))).or(discourse.unit);
    let index = regions.iter().any(|r| {
        within(&found.mentions.indicators, r.0, r.1)
            .iter()
            .any(|i| i.what.indicator.has_dimension("index") && i.what.strength == Strength::Strong)
    });
    let decimal = quantity.low.scale() > 0;
    // "Employed (000)": a scale alone counts people, where these are what its row counts.
    let thousands = || {
        let power = regions.iter().find_map(|r| scale_in(found, *r))?;
        people(found, regions).then_some((Counted::Unit(Unit::PERSONS, 0), power))
    };
    // "Employed" in a row below "Thousand".
    let said = match said {
        Some((Counted::Unit(Unit::PERSONS, 0), 0)) => thousands().or(said),
        said => said.or_else(thousands),
    };
    // An index under "month on month" is given as its growth.
    let growth = head.iter().any(|r| !within(&found.mentions.bases, r.0, r.1).is_empty());
    match said {
        Some(said) => Some(said),
        None if index && growth => Some((Counted::Unit(Unit::PERCENT, 0), 0)),
        None if index => Some((Counted::Unit(Unit::INDEX, 0), 0)),
        None if decimal => discourse
            .last
            .as_ref()
            .filter(|l| matches!(l.counted, Counted::Unit(Unit::PERCENT, _)))
            .map(|l| (l.counted, 0)),
        None => None,
    }
}

/// The scale that words without a number give.
fn scale_in(found: &Found<'_, '_>, region: Region) -> Option<i8> {
    let words = (region.0..region.1).flat_map(|at| found.page.at(at).iter().map(move |m| (at, m)));
    words.into_iter().find_map(|(first, m)| match *m.reading {
        Reading::Scales(power) => Some(power),
        // "Thousand" alone above the rows.
        Reading::Scale(power) if first == region.0 && m.last == region.1 => Some(power),
        _ => None,
    })
}

/// Whether the first of some regions that names an indicator names one that counts people.
fn people(found: &Found<'_, '_>, regions: &[Region]) -> bool {
    let named = regions.iter().find_map(|r| within(&found.mentions.indicators, r.0, r.1).first());
    named.is_some_and(|i| i.what.indicator.has_dimension("persons"))
}

/// What a cell measures: the strongest indicator of the first region that names one, else what the text speaks of.
fn topic(
    found: &Found<'_, '_>,
    counted: Counted,
    cell: &Cell,
    discourse: &Discourse,
    regions: &[Region],
) -> Option<Topic> {
    if let Some(nested) = nested(found, counted, cell) {
        return Some(nested);
    }
    let both = of_both(found, cell);
    let named = regions.iter().find_map(|r| strongest(found, counted, *r)).filter(|_| both.is_none());
    let word = named.map(|at| at.what).or(both).or_else(|| spoken_of(discourse, counted))?;
    let place = named.map(|at| at.place());
    let row_names = place.is_some_and(|p| p.0 >= cell.row.0 && p.1 <= cell.row.1);
    // The slice of a row, else that of its column: "Men | Women" above rates of unemployment.
    let slice = |indicator: Indicator| {
        let items = |r: &Region| within(&found.mentions.items, r.0, r.1).iter();
        let fits = |r: &Region| items(r).find_map(|m| item_fits(m.what, indicator));
        std::iter::once(&cell.row).chain(&cell.head).find_map(fits)
    };
    let whole = whole(found, cell, discourse, word, row_names).filter(|w| compatible(w.indicator, counted));
    let (word, item) = match whole.and_then(|w| slice(w.indicator).map(|item| (w, item))) {
        Some((whole, item)) => (IndicatorWord { item: None, ..whole }, Some(item)),
        None if row_names => (word, word.item.or_else(|| slice(word.indicator))),
        None => (word, word.item.or_else(|| slice(word.indicator))),
    };
    let origin = if place.is_some() { Origin::Sentence } else { Origin::Carried };
    Some(alone(word, item, place, origin))
}

/// The topic of a cell, which has neither rivals nor a second indicator.
fn alone(word: IndicatorWord, item: Option<&'static str>, place: Option<Region>, origin: Origin) -> Topic {
    Topic { word, item, place, origin, rivals: false, both: None, ratio: false, power: 0 }
}

/// "Exports" above "goods" and "services", which stand further in: the slices of what is traded.
fn nested(found: &Found<'_, '_>, counted: Counted, cell: &Cell) -> Option<Topic> {
    let traded = |r: Region| strongest(found, counted, r).filter(|i| i.what.indicator.two_sided());
    let whole = cell.parent.and_then(traded).filter(|_| traded(cell.row).is_none())?;
    let items = within(&found.mentions.items, cell.row.0, cell.row.1).iter();
    let item = items.into_iter().find_map(|m| item_fits(m.what, whole.what.indicator));
    let goods = cell.row.1 - cell.row.0 <= 2 && found.page.link(cell.row.0, Link::Wares);
    let item = item.or(goods.then_some("goods"))?;
    let word = IndicatorWord { item: None, ..whole.what };
    Some(alone(word, Some(item), Some(whole.place()), Origin::Sentence))
}

/// "Exports | Imports | Total | Balance": what a column that names nothing by itself makes of the two to its left, both together
/// or what one exceeds the other by.
fn of_both(found: &Found<'_, '_>, cell: &Cell) -> Option<IndicatorWord> {
    const NEAR: usize = 3;
    let codes = |r: &Region| within(&found.mentions.indicators, r.0, r.1).iter().map(|i| i.what.indicator.code());
    let said = |links: &[Link]| {
        let says = |r: &Region| (r.0..r.1).any(|i| found.page.one_of(i, links));
        cell.head.iter().any(says)
    };
    let left: Vec<&str> = cell.left.iter().take(NEAR).flat_map(codes).collect();
    let all = |codes: &[&str]| ["exports", "imports"].iter().all(|code| codes.contains(code));
    // "Balance" below rows of exports and imports.
    let above = cell.caption.first().map(|r| codes(&(r.0, cell.row.0)).collect::<Vec<_>>());
    let row = (cell.row.0..cell.row.1).any(|i| found.page.link(i, Link::Balance)) && codes(&cell.row).next().is_none();
    if let Some(indicator) = "trade_balance".parse().ok().filter(|_| row && above.is_some_and(|codes| all(&codes))) {
        return Some(IndicatorWord { indicator, item: None, measure: None, sign: 0, strength: Strength::Strong });
    }
    let both = all(&left);
    if !both || cell.head.iter().flat_map(codes).next().is_some() {
        return None;
    }
    let code = match () {
        () if said(&[Link::Balance]) => "trade_balance",
        () if said(&[Link::Total, Link::Volume]) => "trade_turnover",
        () => return None,
    };
    let indicator = code.parse().ok()?;
    Some(IndicatorWord { indicator, item: None, measure: None, sign: 0, strength: Strength::Strong })
}

/// The strongest indicator of a region that may be counted so.
fn strongest(found: &Found<'_, '_>, counted: Counted, region: Region) -> Option<At<IndicatorWord>> {
    let named = within(&found.mentions.indicators, region.0, region.1).iter();
    let fits = |i: &&At<IndicatorWord>| compatible(i.what.indicator, counted) && !is_whole(found, region, i);
    named.filter(fits).max_by_key(|i| i.what.strength).copied()
}

/// "Budget balance (% GDP)", "debt, % of GDP": whether an indicator is only the whole of which the numbers of a row or column are
/// percentages.
fn is_whole(found: &Found<'_, '_>, region: Region, at: &At<IndicatorWord>) -> bool {
    let page = found.page;
    let small = |i: usize| page.one_of(i, &[Link::Of, Link::To, Link::The]);
    let Some(unit) = (region.0..at.first).rfind(|i| !small(*i)) else { return false };
    at.what.indicator.code() == "gdp" && ends_in_percent(found, region.0, unit)
}

/// Whether the word for percent ends at a token.
fn ends_in_percent(found: &Found<'_, '_>, from: usize, at: usize) -> bool {
    let unit = |r: &Reading| r.unit().filter(|(unit, _)| *unit == Unit::PERCENT);
    let ends = |i: usize| found.page.find_of(i, Reading::UNIT, unit).is_some_and(|(last, _)| last == at + 1);
    (at.saturating_sub(2).max(from)..=at).any(ends)
}

/// What the text speaks of: the figure before, the heading, the title.
fn spoken_of(discourse: &Discourse, counted: Counted) -> Option<IndicatorWord> {
    let spoken = [discourse.last.as_ref().map(|l| l.word), discourse.topic, discourse.title];
    let word = spoken.into_iter().flatten().find(|w| compatible(w.indicator, counted))?;
    Some(IndicatorWord { item: None, ..word })
}

/// What the caption names, where a row such as "Food" in a table of prices may be a slice of it.
fn whole(
    found: &Found<'_, '_>,
    cell: &Cell,
    discourse: &Discourse,
    word: IndicatorWord,
    row_names: bool,
) -> Option<IndicatorWord> {
    let outer = caption_topic(found, cell, discourse).filter(|o| o.indicator.code() != "gdp")?;
    let other = outer.indicator != word.indicator;
    let sliced = if row_names { other && word.strength == Strength::Weak } else { !other };
    // "Household spending | Energy | -0.8": nor is a row that names the same slice of two indicators of any other than the caption's.
    let within = within(&found.mentions.items, cell.row.0, cell.row.1);
    let slice = || within.iter().find_map(|m| item_fits(m.what, outer.indicator));
    let sliced = sliced || row_names && other && word.item.is_some() && word.item == slice();
    sliced.then_some(outer)
}

/// The indicator of the caption, else the one spoken of.
fn caption_topic(found: &Found<'_, '_>, cell: &Cell, discourse: &Discourse) -> Option<IndicatorWord> {
    let named = cell.caption.iter().find_map(|r| within(&found.mentions.indicators, r.0, r.1).first().map(|i| i.what));
    named.or_else(|| discourse.last.as_ref().map(|l| l.word)).or(discourse.topic)
}

/// Whether a region has a function word of this class.
fn said(found: &Found<'_, '_>, region: Region, link: Link) -> bool {
    within(&found.mentions.links, region.0, region.1).iter().any(|l| l.what == link)
}

/// How a cell measures.
fn measured(found: &Found<'_, '_>, quantity: &Quantity, counted: Counted, topic: &Topic, cell: &Cell) -> Measured {
    let percent = matches!(counted, Counted::Unit(Unit::PERCENT, _));
    let based = cell.head.iter().any(|r| !within(&found.mentions.bases, r.0, r.1).is_empty());
    // "Main partners (share in turnover, %)" says of a list without columns what its numbers are.
    let caption = cell.caption.iter().filter(|_| cell.head.is_empty());
    let share = cell.head.iter().chain(std::iter::once(&cell.row)).chain(caption).any(|r| said(found, *r, Link::Share));
    let signed = quantity.sign != 0;
    let of_gdp = |r: &Region| within(&found.mentions.indicators, r.0, r.1).iter().any(|i| is_whole(found, *r, i));
    let share = share || cell.head.iter().chain(std::iter::once(&cell.row)).any(of_gdp);
    let kind = if share && percent && topic.word.indicator.allows("share") {
        measure::Kind::Share
    } else if percent {
        match topic.word.measure.unwrap_or_else(|| topic.word.indicator.percent_means()) {
            "level" if !signed => measure::Kind::Level,
            "share" if !signed => measure::Kind::Share,
            _ => measure::Kind::Growth,
        }
    } else if (signed || based) && !balance_indicator(topic.word.indicator) {
        measure::Kind::Change
    } else {
        measure::Kind::Level
    };
    Measured {
        kind,
        negative: quantity.sign < 0,
        signed_level: true,
        index: kind == measure::Kind::Growth && !signed && is_index(found, cell) && quantity.low >= Decimal::from(50),
        up_to: false,
        place: None,
        rule: RULE,
    }
}

/// "In % to June 2023" over a column: whether its numbers are indices of another run, so that growth is what they exceed a
/// hundred by.
fn is_index(found: &Found<'_, '_>, cell: &Cell) -> bool {
    let page = found.page;
    let percent = |i: usize| {
        page.find_of(i, Reading::UNIT, |r| r.unit().filter(|(unit, _)| *unit == Unit::PERCENT)).map(|(last, _)| last)
    };
    let to = |i: usize| percent(i).is_some_and(|last| page.one_of(last, &[Link::To, Link::Toward]));
    // "Темп роста, %" over a column says the same.
    let rate = |r: &Region| (r.0..r.1).any(|i| page.link(i, Link::GrowthRatio));
    cell.head.iter().any(rate) || cell.head.iter().chain(&cell.caption).any(|r| (r.0..r.1).any(to))
}

/// The measure of a cell with its base: of the row, the column, then the caption.
fn transformation(
    found: &Found<'_, '_>,
    measured: &Measured,
    regions: &[Region],
    cell: &Cell,
    topic: &Topic,
    anchor: &crate::extract::period::Anchor,
) -> Transformation {
    let bases = |r: &Region| within(&found.mentions.bases, r.0, r.1).first().map(|b| b.what);
    let own = std::iter::once(&cell.row).chain(&cell.head).find_map(bases);
    let from = found.periods.partition_point(|p| p.first < cell.row.0);
    let inside = found.periods[from..].iter().take_while(|p| p.last <= cell.row.1);
    let since = inside.into_iter().find(|p| p.used == Use::Since);
    let since = since.and_then(|p| anchor.resolve(p.expr)).map(measure::since_period);
    let base = match own.or_else(|| regions.iter().find_map(bases)) {
        Some(true) => Base::YearAgo,
        Some(false) => Base::PreviousPeriod,
        None if topic.word.indicator.kind() == IndicatorKind::Stock => Base::PreviousPeriod,
        None if topic.word.indicator.kind() == IndicatorKind::Flow && found.steps => Base::PreviousPeriod,
        None => Base::YearAgo,
    };
    let base = since.unwrap_or(base);
    match measured.kind {
        measure::Kind::Level => Transformation::Level,
        measure::Kind::Share => Transformation::Share,
        measure::Kind::Growth => Transformation::Growth(base),
        measure::Kind::Change => Transformation::Change(base),
    }
}
