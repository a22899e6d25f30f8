//! The growth of output in a quarter, which offices publish on the quarter before or on the year before.

use crate::extract::discourse::Last;
use crate::extract::scene::Scene;
use crate::extract::topic::Topic;
use crate::extract::when::Timed;
use crate::model::{Area, Base, TimePeriod, Transformation};

/// "Au troisième trimestre, le PIB a progressé de 0,5 %": whether a growth is that of output in a quarter where it is published on the
/// quarter before, and the text does not go on with one on the year before.
pub(super) fn quarter_of_output(scene: &Scene<'_>, timed: &Timed, topic: &Topic) -> bool {
    let quarter = |p: Option<TimePeriod>| p.and_then(TimePeriod::length) == Some(3);
    let yearly = |l: &Last| {
        let near = l.line == scene.discourse.line && quarter(l.period);
        near && l.word.indicator == topic.word.indicator && l.measure == Transformation::Growth(Base::YearAgo)
    };
    topic.word.indicator.code() == "gdp"
        && topic.item.is_none()
        && quarter(timed.period)
        && timed.anchor.area.is_some_and(Area::grows_by_the_quarter)
        && !scene.discourse.recent_move(scene.local.index).is_some_and(yearly)
}
