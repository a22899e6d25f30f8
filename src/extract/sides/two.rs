//! Trade between two: "between A and B", "A's trade with B", "A-B trade", "mutual trade" of a bloc.

use super::fronted::{fronted, with_neighbours, with_which};
use super::inside::{among, inside_bloc, mutual, whole, with_bloc, within_bloc};
use super::one::area_cost;
use super::shares::{partner, partner_share};
use super::talk::{leaders, seated, talker};
use super::world::{all_trade, whole_of_home};
use super::{Named, Sides, leads, other_of, speaker_area};
use crate::extract::discourse::Last;
use crate::extract::scene::{Origin, Scene};
use crate::extract::topic::Topic;
use crate::lang::{AreaRole, Link, Reading, Speech, Strength};
use crate::model::Area;
use crate::model::codelist::AreaKind;
use crate::text::Kind;

/// Trade between two: "between A and B", "A's trade with B", "A-B trade", "mutual trade" of a bloc.
pub(super) fn two_sided(scene: &Scene<'_>, topic: &Topic, named: &[Named]) -> Sides {
    if let Some(sides) = next_with(scene, named)
        .or_else(|| with_which(scene, named))
        .or_else(|| fronted(scene, named))
        .or_else(|| with_neighbours(scene, named))
    {
        return sides;
    }
    let of_partner = topic.word.indicator.code() == "trade_turnover" && partner_share(scene, named);
    if let Some(sides) = of_partner.then(|| partner(scene, named)).flatten().or_else(|| pair(scene, topic, named)) {
        return sides;
    }
    let mutual = mutual(scene);
    if mutual
        && topic.word.indicator.code() == "trade_turnover"
        && let Some((a, b)) = leaders(scene)
    {
        return Sides::new(Some(a), Some(b), Origin::Sentence, "the two for which those who are named speak");
    }
    match named.iter().min_by_key(|a| area_cost(scene, topic, a)) {
        Some(best) if !mutual && whole_of_home(scene, best.what.area) => all_trade(best),
        Some(best) => {
            let before = named.iter().filter(|a| a.last <= scene.quantity().first).count();
            one_named(scene, topic, best, (mutual, before.max(1) == 1 && (before == 1 || named.len() == 1)))
                .at(best.place())
        }
        None => among(scene, carried_pair(scene, mutual, topic)),
    }
}

/// "China's trade with the EU rose by 5 percent, while that with Japan fell by 2": behind the number of one partner, "with" leads
/// to the next one.
fn next_with(scene: &Scene<'_>, named: &[Named]) -> Option<Sides> {
    let (previous, lead) = (scene.previous()?, scene.quantity().lead);
    let last = scene.discourse.last.as_ref().filter(|l| l.sentence == scene.local.index)?;
    let (area, partner) = last.area.zip(last.counterpart)?;
    let behind = |a: &&Named| a.first >= previous.last && a.last <= lead;
    let mut between = named.iter().filter(behind);
    let next = between.next().filter(|a| scene.page.before_is(leads(scene, a), Link::With))?;
    let fresh = next.what.area != area && next.what.area != partner && between.next().is_none();
    let rule = "trade with, of the side last spoken of";
    fresh.then(|| Sides::new(Some(area), Some(next.what.area), Origin::Sentence, rule).at(next.place()))
}

