//! Whose figure it is: the area, and the counterpart of a two-sided indicator.

use super::assemble::{Found, Local, Origin};
use super::context::Discourse;
use super::mention::{AreaMention, At, within};
use super::quantity::Quantity;
use super::topic::{Lists, Topic};
use crate::lang::{AreaRole, Link};
use crate::model::Area;
use crate::model::codelist::AreaKind;
use crate::text::Kind;

/// The area and counterpart of a figure.
#[derive(Debug, Clone)]
pub struct Sides {
    /// Whose.
    pub area: Option<Area>,
    /// With whom.
    pub counterpart: Option<Area>,
    /// Where the area is named.
    pub place: Option<(usize, usize)>,
    /// How it was found.
    pub origin: Origin,
    /// The rule that gave it.
    pub rule: &'static str,
    /// Whether the area only labels this number, as in a list of countries.
    pub label: bool,
}

impl Sides {
    fn new(area: Option<Area>, counterpart: Option<Area>, origin: Origin, rule: &'static str) -> Self {
        Self { area, counterpart, place: None, origin, rule, label: false }
    }
}

type Named = At<AreaMention>;

/// Finds the sides of a figure.
pub fn find(
    found: &Found<'_, '_>,
    local: &Local<'_>,
    n: usize,
    topic: &Topic,
    lists: &Lists,
    discourse: &Discourse,
) -> Sides {
    if let Some((area, place)) = lists.areas.get(n).copied().flatten() {
        let mut sides = Sides::new(Some(area), None, Origin::Clause, "in the order of the list");
        sides.place = Some(place);
        return sides;
    }
    let quantity = &local.quantities[n];
    let named: Vec<Named> = within(&found.mentions.areas, local.first, local.last)
        .iter()
        .filter(|a| !a.what.in_title && !swallowed(topic, a) && !venue(found, a))
        .copied()
        .collect();
    let code = topic.word.indicator.code();
    let sides = match code {
        "trade_turnover" | "national_currency_share" => two_sided(found, local, quantity, topic, &named, discourse),
        "exports" | "imports" | "trade_balance" | "gas_exports" | "oil_exports" | "food_trade" => {
            directed(found, local, quantity, topic, &named, discourse)
        }
        "remittances" | "investment" | "fdi" | "tariff" => flows(found, local, quantity, topic, &named, discourse),
        _ => one_sided(found, local, quantity, topic, &named, discourse),
    };
    sides
}

/// "at the summit in Astana": a capital behind "in" is where something took place.
fn venue(found: &Found<'_, '_>, area: &Named) -> bool {
    area.what.role == AreaRole::Capital
        && !area.what.possessive
        && [Link::In, Link::At].into_iter().any(|l| found.page.before_is(area.first, l))
}

/// An area inside the indicator's own phrase ("world output") counts; inside another word it does not.
fn swallowed(topic: &Topic, area: &Named) -> bool {
    topic.place.is_some_and(|p| p.0 < area.first && area.last < p.1)
}

/// The area nearest to the number or attached to the indicator.
fn one_sided(
    found: &Found<'_, '_>,
    local: &Local<'_>,
    quantity: &Quantity,
    topic: &Topic,
    named: &[Named],
    discourse: &Discourse,
) -> Sides {
    let best = named.iter().map(|a| (area_cost(found, local, quantity, topic, a), a)).min_by_key(|(cost, _)| *cost);
    let held = discourse.last.as_ref().is_some_and(|l| l.line == discourse.line && l.area.is_some())
        || bloc(found, local, discourse).is_some();
    let limit = if held { 26 } else { 60 };
    match best.filter(|(cost, _)| *cost < limit) {
        Some((cost, area)) => Sides {
            area: Some(area.what.area),
            counterpart: None,
            place: Some((area.first, area.last)),
            origin: if cost < 14 { Origin::Clause } else { Origin::Sentence },
            rule: "the nearest area",
            label: owner(found, local, area).is_some_and(|i| local.quantities[i].first == quantity.first),
        },
        None => fallback(found, local, discourse),
    }
}

