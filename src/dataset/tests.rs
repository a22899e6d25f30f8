use std::collections::BTreeMap;

use super::fixture::{TEXT, document, fixture};
use super::*;
use crate::model::Policy;

/// The rows of a file, each by column name, read by another CSV implementation than the one that wrote them.
fn rows(files: &[File], name: &str) -> Vec<BTreeMap<String, String>> {
    let file = files.iter().find(|f| f.name == name).expect(name);
    csv::Reader::from_reader(&file.bytes[..]).deserialize().collect::<Result<_, _>>().expect(name)
}

fn exported() -> Vec<File> {
    export(&fixture().input()).expect("export")
}

#[test]
fn twice_the_same_bytes() {
    assert_eq!(exported(), exported());
    let names: Vec<_> = exported().into_iter().map(|f| f.name).collect();
    let tables = ["documents", "series", "observations", "citations", "unresolved", "sdmx", "deltas"];
    assert_eq!(names[..7], tables.map(|n| format!("{n}.csv")));
    assert_eq!(names[7..14], tables.map(|n| format!("{n}.parquet")));
    assert_eq!(names[14..], ["sdmx-structure.xml", "csv-metadata.json", "datapackage.json"]);
}

#[test]
fn parquet_and_sdmx_hold_the_rows_of_the_csv() {
    let files = exported();
    let bytes = |name: &str| &files.iter().find(|f| f.name == name).expect(name).bytes;
    for file in files.iter().filter(|f| f.name.ends_with(".parquet")) {
        assert!(file.bytes.starts_with(b"PAR1") && file.bytes.ends_with(b"PAR1"), "{}", file.name);
    }
    let (observations, sdmx) = (rows(&files, "observations.csv"), rows(&files, "sdmx.csv"));
    assert_eq!(observations.len(), sdmx.len());
    for (tidy, message) in observations.iter().zip(&sdmx) {
        assert_eq!((&tidy["obs_value"], &tidy["figure"]), (&message["OBS_VALUE"], &message["FIGURE"]));
        assert!(!message["COUNTERPART_AREA"].is_empty() && message["STRUCTURE"] == "dataflow");
    }
    let structure = String::from_utf8_lossy(bytes("sdmx-structure.xml")).into_owned();
    for column in sdmx[0].keys().filter(|column| !matches!(column.as_str(), "STRUCTURE" | "STRUCTURE_ID" | "ACTION")) {
        assert_eq!(structure.matches(&format!("<str:Concept id=\"{column}\">")).count(), 1, "{column}");
    }
}

#[test]
fn every_column_is_described_for_the_web() {
    let files = exported();
    let described: serde_json::Value =
        serde_json::from_slice(&files.iter().find(|f| f.name == "csv-metadata.json").expect("there").bytes)
            .expect("JSON");
    let tables = described["tables"].as_array().expect("tables");
    assert_eq!(tables.len(), 7);
    for table in tables {
        let name = table["url"].as_str().expect("an address");
        let head = String::from_utf8_lossy(&files.iter().find(|f| f.name == name).expect(name).bytes).into_owned();
        let head: Vec<_> = head.lines().next().expect("a head").split(',').map(str::to_owned).collect();
        let titles = table["tableSchema"]["columns"].as_array().expect("columns");
        assert_eq!(titles.iter().map(|c| c["titles"].as_str().unwrap_or_default()).collect::<Vec<_>>(), head, "{name}");
    }
}

