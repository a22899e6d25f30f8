//! Manifests: a CSV that names documents and says where they came from.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use csv::StringRecord;

use super::web::is_url;
use super::{IngestError, Limits, Origin, read};
use crate::model::DateOrigin;

const WANTED: &str = "want path,id,publisher,title,url,published,language";

/// One document that a manifest names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ManifestRow {
    /// The manifest.
    pub manifest: PathBuf,
    /// The row's line in it, from 1.
    pub line: u64,
    /// The document's file; a relative path in the manifest counts from the manifest's folder.
    pub path: PathBuf,
    /// What the row says of the document's source.
    pub origin: Origin,
}

/// A manifest: the rows that can be read, in file order, and why the others cannot.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Manifest {
    /// The rows.
    pub rows: Vec<ManifestRow>,
    /// What is wrong with the rows that cannot be read.
    pub failures: Vec<IngestError>,
    /// Which row, or which failure, stands for a file.
    by_path: BTreeMap<PathBuf, Result<usize, usize>>,
    by_id: BTreeMap<String, u64>,
}

/// What a manifest says of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named<'a> {
    /// It does not name the file.
    Not,
    /// A row names it.
    By(&'a ManifestRow),
    /// The row that names it cannot be read.
    Badly(&'a IngestError),
}

/// The manifest in the file at `path`: columns path, id, publisher, title, url, published and language in any order;
/// further ones are kept. Only `path` must be there.
pub fn manifest(path: &Path) -> Result<Manifest, IngestError> {
    let whole = |problem: String| IngestError::Manifest { path: path.to_owned(), problem };
    let text = read::text(path, &read::bytes(path, &Limits::default())?)?;
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
    let head = reader.headers().map_err(|error| whole(error.to_string()))?.clone();
    let path_column = head.iter().position(|name| name == "path");
    let path_column = path_column.ok_or_else(|| whole(format!("has no `path` column: {WANTED}")))?;
    if let Some(name) = twice(&head) {
        return Err(whole(format!("has two columns `{name}`: want each once")));
    }
    let mut manifest = Manifest::default();
    for record in reader.records() {
        let record = record.map_err(|error| whole(error.to_string()))?;
        manifest.take_in(Row { manifest: path, line: line(&record, text), head: &head, record: &record, path_column });
    }
    Ok(manifest)
}

impl Manifest {
    /// What the manifest says of the file at `path`, by whatever way the path leads there.
    pub fn names(&self, path: &Path) -> Named<'_> {
        match self.by_path.get(&canonical(path)) {
            Some(Ok(row)) => self.rows.get(*row).map_or(Named::Not, Named::By),
            Some(Err(failure)) => self.failures.get(*failure).map_or(Named::Not, Named::Badly),
            None => Named::Not,
        }
    }

    /// Takes in a row, as a row or as a failure. The first row for a file or an id stands.
    fn take_in(&mut self, raw: Row) {
        let file = raw.file();
        let row = raw.read().and_then(|row| self.unless_known(&file, row)).map_err(|problem| raw.failure(problem));
        let place = match row {
            Ok(row) => {
                if let Some(id) = &row.origin.id {
                    self.by_id.insert(id.clone(), row.line);
                }
                self.rows.push(row);
                Ok(self.rows.len() - 1)
            }
            Err(error) => {
                self.failures.push(error);
                Err(self.failures.len() - 1)
            }
        };
        if let Some(file) = file {
            self.by_path.entry(canonical(&file)).or_insert(place);
        }
    }

    fn unless_known(&self, file: &Option<PathBuf>, row: ManifestRow) -> Result<ManifestRow, String> {
        if let Some(Named::By(first)) = file.as_ref().map(|file| self.names(file)) {
            let path = row.path.display();
            return Err(format!("names {path} a second time (first in line {}): want each file once", first.line));
        }
        match row.origin.id.as_ref().and_then(|id| self.by_id.get_key_value(id)) {
            Some((id, line)) => Err(format!("the id `{id}` is taken by line {line}: want an id of its own")),
            None => Ok(row),
        }
    }
}

/// A row as it stands in the CSV.
struct Row<'a> {
    manifest: &'a Path,
    line: u64,
    head: &'a StringRecord,
    record: &'a StringRecord,
    path_column: usize,
}

impl Row<'_> {
    /// The file or the address that the row names, if it names one.
    fn file(&self) -> Option<PathBuf> {
        let cell = self.record.get(self.path_column).filter(|cell| !cell.is_empty())?;
        match is_url(cell) {
            true => Some(PathBuf::from(cell)),
            false => Some(self.manifest.parent().unwrap_or(Path::new("")).join(cell)),
        }
    }

    fn read(&self) -> Result<ManifestRow, String> {
        if self.record.len() != self.head.len() {
            return Err(format!("{} fields: want {}, as in the head", self.record.len(), self.head.len()));
        }
        let path = self.file().ok_or_else(|| "has no path: want the path of a document".to_owned())?;
        let mut origin = Origin::default();
        for (name, cell) in self.head.iter().zip(self.record).filter(|(name, _)| *name != "path") {
            origin.set(name, cell)?;
        }
        let origin = origin.dated_by(DateOrigin::Manifest);
        Ok(ManifestRow { manifest: self.manifest.to_owned(), line: self.line, path, origin })
    }

    fn failure(&self, problem: String) -> IngestError {
        IngestError::Line { path: self.manifest.to_owned(), line: self.line, problem }
    }
}

