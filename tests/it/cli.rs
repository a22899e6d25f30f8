//! Each command on a small folder, with what it prints.

use std::io::Read;
use std::process::Stdio;

use serde_json::Value;

use crate::support::{Folder, Run};

const LEVEL: &str = "trade_turnover.RU.CIS.level.USD";

fn done(run: &Run) -> &str {
    assert_eq!(run.code, 0, "{run:?}");
    &run.out
}

fn rows(run: &Run) -> Vec<Value> {
    serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {run:?}"))
}

#[test]
fn extract_prints_a_line_for_each_mention() {
    let folder = Folder::with_documents();
    let run = folder.line("extract docs/now.md");
    let lines: Vec<Value> = done(&run).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let of = |field: &str| lines.iter().map(|line| line[field].clone()).collect::<Vec<_>>();
    assert_eq!(of("surface"), ["$93 billion", "10.6 percent"]);
    assert_eq!(of("value"), ["93000000000", "10.6"]);
    assert_eq!(of("bound"), ["above", "exact"]);
    assert_eq!(of("period"), ["2024-01-01/P10M", "2024-01-01/P10M"]);
    assert_eq!(of("speaker"), ["Vladimir Putin", "Vladimir Putin"]);
    let text = folder.read("docs/now.md");
    let span = |line: &Value| {
        text[line["start"].as_u64().unwrap() as usize..line["end"].as_u64().unwrap() as usize].to_owned()
    };
    assert_eq!(lines.iter().map(span).collect::<Vec<_>>(), ["$93 billion", "10.6 percent"]);
}

#[test]
fn extract_explains_itself_in_every_format() {
    let folder = Folder::with_documents();
    let run = folder.line("extract docs/now.md --explain");
    let first: Value = serde_json::from_str(done(&run).lines().next().expect("a line")).expect("JSON");
    let words = first["derivation"][0].as_str().unwrap_or_default();
    assert!(words.contains("over $93 billion"), "{words}");
    let table = folder.line("extract docs/now.md --explain --format table");
    assert!(
        done(&table).lines().any(|line| line.starts_with("    ") && line.contains("over $93 billion")),
        "{table:?}"
    );
    let csv = folder.line("extract docs/now.md --explain --format csv");
    assert!(done(&csv).starts_with("document,figure,start,end,surface,value,"), "{csv:?}");
    assert!(csv.out.lines().next().is_some_and(|head| head.ends_with(",derivation")));
}

#[test]
fn series_are_named_in_russian_and_found_by_it() {
    let folder = Folder::with_documents();
    folder.line("ingest docs");
    let found = folder.line("series россия снг level --lang ru --format json");
    assert_eq!(rows(&found)[0]["title"], "Внешнеторговый оборот, Россия и СНГ, US$");
    let shown = folder.line(&format!("show {LEVEL} --lang ru"));
    assert!(done(&shown).contains("\nВнешнеторговый оборот, Россия и СНГ, US$\n"), "{shown:?}");
    folder.line("report -o r.md --lang ru");
    assert!(folder.read("r.md").contains("## Внешнеторговый оборот\n"));
    let refused = folder.line("series --lang la");
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("want en or ru"), "{refused:?}");
}

#[test]
fn extract_can_list_every_amount() {
    let folder = Folder::empty();
    folder.write("a.txt", "The stadium cost $3 million and holds 60 percent more than almost 20 tonnes of sand.");
    let run = folder.line("extract a.txt --amounts --format csv");
    assert_eq!(
        done(&run),
        "document,start,end,surface,value,value_high,unit,bound\n\
         a,17,27,$3 million,3000000,,USD,exact\na,38,48,60 percent,60,,percent,exact\na,66,75,20 tonnes,20,,tonnes,below\n"
    );
}

#[test]
fn extract_keeps_the_order_of_the_manifest() {
    let folder = Folder::empty();
    let names: Vec<String> = (0..40).map(|n| format!("d{n:02}")).collect();
    let mut manifest = "path,id\n".to_owned();
    for name in names.iter().rev() {
        folder.write(&format!("{name}.txt"), format!("Russia's GDP grew by {} percent in 2023.", &name[1..]));
        manifest.push_str(&format!("{name}.txt,{name}\n"));
    }
    folder.write("m.csv", manifest);
    let run = folder.line("extract --manifest m.csv --format csv");
    let found: Vec<_> = done(&run).lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    let mut wanted: Vec<_> = names.iter().rev().map(String::as_str).collect();
    wanted.retain(|name| *name != "d00" || found.contains(name));
    assert_eq!(found, wanted);
}

