//! Reading lexicon files: rows of CSV to readings.

use rust_decimal::Decimal;

use super::grammar::Grammar;
use super::link::Link;
use super::reading::{
    AreaRole, Bound, Change, ChangeKind, IndicatorWord, ItemWord, Known, Money, NumberKind, Other, Reading, Role,
    Speech, StatusKind, Strength,
};
use super::time::{Time, When};
use crate::model::codelist;

/// What is wrong with a lexicon file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{class}.csv:{line}: {problem}")]
pub struct LexiconError {
    /// The word class: the file's name.
    pub class: String,
    /// The line of the file, from 1.
    pub line: u64,
    /// What is wrong, and what was wanted.
    pub problem: String,
}

/// What the row means that begins at a byte of a file.
pub(super) fn row(class: &str, file: &str, start: usize) -> Result<Reading, LexiconError> {
    let line = || 1 + file[..start].bytes().filter(|byte| *byte == b'\n').count() as u64;
    let rest = file[start..].trim_start_matches(['\r', '\n']);
    let row = rest.lines().next().unwrap_or_default();
    // Few rows have a cell in marks of quotation, and a reader of CSV costs more than a row.
    let read = if row.contains('"') {
        let mut record = csv::StringRecord::new();
        let mut reader = csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(rest.as_bytes());
        reader.read_record(&mut record).map_err(|problem| error(class, line(), &problem))?;
        let cell = |i: usize| record.get(i).unwrap_or_default();
        reading(class, cell(0), &cell)
    } else {
        let cell = |i: usize| row.split(',').nth(i).unwrap_or_default();
        reading(class, cell(0), &cell)
    };
    read.map_err(|problem| error(class, line(), &problem))
}

/// The fault of a file that is no CSV.
pub(super) fn no_csv(class: &str, problem: &csv::Error) -> LexiconError {
    error(class, problem.position().map_or(0, csv::Position::line), problem)
}

/// Reads the options of a grammar.
pub(super) fn grammar(text: &str, grammar: &mut Grammar) -> Result<(), LexiconError> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    for record in reader.records() {
        let record = record.map_err(|problem| no_csv("grammar", &problem))?;
        let line = record.position().map_or(0, csv::Position::line);
        let cell = |i: usize| record.get(i).unwrap_or_default();
        grammar.add(cell(0), cell(1), cell(2)).map_err(|problem| error("grammar", line, &problem))?;
    }
    Ok(())
}

fn error(class: &str, line: u64, problem: &dyn std::fmt::Display) -> LexiconError {
    LexiconError { class: class.to_owned(), line, problem: problem.to_string() }
}

/// Words live as long as the process, as the code lists do.
fn keep(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}

fn reading<'r>(class: &str, phrase: &str, cell: &impl Fn(usize) -> &'r str) -> Result<Reading, String> {
    match class {
        "areas" => area(cell(1), cell(2)),
        "places" => codelist::lists().area(cell(1)).map(Reading::Place).map_err(text),
        "currencies" if cell(2) == "after" => Ok(Reading::MoneyAfter(money(cell(1))?, small(cell(3))?)),
        "currencies" => money(cell(1)).map(Reading::Money),
        "units" if cell(3) == "before" => Ok(Reading::UnitBefore(cell(1).parse().map_err(text)?)),
        "units" => Ok(Reading::Unit(cell(1).parse().map_err(text)?, small(cell(2))?)),
        "scales" if cell(2) == "plural" => Ok(Reading::Scales(small(cell(1))?)),
        "scales" => Ok(Reading::Scale(small(cell(1))?)),
        "numbers" => number(cell(1), cell(2)),
        "months" => Ok(Reading::Month(cell(1).parse().map_err(text)?)),
        "indicators" => indicator(cell(1), cell(2), cell(3), cell(4), cell(5)),
        "items" => item(cell(1), cell(2)).map(Reading::Item),
        "hedges" => Ok(Reading::Hedge { bound: bound(cell(1))?, after: cell(2) == "after" }),
        "changes" => change(cell(1), cell(2), cell(3)),
        "basis" => Ok(Reading::Basis { yearly: cell(1) == "yoy" }),
        "time" => time(cell(1), cell(2)),
        "speech" => speech(cell(1)),
        "roles" => Ok(Reading::Role(role(phrase, cell(1), cell(2)))),
        "people" => Ok(Reading::Person(Box::leak(Box::new(Known {
            name: keep(cell(1)),
            written: keep(if cell(2).is_empty() { cell(1) } else { cell(2) }),
            area: codelist::lists().area(cell(3)).map_err(text)?.code(),
            office: keep(cell(4)),
        })))),
        "periods" => when(cell(1)).map(|when| Reading::Time(Time::Phrase(when))),
        "institutions" => institution(cell(1), cell(2)),
        "statuses" => Ok(Reading::Status(
            cell(1).parse().map_err(text)?,
            if cell(2) == "noun" { StatusKind::Noun } else { StatusKind::Verb },
        )),
        "not_figures" => Ok(Reading::NotFigure(Other::of(cell(1)))),
        "links" => link(cell(1)).map(Reading::Link),
        other => Err(format!("`{other}` is no word class")),
    }
}

