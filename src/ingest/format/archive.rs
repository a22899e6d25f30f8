//! ZIP.
use super::super::IngestError;
use super::{Given, Limits, Raws};
pub(super) fn documents(_given: &Given, _limits: &Limits, _depth: usize) -> Result<Raws, IngestError> {
    Ok(Vec::new())
}
