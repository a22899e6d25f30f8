//! A folder of one's own, and the program run in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A temporary folder in which the program runs, so that messages name paths as a user typed them.
pub struct Folder(TempDir);

/// What a run of the program gave.
#[derive(Debug)]
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// Two documents on one series, a year apart, and one figure that lacks a period.
const DOCUMENTS: [(&str, &str); 3] = [
    (
        "docs/then.md",
        "# Then\n\nVladimir Putin said that Russia's trade with the CIS countries reached $83.7 billion in January-October 2023, up 2 percent from the same period a year earlier.\n",
    ),
    (
        "docs/now.md",
        "# Now\n\nVladimir Putin said that Russia's trade with the CIS countries amounted to over $93 billion in January-October 2024, up 10.6 percent from the same period a year earlier.\n",
    ),
    (
        "docs/between.txt",
        "Trade between the CIS countries amounted to $83.7 billion in January-October 2023, up 2 percent from the same period a year earlier.\n",
    ),
];

const MANIFEST: &str = "path,id,publisher,title,url,published,language\n\
    then.md,then,TASS,Then,https://example.org/then,2023-12-26,en\n\
    now.md,now,TASS,Now,https://example.org/now,2024-12-26,en\n\
    between.txt,between,Pledge Times,Between,,2023-12-26,en\n";

impl Folder {
    pub fn empty() -> Self {
        Self(tempfile::tempdir().expect("a temporary folder"))
    }

    /// A folder with documents and their manifest in `docs`.
    pub fn with_documents() -> Self {
        let folder = Self::empty();
        for (path, text) in DOCUMENTS {
            folder.write(path, text);
        }
        folder.write("docs/sources.csv", MANIFEST);
        folder
    }

    /// The same, with the documents in a store.
    pub fn with_store() -> Self {
        let folder = Self::with_documents();
        let run = folder.run(&["ingest", "docs"]);
        assert_eq!(run.code, 0, "{run:?}");
        folder
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        fs::write(path, text).expect("written");
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.0.path().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Runs the program here.
    pub fn run(&self, args: &[&str]) -> Run {
        let output = self.command(args).output().expect("the program runs");
        Run::of(&output)
    }

    /// Runs a command line without quotes.
    pub fn line(&self, line: &str) -> Run {
        self.run(&line.split_whitespace().collect::<Vec<_>>())
    }

    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_attested"));
        command.args(args).current_dir(self.path()).stdin(Stdio::null());
        command
    }

    /// Every file below a folder with its bytes, by path.
    pub fn files(&self, below: &str) -> Vec<(PathBuf, Vec<u8>)> {
        files(&self.path().join(below))
    }
}

impl Run {
    fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
        Self { code: output.status.code().unwrap_or(-1), out: text(&output.stdout), err: text(&output.stderr) }
    }
}

/// Every file below a folder with its bytes, by path relative to it.
pub fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    let mut todo = vec![folder.to_owned()];
    while let Some(next) = todo.pop() {
        for entry in fs::read_dir(&next).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                todo.push(path);
            } else {
                let bytes = fs::read(&path).expect("readable");
                found.push((path.strip_prefix(folder).expect("below").to_owned(), bytes));
            }
        }
    }
    found.sort();
    found
}

/// The repository.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
