//! Numbers that go on with what the number before them is of: at another time, as its growth, as a part of it.

use super::Candidate;
use super::units::{compatible, dimension};
use crate::extract::mention::{At, covering, within};
use crate::extract::page::Page;
use crate::extract::quantity::Counted;
use crate::extract::quantity::Quantity;
use crate::extract::scene::{Origin, Scene};
use crate::lang::{Change, ChangeKind, Link, Match, Reading};

/// "Gas was 33.8 % of exports; a year earlier, 43.06 %": a number that has no more than a time in its clause goes on with the one
/// before it.
pub(super) fn glance(scene: &Scene<'_>) -> Option<Candidate> {
    const SMALL: [Link; 9] =
        [Link::In, Link::The, Link::Article, Link::It, Link::At, Link::Of, Link::For, Link::On, Link::And];
    let (page, previous, quantity) = (scene.page, scene.previous()?, scene.quantity());
    let last = scene.told()?;
    let from = (previous.last..quantity.lead).find(|i| matches!(page.mark(*i), b',' | b';'))? + 1;
    let state = |i: usize| scene.changes().iter().any(|c| c.first <= i && i < c.last && c.what.direction == 0);
    let small = |i: usize| page.dated(i) || page.is(i, b',') || page.one_of(i, &SMALL) || state(i);
    let timed = (from..quantity.lead).any(|i| page.dated(i)) && (from..quantity.lead).all(small);
    let alike = quantity.counted == previous.counted && quantity.counted == last.counted;
    let (word, item) = (last.word, last.item);
    // What stands directly behind it may be its own: "..., in May 4 % of exports".
    let own = page.one_of(quantity.last, &[Link::Of, Link::In, Link::For]);
    (timed && alike && !own && scene.lists.ends[scene.n] == scene.n).then_some(Candidate {
        cost: 0,
        word,
        item,
        place: None,
        origin: Origin::Carried,
        tied: true,
    })
}

/// "第二产业63874亿千瓦时，增长5.1%", "5 billion, up 3 %": a percentage with no more than a word of change in its clause is the growth of
/// what the amount before it counts.
pub(super) fn grows_on(scene: &Scene<'_>) -> Option<Candidate> {
    let (page, quantity, previous) = (scene.page, scene.quantity(), scene.previous()?);
    let last = scene.told().filter(|l| dimension(l.counted) != "percent" && quantity.is_percent())?;
    let turns = |i: usize| scene.changes().iter().any(|c| c.first <= i && i < c.last && c.what.direction != 0);
    let base = |i: usize| covering(scene.bases(), i).is_some() || page.dated(i);
    // ", which is 5.9 % more than", ", что на 5,9 % больше": the word of change may stand behind the number of a relative clause.
    let state = |i: usize| scene.changes().iter().any(|c| c.first <= i && i < c.last && c.what.direction == 0);
    let relates = |i: usize| page.one_of(i, &[Link::Relative, Link::Clause]);
    // ", en progression de 6,3 %", ", soit une hausse de 3,5 %".
    let small =
        |i: usize| page.one_of(i, &[Link::In, Link::Of, Link::By, Link::Per, Link::Or, Link::Ratio, Link::Article]);
    // "157,6 milliards de dirhams d'automobiles en 2024, en progression de": what says more of the amount may stand before the comma.
    let says_more = |i: usize| {
        page.dated(i)
            || covering(scene.items(), i).is_some()
            || covering(scene.areas(), i).is_some()
            || covering(scene.indicators(), i).is_some()
            || page.one_of(i, &[Link::Of, Link::In, Link::The, Link::Article, Link::To, Link::From, Link::For])
    };
    // "25,6 millones de viajeros hasta abril (+7,1 %)": so does a bracket of a percentage with a sign.
    let bracket = |i: usize| page.is(i, b'(') && page.is(quantity.last, b')') && quantity.sign != 0;
    // "Jobs were lost in construction (-15,000; -0.9%)": so is what shares a bracket with the amount alone.
    if matches!(page.mark(previous.last), b';' | b',') && share_bracket(page, previous, quantity) {
        let (word, item) = (last.word, last.item);
        return Some(Candidate { cost: 0, word, item, place: None, origin: Origin::Carried, tied: true });
    }
    let comma = (previous.last..quantity.lead).find(|i| page.is(*i, b',') || page.is(*i, b'('))?;
    let clause = comma + 1..quantity.lead;
    let until = |i: usize| says_more(i) || page.link(i, Link::Until);
    let plain = if bracket(comma) {
        (previous.last..comma).all(until)
    } else {
        let behind = relates(comma + 1) && turns(quantity.last);
        let words = |i: usize| turns(i) || base(i) || small(i) || behind && (relates(i) || state(i));
        page.is(comma, b',')
            && (previous.last..comma).all(says_more)
            && (behind || clause.clone().any(turns))
            && clause.clone().all(words)
    };
    let own = page.one_of(quantity.last, &[Link::Of, Link::In, Link::For, Link::Than]);
    let (word, item) = (last.word, last.item);
    let named = scene.indicators().iter().any(|i| i.what.indicator == word.indicator && i.first < quantity.lead);
    let origin = if named { Origin::Sentence } else { Origin::Carried };
    let candidate = Candidate { cost: 0, word, item, place: None, origin, tied: true };
    (plain && !own && word.measure != Some("change")).then_some(candidate)
}

