//! Observations for tests, in one line each.

use crate::model::{
    Confidence, DocumentId, FigureId, ObsStatus, Observation, PeriodOrigin, Quantity, Series, SeriesKey, Span, UnitMult,
};

pub(super) const RU_CIS: &str = "trade_turnover.RU.CIS.level.USD";
pub(super) const RU_CIS_GROWTH: &str = "trade_turnover.RU.CIS.growth-yoy.percent";
pub(super) const CIS_CIS: &str = "trade_turnover.CIS.CIS.level.USD";
pub(super) const CIS_CIS_GROWTH: &str = "trade_turnover.CIS.CIS.growth-yoy.percent";

/// An observation of `key` and `period`; the value is a stated value with an optional multiplier, such as `<90e9`.
pub(super) fn said(key: &str, period: &str, value: &str) -> Observation {
    let key: SeriesKey = key.parse().expect(key);
    let (stated, mult) = value.split_once('e').unwrap_or((value, "0"));
    let quantity =
        Quantity { stated: stated.parse().expect(value), mult: UnitMult(mult.parse().expect(value)), unit: key.unit };
    let name = DocumentId::of(format!("{key} {period} {value}").as_bytes());
    Observation {
        id: FigureId::of(&name, Span::default(), 0),
        key,
        period: period.parse().expect(period),
        period_origin: PeriodOrigin::Stated,
        quantity,
        status: ObsStatus::Actual,
        vintage: None,
        document: DocumentId::of(b"doc"),
        source_id: "doc".to_owned(),
        publisher: None,
        speaker: None,
        mentions: Vec::new(),
        sentence: String::new(),
        confidence: Confidence::High,
    }
}

/// What a test may say of an observation beyond its value.
pub(super) trait Said: Sized {
    /// The document it stands in, and its vintage; an empty vintage is unknown.
    fn by(self, source: &str, vintage: &str) -> Self;
    fn status(self, status: ObsStatus) -> Self;
    fn speaker(self, speaker: &str) -> Self;
    fn of_publication_day(self) -> Self;
}

impl Said for Observation {
    fn by(mut self, source: &str, vintage: &str) -> Self {
        self.document = DocumentId::of(source.as_bytes());
        self.id = FigureId::of(&DocumentId::of(format!("{} {source}", self.id).as_bytes()), Span::default(), 0);
        self.source_id = source.to_owned();
        self.vintage = (!vintage.is_empty()).then(|| vintage.parse().expect(vintage));
        self
    }

    fn status(mut self, status: ObsStatus) -> Self {
        self.status = status;
        self
    }

    fn speaker(mut self, speaker: &str) -> Self {
        self.speaker = Some(speaker.to_owned());
        self
    }

    fn of_publication_day(mut self) -> Self {
        self.period_origin = PeriodOrigin::Publication;
        self
    }
}

/// The observations of one series.
pub(super) fn series(observations: impl IntoIterator<Item = Observation>) -> Series {
    let mut all = Series::group(observations);
    assert_eq!(all.len(), 1, "observations of one series");
    all.remove(0)
}

/// Russia's trade with the CIS as the seed documents quote it.
pub(super) fn seeds() -> Vec<Series> {
    let telegram = ("russian-diplomatic-channel-cis", "");
    let pledge = ("payments-in-national-currencies", "2023-12-26");
    let digest = ("putin-cis-ten-months-2025", "2025-12-22");
    let lokmat = ("putin-cis-ten-months-2024", "2024-12-26");
    let rows = [
        (RU_CIS, "2023-01-01/P10M", "83.7e9", telegram),
        (RU_CIS_GROWTH, "2023-01-01/P10M", "2", telegram),
        (CIS_CIS, "2023-01-01/P10M", "83.7e9", pledge),
        (CIS_CIS_GROWTH, "2023-01-01/P10M", "2", pledge),
        (RU_CIS, "2023-01-01/P10M", "83.7e9", digest),
        (RU_CIS_GROWTH, "2023-01-01/P10M", "2", digest),
        (RU_CIS, "2024-01-01/P7M", "63.2e9", ("cis-new-integration", "2024-10-10")),
        (RU_CIS_GROWTH, "2024-01-01/P7M", "7.7", ("cis-new-integration", "2024-10-10")),
        (RU_CIS, "2024-01-01/P10M", ">93e9", lokmat),
        (RU_CIS_GROWTH, "2024-01-01/P10M", "10.6", lokmat),
        (RU_CIS, "2024-01-01/P10M", ">93e9", digest),
        (RU_CIS_GROWTH, "2024-01-01/P10M", "10.6", digest),
        (RU_CIS, "2025-01-01/P10M", "<90e9", digest),
        (RU_CIS, "2024", "112e9", digest),
        (RU_CIS_GROWTH, "2024", "7", digest),
        (RU_CIS, "2021", "96e9", lokmat),
    ];
    Series::group(rows.map(|(key, period, value, (source, vintage))| said(key, period, value).by(source, vintage)))
}
