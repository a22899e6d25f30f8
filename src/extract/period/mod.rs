//! Periods: expressions of time, read without knowing when the document was published, and resolved later.

mod ago;
mod anchor;
mod base;
mod codes;
mod named;
mod numeric;
mod parts;
mod relative;
mod said;
mod short;
mod spans;
mod used;
mod words;

use crate::extract::groups::{self, ARTICLES};
use crate::extract::page::Page;
use crate::extract::quantity::covers_imports;
use crate::lang::{Kinds, Link, Reading, Time, Times, When};
use crate::model::TimePeriod;
use crate::text::Kind;
use ago::{ago, years_ahead};
use codes::{calendar_months, coded, crop_year};
use named::{counted_months, fiscal, months};
use numeric::{abbreviated, day_of_month, enumerated, numeric, short_year};
use parts::part_of_year;
use relative::{end_or_start, phrase, relative_run, same, that_run, to_quarter, today, year_to};
use said::taken_up;
use short::by_number;
use spans::{ending, in_crop, share_year, whole_months};
use used::used;
use words::{count, relative, time, unit};

pub use anchor::Anchor;
pub use numeric::marked_year;
pub use said::name_programmes;
pub use words::roman;

/// The year of an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Year {
    /// Written out.
    Of(i32),
    /// By which a fiscal year is called; the country says whether that is the year in which it starts or ends.
    Called(i32),
    /// Counted from the year of publication: this year 0, last year -1.
    Offset(i32),
    /// Not said: the context or the date of publication decides.
    Open,
    /// Not said, of what has ended: "the fiscal year that ended on 30 June".
    Over,
    /// "that year": the year last spoken of.
    That,
}

/// An expression of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expr {
    /// A period that needs no context.
    Fixed(TimePeriod),
    /// Months `from` to `to` of a year: January-October, the second quarter, the first ten months.
    Months {
        /// The first month of the year, 1 to 12.
        from: u32,
        /// The last month.
        to: u32,
        /// The year in which the last month lies.
        year: Year,
    },
    /// A day of a year.
    Day {
        /// The day of the month.
        day: u32,
        /// The month.
        month: u32,
        /// The year.
        year: Year,
    },
    /// A run counted from the one of publication: last month is 1 month at -1.
    Relative {
        /// The length in months.
        months: u32,
        /// How many such runs away.
        offset: i32,
    },
    /// The season in which a harvest is sold, from July to June, so many seasons from the one of publication.
    Season(i32),
    /// A fiscal year, named by the calendar year in which it ends.
    Fiscal(Year),
    /// Two years joined by a dash, the second in two digits: the fiscal year of those that count from another month than
    /// January, else both years.
    Years(i32),
    /// Months `from` to `to` of a fiscal year: "the first quarter of 2025-26".
    PartOfFiscal {
        /// The first month of the fiscal year, 1 to 12.
        from: u32,
        /// The last month.
        to: u32,
        /// The calendar year in which the fiscal year ends.
        year: Year,
    },
    /// The same months, in another year: "the same period of 2023"; counted from the figure's own year if open.
    Same(Year),
    /// So many years before the period at hand: "a year earlier".
    YearsAgo(i32),
    /// The month, quarter or run before the one at hand.
    Before,
    /// The last day of a run: "at the end of 2025".
    End(EndOf),
    /// A time that no calendar gives: "before the pandemic", "over the medium term".
    Vague,
    /// The day of publication.
    Today,
    /// So many days from the one of publication: "tomorrow".
    Days(i32),
    /// So many weeks before the day at hand: "a week earlier".
    WeeksAgo(i32),
    /// "that month", "the same quarter": the run of this length last spoken of.
    That(u32),
}

/// What an expression of an end ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EndOf {
    /// The last month of a year, or a month of it.
    Month {
        /// The month, 1 to 12.
        month: u32,
        /// The year.
        year: Year,
    },
    /// The last month of a fiscal year.
    Fiscal(Year),
    /// The first day of a year or month.
    Start {
        /// The month, 1 to 12.
        month: u32,
        /// The year.
        year: Year,
    },
}