/// Where a number begins with its plus, which is no part of it.
fn signed(page: &Page<'_>, number: &Quantity) -> usize {
    number.first - usize::from(number.first > 0 && page.is(number.first - 1, b'+'))
}

/// "(-15,000; -0.9%)": whether a bracket holds but two numbers with one mark or word between, of which the second is a percentage.
pub(super) fn share_bracket(page: &Page<'_>, count: &Quantity, share: &Quantity) -> bool {
    let opens = signed(page, count).checked_sub(1).is_some_and(|i| page.is(i, b'('));
    opens && count.last + 1 == signed(page, share) && page.is(share.last, b')') && share.is_percent()
}

/// "52 milliards de m3 de gaz, dont 39 milliards vers l'Europe": what "of which" alone leads to behind a number is of what that one was.
pub(super) fn part_of_told(scene: &Scene<'_>, counted: Counted) -> Option<Candidate> {
    let (page, quantity, previous) = (scene.page, scene.quantity(), scene.previous()?);
    let from = quantity.lead.saturating_sub(3).max(previous.last);
    let which = |m: &Match| m.last == quantity.lead && *m.reading == Reading::Link(Link::PartOfRun);
    let led = (from..quantity.lead).any(|i| page.any(i, Reading::LINK, which));
    let part = counted == previous.counted
        || quantity.counted == Counted::Scaled && !quantity.is_percent()
        || dimension(counted) == "percent" && dimension(previous.counted) != "percent";
    let last = scene
        .told()
        .filter(|l| led && part && l.word.indicator.two_sided() && compatible(l.word.indicator, counted))?;
    // "…, dont 24 % de produits agricoles": what stands directly behind it is a slice of its own.
    // "…, of which 18.6 billion fell to exports": so is what its clause names.
    const REACH: usize = 5;
    let end = scene.next().map_or(scene.local.last, |q| q.lead).min(quantity.last + REACH);
    let behind = within(&scene.mentions.indicators, quantity.last, end);
    let named = behind.iter().any(|i| i.what.indicator.two_sided() && i.what.indicator != last.word.indicator);
    let own = page.link(quantity.last, Link::Of) || named;
    // "…, dont 93 % réglés en monnaies nationales": a share of what is paid has a name of its own.
    let next = scene.next().map_or(scene.local.last, |q| q.lead);
    let paid = within(scene.indicators(), quantity.last, next);
    let own = own || quantity.is_percent() && paid.iter().any(|i| i.what.indicator.code() == "national_currency_share");
    let (word, item) = (last.word, last.item);
    (!own).then_some(Candidate { cost: 0, word, item, place: None, origin: Origin::Carried, tied: true })
}

/// "41.2 billion, of which 21.1 billion fell to exports", "из которых 21,1 млрд пришлось на экспорт": the side of a trade that the text has
/// just told, behind a verb of sharing.
pub(super) fn fell_to(scene: &Scene<'_>, counted: Counted) -> Option<Candidate> {
    const REACH: usize = 3;
    let (page, number) = (scene.page, scene.quantity());
    // "Of that amount, 12 billion is our export": so is what a verb of state says of a part with which a sentence opens.
    let part = page.link(scene.local.first, Link::PartOfRun);
    let before = || scene.discourse.recent(scene.local.index).filter(|_| part);
    let told = scene.told().or_else(before);
    told.filter(|l| l.word.indicator.code() == "trade_turnover" && !number.is_percent())?;
    let verb = |m: &&Match| *m.reading == Reading::Link(Link::Share);
    let is = |c: &&At<Change>| c.first == number.last && c.what.direction == 0 && c.what.kind == ChangeKind::Verb;
    let state = || scene.changes().iter().find(is).filter(|_| part).map(|c| c.last);
    let from = page.at(number.last).iter().filter(verb).map(|m| m.last).max().or_else(state)?;
    let end = scene.next().map_or(scene.local.last, |q| q.lead).min(from + REACH);
    let side = within(&scene.mentions.indicators, from.saturating_sub(1), end.max(from)).first()?;
    let fits = matches!(side.what.indicator.code(), "exports" | "imports")
        && (compatible(side.what.indicator, counted) || counted == Counted::Scaled);
    let place = Some(side.place());
    fits.then_some(Candidate { cost: 0, word: side.what, item: None, place, origin: Origin::Clause, tied: true })
}