#[test]
fn wide_tables_hold_a_value_and_its_bound() {
    let cell = |key: &str, value: &str| WideCell {
        series: key.parse().expect(key),
        period: "2024".parse().expect("a year"),
        outlook: "happened",
        quantity: crate::model::Quantity {
            stated: value.parse().expect(value),
            mult: crate::model::UnitMult(9),
            unit: key.parse::<crate::model::SeriesKey>().expect(key).unit,
        },
    };
    let (trade, prices) = ("exports.KZ.CN.level.USD", "inflation.KZ._Z.growth-yoy.percent");
    let tables =
        wide(&[cell(trade, ">93"), cell(prices, "8.6"), cell("imports.KZ.CN.level.USD", "20..25")], &Policy::default());
    assert_eq!(tables.iter().map(|t| t.name.as_str()).collect::<Vec<_>>(), ["wide_prices", "wide_trade"]);
    let csv = String::from_utf8(csv(&tables[1]).expect("a table")).expect("text");
    let key = "imports.KZ.CN.level.USD";
    assert_eq!(
        csv,
        format!(
            "time_period,outlook,{trade},{trade} bound,{key},{key} bound,{key} high\n\
             2024,happened,93000000000,above,20000000000,range,25000000000\n"
        )
    );
}

#[test]
fn values_come_back_as_they_were_stated() {
    let rows = rows(&exported(), "observations.csv");
    let get = |row: usize, column: &str| rows[row][column].as_str();
    assert_eq!(get(0, "time_period"), "2023-01-01/P10M");
    assert_eq!(get(0, "obs_value"), "83700000000");
    assert_eq!((get(0, "value_as_written"), get(0, "unit_mult_as_written"), get(0, "unit_mult")), ("83.7", "9", "0"));
    assert_eq!((get(1, "bound"), get(1, "obs_value_high"), get(1, "vintage")), ("below", "", "2023-12-31"));
    assert_eq!(get(0, "series"), "trade_turnover.RU.CIS.level.USD");
    assert_eq!(get(0, "sentence"), "Trade, \"our trade\", was $83.7 billion.");
    assert_eq!((get(0, "publisher"), get(0, "published")), ("TASS, agency", "2023-12"));
}

#[test]
fn words_are_guarded_and_numbers_are_not() {
    let files = exported();
    assert_eq!(rows(&files, "documents.csv")[0]["title"], "'=cmd|' /C calc'!A0");
    assert_eq!(rows(&files, "observations.csv")[0]["speaker"], "'@Putin");
    let open = &rows(&files, "unresolved.csv")[0];
    assert_eq!((open["obs_value"].as_str(), open["item"].as_str()), ("-4200000000", "'-coal"));
    assert_eq!((open["surface"].as_str(), open["sentence"].as_str()), ("'-4.20 percent", "'-4.20 percent"));
    assert_eq!((open["missing"].as_str(), open["indicator"].as_str()), ("indicator|period", ""));
}

#[test]
fn every_citation_stands_where_it_says() {
    let rows = rows(&exported(), "citations.csv");
    assert_eq!(rows.len(), 3);
    for row in &rows {
        let at = |column: &str| row[column].parse::<usize>().expect(column);
        assert_eq!(&TEXT[at("start")..at("end")], unguard(&row["surface"]));
    }
    assert_eq!((rows[1]["nth"].as_str(), rows[1]["sentence"].as_str()), ("2", "Again: 83.7 billion."));
}

#[test]
fn the_package_describes_the_files() {
    let files = exported();
    let package: serde_json::Value = serde_json::from_slice(&files.last().expect("a description").bytes).expect("json");
    assert_eq!(package["sources"][0]["path"], "https://example.org/a?b=1");
    let (version, citation) = (package["version"].as_str().expect("text"), package["citation"].as_str().expect("text"));
    assert!(citation.contains(&format!("sha256:{version}")), "{citation}");
    for (file, resource) in files.iter().zip(package["resources"].as_array().expect("resources")) {
        assert_eq!((&resource["path"], &resource["bytes"]), (&file.name.as_str().into(), &file.bytes.len().into()));
        let header = String::from_utf8(file.bytes.clone()).expect("UTF-8").lines().next().map(str::to_owned);
        let fields = resource["schema"]["fields"].as_array().expect("fields").iter();
        let names: Vec<_> = fields.map(|f| f["name"].as_str().expect("name")).collect();
        assert_eq!(header, Some(names.join(",")));
    }
    let key = &package["resources"][2]["schema"]["foreignKeys"][1];
    assert_eq!((&key["fields"][0], &key["reference"]["resource"]), (&"document".into(), &"documents".into()));
}

