//! Whether the value of a cell has been measured, estimated or foreseen.

use super::Region;
use crate::extract::mention::within;
use crate::extract::period::marked_year;
use crate::extract::scene::Found;
use crate::extract::table::Cell;
use crate::lang::Link;
use crate::model::ObsStatus;
use crate::text::Line;

/// Whether what a cell says has happened, and whether but the caption says so.
pub(super) fn status(found: &Found<'_, '_>, regions: &[Region], cell: &Cell) -> (ObsStatus, bool) {
    for region in regions {
        if let Some(status) = noted(found, *region).filter(|_| !cell.caption.contains(region)) {
            return (status, false);
        }
        // "May 2025" is a month, and no modal.
        let statuses = within(&found.mentions.statuses, region.0, region.1);
        if let Some(status) = statuses.iter().find(|s| !found.page.dated(s.first)) {
            return (status.what.0, cell.caption.contains(region));
        }
        let mut marks = (region.0..region.1).filter_map(|i| marked_year(found.page, i)?.1);
        if let Some(status) = marks.next() {
            return (status, false);
        }
        let column = !cell.caption.contains(region);
        if let Some(status) = column.then(|| column_status(found, *region)).flatten() {
            return (status, false);
        }
    }
    (ObsStatus::Actual, false)
}

/// "Oct. (a)" with a note "(a) flash estimate" below: the status that a mark in a row or above a column stands for.
fn noted(found: &Found<'_, '_>, region: Region) -> Option<ObsStatus> {
    let page = found.page;
    let mark = |i: usize| page.is(i, b'(') && page.is(i + 2, b')') && page.word(i + 1).len() == 1;
    let at = (region.0..region.1).find(|&i| mark(i))?;
    let note = |l: &&Line| l.first > at && mark(l.first) && page.word(l.first + 1) == page.word(at + 1);
    let line = page.lines.iter().find(note)?;
    within(&found.mentions.statuses, line.first, line.last).first().map(|s| s.what.0)
}

/// The status that the words of a row or column give it: plan, preliminary, actual.
fn column_status(found: &Found<'_, '_>, region: Region) -> Option<ObsStatus> {
    let said = |link: Link| (region.0..region.1).any(|i| found.page.link(i, link));
    let statuses = [
        (Link::Planned, ObsStatus::Target),
        (Link::Preliminary, ObsStatus::Estimate),
        (Link::Achieved, ObsStatus::Actual),
    ];
    statuses.into_iter().find(|(link, _)| said(*link)).map(|(_, status)| status)
}
