//! Whose file it is, which version of the tables it has, and how it gets to the current one.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};

use super::{PATIENCE, StoreError, names, repack, seals};

/// How long to wait between two attempts.
const PAUSE: Duration = Duration::from_millis(10);

/// What marks an SQLite file as a store: "ATST".
pub(super) const APPLICATION_ID: i64 = 0x4154_5354;

/// The steps from an empty file to the current tables. The version of a store is the number of steps it has taken.
pub(super) const MIGRATIONS: [&str; 8] = [
    include_str!("migrations/0001_documents_figures_series.sql"),
    include_str!("migrations/0002_ingestion.sql"),
    include_str!("migrations/0003_readings_decisions.sql"),
    include_str!("migrations/0004_seals_withdrawals.sql"),
    include_str!("migrations/0005_what_is_read_together.sql"),
    include_str!("migrations/0006_what_a_figure_costs.sql"),
    include_str!("migrations/0007_a_document_in_one_row.sql"),
    include_str!("migrations/0008_recent_observations.sql"),
];

/// The version whose observations are packed, which SQL alone cannot do.
const PACKED: i64 = 6;
/// The version whose figures are.
const TOGETHER: i64 = 7;

/// The current version.
pub(super) const VERSION: i64 = MIGRATIONS.len() as i64;

/// The version of the store in a file, 0 for an empty one; an error if the file is anything else.
fn version(connection: &Connection, path: &Path) -> Result<i64, StoreError> {
    let foreign = |found| StoreError::Foreign { path: path.to_owned(), found };
    let marks = marks(connection).map_err(|error| match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => foreign("no SQLite file"),
        Some(ErrorCode::CannotOpen) => StoreError::Open { path: path.to_owned(), reason: error.to_string() },
        _ => error.into(),
    })?;
    match marks {
        (APPLICATION_ID, version, _) if version > VERSION => {
            Err(StoreError::Newer { path: path.to_owned(), found: version, known: VERSION })
        }
        (APPLICATION_ID, version, _) => Ok(version.max(0)),
        (0, 0, 0) => Ok(0),
        _ => Err(foreign("the SQLite file of another program")),
    }
}

/// A file's application id, version and number of tables.
fn marks(connection: &Connection) -> rusqlite::Result<(i64, i64, i64)> {
    connection.query_row(
        "SELECT (SELECT application_id FROM pragma_application_id), (SELECT user_version FROM pragma_user_version), \
         (SELECT count(*) FROM sqlite_schema)",
        [],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )
}

/// Makes the file a store of the current version, whether it is empty or older. A foreign file is left untouched.
pub(super) fn bring_up(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    if version(connection, path)? == VERSION {
        return Ok(());
    }
    keep_log(connection)?;
    // A step may put a table in the place of one that others refer to, which SQLite allows only without its checks; they
    // are made up for before anything is committed.
    connection.pragma_update(None, "foreign_keys", false)?;
    let done = take_steps(connection, path);
    connection.pragma_update(None, "foreign_keys", true)?;
    done?;
    // The pages of tables that were put in the place of others go back to the disk. Where that cannot be done now, since
    // somebody reads or there is no room for it, nothing is lost by it.
    let _ = connection.execute_batch("VACUUM");
    Ok(())
}

fn take_steps(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    let transaction = rusqlite::Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
    // Another process may have done it while this one waited.
    let taken = usize::try_from(version(connection, path)?).unwrap_or_default();
    if taken > 0 {
        set_aside(path, taken)?;
    }
    for (step, version) in MIGRATIONS.iter().zip(1..).skip(taken) {
        take(&transaction, step, version)?;
    }
    seals::everything(&transaction)?;
    let astray = transaction.prepare("SELECT 1 FROM pragma_foreign_key_check")?.exists([])?;
    if astray {
        return Err(StoreError::Open { path: path.to_owned(), reason: "rows of it lead nowhere".to_owned() });
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", VERSION)?;
    Ok(transaction.commit()?)
}

/// Takes the step to a version.
pub(super) fn take(connection: &Connection, step: &str, version: i64) -> Result<(), StoreError> {
    connection.execute_batch(step)?;
    match version {
        PACKED => repack::observations(connection),
        TOGETHER => {
            repack::figures(connection)?;
            names::fill(connection)
        }
        _ => Ok(()),
    }
}

/// Copies a store of an earlier version to a file beside it, before anything in it is changed.
fn set_aside(path: &Path, version: usize) -> Result<(), StoreError> {
    if !path.exists() {
        return Ok(());
    }
    let named = |nth: u32| {
        let mut name = path.as_os_str().to_owned();
        name.push(if nth == 1 { format!(".version-{version}") } else { format!(".version-{version}-{nth}") });
        PathBuf::from(name)
    };
    let copy = (1..).map(named).find(|copy| !copy.exists()).unwrap_or_default();
    // This connection is about to write; another one reads what is there now.
    let from = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    super::copy::to_file(&from, &copy)?;
    tracing::info!("{}: version {version} of the store is kept in {}", path.display(), copy.display());
    Ok(())
}

/// Has the file keep a write-ahead log, which it does from then on. SQLite neither allows this inside of a transaction nor
/// waits here for another process that is making the same store, so that the waiting is done here.
fn keep_log(connection: &Connection) -> Result<(), StoreError> {
    for _ in 0..PATIENCE.as_millis() / PAUSE.as_millis() {
        let kept = connection.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()));
        match kept.map_err(StoreError::from) {
            Err(StoreError::Busy) => std::thread::sleep(PAUSE),
            other => return other,
        }
    }
    Err(StoreError::Busy)
}

/// Asks for a store of the current version, without writing.
pub(super) fn require_current(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    match version(connection, path)? {
        VERSION => Ok(()),
        0 => Err(StoreError::Foreign { path: path.to_owned(), found: "an empty file" }),
        found => Err(StoreError::Older { path: path.to_owned(), found, known: VERSION }),
    }
}
