//! What can go wrong between a path and a document.

use std::path::PathBuf;

/// Why a file, a manifest or one of its rows gave no document: where, what, and what was wanted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IngestError {
    /// There is nothing at the path.
    #[error("{path}: no such file")]
    Missing {
        /// The path as it was named.
        path: PathBuf,
    },
    /// The path is a folder where a file was wanted.
    #[error("{path}: is a folder: want a file")]
    Folder {
        /// The path as it was named.
        path: PathBuf,
    },
    /// The system refused to read it.
    #[error("{path}: cannot be read: {reason}")]
    Unreadable {
        /// The path as it was named.
        path: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// The file has no text but white space and front matter.
    #[error("{path}: is empty: want a text to read")]
    Empty {
        /// The path as it was named.
        path: PathBuf,
    },
    /// The bytes are not text.
    #[error("{path}: is not text: byte {offset} is {found}: want text, or another format that is read")]
    NotText {
        /// The path as it was named.
        path: PathBuf,
        /// The first byte that is wrong, from 0.
        offset: usize,
        /// What is wrong with it.
        found: &'static str,
    },
    /// The bytes are something else than a document.
    #[error("{path}: is {what}: {wanted}")]
    NoFormat {
        /// The path as it was named.
        path: PathBuf,
        /// What it is.
        what: &'static str,
        /// What was wanted.
        wanted: &'static str,
    },
    /// A file, or a part of one, that its format does not let us read: broken, locked, empty of text or too much.
    #[error("{path}: {problem}")]
    Fault {
        /// The path as it was named; of a part, the path in the archive behind it.
        path: PathBuf,
        /// What is wrong, and what was wanted.
        problem: String,
    },
    /// A folder without a file that could be a document.
    #[error("{path}: holds no documents: want text, Markdown, HTML, PDF, DOCX, ODT, EML, MHTML, JSON, feeds or ZIP")]
    NoDocuments {
        /// The path as it was named.
        path: PathBuf,
    },
    /// A line of front matter, or a row of a manifest, that cannot be read.
    #[error("{path}:{line}: {problem}")]
    Line {
        /// The file or manifest.
        path: PathBuf,
        /// The line in it, from 1.
        line: u64,
        /// What is wrong, and what was wanted.
        problem: String,
    },
    /// A manifest of which no row can be read.
    #[error("{path}: {problem}; nothing that it names is read")]
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// What is wrong, and what was wanted.
        problem: String,
    },
    /// A manifest's row whose file cannot be opened.
    #[error("{manifest}:{line}: {error}")]
    Named {
        /// The manifest.
        manifest: PathBuf,
        /// The row's line, from 1.
        line: u64,
        /// What is wrong with the file.
        error: Box<IngestError>,
    },
    /// An address of the web that gave no page.
    #[error("{url}: {problem}")]
    Web {
        /// The address as it was named.
        url: String,
        /// What is wrong.
        problem: String,
    },
    /// A link in a folder to something outside of it.
    #[error("{path}: is a link out of {folder}: want a file inside, or the link's target named by itself")]
    LeadsOut {
        /// The link.
        path: PathBuf,
        /// The folder that was named.
        folder: PathBuf,
    },
    /// One file named a second time.
    #[error("{path}: is named twice (first as {first}): want each file once")]
    NamedTwice {
        /// The path as it was named the second time.
        path: PathBuf,
        /// The path as it was named first.
        first: PathBuf,
    },
    /// Two different documents that go by one id.
    #[error("{path}: has the id `{id}` of {first}, but other content: want an id of its own")]
    IdTaken {
        /// The second document's path.
        path: PathBuf,
        /// The id.
        id: String,
        /// The first document's path.
        first: PathBuf,
    },
}
