//! What lies ahead of which the text speaks.

use chrono::Datelike;

use super::{Discourse, Last};
use crate::model::ObsStatus;

impl Discourse {
    /// The calendar year for which the last figure of this line was foreseen.
    pub(super) fn line_ahead(&self) -> Option<i32> {
        let here = |l: &&Last| l.line == self.line && l.status == ObsStatus::Forecast;
        let period = self.last.as_ref().filter(here)?.period?;
        let year = period.length() == Some(12) && period.first_day().month() == 1;
        year.then(|| period.last_day().year())
    }
}
