//! Decisions about figures: from the command line, through a spreadsheet, over rebuilds, later rules and races.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::support::{Folder, Run, files, repository};

/// A project with the shipped documents and nothing to draw.
fn project() -> Folder {
    let folder = Folder::empty();
    folder.write("attested.toml", "title = \"Reviewed\"\n");
    for (name, bytes) in files(&repository().join("data/sources")) {
        folder.write(&format!("data/sources/{}", name.display()), bytes);
    }
    done(&folder.line("build"));
    folder
}

fn done(run: &Run) -> &str {
    assert_eq!(run.code, 0, "{run:?}");
    &run.out
}

fn rows(run: &Run) -> Vec<Value> {
    serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {run:?}"))
}

fn all(folder: &Folder) -> Vec<Value> {
    rows(&folder.line("review list --all --state any --format json"))
}

fn text(row: &Value, column: &str) -> String {
    row[column].as_str().unwrap_or_default().to_owned()
}

/// What stands of each figure: state, value and what it is of.
fn standing(folder: &Folder) -> BTreeMap<String, [String; 3]> {
    let of = |row: &Value| (text(row, "figure"), ["state", "value", "of"].map(|column| text(row, column)));
    all(folder).iter().map(of).collect()
}

/// The rows of every series, as programs read them.
fn every_series(folder: &Folder) -> String {
    let keys = rows(&folder.line("series --format json"));
    keys.iter().map(|row| folder.run(&["show", &text(row, "series"), "--format", "csv"]).out).collect()
}

/// Ten figures accepted, ten rejected and ten corrected, on the command line.
fn decide_about_thirty(folder: &Folder) -> Vec<String> {
    let figures: Vec<_> = all(folder).iter().map(|row| text(row, "figure")).step_by(5).take(30).collect();
    assert_eq!(figures.len(), 30);
    let (accepted, rest) = figures.split_at(10);
    let (rejected, corrected) = rest.split_at(10);
    let with = |words: &[&str], figures: &[String]| -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).chain(figures.iter().cloned()).collect()
    };
    let run = |args: Vec<String>| folder.run(&args.iter().map(String::as_str).collect::<Vec<_>>());
    done(&run(with(&["review", "accept", "--by", "A. Reader"], accepted)));
    done(&run(with(&["review", "reject", "--by", "B. Reader", "--why", "not a figure"], rejected)));
    for (nth, figure) in corrected.iter().enumerate() {
        let value = format!("value={}.5", nth + 1);
        done(&folder.run(&[
            "review",
            "correct",
            figure,
            "area=MD",
            &value,
            "period=2019-03",
            "--by",
            "C",
            "--why",
            "misread",
        ]));
    }
    figures
}

