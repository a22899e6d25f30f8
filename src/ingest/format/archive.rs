//! ZIP: the documents in an archive, each a document of its own. Nothing is written to the disk, whatever the names say.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::super::IngestError;
use super::detect::is_document;
use super::{Given, Limits, Raw, Raws, within};

/// An archive in memory.
pub(super) type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// The documents of an archive, in the order of their names, and why others cannot be read. An archive without any is
/// a fault.
pub(super) fn documents(given: &Given, limits: &Limits, depth: usize) -> Result<Raws, IngestError> {
    if depth >= limits.archives {
        let problem = format!("is an archive in {depth} others: want at most {}", limits.archives);
        return Err(given.fault(problem));
    }
    let mut archive = open(given.bytes).map_err(|problem| given.fault(problem))?;
    if archive.len() > limits.entries {
        return Err(given.fault(format!("holds {} files: want at most {}", archive.len(), limits.entries)));
    }
    let mut raws = Raws::new();
    let mut left = limits.unpacked;
    for name in names(&mut archive) {
        let (index, name) = name.map_err(|problem| given.fault(problem))?;
        match unpacked(&mut archive, index, &name, &mut left) {
            Ok(bytes) => raws.extend(inside(given, limits, depth, &name, &bytes)),
            Err(problem) => raws.push(Err(given.fault_of(shown(&name), problem))),
        }
    }
    if raws.is_empty() { Err(IngestError::NoDocuments { path: given.path.to_owned() }) } else { Ok(raws) }
}

/// Opens an archive; the error says what is wrong with it.
pub(super) fn open(bytes: &[u8]) -> Result<Archive<'_>, String> {
    ZipArchive::new(Cursor::new(bytes)).map_err(|error| format!("is a broken ZIP archive: {error}"))
}

/// The entries that may be documents, by name. Folders, hidden files and what systems put beside files are none.
fn names(archive: &mut Archive<'_>) -> Vec<Result<(usize, String), String>> {
    let hidden =
        |name: &str| name.split(['/', '\\']).any(|part| part.starts_with('.') && part != ".." || part == "__MACOSX");
    let mut names: Vec<Result<(usize, String), String>> = Vec::new();
    for index in 0..archive.len() {
        match archive.by_index_raw(index) {
            Ok(entry) => {
                let name = entry.name().map_or_else(|_| format!("file {}", index + 1), |name| name.into_owned());
                if entry.is_file() && is_document(name.as_ref()) && !hidden(&name) || entry.is_symlink() {
                    names.push(Ok((index, name)));
                }
            }
            Err(error) => names.push(Err(format!("is a broken ZIP archive: {error}"))),
        }
    }
    names.sort_by(|a, b| a.as_ref().ok().map(|a| &a.1).cmp(&b.as_ref().ok().map(|b| &b.1)));
    names
}

/// The bytes of an entry, as long as all together stay below the limit. The error says what is wrong with it.
fn unpacked(archive: &mut Archive<'_>, index: usize, name: &str, left: &mut usize) -> Result<Vec<u8>, String> {
    let entry = archive.by_index(index).map_err(|error| match error {
        zip::result::ZipError::UnsupportedArchive(what) => format!("cannot be unpacked: {what}"),
        error => format!("is broken: {error}"),
    })?;
    if entry.is_symlink() {
        return Err("is a link: want a file".to_owned());
    }
    if entry.enclosed_name().is_none() || name.starts_with(['/', '\\']) {
        return Err("leads out of the archive: want a path inside of it".to_owned());
    }
    read(entry, left)
}

/// Reads an entry to its end, or until too much has come out of the archive.
fn read(entry: impl Read, left: &mut usize) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let copied = entry.take(*left as u64 + 1).read_to_end(&mut bytes);
    if bytes.len() > *left {
        *left = 0;
        return Err("unpacks to more than an archive may: want a smaller one".to_owned());
    }
    *left -= bytes.len();
    copied.map_err(|error| format!("is broken: {error}"))?;
    Ok(bytes)
}

/// One file of an archive that is no archive of documents itself, such as `word/document.xml`; `None` if it is not there.
pub(super) fn file(archive: &mut Archive<'_>, name: &str, left: &mut usize) -> Option<Result<Vec<u8>, String>> {
    let index = archive.index_for_name(name)?;
    Some(match archive.by_index(index) {
        Ok(entry) => read(entry, left).map_err(|problem| format!("{name} in it {problem}")),
        Err(error) => Err(format!("{name} in it is broken: {error}")),
    })
}

/// The documents of one entry, with its name before the names of their parts.
fn inside(given: &Given, limits: &Limits, depth: usize, name: &str, bytes: &[u8]) -> Raws {
    let path = given.path.join(name);
    let entry = Given { path: &path, bytes, media_type: None, url: None };
    let named = |raw: Raw| {
        let part = match &raw.part {
            Some(part) => format!("{name}/{part}"),
            None => name.to_owned(),
        };
        Raw { part: Some(part), ..raw }
    };
    within(&entry, limits, depth + 1).into_iter().map(|raw| raw.map(named)).collect()
}

/// A name as it is shown behind that of the archive, also if it would replace it.
fn shown(name: &str) -> &str {
    name.trim_start_matches(['/', '\\'])
}
