//! Mail.
use super::super::IngestError;
use super::{Given, Limits, Raws};
pub(super) fn has_headers(_head: &str) -> bool {
    false
}
pub(super) fn documents(_given: &Given, _limits: &Limits) -> Result<Raws, IngestError> {
    Ok(Vec::new())
}
