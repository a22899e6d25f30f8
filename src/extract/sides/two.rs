//! Trade between two: "between A and B", "A's trade with B", "A-B trade", "mutual trade" of a bloc.

use super::one::area_cost;
use super::{Named, Sides};
use crate::extract::mention::within;
use crate::extract::scene::{Found, Origin, Scene};
use crate::extract::topic::Topic;
use crate::lang::{AreaRole, Link};
use crate::model::Area;
use crate::model::codelist::AreaKind;
use crate::text::Kind;

/// Trade between two: "between A and B", "A's trade with B", "A-B trade", "mutual trade" of a bloc.
pub(super) fn two_sided(scene: &Scene<'_>, topic: &Topic, named: &[Named]) -> Sides {
    let share_of_partner = topic.word.indicator.code() == "trade_turnover" && partner_share(scene, named);
    if let Some(sides) = share_of_partner.then(|| partner(scene.found, named)).flatten() {
        return sides;
    }
    if let Some(sides) = pair(scene, topic, named) {
        return sides;
    }
    let mutual = mutual(scene);
    let group = |a: Area| a.kind() == AreaKind::Bloc || a.kind() == AreaKind::Region;
    match named {
        [] => carried_pair(scene, mutual, topic),
        _ => {
            let best = named.iter().min_by_key(|a| area_cost(scene, topic, a));
            let Some(best) = best else { return carried_pair(scene, mutual, topic) };
            let area = best.what.area;
            let place = Some(best.place());
            let intra = group(area)
                && (mutual || inside_bloc(scene, best) || topic.word.indicator.code() == "national_currency_share");
            let with = scene.page.before_is(best.first, Link::With) || scene.page.before_is(best.first, Link::To);
            if intra {
                return Sides { place, ..Sides::new(Some(area), Some(area), Origin::Sentence, "inside the bloc") };
            }
            if let Some((bloc, Some(_))) = scene
                .discourse
                .sides
                .map(|(a, b)| (b.unwrap_or(a), b))
                .filter(|(bloc, b)| b.is_some() && area.ever_in(*bloc))
            {
                return Sides {
                    place,
                    ..Sides::new(Some(area), Some(bloc), Origin::Sentence, "a member with the bloc")
                };
            }
            if with && let Some(own) = own_side(scene, area) {
                return Sides {
                    place,
                    ..Sides::new(Some(own), Some(area), Origin::Carried, "trade with, of the side that speaks")
                };
            }
            if let Some((a, Some(b))) =
                scene.discourse.sides.filter(|(a, b)| (*a == area || *b == Some(area)) && *b != Some(*a))
            {
                let other = if a == area { b } else { a };
                return Sides {
                    place,
                    ..Sides::new(Some(area), Some(other), Origin::Carried, "the pair last spoken of")
                };
            }
            if let Some((a, b)) = scene.found.context.pair.filter(|(a, b)| *a == area || *b == area) {
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
fn partner_share(scene: &Scene<'_>, named: &[Named]) -> bool {
    let quantity = scene.quantity();
    let words = scene.says(Link::Share);
    let of = scene.page.link(quantity.last, Link::Of);
    quantity.is_percent() && (words || of) && named.len() >= 2
}

pub(super) fn partner(found: &Found<'_, '_>, named: &[Named]) -> Option<Sides> {
    let whole = named
        .iter()
        .find(|a| a.what.possessive && !holds_weight(found, a))
        .or_else(|| named.iter().find(|a| a.what.role == AreaRole::Adjective && !holds_weight(found, a)))?;
    let holder = named.iter().find(|a| a.what.area != whole.what.area)?;
    let place = Some(whole.place());
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
fn pair(scene: &Scene<'_>, topic: &Topic, named: &[Named]) -> Option<Sides> {
    let quantity = scene.quantity();
    let mut best: Option<(u32, Sides)> = None;
    for (i, a) in named.iter().enumerate() {
        for b in named.iter().skip(i + 1) {
            let Some((first, second, rule)) = tied(scene, a, b, topic) else { continue };
            let place = (a.first, b.last);
            let near = topic
                .place
                .map_or(u32::MAX, |p| scene.found.distance(place, p))
                .min(scene.found.distance(place, (quantity.lead, quantity.last)));
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
pub(super) fn tied(scene: &Scene<'_>, a: &Named, b: &Named, topic: &Topic) -> Option<(Area, Area, &'static str)> {
    let (first, second) = (a.what.area, b.what.area);
    let gap = b.first - a.last;
    if first == second {
        return None;
    }
    let page = scene.page;
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
    let partners = gap <= 10 && (a.last..b.first).any(|i| page.link(i, Link::Partner) || page.link(i, Link::Neighbour));
    (partners && page.before_is(a.first, Link::Between)).then_some((first, second, "between the one and its partners"))
}

/// "mutual", "bilateral", "our", "with each other", "between the countries".
fn mutual(scene: &Scene<'_>) -> bool {
    // The label before ("Mutual trade.") belongs to the sentence.
    let labelled = scene.local.index > 0 && scene.discourse.label == Some(scene.local.index - 1);
    let first = if labelled { scene.page.sentences[scene.local.index - 1].first } else { scene.local.first };
    let words = within(&scene.mentions.links, first, scene.local.last).iter().any(|l| l.what == Link::We);
    words || (first..scene.local.last).any(|i| scene.page.link(i, Link::Mutual))
}

/// "between the CIS countries", "within the EAEU", "among the members of".
fn inside_bloc(scene: &Scene<'_>, area: &Named) -> bool {
    let from = area.first.saturating_sub(6);
    (from..area.first).any(|i| scene.page.link(i, Link::Between) || scene.page.link(i, Link::Inside))
}

/// The side that speaks of "trade with B": the figure's own subject, the speaker's country, the document's area.
fn own_side(scene: &Scene<'_>, other: Area) -> Option<Area> {
    let speaker =
        scene.found.speakers.area.get(scene.local.index).copied().flatten().filter(|_| scene.found.speakers.transcript);
    let pair = scene.found.context.pair.and_then(|(a, b)| {
        if a == other {
            Some(b)
        } else if b == other {
            Some(a)
        } else {
            None
        }
    });
    let spoken = scene.discourse.sides.map(|s| s.0);
    [speaker, pair, spoken, scene.discourse.area, scene.discourse.home()].into_iter().flatten().find(|a| *a != other)
}

fn carried_pair(scene: &Scene<'_>, mutual: bool, topic: &Topic) -> Sides {
    let speaker = scene.found.speakers.area.get(scene.local.index).copied().flatten();
    let two = scene.discourse.sides.and_then(|(a, b)| b.map(|b| (a, b)));
    if scene.found.speakers.transcript
        && scene.found.context.talk.is_none()
        && let (Some(own), Some((other, named))) = (speaker, scene.discourse.country)
        && own != other
        && scene
            .discourse
            .last
            .as_ref()
            .is_none_or(|l| l.line != scene.discourse.line || l.sentence < named || l.counterpart == Some(other))
    {
        return Sides::new(Some(own), Some(other), Origin::Carried, "the speaker's country and the one last named");
    }
    if scene.found.speakers.transcript
        && let (Some(own), Some((a, b))) = (speaker, scene.found.context.pair.or(two))
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
            || scene.discourse.last.is_some()
    }) {
        return Sides::new(Some(a), Some(b), Origin::Carried, "the pair last spoken of");
    }
    if let Some((a, _)) = scene.discourse.sides {
        return if mutual && a.kind() == AreaKind::Bloc {
            Sides::new(Some(a), Some(a), Origin::Carried, "inside the bloc")
        } else {
            Sides::new(Some(a), None, Origin::Carried, "as the figure before")
        };
    }
    if let Some((a, b)) = scene.found.context.pair {
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
    let area = scene.discourse.area.or(scene.discourse.home());
    let bloc = area
        .filter(|a| a.kind() == AreaKind::Bloc && (mutual || topic.word.indicator.code() == "national_currency_share"));
    Sides::new(area, bloc, if area.is_some() { Origin::Carried } else { Origin::Absent }, "the document's area")
}
