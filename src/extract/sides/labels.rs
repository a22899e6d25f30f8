//! Partners of which a sentence tells one after the other, each with a number of its own.

use super::{Named, Sides, leads};
use crate::extract::discourse::Last;
use crate::extract::quantity::Counted;
use crate::extract::scene::{Origin, Scene};
use crate::extract::topic::Topic;
use crate::lang::{Link, Match, Reading};
use crate::model::Transformation;
use crate::model::codelist::AreaKind;
use crate::text::Kind;

/// The rule by which a number is of the next partner of those that a text tells one after the other.
pub const NEXT_PARTNER: &str = "the next of the partners";

/// "12.9 billion went to Europe, 9.9 billion to Türkiye": the area to which a preposition directly behind the `n`th number leads.
pub(super) fn behind<'n>(scene: &Scene<'_>, named: &'n [Named], n: usize, links: &[Link]) -> Option<&'n Named> {
    const REACH: usize = 5;
    let (page, quantities) = (scene.page, scene.local.quantities);
    let from = quantities[n].last;
    let next = quantities.get(n + 1).map_or(scene.local.last, |q| q.lead);
    let area = named.iter().find(|a| a.first >= from && a.last <= next)?;
    let clear = |i: usize| {
        let word = page.tokens[i].kind == Kind::Word && !page.one_of(i, &[Link::And, Link::Clause]) || page.dated(i);
        let moves = |m: &Match| matches!(m.reading, Reading::Change(c) if c.direction != 0);
        // "9.9 billion – to Türkiye": a dash stands for the verb.
        let dash = i == from && page.tokens[i].kind == Kind::Dash && page.tokens[i].spaced;
        dash || word && !page.has(i, Reading::INDICATOR) && !page.any(i, Reading::CHANGE, moves)
    };
    let led = page.before_one(leads(scene, area), links);
    (led && area.first - from <= REACH && (from..area.first.saturating_sub(1)).all(clear)).then_some(area)
}

/// Whether an area stands directly behind a later number than this one, which a mark or "of which" parts from it.
pub(super) fn of_later(scene: &Scene<'_>, named: &[Named], area: &Named, links: &[Link]) -> bool {
    let last = scene.quantity().last;
    let parts = |i: usize| {
        matches!(scene.page.mark(i), b',' | b';' | b':' | b'(')
            || scene.page.one_of(i, &[Link::PartOfRun, Link::Clause])
    };
    let later = |n: &usize| behind(scene, named, *n, links).is_some_and(|a| a.place() == area.place());
    let mut numbers = scene.n + 1..scene.local.quantities.len();
    numbers.find(later).is_some_and(|n| (last..scene.local.quantities[n].lead).any(parts))
}

/// The area that labels the `n`th number: "Russia (790 million)", "Russia – 790 million", "Russia with 790 million".
fn label<'n>(scene: &Scene<'_>, named: &'n [Named], n: usize) -> Option<&'n Named> {
    let (page, number) = (scene.page, &scene.local.quantities[n]);
    let joins = |i: usize| {
        let dash = page.tokens[i].kind == Kind::Dash && page.tokens[i].spaced;
        // "Russia bought 8,100 tonnes, Kazakhstan 3,900".
        let deals = page.link(i, Link::Deals);
        let share = page.link(i, Link::Share) && !page.link(i, Link::Of) || page.link(i, Link::For);
        share || deals || dash || matches!(page.mark(i), b'(' | b':' | b',') || page.one_of(i, &[Link::With, Link::At])
    };
    let from = n.checked_sub(1).map_or(scene.local.first, |before| scene.local.quantities[before].last);
    let area = named.iter().rfind(|a| a.first >= from && a.last <= number.lead)?;
    (number.lead - area.last <= 2 && (area.last..number.lead).all(joins)).then_some(area)
}

/// Whether a figure is one of trade.
fn topic_trade(last: &Last) -> bool {
    last.word.indicator.two_sided() && last.word.indicator.code() != "exchange_rate"
}