#[test]
fn ingest_adds_once() {
    let folder = Folder::with_documents();
    let first = folder.line("ingest docs --format csv");
    assert_eq!(
        done(&first),
        "document,outcome,figures,observations,unresolved,why\nbetween,new,2,2,0,\nnow,new,2,2,0,\nthen,new,2,2,0,\n"
    );
    assert_eq!(first.err, "3 new with 6 figures, 0 known, 0 failed\n");
    let second = folder.line("ingest docs --format csv");
    assert_eq!(second.err, "0 new with 0 figures, 3 known, 0 failed\n");
    assert!(second.out.contains("\nnow,known,,,,\n"), "{second:?}");
}

#[test]
fn sources_and_series_list() {
    let folder = Folder::with_store();
    let sources = folder.line("sources --format csv");
    assert!(
        done(&sources).contains("\nnow,TASS,2024-12-26,2,2,0,Now,https://example.org/now,en,text/markdown,"),
        "{sources:?}"
    );
    let all = folder.line("series --format csv");
    let keys: Vec<_> = done(&all).lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    let growth = "trade_turnover.RU.CIS.growth-yoy.percent";
    let within = ["trade_turnover.CIS.CIS.level.USD", "trade_turnover.CIS.CIS.growth-yoy.percent"];
    assert_eq!(keys, [within[0], within[1], LEVEL, growth]);
    let some = folder.run(&["series", "russia", "growth", "--format", "csv"]);
    assert_eq!(done(&some).lines().count(), 2);
    assert!(
        some.out.contains("\ntrade_turnover.RU.CIS.growth-yoy.percent,2,2023-01-01/P10M,2024-01-01/P10M,2024-12-26,")
    );
    assert_eq!(folder.line("series mars").code, 1);
}

