//! The period that a figure takes over from the context.

use chrono::Datelike;

use super::days::in_week;
use super::expected::amended;
use super::market::{average_of, moved_on_the_day, of_market};
use super::refer::{of_other_speaker, of_other_survey};
use super::step::month_again;
use super::stocks::{
    averaged_run, back_to_run, foreseen_too, grown_until, held, month_of_end, of_same_day, of_which, stands_now,
    stood_alike,
};
use super::{Timed, lies_open};
use crate::extract::discourse::Last;
use crate::extract::measure::{Kind, Measured};
use crate::extract::mention::{covering, within};
use crate::extract::page::Page;
use crate::extract::period::{Anchor, Use};
use crate::extract::quantity::{Counted, Quantity};
use crate::extract::scene::{Origin, Scene};
use crate::extract::sides::{NEXT_PARTNER, Sides};
use crate::extract::topic::Topic;
use crate::lang::{ChangeKind, Link, Reading, Time};
use crate::model::{Indicator, IndicatorKind, ObsStatus, TimePeriod, Transformation};
use crate::text::Kind as TokenKind;

/// The period that a figure takes over.
pub(super) fn carry(scene: &Scene<'_>, topic: &Topic, measured: &Measured, sides: &Sides, timed: &mut Timed) {
    of_context(scene, topic, measured, sides, timed);
    if let Some(run) = month_again(scene, measured, timed.period).or_else(|| averaged_run(scene, timed.period)) {
        timed.carried(Some(run));
    }
    // "By country, with 2023 in brackets": what stands before the bracket is of the next year, where that is over.
    let next = scene.discourse.legend.filter(|p| p.length() == Some(12)).map(|p| p.plus_years(1));
    let over = |p: &TimePeriod| scene.discourse.published.is_some_and(|day| !lies_open(*p, day));
    if timed.period.is_none() && measured.kind != Kind::Share {
        timed.carried(next.filter(over));
    }
    if let Some(year) = fiscal_year_said(scene) {
        timed.carried(Some(year));
    }
    let other = |period: TimePeriod| {
        of_other_speaker(scene)
            || of_other_survey(scene, topic, period)
            || only_foreseen(scene, period)
            || at_present(scene, topic, period)
    };
    if timed.period.is_some_and(other) {
        timed.carried(None);
    }
    let day = of_market(scene, topic, measured, timed.period).or_else(|| moved_on_the_day(scene, topic));
    if let Some(day) = day {
        timed.carried(Some(day));
        (timed.aside, timed.quoted) = (true, true);
    }
    if timed.period.is_none() {
        timed.carried(average_of(scene, topic));
    }
    if let Some(run) = timed.period.and_then(|p| back_to_run(scene, topic, p)) {
        timed.carried(Some(run));
    }
    // A budget's year is no year of the calendar.
    let plain = |p: TimePeriod| p.length() == Some(12) && p.first_day().month() == 1;
    // "In May prices were lower than a year earlier. Revenue is estimated at 3.9 billion": nor is it the time of what else has been told.
    let other = |l: &Last| !l.word.indicator.code().starts_with("budget_");
    let other = scene.discourse.last.as_ref().is_some_and(other) && scene.discourse.headed_by_fiscal();
    if let Some(year) = budgeted(scene, topic).filter(|_| other || timed.period.is_none_or(plain)) {
        timed.carried(Some(year));
    }
}

/// "Crossed $38 billion during the year", in a text on a fiscal year.
fn fiscal_year_said(scene: &Scene<'_>) -> Option<TimePeriod> {
    let page = scene.page;
    let year =
        |at: usize| page.find_of(at, Reading::TIME, |r| (*r == Reading::Time(Time::Year)).then_some(())).is_some();
    let led = |at: usize| page.one_of(at, &[Link::In, Link::Over]) && page.link(at + 1, Link::The) && year(at + 2);
    let said = (scene.local.first..scene.local.last).any(led);
    scene.discourse.fiscal.filter(|_| said && scene.discourse.headed_by_fiscal())
}