#[test]
fn thirty_decisions_survive_rebuilds_and_later_rules() {
    let folder = project();
    let untouched = standing(&folder);
    let decided = decide_about_thirty(&folder);
    let (stands, series, ledger) = (standing(&folder), every_series(&folder), folder.read("reviews.csv"));
    assert_eq!(ledger.lines().count(), 31, "{ledger}");
    let states: Vec<_> = decided.iter().map(|figure| stands[figure][0].as_str()).collect();
    assert_eq!(states.iter().filter(|state| **state == "accepted").count(), 10);
    assert_eq!(states.iter().filter(|state| **state == "rejected").count(), 10);
    assert_eq!(states.iter().filter(|state| **state == "corrected").count(), 10);
    for figure in &decided[20..] {
        assert!(stands[figure][2].contains(" MD ") && stands[figure][2].ends_with("2019-03"), "{:?}", stands[figure]);
    }
    for (figure, was) in &untouched {
        assert!(decided.contains(figure) || stands[figure] == *was, "{figure} was not decided about");
    }

    // From the text file alone, as on another machine.
    std::fs::remove_file(folder.path().join("attested.db")).expect("removed");
    done(&folder.line("build"));
    assert_eq!((standing(&folder), every_series(&folder)), (stands.clone(), series.clone()));
    assert_eq!(folder.read("reviews.csv"), ledger);
    done(&folder.line("build"));
    assert_eq!((standing(&folder), every_series(&folder)), (stands.clone(), series.clone()));

    // With rules that have other words: most figures are read otherwise or not at all.
    folder.write("lexicon/en/indicators.csv", "phrase,indicator,item,measure,sign,strength\ngdp,freight,,,,strong\ntrade with,exports,,,,strong\ninflation,gdp,,,,strong\n");
    folder.write("attested.toml", "title = \"Reviewed\"\nlexicon = \"lexicon\"\n");
    let diff = folder.line("reextract");
    assert_eq!(diff.code, 1, "{diff:?}");
    done(&folder.line("reextract --apply"));
    done(&folder.line("reextract"));
    let later = standing(&folder);
    for figure in &decided {
        let (was, is) = (&stands[figure], &later[figure]);
        assert_eq!(was[0], is[0], "{figure}");
        if was[0] == "accepted" {
            assert_eq!(was, is, "{figure}");
        }
        if was[0] == "corrected" {
            assert_eq!(was[1], is[1], "{figure}");
            assert!(is[2].contains(" MD ") && is[2].ends_with("2019-03"), "{is:?}");
        }
    }
    let read_anew = rows(&folder.line("review list --why anew --state any --format json"));
    assert!(read_anew.iter().all(|row| decided.contains(&text(row, "figure"))));
    // A build from scratch with the same words comes to the same.
    let applied = (later, every_series(&folder));
    done(&folder.line("build"));
    assert_eq!((standing(&folder), every_series(&folder)), applied);
}

#[test]
fn decisions_are_entries_and_the_last_holds() {
    let folder = Folder::with_store();
    let id = text(&rows(&folder.line("show trade_turnover.RU.CIS.level --format json"))[0], "figure");
    let value = |folder: &Folder| folder.line("show trade_turnover.RU.CIS.level --format csv").out;
    let before = value(&folder);
    assert!(done(&folder.run(&["review", "reject", &id[..6], "--by", "A", "--why", "no"])).contains("rejected"));
    assert!(!value(&folder).contains(&id));
    assert!(folder.run(&["trace", &id]).out.contains(&id), "it stays in the history");
    done(&folder.run(&["review", "accept", &id, "--by", "B"]));
    assert_eq!(value(&folder), before);
    done(&folder.run(&["review", "correct", &id, "value=90e9", "bound=above", "--by", "A", "--why", "I looked"]));
    done(&folder.run(&["review", "correct", &id, "period=2023", "--by", "A", "--why", "again"]));
    let corrected = value(&folder);
    assert!(corrected.contains("2023,stated,90000000000,,above"), "{corrected}");
    let show = folder.run(&["review", "show", &id]);
    for words in [
        "[[$83.7 billion]]",
        "83700000000",
        "90000000000",
        "A: reject: no",
        "B: accept",
        "A: correct value=90e9; bound=above: I looked",
        "value=90e9; bound=above; period=2023",
        "read by attested",
        "lexicon",
    ] {
        assert!(done(&show).contains(words), "{words}: {}", show.out);
    }
    let json: Value =
        serde_json::from_str(&folder.run(&["review", "show", &id, "--format", "json"]).out).expect("JSON");
    assert_eq!(json["decisions"].as_array().map(Vec::len), Some(4));
    assert_eq!(json["read"]["value"], "83700000000");
    assert_eq!(json["stands"]["value"], "90000000000");
    assert_ne!(json["lexicon"], Value::Null);
    // The past speaks of the figure as it is known to be right.
    let then = folder.line("show trade_turnover.RU.CIS.level --as-of 2023-12-31 --format csv");
    assert!(then.out.contains("90000000000"), "{then:?}");
}

