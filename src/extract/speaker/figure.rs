//! Who is made responsible for one figure.

use crate::extract::assemble::Parts;
use crate::extract::scene::Scene;
use crate::extract::topic;
use crate::model::ObsStatus;

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
    let part = |name: &String| (speaker.contains(name.as_str()) || short(name)) && !(reported && speaker == name);
    let own = |name: &String| part(name) && scene.found.speakers.bodies.contains(speaker);
    (!scene.found.context.publisher.as_ref().is_some_and(own)).then(|| speaker.clone())
}

/// Who is made responsible. A central bank's decision is an event that the text itself reports.
pub fn of_figure(scene: &Scene<'_>, parts: &Parts) -> Option<String> {
    let rate = matches!(parts.topic.word.indicator.code(), "policy_rate" | "interest_rate");
    let decision = rate && parts.status == ObsStatus::Actual;
    // The rate by which a text has converted its amounts is its own.
    if topic::equation(scene) {
        return None;
    }
    said_by(scene).filter(|speaker| !decision || !scene.found.speakers.bodies.contains(speaker))
}