/// "Industry grew by 4.7 % in April. Inflation is now 9.6 %": what is so now is of no run of which the text has told.
fn at_present(scene: &Scene<'_>, topic: &Topic, period: TimePeriod) -> bool {
    let page = scene.page;
    let from = scene.previous().map_or(scene.local.first, |q| q.last);
    let indicator = topic.word.indicator;
    let rate = indicator.percent_means() == "level" || matches!(indicator.code(), "inflation" | "exchange_rate");
    if stands_now(scene, topic, period) {
        return true;
    }
    let stop = (from..scene.quantity().lead).any(|i| page.is(i, b';'));
    let now = |i: usize| page.time(i, Time::Today);
    // "Debt was 34 % of GDP in 2010 and is now 92 %": a stock of now is of no time that was over.
    let over = scene.discourse.published.is_some_and(|day| !lies_open(period, day));
    let stood = indicator.kind() == IndicatorKind::Stock && over && scene.statuses().is_empty();
    let anew = rate && (stop || scene.before().is_empty()) || stood;
    anew && (from..scene.quantity().lead).any(now)
}

/// "The bank expects 3.9 % for 2025. Unemployment: 13.3 %": what a label gives is of no year of which the text has only looked ahead.
fn only_foreseen(scene: &Scene<'_>, period: TimePeriod) -> bool {
    let lead = scene.quantity().lead;
    let label = lead.checked_sub(1).is_some_and(|i| scene.page.is(i, b':')) && scene.before().is_empty();
    // "Armenia: 5.3 %" names a country, and goes on with the same.
    let area = |at: usize| covering(scene.areas(), at).is_some();
    let label = label && !(lead > 1 && area(lead - 2));
    let bare = scene.statuses().is_empty() && scene.changes().is_empty();
    let last = scene.discourse.last.as_ref().is_some_and(|l| l.line == scene.discourse.line);
    label && bare && last && scene.discourse.foreseen == Some(period) && scene.discourse.frame_status.is_none()
}

