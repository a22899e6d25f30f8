//! Figures with a direction: exports and imports, remittances, investment, tariffs.

use super::one::{area_cost, one_sided, owner};
use super::{Named, Sides};
use crate::extract::scene::{Origin, Scene};
use crate::extract::topic::Topic;
use crate::lang::{AreaRole, Link};
use crate::model::Area;

/// Exports and imports: who sells and who buys, by direction.
pub(super) fn directed(scene: &Scene<'_>, topic: &Topic, named: &[Named]) -> Sides {
    let quantity = scene.quantity();
    let page = scene.page;
    let marked = |area: &Named, link: Link| page.before_is(area.first, link);
    let near =
        |area: &&Named| scene.found.distance(area.place(), topic.place.unwrap_or((quantity.lead, quantity.last))) < 22;
    let mine = |a: &&Named| owner(scene, a).is_none_or(|i| scene.local.quantities[i].first == quantity.first);
    let to = named
        .iter()
        .filter(|a| near(a) || owner(scene, a).is_some())
        .filter(mine)
        .find(|a| marked(a, Link::To) || marked(a, Link::With));
    let from = named.iter().filter(near).filter(mine).find(|a| marked(a, Link::From));
    let placed =
        |a: &&Named| a.last <= quantity.first || topic.place.is_some_and(|p| a.first >= p.1 && a.first - p.1 <= 3);
    let own = named
        .iter()
        .filter(placed)
        .filter(|a| !marked(a, Link::To) && !marked(a, Link::From) && !marked(a, Link::With))
        .min_by_key(|a| area_cost(scene, topic, a));
    let imports = topic.word.indicator.code() == "imports";
    let (subject, partner) = match (imports, to, from) {
        (false, Some(to), from) => (own.or(from), Some(to.what.area)),
        (false, None, Some(from)) => (Some(from), None),
        (true, to, Some(from)) => (own.or(to), Some(from.what.area)),
        (true, Some(to), None) => (Some(to).filter(|_| own.is_none()).or(own), None),
        _ => (own, None),
    };
    let fresh = scene.discourse.last.as_ref().is_none_or(|l| l.line == scene.discourse.line);
    let one_country = scene.found.context.pair.is_none() && !fresh;
    let carried = if one_country { scene.discourse.home().map(|m| (m, None)) } else { scene.discourse.sides };
    if let Some(subject) = subject {
        let area = subject.what.area;
        // "By destination: China 133 billion": what labels a carried figure is the other side.
        let own = scene.discourse.home().filter(|m| *m != area && topic.place.is_none() && destinations(scene));
        if let Some(own) = own {
            return Sides {
                place: Some(subject.place()),
                ..Sides::new(Some(own), Some(area), Origin::Sentence, "by destination")
            };
        }
        let partner = partner.filter(|p| *p != area).or_else(|| carried_partner(scene, area, topic));
        return Sides {
            place: Some(subject.place()),
            ..Sides::new(Some(area), partner, Origin::Sentence, "by direction")
        };
    }
    let (area, counterpart) = match (partner, carried) {
        (Some(partner), Some((a, b))) => (if a == partner { b } else { Some(a) }, Some(partner)),
        (Some(partner), None) => (scene.discourse.home().filter(|m| *m != partner), Some(partner)),
        (None, Some((a, b))) => (Some(a), b),
        (None, None) => match scene.found.context.pair.filter(|_| scene.discourse.area.is_none()) {
            Some((a, b)) => (Some(a), Some(b)),
            None => (scene.discourse.area.or(scene.discourse.home()), None),
        },
    };
    Sides::new(area, counterpart, if area.is_some() { Origin::Carried } else { Origin::Absent }, "as spoken of before")
}

/// Whether a list of partners is introduced in this sentence or the one before.
fn destinations(scene: &Scene<'_>) -> bool {
    let first = scene.local.index.checked_sub(1).map_or(scene.local.first, |i| scene.page.sentences[i].first);
    (first..scene.local.last).any(|i| scene.page.link(i, Link::Partner) || scene.page.link(i, Link::Market))
}

/// In a text on the trade of two, the exports of the one go to the other.
fn carried_partner(scene: &Scene<'_>, area: Area, _topic: &Topic) -> Option<Area> {
    let last = scene.discourse.recent(scene.local.index)?;
    let (a, b) = (last.area?, last.counterpart?);
    let _ = scene.found;
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
pub(super) fn flows(scene: &Scene<'_>, topic: &Topic, named: &[Named]) -> Sides {
    let page = scene.page;
    let receives = |a: &&Named| [Link::In, Link::To].into_iter().any(|l| page.before_is(a.first, l));
    let sends = |a: &&Named| page.before_is(a.first, Link::From) || a.what.role == AreaRole::Adjective;
    if topic.word.indicator.code() != "remittances" && named.len() >= 2 {
        let into = named.iter().find(receives);
        let from = named.iter().find(|a| sends(a) && Some(a.what.area) != into.map(|i| i.what.area));
        if let (Some(into), Some(from)) = (into, from) {
            return Sides {
                place: Some(into.place()),
                ..Sides::new(
                    Some(into.what.area),
                    Some(from.what.area),
                    Origin::Sentence,
                    "received by the one from the other",
                )
            };
        }
    }
    one_sided(scene, topic, named)
}
