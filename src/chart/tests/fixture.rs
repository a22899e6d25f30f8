//! Series that charts are drawn from in tests: every kind, at every size.

use super::super::*;
use super::large_fixture::*;
use crate::model::{
    Confidence, DocumentId, FigureId, ObsStatus, Observation, PeriodOrigin, Quantity, SeriesKey, Span, UnitMult,
};

/// Observations by hand, a line each: key, period, value, multiplier, status, day, source.
pub(super) fn observed(key: &str, period: &str, value: &str, mult: i8, vintage: &str, source: &str) -> Observation {
    let key: SeriesKey = key.parse().expect(key);
    let document = DocumentId::of(source.as_bytes());
    Observation {
        id: FigureId::of(&document, Span::new(period.len(), value.len()), usize::from(vintage.len() > 9)),
        quantity: Quantity { stated: value.parse().expect(value), mult: UnitMult(mult), unit: key.unit },
        key,
        period: period.parse().expect(period),
        period_origin: PeriodOrigin::Stated,
        status: ObsStatus::Actual,
        vintage: vintage.parse().ok(),
        document,
        source_id: source.to_owned(),
        publisher: None,
        speaker: None,
        mentions: Vec::new(),
        sentence: format!("Here {source} says <{value}> & no more."),
        confidence: Confidence::High,
    }
}

pub(super) fn with(status: ObsStatus, mut observation: Observation) -> Observation {
    observation.status = status;
    observation
}

pub(super) fn spec(title: &str, keys: &[&str]) -> ChartSpec {
    let series = keys.iter().map(|key| key.parse().expect(key)).collect();
    ChartSpec { title: title.to_owned(), series, ..ChartSpec::default() }
}

pub(super) const TRADE: &str = "trade_turnover.RU.CIS.level.USD";

/// Trade of ten months in three years, with bounds, and seven months that are unlike.
pub(super) fn levels() -> (ChartSpec, Vec<Series>) {
    let data = [
        observed(TRADE, "2023-01/2023-10", "83.7", 9, "2023-12-26", "pledge-times"),
        observed(TRADE, "2024-01/2024-10", ">93", 9, "2024-12-26", "lokmat-times"),
        observed(TRADE, "2024-01/2024-10", ">93", 9, "2024-12-27", "tass"),
        observed(TRADE, "2025-01/2025-10", "<90", 9, "2025-12-22", "vzglyad"),
        observed(TRADE, "2024-01/2024-07", "63.2", 9, "2024-10-08", "tass"),
    ];
    let mut spec = spec("Russia’s trade with the CIS: over, almost and exactly", &[TRADE]);
    for (id, name) in [("pledge-times", "Pledge Times"), ("tass", "TASS"), ("vzglyad", "Взгляд")] {
        spec.sources.insert(id.to_owned(), name.to_owned());
    }
    (spec, Series::group(data))
}

/// Growth of many countries in one quarter, and of three of them over several.
pub(super) fn growth(periods: &[&str], rows: &[(&str, &[&str])]) -> (ChartSpec, Vec<Series>) {
    let key = |area: &str| format!("gdp.{area}._Z.growth-yoy.percent");
    let mut data = Vec::new();
    for (area, values) in rows {
        for (period, value) in periods.iter().zip(*values) {
            data.push(observed(&key(area), period, value, 0, "2025-05-20", "24kg"));
        }
    }
    let keys: Vec<_> = rows.iter().map(|(area, _)| key(area)).collect();
    let keys: Vec<_> = keys.iter().map(String::as_str).collect();
    (spec("GDP growth in the CIS: Kyrgyzstan first", &keys), Series::group(data))
}

pub(super) fn quarter() -> (ChartSpec, Vec<Series>) {
    let rows: [(&str, &[&str]); 9] = [
        ("KG", &["13.1"]),
        ("TJ", &["8.2"]),
        ("UZ", &["6.8"]),
        ("KZ", &["5.6"]),
        ("AM", &["5.2"]),
        ("BY", &["3.1"]),
        ("RU", &["1.4"]),
        ("CIS", &["~2"]),
        ("AZ", &["-0.3"]),
    ];
    growth(&["2025-Q1"], &rows)
}

