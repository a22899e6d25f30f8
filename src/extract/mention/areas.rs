//! The areas that a page names, without those that name a currency, rank others or only describe a country.

use super::{AreaMention, At, Listed, Mentions, covering, ending, starting};
use crate::extract::page::Page;
use crate::extract::places::Quantities;
use crate::extract::post::flag;
use crate::extract::quantity::{Counted, Quantity};
use crate::lang::{AreaRole, Link, Match, NumberKind, Reading, Speech};
use crate::model::codelist::AreaKind;
use crate::model::{Area, Unit};
use crate::text::{Kind, Token};

/// Areas, with those that belong to titles and bodies marked.
pub(super) fn areas(
    page: &Page<'_>,
    found: &Mentions,
    quantities: &Quantities,
    named: &[At<(Area, AreaRole)>],
) -> Listed<AreaMention> {
    let mut named: Vec<_> = named.iter().map(|m| prefer_name(page, m)).collect();
    blue_flags(page, found, &mut named);
    of_union(found, &mut named);
    let mention = |m: At<(Area, AreaRole)>| {
        let possessive = page.tokens.get(m.last).is_some_and(|t| t.kind == Kind::Possessive);
        let part = |b: &At<Option<Area>>| {
            b.first < m.last && m.first < b.last && b.last - b.first > m.last - m.first
                || b.first < m.last && m.first < b.first
        };
        let near = found.bodies.partition_point(|b| b.last <= m.first);
        let in_title = found.bodies[near..].iter().take(2).any(part) || titled(page, found, m.first, m.last);
        // A flag stands before a body, and is no part of its name.
        let in_title = in_title && !flag(page, m.first) || names_more(page, m.last) || surname(page, m.first);
        let in_title = in_title || of_label(page, found, m.first, m.last);
        let what = AreaMention { area: m.what.0, role: m.what.1, in_title, possessive };
        At { first: m.first, last: m.last, what }
    };
    // "肯尼亚货币供应量" is the money of a country, and no name of a currency.
    let supply = |at: usize| {
        let indicator = |m: &Match| matches!(m.reading, Reading::Indicator(i) if i.indicator.code() == "money_supply");
        page.any(at, Reading::INDICATOR, indicator)
    };
    // The country in "US dollars" names the currency.
    let currency = |m: &At<(Area, AreaRole)>| {
        let counted = quantities.ended(m.first);
        // But that of "125,000 Russian tourists" says who they are.
        let people = |q: &Quantity| matches!(q.counted, Counted::Unit(Unit::PERSONS, _));
        let whose = |q: &Quantity| people(q) && matches!(m.what.1, AreaRole::Adjective | AreaRole::People);
        quantities.get(counted).is_some_and(|q| q.first <= m.first && m.last <= q.last && !whose(q))
            || page.find_of(m.first, Reading::MONEY, Reading::money).is_some_and(|(last, _)| last > m.last)
            || page.link(m.last, Link::Currency) && !supply(m.last)
    };
    let short = |i: usize| {
        let word = named[i].what.1 == AreaRole::Short;
        word && (in_function_word(page, &named[i]) || !beside(page, (found, quantities), &named, i))
    };
    // "The European Union (EU)": what a bracket repeats is the same mention.
    let repeated = |i: usize| {
        let (before, here) = (i.checked_sub(1).map(|i| &named[i]), &named[i]);
        before.is_some_and(|b| b.what.0 == here.what.0 && b.last + 1 == here.first && page.is(b.last, b'('))
    };
    let kept = |i: &usize| {
        let mention = &named[*i];
        !rest(page, mention)
            && !event(page, mention)
            && !compared_on(page, mention)
            && !climate(page, found, mention)
            && !second(page, mention)
            && !currency(mention)
            && !nation(page, mention)
            && !ranks(page, mention)
            && !short(*i)
            && !repeated(*i)
            && !railway(page, mention)
            && !beside_text(page, mention)
            && !(numbers_law(page, mention) || describes_method(page, mention))
    };
    (0..named.len()).filter(kept).map(|i| mention(named[i])).collect()
}