#[test]
fn bad_decisions_change_nothing() {
    let folder = project();
    let id = text(&all(&folder)[0], "figure");
    for (args, words) in [
        (vec!["accept", "ffffffffffff", "--by", "A"], "no figure `ffffffffffff`"),
        (vec!["reject", &id, "--by", "A"], "no reason is given"),
        (vec!["reject", &id, "--why", "a"], "--by"),
        (vec!["accept", &id, "--by", " "], "is empty"),
        (vec!["correct", &id, "area", "--by", "A", "--why", "a"], "`area` sets no field"),
        (vec!["correct", &id, "aera=RU", "--by", "A", "--why", "a"], "`aera` is not a field"),
        (vec!["correct", &id, "area=XX", "--by", "A", "--why", "a"], "`XX` is not an area code"),
        (vec!["correct", &id, "area=RU", "area=KZ", "--by", "A", "--why", "a"], "set twice"),
        (vec!["correct", &id, "unit=", "--by", "A", "--why", "a"], "`` is not a unit"),
        (vec!["accept", &id, "ffffffffffff", "--by", "A"], "no figure"),
        (vec!["import", "nowhere.csv", "--by", "A"], "nowhere.csv: cannot be read"),
        (vec!["list", "--document", "nothing"], "no document `nothing`"),
    ] {
        let run = folder.run(&[vec!["review"], args].concat());
        assert_eq!(run.code, 2, "{run:?}");
        assert!(run.err.contains(words), "{words}: {run:?}");
    }
    assert!(!folder.path().join("reviews.csv").exists());
    assert!(all(&folder).iter().all(|row| row["state"] == "open"));
}

#[test]
fn a_spreadsheet_decides_as_the_command_line_does() {
    let folder = project();
    done(&folder.line("review export sheet.csv --all --limit 6"));
    let sheet = folder.read("sheet.csv");
    let mut reader = csv::Reader::from_reader(sheet.trim_start_matches('\u{feff}').as_bytes());
    let head = reader.headers().expect("a head").clone();
    let at = |column: &str| head.iter().position(|name| name == column).expect("a column");
    let mut records: Vec<Vec<String>> =
        reader.records().map(|record| record.expect("a row").iter().map(str::to_owned).collect()).collect();
    records[0][at("decision")] = "accept".to_owned();
    records[1][at("decision")] = "reject".to_owned();
    records[1][at("why")] = "=HYPERLINK(\"x\")".to_owned();
    records[2][at("area")] = "MD".to_owned();
    records[2][at("why")] = "misread".to_owned();
    records[2][at("by")] = "Somebody else".to_owned();
    // As a spreadsheet of another country saves it.
    let mut writer =
        csv::WriterBuilder::new().delimiter(b';').terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(&head).expect("written");
    records.iter().for_each(|record| writer.write_record(record).expect("written"));
    let edited = [b"\xef\xbb\xbf".to_vec(), writer.into_inner().expect("written")].concat();
    folder.write("edited.csv", &edited);

    let ids: Vec<_> = records.iter().map(|record| record[at("figure")].trim_start_matches('\'').to_owned()).collect();
    let run = folder.run(&["review", "import", "edited.csv", "--by", "A. Reader", "--format", "csv"]);
    assert!(done(&run).lines().count() == 4, "{run:?}");
    let stands = standing(&folder);
    let states: Vec<_> = ids.iter().map(|id| stands[id][0].as_str()).collect();
    assert_eq!(states, ["accepted", "rejected", "corrected", "open", "open", "open"]);
    let ledger = folder.read("reviews.csv");
    assert!(ledger.contains("Somebody else,misread") && ledger.contains("'=HYPERLINK"), "{ledger}");
    // What stands now is not what the sheet was made from.
    let again = folder.run(&["review", "import", "edited.csv", "--by", "A. Reader"]);
    assert_eq!(again.code, 2);
    assert!(again.err.contains("edited.csv:2: stamp:"), "{}", again.err);
    // One fault, and nothing is taken over.
    let broken = String::from_utf8(edited).expect("UTF-8").replace("MD", "XX").replace("accept", "perhaps");
    folder.write("broken.csv", broken);
    let run = folder.run(&["review", "import", "broken.csv", "--by", "A"]);
    assert_eq!(run.code, 2);
    for words in ["broken.csv:2: decision: `perhaps`", "broken.csv:4: area: `XX`"] {
        assert!(run.err.contains(words), "{}", run.err);
    }
    assert_eq!((standing(&folder), folder.read("reviews.csv")), (stands, ledger));
}

