//! What each command says when something is wrong, and with which exit code it ends.

use crate::support::Folder;

/// A command line without quotes, the exit code, and what standard error must be; `...` stands for anything.
type Case = (&'static str, i32, &'static str);

fn check(folder: &Folder, cases: &[Case]) {
    for (line, code, wanted) in cases {
        let run = folder.line(line);
        assert_eq!(run.code, *code, "attested {line}: {run:?}");
        assert!(fits(run.err.trim_end(), wanted), "attested {line}\n  wanted: {wanted}\n  found:  {}", run.err);
    }
}

/// Whether a text is the pattern, in which `...` stands for anything.
fn fits(text: &str, pattern: &str) -> bool {
    let mut parts = pattern.split("...");
    let Some(mut rest) = parts.next().and_then(|first| text.strip_prefix(first)) else { return false };
    let mut to_the_end = true;
    for part in parts {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
        to_the_end = !part.is_empty();
    }
    rest.is_empty() || !to_the_end
}

#[test]
fn documents_that_cannot_be_read() {
    let folder = Folder::with_documents();
    folder.write("empty.txt", "\n");
    folder.write("binary.txt", b"\x89PNG\0\xff");
    folder.write("none.txt", "There are no figures here.");
    folder.write("void/readme", "");
    folder.write("front.md", "---\npublished: soon\n---\nText");
    let cases: [Case; 9] = [
        ("extract nowhere.txt", 2, "error: nowhere.txt: no such file"),
        ("extract empty.txt", 2, "error: empty.txt: is empty: want a text to read"),
        ("extract binary.txt", 2, "error: binary.txt: is a picture (PNG): want text, Markdown, HTML, PDF, ..."),
        ("extract void", 2, "error: void: holds no documents: want text, Markdown, HTML, PDF, ..."),
        ("extract none.txt", 1, ""),
        (
            "extract none.txt ./none.txt",
            2,
            "error: ./none.txt: is named twice (first as none.txt): want each file once",
        ),
        ("extract front.md", 2, "error: front.md:2: `soon` is not a publication date: want 2024-12-26, or 2024-12"),
        ("extract --manifest nowhere.csv", 2, "error: nowhere.csv: no such file"),
        ("extract", 2, "error: the following required arguments were not provided:..."),
    ];
    check(&folder, &cases);
}

#[test]
fn one_bad_document_does_not_stop_the_others() {
    let folder = Folder::with_documents();
    folder.write("docs/empty.txt", "");
    let run = folder.line("extract docs");
    assert_eq!((run.code, run.out.lines().count()), (2, 6), "{run:?}");
    assert_eq!(run.err, "error: docs/empty.txt: is empty: want a text to read\n");
    let run = folder.line("ingest docs --format csv");
    assert_eq!(run.code, 2);
    assert!(run.out.contains("docs/empty.txt,failed,,,,is empty: want a text to read\n"), "{run:?}");
    assert!(run.err.ends_with("3 new with 6 figures, 0 known, 1 failed\n"), "{run:?}");
}

#[test]
fn manifests_that_cannot_be_read() {
    let folder = Folder::with_documents();
    let head = "path,id,published\n";
    for (name, text) in [
        ("date.csv", "docs/then.md,then,26.12.2023\ndocs/now.md,now,2024-12-26\n"),
        ("twice.csv", "docs/then.md,then,\ndocs/then.md,again,\n"),
        ("gone.csv", "docs/gone.md,gone,\ndocs/now.md,now,2024-12-26\n"),
        ("short.csv", "docs/now.md,now\n"),
    ] {
        folder.write(name, format!("{head}{text}"));
    }
    folder.write("none.csv", "file;title\n");
    let cases: [Case; 5] = [
        (
            "extract --manifest date.csv",
            2,
            "error: date.csv:2: `26.12.2023` is not a publication date: want 2024-12-26, or 2024-12",
        ),
        (
            "extract --manifest twice.csv",
            2,
            "error: twice.csv:3: names docs/then.md a second time (first in line 2): want each file once",
        ),
        ("extract --manifest gone.csv", 2, "error: gone.csv:2: docs/gone.md: no such file"),
        ("extract --manifest short.csv", 2, "error: short.csv:2: 2 fields: want 3, as in the head"),
        (
            "ingest --manifest none.csv",
            2,
            "error: none.csv: has no `path` column: want path,id,publisher,title,url,published,language; nothing that it names is read\n...",
        ),
    ];
    check(&folder, &cases);
    assert_eq!(folder.line("extract --manifest date.csv").out.lines().count(), 2, "the other row is read");
}