/// "The North-South railway": a line that runs so in some country is no corridor, whose own words follow its short name.
fn railway(page: &Page<'_>, m: &At<(Area, AreaRole)>) -> bool {
    let noun = page.tokens.get(m.last).is_some_and(|t| t.kind == Kind::Word && t.breaks == 0 && !t.upper);
    m.what.0.kind() == AreaKind::Corridor
        && m.last - m.first <= 3
        && noun
        && page.has(m.last, Reading::ITEM)
        && page.at(m.last).iter().all(|m| matches!(m.reading, Reading::Item(_)))
}

/// "The East African nation", "el país centroamericano": whether the name of a region only says where the country lies of which the
/// text speaks.
fn nation(page: &Page<'_>, m: &At<(Area, AreaRole)>) -> bool {
    if !matches!(m.what.0.kind(), AreaKind::Region | AreaKind::Bloc) {
        return false;
    }
    let ahead = (m.last..=m.last + 1).any(|i| page.link(i, Link::Nation) && page.tokens[i].breaks == 0)
        && page.tokens[m.last].kind == Kind::Word
        && m.first.checked_sub(1).is_some_and(|i| page.link(i, Link::Article));
    // "Al país asiático": the article may be one with the word before it.
    const LED: [Link; 6] = [Link::Article, Link::The, Link::To, Link::Of, Link::From, Link::With];
    let noun = m.first.checked_sub(2).filter(|i| page.one_of(*i, &LED));
    let behind = noun.is_some_and(|i| page.link(i + 1, Link::Nation)) && m.what.1 == AreaRole::Adjective;
    ahead || behind
}

/// "The European Statistics Code of Practice": whether an area stands in a phrase of lines beside the text.
fn beside_text(page: &Page<'_>, m: &At<(Area, AreaRole)>) -> bool {
    const LONGEST: usize = 10;
    let phrase = |p: &Match| p.last >= m.last && *p.reading == Reading::Link(Link::Boilerplate);
    (m.first.saturating_sub(LONGEST)..m.first)
        .any(|i| page.link(i, Link::Boilerplate) && page.any(i, Reading::LINK, phrase))
}

/// "The EU-harmonised index", "the EU-defined debt": a bloc that a dash joins to a word in small letters which names no area says by whose rules
/// something is measured, and not whose it is. "EU-wide" is a word of its own.
fn describes_method(page: &Page<'_>, m: &At<(Area, AreaRole)>) -> bool {
    let glued = |i: usize| page.tokens.get(i).is_some_and(|t| !t.spaced && t.breaks == 0);
    let dash = page.tokens.get(m.last).is_some_and(|t| t.kind == Kind::Dash) && glued(m.last) && glued(m.last + 1);
    let word = page.tokens.get(m.last + 1).is_some_and(|t| t.kind == Kind::Word && !t.upper);
    let slice = |p: &Match| matches!(p.reading, Reading::Item(_));
    dash && word && m.what.0.kind() == AreaKind::Bloc && page.at(m.last + 1).iter().all(slice)
}

/// "Regulation (EU) 2019/2240", "el Reglamento (UE) n.º 1308/2013": the letters before the number of a law, which is no text on them.
fn numbers_law(page: &Page<'_>, m: &At<(Area, AreaRole)>) -> bool {
    const REACH: usize = 4;
    let bracketed = page.is(m.last, b')') && m.first.checked_sub(1).is_some_and(|i| page.is(i, b'('));
    let number = |i: usize| {
        let token = page.tokens.get(i);
        token.is_some_and(|t| t.kind == Kind::Number && t.breaks == 0) && page.word(i).contains('/')
    };
    bracketed && (m.last + 1..=m.last + REACH).any(number)
}

