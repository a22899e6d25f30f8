//! Words of time, and what the phrases of a lexicon say of it by themselves.

/// Words of the grammar of periods.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Time {
    /// A length in months: month 1, quarter 3, half 6, year 12; 0 for days and weeks.
    Unit(u32),
    /// this, current
    This,
    /// last, past, previous
    Last,
    /// next, coming
    Next,
    /// same, corresponding
    Same,
    /// opening, initial
    First,
    /// final, closing
    Final,
    /// end, close
    End,
    /// start, beginning
    Start,
    /// ago, earlier, before
    Ago,
    /// whole, full
    Whole,
    /// full-year: a word that makes what follows one of a whole year
    WholeYear,
    /// as a whole: behind the noun that it makes whole
    AsWhole,
    /// all of: not one run as a whole
    Every,
    /// past: "the past year" is the twelve months that are over
    Recent,
    /// fiscal, financial
    Fiscal,
    /// season, marketing year: the year in which a harvest is sold, from July to June
    Crop,
    /// A run or a day by a phrase of its own: "год назад", "同比", "le mois dernier".
    Phrase(When),
    /// now, so far
    Today,
    /// today: the day of publication
    Day,
    /// that
    That,
    /// year: the word alone
    Year,
    /// years, months: more than one run, and none by name
    Plural,
    /// ended, closed: a verb, unless a year follows
    Ended,
    /// ends, ended: of a year that is over
    Ends,
    /// period, stretch: a run of months by another name
    Run,
    /// running, in a row: counts runs and names none
    Running,
    /// The ending of an ordinal in digits: st, nd, rd, th.
    Ordinal,
    /// daily: what is counted for each day
    Daily,
    /// Monday 1 to Sunday 7; yesterday is 0
    Weekday(u32),
    /// spring 2, summer 3, autumn 4, winter 1
    Season(u32),
}

/// A set of classes of words of time, one bit each.
pub type Times = u32;

impl Time {
    /// Its class as a bit; what it holds besides makes no difference.
    pub const fn bit(self) -> Times {
        1 << match self {
            Self::Unit(_) => 0,
            Self::This => 1,
            Self::Last => 2,
            Self::Next => 3,
            Self::Same => 4,
            Self::First => 5,
            Self::Final => 6,
            Self::End => 7,
            Self::Start => 8,
            Self::Ago => 9,
            Self::Whole => 10,
            Self::WholeYear => 11,
            Self::AsWhole => 12,
            Self::Every => 13,
            Self::Recent => 14,
            Self::Fiscal => 15,
            Self::Phrase(_) => 16,
            Self::Today => 17,
            Self::Day => 18,
            Self::That => 19,
            Self::Year => 20,
            Self::Plural => 21,
            Self::Ended => 22,
            Self::Ends => 23,
            Self::Run => 24,
            Self::Running => 25,
            Self::Ordinal => 26,
            Self::Weekday(_) => 27,
            Self::Season(_) => 28,
            Self::Crop => 29,
            Self::Daily => 30,
        }
    }

    /// The classes of several.
    pub const fn bits(times: &[Self]) -> Times {
        let (mut bits, mut at) = (0, 0);
        while at < times.len() {
            bits |= times[at].bit();
            at += 1;
        }
        bits
    }
}

/// What a phrase of time says by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// So many years before the period at hand.
    YearsAgo(i32),
    /// The run before the one at hand.
    Before,
    /// The same months: of the year at hand, or so many years from the one of publication.
    Same(Option<i32>),
    /// A run of so many months, counted from the one of publication.
    Run(u32, i32),
    /// Months of a year, which may stand behind; else so many years from the one of publication.
    Months(u32, u32, Option<i32>),
    /// The end of a year, which may stand behind.
    End,
    /// A time that no calendar gives: before the pandemic, over the medium term.
    Vague,
    /// So many days from the one of publication: tomorrow.
    Days(i32),
    /// So many weeks before the day at hand.
    WeeksAgo(i32),
    /// Since the start of the year: so far in it.
    NewYear,
    /// The season of a harvest, so many seasons from the one of publication.
    Season(i32),
}
