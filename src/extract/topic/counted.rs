//! What words say of what a number counts: tonnes of grain, cubic metres of gas, names inside of slices.

use super::Candidate;
use super::slices::item_fits;
use super::units::dimension;
use crate::extract::mention::{At, covering, within};
use crate::extract::quantity::{Counted, Quantity};
use crate::extract::scene::{Origin, Scene, overlaps};
use crate::lang::reading::IndicatorWord;
use crate::lang::{ItemWord, Link, Strength};
use crate::model::{Indicator, Unit};

/// "Exported 49 million tonnes of oil worth $25 billion, 10.7 % less": words that only say what a number before counts name
/// nothing for the next one, where that number was of something else.
pub(super) fn counted_before(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    let physical = |q: &Quantity| matches!(q.counted, Counted::Unit(unit, _) if unit != Unit::PERCENT);
    let weak = at.what.strength == Strength::Weak;
    let of_unit = |q: &Quantity| physical(q) && (weak && q.last == at.first || overlaps(at.place(), q.place()));
    let other = || scene.told().is_some_and(|l| l.word.indicator != at.what.indicator);
    scene.before().iter().any(of_unit) && other()
}

/// What a verb of output tells a quantity of, where it is named beside the number and the verb alone would stand for something else.
pub(super) fn quantity_produced(scene: &Scene<'_>, counted: Counted) -> Option<Candidate> {
    extracted(scene, counted).or_else(|| put_out(scene, counted)).or_else(|| homes_built(scene, counted))
}

/// "Azerbaijan extracted 23 million tonnes of oil and 42 billion cubic metres of gas": what is extracted in cubic metres of gas is gas, and
/// in tonnes of coal coal, behind a verb that else stands for oil.
fn extracted(scene: &Scene<'_>, counted: Counted) -> Option<Candidate> {
    let number = scene.quantity();
    let code = match counted {
        Counted::Unit(unit, _) if unit.code() == "cubic_metres" => "gas_production",
        Counted::Unit(unit, _) if unit.code() == "tonnes" => "coal",
        _ => return None,
    };
    let what = |i: &&At<IndicatorWord>| {
        let beside = i.first == number.last || overlaps(i.place(), number.place()) && i.last > number.last;
        i.what.indicator.code() == code && beside
    };
    let what = scene.indicators().iter().find(what)?;
    let before = within(scene.indicators(), scene.local.first, number.lead);
    let object =
        |i: &At<IndicatorWord>| scene.before().iter().any(|q| q.last == i.first || overlaps(i.place(), q.place()));
    let verb = before.iter().rfind(|i| !object(i))?;
    let (word, place) = (IndicatorWord { strength: Strength::Strong, ..what.what }, Some(what.place()));
    let made = verb.what.indicator.code() == "oil_production" && verb.what.strength == Strength::Weak;
    made.then_some(Candidate { cost: 0, word, item: None, place, origin: Origin::Clause, tied: true })
}

/// "Chile produced 5.4 million tonnes of copper", "... 400,000 cars", "... 9 million tonnes of wheat": a quantity of goods behind a verb of
/// output is what industry or farms have put out of them. What the sentence names an indicator for (oil, coal) is no such slice.
fn put_out(scene: &Scene<'_>, counted: Counted) -> Option<Candidate> {
    if dimension(counted) != "physical" {
        return None;
    }
    let (page, number) = (scene.page, scene.quantity());
    // "Produced 5.4 million tonnes of copper and 300,000 tonnes of lithium": one verb is that of all that are joined.
    let joined = number.lead.checked_sub(1).is_some_and(|i| page.link(i, Link::And) || page.is(i, b','));
    let from = scene.previous().filter(|_| !joined).map_or(scene.local.first, |q| q.last);
    // "Payments made for 5 million tonnes of wheat", "a deal, made in May, on 5 million tonnes": what has been made is no output of goods.
    const LED: [Link; 6] = [Link::At, Link::For, Link::To, Link::By, Link::With, Link::On];
    let participle = |i: usize| page.one_of(i + 1, &LED) || i > from && page.is(i - 1, b',');
    let verb = (from..number.lead).rfind(|&i| page.link(i, Link::Output)).filter(|i| !participle(*i))?;
    let of = number.last + usize::from(page.link(number.last, Link::Of));
    let beside = |m: &&At<&'static ItemWord>| m.first == of || m.first > number.first && m.last == number.last;
    let product = scene.items().iter().find(beside)?;
    let (indicator, item) = measured_as(product.what)?;
    let other = |i: &At<IndicatorWord>| i.what.strength == Strength::Strong && i.what.indicator != indicator;
    let named = within(scene.indicators(), verb, product.last.max(number.last)).iter().any(other);
    let word = IndicatorWord { indicator, item: None, measure: None, sign: 0, strength: Strength::Strong };
    let place = Some(product.place());
    (!named).then_some(Candidate { cost: 0, word, item, place, origin: Origin::Clause, tied: true })
}

