//! What was known when: documents that are taken back, real-time intervals, and which of several values is shown.

use crate::support::{Folder, Run};

const KEY: &str = "trade_turnover.RU.CIS.level.USD";

/// A project in which three publishers speak of one period, and a value is revised.
fn project() -> Folder {
    let folder = Folder::empty();
    folder.write("attested.toml", "title = \"Vintages\"\n");
    let said = |source: &str, value: &str| {
        let text = format!("In words of {source}, Russia's trade with the CIS countries {value} billion in 2023.\n");
        folder.write(&format!("data/sources/{source}.txt"), text);
    };
    said("early", "amounted to $83.7");
    said("later", "came to $84.9");
    said("third", "had reached over $84");
    folder.write(
        "data/sources/sources.csv",
        "path,id,publisher,title,url,published,language\nearly.txt,early,TASS,,,2024-01-10,en\n\
         later.txt,later,Rosstat,,,2024-03-01,en\nthird.txt,third,TASS,,,2024-06-01,en\n",
    );
    done(&folder.line("build"));
    folder
}

fn done(run: &Run) -> &str {
    assert_eq!(run.code, 0, "{run:?}");
    &run.out
}

/// Some columns of a table that is printed for programs.
fn cells(run: &Run, columns: &[&str]) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(done(run).as_bytes());
    let head = reader.headers().expect("a head").clone();
    let at = |column: &&str| head.iter().position(|name| name == *column).expect("a column");
    let places: Vec<_> = columns.iter().map(at).collect();
    let row = |row: csv::StringRecord| places.iter().map(|at| row[*at].to_owned()).collect::<Vec<_>>().join(" ");
    reader.records().map(|record| row(record.expect("a row"))).collect()
}

fn vintages(folder: &Folder) -> Vec<String> {
    let run = folder.run(&["show", KEY, "--vintages", "--format", "csv"]);
    cells(&run, &["realtime_start", "realtime_end", "obs_value", "document", "revision_low", "revision_high"])
}

/// The document whose value is shown of the only period.
fn shown(folder: &Folder, more: &[&str]) -> Vec<String> {
    let mut args = vec!["show", KEY, "--format", "csv"];
    args.extend(more);
    let rows = cells(&folder.run(&args), &["shown", "document"]);
    rows.iter().filter_map(|row| row.strip_prefix("true ")).map(str::to_owned).collect()
}

fn withdraw(folder: &Folder, what: &str, document: &str, on: &str) -> Run {
    folder.run(&["sources", what, document, "--by", "A. Reader", "--why", "taken back", "--on", on])
}

#[test]
fn vintages_are_intervals_of_real_time() {
    let folder = project();
    let want = [
        "2024-01-10 2024-02-29 83700000000 early  ",
        "2024-03-01 2024-05-31 84900000000 later 1100000000 1300000000",
        "2024-06-01 9999-12-31 84000000000 third -950000000 ",
    ];
    assert_eq!(vintages(&folder), want);
    let out = folder.run(&["show", KEY, "--vintages"]).out;
    assert!(out.contains("2023: first release 83.7 bn (2024-01-10), latest over 84 bn (2024-06-01)"), "{out}");
    assert!(out.contains("in 2 revisions"), "{out}");
}

