//! Trade with the partner that a sentence ranks: its best customer, its first supplier.

use super::one::comes;
use super::{Named, Sides, other_of};
use crate::extract::mention::within;
use crate::extract::quantity::Quantity;
use crate::extract::scene::{Origin, Scene};
use crate::extract::topic::Topic;
use crate::lang::{AreaRole, ChangeKind, Link, Match, Reading};
use crate::model::Area;
use crate::text::Kind;

/// What partners that are ranked buy and sell, and guests, who come from them.
const TRADE: [&str; 7] =
    ["exports", "imports", "trade_turnover", "tourism", "food_trade", "gas_exports", "oil_exports"];

/// "Mali is the first customer of Senegal, with 802 billion", "the main destination of Peru's exports is China, with 25 billion":
/// the one whose customer it is, or of which the text speaks, trades with the one that is ranked. Behind another number the
/// next area is the next of them ("followed by France with 115 billion").
pub(super) fn customer(scene: &Scene<'_>, topic: &Topic, named: &[Named]) -> Option<Sides> {
    const REACH: usize = 8;
    let (page, number) = (scene.page, scene.quantity());
    let trade = TRADE.contains(&topic.word.indicator.code());
    // Whence guests come is no area of the guests' own.
    let named = if topic.word.indicator.code() == "tourism" { scene.areas() } else { named };
    let flows = matches!(topic.word.indicator.code(), "remittances" | "fdi" | "investment");
    if let Some(sides) = followed(scene, named).filter(|_| trade || flows) {
        return Some(sides);
    }
    let word = |i: usize| page.one_of(i, &[Link::Partner, Link::Market]);
    // "The United Kingdom, with 16.8 million, was the main market".
    let behind = || if scene.n == 0 { (number.last..scene.local.last).find(|&i| word(i)) } else { None };
    let noun = (scene.local.first..number.lead).find(|&i| word(i)).or_else(behind)?;
    let ranked = (noun.saturating_sub(5).max(scene.local.first)..=noun).any(|i| page.link(i, Link::Superlative));
    let moves = scene.changes().iter().any(|c| c.what.direction != 0 && c.first >= noun && c.last <= number.lead);
    let counts = number.is_money() || number.is_percent() || topic.word.indicator.code() == "tourism";
    if !trade || !ranked || moves || !counts {
        return None;
    }
    let whole = |a: &&Named| {
        let case = page.grammar(a.first).bare_genitive && a.first == noun + 1;
        let led = case || page.before_is(a.first, Link::Of) || a.what.role == AreaRole::Adjective || a.what.possessive;
        let near = a.first > noun && a.first - noun <= REACH;
        led && near && (a.last <= number.lead || noun > number.last)
    };
    // "东盟为我国第一大贸易伙伴": where the year stands first, so does the one whose partner another is.
    let ahead = |a: &&Named| {
        let owns = page.grammar(a.first).year_first && a.last < noun && noun - a.last <= 4;
        owns && named.iter().any(|b| b.last <= a.first && b.what.area != a.what.area)
    };
    // "Kyrgyzstan's largest export partners: Russia - 790 million".
    let owner = |a: &&Named| a.what.possessive && a.last <= noun && noun - a.last <= 5;
    let host = named.iter().find(whole).or_else(|| named.iter().rfind(owner)).or_else(|| named.iter().rfind(ahead));
    let host = host.map(|a| a.what.area);
    let last = scene.discourse.last.as_ref().filter(|l| l.line == scene.discourse.line && l.counterpart.is_some());
    // "Egypt is the largest buyer of the continent", in a text on what goes to the continent: of him who sells to it.
    let whose = last.filter(|l| host.is_some() && l.counterpart == host).and_then(|l| l.area);
    let home = whose.or(host).or(last.and_then(|l| l.area)).or(scene.discourse.home())?;
    // The area that "with", a comma or a bracket parts from the number, and no other number.
    let from = scene.previous().map_or(scene.local.first, |q| q.last);
    let small = |i: usize| {
        matches!(page.mark(i), b',' | b'(' | b':')
            || page.tokens[i].kind == Kind::Dash && page.tokens[i].spaced
            || page.dated(i)
            || page.one_of(i, &[Link::With, Link::In, Link::At, Link::For])
    };
    let other = |a: &&Named| a.what.area != home && a.first >= from && a.last <= number.lead;
    let label = named.iter().rfind(other).filter(|a| (a.last..number.lead).all(small));
    let subject = || {
        named
            .iter()
            .find(|a| a.last <= noun.min(number.first) && a.what.area != home)
            .filter(|_| scene.before().is_empty())
    };
    if let Some(holder) = label.or_else(subject) {
        let sides = Sides::new(Some(home), Some(holder.what.area), Origin::Sentence, "with the partner that is ranked");
        return Some(sides.at(holder.place()));
    }
    // "…, a fifth of its exports": what the sentence goes on to say of it.
    let last = scene.discourse.last.as_ref().filter(|l| l.sentence == scene.local.index && l.area == Some(home))?;
    let none = named.iter().all(|a| a.first < from || a.last > number.lead);
    last.counterpart.filter(|_| none).map(|partner| Sides::carried(home, partner, "with the partner that is ranked"))
}

