//! What is known of the document beside its sentences: its date, and the areas that it is about.

use chrono::Datelike;

use super::about::{by_currency, by_owner, by_places, survey};
use super::mention::{AreaMention, At, Mentions, ending, within};
use super::page::Page;
use super::period::{Anchor, Expr, Period, Year};
use super::places::Quantities;
use super::speaker::Speakers;
use super::title::{area_of, on_the_world};
use super::topic;
use crate::lang::reading::IndicatorWord;
use crate::lang::scan::Scan;
use crate::lang::{self, AreaRole, ItemWord, Link, Match, Other, Reading, Speech, Strength};
use crate::model::codelist::AreaKind;
use crate::model::{Area, Published, Source, TimePeriod};
use crate::text::{Line, Sentence, tokenize};

/// What is known of the document.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// When it was published.
    pub published: Option<Published>,
    /// The area it speaks of most.
    pub main: Option<Area>,
    /// The two areas of a text about two.
    pub pair: Option<(Area, Area)>,
    /// The token before which not both of them have been named.
    pub paired: usize,
    /// The two countries of a talk.
    pub talk: Option<(Area, Area)>,
    /// The one country for which anybody speaks in a transcript, or whose office published it.
    pub host: Option<Area>,
    /// The run of which all data are preliminary, as a sentence without numbers says.
    pub preliminary: Option<TimePeriod>,
    /// Whether it is about a company.
    pub company: bool,
    /// Whether it tells of trade in services by itself, so that trade in goods is a part, too.
    pub services: bool,
    /// The part of a country that its head names.
    pub part: Option<topic::Part>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Whether the text reports what its publisher says, as a release of its own does not.
    pub reports_publisher: bool,
    /// The year that an undated document speaks of.
    pub year: Option<i32>,
}

impl Context {
    /// What the date of publication and the mentions of a page say of the document.
    pub fn new(
        page: &Page<'_>,
        source: &Source,
        mentions: &Mentions,
        quantities: &Quantities,
        periods: &[Period],
        speakers: &Speakers,
    ) -> Self {
        let published = source.published;
        let (office, named_for, body) =
            source.publisher.as_deref().map(|name| of_publisher(page, name)).unwrap_or_default();
        let title = source.title.as_deref().and_then(|title| area_of(page, title));
        let (main, pair) = survey(page, mentions, quantities, (named_for, title));
        let address = source.url.as_deref().filter(|_| named_for.is_none());
        let initials = || of_initials(address?, source.publisher.as_deref().filter(|_| body)?);
        let office = office.or(address.and_then(of_address)).or_else(initials);
        let country = named_for.filter(|area| area.kind() == AreaKind::Country);
        let region = |area: Area| area.kind() == AreaKind::Region;
        let talk = speakers.pair();
        let named = |area: Area| mentions.areas.iter().find(|m| m.what.area == area).map_or(usize::MAX, |m| m.first);
        Self {
            paired: talk.or(pair).map_or(0, |(a, b)| named(a).max(named(b))),
            published,
            // A bank of a part of the world tells of its countries.
            main: office
                .filter(|area| !region(*area))
                .or_else(|| on_the_world(page, mentions))
                .or_else(|| by_owner(page, mentions).filter(|_| country.is_none()))
                .or(main.filter(|main| !region(*main)))
                .or(country)
                .or(office)
                .or(main)
                .or_else(|| {
                    let country = |m: &At<AreaMention>| m.what.area.kind() == AreaKind::Country;
                    by_places(page).filter(|_| !mentions.areas.iter().any(country))
                })
                .or_else(|| by_currency(quantities))
                .or_else(|| of_letterhead(page, mentions)),
            pair: talk.or(pair),
            talk,
            host: speakers.host().or(office.or(country).filter(|_| speakers.transcript)),
            preliminary: preliminary(page, published, quantities, periods),
            company: on_a_company(mentions),
            services: trades_services(page, mentions),
            part: topic::part_of_country(page, mentions, quantities),
            publisher: source.publisher.clone(),
            reports_publisher: source.publisher.as_deref().is_some_and(|name| reports(page, mentions, name)),
            year: periods.iter().find_map(|p| year_of(p.expr)),
        }
    }
}

/// "National Statistical Office of Malawi" in one of the first lines: the country in the name of the body that is all of its line, where a text
/// names no other.
fn of_letterhead(page: &Page<'_>, mentions: &Mentions) -> Option<Area> {
    const HEAD: usize = 3;
    let country = |m: &&At<AreaMention>| m.what.area.kind() == AreaKind::Country;
    let lines = page.lines.iter().take(HEAD);
    let body = |first: usize| mentions.bodies.iter().any(|b| b.first <= first + 1 && b.first >= first);
    let closes = |l: &&Line| body(l.first) && ending(&mentions.areas, l.last).filter(country).is_some();
    let line = lines.into_iter().find(closes)?;
    ending(&mentions.areas, line.last).map(|m| m.what.area)
}

