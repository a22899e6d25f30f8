//! Mentions of one page by class: indicators, areas, bodies, words of change. Each list is in text order and does
//! not overlap itself; what lies inside a longer name is part of that name.

mod areas;
mod epithet;
mod menu;

use super::groups;
use super::page::Page;
use super::places::Quantities;
pub use super::places::{Listed, covering, ending, starting, within};
use crate::lang::reading::IndicatorWord;
use crate::lang::{
    AreaRole, Change, ChangeKind, ItemWord, Link, Match, Other, Reading, Role, Speech, StatusKind, Strength,
};
use crate::model::codelist::AreaKind;
use crate::model::{Area, ObsStatus};
use crate::text::Kind;
use areas::areas;
use epithet::{keep_whole, of_nation};

/// Something at its place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct At<T> {
    /// The first token.
    pub first: usize,
    /// One past the last token.
    pub last: usize,
    /// What stands there.
    pub what: T,
}

impl<T> At<T> {
    /// Its first and one past its last token.
    pub fn place(&self) -> (usize, usize) {
        (self.first, self.last)
    }
}

/// An area as it is named.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AreaMention {
    /// The area.
    pub area: Area,
    /// Name, adjective, people or capital.
    pub role: AreaRole,
    /// Whether it belongs to a person's title or a body's name, and so is no place of a figure.
    pub in_title: bool,
    /// Whether a possessive follows.
    pub possessive: bool,
}

/// All mentions of a page.
#[derive(Debug, Default)]
pub struct Mentions {
    /// Indicators.
    pub indicators: Listed<IndicatorWord>,
    /// Slices that stand by themselves.
    pub items: Listed<&'static ItemWord>,
    /// Areas.
    pub areas: Listed<AreaMention>,
    /// Bodies, with the area that their name fixes.
    pub bodies: Listed<Option<Area>>,
    /// Words of change and state.
    pub changes: Listed<Change>,
    /// Bases in words; true is yearly.
    pub bases: Listed<bool>,
    /// Words that make forecasts, targets and estimates.
    pub statuses: Listed<(ObsStatus, StatusKind)>,
    /// Words that make a number beside them no figure.
    pub not_figures: Listed<Other>,
    /// Function words that matter to the assembly: share, each, respectively, we, the bloc.
    pub links: Listed<Link>,
    /// Offices, by the word that stands for them.
    pub offices: Listed<&'static str>,
}

/// Finds all mentions.
pub fn read(page: &Page<'_>, quantities: &Quantities) -> Mentions {
    let Named { mut found, areas: mut named, sources, valued } = Named::on(page);
    let menus = menu::menus(page);
    let listed = |at: usize| menus.iter().any(|rows| rows.contains(&at));
    if !menus.is_empty() {
        found.indicators.retain(|m| !listed(m.first));
        found.items.retain(|m| !listed(m.first));
        named.retain(|m| !listed(m.first));
    }
    let led = |b: &At<Option<Area>>| At { what: led(page, &named, b.first).or(b.what), ..*b };
    let known: Vec<_> = found.bodies.iter().map(led).collect();
    found.bodies = bodies(page, &known);
    found.bodies.retain(|b| !listed(b.first));
    found.changes.retain(|c| !second_half(page, c));
    found.indicators.retain(|i| !inside(&found.bodies, i.first, i.last) && !in_compound(page, i));
    found.indicators.retain(|i| covering(&found.statuses, i.first).is_none_or(|s| !inside_status(s, i)));
    keep_whole(page, &found.items, &mut found.statuses, &mut found.indicators);
    // "По расчётам аналитиков", "дефицит кадров", "tasa de variación anual": nor is a word within a longer one for something else.
    found.indicators.retain(|i| {
        let longer = |p: (usize, usize)| i.last <= p.1 && p.1 - p.0 > i.last - i.first;
        let source = covering(&sources, i.first).map(|s| s.place());
        let other = covering(&found.not_figures, i.first).map(|n| n.place());
        let base = covering(&found.bases, i.first).map(|b| b.place());
        i.what.strength != Strength::Weak || ![source, other, base].into_iter().flatten().any(longer)
    });
    found.indicators.retain(|i| !(inside(&valued, i.first, i.last) || of_nation(page, i.first, i.last)));
    found.items.retain(|i| !of_nation(page, i.first, i.last));
    // "Participation fees": what one takes part in is no labour market, unless the text names that.
    let jobs = |i: &At<IndicatorWord>| {
        let code = i.what.indicator.code();
        i.what.strength == Strength::Strong
            && matches!(code, "employment" | "unemployment" | "labour_participation" | "wages")
    };
    let labour = found.indicators.iter().any(jobs);
    let taken = |i: &At<IndicatorWord>| i.what.indicator.code() != "labour_participation";
    found.indicators.retain(|i| labour || i.what.strength == Strength::Strong || taken(i));
    let offices = std::mem::take(&mut found.offices);
    found.indicators.retain(|i| !of_office(page, &offices, i));
    found.offices = offices;
    found.areas = areas(page, &found, quantities, &named);
    in_brackets(page, &mut found.indicators);
    // "developed economies" is an area, and no mention of the economy.
    found.indicators.retain(|i| {
        let longer = |a: &&At<AreaMention>| i.last <= a.last && a.last - a.first > i.last - i.first;
        // "В Грузию": nor is a name with a capital that else is another word.
        let named = |a: &&At<AreaMention>| {
            let same = a.place() == i.place() && page.tokens[i.first].upper && a.what.role == AreaRole::Name;
            same && i.what.strength == Strength::Weak
        };
        let covers = |a: &&At<AreaMention>| longer(a) || named(a);
        covering(&found.areas, i.first).filter(covers).is_none()
    });
    found
}

