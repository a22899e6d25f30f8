//! Values, periods and days in words, for people. The digits stay those that were written.

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use crate::model::{Interval, Month, Quantity, Stated, TimePeriod, Unit, month_name};

/// How a bound is shown beside its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Bounds {
    /// In words, which for a negative number speak of its size, as language does: over, almost, about.
    #[default]
    Words,
    /// In signs, as mathematics does: `>`, `<`, `≈`. "Almost -50" is `> −50`.
    Signs,
}

/// A stated value in words: "over 93 billion USD", "28–30 billion USD", "almost 4.2 %".
pub fn quantity(quantity: &Quantity, bounds: Bounds) -> String {
    let (bound, place) = (bound(quantity.stated, bounds), Place::of(quantity));
    let digits = place.number(quantity.stated.value());
    let number = match quantity.stated.value_high() {
        Some(high) => span(&digits, &place.number(high)),
        None => digits,
    };
    with_unit(&format!("{bound}{number}{}", place.word()), quantity.unit)
}

fn bound(stated: Stated, bounds: Bounds) -> &'static str {
    let negative = stated.value().is_sign_negative();
    match (stated, bounds) {
        (Stated::Exactly(_) | Stated::Between(..), _) => "",
        (Stated::About(_), Bounds::Words) => "about ",
        (Stated::Above(_), Bounds::Words) => "over ",
        (Stated::Below(_), Bounds::Words) => "almost ",
        (Stated::About(_), Bounds::Signs) => "≈ ",
        (Stated::Above(_), Bounds::Signs) if negative => "< ",
        (Stated::Below(_), Bounds::Signs) if negative => "> ",
        (Stated::Above(_), Bounds::Signs) => "> ",
        (Stated::Below(_), Bounds::Signs) => "< ",
    }
}

/// Two numbers as a range; the dash would be read as a sign beside a negative number.
fn span(low: &str, high: &str) -> String {
    if low.starts_with('−') || high.starts_with('−') {
        format!("{low} to {high}")
    } else {
        format!("{low}–{high}")
    }
}

/// The scale word under which digits are shown.
#[derive(Clone, Copy)]
struct Place {
    /// The power of ten of the digits as written.
    written: i32,
    /// The power of ten of the scale word.
    shown: i32,
}

impl Place {
    /// The scale word as written, or the next smaller one in English: 15 lakh is 1.5 million, 45 of 亿 are 4.5 billion.
    fn of(quantity: &Quantity) -> Self {
        let written = i32::from(quantity.mult.0);
        let shown = if scale(written).is_some() { written } else { fitting(quantity.value()) };
        let place = Self { written, shown };
        let ends = [Some(quantity.stated.value()), quantity.stated.value_high()];
        let fits = ends.into_iter().flatten().all(|end| place.shift(end).is_some());
        if fits { place } else { Self { written, shown: written } }
    }

    /// The digits under the scale word: no digit is lost, and none is added that was not known.
    fn number(self, value: Decimal) -> String {
        number(self.shift(value).unwrap_or(value))
    }

    fn shift(self, value: Decimal) -> Option<Decimal> {
        shift(value, self.written - self.shown)
    }

    /// The scale word after the digits. Digits too long for any word keep the power of ten that was written.
    fn word(self) -> String {
        match scale(self.shown) {
            Some("") => String::new(),
            Some(word) => format!(" {word}"),
            None => format!(" × 10^{}", self.shown),
        }
    }
}

fn scale(power: i32) -> Option<&'static str> {
    match power {
        0 => Some(""),
        3 => Some("thousand"),
        6 => Some("million"),
        9 => Some("billion"),
        12 => Some("trillion"),
        _ => None,
    }
}

/// The largest scale word that leaves a digit before the point.
fn fitting(value: Decimal) -> i32 {
    let digits = value.abs().trunc().mantissa().checked_ilog10().map_or(0, |d| d as i32);
    (digits / 3 * 3).min(12)
}