/// "Destatis said on Tuesday": whether a verb of saying stands beside the name of the publisher.
fn reports(page: &Page<'_>, mentions: &Mentions, publisher: &str) -> bool {
    let verb = |at: usize| page.any(at, Reading::SPEECH, |m| *m.reading == Reading::Speech(Speech::Verb));
    let small = |at: usize| page.one_of(at, &[Link::The, Link::Article]);
    let before = |first: usize| {
        let next = first.checked_sub(1).map(|i| if small(i) { i.saturating_sub(1) } else { i });
        next.is_some_and(verb)
    };
    let named = |first: usize, last: usize| page.span(first, last).of(page.text) == publisher;
    mentions.bodies.iter().any(|b| named(b.first, b.last) && (verb(b.last) || before(b.first)))
}

/// "我国" in a paper of Singapore: has what calls a country its own mean that of the publisher.
pub fn own_country(page: &Page<'_>, source: &Source, mentions: &mut Mentions) {
    if !mentions.areas.iter().any(|m| m.what.role == AreaRole::Own) {
        return;
    }
    let home = source.publisher.as_deref().and_then(|name| of_publisher(page, name).0);
    let Some(home) = home.filter(|area| area.kind() == AreaKind::Country) else { return };
    mentions.areas.change(|named| named.area = if named.role == AreaRole::Own { home } else { named.area });
}

/// The country whose statistical office, central bank or ministry the publisher is, and else the one that its name has in
/// it, with whether it is such a body at all, by the words of the text's language and of English.
fn of_publisher(page: &Page<'_>, name: &str) -> (Option<Area>, Option<Area>, bool) {
    let mut tokens = Vec::new();
    tokenize(name, &mut tokens);
    let mut scan = Scan::default();
    let (mut office, mut named, mut body) = (None, None, false);
    let own = page.lexicon();
    let foreign = Some(own).filter(|own| !std::ptr::eq(*own, lang::english()));
    for lexicon in foreign.into_iter().chain([lang::english()]) {
        scan.clear();
        lexicon.scan(name, &tokens, &mut scan);
        // "人民日报": the sign for Japan in a longer word is none.
        let inside = |(first, m): (usize, &Match)| {
            let longer =
                |(before, o): (usize, &Match)| before <= first && o.last >= m.last && o.last - before > m.last - first;
            // "中央社": nor is a word for one government in the name of a body of another country.
            let other = |o: &Match| match (*o.reading, *m.reading) {
                (Reading::Link(link), _) => link == Link::Other,
                (Reading::Institution(Some(whose), _), Reading::Area(area, _)) => whose != area,
                _ => false,
            };
            scan.matches().any(|o| longer(o) && other(o.1))
        };
        for (first, m) in scan.matches() {
            match *m.reading {
                Reading::Area(_, AreaRole::Short | AreaRole::Capital) if inside((first, m)) => {}
                Reading::Institution(Some(area), _) => office = office.or(Some(area)),
                Reading::Institution(None, _) => body = true,
                Reading::Area(area, _) if area.code() != "WORLD" => named = named.or(Some(area)),
                _ => {}
            }
        }
        body |= (0..tokens.len()).any(|at| [Link::Body, Link::Official].into_iter().any(|l| scan.link(at, l)));
    }
    // What the name itself has in it goes before what its words stand for elsewhere.
    let country = named.filter(|area| area.kind() == AreaKind::Country && (body || office.is_some()));
    (country.or(office).or(named.filter(|_| body)), named, body)
}

/// "https://ministers.treasury.gov.au/...": the country of whose government an address is, by the two names at its end.
fn of_address(url: &str) -> Option<Area> {
    const GOVERNMENT: [&str; 9] = ["gov", "govt", "gob", "gub", "gouv", "go", "gc", "gv", "government"];
    let (rest, country) = host(url)?;
    let state = GOVERNMENT.contains(&rest.rsplit('.').next()?);
    let code = if country == "uk" { "GB".to_owned() } else { country.to_ascii_uppercase() };
    code.parse::<Area>().ok().filter(|area| state && area.kind() == AreaKind::Country)
}

/// The name of the host in an address, with what stands behind its last full stop.
fn host(url: &str) -> Option<(&str, &str)> {
    url.split_once("://")?.1.split(['/', ':', '?', '#']).next()?.rsplit_once('.')
}

/// "https://www.ine.es/...", of the "Instituto Nacional de Estadística", as many countries have one: the country of an address whose
/// name has the initials of its publisher.
fn of_initials(url: &str, publisher: &str) -> Option<Area> {
    const LETTERS: std::ops::RangeInclusive<usize> = 3..=5;
    let (rest, country) = host(url)?;
    let name = rest.rsplit('.').next().filter(|name| LETTERS.contains(&name.len()))?;
    let capitals = publisher.split_whitespace().filter_map(|word| word.chars().next().filter(|c| c.is_uppercase()));
    let spelt: String = capitals.collect();
    let own = spelt.len() >= *LETTERS.start() && spelt.eq_ignore_ascii_case(name);
    let area = country.to_ascii_uppercase().parse::<Area>().ok()?;
    (own && country.len() == 2 && area.kind() == AreaKind::Country).then_some(area)
}

