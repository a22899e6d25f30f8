//! Telegram.
use super::super::IngestError;
use super::{Given, Limits, Raws};
pub(super) fn page(_given: &Given, _limits: &Limits, _text: &str) -> Result<Raws, IngestError> {
    Ok(Vec::new())
}
pub(super) fn export(_given: &Given, _text: &str) -> Result<Raws, IngestError> {
    Ok(Vec::new())
}
