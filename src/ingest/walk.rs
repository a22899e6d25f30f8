//! What lies in a folder, in the order of names.

use std::fs;
use std::path::{Component, Path, PathBuf};

use glob::{MatchOptions, Pattern};

use super::{IngestError, is_document};

/// Which files of a folder are left out.
#[derive(Debug, Clone, Default)]
pub struct Walk {
    exclude: Vec<Pattern>,
}

impl Walk {
    /// Leaves out what one of these patterns fits: `drafts`, `*.old.md` and `20??-*` fit a name at any depth, and with a
    /// slash, `2019/**/*.txt` and `/notes.md` fit the way from the folder that was named. The error says what is wrong
    /// with a pattern.
    pub fn excluding<S: AsRef<str>>(patterns: impl IntoIterator<Item = S>) -> Result<Self, String> {
        let pattern = |text: S| {
            Pattern::new(text.as_ref()).map_err(|error| format!("`{}` is no pattern: {}", text.as_ref(), error.msg))
        };
        Ok(Self { exclude: patterns.into_iter().map(pattern).collect::<Result<_, _>>()? })
    }

    /// Whether the file or folder at `path`, below `root`, is left out.
    fn excludes(&self, root: &Path, path: &Path) -> bool {
        let way = path.strip_prefix(root).unwrap_or(path);
        let parts: Vec<_> = way.components().filter(|part| matches!(part, Component::Normal(_))).collect();
        let way = parts.iter().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let options = MatchOptions { require_literal_separator: true, ..MatchOptions::new() };
        self.exclude.iter().any(|pattern| match pattern.as_str().split_once('/') {
            None => pattern.matches_with(&name, options),
            // A slash at the start ties the pattern to the folder; it is no part of the way.
            Some(("", rest)) => Pattern::new(rest).is_ok_and(|pattern| pattern.matches_with(&way, options)),
            Some(_) => pattern.matches_with(&way, options),
        })
    }

    /// Whether the file at `path`, or a folder around it that lies below `root`, is left out.
    pub(super) fn leaves_out(&self, root: &Path, path: &Path) -> bool {
        path.ancestors().take_while(|part| *part != root).any(|part| self.excludes(root, part))
    }

    /// The folders and documents in a folder, by name; `root` is the folder that was named, out of which no link may
    /// lead. A link to a folder inside is not followed, because what it leads to is walked anyway.
    pub(super) fn entries(&self, root: &Path, folder: &Path) -> Result<Vec<Result<Entry, IngestError>>, IngestError> {
        let failed =
            |error: std::io::Error| IngestError::Unreadable { path: folder.to_owned(), reason: error.to_string() };
        let mut found = fs::read_dir(folder).map_err(failed)?.collect::<Result<Vec<_>, _>>().map_err(failed)?;
        found.retain(|entry| !entry.file_name().as_encoded_bytes().starts_with(b"."));
        found.retain(|entry| !self.excludes(root, &entry.path()));
        found.sort_by_key(fs::DirEntry::file_name);
        Ok(found.iter().filter_map(|entry| kind(root, entry).transpose()).collect())
    }
}

/// What a folder holds for us.
pub(super) enum Entry {
    Folder(PathBuf),
    File(PathBuf),
}

fn kind(root: &Path, entry: &fs::DirEntry) -> Result<Option<Entry>, IngestError> {
    let path = entry.path();
    let unreadable = |error: std::io::Error| IngestError::Unreadable { path: path.clone(), reason: error.to_string() };
    let kind = entry.file_type().map_err(unreadable)?;
    if kind.is_dir() {
        return Ok(Some(Entry::Folder(path)));
    }
    if kind.is_symlink() {
        return link(root, path);
    }
    Ok((kind.is_file() && is_document(&path)).then_some(Entry::File(path)))
}

/// A link to a document inside of the folder is that document, which is read where it lies; one that leads out is refused.
fn link(root: &Path, path: PathBuf) -> Result<Option<Entry>, IngestError> {
    let unreadable = |path: &Path, error: std::io::Error| IngestError::Unreadable {
        path: path.to_owned(),
        reason: error.to_string(),
    };
    let inside = root.canonicalize().map_err(|error| unreadable(root, error))?;
    let target = path.canonicalize().map_err(|error| unreadable(&path, error))?;
    let wanted = target.is_dir() || is_document(&path) || is_document(&target);
    if wanted && !target.starts_with(&inside) {
        return Err(IngestError::LeadsOut { path, folder: root.to_owned() });
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_fit_names_and_ways() {
        let root = Path::new("in");
        for (pattern, fits, not) in [
            ("drafts", &["in/drafts", "in/a/drafts"][..], &["in/drafts.md", "in/drafts2"][..]),
            ("*.old.md", &["in/x.old.md", "in/a/b/x.old.md"], &["in/old.md"]),
            ("2019/**/*.txt", &["in/2019/a.txt", "in/2019/b/c.txt"], &["in/a/2019/a.txt", "in/2020/a.txt"]),
            ("/notes.md", &["in/notes.md"], &["in/a/notes.md"]),
            ("a/*.md", &["in/a/x.md"], &["in/a/b/x.md"]),
        ] {
            let walk = Walk::excluding([pattern]).expect(pattern);
            for path in fits {
                assert!(walk.excludes(root, Path::new(path)), "{pattern} {path}");
            }
            for path in not {
                assert!(!walk.excludes(root, Path::new(path)), "{pattern} {path}");
            }
        }
        let wrong = Walk::excluding(["a[b"]).expect_err("no pattern");
        assert!(wrong.starts_with("`a[b` is no pattern: "), "{wrong}");
    }
}
