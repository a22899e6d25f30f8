//! Forecasts, targets and estimates that a number is set against: they say of it no more than that.

use super::Timed;
use crate::extract::mention::{At, covering, within};
use crate::extract::period::Period;
use crate::extract::quantity::Quantity;
use crate::extract::scene::Scene;
use crate::extract::topic::Topic;
use crate::lang::{Link, Match, Reading, StatusKind};
use crate::model::ObsStatus;
use crate::text::Kind;

type Word = At<(ObsStatus, StatusKind)>;

/// "It fell by 2.9 %, in line with forecasts, and eased from a drop of 3.6 %": forecasts that a number is set against, and that
/// give no number of their own, say of none that it lies ahead.
pub(super) fn only_met(scene: &Scene<'_>, word: &Word) -> bool {
    const REACH: usize = 4;
    let page = scene.page;
    let noun = word.what == (ObsStatus::Forecast, StatusKind::Noun);
    let meets =
        |i: usize| page.any(i, Reading::LINK, |m| *m.reading == Reading::Link(Link::Meets) && m.last <= word.first);
    let number = |i: usize| scene.local.quantities.iter().any(|q| (q.lead..q.last).contains(&i));
    let from = (word.first.saturating_sub(REACH)..word.first).rev().take_while(|&i| !number(i) && !page.is(i, b','));
    // "Against expectations for no change" gives none.
    let leads = page.one_of(word.last, &[Link::Of, Link::For, Link::At, Link::To, Link::By]);
    let own = number(word.last) || leads && (word.last + 1..word.last + 4).any(number);
    noun && !own && !page.is(word.last, b':') && from.into_iter().any(meets)
}

/// "Beating the 0.3% increase expected in a poll": a participle behind a number with an article speaks of that number alone.
pub(super) fn of_other(scene: &Scene<'_>, word: &Word) -> bool {
    let article =
        |q: &Quantity| (q.lead.saturating_sub(1)..q.first).any(|i| scene.page.one_of(i, &[Link::The, Link::Article]));
    let noun = |at: usize| covering(&scene.mentions.changes, at).is_some_and(|c| c.what.direction != 0);
    // "73,000, well below the 110,000 economists had expected", "22,000 vs 75,000 expected": so does a clause behind one that the
    // first is set against.
    let set_against = |q: &Quantity| {
        let page = scene.page;
        let meets = [Link::Meets, Link::Against, Link::Than];
        let from =
            q.lead.saturating_sub(1 + usize::from(page.one_of(q.lead.saturating_sub(1), &[Link::The, Link::Article])));
        let clause = (q.last..word.first).all(|i| page.tokens[i].kind == Kind::Word && page.tokens[i].breaks == 0);
        word.first >= q.last && word.first - q.last <= 6 && clause && (from..q.first).any(|i| page.one_of(i, &meets))
    };
    let behind = |q: &&Quantity| match word.first.checked_sub(q.last) {
        Some(0) => true,
        Some(1) => noun(q.last),
        _ => false,
    };
    // "49.8, above a flash estimate of 49.7": so does a noun that leads to one that the first is set against.
    let number = scene.quantity();
    let leads = |q: &&Quantity| {
        q.lead >= word.last
            && q.lead - word.last <= 1
            && (word.last..q.lead).all(|i| scene.page.one_of(i, &[Link::Of, Link::For, Link::At]))
    };
    let noun_of = scene.local.quantities.iter().find(leads).filter(|_| word.what.1 == StatusKind::Noun);
    let from = word.first.saturating_sub(3).max(number.last);
    let against = || (from..word.first).any(|i| scene.page.one_of(i, &[Link::Meets, Link::Against, Link::Than]));
    // "Поднялась до 23,6 % при прогнозе в 19,9 %": so does one that "at" leads to from the first.
    let at = || word.first == number.last + 1 && scene.page.link(number.last, Link::At);
    if word.first >= number.last && noun_of.is_some() && (against() || at()) {
        return true;
    }
    // "Compared with an expected 0.1 % rise": so does a participle in the phrase of one.
    let led = |at: usize| at > 0 && scene.page.one_of(at - 1, &[Link::Per, Link::The, Link::Article]);
    // "Stärker als die von Ökonomen erwarteten 9,5 Prozent".
    let inside = |q: &Quantity| {
        word.what.1 == StatusKind::Verb && word.last == q.first && (led(word.first) || attributive(scene, word))
    };
    if scene.local.quantities.iter().enumerate().any(|(n, q)| n != scene.n && inside(q)) {
        return true;
    }
    let own = scene.local.quantities.iter().rposition(|q| behind(&q) && article(q) || set_against(q));
    own.is_some_and(|n| n != scene.n)
}

