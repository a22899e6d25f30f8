//! `attested init`: a new project folder.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::Outcome;
use super::common::{PROJECT_FILE, files};

/// Arguments of `attested init`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: attested init my-figures")]
pub struct Args {
    /// The folder; made if it is not there
    #[arg(value_name = "DIR", default_value = "")]
    pub folder: PathBuf,
}

/// What a new project holds.
const FILES: [(&str, &str); 4] = [
    (PROJECT_FILE, include_str!("init/attested.toml")),
    ("data/sources/sources.csv", "path,id,publisher,title,url,published,language\n"),
    ("charts/example.toml", include_str!("init/example.toml")),
    (".gitignore", "attested.db\nattested.db-*\n"),
];

/// Runs the command.
pub fn run(args: &Args, out: &mut impl Write) -> Result<Outcome> {
    // All are looked for before any is written: a project is made whole or not at all.
    for (name, _) in FILES {
        let path = args.folder.join(name);
        if path.exists() {
            bail!("{}: is there already: nothing was written", path.display());
        }
    }
    if args.folder != Path::new("") && args.folder.is_file() {
        bail!("{}: is a file: want a folder", args.folder.display());
    }
    for (name, text) in FILES {
        let path = args.folder.join(name);
        files::write(&path, text.as_bytes())?;
        writeln!(out, "{}", path.display())?;
    }
    Ok(Outcome::Done)
}
