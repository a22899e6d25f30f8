//! One statement ascribed to two pairs of areas: the same figures, of which one text says that they are of a bloc, and
//! another that they are of one of its members.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{sides, symmetric};
use crate::analysis::finding::{Finding, Rule, Severity};
use crate::analysis::shown::Slot;
use crate::analysis::words;
use crate::model::codelist::AreaKind;
use crate::model::{Area, Indicator, Observation, Quantity, Series, Transformation, Unit, UnitMult};

/// A figure that two pairs of areas share, digit for digit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreedFigure<'a> {
    /// Level, share, growth or change.
    pub measure: Transformation,
    /// The value as stated.
    pub quantity: Quantity,
    /// The observations that ascribe it to the one pair of areas.
    pub one: Vec<&'a Observation>,
    /// The observations that ascribe it to the other.
    pub other: Vec<&'a Observation>,
}

/// The same figures for the same indicator and period, ascribed to two pairs of areas that overlap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SameStatement<'a> {
    /// What is measured.
    pub indicator: Indicator,
    /// The period, shape and outlook.
    pub slot: Slot,
    /// The figures, levels first; at least one.
    pub figures: Vec<AgreedFigure<'a>>,
}

impl SameStatement<'_> {
    /// Whether the figures are so specific that they hardly agree by chance: two figures at once, or one that is
    /// written with two significant digits.
    fn is_specific(&self) -> bool {
        self.figures.len() > 1 || self.figures.iter().any(|f| significant_digits(f.quantity) > 1)
    }

    /// Whether nothing but one percentage agrees. A bloc and its largest member may well grow alike.
    fn is_one_percentage(&self) -> bool {
        matches!(&*self.figures, [figure] if figure.quantity.unit == Unit::PERCENT)
    }
}

/// What a statement is about, but for the areas.
type Topic = (Indicator, Option<String>, Slot);
/// A figure, digit for digit.
type Digits = (Transformation, Unit, String, UnitMult);
type Sides = (Area, Option<Area>);
type BySides<'a> = BTreeMap<Sides, Vec<&'a Observation>>;

/// Statements that different documents ascribe to different pairs of areas, where one pair lies in the other.
///
/// Two countries that merely have the same growth are none, nor is a figure that one document gives for both pairs.
pub fn same_statements(series: &[Series]) -> Vec<SameStatement<'_>> {
    let mut topics = BTreeMap::<Topic, BTreeMap<Digits, BySides<'_>>>::new();
    for o in series.iter().flat_map(|s| &s.observations) {
        let topic = (o.key.indicator, o.key.item.clone(), Slot::of(o));
        let digits = (o.key.measure, o.key.unit, o.quantity.stated.to_string(), o.quantity.mult);
        let by_sides = topics.entry(topic).or_default().entry(digits).or_default();
        by_sides.entry(sides(&o.key)).or_default().push(o);
    }
    let all = topics.iter().flat_map(|((indicator, _, slot), figures)| in_topic(*indicator, *slot, figures));
    all.filter(SameStatement::is_specific).collect()
}

fn in_topic<'a>(
    indicator: Indicator,
    slot: Slot,
    figures: &BTreeMap<Digits, BySides<'a>>,
) -> impl Iterator<Item = SameStatement<'a>> + use<'a> {
    let mut pairs = BTreeMap::<(Sides, Sides), Vec<AgreedFigure<'a>>>::new();
    for ((measure, ..), by_sides) in figures {
        for (one, other) in overlapping(indicator, slot.period.last_day(), by_sides) {
            if let Some(figure) = agreed(*measure, by_sides.get(&one), by_sides.get(&other)) {
                pairs.entry((one, other)).or_default().push(figure);
            }
        }
    }
    pairs.into_values().map(move |figures| SameStatement { indicator, slot, figures })
}

