//! Claims about a made-up document, and what becomes of them.

use super::{Offer, Taken, Witness};
use crate::model::{Document, Source};

const TEXT: &str = "Minister Ann Lee said that Chile's exports of copper fell by almost 3.4 percent in 2023,\nto over $41.5 billion. \
    Peru\u{2019}s exports came to between 60 and 65 billion dollars.\n\nThe index stood at 51.2 in May.\n";

fn document() -> Document {
    Document::new(Source { id: "copper".to_owned(), ..Source::default() }, TEXT.to_owned())
}

fn judge(json: &str) -> Result<Taken, String> {
    Witness::of(&document()).judge(&Offer::read(json)?, "a model")
}

/// An offer with these fields beside the document's name.
fn offer(fields: &str) -> String {
    format!("{{\"document\": \"copper\", {fields}}}")
}

#[test]
fn what_the_words_bear_out_is_taken() {
    for (fields, surface, quantity) in [
        (
            r#""quote": "fell by almost 3.4 percent in 2023", "value": -3.4, "unit": "percent""#,
            "3.4 percent",
            "<-3.4 e0 percent",
        ),
        (
            r#""quote": "fell by almost 3.4 percent", "value": "3.4", "unit": "percent", "bound": "below""#,
            "3.4 percent",
            "<3.4 e0 percent",
        ),
        (
            r#""quote": "2023, to over $41.5 billion", "value": 41500000000, "unit": "USD""#,
            "$41.5 billion",
            ">41.5 e9 USD",
        ),
        (
            r#""quote": "came to between 60 and 65 billion dollars", "value": "60000000000", "value_high": "65000000000", "unit": "USD", "bound": "range""#,
            "60 and 65 billion dollars",
            "60..65 e9 USD",
        ),
        (
            r#""quote": "stood at 51.2 in May", "surface": "51.2", "value": 51.2, "unit": "index""#,
            "51.2",
            "51.2 e0 index",
        ),
    ] {
        let taken = judge(&offer(fields));
        let taken = taken.unwrap_or_else(|why| panic!("{fields}: {why}"));
        let figure = &taken.figure;
        assert_eq!(figure.mentions[0].surface, surface, "{fields}");
        let read = figure.claim.quantity;
        assert_eq!(format!("{} e{} {}", read.stated, read.mult, read.unit), quantity, "{fields}");
        assert_eq!(figure.derivation[0], "claimed by a model");
        let mention = &figure.mentions[0];
        assert_eq!(mention.span.of(TEXT), mention.surface);
        assert!(mention.sentence.contains(mention.span), "{fields}");
    }
}

#[test]
fn what_they_do_not_is_refused_with_the_reason() {
    let quote = r#""quote": "fell by almost 3.4 percent in 2023", "unit": "percent", "value": 3.4"#;
    for (fields, why) in [
        (
            r#""quote": "rose by 3.4 percent", "value": 3.4, "unit": "percent""#.to_owned(),
            "quote: its words do not stand in copper",
        ),
        (r#""value": 3.4, "unit": "percent""#.to_owned(), "quote: is missing"),
        (r#""quote": "fell by almost 3.4 percent", "unit": "percent""#.to_owned(), "value: is missing"),
        (
            r#""quote": "fell by almost 3.4 percent", "value": 3.5, "unit": "percent""#.to_owned(),
            "value: 3.5 is claimed, and the words say 3.4",
        ),
        (r#""quote": "fell by almost 3.4 percent", "value": 34, "unit": "percent""#.to_owned(), "value: 34 is claimed"),
        (
            r#""quote": "fell by almost 3.4 percent", "value": 3.4, "unit": "USD""#.to_owned(),
            "unit: USD is claimed, and the words say percent",
        ),
        (
            r#""quote": "over $41.5 billion", "value": 41500000000, "unit": "USD", "bound": "exact""#.to_owned(),
            "bound: exact is claimed, and the words say above",
        ),
        (
            r#""quote": "exports of copper fell", "value": 3.4, "unit": "percent""#.to_owned(),
            "value: no number can be read",
        ),
        (
            r#""quote": "The index stood at 51.2", "surface": "51.2", "value": 51.2, "unit": "USD""#.to_owned(),
            "value: no number can be read",
        ),
        (
            r#""start": 3, "end": 9, "surface": "51.2", "value": 51.2, "unit": "index""#.to_owned(),
            "surface: \u{201c}51.2\u{201d} does not stand at bytes 3 to 9",
        ),
        (
            r#""start": 9000, "end": 9010, "value": 51.2, "unit": "index""#.to_owned(),
            "start and end: 9000 to 9010 is no stretch",
        ),
        (r#""start": 9, "value": 51.2, "unit": "index""#.to_owned(), "start and end: one is missing"),
        (format!(r#"{quote}, "area": "XX""#), "area: `XX` is not an area code"),
        (format!(r#"{quote}, "indicator": "copper""#), "indicator: `copper` is not an indicator code"),
        (format!(r#"{quote}, "period": "last year""#), "period: `last year` is not"),
        (format!(r#"{quote}, "speaker": "Bob Ray""#), "speaker: \u{201c}Bob Ray\u{201d} does not stand in copper"),
        (
            format!(r#"{quote}, "surface": "4.4 percent""#),
            "surface: \u{201c}4.4 percent\u{201d} does not stand in the quote",
        ),
        (format!(r#"{quote}, "aera": "CL""#), "no claim can be read: unknown field `aera`"),
        (r#""quote": ["a"]"#.to_owned(), "no claim can be read: `[\"a\"]` is neither a text nor a number"),
    ] {
        let refused = judge(&offer(&fields)).expect_err(&fields);
        assert!(refused.starts_with(why), "{fields}: {refused}");
    }
    for line in ["", "null", "[1]", "{", "\u{0}", "{\"document\": \"copper\"} trailing", "[\"copper\"]"] {
        assert!(Offer::read(line).is_err(), "{line}");
    }
}

#[test]
fn dimensions_are_read_as_everywhere() {
    let fields = r#""quote": "fell by almost 3.4 percent in 2023", "value": -3.4, "unit": "percent", "measure": "growth",
        "basis": "yoy", "indicator": "exports", "item": "copper", "area": "CHL", "period": "2023", "speaker": "Ann Lee""#;
    let claim = judge(&offer(fields)).expect("taken").figure.claim;
    assert_eq!(claim.measure.to_string(), "growth-yoy");
    assert_eq!(claim.area.map(|area| area.code()), Some("CL"));
    assert_eq!(claim.item.as_deref(), Some("copper"));
    assert_eq!(claim.speaker.as_deref(), Some("Ann Lee"));
}

#[test]
fn a_claim_keeps_its_name_and_origins_have_their_own() {
    let fields = offer(r#""quote": "over $41.5 billion", "value": 41500000000, "unit": "USD""#);
    let named =
        |origin| Witness::of(&document()).judge(&Offer::read(&fields).expect("an offer"), origin).expect("taken").id;
    assert_eq!(named("a"), named("a"));
    assert_ne!(named("a"), named("b"));
}