/// "Al resto del mundo": the world of which a phrase leaves out some is no area.
fn rest(page: &Page<'_>, m: &At<(Area, AreaRole)>) -> bool {
    let phrase = |p: &Match| p.last == m.last && *p.reading == Reading::Link(Link::Abroad);
    let from = m.first.saturating_sub(4);
    m.what.0.code() == "WORLD"
        && (from..m.first).any(|i| page.link(i, Link::Abroad) && page.any(i, Reading::LINK, phrase))
}

/// "Comparé au niveau européen", "auf europäischer Ebene": an adjective of the continent that only says on which level something is
/// told.
fn compared_on(page: &Page<'_>, m: &At<(Area, AreaRole)>) -> bool {
    let level = |i: usize| page.link(i, Link::Level);
    let beside = || level(m.last) || m.first.checked_sub(1).is_some_and(level);
    m.what.1 == AreaRole::Adjective && m.what.0.code() == "EUROPE" && beside()
}

/// "A rate not seen since the Asian financial crisis": an adjective in the name of what happened then.
fn event(page: &Page<'_>, m: &At<(Area, AreaRole)>) -> bool {
    let since = || (m.first.saturating_sub(2)..m.first).any(|i| page.link(i, Link::Since));
    m.what.1 == AreaRole::Adjective && since()
}

/// "Argentina", "China": what is a name in capitals may be an adjective without them.
fn prefer_name(page: &Page<'_>, m: &At<(Area, AreaRole)>) -> At<(Area, AreaRole)> {
    let name = Reading::Area(m.what.0, AreaRole::Name);
    let named = || page.any(m.first, Reading::AREA, |other| other.last == m.last && *other.reading == name);
    let adjective = m.what.1 == AreaRole::Adjective && page.tokens[m.first].upper;
    if adjective && named() { At { what: (m.what.0, AreaRole::Name), ..*m } } else { *m }
}

/// The line in which a token stands.
fn line_of(page: &Page<'_>, at: usize) -> usize {
    page.sentences.get(page.sentence_of(at)).map_or(0, |s| s.line)
}

/// The flag of the Union is the euro area's, too, where its line names that or its bank.
fn blue_flags(page: &Page<'_>, found: &Mentions, named: &mut [At<(Area, AreaRole)>]) {
    let currency_union = named.iter().filter(|m| m.what.0.code() == "EA").map(|m| m.first);
    let its_bank = found.bodies.iter().filter(|b| b.what.is_some_and(|a| a.code() == "EA")).map(|b| b.first);
    let lines: Vec<_> = currency_union.chain(its_bank).map(|at| line_of(page, at)).collect();
    let of_union = |m: &&mut At<(Area, AreaRole)>| m.what.0.code() == "EU" && flag(page, m.first);
    for m in named.iter_mut().filter(of_union).filter(|m| lines.contains(&line_of(page, m.first))) {
        m.what.0 = "EA".parse().unwrap_or(m.what.0);
    }
}

/// "Las exportaciones europeas": where a text names the Union, what is European of what is measured is the Union's.
fn of_union(found: &Mentions, named: &mut [At<(Area, AreaRole)>]) {
    let union = |m: &At<(Area, AreaRole)>| m.what.0.code() == "EU" && m.what.1 == AreaRole::Name;
    let Some(area) = named.iter().find(|m| union(m)).map(|m| m.what.0) else { return };
    let beside = |m: &At<(Area, AreaRole)>| {
        ending(&found.indicators, m.first).is_some() || starting(&found.indicators, m.last).is_some()
    };
    for m in named.iter_mut().filter(|m| m.what.1 == AreaRole::Adjective && m.what.0.code() == "EUROPE") {
        m.what.0 = if beside(m) { area } else { m.what.0 };
    }
}