/// What the context speaks of: the figure before in this line, the heading, the speaker's country, the document.
fn fallback(found: &Found<'_, '_>, local: &Local<'_>, discourse: &Discourse) -> Sides {
    let speaker = found.speakers.area.get(local.index).copied().flatten();
    let ours = within(&found.mentions.links, local.first, local.last).iter().any(|l| l.what == Link::We);
    if ours && let Some(area) = speaker.filter(|_| found.speakers.transcript) {
        return Sides::new(Some(area), None, Origin::Carried, "the speaker's own country");
    }
    if let Some(bloc) = bloc(found, local, discourse) {
        return Sides::new(Some(bloc), None, Origin::Carried, "the bloc last named");
    }
    let before = discourse.last.as_ref();
    let apart = found.page.lines[discourse.line].after_blank;
    let last =
        before.filter(|l| l.line == discourse.line || discourse.line - l.line <= 1 && !apart).and_then(|l| l.area);
    let subject = discourse.subject.filter(|s| before.is_none_or(|l| l.sentence < s.1) || last.is_none()).map(|s| s.0);
    match (subject, last, discourse.home()) {
        (Some(area), ..) => Sides::new(Some(area), None, Origin::Carried, "the area last named"),
        (_, Some(area), _) => Sides::new(Some(area), None, Origin::Carried, "as the figure before"),
        (.., Some(area)) => Sides::new(Some(area), None, Origin::Carried, "the document's area"),
        _ => Sides::new(
            speaker,
            None,
            if speaker.is_some() { Origin::Carried } else { Origin::Absent },
            "the speaker's country",
        ),
    }
}

/// "the bloc", "member states": the bloc of which the text speaks.
fn bloc(found: &Found<'_, '_>, local: &Local<'_>, discourse: &Discourse) -> Option<Area> {
    let said = within(&found.mentions.links, local.first, local.last).iter().any(|l| l.what == Link::Bloc);
    discourse.bloc.filter(|_| said)
}

/// The quantity that an area labels, by standing directly beside it: "Tonga 38%", "38% in Tonga", "Tonga (38%)".
fn owner(found: &Found<'_, '_>, local: &Local<'_>, area: &Named) -> Option<usize> {
    let next = local.quantities.iter().position(|q| q.lead >= area.last).filter(|&i| {
        let q = &local.quantities[i];
        q.lead - area.last <= 1 && !matches!(found.page.word(area.last), "," | ";")
    });
    let before = local.quantities.iter().rposition(|q| q.last <= area.first).filter(|&i| {
        let from = local.quantities[i].last;
        let only_small = (from..area.first).all(|t| {
            [Link::In, Link::For, Link::The, Link::To, Link::On, Link::At].into_iter().any(|l| found.page.link(t, l))
        });
        area.first > from && area.first - from <= 2 && only_small
    });
    before.or(next)
}

