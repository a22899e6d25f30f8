//! Feeds.
use super::super::IngestError;
use super::{Given, Limits, Raws};
pub(super) fn documents(_given: &Given, _limits: &Limits) -> Result<Raws, IngestError> {
    Ok(Vec::new())
}
pub(super) fn json(_given: &Given, _text: &str) -> Result<Raws, IngestError> {
    Ok(Vec::new())
}
