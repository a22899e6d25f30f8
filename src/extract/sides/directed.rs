//! Figures with a direction: exports and imports.

use super::alike::{inside_bracket, same_market};
use super::fronted::bloc_partner;
use super::labels::{behind, of_later};
use super::one::{area_cost, owner};
use super::passing::{leads_to_words, leaves, owns_trade, passage};
use super::talk::talker;
use super::toward::{absolute, framed, given, of_other, of_word_behind, origin_of_goods, own_destination, own_source};
use super::way::{bought, carried_partner, genitive, joined, led_from, short_pair};
use super::world::{all_trade, whole_of_home};
use super::{Named, Sides, leads, other_of, speaker_area, tied};
use crate::extract::discourse::Last;
use crate::extract::mention::within;
use crate::extract::quantity::Quantity;
use crate::extract::scene::{Origin, Scene};
use crate::extract::topic::Topic;
use crate::lang::{AreaRole, Link, Match, Reading};
use crate::model::Area;
use crate::model::codelist::AreaKind;
use crate::text::Kind;

/// Exports and imports: who sells and who buys, by direction.
pub(super) fn directed(scene: &Scene<'_>, topic: &Topic, named: &[Named]) -> Sides {
    if let Some(sides) = inside_bracket(scene, topic) {
        return sides;
    }
    if let Some((a, b)) = short_pair(topic, named) {
        return Sides::new(Some(a), Some(b), Origin::Sentence, "a pair of short forms");
    }
    let (subject, partner) = direction(scene, topic, named);
    let Some(subject) = subject else { return undirected(scene, topic, partner) };
    let area = subject.what.area;
    // "By destination: China 133 billion": what labels a carried figure is the other side.
    let home = scene.discourse.home().filter(|m| *m != area && topic.place.is_none());
    let by_destination =
        |home: &Area| destinations(scene) || parted_among(scene, topic) || below_heading(scene, subject, *home);
    if let Some(home) = home.filter(by_destination) {
        return Sides::new(Some(home), Some(area), Origin::Sentence, "by destination").at(subject.place());
    }
    // "To Poland 74 billion, to Ukraine 6.8 billion. Hungary slipped by 6.3 %": behind two partners of one country, the next area
    // is a partner, too.
    let last = scene.discourse.last.as_ref().filter(|l| l.line == scene.discourse.line && l.counterpart.is_some());
    let whose = last.and_then(|l| l.area).filter(|own| *own != area && scene.discourse.listed == Some(*own));
    if let Some(own) = whose.filter(|_| topic.place.is_none() && partner.is_none()) {
        return Sides::new(Some(own), Some(area), Origin::Sentence, "the next of the partners").at(subject.place());
    }
    if partner.is_none() && whole_of_home(scene, area) {
        return all_trade(subject);
    }
    let partner = partner
        .filter(|p| *p != area)
        .or_else(|| bloc_partner(scene, topic, area))
        .or_else(|| other_between(scene, named, area))
        .or_else(|| carried_partner(scene, area).filter(|_| !leaves(scene, topic, subject) && !of_total(scene, topic)))
        .or_else(|| same_market(scene, topic, area));
    Sides::new(Some(area), partner, Origin::Sentence, "by direction").at(subject.place())
}

/// "The balance between A and B was positive for A: exports of 690 million": the other of the two between whom the sentence says that trade is.
fn other_between(scene: &Scene<'_>, named: &[Named], area: Area) -> Option<Area> {
    let [a, b, ..] = named else { return None };
    let and = b.first > a.last && b.first - a.last <= 3 && (a.last..b.first).any(|i| scene.page.link(i, Link::And));
    let between = scene.page.before_is(a.first, Link::Between) && and && b.last <= scene.quantity().first;
    other_of((a.what.area, b.what.area), area).filter(|_| between && a.what.area != b.what.area)
}

/// "Turkey's total exports", in a text on those to one partner: whether a word before them calls them all that there are.
fn of_total(scene: &Scene<'_>, topic: &Topic) -> bool {
    // "Los envíos totales": the word may stand behind them.
    let before = |p: (usize, usize)| p.0.saturating_sub(2).max(scene.local.first)..p.1 + 1;
    topic.place.is_some_and(|p| before(p).any(|i| scene.page.link(i, Link::Total)))
}