#[test]
fn show_knows_what_was_known() {
    let folder = Folder::with_store();
    let now = folder.line("show trade_turnover.RU.CIS.level --format json");
    let values =
        |run: &Run| rows(run).iter().map(|row| row["obs_value"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
    assert_eq!(values(&now), ["83700000000", "93000000000"]);
    assert_eq!(rows(&now)[1]["bound"], "above");
    let then = folder.line("show trade_turnover.RU.CIS.level --as-of 2024-01-01 --format json");
    assert_eq!(values(&then), ["83700000000"]);
    let before = folder.line("show trade_turnover.RU.CIS.level --as-of 2020-01-01");
    assert_eq!((before.code, before.out.as_str()), (1, ""));
    assert_eq!(before.err, format!("warning: nothing was public of {LEVEL} on 2020-01-01\n"));
    let table = folder.run(&["show", "Russia Commonwealth USD"]);
    assert!(done(&table).starts_with(&format!("{LEVEL}\n")) && table.out.contains("over 93 billion USD"), "{table:?}");
}

#[test]
fn a_row_of_the_dataset_leads_to_its_sentence() {
    let folder = Folder::with_store();
    done(&folder.line("export out"));
    let csv = folder.read("out/observations.csv");
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let column = reader.headers().expect("head").iter().position(|name| name == "figure").expect("figure");
    let ids: Vec<_> = reader.records().map(|row| row.expect("row")[column].to_owned()).collect();
    assert_eq!(ids.len(), 6);
    for id in &ids {
        let run = folder.run(&["trace", id]);
        assert!(done(&run).contains("[["), "{run:?}");
    }
    let level = rows(&folder.line("show trade_turnover.RU.CIS.level --format json"));
    let id = level[1]["figure"].as_str().expect("an id");
    let run = folder.run(&["trace", &id[..8]]);
    for wanted in [
        "amounted to over [[$93 billion]] in January-October 2024",
        "url            https://example.org/now\n",
        "publisher      TASS\n",
        "published      2024-12-26\n",
        "speaker        Vladimir Putin\n",
        "bytes 87 to 98:\n",
        "read by:\n",
    ] {
        assert!(done(&run).contains(wanted), "{wanted}: {run:?}");
    }
}

#[test]
fn compare_puts_growth_beside_levels() {
    let folder = Folder::with_store();
    let run = folder.line("compare trade_turnover.RU.CIS.level");
    for wanted in [
        "A  trade_turnover.RU.CIS.level.USD",
        "B  trade_turnover.RU.CIS.growth-yoy.percent",
        "Like for like: ten months from January",
        "at least +11.0 % on 2023-01-01/P10M",
        "at least 84.0 bn USD in 2023-01-01/P10M, from over 93 bn USD at +10.6 %; quoted was 83.7 bn USD by then (2023-12-26)",
    ] {
        assert!(done(&run).contains(wanted), "{wanted}: {}", run.out);
    }
    let csv = folder.line("compare trade_turnover.RU.CIS.level --format csv");
    assert!(
        done(&csv).contains(
            "\n2024-01-01/P10M,true,,trade_turnover.RU.CIS.level.USD,over 93 bn USD,2023-01-01/P10M,9250000000,,11.0"
        ),
        "{csv:?}"
    );
    let apart = folder.line("compare trade_turnover.RU.CIS.level --like 2024");
    assert!(done(&apart).contains("ten months against twelve: not like for like"), "{apart:?}");
}

#[test]
fn compare_chains_growth_splits_runs_and_ranks_areas() {
    let folder = Folder::with_store();
    let chain = folder.line("compare trade_turnover.RU.CIS.growth --chain --format csv");
    assert!(done(&chain).contains("2024-01-01/P10M,10.6 %,"), "{chain:?}");
    folder
        .write("kz.txt", "Kazakhstan's GDP grew by 4.8 percent in 2024. Uzbekistan's GDP grew by 6.5 percent in 2024.");
    folder.write(
        "runs.txt",
        "Kazakhstan's exports were $40 billion in January-July 2024 and $58 billion in January-October 2024.",
    );
    folder.line("ingest kz.txt runs.txt");
    let ranked = folder.line("compare gdp --rank 2024 --format csv");
    let lines: Vec<_> =
        done(&ranked).lines().skip(1).map(|line| line.split(',').take(3).collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(lines, ["1 Uzbekistan 6.5 %", "2 Kazakhstan 4.8 %"]);
    let parts = folder.line("compare exports.KZ --parts --format csv");
    assert!(done(&parts).contains(",2024-08-01/P3M,17.0 to 19.0 bn USD,17000000000,19000000000,"), "{parts:?}");
    let none = folder.line("compare exports.KZ --chain");
    assert_eq!((none.code, none.err.contains("want a series of growth")), (1, true), "{none:?}");
}

#[test]
fn check_finds_one_statement_under_two_keys() {
    let folder = Folder::with_store();
    let run = folder.line("check --rule same-statement --format json");
    assert_eq!(run.code, 1, "{run:?}");
    let findings = rows(&run);
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0]["observations"].as_array().map(Vec::len), Some(4));
    assert_eq!(run.err, "0 errors, 1 warning, 0 things to know\n");
    assert!(folder.line("check").out.contains("between (2023-12-26): \u{201c}Trade between the CIS countries"));
    let quiet = folder.line("check --rule revision");
    assert_eq!((quiet.code, quiet.out.as_str()), (0, ""));
    assert_eq!(folder.line("check --as-of 2023-01-01").code, 0);
}

#[test]
fn unresolved_lists_what_is_missing() {
    let folder = Folder::empty();
    folder.write("a.txt", "Trade with Kazakhstan climbed to almost $30 billion, Putin said.\n");
    folder.line("ingest a.txt");
    let run = folder.line("unresolved --format json");
    let row = &rows(&run)[0];
    assert_eq!(row["value"], "almost 30 billion USD");
    assert!(row["missing"].as_str().is_some_and(|missing| missing.contains("period")), "{row}");
    let trace = folder.run(&["trace", row["figure"].as_str().expect("id")]);
    assert!(done(&trace).contains("missing        "), "{trace:?}");
    assert_eq!(Folder::with_store().line("unresolved").code, 1);
}

#[test]
fn charts_are_drawn_by_name_and_by_spec() {
    let folder = Folder::with_store();
    let svg = folder.line("chart trade_turnover.RU.CIS.level -o out/trade.svg --months 10");
    assert_eq!(done(&svg), "out/trade.svg\n");
    assert!(folder.read("out/trade.svg").starts_with("<svg"));
    done(&folder.run(&["chart", LEVEL, "-o", "trade.png", "--title", "Trade"]));
    assert!(std::fs::read(folder.path().join("trade.png")).expect("a file").starts_with(b"\x89PNG"));
    folder.write("spec.toml", format!("title = 'T'\nseries = ['{LEVEL}']\n"));
    assert_eq!(done(&folder.line("chart --spec spec.toml")), "spec.svg\nspec.png\n");
}

#[test]
fn charts_come_in_kinds_and_languages() {
    let folder = Folder::with_store();
    for kind in ["auto", "line", "bars", "rows", "panels", "sources", "vintages"] {
        done(&folder.run(&["chart", LEVEL, "-o", "c.svg", "--kind", kind]));
    }
    done(&folder.run(&["chart", LEVEL, "-o", "c.svg", "--period", "2024-01-01/P10M", "--lang", "ru"]));
    let svg = folder.read("c.svg");
    assert!(svg.contains("lang=\"ru\"") && svg.contains("data-value=\"&gt;93\"") && !svg.contains("83.7"), "{svg}");
    let wrong = folder.run(&["chart", LEVEL, "-o", "c.svg", "--period", "2031"]);
    assert!(wrong.err.contains("no observation to draw for 2031"), "{wrong:?}");
}

#[test]
fn a_report_is_a_page_or_markdown() {
    let folder = Folder::with_store();
    assert_eq!(done(&folder.line("report")), "report.html\n");
    let page = folder.read("report.html");
    assert!(page.contains("<mark>$83.7 billion</mark>") && page.contains("<figure>\n<svg"), "{page}");
    assert!(page.contains("href=\"https://example.org/now\"") && !page.contains("<script"));
    assert_eq!(done(&folder.line("report -o then.md --as-of 2023-12-31 --title Then")), "then.md\n");
    let then = folder.read("then.md");
    assert!(then.starts_with("# Then\n") && !then.contains("93 billion"), "{then}");
    let wrong = folder.line("report -o report.pdf");
    assert_eq!((wrong.code, wrong.err.as_str()), (2, "error: report.pdf: want a file that ends in .html or .md\n"));
}

#[test]
fn export_writes_a_data_package() {
    let folder = Folder::with_store();
    let run = folder.line("export out --as-of 2023-12-31 --format csv");
    assert!(done(&run).contains("\nout/deltas.csv,"), "{run:?}");
    let package: Value = serde_json::from_str(&folder.read("out/datapackage.json")).expect("JSON");
    assert_eq!(package["resources"][0]["path"], "documents.csv");
    assert!(!folder.read("out/observations.csv").contains("2024"), "what became public later is not in");
    assert_eq!(folder.read("out/documents.csv").lines().count(), 3);
}

#[test]
fn export_writes_values_alone() {
    let folder = Folder::with_store();
    let bytes = |options: &str| {
        assert_eq!(done(&folder.line(&format!("export out --values {options} --format csv"))).lines().count(), 2);
        std::fs::read(folder.path().join("out/values.parquet")).expect("a table")
    };
    let (all, then) = (bytes(""), bytes("--as-of 2023-12-31"));
    assert!(all.starts_with(b"PAR1") && then.len() < all.len(), "{} {}", all.len(), then.len());
    assert!(bytes("--shown").len() <= all.len());
    let wrong = folder.line("export out --values --shown --policy consensus");
    assert_eq!((wrong.code, wrong.err.lines().count()), (2, 1), "{wrong:?}");
    assert_eq!(folder.line("export out --shown").code, 2, "--shown is about values");
}

#[test]
fn code_lists_can_be_searched() {
    let folder = Folder::empty();
    let run = folder.line("areas eurasian economic --format csv");
    assert_eq!(done(&run), "area,alpha3,name,kind\nEAEU,,Eurasian Economic Union,bloc\n");
    assert!(done(&folder.line("indicators trade_turnover")).contains("trade_turnover"));
    assert_eq!(folder.line("indicators nonesuch").code, 1);
}

#[test]
fn every_command_has_help_with_an_example() {
    let folder = Folder::empty();
    let help = folder.line("--help").out;
    let commands: Vec<_> = help
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| line.starts_with("  "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .collect();
    assert_eq!(commands.len(), 22, "{commands:?}");
    for command in commands {
        let run = folder.run(&[command, "--help"]);
        assert!(done(&run).contains("Example"), "{command}");
    }
}

#[test]
fn a_reader_that_leaves_is_no_error() {
    let folder = Folder::empty();
    let text = "Russia's GDP grew by 4 percent in 2023. ".repeat(20_000);
    folder.write("long.txt", text);
    let mut child = folder
        .command(&["extract", "long.txt"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut few = [0; 16];
    let mut out = child.stdout.take().expect("a pipe");
    out.read_exact(&mut few).expect("some bytes");
    drop(out);
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
}