#[test]
fn a_name_that_other_content_has() {
    let folder = Folder::with_store();
    folder.write("other/given.md", "---\nid: now\n---\nRussia's GDP grew by 4 percent in 2023.");
    folder.write("other/now.md", "Russia's GDP grew by 5 percent in 2023.");
    let run = folder.line("ingest other --format csv");
    assert_eq!(run.code, 2);
    // A file that only has the same name gets an id of its own.
    assert!(run.out.lines().any(|line| line.starts_with("now-") && line.contains(",new,")), "{run:?}");
    assert!(run.err.starts_with("error: the id `now` is that of another document in the store (SHA-256 "), "{run:?}");
    assert!(run.out.contains("\nnow,failed,,,,"), "{run:?}");
}

#[test]
fn stores_that_are_not_there_or_none() {
    let folder = Folder::with_store();
    folder.write("text.db", "this is no database, and it is long enough to be looked at as if it were one");
    std::fs::copy(folder.path().join("attested.db"), folder.path().join("newer.db")).expect("copied");
    let newer = rusqlite::Connection::open(folder.path().join("newer.db")).expect("opened");
    newer.pragma_update(None, "user_version", 999).expect("set");
    drop(newer);
    for command in [
        "sources",
        "series",
        "show x",
        "trace ab",
        "compare x",
        "check",
        "unresolved",
        "chart x -o x.svg",
        "export out",
    ] {
        for (store, wanted) in [
            (
                "nowhere.db",
                "error: no store at nowhere.db: run `attested ingest` with documents first, or name another with --store",
            ),
            ("text.db", "error: text.db: ..."),
            (
                "newer.db",
                "error: newer.db: is a store of version 999, and this program reads up to version ...: want a newer attested",
            ),
            ("docs", "error: docs: cannot be opened as a store: is a folder"),
        ] {
            let run = folder.line(&format!("{command} --store {store}"));
            assert_eq!(run.code, 2, "{command} {store}: {run:?}");
            assert!(fits(run.err.trim_end(), wanted), "{command} {store}: {run:?}");
        }
    }
    assert!(!folder.path().join("nowhere.db").exists(), "reading makes no store");
}

#[test]
fn series_and_figures_that_are_not_there() {
    let folder = Folder::with_store();
    let cases: [Case; 8] = [
        (
            "show trade_turnover.RU.CSI.level.USD",
            2,
            "error: no series `trade_turnover.RU.CSI.level.USD`: the nearest are trade_turnover.RU.CIS.level.USD, ...",
        ),
        ("show zebra", 2, "error: no series `zebra`: `attested series` lists all"),
        (
            "show RU.CIS",
            2,
            "error: `RU.CIS` fits 2 series: want one of trade_turnover.RU.CIS.level.USD, trade_turnover.RU.CIS.growth-yoy.percent",
        ),
        ("compare RU.CIS.level zebra", 2, "error: no series `zebra`: `attested series` lists all"),
        ("trace xyz", 2, "error: `xyz` is not a figure id: want 12 hexadecimal digits, or the first of them"),
        ("trace 000000000000", 2, "error: no figure `000000000000` in the store: `attested show SERIES` lists figures"),
        (
            "show RU.CIS.level --as-of yesterday",
            2,
            "error: invalid value 'yesterday' for '--as-of <DATE>': want a day such as 2024-12-26...",
        ),
        (
            "compare RU.CIS.level --like soon",
            2,
            "error: invalid value 'soon' for '--like <PERIOD>': `soon` is not a period: want 2024, ...",
        ),
    ];
    check(&folder, &cases);
}

#[test]
fn options_that_are_not_there() {
    let folder = Folder::with_store();
    let cases: [Case; 4] = [
        (
            "series --format xml",
            2,
            "error: invalid value 'xml' for '--format <FORMAT>': `xml` is not a format: want table, csv or json...",
        ),
        (
            "extract docs --format xml",
            2,
            "error: invalid value 'xml' for '--format <FORMAT>': `xml` is not a format: want jsonl, csv or table...",
        ),
        (
            "check --rule typo",
            2,
            "error: invalid value 'typo' for '--rule <RULE>': `typo` is not a rule: want value-conflict, ...",
        ),
        ("frobnicate", 2, "error: unrecognized subcommand 'frobnicate'..."),
    ];
    check(&folder, &cases);
}