/// "Le siguen Estados Unidos, con 9.400 millones, e India, con 4.500": behind trade with one partner, the next of them.
fn followed(scene: &Scene<'_>, named: &[Named]) -> Option<Sides> {
    let (page, number) = (scene.page, scene.quantity());
    let said = (scene.local.first..scene.local.last).any(|i| page.link(i, Link::Followed));
    let last = scene.discourse.last.as_ref().filter(|l| said && l.line == scene.discourse.line)?;
    // "The UK led with 1.5 billion": the first of them stands before the word, at the head of a new sentence that names nothing else.
    let subject = |a: &&Named| {
        a.first <= scene.local.first + 1 && page.link(a.last, Link::Followed) && page.link(a.last, Link::Superlative)
    };
    let leads =
        || last.sentence < scene.local.index && scene.indicators().is_empty() && named.iter().any(|a| subject(&a));
    if last.counterpart.is_none() && !leads() {
        return None;
    }
    // "India was next with about 90,000, up 4 percent, followed by Nepal": a number that is no figure parts nothing.
    let told = |q: &&Quantity| scene.discourse.said.iter().any(|said| said.0 == q.first);
    let from = scene.before().iter().rfind(told).map_or(scene.local.first, |q| q.last);
    let home = last.area?;
    let next = |a: &&Named| a.what.area != home && a.first >= from && a.last <= number.lead;
    let holder = named.iter().rfind(next)?;
    let sides = Sides::new(Some(home), Some(holder.what.area), Origin::Sentence, "the next of the partners");
    Some(sides.at(holder.place()))
}

