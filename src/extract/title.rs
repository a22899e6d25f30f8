//! What the title of a text says of whom it is about.

use super::discourse::HEAD;
use super::mention::{AreaMention, At, Mentions, within};
use super::page::Page;
use crate::lang::reading::IndicatorWord;
use crate::lang::scan::Scan;
use crate::lang::{AreaRole, Link, Match, Reading};
use crate::model::Area;
use crate::model::codelist::AreaKind;
use crate::text::{Kind, Line, tokenize};

/// "Kazakhstan, Pakistan Elevate Ties": the two countries with which a title opens, whose leaders or countries the first paragraph
/// of prose names, too, and no other.
pub(super) fn title_of_two(page: &Page<'_>, mentions: &Mentions) -> Option<(Area, Area)> {
    let (title, named) = title(page, mentions)?;
    let [a, b] = named else { return None };
    let joined = page.is(a.last, b',') || page.link(a.last, Link::And) || page.tokens[a.last].kind == Kind::Dash;
    let opens = a.first == title.first && b.first == a.last + 1 && joined;
    let country = |m: &At<AreaMention>| m.what.area.kind() == AreaKind::Country && !m.what.in_title;
    let lead = page.lines.get(page.first_prose()).map(|line| areas(mentions, line)).unwrap_or_default();
    let two = |m: &At<AreaMention>| {
        let city = m.what.role == AreaRole::Capital;
        city || m.what.area == a.what.area || m.what.area == b.what.area
    };
    let both = opens && country(a) && country(b) && a.what.area != b.what.area && lead.iter().all(two);
    both.then_some((a.what.area, b.what.area))
}

/// "Bilateral trade between France and Uzbekistan in 2024", below the path of a site: the two countries between which a line of the head
/// says that the trade is of which the text tells.
pub(super) fn trade_of_two(page: &Page<'_>, mentions: &Mentions) -> Option<(Area, Area)> {
    const REACH: usize = 6;
    let country = |m: &At<AreaMention>| m.what.area.kind() == AreaKind::Country && !m.what.in_title;
    page.lines.iter().take(HEAD).find_map(|line| {
        let [a, b] = areas(mentions, line) else { return None };
        let gap = a.last..b.first;
        let joined = gap.len() <= 2 && gap.clone().all(|i| page.one_of(i, &[Link::And, Link::The, Link::Article]));
        // A head may be in capitals, its articles with it.
        let small = a.first.checked_sub(1).is_some_and(|i| page.one_of(i, &[Link::The, Link::Article]));
        let led = a.first - usize::from(small);
        let between =
            (led.saturating_sub(1)..led.max(1)).any(|i| page.link(i, Link::Between)) && joined && !gap.is_empty();
        let trade = |i: &At<IndicatorWord>| i.what.indicator.code() == "trade_turnover" && i.last <= a.first;
        let named = within(&mentions.indicators, line.first, a.first).iter().any(trade);
        let near = (a.first.saturating_sub(REACH)..a.first).any(|i| page.one_of(i, &[Link::Mutual, Link::We]));
        let two = country(a) && country(b) && a.what.area != b.what.area;
        (two && between && (named || near)).then_some((a.what.area, b.what.area))
    })
}

/// "Global trade hits record": the world, where a title names no other area.
pub(super) fn on_the_world(page: &Page<'_>, mentions: &Mentions) -> Option<Area> {
    let (title, named) = title(page, mentions)?;
    let (first, rest) = named.split_first()?;
    // "Global trade hits record, driven by developing economies".
    let near = |i: &At<IndicatorWord>| i.last > first.first && i.first <= first.last + 1;
    let measured = within(&mentions.indicators, title.first, title.last).iter().any(near);
    let country = rest.iter().any(|m| m.what.area.kind() == AreaKind::Country);
    let world = first.what.area.code() == "WORLD" && !first.what.in_title;
    (world && measured && !country).then_some(first.what.area)
}

/// Whether a text that names one of two in its title also names the other one there or in its first paragraph of prose. One that
/// does not is about the first, and the other only a partner among others.
pub(super) fn opens_with_both(page: &Page<'_>, mentions: &Mentions, (a, b): (Area, Area)) -> bool {
    let Some(line) = title(page, mentions).map(|t| t.0).or(page.lines.first()) else { return true };
    // "Uzbekistan's trade nears $66 billion; China is the first partner": what stands behind a semicolon is told beside it.
    let title = (line.first..line.last).find(|&i| page.is(i, b';')).unwrap_or(line.last);
    let named = |to: usize, area: Area| within(&mentions.areas, 0, to).iter().any(|m| m.what.area == area);
    named(title, a) == named(title, b)
        || page.lines.get(page.first_prose()).is_none_or(|line| {
            let lead = areas(mentions, line);
            [a, b].into_iter().all(|x| named(title, x) || lead.iter().any(|m| m.what.area == x))
        })
}

/// "Interview with the president of the Central Bank of Paraguay": the one area that the title of a document names, where its text does
/// not begin with that title. One behind "with" or "to" is a partner.
pub(super) fn area_of(page: &Page<'_>, title: &str) -> Option<Area> {
    let begins = title.split_whitespace().eq(page.text.split_whitespace().take(title.split_whitespace().count()));
    let (mut tokens, mut scan) = (Vec::new(), Scan::default());
    tokenize(title, &mut tokens);
    page.lexicon().scan(title, &tokens, &mut scan);
    let partner = |at: usize| {
        // "Del" is of as well as from.
        let from = scan.link(at, Link::From) && !scan.link(at, Link::Of);
        from || scan.any_of(at, Link::classes(&[Link::With, Link::To, Link::Toward]))
    };
    let led = |first: usize| (first.saturating_sub(2)..first).any(partner);
    let named = |(first, m): (usize, &Match)| match *m.reading {
        Reading::Area(area, AreaRole::Name | AreaRole::Adjective | AreaRole::People) => Some((area, led(first))),
        _ => None,
    };
    let mut all = scan.matches().filter_map(named);
    let (area, _) = all.next().filter(|(area, led)| !begins && !led && area.code() != "WORLD")?;
    all.all(|(other, _)| other == area).then_some(area)
}

/// The first line of the head that is long enough for a title and names an area, with the areas that it names.
fn title<'a>(page: &Page<'a>, mentions: &'a Mentions) -> Option<(&'a Line, &'a [At<AreaMention>])> {
    const WORDS: usize = 4;
    let long = page.lines.iter().take(HEAD).filter(|line| line.last - line.first >= WORDS);
    long.map(|line| (line, areas(mentions, line))).find(|(_, named)| !named.is_empty())
}

/// The areas that a line names.
fn areas<'m>(mentions: &'m Mentions, line: &Line) -> &'m [At<AreaMention>] {
    within(&mentions.areas, line.first, line.last)
}
