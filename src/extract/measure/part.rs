//! Whether a percentage is a part of a whole.

use super::Kind;
use super::change::by_before;
use super::index::index_too;
use crate::extract::discourse::Last;
use crate::extract::mention::{AreaMention, At, covering, starting, within};
use crate::extract::quantity::{Counted, Quantity};
use crate::extract::scene::Scene;
use crate::extract::topic::{Topic, part_in_brackets, part_of_growth};
use crate::lang::{Change, ChangeKind, Link, Match, Reading, StatusKind};
use crate::model::{Transformation, Unit};
use crate::text::Kind as TokenKind;

/// Words of a part near a percentage: "85% of the total", "a share of 41.4%", "accounted for".
pub(super) fn shared(scene: &Scene<'_>, change: Option<At<Change>>) -> bool {
    let behind = scene.quantity().last;
    // "Une hausse de 8,0 % du crédit": behind a noun of change the word that is "of" and "by" leads to what has changed.
    let by =
        |c: &At<Change>| c.what.kind == ChangeKind::Noun && c.last + 1 >= scene.quantity().lead && by_before(scene);
    // "14 % de plus", "16 % de moins que": behind "of" an adverb says what it grew by.
    let more = |m: &Match| matches!(m.reading, Reading::Change(c) if c.kind == ChangeKind::Adverb && c.direction != 0);
    // "6%的增长目标", "4.5%的降幅": where what describes stands first, a growth or a target behind "of" is of this size.
    let sized = |m: &Match| match m.reading {
        Reading::Change(c) => c.direction != 0,
        reading => matches!(reading, Reading::Status(_, StatusKind::Noun)),
    };
    let sized =
        scene.page.grammar(behind).year_first && scene.page.any(behind + 1, Reading::CHANGE | Reading::STATUS, sized);
    let of = scene.page.leads_of(behind)
        && !sized
        && !scene.page.any(behind + 1, Reading::CHANGE, more)
        && !of_period(scene, behind + 1)
        && !of_level(scene, behind + 1)
        && !of_basis(scene, behind)
        && !of_body(scene, behind + 1)
        && !change.is_some_and(|c| by(&c))
        && !scene.page.moved_by_noun(scene.quantity().lead, scene.quantity().first)
        && !grew_likewise(scene);
    of || of_whole(scene, behind)
        || beside_label(scene)
        || of_amount(scene)
        || opens_of(scene)
        || of_which(scene)
        || in_bracket_too(scene)
        || in_percent_too(scene)
        // "The target for the full year" is none of a part.
        || scene.links().iter().any(|m| m.what == Link::Share && !scene.page.dated(m.first) && names_part(scene, m, change))
}

/// "Most visitors came from Russia (24.5 %), Türkiye (18.2 %)": whether a percentage in brackets stands directly behind the name of an
/// area, in a sentence in which nothing moves.
fn beside_label(scene: &Scene<'_>) -> bool {
    let (page, number) = (scene.page, scene.quantity());
    let open = number.lead.checked_sub(1).filter(|&i| page.is(i, b'(') && page.is(number.last, b')'));
    let label = open.is_some_and(|open| scene.areas().iter().any(|a| a.last == open));
    let from = |a: &At<AreaMention>| page.before_one(a.first, &[Link::From, Link::To, Link::And, Link::With]);
    let ranks = |i: usize| page.one_of(i, &[Link::Market, Link::Partner]);
    let ranked = (number.last..scene.local.last).any(ranks);
    let led = ranked || scene.areas().iter().any(from);
    let still = scene.changes().iter().all(|c| c.what.direction == 0) && scene.bases().is_empty();
    label && led && still && number.sign == 0
}

/// "The largest investor with 39.8 billion (80 %)": a percentage without a sign in brackets behind an amount, in a sentence in which
/// nothing moves.
fn of_amount(scene: &Scene<'_>) -> bool {
    let (page, number) = (scene.page, scene.quantity());
    let open = number.lead.checked_sub(1).filter(|&i| page.is(i, b'(') && page.is(number.last, b')'));
    let amount = open.zip(scene.previous()).is_some_and(|(open, q)| q.last == open && q.is_money());
    // "Russia (6.1 billion, 16.2 %)".
    let inside = |q: &Quantity| {
        let comma = q.is_money() && number.lead == q.last + 1 && page.is(q.last, b',');
        comma && q.lead > 0 && page.is(q.lead - 1, b'(') && page.is(number.last, b')')
    };
    let amount = amount || scene.previous().is_some_and(inside);
    let still = scene.changes().iter().all(|c| c.what.direction == 0) && scene.bases().is_empty();
    amount && still && number.sign == 0
}

