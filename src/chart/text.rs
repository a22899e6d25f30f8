//! Lines of text that have to fit: broken, or cut short.

use super::canvas::{Font, width};

/// What never begins a line of Chinese; it may stand in the margin.
const CLOSING: &str = "，。、；：！？）》」』”";

/// A text broken at its plain blanks, not at those that keep words together, into lines no wider than the room. A word
/// that is wider, as a Chinese sentence is, is broken between its letters.
pub(super) fn wrapped(text: &str, font: Font, room: i32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split([' ', '\n']).filter(|word| !word.is_empty()) {
        let longer = lines.last().map(|line| format!("{line} {word}"));
        match longer {
            Some(longer) if width(&longer, font) <= room => {
                if let Some(last) = lines.last_mut() {
                    *last = longer;
                }
            }
            _ => lines.extend(broken(word, font, room)),
        }
    }
    lines
}

fn broken(word: &str, font: Font, room: i32) -> Vec<String> {
    if width(word, font) <= room {
        return vec![word.to_owned()];
    }
    let mut parts = vec![String::new()];
    let pieces = word.split_inclusive(['-', '/', '_', '.']);
    let fits = |piece: &&str| width(piece, font) <= room;
    let letters = |piece: &str| piece.chars().map(String::from).collect::<Vec<_>>();
    for piece in pieces.flat_map(|piece| if fits(&piece) { vec![piece.to_owned()] } else { letters(piece) }) {
        let full = parts.last().is_some_and(|part| !part.is_empty() && width(&format!("{part}{piece}"), font) > room);
        if full && !CLOSING.contains(&piece) {
            parts.push(String::new());
        }
        if let Some(part) = parts.last_mut() {
            part.push_str(&piece);
        }
    }
    parts
}

/// At most so many lines of a text; what is left out is marked by an ellipsis.
pub(super) fn within(text: &str, font: Font, room: i32, most: usize) -> Vec<String> {
    let mut lines = wrapped(text, font, room);
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            *last = shortened(&format!("{last} …"), font, room);
        }
    }
    lines
}

/// A text cut so that it fits with an ellipsis, if it does not fit whole.
pub(super) fn shortened(text: &str, font: Font, room: i32) -> String {
    if width(text, font) <= room {
        return text.to_owned();
    }
    let letters: Vec<char> = text.trim_end_matches(['…', ' ']).chars().collect();
    let cut = |kept: usize| letters[..kept].iter().collect::<String>().trim_end().to_owned() + "…";
    let mut kept = letters.len();
    while kept > 1 && width(&cut(kept), font) > room {
        kept -= 1;
    }
    cut(kept)
}

/// The width of the widest of some lines.
pub(super) fn widest<'t>(lines: impl IntoIterator<Item = &'t String>, font: Font) -> i32 {
    lines.into_iter().map(|line| width(line, font)).max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::style::AXIS;
    use super::*;

    #[test]
    fn lines_fit_their_room() {
        for text in
            ["a word and another word", "俄罗斯与独联体国家的贸易额前十个月", "Donaudampfschifffahrtsgesellschaft"]
        {
            let lines = wrapped(text, AXIS, 600);
            assert!(lines.len() > 1 && lines.iter().all(|line| width(line, AXIS) <= 600), "{lines:?}");
            assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""));
        }
    }

    #[test]
    fn what_is_cut_says_so() {
        let lines = within("one two three four five six seven eight", AXIS, 500, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines[1].ends_with('…') && width(&lines[1], AXIS) <= 500, "{lines:?}");
        assert_eq!(shortened("short", AXIS, 5000), "short");
    }
}
