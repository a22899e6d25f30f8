//! The same at other sizes: one value and two hundred, long names, gaps, outliers, another script.

use super::super::*;
use super::fixture::*;
use crate::model::ObsStatus;

/// One value, of one source.
pub(super) fn one() -> (ChartSpec, Vec<Series>) {
    let data = [observed(TRADE, "2024", ">93", 9, "2024-12-26", "tass")];
    (spec("One value", &[TRADE]), Series::group(data))
}

/// A number that looks like chance and is none.
pub(super) fn wave(nth: i64, most: i64) -> String {
    rust_decimal::Decimal::new((nth * 7919 + nth * nth * 31) % most, 1).to_string()
}

/// Many months of one series, with a gap, a bound and a forecast.
pub(super) fn long(months: i64, key: &str) -> (ChartSpec, Vec<Series>) {
    let month = |at: i64| format!("{}-{:02}", 2009 + at / 12, at % 12 + 1);
    let present = (0..months).filter(|at| !(60..70).contains(at));
    let data = present.map(|at| {
        let value = (at * at) / 40 + at * 3 - (at % 17) * 25 - 60;
        let value = if key.contains("growth") { value / 9 - 40 } else { value + 700 };
        let bound = if at == 100 { ">" } else { "" };
        let value = rust_decimal::Decimal::new(value, 1);
        let status = if at + 6 > months { ObsStatus::Forecast } else { ObsStatus::Actual };
        let mult = if key.contains("growth") { 0 } else { 9 };
        with(status, observed(key, &month(at), &format!("{bound}{value}"), mult, "2025-12-01", "rosstat"))
    });
    (spec("A long series of months", &[key]), Series::group(data))
}

pub(super) const AREAS: [&str; 30] = [
    "RU", "KZ", "UZ", "BY", "AM", "KG", "AZ", "TJ", "TM", "MD", "GE", "CN", "IN", "TR", "IR", "US", "GB", "DE", "FR",
    "IT", "ES", "BR", "ZA", "EG", "AE", "BA", "CD", "DO", "VC", "ST",
];

/// Growth of many countries in one period, some of them falling, some with long names.
pub(super) fn rows(count: usize) -> (ChartSpec, Vec<Series>) {
    let key = |area: &str| format!("gdp.{area}._Z.growth-yoy.percent");
    let row = |(nth, area): (usize, &&str)| {
        let bound = ["", ">", "~", "<"][nth % 4];
        let value = rust_decimal::Decimal::new((nth as i64 * 37) % 130 - 40, 1);
        observed(&key(area), "2025-Q1", &format!("{bound}{value}"), 0, "2025-05-20", "24kg")
    };
    let mut data: Vec<_> = AREAS.iter().take(count).enumerate().map(row).collect();
    data.push(observed(&key("KZ"), "2025-Q1", "3.3..4.1", 0, "2025-06-20", "trend"));
    data.push(with(ObsStatus::Forecast, observed(&key("RU"), "2025-Q1", "1.4", 0, "2025-02-20", "ura.ru")));
    let keys: Vec<_> = AREAS.iter().take(count).map(|area| key(area)).collect();
    let keys: Vec<_> = keys.iter().map(String::as_str).collect();
    (spec("GDP growth in the first quarter: who grows, who shrinks", &keys), Series::group(data))
}

pub(super) fn narrow_rows() -> (ChartSpec, Vec<Series>) {
    let (mut spec, series) = rows(8);
    spec.width = 420;
    (spec, series)
}

/// Growth of several countries over several quarters.
pub(super) fn panels(count: usize, quarters: i32) -> (ChartSpec, Vec<Series>) {
    let key = |area: &str| format!("gdp.{area}._Z.growth-yoy.percent");
    let mut data = Vec::new();
    for (nth, area) in AREAS.iter().take(count).enumerate() {
        for at in (0..quarters).filter(|at| (at + nth as i32) % 7 != 3) {
            let value = rust_decimal::Decimal::new(i64::from(at * 13 + nth as i32 * 29) % 110 - 25, 1).to_string();
            let period = format!("{}-Q{}", 2015 + at / 4, at % 4 + 1);
            data.push(observed(&key(area), &period, &value, 0, "2025-05-20", "stat"));
        }
    }
    let keys: Vec<_> = AREAS.iter().take(count).map(|area| key(area)).collect();
    let keys: Vec<_> = keys.iter().map(String::as_str).collect();
    (spec("Growth quarter by quarter, country by country", &keys), Series::group(data))
}