pub(super) fn years() -> (ChartSpec, Vec<Series>) {
    let rows: [(&str, &[&str]); 4] = [
        ("RU", &["-1.2", "3.6", "4.3", "1"]),
        ("KZ", &["3.2", "5.1", "4.8", ">6"]),
        ("BY", &["-4.7", "3.9", "4.0", "1.3"]),
        ("KG", &["9.0", "9.0", "9.0", "8..9"]),
    ];
    growth(&["2022", "2023", "2024", "2025"], &rows)
}

/// The share of national currencies: bounds, and a value dated by its publication only.
pub(super) fn shares() -> (ChartSpec, Vec<Series>) {
    const SHARE: &str = "national_currency_share.RU.CIS.share.percent";
    let mut data = vec![
        observed(SHARE, "2019", "63", 0, "2022-10-14", "putin-astana"),
        observed(SHARE, "2020", "~65", 0, "2022-10-14", "putin-astana"),
        observed(SHARE, "2021", "70", 0, "2022-10-14", "putin-astana"),
        observed(SHARE, "2022", ">75", 0, "2023-10-13", "putin-bishkek"),
        observed(SHARE, "2023", ">85", 0, "2024-10-08", "putin-moscow"),
        observed(SHARE, "2024", "85..90", 0, "2024-12-26", "tass"),
        observed(SHARE, "2025", ">96", 0, "2025-12-22", "menafn"),
    ];
    let mut present = observed(SHARE, "2025-10-09", "95", 0, "2025-10-09", "dushanbe");
    present.period_origin = PeriodOrigin::Publication;
    data.push(present);
    (spec("National currencies take over in trade inside the CIS", &[SHARE]), Series::group(data))
}

/// Two countries, sources in conflict, and what is expected.
pub(super) fn conflict() -> (ChartSpec, Vec<Series>) {
    const CHINA: &str = "trade_turnover.RU.CN.level.USD";
    const INDIA: &str = "trade_turnover.RU.IN.level.USD";
    let data = [
        observed(CHINA, "2022", "190.3", 9, "2023-01-13", "customs"),
        observed(CHINA, "2023", "240.1", 9, "2024-01-12", "customs"),
        observed(CHINA, "2024", "244.8", 9, "2025-01-13", "customs"),
        observed(CHINA, "2024", "~245", 9, "2025-02-03", "wall-street-observer"),
        observed(CHINA, "2024", "220", 9, "2025-03-01", "mishustin"),
        observed(CHINA, "2025", "228.1", 9, "2026-01-14", "motor"),
        observed(INDIA, "2022", "35.3", 9, "2023-03-01", "rbc"),
        observed(INDIA, "2023", "<65", 9, "2024-07-09", "anadolu"),
        observed(INDIA, "2024", "63.6", 9, "2025-12-05", "rbc"),
        observed(INDIA, "2024", "68.7", 9, "2025-12-04", "anadolu"),
        with(ObsStatus::Target, observed(INDIA, "2030", "100", 9, "2025-12-04", "anadolu")),
        with(ObsStatus::Forecast, observed(CHINA, "2030", "300..400", 9, "2025-12-04", "anadolu")),
    ];
    (
        spec("Russia’s trade with China and India: what was said, and what is hoped for", &[CHINA, INDIA]),
        Series::group(data),
    )
}

/// A rate on days, which needs no zero, with a forecast.
pub(super) fn rate() -> (ChartSpec, Vec<Series>) {
    const RATE: &str = "policy_rate.RU._Z.level.percent";
    let rows = [("2023-12-18", "16.00"), ("2024-07-29", "18"), ("2024-10-28", "21"), ("2025-06-09", "20")];
    let mut data: Vec<_> = rows.iter().map(|(day, rate)| observed(RATE, day, rate, 0, day, "cbr")).collect();
    data.push(observed(RATE, "2025-10-27", "16.5", 0, "2025-10-24", "prime"));
    data.push(with(ObsStatus::Forecast, observed(RATE, "2026-10-27", "13..15", 0, "2025-10-24", "prime")));
    (spec("The Bank of Russia’s key rate falls, step by short step", &[RATE]), Series::group(data))
}

