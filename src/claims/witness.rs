//! A document as the witness of claims about it.

use rust_decimal::Decimal;

use super::offer::Offer;
use super::quote::Plain;
use crate::extract;
use crate::model::{
    Claim, Confidence, Document, DocumentId, Extraction, Figure, FigureId, Mention, ObsStatus, PeriodOrigin, Quantity,
    Span, Stated, Transformation, Unit, UnitMult,
};
use crate::review::{Changes, Field};

/// A number that can be read in a document.
#[derive(Debug, Clone, Copy)]
struct Read {
    span: Span,
    quantity: Quantity,
}

/// A document with what can be read in it.
#[derive(Debug)]
pub struct Witness<'d> {
    document: &'d Document,
    plain: Plain,
    numbers: Vec<Read>,
    figures: Extraction,
    sentences: Vec<Span>,
}

/// A claim that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Its name.
    pub id: FigureId,
    /// The figure; the first line of its derivation says who offered it.
    pub figure: Figure,
    /// Whether the rules read the same figure there, so that nothing is gained.
    pub known: bool,
}

impl<'d> Witness<'d> {
    /// Reads a document.
    pub fn of(document: &'d Document) -> Self {
        let figures = extract::extract(document);
        let amounts = extract::amounts::amounts(document);
        let mut numbers: Vec<_> =
            amounts.iter().map(|amount| Read { span: amount.span, quantity: amount.quantity }).collect();
        let mentions = |figure: &Figure| {
            let quantity = figure.claim.quantity;
            figure.mentions.iter().map(move |mention| Read { span: mention.span, quantity }).collect::<Vec<_>>()
        };
        numbers.extend(figures.figures.iter().flat_map(mentions));
        Self { document, plain: Plain::of(&document.text), numbers, figures, sentences: extract::sentences(document) }
    }

    /// Judges a claim: the figure that it is, or why it is refused.
    pub fn judge(&self, offer: &Offer, origin: &str) -> Result<Taken, String> {
        let place = self.place(offer)?;
        let (span, quantity) = self.quantity(offer, place)?;
        self.heard(offer)?;
        let claim = offer.dimensions().apply(&of_nothing(quantity)).map_err(|error| error.to_string())?;
        let known = self.figures.figures.iter().any(|figure| says(figure, &claim, span));
        let sentence = self.sentence(span)?;
        let surface = span.of(&self.document.text).to_owned();
        let figure = Figure {
            mentions: vec![Mention { span, surface, sentence }],
            confidence: Confidence::Low,
            derivation: derivation(&claim, origin, sentence.of(&self.document.text)),
            claim,
        };
        Ok(Taken { id: name(&self.document.id, span, origin, &figure.claim), figure, known })
    }

    /// The stretch of text in which the number is to be found.
    fn place(&self, offer: &Offer) -> Result<Span, String> {
        let text = &self.document.text;
        let inside = self.quoted(offer)?;
        let span = match (offer.start, offer.end) {
            (Some(start), Some(end)) => Some(Span::new(start, end)),
            (None, None) => None,
            _ => return Err("start and end: one is missing: want both, or neither".to_owned()),
        };
        let within = |span: Span| inside.is_empty() || inside.iter().any(|quote| quote.contains(span));
        match (&offer.surface, span) {
            (Some(surface), Some(span)) if Plain::of(span.of(text)).find(surface).is_empty() => Err(format!(
                "surface: \u{201c}{surface}\u{201d} does not stand at bytes {} to {}",
                span.start, span.end
            )),
            (_, Some(span)) if span.of(text).is_empty() => {
                Err(format!("start and end: {} to {} is no stretch of the text", span.start, span.end))
            }
            (_, Some(span)) if !within(span) => {
                Err(format!("start and end: {} to {} lie outside of the quote", span.start, span.end))
            }
            (_, Some(span)) => Ok(span),
            (Some(surface), None) => self
                .plain
                .find(surface)
                .into_iter()
                .find(|span| within(*span))
                .ok_or_else(|| format!("surface: \u{201c}{surface}\u{201d} does not stand in the quote")),
            (None, None) => {
                inside.first().copied().ok_or_else(|| "quote: is missing: want the words that say it".to_owned())
            }
        }
    }

    /// The places of the quote; none only where the claim has a span instead.
    fn quoted(&self, offer: &Offer) -> Result<Vec<Span>, String> {
        match &offer.quote {
            None if offer.start.is_some() => Ok(Vec::new()),
            None => Err("quote: is missing: want the words of the document that say it".to_owned()),
            Some(quote) => match self.plain.find(quote) {
                found if found.is_empty() => {
                    Err(format!("quote: its words do not stand in {}", self.document.source.id))
                }
                found => Ok(found),
            },
        }
    }

    /// The number that the claim gives, as it is read in a stretch of text.
    fn quantity(&self, offer: &Offer, place: Span) -> Result<(Span, Quantity), String> {
        if offer.value.is_none() {
            return Err("value: is missing: want the number in units".to_owned());
        }
        let mut reads: Vec<Read> = Vec::new();
        let meets = |read: &&Read| place.contains(read.span) || read.span.contains(place);
        reads.extend(self.numbers.iter().filter(meets));
        reads.extend(self.bare(offer, place));
        if reads.is_empty() {
            return Err(format!("value: no number can be read from \u{201c}{}\u{201d}", place.of(&self.document.text)));
        }
        let mut refused = None;
        for read in &reads {
            match agree(offer, &read.quantity) {
                Ok(quantity) => return Ok((read.span, quantity)),
                Err(why) => drop(refused.get_or_insert(why)),
            }
        }
        Err(refused.unwrap_or_default())
    }