/// "Of the cargo, 17.7 % was carried by rail, 2.5 % by sea": a sentence that opens with the whole and a comma.
fn opens_of(scene: &Scene<'_>) -> bool {
    const REACH: usize = 6;
    let (page, first) = (scene.page, scene.local.first);
    let whole = page.link(first, Link::Of) && !page.dated(first + 1) && !page.dated(first + 2);
    let comma = (first + 2..first + REACH).find(|&i| page.is(i, b','));
    let before = comma.is_some_and(|comma| comma <= scene.local.quantities[0].lead);
    let moves = |c: &At<Change>| c.what.direction != 0 && c.last <= scene.quantity().last + 2;
    whole && before && !scene.changes().iter().any(moves)
}

/// "China with 13.9 billion (20.9 % of the total), Russia 10.6 billion (16 %)": whether a bracket behind an amount holds a part as the one
/// before in its paragraph does, which said so.
fn in_bracket_too(scene: &Scene<'_>) -> bool {
    const WORDS: usize = 5;
    let (page, number) = (scene.page, scene.quantity());
    let opens = |q: &Quantity| q.lead > 0 && page.is(q.lead - 1, b'(') && q.is_percent() && q.sign == 0;
    let amount = |q: &&Quantity| !q.is_percent() && q.last + 1 == number.lead;
    if !opens(number) || !page.is(number.last, b')') || scene.previous().filter(amount).is_none() {
        return false;
    }
    let line = page.lines[scene.discourse.line];
    let whole = |i: usize| page.one_of(i, &[Link::Total, Link::Epithet, Link::Share]);
    let said = |q: &&Quantity| opens(q) && !page.is(q.last, b')') && (q.last..q.last + WORDS).any(whole);
    let quantities = scene.found.quantities;
    let from = quantities.partition_point(|q| q.first < line.first);
    let before = quantities[from..].iter().take_while(|q| q.first < number.first).filter(|q| opens(q)).last();
    before.filter(said).is_some()
}

/// "More than half (51.3 %) of GDP": whether a fraction that nothing moves by is told again in percent in the bracket behind it.
fn in_percent_too(scene: &Scene<'_>) -> bool {
    let (page, number) = (scene.page, scene.quantity());
    let again = |q: &Quantity| q.is_percent() && page.is(number.last, b'(') && q.lead <= number.last + 2;
    let from = scene.previous().map_or(scene.local.first, |q| q.last);
    let still = within(scene.changes(), from, number.lead).iter().all(|c| c.what.direction == 0);
    number.counted == Counted::Fraction && still && scene.next().is_some_and(again) && !by_before(scene)
}

/// "La prévision de 0,3 % de l'Insee": whether the word for "of" leads to a body, whose number it is.
fn of_body(scene: &Scene<'_>, at: usize) -> bool {
    let at = at + usize::from(scene.page.one_of(at, &[Link::The, Link::Article]));
    starting(&scene.mentions.bodies, at).is_some()
}

/// "14.2 million tonnes, of which 74 % came from Russia": whether "of which" leads from an amount to its part.
fn of_which(scene: &Scene<'_>) -> bool {
    let lead = scene.quantity().lead;
    let which = |m: &Match| m.last == lead && *m.reading == Reading::Link(Link::PartOfRun);
    let amount = scene.told().is_some_and(|l| !matches!(l.counted, Counted::Unit(Unit::PERCENT, _)));
    amount && (lead.saturating_sub(3)..lead).any(|i| scene.page.any(i, Reading::LINK, which))
}