/// The period of the context: of the figure before, of the line that introduces this one, of the heading.
fn of_context(scene: &Scene<'_>, topic: &Topic, measured: &Measured, sides: &Sides, timed: &mut Timed) {
    let indicator = topic.word.indicator;
    let day = in_week(scene, topic, measured).or_else(|| of_which(scene, indicator, measured));
    let day = day.or_else(|| stood_alike(scene, indicator, measured));
    if let Some(period) = day.or_else(|| grown_until(scene, indicator, measured)) {
        return timed.carried(Some(period));
    }
    let last = scene.discourse.recent(scene.local.index);
    // Surveys count the employed over a month.
    let surveyed = matches!(indicator.code(), "employment" | "unemployment") && measured.kind == Kind::Level;
    let stands = stands(indicator) && !surveyed;
    let stock = indicator.kind() == IndicatorKind::Stock;
    let level = set_anew(indicator) || matches!(measured.kind, Kind::Level | Kind::Share);
    let in_sentence = last.filter(|l| goes_on(scene, l, indicator)).and_then(|l| l.period);
    let in_sentence = in_sentence.or_else(|| amended(scene, topic));
    let run = in_sentence.is_some_and(|p| p.length().is_some());
    let rate = indicator.is_interest_rate();
    let held = last.is_some_and(|l| !l.aside && held(scene, l, indicator) || foreseen_too(scene, l, measured));
    if let Some(day) = last.and_then(|l| of_same_day(scene, l, indicator)).filter(|_| level) {
        return timed.carried(Some(day));
    }
    let undated = !stands && last.is_some_and(|l| undated(scene, l, indicator));
    // Below a heading with a time of its own it does not matter what was spoken of above.
    let headed = |l: &Last| l.sentence < scene.discourse.frame_sentence && scene.discourse.frame.is_some();
    let apart = |l: &Last| elsewhere(scene, l, sides) && !same_list(scene, l) && !headed(l);
    let elsewhere = indicator.two_sided() && last.is_some_and(apart);
    if level && (stands && !held || rate && run) || undated || elsewhere {
        return;
    }
    let running = || match stands && level {
        // "110.6 % at the end of the year, against 111.9 % at the end of 2022. It amounts to": nor is a stock of what was set beside.
        true if stock => last.and_then(|l| before_aside(scene, indicator, l).filter(|_| l.aside).or(l.period)),
        true => last.and_then(|l| l.period),
        false => scene.discourse.running(scene.local.index).or(scene.discourse.framed(scene.local.index)),
    };
    // Each line of a list opens as the one above it did, where that one went on to look back.
    let opened = |l: &Last| {
        let first = scene.discourse.opened.filter(|(line, ..)| *line == l.line).and_then(|o| o.1);
        first.filter(|f| l.period.is_none_or(|p| f.last_day() > p.last_day())).or(l.period)
    };
    let back = |l: &Last| scene.discourse.receded == Some(l.line) && l.word.indicator != indicator;
    let listed = || last.filter(|l| same_list(scene, l) && !back(l)).and_then(opened);
    // A speaker goes on from what was said last, unless that only looked aside.
    let speech = scene.found.speakers.transcript;
    let in_line =
        || last.filter(|l| speech && l.line == scene.discourse.line).and_then(|l| before_aside(scene, indicator, l));
    let period =
        in_sentence.or_else(|| of_one_kind(scene, last, indicator)).or_else(in_line).or_else(listed).or_else(running);
    let stood = scene.discourse.stood.filter(|(i, _)| *i == indicator && level && stands).map(|(_, day)| day);
    // "He pencils in a fall for the fourth quarter. Imports fell by 4 %": what has happened goes on with the run that is over.
    let ahead = period.filter(|p| ahead_of(scene, topic, *p));
    let period = if ahead.is_some() { over(scene, indicator) } else { period };
    let year = period.filter(|p| in_sentence.is_none() && open_year(scene, *p));
    // "Trade doubled in five years" does so with none of them.
    if year.is_some() && scene.quantity().counted == Counted::Times && scene.statuses().is_empty() {
        return;
    }
    // "The bank expects 0.8 % for the year. Unemployment stood at 7.6 %": what has happened goes on with the run that is over.
    let passed = year.is_some() && has_passed(scene, last);
    let period = if passed { scene.discourse.over.or(period.filter(|p| !of_forecast(scene, *p))) } else { period };
    timed.carried(match period {
        // What a stock has grown by at the end of a month is read in that month.
        Some(TimePeriod::Day(day)) if !level && stock && month_of_end(day).is_some() => month_of_end(day),
        // "Debt will climb to 69 % at the end of 2027. The deficit is 8.4 %": what flows does so over a run.
        Some(TimePeriod::Day(_)) if !level || !stands && !on_a_day(indicator) => scene.discourse.run,
        // What a stock came to in a run it had on the day of which the text has spoken.
        Some(TimePeriod::Months { .. }) if stood.is_some() => stood,
        period => period,
    });
}

/// "Il a reculé l'an dernier. Le chômage atteint 5,8 %": the run that is over, but what is counted month by month is of no year that is.
fn over(scene: &Scene<'_>, indicator: Indicator) -> Option<TimePeriod> {
    let monthly = matches!(indicator.code(), "unemployment" | "employment" | "inflation" | "core_inflation");
    scene.discourse.over.filter(|over| !(monthly && over.length() == Some(12)))
}

/// Whether a run is a year that was not over when the text came out.
fn open_year(scene: &Scene<'_>, period: TimePeriod) -> bool {
    period.length() == Some(12) && scene.discourse.published.is_some_and(|day| lies_open(period, day))
}