#[test]
fn what_a_decision_was_about_can_go_and_is_reported() {
    let folder = project();
    let row = all(&folder).into_iter().find(|row| row["document"] == "cis-new-integration").expect("a figure");
    done(&folder.run(&["review", "reject", &text(&row, "figure"), "--by", "A", "--why", "no"]));
    let source = "data/sources/03-cis-new-integration.md";
    folder.write(source, folder.read(source) + "One more line.\n");
    let run = folder.line("build");
    assert_eq!(run.code, 0);
    assert!(run.err.contains("A's decision of") && run.err.contains("has lost what it was about"), "{}", run.err);
    assert_eq!(folder.read("reviews.csv").lines().count(), 2, "it is kept");
    let gone = rows(&folder.line("review list --why gone --format json"));
    assert_eq!(text(&gone[0], "figure"), text(&row, "figure"));
}

#[test]
fn decisions_of_a_store_without_a_project_are_kept_in_it() {
    let folder = Folder::with_store();
    let id = text(&all(&folder)[0], "figure");
    done(&folder.run(&["review", "accept", &id, "--by", "A"]));
    assert!(!folder.path().join("reviews.csv").exists());
    // It becomes a project: a build writes down what stood in the store alone.
    folder.write("attested.toml", "sources = \"docs\"\n");
    let run = folder.line("build");
    assert!(run.err.contains("1 decision stood in the store alone"), "{}", run.err);
    assert_eq!(standing(&folder)[&id][0], "accepted");
    assert_eq!(folder.read("reviews.csv").lines().count(), 2);
}

#[test]
fn a_broken_ledger_stops_a_build_before_it_begins() {
    let folder = project();
    let id = text(&all(&folder)[0], "figure");
    done(&folder.run(&["review", "accept", &id, "--by", "A"]));
    let (ledger, before) = (folder.read("reviews.csv"), standing(&folder));
    for (broken, words) in [
        (ledger.replace("accept", "acept"), "reviews.csv:2: decision: `acept`"),
        (format!("<<<<<<< ours\n{ledger}"), "reviews.csv:1: "),
        (ledger[..ledger.len() - 12].to_owned(), "reviews.csv:2: at: "),
        (format!("{ledger}\u{0}\n"), "reviews.csv:3: "),
    ] {
        folder.write("reviews.csv", &broken);
        for line in ["build", "review accept 0 --by A"] {
            let run = folder.line(line);
            assert_eq!(run.code, 2, "{run:?}");
            assert!(run.err.contains(words), "{words}: {run:?}");
        }
        assert_eq!(folder.read("reviews.csv"), broken, "left as it was");
        assert_eq!(standing(&folder), before);
    }
}

#[test]
fn many_reviewers_at_once_lose_nothing() {
    let folder = project();
    let ids: Vec<_> = all(&folder).iter().take(24).map(|row| text(row, "figure")).collect();
    let mut running = Vec::new();
    for (nth, some) in ids.chunks(3).enumerate() {
        let by = format!("Reader {nth}");
        for id in some.iter().chain(ids.first()) {
            let args = ["review", "reject", id, "--by", &by, "--why", "race"];
            running.push(folder.command(&args).spawn().expect("the program runs"));
        }
    }
    let count = running.len();
    for mut child in running {
        assert!(child.wait().expect("it ends").success());
    }
    assert_eq!(folder.read("reviews.csv").lines().count(), count + 1);
    let stands = standing(&folder);
    assert!(ids.iter().all(|id| stands[id][0] == "rejected"));
    done(&folder.line("build"));
    assert_eq!(standing(&folder), stands);
}
