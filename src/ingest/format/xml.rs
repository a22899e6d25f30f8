//! XML as it is read here: one event after the other, no deeper than may be.

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::Limits;

/// What a reader of elements is told. Names go without their prefix.
pub(super) enum Piece<'a> {
    /// An element begins; an empty one ends at once.
    Open(&'a str, &'a BytesStart<'a>),
    /// An element ends.
    Close(&'a str),
    /// Characters.
    Text(&'a str),
}

/// Hands every piece of a text in XML to `each`. The error says what is wrong with it.
pub(super) fn read(text: &str, limits: &Limits, mut each: impl FnMut(Piece<'_>)) -> Result<(), String> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let mut depth = 0usize;
    loop {
        let at = reader.buffer_position();
        match reader.read_event().map_err(|error| format!("is broken XML at byte {at}: {error}"))? {
            Event::Start(start) => {
                depth += 1;
                if depth > limits.nesting {
                    return Err(format!("nests elements more than {} deep: want less", limits.nesting));
                }
                each(Piece::Open(local(start.name().as_ref()), &start));
            }
            Event::Empty(start) => {
                each(Piece::Open(local(start.name().as_ref()), &start));
                each(Piece::Close(local(start.name().as_ref())));
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                each(Piece::Close(local(end.name().as_ref())));
            }
            Event::Text(text) => each(Piece::Text(&text.xml10_content())),
            Event::CData(text) => each(Piece::Text(&text.xml10_content())),
            Event::GeneralRef(reference) => each(Piece::Text(&character(&reference))),
            Event::Eof if depth > 0 => return Err(format!("is cut off: {depth} elements have no end")),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// The value of an attribute, whatever its prefix.
pub(super) fn attribute(start: &BytesStart, name: &str) -> Option<String> {
    let found = start.attributes().flatten().find(|attribute| local(attribute.key.as_ref()) == name)?;
    Some(found.value.to_string())
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// What a reference stands for: the five of XML, or a number. Entities that a file defines itself stand for nothing:
/// they are how small files grow large.
fn character(reference: &BytesRef) -> String {
    let name: &str = reference;
    let number = name.strip_prefix('#').and_then(|number| match number.strip_prefix('x') {
        Some(digits) => u32::from_str_radix(digits, 16).ok(),
        None => number.parse().ok(),
    });
    match (number.and_then(char::from_u32), name) {
        (Some(c), _) => c.to_string(),
        (None, "amp") => "&".to_owned(),
        (None, "lt") => "<".to_owned(),
        (None, "gt") => ">".to_owned(),
        (None, "quot") => "\"".to_owned(),
        (None, "apos") => "'".to_owned(),
        _ => String::new(),
    }
}