/// A number times a power of ten, digit for digit.
fn shift(value: Decimal, power: i32) -> Option<Decimal> {
    let scale = i32::try_from(value.scale()).ok()? - power;
    match u32::try_from(scale) {
        Ok(scale) => Decimal::try_from_i128_with_scale(value.mantissa(), scale).ok(),
        Err(_) => {
            let factor = 10_i128.checked_pow(scale.unsigned_abs())?;
            Decimal::try_from_i128_with_scale(value.mantissa().checked_mul(factor)?, 0).ok()
        }
    }
}

/// A number with commas between thousands and a true minus sign: "1,270", "−4.20".
pub fn number(value: Decimal) -> String {
    let digits = value.abs().to_string();
    let (whole, fraction) = digits.split_once('.').map_or((digits.as_str(), None), |(w, f)| (w, Some(f)));
    let sign = if value.is_sign_negative() && !value.is_zero() { "−" } else { "" };
    let whole = thousands(whole);
    fraction.map_or_else(|| format!("{sign}{whole}"), |fraction| format!("{sign}{whole}.{fraction}"))
}

fn thousands(digits: &str) -> String {
    let comma = |at: usize| at > 0 && (digits.len() - at).is_multiple_of(3);
    digits.chars().enumerate().flat_map(|(at, digit)| comma(at).then_some(',').into_iter().chain([digit])).collect()
}

/// A computed value in units, under the scale word that fits: "5.25 billion USD", "1.2 %".
pub fn amount(value: Decimal, unit: Unit) -> String {
    let power = fitting(value);
    // A thousand is short enough in digits, and percentages never take a scale word.
    let power = if power < 6 || unit.code().starts_with("percent") { 0 } else { power };
    let place = Place { written: 0, shown: power };
    let shown = match place.shift(value) {
        Some(digits) => number(digits.normalize()) + &place.word(),
        None => number(value),
    };
    with_unit(&shown, unit)
}

fn with_unit(number: &str, unit: Unit) -> String {
    match unit.code() {
        "percent" => format!("{number} %"),
        "index" | "units" => number.to_owned(),
        code => format!("{number} {}", code.replace('_', " ")),
    }
}

/// Where a computed value lies, in words: "6.2 billion USD to 6.3 billion USD", "at least 9 %", "not known".
pub fn interval(interval: Interval, unit: Unit) -> String {
    match (interval.low, interval.high) {
        (Some(low), Some(high)) if low == high => amount(low, unit),
        (Some(low), Some(high)) => format!("{} to {}", amount(low, unit), amount(high, unit)),
        (Some(low), None) => format!("at least {}", amount(low, unit)),
        (None, Some(high)) => format!("at most {}", amount(high, unit)),
        (None, None) => "not known".to_owned(),
    }
}

/// A period in words: "January–October 2023", "first half of 2024", "2024", "8 October 2024".
pub fn period(period: TimePeriod) -> String {
    let TimePeriod::Months { first, count } = period else {
        return day(period.first_day());
    };
    let last = Month::of(period.last_day());
    match (count, first.month()) {
        (12, 1) => first.year().to_string(),
        (_, 1) if count.is_multiple_of(12) => format!("{}–{}", first.year(), last.year()),
        (6, 1 | 7) => format!("{} half of {}", ordinal(first.month() / 6 + 1), first.year()),
        (3, 1 | 4 | 7 | 10) => format!("{} quarter of {}", ordinal(first.month() / 3 + 1), first.year()),
        (1, _) => month(first),
        _ if first.year() == last.year() => format!("{}–{}", month_name(first.month()), month(last)),
        _ => format!("{}–{}", month(first), month(last)),
    }
}

fn ordinal(number: u32) -> &'static str {
    match number {
        1 => "first",
        2 => "second",
        3 => "third",
        _ => "fourth",
    }
}