/// Trade of which the sentence names one side: the other is the bloc, the side that speaks, or the pair at hand.
fn one_named(scene: &Scene<'_>, topic: &Topic, best: &Named, (mutual, named_alone): (bool, bool)) -> Sides {
    let area = best.what.area;
    let settled = topic.word.indicator.code() == "national_currency_share";
    let group = matches!(area.kind(), AreaKind::Bloc | AreaKind::Region) && area.code() != "WORLD";
    let led = |i: usize| scene.page.link(i, Link::With);
    // "The mutual trade of Kyrgyzstan with the states of the EAEU": a member's trade with the others.
    let member = scene.discourse.home().filter(|home| home.kind() == AreaKind::Country && home.ever_in(area));
    let ours = speaker_area(scene).filter(|own| *own != area && own.kind() == AreaKind::Country);
    let partner = || scene.page.before_one(leads(scene, best), &[Link::With, Link::To]);
    if let Some(own) = ours.filter(|_| scene.says(Link::We) && group && partner()) {
        return Sides::carried(own, area, "trade with, of the speaker's country");
    }
    if let Some(home) = member.filter(|_| group && (best.first.saturating_sub(3)..best.first).any(led)) {
        return Sides::new(Some(home), Some(area), Origin::Sentence, "a member with the bloc");
    }
    // "The EU is the second partner, with bilateral trade of 3.88 trillion": of the text's own country.
    let partner = partner_of_home(scene, topic, best, named_alone).filter(|_| !inside_bloc(scene, best));
    if let Some(sides) = partner.filter(|_| group && mutual && !settled) {
        return sides;
    }
    if group && (mutual || inside_bloc(scene, best) || settled) {
        return Sides::new(Some(area), Some(area), Origin::Sentence, "inside the bloc");
    }
    if let Some(sides) = ours_with(scene, topic, best) {
        return sides;
    }
    let spoken = two_spoken(scene);
    let with = scene.page.before_one(leads(scene, best), &[Link::With, Link::To]);
    if with && let Some((own, _)) = spoken.filter(|(own, bloc)| own != bloc && *own != area && area.ever_in(*bloc)) {
        return Sides::carried(own, area, "trade with, of the side last spoken of");
    }
    if with && let Some(own) = speaker_area(scene).filter(|own| *own != area && own.kind() == AreaKind::Country) {
        return Sides::carried(own, area, "trade with, of the speaker's country");
    }
    if let Some(sides) = partner_of_home(scene, topic, best, named_alone) {
        return sides;
    }
    let bloc = with_bloc(scene, topic).or(spoken.map(|(_, bloc)| bloc));
    if let Some(bloc) = bloc.filter(|bloc| area.ever_in(*bloc)) {
        return Sides::new(Some(area), Some(bloc), Origin::Sentence, "a member with the bloc");
    }
    if let Some(sides) = of_office(scene, best).filter(|_| with || seated(scene, best)) {
        return sides;
    }
    let home = scene.discourse.home().filter(|home| *home != area && home.kind() == AreaKind::Country);
    let neighbour = best.first.checked_sub(1).is_some_and(|i| scene.page.link(i, Link::Neighbour));
    if let Some(home) = home.filter(|_| neighbour) {
        let sides = Sides::new(Some(home), Some(area), Origin::Sentence, "a neighbour of the document's area");
        return Sides { label: true, ..sides };
    }
    if with && let Some(own) = own_side(scene, area) {
        return Sides::carried(own, area, "trade with, of the side that speaks");
    }
    // "China kept first place with $12.5 billion in bilateral trade": what two do with each other the one does with the text's own country.
    let apart = spoken.is_none_or(|pair| other_of(pair, area).is_none()) && area.kind() == AreaKind::Country;
    if let Some(home) = home.filter(|_| mutual && named_alone && apart && scene.pair().is_none()) {
        return Sides::new(Some(home), Some(area), Origin::Sentence, "bilateral, with the text's own country");
    }
    as_told(scene, topic, area, settled)
}

