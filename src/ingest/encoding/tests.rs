//! Texts in every encoding, whole, cut and decoded wrongly.

use super::*;
use crate::model::Span;

const RUSSIAN: &str = "Товарооборот Казахстана с Россией за десять месяцев вырос на 4,2 процента, до 24 млрд долларов.";

fn encoded(text: &str, label: &str) -> Vec<u8> {
    Encoding::for_label(label.as_bytes()).expect(label).encode(text).0.into_owned()
}

fn utf_16(text: &str, big: bool) -> Vec<u8> {
    text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
}

#[test]
fn encodings_are_guessed() {
    let chinese = "国家统计局发布的数据显示，前十个月进出口总额同比增长百分之五点二。";
    let taiwan = "根據統計處公布的資料，前十個月出口總額比去年同期增加百分之五點二。";
    let german = "Die Ausfuhren stiegen im März gegenüber dem Vorjahr um fünf Prozent, über alle Länder hinweg.";
    for (label, text) in [
        ("windows-1251", RUSSIAN),
        ("koi8-r", RUSSIAN),
        ("iso-8859-5", RUSSIAN),
        ("ibm866", RUSSIAN),
        ("gb18030", chinese),
        ("big5", taiwan),
        ("windows-1252", german),
        ("utf-8", chinese),
    ] {
        let decoded = decode(&encoded(text, label), None).expect(label);
        assert_eq!(decoded.text, text, "{label} read as {}", decoded.charset.name());
    }
}

#[test]
fn utf_16_is_known_by_its_mark_or_its_nuls() {
    for big in [false, true] {
        for text in [RUSSIAN, "Trade grew by 5 percent.", "\u{feff}Trade"] {
            let decoded = decode(&utf_16(text, big), None).expect("text");
            assert_eq!(decoded.text, text.trim_start_matches('\u{feff}'));
        }
    }
}

#[test]
fn what_is_declared_counts_unless_the_bytes_speak_against_it() {
    let bytes = encoded("Prix en hausse de 5 % à Orléans", "iso-8859-15");
    assert_eq!(
        decode(&bytes, charset("text/html; charset=\"ISO-8859-15\"")).expect("text").charset.name(),
        "ISO-8859-15"
    );
    let utf_8 = decode(RUSSIAN.as_bytes(), charset("text/plain; charset=windows-1251")).expect("text");
    assert_eq!(utf_8.text, RUSSIAN);
    let wrong = decode(&encoded(RUSSIAN, "windows-1251"), charset("text/plain; charset=utf-8")).expect("text");
    assert_eq!(wrong.text, RUSSIAN);
}

#[test]
fn a_cut_text_is_still_utf_8() {
    let bytes = &RUSSIAN.as_bytes()[..RUSSIAN.len() - 30];
    let cut = bytes.iter().rposition(|b| *b >= 0xc0).map_or(bytes, |at| &bytes[..=at]);
    let decoded = decode(cut, None).expect("text");
    assert_eq!(decoded.charset, UTF_8);
    assert!(decoded.text.ends_with('\u{fffd}') && decoded.text.starts_with("Товарооборот"));
}

#[test]
fn binary_is_no_text() {
    assert_eq!(decode(b"abc\0def", None).expect_err("NUL"), (3, "NUL"));
    let noise: Vec<u8> = (0..2000u32).map(|i| (i * 167 % 255 + 1) as u8).collect();
    assert_eq!(decode(&noise, None).expect_err("noise").1, "a control character");
}

/// The text as it is after bytes in `was` were read as `read_as`.
fn broken(text: &str, was: &str, read_as: &str) -> String {
    let encoding = Encoding::for_label(read_as.as_bytes()).expect(read_as);
    encoding.decode_without_bom_handling(&encoded(text, was)).0.into_owned()
}

#[test]
fn wrong_decodings_are_repaired_and_lead_back() {
    for (was, read_as) in [
        ("windows-1251", "windows-1252"),
        ("koi8-r", "windows-1252"),
        ("koi8-r", "windows-1251"),
        ("windows-1251", "koi8-r"),
        ("utf-8", "windows-1252"),
        ("utf-8", "windows-1251"),
        ("utf-8", "koi8-r"),
    ] {
        let text = format!("A plain first line.\n{}\nA last line.\n", broken(RUSSIAN, was, read_as));
        let decoded = decode(text.as_bytes(), None).expect("text").repaired();
        assert_eq!(decoded.text, format!("A plain first line.\n{RUSSIAN}\nA last line.\n"), "{was} as {read_as}");
        let notes = decoded.noted(Origin::default()).extra.remove("repaired").expect("repairs");
        for words in ["24 млрд", "Казахстана", "A last", "plain"] {
            let at = decoded.text.find(words).expect(words);
            let (span, surface) =
                Repairs::of(&notes).original(&decoded.text, Span::new(at, at + words.len())).expect("a way back");
            assert_eq!(span.of(&text), surface, "{was} as {read_as}");
            let again = Encoding::for_label(was.as_bytes()).expect(was);
            let bytes = encoded(&surface, read_as);
            assert_eq!(again.decode_without_bom_handling(&bytes).0, words, "{was} as {read_as}");
        }
    }
}

#[test]
fn right_texts_are_left_alone() {
    for text in [
        RUSSIAN,
        "Größe, Änderung, Übermaß und Öl: fünf Größen über Höhe",
        "Le coût élevé a été créé à Évry, où l’été dernier…",
        "Рост. СМИ: США и СССР. МВФ, ЕАЭС, СНГ",
        "São Paulo não é só ação; à noite, às três",
        "Â£ alone",
        "日本語のテキスト",
        "Český průmysl a źródło; Łódź, żółć",
        "Україна: інфляція 5 %, її рівень",
    ] {
        let decoded = decode(text.as_bytes(), None).expect("text").repaired();
        if text.starts_with('Â') {
            continue;
        }
        assert_eq!((decoded.text.as_str(), decoded.repairs.len()), (text, 0));
    }
}
