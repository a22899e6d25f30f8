//! One number in its sentence, with all that the rules may look at to tell what it says.

use super::context::Context;
use super::discourse::{Discourse, Last};
use super::mention::{AreaMention, At, Mentions};
use super::page::Page;
use super::period::Period;
use super::quantity::Quantity;
use super::speaker::Speakers;
use super::table;
use super::topic::Lists;
use crate::lang::reading::IndicatorWord;
use crate::lang::{Change, ItemWord, Link, Other, Reading, StatusKind};
use crate::model::{Area, ObsStatus};
use crate::text::Kind;

/// Everything that was found on a page, for the rules of assembly.
pub struct Found<'p, 't> {
    /// The page.
    pub page: &'p Page<'t>,
    /// Mentions by class.
    pub mentions: &'p Mentions,
    /// Expressions of time.
    pub periods: &'p [Period],
    /// Numbers.
    pub quantities: &'p [Quantity],
    /// Who speaks.
    pub speakers: &'p Speakers,
    /// What is known of the document.
    pub context: &'p Context,
    /// The lines that say when a post was written.
    pub posts: Vec<usize>,
    /// The cells of tables.
    pub cells: table::Cells,
    /// Whether the page names the month or quarter before as a base, and never the year before.
    pub steps: bool,
    /// How much each token parts what stands on its two sides, for distances.
    pub weights: Weights,
    /// How much of each list lies before each sentence.
    pub bounds: Vec<Bounds>,
}

/// One sentence with what lies in it.
pub struct Local<'p> {
    /// Its number.
    pub index: usize,
    /// Its first token.
    pub first: usize,
    /// One past its last token.
    pub last: usize,
    /// Its quantities.
    pub quantities: &'p [Quantity],
    /// Its expressions of time.
    pub periods: &'p [Period],
    /// Where its mentions begin in their lists, and where those of the next sentence do.
    bounds: (Bounds, Bounds),
}

impl Local<'_> {
    /// The number of its `n`th quantity among those of the page.
    pub fn number(&self, n: usize) -> usize {
        self.bounds.0.quantities as usize + n
    }

    /// What a list holds of the sentence.
    fn inside<'l, T>(&self, list: &'l [At<T>], bound: impl Fn(&Bounds) -> u32) -> &'l [At<T>] {
        let (from, to) = &self.bounds;
        &list[bound(from) as usize..bound(to) as usize]
    }
}

