//! Chart specs: what a chart shows and says, as a TOML file.

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{ChartError, Language};
use crate::model::{FigureId, SeriesKey, TimePeriod};

/// How values are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// What suits the series: bars or a line over time, rows where there is one period only, small charts where there
    /// are many series.
    #[default]
    Auto,
    /// Points; those of like periods are joined by a line.
    Line,
    /// Bars from zero.
    Bars,
    /// A row for each value, the largest first where all are of one period.
    Rows,
    /// A small chart for each series, all on one scale.
    Panels,
    /// Who said what about one period.
    Sources,
    /// What was said of one period, by the day on which it became public.
    Vintages,
}

impl FromStr for Kind {
    type Err = crate::model::ParseError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let kinds = [Self::Auto, Self::Line, Self::Bars, Self::Rows, Self::Panels, Self::Sources, Self::Vintages];
        let named = |kind: &Self| format!("{kind:?}").to_lowercase() == text;
        kinds.into_iter().find(named).ok_or_else(|| crate::model::ParseError {
            text: text.to_owned(),
            wanted: "a kind of chart: want auto, line, bars, rows, panels, sources or vintages",
        })
    }
}

/// What a chart shows. Read from TOML; a key that is not one of these fields is an error.
///
/// ```
/// use attested::chart::ChartSpec;
/// let spec: ChartSpec = "title = 'Trade'\nseries = ['trade_turnover.RU.CIS.level.USD']".parse()?;
/// assert_eq!((spec.width, spec.height), (800, None));
/// # Ok::<(), attested::chart::ChartError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChartSpec {
    /// What the chart says, in a line or two.
    pub title: String,
    /// What is measured; the unit is added to it. Made from the series if it is not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subtitle: Option<String>,
    /// The series shown, by their keys, in the order of the legend.
    pub series: Vec<SeriesKey>,
    /// Points or bars; by default what suits the measure.
    #[serde(default)]
    pub kind: Kind,
    /// Show only periods of this many whole months, so that all of them are alike.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub months: Option<u32>,
    /// Show only this period. Charts of sources and of vintages are about one: by default the one of which most was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<TimePeriod>,
    /// The width in pixels.
    #[serde(default = "default_width")]
    pub width: u32,
    /// The height in pixels; by default 450, and for rows and panels what they need.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub height: Option<u32>,
    /// Replaces the line that explains the signs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Replaces the line that lists the sources.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The languages in which the chart is drawn; [`super::render_svg`] draws the first.
    #[serde(default = "default_languages")]
    pub languages: Vec<Language>,
    /// Names for series in the legend, by key; made from what tells them apart if they are not given.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub labels: BTreeMap<SeriesKey, String>,
    /// Names of sources for readers, by source id: `tass-1850473 = "TASS"`. An id without one stands for itself.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub sources: BTreeMap<String, String>,
    /// The figures that are shown of several for one period, which are drawn solid, under the policy of the series. It
    /// follows from the store, and is no part of the file; none: those of the latest vintage.
    #[serde(skip)]
    pub shown: BTreeSet<FigureId>,
}

fn default_width() -> u32 {
    800
}

fn default_languages() -> Vec<Language> {
    vec![Language::En]
}

impl Default for ChartSpec {
    fn default() -> Self {
        Self {
            title: String::new(),
            subtitle: None,
            series: Vec::new(),
            kind: Kind::Auto,
            months: None,
            width: default_width(),
            period: None,
            height: None,
            note: None,
            source: None,
            languages: default_languages(),
            labels: BTreeMap::new(),
            sources: BTreeMap::new(),
            shown: BTreeSet::new(),
        }
    }
}

impl FromStr for ChartSpec {
    type Err = ChartError;

    fn from_str(text: &str) -> Result<Self, ChartError> {
        let spec: Self = toml::from_str(text).map_err(|error| unreadable(text, &error))?;
        spec.check()?;
        Ok(spec)
    }
}

/// The line of the spec and what is wrong with it, without the drawing that toml makes of it.
fn unreadable(text: &str, error: &toml::de::Error) -> ChartError {
    let start = error.span().map_or(0, |span| span.start);
    let line = text.get(..start).unwrap_or_default().matches('\n').count() + 1;
    ChartError::Spec { line, problem: error.message().trim().to_owned() }
}

impl ChartSpec {
    /// Whether the spec can be drawn at all, whatever the series hold.
    pub(super) fn check(&self) -> Result<(), ChartError> {
        if self.title.trim().is_empty() {
            return Err(ChartError::NoTitle);
        }
        if self.series.is_empty() {
            return Err(ChartError::NoSeries(self.title.clone()));
        }
        self.check_keys()?;
        let height = self.height.map(|height| ("height", height));
        for (side, pixels) in [("width", self.width)].into_iter().chain(height) {
            if !(240..=4000).contains(&pixels) {
                return Err(ChartError::Size { side, pixels });
            }
        }
        Ok(())
    }

    fn check_keys(&self) -> Result<(), ChartError> {
        for (at, key) in self.series.iter().enumerate() {
            if self.series[..at].contains(key) {
                return Err(ChartError::Twice(key.to_string()));
            }
        }
        match self.labels.keys().find(|key| !self.series.contains(key)) {
            Some(stray) => Err(ChartError::StrayLabel(stray.to_string())),
            None => Ok(()),
        }
    }

    /// The language that the chart is drawn in unless another is asked for.
    pub(super) fn language(&self) -> Language {
        self.languages.first().copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TRADE: &str = "trade_turnover.RU.CIS.level.USD";

    fn error(text: &str) -> String {
        text.parse::<ChartSpec>().expect_err(text).to_string()
    }

    #[test]
    fn a_spec_has_defaults() {
        let spec: ChartSpec = format!("title = 'T'\nseries = ['{TRADE}']").parse().expect("a spec");
        assert_eq!((spec.width, spec.height, spec.kind), (800, None, Kind::Auto));
        assert_eq!(spec.languages, [Language::En]);
        assert_eq!(spec.series[0].to_string(), TRADE);
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let unknown = error(&format!("title = 'T'\nseries = ['{TRADE}']\ncolour = 'red'"));
        assert!(unknown.starts_with("chart spec, line 3: unknown field `colour`"), "{unknown}");
        let key = error("title = 'T'\nseries = ['trade']");
        assert!(key.contains("line 2") && key.contains("`trade` is not a series key"), "{key}");
        let kind = error(&format!("title = 'T'\nkind = 'pie'\nseries = ['{TRADE}']"));
        assert!(kind.contains("unknown variant `pie`"), "{kind}");
        assert!(error("title = 'T'").contains("missing field `series`"));
    }

    #[test]
    fn what_cannot_be_drawn_is_refused() {
        assert_eq!(error("title = 'T'\nseries = []"), "the chart \"T\" has no series: want at least one series key");
        assert_eq!(error(&format!("title = ' '\nseries = ['{TRADE}']")), "the chart has no title");
        let twice = error(&format!("title = 'T'\nseries = ['{TRADE}', '{TRADE}']"));
        assert_eq!(twice, format!("`{TRADE}` is in the chart twice"));
        let wide = error(&format!("title = 'T'\nwidth = 9000\nseries = ['{TRADE}']"));
        assert_eq!(wide, "a width of 9000 pixels cannot be drawn: want 240 to 4000");
        let stray = error(&format!("title = 'T'\nseries = ['{TRADE}']\n[labels]\n'gdp.RU._Z.level.USD' = 'x'"));
        assert_eq!(stray, "`gdp.RU._Z.level.USD` has a label but is not in the chart");
    }
}