/// "Поставили задачу довести": what is aimed at is not delivered. But what is foreseen may end the words that say so: "the fund projects
/// growth of 2 %".
fn inside_status(status: &At<(ObsStatus, StatusKind)>, at: &At<IndicatorWord>) -> bool {
    let object = status.what.1 == StatusKind::Verb && at.first > status.first && at.last == status.last;
    let longer = status.last - status.first > at.last - at.first && at.what.strength == Strength::Weak;
    at.last <= status.last && longer && !object
}

/// "制造业采购经理指数（PMI）", "the manufacturing purchasing managers' index (PMI)": what a bracket abbreviates is of the slice of which the
/// name before it is.
fn in_brackets(page: &Page<'_>, indicators: &mut Listed<IndicatorWord>) {
    indicators.follow(|long, short| {
        let alike = long.what.indicator == short.what.indicator && short.what.item.is_none();
        let bracketed = long.last + 1 == short.first && page.is(long.last, b'(') && page.is(short.last, b')');
        (alike && bracketed).then_some(IndicatorWord { item: long.what.item, ..short.what })
    });
}

/// What the classes of words give at each place, before any of it is held against the rest.
#[derive(Debug, Default)]
struct Named {
    found: Mentions,
    areas: Listed<(Area, AreaRole)>,
    sources: Listed<()>,
    valued: Listed<()>,
}

impl Named {
    /// Goes over the phrases of a page once.
    fn on(page: &Page<'_>) -> Self {
        let mut named = Self::default();
        let Self { found: to, areas, sources, valued } = &mut named;
        let phrases = |at: usize| page.at(at).iter().map(move |m| ((at, m.last), *m.reading));
        for (found, reading) in page.all_of(groups::MENTION).flat_map(phrases) {
            match reading {
                Reading::Indicator(word) => note_indicator(page, &mut to.indicators, found, word),
                Reading::Item(word) => note(page, &mut to.items, found, word),
                Reading::Area(area, role) => note(page, areas, found, (area, role)),
                Reading::Institution(area, _) => note_body(page, &mut to.bodies, found, area),
                Reading::Change(change) => note(page, &mut to.changes, found, change),
                Reading::Basis { yearly } => note(page, &mut to.bases, found, yearly),
                Reading::Status(status, kind) => note(page, &mut to.statuses, found, (status, kind)),
                Reading::NotFigure(other) => note(page, &mut to.not_figures, found, other),
                Reading::Role(Role::Office(office)) => note(page, &mut to.offices, found, office),
                Reading::Speech(Speech::Source) => note(page, sources, found, ()),
                Reading::Link(Link::Valued) => note(page, valued, found, ()),
                Reading::Link(link) if groups::MENTIONED_LINKS.contains(&link) => {
                    note(page, &mut to.links, found, link)
                }
                _ => {}
            }
        }
        named
    }
}

/// "Minister of Commerce & Industry": whether an indicator is a word in the name of an office.
fn of_office(page: &Page<'_>, offices: &[At<&'static str>], indicator: &At<IndicatorWord>) -> bool {
    const LONGEST: usize = 8;
    let before = offices.partition_point(|o| o.last <= indicator.first);
    let Some(office) = before.checked_sub(1).map(|i| &offices[i]) else { return false };
    let joins = |at: usize| matches!(page.mark(at), b'&' | b',') || page.one_of(at, &[Link::Of, Link::And, Link::The]);
    page.link(office.last, Link::Of)
        && indicator.last - office.last <= LONGEST
        // "Minister of Finance Sees Inflation at 5.2 %": a headline's verb ends the name.
        && !(office.last..indicator.first).any(|at| page.has(at, Reading::SPEECH | Reading::CHANGE | Reading::STATUS))
        && (office.last..indicator.last).all(|at| joins(at) || page.tokens[at].upper && page.tokens[at].breaks == 0)
}

