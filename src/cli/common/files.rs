//! Folders and files.

use std::fs;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result};

/// The files in a folder with this extension, by name; none if there is no folder.
pub fn with_extension(folder: &Path, extension: &str) -> Result<Vec<PathBuf>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let reading = || format!("{}: cannot be read", folder.display());
    let entries = fs::read_dir(folder).with_context(reading)?.collect::<Result<Vec<_>, _>>().with_context(reading)?;
    let mut files: Vec<_> = entries.into_iter().map(|entry| entry.path()).collect();
    files.retain(|path| path.is_file() && path.extension().is_some_and(|found| found == extension));
    files.sort();
    Ok(files)
}

/// Writes a file whole, with the folders above it.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let writing = || format!("{}: cannot be written", path.display());
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(writing)?;
    }
    fs::write(path, bytes).with_context(writing)
}

/// Writes a file whole or leaves the old one: beside its place, and then into it.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".new");
    let beside = PathBuf::from(beside);
    let written = write(&beside, bytes).and_then(|()| {
        fs::File::open(&beside)
            .and_then(|file| file.sync_all())
            .and_then(|()| fs::rename(&beside, path))
            .with_context(|| format!("{}: cannot be written", path.display()))
    });
    if written.is_err() {
        // What is half written is of no use; that it cannot be removed says nothing new.
        drop(fs::remove_file(&beside));
    }
    written
}

/// The way from the folder of one file to another, both relative to the same folder, with `/` between its parts.
pub fn way(from: &Path, to: &Path) -> String {
    let parts = |path: &Path| -> Vec<String> {
        let named = path.components().filter(|part| matches!(part, Component::Normal(_) | Component::ParentDir));
        named.map(|part| part.as_os_str().to_string_lossy().into_owned()).collect()
    };
    let (from, to) = (parts(from.parent().unwrap_or(Path::new(""))), parts(to));
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = vec!["..".to_owned(); from.len() - shared];
    up.into_iter().chain(to[shared..].iter().cloned()).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_go_up_and_down() {
        for (from, to, way_there) in [
            ("report.md", "charts/a.svg", "charts/a.svg"),
            ("data/datasets/report.md", "charts/a.svg", "../../charts/a.svg"),
            ("data/report.md", "./data/charts/a.svg", "charts/a.svg"),
        ] {
            assert_eq!(way(Path::new(from), Path::new(to)), way_there);
        }
    }
}
