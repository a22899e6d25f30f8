//! Lays out the lexicons: every folder of `data/lexicon` is a language, every CSV file in it a class of words. So a
//! language is added with data files alone, and no word of it is looked at before a text needs it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// How a text is cut into words, as in the library.
#[allow(dead_code, reason = "the library uses all of it")]
#[path = "src/text"]
mod text {
    mod letters;
    pub mod token;
}

/// How words are laid out, as in the library.
#[allow(dead_code, reason = "the library uses all of it")]
#[path = "src/lang"]
mod lang {
    mod layout;

    /// The layout of a language's files.
    pub fn lay_out(files: &[(&str, &str)]) -> std::io::Result<(Vec<u8>, String)> {
        let other = |(class, error): (String, csv::Error)| std::io::Error::other(format!("{class}.csv: {error}"));
        layout::lay_out(files).map_err(other)
    }
}

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    for part in ["src/lang/layout.rs", "src/lang/layout", "src/text/letters.rs", "src/text/token.rs", "data/lexicon"] {
        println!("cargo::rerun-if-changed={}", root.join(part).display());
    }
    let mut code = String::from("&[\n");
    for language in sorted(&root.join("data/lexicon"))? {
        let mut classes = Vec::new();
        for class in sorted(&language)? {
            println!("cargo::rerun-if-changed={}", class.display());
            classes.push((stem(&class), fs::read_to_string(&class)?, class));
        }
        let files: Vec<_> = classes.iter().map(|(class, text, _)| (class.as_str(), text.as_str())).collect();
        let (numbers, letters) = lang::lay_out(&files)?;
        let laid = |ending: &str| out.join(format!("{}.{ending}", stem(&language)));
        fs::write(laid("numbers"), numbers)?;
        fs::write(laid("letters"), letters)?;
        let _ = writeln!(code, "({:?}, &[", stem(&language));
        for (class, _, path) in &classes {
            let _ = writeln!(code, "({class:?}, include_str!({path:?})),");
        }
        let _ = writeln!(code, "], include_bytes!({:?}), include_str!({:?})),", laid("numbers"), laid("letters"));
    }
    code.push(']');
    fs::write(out.join("lexicons.rs"), code)
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = fs::read_dir(folder)?.map(|entry| entry.map(|e| e.path())).collect::<Result<Vec<_>, _>>()?;
    paths.sort();
    Ok(paths)
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}