/// "Imports of Russian goods", "the EU imported Russian fertilizers", "India's Russian oil imports": whether an adjective says who sold what is
/// bought; with whether "of" leads to it.
fn made_by(scene: &Scene<'_>, topic: &Topic, named: &[Named], a: &Named, of: bool) -> bool {
    let behind = |p: (usize, usize)| p.1 <= a.first && of;
    let object = |p: (usize, usize)| p.1 == a.first && scene.items().iter().any(|m| m.first == a.last);
    let owned = |b: &Named| b.what.possessive && a.first >= b.last && a.first - b.last <= 1;
    let slice = |p: (usize, usize)| p.0 >= a.last && p.0 - a.last <= 2 && named.iter().any(owned);
    let made = topic.place.is_some_and(|p| behind(p) || object(p) || slice(p)) || seller_in_name(scene, topic, a);
    a.what.role == AreaRole::Adjective && made
}

/// "Exports came to 3 trillion; imports from ASEAN to 1.8": whether what a new clause behind the number names is of the next one.
fn in_next_clause(scene: &Scene<'_>, topic: &Topic, a: &Named) -> bool {
    let number = scene.quantity();
    let clause = |i: usize| matches!(scene.page.mark(i), b',' | b';');
    let parted = topic.place.is_some_and(|p| p.1 <= number.first)
        && a.first > number.last
        && (number.last..a.first).any(clause)
        && scene.local.quantities[scene.n + 1..].iter().any(|q| q.first >= a.last);
    parted || beyond(scene, topic, a)
}

/// "A 14 % surge in imports by the US and a 6 % rise in exports from the EU": whether an area stands behind the next number, whose words are
/// its own.
fn beyond(scene: &Scene<'_>, topic: &Topic, a: &Named) -> bool {
    let next = |lead: usize, last: usize| topic.place.is_some_and(|p| p.1 <= lead) && a.first >= last;
    let own = |last: usize| scene.indicators().iter().any(|i| i.first >= last && i.last <= a.first);
    scene.next().is_some_and(|q| next(q.lead, q.last) && own(q.last))
}

/// "Les importations de la France": a word that is both "of" and "from" leads to the one that buys, where that is the one of which the
/// text speaks, or is named before them.
fn buys(scene: &Scene<'_>, topic: &Topic, a: &Named, both: bool) -> bool {
    // "Aus der Türkei": two words of which each is one of them are not one that is both.
    let word = |i: usize| scene.page.link(i, Link::Of) && scene.page.link(i, Link::From);
    let both = both && (a.first.saturating_sub(2)..a.first).any(word);
    let named = topic.place.is_some_and(|p| a.last <= p.0) || scene.discourse.home().is_none_or(|h| h == a.what.area);
    both && topic.word.indicator.code() == "imports" && named
}

/// Whether a list ties an area to the number.
fn tied_to(scene: &Scene<'_>, area: &Named) -> bool {
    tied(scene, scene.n).is_some_and(|(_, place)| place == area.place())
}

/// Whether a preposition of a class leads to an area, and says which way something goes.
fn marked(scene: &Scene<'_>, topic: &Topic, area: &Named, link: Link) -> bool {
    const LONGEST: usize = 4;
    let (page, at) = (scene.page, leads(scene, area));
    // "À destination de la Russie": what ends a phrase that is "to" is no word for "of" or "from".
    let end = at - usize::from(at > 0 && page.one_of(at - 1, &[Link::The, Link::Article]));
    let phrase = |m: &Match| m.last == end && *m.reading == Reading::Link(Link::To);
    let of = end > 0 && page.one_of(end - 1, &[Link::Of, Link::From]);
    if of && (end.saturating_sub(LONGEST)..end.saturating_sub(1)).any(|i| page.any(i, Reading::LINK, phrase)) {
        return link == Link::To;
    }
    // "Der Überschuss gegenüber den USA": a balance is one against the other.
    let balance = topic.word.indicator.code() == "trade_balance";
    let against = link == Link::With && balance && page.before_is(at, Link::Against) && page.link(at - 1, Link::The);
    let to = matches!(link, Link::To | Link::Into) && page.before_one(area.first, &[Link::To, Link::Into]);
    let no =
        to && framed(scene, area) || link == Link::With && (owns_trade(topic, area) || absolute(scene, topic, area));
    (page.before_is(at, link) || against) && !no
}

