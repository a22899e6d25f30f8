//! Slices that no list has, in the words of the text.

use super::Topic;
use crate::extract::assemble::Parts;
use crate::extract::measure::Kind;
use crate::extract::mention::{At, covering, ending, within};
use crate::extract::page::Page;
use crate::extract::scene::{Origin, Scene};
use crate::lang::{Change, ChangeKind, ItemWord, Kinds, Link, Reading};
use crate::text::Kind as Token;

/// The indicators that goods, branches and borrowers slice, of which no list has all.
const SLICED: [&str; 16] = [
    "agricultural_production",
    "budget_expenditure",
    "budget_revenue",
    "consumption",
    "credit",
    "employment",
    "exports",
    "fixed_capital_investment",
    "gdp",
    "imports",
    "industrial_production",
    "inflation",
    "manufacturing",
    "producer_prices",
    "retail_sales",
    "services",
];

/// What has a meaning of its own for figures is no word of a slice.
const MEANT: Kinds = Reading::AREA
    | Reading::MONEY
    | Reading::UNIT
    | Reading::SCALE
    | Reading::NUMBER
    | Reading::MONTH
    | Reading::INDICATOR
    | Reading::HEDGE
    | Reading::CHANGE
    | Reading::BASIS
    | Reading::TIME
    | Reading::SPEECH
    | Reading::ROLE
    | Reading::INSTITUTION
    | Reading::STATUS
    | Reading::PERSON
    | Reading::NOT_FIGURE;

