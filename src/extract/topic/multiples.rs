//! Fractions that say how large something is beside another number.

use crate::extract::quantity::Counted;
use crate::extract::scene::Scene;
use crate::lang::Link;

/// "Less than half the 4.9 percent of October 2023": whether a fraction only sets its subject beside a number that follows.
pub fn beside_number(scene: &Scene<'_>) -> bool {
    let (page, number) = (scene.page, scene.quantity());
    let next = scene.next().filter(|q| q.lead >= number.last && q.first - number.last <= 2);
    let led =
        |first: usize| first > number.last && (number.last..first).all(|i| page.one_of(i, &[Link::The, Link::Of]));
    matches!(number.counted, Counted::Fraction | Counted::Times)
        && page.link(number.last, Link::The)
        && next.is_some_and(|q| led(q.first))
}
