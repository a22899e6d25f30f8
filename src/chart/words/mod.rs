//! The words and numbers of a chart: periods, stated values and units as a reader expects them.

mod language;

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

pub use language::Language;

use crate::model::{Base, ObsStatus, Quantity, Stated, TimePeriod, Transformation, Unit, UnitMult};

/// The minus sign of typography; a hyphen is too short beside figures.
const MINUS: char = '\u{2212}';

/// A period in words, in the two parts at which it may be broken: "Jan–Oct" and "2023".
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PeriodLabel {
    first: String,
    second: String,
    glue: &'static str,
}

impl PeriodLabel {
    /// The label of a period.
    pub(super) fn of(period: TimePeriod, language: Language) -> Self {
        let first = period.first_day();
        let year = first.year().to_string();
        let short = |part: String| Self { first: part, second: year.clone(), glue: " " };
        match period {
            TimePeriod::Day(day) => short(format!("{} {}", day.day(), language.month(day.month0()))),
            TimePeriod::Months { count, .. } => match (count, first.month0()) {
                (12, 0) => short(String::new()),
                (6, start @ (0 | 6)) => short(half(start / 6 + 1, language)),
                (3, start @ (0 | 3 | 6 | 9)) => short(quarter(start / 3 + 1, language)),
                (1, start) => short(language.month(start).to_owned()),
                _ => run(first, period.last_day(), language),
            },
        }
    }

    /// The label on one line.
    pub(super) fn on_one_line(&self) -> String {
        if self.first.is_empty() {
            return self.second.clone();
        }
        format!("{}{}{}", self.first, self.glue, self.second)
    }

    /// The label broken into two lines where it has two parts.
    pub(super) fn on_two_lines(&self) -> Vec<String> {
        [&self.first, &self.second].into_iter().filter(|part| !part.is_empty()).cloned().collect()
    }
}

fn half(nth: u32, language: Language) -> String {
    language.fill("half", &[&nth.to_string()])
}

fn quarter(nth: u32, language: Language) -> String {
    language.fill("quarter", &[&nth.to_string()])
}

/// A run with no name: "Jan–Oct 2023" inside a year, "2010–2019" over whole years, "Apr 2023–Mar 2024" else.
fn run(first: NaiveDate, last: NaiveDate, language: Language) -> PeriodLabel {
    let (from, to) = (language.month(first.month0()), language.month(last.month0()));
    if first.year() == last.year() {
        return PeriodLabel { first: format!("{from}–{to}"), second: first.year().to_string(), glue: " " };
    }
    if (first.month0(), last.month0()) == (0, 11) {
        return PeriodLabel { first: format!("{}–", first.year()), second: last.year().to_string(), glue: "" };
    }
    PeriodLabel { first: format!("{from} {}–", first.year()), second: format!("{to} {}", last.year()), glue: "" }
}

/// A day in words: "26 Dec 2024".
pub(super) fn day(date: NaiveDate, language: Language) -> String {
    PeriodLabel::of(TimePeriod::Day(date), language).on_one_line()
}

/// A number with grouped thousands, a true minus and every digit that it was given with.
pub(super) fn number(value: Decimal, language: Language) -> String {
    let plain = value.abs().to_string();
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut text = String::new();
    if value.is_sign_negative() && !value.is_zero() {
        text.push(MINUS);
    }
    text.push_str(&grouped(whole, language.say("thousands")));
    if !fraction.is_empty() {
        text.push_str(language.say("decimal"));
        text.push_str(fraction);
    }
    text
}

fn grouped(digits: &str, separator: &str) -> String {
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push_str(separator);
        }
        text.push(digit);
    }
    text
}

/// A stated value with its bound sign: ">93", "<90", "~54", "28–30".
///
/// The sign says where the value lies on the axis: "almost halved", below 50 in size, is ">−50".
pub(super) fn stated(value: Stated, language: Language) -> String {
    let sign = |up: bool| if up { '>' } else { '<' };
    match value {
        Stated::Exactly(v) => number(v, language),
        Stated::About(v) => format!("~{}", number(v, language)),
        Stated::Above(v) => format!("{}{}", sign(!v.is_sign_negative()), number(v, language)),
        Stated::Below(v) => format!("{}{}", sign(v.is_sign_negative()), number(v, language)),
        Stated::Between(a, b) => {
            let dash = if a.is_sign_negative() || b.is_sign_negative() { " … " } else { "–" };
            format!("{}{dash}{}", number(a, language), number(b, language))
        }
    }
}