/// Whether "than" and an article stand before a participle that is the attribute of the number behind it.
fn attributive(scene: &Scene<'_>, word: &Word) -> bool {
    const REACH: usize = 5;
    let page = scene.page;
    let from = word.first.saturating_sub(REACH).max(scene.local.first);
    let than = (from..word.first).rfind(|&i| page.link(i, Link::Than));
    let article = |than: usize| page.one_of(than + 1, &[Link::The, Link::Article]);
    than.is_some_and(|than| article(than) && !(than..word.first).any(|i| page.is(i, b',')))
}

/// "Forecasts for 50.7": whether a noun of forecast leads to the number itself.
pub(super) fn noun_leads(scene: &Scene<'_>) -> bool {
    let lead = scene.quantity().lead;
    let noun = |s: &Word| s.what == (ObsStatus::Forecast, StatusKind::Noun) && s.last <= lead && lead - s.last <= 2;
    // "The consensus forecast had been for growth of 5.2 %": or is what the sentence tells of.
    let first = scene.local.first;
    let opens = |s: &Word| s.what == (ObsStatus::Forecast, StatusKind::Noun) && s.last <= lead;
    within(scene.statuses(), lead.saturating_sub(4), lead).iter().any(noun)
        || within(scene.statuses(), first, first + 3).iter().any(opens)
}

/// "The bank, which has kept its rate at 6.5 %, expects 9.6": whether the number stands in a relative clause that closes before a
/// word of status.
pub(super) fn inserted(scene: &Scene<'_>, word: &Word) -> bool {
    let Quantity { first, last, .. } = *scene.quantity();
    let comma = |i: &usize| scene.page.is(*i, b',');
    let open = (scene.local.first..first).rfind(comma).is_some_and(|i| scene.page.link(i + 1, Link::Relative));
    open && word.first > last && (last..word.first).any(|i| comma(&i))
}

/// "+3.1 % (expected: +0.8 %)": whether a word stands in a bracket with a number of its own, and this number outside. So does one alone in
/// a bracket behind another number: "from 3.4 % in April to 3.1 % (provisional) in May".
pub(super) fn in_other_bracket(scene: &Scene<'_>, word: &Word) -> bool {
    let behind = |(n, q): (usize, &Quantity)| n != scene.n && q.last + 1 == word.first;
    let other = || scene.local.quantities.iter().enumerate().any(behind);
    scene.in_other_bracket(word.place()) || bracketed(scene, word) && other()
}

/// Whether a word of status stands alone in a bracket.
pub(super) fn bracketed(scene: &Scene<'_>, word: &Word) -> bool {
    word.first > 0 && scene.page.is(word.first - 1, b'(') && scene.page.is(word.last, b')')
}

/// "Снизивший ставку до 16,5 %, банк ждёт роста в 1 %": whether a verb of forecast behind a comma has an object of its own, an
/// indicator with a number of its own behind it.
pub(super) fn foresees_next(scene: &Scene<'_>, word: &Word) -> bool {
    let parts = |i: usize| matches!(scene.page.mark(i), b',' | b';' | b':') || scene.page.link(i, Link::Clause);
    let behind = word.what.1 == StatusKind::Verb
        && word.first > scene.quantity().last
        && (scene.quantity().last..word.first).any(parts);
    // "Stieg auf 9,6 Prozent, während Ökonomen 9,5 Prozent erwartet hatten": where verbs close their clause, its object stands before it.
    let last = scene.quantity().last;
    let closes = scene.page.grammar(word.first).verb_final && behind;
    let comma = |from: usize, to: usize| (from..to).any(|i| scene.page.is(i, b','));
    let object = |q: &Quantity| q.last <= word.first && comma(last, q.lead) && !comma(q.last, word.first);
    if closes && scene.local.quantities[scene.n + 1..].iter().any(object) {
        return true;
    }
    let next = scene.local.quantities[scene.n + 1..].iter().find(|q| q.lead >= word.last).filter(|_| behind);
    next.is_some_and(|q| {
        let named = within(&scene.mentions.indicators, word.last, q.lead);
        // "The rate is now 6 %, markets price in another 25 basis points": so has one directly before a number.
        let direct = q.lead - word.last <= 1;
        // "We expect that this year, with flights restored, the flow will grow by half": so has one behind "that".
        let that = scene.page.is(word.last, b',') && scene.page.link(word.last + 1, Link::Clause);
        !named.is_empty() && that || (!named.is_empty() || direct) && !(word.last..q.lead).any(parts)
    })
}

