//! Folders into a store: what is taken, what is left out, and what is known already.

use crate::support::{Folder, Run};

const TRADE: &str = "Russia's trade with the CIS countries reached $83.7 billion in January-October 2023, up 2 percent from \
    the same period a year earlier, the minister said at a meeting of the council in Moscow, where payments in national \
    currencies and new routes for freight were discussed.";

fn csv(folder: &Folder, line: &str) -> Run {
    folder.line(&format!("{line} --format csv"))
}

#[test]
fn a_second_run_reads_nothing() {
    let folder = Folder::with_documents();
    assert_eq!(csv(&folder, "ingest docs").code, 0);
    // The bytes decide, not the name or the time.
    std::fs::rename(folder.path().join("docs/now.md"), folder.path().join("docs/renamed.md")).expect("renamed");
    folder.write("docs/sources.csv", "path\n");
    let again = csv(&folder, "ingest docs");
    assert_eq!(again.err, "0 new with 0 figures, 3 known, 0 failed\n");
    assert!(again.out.contains("\nnow,known,"), "{again:?}");
    folder.write("docs/renamed.md", TRADE);
    assert!(csv(&folder, "ingest docs").err.starts_with("1 new with 2 figures"), "a changed file is a new document");
}

#[test]
fn choices_leave_documents_out() {
    let folder = Folder::with_documents();
    folder.write("docs/ru.txt", "Товарооборот России и Казахстана вырос на 2 % за десять месяцев, сообщил министр.");
    folder.write("docs/drafts/x.txt", "Kazakhstan's inflation was 9.4 percent in March 2024.");
    for (options, taken, left_out) in [
        ("--exclude drafts --exclude *.txt", "now then", 0),
        ("--since 2024-01-01", "now", 4),
        ("--language ru", "ru", 4),
        ("--language en,ru --exclude drafts", "between now ru then", 0),
    ] {
        let run = csv(&folder, &format!("ingest docs --store {}.db {options}", left_out + taken.len()));
        let new: Vec<_> = run.out.lines().filter(|line| line.contains(",new,")).map(|l| l.split(',').next()).collect();
        let new: Vec<_> = new.into_iter().flatten().collect();
        assert_eq!(new.join(" "), taken, "{options} {run:?}");
        assert_eq!(run.out.matches(",left out,").count(), left_out, "{options} {run:?}");
    }
    let run = folder.line("ingest docs --exclude [");
    assert_eq!((run.code, run.err.starts_with("error: --exclude: `[` is no pattern")), (2, true), "{run:?}");
}

#[test]
fn what_was_left_out_is_read_when_it_is_wanted() {
    let folder = Folder::with_documents();
    csv(&folder, "ingest docs --since 2024-01-01");
    assert_eq!(csv(&folder, "ingest docs").err, "2 new with 4 figures, 1 known, 0 failed\n");
}

#[test]
fn a_dry_run_changes_nothing() {
    let folder = Folder::with_documents();
    let dry = csv(&folder, "ingest docs --dry-run");
    assert_eq!(dry.err, "dry run: 3 new with 6 figures, 0 known, 0 failed\n");
    assert!(!folder.path().join("attested.db").exists());
    csv(&folder, "ingest docs/now.md");
    let dry = csv(&folder, "ingest docs --dry-run");
    assert_eq!(dry.err, "dry run: 2 new with 4 figures, 1 known, 0 failed\n");
    assert_eq!(csv(&folder, "sources").out.lines().count(), 2);
}

#[test]
fn reprints_are_told() {
    let folder = Folder::empty();
    folder.write("in/a.txt", TRADE);
    folder.write("in/b.txt", TRADE.to_uppercase().replace(", ", " - "));
    folder.write("in/c.txt", format!("Trade is up again\n\n{TRADE}\n\nRead more on our site."));
    // The same words a year later are news.
    folder
        .write("in/d.txt", TRADE.replace("83.7", "93.1").replace("2023", "2024").replace("2 percent", "10.6 percent"));
    let run = csv(&folder, "ingest in");
    assert!(run.err.contains("2 of them reprints"), "{run:?}");
    let told: Vec<_> = run.out.lines().filter(|line| line.ends_with("repeats a")).collect();
    assert_eq!(told.len(), 2, "{run:?}");
    assert!(told[0].starts_with("b,") && told[1].starts_with("c,"));
    let sources = csv(&folder, "sources").out;
    assert_eq!(sources.lines().filter(|line| line.ends_with(",a,")).count(), 2, "{sources}");
}

