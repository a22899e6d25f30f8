//! Stub.
use super::super::IngestError;
use super::{Given, Limits, Raw};
pub(super) fn document(given: &Given, _limits: &Limits) -> Result<Raw, IngestError> {
    Err(IngestError::Empty { path: given.path.to_owned() })
}
