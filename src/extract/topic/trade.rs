//! What a text on trade goes on with, where a number's own words name less than that.

use super::{Candidate, units};
use crate::extract::discourse::{Last, Spoken};
use crate::extract::mention::{At, within};
use crate::extract::quantity::Counted;
use crate::extract::scene::Scene;
use crate::lang::reading::IndicatorWord;
use crate::lang::{Change, ChangeKind, Link, Strength};
use crate::model::ObsStatus;

/// An indicator with its slice.
type Told = (IndicatorWord, Option<&'static str>);

/// What a number whose sentence names no trade goes on with: not the balance in "Russia's share is 24 %", but all trade where both sides aim at
/// something, and in "supplies have totaled 2.8 billion" what was bought just before.
pub(super) fn goes_on(scene: &Scene<'_>, best: Candidate, counted: Counted) -> Candidate {
    let told = figure_of_paragraph(scene, &best, counted)
        .or_else(|| aimed_at(scene, &best))
        .or_else(|| weak_word(scene, &best))
        .or_else(|| volumes(scene, &best))
        .or_else(|| branch(scene, &best, counted))
        .or_else(|| of_partners(scene, &best, counted))
        .or_else(|| unnamed(scene, &best, counted));
    match told {
        Some((word, item)) => Candidate { word, item, ..best },
        None => best,
    }
}

/// Whether an indicator is one side of trade.
fn is_side(code: &str) -> bool {
    matches!(code, "exports" | "imports")
}

/// The last figure of the line.
fn of_line<'s>(scene: &Scene<'s>) -> Option<&'s Last> {
    scene.discourse.last.as_ref().filter(|l| l.line == scene.discourse.line)
}

/// "Exports rose to 2.1 billion. ¶ In 2024 the figure was a record 4.8 billion": a new paragraph takes up what the one before opened with.
fn figure_of_paragraph(scene: &Scene<'_>, best: &Candidate, counted: Counted) -> Option<Told> {
    let said = (scene.local.first..scene.quantity().lead).any(|i| scene.page.link(i, Link::Anaphor));
    // "¶ In 2024 the figure rose by 1.9 percent".
    let moves = |c: &At<Change>| c.what.direction != 0 && c.what.kind == ChangeKind::Verb;
    let grew = || {
        let verbs = within(scene.changes(), scene.local.first, scene.quantity().lead);
        scene.quantity().is_percent() && verbs.iter().any(moves)
    };
    let figure = said && best.place.is_none() && (matches!(counted, Counted::Money(_)) || grew());
    let line = scene.discourse.line;
    let before = |l: &&Last| l.line < line && line - l.line <= 2 && is_side(l.word.indicator.code());
    let last = scene.discourse.last.as_ref().filter(before).filter(|_| figure)?;
    let opened = scene.discourse.history.iter().find(|s| s.line == last.line)?;
    (opened.word.indicator.code() == "trade_turnover").then_some((opened.word, None))
}

/// "Exports: 2.1 billion ¶ Target: 10 billion by 2030", in a text that its title says is on trade.
fn aimed_at(scene: &Scene<'_>, best: &Candidate) -> Option<Told> {
    let first = scene.local.first;
    let label = |at: usize| scene.page.is(at, b':');
    let target = scene.statuses().iter().any(|s| s.what.0 == ObsStatus::Target && s.first == first && label(s.last));
    let code = best.word.indicator.code();
    let side = best.place.is_none() && (is_side(code) || code == "trade_balance");
    let title = scene.discourse.title.filter(|t| target && side && t.indicator.code() == "trade_turnover")?;
    Some((title, None))
}

/// "Imports of coal from Australia fell, while shipments from Indonesia dropped by a third", "freight of grain rose; shipments to Uzbekistan
/// doubled": a weak word for what is sold goes on with what was bought, or with the goods that were carried.
fn weak_word(scene: &Scene<'_>, best: &Candidate) -> Option<Told> {
    let last = of_line(scene)?;
    let code = best.word.indicator.code();
    if best.word.strength != Strength::Weak || code != "exports" || best.item.is_some() {
        return None;
    }
    let since = scene.previous().map_or(scene.local.first, |q| q.last);
    let mut near = scene.areas().iter().filter(|a| a.first >= since && a.last <= scene.quantity().lead);
    let from = last.sentence == scene.local.index && near.all(|a| scene.page.before_is(a.first, Link::From));
    let bought = last.word.indicator.code() == "imports" && last.counterpart.is_some();
    if bought && (from || scene.areas().is_empty()) {
        return Some((last.word, last.item));
    }
    (last.word.indicator.code() == "freight" && last.item.is_some()).then_some((best.word, last.item))
}

