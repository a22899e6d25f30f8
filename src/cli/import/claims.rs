//! `attested import claims`: figures that somebody offers.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::{Map, Value};

use crate::claims::{Offer, Taken, Witness};
use crate::cli::Outcome;
use crate::cli::common::standing::now;
use crate::cli::common::{Rows, StoreAt, files, print};
use crate::model::{Document, DocumentId};
use crate::report::Table;
use crate::report::format::{self, Bounds};
use crate::store::Store;

/// Arguments of `attested import claims`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: attested import claims model.jsonl --origin \"some model\"\n\
    A line is an object with the fields of `attested extract --format jsonl` and `quote`, the words of the document that\n\
    say it: {\"document\": \"cis-2024\", \"quote\": \"trade reached $93 billion\", \"value\": 93000000000, \"unit\": \"USD\", ...}\n\
    Instead of a quote, start, end and surface do. A refused line is named with the reason, and the others go on; exit\n\
    code 2 then. What is taken is of low confidence until it is reviewed.")]
pub struct Args {
    /// The claims, a JSON object on each line
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Who or what claims it [default: the field `origin`, else the file's name]
    #[arg(long, value_name = "NAME")]
    pub origin: Option<String>,
    /// Say what would be taken, and change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Where the store is.
    #[command(flatten)]
    pub store: StoreAt,
    /// How rows are printed.
    #[command(flatten)]
    pub rows: Rows,
}

/// Runs the command.
pub fn run(args: &Args, out: &mut impl Write) -> Result<Outcome> {
    let lines = read(&args.file, args.origin.as_deref())?;
    let imported = if args.dry_run {
        Imported::of(&args.store.open()?, &lines)?
    } else {
        let kept = args.store.project()?.map(|project| project.path(&project.settings.claims));
        args.store.change()?.at_once(|store| {
            let imported = Imported::of(store, &lines)?;
            imported.put_in(store)?;
            kept.as_deref().map_or(Ok(()), |folder| imported.keep(folder))?;
            Ok::<_, anyhow::Error>(imported)
        })?
    };
    for refused in &imported.refused {
        tracing::error!("{refused}");
    }
    args.rows.print(&imported.table(), out)?;
    tracing::info!("{}", imported.summary());
    Ok(match (imported.refused.is_empty(), imported.taken.len()) {
        (false, _) => Outcome::Failures,
        (true, taken) => Outcome::of_rows(taken),
    })
}

/// The claims that a project keeps, into a store that is being built.
pub fn take_folder(store: &Store, folder: &Path) -> Result<Imported> {
    let mut lines = Vec::new();
    for file in files::with_extension(folder, "jsonl")? {
        lines.extend(read(&file, None)?);
    }
    let imported = Imported::of(store, &lines)?;
    imported.put_in(store)?;
    Ok(imported)
}

/// A line with its place in a file.
struct Line {
    nr: usize,
    place: String,
    text: String,
    origin: String,
}

fn read(file: &Path, origin: Option<&str>) -> Result<Vec<Line>> {
    let bytes = fs::read(file).with_context(|| format!("{}: cannot be read", file.display()))?;
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let origin = origin.unwrap_or(&stem);
    let lines = bytes.split(|byte| *byte == b'\n').enumerate();
    // A line that is not UTF-8 is refused like any other that cannot be read, and not the file with it.
    let lines = lines.map(|(at, line)| {
        (at, String::from_utf8_lossy(line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line)).into_owned())
    });
    let line =
        |(at, text)| Line { nr: at, place: format!("{}:{}", file.display(), at + 1), text, origin: origin.to_owned() };
    Ok(lines.filter(|(_, text)| !text.trim().is_empty()).map(line).collect())
}

/// A claim that its document bears out, and how it is kept.
type Borne = (Document, Taken, Kept);

/// What became of some claims.
#[derive(Debug, Default)]
pub struct Imported {
    /// Those that stand in their documents, by document.
    taken: Vec<Borne>,
    /// The refusals with the places of their lines.
    refusals: Vec<(usize, String)>,
    /// Why others were refused, a line each, in the order of the file.
    pub refused: Vec<String>,
}

/// A claim as it is kept for the next build.
#[derive(Debug, Clone)]
struct Kept {
    origin: String,
    line: String,
}