/// Adds what a phrase gives to a list, longest phrases first and none inside another.
fn note<T>(page: &Page<'_>, list: &mut Listed<T>, (first, last): (usize, usize), what: T) {
    // "4月增长": what starts in an expression of time and ends behind it is no phrase.
    let straddles = page.dated(first) && !page.dated(last - 1);
    if list.last().is_none_or(|before| before.last <= first) && !straddles {
        list.push(At { first, last, what });
    }
}

/// The same for a body. "The Central Bank of West African States": a longer name that begins inside of another goes on with it.
fn note_body(page: &Page<'_>, list: &mut Listed<Option<Area>>, found: (usize, usize), area: Option<Area>) {
    let longer = |before: &At<Option<Area>>| found.0 < before.last && before.last < found.1;
    match list.last().filter(|before| longer(before) && area.is_some()) {
        Some(_) => list.lengthen(found.1, area),
        None => note(page, list, found, area),
    }
}

/// The same for an indicator. "Рост депозитов населения": in a language whose nouns follow each other without a word between them a name
/// that begins with the last word of the one before goes on with it.
fn note_indicator(page: &Page<'_>, list: &mut Listed<IndicatorWord>, found: (usize, usize), word: IndicatorWord) {
    let chained =
        |before: &&At<IndicatorWord>| before.first < found.0 && found.0 + 1 == before.last && before.last < found.1;
    let genitive = page.grammar(found.0).bare_genitive && word.strength == Strength::Strong;
    // "核心CPI同比": what is called by two names is what the first says, unless that only says how it moves.
    let fits = |before: &&At<IndicatorWord>| {
        before.what.indicator == word.indicator || page.has(before.first, Reading::CHANGE)
    };
    match list.last().filter(chained).filter(|_| genitive).filter(fits).map(|before| before.what) {
        Some(before) => {
            let same = before.indicator == word.indicator;
            let item = word.item.or(before.item.filter(|_| same));
            let measure = word.measure.or(before.measure.filter(|_| same));
            list.lengthen(found.1, IndicatorWord { item, measure, ..word });
        }
        None => note(page, list, found, word),
    }
}

/// Whether a stretch lies in a mention of a list.
fn inside<T>(list: &Listed<T>, first: usize, last: usize) -> bool {
    covering(list, first).is_some_and(|m| last <= m.last)
}

/// "乌兹别克斯坦统计委员会": where words are not parted, the country directly before a body, which it is of.
fn led(page: &Page<'_>, named: &[At<(Area, AreaRole)>], body: usize) -> Option<Area> {
    let parted = |m: &At<(Area, AreaRole)>| page.tokens[m.last - 1].end < page.tokens[body].start;
    let country = |m: &&At<(Area, AreaRole)>| !parted(m) && m.what.0.kind() == AreaKind::Country;
    ending(named, body).filter(country).map(|m| m.what.0)
}

/// Bodies that the lexicon knows, and those whose name says that they are one: "CIS Executive Committee", "Ministry of
/// Digital Development".
fn bodies(page: &Page<'_>, known: &[At<Option<Area>>]) -> Listed<Option<Area>> {
    let mut all = known.to_vec();
    let mut at = 0;
    loop {
        at = page.next_of(at, groups::BODY);
        if at >= page.tokens.len() {
            break;
        }
        let named = if page.tokens[at].upper { named_body } else { common_body };
        match named(page, at) {
            Some((first, last)) => {
                let longer = |k: &&At<Option<Area>>| k.first < last && first < k.last;
                let clash = known[known.partition_point(|k| k.last <= first)..]
                    .iter()
                    .take_while(|k| k.first < last)
                    .find(longer);
                if clash.is_none() {
                    all.push(At { first, last, what: None });
                }
                at = last;
            }
            None => at += 1,
        }
    }
    all.sort_by_key(|b| b.first);
    let named: Vec<_> = all.iter().map(At::place).collect();
    all.into_iter().filter(|b| !abbreviates(page, b, &named)).collect()
}

/// "The Central Bank Rate (CBR)": whether a bracket only abbreviates the capitalised words before it, which name no body.
fn abbreviates(page: &Page<'_>, body: &At<Option<Area>>, named: &[(usize, usize)]) -> bool {
    let bracketed = body.last == body.first + 1 && page.is(body.last, b')');
    let Some(open) = body.first.checked_sub(1).filter(|&i| bracketed && page.is(i, b'(')) else { return false };
    let letters = page.word(body.first).chars();
    let long = letters.clone().count();
    let (acronym, from) = (letters.clone().all(char::is_uppercase), open.saturating_sub(long));
    let initials = page.tokens[from..open].iter().map(|t| t.of(page.text).chars().next());
    let whole = named.iter().any(|&(first, last)| last == open && first <= from);
    acronym && long >= 2 && initials.eq(letters.map(Some)) && !whole
}