/// The two last spoken of, or those that the text is about, where one of them is named.
fn as_told(scene: &Scene<'_>, topic: &Topic, area: Area, settled: bool) -> Sides {
    let spoken = two_spoken(scene).filter(|(a, b)| a != b);
    // "Trade of Russia and China fell by 9 %, to 163 billion": what a sentence goes on with keeps the order of the two.
    let here = scene.discourse.last.as_ref().is_some_and(|l| l.sentence == scene.local.index);
    let same = here && topic.place.is_none();
    if let Some((a, b)) = spoken.filter(|(a, b)| same && (*a == area || *b == area)) {
        return Sides::carried(a, b, "the pair last spoken of");
    }
    if let Some(other) = spoken.and_then(|pair| other_of(pair, area)) {
        return Sides::carried(area, other, "the pair last spoken of");
    }
    // "The foreign trade of Georgia came to 6 billion, 1.3 % more": nor has what goes on with all trade a partner.
    if scene.told().is_some_and(|l| same && l.area == Some(area) && l.counterpart.is_none()) {
        return Sides::new(Some(area), None, Origin::Sentence, "as the number before");
    }
    match scene.pair().filter(|(a, b)| *a == area || *b == area) {
        Some((a, b)) if settled || a == area => Sides::carried(a, b, "the document's pair"),
        Some((a, _)) => Sides::carried(area, a, "the document's pair"),
        None => Sides::new(Some(area), None, Origin::Sentence, "the nearest area"),
    }
}

/// "The Russian ambassador put trade with Azerbaijan at": the country of the office.
fn of_office(scene: &Scene<'_>, best: &Named) -> Option<Sides> {
    let area = best.what.area;
    let office = |a: &&Named| a.what.in_title && a.what.area.kind() == AreaKind::Country && a.last <= best.first;
    let office = scene.areas().iter().find(office).filter(|a| a.what.area != area)?;
    Some(Sides::new(Some(office.what.area), Some(area), Origin::Sentence, "trade with, of the office's country"))
}

/// "Our trade with the Kyrgyz Republic", in a text of one country: who says "our" speaks for it.
fn ours_with(scene: &Scene<'_>, topic: &Topic, best: &Named) -> Option<Sides> {
    let area = best.what.area;
    let our = topic.place.is_some_and(|p| (p.0.saturating_sub(2)..p.0).any(|i| scene.page.link(i, Link::We)));
    let home = scene.discourse.home().filter(|home| our && *home != area && home.kind() == AreaKind::Country)?;
    let towards = scene.page.before_one(leads(scene, best), &[Link::With, Link::To]);
    let sides = Sides::carried(home, area, "trade with, of the text's own country");
    (towards && speaker_area(scene).is_none()).then_some(sides)
}

/// A partner of the document's area, called one, in a ranking or in a list: "ASEAN remained the first trading
/// partner, with bilateral trade of 7 trillion".
fn partner_of_home(scene: &Scene<'_>, topic: &Topic, best: &Named, named_alone: bool) -> Option<Sides> {
    let area = best.what.area;
    let home = scene.discourse.home().filter(|home| *home != area && home.kind() == AreaKind::Country)?;
    let called = || named_alone && speaks_of_partners(scene, (scene.local.first, scene.quantity().first));
    let rule = if called() || ranked_partner(scene, topic) {
        "one of the partners"
    } else if listed_partner(scene, topic, best, home) {
        "a partner in a list"
    } else {
        return None;
    };
    Some(Sides::new(Some(home), Some(area), Origin::Sentence, rule))
}

/// "1. ASEAN: $1 trillion" below a heading on one country's trade: the area that opens a line is that country's partner.
fn listed_partner(scene: &Scene<'_>, topic: &Topic, area: &Named, home: Area) -> bool {
    let line = &scene.page.lines[scene.discourse.line];
    let opens = (line.first..area.first).all(|i| scene.page.tokens[i].kind != Kind::Word);
    let dash = scene.page.tokens.get(area.last).is_some_and(|t| t.kind == Kind::Dash && t.spaced);
    let labels = dash || matches!(scene.page.mark(area.last), b':' | b'.' | b'|') || area.last >= scene.quantity().lead;
    // An item that names its indicator says no more of whose it is: the heading does, or the item before.
    let heads = || partners_before(scene) || two_spoken(scene).is_some_and(|(a, b)| a == home && b != home);
    opens && labels && (topic.place.is_none() || heads())
}

/// Whether a stretch speaks of partners.
fn speaks_of_partners(scene: &Scene<'_>, (first, last): (usize, usize)) -> bool {
    (first..last).any(|i| scene.page.link(i, Link::Partner))
}