/// "Une hausse de 8,0 % du crédit intérieur et de 6,6 % des crédits": whether "and by" goes on with a growth that a number before
/// it gives.
fn grew_likewise(scene: &Scene<'_>) -> bool {
    let lead = scene.quantity().lead;
    let and = (lead.saturating_sub(2)..lead).any(|i| scene.page.link(i, Link::And));
    let growth = |l: &Last| l.sentence == scene.local.index && matches!(l.measure, Transformation::Growth(_));
    and && by_before(scene) && scene.discourse.last.as_ref().is_some_and(growth)
}

/// Whether what is measured is the whole of which the number is a part: "60% of the deficit".
pub(super) fn part_of(scene: &Scene<'_>, topic: &Topic) -> bool {
    let last = scene.quantity().last;
    scene.page.link(last, Link::Of) && topic.place.is_some_and(|(first, _)| first > last && first - last <= 3)
}

/// "20 % внешней торговли": in a language whose genitive needs no word for "of", the whole follows its percentage. Behind
/// "by" the percentage is what something changed by.
fn of_whole(scene: &Scene<'_>, behind: usize) -> bool {
    // "97,5 процента всех переводов".
    let behind =
        behind + usize::from(scene.page.link(behind, Link::Epithet) && !scene.page.has(behind, Reading::CHANGE));
    let whole = || scene.indicators().iter().any(|i| i.first == behind) || starting(scene.items(), behind).is_some();
    // "Прибавив 4,3 % в реальном выражении": a genitive opens with no preposition.
    let led = scene.page.one_of(behind, &[Link::In, Link::On, Link::By, Link::Without]);
    // "1,4 Prozent Wachstum" is no part of a growth.
    let moves =
        scene.page.any(behind, Reading::CHANGE, |m| matches!(m.reading, Reading::Change(c) if c.direction != 0));
    scene.page.grammar(behind).bare_genitive && !led && !by_before(scene) && !moves && whole()
}

/// Whether a word of a part is near enough to mean the number, and nearer than a word of change.
fn names_part(scene: &Scene<'_>, word: &At<Link>, change: Option<At<Change>>) -> bool {
    let last = scene.quantity().last;
    let distance = scene.distance(word.place());
    // "Made up of three parts" says what a whole consists of.
    let consists = scene.page.link(word.last - 1, Link::Up) && scene.page.link(word.last, Link::Of);
    // "Grew 4.3 percent and contributed 57.5 percent": a verb behind "and" has its own number, and so has one behind a comma.
    let parted = scene.page.link(last, Link::And) || scene.page.is(last, b',');
    let next = parted && scene.next().is_some_and(|q| q.lead.saturating_sub(word.last) <= 1);
    let near = if word.first >= last {
        distance < 3 && !next && !scene.local.quantities.iter().any(|q| q.first >= last && q.last <= word.first)
    } else {
        // "The share of the continent in Russian exports, according to the customs service: 2.5 %".
        let inserted = change.is_some_and(|c| inserted_before(scene, word, &c));
        let opens = word.first <= scene.local.first + 3 && scene.before().is_empty() && (change.is_none() || inserted);
        distance < if opens { 30 } else { 14 }
    };
    // "Consumption, which accounts for 54% of GDP, rose 4.97%": a verb behind the number of the part has its own number.
    let done = word.first < last
        && scene.before().iter().any(|q| {
            q.first >= word.last && change.is_some_and(|c| c.what.kind == ChangeKind::Verb && c.first >= q.last)
        });
    // "占…比重持续上升，去年增长4.9%": a verb that stands before its number behind a comma has taken it from the part.
    let comma = |c: &At<Change>| {
        (word.last..c.first.max(word.last)).any(|i| scene.page.is(i, b',')) && !inserted_before(scene, word, c)
    };
    // "占GDP一半以上的个人消费增长0.1%": so has one behind what the part only describes.
    let of = |c: &At<Change>| (word.last..c.first.max(word.last)).any(|i| scene.page.link(i, Link::Of));
    let described = |c: &At<Change>| scene.page.grammar(word.first).year_first && of(c);
    let direct =
        |c: &At<Change>| c.last == scene.quantity().lead && c.what.direction != 0 && (comma(c) || described(c));
    // "In 60 percent of all economies, averaging 3.8 percent": what stands directly behind another number is its own.
    let taken = scene.before().iter().any(|q| q.last == word.first && scene.page.link(word.first, Link::Of));
    let nearer = |c: &At<Change>| scene.distance(c.place()) < distance;
    let closer = change.is_some_and(|c| nearer(&c) && (c.what.kind != ChangeKind::Verb || direct(&c)));
    // "Made up 99.1 % as against the same period": what is compared with another time is no part of it.
    let compared = || {
        let small = |i: usize| scene.page.one_of(i, &[Link::Of, Link::The]);
        let behind = (last..last + 3).find(|i| !small(*i)).unwrap_or(last);
        word.last <= scene.quantity().lead
            && (scene.page.one_of(behind, &[Link::Against, Link::Compare]) || of_level(scene, last + 1))
    };
    // "Our full-year forecast": a part of a compound says nothing by itself.
    let compound = scene.page.tokens.get(word.last).is_some_and(|t| t.kind == TokenKind::Dash && !t.spaced);
    near && !compound && !consists && !closer && !done && !taken && !compared()
}