/// Whether the number before, in the same sentence, has the time of this one: it did not look aside, or both say what is aimed at.
fn goes_on(scene: &Scene<'_>, last: &Last, indicator: Indicator) -> bool {
    let same = last.word.indicator == indicator;
    // "明年的目标定在10%以上；马来西亚（5.2%）": what a semicolon parts from it is aimed at no more.
    let from = scene.previous().map_or(scene.local.first, |q| q.last);
    let lead = scene.quantity().lead;
    let said = scene.statuses().iter().any(|s| s.first >= from && s.last <= lead);
    let parted = !said && (from..lead).any(|i| scene.page.is(i, b';'));
    let aimed = last.status == ObsStatus::Target && same && !parted;
    // "$823 million in June, followed by the Emirates (717), Britain (538) and America (281)".
    let Quantity { lead, last: end, .. } = *scene.quantity();
    let bracket = |from: usize, to: usize| from > 0 && scene.page.is(from - 1, b'(') && scene.page.is(to, b')');
    let listed = same && bracket(lead, end) && scene.previous().is_some_and(|q| bracket(q.lead, q.last));
    last.sentence == scene.local.index && (!last.aside || aimed || listed)
}

/// Whether a verb of the past tells of what has happened. Where verbs have no tense, a new line without a word for what lies ahead
/// does so.
fn has_passed(scene: &Scene<'_>, last: Option<&Last>) -> bool {
    let fresh = last.is_some_and(|l| l.line != scene.discourse.line && l.status == ObsStatus::Forecast);
    // "进口增长1.6%，预计明年增长2.6%。失业率降至5.1%": so does a new sentence behind one that told of both.
    let told = |said: &(usize, Option<TimePeriod>, ObsStatus)| {
        said.2 == ObsStatus::Actual && said.1.is_some() && said.1 == scene.discourse.over
    };
    let beside = last.is_some_and(|l| l.status == ObsStatus::Forecast && l.sentence < scene.local.index)
        && scene.discourse.said_before.iter().any(told);
    let plain = (fresh || beside) && scene.page.grammar(scene.quantity().first).year_first;
    let moved = |first: usize, past: bool| first < scene.quantity().first && (past || plain);
    scene.statuses().is_empty() && scene.changes().iter().any(|c| moved(c.first, c.what.past))
}

/// Behind an aside a line goes on with what it opened with.
fn before_aside(scene: &Scene<'_>, indicator: Indicator, last: &Last) -> Option<TimePeriod> {
    let first = scene.discourse.opened.filter(|(line, ..)| *line == last.line).and_then(|o| o.1);
    // "Nine months 5.2 %, September 5.2 %. Incomes came to": nor does a part of that time which ends with it last.
    let part = |whole: &TimePeriod| {
        let run = last.period.filter(|p| p.length().is_some() && p.first_day() > whole.first_day());
        run.is_some_and(|p| p.last_day() == whole.last_day()) && last.word.indicator != indicator
    };
    // "Unemployment was 6.4 % in October. Inflation rose to 2.2 % in November from 2.1 % in October": a line goes on with what it told last.
    let told = scene.discourse.told.as_ref().filter(|t| t.sentence == last.sentence).and_then(|t| t.period);
    let first = if last.aside { told.or(first) } else { first };
    if last.aside { first.filter(|_| last.word.indicator == indicator) } else { first.filter(part).or(last.period) }
}

/// "4 % next year. Inflation has fallen to 31 %": whether what a verb of the past tells, which is of no year that has not begun,
/// stands beside a forecast, whose year it is not of either.
fn of_forecast(scene: &Scene<'_>, period: TimePeriod) -> bool {
    let ahead = scene.discourse.published.is_some_and(|day| period.first_day() > day.vintage());
    let lead = scene.quantity().lead;
    let mark = |i: usize| scene.page.tokens[i].kind == TokenKind::Mark;
    let direct = || scene.changes().iter().any(|c| c.what.past && c.last <= lead && !(c.last..lead).any(mark));
    let last = scene.discourse.recent(scene.local.index);
    // Nor is it of the year of which a paragraph before has only given a forecast.
    let foreseen = scene.discourse.foreseen == Some(period) && last.is_some_and(|l| l.period != Some(period));
    ahead || foreseen && direct() || last.is_some_and(|l| l.status == ObsStatus::Forecast) && direct()
}

