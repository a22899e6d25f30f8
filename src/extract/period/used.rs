//! How an expression of time stands to the figures beside it.

use super::named::own_year;
use super::words::month;
use super::{Expr, Use, Year};
use crate::extract::page::Page;
use crate::lang::{Link, Reading, Time};
use crate::text::Kind;

/// How the expression at a token stands to figures, by the word before it.
pub(super) fn used(page: &Page<'_>, at: usize, last: usize, expr: Expr) -> Use {
    let before = |link: Link| {
        (1..=4).any(|back| {
            at.checked_sub(back).is_some_and(|i| {
                page.at(i).iter().any(|m| m.reading == Reading::Link(link) && only_small_words(page, m.last, at))
            })
        })
    };
    // "after four months" is the stretch itself, no base.
    let after = (1..=2).any(|back| at.checked_sub(back).is_some_and(|i| page.link(i, Link::After)))
        && matches!(expr, Expr::Months { from: 1, to: 2.., .. });
    let compared = !after && [Link::Than, Link::Against, Link::From].into_iter().any(before);
    let comparison = (1..=3).any(|back| {
        at.checked_sub(back).is_some_and(|i| page.link(i, Link::Compare) && only_small_words(page, i + 1, at))
    });
    let dated = at.checked_sub(1).is_some_and(|i| page.one_of(i, &[Link::In, Link::On]));
    // "since the Qingdao summit of 2018".
    let since = (1..=7).find(|back| {
        at.checked_sub(*back).is_none_or(|i| page.link(i, Link::Since) || matches!(page.word(i), "," | ";" | "."))
    });
    let since = since.and_then(|back| at.checked_sub(back)).is_some_and(|i| page.link(i, Link::Since))
        && page.before_is(at, Link::Of);
    let owned = |last: usize| {
        page.tokens.get(last).is_some_and(|t| t.kind == Kind::Possessive)
            && page.at(last + 1).iter().any(|m| m.reading == Reading::Speech(crate::lang::Speech::Noun))
    };
    if owned(last) {
        return Use::Said;
    }
    if dated && before(Link::Said) {
        Use::Said
    } else if since || before(Link::Since) {
        Use::Since
    } else if compared && !opens_run(page, at) || (comparison && points_back(expr) && !stretch(page, at, expr)) {
        Use::Compared
    } else if at.checked_sub(1).is_some_and(|i| page.link(i, Link::By)) {
        Use::By
    } else {
        Use::When
    }
}

/// "over ten months": the stretch over which something came together, and no base.
pub(super) fn stretch(page: &Page<'_>, at: usize, expr: Expr) -> bool {
    let long = matches!(expr, Expr::Months { from, to, .. } if from < to)
        || matches!(expr, Expr::Fixed(p) if p.length() != Some(12));
    long && !(1..=2).any(|back| at.checked_sub(back).is_some_and(|i| page.link(i, Link::Exceed)))
}

/// "from January through October" opens a run; "from 2022" is a base.
fn opens_run(page: &Page<'_>, at: usize) -> bool {
    let from = (1..=2).any(|back| at.checked_sub(back).is_some_and(|i| page.link(i, Link::From)));
    let long = month(page, at).map(|(last, m)| (own_year(page, last).0, m)).is_some_and(|(last, _)| {
        page.one_of(last, &[Link::Until, Link::To]) || page.tokens.get(last).is_some_and(|t| t.kind == Kind::Dash)
    });
    from && long
}

/// Expressions that can only be a base after "over", "above" or "on".
fn points_back(expr: Expr) -> bool {
    matches!(
        expr,
        Expr::Same(_)
            | Expr::YearsAgo(_)
            | Expr::Before
            | Expr::Relative { offset: -1, .. }
            | Expr::Fixed(_)
            | Expr::Months { year: Year::Of(_) | Year::Offset(_), .. }
    )
}

/// Whether only articles and prepositions stand between two tokens.
fn only_small_words(page: &Page<'_>, from: usize, to: usize) -> bool {
    (from..to).all(|i| {
        page.at(i).iter().any(|m| {
            matches!(
                m.reading,
                Reading::Link(Link::The | Link::In | Link::Of | Link::For | Link::Per | Link::On | Link::At)
            ) || matches!(m.reading, Reading::Time(Time::Whole | Time::Start | Time::End))
        }) || page.link(i, Link::Level)
    })
}
