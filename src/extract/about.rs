//! What a document is about: the main area, and the two areas of a text about two.

use std::cmp::Reverse;

use super::mention::{AreaMention, At, Mentions, ending, starting, within};
use super::page::Page;
use super::places::Quantities;
use super::quantity::{Counted, Quantity};
use super::sides;
use super::title::{opens_with_both, title_of_two, trade_of_two};
use crate::lang::{AreaRole, Link, Match, Money, Reading};
use crate::model::codelist::AreaKind;
use crate::model::{Area, codelist};
use crate::text::Kind;

/// What a document speaks of, from its first lines and how often each area is named: the main area, and the two areas
/// of a text about two.
pub(super) fn survey(
    page: &Page<'_>,
    mentions: &Mentions,
    quantities: &Quantities,
    (publisher, title): (Option<Area>, Option<Area>),
) -> (Option<Area>, Option<(Area, Area)>) {
    let sums = weights(page, mentions, quantities, (publisher, title));
    let ranked = |of: usize| {
        let mut scores: Vec<_> = sums.iter().map(|(area, sum)| (*area, sum[of])).collect();
        scores.sort_by_key(|(_, score)| Reverse(*score));
        scores
    };
    let scores = ranked(0);
    // Where the publisher's country comes close to the one named most, the text is about that.
    let most = scores.first().map_or(0, |s| s.1);
    // One that its text never names does not come close: an agency writes of other countries, too.
    let named = |area: Area| {
        let own = |b: &At<Option<Area>>| b.what == Some(area) && !page.link(b.first, Link::ShortName);
        mentions.areas.iter().any(|m| m.what.area == area) || mentions.bodies.iter().any(own)
    };
    // Nor is a bank of a part of the world, whose countries it tells of, about all of that.
    let part = |area: Area| area.kind() == AreaKind::Region;
    let publisher = scores.iter().find(|s| Some(s.0) == publisher && s.1 * 2 >= most && named(s.0) && !part(s.0));
    let main = publisher.or(scores.first()).filter(|s| s.1 > 1).map(|s| s.0);
    let pair = match ranked(1).as_slice() {
        [a, b, rest @ ..] if rest.first().is_none_or(|c| c.1 * 2 <= b.1) && b.1 * 4 >= a.1 && a.1 > 1 => {
            Some((a.0, b.0))
        }
        _ => None,
    };
    // Rich or poor countries as a group are no partner of one.
    const GROUPS: [&str; 3] = ["DEVELOPED", "EMERGING", "LMIC"];
    let pair = pair.filter(|(a, b)| ![a, b].iter().any(|area| GROUPS.contains(&area.code())));
    let pair = pair.filter(|pair| opens_with_both(page, mentions, *pair));
    (main, pair.or_else(|| title_of_two(page, mentions)).or_else(|| trade_of_two(page, mentions)))
}

/// "Laut Statistik Austria 4,0 Prozent. Zum Vergleich: Euroraum": the country of an office that a text names, in a sentence before any area.
fn opened_by(page: &Page<'_>, mentions: &Mentions) -> Option<Area> {
    let first = mentions.areas.first().map_or(usize::MAX, |m| m.first);
    let opens = mentions.bodies.iter().find_map(|b| b.what.map(|area| (area, b.first)));
    opens.filter(|(_, at)| *at < first && page.sentence_of(*at) < page.sentence_of(first)).map(|o| o.0)
}

/// "The Turkish lira lost a fifth. In Argentina prices rose": the country whose name a currency has in it, in a sentence before any area.
fn opened_by_money(page: &Page<'_>, mentions: &Mentions) -> Option<Area> {
    let first = mentions.areas.first()?.first;
    let before = page.sentences[page.sentence_of(first)].first;
    let national = |at: usize| {
        let (last, money) = page.find_of(at, Reading::MONEY, Reading::money)?;
        let (end, area) = page.find_of(at, Reading::AREA, Reading::area)?;
        let own = matches!(money, Money::Currency(currency) if currency.issuer() == Some(area));
        Some(area).filter(|_| own && end < last)
    };
    (0..before).find_map(national)
}

/// "Emmanuel Macron has chosen his number. Rome waits": the country of a known person, whom a text names in a sentence before any area.
fn opened_by_person(page: &Page<'_>, mentions: &Mentions) -> Option<Area> {
    let first = mentions.areas.first()?.first;
    let before = page.sentences[page.sentence_of(first)].first;
    let country = |area: &Area| area.kind() == AreaKind::Country;
    let known = |r: &Reading| if let Reading::Person(known) = r { known.area.parse().ok() } else { None };
    (0..before).find_map(|at| page.find_of(at, Reading::PERSON, known)).map(|(_, area)| area).filter(country)
}