/// "Amid global uncertainties": what happens all over the world is no figure of the world's, unless a word of what is measured
/// stands beside it.
fn climate(page: &Page<'_>, found: &Mentions, area: &At<(Area, AreaRole)>) -> bool {
    const SMALL: [Link; 4] = [Link::Article, Link::The, Link::Of, Link::In];
    if area.what.1 != AreaRole::Adjective || area.what.0.code() != "WORLD" {
        return false;
    }
    let word = |i: usize| page.tokens.get(i).is_some_and(|t| t.kind == Kind::Word && t.spaced && t.breaks == 0);
    let led = area.first.checked_sub(1).is_some_and(|i| page.one_of(i, &SMALL));
    let measured =
        (area.last..area.last + 3).take_while(|i| word(*i)).any(|i| starting(&found.indicators, i).is_some())
            || covering(&found.indicators, area.first).or(ending(&found.indicators, area.first)).is_some();
    word(area.last) && !led && !measured && page.at(area.last).is_empty()
}

/// "香港经济导报记者：…": whether an area opens the label of a turn, in which an office stands before the colon.
fn of_label(page: &Page<'_>, found: &Mentions, first: usize, last: usize) -> bool {
    const REACH: usize = 8;
    let opens = first == 0 || page.tokens[first].breaks > 0;
    let end = (last + REACH).min(page.tokens.len());
    let colon = || (last..end).find(|&i| page.tokens[i].breaks > 0 || page.is(i, b':')).filter(|&i| page.is(i, b':'));
    opens && colon().is_some_and(|colon| (last..colon).any(|i| starting(&found.offices, i).is_some()))
}

/// "Laurent Saint-Martin": whether a capitalised word that the lexicon does not know stands before it in its sentence, as a
/// first name does.
fn surname(page: &Page<'_>, first: usize) -> bool {
    let Some(before) = first.checked_sub(1) else { return false };
    let token = page.tokens[before];
    if token.kind != Kind::Word || !token.upper || !page.at(before).is_empty() {
        return false;
    }
    let index = page.sentence_of(first);
    // What opens the sentence is no first name by its capital.
    let inside = page.sentences.get(index).is_some_and(|s| s.first < before);
    let name = page.word(before).chars().any(char::is_lowercase);
    // "Im Nachbarland Kasachstan": where every noun has a capital, none is a first name by that.
    let nouns = page.grammar(first).verb_final;
    inside && name && !nouns && page.tokens[first].breaks == 0 && page.tokens[first].spaced
}

/// "Europa Press", "Asia Times": whether a capitalised word that the lexicon does not know goes on with the name.
fn names_more(page: &Page<'_>, last: usize) -> bool {
    let next = page.tokens.get(last).filter(|t| t.upper && t.kind == Kind::Word && t.breaks == 0 && !t.gap);
    let word = page.word(last);
    let goes_on = next.is_some() && word.chars().nth(2).is_some() && page.at(last).is_empty();
    // "Deutschlands Exporteure": nor does a noun whose owner stands before it, where every noun has a capital.
    let owner = page.word(last - 1);
    let owned = page.grammar(last).verb_final && owner.ends_with('s') && !owner.ends_with("es");
    goes_on && !owned && page.tokens[last - 1].upper && !in_capitals(page, last)
}

/// "Kazakhstan, Pakistan Elevate Ties to a Partnership": whether all longer words round a token begin with a capital, as in a headline.
fn in_capitals(page: &Page<'_>, at: usize) -> bool {
    const SHORT: usize = 4;
    const FEWEST: usize = 4;
    let Some(sentence) = page.sentences.get(page.sentence_of(at)) else { return false };
    let long = |t: &&Token| t.kind == Kind::Word && t.of(page.text).len() > SHORT;
    let mut words = page.tokens[sentence.first..sentence.last].iter().filter(long);
    words.clone().count() >= FEWEST && words.all(|t| t.upper)
}