/// The pairs of sides that a figure is ascribed to and that overlap.
fn overlapping(indicator: Indicator, on: NaiveDate, by_sides: &BySides<'_>) -> Vec<(Sides, Sides)> {
    let sides: Vec<Sides> = by_sides.keys().copied().collect();
    let pairs = sides.iter().enumerate().flat_map(|(at, a)| sides[at + 1..].iter().map(|b| (*a, *b)));
    pairs.filter(|(a, b)| overlap(indicator, *a, *b, on)).collect()
}

/// Whether each side of one pair is, contains or lies in a side of the other.
fn overlap(indicator: Indicator, a: Sides, b: Sides, on: NaiveDate) -> bool {
    let other = |a: Option<Area>, b: Option<Area>| match (a, b) {
        (Some(a), Some(b)) => nested(a, b, on),
        // What has no counterpart is of all partners, the named one among them.
        _ => true,
    };
    let straight = nested(a.0, b.0, on) && other(a.1, b.1);
    let crossed = || match (a.1, b.1) {
        (Some(a1), Some(b1)) => nested(a.0, b1, on) && nested(a1, b.0, on),
        _ => false,
    };
    straight || (symmetric(indicator) && crossed())
}

/// Whether two areas are one, or one lies in the other.
fn nested(a: Area, b: Area, on: NaiveDate) -> bool {
    a == b || within(a, b, on) || within(b, a, on)
}

/// Whether an area lies in a bloc: as a member, or as a bloc all of whose members are members.
fn within(part: Area, bloc: Area, on: NaiveDate) -> bool {
    if bloc.kind() == AreaKind::Country {
        return false;
    }
    if part.kind() == AreaKind::Country {
        return part.ever_in(bloc);
    }
    let (members, all) = (part.members(on), bloc.members(on));
    part.ever_in(bloc) || (!members.is_empty() && members.iter().all(|member| all.contains(member)))
}

/// A figure of two pairs of areas; `None` when one document gives it for both: then it tells the two apart.
fn agreed<'a>(
    measure: Transformation,
    one: Option<&Vec<&'a Observation>>,
    other: Option<&Vec<&'a Observation>>,
) -> Option<AgreedFigure<'a>> {
    let (one, other) = (one?.clone(), other?.clone());
    let documents = |side: &[&'a Observation]| side.iter().map(|o| &o.document).collect::<BTreeSet<_>>();
    let apart = documents(&one).is_disjoint(&documents(&other));
    let quantity = one.first()?.quantity;
    apart.then_some(AgreedFigure { measure, quantity, one, other })
}

/// The significant digits written: those of 83.7 are three, of 2.0 two, of 90 one.
fn significant_digits(quantity: Quantity) -> usize {
    let value = quantity.stated.value();
    let digits = value.mantissa().unsigned_abs().to_string();
    let significant = if value.scale() == 0 { digits.trim_end_matches('0') } else { &digits };
    significant.len()
}