/// Three years of months, more values than there is room for.
pub(super) fn months() -> (ChartSpec, Vec<Series>) {
    const CPI: &str = "inflation.RU._Z.growth-yoy.percent";
    let month = |at: i64| {
        let value = rust_decimal::Decimal::new(740 + (at * 37) % 290 - at, 2);
        let period = format!("{}-{:02}", 2023 + at / 12, at % 12 + 1);
        observed(CPI, &period, &value.to_string(), 0, "2025-12-01", "rosstat")
    };
    let mut spec = spec("Inflation month by month", &[CPI]);
    spec.kind = Kind::Line;
    (spec, Series::group((0..36).map(month)))
}

/// Seven series as lines, with long names, and a great number of sources.
pub(super) fn many() -> (ChartSpec, Vec<Series>) {
    let key = |area: &str| format!("reserves.{area}._Z.level.USD");
    let areas = ["RU", "KZ", "UZ", "BY", "AM", "KG", "AZ"];
    let mut data = Vec::new();
    for (nth, area) in areas.iter().enumerate() {
        for year in 0..5 {
            let value = (600 / (nth + 1) + year * 7 + nth * 3).to_string();
            let source = format!("central-bank-of-{area}-{year}");
            data.push(observed(&key(area), &format!("{}-01-01", 2021 + year), &value, 9, "2025-03-01", &source));
        }
    }
    let keys: Vec<_> = areas.iter().map(|area| key(area)).collect();
    let keys: Vec<_> = keys.iter().map(String::as_str).collect();
    let title =
        "Reserves of seven countries, in a title that is so long that it has to be broken into two lines to fit";
    (spec(title, &keys), Series::group(data))
}

/// Levels as bars: bounds, a range, conflicting sources, a target, in thousands of millions.
pub(super) fn bars() -> (ChartSpec, Vec<Series>) {
    let data = [
        observed(TRADE, "2021", "96.2", 9, "2022-01-20", "a"),
        observed(TRADE, "2022", ">100", 9, "2023-01-20", "a"),
        observed(TRADE, "2022", "98.5", 9, "2023-06-20", "b"),
        observed(TRADE, "2023", "<110", 9, "2024-01-20", "a"),
        observed(TRADE, "2024", "~112", 9, "2025-01-20", "a"),
        observed(TRADE, "2024-S1", "52.1", 9, "2024-08-20", "a"),
        with(ObsStatus::Forecast, observed(TRADE, "2026", "110..120", 9, "2025-01-20", "a")),
        with(ObsStatus::Target, observed(TRADE, "2030", ">150", 9, "2025-01-20", "a")),
    ];
    let mut spec = spec("Bars with every bound", &[TRADE]);
    spec.kind = Kind::Bars;
    (spec, Series::group(data))
}

/// The conflict on a narrow page, in Russian.
pub(super) fn narrow() -> (ChartSpec, Vec<Series>) {
    let (mut spec, series) = conflict();
    (spec.width, spec.height, spec.languages) = (480, Some(440), vec![Language::Ru]);
    spec.title = "Торговля России с Китаем и Индией".to_owned();
    spec.labels = spec.series.iter().cloned().zip(["Китай".to_owned(), "Индия".to_owned()]).collect();
    spec.subtitle = Some("Товарооборот".to_owned());
    (spec, series)
}

pub(super) fn cases() -> Vec<(&'static str, (ChartSpec, Vec<Series>))> {
    vec![
        ("levels", levels()),
        ("quarter", quarter()),
        ("years", years()),
        ("shares", shares()),
        ("conflict", conflict()),
        ("rate", rate()),
        ("months", months()),
        ("many", many()),
        ("bars", bars()),
        ("narrow", narrow()),
        ("one", one()),
        ("monthly200", long(200, "inflation.RU._Z.growth-yoy.percent")),
        ("levels200", long(200, "trade_turnover.RU.CIS.level.USD")),
        ("rows30", rows(30)),
        ("rows_narrow", narrow_rows()),
        ("panels", panels(9, 8)),
        ("panels24", panels(24, 40)),
        ("lines5", lines(5, 12)),
        ("lines3_200", lines(3, 200)),
        ("bars3", bars_of_three()),
        ("sources", sources()),
        ("vintages", vintages()),
        ("gaps", gaps()),
        ("outlier", outlier()),
        ("chinese", chinese()),
        ("rate200", rate_days(200)),
    ]
}