fn area_cost(found: &Found<'_, '_>, local: &Local<'_>, quantity: &Quantity, topic: &Topic, area: &Named) -> u32 {
    let place = (area.first, area.last);
    let own = found.distance(place, (quantity.lead, quantity.last));
    let between = local
        .quantities
        .iter()
        .filter(|q| {
            q.first >= area.last && q.last <= quantity.first || q.first >= quantity.last && q.last <= area.first
        })
        .count() as u32;
    let tied = area.first >= quantity.last
        && (quantity.last..area.first).all(|i| {
            [Link::In, Link::For, Link::The, Link::To, Link::Of, Link::Each, Link::And]
                .into_iter()
                .any(|l| found.page.link(i, l))
                || matches!(found.page.word(i), "(" | ",")
                || found.mentions.areas.iter().any(|a| a.first <= i && i < a.last)
        });
    let behind = if area.first >= quantity.last && !tied {
        18
    } else if area.first >= quantity.last {
        3
    } else {
        0
    };
    let labels = owner(found, local, area).is_some_and(|i| local.quantities[i].first != quantity.first);
    let capital = if area.what.role == AreaRole::Capital && !area.what.possessive { 6 } else { 0 };
    let world = if area.what.area.code() == "WORLD" { 4 } else { 0 };
    let to_number =
        own + behind + 5 * between + other_side(found, area) + capital + world + if labels { 15 } else { 0 };
    if labels && area.first >= quantity.last {
        return to_number;
    }
    let attached = topic.place.map_or(u32::MAX, |p| {
        if area.first >= p.0 && area.last <= p.1 {
            return 2;
        }
        let distance = found.distance(place, p);
        let of = area.first >= p.1
            && area.first - p.1 <= 3
            && (p.1..area.first)
                .all(|i| found.page.link(i, Link::Of) || found.page.link(i, Link::In) || found.page.link(i, Link::The));
        let before = area.last <= p.0 && distance <= 3;
        if of || before {
            3 + distance + if labels { 8 } else { 0 }
        } else {
            distance + 4 + other_side(found, area) + capital + world + if labels { 15 } else { 0 }
        }
    });
    to_number.min(attached)
}

/// Areas behind "with", "against", "than" are the other side of something, not the figure's own.
fn other_side(found: &Found<'_, '_>, area: &Named) -> u32 {
    let other = [Link::With, Link::Against, Link::Than, Link::From, Link::To]
        .into_iter()
        .any(|l| found.page.before_is(area.first, l));
    if other { 8 } else { 0 }
}

/// Trade between two: "between A and B", "A's trade with B", "A-B trade", "mutual trade" of a bloc.
fn two_sided(
    found: &Found<'_, '_>,
    local: &Local<'_>,
    quantity: &Quantity,
    topic: &Topic,
    named: &[Named],
    discourse: &Discourse,
) -> Sides {
    let share_of_partner =
        topic.word.indicator.code() == "trade_turnover" && partner_share(found, local, quantity, named);
    if let Some(sides) = share_of_partner.then(|| partner(found, named)).flatten() {
        return sides;
    }
    if let Some(sides) = pair(found, quantity, topic, named) {
        return sides;
    }
    let mutual = mutual(found, local, discourse);
    let bloc = |a: Area| a.kind() == AreaKind::Bloc || a.kind() == AreaKind::Region;
    match named {
        [] => carried_pair(found, local, mutual, topic, discourse),
        _ => {
            let best = named.iter().min_by_key(|a| area_cost(found, local, quantity, topic, a));
            let Some(best) = best else { return carried_pair(found, local, mutual, topic, discourse) };
            let area = best.what.area;
            let place = Some((best.first, best.last));
            let intra = bloc(area)
                && (mutual || inside_bloc(found, best) || topic.word.indicator.code() == "national_currency_share");
            let with = found.page.before_is(best.first, Link::With) || found.page.before_is(best.first, Link::To);
            if intra {
                return Sides { place, ..Sides::new(Some(area), Some(area), Origin::Sentence, "inside the bloc") };
            }
            if let Some((bloc, Some(_))) =
                discourse.sides.map(|(a, b)| (b.unwrap_or(a), b)).filter(|(bloc, b)| b.is_some() && area.ever_in(*bloc))
            {
                return Sides {
                    place,
                    ..Sides::new(Some(area), Some(bloc), Origin::Sentence, "a member with the bloc")
                };
            }
            if with && let Some(own) = own_side(found, local, area, discourse) {
                return Sides {
                    place,
                    ..Sides::new(Some(own), Some(area), Origin::Carried, "trade with, of the side that speaks")
                };
            }
            if let Some((a, Some(b))) =
                discourse.sides.filter(|(a, b)| (*a == area || *b == Some(area)) && *b != Some(*a))
            {
                let other = if a == area { b } else { a };
                return Sides {
                    place,
                    ..Sides::new(Some(area), Some(other), Origin::Carried, "the pair last spoken of")
                };
            }
            if let Some((a, b)) = found.context.pair.filter(|(a, b)| *a == area || *b == area) {
                if topic.word.indicator.code() == "national_currency_share" {
                    return Sides { place, ..Sides::new(Some(a), Some(b), Origin::Carried, "the document's pair") };
                }
                let other = if a == area { b } else { a };
                return Sides { place, ..Sides::new(Some(area), Some(other), Origin::Carried, "the document's pair") };
            }
            Sides { place, ..Sides::new(Some(area), None, Origin::Sentence, "the nearest area") }
        }
    }
}