/// Whether the sentence before speaks of partners.
fn partners_before(scene: &Scene<'_>) -> bool {
    let before = scene.local.index.checked_sub(1).map(|i| scene.page.sentences[i]);
    before.is_some_and(|s| speaks_of_partners(scene, (s.first, s.last)))
}

/// "The largest partner is China, with 13.6 billion. Second comes Russia with 10.6": who is ranked among the partners of the
/// country that the text is about.
fn ranked_partner(scene: &Scene<'_>, topic: &Topic) -> bool {
    match topic.place {
        Some(place) => speaks_of_partners(scene, place),
        None => speaks_of_partners(scene, (scene.local.first, scene.local.last)) || partners_before(scene),
    }
}

/// The two sides last spoken of, where both are known.
fn two_spoken(scene: &Scene<'_>) -> Option<(Area, Area)> {
    scene.discourse.sides.and_then(|(a, b)| b.map(|b| (a, b)))
}

/// Two areas tied together in the sentence: the pair nearest to the number or to the indicator.
fn pair(scene: &Scene<'_>, topic: &Topic, named: &[Named]) -> Option<Sides> {
    let mut best: Option<(u32, Sides)> = None;
    for (i, a) in named.iter().enumerate() {
        for b in &named[i + 1..] {
            let Some(rule) = tied(scene, a, b, topic) else { continue };
            let place = (a.first, b.last);
            let to_topic = topic.place.map_or(u32::MAX, |p| scene.found.distance(place, p));
            // Flags at the head of a post only label what its words tell.
            let pictured = scene.page.word(a.first).chars().all(|c| c >= '\u{1f000}');
            let flags = if pictured { 8 } else { 0 };
            let near = to_topic.min(scene.distance(place)) + flags;
            if best.as_ref().is_none_or(|(cost, _)| near < *cost) {
                let sides = Sides::new(Some(a.what.area), Some(b.what.area), Origin::Sentence, rule);
                best = Some((near, sides.at(place)));
            }
        }
    }
    best.filter(|(cost, _)| *cost < 45).map(|(_, sides)| sides)
}

/// "At a forum of the EAEU, the Russian envoy said that trade with Azerbaijan": what stands before the verb of saying is
/// where it was said; the speaker's country is the other side.
fn spoken_of(scene: &Scene<'_>, a: &Named, b: &Named) -> bool {
    let says = |at: usize| scene.page.any(at, Reading::SPEECH, |m| *m.reading == Reading::Speech(Speech::Verb));
    let own = speaker_area(scene).filter(|own| own.kind() == AreaKind::Country);
    own.is_some_and(|own| own != a.what.area && own != b.what.area) && (a.last..b.first).any(says)
}

