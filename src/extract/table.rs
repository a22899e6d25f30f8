//! Tables in plain text: rows of a label and numbers in columns, with the words above each column and above all.

use super::page::Page;
use super::places::Quantities;
use super::quantity::Counted;
use super::scene::{Found, Local};
use crate::lang::Reading;
use crate::text::{Kind, Line};

/// A number in a table, with the words that say what it is.
#[derive(Debug, Clone, Default)]
pub struct Cell {
    /// The label of the row: first and one past the last token.
    pub row: (usize, usize),
    /// The line above a group of rows that stand further in: "Headline inflation" above "Current" and "Previous".
    pub group: Option<(usize, usize)>,
    /// The label of the row above, where this one stands further in: "annual change" below "Employed".
    pub parent: Option<(usize, usize)>,
    /// The words above the column.
    pub head: Vec<(usize, usize)>,
    /// The words above the columns to its left, nearest first.
    pub left: Vec<(usize, usize)>,
    /// The lines that introduce the table.
    pub caption: Vec<(usize, usize)>,
    /// The words above all columns.
    pub columns: Vec<(usize, usize)>,
}

/// The cells of a page, by the number of their quantity.
pub type Cells = std::collections::BTreeMap<usize, Cell>;

/// A stretch of a line between gaps: its tokens, and where it stands in the line.
#[derive(Debug, Clone, Copy)]
struct Piece {
    first: usize,
    last: usize,
    left: usize,
    right: usize,
}

/// Finds the tables of a page.
pub fn read(page: &Page<'_>, quantities: &Quantities) -> Cells {
    let mut cells = Cells::new();
    let mut at = 0;
    while at < page.lines.len() {
        if !is_row(page, quantities, &page.lines[at]) {
            at += 1;
            continue;
        }
        let end = block(page, quantities, at);
        let rows: Vec<usize> = (at..end).filter(|&l| is_row(page, quantities, &page.lines[l])).collect();
        // One row below a line of column heads is a table, too.
        let headed = |row: &usize| columns(page, quantities, *row) >= 2 && !heads(page, quantities, at).is_empty();
        if rows.len() >= 2 || rows.first().is_some_and(headed) {
            table(page, quantities, &rows, at, &mut cells);
            at = end;
        } else {
            at += 1;
        }
    }
    cells
}

/// How many values a row has.
fn columns(page: &Page<'_>, quantities: &Quantities, row: usize) -> usize {
    pieces(page, &page.lines[row]).iter().skip(1).filter(|p| value(page, quantities, p).is_some()).count()
}

/// One past the last line of the table that may start with a row: rows, rules and notes between them.
fn block(page: &Page<'_>, quantities: &Quantities, start: usize) -> usize {
    let mut end = start + 1;
    while let Some(line) = page.lines.get(end) {
        let row = is_row(page, quantities, line);
        let rule = is_rule(page, line) || is_group(page, quantities, end) || is_unit(page, quantities, end);
        if !row && (!rule || line.after_blank) {
            break;
        }
        end += 1;
    }
    end
}

/// Whether a line only names the rows below it, which stand further in.
fn is_group(page: &Page<'_>, quantities: &Quantities, at: usize) -> bool {
    const LONGEST: usize = 8;
    let (line, Some(next)) = (&page.lines[at], page.lines.get(at + 1)) else { return false };
    let counts = quantities.before(line.first);
    let plain = quantities.get(counts).is_none_or(|q| q.first >= line.last);
    line.last - line.first <= LONGEST
        && plain
        && page.tokens[line.first].kind == Kind::Word
        && !next.after_blank
        && indent(page, line) < indent(page, next)
        && is_row(page, quantities, next)
        && pieces(page, line).len() == 1
}

/// Whether a line only says what the numbers in the rows below it are counted in, and stands above their columns: "Thousand", "Rates (%)".
fn is_unit(page: &Page<'_>, quantities: &Quantities, at: usize) -> bool {
    const LONGEST: usize = 5;
    const APART: usize = 8;
    let (line, Some(next)) = (&page.lines[at], page.lines.get(at + 1)) else { return false };
    let plain = quantities.get(quantities.before(line.first)).is_none_or(|q| q.first >= line.last);
    let counts = |i: usize| page.has(i, Reading::SCALE | Reading::SCALES | Reading::UNIT | Reading::MONEY);
    line.last - line.first <= LONGEST
        && plain
        && indent(page, line) >= indent(page, next) + APART
        && is_row(page, quantities, next)
        && pieces(page, line).len() == 1
        && (line.first..line.last).any(counts)
}