/// The subject that the sentence names, and its partner, by the prepositions before them.
fn direction<'n>(scene: &Scene<'_>, topic: &Topic, named: &'n [Named]) -> (Option<&'n Named>, Option<Area>) {
    let quantity = scene.quantity();
    let marked = |area: &Named, link: Link| marked(scene, topic, area, link);
    let target = topic.place.unwrap_or((quantity.lead, quantity.last));
    let near = |area: &&Named| scene.found.distance(area.place(), target) < 22;
    // "Ausfuhren in die USA stiegen um 11,9 Prozent auf 12,2 Milliarden Euro, nach China ...": the numbers that follow are
    // of the area that the first of them has, up to the next one.
    let towards = |a: &Named| marked(a, Link::To) || marked(a, Link::Into);
    let follows = |a: &Named, i: usize| {
        let own = &scene.local.quantities[i];
        let next = |b: &Named| b.first > a.last && b.last <= quantity.first && towards(b);
        let same = topic.place.is_none_or(|p| p.1 <= own.first);
        i < scene.n && own.first >= a.last && same && !named.iter().any(next)
    };
    let mine = |a: &&Named| tied_to(scene, a) || owner(scene, a).is_none_or(|i| i == scene.n);
    let mine_to = |a: &&Named| mine(a) || owner(scene, a).is_some_and(|i| follows(a, i));
    let made_by = |a: &&Named| made_by(scene, topic, named, a, marked(a, Link::Of));
    let seller = named.iter().filter(near).find(made_by).filter(|_| topic.word.indicator.code() == "imports");
    let led_to = |a: &&Named| marked(a, Link::To) || marked(a, Link::With) || marked(a, Link::Into);
    let other = |a: &Named| of_other(scene, topic, a) || of_word_behind(scene, topic, a);
    let fits = |a: &&Named| (near(a) || owner(scene, a).is_some()) && mine_to(a) && !other(a) && !part_goes(scene, a);
    let later_to = |a: &&Named| of_later(scene, named, a, &[Link::To, Link::Into]);
    // "Exports to Taiwan grew, while shipments to the United States fell": the area to which the word itself leads.
    let beside = |a: &Named| topic.place.is_some_and(|p| a.first >= p.1 && a.first - p.1 <= 2);
    let own_to = named.iter().find(|a| beside(a) && led_to(a) && fits(a) && a.last <= quantity.first);
    // "Exports to France rose by 2 %, and to Poland by 5 %": what stands behind the number before is nearer.
    let next = || own_destination(scene, topic, named).filter(mine);
    let to = own_to.map(|a| next().unwrap_or(a));
    let to = to.or_else(|| behind(scene, named, scene.n, &[Link::To, Link::Into])).filter(mine);
    let to = to.or_else(next).or_else(|| given(scene, topic, named));
    let to =
        to.or_else(|| named.iter().filter(fits).filter(|a| !later_to(a) && !absolute(scene, topic, a)).find(led_to));
    let buyer = |a: &Named| buys(scene, topic, a, marked(a, Link::Of) && marked(a, Link::From));
    // "Сальдо с Россией": a word that is both "with" and "from" leads to the other side of a balance.
    let both = |a: &Named| topic.word.indicator.code() != "imports" && marked(a, Link::With);
    let came = |a: &Named| {
        let from = led_from(scene, topic, named, a, &marked) && !buyer(a) && !both(a);
        from || bought(scene, topic, a) && !absolute(scene, topic, a) && !both(a)
    };
    let own_from =
        behind(scene, named, scene.n, &[Link::From]).or_else(|| own_source(scene, topic, named)).filter(|a| came(a));
    let later = |a: &Named| in_next_clause(scene, topic, a) || of_later(scene, named, a, &[Link::From]);
    let from = named.iter().filter(near).filter(mine);
    // "Exports from China fell, imports of Russian goods rose": nor is what another indicator has, where this one has its own.
    let closed = |a: &Named| (scene.page.grammar(a.first).verb_final || seller.is_some()) && of_other(scene, topic, a);
    let from = from.filter(|a| came(a) && !later(a) && !closed(a) && !of_word_behind(scene, topic, a));
    let from = own_from.or_else(|| from.min_by_key(|a| scene.found.distance(a.place(), target))).or(seller);
    let close = |a: &Named| topic.place.is_some_and(|p| a.first >= p.1 && a.first - p.1 <= 3);
    let own = named
        .iter()
        .filter(|a| a.last <= quantity.first || close(a) || whose(scene, topic, a))
        .filter(|a| ![Link::To, Link::Into, Link::With].into_iter().any(|l| marked(a, l)) && !came(a))
        .filter(|a| [to, seller].into_iter().flatten().all(|b| b.place() != a.place()) && !of_other(scene, topic, a))
        .filter(|a| a.last <= quantity.first || !absolute(scene, topic, a))
        .filter(|a| !(named.iter().any(|b| joined(scene, b, a) && towards(b)) || passage(scene.page, a)))
        .filter(|a| !origin_of_goods(scene, topic, a))
        .min_by_key(|a| area_cost(scene, topic, a));
    match (topic.word.indicator.code(), to, from) {
        // "Exports from China to Russia fell by 8.6 %, imports from Russia by 7.9 %": nobody buys from itself.
        ("imports", to, Some(from)) => (own.or(to.filter(|to| to.what.area != from.what.area)), Some(from.what.area)),
        ("imports", to, None) => (own.or(to), None),
        (_, Some(to), from) => (own.or(from), Some(to.what.area)),
        (_, None, Some(from)) => (Some(from), None),
        (_, None, None) => (own, None),
    }
}