/// "The share of China, by an estimate, rose": whether two commas set apart what stands between a word of a part and its verb.
fn inserted_before(scene: &Scene<'_>, word: &At<Link>, verb: &At<Change>) -> bool {
    let mut commas = (word.last..verb.first.max(word.last)).filter(|&i| scene.page.is(i, b','));
    let two = (commas.next(), commas.next(), commas.next());
    matches!(two, (Some(_), Some(last), None) if last + 1 == verb.first) && verb.what.kind == ChangeKind::Verb
}

/// Whether an expression of time stands here, an article before it allowed.
fn of_period(scene: &Scene<'_>, at: usize) -> bool {
    scene.page.dated(at) || scene.page.dated(at + 1)
}

/// "7,5 % d'un trimestre à l'autre": whether the word behind a number opens what it is measured against.
fn of_basis(scene: &Scene<'_>, at: usize) -> bool {
    scene.bases().iter().any(|b| b.first == at)
}

/// "98.9 % of the level recorded in January-September 2024": whether what a percentage is of is the level of another time.
fn of_level(scene: &Scene<'_>, at: usize) -> bool {
    const REACH: usize = 6;
    let level = at + usize::from(scene.page.one_of(at, &[Link::The, Link::Article]));
    let base = |i: usize| scene.local.periods.iter().any(|p| p.first == i);
    scene.page.link(level, Link::Level) && (level + 2..level + REACH).any(base)
}

/// "..., in imports 18.3 %": whether a number goes on with what the one before is, in another whole.
pub fn in_likewise(scene: &Scene<'_>, topic: &Topic) -> bool {
    let leads = |p: &(usize, usize)| scene.page.before_is(p.0, Link::In) && p.1 == scene.quantity().lead;
    let place = topic.place.filter(leads);
    place.zip(scene.previous()).is_some_and(|(p, q)| {
        (q.last..p.0).any(|i| scene.page.is(i, b',') || scene.page.link(i, Link::And))
            && scene.changes().iter().all(|c| c.first < q.last || c.first > p.0)
    })
}

/// "China took 24 % of sales. It was followed by Brazil, with 18 %", "the main markets were India (9 %) and Taiwan (8 %)": whether
/// "with" or a bracket leads to the part of one of the partners that the sentence ranks.
pub(super) fn ranked(scene: &Scene<'_>) -> bool {
    let page = scene.page;
    let Quantity { lead, first, .. } = *scene.quantity();
    let with = |i: usize| page.link(i, Link::With);
    let next = |i: usize| with(i) || page.link(i, Link::Followed);
    let says = (scene.local.first..scene.local.last).any(|i| page.link(i, Link::Followed));
    let followed = says && (lead.saturating_sub(2)..first).any(next);
    let partner = |i: &usize| page.one_of(*i, &[Link::Partner, Link::Market]);
    let noun = (scene.local.first..lead).find(partner);
    let best = |noun: usize| {
        let near = noun.saturating_sub(2).max(scene.local.first);
        (near..=noun + 1).any(|i| page.link(i, Link::Superlative))
    };
    let led = || lead.checked_sub(1).is_some_and(|i| page.is(i, b'(') || with(i)) || (lead..first).any(with);
    let moves = |noun: usize| scene.changes().iter().any(|c| c.what.direction != 0 && c.first >= noun);
    followed || noun.is_some_and(|noun| best(noun) && led() && !moves(noun))
}

