//! Whose a cell of a table is, and with whom.

use super::Region;
use crate::extract::discourse::{Discourse, Last};
use crate::extract::mention::{AreaMention, At, within};
use crate::extract::scene::{Found, Origin};
use crate::extract::sides::{Sides, other_of, traded};
use crate::extract::table::Cell;
use crate::extract::topic::Topic;
use crate::lang::Link;
use crate::lang::reading::IndicatorWord;
use crate::model::Area;
use crate::model::codelist::AreaKind;

/// Whose a cell is: the area of the row or column, else that of the caption or the text.
pub(super) fn sides(
    found: &Found<'_, '_>,
    topic: &Topic,
    cell: &Cell,
    discourse: &Discourse,
    regions: &[Region],
) -> Sides {
    let area_in =
        |r: &Region| within(&found.mentions.areas, r.0, r.1).iter().find(|a| !a.what.in_title).map(|a| a.what.area);
    let row = area_in(&cell.row).or_else(|| cell.head.iter().find_map(area_in));
    // The cells above are of their own rows.
    let top = cell.columns.first().or(cell.caption.first()).map_or(cell.row.0, |r| r.0);
    let outside = |l: &&Last| found.page.sentences[l.sentence].first < top;
    // "Total" below rows of areas is the whole of which the text speaks.
    let above = found.page.lines.partition_point(|l| l.last <= cell.row.0).checked_sub(1).map(|l| found.page.lines[l]);
    let total = above.is_some_and(|l| area_in(&(l.first, l.last)).is_some());
    let outer = cell
        .caption
        .iter()
        .find_map(area_in)
        .or(discourse.home().filter(|_| total))
        .or(discourse.home().filter(|home| home.kind() == AreaKind::Country && discourse.section.is_none()))
        .or(discourse.last.as_ref().filter(outside).and_then(|l| l.area))
        .or(discourse.area)
        .or(discourse.home());
    let partners = regions.iter().any(|r| (r.0..r.1).any(|i| found.page.one_of(i, &[Link::Partner, Link::Market])));
    let home = discourse.home();
    let with = towards(found, topic, cell);
    // "Indian exports", in a table of a text on the trade of two: to the other one.
    let country = |area: Area| area.kind() == AreaKind::Country;
    let two = found.context.pair.filter(|pair| country(pair.0) && country(pair.1));
    let trade = two.filter(|_| topic.word.indicator.two_sided() && home.is_some() && !outward(found, regions));
    let between = |area: Area| trade.and_then(|pair| other_of(pair, area));
    let (area, counterpart): (Option<Area>, Option<Area>) = match row {
        _ if with.is_some_and(|with| home.is_some_and(|home| home != with)) => (home, with),
        Some(row) if topic.word.indicator.two_sided() && partners => {
            let caption = cell.caption.iter().find_map(area_in);
            ([caption, home, outer].into_iter().flatten().find(|o| *o != row), Some(row))
        }
        Some(row) => owner(found, topic, cell, row).map_or((Some(row), between(row)), |own| (Some(own), Some(row))),
        None => (outer, outer.and_then(between)),
    };
    // "Brent, $ a barrel 70": what has one price in the world is no country's.
    let world = topic.word.indicator.code() == "commodity_price" && topic.item.is_some_and(traded);
    let area = area.filter(|_| !world || row.is_some());
    let origin = if row.is_some() {
        Origin::Sentence
    } else if area.is_some() {
        Origin::Carried
    } else {
        Origin::Absent
    };
    Sides {
        area,
        counterpart,
        place: None,
        origin,
        rule: "the row, the column or the caption",
        label: true,
        beside: false,
    }
}

/// "Germany's exports by country" above rows of countries: the one country that owns the trade of a caption, whose partners the rows are.
fn owner(found: &Found<'_, '_>, topic: &Topic, cell: &Cell, row: Area) -> Option<Area> {
    const REACH: usize = 2;
    let caption = cell.caption.iter().find(|r| !within(&found.mentions.areas, r.0, r.1).is_empty())?;
    let [one] = within(&found.mentions.areas, caption.0, caption.1) else { return None };
    let trade = |i: &At<IndicatorWord>| i.what.indicator.two_sided();
    let owns = |i: &At<IndicatorWord>| {
        trade(i)
            && (i.first >= one.last && i.first - one.last <= REACH
                || one.first >= i.last && one.first - i.last <= REACH)
    };
    let beside = within(&found.mentions.indicators, caption.0, caption.1).iter().any(owns);
    let led = found.page.before_one(one.first, &[Link::With, Link::To, Link::Into]);
    let country = one.what.area.kind() == AreaKind::Country && topic.word.indicator.two_sided();
    (beside && country && !led && one.what.area != row).then_some(one.what.area)
}

/// "Trade with Russia" above a table, "exports to Russia" in a row: the partner of what goes between two.
fn towards(found: &Found<'_, '_>, topic: &Topic, cell: &Cell) -> Option<Area> {
    if !topic.word.indicator.two_sided() {
        return None;
    }
    let marked = |a: &&At<AreaMention>| found.page.before_one(a.first, &[Link::With, Link::To, Link::From, Link::Into]);
    let areas = |r: &Region| within(&found.mentions.areas, r.0, r.1).iter();
    let in_region = |r: &Region| areas(r).find(marked).map(|a| a.what.area);
    let above = || cell.head.iter().chain(&cell.caption).find_map(in_region);
    in_region(&cell.row).or_else(|| above().filter(|_| areas(&cell.row).next().is_none()))
}

/// "Foreign trade" above a table: what it tells is trade with all the world.
fn outward(found: &Found<'_, '_>, regions: &[Region]) -> bool {
    regions.iter().any(|r| (r.0..r.1).any(|i| found.page.link(i, Link::Outward)))
}