/// "40 per cent of Malaysia's total exports": whether an area behind the number is the one whose they are, directly before the words for
/// what is told.
fn whose(scene: &Scene<'_>, topic: &Topic, area: &Named) -> bool {
    let owns = area.what.possessive || area.what.role == AreaRole::Adjective;
    owns && area.first >= scene.quantity().last && leads_to_words(topic, area, 2)
}

/// "Импорт китайских автомобилей", "Импорт российской нефти": whether who sells stands, where a case is enough, directly behind the word
/// for what is bought or inside its name; the one that buys may stand between, as in "Импорт Индией российской нефти".
fn seller_in_name(scene: &Scene<'_>, topic: &Topic, seller: &Named) -> bool {
    let inside =
        |p: (usize, usize)| p.0 < seller.first && seller.last <= p.1 && scene.page.grammar(seller.first).bare_genitive;
    let buyer = || scene.areas().iter().any(|b| b.last == seller.first && genitive(scene, topic, b));
    topic.place.is_some_and(inside) || genitive(scene, topic, seller) || buyer()
}

/// "Rose by 6.6 % to 13.1 billion, of which 91.6 % went to China": whether an area stands behind a later number that is but a part.
fn part_goes(scene: &Scene<'_>, area: &Named) -> bool {
    let last = scene.quantity().last;
    let which = (last..area.first.max(last)).find(|&i| scene.page.link(i, Link::PartOfRun));
    let later = |which: usize| {
        let part = |q: &Quantity| q.first > which && q.last <= area.first;
        scene.local.quantities[scene.n + 1..].iter().any(part)
    };
    which.is_some_and(later)
}

/// "Far behind Kazakhstan, with 5.4 billion. ¶ Our exports came to 283 million", in a text on trade between two that opened with it: behind
/// an aside on a third one a new paragraph goes back to the two.
fn between_two(scene: &Scene<'_>) -> Option<(Area, Option<Area>)> {
    let (a, b) = scene.pair()?;
    // "1. Des exportations françaises pénalisées": a heading may name the one of them again.
    let headed = || scene.discourse.home().map(|home| (home, None));
    let (area, partner) = scene.discourse.sides.or_else(headed)?;
    let other = other_of((a, b), area).filter(|_| scene.discourse.whole_first == Some(false))?;
    let aside = partner.is_none_or(|p| p != other && p.kind() == AreaKind::Country);
    (aside && a.kind() == b.kind()).then_some((area, Some(other)))
}

