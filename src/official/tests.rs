//! Tables of official statistics, made up, and quoted figures beside them.

use super::*;
use crate::model::{Confidence, DocumentId, FigureId, Observation, PeriodOrigin, Span, Stated, UnitMult};

const MAP: &str = r#"
id = "customs"
publisher = "Customs Service"
published = "2024-02-12"
[fields]
indicator = "trade_turnover"
unit = "USD"
scale = 6
counterpart = { column = "PARTNER", codes = { "000" = "CIS" }, strict = true }
area = { column = "REF_AREA", codes = { "643" = "RU" } }
period = { column = "TIME_PERIOD", cumulative = true }
[where]
FLOW = ["T", "X"]
"#;

fn values(csv: &str, map: &str) -> Result<Vec<String>, Vec<String>> {
    let map: Map = map.parse().expect("a map");
    let shown = |v: Value| {
        format!("{} {} {} e{} {} {:?}", v.key, v.period, v.quantity.stated, v.quantity.mult, v.status, v.vintage)
    };
    match read(csv, &map) {
        Ok(values) => Ok(values.into_iter().map(shown).collect()),
        Err(faults) => Err(faults.iter().map(ToString::to_string).collect()),
    }
}

#[test]
fn rows_become_values() {
    let csv = "REF_AREA,PARTNER,FLOW,TIME_PERIOD,OBS_VALUE,OBS_STATUS\n\
        643,000,T,2023-10,83700.0,A\n643,000,T,2023-M12,\"100 100,50\",P\n643,156,T,2023-10,5,A\n643,000,M,2023-10,6,A\n643,000,T,2024-10,,A\n643,000,X,2023-Q2,7,F\n";
    assert_eq!(
        values(csv, MAP).expect("values"),
        [
            "trade_turnover.RU.CIS.level.USD 2023-01-01/P10M 83700.0 e6 actual Some(2024-02-12)",
            "trade_turnover.RU.CIS.level.USD 2023 100100.50 e6 estimate Some(2024-02-12)",
            "trade_turnover.RU.CIS.level.USD 2023-S1 7 e6 forecast Some(2024-02-12)",
        ]
    );
}

#[test]
fn sdmx_csv_needs_few_words() {
    let csv = "STRUCTURE,STRUCTURE_ID,ACTION,REF_AREA: Area,TIME_PERIOD: Time,OBS_VALUE,UNIT_MEASURE: Unit,UNIT_MULT: Scale,OBS_STATUS: Status\n\
        dataflow,X:GDP(1.0),I,KAZ: Kazakhstan,2024,5.1,percent: Percent,0: Units,E: Estimated\n\
        dataflow,X:GDP(1.0),D,KAZ: Kazakhstan,2023,5.1,percent: Percent,0: Units,A: Normal\n";
    let map = "id = \"x\"\npublisher = \"X\"\n[fields]\nindicator = \"gdp\"\nmeasure = \"growth-yoy\"\n";
    assert_eq!(values(csv, map).expect("values"), ["gdp.KZ._Z.growth-yoy.percent 2024 5.1 e0 estimate None"]);
}

#[test]
fn faults_are_named_by_line_and_dimension() {
    let csv = "REF_AREA,PARTNER,FLOW,TIME_PERIOD,OBS_VALUE,OBS_STATUS\n\
        999,000,T,2023-10,1,A\n643,000,T,October,1,A\n643,000,T,2023-10,some,A\n643,000,T,,1,A\n643,000,T,2023-10\n";
    let faults = values(csv, MAP).expect_err("faults");
    let starts = [
        "2: area: `999` is not an area code",
        "3: period: `October` is not a period",
        "4: value: `some` is not a number",
        "5: period: is empty",
        "6: row: ",
    ];
    assert_eq!(faults.len(), starts.len(), "{faults:?}");
    for (fault, start) in faults.iter().zip(starts) {
        assert!(fault.starts_with(start), "{fault}");
    }
    let head = values("A,B\n1,2\n", MAP).expect_err("no columns");
    assert!(
        head[0].starts_with("1: head: has no column REF_AREA, PARTNER, TIME_PERIOD, FLOW: want one of A, B"),
        "{head:?}"
    );
}

#[test]
fn a_broken_map_names_its_line() {
    for (map, words) in [
        ("id = \"a\"\npublisher = \"b\"\nfoo = 1\n", "3: unknown field `foo`"),
        ("id = \"a\"\n", "1: missing field `publisher`"),
        ("id = \"\"\npublisher = \"b\"\n", "1: id is empty"),
        ("id = \"a\"\npublisher = \"b\"\n[fields]\naera = \"RU\"\n", "4: unknown field `aera`"),
        ("id = \n", "1: "),
    ] {
        let error = map.parse::<Map>().expect_err(words).to_string();
        assert!(error.starts_with(words), "{words}: {error}");
    }
}

fn official(value: &str, vintage: Option<&str>) -> Value {
    let key: SeriesKey = "trade_turnover.RU.CIS.level.USD".parse().expect("a key");
    Value {
        period: "2023".parse().expect("a period"),
        quantity: Quantity { stated: value.parse().expect(value), mult: UnitMult(6), unit: key.unit },
        key,
        status: ObsStatus::Actual,
        vintage: vintage.map(|day| day.parse().expect(day)),
        source: "customs".to_owned(),
        publisher: "Customs Service".to_owned(),
        line: 2,
    }
}

fn quoted(value: &str, vintage: Option<&str>) -> Observation {
    let of = official("1", vintage);
    let document = DocumentId::of(b"a");
    Observation {
        id: FigureId::of(&document, Span::new(0, 1), 0),
        period_origin: PeriodOrigin::Stated,
        quantity: Quantity { stated: value.parse::<Stated>().expect(value), mult: UnitMult(9), unit: of.key.unit },
        key: of.key,
        period: of.period,
        status: of.status,
        vintage: of.vintage,
        document,
        source_id: "a".to_owned(),
        publisher: None,
        speaker: None,
        mentions: Vec::new(),
        sentence: String::new(),
        confidence: Confidence::High,
    }
}

#[test]
fn the_official_value_is_that_of_the_day() {
    let history = [official("83700", Some("2024-02-01")), official("84500", Some("2024-06-01")), official("1", None)];
    for (value, day, beside_it, verdict, later) in [
        ("83.7", Some("2024-03-01"), "83700", Verdict::Agrees, false),
        ("83.7", Some("2024-06-01"), "84500", Verdict::Differs, false),
        (">84", Some("2024-12-31"), "84500", Verdict::Agrees, false),
        ("83.7", Some("2024-01-01"), "83700", Verdict::Agrees, true),
        ("<83", Some("2024-01-01"), "83700", Verdict::Differs, true),
        ("84.5", None, "84500", Verdict::Agrees, false),
    ] {
        let quoted = quoted(value, day);
        let found = beside(&quoted, &history, None).expect(value);
        assert_eq!(found.official.quantity.stated.to_string(), beside_it, "{value} {day:?}");
        assert_eq!((found.verdict, found.later), (verdict, later), "{value} {day:?}");
    }
    // As of May nobody knew what was published in June.
    let late = quoted("84.5", None);
    let may = "2024-05-01".parse().ok();
    assert_eq!(beside(&late, &history, may).map(|b| b.verdict), Some(Verdict::Differs));
    let forecast = Observation { status: ObsStatus::Forecast, ..quoted("80", Some("2024-03-01")) };
    assert_eq!(beside(&forecast, &history, None), None);
    let other = Observation { period: "2022".parse().expect("a period"), ..quoted("80", None) };
    assert_eq!(beside(&other, &history, None), None);
}