/// "6.7 million visitors from Russia", "Indians came third (2.49 million)": guests come from one area to the one that the text
/// speaks of.
pub(super) fn guests(scene: &Scene<'_>, topic: &Topic, sides: Sides) -> Sides {
    const REACH: usize = 3;
    if topic.word.indicator.code() != "tourism" || sides.counterpart.is_some() {
        return sides;
    }
    if let Some(sides) = beside_guests(scene, topic) {
        return sides;
    }
    let (page, number) = (scene.page, scene.quantity());
    // "The number of Chinese fell": an adjective that a verb or a mark follows stands for the people.
    let verb = |m: &Match| matches!(m.reading, Reading::Change(c) if c.kind == ChangeKind::Verb);
    let alone = |at: usize| page.tokens[at].kind == Kind::Mark || page.any(at, Reading::CHANGE, verb);
    // "El turismo español creció": but not behind the noun that it describes.
    let noun = |a: &Named| scene.indicators().iter().any(|i| i.last == a.first);
    let people =
        |a: &Named| a.what.role == AreaRole::Adjective && a.last < scene.local.last && alone(a.last) && !noun(a);
    let from = |a: &&Named| !a.what.in_title && (comes(scene, a) || people(a));
    let mark = |i: usize| page.tokens[i].kind == Kind::Mark;
    let near = |a: &&Named| a.first <= number.last + REACH && !(number.last..a.first).any(mark);
    let behind = |a: &&Named| a.last > number.first && near(a);
    // What a comma or "and" parts from the number before is told anew.
    let own = scene.previous().filter(|q| (q.last..number.lead).any(|i| mark(i) || page.link(i, Link::And)));
    let since = own.map_or(scene.local.first, |q| q.last);
    let before = || scene.areas().iter().rfind(|a| a.first >= since && a.last <= number.lead && from(a));
    // "The largest source markets are Germany (3.9 million) and India (0.8)": so do those that are named as the markets.
    let market = || sides.place.and_then(|p| scene.areas().iter().find(|a| a.place() == p)).filter(|_| markets(scene));
    let origin = scene.areas().iter().find(|a| behind(a) && from(a)).or_else(before).or_else(market);
    if let Some(next) = next_guests(scene, topic) {
        return next;
    }
    let Some(origin) = origin else { return of_same_guests(scene, topic, sides) };
    let other = |area: &Area| *area != origin.what.area;
    let last =
        || scene.discourse.last.as_ref().filter(|l| l.word.indicator == topic.word.indicator).and_then(|l| l.area);
    // In a text about two they go to the other one.
    let pair = scene.pair().and_then(|pair| other_of(pair, origin.what.area)).filter(|_| sides.place.is_none());
    // "Guests from Germany spent more in Austria. The Swiss spent 1.3 billion": the host of whom was just told comes before what the text is about.
    let hosted = scene.discourse.last.as_ref().is_some_and(|l| l.counterpart.is_some());
    let told = || last().filter(|area| hosted && other(area) && sides.origin >= Origin::Carried);
    let host = told().or(pair).or(sides.area.filter(other)).or_else(|| last().filter(other));
    let host = host.or(scene.discourse.home().filter(other));
    // "Visitors from China made up 34 million of the arrivals in Hong Kong"; "our country", says a minister of another.
    let inside =
        |a: &&Named| other(&a.what.area) && page.before_one(a.first, &[Link::In, Link::To]) && !comes(scene, a);
    let host = host.or_else(|| scene.areas().iter().find(inside).map(|a| a.what.area));
    let office = || scene.areas().iter().find(|a| a.what.in_title && other(&a.what.area)).map(|a| a.what.area);
    let host = host.or_else(|| super::speaker_area(scene).filter(other)).or_else(office);
    let Some(host) = host else {
        // Where guests come from is no area of theirs.
        let own = sides.area == Some(origin.what.area) && !page.before_is(origin.first, Link::Of);
        let sides_of = Sides::new(None, Some(origin.what.area), Origin::Sentence, "from where the guests come");
        return if own { sides_of.at(origin.place()) } else { sides };
    };
    let sides = Sides::new(Some(host), Some(origin.what.area), Origin::Sentence, "from where the guests come");
    sides.at(origin.place())
}

/// "泰国接待中国游客450万人次", "中国赴泰国游客": of two areas before the word for guests, where names stand beside it as they are, the one directly before
/// it is that of the guests, unless a word for "to" leads to it.
fn beside_guests(scene: &Scene<'_>, topic: &Topic) -> Option<Sides> {
    let (page, number) = (scene.page, scene.quantity());
    let place = topic.place.filter(|p| page.grammar(p.0).year_first && p.0 <= number.lead)?;
    let from = scene.previous().map_or(scene.local.first, |q| q.last);
    let [.., first, second] = within(scene.areas(), from, place.1) else { return None };
    let beside = second.last == place.0 || second.first >= place.0;
    let other = first.what.area != second.what.area && !first.what.in_title;
    let led = second.first > 0 && page.one_of(second.first - 1, &[Link::To, Link::Into]);
    let (host, origin) = if led { (second, first) } else { (first, second) };
    let sides =
        Sides::new(Some(host.what.area), Some(origin.what.area), Origin::Sentence, "guests of the one in the other");
    (beside && other).then(|| sides.at(host.place()))
}