/// A statement ascribed twice as a finding.
pub(super) fn finding(statement: SameStatement<'_>) -> Finding<'_> {
    let severity = if statement.is_one_percentage() { Severity::Info } else { Severity::Warning };
    let figure = |f: &AgreedFigure<'_>| format!("{} {}", f.measure.measure(), words::quantity(&f.quantity));
    let figures: Vec<_> = statement.figures.iter().map(figure).collect();
    let one: Vec<_> = statement.figures.iter().flat_map(|f| f.one.iter().copied()).collect();
    let other: Vec<_> = statement.figures.iter().flat_map(|f| f.other.iter().copied()).collect();
    let message = format!(
        "{}, {}: {} {} given for {} by {}, and for {} by {}. One area lies in the other, so the same figures for both \
         are a coincidence, or one statement ascribed in two ways",
        statement.indicator.name(),
        statement.slot.period,
        figures.join(" and "),
        if figures.len() > 1 { "are" } else { "is" },
        areas(&one),
        words::sources(one.iter().copied()),
        areas(&other),
        words::sources(other.iter().copied()),
    );
    Finding { rule: Rule::SameStatement, severity, message, observations: [one, other].concat() }
}

fn areas(observations: &[&Observation]) -> String {
    observations.first().map_or_else(String::new, |o| match &o.key.item {
        Some(item) => format!("{} ({item})", words::sides(&o.key)),
        None => words::sides(&o.key),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::{CIS_CIS, RU_CIS, Said, said, seeds};

    fn severities(observations: impl IntoIterator<Item = Observation>) -> Vec<Severity> {
        let series = Series::group(observations);
        same_statements(&series).into_iter().map(|s| finding(s).severity).collect()
    }

    fn two(one: &str, other: &str, value: &str) -> Vec<Severity> {
        severities([said(one, "2023", value).by("a", ""), said(other, "2023", value).by("b", "")])
    }

    #[test]
    fn the_seed_statement_is_one_finding_with_both_figures() {
        let seeds = seeds();
        let found: Vec<_> = same_statements(&seeds).into_iter().map(finding).collect();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].observations.len(), 6);
        assert_eq!(found[0].severity, Severity::Warning);
        assert_eq!(
            found[0].message,
            "Trade turnover, 2023-01-01/P10M: level 83.7 bn USD and growth 2 % are given for within Commonwealth of \
             Independent States by \
             payments-in-national-currencies (2023-12-26), and for Russia and Commonwealth of Independent States by \
             russian-diplomatic-channel-cis \
             (undated), putin-cis-ten-months-2025 (2025-12-22). One area lies in the other, so the same figures for \
             both are a coincidence, or one statement ascribed in two ways"
        );
    }

    #[test]
    fn one_specific_figure_is_enough() {
        assert_eq!(two(CIS_CIS, RU_CIS, "83.7e9"), [Severity::Warning]);
        assert_eq!(two(CIS_CIS, "trade_turnover.CIS.RU.level.USD", "83.7e9"), [Severity::Warning]);
        assert_eq!(two("exports.RU.CIS.level.USD", "exports.RU.EAEU.level.USD", "51e9"), [Severity::Warning]);
        assert_eq!(two("exports.RU.CIS.level.USD", "exports.RU._Z.level.USD", "51e9"), [Severity::Warning]);
        assert_eq!(two("gdp.RU._Z.growth-yoy.percent", "gdp.CIS._Z.growth-yoy.percent", "4.7"), [Severity::Info]);
    }

    #[test]
    fn what_agrees_by_chance_is_none() {
        for (one, other, value) in [
            ("gdp.RU._Z.growth-yoy.percent", "gdp.KZ._Z.growth-yoy.percent", "2.0"),
            ("gdp.RU._Z.growth-yoy.percent", "gdp.CIS._Z.growth-yoy.percent", "2"),
            (CIS_CIS, RU_CIS, "90e9"),
            ("trade_turnover.RU.KZ.level.USD", "trade_turnover.RU.BY.level.USD", "28.1e9"),
            ("trade_turnover.RU.KZ.level.USD", "trade_turnover.KZ.RU.level.USD", "28.1e9"),
            ("exports.RU.CIS.level.USD", "imports.RU.CIS.level.USD", "28.1e9"),
        ] {
            assert!(two(one, other, value).is_empty(), "{one} {other} {value}");
        }
    }

    #[test]
    fn a_document_that_gives_both_tells_them_apart() {
        assert!(
            severities([
                said(CIS_CIS, "2023", "83.7e9").by("a", ""),
                said(RU_CIS, "2023", "83.7e9").by("a", ""),
                said(RU_CIS, "2023", "83.7e9").by("b", ""),
            ])
            .is_empty()
        );
        assert!(
            severities([
                said(CIS_CIS, "2023", "83.7e9").by("a", ""),
                said(RU_CIS, "2023", "<83.7e9").by("b", ""),
                said(RU_CIS, "2024", "83.7e9").by("b", ""),
            ])
            .is_empty()
        );
    }
}