/// How an expression stands to the figure beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// The figure is about it.
    When,
    /// The figure is measured against it: "than in 2023", "against the same period".
    Compared,
    /// Growth since then.
    Since,
    /// A date by which something is to be: "by 2030".
    By,
    /// Behind a word that says both "against" and "by": what is over is a base, what lies ahead is when.
    Toward,
    /// When something was published or signed, and no time of a figure.
    Said,
}

/// An expression of time in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The first token.
    pub first: usize,
    /// One past the last token.
    pub last: usize,
    /// What it says.
    pub expr: Expr,
    /// How it stands to figures.
    pub used: Use,
}

impl Period {
    /// Its first and one past its last token.
    pub fn place(&self) -> (usize, usize) {
        (self.first, self.last)
    }

    /// Whether figures are measured since it, and it is the start of a year.
    pub fn since_new_year(&self) -> bool {
        self.used == Use::Since && matches!(self.expr, Expr::End(EndOf::Start { month: 1, .. }))
    }
}

/// Every expression of time of a page, in text order.
pub fn read(page: &Page<'_>) -> Vec<Period> {
    let mut found: Vec<Period> = Vec::new();
    let mut at = 0;
    let mut coded = false;
    loop {
        // Most words are none that an expression can start with.
        at = page.next_of(at, groups::TIME);
        if at >= page.tokens.len() {
            return found;
        }
        if !may_start(page, at) {
            at += 1;
            continue;
        }
        let read = by_rules(page, at).or_else(|| by_number(page, at, found.last()));
        let span = read.and_then(|found| whole_months(page, found));
        let read = span.or(read).map(|found| ending(page, year_and_part(page, at, found)));
        match read.map(|found| calendar_months(page, months_of_fiscal(page, found))) {
            Some((last, _)) if covers_imports(page, at, last) => at = last,
            Some((last, expr)) => {
                coded |= found.last().is_some_and(|p| fiscal_code(page, p));
                let expr = in_crop(page, at, in_fiscal(page, at, expr, (&found, coded)), found.last());
                let expr = taken_up(page, at, expr, found.last());
                let used = match span {
                    _ if labelled(page, at) => Use::Said,
                    Some(_) => Use::When,
                    None => used(page, at, last, expr),
                };
                let used = if base_as_well(page, at, (used, expr), found.last()) { Use::Compared } else { used };
                share_year(page, at, expr, found.last_mut());
                found.push(Period { first: at, last, expr, used });
                at = last;
            }
            None => at += 1,
        }
    }
}

/// "比上月末和上年同期高": whether a time that looks back is joined by "and" alone to one that is a base, so that it is another one.
fn base_as_well(page: &Page<'_>, at: usize, (used, expr): (Use, Expr), before: Option<&Period>) -> bool {
    let back = matches!(expr, Expr::Same(_) | Expr::YearsAgo(_) | Expr::Before | Expr::Relative { offset: ..0, .. });
    let joined = |p: &Period| p.used == Use::Compared && p.last + 1 == at && page.link(p.last, Link::And);
    used == Use::When && back && before.is_some_and(joined)
}

/// "Last updated: May 2024", "（更新时间：2024年5月）": whether a label says of a time that something was published or changed then.
fn labelled(page: &Page<'_>, at: usize) -> bool {
    const LONGEST: usize = 4;
    let colon = at.checked_sub(1).filter(|i| page.is(*i, b':'));
    let label = |colon: usize| {
        let words = colon.saturating_sub(LONGEST)..colon;
        words
            .into_iter()
            .any(|i| page.any(i, Reading::LINK, |m| *m.reading == Reading::Link(Link::Said) && m.last == colon))
    };
    colon.is_some_and(label)
}

