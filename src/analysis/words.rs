//! Words for quantities, intervals and observations: what messages and tables are made of.

use rust_decimal::Decimal;

use super::shown::{Outlook, Shape};
use crate::model::{Interval, Observation, Quantity, SeriesKey, Stated, Unit, UnitMult, month_name};

const NUMBERS: [&str; 12] =
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// A number with a true minus sign.
pub fn digits(value: Decimal) -> String {
    value.to_string().replace('-', "−")
}

/// A number with its sign, plus or minus; zero has none.
pub fn signed(value: Decimal) -> String {
    if value > Decimal::ZERO { format!("+{value}") } else { digits(value) }
}

/// The scale word of a multiplier: nothing for 1, `None` where there is no short word.
pub fn scale(mult: UnitMult) -> Option<&'static str> {
    match mult.0 {
        0 => Some(""),
        3 => Some(" thousand"),
        6 => Some(" mn"),
        9 => Some(" bn"),
        12 => Some(" tn"),
        _ => None,
    }
}

/// A quantity in words without its currency: `almost 90 bn`, `over 85 %`, `28 to 30 bn`.
pub fn number(quantity: &Quantity) -> String {
    let in_words = scale(quantity.mult);
    let stated = match in_words {
        Some(_) => quantity.stated,
        None => quantity.stated.map(|v| quantity.mult.apply(v).unwrap_or(v)),
    };
    let percent = if quantity.unit == Unit::PERCENT { " %" } else { "" };
    format!("{}{}{percent}", bounded(stated, digits), in_words.unwrap_or_default())
}

/// A growth in words, with its sign: `+7.7 %`, `over +30 %`.
pub fn growth(quantity: &Quantity) -> String {
    format!("{} %", bounded(quantity.stated, signed))
}

fn bounded(stated: Stated, digits: fn(Decimal) -> String) -> String {
    let value = digits(stated.value());
    match stated {
        Stated::Exactly(_) => value,
        Stated::About(_) => format!("about {value}"),
        Stated::Above(_) => format!("over {value}"),
        Stated::Below(_) => format!("almost {value}"),
        Stated::Between(_, high) => format!("{value} to {}", digits(high)),
    }
}

/// A quantity in words: `almost 90 bn USD`, `over 85 %`.
pub fn quantity(quantity: &Quantity) -> String {
    if quantity.unit == Unit::PERCENT {
        return number(quantity);
    }
    format!("{} {}", number(quantity), quantity.unit.code().replace('_', " "))
}

/// A change in words, rounded outwards to `places` decimals: `at most +7.6 %`, `−3.2 % or less`, `between +2.1 % and
/// +2.3 %`. `None` when neither end is known.
pub fn change(interval: Interval, places: u32, unit: &str) -> Option<String> {
    let end = |v: Decimal| format!("{}{unit}", signed(v));
    let rounded = interval.rounded(places);
    Some(match (rounded.low, rounded.high) {
        (None, None) => return None,
        (Some(low), Some(high)) if low == high => end(low),
        (Some(low), Some(high)) if unit == " %" => format!("between {} and {}", end(low), end(high)),
        (Some(low), Some(high)) => format!("between {} and {}", signed(low), end(high)),
        (None, Some(high)) if high < Decimal::ZERO => format!("{} or less", end(high)),
        (None, Some(high)) => format!("at most {}", end(high)),
        (Some(low), None) if low < Decimal::ZERO => format!("{} or more", end(low)),
        (Some(low), None) => format!("at least {}", end(low)),
    })
}

/// An amount in words, in the multiplier and to one digit more than `like`, rounded outwards: `58.60 to 58.76 bn USD`.
/// `None` when neither end is known.
pub fn amount(interval: Interval, like: &Quantity) -> Option<String> {
    let (scaled, suffix) = in_scale_of(interval, like);
    let rounded = scaled.rounded(like.stated.value().scale() + 1);
    let unit = if like.unit == Unit::PERCENT { "%".to_owned() } else { like.unit.code().replace('_', " ") };
    let said = match (rounded.low, rounded.high) {
        (None, None) => return None,
        (Some(low), Some(high)) if low == high => digits(low),
        (Some(low), Some(high)) => format!("{} to {}", digits(low), digits(high)),
        (None, Some(high)) => format!("at most {}", digits(high)),
        (Some(low), None) => format!("at least {}", digits(low)),
    };
    Some(format!("{said}{suffix} {unit}"))
}

/// An interval in the multiplier of a quantity, with its scale word; in units where there is no word.
pub fn in_scale_of(interval: Interval, like: &Quantity) -> (Interval, &'static str) {
    match scale(like.mult) {
        Some(word) => {
            let down = |v: Option<Decimal>| v.and_then(|v| UnitMult(-like.mult.0).apply(v));
            (Interval::new(down(interval.low), down(interval.high)), word)
        }
        None => (interval, ""),
    }
}

/// The document of an observation and its vintage: `putin-cis-2025 (2025-12-22)`.
pub fn source(observation: &Observation) -> String {
    match observation.vintage {
        Some(day) => format!("{} ({})", observation.source_id, day.format("%Y-%m-%d")),
        None => format!("{} (undated)", observation.source_id),
    }
}