#[test]
fn dates_and_languages_are_found() {
    let folder = Folder::empty();
    folder.write("in/2024-10-08-trade.txt", TRADE);
    folder.write("in/line.txt", format!("MOSCOW, October 9, 2024. /Agency/. {TRADE}"));
    folder.write("in/none.txt", format!("{TRADE} It fell by 3 percent."));
    csv(&folder, "ingest in");
    let sources = csv(&folder, "sources").out;
    let dates: Vec<_> = sources.lines().skip(1).map(|line| line.split(',').nth(2).unwrap_or("")).collect();
    assert_eq!(dates, ["2024-10-08", "2024-10-09", ""], "{sources}");
    assert_eq!(sources.matches(",en,text/plain,").count(), 3, "{sources}");
    for origin in [",file-name,", ",dateline,"] {
        assert_eq!(sources.matches(origin).count(), 1, "{sources}");
    }
}

#[test]
fn many_documents_are_summed_up() {
    let folder = Folder::empty();
    for nth in 0..70 {
        folder.write(
            &format!("in/{nth}.txt"),
            format!("Kazakhstan's inflation was {}.{} percent in 2024.", nth / 10, nth % 10),
        );
    }
    folder.write("in/empty.txt", "");
    let run = folder.line("ingest in");
    assert!(run.out.lines().count() < 8, "{run:?}");
    assert!(run.out.contains("is empty: want a text to read"), "{run:?}");
    assert!(run.err.ends_with("70 new with 70 figures, 0 known, 1 failed\n"), "{run:?}");
}

#[test]
fn ten_reprints_are_one_witness() {
    let folder = Folder::empty();
    for nth in 10..20 {
        folder.write(
            &format!("in/r{nth}.md"),
            format!("---\npublished: 2023-12-{nth}\n---\n# Headline {nth}\n\n{TRADE}"),
        );
    }
    let other = "In its own words the ministry counted $83.9 billion of Russia's trade with the CIS countries in January-October 2023.";
    folder.write("in/other.md", format!("---\npublished: 2023-12-20\n---\n{other}"));
    csv(&folder, "ingest in");
    let show = folder.line("show trade_turnover.RU.CIS.level");
    let rows: Vec<_> = show.out.lines().filter(|line| line.contains("2023-01-01/P10M")).collect();
    assert_eq!(rows.len(), 2, "{show:?}");
    assert!(rows[0].contains("2023-12-10") && rows[0].contains("r11 (2023-12-11)"), "{show:?}");
    let programs = csv(&folder, "show trade_turnover.RU.CIS.level").out;
    let statements: std::collections::BTreeSet<_> = programs.lines().skip(1).map(|l| l.rsplit(',').next()).collect();
    assert_eq!((programs.lines().count(), statements.len()), (12, 2), "{programs}");
    // A conflict names each side once.
    let check = folder.line("check --rule value-conflict");
    assert_eq!(check.out.lines().filter(|line| line.contains('“')).count(), 2, "{check:?}");
}

#[test]
fn spans_lead_back_to_the_file_even_where_its_text_was_repaired() {
    let folder = Folder::empty();
    let text = "The economy of TÃ¼rkiye\n\nTurkey's inflation was 44.38 percent in December 2024, down from 47.09 percent in November.\n";
    folder.write("in.txt", text);
    let run = folder.line("extract in.txt --format csv");
    let spans: Vec<_> = run.out.lines().skip(1).map(|line| line.split(',').collect::<Vec<_>>()).collect();
    assert_eq!(spans.len(), 2, "{run:?}");
    for cells in spans {
        let (start, end): (usize, usize) = (cells[2].parse().expect("start"), cells[3].parse().expect("end"));
        assert_eq!(&text[start..end], cells[4]);
    }
}