fn text(error: impl std::fmt::Display) -> String {
    error.to_string()
}

fn small(cell: &str) -> Result<i8, String> {
    if cell.is_empty() { Ok(0) } else { cell.parse().map_err(|_| format!("`{cell}` is not a power of ten")) }
}

fn area(code: &str, role: &str) -> Result<Reading, String> {
    let role = match role {
        "name" => AreaRole::Name,
        "adjective" => AreaRole::Adjective,
        "people" => AreaRole::People,
        "short" => AreaRole::Short,
        "own" => AreaRole::Own,
        "capital" | "metonym" => AreaRole::Capital,
        _ => {
            return Err(format!(
                "`{role}` is not a role: want name, adjective, people, capital, metonym, short or own"
            ));
        }
    };
    Ok(Reading::Area(code.parse().map_err(text)?, role))
}

fn money(code: &str) -> Result<Money, String> {
    Ok(match code.strip_prefix("family:") {
        Some(family) => Money::Family(keep(family)),
        None => Money::Currency(code.parse().map_err(text)?),
    })
}

fn number(value: &str, kind: &str) -> Result<Reading, String> {
    let kind = match kind {
        "cardinal" => NumberKind::Cardinal,
        "ordinal" => NumberKind::Ordinal,
        "fraction" => NumberKind::Fraction,
        "multiple" => NumberKind::Multiple,
        _ => return Err(format!("`{kind}` is not a kind: want cardinal, ordinal, fraction or multiple")),
    };
    Ok(Reading::Number(value.parse::<Decimal>().map_err(text)?, kind))
}

fn indicator(code: &str, item: &str, measure: &str, sign: &str, strength: &str) -> Result<Reading, String> {
    let filled = |cell: &str| if cell.is_empty() { None } else { Some(keep(cell)) };
    Ok(Reading::Indicator(IndicatorWord {
        indicator: code.parse().map_err(text)?,
        item: filled(item),
        measure: filled(measure),
        sign: small(sign)?,
        strength: match strength {
            "strong" => Strength::Strong,
            "weak" => Strength::Weak,
            _ => return Err(format!("`{strength}` is not a strength: want strong or weak")),
        },
    }))
}

/// What is counted of each part of a country, too.
const OF_PARTS: &str = "retail_sales|industrial_production|manufacturing|agricultural_production|construction|services|\
    fixed_capital_investment|investment|fdi|wages|real_incomes|unemployment|employment|labour_participation|inflation|\
    producer_prices|population|poverty|budget_revenue|budget_expenditure|budget_balance|public_debt|tourism|housing|\
    house_prices|gdp|gdp_per_capita|exports|imports|trade_turnover|freight|passenger_traffic|grain_harvest|electricity|\
    coal|oil_production|gas_production|credit|deposits|consumption";

/// A slice with the codes of the indicators that it slices; `part` stands for all that are counted of parts of a country.
fn item(item: &str, indicators: &str) -> Result<&'static ItemWord, String> {
    let indicators = if indicators == "part" { OF_PARTS } else { indicators };
    let indicators = indicators.split('|').map(|code| code.parse().map_err(text)).collect::<Result<_, _>>()?;
    Ok(Box::leak(Box::new(ItemWord { item: keep(item), indicators, also: None })))
}

fn bound(word: &str) -> Result<Bound, String> {
    match word {
        "exact" => Ok(Bound::Exact),
        "about" => Ok(Bound::About),
        "above" => Ok(Bound::Above),
        "below" => Ok(Bound::Below),
        _ => Err(format!("`{word}` is not a bound: want exact, about, above or below")),
    }
}

