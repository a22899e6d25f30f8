//! Posts: the lines by which a channel or chronicle says when each of its posts was written.

use super::page::Page;
use crate::lang::Link;
use crate::text::{Kind, Line};

/// "3 June, 08:15", "[03.06.2025 08:15]": whether a line is nothing but a day and the time of a clock.
fn stamp(page: &Page<'_>, line: &Line) -> bool {
    const LONGEST: usize = 12;
    let clock = |at: usize| page.tokens[at].kind == Kind::Number && page.word(at).contains(':');
    let small = |at: usize| page.one_of(at, &[Link::At, Link::On, Link::In]);
    let mark = |at: usize| !matches!(page.tokens[at].kind, Kind::Word | Kind::Number);
    let mut words = line.first..line.last;
    line.last - line.first <= LONGEST
        && words.clone().any(|at| page.dated(at))
        && words.clone().any(clock)
        && words.all(|at| page.dated(at) || clock(at) || mark(at) || small(at))
}

/// "Forwarded from ...": whether a line, perhaps behind a picture, says whose post is repeated below.
fn forwards(page: &Page<'_>, line: &Line) -> bool {
    (line.first..line.last.min(line.first + 2)).any(|at| page.link(at, Link::Post))
}

/// "t.me/channel/21987", "👁 41.2K  edited  09:24": whether a line is but the address of a post, or says how many have seen it and when it was
/// written: the foot of a post, behind which the next one begins.
fn foot(page: &Page<'_>, line: &Line) -> bool {
    const LONGEST: usize = 10;
    const WORDS: usize = 1;
    let text = page.span(line.first, line.last).of(page.text);
    let address = text
        .trim_start_matches("https://")
        .strip_prefix("t.me/")
        .is_some_and(|rest| rest.contains('/') && !rest.contains(char::is_whitespace));
    let clock = |at: usize| page.tokens[at].kind == Kind::Number && page.word(at).contains(':');
    let words = (line.first..line.last).filter(|at| page.tokens[*at].kind == Kind::Word && page.tokens[*at].spaced);
    let seen = text.starts_with('\u{1f441}') && (line.first..line.last).any(clock);
    line.last - line.first <= LONGEST && (address || seen && words.count() <= WORDS)
}

/// The lines at which posts begin; none in a text in which but one has its time, which is a dateline.
pub fn stamps(page: &Page<'_>) -> Vec<usize> {
    let stamped = page.lines.iter().filter(|line| stamp(page, line)).count();
    let feet = page.lines.iter().filter(|line| foot(page, line)).count();
    let opens =
        |line: &Line| stamped > 1 && (stamp(page, line) || forwards(page, line)) || feet > 1 && foot(page, line);
    let lines = page.lines.iter().enumerate().filter(|(_, line)| opens(line));
    lines.map(|(number, _)| number).collect()
}

/// Whether an area is named by its flag.
pub fn flag(page: &Page<'_>, first: usize) -> bool {
    page.word(first).chars().all(|c| matches!(c, '\u{1f1e6}'..='\u{1f1ff}'))
}
