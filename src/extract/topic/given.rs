//! What is spent on the parts of a budget, where no word for spending says so.

use rust_decimal::Decimal;

use super::Candidate;
use super::ratio::ratio;
use super::slices::item_fits;
use super::weigh::of_budget;
use crate::extract::mention::{At, within};
use crate::extract::quantity::Counted;
use crate::extract::scene::{Origin, Scene};
use crate::lang::reading::IndicatorWord;
use crate::lang::{ItemWord, Link, Match, Reading, Strength};
use crate::model::Indicator;

/// "Education gets the lion's share, $847 million; health follows with $611.6 million", in a text on a budget: an amount in a clause whose
/// subject is what money is spent on, and that names nothing else, is spent on it.
pub(super) fn given(scene: &Scene<'_>, counted: Counted) -> Option<Candidate> {
    const OPENS: usize = 2;
    let (page, number) = (scene.page, scene.quantity());
    if !matches!(counted, Counted::Money(_)) || number.exponent < 6 || !of_budget(scene) {
        return None;
    }
    let parts = |i: usize| page.is(i, b';') || page.is(i, b',') && page.link(i + 1, Link::And);
    let from = scene.previous().map_or(scene.local.first, |q| q.last);
    let clause = (from..number.lead).rfind(|i| parts(*i)).map(|i| i + 1).filter(|i| *i < number.lead);
    let first = clause.or((from == scene.local.first).then_some(from))?;
    let first = first + usize::from(page.link(first, Link::And));
    let indicator = "budget_expenditure".parse().ok()?;
    let revenue: Indicator = "budget_revenue".parse().ok()?;
    // A level of government both takes in and spends.
    let purpose = |m: &At<&'static ItemWord>| item_fits(m.what, indicator).is_some() && !m.what.slices(revenue);
    let subject = |m: &&At<&'static ItemWord>| m.first <= first + OPENS && purpose(m);
    let subject = within(&scene.mentions.items, first, number.lead).iter().find(subject)?;
    let led = subject.first > first && page.one_of(first, &[Link::In, Link::On, Link::With, Link::At, Link::To]);
    let named = within(&scene.mentions.indicators, first, number.last + OPENS);
    let other = named.iter().any(|i| i.first >= subject.last || i.what.indicator == indicator);
    let word = IndicatorWord { indicator, item: None, measure: None, sign: 0, strength: Strength::Strong };
    let (item, place) = (item_fits(subject.what, indicator), Some(subject.place()));
    (!other && !led).then_some(Candidate { cost: 0, word, item, place, origin: Origin::Clause, tied: true })
}

/// "Estonia plans 5.4 percent of GDP on defence", "nobody spends more on arms: 4.5 % of GDP": a ratio to output, of what is spent, with "on" and
/// the purpose behind the whole or before the number.
pub(super) fn spent_on(scene: &Scene<'_>) -> Option<Candidate> {
    const REACH: usize = 3;
    let (page, number) = (scene.page, scene.quantity());
    let indicator = "budget_expenditure".parse().ok()?;
    let led = |m: &&At<&'static ItemWord>| {
        let on = m.first.checked_sub(1).is_some_and(|i| page.link(i, Link::On) && !page.link(i, Link::Of));
        on && item_fits(m.what, indicator).is_some()
    };
    let whole = |i: &&At<IndicatorWord>| i.what.indicator.code() == "gdp" && i.first >= number.last;
    let end = scene.indicators().iter().find(whole).filter(|i| i.first - number.last <= REACH)?.last;
    if !ratio(scene) || page.grammar(number.first).no_articles {
        return None;
    }
    let behind = within(&scene.mentions.items, end, end + REACH).iter().find(led).filter(|m| m.first <= end + 1);
    let colon = number.lead.checked_sub(1).filter(|i| page.is(*i, b':'));
    let before = || within(&scene.mentions.items, scene.local.first, colon?).iter().rfind(led);
    let purpose = behind.or_else(before)?;
    let from = scene.previous().map_or(scene.local.first, |q| q.last);
    let named = within(&scene.mentions.indicators, from, number.lead);
    let other = named.iter().any(|i| i.what.strength == Strength::Strong && i.what.indicator != indicator);
    let word = IndicatorWord { indicator, item: None, measure: Some("share"), sign: 0, strength: Strength::Strong };
    let (item, place) = (item_fits(purpose.what, indicator), Some(purpose.place()));
    (!other).then_some(Candidate { cost: 0, word, item, place, origin: Origin::Clause, tied: true })
}

/// "Parliament approved a budget of 502.5 billion zloty", "un presupuesto de 8 billones de pesos": how large a budget is, in billions, is what it
/// spends. One that somebody has ("with a budget of 2 billion") is a project's.
pub(super) fn whole_budget(scene: &Scene<'_>) -> Option<Candidate> {
    const LED: [Link; 5] = [Link::With, Link::In, Link::For, Link::From, Link::On];
    let (page, number) = (scene.page, scene.quantity());
    let of = (number.lead.saturating_sub(1)..number.first).find(|i| page.link(*i, Link::Of))?;
    let thousands = number.exponent >= 6 && number.low >= Decimal::ONE_THOUSAND;
    if !number.is_money() || number.exponent < 9 && !thousands {
        return None;
    }
    let named = |m: &Match| *m.reading == Reading::Link(Link::Budget) && m.last == of;
    let budget = of.checked_sub(1).filter(|i| page.any(*i, Reading::LINK, named))?;
    // "A draft 2025 budget of": between the article and the noun there may be its year.
    let small = |i: &usize| page.dated(*i) || page.has(*i, Reading::STATUS);
    let article = (scene.local.first..budget).rev().find(|i| !small(i))?;
    let led = article.checked_sub(1).is_some_and(|i| page.one_of(i, &LED) && i >= scene.local.first);
    let whose = page.one_of(article, &[Link::Article, Link::The, Link::Per, Link::Its]);
    let indicator = "budget_expenditure".parse().ok()?;
    let word = IndicatorWord { indicator, item: None, measure: None, sign: 0, strength: Strength::Strong };
    let place = Some((budget, of));
    (whose && !led).then_some(Candidate { cost: 0, word, item: None, place, origin: Origin::Clause, tied: true })
}