/// "The country built 130,000 apartments": homes that a verb of output is told of.
fn homes_built(scene: &Scene<'_>, counted: Counted) -> Option<Candidate> {
    let number = scene.quantity();
    if !matches!(counted, Counted::Unit(unit, _) if unit.code() == "units") {
        return None;
    }
    let from = scene.previous().map_or(scene.local.first, |q| q.last);
    let built = (from..number.lead).any(|i| scene.page.link(i, Link::Output));
    let homes = |i: &&At<IndicatorWord>| i.what.indicator.code() == "housing" && overlaps(i.place(), number.place());
    let homes = scene.indicators().iter().find(homes).filter(|_| built)?;
    let (word, place) = (IndicatorWord { strength: Strength::Strong, ..homes.what }, Some(homes.place()));
    Some(Candidate { cost: 0, word, item: homes.what.item, place, origin: Origin::Clause, tied: true })
}

/// What counts the output of goods, and which slice of it they are: all grain is the whole harvest.
fn measured_as(goods: &'static ItemWord) -> Option<(Indicator, Option<&'static str>)> {
    const OUTPUTS: [&str; 3] = ["grain_harvest", "agricultural_production", "industrial_production"];
    let grain = "exports".parse().is_ok_and(|exports| goods.of(exports) == Some("grain"));
    let slice = |indicator: Indicator| Some((indicator, Some(item_fits(goods, indicator)?)));
    let harvest = || "grain_harvest".parse().ok().filter(|_| grain).map(|indicator| (indicator, None));
    harvest().or_else(|| OUTPUTS.iter().find_map(|code| slice(code.parse().ok()?)))
}

/// "Urban settlements" are a slice, and "settlements" in it no payments.
pub(super) fn inside_slice(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    let longer = |m: &&At<&'static ItemWord>| m.last >= at.last && m.last - m.first > at.last - at.first;
    let code = |i: Indicator| matches!(i.code(), "wages" | "employment" | "unemployment");
    // "In manufacturing output fell": where nobody speaks of those who work, a branch behind "in" is no slice of them.
    let jobs =
        |m: &At<&'static ItemWord>| ["wages", "employment"].iter().any(|c| c.parse().is_ok_and(|i| m.what.slices(i)));
    let told = || {
        let words = [scene.discourse.last.as_ref().map(|l| l.word), scene.discourse.topic, scene.discourse.title];
        words.into_iter().flatten().any(|w| code(w.indicator))
            || scene.indicators().iter().any(|i| code(i.what.indicator))
    };
    // "Imported products worth 16 million" are bought, though consumers pay more for imported products.
    let traded = scene.quantity().is_money() && at.what.indicator.two_sided();
    let inside = |m: &At<&'static ItemWord>| (!traded || m.what.slices(at.what.indicator)) && (told() || !jobs(m));
    covering(scene.items(), at.first).filter(longer).is_some_and(inside)
}

/// Whether the unit of a number only goes on with what has been told, and names no indicator anew.
pub(super) fn unit_again(scene: &Scene<'_>, at: &At<IndicatorWord>) -> bool {
    // "Exports fell by 150,000 barrels a day, to 7.4 million barrels a day": the unit of the number before names nothing anew.
    let last = scene.discourse.last.as_ref().filter(|l| l.sentence == scene.local.index);
    let alike = |c: Counted| c == scene.quantity().counted && dimension(c) == "physical";
    let again = last.is_some_and(|l| alike(l.counted) && l.word.indicator != at.what.indicator);
    // "It exported 16.8 billion cubic metres of gas. Of this Europe received 8.5 billion cubic metres": nor does one of the same line
    // that says nothing of what is produced.
    let line = scene.discourse.last.as_ref().filter(|l| l.line == scene.discourse.line && alike(l.counted));
    let sold = line.is_some_and(|l| matches!(l.word.indicator.code(), "gas_exports" | "oil_exports"));
    let made = || (scene.local.first..scene.local.last).any(|i| scene.page.link(i, Link::Output));
    again || sold && !made()
}

/// "11.000 hombres", "107.400 mujeres", "imported 4.7 million barrels of oil a day": the slice that the word has for what a number counts.
pub(super) fn kind_counted(scene: &Scene<'_>, word: IndicatorWord) -> Option<&'static str> {
    let number = scene.quantity();
    let inside =
        |m: &&At<&'static ItemWord>| m.first > number.first && m.last <= number.last && !of_both_sexes(scene, m);
    scene.items().iter().find(inside).and_then(|m| item_fits(m.what, word.indicator))
}

/// "2 million men and women": whether a slice that "and" joins to the one for the other sex is none, since both are everybody.
pub(super) fn of_both_sexes(scene: &Scene<'_>, item: &At<&'static ItemWord>) -> bool {
    let other = match item.what.item {
        "male" => "female",
        "female" => "male",
        _ => return false,
    };
    let and = |i: usize| scene.page.link(i, Link::And);
    let joined = |m: &At<&'static ItemWord>| {
        let (before, behind) = if m.first < item.first { (m, item) } else { (item, m) };
        m.what.item == other && behind.first == before.last + 1 && and(before.last)
    };
    scene.items().iter().any(joined)
}