/// "2022年上半年": where the year stands first, the part of it behind completes the expression.
fn year_and_part(page: &Page<'_>, at: usize, (last, expr): (usize, Expr)) -> (usize, Expr) {
    let year = match expr {
        Expr::Fixed(TimePeriod::Months { first, count: 12 }) if first.month() == 1 => Year::Of(first.year()),
        Expr::Relative { months: 12, offset } => Year::Offset(offset),
        _ => return (last, expr),
    };
    let glued = page.tokens.get(last).is_some_and(|t| t.breaks == 0 && t.kind != Kind::Mark);
    if !glued || !page.grammar(at).year_first {
        return (last, expr);
    }
    // "2024年底": the end stands behind its year.
    if let (Some(end), Year::Of(_) | Year::Offset(_)) = (time(page, last, Time::End), year) {
        return (end, Expr::End(EndOf::Month { month: 12, year }));
    }
    match expression(page, last) {
        Some((end, Expr::Months { from, to, year: Year::Open })) => (end, Expr::Months { from, to, year }),
        Some((end, Expr::Day { day, month, year: Year::Open })) => (end, Expr::Day { day, month, year }),
        Some((end, Expr::End(EndOf::Month { month, year: Year::Open }))) => {
            (end, Expr::End(EndOf::Month { month, year }))
        }
        _ => (last, expr),
    }
}

/// Whether a word is a code with its number at its end, or a number.
fn ends_in_digit(page: &Page<'_>, at: usize) -> bool {
    page.word(at).ends_with(|c: char| c.is_ascii_digit())
}

/// "Q2:2025-26": whether an expression is a part of a fiscal year in such a code.
fn fiscal_code(page: &Page<'_>, period: &Period) -> bool {
    matches!(period.expr, Expr::PartOfFiscal { year: Year::Of(_) | Year::Called(_), .. })
        && ends_in_digit(page, period.first)
}

/// "6.8 % for 2025-26, with Q2 at 7.0 % and Q3 at 6.4 %": the quarters that a sentence numbers behind a fiscal year are its own.
/// A text that has written "Q2:2025-26" counts its other quarters with such a code in the same way.
fn in_fiscal(page: &Page<'_>, at: usize, expr: Expr, (found, coded): (&[Period], bool)) -> Expr {
    let (Expr::Months { from, to, year: Year::Open }, Some(before)) = (expr, found.last()) else { return expr };
    let numbered = ends_in_digit(page, at) && matches!(to - from, 2 | 5);
    let counted = numbered && coded;
    let year_of = |p: &Period| match p.expr {
        Expr::Fiscal(year @ (Year::Of(_) | Year::Called(_))) | Expr::PartOfFiscal { year, .. } => Some(year),
        Expr::Years(year) => Some(Year::Of(year)),
        _ => None,
    };
    // "For 2025-26 it is put at 7.3 %, above our October projection, with Q3 at 7.0 %": other months may stand between.
    let here = |p: &&Period| page.sentence_of(p.first) == page.sentence_of(at);
    let named = found.iter().rev().take_while(here).find_map(year_of);
    let year = if counted { named } else { year_of(before).filter(|_| here(&before)) };
    match year.or(counted.then_some(Year::Open)) {
        Some(year) if numbered => Expr::PartOfFiscal { from, to, year },
        _ => expr,
    }
}

/// "2024-25 (April–March)": the months in brackets behind a fiscal year say which they are.
fn months_of_fiscal(page: &Page<'_>, (last, expr): (usize, Expr)) -> (usize, Expr) {
    let opens = page.is(last, b'(') && page.tokens[last].breaks == 0;
    let (Expr::Fiscal(Year::Of(year) | Year::Called(year)) | Expr::Years(year)) = expr else { return (last, expr) };
    match opens.then(|| months(page, last + 1)).flatten() {
        Some((end, Expr::Months { from, to, year: Year::Open })) if page.is(end, b')') && from != to => {
            (end + 1, Expr::Months { from, to, year: Year::Of(year) })
        }
        _ => (last, expr),
    }
}

/// Which tokens of a page belong to expressions of time.
pub fn mark(page: &Page<'_>, periods: &[Period]) -> Vec<bool> {
    let mut dated = vec![false; page.tokens.len()];
    for period in periods {
        dated[period.first..period.last].fill(true);
    }
    dated
}

/// The expression that starts at a token, with its end.
fn expression(page: &Page<'_>, at: usize) -> Option<(usize, Expr)> {
    if may_start(page, at) { by_rules(page, at) } else { None }
}

