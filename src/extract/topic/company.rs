//! Numbers of a company in a text on one.

use crate::extract::scene::Scene;
use crate::lang::Strength;
use crate::lang::reading::IndicatorWord;

/// In a text on a company, revenue, debt and output are the company's, unless the sentence names a country's.
pub(super) fn of_company(scene: &Scene<'_>) -> bool {
    // What no company has is an economy's in a report on the markets, too: prices of oil, rates, surveys.
    const PUBLIC: [&str; 7] =
        ["pmi", "inflation", "core_inflation", "unemployment", "policy_rate", "exchange_rate", "commodity_price"];
    let bonds = |w: IndicatorWord| w.indicator.code() == "interest_rate" && w.item == Some("government bonds");
    // But what a share costs, whose quotation the text tells of, is no price of goods.
    let goods = |w: IndicatorWord| w.indicator.code() != "commodity_price" || w.item.is_some();
    let public = |w: IndicatorWord| PUBLIC.contains(&w.indicator.code()) && goods(w) || bonds(w);
    let named = || scene.indicators().iter().any(|i| i.what.strength == Strength::Strong && public(i.what));
    let goes_on = || {
        let last = scene.discourse.last.as_ref().filter(|l| l.line == scene.discourse.line);
        scene.indicators().is_empty() && last.is_some_and(|l| public(l.word))
    };
    let company = scene.found.context.company && (scene.areas().is_empty() || scene.indicators().is_empty());
    company && !named() && !goes_on()
}
