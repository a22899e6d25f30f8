//! Times of the next number, and times that numbers take over in their order.

use crate::extract::period::{Anchor, Period, Use};
use crate::extract::quantity::Quantity;
use crate::extract::scene::Scene;
use crate::extract::topic::Topic;
use crate::lang::Link;
use crate::model::{ObsStatus, TimePeriod};
use crate::text::Kind;

/// "Growth will be 6.6 % in 2025 and 6.7 % in 2026. Inflation will be 8 % and 7 %, respectively": the times of the sentence before, in
/// their order, where it has named as many.
pub(super) fn in_turn(scene: &Scene<'_>, anchor: &Anchor) -> Option<TimePeriod> {
    let (start, end) = scene.lists.ordered.filter(|(start, end)| (*start..*end).contains(&scene.n))?;
    let before = scene.local.index.checked_sub(1)?;
    let line = |sentence: usize| scene.page.sentences[sentence].line;
    let mut times: Vec<TimePeriod> = Vec::new();
    for period in scene.found.local(before).periods.iter().filter(|p| p.used == Use::When) {
        let time = anchor.resolve(period.expr)?;
        if !times.contains(&time) {
            times.push(time);
        }
    }
    let fits = line(before) == line(scene.local.index) && times.len() == end - start;
    times.get(scene.n - start).copied().filter(|_| fits)
}

/// "越南把明年的目标定在10%以上；马来西亚（5.2%）不温不火": whether the year of what is foreseen or aimed at stands before a semicolon, behind which the
/// number is of another area and nothing is foreseen.
pub(super) fn aimed_before(scene: &Scene<'_>, period: &Period) -> bool {
    let lead = scene.quantity().lead;
    let Some(mark) = (period.last..lead).rfind(|&i| scene.page.is(i, b';')) else { return false };
    let ahead = |q: &Quantity| {
        let foreseen = |status: ObsStatus| matches!(status, ObsStatus::Forecast | ObsStatus::Target);
        let said = scene.discourse.said.iter().find(|s| s.0 == q.first);
        q.first >= period.last && q.last <= mark && said.is_some_and(|s| foreseen(s.2))
    };
    let other = scene.areas().iter().any(|a| a.first > mark && a.last <= lead && !a.what.in_title);
    other && scene.before().iter().any(ahead) && !scene.statuses().iter().any(|s| s.first > mark && s.last <= lead)
}

/// "It fell to 7.2 %, and by 2030 will be below 7", "at 5.4 % of GDP, the target for 2026 – 4.7 %": whether a comma parts an expression from
/// the number and it leads to the next one, as a year by which something is to be reached or as the label before a dash.
pub(super) fn of_next_alone(scene: &Scene<'_>, period: &Period) -> bool {
    const REACH: usize = 5;
    let (page, last) = (scene.page, scene.quantity().last);
    if period.first < last || !(last..period.first).any(|i| matches!(page.mark(i), b',' | b';')) {
        return false;
    }
    let Some(next) = scene.local.quantities.iter().find(|q| q.lead >= period.last) else { return false };
    let dash = page.tokens[period.last].kind == Kind::Dash && page.tokens[period.last].spaced;
    let label = dash && next.lead == period.last + 1;
    let by = matches!(period.used, Use::By | Use::Toward)
        && !scene.says(Link::Respectively)
        && next.lead - period.last <= REACH;
    // The new value of a pair stands between the old one and what follows both.
    let from = if scene.lists.moved[scene.n].is_some() { scene.n + 2 } else { scene.n + 1 };
    let between = |q: &Quantity| q.last <= period.first;
    (label || by) && !scene.local.quantities.iter().skip(from).any(between)
}

/// "今年发展主要预期目标是：国内生产总值增长5%左右；…；居民消费价格涨幅2%左右": the one time of a sentence, which stands before a colon
/// behind which all its numbers do, however far.
pub(super) fn before_colon<'p>(scene: &Scene<'p>) -> Option<&'p Period> {
    let mut times = scene.local.periods.iter().filter(|p| p.used == Use::When);
    let time = times.next().filter(|_| times.next().is_none())?;
    let first = scene.local.quantities.first()?;
    (time.last..first.lead.max(time.last)).any(|i| scene.page.is(i, b':')).then_some(time)
}

/// "This year we aim for growth of 5 %. The deficit is to be 4 % of GDP": what is planned in the sentence behind one that sets targets
/// for a year is planned for that.
pub(super) fn as_planned(scene: &Scene<'_>, topic: &Topic, status: ObsStatus) -> Option<TimePeriod> {
    // "The ministry's present forecast is 135 million tonnes": a harvest that is foreseen is the next to be in.
    let harvest =
        topic.word.indicator.code() == "grain_harvest" && matches!(status, ObsStatus::Forecast | ObsStatus::Estimate);
    if let Some(now) = scene.discourse.published.map(|day| day.month()).filter(|now| harvest && now.month() <= 11) {
        return TimePeriod::year(now.year());
    }
    let ahead = |status: ObsStatus| matches!(status, ObsStatus::Target | ObsStatus::Forecast);
    let last = scene.discourse.recent(scene.local.index).filter(|l| l.line == scene.discourse.line)?;
    let near = scene.local.index - last.sentence <= 1 && ahead(last.status) && ahead(status);
    last.period.filter(|p| near && p.length() == Some(12))
}

/// Whether a dash behind a number leads with "in" to a time that closes its clause.
pub(super) fn dash_leads(scene: &Scene<'_>, dash: usize, period: &Period) -> bool {
    let page = scene.page;
    let led = page.link(dash + 1, Link::In) && dash + 2 == period.first && page.tokens[dash].spaced;
    led && (period.last >= scene.local.last || matches!(page.mark(period.last), b',' | b';' | b'.'))
}

/// "前三季度，分行业看，…业、…业和…业增加值分别增长…": the one time of a long sentence, with which it opens, holds for all of it, however far its
/// numbers stand.
pub(super) fn opening<'p>(
    scene: &Scene<'p>,
    costs: impl Iterator<Item = (u32, &'p Period)>,
) -> Option<(u32, &'p Period)> {
    const OPENS: usize = 8;
    const FARTHEST: u32 = 300;
    let mut known = costs.filter(|(cost, _)| *cost < FARTHEST);
    let one = known.next().filter(|_| known.next().is_none())?;
    let opens = one.1.first - scene.local.first <= OPENS && scene.page.is(one.1.last, b',');
    (opens && one.1.last <= scene.quantity().first && one.1.used == Use::When).then_some(one)
}
