//! Stub.
use super::super::IngestError;
use super::Decoded;
use super::{Given, Limits, Raw};
pub(super) fn document(given: &Given, _limits: &Limits, _decoded: &Decoded) -> Result<Raw, IngestError> {
    Err(IngestError::Empty { path: given.path.to_owned() })
}