/// "With over 17 percent of Kazakhstan's trade, Russia is among its partners": the whole is the area, the holder the
/// counterpart.
fn partner_share(found: &Found<'_, '_>, local: &Local<'_>, quantity: &Quantity, named: &[Named]) -> bool {
    let words = within(&found.mentions.links, local.first, local.last).iter().any(|l| l.what == Link::Share);
    let of = found.page.link(quantity.last, Link::Of);
    quantity.is_percent() && (words || of) && named.len() >= 2
}

fn partner(found: &Found<'_, '_>, named: &[Named]) -> Option<Sides> {
    let whole = named
        .iter()
        .find(|a| a.what.possessive && !holds_weight(found, a))
        .or_else(|| named.iter().find(|a| a.what.role == AreaRole::Adjective && !holds_weight(found, a)))?;
    let holder = named.iter().find(|a| a.what.area != whole.what.area)?;
    let place = Some((whole.first, whole.last));
    Some(Sides {
        place,
        ..Sides::new(Some(whole.what.area), Some(holder.what.area), Origin::Sentence, "a partner's share")
    })
}

/// "Russia's weight in Armenia's turnover": the holder of the weight is the partner.
fn holds_weight(found: &Found<'_, '_>, area: &Named) -> bool {
    let next = if area.what.possessive { area.last + 1 } else { area.last };
    found.page.link(next, Link::Share)
}

/// Two areas tied together in the sentence.
fn pair(found: &Found<'_, '_>, quantity: &Quantity, topic: &Topic, named: &[Named]) -> Option<Sides> {
    let mut best: Option<(u32, Sides)> = None;
    for (i, a) in named.iter().enumerate() {
        for b in named.iter().skip(i + 1) {
            let Some((first, second, rule)) = tied(found, a, b, topic) else { continue };
            let place = (a.first, b.last);
            let near = topic
                .place
                .map_or(u32::MAX, |p| found.distance(place, p))
                .min(found.distance(place, (quantity.lead, quantity.last)));
            if best.as_ref().is_none_or(|(cost, _)| near < *cost) {
                let sides =
                    Sides { place: Some(place), ..Sides::new(Some(first), Some(second), Origin::Sentence, rule) };
                best = Some((near, sides));
            }
        }
    }
    best.filter(|(cost, _)| *cost < 45).map(|(_, sides)| sides)
}

/// Whether two areas are tied: "between A and B", "A-B", "A and B", "A with B", "A's trade with B".
fn tied(found: &Found<'_, '_>, a: &Named, b: &Named, topic: &Topic) -> Option<(Area, Area, &'static str)> {
    let (first, second) = (a.what.area, b.what.area);
    let gap = b.first - a.last;
    if first == second {
        return None;
    }
    let page = found.page;
    if gap == 1 && page.tokens[a.last].kind == Kind::Dash {
        return Some((first, second, "a pair with a dash"));
    }
    let and = gap <= 3
        && (a.last..b.first).any(|i| page.link(i, Link::And))
        && (a.last..b.first).all(|i| page.link(i, Link::And) || page.link(i, Link::The));
    if and
        && (page.before_is(a.first, Link::Between) || topic.place.is_some_and(|p| p.1 <= a.first && a.first - p.1 <= 3))
    {
        return Some((first, second, "between the two"));
    }
    let with = page.before_is(b.first, Link::With) && !(a.last..b.first).any(|i| matches!(page.word(i), ";" | "."));
    if with && gap <= 14 {
        return Some((first, second, "of the one with the other"));
    }
    // "trade turnover of Russia with CIS member countries", "its partners in the Commonwealth".
    let partners = gap <= 10
        && (a.last..b.first)
            .any(|i| ["partners", "partner", "neighbours", "neighbors"].iter().any(|w| page.is_word(i, w)));
    (partners && page.before_is(a.first, Link::Between)).then_some((first, second, "between the one and its partners"))
}