    /// A number without a unit, such as that of an index, which the words alone do not make an amount. Money and
    /// percentages have words of their own.
    fn bare(&self, offer: &Offer, place: Span) -> Option<Read> {
        let surface = offer.surface.as_deref()?.trim();
        let digits = Decimal::from_str_exact(&surface.replace(',', "")).ok()?;
        let span = self.plain.find(surface).into_iter().find(|span| place.contains(*span) || *span == place)?;
        let unit: Unit = offer.quantity().get(Field::Unit)?.parse().ok()?;
        let has_words = unit.currency().is_some() || unit == Unit::PERCENT || unit == Unit::PERCENTAGE_POINTS;
        if has_words {
            return None;
        }
        Some(Read { span, quantity: Quantity { stated: Stated::Exactly(digits), mult: UnitMult(0), unit } })
    }

    /// Whether the document names the person to whom the claim ascribes the figure.
    fn heard(&self, offer: &Offer) -> Result<(), String> {
        match offer.speaker() {
            Some(speaker) if self.plain.find(speaker).is_empty() => {
                Err(format!("speaker: \u{201c}{speaker}\u{201d} does not stand in {}", self.document.source.id))
            }
            _ => Ok(()),
        }
    }

    fn sentence(&self, span: Span) -> Result<Span, String> {
        let found = self.sentences.iter().find(|sentence| sentence.contains(span));
        found.copied().ok_or_else(|| "quote: does not lie inside of one sentence of the text that is read".to_owned())
    }
}

/// The quantity that is claimed, in the digits that are read; or why it cannot be read so. A fall is read without its
/// sign, so that only the size counts.
fn agree(offer: &Offer, read: &Quantity) -> Result<Quantity, String> {
    let claimed = offer.quantity().apply(&of_nothing(*read)).map_err(|error| error.to_string())?.quantity;
    let size = |quantity: &Quantity| {
        let ends = (quantity.value().abs(), quantity.value_high().map(|high| high.abs()));
        match ends {
            (low, Some(high)) => (low.min(high), Some(low.max(high))),
            other => other,
        }
    };
    if size(&claimed) != size(read) {
        let (claimed, read) = (shown(&claimed), shown(read));
        return Err(format!("value: {claimed} is claimed, and the words say {read}"));
    }
    if claimed.unit != read.unit {
        return Err(format!("unit: {} is claimed, and the words say {}", claimed.unit, read.unit));
    }
    let (bound, said) = (claimed.stated.bound(), read.stated.bound());
    if offer.has_bound() && bound != said && said != "exact" {
        return Err(format!("bound: {bound} is claimed, and the words say {said}"));
    }
    let negative = claimed.value().is_sign_negative() != read.value().is_sign_negative();
    let turned = |v: Decimal| if negative { -v } else { v };
    let stated = match (bound, read.stated) {
        ("range", Stated::Between(low, high)) if negative => Stated::Between(-high, -low),
        ("range", _) => read.stated,
        ("about", digits) => Stated::About(turned(digits.value())),
        ("above", digits) => Stated::Above(turned(digits.value())),
        ("below", digits) => Stated::Below(turned(digits.value())),
        (_, digits) => Stated::Exactly(turned(digits.value())),
    };
    Ok(Quantity { stated, ..*read })
}

/// A claim that gives a number and nothing else.
fn of_nothing(quantity: Quantity) -> Claim {
    Claim {
        quantity,
        indicator: None,
        item: None,
        measure: Transformation::Level,
        area: None,
        counterpart: None,
        period: None,
        period_origin: PeriodOrigin::Carried,
        status: ObsStatus::Actual,
        speaker: None,
    }
}

fn shown(quantity: &Quantity) -> String {
    let high = quantity.value_high().map(|high| format!(" to {high}")).unwrap_or_default();
    format!("{}{high}", quantity.value())
}

/// Whether a figure says the same at the same place.
fn says(figure: &Figure, claim: &Claim, span: Span) -> bool {
    let same = Claim { period_origin: figure.claim.period_origin, ..claim.clone() };
    figure.claim == same && figure.mentions.iter().any(|mention| mention.span == span)
}

/// A claim's name: the same whenever the same origin says the same of the same words.
fn name(document: &DocumentId, span: Span, origin: &str, claim: &Claim) -> FigureId {
    let what = DocumentId::of(format!("{document}:{origin}:{}", Changes::whole(claim)).as_bytes());
    FigureId::of(&what, span, 0)
}

fn derivation(claim: &Claim, origin: &str, sentence: &str) -> Vec<String> {
    let mut lines = vec![format!("claimed by {origin}")];
    lines.push(format!("quantity {} read from \u{201c}{sentence}\u{201d}", claim.quantity.stated));
    lines.push("all other fields as claimed".to_owned());
    lines
}
