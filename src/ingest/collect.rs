//! Files, folders and manifests named on a command line, as documents in a stable order.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::manifest::{canonical, manifest};
use super::read::{Bytes, bytes, documents_of};
use super::walk::{Entry, Walk};
use super::web::is_url;
use super::{IngestError, Limits, MANIFEST, Manifest, ManifestRow, Named};
use crate::model::{Document, DocumentId};

/// Documents that could be read, and what stood in the way of the others; both in the order of their naming.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Collected {
    /// The documents.
    pub documents: Vec<Document>,
    /// Why others gave none.
    pub failures: Vec<IngestError>,
}

/// All documents of these files and folders, at once: see [`plan`].
pub fn collect(paths: &[PathBuf], manifest: Option<&Path>) -> Collected {
    let mut collected = Collected::default();
    let mut names = Names::default();
    let limits = Limits::default();
    for planned in plan(paths, manifest, &Walk::default()) {
        let read = planned.and_then(|planned| Ok((planned.bytes(&limits)?, planned)));
        let documents = match read {
            Ok((bytes, planned)) => {
                let settled = |document: Result<Document, _>| names.settle(&planned, document?);
                planned.documents(&bytes, &limits).into_iter().map(settled).collect()
            }
            Err(failure) => vec![Err(failure)],
        };
        for document in documents {
            match document {
                Ok(document) => collected.documents.push(document),
                Err(failure) => collected.failures.push(failure),
            }
        }
    }
    collected
}

/// What is to be read of these files and folders, in order, and why some of it cannot be.
///
/// Folders are walked in the order of names, hidden ones left out, for files of the formats that are read; the
/// `sources.csv` of a folder describes the files beside and below it, the nearest first, and what it names outside of
/// them is read after them. A file named by itself is described by the `sources.csv` beside it. `manifest` takes the
/// place of all of these; without any paths, every document that it names is read. A path may be an address of the web.
pub fn plan(paths: &[PathBuf], manifest: Option<&Path>, walk: &Walk) -> Vec<Result<Planned, IngestError>> {
    Planner { walk: walk.clone(), ..Planner::default() }.plan(paths, manifest)
}

/// A file to read, with the row that describes it.
#[derive(Debug, Clone)]
pub struct Planned {
    /// The file.
    pub path: PathBuf,
    /// What a manifest says of it.
    pub row: Option<ManifestRow>,
}

impl Planned {
    /// The address, if that is where it lies.
    pub fn url(&self) -> Option<&str> {
        self.path.to_str().filter(|path| is_url(path))
    }

    /// What is in the file; that it is not there is the manifest's error, and is put to its row.
    pub fn bytes(&self, limits: &Limits) -> Result<Bytes, IngestError> {
        let bytes = bytes(&self.path, limits).map_err(|error| match (&self.row, &error) {
            (Some(row), IngestError::Missing { .. } | IngestError::Folder { .. }) => {
                IngestError::Named { manifest: row.manifest.clone(), line: row.line, error: Box::new(error) }
            }
            _ => error,
        })?;
        Ok(Bytes { bytes, ..Bytes::default() })
    }

    /// The documents in what is in the file, and why others could not be read.
    pub fn documents(&self, bytes: &Bytes, limits: &Limits) -> Vec<Result<Document, IngestError>> {
        documents_of(&bytes.given(&self.path), self.row.as_ref(), limits)
    }

    /// Whether a document goes by the name of the file for want of an id.
    pub fn named_by_file(&self, document: &Document) -> bool {
        let stem = self.path.file_stem().unwrap_or_default().to_string_lossy();
        let rest = document.source.id.strip_prefix(stem.as_ref());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            && self.row.as_ref().is_none_or(|row| row.origin.id.is_none())
    }
}

/// The names that documents go by, so that each has one of its own.
#[derive(Debug, Default)]
pub struct Names(BTreeMap<String, (DocumentId, PathBuf)>);

impl Names {
    /// The document under a name of its own. One that only goes by the name of its file, as many an `index.html` does,
    /// gets the first digits of its SHA-256 behind it where another document has the name; an id that was given to two is
    /// an error.
    pub fn settle(&mut self, planned: &Planned, mut document: Document) -> Result<Document, IngestError> {
        if planned.named_by_file(&document) && self.holder(&document).is_some() {
            document.source.id = with_digits(&document);
        }
        if let Some((_, first)) = self.holder(&document) {
            let (path, id, first) = (planned.path.clone(), document.source.id, first.clone());
            return Err(IngestError::IdTaken { path, id, first });
        }
        self.0.entry(document.source.id.clone()).or_insert_with(|| (document.id.clone(), planned.path.clone()));
        Ok(document)
    }

    /// The other document that goes by a document's id.
    fn holder(&self, document: &Document) -> Option<&(DocumentId, PathBuf)> {
        self.0.get(&document.source.id).filter(|(holder, _)| *holder != document.id)
    }
}

/// The id of a document with the first digits of its SHA-256.
pub fn with_digits(document: &Document) -> String {
    let digits = document.id.as_str().get(..8).unwrap_or_default();
    format!("{}-{digits}", document.source.id)
}

/// Works out what to read, without reading it.
#[derive(Default)]
struct Planner {
    walk: Walk,
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
            self.rows(manifest, Path::new(""));
        }
        for path in paths {
            self.path(path, explicit.as_ref());
        }
        self.planned
    }

    fn path(&mut self, path: &Path, explicit: Option<&Rc<Manifest>>) {
        let manifests: Vec<_> = explicit.cloned().into_iter().collect();
        if path.to_str().is_some_and(is_url) {
            self.file(path, &manifests);
        } else if path.is_dir() {
            let before = self.planned.len();
            self.folder(path, path, &manifests, explicit.is_none());
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
    fn folder(&mut self, root: &Path, folder: &Path, manifests: &[Rc<Manifest>], look: bool) {
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
        match self.walk.entries(root, folder) {
            Ok(entries) => entries.into_iter().for_each(|entry| self.entry(root, entry, &manifests, look)),
            Err(error) => self.planned.push(Err(error)),
        }
        if let Some(own) = manifests.last().filter(|_| look && own.is_file()).cloned() {
            self.rows(&own, root);
        }
    }

    fn entry(&mut self, root: &Path, entry: Result<Entry, IngestError>, manifests: &[Rc<Manifest>], look: bool) {
        match entry {
            Ok(Entry::Folder(path)) => self.folder(root, &path, manifests, look),
            Ok(Entry::File(path)) => self.file(&path, manifests),
            Err(error) => self.planned.push(Err(error)),
        }
    }

    /// Plans the rows of a manifest whose files are not planned yet, and not left out below `root`.
    fn rows(&mut self, manifest: &Manifest, root: &Path) {
        for row in manifest.rows.iter().filter(|row| !self.walk.leaves_out(root, &row.path)) {
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

#[cfg(test)]
mod tests;