/// The rules in the order in which they are tried, each where something stands that it can start with.
fn by_rules(page: &Page<'_>, at: usize) -> Option<(usize, Expr)> {
    const COUNTED_FROM_NOW: Times = Time::bits(&[Time::This, Time::Last, Time::Next]);
    const ORDINALS: Times = Time::bits(&[Time::First, Time::Final]);
    const EDGES: Times = Time::bits(&[Time::End, Time::Start]);
    const WHOLES: Times = Time::bits(&[Time::WholeYear, Time::Year, Time::That, Time::Whole]);
    const UNIT: Times = Time::Unit(0).bit();
    let token = &page.tokens[at];
    let number = token.kind == Kind::Number;
    let mark = matches!(token.kind, Kind::Mark | Kind::Possessive);
    let counts = number || page.has(at, Reading::NUMBER);
    let times = page.times(at);
    let is = |classes: Times| times & classes != 0;
    let coded_so = token.upper || token.digits || counts || is(ORDINALS | UNIT);
    let when = |starts: bool, rule: fn(&Page<'_>, usize) -> Option<(usize, Expr)>| {
        if starts { rule(page, at) } else { None }
    };
    when(number || is(Time::Crop.bit()), crop_year)
        .or_else(|| when(is(Time::Phrase(When::Vague).bit()), phrase))
        .or_else(|| when(counts || is(ORDINALS), day_of_month))
        .or_else(|| when(counts, enumerated))
        .or_else(|| when(number, numeric))
        .or_else(|| when(mark, abbreviated))
        .or_else(|| when(is(EDGES), end_or_start))
        .or_else(|| when(is(Time::Same.bit()), same))
        .or_else(|| when(counts || is(UNIT) || page.any_of(at, ARTICLES), ago))
        .or_else(|| when(token.digits || is(COUNTED_FROM_NOW | Time::Fiscal.bit()), fiscal))
        .or_else(|| when(coded_so, coded))
        .or_else(|| when(page.has(at, Reading::MONTH), months))
        .or_else(|| when(token.upper || counts || is(ORDINALS | Time::Last.bit()), part_of_year))
        .or_else(|| when(counts, to_quarter))
        .or_else(|| when(counts || is(UNIT | Time::Last.bit()), counted_months))
        .or_else(|| when(is(UNIT), year_to))
        .or_else(|| when(is(COUNTED_FROM_NOW), relative_run))
        .or_else(|| when(is(WHOLES), that_run))
        .or_else(|| when(counts, years_ahead))
        .or_else(|| when(is(Time::Day.bit()), today))
}

/// Whether any rule can start at a token: at digits, a word of time, a count or the article before one ("a year ago"), or a
/// code such as Q3, H1, FY25 or IV. Most words are none of these.
fn may_start(page: &Page<'_>, at: usize) -> bool {
    const WORDS: Kinds = Reading::TIME | Reading::MONTH | Reading::NUMBER;
    let Some(token) = page.tokens.get(at) else { return false };
    if token.kind == Kind::Number || page.has(at, WORDS) {
        return true;
    }
    // What starts with an article goes on with a word of time, behind a dash at most.
    let timed = || {
        let dash = page.tokens.get(at + 1).is_some_and(|t| t.kind == Kind::Dash);
        page.has(at + 1 + usize::from(dash), Reading::TIME)
    };
    let code = || token.upper && matches!(page.text.as_bytes()[token.end as usize - 1], b'0'..=b'9' | b'I' | b'V');
    let short = || matches!(token.kind, Kind::Mark | Kind::Possessive) && short_year(page, at).is_some();
    page.any_of(at, ARTICLES) && timed() || code() || short()
}

/// "The next two years", "den kommenden beiden Jahren": how many years to come a phrase at a token names.
pub fn coming_years(page: &Page<'_>, at: usize) -> Option<u32> {
    let number = |i: usize| count(page, i).or_else(|| page.link(i, Link::Both).then_some((i + 1, 2)));
    // "今明两年" are this one and the next.
    if at.checked_sub(1).and_then(|i| relative(page, i)).is_some_and(|(_, offset)| offset == 0) {
        return None;
    }
    let ahead = |i: usize| relative(page, i).filter(|(_, offset)| *offset == 1).map(|(last, _)| last);
    let (noun, years) = match ahead(at) {
        Some(next) => number(next)?,
        None => number(at).and_then(|(next, years)| ahead(next).map(|last| (last, years)))?,
    };
    unit(page, noun).filter(|(_, length)| *length == 12 && (2..=4).contains(&years)).map(|_| years)
}
