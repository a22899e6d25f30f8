//! Who is made responsible for one figure.

use crate::extract::assemble::Parts;
use crate::extract::mention::{At, starting, within};
use crate::extract::page::Page;
use crate::extract::scene::Scene;
use crate::extract::{topic, when};
use crate::lang::{Link, Match, Reading};
use crate::model::{Area, ObsStatus};
use crate::text::Kind;

/// The signs that the name of a site or paper has more than that of its body.
const SIGNS: usize = 2;

/// Who speaks in the sentence. The body that publishes the text, by its name or a shorter one, where this is no report of what it
/// says, and a part of it ("the Governing Board of the Bank") speak in it as the text itself.
pub fn said_by(scene: &Scene<'_>) -> Option<String> {
    let speaker = scene.found.speakers.by_sentence.get(scene.local.index)?.as_ref()?;
    let reported = scene.found.context.reports_publisher;
    // "财新" in what "财新网" publishes: signs have no blanks between words.
    let short = |name: &String| {
        let rest = name.strip_prefix(speaker.as_str());
        rest.is_some_and(|rest| rest.starts_with(' ') || !rest.is_ascii() && rest.chars().count() <= SIGNS)
    };
    // "GASTAT" in what the "General Authority for Statistics (GASTAT)" publishes.
    let letters =
        |name: &String| name.strip_suffix(')').is_some_and(|n| n.rsplit('(').next() == Some(speaker.as_str()));
    let part = |name: &String| {
        (speaker.contains(name.as_str()) || short(name) || letters(name)) && !(reported && speaker == name)
    };
    let own = |name: &String| part(name) && scene.found.speakers.bodies.contains(speaker);
    (!scene.found.context.publisher.as_ref().is_some_and(own)).then(|| speaker.clone())
}

/// Who is made responsible. A central bank's decision is an event that the text itself reports.
pub fn of_figure(scene: &Scene<'_>, parts: &Parts) -> Option<String> {
    let rate = parts.topic.word.indicator.is_interest_rate();
    let decision = rate && parts.status == ObsStatus::Actual;
    // The rate by which a text has converted its amounts is its own.
    if topic::equation(scene) {
        return None;
    }
    if let Some(body) = foreseen_by(scene) {
        return Some(body);
    }
    if let Some(next) = next_body(scene, parts.status) {
        return Some(next);
    }
    // What the markets quote on the day of a report is the report's own, unless its sentence names who says so.
    if parts.timed.quoted && !when::told_by_somebody(scene) {
        return None;
    }
    said_by(scene).filter(|speaker| !decision || !scene.found.speakers.bodies.contains(speaker))
}

/// "Les 4,9 % prévus par le gouvernement": the body that stands behind a number as the one that has foreseen or aims at it.
fn foreseen_by(scene: &Scene<'_>) -> Option<String> {
    let (page, last) = (scene.page, scene.quantity().last);
    let ahead = |m: &Match| matches!(m.reading, Reading::Status(ObsStatus::Forecast | ObsStatus::Target, _));
    let verb = (last..=last + 1).find(|i| page.any(*i, Reading::STATUS, ahead))?;
    let by = (verb + 1..=verb + 2).find(|i| page.link(*i, Link::By) && !page.link(*i, Link::Of))?;
    let body = starting(&scene.mentions.bodies, by + 1 + usize::from(page.link(by + 1, Link::The)))?;
    (body.last <= scene.local.last).then(|| written(page, body))
}

/// "Всемирный банк прогнозирует рост на 6%, МВФ — на 5,6%": behind the forecast of a body, another with a dash and its number for itself
/// foresees the same.
fn next_body(scene: &Scene<'_>, status: ObsStatus) -> Option<String> {
    let (page, previous, lead) = (scene.page, scene.previous()?, scene.quantity().lead);
    let body = within(&scene.mentions.bodies, previous.last, lead).first()?;
    let comma = body.first == previous.last + 1 && matches!(page.mark(previous.last), b',' | b';');
    let dash = page.tokens.get(body.last).is_some_and(|t| t.kind == Kind::Dash && t.spaced);
    let small = |i: usize| page.one_of(i, &[Link::By, Link::In, Link::At, Link::For]);
    let near = dash && (body.last + 1..lead).all(small);
    let told = scene.told().is_some_and(|l| l.status == ObsStatus::Forecast) && status == ObsStatus::Forecast;
    let other = scene.found.speakers.by_sentence.get(scene.local.index)?.is_some();
    (comma && near && told && other).then(|| written(page, body))
}

/// A body as the text writes it.
fn written(page: &Page<'_>, body: &At<Option<Area>>) -> String {
    page.span(body.first, body.last).of(page.text).to_owned()
}
