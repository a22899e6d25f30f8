//! What a dataset is made of, as the caller hands it in.

use std::collections::BTreeMap;

use crate::model::{Claim, DocumentId, FigureId, Missing, Series, Source, Span};

use super::table::Table;

/// What a dataset says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// Its name for programs: lower-case letters, digits, `-`, `_`, `.`.
    pub name: String,
    /// Its name for people.
    pub title: String,
    /// What it holds.
    pub description: String,
}

/// A document of the dataset, with what became of its figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentRow {
    /// The SHA-256 of its bytes.
    pub id: DocumentId,
    /// Where it came from.
    pub source: Source,
    /// Its text, from which citations take their sentences. Where it is empty, only first mentions have theirs.
    pub text: String,
    /// How many figures were found in it.
    pub figures: usize,
    /// How many of them are observations.
    pub observations: usize,
    /// How many lack a dimension.
    pub unresolved: usize,
}

/// A figure that is no observation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnresolvedRow {
    /// The figure.
    pub figure: FigureId,
    /// The document that says so.
    pub document: DocumentId,
    /// What is said.
    pub claim: Claim,
    /// What it lacks.
    pub missing: Vec<Missing>,
    /// The number with its scale and unit, as written.
    pub surface: String,
    /// The sentence around it.
    pub sentence: String,
    /// Where it stands in the document's text.
    pub span: Span,
}

/// All that goes into a dataset.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// What it says of itself.
    pub about: &'a About,
    /// The series with their observations.
    pub series: &'a [Series],
    /// The documents; every observation's document is among them.
    pub documents: &'a [DocumentRow],
    /// The figures that are no observations.
    pub unresolved: &'a [UnresolvedRow],
    /// Further tables, such as [`super::deltas`], written and described in the same way.
    pub tables: &'a [Table],
}

/// A document with the name under which the tables refer to it.
#[derive(Clone, Copy)]
pub(super) struct Named<'a> {
    pub(super) name: &'a str,
    pub(super) row: &'a DocumentRow,
}

/// The documents of a dataset by their identity, each with a name that no other document has.
pub(super) struct Names<'a>(BTreeMap<&'a DocumentId, (String, &'a DocumentRow)>);

impl<'a> Names<'a> {
    pub(super) fn of(documents: &'a [DocumentRow]) -> Self {
        let mut uses = BTreeMap::<&str, usize>::new();
        for document in documents {
            *uses.entry(&document.source.id).or_default() += 1;
        }
        let name = |document: &DocumentRow| match uses.get(document.source.id.as_str()) {
            Some(1) if !document.source.id.is_empty() => document.source.id.clone(),
            // Two versions of one page share the manifest's name: the start of the hash tells them apart.
            _ => format!("{}@{:.12}", document.source.id, document.id.as_str()),
        };
        Self(documents.iter().map(|document| (&document.id, (name(document), document))).collect())
    }

    pub(super) fn get(&self, id: &DocumentId) -> Option<Named<'_>> {
        self.0.get(id).map(|(name, row)| Named { name, row })
    }

    /// The documents, by name.
    pub(super) fn sorted(&self) -> Vec<Named<'_>> {
        let mut all: Vec<_> = self.0.values().map(|(name, row)| Named { name, row }).collect();
        all.sort_by_key(|document| document.name);
        all
    }
}