/// "mutual", "bilateral", "our", "with each other", "between the countries".
fn mutual(found: &Found<'_, '_>, local: &Local<'_>, discourse: &Discourse) -> bool {
    // The label before ("Mutual trade.") belongs to the sentence.
    let labelled = local.index > 0 && discourse.label == Some(local.index - 1);
    let first = if labelled { found.page.sentences[local.index - 1].first } else { local.first };
    let words = within(&found.mentions.links, first, local.last).iter().any(|l| l.what == Link::We);
    words
        || (first..local.last).any(|i| {
            ["mutual", "intra", "internal", "intraregional", "reciprocal", "inter"]
                .iter()
                .any(|w| found.page.is_word(i, w))
        })
}

/// "between the CIS countries", "within the EAEU", "among the members of".
fn inside_bloc(found: &Found<'_, '_>, area: &Named) -> bool {
    let from = area.first.saturating_sub(6);
    (from..area.first).any(|i| {
        found.page.link(i, Link::Between)
            || ["within", "among", "inside", "intra", "across", "members", "throughout"]
                .iter()
                .any(|w| found.page.is_word(i, w))
    })
}

/// The side that speaks of "trade with B": the figure's own subject, the speaker's country, the document's area.
fn own_side(found: &Found<'_, '_>, local: &Local<'_>, other: Area, discourse: &Discourse) -> Option<Area> {
    let speaker = found.speakers.area.get(local.index).copied().flatten().filter(|_| found.speakers.transcript);
    let pair = found.context.pair.and_then(|(a, b)| {
        if a == other {
            Some(b)
        } else if b == other {
            Some(a)
        } else {
            None
        }
    });
    let spoken = discourse.sides.map(|s| s.0);
    [speaker, pair, spoken, discourse.area, discourse.home()].into_iter().flatten().find(|a| *a != other)
}

fn carried_pair(found: &Found<'_, '_>, local: &Local<'_>, mutual: bool, topic: &Topic, discourse: &Discourse) -> Sides {
    let speaker = found.speakers.area.get(local.index).copied().flatten();
    let two = discourse.sides.and_then(|(a, b)| b.map(|b| (a, b)));
    if found.speakers.transcript
        && found.context.talk.is_none()
        && let (Some(own), Some((other, named))) = (speaker, discourse.country)
        && own != other
        && discourse
            .last
            .as_ref()
            .is_none_or(|l| l.line != discourse.line || l.sentence < named || l.counterpart == Some(other))
    {
        return Sides::new(Some(own), Some(other), Origin::Carried, "the speaker's country and the one last named");
    }
    if found.speakers.transcript
        && let (Some(own), Some((a, b))) = (speaker, found.context.pair.or(two))
    {
        let other = if own == a {
            b
        } else if own == b {
            a
        } else {
            return Sides::new(Some(a), Some(b), Origin::Carried, "the pair last spoken of");
        };
        return Sides::new(Some(own), Some(other), Origin::Carried, "the speaker's country and the other");
    }
    if let Some((a, b)) = two.filter(|_| {
        mutual
            || topic.place.is_none()
            || topic.word.strength == crate::lang::Strength::Weak
            || discourse.last.is_some()
    }) {
        return Sides::new(Some(a), Some(b), Origin::Carried, "the pair last spoken of");
    }
    if let Some((a, _)) = discourse.sides {
        return if mutual && a.kind() == AreaKind::Bloc {
            Sides::new(Some(a), Some(a), Origin::Carried, "inside the bloc")
        } else {
            Sides::new(Some(a), None, Origin::Carried, "as the figure before")
        };
    }
    if let Some((a, b)) = found.context.pair {
        // Trade "with one another" in a text on a bloc and its member is the bloc's own.
        let whole = if a.ever_in(b) {
            Some(b)
        } else if b.ever_in(a) {
            Some(a)
        } else {
            None
        };
        if let Some(whole) = whole.filter(|_| mutual) {
            return Sides::new(Some(whole), Some(whole), Origin::Carried, "inside the bloc");
        }
        return Sides::new(Some(a), Some(b), Origin::Carried, "the document's pair");
    }
    let area = discourse.area.or(discourse.home());
    let bloc = area
        .filter(|a| a.kind() == AreaKind::Bloc && (mutual || topic.word.indicator.code() == "national_currency_share"));
    Sides::new(area, bloc, if area.is_some() { Origin::Carried } else { Origin::Absent }, "the document's area")
}