#[test]
fn what_is_withdrawn_stays_in_history_and_leaves_the_present() {
    let folder = project();
    done(&withdraw(&folder, "withdraw", "third", "2024-09-01"));
    let want_vintages = [
        "2024-01-10 2024-02-29 83700000000 early  ",
        "2024-03-01 2024-05-31 84900000000 later 1100000000 1300000000",
        "2024-06-01 2024-08-31 84000000000 third -950000000 ",
        "2024-09-01 9999-12-31 84900000000 later  950000000",
    ];
    let assert_withdrawn = || {
        assert_eq!(vintages(&folder), want_vintages);
        assert_eq!(shown(&folder, &[]), ["later"]);
        assert_eq!(shown(&folder, &["--as-of", "2024-08-31"]), ["third"]);
        let sources = cells(&folder.line("sources --format csv"), &["document", "withdrawn"]);
        assert_eq!(sources, ["early ", "later ", "third 2024-09-01"]);
        done(&folder.line("export out"));
        assert!(!folder.read("out/observations.csv").contains("third"));
        done(&folder.line("export then --as-of 2024-08-31"));
        assert!(folder.read("then/observations.csv").contains("third"));
        done(&folder.line("verify"));
    };
    assert_withdrawn();
    let kept = folder.read("withdrawals.csv");
    assert!(kept.contains(",third,withdraw,2024-09-01,A. Reader,taken back,"), "{kept}");
    done(&folder.line("build"));
    assert_withdrawn();
    assert_eq!(folder.read("withdrawals.csv"), kept);
    let again = withdraw(&folder, "withdraw", "third", "2024-10-01");
    assert_eq!((again.code, again.err.as_str()), (2, "error: third: is withdrawn already\n"));
    let early = withdraw(&folder, "restore", "third", "2024-08-01");
    assert!(early.code == 2 && early.err.contains("want that day or a later one"), "{early:?}");
    done(&withdraw(&folder, "restore", "third", "2024-11-01"));
    assert_eq!(shown(&folder, &[]), ["third"]);
    assert_eq!(shown(&folder, &["--as-of", "2024-10-31"]), ["later"]);
    let not = withdraw(&folder, "restore", "early", "2024-11-01");
    assert_eq!((not.code, not.err.as_str()), (2, "error: early: is not withdrawn\n"));
}

/// The sources of the values that a chart draws solid under a policy.
fn solid(folder: &Folder, policy: &str) -> Vec<String> {
    done(&folder.run(&["chart", KEY, "-o", "c.svg", "--kind", "line", "--policy", policy]));
    let svg = folder.read("c.svg");
    let source = |mark: &str| Some(mark.split_once("data-source=\"")?.1.split_once('"')?.0.to_owned());
    // A hollow circle is filled with the ground of the picture.
    let is_solid = |mark: &&str| mark.split("</g>").next().is_some_and(|mark| !mark.contains("fill=\"#FFFFFF\""));
    svg.split("class=\"mark ").skip(1).filter(is_solid).filter_map(source).collect()
}

#[test]
fn a_chart_follows_the_policy() {
    let folder = project();
    for (policy, want) in [
        ("latest", "third"),
        ("first", "early"),
        ("publishers:Rosstat;TASS", "later"),
        ("publishers:Interfax;TASS", "third"),
        ("consensus", "later"),
    ] {
        assert_eq!(solid(&folder, policy), [want], "{policy}");
    }
    let said = |lang: &str| {
        done(&folder.run(&["chart", KEY, "-o", "c.svg", "--kind", "line", "--policy", "first", "--lang", lang]));
        folder.read("c.svg")
    };
    assert!(said("en").contains("of several values, the first published is solid"));
    assert!(said("ru").contains("закрашено"));
    done(&folder.run(&["chart", KEY, "-o", "c.svg", "--kind", "sources", "--policy", "first"]));
    assert!(!folder.read("c.svg").contains("is solid"), "each source has its own place");
}

#[test]
fn the_value_shown_follows_a_named_policy() {
    let folder = project();
    for (policy, want) in [
        ("latest", "third"),
        ("first", "early"),
        ("publishers:Rosstat;TASS", "later"),
        ("publishers:Interfax;TASS", "third"),
        ("consensus", "later"),
    ] {
        assert_eq!(shown(&folder, &["--policy", policy]), [want], "{policy}");
    }
    let out = folder.run(&["show", KEY, "--policy", "first"]).out;
    assert!(out.contains("Of several values for one period the first published is shown"), "{out}");
    assert_eq!(out.matches("2023 ").count(), 3, "the others stay visible: {out}");
    folder.write("attested.toml", "title = \"Vintages\"\npolicy = \"first\"\n");
    assert_eq!(shown(&folder, &[]), ["early"]);
    done(&folder.line("build"));
    assert!(folder.read("report.md").contains("Of several values for one period it compares the first published"));
    let package = folder.read("data/datasets/datapackage.json");
    assert!(package.contains("of several values for one period, the first published"), "{package}");
    assert!(folder.read("data/datasets/wide_trade.csv").contains("83700000000"));
    let wrong = folder.run(&["show", KEY, "--policy", "newest"]);
    assert!(wrong.code == 2 && wrong.err.contains("want latest, first, consensus"), "{wrong:?}");
    folder.write("attested.toml", "policy = \"newest\"\n");
    let wrong = folder.line("build");
    assert!(wrong.code == 2 && wrong.err.contains("want latest, first, consensus"), "{wrong:?}");
}