/// "Mainly from China (890 million) and South Korea (140 million)": behind a partner that labels its number, the next one that does.
pub(super) fn next_label(scene: &Scene<'_>, named: &[Named]) -> Option<Sides> {
    let last = scene.told()?;
    let (home, partner) = last.area.zip(last.counterpart)?;
    let own = label(scene, named, scene.n).filter(|a| a.what.area != home && a.what.area != partner)?;
    // "The EU imported goods from Russia. Poland (46 million), Germany (25 million) were the biggest importers".
    let member = |n: usize| label(scene, named, n).is_some_and(|a| a.what.area.ever_in(home));
    let members = own.what.area.ever_in(home) && (0..scene.n).any(member);
    if members && topic_trade(last) && !scene.quantity().is_percent() {
        let sides = Sides::new(Some(own.what.area), Some(partner), Origin::Sentence, "the next of the members");
        return Some(Sides { label: true, ..sides }.at(own.place()));
    }
    let labelled = |n: &usize| label(scene, named, *n).is_some_and(|a| a.what.area == partner);
    (0..scene.n).rev().find(labelled)?;
    let small = |i: usize| {
        scene.page.tokens[i].kind == Kind::Mark || scene.page.one_of(i, &[Link::And, Link::The, Link::Article])
    };
    let joined = (scene.previous()?.last..own.first).all(small);
    let sides = Sides::new(Some(home), Some(own.what.area), Origin::Sentence, NEXT_PARTNER);
    joined.then(|| sides.at(own.place()))
}

/// "Remittances from Russia came to 11.5 billion. Kazakhstan (620 million) and the US (580 million) came next": areas in a new sentence that
/// label its numbers, and name nothing that is measured, are the next of the partners.
pub(super) fn next_sentence(scene: &Scene<'_>, named: &[Named]) -> Option<Sides> {
    const APART: usize = 2;
    let below = |l: &Last| scene.discourse.line - l.line;
    let last = scene.discourse.last.as_ref().filter(|l| below(l) <= APART)?;
    let (home, partner) = last.area.zip(last.counterpart)?;
    let number = scene.quantity();
    let own = label(scene, named, scene.n).filter(|a| a.what.area != home && a.what.area != partner)?;
    let bracket = scene.page.is(own.last, b'(') && scene.page.is(number.last, b')');
    // "France accounted for 5.2 million tonnes".
    let bracket = bracket || scene.page.link(own.last, Link::Share) && !number.is_percent();
    // "📉 Exports of coal to China fell by 15 % ¶ 📈 India, however: +8 %": so is one before a colon, in a paragraph of its own, too.
    let colon = scene.page.is(own.last, b':') && topic_trade(last);
    let opens = own.first <= scene.local.first + if colon { 2 } else { 1 };
    let first = scene.n == 0 && opens;
    let next = last.sentence + 1 == scene.local.index && scene.indicators().is_empty();
    let bracket = (bracket && last.line == scene.discourse.line) || colon;
    let sides = Sides::new(Some(home), Some(own.what.area), Origin::Sentence, NEXT_PARTNER);
    if own.what.area.ever_in(home) && home.kind() != AreaKind::Country {
        let sides = Sides::new(Some(own.what.area), Some(partner), Origin::Sentence, "one of the members");
        return (bracket && first && next).then(|| Sides { label: true, ..sides }.at(own.place()));
    }
    (bracket && first && next).then(|| sides.at(own.place()))
}

/// "Azerbaijan exported 18.9 bcm → Europe 9.6, Türkiye 7.1", "including Uzbekistan 3.9 million": the first area that a mark or "including" sets
/// behind what one country has sold or bought in all.
pub(super) fn first_listed(scene: &Scene<'_>, topic: &Topic, named: &[Named]) -> Option<Sides> {
    let (page, previous, told) = (scene.page, scene.previous()?, scene.told()?);
    let trade = topic.word.indicator.two_sided() && topic.word.indicator.code() != "exchange_rate";
    let home = told.area.filter(|home| home.kind() == AreaKind::Country && told.counterpart.is_none() && trade)?;
    let carried = topic.place.is_none_or(|p| p.1 <= previous.first) && told.measure == Transformation::Level;
    let own = label(scene, named, scene.n).filter(|a| a.what.area != home && scene.quantity().lead - a.last <= 2)?;
    let arrow = |i: usize| page.word(i).starts_with(['\u{2192}', '\u{27a1}', '\u{27a4}', '\u{25b6}']);
    let opens = |i: usize| arrow(i) || page.is(i, b':') || page.link(i, Link::PartOfRun);
    let article = usize::from(own.first > 0 && page.one_of(own.first - 1, &[Link::The, Link::Article]));
    let set = own.first.checked_sub(1 + article).is_some_and(opens);
    let other = |i: usize| page.is(i, b';') || page.one_of(i, &[Link::And, Link::Clause]);
    let fits = carried && set && !(previous.last..own.first).any(other);
    let sides = Sides::new(Some(home), Some(own.what.area), Origin::Sentence, "the first of the partners");
    fits.then(|| sides.at(own.place()))
}

