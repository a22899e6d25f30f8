//! `attested import official`: official statistics.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};

use crate::cli::Outcome;
use crate::cli::common::standing::now;
use crate::cli::common::{Rows, StoreAt, files, print};
use crate::model::DocumentId;
use crate::official::{self, Map, Value};
use crate::report::Table;
use crate::review::Moment;
use crate::store::Store;

/// Arguments of `attested import official`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: attested import official customs.csv --map customs.toml\n\
    The map says which column is which dimension, and which codes of the file are which of ours:\n\
    \n\
    id = \"customs\"                   # the source's name\n\
    publisher = \"Customs Service\"\n\
    published = \"2024-02-12\"         # the vintage, unless a column gives it\n\
    [fields]                         # a constant, or a column\n\
    indicator = \"trade_turnover\"\n\
    unit = \"USD\"\n\
    scale = 6                        # the file counts in millions\n\
    area = { column = \"REPORTER\", codes = { RUS = \"RU\" } }\n\
    period = { column = \"MONTH\", cumulative = true }\n\
    value = { column = \"VALUE\" }\n\
    [where]                          # only these rows\n\
    FLOW = [\"T\"]\n\
    \n\
    Further fields: item, counterpart, measure, status, vintage. A column that the map does not name is looked for under\n\
    its name in SDMX: TIME_PERIOD, OBS_VALUE, REF_AREA, COUNTERPART_AREA, UNIT_MEASURE, UNIT_MULT, OBS_STATUS. With\n\
    strict = true, rows whose code is not listed are passed over. If any row is wrong, nothing is imported.")]
pub struct Args {
    /// SDMX-CSV, or any CSV with a head
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// What its columns are
    #[arg(long, value_name = "MAP.toml")]
    pub map: PathBuf,
    /// Where the store is.
    #[command(flatten)]
    pub store: StoreAt,
    /// How rows are printed.
    #[command(flatten)]
    pub rows: Rows,
}

/// Runs the command.
pub fn run(args: &Args, out: &mut impl Write) -> Result<Outcome> {
    let table = Official::read(&args.file, &args.map)?;
    let project = args.store.project()?;
    let new = args.store.change()?.at_once(|store| {
        let new = table.put_in(store, Some(now()))?;
        if let Some(project) = &project {
            table.keep(&project.path(&project.settings.official))?;
        }
        Ok::<_, anyhow::Error>(new)
    })?;
    args.rows.print(&table.summary(), out)?;
    tracing::info!("{}, {new} new", print::counted(table.values.len(), "value"));
    Ok(Outcome::of_rows(table.values.len()))
}

/// The files that a project keeps, each with its map beside it, into a store that is being built. Gives back how many
/// values they have.
pub fn take_folder(store: &Store, folder: &Path) -> Result<usize> {
    let mut count = 0;
    for map in files::with_extension(folder, "toml")? {
        let table = Official::read(&map.with_extension("csv"), &map)?;
        count += table.put_in(store, None)?;
    }
    Ok(count)
}

/// A file of official statistics that has been read.
struct Official {
    file: PathBuf,
    bytes: Vec<u8>,
    map_text: String,
    map: Map,
    values: Vec<Value>,
}

impl Official {
    fn read(file: &Path, map_file: &Path) -> Result<Self> {
        let unreadable = |path: &Path| format!("{}: cannot be read", path.display());
        let map_text = fs::read_to_string(map_file).with_context(|| unreadable(map_file))?;
        let map: Map = map_text.parse().map_err(|error| anyhow!("{}:{error}", map_file.display()))?;
        let bytes = fs::read(file).with_context(|| unreadable(file))?;
        let Ok(text) = std::str::from_utf8(&bytes) else {
            bail!("{}: is not UTF-8: want the table saved as UTF-8", file.display());
        };
        let values = official::read(text, &map).map_err(|faults| {
            for fault in &faults {
                tracing::error!("{}:{fault}", file.display());
            }
            anyhow!("{}: nothing was imported: {}", file.display(), print::counted(faults.len(), "fault"))
        })?;
        Ok(Self { file: file.to_owned(), bytes, map_text, map, values })
    }

    fn put_in(&self, store: &Store, at: Option<Moment>) -> Result<usize> {
        let id = DocumentId::of(&[self.bytes.as_slice(), b"\n", self.map_text.as_bytes()].concat());
        let done = store.add_official(&self.map.source(), &id, &self.values, at);
        done.map_err(|error| anyhow!("{}: {error}", self.file.display()))
    }

    /// Copies file and map into a project's folder, so that a build takes them again. Other content under the name of
    /// one that is there already gets a name of its own.
    fn keep(&self, folder: &Path) -> Result<()> {
        let stem = self.file.file_stem().unwrap_or_default().to_string_lossy();
        let hash = DocumentId::of(&[self.bytes.as_slice(), b"\n", self.map_text.as_bytes()].concat());
        for name in [stem.to_string(), format!("{stem}-{:.8}", hash.as_str())] {
            let (csv, map) = (folder.join(format!("{name}.csv")), folder.join(format!("{name}.toml")));
            if csv.exists()
                && fs::read(&csv)? == self.bytes
                && fs::read(&map).is_ok_and(|old| old == self.map_text.as_bytes())
            {
                return Ok(());
            }
            if !csv.exists() && !map.exists() {
                files::replace(&csv, &self.bytes)?;
                return files::replace(&map, self.map_text.as_bytes());
            }
        }
        bail!("{}: cannot be kept in {}: its name is taken", self.file.display(), folder.display())
    }

    /// A row for each series.
    fn summary(&self) -> Table {
        let mut table = Table::new(["series", "values", "first", "last", "latest_vintage", "publisher"]);
        let mut keys: Vec<_> = self.values.iter().map(|value| &value.key).collect();
        keys.sort();
        keys.dedup();
        for key in keys {
            let of: Vec<_> = self.values.iter().filter(|value| value.key == *key).collect();
            table.row([
                key.to_string(),
                of.len().to_string(),
                print::maybe(of.iter().map(|value| value.period).min()),
                print::maybe(of.iter().map(|value| value.period).max()),
                print::maybe(of.iter().filter_map(|value| value.vintage).max()),
                self.map.source().publisher,
            ]);
        }
        table
    }
}