#[test]
fn charts_that_cannot_be_drawn() {
    let folder = Folder::with_store();
    folder.write("keys.toml", "title = 'T'\ncolour = 'red'\nseries = ['trade_turnover.RU.CIS.level.USD']\n");
    folder.write("gone.toml", "title = 'T'\nseries = ['trade_turnover.RU.KZ.level.USD']\n");
    let cases: [Case; 6] = [
        ("chart RU.CIS.level -o picture.gif", 2, "error: picture.gif: want a file that ends in .svg or .png"),
        ("chart RU.CIS.level", 2, "error: the following required arguments were not provided:..."),
        ("chart --spec nowhere.toml", 2, "error: nowhere.toml: cannot be read: ..."),
        ("chart --spec keys.toml", 2, "error: keys.toml: chart spec, line 2: unknown field `colour`..."),
        (
            "chart --spec gone.toml",
            2,
            "error: gone.toml: no series `trade_turnover.RU.KZ.level.USD`: the nearest are ...",
        ),
        (
            "chart trade_turnover.RU.CIS.level trade_turnover.RU.CIS.growth -o x.svg",
            2,
            "error: `trade_turnover.RU.CIS.level.USD` and ...: a chart has one axis",
        ),
    ];
    check(&folder, &cases);
}

#[test]
fn projects_that_cannot_be_built() {
    let folder = Folder::with_documents();
    check(
        &folder,
        &[
            ("build", 2, "error: no attested.toml here or in a folder above: `attested init` makes a project"),
            ("build nowhere", 2, "error: nowhere/attested.toml: no such file: `attested init` makes a project"),
        ],
    );
    folder.write("attested.toml", "title = 'T'\nsource = 'docs'\n");
    check(
        &folder,
        &[
            ("build", 2, "error: attested.toml:2: unknown field `source`, expected ..."),
            ("init", 2, "error: attested.toml: is there already: nothing was written"),
        ],
    );
    folder.write("attested.toml", "sources = 'nowhere'\n");
    check(&folder, &[("build", 2, "error: nowhere: no such folder: want the project's documents there")]);
    folder.write("attested.toml", "sources = 'docs'\ncodelists = 'lists'\n");
    folder.write("lists/zones.csv", "code\n");
    check(&folder, &[("build", 2, "error: lists: zones.csv: not a code list: want areas.csv, ...")]);
    folder.write("attested.toml", "sources = 'docs'\nlexicon = 'words'\n");
    check(&folder, &[("build", 2, "error: words: no such folder")]);
    folder.write("words/en/areas.csv", "phrase,code,role\nRuritania,XRU,name\n");
    check(&folder, &[("build", 2, "error: words/en: areas.csv:2: `XRU` is not an area code: want ...")]);
}

#[test]
fn a_build_goes_on_past_what_is_broken() {
    let folder = Folder::with_documents();
    folder.write("attested.toml", "sources = 'docs'\ndatasets = 'out'\n");
    folder.write("docs/sources.csv", "path,id,published\nthen.md,then,soon\nnow.md,now,2024-12-26\n");
    folder.write("charts/bad.toml", "title = 'T'\ncolour = 'red'\nseries = []\n");
    folder.write("charts/good.toml", "title = 'T'\nseries = ['trade_turnover.RU.CIS.level.USD']\n");
    check(
        &folder,
        &[(
            "build",
            2,
            "error: docs/sources.csv:2: `soon` is not a publication date: want 2024-12-26, or 2024-12\n\
         error: charts/bad.toml: chart spec, line 2: unknown field `colour`...",
        )],
    );
    assert!(folder.read("out/observations.csv").contains("over $93 billion"));
    assert!(folder.path().join("charts/good.png").is_file());
}

#[test]
fn a_build_does_not_replace_what_is_no_store_of_its_own() {
    let folder = Folder::with_documents();
    folder.write("attested.toml", "sources = 'docs'\nstore = 'notes.txt'\n");
    folder.write("notes.txt", "my notes");
    check(&folder, &[("build", 2, "error: notes.txt: ...")]);
    assert_eq!(folder.read("notes.txt"), "my notes");
}

#[test]
fn init_overwrites_nothing() {
    let folder = Folder::empty();
    folder.write("data/sources/sources.csv", "mine");
    check(&folder, &[("init", 2, "error: data/sources/sources.csv: is there already: nothing was written")]);
    assert_eq!(folder.read("data/sources/sources.csv"), "mine");
    assert!(!folder.path().join("attested.toml").exists());
    check(
        &folder,
        &[("init data/sources/sources.csv", 2, "error: data/sources/sources.csv: is a file: want a folder")],
    );
}