/// "中俄贸易额", "对美出口": whether a short form stands beside another area, or between a preposition and what is told of it.
fn beside(
    page: &Page<'_>,
    (found, quantities): (&Mentions, &Quantities),
    named: &[At<(Area, AreaRole)>],
    i: usize,
) -> bool {
    let short = &named[i];
    let brief = |m: &At<(Area, AreaRole)>| m.what.1 == AreaRole::Short || m.last == m.first + 1;
    let before = i.checked_sub(1).map(|i| &named[i]).is_some_and(|m| m.last == short.first && brief(m));
    let after = named.get(i + 1).is_some_and(|m| m.first == short.last && brief(m));
    let led = page.before_one(short.first, &[Link::To, Link::With]);
    let number =
        || quantities.get(quantities.partition_point(|q| q.lead < short.last)).is_some_and(|q| q.lead == short.last);
    // "哈与乌兹别克斯坦贸易额".
    let joined = named
        .get(i + 1)
        .is_some_and(|m| m.first == short.last + 1 && page.one_of(short.last, &[Link::With, Link::And]));
    // "吉GDP", "土对俄出口": where its name stands before in full.
    let known = || named[..i].iter().any(|m| m.what.0 == short.what.0 && m.what.1 != AreaRole::Short);
    let direct = starting(&found.indicators, short.last).is_some();
    let leads = page.one_of(short.last, &[Link::To, Link::Into, Link::From]);
    let leads = leads && named.get(i + 1).is_some_and(|m| m.first == short.last + 1 && brief(m));
    // "哈央行".
    let body = starting(&found.bodies, short.last).is_some();
    before
        || after
        || joined
        || body
        || (direct || leads) && known()
        || led && (starting(&found.indicators, short.last).is_some() || number())
}

/// "其中出口45.7亿": whether a short form is but a sign of a function word that begins before it.
fn in_function_word(page: &Page<'_>, mention: &At<(Area, AreaRole)>) -> bool {
    const REACH: usize = 3;
    let over = |m: &Match| m.last >= mention.last && matches!(m.reading, Reading::Link(_));
    (mention.first.saturating_sub(REACH)..mention.first).any(|i| page.any(i, Reading::LINK, over))
}

/// "The world's second-biggest economy", "Asia's fourth-largest economy": a region that only ranks one of its parts.
fn ranks(page: &Page<'_>, mention: &At<(Area, AreaRole)>) -> bool {
    let possessive = page.tokens.get(mention.last).is_some_and(|t| t.kind == Kind::Possessive);
    let behind = mention.last + 1;
    let superlative = || {
        let ordinal = page.find_of(behind, Reading::NUMBER, |r| {
            matches!(r, Reading::Number(_, NumberKind::Ordinal | NumberKind::Fraction)).then_some(())
        });
        let dash = |i: &usize| page.tokens.get(i - 1).is_some_and(|t| t.kind == Kind::Dash);
        let ordered = ordinal.map(|(last, ())| last + 1).filter(dash);
        [Some(behind), ordered].into_iter().flatten().any(|i| page.link(i, Link::Superlative))
    };
    let names = mention.what.0.kind() != AreaKind::Country && possessive && superlative();
    names || in_phrase(page, mention) || contributed(page, mention) || counted_in(page, mention)
}

/// "增速居世界前列": whether an area is but a part of a longer phrase that means none.
fn in_phrase(page: &Page<'_>, mention: &At<(Area, AreaRole)>) -> bool {
    const REACH: usize = 3;
    let other = |m: &Match| *m.reading == Reading::Link(Link::Other);
    let phrase = |m: &Match| m.last > mention.last && other(m);
    // "最不发达国家": one that begins before it, too.
    let longer = |i: usize| page.any(i, Reading::LINK, |m| m.last >= mention.last && m.last - i > 1 && other(m));
    page.link(mention.first, Link::Other) && page.any(mention.first, Reading::LINK, phrase)
        || (mention.first.saturating_sub(REACH)..mention.first).any(|i| page.link(i, Link::Other) && longer(i))
}

