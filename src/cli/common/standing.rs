//! Figures as they stand after review, with how they were read.

use std::collections::BTreeMap;

use anyhow::{Result, bail};
use chrono::Utc;

use crate::analysis::{self, Severity};
use crate::model::{Claim, Confidence, DocumentId, Figure, FigureId, Missing, Observation, Resolution, resolve};
use crate::review::{Changes, Decision, Moment, Place, Verdict, settle, sheet};
use crate::store::{Store, StoredFigure};

/// A figure with what was decided about it.
#[derive(Debug, Clone)]
pub struct Standing {
    /// As it was read.
    pub stored: StoredFigure,
    /// What it says; `None` if it was rejected.
    pub claim: Option<Claim>,
    /// The decision that holds.
    pub decision: Option<Decision>,
    /// Whether the rules now read something else than what was decided about.
    pub read_anew: bool,
}

/// A decision that has lost what it was about, and what has become of that.
pub type Lost = (Decision, String);

/// The figures of a document as they stand, and the decisions that have lost theirs.
pub fn of_document(store: &Store, document: &DocumentId) -> Result<(Vec<Standing>, Vec<Lost>)> {
    let stored = store.readings_of(document)?;
    let read: Vec<(FigureId, Figure)> =
        stored.iter().map(|stored| (stored.id.clone(), stored.figure.clone())).collect();
    let decisions = store.decisions_of(document)?;
    let settled = settle(&read, &decisions);
    let lost = settled.gone.iter().map(|gone| (gone.decision.clone(), gone.why.clone())).collect();
    let decided: Vec<_> = settled.standing.into_iter().map(|s| (s.claim, s.decision.cloned(), s.read_anew)).collect();
    let with = |(stored, (claim, decision, read_anew))| Standing { stored, claim, decision, read_anew };
    Ok((stored.into_iter().zip(decided).map(with).collect(), lost))
}

/// The figures of every document, by its name and in text order, and the decisions that have lost theirs.
pub fn of_all(store: &Store) -> Result<(Vec<Standing>, Vec<Lost>)> {
    let (mut all, mut lost) = (Vec::new(), Vec::new());
    let documents = store.documents()?;
    for document in documents.iter().filter(|document| document.withdrawn.is_none()) {
        let (figures, more) = of_document(store, &document.id)?;
        all.extend(figures);
        lost.extend(more);
    }
    lost.extend(store.decisions()?.into_iter().filter_map(|decision| {
        let known = documents.iter().any(|document| document.id == decision.place.document);
        (!known).then(|| (decision, "the document is not in the store".to_owned()))
    }));
    Ok((all, lost))
}

/// Warns of decisions that have lost what they were about.
pub fn warn_of(lost: &[Lost]) {
    for (decision, why) in lost {
        let Place { source_id, span, surface, figure, .. } = &decision.place;
        let Decision { verdict, by, at, .. } = decision;
        tracing::warn!(
            "{source_id}, bytes {} to {}: {by}'s decision of {at} to {verdict} {figure} (\u{201c}{surface}\u{201d}) has lost what it was about: {why}",
            span.start,
            span.end
        );
    }
}

/// One figure as it stands; a name that later rules do not give any more is an error.
pub fn of_figure(store: &Store, id: &FigureId) -> Result<Standing> {
    let Some(stored) = store.figure(id)? else { bail!("no figure {id} in the store") };
    let (figures, _) = of_document(store, &stored.document)?;
    match figures.into_iter().find(|standing| standing.stored.id == *id) {
        Some(standing) => Ok(standing),
        None => bail!("{id}: the rules do not read this figure in {} any more", stored.source.id),
    }
}

impl Standing {
    /// What is shown of it: what it says, or what it said before it was rejected.
    pub fn shown(&self) -> &Claim {
        self.claim.as_ref().unwrap_or(&self.stored.figure.claim)
    }

    /// `open`, or the decision that holds.
    pub fn state(&self) -> String {
        sheet::state(self.decision.as_ref())
    }

    /// What it lacks.
    pub fn missing(&self) -> Vec<Missing> {
        match resolve(self.shown(), self.stored.source.published) {
            Resolution::Unresolved(unresolved) => unresolved.missing,
            Resolution::Resolved { .. } => Vec::new(),
        }
    }

    /// Why somebody should look at it: what it lacks, low confidence, what it contradicts, a later reading.
    pub fn reasons(&self, conflicts: &Conflicts) -> Vec<String> {
        let mut reasons = Vec::new();
        let missing = self.missing();
        if !missing.is_empty() {
            let missing: Vec<_> = missing.iter().map(ToString::to_string).collect();
            reasons.push(format!("unresolved: {}", missing.join(", ")));
        }
        if self.stored.figure.confidence == Confidence::Low {
            reasons.push("low confidence".to_owned());
        }
        if let Some(rules) = conflicts.get(&self.stored.id) {
            reasons.push(format!("conflict: {}", rules.join(", ")));
        }
        if self.read_anew {
            reasons.push("read anew".to_owned());
        }
        reasons
    }

    /// A decision about it, by this author for this reason; `changes` are put over those that hold already.
    pub fn decide(&self, verdict: Verdict, changes: &Changes, by: &str, why: &str, now: Moment) -> Result<Decision> {
        let read = &self.stored.figure.claim;
        let earlier = self.claim.as_ref().map(|claim| Changes::between(read, claim)).unwrap_or_default();
        let changes = match verdict {
            Verdict::Reject => Changes::default(),
            _ => earlier.then(changes),
        };
        let id = &self.stored.id;
        changes.apply(read).map_err(|error| anyhow::anyhow!("{id}: {error}"))?;
        let Some(mention) = self.stored.figure.mentions.first() else { bail!("{id}: is mentioned nowhere") };
        // Decisions about a figure are put in order by their time: two in one second would leave it open which holds.
        let at = self.decision.as_ref().map_or(now, |last| now.max(last.at.next()));
        Ok(Decision {
            place: Place {
                document: self.stored.document.clone(),
                source_id: self.stored.source.id.clone(),
                span: mention.span,
                surface: mention.surface.clone(),
                figure: id.clone(),
            },
            read: Changes::whole(read),
            verdict,
            changes,
            by: by.trim().to_owned(),
            why: why.trim().to_owned(),
            at,
        })
    }
}

/// The rules by which figures contradict others.
pub type Conflicts = BTreeMap<FigureId, Vec<String>>;

/// Which figures cannot hold together with others, or were read from one text as of the same and do not meet.
pub fn conflicts(store: &Store) -> Result<Conflicts> {
    let series = store.all_series(None)?;
    let mut conflicts = Conflicts::new();
    let mut note = |observations: &[&Observation], rule: String| {
        for observation in observations {
            let rules = conflicts.entry(observation.id.clone()).or_default();
            if !rules.contains(&rule) {
                rules.push(rule.clone());
            }
        }
    };
    for finding in analysis::check(&series).iter().filter(|finding| finding.severity > Severity::Info) {
        note(&finding.observations, finding.rule.to_string());
    }
    for unclear in analysis::unclear(&series) {
        note(&unclear.observations, "two values in one text".to_owned());
    }
    Ok(conflicts)
}

/// The present second.
pub fn now() -> Moment {
    Moment::of(Utc::now().naive_utc())
}