/// Every document of some observations, each once, in their order.
pub fn sources<'a>(observations: impl IntoIterator<Item = &'a Observation>) -> String {
    let mut names = Vec::new();
    for name in observations.into_iter().map(source) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.join(", ")
}

/// Observations put together by what they say: `83.7 bn USD: a (2024-01-01), b (undated); 84.1 bn USD: c (2025-01-01)`.
pub fn said<'a>(observations: &[&'a Observation]) -> String {
    let mut groups = Vec::<(String, Vec<&'a Observation>)>::new();
    for &observation in observations {
        let words = quantity(&observation.quantity);
        match groups.iter_mut().find(|(said, _)| *said == words) {
            Some((_, group)) => group.push(observation),
            None => groups.push((words, vec![observation])),
        }
    }
    let group =
        |(words, group): &(String, Vec<&'a Observation>)| format!("{words}: {}", sources(group.iter().copied()));
    groups.iter().map(group).collect::<Vec<_>>().join("; ")
}

/// The two sides of a key: `Russia and CIS`, `within CIS`, `Russia`.
pub fn sides(key: &SeriesKey) -> String {
    match key.counterpart {
        Some(other) if other == key.area => format!("within {}", key.area.name()),
        Some(other) => format!("{} and {}", key.area.name(), other.name()),
        None => key.area.name().to_owned(),
    }
}

/// Why a value of one shape and outlook is not compared with another: `seven months against ten: not like for like`.
pub fn apart(this: (Shape, Outlook), anchor: (Shape, Outlook)) -> String {
    if this.1 != anchor.1 {
        return format!("{} against {}: not compared", outlook(this.1), outlook(anchor.1));
    }
    let (these, those) = match (this.0, anchor.0) {
        (Shape::Months { first: a, count: n }, Shape::Months { first: b, count: m }) if n == m => {
            (run(a, n), run(b, m))
        }
        (Shape::Months { count: n, .. }, Shape::Months { count: m, .. }) => (months(n), length(m)),
        (these, those) => (shape(these), shape(those)),
    };
    format!("{these} against {those}: not like for like")
}

fn outlook(outlook: Outlook) -> &'static str {
    match outlook {
        Outlook::Happened => "what has happened",
        Outlook::Forecast => "a forecast",
        Outlook::Target => "a target",
    }
}

/// A shape in words: `ten months from January`, `a dated day`, `the day of publication`.
pub fn shape(shape: Shape) -> String {
    match shape {
        Shape::Months { first, count } => format!("{} from {}", months(count), month_name(first)),
        Shape::Day => "a dated day".to_owned(),
        Shape::PublicationDay => "the day of publication".to_owned(),
    }
}

fn run(first: u32, count: u32) -> String {
    let last = month_name((first + count - 2) % 12 + 1);
    if count == 1 { month_name(first).to_owned() } else { format!("{}-{last}", month_name(first)) }
}

fn length(count: u32) -> String {
    NUMBERS.get((count as usize).wrapping_sub(1)).map_or_else(|| count.to_string(), |&word| word.to_owned())
}

fn months(count: u32) -> String {
    format!("{} month{}", length(count), if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing;

    #[test]
    fn quantities_are_said_as_they_were_written() {
        for (key, value, words) in [
            (testing::RU_CIS, "83.7e9", "83.7 bn USD"),
            (testing::RU_CIS, "<90e9", "almost 90 bn USD"),
            (testing::RU_CIS, "28..30e9", "28 to 30 bn USD"),
            (testing::RU_CIS, "3e5", "300000 USD"),
            (testing::RU_CIS_GROWTH, "-4.10", "−4.10 %"),
            (testing::RU_CIS_GROWTH, ">30", "over 30 %"),
        ] {
            assert_eq!(quantity(&testing::said(key, "2023", value).quantity), words);
        }
    }

    #[test]
    fn changes_say_only_what_is_known() {
        let end = |text: &str| (!text.is_empty()).then(|| text.parse().expect(text));
        for (low, high, words) in [
            ("", "7.5912", Some("at most +7.6 %")),
            ("", "-3.2258", Some("−3.2 % or less")),
            ("2.12", "2.28", Some("between +2.1 % and +2.3 %")),
            ("2.1", "2.1", Some("+2.1 %")),
            ("11.04", "", Some("at least +11.0 %")),
            ("-3.2258", "", Some("−3.3 % or more")),
            ("", "", None),
        ] {
            assert_eq!(change(Interval::new(end(low), end(high)), 1, " %").as_deref(), words);
        }
    }

    #[test]
    fn reasons_are_in_words() {
        let of = |text: &str| (Shape::of_period(text.parse().expect(text)), Outlook::Happened);
        let ten = of("2024-01-01/P10M");
        assert_eq!(apart(of("2024-01-01/P7M"), ten), "seven months against ten: not like for like");
        assert_eq!(apart(of("2024-Q2"), of("2024-Q1")), "April-June against January-March: not like for like");
        assert_eq!(apart(of("2024-05"), ten), "one month against ten: not like for like");
        assert_eq!(apart(of("2024-05-01"), ten), "a dated day against ten months from January: not like for like");
        assert_eq!(apart((ten.0, Outlook::Forecast), ten), "a forecast against what has happened: not compared");
    }
}