/// "Beef exports came to $2.4 billion. Volumes reached 560,000 tonnes": volumes with which the next sentence opens are of what was sold or
/// bought.
fn volumes(scene: &Scene<'_>, best: &Candidate) -> Option<Told> {
    const OPENS: usize = 1;
    let weak = best.word.indicator.code() == "freight" && best.word.strength == Strength::Weak && best.item.is_none();
    let opens = best.place.is_some_and(|p| p.0 <= scene.local.first + OPENS && p.1 <= scene.quantity().lead);
    let next = |l: &&Last| l.sentence + 1 == scene.local.index && is_side(l.word.indicator.code());
    let last = scene.discourse.last.as_ref().filter(next).filter(|_| weak && opens)?;
    let own = within(&scene.mentions.items, scene.local.first, scene.quantity().lead);
    own.is_empty().then_some((last.word, last.item))
}

/// "The transport sector expanded by 20.8 %, trade by 8.8 %": among the branches of an economy so is trade.
fn branch(scene: &Scene<'_>, best: &Candidate, counted: Counted) -> Option<Told> {
    let last = of_line(scene).filter(|l| l.sentence == scene.local.index)?;
    let branch = last.word.indicator.is_branch() || last.word.indicator.code() == "gdp" && last.item.is_some();
    let weak = best.word.indicator.code() == "trade_turnover" && best.word.strength == Strength::Weak;
    let same = scene.areas().iter().all(|a| Some(a.what.area) == last.area);
    let indicator = "gdp".parse().ok().filter(|_| branch && weak && same && units::shares(counted))?;
    Some((IndicatorWord { indicator, ..best.word }, Some("trade")))
}

/// "The deficit came to 8.1 billion. The main partners were China (18.4 %) and Russia (16.3 %)": partners have parts of all trade, and of no
/// balance.
fn of_partners(scene: &Scene<'_>, best: &Candidate, counted: Counted) -> Option<Told> {
    let ranks = (scene.local.first..scene.quantity().lead).any(|i| scene.page.link(i, Link::Partner));
    let balance = best.place.is_none() && best.word.indicator.code() == "trade_balance" && units::shares(counted);
    let indicator = "trade_turnover".parse().ok().filter(|_| ranks && balance)?;
    Some((IndicatorWord { indicator, sign: 0, ..best.word }, None))
}

/// What a number goes on with that has no word of its own: the side that markets, shares or aims are of.
fn unnamed(scene: &Scene<'_>, best: &Candidate, counted: Counted) -> Option<Told> {
    let last = of_line(scene).filter(|_| best.place.is_none())?;
    let page = scene.page;
    let spoken = |code: fn(&str) -> bool| {
        let told = |s: &&Spoken| s.line == scene.discourse.line && code(s.word.indicator.code());
        scene.discourse.history.iter().rfind(told).map(|s| (s.word, None))
    };
    let code = best.word.indicator.code();
    let fresh = last.sentence < scene.local.index;
    // "Exports came to 689 million, imports to 264. Pakistan was the largest market": what goes to a market is sold.
    let market = (scene.local.first..scene.local.last).any(|i| page.link(i, Link::Market));
    if market && code == "imports" && fresh {
        return spoken(|code| code == "exports").map(|(word, _)| (word, best.item));
    }
    let mut words = scene.local.first..scene.quantity().lead;
    // "Trade came to 4.6 billion, of which exports were 1.4. Russia's share is 71 %".
    let opened = |l: &Last| l.word.indicator.code() == "trade_turnover" && l.sentence == last.sentence;
    let side = is_side(code) && fresh && scene.discourse.first_told.as_ref().is_some_and(opened);
    let bare = words.clone().any(|i| page.link(i, Link::Share) && !page.link(i + 1, Link::Of));
    if (code == "trade_balance" || side) && units::shares(counted) && bare {
        return spoken(|code| code == "trade_turnover").or_else(|| spoken(is_side));
    }
    let target = |end: usize| scene.statuses().iter().any(|s| s.what.0 == ObsStatus::Target && s.last <= end);
    let aims = is_side(code) && matches!(counted, Counted::Money(_)) && words.any(|i| page.link(i, Link::We));
    if aims && target(scene.quantity().lead) { spoken(|code| code == "trade_turnover") } else { None }
}