/// Exports and imports: who sells and who buys, by direction.
fn directed(
    found: &Found<'_, '_>,
    local: &Local<'_>,
    quantity: &Quantity,
    topic: &Topic,
    named: &[Named],
    discourse: &Discourse,
) -> Sides {
    let page = found.page;
    let marked = |area: &Named, link: Link| page.before_is(area.first, link);
    let near = |area: &&Named| {
        found.distance((area.first, area.last), topic.place.unwrap_or((quantity.lead, quantity.last))) < 22
    };
    let mine = |a: &&Named| owner(found, local, a).is_none_or(|i| local.quantities[i].first == quantity.first);
    let to = named
        .iter()
        .filter(|a| near(a) || owner(found, local, a).is_some())
        .filter(mine)
        .find(|a| marked(a, Link::To) || marked(a, Link::With));
    let from = named.iter().filter(near).filter(mine).find(|a| marked(a, Link::From));
    let placed =
        |a: &&Named| a.last <= quantity.first || topic.place.is_some_and(|p| a.first >= p.1 && a.first - p.1 <= 3);
    let own = named
        .iter()
        .filter(placed)
        .filter(|a| !marked(a, Link::To) && !marked(a, Link::From) && !marked(a, Link::With))
        .min_by_key(|a| area_cost(found, local, quantity, topic, a));
    let imports = topic.word.indicator.code() == "imports";
    let (subject, partner) = match (imports, to, from) {
        (false, Some(to), from) => (own.or(from), Some(to.what.area)),
        (false, None, Some(from)) => (Some(from), None),
        (true, to, Some(from)) => (own.or(to), Some(from.what.area)),
        (true, Some(to), None) => (Some(to).filter(|_| own.is_none()).or(own), None),
        _ => (own, None),
    };
    let fresh = discourse.last.as_ref().is_none_or(|l| l.line == discourse.line);
    let one_country = found.context.pair.is_none() && !fresh;
    let carried = if one_country { discourse.home().map(|m| (m, None)) } else { discourse.sides };
    if let Some(subject) = subject {
        let area = subject.what.area;
        // "By destination: China 133 billion": what labels a carried figure is the other side.
        let own = discourse.home().filter(|m| *m != area && topic.place.is_none() && destinations(found, local));
        if let Some(own) = own {
            return Sides {
                place: Some((subject.first, subject.last)),
                ..Sides::new(Some(own), Some(area), Origin::Sentence, "by destination")
            };
        }
        let partner = partner.filter(|p| *p != area).or_else(|| carried_partner(found, local, area, topic, discourse));
        return Sides {
            place: Some((subject.first, subject.last)),
            ..Sides::new(Some(area), partner, Origin::Sentence, "by direction")
        };
    }
    let (area, counterpart) = match (partner, carried) {
        (Some(partner), Some((a, b))) => (if a == partner { b } else { Some(a) }, Some(partner)),
        (Some(partner), None) => (discourse.home().filter(|m| *m != partner), Some(partner)),
        (None, Some((a, b))) => (Some(a), b),
        (None, None) => match found.context.pair.filter(|_| discourse.area.is_none()) {
            Some((a, b)) => (Some(a), Some(b)),
            None => (discourse.area.or(discourse.home()), None),
        },
    };
    Sides::new(area, counterpart, if area.is_some() { Origin::Carried } else { Origin::Absent }, "as spoken of before")
}

