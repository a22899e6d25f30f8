//! Forecasts for a country, which without more are forecasts of its growth.

use super::{Candidate, moves};
use crate::extract::discourse::Last;
use crate::extract::mention::{At, within};
use crate::extract::quantity::{Counted, Quantity};
use crate::extract::scene::{Origin, Scene};
use crate::lang::reading::IndicatorWord;
use crate::lang::{Change, Link, Match, Reading, StatusKind, Strength};
use crate::model::{ObsStatus, Transformation, Unit};

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

/// "Staff projects growth of 7.5 percent": the growth that is forecast without a word on whose it is is the economy's.
pub(super) fn foreseen(scene: &Scene<'_>, place: Option<(usize, usize)>) -> bool {
    let verb =
        |m: &Match| matches!(m.reading, Reading::Status(ObsStatus::Forecast | ObsStatus::Target, StatusKind::Verb));
    let Some((first, last)) = place else { return false };
    if first.checked_sub(1).is_some_and(|i| scene.page.any(i, Reading::STATUS, verb)) {
        // "Industrial output grew by 4.9 %, while analysts expected growth of 5.5 %": unless it is set beside what has grown.
        let grew = |l: &Last| l.status == ObsStatus::Actual && matches!(l.measure, Transformation::Growth(_));
        let other = |l: &Last| l.word.indicator.code() != "gdp" && l.word.indicator.percent_means() == "growth";
        // "Rwanda, where exports rose by 12 percent, expects growth of 7 percent": what a relative clause has told is set beside nothing.
        let comma = |i: &usize| scene.page.is(*i, b',');
        let inserted = |q: &Quantity| {
            let open = (scene.local.first..q.lead).rfind(comma).filter(|i| scene.page.link(i + 1, Link::Relative));
            open.is_some() && (q.last..first).any(|i| comma(&i))
        };
        let inserted = scene.previous().is_some_and(inserted);
        return inserted || !scene.told().is_some_and(|l| grew(l) && other(l));
    }
    // "The government reckons with growth of 0.2 percent for 2025", "it kept its forecast of growth of 0.6": so is one that
    // the forecast of its sentence leads to, where that names nothing else.
    let before = within(&scene.mentions.statuses, scene.local.first, first);
    let leads = before.last().is_some_and(|s| s.what.0 == ObsStatus::Forecast && first - s.last <= 6);
    let else_ = |i: &At<IndicatorWord>| i.what.strength == Strength::Strong && i.last <= first;
    leads && moves(scene, Some((first, last))) && !scene.indicators().iter().any(else_)
}

/// "A drought cut the harvest by a fifth, and growth is projected to slow to 2.4 percent", in a text that has told how an economy grows: the growth
/// that is foreseen behind something that fell is not that one's, but the economy's.
pub(super) fn foreseen_behind_fall(scene: &Scene<'_>, place: Option<(usize, usize)>) -> bool {
    let down = |c: &At<Change>| c.what.direction < 0;
    let Some((previous, (_, last))) = scene.previous().zip(place) else { return false };
    let fell = within(scene.changes(), scene.local.first, previous.first).last().is_some_and(down);
    let ahead = within(&scene.mentions.statuses, last, scene.quantity().lead).first();
    let foreseen = ahead.is_some_and(|s| s.what.0 == ObsStatus::Forecast && s.first - last <= 2);
    let told = || scene.discourse.history.iter().any(|h| h.word.indicator.code() == "gdp");
    previous.last <= last && fell && foreseen && moves(scene, place) && told()
}