/// "A 0.5 % rise tipped in a poll": whether a participle directly behind the number, or its noun, says who foresaw it.
pub(super) fn tipped(scene: &Scene<'_>, word: &Word) -> bool {
    let last = scene.quantity().last;
    let noun = |at: usize| covering(&scene.mentions.changes, at).is_some_and(|c| c.what.direction != 0);
    word.what.1 == StatusKind::Verb && (word.first == last || word.first == last + 1 && noun(last))
}

/// Whether another number stands between a word of status and the number, but for those with which it makes a list: "forecasts of
/// 0.4 % and 2.6 %".
pub(super) fn parted(scene: &Scene<'_>, word: &Word) -> bool {
    let number = scene.quantity();
    let end = scene.lists.ends[scene.n];
    let between =
        |q: &Quantity| q.first >= word.last && q.last <= number.first || q.first >= number.last && q.last <= word.first;
    scene.local.quantities.iter().enumerate().any(|(n, q)| between(q) && (scene.lists.ends[n] != end || n > scene.n))
}

/// "I promised that the deficit would come down below 4.5 per cent", "it aims to ... so that trade will reach 5 billion": a
/// modal behind a verb that sets a target tells of the target.
pub(super) fn promised(scene: &Scene<'_>, status: ObsStatus) -> bool {
    let words = within(scene.statuses(), scene.local.first, scene.quantity().first);
    let modal = words.last().filter(|w| status == ObsStatus::Forecast && scene.page.link(w.first, Link::Modal));
    let target = |w: &&Word| w.what == (ObsStatus::Target, StatusKind::Verb);
    let set = modal.and_then(|modal| words.iter().rfind(|w| target(w) && w.last <= modal.first));
    set.is_some_and(|set| {
        let parts = |i: usize| matches!(scene.page.mark(i), b';' | b':');
        scene.before().iter().all(|q| q.first < set.last) && !(set.last..scene.quantity().first).any(parts)
    })
}

/// "The budget for 2025 provides for revenue of 38.5 trillion": whether a verb says how much a budget plans to take in or to spend, which is a
/// forecast; what it is to be brought to, or may not exceed, is aimed at.
pub(super) fn planned(scene: &Scene<'_>, topic: &Topic, word: &Word) -> bool {
    let (page, number) = (scene.page, scene.quantity());
    let code = topic.word.indicator.code();
    let verb = word.what == (ObsStatus::Target, StatusKind::Verb) && word.last <= number.lead;
    let moves = within(scene.changes(), word.first, number.lead).iter().any(|c| c.what.direction != 0);
    let limit = number.bound.is_some() || (word.last..number.first).any(|i| page.one_of(i, &[Link::To, Link::Beyond]));
    let budget = code.starts_with("budget_") || code == "government_borrowing";
    let named = (scene.local.first..number.lead).any(|i| page.link(i, Link::Budget));
    budget && named && verb && !number.is_percent() && !moves && !limit
}