/// The written digits of a quantity, moved to another multiplier; `None` when that needs more digits than there are.
pub(super) fn rescaled(quantity: &Quantity, mult: UnitMult) -> Option<Stated> {
    let shift = UnitMult(quantity.mult.0.checked_sub(mult.0)?);
    let (low, high) = (quantity.stated.value(), quantity.stated.value_high());
    shift.apply(low)?;
    high.map_or(Some(Decimal::ZERO), |high| shift.apply(high))?;
    Some(quantity.stated.map(|v| shift.apply(v).unwrap_or_default()))
}

/// Whether a value has happened, in a word.
pub(super) fn status(status: ObsStatus, language: Language) -> &'static str {
    language.word(&format!("status.{status}")).unwrap_or_default()
}

/// The unit of an axis in words: "US$ billion", "percent", "million tonnes".
pub(super) fn unit(unit: Unit, mult: UnitMult, language: Language) -> String {
    let scale = scale_word(mult, language);
    let name = match unit {
        Unit::Money(currency) => return join([currency_sign(currency.code()), &scale]),
        Unit::Other(code) => unit_name(code.code(), language),
    };
    join([&scale, &name])
}

fn join<const N: usize>(parts: [&str; N]) -> String {
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

/// A bare "$" is several currencies, so the dollar is named; other currencies keep their code.
fn currency_sign(code: &'static str) -> &'static str {
    match code {
        "USD" => "US$",
        other => other,
    }
}

fn scale_word(mult: UnitMult, language: Language) -> String {
    match mult.0 {
        0 => String::new(),
        power @ (3 | 6 | 9 | 12) => language.say(&format!("scale.{power}")).to_owned(),
        power => format!("×10^{power}"),
    }
}

fn unit_name(code: &str, language: Language) -> String {
    let key = format!("unit.{code}");
    let said = language.say(&key);
    if said == key { code.replace('_', " ") } else { said.to_owned() }
}

/// A value beside its mark or tick: percentages carry their sign.
pub(super) fn with_sign(number: String, unit: Unit, language: Language) -> String {
    match unit == Unit::PERCENT {
        true => format!("{number}{}", language.say("percent.sign")),
        false => number,
    }
}

/// A tick of an axis with as much of its unit as it needs: "10%", "250 bn"; zero needs none.
pub(super) fn tick(value: Decimal, unit: Unit, mult: UnitMult, language: Language) -> String {
    let digits = number(value, language);
    if unit == Unit::PERCENT || value.is_zero() {
        return if value.is_zero() { digits } else { with_sign(digits, unit, language) };
    }
    match mult.0 {
        power @ (3 | 6 | 9 | 12) => format!("{digits}\u{a0}{}", language.say(&format!("short.{power}"))),
        _ => digits,
    }
}

/// What a measure adds to the unit: "year on year" for a growth on the year before.
pub(super) fn measure(measure: Transformation, language: Language) -> String {
    let base = match measure.base() {
        Some(Base::YearAgo) => language.say("base.yoy").to_owned(),
        Some(Base::PreviousPeriod) => language.say("base.pop").to_owned(),
        Some(Base::Since(since)) => language.fill("base.since", &[&since.to_string()]),
        Some(Base::Unstated) | None => String::new(),
    };
    let name = match measure {
        Transformation::Level => "",
        Transformation::Share => language.say("measure.share"),
        Transformation::Growth(_) => language.say("measure.growth"),
        Transformation::Change(_) => language.say("measure.change"),
    };
    join([name, &base])
}

/// The periods of a chart in words: "Jan–Oct 2023–2025", "2018–2025", "Q1 2023 – Q4 2024".
pub(super) fn span(periods: &[TimePeriod], language: Language) -> String {
    let (Some(first), Some(last)) = (periods.iter().min(), periods.iter().max_by_key(|p| p.last_day())) else {
        return String::new();
    };
    if first == last {
        return PeriodLabel::of(*first, language).on_one_line();
    }
    let years = (first.first_day().year(), last.last_day().year());
    let run = if years.0 == years.1 { years.0.to_string() } else { format!("{}–{}", years.0, years.1) };
    let like = |p: &TimePeriod| p.like_for_like(*first) && p.last_day().year() == p.first_day().year();
    let months = matches!(first, TimePeriod::Months { .. });
    if months && periods.iter().all(like) {
        let part = PeriodLabel::of(*first, language).first;
        return if part.is_empty() { run } else { format!("{part} {run}") };
    }
    if months && periods.iter().all(|p| p.length() == first.length()) {
        let label = |p: &TimePeriod| PeriodLabel::of(*p, language).on_one_line();
        return format!("{} – {}", label(first), label(last));
    }
    run
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(period: &str, language: Language) -> PeriodLabel {
        PeriodLabel::of(period.parse().expect(period), language)
    }

    #[test]
    fn periods_are_written_in_words() {
        for (period, words) in [
            ("2023-01-01/P10M", "Jan–Oct 2023"),
            ("2024", "2024"),
            ("2024-S1", "H1 2024"),
            ("2024-S2", "H2 2024"),
            ("2024-Q1", "Q1 2024"),
            ("2024-Q4", "Q4 2024"),
            ("2024-01/2024-07", "Jan–Jul 2024"),
            ("2024-10-08", "8 Oct 2024"),
            ("2024-05", "May 2024"),
            ("2023-04/2024-03", "Apr 2023–Mar 2024"),
            ("2010-01/2019-12", "2010–2019"),
        ] {
            assert_eq!(label(period, Language::En).on_one_line(), words, "{period}");
        }
        assert_eq!(label("2024-10-08", Language::Ru).on_one_line(), "8 окт 2024");
        assert_eq!(label("2024-Q3", Language::Ru).on_one_line(), "3-й кв. 2024");
    }

    #[test]
    fn spans_of_periods_are_said_once() {
        for (periods, words) in [
            (&["2023-01-01/P10M", "2025-01-01/P10M"][..], "Jan–Oct 2023–2025"),
            (&["2018", "2025"], "2018–2025"),
            (&["2023-Q1", "2024-Q4"], "Q1 2023 – Q4 2024"),
            (&["2024-10-10", "2025-12-05"], "2024–2025"),
            (&["2024", "2024-S1"], "2024"),
            (&["2024-S1"], "H1 2024"),
        ] {
            let periods: Vec<TimePeriod> = periods.iter().map(|p| p.parse().expect(p)).collect();
            assert_eq!(span(&periods, Language::En), words);
        }
    }

    #[test]
    fn ticks_carry_as_much_unit_as_they_need() {
        let of = |value: &str, unit: &str, mult, language| {
            tick(value.parse().expect(value), unit.parse().expect(unit), UnitMult(mult), language)
        };
        assert_eq!(of("250", "USD", 9, Language::En), "250\u{a0}bn");
        assert_eq!(of("-10", "percent", 0, Language::En), "\u{2212}10%");
        assert_eq!(of("10", "percent", 0, Language::Ru), "10\u{a0}%");
        assert_eq!(of("0", "percent", 0, Language::En), "0");
        assert_eq!(of("1.5", "index", 0, Language::En), "1.5");
    }

    #[test]
    fn a_label_breaks_before_its_year() {
        assert_eq!(label("2023-01-01/P10M", Language::En).on_two_lines(), ["Jan–Oct", "2023"]);
        assert_eq!(label("2023-04/2024-03", Language::En).on_two_lines(), ["Apr 2023–", "Mar 2024"]);
        assert_eq!(label("2024", Language::En).on_two_lines(), ["2024"]);
    }

    #[test]
    fn numbers_keep_their_digits_and_group_thousands() {
        for (value, en, ru) in [
            ("83.7", "83.7", "83,7"),
            ("5.60", "5.60", "5,60"),
            ("1234567.8", "1,234,567.8", "1\u{202f}234\u{202f}567,8"),
            ("-3.4", "\u{2212}3.4", "\u{2212}3,4"),
            ("100", "100", "100"),
            ("0", "0", "0"),
        ] {
            let value = value.parse().expect(value);
            assert_eq!(number(value, Language::En), en);
            assert_eq!(number(value, Language::Ru), ru);
        }
    }

    #[test]
    fn bounds_have_signs_that_point_along_the_axis() {
        for (value, text) in [
            (">93", ">93"),
            ("<90", "<90"),
            ("~54", "~54"),
            ("28..30", "28–30"),
            ("<-50", ">\u{2212}50"),
            (">-50", "<\u{2212}50"),
            ("-3..-2", "\u{2212}3 … \u{2212}2"),
        ] {
            assert_eq!(stated(value.parse().expect(value), Language::En), text);
        }
    }

    #[test]
    fn units_are_named_with_their_multiplier() {
        let named = |code: &str, mult, language| unit(code.parse().expect(code), UnitMult(mult), language);
        assert_eq!(named("USD", 9, Language::En), "US$ billion");
        assert_eq!(named("RUB", 12, Language::Ru), "RUB трлн");
        assert_eq!(named("percent", 0, Language::En), "percent");
        assert_eq!(named("percentage_points", 0, Language::En), "percentage points");
        assert_eq!(named("tonnes", 6, Language::En), "million tonnes");
    }
}
