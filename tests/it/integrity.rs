//! What the store promises: it is whole after a crash, under many writers, on a full disk; and damage is found.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Instant;

use crate::support::Folder;

const DOCUMENTS: usize = 500;

/// How often ingestion is killed; `ATTESTED_KILLS` asks for more.
fn kills() -> u32 {
    std::env::var("ATTESTED_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(6)
}

fn write_documents(folder: &Folder, below: &str, numbers: impl Iterator<Item = usize>) {
    for n in numbers {
        let text = format!(
            "The minister said that Armenia's exports to Kazakhstan reached ${n} million in {}, and that its GDP grew \
             by {}.{} % in the same year.\n",
            2000 + n % 25,
            1 + n % 9,
            n % 10
        );
        folder.write(&format!("{below}/n{n:03}.txt"), text);
    }
}

/// The datasets of a store.
fn exported(folder: &Folder, store: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let below = store.trim_end_matches(".db");
    let run = folder.run(&["export", "--store", store, below]);
    assert_eq!(run.code, 0, "{run:?}");
    folder.files(below)
}

fn assert_sound(folder: &Folder, store: &str) {
    let run = folder.run(&["verify", "--store", store]);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{run:?}");
}

#[test]
fn a_killed_ingestion_leaves_a_sound_store_and_is_taken_up_again() {
    let folder = Folder::empty();
    write_documents(&folder, "docs", 0..DOCUMENTS);
    let start = Instant::now();
    assert_eq!(folder.line("ingest docs --store whole.db").code, 0);
    let took = start.elapsed();
    let whole = exported(&folder, "whole.db");
    for nth in 0..kills() {
        let store = format!("killed{nth}.db");
        let mut command = folder.command(&["ingest", "docs", "--store", &store]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program runs");
        std::thread::sleep(took.mul_f64(f64::from(2 * nth + 1) / f64::from(2 * kills())));
        child.kill().expect("killed");
        child.wait().expect("gone");
        // It may have been killed before there was a store.
        let found = folder.run(&["verify", "--store", &store]);
        let early = found.err.contains("no store at") || found.err.contains("is an empty file");
        assert!(found.code == 0 && found.out.is_empty() || early, "kill {nth}: {found:?}");
        assert_eq!(folder.run(&["ingest", "docs", "--store", &store]).code, 0);
        assert_sound(&folder, &store);
        let again = exported(&folder, &store);
        assert!(again == whole, "kill {nth}: the datasets differ");
    }
}

#[test]
fn many_processes_ingest_at_once() {
    const WRITERS: usize = 8;
    let folder = Folder::empty();
    // Every folder shares half of its documents with the next.
    for nth in 0..WRITERS {
        write_documents(&folder, &format!("docs{nth}"), nth * 20..nth * 20 + 40);
    }
    let spawn = |nth: usize| {
        let mut command = folder.command(&["ingest", &format!("docs{nth}"), "--store", "shared.db"]);
        command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("the program runs")
    };
    let writers: Vec<_> = (0..WRITERS).map(spawn).collect();
    for writer in writers {
        let output = writer.wait_with_output().expect("it ends");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    assert_sound(&folder, "shared.db");
    let sources = folder.line("sources --store shared.db --format csv");
    assert_eq!(sources.out.lines().count() - 1, WRITERS * 20 + 20, "no document is lost or doubled");
}

#[test]
fn a_backup_is_the_same_store_and_replaces_nothing() {
    let folder = Folder::with_store();
    assert_eq!(folder.line("backup copy.db").code, 0);
    assert_sound(&folder, "copy.db");
    let series = |store: &str| folder.run(&["series", "--store", store]).out;
    assert_eq!(series("copy.db"), series("attested.db"));
    let again = folder.line("backup copy.db");
    assert_eq!(again.code, 2);
    assert!(again.err.contains("copy.db") && again.err.contains("is there already"), "{again:?}");
    let nowhere = folder.line("backup none/copy.db");
    assert_eq!(nowhere.code, 2);
    assert!(nowhere.err.contains("none/copy.db"), "{nowhere:?}");
}

/// The bytes of a database that hold something: all but the room between the cell pointers and the cells of a page, its
/// free blocks, and what is behind the end of a text that goes on from another page (the layout of SQLite's files, <https://www.sqlite.org/fileformat2.html>, 1.6).
fn bytes_in_use(file: &[u8]) -> Vec<usize> {
    let two = |at: usize| usize::from(file[at]) << 8 | usize::from(file[at + 1]);
    let size = two(16);
    let in_page = |page: usize| {
        let start = page * size;
        // The first page begins with the head of the file, whose counters of changes say nothing of rows.
        let head = if page == 0 { start + 100 } else { start };
        let pointers = match file[head] {
            2 | 5 => head + 12,
            10 | 13 => head + 8,
            // What goes on from another page; behind its end are zeros.
            _ => {
                let end = file[start..start + size].iter().rposition(|byte| *byte != 0).unwrap_or_default();
                return (start..=start + end).collect();
            }
        };
        let (free, cells) = (pointers + 2 * two(head + 3), start + two(head + 5));
        let blocks = std::iter::successors(Some(two(head + 1)), |block| Some(two(start + block)));
        let blocks = blocks.take_while(|block| *block > 0).map(|block| start + block);
        let blocks: Vec<_> = blocks.map(|block| block + 4..block + two(block + 2)).collect();
        let taken = (head..free).chain(cells..start + size);
        taken.filter(|at| !blocks.iter().any(|block| block.contains(at))).collect::<Vec<_>>()
    };
    (0..file.len() / size).flat_map(in_page).collect()
}

#[test]
fn a_flipped_bit_is_found_wherever_it_is() {
    let folder = Folder::with_store();
    let path = folder.path().join("attested.db");
    let sound = fs::read(&path).expect("readable");
    assert_sound(&folder, "attested.db");
    const FLIPS: usize = 40;
    let in_use = bytes_in_use(&sound);
    for nth in 0..FLIPS {
        let (at, bit) = (in_use[in_use.len() * (2 * nth + 1) / (2 * FLIPS)], nth % 8);
        let mut damaged = sound.clone();
        damaged[at] ^= 1 << bit;
        fs::write(&path, &damaged).expect("written");
        let run = folder.line("verify --format csv");
        assert!(matches!(run.code, 1 | 2), "byte {at}, bit {bit}: {run:?}");
        assert!(!(run.out.is_empty() && run.err.is_empty()), "byte {at}, bit {bit}: {run:?}");
    }
}

#[test]
fn a_store_that_is_cut_off_is_no_sound_one() {
    let folder = Folder::with_store();
    let path = folder.path().join("attested.db");
    let sound = fs::read(&path).expect("readable");
    fs::File::create(&path).and_then(|mut file| file.write_all(&sound[..sound.len() / 2])).expect("written");
    let run = folder.line("verify");
    assert!(matches!(run.code, 1 | 2) && !(run.out.is_empty() && run.err.is_empty()), "{run:?}");
}

/// A limit on the size of files stands for a full disk.
#[cfg(unix)]
#[test]
fn a_full_disk_is_one_error_and_leaves_a_sound_store() {
    let folder = Folder::empty();
    write_documents(&folder, "docs", 0..20);
    write_documents(&folder, "more", 20..DOCUMENTS);
    assert_eq!(folder.line("ingest docs --store full.db").code, 0);
    let program = env!("CARGO_BIN_EXE_attested");
    // In blocks of 1,024 bytes, as bash counts; a signal that nobody hears would end the program.
    let script = format!("trap '' XFSZ; ulimit -f 400; exec '{program}' ingest more --store full.db");
    let output = std::process::Command::new("bash")
        .args(["-c", &script])
        .current_dir(folder.path())
        .stdin(Stdio::null())
        .output()
        .expect("bash runs");
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{err}");
    assert_eq!(err.lines().filter(|line| line.starts_with("error")).count(), 1, "{err}");
    assert_sound(&folder, "full.db");
    let sources = folder.line("sources --store full.db --format csv");
    assert!(sources.out.lines().count() > 20, "what was there is there");
    assert_eq!(folder.line("ingest more --store full.db").code, 0);
    assert_sound(&folder, "full.db");
}

/// Nobody, not even root, makes files there.
#[cfg(target_os = "linux")]
#[test]
fn a_folder_in_which_nothing_can_be_written_is_one_error() {
    let folder = Folder::with_documents();
    let run = folder.line("ingest docs --store /proc/attested.db");
    assert_eq!(run.code, 2, "{run:?}");
    assert_eq!(run.err.lines().filter(|line| line.starts_with("error")).count(), 1, "{run:?}");
    assert!(run.err.contains("/proc/attested.db"), "{run:?}");
}

#[test]
fn a_store_of_an_earlier_version_is_brought_up_to_date_by_whoever_reads_it() {
    let folder = Folder::empty();
    const TEXT: &str = "Trade of Chile was $5 billion in 2024.";
    const ID: &str = "2ad9d63682e314dfc299ca0c4a4187949056decabb345bd95238bafe8296a16f";
    let sqlite = rusqlite::Connection::open(folder.path().join("attested.db")).expect("opens");
    let rows = format!(
        "PRAGMA application_id = 1096045396; INSERT INTO documents VALUES (7, '{ID}', 'then', NULL, NULL, NULL, \
         '2025-01-02', '2025-01-02', 'en', 'text/plain', '{{}}', '{TEXT}', 0, 38, 'attested 0.1.0'); \
         INSERT INTO sentences VALUES (3, 7, 0, 38, '{TEXT}'); \
         INSERT INTO figures VALUES (5, '0123456789ab', 7, '5', 9, 'USD', 'trade_turnover', NULL, 'level', 'CL', NULL, \
         '2024', 'stated', 'actual', NULL, 'high', '[]'); \
         INSERT INTO mentions VALUES (5, 0, 19, 29, '$5 billion', 3); \
         INSERT INTO series VALUES (2, 'trade_turnover.CL._Z.level.USD', 'trade_turnover', NULL, 'CL', NULL, 'level', 'USD'); \
         INSERT INTO observations VALUES (5, 2, '2024', '2024-01-01', '2024-12-31', 'stated', '2025-01-02'); \
         PRAGMA user_version = 3"
    );
    for step in [
        include_str!("../../src/store/migrations/0001_documents_figures_series.sql"),
        &rows,
        "PRAGMA foreign_keys = off",
        include_str!("../../src/store/migrations/0002_ingestion.sql"),
        include_str!("../../src/store/migrations/0003_readings_decisions.sql"),
    ] {
        sqlite.execute_batch(step).expect("a step");
    }
    drop(sqlite);
    let show = "show trade_turnover.CL._Z.level.USD --format csv";
    let run = folder.line(show);
    assert_eq!(run.code, 0, "{run:?}");
    let cells =
        "0123456789ab,trade_turnover.CL._Z.level.USD,2024,stated,5000000000,,exact,USD,actual,2025-01-02,,,then,";
    assert!(run.out.contains(&format!("{cells}{TEXT}")), "{run:?}");
    assert!(run.err.contains("attested.db.version-3"), "{}", run.err);
    assert_eq!(folder.line(show).out, run.out);
    assert_sound(&folder, "attested.db");
    assert_eq!(folder.line(&format!("{show} --store attested.db.version-3")).out, run.out);
}
