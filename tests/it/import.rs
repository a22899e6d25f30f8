//! Claims from elsewhere, official statistics, and documents read again.

use serde_json::Value;

use crate::support::{Folder, Run};

fn done(run: &Run) -> &str {
    assert_eq!(run.code, 0, "{run:?}");
    &run.out
}

fn rows(run: &Run) -> Vec<Value> {
    serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {run:?}"))
}

/// A project whose documents are in its store.
fn project() -> Folder {
    let folder = Folder::with_documents();
    folder.write("attested.toml", "sources = \"docs\"\n");
    done(&folder.line("build"));
    folder
}

const CLAIMS: &str = r#"{"document": "now", "quote": "amounted to over $93 billion in January-October 2024", "value": 93000000000, "unit": "USD", "indicator": "exports", "measure": "level", "area": "RU", "counterpart": "CIS", "period": "2024-01-01/P10M", "speaker": "Vladimir Putin"}

{"document": "now", "quote": "amounted to over $95 billion", "value": 95000000000, "unit": "USD"}
{"document": "now", "quote": "over $93 billion", "value": 39000000000, "unit": "USD"}
{"document": "nowhere", "quote": "over $93 billion", "value": 93000000000, "unit": "USD"}
not a claim
"#;

#[test]
fn claims_are_taken_on_their_words_alone() {
    let folder = project();
    folder.write("model.jsonl", CLAIMS);
    let dry = folder.line("import claims model.jsonl --dry-run");
    assert_eq!(dry.code, 2);
    assert!(folder.line("series exports --format csv").out.lines().count() < 2, "nothing is changed");

    let run = folder.run(&["import", "claims", "model.jsonl", "--origin", "Some Model 2", "--format", "json"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert_eq!(rows(&run).len(), 1);
    let errors: Vec<_> = run.err.lines().filter(|line| line.starts_with("error")).collect();
    let wanted = [
        "model.jsonl:3: quote: its words do not stand in now",
        "model.jsonl:4: value: 39000000000 is claimed, and the words say 93000000000",
        "model.jsonl:5: document: no `nowhere`",
        "model.jsonl:6: no claim can be read",
    ];
    assert_eq!(errors.len(), wanted.len(), "{}", run.err);
    for (error, words) in errors.iter().zip(wanted) {
        assert!(error.contains(words), "{words}: {error}");
    }
    let figure = rows(&run)[0]["figure"].as_str().expect("an id").to_owned();
    let shown = folder.line("show exports.RU.CIS.level --format csv");
    assert!(done(&shown).contains(&figure) && shown.out.contains("93000000000,,above"), "{shown:?}");
    assert!(folder.run(&["trace", &figure]).out.contains("claimed by Some Model 2"));
    // It is to be looked at, can be decided about, and outlives builds and later rules with that.
    let listed = folder.line("review list --why low --format csv").out;
    assert!(listed.contains(&figure), "{listed}");
    done(&folder.run(&["review", "correct", &figure, "bound=exact", "--by", "A", "--why", "so it is"]));
    let before = folder.line("show exports.RU.CIS.level --format csv").out;
    assert!(before.contains("93000000000,,exact"), "{before}");
    done(&folder.line("build"));
    assert_eq!(folder.line("show exports.RU.CIS.level --format csv").out, before);
    done(&folder.line("reextract --apply"));
    assert_eq!(folder.line("show exports.RU.CIS.level --format csv").out, before);
    // Again, nothing is doubled.
    folder.run(&["import", "claims", "model.jsonl", "--origin", "Some Model 2"]);
    assert_eq!(folder.line("show exports.RU.CIS.level --format csv").out, before);
}

#[test]
fn what_extract_prints_can_be_claimed() {
    let folder = Folder::with_store();
    folder.write("own.jsonl", done(&folder.line("extract docs")));
    let run = folder.line("import claims own.jsonl --format json");
    done(&run);
    assert!(!rows(&run).is_empty() && rows(&run).iter().all(|row| row["outcome"] == "known"), "{run:?}");
    folder.write("none.jsonl", "\n");
    assert_eq!(folder.line("import claims none.jsonl").code, 1);
    folder.write("bytes.jsonl", b"{\"document\": \"now\", \"quote\": \"\xff\xfe\"}\n");
    assert_eq!(folder.line("import claims bytes.jsonl").code, 2);
}

const TABLE: &str = "REF_AREA,PARTNER,TIME_PERIOD,OBS_VALUE,PUBLISHED\n\
    643,CIS,2023-10,83700,2023-12-01\n643,CIS,2024-10,93400,2024-12-01\n643,CIS,2024-10,91200,2025-03-01\n";

const MAP: &str = "id = \"customs\"\npublisher = \"Customs Service\"\n[fields]\nindicator = \"trade_turnover\"\n\
    unit = \"USD\"\nscale = 6\ncounterpart = { column = \"PARTNER\" }\narea = { column = \"REF_AREA\", codes = { 643 = \"RU\" } }\n\
    period = { column = \"TIME_PERIOD\", cumulative = true }\nvintage = { column = \"PUBLISHED\" }\n";

#[test]
fn quoted_figures_stand_beside_official_ones() {
    let folder = project();
    folder.write("customs.csv", TABLE);
    folder.write("customs.toml", MAP);
    done(&folder.line("import official customs.csv --map customs.toml"));
    let pairs = folder.line("official --format csv");
    let agrees = "over 93 bn USD,2024-12-26,now,";
    assert!(done(&pairs).contains(agrees) && pairs.out.matches(",agrees").count() == 2, "{pairs:?}");
    assert!(pairs.out.contains("93400 mn USD,2024-12-01"), "that of the day on which it was quoted: {pairs:?}");
    assert_eq!(folder.line("official --differing").code, 1);
    done(&folder.line("check --rule official-statistics"));
    let compared = folder.line("compare trade_turnover.RU.CIS.level");
    assert!(compared.out.contains("Official statistics of the same vintage"), "{compared:?}");
    // Kept for a build, and found again by it.
    std::fs::remove_file(folder.path().join("attested.db")).expect("removed");
    done(&folder.line("build"));
    assert_eq!(folder.line("official --format csv").out, pairs.out);
    // The series stay apart from the quoted ones.
    assert_eq!(folder.line("series --format csv").out.matches("trade_turnover.RU.CIS.level").count(), 1);
    // A revision within a vintage is an error, and a later file adds to the earlier.
    folder.write("customs.csv", TABLE.replace("93400", "90000"));
    let run = folder.line("import official customs.csv --map customs.toml");
    assert_eq!(run.code, 2);
    assert!(run.err.contains("customs.csv: line 3: customs gave another value of this vintage"), "{run:?}");
    folder.write("customs.csv", TABLE.to_owned() + "643,CIS,2024-10,89000,2024-12-20\n");
    done(&folder.line("import official customs.csv --map customs.toml"));
    let found = folder.line("check --rule official-statistics");
    assert_eq!(found.code, 1, "{found:?}");
    assert!(found.out.contains("Customs Service has 89000 mn USD, published on 2024-12-20"), "{found:?}");
    let built = folder.line("build");
    assert_eq!(built.code, 0, "{built:?}");
    assert_eq!(folder.line("check --rule official-statistics").out, found.out);
}

#[test]
fn official_files_that_cannot_be_read_say_where() {
    let folder = project();
    folder.write("customs.csv", TABLE.replace("2023-10", "autumn"));
    folder.write("customs.toml", MAP);
    folder.write("bad.toml", MAP.replace("scale = 6", "scale = 6\nfoo = 1"));
    for (line, words) in [
        ("import official customs.csv --map customs.toml", "customs.csv:2: period: `autumn` is not a period"),
        ("import official customs.csv --map bad.toml", "bad.toml:7: unknown field `foo`"),
        ("import official none.csv --map customs.toml", "none.csv: cannot be read"),
        ("import official customs.csv --map none.toml", "none.toml: cannot be read"),
    ] {
        let run = folder.line(line);
        assert_eq!(run.code, 2, "{run:?}");
        assert!(run.err.contains(words), "{words}: {run:?}");
    }
    assert_eq!(folder.line("official").code, 1, "nothing was imported");
}

#[test]
fn later_words_read_stored_documents_anew() {
    let folder = project();
    folder.write("docs/more.txt", "Chile's zorkium exports grew by 7 percent in 2023.\n");
    folder.write("docs/sources.csv", folder.read("docs/sources.csv") + "more.txt,more,,,,2024-01-05,en\n");
    done(&folder.line("build"));
    done(&folder.line("reextract"));
    let lexicon = |folder: &Folder| {
        let shown = rows(&folder.line("show trade_turnover.RU.CIS.level --format json"));
        let figure = shown[0]["figure"].as_str().expect("an id").to_owned();
        let json: Value =
            serde_json::from_str(&folder.run(&["review", "show", &figure, "--format", "json"]).out).expect("JSON");
        json["lexicon"].as_str().expect("a hash").to_owned()
    };
    let first = lexicon(&folder);
    folder.write("attested.toml", "sources = \"docs\"\nlexicon = \"words\"\n");
    folder.write(
        "words/en/indicators.csv",
        "phrase,indicator,item,measure,sign,strength\nzorkium exports,imports,,,,strong\n",
    );
    let diff = folder.line("reextract --format json");
    assert_eq!(diff.code, 1, "differences that are not applied: {diff:?}");
    let told: Vec<_> = rows(&diff).iter().map(|row| row["what"].as_str().unwrap_or_default().to_owned()).collect();
    assert!(told.len() == 1 && told[0].contains("indicator exports -> imports"), "{told:?}");
    assert!(folder.line("series imports").code == 1, "nothing is changed yet");
    let applied = folder.line("reextract --apply");
    assert!(done(&applied).contains("~"), "{applied:?}");
    assert!(folder.line("series imports").out.contains("imports.CL"));
    assert!(folder.line("series exports").code == 1, "{:?}", folder.line("series exports"));
    assert_eq!(lexicon(&folder), first, "what reads as before keeps its reader");
    let by: Value = serde_json::from_str(
        &folder.run(&["review", "show", rows(&diff)[0]["figure"].as_str().expect("an id"), "--format", "json"]).out,
    )
    .expect("JSON");
    assert_ne!(by["lexicon"], Value::from(first));
    done(&folder.line("reextract more"));
    assert_eq!(folder.line("reextract nothing").code, 2);
}