/// "2.4 million, or 26 percent": what "or" puts behind a number is of the same two.
pub(super) fn restated(scene: &Scene<'_>) -> Option<Sides> {
    let (lead, previous, told) = (scene.quantity().lead, scene.previous()?, scene.told()?);
    let or = lead > previous.last && lead - previous.last <= 2 && scene.page.link(lead - 1, Link::Or);
    let (area, partner) = told.area.zip(told.counterpart).filter(|_| or)?;
    Some(Sides::new(Some(area), Some(partner), Origin::Sentence, "of the two of whom the number before is"))
}

/// "9.2 million arrivals, with China contributing 2.4 million", "with Kazakhstan accounting for 18 billion": what "with" opens behind the
/// comma of the number before is of the one it leads to: as a partner of the whole, or as one of its members.
pub(super) fn with_part(scene: &Scene<'_>, named: &[Named]) -> Option<Sides> {
    const REACH: usize = 4;
    let (page, previous, told) = (scene.page, scene.previous()?, scene.told()?);
    let (number, whole) = (scene.quantity(), told.area?);
    let own = named.iter().find(|a| a.first >= previous.last && a.last <= number.lead)?;
    let with = leads(scene, own).checked_sub(1).filter(|&i| page.link(i, Link::With) && page.is(i - 1, b','))?;
    let verb = |i: usize| page.tokens[i].kind == Kind::Word && !page.has(i, Reading::INDICATOR | Reading::AREA);
    let joined = number.lead > own.last && number.lead - own.last <= REACH && (own.last..number.lead).all(verb);
    if !joined || with < previous.last || own.what.area == whole || own.what.possessive {
        return None;
    }
    let rule = "a part of the number before";
    if own.what.area.ever_in(whole) && told.counterpart.is_some_and(|partner| partner != whole) {
        return Some(Sides::new(Some(own.what.area), told.counterpart, Origin::Sentence, rule).at(own.place()));
    }
    let partner = told.counterpart.is_none() && !own.what.area.ever_in(whole);
    partner.then(|| Sides::new(Some(whole), Some(own.what.area), Origin::Sentence, rule).at(own.place()))
}

/// "FDI from China in Central Asia came to 36 billion. Kazakhstan accounted for a third of it": the part of a member in what its group has
/// received from another.
pub(super) fn member_part(scene: &Scene<'_>, named: &[Named]) -> Option<Sides> {
    let last = scene.discourse.last.as_ref().filter(|l| l.line == scene.discourse.line)?;
    let whole = scene.discourse.sides.filter(|(_, b)| b.is_some()).map_or(last.area, |(a, _)| Some(a))?;
    let partner = scene.discourse.sides.and_then(|(_, b)| b).or(last.counterpart)?;
    let own = named.iter().rfind(|a| a.last <= scene.quantity().lead)?;
    let share = (own.last..scene.quantity().lead).any(|i| scene.page.link(i, Link::Share));
    let member = own.what.area != whole && own.what.area.ever_in(whole) && partner != whole;
    let sides = Sides::new(Some(own.what.area), Some(partner), Origin::Sentence, "the part of a member");
    (share && member).then(|| sides.at(own.place()))
}

/// "Kyrgyzstan exported 12,300 tonnes. Russia bought 8,100": in a text on what one sells, who buys is the partner.
pub(super) fn buyer(scene: &Scene<'_>, topic: &Topic, named: &[Named]) -> Option<Sides> {
    let last = scene.discourse.last.as_ref().filter(|l| l.line == scene.discourse.line)?;
    let sold = matches!(topic.word.indicator.code(), "exports" | "gas_exports" | "oil_exports");
    let home = last.area.filter(|_| topic.place.is_none() && sold)?;
    let number = scene.quantity();
    // "Europe received 17.4 million tonnes".
    let verb = |at: usize| {
        let word = scene.page.tokens.get(at).is_some_and(|t| t.kind == Kind::Word && !t.upper);
        let weighed = matches!(number.counted, Counted::Unit(..)) && number.counted == last.counted;
        word && weighed && at + 1 == number.lead && scene.page.at(at).is_empty()
    };
    let next = || named.iter().rfind(|a| a.last <= number.lead && verb(a.last));
    let own = label(scene, named, scene.n).or_else(next).filter(|a| a.what.area != home)?;
    let buys = (own.last..number.lead).any(|i| scene.page.link(i, Link::Deals) || verb(i));
    let sides = Sides::new(Some(home), Some(own.what.area), Origin::Sentence, "sold to the one that buys");
    buys.then(|| sides.at(own.place()))
}