/// "Млн долларов США" above a column: whether an area belongs to the currency behind a scale.
fn counted_in(page: &Page<'_>, mention: &At<(Area, AreaRole)>) -> bool {
    let Some(name) = mention.first.checked_sub(1).filter(|_| mention.what.1 == AreaRole::Name) else { return false };
    let whole = page.find_of(name, Reading::MONEY, Reading::money).is_some_and(|(last, _)| last >= mention.last);
    let scale = |i: usize| {
        page.any(i, Reading::SCALE, |m| matches!(m.reading, Reading::Scale(_) | Reading::Scales(_)) && m.last == i + 1)
    };
    let behind = name.saturating_sub(1 + usize::from(name > 1 && page.is(name - 1, b'.')));
    whole && name > 0 && scale(behind)
}

/// "对全球经济增长的贡献率": whether a region or the world is but the whole to whose growth somebody has contributed.
fn contributed(page: &Page<'_>, mention: &At<(Area, AreaRole)>) -> bool {
    const REACH: usize = 6;
    let whole = mention.what.0.kind() != AreaKind::Country && page.grammar(mention.first).year_first;
    let rate = |i: usize| page.link(i, Link::ContributionRate);
    whole && page.before_one(mention.first, &[Link::To, Link::Toward]) && (mention.last..mention.last + REACH).any(rate)
}

/// Whether an area stands in a title ("President of Russia", "Russian President") or in a body's name ("National Bank
/// of Kazakhstan").
fn titled(page: &Page<'_>, found: &Mentions, first: usize, last: usize) -> bool {
    let ends = |at: usize| ending(&found.offices, at).is_some() || ending(&found.bodies, at).is_some();
    let own = usize::from(page.tokens.get(last).is_some_and(|t| t.kind == Kind::Possessive));
    // "Manila's economists": where those who speak sit.
    let speaks = own > 0 && page.any(last + 1, Reading::SPEECH, |m| *m.reading == Reading::Speech(Speech::Noun));
    let of = first.checked_sub(1).is_some_and(|i| page.link(i, Link::Of) && ends(i));
    let sits = first.checked_sub(1).is_some_and(|i| page.link(i, Link::In) && ending(&found.bodies, i).is_some());
    let of_the = first.checked_sub(2).is_some_and(|i| page.link(i, Link::Of) && page.link(i + 1, Link::The) && ends(i));
    // "China's official manufacturing PMI": directly before what is measured the word for an official is an adjective.
    let measured = |at: usize| own > 0 && page.has(at, Reading::INDICATOR | Reading::ITEM);
    let office = starting(&found.offices, last + own).filter(|o| !measured(o.last));
    let office_next = office.is_some() && page.tokens.get(last + own).is_some_and(|t| t.spaced);
    // "For the global economy the Fund anticipates": what opens with an article is a name of its own.
    let article = page.one_of(last + own, &[Link::The, Link::Article]);
    let body_next = starting(&found.bodies, last + own).is_some() && !article;
    speaks || sits || of || of_the || office_next || body_next || post(page, first, last)
}

/// "Head of Equity Research West Africa at a bank", "chief economist for Asia at": for what somebody works there.
fn post(page: &Page<'_>, first: usize, last: usize) -> bool {
    const REACH: usize = 6;
    let role = |at: usize| page.has(at, Reading::ROLE);
    let before = (first.saturating_sub(REACH)..first).rev().take_while(|at| page.tokens[*at].kind == Kind::Word);
    page.link(last, Link::At) && before.into_iter().any(role)
}

/// "Resource-rich countries" are no rich countries.
fn second(page: &Page<'_>, m: &At<(Area, AreaRole)>) -> bool {
    let dash = m.first.checked_sub(1).map(|i| page.tokens[i]);
    let glued = dash.is_some_and(|d| d.kind == Kind::Dash && !d.spaced) && !page.tokens[m.first].spaced;
    glued && m.last - m.first > 1 && !page.tokens[m.first].upper
}