/// Rates of several countries over many months, as lines.
pub(super) fn lines(count: usize, months: i64) -> (ChartSpec, Vec<Series>) {
    let key = |area: &str| format!("policy_rate.{area}._Z.level.percent");
    let mut data = Vec::new();
    for (nth, area) in AREAS.iter().skip(20).take(count).enumerate() {
        for at in 0..months {
            let value = 20 + nth as i64 * 9 + (at * (nth as i64 + 3)) % 23;
            let value = rust_decimal::Decimal::new(value, 1).to_string();
            let period = format!("{}-{:02}", 2008 + at / 12, at % 12 + 1);
            data.push(observed(&key(area), &period, &value, 0, "2025-05-20", "stat"));
        }
    }
    let keys: Vec<_> = AREAS.iter().skip(20).take(count).map(|area| key(area)).collect();
    let keys: Vec<_> = keys.iter().map(String::as_str).collect();
    (spec("Unemployment in countries with long names", &keys), Series::group(data))
}

pub(super) fn bars_of_three() -> (ChartSpec, Vec<Series>) {
    let (mut spec, series) = years();
    spec.kind = Kind::Bars;
    (spec, series)
}

/// What many sources say of one period.
pub(super) fn sources() -> (ChartSpec, Vec<Series>) {
    let said = [
        ("245", "2025-01-02", "rbc"),
        ("244.8", "2025-01-13", "customs-of-china"),
        ("~245", "2025-02-03", "wall-street-observer"),
        (">240", "2025-02-13", "a-source-with-a-name-that-is-longer-than-any-row-has-room-for"),
        ("237..245", "2025-03-03", "motor"),
        ("<250", "2025-03-05", "tass"),
        ("228.1", "", "undated"),
    ];
    let mut data: Vec<_> =
        said.iter().map(|(value, day, source)| observed(TRADE, "2024", value, 9, day, source)).collect();
    data.push(with(ObsStatus::Forecast, observed(TRADE, "2024", "260", 9, "2024-03-05", "ministry")));
    data[1].speaker = Some("Lyu Daliang".to_owned());
    let mut spec = spec("What was said of trade in 2024", &[TRADE]);
    spec.kind = Kind::Sources;
    (spec, Series::group(data))
}

pub(super) fn vintages() -> (ChartSpec, Vec<Series>) {
    let (mut spec, series) = sources();
    spec.kind = Kind::Vintages;
    spec.title = "How the figure for 2024 evolved".to_owned();
    (spec, series)
}

/// Years of which some are missing.
pub(super) fn gaps() -> (ChartSpec, Vec<Series>) {
    let said = [("2018", "100"), ("2022", "190"), ("2023", "240.1"), ("2024", "244.8"), ("2030", "300")];
    let data = said.map(|(year, value)| {
        let status = if year == "2030" { ObsStatus::Target } else { ObsStatus::Actual };
        with(status, observed(TRADE, year, value, 9, "2025-01-13", "customs"))
    });
    (spec("Trade, as far as it was spoken of", &[TRADE]), Series::group(data))
}

/// One value a thousand times the others, and one below zero.
pub(super) fn outlier() -> (ChartSpec, Vec<Series>) {
    let said = ["1.2", "1.4", "1400", "-1.1", "1.3", "1.6"];
    let data = said.iter().enumerate().map(|(nth, value)| {
        observed("trade_balance.RU.CIS.level.USD", &format!("{}", 2019 + nth), value, 9, "2025-01-13", "customs")
    });
    (spec("A slip of scale", &["trade_balance.RU.CIS.level.USD"]), Series::group(data))
}

/// Labels and sources in Chinese.
pub(super) fn chinese() -> (ChartSpec, Vec<Series>) {
    let (mut spec, series) = conflict();
    spec.title = "俄罗斯与中国、印度的贸易额：各方说法不一，而且标题很长很长，需要换行才能放得下，因此在字与字之间断开"
        .to_owned();
    spec.subtitle = Some("贸易总额".to_owned());
    spec.labels = spec.series.iter().cloned().zip(["中国".to_owned(), "印度".to_owned()]).collect();
    for (id, name) in [("customs", "海关总署"), ("rbc", "РБК"), ("anadolu", "阿纳多卢通讯社"), ("motor", "新華社")]
    {
        spec.sources.insert(id.to_owned(), name.to_owned());
    }
    (spec, series)
}

/// A rate on many days that keep no step.
pub(super) fn rate_days(count: i64) -> (ChartSpec, Vec<Series>) {
    const RATE: &str = "policy_rate.RU._Z.level.percent";
    let start: chrono::NaiveDate = "2014-03-03".parse().expect("a day");
    let data = (0..count).map(|nth| {
        let day = start + chrono::Days::new((nth * 19 + nth * nth % 13) as u64);
        observed(RATE, &day.to_string(), &wave(nth / 9, 180), 0, &day.to_string(), "cbr")
    });
    (spec("A rate on two hundred days", &[RATE]), Series::group(data))
}