/// How much a text and the country of its publisher say for each area: as the one that it is about, and as one of a pair.
fn weights(
    page: &Page<'_>,
    mentions: &Mentions,
    quantities: &Quantities,
    (publisher, title): (Option<Area>, Option<Area>),
) -> Vec<(Area, [u32; 2])> {
    // A channel or paper that is named for a country speaks of that first.
    let own = publisher.filter(|area| area.kind() == AreaKind::Country);
    // How much a mention says for the area that the text is about, and for a pair of them.
    let told = |n: usize, m: &At<AreaMention>| {
        // "131 billion euros of goods from Germany": what the first number leaves is not only its label.
        // Nor is it where "2 %" was so: "prices rose by 2 % in Spain".
        // "54 % of German consumption": an adjective says of whose, and labels nothing.
        let left = n == 0
            && (m.what.role == AreaRole::Adjective
                || page.before_is(m.first, Link::From) && paid(m, quantities)
                || page.before_is(m.first, Link::In)
                    && (located(page, m) || !page.before_one(m.first, &[Link::To, Link::Into])));
        // "Chile's central bank met": whose bank or office it is that a text opens with, that is about.
        let office = m.what.in_title && (m.last..m.last + 3).any(|i| page.one_of(i, &[Link::RateSetter, Link::Body]));
        let weight = if office { 5 } else { weight(n, m, !left && labels(page, m, quantities)) };
        // "Higher US import tariffs": who levies them is not whom a text is about.
        let aside = partner(page, mentions, m)
            || sides::by_cause(page, m)
            || sides::on_the_way(page, m)
            || sides::leads_tariff(&mentions.indicators, m.last)
            || sides::nobody_in(page, m);
        // Where a report was written is where most of them come from.
        let alone = match aside {
            true => 1,
            false if m.what.role == AreaRole::Capital && sides::dateline(page, m) => 5,
            false => weight,
        };
        (m.what.area, [alone, weight])
    };
    let opens = opened_by(page, mentions);
    let money = opened_by_money(page, mentions).filter(|_| opens.is_none());
    // "Eurasia Digest": nor is a paper's own name, where that is of a part of the world.
    let paper = publisher.filter(|area| area.kind() == AreaKind::Region);
    let areas = mentions.areas.iter().filter(|m| m.what.area.code() != "WORLD" && Some(m.what.area) != paper);
    // What the title of the document names comes before all that its text does.
    let before = usize::from(opens.or(money).or(title).is_some());
    let named = areas.enumerate().map(|(n, m)| told(n + before, m));
    let named = named.chain(title.into_iter().chain(money).map(|area| (area, [FIRST, FIRST])));
    // "ЦБ", "央行": what every country has says nothing where the text names a country.
    let placed = mentions.areas.iter().any(|m| m.what.area.kind() == AreaKind::Country);
    let whose = |b: &&At<Option<Area>>| !placed || !page.link(b.first, Link::ShortName);
    let bodies = mentions.bodies.iter().filter(whose).filter_map(|b| b.what);
    let bodies = bodies
        .chain(opened_by_person(page, mentions))
        .chain(own)
        .map(|area| (area, if opens == Some(area) { [FIRST, FIRST] } else { [5, 5] }));
    let mut sums: Vec<(Area, [u32; 2])> = Vec::new();
    for (area, [alone, paired]) in named.chain(bodies) {
        match sums.iter_mut().find(|(a, _)| *a == area) {
            Some((_, sum)) => *sum = [sum[0] + alone, sum[1] + paired],
            None => sums.push((area, [alone, paired])),
        }
    }
    sums
}

/// Who is traded with is seldom who the text is about: whether an area stands where a partner does.
fn partner(page: &Page<'_>, mentions: &Mentions, m: &At<AreaMention>) -> bool {
    let small = |i: usize| page.one_of(i, &[Link::Of, Link::The, Link::Article, Link::Members, Link::Bloc]);
    // "В Узбекистане" is in it, "в Узбекистан" into it.
    // "The fund concludes its consultation with Peru": nor is the only one that a sentence without trade names.
    let alone = || {
        let sentence = page.sentences[page.sentence_of(m.first)];
        let trade = within(&mentions.indicators, sentence.first, sentence.last).iter();
        within(&mentions.areas, sentence.first, m.first).is_empty()
            && !trade.into_iter().any(|i| i.what.indicator.two_sided())
    };
    let with = |at: usize| page.before_is(at, Link::With) && !alone();
    let led = |at: usize| (with(at) || page.before_is(at, Link::Into)) && !located(page, m);
    // "In die Mitgliedstaaten der Europäischen Union".
    let head = || (m.first.saturating_sub(4)..m.first).rfind(|i| !small(*i)).map_or(m.first, |i| i + 1);
    // "Imports from China to Kazakhstan".
    let flows = |at: usize| {
        let before = || at.checked_sub(1).and_then(|at| ending(&mentions.indicators, at));
        let link = match ending(&mentions.indicators, at).or_else(before).map(|i| i.what.indicator.code()) {
            Some("exports") => Link::To,
            Some("imports") => Link::From,
            _ => return false,
        };
        page.link(at.saturating_sub(1), link) && !page.one_of(at.saturating_sub(1), &[Link::Of, Link::In])
    };
    led(m.first) || flows(m.first) || m.what.area.kind() == AreaKind::Bloc && led(head())
}