/// How two areas are tied: "between A and B", "A-B", "A and B", "A with B", "A's trade with B".
fn tied(scene: &Scene<'_>, a: &Named, b: &Named, topic: &Topic) -> Option<&'static str> {
    let page = scene.page;
    let gap = b.first - a.last;
    if a.what.area == b.what.area {
        return None;
    }
    if gap == 1 && (page.tokens[a.last].kind == Kind::Dash || page.word(a.last) == "\u{1f91d}") {
        return Some("a pair with a dash");
    }
    // "Les échanges sino-russes": the dash may belong to the first of the two.
    if gap == 0 && a.last - a.first > 1 && page.tokens[a.last - 1].kind == Kind::Dash {
        return Some("a pair with a dash");
    }
    if gap == 0 && [a, b].into_iter().any(|m| m.what.role == AreaRole::Short) {
        return Some("a pair of short forms");
    }
    // "#Russie #Afrique : les échanges ...".
    if gap == 1 && page.is(a.last, b'#') && a.first.checked_sub(1).is_some_and(|i| page.is(i, b'#')) {
        return Some("a pair of tags");
    }
    // "Trade with the EAEU rose to 755 million, with Russia making up": a number parts two pairs.
    if scene.local.quantities.iter().any(|q| q.first >= a.last && q.last <= b.first) {
        return None;
    }
    let any = |link: Link| (a.last..b.first).any(|i| page.link(i, link));
    let between = page.before_is(a.first, Link::Between);
    let and = any(Link::And) && (a.last..b.first).all(|i| page.one_of(i, &[Link::And, Link::The]));
    let behind = |p: (usize, usize)| p.1 <= a.first && a.first - p.1 <= 3;
    // In a language that puts the year first, what the two do together follows them: "中国和哈萨克斯坦的贸易额".
    let ahead = |p: (usize, usize)| page.grammar(a.first).year_first && p.0 >= b.last && p.0 - b.last <= 6;
    // "Entre la Russie et les pays africains".
    let marks = |i: usize| matches!(page.mark(i), b',' | b';' | b'(' | b')');
    let adjective = || gap <= 5 && b.what.role == AreaRole::Adjective && !(a.last..b.first).any(marks);
    // "Entre la Russie et les pays de l'UEEA".
    let whose = |i: usize| page.one_of(i, &[Link::And, Link::The, Link::Article, Link::Of, Link::Members]);
    if between && any(Link::And) && (adjective() || gap <= 7 && (a.last..b.first).all(whose)) {
        return Some("between the two");
    }
    // "Russia and India intend to raise their trade to 100 billion": the two that open a sentence are who trades.
    let open = |p: (usize, usize)| a.first <= scene.local.first + 1 && p.0 >= b.last && p.0 - b.last <= 6;
    if gap <= 3 && and && (between || topic.place.is_some_and(|p| behind(p) || ahead(p) || open(p))) {
        return Some("between the two");
    }
    let ends = |i: usize| matches!(page.mark(i), b';' | b'.');
    let office = || scene.areas().iter().any(|o| o.what.in_title && o.first >= a.last && o.last <= b.first);
    let with = gap <= 14 && page.before_is(b.first, Link::With) && !(a.last..b.first).any(ends);
    if with && !spoken_of(scene, a, b) && !office() {
        return Some("of the one with the other");
    }
    // "between Russia and its partners in the Commonwealth".
    let partners = gap <= 10 && (between || any(Link::And)) && (any(Link::Partner) || any(Link::Neighbour));
    partners.then_some("between the one and its partners")
}

/// The side that speaks of "trade with B": the figure's own subject, the speaker's country, the document's area.
fn own_side(scene: &Scene<'_>, other: Area) -> Option<Area> {
    let pair = scene.pair().and_then(|pair| other_of(pair, other));
    let spoken = scene.discourse.sides.map(|s| s.0);
    let sides = [talker(scene), pair, spoken, scene.discourse.area, scene.discourse.home()];
    sides.into_iter().flatten().find(|a| *a != other)
}

/// Trade of which the sentence names no side: the sides of the talk, those last spoken of, the document's.
fn carried_pair(scene: &Scene<'_>, mutual: bool, topic: &Topic) -> Sides {
    let discourse = scene.discourse;
    if let Some(sides) = within_bloc(scene).or_else(|| talked_of(scene)) {
        return sides;
    }
    // "The GDP of the Union grew by 4.4 %. Mutual trade reached 98 billion".
    let said = (scene.local.first..scene.quantity().lead).any(|i| scene.page.link(i, Link::Mutual));
    let last = discourse.last.as_ref().filter(|l| said && l.line == discourse.line).and_then(|l| l.area);
    if let Some(bloc) = last.filter(|a| a.kind() == AreaKind::Bloc && scene.found.context.talk.is_none()) {
        return Sides::carried(bloc, bloc, "inside the bloc");
    }
    let weak = topic.place.is_none() || topic.word.strength == Strength::Weak;
    // A text that opens with all trade goes back to it in a new paragraph that names no partner.
    let fresh = discourse.last.as_ref().is_none_or(|l| l.line == discourse.line);
    let whole_again =
        discourse.whole_first == Some(true) && !fresh && !weak && !mutual && scene.found.context.talk.is_none();
    if let Some(home) = discourse.home().filter(|_| whole_again && topic.word.indicator.code() == "trade_turnover") {
        return Sides::context(Some(home), None, "the document's area");
    }
    if let Some(partner) = next_partner(scene).filter(|_| weak) {
        return partner;
    }
    if let Some((a, b)) = two_spoken(scene).filter(|_| mutual || weak || discourse.last.is_some()) {
        return Sides::carried(a, b, "the pair last spoken of");
    }
    let country = |a: Area| a.kind() == AreaKind::Country;
    if let Some((a, b)) = scene.pair().filter(|(a, b)| mutual && country(*a) && country(*b)) {
        return Sides::carried(a, b, "the document's pair");
    }
    if let Some((a, _)) = discourse.sides {
        return match a.kind() {
            AreaKind::Bloc if mutual => Sides::carried(a, a, "inside the bloc"),
            _ => Sides::new(Some(a), None, Origin::Carried, "as the figure before"),
        };
    }
    if let Some((a, b)) = scene.pair() {
        return match whole(a, b).filter(|_| mutual) {
            Some(whole) => Sides::carried(whole, whole, "inside the bloc"),
            None => Sides::carried(a, b, "the document's pair"),
        };
    }
    let area = discourse.area.or(discourse.home());
    let mutual = mutual || topic.word.indicator.code() == "national_currency_share";
    let bloc = area.filter(|a| mutual && a.kind() == AreaKind::Bloc);
    Sides::context(area, bloc, "the document's area")
}

/// "1. ASEAN: 1 trillion ... Russia did not make it onto the list. It had 228 billion": behind the partners of a country,
/// the one of which the sentence before speaks is the next.
fn next_partner(scene: &Scene<'_>) -> Option<Sides> {
    let last = scene.discourse.last.as_ref().filter(|l| l.word.indicator.code() == "trade_turnover")?;
    let (area, partner) = last.area.zip(last.counterpart)?;
    let (next, sentence) = scene.discourse.subject?;
    let home = scene.discourse.home() == Some(area) && area != next && partner != next;
    let listed = scene.discourse.listed == Some(area);
    let newer = sentence > last.sentence && scene.local.index == sentence + 1;
    (home && listed && newer).then(|| Sides::carried(area, next, "the next of the partners"))
}

/// In a talk: the speaker's country, with the one last named or with the other side of the talk.
fn talked_of(scene: &Scene<'_>) -> Option<Sides> {
    let discourse = scene.discourse;
    let own = talker(scene)?;
    let fresh = |other: Area, named: usize| {
        let same = |l: &Last| l.line != discourse.line || l.sentence < named || l.counterpart == Some(other);
        own != other && discourse.last.as_ref().is_none_or(same)
    };
    if scene.found.context.talk.is_none()
        && let Some((other, _)) = discourse.country.filter(|(other, named)| fresh(*other, *named))
    {
        return Some(Sides::carried(own, other, "the speaker's country and the one last named"));
    }
    // In the same turn the talk goes on with the sides of which it has just spoken.
    let here = discourse.last.as_ref().is_some_and(|l| l.line == discourse.line);
    let spoken = two_spoken(scene).filter(|_| here);
    let pair = spoken.or_else(|| scene.pair()).or(two_spoken(scene))?;
    Some(match other_of(pair, own) {
        Some(other) => Sides::carried(own, other, "the speaker's country and the other"),
        // What another has told of is no trade of who speaks now, but with the bloc of the two it may be.
        None => match [pair.1, pair.0].into_iter().find(|bloc| own.ever_in(*bloc)) {
            Some(bloc) => Sides::carried(own, bloc, "the speaker's country with the bloc"),
            None => Sides::carried(pair.0, pair.1, "the pair last spoken of"),
        },
    })
}