/// "All half-year numbers are preliminary", "Foreign trade in ten months (preliminary)": the run of which a sentence
/// without numbers says that its data are preliminary; the first of the text where that sentence names none.
fn preliminary(
    page: &Page<'_>,
    published: Option<Published>,
    quantities: &Quantities,
    periods: &[Period],
) -> Option<TimePeriod> {
    /// So many words say no more than which data they are.
    const LABEL: usize = 12;
    /// So far from the bracket's start the run may stand.
    const BRACKET: usize = 8;
    let counted = |s: &Sentence| {
        let next = quantities.before(s.first);
        quantities.get(next).is_some_and(|q| q.first < s.last)
    };
    // "（即2020年4月至6月的臨時數字）": a bracket may say so of the run that it names.
    let bracketed = |p: &&Period| {
        let of = p.last + usize::from(page.link(p.last, Link::Of));
        let mark = |i: &usize| page.is(*i, b'(') || page.is(*i, b')');
        let opens = (p.first.saturating_sub(BRACKET)..p.first).rfind(mark).is_some_and(|i| page.is(i, b'('));
        opens && page.link(of, Link::Provisional)
    };
    let told = periods.iter().find(bracketed).and_then(|p| Anchor { published, ..Anchor::default() }.resolve(p.expr));
    if told.is_some() {
        return told;
    }
    // "Die Statistiker bestätigten damit vorläufige Daten": what has been confirmed is preliminary no more.
    let confirmed = |i: usize| {
        let phrase = |m: &Match| m.last > i && *m.reading == Reading::Link(Link::Other);
        (i.saturating_sub(3)..i).any(|at| page.any(at, Reading::LINK, phrase))
    };
    let called = |i: usize| page.link(i, Link::Provisional) && !confirmed(i);
    let says = |s: &&Sentence| (s.first..s.last).any(called) && !counted(s);
    let sentence = page.sentences.iter().find(says)?;
    let anchor = Anchor { published, ..Anchor::default() };
    let run = |p: &Period| anchor.resolve(p.expr).filter(|p| p.length().is_some());
    // "Noviembre 2022. Datos provisionales": the line of a label has its time, too.
    let line = page.lines[sentence.line];
    let label = sentence.last - sentence.first <= LABEL && line.last - line.first <= LABEL;
    let (first, last) = if label { (line.first, line.last) } else { (sentence.first, sentence.last) };
    let here = periods.iter().filter(|p| (first..last).contains(&p.first)).find_map(run);
    // "A leading indicator, is seen in few sectors, such as data centres": what commas part is not said of the data.
    let parted = |a: usize, b: usize| (a.min(b)..a.max(b)).any(|i| matches!(page.mark(i), b',' | b':' | b';'));
    let provisional = |at: &usize| page.link(*at, Link::Provisional);
    let words = sentence.first..sentence.last;
    let of_all = words
        .clone()
        .filter(|at| page.link(*at, Link::Data))
        .any(|data| words.clone().filter(provisional).any(|at| !parted(data, at)));
    let plain = of_all || sentence.last - sentence.first <= LABEL;
    // "The results for the first nine months are in: … The figures are preliminary": those of the time that its line has told last.
    let told = periods.iter().filter(|p| (line.first..sentence.first).contains(&p.first)).rev().find_map(run);
    here.filter(|_| plain).or_else(|| told.or_else(|| periods.iter().find_map(run)).filter(|_| of_all))
}

/// Whether a text names exports or imports of services.
fn trades_services(page: &Page<'_>, mentions: &Mentions) -> bool {
    // "Exports (Merchandise & Services)".
    let small = |i: usize| page.one_of(i, &[Link::Wares, Link::And]) || matches!(page.mark(i), b'(' | b'&');
    let trade = |i: &&At<IndicatorWord>| matches!(i.what.indicator.code(), "exports" | "imports" | "trade_balance");
    let beside = |i: &At<IndicatorWord>| {
        let near = |m: &At<&'static ItemWord>| {
            m.what.item == "services"
                && (m.last == i.first || m.first >= i.last && (m.first - i.last <= 1 || (i.last..m.first).all(small)))
        };
        i.what.item == Some("services")
            || within(&mentions.items, i.first.saturating_sub(2), i.last + 5).iter().any(near)
    };
    mentions.indicators.iter().filter(trade).any(beside)
}

/// Whether a text speaks of a company's results, shares and owners more than of anything that is counted of an economy.
fn on_a_company(mentions: &Mentions) -> bool {
    const FEWEST: usize = 3;
    let company = mentions.not_figures.iter().filter(|m| m.what == Other::Company).count();
    let economy = mentions.indicators.iter().filter(|i| i.what.strength == Strength::Strong).count();
    company >= FEWEST && company > economy
}

/// The year that an expression writes out.
fn year_of(expr: Expr) -> Option<i32> {
    match expr {
        Expr::Fixed(period) => Some(period.last_day().year()),
        Expr::Months { year: Year::Of(year), .. } | Expr::Day { year: Year::Of(year), .. } => Some(year),
        _ => None,
    }
}
