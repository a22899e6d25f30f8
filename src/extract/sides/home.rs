//! When a text goes back to the country that it is about.

use super::inside::listed_others;
use super::rates::set_in_common;
use crate::extract::discourse::Last;
use crate::extract::page::Page;
use crate::extract::scene::Scene;
use crate::extract::topic::Topic;
use crate::model::Area;
use crate::model::codelist::AreaKind;

/// Whether a line is a paragraph of prose that a full stop ends, so that the next line is another one, with no blank line between.
fn closes_paragraph(page: &Page<'_>, line: usize) -> bool {
    const PROSE: usize = 24;
    let line = page.lines[line];
    line.last - line.first >= PROSE && matches!(page.mark(line.last - 1), b'.' | b'!' | b'?' | b'"')
}

/// "Norway, the Netherlands and Belgium stepped in. (Next paragraph) Gas consumption fell by 14 percent": whether a new paragraph goes back to the
/// country that the text is about, from another one of which a line before has told.
pub(super) fn returns(scene: &Scene<'_>, area: Option<Area>, line: usize) -> bool {
    let home = scene.discourse.home().filter(|home| home.kind() == AreaKind::Country);
    let away = home.is_some_and(|home| area != Some(home));
    line != scene.discourse.line && away && closes_paragraph(scene.page, line)
}

/// Why a text on one area goes back to it from the one of the figure before, if it does.
pub(super) fn back_home(scene: &Scene<'_>, topic: &Topic, area: Area, home: Area) -> Option<&'static str> {
    let before = scene.discourse.last.as_ref();
    // "China's exports to Algeria came to 11 billion. Reserves": behind what comes to its own country a text goes on with that.
    let received = |l: &Last| l.counterpart == Some(home) && l.sentence < scene.local.index;
    if area != home && before.is_some_and(received) {
        return Some("the document's area, the other side of the figure before");
    }
    // "The ECB left its rate at 2 %. The deficit narrowed", in a text on one of its members: what a common bank sets moves no text away.
    if area != home && home.kind() == AreaKind::Country && set_in_common(topic, area, before) {
        return Some("the document's area, behind a rate that is set in common");
    }
    // "2,1 % en Allemagne, 2,0 % en Espagne. L'énergie recule": behind a list of others a text goes on with what it is about.
    listed_others(scene, home).then_some("the document's area, behind a list of others")
}