fn change(direction: &str, kind: &str, tense: &str) -> Result<Reading, String> {
    let direction = match direction {
        "up" => 1,
        "down" => -1,
        "level" => 0,
        _ => return Err(format!("`{direction}` is not a direction: want up, down or level")),
    };
    let kind = match kind {
        "verb" => ChangeKind::Verb,
        "noun" => ChangeKind::Noun,
        "adverb" => ChangeKind::Adverb,
        _ => return Err(format!("`{kind}` is not a kind: want verb, noun or adverb")),
    };
    Ok(Reading::Change(Change { direction, kind, past: tense == "past" }))
}

fn time(class: &str, value: &str) -> Result<Reading, String> {
    let number = || value.parse::<u32>().map_err(text);
    Ok(Reading::Time(match class {
        "unit" => Time::Unit(number()?),
        "this" => Time::This,
        "last" => Time::Last,
        "next" => Time::Next,
        "same" => Time::Same,
        "first" => Time::First,
        "final" => Time::Final,
        "end" => Time::End,
        "start" => Time::Start,
        "ago" => Time::Ago,
        "whole" => Time::Whole,
        "whole_year" => Time::WholeYear,
        "as_whole" => Time::AsWhole,
        "every" => Time::Every,
        "recent" => Time::Recent,
        "day" => Time::Day,
        "fiscal" => Time::Fiscal,
        "crop" => Time::Crop,
        "today" => Time::Today,
        "season" => Time::Season(number()?),
        "weekday" => Time::Weekday(number()?),
        "that" => Time::That,
        "year" => Time::Year,
        "plural" => Time::Plural,
        "ended" => Time::Ended,
        "ends" => Time::Ends,
        "run" => Time::Run,
        "running" => Time::Running,
        "daily" => Time::Daily,
        "ordinal" => Time::Ordinal,
        _ => return Err(format!("`{class}` is not a class of time words")),
    }))
}

/// An office is known by the word that its row gives for it, else by its own.
fn role(phrase: &str, kind: &str, office: &str) -> Role {
    match kind {
        "honorific" => Role::Honorific,
        _ => Role::Office(keep(if office.is_empty() { phrase } else { office })),
    }
}

/// A phrase of time: `years_ago:1`, `before`, `same`, `same:-1`, `run:12:-1`, `season:0`, `months:6:8:-1`, `months:1:6`, `days:1`,
/// `weeks_ago:1`, `vague`.
fn when(code: &str) -> Result<When, String> {
    let mut parts = code.split(':');
    let name = parts.next().unwrap_or_default();
    let numbers = parts.map(str::parse::<i32>).collect::<Result<Vec<_>, _>>().map_err(text)?;
    let month = |n: i32| u32::try_from(n).map_err(text);
    match (name, numbers.as_slice()) {
        ("years_ago", [years]) => Ok(When::YearsAgo(*years)),
        ("before", []) => Ok(When::Before),
        ("end", []) => Ok(When::End),
        ("vague", []) => Ok(When::Vague),
        ("days", [days]) => Ok(When::Days(*days)),
        ("weeks_ago", [weeks]) => Ok(When::WeeksAgo(*weeks)),
        ("new_year", []) => Ok(When::NewYear),
        ("same", []) => Ok(When::Same(None)),
        ("same", [offset]) => Ok(When::Same(Some(*offset))),
        ("season", [offset]) => Ok(When::Season(*offset)),
        ("run", [months, offset]) => Ok(When::Run(month(*months)?, *offset)),
        ("months", [from, to]) => Ok(When::Months(month(*from)?, month(*to)?, None)),
        ("months", [from, to, offset]) => Ok(When::Months(month(*from)?, month(*to)?, Some(*offset))),
        _ => Err(format!(
            "`{code}` is no time: want years_ago:N, before, end, same, same:N, run:MONTHS:N, season:N, months:A:B, days:N, weeks_ago:N, new_year or vague"
        )),
    }
}

fn speech(kind: &str) -> Result<Reading, String> {
    match kind {
        "verb" => Ok(Reading::Speech(Speech::Verb)),
        "source" => Ok(Reading::Speech(Speech::Source)),
        "noun" => Ok(Reading::Speech(Speech::Noun)),
        _ => Err(format!("`{kind}` is not a kind: want verb, source or noun")),
    }
}

/// A body with its area, and its name in the nominative where the phrase is one of stems.
fn institution(area: &str, name: &str) -> Result<Reading, String> {
    let area = if area.is_empty() { None } else { Some(codelist::lists().area(area).map_err(text)?) };
    Ok(Reading::Institution(area, (!name.is_empty()).then(|| keep(name))))
}

fn link(class: &str) -> Result<Link, String> {
    Link::of_class(class).ok_or_else(|| format!("`{class}` is no class of function words"))
}