/// "Slightly higher than we had anticipated": what something is compared with says nothing of whether it has happened.
pub(super) fn behind_than(scene: &Scene<'_>, word: &Word) -> bool {
    // "For more than a year, the bank expects": behind a comma a new clause begins.
    let from = word.first.saturating_sub(4).max(scene.local.first);
    // "Mientras que los analistas esperaban un 16 %": the second word of one that opens a clause compares nothing.
    let clause = |m: &Match, i: usize| *m.reading == Reading::Link(Link::Clause) && m.last > i;
    let opens = |i: usize| i > 0 && scene.page.any(i - 1, Reading::LINK, |m| clause(m, i));
    let than = (from..word.first).rfind(|&i| scene.page.link(i, Link::Than) && !opens(i));
    let comma = |than: usize| (than..word.first).any(|i| scene.page.is(i, b','));
    // "Plus élevé que les 4,9 % prévus": but it says so of a number that stands between the two.
    let number = scene.quantity();
    let own = |than: usize| {
        than < number.first && number.last <= word.first || word.last == number.first && attributive(scene, word)
    };
    word.what.1 == StatusKind::Verb && than.is_some_and(|than| !comma(than) && !own(than))
}

/// "下调为4.7%至5.5%，并估计2024年的增速略低于5.1%": where verbs stand before their numbers, one behind a comma that another number follows
/// speaks of that.
pub(super) fn of_next_clause(scene: &Scene<'_>, word: &Word) -> bool {
    let last = scene.quantity().last;
    let comma = (last..word.first.max(last)).any(|i| scene.page.is(i, b','));
    let leads = || scene.local.quantities[scene.n + 1..].iter().any(|q| q.first >= word.last);
    scene.page.grammar(word.first).year_first && word.what.1 == StatusKind::Verb && comma && leads()
}

/// Whether "than" leads to the number by way of its time, or "with" where the two are said to be alike.
pub(super) fn behind_than_time(scene: &Scene<'_>, timed: &Timed) -> bool {
    // "与三季度的6.0%持平": so does one whose second half says that both are alike.
    let with = |at: usize| scene.page.before_one(at, &[Link::With, Link::And]);
    let alike = |at: usize| with(at) && scene.page.link(scene.quantity().last, Link::Meets);
    let than = |at: usize| scene.page.before_is(at, Link::Than) || alike(at);
    timed
        .place
        .is_some_and(|(first, last)| last <= scene.quantity().lead && scene.quantity().lead - last <= 1 && than(first))
}

/// Whether "from" stands before the number.
pub(super) fn behind_from(scene: &Scene<'_>) -> bool {
    scene.page.comes_from(scene.quantity().lead)
}

/// "Our 2 percent longer-run goal": whether nothing but what describes it stands between the number and a noun for what is aimed at.
pub(super) fn describes_aim(scene: &Scene<'_>, word: &Word) -> bool {
    const REACH: usize = 4;
    const PARTS: [Link; 10] =
        [Link::And, Link::Of, Link::To, Link::In, Link::For, Link::By, Link::With, Link::Clause, Link::Than, Link::The];
    let (page, last) = (scene.page, scene.quantity().last);
    let aim = word.what == (ObsStatus::Target, StatusKind::Noun) && word.first >= last && word.first - last <= REACH;
    let plain = |i: usize| {
        let token = &page.tokens[i];
        let dash = token.kind == Kind::Dash && !token.spaced;
        token.breaks == 0 && (dash || token.kind == Kind::Word && !page.one_of(i, &PARTS))
    };
    aim && (last..word.first).all(plain)
}

/// "It kept the rate at 6.5 % and we expect the first cut in May": whether a forecast behind "and", of which no number is given, has a time
/// for itself, where nothing is foreseen before it.
pub(super) fn foresees_other(scene: &Scene<'_>, period: &Period) -> bool {
    const SUBJECT: usize = 2;
    let (page, last) = (scene.page, scene.quantity().last);
    let verb = |s: &&Word| s.what == (ObsStatus::Forecast, StatusKind::Verb);
    let and = |s: &Word| {
        let from = s.first.saturating_sub(SUBJECT).max(last);
        (from..s.first).any(|i| page.link(i, Link::And)) && s.last <= period.first
    };
    let before = scene.statuses().iter().any(|s| verb(&s) && s.first < last);
    let counted = |q: &Quantity| q.first >= last && q.last <= period.first;
    !before && !scene.local.quantities.iter().any(counted) && scene.statuses().iter().filter(verb).any(and)
}