/// The line on which a record begins: the reader counts from where the record before it ended, so that the blank lines
/// between the two are added here.
fn line(record: &StringRecord, text: &str) -> u64 {
    let Some(position) = record.position() else { return 0 };
    let after = usize::try_from(position.byte()).ok().and_then(|byte| text.as_bytes().get(byte..)).unwrap_or_default();
    let blank = after.iter().take_while(|b| matches!(b, b'\n' | b'\r')).filter(|b| **b == b'\n').count();
    position.line() + blank as u64
}

fn twice(head: &StringRecord) -> Option<&str> {
    head.iter()
        .enumerate()
        .find(|(at, name)| head.iter().take(*at).any(|earlier| earlier == *name))
        .map(|(_, name)| name)
}

/// The one path of a file; of a file that is not there, the path as it is.
pub(super) fn canonical(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(text: &[u8]) -> (tempfile::TempDir, Result<Manifest, IngestError>) {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("sources.csv");
        std::fs::write(&path, text).expect("manifest");
        let read = manifest(&path);
        (folder, read)
    }

    /// The messages of the failures, without the folder.
    fn messages(folder: &tempfile::TempDir, failures: &[IngestError]) -> Vec<String> {
        let prefix = format!("{}/", folder.path().display());
        failures.iter().map(|failure| failure.to_string().replace(&prefix, "")).collect()
    }

    #[test]
    fn rows_are_read_and_further_columns_kept() {
        let text = "\u{feff}path,id,publisher,title,url,published,language,region\n\
                    a.md,tass-1,TASS,\"Trade, again\",,2024-12-26,en,CIS\n/abs/b.txt,,,,,,,\n";
        let (folder, manifest) = load(text.as_bytes());
        let manifest = manifest.expect("manifest");
        assert_eq!(manifest.failures, []);
        let [a, b] = manifest.rows.as_slice() else { panic!("want two rows") };
        assert_eq!((a.path.clone(), a.line), (folder.path().join("a.md"), 2));
        assert_eq!(a.origin.title.as_deref(), Some("Trade, again"));
        assert_eq!(a.origin.published.map(|p| p.to_string()).as_deref(), Some("2024-12-26"));
        assert_eq!(a.origin.extra.get("region").map(String::as_str), Some("CIS"));
        assert_eq!((b.path.as_path(), &b.origin), (Path::new("/abs/b.txt"), &Origin::default()));
    }

    #[test]
    fn a_bad_row_is_named_and_the_others_go_on() {
        let text = "path,id,published\na.md,a,2024-12\nb.md,b,soon\n\n\nc.md,c\n,d,\na.md,e,\nf.md,a,\ng.md,g,\n";
        let (folder, manifest) = load(text.as_bytes());
        let manifest = manifest.expect("manifest");
        assert_eq!(manifest.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [2, 10]);
        assert_eq!(
            messages(&folder, &manifest.failures),
            [
                "sources.csv:3: `soon` is not a publication date: want 2024-12-26, or 2024-12",
                "sources.csv:6: 2 fields: want 3, as in the head",
                "sources.csv:7: has no path: want the path of a document",
                "sources.csv:8: names a.md a second time (first in line 2): want each file once",
                "sources.csv:9: the id `a` is taken by line 2: want an id of its own",
            ]
        );
        assert!(matches!(manifest.names(&folder.path().join("a.md")), Named::By(row) if row.line == 2));
        assert!(matches!(manifest.names(&folder.path().join("c.md")), Named::Badly(_)));
        assert_eq!(manifest.names(&folder.path().join("z.md")), Named::Not);
    }

    #[test]
    fn a_file_that_is_no_manifest_is_one_error() {
        for (text, message) in [
            (
                &b"file;title\na;b\n"[..],
                "sources.csv: has no `path` column: want path,id,publisher,title,url,published,language; nothing that it names is read",
            ),
            (
                b"",
                "sources.csv: has no `path` column: want path,id,publisher,title,url,published,language; nothing that it names is read",
            ),
            (b"path,id,path\n", "sources.csv: has two columns `path`: want each once; nothing that it names is read"),
            (
                b"path,title\na,\0\n",
                "sources.csv: is not text: byte 13 is NUL: want text, or another format that is read",
            ),
        ] {
            let (folder, manifest) = load(text);
            assert_eq!(messages(&folder, &[manifest.expect_err(message)]), [message]);
        }
    }
}
