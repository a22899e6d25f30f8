//! `attested init`: a new project folder.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Result, bail};

use super::Outcome;
use super::common::{PROJECT_FILE, files};

/// Arguments of `attested init`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: attested init my-figures")]
pub struct Args {
    /// The folder, made if it is not there [default: the working directory]
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
}

/// What a new project holds.
const FILES: [(&str, &str); 4] = [
    (PROJECT_FILE, include_str!("init/attested.toml")),
    ("data/sources/sources.csv", "path,id,publisher,title,url,published,language\n"),
    ("charts/example.toml", include_str!("init/example.toml")),
    (".gitignore", "attested.db*\n"),
];

/// Runs the command.
pub fn run(args: &Args, out: &mut impl Write) -> Result<Outcome> {
    let folder = args.folder.clone().unwrap_or_default();
    if folder.is_file() {
        bail!("{}: is a file: want a folder", folder.display());
    }
    // All are looked for before any is written: a project is made whole or not at all.
    for (name, _) in FILES {
        let path = folder.join(name);
        if path.exists() {
            bail!("{}: is there already: nothing was written", path.display());
        }
    }
    for (name, text) in FILES {
        let path = folder.join(name);
        files::write(&path, text.as_bytes())?;
        writeln!(out, "{}", path.display())?;
    }
    Ok(Outcome::Done)
}
