//! What is known of the document beside its sentences: its date, and the areas that it is about.

use super::mention::Mentions;
use super::quantity::{Counted, Quantity};
use crate::lang::{AreaRole, Money};
use crate::model::{Area, Published, codelist};

/// What is known of the document.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// When it was published.
    pub published: Option<Published>,
    /// The area it speaks of most.
    pub main: Option<Area>,
    /// The two areas of a text about two.
    pub pair: Option<(Area, Area)>,
    /// The two countries of a talk.
    pub talk: Option<(Area, Area)>,
    /// The currency most used.
    pub money: Option<Money>,
    /// The year that an undated document speaks of.
    pub year: Option<i32>,
}

/// What a document speaks of, from its title, its first lines and how often each area is named. An area that only
/// labels a number ("Kazakhstan 38") and one inside a title counts little.
pub fn survey(
    mentions: &Mentions,
    title_areas: &[Area],
    quantities: &[Quantity],
) -> (Option<Area>, Option<(Area, Area)>) {
    let mut scores: Vec<(Area, u32)> = Vec::new();
    let mut add = |area: Area, score: u32| match scores.iter_mut().find(|(a, _)| *a == area) {
        Some((_, s)) => *s += score,
        None => scores.push((area, score)),
    };
    for (n, mention) in mentions.areas.iter().enumerate() {
        let near = quantities.partition_point(|q| q.last + 2 <= mention.first);
        let label = quantities[near..].iter().take(2).any(|q| q.lead == mention.last || q.last + 1 == mention.first);
        let score = match n {
            _ if mention.what.area.code() == "WORLD" => 1,
            _ if mention.what.in_title || label || (n > 0 && mention.what.role == AreaRole::Capital) => 1,
            0 => 9,
            1..=3 => 5,
            _ => 2,
        };
        add(mention.what.area, score);
    }
    for area in title_areas {
        add(*area, 8);
    }
    for area in mentions.bodies.iter().filter_map(|b| b.what) {
        add(area, 5);
    }
    scores.sort_by(|a, b| b.1.cmp(&a.1));
    let main = scores.first().filter(|s| s.1 > 1).map(|s| s.0);
    let pair = match scores.as_slice() {
        [a, b, rest @ ..] if rest.first().is_none_or(|c| c.1 * 2 <= b.1) && b.1 * 4 >= a.1 => Some((a.0, b.0)),
        _ => None,
    };
    (main, pair)
}

/// A text that names no area but counts in a currency of its own speaks of that currency's country.
pub fn by_currency(quantities: &[Quantity]) -> Option<Area> {
    let currency = quantities.iter().find_map(|q| match q.counted {
        Counted::Money(Money::Currency(currency)) if !matches!(currency.code(), "USD" | "EUR") => Some(currency),
        _ => None,
    })?;
    let mut users = codelist::lists().areas().into_iter().filter(|a| a.currency() == Some(currency));
    let user = users.next()?;
    users.next().is_none().then_some(user).or_else(|| currency.code().get(..2)?.parse().ok())
}
