//! The chart in words, for those who cannot see it.

use super::plan::{Line, Mark, Plan, Role};
use super::words::{self, PeriodLabel};
use super::{ChartSpec, Kind, Language, footer, names};

/// More values than these are summed up in the long description.
const VALUES: usize = 60;
/// More series than these are only counted in the short one.
const SERIES: usize = 8;

/// A sentence for each series: its first, last, lowest and highest value. Made from what is drawn.
pub(super) fn short(spec: &ChartSpec, plan: &Plan, language: Language) -> String {
    let kind = match plan.kind {
        Kind::Sources => language.say("alt.sources").to_owned(),
        Kind::Vintages => language.say("alt.vintages").to_owned(),
        Kind::Rows => language.say("alt.rows").to_owned(),
        Kind::Panels => language.fill("alt.panels", &[&plan.lines.len().to_string()]),
        _ => language.say(if plan.bars { "alt.bars" } else { "alt.line" }).to_owned(),
    };
    let title = spec.title.trim_end_matches(['.', ':']);
    let mut parts = vec![format!("{title}."), kind, format!("{}.", names::subtitle(spec, plan, language))];
    parts.extend(plan.lines.iter().take(SERIES).map(|line| summed(plan, line, language)));
    if let more @ 1.. = plan.lines.len().saturating_sub(SERIES) {
        parts.push(language.fill("alt.more", &[&more.to_string()]));
    }
    parts.join(" ")
}

fn summed(plan: &Plan, line: &Line, language: Language) -> String {
    let lead = || line.marks.iter().filter(|mark| mark.role != Role::Rival || plan.kind == Kind::Sources);
    let (Some(first), Some(last)) = (lead().next(), lead().next_back()) else {
        return String::new();
    };
    let value = |mark: &Mark| words::stated(mark.stated, language);
    let period = |mark: &Mark| PeriodLabel::of(mark.period(), language).on_one_line();
    let (low, high) = (lead().min_by_key(|mark| mark.middle()), lead().max_by_key(|mark| mark.middle()));
    let shown = |mark: Option<&Mark>| mark.map(value).unwrap_or_default();
    let key = if lead().count() == 1 { "alt.one" } else { "alt.some" };
    language.tell(
        key,
        &[
            ("count", &lead().count().to_string()),
            ("value", &value(first)),
            ("period", &period(first)),
            ("last", &value(last)),
            ("end", &period(last)),
            ("low", &shown(low)),
            ("high", &shown(high)),
            // The name comes last, for it may hold anything.
            ("name", &line.name),
        ],
    )
}

/// Every value with its period, status and source, as far as a listener could follow.
pub(super) fn long(spec: &ChartSpec, plan: &Plan, language: Language) -> String {
    if plan.marks().count() > VALUES {
        return short(spec, plan, language);
    }
    let mut parts = vec![format!("{}.", names::subtitle(spec, plan, language))];
    parts.extend(plan.lines.iter().map(|line| told(spec, line, language)));
    parts.join(" ")
}

fn told(spec: &ChartSpec, line: &Line, language: Language) -> String {
    let value = |mark: &Mark| {
        format!(
            "{} {} ({}; {})",
            PeriodLabel::of(mark.period(), language).on_one_line(),
            words::stated(mark.stated, language),
            words::status(mark.status, language),
            footer::source_of(spec, mark.latest, language)
        )
    };
    let values: Vec<_> = line.marks.iter().map(value).collect();
    format!("{}: {}.", line.name, values.join(", "))
}