/// A body by its function: "the economy ministry", "the federal statistics office". A noun alone ("the office") is none,
/// and neither is one that nobody has ("a statistics office").
fn common_body(page: &Page<'_>, noun: usize) -> Option<(usize, usize)> {
    const WORDS: usize = 3;
    if !page.link(noun, Link::Official) {
        return None;
    }
    let plain = |at: usize| {
        let token = &page.tokens[at];
        let empty = page.any(at, Reading::LINK, |m| matches!(m.reading, Reading::Link(link) if !link.is_content()));
        let says = |m: &Match| match m.reading {
            Reading::Change(change) => change.kind == ChangeKind::Verb,
            reading => *reading == Reading::Speech(Speech::Verb),
        };
        let verb = page.any(at, Reading::SPEECH | Reading::CHANGE, says);
        token.kind == Kind::Word && !token.upper && token.breaks == 0 && !empty && !verb
    };
    let first = (noun.saturating_sub(WORDS)..noun).rev().take_while(|&at| plain(at)).last()?;
    let before = first.checked_sub(1)?;
    // "…, trade ministry data showed": what is said to have data needs no article.
    let says = |m: &Match| *m.reading == Reading::Speech(Speech::Noun);
    let data = page.any(noun + 1, Reading::SPEECH, says);
    let whose = page.link(before, Link::Article) || page.tokens[before].kind == Kind::Possessive || data;
    whose.then_some((first, noun + 1))
}

/// The capitalised words round the noun of a body's name; a noun alone is no name.
fn named_body(page: &Page<'_>, noun: usize) -> Option<(usize, usize)> {
    let capital = |at: usize| page.tokens.get(at).is_some_and(|t| t.kind == Kind::Word && t.upper && t.breaks == 0);
    let part = |at: usize| capital(at) && !page.link(at, Link::Other) && !page.link(at, Link::The);
    let mut first = noun;
    while first > 0
        && noun - first < 6
        && page.tokens[first].breaks == 0
        && (part(first - 1)
            || page.tokens[first - 1].upper
                && page.tokens[first - 1].breaks > 0
                && !page.link(first - 1, Link::The)
                && !page.link(first - 1, Link::Other))
    {
        first -= 1;
    }
    let mut last = noun + 1;
    if page.link(last, Link::Of) || page.link(last, Link::For) || page.link(last, Link::On) {
        let mut end = if page.link(last + 1, Link::The) && !capital(last + 1) { last + 2 } else { last + 1 };
        while capital(end) && end < noun + 8 {
            end += 1;
            if (page.link(end, Link::And) || page.is(end, b',')) && capital(end + 1) {
                end += 1;
            }
            last = end;
        }
    }
    let area = page
        .find_of(first, Reading::AREA, |r| matches!(r, Reading::Area(..)).then_some(()))
        .is_some_and(|(end, ())| end >= last);
    (last - first >= 2 && !area).then_some((first, last))
}

/// "Under a low-tariff scenario": whether a dash makes an indicator the second half of a word that says what the next one is like.
fn in_compound(page: &Page<'_>, indicator: &At<IndicatorWord>) -> bool {
    let glued = |i: usize| page.tokens.get(i).is_some_and(|t| !t.spaced && t.breaks == 0);
    let dash = indicator.first.checked_sub(1).filter(|&i| page.tokens[i].kind == Kind::Dash && glued(i));
    let like = |m: &Match| matches!(m.reading, Reading::Indicator(_) | Reading::Change(_) | Reading::Area(..));
    let word = |i: usize| page.tokens.get(i).is_some_and(|t| t.kind == Kind::Word && !t.upper && t.breaks == 0);
    let noun =
        word(indicator.last) && !page.any_of(indicator.last, u128::MAX) && !page.at(indicator.last).iter().any(like);
    let single = indicator.last - indicator.first == 1 && indicator.what.item.is_none();
    dash.is_some_and(|dash| dash > 0 && page.tokens[dash - 1].kind == Kind::Word && !page.tokens[dash - 1].upper)
        && glued(indicator.first)
        && single
        && noun
}

/// Whether a word of change is the second half of a compound ("runners-up"), and so none.
fn second_half(page: &Page<'_>, change: &At<Change>) -> bool {
    let dash = change.first.checked_sub(1).map(|i| page.tokens[i]);
    dash.is_some_and(|d| d.kind == Kind::Dash && !d.spaced && !page.tokens[change.first].spaced)
}