impl<'p> Found<'p, '_> {
    /// The distance between two places, in words; marks and conjunctions that part clauses count more.
    pub fn distance(&self, a: (usize, usize), b: (usize, usize)) -> u32 {
        let (from, to) = if a.1 <= b.0 { (a.1, b.0) } else { (b.1, a.0) };
        if from >= to {
            return 0;
        }
        self.weights.between(from, to)
    }

    /// The indicators of a sentence.
    pub fn indicators_of(&self, local: &Local<'_>) -> &'p [At<IndicatorWord>] {
        local.inside(&self.mentions.indicators, |b| b.indicators)
    }

    /// The slices that a sentence names by themselves.
    pub fn items_of(&self, local: &Local<'_>) -> &'p [At<&'static ItemWord>] {
        local.inside(&self.mentions.items, |b| b.items)
    }

    /// The areas of a sentence.
    pub fn areas_of(&self, local: &Local<'_>) -> &'p [At<AreaMention>] {
        local.inside(&self.mentions.areas, |b| b.areas)
    }

    /// The bodies of a sentence.
    pub fn bodies_of(&self, local: &Local<'_>) -> &'p [At<Option<Area>>] {
        local.inside(&self.mentions.bodies, |b| b.bodies)
    }

    /// The words of a sentence that make forecasts, targets and estimates.
    pub fn statuses_of(&self, local: &Local<'_>) -> &'p [At<(ObsStatus, StatusKind)>] {
        local.inside(&self.mentions.statuses, |b| b.statuses)
    }

    /// A sentence with what lies in it.
    pub fn local(&self, index: usize) -> Local<'p> {
        let sentence = self.page.sentences[index];
        let bounds @ (from, to) = (self.bounds[index], self.bounds[index + 1]);
        let quantities = &self.quantities[from.quantities as usize..to.quantities as usize];
        let periods = &self.periods[from.periods as usize..to.periods as usize];
        Local { index, first: sentence.first, last: sentence.last, quantities, periods, bounds }
    }
}

/// How much of each list lies before a sentence.
#[derive(Debug, Clone, Copy, Default)]
pub struct Bounds {
    quantities: u32,
    periods: u32,
    indicators: u32,
    items: u32,
    areas: u32,
    bodies: u32,
    changes: u32,
    bases: u32,
    statuses: u32,
    not_figures: u32,
    links: u32,
}

/// The bounds of all sentences, and those of the end: each rule asks for the lists of its sentence.
pub fn bounds(page: &Page<'_>, mentions: &Mentions, quantities: &[Quantity], periods: &[Period]) -> Vec<Bounds> {
    /// Moves a bound past what starts before a token.
    fn pass<T>(bound: &mut u32, list: &[T], first: impl Fn(&T) -> usize, token: usize) {
        *bound += list[*bound as usize..].iter().take_while(|x| first(x) < token).count() as u32;
    }
    let mut here = Bounds::default();
    let firsts = page.sentences.iter().map(|s| s.first).chain([page.tokens.len()]);
    let all = firsts.map(|token| {
        pass(&mut here.quantities, quantities, |q| q.first, token);
        pass(&mut here.periods, periods, |p| p.first, token);
        pass(&mut here.indicators, &mentions.indicators, |m| m.first, token);
        pass(&mut here.items, &mentions.items, |m| m.first, token);
        pass(&mut here.areas, &mentions.areas, |m| m.first, token);
        pass(&mut here.bodies, &mentions.bodies, |m| m.first, token);
        pass(&mut here.changes, &mentions.changes, |m| m.first, token);
        pass(&mut here.bases, &mentions.bases, |m| m.first, token);
        pass(&mut here.statuses, &mentions.statuses, |m| m.first, token);
        pass(&mut here.not_figures, &mentions.not_figures, |m| m.first, token);
        pass(&mut here.links, &mentions.links, |m| m.first, token);
        here
    });
    all.collect()
}

/// The weights of the tokens of a page as separators.
#[derive(Debug, Default)]
pub struct Weights {
    each: Vec<u8>,
    /// The sums of whole blocks of them, from the start.
    blocks: Vec<u32>,
}

impl Weights {
    /// How many tokens a block has.
    const BLOCK: usize = 64;

    /// The sum of the weights from one token to another.
    #[inline]
    fn between(&self, from: usize, to: usize) -> u32 {
        if to - from <= Self::BLOCK { self.sum(from, to) } else { self.before(to) - self.before(from) }
    }

    fn before(&self, at: usize) -> u32 {
        let block = at / Self::BLOCK;
        self.blocks[block] + self.sum(block * Self::BLOCK, at)
    }

    fn sum(&self, from: usize, to: usize) -> u32 {
        self.each[from..to].iter().map(|weight| u32::from(*weight)).sum()
    }
}

/// The weight of each token as a separator.
pub fn weigh(page: &Page<'_>) -> Weights {
    let each: Vec<u8> = (0..page.tokens.len()).map(|at| separation(page, at)).collect();
    let mut sum = 0;
    let mut blocks = vec![0];
    for block in each.chunks(Weights::BLOCK) {
        sum += block.iter().map(|weight| u32::from(*weight)).sum::<u32>();
        blocks.push(sum);
    }
    Weights { each, blocks }
}

/// How much a token parts what stands on its two sides.
fn separation(page: &Page<'_>, at: usize) -> u8 {
    let token = &page.tokens[at];
    let mark = match token.mark {
        b',' => 3,
        b';' => 9,
        b':' | b'(' | b')' | b'[' | b']' => 2,
        // The dots that lead to the number of a row.
        b'.' if token.spaced => 0,
        b'.' => 9,
        b'?' | b'!' if token.end - token.start == 1 => 9,
        _ if token.kind == Kind::Dash && token.spaced && separates(token.of(page.text)) => 4,
        _ if page.has(at, Reading::LINK) && page.link(at, Link::Clause) => 6,
        _ => 1,
    };
    mark + if token.gap { 2 } else { 0 }
}

/// Whether a dash parts what stands on its two sides where it has blanks.
fn separates(dash: &str) -> bool {
    matches!(dash, "\u{2013}" | "\u{2014}" | "-")
}

/// How a dimension was found; the farther, the less sure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// In the figure's own clause.
    Clause,
    /// In its sentence.
    Sentence,
    /// From the context.
    Carried,
    /// Not at all.
    Absent,
}

impl Origin {
    /// The words for it in a derivation.
    pub fn words(self) -> &'static str {
        match self {
            Self::Clause => "own clause",
            Self::Sentence => "own sentence",
            Self::Carried => "carried over",
            Self::Absent => "not found",
        }
    }
}

/// Whether one place lies in another.
pub fn overlaps(a: (usize, usize), b: (usize, usize)) -> bool {
    a.0 < b.1 && b.0 < a.1
}

/// A number in its sentence, with what the text has spoken of before it.
#[derive(Clone, Copy)]
pub struct Scene<'s> {
    /// Everything that was found on the page.
    pub found: &'s Found<'s, 's>,
    /// The page.
    pub page: &'s Page<'s>,
    /// Its mentions.
    pub mentions: &'s Mentions,
    /// The sentence.
    pub local: &'s Local<'s>,
    /// The number's place among the sentence's.
    pub n: usize,
    /// What the text has spoken of so far.
    pub discourse: &'s Discourse,
    /// What the sentence's lists tie to its numbers.
    pub lists: &'s Lists,
}