/// The part of an indicator of which a number is told, where its words are none of the lexicon's.
pub fn written(scene: &Scene<'_>, parts: &Parts) -> Option<String> {
    let (page, topic) = (scene.page, &parts.topic);
    // Core inflation is what it leaves out.
    if let Some(rest) = without(scene).filter(|_| topic.word.indicator.code() != "core_inflation") {
        return Some(rest);
    }
    if topic.ratio || page.grammar(scene.quantity().first).year_first {
        return None;
    }
    if let Some(theirs) = theirs(scene, topic) {
        return Some(theirs.to_owned());
    }
    let sliced = SLICED.contains(&topic.word.indicator.code());
    let (first, last) = named(scene, topic, parts.measured.kind == Kind::Share).filter(|_| sliced)?;
    let name = page.span(first, last).of(page.text).to_lowercase();
    Some(name.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// "Industry grew by 4 %. Infrastructure goods rose by 10.6 %", "private funds made up 73.2 % of investment", "exports of toys", "falls in
/// footwear (-5.6 %)", "Footwear: -5.6 %": where the name of the part stands. It is the subject of a verb that says what the part of a whole
/// gained, of which the text has told, or what share it is; it stands behind "of", before a bracket, or as the label of a line.
fn named(scene: &Scene<'_>, topic: &Topic, share: bool) -> Option<(usize, usize)> {
    if share {
        return subject(scene, sharing(scene, topic)?);
    }
    let moved = || moving(scene, topic).and_then(|verb| subject(scene, verb));
    moved().or_else(|| of_words(scene, topic)).or_else(|| before_bracket(scene, topic)).or_else(|| label(scene, topic))
}

/// "Unemployment among women was 10.5 %, while their participation rose by 0.3 points": the slice that a pronoun before the indicator
/// takes up from the number before, which must be one of both.
fn theirs(scene: &Scene<'_>, topic: &Topic) -> Option<&'static str> {
    let own = topic.place.and_then(|p| p.0.checked_sub(1)).filter(|i| scene.page.link(*i, Link::Its))?;
    let last = scene.told().filter(|l| l.sentence == scene.local.index)?;
    let item = last.item.filter(|_| last.word.indicator != topic.word.indicator && own > scene.local.first)?;
    let told = |m: &&At<&'static ItemWord>| m.what.of(last.word.indicator) == Some(item);
    scene.items().iter().filter(told).find_map(|m| m.what.of(topic.word.indicator))
}

/// Whether a token may belong to the name of a part: a word without a meaning of its own for figures, or that of a slice of something else.
fn plain(scene: &Scene<'_>, at: usize) -> bool {
    let (page, token) = (scene.page, &scene.page.tokens[at]);
    let name = token.upper && at > scene.local.first && page.tokens[at - 1].kind == Token::Word;
    let meant = page.has(at, MEANT | Reading::LINK) && !page.has(at, Reading::ITEM);
    let inside = covering(scene.areas(), at).is_some() || covering(scene.indicators(), at).is_some();
    let word = token.kind == Token::Word || token.kind == Token::Dash && !token.spaced;
    word && !name && !meant && !page.dated(at) && (!inside || page.has(at, Reading::ITEM))
}

/// The words behind an indicator and "of" that name goods: they have no article.
fn of_words(scene: &Scene<'_>, topic: &Topic) -> Option<(usize, usize)> {
    const LONGEST: usize = 4;
    let end = topic.place?.1;
    let first = end + 1;
    let last = (first..scene.local.last.min(first + LONGEST)).find(|i| !plain(scene, *i))?;
    let alone = |last: usize| scene.page.word(last - 1).len() > 3 && scene.page.tokens[first].kind == Token::Word;
    // A word that is both "of" and "from" leads to who sends them.
    let of = scene.page.link(end, Link::Of) && !scene.page.link(end, Link::From);
    let article = scene.page.one_of(first, &[Link::The, Link::Article]);
    (of && !article && last > first && alone(last)).then_some((first, last))
}

/// The words directly before a bracket in which the number stands with its sign.
fn before_bracket(scene: &Scene<'_>, topic: &Topic) -> Option<(usize, usize)> {
    const LONGEST: usize = 5;
    let (page, number) = (scene.page, scene.quantity());
    let open = number.lead.checked_sub(1).filter(|i| page.is(*i, b'(') && page.is(number.last, b')'))?;
    let from = open.saturating_sub(LONGEST).max(scene.local.first);
    let first = (from..open).rev().take_while(|i| plain(scene, *i)).last()?;
    let other = topic.place.is_none_or(|p| p.1 <= first);
    let noun = page.tokens[open - 1].kind == Token::Word && page.word(open - 1).len() > 3;
    (other && noun && number.sign != 0).then_some((first, open))
}

/// The words with which a line opens before a colon or dash and its number.
fn label(scene: &Scene<'_>, topic: &Topic) -> Option<(usize, usize)> {
    const LONGEST: usize = 6;
    let page = scene.page;
    let line = page.lines[scene.discourse.line].first;
    let mark = |i: usize| page.is(i, b':') || page.tokens[i].kind == Token::Dash && page.tokens[i].spaced;
    let colon = scene.quantity().lead.checked_sub(1).filter(|i| *i > line && mark(*i))?;
    let first = (line..colon).find(|i| page.tokens[*i].kind == Token::Word)?;
    let joint = |i: usize| page.is(i, b',') || page.one_of(i, &[Link::And, Link::Of]);
    let name = (first..colon).len() <= LONGEST && (first..colon).all(|i| plain(scene, i) || i > first && joint(i));
    let carried = topic.origin == Origin::Carried && topic.place.is_none();
    (name && carried && first - line <= 1).then_some((first, colon))
}

/// The verb of a clause that says how far something moved, where only the text before says of what that is a part.
fn moving(scene: &Scene<'_>, topic: &Topic) -> Option<usize> {
    let lead = scene.quantity().lead;
    let directly = |c: &&At<Change>| {
        let by = lead - c.last == 1 && scene.page.one_of(c.last, &[Link::By, Link::To, Link::With, Link::Arrival]);
        c.last <= lead && (c.last == lead || by) && c.what.kind == ChangeKind::Verb && c.what.direction != 0
    };
    let carried = topic.origin == Origin::Carried && topic.place.is_none();
    scene.changes().iter().filter(|c| c.last <= lead).rfind(directly).filter(|_| carried).map(|c| c.first)
}

/// The verb of sharing before a percentage whose whole stands behind it, or of which the text has told.
fn sharing(scene: &Scene<'_>, topic: &Topic) -> Option<usize> {
    const REACH: usize = 3;
    let (page, number) = (scene.page, scene.quantity());
    let whole = topic.place.is_none_or(|p| p.0 >= number.last) && page.link(number.last, Link::Of);
    let from = number.lead.saturating_sub(REACH).max(scene.local.first);
    let verb = |i: &usize| page.link(*i, Link::Share) && !page.one_of(*i, &[Link::Of, Link::The]);
    let near = |verb: usize| (verb..number.lead).all(|i| page.tokens[i].kind == Token::Word);
    (from..number.lead).rev().find(verb).filter(|verb| whole && near(*verb))
}

/// The words between the start of a clause and its verb, without an article, where none of them means anything else.
fn subject(scene: &Scene<'_>, verb: usize) -> Option<(usize, usize)> {
    const LONGEST: usize = 8;
    let page = scene.page;
    let start = scene.previous().map_or(scene.local.first, |q| q.last).max(scene.local.first);
    let opens = |i: &usize| matches!(page.mark(*i), b';' | b':' | b'(' | b')') || comma_of_clause(page, *i, verb);
    let from = (start..verb).rev().find(opens).map_or(start, |i| i + 1);
    let small = |i: &usize| {
        page.one_of(*i, &[Link::And, Link::Clause, Link::The, Link::Article]) || page.tokens[*i].kind != Token::Word
    };
    let first = (from..verb).find(|i| !small(i))?;
    let joint = |i: usize| page.is(i, b',') || page.one_of(i, &[Link::And, Link::Of]);
    let named = (first..verb).len() <= LONGEST && (first..verb).all(|i| plain(scene, i) || i > first && joint(i));
    let noun = page.tokens[verb - 1].kind == Token::Word && page.word(verb - 1).len() > 3;
    // "L'indice augmente de 0,4 %": one word behind an article takes up what has been told.
    let taken_up = verb - first == 1 && first > from && page.one_of(first - 1, &[Link::The, Link::Article]);
    (named && noun && !taken_up).then_some((first, verb))
}

/// Whether a comma parts a clause from what stands before it, and not one word of a list from the next.
fn comma_of_clause(page: &Page<'_>, at: usize, verb: usize) -> bool {
    page.is(at, b',') && !(at..verb).any(|i| page.link(i, Link::And))
}

/// "Excluding gold and energy, there was a surplus of 7.2 billion", "industry without gold gained 4.8 %": what is left out, where that opens
/// the clause of the number before a comma, or stands directly before its verb.
fn without(scene: &Scene<'_>) -> Option<String> {
    const LONGEST: usize = 6;
    let (page, lead) = (scene.page, scene.quantity().lead);
    if !page.says(scene.local.index, Link::Without.class()) {
        return None;
    }
    let from = scene.previous().map_or(scene.local.first, |q| q.last).max(scene.local.first);
    let word = (from..lead).find(|&i| page.link(i, Link::Without))?;
    let whole = page.at(word).iter().filter(|m| *m.reading == Reading::Link(Link::Without)).map(|m| m.last).max()?;
    let verb = |i: usize| page.has(i, Reading::CHANGE) && scene.changes().iter().any(|c| c.first == i);
    let ends = |i: &usize| matches!(page.mark(*i), b',' | b';' | b'(' | b')') || verb(*i);
    let end = (whole..lead).find(ends).filter(|end| (1..=LONGEST).contains(&(end - whole)))?;
    // "Freight, without pipelines, grew": what is inserted behind the indicator says what is counted, and no part of it.
    let told = !within(scene.indicators(), from, word).is_empty();
    let opens = word == scene.local.first || page.is(word.saturating_sub(1), b',') && !told;
    let apart = (end..lead).any(|i| matches!(page.mark(i), b':' | b';'));
    let behind = || ending(scene.indicators(), word).is_some();
    let word = |i: usize| {
        let area = covering(scene.areas(), i).is_some();
        page.tokens[i].kind == Token::Word && !page.dated(i) && !page.has(i, Reading::SPEECH) && !area
    };
    let goods = (whole..end).all(|i| page.has(i, Reading::ITEM) || page.link(i, Link::And));
    let said = (whole..end).all(word) && (opens && page.is(end, b',') || behind() && verb(end) && goods);
    (said && !apart).then(|| format!("excluding {}", page.span(whole, end).of(page.text).to_lowercase()))
}
