//! Files, folders and manifests named on a command line, as documents in a stable order.

use std::collections::{BTreeMap, VecDeque};
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::manifest::{canonical, manifest};
use super::read::read;
use super::{IngestError, Limits, MANIFEST, Manifest, ManifestRow, Named, is_document};
use crate::model::{Document, DocumentId};

/// Documents that could be read, and what stood in the way of the others; both in the order of their naming.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Collected {
    /// The documents.
    pub documents: Vec<Document>,
    /// Why others gave none.
    pub failures: Vec<IngestError>,
}

/// All documents of these files and folders, at once: see [`documents`].
pub fn collect(paths: &[PathBuf], manifest: Option<&Path>) -> Collected {
    let mut collected = Collected::default();
    for document in documents(paths, manifest) {
        match document {
            Ok(document) => collected.documents.push(document),
            Err(failure) => collected.failures.push(failure),
        }
    }
    collected
}

/// The documents of these files and folders, read one at a time.
///
/// Folders are walked in the order of names, hidden ones left out, for files of the formats that are read; the
/// `sources.csv` of a folder describes the files beside and below it, the nearest first, and what it names outside of
/// them is read after them. A file named by itself is described by the `sources.csv` beside it. `manifest` takes the
/// place of all of these; without any paths, every document that it names is read.
pub fn documents(paths: &[PathBuf], manifest: Option<&Path>) -> Documents {
    let planned = Planner::default().plan(paths, manifest).into_iter();
    Documents { planned, limits: Limits::default(), read: VecDeque::new(), ids: BTreeMap::new() }
}

/// An iterator over documents, each read when it is asked for.
#[derive(Debug)]
pub struct Documents {
    planned: std::vec::IntoIter<Result<Planned, IngestError>>,
    limits: Limits,
    /// The documents of the file that was read last, which are still to be handed on.
    read: VecDeque<(PathBuf, Result<Document, IngestError>)>,
    ids: BTreeMap<String, (DocumentId, PathBuf)>,
}

/// A file to read, with the row that describes it.
#[derive(Debug)]
struct Planned {
    path: PathBuf,
    row: Option<ManifestRow>,
}

impl Iterator for Documents {
    type Item = Result<Document, IngestError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some((path, document)) = self.read.pop_front() {
                return Some(document.and_then(|document| self.unless_taken(&path, document)));
            }
            match self.planned.next()? {
                Ok(planned) => {
                    let documents = planned.read(&self.limits);
                    self.read.extend(documents.into_iter().map(|document| (planned.path.clone(), document)));
                }
                Err(error) => return Some(Err(error)),
            }
        }
    }

    /// There are as many documents as files and failures still to come, or more.
    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.planned.len() + self.read.len(), None)
    }
}

impl Documents {
    /// The document, unless another one goes by its id.
    fn unless_taken(&mut self, path: &Path, document: Document) -> Result<Document, IngestError> {
        let id = document.source.id.clone();
        let (holder, first) = self.ids.entry(id.clone()).or_insert_with(|| (document.id.clone(), path.to_owned()));
        if *holder == document.id {
            return Ok(document);
        }
        Err(IngestError::IdTaken { path: path.to_owned(), id, first: first.clone() })
    }
}

impl Planned {
    /// The documents; a file that is not there is the manifest's error, and is put to its row.
    fn read(&self, limits: &Limits) -> Vec<Result<Document, IngestError>> {
        let put_to_row = |error: IngestError| match (&self.row, &error) {
            (Some(row), IngestError::Missing { .. } | IngestError::Folder { .. }) => {
                IngestError::Named { manifest: row.manifest.clone(), line: row.line, error: Box::new(error) }
            }
            _ => error,
        };
        read(&self.path, self.row.as_ref(), limits).into_iter().map(|document| document.map_err(put_to_row)).collect()
    }
}

/// Works out what to read, without reading it.
#[derive(Default)]
struct Planner {
    planned: Vec<Result<Planned, IngestError>>,
    /// Every file planned so far by its one path, with the path by which it was named.
    seen: BTreeMap<PathBuf, PathBuf>,
    /// The manifests looked for beside files named by themselves; `None` where there is none that can be read.
    beside: BTreeMap<PathBuf, Option<Rc<Manifest>>>,
}

impl Planner {
    fn plan(mut self, paths: &[PathBuf], explicit: Option<&Path>) -> Vec<Result<Planned, IngestError>> {
        let explicit = match explicit.map(manifest) {
            None => None,
            Some(Ok(manifest)) => {
                self.planned.extend(manifest.failures.iter().cloned().map(Err));
                Some(Rc::new(manifest))
            }
            // Without the manifest that was asked for, every document would go without its date.
            Some(Err(error)) => return vec![Err(error)],
        };
        if let Some(manifest) = explicit.as_ref().filter(|_| paths.is_empty()) {
            self.rows(manifest);
        }
        for path in paths {
            self.path(path, explicit.as_ref());
        }
        self.planned
    }