impl<'s> Scene<'s> {
    /// The two areas of a text about two, once both have been named.
    pub fn pair(&self) -> Option<(Area, Area)> {
        let (a, b) = self.found.context.pair?;
        let talk = self.found.context.talk.is_some() || self.found.speakers.transcript;
        (talk || self.found.context.paired < self.quantity().first).then_some((a, b))
    }

    /// The number.
    pub fn quantity(&self) -> &'s Quantity {
        &self.local.quantities[self.n]
    }

    /// The numbers of the sentence before this one.
    pub fn before(&self) -> &'s [Quantity] {
        &self.local.quantities[..self.n]
    }

    /// The number before this one in the sentence.
    pub fn previous(&self) -> Option<&'s Quantity> {
        self.before().last()
    }

    /// What was read of the number before, if it is the last figure that was told.
    pub fn told(&self) -> Option<&'s Last> {
        let previous = self.previous()?;
        let said = self.discourse.said.last().is_some_and(|said| said.0 == previous.first);
        self.discourse.last.as_ref().filter(|l| said && l.sentence == self.local.index)
    }

    /// The number after this one in the sentence.
    pub fn next(&self) -> Option<&'s Quantity> {
        self.local.quantities.get(self.n + 1)
    }

    /// The distance of a place from the number and the bound words before it.
    pub fn distance(&self, place: (usize, usize)) -> u32 {
        let quantity = self.quantity();
        self.found.distance(place, (quantity.lead, quantity.last))
    }

    /// Whether another number stands between a place and the number.
    pub fn parted(&self, place: (usize, usize)) -> bool {
        let Quantity { first, last, .. } = *self.quantity();
        let between = |q: &Quantity| q.first >= place.1 && q.last <= first || q.first >= last && q.last <= place.0;
        self.local.quantities.iter().any(between)
    }

    /// Whether a place lies in a bracket with a number of its own, and this number outside.
    pub fn in_other_bracket(&self, (first, last): (usize, usize)) -> bool {
        let mark = |i: &usize| matches!(self.page.mark(*i), b'(' | b')');
        let open = (self.local.first..first).rfind(mark).filter(|i| self.page.is(*i, b'('));
        let Some(open) = open else { return false };
        let close = (last..self.local.last).find(mark).unwrap_or(self.local.last);
        let inside = |q: &Quantity| q.first > open && q.last <= close;
        !inside(self.quantity()) && self.local.quantities.iter().any(inside)
    }

    /// What a list holds of this sentence.
    fn inside<T>(&self, list: &'s [At<T>], bound: impl Fn(&Bounds) -> u32) -> &'s [At<T>] {
        self.local.inside(list, bound)
    }

    /// The indicators of the sentence.
    pub fn indicators(&self) -> &'s [At<IndicatorWord>] {
        self.found.indicators_of(self.local)
    }

    /// The slices that the sentence names by themselves.
    pub fn items(&self) -> &'s [At<&'static ItemWord>] {
        self.found.items_of(self.local)
    }

    /// The areas of the sentence.
    pub fn areas(&self) -> &'s [At<AreaMention>] {
        self.found.areas_of(self.local)
    }

    /// The words of change of the sentence.
    pub fn changes(&self) -> &'s [At<Change>] {
        self.inside(&self.mentions.changes, |b| b.changes)
    }

    /// The bases that the sentence gives in words.
    pub fn bases(&self) -> &'s [At<bool>] {
        self.inside(&self.mentions.bases, |b| b.bases)
    }

    /// The words of the sentence that make forecasts, targets and estimates.
    pub fn statuses(&self) -> &'s [At<(ObsStatus, StatusKind)>] {
        self.found.statuses_of(self.local)
    }

    /// The words of the sentence that make a number beside them no figure.
    pub fn not_figures(&self) -> &'s [At<Other>] {
        self.inside(&self.mentions.not_figures, |b| b.not_figures)
    }

    /// The function words of the sentence that matter to the assembly.
    pub fn links(&self) -> &'s [At<Link>] {
        self.inside(&self.mentions.links, |b| b.links)
    }

    /// "The bank, which left its rate at 2.25 %, expects growth of 4.6 %": the end of the relative clause between commas in which
    /// the number stands.
    pub fn insertion(&self) -> Option<usize> {
        const REACH: usize = 12;
        let (page, number) = (self.page, self.quantity());
        let comma = |i: &usize| page.is(*i, b',');
        let open = (self.local.first..number.lead).rfind(comma).filter(|i| page.link(i + 1, Link::Relative))?;
        let end = (number.last + REACH).min(self.local.last);
        let close = (number.last..end).find(comma)?;
        let alone = !self.local.quantities.iter().any(|q| q.first > open && q.last <= close && q.first != number.first);
        (alone && open > self.local.first).then_some(close)
    }

    /// Whether the sentence has a function word of this class.
    pub fn says(&self, link: Link) -> bool {
        self.links().iter().any(|l| l.what == link)
    }
}
