//! What an expression of time points back to.

use super::ends_days;
use crate::extract::discourse::Last;
use crate::extract::period::{Anchor, Expr, Period, Use, Year};
use crate::extract::scene::Scene;
use crate::extract::topic::Topic;
use crate::lang::{Reading, Time};
use crate::model::TimePeriod;

/// "Quoted at the October 2022 summit for the first half of that year": what an expression points back to is what its
/// sentence has named last, or for "the same period" what the number before is of.
pub(super) fn refer(scene: &Scene<'_>, own: &Period, anchor: &mut Anchor) {
    match own.expr {
        Expr::Months { year: Year::That, .. } | Expr::That(_) => {
            // "In March and April of that year": nor is the year that the first of two months shares one that it names.
            let shares = |p: &Period| matches!(p.expr, Expr::Months { year: Year::That, .. });
            let named = scene.local.periods.iter().rfind(|p| p.last <= own.first && !shares(p));
            let measured = Anchor { ahead: false, ..*anchor };
            anchor.mentioned = named.and_then(|p| measured.resolve(p.expr)).or(anchor.mentioned);
        }
        Expr::Before => {
            // "全年预测调高到4%。菲律宾增速从前一季的5.5%掉到4%": the quarter before is that before the last one of which the text has told.
            let named = |i: usize| scene.page.find_of(i, Reading::TIME, unit).map(|(_, months)| months);
            let unit = (own.first..own.last).find_map(named);
            let told = scene.discourse.over.filter(|p| unit.is_some() && p.length() == unit);
            let fits = anchor.period.and_then(TimePeriod::length) == unit;
            anchor.period = told.filter(|_| !fits).or(anchor.period);
        }
        // "5.0 % in October. A year before that it was 3.9 %".
        Expr::YearsAgo(_) if scene.page.time(own.last, Time::That) => {
            anchor.period = scene.discourse.recent(scene.local.index).and_then(|l| l.period).or(anchor.period);
        }
        // "From 18 to 24 November prices rose by 0.14 %, after 0.11 % a week earlier": a week is counted back from the last day of the one told.
        Expr::WeeksAgo(_) => {
            let days = |p: &&Period| p.last <= own.first && ends_days(scene, p);
            let here = scene.local.periods.iter().rfind(days).and_then(|p| anchor.resolve(p.expr));
            let day = |p: &TimePeriod| matches!(p, TimePeriod::Day(_));
            let week =
                here.or(scene.discourse.week.map(TimePeriod::Day)).filter(|_| !anchor.period.is_some_and(|p| day(&p)));
            anchor.period = week.or(anchor.period);
        }
        Expr::Same(Year::Open) if own.used == Use::When => {
            // What a number before leaves open is open here, too.
            let last = scene.discourse.recent(scene.local.index).filter(|l| !l.aside);
            // "It grew by 4.7 % in 2024, after 5.7 % in 2023. ¶ In the review period": a new paragraph takes up what the one before opened with.
            let line = scene.discourse.line;
            let fresh = scene.page.lines[line].after_blank;
            let apart = last.filter(|l| fresh && l.line != line && l.period.is_some()).map(|l| l.line);
            let opened = scene.discourse.opened.filter(|o| Some(o.0) == apart).and_then(|o| o.1);
            anchor.period = opened.or(last.map_or(anchor.period, |l| l.period));
        }
        _ => {}
    }
}

/// The months or quarters that a word stands for.
fn unit(reading: &Reading) -> Option<u32> {
    match reading {
        Reading::Time(Time::Unit(months @ (1 | 3))) => Some(*months),
        _ => None,
    }
}

/// "V. Putin: ... 1.4 % in the first quarter. A. Kasymaliev: Our trade has doubled": whether the figure before is that of one who speaks for
/// another country, and the one who speaks now has named no time yet.
pub(super) fn of_other_speaker(scene: &Scene<'_>) -> bool {
    let areas = &scene.found.speakers.area;
    let area = |sentence: usize| areas.get(sentence).copied().flatten();
    let here = scene.local.index;
    let Some(last) = scene.discourse.last.as_ref().filter(|_| scene.found.speakers.transcript) else { return false };
    let other = area(here).zip(area(last.sentence)).is_some_and(|(own, other)| own != other);
    let own = |p: &Period| {
        let sentence = scene.page.sentence_of(p.first);
        sentence > last.sentence && sentence <= here && p.used == Use::When
    };
    other && !scene.found.periods.iter().any(own)
}

/// "The economy grew by 0.2 % in the first quarter. (Next paragraph) Inflation was 6.1 % when we came to office": what is measured
/// month by month is of no quarter that another paragraph has told of output in.
pub(super) fn of_other_survey(scene: &Scene<'_>, topic: &Topic, period: TimePeriod) -> bool {
    let monthly = ["inflation", "core_inflation", "unemployment", "employment"].contains(&topic.word.indicator.code());
    let accounts = ["gdp", "gdp_per_capita", "consumption", "saving_rate", "fixed_capital_investment", "investment"];
    let output = |l: &Last| l.line != scene.discourse.line && accounts.contains(&l.word.indicator.code());
    let foreseen = scene.discourse.foreseen == Some(period) && scene.statuses().is_empty();
    let over = matches!(period.length(), Some(2..=11)) || period.length() == Some(12) && foreseen;
    // "Revenue came to 20 trillion in seven months. Inflation is running at 9 %": nor is it of the run over which a budget is summed.
    let summed = |l: &Last| l.sentence < scene.local.index && l.word.indicator.code().starts_with("budget_");
    let last = scene.discourse.last.as_ref();
    // "Inflation rose to 4 % (first quarter: 3 %)": but one that a bracket sets beside that of another run is of a run itself.
    let (page, end) = (scene.page, scene.quantity().last);
    let run = |p: &Period| scene.discourse.anchor(None, false).resolve(p.expr).and_then(TimePeriod::length);
    let beside = |p: &Period| (end + 1..end + 3).contains(&p.first) && run(p) == period.length();
    if page.is(end, b'(') && scene.local.periods.iter().any(beside) {
        return false;
    }
    monthly && over && (last.is_some_and(output) || matches!(period.length(), Some(2..=11)) && last.is_some_and(summed))
}