/// A month in words: "May 2024".
pub fn month(month: Month) -> String {
    format!("{} {}", month_name(month.month()), month.year())
}

/// A day in words: "8 October 2024".
pub fn day(day: NaiveDate) -> String {
    format!("{} {}", day.day(), month(Month::of(day)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::UnitMult;

    fn said(stated: &str, mult: i8, unit: &str, bounds: Bounds) -> String {
        let stated = stated.parse().expect(stated);
        quantity(&Quantity { stated, mult: UnitMult(mult), unit: unit.parse().expect(unit) }, bounds)
    }

    #[test]
    fn values_keep_their_digits() {
        for (stated, mult, unit, words) in [
            ("83.7", 9, "USD", "83.7 billion USD"),
            (">93", 9, "USD", "over 93 billion USD"),
            ("<30", 9, "USD", "almost 30 billion USD"),
            ("28..30", 9, "USD", "28–30 billion USD"),
            ("-5..-3", 0, "percent", "−5 to −3 %"),
            ("~4.20", 0, "percent", "about 4.20 %"),
            ("1270", 0, "tonnes", "1,270 tonnes"),
            ("-12345.60", 0, "RUB", "−12,345.60 RUB"),
            ("52.1", 0, "index", "52.1"),
            ("15", 5, "INR", "1.5 million INR"),
            ("50", 8, "CNY", "5.0 billion CNY"),
            ("3", 8, "CNY", "300 million CNY"),
            ("2.5", 15, "USD", "2,500 trillion USD"),
            ("0.9", 2, "percentage_points", "90 percentage points"),
            ("25", -2, "percentage_points", "0.25 percentage points"),
            ("1234567890123456789012345678", 8, "USD", "1,234,567,890,123,456,789,012,345,678 × 10^8 USD"),
        ] {
            assert_eq!(said(stated, mult, unit, Bounds::Words), words, "{stated} {mult}");
        }
    }

    #[test]
    fn signs_follow_mathematics_and_words_follow_language() {
        for (stated, words, signs) in [
            (">93", "over 93 %", "> 93 %"),
            ("<90", "almost 90 %", "< 90 %"),
            ("~90", "about 90 %", "≈ 90 %"),
            ("<-50", "almost −50 %", "> −50 %"),
            (">-50", "over −50 %", "< −50 %"),
            ("0", "0 %", "0 %"),
        ] {
            assert_eq!(said(stated, 0, "percent", Bounds::Words), words);
            assert_eq!(said(stated, 0, "percent", Bounds::Signs), signs);
        }
    }

    #[test]
    fn periods_in_words() {
        for (text, words) in [
            ("2024", "2024"),
            ("2024-S1", "first half of 2024"),
            ("2024-S2", "second half of 2024"),
            ("2024-Q4", "fourth quarter of 2024"),
            ("2024-05", "May 2024"),
            ("2023-01-01/P10M", "January–October 2023"),
            ("2023-04/2024-03", "April 2023–March 2024"),
            ("2000-01-01/P20Y", "2000–2019"),
            ("2024-10-08", "8 October 2024"),
        ] {
            assert_eq!(period(text.parse().expect(text)), words);
        }
    }

    #[test]
    fn intervals_in_words() {
        let end = |text: &str| text.parse::<Decimal>().ok();
        let dollars: Unit = "USD".parse().expect("USD");
        for (low, high, unit, words) in [
            ("6250000000", "6350000000", dollars, "6.25 billion USD to 6.35 billion USD"),
            ("9", "", Unit::PERCENT, "at least 9 %"),
            ("", "1234567.5", Unit::PERCENT, "at most 1,234,567.5 %"),
            ("-0.50", "-0.5", Unit::PERCENT, "−0.5 %"),
            ("", "", dollars, "not known"),
            ("4500", "4500", dollars, "4,500 USD"),
        ] {
            assert_eq!(interval(Interval::new(end(low), end(high)), unit), words);
        }
    }
}