/// The group to which a row belongs: the last line that names one, where the row stands further in.
fn group(page: &Page<'_>, quantities: &Quantities, rows: &[usize], row: usize) -> Option<(usize, usize)> {
    let first = rows.first()?.saturating_sub(1);
    let unit = |at: usize| is_unit(page, quantities, at);
    let at = (first..row).rev().find(|at| is_group(page, quantities, *at) || unit(*at))?;
    let line = &page.lines[at];
    if unit(at) {
        return Some((line.first, line.last));
    }
    (indent(page, line) < indent(page, &page.lines[row])).then_some((line.first, line.last))
}

/// The label of the nearest row above that stands less far in.
fn parent(page: &Page<'_>, rows: &[usize], row: usize) -> Option<(usize, usize)> {
    let own = indent(page, &page.lines[row]);
    let above = rows.iter().rev().find(|above| **above < row && indent(page, &page.lines[**above]) < own)?;
    pieces(page, &page.lines[*above]).first().map(|label| (label.first, label.last))
}

/// Whether a line only rules the table.
fn is_rule(page: &Page<'_>, line: &Line) -> bool {
    page.tokens[line.first..line.last]
        .iter()
        .all(|t| matches!(t.kind, Kind::Dash) || matches!(t.of(page.text), "=" | "_" | "|" | "+"))
}

/// Whether a line is a label with numbers behind gaps or leaders.
fn is_row(page: &Page<'_>, quantities: &Quantities, line: &Line) -> bool {
    let parts = |at: usize| page.tokens[at].gap || page.tokens[at].kind == Kind::Mark && cuts(page, line, at);
    if !(line.first + 1..line.last).any(parts) {
        return false;
    }
    let pieces = pieces(page, line);
    let [label, rest @ ..] = pieces.as_slice() else { return false };
    let worded = (label.first..label.last).any(|i| page.tokens[i].kind == Kind::Word || page.dated(i));
    let values = rest.iter().filter(|p| value(page, quantities, p).is_some()).count();
    let blanks = rest.iter().filter(|p| blank(page, p)).count();
    worded && values >= 1 && values + blanks == rest.len()
}

/// A cell that stands for a missing value.
fn blank(page: &Page<'_>, piece: &Piece) -> bool {
    let text = page.span(piece.first, piece.last).of(page.text);
    matches!(
        text.trim_matches('.'),
        "" | "n.a" | "n/a" | "na" | "-" | "\u{2013}" | "\u{2014}" | "x" | "х" | "NA" | "\u{2026}"
    )
}

/// The quantity that fills a piece.
fn value(page: &Page<'_>, quantities: &Quantities, piece: &Piece) -> Option<usize> {
    let from = quantities.before(piece.first);
    let quantity = quantities.get(from)?;
    let sign_only = (piece.first..quantity.first).all(|i| matches!(page.word(i), "+" | "-" | "\u{2212}" | "\u{2013}"));
    let number = matches!(quantity.counted, Counted::Bare | Counted::Unit(..) | Counted::Money(_) | Counted::Scaled);
    (quantity.last == piece.last && sign_only && number).then_some(from)
}

/// Whether a token is a bar, in a leader of dots, or a bracket round a number behind another one ("0.9 (1.2)"): what parts the
/// pieces of a line.
fn cuts(page: &Page<'_>, line: &Line, at: usize) -> bool {
    let token = &page.tokens[at];
    if token.kind != Kind::Mark {
        return false;
    }
    match token.of(page.text) {
        "(" => at > line.first && brackets(page, at),
        ")" => (line.first + 1..at).rev().take(3).any(|open| page.is(open, b'(') && brackets(page, open)),
        "|" | "\u{2502}" => true,
        "." => {
            page.is(at + 1, b'.') && !page.tokens[at + 1].spaced
                || at > line.first && page.is(at - 1, b'.') && !token.spaced
        }
        _ => false,
    }
}

