//! Extraction: a document's quoted figures, by rules over word classes.
//!
//! The words are in `lang`, the rules here. [`page`] lays a text out; [`quantity`] reads numbers, [`period`] expressions
//! of time, [`mention`] the rest, [`table`] columns; [`speaker`] finds who speaks and [`context`] what the document is
//! about. For each number in its [`scene`], [`topic`], [`measure`], [`sides`] and [`when`] decide what it measures, how,
//! of whom and when ([`cell`] does for one in a table), with [`discourse`] for what its sentence leaves out; [`assemble`]
//! puts the figure together, and [`repeat`] completes headlines. Extraction cannot fail and reads nothing but the
//! document and the lexicon.

pub mod about;
pub mod amounts;
pub mod assemble;
mod brackets;
pub mod cell;
pub mod context;
pub mod discourse;
mod groups;
mod leads;
pub mod measure;
pub mod mention;
pub mod page;
pub mod period;
pub mod places;
pub mod post;
pub mod quantity;
pub mod repeat;
mod scaled;
pub mod scene;
pub mod sides;
mod signs;
pub mod speaker;
pub mod table;
mod title;
pub mod topic;
mod trail;
pub mod when;

use std::cell::RefCell;

use rustc_hash::FxHashMap;

use assemble::Draft;
use context::Context;
use page::{Desk, Page};
use places::Quantities;
use scene::Found;

use crate::model::{Claim, Document, Extraction, Figure, Language, Span};

thread_local! {
    /// The room for laying out pages is kept from one document to the next.
    static DESK: RefCell<Desk> = RefCell::new(Desk::default());
}

/// The language that the source of a document names, for passages that are too short to show theirs.
fn given(document: &Document) -> Option<Language> {
    document.source.language.as_ref()?.get(..2)?.parse().ok()
}

/// Lays out a document and reads its periods.
fn with_page<T>(document: &Document, f: impl FnOnce(&Page<'_>, &[period::Period]) -> T) -> T {
    DESK.with_borrow_mut(|desk| {
        let page = desk.lay(document.body(), given(document));
        let periods = period::read(&page);
        f(&page, &periods)
    })
}

/// Reads the quoted figures of a document, each passage in its own language.
pub fn extract(document: &Document) -> Extraction {
    DESK.with_borrow_mut(|desk| {
        let page = desk.lay(document.body(), given(document));
        let drafts = read(&page, document);
        Extraction { figures: join(&page, drafts, document.body.start) }
    })
}

/// The sentences of the part of a document that is read, in text order.
pub fn sentences(document: &Document) -> Vec<Span> {
    DESK.with_borrow_mut(|desk| {
        let page = desk.lay(document.body(), given(document));
        let moved = |span: Span| Span::new(span.start + document.body.start, span.end + document.body.start);
        page.sentences.iter().map(|sentence| moved(page.span(sentence.first, sentence.last))).collect()
    })
}

/// The drafts of a page, in text order.
fn read(page: &Page<'_>, document: &Document) -> Vec<Draft> {
    let mut periods = period::read(page);
    period::name_programmes(page, &mut periods, document.source.published);
    let dated = period::mark(page, &periods);
    let page = page.with_dated(&dated);
    let quantities = Quantities::new(quantity::read(&page));
    if quantities.is_empty() {
        return Vec::new();
    }
    let mut mentions = mention::read(&page, &quantities);
    context::own_country(&page, &document.source, &mut mentions);
    let posts = post::stamps(&page);
    let speakers = speaker::read(&page, &mentions, &quantities, &posts);
    let found = Found {
        page: &page,
        context: &Context::new(&page, &document.source, &mentions, &quantities, &periods, &speakers),
        mentions: &mentions,
        periods: &periods,
        quantities: &quantities,
        speakers: &speakers,
        posts,
        cells: table::read(&page, &quantities),
        weights: scene::weigh(&page),
        bounds: scene::bounds(&page, &mentions, &quantities, &periods),
        steps: !mentions.bases.is_empty() && mentions.bases.iter().all(|b| !b.what),
    };
    let mut drafts = assemble::drafts(&found);
    repeat::estimates(&mut drafts);
    repeat::headings(&page, &mut drafts, speakers.lent);
    drafts
}

/// Joins the drafts that say the same into one figure with several mentions; offsets are moved to the whole text.
fn join(page: &Page<'_>, drafts: Vec<Draft>, offset: usize) -> Vec<Figure> {
    let moved = |span: Span| Span::new(span.start + offset, span.end + offset);
    let mut figures: Vec<Figure> = Vec::new();
    let mut known: FxHashMap<Claim, usize> = FxHashMap::default();
    for Draft { claim, mut mention, trail, confidence } in drafts {
        mention.span = moved(mention.span);
        mention.sentence = moved(mention.sentence);
        if let Some(&place) = known.get(&claim) {
            figures[place].mentions.push(mention);
        } else {
            known.insert(claim.clone(), figures.len());
            let derivation = trail.lines(page, &claim);
            figures.push(Figure { claim, mentions: vec![mention], confidence, derivation });
        }
    }
    figures
}