/// "Foreign trade came to 91 billion in eight months. Exports reached 53", "the economy grew by 5 % last year. Industry did best,
/// with 11 %": in the same paragraph the next sentence goes on with the period of what it is a part of.
fn of_one_kind(scene: &Scene<'_>, last: Option<&Last>, indicator: Indicator) -> Option<TimePeriod> {
    // What a bracket or a comparison has added does not part the two.
    // "0,2 % au troisième trimestre, contre 0,1 % au deuxième. L'Espagne a crû de 0,6 %": nor is growth that of the base.
    let told = scene.discourse.told.as_ref().filter(|t| t.word.indicator.code() == "gdp");
    let again = |t: &Last| t.word.indicator == indicator && last.is_some_and(|l| l.aside && l.sentence == t.sentence);
    let told = told.filter(|t| indicator.is_branch() || again(t));
    let told =
        told.or(last).filter(|l| l.line == scene.discourse.line && l.sentence + 1 == scene.local.index && !l.aside)?;
    let (again, last) = (again(told), told);
    let part = match last.word.indicator.code() {
        "trade_turnover" => matches!(indicator.code(), "exports" | "imports" | "trade_balance"),
        "exports" | "imports" => indicator.code() == "trade_balance",
        "gdp" => indicator.is_branch() || matches!(indicator.code(), "consumption" | "fixed_capital_investment"),
        _ => false,
    };
    // "The rate was 2.4 % in January. ... The wage grew by 18.3 % in 2024. Even after inflation it was up by 9 %": so does the next
    // sentence on the same.
    let before = scene.found.local(last.sentence);
    let one = before.periods.iter().filter(|p| p.used == Use::When).count() == 1;
    // What has happened is not of the time for which the text has just given a forecast.
    let ahead = |p: TimePeriod| scene.discourse.published.is_some_and(|day| lies_open(p, day));
    let foreseen = scene.discourse.running(scene.local.index).is_some_and(ahead);
    // "In October it was 2.1 %. In September it had been 2.2. Energy fell by 1 %": a line does not go on with what it looked back at.
    let opened = scene.discourse.opened.filter(|o| o.0 == last.line).is_some_and(|o| o.1 == last.period);
    let same =
        (foreseen || one && opened || again) && last.word.indicator == indicator && last.status == ObsStatus::Actual;
    last.period.filter(|period| (part || same) && period.length().is_some())
}

/// "The bank expects 4 % in 2026. Unemployment remains at 2.2 %": what a verb of the present says is of no time that has not
/// begun.
fn ahead_of(scene: &Scene<'_>, topic: &Topic, period: TimePeriod) -> bool {
    let Some(place) = topic.place.filter(|p| p.1 <= scene.quantity().first) else { return false };
    let first = scene.quantity().lead;
    let between = within(&scene.mentions.changes, place.1.max(first.saturating_sub(4)), first);
    let verb = between.last().is_some_and(|c| {
        // "Receipts are put at": a passive says nothing of the time.
        let passive = between.iter().any(|other| other.last == c.first && other.what.kind == ChangeKind::Verb);
        let now = c.what.direction == 0 && !c.what.past;
        c.what.kind == ChangeKind::Verb && !passive && (now || c.what.past)
    });
    let ahead = scene.discourse.published.is_some_and(|day| period.first_day() > day.vintage());
    // "Spending comes to 30 billion in 2025, the deficit to 1.3": a budget is told in the present, too.
    let budget = |i: Indicator| i.code().starts_with("budget_");
    let planned = |l: &Last| l.line == scene.discourse.line && budget(l.word.indicator) && l.period == Some(period);
    let planned = budget(topic.word.indicator) && scene.discourse.last.as_ref().is_some_and(planned);
    ahead && verb && scene.statuses().is_empty() && !planned
}