impl Imported {
    fn of(store: &Store, lines: &[Line]) -> Result<Self> {
        let mut imported = Self::default();
        let mut by_document: BTreeMap<String, Vec<(&Line, Offer)>> = BTreeMap::new();
        for line in lines {
            match Offer::read(&line.text) {
                Err(why) => imported.refuse(line, &why),
                Ok(offer) => match &offer.document {
                    None => imported.refuse(line, "document: is empty: want the document's id or SHA-256"),
                    Some(document) => by_document.entry(document.clone()).or_default().push((line, offer)),
                },
            }
        }
        for (name, offers) in by_document {
            match store.document(&name) {
                Ok(Some(document)) => imported.judge(&document, &offers),
                Ok(None) => {
                    let why = format!("document: no `{name}` in the store: `attested sources` lists them");
                    offers.iter().for_each(|(line, _)| imported.refuse(line, &why));
                }
                Err(error) => offers.iter().for_each(|(line, _)| imported.refuse(line, &format!("document: {error}"))),
            }
        }
        imported.refusals.sort();
        imported.refused = imported.refusals.iter().map(|(_, refusal)| refusal.clone()).collect();
        Ok(imported)
    }

    fn refuse(&mut self, line: &Line, why: &str) {
        self.refusals.push((line.nr, format!("{}: {why}", line.place)));
    }

    fn judge(&mut self, document: &Document, offers: &[(&Line, Offer)]) {
        let witness = Witness::of(document);
        for (line, offer) in offers {
            let origin = offer.origin.as_deref().unwrap_or(&line.origin);
            match witness.judge(offer, origin) {
                Ok(taken) => {
                    let kept = Kept { origin: origin.to_owned(), line: kept_line(&line.text, origin) };
                    self.taken.push((document.clone(), taken, kept));
                }
                Err(why) => self.refuse(line, &why),
            }
        }
    }

    /// Adds what was taken, but for what the rules read there themselves. To be called inside of [`Store::at_once`].
    fn put_in(&self, store: &Store) -> Result<()> {
        let now = now();
        let mut groups: BTreeMap<(&DocumentId, &str), Vec<&Borne>> = BTreeMap::new();
        for claim in self.taken.iter().filter(|(_, taken, _)| !taken.known) {
            groups.entry((&claim.0.id, &claim.2.origin)).or_default().push(claim);
        }
        for ((_, origin), claims) in groups {
            let figures: Vec<_> = claims.iter().map(|(_, taken, _)| (&taken.id, &taken.figure)).collect();
            if let Some((document, ..)) = claims.first() {
                store.claim(document, origin, &figures, now)?;
            }
        }
        Ok(())
    }

    /// Writes down what was taken, each origin in a file of its own, so that a build takes it again.
    fn keep(&self, folder: &Path) -> Result<()> {
        let mut by_origin: BTreeMap<PathBuf, Vec<&str>> = BTreeMap::new();
        for (_, _, kept) in &self.taken {
            by_origin.entry(folder.join(file_name(&kept.origin))).or_default().push(&kept.line);
        }
        for (path, lines) in by_origin {
            let old = if path.exists() { fs::read_to_string(&path)? } else { String::new() };
            let mut text = old.clone();
            for line in lines {
                if !text.lines().any(|known| known == line) {
                    text.push_str(line);
                    text.push('\n');
                }
            }
            if text != old {
                files::replace(&path, text.as_bytes())?;
            }
        }
        Ok(())
    }

    fn table(&self) -> Table {
        let mut table = Table::new(["figure", "outcome", "origin", "value", "of", "document", "quoted"]);
        for (document, taken, kept) in &self.taken {
            let claim = &taken.figure.claim;
            let of = [
                print::maybe(claim.indicator),
                claim.measure.to_string(),
                print::maybe(claim.area),
                print::maybe(claim.counterpart),
                print::maybe(claim.period),
            ];
            table.row([
                taken.id.to_string(),
                if taken.known { "known" } else { "taken" }.to_owned(),
                kept.origin.clone(),
                format::quantity(&claim.quantity, Bounds::Words),
                of.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" "),
                document.source.id.clone(),
                taken.figure.mentions.first().map(|mention| mention.surface.clone()).unwrap_or_default(),
            ]);
        }
        table
    }

    /// What became of all of them, in a line.
    pub fn summary(&self) -> String {
        let known = self.taken.iter().filter(|(_, taken, _)| taken.known).count();
        let (taken, refused) = (self.taken.len() - known, self.refused.len());
        format!("{} taken, {known} read by the rules as well, {refused} refused", print::counted(taken, "claim"))
    }
}

/// The line with its origin in it, on which its name depends.
fn kept_line(text: &str, origin: &str) -> String {
    let mut object: Map<String, Value> = serde_json::from_str(text).unwrap_or_default();
    object.insert("origin".to_owned(), origin.into());
    Value::Object(object).to_string()
}

/// The file of an origin: letters and digits of its name, so that no name leads out of the folder.
fn file_name(origin: &str) -> String {
    let plain: String = origin.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    let plain = plain.trim_matches('-').to_lowercase();
    format!("{}.jsonl", if plain.is_empty() { "claims" } else { &plain })
}