/// Whether a list of partners is introduced in this sentence or the one before.
fn destinations(found: &Found<'_, '_>, local: &Local<'_>) -> bool {
    let first = local.index.checked_sub(1).map_or(local.first, |i| found.page.sentences[i].first);
    (first..local.last).any(|i| {
        ["destination", "destinations", "partner", "partners", "market", "markets", "buyers"]
            .iter()
            .any(|w| found.page.is_word(i, w))
    })
}

/// In a text on the trade of two, the exports of the one go to the other.
fn carried_partner(
    found: &Found<'_, '_>,
    local: &Local<'_>,
    area: Area,
    _topic: &Topic,
    discourse: &Discourse,
) -> Option<Area> {
    let last = discourse.recent(local.index)?;
    let (a, b) = (last.area?, last.counterpart?);
    let _ = found;
    if a == b {
        None
    } else if a == area {
        Some(b)
    } else if b == area {
        Some(a)
    } else {
        None
    }
}

/// Remittances, investment, tariffs: the area receives (levies), the counterpart sends.
fn flows(
    found: &Found<'_, '_>,
    local: &Local<'_>,
    quantity: &Quantity,
    topic: &Topic,
    named: &[Named],
    discourse: &Discourse,
) -> Sides {
    let page = found.page;
    let receives = |a: &&Named| [Link::In, Link::To].into_iter().any(|l| page.before_is(a.first, l));
    let sends = |a: &&Named| page.before_is(a.first, Link::From) || a.what.role == AreaRole::Adjective;
    if topic.word.indicator.code() != "remittances" && named.len() >= 2 {
        let into = named.iter().find(receives);
        let from = named.iter().find(|a| sends(a) && Some(a.what.area) != into.map(|i| i.what.area));
        if let (Some(into), Some(from)) = (into, from) {
            return Sides {
                place: Some((into.first, into.last)),
                ..Sides::new(
                    Some(into.what.area),
                    Some(from.what.area),
                    Origin::Sentence,
                    "received by the one from the other",
                )
            };
        }
    }
    one_sided(found, local, quantity, topic, named, discourse)
}

/// "5.5% each in Armenia and Kazakhstan": the other areas of which the number is said.
pub fn each(found: &Found<'_, '_>, local: &Local<'_>, quantity: &Quantity, sides: &Sides) -> Vec<Area> {
    let said = within(&found.mentions.links, local.first, local.last)
        .iter()
        .any(|l| l.what == Link::Each && found.page.is_word(l.first, "each") && l.first.abs_diff(quantity.last) <= 2);
    let Some(place) = sides.place.filter(|_| said) else { return Vec::new() };
    let named = within(&found.mentions.areas, local.first, local.last);
    let joined = |a: &&At<AreaMention>| {
        let gap = if a.first >= place.1 { (place.1, a.first) } else { (a.last, place.0) };
        gap.1.saturating_sub(gap.0) <= 2
            && (gap.0..gap.1).any(|i| found.page.link(i, Link::And))
            && Some(a.what.area) != sides.area
    };
    named.iter().filter(joined).map(|a| a.what.area).collect()
}