/// The sides where the sentence names no subject: those last spoken of, or the document's.
fn undirected(scene: &Scene<'_>, topic: &Topic, partner: Option<Area>) -> Sides {
    let discourse = scene.discourse;
    if let Some(sides) = said_of_whom(scene, topic, partner) {
        return sides;
    }
    let line = |sentence: usize| scene.page.sentences[sentence].line;
    let announced = |at: usize| scene.local.index == at + 1 && line(at) == line(scene.local.index) && partner.is_none();
    let announced = discourse.partner.filter(|(_, at)| announced(*at)).map(|p| p.0);
    if let Some((home, partner)) = discourse.sides.map(|s| s.0).zip(announced) {
        return Sides::context(Some(home), Some(partner), "with the partner of the sentence before");
    }
    let fresh = discourse.last.as_ref().is_none_or(|l| l.line == discourse.line);
    let one_country = scene.pair().is_none() && !fresh;
    // In the same line the text still speaks of the area of the figure before.
    // "Oil production fell by 2.8 %, exports by 0.4 %": what a sentence goes on with behind what has no partner has none.
    let alone = |l: &Last| l.sentence == scene.local.index && !l.word.indicator.two_sided();
    // "China's overall surplus passed a trillion. Exports to the US fell": so has what goes to a third one, behind all trade of one of the two.
    let third = |(a, b): (Area, Area)| partner.is_some_and(|p| p != a && p != b);
    let open = |l: &&Last| {
        let whole = l.word.indicator.two_sided() && l.counterpart.is_none() && l.area.is_some();
        scene.pair().is_none_or(|pair| third(pair) && whole) || alone(l)
    };
    let same_line = discourse.last.as_ref().filter(|l| l.line == discourse.line).filter(open);
    // Partners that a sentence lists one after the other are not those of the next sentence.
    let one = |l: &Last| l.sentence == scene.local.index || discourse.partners != Some(l.sentence);
    // "Exports fell by 1 %. Those to the US sank by 22 %. Imports rose": a text that opened with the whole goes back to it.
    let back = |l: &Last| {
        let opened = discourse.opened.is_some_and(|(line, _, partner)| line == l.line && partner.is_none());
        opened && topic.place.is_some() && l.sentence != scene.local.index && l.word.indicator != topic.word.indicator
    };
    // "Exports to the US fell. Imports from China rose. The surplus shrank": behind two partners what is new is of neither.
    let whole_again = |l: &Last| {
        let new = topic.place.is_some() && l.word.indicator != topic.word.indicator;
        new && l.sentence != scene.local.index && discourse.varied == Some(l.line)
    };
    let told = |l: &Last| l.counterpart.filter(|_| one(l) && !back(l) && !whole_again(l));
    let before = same_line.and_then(|l| l.area.map(|a| (a, told(l))));
    // A text that opens with all trade goes back to it in a new paragraph that names no partner.
    let whole =
        discourse.whole_first == Some(true) && !fresh && topic.place.is_some() && scene.found.context.talk.is_none();
    let again = || discourse.last.as_ref().is_some_and(|l| l.line == discourse.line && back(l));
    let whole = whole || scene.found.context.talk.is_none() && again();
    let home = || match between_two(scene).filter(|_| !fresh && !whole) {
        Some(pair) => Some(pair),
        None if one_country || whole => discourse.home().map(|m| (m, None)),
        None => discourse.sides,
    };
    let carried = before.or_else(home);
    let (area, counterpart) = match (partner, carried) {
        (Some(partner), Some((a, b))) => (if a == partner { b } else { Some(a) }, Some(partner)),
        // "China buys less. ¶ Exports there fell": a section on a partner is one on the trade of the text's own country.
        (Some(partner), None) => {
            let other = |area: &Area| *area != partner;
            (discourse.home().filter(other).or(discourse.main.filter(other)), Some(partner))
        }
        (None, Some((a, b))) => (Some(a), b),
        (None, None) => match scene.pair().filter(|_| discourse.area.is_none()) {
            Some((a, b)) => (Some(a), Some(b)),
            None => (discourse.area.or(discourse.home()), None),
        },
    };
    let speaks = || own_words(scene).filter(|own| Some(*own) != counterpart);
    Sides::context(area.or_else(speaks), counterpart, "as spoken of before")
}

/// Whose trade is told where nothing else says so: that of the country of who speaks or tells.
fn own_words(scene: &Scene<'_>) -> Option<Area> {
    // "Our exports to China rose, said the minister of Chile"; "the country's exports rose, Serbia's statistics office said".
    let nation = |i: usize| scene.page.link(i, Link::Nation);
    let own = scene.says(Link::We) || (scene.local.first..scene.quantity().lead).any(nation);
    let office = |a: &&Named| a.what.in_title && own;
    // "The surplus with the US reached 123 billion dollars, Vietnam said".
    let says = |a: &&Named| {
        let country = !a.what.in_title && a.what.area.kind() == AreaKind::Country;
        country && scene.page.has(a.last, Reading::SPEECH)
    };
    let named = || scene.areas().iter().rfind(office).or_else(|| scene.areas().iter().rfind(says));
    speaker_area(scene).or_else(|| named().map(|a| a.what.area))
}

