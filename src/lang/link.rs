//! Function words and other closed classes, by what they do in the grammar.

use super::classes::Classes;

macro_rules! links {
    ($($(#[$doc:meta])+ $name:ident $class:literal,)+) => {
        /// Function words, by what they do.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Link {
            $($(#[$doc])+ $name,)+
        }

        const _: () = assert!([$(Link::$name),+].len() <= Classes::BITS as usize, "a set has a bit for each class");

        impl Link {
            /// The class in a set of classes.
            pub const fn class(self) -> Classes {
                1 << self as u32
            }

            /// The class as `links.csv` names it.
            pub(super) fn of_class(class: &str) -> Option<Self> {
                match class {
                    $($class => Some(Self::$name),)+
                    _ => None,
                }
            }
        }
    };
}

links! {
    /// of
    Of "of",
    /// in, within, among
    In "in",
    /// to, towards
    To "to",
    /// into: towards an area, where the word for "in" is also that for "to"
    Into "into",
    /// from, out of
    From "from",
    /// by
    By "by",
    /// with
    With "with",
    /// between
    Between "between",
    /// and, as well as
    And "and",
    /// or
    Or "or",
    /// than
    Than "than",
    /// against, compared with: what follows is a base
    Against "against",
    /// for
    For "for",
    /// on, as of
    On "on",
    /// at
    At "at",
    /// over
    Over "over",
    /// per, a: one of a unit
    Per "per",
    /// since
    Since "since",
    /// until, through
    Until "until",
    /// but, while, which: a new clause starts
    Clause "clause",
    /// which, who, where: a relative clause, an insertion when a comma stands before it
    Relative "relative",
    /// respectively
    Respectively "respectively",
    /// each, apiece: one number of several
    Each "each",
    /// both: one number of two
    Both "both",
    /// the: the article alone
    Article "article",
    /// the, its: articles and possessives
    The "the",
    /// bilateral, each other: the two sides of a talk
    We "we",
    /// the figure, it: an indicator spoken of before
    Anaphor "anaphor",
    /// share, accounted for: a part of a whole
    Share "share",
    /// the bloc, member states: the bloc spoken of before
    Bloc "bloc",
    /// as well as, like: joins two times of which one number is said
    Alike "alike",
    /// thither, from there, that country: the partner named before
    There "there",
    /// nation, country: behind the adjective of a region, one that the text has named
    Nation "nation",
    /// third countries, the rest of the world: nobody by name
    Abroad "abroad",
    /// foreign trade: with all the world where no partner is named
    Outward "outward",
    /// countries, states: of a bloc whose name follows
    Members "members",
    /// the region, the subregion: the one spoken of before
    Region "region",
    /// forwarded from: a post starts or ends
    Post "post",
    /// press release: the document's own body speaks
    Release "release",
    /// speech, remarks, transcript: what a person says from beginning to end
    Oration "oration",
    /// with effect from: a date behind it is when something comes into force
    Effect "effect",
    /// published, announced: a date behind it is of the saying
    Said "said",
    /// subscribe, read more: a line beside the text
    Boilerplate "boilerplate",
    /// in brackets: a legend says what stands there
    Bracketed "bracketed",
    /// table, chart: the heading of one
    Caption "caption",
    /// source: the label of a line that says whose the numbers above it are
    SourceLabel "source_label",
    /// without, except: what is left out
    Without "without",
    /// the central bank, the Fed, rate-setters: a body that sets a rate
    RateSetter "rate_setter",
    /// cut, raised, held: what such a body does with its rate
    Decides "decides",
    /// the ratio to the year before, by a name of its own ("темп роста")
    GrowthRatio "growth_ratio",
    /// created, generated: jobs that were not there before
    Creates "creates",
    /// contribution rate: the percentage of a whole's growth that a part makes up
    ContributionRate "contribution_rate",
    /// by quarter: a text that turns to the parts of its time speaks of the whole again
    Breakdown "breakdown",
    /// of which, alone: beside a time that is but a part of the run spoken of
    PartOfRun "part_of_run",
    /// the highest, record: ranks a value
    Superlative "superlative",
    /// when: tells behind a time what was so then ("the highest since 2007, when it was 13.1 %")
    AtWhich "at_which",
    /// for reference: nobody is quoted any more
    Background "background",
    /// what, however, Monday: a capital letter makes no name of it
    Other "other",
    /// committee, ministry: the noun of a body's name
    Body "body",
    /// ministry, bank, agency: a body may be named by its function, in small letters
    Official "official",
    /// average
    Average "average",
    /// total: the head of a column or row that sums up
    Total "total",
    /// about this, such data: opens a sentence that says who has told what stands before it
    Thus "thus",
    /// instead of
    Instead "instead",
    /// invested, put into: who does so sends the money
    Invests "invests",
    /// it, they: a thing as subject
    It "it",
    /// he, she, they: a person as subject
    He "he",
    /// its, their
    Its "its",
    /// up
    Up "up",
    /// up to: a bound, or where a growth arrived
    UpTo "up_to",
    /// to, at, from, reached: a number behind it is a level
    Arrival "arrival",
    /// have
    Have "have",
    /// had: what was so before
    Had "had",
    /// partner
    Partner "partner",
    /// neighbours
    Neighbour "neighbour",
    /// markets, destinations, buyers
    Market "market",
    /// based, headquartered: behind the place of a seat
    Based "based",
    /// mutual, intra: among the members of one bloc
    Mutual "mutual",
    /// within, among: inside a bloc
    Inside "inside",
    /// total, annual, real: says nothing of what is measured
    Epithet "epithet",
    /// ratio, equivalent, debt: before "of" or "to" and a whole
    Ratio "ratio",
    /// plan, target: a column of targets
    Planned "planned",
    /// before, preliminary: a column of estimates
    Preliminary "preliminary",
    /// actual, now: a column of what happened
    Achieved "achieved",
    /// above, over, on: a time behind it is a base
    Compare "compare",
    /// above, exceeding: a time behind it can only be a base
    Exceed "exceed",
    /// below, under, above: a limit that something which moves passes
    Beyond "beyond",
    /// level, figure: what is compared with
    Level "level",
    /// will, could, almost: a bare verb follows
    Modal "modal",
    /// double, triple: a verb only behind a modal
    Infinitive "infinitive",
    /// contributed, added, subtracted: the points by which a part moves the whole stand behind it
    Contribute "contribute",
    /// poll, polled by: who asked others speaks for no more than the sentence
    Polled "polled",
    /// a, by, another: small words before a number and its bound
    Led "led",
    /// de, van, bin: inside a person's name
    Particle "particle",
    /// 王, 李: the sign or signs that a name opens with, where no capitals show it
    Surname "surname",
    /// followed by, behind it come: the next of those that are ranked
    Followed "followed",
    /// ЦБ, 央行: a short name that the central bank of every country has
    ShortName "short_name",
    /// budget: a text that speaks of one means the government's income and spending
    Budget "budget",
    /// currency
    Currency "currency",
    /// after
    After "after",
    /// revised, restated: a later vintage of the same period
    Revised "revised",
    /// output, production: of what the text speaks of
    Output "output",
    /// preliminary, provisional: data that are an estimate still
    Provisional "provisional",
    /// data, figures, results: what may be preliminary
    Data "data",
    /// economies grow, expand, contract: said of a country, of its output
    Grows "grows",
    /// minus
    Minus "minus",
    /// plus
    Plus "plus",
    /// 将: stands before an object, where it makes no future
    ObjectMark "object_mark",
    /// in our view, we expect: the text speaks for itself
    OwnView "own_view",
    /// no: a number behind it is a reference
    Reference "reference",
    /// point, points
    Point "point",
    /// towards, by: what a time behind it is measured against, or by when ("к прошлому году", "к 2030 году")
    Toward "toward",
    /// you, your: the one to whom somebody speaks
    You "you",
    /// goods, merchandise: what is traded
    Wares "wares",
    /// bought, sold: verbs that are trade only where goods or areas show it
    Deals "deals",
    /// then, afterwards: what follows in time
    Then "then",
    /// point: between a number in words and its decimals
    Decimal "decimal",
    /// at constant prices, in current prices: how values are expressed, and no prices that move
    Valued "valued",
    /// the stock of: what has been amassed by a day
    Amassed "amassed",
    /// in line with, beating: a forecast behind it is what the number is set against
    Meets "meets",
    /// because of, due to: leads to what has brought something about
    Cause "cause",
    /// face, are subject to: whose goods bear a tariff
    Bears "bears",
    /// range, band, corridor: "from … to" behind it names its two ends
    Spread "spread",
    /// meeting, session, summit: what a month before it dates
    Occasion "occasion",
    /// volume, turnover: above a column beside exports and imports, both together
    Volume "volume",
    /// balance: above such a column, what exports exceed imports by
    Balance "balance",
    /// world, sports, opinion: sections of a site, as its menu lists them
    Section "section",
    /// and, between tens and ones of a number in words ("einundzwanzig" in parts, "vingt et un", "treinta y uno")
    Joint "joint",
}

impl Link {
    /// The set of these classes.
    #[inline]
    pub const fn classes(links: &[Self]) -> Classes {
        let (mut all, mut at) = (0, 0);
        while at < links.len() {
            all |= links[at].class();
            at += 1;
        }
        all
    }

    /// Whether words of the class have a meaning of their own, so that they may stand in a name: "the statistics office".
    pub fn is_content(self) -> bool {
        matches!(
            self,
            Self::Epithet
                | Self::Body
                | Self::Other
                | Self::Data
                | Self::Output
                | Self::Provisional
                | Self::Section
                | Self::Volume
                | Self::Balance
                | Self::Occasion
        )
    }
}
