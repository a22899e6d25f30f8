//! Lists the lexicons: every folder of `data/lexicon` is a language, every CSV file in it a class of words. So a
//! language is added with data files alone.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("data/lexicon");
    println!("cargo::rerun-if-changed={}", root.display());
    let mut code = String::from("&[\n");
    for language in sorted(&root)? {
        let _ = writeln!(code, "({:?}, &[", stem(&language));
        for class in sorted(&language)? {
            println!("cargo::rerun-if-changed={}", class.display());
            let _ = writeln!(code, "({:?}, include_str!({:?})),", stem(&class), class);
        }
        code.push_str("]),\n");
    }
    code.push(']');
    fs::write(PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("lexicons.rs"), code)
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = fs::read_dir(folder)?.map(|entry| entry.map(|e| e.path())).collect::<Result<Vec<_>, _>>()?;
    paths.sort();
    Ok(paths)
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}
