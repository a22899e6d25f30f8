//! Lists of links below a text, whose lines are the titles of others, and how many have reacted to it.

use crate::extract::quantity::Counted;
use crate::extract::scene::Scene;
use crate::lang::Link;
use crate::text::{Kind, Line};

/// "Most read" above "2. Shares rose fivefold in a week": whether the line is an item of a list below a heading that leads elsewhere.
pub(super) fn of_links(scene: &Scene<'_>) -> bool {
    const ITEMS: usize = 12;
    const HEADING: usize = 5;
    let (page, line) = (scene.page, scene.page.sentences[scene.local.index].line);
    let item = |l: &usize| {
        let first = page.lines[*l].first;
        let numbered = page.tokens[first].kind == Kind::Number && matches!(page.mark(first + 1), b'.' | b')');
        let dash = page.tokens[first].kind == Kind::Dash && page.list_dash(first);
        numbered || dash || matches!(page.word(first), "\u{2022}" | "\u{b7}" | "*" | "\u{25aa}" | "\u{25cf}")
    };
    let above = || (line.saturating_sub(ITEMS)..line).rev().find(|l| !item(l)).map(|l| page.lines[l]);
    let heads = |l: Line| page.link(l.first, Link::Boilerplate) && l.last - l.first <= HEADING;
    item(&line) && above().is_some_and(heads)
}

/// "Te puede interesar:" above the titles of other texts: whether the line stands directly below such a label.
pub(super) fn below_label(scene: &Scene<'_>) -> bool {
    const LINES: usize = 6;
    const LABEL: usize = 5;
    let (page, mut line) = (scene.page, scene.page.sentences[scene.local.index].line);
    for _ in 0..LINES {
        if line == 0 || page.lines[line].after_blank {
            return false;
        }
        line -= 1;
        let above = page.lines[line];
        if page.link(above.first, Link::Boilerplate)
            && page.is(above.last - 1, b':')
            && above.last - above.first <= LABEL
        {
            return true;
        }
    }
    false
}

/// "👍 2,3 mil · 611 comentarios": how many have reacted to a post, behind a picture with which a line opens.
pub(super) fn reactions(scene: &Scene<'_>) -> bool {
    let (page, number) = (scene.page, scene.quantity());
    let picture = |i: usize| {
        let sign = page.word(i).chars().next();
        sign.is_some_and(|c| matches!(c, '\u{1f300}'..='\u{1faff}' | '\u{2764}' | '\u{2665}'))
    };
    let before = number.lead.checked_sub(1).filter(|&i| picture(i) && page.tokens[i].kind != Kind::Word);
    let next = page.tokens.get(number.last);
    let ends =
        next.is_none_or(|t| t.breaks > 0 || t.gap || t.kind == Kind::Mark && !matches!(t.mark, b'.' | b',' | b'('));
    before.is_some() && ends && matches!(number.counted, Counted::Bare | Counted::Scaled)
}
