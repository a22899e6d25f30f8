//! Decisions put on the figures that a document has now.

use super::{Changes, Decision, FieldError, Verdict};
use crate::model::{Claim, Figure, FigureId, Mention};

/// A figure of a document as it stands after all decisions about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing<'a> {
    /// Its name.
    pub id: &'a FigureId,
    /// The figure as it was read.
    pub figure: &'a Figure,
    /// What it says; `None` if it was rejected.
    pub claim: Option<Claim>,
    /// The decision that holds: the last about it.
    pub decision: Option<&'a Decision>,
    /// Whether the rules now read something else than what was decided about.
    pub read_anew: bool,
}

impl Standing<'_> {
    /// Whether it stands in another way than it was read.
    pub fn is_corrected(&self) -> bool {
        self.claim.as_ref().is_some_and(|claim| *claim != self.figure.claim)
    }
}

/// A decision that has lost what it was about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gone<'a> {
    /// The decision.
    pub decision: &'a Decision,
    /// What has become of it.
    pub why: String,
}

/// The figures of a document with the decisions about them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled<'a> {
    /// Every figure, in the order given.
    pub standing: Vec<Standing<'a>>,
    /// The decisions that concern none of them.
    pub gone: Vec<Gone<'a>>,
}

/// Puts a document's decisions, in the order in which they were taken, on its figures. The last about a figure holds.
///
/// A decision finds its figure by the place: the same span with the same text, else a span that overlaps it. Several
/// figures can have one number ("3 percent each"); then it is the one that reads as it did, else the one of the name.
pub fn settle<'a>(figures: &'a [(FigureId, Figure)], decisions: &'a [Decision]) -> Settled<'a> {
    let mut standing: Vec<_> = figures.iter().map(as_read).collect();
    let mut gone = Vec::new();
    for decision in decisions {
        let found = find(figures, decision, decisions);
        let put = found.map_err(|why| why.to_owned()).and_then(|at| {
            let Some(place) = standing.get_mut(at) else { return Ok(()) };
            place.put(decision).map_err(|error| error.to_string())
        });
        if let Err(why) = put {
            gone.push(Gone { decision, why });
        }
    }
    Settled { standing, gone }
}

fn as_read((id, figure): &(FigureId, Figure)) -> Standing<'_> {
    Standing { id, figure, claim: Some(figure.claim.clone()), decision: None, read_anew: false }
}

impl<'a> Standing<'a> {
    fn put(&mut self, decision: &'a Decision) -> Result<(), FieldError> {
        let read = &self.figure.claim;
        self.claim = match decision.verdict {
            Verdict::Reject => None,
            Verdict::Correct => Some(decision.changes.apply(read)?),
            // What was found right stays, in every dimension: those that were unknown then are unknown still.
            Verdict::Accept => Some(decision.read.clone().then(&decision.changes).apply(&blank(read))?),
        };
        self.read_anew = Changes::whole(read) != decision.read;
        self.decision = Some(decision);
        Ok(())
    }
}

/// A claim without what a text may leave out.
fn blank(claim: &Claim) -> Claim {
    let nothing = [
        super::Field::ValueHigh,
        super::Field::Indicator,
        super::Field::Item,
        super::Field::Basis,
        super::Field::Area,
        super::Field::Counterpart,
        super::Field::Period,
        super::Field::Speaker,
    ];
    let mut changes = Changes::default();
    nothing.into_iter().for_each(|field| changes.set(field, ""));
    changes.apply(claim).unwrap_or_else(|_| claim.clone())
}

/// The figure that a decision is about.
fn find(figures: &[(FigureId, Figure)], decision: &Decision, all: &[Decision]) -> Result<usize, &'static str> {
    let mut candidates = with_mention(figures, |mention| {
        mention.span == decision.place.span && mention.surface == decision.place.surface
    });
    if candidates.is_empty() {
        let span = decision.place.span;
        candidates = with_mention(figures, |m| m.span.start < span.end && span.start < m.span.end);
    }
    if candidates.is_empty() {
        return Err("no figure is read there any more");
    }
    let reads_so = |at: &&usize| Changes::whole(&figures[**at].1.claim) == decision.read;
    if let Some(at) = candidates.iter().find(reads_so) {
        return Ok(*at);
    }
    // A figure that reads as another decision has it belongs to that one.
    let others = |at: &usize| {
        let read = Changes::whole(&figures[*at].1.claim);
        all.iter().any(|other| {
            other.place.figure != decision.place.figure && other.read == read && other.place.span == decision.place.span
        })
    };
    candidates.retain(|at| !others(at));
    let named = candidates.iter().find(|at| figures[**at].0 == decision.place.figure);
    match (named, candidates.as_slice()) {
        (Some(at), _) => Ok(*at),
        (None, [one]) if is_first(decision) => Ok(*one),
        (None, []) => Err("no figure is read there any more"),
        (None, _) => Err("several figures are read there now, and none as it was"),
    }
}

fn with_mention(figures: &[(FigureId, Figure)], fits: impl Fn(&Mention) -> bool) -> Vec<usize> {
    (0..figures.len()).filter(|at| figures[*at].1.mentions.iter().any(&fits)).collect()
}

/// Whether a decision is about the first figure of its number.
fn is_first(decision: &Decision) -> bool {
    FigureId::of(&decision.place.document, decision.place.span, 0) == decision.place.figure
}