/// "Budget statement for the fiscal year 2025/26. Total revenue is projected at 3.3 trillion": what a government takes in, spends
/// and borrows is counted in the fiscal years of which its text speaks.
fn budgeted(scene: &Scene<'_>, topic: &Topic) -> Option<TimePeriod> {
    let code = topic.word.indicator.code();
    let budget = code.starts_with("budget_") || code == "government_borrowing";
    let title = scene.discourse.title.is_some_and(|t| t.indicator.code().starts_with("budget_"));
    let headed = title || scene.discourse.headed_by_fiscal();
    scene.discourse.fiscal.filter(|_| budget && (headed || !scene.statuses().is_empty()))
}

/// "Most exports went to Italy in January. Goods for 13 billion were shipped there": whether the paragraph has named its own time.
fn dates_itself(scene: &Scene<'_>) -> bool {
    scene.discourse.turned.is_some_and(|(_, line)| line == scene.discourse.line)
}

/// Whether an indicator's level stands until it is set anew: a stock, or what somebody decides.
fn stands(indicator: Indicator) -> bool {
    indicator.kind() == IndicatorKind::Stock
        || matches!(
            indicator.code(),
            "national_currency_share" | "policy_rate" | "interest_rate" | "tariff" | "exchange_rate" | "investment"
        )
}

/// Whether the steps of an indicator are taken on a day, as it is set itself.
fn set_anew(indicator: Indicator) -> bool {
    matches!(indicator.code(), "policy_rate" | "tariff")
}

/// What the line said before of the same subject had no period either.
fn undated(scene: &Scene<'_>, last: &Last, indicator: Indicator) -> bool {
    last.line == scene.discourse.line
        && last.period.is_none()
        && last.word.indicator == indicator
        && last.status != ObsStatus::Target
}

/// Trade with another partner, in another paragraph that gives no time of its own, is another subject; a share that a partner has
/// is of the whole of which the text speaks.
fn elsewhere(scene: &Scene<'_>, last: &Last, sides: &Sides) -> bool {
    last.line != scene.discourse.line
        && !dates_itself(scene)
        && sides.rule != NEXT_PARTNER
        && last.measure != Transformation::Share
        && sides.origin <= Origin::Sentence
        && sides.counterpart.is_some()
        && last.counterpart.is_some()
        && sides.counterpart != last.counterpart
        && sides.counterpart != last.area
}

/// Whether the figure before stands in the line above, of the same list.
fn same_list(scene: &Scene<'_>, last: &Last) -> bool {
    let line = scene.discourse.line;
    last.line + 1 == line && short_line(scene.page, line) && short_line(scene.page, last.line)
}

/// Whether a line is short enough for the line of a list.
fn short_line(page: &Page<'_>, line: usize) -> bool {
    let line = page.lines[line];
    line.last - line.first <= 16
}

/// "In 2025–2026 by 2.6 % and 2.8 %, respectively": the year that a number of a list is of.
pub(super) fn spread(scene: &Scene<'_>, anchor: &Anchor) -> Option<TimePeriod> {
    let &((start, end), run) = scene.lists.spread.iter().find(|(list, _)| (list.0..list.1).contains(&scene.n))?;
    let TimePeriod::Months { first, count } = anchor.resolve(scene.local.periods[run].expr)? else { return None };
    let parts = u32::try_from(end - start).ok()?;
    let length = count / parts;
    let nth = i32::try_from(scene.n - start).ok()?;
    if length * parts == count && length == 12 { TimePeriod::months(first.plus(nth * 12), 12) } else { None }
}

/// Whether an indicator is read on a day rather than over a run.
pub fn on_a_day(indicator: Indicator) -> bool {
    indicator.kind() == IndicatorKind::Stock
        || matches!(indicator.code(), "policy_rate" | "exchange_rate" | "interest_rate" | "commodity_price" | "tariff")
}