/// Whether a bracket holds nothing but a number, and stands behind one.
fn brackets(page: &Page<'_>, open: usize) -> bool {
    let number = |i: usize| page.tokens.get(i).is_some_and(|t| t.kind == Kind::Number && t.breaks == 0);
    let first = open + 1 + usize::from(page.tokens.get(open + 1).is_some_and(|t| t.kind == Kind::Dash));
    open.checked_sub(1).is_some_and(number) && number(first) && page.is(first + 1, b')')
}

/// The pieces of a line, cut at gaps, bars and leaders of dots.
fn pieces(page: &Page<'_>, line: &Line) -> Vec<Piece> {
    let mut all: Vec<Piece> = Vec::new();
    let (mut byte, mut columns) = (line_start(page, line), 0);
    // Columns stand below each other by characters, not by bytes.
    let mut column = |to: usize| {
        columns += page.text.get(byte..to).map_or(0, |part| part.chars().count());
        byte = to;
        columns
    };
    let mut open = true;
    for at in line.first..line.last {
        let token = &page.tokens[at];
        let (left, right) = (column(token.start as usize), column(token.end as usize));
        if cuts(page, line, at) {
            open = true;
            continue;
        }
        match all.last_mut() {
            Some(piece) if !open && !token.gap => {
                piece.last = at + 1;
                piece.right = right;
            }
            _ => all.push(Piece { first: at, last: at + 1, left, right }),
        }
        open = false;
    }
    all
}

/// The byte at which a line starts.
fn line_start(page: &Page<'_>, line: &Line) -> usize {
    let first = page.tokens[line.first].start as usize;
    page.text.get(..first).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1)
}

/// The cells of the rows of a table.
fn table(page: &Page<'_>, quantities: &Quantities, rows: &[usize], start: usize, cells: &mut Cells) {
    let start = start - usize::from(start > 0 && is_group(page, quantities, start - 1));
    let heads = heads(page, quantities, start);
    let caption = caption(page, start - heads.len());
    let apart = |l: &usize| pieces(page, &page.lines[*l]).iter().flat_map(|piece| by_year(page, piece)).collect();
    let head_lines: Vec<Vec<Piece>> = heads.iter().map(apart).collect();
    let head_pieces: Vec<Piece> = head_lines.iter().flatten().copied().collect();
    let bracketed: Vec<(usize, usize)> = heads
        .iter()
        .filter(|&&l| pieces(page, &page.lines[l]).len() == 1)
        .map(|&l| (page.lines[l].first, page.lines[l].last))
        .collect();
    for &row in rows {
        let pieces = pieces(page, &page.lines[row]);
        let [label, rest @ ..] = pieces.as_slice() else { continue };
        let group = group(page, quantities, rows, row);
        let parent = parent(page, rows, row);
        for piece in rest {
            let Some(quantity) = value(page, quantities, piece) else { continue };
            // Bars count the columns, however wide the words above them are.
            let barred = bars(page, row, piece);
            let below = |h: &Piece| h.left < piece.right + 2 && piece.left < h.right + 2;
            let same = |h: &Piece, line: usize| match barred {
                0 => below(h),
                column => bars(page, line, h) == column,
            };
            let line_of = |h: &Piece| page.lines.partition_point(|l| l.last <= h.first);
            let above = |h: &&Piece| (h.left > label.left + 3 || barred > 0) && same(h, line_of(h));
            // "2025" over "III" and "IV": a head with fewer words than the row has values spans those to its right.
            let spans = |line: &&Vec<Piece>| line.len() < rest.len() && !line.iter().any(|h| above(&h));
            let left = |h: &&Piece| h.left <= piece.left && h.left > label.left + 3;
            let spanning = head_lines.iter().filter(spans).filter_map(|line| line.iter().rfind(left));
            // Of two that both touch the column, the one that covers more of it.
            let covers = |h: &&Piece| (h.right.min(piece.right) + 4).saturating_sub(h.left.max(piece.left));
            let over = head_lines.iter().filter_map(|line| line.iter().filter(above).max_by_key(covers));
            let head = over.chain(spanning).map(|h| (h.first, h.last)).collect();
            let before = |h: &&Piece| h.right + 2 <= piece.left && h.left > label.left + 3;
            let left = head_pieces.iter().filter(before).rev().map(|h| (h.first, h.last)).collect();
            let caption = bracketed.iter().chain(&caption).copied().collect();
            let columns = head_pieces.iter().map(|h| (h.first, h.last)).collect();
            cells
                .insert(quantity, Cell { row: (label.first, label.last), group, parent, head, left, caption, columns });
        }
    }
}

