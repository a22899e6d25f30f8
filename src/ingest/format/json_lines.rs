//! JSON Lines.
use super::super::IngestError;
use super::{Given, Raws};
pub(super) fn documents(_given: &Given, _text: &str) -> Result<Raws, IngestError> {
    Ok(Vec::new())
}
