//! The growth of output in a quarter, which offices publish on the quarter before or on the year before.

use super::arrival::goes_to;
use crate::extract::discourse::Last;
use crate::extract::mention::{At, within};
use crate::extract::scene::Scene;
use crate::extract::topic::Topic;
use crate::extract::when::Timed;
use crate::lang::Strength;
use crate::lang::reading::IndicatorWord;
use crate::model::{Area, Base, TimePeriod, Transformation};

/// Whether a growth of a quarter without a base is on the quarter before: that of output where it is told or published so, or of a
/// part of it in a text that tells of output so.
pub(super) fn on_quarter_before(scene: &Scene<'_>, timed: &Timed, topic: &Topic) -> bool {
    if timed.period.and_then(TimePeriod::length) != Some(3) {
        return false;
    }
    match topic.word.indicator.code() {
        "gdp" => by_contrast(scene) || as_published(scene, timed, topic),
        _ => part_of_output(scene, timed, topic),
    }
}

/// "GDP grew by 0.1 % on the quarter ... Household spending grew by 0.5 %": in a text whose growth is that of a quarter's GDP on
/// the quarter before, what its parts grew by in the same quarter is on the same base.
fn part_of_output(scene: &Scene<'_>, timed: &Timed, topic: &Topic) -> bool {
    const PARTS: [&str; 10] = [
        "consumption",
        "investment",
        "fixed_capital_investment",
        "services",
        "manufacturing",
        "construction",
        "industrial_production",
        "agricultural_production",
        "exports",
        "imports",
    ];
    let discourse = scene.discourse;
    let gdp = discourse.history.iter().any(|h| h.word.indicator.code() == "gdp");
    let main = discourse.running(scene.local.index) == timed.period;
    gdp && main && discourse.monthly == Some(true) && PARTS.contains(&topic.word.indicator.code())
}

/// "GDP grew by 0.6 % in the third quarter. Year on year it advanced by 2.8 %": whether the next figure of the paragraph marks the
/// yearly rate.
fn by_contrast(scene: &Scene<'_>) -> bool {
    let line = scene.page.lines[scene.page.sentences[scene.local.index].line];
    let yearly = |list: &[At<bool>]| list.iter().any(|b| b.what);
    let last = scene.quantity().last;
    let before = within(&scene.mentions.bases, line.first, last);
    let next = scene.page.sentences.get(scene.local.index + 1);
    let end = next.map_or(scene.local.last, |s| s.last).min(line.last);
    let output = |i: &At<IndicatorWord>| i.what.indicator.code() == "gdp";
    let ahead = within(&scene.mentions.bases, last, end);
    // A base that leads to another indicator says nothing of this one.
    let strong = |i: &&At<IndicatorWord>| i.what.strength == Strength::Strong;
    let same = || within(&scene.mentions.indicators, last, end).iter().find(strong).is_none_or(output);
    yearly(ahead) && !yearly(before) && !goes_to(scene) && same()
}

/// "Au troisième trimestre, le PIB a progressé de 0,5 %": whether the area publishes it on the quarter before, and the text does not go
/// on with one on the year before.
fn as_published(scene: &Scene<'_>, timed: &Timed, topic: &Topic) -> bool {
    let yearly = |l: &Last| {
        let near = l.line == scene.discourse.line && l.period.and_then(TimePeriod::length) == Some(3);
        near && l.word.indicator == topic.word.indicator && l.measure == Transformation::Growth(Base::YearAgo)
    };
    topic.item.is_none()
        && timed.anchor.area.is_some_and(Area::grows_by_the_quarter)
        && !scene.discourse.recent_move(scene.local.index).is_some_and(yearly)
}