/// The sides where the words before say whose a figure is: the same buyer as that of the partner before, who has been spoken of, who speaks.
fn said_of_whom(scene: &Scene<'_>, topic: &Topic, partner: Option<Area>) -> Option<Sides> {
    // "Imports from China made up 29.3 % of the total, from Russia 28.8 %": who buys stays unsaid in one sentence.
    let unsaid = |l: &Last| l.area.is_none() && l.counterpart.is_some() && l.word.indicator == topic.word.indicator;
    if partner.is_some() && scene.told().is_some_and(unsaid) {
        return Some(Sides::context(None, partner, "with the next partner of the same one"));
    }
    if let Some(area) = its(scene, topic).filter(|area| Some(*area) != partner) {
        return Some(Sides::context(Some(area), partner, "of the one last spoken of"));
    }
    of_talker(scene, topic, partner)
}

/// "Our exports passed 9 billion", in a transcript: those of who speaks, to the one of whom the text has told together with him.
fn of_talker(scene: &Scene<'_>, topic: &Topic, partner: Option<Area>) -> Option<Sides> {
    let place = topic.place.map_or(scene.local.first, |p| p.0);
    let our = (place.saturating_sub(2)..place).any(|i| scene.page.link(i, Link::We));
    let own = talker(scene).filter(|own| our && own.kind() == AreaKind::Country && partner != Some(*own))?;
    let told = scene.discourse.sides.and_then(|(a, b)| Some((a, b?)));
    let other = partner.or_else(|| told.and_then(|pair| other_of(pair, own)));
    let apart = scene.pair().is_none_or(|pair| other_of(pair, own).is_none());
    apart.then(|| Sides::context(Some(own), other, "of the one who speaks"))
}

/// "Germany feels it most. Its exports to China dropped": the area of which the sentence before spoke without a number.
fn its(scene: &Scene<'_>, topic: &Topic) -> Option<Area> {
    let place = topic.place?;
    let said = (place.0.saturating_sub(2)..place.0).any(|i| scene.page.link(i, Link::Its));
    let (area, named) = scene.discourse.subject?;
    // "The outlier is Thailand. Shipments climbed": so it is where a short sentence named nothing else.
    const SHORT: usize = 9;
    let sentence = scene.page.sentences.get(named)?;
    let short = sentence.last - sentence.first <= SHORT && scene.discourse.line == sentence.line;
    let newer = scene.discourse.last.as_ref().is_none_or(|l| l.sentence < named);
    // "Trade with India tells a different story": what a preposition leads to is a partner.
    let with = within(&scene.mentions.areas, sentence.first, sentence.last)
        .iter()
        .any(|a| scene.page.before_one(a.first, &[Link::With, Link::To, Link::From, Link::Into]));
    let only = short && newer && !with && area.kind() == AreaKind::Country && place.0 <= scene.local.first + 1;
    ((said || only) && scene.local.index == named + 1).then_some(area)
}

/// "Exports of Armenia ($ mln): ¶ 1. Russia – 4,620": whether an area opens its line below a heading that names but the one whose trade it is.
fn below_heading(scene: &Scene<'_>, area: &Named, home: Area) -> bool {
    let (page, discourse) = (scene.page, scene.discourse);
    let line = &page.lines[discourse.line];
    let opens =
        (line.first..area.first).all(|i| page.tokens[i].kind != Kind::Word) && area.last < scene.quantity().first;
    let heading = page.sentences[discourse.topic_sentence];
    let heads =
        discourse.topic.is_some_and(|t| t.indicator.two_sided()) && discourse.topic_sentence < scene.local.index;
    let named = within(&scene.mentions.areas, heading.first, heading.last);
    let near = discourse.line - discourse.topic_line <= 12;
    opens && heads && near && matches!(named, [one] if one.what.area == home)
}

/// Whether a list of partners is introduced in this sentence or the one before.
fn destinations(scene: &Scene<'_>) -> bool {
    let first = scene.local.index.checked_sub(1).map_or(scene.local.first, |i| scene.page.sentences[i].first);
    (first..scene.local.last).any(|i| scene.page.one_of(i, &[Link::Partner, Link::Market]))
}

/// "It exported 16.8 billion cubic metres. Of this Europe received 8.5 billion": whether a sentence parts among areas what another has sold.
fn parted_among(scene: &Scene<'_>, topic: &Topic) -> bool {
    let first = scene.local.first;
    let opens = (first..first + 2).any(|i| scene.page.link(i, Link::PartOfRun));
    let sold = matches!(topic.word.indicator.code(), "exports" | "gas_exports" | "oil_exports");
    opens && sold && scene.discourse.last.as_ref().is_some_and(|l| l.line == scene.discourse.line)
}