/// Whether the case of an area says that it is where something was so, behind a word that is both "in" and "into".
fn located(page: &Page<'_>, area: &At<AreaMention>) -> bool {
    let led = page.before_is(area.first, Link::In) && page.before_is(area.first, Link::Into);
    led && page.grammar(area.first).is_locative(page.word(area.last - 1))
}

/// Whether an amount of money stands directly before an area and its preposition.
fn paid(mention: &At<AreaMention>, quantities: &Quantities) -> bool {
    let near = quantities.ended(mention.first);
    near.checked_sub(1).is_some_and(|i| quantities[i].is_money() && mention.first - quantities[i].last <= 2)
}

/// Whether an area only labels a number of its line: "Kazakhstan 38", "Kazakhstan: 38".
fn labels(page: &Page<'_>, mention: &At<AreaMention>, quantities: &Quantities) -> bool {
    let near = quantities.ended(mention.first.saturating_sub(3));
    let line = |at: usize| page.sentences[page.sentence_of(at)].line;
    let beside = |q: &Quantity| (q.last + 1..=q.last + 2).contains(&mention.first);
    let dash = page.tokens.get(mention.last).is_some_and(|t| t.kind == Kind::Dash);
    let colon = usize::from(dash || page.is(mention.last, b':'));
    let leads = |q: &Quantity| q.lead == mention.last || q.lead == mention.last + colon;
    quantities[near..].iter().take(2).any(|q| line(q.first) == line(mention.first) && (leads(q) || beside(q)))
}

/// How much the first mention of an area says.
const FIRST: u32 = 9;

/// How much the `n`th mention of an area says of the document. One that is a label and one inside a title count little.
fn weight(n: usize, mention: &At<AreaMention>, label: bool) -> u32 {
    let AreaMention { area, role, in_title, .. } = mention.what;
    match n {
        _ if area.code() == "WORLD" || in_title || label || n > 0 && role == AreaRole::Capital => 1,
        0 => FIRST,
        1..=3 => 5,
        _ => 2,
    }
}

/// "En Andalucía subió, en Cataluña bajó": the country in which more than half of the cities and regions lie that a text names, two
/// at least, one that is called a region, or one with which it opens.
pub(super) fn by_places(page: &Page<'_>) -> Option<Area> {
    let mut counts: Vec<(Area, usize)> = Vec::new();
    for (first, m) in page.scan.matches().filter(|(first, _)| page.has(*first, Reading::PLACE)) {
        let Reading::Place(area) = *m.reading else { continue };
        // What is called a region in so many words is one, and no other thing of the same name.
        let said = if m.last - first > 1 { 2 } else { 1 };
        match counts.iter_mut().find(|(other, _)| *other == area) {
            Some((_, count)) => *count += said,
            None => counts.push((area, said)),
        }
    }
    let all: usize = counts.iter().map(|(_, count)| count).sum();
    // "ZÜRICH – Die Nationalbank rührt sich nicht": one that opens the text is enough.
    let opens = |area: Area| page.at(0).iter().any(|m| *m.reading == Reading::Place(area));
    let most = |(area, count): &(Area, usize)| (*count > 1 || opens(*area)) && 2 * count > all;
    counts.into_iter().find(most).map(|(area, _)| area)
}

/// "Bayerns Exporte", "die sächsische Industrie": the country of a region that owns what is measured, before any country is named.
pub(super) fn by_owner(page: &Page<'_>, mentions: &Mentions) -> Option<Area> {
    let country = |m: &&At<AreaMention>| m.what.area.kind() == AreaKind::Country;
    let first = mentions.areas.iter().find(country).map_or(usize::MAX, |m| m.first);
    let owns = |at: usize| starting(&mentions.indicators, at).is_some();
    // "Hamburgs Hafen": so is that of one with which a text opens, where the first country that it names is but a partner.
    let partner = || page.before_one(first, &[Link::With, Link::To, Link::From, Link::Into]);
    let opens = |at: usize| at == 0 && first < usize::MAX && partner();
    let places = page.scan.matches().take_while(|(at, _)| *at < first);
    let owner = |(at, m): (usize, &Match)| match *m.reading {
        Reading::Place(area) if owns(m.last) || opens(at) => Some(area),
        _ => None,
    };
    places.filter(|(_, m)| m.last < first).find_map(owner)
}

/// A text that names no area but counts in a currency of its own speaks of that currency's country.
pub(super) fn by_currency(quantities: &[Quantity]) -> Option<Area> {
    let currency = quantities.iter().find_map(|q| match q.counted {
        Counted::Money(Money::Currency(currency)) if !matches!(currency.code(), "USD" | "EUR") => Some(currency),
        Counted::Money(Money::Family(family)) if family != "dollar" => codelist::lists().family(family, None),
        _ => None,
    })?;
    let mut users = codelist::lists().areas().into_iter().filter(|a| a.currency() == Some(currency));
    let user = users.next()?;
    users.next().is_none().then_some(user).or_else(|| currency.issuer())
}