    fn path(&mut self, path: &Path, explicit: Option<&Rc<Manifest>>) {
        let manifests: Vec<_> = explicit.cloned().into_iter().collect();
        if path.is_dir() {
            let before = self.planned.len();
            self.folder(path, &manifests, explicit.is_none());
            if self.planned.len() == before {
                self.planned.push(Err(IngestError::NoDocuments { path: path.to_owned() }));
            }
        } else if explicit.is_some() {
            self.file(path, &manifests);
        } else {
            self.file_alone(path);
        }
    }

    /// A file named by itself. Of the manifest beside it only what concerns the file is reported.
    fn file_alone(&mut self, path: &Path) {
        let beside = path.parent().unwrap_or(Path::new("")).join(MANIFEST);
        if !self.beside.contains_key(&beside) {
            let found = beside.is_file().then(|| manifest(&beside).map(Rc::new)).transpose();
            let found = found.unwrap_or_else(|error| {
                self.planned.push(Err(error));
                None
            });
            self.beside.insert(beside.clone(), found);
        }
        let manifest = self.beside.get(&beside).cloned().flatten();
        match (manifest, beside.is_file()) {
            (Some(manifest), _) => {
                if let Named::Badly(error) = manifest.names(path) {
                    self.planned.push(Err(error.clone()));
                }
                self.file(path, &[manifest]);
            }
            (None, false) => self.file(path, &[]),
            (None, true) => {}
        }
    }

    /// Plans a folder's files, with `manifests` from the outermost to the nearest; its own is added if `look` says so.
    fn folder(&mut self, folder: &Path, manifests: &[Rc<Manifest>], look: bool) {
        let mut manifests = manifests.to_vec();
        let own = folder.join(MANIFEST);
        if look && own.is_file() {
            match manifest(&own) {
                Ok(manifest) => {
                    self.planned.extend(manifest.failures.iter().cloned().map(Err));
                    manifests.push(Rc::new(manifest));
                }
                Err(error) => return self.planned.push(Err(error)),
            }
        }
        match entries(folder) {
            Ok(entries) => entries.iter().for_each(|entry| self.entry(entry, &manifests, look)),
            Err(error) => self.planned.push(Err(error)),
        }
        if let Some(own) = manifests.last().filter(|_| look && own.is_file()).cloned() {
            self.rows(&own);
        }
    }

    fn entry(&mut self, entry: &Entry, manifests: &[Rc<Manifest>], look: bool) {
        match entry {
            Entry::Folder(path) => self.folder(path, manifests, look),
            Entry::File(path) => self.file(path, manifests),
        }
    }

    /// Plans the rows of a manifest whose files are not planned yet.
    fn rows(&mut self, manifest: &Manifest) {
        for row in &manifest.rows {
            if self.seen.insert(canonical(&row.path), row.path.clone()).is_none() {
                self.planned.push(Ok(Planned { path: row.path.clone(), row: Some(row.clone()) }));
            }
        }
    }

    /// Plans a file, unless it is planned already or its row cannot be read, which is reported already.
    fn file(&mut self, path: &Path, manifests: &[Rc<Manifest>]) {
        let one_path = canonical(path);
        if let Some(first) = self.seen.get(&one_path) {
            let first = first.clone();
            return self.planned.push(Err(IngestError::NamedTwice { path: path.to_owned(), first }));
        }
        self.seen.insert(one_path, path.to_owned());
        let nearest = manifests.iter().rev().map(|m| m.names(path)).find(|named| *named != Named::Not);
        match nearest.unwrap_or(Named::Not) {
            Named::Badly(_) => {}
            Named::By(row) => self.planned.push(Ok(Planned { path: path.to_owned(), row: Some(row.clone()) })),
            Named::Not => self.planned.push(Ok(Planned { path: path.to_owned(), row: None })),
        }
    }
}

/// What a folder holds for us.
enum Entry {
    Folder(PathBuf),
    File(PathBuf),
}

/// The folders and documents in a folder, by name. A link to a folder is not followed: it may lead back.
fn entries(folder: &Path) -> Result<Vec<Entry>, IngestError> {
    let failed = |error: std::io::Error| IngestError::Unreadable { path: folder.to_owned(), reason: error.to_string() };
    let mut found = fs::read_dir(folder).map_err(failed)?.collect::<Result<Vec<_>, _>>().map_err(failed)?;
    found.retain(|entry| !entry.file_name().as_encoded_bytes().starts_with(b"."));
    found.sort_by_key(fs::DirEntry::file_name);
    let kind = |entry: &fs::DirEntry| {
        let (path, kind) = (entry.path(), entry.file_type().ok()?);
        match kind.is_dir() {
            true => Some(Entry::Folder(path)),
            false => (is_document(&path) && path.is_file()).then_some(Entry::File(path)),
        }
    };
    Ok(found.iter().filter_map(kind).collect())
}

#[cfg(test)]
mod tests;
