//! Forecasts for a country, which without more are forecasts of its growth.

use super::Candidate;
use crate::extract::mention::{At, within};
use crate::extract::quantity::Counted;
use crate::extract::scene::{Origin, Scene};
use crate::lang::reading::IndicatorWord;
use crate::lang::{Link, StatusKind, Strength};
use crate::model::{ObsStatus, Unit};

/// "The bank raised its forecast for Kyrgyzstan from 8.5 to 8.9 percent", in a text that has told how an economy grows: a forecast for a
/// country, in a sentence that names nothing else, is one of that, whatever the text spoke of last.
pub(super) fn for_country(scene: &Scene<'_>, counted: Counted) -> Option<Candidate> {
    const REACH: usize = 3;
    let page = scene.page;
    let percent = matches!(counted, Counted::Unit(Unit::PERCENT, _));
    let told = scene.discourse.history.iter().any(|h| h.word.indicator.code() == "gdp");
    if !percent || !told || !scene.indicators().is_empty() || !scene.items().is_empty() {
        return None;
    }
    // "Повысил прогноз" may be one phrase.
    let noun = |s: &&At<(ObsStatus, StatusKind)>| s.what.0 == ObsStatus::Forecast;
    let noun = scene.statuses().iter().filter(noun).find(|s| s.last <= scene.quantity().lead)?;
    let led = page.one_of(noun.last, &[Link::For, Link::On, Link::In]);
    let country = !within(scene.areas(), noun.last, noun.last + REACH).is_empty()
        || (noun.last..noun.last + REACH).any(|i| page.one_of(i, &[Link::Nation, Link::There]));
    let indicator = "gdp".parse().ok().filter(|_| led && country)?;
    let word = IndicatorWord { indicator, item: None, measure: None, sign: 0, strength: Strength::Strong };
    Some(Candidate { cost: 0, word, item: None, place: None, origin: Origin::Carried, tied: true })
}