/// "Its trade with the EU fell by 14.1 % to 2.3 billion", "imports of Russian oil came to 2 million, accounting for a third of its
/// imports", "trade between the EU and Mercosur came to 111 billion: 55 billion in exports": what goes on with the number before, and
/// names no other area, is of the same two.
pub(super) fn goes_on(scene: &Scene<'_>, topic: &Topic, named: &[Named]) -> Option<Sides> {
    let (number, previous, told) = (scene.quantity(), scene.previous()?, scene.told()?);
    let (area, partner) = told.area.zip(told.counterpart)?;
    let code = topic.word.indicator.code();
    let trade = topic.word.indicator.two_sided() && !matches!(code, "exchange_rate" | "tariff");
    let same = trade && told.word.indicator == topic.word.indicator;
    // The first number of the sentence was that of both sides.
    let both = |l: &Last| l.sentence == scene.local.index && l.word.indicator.code() == "trade_turnover";
    let both = scene.discourse.first_told.as_ref().is_some_and(|l| both(l) && l.counterpart == Some(partner));
    let side = both && !same && matches!(code, "exports" | "imports" | "trade_balance");
    // "Armenia's imports from Georgia were up 11 %; its exports plunged".
    let before = |p: (usize, usize)| p.0.saturating_sub(1).max(previous.last)..p.0;
    let its = topic.place.is_some_and(|p| p.0 > previous.last && before(p).any(|i| scene.page.link(i, Link::Its)));
    let told_side = told.word.indicator.code();
    let other = matches!((told_side, code), ("exports", "imports") | ("imports", "exports")) && its;
    if other && !named.iter().any(|a| a.first >= previous.last && a.last <= number.lead) {
        return Some(Sides::new(
            Some(area),
            Some(partner),
            Origin::Sentence,
            "of the two of whom the number before is",
        ));
    }
    if !same && !side {
        return None;
    }
    let page = scene.page;
    let next = scene.next().map_or(scene.local.last, |q| q.lead);
    let words = topic.place.filter(|p| p.1 > previous.first);
    let arrives = page.one_of(previous.last, &[Link::To, Link::From]);
    let comma = (previous.last..number.lead).any(|i| page.is(i, b','));
    let relative = number.is_percent() || matches!(number.counted, Counted::Times | Counted::Fraction);
    let moved = relative && comma && scene.lists.areas[scene.n].is_none();
    let goes = match words {
        // "To 2.3 billion", "from 2.1 billion", "up 4 %".
        None => told.measure != Transformation::Share && (arrives || moved),
        Some(p) if p.0 >= number.last && !side => {
            let share = (previous.last..number.lead).any(|i| page.link(i, Link::Share));
            share && (number.last..p.0 + 1).any(|i| page.link(i, Link::Its))
        }
        Some(p) => {
            let total = |i: usize| page.one_of(i, &[Link::Total, Link::Its, Link::Outward]);
            let own = p.0 >= previous.last && p.1 <= next;
            own && !(p.0.saturating_sub(2).max(previous.last)..p.1).any(total)
        }
    };
    let end = words.map_or(number.lead, |p| p.1.max(number.lead));
    let none = !named.iter().any(|a| a.first >= previous.last && a.last <= end);
    let links = [Link::With, Link::To, Link::From, Link::Into, Link::In];
    let led = behind(scene, named, scene.n, &links).is_some();
    // "While its total trade reached 30 billion".
    let its = |p: (usize, usize)| {
        let before = p.0.saturating_sub(3).max(previous.last)..p.1;
        let total = |i: usize| page.one_of(i, &[Link::Total, Link::Outward]);
        before.clone().any(|i| page.link(i, Link::Its)) && before.into_iter().any(total)
    };
    if same && none && words.is_some_and(its) {
        return Some(Sides::new(Some(area), None, Origin::Sentence, "all the trade of the side told of"));
    }
    (goes && none && !led)
        .then(|| Sides::new(Some(area), Some(partner), Origin::Sentence, "of the two of whom the number before is"))
}