/// "2019 (e) 2020 (f)": a head that names several years is as many heads.
fn by_year(page: &Page<'_>, piece: &Piece) -> Vec<Piece> {
    let year = |at: usize| page.tokens[at].kind == Kind::Number && page.dated(at) && page.word(at).len() == 4;
    // "2019-2020", "2019/20", "March 2019": what is joined to a year belongs to it.
    let own = |at: usize| at == piece.first || page.is(at - 1, b')') || year(at - 1);
    let starts: Vec<usize> = (piece.first..piece.last).filter(|&at| year(at) && own(at)).collect();
    if starts.len() < 2 || starts[0] != piece.first {
        return vec![*piece];
    }
    let column = |byte: u32| {
        let from = page.tokens[piece.first].start as usize;
        piece.left + page.text.get(from..byte as usize).map_or(0, |part| part.chars().count())
    };
    let ends = starts.iter().skip(1).copied().chain([piece.last]);
    let part = |(first, last): (usize, usize)| Piece {
        first,
        last,
        left: column(page.tokens[first].start),
        right: column(page.tokens[last - 1].end),
    };
    starts.iter().copied().zip(ends).map(part).collect()
}

/// How many bars stand before a piece in its line, or tabs where it has none; a bar with which the line opens counts, too.
fn bars(page: &Page<'_>, line: usize, piece: &Piece) -> usize {
    let bars = (page.lines[line].first..piece.first).filter(|&i| matches!(page.word(i), "|" | "\u{2502}")).count();
    if bars > 0 {
        return bars;
    }
    let from = line_start(page, &page.lines[line]);
    let to = page.tokens[piece.first].start as usize;
    page.text.get(from..to).map_or(0, |before| before.bytes().filter(|b| *b == b'\t').count())
}

/// The lines directly above the rows that carry the words of the columns, top to bottom.
fn heads(page: &Page<'_>, quantities: &Quantities, start: usize) -> Vec<usize> {
    let mut heads = Vec::new();
    let mut at = start;
    while at > 0 && heads.len() < 4 {
        let below = page.lines.get(at).is_some_and(|l| l.after_blank);
        let line = &page.lines[at - 1];
        let columns = pieces(page, line).len() >= 2
            || (line.first..line.last).any(|i| page.tokens[i].gap)
            || indent(page, line) >= 8;
        let note = page.is(line.first, b'(');
        if below || !(columns || note || is_rule(page, line)) || is_row(page, quantities, line) && !years(page, line) {
            break;
        }
        heads.push(at - 1);
        at -= 1;
    }
    heads.reverse();
    heads
}

/// How far a line is indented.
fn indent(page: &Page<'_>, line: &Line) -> usize {
    page.tokens[line.first].start as usize - line_start(page, line)
}

/// A line of years is the head of columns.
fn years(page: &Page<'_>, line: &Line) -> bool {
    (line.first..line.last).all(|i| page.dated(i) || page.tokens[i].kind == Kind::Mark)
}

/// The one or two lines above that say what the table shows. The last line of the text before is none of them.
fn caption(page: &Page<'_>, above: usize) -> Vec<(usize, usize)> {
    let prose = |line: &Line| line.last - line.first > 10 && page.is(line.last - 1, b'.');
    (1..=2)
        .filter_map(|back| above.checked_sub(back))
        .filter(|l| !prose(&page.lines[*l]))
        .map(|l| (page.lines[l].first, page.lines[l].last))
        .filter(|(a, b)| b - a <= 40)
        .collect()
}

/// The cell in which the `n`th quantity of a sentence stands, if it stands in a table.
pub fn cell<'f>(found: &'f Found<'_, '_>, local: &Local<'_>, n: usize) -> Option<&'f Cell> {
    found.cells.get(&local.number(n))
}