/// "It came to 1.8 billion; 95 percent came from Russia", "a third is shipped to Japan": whether a percentage without words of its own opens
/// its clause as the subject of a verb that leads from or to an area, and so is the part of that one.
pub(super) fn led_to_partner(scene: &Scene<'_>) -> bool {
    const REACH: usize = 3;
    let (page, number) = (scene.page, scene.quantity());
    let opens = number.lead == scene.local.first
        || matches!(page.mark(number.lead - 1), b';' | b',' | b':')
        || page.one_of(number.lead - 1, &[Link::And, Link::Clause]);
    let way = |i: &usize| page.one_of(*i, &[Link::From, Link::To]) && !page.link(*i, Link::Of);
    let to = (number.last + 1..(number.last + 1 + REACH).min(scene.local.last)).find(way);
    let words = |to: usize| {
        (number.last..to).all(|i| {
            let moves = |m: &Match| matches!(m.reading, Reading::Change(c) if c.direction != 0);
            page.tokens[i].kind == TokenKind::Word && !page.any(i, Reading::CHANGE, moves) && !page.link(i, Link::Of)
        })
    };
    let area = |to: usize| {
        let at = to + 1 + usize::from(page.one_of(to + 1, &[Link::The, Link::Article]));
        covering(scene.areas(), at).is_some()
    };
    opens && to.is_some_and(|to| words(to) && area(to))
}

/// "De Estados Unidos llegó el 82,8 %", where a growth would be "un 82,8 %": whether the definite article stands before a percentage
/// that no preposition leads to, behind an amount.
pub fn definite(scene: &Scene<'_>) -> bool {
    const LED: [Link; 8] =
        [Link::To, Link::At, Link::Arrival, Link::By, Link::Of, Link::In, Link::Against, Link::Until];
    let (page, number) = (scene.page, scene.quantity());
    let article = number.first.checked_sub(1).filter(|i| page.link(*i, Link::Article) && page.link(*i, Link::The));
    let indefinite = !page.grammar(number.first).no_articles && !page.grammar(number.first).verb_final;
    let led = |i: usize| i.checked_sub(1).is_some_and(|i| page.one_of(i, &LED));
    let amount = scene
        .discourse
        .last
        .as_ref()
        .is_some_and(|l| l.measure != Transformation::Share && l.counted != number.counted)
        || scene.discourse.last.as_ref().is_some_and(|l| l.measure == Transformation::Share);
    // "..., 17 % more. El 38 % se dirigió a China": with such a part a sentence may open whatever the one before has told.
    let opens = |i: usize| i == scene.local.first;
    indefinite && article.is_some_and(|i| (amount || opens(i)) && !led(i))
}

/// What a number in brackets or one of so many is by itself.
pub(super) fn bracketed_or_each(scene: &Scene<'_>, counted: Counted) -> Option<(Kind, &'static str)> {
    // "Каждая пятая тонна": so many of all there are are a part of them.
    let Quantity { first, last, .. } = *scene.quantity();
    if counted == Counted::Fraction && (first..last).any(|i| scene.page.link(i, Link::Each)) {
        return Some((Kind::Share, "one of so many"));
    }
    if index_too(scene) {
        return Some((Kind::Growth, "an index, as the bracket before"));
    }
    if part_of_growth(scene) {
        return Some((Kind::Share, "a part of the growth of a whole"));
    }
    if part_again(scene) {
        return Some((Kind::Share, "the part before it once more"));
    }
    part_in_brackets(scene).map(|_| (Kind::Share, "a part in brackets of what is sold or bought"))
}

/// "More than half of exports, 67.2 %, went to China": whether a percentage between commas, with no word of its own, says once more how large a part is
/// that a fraction has told.
fn part_again(scene: &Scene<'_>) -> bool {
    let (page, number) = (scene.page, scene.quantity());
    let told = scene.told().filter(|l| l.measure == Transformation::Share && l.counted == Counted::Fraction);
    let between = number.lead > 0 && page.is(number.lead - 1, b',') && page.is(number.last, b',');
    told.is_some() && number.is_percent() && number.sign == 0 && between
}
