//! How much a file may ask of the machine.

use std::time::Duration;

/// What one file may cost; beyond it the file is refused, and the others go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The longest file, in bytes.
    pub file: usize,
    /// The longest text of one document, in bytes.
    pub text: usize,
    /// The longest line of a text, in bytes.
    pub line: usize,
    /// What all parts of an archive, or all streams of a PDF, may unpack to, in bytes.
    pub unpacked: usize,
    /// How many files an archive may hold.
    pub entries: usize,
    /// How deep archives may lie in archives.
    pub archives: usize,
    /// How deep elements of a page or a file of XML may lie in each other.
    pub nesting: usize,
    /// How many pages a PDF may have.
    pub pages: usize,
    /// How long a parser may take for one file.
    pub time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file: 64 << 20,
            text: 16 << 20,
            line: 1 << 20,
            unpacked: 128 << 20,
            entries: 10_000,
            archives: 2,
            nesting: 512,
            pages: 2_000,
            time: Duration::from_secs(20),
        }
    }
}