#[test]
fn an_empty_dataset_has_headers_only() {
    let mut empty = fixture();
    (empty.series, empty.documents, empty.unresolved, empty.tables) = (vec![], vec![], vec![], vec![]);
    let files = export(&empty.input()).expect("export");
    assert!(files[..5].iter().all(|f| f.bytes.iter().filter(|b| **b == b'\n').count() == 1));
}

#[test]
fn two_documents_of_one_name_are_told_apart() {
    let mut two = fixture();
    two.documents.push(document("doc-1", "another version"));
    let rows = rows(&export(&two.input()).expect("export"), "documents.csv");
    assert!(rows.iter().all(|row| row["id"].starts_with("doc-1@") && row["id"].len() == 18), "{rows:?}");
}

#[test]
fn what_leads_nowhere_is_refused() {
    let mut lost = fixture();
    lost.documents.clear();
    assert!(matches!(export(&lost.input()), Err(DatasetError::Document { .. })));

    let mut twice = fixture();
    twice.tables = vec![observations(&twice.input()).expect("table")];
    assert!(matches!(export(&twice.input()), Err(DatasetError::Twice(_))));

    let mut doubled = fixture();
    doubled.unresolved.extend(doubled.unresolved.clone());
    assert!(matches!(export(&doubled.input()), Err(DatasetError::Key { row: 2, .. })));

    let mut named = fixture();
    named.about.name = "Trade of Russia".to_owned();
    assert!(export(&named.input()).expect_err("name").to_string().starts_with("`Trade of Russia` is not a name"));
}

#[test]
fn any_result_can_be_a_table() {
    let columns = || vec![Column::new(Kind::Number, "gap", "A gap."), Column::new(Kind::Flag, "open", "Whether open.")];
    let table = |rows| Table::new("gaps", "Gaps.", columns(), rows);
    let right = table(vec![vec![Cell::Number("5.60".parse().expect("5.60")), true.into()], vec![Cell::Empty; 2]]);
    assert_eq!(csv(&right).expect("csv"), b"gap,open\n5.60,true\n,\n");
    assert_eq!(frame(&right).expect("frame").shape(), (2, 2));
    let error = csv(&table(vec![vec!["x".into(), true.into()]])).expect_err("kind");
    assert_eq!(error.to_string(), "gaps.csv: row 1: column `gap`: want a decimal, found x");
    assert!(matches!(csv(&table(vec![vec![]])), Err(DatasetError::Width { row: 1, wanted: 2, found: 0, .. })));
    let lost = table(vec![]).refers("gap", "nowhere", "id");
    let mut input = fixture();
    input.tables = vec![lost];
    assert!(matches!(export(&input.input()), Err(DatasetError::Column { .. })));
}

#[test]
fn deltas_lead_to_their_observations() {
    let rows = rows(&exported(), "deltas.csv");
    assert_eq!((rows[0]["absolute_low"].as_str(), rows[0]["absolute_high"].as_str()), ("", "6350000000"));
    assert_eq!(rows[0]["like_for_like"], "true");
}

proptest::proptest! {
    #[test]
    fn words_come_back_from_csv(words in "[=@\"',\r\n\t a-c]{0,12}|.{1,20}") {
        let columns = vec![Column::new(Kind::Text, "a", "Words."), Column::new(Kind::Integer, "n", "One.")];
        let table = Table::new("words", "Words.", columns, vec![vec![words.as_str().into(), 1_usize.into()]]);
        let bytes = csv(&table).expect("csv");
        let read: Vec<_> = csv::Reader::from_reader(&bytes[..]).into_records().map(|r| r.expect("row")).collect();
        proptest::prop_assert_eq!(read.len(), 1);
        proptest::prop_assert_eq!((unguard(&read[0][0]), &read[0][1]), (words.as_str(), "1"));
    }
}