/// "From Russia came 1.3 million (+8 %), Türkiye 1.1 million and Armenia 850,000": the next place in a list of those from which guests
/// come.
fn next_guests(scene: &Scene<'_>, topic: &Topic) -> Option<Sides> {
    let told = scene.told().filter(|l| l.word.indicator == topic.word.indicator)?;
    let (host, first) = told.area.zip(told.counterpart)?;
    let next = within(&scene.mentions.areas, scene.previous()?.last, scene.quantity().lead).last();
    let origin = next.filter(|a| ![host, first].contains(&a.what.area))?;
    let dash = |i: usize| scene.page.tokens[i].kind == Kind::Dash;
    let label = (origin.last..scene.quantity().lead).all(dash);
    let sides = Sides::new(Some(host), Some(origin.what.area), Origin::Sentence, "the next place of the guests");
    label.then(|| sides.at(origin.place()))
}

/// Whether the sentence, or the one before in the same line, speaks of the markets from which guests come.
fn markets(scene: &Scene<'_>) -> bool {
    let page = scene.page;
    let said = |first: usize, last: usize| (first..last).any(|i| page.link(i, Link::Market));
    let before = scene.local.index.checked_sub(1).map(|i| page.sentences[i]);
    let before = before.filter(|s| s.line == page.sentences[scene.local.index].line);
    said(scene.local.first, scene.local.last) || before.is_some_and(|s| said(s.first, s.last))
}

/// "Gäste aus Deutschland buchten 28 Millionen Nächtigungen (+2,8 %)": what a bracket says directly behind a number is of the same
/// guests, and so is what a sentence goes on with that names no other place.
fn of_same_guests(scene: &Scene<'_>, topic: &Topic, sides: Sides) -> Sides {
    let open = scene.quantity().lead.checked_sub(1).filter(|i| scene.page.is(*i, b'('));
    let alone = |q: &Quantity| within(&scene.mentions.areas, q.last, scene.quantity().last).is_empty();
    let near = |q: &Quantity| open.is_some_and(|open| open - q.last.min(open) <= 2) || alone(q);
    // "Accounted for 76 percent of the total 44.5 million arrivals": all of them are not of those alone.
    let all = scene.page.before_is(scene.quantity().lead, Link::Total);
    let near = |q: &Quantity| near(q) && !all;
    let last = scene.told().filter(|l| l.word.indicator == topic.word.indicator && scene.previous().is_some_and(near));
    match last.and_then(|l| l.area.zip(l.counterpart)) {
        Some((host, origin)) => Sides::carried(host, origin, "of the guests named before"),
        None => sides,
    }
}

/// "A billion tourists travelled in the world. Brazil (+45 %) and Egypt (+20 %) recorded growth": to the whole world no guests come from
/// anywhere: whom a text on it names, with no word for whence, has received them.
pub(super) fn of_world_guests(scene: &Scene<'_>, topic: &Topic, sides: Sides) -> Sides {
    let world = |area: Option<Area>| area.is_some_and(|a| a.code() == "WORLD");
    let from = |p: (usize, usize)| scene.page.before_is(p.0, Link::From);
    let all = topic.word.indicator.code() == "tourism" && (world(sides.area) || world(scene.discourse.home()));
    match sides.counterpart.filter(|_| all && !sides.place.is_some_and(from)) {
        Some(area) => Sides { area: Some(area), counterpart: None, rule: "one of the world's hosts", ..sides },
        None => sides,
    }
}
